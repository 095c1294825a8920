"""Dexamethasone for pain: of bone, of a compressed nerve, and what follows where it brings nothing."""

from __future__ import annotations

import attrs

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import UNGRADED, article, cite, own_reading
from boneguide.guidelines.corticosteroids._edition import EDITION
from boneguide.guidelines.corticosteroids._parts import (
    COMPRESSION,
    IMPROVED,
    NO_BENEFIT,
    ON_DEXAMETHASONE,
    WHOLE_DAY,
    WITH_NEUROLOGY,
    by_mouth,
)
from boneguide.guidelines.corticosteroids.cord_compression import (
    DEXAMETHASONE_HAEMATOLOGICAL_SPINE,
    NOT_ROUTINE,
    SEVERE_BY_SCORE,
)
from boneguide.guidelines.corticosteroids.safety import BIOPSY_DISPUTE, CAUTIONS, MONITORING
from boneguide.guidelines.corticosteroids.tapers import STEP_DOWN
from boneguide.guidelines.facts.corticosteroid import (
    DAYS_ON_DEXAMETHASONE,
    DEXAMETHASONE_DAILY_DOSE,
    MALIGNANT_SPINAL_LESION,
    NERVE_COMPRESSION_PAIN,
    PAINFUL_LESION_OUTSIDE_SPINE,
    PAINFUL_MALIGNANT_LESION,
    SEVERE_BONE_PAIN,
    SINGLE_FRACTION_PLANNED,
    TAKES_DEXAMETHASONE,
)
from boneguide.logic.clauses import (
    Confirm,
    Contraindication,
    Dispute,
    Monitor,
    Note,
    Prerequisite,
    Reason,
    Stance,
    Variation,
)
from boneguide.logic.nodes import ALWAYS, all_of, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly, span
from boneguide.quantities import Amount

_STATEMENT = "8 mg a day for uncomplicated bone pain"
_TRIAL_OF_DAYS = (
    cite(sources.WEST_MIDLANDS, "bone pain", "ST-15", verified="primary"),
    cite(sources.FAST_FACT_129, "dose and trial", "ST-15", verified="primary"),
)
_STOPPING = cite(sources.WEST_MIDLANDS, "stopping", "SS-07", verified="primary")
#: The trial lasts five to seven days.
_TOO_EARLY = DAYS_ON_DEXAMETHASONE < "5 day"

_FAILED = Contraindication(
    id="no-benefit",
    severity="not-recommended",
    when=NO_BENEFIT,
    says="A trial has brought no benefit, and expert texts stop it then.",
    sources=_TRIAL_OF_DAYS,
)
_REVIEW = Monitor(
    id="benefit",
    says="whether the pain is better; where it is not, the trial ends",
    timing="after 5 to 7 days",
    within_days=7,
    since=DAYS_ON_DEXAMETHASONE,
    sources=_TRIAL_OF_DAYS,
)
_ALREADY = Note(
    id="already-taken",
    when=TAKES_DEXAMETHASONE,
    says="Takes dexamethasone already: 8 mg is the whole of a day, not an addition to it.",
    sources=own_reading("ST-15", why="the sources give a dose a day, so what is taken counts towards it"),
)
#: Then the next question is how it is brought down.
_HELPED = ON_DEXAMETHASONE & IMPROVED
_SPINE_ONLY = MALIGNANT_SPINAL_LESION & not_(PAINFUL_LESION_OUTSIDE_SPINE)

DEXAMETHASONE_BONE_PAIN = Rule(
    id="dexamethasone-bone-pain",
    title="Dexamethasone for uncomplicated bone pain",
    when=all_of(
        assume_absent(
            PAINFUL_MALIGNANT_LESION | SEVERE_BONE_PAIN, because="a lesion that hurts would be recorded as painful"
        ),
        not_(WITH_NEUROLOGY),
        not_(COMPRESSION),
        # There 16 mg is a matter for the haematology team.
        not_(DEXAMETHASONE_HAEMATOLOGICAL_SPINE.when),
        not_(_HELPED),
    ),
    advise=by_mouth(8, "A trial of 5 to 7 days, in the morning, ended where it brings no benefit."),
    contraindications=(
        *CAUTIONS,
        _FAILED,
        Contraindication(
            id="not-routine",
            severity="not-recommended",
            when=_SPINE_ONLY & NOT_ROUTINE.when,
            says=f"Only the spine hurts. {NOT_ROUTINE.says}",
            unknown=NOT_ROUTINE.unknown,
            sources=NOT_ROUTINE.sources,
        ),
    ),
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
            sources=_TRIAL_OF_DAYS,
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
        attrs.evolve(SEVERE_BY_SCORE, when=_SPINE_ONLY),
        Note(
            id="not-both",
            when=SINGLE_FRACTION_PLANNED,
            says=(
                "A single fraction is planned: dexamethasone-pain-flare names 8 mg a day as well. It is one of the two,"
                " not both, and 8 mg is the whole of a day."
            ),
            sources=own_reading("ST-15", "ST-17", why="each source gives a dose a day, and none adds one to the other"),
        ),
    ),
    grade=UNGRADED,
    sources=(
        *_TRIAL_OF_DAYS,
        article("A10", _STATEMENT),
        article("A09", "dexamethasone for bone pain, above all with cord compression"),
    ),
    edition=EDITION,
)

DEXAMETHASONE_NERVE_PAIN = Rule(
    id="dexamethasone-nerve-pain",
    title="Dexamethasone for pain from a compressed nerve",
    when=assume_absent(NERVE_COMPRESSION_PAIN, because="such pain would be on record")
    & not_(WITH_NEUROLOGY)
    & not_(DEXAMETHASONE_HAEMATOLOGICAL_SPINE.when)
    & not_(_HELPED),
    advise=by_mouth(8, "In the morning."),
    contraindications=(*CAUTIONS, _FAILED),
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
    notes=(_ALREADY,),
    grade=UNGRADED,
    sources=(cite(sources.WEST_MIDLANDS, "nerve compression", "ST-16", verified="primary"),),
    edition=EDITION,
)

# --------------------------------------------------------------------------- no benefit

_NOTHING_GAINED = ON_DEXAMETHASONE & NO_BENEFIT & not_(WITH_NEUROLOGY)
_RUN_ITS_COURSE = Contraindication(
    id="too-early",
    severity="not-recommended",
    when=_TOO_EARLY,
    says="Fewer than 5 days have passed; the trial lasts 5 to 7.",
    unknown=Confirm("that the trial has lasted 5 days", because="the person can be asked when it began"),
    sources=_TRIAL_OF_DAYS,
)

DEXAMETHASONE_WITHOUT_BENEFIT = Rule(
    id="dexamethasone-without-benefit",
    title="Dexamethasone for pain has brought nothing",
    when=_NOTHING_GAINED,
    action="Expert texts end the trial; dexamethasone-withdrawal says whether the dose may end at once.",
    recommended=ALWAYS,
    contraindications=(_RUN_ITS_COURSE,),
    grade=UNGRADED,
    sources=_TRIAL_OF_DAYS,
    edition=EDITION,
)

#: The library steps down from more than 6 mg; the step-down begins at 4 mg and comes from 8 mg at most.
_STEPS_DOWN = assume_absent(
    (DEXAMETHASONE_DAILY_DOSE > "6 mg") & (DEXAMETHASONE_DAILY_DOSE <= "8 mg"),
    because="a step-down is chosen by a dose that is on record",
)

DEXAMETHASONE_STEP_DOWN = Rule(
    id="dexamethasone-step-down",
    title="Ending a failed trial of 8 mg a day",
    when=_NOTHING_GAINED & _STEPS_DOWN,
    advise=RegimenTemplate(
        drug=drugs.DEXAMETHASONE,
        route="oral",
        dose=Amount(4, "mg"),
        interval=exactly("1 day"),
        taper=STEP_DOWN.template,
        notes=(WHOLE_DAY, f"The daily doses: {STEP_DOWN.basis}."),
    ),
    contraindications=(
        _RUN_ITS_COURSE,
        Contraindication(
            id="longer-than-a-trial",
            severity="not-recommended",
            when=DAYS_ON_DEXAMETHASONE >= "21 day",
            says=(
                "Longer than 3 weeks on dexamethasone, or 3 weeks to the day: the drug is withdrawn gradually, not in"
                " six days."
            ),
            unknown=Confirm("that it was begun within 3 weeks", because="the person can be asked when it began"),
            sources=(
                cite(sources.BNF_CORTICOSTEROIDS, "withdrawal", "SS-08"),
                own_reading("SS-07", "SS-08", why="3 weeks to the day are neither less nor more; gradual is safe"),
            ),
        ),
    ),
    first=(
        Prerequisite(
            id="own-steps",
            when=ALWAYS,
            says="the prescriber checks the steps (row SS-07): no source prints them, they are the library's own",
            sources=STEP_DOWN.sources,
        ),
    ),
    grade=UNGRADED,
    sources=(_STOPPING, *STEP_DOWN.sources),
    edition=EDITION,
)
