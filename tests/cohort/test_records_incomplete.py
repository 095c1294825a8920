"""Records with lists that may lack entries, as columns: the same answers, or none."""

from __future__ import annotations

from typing import Any

import attrs
import polars as pl
import pytest

import boneguide as bg
from boneguide import cohort, guidelines
from boneguide.cohort import from_patients
from boneguide.errors import CohortLayoutError
from boneguide.model.lesion import Lesion
from boneguide.model.patient import LIST_NAMES
from tests.cohort.support import ON, differences
from tests.guidelines.clean import clean
from tests.guidelines.corpus import corpus

LISTS = tuple(name for name in LIST_NAMES if name != "lesions")


@pytest.mark.filterwarnings("ignore::boneguide.errors.BoneguideWarning")
def test_columns_answer_as_records_of_which_lists_may_lack_entries() -> None:
    people = [attrs.evolve(patient, incomplete=LISTS) for patient in corpus(30)]
    told = 0
    for records in from_patients(people, on=ON):
        answers = cohort.assess(**records.framed(pl.DataFrame), on=ON, jurisdiction="EU")
        alone: dict[Any, Any] = {
            key: guidelines.default(people[key], on=ON, jurisdiction="EU") for key in records.people["patient"]
        }
        assert not differences(answers, alone)
        told += len(alone)
    assert told == len(people)


def test_lesions_in_a_frame_count_as_all_so_that_some_are_refused() -> None:
    some = attrs.evolve(clean(), lesions=[Lesion(site="L3")], incomplete=["lesions"])
    with pytest.raises(CohortLayoutError, match="'A1': the lesions may lack entries"):
        from_patients({"A1": some}, on=ON)
    assert from_patients({"A1": attrs.evolve(some, incomplete=["allergies"])}, on=ON)


def test_where_no_lesion_is_on_record_it_is_not_known_which_there_are() -> None:
    for lesions, incomplete, listed in (((), ["lesions"], None), ((), None, True), (None, ["lesions"], None)):
        patient = bg.Patient(lesions=lesions, incomplete=incomplete)  # type: ignore[arg-type]  # a name of a list
        [records] = from_patients({"A1": patient}, on=ON)
        assert records.people["lesions_listed"] == [listed]
