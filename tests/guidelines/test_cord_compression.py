"""Worked examples of cord compression, and every threshold exactly and one step to either side."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Severity, Status
from boneguide.guidelines.cord_compression import outside_the_list
from boneguide.guidelines.cord_compression.surgery import OUTSIDE_THE_TRIAL
from boneguide.guidelines.facts.laboratory import NEUTROPHILS_LOW
from boneguide.logic.context import Context, Snapshot
from boneguide.model.answer import Recommendation
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.primary import PLASMA_CELL_DISORDERS
from tests.guidelines.asking import ids, in_columns, known, noted
from tests.guidelines.clean import CONDITIONS, ON, clean
from tests.guidelines.cord import CORD, ask, assess, person

SUSPECTED, CONFIRMED, PAIN = "suspected-cord-compression", "confirmed-cord-compression", "suspicious-spinal-pain"
SURGERY, RAYS = "cord-compression-surgery", "cord-compression-radiotherapy"
EVERYWHERE = pytest.mark.parametrize("place", JURISDICTIONS)
TOMORROW = ON + timedelta(days=1)
STEP = 1e-4  # of a month or an hour


def due(answer: Recommendation, task: str) -> Any:
    return {t.id: t.due for t in answer.monitor}.get(task)


def reasons(answer: Recommendation, *, favours: bool) -> set[str]:
    return ids(answer.reasons_for if favours else answer.reasons_against)


def schedule(answer: Recommendation) -> str:
    return str(answer.regimen)


def not_surgical(**changes: Any) -> bg.Patient:
    return person(**{"surgical_candidate": False, **changes})


# ---- worked examples


@EVERYWHERE
def test_v56_weakness_without_imaging_leads_to_imaging_and_to_no_schedule(place: Jurisdiction) -> None:
    patient = clean(neurology=bg.Neurology(deficit=True))
    answer = ask(SUSPECTED, patient, place)
    assert answer.status is Status.RECOMMENDED
    assert (due(answer, "coordinator"), due(answer, "whole-spine-mri")) == (ON, TOMORROW)
    assert str(answer.grade) == "NICE 2023: offer"
    assert [flag.id for flag in assess(patient, place).red_flags] == [SUSPECTED]
    rays = ask(RAYS, patient, place)
    assert (rays.status, rays.regimen, rays.alternatives) == (Status.NEEDS_DATA, None, ())
    assert "cord_compression_shown" in rays.missing
    assert ask(SURGERY, patient, place).status is Status.NOT_APPLICABLE


def test_v58_in_lymphoma_radiotherapy_or_drugs_come_first() -> None:
    patient = person("lymphoma", months=12)
    surgery = ask(SURGERY, patient)
    assert surgery.status is Status.NOT_RECOMMENDED
    assert ids(surgery.contraindications) == {"radiosensitive"}
    assert "sensitive-and-stable" in reasons(surgery, favours=False)
    rays = ask(RAYS, patient)
    assert (rays.status, schedule(rays)) == (Status.RECOMMENDED, "30 Gy in 10 fractions, conventional")
    assert "radiosensitive" in reasons(rays, favours=True)
    assert noted(rays, "may be treated by drugs first")


def test_v59_after_60_hours_of_paraplegia_radiotherapy_is_one_option_beside_supportive_care() -> None:
    patient = person("lung", months=2, paraplegia=True, ambulatory=False, paraplegia_duration=Q(60, "hour"))
    surgery = ask(SURGERY, patient)
    assert surgery.status is Status.NOT_RECOMMENDED
    assert {"late-paraplegia", "short-survival"} <= known(surgery)
    rays = ask(RAYS, patient)
    assert (rays.status, schedule(rays)) == (Status.OPTION, "8 Gy in 1 fraction, conventional")
    [late] = [caution for caution in rays.cautions if caution.id == "long-paraplegia"]
    assert "the library's own decision" in late.text
    assert {s.verified.value for s in late.sources} == {"memory", "derived"}
    assert noted(rays, "best supportive care is preferred")


@EVERYWHERE
def test_v61_four_months_without_surgery_is_20_in_5_or_8_once(place: Jurisdiction) -> None:
    answer = ask(RAYS, not_surgical(primary="prostate", months=4), place)
    assert (answer.status, schedule(answer)) == (Status.RECOMMENDED, "20 Gy in 5 fractions, conventional")
    others = {a.id: str(a.regimen) for a in answer.alternatives}
    assert others == {"single-fraction": "8 Gy in 1 fraction", "two-fractions": "16 Gy in 2 fractions"}
    assert str(answer.grade) == "ASTRO 2024: S, H"
    assert noted(answer, "ASTRO adds dexamethasone")
    [first, *_, last] = answer.regimen.schedule(ON) if isinstance(answer.regimen, bg.RadiotherapyRegimen) else []
    assert (first.earliest, last.latest) == (ON, ON + timedelta(days=4))


def test_v62_24_in_6_is_not_offered_for_compression() -> None:
    asked_for = bg.RadiotherapyRegimen(dose_per_fraction=Q(4, "Gy"), fractions=6)
    finding = outside_the_list(asked_for)
    assert finding is not None
    assert (finding.severity, finding.known) == (Severity.NOT_RECOMMENDED, True)
    assert "a clinician's own decision" in finding.text
    for months in (1, 4, 12):
        answer = ask(RAYS, not_surgical(months=months))
        assert noted(answer, "24 Gy in 6 fractions is listed for uncomplicated pain")
        given = [schedule(answer), *(str(a.regimen) for a in answer.alternatives)]
        assert not any("24 Gy" in one for one in given)


def test_v64_renal_cancer_at_grade_3_is_for_separation_surgery() -> None:
    patient = person("renal", months=12, epidural_grade="3", cord_displaced=None)
    surgery = ask(SURGERY, patient)
    assert surgery.status is Status.RECOMMENDED
    assert {"separation-surgery", "walking"} <= reasons(surgery, favours=True)
    rays = ask(RAYS, patient)
    assert rays.status is Status.AFTER
    assert ids(rays.first) == {"surgical-opinion"}
    assert reasons(rays, favours=False) == {"radioresistant-high-grade"}


@pytest.mark.parametrize(
    ("primary", "grade", "expected"),
    [
        ("renal", "2", True),
        ("melanoma", "3", True),
        ("sarcoma", "2", True),
        ("renal", "1c", False),
        ("prostate", "3", False),
    ],
)
def test_separation_surgery_is_for_resistant_tumours_of_high_grade(primary: str, grade: str, *, expected: bool) -> None:
    patient = person(primary, epidural_grade=grade)
    assert ("separation-surgery" in reasons(ask(SURGERY, patient), favours=True)) is expected
    assert ("radioresistant-high-grade" in reasons(ask(RAYS, patient), favours=False)) is expected


def test_what_noms_says_of_lung_cancer_is_from_memory_and_a_note() -> None:
    answer = ask(SURGERY, person("lung", epidural_grade="3"))
    assert noted(answer, "row SB-09: from memory, not verified")
    assert "separation-surgery" not in ids(answer.arguments)


# ---- suspicion


@pytest.mark.parametrize(
    ("facts", "suspected"),
    [
        ({"deficit": True}, True),
        ({"deficit": False}, False),
        ({}, False),
        ({"cord_compression": "suspected"}, True),
        ({"cord_compression": "suspected", "deficit": False}, True),
        ({"cord_compression": "confirmed", "deficit": True}, False),
        ({"cord_compression": "excluded", "deficit": True}, False),
        ({"paraplegia": True}, True),
        # Signs that began after the imaging that excluded it are new.
        (
            {
                "cord_compression": "excluded",
                "deficit": True,
                "deficit_onset": ON,
                "whole_spine_mri_on": ON - timedelta(days=1),
            },
            True,
        ),
        ({"cord_compression": "excluded", "deficit": True, "deficit_onset": ON, "whole_spine_mri_on": ON}, False),
        ({"cord_compression": "suspected", "epidural_grade": "2"}, False),
    ],
)
def test_who_is_suspected(facts: dict[str, Any], *, suspected: bool) -> None:
    answer = ask(SUSPECTED, clean(neurology=bg.Neurology(**facts)))
    assert answer.status is (Status.RECOMMENDED if suspected else Status.NOT_APPLICABLE)


def test_a_record_that_names_no_cancer_holds_no_red_flag_back() -> None:
    assert ask(SUSPECTED, bg.Patient(neurology=bg.Neurology(deficit=True))).status is Status.RECOMMENDED


def test_imaging_that_is_done_is_not_asked_for_again() -> None:
    done = bg.Neurology(deficit=True, whole_spine_mri_on=ON)
    assert due(ask(SUSPECTED, clean(neurology=done)), "whole-spine-mri") is None


@pytest.mark.parametrize("rule", [SUSPECTED, CONFIRMED, PAIN])
def test_a_spine_that_may_be_unstable_is_immobilised(rule: str) -> None:
    each: dict[str, dict[str, Any]] = {
        SUSPECTED: {"cord_compression": "suspected"},
        CONFIRMED: {"cord_compression": "confirmed"},
        PAIN: {"suspicious_spinal_pain": True},
    }
    for unstable in (True, False, None):
        patient = clean(neurology=bg.Neurology(**each[rule], spinal_instability_suspected=unstable))
        answer = ask(rule, patient)
        assert (due(answer, "immobilise") == TOMORROW) is (unstable is True)
        assert noted(answer, "row MS-07: from memory, not verified") is (unstable is True)


@pytest.mark.parametrize(("sins", "unstable"), [(12, False), (13, True), (16, True), (None, False)])
def test_a_recorded_score_of_13_or_more_is_instability(sins: int | None, *, unstable: bool) -> None:
    scored = [bg.Lesion(site="T7", sins=sins), bg.Lesion(site="femur", mirels=12)]
    patient = person("lymphoma", lesions=scored, spinal_instability_suspected=None, suspicious_spinal_pain=True)
    assert (due(ask(CONFIRMED, patient), "immobilise") == TOMORROW) is unstable
    surgery = ask(SURGERY, patient)
    assert ("radiosensitive" in known(surgery)) is not unstable
    assert ("instability" in reasons(surgery, favours=True)) is unstable


@EVERYWHERE
def test_pain_alone_has_a_week(place: Jurisdiction) -> None:
    patient = clean(neurology=bg.Neurology(suspicious_spinal_pain=True, deficit=False))
    answer = ask(PAIN, patient, place)
    assert (answer.status, answer.urgent) == (Status.RECOMMENDED, True)
    assert due(answer, "whole-spine-mri") == ON + timedelta(days=7)
    assert due(answer, "examine") is None
    assert noted(answer, "RED-02 and MS-05: from memory")
    assert noted(answer, "British") is (place != "UK")


def test_pain_of_somebody_who_was_not_examined_asks_for_the_examination_today() -> None:
    answer = ask(PAIN, clean(neurology=bg.Neurology(suspicious_spinal_pain=True)))
    assert answer.status is Status.RECOMMENDED
    assert due(answer, "examine") == ON


@pytest.mark.parametrize(
    "facts",
    [{"deficit": True}, {"cord_compression": "suspected"}, {"cord_compression": "confirmed"}],
)
def test_pain_gives_way_to_what_is_more_urgent(facts: dict[str, Any]) -> None:
    patient = clean(neurology=bg.Neurology(suspicious_spinal_pain=True, **facts))
    assert ask(PAIN, patient).status is Status.NOT_APPLICABLE
    assert len(assess(patient).red_flags) == 1


def test_pain_that_imaging_explained_otherwise_is_no_flag() -> None:
    patient = clean(neurology=bg.Neurology(suspicious_spinal_pain=True, cord_compression="excluded"))
    assert assess(patient).applicable == ()


# ---- confirmed: the clock


@pytest.mark.parametrize(("days_ago", "expected"), [(None, TOMORROW), (0, TOMORROW), (1, ON), (3, ON)])
def test_the_24_hours_count_from_the_decision(days_ago: int | None, expected: Any) -> None:
    decided = None if days_ago is None else ON - timedelta(days=days_ago)
    answer = ask(CONFIRMED, person(treatment_decided_on=decided))
    assert due(answer, "start-of-treatment") == expected
    [clock] = answer.disagreements
    assert "confirmed diagnosis" in str(clock)
    assert "decision to treat" in str(clock)
    assert {p.source.verified.value for p in clock.positions} == {"primary", "conflict"}


def test_a_grade_of_2_or_3_is_compression_whatever_was_suspected_before() -> None:
    for grade, expected in (("2", True), ("3", True), ("1c", False)):
        status = ask(CONFIRMED, clean(neurology=bg.Neurology(epidural_grade=grade))).status  # type: ignore[arg-type]  # words of the vocabulary
        assert (status is Status.RECOMMENDED) is expected


# ---- once treatment has begun


def treated(*, begun: bool | None = True, **changes: Any) -> bg.Patient:
    """Return a person with confirmed compression, signs and a fit for surgery, whose treatment has begun."""
    conditions = attrs.evolve(CONDITIONS, cord_compression_treatment_begun=begun)
    return person(conditions=conditions, whole_spine_mri_on=ON - timedelta(days=9), **changes)


@EVERYWHERE
@pytest.mark.parametrize("begun", [True, False, None])
def test_once_treatment_has_begun_its_time_limits_are_past(place: Jurisdiction, *, begun: bool | None) -> None:
    found = assess(treated(begun=begun, deficit_onset=ON - timedelta(days=12)), place)
    waiting = {CONFIRMED, SURGERY, RAYS}
    assert {rule for rule in waiting if found[rule].status is Status.NOT_APPLICABLE} == (waiting if begun else set())
    assert [flag.id for flag in found.red_flags] == ([] if begun else [CONFIRMED])
    after = found["treated-cord-compression"]
    assert (after.status is Status.RECOMMENDED) is (begun is True)
    assert not after.urgent
    if begun:
        assert "emergency again" in after.action
        assert noted(after, "row MS-24: from memory, not verified")
        assert noted(after, "British") is (place != "UK")


@pytest.mark.parametrize(
    ("changes", "suspected"),
    [
        ({"deficit_onset": ON - timedelta(days=8)}, True),
        ({"deficit_onset": ON - timedelta(days=9)}, False),
        ({}, False),
        ({"deficit": False, "ambulatory": True}, False),
        ({"deficit_onset": ON - timedelta(days=8), "begun": False}, False),
    ],
)
def test_signs_that_began_since_the_imaging_are_an_emergency_again(changes: dict[str, Any], *, suspected: bool) -> None:
    found = assess(treated(**changes))
    assert (SUSPECTED in [flag.id for flag in found.red_flags]) is suspected
    assert (due(found[SUSPECTED], "whole-spine-mri") == TOMORROW) is suspected
    # No schedule stands before imaging has settled it.
    assert found[RAYS].regimen is None or not suspected


# ---- surgery


def test_whoever_fits_the_trial_is_for_surgery() -> None:
    answer = ask(SURGERY, person(months=3))
    assert (answer.status, answer.missing) == (Status.RECOMMENDED, ())
    assert str(answer.grade) == "ASTRO 2024: C, L"
    rays = ask(RAYS, person(months=3))
    assert (rays.status, ids(rays.first)) == (Status.AFTER, {"surgical-opinion"})
    assert "after-surgery" in ids(rays.alternatives)
    assert "after-surgery" not in ids(ask(RAYS, person(months=12)).alternatives)


BARRED: list[tuple[str, dict[str, Any]]] = [
    ("radiosensitive", {"primary": "lymphoma"}),
    ("radiosensitive", {"primary": "multiple myeloma", "lesions": None}),
    ("primary-bone-tumour", {"primary": "giant cell tumour of bone"}),
    ("no-tissue", {"tissue_diagnosis": False}),
    ("cord-not-displaced", {"cord_displaced": False}),
    ("without-symptoms", {"deficit": False, "suspicious_spinal_pain": False, "lesions": []}),
    ("several-areas", {"single_area": False}),
    ("short-survival", {"months": 2}),
    ("late-paraplegia", {"paraplegia": True, "ambulatory": None, "paraplegia_duration": Q(3, "day")}),
    ("roots-or-cauda-only", {"root_or_cauda_only": True, "cord_displaced": None}),
    ("irradiated-before", {"prior_radiotherapy_at_level": True, "cumulative_dose_cleared": False}),
    ("no-candidate", {"surgical_candidate": False}),
]


@pytest.mark.parametrize(("bar", "changes"), BARRED)
def test_each_criterion_that_fails_stands_against_surgery(bar: str, changes: dict[str, Any]) -> None:
    patient = person(**changes)
    answer = ask(SURGERY, patient)
    assert answer.status is Status.NOT_RECOMMENDED
    assert bar in known(answer)
    assert "surgical-opinion" not in ids(ask(RAYS, patient).first)


def test_every_bar_has_been_seen() -> None:
    assert {bar for bar, _ in BARRED} == {clause.id for clause in OUTSIDE_THE_TRIAL}


UNKNOWN: list[tuple[str, dict[str, Any], Status]] = [
    ("primary", {"primary": None}, Status.NEEDS_DATA),
    ("tissue_diagnosis", {"tissue_diagnosis": None}, Status.AFTER),
    ("cord_displaced", {"cord_displaced": None}, Status.NEEDS_DATA),
    ("cord_compression_symptoms", {"deficit": None, "lesions": None, "ambulatory": False}, Status.AFTER),
    ("single_area", {"single_area": None}, Status.NEEDS_DATA),
    ("life_expectancy", {"months": None}, Status.NEEDS_DATA),
    ("paraplegia", {"ambulatory": None}, Status.AFTER),
    ("surgical_candidate", {"surgical_candidate": None}, Status.AFTER),
    ("prior_radiotherapy_at_level", {"prior_radiotherapy_at_level": None}, Status.AFTER),
    (
        "cumulative_dose_cleared",
        {"prior_radiotherapy_at_level": True},
        Status.AFTER,
    ),
]


@pytest.mark.parametrize(("fact", "changes", "status"), UNKNOWN)
def test_each_criterion_that_is_not_known_is_named(fact: str, changes: dict[str, Any], status: Status) -> None:
    answer = ask(SURGERY, person(**changes))
    assert fact in answer.missing
    assert answer.status is status


def test_of_a_bare_record_every_criterion_is_named_at_once() -> None:
    answer = ask(SURGERY, bg.Patient(neurology=bg.Neurology(cord_compression="confirmed")))
    assert answer.status is Status.NEEDS_DATA
    named = {"primary", "tissue_diagnosis", "cord_displaced", "single_area", "life_expectancy", "surgical_candidate"}
    assert named <= set(answer.missing)


@pytest.mark.parametrize("primary", ["lymphoma", *sorted(PLASMA_CELL_DISORDERS)])
def test_an_unstable_spine_is_for_surgery_however_sensitive_the_tumour(primary: str) -> None:
    stable, unstable = (
        ask(SURGERY, person(primary, spinal_instability_suspected=found, lesions=None, suspicious_spinal_pain=True))
        for found in (False, True)
    )
    assert "radiosensitive" in known(stable)
    assert "radiosensitive" not in known(unstable)
    assert unstable.status is Status.RECOMMENDED
    assert "instability" in reasons(unstable, favours=True)


@pytest.mark.parametrize(
    ("hours", "status"),
    [(48, Status.RECOMMENDED), (48 + STEP, Status.NOT_RECOMMENDED), (48 - STEP, Status.RECOMMENDED)],
)
def test_paraplegia_of_48_hours_itself_is_within_the_trial(hours: float, status: Status) -> None:
    patient = person(paraplegia=True, ambulatory=None, paraplegia_duration=Q(hours, "hour"))
    assert ask(SURGERY, patient).status is status


@pytest.mark.parametrize(
    ("days", "status"),
    [
        (0, Status.RECOMMENDED),
        (1, Status.RECOMMENDED),
        (2, Status.AFTER),
        (3, Status.AFTER),
        (4, Status.NOT_RECOMMENDED),
    ],
)
def test_a_day_of_onset_leaves_the_hour_open(days: int, status: Status) -> None:
    patient = person(paraplegia=True, ambulatory=None, paraplegia_onset=ON - timedelta(days=days))
    assert ask(SURGERY, patient).status is status


# ---- the schedule

ONCE, FIVE, TEN = "8 Gy in 1 fraction", "20 Gy in 5 fractions", "30 Gy in 10 fractions"


@pytest.mark.parametrize(
    ("months", "ecog", "expected"),
    [
        (1, 1, ONCE),
        (3 - STEP, 1, ONCE),
        (3, 1, FIVE),
        (3 + STEP, 1, FIVE),
        (6 - STEP, 2, FIVE),
        (6, 2, TEN),
        (6 + STEP, 0, TEN),
        (24, 2, TEN),
        (24, 3, ONCE),
        (4, 3, ONCE),
        (4, 4, ONCE),
        (None, 3, ONCE),
        (1, None, ONCE),
    ],
)
def test_the_outlook_decides_between_the_listed_schedules(
    months: float | None, ecog: int | None, expected: str
) -> None:
    answer = ask(RAYS, not_surgical(months=months, ecog=ecog))
    assert schedule(answer) == f"{expected}, conventional"
    others = {str(a.regimen) for a in answer.alternatives}
    assert expected not in others
    assert others <= {ONCE, FIVE, "16 Gy in 2 fractions"}


@pytest.mark.parametrize(
    ("months", "ecog", "missing"),
    [(None, 1, {"life_expectancy"}), (12, None, {"ecog"}), (None, None, {"life_expectancy", "ecog"})],
)
def test_without_the_outlook_no_schedule_is_chosen(months: float | None, ecog: int | None, missing: set[str]) -> None:
    answer = ask(RAYS, not_surgical(months=months, ecog=ecog))
    assert (answer.status, answer.regimen) == (Status.NEEDS_DATA, None)
    assert missing <= set(answer.missing)


def test_between_3_and_6_months_performance_is_asked_for_beside_the_schedule() -> None:
    answer = ask(RAYS, not_surgical(months=4, ecog=None))
    assert (answer.status, schedule(answer)) == (Status.AFTER, f"{FIVE}, conventional")
    assert ids(answer.first) == {"performance"}


def test_an_outlook_across_an_edge_is_undecided() -> None:
    span = bg.LifeExpectancy(low=Q(2, "month"), high=Q(4, "month"))
    assert ask(RAYS, not_surgical(life_expectancy=span)).status is Status.NEEDS_DATA


def test_the_trials_are_told_where_they_speak() -> None:
    poor, middle, good = (ask(RAYS, not_surgical(months=months)) for months in (1, 4, 12))
    assert reasons(poor, favours=False) == {"scorad"}
    assert "motor-function" in reasons(poor, favours=True) & reasons(middle, favours=True)
    assert "retreatment" in reasons(good, favours=True)
    assert noted(poor, "RX-T6: from memory")
    assert noted(good, "under trial")
    assert all("10 Gy once was non-inferior" in " ".join(answer.notes) for answer in (poor, middle, good))
    assert noted(poor, "row MS-21: from memory")
    assert not noted(ask(RAYS, not_surgical(months=1), "US"), "MS-21")


@pytest.mark.parametrize(
    ("hours", "status"),
    [(24 - STEP, Status.RECOMMENDED), (24, Status.RECOMMENDED), (24 + STEP, Status.OPTION), (None, Status.RECOMMENDED)],
)
def test_after_24_hours_of_paraplegia_radiotherapy_is_one_option(hours: float | None, status: Status) -> None:
    duration = None if hours is None else Q(hours, "hour")
    answer = ask(RAYS, not_surgical(paraplegia=True, ambulatory=None, paraplegia_duration=duration))
    assert answer.status is status
    assert ("long-paraplegia" in known(answer)) is (status is Status.OPTION)


def test_an_unknown_earlier_dose_is_confirmed_first() -> None:
    answer = ask(RAYS, not_surgical(prior_radiotherapy_at_level=None))
    assert (answer.status, schedule(answer)) == (Status.AFTER, f"{FIVE}, conventional")
    assert ids(answer.first) == {"earlier-radiotherapy"}


def test_a_level_that_was_irradiated_goes_to_physics_before_any_schedule() -> None:
    answer = ask(RAYS, not_surgical(prior_radiotherapy_at_level=True))
    assert (answer.status, answer.regimen, answer.alternatives) == (Status.NEEDS_DATA, None, ())
    assert answer.missing[0] == "cumulative_dose_cleared"
    assert any("review by physics" in words for words in answer.to_measure)
    refused = ask(RAYS, not_surgical(prior_radiotherapy_at_level=True, cumulative_dose_cleared=False))
    assert (refused.status, ids(refused.contraindications)) == (Status.NOT_RECOMMENDED, {"earlier-dose"})


@pytest.mark.parametrize(
    ("site", "courses", "at_level", "cleared", "status"),
    [
        ("T7", 1, None, None, Status.NEEDS_DATA),
        ("T7", 1, None, False, Status.NOT_RECOMMENDED),
        ("T7", 1, None, True, Status.RECOMMENDED),
        ("T7", 1, True, None, Status.NEEDS_DATA),
        ("T7", 1, False, None, Status.RECOMMENDED),
        ("T7", 0, None, None, Status.AFTER),
        ("T7", None, None, None, Status.AFTER),
        ("femur", 1, None, None, Status.AFTER),
    ],
)
def test_an_earlier_course_to_a_lesion_of_the_spine_may_have_reached_the_level(
    site: str, courses: int | None, at_level: bool | None, cleared: bool | None, status: Status
) -> None:
    given = bg.RadiotherapyCourse(dose_per_fraction=Q(4, "Gy"), fractions=5)
    lesion = bg.Lesion(site=site, radiotherapy=None if courses is None else [given] * courses)
    answer = ask(
        RAYS,
        not_surgical(
            months=12, lesions=[lesion], prior_radiotherapy_at_level=at_level, cumulative_dose_cleared=cleared
        ),
    )
    assert answer.status is status
    if status is Status.NEEDS_DATA:
        named = {"cumulative_dose_cleared"} | ({"prior_radiotherapy_at_level"} if at_level is None else set())
        assert named <= set(answer.missing)
        assert answer.regimen is None
    if status is Status.RECOMMENDED:
        # Not the schedule that is on no list for irradiating again, unless the level is ruled out.
        assert schedule(answer) == f"{TEN if at_level is False else FIVE}, conventional"


@pytest.mark.parametrize(("months", "expected"), [(1, ONCE), (4, FIVE), (12, FIVE)])
def test_once_cleared_a_listed_schedule_for_irradiating_again_stands(months: float, expected: str) -> None:
    cleared = not_surgical(months=months, prior_radiotherapy_at_level=True, cumulative_dose_cleared=True)
    answer = ask(RAYS, cleared)
    assert (answer.status, schedule(answer)) == (Status.RECOMMENDED, f"{expected}, conventional")
    assert noted(answer, "30 Gy in 10 is not among them")
    assert not {"16 Gy in 2 fractions", TEN} & {str(a.regimen) for a in answer.alternatives}


@pytest.mark.parametrize(
    ("gray", "count", "listed"),
    [
        (Q(8, "Gy"), 1, True),
        (Q(8, "Gy"), 2, True),
        (Q(400, "cGy"), 5, True),
        (Q(3, "Gy"), 10, True),
        (Q(4, "Gy"), 6, False),
        (Q(10, "Gy"), 1, False),
        (Q(2.5, "Gy"), 8, False),
        (Q(20, "Gy"), 1, False),
    ],
)
def test_what_is_on_the_list(gray: bg.Quantity, count: int, *, listed: bool) -> None:
    regimen = bg.RadiotherapyRegimen(dose_per_fraction=gray, fractions=count)
    assert (outside_the_list(regimen) is None) is listed


# ---- fever and sudden pain


def count(value: float, low: float | None = 2.0, comparator: Any = None) -> bg.Labs:
    limit = None if low is None else Q(low, "10*9/L")
    return bg.Labs(neutrophils=bg.Observation(value=Q(value, "10*9/L"), low=limit, comparator=comparator))


def feverish(labs: bg.Labs, days: int | None) -> bg.Assessment:
    doses = [] if days is None else [bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=days))]
    return assess(clean(symptoms=bg.Symptoms(febrile=True), labs=labs, bone_agent_doses=doses))


@pytest.mark.parametrize(
    ("labs", "days", "status"),
    [
        (bg.Labs(), None, Status.RECOMMENDED),
        (bg.Labs(), 4, Status.RECOMMENDED),
        (bg.Labs(), 3, Status.NEEDS_DATA),
        (bg.Labs(), 0, Status.NEEDS_DATA),
        (count(4), 3, Status.NOT_APPLICABLE),
        (count(4), 4, Status.RECOMMENDED),
        (count(0.4), 1, Status.RECOMMENDED),
        (count(2.0), 1, Status.NOT_APPLICABLE),
        (count(1.99), 1, Status.RECOMMENDED),
        # Without the limit of the laboratory, what is low or is not by any limit still counts.
        (count(0.4, low=None), 1, Status.RECOMMENDED),
        (count(0.5, low=None), 1, Status.RECOMMENDED),
        (count(0.51, low=None), 1, Status.NEEDS_DATA),
        (count(2.49, low=None), 1, Status.NEEDS_DATA),
        (count(2.5, low=None), 1, Status.NOT_APPLICABLE),
        (count(0.5, low=None, comparator="<"), 1, Status.RECOMMENDED),
        (count(0.6, low=None, comparator="<="), 1, Status.NEEDS_DATA),
        (count(2.6, low=None, comparator="<"), 1, Status.NEEDS_DATA),
        (count(2.5, low=None, comparator=">"), 1, Status.NOT_APPLICABLE),
        (count(0.4, low=None, comparator=">="), 1, Status.NEEDS_DATA),
        (count(2.0, comparator="<"), 1, Status.RECOMMENDED),
        (count(3.0, comparator="<"), 1, Status.NEEDS_DATA),
        (count(3.0, comparator=">"), 1, Status.NOT_APPLICABLE),
        (count(1.0, comparator=">="), 1, Status.NEEDS_DATA),
        (bg.Labs(neutrophils=[]), 1, Status.NEEDS_DATA),
    ],
)
def test_fever_is_infection_until_an_early_one_has_enough_neutrophils(
    labs: bg.Labs, days: int | None, status: Status
) -> None:
    found = feverish(labs, days)
    assert found["fever"].status is status
    assert bool(found.red_flags) is (status is not Status.NOT_APPLICABLE)
    if status is Status.NEEDS_DATA:
        assert found["fever"].missing == ("neutrophils_low",)


@pytest.mark.parametrize(
    ("counted", "dosed", "value", "status"),
    [
        # Since the dose, and on the day itself.
        (0, 2, 4, Status.NOT_APPLICABLE),
        (1, 2, 4, Status.NOT_APPLICABLE),
        (2, 2, 4, Status.NEEDS_DATA),
        (3, 2, 4, Status.NEEDS_DATA),
        (180, 2, 4, Status.NEEDS_DATA),
        (0, 0, 4, Status.NOT_APPLICABLE),
        # A low count is looked into whenever it was taken.
        (180, 2, 0.4, Status.RECOMMENDED),
    ],
)
def test_a_normal_count_from_before_the_dose_says_nothing_of_a_fever(
    counted: int, dosed: int, value: float, status: Status
) -> None:
    taken = bg.Observation(value=Q(value, "10*9/L"), low=Q(2, "10*9/L"), on=ON - timedelta(days=counted))
    assert feverish(bg.Labs(neutrophils=taken), dosed)["fever"].status is status


@pytest.mark.parametrize(
    ("facts", "known"),
    [
        ({}, True),
        ({"bone_agent_doses": [bg.BoneAgentDose(drug="denosumab", on=ON)]}, True),
        ({"bone_agent_doses": [bg.BoneAgentDose(drug="pamidronate", on=ON - timedelta(days=3))]}, False),
        ({"bone_agent_doses": [bg.BoneAgentDose(drug="pamidronate", on=ON - timedelta(days=4))]}, True),
        ({"radionuclide_doses": [bg.RadionuclideDose(drug="samarium-153", on=ON)]}, False),
        ({"medications": [bg.Medication(drug="docetaxel", last_given=ON - timedelta(days=3))]}, False),
        ({"medications": [bg.Medication(drug="docetaxel", last_given=ON - timedelta(days=4))]}, True),
        ({"medications": [bg.Medication(drug="docetaxel")]}, True),
        ({"medications": [bg.Medication(drug="goserelin", last_given=ON)]}, True),
    ],
)
def test_a_normal_count_is_one_of_this_fever_for_three_days(facts: dict[str, Any], *, known: bool) -> None:
    def low(days: int) -> object:
        taken = bg.Observation(value=Q(4, "10*9/L"), low=Q(2, "10*9/L"), on=ON - timedelta(days=days))
        patient = clean(labs=bg.Labs(neutrophils=taken), **facts)
        return Snapshot(Context(patient=patient, on=ON)).value(NEUTROPHILS_LOW)

    assert (low(3), low(4)) == (False if known else None, None)


def test_sudden_pain_is_a_flag_that_names_its_row() -> None:
    patient = clean(symptoms=bg.Symptoms(sudden_severe_bone_pain=True))
    [flag] = assess(patient).red_flags
    assert (flag.id, flag.status) == ("sudden-bone-pain", Status.RECOMMENDED)
    assert noted(flag, "row RED-06: from memory")


@pytest.mark.parametrize(
    ("site", "changes", "flagged"),
    [
        ("femoral shaft", {"impending_fracture": True}, True),
        ("femoral shaft", {"impending_fracture": False}, False),
        ("femoral shaft", {"mirels": 7}, False),
        ("femoral shaft", {"mirels": 8}, False),
        ("femoral shaft", {"mirels": 9}, True),
        ("humerus", {"mirels": 9}, True),
        ("femoral shaft", {"mirels": 9, "painful": True}, True),
        ("femoral shaft", {"pathological_fracture": True}, True),
        ("femoral shaft", {"pathological_fracture": False, "mirels": 8, "painful": True}, False),
        ("femoral shaft", {}, False),
        ("femoral shaft", {"impending_fracture": True, "operated_on": ON - timedelta(days=3)}, False),
        ("acetabulum", {"pathological_fracture": True}, True),
        ("acetabulum", {"pathological_fracture": True, "weight_bearing": False}, False),
        ("pubis", {"impending_fracture": True}, True),
        ("rib", {"pathological_fracture": True}, False),
        ("rib", {"pathological_fracture": True, "weight_bearing": True}, True),
        ("L3", {"pathological_fracture": True, "weight_bearing": True}, False),
        ("T7", {"impending_fracture": True}, False),
        ("sacrum", {"pathological_fracture": True, "weight_bearing": True}, False),
    ],
)
def test_a_bone_that_is_broken_or_about_to_break_is_a_flag(
    site: str, changes: dict[str, Any], *, flagged: bool
) -> None:
    found = assess(clean(lesions=[bg.Lesion(site="rib"), bg.Lesion(site=site, **changes)]))
    assert [flag.id for flag in found.red_flags] == (["fracture"] if flagged else [])
    if flagged:
        [flag] = found.red_flags
        assert flag.status is Status.RECOMMENDED
        assert "before radiotherapy" in flag.action
        assert "weight is kept off" in flag.action
        assert noted(flag, "from memory, not verified")


def test_a_fracture_stated_of_the_person_is_a_flag_too() -> None:
    for stated, flags in ((True, ["fracture"]), (False, [])):
        found = assess(bg.Patient(findings={"unfixed_fracture": stated}))
        assert [flag.id for flag in found.red_flags] == flags


def test_red_flags_stand_first() -> None:
    sick = bg.Symptoms(febrile=True, sudden_severe_bone_pain=True)
    found = assess(person(suspicious_spinal_pain=True, symptoms=sick))
    flags = [CONFIRMED, "sudden-bone-pain", "fever"]
    assert [flag.id for flag in found.red_flags] == flags
    assert [*found][: len(flags)] == flags
    assert {SURGERY, RAYS} <= set([*found][len(flags) :])


# ---- what decides already, and what is known already


@pytest.mark.parametrize("ecog", [None, 1, 3])
def test_a_short_outlook_decides_without_the_performance(ecog: int | None) -> None:
    answer = ask(RAYS, not_surgical(months=2, ecog=ecog, paraplegia=False))
    assert (answer.status, schedule(answer), answer.first) == (Status.RECOMMENDED, f"{ONCE}, conventional", ())


@pytest.mark.parametrize(
    ("before", "cleared", "expected"),
    [
        (None, None, {"earlier-radiotherapy"}),
        (True, None, {"cumulative-dose"}),
        (True, False, {"cumulative-dose"}),
        (True, True, set()),
        (False, None, set()),
    ],
)
def test_what_is_known_of_an_earlier_course_is_not_asked_again(
    before: bool | None, cleared: bool | None, expected: set[str]
) -> None:
    found = not_surgical(prior_radiotherapy_at_level=before, cumulative_dose_cleared=cleared)
    assert ids(ask(RAYS, found).first) == expected


@pytest.mark.parametrize(("primary", "status"), [("giant cell tumour of bone", False), ("lung", True), (None, True)])
def test_a_tumour_of_bone_itself_is_no_metastasis(primary: Any, *, status: bool) -> None:
    answer = ask(RAYS, not_surgical(primary=primary))
    assert (answer.status is not Status.NOT_APPLICABLE) is status


@pytest.mark.parametrize(("age", "warned"), [(17.9, True), (18, False)])
def test_a_child_is_treated_with_a_warning(age: float, *, warned: bool) -> None:
    answer = ask(RAYS, not_surgical(age=Q(age, "year")))
    assert answer.status is Status.RECOMMENDED
    assert ("under-18" in known(answer)) is warned


@pytest.mark.parametrize("operated", [True, False])
def test_the_score_of_a_lesion_that_was_operated_on_is_past(*, operated: bool) -> None:
    lesion = bg.Lesion(
        site="L1", sins=14, kind="myeloma", operated_on=TOMORROW - timedelta(days=200) if operated else None
    )
    patient = person(
        primary="multiple myeloma",
        months=12,
        lesions=[lesion, bg.Lesion(site="T6", sins=4, kind="myeloma")],
        spinal_instability_suspected=None,
    )
    answer = ask(SURGERY, patient)
    assert answer.status is (Status.NOT_RECOMMENDED if operated else Status.RECOMMENDED)


# ---- what a detail says by itself


@pytest.mark.parametrize(
    ("facts", "flag"),
    [
        ({"confirmed_on": ON}, CONFIRMED),
        ({"deficit_onset": ON}, SUSPECTED),
        ({"paraplegia_duration": Q(30, "hour")}, SUSPECTED),
        ({"paraplegia_onset": ON}, SUSPECTED),
        ({"paraplegia": True}, SUSPECTED),
        ({"cord_displaced": True}, SUSPECTED),
        ({"root_or_cauda_only": True}, SUSPECTED),
        ({"cord_displaced": True, "cord_compression": "confirmed"}, CONFIRMED),
        ({"cord_displaced": True, "cord_compression": "excluded"}, None),
        ({"root_or_cauda_only": True, "cord_compression": "excluded"}, None),
        ({"cord_displaced": False}, None),
        ({"root_or_cauda_only": False}, None),
        ({"paraplegia": False}, None),
        ({"whole_spine_mri_on": ON}, None),
        ({}, None),
    ],
)
def test_a_detail_of_compression_says_that_there_is_one(facts: dict[str, Any], flag: str | None) -> None:
    sore = bg.Lesion(site="T7", painful=True, sins=5, radiotherapy=[])
    patient = clean(neurology=bg.Neurology(**facts), lesions=[sore])
    flags = [found.id for found in assess(patient).red_flags]
    assert flags == ([] if flag is None else [flag])
    local = bg.guidelines.radiotherapy(patient, on=ON, jurisdiction="UK")["palliative-radiotherapy@T7"]
    expected = {None: Status.RECOMMENDED, SUSPECTED: Status.WITHHOLD, CONFIRMED: Status.NOT_APPLICABLE}
    assert local.status is expected[flag]


@pytest.mark.parametrize(
    ("facts", "late"),
    [
        ({"paraplegia_duration": Q(24, "hour")}, {}),
        ({"paraplegia_duration": Q(24 + STEP, "hour")}, {"long-paraplegia": True}),
        ({"paraplegia_onset": ON}, {}),
        # It may have begun late on that day, or early.
        ({"paraplegia_onset": ON - timedelta(days=2)}, {}),
        ({"paraplegia_onset": ON - timedelta(days=3)}, {"long-paraplegia": True}),
    ],
)
def test_how_long_paraplegia_has_lasted_says_that_it_is_there(facts: dict[str, Any], late: dict[str, bool]) -> None:
    answer = ask(RAYS, not_surgical(ambulatory=None, deficit=None, **facts))
    assert {caution.id: caution.known for caution in answer.cautions} == late


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"paraplegia": True}, "recommended"),
        ({"paraplegia": False}, "not-applicable"),
        ({"paraplegia_duration": 0.0}, "recommended"),
        ({"paraplegia_duration": None}, "not-applicable"),
        ({"cord_displaced": True}, "recommended"),
        ({"root_or_cauda_only": True}, "recommended"),
        ({"epidural_grade": "2"}, "recommended"),
        ({"epidural_grade": "1c"}, "not-applicable"),
        ({"cord_displaced": True, "cord_compression": "excluded"}, "not-applicable"),
    ],
)
def test_in_columns_a_detail_of_compression_says_so_too(row: dict[str, Any], status: str) -> None:
    units = {"paraplegia_duration": "hour"} if "paraplegia_duration" in row else {}
    assert in_columns(CORD, row, units)["suspected_cord_compression_status"] == status


# ---- a pregnancy, an infection, days to live


@pytest.mark.parametrize(
    ("changes", "cautions"),
    [
        ({"pregnant": True}, {"pregnancy": True}),
        ({"pregnant": False}, {}),
        ({"pregnant": None}, {}),
        ({"conditions": {"sepsis": True}}, {"infection": True}),
        ({"conditions": {"systemic_infection": True}}, {"infection": True}),
        ({"conditions": {"sepsis": None, "systemic_infection": None}}, {}),
    ],
)
def test_pregnancy_and_infection_are_a_caution_and_no_bar(changes: dict[str, Any], cautions: dict[str, bool]) -> None:
    facts = {"sex": "female", "age": Q(34, "year"), "pregnant": False, **changes}
    facts["conditions"] = attrs.evolve(CONDITIONS, **changes.get("conditions", {}))
    answer = ask(RAYS, not_surgical(**facts))
    assert answer.status is Status.RECOMMENDED
    assert {caution.id: caution.known for caution in answer.cautions if caution.known} == cautions


@pytest.mark.parametrize(
    ("outlook", "short"),
    [
        (Q(3, "day"), True),
        (Q(27, "day"), True),
        (Q(28, "day"), False),
        (Q(29, "day"), False),
        (bg.LifeExpectancy(low=Q(27, "day"), high=Q(28, "day")), False),
    ],
)
def test_with_weeks_to_live_radiotherapy_is_an_option_beside_supportive_care(outlook: Any, *, short: bool) -> None:
    answer = ask(RAYS, not_surgical(life_expectancy=outlook))
    assert (answer.status, schedule(answer)) == (
        Status.OPTION if short else Status.RECOMMENDED,
        "8 Gy in 1 fraction, conventional",
    )
    assert [caution.id for caution in answer.cautions] == (["very-poor-outlook"] if short else [])
    if short:
        assert {s.verified.value for s in answer.cautions[0].sources} == {"memory", "derived"}


def test_who_is_dying_has_no_recommendation_of_radiotherapy() -> None:
    dying = attrs.evolve(CONDITIONS, imminently_dying=True)
    answer = ask(RAYS, not_surgical(months=None, conditions=dying))
    assert (answer.status, ids(answer.cautions)) == (Status.OPTION, {"very-poor-outlook"})


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"sins": 12}, Status.NOT_APPLICABLE),
        ({"sins": 13}, Status.RECOMMENDED),
        ({"sins": 15}, Status.RECOMMENDED),
        ({}, Status.NOT_APPLICABLE),
        ({"sins": 13, "surgeon_consulted": True}, Status.NOT_APPLICABLE),
        ({"sins": 13, "surgeon_consulted": False}, Status.RECOMMENDED),
        ({"sins": 13, "operated_on": ON}, Status.NOT_APPLICABLE),
    ],
)
@pytest.mark.parametrize("painful", [True, False, None])
def test_an_unstable_spine_is_a_surgeons_question_with_or_without_pain(
    painful: bool | None, changes: dict[str, Any], status: Status
) -> None:
    found = assess(clean(lesions=[bg.Lesion(site="T12", painful=painful, **changes)]))
    assert found["unstable-spine"].status is status
    # No source that was seen names a time for it.
    assert [flag.id for flag in found.red_flags] == []
