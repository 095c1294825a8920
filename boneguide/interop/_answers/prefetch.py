"""The FHIR queries that fetch what the rules of a guideline read.

One table says which query fetches a part of a record.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from boneguide.errors import UnknownFieldError
from boneguide.interop._answers.reads import facts_of, parts_read
from boneguide.interop.terminology import codes
from boneguide.logic.guideline import Guideline
from boneguide.logic.nodes import Fact

#: The code system of facts that no other system has a code for.
OWN_FACTS: Final = "urn:x-boneguide:fact"

_PERSON = "{{context.patientId}}"
#: Queries that fetch all of one type.
_WHOLE: Final[Mapping[str, str]] = MappingProxyType(
    {
        "patient": f"Patient/{_PERSON}",
        "conditions": f"Condition?patient={_PERSON}",
        "procedures": f"Procedure?patient={_PERSON}",
        "body-structures": f"BodyStructure?patient={_PERSON}",
        "medication-requests": f"MedicationRequest?patient={_PERSON}",
        "medication-statements": f"MedicationStatement?patient={_PERSON}",
        "medication-administrations": f"MedicationAdministration?patient={_PERSON}",
        "allergies": f"AllergyIntolerance?patient={_PERSON}",
    }
)
_MEDICATIONS = ("medication-requests", "medication-statements", "medication-administrations")
_IRRADIATION = ("procedures", "body-structures")
_METASTASES = ("conditions", "metastasis", "observable", "metastasis-reports")
#: Prefetch keys of groups of the terminology whose own name tells a client little.
_KEYS: Final = {"metastasis": "metastases", "observable": "stage"}
#: What stands in the place of a query where nothing needs to be fetched: the draft orders come with the request, and
#: the place is a setting.
_AT_HAND = "at hand"

#: Which queries fetch a part of a record: whole types by their keys, results by group and meaning of the terminology.
#: A part that is not listed itself is fetched as what it is a part of.
QUERIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "age": ("patient",),
        "sex": ("patient",),
        "weight": ("vital:weight",),
        "height": ("vital:height",),
        "dosing_weight": (),
        "primary": ("conditions",),
        "histology": (),
        "castration": (),
        "progressed_on_hormonal_therapy": (),
        "myeloma_response": (),
        "lesions": (),
        "lesions.site": ("conditions",),
        "lesions.side": ("conditions",),
        "lesions.kind": ("conditions",),
        "lesions.identifier": ("conditions",),
        "lesions.radiotherapy": _IRRADIATION,
        "bone_metastases": _METASTASES,
        "labs.creatinine_baseline": ("laboratory:creatinine",),
        **{
            f"labs.{name}": (f"laboratory:{name}",)
            for name in (
                "creatinine",
                "estimated_gfr",
                "calcium",
                "corrected_calcium",
                "ionised_calcium",
                "albumin",
                "vitamin_d",
                "phosphate",
                "magnesium",
                "urinary_ntx",
                "bone_alkaline_phosphatase",
                "urine_albumin_24h",
                "haemoglobin",
                "platelets",
                "neutrophils",
                "white_cells",
            )
        },
        "medications": _MEDICATIONS,
        "bone_agent_doses": _MEDICATIONS,
        "bone_agent_started": (),
        "radionuclide_doses": ("procedures", *_MEDICATIONS),
        "withheld": (),
        "dental": (),
        "dental.smoking": ("smoking",),
        "pregnant": ("conditions", "pregnancy"),
        "breast_feeding": (),
        "postmenopausal": (),
        "allergies": ("allergies",),
        "conditions": (),
        "conditions.visceral_metastases": _METASTASES,
        "symptoms": (),
        "neurology": (),
        "neurology.cord_compression": ("conditions",),
        "corticosteroid_response": (),
        "pain": (),
        "pain.worst": ("score:pain",),
        "ecog": ("score:ecog",),
        "karnofsky": ("score:karnofsky",),
        "life_expectancy": (),
        "findings": (),
        "order": (_AT_HAND,),
        "jurisdiction": (_AT_HAND,),
    }
)

#: Parts that a resource under the library's own code system cannot hold.
_NO_OWN_FACT = frozenset(
    {
        "age",
        "allergies",
        "bone_agent_doses",
        "jurisdiction",
        "labs",
        "lesions",
        "medications",
        "order",
        "radionuclide_doses",
    }
)


def queries_for(path: str) -> tuple[str, ...]:
    """Return which queries fetch a part of a record; empty where only the library's own codes say it.

    Raises:
        UnknownFieldError: If the table does not say so.

    Example:
        >>> queries_for("labs.creatinine"), queries_for("symptoms.jaw_symptoms")
        (('laboratory:creatinine',), ())
    """
    if codes("condition", path):
        return ("conditions",)
    whole = path
    while whole not in QUERIES:
        whole, _, last = whole.rpartition(".")
        if not last or not whole:
            msg = f"no query is known for {path!r}; expected a part of a record that the table of queries lists."
            raise UnknownFieldError(msg)
    return QUERIES[whole]


def prefetch(guideline: Guideline) -> dict[str, str]:
    """Return the FHIR queries that fetch what the rules of a guideline read, by their prefetch keys.

    The queries keep to the subset that CDS Hooks recommends. Results come newest first,
    because a server may send the first page only.

    Args:
        guideline: The rules.

    Example:
        >>> from boneguide import guidelines
        >>> found = prefetch(guidelines.bone_agents.only("bone-turnover-markers"))
        >>> found["patient"]
        'Patient/{{context.patientId}}'
        >>> "laboratory-creatinine" in found
        False
    """
    asked = {"patient": None, **dict.fromkeys(q for fact in facts_of(guideline) for q in _queries(fact))}
    found = {key: query for name in asked for key, query in (template_of(name),) if query}
    if any(own(path) for fact in facts_of(guideline) for path in parts_read(fact)):
        found["own-facts"] = f"Observation?patient={_PERSON}&code={OWN_FACTS}|"
    return found


def unfetched(guideline: Guideline) -> tuple[str, ...]:
    """Return what the rules of a guideline read and no code of another system says, as a clinician calls it.

    A record that holds it under the library's own code system answers it; otherwise it stays unknown.

    Args:
        guideline: The rules.

    Example:
        >>> from boneguide import guidelines
        >>> unfetched(guidelines.bone_agents.only("bone-turnover-markers"))
        ()
    """
    labels = (fact.label for fact in facts_of(guideline) if not _is_fetched(fact))
    return tuple(dict.fromkeys(labels))


def own(path: str) -> bool:
    """Return whether the library's own code system can hold a part of a record."""
    return path.partition(".")[0] not in _NO_OWN_FACT


def _queries(fact: Fact) -> tuple[str, ...]:
    return tuple(dict.fromkeys(query for path in parts_read(fact) for query in queries_for(path)))


def _is_fetched(fact: Fact) -> bool:
    # What follows from facts of lesions, or from others, is theirs to fetch.
    follows = fact.inferred is not None and set(parts_read(fact)) <= {"findings"}
    return follows or any(name == _AT_HAND or template_of(name)[1] for name in _queries(fact))


@functools.cache
def template_of(name: str) -> tuple[str, str]:
    """Return key and query for an entry of the table; an empty query where nothing is to be fetched."""
    if name in _WHOLE:
        return name, _WHOLE[name]
    if name == "metastasis-reports":
        return name, _coded("DiagnosticReport", "conclusion", "metastasis")
    group, _, value = name.partition(":")
    key = value if group in {"vital", "score"} else _KEYS.get(name, name.replace(":", "-").replace("_", "-"))
    return key, _coded("Observation", "code", group, value or None)


def _coded(kind: str, parameter: str, group: str, value: str | None = None) -> str:
    listed = ",".join(_listed(group, value))
    return f"{kind}?patient={_PERSON}&{parameter}={listed}&_sort=-date" if listed else ""


def _listed(group: str, value: str | None) -> Iterator[str]:
    return (f"{code.system}|{code.code}" for code in codes(group, value))
