"""Which reader reads which type of resource."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from boneguide.interop.fhir._claims import Claim, Resource
from boneguide.interop.fhir._conditions import read_allergy, read_condition, read_report
from boneguide.interop.fhir._context import Reading
from boneguide.interop.fhir._medications import read_administration, read_request, read_statement
from boneguide.interop.fhir._observations import read_observation
from boneguide.interop.fhir._person import read_person
from boneguide.interop.fhir._procedures import read_procedure, read_service_request

#: Readers by the type of what they read.
READERS: Final[Mapping[str, Callable[[Resource, Reading], Iterator[Claim]]]] = MappingProxyType(
    {
        "AllergyIntolerance": read_allergy,
        "Condition": read_condition,
        "DiagnosticReport": read_report,
        "MedicationAdministration": read_administration,
        "MedicationRequest": read_request,
        "MedicationStatement": read_statement,
        "Observation": read_observation,
        "Patient": read_person,
        "Procedure": read_procedure,
        "ServiceRequest": read_service_request,
    }
)
