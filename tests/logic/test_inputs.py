"""What has to be on record before criteria can be judged."""

from __future__ import annotations

from boneguide.logic import ALWAYS, all_of, any_of, fact, printed, where
from boneguide.logic.inputs import inputs
from boneguide.logic.tables import exists
from boneguide.quantities import kinds
from tests.logic.columns.support import OLD, PEBBLES, ROUGH, SMOOTH, UNSTEADY, USUAL
from tests.logic.support import ALONE, BEFORE, COLOUR, FRAIL, NOW, RISE, WEIGHT, YEARS


def test_facts_are_named_once_in_reading_order() -> None:
    assert inputs([FRAIL & (YEARS > "18 year"), (YEARS > "60 year") | ALONE]) == ((FRAIL, YEARS, ALONE), ())
    assert inputs([COLOUR.is_in("red"), RISE > "1 mg/dL"]) == ((COLOUR, NOW, BEFORE), ())
    assert inputs([where(ALONE, NOW, BEFORE) > printed("1 mg/dL", "88 umol/L")])[0] == (ALONE, NOW, BEFORE)


def test_nothing_asked_needs_nothing() -> None:
    assert inputs([]) == inputs([ALWAYS]) == inputs(iter(())) == ((), ())


def test_what_facts_are_inferred_from_is_needed_too() -> None:
    assert inputs([USUAL > "1 mg/dL"])[0] == (USUAL, BEFORE, NOW)
    # One thing may be inferred from another that is inferred itself.
    assert inputs([UNSTEADY])[0] == (UNSTEADY, OLD, FRAIL, YEARS)
    assert inputs([WEIGHT > "60 kg", UNSTEADY, OLD])[0] == (WEIGHT, UNSTEADY, OLD, FRAIL, YEARS)


def test_questions_about_rows_are_apart_from_facts() -> None:
    asked = exists(PEBBLES, ~SMOOTH)
    assert inputs([ROUGH & asked]) == ((ROUGH,), (asked,))
    assert inputs([any_of(asked, all_of(exists(PEBBLES), ALONE))]) == ((ALONE,), (asked, exists(PEBBLES)))


def test_two_facts_of_one_name_are_both_there() -> None:
    other = fact("frail", kinds.AGE)
    assert inputs([FRAIL, other > "1 year"])[0] == (FRAIL, other)
