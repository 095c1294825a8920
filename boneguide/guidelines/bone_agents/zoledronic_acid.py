"""Zoledronic acid 4 mg for bone metastases of solid tumours and for myeloma."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, TRIAL, article, cite, own_reading
from boneguide.guidelines.bone_agents import _before, shared
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents.reactions import holds_until_evaluated
from boneguide.guidelines.bone_agents.renal_gate import CREATININE_FOR_THIS_DOSE, renal_holds, renal_notes
from boneguide.guidelines.facts.clinical import DIALYSIS_ON_RECORD, OPEN_ORAL_LESION
from boneguide.guidelines.facts.laboratory import (
    CREATININE,
    CREATININE_CLEARANCE,
    CURRENT_CREATININE_CLEARANCE,
)
from boneguide.guidelines.facts.person import BREAST_FEEDING
from boneguide.guidelines.facts.treatment import (
    ALLERGY_BISPHOSPHONATE,
    ALLERGY_ZOLEDRONIC_ACID,
    BISPHOSPHONATE_BESIDE_ZOLEDRONIC_ACID,
    DAYS_SINCE_ZOLEDRONIC_ACID,
    OSTEOPOROSIS_ZOLEDRONIC_ACID,
    ZOLEDRONIC_ACID_WITHHELD,
)
from boneguide.guidelines.facts.tumour import (
    BONE_METASTASES,
    BREAST_CANCER,
    CASTRATION_RESISTANT,
    LYTIC_LESION,
    MALIGNANT_BONE_DISEASE,
    MYELOMA,
    NOT_YET_MYELOMA,
    ON_ANTINEOPLASTIC_THERAPY,
    PRIMARY,
    PROGRESSED_ON_HORMONAL_THERAPY,
    PROSTATE_CANCER,
    SOLID_TUMOUR_BONE_METASTASES,
)
from boneguide.logic.clauses import Confirm, Contraindication, Hold, Licence, Note, Reason, Variation
from boneguide.logic.nodes import any_of, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly, no_less_than, span
from boneguide.logic.verbs import above, at_least, band, printed
from boneguide.model.provenance import Grade
from boneguide.quantities import Amount

DILUENTS = ("sodium chloride 0.9 %", "glucose 5 %")

_US_DOSE = cite(sources.FDA_ZOLEDRONIC_ACID, "2.2 table 1", "Z01", "Z02", "Z03", "Z04", "Z07", "Z08")
_EU_DOSE = cite(sources.EMA_ZOLEDRONIC_ACID, "4.2", "Z01", "Z02", "Z03", "Z04", "Z07", "Z08", "Q02")
_PREPARATION = cite(sources.FDA_ZOLEDRONIC_ACID, "2.3", "Z20", "Z21", "Z22", "Z23", "R04", "R05")
_GATE = cite(
    sources.FDA_ZOLEDRONIC_ACID, "2.2 and 6.1", "W01", "W02", "W03", "W04", "W09", note="European text: 4.2 and 4.4"
)
_GATE_EU = cite(sources.EMA_ZOLEDRONIC_ACID, "4.2 and 4.4", "W05", "W06", "W07", "W09")


def _volumes(concentrate: str, ready_to_use: str) -> tuple[str, ...]:
    return (
        f"from the 4 mg/5 mL concentrate: {concentrate} into 100 mL",
        f"from the 4 mg/100 mL ready-to-use solution: {ready_to_use}",
    )


def regimen(interval: str = "") -> RegimenTemplate:
    """Return the regimen with the renal dose table, at 3 to 4 weeks or another interval."""
    return RegimenTemplate(
        drug="zoledronic acid",
        route="IV",
        dose=band(
            CREATININE_CLEARANCE,
            above("60 mL/min", Amount(4.0, "mg")),
            at_least("50 mL/min", Amount(3.5, "mg")),
            at_least("40 mL/min", Amount(3.3, "mg")),
            at_least("30 mL/min", Amount(3.0, "mg")),
        ),
        interval=exactly(interval) if interval else span("3 week", "4 week"),
        infusion_time=no_less_than("15 minute"),
        volume=Amount(100.0, "mL"),
        diluents=DILUENTS,
        preparation=band(
            CREATININE_CLEARANCE,
            above("60 mL/min", _volumes("5.0 mL", "use as it is")),
            at_least("50 mL/min", _volumes("4.4 mL", "replace 12.0 mL with diluent")),
            at_least("40 mL/min", _volumes("4.1 mL", "replace 18.0 mL with diluent")),
            at_least("30 mL/min", _volumes("3.8 mL", "replace 25.0 mL with diluent")),
        ),
        notes=(
            "No calcium-containing or other divalent solution; a single solution by a separate line.",
            "Use within 24 hours of dilution, storage at 2 to 8 degrees Celsius and infusion included.",
        ),
    )


_NEAR_AN_EDGE = any_of(
    *(
        (CREATININE_CLEARANCE >= f"{edge - 1} mL/min") & (CREATININE_CLEARANCE <= f"{edge + 1} mL/min")
        for edge in (30, 40, 50, 60)
    )
)

_NOW_IN_A_LOWER_BAND = any_of(
    (CREATININE_CLEARANCE > "60 mL/min") & (CURRENT_CREATININE_CLEARANCE <= "60 mL/min"),
    *(
        (CREATININE_CLEARANCE >= f"{edge} mL/min") & (CURRENT_CREATININE_CLEARANCE < f"{edge} mL/min")
        for edge in (40, 50)
    ),
)

ZOLEDRONIC_ACID = Rule(
    id="zoledronic-acid",
    title="Zoledronic acid to prevent skeletal events",
    when=MALIGNANT_BONE_DISEASE | NOT_YET_MYELOMA,
    advise=regimen(),
    recommended=shared.RECOMMENDED_SETTING,
    licences=(
        Licence(
            id="licence-us",
            when=(SOLID_TUMOUR_BONE_METASTASES & (not_(PROSTATE_CANCER) | PROGRESSED_ON_HORMONAL_THERAPY)) | MYELOMA,
            says=(
                "US licence: myeloma, and bone metastases of solid tumours; prostate cancer after progression on "
                "hormonal therapy."
            ),
            jurisdictions="US",
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "1", "N01", "K16"),
        ),
        Licence(
            id="licence-europe",
            when=MALIGNANT_BONE_DISEASE,
            says="European licence: prevention of skeletal events in adults with advanced malignancy involving bone.",
            jurisdictions=EUROPE,
            sources=cite(sources.EMA_ZOLEDRONIC_ACID, "4.1", "N02"),
        ),
    ),
    contraindications=(
        shared.hypersensitivity(
            ALLERGY_ZOLEDRONIC_ACID,
            "zoledronic acid or an excipient",
            cite(sources.FDA_ZOLEDRONIC_ACID, "4", "K01"),
            cite(sources.EMA_ZOLEDRONIC_ACID, "4.3", "K01"),
        ),
        Contraindication(
            id="hypersensitivity-class-europe",
            severity="contraindicated",
            when=ALLERGY_BISPHOSPHONATE,
            says="Hypersensitivity to another bisphosphonate is a contraindication in the European text.",
            unknown=Confirm("no hypersensitivity to any bisphosphonate", because="the person can be asked"),
            jurisdictions=EUROPE,
            sources=cite(sources.EMA_ZOLEDRONIC_ACID, "4.3", "K02"),
        ),
        Contraindication(
            id="hypersensitivity-class-us",
            severity="caution",
            when=ALLERGY_BISPHOSPHONATE,
            says="Hypersensitivity to another bisphosphonate: history to weigh.",
            jurisdictions="US",
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "4", "K02"),
        ),
        Contraindication(
            id="breast-feeding-europe",
            severity="contraindicated",
            when=BREAST_FEEDING,
            says="Breast-feeding is a contraindication in the European text.",
            unknown=Confirm("not breast-feeding", because="the person can be asked"),
            jurisdictions=EUROPE,
            sources=cite(sources.EMA_ZOLEDRONIC_ACID, "4.3", "K03"),
        ),
        Contraindication(
            id="breast-feeding-us",
            severity="caution",
            when=BREAST_FEEDING,
            says="The US label advises against breast-feeding during treatment (from memory, not verified).",
            jurisdictions="US",
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "8", "K03", verified="memory"),
        ),
        shared.pregnancy(
            "zoledronic acid",
            cite(sources.EMA_ZOLEDRONIC_ACID, "4.6", "K04"),
            cite(sources.FDA_ZOLEDRONIC_ACID_CHANGES, "5.10", "K04"),
        ),
        Contraindication(
            id="clearance-below-30",
            severity="not-recommended",
            when=any_of(
                CREATININE_CLEARANCE < "30 mL/min", CURRENT_CREATININE_CLEARANCE < "30 mL/min", DIALYSIS_ON_RECORD
            ),
            says=(
                "Creatinine clearance is below 30 mL/min, or there is dialysis: both labels do not recommend"
                " zoledronic acid for bone metastases or myeloma. It is not a label contraindication; denosumab needs"
                " no renal dose change."
            ),
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "5.3", "Z05", "K05"),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.2 and 4.4", "Z05", "K05"),
            ),
        ),
        Contraindication(
            id="creatinine-above-3",
            severity="not-recommended",
            when=CREATININE > printed("3.0 mg/dL", "265 umol/L"),
            says=(
                "Serum creatinine is above 3.0 mg/dL (265 umol/L), outside the trials in bone metastases: not"
                " recommended without individual review, whatever the clearance."
            ),
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "5.3", "Z06", "K06"),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.2", "Z06", "K06"),
            ),
        ),
        Contraindication(
            id="duplicate",
            severity="avoid",
            when=OSTEOPOROSIS_ZOLEDRONIC_ACID | BISPHOSPHONATE_BESIDE_ZOLEDRONIC_ACID,
            says=(
                "Another zoledronic acid product (5 mg, Reclast or Aclasta) or another bisphosphonate is in use: the"
                " labels avoid giving them together."
            ),
            unknown=Confirm(
                "no other zoledronic acid product and no other bisphosphonate in use",
                because="current medicines can be asked about",
            ),
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "5.1", "K11", "X11"),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "K11"),
                cite(sources.FDA_RECLAST, "4", "K11"),
            ),
        ),
        shared.castration_sensitive(cite(sources.FDA_ZOLEDRONIC_ACID, "1", "N01", "S04")),
        shared.not_yet_myeloma(),
        shared.short_life_expectancy_esmo(),
        Contraindication(
            id="life-expectancy-label",
            severity="not-recommended",
            when=shared.LESS_THAN_THREE_MONTHS,
            says=(
                "Life expectancy is below three months: the European text expects an effect on skeletal events only"
                " after two to three months."
            ),
            unknown=shared.CONFIRM_THREE_MONTHS,
            jurisdictions=EUROPE,
            sources=cite(sources.EMA_ZOLEDRONIC_ACID, "4.2", "T19"),
        ),
        shared.under_18(cite(sources.EMA_ZOLEDRONIC_ACID, "4.2", "K14")),
        _before.denosumab_beside(),
        *shared.fluid_cautions(cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "K10")),
        shared.asthma(),
        shared.liver(),
        *shared.bisphosphonate_interactions("zoledronic acid"),
        *shared.jaw_risk_factors(),
        Contraindication(
            id="without-antineoplastic-therapy",
            severity="info",
            when=not_(ON_ANTINEOPLASTIC_THERAPY),
            says=(
                "The US indication is in conjunction with standard antineoplastic therapy, which is recorded as not "
                "given."
            ),
            jurisdictions="US",
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "1", "N01"),
        ),
    ),
    holds=(
        *renal_holds(_GATE, ZOLEDRONIC_ACID_WITHHELD, "zoledronic acid"),
        *holds_until_evaluated("zoledronic acid"),
        shared.dehydration(
            cite(sources.FDA_ZOLEDRONIC_ACID, "5.2", "K09"), cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "K09")
        ),
        Hold(
            id="open-oral-lesion",
            when=OPEN_ORAL_LESION,
            says=(
                "An unhealed open soft-tissue lesion in the mouth: the European text delays the start, except in an "
                "emergency."
            ),
            unknown=Confirm("no unhealed open lesion in the mouth", because="the mouth can be looked at"),
            jurisdictions=EUROPE,
            sources=cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "K15"),
        ),
    ),
    first=(
        *_before.before_a_dose(),
        shared.hypocalcaemia_first("zoledronic acid"),
        CREATININE_FOR_THIS_DOSE,
    ),
    monitor=(*shared.bisphosphonate_monitoring(), *shared.reminder_card(), *shared.supplements("zoledronic acid")),
    reasons=(
        *shared.setting_reasons(),
        Reason(
            id="both-phenotypes",
            when=MALIGNANT_BONE_DISEASE,
            favours=True,
            says="The label asks for no phenotype: osteolytic, osteoblastic and mixed disease are all within it.",
            grade=LABEL,
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "1", "G01", "G02"),
                own_reading("G03", "G04", why="phenotype is no field of the licence"),
                article("A01", "bisphosphonates, zoledronic acid first, for both phenotypes whatever the primary"),
            ),
        ),
        Reason(
            id="trial-prostate",
            when=CASTRATION_RESISTANT,
            favours=True,
            says=(
                "In castration-resistant prostate cancer 4 mg every 3 weeks lowered skeletal events from 44 % to 33 %"
                " over 15 months (n = 643)."
            ),
            grade=TRIAL,
            sources=cite(sources.SAAD_2002, "primary result", "E09"),
        ),
        Reason(
            id="trial-renal",
            when=PRIMARY.is_in("renal") & BONE_METASTASES,
            favours=True,
            says=(
                "In the renal cell subset of a trial in lung and other solid tumours 37 % had a skeletal event against"
                " 74 % on placebo over nine months (p = 0.015)."
            ),
            grade=TRIAL,
            sources=(
                cite(sources.LIPTON_2004, "renal cell subset", "E13", verified="primary"),
                cite(sources.ROSEN_2003, "main result", "E13", verified="memory"),
            ),
        ),
    ),
    variations=(
        Variation(
            id="every-12-weeks-breast",
            when=BREAST_CANCER & not_(shared.PROGRESSING),
            says="Every 12 weeks is an equal option in breast cancer; the dose still goes by clearance.",
            advise=regimen("12 week"),
            grade=Grade(system="ASCO", year=2017, value="evidence-based, high quality, strong"),
            sources=(
                cite(sources.ASCO_2017, "recommendation on interval", "T01", "R03"),
                cite(sources.HIMELSTEIN_2017, "primary result", "E06", "T08", verified="primary"),
                cite(sources.HORTOBAGYI_2017, "primary result", "E07", "T08", verified="primary"),
                cite(sources.AMADORI_2013, "primary result", "E08", "T08", verified="primary"),
            ),
        ),
        Variation(
            id="every-12-weeks-trial",
            when=(CASTRATION_RESISTANT | MYELOMA) & not_(shared.PROGRESSING),
            says=(
                "Every 12 weeks from the start was non-inferior in a trial that included prostate cancer and myeloma;"
                " the label prints 3 to 4 weeks."
            ),
            advise=regimen("12 week"),
            grade=TRIAL,
            sources=cite(sources.HIMELSTEIN_2017, "primary result", "E06", "T08", verified="primary"),
        ),
    ),
    notes=(
        _before.not_due(DAYS_SINCE_ZOLEDRONIC_ACID, "3 week", cite(sources.FDA_ZOLEDRONIC_ACID, "2.2", "R01")),
        shared.MGUS_WITH_LOW_BONE_DENSITY,
        Note(
            id="boundary",
            when=_NEAR_AN_EDGE,
            says=(
                "boundary_note: the clearance is within 1 mL/min of an edge of the dose table. Bands apply to the"
                " unrounded value and include their lower edge; 60 itself belongs to 3.5 mg. The label prints whole"
                " numbers and is silent between them; rounding first could give another dose."
            ),
            sources=(
                own_reading("Z09", "Z10", why="half-open bands on the unrounded clearance"),
                cite(sources.FDA_ZOLEDRONIC_ACID, "2.2", "Z08", verified="conflict"),
            ),
        ),
        Note(
            id="lower-band-now",
            when=_NOW_IN_A_LOWER_BAND,
            says=(
                "The clearance now lies in a lower band than at the start. The label goes by the start of treatment"
                " and by the withhold rule; choosing a new band is a local decision."
            ),
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "2.2", "Z07"),
        ),
        *shared.weight_notes(),
        shared.phenotype_note(),
        *renal_notes(_GATE, ZOLEDRONIC_ACID_WITHHELD),
        Note(
            id="lytic-heterogeneity",
            when=LYTIC_LESION,
            says="Predominance on imaging never excludes the other type of lesion.",
            sources=article("A30", "metastases of one predominant type still hold both"),
        ),
    ),
    grade=LABEL,
    sources=(
        _US_DOSE,
        _EU_DOSE,
        _PREPARATION,
        _GATE,
        _GATE_EU,
        cite(sources.FDA_ZOLEDRONIC_ACID, "2.2 and 2.3", "R01"),
        cite(sources.MHRA_ZOLEDRONIC_ACID, "renal function", "W01", verified="primary"),
        article("A02", "4 mg IV every 3 to 4 weeks in solid tumours and myeloma"),
    ),
    edition=EDITION,
)
