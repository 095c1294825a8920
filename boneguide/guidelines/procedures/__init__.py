"""Procedures against pain of cancer: blocks, intraspinal drugs, cordotomy, cement, ultrasound and ablation.

Each is named only where its reason is on record. Whether a long bone needs fixation
before it breaks is a question about single lesions and is not answered here.
"""

from __future__ import annotations

from boneguide.guidelines.procedures._edition import EDITION
from boneguide.guidelines.procedures.ablation import FOCUSED_ULTRASOUND, THERMAL_ABLATION
from boneguide.guidelines.procedures.augmentation import VERTEBRAL_AUGMENTATION
from boneguide.guidelines.procedures.coeliac_plexus import COELIAC_PLEXUS_BLOCK
from boneguide.guidelines.procedures.cordotomy import CORDOTOMY
from boneguide.guidelines.procedures.intraspinal import INTRASPINAL_ANALGESIA
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="procedures",
    title="Procedures against pain",
    edition=EDITION,
    rules=(
        VERTEBRAL_AUGMENTATION,
        FOCUSED_ULTRASOUND,
        THERMAL_ABLATION,
        COELIAC_PLEXUS_BLOCK,
        INTRASPINAL_ANALGESIA,
        CORDOTOMY,
    ),
)

__all__ = [
    "COELIAC_PLEXUS_BLOCK",
    "CORDOTOMY",
    "EDITION",
    "FOCUSED_ULTRASOUND",
    "GUIDELINE",
    "INTRASPINAL_ANALGESIA",
    "THERMAL_ABLATION",
    "VERTEBRAL_AUGMENTATION",
]
