"""What a person is hypersensitive to, and that there is nothing."""

from typing import Any

import pytest

from tests.interop.fhir.record import RXNORM, SNOMED, Plain, coded, resource
from tests.interop.fhir.treatment_support import ZOLEDRONATE, problem, read, reason, unread

SYSTEMS = "http://terminology.hl7.org/CodeSystem"
NONE = coded(SNOMED, "716186003", "No known allergy (situation)")


def allergy(code: Plain | None, name: str = "l1", **fields: Any) -> Plain:
    return resource("AllergyIntolerance", name, **({} if code is None else {"code": code}), **fields)


def sure(code: str) -> Plain:
    return {"verificationStatus": coded(f"{SYSTEMS}/allergyintolerance-verification", code)}


def now(code: str) -> Plain:
    return {"clinicalStatus": coded(f"{SYSTEMS}/allergyintolerance-clinical", code)}


@pytest.mark.parametrize(
    ("fields", "unsure"),
    [
        ({}, ()),
        ({"type": "allergy", **sure("confirmed"), **now("active")}, ()),
        (sure("presumed"), ()),
        (sure("unconfirmed"), ("it is not confirmed",)),
    ],
)
def test_a_drug_by_its_code(fields: Plain, unsure: tuple[str, ...]) -> None:
    intake = read(allergy(ZOLEDRONATE, **fields))
    assert intake.patient.allergies == ("zoledronic acid",)
    assert intake.patient.incomplete == ("allergies",)
    assert unread(intake) == unsure
    assert intake.used[0].said == "hypersensitive to zoledronic acid"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (sure("refuted"), "was refuted"),
        (sure("entered-in-error"), "was entered in error"),
        (now("inactive"), "is not active"),
        (now("resolved"), "is resolved"),
        ({"type": "intolerance"}, "zoledronic acid: an intolerance, which is no hypersensitivity"),
    ],
)
def test_what_is_none(fields: Plain, told: str) -> None:
    assert reason(read(allergy(ZOLEDRONATE, **fields))) == told


def test_as_the_record_prints_it() -> None:
    assert read(allergy({"text": "Penicillin"})).patient.allergies == ("penicillin",)
    unknown = read(allergy(coded("https://clinic.example/allergens", "P1", "Penicillin")))
    assert unknown.patient.allergies == ("penicillin",)
    assert unread(unknown) == ("its code is not known here",)


def test_a_substance_of_a_reaction() -> None:
    shown = {"manifestation": [{"text": "rash"}]}
    intake = read(allergy(ZOLEDRONATE, reaction=[{"substance": {"text": "Zometa"}, **shown}, shown]))
    assert intake.patient.allergies == ("zoledronic acid", "zometa")
    alone = read(allergy(None, reaction=[{"substance": {"text": "Zometa"}, **shown}]))
    assert alone.patient.allergies == ("zometa",)
    assert problem(read(allergy(None, reaction=[shown]))) == (
        "code",
        "nothing",
        "the substance, as a code with its display or as a text",
    )


def test_a_code_that_is_not_verified_needs_its_display() -> None:
    assert problem(read(allergy(coded(SNOMED, "737493007"))))[:2] == ("code.coding", "'737493007'")
    assert read(allergy(coded(SNOMED, "737493007", "Allergy to denosumab"))).patient.allergies == ("denosumab",)
    wrong = allergy(coded(RXNORM, "77655", "denosumab"))
    assert problem(read(wrong))[:2] == ("code.coding", "'77655 displayed as denosumab'")


def test_there_is_none() -> None:
    intake = read(allergy(NONE))
    assert intake.patient.allergies == ()
    assert intake.patient.incomplete is None
    assert intake.used[0].facts == ("allergies",)


def test_there_is_none_and_one() -> None:
    intake = read(allergy(NONE), allergy(ZOLEDRONATE, "l2"))
    assert intake.patient.allergies == ("zoledronic acid",)
    assert [conflict.fact for conflict in intake.conflicts] == ["allergies"]


@pytest.mark.parametrize(
    "words",
    [
        "No known allergies",
        "no allergies",
        "None",
        "NKA",
        "NKDA",
        " nkda ",
        "Nil known",
        "Not on file",
        "Keine bekannt",
    ],
)
def test_that_there_is_none_as_a_text_is_no_allergy(words: str) -> None:
    told = f"{words.strip()}: that there is none stands there as a text, which is not read"
    assert reason(read(allergy({"text": words}))) == told
    assert read(allergy({"text": words})).patient.allergies is None


@pytest.mark.parametrize("words", ["Nonessential oils", "Notable food", "Keineal"])
def test_words_that_only_begin_alike(words: str) -> None:
    assert read(allergy({"text": words})).patient.allergies == (words.lower(),)


def test_one_allergy_twice_is_one() -> None:
    intake = read(allergy(ZOLEDRONATE), allergy(ZOLEDRONATE, "l2"))
    assert intake.patient.allergies == ("zoledronic acid",)
    assert [one.reason for one in intake.ignored] == ["allergies: says the same as AllergyIntolerance/l1"]
