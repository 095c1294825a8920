"""Pictures of a cohort that can be read in grey, and by everyone who sees colours differently.

Each status has a colour, a hatching and a name beside it, the same in every
picture, so that none of the three is needed to tell it apart. They need the extra
``plot``.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

import attrs

from boneguide.cohort.comparison import SIDES
from boneguide.cohort.tally import DoseChange, Share, grouped
from boneguide.model.status import Status
from boneguide.report.plots import _canvas as canvas
from boneguide.report.plots.styles import STYLES, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Inches. They are the units of the upright axis too, so that a figure of its own can be made as high as it needs to be.
BAR = 0.22
_GAP = 0.24
_NOTE = 0.14
_ROW = 0.28
_LEGEND = 1.1
_TITLE = 0.9
#: How wide a letter is, in large and small letters, and what is kept free around a number.
_LETTER = 0.08
_SMALL = 0.066
_SPARE = 0.12
#: So many letters of a name stand on one line, and so many of a note at least.
_NAME = 32
_SHORTEST = 24

_ARROW = "\N{RIGHTWARDS ARROW}"
_SPACE = "\N{NO-BREAK SPACE}"
_PLAIN = Style("#ffffff")


@attrs.frozen
class _Row:
    """One bar of a picture of changes, or the heading over some."""

    text: str
    people: int
    style: Style = _PLAIN
    heading: bool = False


def statuses(counts: Mapping[str, Mapping[Status, int]], ax: Axes | None = None) -> Axes:
    """Draw how many people have which status, a bar for each rule.

    Args:
        counts: Numbers of people by rule and status, as :meth:`~boneguide.cohort.answers.Answers.counts` gives them.
        ax: Where to draw; a figure of its own, as high as it needs to be, by default.

    Raises:
        MissingExtraError: If matplotlib is not installed.

    Example:
        >>> ax = statuses({"denosumab": {Status.AFTER: 30, Status.NEEDS_DATA: 12}})
        >>> [label.get_text() for label in ax.get_yticklabels()]
        ['denosumab']
    """
    rows = {rule: {status: row[status] for status in Status if row.get(status)} for rule, row in counts.items()}
    shown = [status for status in Status if any(status in row for row in rows.values())]
    whole = max((sum(row.values()) for row in rows.values()), default=0)
    drawn = _drawable(ax)
    if not whole:
        return _said(drawn, "No answers to show")
    canvas.title(drawn, [f"Status by rule, {grouped(whole)} people"])
    names = [textwrap.fill(rule, _NAME) for rule in rows]
    drawn.set_yticks(range(len(rows)), names, **canvas.LITERAL)
    _legend(drawn, shown)
    inches = canvas.size(drawn)[0]
    bars = [_Bar(row, whole / inches) for row in rows.values()]
    notes = [textwrap.wrap(bar.note, max(int(inches / _SMALL), _SHORTEST), break_on_hyphens=False) for bar in bars]
    step = BAR + _GAP + _NOTE * max(len(lines) - 1 for lines in notes)
    drawn.set_xlim(0, whole * 1.005)
    drawn.set_yticks([place * step for place in range(len(rows))], names, **canvas.LITERAL)
    drawn.set_ylim(len(rows) * step - BAR / 2, -BAR)
    for place, (bar, note) in enumerate(zip(bars, notes, strict=True)):
        bar.draw(drawn, place * step)
        if note:
            canvas.write(drawn, 0, place * step + BAR * 0.6, "\n".join(note), va="top", fontsize="small")
    if ax is None:
        canvas.figure(drawn).set_figheight(_LEGEND + step * len(rows))
    return drawn


@attrs.frozen
class _Bar:
    """The people of one rule by their status, and how many of them an inch of the picture stands for."""

    row: Mapping[Status, int]
    per_inch: float

    @property
    def note(self) -> str:
        """The numbers for which there is no room in the bar."""
        narrow = (f"{status.value} {grouped(n)}" for status, n in self.row.items() if not self._has_room(n))
        return ", ".join(text.replace(" ", _SPACE) for text in narrow)

    def draw(self, ax: Axes, place: float) -> None:
        start = 0
        for status, people in self.row.items():
            style = STYLES[status]
            _bar(ax, place, people, style, start)
            if self._has_room(people):
                box = {"facecolor": style.fill, "edgecolor": "none", "pad": 1.2}
                middle = start + people / 2
                canvas.write(ax, middle, place, grouped(people), ha="center", color=style.ink, bbox=box)
            start += people

    def _has_room(self, people: int) -> bool:
        return people / self.per_inch >= len(grouped(people)) * _LETTER + _SPARE


def _legend(ax: Axes, shown: Sequence[Status]) -> None:
    patches = [canvas.patch(STYLES[status]) for status in shown]
    names = [status.value for status in shown]
    ax.legend(patches, names, loc="upper left", bbox_to_anchor=(0, 0), ncols=3, frameon=False, handlelength=2.5)


class Changes(Protocol):
    """What is drawn of changes; :class:`~boneguide.cohort.differences.Differences` has it."""

    @property
    def share(self) -> Share:
        """How many rows change, of how many."""

    @property
    def sides(self) -> tuple[str, str]:
        """What was compared, before and after, in words."""

    @property
    def rules(self) -> Sequence[str]:
        """The rules by which anything changes."""

    @property
    def counts(self) -> Mapping[str, Mapping[tuple[Status, Status], int]]:
        """By rule, how many rows go from which status to which."""

    @property
    def doses(self) -> Mapping[str, Sequence[DoseChange]]:
        """By rule, the doses that change where the status stays."""


def transitions(changes: Changes, ax: Axes | None = None, *, most: int = 5) -> Axes:
    """Draw how many people or lesions change by each rule, from what to what.

    A bar has the colour of the status after. Doses are shown where they change and
    the status stays.

    Args:
        changes: The changes.
        ax: Where to draw; a figure of its own, as high as it needs to be, by default.
        most: So many bars at most are drawn for a rule; what is left is one more bar.

    Raises:
        MissingExtraError: If matplotlib is not installed.
    """
    rows = [row for rule in changes.rules for row in _rows(changes, rule, most)]
    drawn = _drawable(ax)
    title = [f"{changes.share} would be answered differently"]
    title += (f"{side}: {words}" for side, words in zip(SIDES, changes.sides, strict=True))
    canvas.title(drawn, title)
    if not rows:
        return _said(drawn, "No changes")
    bars = {place * _ROW: row for place, row in enumerate(rows) if not row.heading}
    drawn.set_yticks([*bars], [row.text for row in bars.values()], **canvas.LITERAL)
    drawn.set_ylim((len(rows) - 0.5) * _ROW, -0.8 * _ROW)
    longest = max(row.people for row in bars.values())
    room = len(grouped(longest)) * _LETTER + _SPARE
    inches = canvas.size(drawn)[0]
    drawn.set_xlim(0, longest * inches / max(inches - room, room))
    for place, row in enumerate(rows):
        if row.heading:
            canvas.write(drawn, 0, (place + 0.1) * _ROW, row.text, weight="bold")
        else:
            _bar(drawn, place * _ROW, row.people, row.style)
            canvas.write(drawn, row.people, place * _ROW, f" {grouped(row.people)}")
    if ax is None:
        canvas.figure(drawn).set_figheight(_TITLE + _ROW * len(rows))
    return drawn


def _rows(changes: Changes, rule: str, most: int) -> list[_Row]:
    rows = [
        _Row(f"{before.value} {_ARROW} {after.value}", people, STYLES[after])
        for (before, after), people in changes.counts.get(rule, {}).items()
    ]
    rows += [
        _Row(f"{c.status.value}, {_dose(c.before)} {_ARROW} {_dose(c.after)}", c.people, STYLES[c.status])
        for c in changes.doses.get(rule, ())
    ]
    rows.sort(key=lambda row: -row.people)
    everyone = sum(row.people for row in rows)
    kept, rest = rows[:most], rows[most:]
    if rest:
        kept.append(_Row(f"{len(rest)} other", sum(row.people for row in rest)))
    return [_Row(f"{rule}: {grouped(everyone)}", 0, heading=True), *kept]


def _dose(dose: object) -> str:
    return "no dose" if dose is None else str(dose)


# --------------------------------------------------------------------- parts of a picture


def _drawable(ax: Axes | None) -> Axes:
    """Return where to draw, without what says nothing: every bar has its number."""
    return canvas.bare(canvas.axes(ax, _LEGEND + _ROW))


def _said(ax: Axes, text: str) -> Axes:
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 1)
    canvas.write(ax, 0.5, 0.5, text, ha="center")
    return ax


def _bar(ax: Axes, place: float, people: int, style: Style, start: int = 0) -> None:
    ax.add_patch(canvas.rectangle(start, place - BAR / 2, people, BAR, style))
