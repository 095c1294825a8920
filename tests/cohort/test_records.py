"""Records and columns say the same of the same person."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
import pytest

import boneguide as bg
from boneguide import Q, cohort, guidelines
from boneguide.cohort import Records, from_patients
from boneguide.cohort.compilation import row_sources
from boneguide.errors import CohortLayoutError, InvalidPatientError
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.guidelines.facts import CREATININE
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.guidelines.facts.lesion_site import SIZE
from boneguide.logic import Rule, fact, printed
from boneguide.logic.interval import Interval
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.quantities import kinds
from tests.cohort.support import ON, Reads, differences, ours
from tests.guidelines.clean import clean, woman
from tests.guidelines.corpus import corpus, orders
from tests.logic.support import ACTION

PLACES: tuple[Jurisdiction, ...] = ("US", "EU", "UK")
EVERYTHING = guidelines.default | ORDER_LIMITS


def answered(records: Records, **said: Any) -> cohort.Answers:
    return cohort.assess(**records.framed(pl.DataFrame), **{"on": ON, **said})


def rows_of(records: Records, rule: Rule) -> pl.DataFrame:
    rows = answered(records, guideline=ours(rule), jurisdiction="US").rows
    assert isinstance(rows, pl.DataFrame)
    return rows


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
    known = {name: values for name, values in records.lesions.items() if values != [None, None]}
    assert known == {
        "patient": [0, 0],
        "lesion": ["L3", "T7"],
        "site": ["L3", "T7"],
        "kind": ["metastasis", None],
        "phenotype": [None, "mixed"],
    }
    asked = {fact.name for fact in row_sources(guidelines.default.rules, LESIONS)}
    assert set(records.lesions) == {"patient", "lesion", *asked}


def test_without_any_lesion_the_columns_are_there() -> None:
    [records] = from_patients([bg.Patient(), bg.Patient(lesions=[])], on=ON)
    assert {"patient", "lesion", "site", "size"} <= set(records.lesions)
    assert not any(records.lesions.values())
    answers = answered(records, jurisdiction="US")
    assert not differences(
        answers,
        {
            0: bg.assess(bg.Patient(), on=ON, jurisdiction="US"),
            1: bg.assess(bg.Patient(lesions=[]), on=ON, jurisdiction="US"),
        },
    )


SORE = bg.Lesion(
    site="ilium",
    painful=True,
    size=Q(25, "mm"),
    identifier="left one",
    radiotherapy=[bg.RadiotherapyCourse(dose_per_fraction=Q(8, "Gy"), fractions=1, ended=ON - timedelta(days=40))],
)


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame, pa.table], ids=["polars", "pandas", "pyarrow"])
def test_rules_about_lesions_are_answered_without_a_word_on_units(make: Any) -> None:
    person = clean(lesions=[SORE, bg.Lesion(site="rib"), bg.Lesion(site="rib", painful=True)])
    [records] = from_patients({"A1": person}, on=ON)
    answers = cohort.assess(**records.framed(make), on=ON, jurisdiction="UK")
    assert type(answers.rows) is type(make({"a": [1]}))
    assert answers.rows is not None
    rows = nw.from_native(answers.rows).to_polars()
    assert rows["lesion"].to_list() == ["left one", "rib", "rib (2)"]
    assert answers.explain("A1").lesions == ("left one", "rib", "rib (2)")
    alone = bg.assess(person, on=ON, jurisdiction="UK")
    for rule in (rule.id for rule in guidelines.radiotherapy):
        expected = [alone[f"{rule}@{lesion}"].status.value for lesion in alone.lesions]
        assert rows[f"{rule.replace('-', '_')}_status"].cast(pl.String).to_list() == expected
    assert rows["re_irradiation_dose_Gy"][0] == 8.0


def test_numbers_of_lesions_state_their_units() -> None:
    [records] = from_patients([clean(lesions=[SORE])], on=ON, name="place")
    given = records.rows(None)
    assert (given.key, given.name) == ("patient", "place")
    assert records.lesions["place"] == ["left one"]
    assert records.lesions["size"] == [2.5]
    assert records.lesions["days_since_radiotherapy"] == [40.0]
    assert {name: given.units[name] for name in ("size", "days_since_radiotherapy", "cord_dose_given")} == {
        "size": "cm",
        "days_since_radiotherapy": "day",
        "cord_dose_given": "Gy",
    }
    assert given.columns == {}


def test_the_unit_of_a_number_of_a_lesion_may_matter_too() -> None:
    large = attrs.evolve(ACTION, about=LESIONS, when=SIZE > printed("3.0 cm", "29 mm"))
    people = [
        bg.Patient(lesions=[bg.Lesion(site="rib", size=size), bg.Lesion(site="skull")])
        for size in (Q(29.5, "mm"), Q(2.95, "cm"), Q(31, "mm"))
    ]
    groups = from_patients(people, on=ON, guideline=ours(large))
    assert [group.people["patient"] for group in groups] == [[0, 2], [1]]
    assert [group.lesion_units["size"] for group in groups] == ["mm", "cm"]
    assert [group.lesions["size"] for group in groups] == [[29.5, None, 31.0, None], [2.95, None]]
    found = [rows_of(group, large)["action_status"] for group in groups]
    assert [statuses.to_list()[::2] for statuses in found] == [["option", "option"], ["not-applicable"]]


def test_two_lesions_of_one_person_in_two_units_have_no_column_in_common() -> None:
    large = attrs.evolve(ACTION, about=LESIONS, when=SIZE > printed("3.0 cm", "29 mm"))
    both = bg.Patient(lesions=[bg.Lesion(site="rib", size=Q(29.5, "mm")), bg.Lesion(site="rib", size=Q(2.95, "cm"))])
    with pytest.raises(CohortLayoutError, match=r"0: size came in mm and in cm.*one column"):
        from_patients([both], on=ON, guideline=ours(large))


def test_a_number_of_a_lesion_known_as_a_range_has_two_columns() -> None:
    wide = fact("wide", kinds.LENGTH, read=Reads(Interval(1.0, math.inf)), table=LESIONS)
    rule = attrs.evolve(ACTION, about=LESIONS, when=wide >= "1 cm")
    [records] = from_patients([bg.Patient(lesions=[bg.Lesion(site="rib")])], on=ON, guideline=ours(rule))
    assert records.lesion_columns == {"wide": ("wide", "wide at most")}
    assert (records.lesions["wide"], records.lesions["wide at most"]) == ([1.0], [None])
    assert records.lesion_units == {"wide": "cm", "wide at most": "cm"}
    assert rows_of(records, rule)["action_status"].to_list() == ["option"]


@pytest.mark.parametrize("names", [{"key": "age"}, {"key": "site"}, {"name": "size"}, {"key": "id", "name": "id"}])
def test_names_of_facts_and_keys_are_told_apart(names: Any) -> None:
    with pytest.raises(CohortLayoutError, match="would name two columns"):
        from_patients([clean()], on=ON, **names)


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
