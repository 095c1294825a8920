"""What holds of every record: a list that may lack entries says nothing that the complete one could take back."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import boneguide as bg
from boneguide.guidelines import default
from boneguide.guidelines.facts.opioid import OPIOID_WITHOUT_RESCUE_DOSE
from boneguide.logic.asked import about_the_person, asked_of_patient
from boneguide.logic.completing.sufficiency import sufficiency
from boneguide.logic.context import Context, Presuming, Snapshot
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Fact, Value
from boneguide.logic.program import program
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.logic.verdicts import compiled, found_by
from boneguide.model.medication import Medication
from boneguide.model.patient import LIST_NAMES
from tests.guidelines.open_lists import DAY, ENTRIES, FACTS, completed, people

#: A methadone or buprenorphine that is taken as needed only is one of which no rescue dose is worked out, for the fact
#: is inferred from that it is taken; a complete list is read itself.
TAKEN_AS_NEEDED = OPIOID_WITHOUT_RESCUE_DOSE
#: Rules about the person, each of whose criteria is tried.
RULES = about_the_person(default.rules)
CRITERIA = tuple(dict.fromkeys(c for rule in RULES for c in rule.criteria() if TAKEN_AS_NEEDED not in c.facts()))

slow = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def asked_of(patient: bg.Patient) -> Context:
    return Context(patient=patient, on=DAY, jurisdiction="US")


def open_world(patient: bg.Patient) -> Snapshot:
    return Snapshot(asked_of(patient)).opened()


def stays(some: Value, every: Value) -> bool:
    """Return whether what is known is still so; a range may become narrower."""
    if some is None:
        return True
    if not isinstance(some, Interval):
        return some == every
    whole = Interval.point(every) if isinstance(every, float) else every
    return isinstance(whole, Interval) and some.low <= whole.low and whole.high <= some.high


def read_from(fact: Fact, patient: bg.Patient) -> Value:
    return fact.interpret(fact.read(asked_of(patient)))


def test_the_strategy_tries_every_list() -> None:
    assert ENTRIES.keys() == set(LIST_NAMES)
    assert len(FACTS) > 200
    assert TAKEN_AS_NEEDED in FACTS


@settings(slow, max_examples=100)
@given(completed())
def test_what_a_record_says_stays_so_when_the_lists_are_completed(pair: tuple[bg.Patient, bg.Patient]) -> None:
    some, every = pair
    for fact in FACTS:
        if not isinstance(fact.read, Presuming):
            assert stays(read_from(fact, some), read_from(fact, every)), fact.name


@settings(slow, max_examples=100)
@given(completed())
def test_what_is_known_with_nothing_assumed_stays_so(pair: tuple[bg.Patient, bg.Patient]) -> None:
    some, every = map(open_world, pair)
    for fact in FACTS:
        if fact != TAKEN_AS_NEEDED:
            assert stays(some.value(fact), every.value(fact)), fact.name
    for criterion in CRITERIA:
        found = truth(criterion, some)
        assert found is Truth.UNKNOWN or found is truth(criterion, every), criterion


@settings(slow, max_examples=100)
@given(completed())
def test_a_list_that_may_lack_entries_is_never_more_definite(pair: tuple[bg.Patient, bg.Patient]) -> None:
    some = pair[0]
    closed = attrs.evolve(some, incomplete=None)
    for fact in FACTS:
        assert stays(read_from(fact, some), read_from(fact, closed)), fact.name


@settings(slow, max_examples=40)
@given(completed(), st.data())
def test_an_answer_that_nothing_could_change_stays_so(pair: tuple[bg.Patient, bg.Patient], data: st.DataObject) -> None:
    some, every = pair
    rule = data.draw(st.sampled_from(RULES))
    settled = sufficiency(rule, "US", Snapshot(asked_of(some))).settles_to
    # Completing the lists leaves other facts open, of which an answer may assume the absence until they are known.
    assert settled is None or settled is sufficiency(rule, "US", Snapshot(asked_of(every))).settles_to


@settings(slow, max_examples=40)
@given(completed())
def test_both_evaluators_say_the_same(pair: tuple[bg.Patient, bg.Patient]) -> None:
    context = asked_of(pair[0])
    reference = Snapshot(asked_of(pair[0]))
    for rule, status in zip(RULES, compiled(RULES, "US").statuses(context), strict=True):
        assert found_by(program(rule, "US"), reference) is status, rule.id


@settings(slow, max_examples=40)
@given(completed())
def test_every_lesion_on_record_has_its_answers_whatever_else_is_found(pair: tuple[bg.Patient, bg.Patient]) -> None:
    some, every = pair
    of_lesions = tuple(rule for rule in default.rules if rule.about is not None)
    keys = [
        [asked.key for asked in asked_of_patient(of_lesions, asked_of(who)) if asked.about] for who in (some, every)
    ]
    assert len(keys[0]) == len(of_lesions) * len(some.lesions or ())
    assert set(keys[0]) <= set(keys[1])


@settings(slow, max_examples=60)
@given(people())
def test_to_name_no_list_changes_nothing(patient: bg.Patient) -> None:
    for incomplete in ((), None, [name for name in LIST_NAMES if getattr(patient, name) is None]):
        same = attrs.evolve(patient, incomplete=incomplete)
        for fact in FACTS:
            assert read_from(fact, same) == read_from(fact, patient), fact.name


def test_what_is_taken_as_needed_only_is_taken() -> None:
    held: Any = {"medications": [Medication(drug="buprenorphine", as_needed=True)]}
    whole, part = bg.Patient(**held), bg.Patient(**held, incomplete=["medications"])
    assert open_world(whole).value(TAKEN_AS_NEEDED) is False
    # No rescue dose is worked out either way while the other opioids are not known.
    assert open_world(part).value(TAKEN_AS_NEEDED) is True
