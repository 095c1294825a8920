"""Mirels score of an impending fracture of a long bone.

Domain: one metastasis in a long bone of an adult. 4 to 7 points: radiotherapy
and observation, fracture in up to 4 %; 8: borderline, 15 %; 9 to 12: fixation
before it breaks, 33 % at 9 points and 100 % at 12, all in the original
publication. The score finds most fractures and names many lesions that do not
break, as the rules on fixation say with their source.

Boundaries: one third and two thirds of the diameter give 2 points, as the
middle row is printed "1/3 to 2/3"; a lesion without pain is not in the table,
gives 1 point and is noted. Both are readings of this library (derived).

Verification: the table was seen in several texts that reprint it (secondary).
The cut-off of 8 points for the humerus was seen in the summary of a cohort.
"""

from __future__ import annotations

from typing import Literal

import attrs

from boneguide.calculators._inputs import below
from boneguide.calculators._score import Part, Table, chosen, known, number
from boneguide.calculators._score_references import HUMERUS_2023, MIRELS_1989
from boneguide.calculators.results import Band, Score
from boneguide.errors import OutOfDomainError
from boneguide.model.provenance import Source

__all__ = ["HUMERUS_SOURCE", "SOURCE", "MirelsLesion", "MirelsPain", "MirelsSite", "MirelsSize", "mirels"]

SOURCE = Source(
    MIRELS_1989,
    locator="table of the score",
    rows=("8.2", "FX-01", "FX-02", "FX-03"),
    verified="secondary",
    note="Read in texts that reprint the table.",
)
#: Where the lower cut-off for the humerus was seen.
HUMERUS_SOURCE = Source(HUMERUS_2023, locator="abstract", rows=("FX-04",), verified="primary")

#: Where in the limbs.
MirelsSite = Literal["upper limb", "lower limb", "peritrochanteric"]
#: Functional pain is severe or made worse by use of the limb; pain-free is not in the table.
MirelsPain = Literal["mild", "moderate", "functional", "pain-free"]
#: How the lesion changes bone; the longer words are those of a lesion on record.
MirelsLesion = Literal["blastic", "mixed", "lytic", "osteoblastic", "osteolytic"]
#: Size as a share of the diameter of the bone.
MirelsSize = Literal["under one third", "one to two thirds", "over two thirds"]

_NAME = "Mirels"

_SITE = {"upper limb": 1, "lower limb": 2, "peritrochanteric": 3}
_PAIN = {"mild": 1, "moderate": 2, "functional": 3, "pain-free": 1}
_LESION = {"blastic": 1, "mixed": 2, "lytic": 3, "osteoblastic": 1, "osteolytic": 3}
_SIZE = {"under one third": 1, "one to two thirds": 2, "over two thirds": 3}

_BORDERLINE = 8
_TABLE = Table(
    name=_NAME,
    bands=(
        Band(low=4, high=7, name="radiotherapy and observation", meaning="fracture in up to 4 %"),
        Band(low=8, high=8, name="borderline", meaning="orthopaedic judgement; fracture in 15 %"),
        Band(low=9, high=12, name="prophylactic fixation", meaning="advised in the original publication"),
    ),
    source=SOURCE,
)

_PAIN_FREE = "a lesion without pain is not in the table and was given 1 point"
_HUMERUS = "if this is the humerus: 8 or more was the best cut-off in a cohort of 188 lesions (HUM23)"


def mirels(
    *,
    site: MirelsSite | None = None,
    pain: MirelsPain | None = None,
    lesion: MirelsLesion | None = None,
    size: float | MirelsSize | None = None,
) -> Score:
    """Return the Mirels score of one lesion of a long bone.

    Args:
        site: Upper limb, lower limb, or the region of the trochanters.
        pain: Pain at the lesion.
        lesion: Blastic, mixed or lytic.
        size: Share of the diameter of the bone, above 0 and up to 1, such as
            0.4, or one of the three words.

    Returns:
        The score; a part that is None leaves a range.

    Raises:
        OutOfDomainError: If a word is not in the table or the share is no share.

    Example:
        >>> print(mirels(site="lower limb", pain="moderate", lesion="mixed", size=0.5))
        Mirels 8 of 12: 8, borderline (orthopaedic judgement; fracture in 15 %)
        >>> print(mirels(site="peritrochanteric", pain="functional", lesion="lytic"))
        Mirels 10 to 12 of 12: 9 or more, prophylactic fixation (advised in the original publication); not known: size
    """
    score = _TABLE.add(
        {
            "site": chosen(site, _SITE, "site", _NAME),
            "pain": chosen(pain, _PAIN, "pain", _NAME),
            "lesion": chosen(lesion, _LESION, "lesion", _NAME),
            "size": _size(size),
        },
        (_PAIN_FREE,) if pain == "pain-free" else (),
    )
    if site == "upper limb" and _BORDERLINE in score.totals:
        return attrs.evolve(score, notes=(*score.notes, _HUMERUS))
    return score


def _size(size: object) -> Part:
    if size is None or isinstance(size, str):
        return chosen(size, _SIZE, "size", _NAME)
    expected = f"a share of the diameter above 0 and up to 1, such as 0.4, or one of {', '.join(map(repr, _SIZE))}"
    share = number(size, "size", _NAME, expected)
    if not 0 < share <= 1:
        msg = f"{_NAME} was given size {share:.10g}. Expected {expected}. A per cent is divided by 100."
        raise OutOfDomainError(msg)
    if below(share, 1 / 3):
        return known(1)
    return known(3 if below(2 / 3, share) else 2)
