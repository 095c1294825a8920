"""Facts about opioids: which are taken regularly, how much of each, for how long, and how pain is under them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import combinations
from operator import attrgetter
from typing import TYPE_CHECKING, get_args

from boneguide.calculators.morphine_milligram_equivalents import morphine_milligram_equivalents
from boneguide.calculators.opioid_dose import Opioid, OpioidDose, OpioidRoute
from boneguide.calculators.opioid_tables import CLINICAL, SURVEILLANCE
from boneguide.calculators.opioid_tolerance import CODEINE_WITHOUT_TOLERANCE, THRESHOLDS, ToleranceDefinition
from boneguide.errors import BoneguideError
from boneguide.guidelines.facts._build import condition
from boneguide.guidelines.facts._completeness import absent, may_lack
from boneguide.guidelines.facts._listed import classes_listed
from boneguide.guidelines.facts._opioid_entries import (
    amount_of,
    days_on_opioids,
    is_for_episodes,
    opioids_taken,
    regular,
    route_of,
    taken,
    taken_at_least,
)
from boneguide.guidelines.facts.treatment import ANY_OPIOID, allergic_to, takes
from boneguide.logic.nodes import UNKNOWN, all_of, any_of, not_
from boneguide.logic.verbs import fact, named
from boneguide.quantities import Amount, kinds

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.logic.nodes import Criterion, FlagFact
    from boneguide.logic.numbers import NumberFact
    from boneguide.model.medication import Medication

# --------------------------------------------------------------------------- how much is taken

_MOUTH = frozenset({"oral"})
_INJECTED = frozenset({"subcutaneous", "intravenous", "intramuscular"})
#: Of these a dose by either way has a rescue dose.
_ALSO_INJECTED = ("morphine", "oxycodone", "hydromorphone")


def _daily_dose(drug: str, *, name: str, label: str, routes: frozenset[str] = _MOUTH) -> NumberFact:
    return fact(
        name,
        kinds.DRUG_MASS,
        label=label,
        read=taken(drug, routes),
        asked=True,
    )


def _injected_daily_dose(drug: str) -> NumberFact:
    return _daily_dose(
        drug,
        name=f"injected_{drug}_daily_dose",
        label=f"regular {drug} by injection or infusion in 24 hours",
        routes=_INJECTED,
    )


def _daily_dose_at_least(drug: str) -> NumberFact:
    """Return the dose of a weak opioid, of which what is known may reach the ceiling already."""
    return fact(
        f"{drug}_daily_dose",
        kinds.DRUG_MASS,
        label=f"regular {drug} by mouth in 24 hours",
        read=taken_at_least(drug, _MOUTH),
        asked=True,
    )


def _patch_rate(drug: str) -> NumberFact:
    return fact(
        f"{drug}_patch_rate",
        kinds.PATCH_RATE,
        label=f"rate of {drug} patches",
        read=taken(drug, frozenset({"transdermal"})),
        asked=True,
    )


MORPHINE_DAILY_DOSE = _daily_dose("morphine", name="morphine_daily_dose", label="regular morphine by mouth in 24 hours")
INJECTED_MORPHINE_DAILY_DOSE = _injected_daily_dose("morphine")
OXYCODONE_DAILY_DOSE = _daily_dose(
    "oxycodone", name="oxycodone_daily_dose", label="regular oxycodone by mouth in 24 hours"
)
INJECTED_OXYCODONE_DAILY_DOSE = _injected_daily_dose("oxycodone")
HYDROMORPHONE_DAILY_DOSE = _daily_dose(
    "hydromorphone", name="hydromorphone_daily_dose", label="regular hydromorphone by mouth in 24 hours"
)
INJECTED_HYDROMORPHONE_DAILY_DOSE = _injected_daily_dose("hydromorphone")
OXYMORPHONE_DAILY_DOSE = _daily_dose(
    "oxymorphone", name="oxymorphone_daily_dose", label="regular oxymorphone by mouth in 24 hours"
)
HYDROCODONE_DAILY_DOSE = _daily_dose(
    "hydrocodone", name="hydrocodone_daily_dose", label="regular hydrocodone by mouth in 24 hours"
)
FENTANYL_PATCH_RATE = _patch_rate("fentanyl")
CODEINE_DAILY_DOSE = _daily_dose_at_least("codeine")
TRAMADOL_DAILY_DOSE = _daily_dose_at_least("tramadol")
DIHYDROCODEINE_DAILY_DOSE = _daily_dose_at_least("dihydrocodeine")


def _takes(drug: str, label: str, *amounts: Criterion) -> FlagFact:
    return takes(drug, name=f"takes_{drug}", label=label, such_as=amounts)


TAKES_MORPHINE = _takes("morphine", "morphine", MORPHINE_DAILY_DOSE > "0 mg", INJECTED_MORPHINE_DAILY_DOSE > "0 mg")
TAKES_OXYCODONE = _takes(
    "oxycodone", "oxycodone", OXYCODONE_DAILY_DOSE > "0 mg", INJECTED_OXYCODONE_DAILY_DOSE > "0 mg"
)
TAKES_HYDROMORPHONE = _takes(
    "hydromorphone", "hydromorphone", HYDROMORPHONE_DAILY_DOSE > "0 mg", INJECTED_HYDROMORPHONE_DAILY_DOSE > "0 mg"
)
TAKES_FENTANYL = _takes("fentanyl", "fentanyl", FENTANYL_PATCH_RATE > "0 ug/h")
TAKES_BUPRENORPHINE = _takes("buprenorphine", "buprenorphine")
TAKES_METHADONE = _takes("methadone", "methadone")
TAKES_PETHIDINE = _takes("pethidine", "pethidine")
TAKES_CODEINE = _takes("codeine", "codeine", CODEINE_DAILY_DOSE > "0 mg")
TAKES_DIHYDROCODEINE = _takes("dihydrocodeine", "dihydrocodeine", DIHYDROCODEINE_DAILY_DOSE > "0 mg")
#: Beside morphine and tramadol, what weak kidneys keep in the body.
TAKES_CODEINE_OR_PETHIDINE = takes(
    "codeine",
    "dihydrocodeine",
    "pethidine",
    name="takes_codeine_or_pethidine",
    label="codeine, dihydrocodeine or pethidine",
    such_as=(TAKES_CODEINE, TAKES_DIHYDROCODEINE, TAKES_PETHIDINE),
)


def _for_episodes(context: Context) -> bool | None:
    if context.patient.medications is None:
        return None
    found = [sure for medication, sure in opioids_taken(context, "opioid") if is_for_episodes(medication)]
    return True if True in found else None if found else absent(context, "medications")


TAKES_RAPID_ONSET_FENTANYL = fact(
    "takes_rapid_onset_fentanyl", label="fentanyl through mouth or nose, for episodes", read=_for_episodes, asked=True
)

#: What a patch stands for by the table of NCCN: 25 ug/h for 60 mg.
FENTANYL_AS_ORAL_MORPHINE = named(
    "fentanyl_as_oral_morphine",
    kinds.DRUG_MASS,
    FENTANYL_PATCH_RATE * CLINICAL["nccn-fentanyl"].entry(("fentanyl", "transdermal")).low,
    label="oral morphine that the fentanyl patch stands for",
)
#: What codeine and tramadol stand for by the one table in which both were read at the source.
WEAK_OPIOIDS_AS_ORAL_MORPHINE = named(
    "weak_opioids_as_oral_morphine",
    kinds.DRUG_MASS,
    CLINICAL["anzca"].entry(("codeine", "oral")).low * CODEINE_DAILY_DOSE
    + CLINICAL["anzca"].entry(("tramadol", "oral")).low * TRAMADOL_DAILY_DOSE,
    label="oral morphine that the codeine and tramadol of 24 hours stand for",
)

ALLERGY_MORPHINE = allergic_to(
    "morphine", words=ANY_OPIOID, name="allergy_morphine", label="hypersensitivity to morphine"
)
ALLERGY_OXYCODONE = allergic_to(
    "oxycodone", words=ANY_OPIOID, name="allergy_oxycodone", label="hypersensitivity to oxycodone"
)
ALLERGY_HYDROMORPHONE = allergic_to(
    "hydromorphone", words=ANY_OPIOID, name="allergy_hydromorphone", label="hypersensitivity to hydromorphone"
)
ALLERGY_FENTANYL = allergic_to(
    "fentanyl", "rapid-onset fentanyl", words=ANY_OPIOID, name="allergy_fentanyl", label="hypersensitivity to fentanyl"
)
ALLERGY_BUPRENORPHINE = allergic_to(
    "buprenorphine", words=ANY_OPIOID, name="allergy_buprenorphine", label="hypersensitivity to buprenorphine"
)

# --------------------------------------------------------------------------- for how long


#: Since the regular opioids are what they are, or at least a week where they were enough on each of its days; the first
#: day itself counts as none.
DAYS_ON_REGULAR_OPIOIDS = fact(
    "days_on_regular_opioids",
    kinds.DURATION,
    label="time on the regular opioids",
    read=days_on_opioids,
    asked=True,
    lasting=True,
)

# --------------------------------------------------------------------------- tolerance

_DOSES = {
    ("morphine", "oral"): MORPHINE_DAILY_DOSE,
    ("oxycodone", "oral"): OXYCODONE_DAILY_DOSE,
    ("hydromorphone", "oral"): HYDROMORPHONE_DAILY_DOSE,
    ("fentanyl", "transdermal"): FENTANYL_PATCH_RATE,
    ("oxymorphone", "oral"): OXYMORPHONE_DAILY_DOSE,
    ("hydrocodone", "oral"): HYDROCODONE_DAILY_DOSE,
}


def _others_than(listed: Collection[tuple[str, str]], group: str = "opioid") -> Callable[[Context], bool | None]:
    def read(context: Context) -> bool | None:
        if context.patient.medications is None:
            return None
        found: list[bool | None] = [False]
        for medication, sure in regular(context, group):
            route, classes = route_of(medication), classes_listed(medication)
            known = [r for drug, r in listed if drug in classes]
            if route is None and known:
                found.append(None)
            elif route not in known:
                found.append(True if sure else None)
        return True if True in found else None if None in found else absent(context, "medications")

    return read


def _only_codeine(context: Context) -> bool | None:
    if context.patient.medications is None:
        return None
    partly = may_lack(context, "medications")
    entries = [medication for medication, sure in regular(context, "opioid") if sure or not partly]
    by_mouth = all("codeine" in classes_listed(m) and route_of(m) in {None, "oral"} for m in entries)
    holds = by_mouth and sum(amount_of(m) or 0.0 for m in entries) <= CODEINE_WITHOUT_TOLERANCE
    # Without any there is none that is the only one; a list that may lack entries says neither.
    return (None if holds else False) if partly else bool(entries) and holds


ONLY_CODEINE = fact(
    "only_codeine",
    label="codeine, 240 mg in 24 hours at most, as the only regular opioid",
    read=_only_codeine,
    asked=True,
)


def _tolerant(place: ToleranceDefinition) -> tuple[FlagFact, Criterion]:
    """Return what is asked beside the doses, and whether one drug reaches its own threshold for a week.

    A converted total never decides yes. Labels also count an equianalgesic dose
    of another opioid; no number decides that, so another opioid leaves it open,
    and so do several that are each too little, unless their parts of the
    thresholds make less than one. Codeine alone cannot be enough.
    """
    thresholds = THRESHOLDS[place]
    doses = [(_DOSES[what], threshold) for what, threshold in thresholds.items()]
    another = fact(
        f"opioid_outside_{place}_definition",
        label=f"a regular opioid for which the {place.upper()} definition of tolerance has no threshold",
        read=_others_than(thresholds),
        asked=True,
    )
    enough = any_of(*(dose >= Amount(threshold, dose.measured_as.canonical) for dose, threshold in doses))
    parts = [dose / threshold for dose, threshold in doses]
    left_open = any_of(another & not_(ONLY_CODEINE), sum(parts[1:], parts[0]) >= 1) & UNKNOWN
    return another, all_of(enough | left_open, DAYS_ON_REGULAR_OPIOIDS >= "7 day")


#: As the SmPC of Instanyl has it, and as US labels have it.
OPIOID_OUTSIDE_EU_DEFINITION, OPIOID_TOLERANT_EU = _tolerant("eu")
OPIOID_OUTSIDE_US_DEFINITION, OPIOID_TOLERANT_US = _tolerant("us")

# --------------------------------------------------------------------------- how many


def _substance(medication: Medication) -> str:
    """Return the opioid by one name, whatever its brand and however it is given."""
    classes = classes_listed(medication)
    return next((name for name in get_args(Opioid) if name in classes), medication.drug)


def _several(context: Context) -> bool | None:
    if context.patient.medications is None:
        return None
    found = [(_substance(medication), sure) for medication, sure in regular(context, "opioid")]
    if len({name for name, sure in found if sure}) > 1:
        return True
    return None if len({name for name, _ in found}) > 1 else absent(context, "medications")


_TAKEN_OF_EACH = [
    dose > Amount(0.0, dose.measured_as.canonical)
    for dose in (*_DOSES.values(), CODEINE_DAILY_DOSE, TRAMADOL_DAILY_DOSE, DIHYDROCODEINE_DAILY_DOSE)
]
#: Morphine by mouth and by injection is one.
SEVERAL_REGULAR_OPIOIDS = fact(
    "several_regular_opioids",
    label="more than one regular opioid",
    read=_several,
    asked=True,
    inferred=any_of(*(one & other for one, other in combinations(_TAKEN_OF_EACH, 2)), UNKNOWN),
)

# --------------------------------------------------------------------------- what has a rescue dose

_WITH_A_RESCUE_DOSE = frozenset(
    {("fentanyl", "transdermal"), *((drug, r) for drug in _ALSO_INJECTED for r in _MOUTH | _INJECTED)}
)
OPIOID_WITHOUT_RESCUE_DOSE = fact(
    "strong_opioid_without_rescue_dose",
    label="a regular strong opioid of which no rescue dose is worked out here",
    read=_others_than(_WITH_A_RESCUE_DOSE, "strong opioid"),
    asked=True,
    inferred=any_of(
        TAKES_METHADONE, TAKES_BUPRENORPHINE, OXYMORPHONE_DAILY_DOSE > "0 mg", HYDROCODONE_DAILY_DOSE > "0 mg", UNKNOWN
    ),
)

# --------------------------------------------------------------------------- what is counted

_COUNTED_FROM = 50.0


def _equivalents(medication: Medication) -> float | None:
    """Return what one entry adds to the count of CDC; None where that is not known or has no factor."""
    classes, route = classes_listed(medication), route_of(medication)
    drug = next((name for name in get_args(Opioid) if name in classes or name == medication.drug), None)
    amount = amount_of(medication)
    if drug is None or route is None or amount is None:
        return None
    dose = (kinds.PATCH_RATE if route == "transdermal" else kinds.DAILY_DRUG_DOSE).quantity(amount)
    try:
        counted = morphine_milligram_equivalents([OpioidDose(drug=drug, route=route, dose=dose)])  # type: ignore[arg-type]  # refused if it is no route
    except BoneguideError:
        return None
    return kinds.MORPHINE_EQUIVALENT_MME.canonical_value(counted.total)


def _fifty_or_more(context: Context) -> bool | None:
    total, left_open = 0.0, not context.patient.lists_all("medications")
    for medication, sure in opioids_taken(context, "opioid"):
        part = _equivalents(medication)
        if part is None or not sure:
            left_open = True
        else:
            total += part
    return True if total >= _COUNTED_FROM else None if left_open else False


def _factor(drug: Opioid, route: OpioidRoute = "oral") -> float:
    """Return the factor of CDC 2022 for a drug, from the table that the calculator counts by."""
    return SURVEILLANCE["cdc2022"].entry((drug, route)).low


_REGULAR_EQUIVALENTS = named(
    "regular_morphine_milligram_equivalents",
    kinds.MORPHINE_EQUIVALENT_MME,
    _factor("morphine") * MORPHINE_DAILY_DOSE
    + _factor("oxycodone") * OXYCODONE_DAILY_DOSE
    + _factor("hydromorphone") * HYDROMORPHONE_DAILY_DOSE
    + _factor("oxymorphone") * OXYMORPHONE_DAILY_DOSE
    + _factor("hydrocodone") * HYDROCODONE_DAILY_DOSE
    + _factor("fentanyl", "transdermal") * FENTANYL_PATCH_RATE,
    label="morphine milligram equivalents of the regular opioids",
)
#: The number of CDC, which watches prescribing; it converts nothing. All opioids count, needed or regular.
MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE = fact(
    "morphine_milligram_equivalents_50_or_more",
    label="50 or more morphine milligram equivalents in 24 hours (CDC 2022)",
    read=_fifty_or_more,
    asked=True,
    inferred=(_REGULAR_EQUIVALENTS >= "50 MME/day") | UNKNOWN,
)

# --------------------------------------------------------------------------- how pain is under them


def _more_than(field: str, count: int) -> Callable[[Context], bool | None]:
    def read(context: Context) -> bool | None:
        counted: int | None = getattr(context.patient.pain, field)
        return None if counted is None else counted > count

    return read


PAIN_CRISIS = fact(
    "pain_crisis", label="severe pain that needs relief at once", read=attrgetter("patient.pain.crisis"), asked=True
)
BACKGROUND_CONTROLLED = fact(
    "background_pain_controlled",
    label="background pain that is steady and controlled",
    read=attrgetter("patient.pain.background_controlled"),
    asked=True,
)
MORE_THAN_FOUR_EPISODES = fact(
    "more_than_four_breakthrough_episodes",
    label="more than four episodes of breakthrough pain in 24 hours",
    read=_more_than("breakthrough_episodes_in_24_hours", 4),
    asked=True,
)


def _breakthrough(context: Context) -> bool | None:
    pain = context.patient.pain
    # Whoever had an episode treated has such pain.
    return True if pain.breakthrough is None and pain.breakthrough_episodes_in_24_hours else pain.breakthrough


BREAKTHROUGH_PAIN = fact(
    "breakthrough_pain",
    label="short episodes of worse pain",
    read=_breakthrough,
    asked=True,
    inferred=MORE_THAN_FOUR_EPISODES | UNKNOWN,
)
MORE_THAN_FOUR_RESCUES = fact(
    "more_than_four_rescue_doses",
    label="more than four rescue doses in 24 hours",
    read=_more_than("rescue_doses_in_24_hours", 4),
    asked=True,
)
OPIOID_NOT_TOLERATED = condition("opioid_not_tolerated", "adverse effects of the regular opioid that are not borne")
CANNOT_SWALLOW = condition("cannot_swallow", "cannot swallow")
#: Through the mouth these are not swallowed.
_NOT_SWALLOWED = frozenset({"fentanyl", "rapid-onset fentanyl", "buprenorphine"})


def _by_mouth(context: Context) -> bool | None:
    if context.patient.medications is None:
        return None
    # What is taken as needed counts where nothing is taken by the clock; a list that may lack entries leaves it open.
    entries = list(regular(context, "opioid"))
    if not entries and not may_lack(context, "medications"):
        entries = list(opioids_taken(context, "opioid"))
    swallowed = [(m, sure) for m, sure in entries if _NOT_SWALLOWED.isdisjoint(classes_listed(m))]
    found = [None if route_of(m) is None or not sure else route_of(m) == "oral" for m, sure in swallowed]
    return True if True in found else None if None in found else absent(context, "medications")


TAKES_OPIOID_BY_MOUTH = fact(
    "takes_opioid_by_mouth",
    label="an opioid that is swallowed, of the regular ones where there are any",
    read=_by_mouth,
    asked=True,
    inferred=any_of(
        *(dose > "0 mg" for (_, route), dose in _DOSES.items() if route == "oral"),
        CODEINE_DAILY_DOSE > "0 mg",
        TRAMADOL_DAILY_DOSE > "0 mg",
        DIHYDROCODEINE_DAILY_DOSE > "0 mg",
        UNKNOWN,
    ),
)
FRAIL = condition("frailty")
CACHEXIA = condition("cachexia")
QTC_ABOVE_500 = condition("qtc_above_500_ms", "a QTc above 500 ms", asked=False)
TAKES_CYP3A4_INHIBITOR = takes("cyp3a4 inhibitor", name="takes_cyp3a4_inhibitor", label="an inhibitor of CYP3A4")


#: What speeds up the breakdown of fentanyl for as long as it is taken.
_INDUCERS = frozenset({"enzyme-inducing anticonvulsant", "enzyme inducer"})


def _inducer_stopped(context: Context) -> bool | None:
    medications = context.patient.medications
    # An entry that is lacking may be that with which an inducer goes on.
    if medications is None or may_lack(context, "medications"):
        return None
    on = context.on
    inducers = [m for m in medications if not _INDUCERS.isdisjoint(classes_listed(m))]
    # What ends as another entry of it goes on is no stop.
    going_on = {m.drug for m in inducers if m.active(on) is not False and m.stop != on}
    stops = [m.stop for m in inducers if m.stop is not None and m.stop <= on and m.drug not in going_on]
    worn = [m.start for m, _ in regular(context, "fentanyl") if route_of(m) in {None, "transdermal"}]
    found = [None if start is None else start <= stop for start in worn for stop in stops]
    return True if True in found else None if None in found else False


#: No time is printed after which it no longer counts: it does so while the patch is worn that was worn at the stop.
INDUCER_STOPPED_UNDER_PATCH = fact(
    "enzyme_inducer_stopped_under_patch",
    label="an enzyme inducer stopped since the fentanyl patch that is worn was begun",
    read=_inducer_stopped,
    asked=True,
)
