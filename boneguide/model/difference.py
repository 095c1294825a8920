"""What differs between two sets of rules, in words."""

from __future__ import annotations

import attrs

from boneguide.model._rendered import rendered


@attrs.frozen(kw_only=True)
class Change:
    """One part that differs.

    Args:
        part: Which part, such as ``"contraindications, allergy: severity"``.
        here: What it is here, in words; empty where it is only there.
        there: What it is there, in words; empty where it is only here.
    """

    part: str
    here: str = ""
    there: str = ""

    def __str__(self) -> str:
        """Return the part with both sides."""
        if not self.there:
            return f"{self.part}: only here: {self.here}"
        if not self.here:
            return f"{self.part}: only there: {self.there}"
        return f"{self.part}: here: {self.here}; there: {self.there}"


@attrs.frozen(kw_only=True)
class NamedRule:
    """A rule that is on one side only.

    Args:
        id: Its identifier.
        title: Its name.
        advises: What it advises.
        sources: On whose word.
    """

    id: str
    title: str
    advises: str
    sources: tuple[str, ...]

    def __str__(self) -> str:
        """Return what it is, with its sources."""
        return f"{self.title} ({self.id}): {self.advises} Sources: {'; '.join(self.sources)}"


@attrs.frozen(kw_only=True)
class ChangedRule:
    """A rule that is on both sides and differs.

    Args:
        id: Its identifier.
        title: Its name here.
        changes: What differs.
    """

    id: str
    title: str
    changes: tuple[Change, ...]


@attrs.frozen(kw_only=True)
class Difference:
    """What differs between two guidelines; false where nothing does.

    Args:
        here: Identifier and edition of the one.
        there: Identifier and edition of the other.
        about: What differs of the guidelines themselves.
        only_here: Rules that only the one has.
        only_there: Rules that only the other has.
        changed: Rules that both have and that differ.
        order: Rules that stand elsewhere, among those that both have.

    Example:
        >>> import boneguide as bg
        >>> whole = bg.guidelines.supportive
        >>> bool(whole.diff(whole)), [rule.id for rule in whole.diff(whole.without("exercise")).only_here]
        (False, ['exercise'])
    """

    here: str
    there: str
    about: tuple[Change, ...] = ()
    only_here: tuple[NamedRule, ...] = ()
    only_there: tuple[NamedRule, ...] = ()
    changed: tuple[ChangedRule, ...] = ()
    order: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything differs."""
        return bool(self.about or self.only_here or self.only_there or self.changed or self.order)

    def __str__(self) -> str:
        """Return readable text."""
        return rendered("difference_text", self)

    def _repr_markdown_(self) -> str:
        return rendered("difference_markdown", self)
