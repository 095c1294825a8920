"""Markers of bone turnover: what a result says of risk, and that it steers no routine treatment."""

from __future__ import annotations

from boneguide.errors import InvalidQuantityError
from boneguide.guidelines import sources
from boneguide.guidelines._cite import article, cite, own_reading
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.facts.laboratory import BONE_ALKALINE_PHOSPHATASE, URINARY_NTX
from boneguide.logic.clauses import Contraindication, Dispute, Monitor, Note, Stance
from boneguide.logic.context import Snapshot
from boneguide.logic.nodes import ALWAYS, any_of, assume_absent
from boneguide.logic.rule import Rule
from boneguide.logic.scalar import choose
from boneguide.logic.verbs import at_least, band
from boneguide.model.provenance import Grade
from boneguide.quantities import Quantity, kinds

#: Strata of urinary NTX; each includes its lower edge and ends below the next.
NTX_STRATA = band(
    URINARY_NTX,
    at_least("100 nmol/mmol", "high"),
    at_least("50 nmol/mmol", "moderate"),
    at_least("0 nmol/mmol", "low"),
)

_COLEMAN = "strata of urinary NTX"
_MEANING = {
    "high": "high (100 nmol/mmol or more): twice the risk of skeletal events of low, and 4 to 6 times that of death",
    "moderate": "moderate (50 to below 100 nmol/mmol): twice the risk of skeletal events of low",
    "low": "low (below 50 nmol/mmol): the lowest risk of skeletal events",
}
_ROWS = {"high": "B03", "moderate": "B02", "low": "B01"}
_NOT_ROUTINE = (
    cite(sources.ASCO_2017, "biochemical markers", "B07", "T03", "S12"),
    cite(sources.ESMO_2020, "bone markers", "B07", "T03"),
)


def ntx_stratum(ntx: Quantity) -> str:
    """Return the risk stratum of a urinary N-telopeptide result: low, moderate or high.

    It describes prognosis on a bisphosphonate and is no reason to start, change
    or stop treatment.

    Args:
        ntx: Urinary N-telopeptide per creatinine, in nmol of bone collagen
            equivalents per mmol of creatinine.

    Raises:
        UnitMismatchError: If the unit is another one.
        InvalidQuantityError: If the value is negative.

    Example:
        >>> from boneguide.quantities import Q
        >>> [ntx_stratum(Q(value, "nmol/mmol")) for value in (49.9, 50, 99.5, 100)]
        ['low', 'moderate', 'moderate', 'high']

    Source:
        Coleman RE, et al. J Clin Oncol 2005;23:4925-35.
    """
    value = kinds.NTX.canonical_value(ntx)
    stratum: str | None = choose(NTX_STRATA, Snapshot(values={URINARY_NTX: value}))[1]
    if stratum is None:
        msg = f"a urinary NTX of {ntx} is below zero. Expected 0 nmol/mmol or more; check the number."
        raise InvalidQuantityError(msg)
    return stratum


_STRATUM_NOTES = tuple(
    Note(
        id=f"ntx-{stratum}",
        when=when,
        says=f"NTX stratum {_MEANING[stratum]}. It is a sign of risk, never a trigger for treatment.",
        sources=(
            cite(sources.COLEMAN_2005, _COLEMAN, _ROWS[stratum], "E17"),
            article("A25", "resorption markers such as NTX may identify a higher risk of skeletal events"),
        ),
    )
    for when, stratum in NTX_STRATA.partition()
)

_BONE_ALP_NOTES = tuple(
    Note(
        id=f"bone-alp-{name}",
        when=when,
        says=f"Bone alkaline phosphatase is {name} ({limit}); it predicts outcome less well than NTX.",
        sources=cite(sources.COLEMAN_2005, "bone alkaline phosphatase", "B04"),
    )
    for name, limit, when in (
        ("high", "146 U/L or more", BONE_ALKALINE_PHOSPHATASE >= "146 U/L"),
        ("low", "below 146 U/L", BONE_ALKALINE_PHOSPHATASE < "146 U/L"),
    )
)

BONE_TURNOVER_MARKERS = Rule(
    id="bone-turnover-markers",
    title="Bone turnover markers as a guide to treatment",
    when=assume_absent(
        (URINARY_NTX >= "0 nmol/mmol") | (BONE_ALKALINE_PHOSPHATASE >= "0 U/L"),
        because="markers are no routine test; without a result there is nothing to read",
    ),
    action="Starting, changing or stopping treatment by a bone turnover marker.",
    contraindications=(
        Contraindication(
            id="not-for-routine-decisions",
            severity="not-recommended",
            when=ALWAYS,
            says=(
                "Bone turnover markers are not for routine decisions: ASCO does not recommend them, and ESMO advises"
                " against them in routine follow-up [III, B]. A result says something about risk and no more."
            ),
            sources=_NOT_ROUTINE,
        ),
    ),
    monitor=(
        Monitor(
            id="collection",
            when=assume_absent(URINARY_NTX >= "0 nmol/mmol", because="it concerns urine only"),
            says="if repeated: second morning urine, no biotin for 24 hours before, the same time of day",
            timing="at each collection",
            sources=cite(sources.MAYO_NTX, "specimen", "B09", verified="primary"),
        ),
    ),
    disputes=(
        Dispute(
            id="ntx-cut-off",
            when=URINARY_NTX.between("50 nmol/mmol", "64 nmol/mmol"),
            about="whether this urinary NTX is raised",
            stances=(
                Stance(
                    by="Coleman 2005",
                    says="50 to 99 nmol/mmol is moderate",
                    source=cite(sources.COLEMAN_2005, _COLEMAN, "B02"),
                ),
                Stance(
                    by="analysis of 2013",
                    says="below 64 nmol/mmol is normal",
                    source=cite(sources.NTX_ANALYSIS_2013, "cut-off", "B05", verified="primary"),
                ),
            ),
        ),
        Dispute(
            id="ntx-edges",
            when=any_of(URINARY_NTX.equals("50 nmol/mmol"), URINARY_NTX.equals("100 nmol/mmol")),
            about="to which side exactly 50 and exactly 100 nmol/mmol belong",
            stances=(
                Stance(
                    by="Coleman 2005",
                    says="50 is moderate and 100 is high",
                    source=cite(sources.COLEMAN_2005, _COLEMAN, "B02", "B03"),
                ),
                Stance(
                    by="Fizazi 2009",
                    says="entry above 50; strata 50 to 100 and above 100",
                    source=cite(sources.FIZAZI_2009, "entry and strata", "B06"),
                ),
            ),
        ),
    ),
    notes=(
        *_STRATUM_NOTES,
        *_BONE_ALP_NOTES,
        Note(
            id="printed-gap",
            when=(URINARY_NTX > "99 nmol/mmol") & (URINARY_NTX < "100 nmol/mmol"),
            says=(
                "The paper prints 50 to 99 and 100 or more and is silent between 99 and 100; the value counts as"
                " moderate, by bands that reach up to the next edge."
            ),
            sources=own_reading("B02", why="half-open bands on the unrounded value"),
        ),
        Note(
            id="reference-ranges",
            when=assume_absent(URINARY_NTX >= "0 nmol/mmol", because="it concerns urinary NTX only"),
            says=(
                "Strata of risk are not reference ranges: one laboratory prints 21 to 83 nmol/mmol for men, 17 to 94"
                " before and 26 to 124 after the menopause, so a value can be within range and yet high by stratum."
            ),
            sources=cite(sources.MAYO_NTX, "reference values", "B08", verified="primary"),
        ),
    ),
    grade=Grade(system="ESMO", year=2020, value="[III, B]"),
    sources=(
        *_NOT_ROUTINE,
        cite(sources.COLEMAN_2005, _COLEMAN, "B01", "B02", "B03", "B04", "E17"),
        article("A25", "resorption markers such as NTX may identify a higher risk of skeletal events"),
    ),
    edition=EDITION,
)
