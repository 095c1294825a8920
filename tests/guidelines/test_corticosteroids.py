"""Dexamethasone: the worked examples of the fact sheet, and every limit with a step either side."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines import corticosteroids, sources
from boneguide.guidelines.corticosteroids.tapers import STEP_DOWN, TAPERS
from boneguide.model.answer import Recommendation
from tests.guidelines.asking import ids, known, noted
from tests.guidelines.clean import ON
from tests.guidelines.steroids import FEMUR, SPINE, ask, compressed, conditions, dexamethasone, person

#: Tapers that one page of the article's site prints, and nobody else.
FROM_ONE_PAGE = {"TP-12", "TP-BD"}
EVERY_TAPER = pytest.mark.parametrize("key", TAPERS)
NO_SIGNS = bg.Neurology(deficit=False, ambulatory=True)


def milligrams(answer: Recommendation) -> float | None:
    regimen = answer.regimen
    return None if regimen is None or regimen.dose is None else float(regimen.dose.m_as("mg"))


def daily(answer: Recommendation) -> list[float]:
    assert answer.taper is not None
    return [dose.m_as("mg") for dose in answer.taper.daily]


# ---- the worked examples


def test_v65_compression_with_neurology() -> None:
    found = ask("dexamethasone-cord-compression", compressed())
    assert found.status is Status.RECOMMENDED
    assert found.urgent
    assert milligrams(found) == 16
    assert found.regimen is not None
    assert any(
        "as soon as possible" in note and "until surgery or radiotherapy" in note for note in found.regimen.notes
    )
    assert any("8 mg in the morning and 8 mg before 14:00" in note for note in found.regimen.notes)
    assert {"imaging", "coordinator", "stomach", "glucose", "hba1c"} - ids(found.monitor) == {"imaging"}
    rows = {row for source in found.sources for row in source.rows}
    assert {"ST-01", "ST-02", "ST-08", "ST-09", "A11"} <= rows
    assert found.contraindications == ()


def test_v67_spinal_metastases_without_neurology_and_moderate_pain() -> None:
    patient = person(lesions=[SPINE], neurology=NO_SIGNS, conditions=conditions(severe_bone_pain=False))
    for rule in ("dexamethasone-spinal-metastases", "dexamethasone-bone-pain"):
        found = ask(rule, patient)
        assert found.status is Status.NOT_RECOMMENDED
        assert ids(found.contraindications) == {"not-routine"}
        assert found.regimen is None
    assert ask("dexamethasone-cord-compression", patient).status is Status.NOT_APPLICABLE


def test_v68_spinal_metastases_without_neurology_and_severe_pain() -> None:
    patient = person(lesions=[SPINE], neurology=NO_SIGNS, conditions=conditions(severe_bone_pain=True))
    found = ask("dexamethasone-spinal-metastases", patient)
    assert found.status is Status.OPTION
    assert "considers" in found.action
    assert "shared" in found.action
    pain = ask("dexamethasone-bone-pain", patient)
    assert pain.status is Status.OPTION
    assert ids(pain.disagreements) == {"spine"}


#: Where nobody said whether pain is severe, scores say so or leave it open.
SCORES = [
    ({"worst": None}, 7, Status.OPTION),
    ({"worst": None}, 6, Status.NOT_RECOMMENDED),
    ({"worst": None}, None, Status.AFTER),
    ({"worst": 6}, None, Status.NOT_RECOMMENDED),
    ({"worst": 6}, 6, Status.NOT_RECOMMENDED),
    # The worst of all may be somewhere else.
    ({"worst": 7}, None, Status.AFTER),
    ({"worst": 7}, 6, Status.NOT_RECOMMENDED),
    ({"worst": 7}, 7, Status.OPTION),
    ({"worst": 6}, 7, Status.OPTION),
]


@pytest.mark.parametrize(("said", "at_lesion", "status"), SCORES)
@pytest.mark.parametrize("rule", ["dexamethasone-spinal-metastases", "dexamethasone-bone-pain"])
def test_severe_pain_is_read_from_scores_where_nobody_said_it(
    rule: str, said: Any, at_lesion: int | None, status: Status
) -> None:
    patient = person(
        lesions=[attrs.evolve(SPINE, pain=at_lesion)],
        neurology=NO_SIGNS,
        pain=bg.Pain(**said),
        conditions=conditions(severe_bone_pain=None),
    )
    found = ask(rule, patient)
    assert found.status is status
    assert noted(found, "7 or more of 10 at a lesion counts as severe")
    # What somebody said counts before any score.
    for severe in (True, False):
        word = attrs.evolve(patient, conditions=conditions(severe_bone_pain=severe))
        assert ask(rule, word).status is (Status.OPTION if severe else Status.NOT_RECOMMENDED)


@pytest.mark.parametrize(("other", "status"), [(7, Status.OPTION), (6, Status.NOT_RECOMMENDED), (None, Status.AFTER)])
def test_one_lesion_decides_that_pain_is_severe_and_every_one_that_it_is_not(other: int | None, status: Status) -> None:
    several = [attrs.evolve(SPINE, pain=6), bg.Lesion(site="T7", painful=True, pain=other)]
    patient = person(lesions=several, neurology=NO_SIGNS, conditions=conditions(severe_bone_pain=None))
    assert ask("dexamethasone-spinal-metastases", patient).status is status


def test_a_score_at_a_tumour_that_is_no_metastasis_is_not_severe_pain_of_a_metastasis() -> None:
    own = bg.Lesion(site="L3", kind="primary tumour", pain=9)
    patient = person(lesions=[own, SPINE], neurology=NO_SIGNS, conditions=conditions(severe_bone_pain=None))
    assert ask("dexamethasone-spinal-metastases", patient).status is Status.AFTER


def test_v70_prophylaxis_of_pain_flare() -> None:
    found = ask("dexamethasone-pain-flare", person(conditions=conditions(single_fraction_radiotherapy_planned=True)))
    assert found.status is Status.OPTION
    assert daily(found) == [8] * 5
    assert found.taper is not None
    assert found.taper.total == Q(40, "mg")
    assert found.regimen is not None
    assert any("at least 1 hour before" in note and "no taper" in note for note in found.regimen.notes)


def test_v71_prophylaxis_of_pain_flare_with_diabetes() -> None:
    patient = person(conditions=conditions(single_fraction_radiotherapy_planned=True, diabetes=True))
    found = ask("dexamethasone-pain-flare", patient)
    assert found.status is Status.AFTER
    assert known(found) == {"diabetes"}
    assert "8.9 percentage points fewer" in found.first[0].text
    assert "plan for glucose" in found.first[0].text
    [dispute] = found.disagreements
    assert [position.by for position in dispute.positions] == ["SC.23", "Dutch DEXA study", "ESMO 2020"]


@pytest.mark.parametrize(("dose", "rejected"), [(96, True), (100, True), (16.5, True), (16, False), (8, False)])
def test_v73_an_order_above_16_mg_is_rejected(dose: float, rejected: bool) -> None:
    order = bg.Regimen(drug="dexamethasone", route="IV", dose=Q(dose, "mg"))
    answers = (
        ask("dexamethasone-high-dose", compressed(), order=order),
        ask("dexamethasone-high-dose", compressed(medications=[dexamethasone(dose)])),
    )
    for found in answers:
        assert (found.status is Status.NOT_RECOMMENDED) == rejected
        assert (ids(found.contraindications) == {"above-16-mg"}) == rejected


def test_v74_eight_mg_for_a_week_without_benefit() -> None:
    patient = person(lesions=[FEMUR], medications=[dexamethasone(8, 7)], corticosteroid_response="no benefit")
    stopped = ask("dexamethasone-without-benefit", patient)
    assert stopped.status is Status.RECOMMENDED
    assert "end the trial" in stopped.action
    found = ask("dexamethasone-step-down", patient)
    assert daily(found) == [4, 4, 4, 2, 2, 2]
    assert found.taper is not None
    assert found.taper.total == Q(18, "mg")
    assert found.taper.schedule(ON)[-1].dose == Q(0, "mg")
    # The steps are nobody's but the library's, so they are an answer only once they are checked.
    assert found.status is Status.AFTER
    assert ids(found.first) == {"own-steps"}
    assert "SS-07" in found.first[0].text
    assert "step-down" in known(ask("dexamethasone-withdrawal", patient))
    assert ask("dexamethasone-bone-pain", patient).status is Status.NOT_RECOMMENDED


# ---- compression


@pytest.mark.parametrize(
    ("deficit", "compression", "status"),
    [
        (True, "confirmed", Status.RECOMMENDED),
        (True, "suspected", Status.RECOMMENDED),
        (True, None, Status.RECOMMENDED),
        (True, "excluded", Status.NOT_APPLICABLE),
        (False, "confirmed", Status.NOT_APPLICABLE),
        (False, "suspected", Status.NOT_APPLICABLE),
        (None, "confirmed", Status.AFTER),
        (None, "suspected", Status.AFTER),
        (None, "excluded", Status.NOT_APPLICABLE),
        (None, None, Status.NOT_APPLICABLE),
    ],
)
def test_who_is_given_16_mg(deficit: bool | None, compression: Any, status: Status) -> None:
    signs = bg.Neurology(deficit=deficit, cord_compression=compression)
    found = ask("dexamethasone-cord-compression", compressed(neurology=signs))
    assert found.status is status
    assert (milligrams(found) == 16) == (status is not Status.NOT_APPLICABLE)
    assert ids(found.first) == ({"neurology"} if status is Status.AFTER else set())


@pytest.mark.parametrize(("compression", "favours"), [("confirmed", True), ("suspected", False)])
def test_astro_speaks_of_compression_that_is_shown(compression: Any, favours: bool) -> None:
    signs = bg.Neurology(deficit=True, cord_compression=compression)
    found = ask("dexamethasone-cord-compression", compressed(neurology=signs))
    assert ("astro" in ids(found.reasons_for)) is favours


def test_every_dose_says_that_it_is_that_of_a_whole_day() -> None:
    words = "The dose is that of a whole day."
    for rule in corticosteroids:
        for advice in (rule.advise, *(v.advise for v in rule.variations)):
            assert advice is None or words in advice.notes, rule.id


@pytest.mark.parametrize(
    ("imaged", "deficit", "suspected"),
    [
        (ON - timedelta(days=1), True, True),
        (ON, True, False),
        (None, True, False),
        (ON - timedelta(days=1), None, False),
        (ON - timedelta(days=1), False, False),
    ],
)
def test_signs_that_began_after_imaging_excluded_compression_are_given_16_mg(
    imaged: date | None, deficit: bool | None, suspected: bool
) -> None:
    onset = ON if deficit else None
    signs = bg.Neurology(cord_compression="excluded", deficit=deficit, deficit_onset=onset, whole_spine_mri_on=imaged)
    taken = [dexamethasone(16, 2)]
    patient = compressed(neurology=signs, medications=taken)
    given, ended = ask("dexamethasone-cord-compression", patient), ask("dexamethasone-compression-excluded", patient)
    assert (given.status is Status.RECOMMENDED, milligrams(given) == 16) == (suspected, suspected)
    assert (ended.status is Status.RECOMMENDED) is not suspected
    everything = bg.assess(patient, on=ON, jurisdiction="UK")
    assert ("suspected-cord-compression" in {flag.id for flag in everything.red_flags}) is suspected


def test_a_drug_that_nobody_knows_is_named() -> None:
    patient = person(medications=[bg.Medication(drug="decadron forte")])
    assert any("decadron forte" in note for note in corticosteroids(patient, on=ON, jurisdiction="UK").notes)


def test_an_empty_record_is_no_question() -> None:
    assert corticosteroids(bg.Patient(), on=ON, jurisdiction="UK").applicable == ()


@pytest.mark.parametrize(
    ("begun", "taken", "status"),
    [
        (True, [dexamethasone(16, 2)], Status.NOT_APPLICABLE),
        (False, [dexamethasone(16, 2)], Status.RECOMMENDED),
        (None, [dexamethasone(16, 2)], Status.RECOMMENDED),
        (True, [], Status.NOT_APPLICABLE),
        (True, None, Status.NOT_APPLICABLE),
        (False, [], Status.RECOMMENDED),
    ],
)
def test_16_mg_until_treatment_has_begun_whatever_is_taken(begun: Any, taken: Any, status: Status) -> None:
    patient = compressed(conditions=conditions(cord_compression_treatment_begun=begun), medications=taken)
    found = ask("dexamethasone-cord-compression", patient)
    assert found.status is status
    if status is Status.RECOMMENDED:
        assert noted(found, "not an addition") == bool(taken)


def test_imaging_is_due_within_a_day_unless_it_has_shown_compression() -> None:
    suspected = attrs.evolve(compressed().neurology, cord_compression="suspected")
    found = ask("dexamethasone-cord-compression", compressed(neurology=suspected))
    [imaging] = [task for task in found.monitor if task.id == "imaging"]
    assert imaging.due == ON + timedelta(days=1)
    assert "imaging" not in ids(ask("dexamethasone-cord-compression", compressed()).monitor)


@pytest.mark.parametrize(("ambulatory", "walks"), [(True, True), (False, False), (None, False)])
@pytest.mark.parametrize(
    ("primary", "sensitive"),
    [
        ("lymphoma", True),
        ("multiple myeloma", True),
        ("solitary plasmacytoma", True),
        ("breast", False),
        ("renal", False),
        (None, False),
    ],
)
def test_leaving_it_out_is_a_reason_against_for_a_sensitive_tumour_and_preserved_walking(
    primary: Any, ambulatory: Any, sensitive: bool, walks: bool
) -> None:
    signs = attrs.evolve(compressed().neurology, ambulatory=ambulatory)
    found = ask("dexamethasone-cord-compression", compressed(neurology=signs, primary=primary))
    assert (ids(found.reasons_against) == {"may-be-omitted"}) == (sensitive and walks)


def test_warnings_from_memory_bar_nothing() -> None:
    everything = bg.Conditions(
        diabetes=True,
        uncontrolled_infection=True,
        systemic_fungal_infection=True,
        gastrointestinal_ulcer_or_bleeding=True,
        cardiac_failure=True,
        suspected_haematological_malignancy=True,
    )
    taken = [bg.Medication(drug=name) for name in ("warfarin", "phenytoin", "nivolumab")]
    found = ask(
        "dexamethasone-cord-compression",
        compressed(conditions=everything, medications=taken, allergies=["dexamethasone"]),
    )
    # An allergy is asked about first.
    assert (found.status, ids(found.first)) == (Status.AFTER, {"allergy-cleared-up"})
    assert {f.id for f in found.cautions} == {
        "diabetes",
        "infection",
        "fungal-infection",
        "allergy",
        "ulcer",
        "bleeding-drugs",
        "heart-failure",
        "checkpoint-inhibitor",
        "enzyme-inducer",
        "tissue-first",
    }
    assert "biopsy" in ids(found.disagreements)


@pytest.mark.parametrize("allergies", [["dexamethasone"], [], None])
def test_an_allergy_bars_what_may_be_left_out(allergies: list[str] | None) -> None:
    risky = conditions(single_fraction_radiotherapy_planned=True, nerve_compression_pain=True)
    patient = person(lesions=[FEMUR], conditions=risky, allergies=allergies)
    myeloma = attrs.evolve(patient, primary="multiple myeloma", lesions=[SPINE], neurology=NO_SIGNS)
    for rule, who in (
        ("dexamethasone-bone-pain", patient),
        ("dexamethasone-nerve-pain", patient),
        ("dexamethasone-pain-flare", patient),
        ("dexamethasone-haematological-spine", myeloma),
    ):
        found = ask(rule, who)
        assert (found.status is Status.CONTRAINDICATED) is (allergies == ["dexamethasone"])
        assert ("allergy" in ids(found.first)) is (allergies is None)
        assert (milligrams(found) is None) is (allergies == ["dexamethasone"])


@pytest.mark.parametrize(
    ("allergy", "barred"),
    [("corticosteroids", True), ("Corticosteroid", True), ("steroids", True), ("prednisolone", False)],
)
def test_an_allergy_to_the_class_is_one_to_dexamethasone(allergy: str, barred: bool) -> None:
    patient = person(lesions=[FEMUR], allergies=[allergy])
    status = Status.CONTRAINDICATED if barred else Status.OPTION
    assert ask("dexamethasone-bone-pain", patient).status is status
    # What nothing asks about is named.
    assert (corticosteroids(patient, on=ON, jurisdiction="UK").notes == ()) is barred


@pytest.mark.parametrize(
    ("allergies", "status"), [(["dexamethasone"], Status.AFTER), ([], Status.RECOMMENDED), (None, Status.RECOMMENDED)]
)
def test_with_compression_an_allergy_is_cleared_up_at_once(allergies: list[str] | None, status: Status) -> None:
    found = ask("dexamethasone-cord-compression", compressed(allergies=allergies))
    assert (found.status, milligrams(found), found.urgent) == (status, 16, True)
    assert ids(found.first) == ({"allergy-cleared-up"} if allergies else set())
    assert ("allergy" in known(found)) is (status is Status.AFTER)


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ("phenytoin", True),
        ("phenobarbital", True),
        ("rifampicin", True),
        ("rifampin 300 mg", True),
        ("warfarin", False),
    ],
)
def test_enzyme_inducers_are_told_of(taken: str, told: bool) -> None:
    found = ask("dexamethasone-cord-compression", compressed(medications=[bg.Medication(drug=taken)]))
    assert ("enzyme-inducer" in known(found)) is told
    words = (
        "Phenytoin, carbamazepine or phenobarbital, and by the library's own reading rifampicin: more dexamethasone may"
        " be needed for the same effect."
    )
    assert [finding.text for finding in found.findings if finding.id == "enzyme-inducer"] == [words] * told


@pytest.mark.parametrize(
    ("taken", "at_treatment_dose", "warned"),
    [
        ([bg.Medication(drug="apixaban")], None, True),
        (None, True, True),
        (None, False, False),
        (None, None, False),
        ([], None, False),
        ([], False, False),
        ([], True, True),
        ([bg.Medication(drug="paracetamol")], True, True),
    ],
)
def test_an_anticoagulant_warns_from_the_list_or_as_a_treatment(
    taken: Any, at_treatment_dose: bool | None, warned: bool
) -> None:
    patient = compressed(medications=taken, conditions=conditions(therapeutic_anticoagulation=at_treatment_dose))
    assert ("bleeding-drugs" in known(ask("dexamethasone-cord-compression", patient))) is warned


@pytest.mark.parametrize("infection", ["uncontrolled_infection", "systemic_infection", "sepsis"])
def test_an_infection_warns_whatever_it_is_called(infection: str) -> None:
    ill = conditions(**{infection: True})
    assert "infection" in known(ask("dexamethasone-cord-compression", compressed(conditions=ill)))
    planned = attrs.evolve(ill, single_fraction_radiotherapy_planned=True)
    flare = ask("dexamethasone-pain-flare", person(conditions=planned))
    assert (flare.status, ids(flare.first)) == (Status.AFTER, {"worth-the-risk"})
    not_known = attrs.evolve(planned, **{infection: None})
    assert ask("dexamethasone-pain-flare", person(conditions=not_known)).status is Status.AFTER
    assert "infection" not in known(ask("dexamethasone-cord-compression", compressed()))


def test_a_haematological_malignancy_is_a_matter_for_its_specialists() -> None:
    myeloma = person(primary="multiple myeloma", lesions=[SPINE], neurology=NO_SIGNS)
    found = ask("dexamethasone-haematological-spine", myeloma)
    assert found.status is Status.AFTER
    assert milligrams(found) == 16
    assert ids(found.first) == {"haematology"}
    assert ids(found.disagreements) == {"offer-or-consider"}
    assert ask("dexamethasone-spinal-metastases", myeloma).status is Status.NOT_APPLICABLE
    # Not two doses of the same drug at once.
    assert ask("dexamethasone-bone-pain", myeloma).status is Status.NOT_APPLICABLE
    pressed = attrs.evolve(myeloma, conditions=conditions(nerve_compression_pain=True))
    assert ask("dexamethasone-nerve-pain", pressed).status is Status.NOT_APPLICABLE
    assert ask("dexamethasone-nerve-pain", attrs.evolve(pressed, primary="breast")).status is Status.OPTION
    excluded = bg.Neurology(deficit=False, cord_compression="excluded")
    settled = attrs.evolve(myeloma, neurology=excluded)
    # Imaging that excluded compression answers another question.
    assert milligrams(ask("dexamethasone-haematological-spine", settled)) == 16
    assert ask("dexamethasone-bone-pain", settled).status is Status.NOT_APPLICABLE
    assert known(ask("dexamethasone-bone-pain", attrs.evolve(settled, primary="breast"))) == {"not-routine"}
    with_signs = compressed(primary="lymphoma")
    assert ask("dexamethasone-haematological-spine", with_signs).status is Status.NOT_APPLICABLE
    assert noted(ask("dexamethasone-cord-compression", with_signs), "haematology team")
    for other in (
        attrs.evolve(myeloma, lesions=[FEMUR]),
        attrs.evolve(myeloma, medications=[dexamethasone(16)]),
        attrs.evolve(myeloma, primary="breast"),
        attrs.evolve(myeloma, primary=None),
    ):
        assert ask("dexamethasone-haematological-spine", other).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"severe_bone_pain": None}, Status.AFTER),
        ({"severe_bone_pain": None, "suspected_haematological_malignancy": True}, Status.OPTION),
        ({"suspected_haematological_malignancy": True}, Status.OPTION),
        ({"single_fraction_radiotherapy_planned": True}, Status.OPTION),
        ({"cord_compression_treatment_begun": True}, Status.OPTION),
    ],
)
def test_what_opens_the_gate_of_nice(changes: dict[str, Any], status: Status) -> None:
    patient = person(lesions=[SPINE], neurology=NO_SIGNS, conditions=conditions(**changes))
    assert ask("dexamethasone-spinal-metastases", patient).status is status


@pytest.mark.parametrize(
    ("compression", "status"),
    [("confirmed", Status.OPTION), ("suspected", Status.NOT_RECOMMENDED), (None, Status.NOT_RECOMMENDED)],
)
def test_confirmed_compression_without_signs_is_irradiated_and_opens_the_gate(compression: Any, status: Status) -> None:
    found = bg.Neurology(deficit=False, ambulatory=True, cord_compression=compression, surgical_candidate=False)
    moderate = [attrs.evolve(SPINE, pain=4)]
    answer = ask("dexamethasone-spinal-metastases", person(lesions=moderate, neurology=found, pain=bg.Pain(worst=4)))
    assert answer.status is status
    confirmed = compression == "confirmed"
    assert ("not-routine" in known(answer)) is not confirmed
    assert noted(answer, "with radiotherapy ASTRO adds dexamethasone") is confirmed


def test_compression_excluded_on_dexamethasone() -> None:
    found = ask("dexamethasone-compression-excluded", person(medications=[dexamethasone(16, 1)]))
    assert found.status is Status.RECOMMENDED
    assert "stops dexamethasone" in found.action
    for other in (person(), person(medications=None), person(medications=[dexamethasone(16)], neurology=NO_SIGNS)):
        assert ask("dexamethasone-compression-excluded", other).status is Status.NOT_APPLICABLE


# ---- pain


def test_uncomplicated_bone_pain_is_a_trial_of_low_certainty() -> None:
    found = ask("dexamethasone-bone-pain", person(lesions=[FEMUR]))
    assert found.status is Status.OPTION
    assert milligrams(found) == 8
    assert found.regimen is not None
    assert any("5 to 7 days" in note for note in found.regimen.notes)
    [benefit] = [task for task in found.monitor if task.id == "benefit"]
    assert benefit.due == ON + timedelta(days=7)
    assert ids(found.reasons_against) == {"expert-opinion"}
    [other] = found.alternatives
    assert isinstance(other.regimen, bg.Regimen)
    assert str(other.regimen.dose_range) == "4 to 8 mg"
    assert {row for s in found.sources for row in s.rows} == {"ST-15", "A09", "A10"}


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"lesions": [bg.Lesion(site="femur")]}, Status.NOT_APPLICABLE),
        ({"lesions": None}, Status.NOT_APPLICABLE),
        ({"lesions": None, "conditions": conditions(severe_bone_pain=True)}, Status.OPTION),
        ({"lesions": [FEMUR, SPINE]}, Status.OPTION),
        ({"lesions": [bg.Lesion(site="L3", painful=True, kind="primary tumour")]}, Status.NOT_APPLICABLE),
        ({"primary": "giant cell tumour of bone"}, Status.NOT_APPLICABLE),
        ({"primary": "MGUS"}, Status.NOT_APPLICABLE),
        ({"primary": "MGUS", "lesions": [bg.Lesion(site="femur", painful=True, kind="myeloma")]}, Status.OPTION),
        ({"primary": None}, Status.OPTION),
        ({"neurology": bg.Neurology(deficit=True)}, Status.NOT_APPLICABLE),
        ({"neurology": bg.Neurology(cord_compression="suspected")}, Status.NOT_APPLICABLE),
        ({"neurology": bg.Neurology()}, Status.OPTION),
        ({"corticosteroid_response": "no benefit"}, Status.NOT_RECOMMENDED),
        ({"corticosteroid_response": "improved"}, Status.OPTION),
        ({"corticosteroid_response": "improved", "medications": [dexamethasone(8, 6)]}, Status.NOT_APPLICABLE),
        ({"corticosteroid_response": "worse", "medications": [dexamethasone(16, 6)]}, Status.NOT_APPLICABLE),
        ({"corticosteroid_response": "worse"}, Status.OPTION),
        ({"medications": [dexamethasone(16, 6)]}, Status.NOT_RECOMMENDED),
        ({"medications": [dexamethasone(8.5, 6)]}, Status.NOT_RECOMMENDED),
        ({"medications": [dexamethasone(8, 6)]}, Status.OPTION),
        ({"medications": [dexamethasone(None, 6)]}, Status.AFTER),
    ],
)
def test_for_whom_bone_pain_is_a_reason(changes: dict[str, Any], status: Status) -> None:
    assert ask("dexamethasone-bone-pain", person(**{"lesions": [FEMUR], **changes})).status is status


@pytest.mark.parametrize(
    ("dose", "status"), [(4, Status.OPTION), (8, Status.OPTION), (8.5, Status.NOT_RECOMMENDED), (None, Status.AFTER)]
)
def test_8_mg_is_no_answer_for_whoever_takes_more(dose: float | None, status: Status) -> None:
    reasons = conditions(single_fraction_radiotherapy_planned=True, nerve_compression_pain=True)
    patient = person(lesions=[FEMUR], conditions=reasons, medications=[dexamethasone(dose, 6)])
    for rule in ("dexamethasone-bone-pain", "dexamethasone-nerve-pain", "dexamethasone-pain-flare"):
        found = ask(rule, patient)
        assert found.status is status
        assert ("more-is-taken" in known(found)) is (dose == 8.5)
        assert ("more-is-taken" in ids(found.first)) is (dose is None)
        assert noted(found, BOTH) is (dose != 8.5)


def test_worse_on_dexamethasone_no_trial_stands_beside_the_higher_dose() -> None:
    reasons = conditions(single_fraction_radiotherapy_planned=True, nerve_compression_pain=True)
    patient = person(
        lesions=[FEMUR], conditions=reasons, medications=[dexamethasone(8, 6)], corticosteroid_response="worse"
    )
    assert ask("dexamethasone-taper-worsening", patient).status is Status.RECOMMENDED
    for rule in ("dexamethasone-bone-pain", "dexamethasone-nerve-pain"):
        assert ask(rule, patient).status is Status.NOT_APPLICABLE
    flare = ask("dexamethasone-pain-flare", patient)
    assert (flare.status, ids(flare.first)) == (Status.AFTER, {"one-plan"})
    assert "dexamethasone-taper-worsening" in flare.first[0].text
    # Worse without dexamethasone nothing goes up again.
    without = attrs.evolve(patient, medications=[])
    assert ask("dexamethasone-pain-flare", without).status is Status.OPTION


@pytest.mark.parametrize(
    ("painful", "planned", "both"),
    [(True, True, True), (True, False, False), (True, None, False), (False, True, False), (None, True, False)],
)
def test_bone_pain_and_a_planned_fraction_lead_to_one_dose_and_not_two(
    painful: bool | None, planned: bool | None, both: bool
) -> None:
    lesion = bg.Lesion(site="femur", painful=painful)
    patient = person(lesions=[lesion], conditions=conditions(single_fraction_radiotherapy_planned=planned))
    pain, flare = ask("dexamethasone-bone-pain", patient), ask("dexamethasone-pain-flare", patient)
    assert (milligrams(pain) == milligrams(flare) == 8) is both
    for answer in (pain, flare):
        assert noted(answer, "one dose serves, not both") is both


BOTH = "one dose serves, not both"
PLANNED = conditions(single_fraction_radiotherapy_planned=True)


def test_every_answer_that_names_a_dose_beside_another_says_that_one_serves() -> None:
    three = conditions(single_fraction_radiotherapy_planned=True, nerve_compression_pain=True)
    patient = person(lesions=[FEMUR], conditions=three)
    for rule in ("dexamethasone-bone-pain", "dexamethasone-nerve-pain", "dexamethasone-pain-flare"):
        found = ask(rule, patient)
        assert (found.status, milligrams(found), noted(found, BOTH)) == (Status.OPTION, 8, True)
    myeloma = person(primary="multiple myeloma", lesions=[SPINE], neurology=NO_SIGNS, conditions=PLANNED)
    for rule, dose in (("dexamethasone-haematological-spine", 16), ("dexamethasone-pain-flare", 8)):
        found = ask(rule, myeloma)
        assert (milligrams(found), noted(found, BOTH)) == (dose, True)
    alone = attrs.evolve(myeloma, conditions=conditions())
    assert not noted(ask("dexamethasone-haematological-spine", alone), BOTH)
    # What another answer does not advise is no second dose.
    failed = person(lesions=[FEMUR], conditions=PLANNED, corticosteroid_response="no benefit")
    assert ask("dexamethasone-bone-pain", failed).status is Status.NOT_RECOMMENDED
    assert not noted(ask("dexamethasone-pain-flare", failed), BOTH)


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("dexamethasone-taper", {"corticosteroid_response": "improved"}),
        ("dexamethasone-step-down", {"corticosteroid_response": "no benefit"}),
    ],
)
def test_the_flare_waits_for_one_plan_while_dexamethasone_is_brought_down(rule: str, changes: dict[str, Any]) -> None:
    patient = person(medications=[dexamethasone(8, 7)], neurology=NO_SIGNS, conditions=PLANNED, **changes)
    coming_down, flare = ask(rule, patient), ask("dexamethasone-pain-flare", patient)
    assert (flare.status, ids(flare.first)) == (Status.AFTER, {"one-plan"})
    assert rule in flare.first[0].text
    assert noted(flare, BOTH)
    assert (coming_down.status, noted(coming_down, BOTH)) == (Status.AFTER, True)
    other = attrs.evolve(patient, conditions=conditions())
    assert not noted(ask(rule, other), BOTH)
    # Neither is asked while nothing is brought down.
    assert ask("dexamethasone-pain-flare", person(conditions=PLANNED)).status is Status.OPTION
    early = attrs.evolve(patient, medications=[dexamethasone(8, 4)], corticosteroid_response="no benefit")
    assert ask("dexamethasone-pain-flare", early).status is Status.OPTION


def test_what_was_given_for_treated_compression_is_tapered_and_not_stepped_down_too() -> None:
    begun = conditions(cord_compression_treatment_begun=True)
    quiet = bg.Neurology(deficit=False, cord_compression="confirmed", ambulatory=True)
    patient = person(
        lesions=[SPINE],
        neurology=quiet,
        conditions=begun,
        medications=[dexamethasone(8, 7)],
        corticosteroid_response="no benefit",
    )
    assert daily(ask("dexamethasone-taper", patient)) == PRINTED["TP-8"][0]
    assert ask("dexamethasone-step-down", patient).status is Status.NOT_APPLICABLE


def test_a_planned_fraction_opens_the_gate_to_the_flare_and_not_to_a_trial_for_the_spine() -> None:
    patient = person(lesions=[attrs.evolve(SPINE, pain=4)], neurology=NO_SIGNS, conditions=PLANNED)
    trial = ask("dexamethasone-bone-pain", patient)
    assert (trial.status, known(trial)) == (Status.NOT_RECOMMENDED, {"not-routine"})
    flare = ask("dexamethasone-pain-flare", patient)
    assert (flare.status, noted(flare, BOTH)) == (Status.OPTION, False)
    assert ask("dexamethasone-spinal-metastases", patient).status is Status.OPTION
    severe = attrs.evolve(
        patient, lesions=[attrs.evolve(SPINE, pain=7)], conditions=attrs.evolve(PLANNED, severe_bone_pain=None)
    )
    assert ask("dexamethasone-bone-pain", severe).status is Status.OPTION


EVERY_DOSE = [
    ("dexamethasone-cord-compression", compressed(), Status.RECOMMENDED),
    (
        "dexamethasone-haematological-spine",
        person(primary="lymphoma", lesions=[SPINE], neurology=NO_SIGNS),
        Status.NOT_RECOMMENDED,
    ),
    ("dexamethasone-bone-pain", person(lesions=[FEMUR]), Status.NOT_RECOMMENDED),
    ("dexamethasone-nerve-pain", person(conditions=conditions(nerve_compression_pain=True)), Status.NOT_RECOMMENDED),
    ("dexamethasone-pain-flare", person(conditions=PLANNED), Status.NOT_RECOMMENDED),
    (
        "dexamethasone-taper",
        person(medications=[dexamethasone(8, 7)], neurology=NO_SIGNS, corticosteroid_response="improved"),
        Status.AFTER,
    ),
    (
        "dexamethasone-step-down",
        person(medications=[dexamethasone(8, 7)], corticosteroid_response="no benefit"),
        Status.AFTER,
    ),
]


@pytest.mark.parametrize(("rule", "patient", "status"), EVERY_DOSE, ids=[rule for rule, _, _ in EVERY_DOSE])
def test_under_18_doses_of_adults_are_not_advised_or_warn(rule: str, patient: bg.Patient, status: Status) -> None:
    grown = ask(rule, attrs.evolve(patient, age=Q(18, "year")))
    young = ask(rule, attrs.evolve(patient, age=Q(17, "year")))
    assert grown.status is ask(rule, patient).status
    assert "under-18" not in ids(grown.findings)
    assert (young.status, "under-18" in known(young)) == (status, True)


def test_the_limits_of_withdrawal_are_those_of_adults() -> None:
    child = person(age=Q(12, "year"), medications=[dexamethasone(2, 5)])
    assert known(ask("dexamethasone-withdrawal", child)) == {"at-once", "under-18"}


@pytest.mark.parametrize(("rule", "patient", "_"), EVERY_DOSE, ids=[rule for rule, _, _ in EVERY_DOSE])
@pytest.mark.parametrize(("cannot", "told"), [(True, True), (False, False), (None, False)])
def test_who_cannot_swallow_is_given_as_much_under_the_skin(
    rule: str, patient: bg.Patient, _: Status, cannot: bool | None, told: bool
) -> None:
    asked = attrs.evolve(patient, conditions=attrs.evolve(patient.conditions, cannot_swallow=cannot))
    assert noted(ask(rule, asked), "under the skin, milligram for milligram") is told


def test_pain_from_a_compressed_nerve() -> None:
    found = ask("dexamethasone-nerve-pain", person(conditions=conditions(nerve_compression_pain=True)))
    assert found.status is Status.OPTION
    assert milligrams(found) == 8
    for changed in (conditions(), conditions(nerve_compression_pain=None)):
        assert ask("dexamethasone-nerve-pain", person(conditions=changed)).status is Status.NOT_APPLICABLE
    with_signs = compressed(conditions=conditions(nerve_compression_pain=True))
    assert ask("dexamethasone-nerve-pain", with_signs).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("risk", ["diabetes", "uncontrolled_infection", "gastrointestinal_ulcer_or_bleeding"])
@pytest.mark.parametrize("present", [True, None])
def test_what_makes_prophylaxis_doubtful_is_weighed_or_asked(risk: str, present: bool | None) -> None:
    flags = conditions(single_fraction_radiotherapy_planned=True, **{risk: present})
    found = ask("dexamethasone-pain-flare", person(conditions=flags))
    assert found.status is Status.AFTER
    assert ids(found.first) == {"worth-the-risk"}


@pytest.mark.parametrize(
    ("days", "status"),
    [(4, Status.NOT_RECOMMENDED), (5, Status.AFTER), (20, Status.AFTER), (21, Status.NOT_RECOMMENDED), (None, None)],
)
def test_when_a_failed_trial_is_stepped_down(days: int | None, status: Status | None) -> None:
    patient = person(medications=[dexamethasone(8, days)], corticosteroid_response="no benefit")
    found = ask("dexamethasone-step-down", patient)
    assert found.status is (status or Status.AFTER)
    if status is None:
        assert ids(found.first) == {"own-steps", "too-early", "longer-than-a-trial"}
        assert ask("dexamethasone-without-benefit", patient).status is Status.AFTER


@pytest.mark.parametrize(("dose", "asked"), [(6, False), (6.5, True), (8, True), (8.5, False), (None, False)])
def test_from_which_dose_a_failed_trial_is_stepped_down(dose: float | None, asked: bool) -> None:
    patient = person(medications=[dexamethasone(dose, 7)], corticosteroid_response="no benefit")
    assert (ask("dexamethasone-step-down", patient).status is Status.AFTER) == asked
    assert ask("dexamethasone-without-benefit", patient).status is Status.RECOMMENDED


# ---- tapers

#: Totals and days as the sheet prints them.
PRINTED = {
    "TP-14": ([12, 12, 12, 8, 8, 8, 4, 4, 4, 2, 2, 2, 1, 1], 80),
    "TP-7": ([12, 8, 8, 4, 4, 2, 2], 40),
    "TP-12": ([12] * 3 + [8] * 3 + [4] * 3 + [2] * 3, 78),
    "TP-21": ([12] * 4 + [8] * 4 + [6] * 4 + [4] * 4 + [2] * 3 + [1] * 2, 128),
    "TP-H": ([8] * 3 + [4] * 3 + [2] * 3 + [1] * 3, 45),
    "TP-BD": ([16] * 4 + [8] * 4 + [4] * 4, 112),
    "TP-8": ([6] * 4 + [4] * 4 + [2] * 3 + [1] * 3, 49),
    "TP-SC23": ([8] * 5, 40),
    "step-down": ([4, 4, 4, 2, 2, 2], 18),
}


@EVERY_TAPER
def test_every_taper_is_as_printed(key: str) -> None:
    doses, total = PRINTED[key]
    taper = TAPERS[key].taper()
    assert [dose.m_as("mg") for dose in taper.daily] == doses
    assert taper.total == Q(total, "mg")
    assert taper.days == len(doses)
    assert set(PRINTED) == set(TAPERS)


@EVERY_TAPER
def test_every_taper_falls_to_zero_in_whole_tablets(key: str) -> None:
    days = TAPERS[key].taper().schedule(date(2026, 11, 23))
    assert all(later.dose <= earlier.dose for earlier, later in pairwise(days))
    assert days[-1].dose == Q(0, "mg")
    for day in days:
        assert day.morning + day.second == day.dose
        assert day.morning >= day.second
        assert day.morning.m_as("mg") % 0.5 == day.second.m_as("mg") % 0.5 == 0


@EVERY_TAPER
def test_every_taper_says_what_it_rests_on(key: str) -> None:
    taper = TAPERS[key]
    derived = any(s.verified is bg.Verification.DERIVED for s in taper.sources)
    assert derived == ("the library's own" in taper.basis)
    assert derived == (taper.own_steps or key in FROM_ONE_PAGE)
    assert {s.verified for s in taper.sources} != {bg.Verification.MEMORY}
    # The site of the article is never the only word on a dose.
    assert {s.reference for s in taper.sources} != {sources.ARTICLE_SITE}


def on_treatment(dose: float | None, days: int | None = 3, **changes: Any) -> bg.Patient:
    begun = conditions(cord_compression_treatment_begun=True)
    return compressed(**{"conditions": begun, "medications": [dexamethasone(dose, days)], **changes})


def test_a12_two_weeks_once_treatment_has_begun() -> None:
    found = ask("dexamethasone-taper", on_treatment(16))
    assert found.status is Status.AFTER
    assert ids(found.first) == {"own-steps"}
    assert daily(found) == PRINTED["TP-14"][0]
    assert milligrams(found) == 12
    assert {a.id for a in found.alternatives} == {"tp-7", "tp-12", "tp-21", "tp-h", "tp-bd"}
    assert ids(found.disagreements) == {"duration", "start"}
    assert {row for s in found.sources for row in s.rows} >= {"ST-07", "A12", "TP-14"}


@pytest.mark.parametrize(
    ("dose", "taper"),
    [
        (6, None),
        (6.5, "TP-8"),
        (8, "TP-8"),
        (8.5, None),
        (12, None),
        (12.5, "TP-14"),
        (16, "TP-14"),
        (16.5, None),
    ],
)
def test_from_which_dose_which_taper(dose: float, taper: str | None) -> None:
    found = ask("dexamethasone-taper", on_treatment(dose))
    assert (None if found.taper is None else found.taper.name) == taper
    assert (found.status is Status.NOT_APPLICABLE) == (taper is None)
    # What cannot be given from a dose is not offered from it.
    names = {a.id for a in found.alternatives}
    assert ("tp-bd" in names) == (dose == 16)
    assert ("tp-7" in names) == (taper == "TP-14")


def test_a_taper_needs_the_dose() -> None:
    found = ask("dexamethasone-taper", on_treatment(None))
    assert found.status is Status.NEEDS_DATA
    assert "dexamethasone_daily_dose" in found.missing
    assert ask("dexamethasone-taper", on_treatment(16, medications=[dexamethasone(8), dexamethasone()])).missing


@pytest.mark.parametrize(
    ("response", "ambulatory", "taper"),
    [
        ("improving slowly", False, "TP-21"),
        ("improving slowly", True, "TP-14"),
        ("improving slowly", None, "TP-14"),
        ("improved", False, "TP-14"),
        (None, False, "TP-14"),
    ],
)
def test_who_comes_down_over_three_weeks(response: Any, ambulatory: bool | None, taper: str) -> None:
    signs = attrs.evolve(compressed().neurology, ambulatory=ambulatory)
    found = ask("dexamethasone-taper", on_treatment(16, corticosteroid_response=response, neurology=signs))
    assert found.taper is not None
    assert found.taper.name == taper
    assert noted(found, "three weeks instead of two") == (taper == "TP-21")
    assert ("tp-21" in {a.id for a in found.alternatives}) == (taper == "TP-14")


@pytest.mark.parametrize(("days", "long"), [(0, False), (7, False), (8, True), (None, True)])
def test_more_than_21_days_on_dexamethasone(days: int | None, long: bool) -> None:
    found = ask("dexamethasone-taper", on_treatment(16, days))
    assert ("longer-than-21-days" in ids(found.monitor)) == long


@pytest.mark.parametrize(("days", "long"), [(0, False), (1, True)])
def test_three_weeks_of_taper_are_long_at_once(days: int, long: bool) -> None:
    signs = attrs.evolve(compressed().neurology, ambulatory=False)
    slowly = on_treatment(16, days, corticosteroid_response="improving slowly", neurology=signs)
    assert ("longer-than-21-days" in ids(ask("dexamethasone-taper", slowly).monitor)) == long


@pytest.mark.parametrize(
    ("begun", "first"),
    [(True, {"own-steps"}), (False, {"own-steps", "treatment-begun"}), (None, {"own-steps", "treatment-begun"})],
)
def test_relief_alone_does_not_start_the_taper_after_compression(begun: bool | None, first: set[str]) -> None:
    patient = on_treatment(
        16, corticosteroid_response="improved", conditions=conditions(cord_compression_treatment_begun=begun)
    )
    assert ids(ask("dexamethasone-taper", patient).first) == first
    relieved = person(medications=[dexamethasone(8, 6)], corticosteroid_response="improved", neurology=NO_SIGNS)
    found = ask("dexamethasone-taper", relieved)
    assert ids(found.first) == {"own-steps"}
    assert daily(found) == PRINTED["TP-8"][0]


def test_worse_on_dexamethasone_is_urgent() -> None:
    patient = on_treatment(8, corticosteroid_response="worse")
    found = ask("dexamethasone-taper-worsening", patient)
    assert (found.status, found.urgent) == (Status.RECOMMENDED, True)
    assert "last dose that helped" in found.action
    assert ask("dexamethasone-taper", patient).status is Status.NOT_APPLICABLE
    without = attrs.evolve(patient, medications=[])
    assert ask("dexamethasone-taper-worsening", without).status is Status.NOT_APPLICABLE


# ---- how fast it may end


@pytest.mark.parametrize(
    ("dose", "days", "found"),
    [
        (3.9, 20, {"at-once"}),
        (3.9, 21, {"gradual"}),
        (3.9, 22, {"gradual"}),
        (4, 20, {"ask"}),
        (6, 20, {"ask"}),
        (6.5, 7, {"step-down"}),
        (6.5, 8, {"step-down", "gradual"}),
        (None, 21, {"gradual"}),
    ],
)
def test_dose_and_time_decide(dose: float | None, days: int | None, found: set[str]) -> None:
    answer = ask("dexamethasone-withdrawal", person(medications=[dexamethasone(dose, days)]))
    assert answer.status is Status.RECOMMENDED
    assert known(answer) == found


@pytest.mark.parametrize(
    ("dose", "days", "changes", "found"),
    [
        (None, 5, {}, set()),
        (3.9, None, {}, set()),
        (5, None, {}, set()),
        (2, 5, {"recent_corticosteroid_courses": None}, set()),
        (2, 5, {"adrenal_insufficiency_cause": None}, set()),
        (None, None, {}, set()),
    ],
)
def test_what_is_not_known_of_the_course_is_asked(
    dose: float | None, days: int | None, changes: dict[str, Any], found: set[str]
) -> None:
    patient = person(medications=[dexamethasone(dose, days)], conditions=conditions(**changes))
    answer = ask("dexamethasone-withdrawal", patient)
    assert (answer.status, ids(answer.first)) == (Status.AFTER, {"history"})
    assert known(answer) == found


@pytest.mark.parametrize(("dose", "asked"), [(6, True), (6.1, False), (16, False)])
def test_above_6_mg_nothing_is_left_to_ask(dose: float, asked: bool) -> None:
    unknown = conditions(recent_corticosteroid_courses=None)
    answer = ask("dexamethasone-withdrawal", person(medications=[dexamethasone(dose, 3)], conditions=unknown))
    assert answer.status is (Status.AFTER if asked else Status.RECOMMENDED)
    assert ("step-down" in known(answer)) is not asked


@pytest.mark.parametrize(
    "changes",
    [
        {"conditions": conditions(evening_corticosteroid_doses=True)},
        {"corticosteroid_response": "worse"},
        {"conditions": conditions(recent_corticosteroid_courses=True)},
        {"conditions": conditions(adrenal_insufficiency_cause=True)},
    ],
)
@pytest.mark.parametrize("dose", [2, 5])
def test_what_speaks_for_slowness_leaves_no_word_of_an_end_at_once(dose: float, changes: dict[str, Any]) -> None:
    answer = ask("dexamethasone-withdrawal", person(medications=[dexamethasone(dose, 5)], **changes))
    assert (answer.status, answer.first) == (Status.RECOMMENDED, ())
    assert known(answer) == (set() if "corticosteroid_response" in changes else {"gradual"})


def step(milligrams: float | None, first: int | None, last: int | None = None) -> bg.Medication:
    """Return so much a day from so many days ago to so many days ago."""
    stop = None if last is None else ON - timedelta(days=last)
    return attrs.evolve(dexamethasone(milligrams, first), stop=stop)


@pytest.mark.parametrize(
    ("steps", "found", "card"),
    [
        # Steps that share a day, and steps that follow one another.
        ([step(16, 35, 10), step(8, 9, 6), step(4, 6, 3), step(2, 3)], {"gradual"}, True),
        ([step(2, 3), step(4, 6, 4), step(8, 10, 7), step(16, 22, 11)], {"gradual"}, True),
        ([step(5, 20, 4), step(2, 3)], {"at-once"}, False),
        ([step(5, 21, 4), step(2, 3)], {"gradual"}, False),
        # A course that ended two days before is another one.
        ([step(5, 40, 5), step(2, 3)], {"at-once"}, False),
        ([step(5, 40, 4), step(2, 3)], {"gradual"}, True),
        # More than 6 mg for longer than a week, whatever is taken now.
        ([step(16, 10, 3), step(2, 2)], {"gradual"}, False),
        ([step(16, 9, 3), step(2, 2)], {"at-once"}, False),
        ([step(4, 10, 4), step(8, 3)], {"step-down"}, False),
        ([step(4, 10), step(4, 3)], {"step-down"}, False),
        ([step(4, 10), step(4, 8)], {"step-down", "gradual"}, False),
    ],
)
def test_a_taper_of_several_entries_is_one_course(steps: list[bg.Medication], found: set[str], card: bool) -> None:
    patient = person(medications=steps)
    answer = ask("dexamethasone-withdrawal", patient)
    assert (answer.status, known(answer)) == (Status.RECOMMENDED, found)
    assert ("steroid-card" in ids(answer.monitor)) is card
    assert ("steroid-card" in ids(ask("dexamethasone-precautions", patient).monitor)) is card


def test_on_the_day_on_which_steps_meet_the_next_one_counts() -> None:
    meeting = person(medications=[step(16, 5, 0), step(8, 0)])
    assert ask("dexamethasone-high-dose", meeting).status is Status.NOT_APPLICABLE
    assert known(ask("dexamethasone-withdrawal", meeting)) == {"step-down"}
    # Neither has an end: both are taken.
    assert (
        ask("dexamethasone-high-dose", person(medications=[step(16, 5), step(8, 0)])).status is Status.NOT_RECOMMENDED
    )
    # Seven days of 8 mg, and steps that meet on each of them.
    steps = [step(4, 9, 8), step(8, 8, 6), step(8, 6, 4), step(8, 4, 1), step(4, 1)]
    assert known(ask("dexamethasone-withdrawal", person(medications=steps))) == {"ask"}
    assert known(ask("dexamethasone-withdrawal", person(medications=[step(8, 9, 1), step(4, 1)]))) == {"gradual"}


@pytest.mark.parametrize(
    "steps", [[step(16, None, 4), step(2, 3)], [step(None, 15, 4), step(2, 3)], [step(8, 9, 4), step(2, None)]]
)
def test_an_earlier_step_without_day_or_dose_is_asked_about(steps: list[bg.Medication]) -> None:
    answer = ask("dexamethasone-withdrawal", person(medications=steps))
    assert (answer.status, ids(answer.first), known(answer)) == (Status.AFTER, {"history"}, set())


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ([step(16, 30, 8), step(8, 7)], Status.NOT_RECOMMENDED),
        ([step(16, 12, 8), step(8, 7)], Status.AFTER),
        ([step(4, 6, 4), step(8, 3)], Status.AFTER),
    ],
)
def test_a_failed_trial_counts_from_the_first_step(steps: list[bg.Medication], status: Status) -> None:
    found = ask("dexamethasone-step-down", person(medications=steps, corticosteroid_response="no benefit"))
    assert found.status is status
    assert known(found) == ({"longer-than-a-trial"} if status is Status.NOT_RECOMMENDED else set())


@pytest.mark.parametrize(
    "cause", ["recent_corticosteroid_courses", "evening_corticosteroid_doses", "adrenal_insufficiency_cause"]
)
def test_what_else_asks_for_gradual_withdrawal(cause: str) -> None:
    patient = person(medications=[dexamethasone(2, 3)], conditions=conditions(**{cause: True}))
    assert "gradual" in known(ask("dexamethasone-withdrawal", patient))
    for present, status, asked in ((True, Status.NOT_RECOMMENDED, False), (None, Status.AFTER, True)):
        failed = person(
            medications=[dexamethasone(8, 6)],
            conditions=conditions(**{cause: present}),
            corticosteroid_response="no benefit",
        )
        found = ask("dexamethasone-step-down", failed)
        assert found.status is status
        assert ("gradual-instead" in known(found)) is (present is True)
        assert ("gradual-instead" in ids(found.first)) is asked


# ---- what is watched


@pytest.mark.parametrize(("dose", "days", "due"), [(2, 92, True), (2, 91, False), (1.5, 92, False), (None, 92, True)])
def test_bone_is_protected_in_long_courses(dose: float | None, days: int, due: bool) -> None:
    found = ask("dexamethasone-precautions", person(medications=[dexamethasone(dose, days)]))
    assert found.status is Status.RECOMMENDED
    assert ("bone-protection" in ids(found.monitor)) == due


@pytest.mark.parametrize(("days", "due"), [(21, False), (22, True), (None, True)])
def test_a_steroid_card_after_three_weeks(days: int | None, due: bool) -> None:
    found = ask("dexamethasone-precautions", person(medications=[dexamethasone(2, days)]))
    assert ("steroid-card" in ids(found.monitor)) == due


@pytest.mark.parametrize(("dose", "told"), [(15.5, False), (16, True), (None, False)])
def test_glucose_in_hospital(dose: float | None, told: bool) -> None:
    assert noted(ask("dexamethasone-precautions", person(medications=[dexamethasone(dose)])), "In hospital") == told


@pytest.mark.parametrize(("weak", "due"), [(True, True), (False, False), (None, True)])
def test_prophylaxis_of_pneumocystis(weak: bool | None, due: bool) -> None:
    patient = person(medications=[dexamethasone(4)], conditions=conditions(significant_immunocompromise=weak))
    assert ("pneumocystis" in ids(ask("dexamethasone-precautions", patient).monitor)) == due


# ---- what facts are read from


@pytest.mark.parametrize(
    ("order", "rejected"),
    [
        (bg.Regimen(drug="dexamethasone", route="oral"), False),
        (bg.Regimen(drug="denosumab", route="SC", dose=Q(120, "mg")), False),
        (bg.Regimen(drug="dexamethasone", route="IV", dose=Q(2, "mg/kg")), False),
        (bg.Regimen(drug="dexamethasone", route="IV", dose=Q(8, "mg"), interval=bg.Range(low=Q(12, "hour"))), False),
        (bg.Regimen(drug="dexamethasone", route="IV", dose=Q(8, "mg"), interval=bg.Range(low=Q(8, "hour"))), True),
        (bg.Regimen(drug="dexamethasone", route="IV", dose=Q(40, "mg"), interval=bg.Range(low=Q(1, "week"))), True),
    ],
)
def test_how_much_an_order_is_in_a_day(order: bg.Regimen, rejected: bool) -> None:
    found = ask("dexamethasone-high-dose", compressed(), order=order)
    assert (found.status is Status.NOT_RECOMMENDED) == rejected


def test_everything_that_is_taken_counts_and_what_was_stopped_does_not() -> None:
    stopped = bg.Medication(drug="dexamethasone", daily_dose=Q(96, "mg"), stop=ON - timedelta(days=1))
    assert (
        daily(ask("dexamethasone-taper", on_treatment(16, medications=[dexamethasone(16, 3), stopped])))
        == (PRINTED["TP-14"][0])
    )
    twice = ask("dexamethasone-taper", on_treatment(16, medications=[dexamethasone(8, 3), dexamethasone(8, 9)]))
    assert daily(twice) == PRINTED["TP-14"][0]
    assert "longer-than-21-days" in ids(twice.monitor)


def test_what_is_taken_as_needed_is_no_dose_of_every_day() -> None:
    now_and_then = attrs.evolve(dexamethasone(16, 3), as_needed=True)
    both = ask("dexamethasone-taper", on_treatment(8, medications=[dexamethasone(8, 3), now_and_then]))
    assert daily(both) == PRINTED["TP-8"][0]
    # Alone it leaves the dose of a day open.
    assert ask("dexamethasone-taper", on_treatment(8, medications=[now_and_then])).status is Status.NEEDS_DATA


@pytest.mark.parametrize(
    ("days", "status", "asked"),
    [
        (4, Status.AFTER, {"own-steps", "too-early", "longer-than-a-trial"}),
        (5, Status.AFTER, {"own-steps", "longer-than-a-trial"}),
        (21, Status.NOT_RECOMMENDED, {"own-steps"}),
    ],
)
def test_an_entry_without_a_day_leaves_the_least_time_known(days: int, status: Status, asked: set[str]) -> None:
    # Of two entries one is undated: the course may be longer, and is no shorter than the other.
    taken = [dexamethasone(4, days), dexamethasone(4)]
    found = ask("dexamethasone-step-down", person(medications=taken, corticosteroid_response="no benefit"))
    assert found.status is status
    assert ids(found.first) == asked


def test_treatment_of_the_cancer_itself_is_not_meant() -> None:
    pulse = ask("dexamethasone-high-dose", person(medications=[dexamethasone(40, 1)], primary="multiple myeloma"))
    assert noted(pulse, "a part of treatment of the cancer itself, such as pulses against myeloma, is not meant")


@pytest.mark.parametrize(
    ("taken", "warned"),
    [
        (["prednisolone"], True),
        (["prednisone 5 mg"], True),
        (["betamethasone"], True),
        (["dexamethasone"], False),
        ([], False),
        (None, False),
    ],
)
def test_another_corticosteroid_adds_up(taken: list[str] | None, warned: bool) -> None:
    listed = None if taken is None else [bg.Medication(drug=name) for name in taken]
    for rule, patient in (
        ("dexamethasone-bone-pain", person(lesions=[FEMUR], medications=listed)),
        ("dexamethasone-cord-compression", compressed(medications=listed)),
    ):
        assert ("another-corticosteroid" in known(ask(rule, patient))) is warned


def test_the_step_down_comes_from_8_mg() -> None:
    assert STEP_DOWN.template.before == bg.Amount(8, "mg")


@pytest.mark.parametrize(("pregnant", "warned"), [(True, True), (False, False), (None, False)])
@pytest.mark.parametrize("rule", ["dexamethasone-cord-compression", "dexamethasone-precautions"])
def test_pregnancy_is_a_caution_of_dexamethasone(rule: str, pregnant: bool | None, *, warned: bool) -> None:
    woman = {"sex": "female", "primary": "breast", "castration": None, "age": Q(34, "year"), "pregnant": pregnant}
    taken = [dexamethasone(16, 2)] if rule == "dexamethasone-precautions" else []
    answer = ask(rule, compressed(medications=taken, **woman))
    assert answer.status is Status.RECOMMENDED
    assert ("pregnancy" in {c.id for c in answer.cautions if c.known}) is warned
