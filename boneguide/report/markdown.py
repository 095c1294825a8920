"""Answers as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boneguide.model.answer import Recommendation
from boneguide.model.assessment import Assessment
from boneguide.report._sections import Entry, Section, entries, entry, heading, next_question, red_flag_lines, silent

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")


def escaped(text: str) -> str:
    r"""Return text in which nothing is read as Markdown or HTML.

    Example:
        >>> print(escaped("<b> *x*"))
        \<b\> \*x\*
    """
    return _SPECIAL.sub(r"\\\1", text)


def recommendation_markdown(recommendation: Recommendation) -> str:
    """Return one answer as Markdown.

    Args:
        recommendation: The answer.
    """
    return "\n".join(_entry(entry(recommendation)))


def assessment_markdown(assessment: Assessment) -> str:
    """Return an assessment as Markdown: red flags, answers, what does not apply, intended use.

    Args:
        assessment: The assessment.
    """
    return "\n".join(_assessment(assessment))


def _assessment(assessment: Assessment) -> Iterator[str]:
    yield f"## {escaped(heading(assessment))}"
    flags = red_flag_lines(assessment)
    if flags:
        yield ""
        yield "**Red flags**"
        yield ""
        yield from (f"- **{escaped(flag)}**" for flag in flags)
    for found in entries(assessment):
        yield ""
        yield from _entry(found)
    if silent(assessment):
        yield ""
        yield f"Not a question here: {escaped(', '.join(silent(assessment)))}"
    if assessment.missing:
        yield ""
        names = ", ".join(n.replace("_", " ") for n in assessment.missing)
        yield f"**Facts that could still change an answer:** {escaped(names)}"
    if next_question(assessment):
        yield ""
        yield f"**Best found out next:** {escaped(next_question(assessment))}"
    for note in assessment.notes:
        yield ""
        yield f"Note: {escaped(note)}"
    yield ""
    yield f"*{escaped(assessment.intended_use)}*"


def _entry(found: Entry) -> Iterator[str]:
    yield f"### {escaped(found.heading)}"
    yield from _sections(found.sections)
    for part in found.parts:
        yield ""
        yield f"#### {escaped(part.name)}: {part.status}"
        yield from _sections(part.sections)
    yield from _sections((Section("Sources", found.sources),))


def _sections(found: tuple[Section, ...]) -> Iterator[str]:
    for section in found:
        yield ""
        yield f"**{section.title}**"
        yield ""
        yield from (f"- {escaped(line)}" for line in section.lines)
