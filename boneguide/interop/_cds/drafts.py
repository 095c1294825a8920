"""Draft orders for a drug, as regimens that can be checked, with what could not be read of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

import attrs

from boneguide.errors import BoneguideError
from boneguide.guidelines.drugs import BONE_AGENTS, CLASSES, classes_of
from boneguide.interop._cds.request import reference_to
from boneguide.interop.fhir._amounts import amount_in, number_in, words
from boneguide.interop.fhir._claims import Aside, Fields, Resource, Wrong, first, part, parts, text
from boneguide.interop.fhir._coding import words_of
from boneguide.interop.fhir._context import Reading
from boneguide.interop.fhir._dosage import Dosage, dosage_in
from boneguide.interop.fhir._drugs import drug_in
from boneguide.interop.fhir._people import Links
from boneguide.model.check import INDICATIONS, Indication
from boneguide.model.regimen import Range, Regimen
from boneguide.quantities import Amount, Quantity, as_amount, kinds

_SKELETAL_EVENTS, _HYPERCALCAEMIA = INDICATIONS
#: Parts of words by which the reason for an order tells the two apart, also in German.
_OF_CALCIUM: Final = ("hypercalc", "hyperkalz")
_OF_BONE: Final = ("metasta", "secondary malignant neoplasm of bone", "skeletal", "skelett", "knochen", "myelom")
#: Units of time of a timing, as the library spells them.
_TIMES: Final[Mapping[str, str]] = MappingProxyType(
    {"min": "minute", "h": "hour", "d": "day", "wk": "week", "mo": "month", "a": "year"}
)
_NO_ROUTE = "by a route that is not stated"
#: How the reader of dosages tells of a text.
_TEXT = "dosage as a text: "
_RATES: Final = ("rateRatio", "rateRange", "rateQuantity")
#: What a timing may hold that no interval follows from.
_FURTHER_TIMES: Final = ("event", "count", "countMax", "frequencyMax", "dayOfWeek", "timeOfDay", "when", "offset")


@attrs.frozen(kw_only=True)
class DraftOrder:
    """An order that is not signed yet, as far as it could be read.

    Args:
        reference: Type and identifier of the draft, such as ``"MedicationRequest/103"``.
        drug: The drug, or what else is ordered, as the draft names it; empty where it names nothing.
        regimen: What would be given; None where it is no order for a drug, or the drug could not be read.
        indication: What a bone agent is ordered for.
        unread: What of the draft could not be read.
        notes: How it was read, and what had to be taken for granted.

    Example:
        >>> from boneguide.interop.cds_hooks import ordered
        >>> draft = ordered(
        ...     {
        ...         "resourceType": "MedicationRequest",
        ...         "id": "103",
        ...         "status": "draft",
        ...         "intent": "order",
        ...         "medicationCodeableConcept": {"text": "zoledronic acid"},
        ...         "dosageInstruction": [
        ...             {
        ...                 "route": {"text": "IV"},
        ...                 "timing": {"repeat": {"frequency": 1, "period": 4, "periodUnit": "wk"}},
        ...                 "doseAndRate": [{"doseQuantity": {"value": 4, "unit": "mg"}}],
        ...             }
        ...         ],
        ...     }
        ... )
        >>> print(draft.regimen)
        zoledronic acid 4 mg intravenous, every 4 week
        >>> draft.notes
        ('named by a text', 'what it is given for is not stated; it was checked as one against skeletal events')
    """

    reference: str
    drug: str = ""
    regimen: Regimen | None = None
    indication: Indication = _SKELETAL_EVENTS
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def ordered(resource: Mapping[str, Any]) -> DraftOrder:
    """Return a draft order as a regimen that can be checked, as far as it can be read.

    The drug is read by its code or its display, the dose with its unit, the infusion
    time from the duration of one administration or from amount and time of a rate, and
    the interval from the timing. A text is not read, and said to be there. Nothing but
    drugs is looked at: of any other order only its name is kept.

    Args:
        resource: A draft, such as one of :attr:`HookRequest.orders`.
    """
    reference = reference_to(resource)
    if resource.get("resourceType") != "MedicationRequest":
        return DraftOrder(reference=reference, drug=words_of(part(resource, "code")))
    if resource.get("doNotPerform") is True:
        return DraftOrder(reference=reference, unread=("an order not to give a drug, which is not checked",))
    own = Resource(place=0, label=reference, kind="MedicationRequest", fields=resource)
    # The day is of no account: nothing that is read of a draft depends on it.
    reading = Reading(on=date.max, links=Links.of((own,)), declared=MappingProxyType({}))
    try:
        drug = drug_in(resource, reading)
    except (Aside, Wrong) as problem:
        printed = words_of(part(resource, "medicationCodeableConcept"))
        return DraftOrder(reference=reference, drug=printed, unread=(str(problem),))
    product = drug.product or ""
    among = None if classes_of(drug.name) else _agents().search(drug.name)
    if among is not None:
        told = f"{among[0]} stands among other words in {drug.name}; expected the drug by a code or by its name alone"
        return DraftOrder(reference=reference, drug=among[0], unread=(told,))
    notes = [drug.remark] if drug.remark else []
    given = tuple(_with_doses_listed(dosage) for dosage in parts(resource, "dosageInstruction"))
    dosage = dosage_in(tuple(map(_without_time, given)), reading)
    unread = [told for told in dosage.unread if not told.startswith(_TEXT)]
    # A text beside a dose that was read mostly says the same; without one it is what there is.
    texts = [told for told in dosage.unread if told.startswith(_TEXT)]
    (unread if dosage.dose is None else notes).extend(texts)
    # A product for osteoporosis is told by its name only.
    name = product if any(group.startswith("osteoporosis ") for group in classes_of(product)) else drug.name
    regimen = _regimen(name, given, dosage, unread)
    indication = _indication(resource, notes)
    return DraftOrder(
        reference=reference,
        drug=product or drug.name,
        regimen=regimen,
        indication=indication,
        unread=tuple(unread),
        notes=tuple(notes),
    )


@functools.cache
def _agents() -> re.Pattern[str]:
    """Return what finds the name of a bone agent in a text: an order for one must not be passed over in silence."""
    names = sorted({name for agent in BONE_AGENTS for name in CLASSES[agent]}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", re.IGNORECASE)


def _with_doses_listed(dosage: Fields) -> Fields:
    """Return a dosage with its doses in a list, also where a client sends the one dose alone."""
    held = dosage.get("doseAndRate")
    return {**dosage, "doseAndRate": [held]} if isinstance(held, Mapping) else dosage


def _without_time(dosage: Fields) -> Fields:
    """Return a dosage without timing and rates, which mean something else for an infusion than for what is taken."""
    doses = [{k: v for k, v in dose.items() if k not in _RATES} for dose in parts(dosage, "doseAndRate")]
    return {**{k: v for k, v in dosage.items() if k != "timing"}, "doseAndRate": doses}


def _regimen(name: str, given: tuple[Fields, ...], dosage: Dosage, unread: list[str]) -> Regimen:
    found = Regimen(drug=name, route=dosage.route or _NO_ROUTE)
    only = given[0] if len(given) == 1 else {}
    candidates: dict[str, Any] = {
        "dose": dosage.dose,
        "interval": _interval(part(only, "timing"), unread),
        "infusion_time": _infusion_time(only, dosage.dose, unread),
    }
    for field, value in candidates.items():
        known: dict[str, Any] = {field: value}
        try:
            found = attrs.evolve(found, **known)
        except BoneguideError as problem:
            unread.append(f"{field.replace('_', ' ')}: {problem}")
    return found


def _interval(timing: Fields, unread: list[str]) -> Range | None:
    repeat = part(timing, "repeat")
    further = [name for name in _FURTHER_TIMES if name in repeat or name in timing]
    if further:
        unread.append(f"timing with {', '.join(further)}")
        return None
    if repeat.get("period") is None:
        if part(timing, "code"):
            unread.append(f"timing: {words_of(part(timing, 'code'))}")
        return None
    unit = _TIMES.get(text(repeat, "periodUnit"))
    try:
        ends = [number_in({"value": repeat[name]}, name) for name in ("period", "periodMax") if name in repeat]
        times = number_in({"value": repeat.get("frequency", 1)}, "frequency")
    except Wrong as wrong:
        unread.append(f"timing: {wrong.path} was {wrong.found}")
        return None
    if unit is None or times <= 0 or min(ends) <= 0 or ends[0] > ends[-1]:
        span = " to ".join(f"{end:g}" for end in ends)
        unread.append(f"timing of {times:g} in {span} {text(repeat, 'periodUnit')}".rstrip())
        return None
    low, high = (
        Amount(float(Fraction(str(end)) / Fraction(str(times))), unit).quantity() for end in (ends[0], ends[-1])
    )
    return Range(low=low, high=high)


def _infusion_time(only: Fields, dose: Quantity | None, unread: list[str]) -> Range | None:
    repeat, held = part(part(only, "timing"), "repeat"), first(parts(only, "doseAndRate"))
    unread.extend(f"a rate as {name}" for name in _RATES if name in held and name != "rateRatio")
    unit = _TIMES.get(text(repeat, "durationUnit"))
    if "durationMax" in repeat:
        unread.append("timing with durationMax")
        return None
    if repeat.get("duration") is not None:
        try:
            length = number_in({"value": repeat["duration"]}, "duration")
        except Wrong as wrong:
            unread.append(f"timing: {wrong.path} was {wrong.found}")
            return None
        if unit is not None and length > 0:
            return Range.exactly(Amount(length, unit).quantity())
        unread.append(f"duration of {length:g} {text(repeat, 'durationUnit')}".rstrip())
        return None
    ratio = part(held, "rateRatio")
    return _by_rate(ratio, dose, unread) if ratio else None


def _by_rate(ratio: Fields, dose: Quantity | None, unread: list[str]) -> Range | None:
    """Return how long a dose runs at a rate, where the rate is told in the unit of the dose."""
    amount, time = part(ratio, "numerator"), part(ratio, "denominator")
    told = f"rate of {words(amount)} in {words(time)}"
    try:
        each, length = as_amount(amount_in(amount, "numerator")), as_amount(amount_in(time, "denominator"))
    except Wrong as wrong:
        unread.append(f"{told}: {wrong.path} was {wrong.found}")
        return None
    whole = None if dose is None else as_amount(dose)
    if whole is None or whole.unit != each.unit or each.value <= 0 or length.unit not in kinds.INFUSION_TIME.units:
        unread.append(f"{told}, which does not tell how long the dose runs")
        return None
    share = Fraction(str(whole.value)) / Fraction(str(each.value))
    return Range.exactly(Amount(float(share * Fraction(str(length.value))), length.unit).quantity())


def _indication(resource: Fields, notes: list[str]) -> Indication:
    """Return what a bone agent is ordered for, with a note where that is taken for granted."""
    told = list(_reasons(resource))
    if any(word in reason.casefold() for reason in told for word in _OF_CALCIUM):
        return _HYPERCALCAEMIA
    if not any(word in reason.casefold() for reason in told for word in _OF_BONE):
        stated = f"stated as {', '.join(told)}" if told else "not stated"
        notes.append(f"what it is given for is {stated}; it was checked as one against {_SKELETAL_EVENTS}")
    return _SKELETAL_EVENTS


def _reasons(resource: Fields) -> Iterator[str]:
    for concept in parts(resource, "reasonCode"):
        yield words_of(concept)
    for reference in parts(resource, "reasonReference"):
        if text(reference, "display"):
            yield text(reference, "display")
