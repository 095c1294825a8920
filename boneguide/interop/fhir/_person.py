"""The person as such: sex, age, and whether they have died."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from boneguide.interop.fhir._claims import Aside, Claim, Resource, Wrong, extensions, part, text
from boneguide.interop.fhir._context import Reading, claim
from boneguide.interop.fhir._days import span, years_between
from boneguide.quantities import Quantity, kinds

_BIRTH_SEX: Final = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex"
_SEX: Final = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex"
_SEXES: Final = {
    "female": "female",
    "male": "male",
    "F": "female",
    "M": "male",
    "248152002": "female",
    "248153007": "male",
}
_NO_SEX: Final = frozenset({"other", "unknown", "OTH", "UNK", "ASKU", "asked-declined", "asked-unknown", "184115007"})


def read_person(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield what a patient resource says.

    Raises:
        Wrong: If what it says is not as it should be.
        Aside: If it says nothing that is taken.
    """
    fields = resource.fields
    told = [*_sex(resource), *_age(resource, reading), *_death(resource, reading)]
    if not told:
        reason = "says nothing of sex or birth that is read here"
        gender = text(fields, "gender")
        if gender in _NO_SEX:
            reason = f"gender {gender}: formulas for kidney function need female or male"
        raise Aside(reason)
    yield from told


def _sex(resource: Resource) -> Iterator[Claim]:
    given = {"gender": resource.fields.get("gender")}
    for extension in extensions(resource.fields, _BIRTH_SEX):
        given["birthsex"] = extension.get("valueCode")
    for extension in extensions(resource.fields, _SEX):
        given["us-core-sex"] = text(part(extension, "valueCoding"), "code") or extension.get("valueCode")
    for name, value in given.items():
        if value is None or (isinstance(value, str) and value in _NO_SEX):
            continue
        if not isinstance(value, str) or value not in _SEXES:
            raise Wrong(name, value, "female, male, other or unknown")
        yield claim(resource, "sex", _SEXES[value], _SEXES[value] if name == "gender" else f"{name} {_SEXES[value]}")


def _age(resource: Resource, reading: Reading) -> Iterator[Claim]:
    written = resource.fields.get("birthDate")
    if written is None:
        return
    first_day, last_day = span(written, "birthDate")
    if first_day > reading.on:
        where = "birthDate"
        raise Wrong(where, written, f"a day before that of the assessment, {reading.on}")
    oldest, youngest = years_between(first_day, reading.on), years_between(min(last_day, reading.on), reading.on)
    if oldest != youngest:
        # The day is not known, and with it not whether the birthday of the year has been.
        return
    if oldest > kinds.AGE.possible[1]:
        where = "birthDate"
        raise Wrong(where, written, f"a day from which nobody is older than {kinds.AGE.possible[1]:g} years")
    yield claim(resource, "age", Quantity(float(oldest), "year"), f"born {written}, {oldest} years")


def _death(resource: Resource, reading: Reading) -> Iterator[Claim]:
    written = resource.fields.get("deceasedDateTime")
    if written is None:
        value = resource.fields.get("deceasedBoolean")
        if value is True:
            yield claim(resource, "deceased", value, "has died")
        return
    first_day, last_day = span(written, "deceasedDateTime")
    died: date | bool = first_day if first_day == last_day else True
    # What is known only later is told too.
    later = ", after the day of the assessment" if first_day > reading.on else ""
    yield claim(resource, "deceased", died, f"died {written}{later}")
