"""What comes before a dose against skeletal events: the calcium, the jaw, the mouth, and who is in a course."""

from __future__ import annotations

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import EUROPE, article, cite, own_reading
from boneguide.guidelines.bone_agents._calcium import HYPERCALCAEMIC, looked_for
from boneguide.guidelines.bone_agents._course import LAST_AGENT, NO_AGENT, ORAL_BISPHOSPHONATE, TIME_ON_BONE_AGENTS
from boneguide.guidelines.facts import clinical, treatment
from boneguide.guidelines.facts.exposure import BONE_AGENT_EXPOSURE
from boneguide.guidelines.facts.laboratory import CORRECTED_CALCIUM
from boneguide.guidelines.facts.tumour import PERFORMANCE_DECLINE
from boneguide.logic.clauses import Contraindication, Note, Prerequisite
from boneguide.logic.nodes import assume_absent, not_
from boneguide.logic.numbers import NumberFact
from boneguide.logic.verbs import JURISDICTION, printed
from boneguide.model.provenance import Source

#: Of every drug answer, as of an order: whoever complains of the jaw is looked at before the next dose.
JAW_LOOKED_AT = Prerequisite(
    id="jaw-looked-at",
    when=assume_absent(
        clinical.JAW_SYMPTOMS | clinical.EXPOSED_JAW_BONE,
        because="people are asked about mouth and jaw at every dose, and a complaint would be on record",
    ),
    says=(
        "osteonecrosis of the jaw looked for by a dentist or oral surgeon, and whether the bone agent is interrupted"
        " until it has resolved weighed case by case"
    ),
    sources=cite(sources.EMA_XGEVA, "4.4", "J06"),
)

_CALCIUM_FIRST = Prerequisite(
    id="hypercalcaemia-first",
    when=looked_for(
        (CORRECTED_CALCIUM >= printed("12.0 mg/dL", "3.0 mmol/L")) | (JURISDICTION.is_in(*EUROPE) & HYPERCALCAEMIC)
    ),
    says=(
        "a high calcium settled and treated first: hypercalcaemia of malignancy has doses and checks of its own, and"
        " a dose against skeletal events is not given beside them"
    ),
    sources=own_reading(
        "Z12", "R02", "U08", "I07", "P11", why="one dose of one agent at a time; European labels dose from lower values"
    ),
)


#: Under treatment, or treated before.
TREATED = assume_absent(BONE_AGENT_EXPOSURE, because="a bone agent that was given would be on record")
#: In a course against cancer, so that what comes before a start is past; agents for osteoporosis do not count.
_NOT_ON_RECORD = "a course against cancer would be on record"
IN_A_COURSE = assume_absent(LAST_AGENT.is_in(*drugs.BONE_AGENTS), because=_NOT_ON_RECORD) | (
    assume_absent(TIME_ON_BONE_AGENTS >= "0 day", because=_NOT_ON_RECORD)
    & not_(assume_absent(LAST_AGENT.is_in(ORAL_BISPHOSPHONATE, NO_AGENT), because=_NOT_ON_RECORD))
)
DENTAL_WORK = assume_absent(
    clinical.DENTAL_WORK_OUTSTANDING, because="outstanding work shows at the dental assessment, which comes first"
)


def denosumab_beside() -> Contraindication:
    """Return the caution of denosumab beside a bisphosphonate."""
    return Contraindication(
        id="denosumab-beside",
        severity="caution",
        when=treatment.RECEIVES_DENOSUMAB | treatment.OSTEOPOROSIS_DENOSUMAB,
        says=(
            "Denosumab is in use or was given within 12 weeks (60 mg: six months): the two are not given side by side"
            " (from memory, not verified)."
        ),
        sources=cite(sources.EMA_XGEVA, "4.4", "K56", "T18", verified="memory"),
    )


def before_a_dose() -> tuple[Prerequisite, ...]:
    """Return what comes before a dose against skeletal events, which is not urgent: the calcium, the jaw, the mouth."""
    masc = cite(sources.MASCC_2019, "prevention before treatment", "J01")
    return (
        _CALCIUM_FIRST,
        JAW_LOOKED_AT,
        Prerequisite(
            id="dental-assessment",
            when=not_(clinical.DENTAL_ASSESSED),
            says=(
                "dental assessment (dental, periodontal, radiographic where feasible) with a care plan shared by "
                "dentist and oncologist"
            ),
            sources=(masc, article("A26", "preventive dental measures before a bisphosphonate or denosumab")),
        ),
        Prerequisite(
            id="dental-work",
            when=not_(IN_A_COURSE) & DENTAL_WORK,
            says="complete medically necessary dental work",
            sources=masc,
        ),
        Prerequisite(
            id="dental-work-during",
            when=IN_A_COURSE & DENTAL_WORK,
            says=(
                "outstanding dental work planned by dentist and oncologist together: during treatment an extraction,"
                " implant or other invasive procedure is avoided where it is elective, or led by a specialist"
            ),
            sources=(
                cite(sources.MASCC_2019, "follow-up during treatment", "J02"),
                cite(sources.EMA_XGEVA, "4.4", "J03"),
            ),
        ),
        Prerequisite(
            id="performance-decline",
            when=IN_A_COURSE & assume_absent(PERFORMANCE_DECLINE, because="a decline would be on record"),
            says="reviewed with the person, after the substantial decline, whether the bone agent still serves them",
            sources=(
                cite(sources.ASCO_2011, "duration, as a later review reports it", "T11"),
                article("A29", "optimal duration unknown; continue until a substantial decline in performance status"),
            ),
        ),
    )


def not_due(since: NumberFact, shortest: str, source: Source) -> Note:
    """Return the word that the last dose was given less than an interval ago.

    Args:
        since: The time since the last dose, one for osteoporosis left out.
        shortest: The shortest interval of the label, such as ``"3 week"``.
        source: Where the interval stands.
    """
    return Note(
        id="next-dose-not-due",
        when=since < shortest,
        says=f"The last recorded dose is less than {shortest}s ago: the next is not due yet.",
        sources=source,
    )
