"""One question to files: asked of all of them, of a part, or of one person."""

from __future__ import annotations

import json
import math
import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from boneguide._version import __version__
from boneguide.cohort._manifest import logic
from boneguide.cohort._source import Source
from boneguide.cohort.compilation import Compiled, compiled
from boneguide.cohort.door import Invalid, Laid, Ready, laid_out, put_together
from boneguide.cohort.inspection import EXAMPLES, Problem, Report, inspect, of_repeated
from boneguide.cohort.layout import Columns, Layout
from boneguide.cohort.questions import Rows, of_nobody
from boneguide.cohort.rows import RowReader
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic.guideline import Guideline
from boneguide.model.answer import Assessment, Jurisdiction

if TYPE_CHECKING:
    import polars as pl

#: So many keys are compared at a time for each row of a part: a key is one column of many.
_KEYS = 4

#: Works out what is asked of a frame without holding the whole of it in memory.
_streamed = operator.methodcaller("collect", engine="streaming")


@attrs.frozen(kw_only=True)
class Asking:
    """What is asked, and of which files.

    Args:
        people: The files of the people.
        lesions: What is said of the lesions, with their files in the place of a frame.
        key: The column that names the person.
        columns: Columns by name of fact.
        units: Units by name of column.
        guideline: The rules.
        jurisdiction: Whose rules count.
        on: The day.
        outputs: What is wanted of each rule.
        invalid: What is done about values that cannot be true.
        at_once: How many people are answered at a time.
    """

    people: Source
    lesions: Rows | None
    key: str
    columns: Mapping[str, Columns]
    units: Mapping[str, str]
    guideline: Guideline
    jurisdiction: Jurisdiction
    on: date
    outputs: tuple[str, ...]
    invalid: Invalid
    at_once: int

    @property
    def rows(self) -> Source | None:
        """The files of the lesions."""
        return None if self.lesions is None else self.lesions.frame

    @property
    def sources(self) -> dict[str, Source]:
        """All files, by what they hold."""
        return {"people": self.people} if self.rows is None else {"people": self.people, "lesions": self.rows}

    @property
    def cure(self) -> bool:
        """Whether values that cannot be true are taken as unknown."""
        return self.invalid == "unknown"

    def unchanged(self) -> None:
        """Refuse to go on if a file was written since it was first looked at.

        Raises:
            CohortFilesError: Naming the file.
        """
        for source in self.sources.values():
            source.unchanged()

    # ----------------------------------------------------------------- all, some or none of the people

    def none(self) -> Ready:
        """Return nobody, ready: what can be said before any value is looked at.

        Raises:
            CohortLayoutError: If it was not said, or not rightly, what the columns hold.
        """
        return self._ready(self._nobody())

    def _nobody(self) -> Laid:
        laid = self._laid(self.people.lazy(0, 0), None if self.rows is None else self.rows.lazy(0, 0))
        self.people.check(laid.layout.used, key=self.key)
        if laid.lesions is not None and self.rows is not None:
            self.rows.check(laid.lesions[1].used, key=laid.lesions[1].key)
        return laid

    def some(self, people: pl.LazyFrame, *, compare: bool = False) -> Ready:
        """Return some of the people, ready, with none but their own lesions.

        Args:
            people: Who.
            compare: Whether to look for contradictions between them and their lesions.
        """
        return self._ready(self._laid(people, self._theirs(people)), compare=compare)

    def _theirs(self, people: pl.LazyFrame) -> pl.LazyFrame | None:
        """Return the lesions of some of the people."""
        if self.lesions is None or self.rows is None:
            return None
        import polars as pl

        one, other = self.people.types[self.key], self.rows.types[self.lesions.key]
        keys, of_lesions = pl.col(self.key), pl.col(self.lesions.key)
        if one != other:
            keys, of_lesions = keys.cast(pl.String), of_lesions.cast(pl.String)
        wanted = people.select(keys)
        # One file after the other, for several would be read at the same time; and once, for several questions follow.
        theirs = [
            _streamed(lesions.join(wanted, left_on=of_lesions, right_on=keys, how="semi"))
            for lesions in self.rows.each()
        ]
        return pl.concat(theirs).lazy()

    def _laid(self, people: pl.LazyFrame, lesions: pl.LazyFrame | None) -> Laid:
        laid = laid_out(
            people,
            self.guideline,
            key=self.key,
            columns=self.columns,
            units=self.units,
            lesions=self.lesions and attrs.evolve(self.lesions, frame=lesions),
        )
        people_frame = attrs.evolve(laid.people, collect=_streamed)
        if laid.lesions is None:
            return attrs.evolve(laid, people=people_frame)
        rows, listed, about = laid.lesions
        return attrs.evolve(laid, people=people_frame, lesions=(attrs.evolve(rows, collect=_streamed), listed, about))

    def _ready(self, laid: Laid, *, compare: bool = False) -> Ready:
        return put_together(laid, self.jurisdiction, Report(0), cure=self.cure, compare=compare)

    # ----------------------------------------------------------------- looking them through

    @property
    def steps(self) -> int:
        """How many rows are looked at, each as often as it is looked at."""
        once = self.people.rows * (1 + self._shares)
        return once if self.rows is None else once + self.people.rows + self.rows.rows

    @property
    def _shares(self) -> int:
        return max(1, math.ceil(self.people.rows / (_KEYS * self.at_once)))

    def report(self, step: Callable[[int], object]) -> Report:
        """Return what is wrong with all files together, looking at a part at a time.

        Args:
            step: Is told how many rows more have been looked at.

        Raises:
            CohortDataError: If they cannot be believed.
        """
        nobody = self._nobody()
        placed = nobody.layout.placed
        report = together(
            inspect(self._laid(people, None).people, placed, key=self.key, once=False)
            for people in self._each(self.people, self.at_once, step)
        )
        repeated = self._repeated(step)
        if repeated:
            report = attrs.evolve(report, problems=(of_repeated(self.key, repeated), *report.problems))
        if nobody.lesions is None or self.rows is None:
            report.refuse(curable=not self.cure)
            return report
        _, listed, _ = nobody.lesions
        nobodys = self.people.lazy(0, 0)
        of_rows = (
            inspect(rows[0], listed.placed, key=listed.key, once=False)
            for lesions in self._each(self.rows, self.at_once, step)
            if (rows := self._laid(nobodys, lesions).lesions) is not None
        )
        report = report.with_more(together(of_rows), table=LESIONS.name)
        report.refuse(curable=not self.cure)
        report = report.with_more(self._compared(listed.key, self.rows.rows, step))
        report.refuse(curable=not self.cure)
        return report

    def _each(self, source: Source, rows: int, step: Callable[[int], object]) -> Iterator[pl.LazyFrame]:
        for first, count in parts(source.rows, rows):
            yield source.lazy(first, count)
            step(count)

    def _repeated(self, step: Callable[[int], object]) -> int:
        """Return how many rows have a key that another row has, comparing a share of the keys at a time."""
        import polars as pl

        key = pl.col(self.key)
        wanted = key.is_not_null() & key.is_not_nan() if self.people.types[self.key].is_float() else key.is_not_null()
        found = 0
        for share in range(self._shares):
            wanted_here = wanted & (key.hash() % self._shares == share)
            pieces = self._each(self.people, _KEYS * self.at_once, step)
            keys = pl.concat([_streamed(piece.select(key).filter(wanted_here)) for piece in pieces])
            found += keys.height - keys[self.key].n_unique()
        return found

    def _compared(self, key: str, rows: int, step: Callable[[int], object]) -> Report:
        """Return what is wrong with people and lesions beside each other."""
        reports: list[Report] = []
        for people in self._each(self.people, self.at_once, step):
            ready = self.some(people, compare=True)
            reports.append(ready.report)
            rows -= sum(_length(table.lazy) for table in ready.tables.values())
        report = together(reports)
        return attrs.evolve(report, unusual=(of_nobody(key, LESIONS, rows), *report.unusual)) if rows else report

    # ----------------------------------------------------------------- answers

    def compiled(self, ready: Ready) -> Compiled:
        """Return the rules ready for the columns that there are."""
        return compiled(self.guideline.rules, self.jurisdiction, ready.people.given, ready.answered, self.outputs)

    def assess(self, key: object) -> Assessment:
        """Return the assessment of one person.

        Raises:
            CohortLayoutError: If nobody, or more than one row, has that key.
            CohortFilesError: If a file was written since it was read.
        """
        import polars as pl

        self.unchanged()
        nobody = self.none().people
        found = [_streamed(attrs.evolve(nobody, lazy=people).of(key)) for people in self.people.each()]
        ready = self.some(pl.concat(found).lazy())
        reader = RowReader(
            people=ready.people,
            tables=ready.tables,
            guideline=self.guideline,
            jurisdiction=self.jurisdiction,
            on=self.on,
        )
        return reader.assess(key)

    def record(self, ready: Ready, made: Compiled) -> dict[str, Any]:
        """Return everything on which the answers depend but the contents of the files, as plain data."""
        said = logic(made)
        found = {
            "package": __version__,
            "jurisdiction": self.jurisdiction,
            "day": self.on.isoformat(),
            "key": self.key,
            "facts": _facts(ready.layout),
            "lesions": ready.lesions and {"key": ready.lesions.key, "facts": _facts(ready.lesions)},
            "outputs": self.outputs,
            "invalid": self.invalid,
            "editions": dict(self.guideline.editions),
            "rules": {rule.id: {"edition": rule.edition, "logic": said.get(rule.id)} for rule in self.guideline.rules},
        }
        # As it will be when it is read again, for instance with lists instead of tuples.
        plain: dict[str, Any] = json.loads(json.dumps(found))
        return plain


def _facts(layout: Layout) -> dict[str, Any]:
    return {
        place.fact.name: {"columns": place.columns}
        if place.unit is None
        else {"columns": place.columns, "unit": place.unit}
        for place in layout.placed
    }


def _length(lazy: pl.LazyFrame) -> int:
    import polars as pl

    return int(_streamed(lazy.select(pl.len())).item())


def parts(rows: int, at_once: int, first: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the first row of each part from a row on, and how many it has; no rows have one part without any."""
    for start in range(first, max(rows, 1), at_once):
        yield start, min(at_once, rows - start)


def together(reports: Iterable[Report]) -> Report:
    """Return one report of rows that were looked through in parts."""
    rows, problems, unusual = 0, {}, {}
    for report in reports:
        rows += report.rows
        _add(problems, report.problems)
        _add(unusual, report.unusual)
    return Report(rows, tuple(problems.values()), tuple(unusual.values()))


def _add(known: dict[Problem, Problem], problems: Iterable[Problem]) -> None:
    for problem in problems:
        kind = attrs.evolve(problem, rows=0, examples=())
        before = known.get(kind, kind)
        examples = sorted({*before.examples, *problem.examples})[:EXAMPLES]
        known[kind] = attrs.evolve(kind, rows=before.rows + problem.rows, examples=tuple(examples))
