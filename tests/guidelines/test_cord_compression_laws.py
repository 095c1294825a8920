"""What holds for every rule on cord compression, over a fixed corpus of people."""

from __future__ import annotations

import warnings

import polars as pl
import pytest

import boneguide as bg
from boneguide import Status, cohort
from boneguide.cohort import from_patients
from boneguide.guidelines import sources
from boneguide.guidelines.cord_compression.common import SHOWN
from boneguide.logic import nodes
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.nodes import Criterion
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.logic.verdicts import compiled, found_by
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines.clean import ON, clean, myeloma, woman
from tests.guidelines.cord import CORD, assess, corpus

#: Bones that are broken or about to break, which the corpus never draws.
BROKEN = tuple(
    clean(lesions=[bg.Lesion(site="femur", pathological_fracture=broken, impending_fracture=broken)])
    for broken in (True, False)
)
PEOPLE = (*BROKEN, *corpus(1500))
RULES = tuple(CORD)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
EVERYWHERE = pytest.mark.parametrize("place", JURISDICTIONS)

#: Rows of the fact sheets that this subject carries, or leaves out for the reason given.
ROWS = {
    *(f"MS-{number:02}" for number in range(1, 25)),
    *("RED-01", "RED-02", "RED-03", "RED-04", "RED-05", "RED-06", "RED-10"),
    *("RX-8x1", "RX-8x2", "RX-4x5", "RX-4x6", "RX-3x10", "RX-10x1", "RX-5x5", "RX-2.33x18", "RX-2.5x15", "RX-2x20"),
    *("RX-2.5x8", "RX-T3", "RX-T4", "RX-T5", "RX-T6"),
    *(
        "RR-04",
        "RR-17",
        "SB-06",
        "SB-07",
        "SB-09",
        "SB-10",
        "RT-14",
        "PO-02",
        "PO-04",
        "FX-01",
        "SD-04",
        "SD-05",
        "SD-06",
        "SD-01",
        "11.3",
        "8.1",
    ),
    *("ST-02", "ST-07"),
}
LEFT_OUT = {
    "MS-16": "stereotactic radiotherapy without compression belongs to the subject of radiotherapy",
}


def _never_unknown(node: nodes.Node) -> bool:
    if isinstance(node, (nodes.Constant, nodes.AssumeAbsent)):
        return True
    return isinstance(node, (nodes.And, nodes.Or, nodes.Not)) and all(map(_never_unknown, node.children()))


def _only_asks(node: Criterion) -> bool:
    """Return whether a criterion is "this and not on record", which is unknown or false but never true."""
    if not isinstance(node, nodes.And):
        return False
    taken = (part.part for part in node.parts if isinstance(part, nodes.Not))
    return any(isinstance(part, nodes.AssumeAbsent) and part.part in node.parts for part in taken)


def wanted(node: Criterion) -> set[Truth]:
    if isinstance(node, nodes.Constant):
        return {Truth.of(node.value)}
    possible = {Truth.TRUE, Truth.FALSE, Truth.UNKNOWN}
    if _never_unknown(node):
        possible.discard(Truth.UNKNOWN)
    if _only_asks(node):
        possible.discard(Truth.TRUE)
    # Whether imaging shows compression is never on record as a fact of its own: that is what "confirmed" says.
    if node == SHOWN or (isinstance(node, nodes.And) and SHOWN in node.parts):
        possible.discard(Truth.TRUE)
    return possible


@pytest.fixture(scope="module")
def seen() -> dict[Criterion, set[Truth]]:
    found: dict[Criterion, set[Truth]] = {n: set() for r in RULES for n in r.nodes() if isinstance(n, Criterion)}
    for person in PEOPLE:
        facts = Snapshot(Context(patient=person, on=ON, jurisdiction="UK"))
        for node, truths in found.items():
            truths.add(truth(node, facts))
    return found


@EVERY_RULE
def test_every_criterion_is_seen_true_false_and_unknown(rule: bg.Rule, seen: dict[Criterion, set[Truth]]) -> None:
    idle = {
        repr(node): sorted(t.name for t in wanted(node) - seen[node])
        for node in rule.nodes()
        if isinstance(node, Criterion) and not seen[node] >= wanted(node)
    }
    assert idle == {}


@EVERYWHERE
def test_generated_verdicts_agree_with_the_reference(place: Jurisdiction) -> None:
    ready = compiled(RULES, place)
    for person in PEOPLE:
        context = Context(patient=person, on=ON, jurisdiction=place)
        facts = Snapshot(context)
        assert ready.statuses(context) == tuple(found_by(program, facts) for program in ready.programs), person


def test_columns_say_what_single_answers_say() -> None:
    told = 0
    people = PEOPLE[:300]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", bg.BoneguideWarning)
        for records in from_patients(people, on=ON, guideline=CORD):
            answers = cohort.assess(
                pl.DataFrame(records.people, infer_schema_length=None),
                **records.stated,
                lesions=cohort.Rows(frame=pl.DataFrame(records.lesions), key=records.key),
                on=ON,
                jurisdiction="UK",
                guideline=CORD,
            )
            for row in answers.frame.to_dicts():
                alone = assess(people[row["patient"]])
                for rule in RULES:
                    answer, name = alone[rule.id], rule.id.replace("-", "_")
                    assert row[f"{name}_status"] == answer.status.value
                    missing = answers.facts(f"{name}_missing", row[f"{name}_missing"])
                    assert set(missing) == set(answer.missing), (rule.id, row["patient"])
                regimen = alone["cord-compression-radiotherapy"].regimen
                total = regimen.total.m_as("Gy") if isinstance(regimen, bg.RadiotherapyRegimen) else None
                assert row["cord_compression_radiotherapy_dose_Gy"] == total
                assert row["red_flag"] == bool(alone.red_flags)
                told += 1
    assert told == len(people)


@EVERYWHERE
def test_nothing_is_both_advised_and_barred(place: Jurisdiction) -> None:
    for person in PEOPLE[:400]:
        for found in assess(person, place).values():
            if found.status in {Status.RECOMMENDED, Status.OPTION, Status.AFTER}:
                assert not found.contraindications
                assert not found.holds
            if found.status in {Status.RECOMMENDED, Status.OPTION}:
                assert not found.first
            if found.regimen is not None:
                assert found.status in {Status.RECOMMENDED, Status.OPTION, Status.AFTER}


def test_a_record_without_signs_shows_no_red_flag() -> None:
    for person in (bg.Patient(), bg.Patient(primary="breast", bone_metastases=True), clean(), woman(), myeloma()):
        assert assess(person).applicable == ()
    for answer in assess(bg.Patient()).values():
        assert any("on record" in step.assumed for step in answer.because.walk()), answer.id


def test_leaving_out_a_fact_never_turns_a_bar_into_advice() -> None:
    barred = {Status.NEEDS_DATA, Status.WITHHOLD, Status.CONTRAINDICATED, Status.NOT_RECOMMENDED}
    for person in PEOPLE[:60]:
        # A red flag that is shown sooner takes no risk.
        calm = {rule.id for rule in RULES if not rule.urgent}
        before = {rule for rule in calm if assess(person).statuses[rule] in barred}
        for path in person.known():
            after = assess(person.without(path)).statuses
            assert not {rule for rule in before if after[rule] is Status.RECOMMENDED}, path


def test_places_agree() -> None:
    for person in PEOPLE[:100]:
        statuses = {tuple(assess(person, place).statuses.values()) for place in JURISDICTIONS}
        assert len(statuses) == 1


def test_every_row_is_carried_or_left_out_for_a_reason() -> None:
    carried = {
        row
        for rule in RULES
        for source in rule.all_sources()
        if source.reference is not sources.THE_ARTICLE
        for row in source.rows
    }
    assert ROWS - carried == set(LEFT_OUT)
    assert {r for r in carried if not r.startswith("V")} <= ROWS
    article = {r for rule in RULES for s in rule.all_sources() if s.reference is sources.THE_ARTICLE for r in s.rows}
    assert article == {"A16"}


def test_what_rests_on_memory_says_so_and_gives_no_dose() -> None:
    memory = {"MS-05", "MS-07", "MS-20", "MS-21", "MS-24", "RED-02", "RED-06", "RED-10", "RX-T6"}
    for rule in RULES:
        for source in rule.all_sources():
            if set(source.rows) <= memory:
                assert source.verified in {bg.Verification.MEMORY, bg.Verification.DERIVED}
        for note in rule.notes:
            if note.memory_only:
                assert "from memory, not verified" in note.says
                assert any(row in note.says for source in note.sources for row in source.rows)
