"""Bands of pain: each scheme at each rating, and what is refused."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from boneguide.calculators import pain_band
from boneguide.calculators.pain_band import SOURCES, PainScheme
from boneguide.errors import BoneguideError, MissingInputError, NotEncodedError, OutOfDomainError

#: One letter for each rating from 0 to 10: none, mild, moderate (o) or severe.
PRINTED = {
    "nccn_classic": "nmmmooossss",
    "serlin1995": "nmmmmoossss",
    "paul2005": "nmmmmooosss",
    "esmo2009": "nmmmmooosss",
}
WORDS = {"n": "none", "m": "mild", "o": "moderate", "s": "severe"}


def ask(nrs: Any, scheme: Any) -> str:
    return pain_band(nrs=nrs, scheme=scheme)


@pytest.mark.parametrize("scheme", PRINTED)
def test_every_rating_in_every_scheme(scheme: str) -> None:
    assert [ask(nrs, scheme) for nrs in range(11)] == [WORDS[letter] for letter in PRINTED[scheme]]


def test_every_scheme_has_its_source() -> None:
    assert set(SOURCES) == set(PRINTED) == set(get_args(PainScheme))
    assert {name: source.verified.value for name, source in SOURCES.items()} == {
        "nccn_classic": "secondary",
        "serlin1995": "primary",
        "paul2005": "primary",
        "esmo2009": "primary",
    }


#: Vignettes of the two fact sheets: those of pain control, and V94 of radiotherapy.
VIGNETTES = [
    ("V01", 2, "nccn_classic", "mild"),
    ("V02", 3, "nccn_classic", "mild"),
    ("V02", 3, "serlin1995", "mild"),
    ("V04", 5, "nccn_classic", "moderate"),
    ("V05", 7, "nccn_classic", "severe"),
    ("V05", 7, "serlin1995", "severe"),
    ("V05", 7, "esmo2009", "moderate"),
    ("V05", 7, "paul2005", "moderate"),
    ("V07", 0, "nccn_classic", "none"),
    ("V94", 4, "serlin1995", "mild"),
    ("V94", 5, "serlin1995", "moderate"),
    ("V94", 7, "serlin1995", "severe"),
]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda v: f"{v[0]} {v[1]} {v[2]}")
def test_vignettes(vignette: tuple[str, int, str, str]) -> None:
    _, nrs, scheme, band = vignette
    assert ask(nrs, scheme) == band


@pytest.mark.parametrize("nrs", [11, -1, 4.5, True, False, 4.0, "4", float("nan")], ids=repr)
def test_v08_what_is_no_rating_is_refused(nrs: Any) -> None:
    with pytest.raises(OutOfDomainError, match="a whole number from 0 to 10"):
        ask(nrs, "serlin1995")
    with pytest.raises(ValueError, match="given nrs"):
        ask(nrs, "serlin1995")


def test_no_rating_is_no_absence_of_pain() -> None:
    with pytest.raises(MissingInputError, match="Ask the person"):
        ask(None, "serlin1995")


@pytest.mark.parametrize("scheme", ["nccn2016", "nccn2019"])
def test_the_scheme_that_could_not_be_seen_is_refused_with_the_reason(scheme: str) -> None:
    with pytest.raises(NotEncodedError, match="moderate 4 to 7 and severe 8 to 10, but that could not be seen"):
        ask(5, scheme)
    with pytest.raises(NotImplementedError):
        ask(5, scheme)
    with pytest.raises(BoneguideError):
        ask(5, scheme)


@pytest.mark.parametrize("scheme", ["", "nccn", None, 1995])
def test_other_schemes_are_refused(scheme: Any) -> None:
    with pytest.raises(OutOfDomainError, match="Expected one of 'nccn_classic', 'serlin1995'"):
        ask(5, scheme)
