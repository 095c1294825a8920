"""Dexamethasone against the flare of pain after radiotherapy, on which two trials differ."""

from __future__ import annotations

import attrs

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import TRIAL, cite, own_reading
from boneguide.guidelines.corticosteroids._edition import EDITION
from boneguide.guidelines.corticosteroids._indications import (
    BONE_PAIN_DOSE,
    FLARE_DOSE,
    HAEMATOLOGICAL_DOSE,
    MORE_IS_TAKEN,
    NERVE_PAIN_DOSE,
    STEP_DOWN_DOSE,
    TAPER,
)
from boneguide.guidelines.corticosteroids._parts import (
    ADULTS_ONLY,
    CANNOT_SWALLOW_IT,
    FLARE,
    ON_DEXAMETHASONE,
    WHOLE_DAY,
    WORSE,
    not_both,
)
from boneguide.guidelines.corticosteroids.safety import CAUTIONS_AND_ALLERGY, MONITORING
from boneguide.guidelines.corticosteroids.tapers import TP_SC23
from boneguide.guidelines.facts.corticosteroid import (
    DIABETES,
    GASTROINTESTINAL_ULCER_OR_BLEEDING,
    TAKES_DEXAMETHASONE,
    UNCONTROLLED_INFECTION,
)
from boneguide.guidelines.facts.supportive import ACTIVE_INFECTION
from boneguide.logic.clauses import Dispute, Note, Prerequisite, Reason, Stance
from boneguide.logic.nodes import ALWAYS, any_of
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.model.provenance import Grade
from boneguide.quantities import Amount

_ESMO = Grade(system="ESMO", year=2020, value="[II, B]")
_SC23 = cite(sources.SC23, "results, as news reports give them", "ST-17", verified="conflict")
_DEXA = cite(sources.DEXA_2020, "abstract", "ST-18", verified="conflict")
_GUIDELINE = cite(sources.ESMO_2020, "radiotherapy", "ST-19")

DEXAMETHASONE_PAIN_FLARE = Rule(
    id="dexamethasone-pain-flare",
    title="Dexamethasone against a flare of pain after a single fraction",
    when=FLARE,
    advise=RegimenTemplate(
        drug=drugs.DEXAMETHASONE,
        route="oral",
        dose=Amount(8, "mg"),
        interval=exactly("1 day"),
        days=(1, 2, 3, 4, 5),
        taper=TP_SC23.template,
        notes=(
            WHOLE_DAY,
            "The first dose at least 1 hour before radiotherapy, then one a day on the 4 days after it; no taper.",
        ),
    ),
    contraindications=(*CAUTIONS_AND_ALLERGY, MORE_IS_TAKEN, ADULTS_ONLY),
    first=(
        Prerequisite(
            id="worth-the-risk",
            when=DIABETES | UNCONTROLLED_INFECTION | ACTIVE_INFECTION | GASTROINTESTINAL_ULCER_OR_BLEEDING,
            says=(
                "weigh it: with diabetes, an infection or an ulcer a small and disputed effect (8.9 percentage points"
                " fewer with a flare in one trial, none proven in another) may not be worth the risk; with diabetes a"
                " plan for glucose"
            ),
            sources=(
                own_reading("ST-20", why="for those whom a flare would harm and none of these speaks against"),
                cite(
                    sources.SC23,
                    "safety",
                    "SS-06",
                    note="3 events of hyperglycaemia of grade 3 or 4, all on dexamethasone",
                ),
            ),
        ),
        Prerequisite(
            id="one-plan",
            when=any_of(TAPER, STEP_DOWN_DOSE, ON_DEXAMETHASONE & WORSE),
            says=(
                "settle one plan: dexamethasone is being brought down (dexamethasone-taper or dexamethasone-step-down)"
                " or goes up again (dexamethasone-taper-worsening), and no source says how 8 mg a day for 5 days fits"
                " in"
            ),
            sources=own_reading("ST-17", "TP-R3", why="one drug is given by one plan, and the trial added to no taper"),
        ),
    ),
    monitor=MONITORING,
    reasons=(
        Reason(
            id="sc23",
            when=ALWAYS,
            favours=True,
            says=(
                "SC.23: a flare within 10 days in 26 % against 35 % on placebo (one-sided p 0.05), within 5 days in"
                " 20 % against 31 % (one-sided p 0.03)."
            ),
            grade=TRIAL,
            sources=_SC23,
        ),
        Reason(
            id="esmo",
            when=ALWAYS,
            favours=True,
            says="ESMO supports dexamethasone against the flare.",
            grade=_ESMO,
            sources=_GUIDELINE,
        ),
        Reason(
            id="dexa",
            when=ALWAYS,
            favours=False,
            says=(
                "The Dutch trial: a flare in 38 % after 4 days of 8 mg, 27 % after one dose, 39 % on placebo (p 0.07);"
                " four days only put it off, with less pain on days 2 to 5."
            ),
            grade=TRIAL,
            sources=_DEXA,
        ),
        Reason(
            id="hyperglycaemia",
            when=ALWAYS,
            favours=False,
            says="SC.23: 3 events of hyperglycaemia of grade 3 or 4, all on dexamethasone.",
            grade=TRIAL,
            sources=cite(sources.SC23, "safety", "SS-06"),
        ),
    ),
    disputes=(
        Dispute(
            id="flare",
            when=ALWAYS,
            about="whether dexamethasone prevents the flare of pain",
            stances=(
                Stance(by="SC.23", says="fewer flares, 26 % against 35 %", source=_SC23),
                Stance(by="Dutch DEXA study", says="not proven (p 0.07), and delayed by four days", source=_DEXA),
                Stance(by="ESMO 2020", says="dexamethasone as prophylaxis [II, B]", source=_GUIDELINE),
            ),
        ),
    ),
    notes=(
        Note(
            id="already-taken",
            when=TAKES_DEXAMETHASONE,
            says="Takes dexamethasone already, which neither trial added to.",
            sources=own_reading("ST-20", why="prophylaxis on top of treatment is not described in what was read"),
        ),
        not_both(
            FLARE_DOSE & any_of(BONE_PAIN_DOSE, NERVE_PAIN_DOSE, HAEMATOLOGICAL_DOSE, TAPER, STEP_DOWN_DOSE),
            "dexamethasone-bone-pain",
            "dexamethasone-nerve-pain",
            "dexamethasone-haematological-spine",
            "dexamethasone-taper",
            "dexamethasone-step-down",
        ),
        CANNOT_SWALLOW_IT,
    ),
    grade=_ESMO,
    sources=(
        attrs.evolve(_SC23, rows=("ST-17", "TP-SC23")),
        _DEXA,
        _GUIDELINE,
        own_reading("ST-20", why="optional, because the trials disagree"),
    ),
    edition=EDITION,
)
