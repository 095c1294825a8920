"""Pamidronate 90 mg for osteolytic bone disease of breast cancer and of myeloma."""

from __future__ import annotations

import attrs

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, article, cite, own_reading
from boneguide.guidelines.bone_agents import _before, shared
from boneguide.guidelines.bone_agents._calcium import IONISED_GRADES, NOT_HIGH
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents._parts import boundary_note, pick
from boneguide.guidelines.bone_agents.osteolytic import OSTEOLYTIC_BREAST_OR_MYELOMA
from boneguide.guidelines.bone_agents.pamidronate import infusion
from boneguide.guidelines.bone_agents.pamidronate.evidence import DISPUTES, REASONS, VARIATIONS
from boneguide.guidelines.bone_agents.pamidronate.restrictions import RESTRICTIONS
from boneguide.guidelines.bone_agents.reactions import holds_until_evaluated
from boneguide.guidelines.bone_agents.renal_gate import CREATININE_FOR_THIS_DOSE, renal_holds, renal_notes
from boneguide.guidelines.facts.laboratory import CURRENT_CREATININE_CLEARANCE
from boneguide.guidelines.facts.treatment import DAYS_SINCE_PAMIDRONATE, PAMIDRONATE_WITHHELD
from boneguide.guidelines.facts.tumour import BREAST_CANCER, MALIGNANT_BONE_DISEASE, MYELOMA, NOT_YET_MYELOMA
from boneguide.logic.clauses import Licence, Monitor, Note
from boneguide.logic.rule import Rule

_GATE = cite(
    sources.FDA_PAMIDRONATE,
    "dosage, renal function before each dose",
    "W01",
    "W09",
    "W13",
    note="The rise is printed for a normal and an abnormal value before treatment, without the number that parts them.",
)

PAMIDRONATE = Rule(
    id="pamidronate",
    title="Pamidronate to prevent skeletal events in osteolytic disease",
    when=MALIGNANT_BONE_DISEASE | NOT_YET_MYELOMA,
    advise=infusion.REGIMEN,
    recommended=BREAST_CANCER | MYELOMA,
    licences=(
        Licence(
            id="licence-us",
            when=OSTEOLYTIC_BREAST_OR_MYELOMA,
            says="US licence: osteolytic bone metastases of breast cancer and osteolytic lesions of multiple myeloma.",
            jurisdictions="US",
            sources=cite(sources.FDA_PAMIDRONATE, "1", "N03"),
        ),
        Licence(
            id="licence-europe",
            when=OSTEOLYTIC_BREAST_OR_MYELOMA,
            says="UK licence: osteolytic lesions and skeletal events in breast cancer with bone metastases or myeloma.",
            jurisdictions=EUROPE,
            sources=cite(sources.UK_PAMIDRONATE, "4.1", "N04"),
        ),
    ),
    contraindications=RESTRICTIONS,
    holds=(
        *renal_holds(
            _GATE,
            PAMIDRONATE_WITHHELD,
            "pamidronate",
            borrowed=(
                "The value of 1.4 mg/dL (124 umol/L) is borrowed from zoledronic acid: the pamidronate text that was"
                " read gives none."
            ),
        ),
        *holds_until_evaluated("pamidronate"),
    ),
    first=(
        *_before.before_a_dose(),
        attrs.evolve(
            shared.hypocalcaemia_first("pamidronate"),
            sources=(
                cite(sources.FDA_PAMIDRONATE, "precautions", "K24", "Q03"),
                IONISED_GRADES,
                own_reading("K08", why="taken over from the zoledronic acid labels"),
            ),
        ),
        CREATININE_FOR_THIS_DOSE,
    ),
    monitor=(
        *shared.bisphosphonate_monitoring(),
        *shared.reminder_card(),
        Monitor(
            id="supplements",
            when=NOT_HIGH,
            says="oral calcium and vitamin D where deficiency threatens, unless calcium is high",
            timing="daily",
            sources=cite(sources.FDA_PAMIDRONATE, "dosage and administration", "Q06"),
        ),
        *pick(shared.supplements("pamidronate"), "vitamin-d"),
    ),
    reasons=REASONS,
    variations=VARIATIONS,
    disputes=DISPUTES,
    notes=(
        _before.not_due(DAYS_SINCE_PAMIDRONATE, "3 week", cite(sources.FDA_PAMIDRONATE, "dosage", "R06")),
        shared.MGUS_WITH_LOW_BONE_DENSITY,
        *infusion.INFUSION_NOTES,
        boundary_note(
            CURRENT_CREATININE_CLEARANCE,
            30,
            60,
            row="P08",
            reading="30 itself is not below 30, and 60 itself counts as impaired",
        ),
        Note(
            id="duration-imwg",
            when=MYELOMA,
            says=(
                "The International Myeloma Working Group gives a bisphosphonate monthly for at least 12 months; from a"
                " very good partial response it may then be given every 3 or 6 months, or stopped."
            ),
            sources=cite(sources.IMWG_2021, "duration", "T13"),
        ),
        *shared.weight_notes(),
        *renal_notes(_GATE, PAMIDRONATE_WITHHELD),
    ),
    grade=LABEL,
    sources=(*infusion.SOURCES, _GATE, article("A03", "90 mg IV every 3 to 4 weeks in osteolytic disease")),
    edition=EDITION,
)
