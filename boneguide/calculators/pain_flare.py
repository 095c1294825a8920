"""Pain flare after radiotherapy, told from progression by the return to baseline.

Domain: a painful bone metastasis that was irradiated; worst pain, 0 to 10, and
oral morphine equivalent daily dose (OMED), as a diary from the first day.

A flare is, within the window, worst pain up by 2 or more without fewer
analgesics, or analgesics up by 25 % or more without less pain, and then a return
to baseline or lower. Without that return it is progression, not a flare. The
window is days 0 to 10; one trial used days 0 to 14.

Readings of this library (derived): pain and analgesics must both have returned,
since pain that is held down by more analgesics has not; a rise with a return is a
flare, also if another rise follows; it is progression if no day that was read
after the rise shows a return, and the last of them is the end of the window or
later; a flare is excluded only if every day of the window was read.

Verification: the definition was seen in the abstract of a trial (primary).
"""

from __future__ import annotations

import enum
from collections.abc import Iterable

import attrs

from boneguide.calculators._analgesics import Change, changes, daily_dose
from boneguide.calculators._inputs import entries
from boneguide.calculators._score import whole
from boneguide.calculators._score_references import DEXA_2020
from boneguide.calculators.pain_band import SCALE
from boneguide.calculators.pain_response import CLEAR_CHANGE
from boneguide.errors import MissingInputError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity

__all__ = ["SOURCE", "PainDay", "PainFlare", "pain_flare"]

SOURCE = Source(DEXA_2020, locator="abstract", rows=("8.13",), verified="primary")

_NAME = "Pain flare"
#: Last day of the window, and the longest window that was used in a trial.
WINDOW = 10
LONGEST_WINDOW = 14
_LONGEST_DIARY = 3650


class PainFlare(enum.Enum):
    """What the diary shows.

    Example:
        >>> str(PainFlare.UNDECIDED)
        'undecided'
    """

    #: Pain rose and returned to baseline.
    FLARE = "flare"
    #: Pain rose and did not return.
    PROGRESSION = "progression"
    #: Every day of the window was read, and pain never rose.
    NONE = "no flare"
    #: The diary does not tell.
    UNDECIDED = "undecided"

    def __str__(self) -> str:
        """Return the answer in words."""
        return self.value


@attrs.frozen(kw_only=True)
class PainDay:
    """What a diary holds for one day; None is what was not written down."""

    #: Day, 0 being the first day of radiotherapy.
    day: int
    #: Worst pain, a whole number from 0 to 10.
    pain: int | None = None
    #: Oral morphine equivalent daily dose.
    omed: Quantity | None = None


def pain_flare(
    *,
    baseline_pain: int | None,
    baseline_omed: Quantity | None,
    diary: Iterable[PainDay],
    window: int = WINDOW,
) -> PainFlare:
    """Say whether a diary shows a flare, progression, neither, or does not tell.

    Args:
        baseline_pain: Worst pain before radiotherapy, a whole number from 0 to 10.
        baseline_omed: Oral morphine equivalent daily dose before radiotherapy; None
            if not known.
        diary: The days that were read, in any order.
        window: Last day of the window, 10 to 14.

    Returns:
        What the diary shows.

    Raises:
        MissingInputError: If the baseline of pain is None.
        OutOfDomainError: If a number is not on its scale or a day stands twice.
        UnitMismatchError: If a dose is not in OMED per day.

    Example:
        >>> from boneguide.quantities import Q
        >>> dose = Q(60, "OMED/day")
        >>> diary = [PainDay(day=3, pain=7, omed=dose), PainDay(day=6, pain=5, omed=dose)]
        >>> print(pain_flare(baseline_pain=5, baseline_omed=dose, diary=diary))
        flare
        >>> print(pain_flare(baseline_pain=5, baseline_omed=dose, diary=diary[:1]))
        undecided
    """
    baseline = whole(baseline_pain, SCALE, "baseline_pain", _NAME)
    if baseline is None:
        msg = (
            f"{_NAME} needs baseline_pain, which was not given. Expected a whole number from 0 to 10. A rise cannot be"
            " told without it; nothing is assumed in its place."
        )
        raise MissingInputError(msg)
    last = whole(window, range(WINDOW, LONGEST_WINDOW + 1), "window", _NAME)
    end = WINDOW if last is None else last
    dose = daily_dose(baseline_omed, _NAME)
    days = {entry.day: _against(baseline, dose, entry) for entry in _checked(diary)}
    rises = [day for day, (rose, _) in days.items() if rose is True and day <= end]
    if any(back is True and day > min(rises, default=day) for day, (_, back) in days.items()):
        return PainFlare.FLARE
    # What is written down in part may still turn out to be a rise, or a return after one.
    doubts = [day for day, (rose, _) in days.items() if rose is not False and day <= end]
    doubtful = any(back is not False and day > min(doubts, default=day) for day, (_, back) in days.items())
    if rises and not doubtful and end <= max(days) > min(rises):
        return PainFlare.PROGRESSION
    excluded = all(days.get(day, (None, None))[0] is False for day in range(end + 1))
    return PainFlare.NONE if excluded else PainFlare.UNDECIDED


def _checked(diary: object) -> list[PainDay]:
    read = entries(diary)
    if read is None or not all(isinstance(entry, PainDay) for entry in read):
        msg = (
            f"{_NAME} was given the diary {diary!r:.80}. Expected a list such as [PainDay(day=3, pain=7)], empty where"
            " nothing was written down. Write each day so."
        )
        raise OutOfDomainError(msg)
    days = [entry for entry in read if isinstance(entry, PainDay)]
    seen: set[int] = set()
    for entry in days:
        if whole(entry.day, range(_LONGEST_DIARY), "day", _NAME) is None or entry.day in seen:
            msg = (
                f"{_NAME} was given the day {entry.day!r} without a number or twice. Expected each day once. Put"
                " readings of one day together, with the worst pain."
            )
            raise OutOfDomainError(msg)
        seen.add(entry.day)
    # A day of which nothing was written down was not read.
    return [entry for entry in days if entry.pain is not None or entry.omed is not None]


def _against(baseline: int, dose: float | None, entry: PainDay) -> tuple[bool | None, bool | None]:
    """Return whether a day lies above baseline as a flare does, and whether it is back at baseline."""
    pain = whole(entry.pain, SCALE, "pain", _NAME)
    pains = SCALE if pain is None else (pain,)
    doses = changes(dose, daily_dose(entry.omed, _NAME), 0.0)
    possible = [(level - baseline, change) for level in pains for change in doses]
    rose = {
        (rise >= CLEAR_CHANGE and not change.down) or (change is Change.MUCH_MORE and rise >= 0)
        for rise, change in possible
    }
    back = {rise <= 0 and not change.up for rise, change in possible}
    return _one(rose), _one(back)


def _one(answers: set[bool]) -> bool | None:
    return answers.pop() if len(answers) == 1 else None
