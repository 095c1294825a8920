"""Over a fixed corpus of people: both interpreters agree, and no criterion of any rule lies idle.

Every criterion of every rule must be seen true, false and unknown. Exceptions are
criteria that cannot be unknown, because they close the world or the answer is always
on hand, criteria that only ask whether there is a measurement at all, and tables
whose rows leave nothing out.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest

import boneguide as bg
from boneguide import Q
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.guidelines.facts import CAN_BECOME_PREGNANT
from boneguide.logic import nodes, numbers
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.nodes import Criterion
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import JURISDICTION
from boneguide.logic.verdicts import compiled, found_by
from boneguide.model.jurisdiction import JURISDICTIONS
from tests.guidelines.clean import ON
from tests.guidelines.corpus import corpus, orders

#: Rarely drawn: calcium below the laboratory's limit, and normal once it is corrected.
LOW_UNTIL_CORRECTED = bg.Patient(
    labs=bg.Labs(calcium=bg.Observation(value=Q(8.3, "mg/dL"), low=Q(8.5, "mg/dL")), albumin=Q(3.0, "g/dL"))
)
#: Fever, with neutrophils that are low and that are not.
FEVERISH = tuple(
    bg.Patient(
        symptoms=bg.Symptoms(acute_phase_symptoms=True, febrile=True), labs=bg.Labs(neutrophils=Q(count, "10*9/L"))
    )
    for count in (0.4, 4)
)
PEOPLE = (*corpus(2500), LOW_UNTIL_CORRECTED, *FEVERISH)
ALL = {Truth.TRUE, Truth.FALSE, Truth.UNKNOWN}

#: Facts that are always known, with the reason.
ALWAYS_KNOWN = {
    JURISDICTION: "rules are asked for one jurisdiction at a time",
    CAN_BECOME_PREGNANT: "it is presumed possible until sex, age or menopause rule it out",
}


def never_unknown(node: nodes.Node) -> bool:
    """Return whether a criterion is known whatever is missing, by its own construction."""
    if isinstance(node, (nodes.Constant, nodes.AssumeAbsent)) or node in ALWAYS_KNOWN:
        return True
    if isinstance(node, (nodes.And, nodes.Or, nodes.Not, nodes.IsIn)):
        return all(map(never_unknown, node.children()))
    return False


def never_false(node: nodes.Node) -> bool:
    """Return whether a criterion only asks if a measurement is there, for none is below zero."""
    if isinstance(node, numbers.Compare):
        return node.operator == ">=" and isinstance(node.right, numbers.Literal) and node.right.value == 0
    if isinstance(node, nodes.Or):
        return any(map(never_false, node.parts)) or _without_gap(node)
    return isinstance(node, nodes.And) and all(map(never_false, node.parts))


def _without_gap(node: nodes.Or) -> bool:
    """Return whether the rows of a table cover everything: the last row takes what the others leave."""
    last = node.parts[-1]
    if not isinstance(last, nodes.And):
        return False
    *others, left = last.parts
    if never_false(left):
        return True
    opposite = {(">=", "<"), ("<", ">="), (">", "<="), ("<=", ">")}
    return any(
        isinstance(other, nodes.Not)
        and isinstance(other.part, numbers.Compare)
        and isinstance(left, numbers.Compare)
        and (other.part.left, other.part.right) == (left.left, left.right)
        and (other.part.operator, left.operator) in opposite
        for other in others
    )


def wanted(node: Criterion) -> set[Truth]:
    """Return the truths that a criterion can have."""
    if isinstance(node, nodes.Constant):
        return {Truth.of(node.value)}
    possible = set(ALL)
    if never_unknown(node):
        possible.discard(Truth.UNKNOWN)
    if never_false(node):
        possible.discard(Truth.FALSE)
    return possible


def idle(rule: bg.Rule, seen: dict[Criterion, set[Truth]]) -> dict[str, list[str]]:
    return {
        repr(node): sorted(t.name for t in wanted(node) - seen[node])
        for node in rule.nodes()
        if isinstance(node, Criterion) and not seen[node] >= wanted(node)
    }


def seen_in(
    rules: tuple[bg.Rule, ...], asked: Iterable[tuple[bg.Patient, bg.Regimen | None]]
) -> dict[Criterion, set[Truth]]:
    seen: dict[Criterion, set[Truth]] = defaultdict(set)
    every = dict.fromkeys(n for rule in rules for n in rule.nodes() if isinstance(n, Criterion))
    open_nodes = {node: wanted(node) for node in every}
    for person, order in asked:
        for jurisdiction in JURISDICTIONS:
            facts = Snapshot(Context(patient=person, on=ON, jurisdiction=jurisdiction, order=order))
            for node, truths in list(open_nodes.items()):
                seen[node].add(truth(node, facts))
                if seen[node] >= truths:
                    del open_nodes[node]
    return seen


RULES = tuple(bg.guidelines.bone_agents)
#: Every rule that holds an order against its limits; one in five people has no order.
LIMITS = tuple(ORDER_LIMITS)
WRITTEN = (order if n % 5 else None for n, order in enumerate(orders(5000)))
SEEN = seen_in(RULES, ((person, None) for person in PEOPLE))
SEEN_OF_ORDERS = seen_in(LIMITS, zip(itertools.cycle(PEOPLE), WRITTEN, strict=False))


@pytest.mark.parametrize("rule", LIMITS, ids=lambda rule: rule.id)
def test_every_criterion_of_an_order_limit_is_seen_true_false_and_unknown(rule: bg.Rule) -> None:
    assert idle(rule, SEEN_OF_ORDERS) == {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_criterion_is_seen_true_false_and_unknown(rule: bg.Rule) -> None:
    assert idle(rule, SEEN) == {}


def test_what_can_never_be_unknown_never_is() -> None:
    for node, truths in SEEN.items():
        assert not (never_unknown(node) and Truth.UNKNOWN in truths), node


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_generated_verdicts_agree_with_the_reference(jurisdiction: str) -> None:
    ready = compiled(RULES, jurisdiction)
    for person in PEOPLE:
        context = Context(patient=person, on=ON, jurisdiction=jurisdiction)
        facts = Snapshot(context)
        expected = tuple(found_by(program, facts) for program in ready.programs)
        assert ready.statuses(context) == expected, person


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_speaks_and_falls_silent(rule: bg.Rule) -> None:
    found = Counter(
        bg.assess(person, on=ON, jurisdiction=jurisdiction).statuses[rule.id]
        for person in PEOPLE[:600]
        for jurisdiction in JURISDICTIONS
    )
    assert found[bg.Status.NOT_APPLICABLE] > 0
    assert sum(found.values()) > found[bg.Status.NOT_APPLICABLE]


def test_a_regimen_stands_exactly_where_the_status_lets_it() -> None:
    for person in PEOPLE[:300]:
        for found in bg.assess(person, on=ON, jurisdiction="US").values():
            advised = found.status in {bg.Status.RECOMMENDED, bg.Status.OPTION, bg.Status.AFTER}
            if found.action:
                assert found.regimen is None
            elif advised:
                assert found.regimen is not None, found.id
                assert found.regimen.dose is not None or found.regimen.dose_range is not None
            elif found.status is not bg.Status.WITHHOLD:
                assert found.regimen is None
