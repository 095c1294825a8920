"""A rule cannot be built without what every rule must carry, and is a function."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from boneguide.errors import BoneguideError, RuleError
from boneguide.logic import (
    ALWAYS,
    NEVER,
    Contraindication,
    Dispute,
    Hold,
    Licence,
    Monitor,
    Note,
    Prerequisite,
    Reason,
    RegimenTemplate,
    Rule,
    Stance,
    Variation,
    cases,
)
from boneguide.model.answer import Recommendation
from boneguide.model.status import Severity, Status
from boneguide.quantities import Amount
from tests.logic.support import (
    ACTION,
    ALONE,
    COLOUR,
    DRUG,
    FRAIL,
    GRADE,
    NOBODY,
    NOW,
    ON,
    SOURCE,
    TIRED,
    YEARS,
    names,
    patient,
    source,
)

MEMORY = source(verified="memory")


def _limit(severity: str, *sources: object) -> Contraindication:
    return Contraindication(
        id="limit",
        severity=Severity(severity),
        when=FRAIL,
        says="so it is",
        sources=sources or SOURCE,  # type: ignore[arg-type]  # none at all means one
    )


# --------------------------------------------------------------------------- refusals


def test_a_rule_needs_a_source() -> None:
    with pytest.raises(RuleError, match=r"rule 'drug' has no source\. Name the reference, locator, rows"):
        attrs.evolve(DRUG, sources=())


def test_a_rule_needs_an_edition() -> None:
    with pytest.raises(RuleError, match=r"rule 'drug' has no edition\."):
        attrs.evolve(DRUG, edition="")


def test_a_rule_advises_exactly_one_thing() -> None:
    for rule, changes in ((ACTION, {"action": ""}), (DRUG, {"advise": None}), (DRUG, {"action": "do it"})):
        with pytest.raises(RuleError, match="must advise one thing"):
            attrs.evolve(rule, **changes)


def test_a_dose_cannot_rest_on_memory_only() -> None:
    with pytest.raises(RuleError, match="gives a dose that rests on memory only"):
        attrs.evolve(DRUG, sources=(MEMORY,))
    assert attrs.evolve(DRUG, sources=(MEMORY, SOURCE)).sources == (MEMORY, SOURCE)
    assert attrs.evolve(ACTION, sources=(MEMORY,)).sources == (MEMORY,)


@pytest.mark.parametrize("severity", ["contraindicated", "not-recommended", "avoid"])
def test_a_bar_cannot_rest_on_memory_only(severity: str) -> None:
    with pytest.raises(RuleError, match=r"is barred by 'limit', which rests on memory only\. Make it a caution"):
        attrs.evolve(ACTION, contraindications=(_limit(severity, MEMORY),))
    assert attrs.evolve(ACTION, contraindications=(_limit(severity, MEMORY, SOURCE),)).contraindications


@pytest.mark.parametrize("severity", ["caution", "info"])
def test_a_caution_may_rest_on_memory(severity: str) -> None:
    assert attrs.evolve(ACTION, contraindications=(_limit(severity, MEMORY),)).contraindications


def test_another_way_of_giving_it_cannot_rest_on_memory_only() -> None:
    (more,) = FULL.variations
    with pytest.raises(RuleError, match="varies by 'variation', which rests on memory only"):
        attrs.evolve(DRUG, variations=(attrs.evolve(more, sources=MEMORY),))


def test_a_hold_cannot_rest_on_memory_only() -> None:
    with pytest.raises(RuleError, match="is barred by 'held', which rests on memory only"):
        attrs.evolve(ACTION, holds=(Hold(id="held", when=FRAIL, says="so it is", sources=MEMORY),))


def test_what_is_only_for_trials_cannot_be_recommended() -> None:
    with pytest.raises(RuleError, match="is investigational and recommended"):
        attrs.evolve(DRUG, investigational=True, recommended=FRAIL)
    assert attrs.evolve(DRUG, investigational=True).recommended is NEVER


def test_a_clause_identifier_is_used_once_in_a_rule() -> None:
    note = Note(id="limit", says="a word", sources=SOURCE)
    with pytest.raises(RuleError, match=r"uses the clause identifier 'limit' twice\. Give each clause its own"):
        attrs.evolve(ACTION, contraindications=(_limit("caution"),), notes=(note,))


@pytest.mark.parametrize("field", ["sources", "contraindications", "holds", "first", "monitor", "notes", "disputes"])
def test_collections_are_tuples(field: str) -> None:
    changes: dict[str, Any] = {field: [SOURCE]}
    with pytest.raises(RuleError, match=f"was given {field} that are not a tuple"):
        attrs.evolve(ACTION, **changes)


def test_errors_are_of_the_library_and_built_in() -> None:
    assert issubclass(RuleError, BoneguideError)
    assert issubclass(RuleError, ValueError)


# --------------------------------------------------------------------------- parts


FULL = attrs.evolve(
    DRUG,
    when=FRAIL,
    recommended=ALONE,
    advise=RegimenTemplate(drug="placebo", route="IV", dose=cases((NOW > "1 mg/dL", Amount(4, "mg")))),
    licences=(Licence(id="licence", when=TIRED, says="licensed", sources=SOURCE),),
    contraindications=(_limit("avoid", source("K01", locator="4")),),
    holds=(Hold(id="hold", when=NOW > "2 mg/dL", says="wait", sources=SOURCE),),
    first=(Prerequisite(id="first", when=ALONE, says="do this", sources=source("P01", locator="2")),),
    monitor=(Monitor(id="monitor", says="weight", sources=SOURCE),),
    reasons=(Reason(id="reason", when=ALWAYS, says="it helps", favours=True, grade=GRADE, sources=SOURCE),),
    variations=(
        Variation(
            id="variation",
            when=COLOUR.is_in("red"),
            says="more of it",
            advise=RegimenTemplate(drug="placebo", route="IV", dose=cases((YEARS > "60 year", Amount(8, "mg")))),
            grade=GRADE,
            sources=SOURCE,
        ),
    ),
    disputes=(
        Dispute(
            id="dispute",
            when=NEVER,
            about="the interval",
            stances=(
                Stance(by="A", says="long", source=source("D01", locator="5")),
                Stance(by="B", says="short", source=SOURCE),
            ),
        ),
    ),
    notes=(Note(id="note", says="a word", sources=SOURCE),),
)


def test_clauses_come_in_the_order_of_the_fields() -> None:
    assert names(FULL.clauses()) == [
        "licence",
        "limit",
        "hold",
        "first",
        "monitor",
        "reason",
        "variation",
        "dispute",
        "note",
    ]
    assert list(ACTION.clauses()) == []


def test_every_criterion_is_found_tables_included() -> None:
    found = list(FULL.criteria())
    assert found[:2] == [FRAIL, ALONE]
    assert (NOW > "1 mg/dL") in found
    assert (YEARS > "60 year") in found
    assert set(FULL.nodes()) >= {FRAIL, ALONE, TIRED, NOW, YEARS, COLOUR}
    assert len(FULL.nodes()) == len(set(FULL.nodes()))
    assert list(ACTION.criteria()) == [ALWAYS, NEVER]


def test_every_source_is_found_once() -> None:
    assert [s.locator for s in FULL.all_sources()] == ["1", "4", "2", "5"]
    assert ACTION.all_sources() == (SOURCE,)


def test_a_rule_is_an_immutable_value() -> None:
    assert attrs.evolve(FULL) == FULL
    assert hash(attrs.evolve(FULL)) == hash(FULL)
    assert attrs.evolve(FULL, urgent=True) != FULL
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FULL.id = "other"  # type: ignore[misc]  # refused on purpose


# --------------------------------------------------------------------------- a function


def test_a_rule_is_a_function_of_a_person() -> None:
    answer = ACTION(NOBODY, on=ON, jurisdiction="US")
    assert isinstance(answer, Recommendation)
    assert (answer.id, answer.status, answer.action) == ("action", Status.OPTION, "do it")
    assert answer.edition == ACTION.edition
    only_frail = attrs.evolve(ACTION, when=FRAIL)
    assert only_frail(patient(frail=False), on=ON, jurisdiction="UK").status is Status.NOT_APPLICABLE
    assert only_frail(patient(frail=True), on=ON).status is Status.OPTION


def test_what_is_needed_to_build_a_rule_is_named_by_python() -> None:
    with pytest.raises(TypeError, match=r"missing .* required keyword-only argument"):
        Rule(id="a", title="A", when=ALWAYS, action="do it", grade=GRADE, edition="1")  # type: ignore[call-arg]  # refused on purpose
