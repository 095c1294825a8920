"""Records and columns say the same of the same person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import polars as pl
import pytest

import boneguide as bg
from boneguide import Q, cohort
from boneguide.cohort import Records, from_patients
from boneguide.errors import InvalidPatientError
from boneguide.guidelines import bone_agents
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.guidelines.facts import CREATININE
from boneguide.logic import fact, printed
from boneguide.model.answer import Jurisdiction
from tests.cohort.support import ON, differences, ours
from tests.guidelines.clean import clean, woman
from tests.guidelines.corpus import corpus, orders
from tests.logic.support import ACTION

PLACES: tuple[Jurisdiction, ...] = ("US", "EU", "UK")
EVERYTHING = bone_agents | ORDER_LIMITS


def answered(records: Records, **said: Any) -> cohort.Answers:
    lesions = cohort.Rows(frame=pl.DataFrame(records.lesions), key=records.key)
    return cohort.assess(pl.DataFrame(records.people), **records.stated, lesions=lesions, **{"on": ON, **said})


# --------------------------------------------------------------------------- records as columns


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.filterwarnings("ignore::boneguide.errors.BoneguideWarning")
def test_records_are_answered_as_columns_as_they_are_one_by_one(place: Jurisdiction) -> None:
    people = [*corpus(40)]
    written = [*orders(len(people))]
    told = 0
    for records in from_patients(people, on=ON, guideline=EVERYTHING, orders=written):
        answers = answered(records, jurisdiction=place, guideline=EVERYTHING)
        alone = {
            key: EVERYTHING(people[key], on=ON, jurisdiction=place, order=written[key])
            for key in records.people["patient"]
        }
        assert not differences(answers, alone)
        told += len(alone)
    assert told == len(people)


def test_each_record_has_its_own_key() -> None:
    [records] = from_patients({"x": clean(), "y": woman()}, on=ON, key="id")
    assert records.people["id"] == ["x", "y"]
    assert records.lesions["id"] == ["x", "y"]
    assert records.stated["key"] == "id"
    [records] = from_patients(iter([clean(), woman()]), on=ON)
    assert records.people["patient"] == [0, 1]


def test_no_record_is_no_group() -> None:
    assert from_patients([], on=ON) == ()


def test_lesions_have_rows_and_it_is_on_record_that_all_are_there() -> None:
    two = bg.Patient(lesions=[bg.Lesion(site="L3", kind="metastasis"), bg.Lesion(site="T7", phenotype="mixed")])
    [records] = from_patients([two, bg.Patient(lesions=[]), bg.Patient()], on=ON)
    assert records.people["lesions_listed"] == [True, True, None]
    assert records.lesions == {
        **{name: [None, None] for name in ("painful", "neuropathic_pain", "pathological_fracture", "weight_bearing")},
        "patient": [0, 0],
        "site": ["L3", "T7"],
        "kind": ["metastasis", None],
        "phenotype": [None, "mixed"],
    }


def test_without_any_lesion_the_columns_are_there() -> None:
    [records] = from_patients([bg.Patient(), bg.Patient(lesions=[])], on=ON)
    facts = (
        *("patient", "site", "kind", "phenotype"),
        *("painful", "neuropathic_pain", "pathological_fracture", "weight_bearing"),
    )
    assert records.lesions == {name: [] for name in facts}
    answers = answered(records, jurisdiction="US")
    assert not differences(
        answers,
        {
            0: bg.assess(bg.Patient(), on=ON, jurisdiction="US"),
            1: bg.assess(bg.Patient(lesions=[]), on=ON, jurisdiction="US"),
        },
    )


def test_numbers_are_in_the_unit_in_which_they_came() -> None:
    [records] = from_patients([clean(labs=bg.Labs(creatinine=Q(124, "umol/L"), albumin=Q(38, "g/L")))], on=ON)
    assert records.people["creatinine"] == [124.0]
    assert records.units["creatinine"] == "umol/L"
    assert records.people["albumin"] == [3.8]
    assert records.units["albumin"] == "g/dL"


def test_people_whose_results_came_in_other_units_are_in_other_groups() -> None:
    def known(**labs: Any) -> bg.Patient:
        return clean(labs=bg.Labs(**labs))

    people = [
        known(creatinine=Q(1, "mg/dL")),
        known(creatinine=Q(90, "umol/L")),
        known(calcium=Q(2.3, "mmol/L")),
        known(creatinine=Q(91, "umol/L"), calcium=Q(9.4, "mg/dL")),
        known(),
    ]
    first, second = from_patients(people, on=ON)
    assert first.people["patient"] == [0, 2, 4]
    assert (first.units["creatinine"], first.units["calcium"]) == ("mg/dL", "mmol/L")
    assert second.people["patient"] == [1, 3]
    assert (second.units["creatinine"], second.units["calcium"]) == ("umol/L", "mg/dL")


def test_the_unit_of_what_a_fact_is_inferred_from_matters_too() -> None:
    high = fact("high", inferred=CREATININE > printed("3.0 mg/dL", "265 umol/L"))
    rules = ours(attrs.evolve(ACTION, when=high))
    people = [
        bg.Patient(labs=bg.Labs(creatinine=Q(*amount))) for amount in ((265.1, "umol/L"), (265.1 / 88.4, "mg/dL"))
    ]
    groups = from_patients(people, on=ON, guideline=rules)
    found = [answered(group, guideline=rules, jurisdiction="US").frame["action_status"][0] for group in groups]
    assert found == ["option", "not-applicable"]


def test_a_number_known_as_a_range_has_two_columns() -> None:
    outlooks = [
        bg.LifeExpectancy(low=Q(10, "day"), high=Q(20, "day")),
        bg.LifeExpectancy(low=Q(10, "day")),
        bg.LifeExpectancy(high=Q(20, "day")),
        Q(15, "day"),
        None,
    ]
    [records] = from_patients([clean(life_expectancy=outlook) for outlook in outlooks], on=ON)
    assert records.columns == {"life_expectancy": ("life_expectancy", "life_expectancy at most")}
    assert records.people["life_expectancy"] == [10.0, 10.0, 0.0, 15.0, None]
    assert records.people["life_expectancy at most"] == [20.0, None, 20.0, 15.0, None]
    assert {records.units[column] for column in records.columns["life_expectancy"]} == {"day"}


def test_a_day_before_the_record_is_refused() -> None:
    later = clean(labs=bg.Labs(creatinine=bg.Observation(value=Q(1, "mg/dL"), on=ON + timedelta(days=1))))
    with pytest.raises(InvalidPatientError, match="after the day of the assessment"):
        from_patients([later], on=ON)
