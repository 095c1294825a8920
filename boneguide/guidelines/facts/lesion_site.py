"""Facts about where one lesion lies and how far it reaches."""

from __future__ import annotations

from boneguide.guidelines.facts._lesion_facts import OfLesion, lesion_flag, lesion_number
from boneguide.guidelines.facts.lesion import LESIONS, SITE
from boneguide.logic.nodes import UNKNOWN
from boneguide.logic.verbs import fact
from boneguide.model.lesion import (
    CORTICAL_DESTRUCTIONS,
    LEVELS,
    SITES,
    Lesion,
)
from boneguide.quantities import kinds

PERITROCHANTERIC = ("trochanteric femur",)
LOWER_LIMB = ("femoral shaft", "distal femur", "tibia", "fibula")
#: Parts of the femur that may or may not belong to the region of the trochanters.
PROXIMAL_OR_NOT = ("femur", "femoral head", "femoral neck")
UPPER_LIMB = ("humerus", "proximal humerus", "humeral shaft", "distal humerus", "radius", "ulna")

LONG_BONE = SITE.is_in(*PERITROCHANTERIC, *LOWER_LIMB, *PROXIMAL_OR_NOT, *UPPER_LIMB)
HUMERUS = SITE.is_in("humerus", "proximal humerus", "humeral shaft", "distal humerus")
FEMUR = SITE.is_in(*PERITROCHANTERIC, *PROXIMAL_OR_NOT, "femoral shaft", "distal femur")
#: Bones of the hip; the neck of the femur belongs to it.
AT_HIP = SITE.is_in("acetabulum", "femoral head", "femoral neck")
LUMBAR_OR_SACRAL = SITE.is_in(*(site for site, region in SITES.items() if region in {"lumbar", "sacral"}))

_JUNCTIONS = ("C1", "C2", "C7", "T1", "T2", "T11", "T12", "L1", "L5", "S1")
#: A part of the spine rather than one level of it.
_PART_OF_SPINE = SITE.is_in(*(site for site in SITES if Lesion(site=site).spinal and site not in LEVELS))

JUNCTIONAL = lesion_flag(
    "junctional_spine",
    "a lesion at a junction of the spine",
    lambda lesion, _: None if lesion.levels is None else not set(_JUNCTIONS).isdisjoint(lesion.levels),
    inferred=SITE.is_in(*_JUNCTIONS) | (_PART_OF_SPINE & UNKNOWN),
)
MORE_THAN_THREE_LEVELS = lesion_flag(
    "more_than_three_levels",
    "more than three neighbouring vertebrae",
    lambda lesion, _: None if lesion.levels is None else len(lesion.levels) > 3,  # noqa: PLR2004 - what it is called
    inferred=_PART_OF_SPINE & UNKNOWN,
)
POSTERIOR_ELEMENTS = lesion_flag(
    "posterior_elements_involved",
    "involvement of the posterior elements of the vertebra",
    lambda lesion, _: (
        None if lesion.posterolateral_involvement is None else lesion.posterolateral_involvement != "none"
    ),
)
SIZE = lesion_number("size", kinds.LENGTH, "greatest extent of the lesion", lambda lesion, _: lesion.size)
CORTICAL_DESTRUCTION = fact(
    "cortical_destruction",
    values=CORTICAL_DESTRUCTIONS,
    label="share of the diameter of the bone that is destroyed",
    read=OfLesion(lambda lesion, _: lesion.cortical_destruction),
    table=LESIONS,
)

__all__ = [
    "AT_HIP",
    "CORTICAL_DESTRUCTION",
    "FEMUR",
    "HUMERUS",
    "JUNCTIONAL",
    "LONG_BONE",
    "LUMBAR_OR_SACRAL",
    "MORE_THAN_THREE_LEVELS",
    "POSTERIOR_ELEMENTS",
    "SIZE",
]
