"""What an answer rests on: so little of the record that it gives the answer, and no fact of it could be left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.logic.completing.decision import Decision, Outcome, of_parts
from boneguide.logic.completing.telling import prepared
from boneguide.logic.context import Snapshot
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Fact, Value
from boneguide.logic.scalar import truth
from boneguide.logic.tables import Exists
from boneguide.logic.truth import Truth

if TYPE_CHECKING:
    from collections.abc import Sequence


def needed(decision: Decision, facts: Snapshot) -> Snapshot:
    """Return a record with only so much known that the answer of a decision is the same.

    Whatever else is known may be forgotten together; no fact that is kept can be
    forgotten by itself. What comes late in a rule is forgotten before what comes early.

    Args:
        decision: What is decided.
        facts: What is known.
    """
    made = prepared(decision)
    values = [truth(i, facts).answer if isinstance(i, Exists) else facts.recorded(i) for i in made.inputs]
    units = [facts.unit(fact) for fact in decision.now.unit_facts]
    wanted = decision.outcome(facts)
    kept = [place for place, value in enumerate(values) if value is not None]

    def told() -> Snapshot:
        given = dict(zip(made.inputs, values, strict=True))
        # What the decision does not read is not told either, so nothing else of the record is taken along.
        record = Snapshot(
            values={i: value for i, value in given.items() if isinstance(i, Fact)},
            units={fact: facts.unit(fact) for fact in made.units},
            name=facts.name,
            assuming=facts.assuming,
        )
        rows = ((i, value) for i, value in given.items() if isinstance(i, Exists))
        record.truths.update({i: Truth.of(value if isinstance(value, bool) else None) for i, value in rows})
        return record

    def answer() -> Outcome:
        given: Sequence[Value] = [values[n] for n in made.now_places]
        if not any(isinstance(value, Interval) for value in given):
            found = decision.now.function(given, units)
            if found is not None:
                return of_parts(found)
        return decision.outcome(told())

    forgotten = True
    while forgotten:
        forgotten = False
        for place in reversed(kept.copy()):
            value, values[place] = values[place], None
            if answer() == wanted:
                kept.remove(place)
                forgotten = True
            else:
                values[place] = value
    return told()
