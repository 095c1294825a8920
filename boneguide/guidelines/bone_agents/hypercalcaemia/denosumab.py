"""Denosumab 120 mg for hypercalcaemia of malignancy that is refractory to a bisphosphonate (US licence only)."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, TRIAL, cite, own_reading
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents._parts import pick
from boneguide.guidelines.bone_agents.denosumab.calcium import CALCIUM_MONITORING
from boneguide.guidelines.bone_agents.denosumab.restrictions import FIRST, RESTRICTIONS
from boneguide.guidelines.bone_agents.hypercalcaemia import common
from boneguide.guidelines.facts.laboratory import CORRECTED_CALCIUM
from boneguide.guidelines.facts.treatment import (
    DAYS_SINCE_DENOSUMAB,
    DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE,
    HAD_INTRAVENOUS_BISPHOSPHONATE,
    INTRAVENOUS_BISPHOSPHONATE_FOR_OSTEOPOROSIS_ONLY,
)
from boneguide.logic.clauses import Dispute, Hold, Licence, Note, Reason, Stance
from boneguide.logic.nodes import assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.logic.verbs import printed
from boneguide.quantities import Amount

_SINCE = DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE

#: One that was given against osteoporosis is none that failed in hypercalcaemia.
_FOR_CANCER = not_(
    assume_absent(
        INTRAVENOUS_BISPHOSPHONATE_FOR_OSTEOPOROSIS_ONLY,
        because="a dose counts as one against cancer until it is on record as one for osteoporosis",
    )
)
#: Still in the range of the labels a week or more after an intravenous bisphosphonate.
REFRACTORY = common.MODERATE & HAD_INTRAVENOUS_BISPHOSPHONATE & (_SINCE >= "7 day") & _FOR_CANCER
_REFRACTORY_SOURCE = (
    cite(sources.HU_2014, "eligibility, 7 to 30 days after a bisphosphonate", "D04"),
    own_reading("D04", why="the label gives no number for refractory; 12.0 mg/dL and 7 days are used"),
)

_LABEL_STANCE = Stance(
    by="US label",
    says="licensed where hypercalcaemia is refractory to a bisphosphonate",
    source=cite(sources.FDA_XGEVA, "1.3", "D03", "N08"),
)
_FIRST_LINE_STANCE = Stance(
    by="Endocrine Society 2023",
    says="suggests denosumab rather than an intravenous bisphosphonate (conditional, low certainty)",
    source=cite(sources.ENDOCRINE_SOCIETY_2023, "choice of agent", "U08"),
)

DENOSUMAB_HYPERCALCAEMIA = Rule(
    id="denosumab-hypercalcaemia",
    title="Denosumab for hypercalcaemia of malignancy refractory to a bisphosphonate",
    when=common.TUMOUR_HYPERCALCAEMIA,
    advise=RegimenTemplate(
        drug="denosumab",
        route="SC",
        dose=Amount(120.0, "mg"),
        interval=exactly("4 week"),
        volume=Amount(1.7, "mL"),
        days=(1, 8, 15, 29),
        preparation=("1.7 mL of 70 mg/mL, undiluted and not shaken, into thigh, upper arm or abdomen",),
        notes=("Subcutaneous only: not intravenous, intramuscular or intradermal.",),
    ),
    recommended=REFRACTORY,
    licences=(
        Licence(
            id="licence-us",
            when=REFRACTORY,
            says="US licence: hypercalcaemia of malignancy refractory to bisphosphonate therapy.",
            jurisdictions="US",
            sources=(cite(sources.FDA_XGEVA, "1.3", "D03", "N08"), *_REFRACTORY_SOURCE),
        ),
    ),
    contraindications=pick(
        RESTRICTIONS,
        # By ionised calcium: where it is low, the corrected one misleads.
        "hypocalcaemia-us",
        "hypocalcaemia-severe-europe",
        "hypersensitivity",
        "unhealed-oral-surgery-europe",
        "mouth-not-healed-us",
        "duplicate",
        "pregnancy-us",
        "pregnancy-europe",
        "under-18",
        "growing-skeleton",
        "fructose-intolerance",
        "severe-renal-impairment",
        "calcium-lowering-drug",
        "jaw-risk-drug",
        "jaw-risk-local",
        "invasive-dental-procedure",
    ),
    holds=(
        Hold(
            id="next-dose-not-due",
            when=assume_absent(DAYS_SINCE_DENOSUMAB < "7 day", because="a dose within the week would be on record"),
            says="The last dose of denosumab was less than 7 days ago: on days 1, 8, 15 and 29 no two come closer.",
            sources=cite(sources.FDA_XGEVA, "1.3 and 2.4", "D03"),
        ),
    ),
    first=(*common.FIRST, *pick(FIRST, "contraception-us", "breast-feeding-europe")),
    monitor=(
        *pick(CALCIUM_MONITORING, "calcium-after-first-dose", "calcium-throughout-us", "calcium-more-often"),
        common.DENTAL_SOON,
    ),
    reasons=(
        common.TREATMENT,
        Reason(
            id="endocrine-society-first-line",
            when=common.TUMOUR_HYPERCALCAEMIA,
            favours=True,
            says="The Endocrine Society suggests denosumab rather than an intravenous bisphosphonate.",
            grade=common.CONDITIONAL,
            sources=cite(sources.ENDOCRINE_SOCIETY_2023, "choice of agent", "U08"),
        ),
        Reason(
            id="endocrine-society-refractory",
            when=common.TUMOUR_HYPERCALCAEMIA & HAD_INTRAVENOUS_BISPHOSPHONATE & _FOR_CANCER,
            favours=True,
            says=(
                "Refractory or recurrent after an intravenous bisphosphonate: the Endocrine Society suggests denosumab."
            ),
            grade=common.CONDITIONAL_ONLY,
            sources=cite(sources.ENDOCRINE_SOCIETY_2023, "refractory or recurrent", "U10"),
        ),
        Reason(
            id="trial",
            when=REFRACTORY,
            favours=True,
            says=(
                "In the trial calcium responded after a median of 9 days and became normal after 23; the response"
                " lasted a median of 104 days."
            ),
            grade=TRIAL,
            sources=cite(sources.HU_2014, "result, as a compendium reports it", "D05"),
        ),
        common.CALCITONIN,
        Reason(
            id="unlicensed-europe",
            when=common.TUMOUR_HYPERCALCAEMIA,
            favours=False,
            says="Not licensed for hypercalcaemia in Europe or the UK; the application was withdrawn in January 2017.",
            grade=LABEL,
            jurisdictions=EUROPE,
            sources=cite(sources.EMA_XGEVA, "4.1", "D03", "N09", note="the withdrawal was seen in a secondary text"),
        ),
    ),
    disputes=(
        Dispute(
            id="first-line-us",
            when=common.TUMOUR_HYPERCALCAEMIA & not_(REFRACTORY),
            about="denosumab for hypercalcaemia that is not refractory to a bisphosphonate",
            stances=(_LABEL_STANCE, _FIRST_LINE_STANCE),
            jurisdictions="US",
        ),
        Dispute(
            id="unlicensed-in-europe",
            when=common.TUMOUR_HYPERCALCAEMIA,
            about="denosumab for hypercalcaemia of malignancy",
            stances=(
                Stance(
                    by="European text",
                    says="not licensed for hypercalcaemia",
                    source=cite(sources.EMA_XGEVA, "4.1", "D03", "N09"),
                ),
                _LABEL_STANCE,
                _FIRST_LINE_STANCE,
                Stance(
                    by="Endocrine Society 2023, after an intravenous bisphosphonate",
                    says="suggests denosumab where hypercalcaemia is refractory or comes back (conditional)",
                    source=cite(sources.ENDOCRINE_SOCIETY_2023, "refractory or recurrent", "U10"),
                ),
            ),
            jurisdictions=EUROPE,
        ),
    ),
    notes=(
        Note(
            id="outside-the-trial",
            when=REFRACTORY & ((_SINCE > "30 day") | (CORRECTED_CALCIUM <= printed("12.5 mg/dL", "3.1 mmol/L"))),
            says=(
                "The trial took people 7 to 30 days after a bisphosphonate whose corrected calcium was above 12.5 mg/dL"
                " (3.1 mmol/L; the number from memory). Later than that it is a recurrence, for which the"
                " bisphosphonate may be repeated."
            ),
            sources=(
                cite(sources.HU_2014, "eligibility", "D04"),
                cite(sources.HU_2014, "calcium at entry", "D04", verified="memory"),
            ),
        ),
    ),
    grade=LABEL,
    sources=(
        cite(
            sources.FDA_XGEVA,
            "1.3 and 2.4",
            "D03",
            "D06",
            note="the days of the first month were seen in a secondary text only",
        ),
    ),
    edition=EDITION,
)
