"""Whether a person is opioid-tolerant, as the labels of fentanyl define it.

For at least 7 days, around the clock, at least one of: morphine by mouth 60 mg a
day, oxycodone by mouth 30 mg, hydromorphone by mouth 8 mg, a fentanyl patch of 25
ug/h; in the US also oxymorphone by mouth 25 mg and hydrocodone by mouth 60 mg. Each
threshold is for its own drug and belongs to the tolerant side. They are not worth
the same in morphine (8 mg of hydromorphone is 40 or 32), so a converted total gives
wrong answers both ways and is never used.

Domain: regular doses; rescue doses do not count. A label also speaks of an
equianalgesic dose of another opioid, which no number here decides: other opioids,
and several each below its threshold, leave the answer unknown. Unknown is not yes.
Two of these are a no, by decision of the library: codeine by mouth alone, up to 240
mg a day (36 mg of morphine at most, by the tables here), and several whose parts of
their own thresholds make less than one together. Tramadol is left unknown: by a
factor of 0.2, 400 mg are 80 mg of morphine.

Verification: read in label texts (primary); hydrocodone in a secondary one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, get_args

import attrs

from boneguide.calculators._inputs import Input, below
from boneguide.calculators._opioid_references import INSTANYL, LIBRARY_OPIOIDS, TIRF_LABELS
from boneguide.calculators.opioid_dose import OpioidDose, listed, listed_doses
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DURATION

__all__ = [
    "CODEINE_WITHOUT_TOLERANCE",
    "SOURCE",
    "SOURCE_EU",
    "SOURCE_UNKNOWN",
    "THRESHOLDS",
    "OpioidTolerance",
    "ToleranceDefinition",
    "opioid_tolerance",
]

SOURCE = Source(TIRF_LABELS, locator="opioid tolerance", rows=("BTP-14",), verified="primary")
SOURCE_EU = Source(INSTANYL, locator="opioid tolerance", rows=("BTP-15",), verified="primary")
SOURCE_UNKNOWN = Source(
    LIBRARY_OPIOIDS,
    locator="no converted total; other opioids and sums leave it unknown; codeine alone and small sums do not",
    rows=("BTP-14", "analgesia-TRAP-1"),
    verified="derived",
)

#: Whose definition.
ToleranceDefinition = Literal["us", "eu"]

_BOTH: dict[tuple[str, str], float] = {
    ("morphine", "oral"): 60,
    ("oxycodone", "oral"): 30,
    ("hydromorphone", "oral"): 8,
    ("fentanyl", "transdermal"): 25,
}
#: By definition, drug and route: mg a day, or ug/h of a patch.
THRESHOLDS: Mapping[ToleranceDefinition, Mapping[tuple[str, str], float]] = MappingProxyType(
    {
        "us": MappingProxyType({**_BOTH, ("oxymorphone", "oral"): 25, ("hydrocodone", "oral"): 60}),
        "eu": MappingProxyType(_BOTH),
    }
)
#: So much codeine by mouth alone, in mg a day, makes nobody tolerant.
CODEINE_WITHOUT_TOLERANCE = 240.0
_DAYS = 7.0
_FOR = Input(name="time at this regimen", kind=DURATION, example='Q(7, "day")')


@attrs.frozen(kw_only=True)
class OpioidTolerance:
    """Whether the definition is met; None where that is not known."""

    #: True, False, or None.
    tolerant: bool | None
    #: Why, in words.
    reason: str
    #: Whose definition.
    definition: ToleranceDefinition


def opioid_tolerance(
    doses: Iterable[OpioidDose] | None, *, taken_for: Quantity | None, definition: ToleranceDefinition
) -> OpioidTolerance:
    """Return whether a regular regimen makes a person tolerant.

    Args:
        doses: Opioids taken around the clock; an empty list if none, None if not known.
        taken_for: How long without a break, such as ``Q(7, "day")``; None if not known.
        definition: Whose definition.

    Returns:
        Yes, no or unknown, with the reason.

    Raises:
        UnitMismatchError: If the time is not in a unit of time.
        OutOfDomainError: If it cannot be, ``doses`` is no list of them, or there
            is no such definition.

    Example:
        >>> from boneguide.quantities import Q
        >>> regular = [OpioidDose(drug="hydromorphone", route="oral", dose=Q(8, "mg/day"))]
        >>> opioid_tolerance(regular, taken_for=Q(7, "day"), definition="eu").tolerant
        True
    """
    listed(definition, get_args(ToleranceDefinition), "definition")
    long_enough = None if taken_for is None else not below(_FOR.read(taken_for, "Opioid tolerance"), _DAYS)
    if doses is None:
        tolerant, reason = None, "What is taken is not known."
    else:
        tolerant, reason = _by_dose(listed_doses(doses, "Opioid tolerance"), THRESHOLDS[definition])
    if long_enough is False:
        tolerant, reason = False, "Taken for less than 7 days."
    elif long_enough is None and tolerant:
        tolerant, reason = None, f"{reason} For how long is not known; 7 days are needed."
    return OpioidTolerance(tolerant=tolerant, reason=reason, definition=definition)


def _by_dose(doses: tuple[OpioidDose, ...], thresholds: Mapping[tuple[str, str], float]) -> tuple[bool | None, str]:
    totals: dict[tuple[str, str], float] = {}
    for dose in doses:
        key = dose.drug, dose.route
        totals[key] = totals.get(key, 0.0) + dose.number
    for (drug, route), total in totals.items():
        threshold = thresholds.get((drug, route))
        if threshold is not None and not below(total, threshold):
            return True, f"At or above the threshold of {route} {drug}."
    if not totals:
        return False, "No regular opioid is taken."
    other = [f"{route} {drug}" for drug, route in totals if (drug, route) not in thresholds]
    if other == ["oral codeine"] and len(totals) == 1 and totals["codeine", "oral"] <= CODEINE_WITHOUT_TOLERANCE:
        return False, "Codeine up to 240 mg a day reaches no threshold, by decision of the library."
    if other:
        return None, f"The definition has no threshold for {', '.join(other)}; a clinician has to judge it."
    if not below(sum(total / thresholds[key] for key, total in totals.items()), 1.0):
        return None, "Each opioid is below its own threshold; their sum is not converted, a clinician has to judge it."
    return False, "Below its threshold, alone or with the parts that others make of theirs."
