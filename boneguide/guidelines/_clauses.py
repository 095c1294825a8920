"""Clauses that several subjects share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.guidelines.facts.person import AGE
from boneguide.logic.clauses import Contraindication
from boneguide.logic.nodes import assume_absent

if TYPE_CHECKING:
    from boneguide.model.provenance import Source

_CHILD = assume_absent(AGE < "18 year", because="that somebody is a child would be on record")


def read_on_adults(*on_whose_word: Source, emergency: bool = False) -> Contraindication:
    """Return what stands against doses that were read for adults, for somebody who is known to be a child.

    Args:
        on_whose_word: Where the adults stand.
        emergency: Whether it cannot wait; then it is a caution and no bar.
    """
    return Contraindication(
        id="under-18",
        severity="caution" if emergency else "not-recommended",
        when=_CHILD,
        says="Under 18 years of age: what was read is about adults, and a specialist in children decides.",
        sources=on_whose_word,
    )
