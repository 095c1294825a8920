"""Dates on the lesions that look like treatment of the compression: asked about, never taken for it."""

from __future__ import annotations

from boneguide.guidelines._cite import own_reading
from boneguide.guidelines.facts.corticosteroid import CORD_TREATMENT_BEGUN
from boneguide.guidelines.facts.neurology import SPINE_TREATED_SINCE_CONFIRMED
from boneguide.logic.clauses import Prerequisite
from boneguide.logic.nodes import assume_absent, not_

_SAID = assume_absent(
    not_(CORD_TREATMENT_BEGUN), because="that no treatment has begun counts once somebody has said so"
)

#: For every rule on compression that is not treated yet.
NOT_BEGUN = Prerequisite(
    id="no-treatment-begun",
    when=assume_absent(
        SPINE_TREATED_SINCE_CONFIRMED, because="an operation or radiotherapy since then would be on record"
    )
    & not_(_SAID),
    says=(
        "confirm that treatment of the compression has not begun: a lesion of the spine was operated on or irradiated"
        " since it was confirmed"
    ),
    sources=own_reading(
        "MS-03", why="which level compresses the lesions do not say, so their dates are asked about and decide nothing"
    ),
)
