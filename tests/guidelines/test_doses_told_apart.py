"""Doses of bone agents told apart: against cancer or osteoporosis, into a vein or by mouth, in mass or in volume."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines import bone_agents
from boneguide.guidelines.facts.treatment import (
    DAYS_SINCE_DENOSUMAB,
    DAYS_SINCE_IBANDRONATE,
    DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE,
    DAYS_SINCE_ZOLEDRONIC_ACID,
    HAD_DENOSUMAB,
)
from boneguide.logic.context import Context, read
from boneguide.model.jurisdiction import Jurisdiction as Place
from tests.guidelines.asking import ids, known
from tests.guidelines.clean import ON, SYMPTOMS, labs, woman


def ask(rule: str, patient: bg.Patient, place: Place = "US") -> bg.Recommendation:
    return bg.assess(patient, on=ON, jurisdiction=place, guideline=bone_agents)[rule]


def dose(drug: Any, milligrams: float | None, days: int | None) -> bg.BoneAgentDose:
    amount = None if milligrams is None else Q(milligrams, "mg")
    return bg.BoneAgentDose(drug=drug, dose=amount, on=None if days is None else ON - timedelta(days=days))


def value(fact: Any, **changes: Any) -> object:
    return read(fact, Context(patient=woman(**changes), on=ON))


# ------------------------------------------------------------------ against cancer or osteoporosis


@pytest.mark.parametrize(
    ("fact", "drug", "bone", "cancer"),
    [(DAYS_SINCE_DENOSUMAB, "denosumab", 60, 120), (DAYS_SINCE_ZOLEDRONIC_ACID, "zoledronic acid", 5, 4)],
)
def test_time_counts_from_doses_against_cancer(fact: Any, drug: str, bone: float, cancer: float) -> None:
    assert value(fact, bone_agent_doses=[dose(drug, bone, 210)]) is None
    assert value(fact, bone_agent_doses=[dose(drug, bone, 30), dose(drug, cancer, 210)]) == 210
    # A dose of which nobody said how much it was counts.
    assert value(fact, bone_agent_doses=[dose(drug, bone, 30), dose(drug, None, 60)]) == 60
    listed = bg.Medication(drug=drug, dose=Q(bone, "mg"), last_given=ON - timedelta(days=30))
    assert value(fact, bone_agent_doses=[], medications=[listed]) is None
    assert value(fact, bone_agent_doses=[], medications=[attrs.evolve(listed, dose=Q(cancer, "mg"))]) == 30


@pytest.mark.parametrize("product", ["Prolia", "Jubbonti"])
def test_a_product_for_osteoporosis_is_told_by_its_name(product: str) -> None:
    listed = bg.Medication(drug=product, last_given=ON - timedelta(days=30))
    assert value(DAYS_SINCE_DENOSUMAB, medications=[listed]) is None
    assert value(HAD_DENOSUMAB, bone_agent_doses=[], medications=[listed]) is False


XGEVA = bg.Medication(drug="denosumab", dose=Q(120, "mg"), product="Xgeva")


@pytest.mark.parametrize(
    ("given", "gap"),
    [
        ([dose("denosumab", 60, 210)], False),
        ([dose("denosumab", 120, 210)], True),
        ([dose("denosumab", 120, 182)], False),
        ([dose("denosumab", 120, 183)], True),
        ([dose("denosumab", 120, 250), dose("denosumab", 60, 184)], True),
        # Within half a year the other product still acts.
        ([dose("denosumab", 120, 250), dose("denosumab", 60, 183)], False),
    ],
)
def test_a_gap_counts_from_doses_against_cancer(given: list[bg.BoneAgentDose], *, gap: bool) -> None:
    patient = woman(bone_agent_doses=given, medications=[XGEVA])
    assert ("denosumab-interrupted" in ids(ask("bone-agent-duration", patient).first)) is gap
    notes = ask("denosumab-stopping", patient).notes
    assert any("Six months or more have passed" in note for note in notes) is gap


@pytest.mark.parametrize(("milligrams", "asked"), [(60, True), (120, False), (None, False)])
@pytest.mark.parametrize("place", ["US", "EU", "UK"])
def test_calcium_is_measured_before_the_first_dose_against_cancer(
    place: Place, milligrams: float | None, *, asked: bool
) -> None:
    old = bg.Observation(value=Q(9.4, "mg/dL"), on=ON - timedelta(days=22))
    answer = ask(
        "denosumab", woman(bone_agent_doses=[dose("denosumab", milligrams, 400)], labs=labs(calcium=old)), place
    )
    assert ("calcium-before-the-start" in ids(answer.first)) is asked
    assert ("calcium-after-first-dose" in ids(answer.monitor)) is (asked and place != "US")


@pytest.mark.parametrize(("milligrams", "status"), [(5, Status.RECOMMENDED), (4, Status.NEEDS_DATA)])
@pytest.mark.parametrize("rule", ["zoledronic-acid", "pamidronate"])
def test_a_dose_against_osteoporosis_is_no_start_before_which_creatinine_is_missed(
    rule: str, milligrams: float, status: Status
) -> None:
    answer = ask(rule, woman(bone_agent_doses=[dose("zoledronic acid", milligrams, 700)]))
    assert answer.status is status
    assert ("creatinine_baseline" in answer.missing) is (status is Status.NEEDS_DATA)


@pytest.mark.parametrize(("start", "status"), [("Aclasta", Status.RECOMMENDED), ("Zometa", Status.NEEDS_DATA)])
def test_a_product_on_the_list_is_a_start_where_it_is_one_against_cancer(start: str, status: Status) -> None:
    began, ended = ON - timedelta(days=800), ON - timedelta(days=400)
    listed = bg.Medication(drug=start, start=began, stop=ended)
    assert ask("zoledronic-acid", woman(bone_agent_doses=[], medications=[listed])).status is status


@pytest.mark.parametrize(("milligrams", "refractory"), [(5, False), (4, True), (None, True)])
def test_a_dose_against_osteoporosis_is_none_that_failed_in_hypercalcaemia(
    milligrams: float | None, *, refractory: bool
) -> None:
    facts: dict[str, Any] = {"labs": labs(calcium=Q(13.1, "mg/dL"))}
    answer = ask("denosumab-hypercalcaemia", woman(bone_agent_doses=[dose("zoledronic acid", milligrams, 20)], **facts))
    assert ("endocrine-society-refractory" in ids(answer.reasons_for)) is refractory
    assert (answer.status is Status.RECOMMENDED) is refractory
    both = [dose("zoledronic acid", milligrams, 20), dose("pamidronate", 90, 10)]
    again = ask("denosumab-hypercalcaemia", woman(bone_agent_doses=both, **facts))
    assert "endocrine-society-refractory" in ids(again.reasons_for)


# ------------------------------------------------------------------ into a vein or by mouth


@pytest.mark.parametrize(("days", "early"), [(20, True), (21, False), (None, False)])
@pytest.mark.parametrize("milligrams", [6, 2])
def test_the_next_infusion_of_ibandronate_is_not_due_within_three_weeks(
    milligrams: float, days: int | None, *, early: bool
) -> None:
    answer = ask("ibandronate", woman(bone_agent_doses=[dose("ibandronate", milligrams, days)]), "EU")
    assert any("the next is not due yet" in note for note in answer.notes) is early
    assert not any("not due" in note for note in ask("ibandronate-oral", woman(), "EU").notes)


TABLETS = (
    {"medications": [bg.Medication(drug="ibandronate", route="oral", last_given=ON)]},
    {"medications": [bg.Medication(drug="ibandronate", dose=Q(50, "mg"), last_given=ON)]},
    {"bone_agent_doses": [dose("ibandronate", 50, 0)]},
)


@pytest.mark.parametrize("taken", TABLETS)
def test_tablets_of_ibandronate_are_no_infusion(taken: dict[str, Any]) -> None:
    for fact in (DAYS_SINCE_IBANDRONATE, DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE):
        assert value(fact, **taken) is None
    infused = [dose("ibandronate", 6, 2)]
    assert value(DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE, bone_agent_doses=infused) == 2
    listed = bg.Medication(drug="ibandronate", route="IV", last_given=ON)
    assert value(DAYS_SINCE_IBANDRONATE, medications=[listed]) == 0


@pytest.mark.parametrize(("taken", "flagged"), [*((taken, True) for taken in TABLETS), ({}, True)])
def test_fever_beside_tablets_is_looked_into_at_once(taken: dict[str, Any], *, flagged: bool) -> None:
    ill = attrs.evolve(SYMPTOMS, febrile=True)
    patient = woman(symptoms=ill, labs=labs(neutrophils=Q(4, "10*9/L")), **taken)
    assert ("fever" in {flag.id for flag in bg.assess(patient, on=ON, jurisdiction="UK").red_flags}) is flagged
    infused = woman(symptoms=ill, labs=labs(neutrophils=Q(4, "10*9/L")), bone_agent_doses=[dose("ibandronate", 6, 1)])
    assert "fever" not in {flag.id for flag in bg.assess(infused, on=ON, jurisdiction="UK").red_flags}


@pytest.mark.parametrize("later", [dose("alendronate", 70, 5), dose("denosumab", 120, 5), dose("ibandronate", 50, 5)])
def test_the_reaction_is_dated_from_the_last_infusion(later: bg.BoneAgentDose) -> None:
    chills = attrs.evolve(SYMPTOMS, acute_phase_symptoms=True, acute_phase_onset=ON - timedelta(days=4))
    given = [dose("zoledronic acid", 4, 30), later]
    answer = ask("acute-phase-reaction", woman(symptoms=chills, bone_agent_doses=given))
    assert "began-too-late" in known(answer)
    soon = ask("acute-phase-reaction", woman(symptoms=chills, bone_agent_doses=[dose("zoledronic acid", 4, 6)]))
    assert "began-too-late" not in known(soon)


# ------------------------------------------------------------------ in mass or in volume


@pytest.mark.parametrize("amount", ["100 mL", "1 mg/kg"])
@pytest.mark.parametrize("drug", ["zoledronic acid", "denosumab", "ibandronate"])
def test_a_dose_on_the_list_that_is_no_mass_is_one_that_is_not_known(drug: str, amount: str) -> None:
    listed = bg.Medication(drug=drug, dose=Q(amount), last_given=ON - timedelta(days=10))
    plain = attrs.evolve(listed, dose=None)
    for place in ("US", "UK"):
        answers = [bg.assess(woman(medications=[m]), on=ON, jurisdiction=place) for m in (listed, plain)]
        assert answers[0].statuses == answers[1].statuses
