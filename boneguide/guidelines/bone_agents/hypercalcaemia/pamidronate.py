"""Pamidronate for hypercalcaemia of malignancy: one dose by the height of calcium, in US and in European bands."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, cite, own_reading
from boneguide.guidelines.bone_agents._calcium import HYPERCALCAEMIC
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents._parts import boundary_note
from boneguide.guidelines.bone_agents.hypercalcaemia import common
from boneguide.guidelines.bone_agents.pamidronate.infusion import (
    DILUENTS,
    IMPAIRED_SOURCE,
    IN_EUROPE,
    IN_THE_US,
    NOTES,
    RATE_DISPUTE,
    RATE_IN_MYELOMA_OR_HYPERCALCAEMIA,
    RATE_WHEN_IMPAIRED,
    RENALLY_IMPAIRED,
)
from boneguide.guidelines.bone_agents.pamidronate.restrictions import (
    CREATININE_ABOVE_3,
    WHATEVER_FOR,
)
from boneguide.guidelines.facts.clinical import DIALYSIS_ON_RECORD
from boneguide.guidelines.facts.laboratory import CORRECTED_CALCIUM, CURRENT_CREATININE_CLEARANCE
from boneguide.logic.clauses import Contraindication, Licence, Note, Prerequisite
from boneguide.logic.nodes import Criterion, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import Dose, RegimenTemplate, no_less_than, span
from boneguide.logic.verbs import cases
from boneguide.quantities import Amount

#: Moderate from 12.0 to 13.5 mg/dL, both included; the US label was read in mg/dL only.
_FROM_12 = CORRECTED_CALCIUM >= "12.0 mg/dL"
_US_BANDS: tuple[tuple[Criterion, Dose], ...] = (
    (CORRECTED_CALCIUM > "13.5 mg/dL", Amount(90.0, "mg")),
    (_FROM_12, span("60 mg", "90 mg")),
)

#: The printed European bands share their ends; a shared value belongs to the lower band.
_ABOVE_4 = CORRECTED_CALCIUM > "4.0 mmol/L"
_ABOVE_3_5 = CORRECTED_CALCIUM > "3.5 mmol/L"
_ABOVE_3 = CORRECTED_CALCIUM > "3.0 mmol/L"
_UP_TO_3 = CORRECTED_CALCIUM <= "3.0 mmol/L"
_EUROPEAN_BANDS: tuple[tuple[Criterion, Dose], ...] = (
    (_ABOVE_4, Amount(90.0, "mg")),
    (_ABOVE_3_5, span("60 mg", "90 mg")),
    (_ABOVE_3, span("30 mg", "60 mg")),
    (_UP_TO_3, span("15 mg", "30 mg")),
)
_ON_A_SHARED_END = (
    CORRECTED_CALCIUM.equals("3.0 mmol/L")
    | CORRECTED_CALCIUM.equals("3.5 mmol/L")
    | CORRECTED_CALCIUM.equals("4.0 mmol/L")
)

_CLEARANCE_BELOW_30 = (CURRENT_CREATININE_CLEARANCE < "30 mL/min") | DIALYSIS_ON_RECORD
_UK_RENAL = cite(sources.UK_PAMIDRONATE, "renal impairment", "P14")

PAMIDRONATE_HYPERCALCAEMIA = Rule(
    id="pamidronate-hypercalcaemia",
    title="Pamidronate for hypercalcaemia of malignancy",
    when=(IN_THE_US & common.of_malignancy(_FROM_12)) | (IN_EUROPE & common.TUMOUR_HYPERCALCAEMIA),
    advise=RegimenTemplate(
        drug="pamidronate",
        route="IV",
        dose=cases(
            *((IN_THE_US & criterion, dose) for criterion, dose in common.both_sides(CREATININE_ABOVE_3, *_US_BANDS)),
            *((IN_EUROPE & criterion, dose) for criterion, dose in _EUROPEAN_BANDS),
        ),
        # In Europe the highest dose of each band at 20 mg an hour, or at 22.5.
        infusion_time=cases(
            (IN_THE_US, span("2 hour", "24 hour")),
            (RENALLY_IMPAIRED & _ABOVE_3_5, no_less_than("4.5 hour")),
            (RENALLY_IMPAIRED & _ABOVE_3, no_less_than("3 hour")),
            (RENALLY_IMPAIRED & _UP_TO_3, no_less_than("90 minute")),
            (not_(RENALLY_IMPAIRED) & _ABOVE_3_5, no_less_than("4 hour")),
            (not_(RENALLY_IMPAIRED) & _ABOVE_3, no_less_than("160 minute")),
            (not_(RENALLY_IMPAIRED) & _UP_TO_3, no_less_than("80 minute")),
        ),
        volume=cases((IN_EUROPE, Amount(500.0, "mL"))),
        diluents=DILUENTS,
        maximum_rate=cases(
            (IN_EUROPE & RENALLY_IMPAIRED, RATE_WHEN_IMPAIRED),
            (IN_EUROPE & not_(RENALLY_IMPAIRED), RATE_IN_MYELOMA_OR_HYPERCALCAEMIA),
        ),
        notes=(
            "One dose, after rehydration; a second no sooner than 7 days after the first.",
            *NOTES,
        ),
    ),
    recommended=common.MODERATE,
    licences=(
        Licence(
            id="licence-us",
            when=_FROM_12,
            says="US licence: moderate or severe hypercalcaemia of malignancy, from a corrected calcium of 12.0 mg/dL.",
            jurisdictions="US",
            sources=cite(sources.FDA_PAMIDRONATE, "1", "N03", "P01", "P02"),
        ),
        Licence(
            id="licence-europe",
            when=HYPERCALCAEMIC,
            says="UK licence: tumour-induced hypercalcaemia.",
            jurisdictions=EUROPE,
            sources=cite(sources.UK_PAMIDRONATE, "4.1", "N04"),
        ),
    ),
    contraindications=(
        *WHATEVER_FOR,
        Contraindication(
            id="clearance-below-30-europe",
            severity="avoid",
            when=_CLEARANCE_BELOW_30 & not_(common.SEVERE),
            says=(
                "Clearance below 30 mL/min or dialysis: the UK text avoids pamidronate except in life-threatening"
                " hypercalcaemia, read here as a corrected calcium of 14 mg/dL (3.5 mmol/L) or more."
            ),
            jurisdictions=EUROPE,
            sources=(_UK_RENAL, own_reading("P14", "F13", why="the text gives no number for life-threatening")),
        ),
    ),
    holds=(common.RETREATED_TOO_EARLY,),
    first=(
        *common.FIRST_WITH_RENAL_JUDGEMENT,
        Prerequisite(
            id="benefit-risk-us",
            when=_CLEARANCE_BELOW_30 | CREATININE_ABOVE_3,
            says=(
                "documented clinical judgement: clearance below 30 mL/min, serum creatinine above 3.0 mg/dL (265"
                " umol/L) or dialysis were not studied"
            ),
            jurisdictions="US",
            sources=cite(sources.FDA_PAMIDRONATE, "precautions", "P08"),
        ),
        Prerequisite(
            id="benefit-risk-europe",
            when=_CLEARANCE_BELOW_30 & common.SEVERE,
            says="documented evaluation of benefit against risk: clearance below 30 mL/min or dialysis",
            jurisdictions=EUROPE,
            sources=_UK_RENAL,
        ),
    ),
    monitor=common.MONITORING,
    reasons=(*common.BISPHOSPHONATE_REASONS, common.imwg_order(favours=False)),
    disputes=(RATE_DISPUTE,),
    notes=(
        Note(
            id="slower-us",
            when=RENALLY_IMPAIRED,
            says=(
                "Kidneys are impaired: an infusion longer than 2 hours may spare them, and 4 hours or more is"
                " suggested."
            ),
            jurisdictions="US",
            sources=(cite(sources.FDA_PAMIDRONATE, "warnings", "P07"), IMPAIRED_SOURCE),
        ),
        Note(
            id="volume-us",
            says="The volume of the US label, 1000 mL, is from memory: not verified, check the label.",
            jurisdictions="US",
            sources=cite(sources.FDA_PAMIDRONATE, "dosage and administration", "R08", verified="memory"),
        ),
        Note(
            id="shared-end",
            when=_ON_A_SHARED_END,
            says=(
                "Corrected calcium lies exactly on an end that two printed bands share; the lower band is used, and a"
                " clinician may choose the higher."
            ),
            jurisdictions=EUROPE,
            sources=own_reading("P11", why="the cautious reading of bands that share their ends"),
        ),
        boundary_note(
            CURRENT_CREATININE_CLEARANCE,
            30,
            60,
            row="P14",
            reading="30 itself is not below 30, and 60 itself counts as impaired",
        ),
    ),
    grade=LABEL,
    sources=(
        cite(sources.FDA_PAMIDRONATE, "dosage, hypercalcaemia of malignancy", "P01", "P02", "P03", "P06", "R08"),
        cite(sources.UK_PAMIDRONATE, "dosage, tumour-induced hypercalcaemia", "P11", "R08"),
        cite(sources.UK_PAMIDRONATE, "4.2", "P12", "P13"),
        own_reading("P12", "P13", why="times are the highest dose of a band at the highest rate printed"),
    ),
    edition=EDITION,
)
