"""Rules about single lesions, asked of a frame of lesions on every engine."""

from __future__ import annotations

from typing import Any

import attrs
import polars as pl
import pytest

from boneguide import cohort
from boneguide.cohort.rows import refuse_others
from boneguide.errors import CohortLayoutError, DisagreementError, UnknownRuleError
from boneguide.guidelines.facts import AGE, BONE_METASTASES
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic import Guideline
from tests.cohort import backends
from tests.cohort.about_lesions import INJECT, TREAT
from tests.logic.support import ACTION, ON

REST = attrs.evolve(ACTION, id="rest", when=BONE_METASTASES)
OURS = Guideline(id="ours", title="Ours", edition="1", rules=(TREAT, REST, INJECT))
PEOPLE = pl.DataFrame(
    {
        "patient": ["a", "b", "c", "d"],
        "age": [68.0, 81.0, None, 90.0],
        "sex": ["female", "male", None, "male"],
        "weight": [60.0, 80.0, None, 60.0],
        "creatinine": [0.9, 2.5, None, None],
        "bone_metastases": [True, True, None, False],
    }
)
ROWS = pl.DataFrame(
    {
        "patient": ["a", "b", "a", "c", "b", "x"],
        "lesion": ["l1", "l2", "l3", "l4", "l5", "l6"],
        "site": ["L3", "L3", "rib", "L3", None, "L3"],
        "phenotype": ["osteolytic", "osteolytic", None, "mixed", "osteoblastic", "osteolytic"],
        "painful": [True, True, True, None, True, True],
    }
)
UNITS = {"age": "year", "weight": "kg", "creatinine": "mg/dL"}


def assessed(engine: str = "polars", guideline: Guideline = OURS, name: str | None = "lesion", **more: Any) -> Any:
    make = backends.FROM_POLARS[engine]
    rows = cohort.Rows(frame=make(ROWS), key="patient", name=name)
    given: dict[str, Any] = {"units": UNITS, "lesions": rows, **more}
    return cohort.assess(make(PEOPLE), key="patient", on=ON, jurisdiction="US", guideline=guideline, **given)


EXPECTED = {
    "l1": ("recommended", "option", 4.0),
    "l2": ("withhold", "option", 2.0),
    "l3": ("option", "needs-data", None),
    "l4": ("needs-data", "not-applicable", None),
    "l5": ("withhold", "not-applicable", None),
    # Nothing is known of a person who is not among the people.
    "l6": ("needs-data", "needs-data", None),
}


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("engine", backends.FROM_POLARS)
def test_every_row_has_its_answers(engine: str) -> None:
    answers = assessed(engine)
    found = backends.table_of(answers.rows)
    assert type(answers.rows) is type(backends.FROM_POLARS[engine](ROWS))
    rows = {row["lesion"]: row for row in found.iter_rows(named=True)}
    assert {
        name: (row["treat_status"], row["inject_status"], row["inject_dose_mg"]) for name, row in rows.items()
    } == EXPECTED
    assert rows["l1"]["patient"] == "a"
    assert answers.facts("treat_missing", rows["l4"]["treat_missing"]) == ("age", "painful")
    assert answers.facts("inject_missing", rows["l3"]["inject_missing"]) == ("phenotype",)
    assert [name for name in backends.table_of(answers.frame).columns if name.startswith(("treat", "inject"))] == []


def test_rows_keep_their_order() -> None:
    assert assessed().rows["lesion"].to_list() == ROWS["lesion"].to_list()
    assert assessed("pandas").rows["lesion"].to_list() == ROWS["lesion"].to_list()
    assert "lesion" not in assessed(name=None).rows.columns


@pytest.mark.parametrize("name", ["lesion", None])
def test_each_person_is_explained_with_every_lesion(name: str | None) -> None:
    answers = assessed(name=name)
    person = answers.explain("b")
    names = ("l2", "l5") if name else ("row 1", "row 2")
    assert person.lesions == names
    assert [person[f"treat@{lesion}"].status.value for lesion in names] == ["withhold", "withhold"]
    assert person[f"inject@{names[0]}"].regimen.dose.m_as("mg") == 2.0
    # Of the fourth person no lesion is on record.
    assert answers.explain("d").lesions == ()
    assert answers.explain("d").status("treat").value == "not-applicable"


def test_rows_of_which_the_interpreters_differ_are_refused() -> None:
    refuse_others("a", "treat", ["option", "withhold"], ["withhold", "option"])
    with pytest.raises(DisagreementError, match=r"lesions of 'a': treat is \['option'\] here and \['withhold'\] there"):
        refuse_others("a", "treat", ["option"], ["withhold"])


def test_without_lesions_or_such_rules_there_are_no_answers_about_them() -> None:
    alone = assessed(lesions=None)
    assert alone.rows is None
    assert alone.left_out == ("treat", "inject")
    assert repr(alone).splitlines()[2] == (
        "rules about single lesions left out, as no lesions were given: treat, inject"
    )
    assert assessed().left_out == ()
    assert alone.row_meanings == {}
    assert alone.explain("a").status("treat").value == "needs-data"
    assert assessed(rules=["rest"], units={}).rows is None
    only = assessed(rules=["treat"], units={"age": "year"})
    assert only.frame.columns == ["patient"]
    assert only.rows.columns == ["patient", "lesion", "treat_status", "treat_missing"]


def test_what_answers_for_people_only_leaves_such_rules_out_and_refuses_them_by_name() -> None:
    decide = cohort.decider(["bone_metastases"], jurisdiction="US", guideline=OURS)
    assert decide({"bone_metastases": True})["rest_status"] == "option"
    assert not any(name.startswith("treat") for name in decide.meanings)
    with pytest.raises(
        CohortLayoutError, match=r"rule 'treat' is about single lesions, which are answered for the lesions"
    ):
        cohort.decider(["bone_metastases"], jurisdiction="US", guideline=OURS, rules=["treat"])


def test_only_rules_about_lesions_need_lesions() -> None:
    of_lesions = OURS.only("treat", "inject")
    for ask in (
        lambda: assessed(lesions=None, rules=["treat"]),
        lambda: assessed(lesions=None, guideline=of_lesions),
        lambda: cohort.decider(["age"], jurisdiction="US", guideline=of_lesions, units=UNITS),
    ):
        with pytest.raises(CohortLayoutError, match=r"about single lesions, .* Expected lesions=cohort\.Rows"):
            ask()


def test_a_rule_about_lesions_may_read_nothing_of_them() -> None:
    old = attrs.evolve(ACTION, id="old", about=LESIONS, when=AGE >= "80 year")
    alone = Guideline(id="ours", title="Ours", edition="1", rules=(old,))
    answers = assessed(guideline=alone, units={"age": "year"})
    assert answers.rows["old_status"].to_list() == [
        "not-applicable",
        "option",
        "not-applicable",
        "needs-data",
        "option",
        "needs-data",
    ]


def test_a_lesion_without_a_name_is_numbered() -> None:
    rows = ROWS.with_columns(lesion=pl.when(pl.col("lesion") != "l2").then("lesion"))
    answers = assessed(lesions=cohort.Rows(frame=rows, key="patient", name="lesion"))
    assert answers.explain("b").lesions == ("row 1", "l5")


def test_what_is_printed_counts_rules_about_lesions_and_uses_the_name() -> None:
    answers = assessed()
    assert repr(answers).startswith("Answers of 3 rules for 4 people")
    assert answers.lesions is not None
    assert answers.lesions.unused == ()
    with pytest.raises(UnknownRuleError, match=r"'treat' is about single lesions, .* stand in rows"):
        answers.missing("treat")


def test_a_name_that_is_no_column_or_taken_is_refused() -> None:
    with pytest.raises(CohortLayoutError, match=r"no column 'number' that names them\. Expected one of lesion, site"):
        assessed(name="number")
    with pytest.raises(CohortLayoutError, match="no column 'patient' that names them"):
        assessed(name="patient")
    taken = ROWS.rename({"lesion": "treat_status"})
    with pytest.raises(CohortLayoutError, match="a column is called 'treat_status', as is a column of the answer"):
        assessed(lesions=cohort.Rows(frame=taken, key="patient", name="treat_status"))


def test_the_name_may_be_a_column_that_is_used() -> None:
    answers = assessed(lesions=cohort.Rows(frame=ROWS, key="patient", name="site"))
    assert answers.rows["site"].to_list() == ROWS["site"].to_list()
