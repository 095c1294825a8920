"""What rules about single lesions say differently, lesion by lesion."""

from __future__ import annotations

from collections import Counter
from typing import Any

import attrs
import polars as pl
import pytest

from boneguide import cohort
from boneguide.cohort import Changes
from boneguide.cohort.rows import RowReader
from boneguide.cohort.tally import DoseChange, Share
from boneguide.errors import CohortLayoutError, DisagreementError, UnknownRuleError
from boneguide.guidelines.facts import BONE_METASTASES
from boneguide.guidelines.facts.lesion import PAINFUL
from boneguide.logic import Guideline, RegimenTemplate
from boneguide.model.status import Status
from boneguide.quantities import Amount
from tests.cohort import backends
from tests.cohort.about_lesions import INJECT, TREAT
from tests.cohort.test_about_lesions import OURS, PEOPLE, REST, ROWS, UNITS
from tests.logic.support import ON

assert isinstance(INJECT.advise, RegimenTemplate)
#: Fewer are treated, every injection is of one dose, and people rest for another reason.
CHANGED = OURS.replacing(attrs.evolve(TREAT, when=PAINFUL, holds=())).replacing(
    attrs.evolve(INJECT, advise=attrs.evolve(INJECT.advise, dose=Amount(4, "mg")))
)
OLD = attrs.evolve(TREAT, id="old")
NEW = attrs.evolve(TREAT, id="new", when=PAINFUL)


def rows(engine: str = "polars", name: str | None = "lesion") -> cohort.Rows:
    return cohort.Rows(frame=backends.FROM_POLARS[engine](ROWS), key="patient", name=name)


def compared(engine: str = "polars", **more: Any) -> Changes:
    given: dict[str, Any] = {"units": UNITS, "before": OURS, "after": CHANGED, "lesions": rows(engine), **more}
    people = backends.FROM_POLARS[engine](PEOPLE)
    return cohort.diff(people, **{"key": "patient", "on": ON, "jurisdiction": "US", **given})


def separately(guideline: Guideline) -> dict[str, dict[str, Any]]:
    answers = cohort.assess(
        PEOPLE,
        key="patient",
        on=ON,
        jurisdiction="US",
        units=UNITS,
        lesions=rows(),
        guideline=guideline,
        outputs=["status", "dose"],
    )
    assert answers.rows is not None
    return {row["lesion"]: row for row in answers.rows.to_dicts()}


@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("engine", backends.FROM_POLARS)
def test_what_changes_is_what_two_separate_questions_differ_in(engine: str) -> None:
    before, after = separately(OURS), separately(CHANGED)
    who = [lesion for lesion, row in before.items() if row != after[lesion]]
    assert 0 < len(who) < len(before)

    changes = compared(engine)
    found = changes.of_lesions
    assert found is not None
    assert type(found.frame) is type(backends.FROM_POLARS[engine](ROWS))
    table = backends.table_of(found.frame)
    if engine not in {"duckdb", "pyspark"}:
        assert table["lesion"].to_list() == who
    assert sorted(table["lesion"]) == sorted(who)
    for row in table.to_dicts():
        for side, separate in (("before", before), ("after", after)):
            mine = {name.removesuffix(f"_{side}"): value for name, value in row.items() if name.endswith(f"_{side}")}
            assert {name: None if value != value else value for name, value in mine.items()} == {  # noqa: PLR0124 - what is not itself is NaN
                name: separate[row["lesion"]][name] for name in mine
            }
    moves = Counter(
        (Status(before[lesion]["treat_status"]), Status(after[lesion]["treat_status"]))
        for lesion in before
        if before[lesion]["treat_status"] != after[lesion]["treat_status"]
    )
    assert found.counts == {"treat": moves}
    assert found.doses == {
        "inject": (DoseChange(status=Status.OPTION, before=Amount(2, "mg"), after=Amount(4, "mg"), people=1),)
    }
    assert found.rules == ("treat", "inject")
    assert found.share == Share(len(who), 6, "lesions")
    assert str(found.share) == f"{len(who)} of 6 lesions"
    # Nobody is answered differently by the rules about people.
    assert changes.people == Share(0, 4)
    assert changes.rules == ()


def test_columns_are_called_as_those_of_answers() -> None:
    found = compared().of_lesions
    assert found is not None
    assert found.frame.columns == [
        "patient",
        "lesion",
        "treat_status_before",
        "treat_status_after",
        "inject_status_before",
        "inject_status_after",
        "inject_dose_mg_before",
        "inject_dose_mg_after",
    ]
    assert {name: (m.rule, m.output, m.unit) for name, m in found.meanings.items()}["inject_dose_mg_after"] == (
        "inject",
        "dose",
        "mg",
    )


def test_rows_of_pandas_keep_their_labels() -> None:
    frame = ROWS.to_pandas().set_index(pl.Series(["r1", "r2", "r3", "r4", "r5", "r6"]).to_pandas())
    found = compared("pandas", lesions=cohort.Rows(frame=frame, key="patient", name="lesion")).of_lesions
    assert found is not None
    assert [*found.frame.index] == [f"r{lesion[1:]}" for lesion in found.frame["lesion"]]
    assert found.frame["patient"].to_list() == [ROWS["patient"][int(label[1:]) - 1] for label in found.frame.index]


def test_rules_that_one_side_has_are_counted_apart() -> None:
    found = compared(before=OURS.with_rules(OLD), after=OURS.with_rules(NEW)).of_lesions
    assert found is not None
    assert {*found.removed} == {"old"}
    assert dict(found.added["new"]) == {
        Status.RECOMMENDED: 1,
        Status.OPTION: 1,
        Status.WITHHOLD: 2,
        Status.NEEDS_DATA: 2,
    }
    assert found.share == Share(0, 6, "lesions")


def test_a_rule_that_was_about_the_person_is_another_one() -> None:
    changes = compared(
        after=OURS.replacing(attrs.evolve(TREAT, about=None, when=BONE_METASTASES, recommended=~BONE_METASTASES))
    )
    found = changes.of_lesions
    assert found is not None
    assert [*found.removed] == ["treat"]
    assert [*changes.added] == ["treat"]


def test_one_guideline_in_two_places_and_some_rules_only() -> None:
    changes = compared(rules=["treat"], after=None, jurisdiction=("US", "EU"), units={"age": "year"})
    assert changes.of_lesions is not None
    assert changes.of_lesions.share == Share(0, 6, "lesions")
    assert changes.frame.columns == ["patient"]
    assert compared(rules=["rest"], units={}).of_lesions is None


def test_values_that_cannot_be_true_are_counted_among_the_lesions() -> None:
    wrong = cohort.Rows(frame=ROWS.with_columns(site=pl.lit("L9")), key="patient", name="lesion")
    changes = compared(lesions=wrong, invalid="unknown")
    assert [(problem.table, problem.column, problem.rows) for problem in changes.report.problems] == [
        ("lesions", "site", 6)
    ]
    assert changes.lesions is not None
    assert "painful" in {place.fact.name for place in changes.lesions.placed}


# --------------------------------------------------------------------------- one person


@pytest.mark.parametrize("name", ["lesion", None])
def test_one_person_is_explained_with_every_lesion_before_and_after(name: str | None) -> None:
    before, after = compared(lesions=rows(name=name)).explain("b")
    names = ("l2", "l5") if name else ("row 1", "row 2")
    assert before.lesions == after.lesions == names
    assert [before[f"treat@{lesion}"].status.value for lesion in names] == ["withhold", "withhold"]
    assert [after[f"treat@{lesion}"].status.value for lesion in names] == ["recommended", "option"]


def test_interpreters_that_differ_about_a_lesion_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = compared()
    right = RowReader.assess

    def wrong(reader: RowReader, key: object) -> Any:
        return right(attrs.evolve(reader, guideline=OURS), key)

    monkeypatch.setattr(RowReader, "assess", wrong)
    with pytest.raises(DisagreementError, match=r"differ about the lesions of 'b': treat is .* here and .* there"):
        changes.explain("b")


# --------------------------------------------------------------------------- without lesions, and what cannot be


def test_without_lesions_such_rules_are_left_out_by_name() -> None:
    changes = compared(lesions=None)
    assert changes.of_lesions is None
    assert changes.lesions is None
    assert changes.left_out == ("treat", "inject")
    line = "rules about single lesions left out, as no lesions were given: treat, inject"
    assert line in repr(changes).splitlines()
    assert line in str(changes).splitlines()
    assert compared().left_out == ()
    before, _ = changes.explain("a")
    assert dict(before.editions) == {"ours": "1"}
    assert {*before} == {"treat", "rest", "inject"}
    assert before.status("treat") is Status.NEEDS_DATA


def test_such_rules_cannot_be_asked_by_name_without_lesions() -> None:
    with pytest.raises(CohortLayoutError, match=r"rule 'treat' is about single lesions, .* Expected lesions="):
        compared(lesions=None, rules=["treat"])
    with pytest.raises(CohortLayoutError, match=r"all rules of 'ours' are about single lesions"):
        compared(lesions=None, after=OURS.only("treat"))
    with pytest.raises(UnknownRuleError, match="no rule 'tread'"):
        compared(rules=["tread"])


def test_names_that_columns_of_the_changes_have_are_refused() -> None:
    taken = cohort.Rows(frame=ROWS.rename({"lesion": "treat_status_after"}), key="patient", name="treat_status_after")
    with pytest.raises(CohortLayoutError, match="a column is called 'treat_status_after', as is a column of"):
        compared(lesions=taken)
    other = OURS.replacing(attrs.evolve(REST, when=~BONE_METASTASES))
    with pytest.raises(CohortLayoutError, match="a column is called 'rest_status_before', as is a column of"):
        cohort.diff(
            PEOPLE.rename({"patient": "rest_status_before"}),
            key="rest_status_before",
            on=ON,
            jurisdiction="US",
            units=UNITS,
            before=OURS,
            after=other,
        )


# --------------------------------------------------------------------------- as text and as a picture


def test_it_prints_a_table_of_lesions_below_that_of_people() -> None:
    changes = compared(after=CHANGED.with_rules(NEW))
    sides = ["before: ours 1, US", "after:  ours 1 (adapted), US"]
    table = [
        "",
        "rule    before        after         lesions",
        "treat   withhold      recommended         1",
        "        withhold      option              1",
        "        needs-data    recommended         1",
        "inject  option, 2 mg  option, 4 mg        1",
        "",
        "rules about lesions only after:",
        "rule  recommended  option  withhold  needs-data",
        "new             1       1         2           2",
    ]
    headings = [f"{many} would be answered differently" for many in ("0 of 4 people", "3 of 6 lesions")]
    assert str(changes).splitlines() == [headings[0], *sides, "", headings[1], *table]
    assert str(changes.of_lesions).splitlines() == [headings[1], *sides, *table]
    may_change = "rules about lesions that may change: treat, inject"
    assert repr(changes).splitlines()[-2:] == ["rules that may change: none", may_change]
    assert repr(changes.of_lesions).splitlines() == [
        "Changes among lesions; print them for a table",
        *sides,
        may_change,
    ]


def test_it_is_drawn() -> None:
    found = compared().of_lesions
    assert found is not None
    assert found.plot().get_title(loc="left").splitlines()[0] == "3 of 6 lesions would be answered differently"
