"""Short ways to look at an answer, and people and results to order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any, TypeAlias

import attrs

import boneguide as bg
from boneguide import Q, cohort
from boneguide.logic.clauses import Clause
from boneguide.model.answer import Alternative, Argument, Disagreement, Finding, Recommendation, Task
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.clean import CONDITIONS, ON, clean, labs, woman

Part: TypeAlias = Alternative | Argument | Disagreement | Finding | Task

#: A function that builds a person from changes, such as ``woman``.
Build: TypeAlias = Callable[..., bg.Patient]

PLACES: tuple[Jurisdiction, ...] = ("US", "EU", "UK")
EVERYWHERE = PLACES
EUROPE: tuple[Jurisdiction, ...] = ("EU", "UK")

#: Denosumab for osteoporosis, given two months ago.
PROLIA = bg.Medication(drug="denosumab", product="Prolia", dose=Q(60, "mg"), last_given=ON - timedelta(days=61))


def ids(parts: Iterable[Part]) -> set[str]:
    """Return the identifiers of parts of an answer."""
    return {part.id for part in parts}


def known(answer: Recommendation) -> set[str]:
    """Return the identifiers of what applies, leaving out what has not been ruled out."""
    return {finding.id for finding in answer.findings if finding.known}


def rows(parts: Iterable[Finding]) -> set[str]:
    """Return the rows of the fact sheet and of the article behind findings."""
    return {row for part in parts for source in part.sources for row in source.rows}


def noted(answer: Recommendation, words: str) -> bool:
    """Return whether a note of the answer holds these words."""
    return any(words in note for note in answer.notes)


def woman_cleared(clearance: float) -> bg.Labs:
    """Return results that give a woman of 60 years and 72 kg this creatinine clearance in mL/min."""
    return labs(creatinine=Q(68 / clearance, "mg/dL"))


def man_cleared(clearance: float) -> bg.Labs:
    """Return results that give a man of 60 years and 72 kg this creatinine clearance in mL/min."""
    return labs(creatinine=Q(80 / clearance, "mg/dL"))


def with_clearance(clearance: float, build: Build = woman, **changes: Any) -> bg.Patient:
    """Return a person of 60 years and 72 kg with this creatinine clearance in mL/min."""
    sex = build().sex
    return build(**{"labs": woman_cleared(clearance) if sex == "female" else man_cleared(clearance), **changes})


def lung(**changes: Any) -> bg.Patient:
    """Return a man with lung cancer for whom nothing stands in the way."""
    return clean(**{"primary": "lung", "castration": None, **changes})


def fertile(**changes: Any) -> bg.Patient:
    """Return a woman of 34 with effective contraception for whom nothing stands in the way."""
    covered = attrs.evolve(CONDITIONS, effective_contraception=True)
    return woman(**{"age": Q(34, "year"), "conditions": covered, **changes})


def calcium(value: str, low: str | None = None, *, albumin: bg.Quantity | None = Q(4.0, "g/dL")) -> bg.Labs:  # noqa: B008 - immutable
    """Return results with this total calcium, the laboratory's lower limit and albumin."""
    limit = None if low is None else Q(low)
    return labs(calcium=bg.Observation(value=Q(value), low=limit), albumin=albumin)


def given(agent: Any, count: int = 1, *, milligrams: float | None = None, last: int = 28) -> list[bg.BoneAgentDose]:
    """Return doses every 28 days, the last one so many days ago."""
    dose = None if milligrams is None else Q(milligrams, "mg")
    days = (last + 28 * number for number in range(count))
    return [bg.BoneAgentDose(drug=agent, dose=dose, on=ON - timedelta(days=ago)) for ago in days]


def says(rule: bg.Rule, clause: str) -> str:
    """Return the words of one clause."""
    return next(c.says for c in rule.clauses() if isinstance(c, Clause) and c.id == clause)


def shown(rule: bg.Rule, answer: Recommendation) -> set[str]:
    """Return the identifiers of the notes that an answer shows."""
    return {note.id for note in rule.notes if note.says in answer.notes}


def in_columns(
    guideline: bg.Guideline, row: Mapping[str, Any], units: Mapping[str, str] | None = None, place: Jurisdiction = "UK"
) -> dict[str, Any]:
    """Return the answer for a row of a table that says this of a person, and nothing else."""
    decide = cohort.decider(list(row), units=units or {}, jurisdiction=place, guideline=guideline)
    return dict(decide(row))
