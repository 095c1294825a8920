"""Ibandronate in bone disease, through its rules as a user calls them."""

from __future__ import annotations

from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Recommendation, Rule, Status
from boneguide.guidelines.bone_agents.ibandronate import IBANDRONATE, IBANDRONATE_ORAL
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.asking import EUROPE, given, ids, known, noted, woman_cleared
from tests.guidelines.clean import ON, clean, conditions, labs, myeloma, woman

BOTH = pytest.mark.parametrize("rule", [IBANDRONATE, IBANDRONATE_ORAL], ids=["iv", "oral"])


def ask(person: bg.Patient, place: Jurisdiction | None = "EU", rule: Rule = IBANDRONATE) -> Recommendation:
    return rule(person, on=ON, jurisdiction=place)


# ---- doses


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(
    ("clearance", "dose", "time", "volume"),
    [
        (80.0, 6, "15 minute or longer", 100),
        (50.0, 6, "15 minute or longer", 100),
        (49.9, 4, "1 hour or longer", 500),
        (30.0, 4, "1 hour or longer", 500),
        (29.9, 2, "1 hour or longer", 500),
        (10.0, 2, "1 hour or longer", 500),
    ],
)
def test_v62_the_dose_goes_by_half_open_classes(
    place: Jurisdiction, clearance: float, dose: float, time: str, volume: float
) -> None:
    answer = ask(woman(labs=woman_cleared(clearance)), place)
    assert answer.status is Status.OPTION
    regimen = answer.regimen
    assert isinstance(regimen, bg.Regimen)
    assert regimen.dose is not None
    assert regimen.volume is not None
    assert regimen.dose.m_as("mg") == dose
    assert (str(regimen.infusion_time), str(regimen.interval)) == (time, "3 to 4 week")
    assert regimen.volume.m_as("mL") == volume
    assert noted(answer, "from memory: not verified, check the label") is (clearance < 50)
    assert ("clearance-below-30" in ids(answer.disagreements)) is (clearance < 30)
    assert noted(answer, "boundary_note") is (clearance not in {80.0, 10.0})


@pytest.mark.parametrize(
    ("clearance", "interval", "disputed"),
    [
        (80.0, "1 day", False),
        (50.0, "1 day", True),
        (49.9, "2 day", False),
        (30.0, "2 day", True),
        (29.9, "1 week", False),
    ],
)
def test_tablets_are_spaced_out_by_clearance(clearance: float, interval: str, disputed: bool) -> None:
    answer = ask(woman(labs=woman_cleared(clearance)), rule=IBANDRONATE_ORAL)
    assert answer.status is Status.OPTION
    assert isinstance(answer.regimen, bg.Regimen)
    assert answer.regimen.dose is not None
    assert (answer.regimen.dose.m_as("mg"), str(answer.regimen.interval)) == (50, interval)
    assert ("clearance-on-an-edge" in ids(answer.disagreements)) is disputed


# ---- licence


@BOTH
def test_v83_is_off_label_in_the_us(rule: Rule) -> None:
    answer = ask(woman(), "US", rule)
    assert (answer.status, answer.licensed, answer.regimen) == (Status.NOT_RECOMMENDED, False, None)
    assert ids(answer.reasons_against) == {"off-label-us"}


@BOTH
@pytest.mark.parametrize("place", EUROPE)
def test_only_breast_cancer_is_licensed(rule: Rule, place: Jurisdiction) -> None:
    assert ask(woman(), place, rule).licensed is True
    for person in (myeloma(), clean(), woman(primary="lung")):
        answer = ask(person, place, rule)
        assert (answer.status, answer.licensed) == (Status.NOT_RECOMMENDED, False)
        assert "other-tumours" in ids(answer.reasons_against)


@BOTH
def test_without_bone_metastases_it_is_no_question(rule: Rule) -> None:
    assert ask(woman(lesions=[]), rule=rule).status is Status.NOT_APPLICABLE


@BOTH
def test_without_a_jurisdiction_the_places_are_shown_apart(rule: Rule) -> None:
    answer = ask(woman(), None, rule)
    assert answer.status is Status.NEEDS_DATA
    assert answer.by_jurisdiction["US"].status is Status.NOT_RECOMMENDED
    assert answer.by_jurisdiction["EU"].status is Status.OPTION


# ---- restrictions

YOUNG: dict[str, Any] = {"age": Q(40, "year")}
RESTRICTIONS: list[tuple[dict[str, Any], Status, str]] = [
    ({"labs": labs(calcium=Q(7.9, "mg/dL"))}, Status.CONTRAINDICATED, "hypocalcaemia"),
    ({"allergies": ["ibandronic acid"]}, Status.CONTRAINDICATED, "hypersensitivity"),
    ({**YOUNG, "pregnant": True}, Status.NOT_RECOMMENDED, "pregnancy"),
    ({**YOUNG, "breast_feeding": True}, Status.NOT_RECOMMENDED, "breast-feeding"),
    ({"allergies": ["pamidronate"]}, Status.OPTION, "hypersensitivity-class"),
    ({"medications": [bg.Medication(drug="alendronate")]}, Status.OPTION, "other-bisphosphonate"),
    ({"age": Q(17, "year")}, Status.NOT_RECOMMENDED, "under-18"),
    (
        {"bone_agent_doses": given("denosumab")},
        Status.OPTION,
        "denosumab-beside",
    ),
    ({"medications": [bg.Medication(drug="gentamicin")]}, Status.OPTION, "aminoglycoside"),
    ({"conditions": conditions(dialysis=True)}, Status.NOT_RECOMMENDED, "dialysis"),
    ({"medications": [bg.Medication(drug="dexamethasone")]}, Status.OPTION, "jaw-risk-drug"),
    ({"conditions": conditions(coagulopathy=True)}, Status.OPTION, "jaw-risk-local"),
    (
        {"dental": bg.Dental(assessed=True, work_outstanding=False, planned_invasive_procedure=True)},
        Status.OPTION,
        "invasive-dental-procedure",
    ),
]
IV_ONLY: list[tuple[dict[str, Any], Status, str]] = [
    ({"conditions": conditions(cardiac_failure=True)}, Status.OPTION, "overhydration"),
]
ORAL_ONLY: list[tuple[dict[str, Any], Status, str]] = [
    ({"conditions": conditions(oesophageal_abnormality=True)}, Status.CONTRAINDICATED, "oesophagus"),
    ({"conditions": conditions(able_to_sit_upright_60_minutes=False)}, Status.CONTRAINDICATED, "not-upright"),
    ({"medications": [bg.Medication(drug="ibuprofen")]}, Status.OPTION, "nsaid"),
    ({"medications": [bg.Medication(drug="calcium carbonate")]}, Status.OPTION, "absorption"),
]


@BOTH
@pytest.mark.parametrize(("changes", "status", "clause"), RESTRICTIONS)
def test_each_shared_restriction(rule: Rule, changes: dict[str, Any], status: Status, clause: str) -> None:
    answer = ask(woman(**changes), rule=rule)
    assert answer.status is status
    assert clause in known(answer)


@pytest.mark.parametrize(
    ("rule", "changes", "status", "clause"),
    [(IBANDRONATE, *case) for case in IV_ONLY] + [(IBANDRONATE_ORAL, *case) for case in ORAL_ONLY],
)
def test_each_restriction_of_one_route(rule: Rule, changes: dict[str, Any], status: Status, clause: str) -> None:
    answer = ask(woman(**changes), rule=rule)
    assert answer.status is status
    assert known(answer) == {clause}


def test_every_restriction_is_tried() -> None:
    shared = {clause for *_, clause in RESTRICTIONS}
    assert shared | {clause for *_, clause in IV_ONLY} == {c.id for c in IBANDRONATE.contraindications}
    assert shared | {clause for *_, clause in ORAL_ONLY} == {c.id for c in IBANDRONATE_ORAL.contraindications}


@BOTH
@pytest.mark.parametrize("place", EUROPE)
def test_nothing_is_found_where_nothing_stands_in_the_way(rule: Rule, place: Jurisdiction) -> None:
    answer = ask(woman(), place, rule)
    assert (answer.findings, answer.first) == ((), ())
    assert answer.missing == ("ionised_calcium", "ionised_calcium_lower_limit")


@pytest.mark.parametrize(("calcium", "status"), [(8.0, Status.OPTION), (7.99, Status.CONTRAINDICATED)])
def test_low_calcium_is_judged_against_the_limit_of_the_laboratory(calcium: float, status: Status) -> None:
    limit = Q(8.0, "mg/dL")
    assert ask(woman(labs=labs(calcium=bg.Observation(value=Q(calcium, "mg/dL"), low=limit)))).status is status


# ---- what is not known


@BOTH
@pytest.mark.parametrize(
    ("path", "status", "asked"),
    [
        ("labs.creatinine", Status.NEEDS_DATA, "creatinine"),
        ("labs.calcium", Status.NEEDS_DATA, "calcium"),
        ("labs.albumin", Status.NEEDS_DATA, "albumin"),
        ("age", Status.NEEDS_DATA, "age"),
        ("weight", Status.NEEDS_DATA, "weight"),
        ("lesions", Status.NEEDS_DATA, "bone_metastases"),
        ("primary", Status.NEEDS_DATA, "primary"),
        ("allergies", Status.AFTER, "hypersensitivity"),
        ("dental.assessed", Status.AFTER, "dental-assessment"),
        ("medications", Status.OPTION, ""),
        ("sex", Status.OPTION, ""),
    ],
)
def test_each_unknown(rule: Rule, path: str, status: Status, asked: str) -> None:
    answer = ask(woman().without(path), rule=rule)
    assert answer.status is status
    if status is Status.NEEDS_DATA:
        assert asked in answer.missing
    elif status is Status.AFTER:
        assert ids(answer.first) == {asked}


@pytest.mark.parametrize(
    ("condition", "asked"),
    [("oesophageal_abnormality", "oesophagus"), ("able_to_sit_upright_60_minutes", "not-upright")],
)
def test_what_tablets_need_is_asked_about(condition: str, asked: str) -> None:
    answer = ask(woman(conditions=conditions(**{condition: None})), rule=IBANDRONATE_ORAL)
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {asked}


@pytest.mark.parametrize(("field", "asked"), [("pregnant", "pregnancy"), ("breast_feeding", "breast-feeding")])
def test_pregnancy_and_breast_feeding_are_asked_about_where_possible(field: str, asked: str) -> None:
    answer = ask(woman(age=Q(40, "year")).without(field))
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {asked}


def test_what_is_watched() -> None:
    assert ids(ask(woman()).monitor) == {"laboratory", "dental-review", "reminder-card"}
    assert ids(ask(woman(), rule=IBANDRONATE_ORAL).monitor) == {"laboratory", "dental-review"}
