"""What a client sends when a hook is called: its shape, the record, and the draft orders apart from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal, TypeAlias, get_args

import attrs

from boneguide.interop._cds.opening import Fields, Problems, opened

#: The hooks that are served.
Hook: TypeAlias = Literal["patient-view", "order-select", "order-sign"]
HOOKS: Final[tuple[Hook, ...]] = get_args(Hook)

_IDENTIFIER = re.compile(r"[A-Za-z0-9\-.]{1,64}")
_REFERENCE = re.compile(r"(?:.*/)?([A-Za-z]+)/([A-Za-z0-9\-.]{1,64})(?:/_history/[A-Za-z0-9\-.]{1,64})?")
#: Requests that nobody has made yet; whatever stands in a record with one of these is no treatment.
_UNSIGNED = frozenset({"draft"})
_REQUESTS = frozenset({"MedicationRequest", "ServiceRequest"})


@attrs.frozen(kw_only=True)
class HookRequest:
    """One call of a hook: whose record is open, what of it was sent, and which orders are being written.

    Args:
        hook: Which hook.
        instance: The client's identifier of this call.
        user: Who works with the record, such as ``"Practitioner/example"``.
        patient_id: Identifier of the person's Patient resource.
        encounter_id: Identifier of the encounter; empty where none is open.
        resources: The person's record as it was prefetched, for :func:`boneguide.interop.fhir.read`.
        delivered: Prefetch keys that were answered, also those for which there was nothing.
        draft_orders: Orders that are not signed yet. They are no part of ``resources``: nobody takes them.
        selections: References to those drafts that were just selected; only ``order-select`` has them.
        notes: What was asked for and could not be had, and what was left out.
    """

    hook: Hook
    instance: str
    user: str
    patient_id: str
    encounter_id: str = ""
    resources: tuple[Fields, ...] = ()
    delivered: tuple[str, ...] = ()
    draft_orders: tuple[Fields, ...] = ()
    selections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def orders(self) -> tuple[Fields, ...]:
        """The drafts that the call is about: the selected ones, or all that are being signed."""
        if self.hook != "order-select":
            return self.draft_orders
        return tuple(order for order in self.draft_orders if reference_to(order) in self.selections)


def read_request(body: Fields | str | bytes) -> HookRequest:
    """Return the request that calls a hook, once its shape is as the specification has it.

    Prefetched Bundles are opened, and what is null or an OperationOutcome is noted.
    Draft orders never become part of the record, also where the client's own server
    holds them.

    Args:
        body: The body of the request, as text or as the object that it holds.

    Raises:
        RecordError: If it is not as it should be. Every problem is named with its path,
            with what was found and with what was expected.

    Example:
        >>> request = read_request(
        ...     {
        ...         "hook": "patient-view",
        ...         "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
        ...         "context": {"userId": "Practitioner/example", "patientId": "p1"},
        ...         "prefetch": {"patient": {"resourceType": "Patient", "id": "p1"}, "allergies": None},
        ...     }
        ... )
        >>> request.hook, request.patient_id, request.delivered
        ('patient-view', 'p1', ('patient', 'allergies'))
        >>> read_request({"hook": "patient-view"})
        Traceback (most recent call last):
        ...
        boneguide.errors.RecordError: 2 problems:
        - hookInstance was missing; expected a text that identifies the call.
        - context was missing; expected an object with the context of the hook.
    """
    problems = Problems()
    fields = opened(body)
    hook = _hook(fields, problems)
    instance = problems.text(fields, "hookInstance", "", "a text that identifies the call")
    if fields.get("fhirAuthorization") is not None and not isinstance(fields.get("fhirServer"), str):
        problems.add("fhirServer", fields.get("fhirServer"), "the address of the server that the access token is for")
    context = problems.object(fields, "context", "", "an object with the context of the hook")
    patient = user = encounter = ""
    drafts: tuple[Fields, ...] = ()
    selections: tuple[str, ...] = ()
    if context is not None:
        user = problems.text(context, "userId", "context.", "type and identifier, such as Practitioner/example")
        patient = problems.text(context, "patientId", "context.", "the identifier of a Patient", _IDENTIFIER)
        if context.get("encounterId") is not None:
            encounter = problems.text(context, "encounterId", "context.", "a text")
        if hook in {"order-select", "order-sign"}:
            drafts = _drafts(context, patient, problems)
        if hook == "order-select":
            selections = _selections(context, drafts, problems)
    record = _prefetched(fields, patient, drafts, problems)
    problems.tell()
    return HookRequest(
        hook=hook,
        instance=instance,
        user=user,
        patient_id=patient,
        encounter_id=encounter,
        resources=tuple(record.resources),
        delivered=tuple(record.delivered),
        draft_orders=drafts,
        selections=selections,
        notes=tuple(record.notes),
    )


def reference_to(resource: Fields) -> str:
    """Return how others refer to a resource, such as ``MedicationRequest/103``.

    Example:
        >>> reference_to({"resourceType": "MedicationRequest", "id": "103"})
        'MedicationRequest/103'
    """
    return f"{resource.get('resourceType')}/{resource.get('id')}"


# --------------------------------------------------------------------------- parts of a request


def _hook(fields: Fields, problems: Problems) -> Hook:
    for hook in HOOKS:
        if fields.get("hook") == hook:
            return hook
    problems.add("hook", fields.get("hook"), f"one of {', '.join(HOOKS)}")
    # Nothing is made of a request with a problem; this one has the least in its context to be looked for.
    return HOOKS[0]


def _drafts(context: Fields, patient: str, problems: Problems) -> tuple[Fields, ...]:
    path = "context.draftOrders"
    bundle = problems.object(context, "draftOrders", "context.", "a Bundle with the orders that are not signed yet")
    if bundle is None:
        return ()
    if bundle.get("resourceType") != "Bundle":
        problems.add(f"{path}.resourceType", bundle.get("resourceType"), '"Bundle"')
        return ()
    found = []
    for where, resource in _entries(bundle, path, problems):
        if not isinstance(resource.get("id"), str):
            problems.add(f"{where}.id", resource.get("id"), "the identifier under which a draft is selected")
        _same_person(resource, patient, where, problems)
        found.append(resource)
    return tuple(found)


def _selections(context: Fields, drafts: tuple[Fields, ...], problems: Problems) -> tuple[str, ...]:
    given = context.get("selections")
    if not isinstance(given, list | tuple) or not all(isinstance(item, str) for item in given):
        problems.add("context.selections", given, "a list of references to draft orders")
        return ()
    held = {reference_to(draft) for draft in drafts}
    for place, selected in enumerate(given):
        if selected not in held:
            problems.add(f"context.selections[{place}]", selected, "the type and identifier of one of the draft orders")
    return tuple(given)


@attrs.define
class _Record:
    """The record as it was prefetched, while it is put together."""

    patient: str
    unsigned: frozenset[str]
    problems: Problems
    resources: list[Fields] = attrs.field(factory=list)
    delivered: list[str] = attrs.field(factory=list)
    notes: list[str] = attrs.field(factory=list)

    def add(self, key: str, held: object) -> None:
        """Add what was sent under one key."""
        path = f"prefetch.{key}"
        if held is None:
            self.delivered.append(key)
            return
        if not isinstance(held, Mapping) or not isinstance(held.get("resourceType"), str):
            self.problems.add(path, held, "a resource with its resourceType, or null")
            return
        sent = list(_sent(held, path, self.problems))
        for where, resource in sent:
            self._take(resource, path, where)
        if any(resource["resourceType"] == "OperationOutcome" for _, resource in sent):
            self.notes.append(f"{path}: the server of the record could not give all of it")
        else:
            self.delivered.append(key)
        if _goes_on(held):
            self.notes.append(f"{path} goes on on further pages, which were not sent")

    def _take(self, resource: Fields, path: str, where: str) -> None:
        if resource["resourceType"] == "OperationOutcome":
            return
        if _is_draft(resource, self.unsigned):
            self.notes.append(f"{reference_to(resource)} in {path} is an order that is not signed, and was left out")
        elif resource not in self.resources:
            _same_person(resource, self.patient, where, self.problems)
            self.resources.append(resource)


def _prefetched(fields: Fields, patient: str, drafts: tuple[Fields, ...], problems: Problems) -> _Record:
    """Return the record, the keys that were answered, and what could not be had or was left out."""
    record = _Record(patient, frozenset(map(reference_to, drafts)), problems)
    given = fields.get("prefetch")
    if isinstance(given, Mapping):
        for key, held in given.items():
            record.add(str(key), held)
    elif given is not None:
        problems.add("prefetch", given, "an object with a resource, or null, for each key")
    return record


def _sent(held: Fields, path: str, problems: Problems) -> Iterator[tuple[str, Fields]]:
    if held["resourceType"] == "Bundle":
        yield from _entries(held, path, problems)
    else:
        yield path, held


def _entries(bundle: Fields, path: str, problems: Problems) -> Iterator[tuple[str, Fields]]:
    listed = bundle.get("entry", [])
    if not isinstance(listed, list | tuple):
        problems.add(f"{path}.entry", listed, "a list")
        return
    for place, entry in enumerate(listed):
        where = f"{path}.entry[{place}].resource"
        resource = entry.get("resource") if isinstance(entry, Mapping) else None
        kind = resource.get("resourceType") if isinstance(resource, Mapping) else None
        if not isinstance(resource, Mapping) or not isinstance(kind, str) or kind == "Bundle":
            problems.add(where, kind or resource, "a resource with its resourceType, and no Bundle in a Bundle")
        else:
            yield where, resource


def _is_draft(resource: Fields, unsigned: frozenset[str]) -> bool:
    if resource["resourceType"] in _REQUESTS and resource.get("status") in _UNSIGNED:
        return True
    return reference_to(resource) in unsigned


def _goes_on(held: Fields) -> bool:
    listed = held.get("link")
    listed = listed if isinstance(listed, list | tuple) else ()
    return any(isinstance(link, Mapping) and link.get("relation") == "next" for link in listed)


def _same_person(resource: Fields, patient: str, path: str, problems: Problems) -> None:
    """Refuse what says of itself that it is about somebody else than the person whose record is open."""
    if not patient:
        return
    if resource.get("resourceType") == "Patient":
        if resource.get("id") != patient:
            problems.add(f"{path}.id", resource.get("id"), "the person of context.patientId")
        return
    for name in ("subject", "patient"):
        held = resource.get(name)
        written = held.get("reference") if isinstance(held, Mapping) else None
        named = _REFERENCE.fullmatch(written) if isinstance(written, str) else None
        if named is not None and named[1] == "Patient" and named[2] != patient:
            problems.add(f"{path}.{name}.reference", written, "the person of context.patientId")
