"""From what a caller holds to single resources: bounded, and each with a place and a name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

import attrs

from boneguide.errors import RecordError
from boneguide.interop.fhir._claims import Fields, Resource, shown, text

#: The longest text, in characters.
LARGEST: Final = 200_000_000
#: How many resources are read at most.
MOST_RESOURCES: Final = 200_000
#: How deep objects and lists may stand inside one another in one resource.
DEEPEST: Final = 48
#: How many values one resource may hold, and how long a name or text in it may be.
MOST_VALUES: Final = 50_000
LONGEST_TEXT: Final = 5_000_000
#: How deep bundles and lists may stand inside one another.
DEEPEST_BUNDLE: Final = 8

_EXPECTED = "a FHIR R4 Bundle, a resource, a list of resources, or the JSON text of one of them"


@attrs.frozen
class Entry:
    """What stands at one place: a resource, or the reason why there is none to read."""

    resource: Resource | None
    label: str
    place: int
    why: str = ""
    path: str = ""
    found: str = ""


def entries(given: object) -> tuple[Entry, ...]:
    """Return every resource in what was given, in its order.

    Raises:
        RecordError: If it is nothing that holds resources, or too much of it.
    """
    found: list[Entry] = []
    for path, item, address in _flat(_parsed(given), "", 0):
        if len(found) >= MOST_RESOURCES:
            msg = (
                f"more than {MOST_RESOURCES} resources were given; expected fewer. Read one person's record at a time."
            )
            raise RecordError(msg)
        found.append(_entry(item, address, path, len(found)))
    return tuple(found)


def _parsed(given: object) -> object:
    if isinstance(given, (bytes, bytearray)):
        try:
            given = given.decode("utf-8-sig")
        except UnicodeDecodeError as problem:
            msg = f"byte {problem.start} is no UTF-8; expected {_EXPECTED}."
            raise RecordError(msg) from None
    if isinstance(given, str):
        return _loaded(given)
    if hasattr(given, "model_dump_json"):
        # A resource of fhir.resources, which knows best how it is written.
        return _loaded(str(given.model_dump_json()))
    return given


def _loaded(written: str) -> object:
    if len(written) > LARGEST:
        msg = f"the text is {len(written)} characters long; expected at most {LARGEST}."
        raise RecordError(msg)
    try:
        return json.loads(written)
    except json.JSONDecodeError as problem:
        msg = f"line {problem.lineno}, column {problem.colno} is no valid JSON: {problem.msg}. Expected {_EXPECTED}."
        raise RecordError(msg) from None
    except RecursionError:
        msg = f"the text holds objects or lists too deep in one another; expected {_EXPECTED}."
        raise RecordError(msg) from None
    except ValueError as problem:
        # Whole numbers of thousands of digits are refused by Python itself.
        msg = f"the text holds a number that is too long ({str(problem)[:60]}); expected {_EXPECTED}."
        raise RecordError(msg) from None


def _flat(given: object, path: str, depth: int) -> Iterator[tuple[str, object, str]]:
    """Yield path, content and address of each resource."""
    if depth > DEEPEST_BUNDLE:
        msg = f"{path[:80]}: bundles stand more than {DEEPEST_BUNDLE} deep in one another; expected a flatter one."
        raise RecordError(msg)
    if isinstance(given, (list, tuple)):
        for place, item in enumerate(given):
            yield from _inside(item, f"{path}[{place}]", "", depth)
    elif not isinstance(given, dict):
        msg = f"{path or 'what was given'} was {shown(given)}; expected {_EXPECTED}."
        raise RecordError(msg)
    elif given.get("resourceType") == "Bundle":
        yield from _of_bundle(given, path, depth)
    else:
        _require_resource(given)
        yield path, given, ""


def _of_bundle(bundle: Fields, path: str, depth: int) -> Iterator[tuple[str, object, str]]:
    start = f"{path}." if path else ""
    held = bundle.get("entry", [])
    if not isinstance(held, (list, tuple)):
        msg = f"{start}entry was {shown(held)}; expected a list."
        raise RecordError(msg)
    for place, item in enumerate(held):
        here = f"{start}entry[{place}]"
        if isinstance(item, dict) and "resource" in item:
            yield from _inside(item["resource"], here, text(item, "fullUrl"), depth)
        else:
            yield here, item, ""


def _require_resource(given: Fields) -> None:
    if "resourceType" in given:
        return
    if "hook" in given:
        msg = f"a CDS Hooks request was given; expected {_EXPECTED}. Read it with boneguide.interop.cds_hooks."
        raise RecordError(msg)
    msg = f"what was given has no resourceType; expected {_EXPECTED}."
    raise RecordError(msg)


def _inside(item: object, path: str, address: str, depth: int) -> Iterator[tuple[str, object, str]]:
    if hasattr(item, "model_dump_json"):
        item = _loaded(str(item.model_dump_json()))
    if isinstance(item, (list, tuple)) or (isinstance(item, dict) and item.get("resourceType") == "Bundle"):
        yield from _flat(item, path, depth + 1)
    else:
        yield path, item, address


def _entry(item: object, address: str, path: str, place: int) -> Entry:
    name = path or "the resource"
    if not isinstance(item, dict) or not item:
        return Entry(None, name, place, "a resource", "", shown(item))
    if "resourceType" not in item:
        request = item.get("request")
        if isinstance(request, dict) and text(request, "method") == "DELETE":
            return Entry(None, name, place)
        return Entry(None, name, place, "a resource with its resourceType", "resourceType", shown(None))
    kind = item["resourceType"]
    if not isinstance(kind, str) or not kind.isalpha() or len(kind) > _LONGEST_TYPE:
        return Entry(None, name, place, "the name of a type of resource", "resourceType", shown(kind))
    identifier = text(item, "id")
    label = f"{kind}/{identifier[:_LONGEST_ID]}" if identifier else f"{kind} at {name}"
    limit = beyond(item)
    if limit:
        return Entry(None, label, place, "a resource of ordinary size, without cycles", "", limit)
    return Entry(Resource(place=place, label=label, kind=kind, fields=item, address=address), label, place)


_LONGEST_TYPE: Final = 40
_LONGEST_ID: Final = 64
_PLAIN: Final = frozenset({int, float, bool, Decimal, type(None)})
_HOLDERS: Final = frozenset({dict, list, tuple})


def beyond(item: Fields) -> str:
    """Return what of a resource is beyond the bounds, empty where nothing is."""
    layer: list[Any] = [item]
    values = 0
    for _ in range(DEEPEST):
        below: list[Any] = []
        for holder in layer:
            if isinstance(holder, dict):
                if not all(type(name) is str and len(name) <= LONGEST_TEXT for name in holder):
                    return "a name that is no text or a very long one"
                below.extend(holder.values())
            else:
                below.extend(holder)
            if values + len(below) > MOST_VALUES:
                return f"more than {MOST_VALUES} values"
        values += len(below)
        layer = []
        wrong = _sorted(below, layer)
        if wrong or not layer:
            return wrong
    return f"values more than {DEEPEST} deep"


def _sorted(values: list[Any], holders: list[Any]) -> str:
    """Put what holds others into a list, and return what is wrong with one of the rest."""
    for value in values:
        kind = type(value)
        if kind is str:
            if not value.isascii() or len(value) > LONGEST_TEXT:
                wrong = _wrong(value)
                if wrong:
                    return wrong
        elif kind in _HOLDERS:
            holders.append(value)
        elif kind not in _PLAIN:
            return f"a value of type {kind.__name__}"
    return ""


def _wrong(text: str) -> str:
    if len(text) > LONGEST_TEXT:
        return f"a text of {len(text)} characters"
    # Half of a surrogate pair is no text that could be written.
    return "half of a surrogate pair" if any("\ud800" <= letter <= "\udfff" for letter in text) else ""
