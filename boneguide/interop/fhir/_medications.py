"""Drugs that a person takes, took, or was given."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import attrs

from boneguide.errors import BoneguideError
from boneguide.guidelines.drugs import classes_of
from boneguide.interop.fhir._claims import Aside, Claim, Fields, Resource, Wrong, part, parts, references, text
from boneguide.interop.fhir._coding import words_of
from boneguide.interop.fhir._context import Reading, claim
from boneguide.interop.fhir._days import span
from boneguide.interop.fhir._dosage import Dosage, dosage_in, quantity_of
from boneguide.interop.fhir._drugs import Drug, drug_in
from boneguide.model.medication import BONE_AGENTS, BoneAgentDose, Medication
from boneguide.model.radionuclide import RADIONUCLIDES, RadionuclideDose
from boneguide.quantities import Quantity, as_amount, kinds

_NOT_ORDERED: Final = frozenset({"proposal", "plan", "option"})
_NOT_TAKEN: Final = {
    "cancelled": "was cancelled",
    "draft": "is a draft",
    "entered-in-error": "was entered in error",
    "intended": "is intended and not begun",
    "not-taken": "is not taken",
    "not-done": "was not given",
    "on-hold": "is on hold",
    "unknown": "has an unknown status",
}
_ENDED: Final = {"stopped": "was stopped", "completed": "is completed"}
_GIVEN: Final = frozenset({"completed", "in-progress", "stopped"})


@attrs.frozen(kw_only=True)
class _Course:
    """A time in which a drug is taken in one way.

    Args:
        start: First day.
        stop: Last day.
        given: The dosages in force.
        unread: What of the time could not be taken.
    """

    start: date | None = None
    stop: date | None = None
    given: tuple[Fields, ...] = ()
    unread: tuple[str, ...] = ()


def read_request(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield what an order for a drug says of what the person takes.

    Raises:
        Aside: If it says nothing that is taken.
        Wrong: If it is not as it should be.
    """
    fields = resource.fields
    if fields.get("doNotPerform") is True:
        reason = "an order not to give a drug"
        raise Aside(reason)
    intent = text(fields, "intent")
    if intent in _NOT_ORDERED:
        reason = f"its intent is {intent}, so it is not known to be taken"
        raise Aside(reason)
    drug = _drug(fields, reading)
    given = parts(fields, "dosageInstruction")
    courses = _courses(given, reading)
    if courses[0].start is None:
        ordered = _time({"start": fields.get("authoredOn")}, reading, given)
        first, *rest = courses
        unread = (*ordered.unread, *first.unread)
        courses = [attrs.evolve(first, start=_before(ordered.start, first.stop), unread=unread), *rest]
    yield from _listed(resource, reading, drug, courses)


def _before(start: date | None, stop: date | None) -> date | None:
    """Return the day of an order as the first day, unless it was written down after the last one."""
    return None if start is not None and stop is not None and stop < start else start


def read_statement(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield what a statement says of a drug that the person takes or took.

    Raises:
        Aside: If it says nothing that is taken.
        Wrong: If it is not as it should be.
    """
    fields = resource.fields
    drug = _drug(fields, reading)
    given = parts(fields, "dosage")
    once = fields.get("effectiveDateTime")
    if once is None:
        course = _time(part(fields, "effectivePeriod"), reading, given)
    elif text(fields, "status") in _ENDED:
        course = _time({"start": once, "end": once}, reading, given)
    else:
        # It was taken on that day; since when is not said.
        told = _time({"start": once}, reading, given)
        course = attrs.evolve(told, start=None, unread=(f"taken on {once}, since when is not stated",))
    yield from _listed(resource, reading, drug, [course])


def _drug(fields: Fields, reading: Reading) -> Drug:
    """Return the drug of an order, a statement or an administration whose status does not set it aside."""
    status = text(fields, "status")
    if status not in _NOT_TAKEN:
        return drug_in(fields, reading)
    try:
        name = "" if status == "entered-in-error" else f"{drug_in(fields, reading).name}: "
    except Wrong:
        name = ""
    reason = f"{name}{_NOT_TAKEN[status]}"
    raise Aside(reason)


def _time(period: Fields, reading: Reading, given: tuple[Fields, ...]) -> _Course:
    """Return the days of a period; of a month or a year no day is made up."""
    start = stop = None
    unread = []
    if period.get("start") is not None:
        first_day, last_day = span(period["start"], "period.start")
        reading.refuse_later(first_day)
        if first_day == last_day:
            start = first_day
        else:
            unread.append(f"start {period['start']}, which is no whole day")
    if period.get("end") is not None:
        first_day, stop = span(period["end"], "period.end")
        if first_day != stop:
            # Over by the last day that it may mean.
            unread.append(f"end {period['end']}, which is no whole day")
    if start is not None and stop is not None and stop < start:
        where = "period.end"
        raise Wrong(where, str(stop), f"a day not before the start, {start}")
    return _Course(start=start, stop=stop, given=given, unread=tuple(unread))


def _courses(given: tuple[Fields, ...], reading: Reading) -> list[_Course]:
    """Return the times that dosages are for: one after another where each has its own, or else one for all."""
    bounded = [(dosage, part(part(part(dosage, "timing"), "repeat"), "boundsPeriod")) for dosage in given]
    begun = [(dosage, bounds) for dosage, bounds in bounded if not _lies_ahead(bounds, reading)]
    if not begun:
        for _, bounds in bounded[:1]:
            reading.refuse_later(span(bounds["start"], "boundsPeriod.start")[0])
        return [_Course()]
    times = [_time(bounds, reading, (dosage,)) for dosage, bounds in begun]
    later = len(bounded) - len(begun)
    if later:
        told = (*times[0].unread, f"{later} of {len(bounded)} dosages, which lie ahead")
        times[0] = attrs.evolve(times[0], unread=told)
    return times if len(times) == 1 or _follow(times) else [_together(times, open_end=bool(later))]


def _lies_ahead(bounds: Fields, reading: Reading) -> bool:
    return bounds.get("start") is not None and span(bounds["start"], "boundsPeriod.start")[0] > reading.on


def _follow(times: list[_Course]) -> bool:
    """Return whether each ends before or on the day on which the next one begins."""
    ordered = sorted(times, key=lambda time: time.start or date.min)
    return all(
        one.stop is not None and following.start is not None and one.stop <= following.start
        for one, following in itertools.pairwise(ordered)
    )


def _together(times: list[_Course], *, open_end: bool) -> _Course:
    """Return the whole time of dosages that cannot be told apart; without an end where one of them has none."""
    stops = [time.stop for time in times if time.stop is not None]
    return _Course(
        start=min((time.start for time in times if time.start is not None), default=None),
        stop=max(stops) if len(stops) == len(times) and not open_end else None,
        given=tuple(dosage for time in times for dosage in time.given),
        unread=tuple(dict.fromkeys(told for time in times for told in time.unread)),
    )


def _listed(resource: Resource, reading: Reading, drug: Drug, courses: list[_Course]) -> Iterator[Claim]:
    fields = resource.fields
    status = text(fields, "status")
    if status != "active" and status not in _ENDED:
        where = "status"
        raise Wrong(where, fields.get("status"), "a status of an order or a statement")
    known = [c for c in courses if status == "active" or (c.stop is not None and c.stop <= reading.on)]
    if not known:
        reason = f"{drug.name}: {_ENDED[status]}, on a day that is not stated"
        raise Aside(reason)
    about = references(fields, "basedOn", "derivedFrom")
    remarks = (drug.remark,) if drug.remark else ()
    for course in known:
        dosage = dosage_in(course.given, reading, drug.product or drug.name)
        try:
            held = Medication(
                drug=drug.name,
                dose=dosage.dose,
                daily_dose=dosage.daily_dose,
                rate=dosage.rate,
                route=dosage.route,
                as_needed=dosage.as_needed,
                start=course.start,
                stop=course.stop,
                product=drug.product,
                indication=_indication(fields, reading),
            )
        except BoneguideError as problem:
            where = "dosage"
            raise Wrong(where, drug.name, str(problem)[:200]) from None
        unread = (*remarks, *course.unread, *dosage.unread)
        yield claim(resource, "medications", held, _told(held, dosage), day=course.start, about=about, unread=unread)


def _told(held: Medication, dosage: Dosage) -> str:
    said = [held.drug]
    if held.dose is not None:
        said.append(str(as_amount(held.dose)))
    if held.rate is not None:
        said.append(str(as_amount(held.rate)))
    if dosage.every:
        said.append(dosage.every)
    if held.route is not None:
        said.append(held.route)
    if held.start is not None:
        said.append(f"from {held.start}")
    if held.stop is not None:
        said.append(f"to {held.stop}")
    return ", ".join(said)


def _indication(fields: Fields, reading: Reading) -> str | None:
    """Return what a drug is given for, in the record's words."""
    linked = (reading.links.fields(reference, fields) or {} for reference in references(fields, "reasonReference"))
    concepts = [*parts(fields, "reasonCode"), *(part(held, "code") for held in linked)]
    return next((words_of(concept) for concept in concepts if words_of(concept)), None)


def read_administration(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield what was given on a day: a dose of a bone agent or of a radionuclide, or of another drug.

    Raises:
        Aside: If it says nothing that is taken.
        Wrong: If it is not as it should be.
    """
    fields = resource.fields
    drug = _drug(fields, reading)
    status = text(fields, "status")
    if status not in _GIVEN:
        where = "status"
        raise Wrong(where, fields.get("status"), "a status of an administration")
    once = fields.get("effectiveDateTime")
    period = part(fields, "effectivePeriod") if once is None else {"start": once, "end": once}
    course = _time(period, reading, ())
    given = part(fields, "dosage")
    unread = [drug.remark] if drug.remark else []
    unread += course.unread
    if text(given, "text"):
        unread.append(f"dosage as a text: {text(given, 'text')}")
    amount = None
    if status == "completed":
        amount = quantity_of(part(given, "dose"), "dosage.dose", "dose", unread)
    elif part(given, "dose"):
        # Of a dose that was stopped half way, or is still being given, it is not known how much it is.
        unread.append(f"the dose, for its status is {status}")
    yield _given(resource, drug, course, amount, unread)


def _given(resource: Resource, drug: Drug, course: _Course, amount: Quantity | None, unread: list[str]) -> Claim:
    classes = classes_of(drug.product or "") | classes_of(drug.name)
    agent = next((name for name in BONE_AGENTS if name in classes or name == drug.name), None)
    nuclide = next((name for name in RADIONUCLIDES if name in classes), None)
    if amount is None and f"osteoporosis {agent}" in classes:
        # The product says which dose it holds; a dose in the list of doses would pass for one against cancer.
        agent = None
    day, over = course.start, course.stop
    several = day is not None and over is not None and over - day > timedelta(days=1)
    if several and (agent is not None or nuclide is not None):
        unread.append(f"given from {day} to {over}, without the day and the amount of each dose")
        day = amount = None
    when = "" if day is None else f" from {day} to {over}" if several else f" on {day}"
    said = f"{drug.name}{'' if amount is None else f' {as_amount(amount)}'} given{when}"
    held: BoneAgentDose | RadionuclideDose | Medication
    try:
        if agent is not None:
            mass = _of_kind(amount, kinds.DRUG_MASS.units, unread)
            fact, held = "bone_agent_doses", BoneAgentDose(drug=agent, on=day, dose=mass)
        elif nuclide is not None:
            activity = _of_kind(amount, kinds.ACTIVITY.units, unread)
            fact = "radionuclide_doses"
            held = RadionuclideDose(drug=nuclide, on=day, activity=activity)
        elif day is None:
            reason = f"{drug.name}: given on a day that is not stated"
            raise Aside(reason)
        else:
            times = {"start": day, "stop": over} if several else {"last_given": day}
            fact = "medications"
            held = Medication(drug=drug.name, product=drug.product, dose=None if several else amount, **times)
    except BoneguideError as problem:
        where = "dosage.dose"
        raise Wrong(where, drug.name, str(problem)[:200]) from None
    about = references(resource.fields, "request")
    return claim(resource, fact, held, said, day=day, about=about, unread=tuple(unread))


def _of_kind(amount: Quantity | None, units: tuple[str, ...], unread: list[str]) -> Quantity | None:
    if amount is None or as_amount(amount).unit in units:
        return amount
    unread.append(f"dose {as_amount(amount)}, which is no {'activity' if 'MBq' in units else 'mass'}")
    return None
