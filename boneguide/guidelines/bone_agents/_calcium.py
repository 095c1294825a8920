"""When calcium is high or low: what every agent asks, and what counts where corrected calcium is not known."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite
from boneguide.guidelines.facts.clinical import HYPERCALCAEMIA_SYMPTOMS
from boneguide.guidelines.facts.laboratory import (
    CALCIUM,
    CORRECTED_CALCIUM,
    HYPOCALCAEMIA,
    IONISED_CALCIUM,
    IONISED_CALCIUM_LOWER_LIMIT,
    SEVERE_HYPOCALCAEMIA,
)
from boneguide.logic.nodes import Criterion, assume_absent, not_

#: Corrected calcium high enough that calcium is not supplemented.
HYPERCALCAEMIC = CORRECTED_CALCIUM > "10.5 mg/dL"

#: What points to a high calcium.
POINTERS = "symptoms, total calcium and ionised calcium are what would point to it"
#: What makes an unmeasured corrected calcium a question. Below a total of 10.5 mg/dL
#: only an albumin of 2.1 g/dL or less could hide a corrected 12 mg/dL.
SUSPECTED = assume_absent(
    HYPERCALCAEMIA_SYMPTOMS | (CALCIUM > "10.5 mg/dL") | (IONISED_CALCIUM > "1.5 mmol/L"), because=POINTERS
)


def looked_for(raised: Criterion, *, suspected: Criterion = SUSPECTED) -> Criterion:
    """Return ``raised``, taken as absent where nothing was measured and nothing points to it."""
    quiet = "calcium is measured where something points to hypercalcaemia, and nothing on record does"
    return assume_absent(raised, because=quiet) | (suspected & raised)


#: Neither high nor under suspicion of it, so that calcium and vitamin D may be given.
NOT_HIGH = assume_absent(
    not_(looked_for(HYPERCALCAEMIC)), because="while something points to a high calcium none is added"
)

_IONISED_IS_EXTRA = "the labels ask for corrected calcium, which must be known; ionised calcium is a further test"

#: Corrected or ionised calcium below normal; corrected calcium has to be known to rule it out.
LOW_CALCIUM = HYPOCALCAEMIA | assume_absent(
    (IONISED_CALCIUM < "1.0 mmol/L") | (IONISED_CALCIUM < IONISED_CALCIUM_LOWER_LIMIT), because=_IONISED_IS_EXTRA
)
#: CTCAE grade 3 or worse by either measurement.
SEVERELY_LOW_CALCIUM = SEVERE_HYPOCALCAEMIA | assume_absent(IONISED_CALCIUM < "0.9 mmol/L", because=_IONISED_IS_EXTRA)

IONISED_GRADES = cite(sources.CTCAE, "hypocalcaemia, corrected and ionised", "F10", "F11")
