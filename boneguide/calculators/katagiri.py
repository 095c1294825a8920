"""Score of Katagiri for survival with skeletal metastases, 2014.

THE POINTS ARE FROM MEMORY AND WERE NOT SEEN. The abstract confirms which factors
count and their order by weight, not the points and not the limits of the
laboratory values. Every answer says so; do not treat anyone on it before the
table has been compared with the paper.

Domain: adults with metastases of bone. 0 to 3 points, 4 to 6, and 7 to 10. In
the abstract, 91 % of those with 3 or less lived for a year and 78 % for two; of
those with 7 or more, 27 % lived for six months and 6 % for a year.

Laboratory values count once, by the worst: critical gives 2 points, abnormal 1.
Whether calcium is to be corrected for albumin is not known: ask, and say which
was used. Calcium in mmol/L is converted; the other values are taken in the
units below only.

Verification: factors and survival in the abstract, points from memory (memory).
"""

from __future__ import annotations

from typing import Literal

from boneguide.calculators._inputs import ALBUMIN, CALCIUM, Input, below
from boneguide.calculators._score import ECOG, Part, Table, chosen, either, stepped, whole
from boneguide.calculators._score_references import KATAGIRI_2014
from boneguide.calculators.results import Band, Score
from boneguide.model.provenance import Source
from boneguide.quantities import Kind, Quantity
from boneguide.quantities.kinds import PLATELETS

__all__ = ["SOURCE", "KatagiriPrimary", "KatagiriVisceral", "katagiri"]

SOURCE = Source(
    KATAGIRI_2014,
    locator="table of points, not seen; factors and survival in the abstract",
    rows=("8.6",),
    verified="memory",
    note="The points and the limits of the laboratory values are from memory.",
)

#: Growth of the primary: slow, moderate or rapid, as ``GROWTH`` sorts cancers.
KatagiriPrimary = Literal["slow", "moderate", "rapid"]
#: Metastases in organs or brain; disseminated are pleural, peritoneal or leptomeningeal ones.
KatagiriVisceral = Literal["none", "nodular visceral or cerebral", "disseminated"]

_NAME = "Katagiri 2014"

#: What each word for the growth of the primary stands for, from memory.
GROWTH: dict[KatagiriPrimary, str] = {
    "slow": "hormone-dependent breast or prostate, thyroid, myeloma, lymphoma",
    "moderate": (
        "lung on a targeted drug, hormone-independent breast or prostate, kidney, endometrium, ovary, sarcoma, others"
    ),
    "rapid": (
        "lung without a targeted drug, colon and rectum, stomach, pancreas, head and neck, oesophagus, other"
        " urological, melanoma, hepatocellular, gallbladder, cervix, unknown"
    ),
}
_PRIMARY = {"slow": 0, "moderate": 2, "rapid": 3}
_VISCERAL = {"none": 0, "nodular visceral or cerebral": 1, "disseminated": 2}
_ECOG = {range(3): 0, range(3, 5): 1}

_CRP = Input(
    name="C-reactive protein",
    kind=Kind(
        name="C-reactive protein", canonical="mg/dL", units=("mg/dL", "mg/L"), possible=(0, 100), plausible=(0, 60)
    ),
    example='Q(0.4, "mg/dL")',
)
_LDH = Input(
    name="lactate dehydrogenase",
    kind=Kind(
        name="lactate dehydrogenase", canonical="U/L", units=("U/L",), possible=(0, 100000), plausible=(20, 20000)
    ),
    example='Q(200, "U/L")',
)
_BILIRUBIN = Input(
    name="total bilirubin",
    kind=Kind(name="total bilirubin", canonical="mg/dL", units=("mg/dL", "mg/L"), possible=(0, 100), plausible=(0, 50)),
    example='Q(0.8, "mg/dL")',
)
_PLATELETS = Input(name="platelet count", kind=PLATELETS, example='Q(150, "10*9/L")')

_TABLE = Table(
    name=_NAME,
    bands=(
        Band(low=0, high=3, name="low", meaning="alive at 1 year 91 %, at 2 years 78 %"),
        Band(low=4, high=6, name="intermediate"),
        Band(low=7, high=10, name="high", meaning="alive at 6 months 27 %, at 1 year 6 %"),
    ),
    source=SOURCE,
)
_FROM_MEMORY = "the points are from memory and were not compared with the paper"
_WHICH_CALCIUM = "whether the table means calcium corrected for albumin is not known"


def katagiri(  # noqa: PLR0913 - every part of the score is named by the caller
    *,
    primary: KatagiriPrimary | None = None,
    visceral_metastases: KatagiriVisceral | None = None,
    ecog: int | None = None,
    previous_chemotherapy: bool | None = None,
    multiple_skeletal_metastases: bool | None = None,
    crp: Quantity | None = None,
    ldh: Quantity | None = None,
    albumin: Quantity | None = None,
    platelets: Quantity | None = None,
    calcium: Quantity | None = None,
    bilirubin: Quantity | None = None,
) -> Score:
    """Return the score of Katagiri, with points that are from memory.

    Args:
        primary: Growth of the primary; ``GROWTH`` says which cancers are meant.
        visceral_metastases: Metastases in organs or brain.
        ecog: ECOG performance status, 0 to 4.
        previous_chemotherapy: Chemotherapy was given before.
        multiple_skeletal_metastases: More than one metastasis of bone.
        crp: C-reactive protein in mg/dL or mg/L; abnormal from 0.4 mg/dL.
        ldh: Lactate dehydrogenase in U/L; abnormal from 250.
        albumin: Serum albumin; abnormal below 3.7 g/dL.
        platelets: Platelet count; critical below 100 x 10^9/L.
        calcium: Serum calcium; critical from 10.3 mg/dL.
        bilirubin: Total bilirubin in mg/dL or mg/L; critical from 1.4 mg/dL.

    Returns:
        The score, whose ``verified`` is memory; a part that is None leaves a range.

    Raises:
        OutOfDomainError: If a word is not in the table or no person can have a value.
        UnitMismatchError: If a unit does not measure its value.

    Example:
        >>> from boneguide.quantities import Q
        >>> score = katagiri(
        ...     primary="moderate",
        ...     visceral_metastases="none",
        ...     ecog=1,
        ...     previous_chemotherapy=False,
        ...     multiple_skeletal_metastases=True,
        ...     crp=Q(0.4, "mg/dL"),
        ... )
        >>> score.low, score.high, score.band, score.verified.value
        (4, 5, 'intermediate', 'memory')
    """
    abnormal = {
        "crp": _reaches(_CRP, crp, 0.4),
        "ldh": _reaches(_LDH, ldh, 250.0),
        "albumin": _falls_below(ALBUMIN, albumin, 3.7),
    }
    critical = {
        "platelets": _falls_below(_PLATELETS, platelets, 100.0),
        "calcium": _reaches(CALCIUM, calcium, 10.3),
        "bilirubin": _reaches(_BILIRUBIN, bilirubin, 1.4),
    }
    return _TABLE.add(
        {
            "primary": chosen(primary, _PRIMARY, "primary", _NAME),
            "visceral_metastases": chosen(visceral_metastases, _VISCERAL, "visceral_metastases", _NAME),
            "laboratory": _laboratory(abnormal, critical),
            "ecog": stepped(whole(ecog, ECOG, "ecog", _NAME), _ECOG, "ecog"),
            "previous_chemotherapy": either(previous_chemotherapy, 1, 0, "previous_chemotherapy", _NAME),
            "multiple_skeletal_metastases": either(
                multiple_skeletal_metastases, 1, 0, "multiple_skeletal_metastases", _NAME
            ),
        },
        (_FROM_MEMORY,) if calcium is None else (_FROM_MEMORY, _WHICH_CALCIUM),
    )


def _reaches(measured: Input, value: Quantity | None, edge: float) -> bool | None:
    return None if value is None else not below(measured.read(value, _NAME), edge)


def _falls_below(measured: Input, value: Quantity | None, edge: float) -> bool | None:
    return None if value is None else below(measured.read(value, _NAME), edge)


def _laboratory(abnormal: dict[str, bool | None], critical: dict[str, bool | None]) -> Part:
    """Return the points of the laboratory values: those of the worst one."""
    unknown = [name for name, finding in {**abnormal, **critical}.items() if finding is None]
    if True in critical.values():
        return Part(frozenset({2}), dict.fromkeys(unknown, frozenset()))
    # Points that the values are sure to give, and may give, if none is critical.
    least = int(True in abnormal.values())
    most = int(least or None in abnormal.values())
    points = {least, most} | ({2} if None in critical.values() else set())
    swaps = {
        **{name: frozenset({frozenset({least, most})}) for name in unknown if name in abnormal},
        **{name: frozenset({frozenset({least, 2}), frozenset({most, 2})}) for name in unknown if name in critical},
    }
    return Part(frozenset(points), swaps)
