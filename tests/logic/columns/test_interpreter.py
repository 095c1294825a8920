"""Columns say of every row what the reference interpreter says of that person."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide.logic import Criterion, Number, Truth, missing, number, truth
from boneguide.testing import snapshots
from tests.logic.columns.support import PERSONAL, Layout, asked, layouts, numbers, people

_seeds = st.integers(0, 2**32)


@given(st.lists(asked(), min_size=1, max_size=3), layouts(), _seeds, st.data())
@settings(deadline=None, max_examples=300)
def test_criteria_are_true_and_false_of_the_same_people(
    criteria: list[Criterion], layout: Layout, seed: int, data: st.DataObject
) -> None:
    aimed = data.draw(st.lists(snapshots(PERSONAL, criteria=criteria), max_size=3))
    crowd = people(criteria, layout, seed, aimed)
    interpreter = crowd.interpreter()
    rails = [interpreter.rails(c) for c in criteria]
    lacking = [interpreter.missing([(c, interpreter.circuit.true)]) for c in criteria]
    gates = {f"{n} {side}": getattr(r, side) for n, r in enumerate(rails) for side in ("true", "false")}
    gates |= {f"{n} unknown": interpreter.unknown(c) for n, c in enumerate(criteria)}
    gates |= {f"{n} {f.name} missing": gate for n, found in enumerate(lacking) for f, gate in found.items()}
    for person, row in zip(crowd.snapshots, crowd.ask(gates), strict=True):
        for n, criterion in enumerate(criteria):
            wanted = truth(criterion, person)
            assert [row[f"{n} {side}"] for side in ("true", "unknown", "false")] == [
                wanted is t for t in (Truth.TRUE, Truth.UNKNOWN, Truth.FALSE)
            ]
            assert {f for f in lacking[n] if row[f"{n} {f.name} missing"]} == set(missing(criterion, person))


@given(st.lists(numbers(), min_size=1, max_size=3), layouts(), _seeds)
@settings(deadline=None, max_examples=300)
def test_numbers_have_the_same_ends(wanted: list[Number], layout: Layout, seed: int) -> None:
    crowd = people([n >= n for n in wanted], layout, seed)
    interpreter = crowd.interpreter()
    ends = [interpreter.number(n) for n in wanted]
    gates = {f"{n} {side}": getattr(e, side) for n, e in enumerate(ends) for side in ("known", "low", "high")}
    for person, row in zip(crowd.snapshots, crowd.ask(gates), strict=True):
        for n, node in enumerate(wanted):
            found = number(node, person)
            assert row[f"{n} known"] is (found is not None)
            if found is not None:
                assert (row[f"{n} low"], row[f"{n} high"]) == (found.low, found.high)
                assert ends[n].bounds[0] <= found.low <= found.high <= ends[n].bounds[1]
