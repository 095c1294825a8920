"""Which questions a set of rules is for one person: one about the person, or one about each row of a table."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from boneguide.logic.context import Context, Snapshot
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import all_of
from boneguide.logic.program import program
from boneguide.logic.tables import Table, exists, told_apart
from boneguide.logic.verdicts import compiled, found_by
from boneguide.model.answer import answer_key
from boneguide.model.status import Status

if TYPE_CHECKING:
    from boneguide.logic.nodes import Fact
    from boneguide.logic.rule import Rule


@attrs.frozen
class Asked:
    """One rule, asked of one person or of one of the rows that a person has.

    Args:
        rule: The rule.
        about: The name of the row, empty for the person.
        status: The answer.
        context: Of whom it was asked, and where and when.
        facts: What is known, where it was not read from a record.
    """

    rule: Rule
    about: str
    status: Status
    context: Context
    facts: Snapshot | None = None

    @property
    def key(self) -> str:
        """What the answer is found under."""
        return answer_key(self.rule.id, self.about)


@attrs.frozen
class _Split:
    """Rules by what they are about, each group in order."""

    general: tuple[Rule, ...]
    by_table: tuple[tuple[Table, tuple[Rule, ...]], ...]


@functools.lru_cache(maxsize=256)
def _split(rules: tuple[Rule, ...]) -> _Split:
    tables = dict.fromkeys(rule.about for rule in rules if rule.about is not None)
    grouped = tuple((table, tuple(r for r in rules if r.about == table)) for table in tables)
    return _Split(tuple(rule for rule in rules if rule.about is None), grouped)


def about_the_person(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
    """Return the rules that are about the person rather than about rows."""
    return _split(rules).general


def about_rows_of(rules: tuple[Rule, ...], table: Table) -> tuple[Rule, ...]:
    """Return the rules that are about the rows of a table."""
    return dict(_split(rules).by_table).get(table, ())


def asked_of_patient(rules: tuple[Rule, ...], context: Context) -> tuple[Asked, ...]:
    """Return the questions that rules are for a person's record, in the order of the rules."""
    split = _split(rules)
    place = context.jurisdiction or ""
    found = compiled(split.general, place).statuses(context)
    asked = [Asked(rule, "", status, context) for rule, status in zip(split.general, found, strict=True)]
    if not split.by_table:
        return tuple(asked)
    for table, of_table in split.by_table:
        rows = table.named(context)
        if not rows:
            asked.extend(_asked_of_none(of_table, table, context, Snapshot(context)))
        for name, row in rows or ():
            # What readers of facts share is the same for the person and for every row.
            row.memo.update(context.memo)
            found = compiled(of_table, place).statuses(row)
            asked.extend(Asked(rule, name, status, row) for rule, status in zip(of_table, found, strict=True))
    return _in_order(rules, asked)


def asked_of_snapshot(rules: tuple[Rule, ...], context: Context, facts: Snapshot) -> tuple[Asked, ...]:
    """Return the questions that rules are where what is known was not read from a record, in the order of the rules.

    Args:
        rules: The rules.
        context: The day and the place.
        facts: What is known of the person and of the rows.
    """
    split = _split(rules)
    asked = [*_asked(split.general, "", context, facts)]
    for table, of_table in split.by_table:
        rows = facts.rows(table)
        if not rows:
            asked.extend(_asked_of_none(of_table, table, context, facts))
        for name, row in zip(told_apart(row.name for row in rows or ()), rows or (), strict=True):
            asked.extend(_asked(of_table, name, context, facts.beside(row)))
    return _in_order(rules, asked)


def _asked(rules: Iterable[Rule], about: str, context: Context, facts: Snapshot) -> Iterator[Asked]:
    for rule in rules:
        status = found_by(program(rule, context.jurisdiction or ""), facts)
        yield Asked(rule, about, status, context, facts)


def _asked_of_none(rules: tuple[Rule, ...], table: Table, context: Context, facts: Snapshot) -> Iterator[Asked]:
    """Yield one question for each rule where there are no rows, or it is not known which there are."""
    asked, of_rows = _without_rows(rules, table)
    return _asked(asked, "", context, facts.replacing(dict.fromkeys(of_rows, None)))


@functools.lru_cache(maxsize=256)
def _without_rows(rules: tuple[Rule, ...], table: Table) -> tuple[tuple[Rule, ...], tuple[Fact, ...]]:
    """Return the rules as they are asked where there are no rows, and what they ask about rows."""
    asked = tuple(attrs.evolve(rule, when=all_of(exists(table), rule.when)) for rule in rules)
    read = inputs(node for rule in asked for node in rule.criteria())[0]
    return asked, tuple(fact for fact in read if fact.table == table)


def _in_order(rules: tuple[Rule, ...], asked: Iterable[Asked]) -> tuple[Asked, ...]:
    place = {rule.id: number for number, rule in enumerate(rules)}
    return tuple(sorted(asked, key=lambda a: place[a.rule.id]))
