"""Once treatment of compression has begun: its limits of time are past, and a new or worse sign is an emergency."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import OWN, cite, own_reading
from boneguide.guidelines.cord_compression._edition import EDITION
from boneguide.guidelines.cord_compression.common import CONFIRMED_TREATED
from boneguide.guidelines.cord_compression.red_flags import BRITISH, MRI, WITHIN_A_WEEK
from boneguide.guidelines.facts.corticosteroid import TAKES_DEXAMETHASONE
from boneguide.guidelines.facts.neurology import NEUROLOGICAL_DEFICIT, SUSPICIOUS_SPINAL_PAIN
from boneguide.logic.clauses import Monitor, Note
from boneguide.logic.nodes import ALWAYS, assume_absent, not_
from boneguide.logic.rule import Rule

_SIGNS_COUNT_ANEW = own_reading(
    "MS-01",
    "MS-03",
    why="the limits of time are about the start of treatment; once it has begun a new sign counts as suspicion again",
)
_WITHOUT_DEXAMETHASONE = not_(
    assume_absent(TAKES_DEXAMETHASONE, because="a drug that is taken now would be on the list")
)

TREATED_CORD_COMPRESSION = Rule(
    id="treated-cord-compression",
    title="After treatment of cord compression has begun",
    when=CONFIRMED_TREATED,
    action=(
        "Surgery or radiotherapy for the compression has begun. A sign that is new or gets worse is an emergency again:"
        " the treating team is called at once, and for suspected compression NICE gives 24 hours at most for magnetic"
        " resonance imaging of the whole spine."
    ),
    recommended=ALWAYS,
    monitor=(
        Monitor(
            id="signs",
            says=(
                "strength, walking, sensation, bladder and bowel; the day on which a new sign began and the last"
                " imaging are put on record"
            ),
            timing="at every visit",
            sources=_SIGNS_COUNT_ANEW,
        ),
    ),
    notes=(
        BRITISH,
        Note(
            id="suspicious-pain",
            when=SUSPICIOUS_SPINAL_PAIN,
            says=(
                "Pain that suggests spinal metastases is on record. Whether it is the pain that was treated the record"
                " does not say: where it is new, or gets worse, the NICE quality standard gives 1 week for magnetic"
                " resonance imaging of the whole spine and a plan, and 24 hours with any new sign."
            ),
            sources=(
                WITHIN_A_WEEK,
                own_reading(
                    "MS-02", why="treatment of one level does not explain new pain, but pain outlasts treatment"
                ),
            ),
        ),
        Note(
            id="no-dexamethasone",
            when=NEUROLOGICAL_DEFICIT & _WITHOUT_DEXAMETHASONE,
            says=(
                "Neurological signs, and no dexamethasone on record. With radiotherapy for compression ASTRO adds it,"
                " rather than radiotherapy alone (S, L: strong, evidence of low quality), and NICE brings it down from"
                " the start of treatment on. Early in the treatment the team decides whether it is still begun; once it"
                " has ended it is not missing."
            ),
            sources=(
                cite(sources.ASTRO_2024, "guideline summary", "MS-09", verified="primary"),
                cite(
                    sources.NICE_NG234,
                    "recommendation on reducing the dose",
                    "ST-07",
                    note="the excerpt that was seen breaks off",
                ),
                own_reading("MS-09", "ST-02", why="16 mg is for the time before treatment; afterwards a team decides"),
            ),
        ),
        Note(
            id="mobilising",
            says=(
                "After radiotherapy or surgery, sitting up by steps with an eye on blood pressure, pain and neurology,"
                " and lying flat again if they worsen (row MS-24: from memory, not verified; it needs checking before"
                " it is relied on)."
            ),
            sources=cite(sources.NICE_NG234, "mobilisation", "MS-24", verified="memory"),
        ),
    ),
    grade=OWN,
    sources=(*MRI, _SIGNS_COUNT_ANEW),
    edition=EDITION,
)
