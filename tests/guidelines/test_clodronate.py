"""Clodronate by mouth, through its rule as a user calls it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Recommendation, Status
from boneguide.guidelines.bone_agents.clodronate import CLODRONATE
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.asking import EUROPE, given, ids, known, noted, rows, woman_cleared
from tests.guidelines.clean import ON, clean, conditions, labs, myeloma, woman

BLASTIC = [bg.Lesion(site="L3", phenotype="osteoblastic")]


def ask(person: bg.Patient, place: Jurisdiction | None = "UK") -> Recommendation:
    return CLODRONATE(person, on=ON, jurisdiction=place)


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(
    ("clearance", "dose"), [(90.0, 1600), (50.0, 1600), (49.9, 1200), (30.0, 1200), (29.9, 800), (10.0, 800)]
)
def test_the_daily_dose_goes_by_clearance(place: Jurisdiction, clearance: float, dose: float) -> None:
    answer = ask(woman(labs=woman_cleared(clearance)), place)
    assert answer.status is Status.OPTION
    assert isinstance(answer.regimen, bg.Regimen)
    assert answer.regimen.dose is not None
    assert (answer.regimen.dose.m_as("mg"), str(answer.regimen.interval)) == (dose, "1 day")
    assert noted(answer, "BNF") is (clearance < 50 and place == "UK")


@pytest.mark.parametrize("place", ["US", "EU", "UK"])
def test_a_clearance_below_10_forbids_it(place: Jurisdiction) -> None:
    answer = ask(woman(labs=woman_cleared(9.9)), place)
    assert answer.status is Status.CONTRAINDICATED
    assert ids(answer.contraindications) == {"clearance-below-10"}


@pytest.mark.parametrize(("creatinine", "expected"), [(2.49, False), (2.5, True), (5.1, True)])
def test_the_canadian_limit_is_noted(creatinine: float, expected: bool) -> None:
    person = woman(weight=Q(100, "kg"), labs=labs(creatinine=Q(creatinine, "mg/dL")))
    assert noted(ask(person), "Canada") is expected


@pytest.mark.parametrize("person", [woman(), myeloma(), clean()], ids=["breast", "myeloma", "prostate"])
def test_it_was_never_licensed_in_the_us(person: bg.Patient) -> None:
    answer = ask(person, "US")
    assert (answer.status, answer.licensed, answer.regimen) == (Status.NOT_RECOMMENDED, False, None)
    assert "never-in-the-us" in ids(answer.reasons_against)


@pytest.mark.parametrize("place", EUROPE)
def test_it_is_licensed_for_osteolytic_breast_cancer_and_myeloma(place: Jurisdiction) -> None:
    for person in (woman(), myeloma(), myeloma(lesions=None)):
        assert (ask(person, place).status, ask(person, place).licensed) == (Status.OPTION, True)
    for person in (woman(lesions=BLASTIC), clean(), woman(primary="lung"), myeloma(lesions=[])):
        assert (ask(person, place).status, ask(person, place).licensed) == (Status.NOT_RECOMMENDED, False)


def test_its_limits_in_osteoblastic_prostate_cancer_are_listed() -> None:
    answer = ask(clean())
    assert ids(answer.contraindications) == {"prostate"}
    assert {"A04", "E12", "G02"} <= rows(answer.contraindications)
    assert "trial-prostate" in ids(answer.reasons_against)


@pytest.mark.parametrize(("days", "status"), [(28, Status.CONTRAINDICATED), (84, Status.CONTRAINDICATED)])
def test_v64_another_bisphosphonate_forbids_it(days: int, status: Status) -> None:
    given = [bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=days), dose=Q(4, "mg"))]
    answer = ask(woman(bone_agent_doses=given))
    assert answer.status is status
    assert ids(answer.contraindications) == {"other-bisphosphonate"}


def test_a_bisphosphonate_of_long_ago_does_not() -> None:
    given = [bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=85), dose=Q(4, "mg"))]
    assert ask(woman(bone_agent_doses=given)).status is Status.OPTION
    own = [bg.BoneAgentDose(drug="clodronate", on=ON - timedelta(days=1))]
    assert ask(woman(bone_agent_doses=own)).status is Status.OPTION


YOUNG: dict[str, Any] = {"age": Q(40, "year")}
RESTRICTIONS: list[tuple[dict[str, Any], Status, str]] = [
    ({"allergies": ["clodronate"]}, Status.CONTRAINDICATED, "hypersensitivity"),
    ({"labs": woman_cleared(9)}, Status.CONTRAINDICATED, "clearance-below-10"),
    ({"conditions": conditions(dialysis=True)}, Status.CONTRAINDICATED, "clearance-below-10"),
    ({"medications": [bg.Medication(drug="alendronate")]}, Status.CONTRAINDICATED, "other-bisphosphonate"),
    (
        {"conditions": conditions(acute_gastrointestinal_inflammation=True)},
        Status.CONTRAINDICATED,
        "gastrointestinal-inflammation",
    ),
    ({**YOUNG, "pregnant": True}, Status.NOT_RECOMMENDED, "pregnancy"),
    ({**YOUNG, "breast_feeding": True}, Status.NOT_RECOMMENDED, "breast-feeding"),
    ({"age": Q(17, "year")}, Status.NOT_RECOMMENDED, "under-18"),
    (
        {"bone_agent_doses": given("denosumab")},
        Status.OPTION,
        "denosumab-beside",
    ),
    ({"medications": [bg.Medication(drug="netilmicin")]}, Status.OPTION, "aminoglycoside"),
    ({"medications": [bg.Medication(drug="ibuprofen")]}, Status.OPTION, "nsaid"),
    ({"medications": [bg.Medication(drug="estramustine")]}, Status.OPTION, "estramustine"),
    ({"medications": [bg.Medication(drug="iron")]}, Status.OPTION, "absorption"),
    ({"lesions": BLASTIC}, Status.NOT_RECOMMENDED, "not-osteolytic"),
    ({"primary": "prostate", "sex": "male", "pregnant": None}, Status.NOT_RECOMMENDED, "prostate"),
    ({"medications": [bg.Medication(drug="dexamethasone")]}, Status.OPTION, "jaw-risk-drug"),
    ({"conditions": conditions(coagulopathy=True)}, Status.OPTION, "jaw-risk-local"),
    (
        {"conditions": conditions(coagulopathy=None, uncorrectable_coagulopathy=True)},
        Status.OPTION,
        "jaw-risk-local",
    ),
    (
        {"dental": bg.Dental(assessed=True, work_outstanding=False, planned_invasive_procedure=True)},
        Status.OPTION,
        "invasive-dental-procedure",
    ),
]


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(("changes", "status", "clause"), RESTRICTIONS)
def test_each_restriction(changes: dict[str, Any], status: Status, clause: str, place: Jurisdiction) -> None:
    answer = ask(woman(**changes), place)
    assert answer.status is status
    assert known(answer) == {clause}


def test_every_restriction_is_tried() -> None:
    assert {clause for *_, clause in RESTRICTIONS} == {c.id for c in CLODRONATE.contraindications}


@pytest.mark.parametrize("place", EUROPE)
def test_nothing_is_found_where_nothing_stands_in_the_way(place: Jurisdiction) -> None:
    answer = ask(woman(), place)
    assert (answer.findings, answer.first, answer.missing, answer.disagreements) == ((), (), (), ())


def test_label_and_compendium_differ_on_pregnancy() -> None:
    answer = ask(woman(age=Q(40, "year"), pregnant=True))
    assert ids(answer.disagreements) == {"pregnancy-and-breast-feeding"}


@pytest.mark.parametrize(
    ("path", "status", "asked"),
    [
        ("labs.creatinine", Status.NEEDS_DATA, "creatinine"),
        ("age", Status.NEEDS_DATA, "age"),
        ("weight", Status.NEEDS_DATA, "weight"),
        ("primary", Status.NEEDS_DATA, "primary"),
        ("lesions", Status.NEEDS_DATA, "bone_metastases"),
        ("allergies", Status.AFTER, "hypersensitivity"),
        ("medications", Status.AFTER, "other-bisphosphonate"),
        ("conditions.acute_gastrointestinal_inflammation", Status.AFTER, "gastrointestinal-inflammation"),
        ("dental.assessed", Status.AFTER, "dental-assessment"),
        ("labs.calcium", Status.OPTION, ""),
        ("sex", Status.OPTION, ""),
    ],
)
def test_each_unknown(path: str, status: Status, asked: str) -> None:
    answer = ask(woman().without(path))
    assert answer.status is status
    if status is Status.NEEDS_DATA:
        assert asked in answer.missing
    elif status is Status.AFTER:
        assert ids(answer.first) == {asked}


def test_an_unknown_phenotype_is_looked_up() -> None:
    answer = ask(woman(lesions=None, bone_metastases=True))
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {"not-osteolytic"}


@pytest.mark.parametrize(("field", "asked"), [("pregnant", "pregnancy"), ("breast_feeding", "breast-feeding")])
def test_pregnancy_and_breast_feeding_are_asked_about_where_possible(field: str, asked: str) -> None:
    answer = ask(woman(age=Q(40, "year")).without(field))
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {asked}


@pytest.mark.parametrize(
    ("clearance", "expected"), [(8.9, False), (9.0, True), (31.0, True), (31.1, False), (51.0, True)]
)
def test_a_clearance_near_an_edge_is_noted(clearance: float, expected: bool) -> None:
    assert noted(ask(woman(labs=woman_cleared(clearance))), "boundary_note") is expected


def test_how_to_take_it() -> None:
    regimen = ask(woman()).regimen
    assert isinstance(regimen, bg.Regimen)
    words = " ".join(regimen.notes)
    assert all(w in words for w in ("Fasting", "never crushed", "3200 mg", "2 hours before it in the BNF"))


def test_without_a_jurisdiction_the_places_are_shown_apart() -> None:
    answer = ask(woman(), None)
    assert {place: a.status for place, a in answer.by_jurisdiction.items()} == {
        "US": Status.NOT_RECOMMENDED,
        "EU": Status.OPTION,
        "UK": Status.OPTION,
    }
