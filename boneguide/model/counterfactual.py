"""Why an option is not advised, and what would have to be otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from boneguide.model.explanation import Explanation
    from boneguide.model.status import Status


@attrs.frozen(kw_only=True)
class Change:
    """One fact that would be otherwise.

    Args:
        fact: Its name.
        label: How a clinician calls it.
        before: What it is, in words; "not known" where it is not.
        after: What it would be.

    Example:
        >>> print(Change(fact="dialysis", label="dialysis", before="yes", after="no"))
        dialysis: no instead of yes
    """

    fact: str
    label: str
    before: str
    after: str

    def __str__(self) -> str:
        """Return it in words."""
        if self.before == "not known":
            return f"{self.label}: {self.after} (not known)"
        return f"{self.label}: {self.after} instead of {self.before}"


@attrs.frozen(kw_only=True)
class WhyNot:
    """Why an option is not advised for a person, and what would change that.

    Every change lies within what is plausible and is nearest to what is known.
    Nothing that cannot be otherwise any more is changed, such as age, sex or what has
    happened; what is not known of it may turn out either way. It shows where an answer
    turns and is no advice to bring a change about.

    Args:
        id: Identifier of the rule.
        title: Its name.
        status: Its status.
        because: The explanation tree.
        nearest: The smallest sets of changes with any one of which it would be advised; empty
            where it is advised, or where none of at most ``most`` changes does it.
        withdrawn_by: Single changes with any one of which it would no longer be advised; empty
            where it is not.
        most: So many changes at most were tried together.
    """

    id: str
    title: str
    status: Status
    because: Explanation
    nearest: tuple[tuple[Change, ...], ...]
    withdrawn_by: tuple[Change, ...]
    most: int

    def __str__(self) -> str:
        """Return readable text."""
        lines = [f"{self.title}: {self.status.value}"]
        if self.nearest:
            lines.append("It would be advised with any one of these:")
            lines += [f"- {'; '.join(map(str, changes))}" for changes in self.nearest]
        if self.withdrawn_by:
            lines.append("It would no longer be advised with any one of these:")
            lines += [f"- {change}" for change in self.withdrawn_by]
        if not self.nearest and not self.withdrawn_by:
            lines.append(f"No {self.most} changes or fewer of what can be otherwise would change that.")
        return "\n".join(lines)
