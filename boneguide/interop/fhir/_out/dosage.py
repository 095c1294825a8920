"""How a drug is given, as dosage: what FHIR has elements for in them, the whole of it as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from boneguide.interop._answers.concerns import named
from boneguide.interop.fhir._out.elements import Element, concept, line, number, one_for_each_system, quantity
from boneguide.interop.terminology import SNOMED, UCUM, codes
from boneguide.model.regimen import Range, Regimen
from boneguide.quantities import Quantity, as_amount, kinds
from boneguide.quantities.units import find

#: Short forms of the routes that regimens name; what else they say stays text.
_ROUTES: Final[Mapping[str, str]] = {"iv": "intravenous", "sc": "subcutaneous"}


def medication(drug: str) -> Element:
    """Return a drug by its verified codes and its name.

    Example:
        >>> [held["code"] for held in medication("radium-223 dichloride")["coding"]]
        ['V10XX03', '24853006']
    """
    found = codes("drug", line(drug).casefold())
    names = sorted(named(drug))
    return concept(drug, one_for_each_system(found or (code for name in names for code in codes("drug", name))))


def dosages(regimen: Regimen) -> list[Element]:
    """Return how a regimen is given: one dosage, or one for each step of a taper.

    What an element cannot say stands in the text only: an interval or a time of infusion
    that is open at one end, fixed days, fluids.
    """
    if regimen.taper is not None:
        return list(_steps(regimen))
    found: Element = {"text": line(str(regimen)), **_route(regimen)}
    timing = _timing(regimen)
    if timing:
        found["timing"] = timing
    given = _dose(regimen)
    if given:
        found["doseAndRate"] = [given]
    return [found]


def _steps(regimen: Regimen) -> Iterator[Element]:
    taper = regimen.taper
    for place, step in enumerate(taper.steps if taper is not None else (), 1):
        twice = taper is not None and taper.twice_daily
        repeat: Element = {
            "boundsDuration": {"value": step.days, "unit": "day", "system": UCUM, "code": "d"},
            "frequency": 2 if twice else 1,
            "period": 1,
            "periodUnit": "d",
        }
        parts = " a day in two doses" if twice else " a day"
        days = f"{step.days} day{'' if step.days == 1 else 's'}"
        found: Element = {
            "sequence": place,
            "text": line(f"{regimen.drug} {as_amount(step.dose)}{parts} {regimen.route} for {days}"),
            "timing": {"repeat": repeat},
            **_route(regimen),
        }
        # The two doses of a day may differ by a tablet, so that only one dose a day is told in an element.
        if not twice:
            found["doseAndRate"] = [{"doseQuantity": quantity(step.dose)}]
        yield found


def _route(regimen: Regimen) -> Element:
    plain = line(regimen.route).casefold()
    held = codes("route", _ROUTES.get(plain, plain))
    return {"route": concept(regimen.route, one_for_each_system(code for code in held if code.system == SNOMED))}


def _timing(regimen: Regimen) -> Element:
    repeat: Element = {}
    interval, length = _closed(regimen.interval), _closed(regimen.infusion_time)
    if interval is not None:
        repeat = {"frequency": 1, **_ends("period", interval)}
    if length is not None:
        repeat.update(_ends("duration", length))
    found: Element = {"repeat": repeat} if repeat else {}
    told = [] if interval is not None or regimen.interval is None else [f"every {regimen.interval}"]
    if regimen.days:
        told.append(f"on days {', '.join(map(str, regimen.days))}")
    if told:
        found["code"] = concept(", ".join(told))
    return found


def _closed(span: Range | None) -> tuple[Quantity, Quantity] | None:
    """Return both ends of a span in one unit; None where an end is open or the units differ."""
    if span is None or span.low is None or span.high is None:
        return None
    return (span.low, span.high) if as_amount(span.low).unit == as_amount(span.high).unit else None


def _ends(name: str, ends: tuple[Quantity, Quantity]) -> Element:
    low, high = (as_amount(end) for end in ends)
    found: Element = {name: number(low.value)}
    if high.value != low.value:
        found[f"{name}Max"] = number(high.value)
    return {**found, f"{name}Unit": find(low.unit).ucum}


def _dose(regimen: Regimen) -> Element:
    found: Element = {}
    if regimen.dose is not None:
        # What a patch delivers is a rate, not an amount.
        patch = as_amount(regimen.dose).unit in kinds.PATCH_RATE.units
        found["rateQuantity" if patch else "doseQuantity"] = quantity(regimen.dose)
    if regimen.dose_range is not None:
        ends = {"low": regimen.dose_range.low, "high": regimen.dose_range.high}
        held = [end for end in ends.values() if end is not None]
        patch = as_amount(held[0]).unit in kinds.PATCH_RATE.units
        found["rateRange" if patch else "doseRange"] = {
            name: quantity(end) for name, end in ends.items() if end is not None
        }
    if regimen.maximum_rate is not None and not any(name.startswith("rate") for name in found):
        found["rateRange"] = {"high": quantity(regimen.maximum_rate)}
    return found


def beside(regimen: Regimen) -> Iterator[str]:
    """Yield in words what no element of a dosage says."""
    if regimen.volume is not None:
        yield f"Volume: {as_amount(regimen.volume)}"
    if regimen.diluents:
        yield f"Fluid: {' or '.join(regimen.diluents)}"
    if regimen.maximum_rate is not None:
        yield f"Fastest rate: {as_amount(regimen.maximum_rate)}"
    if regimen.taper is not None:
        yield f"Taper: {regimen.taper}"
    yield from (f"Preparation: {step}" for step in regimen.preparation)
    yield from regimen.notes
