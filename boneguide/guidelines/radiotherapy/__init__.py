"""Radiotherapy of single lesions: of pain, again, after surgery, before symptoms; and fixation of long bones.

Each rule is a constant of this package and is asked of each lesion by itself;
``GUIDELINE`` holds them all. Compression of the spinal cord is a subject of its own.
"""

from __future__ import annotations

from boneguide.guidelines.radiotherapy._edition import EDITION
from boneguide.guidelines.radiotherapy.common import left_to_cord_compression
from boneguide.guidelines.radiotherapy.fixation import PROPHYLACTIC_FIXATION
from boneguide.guidelines.radiotherapy.palliative import PALLIATIVE_RADIOTHERAPY
from boneguide.guidelines.radiotherapy.postoperative import POSTOPERATIVE_RADIOTHERAPY
from boneguide.guidelines.radiotherapy.prophylactic import PROPHYLACTIC_RADIOTHERAPY
from boneguide.guidelines.radiotherapy.reirradiation import REIRRADIATION
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="radiotherapy",
    title="Radiotherapy of bone metastases",
    edition=EDITION,
    rules=(
        PROPHYLACTIC_FIXATION,
        PALLIATIVE_RADIOTHERAPY,
        REIRRADIATION,
        POSTOPERATIVE_RADIOTHERAPY,
        PROPHYLACTIC_RADIOTHERAPY,
    ),
    notes=(left_to_cord_compression,),
)

__all__ = [
    "EDITION",
    "GUIDELINE",
    "PALLIATIVE_RADIOTHERAPY",
    "POSTOPERATIVE_RADIOTHERAPY",
    "PROPHYLACTIC_FIXATION",
    "PROPHYLACTIC_RADIOTHERAPY",
    "REIRRADIATION",
    "left_to_cord_compression",
]
