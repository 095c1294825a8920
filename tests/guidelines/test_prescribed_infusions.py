"""Orders of pamidronate, ibandronate and clodronate: dose, speed, volume, fluid, days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Range, Verdict
from boneguide.model.check import Check, Indication
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.clean import ON, labs, myeloma, woman
from tests.guidelines.ordering import RINGER, check, order, rejected_for, tablets, warned_of

EVERYWHERE = pytest.mark.parametrize("place", ["US", "EU", "UK"])
EUROPE = pytest.mark.parametrize("place", ["EU", "UK"])
HYPERCALCAEMIA: Indication = "hypercalcaemia"


def over(time: str) -> dict[str, Any]:
    return {"infusion_time": Range.exactly(Q(time))}


def every(interval: str) -> dict[str, Any]:
    return {"interval": Range.exactly(Q(interval))}


def with_clearance(of: float, calcium: str = "9.4 mg/dL") -> bg.Patient:
    """Return a woman of that clearance: 80 x 0.85 divided by the creatinine."""
    return woman(labs=labs(creatinine=Q(68 / of, "mg/dL"), calcium=Q(calcium)))


def with_calcium(calcium: str) -> bg.Patient:
    return with_clearance(68, calcium)


def outcome(found: Check) -> tuple[Verdict, set[str], set[str]]:
    return found.verdict, rejected_for(found), warned_of(found)


ACCEPTED = (Verdict.ACCEPT, set[str](), set[str]())


# ------------------------------------------------------------------ pamidronate, skeletal events

SLOW = order("pamidronate", **over("4 hour"), volume=Q(500, "mL"))


@EVERYWHERE
@pytest.mark.parametrize(
    ("written", "patient"),
    [
        pytest.param(order("pamidronate"), woman(), id="breast"),
        pytest.param(SLOW, woman(), id="breast-slow"),
        pytest.param(SLOW, myeloma(), id="myeloma"),
        pytest.param(order("pamidronate", **every("1 month")), woman(), id="monthly"),
        pytest.param(order("pamidronate", interval=None), woman(), id="one-dose"),
    ],
)
def test_pamidronate_within_the_limits(written: bg.Regimen, patient: bg.Patient, place: Jurisdiction) -> None:
    assert outcome(check(written, patient, place)) == ACCEPTED


@EVERYWHERE
@pytest.mark.parametrize(
    ("changes", "identifiers"),
    [
        ({"dose": Q(91, "mg"), "volume": Q(500, "mL")}, {"order-dose-above-maximum"}),
        (over("119 minute"), {"order-too-fast"}),
        ({"route": "IV bolus"}, {"order-bolus", "order-route"}),
        ({"route": "SC"}, {"order-route"}),
        ({"diluents": RINGER}, {"order-calcium-fluid"}),
        (every("2 week"), {"order-interval-too-short"}),
    ],
)
def test_pamidronate_beyond_a_limit_is_rejected(
    changes: dict[str, Any], identifiers: set[str], place: Jurisdiction
) -> None:
    found = check(order("pamidronate", **changes), woman(), place)
    assert (found.verdict, rejected_for(found)) == (Verdict.REJECT, identifiers)


@pytest.mark.parametrize(
    ("changes", "patient", "identifiers"),
    [
        ({"dose": Q(60, "mg")}, woman(), {"order-dose-below-table"}),
        (every("12 week"), woman(), {"order-interval-unsupported"}),
        (over("3 hour"), with_clearance(60), {"order-fast-for-the-kidneys"}),
        (over("4 hour"), with_clearance(60), set()),
        (over("3 hour"), with_clearance(60.1), set()),
    ],
)
def test_pamidronate_with_care_in_the_us(changes: dict[str, Any], patient: bg.Patient, identifiers: set[str]) -> None:
    found = check(order("pamidronate", **changes), patient)
    assert outcome(found) == (Verdict.WARN if identifiers else Verdict.ACCEPT, set(), identifiers)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("119 minute", (Verdict.REJECT, {"order-too-fast"}, set())),
        ("2 hour", (Verdict.WARN, set(), {"order-under-4-hours-in-myeloma"})),
        ("239 minute", (Verdict.WARN, set(), {"order-under-4-hours-in-myeloma"})),
        ("4 hour", ACCEPTED),
    ],
)
def test_v59_pamidronate_in_myeloma_in_the_us(time: str, expected: tuple[Verdict, set[str], set[str]]) -> None:
    found = check(order("pamidronate", **over(time)), myeloma())
    assert outcome(found) == expected
    assert "infusion-time-in-myeloma-us" in {dispute.id for dispute in found.disagreements}
    assert "- sources differ: how long 90 mg" in str(found)


@EUROPE
@pytest.mark.parametrize(
    ("time", "volume", "warned"), [("4 hour", 500, False), ("239 minute", 500, True), ("4 hour", 499, True)]
)
def test_pamidronate_in_myeloma_in_europe(time: str, volume: float, warned: bool, place: Jurisdiction) -> None:
    found = check(order("pamidronate", **over(time), volume=Q(volume, "mL")), myeloma(), place)
    assert outcome(found) == ((Verdict.WARN, set(), {"order-fast-in-myeloma"}) if warned else ACCEPTED)


@EUROPE
@pytest.mark.parametrize(
    ("clearance", "time", "identifiers"),
    [
        (60.1, "2 hour", set()),
        (60, "270 minute", set()),
        (60, "269 minute", {"order-rate-above-20"}),
        (60, "2 hour", {"order-rate-above-20"}),
    ],
)
def test_the_rate_is_lower_with_impaired_kidneys(
    clearance: float, time: str, identifiers: set[str], place: Jurisdiction
) -> None:
    found = check(order("pamidronate", **over(time)), with_clearance(clearance), place)
    assert rejected_for(found) == identifiers
    assert ("rate-in-renal-impairment" in {d.id for d in found.disagreements}) == (clearance <= 60)


@EUROPE
@pytest.mark.parametrize(("volume", "rejected"), [(250, False), (249, True)])
def test_the_concentration_is_limited(volume: float, rejected: bool, place: Jurisdiction) -> None:
    found = check(order("pamidronate", volume=Q(volume, "mL")), woman(), place)
    assert rejected_for(found) == ({"order-too-concentrated"} if rejected else set())


@pytest.mark.parametrize(
    ("changes", "identifiers"),
    [
        ({"infusion_time": None}, {"order-too-fast", "order-rate-above-60"}),
        ({"infusion_time": None, "maximum_rate": Q(45, "mg/h")}, {"order-too-fast"}),
        ({"infusion_time": None, "maximum_rate": Q(70, "mg/h")}, {"order-too-fast", "order-rate-above-60"}),
        ({"volume": None}, {"order-too-concentrated"}),
        ({"route": "by pump"}, {"order-route"}),
    ],
)
def test_what_an_order_of_pamidronate_leaves_open_is_asked_for(changes: dict[str, Any], identifiers: set[str]) -> None:
    found = check(order("pamidronate", **changes), woman(), "UK")
    assert found.verdict is Verdict.WARN
    assert {task.id for task in found.first} == identifiers


# ------------------------------------------------------------------ pamidronate, hypercalcaemia


def pamidronate(milligrams: float, time: str, volume: float = 500, **changes: Any) -> bg.Regimen:
    parts = {"dose": Q(milligrams, "mg"), "volume": Q(volume, "mL"), "interval": None, **over(time), **changes}
    return order("pamidronate", **parts)


@pytest.mark.parametrize("clearance", [68, 61])
@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("60 minute", (Verdict.WARN, set(), {"order-fast-in-hypercalcaemia"})),
        ("59 minute", (Verdict.REJECT, {"order-rate-above-60"}, {"order-fast-in-hypercalcaemia"})),
    ],
)
def test_v61_pamidronate_at_the_rate_cap_in_the_uk(
    time: str, expected: tuple[Verdict, set[str], set[str]], clearance: float
) -> None:
    found = check(pamidronate(60, time, 250), with_clearance(clearance, "3.2 mmol/L"), "UK", HYPERCALCAEMIA)
    assert outcome(found) == expected


def test_v61_the_cap_is_lower_with_impaired_kidneys() -> None:
    found = check(pamidronate(60, "60 minute", 250), with_clearance(60, "3.2 mmol/L"), "UK", HYPERCALCAEMIA)
    assert rejected_for(found) == {"order-rate-above-20"}


@EUROPE
def test_pamidronate_over_four_hours_in_500_ml(place: Jurisdiction) -> None:
    found = check(pamidronate(90, "4 hour"), with_calcium("4.1 mmol/L"), place, HYPERCALCAEMIA)
    assert outcome(found) == ACCEPTED


@pytest.mark.parametrize(
    ("calcium", "milligrams", "identifier"),
    [
        ("12.5 mg/dL", 59, "order-dose-below-table"),
        ("12.5 mg/dL", 60, None),
        ("13.5 mg/dL", 60, None),
        ("13.6 mg/dL", 89, "order-dose-below-table"),
        ("13.6 mg/dL", 90, None),
        ("13.6 mg/dL", 91, "order-dose-above-maximum"),
    ],
)
def test_pamidronate_by_calcium_in_the_us(calcium: str, milligrams: float, identifier: str | None) -> None:
    found = check(pamidronate(milligrams, "4 hour"), with_calcium(calcium), "US", HYPERCALCAEMIA)
    assert (identifier in rejected_for(found) | warned_of(found)) if identifier else outcome(found) == ACCEPTED


@EUROPE
@pytest.mark.parametrize(
    ("calcium", "milligrams", "identifiers"),
    [
        ("3.0 mmol/L", 30, set()),
        ("3.0 mmol/L", 31, {"order-dose-above-table"}),
        ("3.01 mmol/L", 60, set()),
        ("3.5 mmol/L", 61, {"order-dose-above-table"}),
        ("3.51 mmol/L", 90, set()),
    ],
)
def test_pamidronate_by_calcium_in_europe(
    calcium: str, milligrams: float, identifiers: set[str], place: Jurisdiction
) -> None:
    found = check(pamidronate(milligrams, "6 hour"), with_calcium(calcium), place, HYPERCALCAEMIA)
    assert rejected_for(found) == identifiers


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("119 minute", (Verdict.REJECT, {"order-too-fast"}, set())),
        ("2 hour", ACCEPTED),
        ("24 hour", ACCEPTED),
        ("25 hour", (Verdict.WARN, set(), {"order-too-slow"})),
    ],
)
def test_pamidronate_over_2_to_24_hours_in_the_us(time: str, expected: tuple[Verdict, set[str], set[str]]) -> None:
    assert outcome(check(pamidronate(90, time), with_calcium("13.0 mg/dL"), "US", HYPERCALCAEMIA)) == expected


@pytest.mark.parametrize(("days", "rejected"), [(6, True), (7, False)])
def test_pamidronate_again_after_a_week(days: int, rejected: bool) -> None:
    patient = woman(
        bone_agent_doses=[bg.BoneAgentDose(drug="pamidronate", on=ON - timedelta(days=days))],
        labs=labs(
            calcium=Q(13.0, "mg/dL"),
            creatinine=bg.Observation(value=Q(1.0, "mg/dL"), on=ON),
            creatinine_baseline=Q(1.0, "mg/dL"),
        ),
    )
    found = check(pamidronate(90, "4 hour"), patient, "US", HYPERCALCAEMIA)
    assert rejected_for(found) == ({"retreatment-too-early"} if rejected else set())
    twice = check(pamidronate(90, "4 hour", **every(f"{days} day")), with_calcium("13.0 mg/dL"), "US", HYPERCALCAEMIA)
    assert rejected_for(twice) == ({"order-interval-too-short"} if rejected else set())


# ------------------------------------------------------------------ ibandronate


@EUROPE
@pytest.mark.parametrize(
    ("clearance", "milligrams", "time", "expected"),
    [
        (50, 6, "15 minute", ACCEPTED),
        (50, 6, "14 minute", (Verdict.REJECT, {"order-too-fast"}, set())),
        (50, 6.1, "15 minute", (Verdict.REJECT, {"order-dose-above-table"}, set())),
        (50, 4, "15 minute", (Verdict.WARN, set(), {"order-dose-below-table"})),
        (49.9, 6, "1 hour", (Verdict.REJECT, {"order-dose-above-table"}, set())),
        (49.9, 4, "15 minute", (Verdict.WARN, set(), {"order-fast-for-the-kidneys"})),
        (49.9, 4, "1 hour", ACCEPTED),
        (30, 4, "1 hour", ACCEPTED),
        (29.9, 4, "1 hour", (Verdict.REJECT, {"order-dose-above-table"}, set())),
        (29.9, 2, "1 hour", ACCEPTED),
    ],
)
def test_ibandronate_by_clearance(
    clearance: float,
    milligrams: float,
    time: str,
    expected: tuple[Verdict, set[str], set[str]],
    place: Jurisdiction,
) -> None:
    written = order("ibandronate", dose=Q(milligrams, "mg"), **over(time))
    assert outcome(check(written, with_clearance(clearance), place)) == expected


@EUROPE
@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"diluents": RINGER}, (Verdict.REJECT, {"order-calcium-fluid"}, set())),
        ({"route": "SC"}, (Verdict.REJECT, {"order-route"}, set())),
        ({"volume": Q(50, "mL")}, (Verdict.WARN, set(), {"order-small-volume"})),
        (every("2 week"), (Verdict.REJECT, {"order-interval-too-short"}, set())),
        (every("12 week"), (Verdict.WARN, set(), {"order-interval-unsupported"})),
    ],
)
def test_ibandronate_limits(
    changes: dict[str, Any], expected: tuple[Verdict, set[str], set[str]], place: Jurisdiction
) -> None:
    assert outcome(check(order("ibandronate", **changes), woman(), place)) == expected


@EUROPE
@pytest.mark.parametrize(
    ("clearance", "milligrams", "interval", "expected"),
    [
        (50, 50, "1 day", ACCEPTED),
        (50, 100, "1 day", (Verdict.REJECT, {"order-dose-above-table"}, set())),
        (50, 25, "1 day", (Verdict.WARN, set(), {"order-dose-below-table"})),
        (50, 50, "12 hour", (Verdict.REJECT, {"order-interval-too-short"}, set())),
        (49.9, 50, "1 day", (Verdict.REJECT, {"order-interval-too-short"}, set())),
        (49.9, 50, "2 day", ACCEPTED),
        (29.9, 50, "2 day", (Verdict.REJECT, {"order-interval-too-short"}, set())),
        (29.9, 50, "1 week", ACCEPTED),
    ],
)
def test_ibandronate_tablets_by_clearance(
    clearance: float,
    milligrams: float,
    interval: str,
    expected: tuple[Verdict, set[str], set[str]],
    place: Jurisdiction,
) -> None:
    found = check(tablets("ibandronate", milligrams, interval), with_clearance(clearance), place)
    assert outcome(found) == expected
    assert found.recommendation.id == "ibandronate-oral"


@EUROPE
@pytest.mark.parametrize(
    ("calcium", "milligrams", "time", "expected"),
    [
        ("3.0 mmol/L", 4, "2 hour", ACCEPTED),
        ("3.0 mmol/L", 2, "2 hour", (Verdict.WARN, set(), {"order-dose-below-table"})),
        ("2.99 mmol/L", 4, "2 hour", (Verdict.REJECT, {"order-dose-above-table"}, set())),
        ("2.99 mmol/L", 2, "2 hour", ACCEPTED),
        ("3.0 mmol/L", 4, "119 minute", (Verdict.REJECT, {"order-too-fast"}, set())),
    ],
)
def test_ibandronate_in_hypercalcaemia(
    calcium: str,
    milligrams: float,
    time: str,
    expected: tuple[Verdict, set[str], set[str]],
    place: Jurisdiction,
) -> None:
    written = order("ibandronate", dose=Q(milligrams, "mg"), interval=None, **over(time))
    assert outcome(check(written, with_calcium(calcium), place, HYPERCALCAEMIA)) == expected


def test_ibandronate_has_no_licence_against_cancer_in_the_us() -> None:
    for written in (order("ibandronate"), tablets("ibandronate", 50)):
        assert rejected_for(check(written, woman(), "US")) == {"not-licensed"}


# ------------------------------------------------------------------ clodronate


@EUROPE
@pytest.mark.parametrize(
    ("clearance", "milligrams", "interval", "expected"),
    [
        (68, 1600, "1 day", ACCEPTED),
        (68, 800, "12 hour", ACCEPTED),
        (68, 1600, "12 hour", (Verdict.REJECT, {"order-dose-above-1600-impaired"}, set())),
        (80, 1600, "12 hour", (Verdict.REJECT, {"order-dose-above-1600-impaired"}, set())),
        (80.1, 1600, "12 hour", ACCEPTED),
        (80.1, 2400, "1 day", (Verdict.WARN, set(), {"order-single-dose-above-1600"})),
        (80.1, 1601, "12 hour", (Verdict.REJECT, {"order-dose-above-ceiling"}, {"order-single-dose-above-1600"})),
        (68, 800, "1 day", (Verdict.WARN, set(), {"order-dose-below-table"})),
        (49.9, 1200, "1 day", ACCEPTED),
        (49.9, 1600, "1 day", (Verdict.REJECT, {"order-dose-above-table"}, set())),
        (29.9, 800, "1 day", ACCEPTED),
        (29.9, 1200, "1 day", (Verdict.REJECT, {"order-dose-above-table"}, set())),
        (9.9, 800, "1 day", (Verdict.REJECT, {"clearance-below-10"}, set())),
    ],
)
def test_clodronate_by_clearance(
    clearance: float,
    milligrams: float,
    interval: str,
    expected: tuple[Verdict, set[str], set[str]],
    place: Jurisdiction,
) -> None:
    written = tablets("clodronate", milligrams, interval)
    assert outcome(check(written, with_clearance(clearance), place)) == expected


@EUROPE
def test_an_order_of_clodronate_without_an_interval_is_one_dose_a_day(place: Jurisdiction) -> None:
    assert outcome(check(tablets("clodronate", 1600, interval=None), woman(), place)) == ACCEPTED


@EUROPE
def test_intravenous_clodronate_is_for_hypercalcaemia(place: Jurisdiction) -> None:
    assert "order-route" in rejected_for(check(order("clodronate"), woman(), place))
    by_mouth = check(tablets("clodronate", 300), with_calcium("3.2 mmol/L"), place, HYPERCALCAEMIA)
    assert "order-route" in rejected_for(by_mouth)


@EUROPE
@pytest.mark.parametrize(
    ("clearance", "changes", "expected"),
    [
        (81, {}, ACCEPTED),
        (81, {"days": tuple(range(1, 8))}, ACCEPTED),
        (81, {"days": tuple(range(1, 9))}, (Verdict.REJECT, {"order-too-many-days"}, set())),
        (81, {"days": ()}, ACCEPTED),
        (81, over("119 minute"), (Verdict.REJECT, {"order-too-fast"}, set())),
        (81, {"diluents": RINGER}, (Verdict.REJECT, {"order-calcium-fluid"}, set())),
        (81, {"volume": Q(250, "mL")}, (Verdict.WARN, set(), {"order-small-volume"})),
        (81, {"dose": Q(600, "mg"), **over("4 hour")}, (Verdict.WARN, set(), {"order-dose-between"})),
        (81, {"dose": Q(1500, "mg"), "days": (), **over("4 hour")}, ACCEPTED),
        (
            81,
            {"dose": Q(1500, "mg"), "days": (), **over("239 minute")},
            (Verdict.REJECT, {"order-large-dose-too-fast"}, set()),
        ),
        (
            81,
            {"dose": Q(1501, "mg"), "days": (), **over("4 hour")},
            (Verdict.REJECT, {"order-dose-above-maximum", "order-dose-above-table"}, set()),
        ),
        (50, {}, ACCEPTED),
        (49.9, {}, (Verdict.REJECT, {"order-dose-above-table"}, set())),
        (49.9, {"dose": Q(225, "mg")}, ACCEPTED),
        (
            49.9,
            {"dose": Q(1500, "mg"), "days": (), **over("4 hour")},
            (Verdict.REJECT, {"order-dose-above-table"}, set()),
        ),
        (81, {"infusion_time": None}, (Verdict.WARN, set(), {"order-too-fast"})),
    ],
)
def test_clodronate_in_hypercalcaemia(
    clearance: float, changes: dict[str, Any], expected: tuple[Verdict, set[str], set[str]], place: Jurisdiction
) -> None:
    written = order("clodronate", **changes)
    assert outcome(check(written, with_clearance(clearance, "3.2 mmol/L"), place, HYPERCALCAEMIA)) == expected


@EUROPE
def test_clodronate_beside_another_bisphosphonate(place: Jurisdiction) -> None:
    patient = woman(bone_agent_doses=[bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=28))])
    assert "other-bisphosphonate" in rejected_for(check(tablets("clodronate", 1600), patient, place))


def test_clodronate_is_never_licensed_in_the_us() -> None:
    assert rejected_for(check(tablets("clodronate", 1600), woman(), "US")) == {"not-licensed"}
