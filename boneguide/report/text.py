"""Answers as plain text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from boneguide.model.answer import Recommendation
from boneguide.model.assessment import Assessment
from boneguide.report._sections import Entry, Section, entries, entry, heading, next_question, red_flag_lines, silent

_WIDTH = 100


def recommendation_text(recommendation: Recommendation) -> str:
    """Return one answer as plain text.

    Args:
        recommendation: The answer.
    """
    return "\n".join(_entry(entry(recommendation)))


def assessment_text(assessment: Assessment) -> str:
    """Return an assessment as plain text: red flags, answers, what does not apply, intended use.

    Args:
        assessment: The assessment.
    """
    return "\n".join(_assessment(assessment))


def _assessment(assessment: Assessment) -> Iterator[str]:
    yield from wrapped(heading(assessment), "")
    flags = red_flag_lines(assessment)
    if flags:
        yield ""
        yield "RED FLAGS"
        for flag in flags:
            yield from wrapped(flag, "  ! ")
    for found in entries(assessment):
        yield ""
        yield from _entry(found)
    no_question = ", ".join(silent(assessment))
    if no_question:
        yield ""
        yield from wrapped(f"Not a question here: {no_question}", "")
    if assessment.missing:
        yield ""
        names = ", ".join(n.replace("_", " ") for n in assessment.missing)
        yield from wrapped(f"Facts that could still change an answer: {names}", "")
    if next_question(assessment):
        yield from wrapped(f"Best found out next: {next_question(assessment)}", "")
    for note in assessment.notes:
        yield from wrapped(note, "Note: ")
    yield ""
    yield from wrapped(assessment.intended_use, "")


def _entry(found: Entry) -> Iterator[str]:
    status = f": {found.status.upper()}" if found.status else ""
    yield from wrapped(f"{found.title} [{found.id}]{status}", "")
    yield from _sections(found.sections, "  ")
    for part in found.parts:
        yield from wrapped(f"{part.name}: {part.status.upper()}", "  ")
        yield from _sections(part.sections, "    ")
    yield "  Sources"
    for line in found.sources:
        yield from wrapped(line, "    - ")


def _sections(found: tuple[Section, ...], lead: str) -> Iterator[str]:
    for section in found:
        yield f"{lead}{section.title}"
        for line in section.lines:
            yield from wrapped(line, f"{lead}  - ")


def wrapped(text: str, lead: str) -> list[str]:
    """Return a text as lines of the width of a page.

    Args:
        text: The text.
        lead: What stands before its first line; the others are indented as far.

    Example:
        >>> wrapped("a b", "- ")
        ['- a b']
    """
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * len(lead), break_long_words=False)
