"""Hypercalcaemia: what comes first, and when it is an emergency."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines.bone_agents import shared
from boneguide.guidelines.bone_agents._calcium import HYPERCALCAEMIC, looked_for
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents._parts import pick
from boneguide.guidelines.bone_agents.hypercalcaemia import common
from boneguide.guidelines.facts.clinical import (
    CALCITRIOL_MEDIATED,
    CALCIUM_BINDING_PARAPROTEIN,
    HYPERCALCAEMIA_SYMPTOMS,
    SEVERE_ACID_BASE_DISTURBANCE,
    TAKES_CALCIUM_AND_VITAMIN_D,
)
from boneguide.guidelines.facts.laboratory import CORRECTED_CALCIUM
from boneguide.guidelines.facts.tumour import MYELOMA
from boneguide.logic.clauses import Contraindication, Dispute, Note, Reason, Stance
from boneguide.logic.nodes import Criterion, not_
from boneguide.logic.numbers import Printed
from boneguide.logic.rule import Rule
from boneguide.logic.verbs import printed

#: Raised calcium of any height, whatever the cause: fluid comes first all the same.
PRESENT = looked_for(HYPERCALCAEMIC)

#: Severe by either scheme, or with symptoms. From 12.0 mg/dL symptoms have to be asked about.
EMERGENCY = (
    looked_for(common.SEVERE, suspected=common.SEVERE_SUSPECTED)
    | (HYPERCALCAEMIA_SYMPTOMS & looked_for(common.MODERATE, suspected=common.SEVERE_SUSPECTED))
    | (common.SYMPTOMS_RECORDED & HYPERCALCAEMIC)
)

_SOCIETY = cite(sources.ENDOCRINE_SOCIETY_2023, "first treatment", "U08", "U12")

_CAUTIONS = (
    *shared.fluid_cautions(cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "K10")),
    *pick(shared.bisphosphonate_interactions("a bisphosphonate"), "loop-diuretic"),
    Contraindication(
        id="supplements",
        severity="caution",
        when=TAKES_CALCIUM_AND_VITAMIN_D,
        says="Takes calcium or vitamin D, which the labels give only where calcium is not high.",
        sources=(
            cite(sources.FDA_ZOLEDRONIC_ACID, "2.2", "Q05"),
            cite(sources.EMA_XGEVA, "4.2", "Q07"),
        ),
    ),
)

_REASONS = (
    Reason(
        id="endocrine-society-treatment",
        when=PRESENT & common.MALIGNANCY,
        favours=True,
        says="The Endocrine Society recommends an intravenous bisphosphonate or denosumab, with hydration.",
        grade=common.STRONG,
        sources=_SOCIETY,
    ),
    common.CALCITONIN,
    Reason(
        id="glucocorticoid",
        when=CALCITRIOL_MEDIATED,
        favours=True,
        says=(
            "Calcitriol-mediated: the Endocrine Society starts with a glucocorticoid and adds a bisphosphonate or"
            " denosumab where hypercalcaemia stays severe or symptomatic."
        ),
        grade=common.CONDITIONAL_ONLY,
        sources=cite(sources.ENDOCRINE_SOCIETY_2023, "calcitriol-mediated", "U11"),
    ),
)

_FOURTEEN = Dispute(
    id="severe-at-14",
    when=(common.SEVERE_FROM_14 & not_(common.SEVERE_ABOVE_14))
    | (common.SEVERE_ABOVE_14 & not_(common.SEVERE_FROM_14)),
    about="whether this corrected calcium is severe",
    stances=(
        Stance(
            by="Endocrine Society 2023",
            says="severe is above 14 mg/dL, and calcitonin is added from there",
            source=cite(sources.ENDOCRINE_SOCIETY_2023, "severe hypercalcaemia", "F13", "U09", verified="conflict"),
        ),
        Stance(
            by="BMJ Best Practice",
            says="severe is 14 mg/dL (3.5 mmol/L) or more",
            source=cite(sources.BMJ_BEST_PRACTICE, "severity", "F13", verified="conflict"),
        ),
        Stance(
            by="StatPearls",
            says="severe is above 14 mg/dL",
            source=cite(sources.STATPEARLS, "severity", "F13", "RED-08", verified="conflict"),
        ),
    ),
)

_CTCAE_EDGES = (
    printed("11.5 mg/dL", "2.9 mmol/L"),
    printed("12.5 mg/dL", "3.1 mmol/L"),
    printed("13.5 mg/dL", "3.4 mmol/L"),
)


def _ctcae(grade: int, low: Printed | None, high: Printed | None) -> Note:
    above: Criterion = HYPERCALCAEMIC if low is None else CORRECTED_CALCIUM > low
    return Note(
        id=f"ctcae-{grade}",
        when=above if high is None else above & (CORRECTED_CALCIUM <= high),
        says=f"CTCAE grade {grade} by corrected calcium. The grade does not choose the drug or its dose.",
        sources=cite(sources.CTCAE, "hypercalcaemia", "F12"),
    )


_NOTES = (
    _ctcae(1, None, _CTCAE_EDGES[0]),
    _ctcae(2, _CTCAE_EDGES[0], _CTCAE_EDGES[1]),
    _ctcae(3, _CTCAE_EDGES[1], _CTCAE_EDGES[2]),
    _ctcae(4, _CTCAE_EDGES[2], None),
    Note(
        id="another-cause",
        when=common.HYPERPARATHYROIDISM | not_(common.MALIGNANCY),
        says=(
            "Another cause than a malignant tumour is on record. The labels and the guidance are about malignancy;"
            " fluid and the search for the cause come first."
        ),
        sources=own_reading("N01", "U08", why="a high calcium is not passed over because its cause is another"),
    ),
    Note(
        id="not-the-opioid-alone",
        when=HYPERCALCAEMIA_SYMPTOMS,
        says=(
            "Loss of appetite, nausea, tiredness, constipation, thirst and much urine come first, then confusion,"
            " weakness and a short QT interval: new confusion or constipation on an opioid is not put down to the"
            " opioid alone before calcium is known."
        ),
        sources=cite(sources.TEXTBOOKS_ON_CALCIUM, "symptoms", "RED-09", verified="primary"),
    ),
    Note(
        id="corrected-calcium-misleads",
        when=MYELOMA | CALCIUM_BINDING_PARAPROTEIN | SEVERE_ACID_BASE_DISTURBANCE,
        says=(
            "Calcium corrected for albumin misleads with a calcium-binding paraprotein or a severe acid-base"
            " disturbance: ionised calcium settles it (from memory, not verified)."
        ),
        sources=cite(sources.LIBRARY, "limits of the albumin correction", "F08", verified="memory"),
    ),
)

HYPERCALCAEMIA_EMERGENCY = Rule(
    id="hypercalcaemia-emergency",
    title="Symptomatic or severe hypercalcaemia",
    when=EMERGENCY,
    action=(
        "Guidance treats this without delay: intravenous saline first, kidney function and calcium followed closely,"
        " then an intravenous bisphosphonate or denosumab; above 14 mg/dL calcitonin is added at the start."
    ),
    recommended=EMERGENCY,
    urgent=True,
    contraindications=_CAUTIONS,
    monitor=(common.DENTAL_SOON,),
    reasons=_REASONS,
    disputes=(_FOURTEEN,),
    notes=_NOTES,
    grade=common.STRONG,
    sources=(
        _SOCIETY,
        cite(sources.ENDOCRINE_SOCIETY_2023, "severe hypercalcaemia", "U09", "F13"),
        cite(sources.FDA_ZOLEDRONIC_ACID, "2.1", "Q04"),
        own_reading("F13", "J04", why="symptoms, or 14 mg/dL (3.5 mmol/L) by either scheme, make it a red flag"),
    ),
    edition=EDITION,
)

HYPERCALCAEMIA_MANAGEMENT = Rule(
    id="hypercalcaemia-management",
    title="Hypercalcaemia: what comes first",
    when=PRESENT,
    action=(
        "Rehydration comes first, with saline to a urine output of about 2 L a day and no diuretic before the volume is"
        " restored; an intravenous bisphosphonate or denosumab follows where the cause is malignant."
    ),
    recommended=common.MODERATE | (common.SYMPTOMS_RECORDED & HYPERCALCAEMIC),
    contraindications=_CAUTIONS,
    monitor=(*pick(shared.bisphosphonate_monitoring(), "electrolytes"), common.DENTAL_SOON),
    reasons=_REASONS,
    disputes=(_FOURTEEN,),
    notes=_NOTES,
    grade=common.STRONG,
    sources=(
        _SOCIETY,
        cite(sources.FDA_ZOLEDRONIC_ACID, "2.1", "Q04"),
        cite(sources.ENDOCRINE_SOCIETY_2023, "refractory or recurrent", "U10", "U11"),
        own_reading("S10", why="the article that the library starts from is silent on hypercalcaemia"),
    ),
    edition=EDITION,
)
