"""What the rules on radiotherapy share: which lesion is whose question, the schedules, and the grades.

A lesion belongs to one of three rules: operated on and not irradiated since;
irradiated before; or neither. An earlier course and an operation are taken as
absent where nobody wrote them down, and the answer asks to confirm it.
"""

from __future__ import annotations

from boneguide.calculators.alpha_beta import CORD, TUMOUR
from boneguide.calculators.linear_quadratic import effective_gray
from boneguide.guidelines.cord_compression.common import CONFIRMED_UNTREATED
from boneguide.guidelines.facts.lesion import IN_SPINE, KIND, KIND_NOT_STATED, LESIONS, PAINFUL
from boneguide.guidelines.facts.person import LIFE_EXPECTANCY
from boneguide.guidelines.facts.radiotherapy import IRRADIATED, IRRADIATED_SINCE_SURGERY
from boneguide.guidelines.facts.stability import OPERATED
from boneguide.guidelines.facts.tumour import PRIMARY_IS_NO_CANCER
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.nodes import Criterion, assume_absent, not_
from boneguide.logic.scalar import truth
from boneguide.logic.template import Fractions, RadiotherapyTemplate, fractions
from boneguide.logic.truth import Truth
from boneguide.model.provenance import Grade

LETTERS_NOT_SEEN = Grade.ungraded("ASTRO recommends it; its letters of strength and evidence were not seen")
ESMO_I_A = Grade(system="ESMO", year=2020, value="I, A")
ESMO_II_B = Grade(system="ESMO", year=2020, value="II, B")
ESMO_III_B = Grade(system="ESMO", year=2020, value="III, B")
RCR_A = Grade(system="RCR", year=2019, value="A")
RCR_A_2024 = Grade(system="RCR", year=2024, value="A", note="read in a dataset made by others")
RCR_B_2024 = Grade(system="RCR", year=2024, value="B", note="read in a dataset made by others")

#: Said of every row that was never seen in a source.
MEMORY = "from memory, not verified"

ONE_OF_8, FIVE_OF_4, SIX_OF_4, TEN_OF_3, EIGHT_OF_2_5 = (
    fractions(1, "8 Gy"),
    fractions(5, "4 Gy"),
    fractions(6, "4 Gy"),
    fractions(10, "3 Gy"),
    fractions(8, "2.5 Gy"),
)


def cord_dose(schedule: Fractions) -> float:
    """Return the biologically effective dose of a schedule to the cord in Gy, alpha/beta 2 Gy.

    Example:
        >>> [cord_dose(schedule) for schedule in (ONE_OF_8, FIVE_OF_4, SIX_OF_4, TEN_OF_3, EIGHT_OF_2_5)]
        [40.0, 60.0, 72.0, 75.0, 45.0]
    """
    return effective_gray(schedule.count, schedule.each.value, CORD.gray)


def _effect(schedule: Fractions) -> str:
    tumour = effective_gray(schedule.count, schedule.each.value, TUMOUR.gray)
    cord = cord_dose(schedule)
    return (
        f"Biologically effective dose {tumour:g} Gy for tumour (alpha/beta 10 Gy), {cord:g} Gy for the spinal cord"
        f" (2 Gy); in fractions of 2 Gy, {tumour / (1 + 2 / TUMOUR.gray):.3g} and {cord / 2:g} Gy."
    )


def template(schedule: Fractions, *notes: str) -> RadiotherapyTemplate:
    """Return a conventional schedule with its biologically effective doses."""
    return RadiotherapyTemplate(schedule=schedule, technique="conventional", notes=(_effect(schedule), *notes))


# ---- whose question a lesion is

#: A tumour that arose in the bone is not treated as a metastasis.
ARISEN_THERE = assume_absent(
    KIND.is_in("primary tumour"), because="a lesion of bone is taken for a metastasis unless it is said to be none"
) | (KIND_NOT_STATED & PRIMARY_IS_NO_CANCER)
OPERATED_ON_RECORD = assume_absent(OPERATED, because="an operation on the lesion would be on record")
IRRADIATED_ON_RECORD = assume_absent(
    IRRADIATED, because="whether the place was irradiated before is asked for first of all"
)
#: Compression that imaging has shown, and whose treatment has not begun, is the question of other rules.
ELSEWHERE = IN_SPINE & CONFIRMED_UNTREATED


def left_to_cord_compression(context: Context) -> tuple[str, ...]:
    """Say which lesions no rule here answers about, because compression is shown and not treated yet.

    Args:
        context: The person on the day.
    """
    silent = [name for name, row in LESIONS.named(context) or () if truth(ELSEWHERE, Snapshot(row)) is Truth.TRUE]
    if not silent:
        return ()
    words = (
        "Compression of the cord is confirmed and its treatment has not begun: no rule on single lesions answers about"
        f" any lesion of the spine ({', '.join(silent)}), whether or not it is the one that compresses. The rules on"
        " cord compression come first."
    )
    return (words,)


AFTER_SURGERY: Criterion = OPERATED_ON_RECORD & not_(
    assume_absent(IRRADIATED_SINCE_SURGERY, because="radiotherapy since the operation would be on record")
)
AGAIN: Criterion = IRRADIATED_ON_RECORD & not_(AFTER_SURGERY)
FIRST_TIME: Criterion = not_(OPERATED_ON_RECORD) & not_(IRRADIATED_ON_RECORD)
HURTS: Criterion = PAINFUL & not_(ARISEN_THERE) & not_(ELSEWHERE)

#: No outlook is estimated because a record is silent.
_OUTLOOK_ON_RECORD = assume_absent(LIFE_EXPECTANCY >= "0 day", because="an outlook that nobody gave is not estimated")
_AT_LEAST_4_WEEKS = assume_absent(
    LIFE_EXPECTANCY >= "4 week", because="a span that begins earlier does not promise 4 weeks"
)
SHORT_OUTLOOK = assume_absent(
    LIFE_EXPECTANCY < "4 week", because="an outlook as short as this would have been put on record"
)
#: A span on record that begins before 4 weeks and ends after them.
OUTLOOK_OPEN: Criterion = _OUTLOOK_ON_RECORD & not_(_AT_LEAST_4_WEEKS) & not_(SHORT_OUTLOOK)
