"""A run that was broken off is taken up again, and never mixed with another."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from boneguide import cohort, guidelines
from boneguide.cohort import _asking
from boneguide.errors import CohortDataError, CohortFilesError
from tests.cohort.files_support import FEW, UNITS, lesions, names, people, rows, run, sizes, write

THREE = [people(100), people(100, 100), people(40, 200)]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", *THREE)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "answers"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every file of answers that is written, under the name it has while it is."""
    found: list[Path] = []
    sink = pl.LazyFrame.sink_parquet

    def counted(lazy: pl.LazyFrame, path: Path, **said: Any) -> None:
        found.append(Path(path))
        sink(lazy, path, **said)

    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", counted)
    return found


def break_at(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let the writing of a part fail when half of it is there."""
    sink = pl.LazyFrame.sink_parquet
    calls: list[Path] = []

    def failing(lazy: pl.LazyFrame, path: Path, **said: Any) -> None:
        calls.append(path)
        sink(lazy, path, **said)
        if len(calls) == number:
            path.write_bytes(path.read_bytes()[:100])
            message = "no space left"
            raise OSError(message)

    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", failing)


def whole() -> pl.DataFrame:
    frame: pl.DataFrame = cohort.assess(pl.concat(THREE), **FEW).frame
    return frame


# --------------------------------------------------------------------------- broken off


def test_a_run_that_fails_leaves_whole_parts_only_and_goes_on_from_there(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch, written: list[Path]
) -> None:
    with monkeypatch.context() as broken:
        break_at(broken, 3)
        with pytest.raises(OSError, match="no space left"):
            run(source, target, rows_per_part=50)
    assert names(target) == ["manifest.json", "part-00001.parquet", "part-00002.parquet"]
    with pytest.raises(CohortFilesError, match="answers for 100 of 240 people"):
        cohort.open_answers(target)
    before = [(target / f"part-0000{n}.parquet").stat().st_mtime_ns for n in (1, 2)]
    written.clear()
    answers = run(source, target, rows_per_part=50)
    assert [path.name for path in written] == [f".part-0000{n}.parquet.unfinished" for n in (3, 4, 5)]
    assert [part.stat().st_mtime_ns for part in answers.parts[:2]] == before
    assert_frame_equal(rows(answers), whole())


def test_a_run_may_go_on_in_parts_of_another_size(source: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        break_at(broken, 2)
        with pytest.raises(OSError, match="no space left"):
            run(source, target, rows_per_part=100)
    answers = run(source, target, rows_per_part=30)
    assert sizes(answers) == [100, 30, 30, 30, 30, 20]
    assert_frame_equal(rows(answers), whole())


KILLED = """
import os, sys
import polars as pl
from tests.cohort.files_support import run
sink, calls = pl.LazyFrame.sink_parquet, []

def killed(lazy, path, **said):
    sink(lazy, path, **said)
    calls.append(path)
    if len(calls) == 3:
        os._exit(9)

pl.LazyFrame.sink_parquet = killed
run(sys.argv[1], sys.argv[2] + "/answers", rows_per_part=50)
"""


def test_a_run_that_is_killed_leaves_no_half_part(source: Path, target: Path, written: list[Path]) -> None:
    done = subprocess.run(  # noqa: S603 - fixed code
        [sys.executable, "-c", KILLED, str(source), str(target.parent)], cwd=ROOT, check=False, capture_output=True
    )
    assert done.returncode == 9, done.stderr
    left = [".part-00003.parquet.unfinished", "manifest.json", "part-00001.parquet", "part-00002.parquet"]
    assert names(target) == left
    answers = run(source, target, rows_per_part=50)
    assert len(written) == 3
    assert names(target) == ["manifest.json", *(f"part-0000{n}.parquet" for n in (1, 2, 3, 4, 5))]
    assert_frame_equal(rows(answers), whole())


def test_a_part_that_was_renamed_but_not_recorded_is_answered_again(source: Path, target: Path) -> None:
    run(source, target, rows_per_part=100)
    record = json.loads((target / "manifest.json").read_text())
    record["parts"] = record["parts"][:1]
    (target / "manifest.json").write_text(json.dumps(record))
    answers = run(source, target, rows_per_part=70)
    assert sizes(answers) == [100, 70, 70]
    assert names(target) == ["manifest.json", *(f"part-0000{n}.parquet" for n in (1, 2, 3))]
    assert_frame_equal(rows(answers), whole())


def test_what_is_finished_is_not_answered_again(source: Path, target: Path, written: list[Path]) -> None:
    run(source, target, rows_per_part=100)
    written.clear()
    assert_frame_equal(rows(run(source, target)), whole())
    assert written == []


def test_a_source_that_is_written_meanwhile_ends_the_run(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = pl.LazyFrame.sink_parquet

    def meanwhile(lazy: pl.LazyFrame, path: Path, **said: Any) -> None:
        sink(lazy, path, **said)
        monkeypatch.setattr(pl.LazyFrame, "sink_parquet", sink)
        people(41, 200).write_parquet(source / "people-2.parquet")

    monkeypatch.setattr(pl.LazyFrame, "sink_parquet", meanwhile)
    with pytest.raises(CohortFilesError, match=r"people-2\.parquet has changed since this run began"):
        run(source, target, rows_per_part=100)
    assert names(target) == ["manifest.json"]


# --------------------------------------------------------------------------- something else


def changed_rule(age: str = "30 year") -> Any:
    rule = guidelines.default["denosumab"]
    return guidelines.default.replacing(attrs.evolve(rule, when=rule.when & (guidelines.facts.AGE >= age)))


def other_edition() -> Any:
    rule = guidelines.default["denosumab"]
    return guidelines.default.replacing(attrs.evolve(rule, edition="2031.1"))


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (
            {"units": {**UNITS, "creatinine": "mg/dL"}, "invalid": "unknown"},
            "facts.creatinine.unit: 'umol/L' there, 'mg/dL' now",
        ),
        ({"jurisdiction": "US"}, "jurisdiction: 'EU' there, 'US' now"),
        ({"on": FEW["on"].replace(year=2027)}, "day: '2026-11-23' there, '2027-11-23' now"),
        ({"rules": ["denosumab"]}, "rules.zoledronic-acid: something there, nothing now"),
        ({"rules": ["zoledronic-acid", "denosumab", "clodronate"]}, "rules.clodronate: nothing there, something now"),
        ({"outputs": ["status"]}, "outputs: ['status', 'dose', 'missing'] there, ['status'] now"),
        ({"invalid": "unknown"}, "invalid: 'refuse' there, 'unknown' now"),
        ({"key": "note"}, "key: 'patient' there, 'note' now"),
        ({"guideline": changed_rule()}, "rules.denosumab.logic: '"),
        ({"guideline": other_edition()}, "rules.denosumab.edition: '2026.1' there, '2031.1' now"),
    ],
)
def test_another_question_is_refused_until_it_may_start_again(
    source: Path, target: Path, said: dict[str, Any], named: str
) -> None:
    run(source, target, rows_per_part=100)
    parts = [(target / name).stat().st_mtime_ns for name in names(target)]
    with pytest.raises(CohortFilesError) as caught:
        run(source, target, **said)
    assert named in str(caught.value)
    assert "Name another folder, or pass restart=True" in str(caught.value)
    assert [(target / name).stat().st_mtime_ns for name in names(target)] == parts
    answers = run(source, target, **said, restart=True)
    assert len(answers.parts) == 1
    assert names(target) == ["manifest.json", "part-00001.parquet"]
    wanted = cohort.assess(pl.concat(THREE), **{**FEW, **said})
    assert_frame_equal(rows(answers), wanted.frame)


def test_another_number_in_a_rule_is_another_rule(source: Path, target: Path) -> None:
    run(source, target, guideline=changed_rule("30 year"))
    assert run(source, target, guideline=changed_rule("30 year")).parts
    with pytest.raises(CohortFilesError, match=r"rules\.denosumab\.logic"):
        run(source, target, guideline=changed_rule("31 year"))


def test_another_version_of_the_package_does_not_go_on(
    source: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, target)
    monkeypatch.setattr(_asking, "__version__", "9.9")
    with pytest.raises(CohortFilesError, match=r"package: '\S+' there, '9\.9' now"):
        run(source, target)


def test_many_differences_are_not_all_named(source: Path, target: Path) -> None:
    run(source, target)
    with pytest.raises(CohortFilesError) as caught:
        cohort.assess_files(source, target, **{**FEW, "rules": None}, progress=False)
    lines = str(caught.value).splitlines()
    assert len(lines) == 10
    assert lines[-1].startswith("- and ")


def grow(source: Path) -> None:
    people(41, 200).write_parquet(source / "people-2.parquet")


def add(source: Path) -> None:
    people(3, 300).write_parquet(source / "people-3.parquet")


def drop(source: Path) -> None:
    (source / "people-2.parquet").unlink()


def rename(source: Path) -> None:
    (source / "people-2.parquet").rename(source / "people-9.parquet")


def retype(source: Path) -> None:
    THREE[2].with_columns(pl.col("note").cast(pl.Categorical)).write_parquet(source / "people-2.parquet")


def touch_up(source: Path) -> None:
    """Change a value and nothing that a file system tells of a file."""
    path = source / "people-2.parquet"
    before = path.stat()
    frame = pl.read_parquet(path)
    frame[0, "note"] = frame[0, "note"][::-1]
    frame.write_parquet(path, compression="uncompressed")
    assert path.stat().st_size == before.st_size
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (grow, "people.3 people-2.parquet.rows: 40 there, 41 now"),
        (add, "people.4 people-3.parquet: nothing there, something now"),
        (drop, "people.3 people-2.parquet: something there, nothing now"),
        (rename, "people.3 people-9.parquet: nothing there, something now"),
        (retype, "people.3 people-2.parquet.schema.note: 'String' there, 'Categorical' now"),
        (touch_up, "people.3 people-2.parquet.sha256: '"),
    ],
)
def test_another_source_is_refused_until_it_may_start_again(
    source: Path, target: Path, change: Callable[[Path], None], named: str
) -> None:
    run(source, target)
    change(source)
    with pytest.raises(CohortFilesError) as caught:
        run(source, target)
    assert named in str(caught.value)
    frames = [pl.read_parquet(path).with_columns(pl.col("note").cast(pl.String)) for path in sorted(source.iterdir())]
    assert_frame_equal(rows(run(source, target, restart=True)), cohort.assess(pl.concat(frames), **FEW).frame)


def test_files_that_were_moved_are_the_same(source: Path, target: Path, tmp_path: Path, written: list[Path]) -> None:
    run(source, target)
    shutil.move(source, tmp_path / "elsewhere")
    shutil.move(target, tmp_path / "kept")
    written.clear()
    answers = run(tmp_path / "elsewhere", tmp_path / "kept")
    assert written == []
    assert answers.explain("P00001")


def test_other_lesions_are_another_source(source: Path, target: Path, tmp_path: Path) -> None:
    write(source, *(each.drop("bone_metastases") for each in THREE))
    path = tmp_path / "lesions.parquet"
    said = {"lesions": cohort.Rows(frame=path, key="who", columns={"site": "where"})}
    lesions(200).write_parquet(path)
    run(source, target, **said)
    lesions(201).write_parquet(path)
    with pytest.raises(CohortFilesError, match=r"lesions\.1 lesions\.parquet\.rows: 200 there, 201 now"):
        run(source, target, **said)
    with pytest.raises(CohortFilesError, match="lesions: something there, nothing now"):
        run(source, target)


def test_answers_are_kept_until_what_replaces_them_can_be_believed(source: Path, target: Path) -> None:
    kept = rows(run(source, target))
    write(source, *(each.with_columns(creatinine=-1.0) for each in THREE))
    with pytest.raises(CohortDataError):
        run(source, target, restart=True)
    assert_frame_equal(rows(cohort.open_answers(target)), kept)
