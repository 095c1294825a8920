"""The columnar door: a frame of people in, a frame of answers out."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from boneguide import guidelines
from boneguide.cohort._choosing import Invalid, check, chosen_rules, left_out
from boneguide.cohort.answers import Answers, Each
from boneguide.cohort.compilation import OUTPUTS, chosen_outputs, compiled, row_sources, sources
from boneguide.cohort.frames import Frame, Native, column_names, frame
from boneguide.cohort.inspection import Report, inspect
from boneguide.cohort.layout import Columns, Layout, layout
from boneguide.cohort.preparation import Prepared, prepare
from boneguide.cohort.questions import Rows, join, with_people
from boneguide.cohort.rows import RowReader
from boneguide.errors import CohortLayoutError
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic.asked import about_rows_of, about_the_person
from boneguide.logic.tables import Exists, Table
from boneguide.model.answer import Jurisdiction

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline
    from boneguide.logic.nodes import Fact
    from boneguide.logic.rule import Rule

_NONE: Mapping[str, str] = MappingProxyType({})


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


def assess(  # noqa: PLR0913 - one argument for each thing an answer depends on
    people: Native,
    *,
    key: str,
    on: date,
    jurisdiction: Jurisdiction,
    columns: Mapping[str, Columns] = _NONE,
    units: Mapping[str, str] = _NONE,
    lesions: Rows | None = None,
    guideline: Guideline | None = None,
    rules: Iterable[str] | None = None,
    outputs: Iterable[str] = OUTPUTS,
    invalid: Invalid = "refuse",
) -> Answers:
    """Return what the encoded guidelines say for every person of a frame.

    A column holds a fact when it has the name of the fact (see the list of facts in the manual), or is named in
    ``columns``; a column of numbers must have its unit in ``units``. What the frame does not hold is unknown. All
    columns that are used are looked through before anything is answered.

    Args:
        people: A row for each person: a frame of polars, pandas, pyarrow, DuckDB, PySpark or another library that
            narwhals supports, eager or lazy.
        key: The column that names the person.
        on: The day for which the answers are wanted.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``.
        columns: By name of fact, the column that holds it, or the two columns that hold the lowest and the highest
            possible value of a number; where one of the two is null, that end is open.
        units: By name of column, the unit of its numbers, such as ``{"creatinine": "umol/L"}``.
        lesions: A row for each lesion. Of people without any row nothing is known of their lesions, unless the fact
            ``lesions_listed`` says that all of theirs are there. Rules about single lesions are answered for each
            row, in ``answers.rows``; without lesions they are left out, and ``answers.left_out`` names them.
        guideline: Which rules to ask; ``guidelines.default``, every subject, by default.
        rules: Identifiers of the rules to ask, where not all are wanted.
        outputs: Any of ``"status"``, ``"dose"`` and ``"missing"``.
        invalid: Whether values that cannot be true are refused or, with ``"unknown"``, taken as unknown and counted
            in the report. Of values that no record of one person can hold together, such as a pregnant man, none is
            believed.

    Returns:
        The answers, a frame of the kind that was given with a row for each person, and the way back from each row to
        its reasons. The status of a rule is in ``<rule>_status``, a dose with its unit in the name in
        ``<rule>_dose_mg``, the facts that could still change the answer as bits of a number in ``<rule>_missing``,
        and whether anything urgent is in question in ``red_flag``.

    Raises:
        CohortLayoutError: If a column, a fact, a unit or a rule is not there or not told apart.
        CohortDataError: If a column has the wrong type or holds what cannot be true, or a person has two rows. Its
            ``report`` counts them by column.
        UnknownRuleError: If a rule is not in the guideline.
        GuidelineError: If two different facts of the guideline share a name.
        UnknownJurisdictionError: If the jurisdiction is not encoded.
        MissingExtraError: If a package for frames is not installed.

    Example:
        >>> import polars as pl
        >>> from datetime import date
        >>> people = pl.DataFrame({
        ...     "patient": ["a", "b"], "age": [68, 54], "sex": ["female", "male"], "weight": [60.0, 80.0],
        ...     "primary": ["breast", "prostate"], "bone_metastases": [True, True], "creatinine": [80.0, None],
        ... })
        >>> answers = assess(
        ...     people, key="patient", on=date(2026, 11, 23), jurisdiction="US", rules=["zoledronic-acid"],
        ...     units={"age": "year", "weight": "kg", "creatinine": "umol/L"}, outputs=["status", "dose"],
        ... )
        >>> answers.frame.rows()
        [('a', 'after', 3.5), ('b', 'needs-data', None)]
    """
    of_rows = lesions is not None
    asked = chosen_rules(guidelines.default if guideline is None else guideline, rules, of_rows=of_rows)
    wanted = chosen_outputs(outputs)
    check(on, jurisdiction, invalid)
    ready = make_ready(
        people, asked, jurisdiction, key=key, columns=columns, units=units, lesions=lesions, cure=invalid == "unknown"
    )
    made = compiled(about_the_person(asked.rules), jurisdiction, ready.people.given, ready.answered, wanted)
    refuse_taken(made.outputs, key)
    found = made.plan(ready.people.dialect).run(ready.people.lazy, keep=(key,))
    each = None if lesions is None else of_each(asked.rules, jurisdiction, ready, wanted, lesions)
    return Answers(
        frame=ready.source.back(found),
        rows=None if each is None or ready.rows is None else ready.rows.back(each.found),
        row_meanings=MappingProxyType({} if each is None else each.made.meanings),
        meanings=MappingProxyType(made.meanings),
        layout=ready.layout,
        report=ready.report,
        guideline=asked,
        jurisdiction=jurisdiction,
        on=on,
        lesions=ready.lesions,
        left_out=left_out(asked, of_rows=of_rows),
        compiled=made,
        each=each,
        reader=RowReader(
            people=ready.people,
            tables=ready.tables,
            guideline=asked,
            jurisdiction=jurisdiction,
            on=on,
            name=None if lesions is None else lesions.name,
        ),
    )


def of_each(
    rules: tuple[Rule, ...], place: Jurisdiction, ready: Ready, wanted: tuple[str, ...], lesions: Rows
) -> Each | None:
    """Return the answers of the rules about single lesions; None where there are no such rules.

    Args:
        rules: The rules, those about people among them.
        place: Whose rules count.
        ready: People and lesions.
        wanted: What is wanted of each rule.
        lesions: What was said of the lesions.

    Raises:
        CohortLayoutError: If a column that stays is called as one of the answers.
    """
    about_them = about_rows_of(rules, LESIONS)
    if not about_them:
        return None
    rows, answered = beside_people(ready, about_them)
    made = compiled(about_them, place, rows.given, answered, wanted)
    refuse_taken(made.outputs, *lesions.kept)
    return Each(rows=rows, made=made, found=made.plan(rows.dialect).run(rows.lazy, keep=lesions.kept))


def beside_people(ready: Ready, rules: tuple[Rule, ...]) -> tuple[Prepared, dict[Exists, tuple[str, str]]]:
    """Return the lesions with what rules about them ask of their person, and the answers to questions about all.

    Args:
        ready: People and lesions.
        rules: The rules.
    """
    facts, questions = sources(rules)
    # Of other tables than the lesions there are no rows, so that questions about them stay open.
    answered = {question: ready.answered[question] for question in questions if question in ready.answered}
    return with_people(ready.tables[LESIONS], ready.people, facts, answered.values()), answered


def refuse_taken(columns: Container[str], *names: str) -> None:
    """Refuse names that columns of the answer have too.

    Args:
        columns: The columns of the answer.
        names: The columns that stay beside them.

    Raises:
        CohortLayoutError: Naming the first.
    """
    for name in names:
        if name in columns:
            msg = f"a column is called {name!r}, as is a column of the answer. Expected another name; rename it."
            raise CohortLayoutError(msg)


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
