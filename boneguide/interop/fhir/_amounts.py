"""Quantities of FHIR as quantities of the library: a number, and a unit of the closed list."""

from __future__ import annotations

import functools
import re
from decimal import Decimal
from fractions import Fraction
from typing import Final

import attrs

from boneguide.errors import BoneguideError
from boneguide.interop.fhir._claims import Fields, Wrong, part, parts, shown, text
from boneguide.interop.terminology import UCUM, system_of
from boneguide.model.observation import COMPARATORS, Comparator, Observation
from boneguide.quantities import Kind, Quantity, as_amount
from boneguide.quantities.units import Unit, find

#: Spellings that laboratories use and UCUM does not, or that need the context of a code; each is one of the list.
_USUAL: Final = {
    "in": "inch",
    "[iU]/L": "U/L",
    "[IU]/L": "U/L",
    "/uL": "{cells}/uL",
    "/mm3": "{cells}/uL",
    "/\N{MICRO SIGN}l": "{cells}/uL",
    "/\N{MICRO SIGN}L": "{cells}/uL",
    "/\N{GREEK SMALL LETTER MU}l": "{cells}/uL",
    "/\N{GREEK SMALL LETTER MU}L": "{cells}/uL",
    "/microL": "{cells}/uL",
    "10*3/mm3": "10*3/uL",
    "K/uL": "10*3/uL",
    "K/mcL": "10*3/uL",
    "K/cumm": "10*3/uL",
    "thousand/uL": "10*3/uL",
    "Thousand/uL": "10*3/uL",
    "Thou/uL": "10*3/uL",
    "Thou/mcL": "10*3/uL",
    "Tsd/uL": "10*3/uL",
    "Tsd/\N{MICRO SIGN}l": "10*3/uL",
    "Tsd./\N{MICRO SIGN}l": "10*3/uL",
    "G/L": "10*9/L",
    "G/l": "10*9/L",
    "GPt/l": "10*9/L",
    "GPt/L": "10*9/L",
    "k/uL": "10*3/uL",
    "thou/uL": "10*3/uL",
    "thou/mcL": "10*3/uL",
    "x10E3/uL": "10*3/uL",
    "10E3/uL": "10*3/uL",
    "10e3/uL": "10*3/uL",
    "x10(3)/uL": "10*3/uL",
    "10E9/L": "10*9/L",
    "10e9/L": "10*9/L",
    "x10E9/L": "10*9/L",
    "x10^9/L": "10*9/L",
    "10(9)/L": "10*9/L",
    "/nL": "10*9/L",
    "/nl": "10*9/L",
    "Gpt/L": "10*9/L",
    "Gpt/l": "10*9/L",
    "mL/min/1.73_m2": "mL/min/1.73m2",
    "mL/min/{1.73m2}": "mL/min/1.73m2",
    "mL/min/1.73m*2": "mL/min/1.73m2",
    "ml/min/1,73m2": "mL/min/1.73m2",
    "ml/min/1,73m\N{SUPERSCRIPT TWO}": "mL/min/1.73m2",
    "ml/min/1.73m\N{SUPERSCRIPT TWO}": "mL/min/1.73m2",
    "mL/min/{1.73 m2}": "mL/min/1.73m2",
    "nmol{BCE}/mmol": "nmol/mmol",
    "nM BCE/mM creat": "nmol/mmol",
}
_LARGE: Final = 1e15
#: A remark in braces at the end of a UCUM code says what was counted and changes nothing.
_REMARK = re.compile(r"(?<=[A-Za-z0-9\])])\{[^{}]*\}$")


@functools.lru_cache(maxsize=4096)
def unit_of(written: str) -> Unit | None:
    """Return the unit that a spelling means; None where it is not on the list."""
    for spelling in (written, _USUAL.get(written, ""), _REMARK.sub("", written)):
        try:
            return find(spelling)
        except BoneguideError:
            continue
    return None


def unit_in(quantity: Fields, path: str) -> Unit:
    """Return the unit of a quantity: by its UCUM code, or else by what is printed.

    Raises:
        Wrong: If neither is on the list, or the two say different things.
    """
    code, printed = text(quantity, "code"), text(quantity, "unit")
    coded = unit_of(code) if system_of(text(quantity, "system")) == UCUM or not quantity.get("system") else None
    told = unit_of(printed)
    if coded is None and code and system_of(text(quantity, "system")) == UCUM:
        where = f"{path}.code"
        raise Wrong(where, code, "a unit that the library knows")
    if coded is not None and told is not None and (coded.dimension, coded.factor) != (told.dimension, told.factor):
        where = f"{path}.unit"
        raise Wrong(where, printed, f"the unit of its code, {code!r}")
    found = coded or told
    if found is None:
        where = f"{path}.unit"
        raise Wrong(where, printed or code or None, "a unit that the library knows")
    return found


def number_in(quantity: Fields, path: str) -> float:
    """Return the number of a quantity.

    Raises:
        Wrong: If there is none, or it is no finite number.
    """
    value = quantity.get("value")
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        where = f"{path}.value"
        raise Wrong(where, value, "a number")
    try:
        number = float(value)
    except (OverflowError, ValueError):
        where = f"{path}.value"
        raise Wrong(where, value, "a number of ordinary size") from None
    # Comparisons with what is no number are false.
    if not -_LARGE < number < _LARGE:
        where = f"{path}.value"
        raise Wrong(where, value, "a number of ordinary size")
    return number


def amount_in(quantity: Fields, path: str) -> Quantity:
    """Return a quantity, in the unit in which it stands.

    Raises:
        Wrong: If its number or its unit cannot be read.
    """
    unit, number = unit_in(quantity, path), number_in(quantity, path)
    try:
        return Quantity(number, unit.symbol)
    except BoneguideError:
        where = f"{path}.value"
        raise Wrong(where, quantity.get("value"), "a number of ordinary size") from None


def of_kind(quantity: Fields, kind: Kind, path: str) -> Quantity:
    """Return a quantity that can be one of a kind.

    Raises:
        Wrong: If it cannot be read, has a unit of something else, or cannot be true.
    """
    amount = amount_in(quantity, path)
    in_list = as_amount(amount)
    try:
        value = kind.canonical_value(amount)
    except BoneguideError:
        where = f"{path}.unit"
        raise Wrong(where, in_list.unit, f"a unit of {kind.name}: {', '.join(kind.units)}") from None
    low, high = kind.possible
    if not low <= value <= high:
        possible = f"{kind.name} from {low:g} to {high:g} {kind.canonical}"
        where = f"{path}.value"
        raise Wrong(where, str(in_list), possible)
    return amount


def comparator_in(quantity: Fields, path: str) -> Comparator | None:
    """Return the comparator of a quantity.

    Raises:
        Wrong: If it is none that can be kept.
    """
    given = quantity.get("comparator")
    if given is None or given in COMPARATORS:
        return given
    where = f"{path}.comparator"
    raise Wrong(where, given, f"one of {', '.join(COMPARATORS)}")


@attrs.frozen
class Range:
    """The reference range of a result in the unit of the result, and why a printed one was not taken."""

    low: Quantity | None = None
    high: Quantity | None = None
    unread: tuple[str, ...] = ()


def reference_range(observation: Fields, value: Quantity, kind: Kind) -> Range:
    """Return the one reference range of an observation, where it can be read and has the unit of the value."""
    given = parts(observation, "referenceRange")
    normal = [item for item in given if _is_normal(item)] or list(given)
    if not normal:
        return Range()
    if len(normal) > 1:
        return Range(unread=(f"{len(normal)} reference ranges, of which none is said to be the one",))
    unit, ends = as_amount(value).unit, {}
    for name in ("low", "high"):
        printed = part(normal[0], name)
        if not printed:
            continue
        try:
            end = of_kind(printed, kind, f"referenceRange.{name}")
        except Wrong as wrong:
            return Range(unread=(f"reference range: {wrong.path} was {wrong.found}",))
        if as_amount(end).unit != unit:
            return Range(unread=(f"reference range: {as_amount(end)}, in another unit than the value",))
        ends[name] = end
    low, high = ends.get("low"), ends.get("high")
    if low is not None and high is not None and as_amount(low).value > as_amount(high).value:
        return Range(unread=(f"reference range: from {as_amount(low)} to {as_amount(high)}",))
    return Range(low, high)


def _is_normal(item: Fields) -> bool:
    return any(text(coding, "code") == "normal" for coding in parts(part(item, "type"), "coding"))


def in_gray(dose: Quantity) -> Quantity:
    """Return an absorbed dose in Gy, exactly."""
    amount = as_amount(dose).to("Gy")
    return amount.quantity()


def whole_number(value: object, path: str) -> int:
    """Return a whole number.

    Raises:
        Wrong: If it is none.
    """
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9:
        return value
    raise Wrong(path, value, "a whole number")


def parts_of(total: Quantity, single: Quantity) -> int | None:
    """Return how many single doses make up the total, None where that is no whole number.

    Example:
        >>> from boneguide.quantities import Q
        >>> parts_of(Q(30, "Gy"), Q(5, "Gy")), parts_of(Q(30.3, "Gy"), Q(5.8, "Gy"))
        (6, None)
    """
    whole = Fraction(str(as_amount(total).to("Gy").value)) / Fraction(str(as_amount(single).to("Gy").value))
    return whole.numerator if whole.denominator == 1 else None


def result_in(observation: Fields, quantity: Fields, kind: Kind, path: str) -> tuple[Observation, tuple[str, ...]]:
    """Return a laboratory result without its day, and what of it was not taken.

    Raises:
        Wrong: If its value cannot be read or cannot be true.
    """
    value = of_kind(quantity, kind, path)
    range_ = reference_range(observation, value, kind)
    found = Observation(value=value, low=range_.low, high=range_.high, comparator=comparator_in(quantity, path))
    return found, range_.unread


def words(quantity: Fields) -> str:
    """Return a quantity as it is printed, for a reader."""
    unit = text(quantity, "unit") or text(quantity, "code")
    return f"{shown(quantity.get('value'))} {unit}".strip()
