"""What holds whatever subjects are asked together."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import boneguide as bg
from boneguide.logic.clauses import Clause

TOGETHER = bg.guidelines.default
EVERY_RULE = pytest.mark.parametrize("rule", tuple(TOGETHER), ids=lambda rule: rule.id)

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
