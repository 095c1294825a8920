"""A person for whom criteria come out in given ways is found where there is one, as by going through everybody."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from boneguide.errors import NotDecidedError
from boneguide.logic import ALWAYS, NEVER, Criterion, Snapshot, Truth, assume_absent, fact, truth
from boneguide.logic.adapting.choices import EVERY, FAILS, HOLDS, NOT_FAILS, NOT_HOLDS, OPEN, Choices
from boneguide.logic.adapting.examples import Examples
from boneguide.logic.completing.trials import Trials
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import UNKNOWN, And, Fact, Value
from boneguide.logic.numbers import NumberFact
from boneguide.logic.tables import Table, exists
from boneguide.quantities import kinds
from tests.logic.support import ALONE, BEFORE, COLOUR, FRAIL, NOW, TIRED, YEARS, criteria

WAYS = (HOLDS, FAILS, NOT_HOLDS, NOT_FAILS, OPEN, HOLDS | FAILS)
MOST = 4000
BECAUSE = "it would be on record"


def somebody(asked: Criterion, wanted: frozenset[Truth]) -> bool | None:
    """Return whether some way to fill in what is tried of each fact suits; None where there are too many."""
    trials = Trials([asked])
    read = inputs([asked])[0]
    ways = {f: [*trials.of(f), (None, None)] for f in read}
    count = 1
    for of_fact in ways.values():
        count *= len(of_fact)
    if count > MOST:
        return None
    for chosen in itertools.product(*ways.values()):
        values: dict[Fact, Value] = {f: v for f, (v, _) in zip(ways, chosen, strict=True)}
        units = {f: u for f, (_, u) in zip(ways, chosen, strict=True)}
        if truth(asked, Snapshot(values=values, units=units)) in wanted:
            return True
    return False


@settings(max_examples=200, deadline=None)
@given(criteria(), st.sampled_from(WAYS))
def test_whoever_can_be_found_is_found(asked: Criterion, wanted: frozenset[Truth]) -> None:
    there_is = somebody(asked, wanted)
    assume(there_is is not None)
    try:
        found = Examples([asked]).find(((asked, wanted),))
    except NotDecidedError:
        # It never says that there is nobody where it cannot know.
        assert not there_is or any(isinstance(f, NumberFact) for f in asked.facts())
        return
    if found is None:
        assert not there_is
    else:
        assert truth(asked, found) in wanted


@settings(max_examples=200, deadline=None)
@given(criteria(), criteria())
def test_nobody_is_both_so_and_not_so(first: Criterion, second: Criterion) -> None:
    examples = Examples([first, second])
    with_both = ((first, HOLDS), (second, HOLDS), (first & second, NOT_HOLDS))
    try:
        assert examples.find(with_both) is None
    except NotDecidedError:
        assert any(isinstance(f, NumberFact) for f in (first & second).facts())


@pytest.mark.parametrize(
    ("asked", "wanted", "there_is"),
    [
        (FRAIL & ~FRAIL, HOLDS, False),
        (FRAIL & ~FRAIL, OPEN, True),
        (FRAIL & ~assume_absent(FRAIL, because=BECAUSE), NOT_FAILS, True),
        (FRAIL & ~assume_absent(FRAIL, because=BECAUSE), HOLDS, False),
        ((YEARS >= "18 year") & (YEARS < "18 year"), HOLDS, False),
        ((YEARS >= "18 year") & (YEARS <= "18 year"), HOLDS, True),
        # A range may reach across one threshold and keep clear of another.
        (
            (YEARS >= "18 year")
            & ~assume_absent(YEARS >= "60 year", because=BECAUSE)
            & ~assume_absent(YEARS < "60 year", because=BECAUSE),
            HOLDS,
            True,
        ),
        (COLOUR.is_in("red") & COLOUR.is_in("green"), HOLDS, False),
        ((NOW - BEFORE > "0.5 mg/dL") & (BEFORE > "1 mg/dL") & (NOW < "1.4 mg/dL"), HOLDS, False),
        ((NOW - BEFORE > "0.5 mg/dL") & (BEFORE > "1 mg/dL") & (NOW < "1.6 mg/dL"), HOLDS, True),
        # All that it can be lies between two thresholds.
        (2 / NOW >= 0, HOLDS, True),
        (2 / NOW >= 0, FAILS, False),
        (UNKNOWN, HOLDS, False),
        (UNKNOWN, OPEN, True),
        (FRAIL, EVERY, True),
    ],
)
def test_by_hand(asked: Criterion, wanted: frozenset[Truth], there_is: bool) -> None:
    found = Examples([asked]).find(((asked, wanted),))
    assert (found is not None) is there_is
    assert found is None or truth(asked, found) in wanted


def test_what_a_fact_is_inferred_from_must_agree() -> None:
    weak = fact("weak", inferred=FRAIL | UNKNOWN)
    sure = fact("sure", inferred=FRAIL)
    examples = Examples([weak, sure, FRAIL])
    assert examples.find(((weak, HOLDS), (FRAIL, FAILS))) is not None
    assert examples.find(((weak, FAILS), (FRAIL, HOLDS))) is None
    assert examples.find(((sure, HOLDS), (FRAIL, FAILS))) is None
    assert examples.find(((sure, OPEN), (FRAIL, HOLDS))) is None


def test_rows_must_be_able_to_be() -> None:
    table = Table("things", "things", lambda _: None)
    big, red = fact("big", table=table), fact("red", table=table)
    some, none = exists(table, big & red), exists(table, big)
    any_big = fact("any_big", inferred=none)
    examples = Examples([some, any_big])
    assert examples.find(((some, HOLDS), (any_big, HOLDS))) is not None
    assert examples.find(((some, HOLDS), (any_big, FAILS))) is None
    assert examples.find(((some, OPEN), (any_big, HOLDS))) is not None
    # The row that is meant is one of the rows.
    of_row = Examples([big, any_big], about=table)
    assert of_row.find(((big, HOLDS), (any_big, FAILS))) is None
    assert of_row.find(((big, FAILS), (any_big, HOLDS))) is not None


def test_whole_people_have_nothing_unknown() -> None:
    asked = FRAIL & ~assume_absent(ALONE, because=BECAUSE)
    assert Examples([asked], whole=True).find(((asked, OPEN),)) is None
    assert Examples([asked]).find(((asked, OPEN),)) is not None


def test_a_search_that_is_too_long_says_so() -> None:
    asked = (FRAIL | ALONE) & (TIRED | FRAIL)
    with pytest.raises(NotDecidedError, match="given up after 1 step"):
        Examples([asked], most=1).find(((asked, HOLDS),))


def test_what_is_no_criterion_of_the_language_is_refused() -> None:
    class Strange(Criterion):
        pass

    with pytest.raises(TypeError, match="no interpreter for Strange"):
        Examples([FRAIL]).find(((Strange(), HOLDS),))


def test_anything_suits_where_every_way_does() -> None:
    assert Examples([FRAIL & ALONE]).find(((FRAIL & ALONE, EVERY),)) is not None
    assert Examples([FRAIL & ALONE]).find(((FRAIL & ALONE, frozenset()),)) is None
    assert Examples([FRAIL & ALONE]).find(((FRAIL & ALONE, HOLDS | FAILS), (FRAIL, FAILS))) is not None


def test_a_fact_that_is_known_one_way_or_the_other_agrees_with_what_it_is_inferred_from() -> None:
    sure = fact("sure", inferred=FRAIL & ALONE)
    examples = Examples([sure, FRAIL, ALONE])
    assert examples.find(((sure, HOLDS | FAILS), (FRAIL, HOLDS), (ALONE, OPEN))) is not None
    assert examples.find(((sure, HOLDS | FAILS), (FRAIL, FAILS))) is not None


def test_rows_that_cannot_be_searched_are_not_decided() -> None:
    table = Table("things", "things", lambda _: None)
    long, wide, high = (fact(name, kinds.LENGTH, table=table) for name in ("long", "wide", "high"))
    some = fact("some", inferred=exists(table, (long * wide >= 7) & (long * high < 3) & (wide * high > 100)))
    searched = Examples([some], most=3)
    with pytest.raises(NotDecidedError):
        searched.find(((some.inferred, HOLDS),))  # type: ignore[arg-type]  # a criterion


def test_who_does_not_stand_the_test_is_not_given(monkeypatch: pytest.MonkeyPatch) -> None:
    # Whoever was put together is asked by the reference interpreter before being shown.
    monkeypatch.setattr(Examples, "_measured", lambda *_: Snapshot(values={FRAIL: False}))
    with pytest.raises(NotDecidedError, match="nobody was found, but not every number"):
        Examples([FRAIL]).find(((FRAIL, HOLDS),))


def test_what_is_settled_from_the_start() -> None:
    choices = Choices([FRAIL])
    assert choices.form(And((ALWAYS, ALWAYS)), HOLDS) is True
    assert choices.form(And((ALWAYS, NEVER)), HOLDS) is False
    assert choices.form(And((ALWAYS, FRAIL)), HOLDS) == choices.form(FRAIL, HOLDS)
