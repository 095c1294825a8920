"""The red flag of a bone that is broken or about to break.

It is about the person, so that it stands beside the other red flags in records and columns alike; the rules on
single lesions say what comes before radiotherapy and fixation of each.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import OWN, cite, own_reading, recalled
from boneguide.guidelines.cord_compression._edition import EDITION
from boneguide.guidelines.facts.fracture import UNFIXED_FRACTURE
from boneguide.logic.clauses import Monitor, Note
from boneguide.logic.nodes import ALWAYS, assume_absent
from boneguide.logic.rule import Rule

_PROTECT = recalled("a bone about to break", "RED-05")
_MIRELS = cite(sources.MIRELS_1989, "table of the score", "FX-01", note="seen in texts that reprint the table")
_BEFORE = cite(sources.ESMO_2020, "impending fracture", "PO-04", note="seen in a summary")

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
