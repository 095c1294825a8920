"""From Parquet to Parquet: cohorts larger than memory, in parts, so that a run can be taken up again."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from boneguide import guidelines
from boneguide.cohort import _manifest
from boneguide.cohort._asking import Asking
from boneguide.cohort._manifest import Manifest
from boneguide.cohort._progress import bar
from boneguide.cohort._running import Run
from boneguide.cohort._source import Files, opened
from boneguide.cohort.answers import named_facts
from boneguide.cohort.choosing import Invalid, check, chosen_rules, told
from boneguide.cohort.compilation import OUTPUTS, Meaning, chosen_outputs
from boneguide.cohort.counts import Counts
from boneguide.cohort.inspection import Report
from boneguide.cohort.layout import Columns, near
from boneguide.cohort.questions import Rows
from boneguide.cohort.rows import refuse_disagreement, refuse_disagreement_about_rows
from boneguide.errors import CohortFilesError
from boneguide.model.assessment import Assessment
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.status import Status

if TYPE_CHECKING:
    import os

    import polars as pl

    from boneguide.logic.guideline import Guideline

#: So many rows are answered at a time unless another number is given.
ROWS_PER_PART = 1_000_000

_NONE: Mapping[str, str] = MappingProxyType({})


@attrs.frozen(kw_only=True, repr=False)
class FileAnswers:
    """The answers for every person of a cohort in files.

    Args:
        folder: Where they are.
    """

    folder: Path
    _manifest: Manifest
    _asking: Asking | None = None

    def __repr__(self) -> str:
        """Return what was asked and what of the files was used."""
        asked = self.asked
        used = ", ".join(f"{n} in {f['unit']}" if "unit" in f else n for n, f in asked["facts"].items())
        lines = [
            f"Answers of {len(asked['rules']) - len(self.left_out)} rules for {self.report.rows} people",
            f"parts: {len(self.parts)} in {self.folder}",
            f"jurisdiction {asked['jurisdiction']}, {asked['day']}",
            *told(self.left_out),
            f"facts used: {used or 'none'}",
            f"facts not in the files, so unknown: {len(self._manifest.absent)}",
        ]
        if self._manifest.unused:
            hints = (f"{c!r}{near(c, self._manifest.absent)}" for c in self._manifest.unused)
            lines.append(f"columns of no use to these rules: {', '.join(hints)}")
        lines += [f"unusual: {problem}" for problem in self.report.unusual]
        return "\n".join(lines)

    @property
    def parts(self) -> tuple[Path, ...]:
        """The files of answers, in the order of the source."""
        return tuple(self.folder / part.file for part in self._manifest.parts)

    @property
    def row_parts(self) -> tuple[Path, ...]:
        """The files of answers about the lesions of the people of each part; none where none were asked for."""
        return tuple(self.folder / part.lesions for part in self._manifest.parts if part.lesions)

    @property
    def meanings(self) -> Mapping[str, Meaning]:
        """What each column of the answer holds, its unit among it."""
        return self._manifest.meanings

    @property
    def row_meanings(self) -> Mapping[str, Meaning]:
        """What each column of the answers about single lesions holds."""
        return self._manifest.row_meanings

    @property
    def left_out(self) -> tuple[str, ...]:
        """Rules about single lesions that were not answered, because no lesions were given."""
        return tuple(self.asked["left_out"])

    @property
    def report(self) -> Report:
        """What was found when the files were looked through."""
        return self._manifest.report

    @property
    def asked(self) -> Mapping[str, Any]:
        """What was asked, as it stands in the record beside the parts: rules with editions, day, facts and units."""
        return self._manifest.asked

    def scan(self) -> pl.LazyFrame:
        """Return the answers as a lazy frame of polars, a row for each person in the order of the source."""
        import polars as pl

        return pl.scan_parquet(list(self.parts), glob=False, hive_partitioning=False)

    def scan_rows(self) -> pl.LazyFrame:
        """Return the answers about single lesions as a lazy frame of polars, a row for each lesion.

        Lesions come with the people of each part, in the order of their files. A lesion of nobody has no row.

        Raises:
            CohortFilesError: If there are none.
        """
        import polars as pl

        if not self.row_parts:
            msg = (
                f"{self.folder} holds no answers about single lesions. Ask for rules about them, and give"
                " lesions=cohort.Rows(frame=..., key=...)."
            )
            raise CohortFilesError(msg)
        return pl.scan_parquet(list(self.row_parts), glob=False, hive_partitioning=False)

    def counts(self) -> Counts:
        """Return how many people have each status of each rule.

        Raises:
            CohortFilesError: If the statuses were not asked for.
        """
        import polars as pl

        columns = _statuses(self.meanings)
        if not columns:
            msg = f"{self.folder} holds no statuses to count. Ask for outputs with 'status' among them."
            raise CohortFilesError(msg)
        sums = [(pl.col(column) == s.value).sum().alias(f"{column} {s.value}") for column in columns for s in Status]
        found = self.scan().select(sums).collect(engine="streaming").row(0, named=True)
        table = {
            rule: {status: count for status in Status if (count := found[f"{column} {status.value}"])}
            for column, rule in columns.items()
        }
        return Counts(table)

    def facts(self, column: str, mask: int) -> tuple[str, ...]:
        """Return the facts that a number in a column of missing facts stands for.

        Args:
            column: The name of the column.
            mask: The number.

        Raises:
            CohortLayoutError: If the column holds no missing facts.
        """
        return named_facts({**self.row_meanings, **self.meanings}, column, mask)

    def explain(self, key: object) -> Assessment:
        """Return the full assessment of one person, with every reason and source.

        The person is looked up in the source and judged again by the interpreter for single people, and must have
        the statuses that stand in the parts.

        Args:
            key: The value that names the person in the key column.

        Raises:
            CohortFilesError: If the answers were opened without the rules, or the source has changed.
            CohortLayoutError: If nobody, or more than one row, has that key.
            DisagreementError: If the two interpreters differ, which would be a fault of the library.
        """
        import polars as pl

        if self._asking is None:
            msg = (
                "these answers were opened without the rules and the source that reasons are made of. Call"
                " cohort.assess_files with what was asked before: it finds the parts finished, answers nothing again"
                " and returns answers that can explain."
            )
            raise CohortFilesError(msg)
        assessment = self._asking.assess(key)
        columns = _statuses(self.meanings)
        found = self.scan().filter(pl.col(self._asking.key) == key).select(list(columns)).collect()
        said = {rule: str(found[column].item()) for column, rule in columns.items()}
        refuse_disagreement(key, said, assessment)
        if self._asking.lesions is not None and self.row_parts:
            columns = _statuses(self.row_meanings)
            found = self.scan_rows().filter(pl.col(self._asking.lesions.key) == key).select(list(columns)).collect()
            of_each = {rule: found[column].cast(pl.String).to_list() for column, rule in columns.items()}
            refuse_disagreement_about_rows(key, of_each, assessment)
        return assessment


def _statuses(meanings: Mapping[str, Meaning]) -> dict[str, str]:
    return {name: meaning.rule for name, meaning in meanings.items() if meaning.output == "status"}


def assess_files(  # noqa: PLR0913 - one argument for each thing an answer depends on
    source: Files,
    target: str | os.PathLike[str],
    *,
    key: str,
    on: date,
    jurisdiction: Jurisdiction,
    columns: Mapping[str, Columns] = _NONE,
    units: Mapping[str, str] = _NONE,
    lesions: Rows | None = None,
    guideline: Guideline | None = None,
    rules: Iterable[str] | None = None,
    outputs: Iterable[str] = OUTPUTS,
    invalid: Invalid = "refuse",
    rows_per_part: int = ROWS_PER_PART,
    restart: bool = False,
    progress: bool = True,
) -> FileAnswers:
    """Write what the encoded guidelines say for every person of a cohort in Parquet files, which memory need not hold.

    The answers are those of :func:`~boneguide.cohort.door.assess`, those about single lesions in files of their own.
    All files are looked through before anything is written. Then the answers are written in parts, each whole or not
    at all, with a record of what was asked, of the files and of the finished parts. A run that was broken off is taken
    up again by the same call, and nothing that is finished is answered again; where anything that was asked has
    changed, or the contents of a file, the call is refused. One run at a time writes into a folder.

    Memory is needed for the rows of a part and for the pages of Parquet that are read at a time. The files are read
    three times, and their column of keys once more for every four parts.

    Args:
        source: A row for each person: a Parquet file, a folder of them, a pattern such as ``"people/*.parquet"``, or
            several of these. Columns must have one type in all files, but for whole numbers beside others. What
            stands in the names of folders is not read.
        target: The folder for the answers, new or empty, or that of an earlier run.
        key: The column that names the person.
        on: The day for which the answers are wanted.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``.
        columns: By name of fact, the column that holds it, or the two columns that hold the lowest and the highest
            possible value of a number.
        units: By name of column, the unit of its numbers, such as ``{"creatinine": "umol/L"}``.
        lesions: A row for each lesion, with Parquet files, named as for ``source``, in the place of a frame. They are
            read once for every part. Rules about single lesions are answered for each, in ``scan_rows()``; without
            lesions they are left out, and ``left_out`` names them.
        guideline: Which rules to ask; ``guidelines.default``, every subject, by default.
        rules: Identifiers of the rules to ask, where not all are wanted.
        outputs: Any of ``"status"``, ``"dose"`` and ``"missing"``.
        invalid: Whether values that cannot be true are refused or, with ``"unknown"``, taken as unknown and counted
            in the report.
        rows_per_part: How many people are answered at a time. It may differ when a run is taken up again.
        restart: Whether the answers of an earlier run are thrown away.
        progress: Whether a long run shows how far it is, where standard error is a terminal.

    Returns:
        The answers, in files.

    Raises:
        CohortFilesError: If a file cannot be read, or the folder holds answers to something else, or anything else.
        CohortLayoutError: If a column, a fact, a unit or a rule is not there or not told apart, or a column is not
            the same in every file.
        CohortDataError: If a column has the wrong type or holds what cannot be true, or a person has two rows.
        UnknownJurisdictionError: If the jurisdiction is not encoded.
        MissingExtraError: If a package for frames or for progress is not installed.

    Example:
        >>> import polars as pl
        >>> from datetime import date
        >>> from pathlib import Path
        >>> from tempfile import TemporaryDirectory
        >>> people = pl.DataFrame({
        ...     "patient": ["a", "b"], "age": [68, 54], "sex": ["female", "male"], "weight": [60.0, 80.0],
        ...     "primary": ["breast", "prostate"], "bone_metastases": [True, True], "creatinine": [80.0, None],
        ... })
        >>> with TemporaryDirectory() as folder:
        ...     people.write_parquet(Path(folder) / "people.parquet")
        ...     answers = assess_files(
        ...         Path(folder) / "people.parquet", Path(folder) / "answers", key="patient", on=date(2026, 11, 23),
        ...         jurisdiction="US", rules=["zoledronic-acid"], outputs=["status", "dose"],
        ...         units={"age": "year", "weight": "kg", "creatinine": "umol/L"},
        ...     )
        ...     answers.scan().collect().rows()
        [('a', 'after', 3.5), ('b', 'needs-data', None)]
    """
    if isinstance(rows_per_part, bool) or not isinstance(rows_per_part, int) or rows_per_part < 1:
        msg = f"rows_per_part={rows_per_part!r} is no number of rows. Expected a whole number from 1, such as 1000000."
        raise CohortFilesError(msg)
    check(on, jurisdiction, invalid)
    default = guidelines.default if guideline is None else guideline
    default.require(jurisdiction)
    asking = Asking(
        guideline=chosen_rules(default, rules, of_rows=lesions is not None),
        outputs=chosen_outputs(outputs),
        people=opened(source, "source"),
        lesions=None if lesions is None else _with_files(lesions),
        key=key,
        columns=columns,
        units=units,
        jurisdiction=jurisdiction,
        on=on,
        invalid=invalid,
        at_once=rows_per_part,
    )
    if asking.laid_out().lesions is None:
        # No rule asks about them.
        asking = attrs.evolve(asking, lesions=None)
    folder = Path(target)
    record = Run(folder, asking, functools.partial(bar, shown=progress)).record(restart=restart)
    return FileAnswers(folder=folder, manifest=record, asking=asking)


def _with_files(lesions: object) -> Rows:
    if not isinstance(lesions, Rows):
        msg = f"lesions was given as {type(lesions).__name__}. Expected cohort.Rows(frame=..., key=...) of files."
        raise CohortFilesError(msg)
    return attrs.evolve(lesions, frame=opened(lesions.frame, "lesions.frame"))


def open_answers(folder: str | os.PathLike[str]) -> FileAnswers:
    """Return answers that were written before, from their record alone.

    They can be read and counted. To explain a person, call :func:`assess_files` with what was asked before.

    Args:
        folder: Where they are.

    Raises:
        CohortFilesError: If there are none, or they are not finished or not as they were written.
    """
    where = Path(folder)
    found = _manifest.read(where)
    if found is None:
        msg = f"{where} holds no answers. Expected the folder that cohort.assess_files wrote to."
        raise CohortFilesError(msg)
    if not found.finished:
        msg = (
            f"{where} holds answers for {found.answered} of {found.report.rows} people. Call cohort.assess_files with"
            " what was asked before to finish them."
        )
        raise CohortFilesError(msg)
    found.check(where)
    return FileAnswers(folder=where, manifest=found)
