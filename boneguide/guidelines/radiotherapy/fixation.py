"""Fixation of a long bone before it breaks, by the score of Mirels and the judgement of whoever saw the images."""

from __future__ import annotations

from boneguide.calculators.mirels import HUMERUS_SOURCE
from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, UNGRADED, cite, own_reading
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.guidelines.facts.lesion_site import FEMUR, HUMERUS, LONG_BONE
from boneguide.guidelines.facts.person import LIFE_EXPECTANCY
from boneguide.guidelines.facts.stability import FRACTURED, IMPENDING_FRACTURE, MIRELS_8_OR_MORE, MIRELS_9_OR_MORE
from boneguide.guidelines.radiotherapy._edition import EDITION
from boneguide.guidelines.radiotherapy.common import ARISEN_THERE, ESMO_III_B, MEMORY, OPERATED_ON_RECORD
from boneguide.guidelines.radiotherapy.safety import CONSULTED
from boneguide.logic.clauses import Contraindication, Note, Reason
from boneguide.logic.nodes import ALWAYS, Criterion, assume_absent, not_
from boneguide.logic.rule import Rule

_MIRELS = cite(
    sources.MIRELS_1989, "table of the score", "FX-01", "FX-02", "FX-03", note="seen in texts that reprint the table"
)
_ESMO = cite(sources.ESMO_2020, "impending fracture", "PO-04", note="seen in a summary")

_EXPECTED = assume_absent(IMPENDING_FRACTURE, because="a fracture that is expected would be on record")
_BROKEN = assume_absent(FRACTURED, because="a fracture would be on record")
#: For whom fixation is recommended.
_BEFORE_IT_BREAKS: Criterion = MIRELS_9_OR_MORE | _EXPECTED
#: No outlook is estimated because a record is silent.
_BEFORE_RECOVERY = assume_absent(
    LIFE_EXPECTANCY < "6 week", because="an outlook as short as this would have been put on record"
)
_BORDERLINE: Criterion = MIRELS_8_OR_MORE & not_(MIRELS_9_OR_MORE)

PROPHYLACTIC_FIXATION = Rule(
    id="prophylactic-fixation",
    title="Fixation of a long bone before it breaks",
    about=LESIONS,
    when=LONG_BONE & not_(OPERATED_ON_RECORD) & not_(_BROKEN) & not_(ARISEN_THERE),
    action="An orthopaedic surgeon decides on fixation before the bone breaks; radiotherapy follows the operation.",
    recommended=_BEFORE_IT_BREAKS & not_(_BEFORE_RECOVERY) & not_(CONSULTED),
    contraindications=(
        Contraindication(
            id="low-score",
            severity="not-recommended",
            when=not_(MIRELS_8_OR_MORE) & not_(_EXPECTED),
            says=(
                "The Mirels score is 7 or less: radiotherapy and observation, with a fracture in up to 4 % in the"
                " original publication."
            ),
            sources=_MIRELS,
        ),
        Contraindication(
            id="outlook-shorter-than-recovery",
            severity="caution",
            when=_BEFORE_RECOVERY,
            says=(
                "Life expectancy is under 6 weeks, within which recovery from an operation on a long bone is said to"
                f" lie (row FX-09: {MEMORY}): an option rather than a recommendation, by the library's own decision."
            ),
            sources=(
                cite(sources.LIBRARY, "fitness and outlook", "FX-09", verified="memory"),
                own_reading("FX-09", why="nothing is barred on memory; pain on moving may be reason enough to operate"),
            ),
        ),
    ),
    reasons=(
        Reason(
            id="mirels-9",
            when=MIRELS_9_OR_MORE,
            favours=True,
            says="The Mirels score is 9 or more, from which the original publication fixes the bone.",
            grade=UNGRADED,
            sources=_MIRELS,
        ),
        Reason(
            id="mirels-8",
            when=_BORDERLINE,
            favours=True,
            says="The Mirels score is 8: borderline, with a fracture in 15 %, and a matter of orthopaedic judgement.",
            grade=UNGRADED,
            sources=_MIRELS,
        ),
        Reason(
            id="before-not-after",
            when=_EXPECTED,
            favours=True,
            says="A fracture is expected: ESMO prefers surgery before it to fixation after it.",
            grade=ESMO_III_B,
            sources=_ESMO,
        ),
        Reason(
            id="humerus",
            when=HUMERUS & _BORDERLINE,
            favours=True,
            says=(
                "In the humerus 8 or more was the best cut-off among 188 lesions (sensitivity 83.6 %, specificity"
                " 79.5 %, area 0.82), and a breach of the cortex had an odds ratio of 21: a reason to consider fixation"
                " at 8, which the original table calls borderline."
            ),
            grade=TRIAL,
            sources=HUMERUS_SOURCE,
        ),
        Reason(
            id="not-specific",
            when=MIRELS_9_OR_MORE,
            favours=False,
            says="From 9 points the score finds more than 91 % of fractures, with a specificity of 35 %.",
            grade=TRIAL,
            sources=cite(sources.RAMSEY_2020, "abstract", "FX-07", verified="primary"),
        ),
    ),
    notes=(
        Note(
            id="surgical-opinion",
            when=CONSULTED,
            says="A surgical opinion is on record and decides; the score stands beside it.",
            sources=own_reading("FX-01", why="a score does not overrule whoever saw the images"),
        ),
        Note(
            id="weight-bearing",
            when=_BEFORE_IT_BREAKS & not_(CONSULTED),
            says=(
                "Until a surgeon has decided, weight is kept off the limb, and the orthopaedic opinion is asked for"
                f" urgently (row RED-05: {MEMORY})."
            ),
            sources=cite(sources.LIBRARY, "weight-bearing before fixation", "RED-05", verified="memory"),
        ),
        Note(
            id="femur",
            when=FEMUR,
            says=(
                "In the femur cortical involvement of more than 30 mm along the axis (p = 0.01), or of over half of"
                " the circumference (p = 0.03), went with fracture among 110 lesions; the Mirels score did not (p ="
                " 0.36)."
            ),
            sources=cite(sources.VAN_DER_LINDEN_2004, "abstract", "FX-05", verified="primary"),
        ),
        Note(
            id="tomography",
            says=(
                "On computed tomography involvement of 30 % of the circumference or more was the only independent"
                " predictor of fracture (odds ratio 62, 47 lesions)."
            ),
            sources=cite(sources.TATAR_2014, "abstract", "FX-06", verified="primary"),
        ),
        Note(
            id="harrington",
            says=(
                "Older criteria: a lytic lesion of more than half of the diameter or 2.5 cm, pain that persists, growth"
                " after radiotherapy."
            ),
            sources=cite(sources.HARRINGTON, "criteria", "FX-08", note="seen at epomedicine"),
        ),
        Note(
            id="fitness",
            when=ALWAYS,
            says=(
                "An operation is said to need fitness for it and an outlook beyond recovery, commonly more than 6 weeks"
                f" for a long bone and 3 months for a major reconstruction (row FX-09: {MEMORY})."
            ),
            sources=cite(sources.LIBRARY, "fitness and outlook", "FX-09", verified="memory"),
        ),
        Note(
            id="pain-words",
            says=(
                "Where no total is stated, pain 1 to 4, 5 to 6 and 7 or more of 10 is read as mild, moderate and"
                " functional, and pain on use of the limb as functional; the table itself has no numbers."
            ),
            sources=own_reading("V10", "V11", "V13", "V14", "V16", why="bands of the scale after Serlin"),
        ),
    ),
    grade=UNGRADED,
    sources=(_MIRELS, _ESMO),
    edition=EDITION,
)
