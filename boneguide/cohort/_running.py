"""One run: what is asked, the files, what an earlier run has left, and the parts that are still to be written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from boneguide.cohort import _manifest
from boneguide.cohort._asking import Asking
from boneguide.cohort._looking import Looking, steps
from boneguide.cohort._manifest import Manifest, Part
from boneguide.cohort.inspection import Report
from boneguide.errors import CohortFilesError
from boneguide.logic.columns.emit import Plan

if TYPE_CHECKING:
    import polars as pl


@attrs.frozen
class Run:
    """Answers one question, from the beginning or from where an earlier run ended.

    Args:
        folder: Where the answers are written.
        asking: What is asked of which files.
        bar: Shows how far it is.
    """

    folder: Path
    asking: Asking
    bar: Callable[..., Any]

    def record(self, *, restart: bool) -> Manifest:
        """Return the record of finished answers.

        Args:
            restart: Whether those of an earlier run are thrown away.
        """
        self._refuse_source_inside()
        before = _manifest.read(self.folder)
        nobody = self.asking.none()
        made = self.asking.compiled(nobody)
        each = self.asking.of_each(nobody)
        asked = self.asking.record(nobody, made, each)
        if before is not None and not restart:
            _manifest.refuse_difference(self.folder, before.asked, asked)
        files = self._fingerprints()
        if before is not None and not restart:
            _manifest.refuse_difference(self.folder, before.files, files)
            before.check(self.folder)
            record = before
        else:
            record = Manifest(
                asked=asked,
                files=files,
                paths={what: [str(file.path) for file in source.files] for what, source in self.asking.sources.items()},
                unused=nobody.layout.unused,
                absent=nobody.layout.absent,
                report=self._report(),
                meanings=made.meanings,
                row_meanings={} if each is None else each.made.meanings,
            )
            self.folder.mkdir(parents=True, exist_ok=True)
            record.write(self.folder)
        # Only where there is a record: without one, files might be those of another program.
        record.clear(self.folder)
        return self._finish(record, made.plan(nobody.people.dialect))

    def _refuse_source_inside(self) -> None:
        where = self.folder.resolve()
        for source in self.asking.sources.values():
            for file in source.files:
                if file.path.resolve().is_relative_to(where):
                    msg = f"{file.path} is to be read and lies in the folder for the answers. Name another folder."
                    raise CohortFilesError(msg)

    def _fingerprints(self) -> dict[str, Any]:
        sources = self.asking.sources
        size = sum(file.size for source in sources.values() for file in source.files)
        with self.bar("reading the files", size, unit="B") as step:
            return {what: source.fingerprint(step) for what, source in sources.items()}

    def _report(self) -> Report:
        with self.bar("looking for errors", steps(self.asking)) as step:
            return Looking(self.asking, step).report()

    def _finish(self, record: Manifest, answers: Plan) -> Manifest:
        if record.finished:
            return record
        with self.bar("answering", record.report.rows, done=record.answered) as step:
            for first, count in self.asking.people.parts(self.asking.at_once, record.answered):
                part = self._part(answers, f"{len(record.parts) + 1:05}", first, count)
                record = attrs.evolve(record, parts=(*record.parts, part))
                record.write(self.folder)
                step(count)
        return record

    def _part(self, answers: Plan, number: str, first: int, count: int) -> Part:
        """Return a part once its files are written."""
        ready = self.asking.some(self.asking.people.lazy(first, count))
        people = self._written(f"part-{number}.parquet", answers.run(ready.people.lazy, keep=(self.asking.key,)))
        part = Part(people.name, first, count, people.stat().st_size)
        each = self.asking.of_each(ready)
        if each is None:
            return part
        lesions = self._written(f"lesions-{number}.parquet", each.found)
        return attrs.evolve(part, lesions=lesions.name, lesions_size=lesions.stat().st_size)

    def _written(self, name: str, lazy: pl.LazyFrame) -> Path:
        def write(path: Path) -> None:
            lazy.sink_parquet(path, sync_on_close="all", engine="streaming")
            # Looked at last, so that what was written meanwhile is found before the part counts as whole.
            self.asking.unchanged()

        path = self.folder / name
        _manifest.written(path, write)
        return path
