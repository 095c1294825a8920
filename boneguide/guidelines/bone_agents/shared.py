"""Clauses that several bone agents share: who is eligible, what comes first, what to watch."""

from __future__ import annotations

from boneguide.guidelines import _clauses, sources
from boneguide.guidelines._cite import EUROPE, article, cite, own_reading
from boneguide.guidelines.bone_agents._calcium import IONISED_GRADES, LOW_CALCIUM, NOT_HIGH
from boneguide.guidelines.facts import clinical, treatment
from boneguide.guidelines.facts.laboratory import VITAMIN_D
from boneguide.guidelines.facts.person import BODY_MASS_INDEX, DOSING_WEIGHT, LIFE_EXPECTANCY, PREGNANT
from boneguide.guidelines.facts.tumour import (
    BREAST_CANCER,
    CASTRATION_RESISTANT,
    CASTRATION_SENSITIVE,
    CLINICALLY_SIGNIFICANT_BONE_DISEASE,
    MYELOMA,
    ONLY_BLASTIC_LESIONS,
    PRIMARY,
    PROSTATE_CANCER,
    SOLID_TUMOUR_BONE_METASTASES,
    SYMPTOMATIC_PROGRESSION,
)
from boneguide.logic.clauses import (
    Confirm,
    Contraindication,
    Hold,
    Monitor,
    Note,
    Prerequisite,
    Reason,
)
from boneguide.logic.nodes import Criterion, FlagFact, any_of, assume_absent, not_
from boneguide.model.provenance import Grade, Source

OTHER_SOLID_TUMOUR = SOLID_TUMOUR_BONE_METASTASES & not_(BREAST_CANCER) & not_(PROSTATE_CANCER)

LESS_THAN_THREE_MONTHS = LIFE_EXPECTANCY < "3 month"
CONFIRM_THREE_MONTHS = Confirm(
    "a life expectancy of three months or more", because="the estimate is made at the visit by the treating team"
)

#: Settings in which guidelines recommend an agent rather than list it.
RECOMMENDED_SETTING: Criterion = any_of(
    BREAST_CANCER,
    CASTRATION_RESISTANT,
    MYELOMA,
    OTHER_SOLID_TUMOUR & not_(LESS_THAN_THREE_MONTHS) & CLINICALLY_SIGNIFICANT_BONE_DISEASE,
)


#: Where trials gave zoledronic acid every 12 weeks.
STUDIED_EVERY_12_WEEKS = any_of(BREAST_CANCER, CASTRATION_RESISTANT, MYELOMA)
#: Longer intervals were not studied in it (row T09, from memory), so none is named.
PROGRESSING = assume_absent(SYMPTOMATIC_PROGRESSION, because="progression with symptoms would be on record")


def hypersensitivity(fact: FlagFact, what: str, *on_whose_word: Source) -> Contraindication:
    """Return the contraindication of a known hypersensitivity."""
    return Contraindication(
        id="hypersensitivity",
        severity="contraindicated",
        when=fact,
        says=f"Known hypersensitivity to {what}.",
        unknown=Confirm(f"no hypersensitivity to {what}", because="the person can be asked"),
        sources=on_whose_word,
    )


def pregnancy(drug: str, *on_whose_word: Source) -> Contraindication:
    """Return the restriction of pregnancy; it is known to be absent where it is impossible."""
    return Contraindication(
        id="pregnancy",
        severity="avoid",
        when=PREGNANT,
        says=f"Pregnancy: {drug} should not be used; contraception is advised during and after treatment.",
        unknown=Confirm(
            "not pregnant, and contraception where pregnancy is possible", because="a test can be done at the visit"
        ),
        sources=on_whose_word,
    )


def castration_sensitive(*on_whose_word: Source) -> Contraindication:
    """Return the restriction of castration-sensitive prostate cancer."""
    return Contraindication(
        id="castration-sensitive",
        severity="not-recommended",
        when=CASTRATION_SENSITIVE,
        says=(
            "Castration-sensitive prostate cancer: no benefit for skeletal events at oncology doses (31.9 against"
            " 29.8 months, HR 0.97, n = 645). An agent at osteoporosis dose is a separate question where fracture risk"
            " calls for it."
        ),
        sources=(
            cite(sources.SMITH_2014, "primary result", "E10", "U03", verified="primary"),
            *on_whose_word,
        ),
    )


def not_yet_myeloma() -> Contraindication:
    """Return the restriction of plasma-cell disorders that are not yet myeloma."""
    return Contraindication(
        id="not-yet-myeloma",
        severity="not-recommended",
        when=PRIMARY.is_in("smouldering myeloma", "solitary plasmacytoma")
        | (PRIMARY.is_in("MGUS") & not_(clinical.OSTEOPOROSIS | clinical.OSTEOPENIA)),
        says=(
            "Solitary plasmacytoma, smouldering or indolent myeloma, or MGUS without osteopenia or osteoporosis: ASCO"
            " does not start a bone agent."
        ),
        sources=cite(sources.ASCO_2018, "indication", "T20"),
    )


#: Why a plasma-cell disorder that ASCO excepts is not advised all the same.
MGUS_WITH_LOW_BONE_DENSITY = Note(
    id="mgus-low-bone-density",
    when=PRIMARY.is_in("MGUS") & (clinical.OSTEOPOROSIS | clinical.OSTEOPENIA),
    says=(
        "MGUS with osteopenia or osteoporosis: ASCO excepts it from its advice against a bisphosphonate, but the"
        " licence in oncology does not cover it; treatment of osteoporosis is another question."
    ),
    sources=cite(sources.ASCO_2018, "indication", "T20"),
)


def short_life_expectancy_esmo() -> Contraindication:
    """Return the ESMO threshold for tumours other than breast, prostate and myeloma."""
    return Contraindication(
        id="life-expectancy-esmo",
        severity="not-recommended",
        when=OTHER_SOLID_TUMOUR & LESS_THAN_THREE_MONTHS,
        says="Life expectancy is below the three months from which ESMO starts a bone agent in this tumour.",
        unknown=CONFIRM_THREE_MONTHS,
        sources=cite(sources.ESMO_2020, "advanced solid tumours", "T05"),
    )


def under_18(*on_whose_word: Source) -> Contraindication:
    """Return the restriction of age under 18, in the words of the labels."""
    return _clauses.under_18(*on_whose_word, says="Not recommended under 18 years of age.")


def fluid_cautions(source: Source) -> tuple[Contraindication, ...]:
    """Return the cautions about overhydration."""
    return (
        Contraindication(
            id="overhydration",
            severity="caution",
            when=clinical.CARDIAC_FAILURE | clinical.VOLUME_OVERLOAD_RISK,
            says="Heart failure or risk of volume overload: overhydration is avoided.",
            sources=source,
        ),
    )


def asthma() -> Contraindication:
    """Return the caution of aspirin-sensitive asthma."""
    return Contraindication(
        id="aspirin-sensitive-asthma",
        severity="caution",
        when=clinical.ASPIRIN_SENSITIVE_ASTHMA,
        says="Aspirin-sensitive asthma: bronchoconstriction has been reported with bisphosphonates.",
        sources=(
            cite(sources.FDA_ZOLEDRONIC_ACID, "5.8 and 6.2", "K12", verified="memory"),
            cite(sources.EMA_ZOLEDRONIC_ACID, "4.8", "K12"),
        ),
    )


def liver() -> Contraindication:
    """Return the information on severe hepatic impairment."""
    return Contraindication(
        id="severe-hepatic-impairment",
        severity="info",
        when=clinical.SEVERE_HEPATIC_IMPAIRMENT,
        says="Severe hepatic impairment: data are limited, so no specific recommendation is made.",
        sources=cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "K13"),
    )


def dehydration(*on_whose_word: Source) -> Hold:
    """Return the hold for dehydration."""
    return Hold(
        id="dehydration",
        when=clinical.DEHYDRATED,
        says="Dehydration: the dose is held until the person is adequately hydrated.",
        unknown=Confirm("adequate hydration", because="it is judged at the visit"),
        sources=on_whose_word,
    )


def hypocalcaemia_first(drug: str) -> Prerequisite:
    """Return the correction of hypocalcaemia before a bisphosphonate."""
    return Prerequisite(
        id="hypocalcaemia",
        when=LOW_CALCIUM,
        says=f"corrected calcium known and any hypocalcaemia corrected before {drug}",
        sources=(
            cite(sources.FDA_ZOLEDRONIC_ACID, "5.9", "K08", note="the section number is from memory"),
            cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "K08"),
            IONISED_GRADES,
        ),
    )


def supplements(drug: str) -> tuple[Monitor, ...]:
    """Return calcium and vitamin D during treatment, unless calcium is high or something points to it."""
    label = cite(sources.FDA_ZOLEDRONIC_ACID, "2.2", "Q05", note="European text: 4.2")
    return (
        Monitor(
            id="supplements",
            when=NOT_HIGH,
            says=f"oral calcium 500 mg and vitamin D 400 IU daily during {drug}, unless calcium is high",
            timing="daily",
            sources=label,
        ),
        Monitor(
            id="vitamin-d",
            when=NOT_HIGH & not_(VITAMIN_D >= "30 ng/mL"),
            says="25-hydroxyvitamin D measured and repleted; no label or ASCO text gives a threshold",
            timing="before the start and from time to time",
            sources=cite(sources.ASCO_2018, "supportive measures", "H08"),
        ),
    )


def bisphosphonate_monitoring() -> tuple[Monitor, ...]:
    """Return what is watched during zoledronic acid or pamidronate."""
    return (
        Monitor(
            id="creatinine",
            says="serum creatinine",
            timing="before every dose",
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "2.2", "Q01"),
                cite(sources.ASCO_2017, "renal safety", "Q01"),
                article("A23", "renal function before each bisphosphonate dose"),
            ),
        ),
        Monitor(
            id="electrolytes",
            says="calcium, phosphate, magnesium and creatinine; short-term supplements where low",
            timing="after the start",
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "5.2", "Q03"),
        ),
        Monitor(
            id="clearance-myeloma",
            when=MYELOMA,
            says="creatinine clearance",
            timing="monthly",
            sources=cite(sources.IMWG_2013, "table 6", "W17", verified="primary"),
        ),
        Monitor(
            id="urine-albumin",
            when=MYELOMA,
            says="spot urine albumin; a 24-hour collection where unexplained albuminuria is found",
            timing="every 3 to 6 months",
            within_days=183,
            sources=cite(sources.ASCO_2018, "renal monitoring", "W14"),
        ),
        dental_review(),
    )


def dental_review() -> Monitor:
    """Return the routine dental review during treatment."""
    return Monitor(
        id="dental-review",
        says="dental review on a routine schedule",
        timing="for example every 6 months",
        within_days=183,
        since=clinical.DAYS_SINCE_DENTAL_REVIEW,
        sources=cite(sources.MASCC_2019, "follow-up during treatment", "J02"),
    )


def reminder_card() -> tuple[Monitor, ...]:
    """Return the patient reminder card of the European and UK regulators."""
    return (
        Monitor(
            id="reminder-card",
            says="patient reminder card about osteonecrosis of the jaw",
            timing="at the start of the course",
            jurisdictions=EUROPE,
            sources=cite(sources.MHRA_ONJ_2015, "advice", "J05", verified="primary"),
        ),
    )


def bisphosphonate_interactions(drug: str) -> tuple[Contraindication, ...]:
    """Return the interaction cautions of an intravenous bisphosphonate."""
    return (
        Contraindication(
            id="aminoglycoside",
            severity="caution",
            when=treatment.TAKES_AMINOGLYCOSIDE,
            says=f"Aminoglycoside with {drug}: additive, prolonged fall of calcium and magnesium; both are monitored.",
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "7.1", "X01"),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.5", "X01"),
            ),
        ),
        Contraindication(
            id="loop-diuretic",
            severity="caution",
            when=treatment.TAKES_LOOP_DIURETIC,
            says=f"Loop diuretic with {drug}: hypocalcaemia and dehydration.",
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "5.2 and 7.2", "X02"),
        ),
        Contraindication(
            id="nephrotoxic-drug",
            severity="caution",
            when=treatment.TAKES_NEPHROTOXIC_DRUG,
            says=f"Another potentially nephrotoxic drug with {drug}: renal function needs closer attention.",
            sources=(
                cite(
                    sources.FDA_ZOLEDRONIC_ACID, "7.3", "X03", note="the label gives no list; examples are from memory"
                ),
                article("A27", "caution in renal impairment or with nephrotoxic co-medication"),
            ),
        ),
        Contraindication(
            id="thalidomide",
            severity="caution",
            when=MYELOMA & treatment.TAKES_THALIDOMIDE,
            says=f"Thalidomide with {drug} in myeloma: possible renal dysfunction, though one trial saw no excess.",
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "7.4", "X04"),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.5", "X04"),
            ),
        ),
        Contraindication(
            id="calcitonin",
            severity="caution",
            when=treatment.TAKES_CALCITONIN,
            says=f"Calcitonin with {drug}: additive fall of calcium, intended only in severe hypercalcaemia.",
            sources=cite(sources.EMA_ZOLEDRONIC_ACID, "4.5", "X05"),
        ),
    )


def jaw_risk_factors() -> tuple[Contraindication, ...]:
    """Return the cautions about osteonecrosis of the jaw."""
    label = cite(sources.EMA_XGEVA, "4.4", "J10", "X06")
    return (
        Contraindication(
            id="jaw-risk-drug",
            severity="caution",
            when=treatment.TAKES_JAW_RISK_DRUG,
            says=(
                "An angiogenesis inhibitor, corticosteroid or chemotherapy adds to the risk of osteonecrosis of the "
                "jaw."
            ),
            sources=label,
        ),
        Contraindication(
            id="jaw-risk-local",
            severity="caution",
            when=any_of(
                clinical.POOR_ORAL_HYGIENE,
                clinical.ILL_FITTING_DENTURE,
                clinical.PERIODONTAL_DISEASE,
                clinical.ORAL_INFECTION,
                clinical.SMOKING,
                clinical.COAGULOPATHY,
                clinical.HEAD_AND_NECK_RADIOTHERAPY,
            ),
            says="Risk factors for osteonecrosis of the jaw are on record; there is no validated score.",
            sources=label,
        ),
        Contraindication(
            id="invasive-dental-procedure",
            severity="caution",
            when=clinical.PLANNED_INVASIVE_DENTAL_PROCEDURE,
            says=(
                "An invasive dental procedure is planned: it is avoided during treatment, or led by a specialist "
                "where unavoidable."
            ),
            sources=(
                cite(sources.EMA_XGEVA, "4.4", "J03"),
                cite(sources.MASCC_2019, "procedures during treatment", "J03", verified="memory"),
            ),
        ),
    )


def setting_reasons() -> tuple[Reason, ...]:
    """Return the guideline support for zoledronic acid or denosumab by setting."""
    return (
        Reason(
            id="asco-breast",
            when=BREAST_CANCER,
            favours=True,
            says=(
                "ASCO lists denosumab, pamidronate and zoledronic acid for breast cancer with bone metastases and "
                "prefers none."
            ),
            grade=Grade(system="ASCO", year=2017, value="evidence-based, high quality, strong"),
            sources=cite(sources.ASCO_2017, "choice of agent", "T01", "U01"),
        ),
        Reason(
            id="esmo-breast-prostate",
            when=BREAST_CANCER | CASTRATION_RESISTANT,
            favours=True,
            says=(
                "ESMO starts zoledronic acid or denosumab in breast and castration-resistant prostate cancer with "
                "bone metastases, symptomatic or not."
            ),
            grade=Grade(system="ESMO", year=2020, value="[I, A]"),
            sources=(
                cite(sources.ESMO_2020, "breast and prostate cancer", "T04", "U02"),
                cite(sources.ITALIAN_CONSENSUS_2024, "table 4", "U02", verified="primary"),
            ),
        ),
        Reason(
            id="esmo-other",
            when=OTHER_SOLID_TUMOUR & not_(LESS_THAN_THREE_MONTHS),
            favours=True,
            says=(
                "ESMO starts zoledronic acid or denosumab in other solid tumours with clinically significant bone "
                "metastases and at least three months of life expectancy."
            ),
            grade=Grade(system="ESMO", year=2020, value="[I, B]"),
            sources=cite(sources.ESMO_2020, "advanced solid tumours", "T05", "U04"),
        ),
        Reason(
            id="esmo-myeloma",
            when=MYELOMA,
            favours=True,
            says="ESMO starts zoledronic acid, pamidronate or denosumab at diagnosis of myeloma.",
            grade=Grade(system="ESMO", year=2020, value="[I, A]"),
            sources=cite(sources.ESMO_2020, "myeloma", "T06"),
        ),
        Reason(
            id="modest-analgesia",
            when=SOLID_TUMOUR_BONE_METASTASES | MYELOMA,
            favours=False,
            says="The effect on pain is modest; it is no substitute for analgesics or radiotherapy.",
            grade=Grade(system="ASCO", year=2017, value="evidence-based, low quality, weak"),
            sources=cite(sources.ASCO_2017, "analgesia", "T02"),
        ),
    )


def weight_notes() -> tuple[Note, ...]:
    """Return the notes on the weight that the clearance uses."""
    source = own_reading("F03", why="the labels name Cockcroft-Gault without a weight")
    chosen = assume_absent(DOSING_WEIGHT >= "0 kg", because="the actual weight is used unless another is chosen")
    return (
        Note(
            id="weight-choice",
            when=(BODY_MASS_INDEX >= "30 kg/m2") & not_(chosen),
            says=(
                "Body-mass index is 30 kg/m2 or more and the clearance uses actual weight, as no label names a weight."
                " Ideal or adjusted weight can change the dose band; Patient.dosing_weight sets another."
            ),
            sources=source,
        ),
        Note(
            id="weight-chosen",
            when=chosen,
            says="The clearance uses the weight chosen for it, not the actual weight; no label names a weight.",
            sources=source,
        ),
    )


def phenotype_note() -> Note:
    """Return the note that the imaging phenotype is a predominance."""
    return Note(
        id="phenotype",
        when=ONLY_BLASTIC_LESIONS,
        says=(
            "Lesions look predominantly osteoblastic; that is a label of predominance and excludes neither zoledronic"
            " acid nor denosumab."
        ),
        sources=(
            own_reading("G03", "G04", why="phenotype is no field of the licence"),
            article("A30", "metastases of one predominant type still hold both"),
        ),
    )
