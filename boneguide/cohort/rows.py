"""One row of a frame as what the interpreter for single people reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from boneguide.cohort.compilation import row_sources, sources
from boneguide.cohort.preparation import Prepared
from boneguide.errors import CohortLayoutError, DisagreementError
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.engine import assess_snapshot
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import CategoryFact
from boneguide.logic.numbers import NumberFact
from boneguide.logic.tables import Table
from boneguide.model.assessment import Assessment
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.patient import Patient

if TYPE_CHECKING:
    from boneguide.logic.columns.interpreter import Given
    from boneguide.logic.guideline import Guideline
    from boneguide.logic.nodes import Fact, Value


@attrs.frozen(kw_only=True)
class RowReader:
    """Finds one person in a frame and judges that person alone.

    Args:
        people: The people.
        tables: Rows by the table that they belong to.
        guideline: The rules.
        jurisdiction: Whose rules count.
        on: The day.
        name: The column that names a lesion.
    """

    people: Prepared
    tables: Mapping[Table, Prepared]
    guideline: Guideline
    jurisdiction: Jurisdiction
    on: date
    name: str | None = None

    def assess(self, key: object) -> Assessment:
        """Return the assessment of the person whom a key names.

        Raises:
            CohortLayoutError: If nobody, or more than one row, has that key.
        """
        rows = self.people.rows_of(key)
        if len(rows) != 1:
            msg = (
                f"{len(rows)} rows have the key {key!r} in column {self.people.key!r}, which is of type"
                f" {self.people.key_type}. Expected exactly one."
            )
            raise CohortLayoutError(msg)
        context = Context(patient=Patient(), on=self.on, jurisdiction=self.jurisdiction)
        facts, _ = sources(self.guideline.rules)
        tables: dict[Table, tuple[Snapshot, ...] | None] = {}
        for table, prepared in self.tables.items():
            of_rows = row_sources(self.guideline.rules, table)
            found = tuple(
                _snapshot(row, prepared.given, of_rows, context, name=self._called(row))
                for row in prepared.rows_of(key)
            )
            listed = self.people.given.get(table.listed)
            complete = listed is not None and rows[0][listed.column] is True
            tables[table] = found if found or complete else None
        person = _snapshot(rows[0], self.people.given, facts, context, tables)
        return assess_snapshot(self.guideline.rules, self.guideline.editions, context, person)

    def _called(self, row: Mapping[str, Any]) -> str:
        name = None if self.name is None else row[self.name]
        return "" if name is None else str(name)


def refuse_disagreement(key: object, statuses: Mapping[str, str], assessment: Assessment) -> None:
    """Refuse to explain what the interpreter for single people sees otherwise.

    Args:
        key: The person.
        statuses: What the columns say, by rule.
        assessment: What the other interpreter says.

    Raises:
        DisagreementError: Naming the rules.
    """
    alone = {rule: assessment[rule].status.value for rule in statuses}
    wrong = [
        f"{rule} is {many!r} here and {alone[rule]!r} there" for rule, many in statuses.items() if alone[rule] != many
    ]
    if wrong:
        msg = (
            f"the interpreters for columns and for one person differ about {key!r}: {'; '.join(wrong)}."
            " Please report this."
        )
        raise DisagreementError(msg)


def refuse_disagreement_about_rows(key: object, statuses: Mapping[str, list[str]], assessment: Assessment) -> None:
    """Refuse to explain a person of whose rows the interpreter for single people says otherwise.

    Args:
        key: The person.
        statuses: What the columns say of each row, by rule.
        assessment: What the other interpreter says.

    Raises:
        DisagreementError: Naming the first rule.
    """
    for rule, many in statuses.items():
        alone = [answer.status.value for answer in assessment.values() if answer.id == rule and answer.about]
        refuse_others(key, rule, many, alone)


def refuse_others(key: object, rule: str, statuses: list[str], alone: list[str]) -> None:
    """Refuse to explain rows whose statuses the interpreter for single people sees otherwise, in whatever order.

    Args:
        key: The person.
        rule: The rule.
        statuses: What the columns say.
        alone: What the other interpreter says.

    Raises:
        DisagreementError: Naming both.
    """
    if sorted(statuses) != sorted(alone):
        msg = (
            f"the interpreters for columns and for one person differ about the lesions of {key!r}: {rule} is"
            f" {sorted(statuses)} here and {sorted(alone)} there. Please report this."
        )
        raise DisagreementError(msg)


def _snapshot(  # noqa: PLR0913 - one argument for each thing that a snapshot is made of
    row: Mapping[str, Any],
    given: Mapping[Fact, Given],
    asked: Iterable[Fact],
    context: Context,
    tables: Mapping[Table, tuple[Snapshot, ...] | None] | None = None,
    *,
    name: str = "",
) -> Snapshot:
    return Snapshot(
        context,
        # Nothing is read from a record: what the frame does not say is unknown.
        values={**dict.fromkeys(asked), **{fact: _value(fact, row, place) for fact, place in given.items()}},
        units={fact: place.unit for fact, place in given.items()},
        tables=tables,
        name=name,
    )


def _value(fact: Fact, row: Mapping[str, Any], place: Given) -> Value:
    low = row[place.column]
    high = low if place.high is None else row[place.high]
    if low is None and high is None:
        return None
    match fact:
        case NumberFact():
            ends = (fact.lowest if low is None else float(low), float("inf") if high is None else float(high))
            return ends[0] if ends[0] == ends[1] else Interval(*ends)
        case CategoryFact():
            return str(low)
    return bool(low)
