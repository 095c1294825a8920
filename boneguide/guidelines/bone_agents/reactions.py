"""Complaints during or after a bone agent: what each may mean and what to do first.

A complaint that is not on record is taken as absent: people are asked how they
are at every dose, and a rule about a complaint nobody made would only be noise.
"""

from __future__ import annotations

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import LABEL, article, cite, own_reading, recalled
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.facts.clinical import (
    ACUTE_PHASE_DELAY,
    ACUTE_PHASE_DURATION,
    ACUTE_PHASE_SYMPTOMS,
    EAR_SYMPTOMS,
    EYE_INFLAMMATION,
    FEBRILE,
    FEMUR_PAIN,
    INCAPACITATING_PAIN,
)
from boneguide.guidelines.facts.exposure import BISPHOSPHONATE_EXPOSURE, BONE_AGENT_EXPOSURE
from boneguide.guidelines.facts.laboratory import NEUTROPHILS_LOW
from boneguide.guidelines.facts.treatment import DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE, HAD_INTRAVENOUS_BISPHOSPHONATE
from boneguide.logic.clauses import Confirm, Contraindication, Hold, Note
from boneguide.logic.nodes import ALWAYS, Criterion, FlagFact, assume_absent, not_
from boneguide.logic.rule import Rule

_WOULD_BE_RECORDED = "people are asked how they are at every dose, and a complaint would be recorded"


def _complains_of(complaint: FlagFact) -> Criterion:
    return assume_absent(complaint, because=_WOULD_BE_RECORDED)


_FEMUR = (
    cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "A01"),
    cite(sources.FDA_ZOLEDRONIC_ACID, "5.5", "A01"),
)
_SEVERE_PAIN = cite(
    sources.FDA_ZOLEDRONIC_ACID, "5", "A05", note="seen as label highlights only; 'at any time' is from memory"
)

FEMORAL_FRACTURE_WORKUP = Rule(
    id="femoral-fracture-workup",
    title="New thigh, hip or groin pain: atypical femoral fracture?",
    when=_complains_of(FEMUR_PAIN) & BONE_AGENT_EXPOSURE,
    action="The labels advise imaging of the femur, and holding the bone agent is considered until it is evaluated.",
    recommended=ALWAYS,
    notes=(
        Note(
            id="other-side",
            says="The other femur is imaged as well (from memory, not verified).",
            sources=cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "A01", verified="memory"),
        ),
        Note(
            id="other-sites",
            says=(
                "US labels of zoledronic acid 5 mg and ibandronate 3 mg now speak of atypical fractures, femoral ones"
                " among them: unusual pain at another site deserves the same thought. The 4 mg label was not seen to."
            ),
            sources=(
                cite(sources.FDA_RECLAST, "recent changes, 02/2026", "A02", verified="primary"),
                cite(sources.FDA_IBANDRONATE, "recent changes, 01/2026", "A02", verified="primary"),
            ),
        ),
    ),
    grade=LABEL,
    sources=_FEMUR,
    edition=EDITION,
)

ACUTE_PHASE_REACTION = Rule(
    id="acute-phase-reaction",
    title="Fever, chills or aches after a dose: acute-phase reaction?",
    when=_complains_of(ACUTE_PHASE_SYMPTOMS),
    action=(
        "Care is symptomatic, with an antipyretic where it helps; symptoms usually pass within 3 days and may take 14."
        " It is no reason to stop the bone agent."
    ),
    recommended=ALWAYS,
    contraindications=(
        Contraindication(
            id="began-too-late",
            severity="not-recommended",
            when=ACUTE_PHASE_DELAY > "3 day",
            says=(
                "The symptoms began more than 3 days after the dose: that is later than the label describes, so another"
                " cause, infection first of all, is looked for."
            ),
            unknown=Confirm(
                "that the symptoms began within 3 days of the dose", because="the person can be asked when they began"
            ),
            sources=(
                own_reading("A03", why="the label describes an onset within 3 days; day 3 itself counts"),
                article("A28", "an acute-phase reaction comes within three days of zoledronic acid"),
            ),
        ),
        Contraindication(
            id="lasts-too-long",
            severity="caution",
            when=ACUTE_PHASE_DURATION > "14 day",
            says="The symptoms have lasted longer than 14 days: rare for this reaction; another cause is considered.",
            sources=own_reading("A03", why="the label gives 7 to 14 days, occasionally longer"),
        ),
        Contraindication(
            id="lasts-longer-than-usual",
            severity="info",
            when=(ACUTE_PHASE_DURATION > "3 day") & (ACUTE_PHASE_DURATION <= "14 day"),
            says="The symptoms have lasted longer than the usual 3 days; up to 14 days are described.",
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "6.2", "A03"),
        ),
        Contraindication(
            id="fever-goes-on",
            severity="caution",
            # As the red flag on fever counts, so that the two do not part.
            when=FEBRILE & ((ACUTE_PHASE_DURATION > "3 day") | (DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE > "3 day")),
            says=(
                "Fever for more than 3 days, or more than 3 days after the dose: infection is looked for first (the"
                " bar of 3 to 4 days is from memory, not verified)."
            ),
            sources=(
                recalled("fever after zoledronic acid", "RED-10"),
                own_reading("RED-10", why="of 3 to 4 days the earlier end, on the safe side"),
            ),
        ),
        Contraindication(
            id="fever-with-few-neutrophils",
            severity="not-recommended",
            when=assume_absent(FEBRILE, because="fever would be on record") & NEUTROPHILS_LOW,
            says=(
                "Fever with few neutrophils is not taken for this reaction: it is worked up as infection first, by the"
                " library's own decision; that it comes first whatever was infused is from memory, not verified."
            ),
            unknown=Confirm(
                "that neutrophils are not low", because="with fever a blood count is taken or looked up at the visit"
            ),
            sources=(
                recalled("neutropenic fever", "RED-10"),
                own_reading("RED-10", why="on the safe side: an infection that is waited on may be lost"),
            ),
        ),
        Contraindication(
            id="no-intravenous-bisphosphonate",
            severity="caution",
            when=not_(HAD_INTRAVENOUS_BISPHOSPHONATE),
            says="No intravenous bisphosphonate is on record, after which this reaction is described.",
            sources=own_reading("A03", why="the labels that describe it are those of intravenous bisphosphonates"),
        ),
    ),
    notes=(
        Note(
            id="frequency",
            says=(
                "In trials of hypercalcaemia fever came in 44 % after zoledronic acid and 33 % after pamidronate; the"
                " European text gives an influenza-like illness in about 9 %."
            ),
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "6.1", "A04"),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.8", "A04"),
            ),
        ),
        Note(
            id="course",
            says=(
                "It begins within 3 days of a first dose, is worst at 28 to 36 hours and settles in 2 to 3 days, up to"
                " 7. About a third of first doses bring it (10 to 50 %), later doses less; in a trial in osteoporosis"
                " (n = 7765) 42.4 % against 11.7 %."
            ),
            sources=(
                cite(sources.SCILIT_ACUTE_PHASE, "course and frequency", "SUP-01", verified="primary"),
                cite(sources.REID_ACUTE_PHASE, "frequency", "SUP-01", verified="primary"),
            ),
        ),
        Note(
            id="prevention",
            says=(
                "Before a next dose, paracetamol is offered; ibuprofen only where nothing stands against it. Every 6"
                " hours for 3 days from 4 hours after 5 mg in osteopenia (n = 481, so indirect), temperature rose in"
                " 37.3 % with paracetamol, 36.8 % with ibuprofen and 63.5 % with placebo; symptoms got worse in 46.3,"
                " 48.5 and 75.9 %."
            ),
            sources=cite(sources.WARK_2012, "result", "SUP-02", verified="primary"),
        ),
        Note(
            id="neutropenia",
            says=(
                "Fever of 38 C or more with neutropenia is worked up as infection, whatever was infused (from memory,"
                " not verified)."
            ),
            sources=recalled("neutropenic fever", "RED-10"),
        ),
    ),
    grade=LABEL,
    sources=(
        cite(
            sources.FDA_ZOLEDRONIC_ACID,
            "6.2",
            "A03",
            note="the benefit of an antipyretic was seen in a review (PMC2998805) only",
        ),
        article("A28", "an acute-phase reaction comes within three days of zoledronic acid"),
    ),
    edition=EDITION,
)

INCAPACITATING_PAIN_ON_TREATMENT = Rule(
    id="incapacitating-pain",
    title="Incapacitating bone, joint or muscle pain",
    when=_complains_of(INCAPACITATING_PAIN) & BISPHOSPHONATE_EXPOSURE,
    action=(
        "The label stops the bisphosphonate, another cause of the pain is looked for, and it is given again only with"
        " caution; the pain can come at any time after the start."
    ),
    recommended=ALWAYS,
    grade=LABEL,
    sources=(_SEVERE_PAIN,),
    edition=EDITION,
)

OCULAR_INFLAMMATION = Rule(
    id="ocular-inflammation",
    title="An inflamed or painful eye",
    when=_complains_of(EYE_INFLAMMATION) & BONE_AGENT_EXPOSURE,
    action=(
        "Referral to an ophthalmologist is advised: uveitis, scleritis, episcleritis, iritis and inflammation of the"
        " orbit have been reported."
    ),
    recommended=ALWAYS,
    grade=LABEL,
    sources=(cite(sources.FDA_ZOLEDRONIC_ACID, "6.2", "A06"),),
    edition=EDITION,
)

EAR_CANAL_OSTEONECROSIS = Rule(
    id="ear-canal-osteonecrosis",
    title="Chronic ear symptoms",
    when=_complains_of(EAR_SYMPTOMS) & BONE_AGENT_EXPOSURE,
    action="Osteonecrosis of the external ear canal is considered, above all after a long course of a bisphosphonate.",
    recommended=ALWAYS,
    grade=LABEL,
    sources=(
        cite(sources.EMA_ZOLEDRONIC_ACID, "warning on the external auditory canal", "A07"),
        cite(sources.UK_CLODRONATE, "warning on the external auditory canal", "A07"),
    ),
    edition=EDITION,
)


def holds_until_evaluated(agent: str) -> tuple[Hold, ...]:
    """Return the complaints for which a dose of ``agent`` due now waits until they have been evaluated."""
    treated = Confirm(
        "whether a bone agent was given before this complaint", because="earlier treatment can be asked about"
    )
    femur = Hold(
        id="femur-pain",
        when=_complains_of(FEMUR_PAIN) & BONE_AGENT_EXPOSURE,
        says="New thigh, hip or groin pain during treatment: the labels consider stopping until it is evaluated.",
        unknown=treated,
        sources=_FEMUR,
    )
    pain = Hold(
        id="incapacitating-pain",
        when=_complains_of(INCAPACITATING_PAIN) & BISPHOSPHONATE_EXPOSURE,
        says="Incapacitating bone, joint or muscle pain on a bisphosphonate: the label stops the drug.",
        unknown=treated,
        sources=_SEVERE_PAIN,
    )
    return (femur, pain) if agent in drugs.BISPHOSPHONATES else (femur,)
