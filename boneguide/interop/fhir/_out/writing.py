"""An assessment as a Bundle of FHIR R4: what was asked, proposals, what speaks against them, and the record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from boneguide.errors import RecordError
from boneguide.guidelines import default
from boneguide.interop._answers.concerns import record_of
from boneguide.interop.fhir._out.elements import (
    GUIDELINE,
    Element,
    address_of,
    code,
    identified,
    line,
    notes,
    reference,
    urn,
)
from boneguide.interop.fhir._out.issues import issues
from boneguide.interop.fhir._out.proposals import OFFERED, WITH_ACTION, Proposed, Setting, action_of, proposed
from boneguide.interop.fhir._out.record import resources_of
from boneguide.interop.fhir._out.requirements import requirements
from boneguide.logic.guideline import Guideline
from boneguide.model.answer import Recommendation
from boneguide.model.assessment import Assessment
from boneguide.model.patient import Patient
from boneguide.model.status import Status

_SUBJECT: Final = re.compile(
    r"(?:https?://[^\s/]+(?:/[^\s/]+)*/)?Patient/[A-Za-z0-9.-]{1,64}|urn:uuid:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
_TOLD: Final = {Status.NEEDS_DATA: "Needs data", Status.INVESTIGATIONAL: "Investigational only"}


def write(
    assessment: Assessment,
    *,
    subject: str,
    patient: Patient | None = None,
    authored: datetime | None = None,
    guideline: Guideline | None = None,
) -> dict[str, Any]:
    """Return an assessment as a Bundle of FHIR R4, as plain data.

    It holds a GuidanceResponse, a RequestGroup of drafts of proposals, the proposals
    (MedicationRequest and ServiceRequest), a DetectedIssue for each restriction that
    applies, and the record that the answers rest on. Nothing in it is an order: every
    request has the status ``draft`` and the intent ``proposal``, and what is advised
    against has ``doNotPerform``. The same assessment gives the same Bundle, identifiers
    included.

    Args:
        assessment: The answers.
        subject: Reference to the person, such as ``"Patient/1"``.
        patient: The record; by default the one that the assessment was made from. An
            assessment that was read from a document holds none, and then none is written.
        authored: When it was made, with its zone. By default the day of the assessment.
        guideline: The rules that were asked, where those are not the default ones: what a missing fact is called, and
            which drug is advised against.

    Raises:
        RecordError: If the subject is no reference to a person, or the time has no zone.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> patient = bg.Patient(primary="breast", bone_metastases=True)
        >>> bundle = write(bg.assess(patient, on=date(2026, 11, 23), jurisdiction="UK"), subject="Patient/1")
        >>> bundle["type"], [entry["resource"]["resourceType"] for entry in bundle["entry"][:2]]
        ('collection', ['GuidanceResponse', 'RequestGroup'])
    """
    setting = _setting(assessment, subject, authored, guideline)
    record = record_of(assessment) if patient is None else patient
    told = [(answer, _proposed(answer, setting)) for answer in assessment.applicable]
    group = _group(assessment, told, setting)
    resources = [
        _response(assessment, group, setting),
        group,
        *(resource for _, held in told if held is not None for resource in held.resources()),
        *(issue for answer, held in told for issue in issues(answer, None if held is None else held.main, setting)),
        *([] if record is None else resources_of(record, subject=subject, on=assessment.on)),
    ]
    entries = {_address(resource, subject): resource for resource in resources}
    content: Element = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"fullUrl": address, "resource": resource} if address else {"resource": resource}
            for address, resource in entries.items()
        ],
    }
    if authored is not None:
        content["timestamp"] = setting.authored
    return identified(content)


def proposals(
    assessment: Assessment,
    *,
    subject: str,
    authored: datetime | None = None,
    guideline: Guideline | None = None,
) -> dict[str, dict[str, Any]]:
    """Return the one proposal of each answer that offers something, by the key of the answer.

    Args:
        assessment: The answers.
        subject: Reference to the person, such as ``"Patient/1"``.
        authored: When it was made, with its zone. By default the day of the assessment.
        guideline: The rules that were asked, where those are not the default ones.

    Raises:
        RecordError: As :func:`write`.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> patient = bg.Patient(primary="breast", bone_metastases=True)
        >>> found = proposals(bg.assess(patient, on=date(2026, 11, 23), jurisdiction="UK"), subject="Patient/1")
        >>> found["dental-prevention"]["intent"], found["dental-prevention"]["status"]
        ('proposal', 'draft')
    """
    setting = _setting(assessment, subject, authored, guideline)
    offered = (answer for answer in assessment.applicable if answer.status in OFFERED)
    return {answer.key: proposed(answer, setting).main for answer in offered}


def _address(resource: Element, subject: str) -> str:
    """Return the address of a resource; the person has the one by which they are referred to, if that is absolute."""
    if resource["resourceType"] != "Patient":
        return address_of(resource)
    return "" if subject.startswith("Patient/") else subject


def _setting(assessment: Assessment, subject: str, authored: datetime | None, guideline: Guideline | None) -> Setting:
    return Setting(
        subject=_subject(subject),
        authored=assessment.on.isoformat() if authored is None else _moment(authored),
        guideline=default if guideline is None else guideline,
    )


def _subject(subject: object) -> str:
    if isinstance(subject, str) and _SUBJECT.fullmatch(subject):
        return subject
    msg = (
        f"subject was {str(subject)[:60]!r}; expected a reference to the person, such as 'Patient/1',"
        " 'https://records.example/fhir/Patient/1' or 'urn:uuid:...'. Give the one under which your records hold the"
        " person."
    )
    raise RecordError(msg)


def _moment(authored: datetime) -> str:
    zone = authored.utcoffset() if isinstance(authored, datetime) else None
    if zone is None or zone % timedelta(minutes=1):
        msg = (
            f"authored was {authored!r}; expected a datetime with its zone, in whole minutes from UTC, such as"
            " datetime(2026, 11, 23, 9, 30, tzinfo=UTC). Leave it out to have the day of the assessment."
        )
        raise RecordError(msg)
    return authored.isoformat(timespec="seconds")


def _proposed(answer: Recommendation, setting: Setting) -> Proposed | None:
    return proposed(answer, setting) if answer.status in WITH_ACTION else None


def _group(assessment: Assessment, told: list[tuple[Recommendation, Proposed | None]], setting: Setting) -> Element:
    content: Element = {
        "resourceType": "RequestGroup",
        "instantiatesCanonical": [
            f"{urn(GUIDELINE, name)}|{_version(edition)}" for name, edition in assessment.editions.items()
        ],
        "status": "draft",
        "intent": "proposal",
        "subject": {"reference": setting.subject},
        "authoredOn": setting.authored,
        "action": [
            action_of(answer, held, f"answer-{place}")
            for place, (answer, held) in enumerate(told, 1)
            if held is not None
        ],
        "note": notes((assessment.intended_use, *_remarks(told))),
    }
    return identified({name: value for name, value in content.items() if value})


def _version(edition: str) -> str:
    return code(edition).replace(" ", "%20")


def _remarks(told: list[tuple[Recommendation, Proposed | None]]) -> Iterator[str]:
    for answer, held in told:
        if held is None:
            waits = ", ".join(dict.fromkeys((*answer.to_measure, *answer.to_ask)))
            title = f"{answer.title} ({answer.about})" if answer.about else answer.title
            yield f"{_TOLD[answer.status]}: {title}{f': {waits}' if waits else ''}"


def _response(assessment: Assessment, group: Element, setting: Setting) -> Element:
    needed = requirements(assessment, setting.guideline, setting.subject)
    content: Element = {
        "resourceType": "GuidanceResponse",
        "moduleUri": GUIDELINE,
        "status": _status(assessment, needed),
        "subject": {"reference": setting.subject},
        "occurrenceDateTime": setting.authored,
        "note": notes(_about(assessment)),
        "result": reference(group),
    }
    if needed:
        content["dataRequirement"] = needed
    return identified(content)


def _status(assessment: Assessment, needed: list[Element]) -> str:
    if Status.NEEDS_DATA in assessment.statuses.values():
        return "data-required"
    return "data-requested" if needed else "success"


def _about(assessment: Assessment) -> Iterator[str]:
    yield assessment.intended_use
    yield f"Made for {assessment.on.isoformat()}, {assessment.jurisdiction or 'no jurisdiction given'}"
    yield f"boneguide {assessment.version}"
    yield from (f"Guideline {name}, edition {edition}" for name, edition in assessment.editions.items())
    yield from map(line, assessment.notes)
    yield from (f"Best found out next: {question}" for question in assessment.questions[:_QUESTIONS])


#: So many things to find out next are told.
_QUESTIONS: Final = 5
