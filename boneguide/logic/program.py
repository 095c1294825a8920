"""From a rule to its verdict: an ordered list of tests, the same for every interpreter."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Generic, TypeVar

import attrs

from boneguide.logic import nodes
from boneguide.logic.clauses import Clause, Confirm, Dispute, Measure, Restriction
from boneguide.logic.nodes import ALWAYS, NEVER, Criterion, all_of, any_of, assume_absent, not_
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import JURISDICTION, Cases
from boneguide.model.status import Severity, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boneguide.logic.rule import Rule

C = TypeVar("C", bound=Clause | Dispute)
#: What tests decide between: the status of a rule, the row of a table.
R_co = TypeVar("R_co", covariant=True)

V_co = TypeVar("V_co", covariant=True)

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


@attrs.frozen(cache_hash=True)
class Test(Generic[R_co]):
    """If ``criterion`` has one of the ``truths``, what is found is ``result``."""

    criterion: Criterion
    truths: frozenset[Truth]
    result: R_co


@attrs.frozen(cache_hash=True)
class Program(Generic[R_co]):
    """Tests in order; where none fires what is found is ``otherwise``."""

    tests: tuple[Test[R_co], ...]
    otherwise: R_co

    def criteria(self) -> tuple[Criterion, ...]:
        """Return the criterion of each test."""
        return tuple(t.criterion for t in self.tests)


@functools.lru_cache(maxsize=4096)
def program(rule: Rule, jurisdiction: str) -> Program[Status]:
    """Return the verdict program of a rule in one jurisdiction.

    The order is the meaning of a status: what forbids comes before what is
    missing, and nothing is advised while a restriction has not been ruled out.
    """
    bars = [c for c in here(rule.contraindications, jurisdiction) if c.bars]
    holds = here(rule.holds, jurisdiction)
    limits: list[Restriction] = [*bars, *holds]
    contraindicated = any_of(*(c.when for c in bars if c.severity is Severity.CONTRAINDICATED))
    discouraged = any_of(*(c.when for c in bars if c.severity is not Severity.CONTRAINDICATED))
    measured = any_of(*(c.when for c in limits if isinstance(c.unknown, Measure)))
    confirmed = any_of(*(c.when for c in limits if isinstance(c.unknown, Confirm)))
    outstanding = any_of(*(p.when for p in here(rule.first, jurisdiction)))
    licensed = licence(rule, jurisdiction)
    decided = ALWAYS if rule.advise is None else rule.advise.decided
    final = Status.INVESTIGATIONAL if rule.investigational else Status.OPTION
    tests: tuple[Test[Status], ...] = (
        Test(rule.when, frozenset({F}), Status.NOT_APPLICABLE),
        Test(contraindicated, frozenset({T}), Status.CONTRAINDICATED),
        Test(any_of(discouraged, not_(licensed)), frozenset({T}), Status.NOT_RECOMMENDED),
        Test(any_of(*(h.when for h in holds)), frozenset({T}), Status.WITHHOLD),
        Test(decided, frozenset({F}), Status.NOT_RECOMMENDED),
        Test(all_of(rule.when, not_(measured), licensed, decided), frozenset({U}), Status.NEEDS_DATA),
        Test(confirmed, frozenset({U}), Status.AFTER),
        Test(outstanding, frozenset({T, U}), Status.AFTER),
        Test(rule.recommended, frozenset({T}), Status.RECOMMENDED),
    )
    if rule.investigational:
        # Never advised, so nothing that would lead to advice is asked.
        tests = tuple(t for t in tests if t.result not in {Status.AFTER, Status.RECOMMENDED})
    folded = (attrs.evolve(t, criterion=fold(t.criterion, jurisdiction)) for t in tests)
    return Program(tuple(t for t in folded if _can_fire(t)), final)


def licence(rule: Rule, jurisdiction: str) -> Criterion:
    """Return the criterion "this use is licensed there"; always true where licence is no question."""
    if not rule.licences:
        return ALWAYS
    return any_of(*(c.when for c in here(rule.licences, jurisdiction)))


def here(clauses: Iterable[C], jurisdiction: str) -> tuple[C, ...]:
    """Return the clauses that count in ``jurisdiction``."""
    return tuple(c for c in clauses if jurisdiction in c.jurisdictions)


@functools.lru_cache(maxsize=4096)
def kept_in(criterion: Criterion, places: frozenset[str]) -> Criterion:
    """Return a criterion without what it says of other jurisdictions.

    Args:
        criterion: The criterion.
        places: Where it will be asked.

    Example:
        >>> from boneguide.logic import JURISDICTION, fact
        >>> frail = fact("frail")
        >>> kept_in((JURISDICTION.is_in("US") & frail) | JURISDICTION.is_in("EU", "UK"), frozenset({"US"}))
        FRAIL
        >>> kept_in(JURISDICTION.is_in("US", "EU"), frozenset({"EU", "UK"}))
        JURISDICTION.is_in('EU')
    """
    match criterion:
        case nodes.IsIn(fact=fact, values=values) if fact == JURISDICTION:
            left = places & frozenset(values)
            return NEVER if not left else ALWAYS if left == places else JURISDICTION.is_in(*left)
        case nodes.And(parts=parts):
            return all_of(*(kept_in(part, places) for part in parts))
        case nodes.Or(parts=parts):
            return any_of(*(kept_in(part, places) for part in parts))
        case nodes.Not(part=part):
            return not_(kept_in(part, places))
        case nodes.AssumeAbsent(part=part, because=because):
            inner = kept_in(part, places)
            return inner if isinstance(inner, nodes.Constant) else assume_absent(inner, because=because)
    return criterion


def fold(criterion: Criterion, jurisdiction: str) -> Criterion:
    """Return ``criterion`` with every question about the jurisdiction answered."""
    return kept_in(criterion, frozenset({jurisdiction}))


def fold_table(table: Cases[V_co], jurisdiction: str) -> Cases[V_co]:
    """Return a table with every question about the jurisdiction answered, and no rows that count elsewhere only."""
    rows = ((fold(criterion, jurisdiction), value) for criterion, value in table.steps)
    return Cases(tuple((criterion, value) for criterion, value in rows if criterion != NEVER))


def _can_fire(test: Test[Status]) -> bool:
    if isinstance(test.criterion, nodes.Constant):
        return Truth.of(test.criterion.value) in test.truths
    return True
