"""What is asked of a cohort: which rules, which outputs, where and when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import attrs
import polars as pl
import pytest

from boneguide import cohort, guidelines
from boneguide.cohort.compilation import column_name
from boneguide.errors import (
    CohortLayoutError,
    GuidelineError,
    MissingExtraError,
    UnknownJurisdictionError,
    UnknownRuleError,
)
from boneguide.logic import ALWAYS, FlagFact, all_of, any_of, assume_absent, fact
from boneguide.logic.template import span
from boneguide.logic.verbs import at_least, band
from boneguide.quantities import kinds, parse
from tests.cohort.support import ON, WOMAN, Reads, assess, differences, explained, frame, ours
from tests.logic.support import ACTION, DRUG, FIXED, FRAIL, TIRED, WEIGHT, YEARS

PEOPLE = frame(WOMAN, {**WOMAN, "creatinine": None})


# --------------------------------------------------------------------------- rules


def test_all_encoded_rules_are_asked_by_default() -> None:
    answers = assess(PEOPLE)
    asked = [m.rule for m in answers.meanings.values() if m.output == "status"]
    assert asked == [rule.id for rule in guidelines.default if rule.about is None]
    assert answers.left_out == tuple(rule.id for rule in guidelines.default if rule.about is not None)
    assert "palliative-radiotherapy" in answers.left_out


def test_some_rules_are_asked_in_the_order_of_the_guideline() -> None:
    answers = assess(PEOPLE, rules=["denosumab", "zoledronic-acid"])
    assert answers.frame.columns == [
        "patient",
        "zoledronic_acid_status",
        "zoledronic_acid_dose_mg",
        "zoledronic_acid_missing",
        "denosumab_status",
        "denosumab_dose_mg",
        "denosumab_missing",
    ]
    whole = assess(PEOPLE).frame
    assert answers.frame.drop("zoledronic_acid_missing", "denosumab_missing").equals(
        whole.select(c for c in answers.frame.columns if not c.endswith("_missing"))
    )


def test_one_rule_may_be_asked_by_its_name_alone() -> None:
    assert assess(PEOPLE, rules="denosumab").frame.equals(assess(PEOPLE, rules=["denosumab"]).frame)


def test_a_rule_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnknownRuleError, match=r"no rule 'zoledronate'\. Expected one of"):
        assess(PEOPLE, rules=["zoledronate"])
    with pytest.raises(CohortLayoutError, match="no rule was asked for"):
        assess(PEOPLE, rules=[])


# --------------------------------------------------------------------------- outputs


def test_some_outputs_are_given_in_the_usual_order() -> None:
    answers = assess(PEOPLE, rules=["denosumab"], outputs=["missing", "status"])
    assert answers.frame.columns == ["patient", "denosumab_status", "denosumab_missing"]
    assert assess(PEOPLE, rules=["denosumab"], outputs="dose").frame.columns == ["patient", "denosumab_dose_mg"]


def test_what_is_no_output_is_refused() -> None:
    with pytest.raises(
        CohortLayoutError, match=r"'stauts' is no output\. Expected one or more of status, dose, missing"
    ):
        assess(PEOPLE, outputs=["stauts"])
    with pytest.raises(CohortLayoutError, match="no output was asked for"):
        assess(PEOPLE, outputs=[])


def test_a_rule_without_a_dose_has_no_column_for_one() -> None:
    answers = assess(PEOPLE, rules=["dental-prevention"], outputs=["dose"])
    assert answers.frame.columns == ["patient"]
    assert answers.frame.height == 2


def test_a_red_flag_is_told_with_the_statuses_of_what_is_urgent() -> None:
    assert assess(PEOPLE).frame.columns[1] == "red_flag"
    assert "red_flag" not in assess(PEOPLE, outputs=["dose"]).frame.columns
    assert "red_flag" not in assess(PEOPLE, rules=["denosumab"]).frame.columns
    assert "red_flag" in assess(PEOPLE, rules=["hypercalcaemia-emergency"]).frame.columns


# --------------------------------------------------------------------------- where and when


@pytest.mark.parametrize("place", [None, "us", "CH", ""])
def test_a_place_that_is_not_encoded_is_refused(place: Any) -> None:
    with pytest.raises(UnknownJurisdictionError, match=r"is not encoded\. Expected US, EU, UK; to see what differs"):
        assess(PEOPLE, jurisdiction=place)


@pytest.mark.parametrize("on", ["2026-11-23", datetime(2026, 11, 23), None])  # noqa: DTZ001 - refused for being one
def test_what_is_no_day_is_refused(on: Any) -> None:
    with pytest.raises(CohortLayoutError, match=r"is not a date\. Expected datetime\.date, such as date"):
        assess(PEOPLE, on=on)


def test_a_choice_that_is_none_is_refused() -> None:
    with pytest.raises(CohortLayoutError, match=r"invalid='drop' is no choice\. Expected 'refuse' or 'unknown'"):
        assess(PEOPLE, invalid="drop")


@pytest.mark.parametrize("place", ["US", "EU", "UK"])
def test_each_place_has_its_own_answers(place: str) -> None:
    answers = assess(PEOPLE, jurisdiction=place)
    assert answers.jurisdiction == place
    assert {found.jurisdiction for found in answers.explain("a").values()} == {place}
    assert not differences(answers, explained(answers))


def test_what_is_no_frame_is_refused() -> None:
    people: Any = [{"patient": "a"}]
    with pytest.raises(CohortLayoutError, match="list is no data frame that can be read"):
        cohort.assess(people, key="patient", on=ON, jurisdiction="US")


def test_without_the_extra_it_is_said_what_to_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "narwhals.stable.v2", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'boneguide\[cohort\]'"):
        assess(PEOPLE)


# --------------------------------------------------------------------------- a guideline of one's own


def test_a_hospital_asks_its_own_rules() -> None:
    """Its facts have no reader: their columns are all that is needed."""
    rules = ours(
        attrs.evolve(DRUG, when=FRAIL | assume_absent(TIRED, because="it would be on record")),
        attrs.evolve(ACTION, when=~FRAIL, recommended=ALWAYS),
    )
    people = frame(frail=[True, False, None, None], tired=[None, None, True, None])
    answers = assess(people, guideline=rules)
    assert answers.frame["drug_status"].to_list() == ["option", "not-applicable", "option", "needs-data"]
    assert answers.frame["drug_dose_mg"].to_list() == [4.0, None, 4.0, None]
    assert answers.frame["action_status"].to_list() == ["not-applicable", "recommended", "needs-data", "needs-data"]
    assert not differences(answers, explained(answers))


def test_own_rules_stand_beside_the_encoded_ones() -> None:
    both = guidelines.default.with_rules(attrs.evolve(ACTION, when=FRAIL, recommended=ALWAYS))
    answers = assess(PEOPLE.with_columns(frail=pl.Series([True, False])), guideline=both)
    assert answers.frame["action_status"].to_list() == ["recommended", "not-applicable"]
    assert answers.frame.drop("action_status", "action_missing").equals(assess(PEOPLE).frame)
    assert not differences(answers, explained(answers))


def test_a_fact_that_is_read_from_a_record_elsewhere_is_unknown_without_its_column() -> None:
    by_day = fact("later", read=lambda context: context.on > date(2020, 1, 1))
    always = fact("always", read=Reads(value=True))
    answers = assess(PEOPLE, guideline=ours(attrs.evolve(ACTION, when=by_day & always)))
    assert answers.frame["action_status"].to_list() == ["needs-data", "needs-data"]
    assert not differences(answers, explained(answers))


def test_two_different_facts_of_one_name_are_refused() -> None:
    other: FlagFact = fact("frail", read=Reads(value=True))
    rules = ours(attrs.evolve(ACTION, when=FRAIL), attrs.evolve(DRUG, when=other))
    with pytest.raises(GuidelineError, match=r"two different facts are called 'frail'\. Expected one definition"):
        assess(frame(frail=[True]), guideline=rules)


def test_one_fact_may_be_declared_twice() -> None:
    again: FlagFact = fact("frail")
    assert again is not FRAIL
    rules = ours(attrs.evolve(ACTION, when=FRAIL), attrs.evolve(DRUG, when=again))
    answers = assess(frame(frail=[True]), guideline=rules)
    assert answers.frame["action_status"].to_list() == answers.frame["drug_status"].to_list() == ["option"]


def test_rules_whose_columns_would_be_called_the_same_are_refused() -> None:
    rules = ours(attrs.evolve(ACTION, id="a-b"), attrs.evolve(ACTION, id="a_b"))
    with pytest.raises(CohortLayoutError) as caught:
        assess(PEOPLE, guideline=rules)
    assert str(caught.value) == (
        "rules 'a-b' and 'a_b' would both be answered in the column 'a_b_status'. Expected identifiers that differ by"
        " more than '-' and '_'; rename one, or ask for one of them in rules."
    )
    assert assess(PEOPLE, guideline=rules, rules=["a_b"]).frame.columns == ["patient", "a_b_status", "a_b_missing"]


def test_names_of_columns_follow_the_identifiers() -> None:
    assert column_name("zoledronic-acid-hypercalcaemia") == "zoledronic_acid_hypercalcaemia"


# --------------------------------------------------------------------------- doses


def test_a_dose_may_be_a_range() -> None:
    dose: Any = band(WEIGHT, at_least("60 kg", FIXED.dose), at_least("40 kg", span("2 mg", "3 mg")))
    rules = ours(attrs.evolve(DRUG, advise=attrs.evolve(FIXED, dose=dose)))
    answers = assess(frame(weight=[70.0, 50.0, 30.0, None]), guideline=rules)
    assert answers.frame.drop("drug_missing").rows() == [
        ("a", "option", 4.0, 4.0),
        ("b", "option", 2.0, 3.0),
        ("c", "not-recommended", None, None),
        ("d", "needs-data", None, None),
    ]
    assert answers.frame.columns[2:4] == ["drug_dose_low_mg", "drug_dose_high_mg"]
    assert not differences(answers, explained(answers))


@pytest.mark.parametrize(
    ("dose", "column", "unit", "number"),
    [
        ("0.5 g", "drug_dose_mg", "mg", 500.0),
        ("10 ug/kg", "drug_dose_mg_per_kg", "mg/kg", 0.01),
        ("55 kBq/kg", "drug_dose_kBq_per_kg", "kBq/kg", 55.0),
        ("8 Gy", "drug_dose_Gy", "Gy", 8.0),
        ("20 ug", "drug_dose_mg", "mg", 0.02),
        ("800 IU vitamin D", "drug_dose_IU_vitamin_D", "IU vitamin D", 800.0),
    ],
)
def test_the_unit_of_a_dose_is_in_the_name_of_its_column(dose: str, column: str, unit: str, number: float) -> None:
    rules = ours(attrs.evolve(DRUG, advise=attrs.evolve(FIXED, dose=parse(dose))))
    answers = assess(frame(x=[1]), guideline=rules, outputs=["dose"])
    assert answers.frame.columns == ["patient", column]
    assert answers.frame[column].to_list() == [number]
    assert answers.meanings[column].unit == unit


# --------------------------------------------------------------------------- many facts


def test_more_missing_facts_than_a_number_holds_take_a_second_column() -> None:
    facts = [fact(f"f{number:03}") for number in range(130)]
    rules = ours(attrs.evolve(ACTION, when=any_of(*facts)))
    people = frame(
        f000=[None, None, False], f059=[None, False, False], f060=[None, False, False], f129=[None, None, True]
    )
    answers = assess(people, guideline=rules)
    assert answers.frame.columns == [
        "patient",
        "action_status",
        "action_missing",
        "action_missing_2",
        "action_missing_3",
    ]
    assert [len(answers.meanings[name].facts) for name in answers.frame.columns[2:]] == [60, 60, 10]
    masks = answers.frame.select(answers.frame.columns[2:]).rows()
    assert [sum(mask.bit_count() for mask in row) for row in masks] == [130, 128, 0]
    assert not differences(answers, explained(answers))


def test_a_fact_may_be_called_as_the_upper_end_of_another() -> None:
    names = ("years", "years_high", "high_years", "h_years")
    years, *others = (fact(name, kinds.AGE) for name in names)
    rules = ours(attrs.evolve(ACTION, when=all_of(years >= "18 year", *(other >= "65 year" for other in others))))
    people = frame(low=[20.0], up=[30.0], **{name: [70.0] for name in names[1:]})
    said: Any = {"columns": {"years": ("low", "up")}, "units": dict.fromkeys(("low", "up", *names[1:]), "year")}
    answers = assess(people, guideline=rules, **said)
    assert answers.frame["action_status"].to_list() == ["option"]
    assert not differences(answers, explained(answers))


@pytest.mark.parametrize("unit", ["year", "month"])
@pytest.mark.parametrize("apart", [0.0, 1e-16, 3e-16, 1e-12, 5e-10])
def test_a_range_whose_ends_count_as_equal_is_one_number(apart: float, unit: str) -> None:
    rules = ours(attrs.evolve(ACTION, when=(YEARS >= "65 year") & FRAIL))
    low = 65.0 if unit == "year" else 780.0
    ends = {"from": [low, low * (1 - apart), low * (1 - 4e-9)], "to": [low * (1 + apart), low, low]}
    given: dict[str, Any] = {"columns": {"years": ("from", "to")}, "units": {"from": unit, "to": unit}}
    answers = assess(pl.DataFrame({"patient": ["a", "b", "c"], **ends}), guideline=rules, **given)
    masks = answers.frame["action_missing"].to_list()
    wanting = [{*answers.facts("action_missing", mask)} for mask in masks]
    assert wanting == [{"frail"}, {"frail"}, {"frail", "years"}]
    assert not differences(answers, explained(answers))
