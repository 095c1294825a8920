"""Frankel grade and the impairment scale of the American Spinal Injury Association (AIS).

Both run from A, the worst, to E, normal, so that a greater grade is a better
one. They use the same letters for different things and do not compare with each
other: the AIS looks at the last sacral segments and counts key muscles.

Muscle power is graded from 0 to 5; 3 is movement against gravity, 5 is normal.

Neither grade says by itself whether a person walks, and nothing here infers it.

Verification: the definitions were seen in later texts that reprint them (secondary).
"""

from __future__ import annotations

from boneguide.calculators._ordered import OrderedGrade
from boneguide.calculators._score_references import FRANKEL_AIS
from boneguide.model.provenance import Source

__all__ = ["SOURCE", "AisGrade", "FrankelGrade"]

SOURCE = Source(
    FRANKEL_AIS,
    locator="definitions of grades A to E",
    rows=("8.4",),
    verified="secondary",
    note="Read in tables of later texts.",
)


class FrankelGrade(OrderedGrade):
    """Frankel grade of spinal cord function; A is the worst, E is normal.

    Example:
        >>> FrankelGrade("B") < FrankelGrade.D, str(FrankelGrade.C)
        (True, 'Frankel C')
        >>> FrankelGrade.C.definition
        'movement below the lesion, of no practical use'
    """

    #: Neither movement nor feeling below the lesion.
    A = "A"
    #: Feeling, but no movement.
    B = "B"
    #: Movement of no practical use.
    C = "C"
    #: Movement of practical use.
    D = "D"
    #: Normal or recovered.
    E = "E"

    @property
    def definition(self) -> str:
        """What the grade means, in the words of this library."""
        return _FRANKEL[self.value]

    def __str__(self) -> str:
        """Return the scale and the letter."""
        return f"Frankel {self.value}"


class AisGrade(OrderedGrade):
    """Grade of the ASIA impairment scale; A is the worst, E is normal.

    Example:
        >>> AisGrade.A < AisGrade.B, str(AisGrade.D)
        (True, 'AIS D')
        >>> AisGrade.A < FrankelGrade.B
        Traceback (most recent call last):
        TypeError: '<' not supported between instances of 'AisGrade' and 'FrankelGrade'
    """

    #: Neither feeling nor movement in the last sacral segments.
    A = "A"
    #: Feeling, that of the last sacral segments included, but no movement.
    B = "B"
    #: Movement; more than half of the key muscles below the level are weaker than 3.
    C = "C"
    #: Movement; at least half of the key muscles below the level have power 3 or more.
    D = "D"
    #: Normal.
    E = "E"

    @property
    def definition(self) -> str:
        """What the grade means, in the words of this library."""
        return _AIS[self.value]

    def __str__(self) -> str:
        """Return the scale and the letter."""
        return f"AIS {self.value}"


_FRANKEL = {
    "A": "complete: neither movement nor feeling below the lesion",
    "B": "feeling below the lesion, no movement",
    "C": "movement below the lesion, of no practical use",
    "D": "movement below the lesion, of practical use",
    "E": "normal, or recovered",
}
_AIS = {
    "A": "neither feeling nor movement in the segments S4 and S5",
    "B": "feeling, in S4 and S5 too, but no movement",
    "C": "movement; more than half of the key muscles below the level are weaker than 3",
    "D": "movement; at least half of the key muscles below the level have power 3 or more",
    "E": "normal",
}
