from __future__ import annotations

import itertools
from typing import Any, cast

import attrs
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex

from boneguide import guidelines
from boneguide.errors import UnknownJurisdictionError
from boneguide.logic.nodes import ALWAYS, Constant
from boneguide.logic.phrases import outline
from boneguide.logic.program import Test as Step
from boneguide.logic.program import program
from boneguide.logic.rule import Rule
from boneguide.logic.truth import Truth
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.status import Status
from boneguide.report.plots import STYLES, decision_diagram, guideline_diagram
from tests.report.pictures import assert_readable, boxes, figure, texts

ZOLEDRONIC_ACID = guidelines.bone_agents["zoledronic-acid"]
SHORT = guidelines.bone_agents["bone-turnover-markers"]
WORDS = {
    (Truth.TRUE,): "if so",
    (Truth.FALSE,): "if not",
    (Truth.UNKNOWN,): "if not known",
    (Truth.UNKNOWN, Truth.TRUE): "if so or not known",
}


def statuses(ax: Axes) -> list[tuple[str, str, str]]:
    """Return the word, colour and hatching of each status that is drawn."""
    found = []
    for box in boxes(ax):
        middle = box.get_x() + box.get_width() / 2, box.get_y() + box.get_height() / 2
        inside = [text for text in ax.texts if text.get_position() == pytest.approx(middle) and text.get_text()]
        found += [(text.get_text(), to_hex(box.get_facecolor()), box.get_hatch() or "") for text in inside]
    return found


def asked(rule: Rule, place: str) -> tuple[list[Step[Status]], Status]:
    """Return the tests of a rule up to one that fires for everybody, and where they lead in the end."""
    found = program(rule, place)
    tests = [*itertools.takewhile(lambda test: not isinstance(test.criterion, Constant), found.tests)]
    left = found.tests[len(tests) :]
    return tests, left[0].result if left else found.otherwise


def look(status: Status) -> tuple[str, str, str]:
    return status.value, STYLES[status].fill, STYLES[status].hatch


@pytest.mark.parametrize("place", JURISDICTIONS)
@pytest.mark.parametrize("rule", [ZOLEDRONIC_ACID, SHORT], ids=lambda rule: rule.id)
def test_tests_stand_in_order_each_with_the_status_to_which_it_leads(rule: Any, place: Jurisdiction) -> None:
    ax = decision_diagram(rule, jurisdiction=place, most=None)
    tests, last = asked(rule, place)
    assert statuses(ax) == [look(status) for status in (*(test.result for test in tests), last)]
    told = [text.replace("\n", " ") for text in texts(ax)]
    when = [text for text in told if text in WORDS.values()]
    assert when == [WORDS[tuple(sorted(test.truths, key=lambda t: t.value))] for test in tests]
    assert told.count("otherwise") == len(tests)
    assert [text for text in told if text.isdigit()] == [str(n + 1) for n in range(len(tests))]
    # Every word of every test is there, in order, and no other.
    worded = " ".join(line for test in tests for _, line in outline(test.criterion, width=80))
    shown = " ".join(text.replace("\N{NO-BREAK SPACE}", " ") for text in told[told.index("1") + 1 :])
    kept = [word for word in shown.split() if word in set(worded.split())]
    assert [word for word in worded.split() if word not in kept] == []
    assert len(shown.split()) >= len(worded.split())


def test_the_heading_names_rule_place_and_edition() -> None:
    ax = decision_diagram(SHORT, jurisdiction="EU")
    assert texts(ax)[0] == SHORT.title
    assert texts(ax)[1] == (f"{SHORT.id}, EU, edition {SHORT.edition}. The first test that fires gives the status.")
    lesion = decision_diagram(guidelines.radiotherapy["re-irradiation"], jurisdiction="EU", most=3)
    assert "asked of each of the" in " ".join(texts(lesion))


def test_of_a_long_question_so_many_lines_are_shown_and_the_others_counted() -> None:
    whole, short, shortest = (decision_diagram(ZOLEDRONIC_ACID, jurisdiction="US", most=n) for n in (None, 12, 1))
    assert not any("more line" in text for text in texts(whole))
    left = [text for text in texts(short) if "more line" in text]
    assert left[0] == "... and 18 more lines; the catalogue of rules has them all"
    assert "hypersensitivity to zoledronic acid" in texts(shortest)
    assert sum("more line" in text for text in texts(shortest)) == 8
    heights = [figure(ax).get_figheight() for ax in (shortest, short, whole)]
    assert heights == sorted(heights)
    assert_readable(short)


def test_one_line_left_out_is_one_line() -> None:
    lines = [*outline(program(SHORT, "US").tests[0].criterion, width=80)]
    ax = decision_diagram(SHORT, jurisdiction="US", most=max(len(lines) - 1, 1))
    assert all("and 1 more lines" not in text for text in texts(ax))


def test_after_a_test_that_fires_for_everybody_nothing_is_asked() -> None:
    never = guidelines.default["gabapentin"]
    assert isinstance(program(never, "US").tests[0].criterion, Constant)
    ax = decision_diagram(never, jurisdiction="US")
    assert texts(ax)[-2:] == ["always", "not-applicable"]
    assert statuses(ax) == [look(Status.NOT_APPLICABLE)]
    assert len(statuses(decision_diagram(never, jurisdiction="UK"))) > 1
    always = attrs.evolve(ZOLEDRONIC_ACID, recommended=ALWAYS)
    drawn = decision_diagram(always, jurisdiction="US", most=1)
    assert len(statuses(drawn)) == len(program(always, "US").tests)
    assert statuses(drawn)[-1] == look(Status.RECOMMENDED)
    assert texts(drawn)[-2] == "otherwise"
    assert_readable(ax)


def test_titles_are_wrapped_and_no_formula() -> None:
    ax = decision_diagram(attrs.evolve(SHORT, title="a long title $x^2$ " * 12), jurisdiction="US")
    assert sum("$x^2$" in text for text in texts(ax)) > 1
    assert_readable(ax)


def test_a_guideline_shows_to_what_each_rule_can_come() -> None:
    few = guidelines.bone_agents.only("zoledronic-acid", "denosumab") | guidelines.analgesia.only("gabapentin")
    ax = guideline_diagram(few, jurisdiction="US")
    expected = []
    for rule in few:
        tests, last = asked(rule, "US")
        expected += [look(status) for status in (*(test.result for test in tests), last)]
    assert statuses(ax) == expected
    told = texts(ax)
    assert told[0] == few.title
    assert "US; content: " in told[1]
    assert f"{ZOLEDRONIC_ACID.title} (zoledronic-acid)" in told
    assert told[-2:] == ["always", "not-applicable"]
    assert "1: if not" in told
    assert_readable(ax)


def test_arrows_lead_from_each_status_to_the_next_of_its_line() -> None:
    ax = guideline_diagram(guidelines.bone_agents.only(SHORT.id), jurisdiction="US")
    tests = len(asked(SHORT, "US")[0])
    assert sum(cast("Any", text).arrow_patch is not None for text in ax.texts if hasattr(text, "arrow_patch")) == tests


@pytest.mark.parametrize("place", ["DE", None])
def test_a_place_is_named(place: Any) -> None:
    with pytest.raises(UnknownJurisdictionError, match="Expected US, EU, UK"):
        decision_diagram(SHORT, jurisdiction=place)
    with pytest.raises(UnknownJurisdictionError, match="Expected US, EU, UK"):
        guideline_diagram(guidelines.bone_agents, jurisdiction=place)
