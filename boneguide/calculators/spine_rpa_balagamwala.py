"""Recursive partitioning analysis of Balagamwala for stereotactic radiosurgery of the spine.

Domain: adults with spinal metastases considered for radiosurgery. Class 1: a
Karnofsky performance status above 70 and controlled systemic disease. Class 3:
70 or less, and younger than 54 years, or 54 and older with visceral metastases.
Class 2: everyone else. Median survival was 26.7, 13.4 and 4.5 months, and 27.1,
13.0 and 3.5 months in another group of patients.

Another classification with the same three class numbers is
:func:`~boneguide.calculators.spine_rpa_chao.spine_rpa_chao`.

Verification: classes and survival were seen in the abstract (primary).
"""

from __future__ import annotations

from collections.abc import Mapping

from boneguide.calculators._inputs import adult_age, below
from boneguide.calculators._score import KARNOFSKY, decide, whole, yes_or_no
from boneguide.calculators._score_references import BALAGAMWALA_2018
from boneguide.calculators.results import Classification
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity

__all__ = ["SOURCE", "spine_rpa_balagamwala"]

SOURCE = Source(BALAGAMWALA_2018, locator="abstract", rows=("8.9",), verified="primary")

_NAME = "Spine RPA class (Balagamwala)"
_FIT_ABOVE = 70
_OLDER_YEARS = 54.0


def spine_rpa_balagamwala(
    *,
    karnofsky: int | None = None,
    systemic_disease_controlled: bool | None = None,
    age: Quantity | None = None,
    visceral_metastases: bool | None = None,
) -> Classification[int]:
    """Return the class after Balagamwala, 1 to 3.

    Args:
        karnofsky: Karnofsky performance status, 10 to 100 in tens.
        systemic_disease_controlled: The disease outside the spine is controlled.
        age: Age.
        visceral_metastases: Metastases in organs.

    Returns:
        The class, or the classes that are possible where something is None.

    Raises:
        OutOfDomainError: If a value is not on its scale or the person is under 18.
        UnitMismatchError: If the age is not measured in units of time.

    Example:
        >>> from boneguide.quantities import Q
        >>> spine_rpa_balagamwala(karnofsky=60, age=Q(50, "year")).band
        3
        >>> answer = spine_rpa_balagamwala(karnofsky=60, age=Q(54, "year"))
        >>> answer.classes, answer.would_decide
        ((2, 3), ('visceral_metastases',))
    """
    status = whole(karnofsky, KARNOFSKY, "karnofsky", _NAME)
    return decide(
        name=_NAME,
        source=SOURCE,
        findings={
            "karnofsky": None if status is None else status > _FIT_ABOVE,
            "systemic_disease_controlled": yes_or_no(systemic_disease_controlled, "systemic_disease_controlled", _NAME),
            "age": None if age is None else not below(adult_age(age, _NAME), _OLDER_YEARS),
            "visceral_metastases": yes_or_no(visceral_metastases, "visceral_metastases", _NAME),
        },
        classify=_classify,
        order=(1, 2, 3),
    )


def _classify(findings: Mapping[str, bool]) -> int:
    if findings["karnofsky"]:
        return 1 if findings["systemic_disease_controlled"] else 2
    return 2 if findings["age"] and not findings["visceral_metastases"] else 3
