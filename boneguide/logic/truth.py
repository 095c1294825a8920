"""Three truth values and their connectives (strong Kleene logic).

The codes are chosen so that conjunction is bitwise ``&`` and disjunction is
bitwise ``|``, which is what the generated verdict code uses.
"""

from __future__ import annotations

import enum


class Truth(enum.IntEnum):
    """Whether a criterion holds: yes, no, or not known.

    A member has no Python truth value, because ``if truth:`` would have to
    read "not known" as either yes or no.

    Example:
        >>> Truth.TRUE & Truth.UNKNOWN
        <Truth.UNKNOWN: 1>
        >>> ~Truth.UNKNOWN
        <Truth.UNKNOWN: 1>
    """

    FALSE = 0
    UNKNOWN = 1
    TRUE = 3

    @classmethod
    def of(cls, value: bool | None) -> Truth:  # noqa: FBT001 - the value itself is what is converted
        """Return the truth of a recorded yes, no or nothing.

        Example:
            >>> Truth.of(None)
            <Truth.UNKNOWN: 1>
        """
        if value is None:
            return cls.UNKNOWN
        return cls.TRUE if value else cls.FALSE

    @property
    def answer(self) -> bool | None:
        """Yes, no, or None for not known.

        Example:
            >>> Truth.FALSE.answer
            False
        """
        return None if self is Truth.UNKNOWN else self is Truth.TRUE

    def __and__(self, other: int) -> Truth:
        """Return the conjunction."""
        return Truth(int(self) & int(other))

    def __or__(self, other: int) -> Truth:
        """Return the disjunction."""
        return Truth(int(self) | int(other))

    def __invert__(self) -> Truth:
        """Return the negation; not known stays not known."""
        return _NEGATION[self]

    def __bool__(self) -> bool:
        """Refuse: "not known" is neither true nor false."""
        msg = (
            "a Truth has three values and no Python truth value. Expected a comparison such as"
            " 'truth is Truth.TRUE'. Say which of the three is meant."
        )
        raise TypeError(msg)


_NEGATION = {
    Truth.FALSE: Truth.TRUE,
    Truth.UNKNOWN: Truth.UNKNOWN,
    Truth.TRUE: Truth.FALSE,
}
