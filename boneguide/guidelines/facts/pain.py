"""Facts about pain: how strong, of what kind, and what was tried."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

from boneguide.guidelines.facts._build import lasting
from boneguide.guidelines.facts.lesion import LESIONS, PAIN_HERE_4_OR_MORE, PAIN_HERE_7_OR_MORE, PAINFUL
from boneguide.logic.nodes import UNKNOWN
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.logic.nodes import Criterion, FlagFact


def _pain(name: str, field: str, label: str) -> FlagFact:
    return fact(name, label=label, read=attrgetter(f"patient.pain.{field}"), asked=True)


def _at_least(field: str, points: int) -> Callable[[Context], bool | None]:
    def read(context: Context) -> bool | None:
        score: int | None = getattr(context.patient.pain, field)
        return None if score is None else score >= points

    return read


def _worst_at_least(points: int) -> Callable[[Context], bool | None]:
    whole = _at_least("worst", points)

    def read(context: Context) -> bool | None:
        # The worst of all pain is no less than that of one lesion; it may be more.
        scores = (lesion.pain for lesion in context.patient.lesions or ())
        return True if any(score is not None and score >= points for score in scores) else whole(context)

    return read


def _pain_from(points: int, *, inferred: Criterion | None = None) -> FlagFact:
    return fact(
        f"pain_{points}_or_more",
        label=f"worst pain of {points} or more out of 10",
        read=_worst_at_least(points),
        asked=True,
        inferred=inferred,
    )


#: Pain from organs of the upper abdomen; pain from bone is somatic, and is not meant.
VISCERAL_UPPER_ABDOMINAL_PAIN = _pain(
    "visceral_upper_abdominal_pain", "visceral_upper_abdominal", "visceral pain of the upper abdomen"
)
REFRACTORY_PAIN = _pain(
    "refractory_pain",
    "refractory",
    "inadequate relief or intolerable adverse effects despite optimal systemic treatment and opioid rotation",
)
UNILATERAL_PAIN_BELOW_C5 = _pain(
    "unilateral_pain_below_c5", "unilateral_below_c5", "nociceptive pain on one side only, below C5"
)
#: Pain on one side only is not on both.
BILATERAL_PAIN = fact(
    "bilateral_pain",
    label="pain to be treated on both sides",
    read=attrgetter("patient.pain.bilateral"),
    asked=True,
    inferred=~UNILATERAL_PAIN_BELOW_C5 & UNKNOWN,
)
INTRASPINAL_TRIAL_HELPED = lasting(
    _pain("intraspinal_trial_helped", "intraspinal_trial_helped", "relief in a trial of an intraspinal drug")
)
ROLAND_MORRIS_10_OR_MORE = fact(
    "roland_morris_10_or_more",
    label="a Roland-Morris score of 10 or more out of 24",
    read=_at_least("roland_morris", 10),
    asked=True,
)
PAINFUL_BONE_LESION = fact(
    "painful_bone_lesion", label="a painful lesion of bone", asked=True, inferred=exists(LESIONS, PAINFUL)
)

# A score is a number without a unit, so each threshold is a question of its own. Each follows from the next above it;
# a criterion that wants the higher one asks for the lower one too, so that "less than 4" is "less than 7" as well.
PAIN_8_OR_MORE = _pain_from(8)
PAIN_7_OR_MORE = _pain_from(7, inferred=PAIN_8_OR_MORE | exists(LESIONS, PAIN_HERE_7_OR_MORE) | UNKNOWN)
PAIN_5_OR_MORE = _pain_from(5, inferred=PAIN_7_OR_MORE | UNKNOWN)
PAIN_4_OR_MORE = _pain_from(4, inferred=PAIN_5_OR_MORE | exists(LESIONS, PAIN_HERE_4_OR_MORE) | UNKNOWN)
#: A lesion on record as painful is another question: its pain may be held now, and then the worst is 0.
PAIN_1_OR_MORE = _pain_from(1, inferred=PAIN_4_OR_MORE | UNKNOWN)
