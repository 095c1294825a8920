"""What was asked of which files, and what is finished: the record beside the parts of an answer."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs.validators import instance_of

from boneguide.cohort.compilation import Compiled, Meaning
from boneguide.cohort.inspection import Problem, Report
from boneguide.errors import CohortFilesError
from boneguide.logic.columns.circuit import Gate
from boneguide.logic.columns.emit import live

#: The name of the record in the folder of the answers.
NAME = "manifest.json"
_FORMAT, _VERSION = "boneguide answers", 1
#: What a file is called while it is written, so that no half file bears the name of a whole one.
_UNFINISHED = ".unfinished"
#: So many differences are named.
_SHOWN = 8


@attrs.frozen
class Part:
    """A finished file of answers.

    Args:
        file: Its name.
        first: The first row of the source that it answers for, counted from 0.
        rows: How many rows it has.
        size: In bytes.
        lesions: The name of the file of answers about their lesions; empty where there is none.
        lesions_size: In bytes.
    """

    file: str = attrs.field(validator=instance_of(str))
    first: int = attrs.field(validator=instance_of(int))
    rows: int = attrs.field(validator=instance_of(int))
    size: int = attrs.field(validator=instance_of(int))
    lesions: str = attrs.field(default="", validator=instance_of(str))
    lesions_size: int = attrs.field(default=0, validator=instance_of(int))

    @property
    def files(self) -> dict[str, int]:
        """Its files with their sizes."""
        return {self.file: self.size, **({self.lesions: self.lesions_size} if self.lesions else {})}


@attrs.frozen(kw_only=True)
class Manifest:
    """What stands in the record.

    Args:
        asked: What was asked, as plain texts, lists and mappings.
        files: What tells whether a file has changed, for each file of the people and of the lesions.
        paths: Where those files were. A file that was moved is the same file, so nothing depends on it.
        unused: Columns of the people that hold no fact the rules ask about.
        absent: Facts that the rules ask about and the people's columns do not hold.
        report: What was found when the files were looked through.
        meanings: What each column of the answer holds.
        row_meanings: What each column of the answers about single lesions holds; empty where there are none.
        parts: The finished parts, in the order of the source.
    """

    asked: Mapping[str, Any]
    files: Mapping[str, Any]
    paths: Mapping[str, Any]
    unused: tuple[str, ...]
    absent: tuple[str, ...]
    report: Report
    meanings: Mapping[str, Meaning]
    row_meanings: Mapping[str, Meaning]
    parts: tuple[Part, ...] = ()

    @property
    def answered(self) -> int:
        """How many rows are answered."""
        return sum(part.rows for part in self.parts)

    @property
    def finished(self) -> bool:
        """Whether every row is answered; no rows at all have one part without any."""
        return bool(self.parts) and self.answered == self.report.rows

    def write(self, folder: Path) -> None:
        """Write it into a folder, whole or not at all."""
        text = json.dumps({"format": _FORMAT, "version": _VERSION, **attrs.asdict(self)}, indent=1)
        written(folder / NAME, lambda path: _write(path, text))

    def clear(self, folder: Path) -> None:
        """Remove what a run that was broken off, or one before it, has left in the folder."""
        kept = {file for part in self.parts for file in part.files}
        ours = ("part-*.parquet", "lesions-*.parquet", f".*{_UNFINISHED}")
        for path in [path for pattern in ours for path in folder.glob(pattern)]:
            if path.name not in kept:
                path.unlink()

    def check(self, folder: Path) -> None:
        """Refuse parts that are not as they were written.

        Raises:
            CohortFilesError: Naming the part.
        """
        for file, size in [pair for part in self.parts for pair in part.files.items()]:
            path = folder / file
            found = path.stat().st_size if path.is_file() else None
            if found != size:
                state = "is not there" if found is None else f"has {found} bytes instead of {size}"
                msg = f"{path} was finished and {state}. Put it back, or start again with restart=True."
                raise CohortFilesError(msg)


def read(folder: Path) -> Manifest | None:
    """Return the record in a folder; None if the folder is empty or not there.

    Raises:
        CohortFilesError: If it holds something else, or the record cannot be read.
    """
    if folder.exists() and not folder.is_dir():
        msg = (
            f"{folder} is a file. Expected a folder for the answers: a new or an empty one, or that of an earlier run."
        )
        raise CohortFilesError(msg)
    path = folder / NAME
    if not path.is_file():
        strange = sorted(p.name for p in folder.glob("*") if p.suffix != _UNFINISHED)
        if strange:
            msg = (
                f"{folder} holds {strange[0]!r}{' and more' if len(strange) > 1 else ''} and no record of answers"
                f" ({NAME}). Expected a new or an empty folder, or that of an earlier run; name another."
            )
            raise CohortFilesError(msg)
        return None
    try:
        return _read(json.loads(path.read_text(encoding="utf-8")))
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        msg = (
            f"{path} is no record of answers that can be read ({type(problem).__name__}: {problem}). Put back the file"
            " that was there, or name another folder."
        )
        raise CohortFilesError(msg) from problem


def _read(found: dict[str, Any]) -> Manifest:
    if (found["format"], found["version"]) != (_FORMAT, _VERSION):
        msg = f"its format is {found['format']!r} {found['version']!r} instead of {_FORMAT!r} {_VERSION}"
        raise ValueError(msg)
    report = found["report"]
    return Manifest(
        asked=dict(found["asked"]),
        files=dict(found["files"]),
        paths=dict(found["paths"]),
        unused=tuple(found["unused"]),
        absent=tuple(found["absent"]),
        report=Report(
            int(report["rows"]),
            tuple(Problem(**{**p, "examples": tuple(p["examples"])}) for p in report["problems"]),
            tuple(Problem(**{**p, "examples": tuple(p["examples"])}) for p in report["unusual"]),
        ),
        meanings=_meanings(found["meanings"]),
        row_meanings=_meanings(found["row_meanings"]),
        parts=tuple(Part(**part) for part in found["parts"]),
    )


def _meanings(found: dict[str, Any]) -> dict[str, Meaning]:
    return {name: Meaning(**{**m, "facts": tuple(m["facts"])}) for name, m in found.items()}


def written(path: Path, write: Callable[[Path], object]) -> None:
    """Write a file whole or not at all: under another name first, then renamed."""
    unfinished = path.with_name(f".{path.name}{_UNFINISHED}")
    try:
        write(unfinished)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


# --------------------------------------------------------------------- what differs


def refuse_difference(folder: Path, there: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Refuse to go on with answers to something else.

    Args:
        folder: Where they are.
        there: What the record says.
        now: What would stand there now.

    Raises:
        CohortFilesError: Naming what differs, and what to do.
    """
    lines = list(_differences("", there, now))
    if lines:
        more = [f"- and {len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
        msg = (
            f"{folder} holds answers to something else. Name another folder, or pass restart=True to throw them away"
            " and start again.\n" + "\n".join((*lines[:_SHOWN], *more))
        )
        raise CohortFilesError(msg)


def _differences(name: str, there: object, now: object) -> Iterator[str]:
    """Yield what differs in nested mappings, a line for each end or branch."""
    if isinstance(there, Mapping) and isinstance(now, Mapping):
        for key in dict.fromkeys((*there, *now)):
            yield from _differences(f"{name}.{key}" if name else str(key), there.get(key), now.get(key))
    elif there != now:
        yield f"- {name}: {_worded(there)} there, {_worded(now)} now"


def _worded(value: object) -> str:
    text = "nothing" if value is None else "something" if isinstance(value, Mapping) else repr(value)
    return text if len(text) <= 60 else f"{text[:56]} ..."  # noqa: PLR2004 - what fits on a line beside another


def logic(compiled: Compiled) -> dict[str, str]:
    """Return for each rule a text that changes whenever what its columns hold may change.

    It is made of the operations themselves, for the rules of a hospital may
    change without their edition.
    """
    digests: dict[Gate, str] = {}
    for gate in live(compiled.outputs.values()):
        digests[gate] = _hashed(gate.op, gate.value, [digests[arg] for arg in gate.args])
    columns: dict[str, list[object]] = {}
    for name, meaning in compiled.meanings.items():
        columns.setdefault(meaning.rule, []).append((name, attrs.astuple(meaning), digests[compiled.outputs[name]]))
    return {rule: _hashed(found) for rule, found in columns.items() if rule}


def _hashed(*what: object) -> str:
    return hashlib.sha256(repr(what).encode()).hexdigest()
