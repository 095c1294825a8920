"""Small parts of rules: take over a clause by name, mark a value that lies near an edge."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from boneguide.guidelines._cite import own_reading
from boneguide.logic.clauses import Clause, Note
from boneguide.logic.nodes import Criterion, any_of
from boneguide.logic.numbers import Number

C = TypeVar("C", bound=Clause)


def pick(clauses: Iterable[C], *ids: str) -> tuple[C, ...]:
    """Return the clauses of these identifiers, in the order asked for.

    Raises:
        KeyError: If there is no clause of one of the identifiers.

    Example:
        >>> from boneguide.guidelines.bone_agents import shared
        >>> [m.id for m in pick(shared.bisphosphonate_monitoring(), "electrolytes", "creatinine")]
        ['electrolytes', 'creatinine']
    """
    by_id = {clause.id: clause for clause in clauses}
    return tuple(by_id[i] for i in ids)


def near_an_edge(clearance: Number, *edges: int) -> Criterion:
    """Return the criterion "this clearance lies within 1 mL/min of one of the edges"."""
    return any_of(*((clearance >= f"{e - 1} mL/min") & (clearance <= f"{e + 1} mL/min") for e in edges))


def boundary_note(clearance: Number, *edges: int, row: str, reading: str) -> Note:
    """Return the note that a clearance lies near an edge of a table.

    Args:
        clearance: The clearance that the table goes by.
        edges: Where one row of the table ends, in mL/min.
        row: Row of the fact sheet that says which side an edge belongs to.
        reading: Which side that is, in words.
    """
    return Note(
        id="boundary",
        when=near_an_edge(clearance, *edges),
        says=(
            "boundary_note: the clearance is within 1 mL/min of an edge of the table. Bands apply to the unrounded"
            f" value; {reading}."
        ),
        sources=own_reading(row, "Z10", why="half-open bands on the unrounded clearance"),
    )
