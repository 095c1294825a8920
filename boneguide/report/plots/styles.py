"""How things look in every picture: a colour, a hatching and a name beside it for each.

None of the three is needed to tell one from another, so that pictures can be read
in grey, and by everyone who sees colours differently. The colours are those of
Okabe and Ito (2008) and shades of them, which stay apart in every common form of
colour blindness; those that are equally light differ in their hatching.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from boneguide.model.status import Status

__all__ = ["EDGE", "INK", "STYLES", "Style"]

#: The colour of words and of axes.
INK = "#1a1a1a"
#: The colour of outlines and hatchings.
EDGE = "#4d4d4d"


@attrs.frozen
class Style:
    """How a thing is drawn.

    Args:
        fill: Its colour.
        hatch: Its hatching, in the signs of matplotlib.
        ink: A colour that can be read on it.
        edge: The colour of its hatching and its outline.

    Example:
        >>> STYLES[Status.RECOMMENDED].fill
        '#0072b2'
    """

    fill: str
    hatch: str = ""
    ink: str = INK
    edge: str = EDGE


#: How each status is drawn.
STYLES: Mapping[Status, Style] = MappingProxyType(
    {
        Status.RECOMMENDED: Style("#0072b2", ink="#ffffff"),
        Status.OPTION: Style("#56b4e9"),
        Status.AFTER: Style("#b5dcf4", "//"),
        Status.WITHHOLD: Style("#f0e442", "xx"),
        Status.NEEDS_DATA: Style("#ffffff", "..."),
        Status.NOT_RECOMMENDED: Style("#e69f00", "--"),
        Status.CONTRAINDICATED: Style("#a83c00", "\\\\", ink="#ffffff", edge="#ffffff"),
        Status.INVESTIGATIONAL: Style("#cc79a7", "||"),
        Status.NOT_APPLICABLE: Style("#d9d9d9"),
    }
)
