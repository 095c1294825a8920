"""Analgesia: how strong the pain is, what is given for it, and what comes with it.

Each rule is a constant of this package; ``GUIDELINE`` holds them all in the order
in which a reader wants them.
"""

from __future__ import annotations

from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.analgesia.ladder import (
    LOW_DOSE_STRONG_OPIOID,
    MILD_PAIN,
    MODERATE_PAIN,
    PAIN_RELIEVED,
    PAIN_SCORE,
    SEVERE_PAIN,
)
from boneguide.guidelines.analgesia.paracetamol import PARACETAMOL, PARACETAMOL_LOW_WEIGHT, PARACETAMOL_REDUCED
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
        LOW_DOSE_STRONG_OPIOID,
    ),
    notes=(unrecognised_drugs,),
)

__all__ = [
    "EDITION",
    "GUIDELINE",
    "LOW_DOSE_STRONG_OPIOID",
    "MILD_PAIN",
    "MODERATE_PAIN",
    "PAIN_RELIEVED",
    "PAIN_SCORE",
    "PARACETAMOL",
    "PARACETAMOL_LOW_WEIGHT",
    "PARACETAMOL_REDUCED",
    "SEVERE_PAIN",
]
