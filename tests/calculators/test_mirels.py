"""Mirels: all 81 complete cases, all 256 with parts missing, edges of the size."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from boneguide.calculators import Score, mirels
from boneguide.errors import OutOfDomainError
from tests.calculators.oracle import Oracle

#: The published table row by row: one word for each of 1, 2 and 3 points.
ROWS = {
    "site": ("upper limb", "lower limb", "peritrochanteric"),
    "pain": ("mild", "moderate", "functional"),
    "lesion": ("blastic", "mixed", "lytic"),
    "size": ("under one third", "one to two thirds", "over two thirds"),
}


def judge(**words: str) -> tuple[int, str]:
    total = sum(ROWS[name].index(word) + 1 for name, word in words.items())
    if total >= 9:
        return total, "prophylactic fixation"
    return total, "borderline" if total == 8 else "radiotherapy and observation"


ORACLE = Oracle(ROWS, judge)


def ask(**parts: Any) -> Score:
    return mirels(**parts)


def test_every_case_with_and_without_missing_parts() -> None:
    count = complete = 0
    for given in ORACLE.cases():
        score, expected = ask(**given), ORACLE.expected(given)
        assert list(score.totals) == expected.totals
        assert set(score.classes) == expected.classes
        assert list(score.missing) == expected.missing
        assert set(score.would_decide) == expected.would_decide
        assert score.band == (expected.classes.pop() if len(expected.classes) == 1 else None)
        count += 1
        complete += score.complete
    assert (count, complete) == (256, 81)


VIGNETTES = [
    ("V10", "upper limb", "mild", "blastic", 0.20, 4, "radiotherapy and observation"),
    ("V11", "lower limb", "moderate", "mixed", 0.50, 8, "borderline"),
    ("V13", "peritrochanteric", "mild", "blastic", 0.34, 7, "radiotherapy and observation"),
    ("V14", "lower limb", "moderate", "lytic", 1 / 3, 9, "prophylactic fixation"),
    ("V16", "upper limb", "functional", "lytic", 0.70, 10, "prophylactic fixation"),
]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda v: str(v[0]))
def test_vignettes(vignette: tuple[Any, ...]) -> None:
    _, site, pain, lesion, size, total, band = vignette
    score = ask(site=site, pain=pain, lesion=lesion, size=size)
    assert (score.low, score.high, score.band) == (total, total, band)


@pytest.mark.parametrize(
    ("size", "points"),
    [
        (1e-6, 1),
        (0.2, 1),
        (0.333, 1),
        (1 / 3 - 1e-6, 1),
        (1 / 3 - 1e-10, 2),
        (0.3333333333, 2),
        (1 / 3, 2),
        (1 - 2 / 3, 2),
        (1 / 3 + 1e-6, 2),
        (0.34, 2),
        (0.5, 2),
        (2 / 3 - 1e-6, 2),
        (2 / 3, 2),
        (1 - 1 / 3, 2),
        (2 / 3 + 1e-10, 2),
        (2 / 3 + 1e-6, 3),
        (0.667, 3),
        (1, 3),
        (1.0, 3),
    ],
)
def test_size_at_its_edges(size: float, points: int) -> None:
    found = ask(size=size).points["size"]
    assert (found.low, found.high) == (points, points)


@for_all(st.floats(0.001, 1))
def test_points_never_fall_as_the_lesion_grows(size: float) -> None:
    assert ask(size=size).low <= ask(size=min(1.0, size * 1.1)).low
    expected = 1 if size < 1 / 3 - 1e-8 else 3 if size > 2 / 3 + 1e-8 else 2
    assert ask(size=size).points["size"].low == expected


@pytest.mark.parametrize("size", [0, -0.1, 1.01, 33, True, False, math.nan, math.inf, [], {}])
def test_what_is_no_share_is_refused(size: Any) -> None:
    with pytest.raises(OutOfDomainError, match="Mirels was given size"):
        ask(size=size)


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("value", ["severe", "", "Mild"])
def test_words_that_are_not_in_the_table_are_refused(name: str, value: Any) -> None:
    with pytest.raises(OutOfDomainError, match=f"Mirels was given {name}"):
        ask(**{name: value})


def test_a_lesion_without_pain_is_noted() -> None:
    score = ask(site="lower limb", pain="pain-free", lesion="lytic", size=0.5)
    assert score.low == ask(site="lower limb", pain="mild", lesion="lytic", size=0.5).low
    assert score.notes == ("a lesion without pain is not in the table and was given 1 point",)


def test_the_humerus_is_noted_where_8_points_are_possible() -> None:
    assert any("HUM23" in note for note in ask(site="upper limb", pain="moderate", lesion="mixed", size=0.9).notes)
    assert any("HUM23" in note for note in ask(site="upper limb").notes)
    assert ask(site="upper limb", pain="mild", lesion="mixed", size=0.9).notes == ()
    assert ask(site="upper limb", pain="functional", lesion="mixed", size=0.9).notes == ()
    assert ask(site="lower limb", pain="moderate", lesion="mixed", size=0.5).notes == ()
    assert ask(pain="moderate", lesion="mixed", size=0.5).notes == ()


def test_words_of_a_lesion_on_record() -> None:
    assert ask(lesion="osteolytic").points == ask(lesion="lytic").points
    assert ask(lesion="osteoblastic").points == ask(lesion="blastic").points


def test_nine_is_reached_though_the_size_is_unknown() -> None:
    score = ask(site="peritrochanteric", pain="functional", lesion="lytic")
    assert (score.low, score.high, score.complete, score.at_least(9), score.would_decide) == (10, 12, False, True, ())
    assert str(score) == (
        "Mirels 10 to 12 of 12: 9 or more, prophylactic fixation (advised in the original publication); not known: size"
    )


def test_in_words() -> None:
    assert str(ask(site="lower limb", pain="moderate", lesion="mixed")) == (
        "Mirels 7 to 9 of 12: undecided between radiotherapy and observation, borderline and prophylactic fixation;"
        " not known: size; would decide: size"
    )
    assert str(ask(site="lower limb", pain="mild", lesion="blastic", size="under one third")) == (
        "Mirels 5 of 12: 7 or less, radiotherapy and observation (fracture in up to 4 %)"
    )
    assert ask().meaning is None
