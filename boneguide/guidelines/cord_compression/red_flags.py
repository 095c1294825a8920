"""What cannot wait: signs of compression, pain that may announce it, fever, and sudden pain in a bone.

A complaint or sign that is not on record is taken as absent: a red flag about what
nobody saw would only be noise, and would hide the one that counts.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import OWN, cite, own_reading, recalled
from boneguide.guidelines._grades import NICE_OFFER
from boneguide.guidelines.cord_compression._edition import EDITION
from boneguide.guidelines.cord_compression.begun import NOT_BEGUN
from boneguide.guidelines.cord_compression.common import (
    CONFIRMED_UNTREATED,
    INSTABILITY,
    PAIN_ALONE,
    QUALITY_STANDARD,
    SUSPECTED,
)
from boneguide.guidelines.facts.clinical import FEBRILE, SUDDEN_BONE_PAIN
from boneguide.guidelines.facts.laboratory import NEUTROPHILS_LOW
from boneguide.guidelines.facts.neurology import (
    DAYS_SINCE_TREATMENT_DECISION,
    NEUROLOGICAL_DEFICIT,
    WHOLE_SPINE_MRI_DONE,
)
from boneguide.guidelines.facts.treatment import DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE
from boneguide.logic.clauses import Dispute, Monitor, Note, Stance
from boneguide.logic.nodes import ALWAYS, assume_absent, not_
from boneguide.logic.rule import Rule

_MEMORY = "from memory, not verified; it needs checking before it is relied on"

MRI = (
    cite(sources.NICE_NG234, "1.5.2", "MS-01", note="seen quoted by an audit, not in the guideline"),
    cite(sources.NICE_QS56, "statement 3", "MS-01", verified="primary"),
    cite(sources.NICE_NG234, "red flags", "RED-01", verified="memory", note="the 24 hours in this row are from memory"),
)
_AT_ONCE = cite(sources.HAWKINS_2023, "recognition and referral", "RED-01", "RED-03", verified="primary")
_IMMOBILISATION = cite(sources.HAWKINS_2023, "immobilisation", "RED-01", "RED-04", verified="primary")

_IMMOBILISE = Monitor(
    id="immobilise",
    when=INSTABILITY,
    says="the spine immobilised while it may be unstable, and expert advice on how to keep that short",
    timing="advice within 24 hours",
    within_days=1,
    sources=_IMMOBILISATION,
)
_FLAT = Note(
    id="flat-nursing",
    when=INSTABILITY,
    says=(
        "Instability is suspected or scored: nursing flat in neutral alignment, with log-rolling, until stability has"
        f" been judged (row MS-07: {_MEMORY})."
    ),
    sources=cite(sources.NICE_NG234, "immobilisation", "MS-07", verified="memory"),
)
BRITISH = Note(
    id="british-guidance",
    says="The time limits are British ones, of NICE; a local pathway may set its own.",
    jurisdictions=("US", "EU"),
    sources=own_reading("MS-01", "MS-02", "MS-03", why="guidance of the US and the EU on timing was not seen"),
)

SUSPECTED_CORD_COMPRESSION = Rule(
    id="suspected-cord-compression",
    title="Suspected compression of the spinal cord or cauda equina",
    when=SUSPECTED,
    action=(
        "An emergency: NICE asks for contact with the coordinator for cord compression or oncology at once, and gives"
        " 24 hours at most for magnetic resonance imaging of the whole spine. No schedule of radiotherapy is chosen"
        " before that."
    ),
    recommended=ALWAYS,
    urgent=True,
    monitor=(
        Monitor(
            id="coordinator",
            says="contact with the coordinator for cord compression, or oncology",
            timing="at once",
            within_days=0,
            sources=_AT_ONCE,
        ),
        Monitor(
            id="whole-spine-mri",
            when=not_(WHOLE_SPINE_MRI_DONE),
            says="magnetic resonance imaging of the whole spine",
            timing="as soon as possible, always within 24 hours",
            within_days=1,
            sources=MRI,
        ),
        _IMMOBILISE,
    ),
    notes=(
        _FLAT,
        BRITISH,
        Note(
            id="cancer-presumed",
            says="The guidance is for people with a cancer, now or before; whoever is asked about is taken to be one.",
            sources=own_reading("RED-01", why="a red flag is not held back because the record names no cancer"),
        ),
    ),
    grade=NICE_OFFER,
    sources=(
        *MRI,
        _AT_ONCE,
        own_reading("V56", why="signs that imaging has not explained count as suspicion"),
        own_reading(
            "MS-01",
            "MS-02",
            why="imaging of more than 7 days ago explains no signs of which nobody said when they began",
        ),
    ),
    edition=EDITION,
)

WITHIN_A_WEEK = cite(
    sources.NICE_QS56, "statement 2", "MS-02", note="seen in a Medscape UK summary of the quality standard"
)
_PAIN_IN_MEMORY = cite(sources.NICE_NG234, "red flags", "RED-02", "MS-05", verified="memory")

SPINAL_PAIN = Rule(
    id="suspicious-spinal-pain",
    title="Pain that suggests spinal metastases, without neurological signs",
    when=PAIN_ALONE,
    action=(
        "The NICE quality standard gives one week for magnetic resonance imaging of the whole spine and a plan. With"
        " any neurological sign it becomes a matter of 24 hours."
    ),
    recommended=ALWAYS,
    urgent=True,
    monitor=(
        Monitor(
            id="examine",
            when=NEUROLOGICAL_DEFICIT,
            says="examination for weakness, gait, sensation, bladder and bowel: no result is on record",
            timing="now",
            within_days=0,
            sources=own_reading("RED-01", "RED-02", why="the signs decide between a week and 24 hours"),
        ),
        Monitor(
            id="whole-spine-mri",
            when=not_(WHOLE_SPINE_MRI_DONE),
            says="magnetic resonance imaging of the whole spine, and a plan",
            timing="within 1 week",
            within_days=7,
            sources=WITHIN_A_WEEK,
        ),
        _IMMOBILISE,
    ),
    notes=(
        Note(
            id="coordinator-within-a-day",
            says=f"The coordinator is contacted within 24 hours as well (rows RED-02 and MS-05: {_MEMORY}).",
            sources=_PAIN_IN_MEMORY,
        ),
        Note(
            id="which-pain",
            says=(
                "Pain of this kind: in the neck or chest part of the spine, or in the lower back and progressive;"
                " severe and unremitting; the rest of the usual list (at night, on straining, band-like, tenderness"
                f" in one place) is {_MEMORY.partition(';')[0]} (row MS-06)."
            ),
            sources=cite(sources.NICE_CG75, "draft slides", "MS-06"),
        ),
        _FLAT,
        BRITISH,
    ),
    grade=QUALITY_STANDARD,
    sources=(
        WITHIN_A_WEEK,
        _PAIN_IN_MEMORY,
        own_reading("MS-02", why="imaging that excluded compression more than 7 days ago does not explain pain now"),
    ),
    edition=EDITION,
)

_FROM_DECISION = cite(
    sources.NICE_QS56,
    "statement 6",
    "MS-03",
    verified="primary",
    note="taken to be the wording of September 2023; the page bears no date",
)

CONFIRMED_CORD_COMPRESSION = Rule(
    id="confirmed-cord-compression",
    title="Confirmed compression of the spinal cord or cauda equina",
    when=CONFIRMED_UNTREATED,
    action=(
        "Treatment cannot wait: where surgery is not suitable the NICE quality standard starts radiotherapy within 24"
        " hours of the decision to treat, and in the trial of surgery the operation came within 24 hours."
    ),
    recommended=ALWAYS,
    urgent=True,
    first=(NOT_BEGUN,),
    monitor=(
        Monitor(
            id="coordinator",
            says="surgeon and oncologist agree on treatment through the coordinator for cord compression",
            timing="at once",
            within_days=0,
            sources=_AT_ONCE,
        ),
        Monitor(
            id="start-of-treatment",
            says="start of treatment, counted from the decision to treat where its day is on record, else from today",
            timing="within 24 hours",
            within_days=1,
            since=DAYS_SINCE_TREATMENT_DECISION,
            sources=_FROM_DECISION,
        ),
        _IMMOBILISE,
    ),
    disputes=(
        Dispute(
            id="clock",
            when=ALWAYS,
            about="from when the 24 hours count",
            stances=(
                Stance(
                    by="NICE quality standard 56, wording of 2023",
                    says="radiotherapy starts within 24 hours of the decision to treat",
                    source=_FROM_DECISION,
                ),
                Stance(
                    by="NICE quality standard 56, wording of 2014",
                    says="definitive treatment starts within 24 hours of the confirmed diagnosis",
                    source=cite(sources.NICE_QS56, "wording of 2014", "MS-04", verified="conflict"),
                ),
            ),
        ),
    ),
    notes=(
        _FLAT,
        BRITISH,
    ),
    grade=QUALITY_STANDARD,
    sources=(
        _FROM_DECISION,
        cite(sources.NICE_QS56, "wording of 2014", "MS-04", verified="conflict"),
        own_reading("MS-04", why="the newer wording sets the date; the older one is shown beside it"),
    ),
    edition=EDITION,
)

_FEVER = recalled("fever is not taken for an acute-phase reaction", "RED-10")

FEVER = Rule(
    id="fever",
    title="Fever: infection before an acute-phase reaction",
    when=assume_absent(FEBRILE, because="fever would be on record")
    & not_(
        assume_absent(
            DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE <= "3 day",
            because="a dose of these days would be on record, and without one the fever has no such cause",
        )
        & not_(NEUTROPHILS_LOW)
    ),
    action=(
        "Fever with few neutrophils, or later than 3 days after an intravenous bisphosphonate, calls for a search for"
        " infection at once; it is not put down to an acute-phase reaction."
    ),
    recommended=ALWAYS,
    urgent=True,
    notes=(
        Note(
            id="neutropenic",
            when=NEUTROPHILS_LOW,
            says=(
                "Neutrophils are low: the local pathway for neutropenic fever applies"
                " (row RED-10: from memory, not verified)."
            ),
            sources=_FEVER,
        ),
        Note(
            id="unverified",
            says=f"This prompt names no dose and no count (row RED-10: {_MEMORY}).",
            sources=_FEVER,
        ),
    ),
    grade=OWN,
    sources=(
        _FEVER,
        own_reading("RED-10", why="the row says 3 to 4 days; day 3 itself still counts as early, as in the labels"),
    ),
    edition=EDITION,
)

_FRACTURE = recalled("sudden pain in a bone with metastases", "RED-06")

SUDDEN_PAIN = Rule(
    id="sudden-bone-pain",
    title="Sudden severe pain in a bone: pathological fracture?",
    when=assume_absent(SUDDEN_BONE_PAIN, because="people are asked about pain, and a sudden one would be on record"),
    action="Sudden severe pain, also after a minor injury, is a reason for imaging now: is the bone broken?",
    recommended=ALWAYS,
    urgent=True,
    notes=(
        Note(
            id="unverified",
            says=f"The prompt rests on no publication (row RED-06: {_MEMORY}).",
            sources=_FRACTURE,
        ),
    ),
    grade=OWN,
    sources=(_FRACTURE, own_reading("RED-06", why="imaging loses nothing, and a fracture changes what follows")),
    edition=EDITION,
)
