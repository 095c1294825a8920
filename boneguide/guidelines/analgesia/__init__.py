"""Analgesia: how strong the pain is, what is given for it, and what comes with it.

Each rule is a constant of this package; ``GUIDELINE`` holds them all in the order
in which a reader wants them.
"""

from __future__ import annotations

from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.analgesia.adjuvants import (
    AMITRIPTYLINE,
    DULOXETINE,
    GABAPENTIN,
    GABAPENTIN_US,
    PREGABALIN,
)
from boneguide.guidelines.analgesia.ladder import (
    LOW_DOSE_STRONG_OPIOID,
    MILD_PAIN,
    MODERATE_PAIN,
    PAIN_RELIEVED,
    PAIN_SCORE,
    SEVERE_PAIN,
)
from boneguide.guidelines.analgesia.nsaid import NSAID
from boneguide.guidelines.analgesia.opioid_effects import (
    OPIOID_CONSTIPATION_REFRACTORY,
    OPIOID_LAXATIVE,
    OPIOID_NALOXONE,
    OPIOID_WITH_SEDATIVES,
    SUSPECTED_NEUROTOXICITY,
)
from boneguide.guidelines.analgesia.paracetamol import PARACETAMOL, PARACETAMOL_LOW_WEIGHT, PARACETAMOL_REDUCED
from boneguide.guidelines.analgesia.weak_opioids import CODEINE, DIHYDROCODEINE, TRAMADOL
from boneguide.guidelines.bone_agents import unrecognised_drugs
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="analgesia",
    title="Analgesia",
    edition=EDITION,
    rules=(
        PAIN_SCORE,
        MILD_PAIN,
        MODERATE_PAIN,
        SEVERE_PAIN,
        PAIN_RELIEVED,
        PARACETAMOL,
        PARACETAMOL_LOW_WEIGHT,
        PARACETAMOL_REDUCED,
        NSAID,
        CODEINE,
        TRAMADOL,
        DIHYDROCODEINE,
        LOW_DOSE_STRONG_OPIOID,
        PREGABALIN,
        GABAPENTIN,
        GABAPENTIN_US,
        DULOXETINE,
        AMITRIPTYLINE,
        SUSPECTED_NEUROTOXICITY,
        OPIOID_LAXATIVE,
        OPIOID_CONSTIPATION_REFRACTORY,
        OPIOID_WITH_SEDATIVES,
        OPIOID_NALOXONE,
    ),
    notes=(unrecognised_drugs,),
)

__all__ = [
    "AMITRIPTYLINE",
    "CODEINE",
    "DIHYDROCODEINE",
    "DULOXETINE",
    "EDITION",
    "GABAPENTIN",
    "GABAPENTIN_US",
    "GUIDELINE",
    "LOW_DOSE_STRONG_OPIOID",
    "MILD_PAIN",
    "MODERATE_PAIN",
    "NSAID",
    "OPIOID_CONSTIPATION_REFRACTORY",
    "OPIOID_LAXATIVE",
    "OPIOID_NALOXONE",
    "OPIOID_WITH_SEDATIVES",
    "PAIN_RELIEVED",
    "PAIN_SCORE",
    "PARACETAMOL",
    "PARACETAMOL_LOW_WEIGHT",
    "PARACETAMOL_REDUCED",
    "PREGABALIN",
    "SEVERE_PAIN",
    "SUSPECTED_NEUROTOXICITY",
    "TRAMADOL",
]
