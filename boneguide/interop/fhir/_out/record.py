"""A person's record as FHIR resources from which the same record is read again.

Each fact stands in a resource of the kind that other systems expect wherever reading
that resource gives the same fact again. What FHIR has no element or no verified code
for stands in an Observation of its own, under the path of the fact; a resource of the
usual kind may stand beside it for other readers, tagged as stated again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import attrs

from boneguide.interop.fhir._claims import Aside, Resource, Wrong
from boneguide.interop.fhir._context import Reading
from boneguide.interop.fhir._gathering import gathered
from boneguide.interop.fhir._names import COMPLETE, FACTS, RESTATED
from boneguide.interop.fhir._out.dosage import medication
from boneguide.interop.fhir._out.elements import Element, coding, concept, identified, one_for_each_system, quantity
from boneguide.interop.fhir._own_facts import WHOLE
from boneguide.interop.fhir._people import Links
from boneguide.interop.fhir._readers import READERS
from boneguide.interop.json import patient_to_json
from boneguide.interop.terminology import LOINC, SNOMED, Code, codes
from boneguide.model.lesion import Lesion
from boneguide.model.medication import BoneAgentDose, Medication
from boneguide.model.observation import Observation
from boneguide.model.patient import LIST_NAMES, Patient
from boneguide.model.radionuclide import RadionuclideDose
from boneguide.quantities import Quantity, as_amount

_VERIFICATION: Final = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CLINICAL: Final = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_ALLERGY_VERIFICATION: Final = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
_ALLERGY_CLINICAL: Final = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"


def resources_of(patient: Patient, *, subject: str, on: date) -> tuple[Element, ...]:
    """Return a person's record as resources.

    Args:
        patient: The record.
        subject: Reference to the person, such as ``"Patient/1"``.
        on: The day of which it speaks; read it again on that day.

    Returns:
        Resources from which :func:`boneguide.interop.fhir.read` makes an equal record.

    Example:
        >>> from boneguide import Patient
        >>> [made] = resources_of(Patient(ecog=1), subject="Patient/1", on=date(2026, 11, 23))
        >>> made["code"]["coding"][0]["code"], made["valueInteger"]
        ('89247-1', 1)
    """
    out: list[Element] = []
    for fact in _facts(patient):
        usual = [identified(made) for made in _usual(patient, fact, subject, on)]
        if usual and _reads_back(usual, patient, fact, on):
            out += usual
            continue
        own = _own(patient, fact, subject, on)
        beside = [_restated(resource) for resource in usual]
        out += [own, *beside]
    out += [
        identified(_observation(concept("", [coding(FACTS, COMPLETE)]), subject, on, valueString=name))
        for name in LIST_NAMES
        if patient.lists_all(name)
    ]
    return tuple({resource["id"]: resource for resource in out}.values())


def _facts(patient: Patient) -> Iterator[str]:
    """Yield the paths of what is known; the hospital's own facts are written together."""
    for fact in dict.fromkeys("findings" if fact.startswith("findings.") else fact for fact in patient.known()):
        # A list without an entry that may lack some says nothing.
        if fact not in LIST_NAMES or _of(patient, fact) or patient.lists_all(fact):
            yield fact


def _of(patient: Patient, fact: str) -> Any:  # noqa: ANN401 - any fact
    head, _, rest = fact.partition(".")
    return getattr(getattr(patient, head), rest) if rest else getattr(patient, head)


def _reads_back(resources: Sequence[Element], patient: Patient, fact: str, on: date) -> bool:
    """Return whether reading the resources gives this fact of the record, and nothing else."""
    held = tuple(
        Resource(place=place, label=f"{r['resourceType']}/{r['id']}", kind=r["resourceType"], fields=r)
        for place, r in enumerate(resources)
    )
    reading = Reading(on=on, links=Links.of(held), declared=MappingProxyType({}))
    try:
        claims = [one for resource in held for one in READERS[resource.kind](resource, reading)]
    except (Aside, Wrong):
        return False
    found = gathered(claims, on, frozenset())
    if found.conflicts or found.left or found.patient.known() != (fact,):
        return False
    return bool(_of(found.patient, fact) == _of(patient, fact))


def _restated(resource: Element) -> Element:
    return {**resource, "meta": {"tag": [{"system": RESTATED, "code": "restated"}]}}


def _observation(about: Element, subject: str, on: date, **value: object) -> Element:
    return {
        "resourceType": "Observation",
        "status": "final",
        "code": about,
        "subject": {"reference": subject},
        "effectiveDateTime": on.isoformat(),
        **value,
    }


def _own(patient: Patient, fact: str, subject: str, on: date) -> Element:
    """Return an Observation under the path of the fact itself."""
    head = fact.partition(".")[0]
    value = _of(patient, fact)
    about = concept(fact, [coding(FACTS, head if head in WHOLE else fact)])
    if head in WHOLE:
        return identified(_observation(about, subject, on, valueString=_record(patient, fact)))
    held: dict[str, object]
    if isinstance(value, bool):
        held = {"valueBoolean": value}
    elif isinstance(value, int):
        held = {"valueInteger": value}
    elif isinstance(value, Quantity):
        held = {"valueQuantity": quantity(value)}
    elif isinstance(value, date):
        held = {"valueDateTime": value.isoformat()}
    else:
        held = {"valueString": value}
    return identified(_observation(about, subject, on, **held))


def _record(patient: Patient, fact: str) -> str:
    """Return a record as JSON that holds one fact."""
    head, _, rest = fact.partition(".")
    value = getattr(patient, head)
    if rest and head == "labs":
        value = type(value)(**{rest: getattr(value, rest)})
    return patient_to_json(attrs.evolve(Patient(), **{head: value}))


def _usual(patient: Patient, fact: str, subject: str, on: date) -> Iterator[Element]:
    """Yield resources of the kind that other systems expect for a fact; none where there is none."""
    head, _, rest = fact.partition(".")
    value = _of(patient, fact)
    if head in _ENTRIES:
        # What is no metastasis has no code for where it is.
        held = patient.metastases or () if head == "lesions" else value
        yield from (_ENTRIES[head](one, subject) for one in held)
    elif head in {"bone_agent_doses", "radionuclide_doses"}:
        # An administration has a day; a dose without one stands in the fact only.
        yield from (_administration(dose, dose.on, subject) for dose in value if dose.on is not None)
    elif fact == "allergies":
        yield from _allergies(value, subject)
    elif head == "labs":
        yield from (_result(rest, one, subject) for one in (value if isinstance(value, tuple) else (value,)))
    elif fact in _MEASURES:
        group, name = _MEASURES[fact]
        written = {"valueQuantity": quantity(value)} if isinstance(value, Quantity) else {"valueInteger": value}
        yield _observation(_concept(group, name), subject, on, **written)
    else:
        yield from _of_person(fact, value, subject, on)


#: Facts that are an observation with a number, by the meaning of its code.
_MEASURES: Final = {
    "weight": ("vital", "weight"),
    "height": ("vital", "height"),
    "ecog": ("score", "ecog"),
    "karnofsky": ("score", "karnofsky"),
    "pain.worst": ("score", "pain"),
}


def _of_person(fact: str, value: Any, subject: str, on: date) -> Iterator[Element]:  # noqa: ANN401 - any fact
    if fact == "sex":
        # Under the identifier by which the others refer to it.
        name = subject.removeprefix("urn:uuid:").rsplit("/", 1)[-1]
        yield {"resourceType": "Patient", "id": name, "gender": value}
    elif fact == "primary":
        yield _condition(_concept("primary", value), subject)
    elif fact == "bone_metastases" and value:
        yield _condition(_concept("metastasis", "bone"), subject)
    elif fact == "bone_metastases":
        absent = next(code for code in codes("qualifier", "absent") if code.system == SNOMED)
        yield _observation(_concept("metastasis", "bone"), subject, on, valueCodeableConcept=_coded(absent))


def _coded(code: Code) -> Element:
    return concept("", [coding(code.system, code.code, code.display)])


def _concept(group: str, value: str, system: str = "") -> Element:
    """Return a concept of one verified code for a meaning, of LOINC or SNOMED CT where there is one."""
    found = [code for code in codes(group, value) if code.decides and system in {"", code.system}]
    best = next((code for code in found if code.system in {LOINC, SNOMED}), found[0] if found else None)
    return concept(value) if best is None else _coded(best)


def _condition(about: Element, subject: str) -> Element:
    return {
        "resourceType": "Condition",
        "clinicalStatus": concept("", [coding(_CLINICAL, "active")]),
        "verificationStatus": concept("", [coding(_VERIFICATION, "confirmed")]),
        "code": about,
        "subject": {"reference": subject},
    }


def _result(name: str, result: Observation, subject: str) -> Element:
    molar = as_amount(result.value).unit.startswith(("mol", "mmol", "umol", "nmol", "pmol"))
    wanted = "moles" if molar else "mass"
    held = [code for code in codes("laboratory", name) if code.decides and code.system == LOINC]
    fitting = [code for code in held if wanted in code.display.casefold()] or held
    made: Element = {
        "resourceType": "Observation",
        "status": "final",
        "code": _coded(fitting[0]) if fitting else concept(name),
        "subject": {"reference": subject},
        "valueQuantity": quantity(result.value),
    }
    if result.comparator is not None:
        made["valueQuantity"]["comparator"] = result.comparator
    if result.on is not None:
        made["effectiveDateTime"] = result.on.isoformat()
    ends = {end: quantity(held_) for end in ("low", "high") if (held_ := getattr(result, end)) is not None}
    if ends:
        made["referenceRange"] = [ends]
    return made


def _statement(held: Medication, subject: str) -> Element:
    period = {name: day.isoformat() for name, day in (("start", held.start), ("end", held.stop)) if day is not None}
    dosage: Element = {}
    if held.dose is not None:
        dosage["doseAndRate"] = [{"doseQuantity": quantity(held.dose)}]
    elif held.rate is not None:
        dosage["doseAndRate"] = [{"rateQuantity": quantity(held.rate)}]
    if held.as_needed is not None:
        dosage["asNeededBoolean"] = held.as_needed
    if held.route is not None:
        dosage["route"] = concept(
            held.route, one_for_each_system(c for c in codes("route", held.route) if c.system == SNOMED)
        )
    made: Element = {
        "resourceType": "MedicationStatement",
        "status": "active",
        "medicationCodeableConcept": medication(held.drug),
        "subject": {"reference": subject},
    }
    if period:
        made["effectivePeriod"] = period
    if dosage:
        made["dosage"] = [dosage]
    if held.indication is not None:
        made["reasonCode"] = [concept(held.indication)]
    return made


def _administration(dose: BoneAgentDose | RadionuclideDose, day: date, subject: str) -> Element:
    made: Element = {
        "resourceType": "MedicationAdministration",
        "status": "completed",
        "medicationCodeableConcept": medication(dose.drug),
        "subject": {"reference": subject},
        "effectiveDateTime": day.isoformat(),
    }
    amount = dose.dose if isinstance(dose, BoneAgentDose) else dose.activity
    if amount is not None:
        made["dosage"] = {"dose": quantity(amount)}
    return made


def _allergies(substances: Sequence[str], subject: str) -> Iterator[Element]:
    base: Element = {
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": concept("", [coding(_ALLERGY_CLINICAL, "active")]),
        "verificationStatus": concept("", [coding(_ALLERGY_VERIFICATION, "confirmed")]),
        "patient": {"reference": subject},
    }
    if not substances:
        yield {**base, "code": _concept("allergy", "none", SNOMED)}
    for name in substances:
        yield {**base, "type": "allergy", "code": concept(name)}


def _lesion(lesion: Lesion, subject: str) -> Element:
    made = _condition(_concept("metastasis", "bone"), subject)
    site = concept(lesion.site, one_for_each_system(codes("site", lesion.site)))
    return {**made, "bodySite": [site]}


_ENTRIES: Final[Mapping[str, Callable[[Any, str], Element]]] = MappingProxyType(
    {
        "medications": _statement,
        "lesions": _lesion,
    }
)
