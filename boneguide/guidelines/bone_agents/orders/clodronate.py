"""Limits of an order of clodronate: by mouth in bone disease, into a vein in hypercalcaemia."""

from __future__ import annotations

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines.bone_agents._parts import pick
from boneguide.guidelines.bone_agents.clodronate import CLEARANCE, CLODRONATE
from boneguide.guidelines.bone_agents.hypercalcaemia.clodronate import CLODRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.orders import _limits as limits
from boneguide.guidelines.bone_agents.orders._tables import table_number
from boneguide.guidelines.facts.order import (
    ORDERED_DAILY_DOSE,
    ORDERED_DOSE,
    ORDERED_INFUSION_TIME,
    ORDERED_LAST_DAY,
    ORDERED_VOLUME,
)
from boneguide.logic.clauses import Confirm, Contraindication
from boneguide.logic.nodes import assume_absent

_AGENT = drugs.CLODRONATE
_LABEL = cite(sources.UK_CLODRONATE, "4.2", "C01", "C02", "C03", "C05")
_IV = (
    cite(sources.CLODRONATE_CORE_SAFETY_PROFILE, "4.2.1", "C06", "R11"),
    cite(sources.MIMS_CLODRONATE, "doses", "R11"),
)
_known, _daily = table_number(CLODRONATE.advise, "dose", "high")

CHECK_CLODRONATE = limits.order_rule(
    _AGENT,
    "skeletal events",
    limits=(
        limits.route(
            "In bone disease clodronate is given by mouth; the intravenous form is for hypercalcaemia.",
            "oral",
            on_whose_word=(_LABEL, *_IV),
        ),
        Contraindication(
            id="order-dose-above-ceiling",
            severity="avoid",
            when=ORDERED_DAILY_DOSE > "3200 mg",
            says="No more than 3200 mg a day, whatever the kidney function.",
            sources=(_LABEL, cite(sources.MIMS_CLODRONATE, "doses", "C05")),
        ),
        Contraindication(
            id="order-dose-above-1600-impaired",
            severity="avoid",
            when=(CLEARANCE <= "80 mL/min") & (ORDERED_DAILY_DOSE > "1600 mg"),
            says="With renal impairment of any degree no more than 1600 mg a day is given for long.",
            sources=(_LABEL, own_reading("C05", why="impairment begins at 80 mL/min, the upper end of the mild row")),
        ),
        Contraindication(
            id="order-dose-above-table",
            severity="avoid",
            when=(CLEARANCE < "50 mL/min") & _known & (ORDERED_DAILY_DOSE > _daily),
            says="The ordered daily dose is larger than the one for this creatinine clearance.",
            sources=_LABEL,
        ),
        Contraindication(
            id="order-dose-below-table",
            severity="caution",
            when=_known & (ORDERED_DAILY_DOSE < _daily),
            says="The ordered daily dose is smaller than the one for this creatinine clearance.",
            sources=_LABEL,
        ),
        Contraindication(
            id="order-single-dose-above-1600",
            severity="caution",
            when=ORDERED_DOSE > "1600 mg",
            says="More than 1600 mg at a time: what is above that is taken separately.",
            sources=_LABEL,
        ),
    ),
    on_whose_word=(_LABEL,),
)

_day_known, _day = table_number(CLODRONATE_HYPERCALCAEMIA.advise, "dose", "high")
_once_known, _once = table_number(pick(CLODRONATE_HYPERCALCAEMIA.variations, "single-dose")[0].advise, "dose", "high")

CHECK_CLODRONATE_HYPERCALCAEMIA = limits.order_rule(
    _AGENT,
    "hypercalcaemia",
    limits=(
        limits.route(
            "In hypercalcaemia clodronate starts as an intravenous infusion.",
            "intravenous infusion",
            on_whose_word=_IV,
        ),
        limits.highest_dose("1500 mg", "No single infusion goes above 1500 mg.", *_IV),
        Contraindication(
            id="order-dose-above-table",
            severity="avoid",
            when=((ORDERED_DOSE <= "300 mg") & _day_known & (ORDERED_DOSE > _day))
            | ((ORDERED_DOSE > "300 mg") & _once_known & (ORDERED_DOSE > _once)),
            says="The ordered dose is larger than the one for this creatinine clearance.",
            sources=(*_IV, cite(sources.MIMS_CLODRONATE, "renal doses", "C07")),
        ),
        Contraindication(
            id="order-dose-between",
            severity="caution",
            when=(ORDERED_DOSE > "300 mg") & (ORDERED_DOSE < "1500 mg"),
            says="The text gives 300 mg a day, or 1500 mg once; the ordered dose is neither.",
            sources=_IV,
        ),
        limits.too_fast(
            "2 hour",
            "300 mg run over 2 hours or longer.",
            *_IV,
        ),
        Contraindication(
            id="order-large-dose-too-fast",
            severity="avoid",
            when=(ORDERED_DOSE > "300 mg") & (ORDERED_INFUSION_TIME < "4 hour"),
            says="The single dose of 1500 mg runs over 4 hours.",
            unknown=Confirm("an infusion time of 4 hours for 1500 mg", because="the prescriber can be asked"),
            sources=_IV,
        ),
        Contraindication(
            id="order-small-volume",
            severity="caution",
            when=ORDERED_VOLUME < "500 mL",
            says="The text dilutes the dose in 500 mL.",
            sources=_IV,
        ),
        limits.calcium_fluid(_AGENT, *_IV),
        Contraindication(
            id="order-too-many-days",
            severity="avoid",
            when=assume_absent(ORDERED_LAST_DAY > "7 day", because="an order without fixed days is one dose"),
            says="300 mg a day are given on no more than 7 consecutive days as a rule; an older compendium says 10.",
            sources=_IV,
        ),
    ),
    on_whose_word=_IV,
)
