"""What comes before any schedule: compression of the cord, stability of the spine, fracture, the outlook.

The clauses are shared by the rules that give a schedule.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines.cord_compression.common import CONFIRMED_TREATED, SUSPECTED
from boneguide.guidelines.facts.clinical import HEAD_AND_NECK_RADIOTHERAPY, JAW_RADIOTHERAPY
from boneguide.guidelines.facts.fracture import LIMB_OR_WEIGHT_BEARING
from boneguide.guidelines.facts.lesion import IN_SPINE, PAINFUL, SITE
from boneguide.guidelines.facts.lesion_site import LONG_BONE
from boneguide.guidelines.facts.neurology import SPINAL_INSTABILITY_SUSPECTED
from boneguide.guidelines.facts.radiotherapy import IRRADIATED, IRRADIATED_SPINAL_LESION
from boneguide.guidelines.facts.stability import (
    FRACTURED,
    IMPENDING_FRACTURE,
    MIRELS_8_OR_MORE,
    MIRELS_9_OR_MORE,
    SINS_7_OR_MORE,
    SINS_13_OR_MORE,
    SURGEON_CONSULTED,
)
from boneguide.guidelines.facts.supportive import RADIOTHERAPY_FAILED_OR_UNSUITABLE
from boneguide.guidelines.radiotherapy.common import (
    IRRADIATED_ON_RECORD,
    OPERATED_ON_RECORD,
    OUTLOOK_OPEN,
    SHORT_OUTLOOK,
)
from boneguide.logic.clauses import Contraindication, Hold, Monitor, Note, Prerequisite
from boneguide.logic.nodes import Criterion, assume_absent, not_
from boneguide.model.lesion import SITES

_SINS = cite(sources.SINS_2010, "classes", "8.1", "SB-08", note="seen in texts that reprint the score")
_MIRELS = cite(sources.MIRELS_1989, "table of the score", "FX-01", "FX-02", note="seen in texts that reprint it")
_ORDER = own_reading("PO-04", "FX-01", "8.1", why="stability and fracture come before radiotherapy")

CONSULTED = assume_absent(SURGEON_CONSULTED, because="an opinion that was given would be on record")


def _shown(criterion: Criterion) -> Criterion:
    return assume_absent(criterion, because="what is not known of the score is asked for by itself")


UNSTABLE, POTENTIALLY_UNSTABLE = _shown(SINS_13_OR_MORE), _shown(SINS_7_OR_MORE)
#: Of the person; a score speaks of its own lesion only.
_SUSPECTED_UNSTABLE = assume_absent(
    SPINAL_INSTABILITY_SUSPECTED, because="instability is looked for on imaging and would be on record"
)
#: Neither 7 or more nor less is certain.
STABILITY_OPEN = not_(POTENTIALLY_UNSTABLE) & not_(_shown(not_(SINS_7_OR_MORE)))

HIGH_FRACTURE_RISK, BORDERLINE_OR_MORE = _shown(MIRELS_9_OR_MORE), _shown(MIRELS_8_OR_MORE)
FRACTURE_RISK_OPEN = not_(BORDERLINE_OR_MORE) & not_(_shown(not_(MIRELS_8_OR_MORE)))
BROKEN = assume_absent(
    FRACTURED | IMPENDING_FRACTURE, because="a fracture, or one that is expected, would be on record"
)
_SPINE_IRRADIATED = assume_absent(
    IRRADIATED_SPINAL_LESION, because="radiotherapy to another lesion of the spine would be on record"
)
#: What a field to head, neck or jaw may reach, by the library's own reading.
_NEAR_HEAD_AND_NECK = SITE.is_in(
    *(site for site, region in SITES.items() if region in {"cervical", "skull", "jaw", "spine"}),
    *("T1", "T2", "thoracic spine", "clavicle"),
)
_HEAD_AND_NECK_IRRADIATED = assume_absent(
    HEAD_AND_NECK_RADIOTHERAPY | JAW_RADIOTHERAPY, because="radiotherapy of head, neck or jaw would be on record"
)
IN_HEAD_AND_NECK_FIELD = _NEAR_HEAD_AND_NECK & _HEAD_AND_NECK_IRRADIATED
#: A bone that was operated on is past the question of fixation before radiotherapy.
_OPEN = not_(CONSULTED) & not_(OPERATED_ON_RECORD)

SUSPECTED_COMPRESSION = Hold(
    id="cord-compression-suspected",
    when=IN_SPINE & SUSPECTED,
    says="Cord compression is suspected: imaging of the whole spine comes first, and no schedule stands before it.",
    sources=(
        cite(sources.NICE_NG234, "imaging", "MS-01", note="seen in an audit that quotes recommendation 1.5.2"),
        own_reading("MS-01", why="what imaging shows decides which rule answers"),
    ),
)

TREATED_FOR_COMPRESSION = Prerequisite(
    id="treated-for-compression",
    when=IN_SPINE & CONFIRMED_TREATED,
    says=(
        "find out which levels the treatment of the cord compression covers: what is irradiated for it is not"
        " irradiated by this rule as well"
    ),
    sources=own_reading("RR-17", why="the record does not say which lesion is being treated for compression"),
)

SPINE_FIRST = (
    Prerequisite(
        id="unstable-spine",
        when=IN_SPINE & UNSTABLE & not_(CONSULTED),
        says="a surgical opinion, which a score of 13 to 18 (unstable spine) calls for before radiotherapy",
        sources=_SINS,
    ),
    Prerequisite(
        id="potentially-unstable-spine",
        when=IN_SPINE & POTENTIALLY_UNSTABLE & not_(UNSTABLE) & not_(CONSULTED),
        says="a surgical opinion: from 7 points the spine is potentially unstable, and the score asks for one first",
        sources=_SINS,
    ),
    Prerequisite(
        id="spinal-stability-open",
        when=IN_SPINE & STABILITY_OPEN & not_(CONSULTED),
        says="stability of the spine assessed: what is known leaves open whether the SINS reaches 7",
        sources=(_SINS, cite(sources.ASTRO_2024, "spine", "RT-02", verified="primary")),
    ),
    Prerequisite(
        id="instability-suspected",
        when=IN_SPINE & _SUSPECTED_UNSTABLE & not_(POTENTIALLY_UNSTABLE) & not_(CONSULTED),
        says="the suspected instability of the spine settled by a surgeon",
        sources=_SINS,
    ),
)

FRACTURE_FIRST = (
    Prerequisite(
        id="fixation-first",
        when=not_(IN_SPINE) & ((LONG_BONE & HIGH_FRACTURE_RISK) | (LIMB_OR_WEIGHT_BEARING & BROKEN)) & _OPEN,
        says=(
            "an orthopaedic opinion on fixation before radiotherapy: the bone is broken, about to break, or scores 9 or"
            " more after Mirels"
        ),
        sources=(_MIRELS, _ORDER, cite(sources.ESMO_2020, "impending fracture", "PO-04", note="seen in a summary")),
    ),
    Prerequisite(
        id="borderline-fracture-risk",
        when=LONG_BONE & BORDERLINE_OR_MORE & not_(HIGH_FRACTURE_RISK) & _OPEN,
        says="an orthopaedic opinion: the Mirels score is 8 or more, without being known to reach 9",
        sources=_MIRELS,
    ),
    Prerequisite(
        id="fracture-risk-open",
        when=LONG_BONE & FRACTURE_RISK_OPEN & not_(BROKEN) & _OPEN,
        says="risk of fracture assessed: what is known leaves open whether the Mirels score reaches 8",
        sources=_MIRELS,
    ),
)

EARLIER_RADIOTHERAPY = Prerequisite(
    id="earlier-radiotherapy",
    when=IRRADIATED & not_(IRRADIATED_ON_RECORD),
    says="confirm that the place was not irradiated before: after an earlier course other limits hold",
    sources=own_reading("RR-17", why="an earlier dose limits what may follow, and the record can be asked for"),
)

NEIGHBOURING_FIELDS = Prerequisite(
    id="neighbouring-fields",
    when=IN_SPINE & not_(IRRADIATED_ON_RECORD) & _SPINE_IRRADIATED,
    says=(
        "find out whether an earlier field to another lesion of the spine reaches this level: where it does, the limits"
        " for irradiating again hold"
    ),
    sources=own_reading("RR-17", why="fields end beyond the vertebra they treat, and an unknown dose is not zero"),
)

HEAD_AND_NECK_FIELD = Prerequisite(
    id="head-and-neck-field",
    when=IN_HEAD_AND_NECK_FIELD,
    says=(
        "find out whether the earlier radiotherapy of head, neck or jaw reaches this place: where it does, the limits"
        " for irradiating again hold"
    ),
    sources=own_reading(
        "RR-17",
        "RR-18",
        why="which bones such a field reached is not on record; an unknown dose is not zero",
    ),
)

SHORT_LIFE = Contraindication(
    id="short-outlook",
    severity="caution",
    when=SHORT_OUTLOOK,
    says=(
        "Life expectancy is under 4 weeks: relief may take 4 to 6 weeks, and a better quality of life is not claimed"
        " for so short a time. Supportive care leads; 8 Gy once is for pain that can be relieved in time."
    ),
    sources=(
        cite(sources.ASTRO_2024, "quality of life", "RT-03", verified="primary"),
        cite(sources.RCR_2019, "time to response", "RT-09", verified="primary"),
        own_reading("SD-01", "V46", why="the article treats every painful metastasis; the outlook is weighed here"),
    ),
)

PERHAPS_SHORT_LIFE = Contraindication(
    id="perhaps-short-outlook",
    severity="caution",
    when=OUTLOOK_OPEN,
    says=(
        "The outlook on record leaves open whether it reaches 4 weeks, and relief may take 4 to 6: an option rather"
        " than a recommendation, by the library's own decision."
    ),
    sources=(
        cite(sources.RCR_2019, "time to response", "RT-09", verified="primary"),
        own_reading("SD-01", "V46", why="a span that begins below 4 weeks is not read as 4 weeks or more"),
    ),
)

#: Of the person; which place it was about, and which of the three, the record does not say.
NOT_SUITABLE = assume_absent(
    RADIOTHERAPY_FAILED_OR_UNSUITABLE, because="that radiotherapy failed, cannot be given or was declined is on record"
)
FAILED_OR_UNSUITABLE = Contraindication(
    id="failed-or-unsuitable",
    severity="caution",
    when=NOT_SUITABLE,
    says=(
        "On record: radiotherapy of painful bone failed, cannot be given or was declined. Where that is about this"
        " lesion, no schedule stands; it is an option here rather than a recommendation, by the library's own decision."
    ),
    sources=own_reading(
        "RT-17", "IN-08", "IN-11", why="the record says neither which lesion it was nor which of the three"
    ),
)

FAILED_OR_UNSUITABLE_AGAIN = Contraindication(
    id="failed-or-unsuitable",
    severity="caution",
    when=NOT_SUITABLE,
    says=(
        "On record: radiotherapy of painful bone failed, cannot be given or was declined. Pain that outlasted a course"
        " here is a reason to consider another; where another cannot be given here or was declined, no schedule stands."
    ),
    sources=(
        cite(sources.ASTRO_2017, "irradiating again", "RR-01", note="seen at Oncology Nurse Advisor"),
        own_reading(
            "RT-17", "IN-08", "IN-11", why="the record says neither which lesion it was nor which of the three"
        ),
    ),
)

#: Nobody said that it hurts, nor that it does not.
_PAIN_OPEN = not_(assume_absent(PAINFUL, because="what is not known of the pain is asked for by itself")) & not_(
    assume_absent(not_(PAINFUL), because="that a lesion does not hurt is known only once somebody asked")
)
PAIN_NOT_ON_RECORD = Note(
    id="pain-not-on-record",
    when=_PAIN_OPEN,
    says=(
        "Whether it hurts is not on record, and decides first: for a lesion that does not hurt this rule has no answer."
        " What would help next where it does: the worst pain from 0 to 10, whether moving or loading makes it worse or"
        " lying down better, and whether it runs along a nerve."
    ),
    sources=own_reading(
        "RT-01", "RT-08", "RT-14", "8.1", "8.2", why="what the rules on a painful lesion ask of its pain"
    ),
)

RESPONSE = Monitor(
    id="response",
    says="response of pain, which may take 4 to 6 weeks; the median was 4 weeks",
    timing="4 to 6 weeks after treatment, the day counted from today",
    within_days=42,
    sources=(
        cite(sources.RCR_2019, "time to response", "RT-09", verified="primary"),
        cite(sources.PRESENT_2018, "results", "RT-10", verified="primary"),
    ),
)
