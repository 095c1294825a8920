"""Definitions and answers that look right and are not: each is refused, or said as it is."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from boneguide.errors import BoneguideError, CriterionError, GuidelineError
from boneguide.logic import (
    ALWAYS,
    Cases,
    Contraindication,
    Dispute,
    Guideline,
    Hold,
    Note,
    Prerequisite,
    Reason,
    Snapshot,
    Span,
    Stance,
    Variation,
    assume_absent,
    by_unit,
    cases,
    fact,
    first_known,
    missing,
    no_less_than,
    printed,
    where,
)
from boneguide.logic.explain import explain_table
from boneguide.model.status import Severity, Status
from boneguide.quantities import Amount, kinds
from boneguide.report import assessment_text, recommendation_text
from tests.logic.support import (
    ACTION,
    ALONE,
    DRUG,
    FIXED,
    FRAIL,
    GRADE,
    NOBODY,
    NOW,
    ON,
    SOURCE,
    YEARS,
)


def test_a_fact_defined_again_is_read_anew() -> None:
    yes = attrs.evolve(ACTION, when=fact("again", read=lambda _: True))
    no = attrs.evolve(ACTION, when=fact("again", read=lambda _: False))
    assert yes(NOBODY, on=ON, jurisdiction="US").status is Status.OPTION
    assert no(NOBODY, on=ON, jurisdiction="US").status is Status.NOT_APPLICABLE


def test_two_readers_of_one_name_are_refused_even_in_equal_criteria() -> None:
    one = fact("twice", kinds.AGE, read=lambda _: 20.0)
    other = fact("twice", kinds.AGE, read=lambda _: 10.0)
    rules = tuple(attrs.evolve(ACTION, id=i, when=f >= "18 year") for i, f in (("a", one), ("b", other)))
    with pytest.raises(GuidelineError, match="two different facts are called 'twice'"):
        Guideline(id="g", title="G", edition="1", rules=rules)(NOBODY, on=ON, jurisdiction="US")


def test_an_investigational_rule_is_never_advised() -> None:
    first = (Prerequisite(id="p", when=ALWAYS, says="first", sources=SOURCE),)
    found = attrs.evolve(DRUG, investigational=True, first=first)(NOBODY, on=ON, jurisdiction="US")
    assert found.status is Status.INVESTIGATIONAL


_EU_BAR = Contraindication(
    id="eu", severity=Severity.CONTRAINDICATED, when=ALWAYS, says="no", sources=SOURCE, jurisdictions="EU"
)
_US_WAY = Variation(
    id="us-way", when=ALWAYS, says="US way", advise=FIXED, grade=GRADE, sources=SOURCE, jurisdictions="US"
)
_EU_WAY = attrs.evolve(_US_WAY, id="eu-way", says="EU way", jurisdictions="EU")


def test_no_alternative_regimen_stands_where_none_does() -> None:
    found = attrs.evolve(DRUG, contraindications=(_EU_BAR,), variations=(_US_WAY,))(NOBODY, on=ON)
    assert (found.status, found.regimen, found.alternatives) == (Status.NEEDS_DATA, None, ())


def test_the_explanation_of_a_joined_answer_gives_its_own_status() -> None:
    found = attrs.evolve(DRUG, contraindications=(_EU_BAR,))(NOBODY, on=ON)
    assert "needs-data" in found.because.text


def test_no_place_is_picked_for_notes_reasons_disputes_and_alternatives() -> None:
    stances = tuple(Stance(by=b, says="x", source=SOURCE) for b in "AB")
    by_field: dict[str, list[Any]] = {
        "notes": [Note(id=p, says=f"{p} word", sources=SOURCE, jurisdictions=p) for p in ("US", "EU")],
        "reasons": [
            Reason(id=p, when=ALWAYS, says=p, favours=True, grade=GRADE, sources=SOURCE, jurisdictions=p)
            for p in ("US", "EU")
        ],
        "disputes": [Dispute(id=p, when=ALWAYS, about=p, stances=stances, jurisdictions=p) for p in ("US", "EU")],
        "variations": [_US_WAY, _EU_WAY],
    }
    for field, clauses in by_field.items():
        changes: Any = {field: tuple(clauses)}
        text = recommendation_text(attrs.evolve(DRUG, **changes)(NOBODY, on=ON))
        shown = [f"{p} word" in text if field == "notes" else f"- {p}" in text for p in ("US", "EU")]
        assert shown[0] == shown[1], field


def test_a_red_flag_without_a_regimen_yet_says_so() -> None:
    dose: Cases[Amount | Span] = cases((FRAIL, Amount(4, "mg")))
    rule = attrs.evolve(DRUG, urgent=True, advise=attrs.evolve(FIXED, dose=dose))
    guideline = Guideline(id="g", title="G", edition="1", rules=(rule,))
    assert "None" not in assessment_text(guideline(NOBODY, on=ON, jurisdiction="US"))


def test_a_volume_is_shown_in_its_own_unit() -> None:
    rule = attrs.evolve(DRUG, advise=attrs.evolve(FIXED, volume=Amount(0.25, "L")))
    text = recommendation_text(rule(NOBODY, on=ON, jurisdiction="US"))
    assert "0.25 mL" not in text
    assert "in 0.25 L" in text or "in 250 mL" in text


#: What a type checker would refuse before Python runs.
NUMBER: Any = NOW
WRONG: Any = "forbidden"
FALSE: Any = False


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: Hold(id="h", when=NUMBER, says="x", sources=SOURCE), id="clause when is a number"),
        pytest.param(lambda: attrs.evolve(ACTION, when=NUMBER), id="rule when is a number"),
        pytest.param(lambda: attrs.evolve(ACTION, when=FALSE), id="rule when is a bool"),
        pytest.param(lambda: Note(id="n", says="", sources=SOURCE), id="no words"),
        pytest.param(lambda: Note(id="", says="x", sources=SOURCE), id="no id"),
        pytest.param(
            lambda: Contraindication(id="k", severity=WRONG, when=FRAIL, says="x", sources=SOURCE), id="severity"
        ),
        pytest.param(lambda: Dispute(id="d", when=FRAIL, about="x", stances=()), id="stances"),
    ],
)
def test_a_clause_that_cannot_be_meant_is_refused_as_such(make: Callable[[], object]) -> None:
    with pytest.raises(BoneguideError):
        make()


_CALCIUM = fact("calcium", kinds.SERUM_CALCIUM)
FIVE: Any = 5


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda: _CALCIUM > NOW, id="kinds that share a unit"),
        pytest.param(lambda: first_known(NOW, YEARS), id="first known of two kinds"),
        pytest.param(lambda: where(FRAIL, NOW, YEARS), id="choice of two kinds"),
        pytest.param(lambda: first_known(NOW, FIVE), id="first known of a plain number"),
        pytest.param(printed, id="printed nothing"),
        pytest.param(lambda: by_unit(NOW, {}), id="no units"),
        pytest.param(lambda: where(FRAIL, math.inf, 1), id="infinity"),
        pytest.param(lambda: operator.gt(NOW / YEARS, math.nan), id="not a number"),
        pytest.param(lambda: NOW.interpret(math.nan), id="reader gives not a number"),
        pytest.param(lambda: fact("x", values="abc"), id="values as one text"),
    ],
)
def test_more_that_cannot_be_meant(make: Callable[[], object]) -> None:
    with pytest.raises(CriterionError):
        make()


def test_a_row_that_is_a_span_is_in_words() -> None:
    table: Cases[object] = cases((ALWAYS, no_less_than("15 minute")))
    assert explain_table(table, Snapshot()).text == "15 minute or longer"


def test_what_is_assumed_absent_is_missing_inside_a_conjunction_too() -> None:
    assumed = assume_absent(FRAIL, because="it shows")
    assert missing(assumed, Snapshot()) == (FRAIL,)
    assert missing(assumed & ALONE, Snapshot(values={ALONE: True})) == (FRAIL,)
