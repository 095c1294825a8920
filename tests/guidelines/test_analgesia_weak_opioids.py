"""Codeine, tramadol and dihydrocodeine: for moderate pain, at doses that were seen, barred where they do harm."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines.analgesia import CODEINE, DIHYDROCODEINE, TRAMADOL
from boneguide.guidelines.facts.analgesia import TAKES_MAO_INHIBITOR, TAKES_OTHER_SEROTONERGIC
from boneguide.guidelines.facts.laboratory import ESTIMATED_GFR
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines.asking import ids, known, noted
from tests.guidelines.clean import ON, conditions
from tests.guidelines.pains import applies, ask, drug, hurting, kidneys, missing

WEAK = ("codeine", "tramadol", "dihydrocodeine")
EACH = pytest.mark.parametrize("rule", WEAK)


def asked(rule: str, **changes: Any) -> bg.Recommendation:
    return ask(rule, hurting(5, **changes))


@EACH
@pytest.mark.parametrize("score", [None, 0, 3, 4, 6, 7])
def test_they_are_for_moderate_pain(rule: str, score: int | None) -> None:
    assert (rule in applies(hurting(score))) == (score in {4, 6})


@pytest.mark.parametrize("place", [*JURISDICTIONS, None])
def test_doses_that_were_seen(place: Jurisdiction | None) -> None:
    codeine = ask("codeine", hurting(5, labs=kidneys(0.9)), jurisdiction=place)
    tramadol = ask("tramadol", hurting(5, labs=kidneys(0.9)), jurisdiction=place)
    assert codeine.status is tramadol.status is Status.OPTION
    assert codeine.regimen is not None
    assert tramadol.regimen is not None
    assert str(codeine.regimen) == "codeine 30 to 60 mg oral, every 4 to 6 hour"
    assert codeine.regimen.notes == (
        "240 mg at most in 24 hours, what a combination holds included: 60 mg at most every 6 hours.",
    )
    assert noted(codeine, "360 mg in 24 hours (not verified)")
    assert str(tramadol.regimen) == "tramadol 50 to 100 mg oral, every 4 to 6 hour"
    assert tramadol.regimen.notes == ("400 mg at most in 24 hours: 100 mg no more than every 6 hours.",)


@pytest.mark.parametrize(
    ("rule", "taken", "milligrams", "status", "bars"),
    [
        ("codeine", "codeine", 239.9, Status.OPTION, set()),
        ("codeine", "codeine", 240, Status.NOT_RECOMMENDED, {"at-the-ceiling"}),
        ("codeine", "codeine", None, Status.OPTION, set()),
        ("codeine", "tramadol", 400, Status.OPTION, set()),
        ("tramadol", "tramadol", 399.9, Status.OPTION, set()),
        ("tramadol", "tramadol", 400, Status.NOT_RECOMMENDED, {"at-the-ceiling"}),
        ("dihydrocodeine", "dihydrocodeine", 239.9, Status.OPTION, set()),
        ("dihydrocodeine", "DHC Continus", 240, Status.NOT_RECOMMENDED, {"at-the-ceiling"}),
    ],
)
def test_at_its_ceiling_none_is_advised_again(
    rule: str, taken: str, milligrams: float | None, status: Status, bars: set[str]
) -> None:
    dose = None if milligrams is None else Q(milligrams, "mg")
    listed = bg.Medication(drug=taken, route="oral", daily_dose=dose)
    answer = asked(rule, labs=kidneys(0.7), medications=[listed])
    assert answer.status is status
    assert known(answer) == {"another-opioid", *bars}
    same = taken in {rule, "DHC Continus"}
    assert noted(answer, f"Takes {rule} already: what is said here is the whole of a day") is same


@pytest.mark.parametrize(
    ("rule", "known_dose", "other", "reached"),
    [
        ("codeine", 239, bg.Medication(drug="codeine", route="oral"), True),
        ("codeine", 238.9, bg.Medication(drug="codeine", route="oral"), False),
        ("codeine", 239, bg.Medication(drug="co-codamol", route="oral"), True),
        # How it is taken, or whether, is not known: only the other entry counts.
        ("codeine", 239.9, bg.Medication(drug="codeine", daily_dose=Q(60, "mg")), False),
        ("codeine", 240, bg.Medication(drug="codeine", daily_dose=Q(60, "mg")), True),
        ("codeine", 239.9, bg.Medication(drug="codeine", route="oral", last_given=ON - timedelta(days=1)), False),
        ("codeine", 240, bg.Medication(drug="codeine", route="oral", last_given=ON - timedelta(days=1)), True),
        # What is taken as needed is no regular dose, and an injection goes another way.
        ("codeine", 239.9, bg.Medication(drug="codeine", route="oral", as_needed=True), False),
        ("codeine", 239.9, bg.Medication(drug="codeine", route="subcutaneous"), False),
        ("tramadol", 399, bg.Medication(drug="tramadol", route="oral"), True),
        ("tramadol", 398.9, bg.Medication(drug="tramadol", route="oral"), False),
        ("dihydrocodeine", 239, bg.Medication(drug="dihydrocodeine", route="oral"), True),
        ("dihydrocodeine", 238.9, bg.Medication(drug="dihydrocodeine", route="oral"), False),
    ],
)
def test_a_ceiling_that_is_surely_reached_counts_beside_an_entry_without_a_dose(
    rule: str, known_dose: float, other: bg.Medication, reached: bool
) -> None:
    listed = [bg.Medication(drug=rule, route="oral", daily_dose=Q(known_dose, "mg")), other]
    answer = asked(rule, labs=kidneys(0.7), medications=listed)
    assert ("at-the-ceiling" in known(answer)) is reached
    assert (answer.status is Status.NOT_RECOMMENDED) is reached


@pytest.mark.parametrize(("known_dose", "judged"), [(239, False), (239.1, True)])
def test_what_is_surely_above_the_ceiling_is_judged_without_pain(known_dose: float, judged: bool) -> None:
    listed = [
        bg.Medication(drug="codeine", route="oral", daily_dose=Q(known_dose, "mg")),
        bg.Medication(drug="co-codamol", route="oral"),
    ]
    patient = hurting(0, medications=listed)
    assert ("codeine" in applies(patient)) is judged
    assert ("analgesia-pain-relieved" in applies(patient)) is not judged


def test_a_combination_is_asked_about_by_its_note() -> None:
    answer = asked("codeine", medications=drug("co-codamol"))
    assert answer.status is Status.OPTION
    assert noted(answer, "Takes codeine already")


def test_of_dihydrocodeine_only_the_ceiling_was_seen() -> None:
    answer = asked("dihydrocodeine", labs=kidneys(0.7))
    assert answer.status is Status.OPTION
    assert answer.regimen is None
    assert "240 mg at most in 24 hours" in answer.action


@pytest.mark.parametrize("rule", [CODEINE, TRAMADOL, DIHYDROCODEINE], ids=lambda rule: rule.id)
def test_what_they_rest_on_is_second_hand(rule: bg.Rule) -> None:
    assert rule.sources[0].verified is bg.Verification.SECONDARY


# ---- kidneys


@pytest.mark.parametrize(
    ("rule", "edge"),
    [(CODEINE, 30), (TRAMADOL, 30), (DIHYDROCODEINE, 60)],
    ids=["codeine", "tramadol", "dihydrocodeine"],
)
@pytest.mark.parametrize("step", [-0.1, 0, 0.1])
def test_the_edge_of_the_kidney(rule: bg.Rule, edge: int, step: float) -> None:
    (clause,) = [c for c in rule.contraindications if c.id == f"kidneys-below-{edge}"]
    assert clause.severity is bg.Severity.AVOID
    facts = Snapshot(values={ESTIMATED_GFR: edge + step})
    assert truth(clause.when, facts) is Truth.of(step < 0)


@pytest.mark.parametrize(
    ("rule", "creatinine", "status", "found"),
    [
        ("codeine", 0.9, Status.OPTION, set()),
        ("codeine", 1.5, Status.OPTION, {"kidneys-below-60"}),
        ("codeine", 2.4, Status.NOT_RECOMMENDED, {"kidneys-below-30", "kidneys-below-60"}),
        ("tramadol", 1.5, Status.OPTION, set()),
        ("tramadol", 2.4, Status.NOT_RECOMMENDED, {"kidneys-below-30"}),
        ("dihydrocodeine", 0.7, Status.OPTION, set()),
        ("dihydrocodeine", 0.9, Status.OPTION, {"kidneys-below-90"}),
        ("dihydrocodeine", 1.5, Status.NOT_RECOMMENDED, {"kidneys-below-60", "kidneys-below-90"}),
    ],
)
def test_kidneys(rule: str, creatinine: float, status: Status, found: set[str]) -> None:
    answer = asked(rule, labs=kidneys(creatinine))
    assert answer.status is status
    assert known(answer) == found
    assert answer.regimen is None or status is Status.OPTION


@EACH
def test_without_creatinine_nothing_is_given(rule: str) -> None:
    assert asked(rule, labs=kidneys(None)).status is Status.NEEDS_DATA


# ---- what bars them


@pytest.mark.parametrize("rule", ["codeine", "tramadol"])
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"conditions": conditions(cyp2d6_poor_metaboliser=True)}, "cyp2d6-inactive"),
        ({"medications": drug("quinidine")}, "cyp2d6-inactive"),
        ({"conditions": conditions(cyp2d6_ultrarapid_metaboliser=True)}, "cyp2d6-ultrarapid"),
        ({"conditions": conditions(severe_hepatic_impairment=True)}, "liver"),
    ],
    ids=str,
)
def test_what_bars_both(rule: str, changes: dict[str, Any], found: str) -> None:
    answer = asked(rule, **changes)
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {found}


def test_dihydrocodeine_knows_no_cyp2d6() -> None:
    labs = kidneys(0.7)
    assert asked("dihydrocodeine", labs=labs, medications=drug("quinidine")).status is Status.OPTION
    assert (
        asked("dihydrocodeine", labs=labs, conditions=conditions(severe_hepatic_impairment=True)).status
        is Status.NOT_RECOMMENDED
    )


@pytest.mark.parametrize("rule", ["codeine", "tramadol"])
def test_a_test_of_cyp2d6_that_nobody_made_is_not_asked_for(rule: str) -> None:
    nobody = conditions(cyp2d6_poor_metaboliser=None, cyp2d6_ultrarapid_metaboliser=None)
    assert asked(rule, conditions=nobody).status is Status.OPTION


@pytest.mark.parametrize("taken", ["moclobemide", "linezolid", "phenelzine"])
def test_tramadol_with_a_monoamine_oxidase_inhibitor(taken: str) -> None:
    answer = asked("tramadol", medications=drug(taken))
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"monoamine-oxidase-inhibitor"}
    assert asked("codeine", medications=drug(taken)).status is Status.OPTION


def ago(days: int) -> date:
    return ON - timedelta(days=days)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Truth.TRUE),
        ({"start": ago(30), "stop": ago(13)}, Truth.TRUE),
        ({"start": ago(30), "stop": ago(14)}, Truth.FALSE),
        ({"stop": ago(13)}, Truth.TRUE),
        ({"stop": ago(14)}, Truth.FALSE),
        ({"last_given": ago(13)}, Truth.TRUE),
        # It may have gone on since.
        ({"last_given": ago(14)}, Truth.UNKNOWN),
        ({"last_given": ago(20), "stop": ago(15)}, Truth.FALSE),
        ({"last_given": ago(20), "stop": ago(13)}, Truth.TRUE),
        # The end lies ahead.
        ({"stop": ago(-5)}, Truth.UNKNOWN),
        ({"start": ago(3), "stop": ago(-5)}, Truth.TRUE),
        ({"start": ago(-1)}, Truth.FALSE),
    ],
)
def test_a_monoamine_oxidase_inhibitor_counts_for_14_days(changes: dict[str, Any], expected: Truth) -> None:
    listed = [*drug("ibuprofen"), bg.Medication(drug="phenelzine", **changes)]
    facts = Snapshot(Context(patient=bg.Patient(medications=listed), on=ON))
    assert truth(TAKES_MAO_INHIBITOR, facts) is expected


@pytest.mark.parametrize(("medications", "expected"), [(None, Truth.UNKNOWN), ([], Truth.FALSE)])
def test_without_a_monoamine_oxidase_inhibitor(medications: list[bg.Medication] | None, expected: Truth) -> None:
    facts = Snapshot(Context(patient=bg.Patient(medications=medications), on=ON))
    assert truth(TAKES_MAO_INHIBITOR, facts) is expected


@EACH
@pytest.mark.parametrize(
    ("taken", "found", "barred"),
    [
        (bg.Medication(drug="naltrexone"), {"opioid-blocked"}, True),
        (bg.Medication(drug="naltrexone", last_given=ON - timedelta(days=27)), {"opioid-blocked"}, True),
        (bg.Medication(drug="naltrexone", stop=ON - timedelta(days=27)), {"opioid-blocked"}, True),
        (bg.Medication(drug="naltrexone", stop=ON - timedelta(days=28)), set(), False),
        (bg.Medication(drug="naloxone"), set(), False),
        (bg.Medication(drug="pentazocine"), {"agonist-and-antagonist", "another-opioid"}, False),
    ],
)
def test_what_blocks_opioids_bars_them(rule: str, taken: bg.Medication, found: set[str], barred: bool) -> None:
    answer = asked(rule, medications=[taken], labs=kidneys(0.6))
    assert answer.status is (Status.NOT_RECOMMENDED if barred else Status.OPTION)
    assert known(answer) == found


def test_tramadol_with_seizures() -> None:
    answer = asked("tramadol", conditions=conditions(seizure_disorder=True))
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {"seizures"}
    assert missing(asked("tramadol", conditions=conditions(seizure_disorder=None))) == {"seizures"}


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        ("sertraline", {"serotonergic-antidepressant"}),
        ("duloxetine", {"serotonergic-antidepressant"}),
        ("amitriptyline", {"serotonergic-antidepressant"}),
        ("diazepam", {"sedatives"}),
        ("pregabalin", {"sedatives"}),
        ("codeine", {"another-opioid"}),
        ("ibuprofen", set()),
    ],
)
def test_what_warns_of_tramadol(taken: str, found: set[str]) -> None:
    answer = asked("tramadol", medications=drug(taken))
    assert answer.status is Status.OPTION
    assert known(answer) == found


@EACH
def test_what_warns_of_each(rule: str) -> None:
    answer = asked(rule, labs=kidneys(0.7), conditions=conditions(alcohol_excess=True, bowel_obstruction=True))
    assert answer.status is Status.OPTION
    assert known(answer) == {"sedatives", "bowel-obstruction"}


@EACH
def test_hypersensitivity(rule: str) -> None:
    answer = asked(rule, labs=kidneys(0.7), allergies=[rule])
    assert answer.status is Status.CONTRAINDICATED
    assert known(answer) == {"hypersensitivity"}
    assert missing(asked(rule, labs=kidneys(0.7), allergies=None)) == {"hypersensitivity"}


@pytest.mark.parametrize(
    ("rule", "tasks"),
    [
        ("codeine", {"cyp2d6-inactive"}),
        ("tramadol", {"cyp2d6-inactive", "monoamine-oxidase-inhibitor"}),
        ("dihydrocodeine", set()),
    ],
)
def test_an_unknown_list_of_medicines_is_asked_for(rule: str, tasks: set[str]) -> None:
    answer = asked(rule, labs=kidneys(0.7), medications=None)
    assert missing(answer) == tasks
    assert answer.status is (Status.AFTER if tasks else Status.OPTION)


@EACH
def test_a_liver_that_is_not_known_is_asked_for(rule: str) -> None:
    answer = asked(rule, labs=kidneys(0.7), conditions=conditions(severe_hepatic_impairment=None))
    assert answer.status is Status.AFTER
    assert missing(answer) == {"liver"}


# ---- what is said with them


@EACH
def test_they_are_reviewed_early(rule: str) -> None:
    (review,) = asked(rule, labs=kidneys(0.7)).monitor
    assert review.due == ON + timedelta(days=30)
    assert "30 to 40 days" in review.text


@EACH
def test_low_dose_morphine_did_better(rule: str) -> None:
    answer = asked(rule, labs=kidneys(0.7))
    assert "low-dose-morphine-did-better" in ids(answer.reasons_against)
    assert ("less-desirable" in ids(answer.reasons_against)) == (rule != "dihydrocodeine")
    assert noted(answer, "opioid-laxative")


@pytest.mark.parametrize(("age", "noticed"), [(75, False), (75.1, True), (76, True)])
def test_old_age(age: float, noticed: bool) -> None:
    answer = asked("tramadol", age=Q(age, "year"))
    assert noted(answer, "300 mg in 24 hours is remembered as the ceiling") == noticed


@pytest.mark.parametrize(("creatinine", "disputed"), [(2.2, False), (2.3, True)])
def test_sources_part_on_tramadol_with_weak_kidneys(creatinine: float, disputed: bool) -> None:
    answer = asked("tramadol", labs=kidneys(creatinine))
    assert (answer.status is Status.NOT_RECOMMENDED) == disputed
    assert [d.id for d in answer.disagreements] == (["kidneys"] if disputed else [])


@pytest.mark.parametrize(
    ("name", "warned"),
    [
        *((name, True) for name in ("mirtazapine", "trazodone", "ondansetron", "sumatriptan", "cyclobenzaprine")),
        *((name, False) for name in ("sertraline", "amitriptyline", "metoclopramide")),
    ],
)
def test_other_serotonergic_drugs_warn_of_tramadol_by_its_us_label(name: str, *, warned: bool) -> None:
    answer = asked("tramadol", medications=drug(name))
    assert answer.status is Status.OPTION
    assert ("other-serotonergic-drug" in known(answer)) is warned
    assert "other-serotonergic-drug" not in known(asked("codeine", medications=drug(name)))


def test_whether_another_serotonergic_drug_is_taken_is_open_without_a_list() -> None:
    facts = Snapshot(Context(patient=hurting(5, medications=None), on=ON))
    assert truth(TAKES_OTHER_SEROTONERGIC, facts) is Truth.UNKNOWN
    assert "other-serotonergic-drug" not in known(asked("tramadol", medications=None))
