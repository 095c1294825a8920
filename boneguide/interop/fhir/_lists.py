"""Lists of a record out of claims about single entries: which entries are one, and which stand for each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, cast

import attrs

from boneguide.interop.fhir._choosing import Choice, same, told
from boneguide.interop.fhir._claims import Claim, references
from boneguide.interop.fhir._drugs import substances_in
from boneguide.interop.fhir._people import reference_key
from boneguide.interop.fhir.intake import Conflict, Irradiation
from boneguide.model.lesion import Lesion
from boneguide.model.medication import Medication


def medications(claims: Sequence[Claim], on: date) -> Choice:
    """Return the entries of the list of drugs, without those that tell of the same prescription twice.

    A statement stands for the order that it rests on, and an order for the one that it
    replaces; an order or a statement stands for what was given while it was in force,
    and of what was given without one only the last time counts.
    """
    left: list[tuple[Claim, str]] = []
    kept: list[Claim] = []
    of_drug: dict[object, list[Claim]] = {}
    kept_of: dict[object, list[Claim]] = {}
    for one in claims:
        of_drug.setdefault(_key(one), []).append(one)
    links = _Links.of(claims)
    for one in claims:
        given = one.value.last_given is not None
        reason = _given_under(one, of_drug[_key(one)]) if given else links.stood_for(one, on)
        if reason:
            left.append((one, reason))
            continue
        same_drug = kept_of.setdefault(_key(one), [])
        twin = next((held for held in same_drug if _is_one(held, one, on)), None)
        if twin is None:
            kept.append(one)
            same_drug.append(one)
            continue
        chosen, other = (one, twin) if _tells_more(one, twin) else (twin, one)
        kept[kept.index(twin)] = same_drug[same_drug.index(twin)] = chosen
        left.append((other, f"{_drug(other)}: says the same as {chosen.source.label}"))
    return Choice(taken=tuple(kept), left=tuple(left), conflict=_twice(kept, on))


def _drug(one: Claim) -> str:
    return cast("Medication", one.value).drug


def _key(one: Claim) -> object:
    """Return what entries of one drug have in common, be it under the name of a brand."""
    return substances_in(_drug(one)) or _drug(one)


def _given_under(one: Claim, of_drug: Sequence[Claim]) -> str:
    """Return why what was given on a day is no entry of its own; empty where it is one."""
    day = one.value.last_given
    others = [c for c in of_drug if c.source is not one.source]
    if any(c.value.last_given is None and c.value.active(day) is not False for c in others):
        return f"{_drug(one)}: given on {day}; the order or statement of it is in the list"
    later = [c for c in others if c.value.last_given is not None and c.value.last_given >= day]
    # Of several times on the last day the first entry stands for them.
    if any(c.value.last_given > day or c.source.place < one.source.place for c in later):
        return f"{_drug(one)}: given on {day}; the last time that it was given counts"
    return ""


@attrs.frozen
class _Links:
    """Orders and statements by the order that they rest on, and by the one that they replace."""

    resting: Mapping[str, Sequence[Claim]]
    replacing: Mapping[str, Sequence[Claim]]

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> _Links:
        resting: dict[str, list[Claim]] = {}
        replacing: dict[str, list[Claim]] = {}
        for one in claims:
            if one.value.last_given is not None:
                continue
            for reference in one.about:
                resting.setdefault(reference_key(reference), []).append(one)
            for reference in references(one.source.fields, "priorPrescription"):
                replacing.setdefault(reference_key(reference), []).append(one)
        return cls(resting, replacing)

    def stood_for(self, one: Claim, on: date) -> str:
        """Return why another entry stands in the place of this one; empty where none does."""
        key, goes_on = reference_key(one.source.label), one.value.active(on) is not False
        for other in self.resting.get(key, ()):
            # What is over does not stand for what goes on.
            if not goes_on or other.value.active(on) is not False:
                return f"{_drug(one)}: {other.source.label}, which rests on it, stands in its place"
        for other in self.replacing.get(key, ()):
            if goes_on and other.value.active(on) is not False:
                return f"{_drug(one)}: is replaced by {other.source.label}"
        return ""


_WAYS: Final = ("dose", "daily_dose", "rate", "route", "as_needed", "stop")


def _is_one(held: Claim, other: Claim, on: date) -> bool:
    """Return whether two entries are of one prescription, both or neither being taken now.

    Two orders are one where they are the same but for the day on which they begin. A
    statement and an order are one too where the one says no more than the other.
    """
    first, second = held.value, other.value
    # One resource that names several means each of them.
    if held.source is other.source or first.active(on) != second.active(on):
        return False
    if held.source.kind == other.source.kind:
        # The last day is looked at first: of many orders of one drug it differs, and the rest costs more.
        return first.stop == second.stop and bool(attrs.evolve(first, start=None) == attrs.evolve(second, start=None))
    return _says_no_more(first, second) or _says_no_more(second, first)


def _says_no_more(one: Medication, other: Medication) -> bool:
    return all(getattr(one, way) in (None, getattr(other, way)) for way in _WAYS)


def _tells_more(one: Claim, held: Claim) -> bool:
    """Return whether an entry says more than its twin, or the same of an earlier day on."""
    first, second = one.value, held.value
    known = [sum(getattr(value, way) is not None for way in _WAYS) for value in (first, second)]
    if known[0] != known[1]:
        return known[0] > known[1]
    return bool((first.start or date.max) < (second.start or date.max))


def _twice(kept: Sequence[Claim], on: date) -> Conflict | None:
    """Return what a reader should look at where one drug stands in the list twice and is taken now."""
    now = [c for c in kept if c.value.active(on) is not False]
    for one in now:
        twins = [c for c in now if c is one or (c.source is not one.source and _may_be_one(one, c))]
        if len(twins) > 1:
            return Conflict(
                fact="medications",
                said=told(twins),
                taken=f"{len(twins)} entries of {_drug(one)}",
                why="they differ, so that they may be two prescriptions; if they are one, its dose counts twice",
            )
    return None


def _may_be_one(one: Claim, other: Claim) -> bool:
    """Return whether two entries are of one drug that is taken in one way, as far as that is known."""
    if _key(one) != _key(other):
        return False
    ways = [(getattr(one.value, way), getattr(other.value, way)) for way in ("route", "as_needed")]
    return all(None in pair or pair[0] == pair[1] for pair in ways)


def entries(fact: str, claims: Sequence[Claim]) -> Choice:
    """Return the entries of a list, each once; what was given on no stated day may be another dose."""

    def is_twin(held: Claim, one: Claim) -> bool:
        return bool(held.value == one.value) and getattr(one.value, "on", one) is not None

    return _each_once(claims, is_twin, f"{fact}: says the same as")


def lesions(claims: Sequence[Claim]) -> Choice:
    """Return one lesion for each bone and side that is named."""

    def is_twin(held: Claim, one: Claim) -> bool:
        first, second = cast("Lesion", held.value), cast("Lesion", one.value)
        return (first.site, first.side) == (second.site, second.side)

    return _each_once(claims, is_twin, "lesions: the same place as in")


def _each_once(claims: Sequence[Claim], same: Callable[[Claim, Claim], bool], reason: str) -> Choice:
    """Return what is kept where resources tell of one thing twice; one resource means each of its entries."""
    kept: list[Claim] = []
    left: list[tuple[Claim, str]] = []
    for one in claims:
        twin = next((held for held in kept if held.source is not one.source and same(held, one)), None)
        if twin is None:
            kept.append(one)
        else:
            left.append((one, f"{reason} {twin.source.label}"))
    return Choice(taken=tuple(kept), left=tuple(left))


def courses(claims: Sequence[Claim]) -> Choice:
    """Return one course for each name and volume: the finished state of it, or the latest.

    Two of one name that began on different days are two.
    """
    kept: dict[object, Claim] = {}
    left: list[tuple[Claim, str]] = []
    conflict: Conflict | None = None
    for place, one in enumerate(claims):
        course = cast("Irradiation", one.value)
        key = next((k for k, held in kept.items() if _is_one_course(held.value, course)), place)
        held = kept.setdefault(key, one)
        if held is one:
            continue
        later = max((held, one), key=lambda c: (c.value.finished, c.value.ended or date.min))
        kept[key] = later
        older = one if later is held else held
        if older.value.finished and not _is_same_dose(older.value, later.value):
            why = "both are finished; what ended later counts, or else what stands first"
            conflict = Conflict(fact="radiotherapy", said=told((held, one)), taken=str(later.value), why=why)
        again = older.value.finished == later.value.finished and _is_same_dose(older.value, later.value)
        what = "says the same as" if again else "another state of the course in"
        left.append((older, f"radiotherapy: {what} {later.source.label}"))
    return Choice(taken=tuple(kept.values()), left=tuple(left), conflict=conflict)


def _is_one_course(held: Irradiation, other: Irradiation) -> bool:
    """Return whether two are states of one course to one volume: by their names, where both are named."""
    named = bool(held.course and held.volume) and (held.course, held.volume) == (other.course, other.volume)
    return named and (None in {held.started, other.started} or held.started == other.started)


def _is_same_dose(one: Irradiation, other: Irradiation) -> bool:
    return same(one.total_dose, other.total_dose) and one.fractions == other.fractions
