"""The further subjects together: they compose, stay quiet, and say no more of a source than was seen of it."""

from __future__ import annotations

import functools
import operator

import pytest

import boneguide as bg
from boneguide import Status, guidelines
from boneguide.guidelines import sources
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines import further
from tests.guidelines.clean import ON, clean, myeloma, woman

SUBJECTS = (
    guidelines.radiopharmaceuticals,
    guidelines.procedures,
    guidelines.supportive,
    guidelines.investigational,
)
TOGETHER = functools.reduce(operator.or_, (guidelines.bone_agents, *SUBJECTS))
RULES = tuple(rule for subject in SUBJECTS for rule in subject)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)

#: Rows of the sheets of which nothing was seen, and rows seen in a text that reports them only.
MEMORY = {
    "INV-03",
    "INV-04",
    "INV-06",
    "INV-11",
    "RA-16",
    "EA-01",
    "INT-05",
    "INT-06",
    "INT-07",
    "INT-08",
    "INT-16",
    "IN-02",
    "IN-09",
    "IN-12",
    "SUP-04",
    "SUP-10",
    "RED-10",
}
SECONDARY = {
    "RA-01",
    "RA-03",
    "RA-06",
    "RA-07",
    "RA-08",
    "RA-15",
    "RA-17",
    "SR-03",
    "SM-02",
    "SM-03",
    "INT-03",
    "IN-03",
    "IN-04",
    "IN-06",
    "SUP-06",
}
#: Rows that are asked for and that no rule states, with the reason.
LEFT_OUT = {
    "SUP-07": "scales of performance are kept apart by the record; no rule here converts one",
    "FX": "whether a bone is fixed before it breaks is a question about single lesions",
}


@pytest.mark.parametrize("place", [*JURISDICTIONS, None])
@pytest.mark.parametrize("patient", [clean(), woman(), myeloma(), bg.Patient()])
def test_they_compose_with_the_bone_agents(patient: bg.Patient, place: Jurisdiction | None) -> None:
    found = TOGETHER(patient, on=ON, jurisdiction=place)
    assert len(found) == len(TOGETHER)
    assert set(found.editions) == {"bone-agents", *(subject.id for subject in SUBJECTS)}
    assert str(found)


def test_of_someone_unknown_only_what_needs_data_speaks() -> None:
    for subject in SUBJECTS:
        spoken = set(subject(bg.Patient(), on=ON, jurisdiction="EU").statuses.values())
        assert spoken <= {Status.NOT_APPLICABLE, Status.NEEDS_DATA}


def test_never_advised_agents_come_after_everything_that_is_open() -> None:
    found = TOGETHER(woman(), on=ON, jurisdiction="US")
    order = [*found]
    never = [order.index(rule.id) for rule in guidelines.investigational]
    open_ = [place for place, rule in enumerate(order) if found[rule].status in further.ADVISED]
    assert open_
    assert max(open_) < min(never)


@EVERY_RULE
def test_nothing_is_said_to_be_better_verified_than_it_was(rule: bg.Rule) -> None:
    for source in rule.all_sources():
        if source.reference in {sources.THE_ARTICLE, sources.LIBRARY}:
            continue
        if set(source.rows) <= MEMORY:
            assert source.verified is bg.Verification.MEMORY, source
        if set(source.rows) <= MEMORY | SECONDARY:
            assert source.verified is not bg.Verification.PRIMARY, source


@EVERY_RULE
def test_what_was_only_recalled_bars_nothing_without_a_decision_of_the_library(rule: bg.Rule) -> None:
    for clause in (*rule.contraindications, *rule.holds):
        if clause.bars and {s.verified for s in clause.sources} <= {bg.Verification.MEMORY, bg.Verification.DERIVED}:
            assert any(s.reference is sources.LIBRARY for s in clause.sources), clause.id


def test_rows_left_out_have_a_reason() -> None:
    carried = {row for rule in RULES for source in rule.all_sources() for row in source.rows}
    assert not {row for row in carried if row.partition("-")[0] == "FX" or row in LEFT_OUT}


def test_both_interpreters_agree_on_all_of_them_together() -> None:
    together = functools.reduce(operator.or_, SUBJECTS)
    assert further.disagreements(together, seed=11, size=120) == []
