"""Denosumab 120 mg: the regimen, what bars it, what comes first, what calls for care."""

from __future__ import annotations

from datetime import date, timedelta

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Severity, Status, Verification
from boneguide.guidelines.bone_agents.denosumab import DENOSUMAB
from boneguide.guidelines.bone_agents.denosumab.calcium import CLEARANCE
from boneguide.logic import Context, Interval, Snapshot, number
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.asking import (
    EUROPE,
    EVERYWHERE,
    PROLIA,
    Build,
    fertile,
    ids,
    lung,
    with_clearance,
)
from tests.guidelines.clean import DENTAL, ON, SYMPTOMS, clean, conditions, labs, myeloma, woman


def answer(patient: bg.Patient, place: Jurisdiction | None = "US") -> bg.Recommendation:
    return DENOSUMAB(patient, on=ON, jurisdiction=place)


# ------------------------------------------------------------------ the regimen


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize(
    "patient",
    [pytest.param(woman(), id="breast"), pytest.param(lung(), id="lung"), pytest.param(myeloma(), id="myeloma")],
)
def test_recommended_with_the_same_dose_everywhere(patient: bg.Patient, place: Jurisdiction) -> None:
    found = answer(patient, place)
    assert found.status is Status.RECOMMENDED
    assert found.licensed is True
    assert found.first == ()
    assert isinstance(found.regimen, bg.Regimen)
    assert (found.regimen.dose, found.regimen.route, str(found.regimen.interval)) == (Q(120, "mg"), "SC", "4 week")
    assert found.regimen.days == ()
    assert found.regimen.volume == Q(1.7, "mL")


@pytest.mark.parametrize("clearance", [10, 29.9, 30, 60, 120])
def test_the_dose_does_not_change_with_clearance(clearance: float) -> None:
    found = answer(with_clearance(clearance))
    assert found.status is Status.RECOMMENDED
    assert isinstance(found.regimen, bg.Regimen)
    assert found.regimen.dose == Q(120, "mg")


def test_needs_no_creatinine() -> None:
    found = answer(woman(labs=labs(creatinine=None)))
    assert found.status is Status.RECOMMENDED
    assert "no-renal-gate" in ids(found.reasons_for)


def test_schedule_is_every_28_days() -> None:
    regimen = answer(woman()).regimen
    assert isinstance(regimen, bg.Regimen)
    assert [a.earliest for a in regimen.schedule(ON, 3)] == [date(2026, 11, 23), date(2026, 12, 21), date(2027, 1, 18)]


def test_the_source_of_a_dose_is_more_than_memory() -> None:
    assert all(s.verified is not Verification.MEMORY for s in DENOSUMAB.sources)
    assert {"D01", "D02", "D06", "D07", "R12", "R13"} <= {row for s in DENOSUMAB.sources for row in s.rows}


def test_without_a_stated_place_nothing_is_picked_where_answers_differ() -> None:
    found = answer(clean(), None)
    assert found.status is Status.NEEDS_DATA
    assert {place: r.status for place, r in found.by_jurisdiction.items()} == {
        "US": Status.RECOMMENDED,
        "EU": Status.RECOMMENDED,
        "UK": Status.NOT_RECOMMENDED,
    }


# ------------------------------------------------------------------ restrictions, each true and false


BARS = [
    pytest.param(
        "hypersensitivity", EVERYWHERE, woman(allergies=["denosumab"]), Status.CONTRAINDICATED, id="hypersensitivity"
    ),
    pytest.param(
        "unhealed-oral-surgery-europe",
        EUROPE,
        woman(dental=attrs.evolve(DENTAL, unhealed_oral_surgery=True)),
        Status.CONTRAINDICATED,
        id="unhealed-oral-surgery",
    ),
    pytest.param(
        "open-oral-lesion-europe",
        EUROPE,
        woman(dental=attrs.evolve(DENTAL, open_oral_lesion=True)),
        Status.WITHHOLD,
        id="open-lesion",
    ),
    pytest.param("duplicate", EVERYWHERE, woman(medications=[PROLIA]), Status.NOT_RECOMMENDED, id="V67"),
    pytest.param("pregnancy-us", ("US",), fertile(pregnant=True), Status.NOT_RECOMMENDED, id="V80"),
    pytest.param("pregnancy-europe", EUROPE, fertile(pregnant=True), Status.NOT_RECOMMENDED, id="V80-in-Europe"),
    pytest.param("under-18", EVERYWHERE, woman(age=Q(17.9, "year")), Status.NOT_RECOMMENDED, id="under-18"),
    pytest.param(
        "growing-skeleton",
        EVERYWHERE,
        fertile(conditions=conditions(growing_skeleton=True, effective_contraception=True)),
        Status.NOT_RECOMMENDED,
        id="growing-skeleton",
    ),
    pytest.param("castration-sensitive", EVERYWHERE, clean(castration="sensitive"), Status.NOT_RECOMMENDED, id="V52"),
    pytest.param(
        "not-yet-myeloma",
        EVERYWHERE,
        clean(primary="smouldering myeloma", castration=None, lesions=[]),
        Status.NOT_RECOMMENDED,
        id="smouldering-myeloma",
    ),
    pytest.param(
        "not-yet-myeloma",
        EVERYWHERE,
        clean(primary="MGUS", castration=None, lesions=[]),
        Status.NOT_RECOMMENDED,
        id="MGUS",
    ),
    pytest.param(
        "life-expectancy-esmo",
        EVERYWHERE,
        lung(life_expectancy=Q(2, "month")),
        Status.NOT_RECOMMENDED,
        id="V74-two-months",
    ),
    pytest.param("nice-prostate", ("UK",), clean(), Status.NOT_RECOMMENDED, id="NICE-prostate"),
]


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize(("clause", "places", "patient", "status"), BARS)
def test_what_bars_denosumab(
    clause: str, places: tuple[Jurisdiction, ...], patient: bg.Patient, status: Status, place: Jurisdiction
) -> None:
    found = answer(patient, place)
    if place not in places:
        assert clause not in ids(found.findings)
        return
    assert found.status is status
    assert clause in ids((*found.contraindications, *found.holds))
    assert clause not in ids(answer(woman(), place).findings)


@pytest.mark.parametrize("place", EVERYWHERE)
def test_only_one_thing_bars_at_a_time(place: Jurisdiction) -> None:
    assert ids(answer(woman(medications=[PROLIA]), place).contraindications) == {"duplicate"}
    assert ids(answer(woman(allergies=["denosumab"]), place).contraindications) == {"hypersensitivity"}


SEVERITIES = {
    "hypocalcaemia-us": Severity.CONTRAINDICATED,
    "hypocalcaemia-severe-europe": Severity.CONTRAINDICATED,
    "hypersensitivity": Severity.CONTRAINDICATED,
    "unhealed-oral-surgery-europe": Severity.CONTRAINDICATED,
    "duplicate": Severity.AVOID,
    "pregnancy-us": Severity.AVOID,
    "pregnancy-europe": Severity.NOT_RECOMMENDED,
    "under-18": Severity.NOT_RECOMMENDED,
    "growing-skeleton": Severity.NOT_RECOMMENDED,
    "castration-sensitive": Severity.NOT_RECOMMENDED,
    "not-yet-myeloma": Severity.NOT_RECOMMENDED,
    "life-expectancy-esmo": Severity.NOT_RECOMMENDED,
    "nice-prostate": Severity.NOT_RECOMMENDED,
}


def test_every_bar_has_the_severity_of_its_source() -> None:
    assert {c.id: c.severity for c in DENOSUMAB.contraindications if c.bars} == SEVERITIES


NEAR_MISSES = [
    pytest.param(
        woman(medications=[attrs.evolve(PROLIA, last_given=ON - timedelta(days=183))]), False, id="V67-at-183-days"
    ),
    pytest.param(
        woman(medications=[attrs.evolve(PROLIA, last_given=ON - timedelta(days=184), stop=ON - timedelta(days=184))]),
        True,
        id="V67-at-184-days",
    ),
    pytest.param(lung(life_expectancy=Q(2.99, "month")), False, id="V74-just-below-three-months"),
    pytest.param(lung(life_expectancy=Q(3, "month")), True, id="V74-three-months"),
    pytest.param(woman(life_expectancy=Q(2, "month")), True, id="V74-other-tumour"),
    pytest.param(clean(), True, id="V53-castration-resistant-blastic"),
]


@pytest.mark.parametrize("place", ["US", "EU"])
@pytest.mark.parametrize(("patient", "recommended"), NEAR_MISSES)
def test_one_step_either_side(patient: bg.Patient, recommended: bool, place: Jurisdiction) -> None:
    assert answer(patient, place).status is (Status.RECOMMENDED if recommended else Status.NOT_RECOMMENDED)


def test_v74_shows_the_grade() -> None:
    found = answer(lung(life_expectancy=Q(3, "month")), "EU")
    assert "[I, B]" in {a.grade.value for a in found.reasons_for}


def test_adults_from_the_18th_birthday_on() -> None:
    young = conditions(growing_skeleton=None, effective_contraception=True)
    found = answer(woman(age=Q(18, "year"), conditions=young))
    assert found.status is Status.RECOMMENDED


@pytest.mark.parametrize("place", EVERYWHERE)
def test_plasma_cell_disorders_that_asco_leaves_open_are_outside_the_licence(place: Jurisdiction) -> None:
    patient = clean(primary="MGUS", castration=None, lesions=[], conditions=conditions(osteoporosis=True))
    found = answer(patient, place)
    assert found.status is Status.NOT_RECOMMENDED
    assert found.licensed is False
    assert found.contraindications == ()


@pytest.mark.parametrize(
    "patient",
    [
        pytest.param(woman(lesions=[]), id="no-bone-metastases"),
        pytest.param(clean(primary="lymphoma", castration=None), id="lymphoma"),
        pytest.param(clean(primary="giant cell tumour of bone", castration=None, lesions=[]), id="giant-cell-tumour"),
    ],
)
def test_not_a_question_for_others(patient: bg.Patient) -> None:
    found = answer(patient)
    assert found.status is Status.NOT_APPLICABLE
    assert (found.findings, found.first, found.monitor, found.notes) == ((), (), (), ())


# ------------------------------------------------------------------ what is not known

TO_CONFIRM = [
    pytest.param("allergies", woman, "hypersensitivity", EVERYWHERE, id="allergies"),
    pytest.param("medications", woman, "duplicate", EVERYWHERE, id="medications"),
    pytest.param("dental.unhealed_oral_surgery", woman, "unhealed-oral-surgery-europe", EUROPE, id="oral-surgery"),
    pytest.param("dental.open_oral_lesion", woman, "open-oral-lesion-europe", EUROPE, id="open-lesion"),
    pytest.param("dental.assessed", woman, "dental-assessment", EVERYWHERE, id="dental-assessment"),
    pytest.param("pregnant", fertile, "pregnancy-us", ("US",), id="pregnancy-us"),
    pytest.param("pregnant", fertile, "pregnancy-europe", EUROPE, id="pregnancy-europe"),
    pytest.param("conditions.effective_contraception", fertile, "contraception-us", ("US",), id="contraception"),
    pytest.param("breast_feeding", fertile, "breast-feeding-europe", EUROPE, id="breast-feeding"),
    pytest.param("life_expectancy", lung, "life-expectancy-esmo", EVERYWHERE, id="life-expectancy"),
]


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize(("path", "build", "task", "places"), TO_CONFIRM)
def test_what_can_be_asked_comes_first(
    path: str, build: Build, task: str, places: tuple[Jurisdiction, ...], place: Jurisdiction
) -> None:
    found = answer(build().without(path), place)
    assert ids(found.first) == ({task} if place in places else set()) | (
        {"pregnancy-us" if place == "US" else "pregnancy-europe"} if path == "pregnant" else set()
    )
    assert found.status is (Status.AFTER if found.first else Status.RECOMMENDED)
    assert isinstance(found.regimen, bg.Regimen)


TO_MEASURE = [
    pytest.param(woman(age=None, postmenopausal=True), "age", id="age"),
    pytest.param(woman(labs=labs(calcium=None)), "calcium", id="calcium"),
    pytest.param(clean(castration=None), "castration", id="castration"),
    pytest.param(clean(primary=None, castration=None), "primary", id="primary"),
    pytest.param(woman(lesions=None), "bone_metastases", id="bone-metastases"),
]


@pytest.mark.parametrize("place", ["US", "EU"])
@pytest.mark.parametrize(("patient", "missing"), TO_MEASURE)
def test_what_must_be_known(patient: bg.Patient, missing: str, place: Jurisdiction) -> None:
    found = answer(patient, place)
    assert found.status is Status.NEEDS_DATA
    assert missing in found.missing
    assert found.regimen is None


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize(
    ("patient", "task"),
    [
        pytest.param(woman(dental=attrs.evolve(DENTAL, assessed=False)), "dental-assessment", id="dental-assessment"),
        pytest.param(woman(dental=attrs.evolve(DENTAL, work_outstanding=True)), "dental-work", id="dental-work"),
    ],
)
def test_the_mouth_comes_first(patient: bg.Patient, task: str, place: Jurisdiction) -> None:
    found = answer(patient, place)
    assert found.status is Status.AFTER
    assert ids(found.first) == {task}


def test_a_decision_on_breast_feeding_comes_first_in_europe() -> None:
    assert ids(answer(fertile(pregnant=False, breast_feeding=True), "EU").first) == {"breast-feeding-europe"}
    assert answer(fertile(pregnant=False, breast_feeding=True), "US").first == ()


def test_v80_says_how_long_contraception_lasts() -> None:
    found = answer(fertile(pregnant=True), "US")
    assert found.regimen is None
    assert "at least 5 months" in str(found)
    without = fertile(pregnant=False, conditions=conditions(effective_contraception=False))
    assert ids(answer(without, "US").first) == {"contraception-us"}
    assert "contraception-europe" in ids(answer(without, "EU").monitor)
    assert "contraception-europe" not in ids(answer(clean(), "EU").monitor)


# ------------------------------------------------------------------ cautions, each true and false

ALENDRONATE = bg.Medication(drug="alendronate")

CAUTIONS = [
    pytest.param(
        "hypocalcaemia-symptoms",
        EVERYWHERE,
        {"symptoms": attrs.evolve(SYMPTOMS, hypocalcaemia_symptoms=True)},
        id="hypocalcaemia-symptoms",
    ),
    pytest.param("severe-renal-impairment", EVERYWHERE, {"labs": labs(creatinine=Q(2.8, "mg/dL"))}, id="renal"),
    pytest.param("severe-renal-impairment", EVERYWHERE, {"conditions": conditions(dialysis=True)}, id="dialysis"),
    pytest.param("prolia-boxed-warning", ("US",), {"conditions": conditions(dialysis=True)}, id="prolia"),
    pytest.param(
        "calcium-lowering-drug", EVERYWHERE, {"medications": [bg.Medication(drug="cinacalcet")]}, id="calcimimetic"
    ),
    pytest.param(
        "calcium-lowering-drug", EVERYWHERE, {"medications": [bg.Medication(drug="calcitonin")]}, id="calcitonin"
    ),
    pytest.param("bisphosphonate-beside", EVERYWHERE, {"medications": [ALENDRONATE]}, id="oral-bisphosphonate"),
    pytest.param(
        "bisphosphonate-beside",
        EVERYWHERE,
        {"bone_agent_doses": [bg.BoneAgentDose(drug="pamidronate", on=ON - timedelta(days=84))]},
        id="bisphosphonate-84-days-ago",
    ),
    pytest.param("fructose-intolerance", EUROPE, {"conditions": conditions(fructose_intolerance=True)}, id="fructose"),
    pytest.param(
        "mouth-not-healed-us",
        ("US",),
        {"dental": attrs.evolve(DENTAL, unhealed_oral_surgery=True)},
        id="oral-surgery-us",
    ),
    pytest.param(
        "mouth-not-healed-us", ("US",), {"dental": attrs.evolve(DENTAL, open_oral_lesion=True)}, id="open-lesion-us"
    ),
    pytest.param("jaw-risk-drug", EVERYWHERE, {"medications": [bg.Medication(drug="bevacizumab")]}, id="jaw-risk-drug"),
    pytest.param("jaw-risk-local", EVERYWHERE, {"dental": attrs.evolve(DENTAL, smoking=True)}, id="jaw-risk-local"),
    pytest.param(
        "invasive-dental-procedure",
        EVERYWHERE,
        {"dental": attrs.evolve(DENTAL, planned_invasive_procedure=True)},
        id="extraction",
    ),
]


@pytest.mark.parametrize("place", EVERYWHERE)
@pytest.mark.parametrize(("clause", "places", "changes"), CAUTIONS)
def test_cautions_change_no_status(
    clause: str, places: tuple[Jurisdiction, ...], changes: dict[str, object], place: Jurisdiction
) -> None:
    found = answer(woman(**changes), place)
    assert (clause in ids(found.cautions)) is (place in places)
    assert clause not in ids(answer(woman(), place).findings)
    assert (found.status in {Status.RECOMMENDED, Status.CONTRAINDICATED, Status.WITHHOLD}) is True
    if place == "US":
        assert found.status is Status.RECOMMENDED


def test_every_restriction_is_tested() -> None:
    tested = {p.values[0] for p in (*CAUTIONS, *BARS)} | {"hypocalcaemia-us", "hypocalcaemia-severe-europe"}
    assert {c.id for c in DENOSUMAB.contraindications} == tested - {"open-oral-lesion-europe"}


@pytest.mark.parametrize(("clearance", "severe"), [(29.9, True), (30, False), (30.1, False)])
def test_severe_renal_impairment_is_below_30(clearance: float, severe: bool) -> None:
    found = answer(with_clearance(clearance))
    assert ("severe-renal-impairment" in ids(found.cautions)) is severe
    assert ("prolia-boxed-warning" in ids(found.cautions)) is severe
    assert ({"prolia-tests-before", "prolia-calcium-after"} <= ids(found.monitor)) is severe


def test_the_clearance_of_today_counts_before_that_of_the_start() -> None:
    def clearance(**results: object) -> Interval | None:
        return number(CLEARANCE, Snapshot(Context(patient=clean(labs=labs(**results)), on=ON, jurisdiction="US")))

    before = Q(1.0, "mg/dL")
    assert clearance(creatinine=Q(2.0, "mg/dL"), creatinine_baseline=before) == Interval.point(40.0)
    assert clearance(creatinine=None, creatinine_baseline=before) == Interval.point(80.0)
    assert clearance(creatinine=None) is None


def test_a_bisphosphonate_is_forgotten_after_12_weeks() -> None:
    given = [bg.BoneAgentDose(drug="pamidronate", on=ON - timedelta(days=85))]
    assert "bisphosphonate-beside" not in ids(answer(woman(bone_agent_doses=given)).cautions)


@pytest.mark.parametrize(("years", "asked"), [(24.9, True), (25, False)])
def test_a_growing_skeleton_is_asked_about_below_25(years: float, asked: bool) -> None:
    unrecorded = conditions(growing_skeleton=None, effective_contraception=True)
    found = answer(fertile(age=Q(years, "year"), conditions=unrecorded, medications=None))
    assert found.status is Status.AFTER
    assert ("growing_skeleton" in found.missing) is asked
