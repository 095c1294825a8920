"""Stereotactic radiotherapy: never more than an option, behind a gate, and the trials that disagree about it."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines._grades import CONDITIONAL
from boneguide.guidelines.cord_compression.common import HAEMATOLOGICAL
from boneguide.guidelines.facts.lesion import IN_SPINE
from boneguide.guidelines.facts.lesion_site import LONG_BONE, MORE_THAN_THREE_LEVELS, SIZE
from boneguide.guidelines.facts.neurology import EPIDURAL_GRADE, NEUROLOGICAL_DEFICIT
from boneguide.guidelines.facts.person import ECOG, LIFE_EXPECTANCY, PREGNANT
from boneguide.guidelines.facts.radiotherapy import IRRADIATED, IRRADIATED_SPINAL_LESION
from boneguide.guidelines.facts.stability import MIRELS_9_OR_MORE, SINS_7_OR_MORE, SINS_13_OR_MORE, SURGEON_CONSULTED
from boneguide.guidelines.facts.supportive import VISCERAL_METASTASES
from boneguide.guidelines.facts.tumour import PRIMARY
from boneguide.guidelines.radiotherapy.common import MEMORY
from boneguide.guidelines.radiotherapy.person import LYMPHOMA_SUSPECTED
from boneguide.guidelines.radiotherapy.safety import BROKEN, IN_HEAD_AND_NECK_FIELD
from boneguide.logic.clauses import Dispute, Note, Reason, Stance, Variation
from boneguide.logic.nodes import Criterion, all_of, assume_absent, not_
from boneguide.logic.template import RadiotherapyTemplate, fractions
from boneguide.model.provenance import Grade

_ASTRO = cite(sources.ASTRO_2024, "stereotactic radiotherapy", "SB-01", verified="primary")
_GATE = own_reading("SB-10", why="the gate is the library's own, put together from the entry rules of the trials")
_SC24 = cite(sources.SC24, "results", "RX-S12x2", "RX-T1", note="seen in news")
_RTOG = cite(sources.RTOG_0631, "results", "RX-S16/18x1", "RX-T2", verified="primary")
_FRAMEWORK = Grade.ungraded("a framework of experts, not a graded recommendation")

_RADIOSENSITIVE = assume_absent(HAEMATOLOGICAL, because="a lymphoma or myeloma would be on record as the primary")
_FIT: Criterion = all_of(
    ECOG.is_in("0", "1", "2"),
    LIFE_EXPECTANCY >= "6 month",
    not_(NEUROLOGICAL_DEFICIT),
    not_(IRRADIATED),
    not_(IN_HEAD_AND_NECK_FIELD),
    not_(PREGNANT),
    not_(LYMPHOMA_SUSPECTED),
    not_(_RADIOSENSITIVE),
)
#: A grade of epidural disease is read from magnetic resonance imaging, so that imaging is there too.
SPINE_GATE: Criterion = all_of(
    IN_SPINE,
    _FIT,
    EPIDURAL_GRADE.is_in("0", "1a", "1b"),
    not_(SINS_13_OR_MORE),
    not_(SINS_7_OR_MORE) | SURGEON_CONSULTED,
    not_(MORE_THAN_THREE_LEVELS),
    not_(IRRADIATED_SPINAL_LESION),
)
#: Outside the spine a bone that is broken or about to break is another question; in it the SINS asks.
OTHER_GATE: Criterion = not_(IN_SPINE) & _FIT & not_(BROKEN) & not_(LONG_BONE & MIRELS_9_OR_MORE)


def _variation(identifier: str, when: Criterion, count: int, each: str, says: str) -> Variation:
    return Variation(
        id=identifier,
        when=when,
        says=says,
        advise=RadiotherapyTemplate(schedule=fractions(count, each), technique="stereotactic"),
        grade=CONDITIONAL,
        sources=(
            _ASTRO,
            _GATE,
            _SC24 if when == SPINE_GATE else cite(sources.NGUYEN_2019, "schedules", "RX-S12/16x1", verified="primary"),
        ),
    )


VARIATIONS = (
    _variation(
        "stereotactic-spine",
        SPINE_GATE,
        2,
        "12 Gy",
        "Stereotactic radiotherapy is an option here, with the schedule of the trial SC.24; trials disagree on whether"
        " it relieves more pain.",
    ),
    _variation(
        "stereotactic-large",
        OTHER_GATE & (SIZE >= "4 cm"),
        1,
        "12 Gy",
        "Stereotactic radiotherapy is an option outside the spine; a phase 2 trial gave 12 Gy once from 4 cm.",
    ),
    _variation(
        "stereotactic-small",
        OTHER_GATE & (SIZE < "4 cm"),
        1,
        "16 Gy",
        "Stereotactic radiotherapy is an option outside the spine; a phase 2 trial gave 16 Gy once below 4 cm.",
    ),
)

REASONS = (
    Reason(
        id="radioresistant",
        when=(SPINE_GATE | OTHER_GATE) & PRIMARY.is_in("renal", "melanoma", "sarcoma"),
        favours=False,
        says="Renal cancer, melanoma and sarcoma resist conventional radiation: a reason for a stereotactic one.",
        grade=_FRAMEWORK,
        sources=cite(sources.NOMS_2013, "radioresistant tumours", "SB-09", "MS-16", note="these three seen only"),
    ),
)

TRIALS_DISAGREE = Dispute(
    id="stereotactic-trials",
    when=SPINE_GATE,
    about="whether stereotactic radiotherapy of the spine relieves more pain than a conventional course",
    stances=(
        Stance(
            by="SC.24",
            says=(
                "complete response at 3 months 35 % after 24 Gy in 2 stereotactic fractions and 14 % after 20 Gy in 5"
                " conventional ones (risk ratio 1.33, 1.14 to 1.55; p = 0.0002; 114 and 115 people); not for a life"
                " expectancy under 3 months"
            ),
            source=_SC24,
        ),
        Stance(
            by="RTOG 0631",
            says=(
                "response at 3 months 41.3 % after 16 or 18 Gy once by radiosurgery and 60.5 % after 8 Gy once; 1 to 3"
                " sites of 2 neighbouring vertebrae at most"
            ),
            source=_RTOG,
        ),
        Stance(
            by="ASTRO 2017",
            says="for the spine in a trial or registry only; the guideline of 2024 replaces it",
            source=cite(sources.ASTRO_2017, "stereotactic radiotherapy", "SB-02", verified="conflict"),
        ),
    ),
)

NOTES = (
    Note(
        id="stereotactic-gate",
        when=SPINE_GATE | OTHER_GATE,
        says=(
            "The gate to stereotactic radiotherapy is this library's: ECOG 0 to 2, life expectancy of 6 months, no"
            " neurological deficit, no earlier course, no pregnancy, no lymphoma or myeloma, known or suspected;"
            " outside the spine no fracture, present or expected, and in a long bone a Mirels score below 9; in the"
            " spine a Bilsky grade up to 1b, SINS up to 12 with a surgical opinion from 7, 3 neighbouring levels at"
            " most, no other level irradiated. A plan has to hold the dose to the cord."
        ),
        sources=(
            _GATE,
            cite(sources.PREST, "eligibility", "SB-04", verified="primary"),
            cite(sources.BILSKY_2010, "grades 1c to 3", "SB-06", "SB-07", note="seen in Radiopaedia and a textbook"),
        ),
    ),
    Note(
        id="stereotactic-visceral",
        when=(SPINE_GATE | OTHER_GATE) & VISCERAL_METASTASES,
        says="Visceral metastases are on record: a stereotactic course is a matter for specialists.",
        sources=own_reading("11.3", why="spread beyond bone weighs against a treatment that aims at lasting control"),
    ),
    Note(
        id="stereotactic-cord-limits",
        when=SPINE_GATE,
        says=(
            "Limits of the cord that were seen in print: 10 Gy to the hottest 0.35 mL in RTOG 0631; point maximum 12.4"
            " to 14.0 Gy in 1, 17.0 in 2, 20.3 in 3, 23.0 in 4 and 25.3 in 5 fractions for a risk of 1 to 5 % (HyTEC);"
            " 13 Gy in 1 or 20 Gy in 3 for a risk below 1 % (QUANTEC)."
        ),
        sources=(
            cite(sources.RTOG_0631, "limit of the cord", "SB-05", note="seen in QuadShot"),
            cite(sources.HYTEC_2021, "abstract", "RR-15", verified="primary"),
            cite(sources.QUANTEC_2010, "abstract", "RR-16", verified="primary"),
        ),
    ),
    Note(
        id="stereotactic-shorter-outlook",
        when=ECOG.is_in("0", "1", "2") & (LIFE_EXPECTANCY >= "3 month") & (LIFE_EXPECTANCY < "6 month"),
        says="Life expectancy is between 3 and 6 months: below the 6 months of the gate here, above the 3 of SC.24.",
        sources=(_GATE, _SC24),
    ),
    Note(
        id="stereotactic-erratum",
        when=OTHER_GATE,
        says="The trial outside the spine has an erratum on its outcomes.",
        sources=cite(sources.NGUYEN_2019, "erratum", "RX-S12/16x1", verified="primary"),
    ),
    Note(
        id="stereotactic-memory",
        when=SPINE_GATE | OTHER_GATE,
        says=(
            "30 Gy in 3, 35 Gy in 5 and 24 Gy once are said to be usual as well (rows RX-S10x3, RX-S7x5, RX-S24x1), and"
            " SC.24 is said to have asked for ECOG 0 to 2, 3 vertebrae at most and SINS up to 12 (row SB-03):"
            f" {MEMORY}."
        ),
        sources=(
            cite(sources.LIBRARY, "usual schedules", "RX-S10x3", "RX-S7x5", "RX-S24x1", verified="memory"),
            cite(sources.SC24, "entry", "SB-03", verified="memory"),
        ),
    ),
)
