"""Stopping or interrupting denosumab 120 mg."""

from __future__ import annotations

from datetime import date

import pytest

import boneguide as bg
from boneguide import Q, Status, Verification
from boneguide.guidelines.bone_agents.denosumab.stopping import DENOSUMAB_STOPPING
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.asking import (
    EVERYWHERE,
    PROLIA,
    fertile,
    given,
    ids,
    says,
)
from tests.guidelines.clean import ON, clean, conditions, myeloma, woman


def stopping(patient: bg.Patient, place: Jurisdiction | None = "US") -> bg.Recommendation:
    return DENOSUMAB_STOPPING(patient, on=ON, jurisdiction=place)


@pytest.mark.parametrize("place", EVERYWHERE)
def test_v85_stopping_after_24_months(place: Jurisdiction) -> None:
    patient = woman(bone_agent_doses=given("denosumab", 26), conditions=conditions(prior_fragility_fracture=True))
    found = stopping(patient, place)
    assert found.status is Status.RECOMMENDED
    assert "vertebral fracture" in found.action
    assert ids(found.reasons_for) == {"vertebral-fractures", "higher-risk"}
    (timing,) = found.disagreements
    assert [p.by for p in timing.positions] == ["IMWG 2021", "ECTS 2021", "boneguide"]
    assert [p.source.verified for p in timing.positions] == [
        Verification.MEMORY,
        Verification.PRIMARY,
        Verification.DERIVED,
    ]


HAD = [
    pytest.param(woman(bone_agent_doses=given("denosumab", milligrams=120)), True, id="120-mg"),
    pytest.param(woman(bone_agent_doses=given("denosumab")), True, id="dose-not-noted"),
    pytest.param(woman(bone_agent_doses=given("denosumab", milligrams=60)), False, id="60-mg-only"),
    pytest.param(woman(medications=[PROLIA]), False, id="Prolia-only"),
    pytest.param(woman(medications=[bg.Medication(drug="denosumab", dose=Q(60, "mg"))]), False, id="60-mg-listed"),
    pytest.param(woman(medications=[bg.Medication(drug="Xgeva")]), True, id="listed-by-product"),
    pytest.param(woman(medications=[bg.Medication(drug="denosumab", stop=date(2026, 3, 1))]), True, id="ended"),
    pytest.param(woman(bone_agent_doses=[bg.BoneAgentDose(drug="zoledronic acid")]), False, id="zoledronic-acid"),
    pytest.param(woman(), False, id="never"),
    pytest.param(woman(bone_agent_doses=None, medications=None), False, id="unknown"),
]


@pytest.mark.parametrize(("patient", "applies"), HAD)
def test_stopping_is_a_question_after_denosumab_only(patient: bg.Patient, applies: bool) -> None:
    assert stopping(patient).status is (Status.RECOMMENDED if applies else Status.NOT_APPLICABLE)


def test_stopping_asks_about_earlier_denosumab() -> None:
    assert stopping(woman(bone_agent_doses=None)).missing == ("had_denosumab_120_mg",)
    assert stopping(woman()).missing == ()


@pytest.mark.parametrize(
    ("changes", "higher"),
    [
        ({"osteoporosis": True}, True),
        ({"prior_fragility_fracture": True}, True),
        ({}, False),
        ({"osteopenia": True}, False),
    ],
    ids=["osteoporosis", "V85-fracture", "neither", "osteopenia"],
)
def test_higher_risk_of_vertebral_fracture(changes: dict[str, bool], higher: bool) -> None:
    found = stopping(woman(bone_agent_doses=given("denosumab", 3), conditions=conditions(**changes)))
    assert ("higher-risk" in ids(found.reasons_for)) is higher


def test_stopping_in_myeloma() -> None:
    assert {"asco-not-abruptly", "imwg-bisphosphonate-after"} <= ids(
        stopping(myeloma(bone_agent_doses=given("denosumab", 3))).arguments
    )
    assert not {"asco-not-abruptly", "imwg-bisphosphonate-after"} & ids(
        stopping(woman(bone_agent_doses=given("denosumab", 3))).arguments
    )


@pytest.mark.parametrize(
    ("patient", "shown"),
    [
        (clean(conditions=conditions(growing_skeleton=True), bone_agent_doses=given("denosumab", 3)), True),
        (
            clean(
                primary="giant cell tumour of bone", castration=None, lesions=[], bone_agent_doses=given("denosumab", 3)
            ),
            True,
        ),
        (clean(bone_agent_doses=given("denosumab", 3)), False),
    ],
    ids=["growing", "giant-cell-tumour", "neither"],
)
def test_rebound_hypercalcaemia(patient: bg.Patient, shown: bool) -> None:
    found = stopping(patient)
    assert found.status is Status.RECOMMENDED
    assert ("rebound-hypercalcaemia" in ids(found.cautions)) is shown


@pytest.mark.parametrize(
    ("days", "overdue", "half_year"), [(28, False, False), (29, True, False), (182, True, False), (183, True, True)]
)
def test_time_since_the_last_dose(days: int, overdue: bool, half_year: bool) -> None:
    notes = stopping(woman(bone_agent_doses=given("denosumab", last=days))).notes
    assert (says(DENOSUMAB_STOPPING, "dose-overdue") in notes) is overdue
    assert (says(DENOSUMAB_STOPPING, "six-months-passed") in notes) is half_year


@pytest.mark.parametrize(("days", "watched"), [(152, True), (153, False)])
def test_precautions_last_five_months(days: int, watched: bool) -> None:
    found = stopping(fertile(bone_agent_doses=given("denosumab", last=days)))
    assert ({"dental-precautions", "contraception-us"} <= ids(found.monitor)) is watched
    assert "contraception-us" not in ids(
        stopping(fertile(bone_agent_doses=given("denosumab", milligrams=120)), "EU").monitor
    )
    assert "contraception-us" not in ids(stopping(woman(bone_agent_doses=given("denosumab", milligrams=120))).monitor)
    assert "vertebral-risk" in ids(found.monitor)


def test_the_time_from_memory_is_marked_and_decides_nothing() -> None:
    resting = [s for s in DENOSUMAB_STOPPING.all_sources() if s.verified is Verification.MEMORY]
    assert {row for s in resting for row in s.rows} == {"T15"}
    assert all(s.verified is not Verification.MEMORY for s in DENOSUMAB_STOPPING.sources)
