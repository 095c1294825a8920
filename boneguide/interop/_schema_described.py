"""What the model says of its own classes and fields, in plain words for a schema."""

from __future__ import annotations

import inspect
import re

_COMMENTED = re.compile(r"((?:^ +#: .*\n)+) +(\w+):", re.MULTILINE)
_ARGUMENT = re.compile(r"^    (\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
_ROLE = re.compile(r":\w+:`~?(?:[\w.]*\.)?(\w+)`")
#: How JSON writes what Python calls so.
_IN_JSON = {"None": "null", "True": "true", "False": "false"}


def of_class(kind: type) -> str:
    """Return the first line of the docstring of a class; empty where Python was told to drop it."""
    return _first_line(kind)


def of_fields(kind: type) -> dict[str, str]:
    """Return what is said of the fields and properties of a class, by their names.

    It stands in docstrings or in comments above the fields. Comments are read from the
    source, and a package may come without it; then a schema says less and means the same.
    """
    try:
        source = inspect.getsource(kind)
    except OSError:
        source = ""
    properties = {name: _first_line(held) for name, held in vars(kind).items() if isinstance(held, property)}
    listed = {name: _plain(told) for name, told in _ARGUMENT.findall(inspect.getdoc(kind) or "")}
    commented = {name: _plain(told.replace("#:", "")) for told, name in _COMMENTED.findall(source)}
    return properties | listed | commented


def _first_line(documented: object) -> str:
    return _plain((inspect.getdoc(documented) or "").partition("\n")[0])


def _plain(text: str) -> str:
    words = " ".join(_ROLE.sub(r"\1", text).replace("``", "").split())
    return re.sub(r"\b(?:None|True|False)\b", lambda found: _IN_JSON[found[0]], words)
