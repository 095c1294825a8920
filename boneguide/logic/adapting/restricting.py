"""Rules as they count in some jurisdictions only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import attrs

from boneguide.errors import GuidelineError, UnknownJurisdictionError
from boneguide.logic.clauses import Clause, Dispute, Variation
from boneguide.logic.nodes import NEVER, all_of
from boneguide.logic.program import kept_in
from boneguide.logic.rule import Rule
from boneguide.logic.template import Template
from boneguide.logic.verbs import JURISDICTION, Cases
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction

C = TypeVar("C", bound=Clause | Dispute)
V = TypeVar("V")


def places_of(
    jurisdiction: str | Iterable[str], within: tuple[Jurisdiction, ...], owner: str
) -> tuple[Jurisdiction, ...]:
    """Return one or several jurisdictions in their usual order.

    Args:
        jurisdiction: What was asked for.
        within: Where the rules count.
        owner: Whose rules they are, for the message.

    Raises:
        UnknownJurisdictionError: If the rules do not count in one of them.
        GuidelineError: If there is none.
    """
    wanted = (jurisdiction,) if isinstance(jurisdiction, str) else tuple(jurisdiction)
    for place in wanted:
        if place not in within:
            raise UnknownJurisdictionError(outside(place, within, owner))
    if not wanted:
        msg = f"guideline {owner!r} was restricted to no jurisdiction. Expected one or more of {', '.join(within)}."
        raise GuidelineError(msg)
    return tuple(place for place in within if place in wanted)


def outside(place: str, within: tuple[Jurisdiction, ...], owner: str) -> str:
    """Return the message that rules do not count in a place."""
    if place not in JURISDICTIONS:
        return f"jurisdiction {place!r} is not encoded. Expected one or more of {', '.join(within)}."
    return (
        f"guideline {owner!r} is restricted to {', '.join(within)} and was asked about {place}. Expected"
        f" {' or '.join(within)}; for {place} ask the guideline that it was taken from."
    )


def restricted_rule(rule: Rule, places: Iterable[str]) -> Rule | None:
    """Return a rule as it counts in some jurisdictions; None where it is a question in none of them.

    Clauses that count in none of them are left out, and so is what rows and criteria say
    of other places. Elsewhere the rule is not a question any more: a clause that was left
    out can then never be missed. Where every licence is one of another place they stay,
    for without any the use would need none.

    Args:
        rule: The rule.
        places: The jurisdictions.

    Example:
        >>> from boneguide.guidelines import analgesia
        >>> restricted_rule(analgesia["gabapentin-us"], ["UK"]) is None
        True
    """
    here = frozenset(places)
    when = kept_in(rule.when, here)
    if when == NEVER:
        return None
    clauses = {
        field.name: _clauses(getattr(rule, field.name), here)
        for field in attrs.fields(Rule)
        if field.name != "sources" and isinstance(field.default, tuple)
    }
    if not clauses["licences"]:
        clauses["licences"] = rule.licences
    return attrs.evolve(
        rule,
        when=when if len(here) == len(JURISDICTIONS) else all_of(JURISDICTION.is_in(*here), when),
        recommended=kept_in(rule.recommended, here),
        advise=None if rule.advise is None else _template(rule.advise, here),
        **clauses,  # type: ignore[arg-type]  # each is a field of its name
    )


def _template(template: Template, places: frozenset[str]) -> Template:
    """Return what is advised without the rows for other places."""
    tables = {f.name: getattr(template, f.name) for f in attrs.fields(type(template))}
    kept = {name: _rows(table, places) for name, table in tables.items() if isinstance(table, Cases)}
    return attrs.evolve(template, **kept)  # type: ignore[arg-type]  # as above


def _rows(table: Cases[V], places: frozenset[str]) -> Cases[V]:
    asked = ((kept_in(criterion, places), value) for criterion, value in table.steps)
    return Cases(tuple((criterion, value) for criterion, value in asked if criterion != NEVER))


def _clauses(clauses: Iterable[C], places: frozenset[str]) -> tuple[C, ...]:
    kept = (_clause(c, places & c.jurisdictions) for c in clauses if places & c.jurisdictions)
    return tuple(clause for clause in kept if clause.when != NEVER)


def _clause(clause: C, places: frozenset[str]) -> C:
    kept = attrs.evolve(clause, when=kept_in(clause.when, places))
    if isinstance(kept, Variation):
        return attrs.evolve(kept, advise=_template(kept.advise, places))
    return kept
