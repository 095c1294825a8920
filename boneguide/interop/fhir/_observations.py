"""Observations: laboratory results, measures of the body, scores, and findings of presence or absence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

import attrs

from boneguide.interop.fhir._amounts import number_in, of_kind, result_in, whole_number, words
from boneguide.interop.fhir._claims import Aside, Claim, Fields, Resource, Wrong, part, parts, references, shown, text
from boneguide.interop.fhir._coding import Meaning, words_of
from boneguide.interop.fhir._context import Reading, claim
from boneguide.interop.fhir._names import OWN
from boneguide.interop.fhir._own_facts import own_facts
from boneguide.interop.fhir._sites import site_in
from boneguide.model.labs import LAB_KINDS
from boneguide.quantities import Kind, as_amount, kinds

_GROUPS = ("laboratory", "vital", "score", "metastasis", "observable", "history", "pregnancy", "smoking", OWN)
_TIMES = ("effectiveDateTime", "effectivePeriod", "effectiveInstant")
_NOT_FINAL = {
    "entered-in-error": "was entered in error",
    "cancelled": "was cancelled",
    "registered": "is registered and has no result yet",
    "preliminary": "is preliminary",
    "unknown": "has an unknown status",
}
_FINAL = frozenset({"final", "amended", "corrected"})

_VITALS: Mapping[str, Kind] = MappingProxyType({"weight": kinds.BODY_WEIGHT, "height": kinds.HEIGHT})
_NO_MEASURE = {
    "body_length_lying": "a length lying down is no height",
    "body_mass_index": "a body mass index is worked out from weight and height",
    "body_surface_area": "a body surface area is worked out from weight and height",
    "estimated_weight": "an estimated weight is not taken for a measured one",
    "ideal_weight": "an ideal weight is worked out and not measured",
    "birth_weight": "the weight at birth is not that of today",
    "dry_weight": "a dry weight is not the weight of today",
    "stated_weight": "a weight by word of mouth is not taken for a measured one",
    "stated_height": "a height by word of mouth is not taken for a measured one",
    "estimated_height": "an estimated height is not taken for a measured one",
    "other": "a measure that no rule reads",
}
_NO_RESULT = {
    "estimated_gfr_by_race": "an estimated filtration rate that goes by race is not taken",
    "creatinine_clearance": "a clearance is worked out here from creatinine, age, weight and sex",
    "other": "a result that no rule reads",
}
#: Lowest and highest points that a record may hold, what the number beyond means, and where it goes.
_SCORES: Mapping[str, tuple[str, range]] = MappingProxyType(
    {"ecog": ("ecog", range(5)), "karnofsky": ("karnofsky", range(10, 101, 10)), "pain": ("pain.worst", range(11))}
)
_POINTS = frozenset({"1", "score", "Score", "points", "#"})
_DEAD = {"ecog": 5, "karnofsky": 0}


def read_observation(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield what an observation says.

    Raises:
        Aside: If it says nothing that is taken.
        Wrong: If it is not as it should be.
    """
    fields = resource.fields
    status = text(fields, "status")
    if status not in _FINAL:
        if status in _NOT_FINAL:
            raise Aside(_NOT_FINAL[status])
        where = "status"
        raise Wrong(where, fields.get("status"), "a status of an observation")
    others = [r for r in references(fields, "focus") if r.split("/")[0] in {"Patient", "RelatedPerson"}]
    if others:
        reason = f"is about another than its subject: {others[0]}"
        raise Aside(reason)
    told: list[Claim] = []
    left: list[Aside | Wrong] = []
    for item, path in _items(fields):
        try:
            found = reading.meaning(part(item, "code"), *_GROUPS, path=f"{path}code")
            if found is not None:
                told.extend(_READERS[found.group](resource, item, path, found, reading))
        except (Aside, Wrong) as problem:
            left.append(problem)
    if not told:
        if left:
            raise next((problem for problem in left if isinstance(problem, Wrong)), left[0])
        reason = f"{words_of(part(fields, 'code')) or 'its code'}: nothing that is read here"
        raise Aside(reason)
    day, moment = reading.day(fields, *_TIMES, "issued")
    unread = tuple(map(str, left))
    for one in told:
        yield attrs.evolve(
            one,
            day=one.day or day,
            moment=moment,
            about=references(fields, "focus"),
            unread=(*one.unread, *unread),
        )


def _items(fields: Fields) -> Iterator[tuple[Fields, str]]:
    yield fields, ""
    for place, component in enumerate(parts(fields, "component")):
        yield component, f"component[{place}]."


def _quantity(item: Fields, path: str, what: str) -> Fields:
    """Return the quantity that an item holds as its value."""
    held = part(item, "valueQuantity")
    if held:
        return held
    absent = part(item, "dataAbsentReason")
    if absent:
        reason = f"{what} has no value: {words_of(absent) or 'no reason given'}"
        raise Aside(reason)
    other = next((name for name in item if name.startswith("value")), None)
    if other is None:
        if parts(item, "component") or references(item, "hasMember"):
            reason = f"{what}: its parts say what there is"
            raise Aside(reason)
        where = f"{path}valueQuantity"
        raise Wrong(where, None, "a value with its unit")
    if other in {"valueString", "valueCodeableConcept"}:
        reason = f"{what}: its value is a text or a code and no quantity, {shown(_said(item[other]))}"
        raise Aside(reason)
    where = f"{path}{other}"
    raise Wrong(where, item[other], "a quantity with its unit")


def _said(value: object) -> object:
    return words_of(value) if isinstance(value, Mapping) else value


def _laboratory(resource: Resource, item: Fields, path: str, found: Meaning, reading: Reading) -> Iterator[Claim]:
    if found.value in _NO_RESULT:
        raise Aside(_NO_RESULT[found.value])
    quantity = _quantity(item, path, found.words)
    result, unread = result_in(item, quantity, LAB_KINDS[found.value], f"{path}valueQuantity")
    _refuse_urine(resource.fields, item, found, reading)
    day, _ = reading.day(resource.fields, *_TIMES, "issued")
    if day is None:
        where = "effectiveDateTime"
        raise Wrong(where, None, "the day of the sample, without which a result counts as one of today")
    dated = attrs.evolve(result, on=day)
    remarks = (found.remark,) if found.remark else ()
    yield claim(resource, f"labs.{found.value}", dated, f"{found.value} {dated}", unread=(*unread, *remarks))


_URINE = re.compile(r"urin|\bharn(?!s(?:ä|ae|a)ure|stoff)", re.IGNORECASE)
_IN_URINE = frozenset({"urinary_ntx", "urine_albumin_24h"})


def _refuse_urine(fields: Fields, item: Fields, found: Meaning, reading: Reading) -> None:
    """Refuse a result of blood whose specimen or name is urine.

    Raises:
        Wrong: If it is.
    """
    if found.value in _IN_URINE:
        return
    specimen = part(fields, "specimen")
    held = reading.links.fields(text(specimen, "reference"), fields) or {}
    code = part(item, "code")
    named = {
        "specimen": [text(specimen, "display"), *_every_word(part(held, "type"))],
        "code": list(_every_word(code)),
    }
    for where, told in named.items():
        urine = next((each for each in told if _URINE.search(each)), None)
        if urine is not None:
            raise Wrong(where, urine, f"a sample of blood, in which {found.value} is measured")


def _every_word(concept: Fields) -> Iterator[str]:
    yield text(concept, "text")
    yield from (text(coding, "display") for coding in parts(concept, "coding"))


def _vital(resource: Resource, item: Fields, path: str, found: Meaning, _: Reading) -> Iterator[Claim]:
    if found.value in _NO_MEASURE:
        raise Aside(_NO_MEASURE[found.value])
    quantity = _quantity(item, path, found.words)
    if quantity.get("comparator") is not None:
        where = f"{path}valueQuantity.comparator"
        raise Wrong(where, quantity["comparator"], "a plain value of a measure of the body")
    amount = of_kind(quantity, _VITALS[found.value], f"{path}valueQuantity")
    yield claim(resource, found.value, amount, f"{found.value} {as_amount(amount)}")


def _score(resource: Resource, item: Fields, path: str, found: Meaning, reading: Reading) -> Iterator[Claim]:
    if found.value not in _SCORES:
        reason = f"{found.words}: a score that no rule reads"
        raise Aside(reason)
    fact, points = _SCORES[found.value]
    number = _points(item, path, found, reading)
    if number == _DEAD.get(found.value):
        reason = f"{found.words}: {number} means that the person has died"
        raise Aside(reason)
    if number not in points:
        where = f"{path}value"
        raise Wrong(where, number, f"one of {', '.join(map(str, points))}")
    yield claim(resource, fact, number, f"{found.value} {number}")


def _points(item: Fields, path: str, found: Meaning, reading: Reading) -> int:
    """Return the points of a score: a number, a quantity without unit, or a coded answer."""
    if "valueInteger" in item:
        return whole_number(item["valueInteger"], f"{path}valueInteger")
    quantity = part(item, "valueQuantity")
    if quantity:
        if quantity.get("comparator") is not None:
            where = f"{path}valueQuantity.comparator"
            raise Wrong(where, quantity["comparator"], "points without a comparator")
        unit = text(quantity, "code") or text(quantity, "unit")
        percent = found.value == "karnofsky" and unit == "%"
        if unit and not percent and unit not in _POINTS and not unit.startswith("{"):
            where = f"{path}valueQuantity.unit"
            raise Wrong(where, unit, "points, such as {score}")
        number = number_in(quantity, f"{path}valueQuantity")
        if number != int(number):
            where = f"{path}valueQuantity.value"
            raise Wrong(where, words(quantity), "whole points")
        return int(number)
    for name in ("valueCodeableConcept", "interpretation"):
        held = item.get(name)
        concepts = parts(item, name) if isinstance(held, (list, tuple)) else (part(item, name),)
        answer = reading.any_meaning(concepts, "answer", path=f"{path}{name}")
        if answer is not None:
            return _answered(answer, found)
    if part(item, "dataAbsentReason"):
        reason = f"{found.words} has no value: {words_of(part(item, 'dataAbsentReason')) or 'no reason given'}"
        raise Aside(reason)
    concept = part(item, "valueCodeableConcept")
    given = words_of(concept) if concept else next((item[n] for n in item if n.startswith("value")), None)
    where = f"{path}value"
    raise Wrong(where, given, "points as a number or as a coded answer")


def _answered(answer: Meaning, found: Meaning) -> int:
    score, _, points = answer.value.partition("=")
    if points.isdigit() and int(points) == _DEAD[score]:
        # One code answers both scores so.
        return _DEAD.get(found.value, int(points))
    if score != found.value:
        where = "valueCodeableConcept"
        raise Wrong(where, answer.words, f"an answer of {found.words}")
    if not points.isdigit():
        reason = f"{found.words}: the answer is that it is not known"
        raise Aside(reason)
    return int(points)


#: Answers to whether something is there that leave it open.
_NOT_SAID: Mapping[str, str] = MappingProxyType(
    {
        "unknown": "was looked for and is not known",
        "suspected": "is suspected, and not known",
        "not_applicable": "is answered as not applicable",
    }
)


def presence(item: Fields, path: str, reading: Reading) -> bool:
    """Return whether a finding is present, by the value of its observation.

    Raises:
        Aside: If the value is that it is not known.
        Wrong: If there is no value, or it is another: the code alone says what was looked for.
    """
    if isinstance(item.get("valueBoolean"), bool):
        return bool(item["valueBoolean"])
    concept = part(item, "valueCodeableConcept")
    answer = reading.meaning(concept, "qualifier", path=f"{path}valueCodeableConcept") if concept else None
    if answer is not None:
        if answer.value in _NOT_SAID:
            raise Aside(_NOT_SAID[answer.value])
        if answer.value in {"present", "absent"}:
            return answer.value == "present"
    if part(item, "dataAbsentReason"):
        reason = f"has no value: {words_of(part(item, 'dataAbsentReason')) or 'no reason given'}"
        raise Aside(reason)
    given = words_of(concept) if concept else next((item[n] for n in item if n.startswith("value")), None)
    where = f"{path}value"
    raise Wrong(where, given, "present or absent: the code alone says what was looked for, not what was found")


def _metastasis(resource: Resource, item: Fields, path: str, found: Meaning, reading: Reading) -> Iterator[Claim]:
    fact = METASTASES.get(found.value)
    if fact is None:
        reason = f"{found.words}: metastases at a place that no rule asks about"
        raise Aside(reason)
    present = presence(item, path, reading)
    yield claim(resource, fact, present, f"{found.words}: {'present' if present else 'absent'}")


#: Which fact metastases at a place are.
METASTASES: Mapping[str, str] = MappingProxyType(
    {"bone": "bone_metastases", "visceral": "conditions.visceral_metastases"}
)


def _observable(resource: Resource, item: Fields, path: str, found: Meaning, reading: Reading) -> Iterator[Claim]:
    concept = part(item, "valueCodeableConcept")
    if not concept and part(item, "dataAbsentReason"):
        reason = f"{found.words} has no value"
        raise Aside(reason)
    if found.value == "metastasis_site":
        yield from _spread_to(resource, concept, path, found, reading)
        return
    stage = reading.meaning(concept, "stage", "metastasis_course", path=f"{path}valueCodeableConcept")
    told = () if stage is None else tuple(staged(stage.value, _cancers_meant(resource.fields, reading)))
    if stage is None or not told:
        reason = f"{found.words}: {words_of(concept) or 'no category'} does not say where metastases are"
        raise Aside(reason)
    for fact, value in told:
        yield claim(resource, fact, value, said_of_stage(stage, value=value))


def _spread_to(resource: Resource, concept: Fields, path: str, found: Meaning, reading: Reading) -> Iterator[Claim]:
    """Yield that there are metastases at the place that a value names."""
    where = f"{path}valueCodeableConcept"
    site = reading.meaning(concept, "metastasis", "metastasis_site", path=where)
    if site is not None:
        place, told = site.value, site.words
    else:
        named = site_in((concept,), reading, where)
        place, told = ("", "") if named is None else (named.place, named.words)
    if place not in METASTASES:
        reason = f"{found.words}: {told or words_of(concept) or 'no place that is known here'}"
        raise Aside(reason)
    yield claim(resource, METASTASES[place], value=True, said=f"metastases, {told}")


def staged(category: str, cancers: frozenset[str]) -> Iterator[tuple[str, bool]]:
    """Yield what a category of distant metastases says of facts.

    ``M1b`` are metastases of bone in cancer of the prostate; of another cancer the letter says something else.
    ``M1c`` of the prostate is with or without bone.
    """
    if category in {"M0", "none"}:
        yield from ((fact, False) for fact in METASTASES.values())
    elif category == "M1b" and cancers == {"prostate"}:
        yield METASTASES["bone"], True


def said_of_stage(stage: Meaning, *, value: bool) -> str:
    """Return in words what a category says."""
    if value:
        return f"{stage.words}, in cancer of the prostate: metastases of bone"
    return f"{stage.words}, no distant metastases"


def _cancers_meant(fields: Fields, reading: Reading) -> frozenset[str]:
    """Return which cancers an observation is made in view of."""
    found = set()
    for reference in references(fields, "focus"):
        held = reading.links.fields(reference, fields)
        meant = None if held is None else reading.meaning(part(held, "code"), "primary", path="code")
        found.add("" if meant is None else meant.value)
    return frozenset(found)


def _history(_: Resource, __: Fields, ___: str, found: Meaning, ____: Reading) -> Iterator[Claim]:
    reason = f"{found.words}: a history, which does not say what is there now"
    raise Aside(reason)


def _answer(resource: Resource, item: Fields, path: str, found: Meaning, reading: Reading) -> Iterator[Claim]:
    """Read an observation whose code asks and whose value answers: pregnancy, smoking."""
    fact = {"pregnancy": "pregnant", "smoking": "dental.smoking"}[found.group]
    if found.value == "status":
        answer = reading.meaning(part(item, "valueCodeableConcept"), found.group, path=f"{path}valueCodeableConcept")
        value = None if answer is None else answer.value
        said = found.words if answer is None else answer.words
    elif found.value in {"yes", "no"}:
        value, said = ("yes" if presence(item, path, reading) == (found.value == "yes") else "no"), found.words
    else:
        # That someone is no former smoker leaves open whether they smoke.
        value, said = (found.value if presence(item, path, reading) else None), found.words
    if value not in {"yes", "no", "former"}:
        reason = f"{found.words}: {said if value else 'an answer that is not known here'}"
        raise Aside(reason)
    yield claim(resource, fact, value == "yes", said)


def _own(resource: Resource, item: Fields, path: str, found: Meaning, reading: Reading) -> Iterator[Claim]:
    yield from own_facts(resource, item, path, found.value, reading)


_READERS: Mapping[str, Callable[[Resource, Fields, str, Meaning, Reading], Iterator[Claim]]] = MappingProxyType(
    {
        "laboratory": _laboratory,
        "vital": _vital,
        "score": _score,
        "metastasis": _metastasis,
        "observable": _observable,
        "history": _history,
        "pregnancy": _answer,
        "smoking": _answer,
        OWN: _own,
    }
)
