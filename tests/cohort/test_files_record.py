"""The folder of the answers, and the record in it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from boneguide import cohort, guidelines
from boneguide.errors import CohortFilesError, CohortLayoutError
from tests.cohort.files_support import FEW, names, people, rows, run, write

TWO = [people(100), people(140, 100)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", *TWO)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def whole() -> pl.DataFrame:
    frame: pl.DataFrame = cohort.assess(pl.concat(TWO), **FEW).frame
    return frame


# --------------------------------------------------------------------------- the folder


def test_a_folder_that_holds_something_else_is_refused(source: Path, target: Path) -> None:
    target.mkdir()
    (target / "letters.txt").write_text("Dear")
    for restart in (False, True):
        with pytest.raises(CohortFilesError, match=r"holds 'letters\.txt' and no record"):
            run(source, target, restart=restart)
    (target / "notes.txt").write_text("To")
    with pytest.raises(CohortFilesError, match=r"holds 'letters\.txt' and more and no record"):
        run(source, target)
    assert names(target) == ["letters.txt", "notes.txt"]


def test_a_file_is_no_folder(source: Path, target: Path) -> None:
    target.write_text("")
    with pytest.raises(CohortFilesError, match="is a file"):
        run(source, target)


def test_answers_are_not_written_over_what_is_read(source: Path, target: Path) -> None:
    with pytest.raises(CohortFilesError, match="lies in the folder for the answers"):
        run(source, source)
    run(source, target)
    people(3).write_parquet(target / "more.parquet")
    with pytest.raises(CohortFilesError, match="lies in the folder for the answers"):
        run(target / "more.parquet", target, restart=True)
    with pytest.raises(CohortFilesError, match="lies in the folder for the answers"):
        run(source, target.parent)


def test_an_empty_folder_and_new_ones_inside_each_other_will_do(source: Path, target: Path) -> None:
    target.mkdir()
    (target / ".manifest.json.unfinished").write_text("{")
    run(source, target)
    assert names(target) == ["manifest.json", "part-00001.parquet"]
    assert run(source, target.parent / "a" / "b" / "c").parts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "{}",
        "7",
        '{"format": "another", "version": 1}',
        '{"format": "boneguide answers", "version": 2}',
        '{"format": "boneguide answers", "version": 1, "asked": {}}',
    ],
)
def test_a_record_that_cannot_be_read_is_refused(source: Path, target: Path, text: str) -> None:
    run(source, target)
    (target / "manifest.json").write_text(text)
    for restart in (False, True):
        with pytest.raises(CohortFilesError, match=r"manifest\.json is no record of answers that can be read"):
            run(source, target, restart=restart)
    with pytest.raises(CohortFilesError, match="Put back the file"):
        cohort.open_answers(target)


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("parts", 0, "rows"), "many"),
        (("parts", 0, "file"), None),
        (("parts",), None),
        (("report", "problems"), 3),
        (("report",), []),
        (("meanings", "denosumab_status"), "status"),
        (("meanings", "denosumab_status", "colour"), "red"),
    ],
)
def test_a_record_with_wrong_values_is_refused(source: Path, target: Path, where: tuple[Any, ...], value: Any) -> None:
    run(source, target)
    record = json.loads((target / "manifest.json").read_text())
    inner = record
    for step in where[:-1]:
        inner = inner[step]
    inner[where[-1]] = value
    (target / "manifest.json").write_text(json.dumps(record))
    with pytest.raises(CohortFilesError, match="no record of answers that can be read"):
        cohort.open_answers(target)


@pytest.mark.parametrize(("change", "said"), [(Path.unlink, "is not there"), (Path.touch, None)])
def test_parts_that_are_not_as_they_were_written_are_refused(
    source: Path, target: Path, change: Callable[[Path], None], said: str | None
) -> None:
    run(source, target, rows_per_part=100)
    part = target / "part-00002.parquet"
    change(part)
    if said is None:
        part.write_bytes(part.read_bytes()[:-8])
        said = r"has \d+ bytes instead of \d+"
    refused = rf"part-00002\.parquet was finished and {said}.* restart=True"
    with pytest.raises(CohortFilesError, match=refused):
        run(source, target)
    with pytest.raises(CohortFilesError, match=refused):
        cohort.open_answers(target)
    assert_frame_equal(rows(run(source, target, restart=True)), whole())


# --------------------------------------------------------------------------- the record alone


def test_the_record_alone_opens_the_answers(source: Path, target: Path) -> None:
    made = run(source, target, rows_per_part=100)
    shutil.rmtree(source)
    answers = cohort.open_answers(str(target))
    assert_frame_equal(rows(answers), whole())
    assert answers.counts() == made.counts()
    assert answers.meanings == made.meanings
    assert answers.report == made.report
    assert answers.parts == made.parts
    assert repr(answers) == repr(made)
    assert answers.asked["rules"]["denosumab"]["edition"] == guidelines.default["denosumab"].edition
    assert answers.asked["day"] == "2026-11-23"
    with pytest.raises(CohortFilesError, match=r"Call cohort\.assess_files with what was asked before"):
        answers.explain("P00001")


def test_where_no_answers_are_none_are_opened(target: Path) -> None:
    with pytest.raises(CohortFilesError, match="holds no answers"):
        cohort.open_answers(target)


def test_what_the_columns_mean_is_on_record(source: Path, target: Path) -> None:
    made = cohort.assess(pl.concat(TWO), **FEW)
    run(source, target)
    answers = cohort.open_answers(target)
    assert answers.meanings["zoledronic_acid_dose_mg"].unit == "mg"
    column = "zoledronic_acid_missing"
    for mask in rows(answers)[column].unique():
        assert answers.facts(column, mask) == made.facts(column, mask)
    with pytest.raises(CohortLayoutError, match="holds no missing facts"):
        answers.facts("zoledronic_acid_status", 1)
