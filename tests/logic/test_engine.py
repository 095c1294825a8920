"""From rules and a person to an assessment: days, places, facts, and which interpreter answers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import attrs
import pytest

from boneguide._version import __version__
from boneguide.errors import CriterionError, GuidelineError, InvalidPatientError, UnknownJurisdictionError
from boneguide.logic import Context, Criterion, Guideline, Interval, Rule, fact, where
from boneguide.logic.engine import check_day
from boneguide.logic.verdicts import compiled
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.labs import Labs
from boneguide.model.observation import Observation
from boneguide.model.patient import Patient
from boneguide.model.regimen import Regimen
from boneguide.model.status import Status
from boneguide.quantities import Q, kinds
from tests.logic.support import ACTION, ALONE, DRUG, FRAIL, NOBODY, NOW, ON, TIRED, patient


def _rule(identifier: str, when: Criterion) -> Rule:
    return attrs.evolve(ACTION, id=identifier, when=when)


# --------------------------------------------------------------------------- the day


@pytest.mark.parametrize("on", [datetime(2026, 11, 23, tzinfo=UTC), "2026-11-23", None, 20261123])
def test_the_day_is_a_plain_date(on: Any) -> None:
    with pytest.raises(
        InvalidPatientError, match=r"is not a date\. Expected datetime\.date, such as date\(2026, 11, 23\)"
    ):
        ACTION(NOBODY, on=on, jurisdiction="US")
    with pytest.raises(InvalidPatientError):
        ACTION(NOBODY, on=on)


def test_a_record_of_the_future_is_refused_and_named() -> None:
    late = Patient(labs=Labs(creatinine=Observation(value=Q(1, "mg/dL"), on=date(2026, 11, 24))))
    with pytest.raises(
        InvalidPatientError, match=r"labs\.creatinine.* is 2026-11-24, after the day of the assessment, 2026-11-23"
    ):
        ACTION(late, on=ON, jurisdiction="US")
    check_day(late, date(2026, 11, 24))
    assert ACTION(late, on=date(2026, 11, 24), jurisdiction="US").status is Status.OPTION


def test_of_several_days_the_one_ahead_is_named() -> None:
    days = [date(2026, 11, 1), date(2026, 12, 1)]
    labs = Labs(creatinine=[Observation(value=Q(1, "mg/dL"), on=day) for day in days])
    with pytest.raises(InvalidPatientError, match="is 2026-12-01, after the day of the assessment"):
        check_day(Patient(labs=labs), ON)
    check_day(Patient(labs=Labs(creatinine=[labs.series("creatinine", ON)[0]])), ON)
    check_day(NOBODY, ON)


# --------------------------------------------------------------------------- the place


@pytest.mark.parametrize("place", ["FR", "us", ""])
def test_an_unknown_place_is_refused(place: Any) -> None:
    with pytest.raises(UnknownJurisdictionError, match=r"is not encoded\. Expected US, EU, UK, or None to see"):
        ACTION(NOBODY, on=ON, jurisdiction=place)


def test_readers_are_told_the_place() -> None:
    seen: list[str | None] = []

    def reader(context: Context) -> bool:
        seen.append(context.jurisdiction)
        return True

    rule = _rule("placed", fact("placed", read=reader))
    rule(NOBODY, on=ON, jurisdiction="EU")
    assert set(seen) == {"EU"}
    seen.clear()
    rule(NOBODY, on=ON)
    assert set(seen) == set(JURISDICTIONS)


def test_an_order_reaches_the_facts() -> None:
    ordered = fact("ordered", values=("placebo",), read=lambda c: None if c.order is None else c.order.drug)
    guideline = Guideline(id="g", title="G", edition="1", rules=(_rule("ordered", ordered.is_in("placebo")),))
    order = Regimen(drug="placebo", route="IV")
    for place in (*JURISDICTIONS, None):
        assert guideline(NOBODY, on=ON, jurisdiction=place, order=order).status("ordered") is Status.OPTION
        assert guideline(NOBODY, on=ON, jurisdiction=place).status("ordered") is Status.NEEDS_DATA


# --------------------------------------------------------------------------- facts


def test_two_different_facts_of_one_name_are_refused_when_somebody_is_assessed() -> None:
    number = fact("frail", kinds.AGE)
    guideline = Guideline(
        id="g", title="G", edition="1", rules=(_rule("flag", FRAIL & TIRED), _rule("number", number > "1 year"))
    )
    with pytest.raises(GuidelineError, match=r"two different facts are called 'frail'\. Expected one definition"):
        guideline(NOBODY, on=ON, jurisdiction="US")


def test_a_fact_may_be_used_by_many_rules() -> None:
    rules = tuple(_rule(f"r{n}", FRAIL & ALONE if n % 2 else FRAIL | ALONE) for n in range(6))
    guideline = Guideline(id="g", title="G", edition="1", rules=rules)
    found = guideline(patient(frail=True, alone=False), on=ON, jurisdiction="US").statuses
    assert [found[f"r{n}"] for n in range(6)] == [Status.OPTION, Status.NOT_APPLICABLE] * 3


def test_each_fact_is_read_once_for_all_statuses() -> None:
    calls: list[int] = []

    def reader(_: Context) -> bool:
        calls.append(1)
        return True

    counted = fact("counted_once", read=reader)
    rules = tuple(_rule(f"r{n}", counted) for n in range(5))
    Guideline(id="g", title="G", edition="1", rules=rules)(NOBODY, on=ON, jurisdiction="US")
    assert len(calls) == 1


def test_a_reader_that_gives_the_wrong_type_is_named() -> None:
    rule = _rule("wrong", fact("wrong", read=lambda _: "yes"))
    with pytest.raises(CriterionError, match="fact 'wrong' was read as 'yes'"):
        rule(NOBODY, on=ON, jurisdiction="US")


# --------------------------------------------------------------------------- which interpreter answers


def test_a_range_is_answered_by_the_reference() -> None:
    rule = _rule("ranged", NOW > "1 mg/dL")
    below = Patient(findings={"now": Observation(value=Q(0.5, "mg/dL"), comparator="<")})
    around = Patient(findings={"now": Observation(value=Q(2, "mg/dL"), comparator="<")})
    assert rule(below, on=ON, jurisdiction="US").status is Status.NOT_APPLICABLE
    assert rule(around, on=ON, jurisdiction="US").status is Status.NEEDS_DATA
    ranged = fact("ranged", kinds.AGE, read=lambda _: Interval(60.0, 70.0))
    assert _rule("ranged", ranged > "50 year")(NOBODY, on=ON, jurisdiction="US").status is Status.OPTION


def test_a_choice_that_is_a_range_is_answered_by_the_reference() -> None:
    rule = _rule("chosen", where(FRAIL, 0.85, 1) > 0.8)
    assert rule(NOBODY, on=ON, jurisdiction="US").status is Status.OPTION
    assert rule(patient(frail=True), on=ON, jurisdiction="US").status is Status.OPTION


def test_rules_are_made_ready_once_for_each_place() -> None:
    rules = (_rule("once", FRAIL),)
    assert compiled(rules, "US") is compiled((_rule("once", FRAIL),), "US")
    assert compiled(rules, "US") is not compiled(rules, "EU")


# --------------------------------------------------------------------------- the assessment


def test_an_assessment_says_on_what_it_stands() -> None:
    def nothing_used(context: Context) -> tuple[str, ...]:
        return (f"weight of {context.jurisdiction} not used",)

    guideline = Guideline(
        id="g", title="G", edition="7", rules=(attrs.evolve(ACTION, urgent=True), DRUG), notes=(nothing_used,)
    )
    found = guideline(NOBODY, on=ON, jurisdiction="UK")
    assert (found.on, found.jurisdiction, found.version) == (ON, "UK", __version__)
    assert found.editions == {"g": "7"}
    assert found.notes == ("weight of UK not used",)
    assert [r.id for r in found.red_flags] == ["action"]
    everywhere = guideline(NOBODY, on=ON)
    assert everywhere.jurisdiction is None
    assert everywhere.notes == ("weight of None not used",)


def test_no_rules_are_no_answers() -> None:
    empty = Guideline(id="g", title="G", edition="1", rules=())
    assert dict(empty(NOBODY, on=ON, jurisdiction="US")) == {}
    assert dict(empty(NOBODY, on=ON)) == {}
