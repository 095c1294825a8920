"""Orders as a prescriber would write them, to change one part at a time, and a short way to have them checked."""

from __future__ import annotations

from typing import Any

import boneguide as bg
from boneguide import Q, Range
from boneguide.model.check import Check, Indication
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.clean import ON

SALINE = "sodium chloride 0.9 %"
RINGER = "lactated Ringer's"

_EVERY_3_TO_4_WEEKS = Range(low=Q(3, "week"), high=Q(4, "week"))
_ORDERS: dict[str, dict[str, Any]] = {
    "zoledronic acid": {
        "dose": Q(4, "mg"),
        "infusion_time": Range.exactly(Q(15, "minute")),
        "volume": Q(100, "mL"),
        "interval": _EVERY_3_TO_4_WEEKS,
    },
    "pamidronate": {
        "dose": Q(90, "mg"),
        "infusion_time": Range.exactly(Q(2, "hour")),
        "volume": Q(250, "mL"),
        "interval": _EVERY_3_TO_4_WEEKS,
    },
    "ibandronate": {
        "dose": Q(6, "mg"),
        "infusion_time": Range.exactly(Q(15, "minute")),
        "volume": Q(100, "mL"),
        "interval": _EVERY_3_TO_4_WEEKS,
    },
    "clodronate": {
        "dose": Q(300, "mg"),
        "infusion_time": Range.exactly(Q(2, "hour")),
        "volume": Q(500, "mL"),
        "days": (1, 2, 3, 4, 5),
    },
}


def order(drug: str = "zoledronic acid", **changes: Any) -> bg.Regimen:
    """Return an order of an infusion within every limit for normal kidneys, changed as given."""
    return bg.Regimen(drug=drug, **{"route": "IV", "diluents": SALINE, **_ORDERS[drug], **changes})


def injection(**changes: Any) -> bg.Regimen:
    """Return an order of denosumab 120 mg every 4 weeks, changed as given."""
    parts: dict[str, Any] = {
        "drug": "denosumab",
        "route": "SC",
        "dose": Q(120, "mg"),
        "interval": Range.exactly(Q(4, "week")),
    }
    return bg.Regimen(**{**parts, **changes})


def tablets(drug: str, milligrams: float, every: str = "1 day", **changes: Any) -> bg.Regimen:
    """Return an order of tablets."""
    return bg.Regimen(
        drug=drug,
        **{"route": "oral", "dose": Q(milligrams, "mg"), "interval": Range.exactly(Q(every)), **changes},
    )


def check(
    written: bg.Regimen,
    patient: bg.Patient,
    place: Jurisdiction | None = "US",
    indication: Indication = "skeletal events",
) -> Check:
    """Return the check of an order on the day of the tests."""
    return bg.check(written, patient, on=ON, jurisdiction=place, indication=indication)


def rejected_for(found: Check) -> set[str]:
    """Return the identifiers of what an order is rejected for."""
    return {finding.id for finding in found.against}


def warned_of(found: Check) -> set[str]:
    """Return the identifiers of the cautions and of what must be confirmed first."""
    cautions = {f.id for f in found.cautions if f.severity is bg.Severity.CAUTION}
    return cautions | {task.id for task in found.first}
