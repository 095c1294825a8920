"""Spinal cord and cauda equina: what is unknown stays so, and what cannot be is refused."""

# Values of a wrong type are given on purpose.

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

from boneguide.errors import InvalidPatientError
from boneguide.model.neurology import CORD_COMPRESSIONS, EPIDURAL_GRADES, Neurology
from boneguide.model.patient import Patient
from boneguide.quantities import Q

FLAGS = [field.name for field in attrs.fields(Neurology) if str(field.type) == "bool | None"]
DAY = date(2026, 11, 20)


@pytest.mark.parametrize("name", FLAGS)
def test_a_flag_has_three_values_and_is_nothing_else(name: str) -> None:
    record: Any = Neurology
    for value in (True, False, None):
        assert getattr(record(**{name: value}), name) is value
    for wrong in (0, 1, "no", ()):
        with pytest.raises(InvalidPatientError, match=rf"Neurology\.{name} was .*; expected True, False, or None"):
            record(**{name: wrong})


def test_words_are_those_of_their_lists() -> None:
    for word in CORD_COMPRESSIONS:
        assert Neurology(cord_compression=word).cord_compression == word
    for grade in EPIDURAL_GRADES:
        assert Neurology(epidural_grade=grade).epidural_grade == grade
    given: Any = {"cord_compression": "suspect"}
    with pytest.raises(InvalidPatientError, match=r"Did you mean 'suspected'\?"):
        Neurology(**given)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"paraplegia": True, "ambulatory": True}, "paraplegia and ambulatory are both True"),
        ({"paraplegia": True, "deficit": False}, "paraplegia is True while deficit is False"),
        (
            {"paraplegia_duration": Q(60, "hour"), "paraplegia_onset": DAY},
            "paraplegia_duration is 60 hour, beside a paraplegia_onset",
        ),
        (
            {"cord_compression": "suspected", "confirmed_on": DAY},
            "confirmed_on is 2026-11-20 while cord_compression is 'suspected'",
        ),
        (
            {"cord_compression": "excluded", "confirmed_on": DAY},
            "confirmed_on is 2026-11-20 while cord_compression is 'excluded'",
        ),
        (
            {"cord_compression": "excluded", "epidural_grade": "2"},
            "epidural_grade is '2' while cord_compression is 'excluded'",
        ),
        ({"cord_displaced": False, "epidural_grade": "3"}, "epidural_grade is '3' while cord_displaced is False"),
        ({"root_or_cauda_only": True, "cord_displaced": True}, "while the cord is displaced or compressed"),
        ({"root_or_cauda_only": True, "epidural_grade": "2"}, "while the cord is displaced or compressed"),
        ({"deficit": False, "deficit_onset": DAY}, r"deficit_onset was 2026-11-20, while Neurology\.deficit is False"),
        (
            {"paraplegia": False, "paraplegia_duration": Q(1, "day")},
            r"paraplegia_duration was .*, while Neurology\.paraplegia is False",
        ),
        ({"paraplegia": False, "paraplegia_onset": DAY}, r"paraplegia_onset was 2026-11-20, while"),
        ({"paraplegia_duration": 60}, "a number without a unit"),
        ({"paraplegia_duration": Q(-1, "hour")}, r"-1 hour \(.* day\) is not possible"),
        ({"whole_spine_mri_on": "yesterday"}, r"expected a datetime\.date"),
    ],
)
def test_what_cannot_be_is_refused(facts: dict[str, Any], told: str) -> None:
    with pytest.raises(InvalidPatientError, match=told):
        Neurology(**facts)


@pytest.mark.parametrize(
    "facts",
    [
        {"paraplegia": True, "ambulatory": False, "deficit": True},
        {"paraplegia": False, "ambulatory": True},
        {"cord_compression": "confirmed", "confirmed_on": DAY, "epidural_grade": "3", "cord_displaced": True},
        {"cord_compression": "excluded", "epidural_grade": "1c"},
        {"cord_compression": "confirmed", "cord_displaced": False, "root_or_cauda_only": True},
        {"paraplegia_duration": Q(60, "hour")},
        {"paraplegia_onset": DAY},
    ],
)
def test_what_goes_together_is_taken(facts: dict[str, Any]) -> None:
    record = Neurology(**facts)
    assert all(getattr(record, name) == value for name, value in facts.items())


def test_it_is_part_of_a_record() -> None:
    patient = Patient(neurology=Neurology(deficit=True, deficit_onset=DAY))
    assert patient.known() == ("neurology.deficit", "neurology.deficit_onset")
    assert list(patient.dates()) == [("neurology.deficit_onset", DAY)]
    assert patient.latest_day == DAY
    assert patient.without("neurology.deficit_onset").neurology == Neurology(deficit=True)
    assert patient.without("neurology") == Patient()
    wrong: Any = {"neurology": True}
    with pytest.raises(InvalidPatientError, match=r"Patient\.neurology was True; expected a Neurology\."):
        Patient(**wrong)
