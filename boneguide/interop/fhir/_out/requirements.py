"""What is not known and could change an answer, as requirements of data."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from boneguide.interop._answers.prefetch import queries_for
from boneguide.interop._answers.reads import facts_of, parts_read
from boneguide.interop.fhir._names import FACTS
from boneguide.interop.fhir._out.elements import Element, coding
from boneguide.interop.terminology import codes
from boneguide.logic.guideline import Guideline
from boneguide.logic.nodes import Fact
from boneguide.model.assessment import Assessment

#: Groups of the terminology whose meanings are results that an observation holds.
_RESULTS = frozenset({"laboratory", "vital", "score"})
#: What is said when an assessment is asked for, and is no part of a record.
_SETTINGS = frozenset({"jurisdiction", "order"})


def requirements(assessment: Assessment, guideline: Guideline, subject: str) -> list[Element]:
    """Return a requirement for each fact that could still change an answer.

    Each asks for observations, under the codes of other systems where a result is one
    and they are verified, and under the path of the fact in a record, which is a code of the library's own.

    Args:
        assessment: The answers.
        guideline: The rules that were asked.
        subject: Reference to the person.
    """
    known = _facts(guideline)
    asked = ((name, list(_coded(name, known.get(name)))) for name in assessment.missing)
    return [
        {
            "type": "Observation",
            "subjectReference": {"reference": subject},
            "codeFilter": [{"path": "code", "code": coded}],
        }
        for _, coded in asked
        if coded
    ]


def _coded(name: str, fact: Fact | None) -> Iterator[Element]:
    if fact is None:
        # A fact of which no rule here knows is looked up by its name among a hospital's own.
        yield coding(FACTS, f"findings.{name}", name.replace("_", " "))
        return
    paths = [path for path in parts_read(fact) if path not in _SETTINGS]
    named = [path for path in paths if path.rpartition(".")[2] == name]
    asked = named or [f"findings.{name}" if path == "findings" else path for path in paths]
    for path in asked:
        for group, value in _results(path):
            yield from (coding(held.system, held.code, held.display) for held in codes(group, value) if held.decides)
    yield from (coding(FACTS, path, fact.label) for path in asked)


def _results(path: str) -> Iterator[tuple[str, str]]:
    for query in queries_for(path):
        group, _, value = query.partition(":")
        if group in _RESULTS and value:
            yield group, value


@functools.lru_cache(maxsize=8)
def _facts(guideline: Guideline) -> Mapping[str, Fact]:
    return {fact.name: fact for fact in facts_of(guideline)}
