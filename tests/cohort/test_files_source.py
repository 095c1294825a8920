"""Which Parquet files are read, and when several can be read as one table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from boneguide import cohort
from boneguide.errors import CohortFilesError, CohortLayoutError
from tests.cohort.files_support import FEW, people, rows, run, write

TWO = [people(10), people(10, 10)]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", *TWO)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def keys(answers: cohort.FileAnswers) -> list[str]:
    found: list[str] = rows(answers)["patient"].to_list()
    return found


def test_files_are_named_in_many_ways(source: Path, target: Path) -> None:
    one, other = source / "people-0.parquet", source / "people-1.parquet"
    ways: list[Any] = [source, str(source), str(source / "*.parquet"), str(source / "**" / "*.parquet")]
    ways += [[one, other], (str(one), other), [str(source / "people-0*"), other]]
    for place, way in enumerate(ways):
        assert keys(run(way, target / str(place))) == [f"P{number:05}" for number in range(20)]
    assert keys(run([other, one], target / "turned"))[0] == "P00010"
    assert keys(run(other, target / "one"))[0] == "P00010"


@pytest.mark.parametrize("name", ["nothing.parquet", "*.csv", "empty", "source/*.arrow"])
def test_where_no_file_is_nothing_is_read(source: Path, target: Path, name: str) -> None:
    (source.parent / "empty").mkdir()
    with pytest.raises(CohortFilesError, match="where no Parquet file is found"):
        run(source.parent / name, target)


@pytest.mark.parametrize("given", [people(3), [], None, 7])
def test_what_names_no_file_is_refused(target: Path, given: object) -> None:
    with pytest.raises(CohortFilesError, match=r"for a frame, use cohort\.assess"):
        run(given, target)


def test_a_file_of_another_kind_is_refused(source: Path, target: Path) -> None:
    (source / "people-2.parquet").write_text("patient,age\na,68\n")
    with pytest.raises(CohortFilesError, match=r"people-2\.parquet cannot be read"):
        run(source, target)


def test_names_with_signs_of_patterns_are_names(tmp_path: Path, target: Path) -> None:
    people(3).write_parquet(tmp_path / "a[1].parquet")
    assert len(keys(run(tmp_path / "a[1].parquet", target))) == 3


def test_the_names_of_folders_are_no_columns(tmp_path: Path, target: Path) -> None:
    folder = tmp_path / "dental_assessed=true"
    write(folder, people(5).drop("dental_assessed"))
    answers = run(folder, target / "age=3")
    assert "dental_assessed" not in answers.asked["facts"]
    assert rows(answers).columns[0] == "patient"
    assert "age" not in rows(answers).columns


# --------------------------------------------------------------------------- several files as one table


def read(target: Path, source: Path, *frames: pl.DataFrame, **said: Any) -> cohort.FileAnswers:
    return run(write(source, *frames), target, rows_per_part=15, **said)


@pytest.mark.parametrize(
    "change",
    [
        {"age": pl.col("age").cast(pl.Float64)},
        {"age": pl.col("age").cast(pl.Int16)},
        {"weight": pl.col("weight").round(0).cast(pl.Decimal(10, 2))},
        {"sex": pl.col("sex").cast(pl.Categorical)},
        {"primary": pl.col("primary").cast(pl.Enum(["breast", "lung", "multiple myeloma"]))},
        {"patient": pl.col("patient").cast(pl.Categorical)},
        {"age": pl.lit(None)},
        {"bone_metastases": pl.lit(None)},
        {"sex": pl.lit(None)},
    ],
)
def test_types_that_hold_the_same_go_together(source: Path, target: Path, change: dict[str, pl.Expr]) -> None:
    [name] = change
    dtype = TWO[0].schema[name]
    other = TWO[1].with_columns(**change)
    wanted = cohort.assess(pl.concat([TWO[0], other.with_columns(pl.col(name).cast(dtype))]), **FEW)
    for place, frames in enumerate([(TWO[0], other), (other, TWO[0])]):
        answers = read(target / str(place), source, *frames)
        assert_frame_equal(rows(answers).sort("patient"), wanted.frame)


def test_a_column_without_a_value_in_any_file_is_unknown(source: Path, target: Path) -> None:
    frames = [each.with_columns(age=pl.lit(None), sex=pl.lit(None)) for each in TWO]
    assert_frame_equal(rows(read(target, source, *frames)), cohort.assess(pl.concat(frames), **FEW).frame)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"age": pl.col("age").cast(pl.String)}, r"'age' holds Int64 in \S+people-0\S+ and String in \S+people-1"),
        ({"bone_metastases": pl.lit(1)}, "'bone_metastases' holds Boolean in .* and Int32 in"),
        ({"sex": pl.lit(value=True)}, "'sex' holds String in .* and Boolean in"),
        ({"patient": pl.int_range(pl.len())}, "'patient' holds String in .* and Int64 in"),
    ],
)
def test_types_that_do_not_go_together_are_refused(
    source: Path, target: Path, change: dict[str, pl.Expr], said: str
) -> None:
    with pytest.raises(CohortLayoutError, match=said):
        read(target, source, TWO[0], TWO[1].with_columns(**change))
    assert not target.exists()


def test_keys_must_be_of_one_type(source: Path, target: Path) -> None:
    numbered = [each.with_columns(pl.int_range(pl.len()).alias("patient")) for each in TWO]
    shifted = numbered[1].with_columns(pl.col("patient").cast(pl.Float64) + 0.5)
    with pytest.raises(CohortLayoutError, match=r"'patient' holds Int64 in .* and Float64 in"):
        read(target, source, numbered[0], shifted)


@pytest.mark.parametrize(("places", "has"), [((0, 1), 0), ((1, 0), 1)])
def test_a_column_must_be_in_every_file(source: Path, target: Path, places: tuple[int, int], has: int) -> None:
    frames = [TWO[0], TWO[1].drop("weight")]
    said = rf"'weight' is in \S+people-{has}\S+ and not in \S+people-{1 - has}"
    with pytest.raises(CohortLayoutError, match=said):
        read(target, source, *(frames[place] for place in places))


def test_columns_of_no_use_may_differ(source: Path, target: Path) -> None:
    frames = [TWO[0], TWO[1].with_columns(note=pl.int_range(pl.len()), ward=pl.lit("A"))]
    answers = read(target, source, *frames)
    assert_frame_equal(rows(answers), cohort.assess(pl.concat(TWO), **FEW).frame)


def test_lesions_must_be_the_same_in_every_file(source: Path, target: Path, tmp_path: Path) -> None:
    some = [pl.DataFrame({"who": ["P00001"], "phenotype": [phenotype]}) for phenotype in ("osteolytic", 3)]
    files = cohort.Rows(frame=write(tmp_path / "lesions", *some), key="who")
    with pytest.raises(CohortLayoutError, match=r"'phenotype' holds String in .* and Int64 in"):
        run(source, target, lesions=files)


def test_keys_of_people_and_lesions_must_be_of_one_type(source: Path, target: Path, tmp_path: Path) -> None:
    some = pl.DataFrame({"who": [1], "site": ["L3"]})
    files = cohort.Rows(frame=write(tmp_path / "lesions", some), key="who")
    with pytest.raises(CohortLayoutError, match="Expected one type"):
        run(source, target, lesions=files)


def test_a_part_may_hold_many_files(tmp_path: Path, target: Path) -> None:
    frames = [people(3, 3 * place) for place in range(9)]
    answers = run(write(tmp_path / "source", *frames), target, rows_per_part=20)
    assert keys(answers) == [f"P{number:05}" for number in range(27)]
