"""Denosumab 120 mg and calcium: before the first dose and afterwards; what else is watched."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines.bone_agents.denosumab import DENOSUMAB
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.asking import (
    EUROPE,
    EVERYWHERE,
    calcium,
    ids,
    with_clearance,
)
from tests.guidelines.clean import ON, clean, conditions, labs, woman


def answer(patient: bg.Patient, place: Jurisdiction | None = "US") -> bg.Recommendation:
    return DENOSUMAB(patient, on=ON, jurisdiction=place)


def si_calcium(value: str) -> bg.Labs:
    return labs(calcium=Q(value), albumin=Q(40, "g/L"))


# ------------------------------------------------------------------ calcium

US_CALCIUM = [
    pytest.param(calcium("7.9 mg/dL"), Status.CONTRAINDICATED, id="V49"),
    pytest.param(calcium("7.6 mg/dL", "8.5 mg/dL", albumin=Q(2.5, "g/dL")), Status.RECOMMENDED, id="V50"),
    pytest.param(calcium("7.2 mg/dL", "8.5 mg/dL", albumin=Q(2.5, "g/dL")), Status.CONTRAINDICATED, id="V50-at-8.4"),
    pytest.param(calcium("8.4 mg/dL", "8.5 mg/dL"), Status.CONTRAINDICATED, id="just-below-the-limit"),
    pytest.param(calcium("8.5 mg/dL", "8.5 mg/dL"), Status.RECOMMENDED, id="on-the-limit"),
    pytest.param(calcium("8.5 mg/dL"), Status.NEEDS_DATA, id="limit-unknown-and-decisive"),
    pytest.param(calcium("7.99 mg/dL"), Status.CONTRAINDICATED, id="limit-unknown-below-8.0"),
    pytest.param(calcium("8.9 mg/dL"), Status.RECOMMENDED, id="limit-unknown-at-8.9"),
    pytest.param(calcium("6.0 mg/dL", albumin=None), Status.NEEDS_DATA, id="albumin-unknown"),
    pytest.param(labs(calcium=None), Status.NEEDS_DATA, id="calcium-unknown"),
    pytest.param(
        labs(calcium=None, albumin=None, corrected_calcium=Q(9.1, "mg/dL")), Status.RECOMMENDED, id="reported-corrected"
    ),
    pytest.param(si_calcium("1.99 mmol/L"), Status.CONTRAINDICATED, id="SI-below-2.0"),
    pytest.param(si_calcium("2.0 mmol/L"), Status.NEEDS_DATA, id="SI-at-2.0"),
    pytest.param(si_calcium("2.22 mmol/L"), Status.RECOMMENDED, id="SI-at-2.22"),
    pytest.param(labs(ionised_calcium=Q(0.99, "mmol/L")), Status.CONTRAINDICATED, id="ionised-below-1.0"),
    pytest.param(labs(ionised_calcium=Q(1.0, "mmol/L")), Status.RECOMMENDED, id="ionised-at-1.0"),
    pytest.param(
        labs(ionised_calcium=bg.Observation(value=Q(1.1, "mmol/L"), low=Q(1.15, "mmol/L"))),
        Status.CONTRAINDICATED,
        id="ionised-below-its-limit",
    ),
    pytest.param(
        labs(calcium=None, ionised_calcium=Q(1.2, "mmol/L")), Status.NEEDS_DATA, id="ionised-alone-is-not-enough"
    ),
]


@pytest.mark.parametrize(("results", "status"), US_CALCIUM)
def test_hypocalcaemia_in_the_us(results: bg.Labs, status: Status) -> None:
    found = answer(woman(labs=results), "US")
    assert found.status is status
    assert ("hypocalcaemia-us" in ids(found.contraindications)) is (status is Status.CONTRAINDICATED)
    assert ("hypocalcaemia-us" in ids(f for f in found.findings if f.known is None)) is (status is Status.NEEDS_DATA)
    assert (found.regimen is None) is (status is not Status.RECOMMENDED)


def test_what_is_missing_is_named() -> None:
    without = answer(woman(labs=labs(calcium=None))).missing
    assert "calcium" in without
    # A calcium that the laboratory corrected would do too, but nobody is asked for it.
    assert "reported_corrected_calcium" not in without
    assert "albumin" in answer(woman(labs=labs(albumin=None))).missing
    assert "calcium_lower_limit" in answer(woman(labs=calcium("8.5 mg/dL"))).missing


EU_CALCIUM = [
    pytest.param("6.99 mg/dL", None, Status.CONTRAINDICATED, id="V51-severe"),
    pytest.param("6.99 mg/dL", False, Status.CONTRAINDICATED, id="V51-severe-untreated"),
    pytest.param("6.99 mg/dL", True, Status.WITHHOLD, id="V51-severe-treated"),
    pytest.param("7.0 mg/dL", False, Status.AFTER, id="V51-exactly-7.0"),
    pytest.param("7.9 mg/dL", False, Status.AFTER, id="V49-in-Europe"),
    pytest.param("7.9 mg/dL", True, Status.AFTER, id="V49-in-Europe-treated"),
    pytest.param("8.5 mg/dL", False, Status.AFTER, id="limit-unknown-and-decisive"),
    pytest.param("8.9 mg/dL", False, Status.RECOMMENDED, id="normal"),
    pytest.param(None, False, Status.NEEDS_DATA, id="unknown"),
    pytest.param(None, True, Status.NEEDS_DATA, id="unknown-though-treated"),
]


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(("value", "treated", "status"), EU_CALCIUM)
def test_hypocalcaemia_in_europe(value: str | None, treated: bool | None, status: Status, place: Jurisdiction) -> None:
    results = labs(calcium=None if value is None else Q(value))
    found = answer(woman(labs=results, conditions=conditions(hypocalcaemia_treated=treated)), place)
    assert found.status is status
    assert ("hypocalcaemia-severe-europe" in ids(found.contraindications)) is (status is Status.CONTRAINDICATED)
    assert ("hypocalcaemia-europe" in ids(found.first)) is (status is not Status.RECOMMENDED)
    assert ("hypocalcaemia-severe-europe-hold" in ids(found.holds)) is (value == "6.99 mg/dL")


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(
    ("results", "status"),
    [
        pytest.param(si_calcium("1.74 mmol/L"), Status.CONTRAINDICATED, id="below-1.75"),
        pytest.param(si_calcium("1.75 mmol/L"), Status.AFTER, id="at-1.75"),
        pytest.param(labs(ionised_calcium=Q(0.89, "mmol/L")), Status.CONTRAINDICATED, id="ionised-below-0.9"),
        pytest.param(labs(ionised_calcium=Q(0.9, "mmol/L")), Status.AFTER, id="ionised-at-0.9"),
    ],
)
def test_severe_hypocalcaemia_in_other_units(results: bg.Labs, status: Status, place: Jurisdiction) -> None:
    assert answer(woman(labs=results), place).status is status


# ------------------------------------------------------------------ monitoring


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (
            "US",
            {"calcium-throughout-us", "supplements-us", "dental-review", "dental-precautions", "no-unsupervised-stop"},
        ),
        (
            "EU",
            {
                "calcium-after-first-dose",
                "calcium-symptoms-europe",
                "supplements-europe",
                "reminder-card",
                "dental-review",
                "dental-precautions",
                "no-unsupervised-stop",
            },
        ),
    ],
)
def test_what_is_watched(place: Jurisdiction, expected: set[str]) -> None:
    assert ids(answer(woman(), place).monitor) == expected


@pytest.mark.parametrize("place", EUROPE)
def test_calcium_is_due_within_14_days_of_the_first_dose(place: Jurisdiction) -> None:
    task = next(t for t in answer(woman(), place).monitor if t.id == "calcium-after-first-dose")
    assert task.due == date(2026, 12, 7)
    later = woman(bone_agent_doses=[bg.BoneAgentDose(drug="denosumab", dose=Q(120, "mg"), on=ON - timedelta(days=28))])
    assert "calcium-after-first-dose" not in ids(answer(later, place).monitor)
    assert "calcium-after-first-dose" in ids(answer(woman(bone_agent_doses=None), place).monitor)


MORE_OFTEN = [
    pytest.param(with_clearance(29.9), True, id="clearance-29.9"),
    pytest.param(with_clearance(30), False, id="clearance-30"),
    pytest.param(clean(labs=labs(creatinine=None)), True, id="clearance-unknown"),
    pytest.param(clean(conditions=conditions(dialysis=True)), True, id="dialysis"),
    pytest.param(clean(conditions=conditions(dialysis=None)), False, id="dialysis-unknown"),
    pytest.param(clean(medications=[bg.Medication(drug="etelcalcetide")]), True, id="calcimimetic"),
    pytest.param(clean(medications=None), False, id="medicines-unknown"),
]


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize(("patient", "more"), MORE_OFTEN)
def test_calcium_more_often(patient: bg.Patient, more: bool, place: Jurisdiction) -> None:
    assert ("calcium-more-often" in ids(answer(patient, place).monitor)) is more


def test_the_borrowed_schedule_says_whose_it_is_and_has_a_date() -> None:
    found = answer(clean(conditions=conditions(dialysis=True)), "US")
    borrowed = {t.id: t for t in found.monitor if t.id.startswith("prolia")}
    assert borrowed["prolia-calcium-after"].due == date(2026, 11, 30)
    assert all("Prolia" in t.text for t in borrowed.values())
    assert not any(t.id.startswith("prolia") for t in answer(clean(conditions=conditions(dialysis=True)), "EU").monitor)
    assert not any(t.id.startswith("prolia") for t in answer(clean(conditions=conditions(dialysis=None)), "US").monitor)


@pytest.mark.parametrize(("place", "task"), [("US", "supplements-us"), ("EU", "supplements-europe")])
@pytest.mark.parametrize(("value", "advised"), [("10.5 mg/dL", True), ("10.6 mg/dL", False)])
def test_supplements_unless_calcium_is_high(place: Jurisdiction, task: str, value: str, advised: bool) -> None:
    assert (task in ids(answer(woman(labs=calcium(value)), place).monitor)) is advised


def test_supplements_where_calcium_is_not_known() -> None:
    assert "supplements-europe" in ids(answer(woman(labs=labs(calcium=None)), "EU").monitor)


def test_vitamin_d() -> None:
    assert "vitamin-d" in ids(answer(woman(labs=labs(vitamin_d=Q(29.9, "ng/mL")))).monitor)
    assert "vitamin-d" in ids(answer(woman(labs=labs(vitamin_d=None))).monitor)
    assert "vitamin-d" not in ids(answer(woman(labs=labs(vitamin_d=Q(75, "nmol/L")))).monitor)
    assert "vitamin-d-prostate" in ids(answer(clean()).monitor)
    assert "vitamin-d-prostate" not in ids(answer(clean(labs=calcium("10.6 mg/dL"))).monitor)
    assert "vitamin-d-prostate" not in ids(answer(woman()).monitor)
