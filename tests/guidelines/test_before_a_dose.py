"""What comes before a dose against skeletal events: which agent was begun, the calcium, the jaw, another agent."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines import bone_agents
from tests.guidelines.asking import given, ids, known
from tests.guidelines.clean import DENTAL, ON, SYMPTOMS, clean, conditions, labs, myeloma, woman

BEGAN = ON - timedelta(days=200)
ZOLEDRONIC_ACID = "zoledronic-acid"
#: Clearance of about 48 today and of 76 before denosumab began.
CREATININE = [bg.Observation(value=Q(0.9, "mg/dL"), on=BEGAN), bg.Observation(value=Q(1.42, "mg/dL"), on=ON)]


def ask(rule: str, patient: bg.Patient, place: Any = "US") -> bg.Recommendation:
    return bg.assess(patient, on=ON, jurisdiction=place, guideline=bone_agents)[rule]


def dose(answer: bg.Recommendation) -> float:
    assert isinstance(answer.regimen, bg.Regimen)
    assert answer.regimen.dose is not None
    return answer.regimen.dose.m_as("mg")


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"bone_agent_started": BEGAN},
        {"labs": labs(creatinine=CREATININE[1], creatinine_baseline=CREATININE[0])},
    ],
)
def test_denosumab_is_no_start_of_zoledronic_acid(changes: dict[str, Any]) -> None:
    facts: dict[str, Any] = {"bone_agent_doses": given("denosumab", 6), "labs": labs(creatinine=CREATININE)}
    answer = ask(ZOLEDRONIC_ACID, woman(**{**facts, **changes}))
    assert (answer.status, dose(answer)) == (Status.RECOMMENDED, 3.3)
    assert "denosumab-beside" in known(answer)


@pytest.mark.parametrize(("start", "gated"), [(ON - timedelta(days=90), True), (ON, False), (None, False)])
def test_zoledronic_acid_on_the_list_since_an_earlier_day_is_treatment(start: date | None, gated: bool) -> None:
    listed = bg.Medication(drug="zoledronic acid", dose=Q(4, "mg"), start=start)
    answer = ask(ZOLEDRONIC_ACID, woman(medications=[listed], bone_agent_doses=[], labs=labs(creatinine=CREATININE[1])))
    assert (answer.status is Status.NEEDS_DATA) is gated
    assert ("creatinine_baseline" in answer.missing) is gated


AGENTS = ("zoledronic-acid", "pamidronate", "denosumab", "ibandronate", "clodronate", "ibandronate-oral")


@pytest.mark.parametrize("rule", AGENTS)
@pytest.mark.parametrize(
    ("complaint", "asked"),
    [({"jaw_symptoms": True}, True), ({"exposed_jaw_bone": True}, True), ({}, False)],
)
def test_a_complaint_of_the_jaw_is_looked_at_before_the_next_dose(
    rule: str, complaint: dict[str, Any], asked: bool
) -> None:
    answer = ask(rule, woman(symptoms=attrs.evolve(SYMPTOMS, **complaint)), "UK")
    assert ("jaw-looked-at" in ids(answer.first)) is asked
    assert (answer.status is Status.AFTER) is asked


#: In Europe labels dose pamidronate, ibandronate and clodronate from lower values.
LIMITS = [
    ("US", "11.99 mg/dL", False),
    ("US", "12 mg/dL", True),
    ("US", "2.99 mmol/L", False),
    ("US", "3 mmol/L", True),
    ("UK", "10.5 mg/dL", False),
    ("UK", "10.51 mg/dL", True),
    ("EU", "2.61 mmol/L", False),
    ("EU", "2.63 mmol/L", True),
]


@pytest.mark.parametrize("rule", AGENTS[:3])
@pytest.mark.parametrize(("place", "calcium", "asked"), LIMITS)
def test_high_calcium_is_treated_first(rule: str, place: Any, calcium: str, asked: bool) -> None:
    albumin = Q(4.0, "g/dL") if "mg" in calcium else Q(40, "g/L")
    answer = ask(rule, woman(labs=labs(calcium=Q(calcium), albumin=albumin)), place)
    assert ("hypercalcaemia-first" in ids(answer.first)) is asked


@pytest.mark.parametrize(("days", "held"), [(6, True), (7, False)])
def test_no_two_loading_doses_of_denosumab_within_a_week(days: int, held: bool) -> None:
    doses = [
        bg.BoneAgentDose(drug="zoledronic acid", dose=Q(4, "mg"), on=ON - timedelta(days=20)),
        bg.BoneAgentDose(drug="denosumab", dose=Q(120, "mg"), on=ON - timedelta(days=days)),
    ]
    answer = ask("denosumab-hypercalcaemia", woman(bone_agent_doses=doses, labs=labs(calcium=Q(13.1, "mg/dL"))))
    assert ("next-dose-not-due" in {hold.id for hold in answer.holds if hold.known}) is held
    assert (answer.status is Status.WITHHOLD) is held


@pytest.mark.parametrize(
    ("agent", "rule", "days"),
    [("zoledronic acid", "zoledronic-acid", 21), ("pamidronate", "pamidronate", 21), ("denosumab", "denosumab", 28)],
)
@pytest.mark.parametrize("early", [True, False])
def test_a_dose_given_lately_is_told(agent: Any, rule: str, days: int, early: bool) -> None:
    doses = given(agent, 2, milligrams={"denosumab": 120, "pamidronate": 90}.get(agent, 4), last=days - early)
    answer = ask(rule, woman(bone_agent_doses=doses))
    assert any("the next is not due yet" in note for note in answer.notes) is early


@pytest.mark.parametrize("decline", [True, False])
@pytest.mark.parametrize("treated", [True, False])
def test_a_decline_is_reviewed_before_the_next_dose(decline: bool, treated: bool) -> None:
    doses = given("zoledronic acid", 3, milligrams=4) if treated else []
    found = conditions(substantial_performance_decline=decline)
    answer = ask(ZOLEDRONIC_ACID, woman(bone_agent_doses=doses, conditions=found))
    assert ("performance-decline" in ids(answer.first)) is (decline and treated)


@pytest.mark.parametrize(("days", "asked"), [(182, False), (183, True)])
def test_a_gap_of_half_a_year_is_accounted_for(days: int, asked: bool) -> None:
    doses = given("denosumab", 2, milligrams=120, last=days)
    answer = ask("bone-agent-duration", woman(bone_agent_doses=doses))
    assert ("denosumab-interrupted" in ids(answer.first)) is asked
    assert answer.status is (Status.AFTER if asked else Status.RECOMMENDED)


@pytest.mark.parametrize("progressing", [True, False])
def test_twelve_weeks_are_not_named_while_disease_progresses_with_symptoms(progressing: bool) -> None:
    found = conditions(symptomatic_skeletal_progression=progressing)
    doses = given("zoledronic acid", 3, milligrams=4)
    answer = ask("bone-agent-duration", woman(bone_agent_doses=doses, conditions=found))
    assert any("may be given every 12 weeks" in note for note in answer.notes) is not progressing
    assert ("keep-4-weekly" in known(answer)) is progressing


@pytest.mark.parametrize("agent", ["zoledronic acid", "denosumab"])
def test_what_holds_an_agent_back_holds_back_that_it_goes_on(agent: Any) -> None:
    aches = attrs.evolve(SYMPTOMS, thigh_hip_or_groin_pain=True)
    doses = given(agent, 10, milligrams=4 if agent == "zoledronic acid" else 120)
    answer = ask("bone-agent-duration", woman(bone_agent_doses=doses, symptoms=aches))
    assert (answer.status, ids(answer.holds)) == (Status.WITHHOLD, {"femur-pain"})
    assert ask("bone-agent-duration", woman(bone_agent_doses=doses)).status is Status.RECOMMENDED


@pytest.mark.parametrize(
    ("doses", "held"),
    [
        (given("zoledronic acid", 3, milligrams=4), {"incapacitating-pain"}),
        ([*given("zoledronic acid", 1, milligrams=4, last=900), *given("denosumab", 3, milligrams=120)], set()),
    ],
)
def test_pain_on_an_earlier_bisphosphonate_holds_no_denosumab(doses: list[bg.BoneAgentDose], held: set[str]) -> None:
    aches = attrs.evolve(SYMPTOMS, incapacitating_musculoskeletal_pain=True)
    answer = ask("bone-agent-duration", woman(bone_agent_doses=doses, symptoms=aches))
    assert {hold.id for hold in answer.holds if hold.known} == held


@pytest.mark.parametrize(("agent", "milligrams"), [("zoledronic acid", 4), ("pamidronate", 90)])
@pytest.mark.parametrize(("creatinine", "held"), [(1.29, False), (1.3, True)])
def test_a_rise_of_creatinine_holds_back_that_the_agent_goes_on(
    agent: Any, milligrams: float, creatinine: float, held: bool
) -> None:
    results = labs(creatinine=Q(creatinine, "mg/dL"), creatinine_baseline=Q(0.8, "mg/dL"))
    patient = woman(bone_agent_doses=given(agent, 3, milligrams=milligrams), labs=results)
    answer = ask("bone-agent-duration", patient)
    assert (answer.status is Status.WITHHOLD) is held
    assert ask(agent.replace(" ", "-"), patient).status is (Status.WITHHOLD if held else Status.RECOMMENDED)


@pytest.mark.parametrize(
    "history",
    [
        {"medications": [bg.Medication(drug="Fosamax")]},
        {"bone_agent_doses": [bg.BoneAgentDose(drug="denosumab", dose=Q(60, "mg"), on=ON - timedelta(days=300))]},
    ],
)
def test_an_agent_for_osteoporosis_is_no_course_against_cancer(history: dict[str, Any]) -> None:
    work = attrs.evolve(DENTAL, work_outstanding=True)
    answer = ask("denosumab", woman(dental=work, **history))
    assert ids(answer.first) & {"dental-work", "dental-work-during"} == {"dental-work"}


@pytest.mark.parametrize(("drug", "days"), [("Prolia", 61), ("Prolia", 150), ("Xgeva", 61)])
def test_denosumab_beside_a_bisphosphonate_by_any_name(drug: str, days: int) -> None:
    listed = bg.Medication(drug=drug, last_given=ON - timedelta(days=days))
    assert "denosumab-beside" in known(ask(ZOLEDRONIC_ACID, woman(medications=[listed])))
    assert "denosumab-beside" not in known(ask(ZOLEDRONIC_ACID, woman()))


@pytest.mark.parametrize(("days", "warned"), [(84, True), (85, False)])
def test_the_day_of_the_last_dose_on_the_list_counts_for_12_weeks(days: int, warned: bool) -> None:
    listed = bg.Medication(drug="Xgeva", last_given=ON - timedelta(days=days))
    assert ("denosumab-beside" in known(ask(ZOLEDRONIC_ACID, woman(medications=[listed])))) is warned


def test_chemotherapy_is_a_risk_for_the_jaw() -> None:
    answer = ask("denosumab", woman(medications=[bg.Medication(drug="docetaxel")]))
    assert "jaw-risk-drug" in known(answer)


def test_a_brand_of_alendronate_is_known() -> None:
    assert ask(ZOLEDRONIC_ACID, woman(medications=[bg.Medication(drug="Fosamax")])).status is Status.NOT_RECOMMENDED
    assert ask(ZOLEDRONIC_ACID, woman(allergies=["Fosamax"]), "EU").status is Status.CONTRAINDICATED


def test_a_dose_against_osteoporosis_is_no_early_dose_against_cancer() -> None:
    dose_60 = bg.BoneAgentDose(drug="denosumab", dose=Q(60, "mg"), on=ON - timedelta(days=20))
    answer = ask("denosumab", woman(bone_agent_doses=[dose_60]))
    assert not any("the next is not due yet" in note for note in answer.notes)


@pytest.mark.parametrize("rule", AGENTS[:3])
@pytest.mark.parametrize("thin", [True, False])
def test_mgus_with_thin_bones_is_told_why(rule: str, thin: bool) -> None:
    patient = woman(primary="MGUS", lesions=[], conditions=conditions(osteopenia=thin, osteoporosis=False))
    answer = ask(rule, patient)
    assert answer.status is Status.NOT_RECOMMENDED
    assert any("MGUS with osteopenia or osteoporosis" in note for note in answer.notes) is thin


# ------------------------------------------------------------------ results measured for this dose


def measured(value: str, days: int | None, low: str | None = None) -> bg.Observation:
    """Return a result so many days old, or one without a day."""
    day = None if days is None else ON - timedelta(days=days)
    return bg.Observation(value=Q(value), on=day, low=None if low is None else Q(low))


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        (ZOLEDRONIC_ACID, {}),
        ("pamidronate", {}),
        ("zoledronic-acid-hypercalcaemia", {"calcium": Q(13, "mg/dL")}),
        ("pamidronate-hypercalcaemia", {"calcium": Q(13, "mg/dL")}),
    ],
)
@pytest.mark.parametrize(("days", "asked"), [(0, False), (21, False), (22, True), (700, True), (None, False)])
def test_a_creatinine_of_more_than_three_weeks_ago_was_not_measured_for_this_dose(
    rule: str, changes: dict[str, Any], days: int | None, asked: bool
) -> None:
    answer = ask(rule, woman(labs=labs(creatinine=measured("0.8 mg/dL", days), **changes)))
    assert ("creatinine-for-this-dose" in ids(answer.first)) is asked
    assert (answer.status is Status.AFTER) is asked


def test_without_any_creatinine_it_is_still_needed() -> None:
    answer = ask(ZOLEDRONIC_ACID, woman(labs=labs(creatinine=None)))
    assert answer.status is Status.NEEDS_DATA
    assert "days_since_creatinine" not in answer.missing


@pytest.mark.parametrize("place", ["US", "UK"])
@pytest.mark.parametrize("field", ["calcium", "corrected_calcium"])
@pytest.mark.parametrize(("days", "asked"), [(21, False), (22, True), (None, False)])
def test_before_the_first_denosumab_the_calcium_is_of_three_weeks_at_most(
    place: Any, field: str, days: int | None, asked: bool
) -> None:
    results = labs(**{"calcium": None, field: measured("9.4 mg/dL", days)})
    answer = ask("denosumab", woman(labs=results), place)
    assert ("calcium-before-the-start" in ids(answer.first)) is asked
    assert answer.status is (Status.AFTER if asked else Status.RECOMMENDED)
    later = ask("denosumab", woman(labs=results, bone_agent_doses=given("denosumab", 2, milligrams=120)), place)
    assert "calcium-before-the-start" not in ids(later.first)


@pytest.mark.parametrize(
    ("reported", "total", "high"),
    [
        pytest.param(30, 0, True, id="measured since"),
        pytest.param(1, 0, True, id="measured a day later"),
        pytest.param(30, None, True, id="without a day it is of today"),
        pytest.param(0, 0, False, id="the same day"),
        pytest.param(0, 30, False, id="measured before"),
        pytest.param(None, 0, False, id="reported without a day"),
        pytest.param(None, None, False, id="neither has a day"),
    ],
)
def test_a_total_calcium_measured_later_outdates_the_corrected_one_on_the_report(
    reported: int | None, total: int | None, high: bool
) -> None:
    results = labs(corrected_calcium=measured("9.4 mg/dL", reported), calcium=measured("14.5 mg/dL", total))
    answers = bg.assess(woman(labs=results), on=ON, jurisdiction="US", guideline=bone_agents)
    assert (answers["zoledronic-acid-hypercalcaemia"].status is Status.NOT_APPLICABLE) is not high
    assert ("hypercalcaemia-first" in ids(answers[ZOLEDRONIC_ACID].first)) is high


def test_what_was_measured_later_is_corrected_by_an_albumin_that_has_to_be_known() -> None:
    results = labs(corrected_calcium=measured("9.4 mg/dL", 30), calcium=measured("7 mg/dL", 0), albumin=None)
    answer = ask("denosumab", woman(labs=results))
    assert (answer.status, "albumin" in answer.missing) == (Status.NEEDS_DATA, True)


@pytest.mark.parametrize(
    ("reported", "total", "status"),
    [
        (None, "8.6 mg/dL", Status.CONTRAINDICATED),
        ("8.6 mg/dL", None, Status.CONTRAINDICATED),
        ("8.4 mg/dL", "8.6 mg/dL", Status.RECOMMENDED),
        (None, None, Status.NEEDS_DATA),
    ],
)
def test_the_limit_of_total_calcium_serves_where_the_corrected_one_has_none(
    reported: str | None, total: str | None, status: Status
) -> None:
    results = labs(corrected_calcium=measured("8.5 mg/dL", 0, reported), calcium=measured("8.5 mg/dL", 0, total))
    assert ask("denosumab", woman(labs=results)).status is status


# ------------------------------------------------------------------ a dose that is withheld

#: Back from a rise but not to within 10 % of the value before treatment, and back to it.
RISEN = labs(creatinine=Q(0.89, "mg/dL"), creatinine_baseline=Q(0.8, "mg/dL"))
RECOVERED = labs(creatinine=Q(0.88, "mg/dL"), creatinine_baseline=Q(0.8, "mg/dL"))


def held(answer: bg.Recommendation) -> set[str]:
    return {hold.id for hold in answer.holds if hold.known}


@pytest.mark.parametrize("withheld", ["zoledronic acid", "pamidronate"])
@pytest.mark.parametrize("rule", ["zoledronic-acid", "pamidronate"])
@pytest.mark.parametrize("doses", [None, [], "given"])
def test_what_is_withheld_of_one_agent_is_not_given_of_the_other(withheld: Any, rule: str, doses: Any) -> None:
    listed = given(withheld, last=85) if doses == "given" else doses
    patient = woman(bone_agent_doses=listed, withheld=[withheld], labs=RISEN)
    answer = ask(rule, patient)
    assert (answer.status, held(answer)) == (Status.WITHHOLD, {"renal-not-recovered"})
    assert all(
        "A dose of zoledronic acid or pamidronate is withheld" in hold.text for hold in answer.holds if hold.known
    )
    assert held(ask(rule, attrs.evolve(patient, labs=RECOVERED))) == set()


@pytest.mark.parametrize("rule", ["zoledronic-acid", "pamidronate"])
def test_denosumab_is_withheld_for_no_kidney(rule: str) -> None:
    patient = woman(withheld=["denosumab"], labs=RISEN, bone_agent_doses=[])
    assert held(ask(rule, patient)) == set()
    assert ask("denosumab", woman(withheld=["zoledronic acid"], labs=RISEN)).status is Status.RECOMMENDED


@pytest.mark.parametrize("rule", ["zoledronic-acid", "pamidronate"])
def test_a_dose_withheld_without_the_value_from_before_waits_for_it(rule: str) -> None:
    answer = ask(rule, woman(withheld=["zoledronic acid"], bone_agent_doses=[]))
    assert (answer.status, "creatinine_baseline" in answer.missing) == (Status.NEEDS_DATA, True)


@pytest.mark.parametrize(("days", "counts"), [(99, True), (100, False), (101, False)])
@pytest.mark.parametrize("undated", [False, True])
def test_a_rise_from_before_the_first_dose_is_no_rise_under_treatment(days: int, counts: bool, undated: bool) -> None:
    series = [measured("1.4 mg/dL", days), measured("1 mg/dL", 1)]
    doses = [*given("zoledronic acid", last=100), *([bg.BoneAgentDose(drug="zoledronic acid")] if undated else [])]
    results = labs(creatinine=series, creatinine_baseline=Q(0.8, "mg/dL"))
    answer = ask(ZOLEDRONIC_ACID, woman(bone_agent_doses=doses, labs=results))
    assert ("renal-not-recovered" in held(answer)) is (counts or undated)


# ------------------------------------------------------------------ doses on the list of medicines, and without a day


def last_given(drug: str, days: int) -> bg.Medication:
    return bg.Medication(drug=drug, last_given=ON - timedelta(days=days))


@pytest.mark.parametrize("doses", [None, []])
@pytest.mark.parametrize(("days", "early"), [(6, True), (7, False)])
def test_the_last_dose_on_the_list_counts_before_another_in_hypercalcaemia(doses: Any, days: int, early: bool) -> None:
    results = labs(calcium=Q(13, "mg/dL"), creatinine_baseline=Q(1, "mg/dL"))
    patient = woman(medications=[last_given("Zometa", days)], bone_agent_doses=doses, labs=results)
    assert ("retreatment-too-early" in held(ask("zoledronic-acid-hypercalcaemia", patient))) is early


@pytest.mark.parametrize(("day", "status"), [(10, Status.NEEDS_DATA), (9, Status.RECOMMENDED)])
def test_a_creatinine_from_before_the_last_dose_on_the_list_is_not_for_this_one(day: int, status: Status) -> None:
    results = labs(creatinine=measured("1 mg/dL", day), creatinine_baseline=Q(1, "mg/dL"))
    patient = woman(medications=[last_given("Zometa", 10)], labs=results)
    assert ask(ZOLEDRONIC_ACID, patient).status is status


def test_a_last_dose_on_the_list_is_treatment_that_is_judged_by_the_creatinine_from_before() -> None:
    patient = woman(medications=[last_given("Zometa", 30)])
    assert "creatinine_baseline" in ask(ZOLEDRONIC_ACID, patient).missing


@pytest.mark.parametrize(
    ("doses", "told"),
    [
        pytest.param([None, 40], None, id="one of them without a day"),
        pytest.param([None], None, id="none with a day"),
        pytest.param([40], False, id="all with a day"),
        pytest.param([5, None], True, id="early whichever was the last"),
    ],
)
def test_a_dose_without_a_day_may_be_the_last_one(doses: list[int | None], told: bool | None) -> None:
    listed = [
        bg.BoneAgentDose(drug="zoledronic acid", on=None if days is None else ON - timedelta(days=days))
        for days in doses
    ]
    results = labs(calcium=Q(13, "mg/dL"), creatinine_baseline=Q(1, "mg/dL"))
    answer = ask("zoledronic-acid-hypercalcaemia", woman(bone_agent_doses=listed, labs=results))
    found = {finding.id: finding.known for finding in answer.findings}
    assert found.get("retreatment-too-early", False) is told
    assert ("retreatment-too-early" in ids(answer.first)) is (told is None)


@pytest.mark.parametrize(
    ("changes", "acts"),
    [
        pytest.param({"start": 183, "stop": 183}, None, id="stopped within its time"),
        pytest.param({"start": 184, "stop": 184}, False, id="stopped before its time"),
        pytest.param({"start": 400, "stop": 90, "last_given": 200}, False, id="last given before its time"),
        pytest.param({"start": 400, "stop": 90, "last_given": 183}, True, id="last given within its time"),
        pytest.param({"last_given": 184}, None, id="not stopped"),
    ],
)
def test_a_product_that_was_stopped_may_still_act(changes: dict[str, int], acts: bool | None) -> None:
    days: dict[str, Any] = {name: ON - timedelta(days=ago) for name, ago in changes.items()}
    answer = ask("denosumab", woman(medications=[bg.Medication(drug="Prolia", **days)], bone_agent_doses=[]))
    found = {finding.id: finding.known for finding in answer.findings}
    assert found.get("duplicate", False) is acts


# ------------------------------------------------------------------ calcium that is high, or may be, and that is low


@pytest.mark.parametrize("rule", AGENTS)
@pytest.mark.parametrize(
    ("results", "asked"),
    [
        pytest.param({"calcium": Q(15, "mg/dL"), "albumin": None}, True, id="total calcium high"),
        pytest.param({"calcium": Q(10.51, "mg/dL"), "albumin": None}, True, id="total calcium just high"),
        pytest.param({"calcium": Q(10.5, "mg/dL"), "albumin": None}, False, id="total calcium not high"),
        pytest.param({"calcium": None, "ionised_calcium": Q(1.51, "mmol/L")}, True, id="ionised calcium high"),
        pytest.param({"calcium": None, "ionised_calcium": Q(1.5, "mmol/L")}, False, id="ionised calcium not high"),
        pytest.param({"calcium": Q(10.6, "mg/dL")}, None, id="high but not for treatment"),
        pytest.param({"calcium": None}, False, id="not measured"),
    ],
)
def test_where_something_points_to_a_high_calcium_it_is_settled_first(
    rule: str, results: dict[str, Any], asked: bool | None
) -> None:
    answer = ask(rule, woman(labs=labs(vitamin_d=None, **results)))
    assert ("hypercalcaemia-first" in ids(answer.first)) is bool(asked)
    added = {"supplements", "supplements-us", "vitamin-d"} & ids(answer.monitor)
    assert bool(added) is (asked is False)


@pytest.mark.parametrize("rule", AGENTS[:3])
@pytest.mark.parametrize(("value", "advised"), [("10.5 mg/dL", True), ("10.51 mg/dL", False)])
def test_vitamin_d_is_not_repleted_while_calcium_is_high(rule: str, value: str, advised: bool) -> None:
    answer = ask(rule, woman(labs=labs(calcium=Q(value), vitamin_d=Q(20, "ng/mL"))))
    assert ("vitamin-d" in ids(answer.monitor)) is advised


@pytest.mark.parametrize(
    ("ionised", "low"),
    [
        ("0.99 mmol/L", True),
        ("1 mmol/L", False),
        (bg.Observation(value=Q(1.14, "mmol/L"), low=Q(1.15, "mmol/L")), True),
        (bg.Observation(value=Q(1.15, "mmol/L"), low=Q(1.15, "mmol/L")), False),
        (None, False),
    ],
)
def test_a_low_ionised_calcium_counts_as_a_low_corrected_one_does(ionised: Any, low: bool) -> None:
    patient = woman(labs=labs(ionised_calcium=Q(ionised) if isinstance(ionised, str) else ionised))
    for rule in ("zoledronic-acid", "pamidronate"):
        answer = ask(rule, patient)
        assert ("hypocalcaemia" in ids(answer.first)) is low
        assert (answer.status is Status.AFTER) is low
    for rule in ("ibandronate", "ibandronate-oral"):
        assert (ask(rule, patient, "EU").status is Status.CONTRAINDICATED) is low


@pytest.mark.parametrize(("progressing", "listed"), [(True, False), (False, True), (None, True)])
@pytest.mark.parametrize("build", [woman, clean, myeloma])
def test_twelve_weeks_are_no_option_while_disease_progresses_with_symptoms(
    build: Any, progressing: bool | None, listed: bool
) -> None:
    answer = ask(ZOLEDRONIC_ACID, build(conditions=conditions(symptomatic_skeletal_progression=progressing)))
    assert bool(answer.alternatives) is listed
