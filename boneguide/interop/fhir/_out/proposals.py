"""What an answer advises, or advises against, as drafts of proposals, and the action that holds them together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import attrs

from boneguide.errors import UnknownRuleError
from boneguide.interop._answers.citations import RULES, cited
from boneguide.interop.fhir._out.dosage import beside, dosages, medication
from boneguide.interop.fhir._out.elements import (
    STATUSES,
    TASKS,
    Element,
    artifact,
    coding,
    concept,
    identified,
    line,
    notes,
    reference,
    urn,
)
from boneguide.interop.fhir._out.radiation import prescription
from boneguide.logic.guideline import Guideline
from boneguide.logic.template import RegimenTemplate
from boneguide.model.answer import Alternative, Finding, Recommendation, Task
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.provenance import Grade, Source
from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.regimen import Regimen
from boneguide.model.status import Status

#: Address of the strength of a recommendation: active, trial use, maturity 3.
STRENGTH: Final = "http://hl7.org/fhir/StructureDefinition/cqf-strengthOfRecommendation"
#: Address of its direction, of Clinical Practice Guidelines 2.0.0: trial use.
DIRECTION: Final = "http://hl7.org/fhir/uv/cpg/StructureDefinition/cpg-directionOfRecommendation"
_DIRECTIONS: Final = "http://hl7.org/fhir/uv/cpg/CodeSystem/cpg-recommendation-direction-cs"

#: Statuses under which something is proposed.
OFFERED: Final = frozenset({Status.RECOMMENDED, Status.OPTION, Status.AFTER})
#: Statuses under which it is proposed not to do something.
AGAINST: Final = frozenset({Status.NOT_RECOMMENDED, Status.CONTRAINDICATED})
#: Statuses that have an action. The others are told as remarks.
WITH_ACTION: Final = OFFERED | AGAINST | {Status.WITHHOLD}

_BEGINS: Final[Mapping[Status, str]] = MappingProxyType(
    {
        Status.RECOMMENDED: "Advised",
        Status.OPTION: "An option",
        Status.AFTER: "Advised or an option once what comes first is done",
        Status.WITHHOLD: "On hold for now",
        Status.NOT_RECOMMENDED: "Advised against",
        Status.CONTRAINDICATED: "Contraindicated",
    }
)


@attrs.frozen(kw_only=True)
class Setting:
    """What every proposal of one assessment shares.

    Args:
        subject: Reference to the person.
        authored: When the assessment was made, as FHIR writes it.
        guideline: The rules that were asked, for the drug of what is advised against.
    """

    subject: str
    authored: str
    guideline: Guideline


@attrs.frozen(kw_only=True)
class Proposed:
    """The proposals of one answer.

    Args:
        main: What is advised, or advised against.
        alternatives: Other ways of giving it, each with its proposal.
        first: What comes first.
        monitor: What to watch.
    """

    main: Element
    alternatives: tuple[tuple[Alternative, Element], ...] = ()
    first: tuple[tuple[Task, Element], ...] = ()
    monitor: tuple[tuple[Task, Element], ...] = ()

    def resources(self) -> Iterator[Element]:
        """Yield every proposal, in reading order."""
        yield from (resource for _, resource in self.first)
        yield self.main
        yield from (resource for _, resource in self.alternatives)
        yield from (resource for _, resource in self.monitor)


def proposed(answer: Recommendation, setting: Setting) -> Proposed:
    """Return the proposals of an answer whose status is one of :data:`WITH_ACTION`."""
    if answer.status not in OFFERED:
        return Proposed(main=_not_to(answer, setting))
    return Proposed(
        main=_main(answer, setting),
        alternatives=tuple((other, _alternative(answer, other, setting)) for other in answer.alternatives),
        first=tuple((task, _task(task, setting)) for task in answer.first),
        monitor=tuple((task, _task(task, setting)) for task in answer.monitor),
    )


def _main(answer: Recommendation, setting: Setting) -> Element:
    told = (*_status_lines(answer), *_lines(answer), *(f"Stands on: {told}" for told in cited(answer.sources)))
    if answer.regimen is None:
        what: Element = {
            "resourceType": "ServiceRequest",
            "code": concept(answer.action or answer.title, [coding(RULES, answer.id, answer.title)]),
        }
        if answer.about:
            what["bodySite"] = [concept(answer.about)]
        return _request(what, answer, setting, told)
    return _request(_given(answer.regimen, answer, setting), answer, setting, (*told, *_beside(answer.regimen)))


def _alternative(answer: Recommendation, other: Alternative, setting: Setting) -> Element:
    told = (
        f"Another way of giving {answer.title}: {other.text}",
        *_status_lines(answer),
        *(f"Stands on: {told}" for told in cited(other.sources or answer.sources)),
    )
    return _request(_given(other.regimen, answer, setting), answer, setting, (*told, *_beside(other.regimen)))


def _not_to(answer: Recommendation, setting: Setting) -> Element:
    """Return the proposal not to do what is advised against or on hold."""
    drug = _drug(answer, setting.guideline)
    what: Element = {"resourceType": "ServiceRequest", "doNotPerform": True}
    if drug:
        what = {
            "resourceType": "MedicationRequest",
            "doNotPerform": True,
            "medicationCodeableConcept": medication(drug),
        }
    else:
        what["code"] = concept(answer.action or answer.title, [coding(RULES, answer.id, answer.title)])
    told = (*_status_lines(answer), *_lines(answer), *(f"Stands on: {told}" for told in cited(answer.sources)))
    return _request(what, answer, setting, told)


def _drug(answer: Recommendation, guideline: Guideline) -> str:
    """Return the drug that an answer is about; empty where it is about none.

    An answer that advises against a drug holds no regimen of it, so the rule is looked at.
    """
    if isinstance(answer.regimen, Regimen):
        return answer.regimen.drug
    try:
        advised = guideline[answer.id].advise
    except UnknownRuleError:
        return ""
    return advised.drug if isinstance(advised, RegimenTemplate) else ""


def _given(regimen: Regimen | RadiotherapyRegimen, answer: Recommendation, setting: Setting) -> Element:
    if isinstance(regimen, RadiotherapyRegimen):
        return {
            "resourceType": "ServiceRequest",
            **prescription(regimen, answer.id, answer.about, setting.subject),
        }
    return {
        "resourceType": "MedicationRequest",
        "medicationCodeableConcept": medication(regimen.drug),
        "dosageInstruction": dosages(regimen),
    }


def _beside(regimen: Regimen | RadiotherapyRegimen) -> Iterable[str]:
    return beside(regimen) if isinstance(regimen, Regimen) else regimen.notes


def _request(what: Element, answer: Recommendation, setting: Setting, told: Iterable[str]) -> Element:
    content: Element = {
        **what,
        "instantiatesUri": [urn(RULES, answer.id)],
        "status": "draft",
        "intent": "proposal",
        "subject": {"reference": setting.subject},
        "authoredOn": setting.authored,
        "note": notes((_use(), *told)),
    }
    if answer.urgent and answer.status in OFFERED:
        content["priority"] = "urgent"
    return identified(content)


def _use() -> str:
    return f"A proposal for a clinician to decide on. {INTENDED_USE}"


def _task(task: Task, setting: Setting) -> Element:
    content: Element = {
        "resourceType": "ServiceRequest",
        "status": "draft",
        "intent": "proposal",
        "code": concept(task.text, [coding(TASKS, task.id)]),
        "subject": {"reference": setting.subject},
        "authoredOn": setting.authored,
        "note": notes((_use(), *(f"Stands on: {told}" for told in cited(task.sources)))),
    }
    if task.due is not None:
        content["occurrencePeriod"] = {"end": task.due.isoformat()}
        content["note"].extend(notes((task.timing,)))
    elif task.timing:
        content["occurrenceTiming"] = {"code": concept(task.timing)}
    return identified(content)


def _status_lines(answer: Recommendation) -> Iterator[str]:
    place = answer.jurisdiction or "no jurisdiction given"
    yield f"{_BEGINS[answer.status]} ({place}; {answer.grade})"
    yield from (f"First: {task}" for task in answer.first if answer.status in OFFERED)
    yield from (f"{worded(finding).capitalize()}: {finding.text}" for finding in answer.findings if finding.known)
    yield from (f"Not ruled out: {finding.text}" for finding in answer.findings if not finding.known)
    if answer.licensed is False:
        yield "Outside the licence there"


def _lines(answer: Recommendation) -> Iterator[str]:
    yield from (f"{'For' if argument.favours else 'Against'}: {argument}" for argument in answer.arguments)
    yield from (f"Sources differ on {disagreement}" for disagreement in answer.disagreements)
    for name, other in answer.by_jurisdiction.items():
        advised = f", {other.regimen}" if other.regimen is not None else ""
        yield f"In {name}: {other.status.value}{advised}"
    yield from answer.notes


def worded(finding: Finding) -> str:
    """Return how the source words a restriction."""
    return "withhold" if finding.severity is None else finding.severity.value


# ---- the action of a group


def action_of(answer: Recommendation, held: Proposed, place: str) -> Element:
    """Return the action that stands for an answer.

    Where something comes first or is to be watched, or there are other ways of giving
    it, these are actions inside it; a choice among ways has the selection behaviour "at-most-one".

    Args:
        answer: The answer.
        held: Its proposals.
        place: Identifier of the action, unique in the group.
    """
    advised = answer.action if answer.regimen is None else str(answer.regimen)
    title = f"{answer.title} ({answer.about})" if answer.about else answer.title
    found: Element = {
        "id": place,
        "extension": [*_graded(answer.grade), *_directed(answer.status)],
        "title": line(title),
        "description": line(f"{_BEGINS[answer.status]}{f': {advised}' if advised else ''}"),
        "code": [
            concept("", [coding(RULES, answer.key, title)]),
            concept("", [coding(STATUSES, answer.status.value)]),
        ],
        "documentation": _documents(answer.sources),
    }
    if answer.urgent and answer.status in OFFERED:
        found["priority"] = "urgent"
    if not found["extension"]:
        del found["extension"]
    main = _way(answer, held, place)
    if not held.first and not held.monitor:
        return {**found, **main}
    inside = f"{place}.way"
    found["groupingBehavior"] = "logical-group"
    found["action"] = [
        *_tasks(held.first, f"{place}.first", inside, "before-start"),
        {"id": inside, "title": line(title), **main},
        *_tasks(held.monitor, f"{place}.watch", inside, "concurrent"),
    ]
    return found


def _way(answer: Recommendation, held: Proposed, place: str) -> Element:
    if not held.alternatives:
        return {"resource": reference(held.main)}
    ways: list[Element] = [
        {"id": f"{place}.1", "title": line(answer.title), "resource": reference(held.main)},
        *(
            {
                "id": f"{place}.{number}",
                "title": line(other.text),
                "extension": _graded(other.grade),
                "documentation": _documents(other.sources),
                "resource": reference(resource),
            }
            for number, (other, resource) in enumerate(held.alternatives, 2)
        ),
    ]
    # An element that would be empty is left out.
    ways = [{name: value for name, value in way.items() if value} for way in ways]
    return {"selectionBehavior": "at-most-one", "action": ways}


def _tasks(held: Iterable[tuple[Task, Element]], place: str, related: str, relationship: str) -> Iterator[Element]:
    for number, (task, resource) in enumerate(held, 1):
        found: Element = {
            "id": f"{place}.{number}",
            "title": line(str(task)),
            "code": [concept("", [coding(TASKS, task.id)])],
            "relatedAction": [{"actionId": related, "relationship": relationship}],
            "resource": reference(resource),
        }
        documents = _documents(task.sources)
        if documents:
            found["documentation"] = documents
        yield found


def _graded(grade: Grade) -> list[Element]:
    """Return the grade as printed; a statement that its source does not grade has none."""
    return [{"url": STRENGTH, "valueCodeableConcept": concept(str(grade))}] if grade.graded else []


def _directed(status: Status) -> list[Element]:
    if status is Status.WITHHOLD:
        return []
    value, display = ("for", "For") if status in OFFERED else ("against", "Against")
    return [{"url": DIRECTION, "valueCodeableConcept": concept("", [coding(_DIRECTIONS, value, display)])}]


def _documents(sources: Iterable[Source]) -> list[Element]:
    """Return the publications, each place in one once."""
    found: list[Element] = []
    for made in map(artifact, sources):
        if made not in found:
            found.append(made)
    return found
