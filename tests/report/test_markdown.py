"""Answers as Markdown: nothing in a text is read as markup."""

from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.model.status import Status
from boneguide.report import assessment_markdown, recommendation_markdown
from boneguide.report.markdown import escaped
from tests.report.examples import EVIL, FULL, PLAIN, asking, assessment, hostile


def test_a_plain_answer() -> None:
    assert recommendation_markdown(PLAIN) == (
        "### A plain answer: an option\n\n**Advice**\n\n- do it\n\n**Sources**\n\n"
        "- MADE-UP: 1 (primary). Nobody, a made-up label (2024; v1)"
    )


def test_an_assessment_from_top_to_bottom() -> None:
    found = assessment(
        PLAIN,
        FULL,
        attrs.evolve(PLAIN, id="cord", title="Cord", urgent=True, action="call"),
        attrs.evolve(PLAIN, id="no", status=Status.NOT_APPLICABLE),
        notes=("a drug was not recognised",),
    )
    text = assessment_markdown(found)
    marks = [
        "## Assessment on 2026-11-23, US",
        "**Red flags**",
        "- **Cord: call**",
        "### Cord: an option",
        "### A plain answer",
        "### A full answer: after what stands under First",
        "**Not ruled out**",
        "Not a question here: no",
        "**Facts that could still change an answer:** blood pressure, weight, mood",
        "Note: a drug was not recognised",
        "*Information for health professionals",
    ]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "\n\n\n" not in text


def test_what_is_best_found_out_next() -> None:
    assert "**Best found out next:** \\<b\\> (can settle 2 answers)" in assessment_markdown(asking(PLAIN, label="<b>"))


def test_what_is_empty_is_left_out() -> None:
    text = assessment_markdown(assessment(PLAIN))
    for absent in ("Red flags", "Not a question here", "Facts that could", "Best found", "Note:"):
        assert absent not in text


@pytest.mark.parametrize("text", [EVIL, "<script>", "*", "a_b_c", "\\", "[x](y)", "a | b", "# a"])
def test_special_characters_are_escaped_and_can_be_read_back(text: str) -> None:
    shown = escaped(text)
    assert re.sub(r"\\([\\`*_{}\[\]<>#|])", r"\1", shown) == text
    assert re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|]", shown) is None


@given(st.text(st.sampled_from("ab \\`*_{}[]<>#|"), max_size=20))
def test_every_text_can_be_read_back(text: str) -> None:
    shown = escaped(text)
    assert re.sub(r"\\(.)", r"\1", shown) == text
    # Every special character stands behind a backslash of its own.
    assert not set(re.sub(r"\\.", "", shown)) & set("\\`*_{}[]<>#|")


def test_no_text_breaks_out_of_an_assessment() -> None:
    text = assessment_markdown(hostile())
    bare = re.sub(r"\\.", "", text)
    assert "<" not in bare
    assert "`" not in bare
    assert "[a]" not in bare
    for line in bare.splitlines():
        assert re.fullmatch(r"(#{2,3} |- \*\*|- |\*\*|\*)?[^#*]*(\*\*|\*)?[^#*]*", line), line
