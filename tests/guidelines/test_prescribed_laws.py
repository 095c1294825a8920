"""Laws of the check of an order: both interpreters agree, and what a rule advises is within the limits."""

from __future__ import annotations

import pytest

import boneguide as bg
from boneguide import Q, Range
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.verdicts import compiled, found_by
from boneguide.model.check import INDICATIONS, Indication
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.clean import ON
from tests.guidelines.corpus import corpus
from tests.guidelines.ordering import check, injection, order, rejected_for, tablets

EVERYWHERE = pytest.mark.parametrize("place", ["US", "EU", "UK"])

#: Limits that go by the order and the person now; how long ago the last dose was is another matter.
LIMITS_OF_THE_ORDER_ITSELF = {
    clause.id for rule in ORDER_LIMITS for clause in rule.contraindications if clause.bars
} - {"order-too-soon"}

WRITTEN = (
    order(),
    order(infusion_time=Range.exactly(Q(10, "minute")), interval=Range.exactly(Q(12, "week"))),
    order(dose=None, diluents=()),
    order("pamidronate"),
    order("pamidronate", infusion_time=None, maximum_rate=Q(50, "mg/h"), volume=None),
    order("ibandronate"),
    tablets("ibandronate", 50),
    order("clodronate"),
    tablets("clodronate", 800, "12 hour"),
    injection(),
    injection(dose=None, dose_range=Range(low=Q(60, "mg"), high=Q(120, "mg"))),
)


@EVERYWHERE
@pytest.mark.parametrize("written", WRITTEN, ids=str)
def test_generated_verdicts_of_an_order_agree_with_the_reference(written: bg.Regimen, place: Jurisdiction) -> None:
    ready = compiled(ORDER_LIMITS.rules, place)
    for person in corpus(40, seed=11):
        context = Context(patient=person, on=ON, jurisdiction=place, order=written)
        facts = Snapshot(context)
        assert ready.statuses(context) == tuple(found_by(program, facts) for program in ready.programs)


@EVERYWHERE
@pytest.mark.parametrize("indication", INDICATIONS)
def test_what_a_drug_rule_advises_is_within_the_limits_of_an_order(indication: Indication, place: Jurisdiction) -> None:
    seen = set()
    for person in corpus(150, seed=5):
        for found in bg.guidelines.bone_agents(person, on=ON, jurisdiction=place).values():
            for_calcium = found.id.endswith("-hypercalcaemia")
            if not isinstance(found.regimen, bg.Regimen) or for_calcium != (indication == "hypercalcaemia"):
                continue
            answer = check(found.regimen, person, place, indication)
            seen.add(answer.limits.id)
            assert not rejected_for(answer) & LIMITS_OF_THE_ORDER_ITSELF, (found.id, rejected_for(answer))
    assert len(seen) > 1
