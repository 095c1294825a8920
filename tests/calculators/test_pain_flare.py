"""Flares of pain: rises, returns, what is not written down, and the edges of the window."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from boneguide.calculators import PainDay, PainFlare, pain_flare
from boneguide.errors import MissingInputError, OutOfDomainError, UnitMismatchError
from boneguide.quantities import Q, Quantity

#: Day, worst pain, dose; None is what was not written down.
Entry = tuple[int, int | None, float | None]


def omed(value: float | None) -> Quantity | None:
    return None if value is None else Q(value, "OMED/day")


def ask(*diary: Entry, pain: Any = 5, dose: float | None = 60, **more: Any) -> str:
    days = [PainDay(day=day, pain=level, omed=omed(taken)) for day, level, taken in diary]
    return pain_flare(baseline_pain=pain, baseline_omed=omed(dose), diary=days, **more).value


def quiet(days: Iterable[int]) -> list[Entry]:
    return [(day, 5, 60) for day in days]


def test_v92() -> None:
    assert ask((3, 7, 60), (6, 5, 60)) == "flare"


def test_a_return_below_baseline_counts() -> None:
    assert ask((3, 7, 60), (6, 2, 60)) == "flare"
    assert ask((3, 7, 60), (6, 5, 40)) == "flare"


def test_without_return_it_is_progression_or_not_known() -> None:
    assert ask((3, 7, 60)) == "undecided"
    assert ask((3, 7, 60), (6, 6, 60)) == "undecided"
    assert ask((3, 7, 60), (9, 6, 60)) == "undecided"
    assert ask((3, 7, 60), (10, 6, 60)) == "progression"
    assert ask((3, 7, 60), (10, 7, 60)) == "progression"
    assert ask((3, 7, 60), (30, 8, 60)) == "progression"
    # Seen above baseline on the last day only: nothing is known of afterwards.
    assert ask(*quiet(range(10)), (10, 7, 60)) == "undecided"


def test_pain_held_down_by_more_analgesics_has_not_returned() -> None:
    assert ask((3, 7, 60), (6, 5, 75)) == "undecided"
    assert ask((3, 7, 60), (10, 5, 75)) == "progression"
    assert ask((3, 7, 60), (6, 5, 75), (12, 5, 60)) == "flare"


@pytest.mark.parametrize(
    ("pain", "dose", "rose"),
    [
        (7, 60, True),
        (6, 60, False),
        (7, 59, False),
        (8, 75, True),
        (5, 75, True),
        (5, 75 - 1e-10, True),
        (5, 74.9, False),
        (6, 75, True),
        (4, 75, False),
        (4, 200, False),
        (7, 60 - 1e-10, True),
    ],
    ids=repr,
)
def test_what_counts_as_a_rise(pain: int, dose: float, rose: bool) -> None:
    days = {day: (day, 5, 60.0) for day in range(11)} | {3: (3, pain, dose)}
    assert ask(*days.values()) == ("flare" if rose else "no flare")


def test_opioids_begun_after_none_are_a_rise() -> None:
    assert ask((2, 5, 1), (5, 5, 0), dose=0) == "flare"
    assert ask(*((day, 5, 0) for day in range(11)), dose=0) == "no flare"


def test_a_flare_is_excluded_only_by_a_whole_diary() -> None:
    assert ask(*quiet(range(11))) == "no flare"
    for left_out in range(11):
        assert ask(*quiet(day for day in range(11) if day != left_out)) == "undecided"
    assert ask() == "undecided"


def test_the_window_ends_on_its_last_day() -> None:
    assert ask(*quiet(range(10)), (10, 7, 60), (12, 5, 60)) == "flare"
    assert ask(*quiet(range(11)), (11, 7, 60), (12, 5, 60)) == "no flare"
    assert ask(*quiet(range(11)), (11, 7, 60), (12, 5, 60), window=14) == "flare"
    assert ask(*quiet(range(11)), window=14) == "undecided"
    assert ask(*quiet(range(15)), window=14) == "no flare"
    assert ask((3, 7, 60), (10, 6, 60), window=14) == "undecided"
    assert ask((0, 7, 60), (1, 5, 60)) == "flare"


def test_a_return_is_after_the_rise() -> None:
    assert ask((2, 5, 60), (3, 7, 60), (10, 7, 60)) == "progression"
    assert ask((10, 7, 60), (3, 7, 60), (1, 5, 60)) == "progression"


def test_what_is_not_written_down_is_not_guessed() -> None:
    assert ask((3, 7, None), (6, 5, 60)) == "undecided"
    assert ask((3, None, 60), (6, 5, 60)) == "undecided"
    assert ask((3, 7, 60), (6, 5, None)) == "undecided"
    assert ask((3, 7, 60), (10, 6, 60), (8, 5, None)) == "undecided"
    assert ask((3, 7, 60), (6, 5, 60), dose=None) == "undecided"
    # More pain is above baseline, whatever the analgesics.
    assert ask((3, 7, 60), (10, 6, None)) == "progression"
    # Less pain is no flare, whatever the analgesics.
    assert ask(*((day, 4, None) for day in range(11))) == "no flare"


def test_refusals() -> None:
    with pytest.raises(MissingInputError, match="needs baseline_pain"):
        ask((3, 7, 60), pain=None)
    for wrong in (11, True, 4.5):
        with pytest.raises(OutOfDomainError, match="given baseline_pain"):
            ask((3, 7, 60), pain=wrong)
    with pytest.raises(OutOfDomainError, match="given pain 11"):
        ask((3, 11, 60))
    with pytest.raises(OutOfDomainError, match="the day 3 without a number or twice"):
        ask((3, 7, 60), (3, 5, 60))
    day: Any = None
    with pytest.raises(OutOfDomainError, match="the day None without a number or twice"):
        ask((day, 7, 60))
    with pytest.raises(OutOfDomainError, match="given day -1"):
        ask((-1, 7, 60))
    for window in (9, 15, True):
        with pytest.raises(OutOfDomainError, match=r"given window .*from 10 to 14"):
            ask((3, 7, 60), window=window)
    with pytest.raises(UnitMismatchError):
        pain_flare(baseline_pain=5, baseline_omed=Q(60, "mg"), diary=[])


def test_no_window_is_the_usual_one() -> None:
    nothing: Any = None
    assert ask(*quiet(range(11)), window=nothing) == "no flare"


def oracle(diary: list[tuple[int, int, float]]) -> str:
    """Answer for whole entries against pain 5 and 60 OMED/day by looking day after day."""
    rose_on = None
    for day, pain, dose in sorted(diary):
        if rose_on is not None and pain <= 5 and dose <= 60:
            return "flare"
        above = (pain >= 7 and dose >= 60) or (dose >= 75 and pain >= 5)
        if rose_on is None and above and day <= 10:
            rose_on = day
    last = max((day for day, _, _ in diary), default=-1)
    if rose_on is not None:
        return "progression" if last >= 10 and last > rose_on else "undecided"
    return "no flare" if {day for day, _, _ in diary} >= set(range(11)) else "undecided"


ENTRIES = st.dictionaries(
    st.integers(0, 14), st.tuples(st.integers(3, 8), st.sampled_from([0.0, 59.0, 60.0, 70.0, 75.0, 90.0])), max_size=15
)


@for_all(ENTRIES)
def test_any_diary(entries: dict[int, tuple[int, float]]) -> None:
    diary = [(day, pain, dose) for day, (pain, dose) in entries.items()]
    assert ask(*diary) == oracle(diary)


@for_all(ENTRIES)
def test_what_is_decided_stays_decided_when_more_is_known(entries: dict[int, tuple[int, float]]) -> None:
    whole = [(day, level, taken) for day, (level, taken) in entries.items()]
    for hidden in entries:
        without_pain = [(day, None if day == hidden else level, taken) for day, level, taken in whole]
        without_dose = [(day, level, None if day == hidden else taken) for day, level, taken in whole]
        for partly in (without_pain, without_dose):
            assert ask(*partly) in {"undecided", ask(*whole)}, hidden


@for_all(ENTRIES)
def test_a_day_without_an_entry_was_not_read(entries: dict[int, tuple[int, float]]) -> None:
    for hidden in entries:
        rest = [(day, level, taken) for day, (level, taken) in entries.items() if day != hidden]
        assert ask(*rest, (hidden, None, None)) == ask(*rest)


def test_a_second_rise_does_not_undo_a_flare() -> None:
    assert ask((3, 7, 60), (5, 5, 60), (7, 7, 60), (10, 7, 60)) == "flare"
    assert ask((3, 7, None), (5, 5, 60), (7, 7, 60), (10, 7, 60)) == "undecided"


def test_answers_in_words() -> None:
    assert [str(each) for each in PainFlare] == ["flare", "progression", "no flare", "undecided"]
