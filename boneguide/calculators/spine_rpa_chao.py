"""Recursive partitioning analysis of Chao for stereotactic radiosurgery of the spine.

Domain: adults with spinal metastases considered for radiosurgery. Class 1: more
than 30 months since the diagnosis of the primary and a Karnofsky performance
status above 70. Class 2: more than 30 months and 70 or less, or 30 months or
less and younger than 70 years. Class 3: 30 months or less and 70 years or older.

Another classification with the same three class numbers is
:func:`~boneguide.calculators.spine_rpa_balagamwala.spine_rpa_balagamwala`.

Verification: the classes were seen in the abstract (primary). Survival by class
was not, and is left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from boneguide.calculators._inputs import adult_age, below
from boneguide.calculators._score import KARNOFSKY, decide, duration, whole
from boneguide.calculators._score_references import CHAO_2012
from boneguide.calculators.results import Classification
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity

__all__ = ["SOURCE", "spine_rpa_chao"]

SOURCE = Source(CHAO_2012, locator="abstract", rows=("8.9",), verified="primary")

_NAME = "Spine RPA class (Chao)"
_LONG_MONTHS = 30.0
_FIT_ABOVE = 70
_OLD_YEARS = 70.0


def spine_rpa_chao(
    *,
    time_from_primary_diagnosis: Quantity | None = None,
    karnofsky: int | None = None,
    age: Quantity | None = None,
) -> Classification[int]:
    """Return the class after Chao, 1 to 3.

    Args:
        time_from_primary_diagnosis: Time since the diagnosis of the primary cancer.
        karnofsky: Karnofsky performance status, 10 to 100 in tens.
        age: Age.

    Returns:
        The class, or the classes that are possible where something is None.

    Raises:
        OutOfDomainError: If a value is not on its scale or the person is under 18.
        UnitMismatchError: If a time is not measured in units of time.

    Example:
        >>> from boneguide.quantities import Q
        >>> spine_rpa_chao(time_from_primary_diagnosis=Q(31, "month"), karnofsky=70).band
        2
        >>> print(spine_rpa_chao(time_from_primary_diagnosis=Q(31, "month")))
        Spine RPA class (Chao): undecided between 1 and 2; not known: karnofsky, age; would decide: karnofsky
    """
    months = duration(time_from_primary_diagnosis, "month", "time_from_primary_diagnosis", _NAME)
    status = whole(karnofsky, KARNOFSKY, "karnofsky", _NAME)
    return decide(
        name=_NAME,
        source=SOURCE,
        findings={
            "time_from_primary_diagnosis": None if months is None else below(_LONG_MONTHS, months),
            "karnofsky": None if status is None else status > _FIT_ABOVE,
            "age": None if age is None else not below(adult_age(age, _NAME), _OLD_YEARS),
        },
        classify=_classify,
        order=(1, 2, 3),
    )


def _classify(findings: Mapping[str, bool]) -> int:
    if findings["time_from_primary_diagnosis"]:
        return 1 if findings["karnofsky"] else 2
    return 3 if findings["age"] else 2
