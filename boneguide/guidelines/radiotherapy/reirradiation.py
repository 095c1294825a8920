"""Irradiating a place again: not before 28 days, and in the spine only within limits of the dose to the cord.

The limits are biologically effective doses with alpha/beta 2 Gy, the cord taken to
have had what was prescribed. From 6 months on they are published: no myelopathy up
to 120 Gy, a small risk up to 135.5 Gy. Before that no recovery is counted on, and
both courses together stay within what one may give, 100 Gy. Beyond, and where an
earlier dose is not known, a physicist answers.
"""

from __future__ import annotations

from boneguide.calculators.early_reirradiation import SINGLE_COURSE_LIMIT as EARLY_LIMIT
from boneguide.calculators.nieder_cord_risk import COURSE_LIMIT, NO_MYELOPATHY_TO, SMALL_RISK_TO
from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, cite, own_reading
from boneguide.guidelines.facts.lesion import IN_SPINE, LESIONS
from boneguide.guidelines.facts.lesion_site import LUMBAR_OR_SACRAL
from boneguide.guidelines.facts.radiotherapy import CORD_DOSE_GIVEN, DAYS_SINCE_RADIOTHERAPY, IRRADIATED_MORE_THAN_ONCE
from boneguide.guidelines.radiotherapy._edition import EDITION
from boneguide.guidelines.radiotherapy.common import (
    AGAIN,
    EIGHT_OF_2_5,
    FIVE_OF_4,
    HURTS,
    LETTERS_NOT_SEEN,
    MEMORY,
    ONE_OF_8,
    RCR_B_2024,
    SHORT_OUTLOOK,
    SIX_OF_4,
    cord_dose,
    template,
)
from boneguide.guidelines.radiotherapy.person import ADULTS_ONLY, INFECTION, PREGNANCY, PREGNANCY_FIRST
from boneguide.guidelines.radiotherapy.safety import (
    FAILED_OR_UNSUITABLE_AGAIN,
    FRACTURE_FIRST,
    HEAD_AND_NECK_FIELD,
    PAIN_NOT_ON_RECORD,
    PERHAPS_SHORT_LIFE,
    RESPONSE,
    SHORT_LIFE,
    SPINE_FIRST,
    SUSPECTED_COMPRESSION,
    TREATED_FOR_COMPRESSION,
)
from boneguide.logic.clauses import Confirm, Contraindication, Hold, Note, Reason, Variation
from boneguide.logic.nodes import ALWAYS, Criterion, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import Fractions
from boneguide.model.provenance import Grade

_SPINE = cite(
    sources.ASTRO_2024,
    "irradiating the spine again",
    "RR-04",
    "RX-2.5x8",
    "RX-8x1",
    "RX-4x5",
    "RX-4x6",
    verified="primary",
    note="the letters of strength were not seen",
)
_OTHER = cite(
    sources.ASTRO_2024,
    "irradiating outside the spine again",
    "RR-05",
    "RX-8x1",
    "RX-4x5",
    "RX-4x6",
    verified="primary",
    note="the letters of strength were not seen",
)
_WHEN = (
    cite(sources.ASTRO_2017, "irradiating again", "RR-01", note="seen at Oncology Nurse Advisor"),
    cite(sources.RCR_2019, "retreatment", "RR-02", verified="primary"),
)
_GATE = own_reading("RR-03", "V47", why="28 days: the entry of a trial, from memory, beside 'more than 1 month'")
_NIEDER = cite(sources.NIEDER_2006, "abstract", "RR-08", "RR-09", verified="primary")
_EARLY = own_reading("RR-19", "V49", "V50", why="without recovery both courses stay within what one may give")
_UNKNOWN = own_reading("RR-17", "RR-18", why="an unknown dose is not zero; the cord is taken to have had it all")
_RETROSPECTIVE = Grade.ungraded("retrospective cases, not a graded recommendation")

LATE: Criterion = DAYS_SINCE_RADIOTHERAPY >= "6 month"


def _gray(limit: float, schedule: Fractions) -> str:
    """Return what the cord may have had for a schedule to stay within a limit."""
    return f"{limit - cord_dose(schedule):g} Gy"


def _early(schedule: Fractions) -> Criterion:
    return CORD_DOSE_GIVEN <= _gray(EARLY_LIMIT, schedule)


def _no_myelopathy(schedule: Fractions) -> Criterion:
    return LATE & (CORD_DOSE_GIVEN <= _gray(NO_MYELOPATHY_TO, schedule))


def _small_risk(schedule: Fractions) -> Criterion:
    return (
        LATE
        & (CORD_DOSE_GIVEN > _gray(NO_MYELOPATHY_TO, schedule))
        & (CORD_DOSE_GIVEN <= _gray(SMALL_RISK_TO, schedule))
    )


def _variations(identifier: str, schedule: Fractions, *, spine_only: bool = False) -> tuple[Variation, ...]:
    dose = f"{cord_dose(schedule):g} Gy"

    def variation(suffix: str, when: Criterion, says: str) -> Variation:
        return Variation(
            id=f"{identifier}{suffix}",
            when=not_(SHORT_OUTLOOK) & when,
            says=f"{schedule}: {says}",
            advise=template(schedule),
            grade=LETTERS_NOT_SEEN,
            sources=_OTHER if not suffix else (_SPINE, _NIEDER, _EARLY),
        )

    in_spine = (
        variation(
            "-spine",
            IN_SPINE & (_early(schedule) | _no_myelopathy(schedule)),
            f"its {dose} to the cord, added to what the cord has had, stay within {EARLY_LIMIT:g} Gy, or from 6 months"
            f" on within the {NO_MYELOPATHY_TO:g} Gy up to which no myelopathy was reported.",
        ),
        variation(
            "-spine-small-risk",
            IN_SPINE & _small_risk(schedule) & not_(_early(schedule)),
            f"its {dose} to the cord bring the sum above {NO_MYELOPATHY_TO:g} Gy, and no further than {SMALL_RISK_TO:g}"
            " Gy, where the risk of myelopathy was small.",
        ),
    )
    if spine_only:
        return in_spine
    return (variation("", not_(IN_SPINE), "listed by ASTRO for irradiating again outside the spine."), *in_spine)


REIRRADIATION = Rule(
    id="re-irradiation",
    title="Irradiating a painful bone metastasis again",
    about=LESIONS,
    when=HURTS & AGAIN,
    advise=template(ONE_OF_8),
    holds=(
        SUSPECTED_COMPRESSION,
        Hold(
            id="too-early",
            when=DAYS_SINCE_RADIOTHERAPY < "28 day",
            says=(
                "Less than 28 days have passed since the last course, which may still bring relief: pain is assessed"
                " again from day 28."
            ),
            sources=(_GATE, *_WHEN),
        ),
    ),
    contraindications=(
        FAILED_OR_UNSUITABLE_AGAIN,
        SHORT_LIFE,
        PERHAPS_SHORT_LIFE,
        ADULTS_ONLY,
        PREGNANCY,
        INFECTION,
        Contraindication(
            id="cord-dose",
            severity="avoid",
            when=IN_SPINE & (CORD_DOSE_GIVEN > _gray(SMALL_RISK_TO, ONE_OF_8)),
            says=(
                f"With what the cord has had, 8 Gy once would bring it above {SMALL_RISK_TO:g} Gy: outside what was"
                " tolerated in published cases. No schedule is given here; a physicist reviews the plans."
            ),
            sources=(_NIEDER, _UNKNOWN),
        ),
        Contraindication(
            id="cord-dose-early",
            severity="avoid",
            when=IN_SPINE & not_(LATE) & (CORD_DOSE_GIVEN > _gray(EARLY_LIMIT, ONE_OF_8)),
            says=(
                f"Less than 6 months (183 days) have passed, and with what the cord has had 8 Gy once would bring it"
                f" above {EARLY_LIMIT:g} Gy. No schedule is given here; a physicist reviews the plans."
            ),
            sources=(_EARLY, _UNKNOWN, cite(sources.QUANTEC_2010, "abstract", "RR-14", verified="primary")),
        ),
        Contraindication(
            id="several-courses",
            severity="avoid",
            when=IN_SPINE & IRRADIATED_MORE_THAN_ONCE,
            says=(
                "The place had more than one course: the published limits are about a second one. No schedule is given"
                " here; a physicist reviews the plans."
            ),
            unknown=Confirm(
                "that the place was irradiated once only",
                because="the record of the radiotherapy department can be asked for",
            ),
            sources=own_reading("RR-17", why="the limits were made for two courses and the time between them"),
        ),
    ),
    first=(TREATED_FOR_COMPRESSION, PREGNANCY_FIRST, HEAD_AND_NECK_FIELD, *SPINE_FIRST, *FRACTURE_FIRST),
    monitor=(RESPONSE,),
    reasons=(
        Reason(
            id="listed-spine",
            when=IN_SPINE,
            favours=True,
            says="For the spine ASTRO lists 8 Gy once, 20 Gy in 5 or 8 and 24 Gy in 6 fractions.",
            grade=LETTERS_NOT_SEEN,
            sources=_SPINE,
        ),
        Reason(
            id="listed-other",
            when=not_(IN_SPINE),
            favours=True,
            says="Outside the spine ASTRO lists 8 Gy once, 20 Gy in 5 and 24 Gy in 6 fractions.",
            grade=LETTERS_NOT_SEEN,
            sources=_OTHER,
        ),
        Reason(
            id="single-fraction-rcr",
            when=ALWAYS,
            favours=True,
            says="The Royal College of Radiologists gives 8 Gy as the single dose.",
            grade=RCR_B_2024,
            sources=cite(sources.RCR_2024, "retreatment", "RR-06", note="seen in a dataset made by others"),
        ),
        Reason(
            id="trial",
            when=ALWAYS,
            favours=True,
            says="In a trial with 425 people in each arm 8 Gy once was acceptable beside 20 Gy in several fractions.",
            grade=TRIAL,
            sources=cite(sources.SC20, "abstract", "RR-07", verified="primary"),
        ),
        Reason(
            id="no-myelopathy",
            when=IN_SPINE & (_no_myelopathy(ONE_OF_8) | _early(ONE_OF_8)),
            favours=True,
            says=(
                f"With 8 Gy once the cord stays within {EARLY_LIMIT:g} Gy, or from 6 months on within the"
                f" {NO_MYELOPATHY_TO:g} Gy up to which no myelopathy was reported."
            ),
            grade=_RETROSPECTIVE,
            sources=(_NIEDER, _EARLY),
        ),
        Reason(
            id="small-risk",
            when=IN_SPINE & _small_risk(ONE_OF_8),
            favours=False,
            says=(
                f"With 8 Gy once the cord comes above {NO_MYELOPATHY_TO:g} Gy, but not above {SMALL_RISK_TO:g} Gy,"
                " where the risk of myelopathy was small."
            ),
            grade=_RETROSPECTIVE,
            sources=_NIEDER,
        ),
    ),
    variations=(
        *_variations("five-fractions", FIVE_OF_4),
        *_variations("six-fractions", SIX_OF_4),
        *_variations("eight-fractions", EIGHT_OF_2_5, spine_only=True),
    ),
    notes=(
        PAIN_NOT_ON_RECORD,
        Note(
            id="when",
            says=(
                "Treating again is considered for pain that persists or returns more than a month after radiotherapy"
                " (ASTRO 2017), or is still significant at 4 to 6 weeks despite the best analgesia (RCR). 30 Gy in 10"
                " fractions is on none of the lists for it."
            ),
            sources=(*_WHEN, _SPINE),
        ),
        Note(
            id="trial-in-memory",
            says=(
                "In that trial 28 % against 32 % are said to have responded, 45 % against 51 % per protocol, with 20 Gy"
                f" in 5 or 8 fractions (row RR-07), and its entry to have asked for 4 weeks (row RR-03): {MEMORY}."
            ),
            sources=cite(sources.SC20, "results and entry", "RR-03", "RR-07", verified="memory"),
        ),
        Note(
            id="cord-dose-how",
            when=IN_SPINE,
            says=(
                "Doses to the cord are biologically effective ones with alpha/beta 2 Gy and no recovery. The cord is"
                " taken to have had what was prescribed here; a dose-volume histogram, and courses to neighbouring"
                f" levels that reached it, change the sum. No course may have given it more than {COURSE_LIMIT:g} Gy,"
                " which the limits on the sum include."
            ),
            sources=(_NIEDER, _UNKNOWN),
        ),
        Note(
            id="cord-risk",
            when=IN_SPINE,
            says=(
                "By the score of Nieder myelopathy followed in 3 %, 25 % and 90 % of the low, intermediate and high"
                " group, in few people; a low score does not override the limits. After one course it is below 1 %"
                " at 54 Gy and below 10 % at 61 Gy in fractions of 1.8 to 2 Gy, where the fit gave an alpha/beta of"
                " 0.87 Gy; the limits here count with 2 Gy."
            ),
            sources=(
                cite(sources.NIEDER_2006, "abstract", "RR-11", verified="primary"),
                cite(sources.QUANTEC_2010, "abstract", "RR-14", verified="primary"),
            ),
        ),
        Note(
            id="time",
            when=IN_SPINE,
            says="A rule of thumb, not used here, has the tolerance at 125 % from 6 months and 150 % from 12 months.",
            sources=cite(sources.DOI_2021, "introduction", "RR-13", verified="primary"),
        ),
        Note(
            id="lumbar",
            when=LUMBAR_OR_SACRAL,
            says=(
                "The limits were made for the cervical and thoracic cord. For the lumbar cord an alpha/beta of 4 Gy was"
                " once used; here the limits hold for the whole spine, which is the more careful reading."
            ),
            sources=(
                cite(sources.NIEDER_2006, "abstract", "RR-10", verified="primary"),
                own_reading("RR-10", why="the limits are kept for the cauda equina as well"),
            ),
        ),
        Note(
            id="stereotactic-again",
            when=IN_SPINE,
            says=(
                "For a stereotactic second course HyTEC asks for all of: at most 70 Gy to the thecal sac from both, 25"
                " Gy from the second and half of the sum from it (in fractions of 2 Gy, alpha/beta 2 Gy), and"
                " 5 months between; it needs the plans, and no schedule of it is given here."
            ),
            sources=cite(sources.HYTEC_2021, "abstract", "RR-12", "V31", "V32", verified="primary"),
        ),
        Note(
            id="near-the-cord",
            when=not_(IN_SPINE),
            says="Where an earlier field outside the spine reached the cord, the limits of the cord hold as well.",
            sources=_UNKNOWN,
        ),
    ),
    grade=LETTERS_NOT_SEEN,
    sources=(_SPINE, _OTHER, *_WHEN, _GATE, _NIEDER, _EARLY, _UNKNOWN),
    edition=EDITION,
)
