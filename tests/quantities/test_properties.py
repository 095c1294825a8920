"""What holds for every number, unit and text."""

from __future__ import annotations

import contextlib
import math
import pickle
import time
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from boneguide.errors import InvalidQuantityError, UnitMismatchError
from boneguide.quantities import Amount, Kind, Q, Quantity, as_amount, kinds, parse
from boneguide.quantities._exact import decimal_ratio, plain, scale
from boneguide.quantities.units import LONGEST, SPELLINGS, UNITS, Unit, ratio

# The first quantity imports pint; nothing else here is slow, and one test times itself.
unhurried = settings(deadline=None)

numbers = st.one_of(
    st.just(0.0),
    st.floats(1e-15, 1e15),
    st.floats(-1e15, -1e-15),
    st.integers(-(10**6), 10**6).map(lambda n: n / 1000),
)
units = st.sampled_from(UNITS)
amounts = st.builds(Amount, numbers, units.map(str))
quantities = amounts.map(Amount.quantity)
KINDS = [kind for kind in vars(kinds).values() if isinstance(kind, Kind)]


def alike(unit: Unit) -> st.SearchStrategy[Unit]:
    return st.sampled_from([other for other in UNITS if other.dimension == unit.dimension])


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Quantity, Quantity]:
    unit = draw(units)
    return Q(draw(numbers), unit.symbol), Q(draw(numbers), draw(alike(unit)).symbol)


@st.composite
def triples(draw: st.DrawFn) -> tuple[Quantity, Quantity, Quantity]:
    unit = draw(units)
    few = st.sampled_from([0.1, 0.2, 0.3, 0.30000000000000004, 1.0, 100.0, 1000.0, 300.0, 7.0, 24.0, 12.0, 365.25])
    one, two, three = (Q(draw(few | numbers), draw(alike(unit)).symbol) for _ in range(3))
    return one, two, three


@unhurried
@given(amounts)
def test_what_is_written_is_read_again(amount: Amount) -> None:
    assert parse(str(amount)) == amount
    assert as_amount(Q(str(amount))) == amount
    if "e" not in repr(amount.value):  # pint prints exponents, which the grammar refuses
        assert parse(str(amount.quantity())) == amount


@unhurried
@given(numbers, st.sampled_from(sorted(SPELLINGS)))
def test_every_spelling_is_read(number: float, spelling: str) -> None:
    text = f"{plain(number)} {spelling}"
    assume(len(text) <= LONGEST)
    assert parse(text) == Amount(number, spelling)


@unhurried
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_means_the_decimal_it_prints_as(number: float) -> None:
    assert Fraction(*decimal_ratio(number)) == Fraction(repr(number))
    assert float(plain(number)) == number


@unhurried
@given(numbers, st.data())
def test_conversion_is_rounded_once(number: float, data: st.DataObject) -> None:
    source = data.draw(units)
    target = data.draw(alike(source))
    exact = Fraction(repr(number)) * Fraction(*ratio(source, target))
    found = Q(number, source.symbol).m_as(target.symbol)
    assert found == float(exact)
    for neighbour in (math.nextafter(found, math.inf), math.nextafter(found, -math.inf)):
        assert abs(Fraction(found) - exact) <= abs(Fraction(neighbour) - exact)


@unhurried
@given(numbers, st.data())
def test_there_and_back(number: float, data: st.DataObject) -> None:
    source = data.draw(units)
    target = data.draw(alike(source))
    back = Q(number, source.symbol).to(target.symbol).m_as(source.symbol)
    assert math.isclose(back, number, rel_tol=4e-16)


@unhurried
@given(
    st.decimals("0.001", "1000000", places=3), st.sampled_from([("g", "mg"), ("mg", "ug"), ("m", "mm"), ("L", "mL")])
)
def test_powers_of_ten_are_lossless(number: float, pair: tuple[str, str]) -> None:
    source, target = pair
    there = Q(number, source).to(target)
    assert there.to(source).magnitude == float(number)
    assert there == Q(number, source)


@unhurried
@given(triples())
def test_equality_and_order_are_consistent(three: tuple[Quantity, Quantity, Quantity]) -> None:
    one, two, last = three
    assert (one == two) == (two == one)
    assert not (one == two and two == last) or one == last
    assert not (one <= two <= last) or one <= last
    assert [one < two, one == two, one > two].count(True) == 1
    assert one != two or hash(one) == hash(two)


@unhurried
@given(pairs())
def test_sums(pair: tuple[Quantity, Quantity]) -> None:
    one, two = pair
    assert one + two == two + one or math.isclose((one + two).magnitude, (two + one).to(one).magnitude, rel_tol=1e-15)
    assert one - one == one * 0
    assert (one + two).unit is one.unit
    exact = Fraction(repr(one.magnitude)) + Fraction(repr(two.magnitude)) * Fraction(*ratio(two.unit, one.unit))
    assert (one + two).magnitude == float(exact)


@unhurried
@given(quantities, quantities)
def test_products_and_ratios(one: Quantity, two: Quantity) -> None:
    assert one * two == two * one
    assume(two.magnitude)
    assert math.isclose((one / two * two).m_as(one), one.magnitude, rel_tol=1e-15)
    assert pickle.loads(pickle.dumps(one * two)) == one * two  # noqa: S301 - our own pickle


@unhurried
@given(quantities, quantities)
def test_different_dimensions_never_meet(one: Quantity, two: Quantity) -> None:
    assume(one.unit.dimension != two.unit.dimension)
    assert one != two
    for meet in (lambda: one + two, lambda: one - two, lambda: one < two, lambda: one.to(two)):
        try:
            meet()
        except UnitMismatchError:
            continue
        raise AssertionError


@unhurried
@given(st.sampled_from(KINDS), numbers, st.data())
def test_canonical_values(kind: Kind, number: float, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(kind.units))
    value = kind.canonical_value(Q(number, unit))
    assert math.isclose(value, number * kind.factor(unit), rel_tol=1e-15)
    assert math.isclose(scale(value, 1, 1), value)
    assert kind.canonical_value(kind.quantity(value)) == value


texts = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="0123456789.,+-eE*/^ \u00a0mgdLkuUIM%()_\u0664\u00b5\u03bc\n", max_size=70),
    st.builds(
        "{}{}{}".format,
        st.from_regex(r"[-+]?\d{0,5}\.?\d{0,5}", fullmatch=True),
        st.text(" \t,", max_size=2),
        st.sampled_from(sorted(SPELLINGS)),
    ),
)


@settings(deadline=None, max_examples=500)
@given(texts)
@example("9**9**9 mg")
@example("9" * 10**6)
@example("\ud800 mg")
@example("4 mg\ud800")
def test_any_text_is_read_or_refused_at_once(text: str) -> None:
    start = time.perf_counter()
    read = None
    with contextlib.suppress(InvalidQuantityError):
        read = parse(text)
    assert time.perf_counter() - start < 0.1
    if read is not None:
        assert parse(str(read)) == read
        assert Q(text) == read.quantity()


@unhurried
@given(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        st.text(),
        st.binary(),
        st.lists(st.floats()),
        st.complex_numbers(),
        st.decimals(),
        st.fractions(),
    )
)
def test_anything_is_accepted_or_refused_as_a_number(value: float) -> None:
    try:
        quantity = Q(value, "mg")
    except InvalidQuantityError:
        return
    assert type(value) in {int, float, Decimal, Fraction}
    assert math.isfinite(quantity.magnitude)
    assert quantity.magnitude == float(value)
