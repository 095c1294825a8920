"""Radiotherapy of cord compression: which of the listed schedules, by outlook; and what is not on the list."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, article, cite, own_reading
from boneguide.guidelines._clauses import under_18
from boneguide.guidelines._grades import STRONG_HIGH
from boneguide.guidelines.cord_compression._edition import EDITION
from boneguide.guidelines.cord_compression.begun import NOT_BEGUN
from boneguide.guidelines.cord_compression.common import (
    FRAMEWORK,
    HAEMATOLOGICAL,
    INSTABILITY,
    RADIORESISTANT,
    TO_BE_TREATED,
)
from boneguide.guidelines.cord_compression.surgery import FITS_THE_TRIAL
from boneguide.guidelines.facts.neurology import (
    COMPLETE_PARAPLEGIA,
    CUMULATIVE_DOSE_CLEARED,
    HIGH_GRADE_COMPRESSION,
    PARAPLEGIA_DURATION,
    PRIOR_RADIOTHERAPY_AT_LEVEL,
    SURGICAL_CANDIDATE,
)
from boneguide.guidelines.facts.person import ECOG, LIFE_EXPECTANCY, PREGNANT
from boneguide.guidelines.facts.radiotherapy import IRRADIATED_SPINAL_LESION
from boneguide.guidelines.facts.supportive import ACTIVE_INFECTION
from boneguide.guidelines.facts.tumour import PRIMARY_IS_NO_CANCER
from boneguide.logic.clauses import Contraindication, Note, Prerequisite, Reason, Variation
from boneguide.logic.nodes import ALWAYS, Criterion, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import Fractions, RadiotherapyTemplate, fractions
from boneguide.logic.verbs import cases
from boneguide.model.answer import Finding
from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.status import Severity
from boneguide.quantities import as_amount, kinds

ONE_OF_8, TWO_OF_8, FIVE_OF_4, TEN_OF_3 = (
    fractions(1, "8 Gy"),
    fractions(2, "8 Gy"),
    fractions(5, "4 Gy"),
    fractions(10, "3 Gy"),
)
#: What ASTRO lists for compression that is not operated on.
LISTED: tuple[Fractions, ...] = (ONE_OF_8, TWO_OF_8, FIVE_OF_4, TEN_OF_3)

_ASTRO = cite(
    sources.ASTRO_2024,
    "compression not eligible for surgery",
    "MS-08",
    "RX-8x1",
    "RX-8x2",
    "RX-4x5",
    "RX-3x10",
    verified="primary",
)
_NOT_LISTED = cite(sources.ASTRO_2024, "schedules by setting", "MS-08", "RX-4x6", verified="primary")
_RADES = cite(sources.RADES_2018, "results", "RX-T5", verified="primary")
_SCORAD = cite(sources.SCORAD_2019, "results", "RX-T3", verified="primary")


POOR_PERFORMANCE = ECOG.is_in("3", "4")
#: An outlook that is on record has weighed performance already; a poor one on record counts all the same.
_POOR_ON_RECORD = assume_absent(
    POOR_PERFORMANCE, because="the outlook that is on record has weighed performance, which is asked about"
)
POOR: Criterion = (LIFE_EXPECTANCY < "3 month") | _POOR_ON_RECORD
_SHORT_ON_RECORD = assume_absent(LIFE_EXPECTANCY < "3 month", because="a span that reaches 3 months is no short one")
INTERMEDIATE = (LIFE_EXPECTANCY >= "3 month") & (LIFE_EXPECTANCY < "6 month")
FAVOURABLE = (LIFE_EXPECTANCY >= "6 month") & ECOG.is_in("0", "1", "2")

_AT_LEVEL_ON_RECORD = assume_absent(
    PRIOR_RADIOTHERAPY_AT_LEVEL, because="whether the level was irradiated before is asked for first of all"
)
_OTHER_LEVEL = assume_absent(
    not_(PRIOR_RADIOTHERAPY_AT_LEVEL),
    because="a course to the spine may have reached the level until that is ruled out",
)
#: At the level; or somewhere in the spine, and nobody said that it was another level.
_IRRADIATED = assume_absent(
    PRIOR_RADIOTHERAPY_AT_LEVEL | (IRRADIATED_SPINAL_LESION & not_(_OTHER_LEVEL)),
    because="whether the level was irradiated before is asked for first of all",
)

#: The cut-offs are the library's own.
SCHEDULE = cases(
    (POOR, ONE_OF_8),
    (INTERMEDIATE | _IRRADIATED, FIVE_OF_4),
    (FAVOURABLE, TEN_OF_3),
)

_CUT_OFFS = own_reading(
    "MS-17",
    "MS-18",
    "MS-19",
    why="edges at 3 and 6 months and at ECOG 3 are this library's; trials show the direction only",
)


_LEFT_OUT = cite(sources.NICE_CG75, "radiotherapy", "MS-20", verified="memory")
_LATE = COMPLETE_PARAPLEGIA & (PARAPLEGIA_DURATION > "24 hour")
_WEEKS_TO_LIVE = assume_absent(
    LIFE_EXPECTANCY < "4 week", because="an outlook as short as this would have been put on record"
)
_LATE_PARAPLEGIA = own_reading(
    "MS-20", why="an option beside supportive care after 24 hours of paraplegia; the row behind it is from memory"
)

#: Outside the trial, and no surgeon has found the person unfit for an operation.
_OUTSIDE = assume_absent(
    not_(FITS_THE_TRIAL), because="until a criterion of the trial fails, the opinion on surgery is asked for as such"
) & not_(assume_absent(not_(SURGICAL_CANDIDATE), because="the opinion of a surgeon would be on record"))


def _listed(identifier: str, schedule: Fractions, when: Criterion) -> Variation:
    return Variation(
        id=identifier,
        when=when,
        says=f"{schedule} is on ASTRO's list for compression that is not operated on.",
        advise=RadiotherapyTemplate(schedule=schedule),
        grade=STRONG_HIGH,
        sources=_ASTRO,
    )


CORD_COMPRESSION_RADIOTHERAPY = Rule(
    id="cord-compression-radiotherapy",
    title="Radiotherapy for cord compression",
    when=TO_BE_TREATED & not_(PRIMARY_IS_NO_CANCER),
    advise=RadiotherapyTemplate(
        schedule=SCHEDULE,
        technique="conventional",
        notes=("Which of ASTRO's schedules stands here follows from the outlook, by cut-offs of this library.",),
    ),
    recommended=not_(assume_absent(_LATE, because="complete paraplegia would be on record")) & not_(_WEEKS_TO_LIVE),
    contraindications=(
        under_18(
            own_reading("MS-08", why="nothing was read on the radiotherapy of children"),
            asked=False,
            severity="caution",
        ),
        Contraindication(
            id="earlier-dose",
            severity="avoid",
            when=_IRRADIATED & not_(CUMULATIVE_DOSE_CLEARED),
            says=(
                "The level was irradiated before, or a lesion of the spine was and the level is not ruled out: no"
                " schedule is given here until a physicist has added up the earlier and the new dose to the cord."
            ),
            sources=own_reading("RR-17", "MS-23", why="an earlier dose to the cord limits what may follow"),
        ),
        Contraindication(
            id="long-paraplegia",
            severity="caution",
            when=_LATE,
            says=(
                "Complete paraplegia for more than 24 hours: with pain under control, or a very poor outlook, emergency"
                " radiotherapy may be left out in favour of supportive care (row MS-20: from memory, not verified)."
                " That radiotherapy is an option here and not recommended is the library's own decision."
            ),
            sources=(_LEFT_OUT, _LATE_PARAPLEGIA),
        ),
        Contraindication(
            id="very-poor-outlook",
            severity="caution",
            when=_WEEKS_TO_LIVE,
            says=(
                "Life expectancy is under 4 weeks: with so poor an outlook emergency radiotherapy may be left out in"
                " favour of supportive care (row MS-20: from memory, not verified). The edge of 4 weeks, and that"
                " radiotherapy is an option here and not recommended, are the library's own decision."
            ),
            sources=(
                _LEFT_OUT,
                own_reading("MS-20", "SD-01", why="the row names no number; 4 weeks is the edge for single lesions"),
            ),
        ),
        Contraindication(
            id="pregnancy",
            severity="caution",
            when=PREGNANT,
            says="Pregnancy: specialists weigh the field and the dose to the unborn child; the emergency stands.",
            sources=own_reading("11.3", why="a warning rather than a bar, as compression of the cord cannot wait"),
        ),
        Contraindication(
            id="infection",
            severity="caution",
            when=ACTIVE_INFECTION,
            says="An active infection or sepsis is on record: specialists weigh it beside the compression.",
            sources=own_reading("11.3", why="a warning rather than a bar, as compression of the cord cannot wait"),
        ),
    ),
    first=(
        NOT_BEGUN,
        Prerequisite(
            id="surgical-opinion",
            when=FITS_THE_TRIAL,
            says="surgery before radiotherapy decided on, which comes first for candidates",
            sources=cite(sources.ASTRO_2024, "cord or cauda equina compression", "PO-02", verified="primary"),
        ),
        Prerequisite(
            id="unstable-spine",
            when=INSTABILITY & _OUTSIDE,
            says="a spinal surgeon asked about stability: instability is suspected or scored",
            sources=(
                cite(sources.NOMS_2013, "mechanical instability", "MS-13", note="seen in secondary notes"),
                own_reading("MS-13", why="what bars an operation on compression does not make a spine stable"),
            ),
        ),
        Prerequisite(
            id="earlier-radiotherapy",
            when=PRIOR_RADIOTHERAPY_AT_LEVEL & not_(_AT_LEVEL_ON_RECORD) & not_(CUMULATIVE_DOSE_CLEARED),
            says="confirm that the level was not irradiated before, or have the doses added up by physics",
            sources=own_reading("RR-17", "MS-23", why="an earlier dose to the cord limits what may follow"),
        ),
        Prerequisite(
            id="cumulative-dose",
            when=_AT_LEVEL_ON_RECORD & not_(CUMULATIVE_DOSE_CLEARED),
            says="the earlier and the new dose to the cord added up by physics",
            sources=own_reading("RR-17", "MS-23", why="an earlier dose to the cord limits what may follow"),
        ),
        Prerequisite(
            id="performance",
            when=POOR_PERFORMANCE & not_(_POOR_ON_RECORD) & not_(_SHORT_ON_RECORD),
            says="performance status asked for: an ECOG of 3 or 4 leads to 8 Gy in 1 fraction",
            sources=_CUT_OFFS,
        ),
    ),
    reasons=(
        Reason(
            id="astro",
            when=ALWAYS,
            favours=True,
            says="ASTRO lists 8 Gy once, 16 Gy in 2, 20 Gy in 5 and 30 Gy in 10 fractions where surgery is no option.",
            grade=STRONG_HIGH,
            sources=_ASTRO,
        ),
        Reason(
            id="motor-function",
            when=POOR | INTERMEDIATE,
            favours=True,
            says="In matched pairs 8 Gy once and 20 Gy in 5 fractions did not differ in what became of motor function.",
            grade=TRIAL,
            sources=_RADES,
        ),
        Reason(
            id="scorad",
            when=POOR,
            favours=False,
            says=(
                "8 Gy once did not prove non-inferior to 20 Gy in 5 fractions: 69.3 % and 72.7 % could walk at 8 weeks,"
                " and the lower limit of the difference, -11.5 %, passed the margin of -11.0 %."
            ),
            grade=TRIAL,
            sources=_SCORAD,
        ),
        Reason(
            id="retreatment",
            when=FAVOURABLE,
            favours=True,
            says=(
                "With a favourable outlook 14 % had been irradiated in the same field again 6 months after 8 Gy once,"
                " and 3 % after 20 Gy in 5 fractions (p = 0.007): the longer course holds longer."
            ),
            grade=TRIAL,
            sources=_RADES,
        ),
        Reason(
            id="radiosensitive",
            when=HAEMATOLOGICAL & not_(INSTABILITY),
            favours=True,
            says=(
                "A tumour that is sensitive to radiation, in a stable spine: radiotherapy, or systemic treatment, comes"
                " before surgery whatever the grade of compression."
            ),
            grade=FRAMEWORK,
            sources=(
                cite(sources.NOMS_2013, "radiosensitive tumours", "MS-14", verified="primary"),
                cite(sources.PATCHELL_2005, "exclusions", "MS-11", note="seen in neurosurgical summaries"),
            ),
        ),
        Reason(
            id="radioresistant-high-grade",
            when=RADIORESISTANT & HIGH_GRADE_COMPRESSION,
            favours=False,
            says=(
                "High-grade compression by a tumour that resists conventional radiation: the NOMS framework prefers"
                " separation surgery with stereotactic radiotherapy after it. Stereotactic radiotherapy alone is not"
                " given first at grade 2 or 3."
            ),
            grade=FRAMEWORK,
            sources=(
                cite(sources.NOMS_2013, "high-grade compression", "MS-15", verified="primary"),
                cite(sources.BILSKY_2010, "grades 2 and 3", "SB-06", note="seen in Radiopaedia and a textbook"),
            ),
        ),
    ),
    variations=(
        Variation(
            id="single-fraction",
            when=INTERMEDIATE & not_(_POOR_ON_RECORD),
            says="8 Gy in 1 fraction is acceptable as well.",
            advise=RadiotherapyTemplate(schedule=ONE_OF_8),
            grade=STRONG_HIGH,
            sources=(_ASTRO, _CUT_OFFS),
        ),
        _listed("two-fractions", TWO_OF_8, not_(_IRRADIATED)),
        _listed("five-fractions", FIVE_OF_4, POOR | (FAVOURABLE & not_(_IRRADIATED))),
        Variation(
            id="after-surgery",
            when=FITS_THE_TRIAL & not_(FAVOURABLE),
            says="After surgery the trial gave 30 Gy in 10 fractions.",
            advise=RadiotherapyTemplate(schedule=TEN_OF_3),
            grade=TRIAL,
            sources=cite(sources.PATCHELL_2005, "treatment", "MS-10", "RX-3x10", verified="primary"),
        ),
    ),
    notes=(
        Note(
            id="not-on-the-list",
            says=(
                "24 Gy in 6 fractions is listed for uncomplicated pain and for irradiating again, not for compression:"
                " it is outside the list here and a clinician's own decision."
            ),
            sources=_NOT_LISTED,
        ),
        Note(
            id="dexamethasone",
            says=(
                "With radiotherapy ASTRO adds dexamethasone, rather than radiotherapy alone (S, L: strong, evidence of"
                " low quality); dose and taper stand with the rules on corticosteroids."
            ),
            sources=cite(sources.ASTRO_2024, "guideline summary", "MS-09", verified="primary"),
        ),
        Note(
            id="ten-gray-once",
            says=(
                "10 Gy once was non-inferior to 20 Gy in 5 fractions for mobility at 5 weeks among 73 people (95 %"
                " interval -0.12 to 0.6, margin -0.4); it is not on the list."
            ),
            sources=cite(sources.ICORG_2020, "results", "RX-T4", "RX-10x1", verified="primary"),
        ),
        Note(
            id="investigational-schedules",
            when=FAVOURABLE,
            says=(
                "With a favourable outlook 41.94 Gy in 18 and, with precise techniques, 25 Gy in 5 fractions are under"
                " trial; for 37.5 Gy in 15 and 40 Gy in 20 there are retrospective data only. None is on the list."
            ),
            sources=(
                cite(sources.RAMSES, "protocol", "RX-2.33x18", verified="primary"),
                cite(sources.PREMODE, "protocol", "RX-5x5", verified="primary"),
                cite(sources.RADES_2024, "introduction", "RX-2.5x15", "RX-2x20", verified="primary"),
            ),
        ),
        Note(
            id="score-2",
            when=POOR | INTERMEDIATE,
            says=(
                "20 Gy in 5 fractions is said to be no worse than 30 Gy in 10 with a poor or intermediate outlook (row"
                " RX-T6: from memory, not verified)."
            ),
            sources=cite(sources.RADES_2016, "result", "RX-T6", verified="memory"),
        ),
        Note(
            id="death-score",
            when=POOR,
            says=(
                "From 19 points on the score by Rades of death within 2 months, best supportive care is preferred, or"
                " 8 Gy once for pain. The score does not hold for ECOG 0 and 1."
            ),
            sources=cite(sources.RADES_2013, "table", "MS-22", note="seen at medicalalgorithms.com"),
        ),
        Note(
            id="irradiated-again",
            when=PRIOR_RADIOTHERAPY_AT_LEVEL,
            says=(
                "For irradiating a spine again ASTRO lists 8 Gy once, 20 Gy in 5 or 8 and 24 Gy in 6 fractions;"
                " 30 Gy in 10 is not among them, so 20 Gy in 5 stands in its place here."
            ),
            sources=(
                cite(
                    sources.ASTRO_2024,
                    "irradiating again",
                    "RR-04",
                    "RX-2.5x8",
                    verified="primary",
                    note="the letters of strength were not seen",
                ),
                own_reading("RR-04", why="the shorter listed course replaces 30 Gy in 10"),
            ),
        ),
        Note(
            id="nice-schedule",
            jurisdictions=("UK",),
            says=(
                "The schedule of NICE guideline 234 was not seen: it is believed to be 8 Gy once as a rule, more"
                " fractions with a good outlook (row MS-21: from memory, not verified)."
            ),
            sources=cite(sources.NICE_NG234, "radiotherapy", "MS-21", verified="memory"),
        ),
        Note(
            id="systemic-first",
            when=HAEMATOLOGICAL,
            says="Lymphoma and myeloma may be treated by drugs first; the haematologist is part of the decision.",
            sources=own_reading("MS-11", "V58", why="they were left out of the trial of surgery as sensitive tumours"),
        ),
    ),
    grade=STRONG_HIGH,
    sources=(
        _ASTRO,
        _CUT_OFFS,
        _LATE_PARAPLEGIA,
        article("A16", "short courses are the regimens of choice in cord compression"),
        own_reading("SD-04", why="the article agrees with the lists; the outlook decides between them"),
    ),
    edition=EDITION,
)


def outside_the_list(regimen: RadiotherapyRegimen) -> Finding | None:
    """Return what stands against a schedule for cord compression that is not among those ASTRO lists.

    Args:
        regimen: The schedule that somebody has in mind.

    Returns:
        None for a listed schedule.

    Example:
        >>> from boneguide.quantities import Q
        >>> outside_the_list(RadiotherapyRegimen(dose_per_fraction=Q(4, "Gy"), fractions=5))
        >>> outside_the_list(RadiotherapyRegimen(dose_per_fraction=Q(4, "Gy"), fractions=6)).severity
        <Severity.NOT_RECOMMENDED: 'not-recommended'>
    """
    each = kinds.ABSORBED_DOSE.canonical_value(as_amount(regimen.dose_per_fraction))
    if any((f.count, f.each.value) == (regimen.fractions, each) for f in LISTED):
        return None
    listed = ", ".join(map(str, LISTED))
    return Finding(
        id="not-listed-for-cord-compression",
        severity=Severity.NOT_RECOMMENDED,
        text=f"{regimen} is not on ASTRO's list for cord compression ({listed}): a clinician's own decision.",
        known=True,
        sources=(_NOT_LISTED,),
    )
