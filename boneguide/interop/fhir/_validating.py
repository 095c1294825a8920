"""What the package fhir.resources finds wrong in a resource; the one module that imports it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs

from boneguide.errors import MissingExtraError
from boneguide.interop.fhir._claims import parts, shown
from boneguide.interop.fhir._opening import beyond

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

#: Where in a resource, as names of elements and places in lists.
Place: TypeAlias = tuple[int | str, ...]

_LONGEST_FOUND: Final = 57
_LONGEST_EXPECTED: Final = 200
#: Marks by which the package says that a whole object is meant, not an element of that name.
_WHOLE: Final = frozenset({"root", "__root__"})
#: The value of an extension may have extensions of its own instead of a value, which the package does not know.
_EXTENDED: Final = re.compile(r"_value[A-Z][A-Za-z]*")
_SAYS: Final[Mapping[str, str]] = {
    "missing": "a value, for the element is required",
    "extra_forbidden": "nothing, for there is no such element",
}
_BEGINS: Final = re.compile(r"^(?:Input should be |Value error, |Assertion failed, )")


@attrs.frozen
class Refusal:
    """One thing that is wrong in a resource.

    Args:
        path: Where, such as ``"entry[0].resource.valueQuantity.value"``; empty for the resource as a whole.
        found: What stands there, in at most 60 characters.
        expected: What should.

    Example:
        >>> print(Refusal("gender", "3", "a valid string"))
        gender: found 3; expected a valid string
    """

    path: str
    found: str
    expected: str

    def __str__(self) -> str:
        """Return it in one line."""
        where = f"{self.path}: " if self.path else ""
        return f"{where}found {self.found}; expected {self.expected}"


def refusals(resource: object, *, bounded: bool = False) -> tuple[Refusal, ...]:
    """Return what is wrong in a resource of FHIR R4 by the models of the package fhir.resources.

    It looks at the elements, their types and how often they may stand. It knows neither
    most value sets nor the invariants and profiles, so that a resource in which it finds
    nothing can still be one that a server refuses. What is larger than one resource is on
    any record is refused unread: of a Bundle of thousands, give the entries one by one.

    Args:
        resource: One resource, which may be a Bundle, as plain data.
        bounded: Whether its size was looked at before.

    Raises:
        MissingExtraError: If fhir.resources is not installed.

    Example:
        >>> refusals({"resourceType": "Patient", "gender": "female"})
        ()
        >>> for refusal in refusals({"resourceType": "Patient", "gender": 3, "height": 160}):
        ...     print(refusal)
        gender: found 3; expected a valid string
        height: found 160; expected nothing, for there is no such element
    """
    try:
        from fhir.resources.R4B import get_fhir_model_class
        from fhir.resources.R4B.resource import Resource
        from pydantic import ValidationError
    except ImportError as problem:
        msg = "resources are checked with fhir.resources, which is not installed. Type: pip install 'boneguide[fhir]'"
        raise MissingExtraError(msg) from problem

    def known(kind: object) -> bool:
        try:
            return isinstance(kind, str) and issubclass(get_fhir_model_class(kind), Resource)
        except (KeyError, ValueError):
            return False

    if not isinstance(resource, Mapping):
        return (Refusal("", _found(resource), "a resource as an object"),)
    limit = "" if bounded else beyond(resource)
    if limit:
        return (Refusal("", _short(limit), "a resource of ordinary size, without cycles"),)
    strange = tuple(
        Refusal(_path((*place, "resourceType")), _found(kind), "the name of a type of resource of FHIR R4")
        for place, kind in _kinds(resource, ())
        if not known(kind)
    )
    if strange:
        return strange
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except ValidationError as problem:
        told = problem.errors(include_url=False, include_context=False, include_input=False)
        return tuple(_refusal(resource, each) for each in told if not _falsely(each))
    except Exception as problem:  # noqa: BLE001 - data of any shape reaches code that expects another
        return (Refusal("", f"what ended in {type(problem).__name__}", "a resource that can be read"),)
    return ()


def _kinds(resource: Mapping[str, Any], place: Place) -> Iterator[tuple[Place, object]]:
    """Yield the types of a resource and of those inside it, each with its place."""
    yield place, resource.get("resourceType")
    for number, held in enumerate(parts(resource, "contained")):
        yield from _kinds(held, (*place, "contained", number))
    entries = resource.get("entry")
    for number, entry in enumerate(entries if isinstance(entries, (list, tuple)) else ()):
        if isinstance(entry, Mapping) and isinstance(entry.get("resource"), Mapping):
            yield from _kinds(entry["resource"], (*place, "entry", number, "resource"))


def _falsely(told: ErrorDetails) -> bool:
    """Return whether the package refuses what FHIR allows: extensions in place of the value of an extension."""
    place = told["loc"]
    return (
        told["type"] == "extra_forbidden"
        and len(place) > 1
        and any(part in {"extension", "modifierExtension"} for part in place[:-1])
        and _EXTENDED.fullmatch(str(place[-1])) is not None
    )


def _refusal(resource: Mapping[str, Any], told: ErrorDetails) -> Refusal:
    place = tuple(part for part in told["loc"] if part not in _WHOLE)
    said = _SAYS.get(told["type"]) or _BEGINS.sub("", " ".join(told["msg"].split()))[:_LONGEST_EXPECTED].rstrip(".")
    return Refusal(_path(place), _found(_at(resource, place)), said)


def _at(resource: Any, place: Place) -> object:  # noqa: ANN401 - any value of plain data
    """Return what stands at a place, None where nothing does."""
    held = resource
    for part in place:
        try:
            held = held[part]
        except (LookupError, TypeError):
            return None
    return held


def _path(place: Place) -> str:
    path = ""
    for part in place:
        path += f"[{part}]" if isinstance(part, int) else f".{_short(part)}" if path else _short(part)
    return path


def _found(value: object) -> str:
    return _short(shown(value))


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_FOUND else f"{text[:_LONGEST_FOUND]}..."
