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
from tests.guidelines.clean import ON, SYMPTOMS, labs, woman

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


@pytest.mark.parametrize("rule", AGENTS)
@pytest.mark.parametrize(
    ("calcium", "asked"), [("11.99 mg/dL", False), ("12 mg/dL", True), ("2.99 mmol/L", False), ("3 mmol/L", True)]
)
def test_high_calcium_is_treated_first(rule: str, calcium: str, asked: bool) -> None:
    albumin = Q(4.0, "g/dL") if "mg" in calcium else Q(40, "g/L")
    answer = ask(rule, woman(labs=labs(calcium=Q(calcium), albumin=albumin)), "UK")
    assert ("hypercalcaemia-first" in ids(answer.first)) is asked


@pytest.mark.parametrize("agent", ["zoledronic acid", "denosumab"])
def test_what_holds_an_agent_back_holds_back_that_it_goes_on(agent: Any) -> None:
    aches = attrs.evolve(SYMPTOMS, thigh_hip_or_groin_pain=True)
    doses = given(agent, 10, milligrams=4 if agent == "zoledronic acid" else 120)
    answer = ask("bone-agent-duration", woman(bone_agent_doses=doses, symptoms=aches))
    assert (answer.status, ids(answer.holds)) == (Status.WITHHOLD, {"femur-pain"})
    assert ask("bone-agent-duration", woman(bone_agent_doses=doses)).status is Status.RECOMMENDED
