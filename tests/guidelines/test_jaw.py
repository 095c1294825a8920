"""Teeth before and during a bone agent, and suspected osteonecrosis of the jaw."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines.bone_agents.jaw import DENTAL_PREVENTION, OSTEONECROSIS_OF_THE_JAW
from boneguide.model.answer import Recommendation
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.clean import DENTAL, conditions, woman
from tests.guidelines.clean import ON as TODAY

PLACES = pytest.mark.parametrize("place", ["US", "EU", "UK"])


NINE_WEEKS = bg.Symptoms(exposed_jaw_bone=True, exposed_jaw_bone_duration=Q(9, "week"))
ZOLEDRONIC_ACID = [bg.BoneAgentDose(drug="zoledronic acid", on=date(2026, 6, 1))]


def unknown(**known: object) -> bg.Patient:
    """Return a woman with breast cancer of whom little more is known than is given."""
    nothing = {"dental": bg.Dental(), "symptoms": bg.Symptoms(), "medications": None, "bone_agent_doses": None}
    return woman(**{**nothing, **known})


def prevention(place: Jurisdiction = "US", **known: object) -> Recommendation:
    return DENTAL_PREVENTION(unknown(**known), on=TODAY, jurisdiction=place)


def jaw(symptoms: bg.Symptoms, **known: object) -> Recommendation:
    patient = unknown(**{"bone_agent_doses": ZOLEDRONIC_ACID, "symptoms": symptoms, **known})
    return OSTEONECROSIS_OF_THE_JAW(patient, on=TODAY, jurisdiction="EU")


def tasks(answer: Recommendation) -> list[str]:
    return [task.id for task in answer.monitor]


def known(answer: Recommendation) -> list[str]:
    return [finding.id for finding in answer.findings if finding.known]


# ---- before and during treatment


@PLACES
def test_it_is_recommended_for_malignant_bone_disease_before_any_assessment(place: Jurisdiction) -> None:
    answer = prevention(place)
    assert answer.status is Status.RECOMMENDED
    assert "assessment" in tasks(answer)
    assert "review" not in tasks(answer)
    assert ("reminder-card" in tasks(answer)) == (place != "US")


@pytest.mark.parametrize(("assessed", "outstanding"), [(None, True), (False, True), (True, False)])
def test_an_assessment_that_is_not_on_record_is_outstanding(assessed: bool | None, outstanding: bool) -> None:
    answer = prevention(dental=bg.Dental(assessed=assessed))
    assert answer.status is Status.RECOMMENDED
    assert ("assessment" in tasks(answer)) == outstanding
    assert ("review" in tasks(answer)) != outstanding


@pytest.mark.parametrize(("outstanding", "shown"), [(None, False), (False, False), (True, True)])
def test_necessary_work_is_named_where_it_is_outstanding(outstanding: bool | None, shown: bool) -> None:
    answer = prevention(dental=bg.Dental(assessed=True, work_outstanding=outstanding))
    assert ("necessary-work" in tasks(answer)) == shown


@pytest.mark.parametrize(("days", "due"), [(30, False), (182, False), (183, True), (400, True)])
def test_a_review_is_due_six_months_after_the_last(days: int, due: bool) -> None:
    answer = prevention(
        dental=bg.Dental(assessed=True, last_review=TODAY - timedelta(days=days)),
        bone_agent_started=date(2025, 1, 1),
    )
    assert ("review-overdue" in tasks(answer)) == due
    assert ("review" in tasks(answer)) != due
    assert [task.due for task in answer.monitor if task.id == "review-overdue"] == ([TODAY] if due else [])


def test_a_review_without_a_date_is_not_called_overdue() -> None:
    answer = prevention(dental=bg.Dental(assessed=True), bone_agent_started=date(2025, 1, 1))
    assert "review" in tasks(answer)
    assert "review-overdue" not in tasks(answer)


@pytest.mark.parametrize(("begun", "task"), [(False, "dental-work"), (True, "dental-work-during")])
def test_outstanding_work_is_planned_otherwise_once_treatment_has_begun(begun: bool, task: str) -> None:
    doses = [bg.BoneAgentDose(drug="denosumab", on=TODAY - timedelta(days=28))] if begun else []
    patient = woman(dental=attrs.evolve(DENTAL, work_outstanding=True), bone_agent_doses=doses)
    answer = bg.assess(patient, on=TODAY, jurisdiction="EU")
    assert {found.id for found in answer["denosumab"].first} == {task}
    assert ("necessary-work" in tasks(answer["dental-prevention"])) is not begun


def test_no_review_is_overdue_before_treatment() -> None:
    answer = prevention(dental=bg.Dental(assessment_on=date(2024, 1, 1)))
    assert "review-overdue" not in tasks(answer)


@pytest.mark.parametrize(
    "known",
    [
        {"bone_agent_started": date(2026, 1, 5)},
        {"bone_agent_doses": [bg.BoneAgentDose(drug="denosumab")]},
        {"medications": [bg.Medication(drug="Prolia", stop=date(2024, 1, 1))]},
        {"medications": [bg.Medication(drug="test drug", product="Zometa")]},
        {"medications": [bg.Medication(drug="alendronate")]},
    ],
    ids=["started", "dose", "stopped", "product", "oral"],
)
def test_whoever_has_had_a_bone_agent_is_meant_too(known: dict[str, object]) -> None:
    assert DENTAL_PREVENTION(unknown(lesions=[], **known), on=TODAY, jurisdiction="US").status is Status.RECOMMENDED


@pytest.mark.parametrize(
    "known", [{}, {"bone_agent_doses": [], "medications": [bg.Medication(drug="paracetamol")]}], ids=["silent", "none"]
)
def test_without_bone_disease_and_bone_agent_it_is_no_question(known: dict[str, object]) -> None:
    assert DENTAL_PREVENTION(unknown(lesions=[], **known), on=TODAY, jurisdiction="US").status is Status.NOT_APPLICABLE


def test_an_unknown_tumour_is_asked_for() -> None:
    answer = prevention(primary=None)
    assert answer.status is Status.NEEDS_DATA
    assert answer.missing == ("primary", "castration", "bone_agent_exposure")


@pytest.mark.parametrize(
    ("calcium", "urgent"), [(Q(11.9, "mg/dL"), False), (Q(12.0, "mg/dL"), True), (Q(3.0, "mmol/L"), True)]
)
def test_urgent_treatment_is_not_delayed_for_the_teeth(calcium: bg.Quantity, urgent: bool) -> None:
    answer = prevention(labs=bg.Labs(corrected_calcium=calcium))
    assert any("not delayed for the teeth" in note for note in answer.notes) == urgent


@pytest.mark.parametrize(("months", "kept"), [(4, True), (5, True), (6, False)])
def test_precautions_go_on_for_five_months_after_denosumab(months: int, kept: bool) -> None:
    last = TODAY - timedelta(days=int(months * 365.25 / 12))
    answer = prevention(bone_agent_doses=[bg.BoneAgentDose(drug="denosumab", on=last)])
    assert ("after-denosumab" in tasks(answer)) == kept


def test_a_planned_procedure_goes_to_a_specialist() -> None:
    answer = prevention(dental=bg.Dental(planned_invasive_procedure=True, smoking=True))
    assert "specialist" in tasks(answer)
    assert {"invasive-dental-procedure", "jaw-risk-local"} <= set(known(answer))
    assert "specialist" not in tasks(prevention())


# ---- suspected osteonecrosis


def test_nothing_recorded_is_no_suspicion_and_says_why() -> None:
    answer = jaw(bg.Symptoms())
    assert answer.status is Status.NOT_APPLICABLE
    assert any("complaint would be recorded" in step.assumed for step in answer.because.walk())


@pytest.mark.parametrize("complaint", [bg.Symptoms(jaw_symptoms=True), bg.Symptoms(exposed_jaw_bone=True)])
def test_either_complaint_leads_to_a_referral(complaint: bg.Symptoms) -> None:
    answer = jaw(complaint)
    assert answer.status is Status.RECOMMENDED
    assert "dentist or oral surgeon" in answer.action
    assert "settle-the-definition" in tasks(answer)


@pytest.mark.parametrize(
    ("duration", "found"),
    [
        (Q(57, "day"), "definition-met"),
        (Q(9, "week"), "definition-met"),
        (Q(8, "week"), "definition-not-met"),
        (Q(56, "day"), "definition-not-met"),
        (Q(1, "week"), "definition-not-met"),
    ],
)
def test_bone_must_be_exposed_for_longer_than_eight_weeks(duration: bg.Quantity, found: str) -> None:
    answer = jaw(bg.Symptoms(exposed_jaw_bone=True, exposed_jaw_bone_duration=duration))
    assert answer.status is Status.RECOMMENDED
    assert found in known(answer)
    assert ("settle-the-definition" in tasks(answer)) == (found == "definition-not-met")


@pytest.mark.parametrize("elsewhere", ["jaw_radiotherapy", "jaw_metastasis"])
def test_radiotherapy_or_a_metastasis_of_the_jaw_excludes_it(elsewhere: str) -> None:
    found, open_question = (jaw(NINE_WEEKS, conditions=conditions(**{elsewhere: answer})) for answer in (True, None))
    assert "definition-not-met" in known(found)
    assert not {"definition-met", "definition-not-met"} & set(known(open_question))
    assert "settle-the-definition" in tasks(open_question)


@pytest.mark.parametrize(("site", "found"), [("mandible", "definition-not-met"), ("L3", "definition-met")])
def test_a_listed_lesion_of_the_jaw_counts_as_a_metastasis_there(site: str, found: str) -> None:
    assert found in known(jaw(NINE_WEEKS, lesions=[bg.Lesion(site=site)]))


def test_an_unlisted_lesion_of_the_jaw_is_taken_as_absent() -> None:
    assert "definition-met" in known(jaw(NINE_WEEKS, lesions=None))


@pytest.mark.parametrize(
    ("medications", "found"),
    [
        ([], "definition-not-met"),
        ([bg.Medication(drug="bevacizumab")], "definition-met"),
        (None, None),
    ],
    ids=["none", "bevacizumab", "unknown"],
)
def test_a_bone_agent_or_an_angiogenesis_inhibitor_is_needed(
    medications: list[bg.Medication] | None, found: str | None
) -> None:
    answer = jaw(NINE_WEEKS, bone_agent_doses=[], medications=medications)
    assert answer.status is Status.RECOMMENDED
    definition = {"definition-met", "definition-not-met"} & set(known(answer))
    assert definition == ({found} if found else set())


@pytest.mark.parametrize(
    ("symptoms", "stage"),
    [
        (bg.Symptoms(jaw_symptoms=True, exposed_jaw_bone=False), "stage-0"),
        (bg.Symptoms(jaw_symptoms=True, exposed_jaw_bone=True), "stage-2-or-3"),
        (bg.Symptoms(jaw_symptoms=False, exposed_jaw_bone=True), None),
        (bg.Symptoms(jaw_symptoms=True), None),
    ],
)
def test_stages_are_information_from_memory(symptoms: bg.Symptoms, stage: str | None) -> None:
    answer = jaw(symptoms)
    stages = [finding for finding in answer.findings if finding.id.startswith("stage")]
    assert [finding.id for finding in stages] == ([stage] if stage else [])
    for finding in stages:
        assert finding.severity is bg.Severity.INFO
        assert {source.verified for source in finding.sources} == {bg.Verification.MEMORY}


def test_exposed_bone_without_pain_or_infection_is_stage_1() -> None:
    symptoms = bg.Symptoms(exposed_jaw_bone=True, jaw_symptoms=False)
    assert "stage-1" in known(jaw(symptoms, dental=bg.Dental(oral_infection=False)))


@pytest.mark.parametrize("rule", [DENTAL_PREVENTION, OSTEONECROSIS_OF_THE_JAW], ids=lambda rule: rule.id)
def test_what_rests_on_memory_alone_bars_nothing(rule: bg.Rule) -> None:
    for restriction in rule.contraindications:
        assert not (restriction.bars and restriction.memory_only)


def test_without_a_jurisdiction_only_the_reminder_card_differs() -> None:
    answer = DENTAL_PREVENTION(unknown(), on=TODAY)
    assert answer.status is Status.RECOMMENDED
    assert set(answer.by_jurisdiction) == {"US", "EU", "UK"}
