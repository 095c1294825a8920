"""Regular opioids on a list of medicines: how each is taken, how much of it, and since when it is enough."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from boneguide.calculators.opioid_tolerance import THRESHOLDS
from boneguide.guidelines import drugs
from boneguide.guidelines.facts._completeness import may_lack
from boneguide.guidelines.facts._listed import SOME, classes_listed, own_classes
from boneguide.guidelines.facts.treatment import entries_of, has_given_way, may_give_way
from boneguide.logic.interval import EDGE_TOLERANCE, Interval
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.model.medication import Medication

#: Where fentanyl goes for an episode of pain, unless it is said to be regular.
_FOR_EPISODES = frozenset({"oral", "sublingual", "buccal", "nasal"})
#: What every definition of tolerance asks of one drug alone, in mg in 24 hours or ug/h.
ENOUGH_ALONE = {
    what: threshold for what, threshold in THRESHOLDS["eu"].items() if THRESHOLDS["us"].get(what) == threshold
}
_WEEK = 7
#: The fentanyl patch that is named 12 delivers 12.5 ug/h.
_NAMED_TWELVE, _DELIVERS = 12.0, 12.5


def is_for_episodes(medication: Medication) -> bool:
    """Return whether an entry is fentanyl through mouth or nose, for episodes of pain."""
    classes = classes_listed(medication)
    if "rapid-onset fentanyl" in classes:
        return True
    return "fentanyl" in classes and medication.as_needed is not False and medication.route in _FOR_EPISODES


def _is_regular(medication: Medication) -> bool:
    return medication.as_needed is not True and not is_for_episodes(medication)


def opioids_taken(context: Context, drug: str, day: date | None = None) -> Iterator[tuple[Medication, bool]]:
    """Yield the entries of an opioid that may be taken on a day, and whether they surely are.

    What ends on the day has given way to any opioid that begins on it and is
    taken in the same manner: by the clock or as needed. It is not sure where the
    list may lack such an opioid.
    """
    on = context.on if day is None else day
    entries = list(entries_of(context, "opioid", on))
    for medication, sure in entries:
        alike = [other for other, _ in entries if _is_regular(other) is _is_regular(medication)]
        if drug in classes_listed(medication) and not has_given_way(medication, on, to=alike):
            yield medication, sure and not may_give_way(context, medication, on)


def regular(context: Context, drug: str, day: date | None = None) -> Iterator[tuple[Medication, bool]]:
    """Return the regular entries of a drug that may be taken on a day, and whether they surely are."""
    return ((medication, sure) for medication, sure in opioids_taken(context, drug, day) if _is_regular(medication))


def route_of(medication: Medication) -> str | None:
    """Return how it is taken; what has a rate is a patch."""
    return "transdermal" if medication.rate is not None else medication.route


def amount_of(medication: Medication) -> float | None:
    """Return what is taken, in mg in 24 hours or ug/h of a patch; of a combination it is not known of what."""
    if not drugs.is_opioid_alone(own_classes(medication)):
        return None
    if route_of(medication) != "transdermal":
        return None if medication.daily_dose is None else kinds.DRUG_MASS.canonical_value(medication.daily_dose)
    return (
        None if medication.rate is None else _patch_rate(medication, kinds.PATCH_RATE.canonical_value(medication.rate))
    )


def _patch_rate(medication: Medication, written: float) -> float:
    named = abs(written - _NAMED_TWELVE) < EDGE_TOLERANCE and "fentanyl" in classes_listed(medication)
    return _DELIVERS if named else written


def taken(drug: str, routes: frozenset[str]) -> Callable[[Context], float | None]:
    """Return the reader of the sum of what is taken regularly of a drug by some routes."""

    def read(context: Context) -> float | None:
        if not context.patient.lists_all("medications"):
            return None
        total = 0.0
        for medication, sure in regular(context, drug):
            route, given = route_of(medication), amount_of(medication)
            if route is None or (route in routes and (given is None or not sure)):
                # How it is taken, how much or whether is not known, so neither is the sum.
                return None
            if route in routes and given is not None:
                total += given
        return total

    return read


def taken_at_least(drug: str, routes: frozenset[str]) -> Callable[[Context], Interval | float | None]:
    """Return the reader of the same sum, which an entry of unknown route or amount leaves open above what is known.

    So does a list that may lack entries. Such a sum may reach a ceiling. No dose is worked out as a share of it.
    """

    def read(context: Context) -> Interval | float | None:
        if context.patient.medications is None:
            return None
        low, open_end = 0.0, may_lack(context, "medications")
        for medication, sure in regular(context, drug):
            route, given = route_of(medication), amount_of(medication)
            if route in routes and sure:
                low += SOME if given is None else given
            open_end = open_end or route is None or (route in routes and (given is None or not sure))
        return Interval(low, math.inf) if open_end else low

    return read


# --------------------------------------------------------------------------- for how long


def _enough_on(context: Context, day: date) -> bool | None:
    """Return whether one drug alone reached its threshold on a day, None where that is not known."""
    shares: dict[tuple[str, str], float] = {}
    left_open = may_lack(context, "medications")
    for medication, sure in regular(context, "opioid", day):
        classes, route, amount = classes_listed(medication), route_of(medication), amount_of(medication)
        listed = next((key for key in ENOUGH_ALONE if key[0] in classes and key[1] == route), None)
        # Without a day of start it is taken now; since when is not known.
        dated = medication.start is not None or day == context.on
        if listed is None or amount is None or not sure or not dated:
            left_open = True
        else:
            shares[listed] = shares.get(listed, 0.0) + amount / ENOUGH_ALONE[listed]
    if any(share >= 1 - EDGE_TOLERANCE for share in shares.values()):
        return True
    return None if left_open or sum(shares.values()) >= 1 - EDGE_TOLERANCE else False


def days_on_opioids(context: Context) -> Interval | float | None:
    """Return the days on the regular opioids.

    The latest start counts: what was begun yesterday has not been taken for a
    week. But a change within the week does not end the time of who took enough
    on each of its days; where that is not known, neither is the time.
    """
    starts = [medication.start for medication, _ in regular(context, "opioid")]
    known = [day for day in starts if day is not None]
    if not starts:
        return None
    dated = len(known) == len(starts) and not may_lack(context, "medications")
    since = (context.on - max(known)).days if dated else None
    if since is not None and since >= _WEEK:
        return float(since)
    week = {_enough_on(context, context.on - timedelta(days=back)) for back in range(_WEEK + 1)}
    if week == {True}:
        return Interval(float(_WEEK), math.inf)
    return float(since) if since is not None and False in week else None
