"""What is shown of an answer, in which order, and on whose word."""

from __future__ import annotations

import attrs
import pytest

from boneguide.model.answer import Recommendation
from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.status import Severity, Status
from boneguide.quantities import Q
from boneguide.report._sections import (
    STATUS_WORDS,
    heading,
    red_flag_lines,
    sections,
    source_lines,
)
from tests.logic.support import source
from tests.report.examples import FULL, PLAIN, REGIMEN, assessment, finding


def shown(answer: Recommendation) -> dict[str, tuple[str, ...]]:
    return {section.title: section.lines for section in sections(answer)}


def test_every_status_has_words() -> None:
    assert set(STATUS_WORDS) == set(Status)
    assert len(set(STATUS_WORDS.values())) == len(Status)


def test_sections_come_most_needed_first_and_empty_ones_not_at_all() -> None:
    assert list(shown(FULL)) == [
        "Regimen",
        "First",
        "Could still change this",
        "Restrictions",
        "Not ruled out",
        "Cautions",
        "For",
        "Against",
        "Sources disagree",
        "Other ways of giving it",
        "Watch",
        "Notes",
        "By jurisdiction",
    ]
    assert shown(PLAIN) == {"Advice": ("do it",)}


def test_the_lines_of_a_full_answer() -> None:
    assert shown(FULL) == {
        "Regimen": (
            "placebo 4 mg IV over 15 minute or longer, every 3 to 4 week",
            "in 100 mL of water or tea",
            "dilute",
            "stir",
            "drink up",
        ),
        "First": ("confirm nothing", "see to it"),
        "Could still change this": ("to measure: blood pressure, body weight", "to ask or look at: low mood"),
        "Restrictions": (
            "outside the licence in this jurisdiction",
            "contraindicated: never",
            "not-recommended: rarely",
            "avoid: hardly",
            "withhold: wait",
        ),
        # What can be confirmed stands under First already.
        "Not ruled out": ("open",),
        "Cautions": ("careful", "by the way"),
        "For": ("it helps [MADE-UP 2024: strong]",),
        "Against": ("it costs",),
        "Sources disagree": ("how often: A: often; B: seldom",),
        "Other ways of giving it": ("twice as much",),
        "Watch": ("weight (monthly, by 2026-12-23)",),
        "Notes": ("a word",),
        "By jurisdiction": (
            "US: an option; placebo 4 mg IV over 15 minute or longer, every 3 to 4 week",
            "EU: contraindicated",
        ),
    }


def test_a_regimen_without_fluid_or_steps_is_one_line() -> None:
    bare = attrs.evolve(REGIMEN, volume=None, diluents=(), preparation=(), notes=())
    assert shown(attrs.evolve(PLAIN, action="", regimen=bare)) == {"Regimen": (str(bare),)}
    undiluted = attrs.evolve(bare, volume=REGIMEN.volume)
    assert shown(attrs.evolve(PLAIN, action="", regimen=undiluted))["Regimen"] == (str(bare), "in 100 mL")


def test_radiotherapy_is_its_schedule_and_notes() -> None:
    rays = RadiotherapyRegimen(dose_per_fraction=Q(4, "Gy"), fractions=5, notes=("slowly",))
    assert shown(attrs.evolve(PLAIN, action="", regimen=rays)) == {"Regimen": ("20 Gy in 5 fractions", "slowly")}


def test_an_answer_without_regimen_or_action_says_nothing_of_either() -> None:
    assert shown(attrs.evolve(PLAIN, action="")) == {}


@pytest.mark.parametrize(("licensed", "lines"), [(False, 1), (True, 0), (None, 0)])
def test_only_a_use_outside_the_licence_is_a_restriction(*, licensed: bool | None, lines: int) -> None:
    found = shown(attrs.evolve(PLAIN, licensed=licensed))
    assert len(found.get("Restrictions", ())) == lines


def test_only_what_is_missing_is_asked_for() -> None:
    assert shown(attrs.evolve(PLAIN, to_ask=("low mood",)))["Could still change this"] == (
        "to ask or look at: low mood",
    )
    assert shown(attrs.evolve(PLAIN, to_measure=("weight",)))["Could still change this"] == ("to measure: weight",)


def test_a_restriction_that_is_not_ruled_out_is_no_restriction_yet() -> None:
    found = shown(attrs.evolve(PLAIN, findings=(finding("open", Severity.CONTRAINDICATED, known=None),)))
    assert found == {"Advice": ("do it",), "Not ruled out": ("open",)}


# --------------------------------------------------------------------------- sources


def test_every_source_behind_an_answer_is_found_once() -> None:
    assert [s.locator for s in FULL.all_sources()] == ["1", "first", "watch", "bar", "reason", "other", "split"]


def test_what_is_from_memory_is_named_by_its_rows() -> None:
    memory = (source("X02", locator="2", verified="memory"), source(locator="1", verified="derived"))
    told = attrs.evolve(PLAIN, sources=memory, first=(attrs.evolve(FULL.first[0], sources=memory[:1]),))
    assert shown(told)["From memory, needs checking"] == ("row X02 of the fact sheet (MADE-UP, 2): not verified",)
    both = attrs.evolve(memory[0], rows=("X02", "X03"))
    assert shown(attrs.evolve(PLAIN, sources=(both,)))["From memory, needs checking"] == (
        "rows X02, X03 of the fact sheet (MADE-UP, 2): not verified",
    )
    assert "From memory, needs checking" not in shown(PLAIN)


def test_each_publication_is_one_line_with_its_places() -> None:
    twice = attrs.evolve(
        PLAIN,
        sources=(
            source(locator="2.2", verified="secondary"),
            source("X02", locator="2.2", verified="secondary"),
            source(locator="4", verified="memory"),
        ),
    )
    assert source_lines(twice) == ("MADE-UP: 2.2 (secondary); 4 (memory). Nobody, a made-up label (2024; v1)",)


# --------------------------------------------------------------------------- the assessment


def test_the_heading_says_day_place_editions_and_version() -> None:
    assert heading(assessment(PLAIN)) == "Assessment on 2026-11-23, US (content: g 1; boneguide 0)"
    both = assessment(PLAIN, jurisdiction=None, editions={"a": "1", "b": "2026.1"})
    assert heading(both) == "Assessment on 2026-11-23, no jurisdiction given (content: a 1, b 2026.1; boneguide 0)"


def test_red_flags_are_one_line_each() -> None:
    flagged = assessment(
        PLAIN,
        attrs.evolve(PLAIN, id="cord", title="Cord", urgent=True, action="call"),
        attrs.evolve(PLAIN, id="calcium", title="Calcium", urgent=True, action="", regimen=REGIMEN),
        attrs.evolve(PLAIN, id="no", title="No", urgent=True, status=Status.NOT_APPLICABLE),
    )
    assert red_flag_lines(flagged) == (
        "Cord: call",
        "Calcium: placebo 4 mg IV over 15 minute or longer, every 3 to 4 week",
    )
    assert red_flag_lines(assessment(PLAIN)) == ()


def test_what_is_unknown_is_called_missing_only_where_an_answer_waits_for_it() -> None:
    waiting = attrs.evolve(PLAIN, status=Status.NEEDS_DATA, to_measure=("weight",))
    assert shown(waiting)["Missing"] == ("to measure: weight",)
    assert "Could still change this" not in shown(waiting)
