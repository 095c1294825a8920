"""Whether a frame can be believed: every value of every column that is used is looked at before any answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from boneguide.cohort._checks import Check, checks, doubts, wrong_type
from boneguide.cohort._columns import as_text, count, is_nan, one_row
from boneguide.cohort.frames import Frame
from boneguide.cohort.layout import Placed
from boneguide.errors import CohortDataError
from boneguide.logic.columns.emit import Expression
from boneguide.model._check import nearest

#: So many examples of a wrong word are shown.
EXAMPLES = 5


@attrs.frozen
class Problem:
    """Something wrong with one column.

    Args:
        column: Which.
        what: What is wrong, in words.
        rows: In how many rows.
        expected: What was expected, and what to do.
        curable: Whether the values can be taken as unknown instead.
        table: Which table the column is one of; empty for that of the people.
        examples: Some of the wrong words, each with the word that may be meant.
    """

    column: str
    what: str
    rows: int
    expected: str
    curable: bool = True
    table: str = ""
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it as one line."""
        where = f"{self.table}.{self.column}" if self.table else self.column
        rows = f"{self.rows} row{'' if self.rows == 1 else 's'}"
        found = "".join(f" Found {example}." for example in self.examples)
        return f"{where}: {self.what} in {rows}. Expected {self.expected}{found}"


@attrs.frozen
class Report:
    """What was found when a frame was looked through.

    Args:
        rows: How many people it has.
        problems: What cannot be true.
        unusual: What is possible but so unusual that a slip is likely, and rows of other tables that belong to nobody.

    Example:
        >>> weight = Problem("weight", "an impossible number", 2, "0.3 to 650 kg. Check the numbers and the unit.")
        >>> print(Report(rows=100, problems=(weight,)))
        100 rows
        - weight: an impossible number in 2 rows. Expected 0.3 to 650 kg. Check the numbers and the unit.
    """

    rows: int
    problems: tuple[Problem, ...] = ()
    unusual: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        """Return it as text, a line for each problem."""
        lines = [f"{self.rows} row{'' if self.rows == 1 else 's'}"]
        lines += [f"- {problem}" for problem in self.problems]
        lines += [f"- unusual: {problem}" for problem in self.unusual]
        return "\n".join(lines)

    def with_more(self, more: Report, *, table: str | None = None) -> Report:
        """Return a report of the same people that says more.

        Args:
            more: What else was found.
            table: The table in which it was found, where its problems do not say.
        """
        problems, unusual = more.problems, more.unusual
        if table is not None:
            problems, unusual = (tuple(attrs.evolve(p, table=table) for p in found) for found in (problems, unusual))
        return attrs.evolve(self, problems=(*self.problems, *problems), unusual=(*self.unusual, *unusual))

    def refuse(self, *, curable: bool) -> None:
        """Raise an error if anything is wrong.

        Args:
            curable: Whether what can be taken as unknown is refused too.

        Raises:
            CohortDataError: With the report in its ``report``.
        """
        grave = [p for p in self.problems if curable or not p.curable]
        if not grave:
            return
        lines = "\n".join(f"- {problem}" for problem in grave)
        error = CohortDataError(f"the frame cannot be believed. {_to_do(grave)}\n{lines}")
        error.report = self  # type: ignore[attr-defined]  # the class of the error is below this room
        raise error


def _to_do(problems: Iterable[Problem]) -> str:
    curable = {problem.curable for problem in problems}
    if curable == {True}:
        return "Correct it, or pass invalid='unknown' to have these values counted and taken as unknown:"
    if curable == {False}:
        return "Correct it:"
    return "Correct it; invalid='unknown' would have wrong values taken as unknown, but neither types nor keys:"


def inspect(frame: Frame, placed: Iterable[Placed], *, key: str, once: bool) -> Report:
    """Return what is wrong with the columns that are used.

    Args:
        frame: The frame.
        placed: The facts and their columns.
        key: The column that names the person.
        once: Whether each person has one row.
    """
    wanted = list(placed)
    asked = {f"check {number}": check for number, check in enumerate(checks(frame, wanted))}
    found = _counted(frame, wanted, asked, key=key, once=once)
    rows, unnamed = found["rows"], found["no key"]
    problems = [problem for place in wanted for problem in _types(frame, place, rows)]
    unusual: list[Problem] = []
    if unnamed:
        wish = "a key in every row, to say whose it is."
        problems.append(Problem(key, "no key", unnamed, wish, curable=False))
    # All rows without a key count as one key.
    repeated = rows - found["keys"] - max(0, unnamed - 1) if once else 0
    if repeated:
        problems.append(of_repeated(key, repeated))
    for name, check in asked.items():
        if found.get(name):
            examples = _examples(frame, check) if check.words else ()
            problem = Problem(check.columns[0], check.what, found[name], check.expected, examples=examples)
            (unusual if check.unusual else problems).append(problem)
    return Report(rows, tuple(problems), tuple(unusual))


def _counted(
    frame: Frame, placed: Iterable[Placed], asked: Mapping[str, Check], *, key: str, once: bool
) -> dict[str, int]:
    """Return in how many rows each check holds, how many rows there are, and how many of them have which keys.

    What is quickly asked comes first. Most frames leave no doubt after that, and
    nothing else has to be asked of every row.
    """
    person = _person(frame, key)
    doubtful = {doubt.column: doubt for doubt in doubts(frame, placed)}
    first: dict[str, Expression] = {"rows": frame.api.len(), "no key": count(frame.api, person.is_null())}
    first |= {name: count(frame.api, check.holds) for name, check in asked.items() if not check.screened}
    for doubt in doubtful.values():
        first |= doubt.asks(frame)
    rising = once and _has_order(frame, key)
    if rising:
        # Keys that rise from row to row are told apart without comparing each with all.
        first["not rising"] = count(frame.api, person <= person.shift(1))
    found = one_row(frame.lazy, first, frame.collect)
    again = {name for name, doubt in doubtful.items() if doubt.remains(found)}
    second = {
        name: count(frame.api, check.holds)
        for name, check in asked.items()
        if check.screened and check.columns[0] in again
    }
    if once and rising and not found["no key"] and not found["not rising"]:
        found["keys"] = found["rows"]
    elif once:
        second["keys"] = person.n_unique()
    if second:
        found |= one_row(frame.lazy, second, frame.collect)
    counts = {name: value for name, value in found.items() if name in asked or name in {"rows", "no key", "keys"}}
    return {name: int(value or 0) for name, value in counts.items()}


def _has_order(frame: Frame, key: str) -> bool:
    """Return whether rows have an order, and keys too."""
    dtype = frame.names[key]
    return frame.closed_words and (dtype.is_integer() or str(dtype) == "String")


def of_repeated(key: str, rows: int) -> Problem:
    """Return what is said of rows whose key another row has already."""
    wish = "one row for each person; keep the row that counts."
    return Problem(key, "a key that was there already", rows, wish, curable=False)


def _types(frame: Frame, place: Placed, rows: int) -> Iterator[Problem]:
    for column in place.columns:
        expected = wrong_type(place.fact, frame.names[column])
        if expected is not None:
            expected += " Convert the column, or rename it if it holds something else."
            yield Problem(column, f"the type {frame.names[column]}", rows, expected, curable=False)


def _person(frame: Frame, key: str) -> Expression:
    """Return the key, null where it names nobody."""
    name = frame.api.col(key)
    return frame.api.when(~is_nan(frame, key)).then(name) if frame.names[key].is_float() else name


def _examples(frame: Frame, check: Check) -> tuple[str, ...]:
    """Return some of the words that are none of the values, with the value that may be meant."""
    text = as_text(frame, check.columns[0]).alias("word")
    wrong = frame.collect(frame.lazy.filter(check.holds).select(text).unique().sort("word").head(EXAMPLES))
    hints = ((word, nearest(word, check.words)) for word in wrong["word"].to_list())
    return tuple(f"{word!r}{f', perhaps for {meant!r}' if meant else ''}" for word, meant in hints)
