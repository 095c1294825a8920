"""Clauses carry a source, say what an unknown means, and know where they count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from boneguide.errors import RuleError
from boneguide.logic import (
    ALWAYS,
    MEASURE,
    Confirm,
    Contraindication,
    Dispute,
    Hold,
    Licence,
    Measure,
    Monitor,
    Note,
    Prerequisite,
    Reason,
    Stance,
    Variation,
)
from boneguide.logic.clauses import Clause, Restriction
from boneguide.model.status import Severity
from tests.logic.support import FIXED, FRAIL, GRADE, SOURCE, source

_MAKERS: dict[str, Callable[..., Clause]] = {
    "Contraindication": lambda **k: Contraindication(severity=Severity.AVOID, **k),
    "Hold": Hold,
    "Licence": Licence,
    "Monitor": Monitor,
    "Note": Note,
    "Prerequisite": Prerequisite,
    "Reason": lambda **k: Reason(favours=True, grade=GRADE, **k),
    "Variation": lambda **k: Variation(advise=FIXED, grade=GRADE, **k),
}
EVERY_CLAUSE = pytest.mark.parametrize("make", _MAKERS.values(), ids=_MAKERS.keys())


def _made(make: Callable[..., Clause], **changes: object) -> Clause:
    return make(**{"id": "a", "when": FRAIL, "says": "so it is", "sources": SOURCE, **changes})


@EVERY_CLAUSE
def test_a_clause_counts_everywhere_and_keeps_its_source(make: Callable[..., Clause]) -> None:
    made = _made(make)
    assert made.jurisdictions == {"US", "EU", "UK"}
    assert made.sources == (SOURCE,)
    assert made == _made(make, sources=(SOURCE,))
    assert hash(made) == hash(_made(make))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        made.id = "b"  # type: ignore[misc]  # refused on purpose


@EVERY_CLAUSE
def test_a_clause_without_source_or_words_cannot_be_built(make: Callable[..., Clause]) -> None:
    with pytest.raises(RuleError, match="a clause has no source"):
        _made(make, sources=())
    with pytest.raises(ValueError, match="says"):
        _made(make, says="")


@EVERY_CLAUSE
@pytest.mark.parametrize(
    ("given_as", "places"),
    [("EU", {"EU"}), (("EU", "UK"), {"EU", "UK"}), (["US"], {"US"}), (None, {"US", "EU", "UK"})],
)
def test_places_are_one_several_or_all(make: Callable[..., Clause], given_as: object, places: set[str]) -> None:
    assert _made(make, jurisdictions=given_as).jurisdictions == places


@EVERY_CLAUSE
def test_an_unknown_place_is_refused(make: Callable[..., Clause]) -> None:
    for wrong in ("FR", ("US", "us")):
        with pytest.raises(RuleError, match=r"is not a jurisdiction\. Expected one or more of US, EU, UK"):
            _made(make, jurisdictions=wrong)


def test_what_rests_on_memory_only_is_known() -> None:
    memory = source(verified="memory")
    assert _made(Note, sources=memory).memory_only
    assert not _made(Note, sources=(memory, SOURCE)).memory_only


@pytest.mark.parametrize(
    ("severity", "bars"),
    [("contraindicated", True), ("not-recommended", True), ("avoid", True), ("caution", False), ("info", False)],
)
def test_a_severity_is_read_from_its_word_and_bars_or_not(severity: Any, *, bars: bool) -> None:
    made = Contraindication(id="a", severity=severity, when=FRAIL, says="so it is", sources=SOURCE)
    assert made.severity is Severity(severity)
    assert made.bars is bars


def test_a_word_that_is_no_severity_is_refused() -> None:
    wrong: Any = "forbidden"
    with pytest.raises(RuleError, match=r"severity was 'forbidden'\. Expected one of 'contraindicated'"):
        Contraindication(id="a", severity=wrong, when=FRAIL, says="so it is", sources=SOURCE)


def test_a_restriction_must_be_measured_unless_its_author_says_otherwise() -> None:
    hold = Hold(id="a", when=FRAIL, says="so it is", sources=SOURCE)
    assert isinstance(hold, Restriction)
    assert hold.bars
    assert hold.unknown == MEASURE == Measure()
    assert attrs.evolve(hold, unknown=Confirm("it", because="it can be asked")).unknown != MEASURE


@pytest.mark.parametrize(
    ("task", "because"), [("", "it can be asked"), ("it", ""), ("  ", "it can be asked"), ("it", " ")]
)
def test_confirming_needs_the_task_and_the_reason(task: str, because: str) -> None:
    with pytest.raises(RuleError, match="needs the task and the reason why asking is enough"):
        Confirm(task, because)


def test_monitors_and_notes_are_for_everybody_unless_said() -> None:
    assert Monitor(id="a", says="weight", sources=SOURCE).when is ALWAYS
    assert Note(id="a", says="a word", sources=SOURCE).when is ALWAYS


def _dispute(*stances: Stance, **changes: Any) -> Dispute:
    return Dispute(id="a", when=FRAIL, about="the interval", stances=stances, **changes)


def test_a_dispute_has_two_sides_at_least() -> None:
    one, other = (Stance(by=by, says="so it is", source=SOURCE) for by in ("A", "B"))
    assert _dispute(one, other).jurisdictions == {"US", "EU", "UK"}
    assert _dispute(one, other, jurisdictions="UK").jurisdictions == {"UK"}
    with pytest.raises(ValueError, match="stances"):
        _dispute(one)
    with pytest.raises(RuleError, match="is not a jurisdiction"):
        _dispute(one, other, jurisdictions="FR")
