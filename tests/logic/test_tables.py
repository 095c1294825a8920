"""Questions about the rows of a table: what is known where rows are, where there are none, and where nobody knows."""

from __future__ import annotations

import itertools

import attrs
import pytest

from boneguide.errors import CriterionError
from boneguide.logic import ALWAYS, NEVER, Context, Fact, FlagFact, NumberFact, Snapshot, Truth, fact, missing, truth
from boneguide.logic.nodes import UNKNOWN
from boneguide.logic.tables import Exists, Table, exists
from boneguide.model.lesion import Lesion
from boneguide.model.patient import Patient
from boneguide.quantities import kinds
from tests.logic.support import FRAIL, NOBODY, ON, YEARS

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def _lesions(context: Context) -> list[Context] | None:
    found = context.patient.lesions
    return None if found is None else [attrs.evolve(context, lesion=lesion) for lesion in found]


PEBBLES = Table("pebbles", "pebbles of the beach", _lesions)
SHELLS = Table("shells", "shells", _lesions)
SMOOTH: FlagFact = fact("smooth", table=PEBBLES)
SIZE: NumberFact = fact("size", kinds.DRUG_MASS, table=PEBBLES)
ROUND: FlagFact = fact("round", table=PEBBLES, inferred=SMOOTH & (SIZE > "1 mg"))


def with_rows(*rows: bool | None) -> Snapshot:
    return Snapshot(tables={PEBBLES: tuple(Snapshot(values={SMOOTH: smooth}) for smooth in rows)})


# --------------------------------------------------------------------------- answers


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_one_row_is_enough_and_all_are_needed(count: int) -> None:
    for rows in itertools.product((True, False, None), repeat=count):
        person = with_rows(*rows)
        some = T if True in rows else U if None in rows else F
        every = F if False in rows else U if None in rows else T
        assert truth(exists(PEBBLES, SMOOTH), person) is some
        assert truth(~exists(PEBBLES, ~SMOOTH), person) is every
        assert truth(exists(PEBBLES), person) is Truth.of(count > 0)
        assert truth(exists(PEBBLES, NEVER), person) is F
        assert truth(exists(PEBBLES, UNKNOWN), person) is (U if count else F)


def test_where_nobody_knows_the_rows_nothing_is_known() -> None:
    for condition in (SMOOTH, ~SMOOTH, ALWAYS, NEVER):
        assert truth(exists(PEBBLES, condition), Snapshot()) is U


def test_rows_are_read_from_the_record() -> None:
    for lesions, expected in ((None, U), ((), F), ((Lesion(site="L3"),), T)):
        person = Snapshot(Context(patient=Patient(lesions=lesions), on=ON))
        assert truth(exists(PEBBLES), person) is expected
        listed = person.value(PEBBLES.listed)
        assert listed is (None if lesions is None else True)


def test_what_is_inferred_of_a_row_counts_in_that_row() -> None:
    rows = (Snapshot(values={SMOOTH: True, SIZE: 2.0}), Snapshot(values={SMOOTH: False, SIZE: 2.0}))
    assert truth(exists(PEBBLES, ROUND), Snapshot(tables={PEBBLES: rows})) is T
    assert truth(exists(PEBBLES, ROUND), Snapshot(tables={PEBBLES: rows[1:]})) is F


def test_a_question_about_rows_reads_no_fact_of_the_person() -> None:
    asked = exists(PEBBLES, SMOOTH & (SIZE > "1 mg"))
    assert asked.children() == asked.facts() == ()
    assert missing(asked, Snapshot()) == ()
    rough = fact("rough", inferred=~asked)
    assert missing(rough, Snapshot()) == (rough,)


# --------------------------------------------------------------------------- what it is


def test_that_rows_are_on_record_is_a_fact() -> None:
    assert PEBBLES.listed.name == "pebbles_listed"
    assert PEBBLES.listed.label == "pebbles of the beach are on record"
    assert PEBBLES.listed == Table("pebbles", "pebbles of the beach", _lesions).listed
    assert PEBBLES.listed.read(Context(patient=NOBODY, on=ON)) is None


def test_questions_of_one_shape_are_equal() -> None:
    assert exists(PEBBLES, SMOOTH) == exists(PEBBLES, SMOOTH)
    assert hash(exists(PEBBLES, SMOOTH)) == hash(exists(PEBBLES, SMOOTH))
    assert exists(PEBBLES, SMOOTH) != exists(PEBBLES, ~SMOOTH)
    assert exists(PEBBLES) != exists(SHELLS)
    assert len({exists(PEBBLES), exists(PEBBLES), exists(SHELLS)}) == 2
    assert exists(PEBBLES) == Exists(PEBBLES, ALWAYS)


def test_a_question_prints_as_the_code_that_builds_it() -> None:
    asked = exists(PEBBLES, SMOOTH & ~ROUND)
    assert repr(asked) == "exists(PEBBLES, all_of(SMOOTH, not_(ROUND)))"
    names = {"exists": exists, "PEBBLES": PEBBLES, "SMOOTH": SMOOTH, "ROUND": ROUND}
    assert eval(repr(exists(PEBBLES, SMOOTH)), names) == exists(PEBBLES, SMOOTH)  # noqa: S307 - the text was printed here


_OF_PERSON: FlagFact = fact("tall", table=PEBBLES, inferred=YEARS > "18 year")


@pytest.mark.parametrize(
    ("condition", "wrong"),
    [
        (FRAIL, "FRAIL"),
        (SMOOTH & (YEARS > "18 year"), "YEARS"),
        (fact("flat", table=SHELLS), "FLAT"),
        (_OF_PERSON, "YEARS"),
        (SMOOTH & exists(PEBBLES), r"exists\(PEBBLES, ALWAYS\)"),
        (fact("paired", table=PEBBLES, inferred=exists(PEBBLES, SMOOTH)), r"exists\(PEBBLES, SMOOTH\)"),
    ],
)
def test_a_question_about_rows_asks_about_rows_only(condition: FlagFact, wrong: str) -> None:
    with pytest.raises(CriterionError, match=rf"{wrong} does not describe a row of PEBBLES\. Expected facts declared"):
        exists(PEBBLES, condition)


def test_every_fact_says_of_which_table_it_is() -> None:
    known: tuple[Fact, ...] = (SMOOTH, SIZE, ROUND)
    assert {f.table for f in known} == {PEBBLES}
    assert FRAIL.table is None
