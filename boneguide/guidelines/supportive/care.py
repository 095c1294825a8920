"""Exercise, palliative care and precautions against fracture for people with cancer in bone."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading, recalled
from boneguide.guidelines.cord_compression.common import CONFIRMED, INSTABILITY, SUSPECTED
from boneguide.guidelines.facts.opioid import BACKGROUND_CONTROLLED, PAIN_CRISIS
from boneguide.guidelines.facts.pain import REFRACTORY_PAIN
from boneguide.guidelines.facts.supportive import EXPECTED_FRACTURE, FRACTURED_LESION, VISCERAL_METASTASES
from boneguide.guidelines.facts.tumour import BONE_METASTASES, MYELOMA
from boneguide.guidelines.supportive._edition import EDITION
from boneguide.logic.clauses import Contraindication, Note, Prerequisite, Reason
from boneguide.logic.nodes import ALWAYS, Criterion, any_of, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Grade


def _on_record(disease: Criterion) -> Criterion:
    return assume_absent(disease, because="supportive care for disease in bone is named where that is on record")


_CONSENSUS = cite(sources.IBMEWG_2022, "recommendations", "SUP-03", verified="primary")
_DELPHI = Grade.ungraded("a consensus of experts; 82 % agreed that exercise is safe")
_UNSAFE = recalled("when exercise is not safe", "SUP-04")
_COMPRESSION = SUSPECTED | CONFIRMED
_EXPECTED = assume_absent(EXPECTED_FRACTURE, because="a fracture that is expected would be on record")
#: By whichever field says so; a record that is silent on the last two says nothing against control.
_UNCONTROLLED_PAIN = REFRACTORY_PAIN | assume_absent(
    PAIN_CRISIS | not_(BACKGROUND_CONTROLLED), because="pain that is out of control would be on record"
)


def _no_exercise_alone(name: str, when: Criterion, says: str) -> Contraindication:
    return Contraindication(
        id=name,
        severity="caution",
        when=when,
        says=f"{says}: no exercise without supervision (from memory, not verified).",
        sources=_UNSAFE,
    )


EXERCISE = Rule(
    id="exercise",
    title="Exercise with bone metastases",
    when=_on_record(BONE_METASTASES),
    action=(
        "Exercise is not ruled out by bone metastases. Referral is advised to somebody who adapts it: posture,"
        " controlled movement and technique come first, a lesion is not loaded, and the medical team is asked and told."
    ),
    recommended=ALWAYS,
    contraindications=(
        _no_exercise_alone(
            "cord-compression",
            _COMPRESSION,
            "Compression of the cord or cauda equina is suspected or shown, and its treatment comes before training",
        ),
        _no_exercise_alone(
            "unstable-spine", INSTABILITY, "The spine may be unstable, and stability is judged before training"
        ),
        _no_exercise_alone("expected-fracture", _EXPECTED, "A fracture is expected, and fixation is decided first"),
        _no_exercise_alone("fracture", FRACTURED_LESION, "A pathological fracture is on record"),
        _no_exercise_alone("uncontrolled-pain", _UNCONTROLLED_PAIN, "Pain is not under control"),
    ),
    first=(
        Prerequisite(
            id="risk-assessment",
            when=any_of(_COMPRESSION, INSTABILITY, _EXPECTED, FRACTURED_LESION, _UNCONTROLLED_PAIN),
            says=(
                "assess the risk before testing or training: the lesions, the cancer and its treatment, the person;"
                " that an unstable spine, an impending fracture, cord compression and uncontrolled pain come before it"
                " is the library's own decision on a list from memory"
            ),
            sources=(
                _CONSENSUS,
                _UNSAFE,
                own_reading("SUP-04", why="a risk that is on record is weighed before training, as the consensus asks"),
            ),
        ),
    ),
    reasons=(
        Reason(
            id="agreement",
            when=ALWAYS,
            favours=True,
            says="82 % of experts agreed that it is safe, and 91 % wanted people taught how to move.",
            grade=_DELPHI,
            sources=_CONSENSUS,
        ),
    ),
    grade=_DELPHI,
    sources=(_CONSENSUS,),
    edition=EDITION,
)

_EARLY = cite(sources.ASCO_PALLIATIVE_2024, "early referral", "SUP-05", verified="primary")
_TEAM = cite(sources.ASCO_PALLIATIVE_2024, "recommendations 1a and 1b", "SUP-06")

SPECIALIST_PALLIATIVE_CARE = Rule(
    id="specialist-palliative-care",
    title="Specialist palliative care, early",
    when=_on_record(BONE_METASTASES | MYELOMA | VISCERAL_METASTASES),
    action=(
        "Early referral to an interdisciplinary specialist palliative care team is advised, beside active treatment of"
        " the cancer."
    ),
    recommended=ALWAYS,
    reasons=(
        Reason(
            id="interdisciplinary-team",
            when=ALWAYS,
            favours=True,
            says="By an interdisciplinary team, for inpatients and outpatients (recommendation 1a).",
            grade=Grade(system="ASCO", year=2024, value="evidence-based, intermediate, moderate"),
            sources=_TEAM,
        ),
        Reason(
            id="essential-components",
            when=ALWAYS,
            favours=True,
            says="With the essential components of palliative care (recommendation 1b).",
            grade=Grade(system="ASCO", year=2024, value="informal consensus, intermediate, moderate"),
            sources=_TEAM,
        ),
    ),
    notes=(
        Note(
            id="no-week-count",
            says="The update of 2024 names no number of weeks within which it should happen.",
            sources=_EARLY,
        ),
        Note(
            id="substance-use",
            says="With a substance use disorder, a specialist in it joins in.",
            sources=cite(sources.ASCO_OPIOIDS_2023, "abstract", "SUP-09", verified="primary"),
        ),
        Note(
            id="when-pain-is-hard-to-treat",
            says=(
                "Reasons for pain or palliative specialists: pain of 7 or more after 48 to 72 hours of titration, more"
                " than three opioids tried, more than 200 to 300 mg of oral morphine equivalents a day, refractory"
                " neuropathic pain, need of methadone or of spinal drugs (from memory, not verified)."
            ),
            sources=recalled("reasons to refer", "SUP-09"),
        ),
    ),
    grade=Grade(system="ASCO", year=2024, value="evidence-based, intermediate, strong"),
    sources=(_EARLY,),
    edition=EDITION,
)

FRACTURE_PRECAUTIONS = Rule(
    id="fracture-precautions",
    title="Precautions against fracture",
    when=_on_record(BONE_METASTASES | MYELOMA),
    action=(
        "A review of falls, a walking aid where needed, no twisting or heavy lifting with the affected part, and a"
        " brace where one was prescribed: practice, from memory and not verified."
    ),
    grade=Grade.ungraded("practice; no source was seen for it"),
    sources=(recalled("practice", "SUP-10"),),
    edition=EDITION,
)
