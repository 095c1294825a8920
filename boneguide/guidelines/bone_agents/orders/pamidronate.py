"""Limits of an order of pamidronate: one dose, and how fast it runs by place, disease and kidney function."""

from __future__ import annotations

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import EUROPE, cite
from boneguide.guidelines.bone_agents.hypercalcaemia.pamidronate import PAMIDRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.orders import _limits as limits
from boneguide.guidelines.bone_agents.pamidronate import infusion
from boneguide.guidelines.bone_agents.pamidronate.infusion import RENALLY_IMPAIRED
from boneguide.guidelines.facts.order import (
    ORDERED_CONCENTRATION,
    ORDERED_INFUSION_TIME,
    ORDERED_LONGEST_INFUSION_TIME,
    ORDERED_RATE,
    ORDERED_ROUTE,
    ORDERED_SMALLEST_DOSE,
    ORDERED_VOLUME,
)
from boneguide.guidelines.facts.tumour import MYELOMA
from boneguide.logic.clauses import Confirm, Contraindication
from boneguide.logic.nodes import ALWAYS, Criterion, assume_absent, not_
from boneguide.model.provenance import Source

_AGENT = drugs.PAMIDRONATE
_US = cite(sources.FDA_PAMIDRONATE, "dosage and administration", "P04", "P05", "R06", "R07")
_US_HYPERCALCAEMIA = cite(
    sources.FDA_PAMIDRONATE, "dosage, hypercalcaemia of malignancy", "P01", "P02", "P03", "P06", "R08"
)
_UK = cite(sources.UK_PAMIDRONATE, "4.2", "P12", "P13", "K25")
#: The rate of the UK text as a limit: a rate that cannot be worked out can be asked about.
_RATE = Confirm("the rate, from dose and infusion time", because="the prescriber can be asked")


def _rate_above(limit: str, identifier: str, when: Criterion, says: str, *on_whose_word: Source) -> Contraindication:
    return Contraindication(
        id=identifier,
        severity="avoid",
        when=when & (ORDERED_RATE > limit),
        says=says,
        unknown=_RATE,
        jurisdictions=EUROPE,
        sources=on_whose_word,
    )


def _as_90_mg_over_4_hours(when: Criterion, identifier: str, setting: str) -> Contraindication:
    rate = infusion.RATE_IN_MYELOMA_OR_HYPERCALCAEMIA
    return Contraindication(
        id=identifier,
        severity="caution",
        when=when & ((ORDERED_RATE > rate) | (ORDERED_VOLUME < "500 mL")),
        says=(
            f"In {setting} the UK text advises no faster than 90 mg in 500 mL over 4 hours, 22.5 mg an hour: the order"
            " is faster, or in a smaller volume."
        ),
        jurisdictions=EUROPE,
        sources=cite(sources.UK_PAMIDRONATE, "4.2", "P12"),
    )


_WHATEVER_FOR = (
    limits.route(
        "Pamidronate is given as an intravenous infusion only.", "intravenous infusion", on_whose_word=(_US, _UK)
    ),
    Contraindication(
        id="order-bolus",
        severity="avoid",
        when=assume_absent(ORDERED_ROUTE.is_in("intravenous bolus"), because="the route is asked about by itself"),
        says="Pamidronate is never given as a bolus injection.",
        sources=cite(sources.UK_PAMIDRONATE, "4.2", "K25"),
    ),
    limits.highest_dose(
        "90 mg", "No single dose goes above 90 mg.", cite(sources.FDA_PAMIDRONATE, "warnings, single dose", "P06")
    ),
    _rate_above(
        str(infusion.RATE),
        "order-rate-above-60",
        not_(RENALLY_IMPAIRED),
        "The UK text lets it run at 60 mg an hour (1 mg a minute) at most; 60 itself is allowed.",
        cite(sources.UK_PAMIDRONATE, "4.2", "P12"),
    ),
    _rate_above(
        str(infusion.RATE_WHEN_IMPAIRED),
        "order-rate-above-20",
        RENALLY_IMPAIRED,
        "With impaired kidneys the UK text lets it run at 20 mg an hour at most: 90 mg take at least 4.5 hours.",
        cite(sources.UK_PAMIDRONATE, "4.2", "P13"),
        infusion.IMPAIRED_SOURCE,
    ),
    Contraindication(
        id="order-too-concentrated",
        severity="avoid",
        when=ORDERED_CONCENTRATION > "0.36 mg/mL",
        says="The UK text allows 90 mg in 250 mL at most, 0.36 mg/mL.",
        unknown=Confirm("at least 250 mL of fluid for 90 mg", because="the prescriber can be asked"),
        jurisdictions=EUROPE,
        sources=cite(sources.UK_PAMIDRONATE, "4.2", "P12"),
    ),
    limits.calcium_fluid(
        _AGENT, cite(sources.UK_PAMIDRONATE, "4.2", "R09"), cite(sources.FDA_PAMIDRONATE, "preparation", "R09")
    ),
    Contraindication(
        id="order-fast-for-the-kidneys",
        severity="caution",
        when=RENALLY_IMPAIRED & (ORDERED_INFUSION_TIME < "4 hour"),
        says="An infusion longer than 2 hours may spare impaired kidneys; 4 hours or more is suggested here.",
        jurisdictions="US",
        sources=(cite(sources.FDA_PAMIDRONATE, "warnings", "P07"), infusion.IMPAIRED_SOURCE),
    ),
)

CHECK_PAMIDRONATE = limits.order_rule(
    _AGENT,
    "skeletal events",
    limits=(
        *_WHATEVER_FOR,
        Contraindication(
            id="order-dose-below-table",
            severity="caution",
            when=ORDERED_SMALLEST_DOSE < "90 mg",
            says="The label gives 90 mg; a table of experts keeps 60 to 90 mg down to a clearance of 30 mL/min.",
            sources=(
                cite(sources.FDA_PAMIDRONATE, "dosage and administration", "P04", "P05"),
                cite(sources.AAPRO_2008, "table 4", "P10", verified="primary"),
            ),
        ),
        limits.too_fast(
            "2 hour",
            "Pamidronate 90 mg runs over 2 hours or longer; 2 hours exactly are enough in breast cancer.",
            cite(sources.FDA_PAMIDRONATE, "dosage, osteolytic bone metastases of breast cancer", "P04", "R06"),
            cite(sources.UK_PAMIDRONATE, "4.2", "P12", "R06"),
            cite(sources.ASCO_2018, "agents and doses", "P05", "R07"),
        ),
        Contraindication(
            id="order-under-4-hours-in-myeloma",
            severity="caution",
            when=MYELOMA & (ORDERED_INFUSION_TIME >= "2 hour") & (ORDERED_INFUSION_TIME < "4 hour"),
            says="In myeloma the US label gives 90 mg over 4 hours; ASCO accepts 2 hours or longer.",
            jurisdictions="US",
            sources=(
                cite(sources.FDA_PAMIDRONATE, "dosage, multiple myeloma", "P05", "R07"),
                cite(sources.ASCO_2018, "agents and doses", "P05", "R07", verified="conflict"),
            ),
        ),
        _as_90_mg_over_4_hours(MYELOMA, "order-fast-in-myeloma", "myeloma"),
        *limits.interval_limits("3 week", "It is given every 3 to 4 weeks, or monthly in myeloma.", _US),
        Contraindication(
            id="order-interval-unsupported",
            severity="caution",
            when=limits.LONGER_THAN_MONTHLY,
            says="An interval longer than monthly has no equivalent evidence for pamidronate.",
            sources=cite(sources.ASCO_2017, "recommendation on interval", "R03"),
        ),
    ),
    on_whose_word=(_US, _UK),
)

CHECK_PAMIDRONATE_HYPERCALCAEMIA = limits.order_rule(
    _AGENT,
    "hypercalcaemia",
    limits=(
        *_WHATEVER_FOR,
        *limits.table_limits(
            PAMIDRONATE_HYPERCALCAEMIA.advise,
            above="The ordered dose is larger than the one for this corrected calcium.",
            below="The ordered dose is smaller than the one for this corrected calcium.",
            on_whose_word=(
                cite(sources.FDA_PAMIDRONATE, "dosage, hypercalcaemia of malignancy", "P01", "P02"),
                cite(sources.UK_PAMIDRONATE, "4.2", "P11"),
            ),
        ),
        Contraindication(
            id="order-too-fast",
            severity="avoid",
            when=ORDERED_INFUSION_TIME < "2 hour",
            says="In hypercalcaemia the US label lets it run over 2 to 24 hours; 2 hours exactly are enough.",
            unknown=Confirm("an infusion time of 2 to 24 hours", because="the prescriber can be asked"),
            jurisdictions="US",
            sources=_US_HYPERCALCAEMIA,
        ),
        Contraindication(
            id="order-too-slow",
            severity="caution",
            when=ORDERED_LONGEST_INFUSION_TIME > "24 hour",
            says="In hypercalcaemia the US label lets it run over 2 to 24 hours; the order is slower.",
            jurisdictions="US",
            sources=_US_HYPERCALCAEMIA,
        ),
        _as_90_mg_over_4_hours(ALWAYS, "order-fast-in-hypercalcaemia", "hypercalcaemia"),
        # How long ago the last dose was is a matter of the drug rule, which holds it back.
        limits.interval_too_short(
            "7 day",
            "A second dose is given no sooner than 7 days after the first.",
            cite(sources.FDA_PAMIDRONATE, "dosage, retreatment", "P03", "R08"),
        ),
    ),
    on_whose_word=(_US_HYPERCALCAEMIA, _UK),
)
