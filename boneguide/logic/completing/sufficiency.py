"""Whether what is known is enough for an answer, and what to ask next."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

import attrs

from boneguide.logic.completing.completion import Completions
from boneguide.logic.completing.decision import decision
from boneguide.logic.nodes import Fact
from boneguide.logic.verbs import JURISDICTION
from boneguide.model.status import Status
from boneguide.model.sufficiency import Question, Sufficiency

if TYPE_CHECKING:
    from boneguide.logic.context import Snapshot
    from boneguide.logic.generated import Input
    from boneguide.logic.rule import Rule


def completions(rule: Rule, place: str, facts: Snapshot) -> Completions:
    """Return the ways in which a record can be completed, so far as one rule can tell them apart."""
    return Completions(decision(rule, place), facts, facts.opened())


def sufficiency(rule: Rule, place: str, facts: Snapshot) -> Sufficiency:
    """Return whether the answer of a rule is the same under every completion of a record, and what could change it.

    Args:
        rule: The rule.
        place: The jurisdiction whose rules count.
        facts: What is known.

    Example:
        >>> from boneguide.guidelines import bone_agents
        >>> from boneguide.guidelines.facts import AGE, BONE_METASTASES, PRIMARY
        >>> from boneguide.logic import Snapshot
        >>> child = Snapshot(values={AGE: 12.0, BONE_METASTASES: False, PRIMARY: "breast"})
        >>> sufficiency(bone_agents["bone-agent-duration"], "US", child).settles_to
        <Status.NOT_APPLICABLE: 'not-applicable'>
    """
    ways = completions(rule, place, facts)
    found = ways.whatever
    if found is None:
        return Sufficiency(could_change=ways.changes())
    status = found[0]
    return Sufficiency(settles_to=status if isinstance(status, Status) else None)


@attrs.define
class _Tally:
    settles: dict[str, None] = attrs.field(factory=dict)
    always: dict[str, None] = attrs.field(factory=dict)
    missing: dict[str, None] = attrs.field(factory=dict)
    matters: dict[str, None] = attrs.field(factory=dict)
    presumed: bool = False


@attrs.frozen(kw_only=True)
class Open:
    """One answer, and what is open about it.

    Args:
        key: What the answer is found under.
        about: The lesion that it is about; empty for the person.
        missing: What it names as missing.
        ways: The ways in which the record can be completed.
    """

    key: str
    about: str
    missing: Collection[Fact]
    ways: Completions


def questions(answers: Iterable[Open]) -> tuple[Question, ...]:
    """Return what is still open, first what can settle most answers.

    An answer is settled by a fact where it is decided then whatever all the others
    are. What the record is taken to say already comes last. Among facts that can settle
    as many come those that always do, those that more answers name as missing or have a
    part in, and those that need no measurement.

    Args:
        answers: The answers.
    """
    found: dict[tuple[Input, str], _Tally] = {}
    for answer in answers:
        key = answer.key
        for asked, settled in answer.ways.settling().items():
            of_row = answer.about if isinstance(asked, Fact) and asked.table is not None else ""
            tally = found.setdefault((asked, of_row), _Tally())
            tally.matters[key] = None
            tally.presumed |= answer.ways.presumed(asked)
            if asked in answer.missing:
                tally.missing[key] = None
            if any(settled):
                tally.settles[key] = None
            if all(settled):
                tally.always[key] = None
    ready = [_question(asked, about, tally) for (asked, about), tally in found.items()]
    return tuple(sorted(ready, key=_rank))


def _question(asked: Input, about: str, tally: _Tally) -> Question:
    fact = asked if isinstance(asked, Fact) else asked.table.listed
    return Question(
        fact=fact.name,
        label=fact.label,
        about=about,
        asked=fact.asked,
        presumed=tally.presumed,
        settles=tuple(tally.settles),
        always=tuple(tally.always),
        missing=tuple(tally.missing),
        matters=tuple(tally.matters),
    )


def _rank(question: Question) -> tuple[int | bool, ...]:
    groups = (question.settles, question.always, question.missing, question.matters)
    return (question.presumed, *(-len(keys) for keys in groups), not question.asked)


def across(places: Mapping[str, tuple[Question, ...]], differing: Iterable[str]) -> tuple[Question, ...]:
    """Return what is still open where the jurisdiction is, itself among it where answers differ between jurisdictions.

    Args:
        places: What is open in each jurisdiction.
        differing: Keys of the answers that differ.
    """
    by_fact: dict[tuple[str, str], list[Question]] = {}
    for question in (question for asked in places.values() for question in asked):
        by_fact.setdefault((question.fact, question.about), []).append(question)
    merged = [
        attrs.evolve(
            first,
            settles=_in_all((q.settles for q in (first, *others)), len(places)),
            always=_in_all((q.always for q in (first, *others)), len(places)),
            missing=tuple(dict.fromkeys(key for q in (first, *others) for key in q.missing)),
            matters=tuple(dict.fromkeys(key for q in (first, *others) for key in q.matters)),
        )
        for first, *others in by_fact.values()
    ]
    apart = tuple(differing)
    if not apart:
        return tuple(sorted(merged, key=_rank))
    open_anyhow = {key for question in merged for key in question.matters}
    settles = tuple(key for key in apart if key not in open_anyhow)
    where = Question(
        fact=JURISDICTION.name,
        label=JURISDICTION.label,
        asked=True,
        settles=settles,
        always=settles,
        missing=apart,
        matters=apart,
    )
    return tuple(sorted((where, *merged), key=_rank))


def _in_all(groups: Iterable[tuple[str, ...]], number: int) -> tuple[str, ...]:
    """Return the keys that are in so many groups."""
    counted: dict[str, int] = {}
    for key in (key for group in groups for key in group):
        counted[key] = counted.get(key, 0) + 1
    return tuple(key for key, times in counted.items() if times == number)
