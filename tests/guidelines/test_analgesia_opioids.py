"""Strong opioids begun, rescue doses, rapid-onset fentanyl and patches, asked through the public rules."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import boneguide as bg
from boneguide import Q, Status
from boneguide.calculators import OpioidDose, opioid_tolerance, rescue_dose
from boneguide.guidelines import analgesia, sources
from boneguide.guidelines.analgesia import (
    BUPRENORPHINE_PATCH,
    CODEINE,
    DIHYDROCODEINE,
    FENTANYL_PATCH,
    HYDROMORPHONE_START,
    INTRAVENOUS_MORPHINE_TITRATION,
    LOW_DOSE_STRONG_OPIOID,
    METHADONE,
    MORPHINE_START,
    OPIOID_IN_HEPATIC_IMPAIRMENT,
    OPIOID_IN_RENAL_IMPAIRMENT,
    OPIOID_SWITCH,
    OXYCODONE_START,
    RAPID_ONSET_FENTANYL,
    REGULAR_OPIOID_REVIEW,
    RESCUE_HYDROMORPHONE,
    RESCUE_INJECTED_HYDROMORPHONE,
    RESCUE_INJECTED_MORPHINE,
    RESCUE_INJECTED_OXYCODONE,
    RESCUE_MORPHINE,
    RESCUE_OTHER_OPIOID,
    RESCUE_OXYCODONE,
    RESCUE_WITH_FENTANYL_PATCH,
)
from boneguide.guidelines.facts._opioid_entries import amount_of
from boneguide.guidelines.facts.analgesia import TAKES_OPIOID, TAKES_STRONG_OPIOID
from boneguide.guidelines.facts.opioid import (
    DAYS_ON_REGULAR_OPIOIDS,
    FENTANYL_PATCH_RATE,
    HYDROCODONE_DAILY_DOSE,
    MORPHINE_DAILY_DOSE,
    MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE,
    OPIOID_TOLERANT_EU,
    OPIOID_TOLERANT_US,
    OXYCODONE_DAILY_DOSE,
    SEVERAL_REGULAR_OPIOIDS,
    TAKES_OPIOID_BY_MOUTH,
)
from boneguide.guidelines.facts.treatment import is_asked_about
from boneguide.logic import Snapshot, Truth, truth
from boneguide.logic.context import Context
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Fact, Value
from boneguide.logic.numbers import NumberFact
from boneguide.logic.scalar import number
from boneguide.model.answer import Recommendation
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.provenance import Verification
from boneguide.model.regimen import Range, Regimen
from tests.guidelines.asking import ids, known, man_cleared, noted, shown
from tests.guidelines.clean import ON, clean, conditions

A_WEEK_AGO = ON - timedelta(days=7)
EVERYWHERE = pytest.mark.parametrize("place", JURISDICTIONS)
STEADY = bg.Pain(worst=5, background_controlled=True)
SEVERE = bg.Pain(worst=8)
EPISODES = bg.Pain(
    worst=6,
    breakthrough=True,
    background_controlled=True,
    breakthrough_episodes_in_24_hours=3,
    rescue_doses_in_24_hours=3,
)


def taken(drug: str, milligrams: float | None = None, route: str | None = "oral", **more: Any) -> bg.Medication:
    daily = None if milligrams is None else Q(milligrams, "mg")
    return bg.Medication(**{"drug": drug, "route": route, "daily_dose": daily, "start": A_WEEK_AGO, **more})


def patch(rate: float, drug: str = "fentanyl") -> bg.Medication:
    return bg.Medication(drug=drug, rate=Q(rate, "ug/h"), start=A_WEEK_AGO)


def man(*medications: bg.Medication, pain: bg.Pain = STEADY, **changes: Any) -> bg.Patient:
    return clean(**{"medications": medications, "pain": pain, **changes})


def ask(rule: bg.Rule, patient: bg.Patient, place: Jurisdiction | None = "EU") -> Recommendation:
    return rule(patient, on=ON, jurisdiction=place)


def dose_of(answer: Recommendation, unit: str = "mg") -> tuple[float, float] | None:
    """Return the lowest and highest dose of an answer."""
    regimen = answer.regimen
    if not isinstance(regimen, Regimen):
        return None
    if regimen.dose is not None:
        return (regimen.dose.m_as(unit),) * 2
    assert regimen.dose_range is not None
    low, high = regimen.dose_range.low, regimen.dose_range.high
    assert low is not None
    assert high is not None
    return low.m_as(unit), high.m_as(unit)


# ---- beginning


@pytest.mark.parametrize("worst", [4, 6, 7, 10])
@pytest.mark.parametrize(
    ("rule", "dose"),
    [(MORPHINE_START, (5, 15)), (OXYCODONE_START, (5, 15)), (HYDROMORPHONE_START, (2, 4))],
    ids=["morphine", "oxycodone", "hydromorphone"],
)
def test_a_strong_opioid_is_begun_low(rule: bg.Rule, dose: tuple[float, float], worst: int) -> None:
    answer = ask(rule, man(pain=bg.Pain(worst=worst)))
    assert answer.status is Status.OPTION
    assert dose_of(answer) == dose
    assert isinstance(answer.regimen, Regimen)
    assert "as needed at first" in answer.regimen.notes[0]
    assert {"titration", "long-acting", "no-preference", "red-flags-first"} <= shown(rule, answer)


@pytest.mark.parametrize("rule", [MORPHINE_START, OXYCODONE_START, HYDROMORPHONE_START], ids=lambda rule: rule.id)
@pytest.mark.parametrize(
    "patient",
    [
        man(pain=bg.Pain(worst=3)),
        man(pain=bg.Pain()),
        man(taken("oxycodone", 20), pain=SEVERE),
    ],
)
def test_nothing_is_begun_without_need_or_beside_another(rule: bg.Rule, patient: bg.Patient) -> None:
    assert ask(rule, patient).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("changes", "dose"),
    [
        ({"age": Q(70, "year")}, (5, 15)),
        ({"age": Q(70.1, "year")}, (2, 2)),
        ({"conditions": conditions(frailty=True)}, (2, 2)),
    ],
)
def test_frail_people_and_those_over_70_begin_with_2_mg(changes: dict[str, Any], dose: tuple[float, float]) -> None:
    answer = ask(MORPHINE_START, man(pain=SEVERE, **changes))
    assert dose_of(answer) == dose
    assert ("frail-or-over-70" in shown(MORPHINE_START, answer)) == (dose == (2, 2))


def test_after_a_weak_opioid_uk_practice_is_shown() -> None:
    answer = ask(MORPHINE_START, man(taken("codeine", 240), pain=SEVERE))
    assert "after-a-weak-opioid" in ids(answer.alternatives)
    assert "after-a-weak-opioid" not in ids(ask(MORPHINE_START, man(pain=SEVERE)).alternatives)
    assert ids(answer.disagreements) == {"first-dose"}


@pytest.mark.parametrize(
    ("clearance", "status"), [(30.0, Status.OPTION), (29.99, Status.NOT_RECOMMENDED), (90.0, Status.OPTION)]
)
def test_morphine_is_avoided_with_weak_kidneys(clearance: float, status: Status) -> None:
    # eGFR lies above the clearance here, so the clearance decides.
    answer = ask(MORPHINE_START, man(pain=SEVERE, weight=Q(50, "kg"), labs=_cleared(clearance)))
    assert answer.status is status
    assert (known(answer) == {"weak-kidneys"}) == (status is Status.NOT_RECOMMENDED)


def _cleared(clearance: float) -> bg.Labs:
    """Return results of a man of 60 years and 50 kg with this clearance."""
    return bg.Labs(creatinine=Q(80 * 50 / 72 / clearance, "mg/dL"))


@pytest.mark.parametrize("rule", [OXYCODONE_START, HYDROMORPHONE_START], ids=lambda rule: rule.id)
def test_others_are_cautioned_about_with_weak_kidneys(rule: bg.Rule) -> None:
    answer = ask(rule, man(pain=SEVERE, labs=man_cleared(20)))
    assert answer.status is Status.OPTION
    assert known(answer) == {"weak-kidneys"}


@pytest.mark.parametrize(("clearance", "dose"), [(60.0, (2, 4)), (59.99, (0.5, 2)), (15.0, (0.5, 2))])
def test_hydromorphone_begins_lower_with_impaired_kidneys(clearance: float, dose: tuple[float, float]) -> None:
    answer = ask(HYDROMORPHONE_START, man(pain=SEVERE, weight=Q(50, "kg"), labs=_cleared(clearance)))
    assert dose_of(answer) == dose


def test_hydromorphone_begins_lower_with_a_weak_liver() -> None:
    answer = ask(HYDROMORPHONE_START, man(pain=SEVERE, conditions=conditions(severe_hepatic_impairment=True)))
    assert dose_of(answer) == (0.5, 2)
    assert "impaired" in shown(HYDROMORPHONE_START, answer)


@pytest.mark.parametrize("rule", [MORPHINE_START, HYDROMORPHONE_START], ids=lambda rule: rule.id)
def test_kidneys_are_measured_first(rule: bg.Rule) -> None:
    answer = ask(rule, man(pain=SEVERE, labs=bg.Labs()))
    assert answer.status is Status.NEEDS_DATA
    assert "latest_creatinine" in answer.missing


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"medications": [bg.Medication(drug="diazepam")]}, "sedatives"),
        ({"medications": [bg.Medication(drug="gabapentin")]}, "sedatives"),
        ({"conditions": conditions(alcohol_excess=True)}, "sedatives"),
        ({"medications": [bg.Medication(drug="moclobemide")]}, "mao-inhibitor"),
        ({"conditions": conditions(severe_hepatic_impairment=True)}, "weak-liver"),
    ],
)
def test_what_calls_for_care_with_any_opioid(changes: dict[str, Any], found: str) -> None:
    answer = ask(OXYCODONE_START, clean(**{"pain": SEVERE, **changes}))
    assert answer.status is Status.OPTION
    assert known(answer) == {found}


@pytest.mark.parametrize(
    ("rule", "drug"),
    [(MORPHINE_START, "morphine"), (OXYCODONE_START, "OxyNorm"), (HYDROMORPHONE_START, "hydromorphone")],
)
def test_an_allergy_forbids_it_and_is_asked_for(rule: bg.Rule, drug: str) -> None:
    assert ask(rule, man(pain=SEVERE, allergies=[drug])).status is Status.CONTRAINDICATED
    assert ask(rule, man(pain=SEVERE).without("allergies")).status is Status.AFTER


# ---- rescue


@pytest.mark.parametrize(
    ("rule", "medication", "low", "high"),
    [
        (RESCUE_MORPHINE, taken("morphine", 200), 20, 40),  # V25
        (RESCUE_OXYCODONE, taken("oxycodone", 80), 8, 16),  # V26
        (RESCUE_WITH_FENTANYL_PATCH, patch(75), 18, 36),  # V28
        (RESCUE_MORPHINE, taken("morphine", 210), 21, 42),  # V29, the new regular dose
        (RESCUE_MORPHINE, taken("MST", 33), 3.3, 6.6),
        (RESCUE_HYDROMORPHONE, taken("hydromorphone", 24), 2.4, 4.8),
        (RESCUE_INJECTED_MORPHINE, taken("morphine", 72, "IV"), 7.2, 14.4),
        (RESCUE_INJECTED_MORPHINE, taken("morphine", 30, "SC"), 3, 6),
        (RESCUE_INJECTED_OXYCODONE, taken("oxycodone", 20, "SC"), 2, 4),
        (RESCUE_INJECTED_OXYCODONE, taken("OxyNorm", 40, "IV"), 4, 8),
        (RESCUE_INJECTED_HYDROMORPHONE, taken("hydromorphone", 6, "SC"), 0.6, 1.2),
    ],
)
def test_a_rescue_dose_is_a_tenth_to_a_fifth_of_the_day(
    rule: bg.Rule, medication: bg.Medication, low: float, high: float
) -> None:
    answer = ask(rule, man(medication))
    assert answer.status is Status.OPTION
    assert isinstance(answer.regimen, Regimen)
    assert answer.regimen.dose_range == Range(low=Q(low, "mg"), high=Q(high, "mg"))
    assert {"other-shares", "asco-share", "trigger", "fast-onset", "titration"} <= shown(rule, answer)
    assert "A07" in {row for source in answer.sources for row in source.rows}


@given(milligrams=st.integers(1, 3000))
def test_the_rule_and_the_calculator_agree(milligrams: int) -> None:
    daily = OpioidDose(drug="morphine", route="oral", dose=Q(milligrams, "mg/day"))
    found = rescue_dose(daily_dose=daily, convention="10-20 %")
    answer = ask(RESCUE_MORPHINE, man(taken("morphine", milligrams)))
    assert dose_of(answer) == pytest.approx((found.low.m_as("mg"), found.high.m_as("mg")), rel=1e-12)


def test_entries_of_one_drug_are_added_up() -> None:
    answer = ask(RESCUE_MORPHINE, man(taken("morphine", 60), taken("oramorph", 30)))
    assert dose_of(answer) == (9, 18)


@pytest.mark.parametrize("unit", ["mg", "g", "ug"])
def test_the_unit_of_the_daily_dose_changes_nothing(unit: str) -> None:
    whole = taken("morphine", 200)
    assert whole.daily_dose is not None
    other = attrs.evolve(whole, daily_dose=whole.daily_dose.to(unit))
    assert ask(RESCUE_MORPHINE, man(other)) == ask(RESCUE_MORPHINE, man(whole))


@pytest.mark.parametrize(
    "medications",
    [
        [],
        [taken("morphine", 60, as_needed=True)],
        [taken("morphine", 60, stop=ON - timedelta(days=1))],
        [taken("oxycodone", 60)],
        [patch(25)],
        [taken("morphine", 60, "IV")],
    ],
)
def test_no_rescue_dose_of_what_is_not_taken_regularly_by_mouth(medications: list[bg.Medication]) -> None:
    assert ask(RESCUE_MORPHINE, man(*medications)).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    "medication",
    [
        taken("morphine"),
        taken("morphine", 60, None),
        bg.Medication(drug="morphine", route="oral", daily_dose=Q(60, "mg"), last_given=ON - timedelta(days=1)),
    ],
)
def test_a_dose_that_is_not_known_is_asked_for(medication: bg.Medication) -> None:
    certain = taken("morphine", 20)
    answer = ask(RESCUE_MORPHINE, man(certain, medication))
    assert answer.status is Status.NEEDS_DATA
    assert "morphine_daily_dose" in answer.missing


@pytest.mark.parametrize(
    ("by_mouth", "injected", "drug"),
    [
        (RESCUE_MORPHINE, RESCUE_INJECTED_MORPHINE, "morphine"),
        (RESCUE_OXYCODONE, RESCUE_INJECTED_OXYCODONE, "oxycodone"),
        (RESCUE_HYDROMORPHONE, RESCUE_INJECTED_HYDROMORPHONE, "hydromorphone"),
    ],
)
def test_by_mouth_and_by_injection_each_has_its_own_share(by_mouth: bg.Rule, injected: bg.Rule, drug: str) -> None:
    mouth, needle = taken(drug, 40), taken(drug, 10, "SC")
    for rule, listed, other, dose in ((by_mouth, mouth, needle, (4.0, 8.0)), (injected, needle, mouth, (1.0, 2.0))):
        both = ask(rule, man(mouth, needle))
        assert dose_of(both) == dose
        assert "two-ways" in shown(rule, both)
        assert "two-ways" not in shown(rule, ask(rule, man(listed)))
        assert ask(rule, man(other)).status is Status.NOT_APPLICABLE
    unknown = ask(injected, man(taken(drug, None, "SC")))
    assert unknown.status is Status.NEEDS_DATA
    assert f"injected_{drug}_daily_dose" in unknown.missing
    assert RESCUE_OTHER_OPIOID.id not in applicable(man(mouth, needle))


def applicable(patient: bg.Patient) -> set[str]:
    return {answer.id for answer in analgesia(patient, on=ON, jurisdiction="EU").applicable}


BACKGROUNDS = [
    *(
        taken(name, 60, route)
        for name in ("morphine", "oxycodone", "hydromorphone", "methadone", "diamorphine", "buprenorphine")
        for route in ("oral", "subcutaneous", "intravenous", "sublingual", "rectal", "epidural", "intrathecal", None)
    ),
    *(taken(name, 60) for name in ("hydrocodone", "oxymorphone", "tapentadol", "levorphanol", "pethidine")),
    *(taken("fentanyl", 1, route) for route in ("subcutaneous", "intravenous", None)),
    bg.Medication(drug="a new drug", classes=["strong opioid"]),
    patch(25),
    patch(20, "buprenorphine"),
]


@pytest.mark.parametrize("beside", [(), (patch(25),), (patch(20, "buprenorphine"),)], ids=["alone", "fentanyl", "bup"])
@pytest.mark.parametrize("listed", BACKGROUNDS, ids=lambda m: f"{m.drug}-{m.route or m.rate}")
def test_beside_every_regular_strong_opioid_something_is_said_of_rescue(
    listed: bg.Medication, beside: tuple[bg.Medication, ...]
) -> None:
    assert any(rule.startswith("rescue-") for rule in applicable(man(listed, *beside, pain=EPISODES)))


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (taken("methadone", 20), True),
        (patch(20, "buprenorphine"), True),
        (taken("tapentadol", 200), True),
        (taken("diamorphine", 30, "SC"), True),
        (taken("fentanyl", 0.6, "SC"), True),
        (taken("morphine", 60, "rectal"), True),
        (taken("morphine", 60), False),
        (taken("oxycodone", 20, "SC"), False),
        (patch(25), False),
        # Its way is asked about, and not a word is said of it until it is known.
        (taken("oxycodone", 60, None), False),
        (taken("methadone", 20, as_needed=True), False),
        (taken("methadone", 20, stop=ON - timedelta(days=1)), False),
        (bg.Medication(drug="fentanyl", route="nasal"), False),
        (taken("codeine", 120), False),
    ],
)
def test_where_no_rescue_dose_is_worked_out_it_is_said(listed: bg.Medication, *, told: bool) -> None:
    answer = ask(RESCUE_OTHER_OPIOID, man(listed))
    assert answer.status is (Status.OPTION if told else Status.NOT_APPLICABLE)
    if told:
        assert answer.regimen is None
        assert "No rescue dose is worked out here" in answer.action
        classes = {listed.drug} & {"methadone", "buprenorphine"}
        assert shown(RESCUE_OTHER_OPIOID, answer) & {"methadone", "buprenorphine"} == classes
        beside = ask(RESCUE_OTHER_OPIOID, man(listed, taken("morphine", 60)))
        assert "several-opioids" in shown(RESCUE_OTHER_OPIOID, beside) or listed.drug == "morphine"


def test_nobody_is_given_rescues_because_a_list_is_missing() -> None:
    for rule in (RESCUE_MORPHINE, RESCUE_OXYCODONE, RESCUE_WITH_FENTANYL_PATCH, REGULAR_OPIOID_REVIEW):
        assert ask(rule, man().without("medications")).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("controlled", "told"), [(True, False), (None, False), (False, True)])
def test_pain_over_an_uncontrolled_background_is_not_breakthrough(controlled: bool | None, *, told: bool) -> None:
    answer = ask(RESCUE_MORPHINE, man(taken("morphine", 60), pain=bg.Pain(background_controlled=controlled)))
    assert ("not-breakthrough" in shown(RESCUE_MORPHINE, answer)) is told


@pytest.mark.parametrize(
    ("rescues", "status"), [(4, Status.NOT_APPLICABLE), (5, Status.RECOMMENDED), (None, Status.NOT_APPLICABLE)]
)
def test_more_than_four_rescues_call_for_a_new_regular_dose(rescues: int | None, status: Status) -> None:
    pain = bg.Pain(rescue_doses_in_24_hours=rescues)
    assert ask(REGULAR_OPIOID_REVIEW, man(taken("morphine", 120), pain=pain)).status is status
    assert ask(REGULAR_OPIOID_REVIEW, man(pain=pain)).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("rule", [RESCUE_MORPHINE, RESCUE_INJECTED_MORPHINE, RESCUE_WITH_FENTANYL_PATCH])
def test_morphine_for_rescue_is_avoided_with_weak_kidneys(rule: bg.Rule) -> None:
    beside = (patch(25),) if rule is RESCUE_WITH_FENTANYL_PATCH else ()
    patient = man(taken("morphine", 60), taken("morphine", 30, "SC"), *beside, labs=man_cleared(20))
    assert ask(rule, patient).status is Status.NOT_RECOMMENDED


# ---- rapid-onset fentanyl


def test_v55_in_the_us_it_is_not_to_be_had() -> None:
    answer = ask(RAPID_ONSET_FENTANYL, man(taken("morphine", 60), pain=EPISODES), "US")
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"not-available"}
    assert "immediate-release opioid" in str(answer.contraindications[0])


@pytest.mark.parametrize("place", ["EU", "UK"])
def test_v56_in_europe_the_lowest_strength(place: Jurisdiction) -> None:
    answer = ask(RAPID_ONSET_FENTANYL, man(taken("morphine", 60), pain=EPISODES), place)
    assert answer.status is Status.OPTION
    assert answer.missing == ()
    assert dose_of(answer, "ug") == (100, 100)
    assert ids(answer.alternatives) == {"buccal-tablet", "lozenge"}
    assert noted(answer, "50 ug (not verified)")


@pytest.mark.parametrize(
    ("medication", "status"),
    [
        (taken("oxycodone", 29), Status.CONTRAINDICATED),  # V58
        (taken("oxycodone", 30), Status.OPTION),
        (taken("hydromorphone", 7.5), Status.CONTRAINDICATED),  # V59
        (taken("hydromorphone", 8), Status.OPTION),
        (taken("morphine", 59), Status.CONTRAINDICATED),
        (patch(12.5), Status.CONTRAINDICATED),
        (patch(25), Status.OPTION),
        (taken("morphine", 60, start=ON - timedelta(days=6)), Status.CONTRAINDICATED),
        (taken("morphine", 60, start=None), Status.AFTER),
        (taken("oxymorphone", 25), Status.AFTER),
        (taken("tramadol", 400), Status.AFTER),
        (taken("codeine", 240), Status.CONTRAINDICATED),
        (taken("codeine", 240.1), Status.AFTER),
    ],
)
def test_v58_v59_each_drug_has_its_own_threshold(medication: bg.Medication, status: Status) -> None:
    assert ask(RAPID_ONSET_FENTANYL, man(medication, pain=EPISODES)).status is status


def test_v61_the_dose_does_not_follow_the_regular_one() -> None:
    assert dose_of(ask(RAPID_ONSET_FENTANYL, man(taken("morphine", 400), pain=EPISODES)), "ug") == (100, 100)


@pytest.mark.parametrize(
    ("episodes", "status"), [(4, Status.OPTION), (5, Status.WITHHOLD), (6, Status.WITHHOLD), (None, Status.AFTER)]
)
def test_v62_more_than_four_episodes_raise_the_background(episodes: int | None, status: Status) -> None:
    pain = attrs.evolve(EPISODES, breakthrough_episodes_in_24_hours=episodes)
    answer = ask(RAPID_ONSET_FENTANYL, man(taken("morphine", 60), pain=pain))
    assert answer.status is status
    assert (ids(answer.holds) == {"more-than-four-episodes"}) == (status is Status.WITHHOLD)


@pytest.mark.parametrize(("controlled", "status"), [(False, Status.WITHHOLD), (None, Status.AFTER)])
def test_rapid_fentanyl_wants_a_controlled_background(controlled: bool | None, status: Status) -> None:
    pain = attrs.evolve(EPISODES, background_controlled=controlled)
    assert ask(RAPID_ONSET_FENTANYL, man(taken("morphine", 60), pain=pain)).status is status


@pytest.mark.parametrize("breakthrough", [False, None])
def test_rapid_fentanyl_is_for_episodes_under_an_opioid(breakthrough: bool | None) -> None:
    pain = bg.Pain(worst=6, breakthrough=breakthrough)
    assert ask(RAPID_ONSET_FENTANYL, man(taken("morphine", 60), pain=pain)).status is Status.NOT_APPLICABLE
    assert ask(RAPID_ONSET_FENTANYL, man(pain=EPISODES).without("medications")).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("place", "found"),
    [("US", {"not-available", "not-tolerant-us"}), ("EU", {"not-tolerant"}), ("UK", {"not-tolerant"})],
)
def test_rapid_fentanyl_is_forbidden_to_the_naive(place: Jurisdiction, found: set[str]) -> None:
    answer = ask(RAPID_ONSET_FENTANYL, man(pain=EPISODES), place)
    assert answer.status is Status.CONTRAINDICATED
    assert answer.regimen is None
    assert known(answer) == found
    assert "Is not opioid-tolerant as the" in str(answer.contraindications)


def test_v55_in_the_us_production_has_ended() -> None:
    # Hydrocodone has a threshold in the US definition only.
    enough, less = (man(taken("hydrocodone", each), pain=EPISODES) for each in (60, 59))
    answer = ask(RAPID_ONSET_FENTANYL, enough, "US")
    assert (answer.status, known(answer), answer.regimen) == (Status.NOT_RECOMMENDED, {"not-available"}, None)
    assert ask(RAPID_ONSET_FENTANYL, less, "US").status is Status.CONTRAINDICATED


def test_five_episodes_are_episodes() -> None:
    pain = bg.Pain(breakthrough_episodes_in_24_hours=5)
    assert ask(RAPID_ONSET_FENTANYL, man(taken("morphine", 60), pain=pain)).status is Status.WITHHOLD


# ---- tolerance

_REGIMENS = st.lists(
    st.tuples(
        st.sampled_from(
            ("morphine", "oxycodone", "hydromorphone", "oxymorphone", "hydrocodone", "tramadol", "codeine")
        ),
        st.sampled_from((4.0, 7.5, 8.0, 24.9, 25.0, 29.0, 30.0, 59.0, 60.0)),
    ),
    max_size=3,
    unique_by=lambda pair: pair[0],
)


@given(regimen=_REGIMENS, rate=st.sampled_from((None, 12.5, 25.0)), days=st.sampled_from((None, 6, 7)))
def test_tolerance_is_what_the_calculator_says(
    regimen: list[tuple[Any, float]], rate: float | None, days: int | None
) -> None:
    start = None if days is None else ON - timedelta(days=days)
    doses = [OpioidDose(drug=drug, route="oral", dose=Q(mg, "mg/day")) for drug, mg in regimen]
    entries = [taken(drug, mg, start=start) for drug, mg in regimen]
    if rate is not None:
        doses.append(OpioidDose(drug="fentanyl", route="transdermal", dose=Q(rate, "ug/h")))
        entries.append(attrs.evolve(patch(rate), start=start))
    facts = Snapshot(Context(patient=man(*entries), on=ON, jurisdiction="EU"))
    since = None if days is None else Q(days, "day")
    for criterion, definition in ((OPIOID_TOLERANT_EU, "eu"), (OPIOID_TOLERANT_US, "us")):
        said = opioid_tolerance(doses, taken_for=since, definition=definition).tolerant  # type: ignore[arg-type]  # a pair of words
        # Without an opioid there is no time on one, which the calculator is told apart.
        assert truth(criterion, facts) is Truth.of(False if not doses else said)


def test_without_a_list_tolerance_is_not_known() -> None:
    facts = Snapshot(Context(patient=man().without("medications"), on=ON, jurisdiction="EU"))
    assert truth(OPIOID_TOLERANT_EU, facts) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("medication", "expected"),
    [
        (taken("morphine", 60, as_needed=True), Truth.FALSE),
        (taken("morphine", 60, None), Truth.UNKNOWN),
        (bg.Medication(drug="tramadol", route="oral", last_given=ON - timedelta(days=1)), Truth.UNKNOWN),
    ],
)
def test_what_is_taken_as_needed_makes_nobody_tolerant(medication: bg.Medication, expected: Truth) -> None:
    facts = Snapshot(Context(patient=man(medication), on=ON, jurisdiction="EU"))
    assert truth(OPIOID_TOLERANT_EU, facts) is expected


@pytest.mark.parametrize(
    ("medications", "expected"),
    [
        ([taken("codeine", 120), taken("codeine", 120)], Truth.FALSE),
        ([taken("codeine", 120), taken("codeine", 120.1)], Truth.UNKNOWN),
        ([taken("codeine", None)], Truth.FALSE),
        ([taken("codeine", 60, None)], Truth.FALSE),
        ([taken("co-codamol", 4000)], Truth.FALSE),
        ([taken("codeine", 60, "IM")], Truth.UNKNOWN),
        ([taken("dihydrocodeine", 60)], Truth.UNKNOWN),
        ([taken("codeine", 60), taken("tramadol", 50)], Truth.UNKNOWN),
        ([taken("codeine", 60), taken("morphine", 10)], Truth.UNKNOWN),
        ([taken("codeine", 60), taken("morphine", 60)], Truth.TRUE),
        # Half of one threshold and half of another, and a little less.
        ([taken("morphine", 30), taken("oxycodone", 15)], Truth.UNKNOWN),
        ([taken("morphine", 30), taken("oxycodone", 14.9)], Truth.FALSE),
        ([taken("morphine", 15), taken("oxycodone", 7.5), taken("hydromorphone", 2), patch(6.25)], Truth.UNKNOWN),
        ([taken("morphine", 15), taken("oxycodone", 7.5), taken("hydromorphone", 2), patch(6.2)], Truth.FALSE),
        # How much of one is not known.
        ([taken("morphine", 30), taken("oxycodone", None)], Truth.UNKNOWN),
    ],
)
def test_what_is_surely_too_little_is_a_no(medications: list[bg.Medication], expected: Truth) -> None:
    facts = Snapshot(Context(patient=man(*medications), on=ON, jurisdiction="EU"))
    assert truth(OPIOID_TOLERANT_EU, facts) is expected


def ago(days: int) -> date:
    return ON - timedelta(days=days)


LONG: dict[str, Any] = {"start": ago(30)}
ENDED: dict[str, Any] = {"start": ago(30), "stop": ago(2)}
A_WEEK_OR_MORE = Interval(7.0, float("inf"))


@pytest.mark.parametrize(
    ("medications", "days", "tolerant"),
    [
        # Nothing was changed within the week.
        ([taken("morphine", 60, start=ago(7))], 7, Truth.TRUE),
        ([taken("morphine", 60, start=ago(6))], 6, Truth.FALSE),
        ([taken("morphine", 60, **LONG), taken("tapentadol", 100, start=ago(8))], 8, Truth.TRUE),
        # More of the same drug, after enough of it.
        ([taken("morphine", 60, **ENDED), taken("morphine", 90, start=ago(1))], A_WEEK_OR_MORE, Truth.TRUE),
        ([taken("MST", 60, **ENDED), taken("zomorph", 90, start=ago(2))], A_WEEK_OR_MORE, Truth.TRUE),
        ([taken("morphine", 59, **ENDED), taken("morphine", 90, start=ago(1))], 1, Truth.FALSE),
        (
            [taken("morphine", 60, start=ago(7), stop=ago(2)), taken("morphine", 90, start=ago(1))],
            A_WEEK_OR_MORE,
            Truth.TRUE,
        ),
        ([taken("morphine", 60, start=ago(6), stop=ago(2)), taken("morphine", 90, start=ago(1))], 1, Truth.FALSE),
        # A day without.
        ([taken("morphine", 60, **{**LONG, "stop": ago(3)}), taken("morphine", 90, start=ago(1))], 1, Truth.FALSE),
        # Something is added to what is enough.
        ([taken("morphine", 60, **LONG), taken("tramadol", 200, start=ago(1))], A_WEEK_OR_MORE, Truth.TRUE),
        ([taken("morphine", 60, **LONG), taken("tramadol", 200, start=None)], A_WEEK_OR_MORE, Truth.TRUE),
        ([taken("morphine", 60, **LONG), taken("morphine", 30, start=ago(1))], A_WEEK_OR_MORE, Truth.TRUE),
        ([taken("morphine", 59, **LONG), taken("morphine", 1, start=ago(1))], 1, Truth.FALSE),
        # One drug after another, each enough alone.
        ([taken("morphine", 60, **ENDED), taken("oxycodone", 30, start=ago(1))], A_WEEK_OR_MORE, Truth.TRUE),
        ([taken("morphine", 60, **ENDED), attrs.evolve(patch(25), start=ago(1))], A_WEEK_OR_MORE, Truth.TRUE),
        # What was taken before is not known well enough for a no.
        ([taken("tapentadol", 400, **LONG), taken("morphine", 60, start=ago(1))], None, Truth.UNKNOWN),
        ([taken("morphine", None, **ENDED), taken("morphine", 90, start=ago(1))], None, Truth.UNKNOWN),
        ([taken("morphine", 60, None, **ENDED), taken("morphine", 90, start=ago(1))], None, Truth.UNKNOWN),
        ([taken("morphine", 60, start=None, stop=ago(2)), taken("morphine", 90, start=ago(1))], None, Truth.UNKNOWN),
        ([taken("percocet", 60, **ENDED), taken("oxycodone", 60, start=ago(1))], None, Truth.UNKNOWN),
        (
            [
                taken("morphine", 30, **ENDED),
                taken("oxycodone", 15, **ENDED),
                taken("morphine", 60, start=ago(1)),
            ],
            None,
            Truth.UNKNOWN,
        ),
        (
            [
                taken("morphine", 29, **ENDED),
                taken("oxycodone", 15, **ENDED),
                taken("morphine", 60, start=ago(1)),
            ],
            1,
            Truth.FALSE,
        ),
        ([taken("morphine", 60, start=None)], None, Truth.UNKNOWN),
        (
            [
                taken("morphine", 60, **{**LONG, "stop": ago(1)}),
                taken("morphine", 60, start=None, last_given=ago(1)),
            ],
            None,
            Truth.UNKNOWN,
        ),
        # What was taken when needed was no regular opioid.
        ([taken("morphine", 60, as_needed=True, **ENDED), taken("morphine", 90, start=ago(1))], 1, Truth.FALSE),
        ([], None, Truth.FALSE),
    ],
)
def test_a_change_within_the_week_does_not_end_the_time_of_enough(
    medications: list[bg.Medication], days: float | Interval | None, tolerant: Truth
) -> None:
    facts = Snapshot(Context(patient=man(*medications), on=ON, jurisdiction="EU"))
    found = number(DAYS_ON_REGULAR_OPIOIDS, facts)
    assert found == (days if days is None or isinstance(days, Interval) else Interval.point(days))
    assert truth(OPIOID_TOLERANT_EU, facts) is tolerant


@pytest.mark.parametrize(
    ("medication", "expected"),
    [
        # By its name for episodes of pain, whatever is said of it.
        (bg.Medication(drug="Abstral", as_needed=False, start=A_WEEK_AGO), Truth.FALSE),
        (bg.Medication(drug="some new drug", classes=["rapid-onset fentanyl"], start=A_WEEK_AGO), Truth.FALSE),
        (taken("fentanyl", None, "nasal"), Truth.FALSE),
        (taken("fentanyl citrate 200 micrograms", None, "buccal"), Truth.FALSE),
        # Said to be regular, or by a route that may be.
        (taken("fentanyl", None, "nasal", as_needed=False), Truth.UNKNOWN),
        (taken("fentanyl", None, "SC"), Truth.UNKNOWN),
        (taken("fentanyl", None, None), Truth.UNKNOWN),
        (taken("morphine", None, "sublingual"), Truth.UNKNOWN),
    ],
)
def test_fentanyl_for_episodes_is_no_regular_opioid(medication: bg.Medication, expected: Truth) -> None:
    facts = Snapshot(Context(patient=man(medication), on=ON, jurisdiction="EU"))
    assert truth(OPIOID_TOLERANT_EU, facts) is expected
    assert truth(TAKES_STRONG_OPIOID, facts) is Truth.TRUE


@pytest.mark.parametrize(
    ("name", "number_of"),
    [
        ("percocet", OXYCODONE_DAILY_DOSE),
        ("vicodin", HYDROCODONE_DAILY_DOSE),
        ("oxycodone/ibuprofen", OXYCODONE_DAILY_DOSE),
        ("oxycodone and aspirin", OXYCODONE_DAILY_DOSE),
    ],
)
def test_an_amount_of_a_combination_is_of_no_part(name: str, number_of: NumberFact) -> None:
    opioid = "hydrocodone" if name == "vicodin" else "oxycodone"
    for listed, found in (
        (taken(name, 60), None),
        (taken(opioid, 60, product=name), Interval.point(60)),
        (taken(name, 60, as_needed=True), Interval.point(0)),
    ):
        assert number(number_of, Snapshot(Context(patient=man(listed), on=ON))) == found


_PARACETAMOL_OF_PERCOCET = taken("paracetamol", 1300, product="Percocet")


def test_paracetamol_of_a_combination_is_no_dose_of_its_opioid() -> None:
    answer = ask(RESCUE_OXYCODONE, man(_PARACETAMOL_OF_PERCOCET), "US")
    assert answer.status is Status.NEEDS_DATA
    assert answer.regimen is None
    assert "oxycodone_daily_dose" in answer.missing
    # Nor is it enough to be tolerant by.
    facts = Snapshot(Context(patient=man(_PARACETAMOL_OF_PERCOCET), on=ON, jurisdiction="US"))
    assert truth(OPIOID_TOLERANT_US, facts) is Truth.UNKNOWN


@pytest.mark.parametrize("product", ["Percocet", " percocet ", "PERCOCET"])
def test_of_a_combination_entered_part_by_part_the_opioid_has_its_own_dose(product: str) -> None:
    pair = (_PARACETAMOL_OF_PERCOCET, taken("oxycodone", 20, product=product))
    answer = ask(RESCUE_OXYCODONE, man(*pair), "US")
    assert answer.status is Status.OPTION
    assert dose_of(answer) == (2, 4)
    # An opioid part that is no longer taken says nothing of the other.
    stopped = attrs.evolve(pair[1], stop=ON - timedelta(days=1))
    assert ask(RESCUE_OXYCODONE, man(pair[0], stopped), "US").status is Status.NEEDS_DATA


@pytest.mark.parametrize(
    ("listed", "found"),
    [
        (taken("paracetamol", 4000, product="co-codamol 30/500"), None),
        (taken("ibuprofen", 1200, product="ibuprofen and codeine"), None),
        (taken("some new drug", 60, product="Percocet"), None),
        (taken("some new drug", 60, product="OxyContin"), 60),
        (taken("some new drug", 60, classes=["oxycodone", "paracetamol"]), None),
        (taken("some new drug", 60, classes=["oxycodone"]), 60),
    ],
    ids=str,
)
def test_an_amount_is_of_the_substance_that_is_named(listed: bg.Medication, found: float | None) -> None:
    assert amount_of(listed) == found


@pytest.mark.parametrize(("allergy", "status"), [("Percocet", Status.CONTRAINDICATED), ("vicodin", Status.OPTION)])
def test_an_allergy_to_a_combination_is_one_to_its_opioid(allergy: str, status: Status) -> None:
    assert ask(OXYCODONE_START, man(pain=SEVERE, allergies=[allergy])).status is status


# ---- patches


@pytest.mark.parametrize(
    ("listed", "counted"),
    [
        ([patch(12)], 12.5),
        ([patch(12, "Durogesic")], 12.5),
        ([patch(12.5)], 12.5),
        ([patch(12), patch(12)], 25),
        ([patch(12), patch(25)], 37.5),
        ([patch(11.9)], 11.9),
        ([patch(12.1)], 12.1),
        ([patch(37)], 37),
    ],
)
def test_a_patch_that_is_named_12_delivers_12_and_a_half(listed: list[bg.Medication], counted: float) -> None:
    facts = Snapshot(Context(patient=man(*listed), on=ON))
    assert number(FENTANYL_PATCH_RATE, facts) == Interval.point(counted)
    assert truth(OPIOID_TOLERANT_EU, facts) is Truth.of(counted >= 25)


def test_another_drug_in_a_patch_is_what_is_written() -> None:
    assert amount_of(patch(12, "buprenorphine")) == 12


def test_the_rescue_dose_beside_a_patch_named_12() -> None:
    assert dose_of(ask(RESCUE_WITH_FENTANYL_PATCH, man(patch(12)))) == (3, 6)


DYSPHAGIA = conditions(cannot_swallow=True)


def patched(milligrams: float, **changes: Any) -> bg.Patient:
    return man(taken("morphine", milligrams), **{"conditions": DYSPHAGIA, **changes})


@pytest.mark.parametrize(
    ("place", "medications", "status", "found"),
    [
        ("US", (), Status.CONTRAINDICATED, {"nothing-strong", "not-tolerant", "below-60-mg"}),
        ("EU", (), Status.CONTRAINDICATED, {"nothing-strong", "below-60-mg"}),
        ("UK", (), Status.CONTRAINDICATED, {"nothing-strong", "below-60-mg"}),
        ("US", (taken("codeine", 240),), Status.CONTRAINDICATED, {"nothing-strong", "not-tolerant", "below-60-mg"}),
        ("US", None, Status.NOT_APPLICABLE, set()),
        ("US", (taken("oxycodone", 60),), Status.NOT_APPLICABLE, set()),
    ],
)
def test_no_fentanyl_patch_for_the_naive(
    place: Jurisdiction, medications: tuple[bg.Medication, ...] | None, status: Status, found: set[str]
) -> None:
    answer = ask(FENTANYL_PATCH, man(pain=STEADY, conditions=DYSPHAGIA, medications=medications), place)
    assert answer.status is status
    assert answer.regimen is None
    assert known(answer) - {"less-than-a-week"} == found
    if place == "US" and found:
        assert "Is not opioid-tolerant as the US label defines it" in str(answer.contraindications)
    assert ask(FENTANYL_PATCH, man(pain=STEADY), place).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("crisis", "status"), [(True, Status.WITHHOLD), (False, Status.OPTION), (None, Status.OPTION)])
@EVERYWHERE
def test_no_fentanyl_patch_in_a_crisis(place: Jurisdiction, crisis: bool | None, status: Status) -> None:
    answer = ask(FENTANYL_PATCH, patched(90, pain=attrs.evolve(STEADY, crisis=crisis)), place)
    assert answer.status is status
    assert ids(answer.holds) == ({"crisis"} if crisis else set())


@pytest.mark.parametrize(
    ("milligrams", "rate"),
    [
        (60, 25),
        (134, 25),
        (134.9, 25),
        (135, 50),
        (224.9, 50),
        (225, 75),
        (314.9, 75),
        (59.9, None),
        (315, None),
        (1125, None),
    ],
)
def test_the_us_table_of_patches(milligrams: float, rate: float | None) -> None:
    answer = ask(FENTANYL_PATCH, patched(milligrams, labs=man_cleared(90)), "US")
    assert dose_of(answer, "ug/h") == (None if rate is None else (rate, rate))
    assert (answer.status is Status.OPTION) == (rate is not None)


@pytest.mark.parametrize(
    ("milligrams", "rate"),
    [
        (10, None),
        (59.9, None),
        (60, 25),
        (134.9, 25),
        (135, 50),
        (225, 75),
        (315, 100),
        (405, 125),
        (495, 150),
        (585, 175),
        (675, 200),
        (765, 225),
        (855, 250),
        (945, 275),
        (1035, 300),
        (1124.9, 300),
        (1125, None),
    ],
)
@pytest.mark.parametrize("place", ["EU", "UK"])
def test_the_european_table_of_patches(place: Jurisdiction, milligrams: float, rate: float | None) -> None:
    answer = ask(FENTANYL_PATCH, patched(milligrams), place)
    assert dose_of(answer, "ug/h") == (None if rate is None else (rate, rate))
    assert (answer.status is Status.OPTION) == (rate is not None)
    assert answer.status in {Status.OPTION, Status.NOT_RECOMMENDED}


def test_v41_less_than_60_mg_is_not_tolerant_in_the_us() -> None:
    answer = ask(FENTANYL_PATCH, patched(59), "US")
    assert answer.status is Status.CONTRAINDICATED
    assert known(answer) == {"not-tolerant", "below-60-mg"}


@pytest.mark.parametrize("milligrams", [10, 44, 59, 59.9])
@pytest.mark.parametrize("place", ["EU", "UK"])
def test_v41_less_than_60_mg_is_refused_in_europe_too(place: Jurisdiction, milligrams: float) -> None:
    answer = ask(FENTANYL_PATCH, patched(milligrams), place)
    assert answer.status is Status.NOT_RECOMMENDED
    assert "below-60-mg" in known(answer)
    assert answer.regimen is None
    (dispute,) = [d for d in answer.disagreements if d.id == "small-patches"]
    assert {p.by: p.says for p in dispute.positions}["the European table"].startswith("12.5 ug/h below 44 mg")
    assert "small-patches" not in ids(ask(FENTANYL_PATCH, patched(60), place).disagreements)


@EVERYWHERE
def test_below_60_mg_no_patch_is_left_without_a_word(place: Jurisdiction) -> None:
    # Another opioid leaves tolerance open, and the table has no line.
    answer = ask(FENTANYL_PATCH, patched(30, medications=[taken("morphine", 30), taken("tramadol", 200)]), place)
    assert answer.status is Status.NOT_RECOMMENDED
    assert "below-60-mg" in known(answer)


@pytest.mark.parametrize(
    ("start", "status"),
    [
        (ON - timedelta(days=7), Status.OPTION),
        (ON - timedelta(days=6), Status.WITHHOLD),
        (None, Status.AFTER),
    ],
)
@pytest.mark.parametrize("place", ["EU", "UK"])
def test_in_europe_too_an_opioid_is_taken_for_a_week_first(place: Jurisdiction, start: Any, status: Status) -> None:
    answer = ask(FENTANYL_PATCH, patched(90, medications=[taken("morphine", 90, start=start)]), place)
    assert answer.status is status
    assert (ids(answer.holds) == {"less-than-a-week"}) == (status is Status.WITHHOLD)


@pytest.mark.parametrize(
    ("pain", "status"),
    [
        (bg.Pain(worst=5, background_controlled=True), Status.OPTION),
        (bg.Pain(worst=5, background_controlled=False), Status.WITHHOLD),
        (bg.Pain(worst=5), Status.AFTER),
        (bg.Pain(worst=8, background_controlled=True, crisis=True), Status.WITHHOLD),
    ],
)
def test_a_buprenorphine_patch_is_for_a_stable_need(pain: bg.Pain, status: Status) -> None:
    assert ask(BUPRENORPHINE_PATCH, man(pain=pain)).status is status


@pytest.mark.parametrize("rule", [MORPHINE_START, OXYCODONE_START, HYDROMORPHONE_START, BUPRENORPHINE_PATCH])
def test_whether_a_strong_opioid_is_taken_is_asked_where_it_is_not_known(rule: bg.Rule) -> None:
    answer = ask(rule, man().without("medications"))
    assert answer.status is Status.AFTER
    assert "no-strong-opioid" in ids(answer.first)
    assert "no-strong-opioid" not in ids(ask(rule, man()).first)
    assert "no-strong-opioid" not in ids(ask(rule, man(taken("codeine", 120))).first)


def test_on_morphine_the_buprenorphine_patch_asks_nothing_more() -> None:
    assert "no-strong-opioid" not in ids(ask(BUPRENORPHINE_PATCH, man(taken("morphine", 20))).first)


@pytest.mark.parametrize(("clearance", "rate"), [(90, 50), (89.9, 25), (60, 25), (30, 25)])
def test_in_the_us_weak_kidneys_halve_the_first_patch(clearance: float, rate: float) -> None:
    answer = ask(FENTANYL_PATCH, patched(135, weight=Q(50, "kg"), labs=_cleared(clearance)), "US")
    assert dose_of(answer, "ug/h") == (rate, rate)
    assert ("half-dose" in shown(FENTANYL_PATCH, answer)) == (rate == 25)


def test_severely_weak_kidneys_divide_the_sources() -> None:
    weak = patched(135, labs=man_cleared(20))
    american = ask(FENTANYL_PATCH, weak, "US")
    assert american.status is Status.NOT_RECOMMENDED
    assert known(american) == {"weak-kidneys"}
    european = ask(FENTANYL_PATCH, weak, "EU")
    assert european.status is Status.OPTION
    assert ids(european.disagreements) == {"kidneys", "ratio"}


@pytest.mark.parametrize(
    ("taken", "found"),
    [("naltrexone", "opioid-blocked"), ("pentazocine", "agonist-and-antagonist"), ("naloxone", None)],
)
@pytest.mark.parametrize("rule", [MORPHINE_START, OXYCODONE_START, HYDROMORPHONE_START, BUPRENORPHINE_PATCH])
def test_what_blocks_opioids_stands_against_a_first_one(rule: bg.Rule, taken: str, found: str | None) -> None:
    answer = ask(rule, man(bg.Medication(drug=taken), pain=SEVERE))
    assert {"opioid-blocked", "agonist-and-antagonist"} & known(answer) == ({found} if found else set())
    assert (answer.status is Status.NOT_RECOMMENDED) is (taken == "naltrexone")


def test_in_the_us_the_first_patch_needs_the_kidneys() -> None:
    answer = ask(FENTANYL_PATCH, patched(135, labs=bg.Labs()), "US")
    assert answer.status is Status.NEEDS_DATA
    assert "latest_creatinine" in answer.missing


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"pain": bg.Pain(worst=5, background_controlled=False)}, Status.WITHHOLD),
        ({"pain": bg.Pain(worst=5)}, Status.AFTER),
        ({"allergies": ["fentanyl"]}, Status.CONTRAINDICATED),
        ({"conditions": conditions()}, Status.NOT_APPLICABLE),
        ({"conditions": conditions(opioid_not_tolerated=True)}, Status.OPTION),
        ({"conditions": conditions(opioid_neurotoxicity=True)}, Status.OPTION),
        ({"medications": [taken("morphine", 90), patch(25)]}, Status.NOT_APPLICABLE),
        ({"medications": [taken("morphine", 90), taken("fentanyl", None, None)]}, Status.NOT_APPLICABLE),
        # Fentanyl through the nose is no patch.
        ({"medications": [taken("morphine", 90), taken("fentanyl", None, "nasal")]}, Status.OPTION),
        ({"medications": [taken("morphine")]}, Status.NEEDS_DATA),
        ({"medications": []}, Status.CONTRAINDICATED),
        ({"medications": [], "conditions": conditions(opioid_not_tolerated=True)}, Status.NOT_APPLICABLE),
    ],
)
def test_who_gets_a_fentanyl_patch(changes: dict[str, Any], status: Status) -> None:
    assert ask(FENTANYL_PATCH, attrs.evolve(patched(90), **_as_held(changes))).status is status


def _as_held(changes: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in changes.items()}


@pytest.mark.parametrize(
    "changes",
    [
        {"conditions": conditions(cannot_swallow=True, cachexia=True)},
        {"symptoms": bg.Symptoms(febrile=True)},
        {"medications": (taken("morphine", 90), bg.Medication(drug="clarithromycin"))},
    ],
)
def test_what_raises_the_exposure_to_fentanyl(changes: dict[str, Any]) -> None:
    answer = ask(FENTANYL_PATCH, attrs.evolve(patched(90), **changes))
    assert answer.status is Status.OPTION
    assert known(answer) == {"exposure"}


@pytest.mark.parametrize(
    ("milligrams", "rate", "status"),
    [
        (None, 5, Status.OPTION),
        (25, 5, Status.OPTION),  # V53
        (29.9, 5, Status.OPTION),
        (30, 10, Status.AFTER),
        (60, 10, Status.AFTER),  # V53
        (80, 10, Status.AFTER),
        (80.1, None, Status.NOT_RECOMMENDED),
        (90, None, Status.NOT_RECOMMENDED),  # V53
    ],
)
@EVERYWHERE
def test_buprenorphine_goes_by_what_is_taken(
    place: Jurisdiction, milligrams: float | None, rate: float | None, status: Status
) -> None:
    medications = () if milligrams is None else (taken("morphine", milligrams),)
    answer = ask(BUPRENORPHINE_PATCH, man(*medications), place)
    assert answer.status is status
    assert dose_of(answer, "ug/h") == (None if rate is None else (rate, rate))
    assert (ids(answer.first) == {"taper"}) == (status is Status.AFTER)


@pytest.mark.parametrize(
    ("changes", "status", "found"),
    [
        ({"conditions": conditions(severe_hepatic_impairment=True)}, Status.NOT_RECOMMENDED, {"weak-liver"}),
        ({"conditions": conditions(severe_hepatic_impairment=None)}, Status.OPTION, set()),
        ({"conditions": conditions(qtc_above_500_ms=True)}, Status.OPTION, {"qtc"}),
        ({"allergies": ["buprenorphine"]}, Status.CONTRAINDICATED, {"hypersensitivity"}),
        ({"medications": [taken("codeine", 120)]}, Status.AFTER, set()),
        ({"medications": [taken("oxycodone", 20)]}, Status.NOT_APPLICABLE, set()),
        ({"medications": [taken("morphine", 20), taken("fentanyl", None, "nasal")]}, Status.OPTION, set()),
        # As needed it is no other regular opioid.
        ({"medications": [taken("morphine", 20), taken("oxycodone", 20, as_needed=True)]}, Status.OPTION, set()),
        ({"medications": [taken("morphine", 20), patch(25)]}, Status.NOT_APPLICABLE, set()),
        ({"medications": [taken("morphine", 20), taken("oxycodone", 20)]}, Status.NOT_APPLICABLE, set()),
        ({"medications": [taken("morphine", 20), patch(5, "buprenorphine")]}, Status.NOT_APPLICABLE, set()),
        ({"pain": bg.Pain(worst=3)}, Status.NOT_APPLICABLE, set()),
    ],
)
def test_who_gets_a_buprenorphine_patch(changes: dict[str, Any], status: Status, found: set[str]) -> None:
    answer = ask(BUPRENORPHINE_PATCH, attrs.evolve(man(), **_as_held(changes)))
    assert answer.status is status
    assert known(answer) == found


# ---- into a vein


@pytest.mark.parametrize(
    ("crisis", "status"), [(True, Status.AFTER), (False, Status.NOT_APPLICABLE), (None, Status.NOT_APPLICABLE)]
)
def test_a_crisis_is_titrated_into_a_vein_under_watch(crisis: bool | None, status: Status) -> None:
    answer = ask(INTRAVENOUS_MORPHINE_TITRATION, man(pain=bg.Pain(worst=9, crisis=crisis)))
    assert answer.status is status
    if status is Status.AFTER:
        assert dose_of(answer) == (1.5, 1.5)
        assert ids(answer.first) == {"watched"}
        assert ids(answer.alternatives) == {"rapid"}
        assert "A08" in {row for source in answer.sources for row in source.rows}


def test_a_crisis_with_weak_kidneys_wants_another_opioid() -> None:
    answer = ask(INTRAVENOUS_MORPHINE_TITRATION, man(pain=bg.Pain(crisis=True), labs=man_cleared(20)))
    assert answer.status is Status.NOT_RECOMMENDED


@pytest.mark.parametrize(
    ("medications", "told"),
    [
        ((), {"afterwards", "calculators"}),
        ((taken("codeine", 240),), {"afterwards", "calculators"}),
        ((taken("morphine", 200),), {"on-a-strong-opioid"}),
        ((patch(25),), {"on-a-strong-opioid"}),
    ],
)
def test_what_follows_the_titration_depends_on_the_regular_opioid(
    medications: tuple[bg.Medication, ...], told: set[str]
) -> None:
    rule = INTRAVENOUS_MORPHINE_TITRATION
    answer = ask(rule, man(*medications, pain=bg.Pain(worst=9, crisis=True)))
    assert isinstance(answer.regimen, Regimen)
    assert not any("Afterwards" in note for note in answer.regimen.notes)
    assert shown(rule, answer) & {"afterwards", "calculators", "on-a-strong-opioid"} == told


# ---- which opioid


@pytest.mark.parametrize("place", ["US", "EU", "UK"])
def test_v71_morphine_with_weak_kidneys_and_myoclonus(place: Jurisdiction) -> None:
    patient = man(
        taken("morphine", 60), conditions=conditions(opioid_neurotoxicity=True), labs=man_cleared(22), pain=STEADY
    )
    answer = ask(OPIOID_IN_RENAL_IMPAIRMENT, patient, place)
    assert answer.status is Status.RECOMMENDED
    assert "Morphine, codeine, tramadol and pethidine are avoided" in answer.action
    assert ids(answer.disagreements) == {"fentanyl-patch"}
    assert noted(answer, "buprenorphine patch, or fentanyl under the skin by a specialist") == (place == "US")
    assert noted(answer, "In Europe, a fentanyl or a buprenorphine patch") == (place != "US")
    fentanyl = ask(FENTANYL_PATCH, patient, place)
    assert fentanyl.status is (Status.NOT_RECOMMENDED if place == "US" else Status.OPTION)


@pytest.mark.parametrize(
    ("medications", "clearance", "status"),
    [
        ([taken("morphine", 60)], 20, Status.RECOMMENDED),
        ([taken("tramadol", 200)], 20, Status.RECOMMENDED),
        ([taken("codeine", 120)], 20, Status.RECOMMENDED),
        ([taken("oxycodone", 60)], 20, Status.OPTION),
        ([], 20, Status.OPTION),
        ([taken("morphine", 60)], 90, Status.NOT_APPLICABLE),
    ],
)
def test_weak_kidneys_choose_the_opioid(medications: list[bg.Medication], clearance: float, status: Status) -> None:
    answer = ask(OPIOID_IN_RENAL_IMPAIRMENT, man(*medications, labs=man_cleared(clearance)))
    assert answer.status is status


@pytest.mark.parametrize("pain", [bg.Pain(worst=2), bg.Pain()])
def test_weak_organs_alone_are_no_question_of_opioids(pain: bg.Pain) -> None:
    patient = man(pain=pain, labs=man_cleared(20), conditions=conditions(severe_hepatic_impairment=True))
    for rule in (OPIOID_IN_RENAL_IMPAIRMENT, OPIOID_IN_HEPATIC_IMPAIRMENT):
        assert ask(rule, patient).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("impaired", "status"), [(True, Status.OPTION), (False, Status.NOT_APPLICABLE)])
def test_a_weak_liver_is_told_from_memory_and_says_so(*, impaired: bool, status: Status) -> None:
    answer = ask(OPIOID_IN_HEPATIC_IMPAIRMENT, man(conditions=conditions(severe_hepatic_impairment=impaired)))
    assert answer.status is status
    assert "not verified" in OPIOID_IN_HEPATIC_IMPAIRMENT.action


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"conditions": conditions(opioid_not_tolerated=True)}, Status.OPTION),
        ({"conditions": conditions(opioid_neurotoxicity=True)}, Status.OPTION),
        ({"pain": bg.Pain(refractory=True)}, Status.OPTION),
        ({}, Status.NOT_APPLICABLE),
        ({"medications": (), "pain": bg.Pain(refractory=True)}, Status.NOT_APPLICABLE),
    ],
)
def test_an_opioid_that_does_not_suit_is_switched(changes: dict[str, Any], status: Status) -> None:
    patient = attrs.evolve(man(taken("morphine", 60)), **changes)
    assert ask(OPIOID_SWITCH, patient).status is status
    methadone = ask(METHADONE, patient)
    assert methadone.status is (Status.AFTER if status is Status.OPTION else Status.NOT_APPLICABLE)


def test_no_dose_is_worked_out_from_methadone() -> None:
    not_borne = conditions(opioid_not_tolerated=True)
    answer = ask(OPIOID_SWITCH, man(taken("methadone", 20), conditions=not_borne))
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"from-methadone"}
    assert known(ask(OPIOID_SWITCH, man(taken("morphine", 60), conditions=not_borne))) == set()


def test_methadone_has_a_reduction_of_its_own() -> None:
    answer = ask(OPIOID_SWITCH, man(taken("morphine", 80), conditions=conditions(opioid_not_tolerated=True)))
    assert "not-reduced" in shown(OPIOID_SWITCH, answer)
    assert noted(answer, "nor for methadone, whose schemes take off their own share, up to 75 to 90 % more")
    assert not noted(answer, "Nothing is taken off")


def test_methadone_is_always_a_specialists() -> None:
    answer = ask(METHADONE, man(taken("methadone", 20)))
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {"specialist"}
    assert known(answer) == set()
    long = ask(METHADONE, man(taken("methadone", 20), conditions=conditions(qtc_above_500_ms=True)))
    assert long.status is Status.NOT_RECOMMENDED
    assert known(long) == {"qtc"}
    unmeasured = ask(METHADONE, man(taken("methadone", 20), conditions=conditions(qtc_above_500_ms=None)))
    assert unmeasured.status is Status.AFTER
    assert answer.regimen is None


# ---- what comes with a first dose


@pytest.mark.parametrize(("worst", "told"), [(4, True), (6, True), (7, False)])
@pytest.mark.parametrize("rule", [MORPHINE_START, OXYCODONE_START, HYDROMORPHONE_START], ids=lambda rule: rule.id)
def test_in_moderate_pain_the_cap_is_named(rule: bg.Rule, worst: int, *, told: bool) -> None:
    answer = ask(rule, man(pain=bg.Pain(worst=worst)))
    assert ("cap-in-moderate-pain" in shown(rule, answer)) is told
    assert "what-comes-with-it" in shown(rule, answer)


@pytest.mark.parametrize(
    ("changes", "alternatives", "oxycodone"),
    [
        ({"age": Q(70, "year")}, {"after-a-weak-opioid", "into-a-vein"}, (5, 15)),
        ({"age": Q(70.1, "year")}, set(), (5, 5)),
        ({"conditions": conditions(frailty=True)}, set(), (5, 5)),
    ],
)
def test_old_and_frail_people_are_shown_no_larger_dose(
    changes: dict[str, Any], alternatives: set[str], oxycodone: tuple[float, float]
) -> None:
    patient = man(taken("codeine", 240), pain=SEVERE, **changes)
    assert ids(ask(MORPHINE_START, patient).alternatives) == alternatives
    assert dose_of(ask(OXYCODONE_START, patient)) == oxycodone


@pytest.mark.parametrize("rule", [MORPHINE_START, OXYCODONE_START, HYDROMORPHONE_START], ids=lambda rule: rule.id)
def test_an_obstructed_bowel_warns_of_a_first_dose(rule: bg.Rule) -> None:
    answer = ask(rule, man(pain=SEVERE, conditions=conditions(bowel_obstruction=True)))
    assert answer.status is Status.OPTION
    assert known(answer) == {"bowel-obstruction"}


@pytest.mark.parametrize(
    ("rule", "medication"),
    [
        (RESCUE_MORPHINE, taken("morphine", 90)),
        (RESCUE_OXYCODONE, taken("oxycodone", 60)),
        (RAPID_ONSET_FENTANYL, taken("morphine", 90)),
        (FENTANYL_PATCH, taken("morphine", 90)),
        (BUPRENORPHINE_PATCH, taken("morphine", 20)),
    ],
    ids=lambda value: value.id if isinstance(value, bg.Rule) else "",
)
def test_a_monoamine_oxidase_inhibitor_warns(rule: bg.Rule, medication: bg.Medication) -> None:
    not_borne = conditions(opioid_not_tolerated=True)
    patient = man(medication, bg.Medication(drug="moclobemide"), pain=EPISODES, conditions=not_borne)
    answer = ask(rule, patient)
    assert answer.status in {Status.OPTION, Status.AFTER}
    assert known(answer) == {"mao-inhibitor"}


def test_a_monoamine_oxidase_inhibitor_bars_methadone() -> None:
    answer = ask(METHADONE, man(taken("methadone", 20), bg.Medication(drug="moclobemide")))
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"monoamine-oxidase-inhibitor"}
    unasked = ask(METHADONE, man(pain=bg.Pain(worst=5), conditions=conditions()).without("medications"))
    assert unasked.status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("rule", "medications"),
    [
        (LOW_DOSE_STRONG_OPIOID, ()),
        (CODEINE, ()),
        (DIHYDROCODEINE, ()),
        (INTRAVENOUS_MORPHINE_TITRATION, ()),
        (RESCUE_MORPHINE, (taken("morphine", 90),)),
        (RESCUE_OXYCODONE, (taken("oxycodone", 60),)),
        (RESCUE_HYDROMORPHONE, (taken("hydromorphone", 12),)),
        (RESCUE_INJECTED_MORPHINE, (taken("morphine", 30, "SC"),)),
        (RESCUE_WITH_FENTANYL_PATCH, (patch(25),)),
        (METHADONE, (taken("methadone", 20),)),
    ],
    ids=lambda value: value.id if isinstance(value, bg.Rule) else "",
)
def test_the_matrix_of_interactions_warns(rule: bg.Rule, medications: tuple[bg.Medication, ...]) -> None:
    pain = bg.Pain(worst=5, crisis=True, background_controlled=True)
    labs_of_a_healthy_man = bg.Labs(creatinine=Q(0.6, "mg/dL"))
    obstructed = man(*medications, pain=pain, labs=labs_of_a_healthy_man, conditions=conditions(bowel_obstruction=True))
    answer = ask(rule, obstructed)
    assert answer.status in {Status.OPTION, Status.AFTER}
    assert known(answer) == {"bowel-obstruction"}
    seizures = attrs.evolve(obstructed, conditions=conditions(seizure_disorder=True))
    by_morphine = rule not in {DIHYDROCODEINE, RESCUE_OXYCODONE, RESCUE_HYDROMORPHONE, METHADONE}
    assert known(ask(rule, seizures)) == ({"seizures"} if by_morphine else set())
    inhibited = man(*medications, bg.Medication(drug="moclobemide"), pain=pain, labs=labs_of_a_healthy_man)
    assert known(ask(rule, inhibited)) == {
        "monoamine-oxidase-inhibitor" if rule is METHADONE else "mao-inhibitor",
    }


def test_rapid_fentanyl_warns_of_weak_kidneys() -> None:
    answer = ask(RAPID_ONSET_FENTANYL, man(taken("oxycodone", 60), pain=EPISODES, labs=man_cleared(29.9)))
    assert answer.status is Status.OPTION
    assert known(answer) == {"weak-kidneys"}
    above = ask(RAPID_ONSET_FENTANYL, man(taken("oxycodone", 60), pain=EPISODES, labs=man_cleared(30)))
    assert known(above) == set()


# ---- what is swallowed


@pytest.mark.parametrize(
    ("rule", "worst", "medications"),
    [
        *((name, 5, ()) for name in ("paracetamol", "nsaid", "codeine", "tramadol", "dihydrocodeine")),
        *((name, 5, ()) for name in ("low-dose-strong-opioid", "morphine-start", "oxycodone-start")),
        *((name, 5, ()) for name in ("hydromorphone-start", "pregabalin", "gabapentin", "duloxetine", "amitriptyline")),
        ("rescue-morphine", 5, (taken("morphine", 60),)),
        ("rescue-oxycodone", 5, (taken("oxycodone", 60),)),
        ("rescue-hydromorphone", 5, (taken("hydromorphone", 12),)),
        ("rescue-with-fentanyl-patch", 5, (patch(25),)),
    ],
)
@pytest.mark.parametrize(("swallows_not", "found"), [(True, {"cannot-swallow"}), (False, set()), (None, set())])
def test_nothing_is_advised_by_mouth_to_whoever_cannot_swallow(
    rule: str, worst: int, medications: tuple[bg.Medication, ...], swallows_not: bool | None, found: set[str]
) -> None:
    patient = man(
        *medications,
        pain=bg.Pain(worst=worst, neuropathic=True),
        labs=bg.Labs(creatinine=Q(0.6, "mg/dL"), platelets=Q(200, "10*9/L")),
        conditions=conditions(cannot_swallow=swallows_not),
    )
    answer = analgesia(patient, on=ON, jurisdiction="UK")[rule]
    advised = answer.status in {Status.OPTION, Status.AFTER}
    assert (answer.status is Status.NOT_RECOMMENDED) is (swallows_not is True)
    assert advised is (swallows_not is not True)
    assert known(answer) == found


def test_other_ways_stay_open_to_whoever_cannot_swallow() -> None:
    for rule, medications in (
        (RESCUE_INJECTED_MORPHINE, (taken("morphine", 30, "SC"),)),
        (BUPRENORPHINE_PATCH, ()),
        (RAPID_ONSET_FENTANYL, (taken("morphine", 60),)),
    ):
        assert ask(rule, man(*medications, pain=EPISODES, conditions=DYSPHAGIA)).status is Status.OPTION


# ---- more than one regular opioid


def test_beside_a_patch_and_morphine_one_rescue_is_of_the_sum() -> None:
    both = man(taken("morphine", 60), patch(25))
    assert dose_of(ask(RESCUE_WITH_FENTANYL_PATCH, both)) == (12, 24)
    assert ask(RESCUE_MORPHINE, both).status is Status.NOT_APPLICABLE
    assert dose_of(ask(RESCUE_WITH_FENTANYL_PATCH, man(patch(25)))) == (6, 12)
    open_dose = ask(RESCUE_WITH_FENTANYL_PATCH, man(taken("morphine"), patch(25)))
    assert open_dose.status is Status.NEEDS_DATA


@pytest.mark.parametrize(
    ("medications", "told"),
    [
        ([taken("morphine", 60)], False),
        ([taken("morphine", 60), taken("oxycodone", 20)], True),
        ([taken("morphine", 60), taken("tramadol", 200)], True),
    ],
)
def test_shares_of_several_opioids_are_said_to_be_of_each(medications: list[bg.Medication], *, told: bool) -> None:
    answer = ask(RESCUE_MORPHINE, man(*medications))
    assert ("several-opioids" in shown(RESCUE_MORPHINE, answer)) is told


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        ((), False),
        ((taken("zomorph", 60),), False),
        ((taken("oxycodone", 20),), True),
        ((taken("oxycodone", 20, as_needed=True),), False),
        ((taken("oxycodone", 20, start=None, last_given=ON - timedelta(days=1)),), False),
        ((taken("tapentadol", 100), taken("methadone", 10)), True),
    ],
)
def test_one_opioid_by_injection_is_one(beside: tuple[bg.Medication, ...], *, told: bool) -> None:
    answer = ask(RESCUE_INJECTED_MORPHINE, man(taken("morphine", 30, "SC"), *beside))
    assert dose_of(answer) == (3, 6)
    assert ("several-opioids" in shown(RESCUE_INJECTED_MORPHINE, answer)) is told


def test_before_a_patch_every_opioid_is_converted() -> None:
    beside = patched(90, medications=[taken("morphine", 90), taken("oxycodone", 20)])
    answer = ask(FENTANYL_PATCH, beside)
    assert answer.status is Status.AFTER
    assert "convert-all" in ids(answer.first)
    assert ids(ask(FENTANYL_PATCH, patched(90)).first) == set()


# ---- laws


@pytest.mark.parametrize(
    "medications",
    [(), (taken("morphine", 135),), (taken("oxycodone", 60),), (patch(50),), (taken("codeine", 120),)],
)
@EVERYWHERE
@pytest.mark.parametrize("crisis", [True, False])
def test_worse_kidneys_never_add_an_opioid_or_an_nsaid_nor_a_larger_dose(
    place: Jurisdiction, medications: tuple[bg.Medication, ...], *, crisis: bool
) -> None:
    pain = attrs.evolve(EPISODES, worst=8, crisis=crisis)
    not_borne = conditions(opioid_not_tolerated=True)
    last: dict[str, float] = {}
    advised: set[str] | None = None
    nsaid: set[bool] = set()
    for hundredths in range(40, 700, 20):
        patient = man(
            *medications, pain=pain, conditions=not_borne, labs=bg.Labs(creatinine=Q(hundredths / 100, "mg/dL"))
        )
        found = analgesia(patient, on=ON, jurisdiction=place)
        given_now = {
            name: answer
            for name, answer in found.items()
            if (answer.regimen is not None or name == "nsaid")
            and answer.status in {Status.RECOMMENDED, Status.OPTION, Status.AFTER}
        }
        assert advised is None or set(given_now) <= advised
        advised = set(given_now)
        nsaid.add("nsaid" in advised)
        for name, answer in given_now.items():
            if answer.regimen is None:
                continue
            unit = "ug/h" if name.endswith("-patch") and not name.startswith("rescue") else "mg"
            dose = dose_of(answer, unit)
            assert dose is not None
            assert dose[1] <= last.get(name, dose[1])
            last[name] = dose[1]
    assert nsaid == {True, False}


@EVERYWHERE
def test_more_morphine_never_means_a_smaller_patch(place: Jurisdiction) -> None:
    last = 0.0
    for milligrams in range(30, 1200, 5):
        dose = dose_of(ask(FENTANYL_PATCH, patched(milligrams), place), "ug/h")
        assert dose is None or dose[0] >= last
        last = last if dose is None else dose[0]


def test_no_dose_rests_on_memory() -> None:
    for rule in analgesia:
        if rule.advise is not None:
            assert any(source.verified is not Verification.MEMORY for source in rule.sources), rule.id


def test_grades_and_labels_stand_under_their_own_names() -> None:
    frail = [s for s in MORPHINE_START.all_sources() if "STR-02" in s.rows]
    assert {s.reference for s in frail} == {sources.ESMO_PAIN_2012}
    label = {p.by: p.source.reference for d in MORPHINE_START.disputes for p in d.stances}
    assert label["the US label"] is sources.MORPHINE_US
    assert MORPHINE_START.grade.note.endswith("The dose of the frail is practice")
    assert "[III, B] (not verified)" in OPIOID_IN_RENAL_IMPAIRMENT.grade.note


# ---- a change of dose that is dated on one day


def steps(*doses: float, route: str = "oral", drug: str = "morphine") -> list[bg.Medication]:
    """Return two steps of one opioid; the first ends today, when the second begins."""
    first, second = doses
    return [
        taken(drug, first, route, start=ON - timedelta(days=60), stop=ON),
        taken(drug, second, route, start=ON),
    ]


PATCHES = [
    bg.Medication(drug="fentanyl", rate=Q(25, "ug/h"), start=ON - timedelta(days=60), stop=ON),
    bg.Medication(drug="fentanyl", rate=Q(50, "ug/h"), start=ON),
]


@pytest.mark.parametrize(
    ("rule", "medications", "dose"),
    [
        (RESCUE_MORPHINE, steps(60, 120), (12, 24)),
        (RESCUE_MORPHINE, steps(120, 60), (6, 12)),
        (RESCUE_OXYCODONE, steps(30, 60, drug="oxycodone"), (6, 12)),
        (RESCUE_INJECTED_MORPHINE, steps(20, 30, route="SC"), (3, 6)),
        (RESCUE_WITH_FENTANYL_PATCH, PATCHES, (12, 24)),
        # What ended yesterday is taken no longer, and what has no last day goes on.
        (RESCUE_MORPHINE, [taken("morphine", 60, stop=ON - timedelta(days=1)), taken("morphine", 120)], (12, 24)),
        (RESCUE_MORPHINE, [taken("morphine", 60), taken("morphine", 120, start=ON)], (18, 36)),
        (RESCUE_MORPHINE, [taken("morphine", 60, stop=ON + timedelta(days=1)), taken("morphine", 120)], (18, 36)),
        # On its last day it is still taken where nothing takes its place, or only something as needed.
        (RESCUE_MORPHINE, [taken("morphine", 60, stop=ON)], (6, 12)),
        (RESCUE_MORPHINE, [taken("morphine", 60, stop=ON), taken("morphine", 40, start=ON, as_needed=True)], (6, 12)),
        (RESCUE_MORPHINE, [taken("morphine", 60, start=ON, stop=ON), taken("morphine", 120, start=ON)], (18, 36)),
    ],
)
def test_on_the_day_of_a_change_the_new_dose_alone_counts(
    rule: bg.Rule, medications: list[bg.Medication], dose: tuple[float, float]
) -> None:
    assert dose_of(ask(rule, man(*medications))) == pytest.approx(dose)


def test_another_opioid_or_way_takes_the_place_of_what_ends_that_day() -> None:
    injected = man(taken("morphine", 60, stop=ON), taken("morphine", 30, "SC", start=ON))
    assert ask(RESCUE_MORPHINE, injected).status is Status.NOT_APPLICABLE
    assert dose_of(ask(RESCUE_INJECTED_MORPHINE, injected)) == pytest.approx((3, 6))
    changed = man(taken("oxycodone", 60, stop=ON), taken("morphine", 60, start=ON))
    assert ask(RESCUE_OXYCODONE, changed).status is Status.NOT_APPLICABLE
    assert not noted(ask(RESCUE_MORPHINE, changed), "More than one regular opioid is taken")


@pytest.mark.parametrize("place", ["US", "UK"])
def test_on_the_day_of_a_change_the_first_patch_is_that_of_the_new_dose(place: Jurisdiction) -> None:
    unsuited = conditions(opioid_not_tolerated=True)
    rates = [
        dose_of(ask(FENTANYL_PATCH, man(*medications, conditions=unsuited, labs=man_cleared(95)), place), "ug/h")
        for medications in (steps(60, 120), [taken("morphine", 120)], steps(60, 135))
    ]
    assert rates == [(25, 25), (25, 25), (50, 50)]


@pytest.mark.parametrize(
    ("medications", "expected"),
    [
        (steps(30, 49), Truth.FALSE),
        (steps(30, 50), Truth.TRUE),
        ([taken("morphine", 30), taken("morphine", 49, start=ON)], Truth.TRUE),
        # What is taken as needed counts, and is changed likewise.
        ([attrs.evolve(step, as_needed=True) for step in steps(30, 49)], Truth.FALSE),
        ([attrs.evolve(step, as_needed=True) for step in steps(30, 50)], Truth.TRUE),
        # What is begun as needed takes the place of nothing that is taken by the clock.
        ([taken("morphine", 30, stop=ON), taken("morphine", 20, start=ON, as_needed=True)], Truth.TRUE),
    ],
)
def test_equivalents_count_a_change_once(medications: list[bg.Medication], expected: Truth) -> None:
    facts = Snapshot(Context(patient=man(*medications), on=ON))
    assert truth(MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE, facts) is expected


@pytest.mark.parametrize(
    ("drug", "before", "after", "status"),
    [
        ("codeine", 120, 239, Status.OPTION),
        ("codeine", 120, 240, Status.NOT_RECOMMENDED),
        ("dihydrocodeine", 120, 239, Status.OPTION),
    ],
)
def test_the_ceiling_of_a_weak_opioid_is_that_of_the_new_dose(
    drug: str, before: float, after: float, status: Status
) -> None:
    rule = {"codeine": CODEINE, "dihydrocodeine": DIHYDROCODEINE}[drug]
    assert ask(rule, man(*steps(before, after, drug=drug))).status is status


# ---- hypersensitivity to the class


@pytest.mark.parametrize("word", ["opioids", "Opioid", "opiates", "opiate"])
@pytest.mark.parametrize(
    ("rule", "medications"),
    [
        (MORPHINE_START, ()),
        (OXYCODONE_START, ()),
        (HYDROMORPHONE_START, ()),
        (CODEINE, ()),
        (DIHYDROCODEINE, ()),
        (BUPRENORPHINE_PATCH, ()),
        (RESCUE_MORPHINE, (taken("morphine", 60),)),
        (RAPID_ONSET_FENTANYL, (taken("morphine", 60),)),
    ],
)
def test_an_allergy_to_opioids_is_one_to_each(rule: bg.Rule, medications: tuple[bg.Medication, ...], word: str) -> None:
    pain = attrs.evolve(EPISODES, worst=5)
    answer = ask(rule, man(*medications, pain=pain, allergies=[word]))
    assert answer.status is Status.CONTRAINDICATED
    assert "hypersensitivity" in known(answer)
    assert is_asked_about(word.lower())


@pytest.mark.parametrize(
    ("allergy", "barred"),
    [("codeine", {"codeine"}), ("morphine", {"morphine-start"}), ("strong opioid-like taste", set()), ("latex", set())],
)
def test_an_allergy_to_one_opioid_is_none_to_another(allergy: str, barred: set[str]) -> None:
    rules = (CODEINE, MORPHINE_START, OXYCODONE_START, HYDROMORPHONE_START, BUPRENORPHINE_PATCH)
    answers = [ask(rule, man(allergies=[allergy])) for rule in rules]
    assert {answer.id for answer in answers if answer.status is Status.CONTRAINDICATED} == barred


# ---- the lower end


@pytest.mark.parametrize(
    ("changes", "dose"),
    [
        ({"age": Q(70, "year")}, (2, 4)),
        ({"age": Q(70.1, "year")}, (2, 2)),
        ({"conditions": conditions(frailty=True)}, (2, 2)),
        ({"conditions": conditions(frailty=None)}, (2, 4)),
        # Weak organs have less.
        ({"conditions": conditions(frailty=True), "labs": man_cleared(59.9)}, (0.5, 2)),
        ({"conditions": conditions(frailty=True), "labs": man_cleared(60.1)}, (2, 2)),
    ],
)
def test_who_begins_hydromorphone_at_the_lower_end(changes: dict[str, Any], dose: tuple[float, float]) -> None:
    assert dose_of(ask(HYDROMORPHONE_START, man(pain=SEVERE, **changes))) == dose


@pytest.mark.parametrize(
    ("changes", "dose"),
    [
        ({"labs": man_cleared(30.1)}, (5, 15)),
        ({"labs": man_cleared(29.9)}, (5, 5)),
        ({"conditions": conditions(dialysis=True)}, (5, 5)),
        # Kidneys that are not known ask nothing more.
        ({"labs": bg.Labs()}, (5, 15)),
    ],
)
def test_weak_kidneys_begin_oxycodone_at_the_lower_end(changes: dict[str, Any], dose: tuple[float, float]) -> None:
    answer = ask(OXYCODONE_START, man(pain=SEVERE, **changes))
    assert answer.status is Status.OPTION
    assert dose_of(answer) == dose


# ---- another way, and a patch that is taken off


PATCH_OFF = "The next long-acting opioid waits 12 to 24 hours"


@pytest.mark.parametrize(
    ("worn", "told"),
    [
        (patch(25), True),
        (bg.Medication(drug="fentanyl", start=A_WEEK_AGO), True),
        (taken("fentanyl", 0.6, "SC"), False),
        (taken("morphine", 60), False),
    ],
)
def test_after_a_fentanyl_patch_the_next_long_acting_opioid_waits(worn: bg.Medication, told: bool) -> None:
    answer = ask(OPIOID_SWITCH, man(worn, conditions=conditions(opioid_not_tolerated=True)))
    assert answer.status is Status.OPTION
    assert noted(answer, PATCH_OFF) is told


@pytest.mark.parametrize(
    ("medications", "unable", "status"),
    [
        ([taken("oxycodone", 60)], True, Status.OPTION),
        ([taken("oxycodone", 60)], False, Status.NOT_APPLICABLE),
        ([taken("oxycodone", 60)], None, Status.NOT_APPLICABLE),
        # How it is taken is not on record.
        ([taken("oxycodone", 60, None)], True, Status.OPTION),
        ([taken("oxycodone", 60, "SC")], True, Status.NOT_APPLICABLE),
        # As needed, beside a patch and alone.
        ([patch(25), taken("morphine", 10, as_needed=True)], True, Status.NOT_APPLICABLE),
        ([taken("morphine", 10, as_needed=True)], True, Status.OPTION),
        # These are not swallowed.
        ([patch(25)], True, Status.NOT_APPLICABLE),
        ([taken("buprenorphine", None, "sublingual")], True, Status.NOT_APPLICABLE),
        ([taken("Abstral", None, None)], True, Status.NOT_APPLICABLE),
        # Whether it is taken still is not known.
        ([patch(25), taken("morphine", 60, start=None, last_given=A_WEEK_AGO)], True, Status.OPTION),
    ],
)
@pytest.mark.parametrize("worst", [2, 6])
def test_an_opioid_that_is_swallowed_no_longer_is_given_another_way(
    worst: int, medications: list[bg.Medication], unable: bool | None, status: Status
) -> None:
    pain = bg.Pain(worst=worst, background_controlled=True)
    answer = ask(OPIOID_SWITCH, man(*medications, pain=pain, conditions=conditions(cannot_swallow=unable)))
    assert answer.status is status
    assert noted(answer, "the same opioid by another way") is (status is Status.OPTION)


def test_that_an_opioid_is_swallowed_follows_from_its_dose() -> None:
    said: list[tuple[dict[Fact, Value], Truth]] = [
        ({OXYCODONE_DAILY_DOSE: 1.0}, Truth.TRUE),
        ({OXYCODONE_DAILY_DOSE: 0.0}, Truth.UNKNOWN),
        ({FENTANYL_PATCH_RATE: 25.0}, Truth.UNKNOWN),
    ]
    for values, expected in said:
        assert truth(TAKES_OPIOID_BY_MOUTH, Snapshot(values=values)) is expected
    assert truth(TAKES_OPIOID_BY_MOUTH, Snapshot(Context(patient=man(), on=ON))) is Truth.FALSE


@pytest.mark.parametrize(
    ("medications", "rate", "first"),
    [
        # 0.13 for codeine: 230 mg stand for 29.9 mg, 231 mg for 30.03 mg.
        ([taken("codeine", 230)], 5, {"weak-opioid"}),
        ([taken("codeine", 231)], 10, {"taper"}),
        ([taken("codeine", 240)], 10, {"taper"}),
        # 0.2 for tramadol: 150 mg stand for 30 mg, 400 mg for 80 mg.
        ([taken("tramadol", 149)], 5, {"weak-opioid"}),
        ([taken("tramadol", 150)], 10, {"taper"}),
        ([taken("tramadol", 400)], 10, {"taper"}),
        ([taken("tramadol", 401)], None, set()),
        ([taken("codeine", 120), taken("tramadol", 72)], 10, {"taper"}),
        ([taken("codeine", 120), taken("tramadol", 71)], 5, {"weak-opioid"}),
        # What has no ratio, or no dose, is asked about.
        ([taken("dihydrocodeine", 240)], 5, {"weak-opioid"}),
        ([taken("tramadol")], 5, {"weak-opioid"}),
    ],
)
def test_a_weak_opioid_counts_before_a_buprenorphine_patch(
    medications: list[bg.Medication], rate: float | None, first: set[str]
) -> None:
    answer = ask(BUPRENORPHINE_PATCH, man(*medications))
    assert dose_of(answer, "ug/h") == (None if rate is None else (rate, rate))
    assert ids(answer.first) == first
    assert noted(answer, "by the table of ANZCA") is (rate != 5)
    assert known(answer) == (set() if rate else {"too-much-morphine"})


# ---- episodes, and fentanyl for them


@pytest.mark.parametrize(
    ("breakthrough", "episodes", "applies"),
    [(None, 0, False), (None, 1, True), (None, 4, True), (None, None, False), (False, 4, False), (True, None, True)],
)
def test_an_episode_that_was_treated_is_breakthrough_pain(
    breakthrough: bool | None, episodes: int | None, applies: bool
) -> None:
    pain = bg.Pain(
        worst=6, background_controlled=True, breakthrough=breakthrough, breakthrough_episodes_in_24_hours=episodes
    )
    answer = ask(RAPID_ONSET_FENTANYL, man(taken("morphine", 60), pain=pain))
    assert (answer.status is not Status.NOT_APPLICABLE) is applies


@pytest.mark.parametrize(
    ("medication", "told"),
    [
        (taken("abstral", None, None), True),
        (taken("abstral", None, None, as_needed=False), True),
        (taken("fentanyl", None, "sublingual"), True),
        (taken("fentanyl", None, "nasal", as_needed=True), True),
        (taken("fentanyl", None, "buccal", as_needed=False), False),
        (taken("fentanyl", 0.6, "SC"), False),
        (patch(25), False),
        (taken("abstral", None, None, start=None, last_given=A_WEEK_AGO), False),
    ],
)
def test_whoever_takes_rapid_fentanyl_is_not_begun_on_it(medication: bg.Medication, told: bool) -> None:
    answer = ask(RAPID_ONSET_FENTANYL, man(taken("morphine", 60), medication, pain=EPISODES))
    assert noted(answer, "Takes such fentanyl already") is told


# ---- names and ways


@pytest.mark.parametrize("name", ["Palexia", "Nucynta", "tapentadol 50 mg prolonged-release tablets"])
def test_tapentadol_is_one_by_any_name(name: str) -> None:
    beside = ask(RESCUE_MORPHINE, man(taken("morphine", 60), taken(name, 100)))
    assert noted(beside, "More than one regular opioid is taken")
    both = Context(patient=man(taken(name, 100), taken("tapentadol", 100)), on=ON)
    assert truth(SEVERAL_REGULAR_OPIOIDS, Snapshot(both)) is Truth.FALSE
    # 0.4 by CDC.
    for milligrams, expected in ((124, Truth.FALSE), (125, Truth.TRUE)):
        counted = Snapshot(Context(patient=man(taken(name, milligrams)), on=ON))
        assert truth(MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE, counted) is expected


def test_several_opioids_follow_from_their_doses() -> None:
    said: list[tuple[dict[Fact, Value], Truth]] = [
        ({MORPHINE_DAILY_DOSE: 60.0, OXYCODONE_DAILY_DOSE: 1.0}, Truth.TRUE),
        ({MORPHINE_DAILY_DOSE: 60.0, OXYCODONE_DAILY_DOSE: 0.0}, Truth.UNKNOWN),
        ({MORPHINE_DAILY_DOSE: 60.0}, Truth.UNKNOWN),
    ]
    for values, expected in said:
        assert truth(SEVERAL_REGULAR_OPIOIDS, Snapshot(values=values)) is expected


@pytest.mark.parametrize(
    ("medication", "expected"),
    [
        (bg.Medication(drug="some new patch", rate=Q(25, "ug/h")), Truth.UNKNOWN),
        (bg.Medication(drug="some new patch", rate=Q(25, "ug/h"), stop=ON - timedelta(days=1)), Truth.FALSE),
        (bg.Medication(drug="some new patch", route="transdermal"), Truth.FALSE),
        (bg.Medication(drug="some new patch", rate=Q(25, "ug/h"), classes=["anticoagulant"]), Truth.FALSE),
        (patch(25), Truth.TRUE),
    ],
)
def test_a_patch_that_is_not_recognised_may_be_a_strong_opioid(medication: bg.Medication, expected: Truth) -> None:
    patient = man(medication)
    facts = Snapshot(Context(patient=patient, on=ON))
    assert truth(TAKES_STRONG_OPIOID, facts) is expected
    assert truth(TAKES_OPIOID, facts) is expected
    asked = "no-strong-opioid" in ids(ask(MORPHINE_START, patient).first)
    assert asked is (expected is Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("medications", "told"),
    [
        ([taken("morphine", 60), taken("morphine", 30, "SC")], True),
        ([taken("morphine", 60)], False),
        ([taken("morphine", 30, "SC")], False),
        ([taken("morphine", 60), taken("morphine", 10, "SC", as_needed=True)], False),
    ],
)
def test_morphine_by_mouth_and_by_injection_has_shares_of_each(medications: list[bg.Medication], told: bool) -> None:
    answers = [ask(rule, man(*medications)) for rule in (RESCUE_MORPHINE, RESCUE_INJECTED_MORPHINE)]
    for answer in answers:
        if answer.status is not Status.NOT_APPLICABLE:
            assert noted(answer, "the share is of the one part only") is told
    assert any(answer.status is not Status.NOT_APPLICABLE for answer in answers)
