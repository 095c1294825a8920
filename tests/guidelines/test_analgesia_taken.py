"""What is taken already is judged whatever the pain, morphine into a vein begins, and what is told beside an opioid."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines.facts.opioid import INDUCER_STOPPED_UNDER_PATCH
from boneguide.logic import Snapshot, Truth, truth
from boneguide.logic.context import Context
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.provenance import Verification
from tests.guidelines.asking import known, noted
from tests.guidelines.clean import ON, conditions
from tests.guidelines.pains import ADVISED, applies, ask, drug, hurting, kidneys, missing

PATCH = bg.Medication(drug="fentanyl", rate=Q(25, "ug/h"))
SENNA = bg.Medication(drug="senna")
#: Nothing is scored, or there is no pain or little.
LITTLE = pytest.mark.parametrize("score", [None, 0, 3])


def oral(name: str, milligrams: float | None = None) -> bg.Medication:
    return bg.Medication(drug=name, route="oral", daily_dose=None if milligrams is None else Q(milligrams, "mg"))


# ---- a fentanyl patch that is worn


@pytest.mark.parametrize(
    "changes",
    [
        {"symptoms": bg.Symptoms(febrile=True)},
        {"conditions": conditions(cachexia=True)},
        {"medications": [PATCH, *drug("clarithromycin")]},
    ],
    ids=["fever", "wasting", "inhibitor"],
)
@pytest.mark.parametrize("score", [None, 0, 8])
def test_what_raises_the_effect_of_a_patch_is_said_whatever_the_pain(
    score: int | None, changes: dict[str, Any]
) -> None:
    answer = ask("fentanyl-patch-exposure", hurting(score, **{"medications": [PATCH], **changes}))
    assert answer.status is Status.RECOMMENDED
    assert answer.regimen is None
    assert "raise the exposure to fentanyl" in answer.action
    assert {row for source in answer.sources for row in source.rows} == {"STR-15", "STR-19"}
    (watched,) = answer.monitor
    assert watched.id == "breathing"
    assert {row for source in watched.sources for row in source.rows} == {"STR-15", "STR-18", "STR-19"}


@pytest.mark.parametrize(
    ("worn", "said"),
    [
        ([PATCH], True),
        # The rate of a patch may not be on the list, nor how fentanyl is taken.
        ([bg.Medication(drug="fentanyl", route="transdermal")], True),
        (drug("fentanyl"), True),
        ([bg.Medication(drug="fentanyl", route="subcutaneous", daily_dose=Q(0.6, "mg"))], False),
        ([bg.Medication(drug="fentanyl", route="nasal")], False),
        ([bg.Medication(drug="buprenorphine", rate=Q(10, "ug/h"))], False),
        ([oral("morphine", 60)], False),
        ([], False),
        (None, False),
    ],
)
def test_it_is_said_of_a_patch_only(worn: list[bg.Medication] | None, said: bool) -> None:
    hot = hurting(5, medications=worn, symptoms=bg.Symptoms(febrile=True))
    assert ("fentanyl-patch-exposure" in applies(hot)) is said
    assert noted(ask("analgesia-on-strong-opioid", hot), "45 mg more of oral morphine") is said


@pytest.mark.parametrize("febrile", [False, None])
def test_without_a_reason_nothing_is_said_of_the_patch(febrile: bool | None) -> None:
    cool = hurting(5, medications=[PATCH], symptoms=bg.Symptoms(febrile=febrile))
    assert "fentanyl-patch-exposure" not in applies(cool)


def test_in_pain_the_increase_of_a_patch_is_told() -> None:
    answer = ask("analgesia-on-strong-opioid", hurting(6, medications=[PATCH]))
    assert noted(answer, "stand for 12 ug/h more. The first increase not before 3 days")
    assert not noted(answer, "20 ug/h at most, raised no sooner than after 72 hours")
    buprenorphine = bg.Medication(drug="buprenorphine", rate=Q(10, "ug/h"))
    answer = ask("analgesia-on-strong-opioid", hurting(6, medications=[buprenorphine]))
    assert noted(answer, "20 ug/h at most, raised no sooner than after 72 hours")
    assert not noted(answer, "12 ug/h more")


# ---- paracetamol


@pytest.mark.parametrize(
    ("person", "grams", "found"),
    [
        ((72, False), 4.0, {}),
        ((72, False), 4.1, {"paracetamol": (Status.CONTRAINDICATED, {"above-4-g"})}),
        ((72, True), 3.0, {}),
        ((72, True), 3.1, {"paracetamol-reduced": (Status.NOT_RECOMMENDED, {"above-3-g"})}),
        ((72, True), 4.1, {"paracetamol-reduced": (Status.CONTRAINDICATED, {"above-3-g", "above-4-g"})}),
        ((45, True), 2.7, {}),
        ((45, True), 2.71, {"paracetamol-reduced": (Status.NOT_RECOMMENDED, {"above-60-mg-per-kg"})}),
        ((45, False), 2.7, {}),
        ((45, False), 2.71, {"paracetamol-low-weight": (Status.NOT_RECOMMENDED, {"above-60-mg-per-kg"})}),
        (
            (45, False),
            4.1,
            {"paracetamol-low-weight": (Status.CONTRAINDICATED, {"above-60-mg-per-kg", "above-4-g"})},
        ),
    ],
)
@pytest.mark.parametrize("score", [None, 0])
def test_v70_too_much_paracetamol_is_judged_without_pain(
    score: int | None, person: tuple[int, bool], grams: float, found: dict[str, tuple[Status, set[str]]]
) -> None:
    kilograms, at_risk = person
    patient = hurting(
        score,
        weight=Q(kilograms, "kg"),
        conditions=conditions(chronic_liver_disease=at_risk),
        medications=[bg.Medication(drug="paracetamol", daily_dose=Q(grams, "g"))],
    )
    kinds = {"paracetamol", "paracetamol-low-weight", "paracetamol-reduced"}
    answers = {rule: ask(rule, patient) for rule in kinds & applies(patient)}
    assert {rule: (answer.status, known(answer)) for rule, answer in answers.items()} == found
    assert all(answer.regimen is None for answer in answers.values())


@pytest.mark.parametrize("taken", ["rifampicin", "Rifampin 300 mg"])
def test_rifampicin_puts_the_liver_at_risk(taken: str) -> None:
    assert ask("paracetamol-reduced", hurting(2, medications=drug(taken))).status is Status.OPTION
    assert ask("paracetamol", hurting(2, medications=drug(taken))).status is Status.NOT_APPLICABLE


# ---- weak opioids

BARRED = pytest.mark.parametrize(
    ("rule", "medications", "changes", "bar"),
    [
        ("codeine", [oral("codeine", 120)], {"labs": kidneys(2.4)}, "kidneys-below-30"),
        ("codeine", [oral("codeine", 241)], {"labs": kidneys(0.7)}, "at-the-ceiling"),
        ("codeine", drug("codeine"), {"conditions": conditions(severe_hepatic_impairment=True)}, "liver"),
        (
            "codeine",
            drug("codeine"),
            {"conditions": conditions(cyp2d6_ultrarapid_metaboliser=True)},
            "cyp2d6-ultrarapid",
        ),
        ("tramadol", drug("tramadol", "linezolid"), {}, "monoamine-oxidase-inhibitor"),
        ("tramadol", drug("tramadol"), {"conditions": conditions(seizure_disorder=True)}, "seizures"),
        ("tramadol", drug("tramadol"), {"labs": kidneys(2.4)}, "kidneys-below-30"),
        ("tramadol", drug("tramadol"), {"conditions": conditions(severe_hepatic_impairment=True)}, "liver"),
        (
            "tramadol",
            drug("tramadol"),
            {"conditions": conditions(cyp2d6_ultrarapid_metaboliser=True)},
            "cyp2d6-ultrarapid",
        ),
        ("tramadol", [oral("tramadol", 401)], {"labs": kidneys(0.7)}, "at-the-ceiling"),
        ("dihydrocodeine", drug("dihydrocodeine"), {"labs": kidneys(1.5)}, "kidneys-below-60"),
        ("dihydrocodeine", drug("dihydrocodeine"), {"conditions": conditions(severe_hepatic_impairment=True)}, "liver"),
        ("dihydrocodeine", [oral("dihydrocodeine", 241)], {"labs": kidneys(0.7)}, "at-the-ceiling"),
    ],
)


@BARRED
@LITTLE
def test_a_weak_opioid_that_is_taken_and_barred_is_judged_whatever_the_pain(
    score: int | None, rule: str, medications: list[bg.Medication], changes: dict[str, Any], bar: str
) -> None:
    patient = hurting(score, medications=medications, **changes)
    answer = ask(rule, patient)
    assert answer.status is Status.NOT_RECOMMENDED
    assert answer.regimen is None
    assert bar in known(answer)
    assert "analgesia-pain-relieved" not in applies(patient)


@BARRED
def test_it_is_judged_beside_a_strong_opioid_too(
    rule: str, medications: list[bg.Medication], changes: dict[str, Any], bar: str
) -> None:
    answer = ask(rule, hurting(8, medications=[*medications, oral("oxycodone", 20)], **changes))
    assert answer.status is Status.NOT_RECOMMENDED
    assert bar in known(answer)


@pytest.mark.parametrize(("rule", "milligrams"), [("codeine", 240), ("tramadol", 400), ("dihydrocodeine", 240)])
def test_one_that_suits_is_kept_at_little_pain(rule: str, milligrams: float) -> None:
    patient = hurting(2, medications=[oral(rule, milligrams)], labs=kidneys(0.7))
    assert ask(rule, patient).status is Status.NOT_APPLICABLE
    kept = ask("analgesia-pain-relieved", patient)
    assert kept.status is Status.RECOMMENDED
    # What bars it may not be known: a silent record does not bar.
    unknown = hurting(2, medications=[oral(rule, milligrams)], labs=kidneys(None), conditions=bg.Conditions())
    assert ask(rule, unknown).status is Status.NOT_APPLICABLE
    assert ask("analgesia-pain-relieved", unknown).status is Status.RECOMMENDED


@pytest.mark.parametrize("place", JURISDICTIONS)
@pytest.mark.parametrize("score", [2, 8])
@pytest.mark.parametrize("taken", [[], drug("codeine"), drug("tramadol"), drug("dihydrocodeine"), drug("duloxetine")])
def test_worse_kidneys_never_add_what_is_advised(taken: list[bg.Medication], score: int, place: Jurisdiction) -> None:
    last: set[str] | None = None
    watched = ("codeine", "tramadol", "dihydrocodeine", "duloxetine", "morphine-start-injected")
    for creatinine in (0.5, 0.7, 0.9, 1.2, 1.6, 2.2, 2.3, 4.0):
        patient = hurting(
            score, medications=taken, labs=kidneys(creatinine), conditions=conditions(cannot_swallow=score == 8)
        )
        found = {name for name in watched if ask(name, patient, jurisdiction=place).status in ADVISED}
        assert last is None or found <= last
        last = found
    assert last == set()


# ---- duloxetine


@pytest.mark.parametrize(
    ("changes", "status", "bar"),
    [
        ({"labs": kidneys(2.4)}, Status.CONTRAINDICATED, "kidneys-europe"),
        ({"conditions": conditions(severe_hepatic_impairment=True)}, Status.NOT_RECOMMENDED, "liver"),
        ({"conditions": conditions(chronic_liver_disease=True)}, Status.NOT_RECOMMENDED, "liver"),
        (
            {"medications": drug("duloxetine", "moclobemide")},
            Status.NOT_RECOMMENDED,
            "monoamine-oxidase-inhibitor",
        ),
    ],
    ids=["kidneys", "liver", "chronic-liver", "inhibitor"],
)
def test_v77_duloxetine_that_is_taken_and_barred_is_judged_without_a_neuropathic_part(
    changes: dict[str, Any], status: Status, bar: str
) -> None:
    answer = ask("duloxetine", hurting(0, **{"medications": drug("duloxetine"), **changes}))
    assert answer.status is status
    assert known(answer) == {bar}
    assert answer.regimen is None
    assert ask("duloxetine", hurting(0, medications=drug("duloxetine"))).status is Status.NOT_APPLICABLE
    others = {k: v for k, v in changes.items() if k != "medications"}
    assert ask("duloxetine", hurting(0, medications=drug("moclobemide"), **others)).status is Status.NOT_APPLICABLE


# ---- morphine into a vein, to begin with

UNABLE = conditions(cannot_swallow=True)


@pytest.mark.parametrize("place", [*JURISDICTIONS, None])
def test_in_severe_pain_who_cannot_swallow_is_begun_on_morphine_into_a_vein(place: Jurisdiction | None) -> None:
    answer = ask("morphine-start-injected", hurting(8, conditions=UNABLE), jurisdiction=place)
    assert answer.status is Status.OPTION
    assert str(answer.regimen) == "morphine 2 to 5 mg IV"
    assert answer.sources[0].verified is Verification.SECONDARY
    assert answer.grade.value == "category 2A"
    assert "15 minutes after one into a vein" in answer.monitor[0].timing
    assert noted(answer, "under the skin rather than into a muscle")
    assert ask("morphine-start", hurting(8, conditions=UNABLE)).status is Status.NOT_RECOMMENDED


@pytest.mark.parametrize(
    "changes",
    [
        {"pain": bg.Pain(worst=6)},
        {"pain": bg.Pain()},
        {"conditions": conditions()},
        {"conditions": conditions(cannot_swallow=None)},
        {"conditions": conditions(cannot_swallow=True, frailty=True)},
        {"age": Q(70.1, "year")},
        {"medications": drug("oxycodone")},
    ],
    ids=["moderate", "unscored", "swallows", "swallowing-unknown", "frail", "old", "strong"],
)
def test_it_is_for_nobody_else(changes: dict[str, Any]) -> None:
    answer = ask("morphine-start-injected", hurting(8, **{"conditions": UNABLE, **changes}))
    assert answer.status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("changes", "status", "found"),
    [
        ({"age": Q(70, "year")}, Status.OPTION, set()),
        ({"age": Q(17.9, "year")}, Status.NOT_RECOMMENDED, {"under-18"}),
        ({"age": None}, Status.NEEDS_DATA, set()),
        ({"allergies": ["morphine"]}, Status.CONTRAINDICATED, {"hypersensitivity"}),
        ({"labs": kidneys(2.3)}, Status.NOT_RECOMMENDED, {"weak-kidneys"}),
        ({"medications": drug("diazepam")}, Status.OPTION, {"sedatives"}),
        ({"medications": drug("linezolid")}, Status.OPTION, {"mao-inhibitor"}),
        (
            {"conditions": conditions(cannot_swallow=True, severe_hepatic_impairment=True)},
            Status.OPTION,
            {"weak-liver"},
        ),
        (
            {"conditions": conditions(cannot_swallow=True, bowel_obstruction=True, seizure_disorder=True)},
            Status.OPTION,
            {"bowel-obstruction", "seizures"},
        ),
    ],
)
def test_what_stands_against_it(changes: dict[str, Any], status: Status, found: set[str]) -> None:
    answer = ask("morphine-start-injected", hurting(8, **{"conditions": UNABLE, **changes}))
    assert answer.status is status
    assert known(answer) == found


def test_an_unknown_list_of_medicines_is_asked_for_before_it() -> None:
    answer = ask("morphine-start-injected", hurting(8, conditions=UNABLE, medications=None))
    assert answer.status is Status.AFTER
    assert missing(answer) == {"no-strong-opioid"}


# ---- a dose that is not called effective


@pytest.mark.parametrize(
    ("pain", "kept"),
    [
        (bg.Pain(worst=2, breakthrough=True, breakthrough_episodes_in_24_hours=4, background_controlled=True), True),
        (bg.Pain(worst=2, breakthrough=True, breakthrough_episodes_in_24_hours=5, background_controlled=True), False),
        (bg.Pain(worst=2, background_controlled=True), True),
        (bg.Pain(worst=2, background_controlled=False), False),
        (bg.Pain(worst=2), True),
    ],
)
def test_with_many_episodes_or_a_background_that_is_not_held_no_dose_is_kept(pain: bg.Pain, kept: bool) -> None:
    patient = hurting(pain=pain, medications=[oral("morphine", 60)])
    assert ("analgesia-pain-relieved" in applies(patient)) is kept


# ---- what is told beside an opioid


@pytest.mark.parametrize(
    ("rule", "score", "taken"),
    [
        ("analgesia-pain-relieved", 2, bg.Medication(drug="buprenorphine", rate=Q(20, "ug/h"))),
        ("analgesia-on-strong-opioid", 6, bg.Medication(drug="buprenorphine", rate=Q(20, "ug/h"))),
        ("analgesia-moderate-pain", 6, oral("codeine")),
        ("analgesia-severe-pain", 8, oral("codeine")),
    ],
)
def test_v20_equivalents_that_were_not_counted_are_told_beside_a_laxative_too(
    rule: str, score: int, taken: bg.Medication
) -> None:
    words = "Morphine milligram equivalents could not be counted"
    laxative = hurting(score, medications=[taken, SENNA])
    assert "opioid-laxative" not in applies(laxative)
    assert noted(ask(rule, laxative), words)
    counted = oral("codeine" if taken.drug == "codeine" else "morphine", 60)
    assert not noted(ask(rule, hurting(score, medications=[counted, SENNA])), words)


@pytest.mark.parametrize("rule", ["analgesia-moderate-pain", "analgesia-severe-pain"])
@pytest.mark.parametrize("taken", [None, []])
def test_without_an_opioid_nothing_is_counted(rule: str, taken: list[bg.Medication] | None) -> None:
    score = 5 if rule == "analgesia-moderate-pain" else 8
    assert not noted(ask(rule, hurting(score, medications=taken)), "could not be counted")


@pytest.mark.parametrize(
    ("rule", "score", "taken", "unable"),
    [
        ("analgesia-pain-relieved", 2, drug("morphine"), False),
        ("analgesia-on-strong-opioid", 6, drug("morphine"), False),
        ("opioid-laxative", 2, drug("morphine"), False),
        ("morphine-start", 8, [], False),
        ("oxycodone-start", 8, [], False),
        ("hydromorphone-start", 8, [], False),
        ("morphine-start-injected", 8, [], True),
    ],
)
def test_nausea_is_told_from_memory(rule: str, score: int, taken: list[bg.Medication], unable: bool) -> None:
    answer = ask(rule, hurting(score, medications=taken, conditions=conditions(cannot_swallow=unable)))
    assert noted(answer, "In the first week an antiemetic as needed")
    assert noted(answer, "from memory, not verified")


@pytest.mark.parametrize(("rule", "score"), [("analgesia-pain-relieved", 2), ("analgesia-on-strong-opioid", 6)])
def test_a_long_acting_opioid_is_told_of(rule: str, score: int) -> None:
    answer = ask(rule, hurting(score, medications=drug("morphine")))
    assert noted(answer, "Three or four short-acting doses a day, again and again")
    regular = "by NCCN what worked goes on so for 24 hours, and then as regular doses"
    assert noted(answer, regular) is (rule == "analgesia-pain-relieved")


@pytest.mark.parametrize("crisis", [True, False, None])
def test_in_a_crisis_one_answer_has_the_dose_into_a_vein(crisis: bool | None) -> None:
    patient = hurting(pain=bg.Pain(worst=9, crisis=crisis), conditions=UNABLE)
    named = {
        rule for rule in ("morphine-start-injected", "intravenous-morphine-titration") if ask(rule, patient).regimen
    }
    assert named == {"intravenous-morphine-titration" if crisis else "morphine-start-injected"}


# ---- a dose that does not hold, by other signs than the worst pain


@pytest.mark.parametrize(
    ("pain", "titrated"),
    [
        (bg.Pain(worst=3, background_controlled=False), True),
        (bg.Pain(worst=2, breakthrough_episodes_in_24_hours=5), True),
        (bg.Pain(worst=2, breakthrough_episodes_in_24_hours=4), False),
        (bg.Pain(worst=3, background_controlled=True), False),
    ],
)
def test_a_background_that_is_not_held_is_titrated_whatever_the_score(pain: bg.Pain, titrated: bool) -> None:
    patient = hurting(pain=pain, medications=drug("morphine"))
    assert (ask("analgesia-on-strong-opioid", patient).status is Status.RECOMMENDED) is titrated
    assert (ask("analgesia-pain-relieved", patient).status is Status.RECOMMENDED) is not titrated


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({}, True),
        ({"conditions": conditions(qtc_above_500_ms=True)}, False),
        ({"medications": drug("methadone", "moclobemide")}, False),
    ],
)
def test_methadone_that_is_barred_is_not_called_effective(changes: dict[str, Any], kept: bool) -> None:
    answer = ask("analgesia-pain-relieved", hurting(2, **{"medications": drug("methadone"), **changes}))
    assert (answer.status is Status.RECOMMENDED) is kept


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, True),
        ({"conditions": conditions(imminently_dying=True)}, False),
        ({"medications": drug("morphine", "nyxoid")}, False),
    ],
)
def test_who_is_told_that_equivalents_were_not_counted(changes: dict[str, Any], told: bool) -> None:
    answer = ask("analgesia-on-strong-opioid", hurting(5, **{"medications": drug("morphine"), **changes}))
    assert any("could not be counted" in note for note in answer.notes) is told


@pytest.mark.parametrize("swallows", [True, False])
def test_nothing_by_mouth_follows_where_nothing_is_swallowed(swallows: bool) -> None:
    patient = hurting(pain=bg.Pain(worst=9, crisis=True), conditions=conditions() if swallows else UNABLE)
    answer = ask("intravenous-morphine-titration", patient)
    assert any("by mouth every 4 hours" in note for note in answer.notes) is swallows


@pytest.mark.parametrize("name", ["alfentanil", "sufentanil", "piritramide", "dipipanone", "levomethadone"])
def test_more_strong_opioids_are_known_by_name(name: str) -> None:
    patient = hurting(5, medications=drug(name))
    assert ask("morphine-start", patient).status is Status.NOT_APPLICABLE
    assert ask("opioid-laxative", patient).status is Status.RECOMMENDED


@pytest.mark.parametrize("name", ["amiodarone", "grapefruit juice", "Paxlovid", "clarithromycin"])
def test_inhibitors_of_cyp3a4_warn_of_a_worn_patch(name: str) -> None:
    worn = bg.Medication(drug="fentanyl", route="transdermal", rate=Q(25, "ug/h"))
    patient = hurting(2, medications=[worn, *drug(name)])
    assert ask("fentanyl-patch-exposure", patient).status is Status.RECOMMENDED


# ---- a dose that is in question


@pytest.mark.parametrize("score", [0, 3])
@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"conditions": conditions(cannot_swallow=True)}, False),
        ({"conditions": conditions(cannot_swallow=False)}, True),
        ({"conditions": conditions(cannot_swallow=None)}, True),
        ({"conditions": conditions(cannot_swallow=True), "medications": [PATCH]}, True),
        ({"conditions": conditions(cannot_swallow=True), "medications": [oral("codeine", 120)]}, False),
    ],
)
def test_what_is_swallowed_no_longer_is_not_kept(score: int, changes: dict[str, Any], kept: bool) -> None:
    patient = hurting(score, **{"medications": [oral("oxycodone", 60)], **changes})
    assert ("analgesia-pain-relieved" in applies(patient)) is kept


@pytest.mark.parametrize(("crisis", "shown"), [(True, False), (False, True), (None, True)])
def test_in_a_crisis_no_second_dose_into_a_vein_is_shown(crisis: bool | None, shown: bool) -> None:
    answer = ask("morphine-start", hurting(pain=bg.Pain(worst=9, crisis=crisis)))
    assert ("2 to 5 mg into a vein" in map(str, answer.alternatives)) is shown


@pytest.mark.parametrize(
    ("listed", "kept"),
    [
        ([attrs.evolve(PATCH, start=ON - timedelta(days=1))], False),
        ([attrs.evolve(PATCH, start=ON - timedelta(days=6))], False),
        ([attrs.evolve(PATCH, start=ON - timedelta(days=7))], True),
        ([PATCH], True),
        # Enough was taken before it, and is on record.
        (
            [
                attrs.evolve(oral("morphine", 60), start=ON - timedelta(days=60), stop=ON - timedelta(days=1)),
                attrs.evolve(PATCH, start=ON - timedelta(days=1)),
            ],
            True,
        ),
        ([attrs.evolve(oral("morphine", 60), start=ON - timedelta(days=1))], True),
    ],
)
def test_a_patch_with_nothing_before_it_is_not_called_effective(listed: list[bg.Medication], kept: bool) -> None:
    assert ("analgesia-pain-relieved" in applies(hurting(2, medications=listed))) is kept


# ---- an inducer that was stopped under a patch

WORN = attrs.evolve(PATCH, start=ON - timedelta(days=30))


def stopped(days: int | None, name: str = "carbamazepine", **more: Any) -> bg.Medication:
    """Return an inducer that ended so many days ago."""
    return bg.Medication(drug=name, stop=None if days is None else ON - timedelta(days=days), **more)


@pytest.mark.parametrize(
    ("listed", "said"),
    [
        ([WORN, stopped(1)], True),
        ([WORN, stopped(30)], True),
        ([WORN, stopped(31)], False),
        ([WORN, stopped(0)], True),
        ([WORN, stopped(-1)], False),
        ([WORN, stopped(None)], False),
        ([WORN, stopped(1, "rifampicin")], True),
        ([WORN, stopped(1, "pregabalin")], False),
        # A change of its dose is no stop, and one inducer does not stand for another.
        ([WORN, stopped(1), stopped(None)], False),
        ([WORN, stopped(1), stopped(None, start=ON - timedelta(days=1))], False),
        ([WORN, stopped(1), stopped(None, "phenytoin")], True),
        # Since when the patch is worn is not known, or it is none.
        ([PATCH, stopped(1)], False),
        ([attrs.evolve(oral("morphine", 60), start=ON - timedelta(days=30)), stopped(1)], False),
        ([stopped(1)], False),
    ],
)
def test_an_inducer_that_was_stopped_raises_the_effect_of_a_patch(listed: list[bg.Medication], said: bool) -> None:
    assert ("fentanyl-patch-exposure" in applies(hurting(0, medications=listed))) is said


def test_whether_an_inducer_was_stopped_is_not_known_without_the_day_of_the_patch() -> None:
    for listed, expected in (
        (None, Truth.UNKNOWN),
        ([PATCH, stopped(1)], Truth.UNKNOWN),
        ([WORN, stopped(1)], Truth.TRUE),
        ([PATCH], Truth.FALSE),
    ):
        facts = Snapshot(Context(patient=bg.Patient(medications=listed), on=ON))
        assert truth(INDUCER_STOPPED_UNDER_PATCH, facts) is expected


def test_of_another_family_of_buprenorphine_patches_the_ceiling_does_not_speak() -> None:
    answer = ask("analgesia-on-strong-opioid", hurting(5, medications=drug("Transtec")))
    assert noted(answer, "(35, 52.5 and 70 ug/h) are another family")
