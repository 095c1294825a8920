"""What the rules about agents that are never advised have in common.

The identifier of the clause that says why is the reason code: ``terminated-safety``,
``terminated``, ``wrong-indication``, ``early-phase`` or ``unproven``.
"""

from __future__ import annotations

from boneguide.guidelines.facts.tumour import BONE_METASTASES, MYELOMA
from boneguide.logic.nodes import Criterion, assume_absent
from boneguide.model.provenance import Grade

_QUIET = "an agent that is never advised is named only where bone metastases or myeloma are on record"

#: Nothing is advised, so nothing is asked: what is not on record keeps these rules silent.
BONE_DISEASE_ON_RECORD = assume_absent(BONE_METASTASES | MYELOMA, because=_QUIET)

NOT_ADVISED = Grade.ungraded("no body recommends it for bone metastases")


def on_record(criterion: Criterion) -> Criterion:
    """Return ``criterion`` with what is not on record taken as absent."""
    return assume_absent(criterion, because="it is shown where it is on record; nothing here is advised either way")
