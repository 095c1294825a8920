"""Exercise, palliative care, precautions against fracture, and what was learnt of the acute-phase reaction."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Severity, Status
from boneguide.guidelines import bone_agents, sources, supportive
from boneguide.guidelines.bone_agents import ACUTE_PHASE_REACTION
from boneguide.guidelines.supportive import EXERCISE, FRACTURE_PRECAUTIONS, SPECIALIST_PALLIATIVE_CARE
from boneguide.model.answer import Recommendation
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines import further
from tests.guidelines.asking import ids, known, noted
from tests.guidelines.clean import ON, clean, conditions, myeloma, woman

EVERYWHERE = pytest.mark.parametrize("place", JURISDICTIONS)


def ask(rule: bg.Rule, patient: bg.Patient, place: Jurisdiction | None = "UK") -> Recommendation:
    return rule(patient, on=ON, jurisdiction=place)


BEGUN = conditions(cord_compression_treatment_begun=True)


def whole(site: str, **changes: Any) -> bg.Lesion:
    return bg.Lesion(site=site, pathological_fracture=False, **changes)


def steady(**changes: Any) -> bg.Patient:
    lesion = bg.Lesion(site="L3", phenotype="mixed", pathological_fracture=False)
    return woman(**{"lesions": [lesion], "pain": bg.Pain(refractory=False), **changes})


# ---- exercise


@EVERYWHERE
def test_exercise_is_not_ruled_out(place: Jurisdiction) -> None:
    answer = ask(EXERCISE, steady(), place)
    assert answer.status is Status.RECOMMENDED
    assert "not ruled out" in answer.action
    assert ids(answer.reasons_for) == {"agreement"}
    assert known(answer) == set()


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"lesions": [bg.Lesion(site="femur", pathological_fracture=True)]}, {"fracture"}),
        ({"pain": bg.Pain(refractory=True)}, {"uncontrolled-pain"}),
        ({"pain": bg.Pain(refractory=False, crisis=True)}, {"uncontrolled-pain"}),
        ({"pain": bg.Pain(refractory=False, background_controlled=False)}, {"uncontrolled-pain"}),
        ({"pain": bg.Pain(crisis=True)}, {"uncontrolled-pain"}),
        ({"neurology": bg.Neurology(cord_compression="suspected")}, {"cord-compression"}),
        ({"neurology": bg.Neurology(deficit=True)}, {"cord-compression"}),
        ({"neurology": bg.Neurology(cord_compression="confirmed"), "conditions": BEGUN}, {"cord-compression"}),
        ({"neurology": bg.Neurology(spinal_instability_suspected=True)}, {"unstable-spine"}),
        ({"lesions": [whole("L3", sins=13)]}, {"unstable-spine"}),
        ({"lesions": [whole("femur", impending_fracture=True)]}, {"expected-fracture"}),
        ({"lesions": [whole("femur", mirels=9)]}, {"expected-fracture"}),
        ({"pain": bg.Pain()}, set()),
        ({"lesions": [bg.Lesion(site="femur")]}, set()),
    ],
)
def test_the_risk_is_assessed_first(changes: dict[str, Any], found: set[str]) -> None:
    answer = ask(EXERCISE, steady(**changes))
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {"risk-assessment"}
    assert known(answer) == found
    for finding in answer.findings:
        assert finding.severity is Severity.CAUTION
        assert "from memory" in finding.text


@pytest.mark.parametrize(
    "changes",
    [
        {"neurology": bg.Neurology(cord_compression="excluded")},
        {"neurology": bg.Neurology(spinal_instability_suspected=False)},
        {"lesions": [whole("L3", sins=12)]},
        {"lesions": [whole("femur", mirels=8)]},
        {"lesions": [whole("femur", impending_fracture=False)]},
        {"pain": bg.Pain(refractory=False, crisis=False, background_controlled=True)},
        {"pain": bg.Pain(refractory=False, crisis=False)},
    ],
)
def test_what_is_below_the_limits_asks_for_nothing_first(changes: dict[str, Any]) -> None:
    answer = ask(EXERCISE, steady(**changes))
    assert (answer.status, known(answer)) == (Status.RECOMMENDED, set())


# ---- palliative care


@EVERYWHERE
@pytest.mark.parametrize(
    "patient", [steady(), myeloma(), bg.Patient(conditions=bg.Conditions(visceral_metastases=True))]
)
def test_advanced_cancer_is_referred_early(patient: bg.Patient, place: Jurisdiction) -> None:
    answer = ask(SPECIALIST_PALLIATIVE_CARE, patient, place)
    assert answer.status is Status.RECOMMENDED
    assert str(answer.grade) == "ASCO 2024: evidence-based, intermediate, strong"
    assert {str(reason.grade) for reason in answer.reasons_for} == {
        "ASCO 2024: evidence-based, intermediate, moderate",
        "ASCO 2024: informal consensus, intermediate, moderate",
    }
    assert noted(answer, "no number of weeks")
    assert noted(answer, "from memory")


# ---- fracture


def test_precautions_against_fracture_are_practice_from_memory() -> None:
    for patient in (steady(), myeloma()):
        answer = ask(FRACTURE_PRECAUTIONS, patient)
        assert answer.status is Status.OPTION
        assert "from memory" in answer.action
    assert {s.verified for s in FRACTURE_PRECAUTIONS.sources} == {bg.Verification.MEMORY}


@pytest.mark.parametrize("rule", tuple(supportive), ids=lambda rule: rule.id)
@pytest.mark.parametrize(
    "patient",
    [bg.Patient(), woman(lesions=[]), bg.Patient(primary="MGUS", lesions=[])],
    ids=["nothing", "none", "MGUS"],
)
def test_without_disease_on_record_all_are_silent(rule: bg.Rule, patient: bg.Patient) -> None:
    answer = ask(rule, patient)
    assert answer.status is Status.NOT_APPLICABLE


# ---- the acute-phase reaction, and the row on phenotype


def reaction(since: int = 6, **symptoms: Any) -> Recommendation:
    complaint = bg.Symptoms(acute_phase_symptoms=True, acute_phase_delay=Q(1, "day"), **symptoms)
    dose = bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=since))
    counted = bg.Labs(neutrophils=Q(4, "10*9/L"))
    return ask(ACUTE_PHASE_REACTION, woman(symptoms=complaint, bone_agent_doses=[dose], labs=counted))


def test_the_course_and_how_to_prevent_it_are_told() -> None:
    answer = reaction()
    assert answer.status is Status.RECOMMENDED
    assert noted(answer, "42.4 % against 11.7 %")
    assert noted(answer, "paracetamol is offered")
    assert noted(answer, "osteopenia")
    assert noted(answer, "neutropenia")
    rows = {r for s in ACUTE_PHASE_REACTION.all_sources() for r in s.rows}
    assert {"A03", "A04", "A28", "SUP-01", "SUP-02", "RED-10"} <= rows


@pytest.mark.parametrize(
    ("febrile", "days", "told"),
    [
        (True, 3, False),
        (True, 3.1, True),
        (True, 5, True),
        (False, 5, False),
        (None, 5, False),
        (True, None, False),
    ],
)
def test_fever_that_goes_on_is_looked_into(febrile: bool | None, days: float | None, told: bool) -> None:
    answer = reaction(3, febrile=febrile, acute_phase_duration=None if days is None else Q(days, "day"))
    assert answer.status is Status.RECOMMENDED
    assert ("fever-goes-on" in known(answer)) is told


@pytest.mark.parametrize("duration", [None, 3])
@pytest.mark.parametrize(("since", "late"), [(3, False), (4, True), (5, True)])
def test_the_reaction_and_the_red_flag_agree_on_late_fever(since: int, late: bool, duration: float | None) -> None:
    lasted = None if duration is None else Q(duration, "day")
    answer = reaction(since, febrile=True, acute_phase_duration=lasted)
    assert (answer.status, "fever-goes-on" in known(answer)) == (Status.RECOMMENDED, late)
    dose = bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=since))
    ill = woman(
        symptoms=bg.Symptoms(acute_phase_symptoms=True, acute_phase_delay=Q(1, "day"), febrile=True),
        bone_agent_doses=[dose],
        labs=bg.Labs(neutrophils=Q(4, "10*9/L")),
    )
    flag = bg.assess(ill, on=ON, jurisdiction="UK")["fever"]
    assert (flag.status is Status.RECOMMENDED) is late


@pytest.mark.parametrize(
    ("row", "carried", "silent"),
    [
        ("A28", woman(symptoms=bg.Symptoms(acute_phase_symptoms=True)), woman()),
        ("A30", steady(), woman(lesions=[])),
    ],
)
def test_the_article_is_carried_by_the_bone_agents(row: str, carried: bg.Patient, silent: bg.Patient) -> None:
    def rules(patient: bg.Patient) -> set[str]:
        found = bone_agents(patient, on=ON, jurisdiction="EU")
        citing = {
            rule.id
            for rule in bone_agents
            if any(s.reference is sources.THE_ARTICLE and row in s.rows for s in rule.all_sources())
        }
        return {rule for rule in citing if found[rule].status is not Status.NOT_APPLICABLE}

    assert rules(carried)
    assert not rules(silent)


# ---- laws


def test_every_row_is_carried() -> None:
    carried = {r for rule in supportive for s in rule.all_sources() for r in s.rows}
    assert {"SUP-03", "SUP-04", "SUP-05", "SUP-06", "SUP-09", "SUP-10"} <= carried


def test_every_criterion_is_seen_true_false_and_unknown() -> None:
    assert further.idle(supportive, batches=12, size=150) == {}


@pytest.mark.parametrize("seed", range(3))
def test_both_interpreters_agree(seed: int) -> None:
    assert further.disagreements(supportive, seed=seed, size=120) == []


@pytest.mark.parametrize("patient", [steady(), clean(), myeloma(), woman(conditions=conditions(sepsis=True))])
def test_nothing_is_both_advised_and_forbidden(patient: bg.Patient) -> None:
    assert further.contradictory(supportive, patient) == []
    for _, less in further.forgetting(patient):
        assert further.contradictory(supportive, less) == []


@pytest.mark.parametrize(("operated", "asked"), [(60, False), (None, True)])
def test_a_bone_that_was_fixed_is_not_about_to_break(operated: int | None, asked: bool) -> None:
    day = None if operated is None else ON - timedelta(days=operated)
    lesion = whole("femur", mirels=10, operated_on=day)
    answer = ask(EXERCISE, steady(lesions=[lesion]))
    assert (answer.status is Status.AFTER) is asked
