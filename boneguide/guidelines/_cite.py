"""Short ways to cite, used by every subject."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.model.provenance import Grade, Reference, Source, Verification

#: Labels do not grade what they say.
LABEL = Grade.ungraded("a product label does not grade its statements")
#: Trials report a result; they do not grade a recommendation.
TRIAL = Grade.ungraded("a trial result, not a graded recommendation")
#: Reviews and consensus texts without a grade.
UNGRADED = Grade.ungraded("the source gives no grade")
#: The library's own reading.
OWN = Grade.ungraded("the library's own reading; no source states it")

#: Places whose summary of product characteristics follows the European one.
EUROPE = ("EU", "UK")


def cite(reference: Reference, locator: str, *rows: str, verified: str = "secondary", note: str = "") -> Source:
    """Return a source; label copies and guideline summaries count as secondary."""
    return Source(reference, locator=locator, rows=rows, verified=Verification(verified), note=note)


def recalled(locator: str, *rows: str) -> Source:
    """Return the source of what was recalled and never looked up."""
    return cite(sources.RECALLED, locator, *rows, verified="memory")


def article(row: str, statement: str) -> Source:
    """Return the article as a source of one of its statements."""
    return cite(
        sources.THE_ARTICLE,
        f"statement {row}",
        row,
        note=f"The article says: {statement}. Older or weaker than the primary sources where they differ.",
    )


def own_reading(*rows: str, why: str) -> Source:
    """Return the library itself as the source of a reading that no publication states."""
    return cite(sources.LIBRARY, why, *rows, verified="derived")
