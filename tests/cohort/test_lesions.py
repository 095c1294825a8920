"""Lesions as a table of their own: whose they are, and what they say about each person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import narwhals.stable.v2 as nw
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import boneguide as bg
from boneguide import cohort
from boneguide.cohort.questions import _check
from boneguide.errors import CohortDataError, CohortLayoutError, InvalidPatientError
from boneguide.guidelines.facts.lesion import KIND, LESIONS
from boneguide.logic import ALWAYS, fact
from boneguide.logic.tables import Table, exists
from tests.cohort.support import ON, assess, differences, explained, frame, ours, problems
from tests.logic.support import ACTION

RULES = ["denosumab", "osteonecrosis-of-the-jaw"]


def rows(*lesions: Mapping[str, Any], **said: Any) -> cohort.Rows:
    names = dict.fromkeys(("patient", *(name for lesion in lesions for name in lesion)))
    made = pl.DataFrame({name: [lesion.get(name) for lesion in lesions] for name in names})
    return cohort.Rows(frame=made, **{"key": "patient", **said})


def held(people: pl.DataFrame, lesions: cohort.Rows | None, **said: Any) -> list[str]:
    """Return which people have bone metastases, as the answer for denosumab shows."""
    answers = assess(people, lesions=lesions, rules=RULES, **said)
    assert not differences(answers, explained(answers))
    found = []
    for key in answers.frame["patient"]:
        missing = answers.explain(key)["denosumab"].missing
        applies = answers.explain(key)["denosumab"].status is not bg.Status.NOT_APPLICABLE
        found.append("unknown" if "bone_metastases" in missing else "yes" if applies else "no")
    return found


SOMEONE = frame(primary=["breast"])


# --------------------------------------------------------------------------- what they say


def test_a_row_says_that_there_is_such_a_lesion() -> None:
    assert held(SOMEONE, rows({"patient": "a", "kind": "metastasis"})) == ["yes"]
    assert held(SOMEONE, rows({"patient": "a", "kind": "primary tumour"})) == ["no"]
    assert held(SOMEONE, rows({"patient": "a", "kind": None})) == ["yes"]


def test_one_row_among_several_is_enough() -> None:
    people = frame(primary=["breast", "breast", "breast"])
    lesions = rows(
        {"patient": "b", "kind": "primary tumour"},
        {"patient": "a", "kind": "primary tumour"},
        {"patient": "a", "kind": "metastasis"},
        {"patient": "c", "kind": "metastasis"},
    )
    assert held(people, lesions) == ["yes", "no", "yes"]


def test_without_rows_nothing_is_known_unless_it_is_on_record_that_all_are_there() -> None:
    people = frame(primary=["breast"] * 4, lesions_listed=[None, True, False, None])
    assert held(people, rows({"patient": "d"})) == ["unknown", "no", "unknown", "yes"]
    assert held(people.drop("lesions_listed"), rows({"patient": "d"})) == ["unknown", "unknown", "unknown", "yes"]


def test_the_column_that_says_so_may_be_called_otherwise() -> None:
    people = frame(primary=["breast"], imaged=[True])
    said: Any = {"columns": {"lesions_listed": "imaged"}}
    assert held(people, rows({"patient": "zz"}), **said) == ["no"]
    assert assess(people, lesions=rows({"patient": "zz"}), rules=RULES, **said).layout.unused == ()


def test_without_a_table_nothing_is_known_of_lesions() -> None:
    people = frame(primary=["breast", "breast"], lesions_listed=[True, None])
    assert held(people, None) == ["unknown", "unknown"]


def test_what_is_recorded_counts_before_what_lesions_say() -> None:
    people = frame(primary=["breast"] * 2, bone_metastases=[True, None])
    assert held(people, rows({"patient": "b", "kind": "primary tumour"})) == ["yes", "no"]


def test_an_open_row_leaves_the_question_open() -> None:
    """A lesion whose site is not known may be one of the jaw."""
    people = frame(primary=["breast"] * 3)
    lesions = rows(
        {"patient": "a", "site": "mandible"},
        {"patient": "b", "site": None},
        {"patient": "b", "site": "L3"},
        {"patient": "c", "site": "L3"},
    )
    answers = assess(people, lesions=lesions, rules=["osteonecrosis-of-the-jaw"])
    assert not differences(answers, explained(answers))


def test_no_fact_about_lesions_needs_to_be_there() -> None:
    people = frame(primary=["breast", "multiple myeloma", None])
    lesions = rows({"patient": "a"}, {"patient": "b"}, {"patient": "c"})
    answers = assess(people, lesions=lesions)
    assert not differences(answers, explained(answers))
    assert answers.lesions is not None
    assert answers.lesions.absent
    assert "facts of lesions used: none" in repr(answers)


def test_columns_of_lesions_are_named_and_misspelt_ones_are_shown() -> None:
    lesions = rows({"patient": "a", "made of": "metastasis", "Site": "L3"}, columns={"kind": "made of"})
    assert held(SOMEONE, lesions) == ["yes"]
    shown = repr(assess(SOMEONE, lesions=lesions))
    assert "facts of lesions used: kind" in shown
    assert "columns of lesions of no use to these rules: 'Site' (site?)" in shown


@pytest.mark.parametrize(
    "dtype", [pl.Categorical, pl.Enum(["x", "metastasis", "myeloma", "primary tumour"]), pl.String]
)
def test_words_of_lesions_may_be_of_any_type(dtype: Any) -> None:
    lesions = rows({"patient": "a", "kind": "metastasis"}, {"patient": "a", "kind": None})
    typed = cohort.Rows(frame=lesions.frame.with_columns(pl.col("kind").cast(dtype)), key="patient")
    assert held(SOMEONE, typed) == ["yes"]
    assert held(SOMEONE, typed, invalid="unknown") == ["yes"]


def test_lesions_without_rows_say_nothing() -> None:
    none = cohort.Rows(frame=pl.DataFrame(schema={"patient": pl.String, "kind": pl.String}), key="patient")
    assert held(frame(primary=["breast", "breast"], lesions_listed=[True, None]), none) == ["no", "unknown"]
    empty = cohort.Rows(frame=pl.DataFrame({"patient": [], "kind": []}), key="patient")
    assert held(SOMEONE, empty) == ["unknown"]


def test_the_order_of_the_people_is_kept() -> None:
    keys = [f"p{number * 7919 % 1000}" for number in range(1000)]
    people = pl.DataFrame({"patient": keys, "primary": ["breast"] * 1000})
    lesions = rows(*({"patient": key, "kind": "metastasis"} for key in sorted(keys)[::3]))
    assert assess(people, lesions=lesions, rules=RULES).frame["patient"].to_list() == keys
    assert assess(people, lesions=lesions, rules=RULES, invalid="unknown").frame["patient"].to_list() == keys


def test_neither_frame_is_changed() -> None:
    lesions = rows({"patient": "a", "kind": "metastasis"})
    before = lesions.frame.clone()
    people = SOMEONE.clone()
    assess(people, lesions=lesions, invalid="unknown")
    assert_frame_equal(lesions.frame, before)
    assert_frame_equal(people, SOMEONE)


def test_lesions_are_not_looked_at_where_no_rule_asks_about_them() -> None:
    lesions = rows({"patient": "a", "kind": "?"})
    answers = assess(SOMEONE, lesions=lesions, rules=["ear-canal-osteonecrosis"])
    assert answers.lesions is None
    with pytest.raises(CohortDataError):
        assess(SOMEONE, lesions=lesions)


def test_lesions_answer_no_question_about_another_table() -> None:
    doses = Table("doses", "doses given", lambda _context: None)
    given = fact("given", inferred=exists(doses, fact("large", table=doses)))
    rule = bg.Rule(id="r", title="R", when=given, action="x", grade=ACTION.grade, sources=ACTION.sources, edition="1")
    both = bg.Rule(
        id="s",
        title="S",
        when=given | fact("seen", inferred=exists(LESIONS, KIND.is_in("metastasis"))),
        action="x",
        recommended=ALWAYS,
        grade=ACTION.grade,
        sources=ACTION.sources,
        edition="1",
    )
    answers = assess(SOMEONE, guideline=ours(rule, both), lesions=rows({"patient": "a", "kind": "metastasis"}))
    assert {rule: [*counts] for rule, counts in answers.counts().items()} == {
        "r": [bg.Status.NEEDS_DATA],
        "s": [bg.Status.RECOMMENDED],
    }
    assert not differences(answers, explained(answers))


# --------------------------------------------------------------------------- whose they are


def test_rows_of_nobody_are_told_and_do_no_harm() -> None:
    """People may have been chosen from a larger register, so that they are no fault; a slip in the keys shows."""
    lesions = rows({"patient": "a"}, {"patient": "A"}, {"patient": "zz"})
    answers = assess(SOMEONE, lesions=lesions)
    assert answers.report.problems == ()
    assert str(answers.report.unusual[0]) == (
        "lesions.patient: a key that none of the people has in 2 rows. Expected rows of people who are in the other"
        " frame; these have no effect. Check the keys."
    )
    assert "unusual: lesions.patient" in repr(answers)
    assert_frame_equal(answers.frame, assess(SOMEONE, lesions=rows({"patient": "a"})).frame)


def test_a_lesion_without_a_key_is_refused() -> None:
    with pytest.raises(CohortDataError, match=r"lesions\.patient: no key in 1 row\."):
        assess(SOMEONE, lesions=rows({"patient": "a"}, {"patient": None}))


def test_several_lesions_of_one_person_are_no_problem() -> None:
    assert assess(SOMEONE, lesions=rows({"patient": "a"}, {"patient": "a"})).report == cohort.Report(1)


@pytest.mark.parametrize(
    ("key", "other"),
    [
        (pl.Int64, pl.Int32),
        (pl.UInt8, pl.Int64),
        (pl.Int64, pl.Int64),
        (pl.Float64, pl.Float64),
        (pl.String, pl.Categorical),
        (pl.Enum(["1", "2"]), pl.String),
    ],
)
def test_keys_of_one_sort_are_compared_whatever_their_type(key: Any, other: Any) -> None:
    people = pl.DataFrame({"patient": ["1", "2"], "primary": ["breast"] * 2}).with_columns(pl.col("patient").cast(key))
    lesions = rows({"patient": "2", "kind": "metastasis"}).frame.with_columns(pl.col("patient").cast(other))
    made = cohort.Rows(frame=lesions, key="patient")
    assert held(people, made) == ["unknown", "yes"]
    assert assess(people, lesions=made).frame["patient"].dtype == people["patient"].dtype


@pytest.mark.parametrize(("key", "other"), [(pl.Int64, pl.String), (pl.String, pl.Int64), (pl.Int64, pl.Float64)])
def test_keys_of_two_sorts_are_refused(key: Any, other: Any) -> None:
    people = pl.DataFrame({"nr": ["1"], "primary": ["breast"]}).with_columns(pl.col("nr").cast(key))
    lesions = rows({"patient": "1"}).frame.with_columns(pl.col("patient").cast(other))
    with pytest.raises(CohortLayoutError) as caught:
        assess(people, key="nr", lesions=cohort.Rows(frame=lesions, key="patient"))
    assert str(caught.value) == (
        f"the key 'nr' of the people has the type {people['nr'].dtype}, the key 'patient' of the lesions the type"
        f" {lesions['patient'].dtype}. Expected one type; convert one of them."
    )


def test_frames_of_two_libraries_are_refused() -> None:
    answers = assess(SOMEONE, lesions=rows({"patient": "a"}))
    people, [lesions] = answers._reader.people, answers._reader.tables.values()  # noqa: SLF001 - as made for the work
    other = attrs.evolve(lesions, lazy=nw.from_native(pl.LazyFrame({"patient": ["a"]})))
    with pytest.raises(CohortLayoutError, match="people and lesions are frames of two libraries, polars and "):
        _check(people, other, LESIONS)


def test_a_bare_frame_is_refused() -> None:
    lesions: Any = rows({"patient": "a"}).frame
    with pytest.raises(CohortLayoutError, match=r"lesions was given as DataFrame\. Expected cohort\.Rows\(frame"):
        assess(SOMEONE, lesions=lesions)


# --------------------------------------------------------------------------- what does not go together


def test_a_lesion_that_cannot_be_one_of_this_person_is_refused() -> None:
    people = frame(primary=["multiple myeloma", "breast", "breast", None])
    lesions = rows(
        {"patient": "a", "kind": "metastasis"},
        {"patient": "a", "kind": "myeloma"},
        {"patient": "b", "kind": "myeloma"},
        {"patient": "c", "kind": "metastasis"},
        {"patient": "d", "kind": "myeloma"},
        {"patient": "zz", "kind": "myeloma"},
    )
    with pytest.raises(CohortDataError) as caught:
        assess(people, lesions=lesions)
    assert "- lesions.kind: a value that contradicts that in 'primary' of the person in 2 rows." in str(caught.value)
    with pytest.raises(InvalidPatientError):
        bg.Patient(primary="multiple myeloma", lesions=[bg.Lesion(site="L3", kind="metastasis")])
    answers = assess(people, lesions=lesions, invalid="unknown")
    clean = lesions.frame.with_columns(kind=pl.Series([None, "myeloma", None, "metastasis", "myeloma", "myeloma"]))
    assert_frame_equal(answers.frame, assess(people, lesions=cohort.Rows(frame=clean, key="patient")).frame)
    assert problems(answers.report) == {("kind", "a value that contradicts that in 'primary' of the person"): 2}
    assert not differences(answers, explained(answers))


def test_a_record_that_its_lesions_contradict_is_refused() -> None:
    people = frame(
        {"primary": "breast", "bone_metastases": False},
        {"primary": "breast", "bone_metastases": True},
        {"primary": "breast", "bone_metastases": True, "lesions_listed": True},
        {"primary": "breast", "bone_metastases": True},
        {"primary": "breast", "lesions_listed": False},
        {"primary": "breast", "bone_metastases": False, "lesions_listed": False},
    )
    lesions = rows(
        {"patient": "a", "kind": "metastasis"},
        {"patient": "b", "kind": "primary tumour"},
        {"patient": "e", "kind": "metastasis"},
    )
    with pytest.raises(CohortDataError) as caught:
        assess(people, lesions=lesions)
    first, second = str(caught.value).splitlines()[1:]
    assert first == (
        "- bone_metastases: a value that the lesions contradict in 3 rows. Expected what the rows say: true where one"
        " says so, false where none can. Check both."
    )
    assert second == (
        "- lesions_listed: false for people who have lesions in 1 row. Expected true, or null, for people whose rows"
        " are there: they count as all there are."
    )
    answers = assess(people, lesions=lesions, invalid="unknown")
    clean = people.with_columns(
        bone_metastases=pl.Series([None, None, None, True, None, False]),
        lesions_listed=pl.Series([None, None, True, None, None, False]),
    )
    assert_frame_equal(answers.frame, assess(clean, lesions=lesions).frame)
    assert not differences(answers, explained(answers))
    for said in ([bg.Lesion(site="L3")], []):
        with pytest.raises(InvalidPatientError):
            bg.Patient(primary="breast", bone_metastases=not said, lesions=said)


def test_problems_of_people_and_of_lesions_are_told_at_once() -> None:
    people = frame(primary=["breast", "breast"], age=[-1.0, 60.0], bone_metastases=[True, False])
    lesions = rows({"patient": "a", "site": "L9", "kind": "myeloma"}, {"patient": "b", "kind": "metastasis"})

    def told(people: pl.DataFrame, **said: Any) -> list[str]:
        with pytest.raises(CohortDataError) as caught:
            assess(people, lesions=lesions, **said)
        return [line.split(":")[0] for line in str(caught.value).splitlines()[1:]]

    assert told(people) == ["- age", "- lesions.site", "- lesions.kind", "- bone_metastases"]
    assert told(people.with_columns(age=pl.Series(["x", "y"]))) == ["- age", "- lesions.site"]
    assert told(people.with_columns(age=pl.Series(["x", "y"])), invalid="unknown") == ["- age"]


def test_an_unusual_lesion_is_reported_as_one_of_the_lesions() -> None:
    people = frame(primary=["breast"], age=[111.0])
    found = assess(people, lesions=rows({"patient": "zz"})).report.unusual
    assert [(problem.table, problem.column) for problem in found] == [("", "age"), ("lesions", "patient")]


def test_every_record_with_lesions_that_can_be_is_answered_as_the_record_is() -> None:
    records: dict[str, bg.Patient] = {}
    primaries: tuple[Any, ...] = ("breast", "multiple myeloma", "giant cell tumour of bone", None)
    kinds: tuple[Any, ...] = ("metastasis", "myeloma", "primary tumour", None)
    for primary in primaries:
        for flag in (True, False, None):
            for listed in (None, (), *((kind,) for kind in kinds), ("metastasis", None), (None, "primary tumour")):
                made: Any = [] if listed is None else [{"site": "L3", "kind": kind} for kind in listed]
                given = None if listed is None else [bg.Lesion(**said) for said in made]
                try:
                    record = bg.Patient(primary=primary, bone_metastases=flag, lesions=given)
                except InvalidPatientError:
                    # Only the record takes it as certain that a lesion of myeloma is none of another kind.
                    if primary in {"breast", None} or None not in (listed or ()):
                        with pytest.raises(CohortDataError):
                            one(primary, flag, listed)
                    continue
                key = f"{primary} {flag} {listed}"
                records[key] = record
                answers = one(primary, flag, listed)
                alone = bg.assess(record, on=ON, jurisdiction="US")
                assert not differences(answers, {"a": alone}), key
    assert len(records) > 40


def one(primary: str | None, flag: bool | None, listed: tuple[str | None, ...] | None) -> cohort.Answers:
    people = frame(primary=[primary], bone_metastases=[flag], lesions_listed=[None if listed is None else True])
    lesions = rows(*({"patient": "a", "kind": kind, "site": "L3"} for kind in listed or ()))
    return assess(people, lesions=lesions)
