"""What a client learns of the services: their hooks, what they need, and what no query can fetch."""

from __future__ import annotations

import functools
from collections.abc import Iterator

import attrs

from boneguide.guidelines import bone_agents, default
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.interop._answers.prefetch import OWN_FACTS, prefetch, unfetched
from boneguide.interop._cds.parts import Fields
from boneguide.interop._cds.request import Hook
from boneguide.logic.guideline import Guideline
from boneguide.model.intended_use import INTENDED_USE, INTENDED_USER

#: For each hook: the end of the identifier of its service, its title and what it does.
_SERVICES: tuple[tuple[Hook, str, str, str], ...] = (
    (
        "patient-view",
        "",
        "Bone metastases: what published guidance says for this person",
        "Red flags, options with what comes first, warnings about what is taken, and what is best found out next.",
    ),
    (
        "order-select",
        "-orders",
        "Bone metastases: the orders just selected",
        "Holds the orders that were just selected against published limits and against the record.",
    ),
    (
        "order-sign",
        "-orders",
        "Bone metastases: the orders about to be signed",
        "Holds the orders that are about to be signed against published limits and against the record.",
    ),
)


@functools.lru_cache(maxsize=8)
def _rules_of(guideline: Guideline, *, orders: bool) -> Guideline:
    """Return every rule that a service asks; checking an order asks those of the bone agents beside its limits."""
    if not orders:
        return guideline
    held = {rule.id for rule in guideline}
    others = [rule for rule in (*bone_agents, *ORDER_LIMITS) if rule.id not in held]
    return attrs.evolve(guideline, rules=(*guideline.rules, *others))


def services(guideline: Guideline | None, identifier: str) -> list[Fields]:
    """Return the services; see :func:`boneguide.interop.cds_hooks.discovery`."""
    chosen = default if guideline is None else guideline
    found = []
    for hook, end, title, does in _SERVICES:
        rules = _rules_of(chosen, orders=bool(end))
        found.append(
            {
                "hook": hook,
                "id": f"{identifier}{end}",
                "title": title,
                "description": f"{does} {INTENDED_USE} {INTENDED_USER}",
                "prefetch": prefetch(rules),
                "usageRequirements": " ".join(_requirements(rules)),
            }
        )
    return found


def _requirements(rules: Guideline) -> Iterator[str]:
    yield "FHIR R4. Everything is read from prefetch; no server is called and no access token is used."
    yield "Results come newest first; of a result that is sent on several pages only the first is read."
    yield "Drugs that stand in a Medication resource of their own have to be contained in what refers to them."
    open_facts = unfetched(rules)
    if open_facts:
        yield (
            f"Known only where the record holds it as an Observation with a code of {OWN_FACTS}, and unknown otherwise:"
            f" {'; '.join(open_facts)}."
        )
