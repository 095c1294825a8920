"""Radiotherapy of a lesion without symptoms: an option for lesions of high risk, on one phase 2 trial.

In the spine one without a feature of high risk is answered too, by NICE's exceptions.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, cite, own_reading
from boneguide.guidelines._grades import NICE_CONSIDER
from boneguide.guidelines.facts.lesion import IN_SPINE, LESIONS, PAINFUL
from boneguide.guidelines.facts.lesion_site import (
    AT_HIP,
    CORTICAL_DESTRUCTION,
    JUNCTIONAL,
    LONG_BONE,
    POSTERIOR_ELEMENTS,
    SIZE,
)
from boneguide.guidelines.facts.neurology import EPIDURAL_GRADE
from boneguide.guidelines.facts.radiotherapy import MORE_THAN_FIVE_METASTASES
from boneguide.guidelines.radiotherapy._edition import EDITION
from boneguide.guidelines.radiotherapy.common import ARISEN_THERE, ELSEWHERE, FIRST_TIME, SHORT_OUTLOOK
from boneguide.guidelines.radiotherapy.person import ADULTS_ONLY, INFECTION, PREGNANCY, PREGNANCY_FIRST
from boneguide.guidelines.radiotherapy.safety import (
    EARLIER_RADIOTHERAPY,
    FRACTURE_FIRST,
    HEAD_AND_NECK_FIELD,
    NEIGHBOURING_FIELDS,
    SPINE_FIRST,
    SUSPECTED_COMPRESSION,
    TREATED_FOR_COMPRESSION,
)
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Note, Reason, Stance
from boneguide.logic.nodes import ALWAYS, assume_absent, not_
from boneguide.logic.rule import Rule

_TRIAL = cite(sources.GILLESPIE_2024, "abstract", "RT-15", verified="primary")
_FIGURES = cite(sources.GILLESPIE_2024, "results", "RT-15", note="seen in Renal & Urology News")
_CRITERIA = cite(sources.GILLESPIE_2024, "criteria", "RT-15", note="seen in QuadShot and ASCO Post")
_NICE = cite(sources.NICE_NG234, "asymptomatic metastases", "RT-14", note="seen in a copy at GPnotebook")

#: That a lesion does not hurt is known only of someone who was asked.
PAINLESS = assume_absent(not_(PAINFUL), because="that a lesion does not hurt is known only once somebody asked")

#: Any one of these made a lesion one of high risk in the trial.
HIGH_RISK = assume_absent(
    (SIZE >= "2 cm")
    | JUNCTIONAL
    | POSTERIOR_ELEMENTS
    | AT_HIP
    | (LONG_BONE & CORTICAL_DESTRUCTION.is_in("one to two thirds")),
    because="a feature of high risk is seen on imaging and would be on record",
)

#: Tumour in the canal that touches the cord has an answer of its own.
_OF_THE_SPINE = IN_SPINE & not_(
    assume_absent(EPIDURAL_GRADE.is_in("1c"), because="a grade of epidural disease would be on record")
)

PROPHYLACTIC_RADIOTHERAPY = Rule(
    id="prophylactic-radiotherapy",
    title="Radiotherapy of a bone metastasis without symptoms",
    about=LESIONS,
    when=PAINLESS & (HIGH_RISK | _OF_THE_SPINE) & FIRST_TIME & not_(ARISEN_THERE) & not_(ELSEWHERE),
    action=(
        "Radiotherapy before symptoms is an option to discuss in a multidisciplinary meeting; it rests on one"
        " randomised phase 2 trial and is no standard. No schedule of it is encoded here."
    ),
    holds=(SUSPECTED_COMPRESSION,),
    contraindications=(
        Contraindication(
            id="short-outlook",
            severity="not-recommended",
            when=SHORT_OUTLOOK,
            says="Life expectancy is under 4 weeks: the trial counted events within a year, and supportive care leads.",
            sources=(_TRIAL, own_reading("RT-15", why="nothing is gained from prevention within weeks")),
        ),
        ADULTS_ONLY,
        PREGNANCY,
        INFECTION,
        Contraindication(
            id="no-high-risk-feature",
            severity="not-recommended",
            when=not_(HIGH_RISK),
            says=(
                "No feature is on record that made a lesion one of high risk in the trial. For a spinal metastasis"
                " without symptoms NICE has radiotherapy considered in three cases only: in a randomised trial, as part"
                " of a strategy against oligometastasis, or where imaging shows that tumour in the canal is about to"
                " compress the cord."
            ),
            sources=(_CRITERIA, _NICE),
        ),
        Contraindication(
            id="few-metastases",
            severity="not-recommended",
            when=HIGH_RISK & not_(MORE_THAN_FIVE_METASTASES),
            says=(
                "The trial took people with more than 5 metastases. With fewer, radiotherapy belongs to a strategy"
                " against oligometastasis, which is another question."
            ),
            unknown=Confirm("that there are more than 5 metastases", because="they can be counted on imaging"),
            sources=_CRITERIA,
        ),
    ),
    first=(
        TREATED_FOR_COMPRESSION,
        PREGNANCY_FIRST,
        EARLIER_RADIOTHERAPY,
        NEIGHBOURING_FIELDS,
        HEAD_AND_NECK_FIELD,
        *SPINE_FIRST,
        *FRACTURE_FIRST,
    ),
    reasons=(
        Reason(
            id="fewer-events",
            when=ALWAYS,
            favours=True,
            says=(
                "Skeletal events within a year: 1 in 62 (1.6 %) with radiotherapy and 14 in 49 (29 %) without; stays in"
                " hospital for them 0 % and 11 %. The counts are not of people, of whom 78 took part."
            ),
            grade=TRIAL,
            sources=(_TRIAL, _FIGURES),
        ),
        Reason(
            id="one-small-trial",
            when=ALWAYS,
            favours=False,
            says="It is a single phase 2 trial of 78 people.",
            grade=TRIAL,
            sources=_TRIAL,
        ),
    ),
    disputes=(
        Dispute(
            id="spine-without-symptoms",
            when=IN_SPINE,
            about="whether a spinal metastasis without symptoms is irradiated",
            stances=(
                Stance(
                    by="NICE guideline 234",
                    says=(
                        "considered only in a randomised trial, as part of a strategy against oligometastasis, or where"
                        " imaging shows that tumour in the canal is about to compress the cord"
                    ),
                    source=_NICE,
                ),
                Stance(
                    by="the phase 2 trial of 2024",
                    says="fewer skeletal events after radiotherapy of lesions of high risk, some in the spine",
                    source=_TRIAL,
                ),
            ),
        ),
    ),
    notes=(
        Note(
            id="features",
            says=(
                "Any of these made a lesion one of high risk: 2 cm or more; at a junction of the spine; posterior"
                " elements involved; at the hip or the sacroiliac joint; a third to two thirds of the cortex of a long"
                " bone. The sacroiliac joint has no site of its own here."
            ),
            sources=_CRITERIA,
        ),
        Note(
            id="nice-grade",
            when=IN_SPINE,
            says=f"In the words of NICE the exceptions are ones to {NICE_CONSIDER.value}.",
            sources=_NICE,
        ),
    ),
    grade=TRIAL,
    sources=(_TRIAL, _FIGURES, _CRITERIA, _NICE, own_reading("V52", why="an option, never a recommendation")),
    edition=EDITION,
)
