"""How an assessment and its answers stand in JSON.

Many statements rest on few publications, so a source names its reference by key
and each reference is written out once. An answer holds its explanation tree.
Importing this module teaches the converter these forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import partial
from types import NoneType
from typing import get_args

import attrs
from cattrs.gen import override

from boneguide.errors import RecordError
from boneguide.interop._converter import CONVERTER, Reader, Writer, class_reader, class_writer, named, register
from boneguide.interop._document import Fields, Plain, Refused, as_object, each, shown
from boneguide.model._check import nearest
from boneguide.model.answer import Assessment, Jurisdiction, Recommendation, Status
from boneguide.model.explanation import Explanation
from boneguide.model.provenance import Reference
from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.regimen import Regimen
from boneguide.model.sufficiency import Sufficiency

#: The references of the document that is being read or written, by key.
_REFERENCES: ContextVar[dict[str, Reference]] = ContextVar("references")

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
    recommendations: tuple[Recommendation, ...]


@attrs.frozen(kw_only=True)
class _Sufficient:
    """How far an answer rests on what is not known, with sets of facts as lists."""

    settles_to: Status | None = None
    could_change: tuple[tuple[str, ...], ...] = ()


def read_assessment(fields: Fields) -> Assessment:
    """Return the assessment of a document."""
    rest = dict(fields)
    known = each([(".references", rest.pop("references", {}))], lambda plain: dict(named(plain, _read_reference)))
    with _references(known[0]):
        stated = CONVERTER.structure(rest, _Stated)
    _require_one_of_each(stated.recommendations)
    return Assessment.of(
        stated.recommendations,
        on=stated.on,
        jurisdiction=stated.jurisdiction,
        editions=stated.editions,
        version=stated.version,
        notes=stated.notes,
    )


def write_assessment(assessment: Assessment) -> Fields:
    """Return the document of an assessment, answers in reading order.

    Raises:
        RecordError: If two different references share a key.
    """
    with _references({}) as known:
        answers = [CONVERTER.unstructure(answer) for answer in assessment.values()]
    return {
        "on": assessment.on.isoformat(),
        "jurisdiction": assessment.jurisdiction,
        "version": assessment.version,
        "editions": dict(assessment.editions),
        "intended_use": assessment.intended_use,
        "notes": list(assessment.notes),
        "recommendations": answers,
        "references": {key: _write_reference(known[key]) for key in sorted(known)},
    }


def _require_one_of_each(answers: tuple[Recommendation, ...]) -> None:
    seen: set[str] = set()
    for place, answer in enumerate(answers):
        if answer.key in seen:
            told = f"was {shown(answer.id)}, as in an earlier answer; expected one answer of each rule and lesion"
            raise Refused((f".recommendations[{place}].id", told))
        seen.add(answer.key)


@contextmanager
def _references(known: dict[str, Reference]) -> Iterator[dict[str, Reference]]:
    token = _REFERENCES.set(known)
    try:
        yield known
    finally:
        _REFERENCES.reset(token)


def _reference_reader(_: type[Reference]) -> Reader:
    def read(plain: Plain, _: object) -> Reference:
        known = _REFERENCES.get()
        if not isinstance(plain, str) or plain not in known:
            meant = nearest(plain, known)
            hint = "" if meant is None else f'. Did you mean "{meant}"?'
            raise Refused(("", f'was {shown(plain)}; expected a key that stands in "references"{hint}'))
        return known[plain]

    return read


def _reference_writer(_: type[Reference]) -> Writer:
    def write(reference: Reference) -> str:
        if _REFERENCES.get().setdefault(reference.key, reference) != reference:
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
    )
    return lambda plain, _: read(plain)


def _recommendation_writer(kind: type[Recommendation]) -> Writer:
    return class_writer(
        kind,
        _explain=override(rename="because", unstruct_hook=_write_reasons),
        _suffices=override(rename="sufficiency", unstruct_hook=_write_sufficiency),
    )


def _read_reasons(plain: Plain, _: object) -> Callable[[], Explanation] | None:
    return None if plain is None else partial(_as_read, CONVERTER.structure(plain, Explanation))


def _as_read(reasons: Explanation) -> Explanation:
    return reasons


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


def _is_regimen(kind: object) -> bool:
    return set(get_args(kind)) - {NoneType} == {Regimen, RadiotherapyRegimen}


def _read_regimen(plain: Plain, kind: object) -> object:
    if plain is None and NoneType in get_args(kind):
        return None
    # A drug is given in doses, radiotherapy in fractions.
    given = as_object(plain)
    return CONVERTER.structure(given, RadiotherapyRegimen if "fractions" in given else Regimen)


CONVERTER.register_structure_hook_func(_is_regimen, _read_regimen)
register(Reference, _reference_reader, _reference_writer)
register(Recommendation, _recommendation_reader, _recommendation_writer)
