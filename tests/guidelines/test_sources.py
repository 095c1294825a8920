"""The references say which publication, which copy of it, and how much of it was seen."""

import re

import pytest

from boneguide.guidelines import sources
from boneguide.guidelines.sources import LIBRARY, REFERENCES, THE_ARTICLE
from boneguide.model.provenance import Reference

#: Keys whose identifier or pages were written down from memory.
FROM_MEMORY = {
    "AAOMS22",
    "BERENSON96",
    "COLE05",
    "DEARN03",
    "ECTS21",
    "FIZ09",
    "HENRY11",
    "HU14",
    "JACKSON99",
    "MASCC19",
    "PREMODE",
    "RADES16",
    "RAJE18",
    "RAMSES",
    "REID",
    "ROSEN01",
    "ROSEN03",
    "SAAD02",
    "SMALL03",
    "STOPECK10",
    "recalled",
}

#: Papers of which the fact sheets name journal and page only.
WITHOUT_IDENTIFIER = {"MIRELS", "SINS"}

#: Keys of the fact sheet on bone agents.
_SHEET_KEYS = """
    FDA-ZOL FDA-ZOL-SLC FDA-RECLAST EMA-ZOL MHRA-ZOL FDA-PAM UK-PAM EMA-IBA FDA-IBA UK-CLO CSP-CLO MIMS-CLO UTD-CLO
    BNF FDA-XGEVA FDA-WYOST EMA-XGEVA FDA-PROLIA MHRA-ONJ15 NPRA17 SWISS18 NICE-TA265 NICE-NG131 ESMO20 ASCO11 ASCO17
    ASCO18 IMWG13 IMWG21 MASCC19 AAOMS22 ES23 EAU16 ITA24 ECTS21 AAPRO08 STOPECK10 FIZAZI11 HENRY11 RAJE18 HIMEL17
    HORTO17 AMADORI13 REDUSE SMITH14 SAAD02 SMALL03 DEARN03 ROSEN01 ROSEN03 LIPTON04 BERENSON96 COLE05 LIP13 FIZ09
    LIPTON08 HU14 PEDDI13 CG76 CTCAE MAYO-NTX
"""

CONSTANTS = {name: value for name, value in vars(sources).items() if isinstance(value, Reference)}
EVERY_REFERENCE = pytest.mark.parametrize("reference", CONSTANTS.values(), ids=CONSTANTS)


def test_every_constant_has_a_key_of_its_own() -> None:
    assert {reference.key: reference for reference in CONSTANTS.values()} == dict(REFERENCES)
    assert len(CONSTANTS) == len(REFERENCES)


def test_every_constant_is_public() -> None:
    assert {*CONSTANTS, "REFERENCES"} == set(sources.__all__)


def test_every_key_of_the_sheet_is_there() -> None:
    assert set(_SHEET_KEYS.split()) <= REFERENCES.keys()


def test_the_table_of_references_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        REFERENCES["new"] = LIBRARY  # type: ignore[index]  # refused on purpose


@EVERY_REFERENCE
def test_no_field_is_empty(reference: Reference) -> None:
    texts = (reference.key, reference.citation, reference.edition, *reference.identifiers)
    assert reference.identifiers or reference.key in WITHOUT_IDENTIFIER
    assert all(text == text.strip() and text for text in texts)


@EVERY_REFERENCE
def test_only_what_bears_no_date_lacks_a_year(reference: Reference) -> None:
    assert (reference.year is None) == ("undated" in reference.edition or reference is LIBRARY)


@EVERY_REFERENCE
def test_what_was_written_from_memory_says_so(reference: Reference) -> None:
    stated = "(unverified)" in " ".join(reference.identifiers) or "unverified)" in reference.citation
    assert stated == (reference.key in FROM_MEMORY)


@EVERY_REFERENCE
def test_identifiers_have_the_form_of_their_kind(reference: Reference) -> None:
    forms = {
        "doi:": r"doi:10\.\d{4,}/\S+( \(unverified\))?",
        "PMID": r"PMID \d{7,8}",
        "PMC": r"PMC\d{7,8}",
        "NCT": r"NCT\d{8}",
    }
    for identifier in reference.identifiers:
        for start, form in forms.items():
            assert not identifier.startswith(start) or re.fullmatch(form, identifier)


def test_what_was_never_seen_is_said_to_be_from_memory() -> None:
    assert {key for key, reference in REFERENCES.items() if reference.seen == "memory"} == {
        "CHOW19",
        "RADES16",
        "RICH18",
        "ROSEN01",
        "ROSEN03",
        "recalled",
    }


def test_the_article_shows_that_its_review_is_pending() -> None:
    assert THE_ARTICLE.edition == "last updated 15 October 2025; review status: pending human review"
