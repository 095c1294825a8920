from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

import pytest
from matplotlib.axes import Axes

from boneguide.errors import UnitMismatchError, UnknownJurisdictionError
from boneguide.guidelines.bone_agents.renal_gate import RECOVERED, rise_withholds
from boneguide.guidelines.facts.laboratory import CREATININE, CREATININE_BASELINE
from boneguide.logic.context import Snapshot
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import JURISDICTION
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.labs import Labs
from boneguide.model.medication import BoneAgentDose
from boneguide.model.observation import Observation
from boneguide.model.patient import Patient
from boneguide.quantities import Q
from boneguide.quantities.kinds import SERUM_CREATININE
from boneguide.report.plots import creatinine_over_time
from boneguide.report.plots.kidney import _apart
from tests.report.pictures import assert_readable, day, named, texts, title, words

ON = date(2026, 11, 23)
FIRST = date(2026, 4, 1)


def person(
    values: Sequence[float], unit: str = "mg/dL", before: float | None = None, step: int = 30, dose: int | None = None
) -> Patient:
    results = [Observation(value=Q(v, unit), on=FIRST + timedelta(days=step * i)) for i, v in enumerate(values)]
    base = None if before is None else Q(before, unit)
    given = None
    if dose is not None:
        given = [BoneAgentDose(drug="zoledronic acid", on=FIRST + timedelta(days=dose))]
    return Patient(labs=Labs(creatinine=results, creatinine_baseline=base), bone_agent_doses=given)


def draw(patient: Patient, jurisdiction: Jurisdiction | None = "US", **more: Any) -> Axes:
    return creatinine_over_time(patient, on=ON, jurisdiction=jurisdiction, **more)


def levels(ax: Axes) -> list[float]:
    """Return the lines in the order in which they are drawn: before treatment, resume, withhold."""
    level = [line for line in ax.lines if line.get_linestyle() in {"--", ":", "-."}]
    return [round(float(cast("Any", line.get_ydata())[0]), 9) for line in level]


def marks(ax: Axes) -> dict[str, list[tuple[str, float]]]:
    """Return day and value of each mark by its meaning."""
    found = {}
    for line in ax.lines:
        if line.get_marker() not in {"None", None, ""}:
            days = [str(on) for on in cast("Any", line.get_xdata(orig=True))]
            found[str(line.get_label())] = [*zip(days, cast("Any", line.get_ydata(orig=True)), strict=True)]
    return found


def test_lines_and_marks_are_those_of_the_rules() -> None:
    ax = draw(person([0.9, 0.99, 1.0, 1.39, 1.4, 2.0], dose=2))
    assert levels(ax) == [0.9, 0.99, 1.4]
    assert marks(ax) == {
        "before": [("2026-04-01", 0.9)],
        "resume": [("2026-05-01", 0.99)],
        "between": [("2026-05-31", 1.0), ("2026-06-30", 1.39)],
        "withhold": [("2026-07-30", 1.4), ("2026-08-29", 2.0)],
    }
    assert named(ax) == [
        "before the first dose",
        "has risen to the upper line or above it",
        "between the lines: what was decided before stays",
        "at the lower line or below it",
    ]
    told = " ".join(texts(ax)).replace("\N{NO-BREAK SPACE}", " ")
    assert "before treatment: 0.9 mg/dL" in told
    assert "resume at or below 0.99 mg/dL, 10 % above the value before treatment" in told
    assert "withhold from 1.4 mg/dL, a rise of 0.5 mg/dL" in told
    assert {"0.9", "0.99", "1", "1.39", "1.4", "2", "first dose"} <= set(texts(ax))
    assert title(ax) == "Serum creatinine before each dose, as read in the US"
    assert ax.get_ylabel() == "serum creatinine, mg/dL"
    assert ax.get_ylim() == pytest.approx((0, 2.3))
    assert_readable(ax)


@pytest.mark.parametrize(
    ("before", "unit", "place", "upper"),
    [
        (1.39, "mg/dL", "US", 1.89),
        (1.4, "mg/dL", "US", 2.4),
        (1.4, "mg/dL", "EU", 1.9),
        (1.41, "mg/dL", "UK", 2.41),
        (123, "umol/L", "US", 167),
        (124, "umol/L", "US", 212),
        (124, "umol/L", "UK", 168),
        (125, "umol/L", "EU", 213),
    ],
)
def test_the_upper_line_hangs_on_the_value_before_and_on_the_place(
    before: float, unit: str, place: Jurisdiction, upper: float
) -> None:
    ax = draw(person([before], unit, before), place)
    assert levels(ax) == pytest.approx([before, before * 1.1, upper])


@pytest.mark.parametrize("before", [0.4, 0.9, 1.39, 1.4, 1.41, 3.0, 6.0])
@pytest.mark.parametrize("unit", ["mg/dL", "umol/L"])
def test_at_each_line_the_rules_change_their_mind(before: float, unit: str) -> None:
    value = before if unit == "mg/dL" else round(before * 88.4)
    _, lower, upper = levels(draw(person([value], unit, value)))

    def judged(level: float) -> tuple[Truth, Truth]:
        facts = Snapshot(
            values={
                CREATININE: SERUM_CREATININE.canonical_value(Q(level, unit)),
                CREATININE_BASELINE: SERUM_CREATININE.canonical_value(Q(value, unit)),
                JURISDICTION: "US",
            },
            units={CREATININE_BASELINE: unit},
        )
        return truth(rise_withholds(CREATININE), facts), truth(RECOVERED, facts)

    step = upper * 1e-4
    assert (judged(upper - step)[0], judged(upper)[0]) == (Truth.FALSE, Truth.TRUE)
    assert (judged(lower)[1], judged(lower + step)[1]) == (Truth.TRUE, Truth.FALSE)


def test_without_a_place_readings_that_differ_are_both_drawn() -> None:
    ax = draw(person([1.4, 2.0], before=1.4), None)
    assert levels(ax) == pytest.approx([1.4, 1.54, 2.4, 1.9])
    told = " ".join(texts(ax))
    assert "a rise of 1 mg/dL (US)" in told
    assert "a rise of 0.5 mg/dL (EU, UK)" in told
    # What one place would withhold and another not is on neither side.
    assert marks(ax) == {"resume": [("2026-04-01", 1.4)], "open": [("2026-05-01", 2.0)]}
    assert title(ax).endswith("the US, the EU and the UK")
    assert_readable(ax)


def test_without_a_place_readings_that_agree_are_one_line() -> None:
    ax = draw(person([0.9], before=0.9), None)
    assert levels(ax) == pytest.approx([0.9, 0.99, 1.4])
    assert "(US" not in " ".join(texts(ax))


def test_results_in_another_unit_are_converted() -> None:
    results = [
        Observation(value=Q(88.4, "umol/L"), on=FIRST),
        Observation(value=Q(1.5, "mg/dL"), on=date(2026, 6, 1)),
    ]
    patient = Patient(labs=Labs(creatinine=results, creatinine_baseline=Q(88.4, "umol/L")))
    ax = draw(patient)
    assert ax.get_ylabel() == "serum creatinine, mg/dL"
    # The value before was reported in umol/L, so that the rise is the one printed for that: 44, not 44.2.
    assert levels(ax) == pytest.approx([1.0, 1.1, 132.4 / 88.4])
    other = draw(patient, unit="umol/L")
    assert other.get_ylabel() == "serum creatinine, umol/L"
    assert levels(other) == pytest.approx([88.4, 97.24, 132.4])
    assert marks(other) == {"resume": [("2026-04-01", 88.4)], "withhold": [("2026-06-01", pytest.approx(132.6))]}


def test_a_value_before_treatment_that_is_not_known_gives_no_line() -> None:
    ax = draw(person([0.9]))
    assert levels(ax) == []
    assert marks(ax) == {"alone": [("2026-04-01", 0.9)]}
    assert "No value from before treatment is known" in " ".join(texts(ax))
    assert ax.get_ylim() == pytest.approx((0, 0.9 * 1.15))
    assert_readable(ax)


def test_a_value_before_treatment_that_is_a_limit_gives_no_line() -> None:
    before = Observation(value=Q(0.5, "mg/dL"), comparator="<")
    ax = draw(Patient(labs=Labs(creatinine=Q(0.9, "mg/dL"), creatinine_baseline=before)))
    assert levels(ax) == []


def test_a_result_that_is_a_limit_is_on_neither_side() -> None:
    result = Observation(value=Q(1.2, "mg/dL"), comparator=">", on=FIRST)
    ax = draw(Patient(labs=Labs(creatinine=[result], creatinine_baseline=Q(0.9, "mg/dL"))))
    assert marks(ax) == {"open": [("2026-04-01", 1.2)]}
    assert "> 1.2" in texts(ax)


def test_a_result_without_a_day_counts_on_the_day_asked_about_and_later_ones_do_not_count() -> None:
    ax = draw(Patient(labs=Labs(creatinine=Q(0.9, "mg/dL"))))
    assert marks(ax) == {"alone": [("2026-11-23", 0.9)]}
    ax = creatinine_over_time(person([0.9, 1.0, 1.1]), on=date(2026, 5, 1), jurisdiction="US")
    assert [value for _, value in marks(ax)["alone"]] == [0.9, 1.0]


def test_many_results_are_drawn_and_only_some_numbers() -> None:
    values = [80 + i * 37 % 50 for i in range(120)]
    ax = draw(person(values, "umol/L", 124, step=2), None)
    assert sum(map(len, marks(ax).values())) == 119
    assert 0 < len([text for text in texts(ax) if text.isdigit()]) < 119
    assert_readable(ax)


def test_the_axis_ends_with_the_results_and_words_stand_beside_it() -> None:
    ax = draw(person([0.9, 1.0], before=0.9, step=100))
    left, right = ax.get_xlim()
    low, high = ax.spines["bottom"].get_bounds()
    assert low == left
    assert day(low) < FIRST
    assert date(2026, 7, 10) < day(high) < date(2026, 7, 20)
    assert right > high
    beside = [text for text in words(ax) if text.get_text().startswith("before treatment")]
    assert [text.get_position()[0] > high for text in beside] == [True]


def test_labels_are_moved_apart_and_stay_inside() -> None:
    assert _apart([1.0, 1.0, 3.0], [0.5, 0.5, 0.5], 4.0) == pytest.approx([1.0, 1.5, 3.0])
    assert _apart([3.9, 4.0], [0.5, 0.5], 4.0) == pytest.approx([3.25, 3.75])
    assert _apart([0.0], [0.5], 4.0) == pytest.approx([0.25])


def test_what_is_no_unit_of_creatinine_or_no_place_is_refused() -> None:
    with pytest.raises(UnitMismatchError, match="serum creatinine"):
        draw(person([0.9]), unit="mg")
    with pytest.raises(UnknownJurisdictionError, match="Expected US, EU, UK"):
        draw(person([0.9]), cast("Jurisdiction", "DE"))
