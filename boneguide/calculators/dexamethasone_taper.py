"""Daily doses of dexamethasone while it is withdrawn, as data and arithmetic.

Eight named schedules and one short step-down. Sources agree on little: 16 mg a day
was brought to nothing in 14 days in one series, whose steps were not printed, and
other durations run from 5 days to 6 weeks. So the steps are mostly decisions of
this library, and a schedule is chosen by name.

Domain: dexamethasone in mg per day, day 1 being the first reduced day; for
``TP-SC23``, which reduces nothing, it is the day of radiotherapy. ``TP-BD`` and
``TP-12`` were printed for the brain and not for cord compression. Who needs which,
and what to do if symptoms return, stand with the rules.

Verification: the steps are decisions of this library (derived), but for ``TP-12``,
``TP-BD`` and ``TP-SC23``, which were read in secondary text.
"""

from __future__ import annotations

import math

import attrs

from boneguide.calculators._inputs import same
from boneguide.calculators._steroid_references import BRAIN_TAPERS, HEIMDAL_1992, LIBRARY_STEROIDS, SC23_2015
from boneguide.errors import MissingInputError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DRUG_MASS

__all__ = [
    "SOURCE",
    "SOURCE_BRAIN",
    "SOURCE_ENDPOINTS",
    "SOURCE_FLARE",
    "TAPERS",
    "DailySplit",
    "TaperSchedule",
    "taper_daily_doses",
    "twice_daily_split",
]

SOURCE = Source(
    LIBRARY_STEROIDS,
    locator="steps of the tapers; larger half in the morning; short step-down",
    rows=("TP-14", "TP-7", "TP-21", "TP-H", "TP-8", "TP-R3", "SS-07"),
    verified="derived",
)
SOURCE_ENDPOINTS = Source(
    HEIMDAL_1992, locator="abstract", rows=("TP-14",), verified="primary", note="Ends only; the steps are not printed."
)
SOURCE_BRAIN = Source(BRAIN_TAPERS, locator="tapers", rows=("TP-12", "TP-BD"), verified="secondary")
SOURCE_FLARE = Source(SC23_2015, locator="treatment", rows=("TP-SC23", "ST-17"), verified="secondary")

#: Smallest part of a tablet, in mg.
TABLET = 0.5


@attrs.frozen(kw_only=True)
class TaperSchedule:
    """One schedule: what is taken on each day before the first day without.

    Example:
        >>> TAPERS["TP-14"].days, TAPERS["TP-14"].total
        (14, <Quantity(80.0, 'milligram')>)
    """

    #: Name of the schedule.
    key: str
    #: mg of each day, in order.
    milligrams: tuple[float, ...]
    #: What it is meant for.
    meant_for: str
    #: Whether each day's dose is printed as two.
    twice_daily: bool = False
    #: Number of the first day.
    first_day: int = 1
    #: Where it was read, or who decided.
    source: Source

    @property
    def days(self) -> int:
        """How many days a dose is taken."""
        return len(self.milligrams)

    @property
    def total(self) -> Quantity:
        """All doses together."""
        return DRUG_MASS.quantity(sum(self.milligrams))


def _steps(*steps: tuple[float, int]) -> tuple[float, ...]:
    return tuple(dose for dose, days in steps for _ in range(days))


#: The schedules by name. ``TP-TRIAL`` steps down from 8 mg where a trial against pain failed.
TAPERS: dict[str, TaperSchedule] = {
    schedule.key: schedule
    for schedule in (
        TaperSchedule(
            key="TP-14",
            milligrams=_steps((12, 3), (8, 3), (4, 3), (2, 3), (1, 2)),
            meant_for="from 16 mg a day over 14 days, the default",
            source=SOURCE,
        ),
        TaperSchedule(
            key="TP-7",
            milligrams=_steps((12, 1), (8, 2), (4, 2), (2, 2)),
            meant_for="from 16 mg a day, fast",
            source=SOURCE,
        ),
        TaperSchedule(
            key="TP-12",
            milligrams=_steps((12, 3), (8, 3), (4, 3), (2, 3)),
            meant_for="from 16 mg a day; printed for the brain",
            source=SOURCE_BRAIN,
        ),
        TaperSchedule(
            key="TP-21",
            milligrams=_steps((12, 4), (8, 4), (6, 4), (4, 4), (2, 3), (1, 2)),
            meant_for="from 16 mg a day, slow: worsening, or slow recovery of walking",
            source=SOURCE,
        ),
        TaperSchedule(
            key="TP-H",
            milligrams=_steps((8, 3), (4, 3), (2, 3), (1, 3)),
            meant_for="from 16 mg a day, halved every 3 days",
            source=SOURCE,
        ),
        TaperSchedule(
            key="TP-BD",
            milligrams=_steps((16, 4), (8, 4), (4, 4)),
            meant_for="during 12 days of radiotherapy; printed for the brain",
            twice_daily=True,
            source=SOURCE_BRAIN,
        ),
        TaperSchedule(
            key="TP-8",
            milligrams=_steps((6, 4), (4, 4), (2, 3), (1, 3)),
            meant_for="from 8 mg a day",
            source=SOURCE,
        ),
        TaperSchedule(
            key="TP-SC23",
            milligrams=_steps((8, 5)),
            meant_for="against a flare of pain, from the day of radiotherapy; no taper",
            first_day=0,
            source=SOURCE_FLARE,
        ),
        TaperSchedule(
            key="TP-TRIAL",
            milligrams=_steps((4, 3), (2, 3)),
            meant_for="from 8 mg a day, where a trial against bone pain did not help by day 7",
            source=SOURCE,
        ),
    )
}


def taper_daily_doses(key: str) -> dict[int, Quantity]:
    """Return the dose of each day of a schedule, the first day without included.

    Args:
        key: Name of the schedule, such as ``"TP-14"``.

    Returns:
        The dose in mg by number of the day; the last one is zero.

    Raises:
        OutOfDomainError: If there is no such schedule.

    Example:
        >>> doses = taper_daily_doses("TP-TRIAL")
        >>> [doses[day].m_as("mg") for day in doses]
        [4.0, 4.0, 4.0, 2.0, 2.0, 2.0, 0.0]
    """
    schedule = TAPERS.get(key)
    if schedule is None:
        msg = f"There is no taper {key!r}. Expected one of: {', '.join(TAPERS)}. Choose one of them."
        raise OutOfDomainError(msg)
    doses = enumerate((*schedule.milligrams, 0.0), start=schedule.first_day)
    return {day: DRUG_MASS.quantity(milligrams) for day, milligrams in doses}


@attrs.frozen(kw_only=True)
class DailySplit:
    """A day's dose as two; together they are always the day's dose."""

    #: In the morning: the larger half.
    morning: Quantity
    #: Later in the day.
    second: Quantity


def twice_daily_split(*, daily_dose: Quantity | None) -> DailySplit:
    """Return a day's dose as two, the larger in the morning, in halves of a 1 mg tablet.

    Args:
        daily_dose: The day's dose, a multiple of 0.5 mg.

    Returns:
        Both doses.

    Raises:
        MissingInputError: If the dose is None.
        UnitMismatchError: If its unit is not one of mass.
        OutOfDomainError: If it is no multiple of 0.5 mg, or cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> split = twice_daily_split(daily_dose=Q(1.5, "mg"))
        >>> split.morning.m_as("mg"), split.second.m_as("mg")
        (1.0, 0.5)
    """
    if daily_dose is None:
        msg = 'The day\'s dose is not known. Expected a quantity such as Q(8, "mg"). Look it up in the schedule.'
        raise MissingInputError(msg)
    milligrams = DRUG_MASS.canonical_value(daily_dose)
    halves = milligrams / TABLET
    if milligrams < 0 or not same(halves, round(halves)):
        msg = (
            f"A day's dose of {milligrams:.10g} mg cannot be split. Expected a multiple of 0.5 mg, zero or more. Round"
            " it to what tablets can give."
        )
        raise OutOfDomainError(msg)
    count = round(halves)
    morning = math.ceil(count / 2)
    return DailySplit(
        morning=DRUG_MASS.quantity(morning * TABLET), second=DRUG_MASS.quantity((count - morning) * TABLET)
    )
