"""Which drug an answer is about, and whether the person takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from boneguide.errors import RecordError, UnknownRuleError
from boneguide.guidelines import drugs
from boneguide.logic.guideline import Guideline
from boneguide.logic.template import RegimenTemplate
from boneguide.model.assessment import Assessment
from boneguide.model.medication import substance
from boneguide.model.patient import Patient

#: So many days after a dose of a bone agent it is still received: twelve weeks, the longest interval that is encoded.
_LATELY = 84

#: What a rule that advises in words is about, where its identifier is no class of drugs itself: a class or a drug.
ABOUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "activin-receptor-traps": "activin receptor trap",
        "anti-sclerostin-antibodies": "romosozumab",
        "gabapentin-us": "gabapentin",
        "nerve-growth-factor-antibodies": "nerve growth factor antibody",
        "nsaid": "non-steroidal anti-inflammatory drug",
        "paracetamol-reduced": "paracetamol",
    }
)


def about(identifier: str, guideline: Guideline) -> frozenset[str]:
    """Return the names and classes of the drug that a rule is about; empty where it is about none.

    Example:
        >>> from boneguide import guidelines
        >>> about("zoledronic-acid", guidelines.default), about("exercise", guidelines.default)
        (frozenset({'zoledronic acid'}), frozenset())
    """
    stated = ABOUT.get(identifier, identifier)
    if stated in drugs.CLASSES or identifier in ABOUT:
        return frozenset({stated})
    try:
        advised = guideline[identifier].advise
    except UnknownRuleError:
        return frozenset()
    return named(advised.drug) if isinstance(advised, RegimenTemplate) else frozenset()


def named(drug: str) -> frozenset[str]:
    """Return a substance, and the class that is this substance by its other names.

    Example:
        >>> sorted(named("radium-223 dichloride")), sorted(named("oxycodone"))
        (['radium-223', 'radium-223 dichloride'], ['oxycodone'])
    """
    plain = substance(drug)
    return frozenset({plain}) | {group for group in drugs.classes_of(plain) if plain.startswith(f"{group} ")}


def meant(name: str) -> frozenset[str]:
    """Return everything that a drug or a product of this name is: the substance itself and its classes."""
    return (frozenset({substance(name)}) if name else frozenset()) | drugs.classes_of(name)


def taken(patient: Patient, assessment: Assessment) -> frozenset[str]:
    """Return the substances and classes that a person takes on the day, or was given within twelve weeks."""
    return frozenset(name for each in _taken(patient, assessment) for name in each)


def _taken(patient: Patient, assessment: Assessment) -> Iterator[Iterable[str]]:
    for entry in patient.medications or ():
        if entry.active(assessment.on) is not False:
            yield (entry.drug, *meant(entry.drug), *meant(entry.product or ""), *map(substance, entry.classes))
    for dose in patient.bone_agent_doses or ():
        if dose.on is None or (assessment.on - dose.on).days <= _LATELY:
            yield meant(dose.drug)


def record_of(assessment: Assessment) -> Patient | None:
    """Return the record that an assessment was made from; None where it holds none."""
    try:
        return assessment.audit_record.patient
    except RecordError:
        return None
