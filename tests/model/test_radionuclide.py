"""Doses of radionuclides: one of three, an activity that is one, a day that is one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import boneguide as bg
from boneguide import Q
from boneguide.errors import InvalidPatientError
from boneguide.model.radionuclide import RADIONUCLIDES


@pytest.mark.parametrize("drug", RADIONUCLIDES)
def test_each_can_be_recorded(drug: Any) -> None:
    dose = bg.RadionuclideDose(drug=drug)
    assert (dose.drug, dose.on, dose.activity) == (drug, None, None)
    assert bg.Patient(radionuclide_doses=[dose]).radionuclide_doses == (dose,)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"drug": "radium 223"}, "Did you mean 'radium-223'"),
        ({"drug": None}, r"RadionuclideDose\.drug was None"),
        ({"on": "2026-11-02"}, r"RadionuclideDose\.on was '2026-11-02'"),
        ({"activity": Q(55, "kBq/kg")}, r"was 55 kBq/kg, which is no activity"),
        ({"activity": 4}, "a number without a unit"),
        ({"activity": Q(-4, "MBq")}, "is not possible"),
    ],
)
def test_what_cannot_be_meant_is_refused(changes: dict[str, Any], told: str) -> None:
    given: dict[str, Any] = {"drug": "radium-223", **changes}
    with pytest.raises(InvalidPatientError, match=told):
        bg.RadionuclideDose(**given)


def test_its_day_counts_among_the_days_of_a_record() -> None:
    given = bg.RadionuclideDose(drug="radium-223", on=date(2026, 11, 2))
    patient = bg.Patient(radionuclide_doses=[given])
    assert dict(patient.dates()) == {"radionuclide_doses[0].on": date(2026, 11, 2)}
    assert patient.latest_day == date(2026, 11, 2)


def test_one_alone_is_no_sequence() -> None:
    given: Any = bg.RadionuclideDose(drug="radium-223")
    with pytest.raises(InvalidPatientError, match=r"Patient\.radionuclide_doses was"):
        bg.Patient(radionuclide_doses=given)
