"""Stopping or interrupting denosumab 120 mg: vertebral fractures, and what follows it."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, cite, own_reading
from boneguide.guidelines.bone_agents._course import HAD_DENOSUMAB_120_MG
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.facts.clinical import GROWING_SKELETON, OSTEOPOROSIS, PRIOR_FRAGILITY_FRACTURE
from boneguide.guidelines.facts.person import CAN_BECOME_PREGNANT
from boneguide.guidelines.facts.treatment import DAYS_SINCE_DENOSUMAB, OSTEOPOROSIS_DENOSUMAB
from boneguide.guidelines.facts.tumour import MYELOMA, PRIMARY
from boneguide.logic.clauses import Contraindication, Dispute, Monitor, Note, Reason, Stance
from boneguide.logic.nodes import ALWAYS, assume_absent, not_
from boneguide.logic.rule import Rule

_REGULATORS = (
    cite(sources.NPRA_2017, "advice", "A08", "S09", verified="primary"),
    cite(sources.SWISSMEDIC_2018, "advice", "A08"),
)
_ECTS = cite(
    sources.ECTS_2021,
    "abstract",
    "T16",
    verified="primary",
    note="data from 60 mg every 6 months in osteoporosis, carried over to 120 mg every 4 weeks",
)

#: Denosumab for osteoporosis that still acts: no gap is told beside it.
NO_60_MG_SINCE = not_(assume_absent(OSTEOPOROSIS_DENOSUMAB, because="a product for osteoporosis would be on record"))
_STILL_WITHIN_FIVE_MONTHS = not_(DAYS_SINCE_DENOSUMAB > "5 month")

DENOSUMAB_STOPPING = Rule(
    id="denosumab-stopping",
    title="Stopping or interrupting denosumab 120 mg",
    when=assume_absent(
        HAD_DENOSUMAB_120_MG,
        because="earlier denosumab is asked about; without a record of it there is nothing to stop",
    ),
    action=(
        "Before denosumab is stopped or interrupted the risk of vertebral fracture is assessed and another"
        " antiresorptive planned to follow it; it is not stopped abruptly or without supervision."
    ),
    recommended=ALWAYS,
    contraindications=(
        Contraindication(
            id="rebound-hypercalcaemia",
            severity="info",
            when=GROWING_SKELETON | PRIMARY.is_in("giant cell tumour of bone"),
            says=(
                "Calcium can rebound to high values after denosumab in giant cell tumour of bone and in a growing"
                " skeleton: calcium is monitored."
            ),
            sources=cite(sources.FDA_XGEVA, "5", "A10"),
        ),
    ),
    reasons=(
        Reason(
            id="vertebral-fractures",
            when=ALWAYS,
            favours=True,
            says="Multiple vertebral fractures have been reported after denosumab 120 mg was stopped or interrupted.",
            grade=UNGRADED,
            sources=_REGULATORS,
        ),
        Reason(
            id="higher-risk",
            when=OSTEOPOROSIS | PRIOR_FRAGILITY_FRACTURE,
            favours=True,
            says=(
                "Osteoporosis or an earlier fracture is on record, which is where the regulators see the risk above"
                " all."
            ),
            grade=UNGRADED,
            sources=_REGULATORS,
        ),
        Reason(
            id="asco-not-abruptly",
            when=MYELOMA,
            favours=True,
            says="ASCO does not stop denosumab abruptly in myeloma.",
            grade=UNGRADED,
            sources=cite(sources.ASCO_2018, "duration", "T12"),
        ),
        Reason(
            id="imwg-bisphosphonate-after",
            when=MYELOMA,
            favours=True,
            says="In myeloma the IMWG wants at least one intravenous bisphosphonate dose after denosumab.",
            grade=UNGRADED,
            sources=cite(sources.IMWG_2021, "stopping denosumab, as a compendium reports it", "T15"),
        ),
    ),
    monitor=(
        Monitor(
            id="vertebral-risk",
            says="risk of vertebral fracture: earlier fractures, osteoporosis, spine imaging already at hand",
            timing="before stopping, and again where a dose is missed",
            sources=(*_REGULATORS, own_reading("A08", why="the letters name no way of assessing it")),
        ),
        Monitor(
            id="dental-precautions",
            when=_STILL_WITHIN_FIVE_MONTHS,
            says="dental precautions, as most late cases of osteonecrosis of the jaw arise within 5 months",
            timing="for at least 5 months after the last dose",
            sources=cite(sources.EMA_XGEVA, "4.8", "J09"),
        ),
        Monitor(
            id="contraception-us",
            when=CAN_BECOME_PREGNANT & _STILL_WITHIN_FIVE_MONTHS,
            says="contraception",
            timing="for at least 5 months after the last dose",
            jurisdictions="US",
            sources=cite(sources.FDA_XGEVA, "8.3", "K57"),
        ),
    ),
    disputes=(
        Dispute(
            id="timing-after-denosumab",
            when=ALWAYS,
            about="when another antiresorptive starts after denosumab 120 mg every 4 weeks",
            stances=(
                Stance(
                    by="IMWG 2021",
                    says=(
                        "in myeloma zoledronic acid once, 6 months or more after the last dose or when bone turnover"
                        " rises (this timing is from memory, not verified)"
                    ),
                    source=cite(sources.IMWG_2021, "stopping denosumab", "T15", verified="memory"),
                ),
                Stance(by="ECTS 2021", says="6 months after the last injection, from data on 60 mg", source=_ECTS),
                Stance(
                    by="boneguide",
                    says="no guideline that was read settles an interval for 120 mg every 4 weeks",
                    source=own_reading("T15", "T16", why="the sources give data for another dose or for myeloma only"),
                ),
            ),
        ),
    ),
    notes=(
        Note(
            id="dose-overdue",
            when=(DAYS_SINCE_DENOSUMAB > "4 week") & NO_60_MG_SINCE,
            says=(
                "The last recorded dose is more than 4 weeks ago: unless one is missing here, treatment is interrupted."
            ),
            sources=own_reading("A08", "D01", why="the dosing interval has passed"),
        ),
        Note(
            id="six-months-passed",
            when=(DAYS_SINCE_DENOSUMAB >= "6 month") & NO_60_MG_SINCE,
            says=(
                "Six months or more have passed since the last recorded dose, the time named for osteoporosis doses;"
                " after 120 mg every 4 weeks no interval is agreed."
            ),
            sources=_ECTS,
        ),
    ),
    grade=UNGRADED,
    sources=(
        *_REGULATORS,
        cite(sources.ASCO_2018, "duration", "T12"),
        cite(sources.IMWG_2021, "stopping denosumab, as a compendium reports it", "T15"),
        _ECTS,
    ),
    edition=EDITION,
)
