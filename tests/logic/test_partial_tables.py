"""Questions about rows where there may be more rows than are on record."""

from __future__ import annotations

import itertools

import attrs
import pytest

from boneguide.logic import ALWAYS, NEVER, Context, FlagFact, Snapshot, Truth, fact, missing, truth
from boneguide.logic.completing.sufficiency import completions, sufficiency
from boneguide.logic.context import Presuming, is_presumed
from boneguide.logic.explain import explain
from boneguide.logic.nodes import UNKNOWN
from boneguide.logic.program import program
from boneguide.logic.tables import Table, exists
from boneguide.logic.verdicts import compiled, found_by
from boneguide.logic.words import describe
from boneguide.model.lesion import Lesion
from boneguide.model.patient import Patient
from boneguide.model.status import Status
from tests.logic.support import ACTION, FRAIL, ON

T, F, U = Truth.TRUE, Truth.FALSE, Truth.UNKNOWN


def _lesions(context: Context) -> list[Context] | None:
    found = context.patient.lesions
    return None if found is None else [attrs.evolve(context, lesion=lesion) for lesion in found]


def _some(context: Context) -> bool:
    return context.patient.may_lack("lesions")


PEBBLES = Table("pebbles", "pebbles of the beach", _lesions, partial=_some)
SMOOTH: FlagFact = fact("smooth", table=PEBBLES, read=lambda context: context.lesion and context.lesion.painful)
SMOOTH_ONE = fact("smooth_one", inferred=exists(PEBBLES, SMOOTH))


def with_rows(*rows: bool | None) -> Snapshot:
    return Snapshot(
        tables={PEBBLES: tuple(Snapshot(values={SMOOTH: smooth}) for smooth in rows)}, partial=frozenset({PEBBLES})
    )


def beach(rows: tuple[bool | None, ...] = (), *, whole: bool = False) -> Context:
    pebbles = [Lesion(site="rib", painful=smooth) for smooth in rows]
    return Context(patient=Patient(lesions=pebbles, incomplete=None if whole else ["lesions"]), on=ON)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_one_row_is_enough_and_never_all_of_them(count: int) -> None:
    for rows in itertools.product((True, False, None), repeat=count):
        for person in (with_rows(*rows), Snapshot(beach(rows))):
            assert truth(exists(PEBBLES, SMOOTH), person) is (T if True in rows else U)
            assert truth(~exists(PEBBLES, ~SMOOTH), person) is (F if False in rows else U)
            assert truth(exists(PEBBLES), person) is (T if count else U)
            assert truth(exists(PEBBLES, UNKNOWN), person) is U


def test_only_the_table_that_is_named_is_partial() -> None:
    others = Table("shells", "shells", _lesions)
    person = Snapshot(tables={PEBBLES: (), others: ()}, partial=[PEBBLES])
    assert truth(exists(PEBBLES), person) is U
    assert truth(exists(others), person) is F
    assert person.has_all(others)
    assert not person.has_all(PEBBLES)
    assert Snapshot(beach()).has_all(others)
    assert not Snapshot(beach()).has_all(PEBBLES)
    assert Snapshot(beach(whole=True)).has_all(PEBBLES)


def test_it_stays_so_however_a_snapshot_is_made_of_another() -> None:
    for person in (with_rows(*(False,)), Snapshot(beach((False,)))):
        for other in (person.replacing({FRAIL: True}), person.opened(), person.beside(Snapshot(values={FRAIL: True}))):
            assert truth(exists(PEBBLES, SMOOTH), other) is U
            assert truth(exists(PEBBLES), other) is T


def test_not_every_row_is_on_record() -> None:
    assert PEBBLES.listed.read(beach((True,))) is None
    assert PEBBLES.listed.read(beach()) is None
    assert PEBBLES.listed.read(beach(whole=True)) is True
    # What is not on record has no name, and what is keeps its own.
    assert [name for name, _ in PEBBLES.named(beach((True, False))) or ()] == ["row 1", "row 2"]


def test_a_reader_is_told_that_the_list_may_lack_entries() -> None:
    question = exists(PEBBLES, SMOOTH)
    told = "one of the pebbles of the beach for which smooth"
    assert describe(question, Snapshot(beach((True,)))) == told
    assert describe(question, Snapshot(beach((False,)))) == f"{told}, on a list that may lack entries"
    assert describe(question, Snapshot(beach((False,), whole=True))) == told
    assert describe(question, Snapshot(beach((None,), whole=True))) == told
    assert explain(question, Snapshot(beach())).text.endswith("may lack entries")


@pytest.mark.parametrize("rows", [(), (False,), (None, False), (True, None)])
def test_both_evaluators_say_the_same(rows: tuple[bool | None, ...]) -> None:
    advice = attrs.evolve(ACTION, when=SMOOTH_ONE | FRAIL)
    found = found_by(program(advice, "US"), Snapshot(beach(rows)))
    assert compiled((advice,), "US").statuses(beach(rows)) == (found,)


def test_a_row_that_is_lacking_could_still_change_an_answer() -> None:
    advice = attrs.evolve(ACTION, when=exists(PEBBLES, SMOOTH))

    def could_change(context: Context) -> tuple[frozenset[str], ...]:
        return sufficiency(advice, "US", Snapshot(context)).could_change

    assert could_change(beach((False,), whole=True)) == ()
    assert could_change(beach((False,))) == (frozenset({"pebbles"}),)
    assert could_change(beach((True,))) == ()
    assert completions(advice, "US", Snapshot(beach((True,)))).whatever == (Status.OPTION,)
    assert missing(exists(PEBBLES, NEVER) | FRAIL, Snapshot(beach())) == (FRAIL,)
    assert truth(exists(PEBBLES, ALWAYS), Snapshot(beach())) is U


# --------------------------------------------------------------------------- what counts for now


def test_what_counts_for_now_is_open_where_nothing_is_assumed() -> None:
    held = fact("held", read=Presuming(lambda context: context.patient.pregnant, _some))
    plain = fact("plain", read=lambda context: context.patient.pregnant)
    follows = fact("follows", inferred=held)
    for whole in (True, False):
        patient = Patient(pregnant=True, lesions=[], incomplete=None if whole else ["lesions"])
        context = Context(patient=patient, on=ON)
        assert is_presumed(held, context) is not whole
        assert not is_presumed(plain, context)
        facts = Snapshot(context)
        read_before = facts.value(held)
        assert read_before is True
        for opened in (facts.opened(), Snapshot(context, assuming=False)):
            assert opened.value(held) is (True if whole else None)
            assert opened.value(follows) is (True if whole else None)
            assert opened.value(plain) is True
        # What is told counts, whatever the list lacks.
        assert facts.opened().replacing({held: False}).value(held) is False
    # A list that is named but unknown leaves nothing open, and nothing is open without a record.
    assert not is_presumed(held, Context(patient=Patient(incomplete=["lesions"]), on=ON))
    assert Snapshot(values={held: True}).opened().value(held) is True
