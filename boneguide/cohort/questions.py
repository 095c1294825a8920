"""Rows of another table, such as the lesions: whose they are, and what they answer about each person."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable, Mapping

import attrs

from boneguide.cohort._columns import count, is_empty, is_word, totals
from boneguide.cohort.contradictions import contradictions_of_rows
from boneguide.cohort.frames import Native
from boneguide.cohort.inspection import Problem, Report
from boneguide.cohort.layout import Columns
from boneguide.cohort.preparation import Prepared
from boneguide.errors import CohortLayoutError
from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.columns.emit import Api, Expression, Lazy, plan
from boneguide.logic.columns.interpreter import Given, Interpreter
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import Fact, FlagFact, Value
from boneguide.logic.tables import Exists, Table

#: No name of a fact makes a name of a column of its own into one of these.
_OURS = "_bgq_"
_PERSON, _HERE, _ROWS = f"{_OURS}person", f"{_OURS}here", f"{_OURS}rows"


@attrs.frozen(kw_only=True)
class Rows:
    """A frame with several rows for each person, such as one row for each lesion.

    A person who has rows has all of them there.

    Args:
        frame: The frame, of the same library as the frame of people.
        key: The column that names the person.
        name: The column that names the row, which stays in the answers; needed to tell rows apart where frames have
            no order.
        columns: Columns by name of fact, where they are called otherwise.
        units: Units by name of column.
    """

    frame: Native
    key: str
    name: str | None = None
    columns: Mapping[str, Columns] = attrs.field(factory=dict)
    units: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def kept(self) -> tuple[str, ...]:
        """The columns that stay in the answers."""
        return (self.key,) if self.name is None else (self.key, self.name)


@attrs.frozen(kw_only=True)
class Joined:
    """People with what their rows say of them.

    Args:
        people: The people, with two columns for each question.
        rows: Their rows.
        answered: By question, the columns that say whether some row is such, and whether none is.
        report: What is wrong with rows and people beside each other.
    """

    people: Prepared
    rows: Prepared
    answered: dict[Exists, tuple[str, str]]
    report: Report


def join(  # noqa: PLR0913 - one argument for each thing that is brought together
    people: Prepared,
    rows: Prepared,
    table: Table,
    questions: Iterable[Exists],
    place: str,
    *,
    compare: bool,
    cure: bool,
) -> Joined:
    """Return the people with what their rows say of them.

    Where a person has no row, the rows say nothing, unless it is on record that
    all rows of the person are there.

    Args:
        people: The people.
        rows: Their rows.
        table: Which rows they are.
        questions: What is asked about the rows.
        place: The jurisdiction whose rules count.
        compare: Whether to look for what the people and their rows cannot both have.
        cure: Whether that is taken as unknown.

    Raises:
        CohortLayoutError: If rows and people cannot be brought together.
    """
    _check(people, rows, table)
    of_rows = _rows_beside_people(people, rows, table)
    rows = of_rows.cured() if cure else rows
    people, answered = _with_answers(people, rows, table, questions, place)
    of_people = _people_beside_rows(people, table, answered, place)
    people = of_people.cured() if cure else people
    report = of_rows.report().with_more(of_people.report()) if compare else Report(0)
    return Joined(people=people, rows=rows, answered=answered, report=report)


def _check(people: Prepared, rows: Prepared, table: Table) -> None:
    libraries = [
        getattr(each.lazy, "implementation", type(each.lazy).__module__.partition(".")[0]) for each in (people, rows)
    ]
    if libraries[0] != libraries[1]:
        msg = (
            f"people and {table.name} are frames of two libraries, {libraries[0]} and {libraries[1]}. Expected frames"
            " of one; convert one of them."
        )
        raise CohortLayoutError(msg)
    if len({_sort(each) for each in (people, rows) if not is_empty(each.key_type)}) > 1:
        msg = (
            f"the key {people.key!r} of the people has the type {people.key_type}, the key {rows.key!r} of the"
            f" {table.name} the type {rows.key_type}. Expected one type; convert one of them."
        )
        raise CohortLayoutError(msg)


def _sort(each: Prepared) -> str:
    """Return what is the same for keys that can be compared."""
    return "word" if is_word(each.key_type) else "number" if each.key_type.is_integer() else str(each.key_type)


def _person(one: Prepared, other: Prepared) -> Expression:
    """Return the key of one frame as what it can be compared as with the key of the other."""
    key = one.dialect.api.col(one.key)
    return (key if one.key_type == other.key_type else key.cast(one.dialect.api.String())).alias(_PERSON)


def with_people(
    rows: Prepared, people: Prepared, facts: Iterable[Fact], answered: Iterable[tuple[str, str]]
) -> Prepared:
    """Return rows that know what is known of their person.

    Args:
        rows: The rows.
        people: The people, with the answers to questions about their rows.
        facts: What has to be known of the people.
        answered: The columns of those answers.
    """
    given = {fact: people.given[fact] for fact in facts if fact in people.given}
    flags = [column for pair in answered for column in pair]
    columns = [column for place in given.values() for column in _columns(place)]
    known = people.lazy.select(_person(people, rows), *columns, *flags)
    met = people.dialect.beside(rows.lazy.with_columns(_person(rows, people)), known, _PERSON, _PERSON)
    # Of a person who is not there nothing is known, and nothing else leaves an answer about rows without a value.
    answers = (people.dialect.api.col(flag).fill_null(value=False) for flag in flags)
    return attrs.evolve(rows, lazy=met.with_columns(*answers) if flags else met, given={**given, **rows.given})


# --------------------------------------------------------------------------- what does not go together


@attrs.frozen
class _Doubt:
    """Something that people and rows cannot both have.

    Args:
        holds: Where they have it.
        problem: What is said of it, without the number of rows.
        columns: The columns that are taken as unknown there; none where that is only unusual.
    """

    holds: Expression
    problem: Problem
    columns: tuple[str, ...] = ()


@attrs.frozen
class _Doubts:
    """A frame of which something is in doubt.

    Args:
        prepared: The frame.
        lazy: The frame with what is needed to see it.
        doubts: What is.
    """

    prepared: Prepared
    lazy: Lazy
    doubts: tuple[_Doubt, ...]

    def report(self) -> Report:
        """Return in how many rows it is so."""
        counts = {f"{place}": count(self.prepared.dialect.api, doubt.holds) for place, doubt in enumerate(self.doubts)}
        found = totals(self.lazy, counts, self.prepared.collect) if counts else {}
        problems: list[Problem] = []
        unusual: list[Problem] = []
        for doubt, rows in zip(self.doubts, found.values(), strict=True):
            if rows:
                (problems if doubt.columns else unusual).append(attrs.evolve(doubt.problem, rows=rows))
        return Report(0, tuple(problems), tuple(unusual))

    def cured(self) -> Prepared:
        """Return the frame without the values in doubt."""
        api = self.prepared.dialect.api
        cured = {column: doubt.holds for doubt in self.doubts for column in doubt.columns}
        if not cured:
            return self.prepared
        kept = self.prepared.lazy.collect_schema().names()
        without = (
            api.when(~cured[column]).then(api.col(column)).alias(column) if column in cured else api.col(column)
            for column in kept
        )
        return attrs.evolve(self.prepared, lazy=self.lazy.select(*without))


def _rows_beside_people(people: Prepared, rows: Prepared, table: Table) -> _Doubts:
    """Return what no row of such a person can have, and which rows are nobody's."""
    api = people.dialect.api
    doubts = [_Doubt(api.col(_HERE).is_null(), of_nobody(rows.key, table))]
    asked: dict[str, None] = {}
    for found in contradictions_of_rows(people.given, rows.given):
        one, other = found.facts
        person, row = people.given[one], rows.given[other]
        asked[person.column] = None
        pairs = (_is_in(api, person, these) & _is_in(api, row, those) for these, those in found.pairs)
        problem = Problem(
            rows.came[other],
            f"a value that contradicts that in {people.came[one]!r} of the person",
            0,
            f"nothing such as: {found.example}. Check both columns.",
            table=table.name,
        )
        doubts.append(_Doubt(functools.reduce(operator.or_, pairs), problem, _columns(row) if found.refused else ()))
    known = people.lazy.select(_person(people, rows), api.lit(1).alias(_HERE), *asked)
    met = people.dialect.beside(rows.lazy.with_columns(_person(rows, people)), known, _PERSON, _PERSON)
    return _Doubts(rows, met, tuple(doubts))


def of_nobody(key: str, table: Table, rows: int = 0) -> Problem:
    """Return what is said of rows whose key none of the people has."""
    wish = "rows of people who are in the other frame; these have no effect. Check the keys."
    return Problem(key, "a key that none of the people has", rows, wish, table=table.name)


def _is_in(api: Api, given: Given, values: tuple[Value, ...]) -> Expression:
    return api.col(given.column).is_in([*values]).fill_null(value=False)


def _columns(given: Given) -> tuple[str, ...]:
    return (given.column,) if given.high is None else (given.column, given.high)


def _people_beside_rows(
    people: Prepared, table: Table, answered: Mapping[Exists, tuple[str, str]], place: str
) -> _Doubts:
    """Return what is on record of people that their rows contradict."""
    interpreter = Interpreter(Circuit(), people.given, place, answered)
    wrong: dict[FlagFact, Gate] = {}
    for fact, given in people.given.items():
        if isinstance(fact, FlagFact):
            gate = _contradicted(fact, given.column, table, answered, interpreter)
            if gate is not None:
                wrong[fact] = gate
    if not wrong:
        return _Doubts(people, people.lazy, ())
    names = {fact: f"{_OURS}wrong_{number}" for number, fact in enumerate(wrong)}
    kept = people.lazy.collect_schema().names()
    judged = plan({names[fact]: gate for fact, gate in wrong.items()}, people.dialect).run(people.lazy, kept)
    doubts = [
        _Doubt(
            people.dialect.api.col(name), _contradiction(people.came[fact], fact, table), (people.given[fact].column,)
        )
        for fact, name in names.items()
    ]
    return _Doubts(people, judged, tuple(doubts))


def _contradicted(
    fact: FlagFact, column: str, table: Table, answered: Mapping[Exists, tuple[str, str]], interpreter: Interpreter
) -> Gate | None:
    """Return where the rows contradict what is on record of a fact; None where they do not speak of it."""
    make = interpreter.circuit
    yes = make.flag(column)
    no = make.both(make.known(column), make.negated(yes))
    if fact == table.listed:
        return make.both(no, make.known(_ROWS))
    if fact.inferred is None or answered.keys().isdisjoint(inputs([fact.inferred])[1]):
        return None
    said = interpreter.rails(fact.inferred)  # type: ignore[arg-type]  # a flag is inferred from a criterion
    return make.either(make.both(yes, said.false), make.both(no, said.true))


def _contradiction(column: str, fact: FlagFact, table: Table) -> Problem:
    if fact == table.listed:
        wish = "true, or null, for people whose rows are there: they count as all there are."
        return Problem(column, f"false for people who have {table.name}", 0, wish)
    wish = "what the rows say: true where one says so, false where none can. Check both."
    return Problem(column, f"a value that the {table.name} contradict", 0, wish)


# --------------------------------------------------------------------------- what the rows say


def _with_answers(
    people: Prepared, rows: Prepared, table: Table, questions: Iterable[Exists], place: str
) -> tuple[Prepared, dict[Exists, tuple[str, str]]]:
    interpreter = Interpreter(Circuit(), rows.given, place)
    outputs: dict[str, Gate] = {}
    named: dict[Exists, tuple[str, str]] = {}
    for number, question in enumerate(questions):
        rails = interpreter.rails(question.condition)
        names = (f"{_OURS}{table.name}_{number}_some", f"{_OURS}{table.name}_{number}_none")
        outputs.update(zip(names, (rails.true, rails.false), strict=True))
        named[question] = names
    api = people.dialect.api
    judged = plan(outputs, rows.dialect).run(rows.lazy, keep=(_person(rows, people),))
    # Some row is such, or every row is not; yes and no as 1 and 0, for few backends compare them.
    judged = judged.with_columns(*(api.col(name).cast(api.Int8()) for name in outputs))
    found: list[Expression] = [api.len().alias(_ROWS)]
    for some, none in named.values():
        found += [api.col(some).max().alias(some), api.col(none).min().alias(none)]
    summed = judged.group_by(_PERSON).agg(*found)
    joined = people.dialect.beside(people.lazy.with_columns(_person(people, rows)), summed, _PERSON, _PERSON)
    listed = people.given.get(table.listed)
    complete = api.lit(False) if listed is None else api.col(listed.column).fill_null(value=False)  # noqa: FBT003 - a fixed answer for every row
    answered: list[Expression] = []
    for some, none in named.values():
        answered.append((api.col(some) == 1).fill_null(value=False).alias(some))
        answered.append(api.when(api.col(none).is_null()).then(complete).otherwise(api.col(none) == 1).alias(none))
    kept = (people.key, *(column for given in people.given.values() for column in _columns(given)), _ROWS, *outputs)
    return attrs.evolve(people, lazy=joined.with_columns(*answered).select(*kept)), named
