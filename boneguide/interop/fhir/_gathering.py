"""From claims of single resources to one person's record, with what became of each claim."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Final

import attrs

from boneguide.errors import BoneguideError
from boneguide.interop.fhir import _lists
from boneguide.interop.fhir._choosing import Choice, agreed, latest, present, results, same, shown_value, told
from boneguide.interop.fhir._claims import Claim
from boneguide.interop.fhir._names import COMPLETE
from boneguide.interop.fhir._observations import METASTASES
from boneguide.interop.fhir._people import reference_key
from boneguide.interop.fhir.intake import Conflict, Irradiation, RadionuclideTherapy
from boneguide.model._record import Facts
from boneguide.model.lesion import Lesion
from boneguide.model.patient import LIST_NAMES, Patient
from boneguide.model.primary import PLASMA_CELL_DISORDERS
from boneguide.model.radiotherapy import RadiotherapyCourse

#: Facts that do not change, so that no day makes one statement count more than another.
_LASTING: Final = frozenset({"sex", "age", "deceased"})
#: Facts of the day, of which a reader should know when they are old.
_OF_THE_DAY: Final = frozenset(
    {
        "weight",
        "height",
        "ecog",
        "karnofsky",
        "pain.worst",
        "conditions.acute_gastrointestinal_inflammation",
        "conditions.acute_kidney_injury",
        "conditions.bowel_obstruction",
        "conditions.dehydrated",
        "conditions.disseminated_intravascular_coagulation",
        "conditions.sepsis",
        "dental.oral_infection",
        "symptoms.febrile",
    }
)
_OLD: Final = 90
#: Longer than a pregnancy lasts.
_PREGNANCY: Final = 300
#: Order in which facts are taken where they contradict one another: later ones give way.
_FIRST: Final = ("sex", "age", "primary", "bone_metastases", "conditions.visceral_metastases")


@attrs.frozen(kw_only=True)
class Gathered:
    """A record, and what became of each claim.

    Args:
        patient: The record.
        taken: Claims of which something stands in the record.
        left: The others, each with the reason.
        conflicts: What differs.
        radiotherapy: Courses.
        radionuclides: Treatments with radionuclides.
        deceased: Day of death, or that the person has died.
        notes: What else a reader should know.
    """

    patient: Patient
    taken: tuple[Claim, ...]
    left: tuple[tuple[Claim, str], ...]
    conflicts: tuple[Conflict, ...]
    radiotherapy: tuple[Irradiation, ...]
    radionuclides: tuple[RadionuclideTherapy, ...]
    deceased: date | bool | None
    notes: tuple[str, ...]


def gathered(claims: Sequence[Claim], on: date, complete: frozenset[str]) -> Gathered:
    """Return the record that claims make up.

    Args:
        claims: What resources say.
        on: The day of the assessment.
        complete: Lists of which nothing is missing.
    """
    by_fact: dict[str, list[Claim]] = {}
    for one in claims:
        by_fact.setdefault(one.fact, []).append(one)
    closed = complete | {str(c.value) for c in by_fact.pop(COMPLETE, [])}
    linked = _linked(by_fact)
    choices = {fact: _choice(fact, held, linked, on) for fact, held in by_fact.items()}
    built = _built(choices, closed)
    left = [pair for choice in choices.values() for pair in choice.left] + list(built.left)
    out = {id(c) for c, _ in left}
    taken = tuple(c for c in claims if id(c) not in out)
    courses = [c for c in taken if c.fact == "radiotherapy"]
    patient, treated = _with_courses(built.patient, courses, closed)
    died = [c.value for c in taken if c.fact == "deceased"]
    return Gathered(
        patient=patient,
        taken=taken,
        left=tuple(left),
        conflicts=(*(c.conflict for c in choices.values() if c.conflict is not None), *built.conflicts),
        radiotherapy=tuple(c.value for c in courses),
        radionuclides=tuple(c.value for c in taken if c.fact == "radionuclides"),
        deceased=died[0] if died else None,
        notes=(*treated, *_ages(taken, on)),
    )


def _linked(by_fact: Mapping[str, Sequence[Claim]]) -> _Cancers:
    """Return the cancers on record, and which of them metastases of bone are linked with."""
    named = {reference_key(r) for c in by_fact.get("bone_metastases", ()) if c.value is True for r in c.about}
    every = {reference_key(c.source.label) for c in by_fact.get("primary", ())}
    return _Cancers(every=frozenset(every), meant=frozenset(every & named) or frozenset(every))


@attrs.frozen
class _Cancers:
    every: frozenset[str]
    meant: frozenset[str]

    def split(self, claims: Sequence[Claim]) -> tuple[list[Claim], list[Claim]]:
        """Return what is about the cancer in question or about none, and what is about others only."""
        others = [c for c in claims if self._is_of_another(c)]
        return [c for c in claims if c not in others], others

    def _is_of_another(self, one: Claim) -> bool:
        about = {reference_key(r) for r in one.about} & self.every
        return bool(about) and about.isdisjoint(self.meant)


def _choice(fact: str, claims: Sequence[Claim], cancers: _Cancers, on: date) -> Choice:
    if fact in LIST_NAMES:
        return _listed(fact, claims, on)
    if fact in _TREATMENTS:
        return _TREATMENTS[fact](claims)
    if fact.startswith("labs.") and fact != "labs.creatinine_baseline":
        return results(fact, claims)
    if fact in _LASTING:
        return agreed(fact, claims, "they differ, and neither says why")
    return _of_state(fact, claims, cancers, on)


_TREATMENTS: Final[Mapping[str, Callable[[Sequence[Claim]], Choice]]] = MappingProxyType(
    {"radiotherapy": _lists.courses, "radionuclides": functools.partial(_lists.entries, "radionuclides")}
)


def _of_state(fact: str, claims: Sequence[Claim], cancers: _Cancers, on: date) -> Choice:
    if fact in METASTASES.values():
        return _metastases(fact, claims, cancers)
    if fact == "primary":
        return _primary(claims, cancers)
    if fact == "pregnant":
        return _pregnant(claims, on)
    return _of_the_cancer(fact, claims, cancers)


def _of_the_cancer(fact: str, claims: Sequence[Claim], cancers: _Cancers) -> Choice:
    """Return the latest of what was said in view of the cancer in question, before what was said in view of another."""
    own, others = cancers.split(claims)
    if not own or not others:
        return latest(fact, claims)
    chosen = latest(fact, own)
    reason = f"{fact}: was stated for another cancer than the one with metastases of bone"
    differing = [c for c in others if chosen.taken and not same(c.value, chosen.taken[0].value, fact)]
    conflict = chosen.conflict
    if conflict is None and any(c.moment >= chosen.taken[0].moment for c in differing):
        conflict = Conflict(
            fact=fact,
            said=told((*chosen.taken, *differing)),
            taken=shown_value(chosen.taken[0].value),
            why="it was stated for the cancer with metastases of bone, and the other for another cancer",
        )
    return attrs.evolve(chosen, left=(*chosen.left, *((c, reason) for c in others)), conflict=conflict)


def _metastases(fact: str, claims: Sequence[Claim], cancers: _Cancers) -> Choice:
    """Return whether there are metastases; that one of several cancers has none says nothing of the others."""
    partly = [
        c for c in claims if c.value is False and c.about and not cancers.every <= {reference_key(r) for r in c.about}
    ]
    chosen = present(fact, [c for c in claims if c not in partly])
    left = tuple((c, f"{c.said}: said of one of several cancers") for c in partly)
    return attrs.evolve(chosen, left=(*chosen.left, *left))


def _listed(fact: str, claims: Sequence[Claim], on: date) -> Choice:
    """Return the entries of a list; a claim without one says that there are none."""
    named = [c for c in claims if c.value is not None]
    none = [c for c in claims if c.value is None]
    if not named:
        return Choice(taken=tuple(none))
    if fact == "medications":
        chosen = _lists.medications(named, on)
    elif fact == "lesions":
        chosen = _lists.lesions(named)
    else:
        chosen = _lists.entries(fact, named)
    if not none:
        return chosen
    conflict = Conflict(
        fact=fact,
        said=told(claims),
        taken=f"{len(chosen.taken)} of them",
        why="what is on record counts against the statement that there is none",
    )
    left = tuple((c, f"{fact}: another resource names one") for c in none)
    return attrs.evolve(chosen, left=(*chosen.left, *left), conflict=chosen.conflict or conflict)


def _primary(claims: Sequence[Claim], cancers: _Cancers) -> Choice:
    """Return the cancer that metastases of bone are linked with, or else the only one."""
    meant = [c for c in claims if reference_key(c.source.label) in cancers.meant]
    if cancers.meant == cancers.every:
        return agreed("primary", claims, "there are several cancers, and none is linked with metastases of bone")
    chosen = agreed("primary", meant, "metastases of bone are linked with several cancers")
    value = chosen.taken[0].value if chosen.taken else None
    agreeing = tuple(c for c in claims if c not in meant and c.value == value)
    others = tuple(
        (c, f"{c.said}: another cancer than the one that metastases of bone are linked with")
        for c in claims
        if c not in meant and c.value != value
    )
    return Choice(taken=(*chosen.taken, *agreeing), left=(*chosen.left, *others), conflict=chosen.conflict)


def _pregnant(claims: Sequence[Claim], on: date) -> Choice:
    old = [c for c in claims if c.moment and (on - date.fromisoformat(c.moment[:10])).days > _PREGNANCY]
    chosen = latest("pregnant", [c for c in claims if c not in old]) if len(old) < len(claims) else Choice()
    left = tuple((c, f"{c.said}: of {c.moment[:10]}, longer ago than a pregnancy lasts") for c in old)
    return attrs.evolve(chosen, left=(*chosen.left, *left))


@attrs.frozen
class _Built:
    patient: Patient
    left: tuple[tuple[Claim, str], ...]
    conflicts: tuple[Conflict, ...]


def _built(choices: Mapping[str, Choice], closed: frozenset[str]) -> _Built:
    """Return the record, without what contradicts the rest of it."""
    values = _values(choices, closed)
    try:
        return _Built(_patient(values, closed), (), ())
    except BoneguideError:
        pass
    order = sorted(values, key=lambda f: _FIRST.index(f) if f in _FIRST else len(_FIRST))
    kept: dict[str, Any] = {}
    patient, left, conflicts = Patient(), [], []
    for fact in order:
        try:
            patient = _patient({**kept, fact: values[fact]}, closed)
            kept[fact] = values[fact]
        except BoneguideError as problem:
            claims = choices[fact].taken if fact in choices else ()
            why = str(problem)[:200]
            conflicts.append(Conflict(fact=fact, said=told(claims), taken="nothing", why=why))
            left += [(c, f"{fact}: contradicts the rest of the record: {why}") for c in claims]
    return _Built(patient, tuple(left), tuple(conflicts))


def _values(choices: Mapping[str, Choice], closed: frozenset[str]) -> dict[str, Any]:
    values: dict[str, Any] = {name: () for name in LIST_NAMES if name in closed}
    primary = next((c.value for c in choices["primary"].taken), None) if "primary" in choices else None
    for fact, choice in choices.items():
        taken = choice.taken
        if not taken or fact in {"deceased", "radiotherapy", "radionuclides"}:
            continue
        held = [c.value for c in taken if c.value is not None]
        if fact.startswith("labs.") and fact != "labs.creatinine_baseline":
            # Of one day several resources may say the same; the series holds it once.
            values[fact] = tuple({one.on: one for one in reversed(held)}.values())
        elif fact == "lesions":
            values[fact] = tuple(_of_primary(one, primary) for one in held)
        elif fact in LIST_NAMES:
            values[fact] = tuple(held)
        else:
            values[fact] = taken[0].value
    reviews = choices["dental.last_review"].taken if "dental.last_review" in choices else ()
    seen = [c.value for c in reviews if c.source.kind == "Procedure"]
    first = _first_dose(values)
    if seen and (first is None or seen[0] <= first):
        # A dentist looked before the first dose, which is what an assessment before treatment is.
        values.setdefault("dental.assessment_on", seen[0])
    return values


def _of_primary(lesion: Lesion, primary: str | None) -> Lesion:
    """Return a lesion as the model writes it: what a disorder of plasma cells makes in bone is no metastasis."""
    wrong = primary in PLASMA_CELL_DISORDERS and lesion.kind == "metastasis"
    return attrs.evolve(lesion, kind=None) if wrong else lesion


def _first_dose(values: Mapping[str, Any]) -> date | None:
    days = [dose.on for dose in values.get("bone_agent_doses", ()) if dose.on is not None]
    return min(days, default=None)


def _patient(values: Mapping[str, Any], closed: frozenset[str]) -> Patient:
    """Return the record that holds these facts, each under its path."""
    blank = Patient()
    fields: dict[str, Any] = {}
    for path, value in values.items():
        head, _, rest = path.partition(".")
        if rest:
            fields.setdefault(head, {})[rest] = value
        else:
            fields[head] = value
    for head, inner in fields.items():
        part = getattr(blank, head)
        if isinstance(part, Facts):
            fields[head] = type(part)(**inner)
    # A statement that there is none closes a list; an entry does not.
    named = [name for name in LIST_NAMES if values.get(name) and name not in closed]
    return Patient(**fields, incomplete=tuple(named) or None)


def _with_courses(patient: Patient, courses: Sequence[Claim], closed: frozenset[str]) -> tuple[Patient, list[str]]:
    """Return the record with the courses that lesions had, where no course is missing."""
    if not courses or not patient.lesions:
        return patient, []
    if "radiotherapy" not in closed:
        told_ = (
            "radiotherapy is not written into lesions, for earlier courses may be missing; name it in complete= if none"
        )
        return patient, [told_]
    lesions = list(patient.lesions)
    found: dict[int, list[RadiotherapyCourse]] = {place: [] for place in range(len(lesions))}
    for one in courses:
        course: Irradiation = one.value
        linked = {reference_key(r).partition("/")[2] for r in one.about}
        places = [p for p, le in enumerate(lesions) if le.identifier in linked] or [
            p for p, le in enumerate(lesions) if le.site == course.site
        ]
        if course.bone is False and not places:
            continue
        if len(places) != 1 or not course.finished:
            return patient, [f"radiotherapy is not written into lesions: which of them had {course} is not said"]
        found[places[0]].append(
            RadiotherapyCourse(
                dose_per_fraction=course.dose_per_fraction,
                fractions=course.fractions,
                ended=course.ended,
                technique=course.technique,
            )
        )
    treated = tuple(attrs.evolve(le, radiotherapy=tuple(found[place])) for place, le in enumerate(lesions))
    return attrs.evolve(patient, lesions=treated), []


def _ages(taken: Iterable[Claim], on: date) -> list[str]:
    """Return how old facts are that change and that the record holds without a day."""
    newest: dict[str, tuple[date, Claim]] = {}
    for one in taken:
        day = _when(one)
        changes = one.fact in _OF_THE_DAY or (one.fact in METASTASES.values() and one.value is False)
        if changes and day is not None and (one.fact not in newest or day > newest[one.fact][0]):
            newest[one.fact] = day, one
    return [
        f"{fact} {shown_value(one.value)} is of {day}, {(on - day).days} days before"
        for fact, (day, one) in newest.items()
        if (on - day).days > _OLD
    ]


def _when(one: Claim) -> date | None:
    """Return the day of which a claim speaks; None where only a month or a year is known."""
    whole = one.moment[:_WHOLE_DAY]
    return one.day or (date.fromisoformat(whole) if len(whole) == _WHOLE_DAY else None)


_WHOLE_DAY: Final = len("2026-11-23")
