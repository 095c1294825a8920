"""What a field of the model takes, found by asking the field itself.

A field checks what it is given; how it does so is its own affair. So candidates are
tried on its converter and its checks, and what passes is what a schema says. A new
field, another kind of quantity or another limit needs no second entry anywhere.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, Final, TypeAlias

import attrs

from boneguide.errors import BoneguideError, UnitMismatchError
from boneguide.quantities import Q, Quantity
from boneguide.quantities.units import UNITS, Unit

#: How a candidate is put where the field holds it, such as in a tuple.
Wrap: TypeAlias = Callable[[Any], Any]

#: Whole numbers that are tried: every score, count and year, and one that no limit lets through.
_NUMBERS: Final = (*range(-1, 2300), 10**9)
_NO_WORD: Final = "no word of any vocabulary"


def _itself(candidate: object) -> object:
    return candidate


@attrs.frozen
class Asked:
    """One place in a field of a class, which answers for whatever is put there."""

    kind: type[attrs.AttrsInstance]
    field: attrs.Attribute[Any]
    #: How a candidate is put there.
    wrap: Wrap = _itself
    #: Units that whatever holds the class has settled.
    settled: tuple[Unit, ...] = ()

    def within(self, wrap: Wrap) -> Asked:
        """Return the place inside this one that ``wrap`` puts a candidate in."""
        return attrs.evolve(self, wrap=lambda candidate: self.wrap(wrap(candidate)))

    def problem(self, candidate: object) -> BoneguideError | None:
        """Return why a candidate is refused, None where it is taken."""
        try:
            held = self._converted(self.wrap(candidate))
            if self.field.validator is not None:
                # The checks of a field name the class of its record and read nothing else of it.
                self.field.validator(object.__new__(self.kind), self.field, held)
        except BoneguideError as problem:
            return problem
        return None

    def takes(self, candidate: object) -> bool:
        """Return whether a candidate is taken."""
        return self.problem(candidate) is None

    def units(self) -> tuple[Unit, ...]:
        """Return the units in which a quantity is taken there."""
        return self.settled or tuple(unit for unit in UNITS if not _mismatched(self.problem(_one(unit))))

    def numbers(self) -> dict[str, object]:
        """Return which whole numbers are taken, as keywords of a schema."""
        taken = [number for number in _NUMBERS if self.takes(number)]
        low, high = taken[0], taken[-1]
        if taken != [number for number in _NUMBERS if low <= number <= high]:
            return {"enum": taken}
        bounds: dict[str, object] = {}
        if low != _NUMBERS[0]:
            bounds["minimum"] = low
        if high != _NUMBERS[-1]:
            bounds["maximum"] = high
        return bounds

    def lists(self, words: Iterable[str]) -> dict[str, object]:
        """Return which lists are taken, as keywords of a schema.

        Args:
            words: The words that may stand in them; empty where other things do.
        """
        some: dict[str, object] = {} if self.takes(()) else {"minItems": 1}
        once = [self.takes((word,)) and not self.takes((word, word)) for word in words]
        return some | ({"uniqueItems": True} if once and all(once) else {})

    def vocabulary(self, vocabularies: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
        """Return the longest vocabulary all of whose words are kept as they are; empty where any word is taken."""
        if self.takes(_NO_WORD):
            return ()
        fitting = [words for words in vocabularies if all(map(self._keeps, words))]
        return max(fitting, key=len, default=())

    def only_as_written(self, word: str) -> bool:
        """Return whether a word is refused where it is not written exactly so."""
        return not self.takes(f" {word} ")

    def _keeps(self, word: str) -> bool:
        held: object = self.wrap(word)
        return self.takes(word) and self._converted(held) == held

    def _converted(self, held: object) -> object:
        # A converter that wants the field too is of another class, and none is in the model.
        convert: Any = self.field.converter
        return held if convert is None else convert(held)


@functools.cache
def _one(unit: Unit) -> Quantity:
    return Q(1, unit.symbol)


def _mismatched(problem: BoneguideError | None) -> bool:
    # A record may say it in an error of its own, raised from that of the unit.
    return problem is not None and any(isinstance(e, UnitMismatchError) for e in (problem, problem.__cause__))


def vocabularies_in(modules: Iterable[ModuleType]) -> tuple[tuple[str, ...], ...]:
    """Return the collections of words that stand in modules, those that have an order first."""
    values = itertools.chain.from_iterable(vars(module).values() for module in modules)
    found = [value for value in values if isinstance(value, (tuple, Mapping, frozenset)) and _of_words(value)]
    found.sort(key=lambda value: isinstance(value, frozenset))
    return tuple(tuple(sorted(value) if isinstance(value, frozenset) else value) for value in found)


def _of_words(value: Iterable[object]) -> bool:
    return all(isinstance(item, str) for item in value)
