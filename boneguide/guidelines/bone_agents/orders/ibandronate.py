"""Limits of an order of ibandronate, into a vein or as tablets."""

from __future__ import annotations

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import cite
from boneguide.guidelines.bone_agents.hypercalcaemia.ibandronate import IBANDRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.ibandronate import IBANDRONATE, IBANDRONATE_ORAL
from boneguide.guidelines.bone_agents.orders import _limits as limits
from boneguide.guidelines.bone_agents.orders._tables import table_number
from boneguide.guidelines.facts.laboratory import CURRENT_CREATININE_CLEARANCE
from boneguide.guidelines.facts.order import ORDERED_INFUSION_TIME, ORDERED_INTERVAL, ORDERED_VOLUME
from boneguide.logic.clauses import Contraindication
from boneguide.logic.nodes import assume_absent

_AGENT = drugs.IBANDRONATE
_REGIMEN = (cite(sources.EMA_IBANDRONATE, "4.2", "I01", "R10"),)
_TABLE = (
    cite(sources.EMA_IBANDRONATE, "4.2", "I01", "I02", "I03", "I04"),
    cite(sources.AAPRO_2008, "table 4", "I02", "I03", verified="primary"),
)
_TABLETS = (cite(sources.EMA_IBANDRONATE, "tablets 4.2", "I05"),)

_INTRAVENOUS = limits.route(
    "This use of ibandronate is an intravenous infusion.", "intravenous infusion", on_whose_word=_REGIMEN
)
_FLUID = limits.calcium_fluid(_AGENT, cite(sources.EMA_IBANDRONATE, "incompatibilities", "R10"))

CHECK_IBANDRONATE = limits.order_rule(
    _AGENT,
    "skeletal events",
    limits=(
        _INTRAVENOUS,
        *limits.table_limits(
            IBANDRONATE.advise,
            above="The ordered dose is larger than the one for this creatinine clearance.",
            below="The ordered dose is smaller than the one for this creatinine clearance.",
            on_whose_word=_TABLE,
        ),
        limits.too_fast("15 minute", "It runs over 15 minutes or longer; 15 minutes exactly are enough.", *_REGIMEN),
        Contraindication(
            id="order-fast-for-the-kidneys",
            severity="caution",
            when=(CURRENT_CREATININE_CLEARANCE < "50 mL/min") & (ORDERED_INFUSION_TIME < "1 hour"),
            says=(
                "Below a clearance of 50 mL/min there are no data for 15 minutes; 500 mL over 1 hour is the time given"
                " there (the hour and the volume from memory, not verified)."
            ),
            sources=(
                cite(sources.EMA_IBANDRONATE, "4.2", "I02", note="no data for 15 minutes below 50 mL/min"),
                cite(sources.EMA_IBANDRONATE, "4.2", "I02", "I03", verified="memory"),
            ),
        ),
        Contraindication(
            id="order-small-volume",
            severity="caution",
            when=ORDERED_VOLUME < "100 mL",
            says="The label dilutes the dose in 100 mL; 500 mL below a clearance of 50 mL/min are from memory.",
            sources=_REGIMEN,
        ),
        _FLUID,
        *limits.interval_limits("3 week", "The label gives it every 3 to 4 weeks.", *_REGIMEN),
        Contraindication(
            id="order-interval-unsupported",
            severity="caution",
            when=limits.LONGER_THAN_MONTHLY,
            says="The ordered interval is longer than the 3 to 4 weeks of the label.",
            sources=_REGIMEN,
        ),
    ),
    on_whose_word=(*_REGIMEN, *_TABLE),
)

_known, _interval = table_number(IBANDRONATE_ORAL.advise, "interval", "low")

CHECK_IBANDRONATE_ORAL = limits.order_rule(
    _AGENT,
    "skeletal events",
    name="ibandronate-oral",
    limits=(
        limits.route("These are the limits of ibandronate tablets.", "oral", on_whose_word=_TABLETS),
        *limits.table_limits(
            IBANDRONATE_ORAL.advise,
            above="The tablets are given as one of 50 mg; the order gives more at a time.",
            below="The tablets are given as one of 50 mg; the order gives less at a time.",
            on_whose_word=_TABLETS,
        ),
        Contraindication(
            id="order-interval-too-short",
            severity="avoid",
            when=assume_absent(_known & (ORDERED_INTERVAL < _interval), because=limits.ONE_DOSE),
            says=(
                "The ordered interval is shorter than the one for this creatinine clearance: daily from 50 mL/min,"
                " every second day from 30, once a week below."
            ),
            sources=_TABLETS,
        ),
    ),
    on_whose_word=_TABLETS,
)

_BY_CALCIUM = (cite(sources.EMA_IBANDRONATE, "4.2", "I06", "I07", "R10"),)

CHECK_IBANDRONATE_HYPERCALCAEMIA = limits.order_rule(
    _AGENT,
    "hypercalcaemia",
    limits=(
        _INTRAVENOUS,
        *limits.table_limits(
            IBANDRONATE_HYPERCALCAEMIA.advise,
            above="The ordered dose is larger than the one for this corrected calcium.",
            below="The ordered dose is smaller than the one for this corrected calcium.",
            on_whose_word=_BY_CALCIUM,
        ),
        limits.too_fast("2 hour", "In hypercalcaemia it runs over 2 hours.", *_BY_CALCIUM),
        _FLUID,
    ),
    on_whose_word=_BY_CALCIUM,
)
