"""Arguments about pamidronate, other ways of giving it, and where the sources disagree."""

from __future__ import annotations

import attrs

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, TRIAL, UNGRADED, cite
from boneguide.guidelines.bone_agents import shared
from boneguide.guidelines.bone_agents._parts import pick
from boneguide.guidelines.bone_agents.osteolytic import OSTEOLYTIC_BREAST_OR_MYELOMA
from boneguide.guidelines.bone_agents.pamidronate import infusion
from boneguide.guidelines.bone_agents.pamidronate.infusion import RENALLY_IMPAIRED
from boneguide.guidelines.bone_agents.pamidronate.restrictions import (
    CREATININE_ABOVE_3,
    EXPERT_TABLE,
    SEVERE_RENAL_IMPAIRMENT,
)
from boneguide.guidelines.facts.tumour import EXTENSIVE_MYELOMA_BONE_DISEASE, MYELOMA
from boneguide.logic.clauses import Dispute, Reason, Stance, Variation
from boneguide.logic.nodes import not_
from boneguide.logic.template import no_less_than, span
from boneguide.model.provenance import Grade

GRADE_NOT_SEEN = Grade.ungraded("the grade was not in the summary that was read")

REASONS = (
    *pick(shared.setting_reasons(), "asco-breast", "esmo-myeloma"),
    Reason(
        id="asco-myeloma",
        when=MYELOMA,
        favours=True,
        says="ASCO gives zoledronic acid 4 mg or pamidronate 90 mg every 3 to 4 weeks in myeloma.",
        grade=GRADE_NOT_SEEN,
        sources=cite(sources.ASCO_2018, "abstract", "U05", verified="primary"),
    ),
    Reason(
        id="imwg-prefers-zoledronic-acid",
        when=MYELOMA,
        favours=False,
        says="The International Myeloma Working Group prefers zoledronic acid, with or without visible bone disease.",
        grade=GRADE_NOT_SEEN,
        sources=cite(sources.IMWG_2021, "choice of agent", "T14"),
    ),
    Reason(
        id="trial-against-zoledronic-acid",
        when=OSTEOLYTIC_BREAST_OR_MYELOMA,
        favours=False,
        says=(
            "Zoledronic acid 4 mg was not inferior to pamidronate 90 mg, and better in breast cancer on hormonal"
            " therapy by a later analysis (from memory, not verified)."
        ),
        grade=TRIAL,
        sources=cite(sources.ROSEN_2001, "primary result", "E14", verified="memory"),
    ),
    *pick(shared.setting_reasons(), "modest-analgesia"),
)

VARIATIONS = (
    Variation(
        id="two-hours-in-myeloma",
        when=MYELOMA & not_(RENALLY_IMPAIRED),
        says="ASCO accepts at least 2 hours, every 3 to 4 weeks, in myeloma; the US label prints 4 hours, monthly.",
        advise=attrs.evolve(infusion.REGIMEN, interval=span("3 week", "4 week"), infusion_time=no_less_than("2 hour")),
        grade=GRADE_NOT_SEEN,
        jurisdictions="US",
        sources=cite(sources.ASCO_2018, "agents and doses", "P05", "R07", verified="conflict"),
    ),
    Variation(
        id="longer-infusion",
        when=RENALLY_IMPAIRED & not_(MYELOMA),
        says="An infusion longer than 2 hours may spare impaired kidneys; 4 hours or more is suggested here.",
        advise=attrs.evolve(infusion.REGIMEN, infusion_time=no_less_than("4 hour")),
        grade=LABEL,
        jurisdictions="US",
        sources=(cite(sources.FDA_PAMIDRONATE, "warnings", "P07"), infusion.IMPAIRED_SOURCE),
    ),
    Variation(
        id="lower-first-dose",
        when=RENALLY_IMPAIRED,
        says="No label prints dose bands; a table of experts keeps 60 to 90 mg down to a clearance of 30 mL/min.",
        advise=attrs.evolve(infusion.REGIMEN, dose=span("60 mg", "90 mg")),
        grade=UNGRADED,
        sources=EXPERT_TABLE,
    ),
)

_SEVERE = SEVERE_RENAL_IMPAIRMENT | CREATININE_ABOVE_3
_EXTENSIVE_AND_SEVERE = MYELOMA & EXTENSIVE_MYELOMA_BONE_DISEASE & _SEVERE

_ASCO_TIME = Stance(
    by="ASCO 2018",
    says="at least 2 hours, every 3 to 4 weeks",
    source=cite(sources.ASCO_2018, "agents and doses", "P05"),
)
_ASCO_SEVERE = Stance(
    by="ASCO 2018, expert panel",
    says="90 mg over 4 to 6 hours with a lower first dose considered, or denosumab with calcium watched",
    source=cite(sources.ASCO_2018, "renal impairment", "P09", "U07"),
)

DISPUTES = (
    Dispute(
        id="infusion-time-in-myeloma-us",
        when=MYELOMA & not_(_SEVERE),
        about="how long 90 mg of pamidronate runs in myeloma",
        stances=(
            Stance(
                by="US label",
                says="4 hours, monthly",
                source=cite(sources.FDA_PAMIDRONATE, "dosage, multiple myeloma", "P05"),
            ),
            _ASCO_TIME,
        ),
        jurisdictions="US",
    ),
    Dispute(
        id="infusion-time-in-myeloma-europe",
        when=MYELOMA & not_(_SEVERE),
        about="how long 90 mg of pamidronate runs in myeloma",
        stances=(
            Stance(
                by="UK text",
                says="no faster than 90 mg in 500 mL over 4 hours",
                source=cite(sources.UK_PAMIDRONATE, "4.2", "P12"),
            ),
            _ASCO_TIME,
        ),
        jurisdictions=EUROPE,
    ),
    Dispute(
        id="severe-renal-impairment-in-myeloma-us",
        when=_EXTENSIVE_AND_SEVERE,
        about="pamidronate in extensive myeloma bone disease with severe renal impairment",
        stances=(
            Stance(
                by="US label",
                says="not recommended below 30 mL/min or above a creatinine of 3.0 mg/dL",
                source=cite(sources.FDA_PAMIDRONATE, "precautions", "P08"),
            ),
            _ASCO_SEVERE,
        ),
        jurisdictions="US",
    ),
    Dispute(
        id="severe-renal-impairment-in-myeloma-europe",
        when=_EXTENSIVE_AND_SEVERE,
        about="pamidronate in extensive myeloma bone disease with severe renal impairment",
        stances=(
            Stance(
                by="UK text",
                says="avoided below 30 mL/min except in life-threatening hypercalcaemia",
                source=cite(sources.UK_PAMIDRONATE, "renal impairment", "P14"),
            ),
            _ASCO_SEVERE,
        ),
        jurisdictions=EUROPE,
    ),
    infusion.RATE_DISPUTE,
)
