"""What an explanation names is enough for the answer, and none of it could be left out."""

from __future__ import annotations

import random
from collections.abc import Collection
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide import guidelines
from boneguide.interop.json import read_patient
from boneguide.logic import Context, Criterion, RegimenTemplate, Snapshot, assume_absent, cases, fact
from boneguide.logic.clauses import Confirm, Contraindication
from boneguide.logic.completing.decision import decision
from boneguide.logic.completing.trace import needed
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import UNKNOWN, Fact, Value
from boneguide.logic.resolve import recommendation
from boneguide.logic.rule import Rule
from boneguide.logic.scalar import truth
from boneguide.logic.tables import Exists
from boneguide.logic.truth import Truth
from boneguide.logic.verdicts import found_by
from boneguide.model.answer import Recommendation
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.quantities import Amount
from boneguide.testing import snapshots
from tests.logic.support import ALONE, COLOUR, DRUG, FACTS, FRAIL, NOBODY, ON, SOURCE, TIRED, criteria
from tests.sufficiency.brute import People

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "patients").glob("*.json"))


def answer(rule: Rule, person: Snapshot, place: str = "US") -> Recommendation:
    context = Context(patient=NOBODY, on=ON, jurisdiction=place)
    return recommendation(rule, found_by(decision(rule, place).status, person), context, person)


def forgetting(rule: Rule, person: Snapshot, place: str, names: Collection[str], rows: Collection[Exists]) -> Snapshot:
    """Return the record with what the rule reads known only so far as it is named."""
    read, questions = inputs(decision(rule, place).criteria)
    record = person.replacing({f: person.recorded(f) if f.name in names else None for f in read})
    record.truths.update({q: truth(q, person) if q in rows else Truth.UNKNOWN for q in questions})
    return record


def is_true_of(rule: Rule, person: Snapshot, place: str = "US") -> None:
    asked = decision(rule, place)
    wanted, named = asked.outcome(person), answer(rule, person, place).because.rests_on
    kept = needed(asked, person)
    rows = [q for q in inputs(asked.criteria)[1] if truth(q, kept) is not Truth.UNKNOWN]
    assert asked.outcome(forgetting(rule, person, place, named, rows)) == wanted
    for name in named:
        others = [other for other in named if other != name]
        assert asked.outcome(forgetting(rule, person, place, others, rows)) != wanted, name
    for row in rows:
        assert asked.outcome(forgetting(rule, person, place, named, [q for q in rows if q is not row])) != wanted, row


@settings(max_examples=200, deadline=None)
@given(criteria(), criteria(), criteria(), st.sampled_from(["contraindicated", "avoid", "caution"]), st.data())
def test_what_is_named_is_enough_and_none_too_many(
    when: Criterion, bar: Criterion, row: Criterion, severity: str, data: st.DataObject
) -> None:
    dose = cases((row, Amount(4, "mg")), (FRAIL, Amount(3, "mg")))
    rule = attrs.evolve(
        DRUG,
        when=when,
        advise=RegimenTemplate(drug="placebo", route="IV", dose=dose),
        contraindications=(
            Contraindication(
                id="bar", severity=severity, when=bar, says="x", unknown=Confirm("x", because="y"), sources=SOURCE
            ),
        ),
    )
    is_true_of(rule, data.draw(snapshots(FACTS, criteria=[when, bar, row])))


@pytest.mark.parametrize("rule", guidelines.default.rules, ids=lambda rule: rule.id)
def test_what_is_named_is_enough_and_none_too_many_for_the_encoded_rules(rule: Rule) -> None:
    chance = random.Random(rule.id)  # noqa: S311 - people made up for a test
    for place in JURISDICTIONS:
        people = People(rule, place, chance)
        for _ in range(3):
            is_true_of(rule, people.one(), place)


@pytest.mark.parametrize("place", JURISDICTIONS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_nothing_is_named_that_only_stands_beside_it(path: Path, place: Jurisdiction) -> None:
    # A whole record also says what a rule reads for no more than a note or a task.
    person = Snapshot(Context(patient=read_patient(path), on=ON, jurisdiction=place))
    for rule in guidelines.default:
        if rule.about is None:
            is_true_of(rule, person, place)


@pytest.mark.parametrize(
    ("when", "values", "rests_on"),
    [
        (FRAIL | ALONE, {FRAIL: True, ALONE: True}, ("frail",)),
        (FRAIL & ALONE, {FRAIL: False, ALONE: False}, ("frail",)),
        (FRAIL & ALONE, {FRAIL: True, ALONE: True}, ("frail", "alone")),
        (FRAIL & ALONE, {FRAIL: True, ALONE: False}, ("alone",)),
        # The answer waits for the other, whichever the one is.
        (FRAIL & ALONE, {FRAIL: True}, ()),
        # Taken to be absent anyhow.
        (assume_absent(FRAIL, because="it would show"), {FRAIL: False}, ()),
        (assume_absent(FRAIL, because="it would show"), {FRAIL: True}, ("frail",)),
    ],
)
def test_what_an_answer_rests_on(when: Criterion, values: dict[Fact, Value], rests_on: tuple[str, ...]) -> None:
    assert answer(attrs.evolve(DRUG, when=when), Snapshot(values=values)).because.rests_on == rests_on


def test_what_is_inferred_is_told_by_what_it_is_inferred_from() -> None:
    either = fact("either", label="either of the two", inferred=FRAIL | UNKNOWN)
    found = answer(attrs.evolve(DRUG, when=either & ~TIRED), Snapshot(values={FRAIL: True, TIRED: False})).because
    assert str(found).splitlines() == [
        "yes: A drug: option",
        "  yes: all of these",
        "    yes: either of the two",
        "      yes: any of these",
        "        yes: frail",
        "    yes: not so",
        "      no: tired",
    ]


def test_what_no_criterion_tells_by_itself_is_told_at_the_end() -> None:
    # Not known to be frail, the answer would wait for the colour.
    rule = attrs.evolve(DRUG, when=~FRAIL | COLOUR.is_in("red"))
    found = answer(rule, Snapshot(values={FRAIL: False}))
    assert found.because.rests_on == ("frail",)
