"""What the facts are read from: one person, one day, one place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from boneguide.logic.nodes import Fact, Value
from boneguide.logic.numbers import NumberFact

if TYPE_CHECKING:
    from boneguide.logic.nodes import Criterion
    from boneguide.logic.tables import Table
    from boneguide.logic.truth import Truth
    from boneguide.model.lesion import Lesion
    from boneguide.model.patient import Patient
    from boneguide.model.regimen import Regimen


@attrs.frozen(kw_only=True)
class Context:
    """One person on one day under one jurisdiction.

    Args:
        patient: What is known of the person.
        on: The day for which an answer is wanted; nothing reads the clock.
        jurisdiction: ``"US"``, ``"EU"``, ``"UK"`` or None where not stated.
        order: A regimen already written that is to be checked, if any.
        lesion: The lesion that a question is about, if it is about one.
    """

    patient: Patient
    on: date
    jurisdiction: str | None = None
    order: Regimen | None = None
    lesion: Lesion | None = None
    #: What readers of facts work out once and share, by a name of their own.
    memo: dict[str, Any] = attrs.field(factory=dict, init=False, eq=False, repr=False)


@attrs.frozen(eq=False)
class Presuming:
    """A reader of what counts unless an entry that a list may lack undoes it, such as a result from before that entry.

    As rules answer it counts; where nothing is assumed it is unknown.

    Args:
        reads: The reader.
        unsure: Whether an entry that is lacking could undo what it reads.
    """

    reads: Callable[[Context], object]
    unsure: Callable[[Context], bool]

    def __call__(self, context: Context) -> object:
        """Return what is on record."""
        return self.reads(context)


def read(fact: Fact, context: Context) -> Value:
    """Return the value of ``fact`` in ``context``, numbers in the canonical unit.

    Raises:
        CriterionError: If the fact's reader gives a value of the wrong type.
    """
    return fact.interpret(fact.read(context))


def is_presumed(fact: Fact, context: Context) -> bool:
    """Return whether what is on record of a fact could be undone by an entry that a list may lack."""
    return context.patient.incomplete is not None and isinstance(fact.read, Presuming) and fact.read.unsure(context)


def read_unit(fact: Fact, context: Context) -> str | None:
    """Return the unit in which a number fact was reported, None where it is unknown."""
    return fact.unit_of(fact.read(context)) if isinstance(fact, NumberFact) else None


class Snapshot:
    """Fact values, read when asked for and then kept.

    Build one from a context, or from plain values where no person is needed
    (canonical units, intervals allowed). What is not recorded is inferred where
    the fact says from what.

    Args:
        context: Where to read what is not given.
        values: Recorded values; None is unknown.
        units: Units in which numbers were reported.
        tables: The rows of each table; None where they are not known.
        partial: Tables of which there may be more rows than the given ones.
        name: What a row is called; empty for a person.
        assuming: Whether what rules take to be absent, or let another measurement stand in for, is taken so;
            otherwise it stays the unknown that it is.

    Example:
        >>> from boneguide.guidelines.facts import AGE
        >>> Snapshot(values={AGE: 68.0}).value(AGE)
        68.0
    """

    __slots__ = (
        "_context",
        "_inferred",
        "_opened",
        "_partial",
        "_tables",
        "_units",
        "_values",
        "assuming",
        "name",
        "truths",
    )

    def __init__(  # noqa: PLR0913 - one keyword for each thing that may be known
        self,
        context: Context | None = None,
        *,
        values: Mapping[Fact, Value] | None = None,
        units: Mapping[Fact, str | None] | None = None,
        tables: Mapping[Table, tuple[Snapshot, ...] | None] | None = None,
        partial: Collection[Table] = (),
        name: str = "",
        assuming: bool = True,
    ) -> None:
        self._context = context
        self.name = name
        self.assuming = assuming
        self._values: dict[Fact, Value] = dict(values or {})
        self._units: dict[Fact, str | None] = dict(units or {})
        self._tables: dict[Table, tuple[Snapshot, ...] | None] = dict(tables or {})
        self._partial = frozenset(partial)
        self._inferred: dict[Fact, Value] = {}
        self._opened: Snapshot | None = None
        #: What the reference interpreter has already found here.
        self.truths: dict[Criterion, Truth] = {}

    def value(self, fact: Fact) -> Value:
        """Return the value of ``fact``, recorded or inferred; None where it is unknown."""
        value = self.recorded(fact)
        if value is not None or fact.inferred is None:
            return value
        if fact not in self._inferred:
            # The reference interpreter reads snapshots, so it cannot be imported above.
            from boneguide.logic.scalar import inferred

            self._inferred[fact] = inferred(fact, self)
        return self._inferred[fact]

    def recorded(self, fact: Fact) -> Value:
        """Return the value of ``fact`` as it is on record; None where it is not."""
        try:
            return self._values[fact]
        except KeyError:
            context = self._context
            value = None
            if context is not None and (self.assuming or not is_presumed(fact, context)):
                value = read(fact, context)
            self._values[fact] = value
            return value

    def told(self) -> tuple[tuple[Fact, Value], ...]:
        """Return what is known of the facts that were given or read so far, inferred values left out."""
        return tuple((fact, value) for fact, value in self._values.items() if value is not None)

    def unit(self, fact: Fact) -> str | None:
        """Return the unit in which ``fact`` was reported; None where it was not, or the unit is not known."""
        if self.recorded(fact) is None:
            return None
        try:
            return self._units[fact]
        except KeyError:
            unit = None if self._context is None else read_unit(fact, self._context)
            self._units[fact] = unit
            return unit

    def day(self, fact: Fact) -> date | None:
        """Return the day on which ``fact`` was measured; None where the record states none, or was given as values."""
        if self._context is None or self.recorded(fact) is None:
            return None
        return getattr(fact.read(self._context), "on", None)

    def rows(self, table: Table) -> tuple[Snapshot, ...] | None:
        """Return the rows of a table; None where it is not known which there are."""
        try:
            return self._tables[table]
        except KeyError:
            found = None if self._context is None else table.rows(self._context)
            rows = None if found is None else tuple(Snapshot(context, assuming=self.assuming) for context in found)
            self._tables[table] = rows
            return rows

    def has_all(self, table: Table) -> bool:
        """Return whether no row of a table is lacking, so that what none of them is there is not."""
        if self._context is not None and table.partial(self._context):
            return False
        return table not in self._partial

    def replacing(self, values: Mapping[Fact, Value], units: Mapping[Fact, str | None] | None = None) -> Snapshot:
        """Return a snapshot that differs in the given values, and in the units of those, only."""
        return Snapshot(
            self._context,
            values={**self._values, **values},
            units={**self._units, **(units or {})},
            tables=self._tables,
            partial=self._partial,
            name=self.name,
            assuming=self.assuming,
        )

    def opened(self) -> Snapshot:
        """Return the same record with nothing assumed.

        What is taken to be absent is unknown again, and so is what was read from the
        record but could be undone by an entry that a list may lack.
        """
        if self._opened is None:
            tables = {
                table: None if rows is None else tuple(row.opened() for row in rows)
                for table, rows in self._tables.items()
            }
            context = self._context
            self._opened = Snapshot(
                context,
                values={f: v for f, v in self._values.items() if context is None or not is_presumed(f, context)},
                units=self._units,
                tables=tables,
                partial=self._partial,
                name=self.name,
                assuming=False,
            )
        return self._opened

    def beside(self, row: Snapshot) -> Snapshot:
        """Return a snapshot of the person with what is on record of one row of a table."""
        return Snapshot(
            self._context,
            values={**self._values, **row._values},
            units={**self._units, **row._units},
            tables=self._tables,
            partial=self._partial,
            assuming=self.assuming,
        )

    def known(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Return those of ``facts`` that are known."""
        return tuple(f for f in facts if self.value(f) is not None)
