"""The course of treatment so far: which bone agent was given last, since when, and denosumab at any time."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from boneguide.guidelines import drugs
from boneguide.guidelines.facts._completeness import absent, may_lack
from boneguide.guidelines.facts._listed import classes_listed, is_osteoporosis_dose, is_osteoporosis_product
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import any_of, assume_absent
from boneguide.logic.verbs import fact
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.model.medication import Medication

ORAL_BISPHOSPHONATE = "oral bisphosphonate"
NO_AGENT = "none"
OTHER_BISPHOSPHONATES = (drugs.PAMIDRONATE, drugs.IBANDRONATE, drugs.CLODRONATE, ORAL_BISPHOSPHONATE)
_AGENTS = (drugs.ZOLEDRONIC_ACID, *OTHER_BISPHOSPHONATES, drugs.DENOSUMAB)

#: Day, where it is known, and agent.
_Dose: TypeAlias = tuple[date | None, str]


def _agent(medication: Medication) -> str | None:
    """Return the bone agent that an entry on the list of medicines is, if it is one for cancer."""
    classes = classes_listed(medication)
    for agent in _AGENTS:
        if agent in classes:
            return None if is_osteoporosis_product(medication, agent) else agent
    return None


def _recorded(context: Context) -> tuple[_Dose, ...]:
    """Return day and agent of each dose given for cancer; those for osteoporosis are no part of the course."""
    found: tuple[_Dose, ...] | None = context.memo.get("course doses")
    if found is None:
        given = (d for d in context.patient.bone_agent_doses or () if not is_osteoporosis_dose(d.drug, d.dose))
        found = tuple((d.on, d.drug if d.drug in _AGENTS else ORAL_BISPHOSPHONATE) for d in given)
        context.memo["course doses"] = found
    return found


def _listed(context: Context) -> tuple[tuple[Medication, str], ...]:
    """Return the entries on the list of medicines that are for cancer, with their agent."""
    entries = ((medication, _agent(medication)) for medication in context.patient.medications or ())
    return tuple((medication, agent) for medication, agent in entries if agent is not None)


def _last_agent(context: Context) -> str | None:
    patient, listed = context.patient, _listed(context)
    if may_lack(context, "bone_agent_doses", "medications"):
        # What is lacking may have been given later.
        return None
    doses = [*_recorded(context), *((m.last_given, agent) for m, agent in listed if m.last_given is not None)]
    given = {agent for _, agent in doses}
    # What is only on the list, and may still be taken, was given from its first day on.
    begun = [(m.start, agent) for m, agent in listed if agent not in given and m.active(context.on) is not False]
    every = [*doses, *begun]
    agents = {agent for _, agent in every}
    if len(agents) == 1:
        return agents.pop()
    if not agents:
        taken = (m for m in patient.medications or () if m.active(context.on) is not False)
        unnamed = any(drugs.UNNAMED_BISPHOSPHONATE in classes_listed(m) for m in taken)
        unknown = unnamed or patient.bone_agent_doses is None or patient.medications is None
        return None if unknown else NO_AGENT
    # Without every day the order of different agents is not known, nor is it with two on the last one.
    dated = [(day, agent) for day, agent in every if day is not None]
    if len(dated) < len(every):
        return None
    latest = max(day for day, _ in dated)
    last = {agent for day, agent in dated if day == latest}
    # An agent on the list goes on beside doses that came later.
    return last.pop() if len(last) == 1 and last.issuperset(agent for _, agent in begun) else None


LAST_AGENT = fact(
    "last_bone_agent",
    values=(*_AGENTS, NO_AGENT),
    label="the bone agent given last",
    read=_last_agent,
    asked=True,
    lasting=True,
)


def _time_on_agents(context: Context) -> Interval | float | None:
    started, earlier = context.patient.bone_agent_started, False
    if started is None:
        # What is lacking may have been given earlier.
        earlier = may_lack(context, "bone_agent_doses", "medications")
        given = [day for day, _ in _recorded(context) if day is not None]
        listed = (m.start for m, _ in _listed(context))
        days = [*given, *(day for day in listed if day is not None and day <= context.on)]
        started = min(days) if days else None
    if started is None:
        return None
    time = float((context.on - started).days)
    return Interval(time, math.inf) if earlier else time


#: Since the first dose of any bone agent; a pause in between counts as treatment.
TIME_ON_BONE_AGENTS = fact(
    "time_on_bone_agents",
    kinds.DURATION,
    label="time since the first dose of a bone agent",
    read=_time_on_agents,
    asked=True,
    lasting=True,
)


def _had_denosumab(context: Context) -> bool | None:
    given = {agent for _, agent in (*_recorded(context), *_listed(context))}
    return True if drugs.DENOSUMAB in given else absent(context, "bone_agent_doses", "medications")


#: Ended courses count: stopping is what matters. A dose not noted counts as 120 mg.
HAD_DENOSUMAB_120_MG = fact(
    "had_denosumab_120_mg",
    label="denosumab 120 mg now or earlier",
    read=_had_denosumab,
    asked=True,
    lasting=True,
)

#: A bone agent was given; nothing is said on how to go on with what was not begun.
UNDER_TREATMENT = assume_absent(
    any_of(LAST_AGENT.is_in(*_AGENTS), TIME_ON_BONE_AGENTS >= "0 day"),
    because="earlier treatment is asked about; without a record of it there is nothing to continue",
)
