"""What can be asked of the answers: what columns hold, how many people, why, and one person in full."""

from __future__ import annotations

import re
from typing import Any

import attrs
import polars as pl
import pytest

import boneguide as bg
from boneguide.errors import CohortLayoutError, DisagreementError, UnknownRuleError
from boneguide.logic import ALWAYS, fact
from boneguide.logic.clauses import Confirm, Contraindication, Hold, Licence, Measure, Prerequisite
from boneguide.model.status import Status
from tests.cohort.support import WOMAN, assess, differences, explained, frame, ours
from tests.logic.support import ACTION, DRUG, FRAIL, SOURCE, TIRED

PEOPLE = frame(
    WOMAN,
    {**WOMAN, "creatinine": None},
    {**WOMAN, "creatinine": 9.0},
    {**WOMAN, "calcium": 13.0, "albumin": 4.0},
    {**WOMAN, "primary": "lymphoma"},
    {},
)
ANSWERS = assess(PEOPLE)


# --------------------------------------------------------------------------- columns


def test_it_is_said_what_every_column_holds() -> None:
    meanings = ANSWERS.meanings
    assert list(meanings) == ANSWERS.frame.columns[1:]
    assert meanings["red_flag"].output == "red_flag"
    assert meanings["red_flag"].rule == ""
    dosed = meanings["zoledronic_acid_dose_mg"]
    assert (dosed.output, dosed.rule, dosed.unit) == ("dose", "zoledronic-acid", "mg")
    missing = meanings["zoledronic_acid_missing"]
    assert missing.output == "missing"
    assert "creatinine" in missing.facts


def test_statuses_are_words_of_a_closed_list() -> None:
    column = ANSWERS.frame["zoledronic_acid_status"]
    assert column.dtype == pl.Enum([status.value for status in Status])
    assert column.to_list()[:3] == ["after", "needs-data", "not-recommended"]


def test_a_number_of_missing_facts_is_read_as_names() -> None:
    mask = ANSWERS.frame["zoledronic_acid_missing"].to_list()[1]
    found = ANSWERS.facts("zoledronic_acid_missing", mask)
    assert set(found) == set(ANSWERS.explain("b")["zoledronic-acid"].missing)
    assert ANSWERS.facts("zoledronic_acid_missing", 0) == ()
    assert ANSWERS.facts("zoledronic_acid_missing", 1) == ANSWERS.meanings["zoledronic_acid_missing"].facts[:1]


def test_a_column_that_holds_no_missing_facts_is_refused() -> None:
    with pytest.raises(CohortLayoutError, match="'zoledronic_acid_status' holds no missing facts"):
        ANSWERS.facts("zoledronic_acid_status", 1)
    with pytest.raises(CohortLayoutError, match=r"Did you mean 'zoledronic_acid_missing'\? Expected one of"):
        ANSWERS.facts("zoledronic_acid_mising", 1)


def test_a_number_that_the_column_cannot_hold_is_refused() -> None:
    held = len(ANSWERS.meanings["denosumab_missing"].facts)
    for mask in (-1, 2**held):
        with pytest.raises(CohortLayoutError, match=rf"{mask} is no number of column .* Expected 0 to {2**held - 1}\."):
            ANSWERS.facts("denosumab_missing", mask)
    assert len(ANSWERS.facts("denosumab_missing", 2**held - 1)) == held


def test_a_red_flag_is_up_where_an_assessment_has_one() -> None:
    flags = ANSWERS.frame["red_flag"].to_list()
    assert flags == [bool(ANSWERS.explain(key).red_flags) for key in PEOPLE["patient"]]
    assert flags == [False, False, False, True, False, False]


def test_one_of_several_urgent_rules_is_enough_for_a_red_flag() -> None:
    rules = ours(
        attrs.evolve(ACTION, id="one", when=FRAIL, urgent=True),
        attrs.evolve(ACTION, id="other", when=TIRED, urgent=True),
        attrs.evolve(ACTION, id="not-urgent"),
    )
    people = frame(frail=[True, True, False, False, None], tired=[True, False, True, False, False])
    answers = assess(people, guideline=rules)
    assert answers.frame["red_flag"].to_list() == [True, True, True, False, True]
    assert not differences(answers, explained(answers))


# --------------------------------------------------------------------------- how it shows


def test_the_answers_say_what_was_asked_and_used() -> None:
    first, second, out, third, *others = repr(ANSWERS).splitlines()
    general = [rule for rule in bg.guidelines.default if rule.about is None]
    assert first == f"Answers of {len(general)} rules for 6 people"
    assert out == (f"rules about single lesions left out, as no lesions were given: {', '.join(ANSWERS.left_out)}")
    assert second == "jurisdiction US, 2026-11-23"
    assert third.startswith("facts used: ")
    assert set(third.removeprefix("facts used: ").split(", ")) == {
        "age in year",
        "albumin in g/dL",
        "bone_metastases",
        "calcium in mg/dL",
        "creatinine in mg/dL",
        "primary",
        "sex",
        "weight in kg",
    }
    assert others == [f"facts not in the frame, so unknown: {len(ANSWERS.layout.absent)}, listed in layout.absent"]


def test_one_is_one() -> None:
    shown = repr(assess(frame(ward=[1]), rules="denosumab")).splitlines()
    assert shown[0] == "Answers of 1 rule for 1 person"
    assert shown[2] == "facts used: none"


def test_columns_of_no_use_are_shown_with_what_they_may_be() -> None:
    shown = repr(assess(frame(ward=[1], Creatinin=[0.9], Smokng=[True])))
    assert "columns of no use to these rules: 'Creatinin' (creatinine?), 'Smokng' (smoking?), 'ward'" in shown
    many = repr(assess(frame(**{f"x{number}": [1] for number in range(40)}, AGE=[60.0])))
    assert re.search(r"of no use to these rules: 'AGE' \(age\?\), 'x0', .*'x10' and 29 more$", many, re.MULTILINE)


# --------------------------------------------------------------------------- how many


def test_reasons_count_the_clauses_that_decide() -> None:
    rule = attrs.evolve(
        DRUG,
        when=FRAIL,
        contraindications=(
            Contraindication(id="tired", severity="contraindicated", when=TIRED, says="no", sources=(SOURCE,)),
        ),
        first=(Prerequisite(id="ask", when=ALWAYS, says="ask", sources=(SOURCE,)),),
    )
    people = frame(frail=[True, True, True, False, None, None], tired=[True, False, None, None, False, True])
    answers = assess(people, guideline=ours(rule))
    assert answers.reasons("drug") == {"tired": 3, "indication": 2, "ask": 1}
    assert answers.counts()["drug"] == {
        Status.AFTER: 1,
        Status.NEEDS_DATA: 2,
        Status.CONTRAINDICATED: 2,
        Status.NOT_APPLICABLE: 1,
    }


def test_missing_facts_are_counted_most_often_first() -> None:
    found = ANSWERS.missing("zoledronic-acid")
    assert list(found.values()) == sorted(found.values(), reverse=True)
    alone = [ANSWERS.explain(key)["zoledronic-acid"].missing for key in PEOPLE["patient"]]
    assert found == {name: n for name in found if (n := sum(name in missing for missing in alone))}
    assert set(found) == {name for missing in alone for name in missing}
    assert 0 not in found.values()


def test_a_rule_that_asks_nothing_has_nothing_missing() -> None:
    answers = assess(PEOPLE, guideline=ours(ACTION))
    assert answers.missing("action") == {}
    assert answers.reasons("action") == {}
    assert answers.counts()["action"] == {Status.OPTION: 6}
    assert answers.facts("action_missing", 0) == ()


def test_a_rule_that_was_not_asked_is_refused() -> None:
    answers = assess(PEOPLE, rules=["denosumab"])
    for question in (answers.reasons, answers.missing):
        with pytest.raises(UnknownRuleError, match=r"no rule 'denosumb' was asked\. Did you mean 'denosumab'\?"):
            question("denosumb")
        with pytest.raises(UnknownRuleError, match=r"no rule 'pamidronate' was asked\. Expected one of denosumab\."):
            question("pamidronate")


def test_counts_of_lazy_frames_are_the_same() -> None:
    answers = assess(PEOPLE.lazy())
    assert answers.counts() == ANSWERS.counts()
    assert answers.missing("denosumab") == ANSWERS.missing("denosumab")
    assert answers.reasons("denosumab") == ANSWERS.reasons("denosumab")
    assert answers.explain("b").statuses == ANSWERS.explain("b").statuses


# --------------------------------------------------------------------------- one person


def test_one_person_is_explained_as_a_record_would_be() -> None:
    patient = bg.Patient(
        age=bg.Q(68, "year"),
        sex="female",
        weight=bg.Q(60, "kg"),
        primary="breast",
        bone_metastases=True,
        labs=bg.Labs(creatinine=bg.Q(0.9, "mg/dL")),
    )
    alone, found = bg.assess(patient, on=ANSWERS.on, jurisdiction="US"), ANSWERS.explain("a")
    for rule in alone:
        assert found[rule] == alone[rule], rule
        assert found[rule].because == alone[rule].because
    assert found.editions == alone.editions
    assert str(found) == str(alone)


def test_every_row_is_said_the_same_of_by_both_interpreters() -> None:
    assert not differences(ANSWERS, explained(ANSWERS))


@pytest.mark.parametrize("key", ["zz", None, 3, 1.5, b"a"])
def test_a_key_that_nobody_has_is_refused(key: object) -> None:
    with pytest.raises(CohortLayoutError) as caught:
        ANSWERS.explain(key)
    assert str(caught.value) == (
        f"0 rows have the key {key!r} in column 'patient', which is of type String. Expected exactly one."
    )


@pytest.mark.parametrize(("dtype", "key"), [(pl.Int64, 7), (pl.UInt8, 7), (pl.Float64, 7.0), (pl.Date, None)])
def test_keys_may_be_of_any_type(dtype: Any, key: Any) -> None:
    people = pl.DataFrame({"patient": pl.Series([5, 7, 9]).cast(dtype), **PEOPLE.drop("patient")[:3].to_dict()})
    answers = assess(people)
    wanted = people["patient"][1] if key is None else key
    assert answers.explain(wanted)["zoledronic-acid"].status is Status.NEEDS_DATA
    assert not differences(answers, explained(answers))


def test_a_key_of_the_wrong_sort_names_nobody() -> None:
    people = PEOPLE.with_columns(patient=pl.Series([1, 2, 3, 4, 5, 6]))
    with pytest.raises(CohortLayoutError, match="0 rows have the key '1' in column 'patient', which is of type Int64"):
        assess(people).explain("1")


def test_each_status_is_explained() -> None:
    limits = (
        Contraindication(id="c", severity="contraindicated", when=fact("c"), says="x", sources=(SOURCE,)),
        Contraindication(id="n", severity="not-recommended", when=fact("n"), says="x", sources=(SOURCE,)),
        Contraindication(
            id="ask",
            severity="avoid",
            when=fact("k"),
            says="x",
            unknown=Confirm("not k", because="it can be asked"),
            sources=(SOURCE,),
        ),
    )
    rule = attrs.evolve(
        DRUG,
        when=fact("w"),
        licences=(Licence(id="l", when=fact("l"), says="x", sources=(SOURCE,)),),
        contraindications=limits,
        holds=(Hold(id="h", when=fact("h"), says="x", unknown=Measure(), sources=(SOURCE,)),),
        first=(Prerequisite(id="p", when=fact("p"), says="x", sources=(SOURCE,)),),
        recommended=fact("r"),
    )
    tried = attrs.evolve(ACTION, when=fact("w"), investigational=True)
    free = {"w": True, "l": True, **dict.fromkeys("cnkhpr", False)}
    people = frame(
        free,
        {**free, "r": True},
        {**free, "p": True},
        {**free, "k": None},
        {**free, "h": True},
        {**free, "n": True},
        {**free, "l": False},
        {**free, "c": True},
        {**free, "h": None},
        {**free, "w": False},
        {},
    )
    answers = assess(people, guideline=ours(rule, tried))
    assert answers.frame["drug_status"].to_list() == [
        "option",
        "recommended",
        "after",
        "after",
        "withhold",
        "not-recommended",
        "not-recommended",
        "contraindicated",
        "needs-data",
        "not-applicable",
        "needs-data",
    ]
    assert set(answers.frame["action_status"]) == {"investigational", "not-applicable", "needs-data"}
    assert not differences(answers, explained(answers))
    assert set(answers.counts()["drug"]) | set(answers.counts()["action"]) == {*Status}


def test_a_disagreement_of_the_interpreters_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    other = ANSWERS.explain("b")
    monkeypatch.setattr(type(ANSWERS._reader), "assess", lambda _reader, _key: other)  # noqa: SLF001 - a fault is feigned
    with pytest.raises(DisagreementError) as caught:
        ANSWERS.explain("a")
    assert "differ about 'a': zoledronic-acid is 'after' here and 'needs-data' there" in str(caught.value)
    assert "Please report this." in str(caught.value)
