"""How long a bone agent goes on, how often it is given, and changing to denosumab."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status, Verification
from boneguide.guidelines.bone_agents._course import HAD_DENOSUMAB_120_MG, LAST_AGENT, TIME_ON_BONE_AGENTS
from boneguide.guidelines.bone_agents.denosumab import DENOSUMAB
from boneguide.guidelines.bone_agents.duration import BONE_AGENT_DURATION, SWITCHING_TO_DENOSUMAB
from boneguide.logic import Context, Snapshot
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.primary import MyelomaResponse
from tests.guidelines.asking import EVERYWHERE, PROLIA, calcium, given, ids, lung, shown
from tests.guidelines.clean import DENTAL, ON, clean, conditions, labs, myeloma, woman

ZOLEDRONIC_ACID = given("zoledronic acid")
DENOSUMAB_GIVEN = given("denosumab", milligrams=120)


def duration(patient: bg.Patient, place: Jurisdiction | None = "US") -> bg.Recommendation:
    return BONE_AGENT_DURATION(patient, on=ON, jurisdiction=place)


def switching(patient: bg.Patient, place: Jurisdiction | None = "US") -> bg.Recommendation:
    return SWITCHING_TO_DENOSUMAB(patient, on=ON, jurisdiction=place)


def treated_myeloma(
    days: int, drug: str = "zoledronic acid", response: MyelomaResponse | None = None, **changes: object
) -> bg.Patient:
    """Return a man with myeloma whose bone agent began ``days`` ago."""
    started = ON - timedelta(days=days)
    doses = [bg.BoneAgentDose(drug=drug, on=started)]
    return myeloma(**{"bone_agent_doses": doses, "myeloma_response": response, **changes})


# ------------------------------------------------------------------ the course so far


def kidneys(clearance: float) -> bg.Labs:
    """Return results with this clearance in mL/min, before treatment and now."""
    creatinine = Q(68 / clearance, "mg/dL")
    return labs(creatinine=creatinine, creatinine_baseline=creatinine)


def value(fact: object, patient: bg.Patient) -> object:
    return Snapshot(Context(patient=patient, on=ON)).value(fact)  # type: ignore[arg-type]  # any fact


def xgeva(**days: int) -> bg.Medication:
    """Return denosumab on the list of medicines, with days counted back from that of the tests."""
    dates: dict[str, Any] = {name: ON - timedelta(days=ago) for name, ago in days.items()}
    return bg.Medication(drug="Xgeva", **dates)


LAST = [
    pytest.param({"bone_agent_doses": ZOLEDRONIC_ACID}, "zoledronic acid", id="one"),
    pytest.param(
        {"bone_agent_doses": [*given("pamidronate", last=60), *ZOLEDRONIC_ACID]}, "zoledronic acid", id="latest"
    ),
    pytest.param(
        {"bone_agent_doses": [*ZOLEDRONIC_ACID, *given("denosumab", last=27)]}, "denosumab", id="latest-is-denosumab"
    ),
    pytest.param(
        {"bone_agent_doses": [bg.BoneAgentDose(drug="pamidronate"), *ZOLEDRONIC_ACID]}, None, id="order-unknown"
    ),
    pytest.param({"bone_agent_doses": [bg.BoneAgentDose(drug="pamidronate")]}, "pamidronate", id="undated-single"),
    pytest.param({"bone_agent_doses": given("risedronate")}, "oral bisphosphonate", id="oral-dose"),
    pytest.param({"medications": [bg.Medication(drug="alendronate")]}, "oral bisphosphonate", id="oral-listed"),
    pytest.param({"medications": [bg.Medication(drug="Xgeva")]}, "denosumab", id="listed-by-product"),
    pytest.param({"medications": [bg.Medication(drug="clodronate", stop=date(2026, 1, 1))]}, "none", id="ended"),
    pytest.param({"medications": [PROLIA]}, "none", id="Prolia"),
    pytest.param({"medications": [bg.Medication(drug="denosumab", dose=Q(60, "mg"))]}, "none", id="60-mg-listed"),
    pytest.param({"medications": [bg.Medication(drug="Reclast")]}, "none", id="Reclast"),
    pytest.param({"bone_agent_doses": given("denosumab", milligrams=60)}, "none", id="60-mg-given"),
    pytest.param({"bone_agent_doses": given("zoledronic acid", milligrams=5)}, "none", id="5-mg-given"),
    pytest.param(
        {"medications": [bg.Medication(drug="alendronate"), bg.Medication(drug="Xgeva")]}, None, id="two-listed"
    ),
    pytest.param({"medications": [bg.Medication(drug="aspirin")]}, "none", id="another-drug"),
    pytest.param(
        {"medications": [bg.Medication(drug="bone drug", classes=["bisphosphonate"])]},
        None,
        id="unnamed-bisphosphonate",
    ),
    pytest.param(
        {"bone_agent_doses": ZOLEDRONIC_ACID, "medications": [xgeva(start=27)]}, "denosumab", id="listed-since"
    ),
    pytest.param({"bone_agent_doses": ZOLEDRONIC_ACID, "medications": [xgeva(start=28)]}, None, id="listed-same-day"),
    pytest.param({"bone_agent_doses": ZOLEDRONIC_ACID, "medications": [xgeva(start=29)]}, None, id="listed-before"),
    pytest.param({"bone_agent_doses": ZOLEDRONIC_ACID, "medications": [xgeva()]}, None, id="listed-without-a-day"),
    pytest.param(
        {"bone_agent_doses": ZOLEDRONIC_ACID, "medications": [xgeva(start=27, stop=1)]},
        "zoledronic acid",
        id="listed-and-stopped",
    ),
    pytest.param(
        {"bone_agent_doses": ZOLEDRONIC_ACID, "medications": [xgeva(last_given=27)]}, "denosumab", id="last-given-since"
    ),
    pytest.param(
        {"bone_agent_doses": ZOLEDRONIC_ACID, "medications": [xgeva(last_given=29)]},
        "zoledronic acid",
        id="last-given-before",
    ),
    pytest.param({"bone_agent_doses": [*ZOLEDRONIC_ACID, *given("denosumab")]}, None, id="two-on-one-day"),
    pytest.param(
        {"bone_agent_doses": [*given("denosumab"), *ZOLEDRONIC_ACID]}, None, id="two-on-one-day-the-other-way-round"
    ),
    pytest.param({}, "none", id="none"),
    pytest.param({"bone_agent_doses": None}, None, id="doses-unknown"),
    pytest.param({"medications": None}, None, id="medicines-unknown"),
    pytest.param(
        {"bone_agent_doses": None, "medications": [bg.Medication(drug="Xgeva")]}, "denosumab", id="doses-unknown-listed"
    ),
]


@pytest.mark.parametrize(("changes", "expected"), LAST)
def test_the_bone_agent_given_last(changes: dict[str, object], expected: str | None) -> None:
    assert value(LAST_AGENT, woman(**changes)) == expected


TIMES = [
    pytest.param({"bone_agent_doses": given("zoledronic acid", 3)}, 84.0, id="first-dose"),
    pytest.param({"bone_agent_doses": ZOLEDRONIC_ACID, "bone_agent_started": date(2025, 11, 23)}, 365.0, id="start"),
    pytest.param({"medications": [bg.Medication(drug="clodronate", start=date(2026, 11, 13))]}, 10.0, id="listed"),
    pytest.param({"medications": [bg.Medication(drug="aspirin", start=date(2026, 11, 13))]}, None, id="another-drug"),
    pytest.param({"bone_agent_doses": given("denosumab", 3, milligrams=60)}, None, id="60-mg"),
    pytest.param({"bone_agent_doses": [bg.BoneAgentDose(drug="pamidronate")]}, None, id="undated"),
    # The last dose says nothing of the first.
    pytest.param({"medications": [xgeva(last_given=10)]}, None, id="last-given"),
    pytest.param({}, None, id="none"),
]


@pytest.mark.parametrize(("changes", "days"), TIMES)
def test_time_on_bone_agents(changes: dict[str, object], days: float | None) -> None:
    assert value(TIME_ON_BONE_AGENTS, woman(**changes)) == days


def test_denosumab_at_any_time_is_unknown_without_both_lists() -> None:
    assert value(HAD_DENOSUMAB_120_MG, woman()) is False
    assert value(HAD_DENOSUMAB_120_MG, woman(medications=None)) is None
    assert value(HAD_DENOSUMAB_120_MG, woman(bone_agent_doses=None)) is None
    assert value(HAD_DENOSUMAB_120_MG, woman(bone_agent_doses=DENOSUMAB_GIVEN, medications=None)) is True


# ------------------------------------------------------------------ how long

STATUSES = [
    pytest.param(woman(bone_agent_doses=ZOLEDRONIC_ACID), Status.RECOMMENDED, id="breast"),
    pytest.param(clean(bone_agent_doses=ZOLEDRONIC_ACID), Status.OPTION, id="prostate"),
    pytest.param(lung(bone_agent_doses=DENOSUMAB_GIVEN), Status.OPTION, id="lung"),
    pytest.param(treated_myeloma(365), Status.RECOMMENDED, id="myeloma-365-days"),
    pytest.param(treated_myeloma(366), Status.OPTION, id="myeloma-366-days"),
    pytest.param(myeloma(bone_agent_doses=[bg.BoneAgentDose(drug="pamidronate")]), Status.OPTION, id="time-unknown"),
    pytest.param(woman(bone_agent_started=date(2026, 1, 5)), Status.RECOMMENDED, id="only-the-start-known"),
    pytest.param(
        clean(castration="sensitive", bone_agent_doses=ZOLEDRONIC_ACID),
        Status.NOT_RECOMMENDED,
        id="castration-sensitive",
    ),
    pytest.param(woman(), Status.NOT_APPLICABLE, id="not-treated"),
    pytest.param(woman(bone_agent_doses=None, medications=None), Status.NOT_APPLICABLE, id="treatment-unknown"),
    pytest.param(woman(bone_agent_doses=ZOLEDRONIC_ACID, lesions=[]), Status.NOT_APPLICABLE, id="no-bone-disease"),
    pytest.param(
        woman(bone_agent_doses=ZOLEDRONIC_ACID, conditions=conditions(substantial_performance_decline=True)),
        Status.WITHHOLD,
        id="decline",
    ),
    pytest.param(
        woman(bone_agent_doses=ZOLEDRONIC_ACID, conditions=conditions(substantial_performance_decline=None)),
        Status.AFTER,
        id="decline-unknown",
    ),
]


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize(("patient", "status"), STATUSES)
def test_continue_or_review(patient: bg.Patient, status: Status, place: Jurisdiction) -> None:
    found = duration(patient, place)
    assert found.status is status
    assert ("performance-decline" in ids(found.holds)) is (status is Status.WITHHOLD)
    assert ids(found.first) == ({"performance-decline"} if status is Status.AFTER else set())
    assert found.regimen is None


def test_reasons_by_tumour() -> None:
    assert ids(duration(woman(bone_agent_doses=ZOLEDRONIC_ACID)).reasons_for) == {"asco-2011-breast"}
    assert ids(duration(clean(bone_agent_doses=ZOLEDRONIC_ACID)).reasons_for) == {"no-fixed-duration"}
    assert ids(duration(treated_myeloma(365)).reasons_for) == {"myeloma-first-year"}
    assert ids(duration(treated_myeloma(366)).reasons_for) == set()


def test_the_article_stands_beside_its_source() -> None:
    assert {"A29", "T11", "T12", "T13", "S11"} <= {row for s in BONE_AGENT_DURATION.sources for row in s.rows}


def test_authorities_disagree_on_myeloma_only() -> None:
    (dispute,) = duration(treated_myeloma(400)).disagreements
    assert [p.by for p in dispute.positions] == ["ASCO 2018", "IMWG 2021"]
    assert duration(woman(bone_agent_doses=ZOLEDRONIC_ACID)).disagreements == ()


MYELOMA_NOTES = [
    pytest.param(treated_myeloma(365, response="CR"), {"imwg-first-year"}, id="before-a-year"),
    pytest.param(treated_myeloma(366, response="VGPR"), {"imwg-may-reduce"}, id="a-year-and-VGPR"),
    pytest.param(treated_myeloma(366, response="sCR"), {"imwg-may-reduce"}, id="a-year-and-sCR"),
    pytest.param(treated_myeloma(366, response="PR"), {"imwg-until-vgpr"}, id="a-year-and-PR"),
    pytest.param(treated_myeloma(366), set(), id="response-unknown"),
    pytest.param(treated_myeloma(730, response="PR"), {"imwg-until-vgpr"}, id="before-two-years"),
    pytest.param(treated_myeloma(731, response="PR"), {"imwg-until-vgpr", "asco-two-years"}, id="two-years"),
    pytest.param(treated_myeloma(400, "pamidronate", "VGPR"), {"imwg-may-reduce"}, id="pamidronate"),
    pytest.param(treated_myeloma(400, "denosumab", "VGPR"), set(), id="denosumab"),
    pytest.param(treated_myeloma(731, "denosumab", "VGPR"), {"asco-two-years"}, id="denosumab-two-years"),
    pytest.param(
        treated_myeloma(400, conditions=conditions(stable_or_responding_disease=True)), {"asco-less-often"}, id="stable"
    ),
    pytest.param(
        treated_myeloma(400, "denosumab", conditions=conditions(stable_or_responding_disease=True)),
        set(),
        id="stable-on-denosumab",
    ),
    pytest.param(
        treated_myeloma(400, conditions=conditions(new_skeletal_event=True)), {"asco-restart"}, id="event-at-relapse"
    ),
    pytest.param(
        woman(
            bone_agent_doses=given("zoledronic acid", 40),
            conditions=conditions(stable_or_responding_disease=True, new_skeletal_event=True),
        ),
        set(),
        id="breast",
    ),
]

INTERVAL_NOTES = {"zoledronic-acid-every-12-weeks", "denosumab-every-4-weeks", "other-bisphosphonate-interval"}


@pytest.mark.parametrize(("patient", "expected"), MYELOMA_NOTES)
def test_myeloma_by_time_and_response(patient: bg.Patient, expected: set[str]) -> None:
    assert shown(BONE_AGENT_DURATION, duration(patient)) - INTERVAL_NOTES == expected


# ------------------------------------------------------------------ how often

INTERVALS = [
    pytest.param(woman(bone_agent_doses=ZOLEDRONIC_ACID), "zoledronic-acid-every-12-weeks", id="breast"),
    pytest.param(clean(bone_agent_doses=ZOLEDRONIC_ACID), "zoledronic-acid-every-12-weeks", id="prostate"),
    pytest.param(treated_myeloma(90), "zoledronic-acid-every-12-weeks", id="myeloma"),
    pytest.param(lung(bone_agent_doses=ZOLEDRONIC_ACID), None, id="lung"),
    pytest.param(woman(bone_agent_doses=DENOSUMAB_GIVEN), "denosumab-every-4-weeks", id="denosumab"),
    pytest.param(woman(bone_agent_doses=given("pamidronate")), "other-bisphosphonate-interval", id="pamidronate"),
    pytest.param(woman(bone_agent_doses=given("ibandronate")), "other-bisphosphonate-interval", id="ibandronate"),
    pytest.param(woman(bone_agent_started=date(2026, 1, 5)), None, id="agent-unknown"),
]


@pytest.mark.parametrize(("patient", "expected"), INTERVALS)
def test_every_12_weeks_is_for_zoledronic_acid_only(patient: bg.Patient, expected: str | None) -> None:
    found = shown(BONE_AGENT_DURATION, duration(patient)) & INTERVAL_NOTES
    assert found == (set() if expected is None else {expected})


@pytest.mark.parametrize(("progressing", "kept"), [(True, True), (False, False), (None, False)])
def test_symptomatic_progression_keeps_four_weeks(progressing: bool | None, kept: bool) -> None:
    changes = conditions(symptomatic_skeletal_progression=progressing)
    found = duration(woman(bone_agent_doses=ZOLEDRONIC_ACID, conditions=changes))
    assert ("keep-4-weekly" in ids(found.cautions)) is kept
    assert found.status is Status.RECOMMENDED


def test_what_rests_on_memory_decides_nothing() -> None:
    resting = [s for s in BONE_AGENT_DURATION.all_sources() if s.verified is Verification.MEMORY]
    # E12 stands beside the licence, which decides.
    assert {row for s in resting for row in s.rows} == {"T07", "T09", "E12"}
    assert all(s.verified is not Verification.MEMORY for s in BONE_AGENT_DURATION.sources)


# ------------------------------------------------------------------ what keeps the agent in use from being given

TREATED_LOW = conditions(hypocalcaemia_treated=True)
#: Agent in use, what is changed, where, and the answer with the clause that decides it.
KEPT_BACK: list[tuple[str, dict[str, Any], Jurisdiction, Status, str | None]] = [
    ("denosumab", {"labs": calcium("6.8 mg/dL")}, "US", Status.CONTRAINDICATED, "hypocalcaemia-us"),
    ("denosumab", {"labs": calcium("8.9 mg/dL")}, "US", Status.RECOMMENDED, None),
    ("denosumab", {"labs": calcium("6.99 mg/dL")}, "EU", Status.CONTRAINDICATED, "hypocalcaemia-severe-europe"),
    (
        "denosumab",
        {"labs": calcium("6.99 mg/dL"), "conditions": TREATED_LOW},
        "EU",
        Status.WITHHOLD,
        "hypocalcaemia-severe-europe-hold",
    ),
    ("denosumab", {"labs": calcium("7 mg/dL")}, "EU", Status.RECOMMENDED, None),
    ("denosumab", {"labs": labs(calcium=None)}, "EU", Status.RECOMMENDED, None),
    ("denosumab", {"allergies": ["denosumab"]}, "US", Status.CONTRAINDICATED, "hypersensitivity"),
    ("denosumab", {"allergies": ["zoledronic acid"]}, "UK", Status.RECOMMENDED, None),
    ("denosumab", {"pregnant": True}, "US", Status.NOT_RECOMMENDED, "pregnancy-us"),
    ("denosumab", {"pregnant": True}, "EU", Status.NOT_RECOMMENDED, "pregnancy-europe"),
    (
        "denosumab",
        {"dental": attrs.evolve(DENTAL, unhealed_oral_surgery=True)},
        "EU",
        Status.CONTRAINDICATED,
        "unhealed-oral-surgery-europe",
    ),
    ("denosumab", {"dental": attrs.evolve(DENTAL, open_oral_lesion=True)}, "EU", Status.RECOMMENDED, None),
    ("denosumab", {"medications": [PROLIA]}, "US", Status.NOT_RECOMMENDED, "duplicate"),
    ("zoledronic acid", {"labs": kidneys(29.9)}, "US", Status.NOT_RECOMMENDED, "clearance-below-30"),
    ("zoledronic acid", {"labs": kidneys(30)}, "US", Status.RECOMMENDED, None),
    ("zoledronic acid", {"allergies": ["Zometa"]}, "US", Status.CONTRAINDICATED, "hypersensitivity"),
    ("zoledronic acid", {"allergies": ["denosumab"]}, "US", Status.RECOMMENDED, None),
    ("zoledronic acid", {"allergies": None}, "US", Status.RECOMMENDED, None),
    ("zoledronic acid", {"breast_feeding": True}, "EU", Status.CONTRAINDICATED, "breast-feeding-europe"),
    ("zoledronic acid", {"breast_feeding": True}, "US", Status.RECOMMENDED, None),
    ("zoledronic acid", {"conditions": conditions(dehydrated=True)}, "US", Status.WITHHOLD, "dehydration"),
    ("zoledronic acid", {"life_expectancy": Q(2, "month")}, "EU", Status.RECOMMENDED, None),
    ("pamidronate", {"labs": kidneys(29.9)}, "UK", Status.NOT_RECOMMENDED, "severe-renal-impairment-europe"),
    ("pamidronate", {"lesions": [bg.Lesion(site="L3", phenotype="osteoblastic")]}, "US", Status.RECOMMENDED, None),
    ("ibandronate", {"labs": calcium("7.9 mg/dL")}, "EU", Status.CONTRAINDICATED, "hypocalcaemia"),
    ("ibandronate", {"labs": calcium("7.9 mg/dL")}, "US", Status.RECOMMENDED, None),
    (
        "clodronate",
        {"conditions": conditions(acute_gastrointestinal_inflammation=True)},
        "UK",
        Status.CONTRAINDICATED,
        "gastrointestinal-inflammation",
    ),
]


@pytest.mark.parametrize(("agent", "changes", "place", "status", "clause"), KEPT_BACK)
def test_what_keeps_the_agent_from_being_given_keeps_it_from_going_on(
    agent: str, changes: dict[str, Any], place: Jurisdiction, status: Status, clause: str | None
) -> None:
    doses = given(agent, 2, milligrams=120 if agent == "denosumab" else None)
    answer = duration(woman(bone_agent_doses=doses, **changes), place)
    decisive = ids(answer.contraindications) or ids(answer.holds)
    assert (answer.status, decisive) == (status, set() if clause is None else {f"{clause}-{agent.replace(' ', '-')}"})


def test_guidance_on_who_begins_does_not_stop_what_goes_on() -> None:
    assert duration(clean(bone_agent_doses=DENOSUMAB_GIVEN), "UK").status is Status.OPTION
    assert duration(lung(bone_agent_doses=ZOLEDRONIC_ACID, life_expectancy=Q(2, "month")), "EU").status is Status.OPTION


def test_where_the_agent_is_not_known_it_is_asked_for() -> None:
    answer = duration(woman(bone_agent_started=date(2026, 1, 5), bone_agent_doses=None, allergies=["denosumab"]))
    assert (answer.status, ids(answer.first)) == (Status.AFTER, {"hypersensitivity-denosumab"})
    assert str(answer.first[0]) == "confirm that the bone agent in use is not denosumab"


# ------------------------------------------------------------------ changing to denosumab

SWITCHES = [
    pytest.param(woman(bone_agent_doses=ZOLEDRONIC_ACID), Status.OPTION, id="zoledronic-acid"),
    pytest.param(clean(bone_agent_doses=given("pamidronate")), Status.OPTION, id="pamidronate"),
    pytest.param(woman(medications=[bg.Medication(drug="alendronate")]), Status.OPTION, id="oral"),
    pytest.param(woman(bone_agent_doses=DENOSUMAB_GIVEN), Status.NOT_APPLICABLE, id="already-changed"),
    pytest.param(woman(), Status.NOT_APPLICABLE, id="not-treated"),
    pytest.param(woman(bone_agent_doses=None), Status.NOT_APPLICABLE, id="treatment-unknown"),
    pytest.param(lung(bone_agent_doses=ZOLEDRONIC_ACID, lesions=[]), Status.NOT_APPLICABLE, id="no-bone-disease"),
    pytest.param(
        woman(bone_agent_doses=ZOLEDRONIC_ACID, labs=labs(calcium=None)), Status.NEEDS_DATA, id="calcium-unknown"
    ),
    pytest.param(
        woman(bone_agent_doses=ZOLEDRONIC_ACID, labs=calcium("7.9 mg/dL")), Status.CONTRAINDICATED, id="hypocalcaemia"
    ),
    pytest.param(
        woman(bone_agent_doses=ZOLEDRONIC_ACID, dental=attrs.evolve(DENTAL, assessed=None)), Status.AFTER, id="mouth"
    ),
    pytest.param(
        clean(bone_agent_doses=ZOLEDRONIC_ACID, castration="sensitive"),
        Status.NOT_RECOMMENDED,
        id="castration-sensitive",
    ),
]


@pytest.mark.parametrize(("patient", "status"), SWITCHES)
def test_changing_to_denosumab(patient: bg.Patient, status: Status) -> None:
    found = switching(patient)
    assert found.status is status
    assert ({"no-washout", "phase-2"} <= ids(found.reasons_for)) is (status is not Status.NOT_APPLICABLE)


@pytest.mark.parametrize("place", EVERYWHERE)
def test_a_change_has_the_bars_of_denosumab(place: Jurisdiction) -> None:
    patient = clean(bone_agent_doses=ZOLEDRONIC_ACID)
    assert switching(patient, place).status is (Status.NOT_RECOMMENDED if place == "UK" else Status.OPTION)
    # What it takes the place of is no reason against it.
    bars = tuple(clause for clause in DENOSUMAB.contraindications if clause.id != "bisphosphonate-beside")
    assert SWITCHING_TO_DENOSUMAB.contraindications == bars
    assert SWITCHING_TO_DENOSUMAB.holds == DENOSUMAB.holds
    assert SWITCHING_TO_DENOSUMAB.first == DENOSUMAB.first
    assert SWITCHING_TO_DENOSUMAB.licences == DENOSUMAB.licences


def test_a_change_does_not_warn_of_what_it_replaces() -> None:
    found = switching(woman(bone_agent_doses=ZOLEDRONIC_ACID))
    assert "bisphosphonate-beside" not in ids(found.cautions)
    assert "without a washout" in found.action
