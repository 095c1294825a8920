"""What the tests of proposals share: the bounds of FHIR that fhir.resources does not look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from boneguide.interop.fhir._validating import refusals

Fields = dict[str, Any]

#: Codes of required value sets, as R4 lists them.
STATUSES = {"success", "data-requested", "data-required", "in-progress", "failure", "entered-in-error"}
RELATIONSHIPS = {"before-start", "before", "before-end", "concurrent-with-start", "concurrent", "after-start", "after"}
SELECTIONS = {"any", "all", "all-or-none", "exactly-one", "at-most-one", "one-or-more"}
PERIODS = {"s", "min", "h", "d", "wk", "mo", "a"}


def resources(bundle: Fields, kind: str = "") -> list[Fields]:
    """Return the resources of a Bundle, those of one type where it is named."""
    return [e["resource"] for e in bundle["entry"] if kind in {"", e["resource"]["resourceType"]}]


def held(bundle: Fields, address: str) -> Fields:
    """Return the one resource at an address."""
    [found] = [e["resource"] for e in bundle["entry"] if e["fullUrl"] == address]
    assert isinstance(found, dict)
    return found


def walk(value: object) -> Iterator[Fields]:
    """Yield every object in plain data, at any depth."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from walk(inner)


def actions(holder: Fields) -> Iterator[Fields]:
    """Yield every action of a group, at any depth."""
    for action in holder.get("action", ()):
        yield action
        yield from actions(action)


def group(bundle: Fields) -> Fields:
    [found] = resources(bundle, "RequestGroup")
    return found


def response(bundle: Fields) -> Fields:
    [found] = resources(bundle, "GuidanceResponse")
    return found


def texts(resource: Fields) -> list[str]:
    return [note["text"] for note in resource["note"]]


def valid(bundle: Fields) -> Fields:
    """Return a Bundle after asserting everything that FHIR asks of it and of the proposals in it."""
    assert refusals(bundle) == ()
    addresses = [entry.get("fullUrl", "") for entry in bundle["entry"]]
    assert len(set(addresses)) == len(addresses)
    for each in walk(bundle):
        assert all(value not in ({}, [], "") for value in each.values()), each
        reference = each.get("reference")
        if isinstance(reference, str) and reference.startswith("urn:uuid:"):
            assert reference in addresses
    for made in (*resources(bundle, "MedicationRequest"), *resources(bundle, "ServiceRequest"), group(bundle)):
        assert (made["status"], made["intent"]) == ("draft", "proposal")
    assert response(bundle)["status"] in STATUSES
    _valid_group(bundle)
    _valid_timing(bundle)
    return bundle


def _valid_group(bundle: Fields) -> None:
    every = list(actions(group(bundle)))
    names = [action["id"] for action in every if "id" in action]
    assert len(set(names)) == len(names) == len(every)
    for action in every:
        # Invariant rqg-1: an action holds a resource or actions, not both and not neither.
        assert ("resource" in action) != ("action" in action)
        assert action.get("selectionBehavior", "any") in SELECTIONS
        for related in action.get("relatedAction", ()):
            assert related["relationship"] in RELATIONSHIPS
            assert related["actionId"] in names


def _valid_timing(bundle: Fields) -> None:
    for each in walk(bundle):
        repeat = each.get("repeat")
        if isinstance(repeat, dict):
            # Invariants tim-1, tim-2, tim-6 and tim-7.
            assert ("duration" in repeat) == ("durationUnit" in repeat)
            assert ("period" in repeat) == ("periodUnit" in repeat)
            assert "period" in repeat or "periodMax" not in repeat
            assert "duration" in repeat or "durationMax" not in repeat
            assert {repeat[name] for name in ("periodUnit", "durationUnit") if name in repeat} <= PERIODS
