"""Keeping what an assessment was made from, and asking it again later."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from boneguide.logic.reviewing.fingerprint import fingerprints
from boneguide.model.audit import AuditedRule, AuditRecord, Departure, Replay, ReplayedAnswer, ReplayedRule
from boneguide.quantities import Quantity, as_amount

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline
    from boneguide.logic.rule import Rule
    from boneguide.model.answer import Recommendation
    from boneguide.model.assessment import Assessment
    from boneguide.model.patient import Patient
    from boneguide.model.regimen import Regimen


def audited(rules: tuple[Rule, ...], patient: Patient, order: Regimen | None, assessment: Assessment) -> AuditRecord:
    """Return what is kept of an assessment.

    Args:
        rules: Which rules were asked.
        patient: What was known.
        order: The regimen that was checked, if one was.
        assessment: What they said.
    """
    return AuditRecord(patient=patient, order=order, rules=_named(rules), assessment=assessment)


def replayed(record: AuditRecord, guideline: Guideline) -> Replay:
    """Return what a guideline answers now to what an audit record holds.

    Args:
        record: What was kept.
        guideline: The rules to ask; those of the record, if it is to be verified.
    """
    now = guideline(record.patient, on=record.on, jurisdiction=record.jurisdiction, order=record.order)
    return Replay(
        record=record,
        assessment=now,
        rules=tuple(_rules(record.rules, _named(guideline.rules))),
        answers=tuple(_answers(record.assessment, now)),
        about=tuple(_lists("notes", record.assessment.notes, now.notes)),
    )


def _named(rules: tuple[Rule, ...]) -> tuple[AuditedRule, ...]:
    return tuple(
        AuditedRule(id=rule.id, edition=rule.edition, fingerprint=found)
        for rule, found in zip(rules, fingerprints(rules), strict=True)
    )


def _rules(then: tuple[AuditedRule, ...], now: tuple[AuditedRule, ...]) -> Iterator[ReplayedRule]:
    ours, theirs = ({rule.id: rule for rule in side} for side in (then, now))
    for identifier in dict.fromkeys((*ours, *theirs)):
        before, after = ours.get(identifier), theirs.get(identifier)
        if before != after:
            yield ReplayedRule(
                id=identifier,
                then=None if before is None else before.edition,
                now=None if after is None else after.edition,
            )


def _answers(then: Assessment, now: Assessment) -> Iterator[ReplayedAnswer]:
    for key in dict.fromkeys((*then, *now)):
        found = tuple(_departures(_answer(then, key), _answer(now, key)))
        if found:
            yield ReplayedAnswer(key=key, rule=key.partition("@")[0], departures=found)


def _answer(assessment: Assessment, key: str) -> Recommendation | None:
    # The name of a rule would also find its one answer about a lesion, which has a key of its own.
    return assessment[key] if key in assessment.statuses else None


def _departures(then: Recommendation | None, now: Recommendation | None) -> Iterator[Departure]:
    if then is None or now is None:
        yield Departure(part="status", then=then.status.value if then else "", now=now.status.value if now else "")
        return
    for field in attrs.fields(type(then)):
        if field.eq:
            yield from _parts(field.name.replace("_", " "), getattr(then, field.name), getattr(now, field.name))
    yield from _lists("explanation", tuple(then.because.lines()), tuple(now.because.lines()))


def _parts(part: str, then: object, now: object) -> Iterator[Departure]:
    if then == now:
        return
    if isinstance(then, tuple) and isinstance(now, tuple):
        yield from _lists(part, then, now)
    elif isinstance(then, Mapping) and isinstance(now, Mapping):
        for name in dict.fromkeys((*then, *now)):
            yield from (
                attrs.evolve(inner, part=f"{part}, {name}: {inner.part}")
                for inner in _departures(then.get(name), now.get(name))
            )
    elif (made := type(then)) is type(now) and attrs.has(made):
        for field in attrs.fields(made):
            name = field.name.replace("_", " ")
            yield from _parts(f"{part}, {name}", getattr(then, field.name), getattr(now, field.name))
    else:
        yield Departure(part=part, then=_said(then), now=_said(now))


def _lists(part: str, then: tuple[object, ...], now: tuple[object, ...]) -> Iterator[Departure]:
    """Yield what only one of two lists holds; one departure for the whole where they differ in order or in detail."""
    gone = [_said(item) for item in then if item not in now]
    new = [_said(item) for item in now if item not in then]
    if gone != new:
        yield from (Departure(part=part, then=text) for text in gone if text not in new)
        yield from (Departure(part=part, now=text) for text in new if text not in gone)
    elif then != now:
        # What reads the same differs where it says who says so, or stands elsewhere.
        yield Departure(part=part, then=_whole(then), now=_whole(now))


def _whole(items: tuple[object, ...]) -> str:
    return "; ".join(map(repr, items))


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Quantity):
        return str(as_amount(value))
    return str(value.value if isinstance(value, enum.Enum) else value)
