"""Orders of zoledronic acid and denosumab, and what every check of an order says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Range, Verdict
from boneguide.errors import CriterionTruthError, RuleError, UnencodedOrderError
from boneguide.guidelines.bone_agents.orders._tables import table_number
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS, rules_for
from boneguide.model.check import INDICATIONS, Check
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.clean import ON, SYMPTOMS, clean, conditions, labs, myeloma, woman
from tests.guidelines.ordering import RINGER, SALINE, check, injection, order, rejected_for, tablets, warned_of

EVERYWHERE = pytest.mark.parametrize("place", ["US", "EU", "UK"])


def of(days: float, drug: str = "zoledronic acid", milligrams: float = 4) -> list[bg.BoneAgentDose]:
    return [bg.BoneAgentDose(drug=drug, dose=Q(milligrams, "mg"), on=ON - timedelta(days=days))]


def earlier(days: float, drug: str = "zoledronic acid", milligrams: float = 4, **changes: object) -> bg.Patient:
    """Return a man who had a dose before, with a stable creatinine from before it and of now."""
    results = labs(creatinine=bg.Observation(value=Q(1.0, "mg/dL"), on=ON), creatinine_baseline=Q(1.0, "mg/dL"))
    return clean(**{"bone_agent_doses": of(days, drug, milligrams), "labs": results, **changes})


FEMUR = attrs.evolve(SYMPTOMS, thigh_hip_or_groin_pain=True)
PAIN = attrs.evolve(SYMPTOMS, incapacitating_musculoskeletal_pain=True)
AFTER_DENOSUMAB = earlier(28, "denosumab", 120, primary="lung", castration=None)


def hypercalcaemic(**changes: object) -> bg.Patient:
    return clean(**{"labs": labs(calcium=Q(13.0, "mg/dL")), **changes})


def minutes(number: float) -> dict[str, Any]:
    return {"infusion_time": Range.exactly(Q(number, "minute"))}


def every(interval: str) -> dict[str, Any]:
    return {"interval": Range.exactly(Q(interval))}


# ------------------------------------------------------------------ what is within the limits


@EVERYWHERE
@pytest.mark.parametrize(
    ("written", "patient"),
    [
        pytest.param(order(), clean(), id="zoledronic-acid"),
        pytest.param(order(), myeloma(), id="zoledronic-acid-myeloma"),
        pytest.param(order(interval=None), clean(), id="one-dose"),
        pytest.param(order(drug="zoledronic acid", route="i.v."), clean(), id="route-spelling"),
        pytest.param(order(diluents=["Glucose 5%"]), clean(), id="glucose"),
        pytest.param(order(diluents="ready-to-use solution"), clean(), id="ready-to-use"),
        pytest.param(order(**every("12 week")), clean(), id="every-12-weeks-prostate"),
        pytest.param(order(**every("3 month")), woman(), id="every-3-months-breast"),
        pytest.param(order(**every("1 month")), clean(), id="monthly"),
        pytest.param(order(), earlier(21), id="three-weeks-after-the-last"),
        pytest.param(injection(), woman(), id="denosumab"),
        pytest.param(injection(), AFTER_DENOSUMAB, id="denosumab-again"),
    ],
)
def test_an_order_within_every_limit_is_accepted(written: bg.Regimen, patient: bg.Patient, place: Jurisdiction) -> None:
    found = check(written, patient, place)
    assert (found.verdict, rejected_for(found), warned_of(found)) == (Verdict.ACCEPT, set(), set())
    # What is taken to be absent is not asked for, but could still change the answer.
    assert set(found.missing) <= {
        "ionised_calcium",
        "ionised_calcium_lower_limit",
        "ordered_interval",
        "urine_albumin_24h",
    }
    assert found.order is written


# ------------------------------------------------------------------ zoledronic acid


@EVERYWHERE
@pytest.mark.parametrize(
    ("changes", "identifier"),
    [
        pytest.param(minutes(10), "order-too-fast", id="V55"),
        pytest.param(minutes(14.9), "order-too-fast", id="V55-just-below"),
        pytest.param({"diluents": RINGER}, "order-calcium-fluid", id="V56"),
        pytest.param({"diluents": [SALINE, "Hartmann's solution"]}, "order-calcium-fluid", id="hartmann"),
        pytest.param({"diluents": "TPN"}, "order-calcium-fluid", id="parenteral-nutrition"),
        pytest.param({"route": "IM"}, "order-route", id="intramuscular"),
        pytest.param({"route": "IV bolus"}, "order-route", id="bolus"),
        pytest.param(every("20 day"), "order-interval-too-short", id="interval"),
        pytest.param({"days": (1, 8)}, "order-interval-too-short", id="fixed-days"),
        pytest.param({"interval": None, "days": (1, 8)}, "order-interval-too-short", id="fixed-days-only"),
        pytest.param({"interval": Range(low=Q(2, "week"), high=Q(4, "week"))}, "order-interval-too-short", id="span"),
    ],
)
def test_zoledronic_acid_beyond_a_limit_is_rejected(
    changes: dict[str, Any], identifier: str, place: Jurisdiction
) -> None:
    found = check(order(**changes), clean(), place)
    assert found.verdict is Verdict.REJECT
    assert rejected_for(found) == {identifier}
    assert found.advised[-1] == "zoledronic acid 4 mg IV over 15 minute or longer, every 3 to 4 week"


@EVERYWHERE
@pytest.mark.parametrize(
    ("creatinine", "milligrams", "verdict", "against", "warned"),
    [
        (1.0, 4.01, Verdict.REJECT, {"order-dose-above-maximum", "order-dose-above-table"}, set()),
        (1.0, 3.5, Verdict.WARN, set(), {"order-dose-below-table"}),
        (1.333333333333333, 4, Verdict.REJECT, {"order-dose-above-table"}, set()),
        (1.333333333333333, 3.5, Verdict.ACCEPT, set(), set()),
        (1.333333333333333, 3.3, Verdict.WARN, set(), {"order-dose-below-table"}),
        (2.0, 3.3, Verdict.ACCEPT, set(), set()),
        (2.1, 3.3, Verdict.REJECT, {"order-dose-above-table"}, set()),
        (2.1, 3.0, Verdict.ACCEPT, set(), set()),
        (2.6, 3.0, Verdict.ACCEPT, set(), set()),
        (2.7, 3.0, Verdict.REJECT, {"clearance-below-30"}, set()),
    ],
)
def test_the_dose_is_held_against_the_table_of_the_drug_rule(  # noqa: PLR0913, PLR0917 - the columns of a table
    creatinine: float, milligrams: float, verdict: Verdict, against: set[str], warned: set[str], place: Jurisdiction
) -> None:
    patient = clean(labs=labs(creatinine=Q(creatinine, "mg/dL")))
    found = check(order(dose=Q(milligrams, "mg")), patient, place)
    assert (found.verdict, rejected_for(found), warned_of(found)) == (verdict, against, warned)


def test_it_names_what_the_table_gives() -> None:
    patient = woman(age=Q(68, "year"), weight=Q(60, "kg"), labs=labs(creatinine=Q(0.9, "mg/dL")))
    found = check(order(), patient)
    assert found.verdict is Verdict.REJECT
    assert found.advised == (
        "the table gives 3.5 mg at a clearance of 56.7 mL/min",
        "zoledronic acid 3.5 mg IV over 15 minute or longer, every 3 to 4 week",
    )


@pytest.mark.parametrize(
    ("creatinine", "shown"), [(80 / 60, "60"), (80 / 60.04, "60.04"), (80 / 49.98, "49.98"), (1.0, "80"), (1.1, "72.7")]
)
def test_rounding_puts_no_clearance_on_an_edge(creatinine: float, shown: str) -> None:
    found = check(order(), clean(labs=labs(creatinine=Q(creatinine, "mg/dL"))))
    assert found.advised[0].endswith(f"at a clearance of {shown} mL/min")


def test_the_largest_dose_of_a_span_counts() -> None:
    written = order(dose=None, dose_range=Range(low=Q(3.5, "mg"), high=Q(4.5, "mg")))
    found = check(written, clean())
    assert rejected_for(found) == {"order-dose-above-maximum", "order-dose-above-table"}
    assert warned_of(found) == {"order-dose-below-table"}


@pytest.mark.parametrize("dose", [None, Q(0.05, "mg/kg")])
def test_nothing_is_said_without_a_dose_in_milligrams(dose: bg.Quantity | None) -> None:
    found = check(order(dose=dose), clean())
    assert found.verdict is Verdict.NEEDS_DATA
    assert found.missing[0] == "ordered_dose"


def test_nothing_is_said_without_a_creatinine() -> None:
    found = check(order(), clean(labs=labs(creatinine=None)))
    assert found.verdict is Verdict.NEEDS_DATA
    assert "creatinine" in found.missing
    assert found.advised == ()


def test_what_is_beyond_a_limit_is_rejected_without_a_creatinine() -> None:
    found = check(order(dose=Q(4.5, "mg")), clean(labs=labs(creatinine=None)))
    assert found.verdict is Verdict.REJECT
    assert rejected_for(found) == {"order-dose-above-maximum"}


@pytest.mark.parametrize(
    ("changes", "identifier"),
    [
        ({"infusion_time": None}, "order-too-fast"),
        ({"infusion_time": Range(high=Q(30, "minute"))}, "order-too-fast"),
        ({"diluents": ()}, "order-calcium-fluid"),
        ({"diluents": "Plasma-Lyte"}, "order-calcium-fluid"),
        ({"route": "by pump"}, "order-route"),
    ],
)
def test_what_an_order_leaves_open_is_asked_for(changes: dict[str, Any], identifier: str) -> None:
    found = check(order(**changes), clean())
    assert found.verdict is Verdict.WARN
    assert rejected_for(found) == set()
    assert [task.id for task in found.first] == [identifier]
    assert [finding.known for finding in found.findings] == [None]


@pytest.mark.parametrize(
    ("changes", "patient", "identifier"),
    [
        (every("12 week"), clean(primary="lung", castration=None), "order-12-weekly-not-studied"),
        (every("6 week"), clean(), "order-interval-unsupported"),
        (every("14 week"), woman(), "order-interval-unsupported"),
        (
            every("12 week"),
            clean(conditions=conditions(symptomatic_skeletal_progression=True)),
            "order-12-weekly-progression",
        ),
        ({"volume": Q(50, "mL")}, clean(), "order-small-volume"),
    ],
)
def test_what_calls_for_care_is_warned_of(changes: dict[str, Any], patient: bg.Patient, identifier: str) -> None:
    found = check(order(**changes), patient)
    assert (found.verdict, rejected_for(found), warned_of(found)) == (Verdict.WARN, set(), {identifier})


@pytest.mark.parametrize(("days", "verdict"), [(20, Verdict.REJECT), (21, Verdict.ACCEPT)])
def test_the_interval_counts_from_the_last_dose(days: int, verdict: Verdict) -> None:
    found = check(order(), earlier(days))
    assert found.verdict is verdict
    assert ("order-too-soon" in rejected_for(found)) == (verdict is Verdict.REJECT)


@pytest.mark.parametrize(
    ("doses", "asked"),
    [
        (None, True),
        ([bg.BoneAgentDose(drug="zoledronic acid")], True),
        ([*of(40), bg.BoneAgentDose(drug="zoledronic acid")], True),
        (of(40), False),
        ([], False),
    ],
    ids=["unknown", "undated", "one-undated", "dated", "none"],
)
def test_when_the_last_dose_was_is_asked(doses: list[bg.BoneAgentDose] | None, asked: bool) -> None:
    found = check(order(), earlier(40, bone_agent_doses=doses))
    assert ("order-too-soon" in {task.id for task in found.first}) == asked


def test_an_undated_dose_cannot_hide_one_that_was_too_recent() -> None:
    found = check(order(), earlier(9, bone_agent_doses=[*of(9), bg.BoneAgentDose(drug="zoledronic acid")]))
    assert "order-too-soon" in rejected_for(found)


# ------------------------------------------------------------------ hypercalcaemia


@EVERYWHERE
@pytest.mark.parametrize(("days", "verdict"), [(6, Verdict.REJECT), (7, Verdict.ACCEPT)])
def test_v58_retreatment_from_day_seven(days: int, verdict: Verdict, place: Jurisdiction) -> None:
    results = labs(
        calcium=Q(13.0, "mg/dL"),
        creatinine=bg.Observation(value=Q(1.0, "mg/dL"), on=ON),
        creatinine_baseline=Q(1.0, "mg/dL"),
    )
    found = check(order(interval=None), earlier(days, labs=results), place, "hypercalcaemia")
    assert found.verdict is verdict
    assert rejected_for(found) == ({"retreatment-too-early"} if verdict is Verdict.REJECT else set())


@pytest.mark.parametrize(
    ("changes", "verdict", "identifiers"),
    [
        (every("6 day"), Verdict.REJECT, {"order-interval-too-short"}),
        (every("7 day"), Verdict.ACCEPT, set()),
        ({"dose": Q(3.5, "mg")}, Verdict.WARN, {"order-dose-below-table"}),
        ({"dose": Q(4.1, "mg")}, Verdict.REJECT, {"order-dose-above-maximum"}),
        (minutes(14), Verdict.REJECT, {"order-too-fast"}),
        ({"diluents": RINGER}, Verdict.REJECT, {"order-calcium-fluid"}),
    ],
)
def test_zoledronic_acid_in_hypercalcaemia(changes: dict[str, Any], verdict: Verdict, identifiers: set[str]) -> None:
    found = check(order(**{"interval": None, **changes}), hypercalcaemic(), "US", "hypercalcaemia")
    assert found.verdict is verdict
    assert rejected_for(found) | warned_of(found) == identifiers


def test_no_renal_reduction_in_hypercalcaemia() -> None:
    patient = hypercalcaemic(labs=labs(calcium=Q(13.0, "mg/dL"), creatinine=Q(2.0, "mg/dL")))
    assert check(order(interval=None), patient, "US", "hypercalcaemia").verdict is Verdict.ACCEPT
    assert check(order(), patient, "US").verdict is Verdict.REJECT


def test_normal_calcium_is_no_use_for_an_order_against_hypercalcaemia() -> None:
    found = check(order(interval=None), clean(), "US", "hypercalcaemia")
    assert found.verdict is Verdict.REJECT
    assert rejected_for(found) == {"no-encoded-use"}
    assert found.against[0].sources == found.recommendation.sources


# ------------------------------------------------------------------ denosumab


@EVERYWHERE
@pytest.mark.parametrize(
    ("changes", "identifier"),
    [
        ({"route": "IV"}, "order-route"),
        ({"route": "IM"}, "order-route"),
        ({"route": "intradermal"}, "order-route"),
        ({"dose": Q(60, "mg")}, "order-dose-not-120-mg"),
        ({"dose": Q(121, "mg")}, "order-dose-not-120-mg"),
        ({"dose": None, "dose_range": Range(low=Q(60, "mg"), high=Q(120, "mg"))}, "order-dose-not-120-mg"),
        (every("3 week"), "order-interval-too-short"),
        ({"days": (1, 8, 15)}, "order-interval-too-short"),
        ({"diluents": SALINE}, "order-diluted"),
        ({"drug": "Prolia"}, "order-osteoporosis-product"),
    ],
)
def test_denosumab_beyond_a_limit_is_rejected(changes: dict[str, Any], identifier: str, place: Jurisdiction) -> None:
    found = check(injection(**changes), woman(), place)
    assert found.verdict is Verdict.REJECT
    assert rejected_for(found) == {identifier}


@pytest.mark.parametrize(
    ("days", "verdict", "identifiers"),
    [
        (20, Verdict.REJECT, {"order-too-soon"}),
        (21, Verdict.WARN, {"order-somewhat-soon"}),
        (27, Verdict.WARN, {"order-somewhat-soon"}),
        (28, Verdict.ACCEPT, set()),
    ],
)
def test_denosumab_four_weeks_after_the_last(days: int, verdict: Verdict, identifiers: set[str]) -> None:
    found = check(injection(), earlier(days, "denosumab", 120))
    assert found.verdict is verdict
    assert rejected_for(found) | warned_of(found) == identifiers


def test_denosumab_every_12_weeks_is_not_established() -> None:
    found = check(injection(**every("12 week")), woman())
    assert (found.verdict, warned_of(found)) == (Verdict.WARN, {"order-interval-unsupported"})


def test_denosumab_without_a_dose_says_nothing() -> None:
    found = check(injection(dose=None), woman())
    assert found.verdict is Verdict.NEEDS_DATA
    assert {"ordered_dose", "ordered_smallest_dose"} <= set(found.missing)


@pytest.mark.parametrize(
    ("place", "verdict", "identifiers"),
    [
        ("US", Verdict.ACCEPT, set()),
        ("EU", Verdict.REJECT, {"not-licensed"}),
        ("UK", Verdict.REJECT, {"not-licensed"}),
    ],
)
def test_loading_doses_belong_to_refractory_hypercalcaemia(
    place: Jurisdiction, verdict: Verdict, identifiers: set[str]
) -> None:
    patient = hypercalcaemic(bone_agent_doses=of(10))
    found = check(injection(days=(1, 8, 15, 29)), patient, place, "hypercalcaemia")
    assert (found.verdict, rejected_for(found)) == (verdict, identifiers)
    assert all(finding.sources for finding in found.findings)


@pytest.mark.parametrize("days", [6, 7])
def test_denosumab_in_hypercalcaemia_again_after_a_week(days: int) -> None:
    patient = hypercalcaemic(bone_agent_doses=[*of(20), *of(days, "denosumab", 120)])
    found = check(injection(), patient, "US", "hypercalcaemia")
    assert ("order-too-soon" in rejected_for(found)) == (days < 7)


# ------------------------------------------------------------------ the person


@EVERYWHERE
def test_v67_denosumab_beside_prolia(place: Jurisdiction) -> None:
    prolia = bg.Medication(drug="denosumab", product="Prolia", dose=Q(60, "mg"), last_given=ON - timedelta(days=61))
    found = check(injection(), woman(medications=[prolia]), place)
    assert (found.verdict, rejected_for(found)) == (Verdict.REJECT, {"duplicate"})


@EVERYWHERE
@pytest.mark.parametrize("product", ["Reclast", "Aclasta"])
def test_v68_zoledronic_acid_beside_the_5_mg_product(product: str, place: Jurisdiction) -> None:
    other = bg.Medication(drug="zoledronic acid", product=product, last_given=ON - timedelta(days=91))
    found = check(order(), clean(medications=[other]), place)
    assert (found.verdict, rejected_for(found)) == (Verdict.REJECT, {"duplicate"})


@EVERYWHERE
def test_an_order_of_the_5_mg_product_itself(place: Jurisdiction) -> None:
    found = check(attrs.evolve(order(dose=Q(5, "mg")), drug="Aclasta"), clean(), place)
    assert {"order-osteoporosis-product", "order-dose-above-maximum"} <= rejected_for(found)


@EVERYWHERE
@pytest.mark.parametrize(
    ("written", "patient", "complaint", "against"),
    [
        pytest.param(order(), earlier(28), FEMUR, {"femur-pain"}, id="V70"),
        pytest.param(injection(), AFTER_DENOSUMAB, FEMUR, {"femur-pain"}, id="V70-denosumab"),
        pytest.param(order(), earlier(28), PAIN, {"incapacitating-pain"}, id="bisphosphonate"),
        pytest.param(injection(), AFTER_DENOSUMAB, PAIN, set(), id="denosumab"),
    ],
)
def test_a_dose_waits_for_a_complaint_to_be_evaluated(
    written: bg.Regimen, patient: bg.Patient, complaint: bg.Symptoms, against: set[str], place: Jurisdiction
) -> None:
    found = check(written, attrs.evolve(patient, symptoms=complaint), place)
    assert rejected_for(found) == against
    assert found.verdict is (Verdict.REJECT if against else Verdict.ACCEPT)


def test_a_complaint_before_any_bone_agent_is_no_reason_to_wait() -> None:
    ill = clean(symptoms=attrs.evolve(SYMPTOMS, thigh_hip_or_groin_pain=True))
    assert check(order(), ill).verdict is Verdict.ACCEPT
    asked = check(order(), attrs.evolve(ill, medications=None))
    assert "femur-pain" in {task.id for task in asked.first}


def test_suspected_osteonecrosis_of_the_jaw_is_weighed() -> None:
    found = check(order(), clean(symptoms=attrs.evolve(SYMPTOMS, jaw_symptoms=True)))
    assert (found.verdict, warned_of(found)) == (Verdict.WARN, {"order-jaw", "jaw-looked-at"})


def test_what_must_be_confirmed_of_the_person_is_a_warning() -> None:
    found = check(order(), clean(allergies=None, dental=bg.Dental()))
    assert found.verdict is Verdict.WARN
    assert {"hypersensitivity", "dental-assessment"} <= {task.id for task in found.first}


def test_a_withheld_drug_is_rejected() -> None:
    found = check(order(), earlier(28, labs=labs(creatinine=Q(1.6, "mg/dL"), creatinine_baseline=Q(1.0, "mg/dL"))))
    assert (found.verdict, rejected_for(found)) == (Verdict.REJECT, {"renal-rise"})


def test_no_bone_disease_is_no_use_for_a_bone_agent() -> None:
    found = check(order(), clean(lesions=[]))
    assert (found.verdict, rejected_for(found)) == (Verdict.REJECT, {"no-encoded-use"})


# ------------------------------------------------------------------ places


def test_without_a_jurisdiction_one_verdict_stands_where_all_agree() -> None:
    found = check(order(), clean(), None)
    assert found.verdict is Verdict.ACCEPT
    assert found.missing == ("ionised_calcium", "ionised_calcium_lower_limit")
    assert {place: each.verdict for place, each in found.by_jurisdiction.items()} == dict.fromkeys(
        ("US", "EU", "UK"), Verdict.ACCEPT
    )


def test_without_a_jurisdiction_no_verdict_is_picked_where_they_differ() -> None:
    found = check(injection(days=(1, 8, 15)), hypercalcaemic(bone_agent_doses=of(10)), None, "hypercalcaemia")
    assert found.verdict is Verdict.NEEDS_DATA
    assert found.missing[0] == "jurisdiction"
    assert [each.verdict for each in found.by_jurisdiction.values()] == [
        Verdict.ACCEPT,
        Verdict.REJECT,
        Verdict.REJECT,
    ]
    assert "jurisdiction not stated" in str(found)
    assert "- EU: reject" in str(found)


def test_where_nothing_differs_no_place_is_shown_by_itself() -> None:
    found = check(order(), clean(primary=None, castration=None, lesions=None), None)
    assert found.verdict is Verdict.NEEDS_DATA
    assert {"primary"} <= set(found.missing)


# ------------------------------------------------------------------ the answer itself


def test_a_check_reads_as_text_and_explains_itself() -> None:
    found = check(order(**minutes(10), diluents=()), clean(allergies=None))
    text = str(found)
    assert text.startswith(
        "reject: zoledronic acid 4 mg IV over 10 minute, every 3 to 4 week, for skeletal events (US, "
    )
    for part in ("- avoid: Zoledronic acid runs over", "- first: confirm a fluid", "- advised: the table gives 4 mg"):
        assert part in text
    assert found.because.parts == (found.limits.because, found.recommendation.because)
    assert found.intended_use == INTENDED_USE


def test_disagreements_and_holds_are_printed() -> None:
    text = str(check(order(), earlier(28, symptoms=attrs.evolve(SYMPTOMS, thigh_hip_or_groin_pain=True))))
    assert "- hold: New thigh" in text


def test_a_check_has_no_truth_value() -> None:
    with pytest.raises(CriterionTruthError, match="verdict is Verdict"):
        bool(check(order(), clean()))


def test_findings_stand_gravest_first_and_once() -> None:
    found: Check = check(order(**minutes(10), volume=Q(50, "mL")), clean(allergies=None), "EU")
    assert [finding.id for finding in found.findings][:2] == ["order-too-fast", "order-small-volume"]
    known = [finding.known for finding in found.findings]
    assert known == sorted(known, key=lambda value: value is not True)
    ids = [finding.id for finding in found.findings]
    assert len(ids) == len(set(ids))


def test_what_is_not_encoded_is_refused_with_what_is() -> None:
    with pytest.raises(UnencodedOrderError, match="zoledronic acid, pamidronate, ibandronate, clodronate, denosumab"):
        check(bg.Regimen(drug="radium-223", route="IV", dose=Q(4, "mg")), clean())
    with pytest.raises(UnencodedOrderError, match="'skeletal events', 'hypercalcaemia'"):
        bg.check(order(), clean(), on=ON, indication="osteoporosis")  # type: ignore[arg-type]  # refused on purpose


@pytest.mark.parametrize("name", ["Zometa", "Zoledronate", " zoledronic acid "])
def test_a_product_name_means_its_drug(name: str) -> None:
    written = attrs.evolve(order(), drug=name)
    assert check(written, clean()).verdict is Verdict.ACCEPT


def test_every_rule_of_an_order_is_reached_and_has_a_name_of_its_own() -> None:
    reached = {
        rules_for(written, indication)[0].id
        for indication in INDICATIONS
        for written in (
            order(),
            order("pamidronate"),
            order("ibandronate"),
            tablets("ibandronate", 50),
            order("clodronate"),
            injection(),
        )
    }
    assert reached == {rule.id for rule in ORDER_LIMITS}
    assert all(identifier.startswith("check-") for identifier in reached)


def test_a_limit_cannot_follow_from_a_part_that_is_not_advised() -> None:
    with pytest.raises(RuleError, match="no infusion_time is advised"):
        table_number(bg.RegimenTemplate(drug="denosumab", route="SC"), "infusion_time", "low")


@pytest.mark.parametrize("rule", ORDER_LIMITS.rules, ids=lambda rule: rule.id)
def test_an_order_rule_gives_no_answer_without_an_order(rule: bg.Rule) -> None:
    assert rule(clean(), on=ON, jurisdiction="US").status is bg.Status.NEEDS_DATA


def test_a_clearance_known_only_as_a_range_is_not_given_as_a_number() -> None:
    # Either sex gives a clearance above 60 mL/min, so the dose is decided and the number is not.
    found = check(order(), clean(sex=None, weight=Q(120, "kg")), "US")
    assert found.advised == ("zoledronic acid 4 mg IV over 15 minute or longer, every 3 to 4 week",)


@pytest.mark.parametrize(("days", "rejected"), [(20, True), (21, False)])
@pytest.mark.parametrize("doses", [None, []])
def test_the_last_dose_on_the_list_of_medicines_may_be_too_soon(days: int, rejected: bool, doses: Any) -> None:
    listed = bg.Medication(drug="Zometa", last_given=ON - timedelta(days=days))
    results = labs(creatinine=bg.Observation(value=Q(1.0, "mg/dL"), on=ON), creatinine_baseline=Q(1.0, "mg/dL"))
    found = check(order(), clean(medications=[listed], bone_agent_doses=doses, labs=results))
    assert (rejected_for(found) == {"order-too-soon"}) is rejected


@pytest.mark.parametrize(
    "route", ["SQ", "s.c.", "subcutaneously", "subcutaneous injection", "SC injection", "SQ injection"]
)
def test_words_for_under_the_skin_are_understood(route: str) -> None:
    assert check(injection(route=route), woman()).verdict is Verdict.ACCEPT


def test_a_schedule_of_radiotherapy_is_no_order_that_is_checked() -> None:
    schedule: Any = bg.RadiotherapyRegimen(dose_per_fraction=Q(8, "Gy"), fractions=1)
    with pytest.raises(UnencodedOrderError, match=r"RadiotherapyRegimen cannot be checked.*outside_the_list"):
        bg.check(schedule, woman(), on=ON, jurisdiction="US")
