"""Answers as plain text: complete, in order, within the width."""

from __future__ import annotations

import attrs

from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.status import Status
from boneguide.report import assessment_text, recommendation_text
from tests.report.examples import EVIL, FULL, PLAIN, asking, assessment, hostile


def test_a_plain_answer() -> None:
    assert recommendation_text(PLAIN) == (
        "A plain answer [plain]: AN OPTION\n"
        "  Advice\n"
        "    - do it\n"
        "  Sources\n"
        "    - MADE-UP: 1 (primary). Nobody, a made-up label (2024; v1)"
    )
    assert str(PLAIN) == recommendation_text(PLAIN)


def test_a_full_answer_shows_every_section() -> None:
    lines = recommendation_text(FULL).splitlines()
    assert lines[0] == "A full answer [full]: AFTER WHAT STANDS UNDER FIRST"
    titles = [line.strip() for line in lines if line.startswith("  ") and not line.startswith("    ")]
    assert titles == [
        "Regimen",
        "First",
        "Could still change this",
        "Restrictions",
        "Not ruled out",
        "Cautions",
        "For",
        "Against",
        "Sources disagree",
        "Other ways of giving it",
        "Watch",
        "Notes",
        "By jurisdiction",
        "Sources",
    ]


def test_long_lines_are_wrapped_and_lose_nothing() -> None:
    words = [f"word{n}" for n in range(60)]
    text = recommendation_text(attrs.evolve(PLAIN, title=" ".join(words), notes=(" ".join(words),)))
    assert max(map(len, text.splitlines())) <= 100
    assert text.split().count("word59") == 2
    note = text[text.index("Notes") :].splitlines()
    assert note[1].startswith("    - word0")
    assert note[2].startswith("      word")


def test_an_assessment_from_top_to_bottom() -> None:
    found = assessment(
        PLAIN,
        attrs.evolve(FULL, by_jurisdiction={}),
        attrs.evolve(PLAIN, id="cord", title="Cord", urgent=True, action="call"),
        attrs.evolve(PLAIN, id="no", status=Status.NOT_APPLICABLE),
        notes=("a drug was not recognised",),
    )
    text = assessment_text(found)
    assert text == str(found)
    marks = [
        "Assessment on 2026-11-23, US",
        "RED FLAGS",
        "  ! Cord: call",
        "Cord [cord]: AN OPTION",
        "A plain answer [plain]",
        "A full answer [full]",
        "Not a question here: no",
        "Facts that could still change an answer: blood pressure, weight, mood",
        "Note: a drug was not recognised",
        INTENDED_USE[:60],
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_what_is_best_found_out_next() -> None:
    assert "Best found out next: <b> (can settle 2 answers)" in assessment_text(asking(PLAIN, label="<b>"))


def test_what_is_empty_is_left_out() -> None:
    text = assessment_text(assessment(PLAIN))
    for absent in ("RED FLAGS", "Not a question here", "Facts that could", "Best found", "Note:"):
        assert absent not in text


def test_plain_text_is_left_as_it_is() -> None:
    text = " ".join(assessment_text(hostile()).split())
    assert " ".join(EVIL.split()) in text
