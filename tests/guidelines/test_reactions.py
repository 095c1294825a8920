"""Complaints during or after a bone agent: what each rule says, and to whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import boneguide as bg
from boneguide import Q, Severity, Status
from boneguide.guidelines.bone_agents.reactions import (
    ACUTE_PHASE_REACTION,
    EAR_CANAL_OSTEONECROSIS,
    FEMORAL_FRACTURE_WORKUP,
    INCAPACITATING_PAIN_ON_TREATMENT,
    OCULAR_INFLAMMATION,
)
from boneguide.model.answer import Recommendation
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.clean import ON, woman

EVERYWHERE = pytest.mark.parametrize("place", ["US", "EU", "UK"])
ON_TREATMENT = [
    (FEMORAL_FRACTURE_WORKUP, bg.Symptoms(thigh_hip_or_groin_pain=True)),
    (INCAPACITATING_PAIN_ON_TREATMENT, bg.Symptoms(incapacitating_musculoskeletal_pain=True)),
    (OCULAR_INFLAMMATION, bg.Symptoms(eye_inflammation=True)),
    (EAR_CANAL_OSTEONECROSIS, bg.Symptoms(ear_symptoms=True)),
]
EVERY_COMPLAINT = pytest.mark.parametrize(
    ("rule", "complaint"), ON_TREATMENT, ids=[rule.id for rule, _ in ON_TREATMENT]
)
EVERY_RULE = pytest.mark.parametrize(
    "rule", [rule for rule, _ in ON_TREATMENT] + [ACUTE_PHASE_REACTION], ids=lambda rule: rule.id
)


def treated(complaint: bg.Symptoms, **known: object) -> bg.Patient:
    doses = [bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=4))]
    return woman(**{"bone_agent_doses": doses, "symptoms": complaint, **known})


def found_in(answer: Recommendation) -> dict[str, Severity | None]:
    return {finding.id: finding.severity for finding in answer.findings if finding.known}


# ---- complaints on treatment


@EVERYWHERE
@pytest.mark.parametrize(
    "agent", ["zoledronic acid", "pamidronate", "ibandronate", "clodronate", "denosumab", "alendronate"]
)
def test_v70_new_groin_pain_leads_to_imaging_of_the_femur(agent: str, place: Jurisdiction) -> None:
    patient = treated(
        bg.Symptoms(thigh_hip_or_groin_pain=True),
        bone_agent_doses=None,
        medications=[bg.Medication(drug=agent, start=date(2021, 11, 1))],
    )
    answer = FEMORAL_FRACTURE_WORKUP(patient, on=ON, jurisdiction=place)
    assert answer.status is Status.RECOMMENDED
    assert "imaging of the femur" in answer.action
    assert "holding the bone agent" in answer.action
    assert any("another site" in note for note in answer.notes)


@EVERYWHERE
@EVERY_COMPLAINT
def test_a_complaint_on_treatment_is_acted_on(rule: bg.Rule, complaint: bg.Symptoms, place: Jurisdiction) -> None:
    answer = rule(treated(complaint), on=ON, jurisdiction=place)
    assert answer.status is Status.RECOMMENDED
    assert answer.missing == ()


@EVERY_COMPLAINT
def test_years_after_treatment_it_is_still_acted_on(rule: bg.Rule, complaint: bg.Symptoms) -> None:
    patient = treated(complaint, bone_agent_doses=[bg.BoneAgentDose(drug="zoledronic acid", on=date(2019, 1, 1))])
    assert rule(patient, on=ON, jurisdiction="EU").status is Status.RECOMMENDED


@EVERY_COMPLAINT
def test_without_any_bone_agent_it_is_no_question_here(rule: bg.Rule, complaint: bg.Symptoms) -> None:
    patient = treated(complaint, bone_agent_doses=[], medications=[])
    assert rule(patient, on=ON, jurisdiction="US").status is Status.NOT_APPLICABLE


@EVERY_COMPLAINT
@pytest.mark.parametrize("unknown", ["bone_agent_doses", "medications"])
def test_whether_there_was_a_bone_agent_is_asked(rule: bg.Rule, complaint: bg.Symptoms, unknown: str) -> None:
    patient = treated(complaint, **{"bone_agent_doses": [], "medications": [], unknown: None})
    answer = rule(patient, on=ON, jurisdiction="US")
    assert answer.status is Status.NEEDS_DATA
    assert answer.missing in {("bone_agent_exposure",), ("bisphosphonate_exposure",)}


@EVERY_RULE
def test_a_complaint_that_nobody_recorded_is_taken_as_absent_and_says_so(rule: bg.Rule) -> None:
    answer = rule(treated(bg.Symptoms()), on=ON, jurisdiction="UK")
    assert answer.status is Status.NOT_APPLICABLE
    assert any("would be recorded" in step.assumed for step in answer.because.walk())


@EVERY_COMPLAINT
def test_places_agree(rule: bg.Rule, complaint: bg.Symptoms) -> None:
    answer = rule(treated(complaint), on=ON)
    assert answer.status is Status.RECOMMENDED
    assert not answer.by_jurisdiction


@pytest.mark.parametrize(
    ("known", "status"),
    [
        ({"bone_agent_doses": [bg.BoneAgentDose(drug="denosumab")], "medications": []}, Status.NOT_APPLICABLE),
        ({"bone_agent_doses": [bg.BoneAgentDose(drug="risedronate")], "medications": []}, Status.RECOMMENDED),
        ({"bone_agent_doses": [], "medications": [], "bone_agent_started": date(2026, 1, 5)}, Status.NEEDS_DATA),
    ],
    ids=["denosumab", "risedronate", "unnamed"],
)
def test_incapacitating_pain_is_a_matter_of_bisphosphonates(known: dict[str, object], status: Status) -> None:
    patient = treated(bg.Symptoms(incapacitating_musculoskeletal_pain=True), **known)
    assert INCAPACITATING_PAIN_ON_TREATMENT(patient, on=ON, jurisdiction="US").status is status


# ---- the acute-phase reaction


def reaction(delay: bg.Quantity | None = None, lasts: bg.Quantity | None = None, **known: object) -> Recommendation:
    complaint = bg.Symptoms(acute_phase_symptoms=True, acute_phase_delay=delay, acute_phase_duration=lasts)
    return ACUTE_PHASE_REACTION(treated(complaint, **known), on=ON, jurisdiction="US")


@pytest.mark.parametrize(
    ("delay", "status"),
    [
        (Q(0, "day"), Status.RECOMMENDED),
        (Q(1, "day"), Status.RECOMMENDED),
        (Q(3, "day"), Status.RECOMMENDED),
        (Q(72, "hour"), Status.RECOMMENDED),
        (Q(73, "hour"), Status.NOT_RECOMMENDED),
        (Q(4, "day"), Status.NOT_RECOMMENDED),
    ],
)
def test_it_begins_within_three_days_or_is_something_else(delay: bg.Quantity, status: Status) -> None:
    answer = reaction(delay)
    assert answer.status is status
    assert ("began-too-late" in found_in(answer)) == (status is Status.NOT_RECOMMENDED)
    assert "no reason to stop the bone agent" in answer.action


@pytest.mark.parametrize(("days", "status"), [(3, Status.RECOMMENDED), (4, Status.NOT_RECOMMENDED)])
def test_the_delay_follows_from_the_days_of_dose_and_onset(days: int, status: Status) -> None:
    dose = date(2026, 11, 2)
    patient = treated(
        bg.Symptoms(acute_phase_symptoms=True, acute_phase_onset=dose + timedelta(days=days)),
        bone_agent_doses=[bg.BoneAgentDose(drug="zoledronic acid", on=dose)],
    )
    assert ACUTE_PHASE_REACTION(patient, on=ON, jurisdiction="EU").status is status


def test_when_it_began_is_asked() -> None:
    answer = reaction()
    assert answer.status is Status.AFTER
    assert [task.id for task in answer.first] == ["began-too-late"]
    assert answer.missing == ("acute_phase_delay", "febrile", "neutrophils_low")


@pytest.mark.parametrize(
    ("lasts", "found"),
    [
        (Q(2, "day"), {}),
        (Q(3, "day"), {}),
        (Q(4, "day"), {"lasts-longer-than-usual": Severity.INFO}),
        (Q(14, "day"), {"lasts-longer-than-usual": Severity.INFO}),
        (Q(15, "day"), {"lasts-too-long": Severity.CAUTION}),
        (None, {}),
    ],
)
def test_how_long_it_lasts(lasts: bg.Quantity | None, found: dict[str, Severity]) -> None:
    answer = reaction(Q(1, "day"), lasts)
    assert answer.status is Status.RECOMMENDED
    assert found_in(answer) == found


@pytest.mark.parametrize(("drug", "odd"), [("denosumab", True), ("zoledronic acid", False), ("pamidronate", False)])
def test_it_is_described_after_intravenous_bisphosphonates(drug: str, odd: bool) -> None:
    answer = reaction(Q(1, "day"), bone_agent_doses=[bg.BoneAgentDose(drug=drug, on=ON)])
    assert ("no-intravenous-bisphosphonate" in found_in(answer)) == odd
    assert answer.status is Status.RECOMMENDED


@pytest.mark.parametrize(
    ("febrile", "neutrophils", "status"),
    [
        (True, 0.4, Status.NOT_RECOMMENDED),
        (True, 0.5, Status.NOT_RECOMMENDED),
        (True, 0.51, Status.AFTER),
        (True, None, Status.AFTER),
        (True, 2.49, Status.AFTER),
        (True, 2.5, Status.RECOMMENDED),
        (False, 0.4, Status.RECOMMENDED),
        (None, 0.4, Status.RECOMMENDED),
    ],
)
def test_fever_with_few_neutrophils_is_not_taken_for_it(
    *, febrile: bool | None, neutrophils: float | None, status: Status
) -> None:
    complaint = bg.Symptoms(acute_phase_symptoms=True, acute_phase_delay=Q(1, "day"), febrile=febrile)
    counted = bg.Labs(neutrophils=None if neutrophils is None else Q(neutrophils, "10*9/L"))
    doses = [bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=1))]
    patient = woman(bone_agent_doses=doses, symptoms=complaint, labs=counted)
    found = bg.assess(patient, on=ON, jurisdiction="UK")
    answer = found["acute-phase-reaction"]
    assert answer.status is status
    barred = status is Status.NOT_RECOMMENDED
    assert ("fever-with-few-neutrophils" in found_in(answer)) == barred
    # The red flag and the reaction never both stand.
    assert (found["fever"].status is Status.RECOMMENDED) == barred
    if status is Status.AFTER:
        assert [task.id for task in answer.first] == ["fever-with-few-neutrophils"]
        assert found["fever"].missing == ("neutrophils_low",)


@pytest.mark.parametrize(("days", "late"), [(3, False), (4, True)])
def test_the_day_of_the_last_dose_on_the_list_tells_how_late_the_symptoms_began(days: int, late: bool) -> None:
    given = ON - timedelta(days=5)
    complaint = bg.Symptoms(acute_phase_symptoms=True, febrile=False, acute_phase_onset=given + timedelta(days=days))
    patient = woman(medications=[bg.Medication(drug="Zometa", last_given=given)], symptoms=complaint)
    answer = ACUTE_PHASE_REACTION(patient, on=ON, jurisdiction="US")
    assert {finding.id for finding in answer.contraindications} == ({"began-too-late"} if late else set())
    assert answer.status is (Status.NOT_RECOMMENDED if late else Status.RECOMMENDED)
