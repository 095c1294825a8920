"""Response of pain to radiotherapy after the international consensus of 2012.

Domain: a painful bone metastasis that was irradiated; worst pain of the last 24
hours at that site, 0 to 10, and oral morphine equivalent daily dose (OMED).

- Complete response: pain 0 and no more analgesics than before (secondary).
- Partial response: pain down by 2 or more without more analgesics, or analgesics
  down by 25 % or more without more pain (secondary).
- Pain progression: pain up by 2 or more with analgesics stable or raised, or
  analgesics up by 25 % or more with pain stable or up by 1 (memory). Of the
  consensus only the abstract was seen, which defines nothing.
- Indeterminate response: anything else. That the class exists was seen; its
  wording was not (memory).

An answer that may be one of the last two carries the weaker verification.

Readings of this library (derived): analgesics are stable only if the dose is the
same, unless a tolerance is given; opioids begun after none count as a rise of
25 % or more; more pain with more analgesics is progression.
"""

from __future__ import annotations

import enum
import itertools
from collections.abc import Iterable

from boneguide.calculators._analgesics import Change, changes, daily_dose
from boneguide.calculators._score import whole
from boneguide.calculators._score_references import CHOW_2012
from boneguide.calculators.pain_band import SCALE
from boneguide.calculators.results import Classification
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity

__all__ = ["PROGRESSION_SOURCE", "SOURCE", "PainResponse", "pain_response"]

SOURCE = Source(
    CHOW_2012,
    locator="complete and partial response",
    rows=("8.13",),
    verified="secondary",
    note="Read in a later paper that reprints the definitions.",
)
#: The definitions of progression and of what is indeterminate, which were not seen.
PROGRESSION_SOURCE = Source(
    CHOW_2012,
    locator="pain progression and indeterminate response",
    rows=("8.13",),
    verified="memory",
    note="The classes were seen named, their definitions were not.",
)

_NAME = "Pain response"
#: Points on the scale that count as a change of pain.
CLEAR_CHANGE = 2


class PainResponse(enum.Enum):
    """Class of the international consensus.

    Example:
        >>> PainResponse("PR").responder, str(PainResponse.INDETERMINATE)
        (True, 'indeterminate response')
    """

    #: Complete response.
    COMPLETE = "CR"
    #: Partial response.
    PARTIAL = "PR"
    #: Pain progression.
    PROGRESSION = "PP"
    #: Indeterminate response.
    INDETERMINATE = "IR"

    @property
    def responder(self) -> bool:
        """Whether this is a complete or a partial response."""
        return self in {PainResponse.COMPLETE, PainResponse.PARTIAL}

    @property
    def source(self) -> Source:
        """Where this class was read, and how far that was checked."""
        return SOURCE if self.responder else PROGRESSION_SOURCE

    def __str__(self) -> str:
        """Return the class in words."""
        words = {"CR": "complete response", "PR": "partial response", "PP": "pain progression"}
        return words.get(self.value, "indeterminate response")


def pain_response(
    *,
    baseline_pain: int | None,
    pain: int | None,
    baseline_omed: Quantity | None,
    omed: Quantity | None,
    tolerance: Quantity | None = None,
) -> Classification[PainResponse]:
    """Return the response of pain, or every response that is possible.

    Args:
        baseline_pain: Worst pain before radiotherapy, a whole number from 0 to 10.
        pain: Worst pain now.
        baseline_omed: Oral morphine equivalent daily dose before radiotherapy.
        omed: The same now.
        tolerance: Change of that dose, up to and including which it counts as
            stable; None: only the same dose does.

    Returns:
        The class; with something None, the classes that are possible.

    Raises:
        OutOfDomainError: If pain is no whole number from 0 to 10.
        UnitMismatchError: If a dose is not in OMED per day.

    Example:
        >>> from boneguide.quantities import Q
        >>> dose = Q(60, "OMED/day")
        >>> print(pain_response(baseline_pain=7, pain=5, baseline_omed=dose, omed=dose))
        Pain response: partial response
        >>> answer = pain_response(baseline_pain=7, pain=5, baseline_omed=dose, omed=None)
        >>> [each.value for each in answer.classes], answer.verified.value, answer.would_decide
        (['PR', 'IR'], 'memory', ('omed',))
    """
    before = whole(baseline_pain, SCALE, "baseline_pain", _NAME)
    now = whole(pain, SCALE, "pain", _NAME)
    dose_before, dose_now = daily_dose(baseline_omed, _NAME), daily_dose(omed, _NAME)
    spared = daily_dose(tolerance, _NAME) or 0.0
    inputs = {"baseline_pain": before, "pain": now, "baseline_omed": dose_before, "omed": dose_now}
    missing = tuple(name for name, value in inputs.items() if value is None)
    pains = list(itertools.product(_possible(before), _possible(now)))
    doses = changes(dose_before, dose_now, spared)
    found = {(*pair, change): _respond(*pair, change) for pair in pains for change in doses}
    classes = tuple(each for each in PainResponse if each in found.values())
    notes = ("pain was 0 at baseline: there was nothing to respond to",) if before == 0 else ()
    return Classification(
        name=_NAME,
        classes=classes,
        missing=missing,
        would_decide=tuple(name for name in missing if _decides(name, found)),
        notes=notes,
        source=SOURCE if all(each.responder for each in classes) else PROGRESSION_SOURCE,
    )


def _possible(pain: int | None) -> Iterable[int]:
    return SCALE if pain is None else (pain,)


def _respond(before: int, now: int, dose: Change) -> PainResponse:
    rise = now - before
    if now == 0 and not dose.up:
        return PainResponse.COMPLETE
    if (rise <= -CLEAR_CHANGE and not dose.up) or (rise <= 0 and dose is Change.MUCH_LESS):
        return PainResponse.PARTIAL
    if (rise >= CLEAR_CHANGE and not dose.down) or (rise in {0, 1} and dose is Change.MUCH_MORE):
        return PainResponse.PROGRESSION
    return PainResponse.INDETERMINATE


def _decides(name: str, found: dict[tuple[int, int, Change], PainResponse]) -> bool:
    """Say whether completions that differ in one input only differ in class."""
    place = {"baseline_pain": 0, "pain": 1}.get(name, 2)
    by_rest: dict[tuple[object, ...], set[PainResponse]] = {}
    for key, response in found.items():
        by_rest.setdefault(tuple(part for at, part in enumerate(key) if at != place), set()).add(response)
    return any(len(responses) > 1 for responses in by_rest.values())
