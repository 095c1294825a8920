"""What stands against a procedure: bleeding, infection, and what comes before it."""

from __future__ import annotations

from boneguide.guidelines._cite import own_reading, recalled
from boneguide.guidelines.cord_compression.common import UNTREATED
from boneguide.guidelines.facts.clinical import COAGULOPATHY, UNCORRECTABLE_COAGULOPATHY
from boneguide.guidelines.facts.corticosteroid import TAKES_ANTICOAGULANT
from boneguide.guidelines.facts.supportive import (
    ACTIVE_INFECTION,
    INFECTION_AT_PROCEDURE_SITE,
    PLATELETS,
    THERAPEUTIC_ANTICOAGULATION,
)
from boneguide.logic.clauses import Confirm, Hold, Prerequisite
from boneguide.logic.nodes import Criterion, assume_absent
from boneguide.model.provenance import Source

#: Where clotting is judged before a needle goes deep.
MAY_BLEED = COAGULOPATHY | TAKES_ANTICOAGULANT | (PLATELETS < "50 10*9/L")


def selected(criterion: Criterion) -> Criterion:
    """Return for whom a procedure is a question: those of whom the reason for it is on record."""
    return assume_absent(criterion, because="a procedure for selected cases is named where its reason is on record")


def not_now(row: str, *carried_over: str) -> tuple[Hold, ...]:
    """Return what holds a procedure back until it has settled.

    The lists of contraindications were not seen, so the library takes the safe
    side by its own decision: held, where memory says forbidden.

    Args:
        row: The row of the fact sheet that speaks of the procedure.
        carried_over: Rows on other procedures, where the first says nothing of it.
    """
    if carried_over:
        said = "what is said of other procedures is carried over"
        on_whose_word: tuple[Source, ...] = (
            own_reading(row, *carried_over, why="held on the safe side, as other procedures with a needle are"),
        )
    else:
        said = "the contraindication is from memory, not verified"
        on_whose_word = (
            recalled("contraindications", row),
            own_reading(row, why="held on the safe side; the source that forbids it is from memory"),
        )
    return (
        Hold(
            id="bleeding",
            when=THERAPEUTIC_ANTICOAGULATION | UNCORRECTABLE_COAGULOPATHY,
            says=(
                "An anticoagulant at treatment dose that was not stopped, or a disorder of clotting that cannot be"
                f" corrected: held by the library's own decision; {said}."
            ),
            unknown=Confirm(
                "no anticoagulant at treatment dose and no disorder of clotting that stays",
                because="medicines can be asked about and clotting looked up at the visit",
            ),
            sources=on_whose_word,
        ),
        Hold(
            id="infection",
            when=ACTIVE_INFECTION | INFECTION_AT_PROCEDURE_SITE,
            says=(f"Infection, systemic or at the place of the procedure: held by the library's own decision; {said}."),
            unknown=Confirm("no infection", because="the person can be asked and examined"),
            sources=on_whose_word,
        ),
    )


def compression_first(row: str, *, when: Criterion = UNTREATED, on_whose_word: tuple[Source, ...] = ()) -> Hold:
    """Return what holds a procedure back until compression of the cord has been treated.

    Args:
        row: The row of the fact sheet that speaks of the procedure.
        when: Where it is held.
        on_whose_word: What was read that speaks against it, beside the library's own reading.
    """
    return Hold(
        id="untreated-cord-compression",
        when=when,
        says=(
            "Compression of the spinal cord or cauda equina is suspected or shown and not treated yet: held by the"
            " library's own decision until it is."
        ),
        sources=(*on_whose_word, own_reading(row, why="what can wait comes after compression of the cord")),
    )


def clotting_first(row: str) -> Prerequisite:
    """Return the task of having clotting judged where it may be too poor."""
    return Prerequisite(
        id="clotting",
        when=MAY_BLEED,
        says=(
            "have clotting judged by those who do the procedure, and any anticoagulant that is taken: platelets of at"
            " least 50 x 10^9/L (often 100) and an INR of at most 1.5 (below 1.4 next to the cord) are a convention"
            " from memory, not verified"
        ),
        sources=(
            recalled("convention for deep procedures", "INT-07"),
            own_reading(row, why="who does the procedure decides on its risk of bleeding"),
        ),
    )
