"""The same table as a frame of every library that cohorts are tested on, and any frame as plain rows."""

from __future__ import annotations

import atexit
import functools
import os
import sys
import tempfile
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: A frame of any library.
Native = Any


# --------------------------------------------------------------------------- a cluster


@functools.cache
def spark() -> SparkSession:
    """Return a session of a real cluster on this machine: a master, two workers and an executor of each."""
    home = _spark_home()
    os.environ["SPARK_HOME"] = str(home)
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    with warnings.catch_warnings():
        # Said of its own interface for pandas, which is not used here.
        warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas", category=FutureWarning)
        from pyspark.sql import SparkSession

        session = (
            SparkSession.builder.master("local-cluster[2,1,1024]")
            .appName("boneguide tests")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "OFF")
            .config("spark.driver.memory", "4g")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.sql.warehouse.dir", str(home / "warehouse"))
            # Without notes of who called what, which are sent to Java five times for each expression.
            .config("spark.python.sql.dataFrameDebugging.enabled", "false")
            .getOrCreate()
        )
    atexit.register(stop_spark)
    return session


def stop_spark() -> None:
    """End the cluster, if there is one."""
    if spark.cache_info().currsize:
        spark().stop()
        spark.cache_clear()


def _spark_home() -> Path:
    """Return a folder with all that Spark has, in which its workers may write."""
    import pyspark

    home = Path(tempfile.mkdtemp(prefix="boneguide-spark-"))
    for inside in Path(pyspark.__file__).parent.iterdir():
        (home / inside.name).symlink_to(inside)
    return home


def _to_spark(table: pl.DataFrame) -> Native:
    file = tempfile.NamedTemporaryFile(prefix="boneguide-", suffix=".parquet", delete=False)  # noqa: SIM115 - workers read it later
    table.write_parquet(file)
    file.close()
    return spark().read.parquet(file.name)


# --------------------------------------------------------------------------- frames


@functools.cache
def _database() -> duckdb.DuckDBPyConnection:
    return duckdb.connect()


def _to_duckdb(table: pl.DataFrame) -> Native:
    # Nothing is known of what is never there, not even a type.
    return _database().from_arrow(table.to_arrow())


def _to_default_pandas(table: pl.DataFrame) -> Native:
    return table.to_pandas()


def _to_nullable_pandas(table: pl.DataFrame) -> Native:
    made = pd.DataFrame(index=range(table.height))
    for name, dtype in table.schema.items():
        own = "boolean" if dtype == pl.Boolean else str(dtype) if dtype.is_integer() or dtype.is_float() else None
        column = table[name].to_pandas() if own is None else pd.array(table[name].to_list(), dtype=own)
        made[name] = column
    return made


def _to_pyarrow_pandas(table: pl.DataFrame) -> Native:
    return table.to_pandas(use_pyarrow_extension_array=True)


#: Makes a frame of some library from a polars frame.
FROM_POLARS: Mapping[str, Callable[[pl.DataFrame], Native]] = {
    "polars": lambda table: table,
    "polars-lazy": lambda table: table.lazy(),
    "pandas": _to_default_pandas,
    "pandas-nullable": _to_nullable_pandas,
    "pandas-pyarrow": _to_pyarrow_pandas,
    "pyarrow": lambda table: table.to_arrow(),
    "duckdb": _to_duckdb,
    "pyspark": _to_spark,
}


def table_of(frame: Native) -> pl.DataFrame:
    """Return any frame as one of polars, with words as text, and null where pandas has no way to say so."""
    known = nw.from_native(frame)
    eager = known.collect() if isinstance(known, nw.LazyFrame) else known
    inner = eager.to_native()
    made = pl.from_pandas(inner, nan_to_null=True) if isinstance(inner, pd.DataFrame) else eager.to_polars()
    return made.with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
