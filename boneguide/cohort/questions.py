"""Questions about rows of another table, such as the lesions, answered for each person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from boneguide.cohort.frames import Native
from boneguide.cohort.layout import Columns
from boneguide.cohort.preparation import OURS, Prepared
from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.columns.emit import Expression, plan
from boneguide.logic.columns.interpreter import Given, Interpreter
from boneguide.logic.nodes import Fact
from boneguide.logic.tables import Exists

_PERSON = f"{OURS}person"


@attrs.frozen(kw_only=True)
class Rows:
    """A frame with several rows for each person, such as one row for each lesion.

    Args:
        frame: The frame, of the same library as the frame of people.
        key: The column that names the person.
        columns: Columns by name of fact, where they are called otherwise.
        units: Units by name of column.
    """

    frame: Native
    key: str
    columns: Mapping[str, Columns] = attrs.field(factory=dict)
    units: Mapping[str, str] = attrs.field(factory=dict)


def with_answers(
    people: Prepared, rows: Prepared, questions: Iterable[Exists], place: str, listed: Given | None
) -> tuple[Prepared, dict[Exists, tuple[str, str]]]:
    """Return the people with two columns for each question, and what they are called.

    They say whether some row of the person is such, and whether every row is not.
    For people without rows neither holds, unless it is on record that they have none.

    Args:
        people: The people.
        rows: Their rows.
        questions: What is asked about the rows.
        place: The jurisdiction whose rules count.
        listed: The column that says whether all rows of a person are there.
    """
    interpreter = Interpreter(Circuit(), rows.given, place)
    outputs: dict[str, Gate] = {}
    named: dict[Exists, tuple[str, str]] = {}
    for number, question in enumerate(questions):
        rails = interpreter.rails(question.condition)
        names = (f"{OURS}{question.table.name}_{number}_some", f"{OURS}{question.table.name}_{number}_none")
        outputs.update(zip(names, (rails.true, rails.false), strict=True))
        named[question] = names
    api = people.dialect.api
    judged = plan(outputs, rows.dialect).run(rows.lazy, keep=(api.col(rows.key).alias(_PERSON),))
    found: list[Expression] = []
    for some, none in named.values():
        # Some row is such, or every row is not; yes and no as 1 and 0, for few backends compare them.
        found += [api.col(some).cast(api.Int8()).max().alias(some), api.col(none).cast(api.Int8()).min().alias(none)]
    joined = people.lazy.join(judged.group_by(_PERSON).agg(*found), left_on=people.key, right_on=_PERSON, how="left")
    complete = api.lit(False) if listed is None else api.col(listed.column).fill_null(value=False)  # noqa: FBT003 - a fixed answer for every row
    answered: list[Expression] = []
    for some, none in named.values():
        answered.append((api.col(some) == 1).fill_null(value=False).alias(some))
        answered.append(api.when(api.col(none).is_null()).then(complete).otherwise(api.col(none) == 1).alias(none))
    return attrs.evolve(people, lazy=joined.with_columns(*answered)), named


def listed_fact(question: Exists) -> Fact:
    """Return the fact that all rows of a table are on record."""
    return question.table.listed
