"""Who must not be given pamidronate, and who with care."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, article, cite, own_reading
from boneguide.guidelines.bone_agents import _before, shared
from boneguide.guidelines.bone_agents._parts import pick
from boneguide.guidelines.bone_agents.osteolytic import not_osteolytic
from boneguide.guidelines.facts.clinical import DEHYDRATED, DIALYSIS_ON_RECORD, THYROID_OR_PARATHYROID_SURGERY
from boneguide.guidelines.facts.laboratory import CREATININE, CREATININE_CLEARANCE, CURRENT_CREATININE_CLEARANCE
from boneguide.guidelines.facts.person import BREAST_FEEDING
from boneguide.guidelines.facts.treatment import (
    ALLERGY_BISPHOSPHONATE,
    ALLERGY_MANNITOL,
    ALLERGY_PAMIDRONATE,
    BISPHOSPHONATE_BESIDE_PAMIDRONATE,
)
from boneguide.guidelines.facts.tumour import PROSTATE_CANCER
from boneguide.logic.clauses import Confirm, Contraindication
from boneguide.logic.verbs import printed

SEVERE_RENAL_IMPAIRMENT = (
    (CREATININE_CLEARANCE < "30 mL/min") | (CURRENT_CREATININE_CLEARANCE < "30 mL/min") | DIALYSIS_ON_RECORD
)
CREATININE_ABOVE_3 = CREATININE > printed("3.0 mg/dL", "265 umol/L")

EXPERT_TABLE = cite(sources.AAPRO_2008, "table 4", "P10", verified="primary")
TRIALS_IN_PROSTATE = cite(
    sources.SMALL_2003, "pooled primary result", "E11", "G02", note="number of patients: PMC2769231 table 2"
)

#: Restrictions that hold whatever pamidronate is given for.
WHATEVER_FOR = (
    Contraindication(
        id="hypersensitivity",
        severity="contraindicated",
        when=ALLERGY_PAMIDRONATE | ALLERGY_BISPHOSPHONATE,
        says="Known hypersensitivity to pamidronate or another bisphosphonate.",
        unknown=Confirm("no hypersensitivity to a bisphosphonate", because="the person can be asked"),
        sources=(
            cite(sources.UK_PAMIDRONATE, "contraindications", "K20", note="seen in a UK patient leaflet of the class"),
            cite(sources.FDA_PAMIDRONATE, "contraindications", "K20"),
        ),
    ),
    Contraindication(
        id="mannitol-europe",
        severity="contraindicated",
        when=ALLERGY_MANNITOL,
        says="Known hypersensitivity to mannitol, an excipient.",
        unknown=Confirm("no hypersensitivity to mannitol", because="the person can be asked"),
        jurisdictions=EUROPE,
        sources=cite(
            sources.UK_PAMIDRONATE, "contraindications", "K20", note="seen in a UK patient leaflet of the class"
        ),
    ),
    Contraindication(
        id="mannitol-us",
        severity="caution",
        when=ALLERGY_MANNITOL,
        says="Hypersensitivity to mannitol: a contraindication as remembered; not verified, check the label.",
        jurisdictions="US",
        sources=cite(sources.FDA_PAMIDRONATE, "contraindications", "K20", verified="memory"),
    ),
    shared.pregnancy("pamidronate", cite(sources.FDA_PAMIDRONATE, "pregnancy", "K22")),
    Contraindication(
        id="breast-feeding-us",
        severity="caution",
        when=BREAST_FEEDING,
        says="Breast-feeding: the US label asks for caution.",
        jurisdictions="US",
        sources=cite(sources.FDA_PAMIDRONATE, "nursing mothers", "K23"),
    ),
    Contraindication(
        id="breast-feeding-europe",
        severity="caution",
        when=BREAST_FEEDING,
        says="Breast-feeding: not recommended as remembered; not verified, check the label.",
        jurisdictions=EUROPE,
        sources=cite(sources.UK_PAMIDRONATE, "breast-feeding", "K23", verified="memory"),
    ),
    Contraindication(
        id="thyroid-surgery",
        severity="caution",
        when=THYROID_OR_PARATHYROID_SURGERY,
        says="Earlier thyroid or parathyroid surgery: calcium may fall too low.",
        sources=cite(sources.FDA_PAMIDRONATE, "precautions", "K24"),
    ),
    Contraindication(
        id="other-bisphosphonate",
        severity="caution",
        when=BISPHOSPHONATE_BESIDE_PAMIDRONATE,
        says="Another bisphosphonate is in use or was given within 12 weeks: not both (from memory, not verified).",
        sources=cite(sources.FDA_PAMIDRONATE, "class statement", "K26", verified="memory"),
    ),
    shared.under_18(own_reading("K14", why="taken over from zoledronic acid; nothing was read on children")),
    _before.denosumab_beside(),
    *pick(shared.bisphosphonate_interactions("pamidronate"), "aminoglycoside", "nephrotoxic-drug"),
)

#: Restrictions in bone disease.
RESTRICTIONS = (
    *WHATEVER_FOR,
    Contraindication(
        id="prostate",
        severity="not-recommended",
        when=PROSTATE_CANCER,
        says=(
            "Prostate cancer, mostly osteoblastic: 90 mg every 3 weeks brought no lasting benefit on pain or skeletal"
            " events in two trials (n = 378), though bone markers fell; it is outside the licence."
        ),
        sources=(
            TRIALS_IN_PROSTATE,
            article("A03", "no significant benefit in predominantly osteoblastic metastases"),
        ),
    ),
    not_osteolytic(
        "pamidronate",
        cite(sources.FDA_PAMIDRONATE, "1", "N03", "G01"),
        cite(sources.UK_PAMIDRONATE, "4.1", "N04", "G01"),
        TRIALS_IN_PROSTATE,
        article("A03", "osteolytic lesions of breast cancer and myeloma only"),
    ),
    Contraindication(
        id="severe-renal-impairment-us",
        severity="not-recommended",
        when=SEVERE_RENAL_IMPAIRMENT | CREATININE_ABOVE_3,
        says=(
            "Severe renal impairment (clearance below 30 mL/min, serum creatinine above 3.0 mg/dL or 265 umol/L, or"
            " dialysis): the US label does not recommend pamidronate for bone metastases."
        ),
        jurisdictions="US",
        sources=(cite(sources.FDA_PAMIDRONATE, "precautions", "P08", "K21"), EXPERT_TABLE),
    ),
    Contraindication(
        id="severe-renal-impairment-europe",
        severity="avoid",
        when=SEVERE_RENAL_IMPAIRMENT,
        says=(
            "Clearance below 30 mL/min or dialysis: the UK text avoids pamidronate except in life-threatening"
            " hypercalcaemia."
        ),
        jurisdictions=EUROPE,
        sources=(cite(sources.UK_PAMIDRONATE, "renal impairment", "P14"), EXPERT_TABLE),
    ),
    shared.not_yet_myeloma(),
    Contraindication(
        id="dehydration",
        severity="caution",
        when=DEHYDRATED,
        says="Dehydration: correct it before the dose.",
        sources=own_reading("Q04", why="the label rehydrates before a dose in hypercalcaemia"),
    ),
    *shared.jaw_risk_factors(),
)
