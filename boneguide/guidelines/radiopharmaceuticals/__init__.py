"""Radionuclides that go to bone: radium-223, strontium-89 and samarium-153.

How much activity and volume a person gets is worked out by calculators; here stand
who may have one, at what dose by weight, after which counts, and what follows.
"""

from __future__ import annotations

from boneguide.guidelines.radiopharmaceuticals._edition import EDITION
from boneguide.guidelines.radiopharmaceuticals.radium_223 import RADIUM_223
from boneguide.guidelines.radiopharmaceuticals.samarium_153 import SAMARIUM_153
from boneguide.guidelines.radiopharmaceuticals.strontium_89 import STRONTIUM_89
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="radiopharmaceuticals",
    title="Radiopharmaceuticals for bone metastases",
    edition=EDITION,
    rules=(RADIUM_223, STRONTIUM_89, SAMARIUM_153),
)

__all__ = ["EDITION", "GUIDELINE", "RADIUM_223", "SAMARIUM_153", "STRONTIUM_89"]
