"""What could still change an answer is found by search as it is by going through every completion."""

from __future__ import annotations

from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from boneguide.logic import (
    Criterion,
    RegimenTemplate,
    Snapshot,
    assume_absent,
    cases,
    fact,
    first_known,
    printed,
)
from boneguide.logic.completing.completion import Completions
from boneguide.logic.completing.decision import decision
from boneguide.logic.completing.sufficiency import sufficiency
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import UNKNOWN, Fact, Value
from boneguide.logic.scalar import truth
from boneguide.logic.share import Share
from boneguide.logic.tables import Table, exists
from boneguide.logic.truth import Truth
from boneguide.model.status import Status
from boneguide.model.sufficiency import Sufficiency
from boneguide.quantities import Amount, kinds
from boneguide.testing import snapshots
from tests.logic.support import ALONE, BEFORE, COLOUR, DRUG, FACTS, FRAIL, NOW, SOURCE, TIRED, WEIGHT, YEARS, criteria
from tests.sufficiency.brute import MOST, Brute, compare, searched

CONFIRM = {"because": "it would be on record"}


def found(when: Criterion, values: dict[Fact, Value] | None = None) -> Sufficiency:
    return sufficiency(attrs.evolve(DRUG, when=when), "US", Snapshot(values=values or {}))


def sets(*names: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(name.split()) for name in names)


# ----------------------------------------------------------------------------- the law


@settings(max_examples=150, deadline=None)
@given(criteria(), criteria(), st.data())
def test_the_search_finds_what_going_through_every_completion_finds(
    when: Criterion, row: Criterion, data: st.DataObject
) -> None:
    template = RegimenTemplate(drug="placebo", route="IV", dose=cases((row, Amount(4, "mg")), (FRAIL, Amount(3, "mg"))))
    asked = decision(attrs.evolve(DRUG, when=when, advise=template), "US")
    whole = data.draw(snapshots(FACTS, criteria=[when, row], unknown=False))
    holes = data.draw(st.sets(st.sampled_from(FACTS), max_size=3))
    person = whole.replacing(dict.fromkeys(holes))
    brute = Brute(asked, person)
    assume(brute.size() <= MOST)
    assert searched(asked, person) == brute.found()


@settings(max_examples=200, deadline=None)
@given(criteria(), st.data())
def test_what_is_settled_is_what_the_reference_says_with_nothing_assumed(when: Criterion, data: st.DataObject) -> None:
    person = data.draw(snapshots(FACTS, criteria=[when])).opened()
    asked = decision(attrs.evolve(DRUG, when=when), "US")
    ways = Completions(asked, person, person)
    seen = truth(asked.criteria[0], person) if asked.criteria else Truth.TRUE
    if ways.whatever is None:
        assert seen is Truth.UNKNOWN
    elif seen is not Truth.UNKNOWN:
        assert (ways.whatever[0] is Status.NOT_APPLICABLE) is (seen is Truth.FALSE)


def test_the_search_finds_what_going_through_every_completion_finds_for_the_encoded_rules() -> None:
    assert compare(60, seed=1, quiet=True) == []


# ----------------------------------------------------------------------------- by hand


@pytest.mark.parametrize(
    ("when", "known", "could_change"),
    [
        (FRAIL, {}, sets("frail")),
        (FRAIL & ALONE, {}, sets("frail", "alone")),
        (FRAIL & ALONE, {FRAIL: True}, sets("alone")),
        (FRAIL | ALONE, {}, sets("frail", "alone")),
        # Taken to be absent is not known to be absent.
        (assume_absent(FRAIL, **CONFIRM), {}, sets("frail")),
        # Both are taken to be absent, so that one alone changes nothing.
        (assume_absent(FRAIL & ALONE, **CONFIRM), {}, sets("frail alone")),
        (assume_absent(FRAIL & ALONE, **CONFIRM), {ALONE: True}, sets("frail")),
        (COLOUR.is_in("red"), {}, sets("colour")),
        (YEARS >= "18 year", {}, sets("years")),
        (YEARS >= "18 year", {YEARS: Interval(17.0, 18.0)}, sets("years")),
        ((NOW - BEFORE) > "0.5 mg/dL", {}, sets("now before")),
        ((NOW - BEFORE) > "0.5 mg/dL", {BEFORE: 1.0}, sets("now")),
        # What is measured first would count instead of what is measured now.
        (first_known(BEFORE, NOW) > "1 mg/dL", {NOW: 2.0}, sets("before")),
    ],
)
def test_the_smallest_sets(when: Criterion, known: dict[Fact, Value], could_change: tuple[frozenset[str], ...]) -> None:
    sufficient = found(when, known)
    assert set(sufficient.could_change) == set(could_change)
    assert not sufficient.forced


@pytest.mark.parametrize(
    ("when", "known", "settles_to"),
    [
        (FRAIL, {FRAIL: True}, Status.OPTION),
        (FRAIL, {FRAIL: False}, Status.NOT_APPLICABLE),
        (FRAIL & ALONE, {ALONE: False}, Status.NOT_APPLICABLE),
        # By three values alone it is not known.
        (FRAIL | ~FRAIL, {}, Status.OPTION),
        (FRAIL & ~FRAIL, {}, Status.NOT_APPLICABLE),
        ((YEARS >= "18 year") | (YEARS < "65 year"), {}, Status.OPTION),
        ((YEARS >= "18 year") | (YEARS < "17.9 year"), {YEARS: Interval(18.0, 19.0)}, Status.OPTION),
        (COLOUR.is_in("red") | COLOUR.is_in("green", "blue"), {}, Status.OPTION),
        (COLOUR.is_in("red") & COLOUR.is_in("green"), {}, Status.NOT_APPLICABLE),
        ((NOW - BEFORE) > "0.5 mg/dL", {NOW: 0.4}, Status.NOT_APPLICABLE),
    ],
)
def test_forced(when: Criterion, known: dict[Fact, Value], settles_to: Status) -> None:
    sufficient = found(when, known)
    assert sufficient == Sufficiency(settles_to=settles_to)
    assert sufficient.forced


def test_a_set_does_not_hold_what_agrees_with_nothing() -> None:
    since = fact("since", kinds.DURATION)
    ever = fact("ever", inferred=(since >= "0 day") | UNKNOWN)
    # Since when it is known of nobody who never had it.
    assert found(since >= "3 day", {ever: False}).could_change == sets("since")
    assert found(ever & (since >= "3 day"), {ever: False}) == Sufficiency(settles_to=Status.NOT_APPLICABLE)
    assert set(found(ever, {}).could_change) == set(sets("ever", "since"))


def test_what_two_facts_are_inferred_from_cannot_be_two_things() -> None:
    rises = fact("rises", inferred=(NOW - BEFORE) > "0.5 mg/dL")
    falls = fact("falls", inferred=(NOW - BEFORE) < "0 mg/dL")
    # Each is possible, and each value of the one creatinine leaves both open.
    assert found(assume_absent(rises & falls, **CONFIRM), {}) == Sufficiency(settles_to=Status.NOT_APPLICABLE)


def test_a_share_of_a_range_is_open() -> None:
    template = RegimenTemplate(drug="placebo", route="IV", dose=Share(WEIGHT, Fraction(1, 10), Fraction(1, 5)))
    rule = attrs.evolve(DRUG, when=FRAIL, advise=template)
    for known, could_change in (
        (Interval(60.0, 80.0), sets("weight")),
        (Interval(70.0, 70.0), ()),
        (70.0, ()),
    ):
        person = Snapshot(values={FRAIL: True, WEIGHT: known})
        assert sufficiency(rule, "US", person).could_change == could_change
    # Where no regimen is shown it is no matter.
    nobody = Snapshot(values={FRAIL: False, WEIGHT: Interval(60.0, 80.0)})
    assert sufficiency(rule, "US", nobody).settles_to is Status.NOT_APPLICABLE


def test_what_agrees_in_no_way_may_stay_untold() -> None:
    since = fact("since", kinds.DURATION)
    ever = fact("ever", inferred=since >= "0 day")
    weak = fact("weak", inferred=ever)
    # That nobody was ever weak is possible, and then there is nothing since when.
    found_sets = found(assume_absent(FRAIL & ~weak, **CONFIRM), {}).could_change
    assert set(found_sets) == set(sets("frail weak", "frail ever"))
    # Nor is there anything since when where it is on record that it never was.
    never = found(assume_absent(FRAIL & ~weak, **CONFIRM), {ever: False, ALONE: True})
    assert set(never.could_change) == set(sets("frail"))
    doubted = found(assume_absent(FRAIL & ~fact("worn", inferred=weak | ALONE), **CONFIRM), {ever: False})
    assert set(doubted.could_change) == set(sets("frail alone", "frail worn"))


def test_what_is_told_of_a_fact_must_agree_with_what_it_is_inferred_from() -> None:
    either = fact("either", inferred=FRAIL | ALONE)
    # Not either of the two, though one of them.
    assert found(~either & FRAIL, {}) == Sufficiency(settles_to=Status.NOT_APPLICABLE)
    assert set(found(~either & TIRED, {ALONE: False}).could_change) == set(sets("either", "frail", "tired"))


def test_a_record_that_disagrees_with_itself_from_the_start_is_taken_as_it_is() -> None:
    either = fact("either", inferred=FRAIL | ALONE)
    assert found(either & TIRED, {either: False, FRAIL: True}) == Sufficiency(settles_to=Status.NOT_APPLICABLE)
    assert found(either & TIRED, {either: True, FRAIL: False, ALONE: False}).could_change == sets("tired")


def test_an_optional_fact_is_nothing_to_ask_for() -> None:
    adjusted = fact("adjusted", kinds.BODY_WEIGHT, optional=True)
    weight = fact("weight", kinds.BODY_WEIGHT)
    chosen = first_known(adjusted, weight) > "60 kg"
    assert found(chosen, {weight: 61.0}) == Sufficiency(settles_to=Status.OPTION)
    assert found(chosen, {}).could_change == sets("weight")
    assert found(chosen, {adjusted: Interval(59.0, 61.0), weight: 70.0}).could_change == sets("adjusted")


def test_the_unit_in_which_something_may_be_reported_counts() -> None:
    # 123.9 umol/L are 1.4016 mg/dL: above the threshold printed in mg/dL, below the one printed in umol/L.
    above = NOW >= printed("1.4 mg/dL", "124 umol/L")
    below = NOW < "1.4 mg/dL"
    assert found(above | below, {}).could_change == sets("now")
    assert found((NOW >= "1.4 mg/dL") | below, {}) == Sufficiency(settles_to=Status.OPTION)


def test_a_number_that_something_else_stands_in_for_may_differ_from_it() -> None:
    latest = fact("latest", kinds.SERUM_CREATININE, inferred=NOW)
    assert found(latest > "1 mg/dL", {NOW: 2.0}) == Sufficiency(settles_to=Status.OPTION)
    assert found(latest > "1 mg/dL", {NOW: 2.0, latest: 0.5}) == Sufficiency(settles_to=Status.NOT_APPLICABLE)
    assert set(found(latest > "1 mg/dL", {}).could_change) == set(sets("latest", "now"))


def test_rows_that_are_not_on_record_are_one_thing_to_find_out() -> None:
    things = Table("things", "things", rows=lambda _: None)
    broken = fact("broken", table=things)
    asked = attrs.evolve(DRUG, when=exists(things, broken))
    assert sufficiency(asked, "US", Snapshot(tables={things: None})).could_change == sets("things")
    assert sufficiency(asked, "US", Snapshot(tables={things: ()})) == Sufficiency(settles_to=Status.NOT_APPLICABLE)


@pytest.mark.parametrize("frail", [True, False, None])
def test_the_dose_belongs_to_the_answer(frail: bool | None) -> None:
    dose = cases((FRAIL, Amount(3, "mg")), (~FRAIL, Amount(4, "mg")))
    rule = attrs.evolve(DRUG, advise=RegimenTemplate(drug="placebo", route="IV", dose=dose))
    sufficient = sufficiency(rule, "US", Snapshot(values={FRAIL: frail}))
    assert sufficient.forced is (frail is not None)
    assert sufficient.could_change == (() if frail is not None else sets("frail"))


def test_rows_of_one_dose_are_one_answer() -> None:
    dose = cases((FRAIL, Amount(4, "mg")), (~FRAIL, Amount(4, "mg")))
    rule = attrs.evolve(DRUG, advise=RegimenTemplate(drug="placebo", route="IV", dose=dose))
    assert sufficiency(rule, "US", Snapshot()) == Sufficiency(settles_to=Status.OPTION)


def test_the_search_leaves_the_record_as_it_was() -> None:
    asked = decision(attrs.evolve(DRUG, when=assume_absent(FRAIL & ALONE, **CONFIRM) | (NOW > "1 mg/dL")), "US")
    person = Snapshot()
    ways = Completions(asked, person, person.opened())
    first = (ways.whatever, ways.changes(), ways.settling())
    assert (ways.whatever, ways.changes(), ways.settling()) == first
    assert person.recorded(FRAIL) is None
    assert SOURCE
