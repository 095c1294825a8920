"""Red flags, and compression of the spinal cord or cauda equina: imaging, surgery, radiotherapy.

Each rule is a constant of this package; ``GUIDELINE`` holds them all in the order
in which a reader wants them. Steroids are a subject of their own.
"""

from __future__ import annotations

from boneguide.guidelines.cord_compression._edition import EDITION
from boneguide.guidelines.cord_compression.after_treatment import TREATED_CORD_COMPRESSION
from boneguide.guidelines.cord_compression.epidural_disease import EPIDURAL_DISEASE
from boneguide.guidelines.cord_compression.fracture import FRACTURE, UNSTABLE_SPINE
from boneguide.guidelines.cord_compression.radiotherapy import CORD_COMPRESSION_RADIOTHERAPY, outside_the_list
from boneguide.guidelines.cord_compression.red_flags import (
    CONFIRMED_CORD_COMPRESSION,
    FEVER,
    SPINAL_PAIN,
    SUDDEN_PAIN,
    SUSPECTED_CORD_COMPRESSION,
)
from boneguide.guidelines.cord_compression.surgery import CORD_COMPRESSION_SURGERY
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="cord-compression",
    title="Red flags and spinal cord compression",
    edition=EDITION,
    rules=(
        SUSPECTED_CORD_COMPRESSION,
        CONFIRMED_CORD_COMPRESSION,
        SPINAL_PAIN,
        FRACTURE,
        UNSTABLE_SPINE,
        SUDDEN_PAIN,
        FEVER,
        CORD_COMPRESSION_SURGERY,
        CORD_COMPRESSION_RADIOTHERAPY,
        TREATED_CORD_COMPRESSION,
        EPIDURAL_DISEASE,
    ),
)

__all__ = [
    "CONFIRMED_CORD_COMPRESSION",
    "CORD_COMPRESSION_RADIOTHERAPY",
    "CORD_COMPRESSION_SURGERY",
    "EDITION",
    "EPIDURAL_DISEASE",
    "FEVER",
    "FRACTURE",
    "GUIDELINE",
    "SPINAL_PAIN",
    "SUDDEN_PAIN",
    "SUSPECTED_CORD_COMPRESSION",
    "TREATED_CORD_COMPRESSION",
    "UNSTABLE_SPINE",
    "outside_the_list",
]
