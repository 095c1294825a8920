from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

import attrs
import duckdb
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it ships no types
import pytest

from boneguide import cohort, guidelines
from boneguide.cohort import Changes, diff
from boneguide.cohort.rows import RowReader
from boneguide.cohort.tally import DoseChange, Share
from boneguide.errors import (
    CohortDataError,
    CohortLayoutError,
    DisagreementError,
    UnknownJurisdictionError,
    UnknownRuleError,
)
from boneguide.guidelines.facts import LYTIC_LESION
from boneguide.logic import Criterion, Guideline, Rule
from boneguide.logic.clauses import Hold
from boneguide.logic.columns import verdict
from boneguide.logic.template import RegimenTemplate, Span
from boneguide.logic.verbs import at_least, band
from boneguide.model.status import Status
from boneguide.quantities import Amount, parse
from boneguide.testing import one_step
from tests.logic.support import ACTION, DRUG, FIXED, FRAIL, NOBODY, ON, SOURCE, TIRED, WEIGHT, YEARS

AFTER, OPTION, WITHHOLD = Status.AFTER, Status.OPTION, Status.WITHHOLD
NEEDS_DATA, NOT_APPLICABLE = Status.NEEDS_DATA, Status.NOT_APPLICABLE
UNITS = {"years": "year", "weight": "kg"}
OURS = Guideline(id="ours", title="Ours", edition="1", rules=(DRUG, ACTION))


def drug(dose: Any = FIXED.dose, **changes: Any) -> Rule:
    return attrs.evolve(DRUG, advise=attrs.evolve(FIXED, dose=dose), **changes)


def by_weight(heavy: str, light: str = "3 mg") -> Any:
    return band(WEIGHT, at_least("60 kg", parse(heavy)), at_least("0 kg", parse(light)))


def withheld(when: Criterion) -> Rule:
    return drug(holds=(Hold(id="hold", when=when, says="wait", sources=(SOURCE,)),))


def ours(*rules: Rule) -> Guideline:
    return attrs.evolve(OURS, rules=rules)


def compared(people: Any, before: Guideline, after: Guideline, **more: Any) -> Changes:
    columns = nw.from_native(people).collect_schema().names()
    units = {name: unit for name, unit in UNITS.items() if name in columns}
    given: dict[str, Any] = {"key": "id", "on": ON, "jurisdiction": "US", "units": units, **more}
    return diff(people, before=before, after=after, **given)


def keys(frame: Any, key: str = "id") -> list[Any]:
    return cast("list[Any]", nw.from_native(frame).lazy().select(key).collect()[key].to_list())


# --------------------------------------------------------------------------- whole guidelines

FLAGS = ("bone_metastases", "dental_assessed", "dialysis", "takes_jaw_risk_drug", "dehydrated", "pregnant")
FINDING = (True, False, False)
ALL_UNITS = {
    "age": "year",
    "weight": "kg",
    "creatinine": "mg/dL",
    "creatinine_baseline": "mg/dL",
    "calcium": "mg/dL",
    "albumin": "g/dL",
}


def crowd(size: int, seed: int) -> pl.DataFrame:
    draw = random.Random(seed)  # noqa: S311 - invented people, not a secret

    def maybe(*values: Any) -> list[Any]:
        return [None if draw.random() < 0.1 else draw.choice(values) for _ in range(size)]

    return pl.DataFrame(
        {
            "id": draw.sample(range(10 * size), size),
            "age": maybe(*range(20, 90)),
            "sex": ["female"] * size,
            "weight": maybe(*map(float, range(40, 110, 5))),
            "primary": maybe("breast", "prostate", "lung", "multiple myeloma", "renal"),
            "castration": ["resistant"] * size,
            "creatinine": maybe(0.8, 1.4, 1.5, 1.9, 2.4, 3.1),
            "creatinine_baseline": maybe(0.8, 1.3, 1.4, 1.5),
            "calcium": maybe(7.5, 9.4, 11.0, 13.0),
            "albumin": maybe(3.0, 4.0),
            **{flag: maybe(*FINDING) for flag in FLAGS},
        },
        schema_overrides={"creatinine": pl.Float64},
    )


def asked(people: pl.DataFrame, place: Any, guideline: Guideline) -> tuple[pl.DataFrame, cohort.Answers]:
    answers = cohort.assess(
        people,
        key="id",
        on=ON,
        jurisdiction=place,
        guideline=guideline,
        units=ALL_UNITS,
        outputs=["status", "dose"],
        invalid="unknown",
    )
    return answers.frame, answers


def ends_of_dose(row: dict[str, Any], name: str) -> list[Any]:
    ends = [row[column] for column in row if column.startswith(f"{name}_dose_")]
    return ends * 2 if len(ends) == 1 else ends


def ends(dose: Any) -> list[Any]:
    low, high = (dose.low, dose.high) if isinstance(dose, Span) else (dose, dose)
    return [None if end is None else end.value for end in (low, high)]


def counted_by_hand(
    before: pl.DataFrame, after: pl.DataFrame, rules: Iterable[str]
) -> tuple[list[Any], dict[str, Counter[Any]], dict[str, Counter[Any]]]:
    """Return who changes, and the changes of status and of dose, from the answers to two separate questions."""
    who: dict[Any, None] = {}
    moves: dict[str, Counter[Any]] = {}
    doses: dict[str, Counter[Any]] = {}
    for one, other in zip(before.rows(named=True), after.rows(named=True), strict=True):
        for rule in rules:
            name = rule.replace("-", "_")
            was, now = ((row[f"{name}_status"], ends_of_dose(row, name)) for row in (one, other))
            if was == now:
                continue
            who[one["id"]] = None
            if was[0] != now[0]:
                moves.setdefault(rule, Counter())[Status(was[0]), Status(now[0])] += 1
            else:
                doses.setdefault(rule, Counter())[was[0], *was[1], *now[1]] += 1
    return [*who], moves, doses


@pytest.mark.parametrize("places", [("US", "EU"), ("EU", "US"), ("EU", "UK"), ("UK", "UK")])
def test_what_changes_is_what_two_separate_questions_differ_in(places: tuple[Any, Any]) -> None:
    people = crowd(800, seed=len(places[0]) + ord(places[1][0]))
    old = guidelines.default
    zoledronic = old["zoledronic-acid"]
    assert isinstance(zoledronic.advise, RegimenTemplate)
    template = attrs.evolve(zoledronic.advise, dose=Amount(2.0, "mg"))
    new = old.replacing(attrs.evolve(zoledronic, advise=template)).without("denosumab").with_rules(ACTION)
    before, _ = asked(people, places[0], old)
    after, answered = asked(people, places[1], new)
    both = [rule.id for rule in old if rule.about is None and rule.id != "denosumab"]
    who, moves, doses = counted_by_hand(before, after, both)

    changes = diff(
        people,
        key="id",
        on=ON,
        jurisdiction=places,
        before=old,
        after=new,
        units=ALL_UNITS,
        invalid="unknown",
    )

    assert who
    assert doses
    assert keys(changes.frame) == who
    assert changes.people == Share(len(who), 800)
    assert {rule: Counter(of) for rule, of in changes.counts.items()} == moves
    assert {
        rule: {(c.status.value, *ends(c.before), *ends(c.after)): c.people for c in of}
        for rule, of in changes.doses.items()
    } == doses
    assert dict(changes.added) == {"action": answered.counts()["action"]}
    assert set(changes.removed) == {"denosumab"}
    assert sum(changes.removed["denosumab"].values()) == 800
    answers = {"before": before, "after": after}
    said = {side: {row["id"]: row for row in frame.rows(named=True)} for side, frame in answers.items()}
    for row in changes.frame.rows(named=True):
        for side, rows in said.items():
            mine = {name.removesuffix(f"_{side}"): value for name, value in row.items() if name.endswith(f"_{side}")}
            assert mine == {name: rows[row["id"]][name] for name in mine}


def test_a_guideline_against_itself_changes_nobody() -> None:
    changes = diff(
        crowd(200, seed=1),
        key="id",
        on=ON,
        jurisdiction="US",
        before=guidelines.default,
        after=guidelines.default,
        units=ALL_UNITS,
        invalid="unknown",
    )
    assert changes.people == Share(0, 200)
    assert changes.frame.columns == ["id"]
    assert changes.frame.is_empty()
    assert not changes.rules
    assert not changes.counts
    assert not changes.doses
    assert not changes.added
    assert not changes.removed
    assert str(changes).splitlines()[0] == "0 of 200 people would be answered differently"


def test_a_creatinine_of_exactly_1_4_before_treatment_is_read_otherwise_in_europe() -> None:
    # Value before treatment, value now; the rise that withholds is 0.5 from a normal and 1.0 from an abnormal value.
    results = [(1.4, 1.9), (1.4, 1.8), (1.4, 2.4), (1.4 - one_step(1.4), 1.9), (1.4 + one_step(1.4), 2.0), (0.9, 1.4)]
    people = pl.DataFrame(
        {
            "id": range(len(results)),
            "age": 50,
            "sex": "female",
            "weight": 90.0,
            "primary": "breast",
            "bone_metastases": True,
            "creatinine_baseline": [before for before, _ in results],
            "creatinine": [now for _, now in results],
            "on_renally_gated_agent": True,
        }
    )
    units = {name: unit for name, unit in ALL_UNITS.items() if name in people.columns}
    changes = diff(people, key="id", on=ON, jurisdiction=("US", "EU"), rules=["zoledronic-acid"], units=units)
    assert keys(changes.frame) == [0]
    assert changes.counts == {"zoledronic-acid": {(AFTER, WITHHOLD): 1}}
    before, after = changes.explain(0)
    assert (before["zoledronic-acid"].status, after["zoledronic-acid"].status) == (AFTER, WITHHOLD)
    assert (before.jurisdiction, after.jurisdiction) == ("US", "EU")


# --------------------------------------------------------------------------- one thing at a time


def test_a_shifted_threshold_changes_exactly_those_between_the_old_and_the_new_one() -> None:
    edges = [edge + step for edge in (65.0, 70.0) for step in (-one_step(edge), 0.0, one_step(edge))]
    people = pl.DataFrame({"id": list("abcdefg"), "years": [*edges, None]})
    before = ours(attrs.evolve(DRUG, when=YEARS >= "65 year"), ACTION)
    changes = compared(people, before, before.replacing(attrs.evolve(DRUG, when=YEARS >= "70 year")))
    assert keys(changes.frame) == ["b", "c", "d"]
    assert changes.counts == {"drug": {(OPTION, NOT_APPLICABLE): 3}}
    assert changes.people == Share(3, 7)
    assert changes.rules == ("drug",)
    assert changes.frame.rows() == [(name, "option", "not-applicable", 4.0, None) for name in "bcd"]


def test_where_another_dose_comes_with_another_status_the_status_counts() -> None:
    people = pl.DataFrame({"id": range(4), "frail": [True, False, None, False]})
    before, after = ours(drug()), ours(attrs.evolve(withheld(FRAIL), advise=attrs.evolve(FIXED, dose=Amount(2, "mg"))))
    changes = compared(people, before, after)
    assert changes.counts == {"drug": {(OPTION, WITHHOLD): 1, (OPTION, NEEDS_DATA): 1}}
    assert changes.doses == {
        "drug": (DoseChange(status=OPTION, before=Amount(4, "mg"), after=Amount(2, "mg"), people=2),)
    }
    assert changes.people == Share(4, 4)


def test_a_dose_alone_changes_for_those_to_whom_it_applies() -> None:
    edge = one_step(60.0)
    people = pl.DataFrame({"id": range(5), "weight": [60.0 - edge, 60.0, 60.0 + edge, 90.0, None]})
    changes = compared(people, ours(drug(by_weight("4 mg"))), ours(drug(by_weight("3.5 mg"))))
    assert keys(changes.frame) == [1, 2, 3]
    assert not changes.counts
    assert changes.doses == {
        "drug": (DoseChange(status=OPTION, before=Amount(4, "mg"), after=Amount(3.5, "mg"), people=3),)
    }
    assert changes.frame.columns == [
        "id",
        "drug_status_before",
        "drug_status_after",
        "drug_dose_mg_before",
        "drug_dose_mg_after",
    ]
    assert {name: (meaning.output, meaning.unit) for name, meaning in changes.meanings.items()} == {
        "drug_status_before": ("status", None),
        "drug_status_after": ("status", None),
        "drug_dose_mg_before": ("dose", "mg"),
        "drug_dose_mg_after": ("dose", "mg"),
    }


def test_most_frequent_changes_of_dose_come_first() -> None:
    people = pl.DataFrame({"id": range(5), "weight": [50.0, 50.0, 70.0, 70.0, 70.0]})
    changes = compared(people, ours(drug(by_weight("4 mg"))), ours(drug(by_weight("3.5 mg", "2 mg"))))
    assert [(str(c.before), str(c.after), c.people) for c in changes.doses["drug"]] == [
        ("4 mg", "3.5 mg", 3),
        ("3 mg", "2 mg", 2),
    ]


FOUR = Amount(4, "mg")


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (FOUR, Span(FOUR, Amount(8, "mg"))),
        (Span(FOUR, Amount(8, "mg")), Span(FOUR, Amount(6, "mg"))),
        (Span(FOUR, None), Span(None, FOUR)),
        (Span(FOUR, None), FOUR),
        (FOUR, Amount(4, "mg/kg")),
        (Span(FOUR, Amount(8, "mg")), Span(Amount(4, "mg/kg"), Amount(8, "mg/kg"))),
        (FOUR, None),
        (None, Span(None, FOUR)),
    ],
)
def test_every_kind_of_dose_can_become_another(was: Any, now: Any) -> None:
    changes = compared(pl.DataFrame({"id": [1, 2]}), ours(drug(was)), ours(drug(now)))
    assert changes.doses == {"drug": (DoseChange(status=OPTION, before=was, after=now, people=2),)}
    assert keys(changes.frame) == [1, 2]


def test_the_same_amount_in_another_unit_is_no_change() -> None:
    changes = compared(pl.DataFrame({"id": [1]}), ours(drug(FOUR)), ours(drug(Amount(4000, "ug"))))
    assert changes.people == Share(0, 1)
    assert changes.frame.columns == ["id"]


def test_a_dose_that_is_not_known_before_and_after_is_no_change() -> None:
    people = pl.DataFrame({"id": [1, 2], "weight": [None, 70.0], "frail": [False, False]})
    before = attrs.evolve(withheld(FRAIL), advise=attrs.evolve(FIXED, dose=by_weight("4 mg")))
    after = attrs.evolve(withheld(FRAIL & TIRED), advise=attrs.evolve(FIXED, dose=by_weight("4 mg", "2 mg")))
    changes = compared(people, ours(before), ours(after))
    assert changes.people == Share(0, 2)


def test_rules_that_only_one_side_has_are_counted_by_themselves() -> None:
    people = pl.DataFrame({"id": [1, 2, 3], "frail": [True, None, False]})
    before = ours(attrs.evolve(ACTION, id="old", when=FRAIL), DRUG)
    after = ours(DRUG, attrs.evolve(ACTION, id="new"))
    changes = compared(people, before, after)
    assert changes.people == Share(0, 3)
    assert dict(changes.removed) == {"old": {OPTION: 1, NEEDS_DATA: 1, NOT_APPLICABLE: 1}}
    assert dict(changes.added) == {"new": {OPTION: 3}}
    assert changes.frame.columns == ["id"]


def test_everybody_counts_where_nothing_is_known_of_anyone() -> None:
    changes = compared(pl.DataFrame({"id": [1, 2, 3]}), ours(DRUG), ours(attrs.evolve(DRUG, when=FRAIL), ACTION))
    assert changes.counts == {"drug": {(OPTION, NEEDS_DATA): 3}}
    assert dict(changes.added) == {"action": {OPTION: 3}}
    assert keys(changes.frame) == [1, 2, 3]


def test_rules_that_say_the_same_whatever_the_data_have_no_columns() -> None:
    before = ours(withheld(FRAIL), attrs.evolve(ACTION, when=TIRED))
    after = before.replacing(attrs.evolve(ACTION, when=TIRED & FRAIL))
    changes = compared(pl.DataFrame({"id": [1], "frail": [True], "tired": [True]}), before, after)
    assert changes.frame.columns == ["id", "action_status_before", "action_status_after"]
    assert keys(changes.frame) == []


def test_people_keep_their_order() -> None:
    order = random.Random(3).sample(range(500), 500)  # noqa: S311 - an order, not a secret
    people = pl.DataFrame({"id": order, "frail": [n % 3 == 0 for n in order]})
    changes = compared(people, ours(DRUG), ours(withheld(FRAIL)))
    assert keys(changes.frame) == [n for n in order if n % 3 == 0]


def test_questions_about_lesions_are_asked_too() -> None:
    rows = pl.DataFrame({"person": [1, 1, 2], "phenotype": ["osteoblastic", "osteolytic", "osteoblastic"]})
    lesions = cohort.Rows(frame=rows, key="person")
    changes = compared(pl.DataFrame({"id": [1, 2, 3]}), ours(DRUG), ours(withheld(LYTIC_LESION)), lesions=lesions)
    assert changes.counts == {"drug": {(OPTION, WITHHOLD): 1, (OPTION, NEEDS_DATA): 1}}
    assert sorted(keys(changes.frame)) == [1, 3]
    assert [changes.explain(person)[1]["drug"].status for person in (1, 2, 3)] == [WITHHOLD, OPTION, NEEDS_DATA]


# --------------------------------------------------------------------------- what to compare


def test_by_default_a_guideline_of_ones_own_is_compared_with_the_library() -> None:
    local = guidelines.default.without("denosumab")
    changes = diff(pl.DataFrame({"id": [1]}), key="id", on=ON, jurisdiction="US", after=local)
    assert changes.before is guidelines.default
    assert changes.after is local
    assert changes.jurisdictions == ("US", "US")
    assert changes.sides == ("boneguide 2026.1, US", "boneguide 2026.1 (adapted), US")
    assert [*changes.removed] == ["denosumab"]


def test_one_guideline_is_compared_in_two_places() -> None:
    rules = ["clodronate"]
    people = pl.DataFrame({"id": [1], "primary": ["breast"], "bone_metastases": [True]})
    changes = diff(people, key="id", on=ON, jurisdiction=("US", "EU"), rules=rules)
    assert changes.before is changes.after is guidelines.default
    assert [*changes.counts] == rules


def test_only_the_rules_asked_for_are_compared_on_the_side_that_has_them() -> None:
    before, after = ours(DRUG, ACTION), ours(attrs.evolve(DRUG, when=FRAIL), attrs.evolve(ACTION, id="new"))
    changes = compared(pl.DataFrame({"id": [1]}), before, after, rules=["new"])
    assert not changes.counts
    assert not changes.removed
    assert [*changes.added] == ["new"]
    assert [*changes.explain(1)[1]] == ["new"]
    assert [*compared(pl.DataFrame({"id": [1]}), before, after, rules="drug").counts] == ["drug"]


def test_a_rule_that_neither_side_has_is_refused() -> None:
    with pytest.raises(UnknownRuleError, match=r"no rule 'frug'.*drug, action, new"):
        compared(pl.DataFrame({"id": [1]}), OURS, ours(attrs.evolve(ACTION, id="new")), rules=["frug"])


def test_no_rule_at_all_is_refused() -> None:
    with pytest.raises(CohortLayoutError, match="no rule was asked for"):
        compared(pl.DataFrame({"id": [1]}), OURS, OURS, rules=[])


@pytest.mark.parametrize("places", ["US", ("US", "US")])
def test_nothing_to_compare_is_refused(places: Any) -> None:
    with pytest.raises(CohortLayoutError, match=r"nothing to compare.*'after'.*two jurisdictions"):
        diff(pl.DataFrame({"id": [1]}), key="id", on=ON, jurisdiction=places)


@pytest.mark.parametrize("places", ["FR", ("US", "FR"), ("US",), ("US", "EU", "UK"), None, 3, ("US", None)])
def test_a_place_that_is_none_is_refused(places: Any) -> None:
    with pytest.raises(UnknownJurisdictionError, match=r"Expected.*US, EU, UK"):
        diff(pl.DataFrame({"id": [1]}), key="id", on=ON, jurisdiction=places, after=OURS)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(CohortLayoutError, match="is not a date"):
        compared(pl.DataFrame({"id": [1]}), OURS, OURS, on=datetime(2026, 1, 1))  # noqa: DTZ001 - refused anyhow


def test_values_that_cannot_be_true_are_refused_or_counted_as_unknown() -> None:
    people = pl.DataFrame({"id": [1, 2], "years": [-3.0, 80.0]})
    before, after = ours(attrs.evolve(DRUG, when=YEARS >= "65 year")), ours(attrs.evolve(DRUG, when=YEARS >= "85 year"))
    with pytest.raises(CohortDataError, match="years"):
        compared(people, before, after)
    changes = compared(people, before, after, invalid="unknown")
    assert keys(changes.frame) == [2]
    assert sum(problem.rows for problem in changes.report.problems) == 1


def test_a_fact_that_only_the_new_rules_ask_about_is_read() -> None:
    people = pl.DataFrame({"id": [1, 2], "years": [60.0, 80.0]})
    changes = compared(people, ours(DRUG), ours(attrs.evolve(DRUG, when=YEARS < "65 year")))
    assert keys(changes.frame) == [2]
    assert [place.fact.name for place in changes.layout.placed] == ["years"]


# --------------------------------------------------------------------------- frames of every kind

ROWS = {"id": [3, 1, 2], "frail": [True, False, None]}


def from_duckdb() -> Any:
    # A connection of one's own is another than that of the module.
    return duckdb.connect().sql("select * from (values (3, true), (1, false), (2, null)) people(id, frail)")


def from_rows_to_duckdb(plain: dict[str, list[Any]]) -> Any:
    return duckdb.connect().from_arrow(pa.table(plain))


@pytest.mark.parametrize(
    "people",
    [
        pytest.param(lambda: pl.DataFrame(ROWS), id="polars"),
        pytest.param(lambda: pl.LazyFrame(ROWS), id="polars-lazy"),
        pytest.param(lambda: pa.table(ROWS), id="pyarrow"),
        pytest.param(lambda: pd.DataFrame(ROWS), id="pandas"),
        pytest.param(lambda: pd.DataFrame(ROWS).convert_dtypes(), id="pandas-nullable"),
        pytest.param(lambda: pd.DataFrame(ROWS).convert_dtypes(dtype_backend="pyarrow"), id="pandas-pyarrow"),
        pytest.param(from_duckdb, id="duckdb"),
    ],
)
def test_every_kind_of_frame_is_given_back_as_it_came(people: Any) -> None:
    given = people()
    changes = compared(given, ours(DRUG), ours(withheld(FRAIL), ACTION))
    assert type(changes.frame) is type(given)
    found = nw.from_native(changes.frame).lazy().collect().to_polars().sort("id")
    assert found["id"].to_list() == [2, 3]
    assert found["drug_status_after"].cast(pl.String).to_list() == ["needs-data", "withhold"]
    assert found["drug_dose_mg_before"].to_list() == [4.0, 4.0]
    assert [dose == 4.0 for dose in found["drug_dose_mg_after"].fill_null(0.0)] == [False, True]
    assert len(found.columns) == 5
    assert changes.counts == {"drug": {(OPTION, WITHHOLD): 1, (OPTION, NEEDS_DATA): 1}}
    assert dict(changes.added) == {"action": {OPTION: 3}}
    assert changes.people == Share(2, 3)
    assert [a["drug"].status for a in changes.explain(2)] == [OPTION, NEEDS_DATA]


@pytest.mark.parametrize(
    "people", [pl.DataFrame, pd.DataFrame, from_rows_to_duckdb], ids=["polars", "pandas", "duckdb"]
)
def test_doses_that_are_worked_out_for_each_are_compared_and_counted_together(
    people: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shares = {"tenth": 0.1, "fifth": 0.2, "fifth again": 0.2}
    read_off = verdict._dose  # noqa: SLF001 - no rule works a dose out

    def worked_out(rule: Rule, interpreter: Any, shown: Any) -> Any:
        if rule.title not in shares:
            return read_off(rule, interpreter, shown)
        make, weight = interpreter.circuit, interpreter.number(WEIGHT)
        known = interpreter.rails(WEIGHT > "0 kg").true
        part = make.arithmetic(weight.low, "*", make.literal(shares[rule.title]))
        return (make.choose(make.both(shown, known), part, make.unknown),) * 2, "mg"

    monkeypatch.setattr(verdict, "_dose", worked_out)
    frame = people({"id": [1, 2, 3], "weight": [20.0, 60.0, None]})
    heavy = WEIGHT > "500 kg"  # so that the weight is read
    tenth, fifth, again = (ours(attrs.evolve(DRUG, title=title, recommended=heavy)) for title in shares)
    changes = compared(frame, tenth, fifth)
    assert sorted(keys(changes.frame)) == [1, 2]
    own = "a dose of one's own"
    assert changes.doses == {"drug": (DoseChange(status=OPTION, before=own, after=own, people=2),)}
    assert "drug  option, a dose of one's own  option, a dose of one's own       2" in str(changes)
    assert compared(frame, fifth, again).people == Share(0, 3)
    # Of 20 kg a fifth is what the others have anyway.
    assert sorted(keys(compared(frame, ours(drug(FOUR)), fifth).frame)) == [2, 3]
    assert set(compared(frame, fifth, ours(drug(None))).doses["drug"]) == {
        DoseChange(status=OPTION, before=own, after=None, people=2)
    }


def test_doses_are_counted_where_the_data_are() -> None:
    changes = compared(from_duckdb(), ours(drug(FOUR)), ours(drug(Amount(2, "mg"))))
    assert changes.doses == {"drug": (DoseChange(status=OPTION, before=FOUR, after=Amount(2, "mg"), people=3),)}


def test_rows_of_pandas_keep_their_labels() -> None:
    people = pd.DataFrame(ROWS, index=["x", "y", "z"])
    changes = compared(people, ours(DRUG), ours(withheld(FRAIL)))
    assert [*changes.frame.index] == ["x", "z"]
    assert not [name for name in changes.frame if name.startswith("_")]


def test_columns_of_the_frame_may_be_called_like_anything_in_the_counting() -> None:
    people = pl.DataFrame({"status": [1, 2], "people": [0, 0]})
    changes = compared(people, ours(drug(FOUR)), ours(drug(Amount(2, "mg"))), key="status")
    assert changes.doses["drug"][0].people == 2
    assert keys(changes.frame, "status") == [1, 2]


# --------------------------------------------------------------------------- one person


def test_one_person_is_explained_before_and_after() -> None:
    people = pl.DataFrame({"id": ["a", "b"], "frail": [True, False]})
    before, after = compared(people, ours(DRUG), ours(withheld(FRAIL))).explain("a")
    assert (before["drug"].status, after["drug"].status) == (OPTION, WITHHOLD)


def test_a_person_who_is_not_there_is_refused() -> None:
    with pytest.raises(CohortLayoutError, match="0 rows have the key 'c'"):
        compared(pl.DataFrame({"id": ["a"]}), OURS, OURS).explain("c")


@pytest.mark.parametrize("place", ["US", "EU"])
def test_interpreters_that_differ_are_reported(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changes = compared(pl.DataFrame({"id": [1]}), OURS, ours(withheld(FRAIL)), jurisdiction=("US", "EU"))
    right = RowReader.assess

    def wrong(reader: RowReader, key: object) -> Any:
        if reader.jurisdiction != place:
            return right(reader, key)
        return ours(attrs.evolve(DRUG, investigational=True), ACTION)(NOBODY, on=ON, jurisdiction="US")

    monkeypatch.setattr(RowReader, "assess", wrong)
    with pytest.raises(DisagreementError, match=r"differ about 1: drug is '.*' here and 'investigational' there"):
        changes.explain(1)


# --------------------------------------------------------------------------- as text


def test_it_prints_a_table() -> None:
    people = pl.DataFrame({"id": range(1200), "frail": [n < 1100 for n in range(1200)], "weight": [80.0] * 1200})
    before = ours(
        attrs.evolve(ACTION, id="long-name", when=FRAIL), drug(by_weight("4 mg")), attrs.evolve(ACTION, id="old")
    )
    after = ours(
        attrs.evolve(ACTION, id="long-name"),
        attrs.evolve(withheld(FRAIL), advise=attrs.evolve(FIXED, dose=by_weight("3.5 mg"))),
        attrs.evolve(ACTION, id="new", when=FRAIL),
    )
    assert str(compared(people, before, after)).splitlines() == [
        "1 200 of 1 200 people would be answered differently",
        "before: ours 1, US",
        "after:  ours 1, US",
        "",
        "rule       before          after           people",
        "long-name  not-applicable  option             100",
        "drug       option          withhold         1 100",
        "           option, 4 mg    option, 3.5 mg     100",
        "",
        "rules only before:",
        "rule  option",
        "old     1200",
        "",
        "rules only after:",
        "rule  option  not-applicable",
        "new     1100             100",
    ]


def test_a_dose_that_comes_or_goes_is_printed_so() -> None:
    changes = compared(pl.DataFrame({"id": [1]}), ours(drug(None)), ours(drug(FOUR)))
    assert str(changes).splitlines()[-1] == "drug  option, no dose  option, 4 mg       1"


def test_showing_it_counts_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = compared(pl.DataFrame({"id": [1]}), ours(DRUG, ACTION), ours(withheld(FRAIL), ACTION))
    monkeypatch.setattr("boneguide.cohort.differences.tally", None)
    assert repr(changes).splitlines() == [
        "Changes among 1 people, 2026-11-23; print them for a table",
        "before: ours 1, US",
        "after:  ours 1, US",
        "rules that may change: drug",
    ]
    same = compared(pl.DataFrame({"id": [1]}), OURS, OURS)
    assert repr(same).endswith("rules that may change: none")
