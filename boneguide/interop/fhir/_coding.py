"""Coded concepts: what their codes mean, whether that may decide, and whether they contradict themselves."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import attrs

from boneguide.interop.fhir._claims import Fields, Wrong, parts, text
from boneguide.interop.fhir._names import FACTS, OWN
from boneguide.interop.terminology import ICD10, ICD10_CM, ICD10_GM, Code, every_code, find, system_of

#: Systems of which a longer code is a kind of what its beginning means.
_ICD = frozenset({ICD10_CM, ICD10, ICD10_GM})
_BY_BEGINNING = _ICD | {"http://fhir.de/CodeSystem/bfarm/ops"}
_WITHOUT_POINT = re.compile(r"^([A-Z][0-9][0-9A-Z])([0-9A-Z]+)$")
#: Marks that German codes may end in.
_MARKS = "+*!-"
_TAG = re.compile(r"\s*\([^()]*\)\s*$")
_WORD = re.compile(r"[^\W\d_]{4,}")

#: Codes that a caller declared: system and code to a group and a value.
Declared = Mapping[tuple[str, str], tuple[str, str]]


@attrs.frozen
class Meaning:
    """What a concept means in one of the groups that were asked for.

    Args:
        group: Which question it answers.
        value: The answer.
        code: The row of the terminology that says so; None where the caller declared it.
        words: How the record calls it.
        remark: What a reader should know of how it was decided.
    """

    group: str
    value: str
    code: Code | None
    words: str
    remark: str = ""


@functools.lru_cache(maxsize=8192)
def rows(system: str, code: str) -> tuple[Code, ...]:
    """Return the rows for a code: its own, or the nearest one that it is a kind of."""
    kept = system_of(system)
    own = find(kept, code)
    if own is not None:
        return (own,)
    if kept not in _BY_BEGINNING:
        return ()
    plain = code.rstrip(_MARKS)
    if kept in _ICD:
        # Statistics and bills write the codes without their point.
        plain = _WITHOUT_POINT.sub(r"\1.\2", plain.upper())
    for place in dict.fromkeys((kept, ICD10_CM) if kept in {ICD10, ICD10_GM} else (kept,)):
        for length in range(len(plain), 2, -1):
            found = find(place, plain[:length].rstrip("."))
            if found is not None:
                return (found,)
    return ()


def codings(concept: Fields) -> Iterator[tuple[str, str, str]]:
    """Yield system, code and display of each coding that has a code."""
    for coding in parts(concept, "coding"):
        code = text(coding, "code")
        if code:
            yield text(coding, "system"), code, text(coding, "display")


def words_of(concept: Fields) -> str:
    """Return how the record calls a concept: its text, or a display, or a code."""
    told = text(concept, "text")
    if told:
        return told
    each = list(codings(concept))
    return next((display for _, _, display in each if display), next((code for _, code, _ in each), ""))


def meaning(
    concept: Fields, groups: Iterable[str], path: str, declared: Declared = MappingProxyType({})
) -> Meaning | None:
    """Return what a concept means in these groups; None where no code of it means anything in them.

    A code that was seen in two independent places decides, and so does one that the
    caller declared. One that was seen once or never counts where another coding, or
    the record's own display of it, says the same.

    Raises:
        Wrong: If its codes mean different things, a display says something else than
            its code, or only a code that is not verified says it.
    """
    found, doubtful = _sorted(concept, frozenset(groups), path, declared)
    sure = {(one.group, one.value) for one in found}
    for row, told in doubtful:
        if (row.group, row.value) in sure:
            continue
        twin = any(o is not row and (o.group, o.value) == (row.group, row.value) for o, _ in doubtful)
        if twin or _names(told, row):
            remark = f"{row.code} was not verified in two places; {told or 'a second code'} says the same"
            found.append(Meaning(row.group, row.value, row, words_of(concept), remark))
        elif not found:
            where = f"{path}.coding"
            raise Wrong(where, row.code, f"a code that is verified, or one whose display says {row.display!r}")
    different = {(m.group, m.value): m for m in found}
    if len(different) > 1:
        where = f"{path}.coding"
        told = " and ".join(f"{m.value} ({_shown(m)})" for m in different.values())
        raise Wrong(where, told, "codings that mean one thing")
    return next(iter(different.values()), None)


def _sorted(
    concept: Fields, wanted: frozenset[str], path: str, declared: Declared
) -> tuple[list[Meaning], list[tuple[Code, str]]]:
    """Return what codes mean that decide, and the rows of those that do not with what the record calls them."""
    found: list[Meaning] = []
    doubtful: list[tuple[Code, str]] = []
    for system, code, display in codings(concept):
        own = declared.get((system_of(system), code))
        if own is not None:
            if own[0] in wanted:
                found.append(Meaning(*own, None, words_of(concept), f"{code} of {system} as the caller declared"))
            continue
        if system == FACTS and OWN in wanted:
            found.append(Meaning(OWN, code, None, code))
        for row in rows(system, code):
            if row.group not in wanted:
                continue
            _refuse_other_display(row, display, path)
            if row.decides:
                found.append(Meaning(row.group, row.value, row, words_of(concept)))
            else:
                doubtful.append((row, display or text(concept, "text")))
    return found, doubtful


def _shown(found: Meaning) -> str:
    return "declared" if found.code is None else found.code.code


def _plain(display: str) -> str:
    return " ".join(_TAG.sub("", display).casefold().split())


@functools.cache
def _displays() -> Mapping[tuple[str, str], frozenset[str]]:
    """Return for each group and display what it means there."""
    found: dict[tuple[str, str], set[str]] = {}
    for row in every_code():
        found.setdefault((row.group, _plain(row.display)), set()).add(row.value)
    return {key: frozenset(values) for key, values in found.items()}


def _refuse_other_display(row: Code, display: str, path: str) -> None:
    """Refuse a code whose display in the record is that of something else."""
    meant = _displays().get((row.group, _plain(display)))
    if meant is not None and row.value not in meant:
        where = f"{path}.coding"
        raise Wrong(where, f"{row.code} displayed as {display}", f"the display of its code, {row.display!r}")


def _names(told: str, row: Code) -> bool:
    """Return whether words of the record name what a code means: all words of its display, or its value."""
    plain = _plain(told)
    held = set(_WORD.findall(plain))
    wanted = set(_WORD.findall(_plain(row.display)))
    value = set(_WORD.findall(row.value.casefold().replace("_", " ")))
    return plain == _plain(row.display) or any(each and each <= held for each in (wanted, value))
