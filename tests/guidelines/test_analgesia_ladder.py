"""Bands of pain, the old ladder with WHO 2018 beside it, and pain that is held."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.calculators.pain_band import PainScheme, pain_band
from boneguide.errors import InvalidPatientError
from boneguide.guidelines import analgesia, sources
from boneguide.guidelines.analgesia import (
    LOW_DOSE_STRONG_OPIOID,
    MILD_PAIN,
    MODERATE_PAIN,
    PAIN_RELIEVED,
    PAIN_SCORE,
    SEVERE_PAIN,
)
from boneguide.guidelines.facts.pain import (
    PAIN_1_OR_MORE,
    PAIN_4_OR_MORE,
    PAIN_5_OR_MORE,
    PAIN_7_OR_MORE,
    PAIN_8_OR_MORE,
)
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.nodes import Fact, Value
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines.asking import ids, known, noted
from tests.guidelines.clean import ON, conditions, woman
from tests.guidelines.pains import applies, ask, drug, hurting, kidneys

BANDS = {"mild": MILD_PAIN, "moderate": MODERATE_PAIN, "severe": SEVERE_PAIN}
#: Each threshold with its fact.
THRESHOLDS = {
    1: PAIN_1_OR_MORE,
    4: PAIN_4_OR_MORE,
    5: PAIN_5_OR_MORE,
    7: PAIN_7_OR_MORE,
    8: PAIN_8_OR_MORE,
}


def bands(patient: bg.Patient) -> set[str]:
    return {rule.id for rule in BANDS.values()} & applies(patient)


def by(answer: bg.Recommendation, dispute: str) -> dict[str, str]:
    found = next(d for d in answer.disagreements if d.id == dispute)
    return {position.by: position.says for position in found.positions}


# ---- the score


@pytest.mark.parametrize("score", range(11))
def test_every_score_has_the_band_of_the_calculator(score: int) -> None:
    """Covers V01 at 2, V02 at 3, V04 at 5, V05 at 7 and V10 at 8."""
    band = pain_band(nrs=score, scheme="nccn_classic")
    assert bands(hurting(score)) == ({BANDS[band].id} if band in BANDS else set())


@pytest.mark.parametrize("score", [11, -1, 4.5, True])
def test_v08_a_score_is_a_whole_number_from_0_to_10(score: object) -> None:
    with pytest.raises(InvalidPatientError, match="whole number from 0 to 10"):
        bg.Pain(worst=score)  # type: ignore[arg-type]  # refused on purpose


@pytest.mark.parametrize(
    "patient",
    [
        woman(),
        woman(lesions=[bg.Lesion(site="L3", painful=True)]),
        bg.Patient(primary="multiple myeloma"),
        bg.Patient(lesions=[bg.Lesion(site="rib", painful=True)]),
    ],
)
def test_without_a_score_it_is_asked_for_and_no_step_is_named(patient: bg.Patient) -> None:
    answer = ask("analgesia-pain-score", patient)
    assert answer.status is Status.RECOMMENDED
    assert "scale from 0 to 10" in answer.action
    assert bands(patient) == set()


@pytest.mark.parametrize(
    "patient", [bg.Patient(), bg.Patient(primary="breast"), woman(lesions=[], bone_metastases=False)]
)
def test_nobody_is_asked_of_whom_no_disease_in_bone_is_on_record(patient: bg.Patient) -> None:
    assert applies(patient) == set()


@pytest.mark.parametrize("score", [0, 1, 10])
def test_a_score_is_asked_for_once(score: int) -> None:
    assert ask("analgesia-pain-score", hurting(score)).status is Status.NOT_APPLICABLE


def test_a_score_counts_whatever_else_is_on_record() -> None:
    assert bands(bg.Patient(pain=bg.Pain(worst=5))) == {MODERATE_PAIN.id}


@pytest.mark.parametrize(("score", "known"), [(10, True), (8, True), (7, False), (3, False)])
def test_the_pain_of_one_lesion_is_the_least_that_the_worst_can_be(score: int, known: bool) -> None:
    patient = woman(lesions=[bg.Lesion(site="rib", pain=score), bg.Lesion(site="L3")])
    facts = Snapshot(Context(patient=patient, on=ON))
    assert truth(PAIN_8_OR_MORE, facts) is (Truth.TRUE if known else Truth.UNKNOWN)
    assert truth(PAIN_1_OR_MORE, facts) is Truth.TRUE
    assert bands(patient) == ({SEVERE_PAIN.id} if score >= 7 else set())
    assert ("analgesia-pain-score" in applies(patient)) == (score < 7)


@pytest.mark.parametrize("points", THRESHOLDS)
def test_a_threshold_that_is_reached_means_every_lower_one_too(points: int) -> None:
    facts = Snapshot(values={THRESHOLDS[points]: True})
    for other, lower in THRESHOLDS.items():
        assert truth(lower, facts) is (Truth.TRUE if other <= points else Truth.UNKNOWN)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({PAIN_1_OR_MORE: False}, None),
        ({PAIN_1_OR_MORE: True, PAIN_4_OR_MORE: False}, MILD_PAIN),
        ({PAIN_4_OR_MORE: True, PAIN_7_OR_MORE: False}, MODERATE_PAIN),
        ({PAIN_8_OR_MORE: True}, SEVERE_PAIN),
        ({PAIN_4_OR_MORE: True}, None),
    ],
)
def test_thresholds_alone_name_the_band(said: dict[Fact, Value], rule: bg.Rule | None) -> None:
    facts = Snapshot(values=said)
    assert [r for r in BANDS.values() if truth(r.when, facts) is Truth.TRUE] == ([] if rule is None else [rule])


# ---- where schemes part


@pytest.mark.parametrize(("score", "disputed"), [(3, set()), (4, {"bands-at-4"}), (5, set()), (6, set())])
def test_schemes_part_at_4(score: int, disputed: set[str]) -> None:
    for answer in (ask("analgesia-moderate-pain", hurting(score)), ask("analgesia-mild-pain", hurting(score))):
        assert ids(answer.disagreements) - {"second-step"} <= disputed
    if disputed:
        assert disputed <= ids(ask("analgesia-moderate-pain", hurting(score)).disagreements)


@pytest.mark.parametrize(("score", "disputed"), [(7, {"bands-at-7"}), (8, set()), (10, set())])
def test_v05_schemes_part_at_7(score: int, disputed: set[str]) -> None:
    assert ids(ask("analgesia-severe-pain", hurting(score)).disagreements) == disputed


@pytest.mark.parametrize(("score", "rule"), [(4, "analgesia-moderate-pain"), (7, "analgesia-severe-pain")])
def test_what_the_schemes_are_said_to_say_is_what_the_calculator_says(score: int, rule: str) -> None:
    schemes: dict[str, PainScheme] = {
        "NCCN, older versions": "nccn_classic",
        "Serlin 1995, worst pain": "serlin1995",
        "Paul 2005, average pain from bone metastases": "paul2005",
        "ESMO 2009": "esmo2009",
    }
    said = by(ask(rule, hurting(score)), f"bands-at-{score}")
    assert said == {who: pain_band(nrs=score, scheme=scheme) for who, scheme in schemes.items()}


# ---- the steps


def test_v01_mild_pain() -> None:
    answer = ask("analgesia-mild-pain", hurting(2))
    assert answer.status is Status.OPTION
    assert "Paracetamol, an anti-inflammatory drug or both" in answer.action
    assert {"paracetamol", "nsaid"} <= applies(hurting(2))
    assert not {"codeine", "tramadol", "dihydrocodeine", "low-dose-strong-opioid"} & applies(hurting(2))


def test_v04_moderate_pain_has_two_ways() -> None:
    patient = hurting(5)
    answer = ask("analgesia-moderate-pain", patient)
    assert answer.status is Status.RECOMMENDED
    assert "a weak opioid" in answer.action
    assert "30 mg in 24 hours at most" in answer.action
    assert {"codeine", "tramadol", "dihydrocodeine", "low-dose-strong-opioid"} <= applies(patient)
    low = ask("low-dose-strong-opioid", patient)
    unlisted = ask("low-dose-strong-opioid", attrs.evolve(patient, medications=None))
    assert unlisted.status is Status.AFTER
    assert {task.id for task in unlisted.first} == {"no-strong-opioid"}
    assert low.status is Status.OPTION
    assert {s.reference for s in low.sources} >= {sources.BANDIERI_2016, sources.ESMO_PAIN_2018}
    assert by(answer, "second-step").keys() == {"WHO 1996", "ESMO 2018", "Bandieri 2016"}


def test_whoever_takes_a_strong_opioid_is_past_the_low_dose() -> None:
    low = {"codeine", "tramadol", "dihydrocodeine", "low-dose-strong-opioid"}
    assert not low & applies(hurting(5, medications=drug("morphine")))
    assert low <= applies(hurting(5, medications=drug("codeine")))
    assert low <= applies(hurting(5, medications=None))


@pytest.mark.parametrize("score", [7, 8, 10])
def test_v10_severe_pain_skips_the_lower_steps(score: int) -> None:
    answer = ask("analgesia-severe-pain", hurting(score))
    assert answer.status is Status.RECOMMENDED
    assert "Nobody in severe pain is taken through the lower steps first" in answer.action
    assert answer.reasons_for[0].grade.value == "evidence-based, benefit outweighs harm, moderate, strong"
    assert noted(answer, "alone or together")
    assert {"paracetamol", "nsaid"} <= applies(hurting(score))


@pytest.mark.parametrize("rule", BANDS.values(), ids=lambda rule: rule.id)
def test_every_step_is_called_a_legacy_teaching_tool(rule: bg.Rule) -> None:
    assert any("legacy teaching tool (WHO 1986/1996 ladder)" in note.says for note in rule.notes)
    assert any("WHO 2018 names four principles" in note.says for note in rule.notes)
    assert any(s.reference is sources.THE_ARTICLE and s.rows == ("A06",) for s in rule.sources)
    assert {s.reference for s in rule.sources} >= {sources.WHO_LADDER, sources.WHO_2018}


@pytest.mark.parametrize("rule", [PAIN_SCORE, *BANDS.values()], ids=lambda rule: rule.id)
def test_red_flags_stay_first(rule: bg.Rule) -> None:
    assert not rule.urgent
    assert any("Red flags come first" in note.says for note in rule.notes)


def test_the_bands_that_were_not_seen_are_said_to_be_remembered() -> None:
    for rule in BANDS.values():
        (note,) = [n for n in rule.notes if n.id == "other-schemes"]
        assert "remembered to print 4 to 7 and 8 to 10" in note.says
        assert {s.verified for s in note.sources if "LAD-08" in s.rows} == {bg.Verification.MEMORY}


@pytest.mark.parametrize("place", [*JURISDICTIONS, None])
def test_the_steps_are_the_same_everywhere(place: Jurisdiction | None) -> None:
    answer = analgesia(hurting(5), on=ON, jurisdiction=place)["analgesia-moderate-pain"]
    assert answer.status is Status.RECOMMENDED
    assert answer.by_jurisdiction == {}


# ---- pain that is held


@pytest.mark.parametrize("score", [0, 1, 3])
def test_v07_little_pain_on_a_stable_opioid_keeps_the_dose(score: int) -> None:
    morphine = bg.Medication(drug="morphine", daily_dose=Q(60, "mg"))
    answer = ask("analgesia-pain-relieved", hurting(score, medications=[morphine]))
    assert answer.status is Status.RECOMMENDED
    assert "A pain of 0 to 3 is no reason to raise it." in answer.action
    assert "The effective dose is kept" in answer.action
    assert bands(hurting(0, medications=[morphine])) == set()


@pytest.mark.parametrize(
    ("score", "taken"), [(4, drug("morphine")), (None, drug("morphine")), (0, []), (3, drug("ibuprofen")), (0, None)]
)
def test_nothing_is_kept_where_there_is_pain_or_no_opioid(score: int | None, taken: list[bg.Medication] | None) -> None:
    assert ask(PAIN_RELIEVED.id, hurting(score, medications=taken)).status is Status.NOT_APPLICABLE


def test_low_dose_is_no_more_than_was_tried() -> None:
    assert "no more than 30 mg in 24 hours" in LOW_DOSE_STRONG_OPIOID.action
    assert LOW_DOSE_STRONG_OPIOID.sources[0].verified is bg.Verification.PRIMARY


@pytest.mark.parametrize(
    ("changes", "status", "found"),
    [
        ({}, Status.OPTION, set()),
        ({"allergies": ["morphine"]}, Status.CONTRAINDICATED, {"hypersensitivity"}),
        ({"labs": kidneys(2.2)}, Status.OPTION, set()),
        ({"labs": kidneys(2.3)}, Status.NOT_RECOMMENDED, {"weak-kidneys"}),
        ({"conditions": conditions(severe_hepatic_impairment=True)}, Status.OPTION, {"weak-liver"}),
        ({"medications": drug("diazepam")}, Status.OPTION, {"sedatives"}),
        ({"labs": kidneys(None)}, Status.NEEDS_DATA, set()),
    ],
)
def test_what_stands_against_morphine_stands_against_little_of_it(
    changes: dict[str, Any], status: Status, found: set[str]
) -> None:
    answer = ask("low-dose-strong-opioid", hurting(5, **changes))
    assert answer.status is status
    assert known(answer) == found


# ---- pain under a strong opioid


@pytest.mark.parametrize(
    ("score", "taken", "applies_here"),
    [
        (3, drug("morphine"), set()),
        (4, drug("morphine"), {"analgesia-on-strong-opioid"}),
        (6, drug("oxycodone"), {"analgesia-on-strong-opioid"}),
        (7, drug("morphine"), {"analgesia-on-strong-opioid", "analgesia-severe-pain"}),
        (6, drug("codeine"), {"analgesia-moderate-pain"}),
        (7, drug("codeine"), {"analgesia-severe-pain"}),
        (5, None, {"analgesia-moderate-pain"}),
        (None, drug("morphine"), set()),
    ],
)
def test_nobody_on_a_strong_opioid_is_told_to_take_a_weak_one(
    score: int | None, taken: list[bg.Medication] | None, applies_here: set[str]
) -> None:
    steps = {"analgesia-moderate-pain", "analgesia-severe-pain", "analgesia-on-strong-opioid"}
    assert applies(hurting(score, medications=taken)) & steps == applies_here


def test_under_a_strong_opioid_the_regular_dose_is_titrated() -> None:
    answer = ask("analgesia-on-strong-opioid", hurting(6, medications=drug("morphine")))
    assert answer.status is Status.RECOMMENDED
    assert "regular dose is looked at and titrated" in answer.action
    assert "25 to 50 %" in str(answer.reasons_for[0])
    assert noted(answer, "50 to 100 % more")
    assert {"LAD-29", "STR-07", "STR-08", "STR-09", "STR-10"} <= {r for s in answer.sources for r in s.rows}


# ---- pain under a weak opioid

UNHELD = bg.Pain(worst=3, background_controlled=False)
CODEINE = bg.Medication(drug="codeine", route="oral", daily_dose=Q(120, "mg"))


@pytest.mark.parametrize(
    ("pain", "changes", "said"),
    [
        (UNHELD, {}, True),
        (bg.Pain(background_controlled=False), {}, True),
        (bg.Pain(worst=0, breakthrough_episodes_in_24_hours=5), {}, True),
        (bg.Pain(worst=3, breakthrough_episodes_in_24_hours=4), {}, False),
        (bg.Pain(worst=3, background_controlled=True), {}, False),
        (bg.Pain(worst=3), {}, False),
        (bg.Pain(worst=3), {"conditions": conditions(opioid_not_tolerated=True)}, True),
        (bg.Pain(worst=3), {"conditions": conditions(cannot_swallow=True)}, True),
        (UNHELD, {"medications": drug("tramadol")}, True),
        (UNHELD, {"medications": drug("codeine", "morphine")}, False),
        (UNHELD, {"medications": []}, False),
        (UNHELD, {"medications": None}, False),
        # From 4 up the steps say what comes next.
        (bg.Pain(worst=4, background_controlled=False), {}, False),
        (bg.Pain(worst=7, background_controlled=False), {}, False),
    ],
)
def test_under_a_weak_opioid_that_does_not_hold_something_is_said(
    pain: bg.Pain, changes: dict[str, Any], *, said: bool
) -> None:
    patient = hurting(pain=pain, **{"medications": [CODEINE], **changes})
    assert ("analgesia-on-weak-opioid" in applies(patient)) is said
    assert not said or "analgesia-pain-relieved" not in applies(patient)


def test_a_weak_opioid_is_raised_to_its_ceiling_at_most() -> None:
    answer = ask("analgesia-on-weak-opioid", hurting(pain=UNHELD, medications=[CODEINE]))
    assert answer.status is Status.RECOMMENDED
    assert noted(answer, "codeine 240 mg, tramadol 400 mg, dihydrocodeine 240 mg")
    assert not noted(answer, "it is not raised")
    weak = ask("analgesia-on-weak-opioid", hurting(pain=UNHELD, medications=[CODEINE], labs=kidneys(2.3)))
    assert noted(weak, "it is not raised")
    assert ask("analgesia-on-weak-opioid", hurting(pain=UNHELD, medications=[CODEINE], age=Q(17.9, "year"))).status is (
        Status.NOT_RECOMMENDED
    )


@pytest.mark.parametrize("name", ["codeine", "tramadol", "dihydrocodeine"])
@pytest.mark.parametrize("allergic", [True, False])
def test_a_weak_opioid_that_is_taken_in_spite_of_an_allergy_is_not_kept(name: str, *, allergic: bool) -> None:
    patient = hurting(2, medications=drug(name), labs=kidneys(0.7), allergies=[name] if allergic else [])
    assert (ask(name, patient).status is Status.CONTRAINDICATED) is allergic
    assert ("analgesia-pain-relieved" in applies(patient)) is not allergic


# ---- what is not asked where nothing hurts


def test_what_is_on_record_counts_whatever_the_score() -> None:
    pain = bg.Pain(worst=0, crisis=True, breakthrough=True, breakthrough_episodes_in_24_hours=5)
    found = applies(hurting(pain=pain, medications=drug("morphine")))
    assert {"intravenous-morphine-titration", "analgesia-on-strong-opioid", "rapid-onset-fentanyl"} <= found


@pytest.mark.parametrize(("grams", "asked"), [(None, False), (0.5, True)])
def test_who_takes_no_paracetamol_and_has_no_pain_is_not_weighed_for_it(grams: float | None, *, asked: bool) -> None:
    listed = [] if grams is None else [bg.Medication(drug="paracetamol", daily_dose=Q(grams, "g"))]
    patient = hurting(0, medications=listed, weight=None, conditions=bg.Conditions())
    for rule in ("paracetamol-low-weight", "paracetamol-reduced"):
        answer = ask(rule, patient)
        assert answer.status is Status.NOT_APPLICABLE
        assert bool({"weight", "alcohol_excess", "malnutrition"} & set(answer.missing)) is asked
