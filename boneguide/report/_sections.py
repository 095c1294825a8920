"""What is shown of an answer, in order, before it is given a form."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from boneguide.model.answer import BARRED, Alternative, Argument, Assessment, Finding, Recommendation, Status, Task
from boneguide.model.provenance import Reference, Source
from boneguide.model.regimen import Regimen
from boneguide.quantities import as_amount

#: How a status is called in a heading.
STATUS_WORDS = {
    Status.RECOMMENDED: "recommended",
    Status.OPTION: "an option",
    Status.AFTER: "after what stands under First",
    Status.WITHHOLD: "withhold for now",
    Status.NEEDS_DATA: "needs data",
    Status.NOT_RECOMMENDED: "not recommended",
    Status.CONTRAINDICATED: "contraindicated",
    Status.INVESTIGATIONAL: "investigational",
    Status.NOT_APPLICABLE: "not applicable",
}


@attrs.frozen
class Section:
    """A heading and its lines."""

    title: str
    lines: tuple[str, ...]


def sections(recommendation: Recommendation) -> Iterator[Section]:
    """Yield the parts of one answer that are not empty, most needed first."""
    needed = recommendation.status is Status.NEEDS_DATA
    found = (
        ("Advice" if recommendation.regimen is None else "Regimen", _regimen(recommendation)),
        ("First", map(str, recommendation.first)),
        ("Missing" if needed else "Could still change this", _missing(recommendation)),
        ("Restrictions", _restrictions(recommendation)),
        ("Not ruled out", _open(recommendation)),
        ("Cautions", map(str, recommendation.cautions)),
        ("For", map(str, recommendation.reasons_for)),
        ("Against", map(str, recommendation.reasons_against)),
        ("Sources disagree", map(str, recommendation.disagreements)),
        ("Other ways of giving it", map(str, recommendation.alternatives)),
        ("Watch", map(str, recommendation.monitor)),
        ("Notes", recommendation.notes),
        ("By jurisdiction", _by_jurisdiction(recommendation)),
    )
    for title, lines in found:
        ready = tuple(lines)
        if ready:
            yield Section(title, ready)


def source_lines(recommendation: Recommendation) -> tuple[str, ...]:
    """Return each publication behind an answer once: places read, verification, citation, edition."""
    places: dict[Reference, list[str]] = {}
    for source in all_sources(recommendation):
        place = f"{source.locator} ({source.verified.value})"
        found = places.setdefault(source.reference, [])
        if place not in found:
            found.append(place)
    return tuple(f"{ref.key}: {'; '.join(found)}. {ref}" for ref, found in places.items())


def all_sources(recommendation: Recommendation) -> tuple[Source, ...]:
    """Return the sources of an answer and of everything stated in it, each once."""
    found = dict.fromkeys(recommendation.sources)
    stated: tuple[Task | Finding | Argument | Alternative, ...] = (
        *recommendation.first,
        *recommendation.monitor,
        *recommendation.findings,
        *recommendation.arguments,
        *recommendation.alternatives,
    )
    for item in stated:
        found.update(dict.fromkeys(item.sources))
    for disagreement in recommendation.disagreements:
        found.update(dict.fromkeys(p.source for p in disagreement.positions))
    return tuple(found)


def heading(assessment: Assessment) -> str:
    """Return the line that says what an assessment is and on what it stands."""
    place = assessment.jurisdiction or "no jurisdiction given"
    editions = ", ".join(f"{name} {edition}" for name, edition in assessment.editions.items())
    return f"Assessment on {assessment.on.isoformat()}, {place} (content: {editions}; boneguide {assessment.version})"


def red_flag_lines(assessment: Assessment) -> tuple[str, ...]:
    """Return the red flags in one line each."""
    return tuple(map(_red_flag, assessment.red_flags))


def _red_flag(recommendation: Recommendation) -> str:
    stands = recommendation.action or recommendation.regimen
    if recommendation.status in BARRED or stands is None:
        return f"{recommendation.title}: {STATUS_WORDS[recommendation.status]}"
    return f"{recommendation.title}: {stands}"


def _regimen(recommendation: Recommendation) -> Iterator[str]:
    regimen = recommendation.regimen
    if regimen is None:
        if recommendation.action:
            yield recommendation.action
        return
    yield str(regimen)
    if isinstance(regimen, Regimen):
        if regimen.volume is not None:
            diluents = f" of {' or '.join(regimen.diluents)}" if regimen.diluents else ""
            yield f"in {as_amount(regimen.volume)}{diluents}"
        yield from regimen.preparation
    yield from regimen.notes


def _missing(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.to_measure:
        yield f"to measure: {', '.join(recommendation.to_measure)}"
    if recommendation.to_ask:
        yield f"to ask or look at: {', '.join(recommendation.to_ask)}"


def _open(recommendation: Recommendation) -> Iterator[str]:
    # What can be confirmed already stands under First.
    asked = {task.id for task in recommendation.first}
    return (f.text for f in recommendation.findings if f.known is None and f.id not in asked)


def _restrictions(recommendation: Recommendation) -> Iterator[str]:
    if recommendation.licensed is False:
        yield "outside the licence in this jurisdiction"
    yield from map(_finding, (*recommendation.contraindications, *recommendation.holds))


def _finding(finding: Finding) -> str:
    word = "withhold" if finding.severity is None else finding.severity.value
    return f"{word}: {finding.text}"


def _by_jurisdiction(recommendation: Recommendation) -> Iterator[str]:
    for place, answer in recommendation.by_jurisdiction.items():
        regimen = "" if answer.regimen is None else f"; {answer.regimen}"
        yield f"{place}: {STATUS_WORDS[answer.status]}{regimen}"
