"""Guideline statements for bone metastases as typed, composable rules.

What to offer, at what dose, after which checks, on whose word, and what is
still unknown. Information for health professionals, who decide.

Names are imported when they are first used, so that ``import boneguide`` is quick
and loads neither pint nor the encoded guidelines.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from boneguide._version import __version__

if TYPE_CHECKING:
    from boneguide import calculators, cohort, errors, guidelines, interop, logic, model, report, testing
    from boneguide.assessment import assess, check, replay
    from boneguide.errors import BoneguideError, BoneguideWarning
    from boneguide.logic import (
        ALWAYS,
        JURISDICTION,
        MEASURE,
        NEVER,
        Confirm,
        Contraindication,
        Criterion,
        Dispute,
        Guideline,
        Hold,
        Licence,
        Monitor,
        Note,
        Prerequisite,
        RadiotherapyTemplate,
        Reason,
        RegimenTemplate,
        Rule,
        Stance,
        TaperTemplate,
        Variation,
        above,
        all_of,
        any_of,
        assume_absent,
        at_least,
        band,
        cases,
        exactly,
        fact,
        fractions,
        named,
        no_less_than,
        no_more_than,
        not_,
        printed,
        span,
    )
    from boneguide.model.answer import Recommendation
    from boneguide.model.assessment import Assessment
    from boneguide.model.audit import AuditRecord, Replay
    from boneguide.model.basis import Basis
    from boneguide.model.check import Check, Verdict
    from boneguide.model.conditions import Conditions, Dental, Symptoms
    from boneguide.model.labs import Labs
    from boneguide.model.lesion import Lesion
    from boneguide.model.life_expectancy import LifeExpectancy
    from boneguide.model.medication import BoneAgentDose, Medication
    from boneguide.model.neurology import Neurology
    from boneguide.model.observation import Observation
    from boneguide.model.pain import Pain
    from boneguide.model.patient import Patient
    from boneguide.model.provenance import Grade, Reference, Source, Verification
    from boneguide.model.radionuclide import RadionuclideDose
    from boneguide.model.radiotherapy import RadiotherapyCourse, RadiotherapyRegimen
    from boneguide.model.regimen import Range, Regimen
    from boneguide.model.status import Severity, Status
    from boneguide.model.taper import Taper
    from boneguide.quantities import Amount, Q, Quantity

_SUBPACKAGES = ("calculators", "cohort", "errors", "guidelines", "interop", "logic", "model", "report", "testing")
_HOMES = {
    "boneguide.assessment": ("assess", "check", "replay"),
    "boneguide.errors": ("BoneguideError", "BoneguideWarning"),
    "boneguide.logic": (
        "ALWAYS",
        "JURISDICTION",
        "MEASURE",
        "NEVER",
        "Confirm",
        "Contraindication",
        "Criterion",
        "Dispute",
        "Guideline",
        "Hold",
        "Licence",
        "Monitor",
        "Note",
        "Prerequisite",
        "RadiotherapyTemplate",
        "Reason",
        "RegimenTemplate",
        "Rule",
        "Stance",
        "TaperTemplate",
        "Variation",
        "above",
        "all_of",
        "any_of",
        "assume_absent",
        "at_least",
        "band",
        "cases",
        "exactly",
        "fact",
        "fractions",
        "named",
        "no_less_than",
        "no_more_than",
        "not_",
        "printed",
        "span",
    ),
    "boneguide.model.answer": ("Recommendation",),
    "boneguide.model.assessment": ("Assessment",),
    "boneguide.model.audit": ("AuditRecord", "Replay"),
    "boneguide.model.basis": ("Basis",),
    "boneguide.model.check": ("Check", "Verdict"),
    "boneguide.model.conditions": ("Conditions", "Dental", "Symptoms"),
    "boneguide.model.labs": ("Labs",),
    "boneguide.model.lesion": ("Lesion",),
    "boneguide.model.life_expectancy": ("LifeExpectancy",),
    "boneguide.model.medication": ("BoneAgentDose", "Medication"),
    "boneguide.model.neurology": ("Neurology",),
    "boneguide.model.observation": ("Observation",),
    "boneguide.model.pain": ("Pain",),
    "boneguide.model.patient": ("Patient",),
    "boneguide.model.provenance": ("Grade", "Reference", "Source", "Verification"),
    "boneguide.model.radiotherapy": ("RadiotherapyCourse", "RadiotherapyRegimen"),
    "boneguide.model.radionuclide": ("RadionuclideDose",),
    "boneguide.model.regimen": ("Range", "Regimen"),
    "boneguide.model.status": ("Severity", "Status"),
    "boneguide.model.taper": ("Taper",),
    "boneguide.quantities": ("Amount", "Q", "Quantity"),
}
_WHERE = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ALWAYS",
    "JURISDICTION",
    "MEASURE",
    "NEVER",
    "Amount",
    "Assessment",
    "AuditRecord",
    "Basis",
    "BoneAgentDose",
    "BoneguideError",
    "BoneguideWarning",
    "Check",
    "Conditions",
    "Confirm",
    "Contraindication",
    "Criterion",
    "Dental",
    "Dispute",
    "Grade",
    "Guideline",
    "Hold",
    "Labs",
    "Lesion",
    "Licence",
    "LifeExpectancy",
    "Medication",
    "Monitor",
    "Neurology",
    "Note",
    "Observation",
    "Pain",
    "Patient",
    "Prerequisite",
    "Q",
    "Quantity",
    "RadionuclideDose",
    "RadiotherapyCourse",
    "RadiotherapyRegimen",
    "RadiotherapyTemplate",
    "Range",
    "Reason",
    "Recommendation",
    "Reference",
    "Regimen",
    "RegimenTemplate",
    "Replay",
    "Rule",
    "Severity",
    "Source",
    "Stance",
    "Status",
    "Symptoms",
    "Taper",
    "TaperTemplate",
    "Variation",
    "Verdict",
    "Verification",
    "__version__",
    "above",
    "all_of",
    "any_of",
    "assess",
    "assume_absent",
    "at_least",
    "band",
    "calculators",
    "cases",
    "check",
    "cohort",
    "errors",
    "exactly",
    "fact",
    "fractions",
    "guidelines",
    "interop",
    "logic",
    "model",
    "named",
    "no_less_than",
    "no_more_than",
    "not_",
    "printed",
    "replay",
    "report",
    "span",
    "testing",
]


def __getattr__(name: str) -> object:
    if name in _SUBPACKAGES:
        return importlib.import_module(f"boneguide.{name}")
    if name not in _WHERE:
        msg = f"module 'boneguide' has no attribute {name!r}"
        raise AttributeError(msg)
    value: object = getattr(importlib.import_module(_WHERE[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
