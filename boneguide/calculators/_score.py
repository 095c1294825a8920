"""How scores add up and gradings are decided when parts are missing.

A part that is not known stands for every value that it can have. What is said
of the class is exact, not an interval's guess: every completion is looked at,
sums of points by the set of totals that they can reach.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

import attrs

from boneguide.calculators._inputs import Input, finite_number, whole_number
from boneguide.calculators.results import Band, Classification, PointRange, Score
from boneguide.errors import OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DURATION

T = TypeVar("T")

#: Karnofsky performance status as it is recorded; 0 would mean that the person has died.
KARNOFSKY = tuple(range(10, 101, 10))
#: ECOG performance status as it is recorded; 5 would mean that the person has died.
ECOG = tuple(range(5))


@attrs.frozen
class Part:
    """The points that one part of a score can still give, and the unknowns behind them."""

    #: Every number of points that is possible.
    points: frozenset[int]
    #: For each input that is not known: the sets of points among which it alone can choose.
    swaps: Mapping[str, frozenset[frozenset[int]]] = attrs.field(factory=dict)


def known(points: int) -> Part:
    """Return a part whose points are known."""
    return Part(frozenset({points}))


def unknown(name: str, points: frozenset[int]) -> Part:
    """Return a part of which one input, not known, decides the points."""
    return Part(points, {name: frozenset({points})})


def _listed(words: Sequence[object]) -> str:
    return ", ".join(map(repr, words))


def chosen(value: object, options: Mapping[str, int], name: str, score: str) -> Part:
    """Return the points of a word, or of any word where it is not known.

    Raises:
        OutOfDomainError: If it is no word of the published table.
    """
    if value is None:
        return unknown(name, frozenset(options.values()))
    if not isinstance(value, str) or value not in options:
        msg = (
            f"{score} was given {name} {value!r}. Expected {_listed(tuple(options))}, or None where it is not known."
            " Use the word that fits."
        )
        raise OutOfDomainError(msg)
    return known(options[value])


def yes_or_no(value: object, name: str, score: str) -> bool | None:
    """Return a finding that is present, absent or not known.

    Raises:
        OutOfDomainError: If it is anything but True, False or None.
    """
    if value is None or isinstance(value, bool):
        return value
    msg = f"{score} was given {name} {value!r}. Expected True, False, or None where it is not known. Write one of them."
    raise OutOfDomainError(msg)


def either(value: object, if_true: int, if_false: int, name: str, score: str) -> Part:
    """Return the points of a finding that is present, absent or not known.

    Raises:
        OutOfDomainError: If it is anything but True, False or None.
    """
    finding = yes_or_no(value, name, score)
    if finding is None:
        return unknown(name, frozenset({if_true, if_false}))
    return known(if_true if finding else if_false)


def whole(value: object, allowed: Sequence[int], name: str, score: str) -> int | None:
    """Return a whole number of a scale, or None where it is not known.

    Raises:
        OutOfDomainError: If it is no whole number of the scale; True is none.
    """
    if value is None:
        return None
    found = whole_number(value)
    if found not in allowed:
        step = "" if len(allowed) == allowed[-1] - allowed[0] + 1 else f" in steps of {allowed[1] - allowed[0]}"
        msg = (
            f"{score} was given {name} {value!r:.40}. Expected a whole number from {allowed[0]} to {allowed[-1]}{step},"
            " or None where it is not known. Check the record."
        )
        raise OutOfDomainError(msg)
    return found


def stepped(value: int | None, steps: Mapping[range, int], name: str) -> Part:
    """Return the points of the range that holds a number, or of any range where it is not known."""
    if value is None:
        return unknown(name, frozenset(steps.values()))
    return known(next(points for numbers, points in steps.items() if value in numbers))


def duration(value: Quantity | None, unit: str, name: str, score: str) -> float | None:
    """Return a length of time in a unit, or None where it is not known.

    Raises:
        UnitMismatchError: If it is not measured in units of time.
        OutOfDomainError: If no person can have it.
    """
    if value is None:
        return None
    return Input(name=name, kind=DURATION, example=f'Q(6, "{unit}")').read_in(unit, value, score)


def number(value: object, name: str, score: str, expected: str) -> float:
    """Return a finite number.

    Raises:
        OutOfDomainError: If it is no number, or not finite.
    """
    found = finite_number(value)
    if found is None:
        msg = (
            f"{score} was given {name} {value!r:.40}. Expected {expected}. Check the report, or give None if not known."
        )
        raise OutOfDomainError(msg)
    return found


@attrs.frozen(kw_only=True)
class Table:
    """A published score: what it is called, its classes, and where it stands."""

    name: str
    bands: tuple[Band, ...]
    source: Source

    def band_of(self, total: int) -> Band:
        """Return the class of a total."""
        return next(band for band in self.bands if total in band)

    def add(self, parts: Mapping[str, Part], notes: Sequence[str] = ()) -> Score:
        """Return the sum of the parts with every class that is still possible."""
        totals = _totals(part.points for part in parts.values())
        possible = {self.band_of(total).name for total in totals}
        missing = tuple(name for part in parts.values() for name in part.swaps)
        return Score(
            name=self.name,
            classes=tuple(band.name for band in self.bands if band.name in possible),
            missing=missing,
            would_decide=tuple(self._deciders(parts)),
            notes=tuple(notes),
            source=self.source,
            totals=totals,
            points=tuple((k, PointRange(min(p.points), max(p.points))) for k, p in parts.items()),
            bands=self.bands,
        )

    def _deciders(self, parts: Mapping[str, Part]) -> list[str]:
        found = []
        for name, part in parts.items():
            rest = _totals(other.points for key, other in parts.items() if key != name)
            for unknown_input, swaps in part.swaps.items():
                reached = (frozenset(self.band_of(start + p).name for p in swap) for start in rest for swap in swaps)
                if any(len(names) > 1 for names in reached):
                    found.append(unknown_input)
        return found


def _totals(points: Iterable[frozenset[int]]) -> tuple[int, ...]:
    totals = {0}
    for possible in points:
        totals = {total + more for total in totals for more in possible}
    return tuple(sorted(totals))


def decide(  # noqa: PLR0913 - every argument is named
    *,
    name: str,
    source: Source,
    findings: Mapping[str, bool | None],
    classify: Callable[[Mapping[str, bool]], T | None],
    order: Sequence[T],
    notes: Sequence[str] = (),
) -> Classification[T]:
    """Return every class that the findings leave possible.

    Args:
        name: What is classified.
        source: Where it was published.
        findings: Each finding: present, absent or not known.
        classify: The class of known findings; None where they cannot all be true.
        order: All classes in the order of the publication.
        notes: What a reader must know.

    Returns:
        The classification. It has no classes if the findings contradict each other.
    """
    missing = tuple(key for key, value in findings.items() if value is None)
    completions = {
        values: classify(
            {**{k: v for k, v in findings.items() if v is not None}, **dict(zip(missing, values, strict=True))}
        )
        for values in itertools.product((False, True), repeat=len(missing))
    }
    possible = {found for found in completions.values() if found is not None}
    deciders = [
        key
        for place, key in enumerate(missing)
        if any(
            found is not None and other is not None and found != other
            for values, found in completions.items()
            for other in (completions[(*values[:place], not values[place], *values[place + 1 :])],)
        )
    ]
    return Classification(
        name=name,
        classes=tuple(each for each in order if each in possible),
        missing=missing,
        would_decide=tuple(deciders),
        notes=tuple(notes),
        source=source,
    )
