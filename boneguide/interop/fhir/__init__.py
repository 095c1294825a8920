"""FHIR R4: a person's record out of resources, with an account of each, and an assessment as proposals.

Validation is that of ``fhir.resources`` (extra ``fhir``).
"""

from __future__ import annotations

from boneguide.interop.fhir._out.writing import proposals, write
from boneguide.interop.fhir._reading import read
from boneguide.interop.fhir.intake import (
    Conflict,
    Ignored,
    Intake,
    Irradiation,
    Problem,
    RadionuclideTherapy,
    Used,
)

__all__ = [
    "Conflict",
    "Ignored",
    "Intake",
    "Irradiation",
    "Problem",
    "RadionuclideTherapy",
    "Used",
    "proposals",
    "read",
    "write",
]
