"""From rules and a person to an assessment."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from boneguide._version import __version__
from boneguide.errors import InvalidPatientError, UnknownJurisdictionError
from boneguide.logic.asked import Asked, asked_of_patient, asked_of_snapshot
from boneguide.logic.completing.counterfactual import why_not
from boneguide.logic.completing.sufficiency import Open, across, completions, questions
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.resolve import missing_facts, recommendation, unstated_jurisdiction
from boneguide.logic.reviewing.audit import audited
from boneguide.model.answer import Recommendation
from boneguide.model.assessment import Assessment
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.patient import LIST_NAMES
from boneguide.model.status import Status

if TYPE_CHECKING:
    from boneguide.logic.rule import Rule
    from boneguide.model.counterfactual import WhyNot
    from boneguide.model.patient import Patient
    from boneguide.model.regimen import Regimen
    from boneguide.model.sufficiency import Question

    Editions = tuple[tuple[str, str], ...]


def assess_rules(  # noqa: PLR0913 - one argument for each thing an answer depends on
    rules: tuple[Rule, ...],
    editions: Editions,
    patient: Patient,
    *,
    on: date,
    jurisdiction: Jurisdiction | None,
    order: Regimen | None = None,
    notes: tuple[Callable[[Context], tuple[str, ...]], ...] = (),
    places: tuple[Jurisdiction, ...] = JURISDICTIONS,
) -> Assessment:
    """Return the answers of ``rules`` for one person on one day.

    Args:
        rules: What to ask.
        editions: Of which guidelines the rules are, each with its edition.
        patient: What is known.
        on: The day.
        jurisdiction: Whose rules count; None shows what differs.
        order: A regimen already written, for rules that check one.
        notes: Functions that say what in a record could not be used.
        places: The jurisdictions that are compared where none is stated.

    Raises:
        UnknownJurisdictionError: If the jurisdiction is not encoded.
        InvalidPatientError: If ``on`` is not a date or lies before a date in the record.
    """
    check_day(patient, on)
    context = Context(patient=patient, on=on, jurisdiction=jurisdiction, order=order)
    statuses: Mapping[str, Status]
    build: Callable[[str], Recommendation]
    urgent: frozenset[str]
    ask: Callable[[], tuple[Question, ...]]
    why: Callable[[str, Recommendation], WhyNot] | None = None
    if jurisdiction is None:
        each = {j: assess_rules(rules, editions, patient, on=on, jurisdiction=j, order=order) for j in places}
        statuses, build = unstated_jurisdiction(each)
        urgent = frozenset().union(*(a.urgent for a in each.values()))
        ask = functools.partial(_ask_each, each, statuses)
    else:
        if jurisdiction not in JURISDICTIONS:
            msg = (
                f"jurisdiction {jurisdiction!r} is not encoded. Expected {', '.join(JURISDICTIONS)}, or None to see"
                " what differs."
            )
            raise UnknownJurisdictionError(msg)
        answers = _Answers(asked_of_patient(rules, context))
        statuses, build, urgent, ask, why = answers.statuses, answers, answers.urgent, answers.questions, answers.why
    return Assessment(
        statuses=statuses,
        build=build,
        on=on,
        jurisdiction=jurisdiction,
        editions=editions,
        version=__version__,
        urgent=urgent,
        notes=(*_lacking(patient), *(n for note in notes for n in note(context))),
        ask=ask,
        why=why,
        audit=functools.partial(audited, rules, patient, order),
    )


def _lacking(patient: Patient) -> tuple[str, ...]:
    names = [name for name in LIST_NAMES if patient.may_lack(name)]
    if not names:
        return ()
    listed = ", ".join(name.replace("_", " ") for name in names)
    results = "" if {"allergies", "lesions"}.issuperset(names) else "; a result counts unless a dose after it is listed"
    return (f"May lack entries: {listed}. What is not on such a list counts as unknown{results}.",)


def assess_snapshot(rules: tuple[Rule, ...], editions: Editions, context: Context, facts: Snapshot) -> Assessment:
    """Return the answers of ``rules`` for facts that were not read from a patient's record.

    Args:
        rules: The rules.
        editions: Editions of what they belong to.
        context: The day and the jurisdiction, which must be stated.
        facts: What is known.
    """
    answers = _Answers(asked_of_snapshot(rules, context, facts))
    return Assessment(
        statuses=answers.statuses,
        build=answers,
        on=context.on,
        jurisdiction=context.jurisdiction,  # type: ignore[arg-type]  # checked where the context was made
        editions=editions,
        version=__version__,
        urgent=answers.urgent,
        ask=answers.questions,
        why=answers.why,
    )


def check_day(patient: Patient, on: date) -> None:
    """Refuse a day that is not a date, or that lies before something in the record.

    Raises:
        InvalidPatientError: In either case.
    """
    if isinstance(on, datetime) or not isinstance(on, date):
        msg = f"on={on!r} is not a date. Expected datetime.date, such as date(2026, 11, 23)."
        raise InvalidPatientError(msg)
    latest = patient.latest_day
    if latest is None or latest <= on:
        return
    path, day = next((path, day) for path, day in patient.dates() if day > on)
    msg = (
        f"{path} is {day.isoformat()}, after the day of the assessment, {on.isoformat()}."
        " Expected a record of the past; correct the date or assess on a later day."
    )
    raise InvalidPatientError(msg)


class _Answers:
    """The answers of one assessment, each built when it is looked at."""

    __slots__ = ("_asked", "_snapshots")

    def __init__(self, asked: tuple[Asked, ...]) -> None:
        self._asked = {a.key: a for a in asked}
        self._snapshots: dict[int, Snapshot] = {}

    @property
    def statuses(self) -> dict[str, Status]:
        """The status of each, in order."""
        return {key: a.status for key, a in self._asked.items()}

    @property
    def urgent(self) -> frozenset[str]:
        """Those that are red flags."""
        return frozenset(key for key, a in self._asked.items() if a.rule.urgent)

    def __call__(self, key: str) -> Recommendation:
        asked = self._asked[key]
        return recommendation(asked.rule, asked.status, asked.context, self._facts(asked), about=asked.about)

    def questions(self) -> tuple[Question, ...]:
        """Return what is open and could change one of them."""
        return questions(map(self._open, self._asked.values()))

    def _open(self, asked: Asked) -> Open:
        facts, place = self._facts(asked), asked.context.jurisdiction or ""
        return Open(
            key=asked.key,
            about=asked.about,
            missing=missing_facts(asked.rule, place, facts),
            ways=completions(asked.rule, place, facts),
        )

    def why(self, key: str, answer: Recommendation) -> WhyNot:
        """Return why one of them is not advised, and what would have to be otherwise."""
        asked = self._asked[key]
        return why_not(asked.rule, answer, asked.context.jurisdiction or "", self._facts(asked))

    def _facts(self, asked: Asked) -> Snapshot:
        if asked.facts is not None:
            return asked.facts
        # What one answer has read of a person or of a lesion is there for the next.
        return self._snapshots.setdefault(id(asked.context), Snapshot(asked.context))


def _ask_each(places: Mapping[Jurisdiction, Assessment], statuses: Mapping[str, Status]) -> tuple[Question, ...]:
    apart = (key for key in statuses if len({(a[key].status, a[key].regimen) for a in places.values()}) > 1)
    return across({place: a.questions for place, a in places.items()}, apart)
