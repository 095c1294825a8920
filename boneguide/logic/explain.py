"""The explanation interpreter: the reference evaluation, kept as a tree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from boneguide.logic import nodes
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import Criterion
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.logic.words import describe
from boneguide.model.explanation import Explanation

if TYPE_CHECKING:
    from boneguide.logic.context import Snapshot
    from boneguide.logic.verbs import Cases


def explain(criterion: Criterion, facts: Snapshot, kept: Snapshot | None = None) -> Explanation:
    """Return why a criterion is true, false or unknown.

    Only the parts that decide are kept: for a conjunction that is false, the
    parts that are false; for one that is unknown, the parts that are unknown.

    Args:
        criterion: The criterion.
        facts: What is known.
        kept: So much of it as is to be told, which has to decide the criterion
            likewise; all of it by default.
    """
    rest = facts if kept is None else kept
    found = truth(criterion, facts)
    parts: tuple[Criterion, ...] = ()
    assumed = ""
    match criterion:
        case nodes.And(parts=inner) | nodes.Or(parts=inner):
            parts = tuple(p for p in inner if truth(p, facts) is found and truth(p, rest) is found)
        case nodes.Not(part=part):
            parts = (part,)
        case nodes.AssumeAbsent(part=part, because=because):
            # That it is known to be absent need not be told, for it would be taken to be so.
            parts = (part,) if truth(part, rest) is truth(part, facts) else ()
            assumed = because if truth(part, facts) is Truth.UNKNOWN else ""
        case nodes.FlagFact(inferred=source) if isinstance(source, Criterion) and facts.recorded(criterion) is None:
            parts = (source,) if found is not Truth.UNKNOWN else ()
    return Explanation(
        text=describe(criterion, facts),
        truth=found.answer,
        parts=tuple(explain(p, facts, kept) for p in parts),
        assumed=assumed,
        facts=() if parts else _named(criterion, rest),
    )


def _telling(tried: Sequence[Explanation]) -> tuple[Explanation, ...]:
    """Return the reason for the last row that was tried, after those of rows before it that rest on anything else."""
    named = set(tried[-1].rests_on) if tried else set()
    kept = []
    for reason in tried[:-1]:
        if not named.issuperset(reason.rests_on):
            named.update(reason.rests_on)
            kept.append(reason)
    return (*kept, *tried[-1:])


def _named(leaf: Criterion, kept: Snapshot) -> tuple[str, ...]:
    """Return the names of what is known and asked by a single question."""
    facts, _ = inputs([leaf])
    return tuple(fact.name for fact in facts if kept.recorded(fact) is not None)


def explain_table(table: Cases[object], facts: Snapshot, kept: Snapshot | None = None) -> Explanation:
    """Return which row of a table applies, and why it does and no row before it; see :func:`explain`."""
    rest = facts if kept is None else kept
    told = [criterion for criterion, _ in table.steps if truth(criterion, rest) is truth(criterion, facts)]
    tried: list[Explanation] = []
    for criterion, value in table.steps:
        found = truth(criterion, facts)
        if criterion in told:
            tried.append(explain(criterion, facts, kept))
        if found is not Truth.FALSE:
            shown = "; ".join(value) if isinstance(value, tuple) else str(value)
            return Explanation(text=shown, truth=found.answer, parts=_telling(tried))
    return Explanation(text="no row of the table applies", truth=False, parts=tuple(tried))
