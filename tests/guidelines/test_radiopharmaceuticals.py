"""Radium-223, strontium-89, samarium-153: who may have one, at which counts, and who must not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Severity, Status
from boneguide.guidelines import radiopharmaceuticals
from boneguide.guidelines.radiopharmaceuticals import RADIUM_223, SAMARIUM_153, STRONTIUM_89
from boneguide.model.answer import Recommendation
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.lesion import Phenotype
from boneguide.model.radionuclide import Radionuclide
from tests.guidelines import further
from tests.guidelines.asking import EUROPE, ids, known, rows
from tests.guidelines.clean import ON, clean, conditions, labs, woman

EVERYWHERE = pytest.mark.parametrize("place", JURISDICTIONS)
EVERY_RULE = pytest.mark.parametrize("rule", tuple(radiopharmaceuticals), ids=lambda rule: rule.id)


def lesions(count: int = 6, phenotype: Phenotype | None = "osteoblastic", *, painful: bool | None = True) -> Any:
    return [bg.Lesion(site=f"T{n + 1}", phenotype=phenotype, painful=painful) for n in range(count)]


def counts(**changes: Any) -> bg.Labs:
    results: dict[str, Any] = {
        "neutrophils": Q(1.5, "10*9/L"),
        "platelets": Q(100, "10*9/L"),
        "haemoglobin": Q(10.0, "g/dL"),
        "white_cells": Q(3.5, "10*9/L"),
    }
    return labs(**{**results, **changes})


def eligible(**changes: Any) -> bg.Patient:
    """Return a man for whom all three stand open everywhere, every count exactly on its edge."""
    facts: dict[str, Any] = {
        "lesions": lesions(),
        "labs": counts(),
        "radionuclide_doses": [],
        "bone_agent_doses": [bg.BoneAgentDose(drug="denosumab", on=ON - timedelta(days=28))],
        "conditions": conditions(two_earlier_systemic_lines=True, bone_scan_uptake=True),
    }
    return clean(**{**facts, **changes})


def given(drug: Radionuclide, *days_ago: int | None) -> list[bg.RadionuclideDose]:
    return [bg.RadionuclideDose(drug=drug, on=None if days is None else ON - timedelta(days=days)) for days in days_ago]


def ask(rule: bg.Rule, patient: bg.Patient, place: Jurisdiction | None = "US") -> Recommendation:
    return rule(patient, on=ON, jurisdiction=place)


# ---- doses


@EVERYWHERE
def test_radium_223_is_55_kbq_per_kg_every_4_weeks(place: Jurisdiction) -> None:
    answer = ask(RADIUM_223, eligible(), place)
    assert answer.status is Status.OPTION
    assert answer.licensed is True
    assert isinstance(answer.regimen, bg.Regimen)
    assert answer.regimen.dose == Q(55, "kBq/kg")
    assert str(answer.regimen.interval) == "4 week"
    assert str(answer.regimen.infusion_time) == "1 minute"
    assert any("Six doses" in note for note in answer.regimen.notes)
    assert str(answer.grade) == "ESMO 2020: [I, A]"
    assert ids(answer.reasons_for) == {"symptomatic-bone-disease", "alone-after-a-bone-agent"}
    assert [finding for finding in answer.findings if finding.known] == []
    assert any("50 kBq/kg" in note and "older" in note for note in answer.notes)


@EVERYWHERE
def test_strontium_89_is_fixed_or_by_weight(place: Jurisdiction) -> None:
    answer = ask(STRONTIUM_89, eligible(), place)
    assert answer.status is Status.OPTION
    assert isinstance(answer.regimen, bg.Regimen)
    assert answer.regimen.dose == Q(148, "MBq")
    assert str(answer.regimen.interval) == "90 day or longer"
    by_weight = answer.alternatives[0].regimen
    assert isinstance(by_weight, bg.Regimen)
    assert str(by_weight.dose_range) == "1.5 to 2.2 MBq/kg"
    assert any("discontinued in the US" in note for note in answer.notes) is (place == "US")


@EVERYWHERE
def test_samarium_153_is_37_mbq_per_kg_once(place: Jurisdiction) -> None:
    answer = ask(SAMARIUM_153, eligible(), place)
    assert answer.status is Status.OPTION
    assert isinstance(answer.regimen, bg.Regimen)
    assert answer.regimen.dose == Q(37, "MBq/kg")
    assert answer.regimen.interval is None
    assert any("500 mL" in note for note in answer.regimen.notes)
    assert [task.timing for task in answer.monitor] == ["every week for at least 8 weeks"]


# ---- V40, V41, V43


@EVERYWHERE
def test_v40_haemoglobin_9_9_before_the_first_dose(place: Jurisdiction) -> None:
    answer = ask(RADIUM_223, eligible(labs=counts(haemoglobin=Q(9.9, "g/dL"))), place)
    assert answer.status is Status.WITHHOLD
    assert ids(answer.holds) == {"counts-first-dose"}
    assert "corrected and measured again" in answer.holds[0].text


@EVERYWHERE
def test_v41_neutrophils_0_9_before_the_third_dose(place: Jurisdiction) -> None:
    low = counts(neutrophils=Q(0.9, "10*9/L"), platelets=Q(80, "10*9/L"))
    doses = given("radium-223", 56, 28)
    answer = ask(RADIUM_223, eligible(labs=low, radionuclide_doses=doses), place)
    assert answer.status is Status.WITHHOLD
    assert ids(answer.holds) == {"counts-later-dose"}
    assert "6 to 8 weeks" in answer.holds[0].text


@EVERYWHERE
def test_v43_breast_cancer_is_no_indication(place: Jurisdiction) -> None:
    patient = woman(lesions=lesions(), labs=counts(), radionuclide_doses=[])
    answer = ask(RADIUM_223, patient, place)
    assert answer.status is Status.NOT_RECOMMENDED
    assert answer.licensed is False
    assert "not-castration-resistant" in known(answer)
    assert answer.regimen is None


# ---- counts, exactly and one step either side


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({}, False),
        ({"neutrophils": Q(1.49, "10*9/L")}, True),
        ({"platelets": Q(99, "10*9/L")}, True),
        ({"platelets": Q(99_999, "cells/uL")}, True),
        ({"platelets": Q(100_000, "cells/uL")}, False),
        ({"haemoglobin": Q(99, "g/L")}, True),
        ({"haemoglobin": Q(100, "g/L")}, False),
        ({"haemoglobin": Q(9.99, "g/dL")}, True),
    ],
)
def test_the_gate_of_the_first_dose(changes: dict[str, Any], held: bool) -> None:
    answer = ask(RADIUM_223, eligible(labs=counts(**changes)))
    assert (answer.status is Status.WITHHOLD) is held
    assert ("counts-first-dose" in known(answer)) is held


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"neutrophils": Q(1.0, "10*9/L"), "platelets": Q(50, "10*9/L"), "haemoglobin": Q(8, "g/dL")}, False),
        ({"neutrophils": Q(0.99, "10*9/L")}, True),
        ({"platelets": Q(49.9, "10*9/L")}, True),
    ],
)
def test_the_gate_of_a_later_dose(changes: dict[str, Any], held: bool) -> None:
    answer = ask(RADIUM_223, eligible(labs=counts(**changes), radionuclide_doses=given("radium-223", 28)))
    assert answer.status is (Status.WITHHOLD if held else Status.OPTION)
    assert "counts-first-dose" not in known(answer)


@pytest.mark.parametrize(
    ("days", "status", "found"),
    [
        (28, Status.WITHHOLD, set()),
        (41, Status.WITHHOLD, set()),
        (42, Status.WITHHOLD, {"slow-recovery"}),
        (56, Status.WITHHOLD, {"slow-recovery"}),
        (57, Status.NOT_RECOMMENDED, {"no-recovery"}),
    ],
)
def test_without_recovery_it_ends(days: int, status: Status, found: set[str]) -> None:
    patient = eligible(labs=counts(platelets=Q(49, "10*9/L")), radionuclide_doses=given("radium-223", days, days + 28))
    answer = ask(RADIUM_223, patient)
    assert answer.status is status
    assert known(answer) - {"counts-later-dose"} == found


@pytest.mark.parametrize("missing", ["neutrophils", "platelets", "haemoglobin"])
def test_a_count_that_is_missing_is_measured(missing: str) -> None:
    answer = ask(RADIUM_223, eligible(labs=counts(**{missing: None})))
    assert answer.status is Status.NEEDS_DATA
    assert missing in answer.missing
    assert answer.regimen is None


def test_earlier_doses_are_asked_only_where_they_matter() -> None:
    good = ask(RADIUM_223, eligible(radionuclide_doses=None))
    assert good.status is Status.AFTER
    assert "six-doses-given" in ids(good.first)
    between = counts(neutrophils=Q(1.2, "10*9/L"))
    assert ask(RADIUM_223, eligible(labs=between, radionuclide_doses=None)).status is Status.NEEDS_DATA
    undated = eligible(labs=between, radionuclide_doses=given("radium-223", None))
    late = ask(RADIUM_223, undated)
    assert (late.status, ids(late.first)) == (Status.AFTER, {"too-soon"})


@EVERYWHERE
@pytest.mark.parametrize(("days", "held"), [(10, True), (27, True), (28, False), (29, False)])
def test_radium_223_is_not_given_again_before_28_days(days: int, place: Jurisdiction, *, held: bool) -> None:
    answer = ask(RADIUM_223, eligible(radionuclide_doses=given("radium-223", 60, days)), place)
    assert answer.status is (Status.WITHHOLD if held else Status.OPTION)
    assert ids(answer.holds) == ({"too-soon"} if held else set())


@pytest.mark.parametrize(
    ("rule", "drug", "days", "warned"),
    [
        (RADIUM_223, "strontium-89", 89, True),
        (RADIUM_223, "strontium-89", 90, False),
        (RADIUM_223, "samarium-153", 55, True),
        (RADIUM_223, "samarium-153", 56, False),
        (RADIUM_223, "samarium-153", None, False),
        (RADIUM_223, "radium-223", 30, False),
        (STRONTIUM_89, "radium-223", 55, True),
        (STRONTIUM_89, "radium-223", 56, False),
        (STRONTIUM_89, "samarium-153", 55, True),
        (STRONTIUM_89, "samarium-153", 56, False),
        (STRONTIUM_89, "strontium-89", 95, False),
        (SAMARIUM_153, "radium-223", 55, True),
        (SAMARIUM_153, "radium-223", 56, False),
        (SAMARIUM_153, "strontium-89", 89, True),
        (SAMARIUM_153, "strontium-89", 90, False),
    ],
)
def test_one_radionuclide_soon_after_another_is_a_caution(
    rule: bg.Rule, drug: Radionuclide, days: int | None, *, warned: bool
) -> None:
    answer = ask(rule, eligible(radionuclide_doses=given(drug, days)))
    assert ("another-radionuclide" in known(answer)) is warned
    assert answer.status is Status.OPTION


@pytest.mark.parametrize(
    ("outlook", "status"),
    [
        (Q(27, "day"), Status.NOT_RECOMMENDED),
        (Q(28, "day"), Status.OPTION),
        (Q(29, "day"), Status.OPTION),
        (bg.LifeExpectancy(low=Q(2, "week"), high=Q(6, "week")), Status.AFTER),
        (None, Status.AFTER),
    ],
)
def test_strontium_89_is_not_for_a_very_short_outlook(outlook: Any, status: Status) -> None:
    answer = ask(STRONTIUM_89, eligible(life_expectancy=outlook))
    assert answer.status is status
    assert ("very-short-outlook" in known(answer)) is (status is Status.NOT_RECOMMENDED)
    assert ids(answer.first) == ({"very-short-outlook"} if status is Status.AFTER else set())


@EVERY_RULE
def test_signs_of_compression_alone_hold_no_radionuclide(rule: bg.Rule) -> None:
    """It is no question for somebody of whom neither cancer of the prostate nor such a lesion is on record."""
    assert ask(rule, bg.Patient(neurology=bg.Neurology(deficit=True))).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("count", "status"), [(5, Status.OPTION), (6, Status.NOT_RECOMMENDED)])
def test_six_doses_are_a_course(count: int, status: Status) -> None:
    doses = given("radium-223", *(28 * (n + 1) for n in range(count)))
    answer = ask(RADIUM_223, eligible(radionuclide_doses=doses))
    assert answer.status is status
    assert ("six-doses-given" in known(answer)) is (count == 6)


# ---- indication


@pytest.mark.parametrize(
    ("lines", "none_other", "us", "europe"),
    [
        (True, False, Status.OPTION, Status.OPTION),
        (False, True, Status.OPTION, Status.OPTION),
        (False, False, Status.OPTION, Status.NOT_RECOMMENDED),
        (None, False, Status.OPTION, Status.NEEDS_DATA),
        (None, True, Status.OPTION, Status.OPTION),
    ],
)
def test_europe_asks_for_earlier_treatment(
    lines: bool | None, none_other: bool | None, us: Status, europe: Status
) -> None:
    patient = eligible(conditions=conditions(two_earlier_systemic_lines=lines, no_other_systemic_treatment=none_other))
    assert ask(RADIUM_223, patient, "US").status is us
    for place in EUROPE:
        answer = ask(RADIUM_223, patient, place)
        assert answer.status is europe
        assert ("too-early-in-europe" in ids(answer.reasons_against)) is (europe is Status.NOT_RECOMMENDED)
    open_place = ask(RADIUM_223, patient, None)
    assert open_place.status is (us if us is europe else Status.NEEDS_DATA)


@EVERYWHERE
@pytest.mark.parametrize(
    ("visceral", "status"),
    [(False, Status.OPTION), (True, Status.NOT_RECOMMENDED), (None, Status.NEEDS_DATA)],
)
def test_visceral_metastases_bar_radium_alone(visceral: bool | None, status: Status, place: Jurisdiction) -> None:
    patient = eligible(
        conditions=conditions(two_earlier_systemic_lines=True, bone_scan_uptake=True, visceral_metastases=visceral)
    )
    answer = ask(RADIUM_223, patient, place)
    assert answer.status is status
    assert ("visceral_metastases" in answer.missing) is (visceral is None)
    assert ask(STRONTIUM_89, patient, place).status is Status.OPTION
    assert ask(SAMARIUM_153, patient, place).status is Status.OPTION


@pytest.mark.parametrize(
    ("painful", "status"), [(True, Status.OPTION), (False, Status.NOT_RECOMMENDED), (None, Status.AFTER)]
)
def test_symptoms_are_needed_for_radium_and_can_be_asked_about(painful: bool | None, status: Status) -> None:
    answer = ask(RADIUM_223, eligible(lesions=lesions(painful=painful)))
    assert answer.status is status
    assert ("no-symptoms" in known(answer)) is (painful is False)


@pytest.mark.parametrize("rule", [STRONTIUM_89, SAMARIUM_153], ids=lambda rule: rule.id)
@pytest.mark.parametrize("painful", [False, None])
def test_the_others_are_named_only_where_bone_hurts(rule: bg.Rule, painful: bool | None) -> None:
    answer = ask(rule, eligible(lesions=lesions(painful=painful)))
    assert answer.status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("phenotype", "status"),
    [
        ("osteoblastic", Status.NOT_RECOMMENDED),
        ("mixed", Status.NOT_RECOMMENDED),
        ("osteolytic", Status.NOT_APPLICABLE),
        (None, Status.NOT_APPLICABLE),
    ],
)
def test_outside_prostate_cancer_radium_is_named_for_osteoblastic_lesions_only(
    phenotype: Phenotype | None, status: Status
) -> None:
    assert ask(RADIUM_223, woman(lesions=lesions(phenotype=phenotype))).status is status


@EVERY_RULE
@pytest.mark.parametrize(
    ("phenotype", "uptake", "status"),
    [
        ("osteoblastic", True, Status.OPTION),
        ("mixed", True, Status.OPTION),
        ("osteolytic", False, Status.NOT_RECOMMENDED),
        ("osteolytic", None, Status.NOT_RECOMMENDED),
        (None, None, Status.NEEDS_DATA),
        # What is mainly osteolytic may have an osteoblastic part, which a bone scan shows.
        ("osteolytic", True, Status.OPTION),
        (None, True, Status.OPTION),
    ],
)
def test_an_osteoblastic_part_is_needed(
    rule: bg.Rule, phenotype: Phenotype | None, uptake: bool | None, status: Status
) -> None:
    seen = conditions(two_earlier_systemic_lines=True, bone_scan_uptake=uptake)
    assert ask(rule, eligible(lesions=lesions(phenotype=phenotype), conditions=seen)).status is status


@pytest.mark.parametrize(
    ("castration", "status"),
    [("resistant", Status.OPTION), ("sensitive", Status.NOT_RECOMMENDED), (None, Status.NEEDS_DATA)],
)
def test_radium_is_for_castration_resistant_disease(castration: Any, status: Status) -> None:
    assert ask(RADIUM_223, eligible(castration=castration)).status is status


@EVERY_RULE
def test_without_bone_metastases_it_is_no_question(rule: bg.Rule) -> None:
    assert ask(rule, eligible(lesions=[])).status is Status.NOT_APPLICABLE
    assert ask(rule, bg.Patient(primary="multiple myeloma")).status is Status.NOT_APPLICABLE


# ---- other drugs


def medicine(drug: str, **days: int) -> bg.Medication:
    return bg.Medication(drug=drug, **{name: ON - timedelta(days=ago) for name, ago in days.items()})  # type: ignore[arg-type]  # only days are given


def test_abiraterone_is_contraindicated_in_europe_and_warned_of_in_the_us() -> None:
    patient = eligible(medications=[medicine("abiraterone"), medicine("prednisolone")])
    found = {place: ask(RADIUM_223, patient, place) for place in JURISDICTIONS}
    assert found["US"].status is Status.NOT_RECOMMENDED
    assert found["EU"].status is found["UK"].status is Status.CONTRAINDICATED
    for answer in found.values():
        assert any("28.6 %" in finding.text and "38.5 %" in finding.text for finding in answer.contraindications)
        assert ids(answer.disagreements) == {"with-abiraterone"}
    for rule in (STRONTIUM_89, SAMARIUM_153):
        answer = ask(rule, patient, "EU")
        assert answer.status is Status.OPTION
        assert known(answer) == {"abiraterone"}


@pytest.mark.parametrize(
    ("entry", "europe"),
    [
        (medicine("zytiga", stop=4), Status.WITHHOLD),
        (medicine("abiraterone", stop=5), Status.OPTION),
        (medicine("abiraterone", last_given=5), Status.AFTER),
        (medicine("abiraterone", last_given=4), Status.WITHHOLD),
        (medicine("abiraterone", last_given=0), Status.CONTRAINDICATED),
        (bg.Medication(drug="abiraterone", start=ON + timedelta(days=0)), Status.CONTRAINDICATED),
    ],
)
def test_five_days_after_abiraterone(entry: bg.Medication, europe: Status) -> None:
    patient = eligible(medications=[entry])
    for place in EUROPE:
        assert ask(RADIUM_223, patient, place).status is europe
    if europe is Status.WITHHOLD and entry.stop is not None:
        assert ask(RADIUM_223, patient, "US").status is Status.OPTION


def test_medicines_that_are_not_known_are_asked_about() -> None:
    answer = ask(RADIUM_223, eligible(medications=None), "EU")
    assert answer.status is Status.AFTER
    assert {"abiraterone", "abiraterone-gap"} <= ids(answer.first)
    other = ask(RADIUM_223, eligible(medications=[medicine("letrozole")]), "EU")
    assert other.status is Status.OPTION


@EVERYWHERE
def test_enzalutamide_is_a_matter_for_specialists_and_disputed(place: Jurisdiction) -> None:
    answer = ask(RADIUM_223, eligible(medications=[medicine("enzalutamide")]), place)
    assert answer.status is Status.OPTION
    assert known(answer) == {"enzalutamide"}
    assert ids(answer.disagreements) == {"with-enzalutamide"}
    assert {s.verified.value for f in answer.findings if f.id == "enzalutamide" for s in f.sources} == {"conflict"}


@pytest.mark.parametrize(
    ("doses", "status"),
    [
        ([], Status.AFTER),
        ([bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=84))], Status.OPTION),
        ([bg.BoneAgentDose(drug="denosumab", on=ON - timedelta(days=85))], Status.AFTER),
        (None, Status.AFTER),
    ],
)
def test_bone_protection_is_decided_first(doses: Any, status: Status) -> None:
    answer = ask(RADIUM_223, eligible(bone_agent_doses=doses))
    assert answer.status is status
    assert ("bone-protection" in ids(answer.first)) is (status is Status.AFTER)


def test_a_reason_on_record_is_a_decision_too() -> None:
    decided = conditions(two_earlier_systemic_lines=True, bone_agent_left_out_for_a_reason=True)
    answer = ask(RADIUM_223, eligible(bone_agent_doses=[], conditions=decided), "EU")
    assert answer.status is Status.OPTION
    assert answer.first == ()


# ---- cautions


@pytest.mark.parametrize(("count", "few"), [(5, True), (6, False)])
def test_few_lesions_are_a_caution_in_europe_for_the_number_is_from_memory(count: int, few: bool) -> None:
    for place in JURISDICTIONS:
        answer = ask(RADIUM_223, eligible(lesions=lesions(count)), place)
        assert answer.status is Status.OPTION
        assert ("few-osteoblastic-lesions" in known(answer)) is (few and place != "US")


@pytest.mark.parametrize(
    ("found", "few"),
    [
        (None, None),
        ([*lesions(5), bg.Lesion(site="femur")], None),
        ([*lesions(6), bg.Lesion(site="femur")], False),
        ([*lesions(5), bg.Lesion(site="femur", phenotype="osteolytic")], True),
    ],
)
def test_lesions_of_unknown_kind_leave_their_number_open(found: Any, few: bool | None) -> None:
    context = bg.logic.Context(patient=bg.Patient(lesions=found), on=ON)
    assert bg.guidelines.facts.FEW_OSTEOBLASTIC_LESIONS.read(context) is few


@EVERY_RULE
def test_infection_and_fracture_are_cautions(rule: bg.Rule) -> None:
    broken = [*lesions(), bg.Lesion(site="femur", phenotype="mixed", painful=True, pathological_fracture=True)]
    for changes in ({"sepsis": True}, {"systemic_infection": True}):
        patient = eligible(
            lesions=broken,
            conditions=conditions(
                two_earlier_systemic_lines=True, bone_scan_uptake=True, **{"systemic_infection": None, **changes}
            ),
        )
        answer = ask(rule, patient)
        assert answer.status is Status.OPTION
        assert known(answer) == {"systemic-infection", "pathological-fracture"}
        fracture = next(f for f in answer.findings if f.id == "pathological-fracture")
        assert fracture.severity is Severity.CAUTION
        assert "from memory" in fracture.text


@pytest.mark.parametrize(
    ("changes", "caution"),
    [
        ({"haemoglobin": Q(8.9, "g/dL")}, True),
        ({"haemoglobin": Q(90, "g/L")}, False),
        ({"white_cells": Q(3.4, "10*9/L")}, True),
        ({"platelets": Q(99, "10*9/L")}, True),
        ({}, False),
    ],
)
def test_gates_of_eanm_are_cautions_from_memory(changes: dict[str, Any], caution: bool) -> None:
    patient = eligible(labs=counts(**changes))
    strontium, samarium = ask(STRONTIUM_89, patient), ask(SAMARIUM_153, patient)
    assert ("eanm-counts" in known(strontium)) is ("eanm-counts" in known(samarium)) is caution
    assert strontium.status is Status.OPTION
    assert samarium.status is (Status.AFTER if caution else Status.OPTION)
    assert ("counts" in ids(samarium.first)) is caution


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"life_expectancy": Q(4, "week")}, {"eanm-life-expectancy"}),
        ({"life_expectancy": Q(29, "day")}, set()),
        ({"labs": counts(creatinine=Q(2.7, "mg/dL"))}, {"eanm-kidney"}),
    ],
)
def test_further_gates_of_eanm(changes: dict[str, Any], found: set[str]) -> None:
    for rule in (STRONTIUM_89, SAMARIUM_153):
        answer = ask(rule, eligible(**changes))
        assert known(answer) == found
        assert rows(f for f in answer.findings if f.known) <= {"EA-01"}
    assert ("clearance-below-30" in known(ask(RADIUM_223, eligible(**changes)))) is ("eanm-kidney" in found)


@pytest.mark.parametrize(
    ("creatinine", "note", "caution"),
    [(2.67, False, True), (2.66, True, False), (0.89, True, False), (0.88, False, False)],
)
def test_kidney_function_and_radium(creatinine: float, note: bool, caution: bool) -> None:
    # 80 / creatinine mL/min; 80 / 0.89 is 89.9, 80 / 0.88 is 90.9.
    answer = ask(RADIUM_223, eligible(labs=counts(creatinine=Q(creatinine, "mg/dL"))))
    assert any("30 to 89" in text for text in answer.notes) is note
    assert ("clearance-below-30" in known(answer)) is caution
    assert answer.status is Status.OPTION


@pytest.mark.parametrize("day", [27, 28, None])
def test_a_creatinine_from_before_an_infusion_counts(day: int | None) -> None:
    dated = None if day is None else bg.Observation(value=Q(2.7, "mg/dL"), on=ON - timedelta(days=day))
    doses = [bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=28))]
    answer = ask(RADIUM_223, eligible(labs=counts(creatinine=dated), bone_agent_doses=doses))
    assert ("clearance-below-30" in known(answer)) is (day is not None)


# ---- strontium-89


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"platelets": Q(60, "10*9/L"), "white_cells": Q(2.4, "10*9/L")}, False),
        ({"platelets": Q(59.9, "10*9/L")}, True),
        ({"white_cells": Q(2399, "cells/uL")}, True),
    ],
)
def test_counts_hold_strontium(changes: dict[str, Any], held: bool) -> None:
    answer = ask(STRONTIUM_89, eligible(labs=counts(**changes)))
    assert answer.status is (Status.WITHHOLD if held else Status.OPTION)
    assert ids(answer.disagreements) == ({"low-counts"} if held else set())


@pytest.mark.parametrize("missing", ["platelets", "white_cells"])
def test_counts_before_strontium_are_measured(missing: str) -> None:
    answer = ask(STRONTIUM_89, eligible(labs=counts(**{missing: None})))
    assert answer.status is Status.NEEDS_DATA
    assert missing in answer.missing


@pytest.mark.parametrize(
    ("doses", "status"),
    [
        (given("strontium-89", 89), Status.WITHHOLD),
        (given("strontium-89", 90), Status.OPTION),
        (given("strontium-89", 200, 10), Status.WITHHOLD),
        (given("strontium-89", None), Status.AFTER),
        (given("samarium-153", 10), Status.OPTION),
        (None, Status.AFTER),
    ],
)
def test_strontium_is_repeated_after_90_days(doses: Any, status: Status) -> None:
    assert ask(STRONTIUM_89, eligible(radionuclide_doses=doses)).status is status


# ---- samarium-153


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"bone_scan_uptake": False}, Status.NOT_RECOMMENDED),
        ({"bone_scan_uptake": None}, Status.NEEDS_DATA),
        ({"on_chemotherapy_or_radiotherapy": True}, Status.NOT_RECOMMENDED),
        ({"on_chemotherapy_or_radiotherapy": None}, Status.AFTER),
        ({"disseminated_intravascular_coagulation": True}, Status.NOT_RECOMMENDED),
        ({"disseminated_intravascular_coagulation": None}, Status.AFTER),
    ],
)
def test_what_stands_against_samarium(changes: dict[str, Any], status: Status) -> None:
    patient = eligible(conditions=conditions(**{"bone_scan_uptake": True, **changes}))
    assert ask(SAMARIUM_153, patient).status is status


@pytest.mark.parametrize(
    ("allergies", "status", "found"),
    [
        (["EDTMP"], Status.CONTRAINDICATED, {"hypersensitivity"}),
        (["zoledronic acid"], Status.OPTION, {"bisphosphonate-allergy"}),
        (["penicillin"], Status.OPTION, set()),
        (None, Status.AFTER, set()),
    ],
)
def test_hypersensitivity_to_samarium(allergies: Any, status: Status, found: set[str]) -> None:
    answer = ask(SAMARIUM_153, eligible(allergies=allergies))
    assert answer.status is status
    assert known(answer) == found


# ---- who must not receive which (section 11.3 of the sheet)

LOW = {"neutrophils": Q(0.9, "10*9/L"), "platelets": Q(40, "10*9/L"), "white_cells": Q(2.0, "10*9/L")}
MATRIX = [
    (
        "purely lytic, no uptake",
        {"lesions": lesions(phenotype="osteolytic"), "conditions": conditions(bone_scan_uptake=False)},
        {"radium-223", "strontium-89", "samarium-153"},
    ),
    ("visceral", {"conditions": conditions(bone_scan_uptake=True, visceral_metastases=True)}, {"radium-223"}),
    ("abiraterone", {"medications": [medicine("abiraterone")]}, {"radium-223"}),
    ("another primary", {"primary": "lung", "castration": None}, {"radium-223"}),
    ("low counts", {"labs": counts(**LOW)}, {"radium-223", "strontium-89"}),
]


@pytest.mark.parametrize(("changes", "barred"), [row[1:] for row in MATRIX], ids=[row[0] for row in MATRIX])
def test_the_table_of_who_must_not_receive_it(changes: dict[str, Any], barred: set[str]) -> None:
    advised = further.drugs_advised(radiopharmaceuticals, eligible(**changes))
    assert advised == {rule.id for rule in radiopharmaceuticals} - barred


@EVERY_RULE
@pytest.mark.parametrize("found", [bg.Neurology(cord_compression="confirmed"), bg.Neurology(deficit=True)])
def test_compression_of_the_cord_that_is_untreated_holds_all_three(rule: bg.Rule, found: bg.Neurology) -> None:
    held = ask(rule, eligible(neurology=found))
    assert held.status is Status.WITHHOLD
    assert ids(held.holds) == {"untreated-cord-compression"}
    treated = conditions(bone_scan_uptake=True, cord_compression_treatment_begun=True)
    # Of whom nothing is on record is not suspected of it.
    assert ask(rule, eligible()).status is Status.OPTION
    # Treatment of an earlier one does not answer a suspicion.
    settled = found.cord_compression == "confirmed"
    after = ask(rule, eligible(neurology=found, conditions=treated)).status
    assert after is (Status.OPTION if settled else Status.WITHHOLD)


def test_low_counts_send_samarium_to_a_specialist_first() -> None:
    answer = ask(SAMARIUM_153, eligible(labs=counts(**LOW)))
    assert answer.status is Status.AFTER
    assert "counts" in ids(answer.first)


@EVERY_RULE
def test_pregnancy_bars_all_three(rule: bg.Rule) -> None:
    pregnant = woman(
        age=Q(34, "year"), pregnant=True, lesions=lesions(), labs=counts(), conditions=conditions(bone_scan_uptake=True)
    )
    answer = ask(rule, pregnant)
    assert answer.status is Status.NOT_RECOMMENDED
    assert "pregnancy" in known(answer)
    breast_feeding = ask(STRONTIUM_89, woman(age=Q(34, "year"), breast_feeding=True, lesions=lesions(), labs=counts()))
    assert "eanm-breast-feeding" in known(breast_feeding)


# ---- laws


def test_every_row_is_carried() -> None:
    carried = {r for rule in radiopharmaceuticals for s in rule.all_sources() for r in s.rows}
    wanted = {f"RA-{n:02}" for n in range(1, 18)} | {f"SR-{n:02}" for n in range(1, 5)}
    assert wanted | {f"SM-{n:02}" for n in range(1, 5)} | {"EA-01"} <= carried


def test_what_rests_on_memory_bars_nothing_and_says_so() -> None:
    for rule in radiopharmaceuticals:
        for clause in (*rule.contraindications, *rule.holds, *rule.notes, *rule.first):
            if all(s.verified is bg.Verification.MEMORY for s in clause.sources):
                assert "from memory" in clause.says, (rule.id, clause.id)
                assert not (isinstance(clause, bg.Contraindication) and clause.bars)


@EVERYWHERE
def test_forgetting_a_fact_never_turns_a_barred_option_into_one_that_is_open(place: Jurisdiction) -> None:
    for changes in [row[1] for row in MATRIX]:
        patient = eligible(**changes)
        before = radiopharmaceuticals(patient, on=ON, jurisdiction=place).statuses
        barred = {r for r, s in before.items() if s not in further.ADVISED}
        for path, less in further.forgetting(patient):
            after = radiopharmaceuticals(less, on=ON, jurisdiction=place).statuses
            opened = {r for r in barred if after[r] in {Status.OPTION, Status.RECOMMENDED}}
            assert not opened, path


def test_every_criterion_is_seen_true_false_and_unknown() -> None:
    assert further.idle(radiopharmaceuticals, batches=24, size=250) == {}


@pytest.mark.parametrize("seed", range(3))
def test_both_interpreters_agree(seed: int) -> None:
    assert further.disagreements(radiopharmaceuticals, seed=seed, size=150) == []


@pytest.mark.parametrize("patient", [eligible(), clean(), woman(), *(eligible(**row[1]) for row in MATRIX)])
def test_nothing_is_both_advised_and_forbidden(patient: bg.Patient) -> None:
    assert further.contradictory(radiopharmaceuticals, patient) == []
    for _, less in further.forgetting(patient):
        assert further.contradictory(radiopharmaceuticals, less) == []


# ---- what a record may leave out


@pytest.mark.parametrize("name", ["Quadramet", "samarium-153 lexidronam", "samarium lexidronam", "EDTMP"])
def test_lexidronam_is_known_by_its_usual_names(name: str) -> None:
    answer = ask(SAMARIUM_153, eligible(allergies=[name]))
    assert (answer.status, "hypersensitivity" in known(answer)) == (Status.CONTRAINDICATED, True)


def test_a_dose_without_a_day_may_be_the_last_one() -> None:
    answer = ask(RADIUM_223, eligible(radionuclide_doses=given("radium-223", 60, None)))
    assert (answer.status, ids(answer.first)) == (Status.AFTER, {"too-soon"})
    assert ask(RADIUM_223, eligible(radionuclide_doses=given("radium-223", 60, 100))).status is Status.OPTION


@pytest.mark.parametrize(("place", "warned"), [("US", False), ("EU", True), ("UK", True)])
def test_chemotherapy_beside_radium_223_is_outside_the_european_licence(place: Jurisdiction, warned: bool) -> None:
    busy = conditions(two_earlier_systemic_lines=True, on_chemotherapy_or_radiotherapy=True)
    answer = ask(RADIUM_223, eligible(conditions=busy), place)
    assert answer.status is Status.OPTION
    assert ("treatment-beside" in known(answer)) is warned


@EVERY_RULE
@pytest.mark.parametrize(("age", "barred"), [(17.9, True), (18, False), (None, False)])
def test_the_doses_are_those_of_adults(rule: bg.Rule, age: float | None, barred: bool) -> None:
    answer = ask(rule, eligible(age=None if age is None else Q(age, "year")))
    assert ("under-18" in known(answer)) is barred
    assert (answer.status is Status.NOT_RECOMMENDED) is barred


@EVERY_RULE
def test_dialysis_counts_as_the_weakest_of_kidneys(rule: bg.Rule) -> None:
    on_dialysis = conditions(two_earlier_systemic_lines=True, bone_scan_uptake=True, dialysis=True)
    found = known(ask(rule, eligible(conditions=on_dialysis)))
    assert found == {"clearance-below-30" if rule is RADIUM_223 else "eanm-kidney"}


def test_nobody_with_prostate_cancer_is_asked_about_pregnancy() -> None:
    answer = ask(RADIUM_223, eligible(age=Q(58, "year"), sex=None))
    assert (answer.status, "pregnancy" in ids(answer.first)) == (Status.OPTION, False)


def test_a_dose_without_a_day_takes_nothing_away_from_one_with_a_day() -> None:
    doses = given("radium-223", 20, None)
    answer = ask(RADIUM_223, eligible(radionuclide_doses=doses))
    assert (answer.status, {hold.id for hold in answer.holds if hold.known}) == (Status.WITHHOLD, {"too-soon"})
    for rule in (STRONTIUM_89, SAMARIUM_153):
        assert "another-radionuclide" in known(ask(rule, eligible(radionuclide_doses=doses)))


# ---- counts since the last dose


def counted(days: int | None, **doses: Any) -> bg.Patient:
    """Return a man whose counts, exactly on their edges, were taken so many days ago."""
    taken = None if days is None else ON - timedelta(days=days)
    labs_then = {
        name: bg.Observation(value=value, on=taken)
        for name, value in {
            "neutrophils": Q(1.5, "10*9/L"),
            "platelets": Q(100, "10*9/L"),
            "haemoglobin": Q(10.0, "g/dL"),
            "white_cells": Q(3.5, "10*9/L"),
        }.items()
    }
    return eligible(labs=labs(**labs_then), **doses)


@EVERYWHERE
@pytest.mark.parametrize(
    ("days", "counts_for_it"), [(0, True), (27, True), (28, False), (29, False), (200, False), (None, True)]
)
def test_counts_from_before_the_last_dose_are_not_those_for_this_one(
    days: int | None, place: Jurisdiction, *, counts_for_it: bool
) -> None:
    answer = ask(RADIUM_223, counted(days, radionuclide_doses=given("radium-223", 28, 56)), place)
    assert answer.status is (Status.OPTION if counts_for_it else Status.NEEDS_DATA)
    # Haemoglobin has no gate after the first dose.
    asked = {"neutrophils", "platelets"}
    assert asked & set(answer.missing) == (set() if counts_for_it else asked)


@pytest.mark.parametrize("days", [1, 28, 400])
def test_before_the_first_dose_no_source_dates_the_counts(days: int) -> None:
    assert ask(RADIUM_223, counted(days)).status is Status.OPTION


@pytest.mark.parametrize(
    ("rule", "status"),
    [(STRONTIUM_89, Status.NEEDS_DATA), (SAMARIUM_153, Status.AFTER), (RADIUM_223, Status.NEEDS_DATA)],
)
@pytest.mark.parametrize("drug", ["radium-223", "strontium-89", "samarium-153"])
def test_counts_from_before_any_radionuclide_are_old(rule: bg.Rule, status: Status, drug: Radionuclide) -> None:
    doses = given(drug, 100)
    assert ask(rule, counted(99, radionuclide_doses=doses)).status is Status.OPTION
    old = ask(rule, counted(100, radionuclide_doses=doses))
    assert old.status is status
    assert "platelets" in old.missing


# ---- doses in the list of medicines


def listed(*entries: tuple[str, dict[str, int]]) -> list[bg.Medication]:
    """Return entries of a list of medicines by name, each with its days in days ago."""

    def entry(name: str, ago: dict[str, int]) -> bg.Medication:
        days: dict[str, Any] = {field: ON - timedelta(days=count) for field, count in ago.items()}
        return bg.Medication(drug=name, **days)

    return [entry(name, ago) for name, ago in entries]


@pytest.mark.parametrize(
    ("entry", "doses", "held"),
    [
        # A dose of a known day.
        ({"last_given": 27}, [], True),
        ({"last_given": 28}, [], False),
        ({"last_given": 27}, None, True),
        ({"last_given": 28}, None, False),
        ({"start": 60, "last_given": 27}, [], True),
        ({"start": 60, "last_given": 28}, [], False),
        # Treatment that began then may have gone on.
        ({"start": 27}, [], True),
        ({"start": 28}, [], None),
        # What has no day, or begins today, may be what is about to be given.
        ({}, [], None),
        ({"start": 0}, [], None),
        # A course that is listed dose by dose.
        ({"start": 60}, given("radium-223", 28), False),
        ({}, given("radium-223", 28), False),
        ({"last_given": 27}, given("radium-223", 28), True),
        ({"last_given": 28}, given("radium-223", 28), False),
    ],
)
@pytest.mark.parametrize("name", ["Xofigo", "radium-223", "radium-223 dichloride"])
def test_radium_223_in_the_list_of_medicines_is_a_dose(
    name: str, entry: dict[str, int], doses: Any, held: bool | None
) -> None:
    answer = ask(RADIUM_223, eligible(medications=listed((name, entry)), radionuclide_doses=doses))
    assert ("too-soon" in known(answer)) is (held is True)
    assert ("too-soon" in ids(answer.first)) is (held is None)


@pytest.mark.parametrize(
    ("entries", "doses", "found"),
    [
        ([], given("radium-223", *range(28, 196, 28)), True),
        ([], given("radium-223", *range(28, 168, 28)), False),
        ([("Xofigo", {"last_given": 28})], given("radium-223", *range(56, 196, 28)), True),
        ([("Xofigo", {"last_given": 28})], given("radium-223", *range(28, 168, 28)), False),
        # A list of medicines names one dose of several.
        ([("Xofigo", {"last_given": 28})], [], None),
        ([("Xofigo", {"start": 28})], [], None),
        ([("Xofigo", {})], [], None),
        ([("Quadramet", {"last_given": 100})], [], False),
    ],
)
def test_six_doses_are_counted_where_each_is_listed(entries: Any, doses: Any, found: bool | None) -> None:
    answer = ask(RADIUM_223, eligible(medications=listed(*entries), radionuclide_doses=doses))
    assert ("six-doses-given" in known(answer)) is (found is True)
    assert ("six-doses-given" in ids(answer.first)) is (found is None)


@pytest.mark.parametrize(
    ("name", "entry", "held"),
    [
        ("Metastron", {"last_given": 89}, True),
        ("Metastron", {"last_given": 90}, False),
        ("strontium-89 chloride", {"start": 89}, True),
        ("strontium-89", {"start": 90}, None),
        ("strontium-89", {}, None),
        ("strontium ranelate", {"last_given": 1}, False),
    ],
)
def test_strontium_89_in_the_list_of_medicines_is_a_dose(name: str, entry: dict[str, int], held: bool | None) -> None:
    answer = ask(STRONTIUM_89, eligible(medications=listed((name, entry))))
    assert answer.status is (Status.WITHHOLD if held else Status.AFTER if held is None else Status.OPTION)
    assert ("too-soon" in ids(answer.first)) is (held is None)


@pytest.mark.parametrize(("days", "warned"), [(55, True), (56, False)])
def test_samarium_153_in_the_list_of_medicines_is_a_dose(days: int, *, warned: bool) -> None:
    answer = ask(STRONTIUM_89, eligible(medications=listed(("Quadramet", {"last_given": days}))))
    assert ("another-radionuclide" in known(answer)) is warned


@pytest.mark.parametrize(("days", "status"), [(27, Status.OPTION), (28, Status.NEEDS_DATA)])
def test_a_dose_in_the_list_of_medicines_makes_counts_old(days: int, status: Status) -> None:
    taken = listed(("Metastron", {"last_given": 28}))
    assert ask(RADIUM_223, counted(days, medications=taken)).status is status


# ---- chemotherapy in the list of medicines


@pytest.mark.parametrize(
    ("drug", "said", "warned"),
    [
        ("docetaxel", None, True),
        ("carboplatin", None, True),
        ("goserelin", None, False),
        (None, None, False),
        (None, True, True),
        # What is said of it counts.
        ("docetaxel", False, False),
    ],
)
def test_chemotherapy_in_the_list_of_medicines_is_treatment_beside(
    drug: str | None, said: bool | None, warned: bool
) -> None:
    facts = conditions(two_earlier_systemic_lines=True, bone_scan_uptake=True, on_chemotherapy_or_radiotherapy=said)
    taken = [] if drug is None else [bg.Medication(drug=drug)]
    patient = eligible(conditions=facts, medications=taken)
    assert ("treatment-beside" in known(ask(RADIUM_223, patient, "EU"))) is warned
    assert ("marrow-at-risk" in known(ask(SAMARIUM_153, patient))) is warned


@EVERY_RULE
@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({"pathological_fracture": True}, True),
        ({"pathological_fracture": True, "operated_on": ON - timedelta(days=10)}, False),
        ({"pathological_fracture": False}, False),
        ({}, False),
    ],
)
def test_a_fracture_that_was_operated_on_is_past_being_treated_first(
    rule: bg.Rule, changes: dict[str, Any], *, warned: bool
) -> None:
    broken = bg.Lesion(site="femoral shaft", phenotype="osteoblastic", painful=True, **changes)
    answer = ask(rule, eligible(lesions=[*lesions(), broken]))
    assert ("pathological-fracture" in known(answer)) is warned


@pytest.mark.parametrize(
    ("outlook", "warned"),
    [(Q(27, "day"), True), (Q(28, "day"), False), (Q(29, "day"), False), (None, False)],
)
def test_an_outlook_of_less_than_one_interval_is_a_caution_of_radium_223(
    outlook: bg.Quantity | None, *, warned: bool
) -> None:
    answer = ask(RADIUM_223, eligible(life_expectancy=outlook))
    assert ("very-short-outlook" in known(answer)) is warned
    assert answer.status is ask(RADIUM_223, eligible()).status
