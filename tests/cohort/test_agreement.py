"""Both interpreters give the same answers: every rule, on every frame, for people of every kind.

The same is done for many more people by ``python -m tests.cohort.agreement``.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import pytest

from boneguide import guidelines
from boneguide.logic.interval import EDGE_TOLERANCE
from boneguide.model.status import Status
from tests.cohort.agreement import (
    EVERYTHING,
    FACTS,
    GENERAL,
    MAKES,
    OF_EACH,
    Make,
    batch,
    disagreements,
    single,
    single_rows,
)

few = functools.cache(batch)


@pytest.mark.parametrize("seed", range(6))
def test_status_dose_and_missing_facts_on_polars(seed: int) -> None:
    assert disagreements(few(seed, 250), {"polars": MAKES["polars"]}) == []


@pytest.mark.parametrize("name", MAKES)
def test_status_dose_and_missing_facts_on_every_frame(name: str) -> None:
    assert disagreements(few(100, 120), {name: MAKES[name]}) == []


def test_no_rule_is_left_out_of_the_comparison() -> None:
    assert {rule.id for rule in (*GENERAL, *OF_EACH)} == {rule.id for rule in EVERYTHING}
    assert {rule.id for rule in guidelines.default} < {rule.id for rule in EVERYTHING}


def test_every_rule_has_answers_of_several_kinds() -> None:
    # Some rules apply to few of the people that are drawn.
    people = [person for seed in range(6) for person in single(few(seed, 250))]
    lesions = [lesion for seed in range(6) for lesion in single_rows(few(seed, 250))]
    seen = {rule.id: {said[at][0] for said in people} for at, rule in enumerate(GENERAL)}
    seen |= {rule.id: {said[at][0] for said in lesions} for at, rule in enumerate(OF_EACH)}
    told_alike = {rule for rule, statuses in seen.items() if len(statuses) < 2}
    assert told_alike == set()
    assert {status for statuses in seen.values() for status in statuses} == {status.value for status in Status}


def _without(name: str) -> Make:
    """Return a way to make frames of which one column never holds anything."""

    def make(plain: Mapping[str, list[Any]]) -> Any:
        size = len(plain["patient"])
        return MAKES["polars"]({**plain, **{column: [None] * size for column in plain if column == name}})

    return make


@pytest.mark.parametrize(
    ("name", "where"), [("creatinine", "person"), ("primary", "person"), ("painful", "lesion"), ("size", "lesion")]
)
def test_a_wrong_answer_is_found(name: str, where: str) -> None:
    found = disagreements(few(7, 250), {"polars": _without(name)})
    assert any(f", {where} " in line for line in found)


def test_batches_hold_what_they_promise() -> None:
    batches = [few(seed, 250) for seed in range(6)]
    assert {b.place for b in batches} == {"US", "EU", "UK"}
    assert len({(fact, unit) for b in batches for fact, unit in b.units.items()}) > len(batches[0].units)
    for fact in FACTS:
        values = [person[fact] for b in batches for person in b.people]
        assert None in values, f"{fact.name} is always known"
        assert any(value is not None for value in values), f"{fact.name} is never known"
    ends = [value for b in batches for person in b.people for value in person.values() if isinstance(value, tuple)]
    near = [e for e in ends if None not in e and 0 < e[1] - e[0] <= EDGE_TOLERANCE * e[1]]
    assert len(near) > 50
    assert any((None, high) in ends for _, high in ends)
    rows = [found for b in batches for person in b.rows for found in person.values()]
    assert None in rows
    assert () in rows
    assert any(rows)


def test_a_batch_depends_on_its_seed_only() -> None:
    assert batch(3, 20) == batch(3, 20)
    assert batch(3, 20) != batch(4, 20)
