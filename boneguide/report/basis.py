"""The basis of an answer as text, Markdown and HTML: what a professional needs to review it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from boneguide.model.basis import Basis
from boneguide.model.provenance import Verification
from boneguide.report._sections import STATUS_WORDS, Section
from boneguide.report.markdown import escaped
from boneguide.report.text import wrapped

#: How far something was checked, in words that need no page beside them.
_CHECKED = {
    Verification.PRIMARY: "seen in the publication itself",
    Verification.SECONDARY: "seen in another text or a copy",
    Verification.MEMORY: "not seen, written from memory",
    Verification.CONFLICT: "sources differ",
    Verification.DERIVED: "worked out by this library",
}


def basis_text(basis: Basis) -> str:
    """Return the basis of an answer as plain text.

    Args:
        basis: The basis.
    """
    return "\n".join(_text(basis))


def basis_markdown(basis: Basis) -> str:
    """Return the basis of an answer as Markdown.

    Args:
        basis: The basis.
    """
    return "\n".join(_markdown(basis))


def basis_html(basis: Basis) -> str:
    """Return the basis of an answer as HTML, its longer parts folded away; every text is escaped.

    Args:
        basis: The basis.
    """
    return f'<div class="boneguide">{"".join(_html(basis))}</div>'


def _text(basis: Basis) -> Iterator[str]:
    yield from wrapped(_heading(basis), "")
    for section in _sections(basis):
        yield section.title
        for line in section.lines:
            text, lead = line.lstrip(), "  " * (1 + _depth(line))
            yield from wrapped(text, f"{lead}- ")


def _markdown(basis: Basis) -> Iterator[str]:
    yield f"### {escaped(_heading(basis))}"
    for section in _sections(basis):
        yield ""
        yield f"**{section.title}**"
        yield ""
        yield from (f"{'  ' * _depth(line)}- {escaped(line.lstrip())}" for line in section.lines)


def _html(basis: Basis) -> Iterator[str]:
    yield f"<h4>{escape(_heading(basis))}</h4>"
    for section in _sections(basis):
        folded = section.title in _FOLDED
        yield f"<details><summary>{section.title}</summary>" if folded else f"<p><strong>{section.title}</strong></p>"
        yield "".join(_nested(section.lines))
        yield "</details>" if folded else ""


def _nested(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines as lists inside lists; each is at most one step deeper than the one before it."""
    depth = -1
    for line in lines:
        wanted = _depth(line)
        if wanted > depth:
            yield "<ul>" * (wanted - depth)
        else:
            yield "</li>" + "</ul></li>" * (depth - wanted)
        yield f"<li>{escape(line.lstrip())}"
        depth = wanted
    yield "</li></ul>" * (depth + 1)


def _depth(line: str) -> int:
    return (len(line) - len(line.lstrip())) // 2


#: What is read last, and is long.
_FOLDED = frozenset({"The rule", "For this person", "Sources", "How it is meant"})


def _heading(basis: Basis) -> str:
    about = f", {basis.about}" if basis.about else ""
    return f"Basis of: {basis.title}{about}: {STATUS_WORDS[basis.status]}"


def _sections(basis: Basis) -> Iterator[Section]:
    """Yield the parts that are not empty, what was known first."""
    place = basis.jurisdiction or "no jurisdiction given"
    asked = f"asked for {basis.on.isoformat()}, {place}; edition {basis.edition}; boneguide {basis.version}"
    found = (
        ("Asked", (asked,)),
        ("Known", map(str, basis.inputs)),
        ("Not known, and could still change it", basis.missing),
        ("Limits", basis.limits),
        ("Sources disagree", basis.disagreements),
        ("The rule", basis.logic),
        ("For this person", basis.because.lines()),
        ("Strength", (str(basis.grade),)),
        ("Sources", (f"{s}: {_CHECKED[s.verified]}. {s.reference.citation}" for s in basis.sources)),
        ("How it is meant", (f"Use: {basis.intended_use}", f"User: {basis.intended_user}")),
    )
    for title, lines in found:
        ready = tuple(lines)
        if ready:
            yield Section(title, ready)
