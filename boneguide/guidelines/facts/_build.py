"""Short ways to declare facts that are read straight from a patient record."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

import attrs

from boneguide.logic.verbs import fact

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.logic.nodes import Criterion, Fact, FlagFact
    from boneguide.logic.numbers import Number, NumberFact
    from boneguide.model.observation import Observation
    from boneguide.quantities import Kind


F = TypeVar("F", bound="Fact")


def lasting(declared: F) -> F:
    """Return a fact as one that cannot be otherwise any more once it is known, such as what has happened."""
    return attrs.evolve(declared, lasting=True)


def condition(
    name: str, label: str | None = None, *, asked: bool = True, inferred: Criterion | None = None
) -> FlagFact:
    """Return the yes/no fact of one field of ``patient.conditions``."""
    return fact(name, label=label, read=attrgetter(f"patient.conditions.{name}"), asked=asked, inferred=inferred)


def symptom(name: str, label: str | None = None) -> FlagFact:
    """Return the yes/no fact of one field of ``patient.symptoms``."""
    return fact(name, label=label, read=attrgetter(f"patient.symptoms.{name}"), asked=True)


def dental(name: str, label: str) -> FlagFact:
    """Return the yes/no fact of one field of ``patient.dental``."""
    return fact(name, label=label, read=attrgetter(f"patient.dental.{name}"), asked=True)


def neurology(name: str, label: str, *, asked: bool = True, inferred: Criterion | None = None) -> FlagFact:
    """Return the yes/no fact of one field of ``patient.neurology``."""
    return fact(name, label=label, read=attrgetter(f"patient.neurology.{name}"), asked=asked, inferred=inferred)


def laboratory(
    name: str, kind: Kind, label: str, *, field: str | None = None, inferred: Number | None = None
) -> NumberFact:
    """Return the number fact of the latest result in one field of ``patient.labs``."""
    wanted = name if field is None else field

    def read(context: Context) -> Observation | None:
        labs = context.patient.labs
        return None if getattr(labs, wanted) is None else labs.latest(wanted, context.on)

    return fact(name, kind, label=label, read=read, inferred=inferred)
