"""Facts about what a person has been exposed to that can harm jaw, bone, eye or ear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.guidelines import drugs
from boneguide.guidelines.facts._completeness import absent
from boneguide.guidelines.facts._listed import classes_listed
from boneguide.guidelines.facts.lesion import IN_JAW, LESIONS
from boneguide.guidelines.facts.treatment import (
    BISPHOSPHONATE_BESIDE_CLODRONATE,
    BISPHOSPHONATE_BESIDE_IBANDRONATE,
    BISPHOSPHONATE_BESIDE_PAMIDRONATE,
    BISPHOSPHONATE_BESIDE_ZOLEDRONIC_ACID,
    HAD_DENOSUMAB,
    HAD_INTRAVENOUS_BISPHOSPHONATE,
    RECEIVES_BISPHOSPHONATE,
    RECEIVES_DENOSUMAB,
    doses_given,
)
from boneguide.logic.nodes import UNKNOWN, any_of
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact

if TYPE_CHECKING:
    from boneguide.logic.context import Context

_BISPHOSPHONATES = frozenset(drugs.BISPHOSPHONATES)
_AGENTS = frozenset({*drugs.BONE_AGENTS, *drugs.BISPHOSPHONATES})


def _ever(context: Context) -> frozenset[str]:
    """Return the classes of everything given or listed; a drug that was stopped counts, for bone keeps it."""
    found: frozenset[str] | None = context.memo.get("classes ever")
    if found is None:
        given = (dose.classes for dose in doses_given(context))
        listed = (classes_listed(medication) for medication in context.patient.medications or ())
        found = context.memo["classes ever"] = frozenset().union(*given, *listed)
    return found


def _given(context: Context, agents: frozenset[str]) -> bool | None:
    if not agents.isdisjoint(_ever(context)):
        return True
    return absent(context, "bone_agent_doses", "medications")


def _bone_agent(context: Context) -> bool | None:
    return True if context.patient.bone_agent_started is not None else _given(context, _AGENTS)


def _bisphosphonate(context: Context) -> bool | None:
    found = _given(context, _BISPHOSPHONATES)
    # A start without the name of the agent may have been that of a bisphosphonate.
    unnamed = context.patient.bone_agent_started is not None and not context.patient.bone_agent_doses
    return None if found is False and unnamed else found


#: Has had or receives a bisphosphonate, at any time and any dose.
BISPHOSPHONATE_EXPOSURE = fact(
    "bisphosphonate_exposure",
    label="a bisphosphonate now or earlier",
    read=_bisphosphonate,
    asked=True,
    inferred=any_of(
        HAD_INTRAVENOUS_BISPHOSPHONATE,
        RECEIVES_BISPHOSPHONATE,
        BISPHOSPHONATE_BESIDE_ZOLEDRONIC_ACID,
        BISPHOSPHONATE_BESIDE_PAMIDRONATE,
        BISPHOSPHONATE_BESIDE_IBANDRONATE,
        BISPHOSPHONATE_BESIDE_CLODRONATE,
        UNKNOWN,
    ),
    lasting=True,
)
#: Has had or receives a bisphosphonate or denosumab, at any time and any dose.
BONE_AGENT_EXPOSURE = fact(
    "bone_agent_exposure",
    label="a bone-modifying agent now or earlier",
    read=_bone_agent,
    asked=True,
    inferred=any_of(BISPHOSPHONATE_EXPOSURE, HAD_DENOSUMAB, RECEIVES_DENOSUMAB, UNKNOWN),
    lasting=True,
)


#: The list of lesions holds every one that is known.
JAW_LESION = fact("jaw_lesion", label="a lesion of the jaw among those listed", inferred=exists(LESIONS, IN_JAW))
