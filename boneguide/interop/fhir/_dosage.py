"""How a drug is taken, as its dosage says: how much, how often, by which way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

import attrs

from boneguide.interop.fhir._amounts import amount_in, number_in, words
from boneguide.interop.fhir._claims import Fields, Wrong, first, part, parts, text
from boneguide.interop.fhir._coding import codings, words_of
from boneguide.interop.fhir._context import Reading
from boneguide.model.medication import MEDICATION_ROUTES, route_named
from boneguide.quantities import Amount, Quantity, as_amount, kinds

#: Times in a day by the codes of HL7's table of general timings.
_TIMES_A_DAY: Final[Mapping[str, Fraction]] = MappingProxyType(
    {
        "QD": Fraction(1),
        "AM": Fraction(1),
        "PM": Fraction(1),
        "BED": Fraction(1),
        "BID": Fraction(2),
        "TID": Fraction(3),
        "QID": Fraction(4),
        "Q1H": Fraction(24),
        "Q2H": Fraction(12),
        "Q3H": Fraction(8),
        "Q4H": Fraction(6),
        "Q6H": Fraction(4),
        "Q8H": Fraction(3),
        "QOD": Fraction(1, 2),
    }
)
_DAYS: Final = {
    "s": Fraction(1, 86400),
    "min": Fraction(1, 1440),
    "h": Fraction(1, 24),
    "d": Fraction(1),
    "wk": Fraction(7),
}
_SPELLED: Final = {"s": "second", "min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
#: What a timing may hold beside a number of times in a period that makes a day differ from another.
_UNEVEN: Final = ("count", "countMax", "frequencyMax", "periodMax", "dayOfWeek")
#: Words that make it doubtful that a drug is taken by the clock; they decide nothing else.
_ON_NEED: Final = re.compile(
    r"(?<!\w)(?:as needed|as required|if needed|if required|prn|p\.r\.n|bei bedarf|b\. ?bed)(?!\w)", re.IGNORECASE
)
_PATCH: Final = re.compile(r"\b(?:transdermal|patch(?:es)?)\b", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Dosage:
    """One way of taking a drug.

    Args:
        dose: Amount of one dose.
        daily_dose: Amount in 24 hours.
        rate: What a patch delivers.
        route: How it is taken, a word of the model.
        as_needed: Whether only when needed.
        every: How often, in words.
        unread: What else stands there, and why it was not taken.
    """

    dose: Quantity | None = None
    daily_dose: Quantity | None = None
    rate: Quantity | None = None
    route: str | None = None
    as_needed: bool | None = None
    every: str = ""
    unread: tuple[str, ...] = ()


def dosage_in(given: tuple[Fields, ...], reading: Reading, named: str = "") -> Dosage:
    """Return what the dosage of a drug says; what cannot be taken is named in it.

    Args:
        given: The dosages, which are one where it is simple.
        reading: What codes mean.
        named: How the record names the drug, which may say that it is a patch.
    """
    if not given:
        return Dosage()
    unread = [f"dosage as a text: {text(d, 'text')}" for d in given if text(d, "text")]
    routes = {_route(d, reading, unread) for d in given}
    route = routes.pop() if len(routes) == 1 else None
    needed = {_as_needed(d, unread) for d in given}
    as_needed = needed.pop() if len(needed) == 1 else None
    if len(given) > 1:
        unread.append(f"{len(given)} dosages, whose doses are not added up")
        return Dosage(route=route, as_needed=as_needed, unread=tuple(unread))
    only = given[0]
    times, every = _frequency(part(only, "timing"), unread)
    if part(only, "maxDosePerPeriod"):
        unread.append("the most that may be taken in a period")
    held = parts(only, "doseAndRate")
    if len(held) > 1:
        unread.append("several doses in one dosage")
        held = ()
    dose, rate = _dose(first(held), unread), _rate(first(held), unread)
    patch = route == "transdermal" or (route is None and _PATCH.search(named) is not None)
    if dose is not None and rate is None and _is_rate(dose):
        # What a patch delivers is often written as its dose.
        dose, rate = None, dose
    if rate is not None and not (patch and _is_rate(rate)):
        unread.append(f"rate {as_amount(rate)}, which is not said to be that of a patch")
        rate = None
    daily = None
    if dose is not None and times is not None and as_needed is False and rate is None:
        daily = _in_a_day(dose, times)
    return Dosage(
        dose=dose, daily_dose=daily, rate=rate, route=route, as_needed=as_needed, every=every, unread=tuple(unread)
    )


def _route(dosage: Fields, reading: Reading, unread: list[str]) -> str | None:
    concept = part(dosage, "route")
    if not concept:
        return None
    try:
        found = reading.meaning(concept, "route", path="dosage.route")
    except Wrong as wrong:
        unread.append(f"route: {wrong}")
        return None
    told = words_of(concept)
    # The model understands short forms such as "IV" and "by mouth"; its words are compared, not guessed.
    route = route_named(told) if found is None else found.value
    if route in MEDICATION_ROUTES:
        return route
    unread.append(f"route {told}, which {'is not known here' if found is None else 'the record has no word for'}")
    return None


def _as_needed(dosage: Fields, unread: list[str]) -> bool | None:
    given = dosage.get("asNeededBoolean")
    if given is True or part(dosage, "asNeededCodeableConcept"):
        return True
    told = (text(dosage, "text"), text(dosage, "patientInstruction"), words_of(part(part(dosage, "timing"), "code")))
    further = (words_of(concept) for concept in parts(dosage, "additionalInstruction"))
    if any(_ON_NEED.search(said) for said in (*told, *further)):
        unread.append("whether it is taken by the clock: a text speaks of need")
        return None
    # A frequency without a word on need is by the clock.
    return False if given is False or part(dosage, "timing") else None


def quantity_of(quantity: Fields, path: str, what: str, unread: list[str]) -> Quantity | None:
    """Return an amount that was or is given; None where there is none, and a reason among what is unread.

    Args:
        quantity: A quantity of FHIR.
        path: Where it stands.
        what: How it is called for a reader.
        unread: Where the reason goes.
    """
    if not quantity:
        return None
    try:
        amount = amount_in(quantity, path)
    except Wrong as wrong:
        unread.append(f"{what} {words(quantity)}: {wrong.path} was {wrong.found}")
        return None
    if as_amount(amount).value <= 0 or quantity.get("comparator") is not None:
        unread.append(f"{what} {words(quantity)}, which is no amount of a {what}")
        return None
    return amount


def _dose(held: Fields, unread: list[str]) -> Quantity | None:
    if part(held, "doseRange"):
        ends = part(held, "doseRange")
        unread.append(f"a dose from {words(part(ends, 'low'))} to {words(part(ends, 'high'))}, not one amount")
        return None
    return quantity_of(part(held, "doseQuantity"), "doseQuantity", "dose", unread)


def _rate(held: Fields, unread: list[str]) -> Quantity | None:
    if part(held, "rateRange"):
        unread.append("a rate as rateRange")
    ratio = part(held, "rateRatio")
    if not ratio:
        return quantity_of(part(held, "rateQuantity"), "rateQuantity", "rate", unread)
    over = quantity_of(part(ratio, "numerator"), "rateRatio.numerator", "rate", unread)
    time = quantity_of(part(ratio, "denominator"), "rateRatio.denominator", "time", unread)
    if over is None or time is None:
        return None
    amount, hours = as_amount(over), as_amount(time)
    if amount.unit not in kinds.DRUG_MASS.units or hours.unit not in kinds.INFUSION_TIME.units:
        unread.append(f"a rate of {amount} in {hours}")
        return None
    per_hour = Fraction(str(amount.to("ug").value)) / Fraction(str(hours.to("hour").value))
    return Quantity(float(per_hour), "ug/h")


def _is_rate(amount: Quantity) -> bool:
    return as_amount(amount).unit in kinds.PATCH_RATE.units


def _frequency(timing: Fields, unread: list[str]) -> tuple[Fraction | None, str]:
    """Return how many doses fall on a day, and how often in words."""
    repeat, concept = part(timing, "repeat"), part(timing, "code")
    by_code = next((code for _, code, _ in codings(concept) if code in _TIMES_A_DAY), None)
    if concept and by_code is None:
        unread.append(f"timing: {words_of(concept)}")
    if "event" in timing:
        unread.append("timing by single moments")
        return None, ""
    times, every = _repeated(repeat, unread)
    if by_code is None:
        return times, every
    if every and times != _TIMES_A_DAY[by_code]:
        unread.append(f"timing {by_code} beside {every}")
        return None, ""
    uneven = any(name in repeat for name in _UNEVEN)
    return (None, "") if uneven else (_TIMES_A_DAY[by_code], every or by_code)


def _repeated(repeat: Fields, unread: list[str]) -> tuple[Fraction | None, str]:
    uneven = [name for name in _UNEVEN if name in repeat]
    if "when" in repeat and "frequency" not in repeat:
        # Of a meal or a part of the day it is not said how many there are.
        uneven.append("when")
    if uneven:
        unread.append(f"timing with {', '.join(uneven)}")
        return None, ""
    times_of_day = _number_of(repeat.get("timeOfDay"))
    if times_of_day and "period" not in repeat:
        # Times of the day are those of every day.
        repeat = {"period": 1, "periodUnit": "d", **repeat}
    if repeat.get("period") is None:
        return None, ""
    unit = text(repeat, "periodUnit")
    try:
        period = number_in({"value": repeat["period"]}, "period")
        count = number_in({"value": repeat.get("frequency", times_of_day or 1)}, "frequency")
    except Wrong as wrong:
        unread.append(f"timing: {wrong.path} was {wrong.found}")
        return None, ""
    agrees = times_of_day in {0, count} and _number_of(repeat.get("when")) in {0, 1, count}
    if period <= 0 or unit not in _SPELLED or not agrees:
        unread.append(f"timing of {count:g} in {period:g} {unit}{'' if agrees else ', at other times of the day'}")
        return None, ""
    every = f"{count:g} in {period:g} {_SPELLED[unit]}" if count != 1 else f"every {period:g} {_SPELLED[unit]}"
    if unit not in _DAYS:
        return None, every
    return Fraction(str(count)) / (Fraction(str(period)) * _DAYS[unit]), every


def _number_of(held: object) -> int:
    return len(held) if isinstance(held, (list, tuple)) else 0


def _in_a_day(dose: Quantity, times: Fraction) -> Quantity | None:
    """Return what is taken in a day, where a dose is a mass that is taken at least once on each."""
    amount = as_amount(dose)
    if amount.unit not in kinds.DRUG_MASS.units or times < 1:
        return None
    return Amount(float(Fraction(str(amount.value)) * times), amount.unit).quantity()
