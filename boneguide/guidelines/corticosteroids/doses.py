"""Doses of dexamethasone above what guidance gives, as prescribed or as ordered."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, cite, own_reading
from boneguide.guidelines.corticosteroids._edition import EDITION
from boneguide.guidelines.corticosteroids._parts import ABOVE_16, ON_DEXAMETHASONE
from boneguide.guidelines.facts.corticosteroid import ORDERED_DEXAMETHASONE
from boneguide.logic.clauses import Contraindication, Note
from boneguide.logic.nodes import assume_absent
from boneguide.logic.rule import Rule

_HEIMDAL = cite(sources.HEIMDAL_1992, "abstract", "ST-11", verified="primary")
_TOO_MUCH = (ON_DEXAMETHASONE & ABOVE_16) | assume_absent(
    ORDERED_DEXAMETHASONE > "16 mg", because="without an order there is no dose in it to check"
)

DEXAMETHASONE_HIGH_DOSE = Rule(
    id="dexamethasone-high-dose",
    title="Dexamethasone above 16 mg a day",
    when=_TOO_MUCH,
    action="Guidance stays at 16 mg a day or less; what is prescribed or ordered is more.",
    contraindications=(
        Contraindication(
            id="above-16-mg",
            severity="not-recommended",
            when=_TOO_MUCH,
            says=(
                "More than 16 mg a day: with 96 mg serious harm came in 4 of 28 (14.3 %), with 16 mg in 0 of 38, and"
                " walking was no better. 16 mg a day is the most that guidance gives for compression."
            ),
            sources=(
                _HEIMDAL,
                own_reading("ST-11", why="the cohort compared 96 mg with 16 mg; what lies between has no support"),
            ),
        ),
    ),
    notes=(
        Note(
            id="trials",
            says=(
                "100 mg at once was no better than 10 mg (25 % against 8 % improved, p 0.22). Against no steroid 96 mg"
                " kept more people walking, 81 % against 63 %, with serious effects in 11 %."
            ),
            sources=cite(sources.ARTICLE_SITE, "Vecht 1989 and Sorensen 1994", "ST-12", "ST-13"),
        ),
        Note(
            id="against-the-cancer",
            says=(
                "Dexamethasone as a part of treatment of the cancer itself, such as pulses against myeloma, is not"
                " meant: the limit is that of a dose for compression or pain."
            ),
            sources=own_reading("ST-11", why="the cohort was of people with compression"),
        ),
        Note(
            id="coming-down",
            says="A dose that was taken for days is not cut off at once: dexamethasone-withdrawal.",
            sources=cite(sources.BNF_CORTICOSTEROIDS, "withdrawal", "SS-08"),
        ),
    ),
    grade=TRIAL,
    sources=(_HEIMDAL,),
    edition=EDITION,
)
