"""Spinal Instability Neoplastic Score.

Domain: one lesion of the spine in an adult. With several lesions, score each and
report the highest. A lesion that spans neighbouring levels takes the highest
location among them.

0 to 6 points: stable; 7 to 12: potentially unstable; 13 to 18: unstable. From 7
the publication asks for a surgical opinion before radiotherapy:
``sins(...).at_least(7)``.

Boundaries that the table leaves open, and how they are read here (derived by
this library): a loss of height of exactly 50 % gives the points of more than
50 % and is noted; the coccyx, which is not listed, gives 0 and is noted; S1
belongs to the junction L5-S1.

Verification: the table was seen in several texts that reprint it (secondary).
One more copy has other points for pain and another first class; it was not used.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from boneguide.calculators._inputs import below, entries, same
from boneguide.calculators._score import Part, Table, chosen, known, number, unknown
from boneguide.calculators._score_references import SINS_2010
from boneguide.calculators.results import Band, Score
from boneguide.errors import OutOfDomainError
from boneguide.model.provenance import Source

__all__ = [
    "SOURCE",
    "SinsAlignment",
    "SinsCollapse",
    "SinsLesion",
    "SinsLocation",
    "SinsPain",
    "SinsPosterolateral",
    "sins",
    "sins_location",
]

SOURCE = Source(
    SINS_2010,
    locator="table of the score",
    rows=("8.1",),
    verified="secondary",
    note="Read in texts that reprint the table and cite the validation of 2011 (Fourney et al., J Clin Oncol 29:3072).",
)

#: Kind of spinal segment.
SinsLocation = Literal["junctional", "mobile", "semirigid", "rigid"]
#: Mechanical pain is worse with movement or loading, or better on lying down.
SinsPain = Literal["mechanical", "occasional, not mechanical", "pain-free"]
#: How the lesion changes bone; the longer words are those of a lesion on record.
SinsLesion = Literal["lytic", "mixed", "blastic", "osteolytic", "osteoblastic"]
#: Alignment of the spine on imaging.
SinsAlignment = Literal["subluxation or translation", "de novo deformity", "normal"]
#: Loss of height of the vertebral body; without any, how much of the body the tumour takes up.
SinsCollapse = Literal["over 50 %", "under 50 %", "none, over 50 % of body involved", "none"]
#: Facets, pedicles or costovertebral joints broken or replaced by tumour.
SinsPosterolateral = Literal["bilateral", "unilateral", "none"]

_NAME = "SINS"

_LOCATION = {"junctional": 3, "mobile": 2, "semirigid": 1, "rigid": 0}
_PAIN = {"mechanical": 3, "occasional, not mechanical": 1, "pain-free": 0}
_LESION = {"lytic": 2, "mixed": 1, "blastic": 0, "osteolytic": 2, "osteoblastic": 0}
_ALIGNMENT = {"subluxation or translation": 4, "de novo deformity": 2, "normal": 0}
_COLLAPSE = {"over 50 %": 3, "under 50 %": 2, "none, over 50 % of body involved": 1, "none": 0}
_POSTEROLATERAL = {"bilateral": 3, "unilateral": 1, "none": 0}

#: Stretches of the spine from the skull down, as the table groups them.
_STRETCHES: tuple[tuple[SinsLocation, tuple[str, ...]], ...] = (
    ("junctional", ("occiput", "C1", "C2")),
    ("mobile", ("C3", "C4", "C5", "C6")),
    ("junctional", ("C7", "T1", "T2")),
    ("semirigid", ("T3", "T4", "T5", "T6", "T7", "T8", "T9", "T10")),
    ("junctional", ("T11", "T12", "L1")),
    ("mobile", ("L2", "L3", "L4")),
    ("junctional", ("L5", "S1")),
    ("rigid", ("S2", "S3", "S4", "S5", "coccyx")),
)
_LEVELS: dict[str, SinsLocation] = {level: location for location, levels in _STRETCHES for level in levels}
_ORDER = tuple(_LEVELS)

_CONSULT = "surgical opinion before radiotherapy"
_TABLE = Table(
    name=_NAME,
    bands=(
        Band(low=0, high=6, name="stable", meaning="the score alone asks for no surgical opinion"),
        Band(low=7, high=12, name="potentially unstable", meaning=_CONSULT),
        Band(low=13, high=18, name="unstable", meaning=_CONSULT),
    ),
    source=SOURCE,
)

_HALF = 50.0
_WHOLE = 100.0
_EXACTLY_HALF = "a loss of height of exactly 50 % is not in the table and was counted as more than 50 %"
_COCCYX = "the coccyx is not in the table and was counted as rigid"


def sins_location(levels: str | Iterable[str]) -> SinsLocation:
    """Return the location with the most points among the levels of one lesion.

    Args:
        levels: One level, such as ``"T12"``, or every level that the lesion
            touches, such as ``("T10", "T11")``; from ``"occiput"`` to ``"coccyx"``.

    Returns:
        The kind of segment.

    Raises:
        OutOfDomainError: If there is no level, one is unknown, or they are not
            neighbours, as those of two lesions.

    Example:
        >>> sins_location("T12"), sins_location(("T9", "T10")), sins_location(("T10", "T11"))
        ('junctional', 'semirigid', 'junctional')
    """
    named = _named(levels)
    places = sorted({_ORDER.index(level) for level in named})
    if not places or places[-1] - places[0] != len(places) - 1:
        msg = (
            f"{_NAME} was given the levels {named!r}. Expected one level, or all neighbouring levels of one lesion."
            " Name every level that it touches, and score each lesion apart."
        )
        raise OutOfDomainError(msg)
    return max((_LEVELS[level] for level in named), key=lambda location: _LOCATION[location])


def _named(levels: object) -> tuple[str, ...]:
    """Return the names of levels, read once: an iterator would be empty the second time."""
    found = (levels,) if isinstance(levels, str) else entries(levels)
    if found is None:
        msg = (
            f"{_NAME} was given the levels {levels!r:.40}. Expected a level such as 'T12', or every level that the"
            " lesion touches, such as ('T10', 'T11'). Name them so."
        )
        raise OutOfDomainError(msg)
    named = tuple(level for level in found if isinstance(level, str) and level in _LEVELS)
    if len(named) < len(found):
        unknown_level = next(level for level in found if level not in named)
        msg = (
            f"{_NAME} was given the level {unknown_level!r:.40}. Expected 'occiput', 'C1' to 'C7', 'T1' to 'T12', 'L1'"
            " to 'L5', 'S1' to 'S5' or 'coccyx'. Name each level apart."
        )
        raise OutOfDomainError(msg)
    return named


def sins(  # noqa: PLR0913 - every part of the score is named by the caller
    *,
    location: SinsLocation | None = None,
    levels: str | Iterable[str] | None = None,
    pain: SinsPain | None = None,
    lesion: SinsLesion | None = None,
    alignment: SinsAlignment | None = None,
    collapse: SinsCollapse | None = None,
    height_loss_percent: float | None = None,
    posterolateral: SinsPosterolateral | None = None,
) -> Score:
    """Return the Spinal Instability Neoplastic Score of one lesion.

    Args:
        location: Kind of segment; or give ``levels``.
        levels: The level or all neighbouring levels of the lesion.
        pain: Mechanical, other or none.
        lesion: Lytic, mixed or blastic.
        alignment: Alignment of the spine.
        collapse: Collapse of the vertebral body; or give ``height_loss_percent``.
        height_loss_percent: Loss of height, 0 or 1 to 100 per cent. At 0 the points
            wait for how much of the body is involved: give ``collapse`` then.
        posterolateral: Involvement of the posterolateral elements.

    Returns:
        The score; a part that is None leaves a range.

    Raises:
        OutOfDomainError: If a word is not in the table, or location or collapse
            is given in both ways.

    Example:
        >>> score = sins(
        ...     levels="T12",
        ...     pain="mechanical",
        ...     lesion="lytic",
        ...     alignment="de novo deformity",
        ...     collapse="under 50 %",
        ...     posterolateral="unilateral",
        ... )
        >>> print(score)
        SINS 13 of 18: 13 or more, unstable (surgical opinion before radiotherapy)
        >>> score = sins(levels="L1", pain="mechanical", lesion="lytic", alignment="normal", collapse="none")
        >>> score.low, score.high, score.band, score.missing
        (8, 11, 'potentially unstable', ('posterolateral',))
    """
    notes = []
    if levels is not None:
        _only_one(location, "location", "levels")
        named = _named(levels)
        location = sins_location(named)
        if "coccyx" in named:
            notes.append(_COCCYX)
    elif isinstance(location, str) and location in _LEVELS:
        msg = (
            f"{_NAME} was given location {location!r}, which is a level. Expected {', '.join(map(repr, _LOCATION))}, or"
            f" the level itself. Write levels={location!r}."
        )
        raise OutOfDomainError(msg)
    if height_loss_percent is None:
        collapsed = chosen(collapse, _COLLAPSE, "collapse", _NAME)
    else:
        _only_one(collapse, "collapse", "height_loss_percent")
        collapsed = _collapse(height_loss_percent)
        if same(height_loss_percent, _HALF):
            notes.append(_EXACTLY_HALF)
    return _TABLE.add(
        {
            "location": chosen(location, _LOCATION, "location", _NAME),
            "pain": chosen(pain, _PAIN, "pain", _NAME),
            "lesion": chosen(lesion, _LESION, "lesion", _NAME),
            "alignment": chosen(alignment, _ALIGNMENT, "alignment", _NAME),
            "collapse": collapsed,
            "posterolateral": chosen(posterolateral, _POSTEROLATERAL, "posterolateral", _NAME),
        },
        notes,
    )


def _only_one(other: object, name: str, given: str) -> None:
    if other is not None:
        msg = (
            f"{_NAME} was given both {name} {other!r} and {given}. Expected one of the two, because they could"
            f" contradict each other. Leave {name} out, or {given}."
        )
        raise OutOfDomainError(msg)


def _collapse(height_loss_percent: float) -> Part:
    expected = "a loss of height of 0, or of 1 to 100 per cent; half is 50, not 0.5"
    loss = number(height_loss_percent, "height_loss_percent", _NAME, expected)
    if loss == 0:
        # No collapse: how much of the body is involved still decides between two of the options.
        return unknown("collapse", frozenset({_COLLAPSE["none"], _COLLAPSE["none, over 50 % of body involved"]}))
    if not 1 <= loss <= _WHOLE:
        msg = f"{_NAME} was given height_loss_percent {loss:.10g}. Expected {expected}. Check the report."
        raise OutOfDomainError(msg)
    return known(_COLLAPSE["under 50 %" if below(loss, _HALF) else "over 50 %"])
