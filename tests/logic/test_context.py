"""One person on one day: facts are read when asked for, once, and kept."""

from __future__ import annotations

import attrs
import pytest

from boneguide.errors import CriterionError
from boneguide.logic import Context, Interval, Snapshot, fact
from boneguide.logic.context import read, read_unit
from boneguide.logic.verbs import JURISDICTION
from boneguide.model.observation import Observation
from boneguide.model.patient import Patient
from boneguide.model.regimen import Regimen
from boneguide.quantities import Amount, Q, kinds
from tests.logic.support import ALONE, COLOUR, FRAIL, NOBODY, NOW, ON, YEARS, patient


def test_a_fact_is_looked_up_among_the_findings_by_default() -> None:
    context = Context(patient=patient(frail=True, colour="red"), on=ON)
    assert read(FRAIL, context) is True
    assert read(ALONE, context) is None
    assert read(COLOUR, context) == "red"
    assert read(YEARS, context) is None


def test_a_finding_of_the_wrong_type_is_refused() -> None:
    with pytest.raises(CriterionError, match=r"fact 'frail' was read as 'yes'"):
        read(FRAIL, Context(patient=patient(frail="yes"), on=ON))


def test_the_unit_reported_is_kept() -> None:
    measured = Patient(findings={"now": Observation(value=Q(88.4, "umol/L")), "years": Q(24, "month")})
    context = Context(patient=measured, on=ON)
    assert (read(NOW, context), read_unit(NOW, context)) == (1.0, "umol/L")
    assert (read(YEARS, context), read_unit(YEARS, context)) == (2.0, "month")


def test_what_is_unknown_or_no_number_has_no_unit() -> None:
    context = Context(patient=patient(frail=True), on=ON)
    assert read_unit(NOW, context) is None
    assert read_unit(FRAIL, context) is None


def test_the_jurisdiction_is_a_fact() -> None:
    assert read(JURISDICTION, Context(patient=NOBODY, on=ON, jurisdiction="EU")) == "EU"
    assert read(JURISDICTION, Context(patient=NOBODY, on=ON)) is None
    with pytest.raises(CriterionError, match=r"read as 'FR'\. Expected one of US, EU, UK"):
        read(JURISDICTION, Context(patient=NOBODY, on=ON, jurisdiction="FR"))


def test_a_reader_sees_the_day_and_the_order() -> None:
    day = fact("day", kinds.DURATION, read=lambda c: float((c.on - ON).days))
    ordered = fact("ordered", values=("placebo",), read=lambda c: None if c.order is None else c.order.drug)
    context = Context(patient=NOBODY, on=ON, order=Regimen(drug="placebo", route="IV"))
    assert read(day, context) == 0.0
    assert read(ordered, context) == "placebo"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        context.on = ON  # type: ignore[misc]  # refused on purpose


def test_a_snapshot_reads_each_fact_and_unit_once() -> None:
    calls: list[str] = []

    def reader(context: Context) -> Amount:
        calls.append(context.on.isoformat())
        return Amount(88.4, "umol/L")

    counted = fact("counted", kinds.SERUM_CREATININE, read=reader)
    found = Snapshot(Context(patient=NOBODY, on=ON))
    assert [found.value(counted) for _ in range(3)] == [1.0, 1.0, 1.0]
    assert len(calls) == 1
    assert [found.unit(counted) for _ in range(3)] == ["umol/L"] * 3
    assert len(calls) == 2


def test_a_snapshot_of_plain_values_needs_no_person() -> None:
    found = Snapshot(values={YEARS: 68.0, NOW: Interval(1.0, 2.0)}, units={NOW: "umol/L"})
    assert found.value(YEARS) == 68.0
    assert found.value(NOW) == Interval(1.0, 2.0)
    assert found.unit(NOW) == "umol/L"
    assert found.value(FRAIL) is None
    assert found.unit(YEARS) is None
    assert found.known((FRAIL, YEARS, NOW)) == (YEARS, NOW)


def test_values_given_come_before_what_the_person_holds() -> None:
    context = Context(patient=patient(frail=True), on=ON)
    assert Snapshot(context, values={FRAIL: False}).value(FRAIL) is False


def test_replacing_changes_nothing_in_place() -> None:
    before = Snapshot(Context(patient=patient(alone=True), on=ON), values={FRAIL: True}, units={NOW: "umol/L"})
    after = before.replacing({FRAIL: None, YEARS: 3.0, NOW: 1.0})
    assert before.value(FRAIL) is True
    assert before.value(YEARS) is None
    assert after.value(FRAIL) is None
    assert after.value(YEARS) == 3.0
    assert after.value(ALONE) is True
    assert before.unit(NOW) is None
    assert after.unit(NOW) == "umol/L"


def test_what_is_inferred_was_reported_in_no_unit() -> None:
    usual = fact("usual", kinds.SERUM_CREATININE, inferred=NOW)
    person = Snapshot(values={NOW: 1.0}, units={NOW: "umol/L", usual: "umol/L"})
    assert person.value(usual) == 1.0
    assert person.unit(usual) is None
    assert person.replacing({usual: 2.0}).unit(usual) == "umol/L"
