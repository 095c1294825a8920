"""The same opioid by another route: ratios under the name of who uses them.

No reduction applies: it is the same drug. Conventions differ by country, so the
name of one is an argument: ``europe`` for morphine by mouth to under the skin (2 to
1) or into a vein (3 to 1), ``canada`` for morphine 2 to 1 either way and
hydromorphone 2 to 1 into a vein, ``nccn`` for hydromorphone 5 to 1 into a vein by
the table of doses, ``uk`` for oxycodone 2 to 1 under the skin.

Domain: between mouth and one parenteral route. Rectal and spinal ratios are from
memory and held back. Methadone is for a specialist, who finds its ratio of 2 to 1
into a vein in the source; it is not worked out here.

Verification: morphine, and hydromorphone in Canada, were seen on a textbook's page
(primary); hydromorphone by NCCN and oxycodone in secondary text.
"""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from boneguide.calculators._opioid_references import EMPENDIUM, LIBRARY_OPIOIDS, NCCN_PAIN, UK_PALLIATIVE, WELLINGTON
from boneguide.calculators._opioid_table import require_verified
from boneguide.calculators.opioid_dose import OpioidDose, OpioidRoute, given_dose, listed
from boneguide.errors import UnsupportedConversionError
from boneguide.model.provenance import Source
from boneguide.quantities.kinds import DAILY_DRUG_DOSE

__all__ = [
    "SOURCE",
    "SOURCE_HYDROMORPHONE",
    "SOURCE_METHADONE",
    "SOURCE_OTHER",
    "SOURCE_OXYCODONE",
    "RouteChange",
    "RouteConvention",
    "opioid_route_change",
]

SOURCE = Source(EMPENDIUM, locator="routes", rows=("analgesia-T3", "analgesia-T11"), verified="primary")
SOURCE_HYDROMORPHONE = Source(
    NCCN_PAIN,
    locator="equianalgesic doses",
    rows=("analgesia-T2", "analgesia-T11"),
    verified="secondary",
    note="5 to 1 here and 2 to 1 in Canada: sources disagree.",
)
SOURCE_OXYCODONE = Source(UK_PALLIATIVE, locator="routes", rows=("analgesia-T11",), verified="secondary")
SOURCE_METHADONE = Source(WELLINGTON, locator="routes", rows=("analgesia-T11",), verified="primary")
SOURCE_OTHER = Source(
    LIBRARY_OPIOIDS, locator="rectal and spinal morphine", rows=("analgesia-T11", "CNV-04"), verified="memory"
)

#: Whose ratios.
RouteConvention = Literal["europe", "canada", "nccn", "uk"]

#: By convention and drug: how many mg by mouth stand for one by each route, and the source.
_RATIOS: dict[tuple[str, str], tuple[dict[OpioidRoute, float], Source]] = {
    ("europe", "morphine"): ({"subcutaneous": 2, "intravenous": 3}, SOURCE),
    ("canada", "morphine"): ({"subcutaneous": 2, "intravenous": 2}, SOURCE),
    ("canada", "hydromorphone"): ({"intravenous": 2}, SOURCE),
    ("nccn", "hydromorphone"): ({"intravenous": 5}, SOURCE_HYDROMORPHONE),
    ("uk", "oxycodone"): ({"subcutaneous": 2}, SOURCE_OXYCODONE),
}
_FROM_MEMORY: dict[OpioidRoute, float] = {"rectal": 1, "epidural": 30, "intrathecal": 300}

_NAME = "A change of route"


@attrs.frozen(kw_only=True)
class RouteChange:
    """The same drug by the new route."""

    #: The new dose; its ``dose`` is in mg per day.
    new: OpioidDose
    #: mg by mouth for one mg by the other route.
    ratio: float
    #: Where the ratio was read.
    source: Source
    #: Rows from memory that were accepted and must be checked.
    unverified: tuple[str, ...]


def opioid_route_change(
    dose: OpioidDose | None, *, to_route: OpioidRoute, convention: RouteConvention, accept_unverified: bool = False
) -> RouteChange:
    """Return the dose of the same opioid between mouth and another route.

    Args:
        dose: The present drug, route and dose.
        to_route: The new route; this or the present one is ``"oral"``.
        convention: Whose ratios.
        accept_unverified: Whether rectal and spinal ratios of morphine, which are
            from memory, may be used; the answer names the row.

    Returns:
        The new dose, with no reduction.

    Raises:
        MissingInputError: If the dose is None.
        UnsupportedConversionError: If neither route is by mouth, or the convention
            has no ratio for the drug and route, or the drug is methadone.
        UnverifiedEntryError: If the ratio is from memory and was not accepted.
        OutOfDomainError: If a name is not known, or an argument is not of its sort.

    Example:
        >>> from boneguide.quantities import Q
        >>> present = OpioidDose(drug="morphine", route="oral", dose=Q(60, "mg/day"))
        >>> print(opioid_route_change(present, to_route="intravenous", convention="europe").new)
        intravenous morphine 20 mg/day
    """
    listed(to_route, get_args(OpioidRoute), "route")
    listed(convention, get_args(RouteConvention), "convention")
    dose = given_dose(dose, _NAME)
    routes = {dose.route, to_route}
    if dose.drug == "methadone" or "oral" not in routes or len(routes) == 1 or "transdermal" in routes:
        msg = (
            f"{_NAME} was asked for {dose.route} to {to_route} {dose.drug}. Expected a change between mouth and one"
            " other route, of another drug than methadone. Ask a specialist."
        )
        raise UnsupportedConversionError(msg)
    other = to_route if dose.route == "oral" else dose.route
    ratio, source, unverified = _find(dose, other, convention, accept=accept_unverified)
    milligrams = dose.number / ratio if dose.route == "oral" else dose.number * ratio
    new = OpioidDose(drug=dose.drug, route=to_route, dose=DAILY_DRUG_DOSE.quantity(milligrams))
    return RouteChange(new=new, ratio=ratio, source=source, unverified=unverified)


def _find(
    dose: OpioidDose, other: OpioidRoute, convention: str, *, accept: bool
) -> tuple[float, Source, tuple[str, ...]]:
    if dose.drug == "morphine" and other in _FROM_MEMORY:
        what = f"The ratio of oral to {other} morphine"
        rows = require_verified(SOURCE_OTHER.verified, SOURCE_OTHER.rows[0], what, accept=accept)
        return _FROM_MEMORY[other], SOURCE_OTHER, rows
    ratios, source = _RATIOS.get((convention, dose.drug), ({}, SOURCE))
    if other not in ratios:
        held = "; ".join(f"{who}: {drug} {'/'.join(found)}" for (who, drug), (found, _) in _RATIOS.items())
        msg = (
            f"{_NAME} was asked for {other} {dose.drug} by the convention {convention!r}, which has no ratio for it."
            f" Expected one of: {held}. Name another convention, or ask a specialist."
        )
        raise UnsupportedConversionError(msg)
    return ratios[other], source, ()
