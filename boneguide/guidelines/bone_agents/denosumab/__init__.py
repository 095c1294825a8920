"""Denosumab 120 mg for bone metastases of solid tumours and for myeloma."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, article, cite
from boneguide.guidelines.bone_agents import _before, shared
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents.denosumab.calcium import CALCIUM_MONITORING, CALCIUM_NOTES
from boneguide.guidelines.bone_agents.denosumab.evidence import DISPUTES, EVIDENCE_NOTES, REASONS
from boneguide.guidelines.bone_agents.denosumab.restrictions import FIRST, HOLDS, RESTRICTIONS
from boneguide.guidelines.facts.person import CAN_BECOME_PREGNANT
from boneguide.guidelines.facts.treatment import DAYS_SINCE_DENOSUMAB
from boneguide.guidelines.facts.tumour import MALIGNANT_BONE_DISEASE, NOT_YET_MYELOMA
from boneguide.logic.clauses import Licence, Monitor
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.quantities import Amount

#: The same dose at any creatinine clearance, dialysis included.
REGIMEN = RegimenTemplate(
    drug="denosumab",
    route="SC",
    dose=Amount(120.0, "mg"),
    interval=exactly("4 week"),
    volume=Amount(1.7, "mL"),
    preparation=("1.7 mL of 70 mg/mL, undiluted and not shaken, into thigh, upper arm or abdomen",),
    notes=(
        "Subcutaneous only: not intravenous, intramuscular or intradermal.",
        "No loading doses on days 8 and 15: those belong to hypercalcaemia (US) and to giant cell tumour.",
        "Out of the refrigerator at up to 25 degrees Celsius it is used within 14 days.",
    ),
)

LICENCES = (
    Licence(
        id="licence-us",
        when=MALIGNANT_BONE_DISEASE,
        says="US licence: prevention of skeletal events in myeloma and in bone metastases of solid tumours.",
        jurisdictions="US",
        sources=cite(sources.FDA_XGEVA, "1", "N08"),
    ),
    Licence(
        id="licence-europe",
        when=MALIGNANT_BONE_DISEASE,
        says="European licence: prevention of skeletal events in adults with advanced malignancy involving bone.",
        jurisdictions=EUROPE,
        sources=cite(sources.EMA_XGEVA, "4.1", "N09"),
    ),
)

_COURSE_MONITORING = (
    Monitor(
        id="dental-precautions",
        says="dental precautions kept up for at least 5 months after the last dose, as most late cases arise by then",
        timing="during treatment and after its end",
        sources=cite(sources.EMA_XGEVA, "4.8", "J09"),
    ),
    Monitor(
        id="no-unsupervised-stop",
        says="counsel never to interrupt denosumab unsupervised, as multiple vertebral fractures have followed",
        timing="at the start and at every visit",
        sources=(
            cite(sources.NPRA_2017, "advice", "A08", "S09", verified="primary"),
            cite(sources.SWISSMEDIC_2018, "advice", "A08"),
        ),
    ),
    Monitor(
        id="contraception-europe",
        when=CAN_BECOME_PREGNANT,
        says="contraception during treatment and for 5 months after the last dose (the 5 months from memory)",
        timing="during treatment and after its end",
        jurisdictions=EUROPE,
        sources=cite(sources.EMA_XGEVA, "4.6", "K57", verified="memory"),
    ),
)

DENOSUMAB = Rule(
    id="denosumab",
    title="Denosumab 120 mg to prevent skeletal events",
    when=MALIGNANT_BONE_DISEASE | NOT_YET_MYELOMA,
    advise=REGIMEN,
    recommended=shared.RECOMMENDED_SETTING,
    licences=LICENCES,
    contraindications=RESTRICTIONS,
    holds=HOLDS,
    first=FIRST,
    monitor=(*CALCIUM_MONITORING, shared.dental_review(), *shared.reminder_card(), *_COURSE_MONITORING),
    reasons=REASONS,
    disputes=DISPUTES,
    notes=(
        shared.phenotype_note(),
        _before.not_due(DAYS_SINCE_DENOSUMAB, "4 week", cite(sources.FDA_XGEVA, "2", "D01")),
        shared.MGUS_WITH_LOW_BONE_DENSITY,
        *CALCIUM_NOTES,
        *EVIDENCE_NOTES,
    ),
    grade=LABEL,
    sources=(
        cite(sources.FDA_XGEVA, "2", "D01", "D02", "D06", "R12"),
        cite(sources.EMA_XGEVA, "4.2", "D01", "D02", "D07"),
        cite(sources.PHYSICIANS_DESK_REFERENCE, "storage", "R13"),
        article("A05", "a valid alternative for both phenotypes in solid tumours"),
    ),
    edition=EDITION,
)
