"""What an answer rests on, put together for whoever reviews it: what was known, the rule in words, its limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from boneguide._version import __version__
from boneguide.logic import nodes
from boneguide.logic.clauses import Clause, Confirm, Restriction
from boneguide.logic.completing.decision import decision
from boneguide.logic.completing.trace import needed
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import ALWAYS, NEVER, Criterion, Node
from boneguide.logic.numbers import Named
from boneguide.logic.phrases import outline, phrase, phrase_steps
from boneguide.logic.program import fold, fold_table, here, licence
from boneguide.logic.scalar import number, truth
from boneguide.logic.tables import Exists
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import Cases
from boneguide.logic.words import reported, value_of
from boneguide.model.basis import Grounds, Input, Origin
from boneguide.model.status import Severity

if TYPE_CHECKING:
    from boneguide.logic.context import Context, Snapshot
    from boneguide.logic.nodes import Fact
    from boneguide.logic.rule import Rule

_BARS = {
    Severity.CONTRAINDICATED: "Contraindicated with any of these:",
    Severity.NOT_RECOMMENDED: "Not recommended with any of these:",
    Severity.AVOID: "To be avoided with any of these:",
}


def grounds(rule: Rule, context: Context, facts: Snapshot) -> Grounds:
    """Return what the answer of a rule rests on.

    Args:
        rule: The rule.
        context: Of whom it was asked.
        facts: What is known.
    """
    place = context.jurisdiction or ""
    return Grounds(
        on=context.on,
        version=__version__,
        inputs=_in_order(_inputs(rule, context, facts)),
        logic=tuple(f"{'  ' * depth}{line}" for depth, line in _logic(rule, place)),
        limits=tuple(_limits(rule, place, facts)),
    )


def grounds_of_each(places: Mapping[str, Grounds]) -> Grounds:
    """Return what an answer rests on that was asked for several places, with what differs under their names."""
    every = tuple(places.values())
    found: dict[tuple[str, str, Origin], Input] = {}
    for one in (item for each in every for item in each.inputs):
        key = (one.fact, one.value, one.origin)
        known = found.setdefault(key, one)
        found[key] = attrs.evolve(known, decides=known.decides or one.decides)
    return Grounds(
        on=every[0].on,
        version=every[0].version,
        inputs=_in_order(found.values()),
        logic=_by_place({place: each.logic for place, each in places.items()}),
        limits=_apart({place: each.limits for place, each in places.items()}),
    )


def _by_place(lines: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the lines of each place under its name, or once where they are the same everywhere."""
    if len(set(lines.values())) == 1:
        return next(iter(lines.values()))
    return tuple(
        line for place, told in lines.items() if told for line in (f"{place}:", *(f"  {inner}" for inner in told))
    )


def _apart(lines: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the lines that every place has, and those of some places only under their names."""
    shared = dict.fromkeys(line for told in lines.values() for line in told if all(line in o for o in lines.values()))
    return (*shared, *_by_place({place: tuple(t for t in told if t not in shared) for place, told in lines.items()}))


# --------------------------------------------------------------------------- what was known


def _inputs(rule: Rule, context: Context, facts: Snapshot) -> Iterator[Input]:
    place = context.jurisdiction or ""
    asked, criteria = decision(rule, place), _criteria(rule, place)
    kept = needed(asked, facts)
    facts_asked, rows_asked = inputs(asked.criteria)
    resting = {fact for fact in facts_asked if kept.recorded(fact) is not None}
    rows = {question for question in rows_asked if kept.truths.get(question, Truth.UNKNOWN) is not Truth.UNKNOWN}
    decisive = {node for criterion in asked.criteria for node in criterion.walk()}
    for fact in inputs(criteria)[0]:
        if facts.value(fact) is not None:
            on, recorded = facts.day(fact), facts.recorded(fact) is not None
            yield Input(
                fact=fact.name,
                label=fact.label,
                value=reported(fact, facts),
                origin=Origin.RECORD if recorded else Origin.INFERRED,
                decides=fact in resting if recorded else not rows.isdisjoint(_rows_behind(fact)),
                on=on,
                days=None if on is None else (context.on - on).days,
            )
    for node in dict.fromkeys(n for criterion in criteria for n in criterion.walk() if isinstance(n, Named)):
        if number(node, facts) is not None:
            yield Input(
                fact=node.name,
                label=node.label,
                value=value_of(node, facts),
                origin=Origin.COMPUTED,
                decides=node in decisive and number(node, kept) is not None,
            )


def _rows_behind(fact: Fact) -> tuple[Exists, ...]:
    """Return what is asked about rows to infer a fact that is not on record."""
    return () if fact.inferred is None else inputs([fact.inferred])[1]


def _in_order(found: Iterable[Input]) -> tuple[Input, ...]:
    return tuple(sorted(found, key=lambda one: not one.decides))


def _criteria(rule: Rule, place: str) -> tuple[Node, ...]:
    """Return every criterion that can have a part in an answer in one place."""
    found = (rule.when, rule.recommended, *(c.when for c in here(rule.clauses(), place)))
    advised = () if rule.advise is None else rule.advise.nodes()
    return tuple(dict.fromkeys(fold(c, place) if isinstance(c, Criterion) else c for c in (*found, *advised)))


# --------------------------------------------------------------------------- the rule in words


def _logic(rule: Rule, place: str) -> Iterator[tuple[int, str]]:
    yield from _asked("It is a question where:", fold(rule.when, place))
    licences = here(rule.licences, place)
    if licences:
        yield from _clauses("Licensed for any of these, and not recommended outside all of them:", licences, place)
    elif rule.licences:
        yield 0, "No licence is encoded here, so the use is not recommended."
    for severity, heading in _BARS.items():
        bars = (c for c in here(rule.contraindications, place) if c.severity is severity)
        yield from _clauses(heading, bars, place)
    yield from _clauses("A dose due now is withheld with any of these:", here(rule.holds, place), place)
    yield from _clauses(
        "Only after each of these, where it is outstanding or that is not known:", here(rule.first, place), place
    )
    if rule.investigational:
        yield 0, "It is investigational and never advised outside a trial."
    elif rule.recommended == NEVER:
        yield 0, "Where nothing of this stands against it, it is an option."
    elif rule.recommended == ALWAYS:
        yield 0, "Where nothing of this stands against it, it is recommended."
    else:
        yield from _asked(
            "Where nothing of this stands against it, it is an option, and recommended where:",
            fold(rule.recommended, place),
        )
    yield from _advised(rule, place)


def _asked(heading: str, criterion: Criterion) -> Iterator[tuple[int, str]]:
    yield 0, heading
    yield from ((depth + 1, line) for depth, line in outline(criterion))


def _clauses(heading: str, clauses: Iterable[Clause], place: str) -> Iterator[tuple[int, str]]:
    found = tuple(clauses)
    if found:
        yield 0, heading
    for clause in found:
        yield 1, clause.says
        when = fold(clause.when, place)
        if when != ALWAYS:
            yield from ((depth + 2, line) for depth, line in outline(when))
        if isinstance(clause, Restriction):
            yield 2, f"where that is not known: {_unknown(clause)}"


def _unknown(clause: Restriction) -> str:
    if isinstance(clause.unknown, Confirm):
        return f"advised only after confirming {clause.unknown.task}, because {clause.unknown.because}"
    return "nothing is advised until it is"


def _advised(rule: Rule, place: str) -> Iterator[tuple[int, str]]:
    if rule.advise is None:
        yield 0, f"It advises: {rule.action}"
        return
    yield 0, f"It advises: {rule.advise.subject}"
    for field in attrs.fields(type(rule.advise)):
        part = getattr(rule.advise, field.name)
        name = field.name.replace("_", " ")
        if isinstance(part, Cases):
            yield 1, f"{name}:"
            rows = phrase_steps(fold_table(part, place))
            yield from ((2, f"where {words}: {_said(value)}") for words, value in rows)
        elif part and field.name not in {"drug", "route"}:
            yield 1, f"{name}: {_said(part)}"


def _said(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


# --------------------------------------------------------------------------- its limits


def _limits(rule: Rule, place: str, facts: Snapshot) -> Iterator[str]:
    asked = decision(rule, place)
    assumed = dict.fromkeys(n for c in asked.criteria for n in c.walk() if isinstance(n, nodes.AssumeAbsent))
    for node in assumed:
        if truth(node.part, facts) is Truth.UNKNOWN:
            yield f"taken as absent, for it is not on record: {phrase(node.part)} ({node.because})"
    if rule.licences:
        licensed = truth(licence(rule, place), facts)
        if licensed is Truth.FALSE:
            yield "the use lies outside the licence in this jurisdiction"
        elif licensed is Truth.UNKNOWN:
            yield "it is not known whether the use lies within the licence in this jurisdiction"
