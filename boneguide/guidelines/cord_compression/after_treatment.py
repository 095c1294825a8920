"""Once treatment of compression has begun: its limits of time are past, and a new or worse sign is an emergency."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import OWN, cite, own_reading
from boneguide.guidelines.cord_compression._edition import EDITION
from boneguide.guidelines.cord_compression.common import CONFIRMED_TREATED
from boneguide.guidelines.cord_compression.red_flags import BRITISH, MRI
from boneguide.logic.clauses import Monitor, Note
from boneguide.logic.nodes import ALWAYS
from boneguide.logic.rule import Rule

_SIGNS_COUNT_ANEW = own_reading(
    "MS-01",
    "MS-03",
    why="the limits of time are about the start of treatment; once it has begun a new sign counts as suspicion again",
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
