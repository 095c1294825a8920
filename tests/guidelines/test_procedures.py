"""Procedures: each for its pain only, held while something stands against it, the device by life expectancy."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Severity, Status
from boneguide.guidelines import procedures, sources
from boneguide.guidelines.procedures import (
    COELIAC_PLEXUS_BLOCK,
    CORDOTOMY,
    FOCUSED_ULTRASOUND,
    INTRASPINAL_ANALGESIA,
    THERMAL_ABLATION,
    VERTEBRAL_AUGMENTATION,
)
from boneguide.logic.context import Context
from boneguide.model.answer import Recommendation
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines import further
from tests.guidelines.asking import ids, known, noted
from tests.guidelines.clean import ON, clean, conditions, labs

EVERYWHERE = pytest.mark.parametrize("place", JURISDICTIONS)
EVERY_RULE = pytest.mark.parametrize("rule", tuple(procedures), ids=lambda rule: rule.id)
#: Nothing of what is asked for a needle near nerves stands in the way.
GOOD_CLOTTING = labs(platelets=Q(180, "10*9/L"))


def hurting(pain: bg.Pain, **changes: Any) -> bg.Patient:
    facts: dict[str, Any] = {"castration": None, "primary": "pancreatic", "labs": GOOD_CLOTTING, "pain": pain}
    return clean(**{**facts, **changes})


def refractory(months: float | None, **changes: Any) -> bg.Patient:
    pain = bg.Pain(worst=8, refractory=True, intraspinal_trial_helped=True)
    outlook = None if months is None else Q(months, "month")
    return hurting(**{"pain": pain, "life_expectancy": outlook, **changes})


def fractured(**changes: Any) -> bg.Patient:
    broken = bg.Lesion(site="T10", phenotype="osteolytic", painful=True, pathological_fracture=True)
    return clean(**{"lesions": [broken], **changes})


def after_radiotherapy(**changes: Any) -> bg.Patient:
    facts: dict[str, Any] = {
        "lesions": [bg.Lesion(site="ilium", phenotype="osteolytic", painful=True, weight_bearing=False)],
        "pain": bg.Pain(worst=4),
        "labs": GOOD_CLOTTING,
        "conditions": conditions(radiotherapy_failed_or_unsuitable=True),
    }
    return clean(**{**facts, **changes})


def ask(rule: bg.Rule, patient: bg.Patient, place: Jurisdiction | None = "EU") -> Recommendation:
    return rule(patient, on=ON, jurisdiction=place)


VISCERAL = bg.Pain(worst=7, visceral_upper_abdominal=True)


# ---- coeliac plexus


@EVERYWHERE
def test_v80_visceral_pain_of_pancreatic_cancer_early(place: Jurisdiction) -> None:
    morphine = [bg.Medication(drug="morphine", dose=Q(120, "mg"))]
    answer = ask(COELIAC_PLEXUS_BLOCK, hurting(VISCERAL, medications=morphine), place)
    assert answer.status is Status.RECOMMENDED
    assert "early" in answer.action
    assert answer.missing == ()
    assert str(answer.grade) == "EAPC 2015: strong recommendation"
    assert ids(answer.reasons_for) == {"relief"}
    assert ids(answer.reasons_against) == {"harm"}


@EVERYWHERE
def test_v82_pain_of_a_sacral_metastasis_is_somatic(place: Jurisdiction) -> None:
    sacral = [bg.Lesion(site="sacrum", phenotype="osteolytic", painful=True)]
    somatic = hurting(bg.Pain(worst=7, visceral_upper_abdominal=False), lesions=sacral)
    answer = ask(COELIAC_PLEXUS_BLOCK, somatic, place)
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"somatic-pain"}
    unasked = ask(COELIAC_PLEXUS_BLOCK, hurting(bg.Pain(worst=7), lesions=sacral), place)
    assert unasked.status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("changes", "status", "held"),
    [
        ({"conditions": conditions(therapeutic_anticoagulation=True)}, Status.WITHHOLD, {"bleeding"}),
        ({"conditions": conditions(uncorrectable_coagulopathy=True)}, Status.WITHHOLD, {"bleeding"}),
        ({"conditions": conditions(systemic_infection=True)}, Status.WITHHOLD, {"infection"}),
        ({"conditions": conditions(sepsis=True, systemic_infection=None)}, Status.WITHHOLD, {"infection"}),
        ({"conditions": conditions(infection_at_procedure_site=True)}, Status.WITHHOLD, {"infection"}),
        ({"conditions": conditions(coagulopathy=True)}, Status.AFTER, set()),
        ({"labs": labs(platelets=Q(49.9, "10*9/L"))}, Status.AFTER, set()),
        ({"labs": labs(platelets=Q(50, "10*9/L"))}, Status.RECOMMENDED, set()),
        ({"labs": labs(platelets=Q(49_999, "cells/uL"))}, Status.AFTER, set()),
        ({"labs": labs()}, Status.AFTER, set()),
        # Stopped, or a small dose: those who do the procedure judge it.
        ({"medications": [bg.Medication(drug="apixaban")]}, Status.AFTER, set()),
        ({"medications": None}, Status.AFTER, set()),
        ({"conditions": bg.Conditions()}, Status.AFTER, set()),
    ],
)
def test_what_holds_a_needle_back(changes: dict[str, Any], status: Status, held: set[str]) -> None:
    for rule, patient in (
        (COELIAC_PLEXUS_BLOCK, hurting(VISCERAL, **changes)),
        (INTRASPINAL_ANALGESIA, refractory(2, **changes)),
        (CORDOTOMY, refractory(6, **{"pain": ONE_SIDE, **changes})),
    ):
        answer = ask(rule, patient)
        assert answer.status is (
            status if rule is COELIAC_PLEXUS_BLOCK or status is not Status.RECOMMENDED else Status.OPTION
        )
        assert {hold.id for hold in answer.holds if hold.known} == held
        assert ("clotting" in ids(answer.first)) is (status is Status.AFTER)


def test_a_hold_says_that_it_is_the_own_decision_of_the_library() -> None:
    answer = ask(COELIAC_PLEXUS_BLOCK, hurting(VISCERAL, conditions=conditions(sepsis=True)))
    hold = next(h for h in answer.holds if h.known)
    assert "own decision" in hold.text
    assert "from memory" in hold.text
    assert {s.verified.value for s in hold.sources} == {"memory", "derived"}


@pytest.mark.parametrize(
    ("changes", "caution"),
    [({"bowel_obstruction": True}, "bowel-obstruction"), ({"dehydrated": True}, "volume-depletion")],
)
def test_relative_contraindications_are_cautions(changes: dict[str, bool], caution: str) -> None:
    answer = ask(COELIAC_PLEXUS_BLOCK, hurting(VISCERAL, conditions=conditions(**changes)))
    assert answer.status is Status.RECOMMENDED
    assert known(answer) == {caution}


# ---- intraspinal


@pytest.mark.parametrize(
    ("months", "device"),
    [(2, "device-external"), (2.99, "device-external"), (3.01, "device-implanted"), (6, "device-implanted")],
)
@EVERYWHERE
def test_v83_the_device_goes_by_life_expectancy(months: float, device: str, place: Jurisdiction) -> None:
    answer = ask(INTRASPINAL_ANALGESIA, refractory(months), place)
    assert answer.status is Status.OPTION
    assert known(answer) == {device}


def test_v83_a_pump_is_tried_first_and_a_catheter_is_not() -> None:
    untried = bg.Pain(refractory=True)
    pump = ask(INTRASPINAL_ANALGESIA, refractory(6, pain=untried))
    assert pump.status is Status.AFTER
    assert "no-successful-trial" in ids(pump.first)
    assert "device-implanted" in known(pump)
    catheter = ask(INTRASPINAL_ANALGESIA, refractory(2, pain=untried))
    assert catheter.status is Status.OPTION


@pytest.mark.parametrize(
    "outlook",
    [
        Q(3, "month"),
        None,
        bg.LifeExpectancy(low=Q(2, "month"), high=Q(4, "month")),
        bg.LifeExpectancy(low=Q(3, "month"), high=Q(4, "month")),
    ],
)
def test_at_three_months_or_without_an_estimate_a_specialist_chooses(outlook: Any) -> None:
    answer = ask(INTRASPINAL_ANALGESIA, refractory(None, life_expectancy=outlook))
    assert answer.status is Status.AFTER
    assert "device" in ids(answer.first)
    assert known(answer) == set()


@pytest.mark.parametrize(
    ("months", "status"), [(2, Status.OPTION), (3, Status.NOT_RECOMMENDED), (6, Status.NOT_RECOMMENDED)]
)
def test_a_trial_without_relief_ends_it_for_a_pump(months: float, status: Status) -> None:
    failed = bg.Pain(refractory=True, intraspinal_trial_helped=False)
    assert ask(INTRASPINAL_ANALGESIA, refractory(months, pain=failed)).status is status


@EVERYWHERE
def test_v85_bacteria_in_the_blood_block_it(place: Jurisdiction) -> None:
    answer = ask(INTRASPINAL_ANALGESIA, refractory(6, conditions=conditions(sepsis=True)), place)
    assert answer.status is Status.WITHHOLD
    assert {hold.id for hold in answer.holds if hold.known} == {"infection"}


def test_vertebral_metastases_do_not_rule_it_out() -> None:
    spinal = ask(INTRASPINAL_ANALGESIA, refractory(6, lesions=[bg.Lesion(site="L3")]))
    assert spinal.status is Status.OPTION
    assert noted(spinal, "alone do not rule it out")
    elsewhere = ask(INTRASPINAL_ANALGESIA, refractory(6, lesions=[bg.Lesion(site="femur")]))
    assert not noted(elsewhere, "alone do not rule it out")


def test_raised_intracranial_pressure_is_a_caution_from_memory() -> None:
    answer = ask(INTRASPINAL_ANALGESIA, refractory(6, conditions=conditions(raised_intracranial_pressure=True)))
    assert answer.status is Status.OPTION
    assert "raised-intracranial-pressure" in known(answer)


@pytest.mark.parametrize("pain", [bg.Pain(refractory=False), bg.Pain(worst=10)])
def test_it_is_for_selected_cases(pain: bg.Pain) -> None:
    assert ask(INTRASPINAL_ANALGESIA, refractory(6, pain=pain)).status is Status.NOT_APPLICABLE


# ---- cordotomy


@EVERYWHERE
def test_v86_cordotomy_on_both_sides_is_not_recommended(place: Jurisdiction) -> None:
    answer = ask(CORDOTOMY, hurting(bg.Pain(refractory=True, bilateral=True)), place)
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"bilateral"}


def test_refractory_pain_of_one_side_is_referred() -> None:
    looked_at = bg.Neurology(deficit=False, cord_compression="excluded")
    answer = ask(CORDOTOMY, hurting(bg.Pain(refractory=True, unilateral_below_c5=True), neurology=looked_at))
    assert answer.status is Status.OPTION
    assert answer.missing == ()
    assert noted(answer, "Poor lung function alone")
    assert noted(answer, "13 weeks")
    assert not answer.grade.graded


@pytest.mark.parametrize(
    "pain",
    [
        bg.Pain(refractory=True),
        bg.Pain(unilateral_below_c5=True),
        bg.Pain(refractory=False, unilateral_below_c5=True),
        bg.Pain(refractory=True, unilateral_below_c5=False, bilateral=False),
    ],
)
def test_other_pain_is_no_question_of_cordotomy(pain: bg.Pain) -> None:
    assert ask(CORDOTOMY, hurting(pain)).status is Status.NOT_APPLICABLE


# ---- cement


@EVERYWHERE
def test_a_painful_fracture_may_have_cement(place: Jurisdiction) -> None:
    answer = ask(VERTEBRAL_AUGMENTATION, fractured(pain=bg.Pain(worst=4, roland_morris=10)), place)
    assert answer.status is Status.OPTION
    assert ids(answer.reasons_for) == {"like-the-trial"}
    assert ids(answer.disagreements) == {"solid-tumours"}
    assert noted(answer, "posterior wall does not rule it out")


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({}, True),
        ({"age": Q(21, "year")}, True),
        ({"age": Q(20.9, "year")}, False),
        ({"pain": bg.Pain(worst=3, roland_morris=10)}, False),
        ({"pain": bg.Pain(worst=4, roland_morris=9)}, False),
        ({"pain": bg.Pain(worst=4)}, False),
        ({"life_expectancy": Q(3, "month")}, True),
        ({"life_expectancy": Q(2.9, "month")}, False),
        ({"life_expectancy": None}, False),
    ],
)
def test_who_is_like_the_trial(changes: dict[str, Any], alike: bool) -> None:
    answer = ask(VERTEBRAL_AUGMENTATION, fractured(**{"pain": bg.Pain(worst=4, roland_morris=10), **changes}))
    assert answer.status is Status.OPTION
    assert ("like-the-trial" in ids(answer.reasons_for)) is alike


def broken(site: str, *, painful: bool | None = True, fracture: bool | None = True) -> bg.Lesion:
    return bg.Lesion(site=site, painful=painful, pathological_fracture=fracture)


@pytest.mark.parametrize(
    ("lesions", "counted"),
    [
        (None, None),
        ([], False),
        ([broken("T5")], True),
        ([broken("L5")], True),
        ([broken("T4")], False),
        ([broken("sacrum")], False),
        ([broken("T6"), broken("T7"), broken("T8")], True),
        ([broken("T6"), broken("T7"), broken("T8"), broken("T9")], False),
        ([broken("T6", painful=False)], False),
        ([broken("T6", fracture=None)], None),
        ([broken("T6"), broken("T7", painful=None)], True),
        ([broken("T6"), broken("T7"), broken("T8"), broken("T9", painful=None)], None),
    ],
)
def test_fractures_are_counted_as_the_trial_counts(lesions: Any, counted: bool | None) -> None:
    context = Context(patient=bg.Patient(lesions=lesions), on=ON)
    assert bg.guidelines.facts.ONE_TO_THREE_FRACTURES_T5_TO_L5.read(context) is counted


@pytest.mark.parametrize(
    ("changes", "status", "found"),
    [
        ({"conditions": conditions(sepsis=True)}, Status.CONTRAINDICATED, "sepsis"),
        ({"conditions": conditions(infection_at_procedure_site=True)}, Status.CONTRAINDICATED, "osteomyelitis"),
        ({"conditions": conditions(uncorrectable_coagulopathy=True)}, Status.CONTRAINDICATED, "coagulopathy"),
        ({"allergies": ["polymethylmethacrylate"]}, Status.CONTRAINDICATED, "hypersensitivity"),
        ({"allergies": ["iohexol"]}, Status.CONTRAINDICATED, "hypersensitivity"),
        ({"conditions": conditions(systemic_infection=True)}, Status.OPTION, "systemic-infection"),
        (
            {"sex": "female", "castration": None, "primary": "breast", "pregnant": True},
            Status.NOT_RECOMMENDED,
            "pregnancy",
        ),
    ],
)
def test_what_stands_against_cement(changes: dict[str, Any], status: Status, found: str) -> None:
    answer = ask(VERTEBRAL_AUGMENTATION, fractured(**changes))
    assert answer.status is status
    assert found in known(answer)


@pytest.mark.parametrize(
    ("changes", "asked"),
    [
        ({"sins": 12}, False),
        ({"sins": 13}, True),
        ({"sins": 13, "surgeon_consulted": False}, True),
        ({"sins": 13, "surgeon_consulted": True}, False),
        ({}, False),
    ],
)
def test_a_surgeon_sees_an_unstable_spine_before_cement(changes: dict[str, Any], *, asked: bool) -> None:
    broken = bg.Lesion(site="T10", painful=True, pathological_fracture=True, **changes)
    answer = ask(VERTEBRAL_AUGMENTATION, fractured(lesions=[broken]))
    assert answer.status is (Status.AFTER if asked else Status.OPTION)
    assert ids(answer.first) == ({"unstable-spine"} if asked else set())


IN_THE_SPINE = [bg.Lesion(site="T10", phenotype="osteolytic", painful=True)]
ONE_SIDE = bg.Pain(worst=8, refractory=True, unilateral_below_c5=True, bilateral=False, intraspinal_trial_helped=True)


@pytest.mark.parametrize(
    "neurology",
    [
        bg.Neurology(cord_compression="confirmed"),
        bg.Neurology(cord_compression="suspected"),
        bg.Neurology(deficit=True),
    ],
)
@pytest.mark.parametrize(
    ("rule", "patient"),
    [
        (VERTEBRAL_AUGMENTATION, fractured()),
        (FOCUSED_ULTRASOUND, after_radiotherapy(lesions=IN_THE_SPINE)),
        (THERMAL_ABLATION, after_radiotherapy(lesions=IN_THE_SPINE)),
        (INTRASPINAL_ANALGESIA, refractory(6)),
        (CORDOTOMY, refractory(6, pain=ONE_SIDE)),
    ],
    ids=lambda value: value.id if isinstance(value, bg.Rule) else "",
)
def test_compression_of_the_cord_comes_first(rule: bg.Rule, patient: bg.Patient, neurology: bg.Neurology) -> None:
    assert ask(rule, patient).status is Status.OPTION
    held = ask(rule, attrs.evolve(patient, neurology=neurology))
    assert held.status is Status.WITHHOLD
    assert ids(held.holds) == {"untreated-cord-compression"}
    begun = attrs.evolve(patient.conditions, cord_compression_treatment_begun=True)
    # Treatment of an earlier one does not answer a suspicion.
    settled = neurology.cord_compression == "confirmed"
    after = ask(rule, attrs.evolve(patient, neurology=neurology, conditions=begun)).status
    assert after is (Status.OPTION if settled else Status.WITHHOLD)
    # Signs that began after the last imaging are suspicion again, although treatment has begun.
    for imaged, status in ((ON - timedelta(days=1), Status.WITHHOLD), (ON, Status.OPTION)):
        again = bg.Neurology(cord_compression="confirmed", deficit=True, deficit_onset=ON, whole_spine_mri_on=imaged)
        assert ask(rule, attrs.evolve(patient, neurology=again, conditions=begun)).status is status


@pytest.mark.parametrize(
    ("worst", "here", "speaks"),
    [(None, 4, True), (None, 3, False), (3, 4, True), (4, 3, True), (3, 3, False), (None, None, False)],
)
@pytest.mark.parametrize("rule", [FOCUSED_ULTRASOUND, THERMAL_ABLATION], ids=lambda rule: rule.id)
def test_the_worst_pain_is_no_less_than_that_at_a_lesion(
    rule: bg.Rule, worst: int | None, here: int | None, *, speaks: bool
) -> None:
    sore = [bg.Lesion(site="ilium", painful=True, pain=here, weight_bearing=False)]
    answer = ask(rule, after_radiotherapy(lesions=sore, pain=bg.Pain(worst=worst)))
    assert answer.status is (Status.OPTION if speaks else Status.NOT_APPLICABLE)


@pytest.mark.parametrize("rule", [FOCUSED_ULTRASOUND, THERMAL_ABLATION], ids=lambda rule: rule.id)
def test_compression_holds_nothing_back_outside_the_spine(rule: bg.Rule) -> None:
    patient = after_radiotherapy(neurology=bg.Neurology(cord_compression="confirmed"))
    assert ask(rule, patient).status is Status.OPTION


@pytest.mark.parametrize("forgotten", ["allergies", "conditions"])
def test_what_is_not_known_of_cement_is_confirmed(forgotten: str) -> None:
    answer = ask(VERTEBRAL_AUGMENTATION, fractured().without(forgotten))
    assert answer.status is Status.AFTER


@pytest.mark.parametrize(
    "lesion", [broken("T6", painful=None), broken("T6", fracture=False), broken("femur"), bg.Lesion(site="T6")]
)
def test_cement_needs_a_painful_fracture_of_a_vertebra(lesion: bg.Lesion) -> None:
    assert ask(VERTEBRAL_AUGMENTATION, clean(lesions=[lesion])).status is Status.NOT_APPLICABLE


# ---- ultrasound and ablation


@EVERYWHERE
def test_after_radiotherapy_both_are_options(place: Jurisdiction) -> None:
    ultrasound = ask(FOCUSED_ULTRASOUND, after_radiotherapy(), place)
    ablation = ask(THERMAL_ABLATION, after_radiotherapy(), place)
    assert ultrasound.status is ablation.status is Status.OPTION
    assert known(ultrasound) == known(ablation) == set()
    assert ids(ultrasound.reasons_for) == {"trial", "pooled"}
    assert "multidisciplinary" in ablation.action


@pytest.mark.parametrize(
    "changes",
    [
        {"pain": bg.Pain(worst=3)},
        {"pain": bg.Pain()},
        {"conditions": conditions()},
        {"conditions": bg.Conditions()},
        {"lesions": [bg.Lesion(site="ilium", painful=False)]},
        {"lesions": None},
    ],
)
def test_otherwise_neither_is_a_question(changes: dict[str, Any]) -> None:
    for rule in (FOCUSED_ULTRASOUND, THERMAL_ABLATION):
        assert ask(rule, after_radiotherapy(**changes)).status is Status.NOT_APPLICABLE


def test_places_that_were_left_out_are_cautions_from_memory() -> None:
    spinal = after_radiotherapy(lesions=[bg.Lesion(site="L3", painful=True, weight_bearing=True)])
    ultrasound, ablation = ask(FOCUSED_ULTRASOUND, spinal), ask(THERMAL_ABLATION, spinal)
    assert known(ultrasound) == {"near-the-cord", "weight-bearing"}
    assert known(ablation) == {"weight-bearing"}
    for finding in (*ultrasound.findings, *ablation.findings):
        assert finding.severity is Severity.CAUTION
        assert "from memory" in finding.text


# ---- the article and the rows


@pytest.mark.parametrize(
    ("row", "rule", "carried", "silent"),
    [
        ("A17", COELIAC_PLEXUS_BLOCK, hurting(VISCERAL), hurting(bg.Pain(worst=5))),
        ("A18", INTRASPINAL_ANALGESIA, refractory(2), hurting(bg.Pain(worst=5))),
    ],
)
def test_the_article_is_carried_for_whom_it_means(
    row: str, rule: bg.Rule, carried: bg.Patient, silent: bg.Patient
) -> None:
    cited = {r for s in rule.all_sources() if s.reference is sources.THE_ARTICLE for r in s.rows}
    assert cited == {row}
    assert procedures(carried, on=ON, jurisdiction="UK")[rule.id].status in further.ADVISED
    assert procedures(silent, on=ON, jurisdiction="UK")[rule.id].status is Status.NOT_APPLICABLE


def test_every_row_is_carried() -> None:
    carried = {r for rule in procedures for s in rule.all_sources() for r in s.rows}
    assert {f"INT-{n:02}" for n in range(1, 17)} | {f"IN-{n:02}" for n in range(1, 13)} <= carried


def test_what_rests_on_memory_says_so() -> None:
    for rule in procedures:
        for clause in (*rule.contraindications, *rule.holds, *rule.notes, *rule.reasons, *rule.first):
            if any(s.verified is bg.Verification.MEMORY for s in clause.sources):
                assert "from memory" in clause.says, (rule.id, clause.id)


# ---- cement for pain on loading


def loaded(**changes: Any) -> bg.Patient:
    facts: dict[str, Any] = {
        "site": "L3",
        "painful": True,
        "mechanical_pain": True,
        "pathological_fracture": False,
        "vertebral_collapse": "none",
        "sins": 9,
    }
    return clean(lesions=[bg.Lesion(**{**facts, **changes})])


@EVERYWHERE
@pytest.mark.parametrize(
    ("changes", "status", "tasks"),
    [
        ({}, Status.OPTION, set()),
        ({"sins": 12}, Status.OPTION, set()),
        ({"sins": 13}, Status.AFTER, {"unstable-spine"}),
        ({"sins": None, "phenotype": "osteolytic"}, Status.AFTER, {"stability-looked-at"}),
        ({"pathological_fracture": None}, Status.AFTER, {"fracture-looked-for"}),
        ({"vertebral_collapse": None}, Status.AFTER, {"fracture-looked-for"}),
        ({"mechanical_pain": False}, Status.NOT_APPLICABLE, set()),
        ({"mechanical_pain": None}, Status.NOT_APPLICABLE, set()),
        ({"operated_on": ON - timedelta(days=30)}, Status.NOT_APPLICABLE, set()),
    ],
)
def test_pain_on_loading_without_a_fracture_is_answered(
    place: Jurisdiction, changes: dict[str, Any], status: Status, tasks: set[str]
) -> None:
    answer = ask(VERTEBRAL_AUGMENTATION, loaded(**changes), place)
    assert (answer.status, ids(answer.first)) == (status, tasks)
    assert ("no-fracture" in known(answer)) is (status is not Status.NOT_APPLICABLE)


def test_a_broken_vertebra_brings_no_word_on_the_lack_of_a_fracture() -> None:
    for changes in ({"pathological_fracture": True}, {"vertebral_collapse": "under 50 %"}):
        answer = ask(VERTEBRAL_AUGMENTATION, loaded(**changes))
        assert (answer.status, known(answer)) == (Status.OPTION, set())
    elsewhere = clean(lesions=[bg.Lesion(site="ilium", painful=True, mechanical_pain=True)])
    assert ask(VERTEBRAL_AUGMENTATION, elsewhere).status is Status.NOT_APPLICABLE


# ---- laws

PEOPLE = [
    clean(),
    bg.Patient(),
    hurting(VISCERAL),
    refractory(3),
    fractured(),
    after_radiotherapy(),
    hurting(bg.Pain(refractory=True, bilateral=True, visceral_upper_abdominal=False)),
    refractory(6, conditions=conditions(sepsis=True)),
]


@pytest.mark.parametrize("patient", PEOPLE)
def test_nothing_is_both_advised_and_forbidden(patient: bg.Patient) -> None:
    assert further.contradictory(procedures, patient) == []
    for _, less in further.forgetting(patient):
        assert further.contradictory(procedures, less) == []


@pytest.mark.parametrize("patient", PEOPLE)
def test_forgetting_a_fact_recommends_nothing_that_was_barred(patient: bg.Patient) -> None:
    before = procedures(patient, on=ON, jurisdiction="EU").statuses
    barred = {r for r, s in before.items() if s in {Status.WITHHOLD, Status.CONTRAINDICATED}}
    for path, less in further.forgetting(patient):
        after = procedures(less, on=ON, jurisdiction="EU").statuses
        assert not {r for r in barred if after[r] in {Status.OPTION, Status.RECOMMENDED}}, path


def test_every_criterion_is_seen_true_false_and_unknown() -> None:
    assert further.idle(procedures, batches=24, size=250) == {}


@pytest.mark.parametrize("seed", range(3))
def test_both_interpreters_agree(seed: int) -> None:
    assert further.disagreements(procedures, seed=seed, size=150) == []


@pytest.mark.parametrize("name", ["PMMA", "polymethyl methacrylate", "bone cement", "iodinated contrast media"])
def test_cement_and_contrast_are_known_by_their_usual_names(name: str) -> None:
    answer = ask(VERTEBRAL_AUGMENTATION, fractured(allergies=[name]))
    assert (answer.status, known(answer)) == (Status.CONTRAINDICATED, {"hypersensitivity"})


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({"labs": labs(platelets=Q(49.9, "10*9/L"))}, True),
        ({"labs": labs(platelets=Q(50, "10*9/L"))}, False),
        ({"conditions": conditions(coagulopathy=True)}, True),
        ({"conditions": conditions(therapeutic_anticoagulation=True)}, True),
        ({"medications": [bg.Medication(drug="warfarin")]}, True),
        ({"labs": labs()}, False),
    ],
)
def test_whoever_may_bleed_is_warned_of_before_cement(changes: dict[str, Any], warned: bool) -> None:
    answer = ask(VERTEBRAL_AUGMENTATION, fractured(**changes))
    assert answer.status is Status.OPTION
    assert ("bleeding" in known(answer)) is warned


@pytest.mark.parametrize(
    ("collapse", "fracture", "asked"),
    [
        ("over 50 %", None, True),
        ("under 50 %", None, True),
        ("none, over 50 % of body involved", None, False),
        ("none", None, False),
        ("none", True, True),
        (None, None, False),
    ],
)
def test_a_vertebra_that_has_lost_height_is_broken(collapse: Any, fracture: bool | None, asked: bool) -> None:
    lesion = bg.Lesion(site="L2", painful=True, vertebral_collapse=collapse, pathological_fracture=fracture)
    answer = ask(VERTEBRAL_AUGMENTATION, clean(lesions=[lesion]))
    assert answer.status is (Status.OPTION if asked else Status.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("site", "bears", "warned"),
    [
        ("femoral shaft", None, True),
        ("femoral shaft", False, False),
        ("ilium", None, True),
        ("humeral shaft", None, False),
        ("humeral shaft", True, True),
        ("rib", None, False),
    ],
)
def test_the_leg_and_the_pelvis_bear_weight(site: str, bears: bool | None, warned: bool) -> None:
    lesion = bg.Lesion(site=site, painful=True, weight_bearing=bears)
    answer = ask(FOCUSED_ULTRASOUND, after_radiotherapy(lesions=[lesion]))
    assert answer.status is Status.OPTION
    assert ("weight-bearing" in known(answer)) is warned


# ---- what was operated on, and a needle near infection


@pytest.mark.parametrize(
    ("changes", "warned", "asked"),
    [
        ({}, set(), set()),
        ({"sins": 12}, set(), set()),
        ({"sins": 13}, set(), {"unstable-spine"}),
        ({"sins": 13, "surgeon_consulted": True}, set(), set()),
        ({"sins": 14, "operated_on": ON - timedelta(days=10)}, {"operated"}, set()),
        ({"operated_on": ON - timedelta(days=10)}, {"operated"}, set()),
    ],
)
def test_cement_in_a_vertebra_that_was_operated_on(changes: dict[str, Any], warned: set[str], asked: set[str]) -> None:
    broken = bg.Lesion(site="T10", phenotype="osteolytic", painful=True, pathological_fracture=True, **changes)
    answer = ask(VERTEBRAL_AUGMENTATION, fractured(lesions=[broken]))
    assert known(answer) & {"operated"} == warned
    assert ids(answer.first) & {"unstable-spine"} == asked


NEEDLE = [
    ({}, Status.OPTION, set()),
    ({"sepsis": True}, Status.WITHHOLD, {"infection"}),
    ({"systemic_infection": True}, Status.WITHHOLD, {"infection"}),
    ({"infection_at_procedure_site": True}, Status.WITHHOLD, {"infection"}),
    ({"uncorrectable_coagulopathy": True}, Status.WITHHOLD, {"bleeding"}),
    ({"therapeutic_anticoagulation": True}, Status.WITHHOLD, {"bleeding"}),
    ({"sepsis": None}, Status.AFTER, set()),
    ({"therapeutic_anticoagulation": None}, Status.AFTER, set()),
]


@pytest.mark.parametrize(("found", "status", "holds"), NEEDLE)
def test_infection_and_clotting_hold_thermal_ablation(
    found: dict[str, bool | None], status: Status, holds: set[str]
) -> None:
    facts = conditions(**{"radiotherapy_failed_or_unsuitable": True, **found})
    answer = ask(THERMAL_ABLATION, after_radiotherapy(conditions=facts))
    assert (answer.status, {hold.id for hold in answer.holds if hold.known}) == (status, holds)
    for hold in answer.holds:
        assert "carried over" in hold.text
        assert {source.verified.value for source in hold.sources} == {"derived"}


@pytest.mark.parametrize(("platelets", "asked"), [(49, True), (50, False), (None, True)])
def test_clotting_is_judged_before_thermal_ablation(platelets: float | None, *, asked: bool) -> None:
    counted = labs(platelets=None if platelets is None else Q(platelets, "10*9/L"))
    answer = ask(THERMAL_ABLATION, after_radiotherapy(labs=counted))
    assert ids(answer.first) == ({"clotting"} if asked else set())
