"""Tumour in the spinal canal that touches the cord without compressing it."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines._grades import NICE_CONSIDER
from boneguide.guidelines.cord_compression._edition import EDITION
from boneguide.guidelines.cord_compression.common import CONFIRMED, FRAMEWORK, SUSPECTED
from boneguide.guidelines.facts.neurology import EPIDURAL_GRADE
from boneguide.guidelines.facts.tumour import PRIMARY_IS_NO_CANCER
from boneguide.logic.clauses import Note, Reason
from boneguide.logic.nodes import ALWAYS, assume_absent, not_
from boneguide.logic.rule import Rule

_BILSKY = cite(sources.BILSKY_2010, "grade 1c", "SB-07", note="seen in Radiopaedia and a textbook")
_NICE = cite(sources.NICE_NG234, "asymptomatic metastases", "RT-14", note="seen in a copy at GPnotebook")

EPIDURAL_DISEASE = Rule(
    id="epidural-disease",
    title="Tumour in the spinal canal that touches the cord without compressing it",
    when=assume_absent(EPIDURAL_GRADE.is_in("1c"), because="a grade of epidural disease would be on record")
    & not_(SUSPECTED)
    & not_(CONFIRMED)
    & not_(PRIMARY_IS_NO_CANCER),
    action=(
        "A multidisciplinary meeting with a spinal surgeon weighs radiotherapy against watching: at Bilsky grade 1c the"
        " role of each treatment is disputed. No schedule is given for this grade by itself."
    ),
    reasons=(
        Reason(
            id="impending-compression",
            when=ALWAYS,
            favours=True,
            says=(
                "NICE has radiotherapy considered, also without symptoms, where imaging shows that tumour in the canal"
                " is about to compress the cord."
            ),
            grade=NICE_CONSIDER,
            sources=_NICE,
        ),
    ),
    notes=(
        Note(
            id="pain",
            says=(
                "A lesion that hurts has its own answers on radiotherapy; a stereotactic course is not offered here at"
                " this grade."
            ),
            sources=own_reading("SB-07", "SB-10", why="the gate to a stereotactic course ends at grade 1b"),
        ),
    ),
    grade=FRAMEWORK,
    sources=(
        _BILSKY,
        _NICE,
        own_reading("RT-14", "SB-07", why="tumour that touches the cord is read as compression that is impending"),
    ),
    edition=EDITION,
)
