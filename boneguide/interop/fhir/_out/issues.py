"""What speaks against an option for a person, as detected issues."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from boneguide.errors import RecordError
from boneguide.interop._answers.citations import address, cited
from boneguide.interop.fhir._out.elements import RESTRICTIONS, Element, coding, concept, identified, line, reference
from boneguide.interop.fhir._out.proposals import AGAINST, Setting, worded
from boneguide.model.answer import Finding, Recommendation
from boneguide.model.status import Severity, Status

#: The three words of FHIR in the place of those of the sources, so that issues can be sorted. What the source says
#: stands in the code.
_SEVERITIES: Final[Mapping[Severity | None, str]] = MappingProxyType(
    {
        Severity.CONTRAINDICATED: "high",
        None: "moderate",
        Severity.NOT_RECOMMENDED: "moderate",
        Severity.AVOID: "moderate",
        Severity.CAUTION: "low",
    }
)
_BARRING: Final = frozenset({None, Severity.CONTRAINDICATED, Severity.NOT_RECOMMENDED, Severity.AVOID})


def issues(answer: Recommendation, proposal: Element | None, setting: Setting) -> Iterator[Element]:
    """Yield a detected issue for each restriction that applies; what has not been ruled out is none.

    Args:
        answer: The answer.
        proposal: Its proposal, which the issues implicate; None where it has none.
        setting: What all resources share.
    """
    applying = [finding for finding in answer.findings if finding.known]
    evidence = _evidence(answer) if applying else []
    for finding in applying:
        yield _issue(answer, finding, proposal, setting, evidence if finding.severity in _BARRING else [])


def _issue(
    answer: Recommendation, finding: Finding, proposal: Element | None, setting: Setting, evidence: list[Element]
) -> Element:
    words = [line(finding.text), *(f"Stands on: {told}" for told in map(line, cited(finding.sources)))]
    content: Element = {
        "resourceType": "DetectedIssue",
        "status": "preliminary",
        "code": concept(worded(finding), [coding(RESTRICTIONS, worded(finding))]),
        "patient": {"reference": setting.subject},
        "identifiedDateTime": setting.authored,
        "detail": "\n".join(words),
    }
    severity = _SEVERITIES.get(finding.severity)
    if severity is not None:
        content["severity"] = severity
    if proposal is not None:
        content["implicated"] = [reference(proposal, answer.title)]
    if evidence:
        content["evidence"] = evidence
    opened = next(filter(None, (address(source.reference) for source in finding.sources)), None)
    if opened is not None:
        content["reference"] = opened
    return identified(content)


def _evidence(answer: Recommendation) -> list[Element]:
    """Return the facts without which an answer that bars an option would be another."""
    if answer.status not in AGAINST | {Status.WITHHOLD}:
        return []
    try:
        inputs = answer.basis.inputs
    except RecordError:
        # An answer that was made by hand holds no grounds.
        return []
    return [{"code": [concept(f"{known.label}: {known.value}")]} for known in inputs if known.decides]
