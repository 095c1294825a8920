"""Grades that have an order and a definition, and compare within their own scale only."""

from __future__ import annotations

import enum
from typing import NoReturn

from boneguide.errors import OutOfDomainError


class OrderedGrade(enum.Enum):
    """A grade of a published scale; members stand in its order, first to last.

    ``<`` and ``>`` follow that order. Between two scales they raise
    ``TypeError``, because scales that use the same letters mean different things.
    """

    @classmethod
    def _missing_(cls, value: object) -> NoReturn:
        """Refuse what is no grade, with those that there are.

        Raises:
            OutOfDomainError: Always.
        """
        grades = ", ".join(repr(grade.value) for grade in cls)
        msg = f"{cls.__name__} has no grade {value!r:.40}. Expected {grades}. Write one of them as it stands."
        raise OutOfDomainError(msg)

    @property
    def rank(self) -> int:
        """Place in the scale, from 0."""
        return list(type(self)).index(self)

    def __lt__(self, other: object) -> bool:
        """Say whether this grade comes before another of its scale."""
        return (
            self.rank < other.rank if isinstance(other, OrderedGrade) and type(other) is type(self) else NotImplemented
        )

    def __le__(self, other: object) -> bool:
        """Say whether this grade is another of its scale or comes before it."""
        return self == other or self < other

    def __gt__(self, other: object) -> bool:
        """Say whether this grade comes after another of its scale."""
        return (
            self.rank > other.rank if isinstance(other, OrderedGrade) and type(other) is type(self) else NotImplemented
        )

    def __ge__(self, other: object) -> bool:
        """Say whether this grade is another of its scale or comes after it."""
        return self == other or self > other
