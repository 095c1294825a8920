"""What two sets of rules say differently of each row, whether rows are people or their lesions."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import attrs

from boneguide.cohort import plots
from boneguide.cohort.comparison import SIDES, Comparison
from boneguide.cohort.compilation import Meaning
from boneguide.cohort.counts import Counts
from boneguide.cohort.frames import Native
from boneguide.cohort.preparation import Prepared
from boneguide.cohort.tally import DoseChange, Share, Tally, grouped, tally
from boneguide.logic.columns.emit import plan
from boneguide.model.status import Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@attrs.frozen(kw_only=True, repr=False)
class Differences:
    """What changes for which rows. Print it for a table; numbers are worked out when they are first asked for.

    Args:
        frame: A row for each person or lesion of whom any rule that both sides have says something else, of the kind
            of frame that was given, in its order: the key, the name of a lesion, and for each rule that may change its
            status and its dose, named as :func:`~boneguide.cohort.door.assess` names them with ``_before`` and
            ``_after`` behind. Rules that say the same whatever the data have no columns.
        meanings: What each column holds, its unit among it.
        sides: What was compared, before and after, in words.
        what: What a row is, in the plural: ``"people"`` or ``"lesions"``.
    """

    frame: Native
    meanings: Mapping[str, Meaning]
    sides: tuple[str, str]
    what: str = "people"
    _comparison: Comparison
    _prepared: Prepared

    def __repr__(self) -> str:
        """Return what was compared, without counting anything."""
        return "\n".join((f"Changes among {self.what}; print them for a table", *self._compared(), *self._open()))

    def __str__(self) -> str:
        """Return a table of what changes, how often."""
        return "\n".join((self._head(), *self._compared(), *self._tables()))

    def _head(self) -> str:
        return f"{self.share} would be answered differently"

    def _compared(self) -> tuple[str, str]:
        return f"before: {self.sides[0]}", f"after:  {self.sides[1]}"

    def _open(self) -> Iterator[str]:
        of = "" if self.what == "people" else f" about {self.what}"
        yield f"rules{of} that may change: {', '.join(self._comparison.pairs) or 'none'}"

    def _tables(self) -> Iterator[str]:
        rows = [("rule", "before", "after", self.what)]
        for rule in self.rules:
            moves = [(a.value, b.value, grouped(n)) for (a, b), n in self.counts.get(rule, {}).items()]
            doses = [(_dosed(d, d.before), _dosed(d, d.after), grouped(d.people)) for d in self.doses.get(rule, ())]
            rows += [(rule if not place else "", *row) for place, row in enumerate((*moves, *doses))]
        if self.rules:
            *widths, last = (max(map(len, column)) for column in zip(*rows, strict=True))
            yield ""
            for *words, number in rows:
                cells = (word.ljust(width) for word, width in zip(words, widths, strict=True))
                yield f"{'  '.join(cells)}  {number.rjust(last)}"
        for side, counts in zip(SIDES, (self.removed, self.added), strict=True):
            if counts:
                of = "" if self.what == "people" else f" about {self.what}"
                yield from ("", f"rules{of} only {side}:", str(counts))

    # ----------------------------------------------------------------- counting

    @functools.cached_property
    def _tally(self) -> Tally:
        return tally(self._comparison, self._prepared)

    @property
    def share(self) -> Share:
        """How many rows any rule that both sides have says something else of, and of how many.

        A rule that only one side has changes nothing here; see ``added`` and ``removed``.
        """
        return Share(self._tally.changed, self._tally.rows, self.what)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules by which anything changes, in the order of the guideline."""
        return tuple(rule for rule in self._comparison.pairs if rule in self.counts or rule in self.doses)

    @property
    def counts(self) -> Mapping[str, Mapping[tuple[Status, Status], int]]:
        """By rule, how many rows go from which status to which, most first; only what changes is there."""
        return MappingProxyType(self._tally.moves)

    @property
    def doses(self) -> Mapping[str, tuple[DoseChange, ...]]:
        """By rule, the doses that change where the status stays, most rows first.

        A row of which status and dose both change is counted under the status.
        """
        return MappingProxyType(self._tally.doses)

    @property
    def added(self) -> Counts:
        """How many rows have which status of the rules that are only in ``after``."""
        return Counts(self._tally.only[1])

    @property
    def removed(self) -> Counts:
        """How many rows had which status of the rules that are only in ``before``."""
        return Counts(self._tally.only[0])

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw how many rows change by each rule, from what to what.

        Args:
            ax: Where to draw; a figure of its own, as high as it needs to be, by default.

        Raises:
            MissingExtraError: If matplotlib is not installed.
        """
        return plots.transitions(self, ax)

    # ----------------------------------------------------------------- one person

    def statuses(self, key: object) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
        """Return the statuses before and after, by rule, of the rows of one person.

        Args:
            key: The value that names the person in the key column.
        """
        outputs = {
            f"{rule} {side}": verdict.status
            for side, compiled in zip(SIDES, self._comparison.sides, strict=True)
            for rule, verdict in compiled.verdicts.items()
        }
        rows = self._prepared
        # With the key there is a row also where nothing depends on any column.
        found = rows.collect(plan(outputs, rows.dialect).run(rows.of(key), keep=(rows.key,)))
        before, after = (
            {rule: [str(status) for status in found[f"{rule} {side}"].to_list()] for rule in compiled.verdicts}
            for side, compiled in zip(SIDES, self._comparison.sides, strict=True)
        )
        return before, after


def _dosed(change: DoseChange, dose: object) -> str:
    return f"{change.status.value}, {'no dose' if dose is None else dose}"
