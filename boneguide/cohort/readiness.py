"""Frames made ready for the rules: what stands where, whether it can be believed, people and lesions together."""

from __future__ import annotations

import functools
from collections.abc import Mapping

import attrs

from boneguide import guidelines
from boneguide.cohort.compilation import row_sources, sources
from boneguide.cohort.frames import Frame, Native, column_names, frame
from boneguide.cohort.inspection import Report, inspect
from boneguide.cohort.layout import Columns, Layout, layout
from boneguide.cohort.preparation import Prepared, prepare
from boneguide.cohort.questions import Rows, join
from boneguide.errors import CohortLayoutError
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic.asked import about_rows_of
from boneguide.logic.guideline import Guideline
from boneguide.logic.nodes import Fact
from boneguide.logic.tables import Exists, Table


@attrs.frozen(kw_only=True)
class Ready:
    """A frame looked through and made ready, with what the rules need of it.

    Args:
        source: The frame as it came.
        people: The people, with the answers to questions about their rows.
        tables: Their rows.
        answered: The columns of those answers.
        layout: Which facts stand where.
        report: What was found in the frame.
        lesions: Which facts stand where among the lesions.
        rows: The frame of the lesions as it came.
        name: The column that names a lesion.
    """

    source: Frame
    people: Prepared
    tables: Mapping[Table, Prepared]
    answered: Mapping[Exists, tuple[str, str]]
    layout: Layout
    report: Report
    lesions: Layout | None = None
    rows: Frame | None = None
    name: str | None = None


@attrs.frozen(kw_only=True)
class Laid:
    """Frames of which it is known what stands where.

    Args:
        people: The people.
        layout: Which of their facts stand where.
        lesions: The lesions, which of their facts stand where, and what is asked about them.
        name: The column that names a lesion.
    """

    people: Frame
    layout: Layout
    lesions: tuple[Frame, Layout, tuple[Exists, ...]] | None = None
    name: str | None = None


def make_ready(  # noqa: PLR0913 - one argument for each thing a frame may state
    people: Native,
    guideline: Guideline,
    place: str,
    *,
    key: str,
    columns: Mapping[str, Columns],
    units: Mapping[str, str],
    lesions: Rows | None,
    cure: bool,
) -> Ready:
    """Return a frame looked through and made ready for the rules.

    Args:
        people: The frame.
        guideline: The rules.
        place: Whose rules count.
        key: The column that names the person.
        columns: Columns by name of fact.
        units: Units by name of column.
        lesions: What is said of the lesions.
        cure: Whether values that cannot be true are taken as unknown.

    Raises:
        CohortLayoutError: If it was not said, or not rightly, what the columns hold.
        CohortDataError: If the frame cannot be believed.
    """
    laid = laid_out(people, guideline, key=key, columns=columns, units=units, lesions=lesions)
    report = looked_through(laid)
    if not all(problem.curable for problem in report.problems):
        # With wrong types or keys nothing can be brought together.
        report.refuse(curable=not cure)
    # Without the values that are wrong by themselves it shows what else is, so that all is told at once.
    ready = put_together(laid, place, report, cure=cure or bool(report.problems))
    ready.report.refuse(curable=not cure)
    return ready


def laid_out(  # noqa: PLR0913 - one argument for each thing a frame may state
    people: Native,
    guideline: Guideline,
    *,
    key: str,
    columns: Mapping[str, Columns],
    units: Mapping[str, str],
    lesions: Rows | None,
) -> Laid:
    """Return a frame with what stands where, before any value is looked at.

    Args:
        people: The frame.
        guideline: The rules.
        key: The column that names the person.
        columns: Columns by name of fact.
        units: Units by name of column.
        lesions: What is said of the lesions.

    Raises:
        CohortLayoutError: If it was not said, or not rightly, what the columns hold.
    """
    facts, questions = sources(guideline.rules)
    about = tuple(question for question in questions if question.table == LESIONS)
    of_rows = row_sources(guideline.rules, LESIONS)
    of_lesions = bool(of_rows or about_rows_of(guideline.rules, LESIONS))
    facts = (*facts, LESIONS.listed) if of_lesions else facts
    stated = layout(column_names(people), facts, key=key, columns=columns, units=units, ours=_ours(None))
    source = frame(people, stated.used)
    if lesions is None or not of_lesions:
        return Laid(people=source, layout=stated)
    _require_rows(lesions)
    listed = layout(
        column_names(lesions.frame),
        of_rows,
        key=lesions.key,
        columns=lesions.columns,
        units=lesions.units,
        ours=_ours(LESIONS),
        of=LESIONS.name,
    )
    name = () if lesions.name is None else (_require_name(lesions, lesions.name),)
    listed = attrs.evolve(listed, unused=tuple(column for column in listed.unused if column not in name))
    rows = frame(lesions.frame, (*listed.used, *name))
    return Laid(people=source, layout=stated, lesions=(rows, listed, about), name=lesions.name)


def _require_name(lesions: Rows, name: str) -> str:
    there = [column for column in column_names(lesions.frame) if column != lesions.key]
    if name not in there:
        msg = f"the lesions have no column {name!r} that names them. Expected one of {', '.join(there)}."
        raise CohortLayoutError(msg)
    return name


def looked_through(laid: Laid) -> Report:
    """Return what is wrong with each frame by itself."""
    report = inspect(laid.people, laid.layout.placed, key=laid.layout.key, once=True)
    if laid.lesions is None:
        return report
    rows, listed, _ = laid.lesions
    return report.with_more(inspect(rows, listed.placed, key=listed.key, once=False), table=LESIONS.name)


def put_together(laid: Laid, place: str, report: Report, *, cure: bool, compare: bool = True) -> Ready:
    """Return frames ready for the rules, with a report that says where they contradict each other.

    Args:
        laid: The frames, looked through.
        place: The jurisdiction.
        report: What was found.
        cure: Whether values that cannot be true are taken as unknown.
        compare: Whether to look for contradictions between the frames.

    Raises:
        CohortLayoutError: If rows and people cannot be brought together.
    """
    people = prepare(laid.people, laid.layout, cure=cure)
    if laid.lesions is None:
        return Ready(source=laid.people, people=people, tables={}, answered={}, layout=laid.layout, report=report)
    rows, listed, about = laid.lesions
    kept = () if laid.name is None else (laid.name,)
    prepared = prepare(rows, listed, cure=cure, kept=kept)
    joined = join(people, prepared, LESIONS, about, place, compare=compare, cure=cure)
    return Ready(
        source=laid.people,
        people=joined.people,
        tables={LESIONS: joined.rows},
        answered=joined.answered,
        layout=laid.layout,
        report=report.with_more(joined.report),
        lesions=listed,
        rows=rows,
        name=laid.name,
    )


def _require_rows(lesions: object) -> None:
    if not isinstance(lesions, Rows):
        msg = f"lesions was given as {type(lesions).__name__}. Expected cohort.Rows(frame=..., key=...)."
        raise CohortLayoutError(msg)


@functools.cache
def _ours(table: Table | None) -> tuple[Fact, ...]:
    """Return every fact that the library's own guidelines ask about, so that none of them counts as misspelt."""
    rules = guidelines.default.rules
    return (*sources(rules)[0], LESIONS.listed) if table is None else row_sources(rules, table)
