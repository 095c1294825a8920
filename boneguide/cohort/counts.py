"""How many people have which status."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from boneguide.model.status import Status


@attrs.frozen(eq=False, repr=False)
class Counts(Mapping[str, Mapping[Status, int]]):
    """Numbers of people by rule and status; a status that nobody has is left out.

    Example:
        >>> print(Counts({"denosumab": {Status.AFTER: 3, Status.NEEDS_DATA: 12}}))
        rule       after  needs-data
        denosumab      3          12
    """

    _table: Mapping[str, Mapping[Status, int]]

    def __getitem__(self, rule: str) -> Mapping[Status, int]:
        """Return the numbers of one rule."""
        return self._table[rule]

    def __iter__(self) -> Iterator[str]:
        """Yield the rules in the guideline's order."""
        return iter(self._table)

    def __len__(self) -> int:
        """Return how many rules there are."""
        return len(self._table)

    def __repr__(self) -> str:
        """Return the numbers as a table."""
        shown = [status for status in Status if any(status in row for row in self._table.values())]
        head = ["rule", *(status.value for status in shown)]
        rows = [[rule, *(str(row.get(status, 0)) for status in shown)] for rule, row in self._table.items()]
        widths = [max(len(line[place]) for line in (head, *rows)) for place in range(len(head))]
        lines = []
        for first, *others in (head, *rows):
            cells = [first.ljust(widths[0]), *(cell.rjust(w) for cell, w in zip(others, widths[1:], strict=True))]
            lines.append("  ".join(cells).rstrip())
        return "\n".join(lines)
