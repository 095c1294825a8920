"""What holds whatever subjects are asked together."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import boneguide as bg
from boneguide.logic.clauses import Clause

TOGETHER = bg.guidelines.default | bg.guidelines.radiotherapy
EVERY_RULE = pytest.mark.parametrize("rule", tuple(TOGETHER), ids=lambda rule: rule.id)

#: Words of an order, of which "do not" is one only where a clause begins; the library informs and gives none.
ORDER = re.compile(r"\b(must|shall|ought to|never give|never use)\b|(^|[.,;:(] ?)(do not|don't)\b", re.IGNORECASE)
#: Keys of conflicts between sources, and words about where the rows come from: they mean nothing to a reader.
FOR_THE_AUTHORS = re.compile(r"\bC-\d\d\b|fact sheet|\bsection \d+ of the sheet\b")


def _words(rule: bg.Rule) -> Iterator[str]:
    yield rule.title
    yield rule.action
    for clause in rule.clauses():
        if isinstance(clause, Clause):
            yield clause.says
        else:
            yield clause.about
            yield from (stance.says for stance in clause.stances)
    for source in rule.all_sources():
        yield source.locator
        yield source.note


@EVERY_RULE
def test_no_text_for_a_reader_names_keys_of_the_authors(rule: bg.Rule) -> None:
    assert [text for text in _words(rule) if FOR_THE_AUTHORS.search(text)] == []


@EVERY_RULE
def test_advice_is_never_worded_as_an_order(rule: bg.Rule) -> None:
    assert [text for text in _words(rule) if ORDER.search(text)] == []


@pytest.mark.parametrize(
    "text", ["It must be given.", "Do not give it", "Never give it with food", "The dose shall be 4 mg"]
)
def test_words_of_an_order_are_recognised(text: str) -> None:
    assert ORDER.search(text)
    assert not ORDER.search("The labels do not recommend it; musty, shallow and undone are other words.")
