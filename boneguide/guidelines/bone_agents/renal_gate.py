"""Creatinine before each dose of zoledronic acid or pamidronate: withhold, keep withholding, resume.

The labels fix a rise above the value before treatment at which a dose is
withheld, and a return to within 10 % of that value at which it is resumed at the
same dose. Between the two the state is carried: a fall to just below the trigger
is not enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, article, cite, own_reading
from boneguide.guidelines.facts._completeness import may_lack_doses
from boneguide.guidelines.facts.clinical import ALBUMINURIA_EXPLAINED
from boneguide.guidelines.facts.laboratory import (
    CREATININE,
    CREATININE_BASELINE,
    DAYS_SINCE_CREATININE,
    URINE_ALBUMIN,
    first_of_renally_gated,
    starts_of_renally_gated,
)
from boneguide.guidelines.facts.treatment import ON_RENALLY_GATED_AGENT, PAMIDRONATE_WITHHELD, ZOLEDRONIC_ACID_WITHHELD
from boneguide.guidelines.facts.tumour import MYELOMA
from boneguide.logic.clauses import Confirm, Hold, Note, Prerequisite
from boneguide.logic.context import Presuming, read
from boneguide.logic.nodes import Criterion, any_of, assume_absent, not_
from boneguide.logic.numbers import Number
from boneguide.logic.verbs import JURISDICTION, fact, printed, where
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.logic.nodes import FlagFact
    from boneguide.model.provenance import Source

#: A creatinine at or below this multiple of the value before treatment has recovered.
RECOVERY_RATIO = 1.10

_SPLIT = printed("1.4 mg/dL", "124 umol/L")
_RISE_FROM_NORMAL = printed("0.5 mg/dL", "44 umol/L", unit_of=CREATININE_BASELINE).bind(CREATININE_BASELINE)
_RISE_FROM_ABNORMAL = printed("1.0 mg/dL", "88 umol/L", unit_of=CREATININE_BASELINE).bind(CREATININE_BASELINE)

# The US label counts exactly 1.4 as abnormal. The European text leaves that value
# out on both sides; the smaller rise is then the cautious reading.
_NORMAL_BEFORE = (JURISDICTION.is_in("US") & (CREATININE_BASELINE < _SPLIT)) | (
    JURISDICTION.is_in(*EUROPE) & (CREATININE_BASELINE <= _SPLIT)
)

#: The value before treatment lies exactly on the printed split.
ON_THE_SPLIT = CREATININE_BASELINE.equals(_SPLIT)

#: The creatinine from which a dose is withheld.
WITHHELD_FROM = CREATININE_BASELINE + where(_NORMAL_BEFORE, _RISE_FROM_NORMAL, _RISE_FROM_ABNORMAL)
#: The creatinine down to which it has to fall before what was withheld is resumed.
RESUMED_TO = RECOVERY_RATIO * CREATININE_BASELINE

RECOVERED = CREATININE <= RESUMED_TO


def _earlier_peak(context: Context) -> float | None:
    labs = context.patient.labs
    latest = labs.latest("creatinine", context.on)
    before = read(CREATININE_BASELINE, context)
    if latest is None or latest.on is None or not isinstance(before, float):
        return None
    peak: float | None = None
    starts = starts_of_renally_gated(context)
    began = None if None in starts else first_of_renally_gated(context)
    for result in labs.series("creatinine", context.on)[:-1]:
        if began is not None and result.on is not None and result.on <= began:
            # What came before the first dose is no rise under treatment.
            continue
        value = kinds.SERUM_CREATININE.canonical_value(result.value)
        # A recovered value ends the episode before it.
        peak = value if peak is None or value <= RECOVERY_RATIO * before else max(peak, value)
    return peak


def _peak_is_unsure(context: Context) -> bool:
    # A first dose that is lacking would count results in, or out.
    return may_lack_doses(context, "bone_agent_doses")


#: The highest earlier creatinine since the last one that had recovered.
EARLIER_PEAK = fact(
    "creatinine_peak",
    kinds.SERUM_CREATININE,
    label="highest earlier creatinine since it was last near its value before treatment",
    read=Presuming(_earlier_peak, _peak_is_unsure),
    lasting=True,
)


def rise_withholds(creatinine: Number) -> Criterion:
    """Return the criterion "this creatinine has risen enough for a dose to be withheld"."""
    rise = creatinine - CREATININE_BASELINE
    return (_NORMAL_BEFORE & (rise >= _RISE_FROM_NORMAL)) | (not_(_NORMAL_BEFORE) & (rise >= _RISE_FROM_ABNORMAL))


def was_withheld(recorded: FlagFact) -> Criterion:
    """Return the criterion "a dose of either agent is withheld": so recorded, or shown by the series of results."""
    shown = assume_absent(
        rise_withholds(EARLIER_PEAK), because="without a dated series the record itself says whether a dose is withheld"
    )
    either = assume_absent(
        ZOLEDRONIC_ACID_WITHHELD | PAMIDRONATE_WITHHELD, because="what is withheld of the other would be on record too"
    )
    return any_of(recorded, either, shown)


_ON_TREATMENT = assume_absent(
    ON_RENALLY_GATED_AGENT,
    because="earlier treatment is asked about; a rise can only be judged against a value from before it",
)
_LABEL = "an increase is read as 'at least', in the unit in which the value before treatment was reported"


#: How old a result may be that was measured for the dose due now.
MEASURED_WITHIN = "21 day"

CREATININE_FOR_THIS_DOSE = Prerequisite(
    id="creatinine-for-this-dose",
    when=assume_absent(
        DAYS_SINCE_CREATININE > MEASURED_WITHIN, because="without a result the answer asks for one anyway"
    ),
    says="serum creatinine measured for this dose: the latest on record is more than 21 days old",
    sources=(
        cite(sources.FDA_ZOLEDRONIC_ACID, "2.2", "W01", "Q01"),
        cite(sources.FDA_PAMIDRONATE, "dosage and administration", "W01"),
        own_reading("W01", why="the shortest interval between doses is three weeks, so an older result is not new"),
    ),
)


def renal_holds(label: Source, withheld: FlagFact, drug: str, *, borrowed: str = "") -> tuple[Hold, ...]:
    """Return the holds of one drug.

    Args:
        label: The label that gives the rise and the recovery.
        withheld: The fact that a dose of this drug is now withheld.
        drug: Name of the drug.
        borrowed: What was taken over from another label, if anything.
    """
    return (
        Hold(
            id="renal-rise",
            when=_ON_TREATMENT & rise_withholds(CREATININE),
            says=(
                "Serum creatinine has risen since before treatment by 0.5 mg/dL (44 umol/L) or more from a"
                " normal value, or by 1.0 mg/dL (88 umol/L) or more from an abnormal one (1.4 mg/dL, 124"
                f" umol/L): the {drug} label withholds the dose until creatinine is within 10 % of that value."
                f" {borrowed}".strip()
            ),
            sources=(label, own_reading("W08", "F07", "F09", why=_LABEL)),
        ),
        Hold(
            id="renal-not-recovered",
            when=ON_RENALLY_GATED_AGENT & was_withheld(withheld) & not_(RECOVERED),
            says=(
                "A dose of zoledronic acid or pamidronate is withheld for an earlier rise of creatinine, which is not"
                " yet back to within 10 % of the value before treatment; a fall to just below the trigger is not"
                " enough. The labels of both wait for that, so neither is given in place of the other."
            ),
            unknown=Confirm(
                "that no dose of zoledronic acid or pamidronate is being withheld for an earlier rise of creatinine,"
                " and, if there were earlier doses, the creatinine from before them",
                because="earlier treatment can be asked about, and without any there is nothing to withhold",
            ),
            sources=(
                label,
                article("A24", "a dose is withheld until a raised creatinine is back where it was"),
                cite(sources.ASCO_2018, "renal monitoring", "W10"),
                own_reading("W11", why="the value before treatment is stored once and never rolled forward"),
                own_reading("W09", why="the kidney that waits for one of the two waits for the other as well"),
            ),
        ),
        Hold(
            id="albuminuria",
            when=MYELOMA
            & assume_absent(
                URINE_ALBUMIN > "500 mg/24h",
                because="urine albumin is looked for every 3 to 6 months; a dose is not held for a result not yet due",
            )
            & not_(assume_absent(ALBUMINURIA_EXPLAINED, because="albuminuria counts as unexplained until explained")),
            says=(
                "Unexplained albuminuria above 500 mg in 24 hours in myeloma: ASCO stops the bisphosphonate until the"
                " renal problem resolves, rechecks every 3 to 4 weeks, and then prefers pamidronate over at least 4"
                " hours, at most 90 mg every 4 weeks."
            ),
            sources=cite(sources.ASCO_2018, "renal monitoring", "W14"),
        ),
    )


def renal_notes(label: Source, withheld: FlagFact) -> tuple[Note, ...]:
    """Return what a reader should know about the gate for this person."""
    return (
        Note(
            id="renal-resume",
            when=ON_RENALLY_GATED_AGENT & was_withheld(withheld) & RECOVERED,
            says=(
                "Creatinine is back to within 10 % of its value before treatment: the label resumes what was withheld,"
                " at the same dose as before the interruption."
            ),
            sources=label,
        ),
        Note(
            id="baseline-on-split-us",
            when=ON_THE_SPLIT,
            says=(
                "Creatinine before treatment was exactly 1.4 mg/dL (124 umol/L). The US label counts that as"
                " abnormal, so the larger rise applies; clearance may be low anyway."
            ),
            jurisdictions="US",
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "6.1", "W04"),
        ),
        Note(
            id="baseline-on-split-europe",
            when=ON_THE_SPLIT,
            says=(
                "ambiguous_baseline: creatinine before treatment was exactly 1.4 mg/dL (124 umol/L), which the European"
                " text assigns to neither group. The smaller rise is used here; the US label would use the larger."
            ),
            jurisdictions=EUROPE,
            sources=own_reading("W07", why="the cautious reading of a gap in the label"),
        ),
        Note(
            id="units-printed",
            when=ON_RENALLY_GATED_AGENT,
            says=(
                "The US label prints the rise in mg/dL only; for results in umol/L the printed European values 124,"
                " 44 and 88 are used."
            ),
            jurisdictions="US",
            sources=own_reading("F07", why="printed pairs are rounded, so each applies in its own unit"),
        ),
    )
