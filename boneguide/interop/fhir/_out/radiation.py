"""A schedule of radiotherapy as a proposal with the extensions of CodeX Radiation Therapy and mCODE.

The request is one for a phase, in which every volume is in every fraction. It is
compatible with the profile of a phase prescription and is none: that one is an
original order, and this is a proposal. Addresses and codes are those of CodeX
Radiation Therapy 2.0.0 and mCODE 4.0.0.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from boneguide.interop.fhir._out.elements import Element, coding, concept, line, quantity
from boneguide.interop.terminology import SNOMED, codes
from boneguide.model.radiotherapy import RadiotherapyRegimen

_CODEX: Final = "http://hl7.org/fhir/us/codex-radiation-therapy/StructureDefinition"
_MCODE: Final = "http://hl7.org/fhir/us/mcode/StructureDefinition"
FRACTIONS: Final = f"{_CODEX}/codexrt-radiotherapy-fractions-prescribed"
DOSE: Final = f"{_CODEX}/codexrt-radiotherapy-dose-prescribed-to-volume"
MODALITY_AND_TECHNIQUE: Final = f"{_MCODE}/mcode-radiotherapy-modality-and-technique"
MODALITY: Final = f"{_MCODE}/mcode-radiotherapy-modality"
TECHNIQUE: Final = f"{_MCODE}/mcode-radiotherapy-technique"
INTENT: Final = f"{_MCODE}/mcode-procedure-intent"
VOLUME: Final = f"{_MCODE}/mcode-radiotherapy-volume"

#: What stands in the place of a code where none of the value set is meant; the text says what is.
_UNENCODED: Final = "http://terminology.hl7.org/CodeSystem/v3-NullFlavor"
_VOLUME_ID: Final = "volume"
#: Rules that name their intent themselves. What others are for is not stated, so no intent is written.
_INTENTS: Final[Mapping[str, str]] = {"palliative-radiotherapy": "palliative"}


def prescription(regimen: RadiotherapyRegimen, rule: str, about: str, subject: str) -> Element:
    """Return the parts of a request that say what would be given.

    Args:
        regimen: The schedule.
        rule: Identifier of the rule that advises it.
        about: The lesion; empty where the rule is about none.
        subject: Reference to the person.
    """
    where = line(about)
    volume: Element = {
        "resourceType": "BodyStructure",
        "id": _VOLUME_ID,
        "meta": {"profile": [VOLUME]},
        "description": f"Volume around {where}, left to the planning" if where else "Volume left to the planning",
        "patient": {"reference": subject},
    }
    found: Element = {
        "contained": [volume],
        "extension": [
            *_intent(rule),
            {
                "url": MODALITY_AND_TECHNIQUE,
                "extension": [
                    {"url": MODALITY, "valueCodeableConcept": _unencoded("external beam, the kind left open")},
                    *_technique(regimen),
                ],
            },
            {"url": FRACTIONS, "valuePositiveInt": regimen.fractions},
            {
                "url": DOSE,
                "extension": [
                    {"url": "volume", "valueReference": {"reference": f"#{_VOLUME_ID}"}},
                    {"url": "fractionDose", "valueQuantity": quantity(regimen.dose_per_fraction, "cGy")},
                    {"url": "totalDose", "valueQuantity": quantity(regimen.total, "cGy")},
                ],
            },
        ],
        "category": [concept("", _coded("radiotherapy", "procedure", "1287742003"))],
        "code": concept(f"Radiotherapy: {regimen}", _coded("radiotherapy", "phase", "1222565005")),
    }
    if where:
        found["bodySite"] = [concept(where)]
    return found


def _coded(group: str, value: str, chosen: str) -> list[Element]:
    """Return the one code of a meaning that the profile asks for."""
    return [coding(SNOMED, held.code, held.display) for held in codes(group, value) if held.code == chosen]


def _intent(rule: str) -> list[Element]:
    named = _INTENTS.get(rule)
    if named is None:
        return []
    coded = [coding(SNOMED, held.code, held.display) for held in codes("intent", named) if held.system == SNOMED]
    return [{"url": INTENT, "valueCodeableConcept": concept(named, coded)}]


def _technique(regimen: RadiotherapyRegimen) -> list[Element]:
    if regimen.technique is None:
        return []
    return [{"url": TECHNIQUE, "valueCodeableConcept": _unencoded(regimen.technique)}]


def _unencoded(told: str) -> Element:
    return concept(told, [coding(_UNENCODED, "UNC", "un-encoded")])
