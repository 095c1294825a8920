"""Answers as HTML: every text is escaped, the elements are well formed."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

import attrs
import pytest

from boneguide.model.status import Status
from boneguide.report import assessment_html, recommendation_html
from tests.report.examples import EVIL, FULL, HOSTILE, PLAIN, asking, assessment, hostile


class Elements(HTMLParser):
    """Collects the elements and the text of a page, and checks that each is closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not any(name.startswith("on") for name, _ in attrs)
        self.seen.add(tag)
        self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


_ALLOWED = {"div", "h3", "h4", "section", "p", "strong", "em", "ul", "li", "details", "summary"}


@pytest.mark.parametrize("answer", [PLAIN, FULL, HOSTILE], ids=["plain", "full", "hostile"])
def test_an_answer_is_well_formed(answer: object) -> None:
    assert isinstance(answer, type(PLAIN))
    page = Elements(recommendation_html(answer))
    assert page.seen <= _ALLOWED
    assert answer.title in "".join(page.words)


def test_a_notebook_shows_it_so() -> None:
    assert PLAIN._repr_html_() == recommendation_html(PLAIN)
    assert assessment(PLAIN)._repr_html_() == assessment_html(assessment(PLAIN))


def test_no_text_breaks_out() -> None:
    html = assessment_html(hostile())
    page = Elements(html)
    assert page.seen <= _ALLOWED
    assert "<script" not in html
    assert escape(EVIL) in html
    # Each text is shown as it was written.
    assert "".join(page.words).count("<script>alert(1)</script>") == html.count("&lt;script&gt;alert(1)&lt;/script&gt;")


def test_an_assessment_from_top_to_bottom() -> None:
    found = assessment(
        PLAIN,
        FULL,
        attrs.evolve(PLAIN, id="cord", title="Cord", urgent=True, action="call"),
        attrs.evolve(PLAIN, id="no", status=Status.NOT_APPLICABLE),
        notes=("a drug was not recognised",),
    )
    html = assessment_html(found)
    marks = [
        "<h3>Assessment on 2026-11-23, US",
        '<div role="alert"><strong>Red flags</strong><ul><li>Cord: call</li></ul></div>',
        "<h4>Cord: an option</h4>",
        "<h4>A plain answer: an option</h4>",
        "<h4>A full answer: after what stands under First</h4>",
        "<strong>Not ruled out</strong>",
        "Not a question here: no",
        "<summary>Facts that could still change an answer</summary><p>blood pressure, weight, mood</p>",
        "Note: a drug was not recognised",
        "<em>Information for health professionals",
    ]
    places = [html.index(mark) for mark in marks]
    assert places == sorted(places)
    assert Elements(html).seen <= _ALLOWED


def test_what_is_best_found_out_next() -> None:
    assert "<p><strong>Best found out next:</strong> &lt;b&gt; (can settle 2 answers)</p>" in assessment_html(
        asking(PLAIN, label="<b>")
    )


def test_what_is_empty_is_left_out() -> None:
    html = assessment_html(assessment(PLAIN))
    for absent in ("Red flags", "Not a question here", "Facts that could", "Best found", "Note:", 'role="alert"'):
        assert absent not in html


@pytest.mark.parametrize("status", list(Status))
def test_a_status_is_said_in_words_beside_its_colour(status: Status) -> None:
    html = recommendation_html(attrs.evolve(PLAIN, status=status))
    assert "border-left:4px solid #" in html
    assert f"<h4>A plain answer: {status.value.split('-')[0]}" in html or status in {
        Status.OPTION,
        Status.AFTER,
        Status.WITHHOLD,
    }
