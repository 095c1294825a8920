"""Strontium-89 chloride for painful osteoblastic bone metastases."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import LABEL, cite, own_reading
from boneguide.guidelines.facts.person import LIFE_EXPECTANCY
from boneguide.guidelines.facts.radionuclide import (
    DAYS_SINCE_RADIUM_223,
    SAMARIUM_153_WITHIN_56_DAYS,
    STRONTIUM_89_WITHIN_90_DAYS,
)
from boneguide.guidelines.facts.supportive import PLATELETS, WHITE_CELLS
from boneguide.guidelines.radiopharmaceuticals import _parts
from boneguide.guidelines.radiopharmaceuticals._edition import EDITION
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Hold, Monitor, Note, Stance, Variation
from boneguide.logic.nodes import ALWAYS
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, no_less_than, span
from boneguide.quantities import Amount

_DOSE = cite(sources.METASTRON, "dosage", "SR-01", "SR-02", verified="primary")
_FACTS = cite(sources.METASTRON, "pharmacology and indication", "SR-04", verified="primary")
_COUNTS = cite(sources.METASTRON, "precautions, as Medscape reports them", "SR-03")
_BLOCK = own_reading(
    "SR-03", why="the caution is taken as a reason to hold the dose; a specialist may decide otherwise"
)
_AT_LEAST_90_DAYS = no_less_than("90 day")
_SLOWLY = span("1 minute", "2 minute")

LOW_COUNTS = (PLATELETS < "60 10*9/L") | (WHITE_CELLS < "2.4 10*9/L")

STRONTIUM_89 = Rule(
    id="strontium-89",
    title="Strontium-89 chloride",
    when=_parts.PAINFUL_DISEASE,
    advise=RegimenTemplate(
        drug="strontium-89 chloride",
        route="IV",
        dose=Amount(148.0, "MBq"),
        interval=_AT_LEAST_90_DAYS,
        infusion_time=_SLOWLY,
        notes=("Repeated by response and blood counts only.",),
    ),
    contraindications=(
        _parts.only_lytic("SR-04"),
        _parts.ADULTS_ONLY,
        _parts.pregnancy("strontium-89", own_reading("11.3", "EA-01", why="it gives off radiation for weeks")),
        _parts.ABIRATERONE_BESIDE,
        _parts.INFECTION,
        _parts.before_fracture("EA-01"),
        _parts.another_lately(SAMARIUM_153_WITHIN_56_DAYS | (DAYS_SINCE_RADIUM_223 < "8 week"), "SM-04", "RA-08"),
        Contraindication(
            id="very-short-outlook",
            severity="not-recommended",
            when=LIFE_EXPECTANCY < "4 week",
            says="Life expectancy is under 4 weeks: the label does not give it to those with a very short one.",
            unknown=Confirm("a life expectancy of 4 weeks or more", because="it can be judged at the visit"),
            sources=(
                _FACTS,
                own_reading("SR-04", "EA-01", why="very short is read as under 4 weeks; relief takes up to 20 days"),
            ),
        ),
        *_parts.eanm(),
    ),
    holds=(
        _parts.TREAT_FIRST,
        Hold(
            id="counts",
            when=LOW_COUNTS,
            says="Platelets are below 60 or white cells below 2.4 x 10^9/L (60 000 and 2400 per mm3).",
            sources=(_COUNTS, _BLOCK),
        ),
        Hold(
            id="too-soon",
            when=STRONTIUM_89_WITHIN_90_DAYS,
            says="Less than 90 days have passed since the last dose of strontium-89.",
            unknown=Confirm("no strontium-89 within 90 days", because="earlier treatment can be asked about"),
            sources=_DOSE,
        ),
    ),
    monitor=(
        Monitor(
            id="blood-counts",
            says="blood counts; the lowest are expected 12 to 16 weeks after the dose",
            timing="before a dose and after it",
            sources=_FACTS,
        ),
    ),
    variations=(
        Variation(
            id="by-weight",
            when=ALWAYS,
            says="By body weight: 1.5 to 2.2 MBq/kg (40 to 60 uCi/kg).",
            advise=RegimenTemplate(
                drug="strontium-89 chloride",
                route="IV",
                dose=span("1.5 MBq/kg", "2.2 MBq/kg"),
                interval=_AT_LEAST_90_DAYS,
                infusion_time=_SLOWLY,
            ),
            grade=LABEL,
            sources=_DOSE,
        ),
    ),
    disputes=(
        Dispute(
            id="low-counts",
            when=LOW_COUNTS,
            about="strontium-89 with platelets below 60 or white cells below 2.4 x 10^9/L",
            stances=(
                Stance(by="label, as reported", says="a caution", source=_COUNTS),
                Stance(by="this library", says="the dose is held unless a specialist decides otherwise", source=_BLOCK),
            ),
        ),
    ),
    notes=(
        Note(
            id="what-to-expect",
            says=(
                "Relief comes after 7 to 20 days; the half-life is 50.5 days. Cancer that does not involve bone, and a"
                " very short life expectancy, are no indication."
            ),
            sources=_FACTS,
        ),
        Note(
            id="discontinued",
            says="The brand is marked as discontinued in the US.",
            jurisdictions="US",
            sources=cite(sources.METASTRON, "availability", "SR-04"),
        ),
    ),
    grade=LABEL,
    sources=(_DOSE, _FACTS),
    edition=EDITION,
)
