"""Answers as HTML for a notebook; every text is escaped, sources and long lists are folded away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from boneguide.model.answer import Recommendation
from boneguide.model.assessment import Assessment
from boneguide.model.status import Status
from boneguide.report._sections import Entry, Section, entries, entry, heading, next_question, red_flag_lines, silent

# A bar beside each answer; the word always says the same, so that nothing
# depends on telling colours apart.
_COLOURS = {
    Status.RECOMMENDED: "#1b7837",
    Status.OPTION: "#4393c3",
    Status.AFTER: "#4393c3",
    Status.WITHHOLD: "#b35806",
    Status.NEEDS_DATA: "#7f7f7f",
    Status.NOT_RECOMMENDED: "#b35806",
    Status.CONTRAINDICATED: "#b2182b",
    Status.INVESTIGATIONAL: "#7f7f7f",
}


def recommendation_html(recommendation: Recommendation) -> str:
    """Return one answer as HTML.

    Args:
        recommendation: The answer.
    """
    return "".join(_entry(entry(recommendation)))


def assessment_html(assessment: Assessment) -> str:
    """Return an assessment as HTML: red flags, answers, what does not apply, intended use.

    Args:
        assessment: The assessment.
    """
    return f'<div class="boneguide">{"".join(_assessment(assessment))}</div>'


def _assessment(assessment: Assessment) -> Iterator[str]:
    yield f"<h3>{escape(heading(assessment))}</h3>"
    flags = red_flag_lines(assessment)
    if flags:
        yield f'<div role="alert"><strong>Red flags</strong>{_list(flags)}</div>'
    if next_question(assessment):
        yield f"<p><strong>Best found out next:</strong> {escape(next_question(assessment))}</p>"
    for found in entries(assessment):
        yield from _entry(found)
    if silent(assessment):
        yield f"<p>Not a question here: {escape(', '.join(silent(assessment)))}</p>"
    if assessment.missing:
        names = ", ".join(n.replace("_", " ") for n in assessment.missing)
        yield f"<details><summary>Facts that could still change an answer</summary><p>{escape(names)}</p></details>"
    for note in assessment.notes:
        yield f"<p>Note: {escape(note)}</p>"
    yield f"<p><em>{escape(assessment.intended_use)}</em></p>"


def _entry(found: Entry) -> Iterator[str]:
    colour = _COLOURS.get(found.rank, "#7f7f7f")
    yield f'<section style="border-left:4px solid {colour};padding-left:0.8em;margin:1em 0">'
    yield f"<h4>{escape(found.heading)}</h4>"
    yield from _sections(found.sections)
    for part in found.parts:
        yield f"<h5>{escape(part.name)}: {part.status}</h5>"
        yield from _sections(part.sections)
    yield f"<details><summary>Sources</summary>{_list(found.sources)}</details></section>"


def _sections(found: Iterable[Section]) -> Iterator[str]:
    for section in found:
        yield f"<p><strong>{section.title}</strong></p>{_list(section.lines)}"


def _list(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
