"""What the rules on hypercalcaemia share: when it is a question, what comes first, what is watched.

Calcium that was never measured counts as not raised, so that a sparse record
stays quiet, unless symptoms, the total calcium or the ionised calcium point to
it: then corrected calcium has to be measured.
"""

from __future__ import annotations

from collections.abc import Iterator

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, cite, own_reading
from boneguide.guidelines.bone_agents import shared
from boneguide.guidelines.bone_agents._calcium import HYPERCALCAEMIC, POINTERS, looked_for
from boneguide.guidelines.bone_agents._parts import pick
from boneguide.guidelines.bone_agents.renal_gate import CREATININE_FOR_THIS_DOSE, rise_withholds
from boneguide.guidelines.facts.clinical import (
    CALCITRIOL_MEDIATED,
    DEHYDRATED,
    HYPERCALCAEMIA_SYMPTOMS,
    PRIMARY_HYPERPARATHYROIDISM,
)
from boneguide.guidelines.facts.laboratory import CALCIUM, CORRECTED_CALCIUM, CREATININE, IONISED_CALCIUM
from boneguide.guidelines.facts.treatment import (
    DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE,
    HAD_INTRAVENOUS_BISPHOSPHONATE,
    ON_RENALLY_GATED_AGENT,
)
from boneguide.guidelines.facts.tumour import MYELOMA, PRIMARY
from boneguide.logic.clauses import Confirm, Hold, Monitor, Prerequisite, Reason
from boneguide.logic.nodes import Criterion, assume_absent, not_
from boneguide.logic.template import Dose
from boneguide.logic.verbs import printed
from boneguide.model.primary import SOLID_TUMOURS
from boneguide.model.provenance import Grade

#: From here the labels speak of hypercalcaemia of malignancy; the edge is included.
MODERATE = CORRECTED_CALCIUM >= printed("12.0 mg/dL", "3.0 mmol/L")
#: Severe by BMJ Best Practice, the edge included, and by the Endocrine Society, above it.
SEVERE_FROM_14 = CORRECTED_CALCIUM >= printed("14.0 mg/dL", "3.5 mmol/L")
SEVERE_ABOVE_14 = CORRECTED_CALCIUM > "14.0 mg/dL"
SEVERE = SEVERE_FROM_14 | SEVERE_ABOVE_14

SYMPTOMS_RECORDED = assume_absent(
    HYPERCALCAEMIA_SYMPTOMS, because="symptoms are asked about at the visit; none are on record"
)

#: The same for severe disease: below a total of 12 mg/dL only an albumin under 1.5 g/dL could hide it.
SEVERE_SUSPECTED = assume_absent(
    HYPERCALCAEMIA_SYMPTOMS | (CALCIUM >= "12.0 mg/dL") | (IONISED_CALCIUM > "1.6 mmol/L"), because=POINTERS
)


#: Myeloma at any stage, lymphoma and solid tumours; MGUS and giant cell tumour do not count as malignant.
MALIGNANCY = PRIMARY.is_in(
    *SOLID_TUMOURS, "multiple myeloma", "smouldering myeloma", "solitary plasmacytoma", "lymphoma"
)
HYPERPARATHYROIDISM = assume_absent(
    PRIMARY_HYPERPARATHYROIDISM, because="with a malignancy the tumour is the likelier cause; the other is asked about"
)


def of_malignancy(raised: Criterion) -> Criterion:
    """Return the criterion "``raised``, in a malignancy and not by hyperparathyroidism"."""
    return looked_for(raised) & MALIGNANCY & not_(HYPERPARATHYROIDISM)


#: Hypercalcaemia of malignancy of any height.
TUMOUR_HYPERCALCAEMIA = of_malignancy(HYPERCALCAEMIC)

_HYDRATION = cite(sources.ENDOCRINE_SOCIETY_2023, "first treatment", "U08")

REHYDRATE = Prerequisite(
    id="rehydrate",
    when=DEHYDRATED,
    says=(
        "rehydrate with saline, aiming at a urine output of about 2 L a day; no diuretic until the volume is restored,"
        " and no overhydration in heart failure"
    ),
    sources=(
        cite(sources.FDA_ZOLEDRONIC_ACID, "2.1 and 5.2", "Q04", "K09", "X02"),
        cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "K09", "K10"),
        _HYDRATION,
    ),
)

OTHER_CAUSE = Prerequisite(
    id="other-cause",
    when=PRIMARY_HYPERPARATHYROIDISM,
    says="primary hyperparathyroidism and other causes than the tumour thought of: the labels cover malignancy only",
    sources=cite(sources.FDA_ZOLEDRONIC_ACID, "1", "N01"),
)

GLUCOCORTICOID = Prerequisite(
    id="glucocorticoid",
    when=assume_absent(CALCITRIOL_MEDIATED, because="a cause by calcitriol is named where it was found"),
    says=(
        "calcitriol-mediated: a glucocorticoid comes first; a bisphosphonate or denosumab is added where hypercalcaemia"
        " stays severe or symptomatic despite it"
    ),
    sources=cite(sources.ENDOCRINE_SOCIETY_2023, "calcitriol-mediated", "U11"),
)

#: In hypercalcaemia a fall of kidney function asks for a judgement; it does not withhold.
RENAL_JUDGEMENT = Prerequisite(
    id="renal-deterioration",
    when=assume_absent(
        ON_RENALLY_GATED_AGENT, because="a fall of kidney function is judged against a value from before treatment"
    )
    & rise_withholds(CREATININE),
    says=(
        "documented evaluation of benefit against risk: serum creatinine has risen since before treatment, which in"
        " bone disease would withhold the dose"
    ),
    sources=(
        cite(sources.FDA_ZOLEDRONIC_ACID, "2.1 and 5.2", "W12"),
        cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "W12"),
    ),
)

#: What comes before any of the drugs, and before a drug that asks for renal function.
FIRST = (REHYDRATE, OTHER_CAUSE, GLUCOCORTICOID)
FIRST_WITH_RENAL_JUDGEMENT = (*FIRST, RENAL_JUDGEMENT, CREATININE_FOR_THIS_DOSE)

RETREATED_TOO_EARLY = Hold(
    id="retreatment-too-early",
    when=HAD_INTRAVENOUS_BISPHOSPHONATE & (DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE < "7 day"),
    says=(
        "The last intravenous bisphosphonate was less than 7 days ago, too early for its full effect: a second dose is"
        " given no sooner than day 7."
    ),
    unknown=Confirm(
        "no intravenous bisphosphonate within the last 7 days", because="earlier treatment can be asked about"
    ),
    sources=(
        cite(sources.FDA_ZOLEDRONIC_ACID, "2.1", "R02"),
        cite(sources.FDA_PAMIDRONATE, "dosage, retreatment", "P03", "R08"),
        own_reading("R02", "P03", why="read for every intravenous bisphosphonate, whichever was given first"),
    ),
)

DENTAL_SOON = Monitor(
    id="dental-review-soon",
    says="dental review as soon as possible; the dose is urgent and does not wait for it",
    timing="after the dose",
    sources=(
        cite(sources.MASCC_2019, "treatment that is not urgent", "J04"),
        cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "J04"),
    ),
)

MONITORING = (*pick(shared.bisphosphonate_monitoring(), "creatinine", "electrolytes"), DENTAL_SOON)

STRONG = Grade(system="Endocrine Society", year=2023, value="strong")
CONDITIONAL = Grade(system="Endocrine Society", year=2023, value="conditional, low certainty")
CONDITIONAL_VERY_LOW = Grade(system="Endocrine Society", year=2023, value="conditional, very low certainty")
CONDITIONAL_ONLY = Grade(
    system="Endocrine Society", year=2023, value="conditional", note="the certainty was not in the text that was read"
)

TREATMENT = Reason(
    id="endocrine-society-treatment",
    when=TUMOUR_HYPERCALCAEMIA,
    favours=True,
    says="The Endocrine Society recommends an intravenous bisphosphonate or denosumab, with hydration.",
    grade=STRONG,
    sources=_HYDRATION,
)
DENOSUMAB_SUGGESTED = Reason(
    id="endocrine-society-prefers-denosumab",
    when=TUMOUR_HYPERCALCAEMIA,
    favours=False,
    says="The Endocrine Society suggests denosumab rather than an intravenous bisphosphonate.",
    grade=CONDITIONAL,
    sources=cite(sources.ENDOCRINE_SOCIETY_2023, "choice of agent", "U08"),
)
CALCITONIN = Reason(
    id="add-calcitonin",
    when=SEVERE_ABOVE_14,
    favours=True,
    says="Above 14 mg/dL the Endocrine Society adds calcitonin to a bisphosphonate or denosumab at the start.",
    grade=CONDITIONAL_VERY_LOW,
    sources=cite(sources.ENDOCRINE_SOCIETY_2023, "severe hypercalcaemia", "U09", "X05"),
)
BISPHOSPHONATE_REASONS = (TREATMENT, DENOSUMAB_SUGGESTED, CALCITONIN)


def imwg_order(*, favours: bool) -> Reason:
    """Return the preference of the International Myeloma Working Group, for or against a drug."""
    return Reason(
        id="imwg-myeloma",
        when=MYELOMA,
        favours=favours,
        says="In myeloma the International Myeloma Working Group puts zoledronic acid before pamidronate here.",
        grade=UNGRADED,
        sources=cite(sources.IMWG_2021, "hypercalcaemia", "T14"),
    )


def both_sides(judged: Criterion, *rows: tuple[Criterion, Dose]) -> Iterator[tuple[Criterion, Dose]]:
    """Yield the rows of a dose table for a person who is judged individually and for one who is not.

    The doses are the same on both sides. What is asked in ``judged`` has to be
    known all the same before a dose can be read off: no dose without a creatinine.
    """
    for side in (not_(judged), judged):
        yield from ((side & criterion, dose) for criterion, dose in rows)
