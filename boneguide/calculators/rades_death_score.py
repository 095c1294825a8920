"""Score of Rades for death within two months of metastatic spinal cord compression.

Domain: adults with metastatic spinal cord compression and an ECOG performance
status of 2 to 4. Nobody among those it was made on had 0 or 1, and it refuses
them. 6 to 25 points; from 19 the copy that was read advises best supportive
care: sensitivity 81 %, specificity 84 %, negative predictive value 95 %.

The other scores of this group, for walking after radiotherapy and for survival,
are other tables: :mod:`boneguide.calculators.not_encoded` says why they are not here.

Verification: the table was seen on a page that reprints it (secondary). The
abstract confirms the factors and the range of 6 to 25 points; it names another
cut-off, 24 points, for a very high probability of death (specificity 99.8 %).
"""

from __future__ import annotations

from typing import Literal

from boneguide.calculators._inputs import below
from boneguide.calculators._score import ECOG, Table, chosen, duration, either, stepped, whole
from boneguide.calculators._score_references import RADES_2013
from boneguide.calculators.results import Band, Score
from boneguide.errors import OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity

__all__ = ["SOURCE", "RadesPrimary", "rades_death_score"]

SOURCE = Source(
    RADES_2013,
    locator="table of the two-month score",
    rows=("8.7",),
    verified="secondary",
    note="Table read at medicalalgorithms.com; of the paper the abstract, where 24 points and 99.8 % stand.",
)

#: The cancer, as the table groups it.
RadesPrimary = Literal["breast", "prostate", "myeloma or lymphoma", "lung", "other"]

_NAME = "Rades two-month death score"

_ECOG = {range(2, 3): 0, range(3, 5): 4}
_FIRST_ECOG = 2
_PRIMARY = {"breast": 1, "prostate": 2, "myeloma or lymphoma": 1, "lung": 3, "other": 3}
_SHORT_INTERVAL_MONTHS = 15.0
_FAST_DEFICIT_DAYS = 7.0

_TABLE = Table(
    name=_NAME,
    bands=(
        Band(low=6, high=18, name="below the cut-off"),
        Band(low=19, high=25, name="best supportive care", meaning="may not gain from aggressive treatment"),
    ),
    source=SOURCE,
)


def rades_death_score(  # noqa: PLR0913 - every part of the score is named by the caller
    *,
    ecog: int | None = None,
    primary: RadesPrimary | None = None,
    other_bone_metastases: bool | None = None,
    visceral_metastases: bool | None = None,
    interval: Quantity | None = None,
    ambulatory: bool | None = None,
    motor_deficit_time: Quantity | None = None,
) -> Score:
    """Return the score for death within two months.

    Args:
        ecog: ECOG performance status, 2 to 4.
        primary: The cancer.
        other_bone_metastases: Bone metastases besides those that compress the cord.
        visceral_metastases: Metastases in organs.
        interval: From the diagnosis of cancer to that of cord compression.
        ambulatory: The person walks before treatment.
        motor_deficit_time: Time in which motor deficits developed.

    Returns:
        The score; a part that is None leaves a range.

    Raises:
        OutOfDomainError: If the performance status is 0 or 1, or a value is not
            on its scale.
        UnitMismatchError: If a time is not measured in units of time.

    Example:
        >>> from boneguide.quantities import Q
        >>> score = rades_death_score(
        ...     ecog=3,
        ...     primary="prostate",
        ...     other_bone_metastases=True,
        ...     visceral_metastases=False,
        ...     interval=Q(40, "month"),
        ...     ambulatory=False,
        ...     motor_deficit_time=Q(5, "day"),
        ... )
        >>> print(score)
        Rades two-month death score 19 of 25: 19 or more, best supportive care (may not gain from aggressive treatment)
    """
    status = whole(ecog, ECOG, "ecog", _NAME)
    if status is not None and status < _FIRST_ECOG:
        msg = (
            f"{_NAME} was given ecog {status}. Expected 2, 3 or 4, because nobody among those it was made on had 0 or"
            " 1. Do not use this score for this person."
        )
        raise OutOfDomainError(msg)
    months = duration(interval, "month", "interval", _NAME)
    days = duration(motor_deficit_time, "day", "motor_deficit_time", _NAME)
    short = None if months is None else not below(_SHORT_INTERVAL_MONTHS, months)
    fast = None if days is None else not below(_FAST_DEFICIT_DAYS, days)
    return _TABLE.add(
        {
            "ecog": stepped(status, _ECOG, "ecog"),
            "primary": chosen(primary, _PRIMARY, "primary", _NAME),
            "other_bone_metastases": either(other_bone_metastases, 3, 1, "other_bone_metastases", _NAME),
            "visceral_metastases": either(visceral_metastases, 4, 1, "visceral_metastases", _NAME),
            "interval": either(short, 3, 1, "interval", _NAME),
            "ambulatory": either(ambulatory, 1, 4, "ambulatory", _NAME),
            "motor_deficit_time": either(fast, 4, 1, "motor_deficit_time", _NAME),
        }
    )
