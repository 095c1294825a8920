"""Laboratory facts and the numbers computed from them.

A result counts in the unit in which it was reported wherever a source prints a
threshold once for each unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.calculators.cockcroft_gault import FEMALE_FACTOR, MALE_FACTOR
from boneguide.calculators.cockcroft_gault import formula as cockcroft_gault
from boneguide.calculators.corrected_calcium import SLOPE_MG_DL, SLOPE_MMOL_L
from boneguide.calculators.corrected_calcium import formula_mg_dl as corrected_calcium
from boneguide.guidelines.drugs import IBANDRONATE, RENALLY_GATED
from boneguide.guidelines.facts._build import laboratory
from boneguide.guidelines.facts._completeness import may_lack, may_lack_doses
from boneguide.guidelines.facts._listed import classes_listed, days_given, is_osteoporosis_product
from boneguide.guidelines.facts.person import AGE, DOSING_WEIGHT, SEX, WEIGHT
from boneguide.logic.context import Presuming
from boneguide.logic.nodes import Criterion
from boneguide.logic.verbs import by_unit, fact, first_known, named, printed, where
from boneguide.model.radionuclide import RADIONUCLIDES
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from datetime import date

    from boneguide.logic.context import Context
    from boneguide.model.observation import Observation
    from boneguide.quantities import Quantity


_GATED = frozenset(RENALLY_GATED)


def starts_of_renally_gated(context: Context) -> list[date | None]:
    """Return the day of each dose, and of each entry of the list begun before today, of a renally gated agent.

    What is given for osteoporosis is no start of treatment against cancer.
    """
    listed = (m for m in context.patient.medications or () if not _GATED.isdisjoint(classes_listed(m)))
    starts = (m.start for m in listed if not any(is_osteoporosis_product(m, agent) for agent in RENALLY_GATED))
    begun = (start for start in starts if start is not None and start < context.on)
    return [*days_given(context, RENALLY_GATED, against_cancer=True), *begun]


def first_of_renally_gated(context: Context) -> date | None:
    """Return the day on which treatment with a renally gated agent began, as far as days are known."""
    days = (*starts_of_renally_gated(context), context.patient.bone_agent_started)
    return min((day for day in days if day is not None), default=None)


def _current_creatinine(context: Context) -> Observation | None:
    latest = context.patient.labs.latest("creatinine", context.on)
    if latest is None or latest.on is None:
        return latest
    given = [day for day in days_given(context, RENALLY_GATED) if day is not None]
    # A result from before the last dose was not measured for this one.
    return None if given and latest.on <= max(given) else latest


def _baseline_creatinine(context: Context) -> Observation | None:
    labs = context.patient.labs
    if context.patient.bone_agent_doses and not starts_of_renally_gated(context):
        # Other agents only, so far: one whose doses go by creatinine would begin now.
        return None
    if labs.creatinine_baseline is not None:
        return labs.creatinine_baseline
    began = first_of_renally_gated(context)
    before = None if began is None else labs.latest("creatinine", began)
    return before if before is not None and before.on is not None else None


def _creatinine_is_unsure(context: Context) -> bool:
    latest = context.patient.labs.latest("creatinine", context.on)
    # A dose that is lacking may have been given after it.
    return latest is not None and latest.on is not None and may_lack_doses(context, "bone_agent_doses")


def _baseline_is_unsure(context: Context) -> bool:
    # A stated one counts for whoever has begun; whatever else is read off the days of doses an earlier one changes.
    stated = context.patient.labs.creatinine_baseline is not None and starts_of_renally_gated(context)
    return not stated and may_lack_doses(context, "bone_agent_doses")


def _days_since(result: Observation | None, context: Context) -> float | None:
    return None if result is None or result.on is None else float((context.on - result.on).days)


#: The latest creatinine, if it was measured after the last dose of an agent that needs it.
CREATININE = fact(
    "creatinine",
    kinds.SERUM_CREATININE,
    label="serum creatinine for this dose",
    read=Presuming(_current_creatinine, _creatinine_is_unsure),
)
DAYS_SINCE_CREATININE = fact(
    "days_since_creatinine",
    kinds.DURATION,
    label="time since the serum creatinine for this dose",
    read=Presuming(lambda context: _days_since(_current_creatinine(context), context), _creatinine_is_unsure),
    # What is known without its day was measured today.
    inferred=CREATININE * 0,
    lasting=True,
)
#: The value before treatment began; it is never rolled forward.
CREATININE_BASELINE = fact(
    "creatinine_baseline",
    kinds.SERUM_CREATININE,
    label="serum creatinine before treatment began",
    read=Presuming(_baseline_creatinine, _baseline_is_unsure),
    lasting=True,
)

# The actual weight, unless another was chosen.
_WEIGHT = first_known(DOSING_WEIGHT, WEIGHT)
_SEX_FACTOR = where(SEX.is_in("female"), FEMALE_FACTOR, MALE_FACTOR)

#: Dose tables go by the clearance at the start of treatment.
CREATININE_CLEARANCE = named(
    "creatinine_clearance",
    kinds.CREATININE_CLEARANCE,
    cockcroft_gault(AGE, _WEIGHT, first_known(CREATININE_BASELINE, CREATININE), _SEX_FACTOR),
    label="creatinine clearance at the start of treatment (Cockcroft-Gault)",
)
CURRENT_CREATININE_CLEARANCE = named(
    "current_creatinine_clearance",
    kinds.CREATININE_CLEARANCE,
    cockcroft_gault(AGE, _WEIGHT, CREATININE, _SEX_FACTOR),
    label="creatinine clearance now (Cockcroft-Gault)",
)
#: The latest creatinine, one from before the last dose of a bone agent included: other drugs wait for no such dose.
#: What is on record for the next dose of a bone agent is the latest too.
LATEST_CREATININE = laboratory(
    "latest_creatinine", kinds.SERUM_CREATININE, "latest serum creatinine", field="creatinine", inferred=CREATININE
)
LATEST_CREATININE_CLEARANCE = named(
    "latest_creatinine_clearance",
    kinds.CREATININE_CLEARANCE,
    cockcroft_gault(AGE, _WEIGHT, LATEST_CREATININE, _SEX_FACTOR),
    label="creatinine clearance by the latest creatinine (Cockcroft-Gault)",
)
#: For sources that speak of an eGFR; dose tables that mean a clearance never use it. It is not computed here, so that a
#: record and a column say the same: what :func:`~boneguide.calculators.ckd_epi_2021.ckd_epi_2021` returns can be given.
ESTIMATED_GFR = laboratory(
    "estimated_gfr", kinds.ESTIMATED_GFR, "estimated glomerular filtration rate as the laboratory reported it"
)

CALCIUM = laboratory("calcium", kinds.SERUM_CALCIUM, "total serum calcium")
ALBUMIN = laboratory("albumin", kinds.SERUM_ALBUMIN, "serum albumin")


def _latest_calcium(context: Context) -> tuple[Observation | None, Observation | None]:
    """Return the corrected calcium as reported, unless it is out of date, and the total calcium."""
    labs, on = context.patient.labs, context.on
    reported, total = labs.latest("corrected_calcium", on), labs.latest("calcium", on)
    if reported is not None and total is not None and (total.on or on) > (reported.on or on):
        # What was measured since is corrected instead; a result without a day is one of today.
        reported = None
    return reported, total


REPORTED_CORRECTED_CALCIUM = fact(
    "reported_corrected_calcium",
    kinds.SERUM_CALCIUM,
    label="corrected calcium as the laboratory reported it",
    read=lambda context: _latest_calcium(context)[0],
    optional=True,
)
DAYS_SINCE_CALCIUM = fact(
    "days_since_calcium",
    kinds.DURATION,
    label="time since the calcium that counts, corrected or total",
    read=lambda context: _days_since(next(filter(None, _latest_calcium(context)), None), context),
    inferred=first_known(REPORTED_CORRECTED_CALCIUM, CALCIUM) * 0,
    lasting=True,
)
IONISED_CALCIUM = laboratory("ionised_calcium", kinds.IONISED_CALCIUM, "ionised calcium")

# The SI form corrects by 0.02 mmol/L for each g/L; in the canonical unit of
# calcium and albumin that is a different slope from the form for mg/dL.
_SLOPE = by_unit(
    CALCIUM,
    {
        "mg/dL": SLOPE_MG_DL,
        "mmol/L": SLOPE_MMOL_L * kinds.SERUM_CALCIUM.factor("mmol/L") / kinds.SERUM_ALBUMIN.factor("g/L"),
    },
)
#: Corrected for albumin, by the form that belongs to the unit reported.
CORRECTED_CALCIUM = named(
    "corrected_calcium",
    kinds.SERUM_CALCIUM,
    first_known(REPORTED_CORRECTED_CALCIUM, corrected_calcium(CALCIUM, ALBUMIN, _SLOPE)),
    label="corrected calcium",
    reporters=(REPORTED_CORRECTED_CALCIUM, CALCIUM),
)


def _lower_limit(context: Context) -> Quantity | None:
    return next((r.low for r in _latest_calcium(context) if r is not None and r.low is not None), None)


def _ionised_lower_limit(context: Context) -> Quantity | None:
    labs = context.patient.labs
    result = None if labs.ionised_calcium is None else labs.latest("ionised_calcium", context.on)
    return None if result is None else result.low


CALCIUM_LOWER_LIMIT = fact(
    "calcium_lower_limit",
    kinds.SERUM_CALCIUM,
    label="the laboratory's lower limit of normal for calcium",
    read=_lower_limit,
)
IONISED_CALCIUM_LOWER_LIMIT = fact(
    "ionised_calcium_lower_limit",
    kinds.IONISED_CALCIUM,
    label="the laboratory's lower limit of normal for ionised calcium",
    read=_ionised_lower_limit,
)

#: The range in which a laboratory's lower limit of normal may lie: from the
#: upper end of CTCAE grade 2 to above the limits in common use. Outside it the
#: question is settled without knowing the limit. The library's own decision.
_LOWEST_LIMIT = printed("8.0 mg/dL", "2.0 mmol/L")
_HIGHEST_LIMIT = printed("8.9 mg/dL", "2.22 mmol/L")

HYPOCALCAEMIA: Criterion = (CORRECTED_CALCIUM < _LOWEST_LIMIT) | (
    (CORRECTED_CALCIUM < _HIGHEST_LIMIT) & (CORRECTED_CALCIUM < CALCIUM_LOWER_LIMIT)
)
#: CTCAE grade 3 or worse.
SEVERE_HYPOCALCAEMIA: Criterion = CORRECTED_CALCIUM < printed("7.0 mg/dL", "1.75 mmol/L")

VITAMIN_D = laboratory("vitamin_d", kinds.VITAMIN_D, "25-hydroxyvitamin D")
PHOSPHATE = laboratory("phosphate", kinds.PHOSPHATE, "phosphate")
MAGNESIUM = laboratory("magnesium", kinds.MAGNESIUM, "magnesium")
URINARY_NTX = laboratory("urinary_ntx", kinds.NTX, "urinary N-telopeptide per creatinine")
BONE_ALKALINE_PHOSPHATASE = laboratory(
    "bone_alkaline_phosphatase", kinds.BONE_ALP, "bone-specific alkaline phosphatase"
)
URINE_ALBUMIN = laboratory("urine_albumin_24h", kinds.URINE_ALBUMIN, "urinary albumin in 24 hours")


#: Neutrophils up to the lower number are low and from the higher one on are not, whatever the laboratory's limit: it
#: lies between the two everywhere. The library's own decision.
_LOW_ANYWHERE = 0.5
_LOW_NOWHERE = 2.5


#: Drugs, and classes of them, that may bring a fever; a count from before one says nothing of now.
_BRINGS_FEVER = frozenset({"chemotherapy", "platinum", *RADIONUCLIDES, *RENALLY_GATED, IBANDRONATE})
#: A count older than this is none of a fever now: the days within which a bisphosphonate brings one.
_FEVER_DAYS = 3


def _of_this_fever(found: Observation, context: Context) -> bool:
    """Return whether a count was taken since what may have brought a fever, and lately."""
    if found.on is None or found.on == context.on:
        return True
    doses = [*days_given(context, _BRINGS_FEVER), *(d.on for d in context.patient.radionuclide_doses or ())]
    since = any(day is not None and found.on <= day for day in doses)
    if may_lack(context, "medications", "bone_agent_doses", "radionuclide_doses"):
        # What is lacking may be what brought it.
        return False
    return not since and (context.on - found.on).days <= _FEVER_DAYS


def _neutrophils_low(context: Context) -> bool | None:
    labs = context.patient.labs
    found = None if labs.neutrophils is None else labs.latest("neutrophils", context.on)
    if found is None:
        return None
    low = _is_low(found)
    # A low count is looked into whenever it was taken.
    return low if low or _of_this_fever(found, context) else None


def _is_low(found: Observation) -> bool | None:
    count = kinds.NEUTROPHILS.canonical_value(found.value)
    below = found.comparator in {"<", "<="}
    if found.low is None:
        # "More than" a number says that it is not low from the higher one on, "less than" the opposite.
        low, enough = count <= _LOW_ANYWHERE, count >= _LOW_NOWHERE
        known = low or enough if found.comparator is None else low if below else enough
        return low if known else None
    limit = kinds.NEUTROPHILS.canonical_value(found.low)
    if found.comparator is None:
        return count < limit
    # "Less than" a number at or below the limit is low; less than a larger number says nothing.
    return below if (count <= limit) == below else None


#: What is low is what the laboratory that counted calls low; without its limit only counts that are low everywhere are.
NEUTROPHILS_LOW = fact(
    "neutrophils_low",
    label="neutrophils below the lower limit of the laboratory, or at most 0.5 x 10^9/L where no limit is given",
    read=_neutrophils_low,
)
