"""Whether what is known is enough: answers that nothing can change any more, and what could change the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from boneguide.model.status import Status


@attrs.frozen(kw_only=True)
class Sufficiency:
    """How far an answer rests on what is not known.

    Every unknown counts here, also one that a rule takes to be absent until it is
    told otherwise.

    Args:
        settles_to: The status under every completion of the record; None where
            completions differ.
        could_change: The smallest sets of unknown facts that could still change the
            answer, by their names. Empty where it is the same under every completion.

    Example:
        >>> Sufficiency(could_change=(frozenset({"creatinine"}),)).forced
        False
    """

    settles_to: Status | None = None
    could_change: tuple[frozenset[str], ...] = ()

    @property
    def forced(self) -> bool:
        """Whether every completion of the record gives the same answer."""
        return self.settles_to is not None


@attrs.frozen(kw_only=True)
class Question:
    """One thing to find out, and what that would be good for.

    Args:
        fact: Its name.
        label: How a clinician calls it.
        about: The lesion that it is about; empty for the person.
        asked: Whether it is found by asking or looking rather than measuring.
        presumed: Whether the record is taken to say it already, such as that the lesions of somebody with breast cancer
            are metastases; asking confirms it.
        settles: Keys of the answers that an answer to it can settle, whatever else is unknown.
        always: Keys of those among them that every answer to it settles.
        missing: Keys of the answers that name it as missing.
        matters: Keys of the answers that it can still have a part in, be it by something taken to be absent.

    Example:
        >>> question = Question(fact="dialysis", label="dialysis", asked=True, settles=("a", "b"), matters=("a", "b"))
        >>> print(question)
        dialysis (can settle 2 answers)
    """

    fact: str
    label: str
    about: str = ""
    asked: bool
    presumed: bool = False
    settles: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it in words."""
        about = f", {self.about}" if self.about else ""
        number = len(self.settles)
        good = f"can settle {number} answer{'' if number == 1 else 's'}" if number else "settles none by itself"
        return f"{self.label}{about} ({good})"
