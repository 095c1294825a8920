"""Glucocorticoids: equivalents there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.calculators import Glucocorticoid, glucocorticoid_equivalent
from boneguide.calculators.glucocorticoid_equivalent import EQUAL_DOSES
from boneguide.errors import MissingInputError, OutOfDomainError, UnitMismatchError
from boneguide.quantities import Q

DRUGS: list[Glucocorticoid] = ["dexamethasone", "prednisolone", "prednisone", "hydrocortisone", "methylprednisolone"]


def equivalent(milligrams: float, drug: Glucocorticoid, to: Glucocorticoid) -> float:
    return glucocorticoid_equivalent(dose=Q(milligrams, "mg"), drug=drug, to=to).m_as("mg")


def test_ss_09() -> None:
    assert equivalent(40, "prednisolone", "dexamethasone") == pytest.approx(6)
    printed = {"dexamethasone": 0.75, "prednisolone": 5, "prednisone": 5, "hydrocortisone": 20, "methylprednisolone": 4}
    assert printed == EQUAL_DOSES
    for drug in DRUGS:
        for to in DRUGS:
            assert equivalent(printed[drug], drug, to) == pytest.approx(printed[to])


@given(st.floats(0.01, 200), st.sampled_from(DRUGS), st.sampled_from(DRUGS))
def test_there_and_back_and_in_micrograms(milligrams: float, drug: Glucocorticoid, to: Glucocorticoid) -> None:
    there = equivalent(milligrams, drug, to)
    assert equivalent(there, to, drug) == pytest.approx(milligrams)
    in_micrograms = glucocorticoid_equivalent(dose=Q(milligrams * 1000, "ug"), drug=drug, to=to)
    assert in_micrograms.m_as("mg") == pytest.approx(there)


def test_equivalents_refuse_what_is_missing_or_cannot_be() -> None:
    with pytest.raises(MissingInputError, match="dose of dexamethasone"):
        glucocorticoid_equivalent(dose=None, drug="dexamethasone", to="prednisolone")
    with pytest.raises(UnitMismatchError):
        glucocorticoid_equivalent(dose=Q(8, "mg/day"), drug="dexamethasone", to="prednisolone")
    for drug, to in (("cortisol", "prednisolone"), ("prednisolone", "cortisol")):
        with pytest.raises(OutOfDomainError, match="Expected one of"):
            glucocorticoid_equivalent(dose=Q(8, "mg"), drug=drug, to=to)  # type: ignore[arg-type]
    for wrong in (Q(-1, "mg"), Q(30, "g")):
        with pytest.raises(OutOfDomainError, match="cannot be"):
            glucocorticoid_equivalent(dose=wrong, drug="dexamethasone", to="prednisolone")
    assert equivalent(0, "dexamethasone", "prednisolone") == 0
