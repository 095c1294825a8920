"""How a rule comes to its answer, drawn from the rule itself.

The picture is one more reading of the ordered tests that every interpreter runs
(:mod:`boneguide.logic.program`), in the words of the manual. No rule is described
here, so a picture cannot say what the code does not do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from boneguide.errors import PictureError, UnknownJurisdictionError
from boneguide.logic.guideline import Guideline
from boneguide.logic.nodes import Constant, Criterion
from boneguide.logic.phrases import outline
from boneguide.logic.program import Program, program
from boneguide.logic.rule import Rule
from boneguide.logic.truth import Truth
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.status import Status
from boneguide.report.plots import _canvas as canvas
from boneguide.report.plots._canvas import PITCH, WIDTH
from boneguide.report.plots._sheet import Sheet
from boneguide.report.plots.styles import STYLES, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["decision_diagram", "guideline_diagram"]

#: Inches.
_MARGIN = 0.2
_NUMBER = 0.3
_STATUS = 1.35
_HIGH = 0.3
_LABEL = (_STATUS, _HIGH)
_ARROW = 1.1
_QUESTION = WIDTH - 2 * _MARGIN - _STATUS - _ARROW
_PAD = 0.08
_GAP = 0.3
_INDENT = 0.14
#: A criterion worded in so many letters stays one line of an outline.
_LETTERS = 80
#: So many statuses of a rule stand side by side in the picture of a guideline.
_STEP = 1.72
_BESIDE = int((WIDTH - 2 * _MARGIN) / _STEP)

_BOX = Style("#ffffff")
_OTHERWISE = "otherwise"
_ALWAYS = "always"
_HOW = "The first test that fires gives the status."
_WHEN = {
    frozenset({Truth.TRUE}): "if so",
    frozenset({Truth.FALSE}): "if not",
    frozenset({Truth.UNKNOWN}): "if not known",
    frozenset({Truth.TRUE, Truth.UNKNOWN}): "if so or\nnot known",
    frozenset({Truth.FALSE, Truth.UNKNOWN}): "if not or\nnot known",
}


@attrs.frozen
class _Line:
    """One printed line of a question: how far it is indented, and whether it says how what follows belongs together."""

    indent: float
    text: str
    heading: bool = False


@attrs.frozen
class _Question:
    """A test as it is shown."""

    lines: tuple[_Line, ...]
    when: str
    status: Status

    @property
    def high(self) -> float:
        return max(len(self.lines) * PITCH + 2 * _PAD, _HIGH + 2 * _PAD)


def decision_diagram(rule: Rule, ax: Axes | None = None, *, jurisdiction: Jurisdiction, most: int | None = 12) -> Axes:
    """Draw the tests by which a rule comes to its answer, in order, each with the status to which it leads.

    The first test that fires gives the status; where none does it is the last one.

    Args:
        rule: The rule, such as ``guideline["id"]``.
        ax: Where to draw, smaller if need be; a figure of its own, as high as it needs to be, by default.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``, whose tests are drawn.
        most: So many lines of a question are shown at most, and how many are left out is said; None shows all.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        PictureError: If it is no rule, or ``most`` is no number of lines.
        UnknownJurisdictionError: If the jurisdiction is not encoded.

    Example:
        >>> from boneguide.guidelines import corticosteroids
        >>> ax = decision_diagram(next(iter(corticosteroids)), jurisdiction="UK")
        >>> [text.get_text() for text in ax.texts][-2:]
        ['otherwise', 'recommended']
    """
    canvas.door()
    canvas.expect(rule, Rule, "a Rule, such as guideline['id']")
    if most is not None and (isinstance(most, bool) or not isinstance(most, int) or most < 1):
        msg = f"most was {most!r}. Expected a whole number of lines from 1, or None for all."
        raise PictureError(msg)
    tests = _program(rule, jurisdiction)
    questions = [
        _Question(tuple(_shortened([*_lines(t.criterion)], most)), _WHEN[t.truths], t.result) for t in tests.tests
    ]
    heading = canvas.wrap(rule.title, WIDTH - 2 * _MARGIN, weight="bold")
    told = canvas.wrap(_told(rule, jurisdiction), WIDTH - 2 * _MARGIN)
    top = _MARGIN + (len(heading) + len(told)) * PITCH + _GAP / 2
    alone = 0.0 if questions else PITCH
    sheet = Sheet.on(ax, top + sum(q.high + _GAP for q in questions) + alone + _HIGH + _MARGIN)
    under = sheet.lines(_MARGIN, _MARGIN, heading, weight="bold")
    sheet.lines(_MARGIN, under, told)
    for place, question in enumerate(questions):
        _ask(sheet, question, top, place + 1)
        top += question.high + _GAP
    if alone:
        sheet.write(_MARGIN, top, _ALWAYS, canvas.SMALL)
    top += alone
    sheet.label((_MARGIN, top), _LABEL, tests.otherwise.value, STYLES[tests.otherwise])
    return sheet.ax


def guideline_diagram(guideline: Guideline, ax: Axes | None = None, *, jurisdiction: Jurisdiction) -> Axes:
    """Draw to which statuses each rule of a guideline can come, in the order in which its tests are asked.

    Args:
        guideline: The guideline, such as a subject of ``boneguide.guidelines`` or ``guideline.only(...)``.
        ax: Where to draw, smaller if need be; a figure of its own, as high as it needs to be, by default.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``, whose tests are drawn.

    Raises:
        MissingExtraError: If matplotlib is not installed.
        PictureError: If it is no guideline, or one without rules.
        UnknownJurisdictionError: If the jurisdiction is not encoded.

    Example:
        >>> from boneguide.guidelines import corticosteroids
        >>> ax = guideline_diagram(corticosteroids, jurisdiction="UK")
        >>> ax.texts[0].get_text() == corticosteroids.title
        True
    """
    canvas.door()
    canvas.expect(guideline, Guideline, "a Guideline, such as one of boneguide.guidelines")
    if not len(guideline):
        msg = f"guideline {guideline.id!r} holds no rule to draw. Expected one or more."
        raise PictureError(msg)
    wide = WIDTH - 2 * _MARGIN
    heading = canvas.wrap(guideline.title, wide, weight="bold")
    editions = ", ".join(f"{name} {edition}" for name, edition in guideline.editions)
    told = canvas.wrap(f"{jurisdiction}; content: {editions}. {_HOW}", wide)
    drawn = [(canvas.wrap(f"{r.title} ({r.id})", wide), _program(r, jurisdiction)) for r in guideline]
    top = _MARGIN + (len(heading) + len(told) + 1) * PITCH
    rows = [len(title) * PITCH + _rows(tests) * (_HIGH + 2 * PITCH) + _GAP / 2 for title, tests in drawn]
    sheet = Sheet.on(ax, top + sum(rows) + _MARGIN)
    sheet.lines(_MARGIN, sheet.lines(_MARGIN, _MARGIN, heading, weight="bold"), told)
    for (title, tests), high in zip(drawn, rows, strict=True):
        _chain(sheet, tests, sheet.lines(_MARGIN, top, title))
        top += high
    return sheet.ax


# --------------------------------------------------------------------------- one rule


def _program(rule: Rule, jurisdiction: str) -> Program[Status]:
    if jurisdiction not in JURISDICTIONS:
        msg = (
            f"jurisdiction {jurisdiction!r} is not encoded. Expected {', '.join(JURISDICTIONS)}: a picture shows the"
            " tests of one place."
        )
        raise UnknownJurisdictionError(msg)
    found = program(rule, jurisdiction)
    for place, test in enumerate(found.tests):
        if isinstance(test.criterion, Constant):
            # It fires for everybody, so that nothing after it is ever asked.
            return Program(found.tests[:place], test.result)
    return found


def _told(rule: Rule, jurisdiction: str) -> str:
    about = "" if rule.about is None else f"; asked of each of the {rule.about.label} by itself"
    return f"{rule.id}, {jurisdiction}, edition {rule.edition}{about}. {_HOW}"


def _lines(criterion: Criterion) -> Iterator[_Line]:
    room = _QUESTION - _NUMBER - 2 * _PAD
    for depth, text in outline(criterion, width=_LETTERS):
        heading = text.endswith(":")
        weight = "bold" if heading else "normal"
        first, *others = canvas.wrap(text, room - depth * _INDENT - _INDENT, weight=weight)
        yield _Line(depth * _INDENT, first, heading)
        # What goes on is indented further, so that it does not look like a part of its own.
        yield from (_Line((depth + 1) * _INDENT, line, heading) for line in others)


def _shortened(lines: Sequence[_Line], most: int | None) -> Iterator[_Line]:
    if most is None or len(lines) <= most:
        yield from lines
        return
    yield from lines[: most - 1]
    left = len(lines) - most + 1
    yield _Line(
        0, f"... and {left} more line{'' if left == 1 else 's'}; the catalogue of rules has them all", heading=True
    )


def _ask(sheet: Sheet, question: _Question, top: float, number: int) -> None:
    sheet.box((_MARGIN, top), (_QUESTION, question.high), _BOX)
    start = top + (question.high - len(question.lines) * PITCH) / 2
    sheet.write(_MARGIN + _PAD, start + PITCH / 2, f"{number}", weight="bold")
    for place, line in enumerate(question.lines):
        weight = "bold" if line.heading else "normal"
        sheet.write(_MARGIN + _NUMBER + line.indent, start + (place + 0.5) * PITCH, line.text, weight=weight)
    middle = top + question.high / 2
    end = WIDTH - _MARGIN - _STATUS
    sheet.arrow((_MARGIN + _QUESTION, middle), (end, middle))
    sheet.write(
        (_MARGIN + _QUESTION + end) / 2, middle - PITCH * 0.4, question.when, canvas.SMALL, ha="center", va="bottom"
    )
    sheet.label((end, middle - _HIGH / 2), _LABEL, question.status.value, STYLES[question.status])
    down = _MARGIN + _NUMBER
    sheet.arrow((down, top + question.high), (down, top + question.high + _GAP))
    sheet.write(down + 0.1, top + question.high + _GAP / 2, _OTHERWISE, canvas.SMALL)


# --------------------------------------------------------------------------- a guideline


def _rows(tests: Program[Status]) -> int:
    return -(-(len(tests.tests) + 1) // _BESIDE)


def _chain(sheet: Sheet, tests: Program[Status], top: float) -> None:
    chain = [(_WHEN[t.truths].replace("\n", " "), t.result) for t in tests.tests]
    chain.append((_OTHERWISE if chain else _ALWAYS, tests.otherwise))
    for place, (when, status) in enumerate(chain):
        along = _MARGIN + place % _BESIDE * _STEP
        down = top + place // _BESIDE * (_HIGH + 2 * PITCH)
        told = when if place == len(chain) - 1 else f"{place + 1}: {when}"
        sheet.write(along, down + PITCH * 0.7, told, canvas.SMALL)
        sheet.label((along, down + PITCH * 1.4), _LABEL, status.value, STYLES[status])
        if place % _BESIDE < _BESIDE - 1 and place < len(chain) - 1:
            middle = down + PITCH * 1.4 + _HIGH / 2
            sheet.arrow((along + _STATUS, middle), (along + _STEP, middle))
