"""Radiotherapy as courses and volumes, and treatment with radionuclides."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

import attrs

from boneguide.interop.fhir._amounts import amount_in, in_gray, parts_of, whole_number, words
from boneguide.interop.fhir._claims import Claim, Fields, Resource, Wrong, first, part, parts, references, text
from boneguide.interop.fhir._coding import Meaning, words_of
from boneguide.interop.fhir._context import Reading, claim
from boneguide.interop.fhir._days import span
from boneguide.interop.fhir._sites import Site, site_in
from boneguide.interop.fhir.intake import Irradiation, RadionuclideTherapy
from boneguide.model.radionuclide import RADIONUCLIDES, RadionuclideDose
from boneguide.quantities import Quantity, as_amount, kinds

#: Last parts of the addresses of extensions, by what they hold.
_VOLUME_DOSE: Final = "mcode-radiotherapy-dose-delivered-to-volume"
_SESSIONS: Final = ("mcode-radiotherapy-sessions", "ex-senologie-session-count")
_REIRRADIATION: Final = "codexrt-radiotherapy-course-involves-reirradiation"
_UNIFORM: Final = "codexrt-radiotherapy-uniform-fractionation"
_MODALITY: Final = "mcode-radiotherapy-modality-and-technique"
_INTENTS: Final = ("mcode-procedure-intent", "mii-ex-onko-strahlentherapie-intention")
_METHOD: Final = "procedure-method"
#: The German core data set holds each volume as an extension with parts, or, later, as a procedure of its own.
_GERMAN: Final = "mii-ex-onko-strahlentherapie-bestrahlung"
_TOTAL: Final = f"{_GERMAN}-gesamtdosis"
_SINGLE: Final = f"{_GERMAN}-einzeldosis"


@attrs.frozen(kw_only=True)
class _Volume:
    """What is said of one volume, or of the whole where volumes are not told apart."""

    name: str = ""
    site: Site
    path: str
    total: Fields
    single: Fields
    fractions: Fields
    uniform: bool = True
    ways: tuple[Fields, ...]
    used: tuple[Fields, ...]


@attrs.frozen(kw_only=True)
class _When:
    started: date | None = None
    ended: date | None = None
    runs_on: bool = False
    unread: tuple[str, ...] = ()


def holds_doses(fields: Fields) -> bool:
    """Return whether a procedure states doses itself."""
    return any(True for _ in _held(fields, _VOLUME_DOSE, _GERMAN, _TOTAL))


def radiation(resource: Resource, found: Meaning, reading: Reading) -> Iterator[Claim]:
    """Yield what a procedure of radiotherapy says.

    Raises:
        Aside: If it lies ahead.
        Wrong: If it is not as it should be.
    """
    when = _when(resource.fields, reading)
    volumes = list(_volumes(resource.fields, reading))
    for volume in volumes:
        if _is_of_radionuclide(volume, found, reading):
            yield from _radionuclide(resource, found, reading, volume, when)
        else:
            yield _course(resource, found, reading, volume, when)


def _tail(extension: Fields) -> str:
    return text(extension, "url").rsplit("/", 1)[-1]


def _held(fields: Fields, *tails: str) -> Iterator[Fields]:
    for extension in parts(fields, "extension"):
        if _tail(extension) in tails:
            yield extension


def _inside(extension: Fields) -> dict[str, Fields]:
    return {_tail(inner): inner for inner in parts(extension, "extension")}


def _volumes(fields: Fields, reading: Reading) -> Iterator[_Volume]:
    ways = tuple(
        part(inner, "valueCodeableConcept")
        for extension in _held(fields, _MODALITY)
        for inner in parts(extension, "extension")
    )
    ways += tuple(part(extension, "valueCodeableConcept") for extension in _held(fields, _METHOD))
    used = parts(fields, "usedCode")
    whole = _site(parts(fields, "bodySite"), reading, "bodySite")
    delivered, german = list(_held(fields, _VOLUME_DOSE)), list(_held(fields, _GERMAN))
    for place, extension in enumerate(delivered):
        inner = _inside(extension)
        reference = part(inner.get("volume", {}), "valueReference")
        body = reading.links.fields(text(reference, "reference"), fields) or {}
        located = (part(body, "location"),) if part(body, "location") else ()
        yield _Volume(
            name=text(reference, "display") or text(reference, "reference"),
            site=_site(located, reading, "location") if located else whole,
            path=f"extension({_VOLUME_DOSE})[{place}]",
            total=part(inner.get("totalDoseDelivered", {}), "valueQuantity"),
            single={},
            fractions=inner.get("fractionsDelivered", {}),
            uniform=_flag(inner.get(_UNIFORM, {})) is not False,
            ways=ways,
            used=used,
        )
    for place, extension in enumerate(german):
        inner = _inside(extension)
        target = part(inner.get("Zielgebiet", {}), "valueCodeableConcept")
        way, ray = (part(inner.get(name, {}), "valueCodeableConcept") for name in ("Applikationsart", "Strahlenart"))
        yield _Volume(
            site=_site((target,), reading, "Zielgebiet") if target else whole,
            path=f"extension({_GERMAN})[{place}]",
            total=part(inner.get("Gesamtdosis", {}), "valueQuantity"),
            single=part(inner.get("Einzeldosis", {}), "valueQuantity"),
            fractions={},
            ways=(*ways, way),
            used=(*used, ray),
        )
    if not delivered and not german:
        total, single = (part(first(_held(fields, name)), "valueQuantity") for name in (_TOTAL, _SINGLE))
        yield _Volume(
            site=whole, path=f"extension({_GERMAN})", total=total, single=single, fractions={}, ways=ways, used=used
        )


_NOWHERE: Final = Site(name="", side=None, bone=None, visceral=False, words="")


def _site(concepts: tuple[Fields, ...], reading: Reading, path: str) -> Site:
    return site_in(concepts, reading, path) or _NOWHERE


def _flag(extension: Fields) -> bool | None:
    value = extension.get("valueBoolean")
    return value if isinstance(value, bool) else None


def _is_of_radionuclide(volume: _Volume, found: Meaning, reading: Reading) -> bool:
    if found.value == "radionuclide" or any(map(_is_activity, (volume.total, volume.single))):
        return True
    kinds_ = (_perhaps(way, reading, [], "radiotherapy") for way in volume.ways)
    return any(kind is not None and kind.value == "radionuclide" for kind in kinds_)


def _perhaps(concept: Fields, reading: Reading, unread: list[str], *groups: str) -> Meaning | None:
    """Return what a concept means, where that can be told: dose and site do not depend on it."""
    try:
        return reading.meaning(concept, *groups, path="extension")
    except Wrong as wrong:
        unread.append(f"{groups[0]}: {wrong}")
        return None


def _is_activity(quantity: Fields) -> bool:
    try:
        return as_amount(amount_in(quantity, "dose")).unit in kinds.ACTIVITY.units
    except Wrong:
        return False


def _when(fields: Fields, reading: Reading) -> _When:
    """Return first and last day; of a month or a year no day is made up."""
    period = part(fields, "performedPeriod")
    if fields.get("performedDateTime") is not None:
        period = {"start": fields["performedDateTime"], "end": fields["performedDateTime"]}
    unread = [f"{name} {fields[name]}" for name in ("performedString",) if name in fields]
    found: dict[str, date | None] = {}
    for name in ("start", "end"):
        if period.get(name) is None:
            continue
        first_day, last_day = span(period[name], f"performedPeriod.{name}")
        if name == "start":
            reading.refuse_later(first_day)
        if first_day == last_day:
            found[name] = first_day
        else:
            unread.append(f"{name} {period[name]}, which is no whole day")
    start, end = found.get("start"), found.get("end")
    if start is not None and end is not None and end < start:
        where = "performedPeriod.end"
        raise Wrong(where, str(end), f"a day not before the start, {start}")
    runs_on = end is not None and end > reading.on
    if runs_on:
        unread.append(f"its doses, which are those of {end}, after the day of the assessment")
    return _When(started=start, ended=None if runs_on else end, runs_on=runs_on, unread=tuple(unread))


def _course(resource: Resource, found: Meaning, reading: Reading, volume: _Volume, when: _When) -> Claim:
    fields, status = resource.fields, text(resource.fields, "status")
    notes = tuple(text(note, "text") for note in parts(fields, "note") if text(note, "text"))
    unread = [*when.unread, *(f"note as a text: {note}" for note in notes)]
    if volume.site.remark:
        unread.append(volume.site.remark)
    stopped = ("was stopped before its planned end",) if status == "stopped" else ()
    course = Irradiation(
        resources=(resource.label,),
        course=_name(resource, reading),
        volume=volume.name,
        site=volume.site.name or volume.site.words,
        bone=volume.site.bone,
        sessions=_sessions(fields),
        started=when.started,
        ended=when.ended,
        finished=status != "in-progress" and not when.runs_on,
        technique=_technique(fields, found, volume, reading, unread),
        intent=words_of(part(first(_held(fields, *_INTENTS)), "valueCodeableConcept")),
        reirradiation=_flag(first(_held(fields, _REIRRADIATION))),
        notes=(*notes, *stopped),
        **({} if when.runs_on else _doses(volume)),
    )
    said = f"{course}{''.join(f', {told}' for told in stopped)}"
    about = references(fields, "reasonReference")
    return claim(resource, "radiotherapy", course, said, day=course.ended, about=about, unread=tuple(unread))


def _doses(volume: _Volume) -> dict[str, Any]:
    total, single = _dose(volume.total, f"{volume.path}.total"), _dose(volume.single, f"{volume.path}.single")
    fractions = _whole(volume.fractions, f"{volume.path}.fractionsDelivered")
    if single is not None:
        # The German set states no number of fractions: it is taken where it follows exactly.
        fractions = None if total is None else parts_of(total, single)
        per_fraction = None if fractions is None else single
    elif total is not None and fractions and volume.uniform:
        per_fraction = Quantity(round(as_amount(total).value / fractions, 9), "Gy")
    else:
        # Fractions of different sizes have no dose of one.
        per_fraction = None
    return {
        "total_dose": total,
        "fractions": fractions or None,
        "dose_per_fraction": per_fraction,
        "stated_dose_per_fraction": single,
    }


def _dose(quantity: Fields, path: str) -> Quantity | None:
    """Return an absorbed dose in Gy; nothing where none is stated or none was delivered yet.

    Raises:
        Wrong: If what is stated is no absorbed dose.
    """
    if quantity.get("value") is None:
        return None
    amount = amount_in(quantity, path)
    if as_amount(amount).unit not in kinds.ABSORBED_DOSE.units:
        where = f"{path}.unit"
        raise Wrong(where, str(as_amount(amount)), "an absorbed dose, in Gy or cGy")
    if as_amount(amount).value < 0 or quantity.get("comparator") is not None:
        where = f"{path}.value"
        raise Wrong(where, str(as_amount(amount)), "a dose, without a comparator")
    dose = in_gray(amount)
    if as_amount(dose).value > kinds.ABSORBED_DOSE.possible[1]:
        where = f"{path}.value"
        raise Wrong(where, str(as_amount(amount)), f"a dose of at most {kinds.ABSORBED_DOSE.possible[1]:g} Gy")
    return dose if as_amount(dose).value > 0 else None


def _whole(extension: Fields, path: str) -> int | None:
    """Return the number that an extension states, None where it states none.

    Raises:
        Wrong: If it is no whole number from 0.
    """
    names = ("valueUnsignedInt", "valueInteger", "valuePositiveInt")
    number = next((extension[name] for name in names if name in extension), None)
    if number is None:
        number = part(extension, "valueQuantity").get("value")
    if number is None:
        return None
    count = whole_number(int(number) if isinstance(number, float) and number.is_integer() else number, path)
    if count < 0:
        raise Wrong(path, number, "a number, 0 or more")
    return count


def _sessions(fields: Fields) -> int | None:
    found = (_whole(extension, f"extension({_tail(extension)})") for extension in _held(fields, *_SESSIONS))
    return next((count for count in found if count is not None), None)


def _name(resource: Resource, reading: Reading) -> str:
    """Return the record's name for the course: an identifier of it, or the procedure that this is a part of."""
    for reference in references(resource.fields, "partOf"):
        whole = reading.links.resource(reference)
        return whole.label if whole is not None else reference
    held = [text(item, "value") for item in parts(resource.fields, "identifier") if text(item, "value")]
    return held[0] if held else ""


def _technique(fields: Fields, found: Meaning, volume: _Volume, reading: Reading, unread: list[str]) -> str | None:
    concepts = (part(fields, "code"), *volume.ways)
    told = {m.value for m in (_perhaps(c, reading, unread, "technique") for c in concepts) if m is not None}
    if found.group == "technique":
        told.add(found.value)
    if len(told) > 1:
        unread.append(f"techniques, of which none is the one: {', '.join(sorted(told))}")
    return told.pop() if len(told) == 1 else None


def _radionuclide(
    resource: Resource, found: Meaning, reading: Reading, volume: _Volume, when: _When
) -> Iterator[Claim]:
    fields, unread = resource.fields, list(when.unread)
    day = when.ended or when.started
    named = [words_of(concept) for concept in (*volume.ways, *volume.used) if words_of(concept)]
    kind = ", ".join(dict.fromkeys(named or [words_of(part(fields, "code")) or found.words]))
    activity = None
    if _is_activity(volume.total) and not when.runs_on:
        activity = amount_in(volume.total, f"{volume.path}.total")
    elif volume.total and not when.runs_on:
        unread.append(f"dose {words(volume.total)}, which is no activity")
    told = RadionuclideTherapy(resources=(resource.label,), kind=kind, activity=activity, on=day)
    yield claim(resource, "radionuclides", told, str(told), day=day, unread=tuple(unread))
    meant = [_perhaps(c, reading, [], "drug", "radionuclide") for c in (*volume.used, *volume.ways)]
    nuclide = next((m.value for m in meant if m is not None and m.value in RADIONUCLIDES), None)
    if nuclide is None:
        return
    # Of a treatment over several days it is not said when each dose was given, and how much it was.
    once = when.started is not None and when.started == when.ended
    dose = RadionuclideDose(
        drug=nuclide,
        on=when.ended if once else None,
        activity=activity if once else None,
    )
    yield claim(resource, "radionuclide_doses", dose, f"{nuclide}, {told}", day=dose.on)
