"""What was checked how far, counted and listed from the rules."""

from __future__ import annotations

import importlib

import pytest

from boneguide import guidelines
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.logic import ALWAYS, Dispute, Guideline, Note, Rule, Stance
from boneguide.model.provenance import Grade, Reference, Source, Verification
from boneguide.report import (
    citations,
    module_citations,
    unverified_markdown,
    unverified_rows,
    verification_markdown,
)
from boneguide.report._manual import plain

PAPER = Reference(key="PAPER", citation="A paper", edition="article", seen="read")
SEEN = Source(PAPER, locator="1", rows="R1", verified="primary")
RECALLED = Source(PAPER, locator="2", rows=("R2", "R3"), verified="memory", note="a <guess>")
OUR_OWN = Source(PAPER, locator="why", rows="R4", verified="derived")


def rule(identifier: str, *sources: Source) -> Rule:
    stances = (Stance(by="A", says="yes", source=SEEN), Stance(by="B", says="no", source=OUR_OWN))
    return Rule(
        id=identifier,
        title=identifier,
        when=ALWAYS,
        action="rest",
        notes=(Note(id="note", says="Note.", sources=RECALLED),),
        disputes=(Dispute(id="dispute", when=ALWAYS, about="rest", stances=stances),),
        grade=Grade.ungraded("an example"),
        sources=sources,
        edition="1",
    )


def test_word_for_word() -> None:
    small = Guideline(id="small", title="Small", edition="1", rules=(rule("one", SEEN), rule("two", RECALLED)))
    assert verification_markdown(small).splitlines() == [
        "| Verified | Places cited |",
        "|---|---|",
        "| primary | 1 |",
        "| secondary | 0 |",
        "| memory | 1 |",
        "| conflict | 0 |",
        "| derived | 1 |",
        "",
        "### Written from memory",
        "",
        "| Reference | Place | Rows | Note | Cited by rule: clause |",
        "|---|---|---|---|---|",
        "| PAPER | 2 | R2, R3 | a \\<guess\\> | one: note; two; two: note |",
        "",
        "### Worked out by this library",
        "",
        "| Reference | Place | Rows | Note | Cited by rule: clause |",
        "|---|---|---|---|---|",
        "| PAPER | why | R4 |  | one: dispute; two: dispute |",
    ]


def test_rows_from_memory_alone_word_for_word() -> None:
    small = Guideline(id="small", title="Small", edition="1", rules=(rule("one", SEEN), rule("two", RECALLED)))
    found = Source(PAPER, locator="3", rows="R3", verified="conflict")
    subjects = {"Small_": list(citations(small)), "Seen elsewhere": [("three: note", found)]}
    assert unverified_markdown(subjects).splitlines() == [
        "#### Small\\_: 1",
        "",
        "| Row | Place | Stands in rule: clause |",
        "|---|---|---|",
        "| R2 | PAPER, 2 | one: note; two: note |",
    ]
    assert unverified_rows(subjects)["Seen elsewhere"] == {}


@pytest.mark.parametrize(
    ("verified", "alone"),
    [("primary", False), ("secondary", False), ("conflict", False), ("derived", True), ("memory", True)],
)
def test_a_decision_of_the_library_is_not_to_have_seen_a_row(verified: str, alone: bool) -> None:
    beside = Source(PAPER, locator="4", rows="R2", verified=Verification(verified))
    rows = unverified_rows({"a": [("one", RECALLED)], "b": [("two", beside)]})
    assert ("R2" in rows["a"]) is alone
    assert rows["a"]["R3"] == [("one", RECALLED)]
    assert ("R2" in rows["b"]) is (verified == "memory")


def test_sources_are_found_inside_the_constants_of_modules() -> None:
    names = ("boneguide.calculators.pain_band", "boneguide.calculators.opioid_tables")
    found = list(module_citations(map(importlib.import_module, names)))
    assert {name for name, _ in found} == {"pain_band", "opioid_tables"}
    assert len(found) == len(set(found))
    assert {row for name, source in found if name == "pain_band" for row in source.rows} == {
        *("LAD-02", "LAD-03", "LAD-04", "LAD-07", "8.12"),
    }
    assert ("opioid_tables", "analgesia-T4") in {(name, row) for name, source in found for row in source.rows}


@pytest.mark.parametrize("guideline", [guidelines.default, ORDER_LIMITS], ids=lambda g: g.id)
def test_nothing_that_was_not_read_is_left_out(guideline: Guideline) -> None:
    page = verification_markdown(guideline)
    sources = {s for r in guideline for s in r.all_sources()}
    for verified in Verification:
        found = [s for s in sources if s.verified is verified]
        assert f"| {verified.value} | {len(found)} |" in page
        if verified not in {Verification.PRIMARY, Verification.SECONDARY}:
            assert all(
                f"| {plain(s.reference.key)} | {plain(s.locator)} | {', '.join(s.rows)} |" in page for s in found
            )
