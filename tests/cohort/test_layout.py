"""Which column holds which fact in which unit: said, never guessed."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from boneguide import cohort
from boneguide.cohort.layout import Layout, layout, near
from boneguide.errors import CohortLayoutError
from boneguide.guidelines.facts import AGE, CREATININE, SEX, SMOKING, WEIGHT
from tests.cohort.support import ON, assess, frame

FACTS = (AGE, SEX, SMOKING, WEIGHT, CREATININE)


def laid(*present: str, **said: Any) -> Layout:
    given: dict[str, Any] = {"key": "id", "columns": {}, "units": {}}
    return layout(("id", *present), FACTS, **{**given, **said})


def refused(*present: str, **said: Any) -> str:
    with pytest.raises(CohortLayoutError) as caught:
        laid(*present, **said)
    return str(caught.value)


def places(found: Layout) -> dict[str, tuple[Any, ...]]:
    return {place.fact.name: (*place.columns, place.unit) for place in found.placed}


# --------------------------------------------------------------------------- what is there


def test_a_fact_stands_in_the_column_of_its_name() -> None:
    assert places(laid("age", "sex", units={"age": "year"})) == {"age": ("age", "year"), "sex": ("sex", None)}


def test_a_fact_stands_in_the_column_that_was_named() -> None:
    found = laid("years", "age", columns={"age": "years"}, units={"years": "month"})
    assert places(found) == {"age": ("years", "month")}
    assert found.unused == ("age",)


def test_a_number_may_stand_in_two_columns() -> None:
    said = {"columns": {"age": ("from", "to")}, "units": {"from": "year", "to": "year"}}
    assert places(laid("from", "to", **said)) == {"age": ("from", "to", "year")}
    said["columns"] = {"age": ["from", "to"]}
    assert places(laid("from", "to", **said)) == {"age": ("from", "to", "year")}


def test_it_is_said_what_is_of_no_use_and_what_is_not_there() -> None:
    found = laid("sex", "ward", "bed")
    assert found.unused == ("ward", "bed")
    assert found.absent == ("age", "smoking", "weight", "creatinine")
    assert found.used == ("id", "sex")


def test_only_the_columns_that_are_used_are_read() -> None:
    assert laid("from", "to", columns={"age": ("from", "to")}, units={"from": "year", "to": "year"}).used == (
        "id",
        "from",
        "to",
    )


def test_a_unit_is_known_by_any_of_its_spellings_and_kept_as_one() -> None:
    for spelling in ("umol/L", "µmol/L", "μmol/L", "umol/l"):
        assert places(laid("creatinine", units={"creatinine": spelling})) == {"creatinine": ("creatinine", "umol/L")}
    said = {"columns": {"creatinine": ("from", "to")}, "units": {"from": "umol/L", "to": "µmol/l"}}
    assert places(laid("from", "to", **said)) == {"creatinine": ("from", "to", "umol/L")}


# --------------------------------------------------------------------------- units


def test_a_number_without_a_unit_is_refused() -> None:
    said = refused("age")
    assert said == (
        "column 'age' holds age, and no unit was given for it. Expected units={'age': '...'} with one of year, month,"
        " week, day."
    )


def test_both_ends_of_a_range_need_a_unit() -> None:
    said = refused("from", "to", columns={"age": ("from", "to")}, units={"from": "year"})
    assert "column 'to' holds age, and no unit was given for it. Expected units={'from': '...', 'to': '...'}" in said


def test_the_ends_of_a_range_need_the_same_unit() -> None:
    said = refused("from", "to", columns={"age": ("from", "to")}, units={"from": "year", "to": "month"})
    assert "columns 'from' and 'to' hold the ends of one range of age in different units, year and month" in said


@pytest.mark.parametrize("unit", ["kg", "mg/dL", "Gy"])
def test_a_unit_of_another_kind_is_refused(unit: str) -> None:
    assert refused("age", units={"age": unit}) == (
        f"column 'age' holds age, and its unit was given as {unit!r}. Expected one of year, month, week, day."
    )


def test_an_unknown_unit_is_refused_with_a_hint() -> None:
    assert "given as 'yeer'. Did you mean 'year'? Expected one of year" in refused("age", units={"age": "yeer"})
    assert "given as None. Expected one of year" in refused("age", units={"age": None})


def test_a_unit_of_what_is_no_number_is_refused() -> None:
    said = refused("smoking", units={"smoking": "mg"})
    assert said == "column 'smoking' was given the unit 'mg', but smoking is no number. Leave 'smoking' out of units."
    assert "but sex is no number" in refused("gender", columns={"sex": "gender"}, units={"gender": "mg"})


def test_a_unit_is_given_by_column_not_by_fact() -> None:
    said = refused("years", columns={"age": "years"}, units={"age": "year"})
    assert said == (
        "column 'years' holds age, and no unit was given for it. Expected units={'years': '...'} with one of year,"
        " month, week, day."
    )
    said = refused("years", columns={"age": "years"}, units={"years": "year", "age": "year"})
    assert said == "units names the fact 'age'. Expected what holds it, 'years'."
    said = refused("years", "age", columns={"age": "years"}, units={"years": "year", "age": "year"})
    assert said == "units names the fact 'age'. Expected what holds it, 'years'."


def test_a_unit_of_a_column_of_no_use_is_refused() -> None:
    said = refused("ward", units={"ward": "mg"})
    assert "units names the column 'ward', which holds no fact that these rules ask about. Leave it out" in said


def test_a_unit_of_a_column_that_is_not_there_is_refused_with_a_hint() -> None:
    said = refused("age", units={"age": "year", "agee": "year"})
    assert (
        said == "units names the column 'agee', which the frame of people has not. Did you mean 'age'? It has id, age."
    )


def test_what_only_other_rules_ask_about_may_be_named_and_given_a_unit() -> None:
    people = frame(low=[1.0], high=[1.2], smoking=[True])
    said = {"columns": {"creatinine": ("low", "high")}, "units": {"low": "mg/dL", "high": "mg/dL"}}
    found = assess(people, rules=["ear-canal-osteonecrosis"], **said).layout
    assert found.unused == ("low", "high", "smoking")
    assert assess(people, rules=["zoledronic-acid"], **said).layout.unused == ()


# --------------------------------------------------------------------------- columns and facts


def test_a_misspelt_fact_is_refused_with_a_hint() -> None:
    said = refused("years", columns={"agee": "years"})
    assert said == (
        "columns names the fact 'agee', about which these rules do not ask of people. Did you mean 'age'? They ask"
        " about age, creatinine, sex, smoking, weight."
    )


def test_a_long_list_of_facts_is_cut_short() -> None:
    with pytest.raises(CohortLayoutError, match=r"They ask about abiraterone_.* and \d\d+ more\."):
        assess(frame(years=[1.0]), columns={"agee": "years"})


def test_a_misspelt_column_is_refused_with_a_hint() -> None:
    said = refused("years", columns={"age": "yeers"})
    assert said == (
        "columns['age'] names the column 'yeers', which the frame of people has not. Did you mean 'years'? It has id,"
        " years."
    )
    assert "columns['age'] names the column 'upto'" in refused("from", "to", columns={"age": ("from", "upto")})


@pytest.mark.parametrize("named", [(), ("years",), ("years", "years"), ("a", "b", "c"), None, 3])
def test_neither_one_column_nor_two_are_refused(named: Any) -> None:
    said = refused("years", "a", "b", "c", columns={"age": named})
    assert said == (
        f"columns['age'] is {named!r}. Expected one column, or two: of the lowest and of the highest value."
    )


def test_a_range_of_what_is_no_number_is_refused() -> None:
    said = refused("a", "b", columns={"smoking": ("a", "b")})
    assert said == "fact 'smoking' was given two columns. Expected one: only a number can be a range."


def test_one_column_for_two_facts_is_refused() -> None:
    said = refused("kilos", columns={"age": "kilos", "weight": "kilos"}, units={"kilos": "kg"})
    assert "column 'kilos' holds age, and its unit was given as 'kg'" in said
    said = refused("x", columns={"sex": "x", "smoking": "x"})
    assert "column 'x' would hold two facts, 'sex' and 'smoking'. Expected one column for each" in said


def test_a_column_of_the_name_of_a_fact_may_hold_another_if_the_first_has_its_own() -> None:
    assert "would hold two facts" in refused("sex", columns={"smoking": "sex"})
    found = laid("sex", "gender", columns={"smoking": "sex", "sex": "gender"})
    assert places(found) == {"sex": ("gender", None), "smoking": ("sex", None)}


def test_a_fact_about_lesions_is_no_fact_about_people() -> None:
    people = frame(pain=[True])
    with pytest.raises(CohortLayoutError, match="'kind', about which these rules do not ask of people"):
        assess(people, columns={"kind": "pain"})
    rows = cohort.Rows(frame=people, key="patient", columns={"smoking": "pain"})
    with pytest.raises(CohortLayoutError, match="'smoking', about which these rules do not ask of lesions"):
        assess(people, lesions=rows)


def test_a_message_about_lesions_says_that_it_is_about_them() -> None:
    rows = cohort.Rows(frame=frame(sites=["L3"]), key="patient", columns={"site": "Site"})
    with pytest.raises(CohortLayoutError, match=r"'Site', which the frame of lesions has not\. Did you mean 'sites'\?"):
        assess(frame(age=[60.0]), lesions=rows)
    with pytest.raises(CohortLayoutError, match="key names the column 'nr', which the frame of lesions has not"):
        assess(frame(age=[60.0]), lesions=cohort.Rows(frame=frame(site=["L3"]), key="nr"))


# --------------------------------------------------------------------------- the key


def test_a_key_that_is_not_there_is_refused_with_a_hint() -> None:
    said = refused("age", key="idd", units={"age": "year"})
    assert said == "key names the column 'idd', which the frame of people has not. Did you mean 'id'? It has id, age."
    with pytest.raises(CohortLayoutError, match="It has none"):
        cohort.assess(pl.DataFrame(), key="id", on=ON, jurisdiction="US")


def test_a_key_cannot_be_a_fact_too() -> None:
    said = refused("age", key="age", units={"age": "year"})
    assert "column 'age' is the key and would hold the fact 'age' too" in said
    assert "column 'id' is the key and would hold the fact 'sex' too" in refused(columns={"sex": "id"})
    assert places(laid("age", "years", key="age", columns={"age": "years"}, units={"years": "year"})) == {
        "age": ("years", "year")
    }


@pytest.mark.parametrize("key", ["_bg_age", "_BG", "_12"])
def test_a_key_called_as_columns_made_on_the_way_is_refused(key: str) -> None:
    said = refused(key, key=key)
    assert (
        said == f"the key column is called {key!r}, as columns made on the way are. Expected another name; rename it."
    )


@pytest.mark.parametrize("key", ["_bone", "12", "_1a", "patient id", "Schlüssel"])
def test_any_other_name_will_do_for_a_key(key: str) -> None:
    answers = assess(pl.DataFrame({key: ["x"], "smoking": [True]}), key=key, rules=["denosumab"])
    assert answers.frame.columns[0] == key
    assert answers.explain("x")["denosumab"].status.value == "needs-data"


def test_a_key_called_as_a_column_of_the_answer_is_refused() -> None:
    for key in ("red_flag", "denosumab_status", "zoledronic_acid_dose_mg"):
        with pytest.raises(CohortLayoutError, match=f"a column is called '{key}', as is a column of the answer"):
            assess(pl.DataFrame({key: ["x"]}), key=key)
    assert assess(pl.DataFrame({"red_flag": ["x"]}), key="red_flag", outputs="dose").frame["red_flag"][0] == "x"


# --------------------------------------------------------------------------- hints


def test_hints_do_not_mind_capitals_or_names_that_are_numbers() -> None:
    assert near("AGE", ["age", "sex"]) == " Did you mean 'age'?"
    assert near(3, ["age"]) == ""
    words: Any = [1, 2, 30]
    assert near("300", words) == " Did you mean 30?"
