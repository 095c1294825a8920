"""Criteria in words without a person: one exact sentence for each kind of node, and no sentence with two meanings."""

from __future__ import annotations

import pytest

from boneguide.logic import (
    ALWAYS,
    JURISDICTION,
    NEVER,
    Cases,
    Criterion,
    Number,
    above,
    all_of,
    any_of,
    assume_absent,
    at_least,
    band,
    by_unit,
    cases,
    fact,
    first_known,
    named,
    not_,
    printed,
    where,
)
from boneguide.logic.context import Snapshot
from boneguide.logic.nodes import And, Not
from boneguide.logic.phrases import outline, phrase, phrase_number, phrase_steps
from boneguide.logic.tables import Table, exists
from boneguide.logic.words import describe
from boneguide.quantities import Amount, kinds

THIRSTY = fact("thirsty", label="thirst")
TIRED = fact("tired")
PILL = fact("pill", label="a pill or a drop")
BOTH = fact("both", label="salt and pepper")
COLOUR = fact("colour", values=("red", "green", "blue"))
DAY = fact("day", values=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
AGE = fact("age", kinds.AGE)
CLEARANCE = fact("clearance", kinds.CREATININE_CLEARANCE, label="creatinine clearance")
NOW = fact("now", kinds.SERUM_CREATININE, label="creatinine now")
BEFORE = fact("before", kinds.SERUM_CREATININE, label="creatinine before")
RISE = named("rise", kinds.SERUM_CREATININE, NOW - BEFORE, label="rise of creatinine")
EITHER = fact("either", kinds.AGE, label="age or so")

BETWEEN = CLEARANCE.between("30 mL/min", "60 mL/min")

SENTENCES = [
    pytest.param(ALWAYS, "always", id="always"),
    pytest.param(NEVER, "never", id="never"),
    pytest.param(THIRSTY, "thirst", id="flag"),
    pytest.param(not_(THIRSTY), "not (thirst)", id="not"),
    pytest.param(not_(THIRSTY | TIRED), "not (thirst or tired)", id="not-any"),
    pytest.param(
        (CLEARANCE >= "30 mL/min") & ~THIRSTY,
        "creatinine clearance is at least 30 mL/min and not (thirst)",
        id="and",
    ),
    pytest.param(THIRSTY | TIRED, "thirst or tired", id="or"),
    pytest.param(THIRSTY & (TIRED | PILL), "thirst and (tired or (a pill or a drop))", id="or-in-and"),
    pytest.param(THIRSTY | (TIRED & BOTH), "thirst or (tired and (salt and pepper))", id="and-in-or"),
    pytest.param(PILL & TIRED, "(a pill or a drop) and tired", id="a-label-with-or"),
    pytest.param((EITHER < "9 year") & TIRED, "(age or so is less than 9 year) and tired", id="a-number-with-or"),
    pytest.param(
        assume_absent(THIRSTY, because="thirst is told"),
        "thirst [taken as absent where not recorded: thirst is told]",
        id="assume-absent",
    ),
    pytest.param(
        assume_absent(THIRSTY & TIRED, because="it is told and written") | TIRED,
        "(thirst and tired) [taken as absent where not recorded: it is told and written] or tired",
        id="assume-absent-of-two",
    ),
    # categories
    pytest.param(COLOUR.is_in("red"), "colour is red", id="one-word"),
    pytest.param(COLOUR.is_in("red", "blue"), "colour is red or blue", id="two-words-in-the-order-of-the-fact"),
    pytest.param(COLOUR.is_in("blue", "green", "red"), "colour is red, green or blue", id="every-word"),
    pytest.param(
        DAY.is_in("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"),
        "day is Monday, Tuesday, Wednesday, Thursday or Friday",
        id="five-words",
    ),
    pytest.param(
        DAY.is_in("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"),
        "day is not Sunday",
        id="all-but-one",
    ),
    pytest.param(fact("n", values=[*"abcdefgh"]).is_in(*"abcdef"), "n is none of g or h", id="all-but-two"),
    pytest.param(fact("n", values=[*"abcdef"]).is_in(*"abcdef"), "n is a, b, c, d, e or f", id="long-and-complete"),
    pytest.param(COLOUR.is_in("red", "blue") & TIRED, "(colour is red or blue) and tired", id="two-words-in-and"),
    # places
    pytest.param(JURISDICTION.is_in("US"), "in the US", id="place"),
    pytest.param(JURISDICTION.is_in("UK", "EU"), "in the EU or the UK", id="places"),
    # numbers
    pytest.param(AGE >= "18 year", "age is at least 18 year", id="at-least"),
    pytest.param(AGE > "18 year", "age is more than 18 year", id="more-than"),
    pytest.param(AGE < "18.5 year", "age is less than 18.5 year", id="less-than"),
    pytest.param(AGE <= Amount(18.0, "year"), "age is at most 18 year", id="at-most"),
    pytest.param(AGE.equals("18 year"), "age is exactly 18 year", id="exactly"),
    pytest.param(BETWEEN, "creatinine clearance is at least 30 mL/min and less than 60 mL/min", id="between"),
    pytest.param(
        TIRED & BETWEEN,
        "tired and creatinine clearance is at least 30 mL/min and less than 60 mL/min",
        id="between-in-and",
    ),
    pytest.param(
        TIRED | BETWEEN,
        "tired or (creatinine clearance is at least 30 mL/min and less than 60 mL/min)",
        id="between-in-or",
    ),
    pytest.param(NOW > BEFORE, "creatinine now is more than creatinine before", id="two-facts"),
    pytest.param(NOW <= 1.1 * BEFORE, "creatinine now is at most 1.1 times creatinine before", id="a-multiple"),
    pytest.param(RISE >= "0.5 mg/dL", "rise of creatinine is at least 0.5 mg/dL", id="named"),
    pytest.param(AGE / 2 / AGE < 1, "(age divided by 2) divided by age is less than 1", id="ratio"),
    # printed thresholds
    pytest.param(NOW > printed("3.0 mg/dL"), "creatinine now is more than 3 mg/dL", id="printed-once"),
    pytest.param(
        NOW > printed("3.0 mg/dL", "265 umol/L"),
        "creatinine now is more than 3 mg/dL (265 umol/L where reported in umol/L)",
        id="printed-pair",
    ),
    pytest.param(
        NOW > printed("3.0 mg/dL", "265 umol/L", unit_of=BEFORE),
        "creatinine now is more than 3 mg/dL (265 umol/L where creatinine before is reported in umol/L)",
        id="printed-in-the-unit-of-another",
    ),
]


@pytest.mark.parametrize(("criterion", "sentence"), SENTENCES)
def test_a_criterion_in_words(criterion: Criterion, sentence: str) -> None:
    assert phrase(criterion) == sentence


NUMBERS = [
    pytest.param(AGE, "age", id="fact"),
    pytest.param(RISE, "rise of creatinine", id="named"),
    pytest.param(RISE.expression, "creatinine now minus creatinine before", id="difference"),
    pytest.param(140 - AGE, "140 minus age", id="plain-number"),
    pytest.param(AGE + AGE, "age plus age", id="sum"),
    pytest.param((140 - AGE) * 0.85, "(140 minus age) times 0.85", id="nested"),
    pytest.param(where(TIRED, 0.85, AGE), "0.85 where tired, otherwise age", id="where"),
    pytest.param(
        2 * where(COLOUR.is_in("red"), AGE, 1), "2 times (age where colour is red, otherwise 1)", id="where-inside"
    ),
    pytest.param(
        first_known(BEFORE, NOW), "the first that is known of: creatinine before, creatinine now", id="first-known"
    ),
    pytest.param(
        by_unit(NOW, {"mg/dL": 0.8, "umol/L": 0.80160321}),
        "0.8 (0.801603 where creatinine now is reported in umol/L)",
        id="coefficient-by-unit",
    ),
]


@pytest.mark.parametrize(("number", "words"), NUMBERS)
def test_a_number_in_words(number: Number, words: str) -> None:
    assert phrase_number(number) == words


def test_nodes_without_words_are_refused() -> None:
    class Odd(Criterion):
        __slots__ = ()

    class OddNumber(Number):
        __slots__ = ()

    with pytest.raises(TypeError, match="no words for Odd"):
        phrase(Odd())
    with pytest.raises(TypeError, match="no words for OddNumber"):
        phrase_number(OddNumber())


DOSES = band(CLEARANCE, above("60 mL/min", "4"), at_least("50 mL/min", "3.5"), at_least("30 mL/min", "3"))

TABLES = [
    pytest.param(
        DOSES,
        [
            "creatinine clearance is more than 60 mL/min",
            "creatinine clearance is at least 50 mL/min and at most 60 mL/min",
            "creatinine clearance is at least 30 mL/min and less than 50 mL/min",
        ],
        id="band",
    ),
    pytest.param(cases((TIRED, 1), (ALWAYS, 2)), ["tired", "otherwise"], id="otherwise"),
    pytest.param(
        cases((TIRED, 1), (AGE > "65 year", 2), (AGE > "18 year", 3)),
        ["tired", "otherwise, where age is more than 65 year", "otherwise, where age is more than 18 year"],
        id="edges-after-something-else",
    ),
    pytest.param(
        cases((AGE > "18 year", 1), (AGE > "65 year", 2)),
        ["age is more than 18 year", "otherwise, where age is more than 65 year"],
        id="edges-that-rise",
    ),
    pytest.param(
        cases((AGE > "65 year", 1), (CLEARANCE > "60 mL/min", 2)),
        ["age is more than 65 year", "otherwise, where creatinine clearance is more than 60 mL/min"],
        id="edges-of-two-numbers",
    ),
    pytest.param(
        cases((AGE < "18 year", 1), (AGE < "16 year", 2)),
        ["age is less than 18 year", "otherwise, where age is less than 16 year"],
        id="edges-from-below",
    ),
    pytest.param(
        cases((NOW > BEFORE, 1), (NOW > "1 mg/dL", 2), (NOW > printed("0.5 mg/dL"), 3)),
        [
            "creatinine now is more than creatinine before",
            "otherwise, where creatinine now is more than 1 mg/dL",
            "otherwise, where creatinine now is more than 0.5 mg/dL",
        ],
        id="edges-that-are-no-fixed-number",
    ),
    pytest.param(
        cases((NOW > "1 mg/dL", 1), (NOW > printed("0.5 mg/dL"), 2)),
        ["creatinine now is more than 1 mg/dL", "otherwise, where creatinine now is more than 0.5 mg/dL"],
        id="a-printed-edge-below",
    ),
]


@pytest.mark.parametrize(("table", "words"), TABLES)
def test_the_rows_of_a_table_in_words(table: Cases[object], words: list[str]) -> None:
    assert list(phrase_steps(table)) == [(text, value) for text, (_, value) in zip(words, table.steps, strict=True)]


def lines(criterion: Criterion, width: int) -> list[str]:
    return ["  " * depth + line for depth, line in outline(criterion, width=width)]


def test_questions_about_rows() -> None:
    table = Table("things", "things", lambda _: None)
    big, near = fact("big", table=table), fact("near", table=table)
    assert phrase(exists(table)) == "one of the things"
    assert phrase(exists(table, big & near)) == "one of the things for which (big and near)"
    assert describe(exists(table, big), Snapshot()) == "one of the things for which big"


def test_a_long_criterion_is_shown_in_outline() -> None:
    criterion = any_of(
        all_of(THIRSTY, BETWEEN, COLOUR.is_in("red", "green")),
        not_(assume_absent(THIRSTY & TIRED, because="told")),
        PILL,
    )
    assert lines(criterion, 12) == [
        "any of:",
        "  all of:",
        "    thirst",
        "    creatinine clearance is at least 30 mL/min and less than 60 mL/min",
        "    colour is red or green",
        "  not:",
        "    taken as absent where not recorded (told):",
        "      all of:",
        "        thirst",
        "        tired",
        "  a pill or a drop",
    ]


def test_a_short_criterion_is_one_line() -> None:
    assert lines(THIRSTY & TIRED, 90) == ["thirst and tired"]
    assert lines(BETWEEN, 5) == ["creatinine clearance is at least 30 mL/min and less than 60 mL/min"]
    assert lines(ALWAYS, 0) == ["always"]


def test_an_outline_goes_no_deeper_than_wanted() -> None:
    criterion = not_(any_of(THIRSTY, all_of(TIRED, BOTH)))
    assert list(outline(criterion, width=0, deepest=2)) == [
        (0, "not:"),
        (1, "any of:"),
        (2, "thirst"),
        (2, "tired and (salt and pepper)"),
    ]
    assert list(outline(criterion, width=0, deepest=0)) == [(0, phrase(criterion))]


def test_outline_and_sentence_name_the_same_facts() -> None:
    criterion = Not(And((THIRSTY, TIRED, COLOUR.is_in("red"))))
    text = "\n".join(lines(criterion, 0))
    assert all(f.label in text for f in criterion.facts())
