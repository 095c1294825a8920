"""Short ways to write facts about one lesion."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import attrs

from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic.verbs import fact
from boneguide.model.lesion import Lesion

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.logic.nodes import Criterion, FlagFact
    from boneguide.logic.numbers import NumberFact
    from boneguide.quantities import Kind, Quantity


@attrs.frozen
class OfLesion:
    """Reads something off the lesion that a question is about."""

    ask: Callable[[Lesion, date], object]

    def __call__(self, context: Context) -> object:
        return None if context.lesion is None else self.ask(context.lesion, context.on)


def lesion_flag(
    name: str,
    label: str,
    ask: Callable[[Lesion, date], bool | None],
    *,
    asked: bool = False,
    inferred: Criterion | None = None,
) -> FlagFact:
    """Return a fact about one lesion that is true or false, read off it on the day."""
    return fact(name, label=label, read=OfLesion(ask), asked=asked, inferred=inferred, table=LESIONS)


def lesion_number(
    name: str, kind: Kind, label: str, ask: Callable[[Lesion, date], float | Quantity | None], *, asked: bool = False
) -> NumberFact:
    """Return a fact about one lesion that is an amount, read off it on the day."""
    return fact(name, kind, label=label, read=OfLesion(ask), asked=asked, table=LESIONS)
