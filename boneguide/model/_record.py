"""What every part of a patient's record can do: show itself briefly and be walked through."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import attrs

from boneguide.errors import InvalidPatientError, UnknownFieldError
from boneguide.model._check import expected

F = TypeVar("F", bound="Facts")

#: Key in the metadata of a field that says something about the record and holds no fact.
NO_FACT = "no fact"


@attrs.frozen(repr=False)
class Record:
    """A part of a record that shows only what is known.

    Records compare and hash by value.
    """

    def __repr__(self) -> str:
        """Return the call that builds the record, without the facts left at their default."""
        parts = (f"{name}={value!r}" for name, value in _stated(self))
        return f"{type(self).__name__}({', '.join(parts)})"


@attrs.frozen(repr=False)
class Facts(Record):
    """A record made of facts each of which may be unknown."""


def _stated(record: Record) -> Iterator[tuple[str, object]]:
    for field in attrs.fields(type(record)):
        value, default = getattr(record, field.name), _default(record, field)
        if type(value) is not type(default) or value != default:
            yield field.name, value


def _default(record: Record, field: attrs.Attribute[Any]) -> object:
    default: Any = field.default
    if not hasattr(default, "factory"):
        return default
    return default.factory(record) if default.takes_self else default.factory()


def known_in(record: Facts, path: str = "") -> Iterator[str]:
    """Yield the path of every fact that holds something."""
    for field in _facts_of(record):
        here, value = joined(path, field.name), getattr(record, field.name)
        if isinstance(value, Facts):
            yield from known_in(value, here)
        elif isinstance(value, Mapping):
            yield from (joined(here, name) for name in value)
        elif value is not None:
            yield here


def _facts_of(record: Facts) -> Iterator[attrs.Attribute[Any]]:
    return (field for field in attrs.fields(type(record)) if NO_FACT not in field.metadata)


def without_in(record: F, path: str, whole: str) -> F:
    """Return a copy of ``record`` in which the fact at ``path`` is unknown."""
    head, _, rest = path.partition(".")
    names = [field.name for field in _facts_of(record)]
    if head not in names:
        msg = f"{whole!r} names no fact: {type(record).__name__} has no field {head!r}; {expected(head, names)}"
        raise UnknownFieldError(msg)
    value: object = getattr(record, head)
    emptied: object
    if isinstance(value, Facts):
        emptied = without_in(value, rest, whole) if rest else type(value)()
    elif isinstance(value, Mapping):
        emptied = {name: item for name, item in value.items() if rest and name != rest}
    elif rest:
        msg = f"{whole!r} names no fact: {head!r} is removed as a whole. Write {whole[: -len(rest) - 1]!r}."
        raise UnknownFieldError(msg)
    else:
        emptied = None
    return attrs.evolve(record, **{head: emptied})


def dates_in(value: object, path: str = "") -> Iterator[tuple[str, dt.date]]:
    """Yield every date inside ``value`` with its path, days that are only planned left out."""
    if isinstance(value, dt.date):
        yield path, value
    elif isinstance(value, tuple):
        for place, item in enumerate(value):
            yield from dates_in(item, f"{path}[{place}]")
    elif isinstance(value, Record):
        for name in _dated_fields(type(value)):
            yield from dates_in(getattr(value, name), joined(path, name))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from dates_in(item, joined(path, name))


def latest_in(value: object) -> dt.date | None:
    """Return the latest of the dates that :func:`dates_in` yields, without their paths.

    It runs for every assessment, and most of a record holds no date.
    """
    if value is None or type(value) is dt.date:
        return value
    if isinstance(value, Record):
        parts: Iterable[object] = [getattr(value, name) for name in _dated_fields(type(value))]
    elif isinstance(value, tuple):
        parts = value
    else:
        parts = value.values() if isinstance(value, Mapping) else ()
    latest: dt.date | None = None
    for part in parts:
        day = None if part is None else latest_in(part)
        if day is not None and (latest is None or day > latest):
            latest = day
    return latest


#: Annotations, as written, of fields that hold no date.
_DATELESS = frozenset({"bool | None", "int | None", "str", "str | None", "Quantity", "Quantity | None"})


_DATED: dict[type[Record], tuple[str, ...]] = {}


def _dated_fields(record: type[Record]) -> tuple[str, ...]:
    if record not in _DATED:
        fields = (f for f in attrs.fields(record) if not f.metadata.get("planned") and NO_FACT not in f.metadata)
        _DATED[record] = tuple(field.name for field in fields if field.type not in _DATELESS)
    return _DATED[record]


def joined(path: str, name: str) -> str:
    """Return the path of a part of what ``path`` names."""
    return f"{path}.{name}" if path else name


def refuse_detail_of_nothing(record: Facts, fact: str, *details: str) -> None:
    """Refuse details of a fact that is False.

    Args:
        record: The part of the record.
        fact: The name of the yes-or-no fact.
        details: Names of what describes it.

    Raises:
        InvalidPatientError: If the fact is False and a detail is given.
    """
    if getattr(record, fact) is not False:
        return
    for detail in details:
        given = getattr(record, detail)
        if given is not None:
            name = type(record).__name__
            msg = (
                f"{name}.{detail} was {given}, while {name}.{fact} is False; expected None, because what is absent"
                " has no detail. Correct one of the two."
            )
            raise InvalidPatientError(msg)
