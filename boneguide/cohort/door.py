"""The columnar door: a frame of people in, a frame of answers out."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from boneguide import guidelines
from boneguide.cohort.answers import Answers, Each
from boneguide.cohort.choosing import Invalid, check, chosen_rules, left_out
from boneguide.cohort.compilation import OUTPUTS, chosen_outputs, compiled, sources
from boneguide.cohort.frames import Native
from boneguide.cohort.layout import Columns
from boneguide.cohort.preparation import Prepared
from boneguide.cohort.questions import Rows, with_people
from boneguide.cohort.readiness import Ready, make_ready
from boneguide.cohort.rows import RowReader
from boneguide.errors import CohortLayoutError
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic.asked import about_rows_of, about_the_person
from boneguide.logic.tables import Exists
from boneguide.model.jurisdiction import Jurisdiction

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline
    from boneguide.logic.rule import Rule

_NONE: Mapping[str, str] = MappingProxyType({})


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
    asked.require(jurisdiction)
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
