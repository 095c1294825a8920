"""Facts about pain: how strong, of what kind, and what was tried."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING

from boneguide.guidelines.facts.lesion import LESIONS, PAIN_HERE_4_OR_MORE, PAIN_HERE_7_OR_MORE, PAINFUL
from boneguide.logic.nodes import UNKNOWN
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.logic.nodes import FlagFact


def _pain(name: str, field: str, label: str) -> FlagFact:
    return fact(name, label=label, read=attrgetter(f"patient.pain.{field}"), asked=True)


def _at_least(field: str, points: int) -> Callable[[Context], bool | None]:
    def read(context: Context) -> bool | None:
        score: int | None = getattr(context.patient.pain, field)
        return None if score is None else score >= points

    return read


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
INTRASPINAL_TRIAL_HELPED = _pain(
    "intraspinal_trial_helped", "intraspinal_trial_helped", "relief in a trial of an intraspinal drug"
)
#: A score is a number without a unit, so each threshold is a question of its own. Pain at a lesion is pain; that it is
#: weak at every lesion says nothing of pain elsewhere.
PAIN_4_OR_MORE = fact(
    "pain_4_or_more",
    label="worst pain of 4 or more out of 10",
    read=_at_least("worst", 4),
    asked=True,
    inferred=exists(LESIONS, PAIN_HERE_4_OR_MORE) | UNKNOWN,
)


def _pain_of_seven(context: Context) -> bool | None:
    patient = context.patient
    if any(lesion.pain is not None and lesion.pain >= _SEVERE for lesion in patient.lesions or ()):
        return True
    return None if patient.pain.worst is None else patient.pain.worst >= _SEVERE


#: Severe from here on in the bands of older NCCN versions and of Serlin; less is severe in none that are encoded.
_SEVERE = 7
#: The worst of all, or that at a lesion.
PAIN_7_OR_MORE = fact(
    "pain_7_or_more",
    label="worst pain of 7 or more out of 10",
    read=_pain_of_seven,
    asked=True,
    inferred=exists(LESIONS, PAIN_HERE_7_OR_MORE) | (PAIN_4_OR_MORE & UNKNOWN),
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
