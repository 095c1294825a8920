"""Checks that every further subject passes: nodes seen, interpreters agree, nothing is advised and forbidden."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import attrs
import polars as pl
import pytest

import boneguide as bg
from boneguide.cohort.compilation import row_sources, sources
from boneguide.cohort.contradictions import contradictions, contradictions_of_rows
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic import nodes, numbers
from boneguide.logic.asked import about_rows_of, about_the_person
from boneguide.logic.context import Snapshot
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import Criterion
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import JURISDICTION
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.testing import boundary_values
from tests.cohort import agreement
from tests.cohort.about_lesions import ABOUT_LESIONS
from tests.guidelines.clean import ON

ADVISED = {bg.Status.RECOMMENDED, bg.Status.OPTION, bg.Status.AFTER}
ALL = {Truth.TRUE, Truth.FALSE, Truth.UNKNOWN}


def only(patch: pytest.MonkeyPatch, guideline: bg.Guideline) -> None:
    """Have batches of people drawn for the facts that this guideline asks about, and for its thresholds."""
    # A batch has lesions of which rules of a test's own are asked beside it.
    everything = guideline | ABOUT_LESIONS
    facts, questions = sources(everything.rules)
    asked = (c for rule in everything for c in rule.criteria())
    said = (fact.inferred for fact in facts if isinstance(fact.inferred, Criterion))
    of_rows = row_sources(everything.rules, LESIONS)
    found: dict[str, Any] = {
        "EVERYTHING": everything,
        "GENERAL": about_the_person(everything.rules),
        "OF_EACH": about_rows_of(everything.rules, LESIONS),
        "FACTS": facts,
        "QUESTIONS": questions,
        "TABLES": tuple(dict.fromkeys(question.table for question in questions)),
        "SAID_BY_ROWS": tuple(f for f in facts if f.inferred is not None and inputs([f.inferred])[1]),
        "ALONE": tuple(c for c in contradictions(facts) if c.refused),
        "WITH_ROWS": tuple(c for c in contradictions_of_rows(facts, of_rows) if c.refused),
        "EDGES": {n: v for n, v in boundary_values((*asked, *said)).items() if isinstance(n, nodes.Fact)},
    }
    for name, value in found.items():
        patch.setattr(agreement, name, value)


def snapshots(guideline: bg.Guideline, *, batches: int, size: int) -> Iterator[Snapshot]:
    """Yield people drawn with fixed seeds, every fact known, unknown and on its thresholds."""
    with pytest.MonkeyPatch.context() as patch:
        only(patch, guideline)
        for seed in range(batches):
            yield from agreement.snapshots(agreement.batch(seed, size))


def disagreements(guideline: bg.Guideline, *, seed: int, size: int) -> list[str]:
    """Return every difference between the reference interpreter and that of columns, in words."""
    with pytest.MonkeyPatch.context() as patch:
        only(patch, guideline)
        make: Callable[..., pl.DataFrame] = agreement.typed
        return agreement.disagreements(agreement.batch(seed, size), {"polars": make})


def idle(guideline: bg.Guideline, *, batches: int, size: int, beside: Iterable[Snapshot] = ()) -> dict[str, list[str]]:
    """Return every criterion that was not seen true, false and unknown where it can be, in drawn people and others."""
    watched = dict.fromkeys(n for rule in guideline for n in rule.nodes() if isinstance(n, Criterion))
    seen: dict[Criterion, set[Truth]] = defaultdict(set)
    left = {node: _possible(node) for node in watched}
    for person in itertools.chain(snapshots(guideline, batches=batches, size=size), beside):
        for node, wanted in [*left.items()]:
            seen[node].add(truth(node, person))
            if seen[node] >= wanted:
                del left[node]
    return {repr(node): sorted(t.name for t in wanted - seen[node]) for node, wanted in left.items()}


def _possible(node: Criterion) -> set[Truth]:
    if isinstance(node, nodes.Constant):
        return {Truth.of(node.value)}
    possible = set(ALL)
    if _never_unknown(node):
        possible.discard(Truth.UNKNOWN)
    if isinstance(node, nodes.And) and nodes.UNKNOWN in node.parts:
        possible.discard(Truth.TRUE)
    if _either_way(node):
        possible.discard(Truth.FALSE)
    if isinstance(node, numbers.Compare) and node.operator == ">=" and getattr(node.right, "value", None) == 0:
        possible.discard(Truth.FALSE)
    return possible


def _never_unknown(node: nodes.Node) -> bool:
    if isinstance(node, (nodes.Constant, nodes.AssumeAbsent)) or node == JURISDICTION:
        return True
    known_by_parts = (nodes.And, nodes.Or, nodes.Not, nodes.IsIn)
    return isinstance(node, known_by_parts) and all(map(_never_unknown, node.children()))


def _either_way(node: nodes.Node) -> bool:
    """Return whether a criterion asks only if something is on record."""
    return isinstance(node, nodes.Or) and any(nodes.not_(part) in node.parts for part in node.parts)


def drugs_advised(guideline: bg.Guideline, patient: bg.Patient) -> set[str]:
    """Return the identifiers of what is advised in any jurisdiction."""
    return {
        rule
        for place in JURISDICTIONS
        for rule, status in guideline(patient, on=ON, jurisdiction=place).statuses.items()
        if status in ADVISED
    }


def contradictory(guideline: bg.Guideline, patient: bg.Patient) -> list[str]:
    """Return the answers that advise something against which a known bar stands, or show a barred regimen."""
    return [
        f"{place}: {answer.id}"
        for place in JURISDICTIONS
        for answer in guideline(patient, on=ON, jurisdiction=place).values()
        if (answer.status in ADVISED and answer.contraindications)
        or (answer.status not in {*ADVISED, bg.Status.WITHHOLD} and answer.regimen is not None)
    ]


def forgetting(patient: bg.Patient) -> Iterator[tuple[str, bg.Patient]]:
    """Yield the patient with each fact unknown in turn."""
    for path in patient.known():
        yield path, patient.without(path)


def changed(patient: bg.Patient, part: str, **fields: object) -> bg.Patient:
    """Return a patient with fields of one part changed."""
    whole: Any = getattr(patient, part)
    return attrs.evolve(patient, **{part: attrs.evolve(whole, **fields)})
