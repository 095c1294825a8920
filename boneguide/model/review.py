"""What is wrong with a set of rules, before anybody is asked about: flaws, each with a way to mend it."""

from __future__ import annotations

import enum
from collections.abc import Iterator

import attrs

from boneguide.model._rendered import rendered


class FlawKind(enum.Enum):
    """What sort of flaw it is."""

    #: One rule advises for somebody what another advises against.
    OPPOSITE_ADVICE = "opposite-advice"
    #: A rule that no record brings to an answer.
    NEVER_FIRES = "never-fires"
    #: A clause that counts for nobody whom its rule is for.
    NEVER_HOLDS = "never-holds"
    #: A clause that is asked about and yet true of everybody.
    ALWAYS_HOLDS = "always-holds"
    #: Somebody against whom nothing stands and for whom no row of a table applies.
    GAP = "gap"
    #: A row of a table that nobody reaches.
    DEAD_ROW = "dead-row"
    #: A task for the visit that is never shown.
    NEVER_ASKED = "never-asked"
    #: Two definitions of one fact.
    TWO_FACTS = "two-facts"
    #: An identifier that meant something else before.
    REUSED = "reused-identifier"
    #: A statement for which nothing but memory stands.
    MEMORY_ONLY = "memory-only"
    #: A question that the search had to give up: it may be a flaw or none.
    NOT_DECIDED = "not-decided"


@attrs.frozen(kw_only=True)
class Flaw:
    """Something that a rule breaks.

    Args:
        kind: What sort of flaw it is.
        rule: Identifier of the rule.
        clause: Identifier of the clause, or the part of the regimen; empty where the rule as a whole is meant.
        others: Identifiers of the other rules that are concerned.
        says: What is wrong, in words.
        mend: A way to mend it.
        example: What is true of somebody in whom it shows.
        example_not: What is not true of the same person, as far as it was asked.
    """

    kind: FlawKind
    rule: str
    clause: str = ""
    others: tuple[str, ...] = ()
    says: str
    mend: str
    example: tuple[str, ...] = ()
    example_not: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The rule and the clause."""
        return f"{self.rule}: {self.clause}" if self.clause else self.rule

    def __str__(self) -> str:
        """Return where it is and what is wrong."""
        return f"{self.where} [{self.kind.value}]: {self.says}"


@attrs.frozen(kw_only=True)
class Review:
    """All flaws of a guideline; false where there is none.

    Args:
        guideline: Identifier of the guideline.
        edition: Its edition.
        flaws: What was found, in the order of the rules.

    Example:
        >>> import boneguide as bg
        >>> review = bg.guidelines.procedures.only("cordotomy").check()
        >>> bool(review), len(review)
        (False, 0)
        >>> print(review)
        procedures 2026.1 (adapted): nothing was found.
    """

    guideline: str
    edition: str
    flaws: tuple[Flaw, ...] = ()

    def of(self, *kinds: FlawKind) -> tuple[Flaw, ...]:
        """Return the flaws of some kinds."""
        return tuple(flaw for flaw in self.flaws if flaw.kind in kinds)

    @property
    def undecided(self) -> tuple[Flaw, ...]:
        """The questions that the search had to give up."""
        return self.of(FlawKind.NOT_DECIDED)

    def __iter__(self) -> Iterator[Flaw]:
        """Yield the flaws."""
        return iter(self.flaws)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.flaws)

    def __bool__(self) -> bool:
        """Return whether there is any."""
        return bool(self.flaws)

    def __str__(self) -> str:
        """Return readable text."""
        return rendered("review_text", self)

    def _repr_markdown_(self) -> str:
        return rendered("review_markdown", self)
