"""What a patient is told of an assessment, in order, before it is given a form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from boneguide.logic.verbs import JURISDICTION
from boneguide.model.answer import Recommendation
from boneguide.model.assessment import Assessment
from boneguide.model.status import Status
from boneguide.report._sections import Section
from boneguide.report.words import Wording

#: Under which heading an answer stands that is no red flag.
_UNDER = {
    Status.RECOMMENDED: "offered",
    Status.OPTION: "offered",
    Status.AFTER: "after-checks",
    Status.WITHHOLD: "on-hold",
    Status.NOT_RECOMMENDED: "unsuitable",
    Status.CONTRAINDICATED: "unsuitable",
    Status.INVESTIGATIONAL: "unsuitable",
    Status.NEEDS_DATA: "unknown",
}
#: Statuses that a red flag's own words leave nothing to add to.
_SAID = frozenset({Status.RECOMMENDED, Status.OPTION, Status.AFTER})
#: Statuses of which only what speaks against it is told.
_CLOSED = frozenset({Status.NOT_RECOMMENDED, Status.CONTRAINDICATED})


@attrs.frozen
class PlainEntry:
    """One answer: how it is called, what it is about with its status, and what belongs to it."""

    heading: str
    says: str
    sections: tuple[Section, ...]


@attrs.frozen
class PlainPart:
    """Answers of one kind under their heading; red flags are told apart."""

    title: str
    entries: tuple[PlainEntry, ...]
    urgent: bool


def plain_parts(assessment: Assessment, words: Wording) -> Iterator[PlainPart]:
    """Yield red flags, what may be offered, what waits, what does not suit, what is not known yet.

    Args:
        assessment: The assessment.
        words: The words.
    """
    flags = assessment.red_flags
    urgent = {answer.key for answer in flags}
    if flags:
        yield PlainPart(words.around("red-flags"), tuple(_entries(flags, words)), urgent=True)
    for name in dict.fromkeys(_UNDER.values()):
        found = [a for a in assessment.applicable if a.key not in urgent and _UNDER[a.status] == name]
        if found:
            yield PlainPart(words.around(name), tuple(_entries(found, words)), urgent=False)


def _entries(answers: Iterable[Recommendation], words: Wording) -> Iterator[PlainEntry]:
    """Yield what is told of each answer, and once where it is the same of several lesions."""
    alike: dict[tuple[str, str, tuple[Section, ...]], list[str]] = {}
    for answer in answers:
        name, says = words.rule(answer.id).name, _says(answer, words)
        alike.setdefault((name, says, tuple(_sections(answer, words))), []).append(answer.about)
    for (name, says, found), lesions in alike.items():
        yield PlainEntry(", ".join((name, *filter(None, lesions))), says, found)


def _says(answer: Recommendation, words: Wording) -> str:
    said = words.rule(answer.id).says
    if {place.status for place in answer.by_jurisdiction.values()} - {answer.status}:
        return f"{said} {words.around('places-differ')}"
    if answer.urgent and answer.status in _SAID:
        return said
    return f"{said} {words.around(answer.status.value)}"


def _sections(answer: Recommendation, words: Wording) -> Iterator[Section]:
    closed = answer.status in _CLOSED
    against = _told(answer, (f.id for f in answer.contraindications), words)
    waits = _told(answer, (f.id for f in answer.holds), words)
    if answer.licensed is False:
        against = (words.around("unlicensed"), *against)
    if closed:
        against = (*against, *waits) or (words.around("no-reason"),)
        waits = ()
    first = tuple(dict.fromkeys(words.clause(name) for name in _to_check(answer)))
    wanted = answer.missing if answer.status is Status.NEEDS_DATA else ()
    facts = (words.clause(f"?{name}") for name in wanted if name != JURISDICTION.name)
    found = (
        ("wanted", tuple(dict.fromkeys(facts))),
        ("to-check", () if closed else first),
        ("against", against),
        ("why-on-hold", waits),
        ("open", () if closed else _told(answer, _open(answer), words)),
        ("keep-in-mind", () if closed else _told(answer, (f.id for f in answer.cautions), words)),
    )
    yield from (Section(words.around(name), lines) for name, lines in found if lines)


def _told(answer: Recommendation, clauses: Iterable[str], words: Wording) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.clause(f"{answer.id}/{clause}") for clause in clauses))


def _to_check(answer: Recommendation) -> Iterator[str]:
    # A task that bears the name of a restriction asks whether that restriction holds.
    limits = {finding.id for finding in answer.findings}
    return (f"{answer.id}/{task.id}{'?' if task.id in limits else ''}" for task in answer.first)


def _open(answer: Recommendation) -> Iterator[str]:
    asked = {task.id for task in answer.first}
    return (f.id for f in answer.findings if f.known is None and f.id not in asked)
