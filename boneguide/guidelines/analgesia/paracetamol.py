"""Paracetamol by mouth: the usual dose, the lower ones, and the sum of all that holds it."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, cite, own_reading
from boneguide.guidelines.analgesia import _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.analgesia import (
    ALCOHOL_EXCESS,
    ALLERGY_PARACETAMOL,
    CHRONIC_LIVER_DISEASE,
    MALNUTRITION,
    PARACETAMOL_DAILY_DOSE,
    TAKES_PARACETAMOL,
)
from boneguide.guidelines.facts.clinical import DEHYDRATED, SEVERE_HEPATIC_IMPAIRMENT
from boneguide.guidelines.facts.corticosteroid import TAKES_ENZYME_INDUCER
from boneguide.guidelines.facts.person import WEIGHT
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Note, Prerequisite, Stance, Variation
from boneguide.logic.nodes import ALWAYS, Criterion, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.logic.verbs import named
from boneguide.model.provenance import Grade
from boneguide.quantities import Amount, kinds

_DRUG = "paracetamol"
_NCCN_2A = Grade(system="NCCN", year=2013, value="category 2A")
_USUAL = cite(sources.NCCN_FLASH_2013, "acetaminophen", "NON-01", verified="primary")
_LONG = cite(sources.NCCN_QUOTED, "acetaminophen, long use", "NON-02")
_LOWER = cite(sources.UK_PARACETAMOL, "reduced doses", "NON-03", verified="primary", note="that less is given")
_BY_WEIGHT = cite(sources.UK_PARACETAMOL, "label of the intravenous drug", "NON-03", note="into a vein, not by mouth")
_BY_WEIGHT_ORAL = cite(
    sources.UK_PARACETAMOL,
    "reduced doses by mouth",
    "NON-03",
    verified="conflict",
    note="15 mg/kg by mouth is practice; labels of tablets do not print it",
)
_SUM = cite(
    sources.UK_PARACETAMOL,
    "all products that hold paracetamol",
    "NON-04",
    note="that all of them are added up is said by many texts; none was noted",
)

_LIGHT = WEIGHT < "50 kg"
_CEILING_BY_WEIGHT = named(
    "paracetamol_ceiling_by_weight", kinds.DRUG_MASS, WEIGHT * 60.0, label="60 mg of paracetamol per kg of body weight"
)
#: Of whoever takes none the weight is not asked.
_ABOVE_BY_WEIGHT = (PARACETAMOL_DAILY_DOSE > "0 g") & (PARACETAMOL_DAILY_DOSE > _CEILING_BY_WEIGHT)
#: What makes the usual dose too much for the liver.
_LIVER_AT_RISK = (
    ALCOHOL_EXCESS
    | MALNUTRITION
    | DEHYDRATED
    | TAKES_ENZYME_INDUCER
    | CHRONIC_LIVER_DISEASE
    | SEVERE_HEPATIC_IMPAIRMENT
)
_AT_RISK = assume_absent(_LIVER_AT_RISK, because="the answer on the usual dose asks for each of these risks")
_WEIGHS_LITTLE = assume_absent(_LIGHT, because="the answer on the usual dose asks for the weight")

_ABOVE_CEILING = Contraindication(
    id="above-4-g",
    severity="contraindicated",
    when=PARACETAMOL_DAILY_DOSE > "4 g",
    says="All that is taken adds up to more than 4 g of paracetamol in 24 hours.",
    unknown=Confirm(
        "that all paracetamol, combinations included, adds up to no more than 4 g in 24 hours",
        because="the person can be asked what is taken",
    ),
    sources=(_USUAL, _SUM),
)
_ABOVE_60_MG_PER_KG = Contraindication(
    id="above-60-mg-per-kg",
    severity="not-recommended",
    when=_WEIGHS_LITTLE & _ABOVE_BY_WEIGHT,
    says="All that is taken adds up to more than 60 mg/kg of paracetamol in 24 hours.",
    unknown=Confirm(
        "that all paracetamol, combinations included, adds up to no more than 60 mg/kg in 24 hours",
        because="the person can be asked what is taken",
    ),
    sources=(
        _BY_WEIGHT,
        own_reading("NON-03", why="the ceiling of the intravenous drug is taken over for the mouth"),
    ),
)
_COUNTED = "what is taken counts where its sum is on record"


def _taken(too_much: Criterion) -> Criterion:
    """Return whether too much is taken already, which is judged where nothing hurts too."""
    return assume_absent(too_much, because=_COUNTED)


_ALLERGY = _parts.allergy(ALLERGY_PARACETAMOL, _DRUG, "NON-01")
_ADD_UP = Prerequisite(
    id="add-up",
    when=TAKES_PARACETAMOL,
    says=(
        "add up all that holds paracetamol, such as co-codamol, and bought without a prescription: the dose here is the"
        " whole of a day, not an addition to it"
    ),
    sources=_SUM,
)
_KIDNEYS = Note(
    id="kidneys",
    when=_parts.kidneys_below(30),
    says="With weak kidneys 6 to 8 hours are left between doses (from memory, not verified).",
    sources=_parts.recalled("paracetamol and kidneys", "NON-01"),
)


def _by_mouth(dose: Amount, hours: int, *notes: str) -> RegimenTemplate:
    return RegimenTemplate(drug=_DRUG, route="oral", dose=dose, interval=exactly(f"{hours} hour"), notes=notes)


PARACETAMOL = Rule(
    id="paracetamol",
    title="Paracetamol",
    when=(_parts.PAIN | _taken(PARACETAMOL_DAILY_DOSE > "4 g")) & not_(_AT_RISK) & not_(_WEIGHS_LITTLE),
    advise=_by_mouth(
        Amount(1.0, "g"),
        6,
        "1 g at most in one dose, at least 4 hours between doses, 4 g at most in 24 hours.",
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        _ABOVE_CEILING,
        _ALLERGY,
        _parts.BY_MOUTH,
        Contraindication(
            id="liver-at-risk",
            severity="not-recommended",
            when=_LIVER_AT_RISK,
            says="The liver is at risk: less than the usual dose, paracetamol-reduced.",
            unknown=Confirm(
                "no excess of alcohol, malnutrition, dehydration, enzyme inducer or disease of the liver",
                because="the person can be asked and looked at",
            ),
            sources=_LOWER,
        ),
        Contraindication(
            id="under-50-kg",
            severity="not-recommended",
            when=_LIGHT,
            says="Under 50 kg: less than the usual dose, paracetamol-low-weight.",
            unknown=Confirm("a body weight of 50 kg or more", because="the person can be weighed at the visit"),
            sources=_LOWER,
        ),
    ),
    first=(_ADD_UP,),
    variations=(
        Variation(
            id="650-mg",
            when=ALWAYS,
            says="650 mg every 4 hours",
            advise=_by_mouth(Amount(650.0, "mg"), 4),
            grade=_NCCN_2A,
            sources=_USUAL,
        ),
        Variation(
            id="long-use",
            when=ALWAYS,
            says="1 g every 8 hours, 3 g in 24 hours, where it is taken for long",
            advise=_by_mouth(Amount(1.0, "g"), 8),
            grade=UNGRADED,
            sources=(_LONG, own_reading("NON-02", why="3 g in 24 hours are three doses of 1 g")),
        ),
    ),
    notes=(
        Note(
            id="ceiling-for-long-use",
            says="NCCN is quoted as thinking of 3 g in 24 hours as the ceiling where it is taken for long.",
            sources=_LONG,
        ),
        Note(
            id="with-an-opioid",
            when=_parts.ON_OPIOID,
            says=(
                "Whether it adds to a strong opioid is uncertain: EAPC is remembered to prefer it to an"
                " anti-inflammatory drug for its few side effects, with less evidence (not verified)."
            ),
            sources=cite(sources.EAPC_2012, "non-opioids beside an opioid", "NON-05", verified="memory"),
        ),
        _KIDNEYS,
    ),
    grade=_NCCN_2A,
    sources=(_USUAL, _LONG),
    edition=EDITION,
)

_ORAL_DISPUTE = Dispute(
    id="by-weight-by-mouth",
    when=ALWAYS,
    about="how much is given by mouth under 50 kg",
    stances=(
        Stance(by="the UK label of the intravenous drug", says="15 mg/kg, 60 mg/kg in 24 hours", source=_BY_WEIGHT),
        Stance(by="practice", says="the same by mouth", source=_BY_WEIGHT_ORAL),
        Stance(by="NCCN 2013", says="1 g whatever the weight", source=_USUAL),
    ),
)

PARACETAMOL_LOW_WEIGHT = Rule(
    id="paracetamol-low-weight",
    title="Paracetamol under 50 kg",
    when=(_parts.PAIN | _taken(_ABOVE_BY_WEIGHT)) & _WEIGHS_LITTLE & not_(_AT_RISK),
    advise=_by_mouth(Amount(15.0, "mg/kg"), 6, "60 mg/kg at most in 24 hours."),
    contraindications=(
        _parts.ADULTS_ONLY,
        _ABOVE_CEILING,
        _ALLERGY,
        _parts.BY_MOUTH,
        _ABOVE_60_MG_PER_KG,
    ),
    first=(
        Prerequisite(
            id="dose-by-weight",
            when=ALWAYS,
            says="the prescriber checks the dose: 15 mg/kg is printed for the intravenous drug and practice by mouth",
            sources=(_BY_WEIGHT, _BY_WEIGHT_ORAL),
        ),
        _ADD_UP,
    ),
    disputes=(_ORAL_DISPUTE,),
    notes=(_KIDNEYS,),
    grade=UNGRADED,
    sources=(_LOWER, _BY_WEIGHT, _BY_WEIGHT_ORAL),
    edition=EDITION,
)

PARACETAMOL_REDUCED = Rule(
    id="paracetamol-reduced",
    title="Paracetamol where the liver is at risk",
    when=(_parts.PAIN | _taken((PARACETAMOL_DAILY_DOSE > "3 g") | (_LIGHT & _ABOVE_BY_WEIGHT))) & _AT_RISK,
    action=(
        "Paracetamol at less than the usual dose: 2 to 3 g in 24 hours at most with disease of the liver or too much"
        " alcohol."
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        _ABOVE_CEILING,
        _ALLERGY,
        _parts.BY_MOUTH,
        Contraindication(
            id="above-3-g",
            severity="not-recommended",
            when=PARACETAMOL_DAILY_DOSE > "3 g",
            says="More than 3 g in 24 hours is taken while the liver is at risk.",
            unknown=Confirm(
                "that all paracetamol, combinations included, adds up to no more than 3 g in 24 hours",
                because="the person can be asked what is taken",
            ),
            sources=(
                cite(sources.UK_PARACETAMOL, "liver disease and alcohol", "NON-03"),
                own_reading("NON-03", why="the upper end of 2 to 3 g is taken as the ceiling for every risk"),
            ),
        ),
        _ABOVE_60_MG_PER_KG,
    ),
    first=(_ADD_UP,),
    notes=(
        Note(
            id="by-weight",
            when=_WEIGHS_LITTLE,
            says=(
                "Under 50 kg besides: no more than 60 mg/kg in 24 hours, by the UK label of the intravenous drug; by"
                " mouth that is practice."
            ),
            sources=(_BY_WEIGHT, _BY_WEIGHT_ORAL),
        ),
        Note(
            id="severe-impairment",
            when=SEVERE_HEPATIC_IMPAIRMENT,
            says="Severe impairment of the liver: 2 to 3 g in 24 hours at most is remembered too (not verified).",
            sources=_parts.recalled("paracetamol in severe hepatic impairment", "REN-10"),
        ),
        _KIDNEYS,
    ),
    grade=UNGRADED,
    sources=(_LOWER, cite(sources.UK_PARACETAMOL, "liver disease and alcohol", "NON-03")),
    edition=EDITION,
)
