"""Limits of an order of zoledronic acid 4 mg."""

from __future__ import annotations

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines.bone_agents.orders import _limits as limits
from boneguide.guidelines.bone_agents.shared import STUDIED_EVERY_12_WEEKS
from boneguide.guidelines.bone_agents.zoledronic_acid import ZOLEDRONIC_ACID
from boneguide.guidelines.facts.order import ORDERED_LONGEST_INTERVAL, ORDERED_SMALLEST_DOSE, ORDERED_VOLUME
from boneguide.guidelines.facts.tumour import SYMPTOMATIC_PROGRESSION
from boneguide.logic.clauses import Contraindication
from boneguide.logic.nodes import not_

_AGENT = drugs.ZOLEDRONIC_ACID
_REGIMEN = (
    cite(sources.FDA_ZOLEDRONIC_ACID, "2.1 to 2.3", "R01", "R02", "R04"),
    cite(sources.EMA_ZOLEDRONIC_ACID, "4.2", "R01"),
)
_TABLE = (
    cite(sources.FDA_ZOLEDRONIC_ACID, "2.2 table 1", "Z01", "Z02", "Z03", "Z04", "Z08"),
    cite(sources.EMA_ZOLEDRONIC_ACID, "4.2", "Z01", "Z02", "Z03", "Z04", "Z08"),
    own_reading("Z09", why="half-open bands on the unrounded clearance at the start of treatment"),
)

_WHATEVER_FOR = (
    limits.osteoporosis_product(
        _AGENT,
        cite(sources.FDA_ZOLEDRONIC_ACID, "5.1", "K11", "X11"),
        cite(sources.FDA_RECLAST, "4", "K11"),
    ),
    limits.route(
        "Zoledronic acid is given as an intravenous infusion only.", "intravenous infusion", on_whose_word=_REGIMEN
    ),
    limits.highest_dose(
        "4 mg",
        "No single dose goes above 4 mg: 8 mg was given up in the trials for harm to the kidneys.",
        cite(sources.FDA_ZOLEDRONIC_ACID, "highlights", "Z14"),
        cite(sources.EAU_2016, "bone agents", "Z14"),
    ),
    limits.too_fast(
        "15 minute", "Zoledronic acid runs over 15 minutes or longer; 15 minutes exactly are enough.", *_REGIMEN
    ),
    limits.calcium_fluid(_AGENT, cite(sources.FDA_ZOLEDRONIC_ACID, "2.3", "R04")),
    Contraindication(
        id="order-small-volume",
        severity="caution",
        when=ORDERED_VOLUME < "100 mL",
        says="The labels dilute the dose in 100 mL.",
        sources=_REGIMEN,
    ),
)

# Twelve weeks, or three calendar months.
_ORDERED_EVERY_12_WEEKS = (ORDERED_LONGEST_INTERVAL >= "12 week") & (ORDERED_LONGEST_INTERVAL <= "3 month")

_INTERVAL = (
    *limits.interval_limits("3 week", "The labels give it every 3 to 4 weeks.", *_REGIMEN),
    Contraindication(
        id="order-12-weekly-not-studied",
        severity="caution",
        when=_ORDERED_EVERY_12_WEEKS & not_(STUDIED_EVERY_12_WEEKS),
        says=(
            "Every 12 weeks was studied in breast cancer, castration-resistant prostate cancer and myeloma; for this"
            " person the labels give it every 3 to 4 weeks."
        ),
        sources=(
            cite(sources.ASCO_2017, "recommendation on interval", "T01", "R03"),
            cite(sources.HIMELSTEIN_2017, "population", "T08", "E06", verified="primary"),
        ),
    ),
    Contraindication(
        id="order-12-weekly-progression",
        severity="caution",
        when=_ORDERED_EVERY_12_WEEKS & SYMPTOMATIC_PROGRESSION,
        says="Symptomatic progression in bone: every 12 weeks is not advised then (from memory, not verified).",
        sources=cite(sources.LIBRARY, "an expert view that was not seen in a source", "T09", verified="memory"),
    ),
    Contraindication(
        id="order-interval-unsupported",
        severity="caution",
        when=limits.LONGER_THAN_MONTHLY & not_(_ORDERED_EVERY_12_WEEKS),
        says="The ordered interval is neither the 3 to 4 weeks of the labels nor the 12 weeks of the trials.",
        sources=(*_REGIMEN, cite(sources.ASCO_2017, "recommendation on interval", "R03")),
    ),
)

CHECK_ZOLEDRONIC_ACID = limits.order_rule(
    _AGENT,
    "skeletal events",
    limits=(
        *limits.table_limits(
            ZOLEDRONIC_ACID.advise,
            above="The ordered dose is larger than the one in the table for this creatinine clearance.",
            below="The ordered dose is smaller than the one in the table for this creatinine clearance.",
            on_whose_word=_TABLE,
        ),
        *_WHATEVER_FOR,
        *_INTERVAL,
    ),
    on_whose_word=(*_REGIMEN, *_TABLE),
)

CHECK_ZOLEDRONIC_ACID_HYPERCALCAEMIA = limits.order_rule(
    _AGENT,
    "hypercalcaemia",
    limits=(
        *_WHATEVER_FOR,
        Contraindication(
            id="order-dose-below-table",
            severity="caution",
            when=ORDERED_SMALLEST_DOSE < "4 mg",
            says="In hypercalcaemia the labels give 4 mg and do not reduce it for the clearance.",
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "2.1 and 5.3", "Z12"),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.2", "Z12"),
            ),
        ),
        # How long ago the last dose was is a matter of the drug rule, which holds it back.
        limits.interval_too_short(
            "7 day",
            "In hypercalcaemia it is given again after 7 days or longer, if calcium has not become normal.",
            cite(sources.FDA_ZOLEDRONIC_ACID, "2.1", "R02"),
        ),
    ),
    on_whose_word=_REGIMEN,
)
