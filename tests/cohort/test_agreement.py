"""Both interpreters give the same answers: every rule, on every frame, for people of every kind.

The same is done for many more people by ``python -m tests.cohort.agreement``.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from tests.cohort.agreement import (
    FACTS,
    GENERAL,
    MAKES,
    OF_EACH,
    QUESTIONS,
    Batch,
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


def test_every_rule_is_compared_and_most_statuses_are_seen() -> None:
    seen = {(rule.id, said[0]) for person in single(few(0, 250)) for rule, said in zip(GENERAL, person, strict=True)}
    assert {rule for rule, _ in seen} == {rule.id for rule in GENERAL}
    assert len({status for _, status in seen}) >= 7


def test_rules_about_lesions_are_compared_too() -> None:
    seen = {
        (rule.id, said[0])
        for seed in range(3)
        for lesion in single_rows(few(seed, 250))
        for rule, said in zip(OF_EACH, lesion, strict=True)
    }
    assert {rule for rule, _ in seen} == {rule.id for rule in OF_EACH}
    assert len({status for _, status in seen}) >= 5


def test_a_wrong_answer_is_found() -> None:
    right = few(7, 60)
    # One number of each person is changed for one of the interpreters only.
    weight = next(fact for fact in FACTS if fact.name == "creatinine")
    wrong = attrs.evolve(right, people=tuple({**p, weight: None} for p in right.people))

    def make(plain: Mapping[str, list[Any]]) -> Any:
        changed = {**plain, **{name: [None] * len(right.people) for name in plain if name.startswith("creatinine")}}
        return MAKES["polars"](changed)

    assert disagreements(wrong, {"polars": MAKES["polars"]}) == []
    assert disagreements(right, {"polars": make}) != []


def test_batches_hold_what_they_promise() -> None:
    batches = [few(seed, 250) for seed in range(6)]
    assert {b.place for b in batches} == {"US", "EU", "UK"}
    assert len({(fact, unit) for b in batches for fact, unit in b.units.items()}) > len(batches[0].units)
    for fact in FACTS:
        values = [person[fact] for b in batches for person in b.people]
        assert None in values, f"{fact.name} is always known"
        assert any(value is not None for value in values), f"{fact.name} is never known"
    rows = [found for b in batches for person in b.rows for found in person.values()]
    assert None in rows
    assert () in rows
    assert QUESTIONS
    assert any(rows)


def test_a_batch_depends_on_its_seed_only() -> None:
    assert batch(3, 20) == batch(3, 20)
    assert isinstance(batch(3, 20), Batch)
    assert batch(3, 20) != batch(4, 20)
