"""Supportive care: exercise, early palliative care, precautions against fracture.

The acute-phase reaction after a bone agent stands with the bone agents.
"""

from __future__ import annotations

from boneguide.guidelines.supportive._edition import EDITION
from boneguide.guidelines.supportive.care import EXERCISE, FRACTURE_PRECAUTIONS, SPECIALIST_PALLIATIVE_CARE
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="supportive",
    title="Supportive care",
    edition=EDITION,
    rules=(SPECIALIST_PALLIATIVE_CARE, EXERCISE, FRACTURE_PRECAUTIONS),
)

__all__ = ["EDITION", "EXERCISE", "FRACTURE_PRECAUTIONS", "GUIDELINE", "SPECIALIST_PALLIATIVE_CARE"]
