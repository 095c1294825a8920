"""Severe pain that needs relief at once: morphine titrated into a vein."""

from __future__ import annotations

from boneguide.calculators.opioid_titration import SOURCE_HARRIS, SOURCE_MERCADANTE
from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, article, cite, own_reading
from boneguide.guidelines.analgesia import _opioids, _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.opioid import CANNOT_SWALLOW, PAIN_CRISIS
from boneguide.logic.clauses import Note, Prerequisite, Reason, Variation
from boneguide.logic.nodes import ALWAYS, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate
from boneguide.quantities import Amount

_URGENT = cite(sources.ESMO_PAIN_2012, "severe pain that needs urgent relief", "STR-11")

_SWALLOWS = not_(assume_absent(CANNOT_SWALLOW, because="trouble with swallowing would be on record"))

INTRAVENOUS_MORPHINE_TITRATION = Rule(
    id="intravenous-morphine-titration",
    title="Morphine titrated into a vein",
    when=assume_absent(PAIN_CRISIS, because="a crisis of pain would be on record"),
    advise=RegimenTemplate(
        drug="morphine",
        route="IV",
        dose=Amount(1.5, "mg"),
        notes=("Every 10 minutes until the pain is relieved or the person is drowsy.",),
    ),
    contraindications=_opioids.against_morphine("STR-12"),
    first=(
        Prerequisite(
            id="watched",
            when=ALWAYS,
            says="somebody stays who watches breathing and sedation, with naloxone at hand",
            sources=own_reading("STR-12", why="both publications titrated under observation"),
        ),
    ),
    reasons=(
        Reason(
            id="trial",
            when=ALWAYS,
            favours=True,
            says="After an hour 27 of 31 had control of their pain, against 8 of 31 with morphine by mouth.",
            grade=TRIAL,
            sources=SOURCE_HARRIS,
        ),
    ),
    variations=(
        Variation(
            id="rapid",
            when=ALWAYS,
            says="2 mg every 2 minutes until the first sign of relief, in a monitored unit only",
            advise=RegimenTemplate(
                drug="morphine",
                route="IV",
                dose=Amount(2.0, "mg"),
                notes=("On average 8.5 mg, and relief after 9.7 minutes, in a cohort of 49.",),
            ),
            grade=TRIAL,
            sources=SOURCE_MERCADANTE,
        ),
    ),
    notes=(
        Note(
            id="afterwards",
            when=not_(_parts.ON_STRONG_OPIOID) & _SWALLOWS,
            says="Afterwards, as in the trial: as many mg by mouth every 4 hours as went into the vein.",
            sources=SOURCE_HARRIS,
        ),
        Note(
            id="on-a-strong-opioid",
            when=_parts.ON_STRONG_OPIOID,
            says=(
                "Takes a strong opioid already, which the doses of the trial do not cover: the regular dose goes on. Of"
                " an opioid that goes into a vein NCCN has a bolus of 10 to 20 % of its dose of 24 hours, looked at"
                " again after 15 minutes."
            ),
            sources=(
                cite(sources.NCCN_PAIN, "intravenous rescue", "BTP-08"),
                own_reading("STR-12", why="the doses of the trial are read as those of a beginning"),
            ),
        ),
        Note(
            id="calculators",
            when=not_(_parts.ON_STRONG_OPIOID) & _SWALLOWS,
            says="calculators.harris_oral_dose and calculators.mercadante_oral_dose give what follows by mouth.",
            sources=own_reading("STR-12", why="the sums are those of the two calculators"),
        ),
        _opioids.TITRATION,
        _parts.RED_FLAGS_FIRST,
    ),
    grade=TRIAL,
    sources=(SOURCE_HARRIS, _URGENT, article("A08", "intravenous opioids or rapid-onset fentanyl act sooner")),
    edition=EDITION,
)
