"""The jaw: prevention before and during a bone agent, and what to do when osteonecrosis is suspected."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import article, cite, own_reading
from boneguide.guidelines.bone_agents import _before, shared
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.facts.clinical import (
    DAYS_SINCE_DENTAL_REVIEW,
    DENTAL_ASSESSED,
    EXPOSED_JAW_BONE,
    EXPOSED_JAW_BONE_DURATION,
    JAW_METASTASIS,
    JAW_RADIOTHERAPY,
    JAW_SYMPTOMS,
    ORAL_INFECTION,
    PLANNED_INVASIVE_DENTAL_PROCEDURE,
)
from boneguide.guidelines.facts.exposure import BONE_AGENT_EXPOSURE, JAW_LESION
from boneguide.guidelines.facts.laboratory import CORRECTED_CALCIUM
from boneguide.guidelines.facts.treatment import (
    DAYS_SINCE_DENOSUMAB,
    HAD_DENOSUMAB,
    TAKES_ANGIOGENESIS_INHIBITOR,
)
from boneguide.guidelines.facts.tumour import CASTRATION_SENSITIVE, MALIGNANT_BONE_DISEASE
from boneguide.logic.clauses import Contraindication, Monitor, Note
from boneguide.logic.nodes import ALWAYS, all_of, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.verbs import printed
from boneguide.model.provenance import Grade

#: How MASCC/ISOO/ASCO grades its recommendations on prevention.
MODERATE = Grade(system="MASCC/ISOO/ASCO", year=2019, value="evidence-based, low quality, moderate strength")

_ASSESSED = assume_absent(
    DENTAL_ASSESSED, because="a dental assessment that is not on record has to be asked about before it counts"
)
_REVIEW_DUE = _before.TREATED & assume_absent(
    DAYS_SINCE_DENTAL_REVIEW >= "6 month", because="without the day of the last review the routine schedule stands"
)
_BEFORE = cite(sources.MASCC_2019, "prevention before treatment", "J01")
_DURING = cite(sources.MASCC_2019, "follow-up during treatment", "J02")

#: Malignant bone disease in a setting in which a bone agent may be begun.
_CANDIDATE = MALIGNANT_BONE_DISEASE & not_(
    assume_absent(
        CASTRATION_SENSITIVE | (shared.OTHER_SOLID_TUMOUR & shared.LESS_THAN_THREE_MONTHS),
        because="prevention is planned unless the setting is known to be one in which no bone agent is begun",
    )
)

DENTAL_PREVENTION = Rule(
    id="dental-prevention",
    title="Teeth and jaw before and during a bone agent",
    when=_CANDIDATE | _before.TREATED,
    action=(
        "Mouth and teeth are assessed before a bone agent that is not urgent, necessary dental work is finished first,"
        " and review follows a routine schedule during treatment, by a plan that dentist and oncologist share."
    ),
    recommended=ALWAYS,
    contraindications=shared.jaw_risk_factors(),
    monitor=(
        Monitor(
            id="assessment",
            when=not_(_ASSESSED),
            says="oral assessment: teeth, periodontium and, where feasible, radiographs",
            timing="before the first dose unless the drug is urgent",
            sources=(_BEFORE, article("A26", "preventive dental measures before a bisphosphonate or denosumab")),
        ),
        Monitor(
            id="necessary-work",
            when=not_(_before.IN_A_COURSE) & _before.DENTAL_WORK,
            says="medically necessary dental work finished",
            timing="before the first dose unless the drug is urgent",
            sources=_BEFORE,
        ),
        Monitor(
            id="review-overdue",
            when=_REVIEW_DUE,
            says="dental review: the last one was six months ago or longer",
            timing="now",
            within_days=0,
            sources=_DURING,
        ),
        Monitor(
            id="review",
            when=_ASSESSED & not_(_REVIEW_DUE),
            says="dental review on a routine schedule",
            timing="for example 6 months after the last review",
            within_days=183,
            since=DAYS_SINCE_DENTAL_REVIEW,
            sources=_DURING,
        ),
        Monitor(
            id="specialist",
            when=assume_absent(PLANNED_INVASIVE_DENTAL_PROCEDURE, because="a planned procedure would be on record"),
            says=(
                "an extraction, implant or other invasive procedure is planned: weighed and led by a specialist, and"
                " avoided where it is elective and a bone agent at oncology dose is in use"
            ),
            timing="before the procedure",
            sources=(
                cite(sources.EMA_XGEVA, "4.4", "J03"),
                cite(sources.MASCC_2019, "procedures during treatment", "J03", verified="memory"),
            ),
        ),
        Monitor(
            id="after-denosumab",
            when=HAD_DENOSUMAB & (DAYS_SINCE_DENOSUMAB <= "5 month"),
            says="dental precautions kept up: most late cases came within 5 months of the last dose of denosumab",
            timing="for at least 5 months after the last dose",
            sources=cite(sources.EMA_XGEVA, "4.8", "J09"),
        ),
        *shared.reminder_card(),
    ),
    notes=(
        Note(
            id="urgent",
            when=CORRECTED_CALCIUM >= printed("12.0 mg/dL", "3.0 mmol/L"),
            says=(
                "Calcium is high enough for urgent treatment: the bone agent is not delayed for the teeth, and dental"
                " review follows as soon as possible."
            ),
            sources=(
                cite(
                    sources.MASCC_2019,
                    "prevention before treatment",
                    "J04",
                    note="inferred: the assessment is asked for where treatment is not urgent",
                ),
                cite(sources.EMA_ZOLEDRONIC_ACID, "4.4", "J04"),
            ),
        ),
    ),
    grade=MODERATE,
    sources=(_BEFORE, _DURING, article("A26", "preventive dental measures before a bisphosphonate or denosumab")),
    edition=EDITION,
)

# --------------------------------------------------------------------------- osteonecrosis

SUSPECTED = assume_absent(
    JAW_SYMPTOMS | EXPOSED_JAW_BONE,
    because="people are asked about mouth and jaw at the dental assessment, and a complaint would be recorded",
)
_TUMOUR_IN_JAW = JAW_METASTASIS | assume_absent(
    JAW_LESION, because="a lesion of the jaw would be listed with the others"
)

#: All three parts; eight weeks exactly is not yet longer than eight weeks.
MASCC_DEFINITION = all_of(
    BONE_AGENT_EXPOSURE | TAKES_ANGIOGENESIS_INHIBITOR,
    EXPOSED_JAW_BONE,
    EXPOSED_JAW_BONE_DURATION > "8 week",
    not_(JAW_RADIOTHERAPY),
    not_(_TUMOUR_IN_JAW),
)
_DEFINITION = cite(
    sources.MASCC_2019, "definition", "J07", note="the definition of AAOMS is nearly the same (from memory)"
)
_STAGING = cite(sources.AAOMS_2022, "staging", "J11", verified="memory")

OSTEONECROSIS_OF_THE_JAW = Rule(
    id="osteonecrosis-of-the-jaw",
    title="Suspected osteonecrosis of the jaw",
    when=SUSPECTED,
    action=(
        "Referral to a dentist or oral surgeon is advised; whether the bone agent is interrupted until it has"
        " resolved is weighed case by case."
    ),
    recommended=ALWAYS,
    contraindications=(
        Contraindication(
            id="definition-met",
            severity="info",
            when=MASCC_DEFINITION,
            says=(
                "All three parts of the MASCC/ISOO/ASCO definition are met: a bone agent or angiogenesis inhibitor,"
                " bone exposed or probed for longer than 8 weeks, and neither radiotherapy to the jaw nor a metastasis"
                " in it."
            ),
            sources=_DEFINITION,
        ),
        Contraindication(
            id="definition-not-met",
            severity="info",
            when=not_(MASCC_DEFINITION),
            says=(
                "The MASCC/ISOO/ASCO definition is not met, for it needs all of: a bone agent or angiogenesis"
                " inhibitor, bone exposed or probed for longer than 8 weeks (8 weeks exactly is not enough), and"
                " neither radiotherapy to the jaw nor a metastasis in it. Referral does not wait for it."
            ),
            sources=_DEFINITION,
        ),
        Contraindication(
            id="stage-0",
            severity="info",
            when=JAW_SYMPTOMS & not_(EXPOSED_JAW_BONE),
            says="AAOMS calls symptoms without exposed bone stage 0 (from memory, not verified).",
            sources=_STAGING,
        ),
        Contraindication(
            id="stage-1",
            severity="info",
            when=EXPOSED_JAW_BONE & not_(JAW_SYMPTOMS | ORAL_INFECTION),
            says="AAOMS calls exposed bone without pain or infection stage 1 (from memory, not verified).",
            sources=_STAGING,
        ),
        Contraindication(
            id="stage-2-or-3",
            severity="info",
            when=EXPOSED_JAW_BONE & (JAW_SYMPTOMS | ORAL_INFECTION),
            says=(
                "AAOMS calls exposed bone with pain or infection stage 2, and stage 3 where there is also a fracture, a"
                " fistula through the skin or spread beyond the tooth-bearing bone (from memory, not verified)."
            ),
            sources=_STAGING,
        ),
    ),
    monitor=(
        Monitor(
            id="settle-the-definition",
            when=not_(MASCC_DEFINITION),
            says=(
                "note since when bone has been exposed, which bone agents and angiogenesis inhibitors were given, and"
                " whether the jaw was irradiated or holds a metastasis"
            ),
            timing="at the visit, and again after 8 weeks",
            sources=(_DEFINITION, own_reading("J07", why="the definition needs all three parts on record")),
        ),
    ),
    notes=(
        Note(
            id="interruption",
            says=(
                "MASCC/ISOO/ASCO found too little evidence to require stopping the bone agent (from memory, not"
                " verified)."
            ),
            sources=cite(sources.MASCC_2019, "management", "J06", verified="memory"),
        ),
        Note(
            id="incidence-trials",
            when=BONE_AGENT_EXPOSURE,
            says=(
                "In the phase 3 trials 1.8 % of people on denosumab and 1.3 % on zoledronic acid developed it; by year"
                " of denosumab 1.1 % in the first and 3.7 % in the second. The two ways of counting cannot be compared."
            ),
            sources=(
                cite(sources.EMA_XGEVA, "4.8", "J08"),
                cite(
                    sources.EMA_XGEVA,
                    "4.8",
                    "J08",
                    verified="conflict",
                    note="a US page for patients says about 2 % and 5 %; adjusted incidence and proportion differ",
                ),
            ),
        ),
        Note(
            id="incidence-aaoms",
            when=BONE_AGENT_EXPOSURE,
            says=(
                "AAOMS gives below 5 % for zoledronic acid and 0 to 6.9 % for denosumab in cancer, and 0.02 to 0.05 %"
                " for oral bisphosphonates in osteoporosis (from memory, not verified)."
            ),
            sources=cite(sources.AAOMS_2022, "incidence", "J12", verified="memory"),
        ),
    ),
    grade=Grade.ungraded("the label states it without a grade"),
    sources=(cite(sources.EMA_XGEVA, "4.4", "J06"), _DEFINITION),
    edition=EDITION,
)
