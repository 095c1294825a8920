"""Hypercalcaemia of malignancy, through its rules as a user calls them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Recommendation, Rule, Status
from boneguide.guidelines.bone_agents.hypercalcaemia import HYPERCALCAEMIA_EMERGENCY, HYPERCALCAEMIA_MANAGEMENT
from boneguide.guidelines.bone_agents.hypercalcaemia.clodronate import CLODRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.denosumab import DENOSUMAB_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.ibandronate import IBANDRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.pamidronate import PAMIDRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.zoledronic_acid import ZOLEDRONIC_ACID_HYPERCALCAEMIA
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.patient import Primary
from tests.guidelines.asking import EUROPE, PLACES, ids, known, noted, rows
from tests.guidelines.clean import ON, clean, conditions, labs, myeloma, woman

DRUG_RULES = (
    ZOLEDRONIC_ACID_HYPERCALCAEMIA,
    DENOSUMAB_HYPERCALCAEMIA,
    PAMIDRONATE_HYPERCALCAEMIA,
    IBANDRONATE_HYPERCALCAEMIA,
    CLODRONATE_HYPERCALCAEMIA,
)
RULES = (HYPERCALCAEMIA_EMERGENCY, HYPERCALCAEMIA_MANAGEMENT, *DRUG_RULES)
EVERY_DRUG = pytest.mark.parametrize("rule", DRUG_RULES, ids=lambda rule: rule.id)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
EVERY_PLACE = pytest.mark.parametrize("place", PLACES)
YOUNG: dict[str, Any] = {"age": Q(40, "year"), "weight": Q(60, "kg")}


def ask(rule: Rule, person: bg.Patient, place: Jurisdiction | None = "US") -> Recommendation:
    return rule(person, on=ON, jurisdiction=place)


def high(calcium: str = "13.0 mg/dL", **changes: object) -> bg.Patient:
    """Return a woman with this corrected calcium, rehydrated, for whom nothing else stands in the way."""
    others = changes.pop("labs", {})
    assert isinstance(others, dict)
    results = {"albumin": Q(4.0, "g/dL"), "creatinine": Q(0.8, "mg/dL"), **others}
    return woman(**{"labs": labs(calcium=Q(calcium), **results), **changes})


def given(drug: str, days: int) -> list[bg.BoneAgentDose]:
    return [bg.BoneAgentDose(drug=drug, on=ON - timedelta(days=days))]


def milligrams(answer: Recommendation) -> tuple[float, float]:
    """Return the lowest and the highest dose of the regimen."""
    regimen = answer.regimen
    assert isinstance(regimen, bg.Regimen)
    if regimen.dose is not None:
        return regimen.dose.m_as("mg"), regimen.dose.m_as("mg")
    assert regimen.dose_range is not None
    assert regimen.dose_range.low is not None
    assert regimen.dose_range.high is not None
    return regimen.dose_range.low.m_as("mg"), regimen.dose_range.high.m_as("mg")


# ---- when it is a question


@EVERY_RULE
@EVERY_PLACE
def test_a_sparse_record_stays_quiet(rule: Rule, place: Jurisdiction) -> None:
    for person in (bg.Patient(), bg.Patient(primary="breast", bone_metastases=True), clean(), woman(), myeloma()):
        assert ask(rule, person, place).status is Status.NOT_APPLICABLE


@EVERY_RULE
@EVERY_PLACE
def test_a_total_calcium_that_is_not_high_needs_no_albumin(rule: Rule, place: Jurisdiction) -> None:
    person = bg.Patient(primary="breast", labs=bg.Labs(calcium=Q(10.5, "mg/dL")))
    assert ask(rule, person, place).status is Status.NOT_APPLICABLE


@EVERY_PLACE
@pytest.mark.parametrize(
    "pointer",
    [
        {"conditions": bg.Conditions(hypercalcaemia_symptoms=True)},
        {"labs": bg.Labs(calcium=Q(12.6, "mg/dL"))},
        {"labs": bg.Labs(ionised_calcium=Q(1.7, "mmol/L"))},
    ],
    ids=["symptoms", "total calcium", "ionised calcium"],
)
@EVERY_RULE
def test_what_points_to_it_asks_for_the_measurement(rule: Rule, pointer: dict[str, Any], place: Jurisdiction) -> None:
    answer = ask(rule, bg.Patient(primary="breast", **pointer), place)
    barred_anyway = not any(place in licence.jurisdictions for licence in rule.licences) and bool(rule.licences)
    assert answer.status is (Status.NOT_RECOMMENDED if barred_anyway else Status.NEEDS_DATA)
    if not barred_anyway:
        assert "albumin" in answer.missing


@EVERY_DRUG
def test_without_a_known_malignancy_it_needs_one(rule: Rule) -> None:
    place: Jurisdiction = "US" if rule in {ZOLEDRONIC_ACID_HYPERCALCAEMIA, PAMIDRONATE_HYPERCALCAEMIA} else "UK"
    answer = ask(rule, high().without("primary"), place)
    if rule is DENOSUMAB_HYPERCALCAEMIA:
        assert answer.status is Status.NOT_RECOMMENDED
    else:
        assert answer.status is Status.NEEDS_DATA
        assert "primary" in answer.missing


@EVERY_DRUG
@EVERY_PLACE
@pytest.mark.parametrize("primary", ["MGUS", "giant cell tumour of bone"])
def test_a_primary_that_is_not_malignant_is_no_question(rule: Rule, primary: Primary, place: Jurisdiction) -> None:
    assert ask(rule, high(primary=primary, lesions=None), place).status is Status.NOT_APPLICABLE


@EVERY_DRUG
@EVERY_PLACE
def test_primary_hyperparathyroidism_is_no_question(rule: Rule, place: Jurisdiction) -> None:
    person = high(conditions=conditions(primary_hyperparathyroidism=True))
    assert ask(rule, person, place).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("rule", [HYPERCALCAEMIA_MANAGEMENT, HYPERCALCAEMIA_EMERGENCY], ids=lambda rule: rule.id)
def test_fluid_comes_first_whatever_the_cause(rule: Rule) -> None:
    for person in (
        high("14.5 mg/dL", primary="MGUS", lesions=None),
        high("14.5 mg/dL", conditions=conditions(primary_hyperparathyroidism=True)),
    ):
        answer = ask(rule, person)
        assert answer.status is Status.RECOMMENDED
        assert noted(answer, "Another cause than a malignant tumour")
    assert not noted(ask(rule, high("14.5 mg/dL")), "Another cause")
    assert ask(rule, high("14.5 mg/dL").without("primary")).status is Status.RECOMMENDED


@EVERY_DRUG
def test_another_cause_is_thought_of(rule: Rule) -> None:
    person = high(conditions=conditions(primary_hyperparathyroidism=None))
    assert "other-cause" in ids(ask(rule, person, "EU").first)
    assert "other-cause" not in ids(ask(rule, high(), "EU").first)


# ---- zoledronic acid


@pytest.mark.parametrize("place", ["US", "EU", "UK"])
def test_v20_is_not_reduced_and_comes_after_fluid(place: Jurisdiction) -> None:
    results = labs(calcium=Q(13.0, "mg/dL"), creatinine=Q(1.5, "mg/dL"))
    person = clean(age=Q(80, "year"), labs=results, conditions=conditions(dehydrated=None))
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, person, place)
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {"rehydrate"}
    assert "2 L a day" in str(answer.first[0])
    assert str(answer.regimen) == "zoledronic acid 4 mg IV over 15 minute or longer"


@EVERY_PLACE
@pytest.mark.parametrize(
    ("dehydrated", "status"), [(True, Status.AFTER), (None, Status.AFTER), (False, Status.RECOMMENDED)]
)
def test_fluid_comes_first(dehydrated: bool | None, status: Status, place: Jurisdiction) -> None:
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, high(conditions=conditions(dehydrated=dehydrated)), place)
    assert answer.status is status
    assert ("rehydrate" in ids(answer.first)) is (status is Status.AFTER)


@EVERY_PLACE
@pytest.mark.parametrize(
    ("creatinine", "judged", "silent", "above"),
    [
        ("4.49 mg/dL", False, False, False),
        ("4.5 mg/dL", True, True, False),
        ("4.51 mg/dL", True, False, True),
        ("399 umol/L", False, False, False),
        ("400 umol/L", True, True, False),
        ("401 umol/L", True, False, True),
    ],
)
def test_v22_from_a_creatinine_of_4_5_it_is_judged(
    creatinine: str, judged: bool, silent: bool, above: bool, place: Jurisdiction
) -> None:
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, high(labs={"creatinine": Q(creatinine)}), place)
    assert answer.status is (Status.AFTER if judged else Status.RECOMMENDED)
    assert ids(answer.first) == ({"benefit-risk"} if judged else set())
    assert noted(answer, "label_silent") is silent
    # Each leaves a clearance below 30 mL/min.
    assert known(answer) == {"severe-impairment", *(["creatinine-above-4-5"] if above else [])}
    assert milligrams(answer) == (4, 4)


def test_dialysis_is_judged() -> None:
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, high(conditions=conditions(dialysis=True)))
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {"benefit-risk"}


@EVERY_PLACE
@pytest.mark.parametrize(
    ("calcium", "albumin", "eligible"),
    [
        pytest.param("11.2 mg/dL", "3.0 g/dL", True, id="V40"),
        pytest.param("11.1 mg/dL", "3.0 g/dL", False, id="V41"),
        pytest.param("12.4 mg/dL", "4.5 g/dL", True, id="V47"),
        pytest.param("2.79 mmol/L", "30 g/L", False, id="V46"),
        pytest.param("2.80 mmol/L", "30 g/L", True, id="3.0 mmol/L"),
        pytest.param("12.0 mg/dL", "4.0 g/dL", True, id="12.0 mg/dL"),
        pytest.param("11.99 mg/dL", "4.0 g/dL", False, id="11.99 mg/dL"),
        pytest.param("3.0 mmol/L", "40 g/L", True, id="exactly 3.0"),
        pytest.param("2.99 mmol/L", "40 g/L", False, id="exactly 2.99"),
    ],
)
def test_it_is_a_question_from_the_threshold_of_the_label(
    calcium: str, albumin: str, eligible: bool, place: Jurisdiction
) -> None:
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, high(calcium, labs={"albumin": Q(albumin)}), place)
    assert answer.status is (Status.RECOMMENDED if eligible else Status.NOT_APPLICABLE)


def test_the_value_corrected_by_the_laboratory_counts_first() -> None:
    person = high("9.0 mg/dL", labs={"corrected_calcium": Q(12.0, "mg/dL")})
    assert ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, person).status is Status.RECOMMENDED


@EVERY_PLACE
@pytest.mark.parametrize("drug", ["zoledronic acid", "pamidronate", "ibandronate"])
@pytest.mark.parametrize(
    ("days", "status"), [(0, Status.WITHHOLD), (6, Status.WITHHOLD), (7, Status.RECOMMENDED), (30, Status.RECOMMENDED)]
)
def test_v58_retreatment_waits_seven_days(drug: str, days: int, status: Status, place: Jurisdiction) -> None:
    results = {"creatinine": [bg.Observation(value=Q(0.8, "mg/dL"), on=ON)], "creatinine_baseline": Q(0.8, "mg/dL")}
    person = high(bone_agent_doses=given(drug, days), labs=results)
    if days == 0:
        # Creatinine of the same day was measured for the dose already given.
        results["creatinine"] = Q(0.8, "mg/dL")
        person = high(bone_agent_doses=given(drug, days), labs=results)
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, person, place)
    assert answer.status is status
    assert ids(answer.holds) == ({"retreatment-too-early"} if days < 7 else set())


def test_v58_retreatment_needs_a_new_creatinine() -> None:
    old = {"creatinine": [bg.Observation(value=Q(0.8, "mg/dL"), on=ON - timedelta(days=7))]}
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, high(bone_agent_doses=given("zoledronic acid", 7), labs=old))
    assert answer.status is Status.NEEDS_DATA
    assert "creatinine" in answer.missing


@pytest.mark.parametrize("doses", [None, [bg.BoneAgentDose(drug="zoledronic acid")]], ids=["unknown", "undated"])
def test_earlier_doses_are_asked_about(doses: list[bg.BoneAgentDose] | None) -> None:
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, high(bone_agent_doses=doses))
    assert answer.status is Status.AFTER
    assert "retreatment-too-early" in ids(answer.first)


@EVERY_PLACE
@pytest.mark.parametrize("rule", [ZOLEDRONIC_ACID_HYPERCALCAEMIA, PAMIDRONATE_HYPERCALCAEMIA], ids=lambda r: r.id)
def test_a_fall_of_kidney_function_is_judged_and_does_not_withhold(rule: Rule, place: Jurisdiction) -> None:
    for creatinine, judged in ((1.29, False), (1.3, True)):
        results = {"creatinine": Q(creatinine, "mg/dL"), "creatinine_baseline": Q(0.8, "mg/dL")}
        answer = ask(rule, high(weight=Q(100, "kg"), labs=results), place)
        assert answer.status is (Status.AFTER if judged else Status.RECOMMENDED)
        assert ids(answer.first) == ({"renal-deterioration"} if judged else set())
        assert answer.holds == ()


ZOLEDRONIC_RESTRICTIONS: list[tuple[dict[str, Any], Jurisdiction, Status, str]] = [
    ({"allergies": ["zoledronic acid"]}, "US", Status.CONTRAINDICATED, "hypersensitivity"),
    ({"allergies": ["pamidronate"]}, "EU", Status.CONTRAINDICATED, "hypersensitivity-class-europe"),
    ({"allergies": ["pamidronate"]}, "US", Status.RECOMMENDED, "hypersensitivity-class-us"),
    ({**YOUNG, "breast_feeding": True}, "EU", Status.CONTRAINDICATED, "breast-feeding-europe"),
    ({**YOUNG, "breast_feeding": True}, "US", Status.RECOMMENDED, "breast-feeding-us"),
    ({**YOUNG, "pregnant": True}, "US", Status.NOT_RECOMMENDED, "pregnancy"),
    ({"age": Q(17, "year")}, "US", Status.NOT_RECOMMENDED, "under-18"),
    ({"labs": {"creatinine": Q(3, "mg/dL")}}, "US", Status.RECOMMENDED, "severe-impairment"),
    (
        {"medications": [bg.Medication(drug="zoledronic acid", product="Reclast", last_given=ON - timedelta(days=90))]},
        "US",
        Status.NOT_RECOMMENDED,
        "duplicate",
    ),
    ({"medications": [bg.Medication(drug="alendronate")]}, "UK", Status.NOT_RECOMMENDED, "duplicate"),
    ({"bone_agent_doses": given("clodronate", 21)}, "US", Status.RECOMMENDED, "other-bisphosphonate"),
    ({"labs": {"creatinine": Q(4.6, "mg/dL")}}, "US", Status.AFTER, "creatinine-above-4-5"),
    ({"conditions": conditions(cardiac_failure=True)}, "US", Status.RECOMMENDED, "overhydration"),
    ({"conditions": conditions(aspirin_sensitive_asthma=True)}, "US", Status.RECOMMENDED, "aspirin-sensitive-asthma"),
    ({"conditions": conditions(severe_hepatic_impairment=True)}, "US", Status.RECOMMENDED, "severe-hepatic-impairment"),
    ({"medications": [bg.Medication(drug="gentamicin")]}, "US", Status.RECOMMENDED, "aminoglycoside"),
    ({"medications": [bg.Medication(drug="furosemide")]}, "US", Status.RECOMMENDED, "loop-diuretic"),
    ({"medications": [bg.Medication(drug="ibuprofen")]}, "US", Status.RECOMMENDED, "nephrotoxic-drug"),
    (
        {"primary": "multiple myeloma", "lesions": None, "medications": [bg.Medication(drug="thalidomide")]},
        "US",
        Status.RECOMMENDED,
        "thalidomide",
    ),
    ({"medications": [bg.Medication(drug="calcitonin")]}, "US", Status.RECOMMENDED, "calcitonin"),
    ({"medications": [bg.Medication(drug="Xgeva")]}, "US", Status.RECOMMENDED, "denosumab-beside"),
    ({"medications": [bg.Medication(drug="dexamethasone")]}, "US", Status.RECOMMENDED, "jaw-risk-drug"),
    ({"conditions": conditions(coagulopathy=True)}, "US", Status.RECOMMENDED, "jaw-risk-local"),
    ({"dental": bg.Dental(planned_invasive_procedure=True)}, "US", Status.RECOMMENDED, "invasive-dental-procedure"),
]


@pytest.mark.parametrize(("changes", "place", "status", "clause"), ZOLEDRONIC_RESTRICTIONS)
def test_each_restriction_of_zoledronic_acid(
    changes: dict[str, Any], place: Jurisdiction, status: Status, clause: str
) -> None:
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, high(**changes), place)
    assert answer.status is status
    assert clause in known(answer)


def test_every_restriction_of_zoledronic_acid_is_tried() -> None:
    tried = {clause for *_, clause in ZOLEDRONIC_RESTRICTIONS}
    assert tried == {c.id for c in ZOLEDRONIC_ACID_HYPERCALCAEMIA.contraindications}


@EVERY_PLACE
def test_nothing_is_found_where_nothing_stands_in_the_way(place: Jurisdiction) -> None:
    for rule in (ZOLEDRONIC_ACID_HYPERCALCAEMIA, PAMIDRONATE_HYPERCALCAEMIA):
        answer = ask(rule, high(), place)
        assert (answer.status, answer.licensed) == (Status.RECOMMENDED, True)
        assert (answer.findings, answer.first, answer.missing) == ((), (), ())


@pytest.mark.parametrize(
    ("path", "status", "asked"),
    [
        ("labs.creatinine", Status.NEEDS_DATA, "creatinine"),
        ("age", Status.NEEDS_DATA, "age"),
        ("allergies", Status.AFTER, "hypersensitivity"),
        ("medications", Status.AFTER, "duplicate"),
        ("conditions.calcitriol_mediated_hypercalcaemia", Status.RECOMMENDED, ""),
        ("dental", Status.RECOMMENDED, ""),
        ("weight", Status.RECOMMENDED, ""),
        ("sex", Status.RECOMMENDED, ""),
        ("lesions", Status.RECOMMENDED, ""),
    ],
)
def test_each_unknown_of_zoledronic_acid(path: str, status: Status, asked: str) -> None:
    answer = ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, high().without(path))
    assert answer.status is status
    if status is Status.NEEDS_DATA:
        assert asked in answer.missing
        assert answer.regimen is None
    elif status is Status.AFTER:
        assert ids(answer.first) == {asked}


# ---- pamidronate


@pytest.mark.parametrize(
    ("calcium", "albumin", "low", "highest"),
    [
        pytest.param("12.7 mg/dL", 3.0, 60, 90, id="V43"),
        pytest.param("12.8 mg/dL", 3.0, 90, 90, id="V44"),
        pytest.param("12.0 mg/dL", 4.0, 60, 90, id="12.0"),
        pytest.param("13.5 mg/dL", 4.0, 60, 90, id="13.5"),
        pytest.param("13.51 mg/dL", 4.0, 90, 90, id="13.51"),
    ],
)
def test_the_us_bands_of_pamidronate(calcium: str, albumin: float, low: float, highest: float) -> None:
    answer = ask(PAMIDRONATE_HYPERCALCAEMIA, high(calcium, labs={"albumin": Q(albumin, "g/dL")}))
    assert answer.status is Status.RECOMMENDED
    assert milligrams(answer) == (low, highest)
    assert isinstance(answer.regimen, bg.Regimen)
    assert str(answer.regimen.infusion_time) == "2 to 24 hour"
    assert answer.regimen.volume is None
    assert noted(answer, "1000 mL, is from memory: not verified, check the label")


def test_below_12_pamidronate_is_no_question_in_the_us() -> None:
    assert ask(PAMIDRONATE_HYPERCALCAEMIA, high("11.99 mg/dL")).status is Status.NOT_APPLICABLE
    assert ask(PAMIDRONATE_HYPERCALCAEMIA, high("11.99 mg/dL"), "UK").status is Status.OPTION


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(
    ("calcium", "low", "highest", "minutes", "impaired_minutes", "shared_end"),
    [
        ("2.8 mmol/L", 15, 30, 80, 90, False),
        ("3.0 mmol/L", 15, 30, 80, 90, True),
        ("3.01 mmol/L", 30, 60, 160, 180, False),
        ("3.5 mmol/L", 30, 60, 160, 180, True),
        ("3.51 mmol/L", 60, 90, 240, 270, False),
        ("4.0 mmol/L", 60, 90, 240, 270, True),
        ("4.01 mmol/L", 90, 90, 240, 270, False),
    ],
)
def test_the_european_bands_of_pamidronate(  # noqa: PLR0913, PLR0917 - the columns of the table
    calcium: str,
    low: float,
    highest: float,
    minutes: float,
    impaired_minutes: float,
    shared_end: bool,
    place: Jurisdiction,
) -> None:
    for clearance, time, rate in ((60.1, minutes, 22.5), (60.0, impaired_minutes, 20.0)):
        answer = ask(PAMIDRONATE_HYPERCALCAEMIA, high(calcium, labs={"creatinine": Q(68 / clearance, "mg/dL")}), place)
        regimen = answer.regimen
        assert milligrams(answer) == (low, highest)
        assert isinstance(regimen, bg.Regimen)
        assert regimen.infusion_time is not None
        assert regimen.infusion_time.low is not None
        assert regimen.maximum_rate is not None
        assert regimen.volume is not None
        assert regimen.infusion_time.low.m_as("minute") == pytest.approx(time)
        assert regimen.maximum_rate.m_as("mg/h") == rate
        assert highest / regimen.infusion_time.low.m_as("hour") <= rate + 1e-9
        assert regimen.volume.m_as("mL") == 500
        assert noted(answer, "two printed bands share") is shared_end
        assert answer.status is (Status.OPTION if calcium == "2.8 mmol/L" else Status.RECOMMENDED)


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(
    ("clearance", "calcium", "status"),
    [
        (30.0, "3.2 mmol/L", Status.RECOMMENDED),
        (29.9, "3.2 mmol/L", Status.NOT_RECOMMENDED),
        (29.9, "3.49 mmol/L", Status.NOT_RECOMMENDED),
        (29.9, "3.5 mmol/L", Status.AFTER),
    ],
)
def test_severe_renal_impairment_leaves_only_what_threatens_life_in_europe(
    clearance: float, calcium: str, status: Status, place: Jurisdiction
) -> None:
    answer = ask(PAMIDRONATE_HYPERCALCAEMIA, high(calcium, labs={"creatinine": Q(68 / clearance, "mg/dL")}), place)
    assert answer.status is status
    assert ids(answer.contraindications) == (
        {"clearance-below-30-europe"} if status is Status.NOT_RECOMMENDED else set()
    )
    assert ("benefit-risk-europe" in ids(answer.first)) is (status is Status.AFTER)


def test_severe_renal_impairment_is_judged_in_the_us() -> None:
    heavy: dict[str, Any] = {"age": Q(30, "year"), "weight": Q(140, "kg")}
    for changes, judged in (
        ({"labs": {"creatinine": Q(68 / 30, "mg/dL")}}, False),
        ({"labs": {"creatinine": Q(68 / 29.9, "mg/dL")}}, True),
        ({**heavy, "labs": {"creatinine": Q(3.0, "mg/dL")}}, False),
        ({**heavy, "labs": {"creatinine": Q(3.1, "mg/dL")}}, True),
        ({"conditions": conditions(dialysis=True)}, True),
    ):
        answer = ask(PAMIDRONATE_HYPERCALCAEMIA, high(**changes))
        assert answer.status is (Status.AFTER if judged else Status.RECOMMENDED)
        assert ids(answer.first) == ({"benefit-risk-us"} if judged else set())


def test_impaired_kidneys_ask_for_a_slower_infusion() -> None:
    impaired = high(labs={"creatinine": Q(68 / 60, "mg/dL")})
    assert noted(ask(PAMIDRONATE_HYPERCALCAEMIA, impaired), "4 hours or more is suggested")
    assert not noted(ask(PAMIDRONATE_HYPERCALCAEMIA, high()), "4 hours or more is suggested")
    assert ids(ask(PAMIDRONATE_HYPERCALCAEMIA, impaired, "UK").disagreements) == {"rate-in-renal-impairment"}


@pytest.mark.parametrize(
    ("place", "path", "status", "asked"),
    [
        ("US", "labs.creatinine", Status.NEEDS_DATA, "creatinine"),
        ("US", "weight", Status.AFTER, "benefit-risk-us"),
        ("UK", "labs.creatinine", Status.NEEDS_DATA, "creatinine"),
        ("UK", "weight", Status.NEEDS_DATA, "weight"),
        ("US", "allergies", Status.AFTER, "hypersensitivity"),
        ("US", "medications", Status.RECOMMENDED, ""),
    ],
)
def test_each_unknown_of_pamidronate(place: Jurisdiction, path: str, status: Status, asked: str) -> None:
    answer = ask(PAMIDRONATE_HYPERCALCAEMIA, high().without(path), place)
    assert answer.status is status
    if status is Status.NEEDS_DATA:
        assert asked in answer.missing
    elif status is Status.AFTER:
        assert ids(answer.first) == {asked}


PAMIDRONATE_RESTRICTIONS: list[tuple[dict[str, Any], Jurisdiction, Status, str]] = [
    ({"allergies": ["pamidronate"]}, "US", Status.CONTRAINDICATED, "hypersensitivity"),
    ({"allergies": ["mannitol"]}, "UK", Status.CONTRAINDICATED, "mannitol-europe"),
    ({"allergies": ["mannitol"]}, "US", Status.RECOMMENDED, "mannitol-us"),
    ({**YOUNG, "pregnant": True}, "US", Status.NOT_RECOMMENDED, "pregnancy"),
    ({**YOUNG, "breast_feeding": True}, "US", Status.RECOMMENDED, "breast-feeding-us"),
    ({**YOUNG, "breast_feeding": True}, "UK", Status.RECOMMENDED, "breast-feeding-europe"),
    ({"conditions": conditions(thyroid_or_parathyroid_surgery=True)}, "US", Status.RECOMMENDED, "thyroid-surgery"),
    ({"medications": [bg.Medication(drug="alendronate")]}, "US", Status.RECOMMENDED, "other-bisphosphonate"),
    ({"age": Q(17, "year")}, "US", Status.NOT_RECOMMENDED, "under-18"),
    (
        {"bone_agent_doses": given("denosumab", 28)},
        "US",
        Status.RECOMMENDED,
        "denosumab-beside",
    ),
    ({"medications": [bg.Medication(drug="gentamicin")]}, "US", Status.RECOMMENDED, "aminoglycoside"),
    ({"medications": [bg.Medication(drug="ibuprofen")]}, "US", Status.RECOMMENDED, "nephrotoxic-drug"),
    ({"labs": {"creatinine": Q(3.0, "mg/dL")}}, "UK", Status.NOT_RECOMMENDED, "clearance-below-30-europe"),
]


@pytest.mark.parametrize(("changes", "place", "status", "clause"), PAMIDRONATE_RESTRICTIONS)
def test_each_restriction_of_pamidronate(
    changes: dict[str, Any], place: Jurisdiction, status: Status, clause: str
) -> None:
    answer = ask(PAMIDRONATE_HYPERCALCAEMIA, high(**changes), place)
    assert answer.status is status
    assert clause in known(answer)


def test_every_restriction_of_pamidronate_is_tried() -> None:
    tried = {clause for *_, clause in PAMIDRONATE_RESTRICTIONS}
    assert tried == {c.id for c in PAMIDRONATE_HYPERCALCAEMIA.contraindications}


# ---- examples of the sheet on supportive care


def test_v88_calcium_in_mmol_on_the_threshold_of_the_labels() -> None:
    person = high("2.75 mmol/L", labs={"albumin": Q(25, "g/L")})
    found = bg.calculators.corrected_calcium(calcium=Q(2.75, "mmol/L"), albumin=Q(25, "g/L"))
    assert found.m_as("mmol/L") == pytest.approx(3.05)
    assert ask(HYPERCALCAEMIA_MANAGEMENT, person).status is Status.RECOMMENDED
    assert ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, person).status is Status.RECOMMENDED


def test_v89_a_mild_rise_is_no_question_of_a_drug() -> None:
    person = high("10.2 mg/dL", labs={"albumin": Q(3.0, "g/dL")})
    found = bg.calculators.corrected_calcium(calcium=Q(10.2, "mg/dL"), albumin=Q(3.0, "g/dL"))
    assert found.m_as("mg/dL") == pytest.approx(11.0)
    assert ask(HYPERCALCAEMIA_MANAGEMENT, person).status is Status.OPTION
    assert ask(HYPERCALCAEMIA_EMERGENCY, person).status is Status.NOT_APPLICABLE
    assert ask(ZOLEDRONIC_ACID_HYPERCALCAEMIA, person).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("symptoms", "told"), [(True, True), (False, False), (None, False)])
def test_symptoms_are_not_put_down_to_an_opioid_alone(symptoms: bool | None, told: bool) -> None:
    answer = ask(HYPERCALCAEMIA_MANAGEMENT, high(conditions=conditions(hypercalcaemia_symptoms=symptoms)))
    assert noted(answer, "not put down to the opioid alone") is told


# ---- ibandronate


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(
    ("calcium", "albumin", "dose"),
    [
        pytest.param("2.79 mmol/L", "30 g/L", 2, id="V46"),
        pytest.param("2.80 mmol/L", "30 g/L", 4, id="3.0 mmol/L"),
        pytest.param("2.99 mmol/L", "40 g/L", 2, id="2.99 mmol/L"),
        pytest.param("11.99 mg/dL", "40 g/L", 2, id="11.99 mg/dL"),
        pytest.param("12.0 mg/dL", "40 g/L", 4, id="12.0 mg/dL"),
    ],
)
def test_the_doses_of_ibandronate(calcium: str, albumin: str, dose: float, place: Jurisdiction) -> None:
    answer = ask(IBANDRONATE_HYPERCALCAEMIA, high(calcium, labs={"albumin": Q(albumin)}), place)
    assert (answer.status, answer.licensed) == (Status.OPTION, True)
    assert milligrams(answer) == (dose, dose)
    assert isinstance(answer.regimen, bg.Regimen)
    assert str(answer.regimen.infusion_time) == "2 hour"
    assert noted(answer, "6 mg was the highest dose")
    assert answer.missing == ("ionised_calcium", "ionised_calcium_lower_limit")


def test_ibandronate_is_off_label_in_the_us() -> None:
    answer = ask(IBANDRONATE_HYPERCALCAEMIA, high())
    assert (answer.status, answer.licensed) == (Status.NOT_RECOMMENDED, False)
    assert "off-label-us" in ids(answer.reasons_against)


@pytest.mark.parametrize(
    ("changes", "status", "clause"),
    [
        ({"labs": {"ionised_calcium": Q(0.99, "mmol/L")}}, Status.CONTRAINDICATED, "hypocalcaemia"),
        ({"allergies": ["ibandronate"]}, Status.CONTRAINDICATED, "hypersensitivity"),
        ({"allergies": ["pamidronate"]}, Status.OPTION, "hypersensitivity-class"),
        ({**YOUNG, "pregnant": True}, Status.NOT_RECOMMENDED, "pregnancy"),
        ({**YOUNG, "breast_feeding": True}, Status.NOT_RECOMMENDED, "breast-feeding"),
        ({"medications": [bg.Medication(drug="alendronate")]}, Status.OPTION, "other-bisphosphonate"),
        ({"age": Q(17, "year")}, Status.NOT_RECOMMENDED, "under-18"),
        ({"medications": [bg.Medication(drug="gentamicin")]}, Status.OPTION, "aminoglycoside"),
        ({"conditions": conditions(cardiac_failure=True)}, Status.OPTION, "overhydration"),
    ],
)
def test_each_restriction_of_ibandronate(changes: dict[str, Any], status: Status, clause: str) -> None:
    answer = ask(IBANDRONATE_HYPERCALCAEMIA, high(**changes), "EU")
    assert answer.status is status
    assert clause in known(answer)


def test_ibandronate_waits_seven_days_as_well() -> None:
    for days, status in ((6, Status.WITHHOLD), (7, Status.OPTION)):
        person = high(bone_agent_doses=given("ibandronate", days))
        assert ask(IBANDRONATE_HYPERCALCAEMIA, person, "EU").status is status


# ---- clodronate


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(
    ("clearance", "daily", "once"),
    [
        (80.1, (300, 300), (1500, 1500)),
        (80.0, (225, 300), (1125, 1500)),
        (50.0, (225, 300), (1125, 1500)),
        (49.9, (150, 225), (750, 1125)),
        (10.0, (150, 225), (750, 1125)),
    ],
)
def test_the_doses_of_clodronate(
    clearance: float, daily: tuple[float, float], once: tuple[float, float], place: Jurisdiction
) -> None:
    answer = ask(CLODRONATE_HYPERCALCAEMIA, high(labs={"creatinine": Q(68 / clearance, "mg/dL")}), place)
    assert (answer.status, answer.licensed) == (Status.OPTION, True)
    assert milligrams(answer) == daily
    assert str(answer.regimen).endswith("IV over 2 hour or longer, every day")
    (other,) = answer.alternatives
    assert milligrams(attrs.evolve(answer, regimen=other.regimen)) == once
    assert str(other.regimen).endswith("IV over 4 hour or longer")
    assert ids(answer.disagreements) == {"longest-course"}


def test_clodronate_is_forbidden_below_10_and_never_licensed_in_the_us() -> None:
    low = high(labs={"creatinine": Q(68 / 9.9, "mg/dL")})
    assert ask(CLODRONATE_HYPERCALCAEMIA, low, "UK").status is Status.CONTRAINDICATED
    answer = ask(CLODRONATE_HYPERCALCAEMIA, high())
    assert (answer.status, answer.licensed) == (Status.NOT_RECOMMENDED, False)
    assert "never-in-the-us" in ids(answer.reasons_against)
    beside = high(bone_agent_doses=given("zoledronic acid", 10))
    assert ask(CLODRONATE_HYPERCALCAEMIA, beside, "UK").status is Status.CONTRAINDICATED


def test_clodronate_needs_the_clearance() -> None:
    for path in ("labs.creatinine", "weight", "age"):
        answer = ask(CLODRONATE_HYPERCALCAEMIA, high().without(path), "UK")
        assert answer.status is Status.NEEDS_DATA
        assert path.removeprefix("labs.") in answer.missing


# ---- denosumab


def refractory(days: int = 10, calcium: str = "13.1 mg/dL", **changes: object) -> bg.Patient:
    return high(calcium, **{"bone_agent_doses": given("zoledronic acid", days), **changes})


def test_v79_denosumab_in_refractory_hypercalcaemia() -> None:
    answer = ask(DENOSUMAB_HYPERCALCAEMIA, refractory())
    assert (answer.status, answer.licensed) == (Status.RECOMMENDED, True)
    regimen = answer.regimen
    assert isinstance(regimen, bg.Regimen)
    assert milligrams(answer) == (120, 120)
    assert (regimen.route, regimen.days, str(regimen.interval)) == ("SC", (1, 8, 15, 29), "4 week")
    days = [a.earliest for a in regimen.schedule(date(2026, 11, 23), 6)]
    assert [(d - days[0]).days + 1 for d in days] == [1, 8, 15, 29, 57, 85]
    assert "endocrine-society-refractory" in ids(answer.reasons_for)
    assert answer.disagreements == ()


@pytest.mark.parametrize("place", EUROPE)
def test_v79_denosumab_is_unlicensed_for_it_in_europe(place: Jurisdiction) -> None:
    answer = ask(DENOSUMAB_HYPERCALCAEMIA, refractory(), place)
    assert (answer.status, answer.licensed, answer.regimen) == (Status.NOT_RECOMMENDED, False, None)
    assert {"endocrine-society-first-line", "endocrine-society-refractory"} <= ids(answer.reasons_for)
    assert "unlicensed-europe" in ids(answer.reasons_against)
    (shown,) = answer.disagreements
    assert "not licensed for hypercalcaemia" in str(shown)
    assert "suggests denosumab" in str(shown)


@pytest.mark.parametrize(
    ("days", "calcium", "licensed", "outside_the_trial"),
    [
        (6, "13.1 mg/dL", False, False),
        (7, "13.1 mg/dL", True, False),
        (30, "13.1 mg/dL", True, False),
        (31, "13.1 mg/dL", True, True),
        (10, "12.51 mg/dL", True, False),
        (10, "12.5 mg/dL", True, True),
        (10, "12.0 mg/dL", True, True),
        (10, "11.99 mg/dL", False, False),
        (10, "3.11 mmol/L", True, False),
        (10, "3.1 mmol/L", True, True),
    ],
)
def test_what_counts_as_refractory(days: int, calcium: str, licensed: bool, outside_the_trial: bool) -> None:
    answer = ask(DENOSUMAB_HYPERCALCAEMIA, refractory(days, calcium))
    assert answer.licensed is licensed
    assert answer.status is (Status.RECOMMENDED if licensed else Status.NOT_RECOMMENDED)
    assert noted(answer, "The trial took people") is outside_the_trial
    assert ids(answer.disagreements) == (set() if licensed else {"first-line-us"})


def test_an_unknown_history_leaves_the_licence_open() -> None:
    answer = ask(DENOSUMAB_HYPERCALCAEMIA, high(bone_agent_doses=None))
    assert (answer.status, answer.licensed) == (Status.NEEDS_DATA, None)
    assert "had_intravenous_bisphosphonate" in answer.missing


DENOSUMAB_RESTRICTIONS: list[tuple[dict[str, Any], Jurisdiction, Status, str]] = [
    ({"labs": {"ionised_calcium": Q(0.99, "mmol/L")}}, "US", Status.CONTRAINDICATED, "hypocalcaemia-us"),
    ({"labs": {"ionised_calcium": Q(0.89, "mmol/L")}}, "EU", Status.CONTRAINDICATED, "hypocalcaemia-severe-europe"),
    ({"allergies": ["denosumab"]}, "US", Status.CONTRAINDICATED, "hypersensitivity"),
    ({"dental": bg.Dental(unhealed_oral_surgery=True)}, "EU", Status.CONTRAINDICATED, "unhealed-oral-surgery-europe"),
    ({"dental": bg.Dental(unhealed_oral_surgery=True)}, "US", Status.RECOMMENDED, "mouth-not-healed-us"),
    (
        {"medications": [bg.Medication(drug="denosumab", product="Prolia", last_given=ON - timedelta(days=60))]},
        "US",
        Status.NOT_RECOMMENDED,
        "duplicate",
    ),
    ({**YOUNG, "pregnant": True}, "US", Status.NOT_RECOMMENDED, "pregnancy-us"),
    ({"age": Q(17, "year")}, "US", Status.NOT_RECOMMENDED, "under-18"),
    ({"conditions": conditions(growing_skeleton=True)}, "US", Status.NOT_RECOMMENDED, "growing-skeleton"),
    ({"conditions": conditions(dialysis=True)}, "US", Status.RECOMMENDED, "severe-renal-impairment"),
    ({"medications": [bg.Medication(drug="cinacalcet")]}, "US", Status.RECOMMENDED, "calcium-lowering-drug"),
]


@pytest.mark.parametrize(("changes", "place", "status", "clause"), DENOSUMAB_RESTRICTIONS)
def test_each_restriction_of_denosumab(
    changes: dict[str, Any], place: Jurisdiction, status: Status, clause: str
) -> None:
    answer = ask(DENOSUMAB_HYPERCALCAEMIA, refractory(**changes), place)
    assert answer.status is status
    assert clause in known(answer)


def test_denosumab_needs_no_creatinine() -> None:
    assert ask(DENOSUMAB_HYPERCALCAEMIA, refractory().without("labs.creatinine")).status is Status.RECOMMENDED


# ---- what comes first, and the red flag


@EVERY_DRUG
def test_calcitriol_asks_for_a_glucocorticoid_first(rule: Rule) -> None:
    caused = conditions(calcitriol_mediated_hypercalcaemia=True)
    person = refractory(conditions=caused) if rule is DENOSUMAB_HYPERCALCAEMIA else high(conditions=caused)
    place: Jurisdiction = "US" if rule is DENOSUMAB_HYPERCALCAEMIA else "UK"
    answer = ask(rule, person, place)
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {"glucocorticoid"}
    assert "glucocorticoid" in ids(ask(HYPERCALCAEMIA_MANAGEMENT, person, place).reasons_for)


@EVERY_DRUG
def test_the_mouth_does_not_delay_it(rule: Rule) -> None:
    person = refractory() if rule is DENOSUMAB_HYPERCALCAEMIA else high()
    answer = ask(rule, attrs.evolve(person, dental=bg.Dental(assessed=False)), "US")
    assert "dental-assessment" not in ids(answer.first)
    assert "dental-review-soon" in ids(answer.monitor)


@EVERY_PLACE
@pytest.mark.parametrize(
    ("calcium", "status"),
    [
        ("10.5 mg/dL", Status.NOT_APPLICABLE),
        ("10.6 mg/dL", Status.OPTION),
        ("11.99 mg/dL", Status.OPTION),
        ("12.0 mg/dL", Status.RECOMMENDED),
        ("2.99 mmol/L", Status.OPTION),
        ("3.0 mmol/L", Status.RECOMMENDED),
    ],
)
def test_management(calcium: str, status: Status, place: Jurisdiction) -> None:
    answer = ask(HYPERCALCAEMIA_MANAGEMENT, high(calcium), place)
    assert answer.status is status
    assert answer.urgent is False
    if status is not Status.NOT_APPLICABLE:
        assert answer.action.startswith("Rehydration comes first")
        assert "endocrine-society-treatment" in ids(answer.reasons_for)


def test_symptoms_make_mild_hypercalcaemia_a_thing_to_treat() -> None:
    person = high("10.6 mg/dL", conditions=conditions(hypercalcaemia_symptoms=True))
    assert ask(HYPERCALCAEMIA_MANAGEMENT, person).status is Status.RECOMMENDED


@EVERY_PLACE
@pytest.mark.parametrize(
    ("calcium", "symptoms", "status"),
    [
        ("13.9 mg/dL", False, Status.NOT_APPLICABLE),
        ("14.0 mg/dL", False, Status.RECOMMENDED),
        ("14.0 mg/dL", None, Status.RECOMMENDED),
        ("3.49 mmol/L", False, Status.NOT_APPLICABLE),
        ("3.5 mmol/L", False, Status.RECOMMENDED),
        ("10.5 mg/dL", True, Status.NOT_APPLICABLE),
        ("10.6 mg/dL", True, Status.RECOMMENDED),
        ("13.0 mg/dL", True, Status.RECOMMENDED),
        # From 12.0 mg/dL symptoms decide, so they have to be asked about.
        ("12.0 mg/dL", None, Status.NEEDS_DATA),
        ("11.99 mg/dL", None, Status.NOT_APPLICABLE),
    ],
)
def test_the_red_flag(calcium: str, symptoms: bool | None, status: Status, place: Jurisdiction) -> None:
    person = high(calcium, conditions=conditions(hypercalcaemia_symptoms=symptoms))
    answer = ask(HYPERCALCAEMIA_EMERGENCY, person, place)
    assert answer.status is status
    assert answer.urgent is True
    # Below 12 they are taken to be absent; they could still raise the flag.
    asked = symptoms is None and status is not Status.RECOMMENDED
    assert answer.missing == (("hypercalcaemia_symptoms",) if asked else ())


def test_symptoms_without_a_calcium_raise_the_flag() -> None:
    answer = ask(HYPERCALCAEMIA_EMERGENCY, bg.Patient(conditions=bg.Conditions(hypercalcaemia_symptoms=True)))
    assert (answer.status, answer.urgent) == (Status.NEEDS_DATA, True)
    assert {"calcium", "albumin"} <= set(answer.missing)


@pytest.mark.parametrize(("calcium", "status"), [(11.9, Status.NOT_APPLICABLE), (12.0, Status.NEEDS_DATA)])
def test_a_total_calcium_alone_raises_the_flag_from_12(calcium: float, status: Status) -> None:
    person = bg.Patient(primary="breast", labs=bg.Labs(calcium=Q(calcium, "mg/dL")))
    assert ask(HYPERCALCAEMIA_EMERGENCY, person).status is status


@pytest.mark.parametrize(
    ("calcium", "disputed", "calcitonin"),
    [
        ("13.99 mg/dL", False, False),
        ("14.0 mg/dL", True, False),
        ("14.01 mg/dL", False, True),
        # 3.495 mmol/L is 14.008 mg/dL: above 14, and below the printed 3.5.
        ("3.495 mmol/L", True, True),
        ("3.5 mmol/L", False, True),
        ("3.49 mmol/L", False, False),
    ],
)
def test_two_schemes_disagree_at_14(calcium: str, disputed: bool, calcitonin: bool) -> None:
    for rule in (HYPERCALCAEMIA_MANAGEMENT, ZOLEDRONIC_ACID_HYPERCALCAEMIA):
        answer = ask(rule, high(calcium))
        assert ("add-calcitonin" in ids(answer.reasons_for)) is calcitonin
    assert ids(ask(HYPERCALCAEMIA_MANAGEMENT, high(calcium)).disagreements) == ({"severe-at-14"} if disputed else set())


@pytest.mark.parametrize(
    ("calcium", "grade"),
    [
        ("10.6 mg/dL", 1),
        ("11.5 mg/dL", 1),
        ("11.51 mg/dL", 2),
        ("12.5 mg/dL", 2),
        ("12.51 mg/dL", 3),
        ("13.5 mg/dL", 3),
        ("13.51 mg/dL", 4),
        ("2.9 mmol/L", 1),
        ("2.91 mmol/L", 2),
        ("3.1 mmol/L", 2),
        ("3.11 mmol/L", 3),
        ("3.4 mmol/L", 3),
        ("3.41 mmol/L", 4),
    ],
)
def test_the_grade_is_a_note(calcium: str, grade: int) -> None:
    notes = [n for n in ask(HYPERCALCAEMIA_MANAGEMENT, high(calcium)).notes if "CTCAE" in n]
    assert [f"grade {grade} by" in n for n in notes] == [True]


def test_where_correction_misleads() -> None:
    people = (
        high(conditions=conditions(calcium_binding_paraprotein=True)),
        high(conditions=conditions(severe_acid_base_disturbance=True)),
        high(primary="multiple myeloma", lesions=None),
    )
    assert all(noted(ask(HYPERCALCAEMIA_MANAGEMENT, person), "ionised calcium settles it") for person in people)
    assert not noted(ask(HYPERCALCAEMIA_MANAGEMENT, high()), "ionised calcium settles it")


@pytest.mark.parametrize(
    ("changes", "clause"),
    [
        ({"conditions": conditions(cardiac_failure=True)}, "overhydration"),
        ({"conditions": conditions(volume_overload_risk=True)}, "overhydration"),
        ({"medications": [bg.Medication(drug="furosemide")]}, "loop-diuretic"),
        ({"conditions": conditions(takes_calcium_and_vitamin_d=True)}, "supplements"),
    ],
)
def test_cautions_about_fluid_and_supplements(changes: dict[str, Any], clause: str) -> None:
    for rule, person in (
        (HYPERCALCAEMIA_MANAGEMENT, high(**changes)),
        (HYPERCALCAEMIA_EMERGENCY, high("15 mg/dL", **changes)),
    ):
        answer = ask(rule, person)
        assert answer.status is Status.RECOMMENDED
        assert known(answer) == {clause}
        assert rows(answer.findings)


@pytest.mark.parametrize(
    ("rule", "side"),
    [(ZOLEDRONIC_ACID_HYPERCALCAEMIA, "reasons_for"), (PAMIDRONATE_HYPERCALCAEMIA, "reasons_against")],
)
def test_zoledronic_acid_comes_before_pamidronate_in_myeloma(rule: Rule, side: str) -> None:
    person = high(primary="multiple myeloma", lesions=None)
    assert "imwg-myeloma" in ids(getattr(ask(rule, person), side))
    assert "imwg-myeloma" not in ids(getattr(ask(rule, high()), side))


@EVERY_DRUG
def test_both_sides_are_argued(rule: Rule) -> None:
    answer = ask(rule, refractory() if rule is DENOSUMAB_HYPERCALCAEMIA else high(), "US")
    assert "endocrine-society-treatment" in ids(answer.reasons_for)
    if rule is not DENOSUMAB_HYPERCALCAEMIA:
        assert "endocrine-society-prefers-denosumab" in ids(answer.reasons_against)


def test_without_a_jurisdiction_the_places_are_shown_apart() -> None:
    answer = ask(DENOSUMAB_HYPERCALCAEMIA, refractory(), None)
    assert {place: a.status for place, a in answer.by_jurisdiction.items()} == {
        "US": Status.RECOMMENDED,
        "EU": Status.NOT_RECOMMENDED,
        "UK": Status.NOT_RECOMMENDED,
    }
    assert ask(HYPERCALCAEMIA_MANAGEMENT, high(), None).status is Status.RECOMMENDED


# ---- supplements on the list of medicines


@pytest.mark.parametrize(
    ("drugs", "warned"),
    [
        (["calcium carbonate", "colecalciferol"], True),
        (["calcium carbonate"], True),
        (["vitamin D3"], True),
        (["furosemide"], False),
        ([], False),
    ],
)
def test_supplements_on_the_list_are_seen(drugs: list[str], warned: bool) -> None:
    medicines = [bg.Medication(drug=drug) for drug in drugs]
    for said, counts in ((None, warned), (False, False), (True, True)):
        person = high(medications=medicines, conditions=conditions(takes_calcium_and_vitamin_d=said))
        assert ("supplements" in known(ask(HYPERCALCAEMIA_MANAGEMENT, person))) is counts
