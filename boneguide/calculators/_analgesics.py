"""Change of analgesic use against baseline, as responses and flares of pain use it."""

from __future__ import annotations

import enum

from boneguide.calculators._inputs import Input, below, same
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import OMED

OMED_INPUT = Input(
    name="oral morphine equivalent daily dose", kind=OMED, example='Q(60, "OMED/day"), not mg/day of any one opioid'
)

_QUARTER = 0.25


class Change(enum.Enum):
    """How an analgesic dose stands to its baseline."""

    MUCH_LESS = "down 25 % or more"
    LESS = "down less than 25 %"
    STABLE = "stable"
    MORE = "up less than 25 %"
    MUCH_MORE = "up 25 % or more"

    @property
    def up(self) -> bool:
        """Whether the dose rose."""
        return self in {Change.MORE, Change.MUCH_MORE}

    @property
    def down(self) -> bool:
        """Whether the dose fell."""
        return self in {Change.LESS, Change.MUCH_LESS}


def daily_dose(value: Quantity | None, name: str) -> float | None:
    """Return a dose in OMED per day, or None where it is not known."""
    return None if value is None else OMED_INPUT.read(value, name)


def changes(baseline: float | None, dose: float | None, tolerance: float) -> frozenset[Change]:
    """Return every change that is possible; one where both doses are known.

    Opioids begun after a baseline of none are a rise of 25 % or more, whatever
    the dose and the tolerance.
    """
    if baseline is not None and dose is not None:
        return frozenset({_change(baseline, dose, tolerance)})
    if baseline == 0:
        return frozenset({Change.STABLE, Change.MUCH_MORE})
    if baseline is not None:
        # The dose may be anything: a wide tolerance leaves no room for a small change, or for any fall.
        small = below(tolerance, _QUARTER * baseline)
        fall = below(tolerance, baseline)
        return _those({Change.LESS: small, Change.MORE: small, Change.MUCH_LESS: fall, Change.MUCH_MORE: True})
    if dose == 0:
        return frozenset({Change.STABLE, Change.MUCH_LESS})
    if dose is not None:
        # The baseline may be anything: a rise of less than a quarter started above 4/5 of the dose, a fall below 4/3.
        more, less = below(tolerance, dose / 5), below(tolerance, dose / 3)
        return _those({Change.MORE: more, Change.LESS: less, Change.MUCH_LESS: True, Change.MUCH_MORE: True})
    return frozenset(Change)


def _those(possible: dict[Change, bool]) -> frozenset[Change]:
    return frozenset({Change.STABLE, *(change for change, can_be in possible.items() if can_be)})


def _change(baseline: float, dose: float, tolerance: float) -> Change:
    if baseline == 0 and dose > 0:
        return Change.MUCH_MORE
    if same(baseline, dose) or not below(tolerance, abs(dose - baseline)):
        return Change.STABLE
    much = not below(abs(dose - baseline), _QUARTER * baseline)
    if dose > baseline:
        return Change.MUCH_MORE if much else Change.MORE
    return Change.MUCH_LESS if much else Change.LESS
