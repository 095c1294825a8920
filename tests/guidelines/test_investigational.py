"""Agents that are never advised: refused with a reason code, quiet, and silent without bone metastases."""

from __future__ import annotations

from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Severity, Status
from boneguide.guidelines import investigational, sources
from boneguide.guidelines.investigational import (
    ACTIVIN_RECEPTOR_TRAPS,
    ANTI_SCLEROSTIN_ANTIBODIES,
    CATHEPSIN_K_INHIBITORS,
    NERVE_GROWTH_FACTOR_ANTIBODIES,
    OTHER_TARGETED_AGENTS,
    TGF_BETA_RECEPTOR_INHIBITORS,
)
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines import further
from tests.guidelines.asking import ids, known
from tests.guidelines.clean import ON, clean, conditions, myeloma, woman

EVERYWHERE = pytest.mark.parametrize("place", JURISDICTIONS)
EVERY_RULE = pytest.mark.parametrize("rule", tuple(investigational), ids=lambda rule: rule.id)
CODES = {
    CATHEPSIN_K_INHIBITORS.id: "terminated-safety",
    ANTI_SCLEROSTIN_ANTIBODIES.id: "wrong-indication",
    NERVE_GROWTH_FACTOR_ANTIBODIES.id: "terminated",
    ACTIVIN_RECEPTOR_TRAPS.id: "wrong-indication",
    TGF_BETA_RECEPTOR_INHIBITORS.id: "early-phase",
    OTHER_TARGETED_AGENTS.id: "unproven",
}
#: The rules that the article calls for.
OF_THE_ARTICLE = {
    "A19": CATHEPSIN_K_INHIBITORS,
    "A20": CATHEPSIN_K_INHIBITORS,
    "A21": TGF_BETA_RECEPTOR_INHIBITORS,
    "A22": ANTI_SCLEROSTIN_ANTIBODIES,
}


def with_pain(**changes: Any) -> bg.Patient:
    return woman(**{"lesions": [bg.Lesion(site="L3", phenotype="osteolytic", painful=True)], **changes})


def without_bone_metastases() -> bg.Patient:
    return woman(lesions=[])


# ---- V91, V92


@EVERYWHERE
@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (CATHEPSIN_K_INHIBITORS, "terminated-safety"),
        (ANTI_SCLEROSTIN_ANTIBODIES, "wrong-indication"),
        (NERVE_GROWTH_FACTOR_ANTIBODIES, "terminated"),
    ],
    ids=["odanacatib", "romosozumab", "tanezumab"],
)
def test_v91_is_refused_with_its_reason(rule: bg.Rule, code: str, place: Jurisdiction) -> None:
    answer = investigational(with_pain(), on=ON, jurisdiction=place)[rule.id]
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {code}
    assert answer.contraindications[0].text.lower().startswith(code.partition("-")[0])
    assert answer.regimen is None
    assert answer.missing == ()
    assert not answer.grade.graded


@EVERYWHERE
def test_v92_romosozumab_half_a_year_after_an_infarction(place: Jurisdiction) -> None:
    patient = woman(
        conditions=conditions(myocardial_infarction_or_stroke=True, myocardial_infarction_or_stroke_within_a_year=True)
    )
    answer = ANTI_SCLEROSTIN_ANTIBODIES(patient, on=ON, jurisdiction=place)
    assert answer.status is Status.NOT_RECOMMENDED
    within = {"wrong-indication", "infarction-or-stroke-within-a-year"}
    assert known(answer) == (within if place == "US" else within | {"infarction-or-stroke-ever"})
    found = {finding.id: finding.severity for finding in answer.findings}
    assert found["infarction-or-stroke-within-a-year"] is Severity.AVOID


@EVERYWHERE
@pytest.mark.parametrize(
    ("ever", "within", "expected"),
    [
        (True, False, {"infarction-or-stroke-ever"}),
        (True, None, {"infarction-or-stroke-ever"}),
        (None, True, {"infarction-or-stroke-ever", "infarction-or-stroke-within-a-year"}),
        (False, None, set()),
        (False, False, set()),
        (None, None, set()),
    ],
)
def test_an_older_event_counts_in_europe_only_and_from_memory(
    ever: bool | None, within: bool | None, expected: set[str], place: Jurisdiction
) -> None:
    patient = woman(
        conditions=conditions(
            myocardial_infarction_or_stroke=ever, myocardial_infarction_or_stroke_within_a_year=within
        )
    )
    answer = ANTI_SCLEROSTIN_ANTIBODIES(patient, on=ON, jurisdiction=place)
    here = expected - {"infarction-or-stroke-ever"} if place == "US" else expected
    assert known(answer) - {"wrong-indication"} == here
    for finding in answer.findings:
        if finding.id == "infarction-or-stroke-ever":
            assert finding.severity is Severity.CAUTION
            assert "from memory, not verified" in finding.text


def test_osteoporosis_beside_it_is_another_question() -> None:
    for osteoporosis, said in ((True, True), (False, False), (None, False)):
        answer = ANTI_SCLEROSTIN_ANTIBODIES(
            woman(conditions=conditions(osteoporosis=osteoporosis)), on=ON, jurisdiction="UK"
        )
        assert any("endocrinology" in note for note in answer.notes) is said


# ---- the article


@pytest.mark.parametrize("row", OF_THE_ARTICLE)
def test_a_row_of_the_article_is_carried_for_people_with_bone_metastases_only(row: str) -> None:
    rule = OF_THE_ARTICLE[row]
    carried = investigational(woman(), on=ON, jurisdiction="US")[rule.id]
    assert carried.status in {Status.NOT_RECOMMENDED, Status.INVESTIGATIONAL}
    cited = {r for s in rule.all_sources() if s.reference is sources.THE_ARTICLE for r in s.rows}
    assert row in cited
    silent = investigational(without_bone_metastases(), on=ON, jurisdiction="US")[rule.id]
    assert silent.status is Status.NOT_APPLICABLE
    assert (silent.findings, silent.notes) == ((), ())


def test_the_older_wording_stands_beside_what_is_known_now() -> None:
    answer = CATHEPSIN_K_INHIBITORS(woman(), on=ON, jurisdiction="EU")
    assert ids(answer.disagreements) == {"promise"}
    assert "stroke" in str(answer.disagreements[0])
    assert any("43 women" in note for note in answer.notes)


# ---- never advised, and quiet


@EVERY_RULE
def test_every_rule_has_one_reason_code(rule: bg.Rule) -> None:
    codes = {c.id for c in rule.contraindications} & set(CODES.values())
    assert codes == {CODES[rule.id]}
    assert rule.investigational


@EVERYWHERE
@pytest.mark.parametrize("patient", [with_pain(), woman(), clean(), myeloma(), bg.Patient(bone_metastases=True)])
def test_nothing_is_ever_advised_or_asked_for(patient: bg.Patient, place: Jurisdiction) -> None:
    for answer in investigational(patient, on=ON, jurisdiction=place).values():
        assert answer.status in {Status.NOT_RECOMMENDED, Status.INVESTIGATIONAL, Status.NOT_APPLICABLE}
        assert answer.first == ()
        if answer.status is not Status.NOT_APPLICABLE:
            assert answer.missing == ()
            assert all(finding.known for finding in answer.findings)


@pytest.mark.parametrize("patient", [bg.Patient(), bg.Patient(primary="breast"), without_bone_metastases()])
def test_without_bone_disease_on_record_all_are_silent(patient: bg.Patient) -> None:
    found = investigational(patient, on=ON)
    assert set(found.statuses.values()) == {Status.NOT_APPLICABLE}
    assumed = {step.assumed for step in found[CATHEPSIN_K_INHIBITORS.id].because.walk()}
    assert any("never advised" in why for why in assumed) is (patient.lesions is None)


@pytest.mark.parametrize(
    ("rule", "spoken", "silent"),
    [
        (NERVE_GROWTH_FACTOR_ANTIBODIES, with_pain(), woman()),
        (
            NERVE_GROWTH_FACTOR_ANTIBODIES,
            woman(medications=[bg.Medication(drug="tanezumab")]),
            woman(medications=[bg.Medication(drug="paracetamol")]),
        ),
        (ACTIVIN_RECEPTOR_TRAPS, myeloma(), woman()),
        (ACTIVIN_RECEPTOR_TRAPS, woman(medications=[bg.Medication(drug="Sotatercept")]), woman(medications=None)),
    ],
)
def test_agents_the_article_does_not_name_need_a_reason(rule: bg.Rule, spoken: bg.Patient, silent: bg.Patient) -> None:
    assert rule(spoken, on=ON, jurisdiction="US").status is Status.NOT_RECOMMENDED
    assert rule(silent, on=ON, jurisdiction="US").status is Status.NOT_APPLICABLE


def test_at_most_six_speak_and_those_still_studied_come_last() -> None:
    found = investigational(with_pain(), on=ON, jurisdiction="US")
    spoken = [i for i in found if found[i].status is not Status.NOT_APPLICABLE]
    assert len(spoken) == 5
    assert [found[i].status for i in spoken[-2:]] == [Status.INVESTIGATIONAL] * 2


def test_places_differ_in_words_only() -> None:
    answer = ANTI_SCLEROSTIN_ANTIBODIES(woman(), on=ON)
    assert answer.status is Status.NOT_RECOMMENDED
    assert not answer.by_jurisdiction


def test_what_rests_on_memory_says_so_where_it_is_read() -> None:
    for rule in investigational:
        for clause in rule.clauses():
            if clause.id in {"early-phase", "terminated"} or isinstance(clause, bg.Dispute):
                continue
            if any(s.verified is bg.Verification.MEMORY for s in clause.sources):
                assert "from memory" in clause.says, (rule.id, clause.id)


# ---- laws


def test_every_criterion_is_seen_true_false_and_unknown() -> None:
    assert further.idle(investigational, batches=12, size=150) == {}


@pytest.mark.parametrize("seed", range(3))
def test_both_interpreters_agree(seed: int) -> None:
    assert further.disagreements(investigational, seed=seed, size=120) == []


@pytest.mark.parametrize("patient", [with_pain(), clean(), myeloma(), bg.Patient(age=Q(70, "year"))])
def test_nothing_is_both_advised_and_forbidden(patient: bg.Patient) -> None:
    assert further.contradictory(investigational, patient) == []
    assert further.drugs_advised(investigational, patient) == set()
    for path, less in further.forgetting(patient):
        assert further.drugs_advised(investigational, less) == set(), path
