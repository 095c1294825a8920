"""Elements of resources as plain data, and identifiers that follow from what a resource says."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeAlias
from urllib.parse import quote

from boneguide.interop._answers.citations import address
from boneguide.interop.terminology import UCUM, Code
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity, as_amount
from boneguide.quantities.units import find

#: A resource, or an element of one, as plain data.
Element: TypeAlias = dict[str, Any]

#: The code system of what is done, measured or confirmed beside an option, by the identifier of the task.
TASKS: Final = "urn:x-boneguide:task"
#: The code system of the answers: what the sources say of an option.
STATUSES: Final = "urn:x-boneguide:status"
#: The code system of restrictions, by how their source words them.
RESTRICTIONS: Final = "urn:x-boneguide:restriction"
#: The address under which guidelines are named, each with its edition.
GUIDELINE: Final = "urn:x-boneguide:guideline"

_NAMESPACE: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-boneguide:fhir")


def line(text: str) -> str:
    """Return a text in one line, as every element that holds a text allows it.

    Example:
        >>> line(" two   lines ")
        'two lines'
    """
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def code(text: str) -> str:
    """Return an identifier as a code, which has no more than one space at a time."""
    return line(text)


def urn(beginning: str, name: str) -> str:
    """Return the address of something of the library's own.

    Example:
        >>> urn("urn:x-boneguide:rule", "palliative-radiotherapy@left ilium")
        'urn:x-boneguide:rule:palliative-radiotherapy@left%20ilium'
    """
    return f"{beginning}:{quote(line(name), safe='@-._~')}"


def coding(system: str, value: str, display: str = "") -> Element:
    """Return a code of a system, with how it is called where that is known."""
    found: Element = {"system": system, "code": code(value)}
    if line(display):
        found["display"] = line(display)
    return found


def concept(text: str, codings: Iterable[Element] = ()) -> Element:
    """Return a coded concept: its codes, and the words for it."""
    found: Element = {}
    held = list(codings)
    if held:
        found["coding"] = held
    if line(text):
        found["text"] = line(text)
    return found


def one_for_each_system(codes: Iterable[Code]) -> Iterator[Element]:
    """Yield the verified codes of one meaning, of each system that has exactly one.

    Where a system has several, they mean different uses of it, and which is meant here is not said.
    """
    held: dict[str, list[Code]] = {}
    for each in codes:
        if each.decides:
            held.setdefault(each.system, []).append(each)
    for system, found in held.items():
        if len(found) == 1:
            yield coding(system, found[0].code, found[0].display)


def notes(lines: Iterable[str]) -> list[Element]:
    """Return remarks, each once."""
    return [{"text": told} for told in dict.fromkeys(map(line, lines)) if told]


def number(value: float) -> int | float:
    """Return a number, without a fraction where it has none."""
    return int(value) if value.is_integer() else value


def quantity(amount: Quantity, unit: str = "") -> Element:
    """Return a quantity with its UCUM code.

    Args:
        amount: The quantity.
        unit: The unit to write it in; that in which it stands by default.

    Example:
        >>> from boneguide.quantities import Q
        >>> quantity(Q(8, "Gy"), "cGy")
        {'value': 800, 'unit': 'cGy', 'system': 'http://unitsofmeasure.org', 'code': 'cGy'}
    """
    plain = as_amount(amount)
    if unit:
        plain = plain.to(unit)
    return {"value": number(plain.value), "unit": plain.unit, "system": UCUM, "code": find(plain.unit).ucum}


def artifact(source: Source) -> Element:
    """Return a publication as a citation, with the place in it, how far it was verified, and where it can be opened."""
    found: Element = {
        "type": "citation",
        "label": line(source.reference.key),
        "display": line(f"{source.locator} ({source.verified.value})"),
        "citation": line(str(source.reference)),
    }
    where = address(source.reference)
    if where is not None:
        found["url"] = where
    return found


def identified(content: Mapping[str, Any]) -> Element:
    """Return a resource with an identifier that is the same wherever its content is."""
    own = uuid.uuid5(_NAMESPACE, json.dumps(content, sort_keys=True))
    return {"resourceType": content["resourceType"], "id": str(own), **content}


def address_of(resource: Mapping[str, Any]) -> str:
    """Return the address of a resource with an identifier of this kind, under which others refer to it."""
    return f"urn:uuid:{resource['id']}"


def reference(resource: Mapping[str, Any], display: str = "") -> Element:
    """Return a reference to such a resource."""
    found: Element = {"reference": address_of(resource)}
    if line(display):
        found["display"] = line(display)
    return found
