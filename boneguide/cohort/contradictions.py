"""Values that no record of one person may hold together: what the model refuses, asked of the model itself."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Any

import attrs

from boneguide.errors import InconsistentRecordWarning, InvalidPatientError
from boneguide.logic.context import Context
from boneguide.logic.nodes import CategoryFact, Fact, Value
from boneguide.logic.numbers import NumberFact
from boneguide.model._record import Facts
from boneguide.model.lesion import Lesion
from boneguide.model.patient import Patient

_ANY_DAY = date(2026, 1, 1)


@attrs.frozen
class Contradiction:
    """Values of two facts that do not go together.

    Args:
        facts: The two facts.
        pairs: Values of the first, and the values of the second that none of them goes with; None for a number,
            whichever it is.
        example: One such pair, in the words of the model.
        refused: Whether the model refuses such a record rather than warns of it.
    """

    facts: tuple[Fact, Fact]
    pairs: tuple[tuple[tuple[Value, ...], tuple[Value, ...]], ...]
    example: str
    refused: bool = True


def contradictions(facts: Iterable[Fact]) -> Iterator[Contradiction]:
    """Yield which values of which of some facts do not go together.

    Facts that are no fields of a record, such as a hospital's own, stand for themselves.

    Example:
        >>> from boneguide.guidelines.facts import PREGNANT, SEX
        >>> [found.example for found in contradictions([SEX, PREGNANT])]
        ["pregnant is True while sex is 'male'"]
    """
    fields = [fact for fact in facts if _part_of(fact) is not None]
    for one, other in combinations(fields, 2):
        if _part_of(one) == _part_of(other):
            yield from _between(one, other)


def contradictions_of_rows(person: Iterable[Fact], row: Iterable[Fact]) -> Iterator[Contradiction]:
    """Yield which values of facts about the person do not go with which values of facts about one lesion.

    What is inferred from the lesions as a whole is left out, for one lesion does not decide it.

    Example:
        >>> from boneguide.guidelines.facts import PRIMARY
        >>> from boneguide.guidelines.facts.lesion import KIND
        >>> [found.pairs[0] for found in contradictions_of_rows([PRIMARY], [KIND])][0][1]
        ('myeloma',)
    """
    of_lesion = {field.name for field in attrs.fields(Lesion)}
    for one in person:
        for other in row:
            if _part_of(one) == "" and one.inferred is None and other.name in of_lesion and other.name != "site":
                yield from _between(one, other)


@functools.cache
def _part_of(fact: Fact) -> str | None:
    """Return the part of a record that a fact is a field of, empty for the record itself; None for no field."""
    for part, kind in _parts().items():
        if fact.name in {field.name for field in attrs.fields(kind)}:
            # No quantity is made for a person's own numbers, of which none contradicts anything: that takes long.
            number = isinstance(fact, NumberFact) and kind is Patient
            return None if number or not _reads(fact, part) else part
    return None


@functools.cache
def _parts() -> dict[str, type[Facts]]:
    """Return the parts of a record that have a word to say on which values go together."""
    whole = Patient()
    parts: dict[str, type[Facts]] = {"": Patient}
    for field in attrs.fields(Patient):
        part = getattr(whole, field.name)
        if isinstance(part, Facts) and hasattr(part, "__attrs_post_init__"):
            parts[field.name] = type(part)
    return parts


def _reads(fact: Fact, part: str) -> bool:
    """Return whether a fact is read from the field of its name, which a fact of somebody else need not be."""
    value = next(iter(_values(fact).values()))
    try:
        held = _parts()[part](**{fact.name: value})
    except InvalidPatientError:
        return False
    patient: Any = {part: held}
    whole = held if isinstance(held, Patient) else Patient(**patient)
    return bool(fact.read(Context(patient=whole, on=_ANY_DAY)) == value)


def _values(fact: Fact) -> dict[Value, Any]:
    """Return what stands in a column and what in a record; of a number, that there is one."""
    if isinstance(fact, CategoryFact):
        return {word: word for word in fact.values}
    if isinstance(fact, NumberFact):
        return {None: fact.measured_as.quantity(max(1.0, fact.measured_as.plausible[0]))}
    return {True: True, False: False}


@functools.cache
def _between(one: Fact, other: Fact) -> tuple[Contradiction, ...]:
    found: dict[bool, dict[Value, list[Value]]] = {}
    examples: dict[bool, str] = {}
    for value, first in _values(one).items():
        for other_value, second in _values(other).items():
            said = _said(one, first, other, second)
            if said is not None:
                refused, example = said
                examples.setdefault(refused, example)
                found.setdefault(refused, {}).setdefault(value, []).append(other_value)
    return tuple(
        Contradiction((one, other), _grouped(pairs), examples[refused], refused) for refused, pairs in found.items()
    )


def _grouped(pairs: dict[Value, list[Value]]) -> tuple[tuple[tuple[Value, ...], tuple[Value, ...]], ...]:
    groups: dict[tuple[Value, ...], list[Value]] = {}
    for value, others in pairs.items():
        groups.setdefault(tuple(others), []).append(value)
    return tuple((tuple(values), others) for others, values in groups.items())


def _said(one: Fact, value: object, other: Fact, second: object) -> tuple[bool, str] | None:
    """Return whether the model refuses a pair of values, and its words; None where it says nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", InconsistentRecordWarning)
            values: Any = {one.name: value, other.name: second}
            if other.table is not None:
                lesion: Any = {"site": "other", other.name: second}
                values = {one.name: value, "lesions": [Lesion(**lesion)]}
            _parts()[_part_of(one) or ""](**values)
    except InvalidPatientError as problem:
        return True, _plain(problem)
    except InconsistentRecordWarning as oddity:
        return False, _plain(oddity)
    return None


def _plain(problem: Exception) -> str:
    """Return what a message of the model says, without the name of its class and what to do."""
    return str(problem).removeprefix("Patient: ").partition(". ")[0].partition("; expected")[0].partition(", and ")[0]
