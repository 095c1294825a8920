"""What differs between guidelines, and what their rules break, as plain text and as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from boneguide.model.difference import Change, Difference, NamedRule
from boneguide.model.review import Flaw, Review
from boneguide.report._manual import plain

#: So much of an example is shown; the rest is counted.
_SHOWN = 8


def difference_text(difference: Difference) -> str:
    """Return what differs between two guidelines as plain text.

    Args:
        difference: What differs.
    """
    return "\n".join(f"{'  ' * depth}{line}" for depth, line in _differing(difference))


def difference_markdown(difference: Difference) -> str:
    """Return what differs between two guidelines as Markdown: nested lists.

    Args:
        difference: What differs.
    """
    return _listed(_differing(difference))


def review_text(review: Review) -> str:
    """Return what the rules of a guideline break as plain text.

    Args:
        review: What was found.
    """
    return "\n".join(f"{'  ' * depth}{line}" for depth, line in _found(review))


def review_markdown(review: Review) -> str:
    """Return what the rules of a guideline break as Markdown: nested lists.

    Args:
        review: What was found.
    """
    return _listed(_found(review))


def _listed(lines: Iterable[tuple[int, str]]) -> str:
    """Return a heading and nested lists of lines with their depth."""
    (_, first), *others = lines
    found = [f"## {plain(first)}", "", *(f"{'  ' * (depth - 1)}- {plain(line)}" for depth, line in others)]
    return "\n".join(found)


def _differing(difference: Difference) -> Iterator[tuple[int, str]]:
    if not difference:
        yield 0, f"{difference.here} and {difference.there}: nothing differs."
        return
    yield 0, f"{difference.here} (here) and {difference.there} (there)"
    yield from _group("The guideline", map(_change, difference.about))
    yield from _group("Only here", map(_named, difference.only_here))
    yield from _group("Only there", map(_named, difference.only_there))
    for rule in difference.changed:
        yield from _group(f"Changed: {rule.title} ({rule.id})", map(_change, rule.changes))
    yield from _group("Order", map(_change, difference.order))


def _group(heading: str, entries: Iterable[Iterator[tuple[int, str]]]) -> Iterator[tuple[int, str]]:
    lines = [(depth + 2, line) for entry in entries for depth, line in entry]
    if lines:
        yield 1, heading
        yield from lines


def _named(rule: NamedRule) -> Iterator[tuple[int, str]]:
    yield 0, f"{rule.title} ({rule.id}): {rule.advises}"
    for source in rule.sources:
        yield 1, f"source: {source}"


def _change(change: Change) -> Iterator[tuple[int, str]]:
    yield 0, change.part
    if change.here:
        yield 1, f"here: {change.here}"
    if change.there:
        yield 1, f"there: {change.there}"


def _found(review: Review) -> Iterator[tuple[int, str]]:
    what = f"{review.guideline} {review.edition}"
    if not review:
        yield 0, f"{what}: nothing was found."
        return
    yield 0, f"{what}: {len(review)} found"
    for flaw in review:
        yield 1, str(flaw)
        if flaw.example or flaw.example_not:
            yield 2, f"for example: {_example(flaw)}"
        yield 2, f"to mend it: {flaw.mend}"


def _example(flaw: Flaw) -> str:
    parts = []
    if flaw.example:
        parts.append(_some(flaw.example))
    if flaw.example_not:
        parts.append(f"not: {_some(flaw.example_not)}")
    return "; ".join(parts)


def _some(words: tuple[str, ...]) -> str:
    more = len(words) - _SHOWN
    return ", ".join((*words[:_SHOWN], f"and {more} more") if more > 0 else words)
