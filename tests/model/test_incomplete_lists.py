"""Lists that may lack entries: what they are called, what is refused, and what a record says of them."""

# Values of a wrong type are given on purpose.

from __future__ import annotations

import copy
import pickle
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boneguide.errors import InvalidPatientError, UnknownFieldError
from boneguide.model.lesion import Lesion
from boneguide.model.medication import Medication
from boneguide.model.patient import LIST_NAMES, ListName, Patient

EMPTY: dict[str, Any] = dict.fromkeys(LIST_NAMES, ())


def patient(**facts: Any) -> Patient:
    return Patient(**facts)


def test_every_list_of_entries_can_be_named() -> None:
    assert LIST_NAMES == get_args(ListName)
    held = [field.name for field in attrs.fields(Patient) if field.name in LIST_NAMES]
    # Not ``withheld``, which is a decision and no history.
    assert sorted(held) == sorted(LIST_NAMES)


def test_where_none_is_named_a_list_that_is_given_is_whole() -> None:
    for nobody in (patient(), patient(incomplete=None), patient(incomplete=()), patient(incomplete=[])):
        assert nobody.incomplete is None
        assert nobody == Patient()
        assert repr(nobody) == "Patient()"
    assert all(patient(**EMPTY).lists_all(name) for name in LIST_NAMES)
    assert not any(patient(**EMPTY).may_lack(name) for name in LIST_NAMES)


@pytest.mark.parametrize("name", LIST_NAMES)
def test_one_list_is_named(name: ListName) -> None:
    some = patient(**EMPTY, incomplete=[name])
    assert some.incomplete == (name,)
    assert [other for other in LIST_NAMES if not some.lists_all(other)] == [name]
    assert [other for other in LIST_NAMES if some.may_lack(other)] == [name]


@pytest.mark.parametrize("name", LIST_NAMES)
def test_to_name_a_list_that_is_unknown_says_nothing_further(name: ListName) -> None:
    some = patient(incomplete=[name])
    assert not some.lists_all(name)
    assert not some.may_lack(name)


@given(st.permutations(LIST_NAMES), st.integers(0, len(LIST_NAMES)))
def test_names_are_kept_in_one_order(names: list[ListName], count: int) -> None:
    chosen = names[:count]
    one, other = patient(**EMPTY, incomplete=chosen), patient(**EMPTY, incomplete=chosen[::-1])
    assert one == other
    assert hash(one) == hash(other)
    assert one.incomplete == (tuple(name for name in LIST_NAMES if name in chosen) or None)


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("lesions", "Patient.incomplete was 'lesions'; expected a sequence of texts. Write"),
        (["drugs"], "Patient.incomplete was 'drugs'; expected one of 'medications', 'bone_agent_doses'"),
        (["alergies"], "Did you mean 'allergies'?"),
        (["medications", "labs"], "Patient.incomplete was 'labs'"),
        (["lesions", "lesions"], "Patient.incomplete named 'lesions' twice; expected each list once."),
        (["lesions", "allergies", "lesions"], "named 'lesions' twice"),
        ([7], r"Patient.incomplete\[0\] was 7; expected a text that is not empty."),
        ([""], r"Patient.incomplete\[0\] was ''"),
        (True, "Patient.incomplete was True; expected a sequence of texts"),
    ],
)
def test_what_names_no_list_is_refused(named: Any, told: str) -> None:
    with pytest.raises(InvalidPatientError, match=told):
        patient(incomplete=named)


def test_only_lists_can_be_asked_about() -> None:
    anybody: Any = Patient()
    with pytest.raises(UnknownFieldError, match=r"'drugs' names no list; expected one of 'medications'"):
        anybody.lists_all("drugs")
    with pytest.raises(UnknownFieldError, match="'labs' names no list"):
        anybody.lists_all("labs")


def test_it_is_no_fact_of_the_person() -> None:
    some = patient(allergies=["morphine"], incomplete=["allergies"])
    assert some.known() == ("allergies",)
    assert patient(incomplete=["allergies"]).known() == ()
    with pytest.raises(UnknownFieldError, match="'incomplete' names no fact"):
        some.without("incomplete")
    assert [*some.dates()] == []
    assert some.latest_day is None


def test_a_list_that_is_unknown_is_no_longer_named() -> None:
    some = patient(**EMPTY, incomplete=["allergies", "lesions"])
    assert some.without("allergies").incomplete == ("lesions",)
    assert some.without("allergies").without("lesions").incomplete is None
    assert some.without("medications").incomplete == ("allergies", "lesions")
    assert some.without("labs").incomplete == ("allergies", "lesions")
    # A changed copy keeps the name, which then says nothing.
    assert attrs.evolve(some, lesions=None).incomplete == ("allergies", "lesions")


def test_a_record_shows_and_keeps_what_may_lack_entries() -> None:
    some = patient(medications=[Medication(drug="morphine")], incomplete=["medications"])
    assert repr(some) == "Patient(medications=(Medication(drug='morphine'),), incomplete=('medications',))"
    assert some == copy.deepcopy(some) == pickle.loads(pickle.dumps(some))  # noqa: S301 - made here
    assert some != attrs.evolve(some, incomplete=None)


def test_a_metastasis_may_be_on_the_part_of_the_list_that_is_lacking() -> None:
    for lesions in ((), (Lesion(site="L3", kind="primary tumour"),)):
        with pytest.raises(InvalidPatientError, match="holds no metastasis"):
            patient(lesions=lesions, bone_metastases=True)
        assert patient(lesions=lesions, bone_metastases=True, incomplete=["lesions"]).metastases == ()
    with pytest.raises(InvalidPatientError, match="holds no metastasis"):
        patient(lesions=[], bone_metastases=True, incomplete=["allergies"])
    # What is listed is a fact.
    with pytest.raises(InvalidPatientError, match=r"bone_metastases is False while lesions\[0\] is a metastasis"):
        patient(lesions=[Lesion(site="L3")], bone_metastases=False, incomplete=["lesions"])
