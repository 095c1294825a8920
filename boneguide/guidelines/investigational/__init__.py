"""Agents that are named for bone metastases and are never advised for them, each with why.

The identifier of the clause that says why is the reason code: ``terminated-safety``,
``terminated``, ``wrong-indication``, ``early-phase`` or ``unproven``. What ended or is
licensed for something else is not recommended; what is still studied, or was only
recalled, is investigational. The rules are silent for people without bone metastases
or myeloma on record, and those about agents that the article does not name also
without a reason to think of them.
"""

from __future__ import annotations

from boneguide.guidelines.investigational._edition import EDITION
from boneguide.guidelines.investigational.of_the_article import (
    ANTI_SCLEROSTIN_ANTIBODIES,
    CATHEPSIN_K_INHIBITORS,
    TGF_BETA_RECEPTOR_INHIBITORS,
)
from boneguide.guidelines.investigational.others import (
    ACTIVIN_RECEPTOR_TRAPS,
    NERVE_GROWTH_FACTOR_ANTIBODIES,
    OTHER_TARGETED_AGENTS,
)
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="investigational",
    title="Agents that are not for use in bone metastases",
    edition=EDITION,
    rules=(
        CATHEPSIN_K_INHIBITORS,
        ANTI_SCLEROSTIN_ANTIBODIES,
        NERVE_GROWTH_FACTOR_ANTIBODIES,
        ACTIVIN_RECEPTOR_TRAPS,
        TGF_BETA_RECEPTOR_INHIBITORS,
        OTHER_TARGETED_AGENTS,
    ),
)

__all__ = [
    "ACTIVIN_RECEPTOR_TRAPS",
    "ANTI_SCLEROSTIN_ANTIBODIES",
    "CATHEPSIN_K_INHIBITORS",
    "EDITION",
    "GUIDELINE",
    "NERVE_GROWTH_FACTOR_ANTIBODIES",
    "OTHER_TARGETED_AGENTS",
    "TGF_BETA_RECEPTOR_INHIBITORS",
]
