"""Gates are made once, and what is left out of a circuit changes nothing that it says."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide.logic.columns import circuit
from boneguide.logic.columns.circuit import WIDEST, Circuit, Gate
from tests.logic.columns.by_hand import worked_out

#: A question as it is put, beside what makes the gate for it.
Asked: TypeAlias = tuple[Callable[[Mapping[str, Any]], bool], Callable[[Circuit], Gate]]

FLAGS = ("a", "b", "c", "d")
NUMBERS = ("x", "y")


def _flag(name: str) -> Asked:
    return lambda row: row[name] is True, lambda make: make.flag(name)


def _known(name: str) -> Asked:
    return lambda row: row[name] is not None, lambda make: make.known(name)


def _fixed(value: bool) -> Asked:
    return lambda _: value, lambda make: make.fixed(value)


def _compared(sign: str, edge: float) -> Asked:
    """Return a comparison as it is always asked: joined with whether the number is known."""

    def holds(row: Mapping[str, Any]) -> bool:
        return row["x"] is not None and (row["x"] >= edge if sign == ">=" else row["x"] > edge)

    return holds, lambda make: make.both(make.known("x"), make.compare(make.number("x"), sign, make.literal(edge)))


def _joined(parts: list[Asked], *, every: bool) -> Asked:
    asked = all if every else any

    def made(make: Circuit) -> Gate:
        return (make.both if every else make.either)(*(part(make) for _, part in parts))

    return lambda row: asked(holds(row) for holds, _ in parts), made


def _negated(part: Asked) -> Asked:
    return lambda row: not part[0](row), lambda make: make.negated(part[1](make))


_leaves = (
    st.sampled_from(FLAGS).map(_flag)
    | st.sampled_from((*FLAGS, "x")).map(_known)
    | st.booleans().map(_fixed)
    | st.builds(_compared, st.sampled_from((">=", ">")), st.sampled_from((0.0, 1.0)))
)


def _larger(inner: st.SearchStrategy[Asked]) -> st.SearchStrategy[Asked]:
    parts = st.lists(inner, max_size=4)
    return (
        parts.map(lambda p: _joined(p, every=True)) | parts.map(lambda p: _joined(p, every=False)) | inner.map(_negated)
    )


def questions() -> st.SearchStrategy[Asked]:
    """Return a strategy for questions of every shape."""
    return st.recursive(_leaves, _larger, max_leaves=25)


ROWS: list[dict[str, Any]] = [
    {**dict(zip(FLAGS, flags, strict=True)), "x": x}
    for flags in itertools.product((True, False, None), repeat=len(FLAGS))
    for x in (None, -1.0, 0.0, 1.0)
]


@given(st.lists(questions(), min_size=1, max_size=3), st.sampled_from((2, WIDEST)))
@settings(deadline=None, max_examples=250)
def test_what_is_simplified_says_the_same(asked: list[Asked], widest: int) -> None:
    make = Circuit()
    for holds, build in asked:
        with mock.patch.object(circuit, "WIDEST", widest):
            gate = build(make)
        for row in ROWS:
            assert worked_out(gate, row) is holds(row)


@given(st.lists(questions(), min_size=1, max_size=3), st.permutations(range(5)))
@settings(deadline=None, max_examples=50)
def test_the_order_of_parts_makes_no_other_gate(asked: list[Asked], order: list[int]) -> None:
    make = Circuit()
    parts = [build(make) for _, build in asked] + [make.flag(name) for name in "pqrst"]
    turned = [*reversed(parts[:-5]), *(parts[-5:][place] for place in order)]
    assert make.both(*parts) is make.both(*turned)
    assert make.either(*parts) is make.either(*turned)


# --------------------------------------------------------------------------- each simplification


def test_equal_operations_are_one_gate() -> None:
    make = Circuit()
    count = len(make)
    assert make.flag("a") is make.flag("a")
    assert make.is_in("w", ("red", "blue")) is make.is_in("w", ["red", "blue"])
    assert make.both(make.flag("a"), make.flag("b")) is make.both(make.flag("b"), make.flag("a"), make.flag("b"))
    assert len(make) == count + 4
    assert make.literal(1.0) is not make.fixed(value=True)
    assert make.literal(1) is make.literal(1.0)


def test_fixed_answers_are_worked_out() -> None:
    make = Circuit()
    a = make.flag("a")
    assert make.both() is make.either(a, make.true) is make.negated(make.false) is make.true
    assert make.either() is make.both(a, make.false) is make.negated(make.true) is make.false
    assert make.both(a, make.true) is make.either(a, make.false) is make.negated(make.negated(a)) is a
    assert make.both(a, make.negated(a)) is make.both(make.negated(a), a) is make.false
    assert make.either(a, make.negated(a)) is make.true


def test_what_the_other_parts_say_already_is_left_out() -> None:
    make = Circuit()
    a, b, c = map(make.flag, "abc")
    assert make.both(a, make.either(a, b)) is a
    assert make.either(a, make.both(a, b)) is a
    assert make.both(a, make.both(a, b)) is make.both(a, b)
    assert make.either(make.either(a, b), b) is make.either(a, b)
    not_a = make.negated(a)
    assert make.both(not_a, make.negated(make.both(a, b))) is not_a
    assert make.either(not_a, make.negated(make.either(a, b))) is not_a
    assert make.both(c, make.either(a, b)).args == (c, make.either(a, b))


def test_thousands_of_parts_become_a_tree() -> None:
    make = Circuit()
    parts = [make.flag(f"f{n}") for n in range(5000)]
    for gate in (make.both(*parts), make.either(*parts)):
        layer, seen = [gate], 0
        while layer:
            assert all(len(g.args) <= WIDEST for g in layer)
            seen += sum(g.op == "flag" for g in layer)
            layer = [arg for g in layer for arg in g.args]
        assert seen == 5000
    assert make.both(*parts, make.negated(parts[77])) is make.false


def test_a_comparison_with_what_is_not_known_says_nothing() -> None:
    make = Circuit()
    x, one = make.number("x"), make.literal(1.0)
    for sign in (">=", ">"):
        assert make.compare(make.unknown, sign, x) is make.compare(x, sign, make.unknown) is make.false
    assert make.compare(one, ">=", one) is make.true
    assert make.compare(one, ">", one) is make.false
    assert make.compare(make.literal(2.0), ">", one) is make.true
    assert make.compare(one, ">=", make.literal(2.0)) is make.false
    assert make.compare(x, ">=", one) is not make.compare(x, ">", one)


@pytest.mark.parametrize(
    ("left", "sign", "right", "expected"),
    [
        (6.0, "+", 2.0, 8.0),
        (6.0, "-", 2.0, 4.0),
        (6.0, "*", 2.0, 12.0),
        (6.0, "/", 2.0, 3.0),
        (6.0, "/", 0.0, None),
        (6.0, "/", -0.0, None),
        (6.0, "min", 2.0, 2.0),
        (6.0, "max", 2.0, 6.0),
        (6.0, "max", math.inf, math.inf),
    ],
)
def test_plain_numbers_are_worked_out(left: float, sign: str, right: float, expected: float | None) -> None:
    make = Circuit()
    found = make.arithmetic(make.literal(left), sign, make.literal(right))
    assert found is (make.unknown if expected is None else make.literal(expected))
    assert make.arithmetic(make.unknown, sign, make.number("x")) is make.unknown
    assert make.arithmetic(make.number("x"), sign, make.unknown) is make.unknown


def test_a_choice_is_made_where_there_is_one() -> None:
    make = Circuit()
    a, b = make.flag("a"), make.flag("b")
    one, two, three = (make.literal(n) for n in (1.0, 2.0, 3.0))
    assert make.choose(make.true, one, two) is one
    assert make.choose(make.false, one, two) is two
    assert make.choose(a, one, one) is one
    assert make.choose(a, one, make.choose(b, one, two)) is make.choose(make.either(a, b), one, two)
    assert make.choose(a, one, make.choose(b, two, one)) is make.choose(make.both(make.negated(a), b), two, one)
    nested = make.choose(a, one, make.choose(b, two, three))
    for row in ROWS:
        assert worked_out(nested, row) == (1.0 if row["a"] else 2.0 if row["b"] else 3.0)


@given(st.lists(st.tuples(st.sampled_from(FLAGS), st.sampled_from((1.0, 2.0, 3.0, None))), max_size=6))
def test_a_chain_of_choices_takes_the_first_that_holds(chain: list[tuple[str, float | None]]) -> None:
    make = Circuit()
    gate = make.literal(9.0)
    for name, value in reversed(chain):
        gate = make.choose(make.flag(name), make.unknown if value is None else make.literal(value), gate)
    for row in ROWS:
        assert worked_out(gate, row) == next((value for name, value in chain if row[name]), 9.0)


def test_the_word_of_the_first_condition_that_holds() -> None:
    make = Circuit()
    a, b = make.flag("a"), make.flag("b")
    assert make.first([make.false, a], ["never", "yes"], "no").value == ("yes", "no")
    assert make.first([a, make.true, b], ["yes", "always", "late"], "no").value == ("yes", "always")
    assert make.first([], [], "no").value == ("no",)
    gate = make.first([a, b], ["first", "second"], "none")
    for row in ROWS:
        assert worked_out(gate, row) == ("first" if row["a"] else "second" if row["b"] else "none")
    with pytest.raises(ValueError, match="shorter"):
        make.first([a, b], ["one word"], "none")


@pytest.mark.parametrize("count", [0, 1, 15, 16, 30, 31, 60])
def test_each_bit_of_a_mask_stands_for_one_part(count: int) -> None:
    make = Circuit()
    gate = make.mask([make.flag(f"f{n}") for n in range(count)])
    for chosen in (range(count), range(0, count, 2), range(count - 1, count), ()):
        row = {f"f{n}": n in chosen for n in range(count)}
        assert worked_out(gate, row) == sum(2**n for n in range(count) if n in chosen)


def test_a_gate_prints_what_it_does_on_what() -> None:
    make = Circuit()
    a = make.flag("a")
    assert repr(a) == f"#{a.serial} flag() 'a'"
    assert repr(make.negated(a)) == f"#{a.serial + 1} not(#{a.serial})"
