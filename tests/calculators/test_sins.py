"""SINS: all 1 296 complete cases, all 6 400 with parts missing, levels and percentages."""

from __future__ import annotations

from typing import Any

import pytest

from boneguide.calculators import Score, sins, sins_location
from boneguide.calculators.sins import SOURCE
from boneguide.errors import BoneguideError, OutOfDomainError
from tests.calculators.oracle import Oracle

OPTIONS: dict[str, tuple[str, ...]] = {
    "location": ("junctional", "mobile", "semirigid", "rigid"),
    "pain": ("mechanical", "occasional, not mechanical", "pain-free"),
    "lesion": ("lytic", "mixed", "blastic"),
    "alignment": ("subluxation or translation", "de novo deformity", "normal"),
    "collapse": ("over 50 %", "under 50 %", "none, over 50 % of body involved", "none"),
    "posterolateral": ("bilateral", "unilateral", "none"),
}


def judge(  # noqa: PLR0913 - one argument for each row of the table
    *, location: str, pain: str, lesion: str, alignment: str, collapse: str, posterolateral: str
) -> tuple[int, str]:
    total = {"junctional": 3, "mobile": 2, "semirigid": 1}.get(location, 0)
    if pain != "pain-free":
        total += 3 if pain == "mechanical" else 1
    total += ("blastic", "mixed", "lytic").index(lesion)
    if alignment != "normal":
        total += 4 if alignment.startswith("sub") else 2
    total += 3 - ("over 50 %", "under 50 %", "none, over 50 % of body involved", "none").index(collapse)
    if posterolateral != "none":
        total += 3 if posterolateral == "bilateral" else 1
    if total <= 6:
        return total, "stable"
    return total, "potentially unstable" if total <= 12 else "unstable"


ORACLE = Oracle(OPTIONS, judge)


def ask(**parts: Any) -> Score:
    return sins(**parts)


def test_every_case_with_and_without_missing_parts() -> None:
    count = complete = 0
    for given in ORACLE.cases():
        score, expected = ask(**given), ORACLE.expected(given)
        assert list(score.totals) == expected.totals, given
        assert (score.low, score.high) == (expected.totals[0], expected.totals[-1])
        assert set(score.classes) == expected.classes, given
        assert score.band == (expected.classes.pop() if len(expected.classes) == 1 else None)
        assert list(score.missing) == expected.missing
        assert set(score.would_decide) == expected.would_decide, given
        assert score.undecided == (score.band is None) == bool(score.would_decide)
        # From 7 points a surgical opinion is asked for, whether or not the class is known.
        assert score.at_least(7) is (True if score.low >= 7 else False if score.high < 7 else None)
        count += 1
        complete += score.complete
    assert (count, complete) == (6400, 1296)


VIGNETTES = [
    ("V01", "T7", "pain-free", "blastic", "normal", "none", "none", 1, "stable", False),
    ("V02", "T12", "mechanical", "lytic", "de novo deformity", "under 50 %", "unilateral", 13, "unstable", True),
    ("V04", "C7", "mechanical", "lytic", "subluxation or translation", "over 50 %", "bilateral", 18, "unstable", True),
    ("V05", "L1", "mechanical", "blastic", "normal", "none", "none", 6, "stable", False),
    (
        "V07",
        "L2",
        "mechanical",
        "lytic",
        "de novo deformity",
        "under 50 %",
        "unilateral",
        12,
        "potentially unstable",
        True,
    ),
    ("V08", ("T10", "T11"), "mechanical", "mixed", "normal", "under 50 %", "none", 9, "potentially unstable", True),
]


@pytest.mark.parametrize("vignette", VIGNETTES, ids=lambda v: str(v[0]))
def test_vignettes(vignette: tuple[Any, ...]) -> None:
    _, levels, pain, lesion, alignment, collapse, posterolateral, total, band, consult = vignette
    score = ask(
        levels=levels,
        pain=pain,
        lesion=lesion,
        alignment=alignment,
        collapse=collapse,
        posterolateral=posterolateral,
    )
    assert (score.low, score.high, score.band, score.complete) == (total, total, band, True)
    assert score.at_least(7) is consult
    assert ("surgical opinion before radiotherapy" == score.meaning) is consult


#: Each level with its points, written out from the skull down.
LEVELS = (
    "occiput:3 C1:3 C2:3 C3:2 C4:2 C5:2 C6:2 C7:3 T1:3 T2:3 T3:1 T4:1 T5:1 T6:1 T7:1 T8:1 T9:1 T10:1 T11:3 T12:3"
    " L1:3 L2:2 L3:2 L4:2 L5:3 S1:3 S2:0 S3:0 S4:0 S5:0 coccyx:0"
)
POINTS = {level: int(points) for level, points in (pair.split(":") for pair in LEVELS.split())}


def test_every_level_and_every_stretch_of_levels() -> None:
    order = list(POINTS)
    for first in range(len(order)):
        for last in range(first, len(order)):
            stretch = order[first : last + 1]
            score = ask(levels=stretch)
            assert score.points["location"].low == score.points["location"].high
            assert score.points["location"].low == max(POINTS[level] for level in stretch)
            assert "location" not in score.missing
            assert any("coccyx" in note for note in score.notes) == ("coccyx" in stretch)
    for level in order:
        assert ask(levels=level).points == ask(location=sins_location(level)).points


def test_order_and_repetition_of_levels_do_not_matter() -> None:
    assert sins_location(("T11", "T10", "T11")) == "junctional"
    assert sins_location(iter(["S1", "S2"])) == "junctional"
    assert ask(levels=iter(["S5", "coccyx"])).notes == ("the coccyx is not in the table and was counted as rigid",)


@pytest.mark.parametrize("levels", ["T13", "C0", "L6", "t12", "T10-T11", "", ("T12", None), ("T12", 3)])
def test_what_is_no_level_is_refused(levels: Any) -> None:
    with pytest.raises(OutOfDomainError, match="'T1' to 'T12'"):
        sins_location(levels)


@pytest.mark.parametrize("levels", [(), ("T9", "L2"), ("T10", "T12")])
def test_levels_that_are_no_neighbours_are_refused(levels: tuple[str, ...]) -> None:
    with pytest.raises(OutOfDomainError, match="score each lesion apart"):
        ask(levels=levels)


@pytest.mark.parametrize(
    ("percent", "points", "noted"),
    [
        (1, 2, False),
        (49, 2, False),
        (49.999999, 2, False),
        (50 - 1e-10, 3, True),
        (50, 3, True),
        (50.0, 3, True),
        (50 + 1e-10, 3, True),
        (50.000001, 3, False),
        (51, 3, False),
        (100, 3, False),
    ],
)
def test_loss_of_height_at_its_edge(percent: float, points: int, noted: bool) -> None:
    score = ask(height_loss_percent=percent)
    assert (score.points["collapse"].low, score.points["collapse"].high) == (points, points)
    assert "collapse" not in score.missing
    assert bool(score.notes) is noted


def test_no_loss_of_height_still_waits_for_the_extent() -> None:
    score = ask(height_loss_percent=0)
    assert str(score.points["collapse"]) == "0 to 1"
    assert "collapse" in score.missing


@pytest.mark.parametrize("percent", [True, "50", -1, 0.5, 100.1, float("nan"), float("inf"), -float("inf")])
def test_what_is_no_percentage_is_refused(percent: Any) -> None:
    with pytest.raises(OutOfDomainError, match=r"half is 50, not 0\.5"):
        ask(height_loss_percent=percent)


@pytest.mark.parametrize("name", OPTIONS)
@pytest.mark.parametrize("value", ["severe", "", 3, True, [], 0.5])
def test_words_that_are_not_in_the_table_are_refused(name: str, value: Any) -> None:
    with pytest.raises(OutOfDomainError, match=f"SINS was given {name} .*Expected '.*', or None where"):
        ask(**{name: value})
    with pytest.raises(ValueError, match="SINS"):
        ask(**{name: value})
    with pytest.raises(BoneguideError):
        ask(**{name: value})


def test_one_thing_is_not_given_in_two_ways() -> None:
    with pytest.raises(OutOfDomainError, match="both location 'mobile' and levels"):
        ask(location="mobile", levels="L2")
    with pytest.raises(OutOfDomainError, match="both collapse 'none' and height_loss_percent"):
        ask(collapse="none", height_loss_percent=20)


def test_words_of_a_lesion_on_record() -> None:
    assert ask(lesion="osteolytic").points == ask(lesion="lytic").points
    assert ask(lesion="osteoblastic").points == ask(lesion="blastic").points


def test_the_opinion_is_settled_before_the_class() -> None:
    score = ask(location="junctional", pain="mechanical", lesion="lytic", alignment="normal", collapse="over 50 %")
    assert (score.low, score.high, score.band) == (11, 14, None)
    assert score.meaning == "surgical opinion before radiotherapy"
    assert str(score) == (
        "SINS 11 to 14 of 18: undecided between potentially unstable and unstable (surgical opinion before"
        " radiotherapy); not known: posterolateral; would decide: posterolateral"
    )
    assert ask().meaning is None
    assert str(ask(location="junctional", pain="mechanical")).startswith(
        "SINS 6 to 18 of 18: undecided between stable,"
    )


def test_in_words() -> None:
    rest = {"alignment": "normal", "collapse": "none", "posterolateral": "none"}
    assert str(ask(levels="S2", pain="pain-free", lesion="blastic", **rest)) == (
        "SINS 0 of 18: 6 or less, stable (the score alone asks for no surgical opinion)"
    )
    assert ask().source is SOURCE
    assert ask().verified.value == "secondary"
