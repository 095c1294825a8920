"""The words for both readers side by side."""

from __future__ import annotations

import pytest

from boneguide import guidelines
from boneguide.errors import MissingWordsError
from boneguide.report import Wording, readers_markdown, wording
from boneguide.report.words import parsed
from tests.report.test_words import EVERYTHING, GUIDE


def test_an_entry_is_shown_once_with_every_wording_of_the_clinician() -> None:
    assert readers_markdown(GUIDE, parsed(EVERYTHING, where="w")).splitlines() == [
        "### Rules",
        "",
        "| Rule | For a clinician | For a patient |",
        "|---|---|---|",
        "| `rest` | Rest: lie down | Rest: Rest helps. |",
        "",
        "### Clauses, questions and facts",
        "",
        "| Entry | Stands for | For a clinician | For a patient |",
        "|---|---|---|---|",
        "| `*/{frail,tired}` | 2 | Frail.<br>Tired. | You are weak. |",
        "| `rest/tired?` | 1 | that the person is not tired | Whether you are tired. |",
        "| `re*/alone` | 1 | Alone. | Nobody is with you. |",
        "| `rest/bed` | 1 | find a bed | A bed is found. |",
        "| `?{tired,alone}` | 2 | tired<br>lives alone | How you are. |",
    ]


def test_what_has_no_words_is_an_error() -> None:
    with pytest.raises(MissingWordsError, match="no words for 'rest'"):
        readers_markdown(GUIDE, Wording())
    rules_only = Wording(rules=parsed(EVERYTHING, where="w").rules)
    with pytest.raises(MissingWordsError, match="no words for 'rest/frail'"):
        readers_markdown(GUIDE, rules_only)


def test_the_whole_library_can_be_shown() -> None:
    page = readers_markdown(guidelines.default, wording())
    assert page.count("\n| `") == len(wording().rules) + len(wording().entries)
