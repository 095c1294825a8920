"""A rule's answer with its reasons, built when somebody looks at it."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

import attrs

from boneguide.logic.clauses import Confirm, Contraindication, Monitor, Prerequisite, Restriction
from boneguide.logic.completing.decision import Decision, decision
from boneguide.logic.completing.sufficiency import sufficiency
from boneguide.logic.completing.trace import needed
from boneguide.logic.explain import explain, explain_table
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import NEVER, Criterion
from boneguide.logic.program import fold, fold_table, here, licence, program
from boneguide.logic.reviewing.basis import grounds, grounds_of_each
from boneguide.logic.scalar import missing, number, truth
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import JURISDICTION
from boneguide.logic.words import reported
from boneguide.model.answer import Alternative, Argument, Disagreement, Finding, Position, Recommendation, Task
from boneguide.model.assessment import Assessment
from boneguide.model.basis import Grounds
from boneguide.model.explanation import Explanation
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.status import NO_REGIMEN, Status
from boneguide.model.sufficiency import Sufficiency

if TYPE_CHECKING:
    from boneguide.logic.context import Context, Snapshot
    from boneguide.logic.nodes import Fact
    from boneguide.logic.rule import Rule

T = TypeVar("T")


def recommendation(rule: Rule, status: Status, context: Context, facts: Snapshot, *, about: str = "") -> Recommendation:
    """Return the full answer of one rule whose status is known.

    Args:
        rule: The rule.
        status: Its status.
        context: Of whom it was asked.
        facts: What is known.
        about: The name of the row that it is about, empty for the person.
    """
    place = context.jurisdiction or ""
    applies = status is not Status.NOT_APPLICABLE
    holds = functools.partial(_holds, facts)
    found: tuple[Restriction, ...] = (*here(rule.contraindications, place), *here(rule.holds, place))
    unknown = missing_facts(rule, place, facts)
    notes = [n for n in here(rule.notes, place) if applies and holds(n.when)]
    return Recommendation(
        id=rule.id,
        title=rule.title,
        about=about,
        status=status,
        urgent=rule.urgent,
        jurisdiction=context.jurisdiction,  # type: ignore[arg-type]  # checked where the context was made
        regimen=None if rule.advise is None or status in NO_REGIMEN else rule.advise.resolve(facts),
        action=rule.action,
        licensed=_licensed(rule, place, facts),
        first=_first(rule, place, facts) if applies else (),
        monitor=_monitor(rule, context, facts) if applies else (),
        findings=tuple(_finding(c, facts) for c in found if _shown(c, facts)) if applies else (),
        arguments=tuple(
            Argument(id=r.id, text=r.says, favours=r.favours, grade=r.grade, sources=r.sources)
            for r in here(rule.reasons, place)
            if applies and holds(r.when)
        ),
        alternatives=_alternatives(rule, place, status, facts),
        disagreements=tuple(
            Disagreement(
                id=d.id,
                about=d.about,
                positions=tuple(Position(by=s.by, says=s.says, source=s.source) for s in d.stances),
            )
            for d in here(rule.disputes, place)
            if applies and holds(d.when)
        ),
        missing=tuple(f.name for f in unknown),
        to_measure=tuple(f.label for f in unknown if not f.asked),
        to_ask=tuple(f.label for f in unknown if f.asked),
        notes=tuple(n.says for n in notes),
        grade=rule.grade,
        sources=tuple(dict.fromkeys((*rule.sources, *(source for n in notes for source in n.sources)))),
        edition=rule.edition,
        explain=functools.partial(_because, rule, status, place, facts),
        suffices=functools.cache(functools.partial(sufficiency, rule, place, facts)),
        grounds=functools.cache(functools.partial(grounds, rule, context, facts)),
    )


#: Statuses for which what applies is the whole reason, and not what could apply besides.
_SETTLED_BY_ONE = frozenset({Status.CONTRAINDICATED, Status.NOT_RECOMMENDED, Status.NOT_APPLICABLE})


def _holds(facts: Snapshot, criterion: Criterion) -> bool:
    return truth(criterion, facts) is Truth.TRUE


def _licensed(rule: Rule, place: str, facts: Snapshot) -> bool | None:
    return truth(licence(rule, place), facts).answer if rule.licences else None


def _shown(clause: Restriction, facts: Snapshot) -> bool:
    found = truth(clause.when, facts)
    return found is Truth.TRUE or (found is Truth.UNKNOWN and clause.bars)


def _finding(clause: Restriction, facts: Snapshot) -> Finding:
    return Finding(
        id=clause.id,
        severity=clause.severity if isinstance(clause, Contraindication) else None,
        text=clause.says,
        known=True if _holds(facts, clause.when) else None,
        sources=clause.sources,
    )


def _first(rule: Rule, place: str, facts: Snapshot) -> tuple[Task, ...]:
    tasks = [
        Task(id=p.id, text=p.says, sources=p.sources)
        for p in here(rule.first, place)
        if truth(p.when, facts) is not Truth.FALSE
    ]
    limits: tuple[Restriction, ...] = (*here(rule.contraindications, place), *here(rule.holds, place))
    tasks.extend(
        Task(id=limit.id, text=f"confirm {limit.unknown.task}", sources=limit.sources)
        for limit in limits
        if limit.bars and isinstance(limit.unknown, Confirm) and truth(limit.when, facts) is Truth.UNKNOWN
    )
    return tuple(tasks)


def _monitor(rule: Rule, context: Context, facts: Snapshot) -> tuple[Task, ...]:
    return tuple(
        Task(
            id=m.id,
            text=m.says,
            timing=m.timing,
            due=_due(m, context, facts),
            sources=m.sources,
        )
        for m in here(rule.monitor, context.jurisdiction or "")
        if truth(m.when, facts) is not Truth.FALSE
    )


def _due(clause: Monitor, context: Context, facts: Snapshot) -> date | None:
    if clause.within_days is None:
        return None
    gone = None if clause.since is None else number(clause.since, facts)
    days = clause.within_days - (0.0 if gone is None else gone.low)
    return context.on + timedelta(days=max(0, math.ceil(days)))


def _alternatives(rule: Rule, place: str, status: Status, facts: Snapshot) -> tuple[Alternative, ...]:
    if status in NO_REGIMEN:
        return ()
    found = ((v, v.advise.resolve(facts)) for v in here(rule.variations, place) if _holds(facts, v.when))
    return tuple(
        Alternative(id=v.id, text=v.says, regimen=regimen, grade=v.grade, sources=v.sources)
        for v, regimen in found
        if regimen is not None
    )


def missing_facts(rule: Rule, place: str, facts: Snapshot) -> tuple[Fact, ...]:
    """Return the unknown facts that could still change the status of a rule.

    Args:
        rule: The rule.
        place: The jurisdiction whose rules count.
        facts: What is known.
    """
    found: dict[Fact, None] = {}
    fired: Status | None = None
    for test in program(rule, place).tests:
        if fired is not None and test.result is not fired:
            break
        found.update(dict.fromkeys(missing(test.criterion, facts)))
        if truth(test.criterion, facts) in test.truths:
            fired = test.result
    return tuple(found)


def _because(rule: Rule, status: Status, place: str, facts: Snapshot) -> Explanation:
    asked = decision(rule, place)
    kept = needed(asked, facts)

    def told(criterion: Criterion) -> Explanation | None:
        """Return why a criterion is what it is, where what the answer rests on says so or it is not known."""
        found = truth(criterion, facts)
        return explain(criterion, facts, kept) if truth(criterion, kept) is found else None

    parts = [told(fold(rule.when, place))]
    ruled_out: list[Explanation] = []
    for clause in _standing_against(rule, place, status):
        found = told(fold(clause.when, place)) if not isinstance(clause, Restriction) or clause.bars else None
        if found is None or (status in _SETTLED_BY_ONE and found.truth is not True):
            continue
        if found.truth is not False:
            parts.append(Explanation(text=clause.says, truth=found.truth, parts=(found,)))
        elif found.rests_on:
            ruled_out.append(Explanation(text=clause.says, truth=False, parts=(found,)))
    if ruled_out:
        parts.append(Explanation(text="nothing of this stands against it", truth=True, parts=tuple(ruled_out)))
    if rule.licences:
        licensed = told(fold(licence(rule, place), place))
        parts.append(licensed and Explanation(text="within the licence", truth=licensed.truth, parts=(licensed,)))
    if rule.advise is not None and status not in NO_REGIMEN:
        parts.extend(explain_table(fold_table(table, place), facts, kept) for table in rule.advise.tables())
    if rule.recommended != NEVER and status not in NO_REGIMEN:
        parts.append(told(fold(rule.recommended, place)))
    tree = Explanation(
        text=f"{rule.title}: {status.value}", truth=True, parts=tuple(part for part in parts if part is not None)
    )
    return attrs.evolve(tree, parts=(*tree.parts, *_also(asked, kept, tree.rests_on)))


def _standing_against(rule: Rule, place: str, status: Status) -> tuple[Restriction | Prerequisite, ...]:
    """Return the clauses that can have a part in a status."""
    if status is Status.NOT_APPLICABLE:
        return ()
    limits: tuple[Restriction, ...] = (*here(rule.contraindications, place), *here(rule.holds, place))
    return limits if status in _SETTLED_BY_ONE else (*limits, *here(rule.first, place))


def _also(asked: Decision, kept: Snapshot, named: Collection[str]) -> Iterator[Explanation]:
    """Yield what an answer rests on and no criterion by itself has told, such as what an order of tests depends on."""
    for fact in inputs(asked.criteria)[0]:
        if fact.name not in named and kept.recorded(fact) is not None:
            yield Explanation(text=f"{fact.label}: {reported(fact, kept)}", truth=True, facts=(fact.name,))


def unstated_jurisdiction(
    places: Mapping[Jurisdiction, Assessment],
) -> tuple[dict[str, Status], Callable[[str], Recommendation]]:
    """Return statuses and a builder that say the same everywhere or show what differs.

    Where the status or the regimen differs between jurisdictions the answer is
    ``NEEDS_DATA`` with the jurisdiction missing, and holds each place's answer.
    """
    keys = next(iter(places.values())).statuses
    built = {key: _merged({j: a[key] for j, a in places.items()}) for key in keys}
    return {key: r.status for key, r in built.items()}, built.__getitem__


def _merged(answers: Mapping[Jurisdiction, Recommendation]) -> Recommendation:
    first, *others = (attrs.evolve(a, jurisdiction=None) for a in answers.values())
    if all(first == other for other in others):
        return attrs.evolve(
            first,
            explain=functools.partial(_because_alike, first.title, first.status, answers),
            suffices=functools.cache(functools.partial(_suffices_each, answers, same=True)),
            grounds=functools.cache(functools.partial(_grounds_each, answers)),
        )
    same = all((first.status, first.regimen) == (o.status, o.regimen) for o in others)
    status = first.status if same else Status.NEEDS_DATA
    missing = dict.fromkeys(name for a in (first, *others) for name in a.missing)
    return attrs.evolve(
        first,
        status=status,
        regimen=first.regimen if same else None,
        licensed=first.licensed if all(first.licensed == o.licensed for o in others) else None,
        first=_union(a.first for a in (first, *others)),
        monitor=_union(a.monitor for a in (first, *others)),
        findings=_union(a.findings for a in (first, *others)),
        arguments=_union(a.arguments for a in (first, *others)),
        disagreements=_union(a.disagreements for a in (first, *others)),
        alternatives=_union(a.alternatives for a in (first, *others)) if same else (),
        missing=("jurisdiction", *missing),
        to_measure=_union(a.to_measure for a in (first, *others)),
        to_ask=("jurisdiction", *_union(a.to_ask for a in (first, *others))),
        notes=(
            *_union(a.notes for a in (first, *others)),
            "Labels or guidance differ between jurisdictions; each answer is shown by itself.",
        ),
        by_jurisdiction={str(place): answer for place, answer in answers.items()},
        explain=functools.partial(_because_each, first.title, status, answers),
        suffices=functools.cache(functools.partial(_suffices_each, answers, same=same)),
        grounds=functools.cache(functools.partial(_grounds_each, answers)),
    )


def _because_alike(title: str, status: Status, answers: Mapping[Jurisdiction, Recommendation]) -> Explanation:
    trees = {place: answer.because for place, answer in answers.items()}
    first, *others = trees.values()
    if all(first == other for other in others):
        return first
    parts = (attrs.evolve(tree, text=f"{place}, {tree.text}") for place, tree in trees.items())
    return Explanation(
        text=f"{title}: {status.value}, for reasons that differ by jurisdiction", truth=True, parts=tuple(parts)
    )


def _because_each(title: str, status: Status, answers: Mapping[Jurisdiction, Recommendation]) -> Explanation:
    parts = (attrs.evolve(a.because, text=f"{place}, {a.because.text}") for place, a in answers.items())
    return Explanation(text=f"{title}: {status.value}, as jurisdictions differ", truth=None, parts=tuple(parts))


def _grounds_each(answers: Mapping[Jurisdiction, Recommendation]) -> Grounds:
    return grounds_of_each({place: answer.basis for place, answer in answers.items()})


def _suffices_each(answers: Mapping[Jurisdiction, Recommendation], *, same: bool) -> Sufficiency:
    if not same:
        return Sufficiency(could_change=(frozenset({JURISDICTION.name}),))
    each = [answer.sufficiency for answer in answers.values()]
    settled = {found.settles_to for found in each}
    if None not in settled:
        if len(settled) == 1:
            return Sufficiency(settles_to=settled.pop())
        return Sufficiency(could_change=(frozenset({JURISDICTION.name}),))
    sets = _union(found.could_change for found in each)
    size = min(map(len, sets), default=0)
    return Sufficiency(could_change=tuple(found for found in sets if len(found) == size))


def _union(groups: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    found: list[T] = []
    for group in groups:
        found.extend(item for item in group if item not in found)
    return tuple(found)
