"""What the library is for, and for whom: shown with every answer."""

from __future__ import annotations

#: What the library is for, shown with every assessment.
INTENDED_USE = (
    "Information for health professionals, who decide. It restates published labels and guidance for the facts given,"
    " shows the basis of each statement, and is no substitute for clinical judgement or the current product label."
    " The encoded content awaits review by a clinician."
)

#: For whom answers are made.
INTENDED_USER = (
    "Health professionals who treat adults with bone metastases or myeloma bone disease, know the person and can read"
    " the sources that are cited. Not for patients, and not for decisions that leave no time to check."
)
