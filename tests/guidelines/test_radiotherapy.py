"""Radiotherapy of single lesions and fixation: worked examples, edges, and what is not known."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.calculators import (
    CORD,
    EQD2,
    CordBand,
    NiederGroup,
    RadiationCourse,
    hytec_reirradiation,
    nieder_cord_risk,
)
from boneguide.guidelines.facts.person import LIFE_EXPECTANCY
from boneguide.guidelines.facts.stability import mirels_range, sins_range
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.interval import Interval
from tests.guidelines.asking import in_columns
from tests.guidelines.clean import ON
from tests.guidelines.rays import RAYS, ask, course, lesion, offered, person, schedule, vertebra

CONFIRMED = bg.Neurology(cord_compression="confirmed")
SUSPECTED = bg.Neurology(cord_compression="suspected")


def first(answer: bg.Recommendation) -> set[str]:
    return {task.id for task in answer.first}


def after(days: int, **changes: Any) -> bg.Lesion:
    return lesion(
        "femoral shaft", **{"painful": None, "operated_on": ON - timedelta(days=days), "wound_healed": True, **changes}
    )


# --------------------------------------------------------------------------- numbers of the worked examples


@pytest.mark.parametrize(
    ("prior", "months", "planned", "expected", "band"),
    [
        pytest.param((10, 3), 9, (1, 8), (115, 0), CordBand.NO_MYELOPATHY_REPORTED, id="V25"),
        pytest.param((10, 3), 8, (5, 4), (135, 2), CordBand.SMALL_RISK, id="V26"),
        pytest.param((10, 3), 12, (6, 4), (147, 3), CordBand.EXCEEDS, id="V28"),
        pytest.param((5, 4), 6, (5, 4), (120, 0), CordBand.NO_MYELOPATHY_REPORTED, id="V29"),
    ],
)
def test_numbers_of_a_second_course(
    prior: Any, months: float, planned: Any, expected: tuple[float, float], band: CordBand
) -> None:
    total, points = expected
    courses = [RadiationCourse(dose_per_fraction=Q(gray, "Gy"), fractions=n) for n, gray in (prior, planned)]
    risk = nieder_cord_risk(courses=courses, interval=Q(months, "month"))
    assert (risk.cumulative.gray, risk.cumulative.eqd2.gray) == (total, total / 2)
    assert (risk.points, risk.group, risk.band) == ((points, points), NiederGroup.LOW, band)
    # The rule gives the schedule where the calculator lets it through.
    days = round(months * 30.4375)
    answer = ask("re-irradiation", vertebra("T7", radiotherapy=[course(prior[1], prior[0], days=days)]))
    given = {schedule(answer), *offered(answer).values()}
    assert ((planned[0], planned[0] * planned[1]) in given) == (band is not CordBand.EXCEEDS)


@pytest.mark.parametrize(
    ("prior", "months", "met"),
    [pytest.param(37.5, 6, True, id="V31"), pytest.param(20.0, 5, False, id="V32")],
)
def test_numbers_of_a_stereotactic_second_course(prior: float, months: float, met: bool) -> None:
    found = hytec_reirradiation(
        prior=EQD2(gray=prior, alpha_beta=CORD),
        stereotactic=EQD2(gray=24, alpha_beta=CORD),
        interval=Q(months, "month"),
    )
    assert found.all_met is met


# --------------------------------------------------------------------------- painful, for the first time


def test_a_painful_lesion_has_8_gray_once_and_the_list_beside_it() -> None:
    answer = ask("palliative-radiotherapy", lesion())
    assert answer.status is Status.RECOMMENDED
    assert schedule(answer) == (1, 8)
    assert isinstance(answer.regimen, bg.RadiotherapyRegimen)
    assert "14.4 Gy for tumour (alpha/beta 10 Gy), 40 Gy for the spinal cord" in answer.regimen.notes[0]
    assert offered(answer) == {"five-fractions": (5, 20), "six-fractions": (6, 24), "ten-fractions": (10, 30)}
    assert {(a.grade.system, a.grade.value) for a in answer.arguments if a.grade.system} >= {
        ("ASTRO", "S, H"),
        ("ASTRO", "C, L"),
        ("ESMO", "I, A"),
        ("RCR", "A"),
    }
    [response] = answer.monitor
    assert response.due == ON + timedelta(days=42)


@pytest.mark.parametrize(
    ("outlook", "status"),
    [
        pytest.param(Q(3, "week"), Status.OPTION, id="V46"),
        (Q(27, "day"), Status.OPTION),
        (Q(28, "day"), Status.RECOMMENDED),
        (Q(29, "day"), Status.RECOMMENDED),
        (None, Status.RECOMMENDED),
        (bg.LifeExpectancy(low=Q(2, "week"), high=Q(27, "day")), Status.OPTION),
        (bg.LifeExpectancy(low=Q(4, "week"), high=Q(8, "week")), Status.RECOMMENDED),
    ],
)
def test_with_less_than_four_weeks_it_is_an_option_only(outlook: Any, status: Status) -> None:
    answer = ask("palliative-radiotherapy", lesion(), life_expectancy=outlook)
    assert (answer.status, schedule(answer)) == (status, (1, 8))
    short = status is Status.OPTION
    assert [c.id for c in answer.cautions] == (["short-outlook"] if short else [])
    assert bool(offered(answer)) is not short


@pytest.mark.parametrize(
    ("low", "high", "open_to"),
    [
        ("2 week", "6 week", True),
        ("27 day", "6 week", True),
        ("2 week", "4 week", True),
        ("2 week", None, True),
        (None, "6 week", True),
        ("4 week", "6 week", False),
        ("4 week", None, False),
        # This one is short for certain, which is another caution.
        ("2 week", "27 day", False),
    ],
)
@pytest.mark.parametrize("rule", ["palliative-radiotherapy", "postoperative-radiotherapy", "re-irradiation"])
def test_a_span_that_leaves_4_weeks_open_is_no_recommendation(
    rule: str, low: str | None, high: str | None, *, open_to: bool
) -> None:
    outlook = bg.LifeExpectancy(low=None if low is None else Q(low), high=None if high is None else Q(high))
    irradiated = lesion("rib", radiotherapy=[course(8, 1, days=300)])
    one = {"palliative-radiotherapy": lesion(), "postoperative-radiotherapy": after(20)}.get(rule, irradiated)
    answer = ask(rule, one, life_expectancy=outlook)
    assert ("perhaps-short-outlook" in {c.id for c in answer.cautions}) is open_to
    assert not open_to or answer.status is not Status.RECOMMENDED
    if rule == "palliative-radiotherapy" and open_to:
        # The longer schedules stay beside it.
        assert (answer.status, set(offered(answer))) == (
            Status.OPTION,
            {"five-fractions", "six-fractions", "ten-fractions"},
        )


def test_v53_neuropathic_pain_of_a_stable_spine() -> None:
    answer = ask("palliative-radiotherapy", vertebra("L4", neuropathic_pain=True, painful=None))
    assert (answer.status, schedule(answer)) == (Status.RECOMMENDED, (1, 8))
    assert {"neuropathic-pain", "neuropathic-evidence"} <= {a.id for a in answer.arguments}
    assert "single-fraction-nice" not in {a.id for a in answer.arguments}
    quiet = ask("palliative-radiotherapy", vertebra("L4", mechanical_pain=False))
    assert "single-fraction-nice" in {a.id for a in quiet.arguments}


@pytest.mark.parametrize(
    ("score", "asked"),
    [
        (6, set()),
        (7, {"potentially-unstable-spine"}),
        (12, {"potentially-unstable-spine"}),
        (13, {"unstable-spine"}),
        (18, {"unstable-spine"}),
        (None, {"spinal-stability-open"}),
    ],
)
def test_stability_comes_first_in_the_spine(score: int | None, asked: set[str]) -> None:
    answer = ask("palliative-radiotherapy", vertebra("T12", sins=score))
    assert first(answer) == asked
    assert answer.status is (Status.AFTER if asked else Status.RECOMMENDED)
    assert schedule(answer) == (1, 8)
    seen = ask("palliative-radiotherapy", vertebra("T12", sins=score, surgeon_consulted=True))
    assert seen.status is Status.RECOMMENDED


def test_suspected_instability_is_settled_first() -> None:
    shaky = bg.Neurology(spinal_instability_suspected=True)
    assert first(ask("palliative-radiotherapy", vertebra(), neurology=shaky)) == {"instability-suspected"}
    # The score of one vertebra says nothing of another.
    both = bg.assess(person(vertebra(), vertebra("L3", sins=13)), on=ON, jurisdiction="UK", guideline=RAYS)
    assert first(both["palliative-radiotherapy@T7"]) == set()
    assert first(both["palliative-radiotherapy@L3"]) == {"unstable-spine"}
    assert first(ask("palliative-radiotherapy", vertebra(sins=9), neurology=shaky)) == {"potentially-unstable-spine"}
    assert first(ask("palliative-radiotherapy", lesion("rib"), neurology=shaky)) == set()


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"mirels": 7}, set()),
        ({"mirels": 8}, {"borderline-fracture-risk"}),
        ({"mirels": 9}, {"fixation-first"}),
        ({}, {"fracture-risk-open"}),
        ({"mirels": 5, "impending_fracture": True}, {"fixation-first"}),
        ({"mirels": 5, "pathological_fracture": True}, {"fixation-first"}),
        ({"pathological_fracture": True}, {"fixation-first"}),
        ({"mirels": 9, "surgeon_consulted": True}, set()),
    ],
)
def test_the_risk_of_fracture_comes_first_in_long_bones(changes: dict[str, Any], asked: set[str]) -> None:
    answer = ask("palliative-radiotherapy", lesion("femoral shaft", **changes))
    assert first(answer) == asked
    assert answer.status is (Status.AFTER if asked else Status.RECOMMENDED)


@pytest.mark.parametrize(
    ("site", "bears", "asked"),
    [
        *((site, True, True) for site in ("pelvis", "acetabulum", "ilium", "ischium", "pubis", "foot", "rib", "other")),
        *((site, False, False) for site in ("pelvis", "acetabulum", "ilium", "rib", "other")),
        # The pelvis counts until it is said not to bear weight there.
        *(
            (site, None, True)
            for site in ("pelvis", "acetabulum", "ilium", "ischium", "pubis", "foot", "patella", "hand")
        ),
        *((site, None, False) for site in ("rib", "scapula", "skull", "other")),
        ("foot", False, True),
    ],
)
@pytest.mark.parametrize("broken", ["pathological_fracture", "impending_fracture"])
def test_a_fracture_matters_in_limbs_and_where_the_bone_bears_weight(
    site: str, broken: str, *, bears: bool | None, asked: bool
) -> None:
    painful = lesion(site, weight_bearing=bears, **{broken: True})
    answer = ask("palliative-radiotherapy", painful)
    assert ("fixation-first" in first(answer)) is asked
    everything = bg.assess(person(painful), on=ON, jurisdiction="UK")
    assert ("fracture" in {flag.id for flag in everything.red_flags}) is asked


@pytest.mark.parametrize("rule", ["palliative-radiotherapy", "re-irradiation", "postoperative-radiotherapy"])
def test_suspected_compression_waits_for_imaging_and_confirmed_is_answered_elsewhere(rule: str) -> None:
    by_rule: dict[str, dict[str, Any]] = {
        "palliative-radiotherapy": {},
        "re-irradiation": {"radiotherapy": [course(8, 1, days=300)]},
        "postoperative-radiotherapy": {"operated_on": ON - timedelta(days=20), "wound_healed": True},
    }
    changes = by_rule[rule]
    assert ask(rule, vertebra(**changes), neurology=SUSPECTED).status is Status.WITHHOLD
    assert ask(rule, vertebra(**changes), neurology=CONFIRMED).status is Status.NOT_APPLICABLE
    rib = ask(rule, lesion("rib", **changes), neurology=CONFIRMED)
    assert rib.status in {Status.RECOMMENDED, Status.OPTION}


SPINAL: dict[str, dict[str, Any]] = {
    "palliative-radiotherapy": {},
    "re-irradiation": {"radiotherapy": [course(8, 1, days=300)]},
    "postoperative-radiotherapy": {"operated_on": ON - timedelta(days=20), "wound_healed": True},
    "prophylactic-radiotherapy": {"painful": False, "size": Q(3, "cm")},
}


@pytest.mark.parametrize("rule", SPINAL)
def test_once_treatment_of_compression_has_begun_the_spine_is_answered_after_asking_what_it_covers(rule: str) -> None:
    begun = bg.Conditions(cord_compression_treatment_begun=True)
    many = {"more_than_five_metastases": True}
    treated = ask(rule, vertebra(**SPINAL[rule]), neurology=CONFIRMED, conditions=begun, findings=many)
    assert (treated.status, first(treated)) == (Status.AFTER, {"treated-for-compression"})
    rib = ask(rule, lesion("rib", **SPINAL[rule]), neurology=CONFIRMED, conditions=begun, findings=many)
    assert rib.status in {Status.RECOMMENDED, Status.OPTION}
    for other in (bg.Conditions(cord_compression_treatment_begun=False), bg.Conditions()):
        waiting = ask(rule, vertebra(**SPINAL[rule]), neurology=CONFIRMED, conditions=other, findings=many)
        assert waiting.status is Status.NOT_APPLICABLE
    # Without compression on record the treatment of one has no bearing.
    plain = ask(rule, vertebra(**SPINAL[rule]), conditions=begun, findings=many)
    assert plain.status in {Status.RECOMMENDED, Status.OPTION}


def test_a_note_names_the_lesions_that_are_left_to_cord_compression() -> None:
    def notes(**changes: Any) -> tuple[str, ...]:
        patient = person(vertebra("T7"), lesion("rib"), vertebra("L3", painful=False), **changes)
        return bg.assess(patient, on=ON, jurisdiction="UK", guideline=RAYS).notes

    [note] = notes(neurology=CONFIRMED)
    assert "any lesion of the spine (T7, L3)" in note
    assert notes(neurology=SUSPECTED) == ()
    assert notes() == ()
    assert notes(neurology=CONFIRMED, conditions=bg.Conditions(cord_compression_treatment_begun=True)) == ()
    nobody = bg.Patient(neurology=CONFIRMED)
    assert bg.assess(nobody, on=ON, jurisdiction="UK", guideline=RAYS).notes == ()


@pytest.mark.parametrize(
    ("site", "neighbour", "courses", "asked"),
    [
        ("T7", "T6", [course(3, 10, days=60)], True),
        ("T7", "L4", [course(None, None)], True),
        ("T7", "T6", [], False),
        ("T7", "T6", None, False),
        ("T7", "rib", [course(3, 10, days=60)], False),
        ("rib", "T6", [course(3, 10, days=60)], False),
    ],
)
def test_an_earlier_field_to_another_level_is_looked_into(site: str, neighbour: str, courses: Any, asked: bool) -> None:
    stable: dict[str, Any] = {"sins": 4} if site == "T7" else {}
    operated: dict[str, Any] = {"operated_on": ON - timedelta(days=20), "wound_healed": True}
    for rule, more in (("palliative-radiotherapy", {}), ("postoperative-radiotherapy", operated)):
        other = bg.Lesion(site=neighbour, painful=False, radiotherapy=courses)
        patient = person(lesion(site, **stable, **more), other, **GOOD)
        answer = bg.assess(patient, on=ON, jurisdiction="UK", guideline=RAYS)[f"{rule}@{site}"]
        assert first(answer) == ({"neighbouring-fields"} if asked else set())
        assert answer.status is (Status.AFTER if asked else Status.RECOMMENDED)
        if site == "T7" and not more:
            # The gate asks that no other level was, or may have been, irradiated.
            assert ("stereotactic-spine" in offered(answer)) == (courses == [] or neighbour == "rib")


@pytest.mark.parametrize(
    ("known", "asked", "warned"),
    [
        ({"sex": "male"}, False, False),
        ({}, False, False),
        ({"sex": "female"}, True, False),
        ({"sex": "female", "pregnant": False}, False, False),
        ({"sex": "female", "pregnant": True}, True, True),
        ({"pregnant": True}, True, True),
        ({"sex": "female", "age": Q(60, "year")}, False, False),
        ({"sex": "female", "age": Q(59, "year")}, True, False),
        ({"sex": "female", "postmenopausal": True}, False, False),
    ],
)
@pytest.mark.parametrize("rule", SPINAL)
def test_pregnancy_is_looked_into_before_every_schedule(
    rule: str, known: dict[str, Any], *, asked: bool, warned: bool
) -> None:
    answer = ask(rule, lesion("rib", **SPINAL[rule]), findings={"more_than_five_metastases": True}, **known)
    assert first(answer) == ({"pregnancy-ruled-out"} if asked else set())
    assert ("pregnancy" in {c.id for c in answer.cautions}) is warned
    assert (answer.status is Status.AFTER) is asked


@pytest.mark.parametrize("rule", SPINAL)
@pytest.mark.parametrize("name", ["sepsis", "systemic_infection"])
@pytest.mark.parametrize("ill", [True, False, None])
def test_an_infection_is_a_caution(rule: str, name: str, *, ill: bool | None) -> None:
    many = {"more_than_five_metastases": True}
    answer = ask(rule, lesion("rib", **SPINAL[rule]), findings=many, conditions=bg.Conditions(**{name: ill}))
    assert ("infection" in {c.id for c in answer.cautions}) is (ill is True)
    assert answer.status in {Status.RECOMMENDED, Status.OPTION}


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({"mirels": 5}, True),
        ({"mirels": 8}, True),
        ({"mirels": 9}, False),
        ({"mirels": 5, "impending_fracture": True}, False),
        ({"mirels": 5, "pathological_fracture": True}, False),
    ],
)
def test_no_stereotactic_course_for_a_bone_that_is_about_to_break(changes: dict[str, Any], *, listed: bool) -> None:
    answer = ask("palliative-radiotherapy", lesion("femoral shaft", size=Q(5, "cm"), **changes), **GOOD)
    assert ("stereotactic-large" in offered(answer)) is listed


@pytest.mark.parametrize(
    ("primary", "kind", "asked"),
    [
        ("giant cell tumour of bone", None, False),
        ("giant cell tumour of bone", "metastasis", True),
        ("giant cell tumour of bone", "primary tumour", False),
        ("MGUS", None, False),
        ("multiple myeloma", None, True),
        ("breast", None, True),
        (None, None, True),
    ],
)
def test_a_lesion_of_no_stated_kind_is_what_the_primary_makes_it(primary: Any, kind: Any, *, asked: bool) -> None:
    rules: dict[str, bg.Lesion] = {
        "palliative-radiotherapy": lesion(kind=kind),
        "re-irradiation": lesion(kind=kind, radiotherapy=[course(8, 1, days=300)]),
        "postoperative-radiotherapy": after(20, kind=kind),
        "prophylactic-radiotherapy": lesion(kind=kind, painful=False, size=Q(3, "cm")),
        "prophylactic-fixation": lesion("femoral shaft", kind=kind, mirels=9),
    }
    for rule, one in rules.items():
        assert (ask(rule, one, primary=primary).status is not Status.NOT_APPLICABLE) is asked, rule


def test_six_months_are_told_as_days() -> None:
    for days, barred in ((181, True), (182, True), (183, False)):
        answer = ask("re-irradiation", vertebra("T7", radiotherapy=[course(3, 10, days=days)]))
        said = [f.text for f in answer.contraindications]
        assert any("6 months (183 days)" in text for text in said) is barred


@pytest.mark.parametrize(
    ("outlook", "status"),
    [
        (Q(3, "week"), Status.OPTION),
        (Q(41, "day"), Status.OPTION),
        (Q(6, "week"), Status.RECOMMENDED),
        (Q(43, "day"), Status.RECOMMENDED),
        (None, Status.RECOMMENDED),
    ],
)
def test_fixation_with_an_outlook_shorter_than_recovery_is_an_option(outlook: Any, status: Status) -> None:
    answer = ask("prophylactic-fixation", lesion("femoral shaft", mirels=9), life_expectancy=outlook)
    assert answer.status is status
    assert ("outlook-shorter-than-recovery" in {c.id for c in answer.cautions}) is (status is Status.OPTION)


@pytest.mark.parametrize("spread", [True, False, None])
def test_visceral_disease_is_noted_beside_a_stereotactic_course(*, spread: bool | None) -> None:
    answer = ask("palliative-radiotherapy", vertebra(), conditions=bg.Conditions(visceral_metastases=spread), **GOOD)
    assert any("Visceral metastases" in note for note in answer.notes) is (spread is True)


def test_what_is_not_known_of_a_lesion() -> None:
    bare = ask("palliative-radiotherapy", bg.Lesion(site="ilium"))
    assert bare.status is Status.NEEDS_DATA
    assert "painful" in bare.missing
    hurts = ask("palliative-radiotherapy", lesion(radiotherapy=None))
    assert (hurts.status, first(hurts)) == (Status.AFTER, {"earlier-radiotherapy"})
    assert ask("re-irradiation", lesion(radiotherapy=None)).status is Status.NOT_APPLICABLE
    assert ask("palliative-radiotherapy", lesion(painful=False)).status is Status.NOT_APPLICABLE
    assert ask("palliative-radiotherapy", lesion(kind="primary tumour")).status is Status.NOT_APPLICABLE
    said: tuple[dict[str, Any], ...] = ({"pain": 3}, {"mechanical_pain": True}, {"neuropathic_pain": True})
    for words in said:
        assert ask("palliative-radiotherapy", lesion(painful=None, **words)).status is Status.RECOMMENDED
    assert ask("palliative-radiotherapy", lesion(painful=None, pain=0)).status is Status.NOT_APPLICABLE


# --------------------------------------------------------------------------- stereotactic

GOOD: dict[str, Any] = {"sex": "male", "neurology": bg.Neurology(deficit=False, epidural_grade="1b"), "ecog": 2}


def test_stereotactic_radiotherapy_is_never_more_than_an_option() -> None:
    answer = ask("palliative-radiotherapy", vertebra("T7", sins=6), **GOOD, life_expectancy=Q(6, "month"))
    assert schedule(answer) == (1, 8)
    assert offered(answer)["stereotactic-spine"] == (2, 24)
    assert [d.id for d in answer.disagreements] == ["stereotactic-trials"]


@pytest.mark.parametrize(
    ("of_lesion", "of_person"),
    [
        ({}, {"ecog": 3}),
        ({}, {"ecog": None}),
        ({}, {"life_expectancy": Q(5.9, "month")}),
        ({}, {"life_expectancy": None}),
        ({}, {"sex": None}),
        ({}, {"sex": "female"}),
        ({}, {"sex": "female", "pregnant": True}),
        ({}, {"conditions": bg.Conditions(suspected_haematological_malignancy=True)}),
        ({}, {"neurology": bg.Neurology(deficit=True, cord_compression="excluded", epidural_grade="1b")}),
        ({}, {"neurology": bg.Neurology(epidural_grade="1b")}),
        ({}, {"neurology": bg.Neurology(deficit=False, epidural_grade="1c")}),
        ({}, {"neurology": bg.Neurology(deficit=False)}),
        ({"sins": 7}, {}),
        ({"sins": 13, "surgeon_consulted": True}, {}),
        ({"sins": None}, {}),
        ({"radiotherapy": None}, {}),
        ({"levels": ["T6", "T7", "T8", "T9"]}, {}),
    ],
)
def test_each_part_of_the_gate_keeps_it_out(of_lesion: dict[str, Any], of_person: dict[str, Any]) -> None:
    answer = ask("palliative-radiotherapy", vertebra("T7", **of_lesion), **{**GOOD, **of_person})
    assert "stereotactic-spine" not in offered(answer)
    assert answer.disagreements == ()


@pytest.mark.parametrize("of_lesion", [{"sins": 12, "surgeon_consulted": True}, {"levels": ["T6", "T7", "T8"]}])
def test_what_the_gate_lets_through(of_lesion: dict[str, Any]) -> None:
    assert "stereotactic-spine" in offered(ask("palliative-radiotherapy", vertebra("T7", **of_lesion), **GOOD))


@pytest.mark.parametrize(
    ("size", "name"),
    [
        (Q(3.9, "cm"), "stereotactic-small"),
        (Q(4, "cm"), "stereotactic-large"),
        (Q(41, "mm"), "stereotactic-large"),
        (None, None),
    ],
)
def test_outside_the_spine_the_dose_goes_by_size(size: Any, name: str | None) -> None:
    found = offered(ask("palliative-radiotherapy", lesion(size=size), **GOOD))
    assert {k for k in found if k.startswith("stereo")} == ({name} if name else set())
    if name:
        assert found[name] == ((1, 12) if name.endswith("large") else (1, 16))


# --------------------------------------------------------------------------- again


@pytest.mark.parametrize(
    ("days", "status"),
    [pytest.param(20, Status.WITHHOLD, id="V47"), (27, Status.WITHHOLD), (28, Status.OPTION), (29, Status.OPTION)],
)
def test_no_second_course_before_28_days(days: int, status: Status) -> None:
    answer = ask("re-irradiation", lesion("rib", radiotherapy=[course(8, 1, days=days)]))
    assert answer.status is status
    assert (schedule(answer), offered(answer)) == ((1, 8), {"five-fractions": (5, 20), "six-fractions": (6, 24)})
    assert ask("palliative-radiotherapy", lesion("rib", radiotherapy=[course(8, 1, days=days)])).regimen is None


@pytest.mark.parametrize(
    ("prior", "days", "status"),
    [
        pytest.param((5, 4), 91, Status.OPTION, id="V49"),
        pytest.param((10, 3), 91, Status.NOT_RECOMMENDED, id="V50"),
        ((10, 3), 182, Status.NOT_RECOMMENDED),
        ((10, 3), 183, Status.OPTION),
        # 95.5 Gy leave room for 8 Gy once, 96.25 Gy do not.
        ((10, 3.45), 400, Status.OPTION),
        ((10, 3.5), 400, Status.NOT_RECOMMENDED),
        ((25, 2), 400, Status.NOT_RECOMMENDED),
    ],
)
def test_the_cord_limits_a_second_course(prior: Any, days: int, status: Status) -> None:
    answer = ask("re-irradiation", vertebra("T7", radiotherapy=[course(prior[1], prior[0], days=days)]))
    assert answer.status is status
    assert schedule(answer) == ((1, 8) if status is Status.OPTION else None)
    if status is Status.NOT_RECOMMENDED:
        assert all("a physicist" in finding.text for finding in answer.contraindications)
        assert answer.contraindications


@pytest.mark.parametrize(
    ("gray", "days", "names"),
    [
        # One fraction of d Gy has the cord at d + d * d / 2.
        (8.0, 100, {"five-fractions-spine", "eight-fractions-spine"}),
        (6.5, 100, {"six-fractions-spine", "five-fractions-spine", "eight-fractions-spine"}),
        (6.55, 100, {"five-fractions-spine", "eight-fractions-spine"}),
        (8.8, 300, {"six-fractions-spine", "five-fractions-spine", "eight-fractions-spine"}),
        (10.3, 300, {"six-fractions-spine-small-risk", "five-fractions-spine-small-risk", "eight-fractions-spine"}),
        (11.5, 300, {"eight-fractions-spine-small-risk"}),
    ],
)
def test_each_schedule_has_its_own_room(gray: float, days: int, names: set[str]) -> None:
    answer = ask("re-irradiation", vertebra("T7", radiotherapy=[course(gray, 1, days=days)]))
    assert set(offered(answer)) == names


def test_what_is_not_known_of_an_earlier_course() -> None:
    for unknown in (course(None, 5, days=300), course(4, None, days=300)):
        answer = ask("re-irradiation", vertebra("T7", radiotherapy=[unknown]))
        assert (answer.status, schedule(answer)) == (Status.NEEDS_DATA, None)
        assert "cord_dose_given" in answer.missing
        # Outside the spine the dose to the cord is no question.
        assert ask("re-irradiation", lesion("rib", radiotherapy=[unknown])).status is Status.OPTION
    undated = ask("re-irradiation", vertebra("T7", radiotherapy=[course(4, 5)]))
    assert (undated.status, "days_since_radiotherapy" in undated.missing) == (Status.NEEDS_DATA, True)
    two = [course(4, 1, days=900), course(4, 1, days=300)]
    several = ask("re-irradiation", vertebra("T7", radiotherapy=two))
    assert [f.id for f in several.contraindications] == ["several-courses"]
    assert ask("re-irradiation", lesion("rib", radiotherapy=two)).status is Status.OPTION


def test_notes_on_the_lumbar_cord() -> None:
    prior = [course(8, 1, days=300)]
    assert any("lumbar cord" in n for n in ask("re-irradiation", vertebra("L3", radiotherapy=prior)).notes)
    assert not any("lumbar cord" in n for n in ask("re-irradiation", vertebra("T3", radiotherapy=prior)).notes)


# --------------------------------------------------------------------------- after surgery


@pytest.mark.parametrize(
    ("days", "status", "late"),
    [
        pytest.param(10, Status.WITHHOLD, False, id="V55"),
        (13, Status.WITHHOLD, False),
        (14, Status.RECOMMENDED, False),
        (28, Status.RECOMMENDED, False),
        (29, Status.RECOMMENDED, True),
    ],
)
def test_the_window_after_an_operation(days: int, status: Status, late: bool) -> None:
    answer = ask("postoperative-radiotherapy", after(days), life_expectancy=Q(8, "month"))
    assert (answer.status, schedule(answer)) == (status, (10, 30))
    assert [c.id for c in answer.cautions] == (["late"] if late else [])
    [start] = answer.monitor
    assert start.due == max(ON, ON + timedelta(days=28 - days))
    assert ask("palliative-radiotherapy", after(days, painful=True)).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("outlook", "expected"),
    [(Q(5.9, "month"), (5, 20)), (Q(6, "month"), (10, 30)), (Q(8, "month"), (10, 30)), (None, None)],
)
def test_the_schedule_after_an_operation_goes_by_the_outlook(outlook: Any, expected: Any) -> None:
    answer = ask("postoperative-radiotherapy", after(20), life_expectancy=outlook)
    assert schedule(answer) == expected
    assert answer.status is (Status.NEEDS_DATA if expected is None else Status.RECOMMENDED)


def test_wound_day_and_earlier_dose_after_an_operation() -> None:
    assert ask("postoperative-radiotherapy", after(20, wound_healed=False)).status is Status.WITHHOLD
    unseen = ask("postoperative-radiotherapy", after(20, wound_healed=None))
    assert (unseen.status, first(unseen)) == (Status.AFTER, {"wound"})
    undated = ask("postoperative-radiotherapy", after(20, operated_on=None))
    assert (undated.status, first(undated)) == (Status.AFTER, {"too-early"})
    silent = ask("postoperative-radiotherapy", after(20, radiotherapy=None))
    assert (silent.status, first(silent)) == (Status.AFTER, {"earlier-radiotherapy"})
    before = [course(4, 5, days=300)]
    limb = ask("postoperative-radiotherapy", after(20, radiotherapy=before))
    assert [c.id for c in limb.cautions] == ["irradiated-before"]
    spine = vertebra(operated_on=ON - timedelta(days=20), wound_healed=True, radiotherapy=before)
    assert ask("postoperative-radiotherapy", spine).status is Status.NOT_RECOMMENDED
    assert ask("re-irradiation", spine).status is Status.NOT_APPLICABLE


def test_after_radiotherapy_since_the_operation_the_next_course_is_one_again() -> None:
    done = after(300, radiotherapy=[course(3, 10, days=200)], painful=True)
    assert ask("postoperative-radiotherapy", done).status is Status.NOT_APPLICABLE
    assert ask("re-irradiation", done).status is Status.OPTION
    undated = after(300, radiotherapy=[course(3, 10)])
    assert ask("postoperative-radiotherapy", undated).status is not Status.NOT_APPLICABLE


# --------------------------------------------------------------------------- before symptoms

MANY: dict[str, Any] = {"findings": {"more_than_five_metastases": True}}


def test_v52_a_junctional_lesion_without_symptoms() -> None:
    answer = ask("prophylactic-radiotherapy", vertebra("T12", painful=False), **MANY)
    assert (answer.status, answer.regimen) == (Status.OPTION, None)
    assert "multidisciplinary" in answer.action
    assert "phase 2" in answer.action
    assert [d.id for d in answer.disagreements] == ["spine-without-symptoms"]


@pytest.mark.parametrize(
    ("one", "asked"),
    [
        (lesion("ilium", painful=False, size=Q(2, "cm")), True),
        (lesion("ilium", painful=False, size=Q(19, "mm")), False),
        (lesion("ilium", painful=None, size=Q(5, "cm")), False),
        (lesion("ilium", painful=True, size=Q(5, "cm")), False),
        (lesion("acetabulum", painful=False), True),
        (lesion("femoral neck", painful=False, mirels=5), True),
        (lesion("femoral shaft", painful=False, mirels=5), False),
        (lesion("tibia", painful=False, mirels=6, cortical_destruction="one to two thirds"), True),
        (lesion("tibia", painful=False, mirels=5, cortical_destruction="under one third"), False),
        (vertebra("T7", painful=False), False),
        (vertebra("T7", painful=False, levels=["T7"]), False),
        (vertebra("T10", painful=False, levels=["T10", "T11"]), True),
        (vertebra("T7", painful=False, posterolateral_involvement="unilateral"), True),
        (vertebra("T7", painful=False, posterolateral_involvement="none"), False),
        (vertebra("thoracic spine", painful=False), False),
    ],
)
def test_which_lesions_are_of_high_risk(one: bg.Lesion, asked: bool) -> None:
    assert (ask("prophylactic-radiotherapy", one, **MANY).status is Status.OPTION) is asked


@pytest.mark.parametrize(
    ("findings", "status"),
    [
        ({"more_than_five_metastases": True}, Status.OPTION),
        ({"more_than_five_metastases": False}, Status.NOT_RECOMMENDED),
        ({}, Status.AFTER),
    ],
)
def test_the_trial_took_people_with_many_metastases(findings: dict[str, Any], status: Status) -> None:
    assert ask("prophylactic-radiotherapy", lesion("acetabulum", painful=False), findings=findings).status is status
    six = bg.assess(person(*[lesion("acetabulum", painful=False)] * 6), on=ON, jurisdiction="UK", guideline=RAYS)
    assert six["prophylactic-radiotherapy@acetabulum"].status is Status.OPTION


# --------------------------------------------------------------------------- fixation


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"mirels": 5}, Status.NOT_RECOMMENDED),
        ({"mirels": 7}, Status.NOT_RECOMMENDED),
        ({"mirels": 8}, Status.OPTION),
        ({"mirels": 9}, Status.RECOMMENDED),
        ({"mirels": 11}, Status.RECOMMENDED),
        # Below the knee and above the trochanters 12 points cannot be.
        ({"mirels": 12}, Status.NEEDS_DATA),
        ({"mirels": 7, "impending_fracture": True}, Status.RECOMMENDED),
        ({}, Status.NEEDS_DATA),
        ({"mirels": 9, "pathological_fracture": True}, Status.NOT_APPLICABLE),
        ({"mirels": 9, "operated_on": ON}, Status.NOT_APPLICABLE),
        ({"phenotype": "osteolytic", "pain": 8, "cortical_destruction": "one to two thirds"}, Status.RECOMMENDED),
    ],
)
def test_fixation_goes_by_the_score_of_mirels(changes: dict[str, Any], status: Status) -> None:
    answer = ask("prophylactic-fixation", lesion("femoral shaft", **changes))
    assert answer.status is status
    assert ask("prophylactic-fixation", lesion("rib")).status is Status.NOT_APPLICABLE


def test_the_humerus_at_eight_points() -> None:
    eight = ask("prophylactic-fixation", lesion("humerus", mirels=8))
    assert "humerus" in {a.id for a in eight.arguments}
    assert "humerus" not in {a.id for a in ask("prophylactic-fixation", lesion("tibia", mirels=8)).arguments}
    assert "humerus" not in {a.id for a in ask("prophylactic-fixation", lesion("humerus", mirels=9)).arguments}
    assert any("30 mm" in note for note in ask("prophylactic-fixation", lesion("distal femur", mirels=8)).notes)


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ({"mirels": 9}, True),
        ({"mirels": 8}, False),
        ({}, False),
        ({"mirels": 8, "impending_fracture": True}, True),
        ({"mirels": 8, "impending_fracture": False}, False),
    ],
)
def test_weight_is_kept_off_a_limb_that_may_break(found: dict[str, Any], told: bool) -> None:
    answer = ask("prophylactic-fixation", lesion("humerus", **found))
    assert any("weight is kept off the limb" in note and "from memory" in note for note in answer.notes) is told


# --------------------------------------------------------------------------- scores as ranges


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param(
            {"site": "humerus", "pain": 3, "mechanical_pain": False, "phenotype": "osteoblastic"}, (4, 6), id="V10"
        ),
        pytest.param(
            {
                "site": "femoral shaft",
                "pain": 5,
                "mechanical_pain": False,
                "phenotype": "mixed",
                "cortical_destruction": "one to two thirds",
            },
            (8, 8),
            id="V11",
        ),
        pytest.param(
            {
                "site": "trochanteric femur",
                "pain": 2,
                "mechanical_pain": False,
                "phenotype": "osteoblastic",
                "cortical_destruction": "one to two thirds",
            },
            (7, 7),
            id="V13",
        ),
        pytest.param(
            {
                "site": "humerus",
                "pain": 2,
                "mechanical_pain": True,
                "phenotype": "osteolytic",
                "cortical_destruction": "over two thirds",
            },
            (10, 10),
            id="V16",
        ),
        ({"site": "tibia", "pain": 6, "phenotype": "osteolytic"}, (8, 11)),
        ({"site": "tibia", "pain": 4, "phenotype": "osteolytic"}, (7, 11)),
        ({"site": "tibia", "painful": True, "phenotype": "osteolytic"}, (7, 11)),
        ({"site": "tibia", "painful": False, "phenotype": "osteolytic"}, (7, 9)),
        ({"site": "femur"}, (5, 12)),
        ({"site": "femur", "mirels": 9}, (9, 9)),
        ({"site": "tibia", "pain": 8, "phenotype": "osteolytic", "mirels": 8}, (8, 11)),
        ({"site": "rib"}, None),
        ({"site": "foot"}, None),
    ],
)
def test_the_range_of_mirels(changes: dict[str, Any], expected: tuple[int, int] | None) -> None:
    assert mirels_range(bg.Lesion(**changes)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"site": "spine"}, (0, 18)),
        ({"site": "T7", "painful": False, "phenotype": "osteoblastic"}, (1, 11)),
        ({"site": "T7", "painful": True}, (2, 16)),
        ({"site": "T7", "painful": True, "mechanical_pain": False}, (2, 14)),
        ({"site": "T7", "mechanical_pain": False}, (1, 14)),
        ({"site": "T7", "mechanical_pain": True}, (4, 16)),
        ({"site": "T10", "levels": ["T10", "T11"], "mechanical_pain": True}, (6, 18)),
        ({"site": "T7", "sins": 9}, (9, 9)),
        ({"site": "T7", "sins": 17}, (1, 17)),
        ({"site": "femur"}, None),
        pytest.param(
            {
                "site": "T12",
                "mechanical_pain": True,
                "phenotype": "osteolytic",
                "alignment": "de novo deformity",
                "vertebral_collapse": "under 50 %",
                "posterolateral_involvement": "unilateral",
            },
            (13, 13),
            id="V02",
        ),
    ],
)
def test_the_range_of_sins(changes: dict[str, Any], expected: tuple[int, int] | None) -> None:
    assert sins_range(bg.Lesion(**changes)) == expected


# --------------------------------------------------------------------------- what a record leaves out


def test_a_course_without_a_day_may_be_the_one_after_the_operation() -> None:
    answer = ask("postoperative-radiotherapy", after(60, radiotherapy=[course(3, 10)]))
    assert (answer.status, first(answer)) == (Status.AFTER, {"irradiated-since", "irradiated-lately"})
    before = ask("postoperative-radiotherapy", after(60, radiotherapy=[course(3, 10, days=90)]))
    assert "irradiated-since" not in first(before)


@pytest.mark.parametrize(
    ("courses", "expected", "others"),
    [([], (10, 30.0), {"five-fractions"}), ([course(8, 1, days=60)], (5, 20.0), set())],
)
def test_after_an_earlier_course_the_shorter_schedule_follows_an_operation(
    courses: Any, expected: Any, others: set[str]
) -> None:
    answer = ask("postoperative-radiotherapy", after(20, radiotherapy=courses))
    assert (answer.status, schedule(answer), set(offered(answer))) == (Status.RECOMMENDED, expected, others)


@pytest.mark.parametrize(("weeks", "warned"), [(3.9, True), (4, False)])
def test_with_weeks_to_live_no_8_gray_is_spoken_of_after_an_operation(weeks: float, warned: bool) -> None:
    answer = ask("postoperative-radiotherapy", after(20), life_expectancy=Q(weeks, "week"))
    assert answer.status is (Status.OPTION if warned else Status.RECOMMENDED)
    found = {finding.id: finding.text for finding in answer.findings if finding.known}
    assert ("short-outlook" in found) is warned
    assert "8 Gy" not in found.get("short-outlook", "")


@pytest.mark.parametrize(("weeks", "status"), [(3.9, Status.NOT_RECOMMENDED), (4, Status.OPTION)])
def test_nothing_is_prevented_within_weeks(weeks: float, status: Status) -> None:
    one = lesion("L1", painful=False, sins=5)
    answer = ask(
        "prophylactic-radiotherapy",
        one,
        life_expectancy=Q(weeks, "week"),
        findings={"more_than_five_metastases": True, "irradiated_spinal_lesion": False},
    )
    assert answer.status is status


@pytest.mark.parametrize("primary", ["lymphoma", "multiple myeloma"])
@pytest.mark.parametrize("site", ["T7", "ilium"])
def test_no_stereotactic_course_for_what_radiation_shrinks_quickly(primary: Any, site: str) -> None:
    looked_at = bg.Neurology(deficit=False, cord_compression="excluded", epidural_grade="1a")
    found: dict[str, Any] = {"neurology": looked_at, "sex": "male", "age": Q(60, "year")}
    one = vertebra(site) if site == "T7" else lesion(site, size=Q(3, "cm"))
    for who, listed in ((primary, False), ("lung", True)):
        names = offered(ask("palliative-radiotherapy", one, primary=who, **found))
        assert any(name.startswith("stereotactic") for name in names) is listed


@pytest.mark.parametrize(("mirels", "offered_too"), [(None, False), (8, True), (9, False)])
def test_an_open_risk_of_fracture_opens_no_gate(mirels: int | None, *, offered_too: bool) -> None:
    looked_at = bg.Neurology(deficit=False, cord_compression="excluded")
    one = lesion("femoral shaft", size=Q(3, "cm"), mirels=mirels)
    answer = ask("palliative-radiotherapy", one, primary="lung", neurology=looked_at, sex="male", age=Q(60, "year"))
    assert ("stereotactic-small" in offered(answer)) is offered_too


@pytest.mark.parametrize("consulted", [True, None])
def test_an_opinion_on_fixation_settles_the_question(consulted: bool | None) -> None:
    one = lesion("femoral shaft", mirels=9, surgeon_consulted=consulted)
    fixation = ask("prophylactic-fixation", one)
    assert fixation.status is (Status.OPTION if consulted else Status.RECOMMENDED)
    assert any("surgical opinion is on record" in note for note in fixation.notes) is (consulted is True)
    answers = bg.assess(person(one), on=ON, jurisdiction="UK")
    assert answers["fracture"].status is (Status.NOT_APPLICABLE if consulted else Status.RECOMMENDED)


@pytest.mark.parametrize(
    ("rule", "one"),
    [
        ("palliative-radiotherapy", lesion()),
        ("re-irradiation", lesion(radiotherapy=[course(8, 1, days=60)])),
        ("postoperative-radiotherapy", after(20)),
        ("prophylactic-radiotherapy", lesion("L1", painful=False, sins=5)),
    ],
)
@pytest.mark.parametrize(("age", "barred"), [(17.9, True), (18, False), (None, False)])
def test_schedules_are_those_of_adults(rule: str, one: bg.Lesion, age: float | None, barred: bool) -> None:
    answer = ask(rule, one, age=None if age is None else Q(age, "year"))
    assert ("under-18" in {finding.id for finding in answer.findings if finding.known}) is barred
    assert answer.status is Status.NOT_RECOMMENDED or not barred


# --------------------------------------------------------------------------- who is dying


@pytest.mark.parametrize(
    ("dying", "outlook", "short"),
    [
        (True, None, True),
        (False, None, False),
        (None, None, False),
        # A time that is named counts.
        (True, Q(27, "day"), True),
        (True, Q(28, "day"), False),
    ],
)
def test_whoever_is_dying_has_a_week_at_most(dying: bool | None, outlook: Any, *, short: bool) -> None:
    facts: dict[str, Any] = {"conditions": bg.Conditions(imminently_dying=dying), "life_expectancy": outlook}
    rays = ask("palliative-radiotherapy", lesion(), **facts)
    assert rays.status is (Status.OPTION if short else Status.RECOMMENDED)
    assert [caution.id for caution in rays.cautions] == (["short-outlook"] if short else [])
    fixation = ask("prophylactic-fixation", lesion("femoral shaft", mirels=10), **facts)
    # Recovery from fixation is said to take longer than either of the times named here.
    expected = {"outlook-shorter-than-recovery"} if short or outlook is not None else set()
    assert {found.id for found in fixation.findings if found.known} == expected


@pytest.mark.parametrize(
    ("dying", "outlook", "gray"), [(True, None, 8.0), (False, None, None), (None, None, None), (True, 5.0, 20.0)]
)
def test_in_columns_whoever_is_dying_has_a_week_at_most_too(
    dying: bool | None, outlook: float | None, gray: float | None
) -> None:
    row = {
        "imminently_dying": dying,
        "life_expectancy": outlook,
        "cord_compression": "confirmed",
        "surgical_candidate": False,
        "prior_radiotherapy_at_level": False,
        "ecog": "1",
    }
    answer = in_columns(bg.guidelines.cord_compression, row, {"life_expectancy": "month"})
    assert answer["cord_compression_radiotherapy_dose_Gy"] == gray


@pytest.mark.parametrize(("dying", "expected"), [(True, Interval(0.0, 7.0)), (False, None), (None, None)])
def test_death_expected_within_days_is_a_span_of_a_week(dying: bool | None, expected: Interval | None) -> None:
    patient = bg.Patient(conditions=bg.Conditions(imminently_dying=dying))
    assert Snapshot(Context(patient=patient, on=ON)).value(LIFE_EXPECTANCY) == expected


# --------------------------------------------------------------------------- radiotherapy that does not suit


@pytest.mark.parametrize(
    ("said", "status"), [(True, Status.OPTION), (False, Status.RECOMMENDED), (None, Status.RECOMMENDED)]
)
def test_radiotherapy_that_failed_or_does_not_suit_is_no_recommendation(said: bool | None, status: Status) -> None:
    facts: dict[str, Any] = {"conditions": bg.Conditions(radiotherapy_failed_or_unsuitable=said)}
    first_time = ask("palliative-radiotherapy", lesion(), **facts)
    again = ask("re-irradiation", lesion(radiotherapy=[course(8, 1, days=60)]), **facts)
    assert (first_time.status, schedule(first_time)) == (status, (1, 8))
    assert (again.status, schedule(again)) == (Status.OPTION, (1, 8))
    expected = ["failed-or-unsuitable"] if said else []
    assert [caution.id for caution in first_time.cautions] == expected
    assert [caution.id for caution in again.cautions] == expected


# --------------------------------------------------------------------------- earlier fields


@pytest.mark.parametrize(("days", "held"), [(18, True), (27, True), (28, False), (29, False), (300, False)])
def test_after_an_operation_28_days_have_passed_since_the_course_before(days: int, *, held: bool) -> None:
    answer = ask("postoperative-radiotherapy", after(15, radiotherapy=[course(8, 1, days=days)]))
    assert answer.status is (Status.WITHHOLD if held else Status.RECOMMENDED)
    assert {hold.id for hold in answer.holds} == ({"irradiated-lately"} if held else set())


#: What a field to head or neck may reach, and what it does not.
NEAR, FAR = ("C1", "C7", "cervical spine", "spine", "thoracic spine", "T1", "T2"), ("T3", "L1")


@pytest.mark.parametrize("said", ["head_and_neck_radiotherapy", "jaw_radiotherapy"])
@pytest.mark.parametrize(
    ("site", "near"),
    [
        *((site, True) for site in (*NEAR, "skull", "skull base", "mandible", "maxilla", "clavicle")),
        *((site, False) for site in (*FAR, "rib", "scapula", "ilium")),
    ],
)
def test_radiotherapy_of_head_neck_or_jaw_is_looked_into_near_it(said: str, site: str, *, near: bool) -> None:
    spinal = bg.Lesion(site=site).spinal
    one: dict[str, Any] = {"sins": 4} if spinal else {}
    irradiated: dict[str, Any] = {"conditions": bg.Conditions(**{said: True})}
    operated: dict[str, Any] = {"operated_on": ON - timedelta(days=20), "wound_healed": True}
    again = {"radiotherapy": [course(8, 1, days=300)]}
    asked = {"head-and-neck-field"} if near else set()
    for rule, more in (
        ("palliative-radiotherapy", {}),
        ("postoperative-radiotherapy", operated),
        ("re-irradiation", again),
    ):
        answer = ask(rule, lesion(site, **one, **more), **irradiated)
        assert first(answer) == asked
        assert (answer.status is Status.AFTER) is near
        for known in (False, None):
            facts: dict[str, Any] = {"conditions": bg.Conditions(**{said: known})}
            assert first(ask(rule, lesion(site, **one, **more), **facts)) == set()


@pytest.mark.parametrize(
    ("outlook", "names"),
    [
        (Q(27, "day"), set()),
        (Q(28, "day"), {"ten-fractions"}),
        (Q(5.9, "month"), {"ten-fractions"}),
        (Q(6, "month"), {"five-fractions"}),
        (None, set()),
    ],
)
def test_after_an_operation_the_other_of_the_two_schedules_stands_beside(outlook: Any, names: set[str]) -> None:
    assert set(offered(ask("postoperative-radiotherapy", after(20), life_expectancy=outlook))) == names
    earlier = after(20, radiotherapy=[course(8, 1, days=60)])
    assert offered(ask("postoperative-radiotherapy", earlier, life_expectancy=outlook)) == {}


@pytest.mark.parametrize(("site", "said", "listed"), [("C5", True, False), ("C5", False, True), ("T7", True, True)])
def test_no_stereotactic_course_where_a_field_to_the_neck_may_have_reached(
    site: str, *, said: bool, listed: bool
) -> None:
    facts: dict[str, Any] = {**GOOD, "conditions": bg.Conditions(head_and_neck_radiotherapy=said)}
    answer = ask("palliative-radiotherapy", vertebra(site, surgeon_consulted=True), **facts)
    assert ("stereotactic-spine" in offered(answer)) is listed


# --------------------------------------------------------------------------- pain that is not known, and none


@pytest.mark.parametrize(
    ("pain", "noted"),
    [({"painful": None}, True), ({"painful": True}, False), ({"painful": None, "pain": 3}, False)],
)
@pytest.mark.parametrize(
    ("rule", "given"), [("palliative-radiotherapy", []), ("re-irradiation", [course(8, 1, days=90)])]
)
def test_what_would_help_next_is_told_where_pain_is_not_on_record(
    rule: str, given: Any, pain: dict[str, Any], *, noted: bool
) -> None:
    answer = ask(rule, lesion(radiotherapy=given, **pain))
    assert any("Whether it hurts is not on record" in note for note in answer.notes) is noted
    assert (answer.status is Status.NEEDS_DATA) is noted
    if noted:
        assert "painful" in answer.missing


MANY = {"findings": {"more_than_five_metastases": True}}
QUIET: dict[str, Any] = {"painful": False, "size": Q(1.9, "cm"), "posterolateral_involvement": "none"}


@pytest.mark.parametrize(
    ("changes", "known"),
    [
        ({}, {"no-high-risk-feature"}),
        ({"size": None, "posterolateral_involvement": None}, {"no-high-risk-feature"}),
        ({"size": Q(2, "cm")}, set()),
        ({"posterolateral_involvement": "unilateral"}, set()),
        ({"site": "T12"}, set()),
    ],
)
def test_a_painless_vertebra_without_a_feature_of_high_risk_is_answered(
    changes: dict[str, Any], known: set[str]
) -> None:
    answer = ask("prophylactic-radiotherapy", vertebra(**{**QUIET, **changes}), **MANY)
    assert {c.id for c in answer.contraindications} == known
    assert answer.status is (Status.NOT_RECOMMENDED if known else Status.OPTION)
    assert (answer.missing[:1] == ("size",)) is ("size" in changes and changes["size"] is None)


@pytest.mark.parametrize(("grade", "answered"), [("1b", True), ("1c", False), (None, True)])
def test_tumour_that_touches_the_cord_has_its_own_answer(grade: Any, *, answered: bool) -> None:
    found = bg.Neurology(cord_compression="excluded", epidural_grade=grade, deficit=False)
    answer = ask("prophylactic-radiotherapy", vertebra(**QUIET), neurology=found, **MANY)
    assert answer.status is (Status.NOT_RECOMMENDED if answered else Status.NOT_APPLICABLE)
    # With a feature of high risk the trial speaks whatever the grade.
    risky = ask("prophylactic-radiotherapy", vertebra(**{**QUIET, "size": Q(2, "cm")}), neurology=found, **MANY)
    assert risky.status is Status.OPTION


def test_outside_the_spine_a_painless_lesion_without_such_a_feature_is_no_question() -> None:
    quiet = lesion("rib", painful=False, size=Q(1, "cm"))
    assert ask("prophylactic-radiotherapy", quiet, **MANY).status is Status.NOT_APPLICABLE


def test_few_metastases_are_told_of_where_a_feature_of_high_risk_is_on_record() -> None:
    few: dict[str, Any] = {"findings": {"more_than_five_metastases": False}}
    risky = ask("prophylactic-radiotherapy", vertebra(**{**QUIET, "size": Q(2, "cm")}), **few)
    assert {c.id for c in risky.contraindications} == {"few-metastases"}
    quiet = ask("prophylactic-radiotherapy", vertebra(**QUIET), **few)
    assert {c.id for c in quiet.contraindications} == {"no-high-risk-feature"}


def test_a_course_that_failed_here_is_a_reason_for_another() -> None:
    failed = bg.Conditions(radiotherapy_failed_or_unsuitable=True)
    again = ask("re-irradiation", lesion(radiotherapy=[course(8, 1, days=60)]), conditions=failed)
    first_time = ask("palliative-radiotherapy", lesion(), conditions=failed)
    for answer, words in ((again, "a reason to consider another"), (first_time, "no schedule stands")):
        assert answer.status is Status.OPTION
        [caution] = [c for c in answer.cautions if c.id == "failed-or-unsuitable"]
        assert words in caution.text
    assert {"RR-01"} <= {row for c in again.cautions for source in c.sources for row in source.rows}
