"""Facts that no other system has a code for, under their own paths: ``urn:x-boneguide:fact``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from boneguide.errors import BoneguideError
from boneguide.interop.fhir._amounts import amount_in, whole_number
from boneguide.interop.fhir._claims import Aside, Claim, Fields, Resource, Wrong, part, shown
from boneguide.interop.fhir._context import Reading, claim
from boneguide.interop.fhir._days import whole_day
from boneguide.interop.fhir._names import COMPLETE
from boneguide.interop.json import patient_from_json
from boneguide.model._record import Facts
from boneguide.model.patient import LIST_NAMES, Patient

#: Facts that hold several values or parts, which are written as a record with nothing else in it.
WHOLE: Final = frozenset({*LIST_NAMES, "labs", "findings", "life_expectancy", "withheld"})


def own_facts(resource: Resource, item: Fields, path: str, fact: str, reading: Reading) -> Iterator[Claim]:
    """Yield what an item says of a fact named by its path.

    Raises:
        Wrong: If there is no such fact or it cannot have that value.
        Aside: If there is no value, which leaves it unknown.
    """
    if fact == COMPLETE:
        name = item.get("valueString")
        if name not in LIST_NAMES:
            where = f"{path}valueString"
            raise Wrong(where, name, f"one of {', '.join(LIST_NAMES)}")
        yield claim(resource, COMPLETE, name, f"{name} holds every entry")
        return
    if fact in WHOLE:
        yield from _of_record(resource, item, path, fact)
        return
    value = _value(item, path)
    if fact == "age" and reading.day(resource.fields, "effectiveDateTime")[0] != reading.on:
        reason = "an age that was stated on another day"
        raise Aside(reason)
    try:
        with_fact(Patient(), fact, value)
    except BoneguideError as problem:
        where = f"{path}code"
        raise Wrong(where, fact, str(problem)[:300]) from None
    yield claim(resource, fact, value, f"{fact} {shown(value)}")


def _of_record(resource: Resource, item: Fields, path: str, fact: str) -> Iterator[Claim]:
    written = item.get("valueString")
    if not isinstance(written, str):
        where = f"{path}valueString"
        raise Wrong(where, written, f"a record as JSON that holds {fact} and nothing else")
    try:
        held = patient_from_json(written)
    except BoneguideError as problem:
        where = f"{path}valueString"
        raise Wrong(where, written, str(problem)[:300]) from None
    facts = held.known()
    if not facts or any(known.partition(".")[0] != fact for known in facts):
        where = f"{path}valueString"
        raise Wrong(where, written, f"a record as JSON that holds {fact} and nothing else")
    for known in facts:
        head, _, rest = known.partition(".")
        value = getattr(held, head)
        if rest:
            value = value[rest] if isinstance(value, Mapping) else getattr(value, rest)
        said = f"{known} as JSON"
        if head == "labs" and isinstance(value, tuple) and value:
            yield from (claim(resource, known, one, said, day=one.on) for one in value)
        elif head in LIST_NAMES and value:
            yield from (claim(resource, known, one, said) for one in value)
        else:
            # Of a list that is known to be empty there is no entry.
            empty = value == () and head in {*LIST_NAMES, "labs"}
            yield claim(resource, known, None if empty else value, said)


def _value(item: Fields, path: str) -> object:
    if isinstance(item.get("valueBoolean"), bool):
        return item["valueBoolean"]
    if "valueInteger" in item:
        return whole_number(item["valueInteger"], f"{path}valueInteger")
    if "valueDateTime" in item:
        return whole_day(item["valueDateTime"], f"{path}valueDateTime")
    if part(item, "valueQuantity"):
        return amount_in(part(item, "valueQuantity"), f"{path}valueQuantity")
    if isinstance(item.get("valueString"), str):
        return item["valueString"]
    if part(item, "dataAbsentReason"):
        reason = "has no value"
        raise Aside(reason)
    where = f"{path}value"
    raise Wrong(where, None, "valueBoolean, valueInteger, valueQuantity, valueDateTime or valueString")


def with_fact(patient: Patient, path: str, value: object) -> Patient:
    """Return a copy of a record in which one fact has a value.

    Raises:
        BoneguideError: If there is no such fact, it cannot have that value, or another contradicts it.
    """
    changed: Patient = _with(patient, path, value, path)
    return changed


def _with(record: Any, path: str, value: object, whole: str) -> Any:  # noqa: ANN401 - any part of a record
    head, _, rest = path.partition(".")
    if head not in {field.name for field in attrs.fields(type(record))}:
        raise UnknownFact(whole)
    held = getattr(record, head)
    if isinstance(held, Facts) and rest:
        return attrs.evolve(record, **{head: _with(held, rest, value, whole)})
    if rest or isinstance(held, Facts):
        raise UnknownFact(whole)
    return attrs.evolve(record, **{head: value})


class UnknownFact(BoneguideError):  # noqa: N818 - never seen outside: it becomes an entry of the ledger
    """A path names no fact."""

    def __init__(self, path: str) -> None:
        super().__init__(f"{path!r} is the path of no fact of a patient's record")
