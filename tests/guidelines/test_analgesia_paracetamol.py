"""Paracetamol: the usual dose, the lower ones, and the sum of all that holds it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines.facts.analgesia import PARACETAMOL_DAILY_DOSE
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.interval import Interval
from boneguide.logic.scalar import number
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines.asking import ids, known, noted
from tests.guidelines.clean import ON, conditions
from tests.guidelines.pains import applies, ask, drug, hurting, kidneys, missing

KINDS = {"paracetamol", "paracetamol-low-weight", "paracetamol-reduced"}
RISKS = ("alcohol_excess", "malnutrition", "dehydrated", "chronic_liver_disease", "severe_hepatic_impairment")


def grams(amount: float, **changes: Any) -> bg.Medication:
    return bg.Medication(**{"drug": "paracetamol", "daily_dose": Q(amount, "g"), **changes})


def kind(patient: bg.Patient) -> set[str]:
    return KINDS & applies(patient)


# ---- the usual dose


@pytest.mark.parametrize("place", [*JURISDICTIONS, None])
@pytest.mark.parametrize("score", [1, 2, 5, 9])
def test_the_usual_dose(score: int, place: Jurisdiction | None) -> None:
    answer = ask("paracetamol", hurting(score), jurisdiction=place)
    assert answer.status is Status.OPTION
    assert answer.regimen is not None
    assert str(answer.regimen) == "paracetamol 1 g oral, every 6 hour"
    assert "4 g at most in 24 hours" in answer.regimen.notes[0]
    assert answer.grade.value == "category 2A"
    assert answer.sources[0].verified is bg.Verification.PRIMARY


def test_there_are_two_other_ways() -> None:
    found = {other.id: str(other.regimen) for other in ask("paracetamol", hurting()).alternatives}
    assert found == {
        "650-mg": "paracetamol 650 mg oral, every 4 hour",
        "long-use": "paracetamol 1 g oral, every 8 hour",
    }


@pytest.mark.parametrize("patient", [hurting(0), hurting(None), bg.Patient()])
def test_without_pain_it_is_no_question(patient: bg.Patient) -> None:
    assert kind(patient) == set()


def test_a_lesion_that_hurts_is_pain_enough() -> None:
    assert kind(hurting(None, lesions=[bg.Lesion(site="rib", painful=True)])) == {"paracetamol"}


def test_a_lesion_whose_pain_is_held_is_none() -> None:
    assert kind(hurting(0, lesions=[bg.Lesion(site="rib", painful=True)])) == set()


# ---- weight


@pytest.mark.parametrize(
    ("weight", "rule"), [(49.9, "paracetamol-low-weight"), (50, "paracetamol"), (50.1, "paracetamol")]
)
def test_under_50_kg_the_dose_goes_by_weight(weight: float, rule: str) -> None:
    assert kind(hurting(weight=Q(weight, "kg"))) == {rule}


def test_a_dose_by_weight_is_checked_by_the_prescriber_first() -> None:
    answer = ask("paracetamol-low-weight", hurting(weight=Q(45, "kg")))
    assert answer.status is Status.AFTER
    assert missing(answer) == {"dose-by-weight"}
    assert answer.regimen is not None
    assert str(answer.regimen) == "paracetamol 15 mg/kg oral, every 6 hour"
    assert answer.regimen.notes == ("60 mg/kg at most in 24 hours.",)
    assert ids(answer.disagreements) == {"by-weight-by-mouth"}
    assert {s.verified for s in answer.sources} >= {bg.Verification.CONFLICT, bg.Verification.SECONDARY}


def test_an_unknown_weight_is_asked_for() -> None:
    answer = ask("paracetamol", hurting(weight=None))
    assert answer.status is Status.AFTER
    assert missing(answer) == {"under-50-kg"}
    assert kind(hurting(weight=None)) == {"paracetamol"}


# ---- liver


@pytest.mark.parametrize("risk", RISKS)
@pytest.mark.parametrize("weight", [45, 72])
def test_with_a_liver_at_risk_less_is_given(risk: str, weight: float) -> None:
    patient = hurting(conditions=conditions(**{risk: True}), weight=Q(weight, "kg"))
    assert kind(patient) == {"paracetamol-reduced"}
    answer = ask("paracetamol-reduced", patient)
    assert answer.status is Status.OPTION
    assert answer.regimen is None
    assert "2 to 3 g in 24 hours at most" in answer.action
    assert noted(answer, "no more than 60 mg/kg") == (weight < 50)
    assert noted(answer, "is remembered too (not verified)") == (risk == "severe_hepatic_impairment")


def test_an_enzyme_inducer_is_a_risk_too() -> None:
    assert kind(hurting(medications=drug("phenytoin"))) == {"paracetamol-reduced"}


@pytest.mark.parametrize("risk", RISKS)
def test_a_risk_that_is_not_known_is_asked_for(risk: str) -> None:
    answer = ask("paracetamol", hurting(conditions=conditions(**{risk: None})))
    assert answer.status is Status.AFTER
    assert missing(answer) == {"liver-at-risk"}


@pytest.mark.parametrize(
    ("amount", "status", "bars"),
    [
        (2.9, Status.AFTER, set()),
        (3.0, Status.AFTER, set()),
        (3.1, Status.NOT_RECOMMENDED, {"above-3-g"}),
        (4.0, Status.NOT_RECOMMENDED, {"above-3-g"}),
        (4.1, Status.CONTRAINDICATED, {"above-3-g", "above-4-g"}),
    ],
)
def test_what_is_taken_beside_a_liver_at_risk(amount: float, status: Status, bars: set[str]) -> None:
    patient = hurting(conditions=conditions(chronic_liver_disease=True), medications=[grams(amount)])
    answer = ask("paracetamol-reduced", patient)
    assert answer.status is status
    assert known(answer) == bars


@pytest.mark.parametrize(
    ("kilograms", "amount", "status", "bars"),
    [
        (45, 2.6, Status.AFTER, set()),
        (45, 2.7, Status.AFTER, set()),
        (45, 2.71, Status.NOT_RECOMMENDED, {"above-60-mg-per-kg"}),
        (49.9, 2.99, Status.AFTER, set()),
        (49.9, 3.0, Status.NOT_RECOMMENDED, {"above-60-mg-per-kg"}),
        (45, 4.1, Status.CONTRAINDICATED, {"above-60-mg-per-kg", "above-4-g"}),
    ],
)
def test_under_50_kg_the_ceiling_goes_by_weight(
    kilograms: float, amount: float, status: Status, bars: set[str]
) -> None:
    answer = ask("paracetamol-low-weight", hurting(weight=Q(kilograms, "kg"), medications=[grams(amount)]))
    assert answer.status is status
    assert known(answer) == bars


@pytest.mark.parametrize(
    ("kilograms", "amount", "status", "bars"),
    [
        (40, 2.4, Status.AFTER, set()),
        (40, 2.41, Status.NOT_RECOMMENDED, {"above-60-mg-per-kg"}),
        (40, 3.0, Status.NOT_RECOMMENDED, {"above-60-mg-per-kg"}),
        (40, 3.1, Status.NOT_RECOMMENDED, {"above-60-mg-per-kg", "above-3-g"}),
        (50, 3.0, Status.AFTER, set()),
    ],
)
def test_under_50_kg_it_does_so_with_a_liver_at_risk_too(
    kilograms: float, amount: float, status: Status, bars: set[str]
) -> None:
    at_risk = conditions(chronic_liver_disease=True)
    patient = hurting(weight=Q(kilograms, "kg"), conditions=at_risk, medications=[grams(amount)])
    answer = ask("paracetamol-reduced", patient)
    assert answer.status is status
    assert known(answer) == bars


def test_under_50_kg_an_open_sum_is_asked_about() -> None:
    answer = ask("paracetamol-low-weight", hurting(weight=Q(45, "kg"), medications=drug("co-codamol")))
    assert answer.status is Status.AFTER
    assert {"above-60-mg-per-kg", "above-4-g"} <= missing(answer)


# ---- the sum


@pytest.mark.parametrize(
    ("amount", "status"),
    [(3.9, Status.AFTER), (4.0, Status.AFTER), (4.01, Status.CONTRAINDICATED), (8.0, Status.CONTRAINDICATED)],
)
def test_more_than_4_g_is_barred(amount: float, status: Status) -> None:
    answer = ask("paracetamol", hurting(medications=[grams(amount)]))
    assert answer.status is status
    assert missing(answer) == {"add-up"}
    assert known(answer) == ({"above-4-g"} if status is Status.CONTRAINDICATED else set())


@pytest.mark.parametrize(("amount", "status"), [(4, Status.AFTER), (4.1, Status.CONTRAINDICATED)])
@pytest.mark.parametrize("said", [{"classes": ["paracetamol"]}, {"product": "Panadol"}], ids=str)
def test_a_drug_that_is_known_by_its_class_or_product_counts(
    said: dict[str, Any], amount: float, status: Status
) -> None:
    answer = ask("paracetamol", hurting(medications=[grams(amount, drug="some new drug", **said)]))
    assert answer.status is status
    assert ("above-4-g" in known(answer)) is (status is Status.CONTRAINDICATED)


def test_v70_all_sources_are_added_up() -> None:
    both = [grams(4), grams(4, product="co-codamol 30/500")]
    answer = ask("paracetamol", hurting(medications=both))
    assert answer.status is Status.CONTRAINDICATED
    assert known(answer) == {"above-4-g"}
    assert ask("paracetamol", hurting(medications=both[:1])).status is Status.AFTER


@pytest.mark.parametrize(
    ("amount", "changes", "status"),
    [
        (4, {}, Status.CONTRAINDICATED),
        (3.9, {}, Status.AFTER),
        (4, {"as_needed": True}, Status.AFTER),
        (4, {"as_needed": False}, Status.CONTRAINDICATED),
        (4, {"last_given": ON - timedelta(days=1)}, Status.AFTER),
    ],
)
def test_v70_a_combination_without_its_amount_is_more_than_nothing(
    amount: float, changes: dict[str, Any], status: Status
) -> None:
    answer = ask("paracetamol", hurting(medications=[grams(amount), bg.Medication(drug="co-codamol", **changes)]))
    assert answer.status is status
    assert ("above-4-g" in missing(answer)) == (status is Status.AFTER)
    assert known(answer) == ({"above-4-g"} if status is Status.CONTRAINDICATED else set())


def test_an_unknown_list_of_medicines_is_asked_for() -> None:
    answer = ask("paracetamol", hurting(medications=None))
    assert answer.status is Status.AFTER
    assert missing(answer) == {"add-up", "above-4-g", "liver-at-risk"}


@pytest.mark.parametrize(
    ("medications", "found"),
    [
        (None, None),
        ([], Interval.point(0)),
        (drug("ibuprofen"), Interval.point(0)),
        ([grams(1), grams(2, drug="acetaminophen")], Interval.point(3000)),
        ([grams(1, stop=ON - timedelta(days=1)), grams(2)], Interval.point(2000)),
        ([grams(1, last_given=ON - timedelta(days=1)), grams(2)], Interval(2000, float("inf"))),
        # A change that is dated on one day counts once on it, and what only ends goes on for the day.
        ([grams(4, start=ON - timedelta(days=9), stop=ON), grams(2, start=ON)], Interval.point(2000)),
        ([grams(4, start=ON - timedelta(days=9), stop=ON), grams(2)], Interval.point(6000)),
        ([grams(1), *drug("paracetamol")], Interval(1000, float("inf"))),
        # The dose of a combination is not that of its paracetamol.
        ([grams(1), grams(2, drug="co-codamol")], Interval(1001, float("inf"))),
        ([grams(1), grams(2, drug="percocet", as_needed=True)], Interval(1000, float("inf"))),
        (
            [grams(1, drug="Tylenol"), grams(2, drug="panadol"), grams(1, drug="paracetamol 500 mg")],
            Interval.point(4000),
        ),
        # A class that is stated may be that of one part; a product that is recognised says what the drug is.
        ([grams(1, drug="some new drug", classes=["paracetamol"])], Interval(1000, float("inf"))),
        ([grams(1), bg.Medication(drug="some new drug", classes=["paracetamol"])], Interval(1000, float("inf"))),
        ([grams(1, drug="morphine", classes=["paracetamol"])], Interval(0, float("inf"))),
        ([grams(1, drug="some new drug", product="Panadol")], Interval.point(1000)),
        ([grams(1, drug="some new drug", product="co-codamol")], Interval(1, float("inf"))),
        ([grams(1, drug="morphine", product="Panadol")], Interval(0, float("inf"))),
        # Entered part by part, each part has its own amount.
        ([grams(0.24, drug="codeine", product="co-codamol")], Interval(0, float("inf"))),
        ([grams(4, product="Co-codamol"), grams(0.24, drug="codeine", product="co-codamol")], Interval.point(4000)),
    ],
)
def test_the_sum_of_all_paracetamol(medications: list[bg.Medication] | None, found: Interval | None) -> None:
    facts = Snapshot(Context(patient=bg.Patient(medications=medications), on=ON))
    assert number(PARACETAMOL_DAILY_DOSE, facts) == found


# ---- the rest


@pytest.mark.parametrize(
    ("allergies", "status"),
    [
        ([], Status.OPTION),
        (["penicillin"], Status.OPTION),
        (["paracetamol"], Status.CONTRAINDICATED),
        (None, Status.AFTER),
    ],
)
def test_hypersensitivity(allergies: list[str] | None, status: Status) -> None:
    answer = ask("paracetamol", hurting(allergies=allergies))
    assert answer.status is status
    assert missing(answer) == ({"hypersensitivity"} if status is Status.AFTER else set())


@pytest.mark.parametrize(("creatinine", "noticed"), [(1.0, False), (4.0, True), (None, False)])
def test_weak_kidneys_leave_more_time_between(creatinine: float | None, noticed: bool) -> None:
    answer = ask("paracetamol", hurting(labs=kidneys(creatinine)))
    assert noted(answer, "6 to 8 hours are left between doses (from memory, not verified)") == noticed


def test_beside_an_opioid_its_use_is_uncertain() -> None:
    assert noted(ask("paracetamol", hurting(medications=drug("morphine"))), "uncertain")
    assert not noted(ask("paracetamol", hurting()), "uncertain")


def test_no_dose_is_given_to_whom_it_does_harm() -> None:
    patient = hurting(medications=[grams(8)])
    for rule in KINDS:
        assert ask(rule, patient).regimen is None
    light = attrs.evolve(patient, weight=Q(45, "kg"))
    assert ask("paracetamol-low-weight", light).status is Status.CONTRAINDICATED
