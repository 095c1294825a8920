"""Facts about a regimen that a prescriber has already written.

They are read from the order that is being checked, never from the person. What
the order leaves open is unknown. Where an order gives a span, the end that a
limit must hold for counts: the largest dose, the shortest time.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from boneguide.guidelines import drugs
from boneguide.guidelines.facts._completeness import absent
from boneguide.guidelines.facts._listed import days_given, days_since_last
from boneguide.logic.interval import Interval
from boneguide.logic.verbs import fact, first_known, named
from boneguide.quantities import Amount, as_amount, kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from boneguide.logic.context import Context
    from boneguide.model.regimen import Range
    from boneguide.quantities import Kind, Quantity

ROUTES = ("intravenous infusion", "intravenous bolus", "subcutaneous", "intramuscular", "intradermal", "oral")
_ROUTE_WORDS = {
    "iv": "intravenous infusion",
    "intravenous": "intravenous infusion",
    "iv infusion": "intravenous infusion",
    "intravenous infusion": "intravenous infusion",
    "iv bolus": "intravenous bolus",
    "iv push": "intravenous bolus",
    "intravenous bolus": "intravenous bolus",
    "bolus": "intravenous bolus",
    **dict.fromkeys(("sc", "sq", "subcut", "subcutaneous", "subcutaneously"), "subcutaneous"),
    **dict.fromkeys(("sc injection", "sq injection", "subcutaneous injection"), "subcutaneous"),
    "im": "intramuscular",
    "intramuscular": "intramuscular",
    "id": "intradermal",
    "intradermal": "intradermal",
    "po": "oral",
    "oral": "oral",
    "by mouth": "oral",
}

#: Fluids without calcium, as orders name them.
CALCIUM_FREE_FLUIDS = (
    "sodium chloride 0.9%",
    "0.9% sodium chloride",
    "nacl 0.9%",
    "0.9% nacl",
    "normal saline",
    "isotonic saline",
    "saline",
    "sodium chloride 0.45%",
    "0.45% sodium chloride",
    "half-normal saline",
    "glucose 5%",
    "5% glucose",
    "dextrose 5%",
    "5% dextrose",
    "d5w",
    "ready-to-use",
    "ready-to-use solution",
)
#: Words of fluids that hold calcium or another divalent ion.
_CALCIUM_WORDS = (
    "ringer",
    "hartmann",
    "compound sodium lactate",
    "parenteral nutrition",
    "tpn",
    "calcium chloride",
    "calcium gluconate",
)


def _plain(text: str) -> str:
    return " ".join(text.lower().replace(" %", "%").split())


def agent_of(name: str) -> str | None:
    """Return the bone agent that a drug or product name means, None where it is not encoded.

    Example:
        >>> agent_of("Zometa"), agent_of("radium-223")
        ('zoledronic acid', None)
    """
    return next((agent for agent in drugs.BONE_AGENTS if agent in drugs.classes_of(name)), None)


def _drug(context: Context) -> str | None:
    return None if context.order is None else agent_of(context.order.drug)


def _is_osteoporosis_product(context: Context) -> bool | None:
    if context.order is None:
        return None
    return any(group.startswith("osteoporosis ") for group in drugs.classes_of(context.order.drug))


def _route(context: Context) -> str | None:
    return None if context.order is None else _ROUTE_WORDS.get(_plain(context.order.route.replace(".", "")))


ORDERED_DRUG = fact("ordered_drug", values=drugs.BONE_AGENTS, label="ordered drug", read=_drug, asked=True)
ORDERED_OSTEOPOROSIS_PRODUCT = fact(
    "ordered_osteoporosis_product",
    label="the ordered product is one for osteoporosis",
    read=_is_osteoporosis_product,
    asked=True,
)
ORDERED_ROUTE = fact("ordered_route", values=ROUTES, label="ordered route", read=_route, asked=True)


# --------------------------------------------------------------------------- dose


def _of_kind(amount: Quantity | None, kind: Kind) -> Amount | None:
    if amount is None:
        return None
    found = as_amount(amount)
    # A dose by body weight or in units cannot be held against a table in milligrams.
    return found if found.unit in kind.units else None


def _dose(end: str) -> Callable[[Context], Amount | None]:
    def read(context: Context) -> Amount | None:
        order = context.order
        if order is None:
            return None
        given = order.dose if order.dose_range is None else getattr(order.dose_range, end)
        return _of_kind(given, kinds.DRUG_MASS)

    return read


ORDERED_DOSE = fact("ordered_dose", kinds.DRUG_MASS, label="ordered dose", read=_dose("high"), asked=True)
ORDERED_SMALLEST_DOSE = fact(
    "ordered_smallest_dose", kinds.DRUG_MASS, label="smallest dose ordered", read=_dose("low"), asked=True
)

# --------------------------------------------------------------------------- infusion


def _shortest_time(context: Context) -> Amount | None:
    time = None if context.order is None else context.order.infusion_time
    return None if time is None else _of_kind(time.low, kinds.INFUSION_TIME)


def _longest_time(context: Context) -> Amount | None:
    time = None if context.order is None else context.order.infusion_time
    return None if time is None else _of_kind(time.high, kinds.INFUSION_TIME)


def _highest_rate(context: Context) -> Interval | None:
    rate = None if context.order is None else context.order.maximum_rate
    # What is ordered is a limit; the infusion may run at anything up to it.
    return None if rate is None else Interval(0.0, kinds.INFUSION_RATE.canonical_value(rate))


def _fluid_has_calcium(context: Context) -> bool | None:
    if context.order is None or not context.order.diluents:
        return None
    fluids = [_plain(d) for d in context.order.diluents]
    if any(word in fluid for fluid in fluids for word in _CALCIUM_WORDS):
        return True
    return False if all(fluid in CALCIUM_FREE_FLUIDS for fluid in fluids) else None


ORDERED_INFUSION_TIME = fact(
    "ordered_infusion_time",
    kinds.INFUSION_TIME,
    label="shortest infusion time ordered",
    read=_shortest_time,
    asked=True,
)
ORDERED_LONGEST_INFUSION_TIME = fact(
    "ordered_longest_infusion_time",
    kinds.INFUSION_TIME,
    label="longest infusion time ordered",
    read=_longest_time,
    asked=True,
)
ORDERED_RATE_LIMIT = fact(
    "ordered_rate_limit", kinds.INFUSION_RATE, label="highest rate ordered", read=_highest_rate, asked=True
)
#: Milligrams an hour: from dose and time, or the highest rate that the order names.
ORDERED_RATE = named(
    "ordered_rate",
    kinds.INFUSION_RATE,
    first_known(ORDERED_DOSE / ORDERED_INFUSION_TIME * 60, ORDERED_RATE_LIMIT),
    label="ordered rate",
)
ORDERED_VOLUME = fact(
    "ordered_volume",
    kinds.VOLUME,
    label="ordered volume",
    read=lambda c: None if c.order is None else c.order.volume,
    asked=True,
)
ORDERED_CONCENTRATION = named(
    "ordered_concentration",
    kinds.CONCENTRATION,
    ORDERED_DOSE / ORDERED_VOLUME,
    label="concentration of the ordered infusion",
)
ORDERED_FLUID_HAS_CALCIUM = fact(
    "ordered_fluid_has_calcium",
    label="the ordered fluid holds calcium or another divalent ion",
    read=_fluid_has_calcium,
    asked=True,
)
ORDERED_FLUID = fact(
    "ordered_fluid",
    label="a fluid is ordered",
    read=lambda c: None if c.order is None else bool(c.order.diluents),
    asked=True,
)

# --------------------------------------------------------------------------- interval


def _end_in_weeks(span: Range | None, end: str) -> float | None:
    amount = None if span is None else getattr(span, end)
    return None if amount is None else kinds.INTERVAL.canonical_value(amount)


def _shortest_interval(context: Context) -> float | None:
    if context.order is None:
        return None
    # Fixed days, such as 1, 8 and 15, are intervals as well.
    gaps = [(later - earlier) / 7 for earlier, later in itertools.pairwise(context.order.days)]
    written = _end_in_weeks(context.order.interval, "low")
    known = gaps if written is None else [*gaps, written]
    return min(known) if known else None


def _longest_interval(context: Context) -> float | None:
    return None if context.order is None else _end_in_weeks(context.order.interval, "high")


def _last_fixed_day(context: Context) -> float | None:
    return None if context.order is None or not context.order.days else float(context.order.days[-1])


ORDERED_INTERVAL = fact(
    "ordered_interval", kinds.INTERVAL, label="shortest interval ordered", read=_shortest_interval, asked=True
)
ORDERED_LONGEST_INTERVAL = fact(
    "ordered_longest_interval", kinds.INTERVAL, label="longest interval ordered", read=_longest_interval, asked=True
)
ORDERED_LAST_DAY = fact(
    "ordered_last_day", kinds.DURATION, label="last fixed day ordered", read=_last_fixed_day, asked=True
)
#: Doses at an interval of less than a day add up; without an interval it is one dose a day.
ORDERED_DAILY_DOSE = named(
    "ordered_daily_dose",
    kinds.DRUG_MASS,
    first_known(ORDERED_DOSE / (ORDERED_INTERVAL * 7), ORDERED_DOSE),
    label="ordered dose a day",
)

# --------------------------------------------------------------------------- earlier doses


def _earlier_doses(context: Context) -> bool | None:
    agent = _drug(context)
    if agent is None:
        return None
    if days_given(context, (agent,)):
        return True
    return absent(context, "bone_agent_doses")


def _days_since(context: Context) -> Interval | float | None:
    agent = _drug(context)
    return None if agent is None else days_since_last(context, (agent,))


EARLIER_DOSES_OF_ORDERED_DRUG = fact(
    "earlier_doses_of_ordered_drug", label="earlier doses of the ordered drug", read=_earlier_doses, asked=True
)
DAYS_SINCE_ORDERED_DRUG = fact(
    "days_since_ordered_drug",
    kinds.DURATION,
    label="time since the last dose of the ordered drug",
    read=_days_since,
    asked=True,
)
