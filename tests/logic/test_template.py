"""A regimen with gaps is filled in from a person's facts, or not at all."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide.errors import InvalidQuantityError, RegimenError, RuleError
from boneguide.logic import (
    ALWAYS,
    Fact,
    Interval,
    NumberFact,
    RadiotherapyTemplate,
    RegimenTemplate,
    Share,
    Snapshot,
    Span,
    TaperTemplate,
    Truth,
    Variation,
    cases,
    exactly,
    fact,
    fractions,
    no_less_than,
    no_more_than,
    span,
    truth,
)
from boneguide.logic.nodes import Value
from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.regimen import Range
from boneguide.quantities import Amount, Q, kinds
from tests.logic.support import ALONE, DRUG, FIXED, FRAIL, GRADE, ON, SOURCE, TIRED, YEARS


@pytest.mark.parametrize(
    ("built", "low", "high", "shown"),
    [
        (span("3 week", "4 week"), "3 week", "4 week", "3 to 4 week"),
        (exactly("12 week"), "12 week", "12 week", "12 week"),
        (no_less_than("15 minute"), "15 minute", None, "15 minute or longer"),
        (no_more_than("1 mg/h"), None, "1 mg/h", "up to 1 mg/h"),
    ],
)
def test_spans(built: Span, low: str | None, high: str | None, shown: str) -> None:
    assert (None if built.low is None else str(built.low)) == low
    assert (None if built.high is None else str(built.high)) == high
    assert str(built.range()) == shown
    assert hash(built) == hash(attrs.evolve(built))


def test_spans_are_read_strictly() -> None:
    with pytest.raises(InvalidQuantityError):
        span("3", "4 week")
    with pytest.raises(RegimenError, match="expected low to be the smaller"):
        span("4 week", "3 week").range()


def test_a_fixed_regimen_is_the_same_for_everybody() -> None:
    regimen = RegimenTemplate(
        drug="placebo",
        route="IV",
        dose=Amount(4, "mg"),
        interval=span("3 week", "4 week"),
        infusion_time=no_less_than("15 minute"),
        volume=Amount(100, "mL"),
        diluents=("water",),
        days=(1, 8),
        maximum_rate=Amount(1, "mg/h"),
        preparation=("dilute",),
        notes=("a word",),
    )
    found = regimen.resolve(Snapshot())
    assert found is not None
    assert (found.drug, found.route, found.dose, found.dose_range) == ("placebo", "IV", Q(4, "mg"), None)
    assert found.interval == Range(low=Q(3, "week"), high=Q(4, "week"))
    assert found.infusion_time == Range(low=Q(15, "minute"))
    assert (found.volume, found.maximum_rate) == (Q(100, "mL"), Q(1, "mg/h"))
    assert (found.diluents, found.days, found.preparation, found.notes) == (
        ("water",),
        (1, 8),
        ("dilute",),
        ("a word",),
    )
    assert list(regimen.tables()) == []
    assert regimen.nodes() == ()
    assert regimen.decided is ALWAYS


def test_a_bare_regimen_leaves_the_rest_open() -> None:
    found = RegimenTemplate(drug="placebo", route="oral").resolve(Snapshot())
    assert found is not None
    assert (found.dose, found.dose_range, found.interval, found.infusion_time) == (None, None, None, None)
    assert (found.volume, found.maximum_rate, found.preparation) == (None, None, ())


def test_a_dose_may_be_a_span() -> None:
    found = RegimenTemplate(drug="placebo", route="IV", dose=span("60 mg", "90 mg")).resolve(Snapshot())
    assert found is not None
    assert found.dose is None
    assert str(found.dose_range) == "60 to 90 mg"


# ---- a share of another dose

DAILY: NumberFact = fact("daily", kinds.DRUG_MASS, label="dose of 24 hours")
_TENTH, _FIFTH = Fraction(1, 10), Fraction(1, 5)
_RESCUE = RegimenTemplate(drug="placebo", route="oral", dose=Share(DAILY, _TENTH, _FIFTH))


@pytest.mark.parametrize(
    ("daily", "low", "high"),
    # 33 times 0.1 would be 3.3000000000000003.
    [(200.0, 20.0, 40.0), (33.0, 3.3, 6.6), (Interval(60.0, 90.0), 6.0, 18.0)],
)
def test_a_dose_may_be_a_share_of_another(daily: Value, low: float, high: float) -> None:
    person = Snapshot(values={DAILY: daily})
    found = _RESCUE.resolve(person)
    assert found is not None
    assert found.dose is None
    assert found.dose_range == Range(low=Q(low, "mg"), high=Q(high, "mg"))
    assert truth(_RESCUE.decided, person) is Truth.TRUE


@pytest.mark.parametrize(
    ("daily", "decided"),
    [
        (None, Truth.UNKNOWN),
        (Interval(0.0, 60.0), Truth.UNKNOWN),
        (Interval(60.0, math.inf), Truth.TRUE),
        (0.0, Truth.FALSE),
    ],
)
def test_a_share_needs_what_it_is_a_part_of(daily: Value, decided: Truth) -> None:
    assert truth(_RESCUE.decided, Snapshot(values={DAILY: daily})) is decided


def test_there_is_no_share_of_what_is_not_known() -> None:
    assert _RESCUE.resolve(Snapshot(values={DAILY: None})) is None


def test_a_share_of_what_has_no_end_has_none() -> None:
    found = _RESCUE.resolve(Snapshot(values={DAILY: Interval(60.0, math.inf)}))
    assert found is not None
    assert found.dose_range == Range(low=Q(6, "mg"))


def test_a_share_says_what_it_asks() -> None:
    assert _RESCUE.nodes() == (Share(DAILY, _TENTH, _FIFTH).decided,)
    assert list(_RESCUE.tables()) == []
    assert str(Share(DAILY, _TENTH, _FIFTH)) == "10 to 20 % of the dose of 24 hours"
    assert str(Share(DAILY, _TENTH, _TENTH)) == "10 % of the dose of 24 hours"


@pytest.mark.parametrize(
    ("low", "high"), [(Fraction(0), _TENTH), (_FIFTH, _TENTH), (0.1, _FIFTH), (_TENTH, 0.2), (-_TENTH, _TENTH)]
)
def test_shares_that_cannot_be_are_refused(low: Any, high: Any) -> None:
    with pytest.raises(RuleError, match=r"Expected positive fractions, the smaller first, such as Fraction\(1, 10\)"):
        Share(DAILY, low, high)


def test_a_share_is_of_something_with_a_unit() -> None:
    with pytest.raises(RuleError, match=r"has no unit\. Expected a number with a kind"):
        Share(DAILY / DAILY, _TENTH, _FIFTH)


_TABLED = RegimenTemplate(
    drug="placebo",
    route="IV",
    dose=cases((FRAIL, Amount(2, "mg")), (ALWAYS, Amount(4, "mg"))),
    interval=cases((ALONE, exactly("3 week"))),
    infusion_time=cases((YEARS > "60 year", no_less_than("30 minute")), (YEARS <= "60 year", exactly("15 minute"))),
    volume=cases((TIRED, Amount(250, "mL"))),
    maximum_rate=cases((TIRED, Amount(1, "mg/h"))),
    preparation=cases((TIRED, ("dilute",))),
)
_KNOWN: dict[Fact, Value] = {FRAIL: False, ALONE: True, YEARS: 70.0, TIRED: True}


def test_tables_are_filled_in() -> None:
    found = _TABLED.resolve(Snapshot(values=_KNOWN))
    assert found is not None
    assert found.dose == Q(4, "mg")
    assert str(found.interval) == "3 week"
    assert str(found.infusion_time) == "30 minute or longer"
    assert (found.volume, found.maximum_rate, found.preparation) == (Q(250, "mL"), Q(1, "mg/h"), ("dilute",))
    assert truth(_TABLED.decided, Snapshot(values=_KNOWN)) is Truth.TRUE


@pytest.mark.parametrize(
    ("changes", "decided"),
    [
        ({FRAIL: None}, Truth.UNKNOWN),
        ({ALONE: None}, Truth.UNKNOWN),
        ({YEARS: None}, Truth.UNKNOWN),
        ({ALONE: False}, Truth.FALSE),
        ({ALONE: False, FRAIL: None}, Truth.FALSE),
    ],
)
def test_no_regimen_stands_without_dose_interval_and_time(changes: dict[Fact, Value], decided: Truth) -> None:
    person = Snapshot(values={**_KNOWN, **changes})
    assert _TABLED.resolve(person) is None
    assert truth(_TABLED.decided, person) is decided


@pytest.mark.parametrize("value", [False, None])
def test_volume_rate_and_preparation_do_not_decide(*, value: bool | None) -> None:
    person = Snapshot(values={**_KNOWN, TIRED: value})
    found = _TABLED.resolve(person)
    assert found is not None
    assert (found.volume, found.maximum_rate, found.preparation) == (None, None, ())
    assert truth(_TABLED.decided, person) is Truth.TRUE


def test_the_criteria_of_every_table_are_found() -> None:
    assert len(list(_TABLED.tables())) == 6
    assert set(_TABLED.nodes()) == {FRAIL, ALWAYS, ALONE, YEARS > "60 year", YEARS <= "60 year", TIRED}
    assert hash(_TABLED) == hash(attrs.evolve(_TABLED))
    assert _TABLED != FIXED
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        FIXED.drug = "other"  # type: ignore[misc]  # refused on purpose


# ---- radiotherapy


def test_fractions_are_summed_exactly() -> None:
    assert fractions(18, "2.33 Gy").total == Amount(41.94, "Gy")
    assert [str(fractions(*given)) for given in ((1, "8 Gy"), (5, "400 cGy"))] == [
        "8 Gy in 1 fraction",
        "2000 cGy in 5 fractions",
    ]


@pytest.mark.parametrize("count", [0, -1, 1.0, True, "5"])
def test_a_number_of_fractions_is_whole(count: Any) -> None:
    with pytest.raises(RuleError, match=r"a schedule has .* fractions\. Expected a whole number from 1"):
        fractions(count, "4 Gy")


@pytest.mark.parametrize("each", ["0 Gy", "4 mg"])
def test_fractions_have_a_dose(each: str) -> None:
    with pytest.raises(RuleError, match=r"a schedule has a dose of .*\. Expected more than zero, in Gy or cGy"):
        fractions(1, each)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ((), "the taper 'x' has no step"),
        (((Amount(0, "mg"), 3),), r"the taper 'x' has a dose of 0 mg\. Expected more than zero, in .*mg"),
        (((Amount(2, "mg"), 3), (Amount(1, "Gy"), 3)), r"has a dose of 1 Gy\."),
        (((Amount(2, "mg"), 0),), r"the taper 'x' has a step of 0 days\. Expected a whole number from 1"),
        (((Amount(2, "mg"), True),), "a step of True days"),
        (((Amount(2, "mg"), 1.5),), r"a step of 1\.5 days"),
    ],
)
def test_steps_of_a_taper_that_cannot_be_given_are_refused_where_they_are_written(steps: Any, said: str) -> None:
    with pytest.raises(RuleError, match=said):
        TaperTemplate(name="x", steps=steps)
    assert TaperTemplate(name="x", steps=((Amount(2, "mg"), 1),)).taper().total == Q(2, "mg")


def test_a_fixed_schedule_is_the_same_for_everybody() -> None:
    template = RadiotherapyTemplate(schedule=fractions(5, "4 Gy"), technique="conventional", notes=("a word",))
    found = template.resolve(Snapshot())
    assert found == RadiotherapyRegimen(
        dose_per_fraction=Q(4, "Gy"), fractions=5, technique="conventional", notes=("a word",)
    )
    assert (list(template.tables()), template.nodes(), template.decided) == ([], (), ALWAYS)
    assert template.dose == Amount(20, "Gy")
    assert template.subject == "radiotherapy, conventional"
    assert RadiotherapyTemplate(schedule=fractions(5, "4 Gy")).subject == "radiotherapy"
    assert hash(template) == hash(attrs.evolve(template))


_SCHEDULES = RadiotherapyTemplate(schedule=cases((FRAIL, fractions(1, "8 Gy")), (ALONE, fractions(5, "4 Gy"))))


@pytest.mark.parametrize(
    ("frail", "alone", "shown", "decided"),
    [
        (True, None, "8 Gy in 1 fraction", Truth.TRUE),
        (False, True, "20 Gy in 5 fractions", Truth.TRUE),
        (None, True, "None", Truth.UNKNOWN),
        (False, False, "None", Truth.FALSE),
    ],
)
def test_a_schedule_is_read_off_a_table(*, frail: bool | None, alone: bool | None, shown: str, decided: Truth) -> None:
    person = Snapshot(values={FRAIL: frail, ALONE: alone})
    assert str(_SCHEDULES.resolve(person)) == shown
    assert truth(_SCHEDULES.decided, person) is decided


def test_the_dose_of_a_table_of_schedules_is_their_total() -> None:
    assert _SCHEDULES.dose == cases((FRAIL, Amount(8, "Gy")), (ALONE, Amount(20, "Gy")))
    assert set(_SCHEDULES.nodes()) == {FRAIL, ALONE}
    assert len(list(_SCHEDULES.tables())) == 1


def test_a_rule_that_gives_radiotherapy_answers_with_it() -> None:
    more = Variation(
        id="more",
        when=TIRED,
        says="or longer",
        advise=RadiotherapyTemplate(schedule=fractions(10, "3 Gy")),
        grade=GRADE,
        sources=SOURCE,
    )
    rule = attrs.evolve(DRUG, advise=_SCHEDULES, variations=(more,))
    assert {FRAIL, ALONE, TIRED} <= set(rule.nodes())
    person = bg.Patient(findings={"frail": False, "alone": True, "tired": True})
    answer = rule(person, on=ON, jurisdiction="US")
    assert str(answer.regimen) == "20 Gy in 5 fractions"
    assert [str(a.regimen) for a in answer.alternatives] == ["30 Gy in 10 fractions"]
    assert "20 Gy in 5 fractions" in str(answer.because)
    with pytest.raises(RuleError, match="gives a dose that rests on memory only"):
        attrs.evolve(rule, sources=(attrs.evolve(SOURCE, verified="memory"),))
