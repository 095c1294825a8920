"""Radiotherapy after an operation on a metastasis: from two weeks on, within four, by the outlook."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, UNGRADED, cite, own_reading
from boneguide.guidelines._grades import STRONG_LOW
from boneguide.guidelines.facts.lesion import IN_SPINE, LESIONS
from boneguide.guidelines.facts.person import LIFE_EXPECTANCY
from boneguide.guidelines.facts.radiotherapy import (
    DAYS_SINCE_RADIOTHERAPY,
    DAYS_SINCE_SURGERY,
    IRRADIATED,
    IRRADIATED_SINCE_SURGERY,
    WOUND_HEALED,
)
from boneguide.guidelines.radiotherapy._edition import EDITION
from boneguide.guidelines.radiotherapy.common import (
    AFTER_SURGERY,
    ARISEN_THERE,
    ELSEWHERE,
    ESMO_III_B,
    FIVE_OF_4,
    IRRADIATED_ON_RECORD,
    OUTLOOK_OPEN,
    SHORT_OUTLOOK,
    TEN_OF_3,
    template,
)
from boneguide.guidelines.radiotherapy.person import ADULTS_ONLY, INFECTION, PREGNANCY, PREGNANCY_FIRST
from boneguide.guidelines.radiotherapy.safety import (
    HEAD_AND_NECK_FIELD,
    NEIGHBOURING_FIELDS,
    PERHAPS_SHORT_LIFE,
    SUSPECTED_COMPRESSION,
    TREATED_FOR_COMPRESSION,
)
from boneguide.logic.clauses import Confirm, Contraindication, Hold, Monitor, Note, Prerequisite, Reason, Variation
from boneguide.logic.nodes import ALWAYS, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RadiotherapyTemplate
from boneguide.logic.verbs import cases

_ASTRO = cite(sources.ASTRO_2024, "postoperative radiotherapy", "PO-01", verified="primary")
_ESMO = cite(sources.ESMO_2020, "after fixation or decompression", "PO-03", note="seen in a summary")
_EXPERTS = cite(sources.LEE_2018, "abstract", "PO-05", verified="primary")
_DELAY = cite(sources.ROJAS_2020, "abstract", "PO-06", verified="primary")
_WINDOW = own_reading("PO-07", "V55", why="day 14 to day 28 and a healed wound, from expert opinion and one cohort")
_SCHEDULE = own_reading("PO-08", "V55", why="30 Gy in 10 or 20 Gy in 5 fractions by the outlook, edge at 6 months")
_PATCHELL = cite(sources.PATCHELL_2005, "treatment", "PO-08", "RX-3x10", verified="primary")

SHORT_LIFE_AFTER_SURGERY = Contraindication(
    id="short-outlook",
    severity="caution",
    when=SHORT_OUTLOOK,
    says=(
        "Life expectancy is under 4 weeks: supportive care leads, and a course that is to keep the tumour from growing"
        " back has hardly time to be of use."
    ),
    sources=(
        cite(sources.RCR_2019, "time to response", "RT-09", verified="primary"),
        own_reading("SD-01", why="the order of the sheet has supportive care lead under 4 weeks"),
    ),
)

POSTOPERATIVE_RADIOTHERAPY = Rule(
    id="postoperative-radiotherapy",
    title="Radiotherapy after an operation on a bone metastasis",
    about=LESIONS,
    when=AFTER_SURGERY & not_(ARISEN_THERE) & not_(ELSEWHERE),
    advise=RadiotherapyTemplate(
        schedule=cases(
            ((LIFE_EXPECTANCY < "6 month") | IRRADIATED_ON_RECORD, FIVE_OF_4), (LIFE_EXPECTANCY >= "6 month", TEN_OF_3)
        ),
        technique="conventional",
        notes=(
            "The field covers the whole implant.",
            "The choice between the two schedules is this library's.",
        ),
    ),
    recommended=not_(SHORT_OUTLOOK) & not_(OUTLOOK_OPEN),
    holds=(
        SUSPECTED_COMPRESSION,
        Hold(
            id="too-early",
            when=DAYS_SINCE_SURGERY < "14 day",
            says="Less than 14 days have passed since the operation: radiotherapy ideally follows from 2 weeks on.",
            unknown=Confirm("that 14 days have passed since the operation", because="its day can be asked for"),
            sources=(_EXPERTS, _WINDOW),
        ),
        Hold(
            id="wound",
            when=not_(WOUND_HEALED),
            says="The wound has not healed.",
            unknown=Confirm("that the wound has healed", because="it can be looked at"),
            sources=_WINDOW,
        ),
        Hold(
            id="irradiated-lately",
            when=IRRADIATED_ON_RECORD & (DAYS_SINCE_RADIOTHERAPY < "28 day"),
            says="Less than 28 days have passed since the last course to this place.",
            unknown=Confirm("that 28 days have passed since the course before", because="its day can be asked for"),
            sources=own_reading("RR-03", why="the gate before another course holds after an operation too"),
        ),
    ),
    contraindications=(
        SHORT_LIFE_AFTER_SURGERY,
        PERHAPS_SHORT_LIFE,
        ADULTS_ONLY,
        PREGNANCY,
        INFECTION,
        Contraindication(
            id="irradiated-spine",
            severity="avoid",
            when=IN_SPINE & IRRADIATED_ON_RECORD,
            says=(
                "The level was irradiated before the operation: no schedule is given until a physicist has added up"
                " the earlier and the new dose to the cord."
            ),
            sources=own_reading("RR-17", why="an earlier dose to the cord limits what may follow"),
        ),
        Contraindication(
            id="irradiated-before",
            severity="caution",
            when=not_(IN_SPINE) & IRRADIATED_ON_RECORD,
            says=(
                "The place was irradiated before the operation, and 30 Gy in 10 is on no list for irradiating again: 20"
                " Gy in 5 stands in its place."
            ),
            sources=own_reading("RR-05", why="the lists for irradiating again hold shorter schedules"),
        ),
        Contraindication(
            id="late",
            severity="caution",
            when=DAYS_SINCE_SURGERY > "28 day",
            says=(
                "More than 28 days have passed. After operations on the spine 1.2 % had progressed locally before"
                " radiotherapy at 1 month, 24.1 % at 3 and 45.1 % at 6 months, in 89 people."
            ),
            sources=(_DELAY, _WINDOW),
        ),
    ),
    first=(
        TREATED_FOR_COMPRESSION,
        PREGNANCY_FIRST,
        NEIGHBOURING_FIELDS,
        HEAD_AND_NECK_FIELD,
        Prerequisite(
            id="earlier-radiotherapy",
            when=IRRADIATED & not_(IRRADIATED_ON_RECORD),
            says="confirm that the place was not irradiated before the operation",
            sources=own_reading("RR-17", why="an earlier dose limits what may follow, and the record can be asked for"),
        ),
        Prerequisite(
            id="irradiated-since",
            when=IRRADIATED_ON_RECORD & IRRADIATED_SINCE_SURGERY,
            says="find out whether the course on record was given after the operation: then no other follows",
            sources=own_reading("RR-17", why="a course without a day may be the one after the operation"),
        ),
    ),
    monitor=(
        Monitor(
            id="start",
            says="start of radiotherapy, counted from the operation where its day is on record, else from today",
            timing="from day 14 to day 28 after the operation",
            within_days=28,
            since=DAYS_SINCE_SURGERY,
            sources=_WINDOW,
        ),
    ),
    reasons=(
        Reason(
            id="astro",
            when=ALWAYS,
            favours=True,
            says=(
                "ASTRO recommends radiotherapy after surgery of metastases outside the spine, and in the spine without"
                " compression."
            ),
            grade=STRONG_LOW,
            sources=_ASTRO,
        ),
        Reason(
            id="esmo",
            when=ALWAYS,
            favours=True,
            says="ESMO has radiotherapy follow fixation of a long bone, and decompression or fixation of the spine.",
            grade=ESMO_III_B,
            sources=_ESMO,
        ),
        Reason(
            id="interval",
            when=ALWAYS,
            favours=True,
            says="Experts see 2 weeks or more as ideal between surgery and radiotherapy; 62 % accept 1 or 2 after it.",
            grade=UNGRADED,
            sources=_EXPERTS,
        ),
        Reason(
            id="trial-schedule",
            when=(LIFE_EXPECTANCY >= "6 month") & not_(IRRADIATED_ON_RECORD),
            favours=True,
            says="The trial of surgery for cord compression gave 30 Gy in 10 fractions; ASTRO names no schedule.",
            grade=TRIAL,
            sources=_PATCHELL,
        ),
    ),
    variations=(
        Variation(
            id="five-fractions",
            when=(LIFE_EXPECTANCY >= "6 month") & not_(IRRADIATED_ON_RECORD),
            says="20 Gy in 5 fractions is the shorter of the two schedules.",
            advise=template(FIVE_OF_4),
            grade=UNGRADED,
            sources=_SCHEDULE,
        ),
        Variation(
            id="ten-fractions",
            when=(LIFE_EXPECTANCY < "6 month") & not_(SHORT_OUTLOOK) & not_(IRRADIATED_ON_RECORD),
            says="30 Gy in 10 fractions is the longer of the two schedules, as in the trial of surgery.",
            advise=template(TEN_OF_3),
            grade=UNGRADED,
            sources=(_SCHEDULE, _PATCHELL),
        ),
    ),
    notes=(
        Note(
            id="after-decompression",
            when=IN_SPINE,
            says="Until treatment of confirmed cord compression has begun, the rules on cord compression answer.",
            sources=cite(sources.ASTRO_2024, "cord or cauda equina compression", "PO-02", verified="primary"),
        ),
    ),
    grade=STRONG_LOW,
    sources=(_ASTRO, _ESMO, _EXPERTS, _DELAY, _WINDOW, _SCHEDULE, _PATCHELL),
    edition=EDITION,
)
