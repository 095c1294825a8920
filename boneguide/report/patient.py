"""Answers in plain words for the person they are about: text, Markdown and HTML.

Red flags come first, then what may be offered and what would be checked before,
what is on hold, what does not suit and why, and what is not known yet. Rules that are no
question are not mentioned, and no dose, amount or interval is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from boneguide.model.assessment import Assessment
from boneguide.report._plain import PlainEntry, PlainPart, plain_parts
from boneguide.report.markdown import escaped
from boneguide.report.text import wrapped
from boneguide.report.words import Wording, wording


def patient_text(assessment: Assessment, words: Wording | None = None) -> str:
    """Return an assessment as plain text for the person it is about.

    Args:
        assessment: The assessment.
        words: The words; those of the library in English by default.

    Raises:
        MissingWordsError: If a rule or clause has no words for a patient, as in a guideline of one's own.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> person = bg.Patient(primary="breast", neurology=bg.Neurology(deficit=True))
        >>> text = patient_text(bg.assess(person, on=date(2026, 11, 23), jurisdiction="UK"))
        >>> text.splitlines()[2]
        'NEEDS TO BE LOOKED AT URGENTLY'
    """
    return "\n".join(_text(assessment, words or wording()))


def patient_markdown(assessment: Assessment, words: Wording | None = None) -> str:
    """Return an assessment as Markdown for the person it is about.

    Args:
        assessment: The assessment.
        words: The words; those of the library in English by default.

    Raises:
        MissingWordsError: If a rule or clause has no words for a patient.
    """
    return "\n".join(_markdown(assessment, words or wording()))


def patient_html(assessment: Assessment, words: Wording | None = None) -> str:
    """Return an assessment as HTML for the person it is about; every text is escaped.

    Args:
        assessment: The assessment.
        words: The words; those of the library in English by default.

    Raises:
        MissingWordsError: If a rule or clause has no words for a patient.
    """
    return f'<div class="boneguide">{"".join(_html(assessment, words or wording()))}</div>'


def _parts(assessment: Assessment, words: Wording) -> tuple[tuple[PlainPart, ...], str]:
    """Return the parts, and what ends them."""
    parts = tuple(plain_parts(assessment, words))
    ends = (("nothing", not parts), ("not-used", bool(assessment.notes)), ("limits", True))
    return parts, " ".join(words.around(name) for name, said in ends if said)


def _text(assessment: Assessment, words: Wording) -> Iterator[str]:
    parts, limits = _parts(assessment, words)
    yield words.around("title")
    for part in parts:
        yield ""
        yield part.title.upper()
        for entry in part.entries:
            yield from wrapped(entry.heading, "! " if part.urgent else "")
            yield from wrapped(entry.says, "  ")
            for section in entry.sections:
                yield f"  {section.title}"
                for line in section.lines:
                    yield from wrapped(line, "    - ")
    yield ""
    yield from wrapped(limits, "")


def _markdown(assessment: Assessment, words: Wording) -> Iterator[str]:
    parts, limits = _parts(assessment, words)
    yield f"## {escaped(words.around('title'))}"
    for part in parts:
        yield ""
        yield f"### {escaped(part.title)}"
        for entry in part.entries:
            yield ""
            yield from _markdown_entry(entry)
    yield ""
    yield f"*{escaped(limits)}*"


def _markdown_entry(entry: PlainEntry) -> Iterator[str]:
    yield f"**{escaped(entry.heading)}**"
    yield ""
    yield escaped(entry.says)
    for section in entry.sections:
        yield ""
        yield escaped(section.title)
        yield ""
        yield from (f"- {escaped(line)}" for line in section.lines)


def _html(assessment: Assessment, words: Wording) -> Iterator[str]:
    parts, limits = _parts(assessment, words)
    yield f"<h3>{escape(words.around('title'))}</h3>"
    for part in parts:
        yield '<section role="alert">' if part.urgent else "<section>"
        yield f"<h4>{escape(part.title)}</h4>"
        for entry in part.entries:
            yield f"<h5>{escape(entry.heading)}</h5><p>{escape(entry.says)}</p>"
            for section in entry.sections:
                lines = "".join(f"<li>{escape(line)}</li>" for line in section.lines)
                yield f"<p>{escape(section.title)}</p><ul>{lines}</ul>"
        yield "</section>"
    yield f"<p><em>{escape(limits)}</em></p>"
