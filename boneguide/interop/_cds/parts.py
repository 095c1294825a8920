"""The parts of a card: summary, detail, source, links, reasons to override it, and an identifier of its own."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, TypeAlias

from boneguide._version import __version__
from boneguide.errors import RecordError
from boneguide.interop._answers.citations import RULES, address
from boneguide.model.answer import Finding, Recommendation, Task
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.provenance import Source
from boneguide.report.markdown import escaped

#: An object of JSON.
Fields: TypeAlias = dict[str, Any]
#: How urgent a card is, least urgent first.
Indicator: TypeAlias = Literal["info", "warning", "critical"]

#: The code system of reasons to override a card.
OVERRIDES: Final = "urn:x-boneguide:override-reason"
#: The reasons that come with every card that advises or warns.
OVERRIDE_REASONS: Final = (
    ("already-done", "Already done or arranged"),
    ("known-and-weighed", "Known; the benefit was judged to outweigh it"),
    ("record-outdated", "The record is wrong or out of date"),
    ("does-not-fit", "Does not fit this person"),
    ("declined", "The person declines"),
)
#: The longest summary: the specification wants it shorter than 140 characters.
LONGEST_SUMMARY: Final = 139
#: So many lines at most stand under one heading of a detail.
MOST_LINES: Final = 5
#: So many of the notes on what was not read are shown; the others are counted.
MOST_NOTES: Final = 20

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:x-boneguide:card")
#: Where a summary that is too long is cut: between statements, so that no number loses its unit.
_BREAK = re.compile(r"[,;:.](?= )")
#: Where no such place comes as late as this, it is cut between words, and never behind a number.
_EARLIEST_BREAK = 100


def identified(content: Mapping[str, Any]) -> str:
    """Return an identifier that is the same wherever the content is."""
    return str(uuid.uuid5(_NAMESPACE, json.dumps(content, sort_keys=True)))


def summary_of(text: str) -> str:
    """Return text in one line that is short enough for a summary.

    Example:
        >>> summary_of("An option: " + "denosumab 120 mg SC, every 4 week, " * 5)[-40:]
        'g SC, every 4 week, denosumab 120 mg SC…'
    """
    plain = " ".join(text.split())
    if len(plain) <= LONGEST_SUMMARY:
        return plain
    room = plain[:LONGEST_SUMMARY]
    breaks = [found.start() for found in _BREAK.finditer(room) if found.start() >= _EARLIEST_BREAK]
    if breaks:
        return f"{room[: breaks[-1]]}…"
    *words, _ = room.split(" ")
    while words and words[-1][-1].isdigit():
        words.pop()
    return f"{' '.join(words) or room[:-1]}…"


def own_source(source: Mapping[str, str] | None) -> Fields:
    """Return the source of a card that rests on no publication: whoever shows the cards.

    Raises:
        RecordError: If it has no label.
    """
    if source is not None and not source.get("label"):
        msg = f"source was {dict(source)}; expected at least a label, and besides it url and icon where there are some."
        raise RecordError(msg)
    return {"label": f"boneguide {__version__}"} if source is None else dict(source)


def published(sources: Iterable[Source], own: Mapping[str, str], topic: tuple[str, str]) -> Fields:
    """Return the source of a card that rests on publications: the first of them.

    Args:
        sources: The publications, the first one foremost.
        own: Whoever shows the cards, for the icon.
        topic: Identifier and title of the rule.
    """
    reference = next(iter(sources)).reference
    found: Fields = {"label": reference.citation}
    where = address(reference)
    if where is not None:
        found["url"] = where
    if "icon" in own:
        found["icon"] = own["icon"]
    identifier, title = topic
    found["topic"] = {"system": RULES, "code": identifier, "display": title}
    return found


def links(sources: Iterable[Source]) -> list[Fields]:
    """Return a link to each publication that can be opened, each once."""
    found: dict[str, str] = {}
    for source in sources:
        where = address(source.reference)
        if where is not None:
            found.setdefault(where, source.reference.citation)
    return [{"label": label, "url": where, "type": "absolute"} for where, label in found.items()]


def stated(answers: Iterable[Recommendation]) -> tuple[Source, ...]:
    """Return the sources of some answers, of what speaks against them and of what comes first, each once."""
    found: dict[Source, None] = {}
    for answer in answers:
        told: tuple[Finding | Task, ...] = (*answer.contraindications, *answer.holds, *answer.first)
        found.update(dict.fromkeys((*answer.sources, *(source for item in told for source in item.sources))))
    return tuple(found)


def section(title: str, lines: Iterable[str], most: int | None = MOST_LINES) -> Iterator[str]:
    """Yield a heading and its lines in Markdown; nothing where there are no lines.

    Args:
        title: The heading.
        lines: The lines, each once.
        most: How many are shown; the others are counted. None shows all.
    """
    each = list(dict.fromkeys(lines))
    if not each:
        return
    shown = each if most is None or len(each) <= most else each[:most]
    yield f"**{escaped(title)}**\n"
    yield from (f"- {escaped(line)}" for line in shown)
    if len(shown) < len(each):
        yield f"- and {len(each) - len(shown)} more"
    yield ""


def not_read(notes: Iterable[str]) -> Iterator[str]:
    """Yield what of a record could not be had, read or used."""
    yield from section("Not read or not used", notes, MOST_NOTES)


def detail(*lines: str) -> str:
    """Return lines of Markdown with the intended use below them."""
    return "\n".join((*lines, f"*{escaped(INTENDED_USE)}*"))


def card(  # noqa: PLR0913 - one keyword for each part of a card
    *,
    summary: str,
    indicator: Indicator,
    source: Fields,
    lines: Iterable[str],
    opened: Iterable[Fields] = (),
    suggestions: Iterable[Fields] = (),
    overridable: bool = True,
) -> Fields:
    """Return a card with an identifier that follows from what it says.

    Args:
        summary: What it says, in one sentence.
        indicator: How urgent it is.
        source: Its source.
        lines: Its detail in Markdown, the intended use left out.
        opened: Links to publications.
        suggestions: What can be proposed from it.
        overridable: Whether it advises or warns, so that there can be a reason not to follow it.
    """
    content: Fields = {
        "summary": summary_of(summary),
        "detail": detail(*lines),
        "indicator": indicator,
        "source": source,
    }
    offered, publications = list(suggestions), list(opened)
    if offered:
        content["suggestions"] = offered
        # Several are those of several lesions, of which each may be chosen.
        content["selectionBehavior"] = "at-most-one" if len(offered) == 1 else "any"
    if overridable:
        content["overrideReasons"] = [
            {"code": code, "system": OVERRIDES, "display": display} for code, display in OVERRIDE_REASONS
        ]
    if publications:
        content["links"] = publications
    return {"uuid": identified(content), **content}
