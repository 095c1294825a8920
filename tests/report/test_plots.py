"""What holds of every picture."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date

import matplotlib as mpl
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from boneguide import guidelines
from boneguide.errors import BoneguideError, MissingExtraError, PictureError
from boneguide.model.labs import Labs
from boneguide.model.patient import Patient
from boneguide.model.radiotherapy import RadiotherapyCourse
from boneguide.model.regimen import Appointment
from boneguide.model.taper import Taper
from boneguide.quantities import Q
from boneguide.report import plots
from boneguide.report.plots import _canvas as canvas
from boneguide.report.plots._days import shifted, ticks
from tests.report.pictures import figure, saved, texts

START = date(2026, 11, 23)
PERSON = Patient(labs=Labs(creatinine=Q(0.9, "mg/dL")))
COURSE = RadiotherapyCourse(dose_per_fraction=Q(4, "Gy"), fractions=5)
DOSE = Appointment(number=1, earliest=START, latest=START)
TAPER = Taper(name="short", steps=[(Q(1, "mg"), 1)])
RULE = guidelines.bone_agents["bone-turnover-markers"]
FEW = guidelines.bone_agents.only(RULE.id)

DRAW: dict[str, Callable[[Axes | None], Axes]] = {
    "creatinine": lambda ax: plots.creatinine_over_time(PERSON, ax, on=START),
    "taper": lambda ax: plots.taper_calendar(TAPER, START, ax),
    "schedule": lambda ax: plots.dose_timeline([DOSE], ax),
    "cord": lambda ax: plots.spinal_dose([COURSE], ax),
    "rule": lambda ax: plots.decision_diagram(RULE, ax, jurisdiction="US"),
    "guideline": lambda ax: plots.guideline_diagram(FEW, ax, jurisdiction="US"),
}
every_picture = pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)


@every_picture
def test_axes_that_are_given_are_drawn_on(draw: Callable[[Axes | None], Axes]) -> None:
    ax = Figure(figsize=(9, 6)).add_subplot()
    assert draw(ax) is ax
    assert figure(ax).get_figheight() == 6


@every_picture
def test_the_same_is_drawn_each_time_and_pyplot_knows_of_nothing(draw: Callable[[Axes | None], Axes]) -> None:
    import matplotlib.pyplot as plt

    assert saved(draw(None)) == saved(draw(None))
    assert plt.get_fignums() == []


@every_picture
def test_without_matplotlib_the_line_to_type_is_named(
    draw: Callable[[Axes | None], Axes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'boneguide\[plot\]'"):
        draw(None)


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "no person": (lambda: plots.creatinine_over_time("x", on=START), "Expected a Patient"),  # type: ignore[arg-type]
    "no day": (lambda: plots.creatinine_over_time(PERSON, on="x"), r"on.*expected a datetime.date"),  # type: ignore[arg-type]
    "no result": (lambda: plots.creatinine_over_time(Patient(), on=START), "Expected one result or more"),
    "no taper": (lambda: plots.taper_calendar("x", START), "Expected a Taper"),  # type: ignore[arg-type]
    "no first day": (lambda: plots.taper_calendar(TAPER, "x"), r"start.*expected a datetime.date"),  # type: ignore[arg-type]
    "no dose": (lambda: plots.dose_timeline([]), r"Expected what regimen\.schedule"),
    "no dose of several": (lambda: plots.dose_timeline({"x": []}), r"Expected what regimen\.schedule"),
    "no schedule": (lambda: plots.dose_timeline("x"), r"asked of 'x'"),  # type: ignore[arg-type]
    "no iterable": (lambda: plots.dose_timeline({"x": 5}), r"asked of 5"),  # type: ignore[arg-type]
    "no name": (lambda: plots.dose_timeline({5: [DOSE]}), r"Expected what regimen\.schedule"),  # type: ignore[arg-type]
    "a taper": (lambda: plots.dose_timeline(TAPER.schedule(START)), "drawn by taper_calendar"),  # type: ignore[arg-type]
    "the taper itself": (lambda: plots.dose_timeline(TAPER), "drawn by taper_calendar"),  # type: ignore[arg-type]
    "no course": (lambda: plots.spinal_dose([]), "Expected one or more"),
    "one course alone": (lambda: plots.spinal_dose(COURSE), "Expected courses in a list"),  # type: ignore[arg-type]
    "a dose": (lambda: plots.spinal_dose(Q(8, "Gy")), "Expected courses in a list"),  # type: ignore[arg-type]
    "something else": (lambda: plots.spinal_dose(["x"]), "asked of 'x'"),  # type: ignore[list-item]
    "no rule": (lambda: plots.decision_diagram("x", jurisdiction="US"), "Expected a Rule"),  # type: ignore[arg-type]
    "no lines": (lambda: plots.decision_diagram(RULE, jurisdiction="US", most=0), "most was 0"),
    "half a line": (lambda: plots.decision_diagram(RULE, jurisdiction="US", most=True), "most was True"),
    "no guideline": (lambda: plots.guideline_diagram(RULE, jurisdiction="US"), "Expected a Guideline"),  # type: ignore[arg-type]
    "an empty one": (lambda: plots.guideline_diagram(FEW.without(RULE.id), jurisdiction="US"), "holds no rule"),
}


@pytest.mark.parametrize(("draw", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused(draw: Callable[[], object], said: str) -> None:
    with pytest.raises(PictureError, match=said) as caught:
        draw()
    assert isinstance(caught.value, BoneguideError)
    assert isinstance(caught.value, ValueError)


# --------------------------------------------------------------------------- words


def test_words_are_wrapped_by_their_width_and_never_lost() -> None:
    lines = canvas.wrap("a few words and averyveryverylongwordwithoutanyspace at the end", 1.0)
    assert "".join(lines).replace(" ", "") == "afewwordsandaveryveryverylongwordwithoutanyspaceattheend"
    assert len(lines) > 3
    assert all(canvas.width(line) <= 1.0 for line in lines)


def test_a_letter_wider_than_the_room_stands_alone() -> None:
    assert canvas.wrap("abc", 0.01) == ["a", "b", "c"]


def test_nothing_to_say_is_one_empty_line() -> None:
    assert canvas.wrap(" \n", 1.0) == [""]


def test_a_firm_space_keeps_two_words_together() -> None:
    together = f"10{canvas.clean(chr(0xA0))}%"
    assert canvas.wrap(f"about {together}", canvas.width("about 10")) == ["about", together]


def test_words_stay_words_where_matplotlib_is_set_up_for_tex() -> None:
    with mpl.rc_context({"text.usetex": True}):
        ax = plots.taper_calendar(attrs_named("a_b $x^2$ \\alpha"), START)
        assert not any(text.get_usetex() for text in ax.texts)
    assert texts(ax)[0].startswith("a_b $x^2$ \\alpha: ")


def attrs_named(name: str) -> Taper:
    return Taper(name=name, steps=[(Q(1, "mg"), 1)])


# --------------------------------------------------------------------------- days


@pytest.mark.parametrize(
    ("last", "most", "expected"),
    [
        (date(2026, 11, 23), 1, ["2026-11-23"]),
        (date(2026, 11, 25), 3, ["2026-11-23", "2026-11-24", "2026-11-25"]),
        (date(2026, 11, 25), 2, ["2026-11-23", "2026-11-25"]),
        (date(2026, 12, 7), 3, ["2026-11-23", "2026-11-30", "2026-12-07"]),
        (date(2027, 3, 31), 4, ["2026-12-01", "2027-01-01", "2027-02-01", "2027-03-01"]),
        (date(2031, 3, 31), 5, ["2027-01-01", "2028-01-01", "2029-01-01", "2030-01-01", "2031-01-01"]),
        (date(2036, 3, 31), 5, ["2028-01-01", "2030-01-01", "2032-01-01", "2034-01-01", "2036-01-01"]),
    ],
)
def test_days_are_named_in_round_steps(last: date, most: int, expected: list[str]) -> None:
    assert [day.isoformat() for day in ticks(START, last, most)] == expected


def test_there_are_never_more_days_than_there_is_room_for() -> None:
    for years in (1, 9, 80, 700, 7900):
        for most in (1, 2, 5, 7):
            found = ticks(date(100, 5, 5), date(100 + years, 5, 4), most)
            assert len(found) <= most
            assert found == sorted(found)


def test_the_calendar_has_two_ends() -> None:
    assert shifted(date.min, -5) == date.min
    assert shifted(date.max, 5) == date.max
    assert shifted(START, 1) == date(2026, 11, 24)
