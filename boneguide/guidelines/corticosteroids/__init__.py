"""Corticosteroids: when dexamethasone is given, how much, what is watched, and how it is brought down.

Each rule is a constant of this package; ``GUIDELINE`` holds them all in the order
in which a reader wants them. The tapers are data of their own, in
:mod:`boneguide.guidelines.corticosteroids.tapers`.
"""

from __future__ import annotations

from boneguide.guidelines._notes import unasked_allergies, unrecognised_drugs
from boneguide.guidelines.corticosteroids._edition import EDITION
from boneguide.guidelines.corticosteroids.cord_compression import (
    DEXAMETHASONE_COMPRESSION_EXCLUDED,
    DEXAMETHASONE_CORD_COMPRESSION,
    DEXAMETHASONE_HAEMATOLOGICAL_SPINE,
    DEXAMETHASONE_SPINAL_METASTASES,
)
from boneguide.guidelines.corticosteroids.doses import DEXAMETHASONE_HIGH_DOSE
from boneguide.guidelines.corticosteroids.flare import DEXAMETHASONE_PAIN_FLARE
from boneguide.guidelines.corticosteroids.pain import (
    DEXAMETHASONE_BONE_PAIN,
    DEXAMETHASONE_NERVE_PAIN,
    DEXAMETHASONE_STEP_DOWN,
    DEXAMETHASONE_WITHOUT_BENEFIT,
)
from boneguide.guidelines.corticosteroids.safety import DEXAMETHASONE_PRECAUTIONS
from boneguide.guidelines.corticosteroids.tapers import TAPERS, EncodedTaper
from boneguide.guidelines.corticosteroids.withdrawal import (
    DEXAMETHASONE_TAPER,
    DEXAMETHASONE_TAPER_WORSENING,
    DEXAMETHASONE_WITHDRAWAL,
)
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="corticosteroids",
    title="Corticosteroids",
    edition=EDITION,
    rules=(
        DEXAMETHASONE_CORD_COMPRESSION,
        DEXAMETHASONE_TAPER_WORSENING,
        DEXAMETHASONE_HIGH_DOSE,
        DEXAMETHASONE_HAEMATOLOGICAL_SPINE,
        DEXAMETHASONE_SPINAL_METASTASES,
        DEXAMETHASONE_BONE_PAIN,
        DEXAMETHASONE_NERVE_PAIN,
        DEXAMETHASONE_PAIN_FLARE,
        DEXAMETHASONE_TAPER,
        DEXAMETHASONE_COMPRESSION_EXCLUDED,
        DEXAMETHASONE_WITHOUT_BENEFIT,
        DEXAMETHASONE_STEP_DOWN,
        DEXAMETHASONE_WITHDRAWAL,
        DEXAMETHASONE_PRECAUTIONS,
    ),
    notes=(unrecognised_drugs, unasked_allergies),
)

__all__ = [
    "DEXAMETHASONE_BONE_PAIN",
    "DEXAMETHASONE_COMPRESSION_EXCLUDED",
    "DEXAMETHASONE_CORD_COMPRESSION",
    "DEXAMETHASONE_HAEMATOLOGICAL_SPINE",
    "DEXAMETHASONE_HIGH_DOSE",
    "DEXAMETHASONE_NERVE_PAIN",
    "DEXAMETHASONE_PAIN_FLARE",
    "DEXAMETHASONE_PRECAUTIONS",
    "DEXAMETHASONE_SPINAL_METASTASES",
    "DEXAMETHASONE_STEP_DOWN",
    "DEXAMETHASONE_TAPER",
    "DEXAMETHASONE_TAPER_WORSENING",
    "DEXAMETHASONE_WITHDRAWAL",
    "DEXAMETHASONE_WITHOUT_BENEFIT",
    "EDITION",
    "GUIDELINE",
    "TAPERS",
    "EncodedTaper",
]
