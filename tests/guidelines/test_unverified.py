"""What rests on memory alone gives no dose, says that it needs checking, and is counted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status, Verification, calculators
from boneguide.calculators import OpioidDose
from boneguide.errors import RuleError, UnverifiedEntryError
from boneguide.guidelines import sources
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.guidelines.corticosteroids.tapers import TAPERS
from boneguide.interop.json import read_patient
from boneguide.logic.clauses import Restriction
from boneguide.model.provenance import Source
from boneguide.report import citations, unverified_markdown, unverified_rows
from boneguide.report._sections import sections
from tests.guidelines.clean import ON
from tests.guidelines.corpus import corpus
from tests.guidelines.rays import person, vertebra
from tests.guidelines.sheets import ADVICE, EVERYTHING, MEMORY, SUBJECTS, of_calculators
from tests.guidelines.steroids import compressed

WITH_A_DOSE = [rule for rule in EVERYTHING if rule.advise is not None]
VARIED = [(rule, variation) for rule in EVERYTHING for variation in rule.variations]
BARRED = [
    (rule, clause)
    for rule in EVERYTHING
    for clause in (*rule.contraindications, *rule.holds)
    if isinstance(clause, Restriction) and clause.bars
]

#: Every row that was seen nowhere, by the subject that states it.
FROM_MEMORY = {
    "analgesia": {
        *("ADJ-01", "ADJ-04", "ADJ-06", "AE-03", "AE-06", "AE-07", "BTP-02", "BTP-04", "BTP-10", "CNV-03", "CNV-06"),
        *("LAD-08", "NON-05", "NON-06", "NON-12", "NON-13", "NON-14", "NON-15", "NON-17", "NON-18", "REN-09", "REN-10"),
        *("STR-23", "WK-04"),
    },
    "bone-agents": {"A09", "E14", "J11", "J12", "K26", "K34", "K56", "RED-10", "T07", "T09", "T18"},
    "cord-compression": {"MS-05", "MS-07", "MS-20", "MS-21", "MS-24", "RED-02", "RED-05", "RED-06", "RED-10", "RX-T6"},
    "corticosteroids": {"MS-05", "SS-17", "SS-18", "TP-7"},
    "investigational": {"INV-03", "INV-04", "INV-06", "INV-08", "INV-11"},
    "procedures": {"IN-02", "IN-09", "IN-12", "INT-05", "INT-06", "INT-07", "INT-08", "INT-16"},
    "radiopharmaceuticals": {"EA-01", "RA-16"},
    "radiotherapy": {"FX-09", "RED-05", "RR-03", "RX-S10x3", "RX-S24x1", "RX-S7x5", "SB-03"},
    "supportive": {"SUP-04", "SUP-10"},
    "order-limits": {"T09"},
    "calculators": {"8.11", "8.6", "BTP-04", "CNV-03", "CNV-06", "analgesia-T4"},
}


def cited() -> dict[str, list[tuple[str, Source]]]:
    found = {guideline.id: citations(guideline) for guideline in (*SUBJECTS, ORDER_LIMITS)}
    found["calculators"] = of_calculators()
    return {
        subject: [(where, source) for where, source in each if source.reference is not sources.THE_ARTICLE]
        for subject, each in found.items()
    }


def recalled(*given: Source) -> tuple[Source, ...]:
    return tuple(attrs.evolve(source, verified="memory") for source in given)


# ---- no dose


def test_a_rule_with_a_dose_refuses_to_rest_on_memory() -> None:
    for rule in WITH_A_DOSE:
        with pytest.raises(RuleError, match="gives a dose that rests on memory only"):
            attrs.evolve(rule, sources=recalled(*rule.sources))


def test_another_way_of_giving_it_refuses_to_rest_on_memory() -> None:
    for rule, variation in VARIED:
        others = tuple(v for v in rule.variations if v is not variation)
        forgotten = attrs.evolve(variation, sources=recalled(*variation.sources))
        with pytest.raises(RuleError, match=f"varies by {variation.id!r}, which rests on memory only"):
            attrs.evolve(rule, variations=(*others, forgotten))


def test_what_keeps_a_drug_from_being_advised_refuses_to_rest_on_memory() -> None:
    for rule, clause in BARRED:
        field = "holds" if clause in rule.holds else "contraindications"
        forgotten = attrs.evolve(clause, sources=recalled(*clause.sources))
        others = tuple(c for c in getattr(rule, field) if c is not clause)
        changes: dict[str, Any] = {field: (*others, forgotten)}
        with pytest.raises(RuleError, match=f"is barred by {clause.id!r}, which rests on memory only"):
            attrs.evolve(rule, **changes)


def test_no_dose_rests_on_rows_that_the_sheets_hold_from_memory_alone() -> None:
    # A decision of the library, made on such a row, would pass the check above.
    doses = {
        **{rule.id: rule.sources for rule in WITH_A_DOSE},
        **{f"{rule.id}: {variation.id}": variation.sources for rule, variation in VARIED},
        **{key: taper.sources for key, taper in TAPERS.items()},
    }
    for where, stated in doses.items():
        rows = {row for source in stated if source.verified is not Verification.MEMORY for row in source.rows}
        assert rows - MEMORY, where


def test_there_is_something_to_refuse() -> None:
    assert len(WITH_A_DOSE) > 20
    assert len(VARIED) > 10
    assert len(BARRED) > 100


# ---- counted


def test_what_rests_on_memory_alone_is_counted() -> None:
    found = unverified_rows(cited())
    assert {subject: set(rows) for subject, rows in found.items()} == FROM_MEMORY
    assert len(set().union(*FROM_MEMORY.values())) == 73


def test_the_manual_lists_every_such_row_with_what_states_it() -> None:
    page = unverified_markdown(cited())
    for subject, rows in FROM_MEMORY.items():
        table = page.partition(f"#### {subject}: {len(rows)}\n")[2].partition("####")[0]
        assert {line.split(" | ")[0].removeprefix("| ") for line in table.splitlines()[3:] if line} == rows
    assert "| SUP-10 | recalled, practice | fracture-precautions |" in page
    assert "| RA-16 |" in page
    assert "radium-223: pathological-fracture, untreated-cord-compression; strontium-89: untreated" in page


# ---- said

FOLDER = Path(__file__).resolve().parents[2] / "examples" / "patients"
PEOPLE = [
    *(read_patient(path) for path in sorted(FOLDER.glob("*.json"))),
    *corpus(25),
    compressed(),
    compressed(conditions=bg.Conditions(uncontrolled_infection=True)),
    person(vertebra("T7"), vertebra("T12", mirels=None)),
]
HEADING = "From memory, needs checking"


@pytest.mark.parametrize("place", ["US", "EU", None])
def test_an_answer_names_each_row_from_memory_and_says_that_it_needs_checking(place: Any) -> None:
    seen = set()
    for patient in PEOPLE:
        for answer in bg.assess(patient, on=ON, jurisdiction=place, guideline=ADVICE).applicable:
            memory = [s for s in answer.all_sources() if s.verified is Verification.MEMORY]
            told = [line for part in sections(answer) if part.title == HEADING for line in part.lines]
            assert len(told) == len(memory), answer.key
            for source in memory:
                seen |= set(source.rows)
                assert any(all(row in line for row in source.rows) and "not verified" in line for line in told)
            assert (HEADING in str(answer)) == bool(memory)
            if answer.regimen is not None and answer.status in {Status.RECOMMENDED, Status.OPTION}:
                assert any(s.verified is not Verification.MEMORY for s in answer.sources), answer.key
    assert len(seen) > 20


# ---- calculators


def opioid(drug: Any, amount: float, unit: str = "mg/day", route: Any = "oral") -> OpioidDose:
    return OpioidDose(drug=drug, dose=Q(amount, unit), route=route)


def _rescue(**accepted: Any) -> Any:
    return calculators.rescue_dose(daily_dose=opioid("morphine", 200), convention="5-20 %", **accepted)


def _switch(**accepted: Any) -> Any:
    doses = [opioid("oxycodone", 60)]
    return calculators.opioid_switch(doses, to="hydromorphone", table="nccn", pain_controlled=False, **accepted)


def _esmo(**accepted: Any) -> Any:
    return calculators.oral_morphine_equivalent([opioid("oxycodone", 60)], table="esmo", **accepted)


def _patch(**accepted: Any) -> Any:
    return calculators.fentanyl_patch(oral_morphine=Q(315, "OMED/day"), table="us-label", **accepted)


def _rectal(**accepted: Any) -> Any:
    return calculators.opioid_route_change(opioid("morphine", 60), to_route="rectal", convention="europe", **accepted)


@pytest.mark.parametrize(
    ("row", "ask"),
    [
        ("BTP-04", _rescue),
        ("CNV-03", _switch),
        ("analgesia-T4", _esmo),
        ("analgesia-T6", _patch),
        ("analgesia-T11", _rectal),
    ],
)
def test_a_calculator_gives_no_number_from_memory_unless_it_is_accepted(row: str, ask: Callable[..., Any]) -> None:
    with pytest.raises(UnverifiedEntryError, match=f"from memory and gives no dose.*Check row {row}"):
        ask()
    assert row in ask(accept_unverified=True).unverified


def test_scores_from_memory_say_so_and_are_no_dose() -> None:
    assert "(row 8.6): from memory, needs checking" in str(calculators.katagiri())
    course = calculators.RadiationCourse(dose_per_fraction=Q(3, "Gy"), fractions=10)
    risk = calculators.nieder_cord_risk(courses=[course, course], interval=Q(9, "month"))
    assert any("from memory and need checking (row 8.11)" in note for note in risk.notes)
    dose = Q(60, "OMED/day")
    worse = calculators.pain_response(baseline_pain=5, pain=7, baseline_omed=dose, omed=dose)
    better = calculators.pain_response(baseline_pain=7, pain=5, baseline_omed=dose, omed=dose)
    assert "(row 8.13): from memory, needs checking" in str(worse)
    assert "memory" not in str(better)
