"""Biological doses: the whole printed table, sums, notes, and mixes that are refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.calculators import (
    BED,
    CORD,
    CORD_QUANTEC,
    EQD2,
    LATE_TISSUE,
    LUMBAR_CORD,
    TUMOUR,
    AlphaBeta,
    RadiationCourse,
    bed,
    cumulative_dose,
    eqd2,
)
from boneguide.calculators._rounding import half_up
from boneguide.errors import (
    BoneguideError,
    DoseMixError,
    InvalidQuantityError,
    MissingInputError,
    OutOfDomainError,
    UnitMismatchError,
)
from boneguide.quantities import Q

#: Total and fractions; BED and EQD2 for alpha/beta 10, 3 and 2, as printed.
TABLE = """
8      1   14.400 12.000   29.333  17.600   40.000  20.000
10     1   20.000 16.667   43.333  26.000   60.000  30.000
16     2   28.800 24.000   58.667  35.200   80.000  40.000
20     5   28.000 23.333   46.667  28.000   60.000  30.000
20     8   25.000 20.833   36.667  22.000   45.000  22.500
24     6   33.600 28.000   56.000  33.600   72.000  36.000
25     5   37.500 31.250   66.667  40.000   87.500  43.750
30    10   39.000 32.500   60.000  36.000   75.000  37.500
37.5  15   46.875 39.063   68.750  41.250   84.375  42.188
40    20   48.000 40.000   66.667  40.000   80.000  40.000
41.94 18   51.712 43.093   74.513  44.708   90.800  45.400
50    25   60.000 50.000   83.333  50.000  100.000  50.000
12     1   26.400 22.000   60.000  36.000   84.000  42.000
16     1   41.600 34.667  101.333  60.800  144.000  72.000
18     1   50.400 42.000  126.000  75.600  180.000  90.000
24     1   81.600 68.000  216.000 129.600  312.000 156.000
24     2   52.800 44.000  120.000  72.000  168.000  84.000
30     3   60.000 50.000  130.000  78.000  180.000  90.000
30     5   48.000 40.000   90.000  54.000  120.000  60.000
35     5   59.500 49.583  116.667  70.000  157.500  78.750
"""
ROWS = [line.split() for line in TABLE.strip().splitlines()]
CELLS = [
    pytest.param(row[0], int(row[1]), ratio, *row[2 + 2 * i : 4 + 2 * i], id=f"{row[0]}/{row[1]}-{ratio.gray:g}")
    for row in ROWS
    for i, ratio in enumerate((TUMOUR, LATE_TISSUE, CORD))
]

#: Courses as dose per fraction and fractions; summed BED and EQD2 for the cord.
SUMS = [
    pytest.param(((8, 1), (8, 1)), 80, 40, id="8/1+8/1"),
    pytest.param(((4, 5), (8, 1)), 100, 50, id="20/5+8/1"),
    pytest.param(((4, 5), (4, 5)), 120, 60, id="20/5+20/5"),
    pytest.param(((3, 10), (8, 1)), 115, 57.5, id="30/10+8/1"),
    pytest.param(((3, 10), (2.5, 8)), 120, 60, id="30/10+20/8"),
    pytest.param(((4, 6), (4, 5)), 132, 66, id="24/6+20/5"),
    pytest.param(((3, 10), (4, 5)), 135, 67.5, id="30/10+20/5"),
    pytest.param(((4, 6), (4, 6)), 144, 72, id="24/6+24/6"),
    pytest.param(((3, 10), (4, 6)), 147, 73.5, id="30/10+24/6"),
    pytest.param(((3, 10), (3, 10)), 150, 75, id="30/10+30/10"),
]

doses = st.floats(0.1, 30).map(lambda gray: round(gray, 2))
counts = st.integers(1, 40)
ratios = st.sampled_from([TUMOUR, LATE_TISSUE, CORD, LUMBAR_CORD, CORD_QUANTEC])


def course(gray: float, fractions: int) -> RadiationCourse:
    return RadiationCourse(dose_per_fraction=Q(gray, "Gy"), fractions=fractions)


def test_the_table_is_whole() -> None:
    assert len(ROWS) == 20
    assert len(CELLS) == 60


@pytest.mark.parametrize(("total", "fractions", "ratio", "effective", "equivalent"), CELLS)
def test_every_printed_number(total: str, fractions: int, ratio: AlphaBeta, effective: str, equivalent: str) -> None:
    each = Q(float(Decimal(total) / fractions), "Gy")
    computed = bed(dose_per_fraction=each, fractions=fractions, alpha_beta=ratio)
    in_twos = eqd2(dose_per_fraction=each, fractions=fractions, alpha_beta=ratio)
    assert half_up(computed.gray) == effective
    assert half_up(in_twos.gray) == equivalent
    assert (computed.alpha_beta, in_twos.alpha_beta) == (ratio, ratio)


@pytest.mark.parametrize(
    ("name", "gray", "fractions", "ratio", "effective", "equivalent"),
    [
        ("V17", 8, 1, TUMOUR, "14.400", "12.000"),
        ("V19", 4, 5, TUMOUR, "28.000", "23.333"),
        ("V20", 3, 10, TUMOUR, "39.000", "32.500"),
        ("V22", 4, 6, LATE_TISSUE, "56.000", "33.600"),
        ("V23", 2.5, 15, TUMOUR, "46.875", "39.063"),
    ],
)
def test_vignettes(  # noqa: PLR0913, PLR0917 - one column of the vignette each
    name: str, gray: float, fractions: int, ratio: AlphaBeta, effective: str, equivalent: str
) -> None:
    dose = bed(dose_per_fraction=Q(gray, "Gy"), fractions=fractions, alpha_beta=ratio)
    assert (half_up(dose.gray), half_up(dose.eqd2.gray)) == (effective, equivalent), name


@pytest.mark.parametrize(("courses", "effective", "equivalent"), SUMS)
def test_courses_to_the_cord_add_up(
    courses: tuple[tuple[float, int], ...], effective: float, equivalent: float
) -> None:
    total = cumulative_dose([course(*each) for each in courses], alpha_beta=CORD)
    assert total.gray == pytest.approx(effective, abs=1e-9)
    assert total.eqd2.gray == pytest.approx(equivalent, abs=1e-9)


@pytest.mark.parametrize(
    ("ratio", "gray"), [(TUMOUR, 10), (LATE_TISSUE, 3), (CORD, 2), (LUMBAR_CORD, 4), (CORD_QUANTEC, 0.87)]
)
def test_named_ratios_and_their_sources(ratio: AlphaBeta, gray: float) -> None:
    assert ratio.gray == gray
    assert ratio.source is not None
    assert ratio == AlphaBeta(gray)
    assert str(AlphaBeta(gray)) == f"alpha/beta {gray:g} Gy"


# ------------------------------------------------------------------ large fractions


@pytest.mark.parametrize(("gray", "noted"), [(7.99, False), (8, False), (8.01, True), (10, True), (24, True)])
def test_large_fractions_carry_a_note(gray: float, noted: bool) -> None:
    assert bool(bed(dose_per_fraction=Q(gray, "Gy"), fractions=1, alpha_beta=TUMOUR).notes) is noted
    assert bool(eqd2(dose_per_fraction=Q(gray, "Gy"), fractions=1, alpha_beta=TUMOUR).notes) is noted


def test_a_note_survives_a_sum_and_stands_once() -> None:
    total = cumulative_dose([course(3, 10), course(12, 1), course(16, 1)], alpha_beta=CORD)
    assert len(total.notes) == 1
    assert total.eqd2.notes == total.notes
    assert total.eqd2.bed.notes == total.notes


# ------------------------------------------------------------------ what cannot be added


def test_doses_of_unlike_ratio_or_sort_are_not_added() -> None:
    late = bed(dose_per_fraction=Q(4, "Gy"), fractions=5, alpha_beta=LATE_TISSUE)
    cord = bed(dose_per_fraction=Q(4, "Gy"), fractions=5, alpha_beta=CORD)
    with pytest.raises(DoseMixError, match=r"2 Gy.*3 Gy"):
        cord + late
    with pytest.raises(DoseMixError, match="another BED"):
        cord + cord.eqd2
    with pytest.raises(DoseMixError, match="another BED"):
        cord + Q(8, "Gy")
    with pytest.raises(BoneguideError):
        Q(8, "Gy") + cord
    with pytest.raises(DoseMixError, match="cumulative_dose"):
        sum([cord, cord])
    assert {type(cord), type(cord.eqd2)} == {BED, EQD2}
    assert cord != late


def test_the_same_ratio_by_another_name_is_the_same() -> None:
    named = bed(dose_per_fraction=Q(4, "Gy"), fractions=5, alpha_beta=CORD)
    by_number = bed(dose_per_fraction=Q(4, "Gy"), fractions=5, alpha_beta=Q(200, "cGy"))
    assert named == by_number
    assert (named + by_number).gray == 120
    assert str(by_number) == "BED 60.000 Gy, alpha/beta 2 Gy"


# ------------------------------------------------------------------ refusals


def test_what_is_missing_is_named() -> None:
    with pytest.raises(MissingInputError, match="dose per fraction"):
        bed(dose_per_fraction=None, fractions=1, alpha_beta=TUMOUR)
    with pytest.raises(MissingInputError, match="number of fractions"):
        eqd2(dose_per_fraction=Q(8, "Gy"), fractions=None, alpha_beta=TUMOUR)
    with pytest.raises(MissingInputError, match="alpha/beta"):
        bed(dose_per_fraction=Q(8, "Gy"), fractions=1, alpha_beta=None)


def test_an_unknown_course_is_never_zero() -> None:
    with pytest.raises(MissingInputError, match="not zero"):
        cumulative_dose([course(8, 1), None], alpha_beta=CORD)
    with pytest.raises(MissingInputError, match="medical physics"):
        cumulative_dose(None, alpha_beta=CORD)
    with pytest.raises(OutOfDomainError, match="No course"):
        cumulative_dose([], alpha_beta=CORD)


@pytest.mark.parametrize("fractions", [0, -1, True, 2.0])
def test_fractions_are_whole_and_at_least_one(fractions: int) -> None:
    with pytest.raises(OutOfDomainError, match="whole number"):
        bed(dose_per_fraction=Q(8, "Gy"), fractions=fractions, alpha_beta=TUMOUR)


def test_doses_that_cannot_be() -> None:
    with pytest.raises(OutOfDomainError, match="more than 0 Gy"):
        bed(dose_per_fraction=Q(0, "Gy"), fractions=1, alpha_beta=TUMOUR)
    with pytest.raises(OutOfDomainError, match="no person"):
        bed(dose_per_fraction=Q(-8, "Gy"), fractions=1, alpha_beta=TUMOUR)
    with pytest.raises(UnitMismatchError):
        bed(dose_per_fraction=Q(8, "Sv"), fractions=1, alpha_beta=TUMOUR)
    with pytest.raises(UnitMismatchError):
        bed(dose_per_fraction=Q(8, "Gy"), fractions=1, alpha_beta=Q(10, "mg"))
    with pytest.raises(InvalidQuantityError):
        bed(dose_per_fraction=Q(8, "Gy"), fractions=1, alpha_beta=10)  # type: ignore[arg-type]
    with pytest.raises(OutOfDomainError, match="above zero"):
        bed(dose_per_fraction=Q(8, "Gy"), fractions=1, alpha_beta=Q(0, "Gy"))
    with pytest.raises(OutOfDomainError, match="above zero"):
        AlphaBeta(float("nan"))
    for wrong in (-1.0, float("inf"), float("nan")):
        with pytest.raises(OutOfDomainError, match="zero or more"):
            BED(gray=wrong, alpha_beta=CORD)


# ------------------------------------------------------------------ laws


@given(doses, counts, ratios)
def test_centigray_and_gray_agree(gray: float, fractions: int, ratio: AlphaBeta) -> None:
    in_gray = bed(dose_per_fraction=Q(gray, "Gy"), fractions=fractions, alpha_beta=ratio)
    in_centigray = bed(dose_per_fraction=Q(round(gray * 100), "cGy"), fractions=fractions, alpha_beta=ratio)
    assert in_centigray.gray == pytest.approx(in_gray.gray, rel=1e-12)


@given(doses, counts, ratios)
def test_formulas_agree_with_exact_arithmetic(gray: float, fractions: int, ratio: AlphaBeta) -> None:
    d, a = Fraction(str(gray)), Fraction(str(ratio.gray))
    dose = bed(dose_per_fraction=Q(gray, "Gy"), fractions=fractions, alpha_beta=ratio)
    assert dose.gray == pytest.approx(float(fractions * d * (1 + d / a)), rel=1e-12)
    assert dose.eqd2.gray == pytest.approx(float(fractions * d * (d + a) / (2 + a)), rel=1e-12)


@given(counts, ratios)
def test_fractions_of_two_gray_are_their_own_equivalent(fractions: int, ratio: AlphaBeta) -> None:
    assert eqd2(dose_per_fraction=Q(2, "Gy"), fractions=fractions, alpha_beta=ratio).gray == pytest.approx(
        2 * fractions
    )


@given(st.lists(st.tuples(doses, counts), min_size=1, max_size=4), st.tuples(doses, counts), ratios)
def test_more_prior_dose_never_lowers_the_sum(
    given_courses: list[tuple[float, int]], more: tuple[float, int], ratio: AlphaBeta
) -> None:
    courses = [course(*each) for each in given_courses]
    before = cumulative_dose(courses, alpha_beta=ratio)
    assert cumulative_dose([*courses, course(*more)], alpha_beta=ratio).gray > before.gray
    bigger = [course(given_courses[0][0] + 1, given_courses[0][1]), *courses[1:]]
    assert cumulative_dose(bigger, alpha_beta=ratio).gray > before.gray


@given(st.floats(0, 500), ratios)
def test_there_and_back(gray: float, ratio: AlphaBeta) -> None:
    assert BED(gray=gray, alpha_beta=ratio).eqd2.bed.gray == pytest.approx(gray)
    assert EQD2(gray=gray, alpha_beta=ratio).bed.eqd2.gray == pytest.approx(gray)
