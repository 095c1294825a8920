"""What codes mean, whether that may decide, and whether they contradict themselves."""

from __future__ import annotations

import pytest

from boneguide.interop import terminology
from boneguide.interop.fhir import _coding
from boneguide.interop.fhir._claims import Wrong
from boneguide.interop.fhir._coding import meaning, rows, words_of
from boneguide.interop.terminology import ICD10, ICD10_CM, ICD10_GM, Code
from tests.interop.fhir.record import LOINC, SNOMED, Plain, coded

BREAST = (SNOMED, "254837009")
BONE = (SNOMED, "94222008")


def told(concept: Plain, *groups: str) -> tuple[str, str] | None:
    """Return group and value of what a concept means."""
    found = meaning(concept, groups, "code")
    return None if found is None else (found.group, found.value)


@pytest.mark.parametrize(
    ("system", "code", "expected"),
    [
        (ICD10_CM, "C79.51", ("metastasis", "bone")),
        (ICD10_CM, "C7951", ("metastasis", "bone")),
        (ICD10_CM, "c79.51", ("metastasis", "bone")),
        ("urn:oid:2.16.840.1.113883.6.90", "C79.51", ("metastasis", "bone")),
        (ICD10_GM, "C79.5+", ("metastasis", "bone_or_marrow")),
        (ICD10_GM, "C795", ("metastasis", "bone_or_marrow")),
        (ICD10_GM, "C79.5!", ("metastasis", "bone_or_marrow")),
        (ICD10, "C79.5", ("metastasis", "bone_or_marrow")),
        (ICD10, "C78.7", ("metastasis", "visceral")),
        (ICD10_CM, "C50.911", ("primary", "breast")),
        (ICD10_GM, "C50.-", ("primary", "breast")),
        (ICD10_GM, "C504", ("primary", "breast")),
        (ICD10, "C61", ("primary", "prostate")),
        (SNOMED, "94222008", ("metastasis", "bone")),
        ("urn:oid:2.16.840.1.113883.6.96", "94222008", ("metastasis", "bone")),
        (SNOMED, "942220081", None),
        (ICD10_CM, "C5", None),
        (ICD10_CM, "C79", None),
        ("", "C79.51", None),
        ("https://clinic.example/codes", "C79.51", None),
    ],
)
def test_codes_of_cancers(system: str, code: str, expected: tuple[str, str] | None) -> None:
    assert told(coded(system, code), "metastasis", "primary") == expected


@pytest.mark.parametrize(("code", "value"), [("8-522.1", "photons"), ("8-520", "procedure"), ("8-1", None)])
def test_codes_of_german_procedures(code: str, value: str | None) -> None:
    found = told(coded("http://fhir.de/CodeSystem/bfarm/ops", code), "radiotherapy")
    assert found == (None if value is None else ("radiotherapy", value))


def test_a_code_means_nothing_in_another_group() -> None:
    assert told(coded(*BONE), "primary", "laboratory") is None
    assert told({}, "primary") is None
    assert told({"coding": "94222008"}, "metastasis") is None
    assert told({"coding": [{"system": SNOMED, "code": "  "}, 7]}, "metastasis") is None


def test_two_codings_of_one_meaning() -> None:
    both = {"coding": [*coded(*BONE)["coding"], *coded(ICD10_CM, "C79.51")["coding"]]}
    assert told(both, "metastasis") == ("metastasis", "bone")


def test_two_codings_that_mean_different_things_are_refused() -> None:
    both = {"coding": [*coded(*BONE)["coding"], *coded(ICD10_CM, "C78.7")["coding"]]}
    with pytest.raises(Wrong, match="codings that mean one thing") as refused:
        told(both, "metastasis")
    assert refused.value.found == "'bone (94222008) and visceral (C78.7)'"


def test_a_display_of_something_else_is_refused() -> None:
    with pytest.raises(Wrong) as refused:
        told(coded(*BONE, "Secondary malignant neoplasm of liver"), "metastasis")
    assert refused.value.found.startswith("'94222008 displayed as Secondary malignant neoplasm")
    assert told(coded(*BONE, "Knochenmetastase"), "metastasis") == ("metastasis", "bone")
    assert told(coded(*BONE, "SECONDARY  malignant neoplasm of bone"), "metastasis") == ("metastasis", "bone")


def test_words_of_a_concept() -> None:
    assert words_of({"text": " Bone ", **coded(*BONE, "x")}) == "Bone"
    assert words_of({"coding": [{"code": "1"}, {"code": "2", "display": "two"}]}) == "two"
    assert words_of(coded(*BONE)) == "94222008"
    assert words_of({}) == ""


def row(code: str, value: str, display: str, group: str = "smoking") -> Code:
    """Return a row that was seen in one place only."""
    return Code(
        system=LOINC, code=code, display=display, group=group, value=value, verified="one", seen=("a",), note=""
    )


@pytest.fixture
def unverified(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {
        "X1": row("X1", "yes", "Smokes a wooden pipe"),
        "X2": row("X2", "yes", "Smokes cigars"),
        "X3": row("X3", "no", "Nil"),
        "X4": row("X4", "vitamin_d", "Vitamin D of some kind", "laboratory"),
    }
    monkeypatch.setattr(_coding, "rows", lambda _, code: (held[code],) if code in held else rows(_, code))


@pytest.mark.usefixtures("unverified")
@pytest.mark.parametrize(
    ("concept", "expected"),
    [
        (coded(LOINC, "X1", "Smokes a wooden pipe"), ("smoking", "yes")),
        (coded(LOINC, "X1", "smokes a pipe (wooden)"), None),
        (coded(LOINC, "X1", "wooden pipe: smokes it"), ("smoking", "yes")),
        ({"text": "Smokes a wooden pipe", **coded(LOINC, "X1")}, ("smoking", "yes")),
        (coded(LOINC, "X1"), None),
        (coded(LOINC, "X1", "Smokes no longer"), None),
        (coded(LOINC, "X3", "NIL"), ("smoking", "no")),
        (coded(LOINC, "X3", "not known"), None),
        ({"coding": [{"system": LOINC, "code": "X1"}, {"system": LOINC, "code": "X2"}]}, ("smoking", "yes")),
        (
            {"coding": [{"system": LOINC, "code": "X3"}, {"system": SNOMED, "code": "8392000"}]},
            ("smoking", "no"),
        ),
        (
            {"coding": [{"system": LOINC, "code": "X1"}, {"system": SNOMED, "code": "8392000"}]},
            ("smoking", "no"),
        ),
        (coded(LOINC, "X4", "Vitamin D3"), ("laboratory", "vitamin_d")),
    ],
)
def test_a_code_that_is_not_verified_needs_another_witness(concept: Plain, expected: tuple[str, str] | None) -> None:
    if expected is None:
        with pytest.raises(Wrong, match="a code that is verified, or one whose display says"):
            told(concept, "smoking", "laboratory")
    else:
        assert told(concept, "smoking", "laboratory") == expected


@pytest.mark.usefixtures("unverified")
def test_how_a_doubtful_code_was_decided_is_told() -> None:
    found = meaning(coded(LOINC, "X2", "smokes cigars"), ("smoking",), "code")
    assert found is not None
    assert found.remark == "X2 was not verified in two places; smokes cigars says the same"


def test_a_code_that_the_caller_declares() -> None:
    declared = {("https://lab.example", "K"): ("laboratory", "creatinine")}
    concept = coded("https://lab.example", "K", "Kreatinin")
    found = meaning(concept, ("laboratory",), "code", declared)
    assert found is not None
    assert (found.group, found.value, found.code) == ("laboratory", "creatinine", None)
    assert found.remark == "K of https://lab.example as the caller declared"
    assert meaning(concept, ("vital",), "code", declared) is None


def test_a_declared_code_against_another() -> None:
    declared = {("https://lab.example", "K"): ("laboratory", "creatinine")}
    both = {"coding": [{"system": "https://lab.example", "code": "K"}, *coded(LOINC, "17861-6")["coding"]]}
    with pytest.raises(Wrong) as refused:
        meaning(both, ("laboratory",), "code", declared)
    assert refused.value.found == "'creatinine (declared) and calcium (17861-6)'"


def test_a_declared_code_of_a_system_under_another_name() -> None:
    declared = {(terminology.LOINC, "1-1"): ("laboratory", "creatinine")}
    concept = coded("urn:oid:2.16.840.1.113883.6.1", "1-1")
    assert meaning(concept, ("laboratory",), "code", declared) is not None
