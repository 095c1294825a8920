"""What the lists of medicines and of doses say of a drug: its classes, and on which days it was given."""

from __future__ import annotations

import functools
from collections.abc import Collection
from typing import TYPE_CHECKING

from boneguide.guidelines import drugs
from boneguide.guidelines.facts._completeness import may_lack_doses
from boneguide.logic.interval import Interval
from boneguide.quantities import as_amount, kinds

if TYPE_CHECKING:
    from datetime import date

    from boneguide.logic.context import Context
    from boneguide.model.medication import Medication
    from boneguide.quantities import Quantity

_NAMED = frozenset(drugs.BISPHOSPHONATES) - {drugs.UNNAMED_BISPHOSPHONATE}

#: Doses at which an agent is given for osteoporosis.
OSTEOPOROSIS_MILLIGRAMS = {drugs.DENOSUMAB: 60.0, drugs.ZOLEDRONIC_ACID: 5.0}
#: As much ibandronate is in a tablet; no infusion holds more than 6 mg.
_TABLET_MILLIGRAMS = 50.0
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


def milligrams(dose: Quantity | None) -> float | None:
    """Return a dose in mg; None for one that is not known or is no mass, such as a volume."""
    if dose is None or as_amount(dose).unit not in kinds.DRUG_MASS.units:
        return None
    return kinds.DRUG_MASS.canonical_value(dose)


def is_osteoporosis_dose(agent: str, dose: Quantity | None) -> bool:
    """Return whether an agent is given for osteoporosis at this dose."""
    return agent in OSTEOPOROSIS_MILLIGRAMS and milligrams(dose) == OSTEOPOROSIS_MILLIGRAMS[agent]


def is_osteoporosis_product(medication: Medication, agent: str) -> bool:
    """Return whether an entry is a product of this agent for osteoporosis, by its name or its dose."""
    classes = classes_listed(medication)
    return agent in classes and (f"osteoporosis {agent}" in classes or is_osteoporosis_dose(agent, medication.dose))


def _swallowed(agents: Collection[str], dose: Quantity | None) -> bool:
    amount = milligrams(dose)
    return drugs.IBANDRONATE in agents and amount is not None and amount >= _TABLET_MILLIGRAMS


def days_given(
    context: Context, agents: Collection[str], *, infused: bool = False, against_cancer: bool = False
) -> list[date | None]:
    """Return the day of each dose of these agents, None where it is not known.

    The list of medicines may hold the day of the last dose in place of the dose itself.

    Args:
        context: The person on the day.
        agents: Which agents.
        infused: Whether what is taken by mouth is left out.
        against_cancer: Whether what is given for osteoporosis is left out.
    """
    wanted, patient = frozenset(agents), context.patient
    found: list[date | None] = []
    for dose in patient.bone_agent_doses or ():
        classes = wanted & classes_named(dose.drug, "", (dose.drug,))
        bone = against_cancer and is_osteoporosis_dose(dose.drug, dose.dose)
        if classes and not bone and not (infused and _swallowed(classes, dose.dose)):
            found.append(dose.on)
    for entry in patient.medications or ():
        classes = wanted & classes_listed(entry)
        bone = against_cancer and any(is_osteoporosis_product(entry, agent) for agent in classes)
        by_mouth = infused and (entry.route not in {None, "intravenous"} or _swallowed(classes, entry.dose))
        if classes and entry.last_given is not None and not bone and not by_mouth:
            found.append(entry.last_given)
    return found


def days_since_last(
    context: Context, agents: Collection[str], *, infused: bool = False, against_cancer: bool = False
) -> Interval | float | None:
    """Return the days since the last dose of these agents, as of :func:`days_given`; None where no dose has a day."""
    given = days_given(context, agents, infused=infused, against_cancer=against_cancer)
    dated = [(context.on - day).days for day in given if day is not None]
    if not dated:
        return None
    # A dose without a day may be the last one, and so may one that is not listed.
    is_last = len(dated) == len(given) and not may_lack_doses(context, "bone_agent_doses")
    return float(min(dated)) if is_last else Interval(0.0, float(min(dated)))
