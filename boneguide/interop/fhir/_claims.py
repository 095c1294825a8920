"""What a reader of one resource may say of it, and safe ways to look into plain data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias

import attrs

#: An object of a resource as plain data.
Fields: TypeAlias = Mapping[str, Any]

_LONGEST_SHOWN = 60


@attrs.frozen(kw_only=True)
class Resource:
    """One resource with its name for a reader.

    Args:
        place: Where it stands among all resources, from 0.
        label: Type and identifier.
        kind: Its type.
        fields: Its content.
        address: Absolute address under which others may refer to it; may be empty.
    """

    place: int
    label: str
    kind: str
    fields: Fields
    address: str = ""


@attrs.frozen(kw_only=True)
class Claim:
    """What one resource says of one fact.

    Args:
        fact: Path of the fact in a patient's record.
        value: What it is said to be.
        said: The same in words.
        day: The day it speaks of; None where it states none.
        moment: What later moments sort behind; the day with its time where that is known.
        source: The resource.
        unread: What else stands there that was not taken.
        about: Identifiers of resources that it is linked with, such as the cancer that a metastasis belongs to.
    """

    fact: str
    value: Any
    said: str
    day: date | None
    moment: str = ""
    source: Resource
    unread: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


class Aside(Exception):  # noqa: N818 - never seen outside: it becomes an entry of the ledger
    """The resource was understood and says nothing that can be taken."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Wrong(Exception):  # noqa: N818 - as above
    """The resource is not as it should be."""

    def __init__(self, path: str, found: object, expected: str) -> None:
        self.path = path
        self.found = shown(found)
        self.expected = expected
        super().__init__(f"{path} was {self.found}; expected {expected}")


def shown(value: object) -> str:
    """Return a value for a reader, shortened."""
    if value is None:
        return "nothing"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**_LONGEST_SHOWN:
        return "a whole number of very many digits"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def part(fields: Fields, name: str) -> Fields:
    """Return an object inside another, empty where there is none."""
    value = fields.get(name)
    return value if isinstance(value, Mapping) else {}


def parts(fields: Fields, name: str) -> tuple[Fields, ...]:
    """Return the objects of a list inside an object, empty where there are none."""
    value = fields.get(name)
    return tuple(item for item in value if isinstance(item, Mapping)) if isinstance(value, (list, tuple)) else ()


def text(fields: Fields, name: str) -> str:
    """Return a text inside an object without spaces around it, empty where there is none."""
    value = fields.get(name)
    return value.strip() if isinstance(value, str) else ""


def extensions(fields: Fields, *addresses: str) -> Iterator[Fields]:
    """Yield the extensions with one of these addresses."""
    for extension in parts(fields, "extension"):
        if extension.get("url") in addresses:
            yield extension


def first(items: Iterable[Fields]) -> Fields:
    """Return the first object, empty where there is none."""
    return next(iter(items), {})


def references(fields: Fields, *names: str) -> tuple[str, ...]:
    """Return what an object refers to in these fields, each of which may be a list."""
    found: list[str] = []
    for name in names:
        value = fields.get(name)
        held = value if isinstance(value, (list, tuple)) else (value,)
        found.extend(text(item, "reference") for item in held if isinstance(item, Mapping) and text(item, "reference"))
    return tuple(found)
