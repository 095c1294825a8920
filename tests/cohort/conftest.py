"""What the tests of cohorts have in common while they run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.cohort import backends

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """Return a cluster that ends with the tests."""
    yield backends.spark()
    backends.stop_spark()
