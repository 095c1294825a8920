"""Looking all files through before anything is answered, with no more than a part of them in memory."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from boneguide.cohort._asking import Asking, streamed
from boneguide.cohort._columns import is_word
from boneguide.cohort._source import Source
from boneguide.cohort.frames import frame
from boneguide.cohort.inspection import EXAMPLES, Problem, Report, inspect, of_repeated
from boneguide.cohort.layout import Layout
from boneguide.cohort.questions import of_nobody
from boneguide.guidelines.facts.lesion import LESIONS

if TYPE_CHECKING:
    import polars as pl

#: So many keys are compared at a time for each row of a part: a key is one column of many.
_KEYS = 4


@attrs.frozen
class Looking:
    """Looks files through.

    Args:
        asking: What is asked of which files.
        step: Is told how many rows more have been looked at.
    """

    asking: Asking
    step: Callable[[int], object]

    def report(self) -> Report:
        """Return what is wrong with all files together.

        Raises:
            CohortDataError: If they cannot be believed.
        """
        laid = self.asking.laid_out()
        people = self.asking.people
        report = self._inspected(people, laid.layout)
        repeated = self._repeated(people, laid.layout.key)
        if repeated:
            problems = (*report.problems, of_repeated(laid.layout.key, repeated))
            # What is wrong with keys and types stands first.
            report = attrs.evolve(report, problems=tuple(sorted(problems, key=operator.attrgetter("curable"))))
        rows = self.asking.rows
        if laid.lesions is not None and rows is not None:
            _, listed, _ = laid.lesions
            report = report.with_more(self._inspected(rows, listed), table=LESIONS.name)
            report.refuse(curable=not self.asking.cure)
            report = report.with_more(self._compared(people, rows, listed.key))
        report.refuse(curable=not self.asking.cure)
        return report

    def _inspected(self, source: Source, layout: Layout) -> Report:
        reports: list[Report] = []
        for some in self._each(source, self.asking.at_once):
            part = attrs.evolve(frame(some, layout.used), collect=streamed)
            reports.append(inspect(part, layout.placed, key=layout.key, once=False))
        return together(reports)

    def _repeated(self, people: Source, key: str) -> int:
        """Return how many rows have a key that another row has, comparing a share of the keys at a time.

        What is kept of a key is a number made of it; where two are equal, another number decides.
        """
        import polars as pl

        name = pl.col(key)
        if is_word(people.types[key]):
            # Files may number their words differently.
            name = name.cast(pl.String)
        named = name.is_not_null() & name.is_not_nan() if people.types[key].is_float() else name.is_not_null()
        first, second = name.hash(seed=1), name.hash(seed=2)
        shares = math.ceil(people.rows / (_KEYS * self.asking.at_once))
        found = 0
        for share in range(shares):
            wanted = named & (first % shares == share)
            numbers = self._keys(people, key, wanted, first).sort()
            again = numbers.filter(numbers == numbers.shift(1)).unique()
            if again.len():
                others = self._keys(people, key, wanted & first.is_in(again), second)
                found += others.len() - others.n_unique()
            self.step(people.rows)
        return found

    def _keys(self, people: Source, key: str, wanted: pl.Expr, number: pl.Expr) -> pl.Series:
        """Return a number for each of some keys."""
        import polars as pl

        found = []
        for first, count in people.parts(_KEYS * self.asking.at_once):
            # Filtered once they are there: a filter before would have whole row groups of a file in memory.
            keys: pl.DataFrame = streamed(people.lazy(first, count).select(key))
            found.append(keys.filter(wanted).select(number).to_series())
        return pl.concat(found)

    def _compared(self, people: Source, rows: Source, key: str) -> Report:
        """Return what is wrong with people and lesions beside each other."""
        reports: list[Report] = []
        left = rows.rows
        for some in self._each(people, self.asking.at_once):
            ready = self.asking.some(some, compare=True)
            reports.append(ready.report)
            left -= sum(_length(table.lazy) for table in ready.tables.values())
        report = together(reports)
        return attrs.evolve(report, unusual=(of_nobody(key, LESIONS, left), *report.unusual)) if left else report

    def _each(self, source: Source, rows: int) -> Iterator[pl.LazyFrame]:
        for first, count in source.parts(rows):
            yield source.lazy(first, count)
            self.step(count)


def steps(asking: Asking) -> int:
    """Return how many rows are looked at, each as often as it is looked at."""
    rows = asking.people.rows
    once = rows * (1 + math.ceil(rows / (_KEYS * asking.at_once)))
    return once if asking.rows is None else once + asking.rows.rows + rows


def together(reports: Iterable[Report]) -> Report:
    """Return one report of rows that were looked through in parts.

    Example:
        >>> first = Report(10, (Problem("sex", "a wrong word", 2, "a right one.", examples=("'m'",)),))
        >>> second = Report(5, (Problem("sex", "a wrong word", 1, "a right one.", examples=("'f'",)),))
        >>> print(together([first, second]))
        15 rows
        - sex: a wrong word in 3 rows. Expected a right one. Found 'f'. Found 'm'.
    """
    rows = 0
    problems: dict[Problem, Problem] = {}
    unusual: dict[Problem, Problem] = {}
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


def _length(lazy: pl.LazyFrame) -> int:
    import polars as pl

    return int(streamed(lazy.select(pl.len())).item())
