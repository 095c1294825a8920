"""The explanation interpreter: the reference evaluation, kept as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.logic import nodes
from boneguide.logic.nodes import Criterion
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.logic.words import describe
from boneguide.model.explanation import Explanation

if TYPE_CHECKING:
    from boneguide.logic.context import Snapshot
    from boneguide.logic.verbs import Cases


def explain(criterion: Criterion, facts: Snapshot) -> Explanation:
    """Return why a criterion is true, false or unknown.

    Only the parts that decide are kept: for a conjunction that is false, the
    parts that are false; for one that is unknown, the parts that are unknown.
    """
    found = truth(criterion, facts)
    parts: tuple[Criterion, ...] = ()
    assumed = ""
    match criterion:
        case nodes.And(parts=inner) | nodes.Or(parts=inner):
            parts = tuple(p for p in inner if truth(p, facts) is found)
        case nodes.Not(part=part):
            parts = (part,)
        case nodes.AssumeAbsent(part=part, because=because):
            parts = (part,)
            assumed = because if truth(part, facts) is Truth.UNKNOWN else ""
    return Explanation(
        text=describe(criterion, facts),
        truth=found.answer,
        parts=tuple(explain(p, facts) for p in parts),
        assumed=assumed,
    )


def explain_table(table: Cases[object], facts: Snapshot) -> Explanation:
    """Return which row of a table applies and why."""
    for criterion, value in table.steps:
        found = truth(criterion, facts)
        if found is not Truth.FALSE:
            shown = "; ".join(value) if isinstance(value, tuple) else str(value)
            return Explanation(text=shown, truth=found.answer, parts=(explain(criterion, facts),))
    tried = tuple(explain(criterion, facts) for criterion, _ in table.steps)
    return Explanation(text="no row of the table applies", truth=False, parts=tried)
