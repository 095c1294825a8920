"""Facts about analgesics: what is taken, what they may harm, and what kind of pain they meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.guidelines import drugs
from boneguide.guidelines.facts._build import condition, lasting
from boneguide.guidelines.facts._completeness import absent, may_lack
from boneguide.guidelines.facts._listed import SOME, classes_listed
from boneguide.guidelines.facts.corticosteroid import TAKES_DEXAMETHASONE
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.guidelines.facts.stability import NEUROPATHIC_PAIN
from boneguide.guidelines.facts.treatment import (
    ANY_OPIOID,
    TAKES_AMINOGLYCOSIDE,
    TAKES_LOOP_DIURETIC,
    allergic_to,
    another,
    entries_of,
    has_given_way,
    may_give_way,
    product_of,
    takes,
)
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import UNKNOWN, not_
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from boneguide.logic.context import Context
    from boneguide.logic.numbers import NumberFact
    from boneguide.model.medication import Medication


def _neuropathic(context: Context) -> bool | None:
    said = context.patient.pain.neuropathic
    # A lesion of which it is on record is not undone by a word about the whole person.
    return True if any(lesion.neuropathic_pain for lesion in context.patient.lesions or ()) else said


#: A lesion that hurts in that way is enough.
NEUROPATHIC_COMPONENT = fact(
    "neuropathic_component",
    label="pain with a neuropathic part, wherever it is",
    read=_neuropathic,
    asked=True,
    inferred=exists(LESIONS, NEUROPATHIC_PAIN) | UNKNOWN,
)

ALCOHOL_EXCESS = condition("alcohol_excess", "alcohol to excess")
MALNUTRITION = condition("malnutrition")
CHRONIC_LIVER_DISEASE = condition("chronic_liver_disease", "chronic liver disease")
ACUTE_ILLNESS = condition("acute_illness", "an acute illness")
PREVIOUS_ULCER_OR_BLEEDING = lasting(
    condition("previous_ulcer_or_gastrointestinal_bleeding", "an earlier ulcer or bleeding of stomach or bowel")
)
ISCHAEMIC_HEART_DISEASE = condition("ischaemic_heart_disease", "ischaemic heart disease")
SEIZURE_DISORDER = condition("seizure_disorder", "a disorder with seizures")
SUBSTANCE_USE_DISORDER = condition("substance_use_disorder", "a substance use disorder")
PREVIOUS_OVERDOSE = lasting(condition("previous_overdose", "an earlier overdose"))
SLEEP_DISORDERED_BREATHING = condition("sleep_disordered_breathing", "breathing disturbed in sleep")
LOST_OPIOID_TOLERANCE = condition("lost_opioid_tolerance", "a tolerance of opioids that was lost")
CYP2D6_POOR = lasting(condition("cyp2d6_poor_metaboliser", "a poor metaboliser by CYP2D6", asked=False))
CYP2D6_ULTRARAPID = lasting(
    condition("cyp2d6_ultrarapid_metaboliser", "an ultra-rapid metaboliser by CYP2D6", asked=False)
)
CONSTIPATION_DESPITE_LAXATIVES = condition(
    "constipation_despite_laxatives", "constipation that laxatives have not resolved"
)
OPIOID_NEUROTOXICITY = condition(
    "opioid_neurotoxicity", "jerks, hallucinations, delirium or pain that grows with the dose of an opioid"
)
LEAKY_BLOOD_BRAIN_BARRIER = condition(
    "compromised_blood_brain_barrier", "a blood-brain barrier that may leak, as with brain metastases"
)

TAKES_STRONG_OPIOID = takes("strong opioid", name="takes_strong_opioid", label="a strong opioid")
TAKES_TRAMADOL = takes("tramadol", name="takes_tramadol", label="tramadol")
TAKES_OPIOID = takes("opioid", name="takes_opioid", label="an opioid", such_as=(TAKES_STRONG_OPIOID, TAKES_TRAMADOL))
TAKES_MIXED_OPIOID = takes(
    "agonist-antagonist opioid",
    name="takes_agonist_antagonist_opioid",
    label="an opioid that is agonist and antagonist at once",
)
TAKES_PARACETAMOL = takes("paracetamol", name="takes_paracetamol", label="paracetamol, alone or in a combination")
TAKES_BENZODIAZEPINE = takes("benzodiazepine", name="takes_benzodiazepine", label="a benzodiazepine")
TAKES_GABAPENTINOID = takes("gabapentinoid", name="takes_gabapentinoid", label="gabapentin or pregabalin")
TAKES_LAXATIVE = takes(
    "stimulant laxative", "osmotic laxative", name="takes_laxative", label="a stimulant or osmotic laxative"
)
TAKES_BULK_LAXATIVE = takes(
    "bulk-forming laxative", name="takes_bulk_forming_laxative", label="a bulk-forming laxative"
)
TAKES_SSRI_OR_SNRI = takes("ssri or snri", name="takes_ssri_or_snri", label="an SSRI or SNRI")
TAKES_DULOXETINE = takes("duloxetine", name="takes_duloxetine", label="duloxetine")
TAKES_AMITRIPTYLINE = takes("amitriptyline", name="takes_amitriptyline", label="amitriptyline")


#: Duloxetine is an SNRI itself, and no second one beside itself.
TAKES_SSRI_OR_SNRI_BESIDE_DULOXETINE = fact(
    "takes_ssri_or_snri_beside_duloxetine",
    label="an SSRI, or an SNRI other than duloxetine",
    read=another("ssri or snri", than="duloxetine"),
    asked=True,
    inferred=TAKES_SSRI_OR_SNRI & (not_(TAKES_DULOXETINE) | UNKNOWN),
)
TAKES_TRICYCLIC = takes("tricyclic antidepressant", name="takes_tricyclic", label="a tricyclic antidepressant")
TAKES_SEROTONERGIC = takes(
    "ssri or snri",
    "tricyclic antidepressant",
    name="takes_serotonergic_antidepressant",
    label="an SSRI, SNRI or tricyclic antidepressant",
    such_as=(TAKES_SSRI_OR_SNRI, TAKES_TRICYCLIC),
)
TAKES_OTHER_SEROTONERGIC = takes(
    "other serotonergic drug",
    name="takes_other_serotonergic_drug",
    label="mirtazapine, trazodone, a triptan, a 5-HT3 antagonist or a serotonergic muscle relaxant",
)


def _days_gone(medication: Medication, context: Context) -> int | None:
    """Return the days since it was surely taken last; None where that is not known or lies ahead."""
    past = [day for day in (medication.stop, medication.last_given) if day is not None and day <= context.on]
    return min((context.on - day).days for day in past) if past else None


def _lately(group: str, days: int) -> Callable[[Context], bool | None]:
    """Return the reader of "takes a drug of this class, or took one less than so many days ago"."""

    def read(context: Context) -> bool | None:
        if context.patient.medications is None:
            return None
        found: list[bool | None] = [False]
        for medication in context.patient.medications:
            if group in classes_listed(medication):
                gone = _days_gone(medication, context)
                found.append((gone is not None and gone < days) or medication.active(context.on))
        return True if True in found else None if None in found else absent(context, "medications")

    return read


#: Days for which a monoamine oxidase inhibitor counts after its last one.
MAO_INHIBITOR_DAYS = 14
TAKES_MAO_INHIBITOR = fact(
    "takes_monoamine_oxidase_inhibitor",
    label="a monoamine oxidase inhibitor, linezolid included, now or less than 14 days ago",
    read=_lately("monoamine oxidase inhibitor", MAO_INHIBITOR_DAYS),
    asked=True,
)
#: A month of the injection that is given every 4 weeks.
_NALTREXONE_DAYS = 28
TAKES_OPIOID_ANTAGONIST = fact(
    "takes_opioid_antagonist",
    label="naltrexone, now or less than 4 weeks ago",
    read=_lately("opioid antagonist", _NALTREXONE_DAYS),
    asked=True,
)
TAKES_CYP2D6_INHIBITOR = takes(
    "strong cyp2d6 inhibitor", name="takes_strong_cyp2d6_inhibitor", label="a strong inhibitor of CYP2D6"
)
TAKES_RAAS_BLOCKER = takes(
    "ace inhibitor or angiotensin receptor blocker",
    name="takes_raas_blocker",
    label="an ACE inhibitor or angiotensin receptor blocker",
)
TAKES_DIURETIC = takes("diuretic", name="takes_diuretic", label="a diuretic", such_as=(TAKES_LOOP_DIURETIC,))
TAKES_LITHIUM = takes("lithium", name="takes_lithium", label="lithium")
TAKES_ANTIPLATELET = takes("antiplatelet", name="takes_antiplatelet", label="an antiplatelet drug")
TAKES_CORTICOSTEROID = takes(
    "corticosteroid", name="takes_corticosteroid", label="a corticosteroid", such_as=(TAKES_DEXAMETHASONE,)
)


#: Ways by which naloxone stands in a tablet or film beside an opioid, and undoes no overdose.
_NOT_INTO_THE_BLOOD = frozenset({"oral", "sublingual", "buccal"})


def _naloxone_at_hand(context: Context) -> bool | None:
    if context.patient.medications is None:
        return None
    listed = [(m, classes_listed(m) & {"naloxone", "opioid"}) for m in context.patient.medications]
    # Naloxone in one tablet with an opioid is not naloxone at hand, nor is what is swallowed or dissolves in the mouth.
    with_opioid = {product_of(m) for m, found in listed if "opioid" in found} - {""}
    alone = [
        m
        for m, found in listed
        if found == {"naloxone"} and product_of(m) not in with_opioid and m.route not in _NOT_INTO_THE_BLOOD
    ]
    # What the list lacks may be the opioid of the same product.
    unsure = may_lack(context, "medications")
    active = {None if unsure and product_of(m) else m.active(context.on) for m in alone}
    return True if True in active else None if None in active else absent(context, "medications")


TAKES_NALOXONE = fact("takes_naloxone", label="naloxone at hand", read=_naloxone_at_hand, asked=True)
#: Contrast medium included; a bone agent is another question.
TAKES_NEPHROTOXIC_BESIDE_NSAID = takes(
    *(group for group in drugs.NEPHROTOXIC if group != "non-steroidal anti-inflammatory drug"),
    name="takes_nephrotoxic_drug_beside_nsaid",
    label="contrast or another nephrotoxic drug",
    such_as=(TAKES_AMINOGLYCOSIDE,),
)

ALLERGY_PARACETAMOL = allergic_to("paracetamol", name="allergy_paracetamol", label="hypersensitivity to paracetamol")
_ANTI_INFLAMMATORIES = (
    "anti-inflammatories",
    "anti-inflammatory",
    "anti-inflammatory drug",
    "anti-inflammatory drugs",
)
ALLERGY_NSAID = allergic_to(
    "nsaid",
    "nsaids",
    "aspirin",
    *_ANTI_INFLAMMATORIES,
    *(f"{kind} {rest}" for kind in ("non-steroidal", "nonsteroidal") for rest in _ANTI_INFLAMMATORIES),
    name="allergy_nsaid",
    label="hypersensitivity to an anti-inflammatory drug or aspirin",
)
ALLERGY_CODEINE = allergic_to("codeine", words=ANY_OPIOID, name="allergy_codeine", label="hypersensitivity to codeine")
ALLERGY_TRAMADOL = allergic_to(
    "tramadol", words=ANY_OPIOID, name="allergy_tramadol", label="hypersensitivity to tramadol"
)
ALLERGY_DIHYDROCODEINE = allergic_to(
    "dihydrocodeine", words=ANY_OPIOID, name="allergy_dihydrocodeine", label="hypersensitivity to dihydrocodeine"
)
ALLERGY_PREGABALIN = allergic_to("pregabalin", name="allergy_pregabalin", label="hypersensitivity to pregabalin")
ALLERGY_GABAPENTIN = allergic_to("gabapentin", name="allergy_gabapentin", label="hypersensitivity to gabapentin")
ALLERGY_DULOXETINE = allergic_to("duloxetine", name="allergy_duloxetine", label="hypersensitivity to duloxetine")


def _amount_a_day(group: str) -> Callable[[Context], Interval | float | None]:
    """Return the reader of what is taken of a drug in a day; an entry of unknown amount leaves the sum open upwards."""

    def read(context: Context) -> Interval | float | None:
        if context.patient.medications is None:
            return None
        doses = [m.daily_dose if sure else None for m, sure in entries_of(context, group)]
        low = sum((kinds.DRUG_MASS.canonical_value(dose) for dose in doses if dose is not None), 0.0)
        return Interval(low, float("inf")) if None in doses or may_lack(context, "medications") else low

    return read


def _daily_dose(drug: str) -> NumberFact:
    return fact(
        f"{drug}_daily_dose",
        kinds.DRUG_MASS,
        label=f"{drug} in 24 hours",
        read=_amount_a_day(drug),
        asked=True,
    )


PREGABALIN_DAILY_DOSE = _daily_dose("pregabalin")
GABAPENTIN_DAILY_DOSE = _daily_dose("gabapentin")


def _paracetamol(context: Context) -> Interval | float | None:
    if context.patient.medications is None:
        return None
    low, open_end = 0.0, may_lack(context, "medications")
    entries = list(entries_of(context, "paracetamol"))
    for medication, sure in entries:
        if has_given_way(medication, context.on, to=(other for other, _ in entries)):
            continue
        active = sure and not may_give_way(context, medication, context.on)
        holds = drugs.classes_of(medication.drug) or drugs.classes_of(medication.product or "")
        alone, dose = holds == {"paracetamol"}, medication.daily_dose
        # Where only a class is stated the dose counts, and there may be more.
        if active and dose is not None and (alone or not holds):
            low += kinds.DRUG_MASS.canonical_value(dose)
        # Of a combination the amount of paracetamol is not what its own dose says.
        elif active and not alone and "paracetamol" in holds and medication.as_needed is not True:
            low += SOME
        open_end = open_end or not (active and alone and dose is not None)
    return Interval(low, float("inf")) if open_end else low


#: All entries added up; one of which the amount is not known leaves the sum open upwards, a combination above what is
#: known.
PARACETAMOL_DAILY_DOSE = fact(
    "paracetamol_daily_dose",
    kinds.DRUG_MASS,
    label="paracetamol in 24 hours from all sources",
    read=_paracetamol,
    asked=True,
)
