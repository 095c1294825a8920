"""A second course to the cord: every limit, one step either side, and each input missing."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.calculators import (
    BED,
    CORD,
    EQD2,
    LATE_TISSUE,
    CordBand,
    CordLevel,
    EarlyAnswer,
    NiederGroup,
    NiederRisk,
    RadiationCourse,
    early_reirradiation,
    hytec_reirradiation,
    nieder_cord_risk,
)
from boneguide.errors import DoseMixError, MissingInputError, OutOfDomainError, UnitMismatchError
from boneguide.quantities import Q, Quantity

MONTHS_9 = Q(9, "month")


def course(gray: float, fractions: int) -> RadiationCourse:
    return RadiationCourse(dose_per_fraction=Q(gray, "Gy"), fractions=fractions)


THIRTY = course(3, 10)
TWENTY = course(4, 5)
TWENTY_FOUR = course(4, 6)
EIGHT = course(8, 1)


def of_bed(target: float) -> RadiationCourse:
    """Return one fraction with that effective dose to the cord: d + d*d/2 = target."""
    return course((1 + 2 * target) ** 0.5 - 1, 1)


def risk(*courses: RadiationCourse, interval: Quantity | None = MONTHS_9) -> NiederRisk:
    return nieder_cord_risk(courses=courses, interval=interval)


@pytest.mark.parametrize(
    ("name", "courses", "months", "total", "points", "group", "band"),
    [
        ("V25", (THIRTY, EIGHT), 9, 115, 0, NiederGroup.LOW, CordBand.NO_MYELOPATHY_REPORTED),
        ("V26", (THIRTY, TWENTY), 8, 135, 2, NiederGroup.LOW, CordBand.SMALL_RISK),
        ("V28", (THIRTY, TWENTY_FOUR), 12, 147, 3, NiederGroup.LOW, CordBand.EXCEEDS),
        ("V29", (TWENTY, TWENTY), 6, 120, 0, NiederGroup.LOW, CordBand.NO_MYELOPATHY_REPORTED),
    ],
)
def test_vignettes(  # noqa: PLR0913, PLR0917 - one column of the vignette each
    name: str,
    courses: tuple[RadiationCourse, ...],
    months: float,
    total: float,
    points: float,
    group: NiederGroup,
    band: CordBand,
) -> None:
    found = risk(*courses, interval=Q(months, "month"))
    assert found.cumulative.gray == pytest.approx(total), name
    assert found.cumulative.eqd2.gray == pytest.approx(total / 2), name
    assert (found.points, found.group, found.band) == ((points, points), group, band), name


@pytest.mark.parametrize(
    ("total", "band"),
    [
        (119.99, CordBand.NO_MYELOPATHY_REPORTED),
        (120, CordBand.NO_MYELOPATHY_REPORTED),
        (120.01, CordBand.SMALL_RISK),
        (135.49, CordBand.SMALL_RISK),
        (135.5, CordBand.SMALL_RISK),
        (135.51, CordBand.EXCEEDS),
    ],
)
def test_rr_08_and_rr_09_limits_of_the_sum(total: float, band: CordBand) -> None:
    assert risk(of_bed(total / 2), of_bed(total / 2)).band is band


@pytest.mark.parametrize(
    ("highest", "band"),
    [(97.99, CordBand.NO_MYELOPATHY_REPORTED), (98, CordBand.NO_MYELOPATHY_REPORTED), (98.01, CordBand.EXCEEDS)],
)
def test_limit_of_each_course(highest: float, band: CordBand) -> None:
    for order in itertools.permutations([of_bed(highest), of_bed(10)]):
        found = risk(*order)
        assert found.band is band
        assert found.highest_course.gray == pytest.approx(highest)


@pytest.mark.parametrize(
    ("interval", "band"),
    [
        (Q(6, "month"), CordBand.NO_MYELOPATHY_REPORTED),
        (Q(6.01, "month"), CordBand.NO_MYELOPATHY_REPORTED),
        (Q(5.99, "month"), CordBand.INTERVAL_TOO_SHORT),
        (Q(183, "day"), CordBand.NO_MYELOPATHY_REPORTED),
        (Q(182, "day"), CordBand.INTERVAL_TOO_SHORT),
        (Q(0.5, "year"), CordBand.NO_MYELOPATHY_REPORTED),
        (None, CordBand.UNKNOWN),
    ],
)
def test_limit_of_the_interval(interval: Quantity | None, band: CordBand) -> None:
    assert risk(TWENTY, TWENTY, interval=interval).band is band


def test_a_sum_beyond_every_limit_is_so_whatever_the_interval() -> None:
    for interval in (None, Q(1, "month"), Q(5, "year")):
        assert risk(THIRTY, TWENTY_FOUR, interval=interval).band is CordBand.EXCEEDS


@pytest.mark.parametrize(
    ("total", "points"),
    [(120, 0), (120.01, 1), (130, 1), (130.01, 2), (140, 2), (190.01, 8), (200, 8), (200.01, 9), (300, 9)],
)
def test_points_of_the_sum(total: float, points: float) -> None:
    three = [of_bed(total / 4)] * 4
    assert risk(*three).points == (points, points)


def test_points_of_interval_and_course() -> None:
    assert risk(of_bed(101.99), of_bed(10)).points == (0, 0)
    assert risk(of_bed(102), of_bed(10)).points == (4.5, 4.5)
    assert risk(TWENTY, TWENTY, interval=Q(5, "month")).points == (4.5, 4.5)
    assert risk(of_bed(102), of_bed(10), interval=Q(5, "month")).points == (9, 9)


@pytest.mark.parametrize(
    ("total", "months", "group"),
    [
        (150, 6, NiederGroup.LOW),
        (150.01, 6, NiederGroup.INTERMEDIATE),
        (180, 6, NiederGroup.INTERMEDIATE),
        (180.01, 6, NiederGroup.HIGH),
        (120, 5, NiederGroup.INTERMEDIATE),
        (130, 5, NiederGroup.INTERMEDIATE),
        (130.01, 5, NiederGroup.HIGH),
    ],
)
def test_groups_of_the_score(total: float, months: float, group: NiederGroup) -> None:
    assert risk(*[of_bed(total / 4)] * 4, interval=Q(months, "month")).group is group


def test_rr_11_rates() -> None:
    assert [group.myelopathy_percent for group in NiederGroup] == [3, 25, 90]


def test_an_unknown_interval_leaves_a_range_of_points() -> None:
    found = risk(THIRTY, TWENTY, interval=None)
    assert list(found.points) == [2, 6.5]
    assert found.group is None
    assert [group.value for group in found.groups] == ["low", "high"]


@pytest.mark.parametrize(
    ("level", "noted"), [("lumbar", True), ("thoracic", False), ("cervical", False), (None, False)]
)
def test_rr_10_the_lumbar_cord_is_noted(level: CordLevel | None, noted: bool) -> None:
    found = nieder_cord_risk(courses=[TWENTY, EIGHT], interval=MONTHS_9, level=level)
    assert any("4 Gy" in note for note in found.notes) is noted


def test_a_level_beside_the_cord_is_refused() -> None:
    with pytest.raises(OutOfDomainError, match="lumbar"):
        nieder_cord_risk(courses=[TWENTY, EIGHT], interval=MONTHS_9, level="sacral")  # type: ignore[arg-type]


def test_notes_say_what_to_do() -> None:
    assert any("medical physics" in note for note in risk(THIRTY, TWENTY_FOUR).notes)
    assert any("early_reirradiation" in note for note in risk(TWENTY, EIGHT, interval=Q(2, "month")).notes)
    assert any("linear-quadratic" in note for note in risk(EIGHT, course(10, 1)).notes)
    assert all("does not override" in " ".join(r.notes) for r in (risk(EIGHT, EIGHT), risk(THIRTY, THIRTY)))


def test_rr_17_an_unknown_course_is_refused() -> None:
    with pytest.raises(MissingInputError, match="not zero"):
        nieder_cord_risk(courses=[None, EIGHT], interval=MONTHS_9)
    with pytest.raises(MissingInputError, match="not zero"):
        nieder_cord_risk(courses=None, interval=MONTHS_9)
    with pytest.raises(MissingInputError, match="not zero"):
        early_reirradiation(courses=[EIGHT, None], interval=MONTHS_9)


def test_one_course_is_no_second_course() -> None:
    with pytest.raises(OutOfDomainError, match="one course"):
        risk(EIGHT)
    with pytest.raises(OutOfDomainError, match="one course"):
        early_reirradiation(courses=[EIGHT], interval=MONTHS_9)


def test_intervals_that_cannot_be() -> None:
    with pytest.raises(UnitMismatchError):
        risk(EIGHT, EIGHT, interval=Q(6, "Gy"))
    with pytest.raises(OutOfDomainError, match="no person"):
        risk(EIGHT, EIGHT, interval=Q(-6, "month"))


# ------------------------------------------------------------------ RR-19


@pytest.mark.parametrize(
    ("courses", "interval", "answer"),
    [
        ((TWENTY, EIGHT), Q(27, "day"), EarlyAnswer.TOO_EARLY),
        ((TWENTY, EIGHT), Q(28, "day"), EarlyAnswer.WITHIN_ONE_COURSE),
        ((TWENTY, EIGHT), Q(4, "week"), EarlyAnswer.WITHIN_ONE_COURSE),
        ((TWENTY, EIGHT), Q(5.99, "month"), EarlyAnswer.WITHIN_ONE_COURSE),
        ((TWENTY, EIGHT), Q(6, "month"), EarlyAnswer.NOT_EARLY),
        ((TWENTY, EIGHT), None, EarlyAnswer.UNKNOWN),
        ((of_bed(50), of_bed(49.99)), Q(60, "day"), EarlyAnswer.WITHIN_ONE_COURSE),
        ((of_bed(50), of_bed(50)), Q(60, "day"), EarlyAnswer.WITHIN_ONE_COURSE),
        ((of_bed(50), of_bed(50.01)), Q(60, "day"), EarlyAnswer.PHYSICS_REVIEW),
        ((THIRTY, EIGHT), Q(60, "day"), EarlyAnswer.PHYSICS_REVIEW),
    ],
)
def test_rr_19(courses: tuple[RadiationCourse, ...], interval: Quantity | None, answer: EarlyAnswer) -> None:
    found = early_reirradiation(courses=courses, interval=interval)
    assert found.answer is answer
    assert found.cumulative.alpha_beta == CORD


# ------------------------------------------------------------------ RR-12


def cord(gray: float) -> EQD2:
    return EQD2(gray=gray, alpha_beta=CORD)


def test_v31_is_accepted() -> None:
    found = hytec_reirradiation(prior=cord(37.5), stereotactic=cord(24), interval=Q(6, "month"))
    assert found.cumulative == cord(61.5)
    assert found.ratio == pytest.approx(0.390, abs=5e-4)
    assert found.all_met is True
    assert str(found).startswith("all HyTEC factors met")


def test_v32_is_flagged_by_its_ratio() -> None:
    found = hytec_reirradiation(prior=cord(20), stereotactic=cord(24), interval=Q(5, "month"))
    assert found.cumulative == cord(44)
    assert found.ratio == pytest.approx(0.545, abs=5e-4)
    assert (found.cumulative_within, found.stereotactic_within, found.interval_long_enough) == (True, True, True)
    assert found.ratio_within is False
    assert found.all_met is False
    assert str(found).startswith("not all HyTEC factors met")


@pytest.mark.parametrize(("prior", "within"), [(45.99, True), (46, True), (46.01, False)])
def test_limit_of_the_hytec_sum(prior: float, within: bool) -> None:
    found = hytec_reirradiation(prior=cord(prior), stereotactic=cord(24), interval=MONTHS_9)
    assert found.cumulative_within is within
    assert found.all_met is within


@pytest.mark.parametrize(("planned", "within"), [(24.99, True), (25, True), (25.01, False)])
def test_limit_of_the_stereotactic_course(planned: float, within: bool) -> None:
    found = hytec_reirradiation(prior=cord(40), stereotactic=cord(planned), interval=MONTHS_9)
    assert found.stereotactic_within is within
    assert found.all_met is within


@pytest.mark.parametrize(("prior", "within"), [(20.01, True), (20, True), (19.99, False)])
def test_limit_of_the_ratio(prior: float, within: bool) -> None:
    found = hytec_reirradiation(prior=cord(prior), stereotactic=cord(20), interval=MONTHS_9)
    assert found.ratio_within is within
    assert found.all_met is within


@pytest.mark.parametrize(
    ("interval", "enough"), [(Q(4.99, "month"), False), (Q(5, "month"), True), (Q(5.01, "month"), True), (None, None)]
)
def test_limit_of_the_hytec_interval(interval: Quantity | None, enough: bool | None) -> None:
    found = hytec_reirradiation(prior=cord(40), stereotactic=cord(20), interval=interval)
    assert found.interval_long_enough is enough
    assert found.all_met is enough


def test_unknown_factors_stay_unknown_unless_what_is_known_decides() -> None:
    no_prior = hytec_reirradiation(prior=None, stereotactic=cord(24), interval=MONTHS_9)
    assert (no_prior.cumulative, no_prior.ratio, no_prior.cumulative_within) == (None, None, None)
    assert (no_prior.stereotactic_within, no_prior.ratio_within, no_prior.all_met) == (True, None, None)
    assert "not all known" in str(no_prior)
    no_plan = hytec_reirradiation(prior=cord(30), stereotactic=None, interval=MONTHS_9)
    assert (no_plan.stereotactic_within, no_plan.cumulative_within, no_plan.all_met) == (None, None, None)
    assert hytec_reirradiation(prior=None, stereotactic=cord(26), interval=None).all_met is False
    assert hytec_reirradiation(prior=cord(71), stereotactic=None, interval=None).cumulative_within is False
    assert hytec_reirradiation(prior=None, stereotactic=cord(71), interval=None).cumulative_within is False


def test_hytec_takes_its_own_scale_only() -> None:
    for wrong in (EQD2(gray=20, alpha_beta=LATE_TISSUE), BED(gray=20, alpha_beta=CORD), Q(20, "Gy")):
        with pytest.raises(DoseMixError, match="EQD2 of alpha/beta 2 Gy"):
            hytec_reirradiation(prior=wrong, stereotactic=cord(20), interval=MONTHS_9)  # type: ignore[arg-type]
    with pytest.raises(OutOfDomainError, match="0 Gy"):
        hytec_reirradiation(prior=cord(20), stereotactic=cord(0), interval=MONTHS_9)


# ------------------------------------------------------------------ laws

SEVERITY = [
    CordBand.NO_MYELOPATHY_REPORTED,
    CordBand.SMALL_RISK,
    CordBand.INTERVAL_TOO_SHORT,
    CordBand.EXCEEDS,
]
some_course = st.builds(course, st.floats(1, 12), st.integers(1, 12))
some_months = st.integers(0, 360).map(lambda tenths: tenths / 10)


@given(some_course, some_course, some_months, some_months)
def test_a_longer_interval_never_raises_the_risk(
    first: RadiationCourse, second: RadiationCourse, months: float, more: float
) -> None:
    short = risk(first, second, interval=Q(months, "month"))
    long = risk(first, second, interval=Q(months + more, "month"))
    assert SEVERITY.index(long.band) <= SEVERITY.index(short.band)
    assert long.points <= short.points


@given(some_course, some_course, some_course, some_months)
def test_one_more_course_never_lowers_the_risk(
    first: RadiationCourse, second: RadiationCourse, third: RadiationCourse, months: float
) -> None:
    two = risk(first, second, interval=Q(months, "month"))
    three = risk(first, second, third, interval=Q(months, "month"))
    assert SEVERITY.index(three.band) >= SEVERITY.index(two.band)
    assert three.points >= two.points


@given(some_course, some_course, some_months)
def test_an_unknown_interval_covers_every_known_one(
    first: RadiationCourse, second: RadiationCourse, months: float
) -> None:
    low, high = risk(first, second, interval=None).points
    known, _ = risk(first, second, interval=Q(months, "month")).points
    assert low <= known <= high
