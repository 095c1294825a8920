"""People as the rows of a frame and, the same people, one by one; criteria and numbers of every shape at random."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from typing import Literal as OneOf

import attrs
import polars as pl
from hypothesis import strategies as st

from boneguide.logic import (
    Criterion,
    Fact,
    FlagFact,
    Interval,
    NumberFact,
    Snapshot,
    Truth,
    fact,
    first_known,
    truth,
)
from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.columns.emit import Dialect, plan
from boneguide.logic.columns.interpreter import Given, Interpreter
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import UNKNOWN, CategoryFact, Value
from boneguide.logic.numbers import Arithmetic, Compare, FirstKnown, Literal, Number, Where
from boneguide.logic.tables import Exists, Table, exists
from boneguide.logic.verbs import JURISDICTION, by_unit
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.quantities import Kind
from boneguide.testing import boundary_values, one_step
from tests.logic.support import (
    ALONE,
    BEFORE,
    CLEARANCE,
    COLOUR,
    FRAIL,
    LATEST,
    NOW,
    RISE,
    TIRED,
    WEIGHT,
    YEARS,
    criteria,
)

#: How polars frames are asked.
POLARS = Dialect(
    api=pl,
    word=pl.lit,
    is_in=lambda column, words: column.is_in(list(words)),
    beside=lambda one, other, key, its_key: one.join(other, left_on=key, right_on=its_key, how="left"),
)

# --------------------------------------------------------------------------- the vocabulary

#: What is measured may be below nought.
_BALANCE = Kind(name="balance", canonical="mg", units=("mg", "ug"), possible=(-50, 50), plausible=(-9, 9))

PEBBLES = Table("pebbles", "pebbles", lambda _: None)
SMOOTH: FlagFact = fact("smooth", table=PEBBLES)
SIZE: NumberFact = fact("size", _BALANCE, table=PEBBLES)

BALANCE: NumberFact = fact("balance", _BALANCE)
DRIFT: NumberFact = fact("drift", _BALANCE)
#: What is inferred where it is not on record.
USUAL: NumberFact = fact("usual", NOW.measured_as, inferred=first_known(BEFORE, NOW))
CHANGE: NumberFact = fact("change", _BALANCE, inferred=BALANCE - DRIFT)
OLD: FlagFact = fact("old", inferred=YEARS >= "80 year")
UNSTEADY: FlagFact = fact("unsteady", inferred=(OLD & ~FRAIL) | UNKNOWN)
ROUGH: FlagFact = fact("rough", inferred=exists(PEBBLES, ~SMOOTH))

NUMBERS: tuple[NumberFact, ...] = (YEARS, WEIGHT, NOW, BEFORE, BALANCE, DRIFT, USUAL, CHANGE)
PERSONAL: tuple[Fact, ...] = (FRAIL, ALONE, TIRED, COLOUR, OLD, UNSTEADY, ROUGH, *NUMBERS)

_conditions: st.SearchStrategy[Criterion] = st.sampled_from(
    (FRAIL, ~ALONE, OLD, UNSTEADY, ROUGH, UNKNOWN, COLOUR.is_in("red"), JURISDICTION.is_in("US"), YEARS >= "60 year")
)
_rows: st.SearchStrategy[Criterion] = st.sampled_from(
    (
        SMOOTH,
        ~SMOOTH,
        SIZE > "0 mg",
        (SIZE <= "1 mg") & SMOOTH,
        SMOOTH | UNKNOWN,
    )
)
_single: st.SearchStrategy[Number] = (
    st.sampled_from((*NUMBERS, RISE, CLEARANCE, LATEST))
    | st.sampled_from((-2.0, -0.5, 0.0, 1.0, 4.0)).map(lambda value: Literal(value, repr(value)))
    | st.sampled_from((NOW, USUAL)).map(lambda reported: by_unit(reported, {"mg/dL": 1.0, "umol/L": -2.0}))
)
_operators = st.sampled_from(("+", "-", "*", "/"))


def _computed(inner: st.SearchStrategy[Number]) -> st.SearchStrategy[Number]:
    # A plain number is always known, so the verb refuses it among others.
    measured = inner.filter(lambda found: not isinstance(found, Literal))
    return (
        st.builds(Arithmetic, inner, _operators, inner)
        | st.builds(Where, _conditions, inner, inner)
        | st.lists(measured, min_size=1, max_size=3).map(lambda options: FirstKnown(tuple(options)))
    )


def numbers() -> st.SearchStrategy[Number]:
    """Return a strategy for numbers of every shape, of any sign and divided by anything."""
    return st.recursive(_single, _computed, max_leaves=4)


def asked() -> st.SearchStrategy[Criterion]:
    """Return a strategy for criteria of every shape."""
    compared: st.SearchStrategy[Criterion] = st.builds(
        Compare, numbers(), st.sampled_from((">=", ">", "<", "<=", "==")), numbers()
    )
    return criteria(compared, _conditions, _rows.map(lambda condition: exists(PEBBLES, condition)))


# --------------------------------------------------------------------------- people

#: So many are asked at once.
PEOPLE = 60

#: What a frame may have of a fact: nothing, a column, or two for a number that may be a range.
Form = OneOf["absent", "value", "range"]


@attrs.frozen
class Layout:
    """The columns of a frame.

    Args:
        forms: What there is of each fact; a fact that is not named has no column.
        units: Units of the numbers.
        rows: Whether the questions about rows are answered.
        place: The jurisdiction.
    """

    forms: Mapping[Fact, Form]
    units: Mapping[Fact, str]
    rows: bool = True
    place: str = "US"

    def _repr_pretty_(self, printer: Any, _cycle: object) -> None:
        """Print it in a line where an example fails."""
        forms = {f.name: f"{form} {self.units.get(f, '')}" for f, form in self.forms.items()}
        printer.text(f"Layout({forms}, rows={self.rows}, {self.place})")


def complete(facts: Iterable[Fact], place: str = "US") -> Layout:
    """Return the layout of a frame that has a column for each fact, two for a number."""
    listed = tuple(facts)
    forms: dict[Fact, Form] = {f: "range" if isinstance(f, NumberFact) else "value" for f in listed}
    units: dict[Fact, str] = {f: f.measured_as.canonical for f in listed if isinstance(f, NumberFact)}
    return Layout(forms, units, place=place)


@st.composite
def layouts(draw: st.DrawFn, *, ranges: bool = True) -> Layout:
    """Return a strategy for layouts, in which numbers may be ranges or not."""
    plain: tuple[Form, ...] = ("value", "absent")
    either: tuple[Form, ...] = ("range", *plain) if ranges else plain
    forms = {f: draw(st.sampled_from(either if isinstance(f, NumberFact) else plain)) for f in PERSONAL}
    units: dict[Fact, str] = {f: draw(st.sampled_from(f.measured_as.units)) for f in NUMBERS}
    return Layout(forms, units, draw(st.booleans()), draw(st.sampled_from(JURISDICTIONS)))


@attrs.frozen
class People:
    """The same people as a frame and one by one."""

    layout: Layout
    snapshots: tuple[Snapshot, ...]
    questions: tuple[Exists, ...] = ()

    def interpreter(self) -> Interpreter:
        """Return what turns criteria into gates over the columns of the frame."""
        given: dict[Fact, Given] = {}
        for known, form in self.layout.forms.items():
            if form != "absent":
                unit = self.layout.units[known] if isinstance(known, NumberFact) else None
                given[known] = Given(known.name, f"{known.name}_high" if form == "range" else None, unit)
        answered = {q: (f"some_{n}", f"none_{n}") for n, q in enumerate(self.questions)}
        return Interpreter(Circuit(), given, self.layout.place, answered if self.layout.rows else {})

    def frame(self) -> pl.DataFrame:
        """Return the people as rows."""
        columns: dict[str, list[object]] = {"person": list(range(len(self.snapshots)))}
        schema: dict[str, pl.DataType | type[pl.DataType]] = {"person": pl.Int64}
        for known, form in self.layout.forms.items():
            values = [person.recorded(known) for person in self.snapshots]
            if form == "value":
                columns[known.name] = list(values)
                schema[known.name] = _dtype(known)
            elif form == "range" and isinstance(known, NumberFact):
                ends = [_ends(value, known.lowest, place) for place, value in enumerate(values)]
                columns[known.name], columns[f"{known.name}_high"] = map(list, zip(*ends, strict=True))
                schema[known.name] = schema[f"{known.name}_high"] = pl.Float64
        for number, question in enumerate(self.questions):
            answers = [truth(question, person) for person in self.snapshots]
            for name, wanted in ((f"some_{number}", Truth.TRUE), (f"none_{number}", Truth.FALSE)):
                columns[name] = [answer is wanted for answer in answers]
                schema[name] = pl.Boolean
        return pl.DataFrame(columns, schema=schema)

    def ask(self, gates: Mapping[str, Gate]) -> list[dict[str, object]]:
        """Return what gates say of each person."""
        found = plan(gates, POLARS).run(self.frame().lazy(), keep=("person",)).collect()
        assert found["person"].to_list() == list(range(len(self.snapshots)))
        rows: list[dict[str, object]] = found.drop("person").to_dicts()
        return rows


def _dtype(known: Fact) -> type[pl.DataType]:
    match known:
        case NumberFact():
            return pl.Float64
        case CategoryFact():
            return pl.String
    return pl.Boolean


def _ends(value: Value, lowest: float, place: int) -> tuple[float | None, float | None]:
    """Return a number as two columns have it; an open end is written in one way or the other."""
    match value:
        case None:
            return None, None
        case Interval(low=low, high=high):
            odd = place % 2 == 1
            return None if odd and low == lowest else low, None if not odd and high == math.inf else high
    assert isinstance(value, float)
    return value, value


def crowd_of(persons: Iterable[Mapping[Fact, Value]], place: str = "US") -> People:
    """Return people of whom the given facts are known."""
    listed = list(persons)
    layout = complete(dict.fromkeys(f for values in listed for f in values), place)
    return People(layout, tuple(Snapshot(values={**values, JURISDICTION: place}) for values in listed))


def people(criteria: Sequence[Criterion], layout: Layout, seed: int, aimed: Iterable[Snapshot] = ()) -> People:
    """Return people at random, many of them on a threshold or one step beside it.

    Args:
        criteria: What will be asked, where thresholds are looked for.
        layout: What may be known of them.
        seed: Decides everything.
        aimed: People to take in too, as far as the layout has room for them.
    """
    chance = random.Random(seed)  # noqa: S311 - chance for tests, not for secrets
    found, questions = inputs(criteria)
    wanted = dict.fromkeys((*layout.forms, *(f for f in found if f != JURISDICTION)))
    inner = [question.condition for question in questions]
    edges = boundary_values([*criteria, *inner, *(f.inferred for f in found if isinstance(f.inferred, Criterion))])
    made = [_fitted(layout, wanted, person) for person in aimed]
    for _ in range(PEOPLE):
        unknown = chance.choice((0.0, 0.1, 0.4, 0.9))
        drawn = {f: None if chance.random() < unknown else _drawn(chance, f, edges) for f in wanted}
        rows = tuple(
            Snapshot(
                values={f: None if chance.random() < unknown else _drawn(chance, f, edges) for f in inputs(inner)[0]}
            )
            for _ in range(chance.choice((0, 1, 3)))
        )
        person = Snapshot(values=drawn, tables={PEBBLES: None if chance.random() < unknown else rows})
        made.append(_fitted(layout, wanted, person))
    return People(layout, tuple(made), questions)


def _drawn(chance: random.Random, wanted: Fact, edges: Mapping[Number, tuple[float, ...]]) -> Value:
    match wanted:
        case NumberFact():
            low, high = sorted((_number(chance, wanted, edges), _number(chance, wanted, edges)))
            upwards, downwards = Interval(low, math.inf), Interval(wanted.lowest, high)
            return chance.choice((low, high, Interval(low, high), upwards, downwards))
        case CategoryFact(values=words):
            return chance.choice(words)
    return chance.random() < 0.5


def _number(chance: random.Random, wanted: NumberFact, edges: Mapping[Number, tuple[float, ...]]) -> float:
    low, high = wanted.measured_as.plausible
    # Facts meet on these.
    common = (0.0, 1.0, 1.0 + one_step(1.0), 1.4, 2.0, -1.0)
    met = [edge for edge in (*edges.get(wanted, ()), *common) if low <= edge <= high]
    return chance.choice((*met, low, high, chance.uniform(low, high)))


def _fitted(layout: Layout, facts: Iterable[Fact], person: Snapshot) -> Snapshot:
    """Return what of a person a layout has room for."""
    values: dict[Fact, Value] = {JURISDICTION: layout.place}
    for known in facts:
        value, form = person.recorded(known), layout.forms.get(known, "absent")
        if isinstance(value, Interval) and isinstance(known, NumberFact) and (form == "value" or value.is_point):
            value = max(value.low, known.measured_as.possible[0])
        values[known] = None if form == "absent" else value
    return Snapshot(
        values=values, units={**layout.units}, tables={PEBBLES: person.rows(PEBBLES) if layout.rows else None}
    )
