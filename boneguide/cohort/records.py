"""Records of single people as the columns of a cohort."""

from __future__ import annotations

import math
from collections.abc import Callable, Container, Hashable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

import attrs

from boneguide import guidelines
from boneguide.cohort.compilation import row_sources, sources
from boneguide.cohort.frames import Native
from boneguide.cohort.layout import Columns
from boneguide.cohort.questions import Rows
from boneguide.errors import CohortLayoutError
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
        name: The column that names a lesion.
        lesion_columns: What ``columns`` is, of the lesions.
        lesion_units: What ``units`` is, of the lesions.
    """

    people: dict[str, list[Any]]
    lesions: dict[str, list[Any]]
    key: str
    columns: dict[str, Columns]
    units: dict[str, str]
    name: str
    lesion_columns: dict[str, Columns]
    lesion_units: dict[str, str]

    @property
    def stated(self) -> dict[str, Any]:
        """What :func:`~boneguide.cohort.door.assess` has to be told of the people."""
        return {"key": self.key, "columns": self.columns, "units": self.units}

    def rows(self, frame: Native) -> Rows:
        """Return a frame of the lesions with what has to be told of it.

        Args:
            frame: The frame, made of ``lesions``.
        """
        return Rows(frame=frame, key=self.key, name=self.name, columns=self.lesion_columns, units=self.lesion_units)

    def framed(self, make: Callable[[dict[str, list[Any]]], Native]) -> dict[str, Any]:
        """Return people and lesions as frames, with all that :func:`~boneguide.cohort.door.assess` has to be told.

        Args:
            make: Makes a frame of columns, such as ``polars.DataFrame``.
        """
        return {"people": make(self.people), "lesions": self.rows(make(self.lesions)), **self.stated}


def from_patients(  # noqa: PLR0913 - one argument for each thing that columns depend on
    patients: Mapping[K, Patient] | Iterable[Patient],
    *,
    on: date,
    guideline: Guideline | None = None,
    orders: Mapping[K, Regimen] | Iterable[Regimen | None] = (),
    key: str = "patient",
    name: str = "lesion",
) -> tuple[Records, ...]:
    """Return records as columns that hold what the rules ask of them, so that a cohort is answered as they are.

    A column has one unit, and labels print some thresholds once for each unit: people whose results came in
    different units are in different groups. Where all came in the same ones there is one group.

    Args:
        patients: The records by key, or in order; then their places are the keys.
        on: The day for which answers will be wanted: times since a dose are counted to it.
        guideline: Which rules will be asked; ``guidelines.default``, every subject, by default.
        orders: Regimens already written, by key or in the order of the patients, for rules that check one.
        key: What to call the column of keys.
        name: What to call the column of names of lesions, which are those of an assessment of the record.

    Returns:
        The people in one or more groups, each with the units of its columns.

    Raises:
        InvalidPatientError: If ``on`` is not a date or lies before a date in a record.
        CohortLayoutError: If ``key`` or ``name`` is the name of a fact, or they are the same, or lesions of one
            person came in different units where that matters, or the lesions of one may lack entries: those in a
            frame count as all.

    Example:
        >>> import boneguide as bg
        >>> import polars as pl
        >>> from datetime import date
        >>> from boneguide import cohort
        >>> patient = bg.Patient(
        ...     age=bg.Q(68, "year"), sex="female", weight=bg.Q(60, "kg"), primary="breast",
        ...     lesions=[bg.Lesion(site="L3", size=bg.Q(25, "mm")), bg.Lesion(site="rib", painful=True)],
        ...     labs=bg.Labs(creatinine=bg.Q(80, "umol/L")),
        ... )
        >>> day = date(2026, 11, 23)
        >>> [records] = from_patients({"A1": patient}, on=day)
        >>> answers = cohort.assess(
        ...     **records.framed(pl.DataFrame), on=day, jurisdiction="US", outputs=["status", "dose"],
        ...     rules=["zoledronic-acid", "palliative-radiotherapy"],
        ... )
        >>> answers.frame.rows()
        [('A1', 'after', 3.5)]
        >>> answers.rows.rows()
        [('A1', 'L3', 'needs-data', None), ('A1', 'rib', 'after', 8.0)]
    """
    rules = (guidelines.default if guideline is None else guideline).rules
    facts, _ = sources(rules)
    of_person = (*facts, LESIONS.listed)
    of_lesion = row_sources(rules, LESIONS)
    _refuse_taken(key, name, of_person, of_lesion)
    matters = _unit_matters(rules)
    ordered = _by_key(orders)
    groups: list[_Group] = []
    for called, patient in _by_key(patients).items():
        check_day(patient, on)
        _refuse_some(called, patient)
        context = Context(patient=patient, on=on, order=ordered.get(called))
        read_off = _Read.of(context, of_person, matters)
        lesions = [(row, _Read.of(lesion, of_lesion, matters)) for row, lesion in LESIONS.named(context) or ()]
        units = _together(called, (read_off, *(lesion for _, lesion in lesions)))
        group = next((g for g in groups if g.takes(units)), None)
        if group is None:
            group = _Group()
            groups.append(group)
        group.units.update(units)
        group.people.append(((called,), read_off.values))
        group.lesions.extend(((called, row), lesion.values) for row, lesion in lesions)
    return tuple(group.records(key, name, of_person, of_lesion) for group in groups)


def _refuse_taken(key: str, name: str, of_person: Iterable[Fact], of_lesion: Iterable[Fact]) -> None:
    of_both = {fact.name for fact in (*of_person, *of_lesion)}
    for argument, column, taken in (("key", key, of_both), ("name", name, {key, *of_both})):
        if column in taken:
            msg = f"{argument}={column!r} would name two columns. Expected a name that no fact and no key has."
            raise CohortLayoutError(msg)


def _refuse_some(called: Hashable, patient: Patient) -> None:
    if patient.lesions and not patient.lists_all("lesions"):
        msg = (
            f"{called!r}: the lesions may lack entries, and those in a frame count as all there are. Expected a"
            " complete list; ask about this record by itself, or leave its lesions None."
        )
        raise CohortLayoutError(msg)


@attrs.frozen
class _Read:
    """What was read off a person or a lesion.

    Args:
        values: By fact, numbers in the canonical unit.
        units: The unit in which a number came, where that decides a threshold.
    """

    values: dict[Fact, Value]
    units: dict[Fact, str | None]

    @classmethod
    def of(cls, context: Context, facts: Iterable[Fact], matters: Container[Fact]) -> _Read:
        """Return what facts say of a person or a lesion."""
        values = {fact: read(fact, context) for fact in facts}
        units = {
            fact: read_unit(fact, context) for fact, found in values.items() if found is not None and fact in matters
        }
        return cls(values, units)


def _together(called: Hashable, read_off: Iterable[_Read]) -> dict[Fact, str | None]:
    """Return the units in which the numbers of one person and of all lesions came."""
    found: dict[Fact, str | None] = {}
    for one in read_off:
        for fact, unit in one.units.items():
            if found.setdefault(fact, unit) != unit:
                msg = (
                    f"{called!r}: {fact.name} came in {found[fact]} and in {unit} for two lesions, and a threshold is"
                    " printed for each unit. Expected one unit, for one column holds them; convert one of them."
                )
                raise CohortLayoutError(msg)
    return found


#: What names a row, and its values.
_Rows: TypeAlias = list[tuple[tuple[Hashable, ...], dict[Fact, "Value"]]]


@attrs.define
class _Group:
    """People whose results, and those of whose lesions, came in units that agree."""

    units: dict[Fact, str | None] = attrs.field(factory=dict)
    people: _Rows = attrs.field(factory=list)
    lesions: _Rows = attrs.field(factory=list)

    def takes(self, units: Mapping[Fact, str | None]) -> bool:
        """Return whether results in these units can stand in its columns."""
        return all(self.units.get(fact, unit) == unit for fact, unit in units.items())

    def records(self, key: str, name: str, of_person: Iterable[Fact], of_lesion: Iterable[Fact]) -> Records:
        """Return the group as columns."""
        people, columns, units = self._columns((key,), self.people, of_person)
        lesions, lesion_columns, lesion_units = self._columns((key, name), self.lesions, of_lesion)
        return Records(
            people=people,
            lesions=lesions,
            key=key,
            columns=columns,
            units=units,
            name=name,
            lesion_columns=lesion_columns,
            lesion_units=lesion_units,
        )

    def _columns(
        self, called: tuple[str, ...], rows: _Rows, facts: Iterable[Fact]
    ) -> tuple[dict[str, list[Any]], dict[str, Columns], dict[str, str]]:
        """Return the values by column, the columns of ranges, and the units."""
        frame: dict[str, list[Any]] = {column: [names[at] for names, _ in rows] for at, column in enumerate(called)}
        columns: dict[str, Columns] = {}
        units: dict[str, str] = {}
        for fact in facts:
            values = [found[fact] for _, found in rows]
            frame[fact.name] = values
            if isinstance(fact, NumberFact):
                unit = self.units.get(fact) or fact.measured_as.canonical
                names: tuple[str, ...] = (fact.name,)
                if any(isinstance(value, Interval) for value in values):
                    names = columns[fact.name] = (fact.name, f"{fact.name} at most")
                for end, column in enumerate(names):
                    frame[column] = [_end(value, end, fact.measured_as.factor(unit)) for value in values]
                    units[column] = unit
        return frame, columns, units


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
