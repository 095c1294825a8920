"""How an assessment and its answers stand in JSON.

Many statements rest on few publications, so a source names its reference by key
and each reference is written out once. So is a rule in words, which the answers
about every lesion share. An answer holds its explanation tree. Importing this
module teaches the converter these forms.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import partial
from types import NoneType
from typing import TypeVar, get_args

import attrs
from cattrs.gen import override

from boneguide.errors import RecordError
from boneguide.interop._converter import CONVERTER, Reader, Writer, class_reader, class_writer, named, register
from boneguide.interop._document import Fields, Plain, Refused, as_object, each, shown
from boneguide.model._check import nearest
from boneguide.model.answer import Recommendation
from boneguide.model.assessment import Assessment
from boneguide.model.basis import Grounds
from boneguide.model.explanation import Explanation
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.provenance import Reference
from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.regimen import Regimen
from boneguide.model.status import Status
from boneguide.model.sufficiency import Question, Sufficiency

T = TypeVar("T")

#: So many hexadecimal digits name a text that is written once.
_KEY = 16


@attrs.frozen
class _Shared:
    """What a document writes once, and its answers name by a key."""

    references: dict[str, Reference] = attrs.field(factory=dict)
    logic: dict[str, tuple[str, ...]] = attrs.field(factory=dict)


#: What is shared in the document that is being read or written.
_SHARED: ContextVar[_Shared] = ContextVar("shared")

_read_reference = class_reader(Reference)
_write_reference = class_writer(Reference)


@attrs.frozen(kw_only=True)
class _Stated:
    """What an assessment document holds besides its references."""

    on: date
    jurisdiction: Jurisdiction | None
    version: str
    editions: Mapping[str, str]
    #: Written for whoever reads the text; it is a statement of the library, not of the document.
    intended_use: str = ""
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    recommendations: tuple[Recommendation, ...]


@attrs.frozen(kw_only=True)
class _Sufficient:
    """How far an answer rests on what is not known, with sets of facts as lists."""

    settles_to: Status | None = None
    could_change: tuple[tuple[str, ...], ...] = ()


def read_assessment(fields: Fields) -> Assessment:
    """Return the assessment of a document."""
    rest = dict(fields)
    references = each([(".references", rest.pop("references", {}))], lambda plain: dict(named(plain, _read_reference)))
    logic = each([(".logic", rest.pop("logic", {}))], lambda plain: dict(named(plain, _read_lines)))
    with _shared(_Shared(references[0], logic[0])):
        stated = CONVERTER.structure(rest, _Stated)
    _require_one_of_each(stated.recommendations)
    return Assessment.of(
        stated.recommendations,
        on=stated.on,
        jurisdiction=stated.jurisdiction,
        editions=stated.editions,
        version=stated.version,
        notes=stated.notes,
        questions=stated.questions,
    )


def write_assessment(assessment: Assessment) -> Fields:
    """Return the document of an assessment, answers in reading order.

    Raises:
        RecordError: If two different references share a key.
    """
    with _shared(_Shared()) as shared:
        answers = [CONVERTER.unstructure(answer) for answer in assessment.values()]
    return {
        "on": assessment.on.isoformat(),
        "jurisdiction": assessment.jurisdiction,
        "version": assessment.version,
        "editions": dict(assessment.editions),
        "intended_use": assessment.intended_use,
        "notes": list(assessment.notes),
        "questions": [CONVERTER.unstructure(question) for question in assessment.questions],
        "recommendations": answers,
        "logic": {key: list(lines) for key, lines in shared.logic.items()},
        "references": {key: _write_reference(shared.references[key]) for key in sorted(shared.references)},
    }


def _require_one_of_each(answers: tuple[Recommendation, ...]) -> None:
    seen: set[str] = set()
    for place, answer in enumerate(answers):
        if answer.key in seen:
            told = f"was {shown(answer.id)}, as in an earlier answer; expected one answer of each rule and lesion"
            raise Refused((f".recommendations[{place}].id", told))
        seen.add(answer.key)


@contextmanager
def _shared(shared: _Shared) -> Iterator[_Shared]:
    token = _SHARED.set(shared)
    try:
        yield shared
    finally:
        _SHARED.reset(token)


def _of_key(plain: Plain, known: Mapping[str, T], where: str) -> T:
    if not isinstance(plain, str) or plain not in known:
        meant = nearest(plain, known)
        hint = "" if meant is None else f'. Did you mean "{meant}"?'
        raise Refused(("", f'was {shown(plain)}; expected a key that stands in "{where}"{hint}'))
    return known[plain]


def _reference_reader(_: type[Reference]) -> Reader:
    return lambda plain, _: _of_key(plain, _SHARED.get().references, "references")


def _reference_writer(_: type[Reference]) -> Writer:
    def write(reference: Reference) -> str:
        if _SHARED.get().references.setdefault(reference.key, reference) != reference:
            msg = (
                f"two different references have the key {reference.key!r}; expected a key of its own for each, since"
                " sources name their reference by it. Rename one of them."
            )
            raise RecordError(msg)
        return reference.key

    return write


def _recommendation_reader(kind: type[Recommendation]) -> Reader:
    read = class_reader(
        kind,
        _explain=override(rename="because", struct_hook=_read_reasons),
        _suffices=override(rename="sufficiency", struct_hook=_read_sufficiency),
        _grounds=override(rename="basis", struct_hook=_read_grounds),
    )
    return lambda plain, _: read(plain)


def _recommendation_writer(kind: type[Recommendation]) -> Writer:
    return class_writer(
        kind,
        _explain=override(rename="because", unstruct_hook=_write_reasons),
        _suffices=override(rename="sufficiency", unstruct_hook=_write_sufficiency),
        _grounds=override(rename="basis", unstruct_hook=_write_grounds),
    )


def _read_reasons(plain: Plain, _: object) -> Callable[[], Explanation] | None:
    return None if plain is None else partial(_as_read, CONVERTER.structure(plain, Explanation))


def _as_read(read: T) -> T:
    return read


def _write_reasons(explain: Callable[[], Explanation]) -> Plain:
    return CONVERTER.unstructure(explain())


def _read_sufficiency(plain: Plain, _: object) -> Callable[[], Sufficiency] | None:
    if plain is None:
        return None
    read = CONVERTER.structure(plain, _Sufficient)
    return partial(
        Sufficiency, settles_to=read.settles_to, could_change=tuple(frozenset(facts) for facts in read.could_change)
    )


def _write_sufficiency(suffices: Callable[[], Sufficiency]) -> Plain:
    found = suffices()
    sets = tuple(tuple(sorted(facts)) for facts in found.could_change)
    return CONVERTER.unstructure(_Sufficient(settles_to=found.settles_to, could_change=sets))


def _grounds_reader(kind: type[Grounds]) -> Reader:
    read = class_reader(kind, logic=override(struct_hook=_read_logic))
    return lambda plain, _: read(plain)


def _grounds_writer(kind: type[Grounds]) -> Writer:
    return class_writer(kind, logic=override(unstruct_hook=_write_logic))


def _read_lines(plain: Plain) -> tuple[str, ...]:
    return CONVERTER.structure(plain, tuple[str, ...])


def _read_logic(plain: Plain, _: object) -> tuple[str, ...]:
    return _of_key(plain, _SHARED.get().logic, "logic")


def _write_logic(lines: tuple[str, ...]) -> str:
    key = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:_KEY]
    _SHARED.get().logic[key] = lines
    return key


def _read_grounds(plain: Plain, _: object) -> Callable[[], Grounds] | None:
    return None if plain is None else partial(_as_read, CONVERTER.structure(plain, Grounds))


def _write_grounds(found: Callable[[], Grounds]) -> Plain:
    return CONVERTER.unstructure(found())


def _is_regimen(kind: object) -> bool:
    return set(get_args(kind)) - {NoneType} == {Regimen, RadiotherapyRegimen}


def _read_regimen(plain: Plain, kind: object) -> object:
    if plain is None and NoneType in get_args(kind):
        return None
    # A drug is given in doses, radiotherapy in fractions.
    given = as_object(plain)
    return CONVERTER.structure(given, RadiotherapyRegimen if "fractions" in given else Regimen)


CONVERTER.register_structure_hook_func(_is_regimen, _read_regimen)
register(Grounds, _grounds_reader, _grounds_writer)
register(Reference, _reference_reader, _reference_writer)
register(Recommendation, _recommendation_reader, _recommendation_writer)
