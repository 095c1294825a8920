"""Records of single people as the columns of a cohort."""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from boneguide import guidelines
from boneguide.cohort.compilation import row_sources, sources
from boneguide.cohort.layout import Columns
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic.context import Context, read, read_unit
from boneguide.logic.engine import check_day
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Fact, Node
from boneguide.logic.numbers import ByUnit, NumberFact
from boneguide.model.patient import Patient
from boneguide.model.regimen import Regimen

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline
    from boneguide.logic.nodes import Value
    from boneguide.logic.rule import Rule

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)


@attrs.frozen(kw_only=True)
class Records:
    """People as plain columns, of which any library makes a frame.

    Args:
        people: A row for each person: values by column.
        lesions: A row for each lesion.
        key: The column that names the person, in both.
        columns: The two columns of each number that is known of somebody as a range only.
        units: Units by name of column.
    """

    people: dict[str, list[Any]]
    lesions: dict[str, list[Any]]
    key: str
    columns: dict[str, Columns]
    units: dict[str, str]

    @property
    def stated(self) -> dict[str, Any]:
        """What :func:`~boneguide.cohort.door.assess` has to be told of the people."""
        return {"key": self.key, "columns": self.columns, "units": self.units}


def from_patients(
    patients: Mapping[K, Patient] | Iterable[Patient],
    *,
    on: date,
    guideline: Guideline | None = None,
    orders: Mapping[K, Regimen] | Iterable[Regimen | None] = (),
    key: str = "patient",
) -> tuple[Records, ...]:
    """Return records as columns that hold what the rules ask of them, so that a cohort is answered as they are.

    A column has one unit, and labels print some thresholds once for each unit: people whose results came in
    different units are in different groups. Where all came in the same ones there is one group.

    Args:
        patients: The records by key, or in order; then their places are the keys.
        on: The day for which answers will be wanted: times since a dose are counted to it.
        guideline: Which rules will be asked; all that the library encodes by default.
        orders: Regimens already written, by key or in the order of the patients, for rules that check one.
        key: What to call the column of keys.

    Returns:
        The people in one or more groups.

    Raises:
        InvalidPatientError: If ``on`` is not a date or lies before a date in a record.

    Example:
        >>> import boneguide as bg
        >>> import polars as pl
        >>> from datetime import date
        >>> from boneguide import cohort
        >>> patient = bg.Patient(
        ...     age=bg.Q(68, "year"), sex="female", weight=bg.Q(60, "kg"), primary="breast",
        ...     lesions=[bg.Lesion(site="L3")], labs=bg.Labs(creatinine=bg.Q(80, "umol/L")),
        ... )
        >>> day = date(2026, 11, 23)
        >>> [records] = from_patients({"A1": patient}, on=day)
        >>> lesions = cohort.Rows(frame=pl.DataFrame(records.lesions), key=records.key)
        >>> answers = cohort.assess(
        ...     pl.DataFrame(records.people), **records.stated, lesions=lesions, on=day, jurisdiction="US",
        ...     rules=["zoledronic-acid"], outputs=["status", "dose"],
        ... )
        >>> answers.frame.rows()
        [('A1', 'after', 3.5)]
    """
    rules = (guidelines.default if guideline is None else guideline).rules
    facts, _ = sources(rules)
    of_person = (*facts, LESIONS.listed)
    of_lesion = row_sources(rules, LESIONS)
    matters = _unit_matters(rules)
    ordered = _by_key(orders)
    groups: list[_Group] = []
    for name, patient in _by_key(patients).items():
        check_day(patient, on)
        context = Context(patient=patient, on=on, order=ordered.get(name))
        values = {fact: read(fact, context) for fact in of_person}
        units = {fact: read_unit(fact, context) for fact in facts if fact in matters and values[fact] is not None}
        group = next((g for g in groups if g.takes(units)), None)
        if group is None:
            group = _Group()
            groups.append(group)
        group.units.update(units)
        group.people.append((name, values))
        for lesion in LESIONS.rows(context) or ():
            group.lesions.append((name, {fact: read(fact, lesion) for fact in of_lesion}))
    return tuple(group.records(key, of_person, of_lesion) for group in groups)


@attrs.define
class _Group:
    """People whose results came in units that agree."""

    units: dict[Fact, str | None] = attrs.field(factory=dict)
    people: list[tuple[Hashable, dict[Fact, Value]]] = attrs.field(factory=list)
    lesions: list[tuple[Hashable, dict[Fact, Value]]] = attrs.field(factory=list)

    def takes(self, units: Mapping[Fact, str | None]) -> bool:
        """Return whether results in these units can stand in its columns."""
        return all(self.units.get(fact, unit) == unit for fact, unit in units.items())

    def records(self, key: str, of_person: Iterable[Fact], of_lesion: Iterable[Fact]) -> Records:
        """Return the group as columns."""
        frame = _columns(key, self.people, of_person)
        columns: dict[str, Columns] = {}
        units: dict[str, str] = {}
        for fact in of_person:
            if isinstance(fact, NumberFact):
                unit = self.units.get(fact) or fact.measured_as.canonical
                values = frame[fact.name]
                names: tuple[str, ...] = (fact.name,)
                if any(isinstance(value, Interval) for value in values):
                    names = columns[fact.name] = (fact.name, f"{fact.name} at most")
                for end, name in enumerate(names):
                    frame[name] = [_end(value, end, fact.measured_as.factor(unit)) for value in values]
                    units[name] = unit
        return Records(
            people=frame, lesions=_columns(key, self.lesions, of_lesion), key=key, columns=columns, units=units
        )


def _columns(
    key: str, rows: Iterable[tuple[Hashable, Mapping[Fact, Value]]], facts: Iterable[Fact]
) -> dict[str, list[Any]]:
    found = list(rows)
    return {key: [name for name, _ in found], **{fact.name: [values[fact] for _, values in found] for fact in facts}}


def _end(value: Value, end: int, factor: float) -> float | None:
    """Return the lowest or the highest possible value of a number in another unit, None where that end is open."""
    ends = (value.low, value.high) if isinstance(value, Interval) else (value, value)
    found = ends[end]
    # Twelve digits are more than was measured, and fewer than division adds.
    return None if found is None or math.isinf(float(found)) else float(f"{float(found) / factor:.12g}")


def _by_key(given: Mapping[Any, T] | Iterable[T]) -> dict[Hashable, T]:
    return dict(given) if isinstance(given, Mapping) else dict(enumerate(given))


def _unit_matters(rules: Iterable[Rule]) -> frozenset[Fact]:
    """Return the facts of which the unit in which they came decides a threshold."""
    found: set[Fact] = set()
    left: list[Node] = [node for rule in rules for node in rule.criteria()]
    for node in left:
        for part in node.walk():
            if isinstance(part, ByUnit):
                found.update(part.reported)
            elif isinstance(part, Fact) and part.inferred is not None:
                left.append(part.inferred)
    return frozenset(found)
