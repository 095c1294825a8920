"""An assessment as cards: red flags, warnings about what is taken, options, what is missing, and the rest in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

import attrs

from boneguide.guidelines import default
from boneguide.interop._answers.citations import cited
from boneguide.interop._answers.concerns import about, record_of, taken
from boneguide.interop._cds.parts import (
    Fields,
    Indicator,
    card,
    identified,
    links,
    not_read,
    own_source,
    published,
    section,
    stated,
)
from boneguide.interop.fhir import proposals
from boneguide.logic.guideline import Guideline
from boneguide.model.answer import Finding, Recommendation
from boneguide.model.assessment import Assessment
from boneguide.model.patient import Patient
from boneguide.model.status import Status

#: So many options have a card of their own; the others stand together in one.
OPTIONS: Final = 6
#: So many things to find out are shown.
_QUESTIONS = 5

_OFFERED = (Status.RECOMMENDED, Status.OPTION, Status.AFTER)
_HELD = frozenset({Status.WITHHOLD, Status.NOT_RECOMMENDED, Status.CONTRAINDICATED})
#: How a card begins, by the status of the answer.
_BEGINS: Final[Mapping[Status, str]] = {
    Status.RECOMMENDED: "Advised",
    Status.OPTION: "An option",
    Status.WITHHOLD: "On hold for now",
    Status.NEEDS_DATA: "Needs data",
    Status.NOT_RECOMMENDED: "Advised against",
    Status.CONTRAINDICATED: "Contraindicated",
    Status.INVESTIGATIONAL: "Investigational only",
}


@attrs.frozen
class Group:
    """The answers of one rule that have one status: of the person, or of lesions that are told together."""

    answers: tuple[Recommendation, ...]

    @property
    def first(self) -> Recommendation:
        """The answer that stands for all in what they share."""
        return self.answers[0]

    @property
    def title(self) -> str:
        """The name of the rule with the lesions."""
        named = ", ".join(answer.about for answer in self.answers if answer.about)
        return f"{self.first.title} ({named})" if named else self.first.title

    @property
    def tasks(self) -> tuple[str, ...]:
        """What comes first, each once."""
        return tuple(self.lines(lambda answer: map(str, answer.first)))

    @property
    def begins(self) -> str:
        """The status in words."""
        if self.first.status is not Status.AFTER:
            return _BEGINS[self.first.status]
        number = len({str(task) for answer in self.answers for task in answer.first})
        return f"After {number} check{'' if number == 1 else 's'}"

    @property
    def advice(self) -> tuple[str, ...]:
        """What would be given or done."""
        return tuple(self.lines(lambda answer: filter(None, (_advice(answer),))))

    def lines(self, told: Callable[[Recommendation], Iterable[str]]) -> Iterator[str]:
        """Yield what answers say: what all say once, what some say with their lesions."""
        said: dict[str, list[str]] = {}
        for answer in self.answers:
            for line in dict.fromkeys(told(answer)):
                said.setdefault(line, []).append(answer.about)
        for line, named in said.items():
            yield line if len(named) == len(self.answers) else f"{', '.join(named)}: {line}"


def _advice(answer: Recommendation) -> str:
    return answer.action if answer.regimen is None else str(answer.regimen)


def _by_jurisdiction(answer: Recommendation) -> Iterator[str]:
    for place, there in answer.by_jurisdiction.items():
        advice = _advice(there)
        yield f"{place}: {there.status.value}{f', {advice}' if advice else ''}"


def grouped(answers: Iterable[Recommendation]) -> tuple[Group, ...]:
    """Return answers with those of one rule and one status together, in their order."""
    found: dict[tuple[str, Status], list[Recommendation]] = {}
    for answer in answers:
        found.setdefault((answer.id, answer.status), []).append(answer)
    return tuple(Group(tuple(held)) for held in found.values())


def finding_line(finding: Finding) -> str:
    """Return what speaks against an option, with the word of its source."""
    return f"{'withhold' if finding.severity is None else finding.severity.value}: {finding.text}"


def assessment_cards(  # noqa: PLR0913 - as its public face
    assessment: Assessment,
    *,
    patient: Patient | None,
    guideline: Guideline | None,
    subject: str,
    source: Mapping[str, str] | None,
    options: int,
    notes: Iterable[str],
) -> list[Fields]:
    """Return the cards of an assessment, the most urgent first; see :func:`boneguide.interop.cds_hooks.cards`."""
    own = own_source(source)
    record = record_of(assessment) if patient is None else patient
    received = frozenset() if record is None else taken(record, assessment)
    rules = default if guideline is None else guideline
    flags = grouped(assessment.red_flags)
    flagged = {answer.key for group in flags for answer in group.answers}
    others = grouped(answer for answer in assessment.applicable if answer.key not in flagged)
    warned = [group for group in others if _warns(group, received, rules)]
    offered = [group for group in others if group.first.status in _OFFERED]
    # What has a dose comes before general advice; the sort keeps the order of reading otherwise.
    offered.sort(key=lambda group: group.first.regimen is None)
    shown, left = offered[:options], offered[options:]
    rest = [group for group in others if group not in warned and group not in shown]
    proposed = proposals(assessment, subject=subject, guideline=guideline) if subject and shown else {}
    return [
        *red_flag_cards(assessment, own),
        *(_group_card(group, "warning", own) for group in warned),
        *(_group_card(group, "info", own, _suggestions(group, proposed)) for group in shown),
        *_missing_card(assessment, own, (*assessment.notes, *notes)),
        *_rest_card(rest, len(left), own),
    ]


def red_flag_cards(assessment: Assessment, own: Mapping[str, str]) -> list[Fields]:
    """Return one card for each red flag."""
    return [_group_card(group, "critical", own) for group in grouped(assessment.red_flags)]


def _warns(group: Group, received: frozenset[str], rules: Guideline) -> bool:
    """Return whether what is advised against is something that the person receives."""
    if group.first.status not in _HELD:
        return False
    drug = about(group.first.id, rules)
    if drug:
        return not drug.isdisjoint(received)
    # A hold of something without a drug of its own is one of a treatment under way.
    return group.first.status is Status.WITHHOLD


def _group_card(
    group: Group, indicator: Indicator, own: Mapping[str, str], suggestions: Iterable[Fields] = ()
) -> Fields:
    sources = stated(group.answers)
    advice = group.advice
    told = f": {'; '.join(advice)}" if advice and (indicator == "critical" or group.first.regimen) else ""
    begins = "" if indicator == "critical" and group.first.status in _OFFERED else f"{group.begins}: "
    if group.first.status in _HELD:
        # The reason says more than what is not to be given.
        reasons = [f.text for answer in group.answers for f in (*answer.contraindications, *answer.holds)]
        told = f": {reasons[0]}" if reasons else ""
    return card(
        summary=f"{begins}{group.title}{told}",
        indicator=indicator,
        source=published(group.first.sources, own, (group.first.id, group.first.title)),
        lines=_detail(group),
        opened=links(sources),
        suggestions=suggestions,
    )


def _detail(group: Group) -> Iterator[str]:
    place = group.first.jurisdiction or "no jurisdiction given"
    yield from section(f"{group.begins} ({place}; {group.first.grade})", group.advice)
    yield from section("First", group.tasks, None)
    yield from section(
        "Against it", group.lines(lambda answer: map(finding_line, (*answer.contraindications, *answer.holds))), None
    )
    yield from section("With care", group.lines(lambda answer: map(str, answer.cautions)))
    yield from section("Sources differ", group.lines(lambda answer: map(str, answer.disagreements)), None)
    yield from section("By jurisdiction", group.lines(_by_jurisdiction), None)
    yield from section("Would still change it", group.lines(lambda answer: (*answer.to_measure, *answer.to_ask)))
    yield from section("Stands on", cited(stated(group.answers)), None)


def _suggestions(group: Group, proposed: Mapping[str, Fields]) -> Iterator[Fields]:
    """Yield the draft proposals of an option, one for each answer that has a regimen."""
    for answer in group.answers:
        if answer.regimen is None or answer.key not in proposed:
            continue
        label = f"{answer.title} ({answer.about})" if answer.about else answer.title
        content: Fields = {"label": f"Propose: {label}"}
        if answer.status is Status.RECOMMENDED:
            content["isRecommended"] = True
        described = f"Create a draft proposal, to be confirmed by a clinician: {answer.regimen}"
        content["actions"] = [{"type": "create", "description": described, "resource": proposed[answer.key]}]
        yield {"uuid": identified(content), **content}


def _missing_card(assessment: Assessment, own: Fields, notes: tuple[str, ...]) -> Iterator[Fields]:
    """Yield the one card on what is not known, the best question first; nothing where nothing is open."""
    questions = assessment.questions
    measured = _named(assessment, lambda answer: answer.to_measure)
    asked = _named(assessment, lambda answer: answer.to_ask)
    if not (questions or measured or asked or notes):
        return
    summary = "Part of the record was not sent or could not be read"
    if questions:
        summary = f"Best found out next: {questions[0]}"
    elif measured or asked:
        summary = f"Not known yet: {', '.join((*measured, *asked))}"
    lines = (
        *section("Best found out next", map(str, questions), _QUESTIONS),
        *section("To measure", measured),
        *section("To ask or look at", asked),
        *not_read(notes),
    )
    yield card(summary=summary, indicator="info", source=own, lines=lines, overridable=False)


def _named(assessment: Assessment, named: Callable[[Recommendation], Iterable[str]]) -> tuple[str, ...]:
    """Return what answers wait for, what most of them wait for first."""
    counts: dict[str, int] = {}
    for answer in assessment.applicable:
        for name in named(answer):
            counts[name] = counts.get(name, 0) + 1
    return tuple(sorted(counts, key=lambda name: -counts[name]))


def _rest_card(rest: list[Group], options: int, own: Fields) -> Iterator[Fields]:
    """Yield the one card that names what has none of its own."""
    if not rest:
        return
    lines = [
        line
        for status in Status
        for line in section(
            _rest_title(status), (_short(group) for group in rest if group.first.status is status), None
        )
    ]
    counts = {
        "further options": options,
        "advised against or on hold": sum(group.first.status in _HELD for group in rest),
        "waiting for data": sum(group.first.status is Status.NEEDS_DATA for group in rest),
        "investigational only": sum(group.first.status is Status.INVESTIGATIONAL for group in rest),
    }
    told = ", ".join(f"{number} {what}" for what, number in counts.items() if number)
    yield card(summary=f"Also looked at: {told}", indicator="info", source=own, lines=lines, overridable=False)


def _rest_title(status: Status) -> str:
    return "After checks" if status is Status.AFTER else _BEGINS.get(status, status.value)


def _short(group: Group) -> str:
    regimen = group.first.regimen
    if regimen is not None and group.first.status in _OFFERED:
        return f"{group.title}: {regimen}"
    places = ", ".join(f"{place} {there.status.value}" for place, there in group.first.by_jurisdiction.items())
    return f"{group.title} ({places})" if places else group.title
