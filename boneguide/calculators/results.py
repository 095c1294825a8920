"""What a score or a grading answers where all, some or none of its parts are known.

A part that is not known is never read as zero, normal or absent. The answer
holds everything that is still possible: points from lowest to highest, and every
class that they can fall into. Often the class is settled before the points are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

import attrs

from boneguide.model.provenance import Source, Verification

__all__ = ["Band", "Classification", "PointRange", "Score", "ScoreAnswer"]

T = TypeVar("T")


@attrs.frozen
class PointRange:
    """Points that one part of a score gives: one number, or all that are still possible.

    Example:
        >>> str(PointRange(3, 3)), str(PointRange(1, 3))
        ('3', '1 to 3')
    """

    #: The fewest points that are possible.
    low: int
    #: The most points that are possible.
    high: int

    def __str__(self) -> str:
        """Return the range in words."""
        return f"{self.low}" if self.low == self.high else f"{self.low} to {self.high}"


@attrs.frozen(kw_only=True)
class Band:
    """A class of a score, from its first to its last total.

    Example:
        >>> band = Band(low=13, high=18, name="unstable")
        >>> 13 in band, 12 in band
        (True, False)
    """

    #: The lowest total in it.
    low: int
    #: The highest total in it.
    high: int
    #: What the class is called.
    name: str
    #: What the publication says of it; may be empty.
    meaning: str = ""

    def __contains__(self, total: int) -> bool:
        """Say whether a total falls into this class."""
        return self.low <= total <= self.high


@attrs.frozen(kw_only=True)
class ScoreAnswer(Generic[T]):
    """What every score and grading answers; see :class:`Score` and :class:`Classification`."""

    #: What was scored, for the reader.
    name: str
    #: Every class that is still possible, in the order of the publication.
    classes: tuple[T, ...]
    #: Parts that are not known.
    missing: tuple[str, ...]
    #: Those of the missing parts that can still make a difference to the class.
    would_decide: tuple[str, ...]
    #: What a reader must know before using this answer.
    notes: tuple[str, ...] = ()
    #: Where it was published, and how far that was checked.
    source: Source

    @property
    def band(self) -> T | None:
        """The class, where all that is not known leaves only one; otherwise None."""
        return self.classes[0] if len(self.classes) == 1 else None

    @property
    def undecided(self) -> bool:
        """Whether more than one class is still possible."""
        return len(self.classes) > 1

    @property
    def complete(self) -> bool:
        """Whether every part is known."""
        return not self.missing

    @property
    def verified(self) -> Verification:
        """How far the published table was checked."""
        return self.source.verified

    def _said(self, answer: str) -> str:
        """Return the answer with what is missing and what to know."""
        parts = [answer]
        if self.missing:
            parts.append(f"not known: {', '.join(self.missing)}")
        if self.undecided:
            parts.append(f"would decide: {', '.join(self.would_decide)}")
        parts.extend(self.notes)
        if self.verified is Verification.MEMORY:
            parts.append(f"{self.source.locator} (row {', '.join(self.source.rows)}): from memory, needs checking")
        return "; ".join(parts)

    def _between(self) -> str:
        """Return the classes that are still possible, in words."""
        *first, last = map(str, self.classes)
        return f"undecided between {', '.join(first)} and {last}"


@attrs.frozen(kw_only=True)
class Score(ScoreAnswer[str]):
    """A sum of points, exact where every part is known and a range where not.

    Example:
        >>> from boneguide.calculators import mirels
        >>> score = mirels(site="peritrochanteric", pain="functional", lesion="lytic", size=None)
        >>> score.low, score.high, score.complete, score.band, score.at_least(9)
        (10, 12, False, 'prophylactic fixation', True)
        >>> str(score.points["size"])
        '1 to 3'
    """

    #: Every total that is still possible, in ascending order.
    totals: tuple[int, ...]
    # Kept as pairs, so that an answer can be hashed, copied and stored.
    _points: tuple[tuple[str, PointRange], ...]
    #: All classes of the score, also those that are no longer possible.
    bands: tuple[Band, ...]

    @property
    def points(self) -> Mapping[str, PointRange]:
        """Points of each part."""
        return MappingProxyType(dict(self._points))

    @property
    def low(self) -> int:
        """The lowest total that is possible."""
        return self.totals[0]

    @property
    def high(self) -> int:
        """The highest total that is possible."""
        return self.totals[-1]

    @property
    def meaning(self) -> str | None:
        """What the publication says, where it says the same of every class that is possible."""
        meanings = {band.meaning for band in self.bands if band.name in self.classes}
        return meanings.pop() if len(meanings) == 1 else None

    def at_least(self, total: int) -> bool | None:
        """Say whether the total reaches a number; None where the missing parts decide that.

        Example:
            >>> from boneguide.calculators import mirels
            >>> score = mirels(site="lower limb", pain="mild", lesion=None, size=None)
            >>> str(score.low), str(score.high), score.at_least(5), score.at_least(8), score.at_least(10)
            ('5', '9', True, None, False)
        """
        if self.low >= total:
            return True
        return False if self.high < total else None

    def __str__(self) -> str:
        """Return total, class and what is not known in one line."""
        least, most = self.bands[0].low, self.bands[-1].high
        start = f"{self.name} {PointRange(self.low, self.high)} of {most}"
        if self.undecided:
            shared = f" ({self.meaning})" if self.meaning else ""
            return self._said(f"{start}: {self._between()}{shared}")
        band = next(band for band in self.bands if band.name in self.classes)
        if band.high == most:
            edge = f"{band.low} or more"
        elif band.low == least:
            edge = f"{band.high} or less"
        else:
            edge = str(PointRange(band.low, band.high))
        if band.low == band.high:
            edge = str(band.low)
        meaning = f" ({band.meaning})" if band.meaning else ""
        return self._said(f"{start}: {edge}, {band.name}{meaning}")


@attrs.frozen(kw_only=True)
class Classification(ScoreAnswer[T]):
    """A class that follows from findings without points.

    Example:
        >>> from boneguide.calculators import spine_rpa_balagamwala
        >>> answer = spine_rpa_balagamwala(karnofsky=80, systemic_disease_controlled=None)
        >>> answer.classes, answer.band, answer.would_decide
        ((1, 2), None, ('systemic_disease_controlled',))
    """

    @property
    def low(self) -> T:
        """The first class that is possible, in the order of the publication."""
        return self.classes[0]

    @property
    def high(self) -> T:
        """The last class that is possible, in the order of the publication."""
        return self.classes[-1]

    def __str__(self) -> str:
        """Return the class and what is not known in one line."""
        return self._said(f"{self.name}: {self._between() if self.undecided else self.band}")
