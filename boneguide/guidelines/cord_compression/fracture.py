"""The red flag of a bone that is broken or about to break, and a spine that is unstable.

It is about the person, so that it stands beside the other red flags in records and columns alike; the rules on
single lesions say what comes before radiotherapy and fixation of each.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import OWN, cite, own_reading, recalled
from boneguide.guidelines.cord_compression._edition import EDITION
from boneguide.guidelines.cord_compression.common import FRAMEWORK
from boneguide.guidelines.facts.fracture import UNFIXED_FRACTURE
from boneguide.guidelines.facts.supportive import UNSTABLE_SPINE_UNSEEN
from boneguide.logic.clauses import Monitor, Note
from boneguide.logic.nodes import ALWAYS, assume_absent
from boneguide.logic.rule import Rule

_PROTECT = recalled("a bone about to break", "RED-05")
_MIRELS = cite(sources.MIRELS_1989, "table of the score", "FX-01", note="seen in texts that reprint the table")
_BEFORE = cite(sources.ESMO_2020, "impending fracture", "PO-04", note="seen in a summary")

_CLASSES = cite(sources.SINS_2010, "classes", "8.1", note="seen in texts that reprint the score")
_STABILISED = cite(sources.NOMS_2013, "mechanical instability", "MS-13", note="seen in secondary notes")

UNSTABLE_SPINE = Rule(
    id="unstable-spine",
    title="A spine that is unstable by its score",
    when=assume_absent(UNSTABLE_SPINE_UNSEEN, because="instability is looked for on imaging and would be on record"),
    action=(
        "A spinal surgeon is consulted, also where it does not hurt: a SINS of 13 to 18 is an unstable spine, which the"
        " NOMS framework stabilises whatever the tumour is."
    ),
    recommended=ALWAYS,
    notes=(
        Note(
            id="not-yet",
            says=(
                "It falls silent once the lesion was operated on, or a surgeon's opinion is on record. From 7 to 12"
                " points the score asks for an opinion before radiotherapy, which the rules on single lesions do."
            ),
            sources=_CLASSES,
        ),
    ),
    grade=FRAMEWORK,
    sources=(_CLASSES, _STABILISED, own_reading("8.1", why="an unstable spine is no less so where it does not hurt")),
    edition=EDITION,
)

FRACTURE = Rule(
    id="fracture",
    title="A bone of a limb or the pelvis that is broken or about to break",
    when=assume_absent(UNFIXED_FRACTURE, because="a fracture, or one that is expected, would be on record"),
    action=(
        "An orthopaedic opinion is asked for urgently, before radiotherapy, and weight is kept off the bone until then."
        " Surgery before the fracture is preferred to fixation after it."
    ),
    recommended=ALWAYS,
    urgent=True,
    monitor=(
        Monitor(
            id="orthopaedic-opinion",
            says="an orthopaedic opinion, with the limb or the pelvis protected from weight",
            timing="urgently; no source that was seen names hours",
            sources=(_PROTECT, _BEFORE),
        ),
    ),
    notes=(
        Note(
            id="which-bones",
            says=(
                "What counts: a pathological fracture, a fracture that a clinician expects, or a Mirels score of 9 or"
                " more, in a limb, the pelvis or a bone said to bear weight, that was not operated on. A score of 8 is"
                " borderline and raises no flag; the spine has its own score."
            ),
            sources=(_MIRELS, own_reading("RED-05", why="the row names long bones; a pelvis that breaks is no other")),
        ),
        Note(
            id="unverified",
            says="That weight is kept off and the opinion is urgent is from memory, not verified (row RED-05).",
            sources=_PROTECT,
        ),
    ),
    grade=OWN,
    sources=(
        _PROTECT,
        _MIRELS,
        _BEFORE,
        own_reading("RED-05", why="to spare a bone for some days loses nothing, and a fracture changes what follows"),
    ),
    edition=EDITION,
)
