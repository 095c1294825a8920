"""The person as such, and whom resources are about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from boneguide.interop import fhir
from boneguide.interop.fhir import Intake
from boneguide.interop.fhir._claims import Resource, Wrong, shown
from boneguide.interop.fhir._context import Reading
from boneguide.interop.fhir._people import Links
from boneguide.interop.fhir._person import read_person
from boneguide.quantities import Q
from tests.interop.fhir.record import LOINC, PERSON, Plain, amount, coded, observation
from tests.interop.fhir.treatment_support import ON, problem, read, reason

US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition"


def person(**fields: Any) -> Plain:
    """Return a person of whom only this is known."""
    return {"resourceType": "Patient", "id": "p1", **fields}


@pytest.mark.parametrize("sex", ["female", "male"])
def test_sex(sex: str) -> None:
    assert read(person(gender=sex)).patient.sex == sex


@pytest.mark.parametrize("sex", ["other", "unknown"])
def test_what_formulas_cannot_use_stays_unknown(sex: str) -> None:
    assert reason(read(person(gender=sex))) == f"gender {sex}: formulas for kidney function need female or male"


@pytest.mark.parametrize(
    ("name", "value", "sex"),
    [
        ("us-core-birthsex", {"valueCode": "F"}, "female"),
        ("us-core-birthsex", {"valueCode": "M"}, "male"),
        ("us-core-sex", {"valueCode": "248152002"}, "female"),
        ("us-core-sex", {"valueCoding": {"code": "248153007"}}, "male"),
    ],
)
def test_sex_by_an_extension(name: str, value: Plain, sex: str) -> None:
    held = [{"url": f"{US_CORE}/{name}", **value}]
    assert read(person(gender="other", extension=held)).patient.sex == sex


def test_two_sexes_in_one_resource_leave_it_open() -> None:
    intake = read(person(gender="male", extension=[{"url": f"{US_CORE}/us-core-birthsex", "valueCode": "F"}]))
    assert intake.patient.sex is None
    assert [c.fact for c in intake.conflicts] == ["sex"]


@pytest.mark.parametrize("value", ["UNK", "ASKU"])
def test_a_birth_sex_that_is_not_known(value: str) -> None:
    held = [{"url": f"{US_CORE}/us-core-birthsex", "valueCode": value}]
    assert reason(read(person(extension=held))) == "says nothing of sex or birth that is read here"


def told(**fields: Any) -> list[Any]:
    """Return what the reader itself takes."""
    resource = Resource(place=0, label="Patient/p1", kind="Patient", fields=person(**fields))
    return [one.value for one in read_person(resource, Reading(on=ON, links=Links.of(()), declared={}))]


@pytest.mark.parametrize("value", ["x", 1, ["male"]])
def test_what_is_no_sex(value: Any) -> None:
    with pytest.raises(Wrong) as refused:
        told(gender=value)
    assert (refused.value.path, refused.value.found) == ("gender", shown(value))
    assert refused.value.expected == "female, male, other or unknown"


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("1958-11-23", Q(68, "year")),
        ("1958-11-24", Q(67, "year")),
        ("1958-10", Q(68, "year")),
        ("1958-12", Q(67, "year")),
    ],
)
def test_age(born: str, age: object) -> None:
    assert read(person(birthDate=born)).patient.age == age


@pytest.mark.parametrize("born", ["1958", "1958-11"])
def test_an_age_that_the_day_of_birth_would_decide_is_unknown(born: str) -> None:
    assert reason(read(person(birthDate=born))) == "says nothing of sex or birth that is read here"


@pytest.mark.parametrize(
    ("born", "expected"),
    [
        ("2026-11-24", "a day before that of the assessment, 2026-11-23"),
        ("1800-01-01", "a day from which nobody is older than"),
    ],
)
def test_births_that_cannot_be(born: str, expected: str) -> None:
    path, found, wanted = problem(read(person(birthDate=born)))
    assert (path, found) == ("birthDate", repr(born))
    assert wanted.startswith(expected)


@pytest.mark.parametrize(
    ("fields", "died"),
    [
        ({"deceasedDateTime": "2026-10-01"}, date(2026, 10, 1)),
        ({"deceasedDateTime": "2026-12-01T10:00:00Z"}, date(2026, 12, 1)),
        ({"deceasedDateTime": "2026-10"}, True),
        ({"deceasedBoolean": True}, True),
        ({"deceasedBoolean": False}, None),
        ({}, None),
    ],
)
def test_death(fields: Plain, died: object) -> None:
    assert read(person(gender="male", **fields)).deceased == died


def test_a_death_after_the_day_is_told_as_such() -> None:
    [used] = read(person(deceasedDateTime="2026-12-01")).used
    assert used.said == "died 2026-12-01, after the day of the assessment"


def test_an_extension_that_may_turn_the_meaning() -> None:
    held = [{"url": "https://clinic.example/not-a-person", "valueBoolean": True}]
    path, found, _ = problem(read(person(gender="male", modifierExtension=held)))
    assert (path, found) == ("modifierExtension", "'https://clinic.example/not-a-person'")


def weighed(subject: Plain) -> Plain:
    """Return a weight of someone."""
    code = coded(LOINC, "29463-7")
    return {**observation("o1", code, valueQuantity=amount(62, "kg")), "subject": subject}


IDENTIFIED = {**PERSON, "identifier": [{"system": "https://clinic.example/ids", "value": "7"}]}


@pytest.mark.parametrize(
    ("subject", "meant"),
    [
        ({"reference": "Patient/p1"}, True),
        ({"reference": "Patient/p1/_history/2"}, True),
        ({"reference": "https://clinic.example/fhir/Patient/p1"}, True),
        ({"reference": "Patient?identifier=https://clinic.example/ids|7"}, True),
        ({"reference": "Patient?identifier=https%3A%2F%2Fclinic.example%2Fids%7C7"}, True),
        ({"identifier": {"system": "https://clinic.example/ids", "value": "7"}}, True),
        ({"reference": "Patient/p2"}, False),
        ({"reference": "Patient?identifier=https://clinic.example/ids|8"}, False),
        ({"identifier": {"system": "https://clinic.example/ids", "value": "8"}}, False),
    ],
)
def test_whom_a_resource_is_about(subject: Plain, meant: bool) -> None:
    intake: Intake = fhir.read([IDENTIFIED, weighed(subject)], on=ON)
    assert intake.problems == ()
    assert (intake.patient.weight == Q(62, "kg")) is meant
    assert [i.reason for i in intake.ignored] == ([] if meant else ["is about another person"])


def test_a_subject_without_a_reference_is_a_problem() -> None:
    intake = fhir.read([IDENTIFIED, weighed({"display": "the patient"})], on=ON)
    assert [(p.path, p.expected) for p in intake.problems] == [("subject", "the person it is about")]
