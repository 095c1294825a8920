"""Codes of other systems and what they mean here, as data with where each was seen.

The rows stand in files of comma-separated values beside this module, one file for
each subject. A row says of one code of one system what it means, its display, and how
far that was verified. A code that was not seen with that meaning in two independent
places never decides alone: a reader takes it only where something else in the record
says the same.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Iterator, Mapping
from importlib import resources
from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

import attrs

from boneguide.errors import RecordError

__all__ = [
    "ATC",
    "ICD10",
    "ICD10_CM",
    "ICD10_GM",
    "LOINC",
    "RXNORM",
    "SNOMED",
    "UCUM",
    "Code",
    "Seen",
    "codes",
    "every_code",
    "find",
    "system_of",
]

LOINC: Final = "http://loinc.org"
SNOMED: Final = "http://snomed.info/sct"
RXNORM: Final = "http://www.nlm.nih.gov/research/umls/rxnorm"
ATC: Final = "http://www.whocc.no/atc"
ICD10: Final = "http://hl7.org/fhir/sid/icd-10"
ICD10_CM: Final = "http://hl7.org/fhir/sid/icd-10-cm"
ICD10_GM: Final = "http://fhir.de/CodeSystem/bfarm/icd-10-gm"
UCUM: Final = "http://unitsofmeasure.org"

#: How many independent public places were seen to give a code this meaning.
Seen: TypeAlias = Literal["two", "one", "memory"]
SEEN: tuple[Seen, ...] = get_args(Seen)

#: Other names under which records name the same system.
_ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "urn:oid:2.16.840.1.113883.6.1": LOINC,
        "urn:oid:2.16.840.1.113883.6.96": SNOMED,
        "urn:oid:2.16.840.1.113883.6.88": RXNORM,
        "urn:oid:2.16.840.1.113883.6.73": ATC,
        "http://fhir.de/CodeSystem/bfarm/atc": ATC,
        "http://fhir.de/CodeSystem/dimdi/atc": ATC,
        "urn:oid:2.16.840.1.113883.6.3": ICD10,
        "urn:oid:2.16.840.1.113883.6.90": ICD10_CM,
        "http://fhir.de/CodeSystem/dimdi/icd-10-gm": ICD10_GM,
        "urn:oid:1.2.276.0.76.5.409": ICD10_GM,
        "urn:oid:2.16.840.1.113883.6.8": UCUM,
    }
)

_COLUMNS = ["system", "code", "display", "means", "verified", "seen", "note"]


@attrs.frozen(kw_only=True)
class Code:
    """One code of one system, what it means here and how far that was verified.

    Example:
        >>> code = find("http://loinc.org", "2160-0")
        >>> code.group, code.value, code.verified
        ('laboratory', 'creatinine', 'two')
    """

    #: Address of the system, such as ``http://loinc.org``.
    system: str
    #: The code in it.
    code: str
    #: How the system calls it.
    display: str
    #: Which question of a reader it answers, such as ``"laboratory"``.
    group: str
    #: The answer, such as ``"creatinine"``.
    value: str
    #: In how many independent public places it was seen with this meaning.
    verified: Seen
    #: Where.
    seen: tuple[str, ...]
    #: What to beware of; may be empty.
    note: str

    @property
    def decides(self) -> bool:
        """Whether it may decide alone."""
        return self.verified == "two"


def system_of(address: str) -> str:
    """Return the one address under which a code system is kept here.

    Example:
        >>> system_of("urn:oid:2.16.840.1.113883.6.1")
        'http://loinc.org'
    """
    return _ALIASES.get(address, address)


def find(system: str, code: str) -> Code | None:
    """Return what is known of a code; None where nothing is.

    Args:
        system: Address of its system; other names of the same system are understood.
        code: The code, exactly.

    Example:
        >>> find("http://loinc.org", "no such code") is None
        True
    """
    return _by_code().get((system_of(system), code))


def codes(group: str, value: str | None = None) -> tuple[Code, ...]:
    """Return the codes of a group, or those of one meaning in it, verified ones first.

    Args:
        group: Such as ``"laboratory"``.
        value: Such as ``"creatinine"``.

    Example:
        >>> [code.code for code in codes("observable", "m_category") if code.system == SNOMED]
        ['399387003', '371497001']
    """
    if value is None:
        return tuple(code for (held, _), found in _by_meaning().items() if held == group for code in found)
    return _by_meaning().get((group, value), ())


def every_code() -> tuple[Code, ...]:
    """Return every code, in the order of the files."""
    return _rows()


@functools.cache
def _rows() -> tuple[Code, ...]:
    folder = resources.files(__name__)
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".csv")), key=lambda file: file.name)
    return tuple(code for file in files for code in _read(file.name, file.read_text(encoding="utf-8")))


def _read(name: str, text: str) -> Iterator[Code]:
    rows = csv.reader(text.splitlines(), strict=True)
    if next(rows, None) != _COLUMNS:
        msg = f"terminology file {name} does not begin with its columns; expected {','.join(_COLUMNS)}."
        raise RecordError(msg)
    for number, row in enumerate(rows, 2):
        if len(row) != len(_COLUMNS) or row[4] not in SEEN or ":" not in row[3]:
            msg = (
                f"terminology file {name}, line {number}: {','.join(row)}; expected {len(_COLUMNS)} columns, a meaning"
                f" as group:value, and one of {', '.join(SEEN)} for how far it was verified."
            )
            raise RecordError(msg)
        group, _, value = row[3].partition(":")
        seen = tuple(place.strip() for place in row[5].split(";") if place.strip())
        yield Code(
            system=row[0],
            code=row[1],
            display=row[2],
            group=group,
            value=value,
            verified=row[4],
            seen=seen,
            note=row[6],
        )


@functools.cache
def _by_code() -> Mapping[tuple[str, str], Code]:
    return MappingProxyType({(system_of(code.system), code.code): code for code in _rows()})


@functools.cache
def _by_meaning() -> Mapping[tuple[str, str], tuple[Code, ...]]:
    found: dict[tuple[str, str], list[Code]] = {}
    for code in sorted(_rows(), key=lambda code: SEEN.index(code.verified)):
        found.setdefault((code.group, code.value), []).append(code)
    return MappingProxyType({meaning: tuple(held) for meaning, held in found.items()})
