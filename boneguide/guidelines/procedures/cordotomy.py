"""Percutaneous cervical cordotomy, for refractory pain of one side."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, cite
from boneguide.guidelines.facts.pain import BILATERAL_PAIN, REFRACTORY_PAIN, UNILATERAL_PAIN_BELOW_C5
from boneguide.guidelines.procedures import _parts
from boneguide.guidelines.procedures._edition import EDITION
from boneguide.logic.clauses import Confirm, Contraindication, Note, Reason
from boneguide.logic.nodes import ALWAYS
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Grade

_GUIDELINE = cite(sources.CNS_2020, "cordotomy", "INT-12", note="the guideline exists; its level was not seen")
_SERIES_OF_52 = cite(sources.JACKSON_1999, "results", "INT-13", verified="primary")
_SERIES_OF_80 = cite(sources.SANDERS_1995, "results", "INT-14", verified="primary")

CORDOTOMY = Rule(
    id="cordotomy",
    title="Percutaneous cervical cordotomy",
    when=_parts.selected(REFRACTORY_PAIN & (UNILATERAL_PAIN_BELOW_C5 | BILATERAL_PAIN)),
    action=(
        "Early referral to an experienced unit for percutaneous cervical cordotomy on one side is considered in"
        " refractory nociceptive pain of one side below about C4 to C5, as in mesothelioma or a Pancoast tumour."
    ),
    contraindications=(
        Contraindication(
            id="bilateral",
            severity="not-recommended",
            when=BILATERAL_PAIN,
            says="Pain on both sides: cordotomy on both sides failed often and did much harm in a series of 80.",
            unknown=Confirm("pain on one side only", because="the person can be asked"),
            sources=_SERIES_OF_80,
        ),
    ),
    # No list was seen for cordotomy: what holds back a needle at the cord is that of intraspinal drugs.
    holds=(*_parts.not_now("INT-11"), _parts.compression_first("INT-12")),
    first=(_parts.clotting_first("INT-11"),),
    reasons=(
        Reason(
            id="relief",
            when=ALWAYS,
            favours=True,
            says="In a series of 52, 83 % could at least halve their opioid and 38 % stop it.",
            grade=UNGRADED,
            sources=_SERIES_OF_52,
        ),
        Reason(
            id="harm",
            when=ALWAYS,
            favours=False,
            says=(
                "Lasting harm after cordotomy on one side: retention of urine in 6.5 %, hemiparesis in 8.1 %, mirror"
                " pain in 6.5 %."
            ),
            grade=UNGRADED,
            sources=_SERIES_OF_80,
        ),
    ),
    notes=(
        Note(
            id="timing",
            says="Median survival afterwards was 13 weeks (0.3 to 52): it is for earlier than the last days of life.",
            sources=_SERIES_OF_52,
        ),
        Note(
            id="lung-function",
            says="Poor lung function alone does not rule out cordotomy on one side.",
            sources=cite(sources.CORDOTOMY_LUNG_2003, "result, n = 35", "INT-15", verified="primary"),
        ),
    ),
    grade=Grade.ungraded("a guideline of 2020 exists; its level of recommendation was not seen"),
    sources=(_GUIDELINE, _SERIES_OF_52),
    edition=EDITION,
)
