"""What rules break together: opposite advice, two meanings of one fact, identifiers with another meaning."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence

from boneguide.errors import NotDecidedError
from boneguide.logic.adapting.checking_rules import coming_to, in_words
from boneguide.logic.adapting.choices import HOLDS
from boneguide.logic.adapting.examples import Examples
from boneguide.logic.clauses import Clause, Dispute
from boneguide.logic.context import Snapshot
from boneguide.logic.nodes import Criterion, Fact
from boneguide.logic.program import program
from boneguide.logic.rule import Rule
from boneguide.logic.tables import Table
from boneguide.logic.template import RegimenTemplate
from boneguide.logic.verbs import JURISDICTION
from boneguide.model.review import Flaw, FlawKind
from boneguide.model.status import Status

_ADVISING = frozenset({Status.RECOMMENDED, Status.OPTION})
_FORBIDDING = frozenset({Status.CONTRAINDICATED, Status.NOT_RECOMMENDED})


def opposite_advice(rules: Iterable[Rule], places: Sequence[str]) -> Iterator[Flaw]:
    """Yield where one rule advises for somebody what another advises against.

    Two rules are compared where they advise the same drug by the same route, the same
    radiotherapy in the same technique or the same action in the same words, about the
    person or about the same rows: what is said of a lesion is no advice on another place.

    Args:
        rules: The rules.
        places: The jurisdictions in which they may be asked.
    """
    subjects: dict[tuple[str, Table | None], list[Rule]] = {}
    for rule in rules:
        subjects.setdefault((_subject(rule), rule.about), []).append(rule)
    for same in subjects.values():
        for advising, forbidding in itertools.permutations(same, 2):
            yield from _opposite(advising, forbidding, places)


def _subject(rule: Rule) -> str:
    return " ".join((rule.action if rule.advise is None else rule.advise.subject).casefold().split())


def _opposite(advising: Rule, forbidding: Rule, places: Sequence[str]) -> Iterator[Flaw]:
    every = [*advising.criteria(), *forbidding.criteria(), *(JURISDICTION.is_in(place) for place in places)]
    examples = Examples(every, about=advising.about, whole=True)
    what = f"what it advises is advised against by {forbidding.id}"
    for place in places:
        try:
            person = _somebody(examples, advising, forbidding, place)
        except NotDecidedError as problem:
            yield Flaw(
                kind=FlawKind.NOT_DECIDED,
                rule=advising.id,
                others=(forbidding.id,),
                says=f"whether {what} for the same person could not be decided: {problem}",
                mend="Look at both by hand.",
            )
            return
        if person is not None:
            so, not_so = in_words(person)
            yield Flaw(
                kind=FlawKind.OPPOSITE_ADVICE,
                rule=advising.id,
                others=(forbidding.id,),
                says=f"{what} for the same person in the {place}.",
                mend="Let one of them not be a question where the other answers, or make it a dispute of one rule.",
                example=so,
                example_not=not_so,
            )
            return


def _somebody(examples: Examples, advising: Rule, forbidding: Rule, place: str) -> Snapshot | None:
    here = (JURISDICTION.is_in(place), HOLDS)
    for advised in coming_to(program(advising, place), _ADVISING):
        for forbidden in coming_to(program(forbidding, place), _FORBIDDING):
            found = examples.find((here, *advised, *forbidden))
            if found is not None:
                return found
    return None


def two_facts(rules: Iterable[Rule]) -> Iterator[Flaw]:
    """Yield the facts that are defined twice: a guideline with both refuses to answer.

    Args:
        rules: The rules.
    """
    by_name: dict[str, tuple[Fact, Rule]] = {}
    told: set[str] = set()
    for rule in rules:
        for fact in (fact for criterion in rule.criteria() for fact in criterion.facts()):
            first, owner = by_name.setdefault(fact.name, (fact, rule))
            if first != fact and fact.name not in told:
                told.add(fact.name)
                yield Flaw(
                    kind=FlawKind.TWO_FACTS,
                    rule=rule.id,
                    others=() if owner is rule else (owner.id,),
                    says=f"it reads a fact called {fact.name!r} that {owner.id} reads by another definition.",
                    mend="Define the fact once and import it, or rename one of them.",
                )


def reused(rules: Iterable[Rule], before: Mapping[str, Rule]) -> Iterator[Flaw]:
    """Yield identifiers that meant something else before.

    A rule means something else where it advises another drug, another sort of thing or is
    about other rows, or where action and title are other words about other facts. A clause
    does where it is of another sort, or says something else about other facts.

    Args:
        rules: The rules.
        before: The rules of before, by identifier.
    """
    for rule in rules:
        old = before.get(rule.id)
        if old is None or old is rule:
            continue
        why = _other_rule(old, rule)
        if why:
            yield _reused(rule, "", why)
        clauses = {clause.id: clause for clause in old.clauses()}
        for clause in rule.clauses():
            earlier = clauses.get(clause.id)
            why = "" if earlier is None else _other_clause(earlier, clause)
            if why:
                yield _reused(rule, clause.id, why)


def _reused(rule: Rule, clause: str, why: str) -> Flaw:
    return Flaw(
        kind=FlawKind.REUSED,
        rule=rule.id,
        clause=clause,
        says=f"the identifier had another meaning before: {why}.",
        mend="Give the new meaning an identifier of its own, and leave the old one out.",
    )


def _other_rule(old: Rule, new: Rule) -> str:
    if old.about != new.about:
        return "it is asked of something else"
    drugs = [_drug(rule) for rule in (old, new)]
    if drugs[0] != drugs[1]:
        return f"it advised {drugs[0]} and advises {drugs[1]}"
    if old.action != new.action and old.title != new.title and _apart(old.when, new.when):
        return "it advises something else for other people"
    return ""


def _drug(rule: Rule) -> str:
    if rule.advise is None:
        return "an action"
    return rule.advise.drug.casefold() if isinstance(rule.advise, RegimenTemplate) else "radiotherapy"


def _other_clause(old: Clause | Dispute, new: Clause | Dispute) -> str:
    if type(old) is not type(new):
        return f"it was a {type(old).__name__.lower()} and is a {type(new).__name__.lower()}"
    words = [clause.about if isinstance(clause, Dispute) else clause.says for clause in (old, new)]
    if words[0] != words[1] and _apart(old.when, new.when):
        return "it says something else about other facts"
    return ""


def _apart(old: Criterion, new: Criterion) -> bool:
    """Return whether two criteria read facts and share none."""
    facts = [{fact.name for fact in criterion.facts()} for criterion in (old, new)]
    return bool(facts[0]) and bool(facts[1]) and facts[0].isdisjoint(facts[1])
