"""Brute force beside the scores: every completion of what is not known, one by one.

Knows nothing of the library. A test brings a published table in its own form, as
a function of known values, and the values that each part can have.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple


class Expected(NamedTuple):
    """What must come out."""

    totals: list[int]
    classes: set[Any]
    missing: list[str]
    would_decide: set[str]


class Oracle:
    """All complete cases of a table, and what follows from them for incomplete ones."""

    def __init__(self, options: Mapping[str, Sequence[Any]], judge: Callable[..., tuple[int, Any]]) -> None:
        self.options = options
        self.names = tuple(options)
        self.table = {
            case: judge(**dict(zip(self.names, case, strict=True))) for case in itertools.product(*options.values())
        }

    def cases(self) -> Iterator[dict[str, Any]]:
        """Yield every case, each part also missing."""
        for case in itertools.product(*((*values, None) for values in self.options.values())):
            yield dict(zip(self.names, case, strict=True))

    def expected(self, given: Mapping[str, Any]) -> Expected:
        open_to = [self.options[name] if given[name] is None else (given[name],) for name in self.names]
        completions = list(itertools.product(*open_to))
        missing = [name for name in self.names if given[name] is None]
        classes = {self.table[case][1] for case in completions}
        deciders: set[str] = set()
        if len(classes) > 1:
            for name in missing:
                place = self.names.index(name)
                groups: dict[tuple[Any, ...], set[Any]] = {}
                for case in completions:
                    groups.setdefault((*case[:place], *case[place + 1 :]), set()).add(self.table[case][1])
                if any(len(group) > 1 for group in groups.values()):
                    deciders.add(name)
        return Expected(sorted({self.table[case][0] for case in completions}), classes, missing, deciders)
