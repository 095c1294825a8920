"""The text of a request as an object, and everything that is wrong with it told at once."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from boneguide.errors import RecordError

#: An object of JSON that is not changed.
Fields: TypeAlias = Mapping[str, Any]

#: So many problems are told at most.
_MOST = 20
_LONGEST_SHOWN = 60
#: What JSON can write and no text can hold.
_HALF = re.compile("[\ud800-\udfff]")


class Problems:
    """Collects what is wrong, so that all of it is told at once."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def add(self, path: str, found: object, expected: str) -> None:
        """Note what was found at a path where something else was expected."""
        self._lines.append(f"{path} was {shown(found)}; expected {expected}.")

    def object(self, fields: Fields, name: str, path: str, expected: str) -> Fields | None:
        """Return the object of that name; None where there is none, which is noted."""
        found = fields.get(name)
        if isinstance(found, Mapping):
            return found
        self.add(f"{path}{name}", found, expected)
        return None

    def text(self, fields: Fields, name: str, path: str, expected: str, form: re.Pattern[str] | None = None) -> str:
        """Return the text of that name; an empty one where there is none, which is noted."""
        found = fields.get(name)
        if isinstance(found, str) and found.strip() and (form is None or form.fullmatch(found)):
            return found
        self.add(f"{path}{name}", found, expected)
        return ""

    def tell(self) -> None:
        """Raise what was noted.

        Raises:
            RecordError: If anything was.
        """
        if not self._lines:
            return
        told = self._lines[:_MOST]
        counted = f"{len(told)} problems" if len(told) == len(self._lines) else f"the first {_MOST} problems"
        raise RecordError(told[0] if len(self._lines) == 1 else "\n- ".join([f"{counted}:", *told]))


def shown(value: object) -> str:
    """Return a value for whoever reads an error, shortened; of objects and lists only that they are some.

    Example:
        >>> shown(None), shown([1, 2]), shown("x" * 99)[-5:]
        ('missing', 'a list', 'xx...')
    """
    if value is None:
        return "missing"
    if isinstance(value, Mapping):
        return "an object"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "a list"
    text = json.dumps(value) if isinstance(value, str | int | float) else type(value).__name__
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}..."


def opened(body: object) -> Fields:
    """Return the object that a request holds.

    Raises:
        RecordError: If it is no JSON, says something twice, holds no object or half of a character.
    """
    if isinstance(body, str | bytes):
        try:
            body = json.loads(body, object_pairs_hook=_once, parse_constant=_no_number)
        except json.JSONDecodeError as problem:
            msg = f"line {problem.lineno}, column {problem.colno} of the request is no valid JSON: {problem.msg}."
            raise RecordError(msg) from None
        except UnicodeDecodeError:
            msg = "the request is no text in UTF-8; expected the JSON of a CDS Hooks request."
            raise RecordError(msg) from None
        except (RecursionError, ValueError) as problem:
            if isinstance(problem, RecordError):
                raise
            # Python refuses what stands too deep, and whole numbers of thousands of digits.
            msg = "the request holds objects too deep in one another or a number that is too long."
            raise RecordError(msg) from None
    if not isinstance(body, Mapping):
        msg = f"the request was {shown(body)}; expected an object with hook, hookInstance and context."
        raise RecordError(msg)
    if any(_HALF.search(text) for text in _texts(body)):
        msg = "the request holds half of a surrogate pair, which is no character; expected texts of whole ones."
        raise RecordError(msg)
    return body


def _texts(body: object) -> Iterator[str]:
    """Yield every text and every name in an object."""
    left, seen = [body], set[int]()
    while left:
        held = left.pop()
        if isinstance(held, str):
            yield held
        elif isinstance(held, Mapping | list | tuple) and id(held) not in seen:
            # Each once: what a caller made may hold itself.
            seen.add(id(held))
            left.extend((*held.keys(), *held.values()) if isinstance(held, Mapping) else held)


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        msg = f"an object of the request has the key {shown(twice)} twice; expected it once."
        raise RecordError(msg)
    return fields


def _no_number(written: str) -> object:
    msg = f"the request holds {written}, which is no number of JSON."
    raise RecordError(msg)
