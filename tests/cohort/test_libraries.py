"""Frames of other libraries: what only they do, and what is said where a package is missing."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import duckdb
import narwhals
import narwhals.stable.v1
import narwhals.stable.v2
import pandas as pd
import polars as pl
import pytest
from sqlframe.duckdb import DuckDBSession

from boneguide import cohort
from boneguide.errors import CohortDataError, CohortLayoutError, MissingExtraError
from boneguide.logic.columns import sql
from tests.cohort import backends
from tests.cohort.agreement import MAKES, batch, disagreements

PEOPLE = pl.DataFrame({"patient": [1, 2], "primary": ["breast", None], "bone_metastases": [True, None]})


def asked(frame: Any, *, key: str = "patient") -> cohort.Answers:
    return cohort.assess(frame, key=key, on=date(2026, 11, 23), jurisdiction="US", rules=["denosumab"])


@pytest.mark.usefixtures("spark")
def test_a_cluster_gives_the_same_answers() -> None:
    assert disagreements(batch(101, 40), {"pyspark": MAKES["pyspark"]}) == []
    # A master, which is the driver here, and the executors of two worker processes.
    context: Any = backends.spark().sparkContext
    assert context._jsc.sc().getExecutorMemoryStatus().size() == 3  # noqa: SLF001 - nothing public counts them


@pytest.mark.usefixtures("spark")
def test_a_cluster_takes_a_key_with_a_plain_name_only() -> None:
    frame = backends.FROM_POLARS["pyspark"](PEOPLE.rename({"patient": "a.b"}))
    with pytest.raises(CohortLayoutError, match="withColumnRenamed"):
        asked(frame, key="a.b")


@pytest.mark.usefixtures("spark")
def test_other_columns_of_a_cluster_may_have_odd_names() -> None:
    frame = backends.FROM_POLARS["pyspark"](PEOPLE.rename({"primary": "primary.tumour site"}))
    found = cohort.assess(
        frame,
        key="patient",
        on=date(2026, 11, 23),
        jurisdiction="US",
        rules=["denosumab"],
        columns={"primary": "primary.tumour site"},
    )
    assert found.counts() == asked(PEOPLE).counts()


@pytest.mark.usefixtures("spark")
def test_a_cluster_says_who_would_be_answered_differently() -> None:
    def changes(frame: Any) -> cohort.Changes:
        return cohort.diff(
            frame, key="patient", on=date(2026, 11, 23), jurisdiction=("US", "EU"), rules=["clodronate", "denosumab"]
        )

    people = PEOPLE.vstack(pl.DataFrame({"patient": [3], "primary": ["breast"], "bone_metastases": [False]}))
    here, there = changes(people), changes(backends.FROM_POLARS["pyspark"](people))
    expected = backends.table_of(here.frame).sort("patient")
    assert expected["patient"].to_list() == [1, 2]
    assert backends.table_of(there.frame).sort("patient").equals(expected)
    assert there.counts == here.counts


def test_a_lazy_frame_of_yet_another_library_is_asked_where_it_is() -> None:
    session = DuckDBSession(conn=duckdb.connect())
    frame = session.createDataFrame(PEOPLE.rows(), PEOPLE.columns)
    found = asked(frame)
    assert type(found.frame) is type(frame)
    assert found.counts() == asked(PEOPLE).counts()


@pytest.mark.parametrize("interface", [narwhals, narwhals.stable.v1, narwhals.stable.v2])
def test_a_frame_in_the_wrapping_of_narwhals_goes_back_in_it(interface: Any) -> None:
    for frame in (PEOPLE, PEOPLE.lazy(), PEOPLE.to_arrow()):
        given = interface.from_native(frame)
        found = asked(given)
        assert type(found.frame) is type(given)
        assert type(found.frame.to_native()) is type(frame)
        assert found.counts() == asked(PEOPLE).counts()


@pytest.mark.parametrize("word", ["plain", "it's", "a\\b", "$x"])
def test_words_are_spelt_so_that_no_setting_changes_them(word: str) -> None:
    spelt = sql.SPARK.lit(word).text
    assert spelt == (f"'{word}'" if word == "plain" else f"CAST(X'{word.encode().hex()}' AS STRING)")
    assert sql.DUCKDB.lit(word).text == "'" + word.replace("'", "''") + "'"


@pytest.mark.parametrize("package", ["narwhals.stable.v2", "polars"])
def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(MissingExtraError, match=r"boneguide\[cohort\]"):
        asked(PEOPLE)


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    frame = PEOPLE.to_pandas()

    def missing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError

    monkeypatch.setattr(pl, "from_pandas", missing)
    with pytest.raises(MissingExtraError, match="pip install pyarrow"):
        asked(frame)


def test_a_column_of_several_types_is_refused() -> None:
    frame = pd.DataFrame({"patient": [1, 2], "primary": ["breast", 3], "bone_metastases": [True, True]})
    with pytest.raises(CohortDataError, match=r"holds values of several types \(int, str\)"):
        asked(frame)


def test_what_is_no_frame_is_refused() -> None:
    with pytest.raises(CohortLayoutError, match="dict is no data frame"):
        asked({"patient": [1]})
