"""Zoledronic acid 4 mg for hypercalcaemia of malignancy: one dose, never reduced for clearance."""

from __future__ import annotations

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import EUROPE, LABEL, cite, own_reading
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents._parts import pick
from boneguide.guidelines.bone_agents.hypercalcaemia import common
from boneguide.guidelines.bone_agents.zoledronic_acid import DILUENTS, ZOLEDRONIC_ACID
from boneguide.guidelines.facts.clinical import DIALYSIS_ON_RECORD
from boneguide.guidelines.facts.laboratory import CREATININE, CURRENT_CREATININE_CLEARANCE
from boneguide.guidelines.facts.treatment import (
    BISPHOSPHONATE_BESIDE_ZOLEDRONIC_ACID,
    OSTEOPOROSIS_ZOLEDRONIC_ACID,
    takes,
)
from boneguide.logic.clauses import Confirm, Contraindication, Licence, Note, Prerequisite
from boneguide.logic.nodes import ALWAYS, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, no_less_than
from boneguide.logic.verbs import cases, printed
from boneguide.quantities import Amount

_LIMIT = printed("4.5 mg/dL", "400 umol/L")
_FROM_THE_LIMIT = CREATININE >= _LIMIT
_SEVERE_IMPAIRMENT = assume_absent(
    CURRENT_CREATININE_CLEARANCE < "30 mL/min", because="the dose goes by the creatinine itself, which has to be known"
)
_LABELS = (
    cite(sources.FDA_ZOLEDRONIC_ACID, "2.1 and 5.3", "Z12", "Z13", "Z14", "R02"),
    cite(sources.EMA_ZOLEDRONIC_ACID, "4.2", "Z12", "Z13", "N02"),
)

_LISTED_BESIDE = takes(
    *(drug for drug in drugs.BISPHOSPHONATES if drug != drugs.ZOLEDRONIC_ACID),
    name="listed_bisphosphonate_beside_zoledronic_acid",
    label="another bisphosphonate on the list of medicines",
)

ZOLEDRONIC_ACID_HYPERCALCAEMIA = Rule(
    id="zoledronic-acid-hypercalcaemia",
    title="Zoledronic acid for hypercalcaemia of malignancy",
    when=common.of_malignancy(common.MODERATE),
    advise=RegimenTemplate(
        drug="zoledronic acid",
        route="IV",
        dose=cases(*common.both_sides(_FROM_THE_LIMIT, (ALWAYS, Amount(4.0, "mg")))),
        infusion_time=no_less_than("15 minute"),
        volume=Amount(100.0, "mL"),
        diluents=DILUENTS,
        notes=(
            "One dose, after rehydration; never more than 4 mg, and no reduction for creatinine clearance.",
            "A second dose no sooner than 7 days later, where calcium is not normal or does not stay so.",
            "No calcium-containing or other divalent solution; a single solution by a separate line.",
        ),
    ),
    recommended=common.MODERATE,
    licences=(
        Licence(
            id="licence-us",
            when=common.MODERATE,
            says="US licence: hypercalcaemia of malignancy from a corrected calcium of 12.0 mg/dL (3.0 mmol/L).",
            jurisdictions="US",
            sources=cite(sources.FDA_ZOLEDRONIC_ACID, "1", "N01", verified="primary", note="seen on openFDA"),
        ),
        Licence(
            id="licence-europe",
            when=common.MODERATE,
            says=(
                "European licence: tumour-induced hypercalcaemia from a corrected calcium of 12.0 mg/dL or 3.0 mmol/L."
            ),
            jurisdictions=EUROPE,
            sources=cite(sources.EMA_ZOLEDRONIC_ACID, "4.1 and 4.2", "N02"),
        ),
    ),
    contraindications=(
        *pick(
            ZOLEDRONIC_ACID.contraindications,
            "hypersensitivity",
            "hypersensitivity-class-europe",
            "hypersensitivity-class-us",
            "breast-feeding-europe",
            "breast-feeding-us",
            "pregnancy",
            "under-18",
        ),
        Contraindication(
            id="severe-impairment",
            severity="caution",
            when=_SEVERE_IMPAIRMENT,
            says=(
                "Creatinine clearance is below 30 mL/min: the label has benefit and risk weighed in severe impairment,"
                " which its trials told by the creatinine; the dose is not reduced."
            ),
            sources=(*_LABELS, own_reading("Z13", why="a warning below the limit at which the label asks for it")),
        ),
        Contraindication(
            id="duplicate",
            severity="avoid",
            when=OSTEOPOROSIS_ZOLEDRONIC_ACID | _LISTED_BESIDE,
            says=(
                "Another zoledronic acid product (5 mg, Reclast or Aclasta) or another bisphosphonate is in use: the"
                " labels avoid giving them together."
            ),
            unknown=Confirm(
                "no other zoledronic acid product and no other bisphosphonate in use",
                because="current medicines can be asked about",
            ),
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "5.1", "K11", "X11"),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "K11"),
            ),
        ),
        Contraindication(
            id="other-bisphosphonate",
            severity="caution",
            when=BISPHOSPHONATE_BESIDE_ZOLEDRONIC_ACID & not_(_LISTED_BESIDE),
            says=(
                "Another bisphosphonate was given within 12 weeks: its effect may not have ended; the change is judged."
            ),
            sources=own_reading("K11", why="a single earlier dose is not use at the same time; it is weighed instead"),
        ),
        Contraindication(
            id="creatinine-above-4-5",
            severity="caution",
            when=CREATININE > _LIMIT,
            says=(
                "Serum creatinine is above 4.5 mg/dL (400 umol/L), outside the trials: only where benefit outweighs"
                " risk."
            ),
            sources=(
                cite(sources.FDA_ZOLEDRONIC_ACID, "5.3", "K07", "Z13"),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.2", "K07", "Z13"),
            ),
        ),
        *pick(
            ZOLEDRONIC_ACID.contraindications,
            "overhydration",
            "aspirin-sensitive-asthma",
            "severe-hepatic-impairment",
            "aminoglycoside",
            "loop-diuretic",
            "nephrotoxic-drug",
            "thalidomide",
            "calcitonin",
            "denosumab-beside",
            "jaw-risk-drug",
            "jaw-risk-local",
            "invasive-dental-procedure",
        ),
    ),
    holds=(common.RETREATED_TOO_EARLY,),
    first=(
        *common.FIRST_WITH_RENAL_JUDGEMENT,
        Prerequisite(
            id="benefit-risk",
            when=_FROM_THE_LIMIT | DIALYSIS_ON_RECORD,
            says=(
                "documented evaluation of benefit against risk: serum creatinine is 4.5 mg/dL (400 umol/L) or more, or"
                " there is dialysis"
            ),
            sources=(
                *_LABELS,
                own_reading("Z13", why="exactly 4.5 mg/dL is evaluated too, as the label is silent"),
            ),
        ),
    ),
    monitor=common.MONITORING,
    reasons=(*common.BISPHOSPHONATE_REASONS, common.imwg_order(favours=True)),
    notes=(
        Note(
            id="label-silent",
            when=CREATININE.equals(_LIMIT),
            says=(
                "label_silent: serum creatinine is exactly 4.5 mg/dL (400 umol/L). The label speaks of less and of"
                " more; the value itself is treated as one to evaluate."
            ),
            sources=own_reading("Z13", why="the cautious reading of a gap in the label"),
        ),
    ),
    grade=LABEL,
    sources=_LABELS,
    edition=EDITION,
)
