"""The columnar door: a frame of people in, a frame of answers out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import attrs

from boneguide import guidelines
from boneguide.cohort.answers import Answers
from boneguide.cohort.compilation import OUTPUTS, chosen_outputs, compiled, sources
from boneguide.cohort.frames import Frame, Native, column_names, frame
from boneguide.cohort.inspection import Report, inspect
from boneguide.cohort.layout import Columns, Layout, layout
from boneguide.cohort.preparation import Prepared, prepare
from boneguide.cohort.questions import Rows, with_answers
from boneguide.cohort.rows import RowReader
from boneguide.errors import CohortLayoutError, UnknownJurisdictionError
from boneguide.logic.columns.emit import plan
from boneguide.logic.tables import Exists, Table
from boneguide.model.answer import JURISDICTIONS, Jurisdiction

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline
    from boneguide.logic.nodes import Fact

#: What is done about values that cannot be true: refuse the frame, or take them as unknown.
Invalid: TypeAlias = Literal["refuse", "unknown"]

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
    """

    source: Frame
    people: Prepared
    tables: Mapping[Table, Prepared]
    answered: Mapping[Exists, tuple[str, str]]
    layout: Layout
    report: Report


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
            possible value of a number.
        units: By name of column, the unit of its numbers, such as ``{"creatinine": "umol/L"}``.
        lesions: A row for each lesion.
        guideline: Which rules to ask; all that the library encodes by default.
        rules: Identifiers of the rules to ask, where not all are wanted.
        outputs: Any of ``"status"``, ``"dose"`` and ``"missing"``.
        invalid: Whether values that cannot be true are refused or, with ``"unknown"``, taken as unknown and counted
            in the report.

    Returns:
        The answers: a frame of the kind that was given with a row for each person, and the way back from each row to
        its reasons. The status of a rule is in ``<rule>_status``, a dose with its unit in the name in
        ``<rule>_dose_mg``, the facts that could still change the answer as bits of a number in ``<rule>_missing``,
        and whether anything urgent is in question in ``red_flag``.

    Raises:
        CohortLayoutError: If a column, a fact, a unit or a rule is not there or not told apart.
        CohortDataError: If a column has the wrong type or holds what cannot be true, or a person has two rows.
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
    asked = chosen_rules(guidelines.default if guideline is None else guideline, rules)
    wanted = chosen_outputs(outputs)
    check(on, jurisdiction, invalid)
    ready = make_ready(
        people, asked, jurisdiction, key=key, columns=columns, units=units, lesions=lesions, cure=invalid == "unknown"
    )
    made = compiled(asked.rules, jurisdiction, ready.people.given, ready.answered, wanted)
    found = plan(made.outputs, ready.people.dialect).run(ready.people.lazy, keep=(key,))
    return Answers(
        frame=ready.source.back(found),
        meanings=MappingProxyType(made.meanings),
        layout=ready.layout,
        report=ready.report,
        guideline=asked,
        jurisdiction=jurisdiction,
        on=on,
        compiled=made,
        reader=RowReader(people=ready.people, tables=ready.tables, guideline=asked, jurisdiction=jurisdiction, on=on),
    )


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
    facts, questions = sources(guideline.rules)
    tables = tuple(dict.fromkeys(question.table for question in questions))
    facts = (*facts, *(table.listed for table in tables))
    stated = layout(column_names(people), facts, key=key, columns=columns, units=units, ours=_ours())
    source = frame(people, stated.used)
    report = inspect(source, stated.placed, key=key, once=True)
    report.refuse(curable=not cure)
    ready = prepare(source, stated, cure=cure)
    prepared: dict[Table, Prepared] = {}
    answered: dict[Exists, tuple[str, str]] = {}
    if lesions is not None:
        for table in tables:
            about = [question for question in questions if question.table == table]
            prepared[table], more = _rows(lesions, about, cure=cure)
            report = attrs.evolve(report, problems=(*report.problems, *more.problems))
            ready, named = with_answers(ready, prepared[table], about, place, ready.given.get(table.listed))
            answered.update(named)
    return Ready(source=source, people=ready, tables=prepared, answered=answered, layout=stated, report=report)


def _rows(rows: Rows, questions: list[Exists], *, cure: bool) -> tuple[Prepared, Report]:
    facts = tuple(dict.fromkeys(f for question in questions for f in question.condition.facts()))
    stated = layout(column_names(rows.frame), facts, key=rows.key, columns=rows.columns, units=rows.units, ours=_ours())
    source = frame(rows.frame, stated.used)
    report = inspect(source, stated.placed, key=rows.key, once=False)
    report.refuse(curable=not cure)
    return prepare(source, stated, cure=cure), report


def _ours() -> tuple[Fact, ...]:
    """Return every fact that the library's own guidelines ask about, so that none of them counts as misspelt."""
    facts, questions = sources(guidelines.default.rules)
    return (*facts, *(f for question in questions for f in question.condition.facts()))


def chosen_rules(guideline: Guideline, rules: Iterable[str] | None) -> Guideline:
    """Return the rules that were asked for.

    Raises:
        UnknownRuleError: If one is not in the guideline.
        CohortLayoutError: If there is none.
    """
    if rules is None:
        return guideline
    wanted = (rules,) if isinstance(rules, str) else tuple(rules)
    if not wanted:
        msg = "no rule was asked for. Expected one identifier or more, or nothing for all."
        raise CohortLayoutError(msg)
    return guideline.only(*wanted)


def check(on: date, jurisdiction: str, invalid: str) -> None:
    """Refuse a day, a jurisdiction or a choice that is none.

    Raises:
        CohortLayoutError: For a day or a choice.
        UnknownJurisdictionError: For a jurisdiction.
    """
    if isinstance(on, datetime) or not isinstance(on, date):
        msg = f"on={on!r} is not a date. Expected datetime.date, such as date(2026, 11, 23)."
        raise CohortLayoutError(msg)
    if jurisdiction not in JURISDICTIONS:
        msg = (
            f"jurisdiction {jurisdiction!r} is not encoded. Expected {', '.join(JURISDICTIONS)}; to see what differs,"
            " assess the cohort once for each, or use cohort.diff."
        )
        raise UnknownJurisdictionError(msg)
    if invalid not in get_args(Invalid):
        msg = f"invalid={invalid!r} is no choice. Expected {' or '.join(map(repr, get_args(Invalid)))}."
        raise CohortLayoutError(msg)
