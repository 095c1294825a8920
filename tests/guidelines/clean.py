"""A person of whom everything is known and nothing stands in the way, to change one thing at a time."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs

import boneguide as bg
from boneguide import Q

ON = date(2026, 11, 23)

_NO_CONDITION: dict[str, Any] = {
    field.name: False
    for field in attrs.fields(bg.Conditions)
    if field.name not in {"able_to_sit_upright_60_minutes", "bone_scan_uptake"}
}
_NO_SYMPTOM: dict[str, Any] = {
    field.name: False for field in attrs.fields(bg.Symptoms) if field.type in {"bool | None", bool | None}
}

CONDITIONS = bg.Conditions(
    **{
        **_NO_CONDITION,
        "able_to_sit_upright_60_minutes": True,
        "on_antineoplastic_therapy": True,
        "clinically_significant_bone_disease": True,
    }
)
SYMPTOMS = bg.Symptoms(**_NO_SYMPTOM)
DENTAL = bg.Dental(
    assessed=True,
    work_outstanding=False,
    unhealed_oral_surgery=False,
    open_oral_lesion=False,
    planned_invasive_procedure=False,
    poor_hygiene=False,
    ill_fitting_denture=False,
    periodontal_disease=False,
    oral_infection=False,
    smoking=False,
)


def labs(**changes: Any) -> bg.Labs:
    """Return laboratory results without a finding, changed as given."""
    results: dict[str, Any] = {
        "creatinine": Q(1.0, "mg/dL"),
        "calcium": Q(9.4, "mg/dL"),
        "albumin": Q(4.0, "g/dL"),
        "vitamin_d": Q(40, "ng/mL"),
    }
    return bg.Labs(**{**results, **changes})


def clean(**changes: Any) -> bg.Patient:
    """Return a man with castration-resistant prostate cancer for whom nothing stands in the way."""
    facts: dict[str, Any] = {
        "age": Q(60, "year"),
        "sex": "male",
        "weight": Q(72, "kg"),
        "height": Q(178, "cm"),
        "primary": "prostate",
        "castration": "resistant",
        "lesions": [bg.Lesion(site="L3", phenotype="osteoblastic")],
        "labs": labs(),
        "medications": [],
        "bone_agent_doses": [],
        "withheld": [],
        "dental": DENTAL,
        "allergies": [],
        "conditions": CONDITIONS,
        "symptoms": SYMPTOMS,
        "life_expectancy": Q(24, "month"),
    }
    return bg.Patient(**{**facts, **changes})


def woman(**changes: Any) -> bg.Patient:
    """Return a woman with breast cancer for whom nothing stands in the way."""
    facts: dict[str, Any] = {
        "sex": "female",
        "primary": "breast",
        "castration": None,
        "pregnant": False,
        "breast_feeding": False,
        "lesions": [bg.Lesion(site="L3", phenotype="osteolytic")],
    }
    return clean(**{**facts, **changes})


def myeloma(**changes: Any) -> bg.Patient:
    """Return a man with myeloma and lytic disease for whom nothing stands in the way."""
    facts: dict[str, Any] = {
        "primary": "multiple myeloma",
        "castration": None,
        "lesions": [bg.Lesion(site="L3", phenotype="osteolytic")],
    }
    return clean(**{**facts, **changes})


def conditions(**changes: bool | None) -> bg.Conditions:
    """Return conditions without a finding, changed as given."""
    return attrs.evolve(CONDITIONS, **changes)
