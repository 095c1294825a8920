"""Facts about bones that must be kept from breaking, or have broken."""

from __future__ import annotations

from boneguide.guidelines.facts.lesion import IN_SPINE, LESIONS, SITE
from boneguide.guidelines.facts.stability import (
    FRACTURED,
    IMPENDING_FRACTURE,
    MIRELS_9_OR_MORE,
    OPERATED,
    SURGEON_CONSULTED,
    WEIGHT_BEARING,
)
from boneguide.logic.nodes import assume_absent, not_
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact
from boneguide.model.lesion import SITES

_LEG = SITE.is_in(*(site for site, region in SITES.items() if region == "lower limb"))
_LIMB = SITE.is_in(*(site for site, region in SITES.items() if region in {"lower limb", "upper limb"}))
_PELVIS = SITE.is_in(*(site for site, region in SITES.items() if region == "pelvis"))

_SAID_TO_BEAR_NONE = assume_absent(
    not_(WEIGHT_BEARING), because="the leg and the pelvis are taken to bear weight unless the lesion is said not to"
)
_SAID_TO_BEAR_WEIGHT = assume_absent(
    WEIGHT_BEARING, because="bones of the limbs and the pelvis are looked at in any case"
)
#: The leg and the pelvis unless the lesion is said to bear no weight, and what is said to bear it.
WEIGHT_BEARING_BONE = ((_LEG | _PELVIS) & not_(_SAID_TO_BEAR_NONE)) | _SAID_TO_BEAR_WEIGHT

#: A limb; the pelvis unless the lesion is said to bear no weight; any other bone that is said to bear it. Whoever asks
#: leaves the spine out, whose stability has a score of its own.
LIMB_OR_WEIGHT_BEARING = _LIMB | WEIGHT_BEARING_BONE

_NOT_SEEN = not_(assume_absent(SURGEON_CONSULTED, because="an opinion that was given would be on record"))
_NOT_FIXED = not_(assume_absent(OPERATED, because="an operation on the lesion would be on record"))
#: Of the person: a Mirels score of 8 is borderline and does not count.
UNFIXED_FRACTURE = fact(
    "unfixed_fracture",
    label="a limb or weight-bearing bone outside the spine that is broken, or about to break by judgement or a Mirels"
    " score of 9 or more, was not operated on and has no surgical opinion",
    inferred=exists(
        LESIONS,
        not_(IN_SPINE)
        & LIMB_OR_WEIGHT_BEARING
        & (FRACTURED | IMPENDING_FRACTURE | MIRELS_9_OR_MORE)
        & _NOT_FIXED
        & _NOT_SEEN,
    ),
)

__all__ = ["LIMB_OR_WEIGHT_BEARING", "UNFIXED_FRACTURE", "WEIGHT_BEARING_BONE"]
