"""Score of van der Linden for survival with painful spinal metastases.

Domain: adults with painful metastases of the spine. Group A, 0 to 3 points, had
a median survival of 3 months; B, 4 to 5, of 9; C, 6, of 19.

The table begins at a Karnofsky performance status of 20: 10 is refused.

Verification: the table was seen on a page that reprints it (secondary).
"""

from __future__ import annotations

from typing import Literal

from boneguide.calculators._score import KARNOFSKY, Table, chosen, either, stepped, whole
from boneguide.calculators._score_references import VAN_DER_LINDEN_2005
from boneguide.calculators.results import Band, Score
from boneguide.errors import OutOfDomainError
from boneguide.model.provenance import Source

__all__ = ["SOURCE", "VanDerLindenPrimary", "van_der_linden"]

SOURCE = Source(
    VAN_DER_LINDEN_2005,
    locator="table of the score",
    rows=("8.8",),
    verified="secondary",
    note="Read at medicalalgorithms.com.",
)

#: The cancer, as the table groups it.
VanDerLindenPrimary = Literal["breast", "prostate", "lung", "other"]

_NAME = "Van der Linden"

_KARNOFSKY = {range(80, 101): 2, range(50, 71): 1, range(20, 41): 0}
_BELOW_THE_TABLE = 10
_PRIMARY = {"breast": 3, "prostate": 2, "lung": 1, "other": 0}

_TABLE = Table(
    name=_NAME,
    bands=(
        Band(low=0, high=3, name="A", meaning="median survival 3 months"),
        Band(low=4, high=5, name="B", meaning="median survival 9 months"),
        Band(low=6, high=6, name="C", meaning="median survival 19 months"),
    ),
    source=SOURCE,
)


def van_der_linden(
    *,
    karnofsky: int | None = None,
    primary: VanDerLindenPrimary | None = None,
    visceral_metastases: bool | None = None,
) -> Score:
    """Return the score of van der Linden.

    Args:
        karnofsky: Karnofsky performance status, 20 to 100 in tens.
        primary: The cancer.
        visceral_metastases: Metastases in organs.

    Returns:
        The score; a part that is None leaves a range.

    Raises:
        OutOfDomainError: If the performance status is 10, which is not in the
            table, or a value is not on its scale.

    Example:
        >>> print(van_der_linden(karnofsky=80, primary="breast", visceral_metastases=False))
        Van der Linden 6 of 6: 6, C (median survival 19 months)
    """
    status = whole(karnofsky, KARNOFSKY, "karnofsky", _NAME)
    if status == _BELOW_THE_TABLE:
        msg = (
            f"{_NAME} was given karnofsky 10, which is not in the table. Expected 20 to 100 in tens: the lowest row is"
            " 20 to 40. Do not use this score for this person."
        )
        raise OutOfDomainError(msg)
    return _TABLE.add(
        {
            "karnofsky": stepped(status, _KARNOFSKY, "karnofsky"),
            "primary": chosen(primary, _PRIMARY, "primary", _NAME),
            "visceral_metastases": either(visceral_metastases, 0, 1, "visceral_metastases", _NAME),
        }
    )
