"""How long a bone agent goes on, how often it is given, and changing to denosumab."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

import attrs

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import LABEL, TRIAL, UNGRADED, article, cite, own_reading
from boneguide.guidelines.bone_agents import _before, shared
from boneguide.guidelines.bone_agents._course import (
    LAST_AGENT,
    OTHER_BISPHOSPHONATES,
    TIME_ON_BONE_AGENTS,
    UNDER_TREATMENT,
)
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents.clodronate import CLODRONATE
from boneguide.guidelines.bone_agents.denosumab import DENOSUMAB, LICENCES
from boneguide.guidelines.bone_agents.denosumab.calcium import CALCIUM_MONITORING, CALCIUM_NOTES
from boneguide.guidelines.bone_agents.denosumab.evidence import DISPUTES
from boneguide.guidelines.bone_agents.denosumab.restrictions import FIRST, HOLDS, RESTRICTIONS
from boneguide.guidelines.bone_agents.denosumab.stopping import NO_60_MG_SINCE
from boneguide.guidelines.bone_agents.ibandronate import IBANDRONATE
from boneguide.guidelines.bone_agents.pamidronate import PAMIDRONATE
from boneguide.guidelines.bone_agents.reactions import holds_until_evaluated
from boneguide.guidelines.bone_agents.zoledronic_acid import ZOLEDRONIC_ACID
from boneguide.guidelines.facts.clinical import NEW_SKELETAL_EVENT
from boneguide.guidelines.facts.treatment import DAYS_SINCE_DENOSUMAB
from boneguide.guidelines.facts.tumour import (
    BREAST_CANCER,
    DEEP_MYELOMA_RESPONSE,
    MALIGNANT_BONE_DISEASE,
    MYELOMA,
    MYELOMA_RESPONSE,
    PERFORMANCE_DECLINE,
    STABLE_OR_RESPONDING,
    SYMPTOMATIC_PROGRESSION,
)
from boneguide.logic.clauses import (
    Confirm,
    Contraindication,
    Dispute,
    Hold,
    Note,
    Prerequisite,
    Reason,
    Restriction,
    Stance,
)
from boneguide.logic.nodes import assume_absent, not_
from boneguide.logic.rule import Rule

R = TypeVar("R", bound=Restriction)

_ASCO_2011 = cite(sources.ASCO_2011, "duration, as a later review reports it", "T11", "S11")
_ASCO_2018 = cite(sources.ASCO_2018, "duration", "T12", "S11", verified="primary")
_IMWG_2021 = cite(sources.IMWG_2021, "duration of zoledronic acid and pamidronate", "T13", "S11")
_ARTICLE = article("A29", "optimal duration unknown; continue until a substantial decline in performance status")

_ON_ZOLEDRONIC_ACID = LAST_AGENT.is_in(drugs.ZOLEDRONIC_ACID)
_ON_DENOSUMAB = LAST_AGENT.is_in(drugs.DENOSUMAB)
_ON_BISPHOSPHONATE = LAST_AGENT.is_in(drugs.ZOLEDRONIC_ACID, *OTHER_BISPHOSPHONATES)

_FIRST_YEAR = TIME_ON_BONE_AGENTS < "12 month"
#: The IMWG words its course for zoledronic acid and pamidronate.
_IMWG_AGENT = LAST_AGENT.is_in(drugs.ZOLEDRONIC_ACID, drugs.PAMIDRONATE)

_INTERVAL_NOTES = (
    Note(
        id="zoledronic-acid-every-12-weeks",
        when=_ON_ZOLEDRONIC_ACID & shared.STUDIED_EVERY_12_WEEKS & not_(shared.PROGRESSING),
        says=(
            "Zoledronic acid may be given every 12 weeks: from the start in one trial (breast, prostate, myeloma),"
            " after a year of monthly doses in two (breast). No other bone agent has evidence for that interval."
        ),
        sources=(
            cite(sources.HIMELSTEIN_2017, "primary result", "E06", "T08", verified="primary"),
            cite(sources.HORTOBAGYI_2017, "primary result", "E07", "T08", verified="primary"),
            cite(sources.AMADORI_2013, "primary result", "E08", "T08", verified="primary"),
            cite(sources.ESMO_2020, "interval", "T07", verified="memory"),
        ),
    ),
    Note(
        id="denosumab-every-4-weeks",
        when=_ON_DENOSUMAB,
        says=(
            "Denosumab stays at every 4 weeks: every 12 weeks is not established, and its trial had posted no result"
            " by 30 December 2025. Before any pause see the advice on stopping denosumab."
        ),
        sources=(
            cite(sources.REDUSE, "registry entry", "T10"),
            cite(sources.ASCO_2018, "duration", "T12"),
        ),
    ),
    Note(
        id="other-bisphosphonate-interval",
        when=LAST_AGENT.is_in(*OTHER_BISPHOSPHONATES),
        says="The evidence for every 12 weeks is on zoledronic acid and does not carry over to this bisphosphonate.",
        sources=cite(sources.ASCO_2017, "recommendation on interval", "T01", "R03"),
    ),
)

_MYELOMA_NOTES = (
    Note(
        id="imwg-first-year",
        when=MYELOMA & _IMWG_AGENT & _FIRST_YEAR,
        says="IMWG 2021 gives it monthly for at least 12 months, which have not passed yet.",
        sources=_IMWG_2021,
    ),
    Note(
        id="imwg-may-reduce",
        when=MYELOMA & _IMWG_AGENT & (TIME_ON_BONE_AGENTS >= "12 month") & DEEP_MYELOMA_RESPONSE,
        says=(
            "Twelve months have passed and the response is very good partial or better: under IMWG 2021 it may go to"
            " every 3 months, every 6 months, or stop."
        ),
        sources=_IMWG_2021,
    ),
    Note(
        id="imwg-until-vgpr",
        when=MYELOMA & _IMWG_AGENT & MYELOMA_RESPONSE.is_in("PR", "MR", "SD", "PD"),
        says="The response is less than very good partial: IMWG 2021 continues until that is reached.",
        sources=_IMWG_2021,
    ),
    Note(
        id="asco-two-years",
        when=MYELOMA & (TIME_ON_BONE_AGENTS >= "24 month"),
        says="Two years have passed, up to which ASCO 2018 gives a bone agent in myeloma: review whether to stop.",
        sources=_ASCO_2018,
    ),
    Note(
        id="asco-less-often",
        when=MYELOMA & STABLE_OR_RESPONDING & not_(_ON_DENOSUMAB),
        says="Myeloma is stable or responding: ASCO 2018 allows less frequent dosing.",
        sources=cite(sources.ASCO_2018, "duration", "T12"),
    ),
    Note(
        id="asco-restart",
        when=MYELOMA & NEW_SKELETAL_EVENT,
        says="A new skeletal event at relapse: ASCO 2018 resumes the bone agent.",
        sources=cite(sources.ASCO_2018, "duration", "T12"),
    ),
)

_ON_NOW = assume_absent(
    not_(_ON_DENOSUMAB), because="with the agent not on record the complaint is taken for one on a bisphosphonate"
)
#: Clauses about a start, clauses that the rule below has of its own, and one by lesions, which treatment changes.
_OF_THE_START = frozenset(
    (
        *("castration-sensitive", "not-yet-myeloma", "life-expectancy-esmo", "life-expectancy-label", "nice-prostate"),
        *("not-osteolytic", "open-oral-lesion", "open-oral-lesion-europe", "femur-pain", "incapacitating-pain"),
    )
)


def _against_going_on(agent: str, clauses: Iterable[R]) -> Iterator[R]:
    """Yield what keeps an agent from being given as what keeps it from going on, where it is the one in use."""
    for clause in clauses:
        if clause.bars and clause.id not in _OF_THE_START:
            yield attrs.evolve(
                clause,
                id=f"{clause.id}-{agent.replace(' ', '-')}",
                when=LAST_AGENT.is_in(agent)
                & assume_absent(clause.when, because="the answer on the agent asks for what is not known"),
                unknown=Confirm(
                    f"that the bone agent in use is not {agent}", because="earlier treatment can be asked about"
                ),
            )


_IN_USE = (
    (drugs.ZOLEDRONIC_ACID, ZOLEDRONIC_ACID),
    (drugs.PAMIDRONATE, PAMIDRONATE),
    (drugs.IBANDRONATE, IBANDRONATE),
    (drugs.CLODRONATE, CLODRONATE),
    (drugs.DENOSUMAB, DENOSUMAB),
)

BONE_AGENT_DURATION = Rule(
    id="bone-agent-duration",
    title="Continuing, reviewing or stopping a bone agent",
    when=MALIGNANT_BONE_DISEASE & UNDER_TREATMENT,
    action="The bone agent goes on, and each review decides whether it continues, is given less often or stops.",
    recommended=BREAST_CANCER | (MYELOMA & _FIRST_YEAR),
    contraindications=(
        shared.castration_sensitive(),
        *(clause for agent, rule in _IN_USE for clause in _against_going_on(agent, rule.contraindications)),
        Contraindication(
            id="keep-4-weekly",
            severity="caution",
            when=SYMPTOMATIC_PROGRESSION,
            says=(
                "Skeletal disease is progressing with symptoms, where longer intervals were not studied: every 4 weeks"
                " is kept, as in hypercalcaemia and in early disease at high risk (from memory, not verified)."
            ),
            sources=cite(sources.LIBRARY, "expert view without a publication", "T09", verified="memory"),
        ),
    ),
    # What holds the agent back holds back that it goes on.
    holds=(
        *(
            hold if hold.id == "femur-pain" else attrs.evolve(hold, when=_ON_NOW & hold.when)
            for hold in holds_until_evaluated(drugs.ZOLEDRONIC_ACID)
        ),
        *(hold for agent, rule in _IN_USE for hold in _against_going_on(agent, rule.holds)),
        Hold(
            id="performance-decline",
            when=PERFORMANCE_DECLINE,
            says=(
                "Performance status has declined substantially, the point up to which ASCO 2011 continues in breast"
                " cancer: review with the person whether the bone agent still serves them before the next dose."
            ),
            unknown=Confirm(
                "no substantial decline in performance status", because="performance status is judged at the visit"
            ),
            sources=(_ASCO_2011, _ARTICLE, own_reading("T11", why="carried over from breast cancer to other tumours")),
        ),
    ),
    first=(
        _before.JAW_LOOKED_AT,
        Prerequisite(
            id="denosumab-interrupted",
            when=_ON_DENOSUMAB
            & assume_absent(DAYS_SINCE_DENOSUMAB >= "6 month", because="a day that is not on record shows no gap")
            & NO_60_MG_SINCE,
            says=(
                "the gap accounted for: the last recorded dose of denosumab is six months ago or longer, so unless one"
                " is missing here treatment was interrupted, and the risk of vertebral fracture is assessed first"
            ),
            sources=(
                cite(sources.NPRA_2017, "advice", "A08", verified="primary"),
                cite(sources.SWISSMEDIC_2018, "advice", "A08"),
            ),
        ),
    ),
    reasons=(
        Reason(
            id="asco-2011-breast",
            when=BREAST_CANCER,
            favours=True,
            says=(
                "Breast cancer: ASCO 2011 continues until a substantial decline in performance status. That is older"
                " text; the update of 2017 leaves the duration open."
            ),
            grade=UNGRADED,
            sources=(_ASCO_2011, _ARTICLE),
        ),
        Reason(
            id="myeloma-first-year",
            when=MYELOMA & _FIRST_YEAR,
            favours=True,
            says="Myeloma within the first 12 months: both ASCO 2018 and IMWG 2021 continue.",
            grade=UNGRADED,
            sources=(_ASCO_2018, _IMWG_2021),
        ),
        Reason(
            id="no-fixed-duration",
            when=not_(BREAST_CANCER) & not_(MYELOMA),
            favours=True,
            says=(
                "No source that was read fixes a duration in this tumour; the article continues until a substantial"
                " decline."
            ),
            grade=UNGRADED,
            sources=_ARTICLE,
        ),
    ),
    disputes=(
        Dispute(
            id="myeloma-duration",
            when=MYELOMA,
            about="how long a bone agent is given in myeloma",
            stances=(
                Stance(
                    by="ASCO 2018",
                    says="up to 2 years, less often in stable or responding disease, again at relapse with a new event",
                    source=_ASCO_2018,
                ),
                Stance(
                    by="IMWG 2021",
                    says=(
                        "monthly for at least 12 months, then by response: less often or stop from very good partial on"
                    ),
                    source=_IMWG_2021,
                ),
            ),
        ),
    ),
    notes=(*_MYELOMA_NOTES, *_INTERVAL_NOTES),
    grade=UNGRADED,
    sources=(_ASCO_2011, _ASCO_2018, _IMWG_2021, _ARTICLE),
    edition=EDITION,
)

SWITCHING_TO_DENOSUMAB = Rule(
    id="switching-to-denosumab",
    title="Changing from a bisphosphonate to denosumab",
    when=MALIGNANT_BONE_DISEASE
    & assume_absent(
        _ON_BISPHOSPHONATE, because="earlier treatment is asked about; without a bisphosphonate nothing is changed"
    ),
    action=(
        "Denosumab 120 mg every 4 weeks in place of the bisphosphonate, from the next dose due and without a washout,"
        " once calcium and mouth have been checked."
    ),
    # What bars denosumab bars a change to it.
    licences=LICENCES,
    contraindications=tuple(clause for clause in RESTRICTIONS if clause.id != "bisphosphonate-beside"),
    holds=HOLDS,
    first=FIRST,
    monitor=CALCIUM_MONITORING,
    reasons=(
        Reason(
            id="no-washout",
            when=_ON_BISPHOSPHONATE,
            favours=True,
            says="The label asks for no washout after a bisphosphonate.",
            grade=LABEL,
            sources=cite(sources.EMA_XGEVA, "4.5", "T17"),
        ),
        Reason(
            id="phase-2",
            when=_ON_BISPHOSPHONATE,
            favours=True,
            says=(
                "Phase 2: where uNTX was above 50 despite an intravenous bisphosphonate, denosumab brought it below 50"
                " by week 13 in 71 % against 29 % (n = 111; too small to judge skeletal events, 8 % against 17 %)."
            ),
            grade=TRIAL,
            sources=cite(sources.FIZAZI_2009, "primary result", "T17", "E15"),
        ),
    ),
    disputes=DISPUTES,
    notes=CALCIUM_NOTES,
    grade=LABEL,
    sources=(cite(sources.EMA_XGEVA, "4.5", "T17"), cite(sources.FIZAZI_2009, "primary result", "T17")),
    edition=EDITION,
)
