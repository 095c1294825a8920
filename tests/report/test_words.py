"""Words for a reader apart from the rules: identifiers, patterns, files and what is refused of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from boneguide import guidelines
from boneguide.errors import MissingWordsError, WordingError
from boneguide.logic.clauses import Confirm, Contraindication, Hold, Prerequisite
from boneguide.logic.guideline import Guideline
from boneguide.report import Wording, messages, read_wording, unused_words, unworded, wording
from boneguide.report.words import FRAME, Message, RuleWords, parsed
from tests.logic.support import ACTION, ALONE, FRAIL, SOURCE, TIRED

ASK = Confirm("that the person is not tired", because="they can be asked")

REST = attrs.evolve(
    ACTION,
    id="rest",
    title="Rest",
    action="lie down",
    contraindications=(
        Contraindication(id="frail", severity="caution", when=FRAIL, says="Frail.", unknown=ASK, sources=SOURCE),
        Contraindication(id="tired", severity="avoid", when=TIRED, says="Tired.", unknown=ASK, sources=SOURCE),
    ),
    holds=(Hold(id="alone", when=ALONE, says="Alone.", sources=SOURCE),),
    first=(Prerequisite(id="bed", when=TIRED, says="find a bed", sources=SOURCE),),
)
GUIDE = Guideline(id="g", title="G", edition="1", rules=(REST,))

EVERYTHING = """
[rules.rest]
name = "Rest"
says = "Rest helps."
[messages]
"*/{frail,tired}" = "You are weak."
"rest/tired?" = "Whether you are tired."
"re*/alone" = "Nobody is with you."
"rest/bed" = "A bed is found."
"?{tired,alone}" = "How you are."
"""


def test_everything_that_is_said_has_an_identifier_and_the_words_of_the_rule() -> None:
    # What is never asked, as a caution is not, has no question.
    assert list(messages([REST])) == [
        Message("rest", "rule", "Rest: lie down"),
        Message("rest/frail", "restriction", "Frail."),
        Message("rest/tired", "restriction", "Tired."),
        Message("rest/tired?", "question", "that the person is not tired"),
        Message("rest/alone", "restriction", "Alone."),
        Message("rest/bed", "task", "find a bed"),
        # A fact that changes no status, as one that a caution asks for, is none that an answer waits for.
        Message("?tired", "fact", "tired"),
        Message("?alone", "fact", "lives alone"),
    ]


def test_a_fact_is_named_once_for_all_rules() -> None:
    again = attrs.evolve(REST, id="again")
    assert [message.id for message in messages([REST, again])][-3:] == ["again/bed", "?tired", "?alone"]


def test_what_has_no_words_is_named() -> None:
    assert unworded(GUIDE, Wording()) == (
        "rest",
        "rest/frail",
        "rest/tired",
        "rest/tired?",
        "rest/alone",
        "rest/bed",
        "?tired",
        "?alone",
    )
    assert unworded(GUIDE, parsed(EVERYTHING, where="w")) == ()


def test_a_new_clause_without_words_is_named() -> None:
    added = attrs.evolve(REST, holds=(*REST.holds, attrs.evolve(REST.holds[0], id="dizzy")))
    assert unworded(GUIDE.replacing(added), parsed(EVERYTHING, where="w")) == ("rest/dizzy",)


def test_words_for_nothing_are_named_by_the_choice_that_is_dead() -> None:
    more = """
    [rules.run]
    name = "Run"
    says = "Run."
    [messages]
    "rest/{alone,drunk}" = "Nobody is with you."
    "run/*" = "Run."
    """
    words = parsed(EVERYTHING, where="w") | parsed(more, where="w")
    # The new entry for rest/alone has more letters of its own, so the older one is dead as well.
    assert unused_words(GUIDE, words) == ("run", "re*/alone", "rest/drunk", "run/*")
    assert unused_words(GUIDE, parsed(EVERYTHING, where="w")) == ()


@pytest.mark.parametrize(
    ("entries", "identifier", "chosen"),
    [
        (("*/b", "a*/b", "a-c/b"), "a-c/b", "a-c/b"),
        (("*/b", "a*/b"), "a-c/b", "a*/b"),
        (("*/b", "a*/b"), "c/b", "*/b"),
        (("*/b",), "c/b-d", None),
        (("*/b*",), "c/b-d", "*/b*"),
        # A pattern ends at the stroke and before the question mark.
        (("*",), "c/b", None),
        (("c/*",), "c/b?", None),
        (("c/*?",), "c/b?", "c/*?"),
        (("c/*?",), "c/b", None),
        (("{a,c}/{b,d}",), "c/d", "{a,c}/{b,d}"),
        (("{a,c}/{b,d}",), "e/d", None),
        (("?takes_*",), "?takes_it", "?takes_*"),
        (("{a/b?,?c}",), "?c", "{a/b?,?c}"),
        (("{a/b?,?c}",), "a/b?", "{a/b?,?c}"),
        (("?*", "*/*"), "takes_it", None),
        # The letters of the choice that fits count, not those of the others.
        (("{c,a-very-long-name}/b", "c*/b"), "c/b", "{c,a-very-long-name}/b"),
        (("c*/b", "c/b"), "c/b", "c/b"),
        (("{c*,a-very-long-name}/b", "cc*/b"), "ccc/b", "cc*/b"),
    ],
)
def test_the_most_specific_entry_wins(entries: tuple[str, ...], identifier: str, chosen: str | None) -> None:
    found = Wording(entries=dict.fromkeys(entries, "words")).entry(identifier)
    assert found == chosen


def test_later_words_count_before_earlier_ones() -> None:
    first = Wording(frame={"title": "one"}, rules={"a": RuleWords("a", "a")}, entries={"a/b": "one"})
    second = Wording(frame={"title": "two"}, rules={"a": RuleWords("b", "b")}, entries={"a/b": "two"})
    both = first | second
    assert (both.around("title"), both.rule("a").name, both.clause("a/b")) == ("two", "b", "two")
    assert (second | first).clause("a/b") == "one"


@pytest.mark.parametrize(
    ("asked", "identifier"),
    [
        (lambda words: words.around("title"), "'frame/title'"),
        (lambda words: words.rule("rest"), "'rest'"),
        (lambda words: words.clause("rest/bed"), "'rest/bed'"),
    ],
)
def test_missing_words_are_an_error_that_names_them(asked: object, identifier: str) -> None:
    assert callable(asked)
    with pytest.raises(MissingWordsError, match=f"no words for {identifier}. Add them") as caught:
        asked(Wording())
    assert isinstance(caught.value, LookupError)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("title", "w is not TOML: "),
        ("[other]", r"w has 'other' at its top. Expected the tables frame, rules, messages\."),
        ("frame = 1", "w has 'frame' at its top"),
        ("[frame]\nheading = 'x'", "w words 'heading' in its frame. Expected one of title, "),
        ("[frame]\ntitle = ' '", "w has no text for 'frame/title'"),
        ("[rules]\nrest = 'x'", "w has 'rest' with something else than the two texts"),
        ("[rules.rest]\nname = 'x'", "w has 'rest' with something else than the two texts"),
        ("[rules.rest]\nname = 'x'\nsays = 1", r"w has no text for 'rest \(says\)'"),
        ("[messages]\n'rest/bed' = ''", "w has no text for 'rest/bed'"),
        ("[messages]\n'rest' = 'x'", "w has the entry 'rest'. Expected such as "),
        ("[messages]\n'a/b/c' = 'x'", "w has the entry 'a/b/c'"),
        ("[messages]\n'A/b' = 'x'", "w has the entry 'A/b'"),
        ("[messages]\n'a/b??' = 'x'", "w has the entry 'a/b"),
        ("[messages]\n'a?/b' = 'x'", "w has the entry 'a"),
        ("[messages]\n'?' = 'x'", "w has the entry"),
        ("[messages]\n'a/{b,c' = 'x'", "w has the entry"),
        ("[messages]\n'a/b' = 'x'\n'{a,b}/b' = 'y'", "w words 'a/b' in 'a/b' and in '{a,b}/b'. Expected one of them"),
    ],
)
def test_a_file_that_is_not_as_expected_is_refused_with_the_entry(text: str, wrong: str) -> None:
    with pytest.raises(WordingError, match=wrong) as caught:
        parsed(text, where="w")
    assert isinstance(caught.value, ValueError)


def test_a_text_may_run_over_several_lines() -> None:
    assert parsed('[messages]\n"a/b" = """You\n  are  tired."""', where="w").clause("a/b") == "You are tired."


@pytest.mark.parametrize(
    ("language", "reader"), [("fr", "patient"), ("en", "nurse"), ("../../patient.en", "patient"), ("", "")]
)
def test_an_unknown_language_is_refused_with_those_there_are(language: str, reader: str) -> None:
    with pytest.raises(WordingError, match=r"There are patient\.en\.$"):
        wording(language, reader=reader)


def test_the_words_of_the_library_are_read_once() -> None:
    assert wording() is wording("en", reader="patient")


def test_words_of_ones_own_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "patient.xx.toml"
    path.write_text("[messages]\n'exercise/fracture' = 'Os fractum est.'", encoding="utf-8")
    own = wording() | read_wording(path)
    assert own.clause("exercise/fracture") == "Os fractum est."
    assert own.clause("exercise/cord-compression") == wording().clause("exercise/cord-compression")
    path.write_text("[messages]\n'exercise/fracture' = 1", encoding="utf-8")
    with pytest.raises(WordingError, match=r"patient\.xx\.toml has no text for 'exercise/fracture'"):
        read_wording(path)


def test_every_message_of_every_encoded_rule_has_both_wordings() -> None:
    assert unworded(guidelines.default, wording()) == ()
    assert [message.id for message in messages(guidelines.default) if not message.text.strip()] == []


def test_there_are_no_words_for_nothing() -> None:
    assert unused_words(guidelines.default, wording()) == ()
    assert set(wording().frame) == set(FRAME)


def test_no_sentence_is_written_twice() -> None:
    words = wording()
    assert [text for text, times in Counter(words.entries.values()).items() if times > 1] == []


def choices(entry: str) -> Iterator[str]:
    """Yield an entry once for each choice of its braces."""
    before, brace, rest = entry.partition("{")
    if not brace:
        yield entry
        return
    inside, _, after = rest.partition("}")
    for choice in inside.split(","):
        yield from choices(f"{before}{choice}{after}")


def test_no_two_entries_are_equally_specific() -> None:
    read = [
        (
            len(choice.replace("*", "")),
            -choice.count("*"),
            re.compile("[^/?]*".join(map(re.escape, choice.split("*")))),
            entry,
        )
        for entry in wording().entries
        for choice in choices(entry)
    ]
    clauses = [message.id for message in messages(guidelines.default) if message.kind != "rule"]
    for identifier in clauses:
        fitting = sorted((*rank, entry) for *rank, pattern, entry in read if pattern.fullmatch(identifier))
        assert fitting[-1][-1] == wording().entry(identifier)
        assert len({tuple(rank) for *rank, _ in fitting}) == len(fitting), identifier
