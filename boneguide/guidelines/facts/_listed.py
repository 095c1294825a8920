"""What the lists of medicines and of doses say of a drug: its classes, and on which days it was given."""

from __future__ import annotations

import functools
from collections.abc import Collection
from typing import TYPE_CHECKING

from boneguide.guidelines import drugs
from boneguide.logic.interval import Interval

if TYPE_CHECKING:
    from datetime import date

    from boneguide.logic.context import Context
    from boneguide.model.medication import Medication

_NAMED = frozenset(drugs.BISPHOSPHONATES) - {drugs.UNNAMED_BISPHOSPHONATE}

#: What an entry that is taken adds at the very least where its amount is not known, in mg.
SOME = 1.0


def classes_listed(medication: Medication) -> frozenset[str]:
    """Return the classes of an entry in the list of medicines, by substance, product and what it states."""
    return classes_named(medication.drug, medication.product or "", medication.classes)


@functools.lru_cache(maxsize=4096)
def classes_named(drug: str, product: str, stated: tuple[str, ...]) -> frozenset[str]:
    """Return the classes of a substance, of a product and of what is stated beside them."""
    found = drugs.classes_of(drug).union(drugs.classes_of(product), *map(drugs.classes_stated, stated))
    # Beside its name the class says nothing further.
    return found if found.isdisjoint(_NAMED) else found - {drugs.UNNAMED_BISPHOSPHONATE}


def own_classes(medication: Medication) -> frozenset[str]:
    """Return the classes of the substance itself, whatever its product holds beside it.

    Where the substance is not recognised, the product says what it is.
    """
    own = classes_named(medication.drug, "", medication.classes)
    return own or drugs.classes_of(medication.product or "")


def days_given(context: Context, agents: Collection[str]) -> list[date | None]:
    """Return the day of each dose of these agents, None where it is not known.

    The list of medicines may hold the day of the last dose in place of the dose itself.
    """
    wanted, patient = frozenset(agents), context.patient
    doses = [
        d.on for d in patient.bone_agent_doses or () if not wanted.isdisjoint(classes_named(d.drug, "", (d.drug,)))
    ]
    listed = (m for m in patient.medications or () if m.last_given is not None)
    return [*doses, *(m.last_given for m in listed if not wanted.isdisjoint(classes_listed(m)))]


def days_since_last(context: Context, agents: Collection[str]) -> Interval | float | None:
    """Return the days since the last dose of these agents; None where no dose has a day."""
    given = days_given(context, agents)
    dated = [(context.on - day).days for day in given if day is not None]
    if not dated:
        return None
    # A dose without a day may be the last one.
    return float(min(dated)) if len(dated) == len(given) else Interval(0.0, float(min(dated)))
