"""Why an answer is what it is: a tree of criteria with the values they saw."""

from __future__ import annotations

from collections.abc import Iterator

import attrs


@attrs.frozen(kw_only=True)
class Explanation:
    """One step of a reason, with the steps it rests on.

    Args:
        text: What was asked and what was found, in words.
        truth: True, False, or None where it could not be decided.
        parts: The steps below.
        assumed: The stated reason where unknown was taken as false.
        facts: Names of the known facts that a step without steps below rests on.

    Example:
        >>> step = Explanation(text="age 68 year is at least 18 year", truth=True)
        >>> print(Explanation(text="adult", truth=True, parts=(step,)))
        yes: adult
          yes: age 68 year is at least 18 year
    """

    text: str
    truth: bool | None
    parts: tuple[Explanation, ...] = ()
    assumed: str = ""
    facts: tuple[str, ...] = ()

    @property
    def rests_on(self) -> tuple[str, ...]:
        """Names of every known fact that the tree rests on, each once."""
        return tuple(dict.fromkeys(name for step in self.walk() for name in step.facts))

    def walk(self) -> Iterator[Explanation]:
        """Yield this step and every step below it."""
        yield self
        for part in self.parts:
            yield from part.walk()

    def lines(self, indent: int = 0) -> Iterator[str]:
        """Yield the tree as indented lines."""
        word = {True: "yes", False: "no", None: "not known"}[self.truth]
        assumed = f" (taken as absent: {self.assumed})" if self.assumed else ""
        yield f"{'  ' * indent}{word}: {self.text}{assumed}"
        for part in self.parts:
            yield from part.lines(indent + 1)

    def __str__(self) -> str:
        """Return the tree as indented text."""
        return "\n".join(self.lines())
