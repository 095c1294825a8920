"""Read a person's record from FHIR R4 resources, with an account of every one of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import attrs

from boneguide.errors import BoneguideError, RecordError
from boneguide.interop.fhir._claims import Aside, Claim, Fields, Resource, Wrong, part, parts, references, shown, text
from boneguide.interop.fhir._context import Reading, refuse_modified
from boneguide.interop.fhir._gathering import Gathered, gathered
from boneguide.interop.fhir._names import RESTATED
from boneguide.interop.fhir._opening import Entry, entries
from boneguide.interop.fhir._people import Links, Person, key_of, person_in, reference_key, subject_of
from boneguide.interop.fhir._readers import READERS
from boneguide.interop.fhir._validating import refusals
from boneguide.interop.fhir.intake import Ignored, Intake, Problem, Used
from boneguide.interop.terminology import every_code, system_of
from boneguide.model._check import require_date
from boneguide.model.patient import LIST_NAMES

#: Why resources of other types say nothing of what a person has or takes.
_NOT_READ: Final[Mapping[str, str]] = MappingProxyType(
    {
        "FamilyMemberHistory": "is about a relative",
        "CarePlan": "is a plan, and no statement of what was done",
        "ServiceRequest": "is a request, and no statement of what was done",
        "RequestGroup": "is a proposal, and no statement of what was done",
        "GuidanceResponse": "is an answer of decision support, and no finding",
        "DetectedIssue": "is an answer of decision support, and no finding",
        "MedicationDispense": "a drug that was dispensed is not known to be taken",
        "RiskAssessment": "is a forecast, and no finding",
        "QuestionnaireResponse": "holds answers without the codes that would say what they mean",
    }
)
#: Types that only matter where another resource refers to them.
_PARTS: Final = frozenset({"BodyStructure", "Medication"})
#: Lists that resources of a type may hold entries of.
_LISTS_OF: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "AllergyIntolerance": ("allergies",),
        "Condition": ("lesions",),
        "MedicationAdministration": ("medications", "bone_agent_doses", "radionuclide_doses"),
        "MedicationRequest": ("medications",),
        "MedicationStatement": ("medications",),
        "Procedure": ("radiotherapy", "radionuclide_doses"),
    }
)
#: What a caller may declare to be complete.
COMPLETABLE: Final = (*LIST_NAMES, "radiotherapy")


def read(
    bundle: object,
    *,
    on: date,
    patient: str | None = None,
    codes: Mapping[tuple[str, str], str] | None = None,
    complete: Collection[str] = (),
) -> Intake:
    """Read a person's record from a FHIR R4 Bundle, a resource, or a list of resources.

    What is not in the resources stays unknown. A list that they hold entries of, such
    as the drugs, is marked as one that may lack entries, unless ``complete`` names it.
    Of several values of one fact the latest counts; where no rule says which one
    counts none is taken, and the difference is shown. Free text is never interpreted.

    Args:
        bundle: Plain data as JSON holds it, its text or bytes, or resources of ``fhir.resources``; at most 200 000
            resources.
        on: The day of the assessment. What lies after it is not read.
        patient: Reference to the person, such as ``"Patient/12"``; needed only where resources are about several.
        codes: Codes of the caller's own, as system and code, with what they mean, such as
            ``{("https://lab.example/codes", "20005"): "laboratory:creatinine"}``; the meanings are those of
            :mod:`boneguide.interop.terminology`.
        complete: Lists of which it is known that nothing is missing in the resources: ``"medications"``,
            ``"bone_agent_doses"``, ``"radionuclide_doses"``, ``"allergies"``, ``"lesions"``, and ``"radiotherapy"``
            for the courses that lesions had. What is not in such a list is known to be absent; a list of which a
            resource is a problem is not taken as complete.

    Returns:
        The record, and what became of every resource.

    Raises:
        RecordError: If what was given holds no resources or too many, is about several people, or a declared code or
            list is none.
        MissingExtraError: If ``fhir.resources`` is not installed.
        InvalidPatientError: If ``on`` is no date.

    Warns:
        ImplausibleValueWarning: If a value is possible but very unusual.

    Example:
        >>> from boneguide.interop import fhir
        >>> creatinine = {
        ...     "resourceType": "Observation",
        ...     "id": "a1",
        ...     "status": "final",
        ...     "code": {"coding": [{"system": "http://loinc.org", "code": "2160-0"}]},
        ...     "subject": {"reference": "Patient/1"},
        ...     "effectiveDateTime": "2026-11-20",
        ...     "valueQuantity": {
        ...         "value": 122, "unit": "umol/L", "system": "http://unitsofmeasure.org", "code": "umol/L"
        ...     },
        ... }
        >>> intake = fhir.read([creatinine], on=date(2026, 11, 23))
        >>> print(intake.patient.labs.creatinine[0])
        122 umol/L on 2026-11-20
        >>> print(intake)
        1 resource: 1 used, 0 ignored, 0 problems
        used:
          Observation/a1: creatinine 122 umol/L on 2026-11-20 -> labs.creatinine
    """
    require_date(on, "read(on)")
    closed = _closed(complete)
    declared = _declared({} if codes is None else codes)
    given = entries(bundle)
    resources = tuple(entry.resource for entry in given if entry.resource is not None)
    person = person_in(resources, patient)
    reading = Reading(on=on, links=Links.of(resources), declared=declared)
    ledger = _Ledger()
    older = _older(resources)
    claims: list[Claim] = []
    for entry in given:
        if entry.resource is None:
            ledger.without_resource(entry)
        elif entry.place in older:
            ledger.ignore(entry.resource, older[entry.place])
        else:
            claims += _claims(entry.resource, person, reading, ledger)
    lacking = ledger.lists_with_problems(resources) & closed
    found = gathered(claims, on, closed - lacking)
    ledger.settle(found)
    ledger.settle_parts(resources)
    return Intake(
        patient=found.patient,
        on=on,
        used=ledger.in_order(ledger.used),
        ignored=ledger.in_order(ledger.ignored),
        problems=ledger.in_order(ledger.problems),
        conflicts=found.conflicts,
        radiotherapy=found.radiotherapy,
        radionuclides=found.radionuclides,
        deceased=found.deceased,
        notes=(
            *found.notes,
            *(f"{name} may lack entries, for a resource of it is a problem" for name in sorted(lacking)),
        ),
    )


def _closed(complete: Collection[str]) -> frozenset[str]:
    names = (complete,) if isinstance(complete, str) else tuple(complete)
    for name in names:
        if name not in COMPLETABLE:
            msg = f"complete named {name!r}; expected some of {', '.join(map(repr, COMPLETABLE))}."
            raise RecordError(msg)
    return frozenset(names)


def _declared(codes: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], tuple[str, str]]:
    groups = {code.group for code in every_code()}
    found = {}
    for key, means in codes.items():
        group, _, value = means.partition(":") if isinstance(means, str) else ("", "", "")
        if not isinstance(key, tuple) or len(key) != _SYSTEM_AND_CODE or group not in groups or not value:
            msg = (
                f"codes held {shown(key)}: {shown(means)}; expected a system and a code together, and a meaning as"
                ' "laboratory:creatinine". boneguide.interop.terminology.every_code() has the groups.'
            )
            raise RecordError(msg)
        if value not in {code.value for code in every_code() if code.group == group}:
            msg = f"codes held the meaning {means!r}, which no code has; expected one that some code has."
            raise RecordError(msg)
        found[(system_of(key[0]), key[1])] = (group, value)
    return found


_SYSTEM_AND_CODE: Final = 2


def _older(resources: Iterable[Resource]) -> dict[int, str]:
    """Return the places of resources that are there again, or in a later version, with the reason."""
    newest: dict[str, Resource] = {}
    out: dict[int, str] = {}
    for resource in resources:
        if not text(resource.fields, "id"):
            continue
        key = resource.address or key_of(resource)
        held = newest.get(key)
        if held is None:
            newest[key] = resource
        elif held.fields == resource.fields:
            out[resource.place] = "the same resource again"
        else:
            later, earlier = (held, resource) if _version(held) > _version(resource) else (resource, held)
            newest[key] = later
            out[earlier.place] = "another version of it is there, which is later"
    return out


def _version(resource: Resource) -> tuple[str, int]:
    meta = part(resource.fields, "meta")
    number = text(meta, "versionId")
    return text(meta, "lastUpdated"), int(number) if number.isdecimal() and len(number) < _LONG_NUMBER else 0


_LONG_NUMBER: Final = 19


def _claims(resource: Resource, person: Person, reading: Reading, ledger: _Ledger) -> list[Claim]:
    """Return what a resource says of the person; where that is nothing the ledger says why."""
    if resource.kind in _PARTS:
        return []
    reason = _unread(resource, person)
    if reason:
        ledger.ignore(resource, reason)
        return []
    refused = refusals(resource.fields, bounded=True)
    if refused:
        ledger.refuse(resource, *((one.path, one.found, one.expected) for one in refused))
        return []
    try:
        return _told(resource, person, reading)
    except Aside as aside:
        ledger.ignore(resource, aside.reason)
    except Wrong as wrong:
        ledger.refuse(resource, (wrong.path, wrong.found, wrong.expected))
    except BoneguideError as problem:
        ledger.refuse(resource, ("", "values that cannot stand together", str(problem)[:300]))
    return []


def _unread(resource: Resource, person: Person) -> str:
    """Return why a resource is not read at all; empty where it is."""
    if resource.kind not in READERS:
        return _NOT_READ.get(resource.kind, f"nothing is read from a resource of type {resource.kind}")
    if _is_meant(resource, person) is False:
        return "is about another person"
    tags = parts(part(resource.fields, "meta"), "tag")
    if any(tag.get("system") == RESTATED for tag in tags):
        return "is stated again, and in full, as a fact of its own"
    return ""


def _is_meant(resource: Resource, person: Person) -> bool | None:
    if resource.kind == "Patient":
        return resource in person.patients
    return person.is_meant(subject_of(resource))


def _told(resource: Resource, person: Person, reading: Reading) -> list[Claim]:
    told = list(READERS[resource.kind](resource, reading))
    # What says nothing was set aside by its reader.
    refuse_modified(resource.fields)
    if _is_meant(resource, person) is None:
        field = "patient" if resource.kind == "AllergyIntolerance" else "subject"
        raise Wrong(field, None, "the person it is about")
    return told


@attrs.define
class _Ledger:
    """What became of each resource."""

    used: dict[int, Used] = attrs.field(factory=dict)
    ignored: dict[int, Ignored] = attrs.field(factory=dict)
    problems: dict[int, Problem] = attrs.field(factory=dict)

    def ignore(self, resource: Resource, reason: str) -> None:
        self.ignored[resource.place] = Ignored(resource=resource.label, place=resource.place, reason=reason)

    def refuse(self, resource: Resource, problem: tuple[str, str, str], *more: tuple[str, str, str]) -> None:
        path, found, expected = problem
        further = tuple(f"{path_}: found {found_}; expected {expected_}" for path_, found_, expected_ in more[:_TOLD])
        self.problems[resource.place] = Problem(
            resource=resource.label,
            place=resource.place,
            path=path,
            found=found,
            expected=expected,
            further=further,
        )

    def without_resource(self, entry: Entry) -> None:
        if not entry.why:
            self.ignored[entry.place] = Ignored(
                resource=entry.label, place=entry.place, reason="asks for a deletion and holds no resource"
            )
            return
        self.problems[entry.place] = Problem(
            resource=entry.label, place=entry.place, path=entry.path, found=entry.found, expected=entry.why
        )

    def lists_with_problems(self, resources: Iterable[Resource]) -> frozenset[str]:
        """Return the lists of which an entry may stand in a resource that could not be read."""
        found = (_LISTS_OF.get(r.kind, ()) for r in resources if r.place in self.problems)
        return frozenset(name for names in found for name in names)

    def settle(self, found: Gathered) -> None:
        """Enter the resources that said something, by what became of it."""
        taken: dict[int, list[Claim]] = {}
        left: dict[int, list[str]] = {}
        for one in found.taken:
            taken.setdefault(one.source.place, []).append(one)
        for one, reason in found.left:
            left.setdefault(one.source.place, []).append(reason)
            if one.source.place not in taken:
                self.ignored[one.source.place] = Ignored(
                    resource=one.source.label,
                    place=one.source.place,
                    reason="; ".join(dict.fromkeys(left[one.source.place])),
                )
        for place, claims in taken.items():
            unread = [told for one in claims for told in one.unread] + left.get(place, [])
            self.used[place] = Used(
                resource=claims[0].source.label,
                place=place,
                facts=tuple(dict.fromkeys(one.fact for one in claims)),
                said="; ".join(dict.fromkeys(one.said for one in claims)),
                day=claims[0].day,
                unread=tuple(dict.fromkeys(unread)),
            )

    def settle_parts(self, resources: Iterable[Resource]) -> None:
        """Enter the resources that only matter as parts of others."""
        held = tuple(resources)
        users: dict[str, Used] = {}
        for resource in held:
            if resource.place in self.used:
                for reference in _referred(resource.fields):
                    users.setdefault(reference_key(reference), self.used[resource.place])
        for resource in held:
            if resource.kind not in _PARTS or resource.place in self.ignored:
                continue
            user = users.get(key_of(resource)) or users.get(reference_key(resource.address))
            if user is None:
                self.ignore(resource, "nothing that was used refers to it")
            else:
                self.used[resource.place] = Used(
                    resource=resource.label,
                    place=resource.place,
                    facts=user.facts,
                    said=f"part of {user.resource}",
                    day=user.day,
                )

    @staticmethod
    def in_order(held: Mapping[int, Any]) -> tuple[Any, ...]:
        return tuple(held[place] for place in sorted(held))


_TOLD: Final = 5


def _referred(fields: Fields) -> Iterator[str]:
    """Yield references to drugs and volumes."""
    yield from references(fields, "medicationReference")
    for extension in parts(fields, "extension"):
        for inner in parts(extension, "extension"):
            yield from references(inner, "valueReference")
