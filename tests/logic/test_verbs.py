"""The words with which rules are written: facts, names, choices, tables."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.errors import CriterionError, InvalidQuantityError, UnitMismatchError
from boneguide.logic import (
    ALWAYS,
    JURISDICTION,
    NEVER,
    CategoryFact,
    Context,
    FlagFact,
    Interval,
    NumberFact,
    Snapshot,
    Truth,
    all_of,
    band,
    cases,
    fact,
    first_known,
    named,
    not_,
    printed,
    truth,
    where,
)
from boneguide.logic.numbers import Named
from boneguide.logic.scalar import choose
from boneguide.logic.verbs import BandStep, Cases, above, amount_of, at_least
from boneguide.quantities import Amount, Q, kinds
from tests.logic.support import ALONE, BEFORE, FRAIL, NOBODY, NOW, ON, RISE, TIRED, YEARS

# --------------------------------------------------------------------------- facts


def test_a_fact_is_a_flag_a_number_or_a_category() -> None:
    flag, number, word = fact("a"), fact("b", kinds.AGE), fact("c", values=("x", "y"))
    assert type(flag) is FlagFact
    assert type(number) is NumberFact
    assert number.kind is kinds.AGE
    assert type(word) is CategoryFact
    assert word.values == ("x", "y")


def test_a_fact_is_named_with_spaces_unless_labelled() -> None:
    assert fact("lives_alone").label == "lives alone"
    assert fact("lives_alone", label="on their own").label == "on their own"
    assert fact("lives_alone").asked is False
    assert fact("lives_alone", asked=True).asked is True
    assert repr(fact("lives_alone")) == "LIVES_ALONE"


@pytest.mark.parametrize("name", ["Frail", "lives alone", "", "2nd", "a-b"])
def test_a_name_is_a_lower_case_identifier(name: str) -> None:
    with pytest.raises(CriterionError, match=r"cannot name a fact\. Expected a lower-case identifier"):
        fact(name)


def test_a_fact_is_a_number_or_a_category_not_both() -> None:
    both: Callable[..., object] = fact
    with pytest.raises(CriterionError, match="was given both a kind and values"):
        both("x", kinds.AGE, values=("a",))


def test_a_fact_is_read_by_its_own_reader_or_found_by_name() -> None:
    context = Context(patient=attrs.evolve(NOBODY, findings={"frail": True}), on=ON)
    assert fact("frail").read(context) is True
    assert fact("sturdy").read(context) is None
    assert fact("frail", read=lambda _: False).read(context) is False


def test_the_jurisdiction_is_a_fact_to_ask_for() -> None:
    assert JURISDICTION.values == ("US", "EU", "UK")
    assert JURISDICTION.asked is True


# --------------------------------------------------------------------------- numbers


def test_a_named_number_keeps_name_label_kind_and_reporters() -> None:
    rise = named("rise_of_creatinine", kinds.SERUM_CREATININE, NOW - BEFORE)
    assert isinstance(rise, Named)
    assert (repr(rise), rise.label) == ("RISE_OF_CREATININE", "rise of creatinine")
    assert rise.reported_by() == (NOW,)
    assert named("x", kinds.AGE, YEARS, label="age now").label == "age now"
    assert named("x", kinds.SERUM_CREATININE, NOW - BEFORE, reporters=(BEFORE,)).reported_by() == (BEFORE,)
    assert rise != RISE


def test_the_first_of_nothing_is_refused() -> None:
    with pytest.raises(CriterionError, match="first_known was given nothing"):
        first_known()


def test_a_choice_takes_numbers_and_plain_numbers() -> None:
    assert repr(where(FRAIL, 1, NOW)) == "where(FRAIL, 1, NOW)"
    wrong: Any = "1 mg/dL"
    with pytest.raises(CriterionError, match="cannot be used in arithmetic on facts"):
        where(FRAIL, wrong, NOW)


def test_printed_amounts_are_read_strictly() -> None:
    with pytest.raises(InvalidQuantityError):
        printed("1,4 mg/dL")
    assert [str(a) for a in printed("1.40 mg/dL", "124 umol/L").amounts] == ["1.4 mg/dL", "124 umol/L"]


@pytest.mark.parametrize("given_as", ["4 mg", Amount(4, "mg"), Q(4, "mg")])
def test_an_amount_is_a_text_an_amount_or_a_quantity(given_as: Any) -> None:
    assert amount_of(given_as) == Amount(4.0, "mg")


# --------------------------------------------------------------------------- tables


def test_the_partition_of_a_table_excludes_earlier_rows() -> None:
    table = cases((FRAIL, 1), (ALONE, 2), (TIRED, 3))
    assert table.partition() == (
        (FRAIL, 1),
        (all_of(not_(FRAIL), ALONE), 2),
        (all_of(not_(FRAIL), not_(ALONE), TIRED), 3),
    )
    assert table.nodes() == (FRAIL, ALONE, TIRED)
    assert cases().decided is NEVER
    assert cases((ALWAYS, 1)).decided is ALWAYS


@given(*[st.sampled_from((True, False, None))] * 3)
def test_at_most_one_row_of_a_partition_holds(frail: bool | None, alone: bool | None, tired: bool | None) -> None:
    table: Cases[int | None] = cases((FRAIL, 1), (ALONE, 2), (TIRED, 3))
    person = Snapshot(values={FRAIL: frail, ALONE: alone, TIRED: tired})
    rows = [truth(criterion, person) for criterion, _ in table.partition()]
    decided, value = choose(table, person)
    assert rows.count(Truth.TRUE) <= 1
    assert truth(table.decided, person) is decided
    if decided is Truth.TRUE:
        assert value is not None
        assert rows[value - 1] is Truth.TRUE
    else:
        assert value is None
        assert Truth.TRUE not in rows
    if None not in (frail, alone, tired):
        assert decided is Truth.of(bool(frail or alone or tired))


_EDGES = (18, 40, 60)
_BANDS: Cases[str | None] = band(YEARS, above("60 year", "D"), at_least("40 year", "C"), at_least("18 year", "B"))


@given(st.floats(0, 130) | st.sampled_from([e + d for e in _EDGES for d in (0.0, 1e-7, -1e-7, 1e-5, -1e-5)]))
def test_every_value_lies_in_exactly_one_band_or_below_all(age: float) -> None:
    person = Snapshot(values={YEARS: age})
    held = [value for criterion, value in _BANDS.partition() if truth(criterion, person) is Truth.TRUE]
    unknown = [value for criterion, value in _BANDS.partition() if truth(criterion, person) is Truth.UNKNOWN]
    assert unknown == []
    assert len(held) == (0 if age < 18 - 1e-6 else 1 if age > 18 + 1e-6 else len(held))
    decided, value = choose(_BANDS, person)
    assert ([] if decided is Truth.FALSE else [value]) == held


@given(st.floats(0, 130), st.floats(0, 130))
def test_a_range_wholly_inside_a_band_is_decided(one: float, other: float) -> None:
    low, high = sorted((one, other))
    at_low, at_high = (choose(_BANDS, Snapshot(values={YEARS: age})) for age in (low, high))
    decided, value = choose(_BANDS, Snapshot(values={YEARS: Interval(low, high)}))
    if at_low == at_high:
        assert (decided, value) == at_low
    else:
        assert (decided, value) == (Truth.UNKNOWN, None)


def test_bands_are_half_open_and_rest_on_the_raw_value() -> None:
    chosen = {age: choose(_BANDS, Snapshot(values={YEARS: age}))[1] for age in (60.0, 59.9999, 60.0001, 40.0, 18.0)}
    assert chosen == {60.0: "C", 59.9999: "C", 60.0001: "D", 40.0: "C", 18.0: "B"}
    # A rounding to one decimal would have given the other band.
    assert choose(_BANDS, Snapshot(values={YEARS: 39.96}))[1] == "B"
    assert choose(_BANDS, Snapshot(values={YEARS: math.nextafter(40.0, 0.0)}))[1] == "C"


def test_rows_of_a_band_may_use_any_unit_of_the_kind() -> None:
    table = band(NOW, at_least("265 umol/L", 2), at_least("1.4 mg/dL", 1))
    assert choose(table, Snapshot(values={NOW: 2.9})) == (Truth.TRUE, 1)
    assert choose(table, Snapshot(values={NOW: 265 / 88.4})) == (Truth.TRUE, 2)


def test_a_band_says_what_is_wrong_with_it() -> None:
    with pytest.raises(CriterionError, match=r"do not fall: 18 year, 60 year\. Expected the highest first"):
        band(YEARS, at_least("18 year", 1), at_least("60 year", 2))
    with pytest.raises(CriterionError, match="needs a number with a unit and one row or more"):
        band(YEARS)
    with pytest.raises(CriterionError, match="needs a number with a unit and one row or more"):
        band(NOW / BEFORE, at_least("1 mg/dL", 1))
    with pytest.raises(UnitMismatchError):
        band(YEARS, at_least("18 mg", 1))


def test_tables_are_values() -> None:
    assert band(YEARS, at_least("18 year", 1)) == cases((YEARS >= "18 year", 1))
    assert hash(cases((FRAIL, 1))) == hash(cases((FRAIL, 1)))
    assert cases((FRAIL, 1)) != cases((FRAIL, 2))
    assert above("60 year", 1) == BandStep("60 year", inclusive=False, value=1)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        cases((FRAIL, 1)).steps = ()  # type: ignore[misc]  # refused on purpose
    assert isinstance(cases(), Cases)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"kind": kinds.AGE, "inferred": FRAIL}, "a number for a number"),
        ({"inferred": YEARS}, "a criterion for a yes/no question"),
        ({"values": ("a", "b"), "inferred": FRAIL}, "nothing for a category"),
    ],
)
def test_what_is_inferred_is_of_the_kind_of_the_fact(said: dict[str, Any], message: str) -> None:
    with pytest.raises(CriterionError, match=message):
        fact("odd", **said)
