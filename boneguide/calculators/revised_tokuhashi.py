"""Revised score of Tokuhashi for survival with spinal metastases.

Domain: adults with metastases of the spine. 0 to 8 points predict less than 6
months, 9 to 11 six months or more, 12 to 15 twelve months or more.

It was published in 2005, before many of today's drugs, and cannot know of them.

Verification: the table was seen in the appendix of a guideline that reprints it
with a correction that its author allowed (secondary). Two other copies
give 3 or more, 1 to 2, and no vertebral bodies 0, 1 and 2 points; the row used
here is 3 or more, 2, and 1. With one vertebral body the two readings differ, and
the answer says so.
"""

from __future__ import annotations

from typing import Literal

from boneguide.calculators._score import KARNOFSKY, Part, Table, chosen, known, stepped, unknown, whole
from boneguide.calculators._score_references import TOKUHASHI_2005
from boneguide.calculators.neurology import FrankelGrade
from boneguide.calculators.results import Band, Score
from boneguide.errors import OutOfDomainError
from boneguide.model.provenance import Source

__all__ = ["SOURCE", "TokuhashiOrganMetastases", "TokuhashiPrimary", "revised_tokuhashi"]

SOURCE = Source(
    TOKUHASHI_2005,
    locator="table of the score",
    rows=("8.5",),
    verified="secondary",
    note="Read in the appendix of NICE CG75. Two other copies differ in the row of vertebral bodies.",
)

#: Metastases in major organs.
TokuhashiOrganMetastases = Literal["unremovable", "removable", "none"]
#: The cancer, as the table groups it.
TokuhashiPrimary = Literal[
    "lung",
    "osteosarcoma",
    "stomach",
    "bladder",
    "oesophagus",
    "pancreas",
    "liver",
    "gallbladder",
    "unidentified",
    "other",
    "kidney",
    "uterus",
    "rectum",
    "thyroid",
    "breast",
    "prostate",
    "carcinoid",
]

_NAME = "Revised Tokuhashi"

_MANY = 1000
_KARNOFSKY = {range(10, 41): 0, range(50, 71): 1, range(80, 101): 2}
_FOCI = {range(3, _MANY): 0, range(1, 3): 1, range(1): 2}
_VERTEBRAE = {range(3, _MANY): 0, range(2, 3): 1, range(1, 2): 2}
_ORGANS = {"unremovable": 0, "removable": 1, "none": 2}
_PRIMARY = {
    **dict.fromkeys(("lung", "osteosarcoma", "stomach", "bladder", "oesophagus", "pancreas"), 0),
    **dict.fromkeys(("liver", "gallbladder", "unidentified"), 1),
    "other": 2,
    **dict.fromkeys(("kidney", "uterus"), 3),
    "rectum": 4,
    **dict.fromkeys(("thyroid", "breast", "prostate", "carcinoid"), 5),
}
_PALSY = {
    FrankelGrade.A: 0,
    FrankelGrade.B: 0,
    FrankelGrade.C: 1,
    FrankelGrade.D: 1,
    FrankelGrade.E: 2,
}

_TABLE = Table(
    name=_NAME,
    bands=(
        Band(low=0, high=8, name="less than 6 months", meaning="conservative treatment or palliative surgery"),
        Band(
            low=9,
            high=11,
            name="6 months or more",
            meaning="palliative surgery; excision only for a single lesion without metastases in organs",
        ),
        Band(low=12, high=15, name="12 months or more", meaning="excision"),
    ),
    source=SOURCE,
)
_ONE_VERTEBRA = "one vertebral body gives 2 points here and 1 point in two other copies of the table"


def revised_tokuhashi(  # noqa: PLR0913 - every part of the score is named by the caller
    *,
    karnofsky: int | None = None,
    extraspinal_foci: int | None = None,
    vertebral_metastases: int | None = None,
    organ_metastases: TokuhashiOrganMetastases | None = None,
    primary: TokuhashiPrimary | None = None,
    frankel: FrankelGrade | None = None,
) -> Score:
    """Return the revised Tokuhashi score.

    Args:
        karnofsky: Karnofsky performance status, 10 to 100 in tens.
        extraspinal_foci: Number of bone metastases outside the spine.
        vertebral_metastases: Number of vertebral bodies with metastases, 1 or more.
        organ_metastases: Metastases in major organs.
        primary: The cancer.
        frankel: Frankel grade, A to E.

    Returns:
        The score; a part that is None leaves a range.

    Raises:
        OutOfDomainError: If a number is not on its scale or a word not in the table.

    Example:
        >>> score = revised_tokuhashi(
        ...     karnofsky=80,
        ...     extraspinal_foci=0,
        ...     vertebral_metastases=2,
        ...     organ_metastases="none",
        ...     primary="rectum",
        ...     frankel=FrankelGrade.E,
        ... )
        >>> print(score)
        Revised Tokuhashi 13 of 15: 12 or more, 12 months or more (excision)
    """
    status = whole(karnofsky, KARNOFSKY, "karnofsky", _NAME)
    foci = whole(extraspinal_foci, range(_MANY), "extraspinal_foci", _NAME)
    vertebrae = whole(vertebral_metastases, range(1, _MANY), "vertebral_metastases", _NAME)
    return _TABLE.add(
        {
            "karnofsky": stepped(status, _KARNOFSKY, "karnofsky"),
            "extraspinal_foci": stepped(foci, _FOCI, "extraspinal_foci"),
            "vertebral_metastases": stepped(vertebrae, _VERTEBRAE, "vertebral_metastases"),
            "organ_metastases": chosen(organ_metastases, _ORGANS, "organ_metastases", _NAME),
            "primary": chosen(primary, _PRIMARY, "primary", _NAME),
            "frankel": _palsy(frankel),
        },
        (_ONE_VERTEBRA,) if vertebrae == 1 else (),
    )


def _palsy(frankel: object) -> Part:
    if frankel is None:
        return unknown("frankel", frozenset(_PALSY.values()))
    if not isinstance(frankel, FrankelGrade):
        msg = (
            f"{_NAME} was given frankel {frankel!r}. Expected a FrankelGrade, or None where it is not known. Write"
            " FrankelGrade('C'); a grade of the AIS is another one."
        )
        raise OutOfDomainError(msg)
    return known(_PALSY[frankel])
