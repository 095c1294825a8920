"""Limits that orders of several bone agents share.

An order that does not state something is not refused for it: the prescriber can
be asked. Only the dose has to be there, for nothing can be said without it.
"""

from __future__ import annotations

from collections.abc import Iterable

from boneguide.guidelines import sources
from boneguide.guidelines._cite import LABEL, cite
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents.orders._tables import table_number
from boneguide.guidelines.bone_agents.reactions import holds_until_evaluated
from boneguide.guidelines.facts.clinical import EXPOSED_JAW_BONE, JAW_SYMPTOMS
from boneguide.guidelines.facts.order import (
    DAYS_SINCE_ORDERED_DRUG,
    EARLIER_DOSES_OF_ORDERED_DRUG,
    ORDERED_DOSE,
    ORDERED_DRUG,
    ORDERED_FLUID_HAS_CALCIUM,
    ORDERED_INFUSION_TIME,
    ORDERED_INTERVAL,
    ORDERED_LONGEST_INTERVAL,
    ORDERED_OSTEOPOROSIS_PRODUCT,
    ORDERED_ROUTE,
    ORDERED_SMALLEST_DOSE,
)
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Note
from boneguide.logic.nodes import ALWAYS, Criterion, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import Template
from boneguide.model.provenance import Source

_ASK = "the prescriber can be asked"
ONE_DOSE = "an order without an interval is one dose; the time since the last dose is looked at by itself"

#: From here on an interval is no longer that of the labels, which print 3 to 4 weeks or "monthly".
LONGER_THAN_MONTHLY = ORDERED_LONGEST_INTERVAL > "1 month"


def order_rule(  # noqa: PLR0913 - one keyword for each part of a rule
    agent: str,
    use: str,
    *,
    name: str = "",
    limits: Iterable[Contraindication],
    on_whose_word: Iterable[Source],
    disputes: Iterable[Dispute] = (),
    notes: Iterable[Note] = (),
) -> Rule:
    """Return the rule that holds an order of one drug for one use against its limits.

    Args:
        agent: The drug.
        use: ``"skeletal events"`` or ``"hypercalcaemia"``.
        name: Name of the form, where a drug has more than one.
        limits: What the order must keep to.
        on_whose_word: Sources of the regimen as a whole.
        disputes: Where sources differ.
        notes: What else the reader should know.
    """
    suffix = "" if use == "skeletal events" else f"-{use}"
    return Rule(
        id=f"check-{name or agent.replace(' ', '-')}{suffix}",
        title=f"Order of {agent} for {use}",
        when=ORDERED_DRUG.is_in(agent),
        action="The order is held against the limits of the labels before it is released.",
        recommended=ALWAYS,
        contraindications=(*limits, *_jaw()),
        holds=holds_until_evaluated(agent),
        disputes=tuple(disputes),
        notes=tuple(notes),
        grade=LABEL,
        sources=tuple(on_whose_word),
        edition=EDITION,
    )


def _jaw() -> tuple[Contraindication, ...]:
    return (
        Contraindication(
            id="order-jaw",
            severity="caution",
            when=JAW_SYMPTOMS | EXPOSED_JAW_BONE,
            says=(
                "Jaw symptoms or exposed bone: osteonecrosis of the jaw is looked for first, and whether to"
                " interrupt is weighed case by case."
            ),
            sources=cite(sources.EMA_XGEVA, "4.4", "J06"),
        ),
    )


# --------------------------------------------------------------------------- product and route


def osteoporosis_product(agent: str, *on_whose_word: Source) -> Contraindication:
    """Return the limit that the product is not the one for osteoporosis."""
    return Contraindication(
        id="order-osteoporosis-product",
        severity="avoid",
        when=ORDERED_OSTEOPOROSIS_PRODUCT,
        says=f"The order names a {agent} product for osteoporosis, which has another strength and another use.",
        sources=on_whose_word,
    )


def route(says: str, *allowed: str, on_whose_word: Iterable[Source]) -> Contraindication:
    """Return the limit of the route."""
    return Contraindication(
        id="order-route",
        severity="avoid",
        when=not_(ORDERED_ROUTE.is_in(*allowed)),
        says=says,
        unknown=Confirm(f"the route: {' or '.join(allowed)}", because=_ASK),
        sources=tuple(on_whose_word),
    )


# --------------------------------------------------------------------------- dose


def highest_dose(dose: str, says: str, *on_whose_word: Source) -> Contraindication:
    """Return the limit of a single dose for anybody."""
    return Contraindication(
        id="order-dose-above-maximum",
        severity="avoid",
        when=ORDERED_DOSE > dose,
        says=says,
        sources=on_whose_word,
    )


def table_limits(
    regimen: Template | None, *, above: str, below: str, on_whose_word: Iterable[Source]
) -> tuple[Contraindication, ...]:
    """Return the limits that the dose table of a drug rule sets for this person.

    Args:
        regimen: What that rule advises.
        above: What a larger dose means.
        below: What a smaller dose means; it is a caution.
        on_whose_word: Sources of the table.
    """
    known, high = table_number(regimen, "dose", "high")
    low = table_number(regimen, "dose", "low")[1]
    return (
        Contraindication(
            id="order-dose-above-table",
            severity="avoid",
            when=known & (ORDERED_DOSE > high),
            says=above,
            sources=tuple(on_whose_word),
        ),
        Contraindication(
            id="order-dose-below-table",
            severity="caution",
            when=known & (ORDERED_SMALLEST_DOSE < low),
            says=below,
            sources=tuple(on_whose_word),
        ),
    )


# --------------------------------------------------------------------------- infusion


def too_fast(time: str, says: str, *on_whose_word: Source, when: Criterion = ALWAYS) -> Contraindication:
    """Return the limit of the infusion time; ``time`` itself is long enough."""
    return Contraindication(
        id="order-too-fast",
        severity="avoid",
        when=when & (ORDERED_INFUSION_TIME < time),
        says=says,
        unknown=Confirm(f"an infusion time of {time}s or longer", because=_ASK),
        sources=on_whose_word,
    )


def calcium_fluid(agent: str, *on_whose_word: Source) -> Contraindication:
    """Return the limit that the fluid holds no calcium."""
    return Contraindication(
        id="order-calcium-fluid",
        severity="avoid",
        when=ORDERED_FLUID_HAS_CALCIUM,
        says=(
            f"{agent.capitalize()} is not mixed with a fluid that holds calcium or another divalent ion, such as"
            " Ringer's or Hartmann's."
        ),
        unknown=Confirm("a fluid without calcium, such as sodium chloride 0.9 % or glucose 5 %", because=_ASK),
        sources=on_whose_word,
    )


# --------------------------------------------------------------------------- interval


def interval_too_short(shortest: str, says: str, *on_whose_word: Source) -> Contraindication:
    """Return the limit of the interval that is ordered; ``shortest`` itself is long enough."""
    return Contraindication(
        id="order-interval-too-short",
        severity="avoid",
        when=assume_absent(ORDERED_INTERVAL < shortest, because=ONE_DOSE),
        says=f"The ordered interval is shorter than {shortest}s. {says}",
        sources=on_whose_word,
    )


def too_soon(shortest: str, says: str, *on_whose_word: Source) -> Contraindication:
    """Return the limit of the time since the last dose; ``shortest`` itself is long enough."""
    return Contraindication(
        id="order-too-soon",
        severity="avoid",
        when=EARLIER_DOSES_OF_ORDERED_DRUG & (DAYS_SINCE_ORDERED_DRUG < shortest),
        says=f"The last dose was given less than {shortest}s ago. {says}",
        unknown=Confirm(
            f"no earlier dose within {shortest}s", because="earlier doses are on the chart or can be asked about"
        ),
        sources=on_whose_word,
    )


def interval_limits(shortest: str, says: str, *on_whose_word: Source) -> tuple[Contraindication, ...]:
    """Return the limits of the interval that is ordered and of the time since the last dose.

    Args:
        shortest: The shortest interval; it is itself long enough.
        says: What the source gives.
        on_whose_word: Sources of the interval.
    """
    return (interval_too_short(shortest, says, *on_whose_word), too_soon(shortest, says, *on_whose_word))
