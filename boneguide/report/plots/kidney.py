"""Creatinine over time between the lines at which a dose is withheld and resumed.

Both lines, and what each result means, are worked out by the criteria that the
rules themselves ask; no number of them stands here.
"""

from __future__ import annotations

import enum
import functools
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from boneguide.errors import PictureError, UnknownJurisdictionError
from boneguide.guidelines.bone_agents.renal_gate import (
    RECOVERED,
    RECOVERY_RATIO,
    RESUMED_TO,
    WITHHELD_FROM,
    rise_withholds,
)
from boneguide.guidelines.facts.laboratory import CREATININE, CREATININE_BASELINE, first_of_renally_gated
from boneguide.logic.context import Context, Snapshot, read, read_unit
from boneguide.logic.scalar import number, truth
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import JURISDICTION
from boneguide.model._check import require_date
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.observation import Observation
from boneguide.model.patient import Patient
from boneguide.quantities import Amount, as_amount
from boneguide.quantities.kinds import SERUM_CREATININE
from boneguide.report.plots import _canvas as canvas
from boneguide.report.plots._days import name_days, shifted
from boneguide.report.plots.styles import EDGE, INK

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["creatinine_over_time"]

_HIGH = 5.0
#: Room for words on the right, in inches, and the share of the width that they take at most.
_WORDS = 2.5
_LARGEST = 0.45
#: The least time shown, in days, so that a single result is no point in nowhere.
_SHORTEST = 28
_HEADROOM = 1.15
#: The middle of a number above its mark, in inches.
_ABOVE = 0.14
#: Half of a mark, in inches.
_MARK = 0.05
_DIGITS = 9
_RESUME = ("#0072b2", "-.")
_HOLD = ("#a83c00", (0, (6, 2)))


class _Meaning(enum.Enum):
    """What a result means for the next dose: marker, colour, and words."""

    BEFORE = ("o", "#ffffff", "before the first dose")
    WITHHOLD = ("s", "#a83c00", "has risen to the upper line or above it")
    BETWEEN = ("D", "#e69f00", "between the lines: what was decided before stays")
    RESUME = ("o", "#0072b2", "at the lower line or below it")
    OPEN = ("X", "#cc79a7", "reported as a limit, or read differently by place: on neither side for certain")
    ALONE = ("o", "#56b4e9", "result; no value before treatment is known")

    @property
    def words(self) -> str:
        return self.value[2]


@attrs.frozen
class _Line:
    """A line with its words, in the unit of the picture."""

    value: float
    words: str
    colour: str
    dash: str | tuple[int, tuple[int, ...]]


@attrs.frozen
class _Result:
    """A result where it is drawn."""

    on: date
    value: float
    text: str
    meaning: _Meaning


@attrs.frozen
class _Series:
    """The results of one person, ready to be read as the rules read them."""

    patient: Patient
    on: date
    places: tuple[Jurisdiction, ...]
    unit: str

    def shown(self, value: float) -> float:
        """Return a number in the canonical unit in that of the picture."""
        if self.unit == SERUM_CREATININE.canonical:
            return value
        return round(value / SERUM_CREATININE.factor(self.unit), _DIGITS)

    def words(self, value: float) -> str:
        """Return a number in the unit of the picture in words."""
        return str(Amount(float(f"{value:.4g}"), self.unit))

    def facts(self, place: Jurisdiction, result: Observation | None = None) -> Snapshot:
        """Return what the criteria are asked of: the value before treatment, and one result as that of today."""
        context = self._context(place)
        return Snapshot(
            values={
                CREATININE: None if result is None else CREATININE.interpret(result),
                CREATININE_BASELINE: read(CREATININE_BASELINE, context),
                JURISDICTION: place,
            },
            units={CREATININE_BASELINE: read_unit(CREATININE_BASELINE, context)},
        )

    def _context(self, place: Jurisdiction) -> Context:
        return Context(patient=self.patient, on=self.on, jurisdiction=place)

    @functools.cached_property
    def began(self) -> date | None:
        """Day of the first dose, as far as it is known."""
        return first_of_renally_gated(self._context(self.places[0]))

    @functools.cached_property
    def lines(self) -> tuple[_Line, ...]:
        """The value before treatment, the lower line and the upper ones, of which places that agree share one."""
        facts = [self.facts(place) for place in self.places]
        numbers = [number(CREATININE_BASELINE, facts[0]), number(RESUMED_TO, facts[0])]
        numbers += [number(WITHHELD_FROM, each) for each in facts]
        base, back, *uppers = [self.shown(n.low) for n in numbers if n is not None and n.is_point] or (0.0, 0.0)
        if not uppers:
            return ()
        places: dict[float, list[str]] = {}
        for place, value in zip(self.places, uppers, strict=True):
            places.setdefault(value, []).append(place)
        more = f"{(RECOVERY_RATIO - 1) * 100:.3g}\N{NO-BREAK SPACE}%"
        return (
            _Line(base, f"before treatment: {self.words(base)}", EDGE, ":"),
            _Line(back, f"resume at or below {self.words(back)}, {more} above the value before treatment", *_RESUME),
            *(
                _Line(value, self._withhold(value, base, of if len(places) > 1 else []), *_HOLD)
                for value, of in places.items()
            ),
        )

    def _withhold(self, value: float, base: float, places: Sequence[str]) -> str:
        where = f" ({', '.join(places)})" if places else ""
        return f"withhold from {self.words(value)}, a rise of {self.words(round(value - base, _DIGITS))}{where}"

    def results(self) -> list[_Result]:
        """Return every result with what it means."""
        return [self._result(result) for result in self.patient.labs.series("creatinine", self.on)]

    def _result(self, result: Observation) -> _Result:
        given = as_amount(result.value)
        value = given.value if given.unit == self.unit else self.shown(SERUM_CREATININE.canonical_value(given))
        mark = "" if result.comparator is None else f"{result.comparator} "
        on = self.on if result.on is None else result.on
        text = f"{mark}{self.words(value).removesuffix(f' {self.unit}')}"
        return _Result(on, value, text, self._meaning(result))

    def _meaning(self, result: Observation) -> _Meaning:
        began = self.began
        if began is not None and result.on is not None and result.on <= began:
            return _Meaning.BEFORE
        if not self.lines:
            return _Meaning.ALONE
        found = set()
        for place in self.places:
            facts = self.facts(place, result)
            found.add((truth(rise_withholds(CREATININE), facts), truth(RECOVERED, facts)))
        if len(found) > 1:
            return _Meaning.OPEN
        return _MEANINGS.get(found.pop(), _Meaning.OPEN)


_MEANINGS = {
    (Truth.TRUE, Truth.FALSE): _Meaning.WITHHOLD,
    (Truth.FALSE, Truth.FALSE): _Meaning.BETWEEN,
    (Truth.FALSE, Truth.TRUE): _Meaning.RESUME,
    # The lower line lies above the upper one where the value before treatment is very high.
    (Truth.TRUE, Truth.TRUE): _Meaning.WITHHOLD,
}


def creatinine_over_time(
    patient: Patient,
    ax: Axes | None = None,
    *,
    on: date,
    jurisdiction: Jurisdiction | None = None,
    unit: str | None = None,
) -> Axes:
    """Draw creatinine over time with the lines at which a dose is withheld and resumed.

    The lines are those of the rules for drugs whose doses wait for the kidney. They
    hang on the creatinine from before treatment as the rules read it; where that is
    not known there are none, and the picture says so. What is withheld stays
    withheld between the lines, so a mark there decides nothing by itself.

    Args:
        patient: What is known of the person; ``labs.creatinine`` is drawn.
        ax: Where to draw; a figure of its own by default, which is ``ax.figure`` of what is returned.
        on: The day for which it is drawn; later results are left out, and one without a date counts on it.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``; None draws a line for each reading where they differ.
        unit: Unit of the upright axis; by default that of the latest result.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        PictureError: If there is no result to show.
        UnknownJurisdictionError: If the jurisdiction is not encoded.
        UnitMismatchError: If the unit is not one of creatinine.

    Example:
        >>> from boneguide.model.labs import Labs
        >>> from boneguide.quantities import Q
        >>> results = [
        ...     Observation(value=Q(0.9, "mg/dL"), on=date(2026, 10, 1)),
        ...     Observation(value=Q(1.5, "mg/dL"), on=date(2026, 11, 20)),
        ... ]
        >>> person = Patient(labs=Labs(creatinine=results, creatinine_baseline=Q(0.9, "mg/dL")))
        >>> ax = creatinine_over_time(person, on=date(2026, 11, 23), jurisdiction="US")
        >>> ax.get_ylabel()
        'serum creatinine, mg/dL'
    """
    canvas.door()
    series = _series(patient, on, jurisdiction, unit)
    results = series.results()
    lines = series.lines
    drawn = canvas.axes(ax, _HIGH)
    canvas.title(drawn, [f"Serum creatinine before each dose, as read in {_places(series.places)}"])
    drawn.spines[["top", "right"]].set_visible(False)
    drawn.set_ylabel(f"serum creatinine, {series.unit}", fontsize=canvas.USUAL, color=INK, **canvas.LITERAL)
    drawn.tick_params(labelsize=canvas.SMALL)
    first, last = _span(results)
    drawn.set_ylim(0, max([*(r.value for r in results), *(line.value for line in lines)]) * _HEADROOM)
    drawn.set_xlim(first, last)  # type: ignore[arg-type]  # an axis of days takes days
    _legend(drawn, results)
    _draw(drawn, series, results, lines)
    return drawn


def _series(patient: Patient, on: date, jurisdiction: Jurisdiction | None, unit: str | None) -> _Series:
    canvas.expect(patient, Patient, "a Patient with results in labs")
    require_date(on, "creatinine_over_time(on)", PictureError)
    places = JURISDICTIONS if jurisdiction is None else tuple(j for j in JURISDICTIONS if j == jurisdiction)
    if not places:
        msg = (
            f"jurisdiction {jurisdiction!r} is not encoded. Expected {', '.join(JURISDICTIONS)}, or None to see"
            " what differs."
        )
        raise UnknownJurisdictionError(msg)
    latest = patient.labs.latest("creatinine", on)
    if latest is None:
        msg = (
            f"no creatinine up to {on} is on record, so there is nothing to draw. Expected one result or more, such as"
            " Labs(creatinine=[Observation(value=Q(0.9, 'mg/dL'), on=date(2026, 10, 1))])."
        )
        raise PictureError(msg)
    wanted = as_amount(latest.value).unit if unit is None else unit
    # A unit that is none of creatinine is refused here.
    SERUM_CREATININE.factor(wanted)
    return _Series(patient, on, places, as_amount(f"1 {wanted}").unit)


def _places(places: Sequence[str]) -> str:
    *first, last = [f"the {place}" for place in places]
    return f"{', '.join(first)} and {last}" if first else last


def _span(results: Sequence[_Result]) -> tuple[date, date]:
    first, last = results[0].on, max(result.on for result in results)
    spare = max(_SHORTEST - (last - first).days, (last - first).days // 20, 0) // 2 + 1
    return shifted(first, -spare), shifted(last, spare)


def _legend(ax: Axes, results: Sequence[_Result]) -> None:
    shown = [meaning for meaning in _Meaning if any(result.meaning is meaning for result in results)]
    canvas.legend(ax, {meaning.words: canvas.mark(*meaning.value[:2]) for meaning in shown}, below=3.2)


@attrs.frozen
class _Board:
    """How many inches of a picture a day and a unit take, and what has already its place on it."""

    ax: Axes
    first: date
    per_day: float
    per_unit: float
    high: float
    taken: list[tuple[float, float, float, float]] = attrs.field(factory=list)

    def place(self, on: date, value: float) -> tuple[float, float]:
        return (on - self.first).days * self.per_day, value * self.per_unit

    def cover(self, on: date, value: float) -> None:
        """Take the room of a mark."""
        along, up = self.place(on, value)
        self.taken.append((along - _MARK, up - _MARK, along + _MARK, up + _MARK))

    def claim(self, middle: float, up: float, text: str) -> bool:
        """Take the room of some words, unless some of it is taken."""
        half, tall = canvas.width(text, canvas.SMALL) / 2 + 0.03, 0.07
        box = (middle - half, up - tall, middle + half, up + tall)
        free = not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in self.taken)
        if free:
            self.taken.append(box)
        return free


def _draw(ax: Axes, series: _Series, results: Sequence[_Result], lines: Sequence[_Line]) -> None:
    wide, high = canvas.size(ax)
    words = min(_WORDS, wide * _LARGEST)
    first, last = _span(results)
    (left, right), (_, top) = ax.get_xlim(), ax.get_ylim()
    board = _Board(ax, first, (wide - words) / (right - left), high / top, high)
    ax.set_xlim(left, left + (right - left) * wide / (wide - words))
    ax.spines["bottom"].set_bounds(left, right)
    name_days(ax, first, last, wide - words)
    ends: list[date] = [first, last]
    if lines:
        upper = max(line.value for line in lines[2:])
        ax.fill_between(ends, lines[1].value, 0, color="#e3f1fa", linewidth=0)  # type: ignore[arg-type]  # days
        ax.fill_between(ends, upper, top, facecolor="none", edgecolor="#dcb8a6", hatch="///", linewidth=0)  # type: ignore[arg-type]  # days
    for line in lines:
        ax.plot(ends, [line.value] * 2, color=line.colour, linestyle=line.dash, linewidth=1.4)  # type: ignore[arg-type]  # days
    began = series.began
    if began is not None and first <= began <= last:
        ax.plot([began] * 2, [0, top], color=EDGE, linewidth=canvas.LINE)  # type: ignore[arg-type]  # days
        middle = board.place(began, 0)[0] + canvas.width("first dose", canvas.SMALL) / 2 + 0.06
        board.claim(middle, high - 0.1, "first dose")
        _word(board, middle, high - 0.1, "first dose")
    ax.plot([r.on for r in results], [r.value for r in results], color=EDGE, linewidth=0.8)  # type: ignore[arg-type]  # days
    for meaning in _Meaning:
        shown = [r for r in results if r.meaning is meaning]
        if shown:
            shape, fill, _ = meaning.value
            look = {"linestyle": "", "marker": shape, "color": fill, "markeredgecolor": INK, "markersize": 6.5}
            ax.plot([r.on for r in shown], [r.value for r in shown], zorder=3, label=meaning.name.lower(), **look)  # type: ignore[arg-type]  # days
    for result in results:
        board.cover(result.on, result.value)
    for result in reversed(results):
        along, up = board.place(result.on, result.value)
        if board.claim(along, up + _ABOVE, result.text):
            _word(board, along, up + _ABOVE, result.text)
    _name_lines(board, last, lines, words)


def _word(board: _Board, along: float, up: float, text: str) -> None:
    under = {"facecolor": "#ffffff", "edgecolor": "none", "pad": 0.6, "alpha": 0.85}
    day = board.ax.get_xlim()[0] + along / board.per_day
    canvas.write(board.ax, day, up / board.per_unit, text, ha="center", va="center", fontsize=canvas.SMALL, bbox=under)


def _name_lines(board: _Board, last: date, lines: Sequence[_Line], words: float) -> None:
    """Write the words of each line beside its end, none over another."""
    start = board.place(last, 0)[0]
    room = words - 0.3
    if not lines:
        told = "No value from before treatment is known to the rules, so there are no lines."
        _lines_at(board, start, board.high / 2, canvas.wrap(told, room))
        return
    wrapped = [(line, canvas.wrap(line.words, room)) for line in sorted(lines, key=lambda line: line.value)]
    tall = [len(text) * canvas.PITCH + 0.06 for _, text in wrapped]
    middles = _apart([line.value * board.per_unit for line, _ in wrapped], tall, board.high)
    left = board.ax.get_xlim()[0]
    for (line, text), middle in zip(wrapped, middles, strict=True):
        days = [left + along / board.per_day for along in (start, start + 0.22)]
        ups = [line.value, middle / board.per_unit]
        board.ax.plot(days, ups, color=line.colour, linewidth=canvas.LINE)
        _lines_at(board, start, middle, text)


def _apart(wanted: Sequence[float], tall: Sequence[float], high: float) -> list[float]:
    """Return the middles of some labels as near as can be to where they belong, none over another."""
    middles: list[float] = []
    floor = 0.0
    for place, each in zip(wanted, tall, strict=True):
        middles.append(max(place, floor + each / 2))
        floor = middles[-1] + each / 2
    ceiling = high
    for place in range(len(middles) - 1, -1, -1):
        middles[place] = min(middles[place], ceiling - tall[place] / 2)
        ceiling = middles[place] - tall[place] / 2
    return middles


def _lines_at(board: _Board, start: float, middle: float, text: Sequence[str]) -> None:
    day = board.ax.get_xlim()[0] + (start + 0.25) / board.per_day
    for place, line in enumerate(text):
        up = middle + ((len(text) - 1) / 2 - place) * canvas.PITCH
        canvas.write(board.ax, day, up / board.per_unit, line, va="center", fontsize=canvas.USUAL)
