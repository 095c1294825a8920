"""Expressions say what their gates say; what is shared is worked out once, and nothing grows too deep."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.columns.emit import DEEPEST, LARGEST, Plan, live, plan
from tests.logic.columns.by_hand import worked_out
from tests.logic.columns.support import POLARS

ROWS: list[dict[str, Any]] = [
    {"a": a, "b": b, "w": w, "x": x, "y": y}
    for a, b, w, x, y in itertools.product(
        (True, False, None), (True, False, None), ("red", "blue", None), (None, -1.0, 0.0, 2.0), (None, 0.5, 2.0)
    )
]
FRAME = pl.DataFrame(
    ROWS, schema={"a": pl.Boolean, "b": pl.Boolean, "w": pl.String, "x": pl.Float64, "y": pl.Float64}
).with_row_index("row")


def asked(outputs: dict[str, Gate], frame: pl.DataFrame = FRAME) -> list[dict[str, Any]]:
    """Return the outputs for each row, in order."""
    found: list[dict[str, Any]] = plan(outputs, POLARS).run(frame.lazy()).collect().to_dicts()
    assert len(found) == len(frame)
    return found


# --------------------------------------------------------------------------- each operation


def test_an_expression_says_what_its_gate_says() -> None:
    make = Circuit()
    for gate in (
        make.true,
        make.false,
        make.flag("a"),
        make.known("a"),
        make.known("x"),
        make.is_in("w", ("red", "green")),
        make.negated(make.flag("a")),
        make.negated(make.known("w")),
        make.both(make.flag("a"), make.flag("b"), make.known("x")),
        make.either(make.flag("a"), make.flag("b"), make.known("x")),
        make.number("x"),
        make.literal(2.5),
        make.unknown,
        make.compare(make.number("x"), ">=", make.number("y")),
        make.compare(make.number("x"), ">", make.literal(0.0)),
        make.arithmetic(make.number("x"), "+", make.number("y")),
        make.arithmetic(make.number("x"), "-", make.literal(0.1)),
        make.arithmetic(make.number("x"), "*", make.number("y")),
        make.arithmetic(make.number("x"), "/", make.number("y")),
        make.arithmetic(make.number("x"), "min", make.literal(0.5)),
        make.arithmetic(make.literal(0.5), "max", make.number("x")),
        make.choose(make.flag("a"), make.number("x"), make.literal(7.0)),
        make.choose(make.known("x"), make.number("x"), make.unknown),
        make.first([make.flag("a"), make.known("x")], ["one", "two"], "three"),
        make.first([], [], "always"),
        make.mask([make.flag("a"), make.known("x"), make.true]),
        make.mask([]),
    ):
        found = [row["out"] for row in asked({"out": gate})]
        assert found == [worked_out(gate, row) for row in ROWS], gate


@st.composite
def circuits(draw: st.DrawFn) -> tuple[Circuit, list[Gate], list[Gate]]:
    """Return a strategy for circuits, with their yes-or-no gates and their numbers."""
    make = Circuit()
    flags = [make.flag("a"), make.flag("b"), make.known("x"), make.is_in("w", ("red",))]
    numbers = [make.number("x"), make.number("y"), make.literal(0.5), make.unknown]
    for _ in range(draw(st.integers(1, 25))):
        pair = draw(st.lists(st.sampled_from(flags), min_size=2, max_size=4))
        left, right = draw(st.sampled_from(numbers)), draw(st.sampled_from(numbers))
        how = draw(st.sampled_from(("both", "either", "negated", "compare", "arithmetic", "choose")))
        match how:
            case "compare":
                known = make.both(*(make.known(n.value) for n in (left, right) if n.op == "number"))
                plain = {left.op, right.op} <= {"number", "literal"}
                flags.append(make.both(known, make.compare(left, ">=", right)) if plain else known)
            case "arithmetic":
                numbers.append(make.arithmetic(left, draw(st.sampled_from(("+", "-", "*", "min", "max"))), right))
            case "choose":
                numbers.append(make.choose(pair[0], left, right))
            case "negated":
                flags.append(make.negated(pair[0]))
            case _:
                flags.append(getattr(make, how)(*pair))
    return make, flags, numbers


@given(circuits())
@settings(deadline=None, max_examples=100)
def test_random_circuits(found: tuple[Circuit, list[Gate], list[Gate]]) -> None:
    _, flags, numbers = found
    outputs = {f"out {n}": gate for n, gate in enumerate((*flags, *numbers))}
    for person, row in zip(ROWS, asked(outputs), strict=True):
        assert row == {name: worked_out(gate, person) for name, gate in outputs.items()}


@pytest.mark.parametrize("count", [1, 15, 16, 31, 60])
def test_a_mask_has_all_its_bits(count: int) -> None:
    make = Circuit()
    names = [f"f{n}" for n in range(count)]
    rows = [[n == place for n in range(count)] for place in range(count)] + [[True] * count, [False] * count]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(names, pl.Boolean), orient="row")
    found = [row["out"] for row in asked({"out": make.mask(map(make.flag, names))}, frame)]
    assert found == [*(2**n for n in range(count)), 2**count - 1, 0]


def test_a_gate_of_an_unknown_kind_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"no expression for #0 novel\(\)"):
        plan({"out": Gate("novel", (), None, 0)}, POLARS)


# --------------------------------------------------------------------------- stages


def columns(found: Plan) -> list[str]:
    """Return the names of the columns that are made on the way."""
    return [expression.meta.output_name() for stage in found.stages for expression in stage]


def test_what_is_shared_becomes_a_column_once() -> None:
    make = Circuit()
    shared = make.both(make.flag("a"), make.known("x"))
    one, other = make.either(shared, make.flag("b")), make.both(make.negated(shared), make.known("y"))
    found = plan({"one": one, "other": other, "third": shared}, POLARS)
    assert columns(found) == [f"_{shared.serial}"]
    assert columns(plan({"one": one}, POLARS)) == []
    # Numbers of the frame and plain numbers cost nothing to ask again.
    x, two = make.number("x"), make.literal(2.0)
    doubled, halved = make.arithmetic(x, "*", two), make.arithmetic(x, "-", two)
    assert columns(plan({"doubled": doubled, "halved": halved}, POLARS)) == []


def test_what_is_small_may_be_worked_out_again() -> None:
    make = Circuit()
    shared = make.both(make.flag("a"), make.known("x"))
    outputs = {"one": make.either(shared, make.flag("b")), "other": make.both(shared, make.known("y"))}
    for small, expected in ((2, [f"_{shared.serial}"]), (3, [])):
        dialect = attrs.evolve(POLARS, small=small)
        assert columns(plan(outputs, dialect)) == expected
        assert plan(outputs, dialect).run(FRAME.lazy()).collect().to_dicts() == asked(outputs)


def test_an_output_asked_twice_is_worked_out_once() -> None:
    make = Circuit()
    gate = make.both(make.flag("a"), make.flag("b"))
    assert columns(plan({"one": gate, "other": gate}, POLARS)) == [f"_{gate.serial}"]
    assert all(row["one"] == row["other"] for row in asked({"one": gate, "other": gate}))


@given(circuits())
@settings(deadline=None, max_examples=50)
def test_a_column_stands_on_columns_of_earlier_stages(found: tuple[Circuit, list[Gate], list[Gate]]) -> None:
    _, flags, numbers = found
    outputs = {f"out {n}": gate for n, gate in enumerate((*flags, *numbers))}
    made = plan(outputs, POLARS)
    names = columns(made)
    assert len(set(names)) == len(names)
    there = set(FRAME.columns)
    for stage in made.stages:
        assert stage
        for expression in stage:
            assert set(expression.meta.root_names()) <= there
        there |= {expression.meta.output_name() for expression in stage}
    asked_of = Counter(arg for gate in live(outputs.values()) for arg in gate.args) + Counter(outputs.values())
    shared = {f"_{g.serial}" for g, uses in asked_of.items() if uses > 1 and g.op not in {"number", "literal", "fixed"}}
    assert shared <= set(names)


def _depth(expression: pl.Expr) -> int:
    """Return how deep an expression is, from the way it prints."""
    deepest = depth = 0
    for sign in re.findall(r"[\[\](){}]", str(expression)):
        depth += 1 if sign in "[({" else -1
        deepest = max(deepest, depth)
    return deepest


def test_what_is_deep_or_large_becomes_columns() -> None:
    make = Circuit()
    gate = make.flag("a")
    for n in range(300):
        other = make.flag(f"f{n}")
        gate = make.negated(make.both(gate, other) if n % 2 else make.either(gate, other))
    found = plan({"out": gate}, POLARS)
    assert len(found.stages) > 300 // DEEPEST
    assert all(_depth(e) <= 4 * DEEPEST for stage in found.stages for e in stage)
    wide = make.both(*(make.negated(make.known(f"f{n}")) for n in range(1000)))
    found = plan({"out": wide}, POLARS)
    assert all(str(e).count("is_null") <= LARGEST for stage in found.stages for e in stage)
    frame = pl.DataFrame({"a": [True, False, None], **{f"f{n}": [n % 3 == 0, n % 2 == 0, None] for n in range(1000)}})
    expected = [worked_out(gate, row) for row in frame.to_dicts()]
    assert [row["out"] for row in asked({"out": gate}, frame)] == expected
    assert [row["out"] for row in asked({"out": wide}, frame)] == [False, False, True]


# --------------------------------------------------------------------------- what comes out


def test_columns_to_keep_come_first() -> None:
    make = Circuit()
    made = plan({"out": make.flag("a")}, POLARS).run(FRAME.lazy(), keep=("row", pl.col("w").alias("word"))).collect()
    assert made.columns == ["row", "word", "out"]
    assert made["row"].to_list() == list(range(len(FRAME)))


def test_what_is_the_same_for_every_row_is_there_for_every_row() -> None:
    make = Circuit()
    assert asked({"yes": make.true, "no": make.false, "none": make.mask([])}) == [
        {"yes": True, "no": False, "none": 0}
    ] * len(FRAME)
    made = plan({"yes": make.true}, POLARS).run(FRAME.lazy(), keep=("row",)).collect()
    assert made["yes"].to_list() == [True] * len(FRAME)


def test_a_frame_without_rows_has_an_answer_without_rows() -> None:
    make = Circuit()
    assert asked({"out": make.flag("a"), "yes": make.true}, FRAME.head(0)) == []


def test_live_gates_come_after_what_they_stand_on() -> None:
    make = Circuit()
    a, b = make.flag("a"), make.flag("b")
    both = make.both(a, b)
    make.either(a, b)
    assert live([both, a]) == [a, b, both]
