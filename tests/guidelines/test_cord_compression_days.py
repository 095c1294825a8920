"""Which imaging explains which sign: the days of signs, imaging and treatment, each edge, and each of them missing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Status
from tests.guidelines.asking import ids, noted
from tests.guidelines.clean import CONDITIONS, ON, clean
from tests.guidelines.cord import assess

SUSPECTED = "suspected-cord-compression"


def ago(days: int | None) -> date | None:
    return None if days is None else ON - timedelta(days=days)


def found(*, begun: bool | None = False, **facts: Any) -> bg.Patient:
    """Return a person with these findings, and nothing else of compression on record."""
    conditions = attrs.evolve(CONDITIONS, cord_compression_treatment_begun=begun)
    return clean(neurology=bg.Neurology(**facts), conditions=conditions)


# ---- signs of which nobody said when they began


@pytest.mark.parametrize(
    ("imaged", "suspected"), [(0, False), (6, False), (7, False), (8, True), (400, True), (None, False)]
)
def test_old_imaging_that_excluded_compression_does_not_explain_signs_without_a_day(
    imaged: int | None, *, suspected: bool
) -> None:
    answer = assess(found(deficit=True, cord_compression="excluded", whole_spine_mri_on=ago(imaged)))[SUSPECTED]
    assert (answer.status is Status.RECOMMENDED) is suspected
    assert ("whole-spine-mri" in ids(answer.monitor)) is suspected


@pytest.mark.parametrize("compression", ["suspected", None])
@pytest.mark.parametrize(("imaged", "asked"), [(7, False), (8, True), (400, True), (None, True)])
def test_old_imaging_is_asked_for_again_while_compression_is_suspected(
    compression: Any, imaged: int | None, *, asked: bool
) -> None:
    answer = assess(found(deficit=True, cord_compression=compression, whole_spine_mri_on=ago(imaged)))[SUSPECTED]
    assert answer.status is Status.RECOMMENDED
    assert ("whole-spine-mri" in ids(answer.monitor)) is asked
    rows = {row for source in answer.sources for row in source.rows if source.verified.value == "derived"}
    assert {"MS-01", "MS-02"} <= rows


@pytest.mark.parametrize("imaged", [7, 8, 400])
def test_old_imaging_that_confirmed_compression_explains_signs_without_a_day(imaged: int) -> None:
    facts: dict[str, Any] = {"deficit": True, "whole_spine_mri_on": ago(imaged)}
    for shown in ({"cord_compression": "confirmed"}, {"epidural_grade": "2"}):
        assert assess(found(begun=True, **facts, **shown))[SUSPECTED].status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("began", "suspected"), [(20, False), (19, True), (21, False)])
def test_with_the_day_of_the_signs_the_age_of_imaging_does_not_matter(began: int, *, suspected: bool) -> None:
    facts = found(deficit=True, deficit_onset=ago(began), cord_compression="excluded", whole_spine_mri_on=ago(20))
    assert (assess(facts)[SUSPECTED].status is Status.RECOMMENDED) is suspected


@pytest.mark.parametrize(("imaged", "given"), [(7, False), (8, True), (None, False)])
def test_whoever_is_suspected_again_is_given_dexamethasone(imaged: int | None, *, given: bool) -> None:
    patient = found(deficit=True, cord_compression="excluded", whole_spine_mri_on=ago(imaged))
    answer = bg.guidelines.corticosteroids(patient, on=ON, jurisdiction="UK")["dexamethasone-cord-compression"]
    assert (answer.status is Status.RECOMMENDED) is given


# ---- the day on which compression was confirmed


@pytest.mark.parametrize(
    ("began", "imaged", "confirmed", "suspected"),
    [
        (5, None, 6, True),
        (5, None, 5, False),
        (5, None, 4, False),
        # The later of the two decides.
        (5, 9, 6, True),
        (5, 9, 5, False),
        (5, 5, 9, False),
        (5, 6, 9, True),
        (5, None, None, False),
        (None, 9, 400, False),
        (None, None, 400, False),
    ],
)
def test_signs_are_new_where_they_began_after_the_later_of_imaging_and_confirmation(
    began: int | None, imaged: int | None, confirmed: int | None, *, suspected: bool
) -> None:
    patient = found(
        begun=True,
        deficit=True,
        deficit_onset=ago(began),
        cord_compression="confirmed",
        whole_spine_mri_on=ago(imaged),
        confirmed_on=ago(confirmed),
    )
    assert (assess(patient)[SUSPECTED].status is Status.RECOMMENDED) is suspected


# ---- dexamethasone once treatment has begun


def steroids(patient: bg.Patient, rule: str) -> bg.Recommendation:
    return bg.guidelines.corticosteroids(patient, on=ON, jurisdiction="UK")[rule]


@pytest.mark.parametrize(
    ("began", "taken", "given"),
    [
        (21, True, False),
        (20, True, False),
        (19, True, True),
        (20, False, False),
        (19, False, True),
        (20, None, False),
        (19, None, True),
        (None, True, False),
        (None, False, False),
        (None, None, False),
    ],
)
def test_after_treatment_16_mg_are_for_signs_that_are_new(
    began: int | None, taken: bool | None, *, given: bool
) -> None:
    dose = bg.Medication(drug="dexamethasone", daily_dose=bg.Q(16, "mg"), start=ago(20))
    patient = attrs.evolve(
        found(
            begun=True,
            deficit=True,
            deficit_onset=ago(began),
            cord_compression="confirmed",
            whole_spine_mri_on=ago(20),
        ),
        medications={True: [dose], False: [], None: None}[taken],
    )
    assert (steroids(patient, "dexamethasone-cord-compression").status is Status.RECOMMENDED) is given
    flags = {flag.id for flag in bg.assess(patient, on=ON, jurisdiction="UK").red_flags}
    assert flags == ({"dexamethasone-cord-compression", SUSPECTED} if given else set())


@pytest.mark.parametrize(
    ("deficit", "taken", "told"),
    [(True, [], True), (True, None, True), (True, ["dexamethasone"], False), (False, [], False), (None, [], False)],
)
def test_treatment_without_dexamethasone_is_a_note_and_no_flag(
    deficit: bool | None, taken: list[str] | None, *, told: bool
) -> None:
    drugs = None if taken is None else [bg.Medication(drug=drug) for drug in taken]
    patient = attrs.evolve(found(begun=True, deficit=deficit, cord_compression="confirmed"), medications=drugs)
    answer = assess(patient)["treated-cord-compression"]
    assert noted(answer, "no dexamethasone on record") is told
    assert not bg.assess(patient, on=ON, jurisdiction="UK").red_flags


@pytest.mark.parametrize(
    ("begun", "began", "imaged", "offered"),
    [
        (True, 20, 20, True),
        (True, 21, 20, True),
        (True, 19, 20, False),
        (True, 1, 20, False),
        (True, 1, None, True),
        (True, None, 20, True),
        (False, 1, 20, False),
        (None, 1, 20, False),
    ],
)
def test_signs_that_are_new_since_treatment_stop_the_taper(
    begun: bool | None, began: int | None, imaged: int | None, *, offered: bool
) -> None:
    dose = bg.Medication(drug="dexamethasone", daily_dose=bg.Q(16, "mg"), start=ago(20))
    facts = {"deficit_onset": ago(began), "whole_spine_mri_on": ago(imaged)}
    signs = found(begun=begun, deficit=True, cord_compression="confirmed", **facts)
    patient = attrs.evolve(signs, medications=[dose])
    taper = steroids(patient, "dexamethasone-taper")
    assert (taper.status is Status.AFTER) is offered
    assert (taper.status is Status.NOT_APPLICABLE) is not offered
    # Never both, and never neither.
    assert (steroids(patient, "dexamethasone-cord-compression").status is Status.RECOMMENDED) is not offered


# ---- pain that suggests metastases, where imaging or treatment has settled the signs

PAIN = "suspicious-spinal-pain"


@pytest.mark.parametrize("deficit", [False, None])
@pytest.mark.parametrize(("imaged", "flagged"), [(0, False), (7, False), (8, True), (400, True), (None, False)])
def test_old_imaging_that_excluded_compression_does_not_explain_pain(
    imaged: int | None, *, deficit: bool | None, flagged: bool
) -> None:
    facts: dict[str, Any] = {"suspicious_spinal_pain": True, "cord_compression": "excluded", "deficit": deficit}
    answers = assess(found(**facts, whole_spine_mri_on=ago(imaged)))
    assert [flag.id for flag in answers.red_flags] == ([PAIN] if flagged else [])
    assert ("whole-spine-mri" in ids(answers[PAIN].monitor)) is flagged
    painless = found(**{**facts, "suspicious_spinal_pain": False}, whole_spine_mri_on=ago(imaged))
    assert assess(painless).red_flags == ()


@pytest.mark.parametrize(("began", "flagged"), [(20, False), (19, True)])
def test_pain_with_signs_that_imaging_explained_is_explained_too(began: int, *, flagged: bool) -> None:
    facts: dict[str, Any] = {"suspicious_spinal_pain": True, "cord_compression": "excluded", "deficit": True}
    answers = assess(found(**facts, deficit_onset=ago(began), whole_spine_mri_on=ago(20)))
    assert [flag.id for flag in answers.red_flags] == ([SUSPECTED] if flagged else [])


@pytest.mark.parametrize(("pain", "told"), [(True, True), (False, False), (None, False)])
@pytest.mark.parametrize("imaged", [2, 400, None])
def test_after_treatment_pain_is_a_note_and_no_flag(imaged: int | None, *, pain: bool | None, told: bool) -> None:
    facts: dict[str, Any] = {"suspicious_spinal_pain": pain, "cord_compression": "confirmed", "deficit": False}
    answers = assess(found(begun=True, **facts, whole_spine_mri_on=ago(imaged)))
    assert noted(answers["treated-cord-compression"], "gives 1 week for magnetic resonance imaging") is told
    assert answers.red_flags == ()
