"""What is shown of an answer, in order, before it is given a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from boneguide.model.answer import Finding, Recommendation
from boneguide.model.assessment import Assessment
from boneguide.model.provenance import Reference, Verification
from boneguide.model.regimen import Regimen
from boneguide.model.status import BARRED, Status
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
        ("From memory, needs checking", _unchecked(recommendation)),
        ("By jurisdiction", _by_jurisdiction(recommendation)),
    )
    for title, lines in found:
        ready = tuple(lines)
        if ready:
            yield Section(title, ready)


@attrs.frozen
class Part:
    """What is said of one lesion and not of the others.

    Args:
        name: The lesion.
        status: How its answer is called.
        sections: What is said of it alone.
    """

    name: str
    status: str
    sections: tuple[Section, ...]


@attrs.frozen
class Entry:
    """The answers of one rule as they are shown: of the person, or of one lesion or several together.

    Args:
        id: The rule.
        title: Its name, and the lesion if there is one only.
        rank: The status of the first answer.
        status: How the answers are called, empty where they differ.
        parts: What differs between lesions.
        sections: What is said of the person or of all the lesions.
        sources: The publications behind all of it.
    """

    id: str
    title: str
    rank: Status
    status: str
    parts: tuple[Part, ...]
    sections: tuple[Section, ...]
    sources: tuple[str, ...]

    @property
    def heading(self) -> str:
        """The title with the status."""
        return f"{self.title}: {self.status}" if self.status else self.title


def entries(assessment: Assessment) -> Iterator[Entry]:
    """Yield what applies in reading order, the answers of one rule about several lesions together."""
    grouped: dict[str, list[Recommendation]] = {}
    for recommendation in assessment.applicable:
        grouped.setdefault(recommendation.id, []).append(recommendation)
    return (entry(*answers) for answers in grouped.values())


def entry(*answers: Recommendation) -> Entry:
    """Return the answers of one rule as they are shown; what lesions share is said once."""
    first, *others = answers
    shown = [tuple(sections(answer)) for answer in answers]
    shared = tuple(_common(shown)) if others else shown[0]
    said = {section.title: section.lines for section in shared}
    parts = (
        Part(answer.about, STATUS_WORDS[answer.status], tuple(_without(found, said)))
        for answer, found in zip(answers, shown, strict=True)
    )
    alike = len({answer.status for answer in answers}) == 1
    told = tuple(parts) if others else ()
    if alike and not any(part.sections for part in told):
        told = ()
    about = ", ".join(answer.about for answer in answers if answer.about)
    return Entry(
        id=first.id,
        title=f"{first.title}, {about}" if about else first.title,
        rank=first.status,
        status=STATUS_WORDS[first.status] if alike else "",
        parts=told,
        sections=shared,
        sources=source_lines(*answers),
    )


def _common(shown: list[tuple[Section, ...]]) -> Iterator[Section]:
    """Yield the lines that every answer has, under their headings."""
    first, *others = ({section.title: section.lines for section in found} for found in shown)
    for title, lines in first.items():
        common = tuple(line for line in lines if all(line in other.get(title, ()) for other in others))
        if common:
            yield Section(title, common)


def _without(shown: tuple[Section, ...], said: Mapping[str, tuple[str, ...]]) -> Iterator[Section]:
    """Yield what is left of some sections once what is said elsewhere is left out."""
    for section in shown:
        left = tuple(line for line in section.lines if line not in said.get(section.title, ()))
        if left:
            yield Section(section.title, left)


def silent(assessment: Assessment) -> tuple[str, ...]:
    """Return what is not a question: rules, and where others of a rule are one, the single answers."""
    asked = {recommendation.id for recommendation in assessment.applicable}
    keys = [key for key in assessment if assessment.status(key) is Status.NOT_APPLICABLE]
    return tuple(dict.fromkeys(key if key.partition("@")[0] in asked else key.partition("@")[0] for key in keys))


def next_question(assessment: Assessment) -> str:
    """Return what is best found out next, with what that is good for; empty where nothing is open."""
    return "" if assessment.next_question is None else str(assessment.next_question)


def source_lines(*recommendations: Recommendation) -> tuple[str, ...]:
    """Return each publication behind some answers once: places read, verification, citation, edition."""
    places: dict[Reference, list[str]] = {}
    for source in (source for recommendation in recommendations for source in recommendation.all_sources()):
        place = f"{source.locator} ({source.verified.value})"
        found = places.setdefault(source.reference, [])
        if place not in found:
            found.append(place)
    return tuple(f"{ref.key}: {'; '.join(found)}. {ref}" for ref, found in places.items())


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
    about = f", {recommendation.about}" if recommendation.about else ""
    if recommendation.status in BARRED or stands is None:
        return f"{recommendation.title}{about}: {STATUS_WORDS[recommendation.status]}"
    return f"{recommendation.title}{about}: {stands}"


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
        if regimen.taper is not None:
            yield str(regimen.taper)
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


def _unchecked(recommendation: Recommendation) -> Iterator[str]:
    for source in recommendation.all_sources():
        if source.verified is Verification.MEMORY:
            rows = f"{'row' if len(source.rows) == 1 else 'rows'} {', '.join(source.rows)}"
            yield f"{rows} of the fact sheet ({source.reference.key}, {source.locator}): not verified"


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
