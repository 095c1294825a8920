"""Limits of an order of denosumab 120 mg."""

from __future__ import annotations

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines.bone_agents.orders import _limits as limits
from boneguide.guidelines.facts.order import (
    DAYS_SINCE_ORDERED_DRUG,
    EARLIER_DOSES_OF_ORDERED_DRUG,
    ORDERED_DOSE,
    ORDERED_FLUID,
    ORDERED_INTERVAL,
    ORDERED_SMALLEST_DOSE,
)
from boneguide.logic.clauses import Contraindication
from boneguide.logic.nodes import assume_absent, not_

_AGENT = drugs.DENOSUMAB
_REGIMEN = (
    cite(sources.FDA_XGEVA, "2", "D01", "D06", "R12"),
    cite(sources.EMA_XGEVA, "4.2", "D01"),
)

_WHATEVER_FOR = (
    limits.osteoporosis_product(
        _AGENT, cite(sources.FDA_XGEVA, "5.1", "K55", "X12"), cite(sources.FDA_WYOST, "5.1", "K55")
    ),
    limits.route(
        "Denosumab is given under the skin, never into a vein, a muscle or the skin itself.",
        "subcutaneous",
        on_whose_word=_REGIMEN,
    ),
    Contraindication(
        id="order-dose-not-120-mg",
        severity="avoid",
        when=not_(ORDERED_DOSE.equals("120 mg") & ORDERED_SMALLEST_DOSE.equals("120 mg")),
        says="The dose is 120 mg for everybody; 60 mg is the dose for osteoporosis.",
        sources=_REGIMEN,
    ),
    Contraindication(
        id="order-diluted",
        severity="avoid",
        when=ORDERED_FLUID,
        says="Denosumab is given undiluted; a fluid is ordered with it.",
        sources=cite(sources.FDA_XGEVA, "2", "R12"),
    ),
)

CHECK_DENOSUMAB = limits.order_rule(
    _AGENT,
    "skeletal events",
    limits=(
        *_WHATEVER_FOR,
        Contraindication(
            id="order-interval-too-short",
            severity="avoid",
            when=assume_absent(ORDERED_INTERVAL < "4 week", because=limits.ONE_DOSE),
            says=(
                "The ordered interval is shorter than 4 weeks. For bone metastases and myeloma the labels give it every"
                " 4 weeks, without the loading doses on days 8 and 15 of other indications."
            ),
            sources=(*_REGIMEN, cite(sources.EMA_XGEVA, "4.2", "D07")),
        ),
        limits.too_soon(
            "3 week",
            "The labels give it every 4 weeks.",
            *_REGIMEN,
            own_reading("D01", why="3 weeks is the shortest interval of any bone agent in this use"),
        ),
        Contraindication(
            id="order-somewhat-soon",
            severity="caution",
            when=EARLIER_DOSES_OF_ORDERED_DRUG
            & (DAYS_SINCE_ORDERED_DRUG >= "3 week")
            & (DAYS_SINCE_ORDERED_DRUG < "4 week"),
            says="The last dose was given less than 4 weeks ago; the labels give it every 4 weeks.",
            sources=_REGIMEN,
        ),
        Contraindication(
            id="order-interval-unsupported",
            severity="caution",
            when=limits.LONGER_THAN_MONTHLY,
            says=(
                "Denosumab at an interval longer than 4 weeks is not established: the trial of every 12 weeks had"
                " posted no result by the end of 2025, and the evidence for zoledronic acid does not carry over."
            ),
            sources=(
                cite(sources.REDUSE, "registry entry", "T10"),
                cite(sources.ASCO_2017, "recommendation on interval", "R03"),
            ),
        ),
    ),
    on_whose_word=_REGIMEN,
)

CHECK_DENOSUMAB_HYPERCALCAEMIA = limits.order_rule(
    _AGENT,
    "hypercalcaemia",
    limits=(
        *_WHATEVER_FOR,
        *limits.interval_limits(
            "7 day",
            "In hypercalcaemia it is given on days 1, 8, 15 and 29, and every 4 weeks from then on.",
            cite(sources.FDA_XGEVA, "1.3 and 2.4", "D03", note="the days were seen in a secondary page only"),
        ),
    ),
    on_whose_word=(cite(sources.FDA_XGEVA, "1.3 and 2.4", "D03", "D06"),),
)
