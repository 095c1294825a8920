"""From rules and a person to an assessment."""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

import attrs

from boneguide._version import __version__
from boneguide.errors import GuidelineError, InvalidPatientError, UnknownJurisdictionError
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.generated import Input, Verdicts, compile_programs
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import CategoryFact, Fact
from boneguide.logic.numbers import NumberFact
from boneguide.logic.program import Program, program
from boneguide.logic.resolve import recommendation, unstated_jurisdiction
from boneguide.logic.scalar import truth
from boneguide.model.answer import JURISDICTIONS, Assessment, Jurisdiction, Recommendation, Status

if TYPE_CHECKING:
    from boneguide.logic.nodes import Value
    from boneguide.logic.rule import Rule
    from boneguide.logic.tables import Exists
    from boneguide.model.patient import Patient
    from boneguide.model.regimen import Regimen

    Editions = tuple[tuple[str, str], ...]
    Notes = Callable[[Context], tuple[str, ...]]


@attrs.frozen
class Compiled:
    """Rules made ready for one jurisdiction."""

    programs: tuple[Program, ...]
    inputs: tuple[Input, ...]
    unit_facts: tuple[NumberFact, ...]
    verdicts: Verdicts
    _readers: tuple[Callable[[Context], object], ...] = attrs.field(
        init=False, default=attrs.Factory(lambda self: tuple(map(_reader, self.inputs)), takes_self=True)
    )
    _meanings: tuple[tuple[bool, Callable[[object], Value]], ...] = attrs.field(
        init=False,
        default=attrs.Factory(
            lambda self: tuple((not isinstance(i, (CategoryFact, NumberFact)), _meaning(i)) for i in self.inputs),
            takes_self=True,
        ),
    )
    _unit_places: tuple[int, ...] = attrs.field(
        init=False, default=attrs.Factory(lambda self: tuple(map(self.inputs.index, self.unit_facts)), takes_self=True)
    )

    def statuses(self, context: Context) -> tuple[Status, ...]:
        """Return the status of every rule."""
        raw = [read(context) for read in self._readers]
        # A yes/no fact is nearly always ready as it is, which saves most of the calls.
        values: list[Value] = [
            found if found is None or (flag and (found is True or found is False)) else interpret(found)
            for (flag, interpret), found in zip(self._meanings, raw, strict=True)
        ]
        if Interval not in set(map(type, values)):
            units = [fact.unit_of(raw[place]) for fact, place in zip(self.unit_facts, self._unit_places, strict=True)]
            found = self.verdicts(values, units)
            if found is not None:
                return found
        known = {i: value for i, value in zip(self.inputs, values, strict=True) if isinstance(i, Fact)}
        snapshot = Snapshot(context, values=known)
        return tuple(status_of(p, snapshot) for p in self.programs)


def _reader(source: Input) -> Callable[[Context], object]:
    return source.read if isinstance(source, Fact) else functools.partial(_ask_rows, source)


def _meaning(source: Input) -> Callable[[object], Value]:
    return source.interpret if isinstance(source, Fact) else bool


def _ask_rows(question: Exists, context: Context) -> bool | None:
    whole: Snapshot | None = context.memo.get("rows")
    if whole is None:
        # The rows are read once for all questions about them.
        whole = context.memo["rows"] = Snapshot(context)
    return truth(question, whole).answer


def status_of(verdict: Program, facts: Snapshot) -> Status:
    """Return the status that a verdict program gives, by the reference interpreter."""
    for test in verdict.tests:
        if truth(test.criterion, facts) in test.truths:
            return test.status
    return verdict.otherwise


@functools.lru_cache(maxsize=256)
def compiled(rules: tuple[Rule, ...], jurisdiction: str) -> Compiled:
    """Return rules made ready for one jurisdiction, once.

    Raises:
        GuidelineError: If two different facts share a name.
    """
    programs = tuple(program(r, jurisdiction) for r in rules)
    inputs, unit_facts, verdicts = compile_programs(programs)
    by_name: dict[str, Fact] = {}
    for node in (n for r in rules for c in r.criteria() for n in c.facts()):
        if by_name.setdefault(node.name, node) is not node:
            msg = f"two different facts are called {node.name!r}. Expected one definition; rename one of them."
            raise GuidelineError(msg)
    return Compiled(programs, inputs, unit_facts, verdicts)


def assess_rules(  # noqa: PLR0913 - one argument for each thing an answer depends on
    rules: tuple[Rule, ...],
    editions: Editions,
    patient: Patient,
    *,
    on: date,
    jurisdiction: Jurisdiction | None,
    order: Regimen | None = None,
    notes: tuple[Notes, ...] = (),
) -> Assessment:
    """Return the answers of ``rules`` for one person on one day.

    Raises:
        UnknownJurisdictionError: If the jurisdiction is not encoded.
        InvalidPatientError: If ``on`` is not a date or lies before a date in the record.
    """
    check_day(patient, on)
    context = Context(patient=patient, on=on, jurisdiction=jurisdiction, order=order)
    build: Callable[[str], Recommendation]
    if jurisdiction is None:
        places = {j: assess_rules(rules, editions, patient, on=on, jurisdiction=j, order=order) for j in JURISDICTIONS}
        statuses, build = unstated_jurisdiction(rules, places)
    else:
        if jurisdiction not in JURISDICTIONS:
            msg = (
                f"jurisdiction {jurisdiction!r} is not encoded. Expected {', '.join(JURISDICTIONS)}, or None to see"
                " what differs."
            )
            raise UnknownJurisdictionError(msg)
        found = compiled(rules, jurisdiction).statuses(context)
        statuses = {rule.id: status for rule, status in zip(rules, found, strict=True)}
        build = _Builder(rules, context, statuses)
    return Assessment(
        statuses=statuses,
        build=build,
        on=on,
        jurisdiction=jurisdiction,
        editions=editions,
        version=__version__,
        urgent=urgent(rules),
        notes=tuple([n for note in notes for n in note(context)]),
    )


def assess_snapshot(rules: tuple[Rule, ...], editions: Editions, context: Context, facts: Snapshot) -> Assessment:
    """Return the answers of ``rules`` for facts that were not read from a patient's record.

    Args:
        rules: The rules.
        editions: Editions of what they belong to.
        context: The day and the jurisdiction, which must be stated.
        facts: What is known.
    """
    place = context.jurisdiction or ""
    statuses = {rule.id: status_of(program(rule, place), facts) for rule in rules}
    return Assessment(
        statuses=statuses,
        build=_Builder(rules, context, statuses, facts),
        on=context.on,
        jurisdiction=context.jurisdiction,  # type: ignore[arg-type]  # checked where the context was made
        editions=editions,
        version=__version__,
        urgent=urgent(rules),
    )


@functools.lru_cache(maxsize=256)
def urgent(rules: tuple[Rule, ...]) -> frozenset[str]:
    """Return the identifiers of the rules that are red flags."""
    return frozenset(rule.id for rule in rules if rule.urgent)


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


class _Builder:
    """Builds the recommendations of one assessment when they are looked at."""

    __slots__ = ("_context", "_rules", "_snapshot", "_statuses")

    def __init__(
        self, rules: tuple[Rule, ...], context: Context, statuses: dict[str, Status], snapshot: Snapshot | None = None
    ) -> None:
        self._rules = rules
        self._context = context
        self._statuses = statuses
        self._snapshot = snapshot

    def __call__(self, identifier: str) -> Recommendation:
        if self._snapshot is None:
            self._snapshot = Snapshot(self._context)
        rule = next(r for r in self._rules if r.id == identifier)
        return recommendation(rule, self._statuses[identifier], self._context, self._snapshot)
