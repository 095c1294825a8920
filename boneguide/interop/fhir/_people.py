"""Whose record it is: the one person that resources are about, and how they refer to one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

import attrs

from boneguide.errors import RecordError
from boneguide.interop.fhir._claims import Fields, Resource, part, parts, references, text

#: Types whose subject stands in a field of another name.
_PATIENT_FIELD = frozenset({"AllergyIntolerance", "BodyStructure", "FamilyMemberHistory", "Immunization"})


def reference_key(reference: str) -> str:
    """Return the part of a reference by which resources are found: type and identifier, or the whole address.

    Example:
        >>> reference_key("https://hospital.example/fhir/Patient/12/_history/3"), reference_key("urn:uuid:a-b")
        ('Patient/12', 'urn:uuid:a-b')
    """
    plain = reference.split("/_history/", maxsplit=1)[0]
    if plain.startswith("urn:"):
        return plain
    pieces = plain.rstrip("/").split("/")
    return "/".join(pieces[-2:])


def key_of(resource: Resource) -> str:
    """Return the key under which others refer to a resource."""
    return f"{resource.kind}/{text(resource.fields, 'id')}"


@attrs.frozen
class Links:
    """Resources by the references that others make to them."""

    held: Mapping[str, Resource]
    #: Keys of procedures that others are parts of.
    wholes: frozenset[str] = frozenset()

    @classmethod
    def of(cls, resources: Iterable[Resource]) -> Links:
        """Return the links among resources; of several with one key the last counts."""
        held: dict[str, Resource] = {}
        wholes: list[str] = []
        for resource in resources:
            if resource.kind == "Procedure":
                wholes += references(resource.fields, "partOf")
            held[key_of(resource)] = resource
            if resource.address:
                held[reference_key(resource.address)] = resource
                held[resource.address] = resource
        return cls(held, frozenset(key_of(held[key]) for key in map(reference_key, wholes) if key in held))

    def resource(self, reference: str) -> Resource | None:
        """Return the resource that is referred to, None where it is not at hand."""
        return self.held.get(reference) or self.held.get(reference_key(reference))

    def fields(self, reference: str, within: Fields) -> Fields | None:
        """Return the content of what is referred to, also of a resource contained in another."""
        if reference.startswith("#"):
            return next((c for c in parts(within, "contained") if text(c, "id") == reference[1:]), None)
        found = self.resource(reference)
        return None if found is None else found.fields


#: A reference of a transaction, which names a person by an identifier.
_SEARCH = "Patient?identifier="


@attrs.frozen
class Person:
    """The person whose record is read: every reference and identifier that means the same one."""

    keys: frozenset[str]
    identifiers: frozenset[tuple[str, str]]
    patients: tuple[Resource, ...] = ()

    def is_meant(self, subject: Fields) -> bool | None:
        """Return whether a reference means this person, None where it says nobody."""
        reference = text(subject, "reference")
        if reference.startswith(_SEARCH):
            system, _, value = unquote(reference.removeprefix(_SEARCH)).rpartition("|")
            return (system, value) in self.identifiers
        if reference:
            return reference in self.keys or reference_key(reference) in self.keys
        held = part(subject, "identifier")
        if text(held, "value"):
            return (text(held, "system"), text(held, "value")) in self.identifiers
        return None


def subject_of(resource: Resource) -> Fields:
    """Return whom a resource is about, as it refers to them; empty where it says nobody."""
    return part(resource.fields, "patient" if resource.kind in _PATIENT_FIELD else "subject")


def person_in(resources: tuple[Resource, ...], wanted: str | None) -> Person:
    """Return the one person whom resources are about.

    Raises:
        RecordError: If there are several and none was named, or the one named is not there.
    """
    groups = _groups([r for r in resources if r.kind == "Patient"])
    referred = {
        reference_key(text(subject_of(r), "reference"))
        for r in resources
        if r.kind != "Patient" and text(subject_of(r), "reference")
    }
    if wanted is not None:
        key = reference_key(wanted)
        named = [group for group in groups if key in group.keys]
        if named:
            return named[0]
        if key in referred:
            return Person(frozenset({key}), frozenset())
        known = ", ".join(sorted({key for group in groups for key in group.keys} | referred)[:_TOLD]) or "none"
        msg = f"patient was {wanted!r}, to whom nothing refers. Expected one of: {known}."
        raise RecordError(msg)
    if len(groups) == 1:
        return groups[0]
    several = sorted(min(group.keys) for group in groups) if groups else sorted(k for k in referred if _is_person(k))
    if len(several) > 1:
        msg = (
            f"the resources are about {len(several)} people, such as {', '.join(several[:_TOLD])}; expected one. Name"
            f" the one to read, as patient={several[0]!r}."
        )
        raise RecordError(msg)
    return Person(frozenset(several), frozenset())


_TOLD = 4


def _is_person(key: str) -> bool:
    return not key.startswith(("Group/", "Device/", "Location/"))


def _groups(patients: list[Resource]) -> list[Person]:
    """Return the people among patient resources; those that share an identifier are one."""
    found: list[Person] = []
    for resource in patients:
        keys = {key_of(resource)} | ({resource.address, reference_key(resource.address)} - {""})
        identifiers = {
            (text(held, "system"), text(held, "value"))
            for held in parts(resource.fields, "identifier")
            if text(held, "system") and text(held, "value")
        }
        same = [p for p in found if not p.identifiers.isdisjoint(identifiers) or not p.keys.isdisjoint(keys)]
        found = [p for p in found if p not in same]
        found.append(
            Person(
                frozenset(keys).union(*(p.keys for p in same)),
                frozenset(identifiers).union(*(p.identifiers for p in same)),
                (*(r for p in same for r in p.patients), resource),
            )
        )
    return found
