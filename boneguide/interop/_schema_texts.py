"""Patterns for what stands in JSON as a text: a quantity, a day, a text that is not empty.

They say what the strict parser of quantities reads. Only such signs are used as mean
the same in Python and in ECMA 262, which validators in other languages follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from boneguide.quantities.units import LONGEST, Unit

#: The ordinary space and the no-break ones, as the parser knows them.
_SPACES: Final = "[ \u00a0\u202f]*"
_NUMBER: Final = r"[+-]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?![0-9])"
# In Python, "$" alone would let a line end follow.
_END: Final = r"(?!\n)$"

#: A text with something in it.
FILLED: Final[dict[str, object]] = {"type": "string", "pattern": r"\S"}
#: A day; that it is in the calendar is for "format" to say.
DAY: Final[dict[str, object]] = {
    "description": "A day of the calendar, as 2026-11-23.",
    "type": "string",
    "format": "date",
    "pattern": rf"^(?!0000)[0-9]{{4}}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01]){_END}",
}


def quantity(units: Iterable[Unit]) -> dict[str, object]:
    """Return what a quantity in one of the units is as a text."""
    spelled = "|".join(_escaped(spelling) for unit in units for spelling in unit.spellings)
    return {
        "type": "string",
        "maxLength": LONGEST,
        "pattern": f"^{_SPACES}{_NUMBER}{_SPACES}(?:{spelled}){_SPACES}{_END}",
    }


def _escaped(text: str) -> str:
    # re.escape() would escape spaces too, which ECMA 262 does not allow.
    return re.sub(r"[\\^$.*+?()\[\]{}|]", r"\\\g<0>", text)
