"""The common decision: three small rules that several implementations answer identically.

This is a benchmark fixture, not a guideline. It takes its numbers from the
encoded rules for zoledronic acid, denosumab and pamidronate and leaves out most
of what those ask, so that the same decision can also be written by hand, as
array code and for other engines. Only speed is to be compared with it.

The inputs are ten facts in canonical units (year, kg, mg/dL, g/dL), None where
unknown, within what a person can have: age below 140 years, creatinine above 0.
The answer of each rule is its status, its dose in mg where a regimen may be
shown, and the facts whose unknown value could still change the status.

Three details decide whether an implementation agrees:

* Truth has three values (strong Kleene logic); DIALYSIS alone is taken to be
  absent when unknown, yet still counts as missing.
* An unknown sex leaves a clearance known as a range, which may settle a
  comparison or not. A comparison that it leaves open names every unknown fact
  of the clearance, the creatinine that was not needed included.
* Numbers nearer to a threshold than the edge tolerance are on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from boneguide.calculators.cockcroft_gault import FEMALE_FACTOR, MALE_FACTOR
from boneguide.calculators.cockcroft_gault import formula as cockcroft_gault
from boneguide.calculators.corrected_calcium import formula_mg_dl
from boneguide.guidelines import sources
from boneguide.guidelines.facts.clinical import DENTAL_ASSESSED, DIALYSIS
from boneguide.guidelines.facts.laboratory import ALBUMIN, CALCIUM, CREATININE, CREATININE_BASELINE
from boneguide.guidelines.facts.person import AGE, SEX, WEIGHT
from boneguide.guidelines.facts.tumour import BONE_METASTASES
from boneguide.logic import (
    Confirm,
    Contraindication,
    Fact,
    Guideline,
    Hold,
    Prerequisite,
    RegimenTemplate,
    Rule,
    above,
    assume_absent,
    at_least,
    band,
    exactly,
    first_known,
    named,
    no_less_than,
    not_,
    span,
    where,
)
from boneguide.logic.interval import margin
from boneguide.model.provenance import Grade, Reference, Source
from boneguide.model.status import Status
from boneguide.quantities import Amount, kinds

#: What is known of one person, by name of fact.
Person: TypeAlias = dict[str, float | str | bool | None]
#: Status, dose in mg and missing facts of one rule.
Verdict: TypeAlias = tuple[str, float | None, frozenset[str]]
#: One verdict for each rule, in the order of ``RULES``.
Answer: TypeAlias = tuple[Verdict, Verdict, Verdict]
#: An implementation for one person at a time.
Decide: TypeAlias = Callable[[Person], Answer]

#: The facts in a fixed order: bit i of a mask of missing facts is the i-th of them.
FACTS: tuple[Fact, ...] = (
    AGE,
    WEIGHT,
    SEX,
    CREATININE,
    CREATININE_BASELINE,
    CALCIUM,
    ALBUMIN,
    BONE_METASTASES,
    DENTAL_ASSESSED,
    DIALYSIS,
)
NAMES: tuple[str, ...] = tuple(fact.name for fact in FACTS)
#: The bit of each fact in a mask of missing facts.
BIT: dict[str, int] = {name: 1 << place for place, name in enumerate(NAMES)}
#: The names behind every possible mask: decoding one is a look-up.
MISSING: tuple[frozenset[str], ...] = tuple(
    frozenset(name for name in NAMES if mask & BIT[name]) for mask in range(1 << len(NAMES))
)

#: Status texts; the place in this list is the code where a status is kept as a small integer.
STATUSES: tuple[str, ...] = tuple(status.value for status in Status)


def on_or_above(edge: float) -> float:
    """Return the lowest number that counts as on ``edge``: ``x >= edge`` is tested against it."""
    return edge - margin(edge)


def beyond(edge: float) -> float:
    """Return the highest number that counts as on ``edge``: ``x > edge`` is tested against it."""
    return edge + margin(edge)


def _label(reference: Reference, locator: str, *rows: str) -> Source:
    return Source(reference, locator=locator, rows=rows, verified="secondary")


EDITION = "benchmark fixture"
_UNGRADED = Grade.ungraded("a product label does not grade its statements")

CLEARANCE = named(
    "clearance",
    kinds.CREATININE_CLEARANCE,
    cockcroft_gault(
        AGE,
        WEIGHT,
        first_known(CREATININE_BASELINE, CREATININE),
        where(SEX.is_in("female"), FEMALE_FACTOR, MALE_FACTOR),
    ),
    label="creatinine clearance at the start of treatment (Cockcroft-Gault)",
)
CORRECTED_CALCIUM = named(
    "corrected_calcium", kinds.SERUM_CALCIUM, formula_mg_dl(CALCIUM, ALBUMIN), label="corrected calcium"
)

LOW_CALCIUM = CORRECTED_CALCIUM < "8.0 mg/dL"
CREATININE_ABOVE_3 = CREATININE > "3.0 mg/dL"
NORMAL_BEFORE = CREATININE_BASELINE < "1.4 mg/dL"
RISE = CREATININE - CREATININE_BASELINE

DENTAL_FIRST = Prerequisite(
    id="dental-assessment",
    when=not_(DENTAL_ASSESSED),
    says="dental assessment",
    sources=_label(sources.MASCC_2019, "prevention before treatment", "J01"),
)


def _renal_rise(label: Source) -> Hold:
    return Hold(
        id="renal-rise",
        when=(NORMAL_BEFORE & (RISE >= "0.5 mg/dL")) | (not_(NORMAL_BEFORE) & (RISE >= "1.0 mg/dL")),
        says="Creatinine has risen by 0.5 mg/dL from a normal value, or by 1.0 mg/dL from an abnormal one.",
        unknown=Confirm(
            "that there were no earlier doses, or the creatinine from before them",
            because="earlier treatment can be asked about",
        ),
        sources=label,
    )


ZOLEDRONIC_ACID = Rule(
    id="zoledronic-acid",
    title="Zoledronic acid (benchmark fixture)",
    when=BONE_METASTASES,
    recommended=BONE_METASTASES,
    advise=RegimenTemplate(
        drug="zoledronic acid",
        route="IV",
        dose=band(
            CLEARANCE,
            above("60 mL/min", Amount(4.0, "mg")),
            at_least("50 mL/min", Amount(3.5, "mg")),
            at_least("40 mL/min", Amount(3.3, "mg")),
            at_least("30 mL/min", Amount(3.0, "mg")),
        ),
        interval=span("3 week", "4 week"),
        infusion_time=no_less_than("15 minute"),
    ),
    contraindications=(
        Contraindication(
            id="clearance-below-30",
            severity="not-recommended",
            when=(CLEARANCE < "30 mL/min") | assume_absent(DIALYSIS, because="dialysis is always on record"),
            says="Creatinine clearance is below 30 mL/min, or there is dialysis.",
            sources=_label(sources.FDA_ZOLEDRONIC_ACID, "5.3", "Z05", "K05"),
        ),
        Contraindication(
            id="creatinine-above-3",
            severity="not-recommended",
            when=CREATININE_ABOVE_3,
            says="Serum creatinine is above 3.0 mg/dL.",
            sources=_label(sources.FDA_ZOLEDRONIC_ACID, "5.3", "Z06", "K06"),
        ),
    ),
    holds=(_renal_rise(_label(sources.FDA_ZOLEDRONIC_ACID, "2.2 and 6.1", "W02", "W03")),),
    first=(
        DENTAL_FIRST,
        Prerequisite(
            id="hypocalcaemia",
            when=LOW_CALCIUM,
            says="corrected calcium known and any hypocalcaemia corrected",
            sources=_label(sources.FDA_ZOLEDRONIC_ACID, "5.9", "K08"),
        ),
    ),
    grade=_UNGRADED,
    sources=(_label(sources.FDA_ZOLEDRONIC_ACID, "2.2 table 1", "Z01", "Z02", "Z03", "Z04", "Z08", "Z09"),),
    edition=EDITION,
)

DENOSUMAB = Rule(
    id="denosumab",
    title="Denosumab (benchmark fixture)",
    when=BONE_METASTASES,
    recommended=BONE_METASTASES,
    advise=RegimenTemplate(drug="denosumab", route="SC", dose=Amount(120.0, "mg"), interval=exactly("4 week")),
    contraindications=(
        Contraindication(
            id="hypocalcaemia",
            severity="contraindicated",
            when=LOW_CALCIUM,
            says="Hypocalcaemia that has not been corrected.",
            sources=_label(sources.FDA_XGEVA, "4.1", "K50"),
        ),
    ),
    first=(DENTAL_FIRST,),
    grade=_UNGRADED,
    sources=(_label(sources.FDA_XGEVA, "2", "D01"),),
    edition=EDITION,
)

PAMIDRONATE = Rule(
    id="pamidronate",
    title="Pamidronate (benchmark fixture)",
    when=BONE_METASTASES,
    advise=RegimenTemplate(
        drug="pamidronate",
        route="IV",
        dose=Amount(90.0, "mg"),
        interval=span("3 week", "4 week"),
        infusion_time=no_less_than("2 hour"),
    ),
    contraindications=(
        Contraindication(
            id="creatinine-above-3",
            severity="not-recommended",
            when=CREATININE_ABOVE_3,
            says="Serum creatinine is above 3.0 mg/dL.",
            sources=_label(sources.FDA_PAMIDRONATE, "precautions", "P08", "K21"),
        ),
    ),
    holds=(_renal_rise(_label(sources.FDA_PAMIDRONATE, "dosage, renal function before each dose", "W13")),),
    first=(DENTAL_FIRST,),
    grade=_UNGRADED,
    sources=(_label(sources.FDA_PAMIDRONATE, "dosage and administration", "P04"),),
    edition=EDITION,
)

DECISION = Guideline(
    id="common-decision",
    title="The common decision (benchmark fixture)",
    edition=EDITION,
    rules=(ZOLEDRONIC_ACID, DENOSUMAB, PAMIDRONATE),
)
RULES: tuple[str, ...] = tuple(rule.id for rule in DECISION)
