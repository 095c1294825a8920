"""Denosumab 120 mg in myeloma: what guidelines prefer, by kidney function, and what the trials found."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, cite, own_reading
from boneguide.guidelines.bone_agents.denosumab.calcium import CLEARANCE, SEVERE_RENAL_IMPAIRMENT
from boneguide.guidelines.facts.clinical import DIALYSIS
from boneguide.guidelines.facts.tumour import MYELOMA
from boneguide.logic.clauses import Dispute, Reason, Stance
from boneguide.logic.nodes import assume_absent, not_
from boneguide.model.provenance import Grade

_EXPERT_PANEL = Grade(system="ASCO", year=2018, value="expert panel")
_NOT_SEEN = Grade.ungraded("the source grades it, but the grade was not in the text that was read")

#: Sixty counts as impaired, as in the dose table of zoledronic acid.
_RENAL_IMPAIRMENT = (CLEARANCE <= "60 mL/min") | DIALYSIS
_NO_KNOWN_IMPAIRMENT = not_(
    assume_absent(_RENAL_IMPAIRMENT, because="the general statement stands until renal impairment is known")
)

MYELOMA_REASONS: tuple[Reason, ...] = (
    Reason(
        id="asco-myeloma",
        when=MYELOMA,
        favours=True,
        says="ASCO lists denosumab as the alternative to zoledronic acid or pamidronate in myeloma.",
        grade=_NOT_SEEN,
        sources=cite(sources.ASCO_2018, "choice of agent", "U05", verified="primary"),
    ),
    Reason(
        id="imwg-prefers-zoledronic-acid",
        when=MYELOMA & _NO_KNOWN_IMPAIRMENT,
        favours=False,
        says=(
            "The IMWG prefers zoledronic acid in myeloma, with or without bone disease, unless renal function is"
            " impaired; denosumab is its alternative."
        ),
        grade=_NOT_SEEN,
        sources=cite(sources.IMWG_2021, "choice of agent", "T14", "U05"),
    ),
    Reason(
        id="myeloma-renal-impairment",
        when=MYELOMA & _RENAL_IMPAIRMENT,
        favours=True,
        says="Myeloma with renal impairment: the IMWG prefers denosumab, and ESMO makes it the first choice.",
        grade=_NOT_SEEN,
        sources=(
            cite(sources.IMWG_2021, "choice of agent", "T14"),
            cite(sources.ESMO_2020, "myeloma", "T06", "S02"),
            own_reading("T14", why="no number was read for renal impairment; a clearance of 60 mL/min or less is used"),
        ),
    ),
    Reason(
        id="asco-clearance-30-to-60",
        when=MYELOMA
        & (CLEARANCE >= "30 mL/min")
        & (CLEARANCE <= "60 mL/min")
        & not_(assume_absent(DIALYSIS, because="dialysis would be on record")),
        favours=True,
        says="Myeloma with a clearance of 30 to 60 mL/min: ASCO offers reduced zoledronic acid or denosumab.",
        grade=_EXPERT_PANEL,
        sources=cite(sources.ASCO_2018, "renal impairment", "U06"),
    ),
    Reason(
        id="asco-clearance-below-30",
        when=MYELOMA & SEVERE_RENAL_IMPAIRMENT,
        favours=True,
        says=(
            "Myeloma with a clearance below 30 mL/min or dialysis: denosumab with the calcium rules; zoledronic acid"
            " is not recommended there, and for pamidronate ASCO and the US label disagree."
        ),
        grade=_EXPERT_PANEL,
        sources=cite(sources.ASCO_2018, "renal impairment", "U07"),
    ),
    Reason(
        id="trial-other-myeloma-survival",
        when=MYELOMA,
        favours=False,
        says=(
            "In the myeloma subset of the trial in other tumours survival was worse with denosumab, HR 2.26 (1.13 to"
            " 4.50); a later analysis judged it confounded."
        ),
        grade=TRIAL,
        sources=cite(sources.HENRY_2011, "myeloma subset", "E03"),
    ),
    Reason(
        id="trial-myeloma",
        when=MYELOMA,
        favours=True,
        says=(
            "Phase 3, new myeloma with a lytic lesion (n = 1718): not inferior to zoledronic acid, HR 0.98 (0.85 to"
            " 1.14); renal toxicity in 10 % against 17 %."
        ),
        grade=TRIAL,
        sources=cite(sources.RAJE_2018, "primary result", "E04", "S01", verified="primary"),
    ),
    Reason(
        id="trial-myeloma-harm",
        when=MYELOMA,
        favours=False,
        says=(
            "Phase 3, new myeloma: hypocalcaemia in 17 % against 12 % on zoledronic acid, osteonecrosis of the jaw in"
            " 4 % against 3 %."
        ),
        grade=TRIAL,
        sources=cite(sources.RAJE_2018, "safety", "E04", verified="primary"),
    ),
)

MYELOMA_DISPUTE = Dispute(
    id="choice-in-myeloma",
    when=MYELOMA & _NO_KNOWN_IMPAIRMENT,
    about="denosumab or zoledronic acid first in myeloma",
    stances=(
        Stance(
            by="IMWG 2021",
            says="prefers zoledronic acid, with denosumab as the alternative",
            source=cite(sources.IMWG_2021, "choice of agent", "T14"),
        ),
        Stance(
            by="ESMO 2020",
            says="starts zoledronic acid, pamidronate or denosumab [I, A]",
            source=cite(sources.ESMO_2020, "myeloma", "T06"),
        ),
    ),
)
