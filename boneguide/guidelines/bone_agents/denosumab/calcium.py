"""Calcium and denosumab 120 mg: measured before the first dose, kept normal, watched afterwards.

Denosumab needs no creatinine before a dose. Low calcium is its main danger, and
the more so the less the kidneys do.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, cite, own_reading
from boneguide.guidelines.bone_agents import shared
from boneguide.guidelines.bone_agents._calcium import IONISED_GRADES, LOW_CALCIUM, NOT_HIGH, SEVERELY_LOW_CALCIUM
from boneguide.guidelines.bone_agents._parts import pick
from boneguide.guidelines.bone_agents.renal_gate import MEASURED_WITHIN
from boneguide.guidelines.facts import clinical, treatment
from boneguide.guidelines.facts.laboratory import (
    CALCIUM,
    CALCIUM_LOWER_LIMIT,
    CREATININE_CLEARANCE,
    CURRENT_CREATININE_CLEARANCE,
    DAYS_SINCE_CALCIUM,
)
from boneguide.guidelines.facts.tumour import CASTRATION_RESISTANT
from boneguide.logic.clauses import Contraindication, Hold, Monitor, Note, Prerequisite
from boneguide.logic.nodes import any_of, assume_absent, not_
from boneguide.logic.verbs import first_known, named
from boneguide.quantities import kinds

#: Denosumab has no dose table, so the clearance of today counts before that of the start.
CLEARANCE = named(
    "clearance_today",
    kinds.CREATININE_CLEARANCE,
    first_known(CURRENT_CREATININE_CLEARANCE, CREATININE_CLEARANCE),
    label="creatinine clearance (Cockcroft-Gault)",
)
SEVERE_RENAL_IMPAIRMENT = (CLEARANCE < "30 mL/min") | clinical.DIALYSIS
LOWERS_CALCIUM = treatment.TAKES_CALCIMIMETIC | treatment.TAKES_CALCITONIN

_ON_RECORD = "dialysis and medicines that lower calcium would be on record"

_PROLIA = (
    cite(sources.FDA_PROLIA, "boxed warning", "H06", verified="primary"),
    own_reading("H06", why="the warning counts eGFR; creatinine clearance stands in for it here"),
)

CALCIUM_RESTRICTIONS: tuple[Contraindication, ...] = (
    Contraindication(
        id="hypocalcaemia-us",
        severity="contraindicated",
        when=LOW_CALCIUM,
        says="Hypocalcaemia that has not been corrected: the US label contraindicates denosumab until it is.",
        jurisdictions="US",
        sources=(
            cite(sources.FDA_XGEVA, "4.1", "K50", "S08"),
            cite(sources.FDA_WYOST, "4.1", "K50"),
            IONISED_GRADES,
        ),
    ),
    Contraindication(
        id="hypocalcaemia-severe-europe",
        severity="contraindicated",
        when=SEVERELY_LOW_CALCIUM
        & not_(
            assume_absent(
                clinical.HYPOCALCAEMIA_TREATED, because="hypocalcaemia counts as untreated until treatment is recorded"
            )
        ),
        says="Severe hypocalcaemia that is not being treated: the European text contraindicates denosumab.",
        jurisdictions=EUROPE,
        sources=(
            cite(sources.EMA_XGEVA, "4.3", "K51", "S08"),
            IONISED_GRADES,
            own_reading("K51", why="the text was read without a number for severe; CTCAE grade 3 or worse is used"),
        ),
    ),
    Contraindication(
        id="hypocalcaemia-symptoms",
        severity="caution",
        when=clinical.HYPOCALCAEMIA_SYMPTOMS,
        says="Symptoms of hypocalcaemia: serum calcium is measured now.",
        sources=(cite(sources.EMA_XGEVA, "4.4", "H03"), cite(sources.FDA_XGEVA, "5.3", "H03")),
    ),
    Contraindication(
        id="severe-renal-impairment",
        severity="caution",
        when=SEVERE_RENAL_IMPAIRMENT,
        says=(
            "Creatinine clearance is below 30 mL/min, or there is dialysis: the dose stays the same, experience is"
            " limited, and hypocalcaemia is more likely, so calcium is measured more often."
        ),
        sources=(
            cite(sources.EMA_XGEVA, "4.2 and 4.4", "K59", "D02"),
            cite(sources.FDA_XGEVA, "5.3", "K59", "D02"),
        ),
    ),
    Contraindication(
        id="prolia-boxed-warning",
        severity="info",
        when=SEVERE_RENAL_IMPAIRMENT,
        says=(
            "Prolia text, not that of the 120 mg product: since 19 January 2024 the 60 mg label carries a boxed warning"
            " for an eGFR below 30, dialysis included. Its schedule of tests can be borrowed as a cautious one."
        ),
        jurisdictions="US",
        sources=_PROLIA,
    ),
    Contraindication(
        id="calcium-lowering-drug",
        severity="caution",
        when=LOWERS_CALCIUM,
        says=(
            "A calcimimetic or another calcium-lowering drug: hypocalcaemia is more likely, calcium is watched closely."
        ),
        sources=cite(sources.FDA_WYOST, "5.3", "X07"),
    ),
)

# It counts under treatment too, so that recorded treatment does not stand in for a result.
CALCIUM_HOLD = Hold(
    id="hypocalcaemia-severe-europe-hold",
    when=SEVERELY_LOW_CALCIUM,
    says="Severe hypocalcaemia, even under treatment: the European text has it corrected before denosumab is given.",
    jurisdictions=EUROPE,
    sources=(cite(sources.EMA_XGEVA, "4.4", "K51", "H01"), IONISED_GRADES),
)

CALCIUM_FIRST = Prerequisite(
    id="hypocalcaemia-europe",
    when=LOW_CALCIUM,
    says="any hypocalcaemia corrected, and corrected calcium normal, before the dose",
    jurisdictions=EUROPE,
    sources=cite(sources.EMA_XGEVA, "4.4", "H01", "K51"),
)

CALCIUM_BEFORE_THE_START = Prerequisite(
    id="calcium-before-the-start",
    when=not_(treatment.HAD_DENOSUMAB)
    & assume_absent(DAYS_SINCE_CALCIUM > MEASURED_WITHIN, because="without a result the answer asks for one anyway"),
    says="serum calcium measured before the first dose: the latest on record is more than 21 days old",
    sources=(
        cite(sources.EMA_XGEVA, "4.4", "H01", "K51"),
        cite(sources.FDA_XGEVA, "4.1", "K50"),
        own_reading("H01", why="a result counts for as long as a creatinine does before the drugs that go by it"),
    ),
)

CALCIUM_MONITORING: tuple[Monitor, ...] = (
    Monitor(
        id="calcium-after-first-dose",
        when=not_(treatment.HAD_DENOSUMAB),
        says="serum calcium, and supplements where it is low",
        timing="within 2 weeks after the first dose, counted here as if given on the day of the assessment",
        within_days=14,
        jurisdictions=EUROPE,
        sources=cite(sources.EMA_XGEVA, "4.4", "H02"),
    ),
    Monitor(
        id="calcium-symptoms-europe",
        says="serum calcium where symptoms of hypocalcaemia appear",
        timing="at any time",
        jurisdictions=EUROPE,
        sources=cite(sources.EMA_XGEVA, "4.4", "H03"),
    ),
    Monitor(
        id="calcium-throughout-us",
        says="serum calcium",
        timing="throughout treatment, above all in the first weeks, and with any symptoms of hypocalcaemia",
        jurisdictions="US",
        sources=cite(sources.FDA_XGEVA, "5.3", "H03"),
    ),
    Monitor(
        id="calcium-more-often",
        when=(CLEARANCE < "30 mL/min") | assume_absent(clinical.DIALYSIS | LOWERS_CALCIUM, because=_ON_RECORD),
        says=(
            "serum calcium more often than otherwise where clearance is below 30 mL/min, on dialysis, or with a"
            " calcimimetic or another calcium-lowering drug"
        ),
        timing="throughout treatment",
        sources=(
            cite(sources.FDA_WYOST, "5.3", "H04"),
            cite(sources.EMA_XGEVA, "4.4", "H04"),
            cite(sources.ASCO_2017, "renal safety", "H04"),
        ),
    ),
    Monitor(
        id="prolia-tests-before",
        when=assume_absent(SEVERE_RENAL_IMPAIRMENT, because="the warning is for a known eGFR below 30 or dialysis"),
        says="borrowed from Prolia 60 mg text: intact PTH, calcium, 25-hydroxy- and 1,25-dihydroxyvitamin D",
        timing="before the first dose",
        jurisdictions="US",
        sources=_PROLIA,
    ),
    Monitor(
        id="prolia-calcium-after",
        when=assume_absent(SEVERE_RENAL_IMPAIRMENT, because="the warning is for a known eGFR below 30 or dialysis"),
        says="borrowed from Prolia 60 mg text: serum calcium",
        timing="weekly for a month after a dose, then monthly",
        within_days=7,
        jurisdictions="US",
        sources=_PROLIA,
    ),
    Monitor(
        id="supplements-europe",
        when=NOT_HIGH,
        says="at least 500 mg of calcium and 400 IU of vitamin D for every patient, unless calcium is high",
        timing="daily",
        jurisdictions=EUROPE,
        sources=cite(sources.EMA_XGEVA, "4.2", "Q07", "S08"),
    ),
    Monitor(
        id="supplements-us",
        when=NOT_HIGH,
        says="calcium, magnesium and vitamin D as needed to prevent or treat hypocalcaemia",
        timing="throughout treatment",
        jurisdictions="US",
        sources=cite(sources.FDA_XGEVA, "5.3", "Q08", "S08"),
    ),
    *pick(shared.supplements("denosumab"), "vitamin-d"),
    Monitor(
        id="vitamin-d-prostate",
        when=NOT_HIGH & assume_absent(CASTRATION_RESISTANT, because="the target was agreed for this setting only"),
        says=(
            "25-hydroxyvitamin D kept at 30 to 50 ng/mL (75 nmol/L is 30 ng/mL): vitamin D 5000 IU daily for 30 days,"
            " then 1500 to 2000 IU daily, with calcium (95.2 % agreed)"
        ),
        timing="during treatment",
        sources=cite(sources.ITALIAN_CONSENSUS_2024, "table 4", "H07", verified="primary"),
    ),
)

CALCIUM_NOTES: tuple[Note, ...] = (
    Note(
        id="ionised-calcium",
        when=any_of(
            not_(LOW_CALCIUM) & (CALCIUM < CALCIUM_LOWER_LIMIT),
            clinical.CALCIUM_BINDING_PARAPROTEIN,
            clinical.SEVERE_ACID_BASE_DISTURBANCE,
        ),
        says=(
            "Calcium corrected for albumin can mislead here: the total calcium alone is low, or there is a"
            " calcium-binding paraprotein or a severe acid-base disturbance. Ionised calcium settles doubt (from"
            " memory, not verified)."
        ),
        sources=cite(sources.LIBRARY, "limits of the albumin correction", "F08", verified="memory"),
    ),
)
