"""Parquet files read as one table, part by part, and what tells whether they have changed."""

from __future__ import annotations

import glob
import hashlib
import itertools
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from boneguide.cohort._columns import is_empty, is_number, is_word
from boneguide.cohort.frames import DataType, need_packages
from boneguide.errors import CohortFilesError, CohortLayoutError

if TYPE_CHECKING:
    import polars as pl

#: A Parquet file, a folder of them, a pattern such as ``"people/*.parquet"``, or several of these.
Files: TypeAlias = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]

_CHUNK = 2**20


@attrs.frozen
class File:
    """One file.

    Args:
        path: Where it is.
        rows: How many rows it has.
        types: Its columns with their types.
        size: In bytes.
        modified: When it was written last, in nanoseconds, as the file system says.
    """

    path: Path
    rows: int
    types: Mapping[str, DataType]
    size: int
    modified: int


@attrs.frozen
class Source:
    """Files read as one table, one after the other.

    Args:
        files: The files.
        types: Every column of any of them with the type that all values have in common.
        differing: What is said of columns that have none.
    """

    files: tuple[File, ...]
    types: Mapping[str, DataType]
    differing: Mapping[str, str]

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return sum(file.rows for file in self.files)

    def lazy(self, first: int, rows: int) -> pl.LazyFrame:
        """Return so many rows from one on.

        A column that cannot be read as one is empty: see :meth:`check`.
        """
        import polars as pl

        last = first + rows
        pieces: list[pl.LazyFrame] = []
        start = 0
        for file in self.files:
            low, high = max(first, start), min(last, start + file.rows)
            if low < high:
                pieces.append(self._piece(file, low - start, high - low))
            start += file.rows
        # Columns and their types are wanted where there is no row, too.
        return pl.concat(pieces or [self._piece(self.files[0], 0, 0)])

    def parts(self, at_once: int, first: int = 0) -> Iterator[tuple[int, int]]:
        """Yield the first row of each part from a row on, and how many it has; no rows have one part without any."""
        for start in range(first, max(self.rows, 1), at_once):
            yield start, min(at_once, self.rows - start)

    def each(self) -> Iterator[pl.LazyFrame]:
        """Yield the rows of each file, which together would be read at the same time."""
        first = 0
        for file in self.files:
            yield self.lazy(first, file.rows)
            first += file.rows

    def _piece(self, file: File, first: int, rows: int) -> pl.LazyFrame:
        import polars as pl

        wanted: list[pl.Expr] = []
        for column, dtype in self.types.items():
            if column in self.differing:
                wanted.append(pl.lit(None).alias(column))
            else:
                wanted.append(pl.col(column) if file.types[column] == dtype else pl.col(column).cast(dtype))
        return _scan(file.path).slice(first, rows).select(*wanted)

    def check(self, columns: Iterable[str], key: str) -> None:
        """Refuse columns that are not the same in every file.

        Raises:
            CohortLayoutError: Naming the column, and two files that differ.
        """
        for column in columns:
            said = self.differing.get(column)
            if column == key and said is None:
                # One person must not become two, or two one, because a key was read as another type.
                said = _difference(column, self.files, exact=True)
            if said is not None:
                msg = f"column {column!r} {said}. Expected the same column in every file; convert one of them."
                raise CohortLayoutError(msg)

    def unchanged(self) -> None:
        """Refuse to go on if a file was written since it was first looked at.

        Raises:
            CohortFilesError: Naming the file.
        """
        for file in self.files:
            if _stamp(file.path) != (file.size, file.modified):
                msg = (
                    f"{file.path} has changed since this run began to read it. Expected files that nobody writes to;"
                    " wait until they are complete, then start again with restart=True."
                )
                raise CohortFilesError(msg)

    def fingerprint(self, step: Callable[[int], object]) -> dict[str, dict[str, Any]]:
        """Return what tells whether a file has changed, its contents among it, by place and name of the file.

        Args:
            step: Is told how many bytes more have been read.
        """
        return {
            f"{place} {file.path.name}": {
                "bytes": file.size,
                "rows": file.rows,
                "schema": {column: str(dtype) for column, dtype in file.types.items()},
                "sha256": _digest(file.path, step),
            }
            for place, file in enumerate(self.files, 1)
        }


def opened(files: Files, what: str) -> Source:
    """Return Parquet files ready to be read.

    Args:
        files: Where they are.
        what: The argument that says so, for messages.

    Raises:
        CohortFilesError: If there is none, or one cannot be read.
        MissingExtraError: If polars is not installed.
    """
    need_packages()
    found = tuple(_file(path) for path in _paths(files, what))
    names = dict.fromkeys(column for file in found for column in file.types)
    types: dict[str, DataType] = {}
    differing: dict[str, str] = {}
    for column in names:
        said = _difference(column, found)
        if said is not None:
            differing[column] = said
        types[column] = _common(file.types.get(column) for file in found)
    return Source(found, types, differing)


def _paths(files: Files, what: str) -> list[Path]:
    if isinstance(files, (str, os.PathLike)):
        return _found(os.fspath(files), what)
    if isinstance(files, Sequence) and files:
        return [path for one in files for path in _found(os.fspath(one), what)]
    msg = (
        f"{what} is a {type(files).__name__}, or empty. Expected a Parquet file, a folder of them, a pattern such as"
        " 'people/*.parquet', or several of these; for a frame, use cohort.assess."
    )
    raise CohortFilesError(msg)


def _found(name: str, what: str) -> list[Path]:
    path = Path(name)
    if path.is_file():
        return [path]
    if path.is_dir():
        inside = sorted(found for found in path.glob("*.parquet") if found.is_file())
    else:
        inside = sorted(found for found in map(Path, glob.glob(name, recursive=True)) if found.is_file())  # noqa: PTH207 - a pattern may begin at the root
    if not inside:
        msg = (
            f"{what} names {name!r}, where no Parquet file is found. Expected a file, a folder that holds *.parquet"
            " itself, or a pattern; folders inside folders need a pattern such as 'people/**/*.parquet'."
        )
        raise CohortFilesError(msg)
    return inside


def _scan(path: Path) -> pl.LazyFrame:
    import polars as pl

    # What stands in the names of folders is no column, wherever the folder is.
    return pl.scan_parquet(path, glob=False, hive_partitioning=False)


def _file(path: Path) -> File:
    import polars as pl

    size, modified = _stamp(path)
    try:
        lazy = _scan(path)
        types = dict(lazy.collect_schema())
        rows = int(lazy.select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError) as problem:
        msg = f"{path} cannot be read. Expected a Parquet file. {problem}"
        raise CohortFilesError(msg) from problem
    return File(path, rows, types, size, modified)


def _stamp(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_size, found.st_mtime_ns


def _digest(path: Path, step: Callable[[int], object]) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
            step(len(chunk))
    return found.hexdigest()


def _common(types: Iterable[DataType | None], *, exact: bool = False) -> DataType | None:
    """Return the type as which a column of several files is read.

    Args:
        types: Its type in each file, None where it is not there.
        exact: Whether numbers of several types are refused too.

    Returns:
        The type; None if there is none, or the column is not in every file.
    """
    import polars as pl

    given = dict.fromkeys(types)
    if None in given:
        return None
    found = [dtype for dtype in given if not is_empty(dtype)]
    if len(found) <= 1:
        return found[0] if found else pl.Null()
    if all(map(is_number, found)) and not exact:
        # Where one is missing, whole numbers are often written as numbers with a fraction.
        return pl.Float64()
    return pl.String() if all(map(is_word, found)) else None


def _difference(column: str, files: Iterable[File], *, exact: bool = False) -> str | None:
    """Return the first two files in which a column has no type in common, in words; None if all have one."""
    kinds: dict[DataType | None, File] = {}
    for file in files:
        kinds.setdefault(file.types.get(column), file)
    for (one, here), (other, there) in itertools.combinations(kinds.items(), 2):
        if _common((one, other), exact=exact) is None:
            if one is None or other is None:
                has, lacks = (there, here) if one is None else (here, there)
                return f"is in {has.path} and not in {lacks.path}"
            return f"holds {one} in {here.path} and {other} in {there.path}"
    return None
