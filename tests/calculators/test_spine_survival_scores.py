"""Tokuhashi, Rades and van der Linden: every complete case, and every case with parts missing."""

from __future__ import annotations

import itertools
from typing import Any, get_args

import pytest

from boneguide.calculators import (
    AisGrade,
    FrankelGrade,
    Score,
    rades_death_score,
    revised_tokuhashi,
    van_der_linden,
)
from boneguide.calculators.revised_tokuhashi import TokuhashiPrimary
from boneguide.errors import OutOfDomainError, UnitMismatchError
from boneguide.quantities import Q, Quantity
from tests.calculators.oracle import Expected, Oracle


def agrees(score: Score, expected: Expected) -> None:
    assert list(score.totals) == expected.totals
    assert set(score.classes) == expected.classes
    assert list(score.missing) == expected.missing
    assert set(score.would_decide) == expected.would_decide
    assert score.band == (expected.classes.pop() if len(expected.classes) == 1 else None)


# --------------------------------------------------------------------------- Tokuhashi


def tokuhashi(**parts: Any) -> Score:
    return revised_tokuhashi(**parts)


def judge_tokuhashi(  # noqa: PLR0913 - one argument for each row of the table
    *,
    karnofsky: int,
    extraspinal_foci: int,
    vertebral_metastases: int,
    organ_metastases: str,
    primary: str,
    frankel: FrankelGrade,
) -> tuple[int, str]:
    total = 0
    if karnofsky >= 80:
        total += 2
    elif karnofsky >= 50:
        total += 1
    total += max(0, 2 - (extraspinal_foci > 0) - (extraspinal_foci > 2))
    total += {1: 2, 2: 1}.get(vertebral_metastases, 0)
    if organ_metastases != "unremovable":
        total += 2 if organ_metastases == "none" else 1
    by_points = (
        "lung osteosarcoma stomach bladder oesophagus pancreas",
        "liver gallbladder unidentified",
        "other",
        "kidney uterus",
        "rectum",
        "thyroid breast prostate carcinoid",
    )
    total += next(points for points, words in enumerate(by_points) if primary in words.split())
    if frankel.value not in "AB":
        total += 2 if frankel.value == "E" else 1
    if total < 9:
        return total, "less than 6 months"
    return total, "6 months or more" if total < 12 else "12 months or more"


PRIMARIES = get_args(TokuhashiPrimary)


def test_tokuhashi_every_complete_case() -> None:
    oracle = Oracle(
        {
            "karnofsky": (10, 40, 50, 70, 80, 100),
            "extraspinal_foci": (0, 1, 2, 3),
            "vertebral_metastases": (1, 2, 3),
            "organ_metastases": ("unremovable", "removable", "none"),
            "primary": PRIMARIES,
            "frankel": tuple(FrankelGrade),
        },
        judge_tokuhashi,
    )
    for case, (total, band) in oracle.table.items():
        score = tokuhashi(**dict(zip(oracle.names, case, strict=True)))
        assert (score.totals, score.band, score.complete) == ((total,), band, True)
    assert len(oracle.table) == 18360


def test_tokuhashi_every_case_with_missing_parts() -> None:
    oracle = Oracle(
        {
            "karnofsky": (30, 60, 90),
            "extraspinal_foci": (0, 1, 5),
            "vertebral_metastases": (1, 2, 4),
            "organ_metastases": ("unremovable", "removable", "none"),
            "primary": ("lung", "liver", "other", "kidney", "rectum", "breast"),
            "frankel": (FrankelGrade.A, FrankelGrade.D, FrankelGrade.E),
        },
        judge_tokuhashi,
    )
    for given in oracle.cases():
        agrees(tokuhashi(**given), oracle.expected(given))


@pytest.mark.parametrize("status", range(10, 101, 10))
def test_tokuhashi_every_performance_status(status: int) -> None:
    assert tokuhashi(karnofsky=status).points["karnofsky"].low == (0 if status < 50 else 1 if status < 80 else 2)


def test_tokuhashi_many_are_three_or_more() -> None:
    assert tokuhashi(extraspinal_foci=40).points["extraspinal_foci"].high == 0
    assert tokuhashi(vertebral_metastases=17).points["vertebral_metastases"].high == 0


def test_v76_and_v77() -> None:
    v76 = tokuhashi(
        karnofsky=60,
        extraspinal_foci=3,
        vertebral_metastases=3,
        organ_metastases="unremovable",
        primary="lung",
        frankel=FrankelGrade.B,
    )
    assert (v76.totals, v76.band, v76.notes) == ((1,), "less than 6 months", ())
    v77 = tokuhashi(
        karnofsky=80,
        extraspinal_foci=0,
        vertebral_metastases=2,
        organ_metastases="none",
        primary="rectum",
        frankel=FrankelGrade.E,
    )
    assert (v77.totals, v77.band) == ((13,), "12 months or more")


def test_tokuhashi_says_where_copies_of_its_table_differ() -> None:
    assert "two other copies" in tokuhashi(vertebral_metastases=1).notes[0]
    for others in (2, 3, None):
        assert tokuhashi(vertebral_metastases=others).notes == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("karnofsky", 0),
        ("karnofsky", 65),
        ("karnofsky", 110),
        ("karnofsky", "80"),
        ("karnofsky", 80.0),
        ("extraspinal_foci", -1),
        ("extraspinal_foci", True),
        ("extraspinal_foci", 1.5),
        ("vertebral_metastases", 0),
        ("organ_metastases", "some"),
        ("primary", "breast cancer"),
        ("frankel", "C"),
        ("frankel", AisGrade.C),
        ("frankel", 3),
    ],
)
def test_tokuhashi_refuses(name: str, value: Any) -> None:
    with pytest.raises(OutOfDomainError, match=f"Revised Tokuhashi was given {name}"):
        tokuhashi(**{name: value})


def test_tokuhashi_in_words() -> None:
    score = tokuhashi(
        karnofsky=90, extraspinal_foci=0, vertebral_metastases=3, organ_metastases="none", primary="kidney"
    )
    assert str(score) == (
        "Revised Tokuhashi 9 to 11 of 15: 9 to 11, 6 months or more (palliative surgery; excision only for a single"
        " lesion without metastases in organs); not known: frankel"
    )


# --------------------------------------------------------------------------- Rades

MONTHS = {True: Q(15, "month"), False: Q(15.1, "month"), None: None}
DAYS = {True: Q(7, "day"), False: Q(7.1, "day"), None: None}


def rades(**parts: Any) -> Score:
    """Ask with the two times as short (True), long (False) or not known."""
    return rades_death_score(
        **{**parts, "interval": MONTHS[parts["interval"]], "motor_deficit_time": DAYS[parts["motor_deficit_time"]]}
    )


def judge_rades(**case: Any) -> tuple[int, str]:
    total = 4 if case["ecog"] > 2 else 0
    total += {"breast": 1, "myeloma or lymphoma": 1, "prostate": 2}.get(case["primary"], 3)
    total += 1 + 2 * case["other_bone_metastases"]
    total += 1 + 3 * case["visceral_metastases"]
    total += 1 + 2 * case["interval"]
    total += 4 - 3 * case["ambulatory"]
    total += 1 + 3 * case["motor_deficit_time"]
    return total, "best supportive care" if total > 18 else "below the cut-off"


RADES = Oracle(
    {
        "ecog": (2, 3, 4),
        "primary": ("breast", "prostate", "myeloma or lymphoma", "lung", "other"),
        "other_bone_metastases": (True, False),
        "visceral_metastases": (True, False),
        "interval": (True, False),
        "ambulatory": (True, False),
        "motor_deficit_time": (True, False),
    },
    judge_rades,
)


def test_rades_every_case_with_and_without_missing_parts() -> None:
    for given in RADES.cases():
        agrees(rades(**given), RADES.expected(given))
    assert (min(RADES.table.values())[0], max(RADES.table.values())[0]) == (6, 25)


def test_v80() -> None:
    score = rades_death_score(
        ecog=3,
        primary="prostate",
        other_bone_metastases=True,
        visceral_metastases=False,
        interval=Q(40, "month"),
        ambulatory=False,
        motor_deficit_time=Q(5, "day"),
    )
    assert (score.totals, score.band, score.at_least(19)) == ((19,), "best supportive care", True)


@pytest.mark.parametrize(
    ("time", "points"),
    [
        (Q(0, "month"), 3),
        (Q(14.999, "month"), 3),
        (Q(15, "month"), 3),
        (Q(15 + 1e-10, "month"), 3),
        (Q(15.001, "month"), 1),
        (Q(1.25, "year"), 3),
        (Q(1.26, "year"), 1),
        (Q(456, "day"), 3),
        (Q(457, "day"), 1),
    ],
    ids=str,
)
def test_rades_interval_at_its_edge(time: Quantity, points: int) -> None:
    found = rades_death_score(interval=time).points["interval"]
    assert (found.low, found.high) == (points, points)


@pytest.mark.parametrize(
    ("time", "points"),
    [
        (Q(0, "day"), 4),
        (Q(7, "day"), 4),
        (Q(1, "week"), 4),
        (Q(168, "hour"), 4),
        (Q(7.001, "day"), 1),
        (Q(8, "day"), 1),
    ],
    ids=str,
)
def test_rades_motor_deficits_at_their_edge(time: Quantity, points: int) -> None:
    found = rades_death_score(motor_deficit_time=time).points["motor_deficit_time"]
    assert (found.low, found.high) == (points, points)


@pytest.mark.parametrize("ecog", [0, 1])
def test_rades_is_not_for_the_fit(ecog: int) -> None:
    with pytest.raises(OutOfDomainError, match="nobody among those it was made on had 0 or 1"):
        rades_death_score(ecog=ecog)


@pytest.mark.parametrize("ecog", [5, -1, True, 2.0, "2"])
def test_rades_refuses_what_is_no_status(ecog: Any) -> None:
    with pytest.raises(OutOfDomainError, match="a whole number from 0 to 4"):
        rades_death_score(ecog=ecog)


def test_rades_refuses_other_values() -> None:
    with pytest.raises(UnitMismatchError):
        rades_death_score(interval=Q(3, "kg"))
    with pytest.raises(OutOfDomainError, match="no person can have"):
        rades_death_score(interval=Q(-1, "month"))
    wrong: Any = "yes"
    with pytest.raises(OutOfDomainError, match="Expected True, False, or None"):
        rades_death_score(ambulatory=wrong)
    with pytest.raises(OutOfDomainError, match="given primary 'yes'"):
        rades_death_score(primary=wrong)


def test_rades_in_words() -> None:
    score = rades_death_score(ecog=2, primary="breast", visceral_metastases=False, ambulatory=True)
    assert str(score) == (
        "Rades two-month death score 6 to 13 of 25: 18 or less, below the cut-off; not known: other_bone_metastases,"
        " interval, motor_deficit_time"
    )


# --------------------------------------------------------------------------- van der Linden


def linden(**parts: Any) -> Score:
    return van_der_linden(**parts)


def judge_linden(*, karnofsky: int, primary: str, visceral_metastases: bool) -> tuple[int, str]:
    total = (karnofsky > 40) + (karnofsky > 70) + (not visceral_metastases)
    total += ("other", "lung", "prostate", "breast").index(primary)
    return total, "AAAABBC"[total]


LINDEN = Oracle(
    {
        "karnofsky": tuple(range(20, 101, 10)),
        "primary": ("breast", "prostate", "lung", "other"),
        "visceral_metastases": (True, False),
    },
    judge_linden,
)


def test_linden_every_case_with_and_without_missing_parts() -> None:
    for given in LINDEN.cases():
        agrees(linden(**given), LINDEN.expected(given))
    assert len(LINDEN.table) == 72


def test_linden_has_no_row_for_10() -> None:
    with pytest.raises(OutOfDomainError, match="karnofsky 10, which is not in the table"):
        linden(karnofsky=10)
    for wrong in (0, 15, True, "20"):
        with pytest.raises(OutOfDomainError, match="in steps of 10"):
            linden(karnofsky=wrong)


def test_linden_in_words() -> None:
    assert str(linden(karnofsky=60, primary="prostate", visceral_metastases=False)) == (
        "Van der Linden 4 of 6: 4 to 5, B (median survival 9 months)"
    )
    assert str(linden(primary="other")) == (
        "Van der Linden 0 to 3 of 6: 3 or less, A (median survival 3 months); not known: karnofsky, visceral_metastases"
    )


def test_no_score_calls_a_missing_part_zero() -> None:
    nothing: dict[str, Any] = {}
    for score in (tokuhashi(**nothing), rades_death_score(), linden(**nothing)):
        assert (score.low, score.high) == (score.bands[0].low, score.bands[-1].high)
        assert score.undecided
        assert not score.complete
        assert score.missing == score.would_decide == tuple(score.points)


def test_bands_leave_no_gap_and_do_not_overlap() -> None:
    for score in (tokuhashi(), rades_death_score(), linden()):
        for one, other in itertools.pairwise(score.bands):
            assert one.high + 1 == other.low
