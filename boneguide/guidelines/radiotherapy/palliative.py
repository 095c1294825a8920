"""Radiotherapy of a painful lesion that was neither irradiated nor operated on: 8 Gy once, and for whom more."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, article, cite, own_reading
from boneguide.guidelines._grades import CONDITIONAL_LOW, NICE_OFFER, STRONG_HIGH, STRONG_MODERATE
from boneguide.guidelines.facts.lesion import IN_SPINE, LESIONS
from boneguide.guidelines.facts.person import LIFE_EXPECTANCY
from boneguide.guidelines.facts.stability import MECHANICAL_PAIN, NEUROPATHIC_PAIN
from boneguide.guidelines.radiotherapy import stereotactic
from boneguide.guidelines.radiotherapy._edition import EDITION
from boneguide.guidelines.radiotherapy.common import (
    ESMO_I_A,
    ESMO_II_B,
    FIRST_TIME,
    FIVE_OF_4,
    HURTS,
    LETTERS_NOT_SEEN,
    MEMORY,
    ONE_OF_8,
    OUTLOOK_OPEN,
    RCR_A,
    RCR_A_2024,
    SHORT_OUTLOOK,
    SIX_OF_4,
    TEN_OF_3,
    template,
)
from boneguide.guidelines.radiotherapy.person import ADULTS_ONLY, INFECTION, PREGNANCY, PREGNANCY_FIRST
from boneguide.guidelines.radiotherapy.safety import (
    BROKEN,
    EARLIER_RADIOTHERAPY,
    FAILED_OR_UNSUITABLE,
    FRACTURE_FIRST,
    HEAD_AND_NECK_FIELD,
    NEIGHBOURING_FIELDS,
    NOT_SUITABLE,
    PAIN_NOT_ON_RECORD,
    PERHAPS_SHORT_LIFE,
    RESPONSE,
    SHORT_LIFE,
    SPINE_FIRST,
    SUSPECTED_COMPRESSION,
    TREATED_FOR_COMPRESSION,
)
from boneguide.logic.clauses import Note, Reason, Variation
from boneguide.logic.nodes import ALWAYS, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import Fractions

_ASTRO = cite(sources.ASTRO_2024, "symptomatic bone metastases", "RT-01", verified="primary")
_LISTED = cite(
    sources.ASTRO_2024,
    "conventional schedules",
    "RT-04",
    "RX-8x1",
    "RX-4x5",
    "RX-4x6",
    "RX-3x10",
    verified="primary",
    note="the letters of strength were not seen",
)
_ESMO = cite(sources.ESMO_2020, "radiotherapy", "RT-05", note="seen in a summary")
_RCR = cite(sources.RCR_2019, "page 116", "RT-07", verified="primary")
_SINGLE = own_reading("V46", "V53", why="8 Gy once is the default here, as ESMO, RCR and NICE name it")


def _listed(identifier: str, schedule: Fractions, says: str) -> Variation:
    return Variation(
        id=identifier,
        when=not_(SHORT_OUTLOOK),
        says=f"{schedule}: {says}",
        advise=template(schedule),
        grade=LETTERS_NOT_SEEN,
        sources=(_LISTED, article("A15", "higher doses or longer schedules are for selected cases")),
    )


PALLIATIVE_RADIOTHERAPY = Rule(
    id="palliative-radiotherapy",
    title="Radiotherapy of a painful bone metastasis",
    about=LESIONS,
    when=HURTS & FIRST_TIME,
    advise=template(
        ONE_OF_8,
        "One fraction relieves pain as often as several do, with one visit; it is repeated more often.",
    ),
    recommended=not_(SHORT_OUTLOOK) & not_(OUTLOOK_OPEN) & not_(NOT_SUITABLE),
    holds=(SUSPECTED_COMPRESSION,),
    contraindications=(FAILED_OR_UNSUITABLE, SHORT_LIFE, PERHAPS_SHORT_LIFE, ADULTS_ONLY, PREGNANCY, INFECTION),
    first=(
        TREATED_FOR_COMPRESSION,
        PREGNANCY_FIRST,
        EARLIER_RADIOTHERAPY,
        NEIGHBOURING_FIELDS,
        HEAD_AND_NECK_FIELD,
        *SPINE_FIRST,
        *FRACTURE_FIRST,
    ),
    monitor=(RESPONSE,),
    reasons=(
        Reason(
            id="pain",
            when=ALWAYS,
            favours=True,
            says="ASTRO recommends radiotherapy of symptomatic bone metastases to reduce pain.",
            grade=STRONG_HIGH,
            sources=_ASTRO,
        ),
        Reason(
            id="spine",
            when=IN_SPINE,
            favours=True,
            says=(
                "In the spine ASTRO recommends it for walking, sphincter function and pain, once stability and surgery"
                " have been looked at."
            ),
            grade=STRONG_HIGH,
            sources=cite(sources.ASTRO_2024, "spine", "RT-02", verified="primary"),
        ),
        Reason(
            id="quality-of-life",
            when=LIFE_EXPECTANCY >= "4 week",
            favours=True,
            says="With 4 weeks to live or more, ASTRO conditionally recommends it for quality of life too.",
            grade=CONDITIONAL_LOW,
            sources=cite(sources.ASTRO_2024, "quality of life", "RT-03", verified="primary"),
        ),
        Reason(
            id="single-fraction-esmo",
            when=ALWAYS,
            favours=True,
            says="ESMO gives 8 Gy once for a painful uncomplicated metastasis.",
            grade=ESMO_I_A,
            sources=_ESMO,
        ),
        Reason(
            id="treatment-of-choice",
            when=ALWAYS,
            favours=True,
            says="ESMO calls external beam radiotherapy the treatment of choice for localised moderate to severe pain.",
            grade=ESMO_I_A,
            sources=cite(sources.ESMO_2020, "radiotherapy", "RT-06", note="seen in a summary"),
        ),
        Reason(
            id="single-fraction-rcr",
            when=ALWAYS,
            favours=True,
            says="The Royal College of Radiologists gives 8 Gy once as initial treatment of the pain.",
            grade=RCR_A,
            sources=_RCR,
        ),
        Reason(
            id="single-fraction-nice",
            when=IN_SPINE & not_(MECHANICAL_PAIN),
            favours=True,
            says="For spinal metastases with pain that is not mechanical, NICE has 8 Gy once offered.",
            grade=NICE_OFFER,
            sources=cite(sources.NICE_NG234, "radiotherapy", "RT-13", note="seen in a copy at GPnotebook"),
        ),
        Reason(
            id="neuropathic-pain",
            when=NEUROPATHIC_PAIN,
            favours=True,
            says=(
                "8 Gy once holds for neuropathic pain too: in a randomised trial 20 Gy in 5 fractions had no major"
                " advantage."
            ),
            grade=RCR_A_2024,
            sources=(
                cite(sources.RCR_2019, "neuropathic pain", "RT-08", verified="primary"),
                cite(sources.RCR_2024, "neuropathic pain", "RT-08", note="seen in a dataset made by others"),
            ),
        ),
        Reason(
            id="neuropathic-evidence",
            when=NEUROPATHIC_PAIN,
            favours=True,
            says="For neuropathic pain ASTRO rates the evidence as moderate.",
            grade=STRONG_MODERATE,
            sources=_ASTRO,
        ),
        Reason(
            id="as-often",
            when=ALWAYS,
            favours=True,
            says=(
                "One fraction and several relieve pain equally often in randomised trials. Outside trials 67 % and 70 %"
                " responded, completely 26 % and 35 %."
            ),
            grade=TRIAL,
            sources=(
                cite(sources.SAITO_2019, "abstract", "RT-11", verified="primary"),
                cite(sources.CHOW_2019, "title", "RT-11", verified="memory"),
            ),
        ),
        Reason(
            id="expected-response",
            when=ALWAYS,
            favours=True,
            says="Among 432 unselected people 61 % responded, 67 % of those in whom it could be assessed.",
            grade=TRIAL,
            sources=cite(sources.PRESENT_2018, "results", "RT-10", verified="primary"),
        ),
        Reason(
            id="treated-again",
            when=ALWAYS,
            favours=False,
            says="After one fraction about a quarter may need treatment again.",
            grade=TRIAL,
            sources=cite(sources.RCR_2019, "page 116", "RT-12", verified="primary"),
        ),
        *stereotactic.REASONS,
    ),
    variations=(
        _listed(
            "five-fractions",
            FIVE_OF_4,
            "for people to whom being treated again less often is worth more visits.",
        ),
        _listed("six-fractions", SIX_OF_4, "listed as equal to the others; no source seen here prefers it for anyone."),
        _listed(
            "ten-fractions",
            TEN_OF_3,
            "the longest of the list, for selected people; it is left out where a place is irradiated again.",
        ),
        *stereotactic.VARIATIONS,
    ),
    disputes=(stereotactic.TRIALS_DISAGREE,),
    notes=(
        PAIN_NOT_ON_RECORD,
        Note(
            id="uncomplicated",
            when=not_(BROKEN),
            says=(
                "The single fraction was studied in uncomplicated metastases: no fracture, present or expected, and no"
                " neurological complication."
            ),
            sources=(
                cite(sources.ESTRO_2023, "definition", "RT-05", verified="primary"),
                _SINGLE,
            ),
        ),
        Note(
            id="whole-person",
            says="Outlook, other illness, cost and the person's own wish weigh in the choice of a schedule.",
            sources=cite(sources.ASTRO_2024, "shared decision", "RT-17", verified="primary"),
        ),
        Note(
            id="with-it",
            says=(
                "ESMO recommends an antiemetic and dexamethasone with it [II, B]; trials on the flare of pain disagree,"
                " which the rules on corticosteroids weigh."
            ),
            sources=cite(
                sources.ESMO_2020, "radiotherapy", "RT-16", note=f"grade {ESMO_II_B.value}; seen in a summary"
            ),
        ),
        Note(
            id="treated-again-how-often",
            says=(
                "About 20 % against 8 % are said to be treated again after one and after several fractions (row RT-12:"
                f" {MEMORY})."
            ),
            sources=cite(sources.RICH_2018, "result", "RT-12", verified="memory"),
        ),
        Note(
            id="article",
            says=(
                "The article names radiotherapy for every painful metastasis and 8 Gy once for most, with longer"
                " schedules for selected cases that it does not name; the list here is ASTRO's."
            ),
            sources=(
                article("A14", "a single fraction of 8 Gy suffices for most"),
                own_reading("SD-01", "SD-02", "SD-03", "SD-06", why="where article and guidelines differ"),
            ),
        ),
        *stereotactic.NOTES,
    ),
    grade=STRONG_HIGH,
    sources=(
        _ASTRO,
        _LISTED,
        _ESMO,
        _RCR,
        _SINGLE,
        article("A13", "external beam radiotherapy is given for all painful bone metastases"),
    ),
    edition=EDITION,
)
