"""Dexamethasone for pain: of bone, of a compressed nerve, and what follows where it brings nothing."""

from __future__ import annotations

import attrs

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import UNGRADED, article, cite, own_reading
from boneguide.guidelines.corticosteroids._edition import EDITION
from boneguide.guidelines.corticosteroids._indications import (
    BONE_PAIN,
    BONE_PAIN_DOSE,
    FAILED,
    FLARE_DOSE,
    GRADUAL_INSTEAD,
    LONGER_THAN_A_TRIAL,
    MORE_IS_TAKEN,
    NERVE_PAIN,
    NERVE_PAIN_DOSE,
    NOTHING_GAINED,
    RUN_ITS_COURSE,
    SPINE_NOT_ROUTINE,
    SPINE_ONLY,
    TAPER,
    TRIAL_OF_DAYS,
)
from boneguide.guidelines.corticosteroids._indications import STEP_DOWN as STEPS_DOWN
from boneguide.guidelines.corticosteroids._parts import (
    ADULTS_ONLY,
    CANNOT_SWALLOW_IT,
    MEANT_FOR_ADULTS,
    WHOLE_DAY,
    by_mouth,
    not_both,
)
from boneguide.guidelines.corticosteroids.cord_compression import SEVERE_BY_SCORE
from boneguide.guidelines.corticosteroids.safety import BIOPSY_DISPUTE, CAUTIONS_AND_ALLERGY, MONITORING
from boneguide.guidelines.corticosteroids.tapers import STEP_DOWN
from boneguide.guidelines.facts.corticosteroid import (
    DAYS_ON_DEXAMETHASONE,
    MALIGNANT_SPINAL_LESION,
    TAKES_DEXAMETHASONE,
)
from boneguide.logic.clauses import Dispute, Monitor, Note, Prerequisite, Reason, Stance, Variation
from boneguide.logic.nodes import ALWAYS
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly, span
from boneguide.quantities import Amount

_STATEMENT = "8 mg a day for uncomplicated bone pain"
_STOPPING = cite(sources.WEST_MIDLANDS, "stopping", "SS-07", verified="primary")

_REVIEW = Monitor(
    id="benefit",
    says="whether the pain is better; where it is not, the trial ends",
    timing="after 5 to 7 days",
    within_days=7,
    since=DAYS_ON_DEXAMETHASONE,
    sources=TRIAL_OF_DAYS,
)
_ALREADY = Note(
    id="already-taken",
    when=TAKES_DEXAMETHASONE,
    says="Takes dexamethasone already: 8 mg is the whole of a day, not an addition to it.",
    sources=own_reading("ST-15", why="the sources give a dose a day, so what is taken counts towards it"),
)

DEXAMETHASONE_BONE_PAIN = Rule(
    id="dexamethasone-bone-pain",
    title="Dexamethasone for uncomplicated bone pain",
    when=BONE_PAIN,
    advise=by_mouth(8, "A trial of 5 to 7 days, in the morning, ended where it brings no benefit."),
    contraindications=(*CAUTIONS_AND_ALLERGY, FAILED, SPINE_NOT_ROUTINE, MORE_IS_TAKEN, ADULTS_ONLY),
    monitor=(_REVIEW, *MONITORING),
    reasons=(
        Reason(
            id="expert-opinion",
            when=ALWAYS,
            favours=False,
            says=(
                "Low certainty: for uncomplicated bone pain there is expert opinion only, and the randomised trials are"
                " about the flare after radiotherapy."
            ),
            grade=UNGRADED,
            sources=own_reading("SD-07", why="no trial in uncomplicated bone pain was found"),
        ),
    ),
    variations=(
        Variation(
            id="4-to-8-mg",
            when=ALWAYS,
            says="4 to 8 mg a day",
            advise=RegimenTemplate(
                drug=drugs.DEXAMETHASONE,
                route="oral",
                dose=span("4 mg", "8 mg"),
                interval=exactly("1 day"),
                notes=(WHOLE_DAY,),
            ),
            grade=UNGRADED,
            sources=TRIAL_OF_DAYS,
        ),
    ),
    disputes=(
        Dispute(
            id="spine",
            when=MALIGNANT_SPINAL_LESION,
            about="whether dexamethasone is given for pain from metastases of the spine without neurological signs",
            stances=(
                Stance(by="the article", says="8 mg a day for bone pain", source=article("A10", _STATEMENT)),
                Stance(
                    by="NICE 2023",
                    says="not routinely; considered where pain is severe",
                    source=cite(sources.NICE_NG234, "recommendations 1.8.3 and 1.8.7", "ST-04", "ST-06"),
                ),
            ),
        ),
        BIOPSY_DISPUTE,
    ),
    notes=(
        _ALREADY,
        attrs.evolve(SEVERE_BY_SCORE, when=SPINE_ONLY),
        not_both(
            BONE_PAIN_DOSE & (FLARE_DOSE | NERVE_PAIN_DOSE | TAPER),
            "dexamethasone-pain-flare",
            "dexamethasone-nerve-pain",
            "dexamethasone-taper",
        ),
        CANNOT_SWALLOW_IT,
    ),
    grade=UNGRADED,
    sources=(
        *TRIAL_OF_DAYS,
        article("A10", _STATEMENT),
        article("A09", "dexamethasone for bone pain, above all with cord compression"),
    ),
    edition=EDITION,
)

DEXAMETHASONE_NERVE_PAIN = Rule(
    id="dexamethasone-nerve-pain",
    title="Dexamethasone for pain from a compressed nerve",
    when=NERVE_PAIN,
    advise=by_mouth(8, "In the morning."),
    contraindications=(*CAUTIONS_AND_ALLERGY, FAILED, MORE_IS_TAKEN, ADULTS_ONLY),
    monitor=(_REVIEW, *MONITORING),
    reasons=(
        Reason(
            id="local-guidance",
            when=ALWAYS,
            favours=False,
            says="Local guidance of palliative physicians, without a grade.",
            grade=UNGRADED,
            sources=cite(sources.WEST_MIDLANDS, "nerve compression", "ST-16", verified="primary"),
        ),
    ),
    disputes=(BIOPSY_DISPUTE,),
    notes=(
        _ALREADY,
        not_both(
            NERVE_PAIN_DOSE & (FLARE_DOSE | BONE_PAIN_DOSE | TAPER),
            "dexamethasone-pain-flare",
            "dexamethasone-bone-pain",
            "dexamethasone-taper",
        ),
        CANNOT_SWALLOW_IT,
    ),
    grade=UNGRADED,
    sources=(cite(sources.WEST_MIDLANDS, "nerve compression", "ST-16", verified="primary"),),
    edition=EDITION,
)

# --------------------------------------------------------------------------- no benefit

DEXAMETHASONE_WITHOUT_BENEFIT = Rule(
    id="dexamethasone-without-benefit",
    title="Dexamethasone for pain has brought nothing",
    when=NOTHING_GAINED,
    action="Expert texts end the trial; dexamethasone-withdrawal says whether the dose may end at once.",
    recommended=ALWAYS,
    contraindications=(RUN_ITS_COURSE,),
    grade=UNGRADED,
    sources=TRIAL_OF_DAYS,
    edition=EDITION,
)

DEXAMETHASONE_STEP_DOWN = Rule(
    id="dexamethasone-step-down",
    title="Ending a failed trial of 8 mg a day",
    when=STEPS_DOWN,
    advise=RegimenTemplate(
        drug=drugs.DEXAMETHASONE,
        route="oral",
        dose=Amount(4, "mg"),
        interval=exactly("1 day"),
        taper=STEP_DOWN.template,
        notes=(WHOLE_DAY, f"The daily doses: {STEP_DOWN.basis}."),
    ),
    contraindications=(RUN_ITS_COURSE, LONGER_THAN_A_TRIAL, GRADUAL_INSTEAD, MEANT_FOR_ADULTS),
    first=(
        Prerequisite(
            id="own-steps",
            when=ALWAYS,
            says="the prescriber checks the steps (row SS-07): no source prints them, they are the library's own",
            sources=STEP_DOWN.sources,
        ),
    ),
    notes=(not_both(FLARE_DOSE, "dexamethasone-pain-flare"), CANNOT_SWALLOW_IT),
    grade=UNGRADED,
    sources=(_STOPPING, *STEP_DOWN.sources),
    edition=EDITION,
)
