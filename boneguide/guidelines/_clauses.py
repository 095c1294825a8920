"""Clauses that several subjects share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.guidelines.facts.person import AGE
from boneguide.logic.clauses import Contraindication
from boneguide.logic.nodes import assume_absent

if TYPE_CHECKING:
    from boneguide.model.provenance import Source

_READ_ON_ADULTS = "Under 18 years of age: what was read is about adults, and a specialist in children decides."
_CHILD = AGE < "18 year"
_KNOWN_CHILD = assume_absent(_CHILD, because="that somebody is a child would be on record")


def under_18(
    *on_whose_word: Source, says: str = _READ_ON_ADULTS, asked: bool = True, severity: str = "not-recommended"
) -> Contraindication:
    """Return what stands against a treatment that is one for adults, for somebody under 18.

    Args:
        on_whose_word: Where the adults stand.
        says: What the sources have, where they say it of children.
        asked: Whether an age that is missing is asked for; otherwise only a known child is one.
        severity: How much stands against it; a caution where it cannot wait.
    """
    return Contraindication(
        id="under-18",
        severity=severity,
        when=_CHILD if asked else _KNOWN_CHILD,
        says=says,
        sources=on_whose_word,
    )
