"""Quantities of FHIR as quantities of the library."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from boneguide.interop.fhir._amounts import (
    amount_in,
    comparator_in,
    in_gray,
    number_in,
    of_kind,
    parts_of,
    reference_range,
    result_in,
    unit_in,
    unit_of,
    whole_number,
    words,
)
from boneguide.interop.fhir._claims import Wrong
from boneguide.model.labs import LAB_KINDS
from boneguide.quantities import Q, as_amount
from tests.interop.fhir.record import SNOMED, UCUM, Plain, amount

CREATININE = LAB_KINDS["creatinine"]


@pytest.mark.parametrize(
    ("written", "symbol"),
    [
        ("mg/dl", "mg/dL"),
        ("umol/l", "umol/L"),
        ("\N{MICRO SIGN}mol/L", "umol/L"),
        ("\N{GREEK SMALL LETTER MU}mol/L", "umol/L"),
        ("mmol/L", "mmol/L"),
        ("10^9/L", "10*9/L"),
        ("G/L", "10*9/L"),
        ("Gpt/l", "10*9/L"),
        ("/nl", "10*9/L"),
        ("Tsd/\N{MICRO SIGN}l", "10*3/uL"),
        ("K/uL", "10*3/uL"),
        ("/\N{MICRO SIGN}l", "cells/uL"),
        ("mL/min/{1.73_m2}", "mL/min/1.73m2"),
        ("ml/min/1,73m\N{SUPERSCRIPT TWO}", "mL/min/1.73m2"),
        ("[lb_av]", "lb"),
        ("[in_i]", "inch"),
        ("kg{clothed}", "kg"),
    ],
)
def test_spellings(written: str, symbol: str) -> None:
    found = unit_of(written)
    assert found is not None
    assert found.symbol == symbol


@pytest.mark.parametrize("written", ["", "furlong", "{score}", "mm[Hg]", "%"])
def test_what_is_no_unit_of_the_list(written: str) -> None:
    assert unit_of(written) is None


@pytest.mark.parametrize(
    ("quantity", "symbol"),
    [
        ({"system": UCUM, "code": "umol/L", "unit": "micromoles"}, "umol/L"),
        ({"system": "urn:oid:2.16.840.1.113883.6.8", "code": "umol/L"}, "umol/L"),
        ({"code": "umol/L"}, "umol/L"),
        ({"unit": "umol/L"}, "umol/L"),
        ({"system": SNOMED, "code": "258814008", "unit": "umol/L"}, "umol/L"),
        ({"system": UCUM, "code": "10*9/L", "unit": "K/uL"}, "10*9/L"),
    ],
)
def test_the_unit_of_a_quantity(quantity: Plain, symbol: str) -> None:
    assert unit_in(quantity, "valueQuantity").symbol == symbol


@pytest.mark.parametrize(
    ("quantity", "path", "found"),
    [
        ({}, "v.unit", "nothing"),
        ({"unit": "widgets"}, "v.unit", "'widgets'"),
        ({"system": SNOMED, "code": "258814008"}, "v.unit", "'258814008'"),
        ({"system": UCUM, "code": "widgets", "unit": "umol/L"}, "v.code", "'widgets'"),
        ({"system": UCUM, "code": "umol/L", "unit": "mg/dL"}, "v.unit", "'mg/dL'"),
        ({"system": UCUM, "code": "mg/dL", "unit": "mg/L"}, "v.unit", "'mg/L'"),
    ],
)
def test_units_that_are_not_known_or_contradict_themselves(quantity: Plain, path: str, found: str) -> None:
    with pytest.raises(Wrong) as refused:
        unit_in(quantity, "v")
    assert (refused.value.path, refused.value.found) == (path, found)


@pytest.mark.parametrize("value", [None, True, "122", [122]])
def test_what_is_no_number(value: Any) -> None:
    with pytest.raises(Wrong, match=r"expected a number$"):
        number_in({"value": value}, "v")


@pytest.mark.parametrize("value", [10**400, 1e15, -1e15, float("nan"), float("inf"), Decimal("sNaN")])
def test_numbers_beyond_the_ordinary(value: Any) -> None:
    with pytest.raises(Wrong, match="a number of ordinary size"):
        number_in({"value": value}, "v")


def test_numbers() -> None:
    assert number_in({"value": Decimal("0.90")}, "v") == 0.9
    assert number_in({"value": 0}, "v") == 0.0


def test_an_amount_stays_in_its_unit() -> None:
    assert amount_in(amount(1.4, "mg/dL"), "v") == Q(1.4, "mg/dL")


def test_an_amount_too_small_for_the_library() -> None:
    with pytest.raises(Wrong, match="a number of ordinary size"):
        amount_in(amount(1e-300, "mg/dL"), "v")


def test_a_quantity_of_a_kind() -> None:
    assert of_kind(amount(1.4, "mg/dL"), CREATININE, "v") == Q(1.4, "mg/dL")
    with pytest.raises(Wrong, match="a unit of serum creatinine") as refused:
        of_kind(amount(1.4, "kg"), CREATININE, "v")
    assert (refused.value.path, refused.value.found) == ("v.unit", "'kg'")
    for value in (-1, 10**6):
        with pytest.raises(Wrong, match="serum creatinine from") as refused:
            of_kind(amount(value, "umol/L"), CREATININE, "v")
        assert refused.value.path == "v.value"


@pytest.mark.parametrize("given", [None, "<", "<=", ">=", ">"])
def test_comparators(given: str | None) -> None:
    assert comparator_in({"comparator": given}, "v") == given


def test_a_comparator_that_is_none() -> None:
    with pytest.raises(Wrong) as refused:
        comparator_in({"comparator": "~"}, "v")
    assert (refused.value.path, refused.value.found) == ("v.comparator", "'~'")


def held(*ranges: Plain) -> Plain:
    """Return an observation with reference ranges."""
    return {"referenceRange": list(ranges)}


def test_a_reference_range() -> None:
    both = {"low": amount(50, "umol/L"), "high": amount(90, "umol/L")}
    found = reference_range(held(both), Q(80, "umol/L"), CREATININE)
    assert (found.low, found.high, found.unread) == (Q(50, "umol/L"), Q(90, "umol/L"), ())
    found = reference_range(held({"high": amount(90, "umol/L")}), Q(80, "umol/L"), CREATININE)
    assert (found.low, found.high, found.unread) == (None, Q(90, "umol/L"), ())
    assert reference_range({}, Q(80, "umol/L"), CREATININE).unread == ()


def test_of_several_ranges_the_normal_one_counts() -> None:
    normal = {"type": {"coding": [{"code": "normal"}]}, "high": amount(90, "umol/L")}
    critical = {"type": {"coding": [{"code": "treatment"}]}, "high": amount(400, "umol/L")}
    assert reference_range(held(critical, normal), Q(80, "umol/L"), CREATININE).high == Q(90, "umol/L")
    found = reference_range(held(critical, critical), Q(80, "umol/L"), CREATININE)
    assert (found.high, found.unread) == (None, ("2 reference ranges, of which none is said to be the one",))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"low": {"value": 50}}, "reference range: referenceRange.low.unit was nothing"),
        ({"high": amount(1, "mg/dL")}, "reference range: 1 mg/dL, in another unit than the value"),
        (
            {"low": amount(90, "umol/L"), "high": amount(50, "umol/L")},
            "reference range: from 90 umol/L to 50 umol/L",
        ),
    ],
)
def test_a_range_that_cannot_be_read_does_not_take_the_result_with_it(given: Plain, told: str) -> None:
    result, unread = result_in(held(given), amount(80, "umol/L"), CREATININE, "v")
    assert (result.value, result.low, result.high) == (Q(80, "umol/L"), None, None)
    assert unread == (told,)


def test_a_result_with_its_comparator() -> None:
    result, unread = result_in({}, {**amount(20, "umol/L"), "comparator": "<"}, CREATININE, "v")
    assert (result.value, result.comparator, unread) == (Q(20, "umol/L"), "<", ())


def test_doses() -> None:
    assert as_amount(in_gray(Q(2000, "cGy"))).value == 20.0
    assert parts_of(Q(8, "Gy"), Q(800, "cGy")) == 1


@pytest.mark.parametrize("value", [True, 1.0, "1", None, 10**9, -(10**9)])
def test_what_is_no_whole_number(value: Any) -> None:
    with pytest.raises(Wrong, match="a whole number"):
        whole_number(value, "valueInteger")


def test_whole_numbers_and_words() -> None:
    assert whole_number(3, "valueInteger") == 3
    assert words({"value": 3, "code": "mg"}) == "3 mg"
    assert words({"value": 3, "unit": "milligram", "code": "mg"}) == "3 milligram"
    assert words({}) == "nothing"
