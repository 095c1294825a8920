"""What the rules of a guideline break: searched for before anybody is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from boneguide.logic.adapting.checking_pairs import opposite_advice, reused, two_facts
from boneguide.logic.adapting.checking_rules import flaws_of
from boneguide.model.review import Flaw, Review

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline


def review(guideline: Guideline, against: Guideline | None = None) -> Review:
    """Return what the rules of a guideline break.

    Args:
        guideline: The guideline.
        against: One in which identifiers had a meaning before.
    """
    return Review(guideline=guideline.id, edition=guideline.edition, flaws=tuple(_flaws(guideline, against)))


def _flaws(guideline: Guideline, against: Guideline | None) -> Iterator[Flaw]:
    places = guideline.jurisdictions
    found: Iterable[Flaw] = (flaw for rule in guideline for flaw in flaws_of(rule, places))
    yield from found
    yield from two_facts(guideline.rules)
    yield from opposite_advice(guideline.rules, places)
    if against is not None:
        yield from reused(guideline.rules, {rule.id: rule for rule in against})
