"""Cohorts in files have the answers and the report that they would have as frames."""

from __future__ import annotations

import math
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from boneguide import cohort
from boneguide.cohort import _looking
from boneguide.errors import (
    CohortDataError,
    CohortFilesError,
    CohortLayoutError,
    DisagreementError,
    MissingExtraError,
    UnknownJurisdictionError,
    UnknownRuleError,
)
from tests.cohort.files_support import FEW, USUAL, lesions, names, people, rows, run, sizes, write

THREE = [people(100), people(100, 100), people(37, 200)]
WHOLE = pl.concat(THREE)
SITE: dict[str, Any] = {"key": "who", "columns": {"site": "where"}}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", *THREE)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def same(answers: cohort.FileAnswers, wanted: cohort.Answers) -> None:
    assert_frame_equal(rows(answers), wanted.frame)
    assert answers.counts() == wanted.counts()
    assert list(answers.counts()) == list(wanted.counts())
    assert answers.report == wanted.report
    assert dict(answers.meanings) == dict(wanted.meanings)


# --------------------------------------------------------------------------- answers


def test_answers_are_those_of_a_frame(source: Path, target: Path) -> None:
    answers = cohort.assess_files(source, target, **USUAL, rows_per_part=70)
    same(answers, cohort.assess(WHOLE, **USUAL))
    assert sizes(answers) == [70, 70, 70, 27]
    assert names(target) == ["manifest.json", *(f"part-0000{place}.parquet" for place in (1, 2, 3, 4))]


@pytest.mark.parametrize("rows_per_part", [1_000, 237, 236, 50])
def test_answers_do_not_depend_on_the_size_of_parts(source: Path, target: Path, rows_per_part: int) -> None:
    same(run(source, target, rows_per_part=rows_per_part), cohort.assess(WHOLE, **FEW))


def test_answers_stand_on_lesions_too(source: Path, target: Path, tmp_path: Path) -> None:
    some = lesions(500)
    folder = write(tmp_path / "lesions", some.head(123), some.tail(377))
    source = write(source, *(each.drop("bone_metastases") for each in THREE))
    answers = cohort.assess_files(
        source, target, **USUAL, lesions=cohort.Rows(frame=folder, **SITE), rows_per_part=70, progress=False
    )
    wanted = cohort.assess(WHOLE.drop("bone_metastases"), **USUAL, lesions=cohort.Rows(frame=some, **SITE))
    same(answers, wanted)
    [nobodys] = answers.report.unusual
    assert (nobodys.table, nobodys.column, nobodys.rows > 0) == ("lesions", "who", True)
    assert str(answers.explain("P00007")) == str(wanted.explain("P00007"))


def test_keys_of_lesions_may_be_words_of_another_kind(source: Path, target: Path, tmp_path: Path) -> None:
    some = lesions(300).filter(pl.col("who") < "P00237")
    source = write(source, *(each.drop("bone_metastases") for each in THREE))
    files = write(tmp_path / "lesions", some.with_columns(pl.col("who").cast(pl.Categorical)))
    wanted = cohort.assess(WHOLE.drop("bone_metastases"), **FEW, lesions=cohort.Rows(frame=some, **SITE))
    same(run(source, target, lesions=cohort.Rows(frame=files, **SITE), rows_per_part=99), wanted)


def test_lesions_about_which_no_rule_asks_are_not_read(source: Path, target: Path, tmp_path: Path) -> None:
    lesions(10).write_parquet(tmp_path / "lesions.parquet")
    few = {"rules": ["acute-phase-reaction"], "units": {}}
    answers = run(source, target, lesions=cohort.Rows(frame=tmp_path / "lesions.parquet", key="who"), **few)
    assert answers.asked["lesions"] is None
    assert rows(run(source, target, **few)).height == 237


def test_only_what_is_asked_for_is_written(source: Path, target: Path) -> None:
    answers = run(source, target, rules=["zoledronic-acid"], outputs="dose")
    assert rows(answers).columns == ["patient", "zoledronic_acid_dose_mg"]
    with pytest.raises(CohortFilesError, match="no statuses to count"):
        answers.counts()
    assert answers.explain("P00001")["zoledronic-acid"].status.value


def test_no_people_have_no_answers_but_columns(target: Path, tmp_path: Path) -> None:
    source = write(tmp_path / "source", people(0), people(0))
    answers = run(source, target)
    assert_frame_equal(rows(answers), cohort.assess(people(0), **FEW).frame)
    assert sizes(answers) == [0]
    assert dict(answers.counts()) == {"zoledronic-acid": {}, "denosumab": {}}
    assert answers.report == cohort.Report(0)
    assert sizes(run(source, target)) == [0]
    assert cohort.open_answers(target).report.rows == 0


def test_no_people_have_no_lesions(target: Path, tmp_path: Path) -> None:
    source = write(tmp_path / "source", people(0))
    files = write(tmp_path / "lesions", lesions(6))
    report = run(source, target, lesions=cohort.Rows(frame=files, **SITE)).report
    assert [(problem.column, problem.rows) for problem in report.unusual] == [("who", 6)]


def test_printed_answers_say_what_was_asked_and_used(source: Path, target: Path) -> None:
    source = write(source, *(each.rename({"calcium": "calcum"}) for each in THREE))
    units = {"age": "year", "weight": "kg", "creatinine": "umol/L"}
    shown = repr(run(source, target, rows_per_part=100, units=units))
    assert "Answers of 2 rules for 237 people\nparts: 3 in " in shown
    assert "jurisdiction EU, 2026-11-23" in shown
    assert "age in year" in shown
    assert "'calcum' Did you mean 'calcium'?" in shown


def test_printed_answers_say_what_is_unusual_and_where_nothing_is_used(target: Path, tmp_path: Path) -> None:
    odd = pl.DataFrame({"patient": ["a"], "weight": [400.0]})
    shown = repr(run(write(tmp_path / "source", odd), target, units={"weight": "kg"}, rules=["zoledronic-acid"]))
    assert "unusual: weight: an unusual number in 1 row." in shown
    assert "of no use" not in shown
    nothing = pl.DataFrame({"patient": ["a"]})
    assert "facts used: none" in repr(run(write(tmp_path / "other", nothing), tmp_path / "more", units={}))


# --------------------------------------------------------------------------- what is refused before anything is done


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"rows_per_part": 0}, CohortFilesError),
        ({"rows_per_part": True}, CohortFilesError),
        ({"rows_per_part": 10.0}, CohortFilesError),
        ({"on": "2026-11-23"}, CohortLayoutError),
        ({"invalid": "maybe"}, CohortLayoutError),
        ({"outputs": ["colour"]}, CohortLayoutError),
        ({"rules": ["zoledronate"]}, UnknownRuleError),
        ({"jurisdiction": "CH"}, UnknownJurisdictionError),
        ({"key": "person"}, CohortLayoutError),
        ({"units": {}}, CohortLayoutError),
        ({"lesions": people(3)}, CohortFilesError),
        ({"lesions": cohort.Rows(frame=people(3), key="patient")}, CohortFilesError),
    ],
)
def test_a_wrong_question_is_refused_and_nothing_written(
    source: Path, target: Path, said: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        run(source, target, **said)
    assert not target.exists()


@pytest.mark.parametrize("package", ["polars", "narwhals.stable.v2"])
def test_missing_packages_are_named(source: Path, target: Path, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"pip install 'boneguide\[cohort\]'"):
        run(source, target)


# --------------------------------------------------------------------------- looking the files through


def refused(source: Path, target: Path, **said: Any) -> cohort.Report:
    with pytest.raises(CohortDataError) as caught:
        run(source, target, **said)
    assert not target.exists()
    report: cohort.Report = caught.value.report  # type: ignore[attr-defined]  # set where it is raised
    return report


def door(frames: list[pl.DataFrame], **said: Any) -> cohort.Report:
    with pytest.raises(CohortDataError) as caught:
        cohort.assess(pl.concat(frames), **{**FEW, **said})
    report: cohort.Report = caught.value.report  # type: ignore[attr-defined]  # set where it is raised
    return report


LAST = pl.int_range(pl.len()) == pl.len() - 1


@pytest.mark.parametrize(
    "change",
    [
        {"creatinine": pl.when(LAST).then(-1.0).otherwise("creatinine")},
        {"weight": pl.when(LAST).then(float("nan")).otherwise("weight")},
        {"sex": pl.when(LAST).then(pl.lit("femal")).otherwise("sex")},
        {"patient": pl.when(~LAST).then("patient")},
        {"weight": pl.lit("sixty")},
    ],
)
def test_what_is_wrong_in_the_last_file_is_found_before_anything_is_written(
    target: Path, tmp_path: Path, change: dict[str, pl.Expr]
) -> None:
    frames = [*THREE[:2], THREE[2].with_columns(**change)]
    if change.get("weight") is not None and frames[2]["weight"].dtype == pl.String:
        frames = [each.with_columns(**change) for each in frames]
    source = write(tmp_path / "source", *frames)
    assert refused(source, target, rows_per_part=50) == door(frames)


def test_examples_of_wrong_words_are_of_all_parts(target: Path, tmp_path: Path) -> None:
    words: list[list[str | None]] = [["mal", "m", None], ["f", "w", "male"], ["femal", "x", "m"]]
    frames = [people(3, 3 * place).with_columns(sex=pl.Series(said)) for place, said in enumerate(words)]
    report = refused(write(tmp_path / "source", *frames), target, rows_per_part=2)
    assert report == door(frames)
    [problem] = report.problems
    assert (problem.rows, len(problem.examples)) == (7, 5)


@pytest.mark.parametrize("rows_per_part", [1_000, 20, 3])
def test_keys_that_repeat_in_other_files_are_found(target: Path, tmp_path: Path, rows_per_part: int) -> None:
    frames = [people(100), people(100, 99), people(37, 150)]
    report = refused(write(tmp_path / "source", *frames), target, rows_per_part=rows_per_part)
    assert report == door(frames)
    assert [problem.rows for problem in report.problems] == [38]


def test_each_key_is_compared_with_all_others_however_many_shares_there_are(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_looking, "_KEYS", 1)
    twice = [people(60), people(60)]
    assert [p.rows for p in refused(write(tmp_path / "source", *twice), target, rows_per_part=7).problems] == [60]


@pytest.mark.parametrize("dtype", [pl.Categorical, pl.Enum([f"P{number:05}" for number in range(200)]), pl.String])
def test_words_that_repeat_are_found_however_files_number_them(
    target: Path, tmp_path: Path, dtype: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(_looking, "_KEYS", 1)
    frames = [people(50), people(150, 49).reverse()]
    source = write(tmp_path / "source", *(each.with_columns(pl.col("patient").cast(dtype)) for each in frames))
    assert [problem.rows for problem in refused(source, target, rows_per_part=30).problems] == [1]


def test_keys_of_one_number_are_told_apart_by_another(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = pl.Expr.hash
    monkeypatch.setattr(
        pl.Expr, "hash", lambda key, seed: number(key, seed) // (2**58) if seed == 1 else number(key, seed)
    )
    assert run(source, target).report == cohort.Report(237)


def test_keys_that_are_fractions_are_compared_where_they_are_numbers(target: Path, tmp_path: Path) -> None:
    keys = pl.Series("patient", [1.5, None, math.nan, 1.5, math.nan, None])
    frames = [people(6).with_columns(keys)]
    assert refused(write(tmp_path / "source", *frames), target, rows_per_part=2) == door(frames)


def test_wrong_values_can_be_taken_as_unknown(target: Path, tmp_path: Path) -> None:
    frames = [each.with_columns(creatinine=pl.col("creatinine") * 100) for each in THREE]
    answers = run(write(tmp_path / "source", *frames), target, invalid="unknown", rows_per_part=100)
    wanted = cohort.assess(pl.concat(frames), **FEW, invalid="unknown")
    same(answers, wanted)
    assert answers.report.problems
    assert cohort.open_answers(target).report == wanted.report


def test_what_people_and_lesions_contradict_is_found_over_all_parts(source: Path, target: Path, tmp_path: Path) -> None:
    some = lesions(500)
    files = cohort.Rows(frame=write(tmp_path / "lesions", some), **SITE)
    frame = cohort.Rows(frame=some, **SITE)
    assert refused(source, target, lesions=files, rows_per_part=70) == door(THREE, lesions=frame)
    wanted = cohort.assess(WHOLE, **FEW, lesions=frame, invalid="unknown")
    same(run(source, target, lesions=files, rows_per_part=70, invalid="unknown"), wanted)


def test_wrong_lesions_are_found_before_anything_is_written(source: Path, target: Path, tmp_path: Path) -> None:
    some = lesions(100).with_columns(phenotype=pl.lit("lytic"))
    frames = [each.drop("bone_metastases") for each in THREE]
    report = refused(
        write(source, *frames), target, lesions=cohort.Rows(frame=write(tmp_path / "l", some), **SITE), rows_per_part=30
    )
    assert report == door(frames, lesions=cohort.Rows(frame=some, **SITE))
    assert [(problem.table, problem.rows) for problem in report.problems] == [("lesions", 100)]


# --------------------------------------------------------------------------- one person


def test_one_person_is_explained_as_from_a_frame(source: Path, target: Path) -> None:
    answers, wanted = run(source, target, rows_per_part=60), cohort.assess(WHOLE, **FEW)
    for key in ("P00000", "P00150", "P00236"):
        assert str(answers.explain(key)) == str(wanted.explain(key))


@pytest.mark.parametrize("key", ["P99999", 7, None, date(2026, 1, 1)])
def test_nobody_is_explained_as_nobody(source: Path, target: Path, key: object) -> None:
    with pytest.raises(CohortLayoutError, match="0 rows have the key"):
        run(source, target).explain(key)


def test_written_answers_that_differ_are_not_explained_away(source: Path, target: Path) -> None:
    answers = run(source, target)
    column = pl.col("denosumab_status")
    turned = pl.when(column == "option").then(pl.lit("after")).otherwise(pl.lit("option"))
    pl.read_parquet(answers.parts[0]).with_columns(turned.cast(pl.String).alias("denosumab_status")).write_parquet(
        answers.parts[0]
    )
    with pytest.raises(DisagreementError, match=r"denosumab is '(after|option)' here and"):
        answers.explain("P00000")


def test_a_source_that_was_written_since_is_not_explained_from(source: Path, target: Path) -> None:
    answers = run(source, target)
    people(50).write_parquet(source / "people-1.parquet")
    with pytest.raises(CohortFilesError, match=r"people-1\.parquet has changed"):
        answers.explain("P00000")
