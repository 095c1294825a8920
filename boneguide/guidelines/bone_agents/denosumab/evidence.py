"""For and against denosumab 120 mg: guidelines, trials, and where they disagree.

What concerns myeloma alone stands in :mod:`~boneguide.guidelines.bone_agents.denosumab.myeloma`.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import LABEL, TRIAL, UNGRADED, article, cite, own_reading
from boneguide.guidelines.bone_agents import shared
from boneguide.guidelines.bone_agents.denosumab.myeloma import MYELOMA_DISPUTE, MYELOMA_REASONS
from boneguide.guidelines.facts.tumour import (
    BREAST_CANCER,
    CASTRATION_RESISTANT,
    MALIGNANT_BONE_DISEASE,
    MYELOMA,
    PROSTATE_CANCER,
    SOLID_TUMOUR_BONE_METASTASES,
)
from boneguide.logic.clauses import Dispute, Note, Reason, Stance
from boneguide.logic.nodes import not_

_LABEL_REASONS = (
    Reason(
        id="both-phenotypes",
        when=MALIGNANT_BONE_DISEASE,
        favours=True,
        says="The label asks for no phenotype: osteolytic, osteoblastic and mixed disease are all within it.",
        grade=LABEL,
        sources=(
            cite(sources.FDA_XGEVA, "1", "G01", "G02", "S05"),
            own_reading("G03", "G04", why="phenotype is no field of the licence"),
            article("A05", "a valid alternative for both phenotypes in solid tumours"),
        ),
    ),
    Reason(
        id="no-renal-gate",
        when=MALIGNANT_BONE_DISEASE,
        favours=True,
        says=(
            "No creatinine is needed before a dose and the dose does not change with clearance; calcium is watched"
            " instead."
        ),
        grade=LABEL,
        sources=(
            cite(sources.EMA_XGEVA, "4.2", "D02", "W16"),
            cite(sources.ASCO_2018, "renal monitoring", "W10", "W16", "S07"),
        ),
    ),
    Reason(
        id="nice-option",
        when=SOLID_TUMOUR_BONE_METASTASES & not_(PROSTATE_CANCER),
        favours=True,
        says=(
            "NICE lists denosumab as an option in solid tumours other than prostate, where a bisphosphonate would"
            " otherwise be given and the agreed discount applies."
        ),
        grade=UNGRADED,
        jurisdictions="UK",
        sources=cite(sources.NICE_TA265, "1", "N10", verified="primary"),
    ),
)

_TRIAL_REASONS = (
    Reason(
        id="trial-breast",
        when=BREAST_CANCER,
        favours=True,
        says=(
            "Phase 3, breast cancer (n = 2046): first skeletal event later than on zoledronic acid, HR 0.82 (0.71 to"
            " 0.95), superior (p = 0.010)."
        ),
        grade=TRIAL,
        sources=cite(sources.STOPECK_2010, "primary result, as the US label prints it", "E01", "S01"),
    ),
    Reason(
        id="trial-prostate",
        when=CASTRATION_RESISTANT,
        favours=True,
        says=(
            "Phase 3, castration-resistant prostate cancer (n = 1904): first skeletal event at 20.7 against 17.1"
            " months on zoledronic acid, HR 0.82 (0.71 to 0.95), superior (p = 0.008)."
        ),
        grade=TRIAL,
        sources=cite(sources.FIZAZI_2011, "primary result", "E02", "G02", "S01"),
    ),
    Reason(
        id="trial-other",
        when=shared.OTHER_SOLID_TUMOUR | MYELOMA,
        favours=True,
        says=(
            "Phase 3, other solid tumours or myeloma (n = 1776): first skeletal event at 20.5 against 16.3 months, HR"
            " 0.84 (0.71 to 0.98), not inferior to zoledronic acid; superiority was not met (adjusted p = 0.060)."
        ),
        grade=TRIAL,
        sources=cite(sources.HENRY_2011, "primary result, as the US label prints it", "E03", "S01"),
    ),
    Reason(
        id="pooled-benefit",
        when=MALIGNANT_BONE_DISEASE,
        favours=True,
        says=(
            "Pooled trials: fewer skeletal events, RR 0.84 (0.80 to 0.88); survival no different, HR 0.98 (0.90 to"
            " 1.0)."
        ),
        grade=TRIAL,
        sources=cite(sources.PEDDI_2013, "pooled result", "E05", verified="primary"),
    ),
    Reason(
        id="hypocalcaemia-rate",
        when=MALIGNANT_BONE_DISEASE,
        favours=False,
        says=(
            "Hypocalcaemia is about twice as frequent as on zoledronic acid: RR 1.9 pooled; 9.6 % against 5.0 % in the"
            " European text, 18 % against 9 % by the laboratory figures of the US text, which count differently."
        ),
        grade=TRIAL,
        sources=(
            cite(sources.PEDDI_2013, "pooled result", "E05", verified="primary"),
            cite(sources.EMA_XGEVA, "4.8", "H05"),
            cite(sources.FDA_XGEVA, "6.1", "H05", verified="conflict"),
        ),
    ),
    Reason(
        id="jaw-rate",
        when=MALIGNANT_BONE_DISEASE,
        favours=False,
        says=(
            "Osteonecrosis of the jaw in 1.8 % against 1.3 % on zoledronic acid; per patient-year 1.1 % in the first"
            " year and 3.7 % in the second."
        ),
        grade=TRIAL,
        sources=cite(sources.EMA_XGEVA, "4.8", "J08"),
    ),
    Reason(
        id="new-primary-malignancy",
        when=MALIGNANT_BONE_DISEASE,
        favours=False,
        says=(
            "A new primary malignancy within a year in 1.1 % against 0.6 % on zoledronic acid (from memory, not"
            " verified)."
        ),
        grade=TRIAL,
        sources=cite(sources.EMA_XGEVA, "4.4", "A09", verified="memory"),
    ),
)

REASONS: tuple[Reason, ...] = (*_LABEL_REASONS, *shared.setting_reasons(), *MYELOMA_REASONS, *_TRIAL_REASONS)

DISPUTES: tuple[Dispute, ...] = (
    Dispute(
        id="prostate-nice-or-esmo",
        when=CASTRATION_RESISTANT,
        about="denosumab in castration-resistant prostate cancer",
        jurisdictions="UK",
        stances=(
            Stance(
                by="NICE 2012",
                says="does not recommend denosumab in prostate cancer",
                source=cite(sources.NICE_TA265, "1", "N10", "U02", verified="primary"),
            ),
            Stance(
                by="ESMO 2020",
                says="starts zoledronic acid or denosumab [I, A]",
                source=cite(sources.ESMO_2020, "breast and prostate cancer", "T04", "U02"),
            ),
            Stance(
                by="label",
                says="licenses it in adults with advanced malignancy involving bone, prostate cancer included",
                source=cite(sources.EMA_XGEVA, "4.1", "N09"),
            ),
        ),
    ),
    MYELOMA_DISPUTE,
)

EVIDENCE_NOTES: tuple[Note, ...] = (
    Note(
        id="article-evidence",
        when=MALIGNANT_BONE_DISEASE,
        says=(
            "The article rests on phase 2 studies of turnover markers: uNTX below 50 at week 13 in 71 % against 29 %"
            " (n = 111), and a fall of 75 % against 71 % at week 25 (n = 255). Four phase 3 trials have superseded"
            " them, and denosumab is an equal first choice rather than only an alternative in breast and"
            " castration-resistant prostate cancer."
        ),
        sources=(
            article("A05", "a valid alternative, supported by phase 2 marker studies"),
            cite(sources.FIZAZI_2009, "primary result", "E15", "S01"),
            cite(sources.LIPTON_2008, "primary result", "E16", "S01", verified="primary"),
            cite(sources.ESMO_2020, "breast and prostate cancer", "T04", "S02"),
        ),
    ),
    Note(
        id="every-4-weeks-only",
        when=MALIGNANT_BONE_DISEASE,
        says=(
            "Every 12 weeks is not established for denosumab: the trial that compares it with every 4 weeks (n = 1380)"
            " had posted no result by 30 December 2025. ESMO keeps denosumab at 4 weeks (from memory)."
        ),
        sources=(
            cite(sources.REDUSE, "registry entry", "T10", "R03"),
            cite(sources.ESMO_2020, "interval", "T07", verified="memory"),
        ),
    ),
)
