"""Procedures and what was ordered: what kind they are, radiotherapy, and what a dentist did or is to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from boneguide.interop.fhir._claims import Aside, Claim, Fields, Resource, Wrong, part, parts, text
from boneguide.interop.fhir._coding import Meaning, words_of
from boneguide.interop.fhir._context import Reading, claim
from boneguide.interop.fhir._days import moment, span, stated
from boneguide.interop.fhir._people import key_of
from boneguide.interop.fhir._radiation import holds_doses, radiation

_NOT_DONE: Final = {
    "preparation": "is being prepared",
    "not-done": "was not done",
    "on-hold": "is on hold",
    "entered-in-error": "was entered in error",
    "unknown": "has an unknown status",
}
_DONE: Final = frozenset({"completed", "stopped", "in-progress"})
#: Kinds of radiotherapy that a narrower one may stand beside, the more telling first.
_WIDE: Final = ("course", "chemoradiotherapy", "external_beam", "other", "procedure")
#: Intents of a request that say that something is to be done.
_MEANT: Final = frozenset(
    {"plan", "directive", "order", "original-order", "reflex-order", "filler-order", "instance-order"}
)


def read_procedure(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield what a procedure says.

    Raises:
        Aside: If it says nothing that is taken.
        Wrong: If it is not as it should be.
    """
    fields = resource.fields
    status = text(fields, "status")
    if status == "entered-in-error":
        raise Aside(_NOT_DONE[status])
    found = _kind(fields, reading)
    name = words_of(part(fields, "code")) or words_of(part(fields, "category")) or "a procedure"
    if found is None:
        reason = f"{name}: nothing that is read here"
        raise Aside(reason)
    planned = status == "preparation" and _is_invasive(found)
    if status in _NOT_DONE and not planned:
        reason = f"{name}: {_NOT_DONE[status]}"
        raise Aside(reason)
    if status not in _DONE and not planned:
        where = "status"
        raise Wrong(where, fields.get("status"), "a status of a procedure")
    if found.group == "dental":
        yield _dental(resource, found, reading, planned=planned)
        return
    if found.value == "phase":
        reason = f"{name}: a phase, whose dose is a part of that of its course"
        raise Aside(reason)
    if found.value != "course" and key_of(resource) in reading.links.wholes and not holds_doses(fields):
        reason = f"{name}: the doses stand in the procedures that are parts of it"
        raise Aside(reason)
    yield from radiation(resource, found, reading)


def _kind(fields: Fields, reading: Reading) -> Meaning | None:
    """Return what a procedure is by its code, or else by its category."""
    concept, category = part(fields, "code"), part(fields, "category")
    by_code = _narrowest(concept, reading, "code") or reading.meaning(concept, "technique")
    # The wider of the two is no news: a course of radiotherapy has the category radiotherapy.
    if by_code is not None and by_code.value != "procedure":
        return by_code
    return _narrowest(category, reading, "category") or by_code


def _narrowest(concept: Fields, reading: Reading, path: str) -> Meaning | None:
    """Return what a concept means; of codes of which one says more than another, what that one means."""
    groups = ("radiotherapy", "dental")
    try:
        return reading.meaning(concept, *groups, path=path)
    except Wrong:
        found = (reading.meaning({"coding": [one]}, *groups, path=path) for one in parts(concept, "coding"))
        each = [one for one in found if one is not None]
        narrow = {one.value: one for one in each if one.value not in _WIDE}
        if not each or len(narrow) > 1 or any(one.group == "dental" for one in each):
            raise
        return next(iter(narrow.values()), min(each, key=lambda one: (*_WIDE, one.value).index(one.value)))


def _is_invasive(found: Meaning) -> bool:
    return (found.group, found.value) == ("dental", "invasive")


def _dental(resource: Resource, found: Meaning, reading: Reading, *, planned: bool) -> Claim:
    if planned:
        return claim(resource, "dental.planned_invasive_procedure", value=True, said=f"{found.words} is planned")
    if _is_invasive(found):
        reason = f"{found.words}: whether what it left has healed is not said"
        raise Aside(reason)
    if text(resource.fields, "status") != "completed":
        reason = f"{found.words}: is not completed"
        raise Aside(reason)
    written, path = stated(resource.fields, "performedDateTime", "performedPeriod")
    first_day, last_day = span(written, path) if written else (None, None)
    reading.refuse_later(first_day)
    if first_day is None or first_day != last_day:
        # How long ago it was is what matters of it.
        reason = f"{found.words}: on a day that is not stated"
        raise Aside(reason)
    said = f"{found.words} on {first_day}"
    return claim(resource, "dental.last_review", first_day, said, day=first_day, moment=moment(written))


def read_service_request(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield that an invasive procedure of a dentist is planned; of other requests nothing is taken.

    Raises:
        Aside: If it says nothing that is taken.
        Wrong: If it is not as it should be.
    """
    fields = resource.fields
    found = reading.meaning(part(fields, "code"), "dental")
    if found is None or not _is_invasive(found):
        reason = "is a request, and no statement of what was done"
        raise Aside(reason)
    status, intent = text(fields, "status"), text(fields, "intent")
    if status != "active" or intent not in _MEANT or fields.get("doNotPerform") is True:
        told = "not to be done" if fields.get("doNotPerform") is True else f"{status or 'no status'}, {intent}"
        reason = f"{found.words}: a request that is not in force ({told})"
        raise Aside(reason)
    reading.day(fields, "authoredOn")
    due, path = stated(fields, "occurrenceDateTime", "occurrencePeriod")
    if due and span(due, path)[1] < reading.on:
        reason = f"{found.words}: was due on {due}; whether it was done is not said"
        raise Aside(reason)
    yield claim(resource, "dental.planned_invasive_procedure", value=True, said=f"{found.words} is ordered")
