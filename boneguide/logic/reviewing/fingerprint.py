"""A short text that tells whether a rule is still the same one, whichever edition it says it is of."""

from __future__ import annotations

import enum
import hashlib
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boneguide.logic.rule import Rule

#: So many hexadecimal digits are kept: enough that two different rules hardly ever share them.
_DIGITS = 32

#: How facts and tables find what they are about in a record.
_CODE = frozenset({"read", "rows", "called", "partial"})


def fingerprints(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Return one text for each rule, another one whenever anything in it is: criteria, words, doses, sources, edition.

    It is the same on every machine and in every process. How facts are read from a record is code and no part of a
    rule, so it is not covered; a change there shows when a record is asked again.

    Args:
        rules: The rules.

    Example:
        >>> import attrs
        >>> from boneguide.guidelines import supportive
        >>> rule = supportive["exercise"]
        >>> same, other = fingerprints([rule, attrs.evolve(rule, title="Move!")])
        >>> same == other, (same,) == fingerprints([rule])
        (False, True)
    """
    digest = _Digests()
    return tuple(digest(rule)[:_DIGITS] for rule in rules)


class _Digests:
    """The digests of values, those of shared parts worked out once."""

    def __init__(self) -> None:
        # Parts are held, so that none is another one at the same place in memory.
        self._known: dict[int, tuple[object, str]] = {}

    def __call__(self, value: object) -> str:
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = (value, hashlib.sha256(self._written(value).encode()).hexdigest())
        return known[1]

    def _written(self, value: object) -> str:
        kind = type(value).__name__
        if isinstance(value, enum.Enum):
            return f"{kind}.{value.name}"
        if isinstance(value, tuple):
            return f"({','.join(map(self, value))})"
        if isinstance(value, frozenset):
            return f"{{{','.join(sorted(map(self, value)))}}}"
        made = type(value)
        if attrs.has(made):
            # What is worked out from the rest is no part of it.
            fields = (f.name for f in attrs.fields(made) if f.init and f.name not in _CODE)
            return f"{kind}({','.join(f'{name}={self(getattr(value, name))}' for name in fields)})"
        return f"{kind}:{value!r}"
