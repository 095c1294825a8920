"""Why an option is not advised, and the nearest changes with which it would be."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable
from datetime import date

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import boneguide as bg
from boneguide import Q, guidelines
from boneguide.errors import RecordError, UnknownJurisdictionError, UnknownRuleError
from boneguide.interop.json import assessment_from_json, assessment_to_json
from boneguide.logic import Criterion, Snapshot, fact
from boneguide.logic.clauses import Contraindication
from boneguide.logic.completing.counterfactual import ADVISED, MOST, Alterations
from boneguide.logic.completing.decision import decision
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import UNKNOWN, Fact, Value
from boneguide.logic.numbers import NumberFact
from boneguide.logic.rule import Rule
from boneguide.model.assessment import Assessment
from boneguide.model.counterfactual import Change
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.quantities import kinds, parse
from boneguide.testing import snapshots
from tests.logic.support import ALONE, COLOUR, DRUG, FACTS, FRAIL, NOW, SOURCE, TIRED, YEARS, criteria
from tests.sufficiency.brute import Brute, People, Told


def ways(rule: Rule, values: dict[Fact, Value], units: dict[Fact, str | None] | None = None) -> Alterations:
    person = Snapshot(values=values, units=units)
    return Alterations(decision(rule, "US"), person, person.opened())


def words(sets: Iterable[Iterable[Change]]) -> set[str]:
    return {"; ".join(map(str, changes)) for changes in sets}


def barred(when: Criterion, severity: str = "avoid") -> Rule:
    bar = Contraindication(id="bar", severity=severity, when=when, says="x", sources=SOURCE)
    return attrs.evolve(DRUG, contraindications=(bar,))


def told(changes: Iterable[Change], read: Iterable[Fact]) -> dict[Fact, Told]:
    """Return changes as what is told, read from their words."""
    by_name = {f.name: f for f in read}
    found: dict[Fact, Told] = {}
    for change in changes:
        asked = by_name[change.fact]
        if isinstance(asked, NumberFact):
            amount = parse(change.after)
            found[asked] = (asked.measured_as.canonical_value(amount), amount.unit)
        else:
            found[asked] = ({"yes": True, "no": False}.get(change.after, change.after), None)
    return found


def are_true(rule: Rule, person: Snapshot, place: str = "US", *, smallest: bool = True) -> None:
    brute = Brute(decision(rule, place), person)
    found = Alterations(brute.asked, person, person.opened())
    nearest, withdrawn = found.nearest(), found.withdrawing()
    assert not (nearest and withdrawn)
    for changes in nearest:
        given = told(changes, brute.read)
        assert brute.agrees(given)
        assert brute.asked.outcome(brute.record(given))[0] in ADVISED, changes
    for change in withdrawn:
        assert brute.asked.outcome(brute.record(told([change], brute.read)))[0] not in ADVISED, change
    for changed in told(itertools.chain(*nearest, withdrawn), brute.read):
        assert not changed.lasting or person.recorded(changed) is None
    if smallest and brute.current[0] not in ADVISED:
        fewer = (len(nearest[0]) if nearest else MOST + 1) - 1
        may = [f for f in brute.read if _may_change(f, person)]
        assert not any(_advised(brute, facts, {}) for facts in itertools.combinations(may, min(fewer, 2)))


def _may_change(asked: Fact, person: Snapshot) -> bool:
    return not asked.optional and (person.value(asked) is None or person.recorded(asked) is not None)


def _advised(brute: Brute, facts: tuple[Fact, ...], given: dict[Fact, Told]) -> bool:
    if not facts:
        return brute.asked.outcome(brute.record(given))[0] in ADVISED and brute.agrees(given)
    return any(_advised(brute, facts[1:], {**given, facts[0]: value}) for value in brute.values(facts[0], given)[:12])


@settings(max_examples=120, deadline=None)
@given(criteria(), criteria(), st.data())
def test_every_change_does_what_is_said_of_it_and_none_is_larger_than_need_be(
    when: Criterion, bar: Criterion, data: st.DataObject
) -> None:
    # What is worked out and has to be exactly something is met by numbers that no short one comes to.
    assume(".equals(" not in f"{when!r} {bar!r}")
    rule = attrs.evolve(barred(bar), when=when)
    are_true(rule, data.draw(snapshots(FACTS, criteria=[when, bar], intervals=False)))


@pytest.mark.parametrize("rule", guidelines.default.rules, ids=lambda rule: rule.id)
def test_every_change_does_what_is_said_of_it_for_the_encoded_rules(rule: Rule) -> None:
    people = People(rule, "EU", random.Random(rule.id))  # noqa: S311 - people made up for a test
    for _ in range(2):
        are_true(rule, people.one(), "EU", smallest=False)


BOTH: dict[Fact, Value] = {FRAIL: True, ALONE: True}


@pytest.mark.parametrize(
    ("rule", "values", "nearest"),
    [
        (attrs.evolve(DRUG, when=FRAIL), {FRAIL: False}, {"frail: yes instead of no"}),
        (attrs.evolve(DRUG, when=FRAIL), {}, {"frail: yes (not known)"}),
        (
            barred(FRAIL | ALONE),
            BOTH,
            {"frail: no instead of yes; lives alone: no instead of yes"},
        ),
        (
            barred(FRAIL & ALONE),
            BOTH,
            {"frail: no instead of yes", "lives alone: no instead of yes"},
        ),
        (barred(COLOUR.is_in("red")), {COLOUR: "red"}, {"colour: green instead of red"}),
        (barred(NOW > "1.5 mg/dL"), {NOW: 2.3}, {"creatinine now: 1.5 mg/dL instead of 2.3 mg/dL"}),
        (barred(NOW >= "1.5 mg/dL"), {NOW: 2.3}, {"creatinine now: 1.49 mg/dL instead of 2.3 mg/dL"}),
        # What stands in the way only once something else is changed.
        (
            attrs.evolve(barred(FRAIL & TIRED), when=FRAIL),
            {FRAIL: False, TIRED: True},
            {"frail: yes instead of no; tired: no instead of yes"},
        ),
    ],
)
def test_nearest(rule: Rule, values: dict[Fact, Value], nearest: set[str]) -> None:
    found = ways(rule, values)
    assert found.withdrawing() == ()
    assert words(found.nearest()) == nearest


def test_a_number_is_said_in_the_unit_in_which_it_was_reported() -> None:
    found = ways(barred(NOW > "2 mg/dL"), {NOW: 3.0}, {NOW: "umol/L"})
    (changes,) = found.nearest()
    assert str(changes[0]) == "creatinine now: 176 umol/L instead of 265.2 umol/L"


def test_what_cannot_be_otherwise_any_more_is_not_changed() -> None:
    born = fact("born_early", lasting=True)
    rule = barred(born | FRAIL)
    assert ways(rule, {born: True, FRAIL: True}).nearest() == ()
    assert words(ways(rule, {FRAIL: True}).nearest()) == {"born early: no (not known); frail: no instead of yes"}
    assert ways(attrs.evolve(DRUG, when=born), {born: True}).withdrawing() == ()


def test_what_is_inferred_is_changed_by_what_it_is_inferred_from() -> None:
    either = fact("either", inferred=FRAIL | UNKNOWN)
    assert words(ways(attrs.evolve(DRUG, when=~either), {FRAIL: True}).nearest()) == {
        "either: no instead of yes; frail: no instead of yes"
    }


def test_more_changes_than_a_few_are_not_looked_for() -> None:
    four = [fact(f"number_{n}") for n in range(4)]
    rule = attrs.evolve(DRUG, when=four[0] & four[1] & four[2] & four[3])
    assert ways(rule, dict.fromkeys(four, False)).nearest() == ()
    assert len(ways(rule, {**dict.fromkeys(four[1:], False), four[0]: True}).nearest()[0]) == MOST


def test_an_investigational_option_is_never_advised() -> None:
    assert ways(attrs.evolve(DRUG, investigational=True), {}).nearest() == ()


def test_withdrawing() -> None:
    rule = attrs.evolve(barred(FRAIL, "contraindicated"), when=YEARS >= "18 year")
    found = ways(rule, {FRAIL: False, YEARS: 40.0})
    assert found.nearest() == ()
    assert words([found.withdrawing()]) == {"frail: yes instead of no; years: 17.9 year instead of 40 year"}


# ----------------------------------------------------------------------------- by the public door


def assessed(creatinine: float = 2.2, jurisdiction: Jurisdiction | None = "US") -> Assessment:
    patient = bg.Patient(
        age=Q(68, "year"),
        sex="female",
        weight=Q(60, "kg"),
        primary="breast",
        lesions=[bg.Lesion(site="L3", phenotype="osteolytic", painful=True)],
        labs=bg.Labs(creatinine=Q(creatinine, "mg/dL"), calcium=Q(9.4, "mg/dL"), albumin=Q(4.0, "g/dL")),
    )
    return bg.assess(patient, on=date(2026, 11, 23), jurisdiction=jurisdiction)


def test_kidneys_that_stand_in_the_way() -> None:
    why = assessed().explain_not("zoledronic-acid")
    assert why.because == assessed()["zoledronic-acid"].because
    assert "serum creatinine for this dose: 1.7 mg/dL instead of 2.2 mg/dL" in words(why.nearest)
    assert "age" not in {change.fact for changes in why.nearest for change in changes}
    assert str(why).startswith("Zoledronic acid to prevent skeletal events: not-recommended\nIt would be advised with")
    # The change that is named does it, and the next one short of it does not.
    assert assessed(1.7)["zoledronic-acid"].status in ADVISED
    assert assessed(1.71)["zoledronic-acid"].status not in ADVISED


def test_what_would_withdraw_an_option() -> None:
    why = assessed(0.9).explain_not("zoledronic-acid")
    assert why.nearest == ()
    assert {"dialysis", "creatinine"} <= {change.fact for change in why.withdrawn_by}
    assert "It would no longer be advised with any one of these:" in str(why)


def test_what_nothing_would_change() -> None:
    why = assessed().explain_not("radium-223")
    assert (why.nearest, why.withdrawn_by) == ((), ())
    assert str(why).endswith("No 3 changes or fewer of what can be otherwise would change that.")


def test_who_cannot_be_asked() -> None:
    with pytest.raises(UnknownRuleError, match="no rule is called 'vitamin-c' here"):
        assessed().explain_not("vitamin-c")
    with pytest.raises(UnknownJurisdictionError, match="asked about where no jurisdiction was given"):
        assessed(jurisdiction=None).explain_not("zoledronic-acid")
    with pytest.raises(RecordError, match="Assess the record again"):
        assessment_from_json(assessment_to_json(assessed())).explain_not("zoledronic-acid")


def test_the_facts_of_a_rule_are_left_as_they_are() -> None:
    read = inputs(decision(guidelines.default["zoledronic-acid"], "US").criteria)[0]
    assert {f.name for f in read if f.lasting} >= {"age", "sex", "primary", "allergy_zoledronic_acid"}
    assert not any(f.lasting for f in read if f.name in {"creatinine", "weight", "dehydrated", "dialysis"})
    assert kinds.AGE


def test_a_number_that_no_shorter_one_stands_for_is_told_as_it_is() -> None:
    # Nothing rounded to three or four digits is exactly that many years.
    rule = attrs.evolve(DRUG, when=YEARS.equals("18.12345 year"))
    assert words(ways(rule, {YEARS: 30.0}).nearest()) == {"years: 18.12345 year instead of 30 year"}
