"""Facts about one lesion that decide on stability and fixation: pain, fracture, scores.

Scores are asked for as yes or no: "7 or more" is true where the lowest total that
the known parts leave possible is 7 or more, false where the highest is less, and
unknown between.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from boneguide.calculators.mirels import MirelsPain, MirelsSite, mirels
from boneguide.calculators.sins import SinsPain, sins
from boneguide.guidelines.facts._build import lasting
from boneguide.guidelines.facts._lesion_facts import lesion_flag
from boneguide.guidelines.facts.lesion import IN_SPINE, LESIONS, hurts
from boneguide.guidelines.facts.lesion_site import LOWER_LIMB, PERITROCHANTERIC, PROXIMAL_OR_NOT, UPPER_LIMB
from boneguide.logic.nodes import UNKNOWN, assume_absent, not_
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact
from boneguide.model.lesion import (
    LEVELS,
    CorticalDestruction,
    Lesion,
    Phenotype,
    PosterolateralInvolvement,
    SpinalAlignment,
    VertebralCollapse,
)

if TYPE_CHECKING:
    from boneguide.logic.nodes import Criterion

# ---- pain

MECHANICAL_PAIN = lesion_flag(
    "mechanical_pain", "pain worse with movement or loading", lambda lesion, _: lesion.mechanical_pain, asked=True
)
NEUROPATHIC_PAIN = lesion_flag(
    "neuropathic_pain", "pain with a neuropathic part", lambda lesion, _: lesion.neuropathic_pain, asked=True
)

# ---- operations

OPERATED = lasting(
    lesion_flag(
        "operated",
        "an operation on this lesion",
        lambda lesion, _: None if lesion.operated_on is None and lesion.wound_healed is None else True,
        asked=True,
    )
)

# ---- fracture and stability

FRACTURED = lesion_flag(
    "pathological_fracture", "a pathological fracture", lambda lesion, _: lesion.pathological_fracture
)


def collapsed(lesion: Lesion) -> bool | None:
    """Return whether a vertebra has lost height, None where that is not on record."""
    return None if lesion.vertebral_collapse is None else lesion.vertebral_collapse in {"over 50 %", "under 50 %"}


COLLAPSED = lesion_flag(
    "vertebral_collapse", "a vertebral body that has lost height", lambda lesion, _: collapsed(lesion)
)
IMPENDING_FRACTURE = lesion_flag(
    "impending_fracture", "an impending fracture in the judgement of a clinician", lambda x, _: x.impending_fracture
)
WEIGHT_BEARING = lesion_flag("weight_bearing", "a weight-bearing bone", lambda lesion, _: lesion.weight_bearing)
SURGEON_CONSULTED = lesion_flag(
    "surgeon_consulted",
    "a surgical opinion on stability or fixation of this lesion",
    lambda lesion, _: lesion.surgeon_consulted,
    asked=True,
)

_SEVERE = 7
_MODERATE = 5


def _pain_free(lesion: Lesion) -> bool:
    return lesion.painful is False or lesion.pain == 0


def _sins_pains(lesion: Lesion) -> tuple[SinsPain | None, ...]:
    """Return each word for pain that is possible; None for any."""
    if lesion.mechanical_pain:
        return ("mechanical",)
    if _pain_free(lesion):
        return ("pain-free",)
    if lesion.mechanical_pain is False:
        return ("occasional, not mechanical",) if hurts(lesion) else ("occasional, not mechanical", "pain-free")
    return ("occasional, not mechanical", "mechanical") if hurts(lesion) else (None,)


def _mirels_pains(lesion: Lesion) -> tuple[MirelsPain | None, ...]:
    """Return each word for pain that is possible; None for any. Bands of the scale are those of Serlin."""
    if lesion.mechanical_pain or (lesion.pain is not None and lesion.pain >= _SEVERE):
        return ("functional",)
    if _pain_free(lesion):
        return ("pain-free",)
    if lesion.pain is None:
        return (None,)
    now: MirelsPain = "moderate" if lesion.pain >= _MODERATE else "mild"
    # Pain on use of the limb is functional however weak it is.
    return (now,) if lesion.mechanical_pain is False else (now, "functional")


def _mirels_sites(lesion: Lesion) -> tuple[MirelsSite, ...]:
    if lesion.site in UPPER_LIMB:
        return ("upper limb",)
    if lesion.site in LOWER_LIMB:
        return ("lower limb",)
    if lesion.site in PERITROCHANTERIC:
        return ("peritrochanteric",)
    return ("lower limb", "peritrochanteric") if lesion.site in PROXIMAL_OR_NOT else ()


def sins_range(lesion: Lesion) -> tuple[int, int] | None:
    """Return the lowest and the highest SINS that is possible; None outside the spine.

    A stated total counts, unless the known parts exclude it: then the range holds both.

    Example:
        >>> sins_range(Lesion(site="T12", mechanical_pain=True, phenotype="osteolytic")), sins_range(Lesion(site="rib"))
        ((8, 18), None)
    """
    if not lesion.spinal:
        return None
    levels = lesion.levels or ((lesion.site,) if lesion.site in LEVELS else None)
    low, high = _sins_of(
        _sins_pains(lesion),
        levels=levels,
        phenotype=lesion.phenotype,
        alignment=lesion.alignment,
        collapse=lesion.vertebral_collapse,
        posterolateral=lesion.posterolateral_involvement,
    )
    return _with_stated(lesion.sins, low, high)


# A record is asked about several thresholds, and many lesions are alike.
@functools.lru_cache(maxsize=1024)
def _sins_of(  # noqa: PLR0913 - each part of the score
    pains: tuple[SinsPain | None, ...],
    *,
    levels: tuple[str, ...] | None,
    phenotype: Phenotype | None,
    alignment: SpinalAlignment | None,
    collapse: VertebralCollapse | None,
    posterolateral: PosterolateralInvolvement | None,
) -> tuple[int, int]:
    found = [
        sins(
            levels=levels,
            pain=pain,
            lesion=phenotype,
            alignment=alignment,
            collapse=collapse,
            posterolateral=posterolateral,
        )
        for pain in pains
    ]
    return min(score.low for score in found), max(score.high for score in found)


def mirels_range(lesion: Lesion) -> tuple[int, int] | None:
    """Return the lowest and the highest Mirels score that is possible; None outside the long bones.

    A stated total counts, unless the known parts exclude it: then the range holds both.

    Example:
        >>> mirels_range(Lesion(site="femoral shaft", pain=8, phenotype="osteolytic"))
        (9, 11)
    """
    sites = _mirels_sites(lesion)
    if not sites:
        return None
    low, high = _mirels_of(sites, _mirels_pains(lesion), lesion.phenotype, lesion.cortical_destruction)
    return _with_stated(lesion.mirels, low, high)


@functools.lru_cache(maxsize=1024)
def _mirels_of(
    sites: tuple[MirelsSite, ...],
    pains: tuple[MirelsPain | None, ...],
    phenotype: Phenotype | None,
    size: CorticalDestruction | None,
) -> tuple[int, int]:
    found = [mirels(site=site, pain=pain, lesion=phenotype, size=size) for site in sites for pain in pains]
    return min(score.low for score in found), max(score.high for score in found)


def _with_stated(stated: int | None, low: int, high: int) -> tuple[int, int]:
    if stated is None:
        return low, high
    return (stated, stated) if low <= stated <= high else (min(low, stated), max(high, stated))


def _reaches(score: Callable[[Lesion], tuple[int, int] | None], points: int) -> Callable[[Lesion, date], bool | None]:
    def ask(lesion: Lesion, _: date) -> bool | None:
        found = score(lesion)
        if found is None:
            return None
        low, high = found
        return True if low >= points else False if high < points else None

    return ask


_SINS = "Spinal Instability Neoplastic Score"
_SINS_7 = lesion_flag("sins_7_or_more", f"{_SINS} of 7 or more", _reaches(sins_range, 7))
#: Known to be false where not even 7 are reached.
SINS_13_OR_MORE = lesion_flag(
    "sins_13_or_more", f"{_SINS} of 13 or more", _reaches(sins_range, 13), inferred=_SINS_7 & UNKNOWN
)
SINS_7_OR_MORE: Criterion = _SINS_7 | SINS_13_OR_MORE
#: Of the person, as the score of a lesion says it.
UNSTABLE_SPINAL_LESION = fact(
    "unstable_spinal_lesion",
    label=f"a lesion of the spine with a {_SINS} of 13 or more that was not operated on",
    inferred=exists(
        LESIONS,
        IN_SPINE
        & SINS_13_OR_MORE
        & not_(assume_absent(OPERATED, because="an operation on the lesion would be on record")),
    ),
)
_MIRELS_8 = lesion_flag("mirels_8_or_more", "Mirels score of 8 or more", _reaches(mirels_range, 8))
#: Known to be false where not even 8 are reached.
MIRELS_9_OR_MORE = lesion_flag(
    "mirels_9_or_more", "Mirels score of 9 or more", _reaches(mirels_range, 9), inferred=_MIRELS_8 & UNKNOWN
)
MIRELS_8_OR_MORE: Criterion = _MIRELS_8 | MIRELS_9_OR_MORE

__all__ = [
    "COLLAPSED",
    "FRACTURED",
    "IMPENDING_FRACTURE",
    "MECHANICAL_PAIN",
    "MIRELS_8_OR_MORE",
    "MIRELS_9_OR_MORE",
    "NEUROPATHIC_PAIN",
    "OPERATED",
    "SINS_7_OR_MORE",
    "SINS_13_OR_MORE",
    "SURGEON_CONSULTED",
    "UNSTABLE_SPINAL_LESION",
    "WEIGHT_BEARING",
    "collapsed",
    "mirels_range",
    "sins_range",
]
