"""An anti-inflammatory drug: no dose, and all that stands against it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.calculators.ckd_epi_2021 import ckd_epi_2021
from boneguide.guidelines import sources
from boneguide.guidelines.analgesia import NSAID
from boneguide.guidelines.facts.laboratory import ESTIMATED_GFR, LATEST_CREATININE_CLEARANCE
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.scalar import number, truth
from boneguide.logic.truth import Truth
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines.asking import known, noted
from tests.guidelines.clean import ON, conditions, labs
from tests.guidelines.pains import applies, ask, drug, hurting, kidneys, missing

ZOLEDRONATE = [bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=28))]


def asked(**changes: Any) -> bg.Recommendation:
    return ask("nsaid", hurting(**changes))


def rate(value: float) -> dict[str, Any]:
    """Return an eGFR that a laboratory reported."""
    return {"estimated_gfr": Q(value, "mL/min/1.73m2")}


# ---- without a finding


@pytest.mark.parametrize("place", [*JURISDICTIONS, None])
def test_it_is_an_option_without_a_dose(place: Jurisdiction | None) -> None:
    answer = ask("nsaid", hurting(), jurisdiction=place)
    assert answer.status is Status.OPTION
    assert answer.regimen is None
    assert "none was read" in answer.action
    assert noted(answer, "ibuprofen 2400 mg (EU) or 3200 mg (US label)")
    assert noted(answer, "from memory and not verified")
    assert known(answer) == set()


def test_without_pain_it_is_no_question() -> None:
    assert "nsaid" not in applies(hurting(0))


# ---- kidneys


@pytest.mark.parametrize(
    ("creatinine", "status"),
    [(1.0, Status.OPTION), (1.5, Status.AFTER), (2.4, Status.NOT_RECOMMENDED), (None, Status.NEEDS_DATA)],
)
def test_kidneys_decide(creatinine: float | None, status: Status) -> None:
    assert asked(labs=kidneys(creatinine)).status is status


def measured(milligrams: float, day: int, **changes: Any) -> bg.Patient:
    """Return a woman who had zoledronic acid 28 days ago, with a creatinine in mg/dL from so many days ago."""
    result = bg.Observation(value=Q(milligrams, "mg/dL"), on=ON - timedelta(days=day))
    return hurting(
        **{"labs": attrs.evolve(kidneys(None), creatinine=[result]), "bone_agent_doses": ZOLEDRONATE, **changes}
    )


@pytest.mark.parametrize("day", [27, 28, 29])
@pytest.mark.parametrize(
    ("milligrams", "status"), [(2.6, Status.NOT_RECOMMENDED), (1.5, Status.NOT_RECOMMENDED), (0.9, Status.OPTION)]
)
def test_a_creatinine_from_before_an_infusion_counts(day: int, milligrams: float, status: Status) -> None:
    answer = ask("nsaid", measured(milligrams, day))
    assert answer.status is status
    assert not {"creatinine", "latest_creatinine"} & set(answer.missing)
    assert ("kidneys-below-30" in known(answer)) is (milligrams > 2)


@pytest.mark.parametrize("day", [27, 28])
def test_the_next_infusion_still_waits_for_a_new_creatinine(day: int) -> None:
    answer = bg.assess(measured(0.9, day), on=ON, jurisdiction="UK", guideline=bg.guidelines.bone_agents)
    assert ("creatinine" in answer["zoledronic-acid"].missing) is (day == 28)
    assert "latest_creatinine" not in answer["zoledronic-acid"].missing


def test_one_creatinine_is_asked_for() -> None:
    answer = asked(labs=kidneys(None))
    assert "latest_creatinine" in answer.missing
    assert "creatinine" not in answer.missing


@pytest.mark.parametrize(("rate", "barred"), [(29.9, True), (30.0, False), (30.1, False)])
def test_the_edge_of_egfr_is_30(rate: float, barred: bool) -> None:
    (clause,) = [c for c in NSAID.contraindications if c.id == "kidneys-below-30"]
    facts = Snapshot(values={ESTIMATED_GFR: rate})
    assert truth(clause.when, facts) is Truth.of(barred)


def test_the_clearance_decides_alone_where_no_egfr_is_on_record() -> None:
    (clause,) = [c for c in NSAID.contraindications if c.id == "kidneys-below-30"]
    person = {f.name: f for f in LATEST_CREATININE_CLEARANCE.facts()}
    values: dict[Any, Any] = {person["age"]: 60.0, person["weight"]: 72.0, person["sex"]: "female"}
    for milligrams, said in ((1.0, Truth.FALSE), (68 / 30, Truth.FALSE), (68 / 29.9, Truth.TRUE)):
        facts = Snapshot(values={**values, person["latest_creatinine"]: milligrams})
        assert truth(clause.when, facts) is said


@pytest.mark.parametrize(
    ("reported", "status", "found"),
    [
        (29.9, Status.NOT_RECOMMENDED, {"kidneys-below-30", "kidneys-below-60"}),
        (30, Status.AFTER, {"kidneys-below-60"}),
        (59.9, Status.AFTER, {"kidneys-below-60"}),
        (60, Status.OPTION, set()),
    ],
)
def test_either_number_counts(reported: float, status: Status, found: set[str]) -> None:
    answer = asked(labs=kidneys(1.0, **rate(reported)))
    assert answer.status is status
    assert known(answer) == found


def test_a_good_egfr_does_not_undo_a_low_clearance() -> None:
    answer = asked(labs=kidneys(2.4, **rate(75)))
    assert answer.status is Status.NOT_RECOMMENDED
    assert "kidneys-below-30" in known(answer)


@pytest.mark.parametrize(("labs_", "noticed"), [(kidneys(1.0), True), (kidneys(1.0, **rate(75)), False)])
def test_without_an_egfr_the_answer_says_so(labs_: bg.Labs, noticed: bool) -> None:
    assert noted(asked(labs=labs_), "No eGFR is on record") == noticed


def test_an_egfr_without_creatinine_decides_alone() -> None:
    assert asked(labs=kidneys(None, **rate(29))).status is Status.NOT_RECOMMENDED
    assert asked(labs=kidneys(None, **rate(75))).status is Status.OPTION
    assert asked(labs=kidneys(None)).status is Status.NEEDS_DATA


BELOW_60 = kidneys(1.5)


@pytest.mark.parametrize(
    "changes",
    [
        {"conditions": conditions(dehydrated=True)},
        {"conditions": conditions(acute_illness=True)},
        {"medications": drug("ramipril")},
        {"medications": drug("lithium")},
        {"medications": drug("iohexol")},
        {"medications": drug("gentamicin")},
        {"medications": drug("cisplatin")},
    ],
    ids=str,
)
def test_below_60_a_second_risk_bars_it(changes: dict[str, Any]) -> None:
    answer = asked(labs=BELOW_60, **changes)
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"kidneys-below-60-at-risk", "kidneys-below-60"}
    assert asked(**changes).status is Status.OPTION


def test_below_60_without_a_second_risk_it_is_for_a_short_time() -> None:
    answer = asked(labs=BELOW_60)
    assert answer.status is Status.AFTER
    assert missing(answer) == {"bisphosphonate-to-come"}
    assert known(answer) == {"kidneys-below-60"}


@pytest.mark.parametrize(
    ("changes", "tasks"),
    [
        ({}, {"bisphosphonate-to-come"}),
        # Without disease in bone nobody plans one.
        ({"lesions": []}, set()),
        # What is given already bars it, and is asked about where it is not known.
        ({"bone_agent_doses": ZOLEDRONATE}, set()),
        ({"bone_agent_doses": None, "medications": None}, None),
        ({"labs": kidneys(1.0)}, set()),
    ],
)
def test_below_60_it_is_asked_whether_a_bisphosphonate_is_to_come(
    changes: dict[str, Any], tasks: set[str] | None
) -> None:
    answer = asked(**{"labs": BELOW_60, **changes})
    if tasks is None:
        assert {"bisphosphonate-to-come", "beside-bisphosphonate"} <= missing(answer)
    else:
        assert missing(answer) == tasks


def test_another_anti_inflammatory_drug_is_no_second_risk_for_the_kidney() -> None:
    answer = asked(labs=BELOW_60, medications=drug("ibuprofen"))
    assert answer.status is Status.AFTER
    assert known(answer) == {"kidneys-below-60"}
    assert noted(answer, "a second is not added")


@pytest.mark.parametrize("name", ["dehydrated", "acute_illness"])
def test_below_60_a_second_risk_that_is_not_known_is_asked_for(name: str) -> None:
    answer = asked(labs=BELOW_60, conditions=conditions(**{name: None}))
    assert answer.status is Status.AFTER
    assert missing(answer) == {"kidneys-below-60-at-risk", "bisphosphonate-to-come"}


def test_v68_three_drugs_on_one_kidney() -> None:
    answer = ask(
        "nsaid",
        hurting(
            age=Q(78, "year"), labs=kidneys(0.6, **rate(65)), medications=drug("ramipril", "furosemide", "naproxen")
        ),
    )
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"triple-combination", "risk-of-bleeding"}


@pytest.mark.parametrize("taken", [["ramipril"], ["furosemide"], ["candesartan", "amlodipine"]])
def test_two_of_the_three_are_not_three(taken: list[str]) -> None:
    assert asked(medications=drug(*taken)).status is Status.OPTION


# ---- beside a bisphosphonate


def test_v64_ibuprofen_beside_zoledronic_acid_with_a_clearance_of_27() -> None:
    patient = hurting(
        age=Q(76, "year"),
        weight=Q(58, "kg"),
        labs=kidneys(1.6),
        medications=drug("ibuprofen"),
        bone_agent_doses=ZOLEDRONATE,
    )
    cleared = number(LATEST_CREATININE_CLEARANCE, Snapshot(Context(patient=patient, on=ON)))
    assert cleared is not None
    assert round(cleared.low, 1) == 27.4
    answer = ask("nsaid", patient)
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) >= {"kidneys-below-30", "beside-bisphosphonate"}
    assert ask("paracetamol", patient).regimen is not None
    together = bg.assess(patient, on=ON, jurisdiction="EU")
    assert together.status("zoledronic-acid") in {Status.NOT_RECOMMENDED, Status.CONTRAINDICATED}


def test_v65_ibuprofen_beside_zoledronic_acid_with_a_clearance_of_31() -> None:
    patient = hurting(
        sex="male",
        primary="lung",
        pregnant=None,
        breast_feeding=None,
        age=Q(70, "year"),
        weight=Q(70, "kg"),
        labs=kidneys(2.2),
        medications=drug("ibuprofen"),
        bone_agent_doses=ZOLEDRONATE,
    )
    cleared = number(LATEST_CREATININE_CLEARANCE, Snapshot(Context(patient=patient, on=ON)))
    assert cleared is not None
    assert round(cleared.low, 1) == 30.9
    answer = ask("nsaid", patient)
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {
        "kidneys-below-60",
        "beside-bisphosphonate",
        "with-bisphosphonate",
        "risk-of-bleeding",
    }


@pytest.mark.parametrize("agent", ["zoledronic acid", "pamidronate"])
def test_the_pair_warns_with_good_kidneys_and_is_barred_without_fluid(agent: Any) -> None:
    given = [bg.BoneAgentDose(drug=agent, on=ON - timedelta(days=28))]
    answer = asked(bone_agent_doses=given)
    assert answer.status is Status.OPTION
    assert known(answer) == {"with-bisphosphonate"}
    dry = asked(bone_agent_doses=given, conditions=conditions(dehydrated=True))
    assert dry.status is Status.NOT_RECOMMENDED
    assert "beside-bisphosphonate" in known(dry)


@pytest.mark.parametrize(("days", "found"), [(84, True), (85, False)])
def test_a_bisphosphonate_counts_for_12_weeks(days: int, found: bool) -> None:
    given = [bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=days))]
    answer = asked(bone_agent_doses=given, labs=BELOW_60)
    assert ("beside-bisphosphonate" in known(answer)) == found
    assert (answer.status is Status.NOT_RECOMMENDED) == found


def test_other_bone_agents_are_no_such_pair() -> None:
    given = [bg.BoneAgentDose(drug="denosumab", on=ON - timedelta(days=28))]
    assert known(asked(bone_agent_doses=given)) == set()


def test_the_bar_of_the_pair_is_the_librarys_own_decision() -> None:
    (clause,) = [c for c in NSAID.contraindications if c.id == "beside-bisphosphonate"]
    assert "the library's own decision" in clause.says
    assert sources.LIBRARY in {s.reference for s in clause.sources}


# ---- bleeding


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"conditions": conditions(gastrointestinal_ulcer_or_bleeding=True)}, "ulcer-or-bleeding"),
        ({"conditions": conditions(previous_ulcer_or_gastrointestinal_bleeding=True)}, "ulcer-or-bleeding"),
        ({"conditions": conditions(coagulopathy=True)}, "coagulopathy"),
        ({"conditions": conditions(severe_hepatic_impairment=True)}, "liver"),
        ({"age": Q(40, "year"), "pregnant": True}, "pregnancy"),
        ({"conditions": conditions(therapeutic_anticoagulation=True)}, "anticoagulant"),
        ({"conditions": conditions(aspirin_sensitive_asthma=True)}, "asthma"),
        ({"medications": drug("apixaban")}, "anticoagulant"),
        ({"medications": drug("enoxaparin")}, "anticoagulant"),
        ({"primary": "multiple myeloma"}, "myeloma"),
        ({"allergies": ["ibuprofen"]}, "hypersensitivity"),
        ({"allergies": ["aspirin"]}, "hypersensitivity"),
    ],
    ids=str,
)
def test_what_bars_it(changes: dict[str, Any], found: str) -> None:
    answer = asked(**changes)
    assert answer.status in {Status.NOT_RECOMMENDED, Status.CONTRAINDICATED}
    assert known(answer) == {found}


def test_v67_apixaban() -> None:
    answer = asked(labs=kidneys(0.85, **rate(75)), medications=[bg.Medication(drug="apixaban", dose=Q(5, "mg"))])
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"anticoagulant"}
    (clause,) = [c for c in NSAID.contraindications if c.id == "anticoagulant"]
    assert {s.verified for s in clause.sources} == {bg.Verification.MEMORY, bg.Verification.DERIVED}
    assert "the library's own decision" in clause.says


@pytest.mark.parametrize(
    ("count", "status", "found"),
    [
        (49.9, Status.NOT_RECOMMENDED, {"platelets-below-50", "platelets-below-100"}),
        (50, Status.OPTION, {"platelets-below-100"}),
        (99.9, Status.OPTION, {"platelets-below-100"}),
        (100, Status.OPTION, set()),
    ],
)
def test_platelets(count: float, status: Status, found: set[str]) -> None:
    answer = asked(labs=labs(platelets=Q(count, "10*9/L")))
    assert answer.status is status
    assert known(answer) == found


@pytest.mark.parametrize(
    ("changes", "task"),
    [
        ({"conditions": conditions(gastrointestinal_ulcer_or_bleeding=None)}, "ulcer-or-bleeding"),
        ({"conditions": conditions(previous_ulcer_or_gastrointestinal_bleeding=None)}, "ulcer-or-bleeding"),
        ({"conditions": conditions(coagulopathy=None)}, "coagulopathy"),
        ({"conditions": conditions(severe_hepatic_impairment=None)}, "liver"),
        ({"age": Q(40, "year"), "pregnant": None}, "pregnancy"),
        ({"conditions": conditions(therapeutic_anticoagulation=None)}, "anticoagulant"),
        ({"conditions": conditions(aspirin_sensitive_asthma=None)}, "asthma"),
        ({"labs": labs()}, "platelets-below-50"),
        ({"allergies": None}, "hypersensitivity"),
    ],
    ids=str,
)
def test_what_is_not_known_is_asked_for(changes: dict[str, Any], task: str) -> None:
    answer = asked(**changes)
    assert answer.status is Status.AFTER
    assert missing(answer) == {task}


def test_an_unknown_list_of_medicines_is_asked_for() -> None:
    answer = asked(medications=None)
    assert answer.status is Status.AFTER
    assert missing(answer) == {"anticoagulant", "triple-combination"}


#: Whoever fills in only the narrower of two fields has said the wider one too.
_WITHIN_A_YEAR = conditions(myocardial_infarction_or_stroke=None, myocardial_infarction_or_stroke_within_a_year=True)


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"age": Q(64.9, "year")}, set()),
        ({"age": Q(65, "year")}, {"risk-of-bleeding"}),
        ({"medications": drug("sertraline")}, {"risk-of-bleeding"}),
        ({"medications": drug("venlafaxine")}, {"risk-of-bleeding"}),
        ({"medications": drug("clopidogrel")}, {"risk-of-bleeding"}),
        ({"medications": drug("dexamethasone")}, {"corticosteroid"}),
        ({"medications": drug("prednisolone")}, {"corticosteroid"}),
        ({"conditions": conditions(cardiac_failure=True)}, {"heart-and-vessels"}),
        ({"conditions": conditions(ischaemic_heart_disease=True)}, {"heart-and-vessels"}),
        ({"conditions": conditions(myocardial_infarction_or_stroke=True)}, {"heart-and-vessels"}),
        ({"conditions": _WITHIN_A_YEAR}, {"heart-and-vessels"}),
    ],
    ids=str,
)
def test_what_only_warns(changes: dict[str, Any], found: set[str]) -> None:
    answer = asked(**changes)
    assert answer.status is Status.OPTION
    assert known(answer) == found


def test_fever_after_an_infusion_is_no_exception() -> None:
    patient = hurting(symptoms=bg.Symptoms(acute_phase_symptoms=True), bone_agent_doses=ZOLEDRONATE)
    assert noted(ask("nsaid", patient), "Fever or aches after a bisphosphonate")
    assert not noted(ask("nsaid", hurting()), "Fever or aches after a bisphosphonate")


# ---- the eGFR of a record


def test_what_the_calculator_returns_can_be_given() -> None:
    found = ckd_epi_2021(age=Q(64, "year"), creatinine=Q(1.95, "mg/dL"), sex="female")
    # 140 kg make the clearance 64; the eGFR knows no weight.
    heavy = {"age": Q(64, "year"), "weight": Q(140, "kg")}
    assert asked(labs=kidneys(1.95), **heavy).status is Status.OPTION
    answer = asked(labs=kidneys(1.95, estimated_gfr=found), **heavy)
    assert answer.status is Status.NOT_RECOMMENDED
    assert round(found.m_as("mL/min/1.73m2"), 1) == 28.2


# ---- what is answered already


@pytest.mark.parametrize(("agent", "asked_first"), [("denosumab", False), (None, True)])
def test_a_course_of_denosumab_plans_no_infusion(agent: Any, asked_first: bool) -> None:
    doses = [] if agent is None else [bg.BoneAgentDose(drug=agent, dose=Q(120, "mg"), on=ON - timedelta(days=20))]
    answer = asked(labs=BELOW_60, bone_agent_doses=doses)
    assert ("bisphosphonate-to-come" in missing(answer)) is asked_first


@pytest.mark.parametrize(
    "name",
    [
        *(
            "NSAIDs",
            "NSAID",
            "aspirin",
            "ibuprofen",
            "acetylsalicylic acid",
            "ASA",
            "Aspirin 300 mg",
            "aspirin EC 75 mg",
        ),
        *("non-steroidal anti-inflammatory", "Nonsteroidal anti-inflammatory drugs", "anti-inflammatories"),
    ],
)
def test_an_allergy_to_the_class_is_known_by_its_short_form(name: str) -> None:
    patient = hurting(allergies=[name])
    assert ask("nsaid", patient).status is Status.CONTRAINDICATED
    assert bg.guidelines.analgesia(patient, on=ON, jurisdiction="UK").notes == ()


def test_an_allergy_that_no_rule_asks_about_is_named() -> None:
    (note,) = bg.guidelines.analgesia(hurting(allergies=["latex"]), on=ON, jurisdiction="UK").notes
    assert note.startswith("No rule asks about a hypersensitivity to latex.")


@pytest.mark.parametrize(("taken", "judged"), [("ibuprofen", True), ("paracetamol", False)])
def test_what_is_taken_is_judged_where_nothing_hurts(taken: str, judged: bool) -> None:
    dry = conditions(dehydrated=True)
    answer = asked(pain=bg.Pain(worst=0), lesions=[], medications=drug(taken), labs=BELOW_60, conditions=dry)
    assert answer.status is (Status.NOT_RECOMMENDED if judged else Status.NOT_APPLICABLE)
