"""Laws of the rules on analgesics: nothing lies idle, both interpreters agree, no dose rests on memory."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import polars as pl
import pytest

import boneguide as bg
from boneguide import Status, cohort
from boneguide.guidelines import analgesia, sources
from boneguide.guidelines.analgesia import _parts
from boneguide.guidelines.facts.laboratory import ESTIMATED_GFR, LATEST_CREATININE_CLEARANCE
from boneguide.interop.json import assessment_from_json, assessment_to_json
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.logic.verdicts import compiled, found_by
from boneguide.model.jurisdiction import JURISDICTIONS
from tests.cohort.support import assess, differences, frame
from tests.guidelines import further
from tests.guidelines.asking import noted
from tests.guidelines.clean import ON, clean, conditions, myeloma, woman
from tests.guidelines.pains import ADVISED, corpus, drug, hurting, kidneys, neuropathic

RULES = tuple(analgesia)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
#: Rarely drawn: morphine in the upper bands of the US table, with kidneys that do not halve the patch.
IN_THE_UPPER_BANDS = tuple(
    hurting(
        5,
        medications=[bg.Medication(drug="morphine", route="oral", daily_dose=bg.Q(milligrams, "mg"))],
        labs=kidneys(0.7),
    )
    for milligrams in (150, 250)
)
#: Rarely drawn too: severe pain of somebody who takes nothing strong, cannot swallow and is neither frail nor old.
UNABLE_TO_SWALLOW = hurting(8, conditions=conditions(cannot_swallow=True))
PEOPLE = (*corpus(700), *IN_THE_UPPER_BANDS, UNABLE_TO_SWALLOW)


# ---- interpreters


def test_every_criterion_is_seen_true_false_and_unknown() -> None:
    # Somebody who takes none of the opioids that are asked about is not drawn by chance.
    recorded = (
        Snapshot(Context(patient=patient, on=ON, jurisdiction=place)) for patient in PEOPLE for place in JURISDICTIONS
    )
    assert further.idle(analgesia, batches=24, size=200, beside=recorded) == {}


@pytest.mark.parametrize("seed", range(3))
def test_both_interpreters_agree(seed: int) -> None:
    assert further.disagreements(analgesia, seed=seed, size=150) == []


@pytest.mark.parametrize("jurisdiction", JURISDICTIONS)
def test_generated_verdicts_agree_with_the_reference(jurisdiction: str) -> None:
    ready = compiled(RULES, jurisdiction)
    for patient in PEOPLE:
        context = Context(patient=patient, on=ON, jurisdiction=jurisdiction)
        facts = Snapshot(context)
        assert ready.statuses(context) == tuple(found_by(program, facts) for program in ready.programs)


def test_columns_agree_with_one_by_one() -> None:
    people = dict(enumerate(PEOPLE[:250]))
    for records in cohort.from_patients(people, on=ON, guideline=analgesia):
        answers = cohort.assess(
            pl.DataFrame(records.people),
            **records.stated,
            lesions=cohort.Rows(frame=pl.DataFrame(records.lesions), key=records.key),
            on=ON,
            jurisdiction="UK",
            guideline=analgesia,
        )
        alone = {key: analgesia(people[key], on=ON, jurisdiction="UK") for key in answers.frame["patient"].to_list()}
        assert differences(answers, alone) == []


@pytest.mark.parametrize("column", ["creatinine", "latest_creatinine"])
def test_a_column_of_either_creatinine_serves(column: str) -> None:
    woman_in_pain = {"age": 60.0, "sex": "female", "weight": 72.0, "neuropathic_component": True}
    people = frame(*({**woman_in_pain, column: value} for value in (1.0, 3.0, None)))
    units = {"age": "year", "weight": "kg", column: "mg/dL"}
    found = assess(people, rules=["pregabalin"], units=units)
    assert [found.explain(key)["pregabalin"].status for key in "abc"] == [
        Status.AFTER,
        Status.AFTER,
        Status.NEEDS_DATA,
    ]
    assert [str(found.explain(key)["pregabalin"].regimen).partition(" oral")[0] for key in "ab"] == [
        "pregabalin 150 to 600 mg",
        "pregabalin 25 to 150 mg",
    ]


@EVERY_RULE
def test_every_rule_speaks_and_falls_silent(rule: bg.Rule) -> None:
    place = "US" if rule.id == "gabapentin-us" else "EU"
    found = {rule(patient, on=ON, jurisdiction=place).status for patient in PEOPLE}  # type: ignore[arg-type]
    assert Status.NOT_APPLICABLE in found
    assert found & ADVISED


# ---- what is advised


@pytest.mark.parametrize(
    "patient",
    [
        clean(),
        woman(),
        myeloma(pain=bg.Pain(worst=6, neuropathic=True)),
        hurting(8, medications=drug("morphine", "ramipril", "furosemide")),
        neuropathic(labs=kidneys(2.2)),
        bg.Patient(),
    ],
)
def test_nothing_is_advised_and_barred(patient: bg.Patient) -> None:
    assert further.contradictory(analgesia, patient) == []
    for _, less in further.forgetting(patient):
        assert further.contradictory(analgesia, less) == []


def test_what_was_forgotten_never_turns_a_bar_into_advice_without_a_task() -> None:
    barred = {Status.NEEDS_DATA, Status.NOT_RECOMMENDED, Status.CONTRAINDICATED}
    for patient in PEOPLE[:40]:
        before = analgesia(patient, on=ON, jurisdiction="UK").statuses
        for path, less in further.forgetting(patient):
            after = analgesia(less, on=ON, jurisdiction="UK").statuses
            loosened = {r for r in before if before[r] in barred and after[r] is Status.RECOMMENDED}
            assert not loosened, path


def test_nobody_of_whom_nothing_is_known_is_answered() -> None:
    for place in (*JURISDICTIONS, None):
        assert set(analgesia(bg.Patient(), on=ON, jurisdiction=place).statuses.values()) == {Status.NOT_APPLICABLE}


def test_red_flags_come_before_analgesics() -> None:
    signs = bg.Neurology(deficit=True, cord_compression="confirmed", ambulatory=True)
    order = [*bg.assess(hurting(8, neurology=signs), on=ON, jurisdiction="UK")]
    assert order.index("confirmed-cord-compression") < order.index("analgesia-severe-pain")


def test_answers_survive_as_json() -> None:
    for patient in PEOPLE[:40]:
        answers = analgesia(patient, on=ON)
        assert assessment_from_json(assessment_to_json(answers)) == answers


# ---- what they rest on

#: Rows that are of analgesia alone, or of opioids as far as these rules carry them.
SHEET = {
    *(f"LAD-{n:02}" for n in range(1, 31)),
    *(f"NON-{n:02}" for n in range(1, 19)),
    *(f"WK-{n:02}" for n in range(1, 8)),
    *(f"ADJ-{n:02}" for n in range(1, 8)),
    *(f"AE-{n:02}" for n in range(1, 7)),
    "REN-03",
    "REN-04",
    "REN-09",
    "REN-10",
    "RED-09",
    "STR-09",
    "STR-23",
}
#: Rows that no rule here states, with the reason.
LEFT_OUT = {"NON-10": "the dose of zoledronic acid by clearance stands with that drug"}
#: Rows of which nothing was seen.
MEMORY = {
    *("LAD-08", "NON-05", "NON-06", "NON-12", "NON-13", "NON-14", "NON-15", "NON-17", "NON-18"),
    *("WK-04", "ADJ-01", "ADJ-04", "ADJ-06", "AE-03", "AE-06", "REN-09", "REN-10", "STR-23"),
}
#: Rows seen in another text only.
SECONDARY = {
    *("LAD-13", "LAD-14", "LAD-15", "LAD-16", "LAD-17", "LAD-18", "LAD-19", "LAD-22", "LAD-23", "LAD-24", "LAD-25"),
    *("LAD-26", "LAD-27", "LAD-28", "LAD-29", "NON-02", "NON-04", "WK-01", "WK-02", "WK-03", "WK-05", "WK-06", "WK-07"),
    *("ADJ-05", "ADJ-07", "AE-01", "AE-02", "REN-03", "STR-09"),
}


def test_every_row_is_carried() -> None:
    rows = {
        row
        for rule in RULES
        for source in rule.all_sources()
        if source.reference is not sources.THE_ARTICLE
        for row in source.rows
    }
    assert SHEET - rows == set(LEFT_OUT)


@EVERY_RULE
def test_nothing_is_said_to_be_better_verified_than_it_was(rule: bg.Rule) -> None:
    for source in rule.all_sources():
        if source.reference in {sources.THE_ARTICLE, sources.LIBRARY}:
            continue
        if set(source.rows) <= MEMORY:
            assert source.verified is bg.Verification.MEMORY, source
        if set(source.rows) <= MEMORY | SECONDARY:
            assert source.verified is not bg.Verification.PRIMARY, source


@EVERY_RULE
def test_no_dose_and_no_bar_rests_on_memory_alone(rule: bg.Rule) -> None:
    if rule.advise is not None:
        assert any(s.verified in {bg.Verification.PRIMARY, bg.Verification.SECONDARY} for s in rule.sources)
    for clause in (*rule.contraindications, *rule.holds):
        seen = {s.verified for s in clause.sources}
        if clause.bars and seen <= {bg.Verification.MEMORY, bg.Verification.DERIVED}:
            assert any(s.reference is sources.LIBRARY for s in clause.sources), clause.id


@EVERY_RULE
def test_what_is_remembered_says_so(rule: bg.Rule) -> None:
    for clause in rule.clauses():
        if isinstance(clause, bg.logic.clauses.Clause) and clause.memory_only:
            assert "not verified" in clause.says or "before use" in clause.says, clause.id


@EVERY_RULE
def test_advice_is_never_worded_as_an_order(rule: bg.Rule) -> None:
    words = [rule.action, *(c.says for c in rule.clauses() if not isinstance(c, bg.Dispute))]
    for text in words:
        assert not {"must", "must not", "shall", "never give", "do not"} & set(text.lower().split()), text


def test_the_article_is_cited_for_its_statement_on_the_ladder() -> None:
    cited = {
        rule.id
        for rule in RULES
        for source in rule.all_sources()
        if source.reference is sources.THE_ARTICLE and "A06" in source.rows
    }
    assert cited == {"analgesia-mild-pain", "analgesia-moderate-pain", "analgesia-severe-pain"}


# ---- children

#: What warns, asks or keeps naloxone at hand speaks at any age.
AT_ANY_AGE = {
    "analgesia-pain-score",
    "analgesia-pain-relieved",
    "opioid-with-sedatives",
    "opioid-naloxone",
    "opioid-neurotoxicity",
    "fentanyl-patch-exposure",
}


@EVERY_RULE
def test_no_rule_names_a_drug_for_a_child(rule: bg.Rule) -> None:
    bars = [clause.id for clause in rule.contraindications if clause.id == "under-18"]
    assert bars == ([] if rule.id in AT_ANY_AGE else ["under-18"])


@pytest.mark.parametrize(
    ("age", "status"),
    [
        (bg.Q(13, "year"), Status.NOT_RECOMMENDED),
        (bg.Q(17.9, "year"), Status.NOT_RECOMMENDED),
        (bg.Q(18, "year"), Status.OPTION),
        (None, Status.NEEDS_DATA),
    ],
)
def test_adults_only(age: Any, status: Status) -> None:
    patient = hurting(8, age=age)
    answer = analgesia(patient, on=ON, jurisdiction="UK")["morphine-start"]
    assert answer.status is status
    assert (answer.regimen is None) == (status is not Status.OPTION)
    child = {a.id for a in analgesia(patient, on=ON, jurisdiction="UK").applicable if a.status in ADVISED}
    assert (child <= AT_ANY_AGE) == (status is not Status.OPTION)


# ---- kidneys that no formula reads


@pytest.mark.parametrize("found", ["dialysis", "acute_kidney_injury"])
def test_dialysis_and_acute_injury_count_as_the_weakest_kidneys(found: str) -> None:
    # Her clearance is 68 mL/min, and so is the reported eGFR.
    failing = conditions(**{found: True})
    fine = kidneys(1.0, estimated_gfr=bg.Q(68, "mL/min/1.73m2"))
    for rule, patient in (
        ("morphine-start", hurting(8, labs=fine)),
        ("intravenous-morphine-titration", hurting(pain=bg.Pain(worst=8, crisis=True), labs=fine)),
        ("low-dose-strong-opioid", hurting(5, labs=fine)),
        ("codeine", hurting(5, labs=fine)),
        ("tramadol", hurting(5, labs=fine)),
        ("dihydrocodeine", hurting(5, labs=kidneys(0.7))),
        ("nsaid", hurting(2, labs=fine)),
        ("duloxetine", neuropathic(labs=fine)),
        ("pregabalin", neuropathic(labs=fine)),
        ("gabapentin", neuropathic(labs=fine)),
    ):
        answers = [
            analgesia(attrs.evolve(patient, conditions=c), on=ON, jurisdiction="UK")[rule]
            for c in (conditions(), failing, bg.Conditions())
        ]
        assert answers[0].status in ADVISED, rule
        assert answers[1].status in {Status.NOT_RECOMMENDED, Status.CONTRAINDICATED}, rule
        assert answers[1].regimen is None
        assert answers[2].status in ADVISED, rule
    weak = analgesia(hurting(8, conditions=failing), on=ON, jurisdiction="UK")["opioid-in-renal-impairment"]
    assert weak.status is Status.OPTION


@pytest.mark.parametrize(("rule", "place"), [("pregabalin", "US"), ("gabapentin", "EU"), ("gabapentin-us", "US")])
def test_after_haemodialysis_a_supplement_is_named(rule: str, place: Any) -> None:
    answer = analgesia(neuropathic(conditions=conditions(dialysis=True)), on=ON, jurisdiction=place)[rule]
    assert answer.status is Status.NOT_RECOMMENDED
    assert "dialysis-or-acute-kidney-injury" in {f.id for f in answer.findings if f.known}
    assert noted(answer, "a supplement is given")


@pytest.mark.parametrize(
    ("clearance", "egfr", "expected"),
    [
        (None, None, Truth.UNKNOWN),
        (None, 29.9, Truth.TRUE),
        (None, 30.0, Truth.FALSE),
        (29.9, None, Truth.TRUE),
        (30.0, None, Truth.FALSE),
        (29.9, 90.0, Truth.TRUE),
        (90.0, 29.9, Truth.TRUE),
        (30.0, 30.0, Truth.FALSE),
    ],
)
def test_either_number_alone_decides(clearance: float | None, egfr: float | None, expected: Truth) -> None:
    person = {f.name: f for f in LATEST_CREATININE_CLEARANCE.facts()}
    values: dict[Any, Any] = {person["age"]: 60.0, person["weight"]: 72.0, person["sex"]: "male"}
    if clearance is not None:
        values[person["latest_creatinine"]] = 80 / clearance
    if egfr is not None:
        values[ESTIMATED_GFR] = egfr
    assert truth(_parts.kidneys_below(30), Snapshot(values=values)) is expected
    by_clearance = Truth.UNKNOWN if clearance is None and expected is Truth.FALSE else expected
    assert truth(_parts.kidneys_below_by_clearance(30), Snapshot(values=values)) is by_clearance


# ---- pregnancy

_EPISODES = bg.Pain(
    worst=5,
    neuropathic=False,
    refractory=True,
    background_controlled=True,
    breakthrough=True,
    breakthrough_episodes_in_24_hours=2,
)
_MORPHINE = bg.Medication(drug="morphine", route="oral", daily_dose=bg.Q(60, "mg"), start=ON - timedelta(days=30))


@pytest.mark.parametrize(
    ("rule", "patient"),
    [
        *((name, hurting(8)) for name in ("morphine-start", "oxycodone-start", "hydromorphone-start")),
        *((name, hurting(5)) for name in ("low-dose-strong-opioid", "codeine", "tramadol", "dihydrocodeine")),
        *((name, neuropathic()) for name in ("pregabalin", "gabapentin", "duloxetine", "amitriptyline")),
        *((name, hurting(pain=_EPISODES, medications=[_MORPHINE])) for name in ("fentanyl-patch", "opioid-switch")),
        *((name, hurting(pain=_EPISODES, medications=[_MORPHINE])) for name in ("rapid-onset-fentanyl", "methadone")),
        ("buprenorphine-patch", hurting(pain=_EPISODES)),
        ("rescue-morphine", hurting(pain=_EPISODES, medications=[_MORPHINE])),
        ("intravenous-morphine-titration", hurting(pain=bg.Pain(worst=8, crisis=True))),
        ("morphine-start-injected", UNABLE_TO_SWALLOW),
    ],
)
def test_pregnancy_warns(rule: str, patient: bg.Patient) -> None:
    for pregnant, found in ((True, {"pregnancy"}), (False, set())):
        person = attrs.evolve(patient, age=bg.Q(30, "year"), pregnant=pregnant, labs=kidneys(0.6))
        answer = analgesia(person, on=ON, jurisdiction="UK")[rule]
        assert answer.status in ADVISED
        assert {f.id for f in answer.findings if f.known} == found
