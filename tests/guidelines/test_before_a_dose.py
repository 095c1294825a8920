"""What comes before a dose against skeletal events: which agent was begun, the calcium, the jaw, another agent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines import bone_agents
from tests.guidelines.asking import given, ids, known
from tests.guidelines.clean import DENTAL, ON, SYMPTOMS, conditions, labs, woman

BEGAN = ON - timedelta(days=200)
ZOLEDRONIC_ACID = "zoledronic-acid"
#: Clearance of about 48 today and of 76 before denosumab began.
CREATININE = [bg.Observation(value=Q(0.9, "mg/dL"), on=BEGAN), bg.Observation(value=Q(1.42, "mg/dL"), on=ON)]


def ask(rule: str, patient: bg.Patient, place: Any = "US") -> bg.Recommendation:
    return bg.assess(patient, on=ON, jurisdiction=place, guideline=bone_agents)[rule]


def dose(answer: bg.Recommendation) -> float:
    assert isinstance(answer.regimen, bg.Regimen)
    assert answer.regimen.dose is not None
    return answer.regimen.dose.m_as("mg")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"bone_agent_started": BEGAN},
        {"labs": labs(creatinine=CREATININE[1], creatinine_baseline=CREATININE[0])},
    ],
)
def test_denosumab_is_no_start_of_zoledronic_acid(changes: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"bone_agent_doses": given("denosumab", 6), "labs": labs(creatinine=CREATININE)}
    answer = ask(ZOLEDRONIC_ACID, woman(**{**facts, **changes}))
    assert (answer.status, dose(answer)) == (Status.RECOMMENDED, 3.3)
    assert "denosumab-beside" in known(answer)


@pytest.mark.parametrize(("start", "gated"), [(ON - timedelta(days=90), True), (ON, False), (None, False)])
def test_zoledronic_acid_on_the_list_since_an_earlier_day_is_treatment(start: date | None, gated: bool) -> None:
    listed = bg.Medication(drug="zoledronic acid", dose=Q(4, "mg"), start=start)
    answer = ask(ZOLEDRONIC_ACID, woman(medications=[listed], bone_agent_doses=[], labs=labs(creatinine=CREATININE[1])))
    assert (answer.status is Status.NEEDS_DATA) is gated
    assert ("creatinine_baseline" in answer.missing) is gated


AGENTS = ("zoledronic-acid", "pamidronate", "denosumab", "ibandronate", "clodronate", "ibandronate-oral")


@pytest.mark.parametrize("rule", AGENTS)
@pytest.mark.parametrize(
    ("complaint", "asked"),
    [({"jaw_symptoms": True}, True), ({"exposed_jaw_bone": True}, True), ({}, False)],
)
def test_a_complaint_of_the_jaw_is_looked_at_before_the_next_dose(
    rule: str, complaint: dict[str, Any], asked: bool
) -> None:
    answer = ask(rule, woman(symptoms=attrs.evolve(SYMPTOMS, **complaint)), "UK")
    assert ("jaw-looked-at" in ids(answer.first)) is asked
    assert (answer.status is Status.AFTER) is asked


#: In Europe labels dose pamidronate, ibandronate and clodronate from lower values.
LIMITS = [
    ("US", "11.99 mg/dL", False),
    ("US", "12 mg/dL", True),
    ("US", "2.99 mmol/L", False),
    ("US", "3 mmol/L", True),
    ("UK", "10.5 mg/dL", False),
    ("UK", "10.51 mg/dL", True),
    ("EU", "2.61 mmol/L", False),
    ("EU", "2.63 mmol/L", True),
]


@pytest.mark.parametrize("rule", AGENTS[:3])
@pytest.mark.parametrize(("place", "calcium", "asked"), LIMITS)
def test_high_calcium_is_treated_first(rule: str, place: Any, calcium: str, asked: bool) -> None:
    albumin = Q(4.0, "g/dL") if "mg" in calcium else Q(40, "g/L")
    answer = ask(rule, woman(labs=labs(calcium=Q(calcium), albumin=albumin)), place)
    assert ("hypercalcaemia-first" in ids(answer.first)) is asked


@pytest.mark.parametrize(("days", "held"), [(6, True), (7, False)])
def test_no_two_loading_doses_of_denosumab_within_a_week(days: int, held: bool) -> None:
    doses = [
        bg.BoneAgentDose(drug="zoledronic acid", dose=Q(4, "mg"), on=ON - timedelta(days=20)),
        bg.BoneAgentDose(drug="denosumab", dose=Q(120, "mg"), on=ON - timedelta(days=days)),
    ]
    answer = ask("denosumab-hypercalcaemia", woman(bone_agent_doses=doses, labs=labs(calcium=Q(13.1, "mg/dL"))))
    assert ("next-dose-not-due" in {hold.id for hold in answer.holds if hold.known}) is held
    assert (answer.status is Status.WITHHOLD) is held


@pytest.mark.parametrize(
    ("agent", "rule", "days"),
    [("zoledronic acid", "zoledronic-acid", 21), ("pamidronate", "pamidronate", 21), ("denosumab", "denosumab", 28)],
)
@pytest.mark.parametrize("early", [True, False])
def test_a_dose_given_lately_is_told(agent: Any, rule: str, days: int, early: bool) -> None:
    doses = given(agent, 2, milligrams={"denosumab": 120, "pamidronate": 90}.get(agent, 4), last=days - early)
    answer = ask(rule, woman(bone_agent_doses=doses))
    assert any("the next is not due yet" in note for note in answer.notes) is early


@pytest.mark.parametrize("decline", [True, False])
@pytest.mark.parametrize("treated", [True, False])
def test_a_decline_is_reviewed_before_the_next_dose(decline: bool, treated: bool) -> None:
    doses = given("zoledronic acid", 3, milligrams=4) if treated else []
    found = conditions(substantial_performance_decline=decline)
    answer = ask(ZOLEDRONIC_ACID, woman(bone_agent_doses=doses, conditions=found))
    assert ("performance-decline" in ids(answer.first)) is (decline and treated)


@pytest.mark.parametrize(("days", "asked"), [(182, False), (183, True)])
def test_a_gap_of_half_a_year_is_accounted_for(days: int, asked: bool) -> None:
    doses = given("denosumab", 2, milligrams=120, last=days)
    answer = ask("bone-agent-duration", woman(bone_agent_doses=doses))
    assert ("denosumab-interrupted" in ids(answer.first)) is asked
    assert answer.status is (Status.AFTER if asked else Status.RECOMMENDED)


@pytest.mark.parametrize("progressing", [True, False])
def test_twelve_weeks_are_not_named_while_disease_progresses_with_symptoms(progressing: bool) -> None:
    found = conditions(symptomatic_skeletal_progression=progressing)
    doses = given("zoledronic acid", 3, milligrams=4)
    answer = ask("bone-agent-duration", woman(bone_agent_doses=doses, conditions=found))
    assert any("may be given every 12 weeks" in note for note in answer.notes) is not progressing
    assert ("keep-4-weekly" in known(answer)) is progressing


@pytest.mark.parametrize("agent", ["zoledronic acid", "denosumab"])
def test_what_holds_an_agent_back_holds_back_that_it_goes_on(agent: Any) -> None:
    aches = attrs.evolve(SYMPTOMS, thigh_hip_or_groin_pain=True)
    doses = given(agent, 10, milligrams=4 if agent == "zoledronic acid" else 120)
    answer = ask("bone-agent-duration", woman(bone_agent_doses=doses, symptoms=aches))
    assert (answer.status, ids(answer.holds)) == (Status.WITHHOLD, {"femur-pain"})
    assert ask("bone-agent-duration", woman(bone_agent_doses=doses)).status is Status.RECOMMENDED


@pytest.mark.parametrize(
    ("doses", "held"),
    [
        (given("zoledronic acid", 3, milligrams=4), {"incapacitating-pain"}),
        ([*given("zoledronic acid", 1, milligrams=4, last=900), *given("denosumab", 3, milligrams=120)], set()),
    ],
)
def test_pain_on_an_earlier_bisphosphonate_holds_no_denosumab(doses: list[bg.BoneAgentDose], held: set[str]) -> None:
    aches = attrs.evolve(SYMPTOMS, incapacitating_musculoskeletal_pain=True)
    answer = ask("bone-agent-duration", woman(bone_agent_doses=doses, symptoms=aches))
    assert {hold.id for hold in answer.holds if hold.known} == held


@pytest.mark.parametrize(("agent", "milligrams"), [("zoledronic acid", 4), ("pamidronate", 90)])
@pytest.mark.parametrize(("creatinine", "held"), [(1.29, False), (1.3, True)])
def test_a_rise_of_creatinine_holds_back_that_the_agent_goes_on(
    agent: Any, milligrams: float, creatinine: float, held: bool
) -> None:
    results = labs(creatinine=Q(creatinine, "mg/dL"), creatinine_baseline=Q(0.8, "mg/dL"))
    patient = woman(bone_agent_doses=given(agent, 3, milligrams=milligrams), labs=results)
    answer = ask("bone-agent-duration", patient)
    assert (answer.status is Status.WITHHOLD) is held
    assert ask(agent.replace(" ", "-"), patient).status is (Status.WITHHOLD if held else Status.RECOMMENDED)


@pytest.mark.parametrize(
    "history",
    [
        {"medications": [bg.Medication(drug="Fosamax")]},
        {"bone_agent_doses": [bg.BoneAgentDose(drug="denosumab", dose=Q(60, "mg"), on=ON - timedelta(days=300))]},
    ],
)
def test_an_agent_for_osteoporosis_is_no_course_against_cancer(history: dict[str, Any]) -> None:
    work = attrs.evolve(DENTAL, work_outstanding=True)
    answer = ask("denosumab", woman(dental=work, **history))
    assert ids(answer.first) & {"dental-work", "dental-work-during"} == {"dental-work"}


@pytest.mark.parametrize(("drug", "days"), [("Prolia", 61), ("Prolia", 150), ("Xgeva", 61)])
def test_denosumab_beside_a_bisphosphonate_by_any_name(drug: str, days: int) -> None:
    listed = bg.Medication(drug=drug, last_given=ON - timedelta(days=days))
    assert "denosumab-beside" in known(ask(ZOLEDRONIC_ACID, woman(medications=[listed])))
    assert "denosumab-beside" not in known(ask(ZOLEDRONIC_ACID, woman()))


@pytest.mark.parametrize(("days", "warned"), [(84, True), (85, False)])
def test_the_day_of_the_last_dose_on_the_list_counts_for_12_weeks(days: int, warned: bool) -> None:
    listed = bg.Medication(drug="Xgeva", last_given=ON - timedelta(days=days))
    assert ("denosumab-beside" in known(ask(ZOLEDRONIC_ACID, woman(medications=[listed])))) is warned


def test_chemotherapy_is_a_risk_for_the_jaw() -> None:
    answer = ask("denosumab", woman(medications=[bg.Medication(drug="docetaxel")]))
    assert "jaw-risk-drug" in known(answer)


def test_a_brand_of_alendronate_is_known() -> None:
    assert ask(ZOLEDRONIC_ACID, woman(medications=[bg.Medication(drug="Fosamax")])).status is Status.NOT_RECOMMENDED
    assert ask(ZOLEDRONIC_ACID, woman(allergies=["Fosamax"]), "EU").status is Status.CONTRAINDICATED


def test_a_dose_against_osteoporosis_is_no_early_dose_against_cancer() -> None:
    dose_60 = bg.BoneAgentDose(drug="denosumab", dose=Q(60, "mg"), on=ON - timedelta(days=20))
    answer = ask("denosumab", woman(bone_agent_doses=[dose_60]))
    assert not any("the next is not due yet" in note for note in answer.notes)


@pytest.mark.parametrize("rule", AGENTS[:3])
@pytest.mark.parametrize("thin", [True, False])
def test_mgus_with_thin_bones_is_told_why(rule: str, thin: bool) -> None:
    patient = woman(primary="MGUS", lesions=[], conditions=conditions(osteopenia=thin, osteoporosis=False))
    answer = ask(rule, patient)
    assert answer.status is Status.NOT_RECOMMENDED
    assert any("MGUS with osteopenia or osteoporosis" in note for note in answer.notes) is thin
