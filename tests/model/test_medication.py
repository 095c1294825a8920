"""Medication: names in one form, days in order, active or not or not known."""

# Values of a wrong type are given on purpose.

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.errors import InvalidPatientError
from boneguide.model.medication import BONE_AGENTS, MEDICATION_ROUTES, SYNONYMS, BoneAgentDose, Medication, substance
from boneguide.quantities import Q

START, LAST, STOP = date(2026, 3, 1), date(2026, 5, 1), date(2026, 6, 1)
DAY = timedelta(1)


@pytest.mark.parametrize(
    ("given", "held"),
    [
        *((given, "oral") for given in (" PO ", "p.o.", "per os", "By  mouth", "orally")),
        *((given, "sublingual") for given in ("SL", "s.l.", "sublingually")),
        *((given, "nasal") for given in ("intranasal", "Intranasally", "nasally")),
        ("buccally", "buccal"),
        *((given, "transdermal") for given in ("TD", "patch", "transdermal patch", "transdermally")),
        *((given, "subcutaneous") for given in ("sc", "s.c.", "SQ", "subcut", "Subcut.")),
        *((given, "subcutaneous") for given in ("subcutaneously", "s.c. infusion", "subcutaneous infusion")),
        *((given, "intravenous") for given in ("IV", "i.v.", "IV infusion", "intravenous infusion", "intravenously")),
        ("IM", "intramuscular"),
        ("intramuscularly", "intramuscular"),
        ("rectally", "rectal"),
        ("pr", "rectal"),
        ("P.R.", "rectal"),
        *((route, route) for route in MEDICATION_ROUTES),
    ],
)
def test_a_route_is_held_in_one_form(given: str, held: str) -> None:
    assert Medication(drug="morphine", route=given).route == held
    assert Medication(drug="morphine").route is None


@pytest.mark.parametrize("route", [None, "transdermal"])
def test_a_patch_has_a_rate(route: str | None) -> None:
    assert Medication(drug="fentanyl", route=route, rate=Q(25, "ug/h")).rate == Q(25, "ug/h")


def drug(**changes: Any) -> Medication:
    whole: dict[str, Any] = {"drug": "thalidomide"}
    return Medication(**(whole | changes))


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("Thalidomide", "thalidomide"),
        ("  Zoledronic   ACID ", "zoledronic acid"),
        ("Zoledronate", "zoledronic acid"),
        ("Disodium pamidronate", "pamidronate"),
        ("clodronic acid", "clodronate"),
    ],
)
def test_names_are_stored_in_one_form(name: str, stored: str) -> None:
    assert substance(name) == stored
    assert drug(drug=name).drug == stored


def test_synonyms_lead_to_bone_agents_and_to_no_other_synonym() -> None:
    assert set(SYNONYMS.values()) <= set(BONE_AGENTS)
    assert not set(SYNONYMS) & set(BONE_AGENTS)


@given(st.text(max_size=30))
def test_the_form_of_a_name_is_final(name: str) -> None:
    assert substance(substance(name)) == substance(name)


def test_classes_are_stored_in_one_form_and_once() -> None:
    assert drug(classes=["Aminoglycoside", "aminoglycoside ", "Other"]).classes == ("aminoglycoside", "other")
    assert drug().classes == ()


@pytest.mark.parametrize(
    ("dates", "days"),
    [
        ({}, {START: True, STOP: True}),
        ({"start": START}, {START - DAY: False, START: True, STOP: True}),
        ({"stop": STOP}, {START: None, STOP - DAY: None, STOP: True, STOP + DAY: False}),
        ({"last_given": LAST}, {LAST - DAY: None, LAST: True, LAST + DAY: None}),
        (
            {"start": START, "stop": STOP},
            {START - DAY: False, START: True, STOP: True, STOP + DAY: False},
        ),
        ({"start": START, "last_given": LAST}, {START - DAY: False, START: True, LAST + DAY: True}),
        ({"last_given": LAST, "stop": STOP}, {LAST - DAY: None, LAST: True, LAST + DAY: None, STOP + DAY: False}),
    ],
)
def test_active_on_a_day(dates: dict[str, date], days: dict[date, bool | None]) -> None:
    medication = drug(**dates)
    assert {day: medication.active(day) for day in days} == days


@pytest.mark.parametrize("on", [None, "2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)])
def test_active_asks_for_a_date(on: Any) -> None:
    with pytest.raises(InvalidPatientError, match=r"Medication\.active\(on\) was "):
        drug().active(on)


@pytest.mark.parametrize(("before", "after"), [("start", "stop"), ("start", "last_given"), ("last_given", "stop")])
def test_days_stand_in_order(before: str, after: str) -> None:
    assert drug(**{before: START, after: START})
    told = rf"Medication\.{after} of thalidomide was 2026-02-28, before {before} 2026-03-01; expected it on that day"
    with pytest.raises(InvalidPatientError, match=told):
        drug(**{before: START, after: START - DAY})


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"drug": ""}, r"Medication\.drug was ''; expected a text that is not empty"),
        ({"drug": None}, r"Medication\.drug was None; expected a text"),
        ({"dose": 100}, r"Medication\.dose was 100, a number without a unit; .* Write Q\(100, 'mg'\)"),
        ({"dose": Q(0, "mg")}, r"Medication\.dose was 0 mg; expected more than zero"),
        ({"daily_dose": Q(0, "mg")}, r"Medication\.daily_dose was 0 mg; expected more than zero"),
        ({"daily_dose": Q(2, "mL")}, r"Medication\.daily_dose was 2 mL, which is no mass of drug"),
        (
            {"start": datetime(2026, 3, 1, tzinfo=UTC)},
            r"Medication\.start was .*, a datetime; .* Write value\.date\(\)",
        ),
        ({"route": "by nose"}, r"Medication\.route was 'by nose'; expected .*'oral'.*'intrathecal'"),
        ({"route": "o.r.a.l."}, r"Medication\.route was 'o\.r\.a\.l\.'"),
        ({"route": "."}, r"Medication\.route was '\.'"),
        ({"route": 3}, r"Medication\.route was 3"),
        ({"rate": Q(25, "mg")}, r"Medication\.rate was 25 mg, which is no delivery rate of a patch"),
        ({"rate": Q(0, "ug/h")}, r"Medication\.rate was 0 ug/h; expected more than zero"),
        ({"rate": Q(25, "ug/h"), "route": "oral"}, r"rate of thalidomide was 25 ug/h beside .* expected the rate of a"),
        ({"rate": Q(25, "ug/h"), "daily_dose": Q(9, "mg")}, r"rate of thalidomide was 25 ug/h beside a daily dose"),
        ({"as_needed": "no"}, r"Medication\.as_needed was 'no'"),
        ({"stop": "2026-03-01"}, r"Medication\.stop was '2026-03-01'; expected a datetime\.date"),
        ({"classes": "aminoglycoside"}, r"Medication\.classes was 'aminoglycoside'; .* Write \['aminoglycoside'\]"),
        ({"classes": False}, r"Medication\.classes was False; expected a sequence of texts"),
        ({"classes": ["", "x"]}, r"Medication\.classes\[0\] was ''"),
        ({"classes": [["x"]]}, r"Medication\.classes\[0\] was \['x'\]"),
        ({"product": ""}, r"Medication\.product was ''"),
        ({"indication": 3}, r"Medication\.indication was 3; expected a text"),
    ],
)
def test_what_no_medication_is(changes: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidPatientError, match=told):
        drug(**changes)


def test_any_unit_of_a_dose_is_kept() -> None:
    assert drug(dose=Q(0.1, "mg"), product="Xgeva", indication="bone").dose == Q(100, "ug")
    assert drug(dose=Q(400, "IU vitamin D")).dose == Q(400, "IU vitamin D")
    assert drug(classes=None).classes == ()


# ---- doses of bone agents


@pytest.mark.parametrize("agent", BONE_AGENTS)
def test_every_agent_may_have_been_given(agent: str) -> None:
    assert BoneAgentDose(drug=agent.upper()).drug == agent


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"drug": "zolendronic acid"}, r"BoneAgentDose\.drug was 'zolendronic acid'; .* mean 'zoledronic acid'\?"),
        ({"drug": "aspirin"}, r"BoneAgentDose\.drug was 'aspirin'; expected one of 'zoledronic acid', 'pamidronate'"),
        ({"drug": 4}, r"BoneAgentDose\.drug was 4; expected one of "),
        ({"dose": Q(0, "mg")}, r"BoneAgentDose\.dose was 0 mg; expected more than zero"),
        ({"dose": Q(5, "mL")}, r"BoneAgentDose\.dose was 5 mL, which is no mass of drug"),
        ({"dose": 4}, r"BoneAgentDose\.dose was 4, a number without a unit"),
        ({"on": "yesterday"}, r"BoneAgentDose\.on was 'yesterday'; expected a datetime\.date"),
    ],
)
def test_what_no_dose_is(changes: dict[str, Any], told: str) -> None:
    whole: dict[str, Any] = {"drug": "denosumab"}
    with pytest.raises(InvalidPatientError, match=told):
        BoneAgentDose(**(whole | changes))


@pytest.mark.parametrize(
    ("brand", "holds"),
    [
        ("Zometa", "It holds zoledronic acid, the 4 mg product for cancer: write drug='zoledronic acid'"),
        ("Zometa 4 mg", "It holds zoledronic acid, the 4 mg product for cancer"),
        ("Reclast", "It holds zoledronic acid, the 5 mg product for osteoporosis"),
        ("ACLASTA", "It holds zoledronic acid, the 5 mg product for osteoporosis"),
        ("Xgeva", "It holds denosumab, the 120 mg product for cancer: write drug='denosumab'"),
        ("Prolia", "It holds denosumab, the 60 mg product for osteoporosis"),
        ("Aredia", "It holds pamidronate: write drug='pamidronate'"),
        ("Bonefos", "It holds clodronate: write"),
        ("Bondronat", "It holds ibandronate: write"),
    ],
)
def test_a_brand_is_refused_with_the_substance_that_it_holds(brand: str, holds: str) -> None:
    with pytest.raises(InvalidPatientError) as found:
        BoneAgentDose(drug=brand)
    assert f"BoneAgentDose.drug was {brand.lower()!r}, a brand; expected the substance, one of 'zoledronic acid'," in (
        str(found.value)
    )
    assert holds in str(found.value)


@pytest.mark.parametrize("name", ["", " ", "zometab"])
def test_what_is_no_brand_is_refused_as_before(name: str) -> None:
    with pytest.raises(InvalidPatientError, match="expected one of"):
        BoneAgentDose(drug=name)


def test_a_dose_is_compared_by_value() -> None:
    one = BoneAgentDose(drug="denosumab", on=START, dose=Q(120, "mg"))
    assert one == BoneAgentDose(drug="Denosumab", on=START, dose=Q(0.12, "g"))
    assert hash(one) == hash(BoneAgentDose(drug="denosumab", on=START, dose=Q(120, "mg")))
