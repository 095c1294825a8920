"""What a rule breaks by itself: what never counts, what always does, and tables that leave people out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from boneguide.errors import NotDecidedError
from boneguide.logic.adapting.choices import EVERY, FAILS, HOLDS, NOT_FAILS, OPEN, Goal
from boneguide.logic.adapting.examples import Examples
from boneguide.logic.clauses import (
    Clause,
    Confirm,
    Contraindication,
    Dispute,
    Hold,
    Licence,
    Monitor,
    Prerequisite,
    Restriction,
)
from boneguide.logic.context import Snapshot
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import ALWAYS, NEVER, AssumeAbsent, Criterion, Fact, Value
from boneguide.logic.numbers import NumberFact
from boneguide.logic.phrases import phrase
from boneguide.logic.program import Program, fold, program
from boneguide.logic.rule import Rule
from boneguide.logic.template import Template
from boneguide.logic.verbs import JURISDICTION, Cases
from boneguide.model.provenance import Verification
from boneguide.model.review import Flaw, FlawKind
from boneguide.model.status import Status

#: Statuses that say "not for this person" and nothing else.
_SILENT = frozenset({Status.NOT_APPLICABLE, Status.CONTRAINDICATED})
#: Statuses under which a regimen is advised, at once or once something is done.
_ADVISED = frozenset({Status.RECOMMENDED, Status.OPTION, Status.AFTER})
#: Clauses that count until they are ruled out; the others count where they hold.
_UNTIL_RULED_OUT = (Restriction, Prerequisite, Monitor, Licence)
#: Parts of a regimen without which there is none, and all of them.
_DECIDING = ("schedule", "dose", "interval", "infusion_time")
_PARTS = (*_DECIDING, "volume", "maximum_rate", "taper", "preparation")


def flaws_of(rule: Rule, places: Sequence[str]) -> Iterator[Flaw]:
    """Yield what a rule breaks by itself.

    Args:
        rule: The rule.
        places: The jurisdictions in which it may be asked.
    """
    asked = _Asked(rule, places)
    yield from _memory(rule)
    yield from asked.firing()
    if asked.alive:
        for clause in rule.clauses():
            yield from asked.counting(clause)
        yield from asked.tables()
    yield from asked.given_up


def coming_to(verdict: Program[Status], wanted: Iterable[Status]) -> list[Goal]:
    """Return the goals of which one is reached where a rule comes to one of some statuses.

    Args:
        verdict: The program of the rule.
        wanted: The statuses.
    """
    suits = frozenset(wanted)
    before: Goal = ()
    found: list[Goal] = []
    for test in verdict.tests:
        if test.result in suits:
            found.append((*before, (test.criterion, test.truths)))
        else:
            before = (*before, (test.criterion, EVERY - test.truths))
    if verdict.otherwise in suits:
        found.append(before)
    # What asks for more than another does is reached with it.
    return [goal for goal in found if not any(set(other) < set(goal) for other in found)]


def in_words(person: Snapshot) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what is true of a person, and what is not, in words.

    Args:
        person: What is known.

    Example:
        >>> from boneguide.logic import fact
        >>> from boneguide.quantities import kinds
        >>> in_words(Snapshot(values={fact("age", kinds.AGE): 65.0, fact("frail"): False}))
        (('age 65 year',), ('frail',))
    """
    so: list[str] = []
    not_so: list[str] = []
    for fact, value in person.told():
        if isinstance(value, bool):
            (so if value else not_so).append(fact.label)
        elif fact != JURISDICTION:
            so.append(f"{fact.label} {_written(fact, value)}")
    return tuple(so), tuple(not_so)


def _written(fact: Fact, value: Value) -> str:
    unit = f" {fact.measured_as.canonical}" if isinstance(fact, NumberFact) else ""
    if isinstance(value, Interval):
        return f"{value.low:.6g} to {value.high:.6g}{unit}"
    return f"{value:.6g}{unit}" if isinstance(value, float) else str(value)


def _memory(rule: Rule) -> Iterator[Flaw]:
    if all(source.verified is Verification.MEMORY for source in rule.sources):
        yield Flaw(
            kind=FlawKind.MEMORY_ONLY,
            rule=rule.id,
            says="rests on memory only.",
            mend="Look its source up, and say how far it was verified.",
        )
    for clause in rule.clauses():
        if isinstance(clause, Clause) and clause.memory_only:
            yield Flaw(
                kind=FlawKind.MEMORY_ONLY,
                rule=rule.id,
                clause=clause.id,
                says=f"rests on memory only: {clause.says}",
                mend="Look its source up, and say how far it was verified.",
            )


class _Asked:
    """One rule with the searches that are asked about it."""

    def __init__(self, rule: Rule, places: Sequence[str]) -> None:
        self._rule = rule
        self._places = tuple(places)
        every = [*rule.criteria(), *(JURISDICTION.is_in(place) for place in places)]
        self._examples = Examples(every, about=rule.about)
        self._whole = Examples(every, about=rule.about, whole=True)
        #: Whether nothing that the rule asks hangs on what is not on record.
        self._open = not any(_assumes(criterion) for criterion in every)
        self._seen: dict[tuple[str, Goal], Snapshot | None] = {}
        self.given_up: list[Flaw] = []
        #: Where somebody is that the rule is a question for.
        self.alive: list[str] = []

    def _find(self, place: str, goal: Goal) -> Snapshot | None:
        key = (place, goal)
        if key not in self._seen:
            here = (JURISDICTION.is_in(place), HOLDS)
            asked = tuple((fold(criterion, place), suits) for criterion, suits in goal)
            self._seen[key] = self._examples.find((here, *asked))
        return self._seen[key]

    def _nobody(self, what: str, places: Iterable[str], goals: Iterable[Goal], clause: str = "") -> bool:
        """Return whether there is surely nobody for any of some goals; a search that was given up is listed."""
        asked = tuple(goals)
        for place in places:
            for goal in asked:
                try:
                    if self._find(place, goal) is not None:
                        return False
                except NotDecidedError as problem:
                    self._undecided(what, clause, problem)
                    return False
        return True

    def _nobody_whole(self, place: str, goals: Iterable[Goal]) -> bool:
        """Return whether there is surely nobody of whom all is known for any of some goals."""
        here = (JURISDICTION.is_in(place), HOLDS)
        try:
            return all(self._whole.find((here, *goal)) is None for goal in goals)
        except NotDecidedError:
            return False

    def _undecided(self, what: str, clause: str, problem: NotDecidedError) -> None:
        flaw = Flaw(
            kind=FlawKind.NOT_DECIDED,
            rule=self._rule.id,
            clause=clause,
            says=f"whether {what} could not be decided: {problem}",
            mend="Look at it by hand, or put fewer questions into one criterion.",
        )
        if flaw not in self.given_up:
            self.given_up.append(flaw)

    # ------------------------------------------------------------- the rule

    def firing(self) -> Iterator[Flaw]:
        """Yield the flaw that it is never a question, or never comes to an answer."""
        applies: Goal = ((self._rule.when, NOT_FAILS),)
        meant = "anybody is meant"
        self.alive = [
            place
            for place in self._places
            if not self._nobody(meant, [place], [applies])
            and (_assumes(self._rule.when) or not self._nobody(meant, [place], [((self._rule.when, HOLDS),)]))
        ]
        if not self.alive:
            yield self._flaw(
                FlawKind.NEVER_FIRES,
                f"it is a question for nobody: {phrase(self._rule.when)}.",
                "Correct 'when', or leave the rule out.",
            )
            return
        answers = frozenset(Status) - _SILENT
        what = "it ever comes to an answer"
        goals = {place: coming_to(program(self._rule, place), answers) for place in self.alive}
        if not all(self._nobody(what, [p], g) or (self._open and self._nobody_whole(p, g)) for p, g in goals.items()):
            return
        yield self._flaw(
            FlawKind.NEVER_FIRES,
            "it never comes to anything but not-applicable or contraindicated.",
            "Compare 'when' with the contraindications: together they leave nobody.",
        )

    def _flaw(self, kind: FlawKind, says: str, mend: str, clause: str = "", person: Snapshot | None = None) -> Flaw:
        so, not_so = ((), ()) if person is None else in_words(person)
        return Flaw(kind=kind, rule=self._rule.id, clause=clause, says=says, mend=mend, example=so, example_not=not_so)

    # ------------------------------------------------------------- its clauses

    def counting(self, clause: Clause | Dispute) -> Iterator[Flaw]:
        """Yield the flaws that a clause never counts, always does, or asks what is never asked."""
        places = [place for place in self.alive if place in clause.jurisdictions]
        if not places:
            return
        applies = (self._rule.when, NOT_FAILS)
        suits = NOT_FAILS if isinstance(clause, _UNTIL_RULED_OUT) else HOLDS
        if self._idle(clause, places, (applies, (clause.when, suits))):
            yield self._flaw(
                FlawKind.NEVER_HOLDS,
                f"it counts for nobody whom the rule is for: {phrase(clause.when)}.",
                "Correct its criterion or that of the rule, or leave the clause out.",
                clause.id,
            )
            return
        if clause.when != ALWAYS and self._always(clause, places):
            yield self._flaw(
                FlawKind.ALWAYS_HOLDS,
                f"it is never false of anybody whom the rule is for: {phrase(clause.when)}.",
                "Correct its criterion; where it is meant for everybody, say so by when=ALWAYS.",
                clause.id,
            )
        if isinstance(clause, Restriction) and isinstance(clause.unknown, Confirm):
            yield from self._confirmed(clause, places)

    def _idle(self, clause: Clause | Dispute, places: Sequence[str], goal: Goal) -> bool:
        """Return whether a clause counts for nobody, or is false of everybody of whom all is known."""
        what = "it ever counts"
        if self._nobody(what, places, [goal], clause.id):
            return True
        if _assumes(clause.when):
            return False
        holds = (clause.when, HOLDS)
        among = () if _assumes(self._rule.when) else ((self._rule.when, HOLDS),)
        return self._nobody(what, places, [(*among, holds)], clause.id)

    def _always(self, clause: Clause | Dispute, places: Iterable[str]) -> bool:
        stands = isinstance(clause, Contraindication | Hold) and clause.bars
        # Of the others it is harmless that they hold of all whom the rule is for.
        among: Goal = ((self._rule.when, NOT_FAILS),) if stands else ()
        return self._nobody("it is ever false", places, [(*among, (clause.when, FAILS))], clause.id)

    def _confirmed(self, clause: Restriction, places: Sequence[str]) -> Iterator[Flaw]:
        why = ""
        if not clause.bars:
            why = "a caution or a piece of information changes no status"
        elif self._nobody("it is ever open", places, [((clause.when, OPEN),)], clause.id):
            why = "its criterion is never open, whatever is unknown"
        if why:
            yield self._flaw(
                FlawKind.NEVER_ASKED,
                f"what is to be confirmed is never asked, as {why}.",
                "Leave 'unknown' out, or correct the criterion.",
                clause.id,
            )

    # ------------------------------------------------------------- its tables

    def tables(self) -> Iterator[Flaw]:
        """Yield rows that nobody reaches, and people whom no row covers."""
        rule = self._rule
        applies: Goal = ((rule.when, NOT_FAILS),)
        free = {place: [_free(program(rule, place))] for place in self.alive}
        for name, table in _tables(rule.advise):
            if name in _DECIDING:
                yield from self._gap(name, table, free)
            yield from self._dead(name, table, applies, self.alive)
        for variation in rule.variations:
            here = [place for place in self.alive if place in variation.jurisdictions]
            which = (variation.when, HOLDS)
            for name, table in _tables(variation.advise):
                part = f"{variation.id}, {name}"
                if name in _DECIDING:
                    goals = {place: coming_to(program(rule, place), _ADVISED) for place in here}
                    yield from self._gap(part, table, {p: [(*goal, which) for goal in g] for p, g in goals.items()})
                # Its tables may be those of the rule, with rows that another variation needs.
                yield from self._dead(part, table, applies, here)

    def _gap(self, part: str, table: Cases[object], goals: dict[str, list[Goal]]) -> Iterator[Flaw]:
        none = tuple((criterion, FAILS) for criterion, _ in table.steps)
        for place, wanted in goals.items():
            for goal in wanted:
                try:
                    person = self._find(place, (*goal, *none))
                except NotDecidedError as problem:
                    self._undecided("a row covers everybody", part, problem)
                    return
                if person is not None:
                    yield self._flaw(
                        FlawKind.GAP,
                        f"nothing stands against it in the {place}, and no row of the table applies.",
                        "Add a row, or a contraindication that says why there is none.",
                        part,
                        person,
                    )
                    return

    def _dead(self, part: str, table: Cases[object], among: Goal, places: Sequence[str]) -> Iterator[Flaw]:
        before: Goal = ()
        for number, (criterion, value) in enumerate(table.steps, 1):
            goal = (*among, *before, (criterion, HOLDS))
            # A row for another place is none that is dead.
            meant = [place for place in places if fold(criterion, place) != NEVER]
            if meant and self._nobody(f"row {number} is ever reached", meant, [goal], part):
                yield self._flaw(
                    FlawKind.DEAD_ROW,
                    f"nobody reaches row {number} ({phrase(criterion)}: {value}).",
                    "Put it before the rows that cover it, or leave it out.",
                    part,
                )
            before = (*before, (criterion, FAILS))


def _assumes(criterion: Criterion) -> bool:
    """Return whether a criterion may hang on what is not on record."""
    return any(isinstance(node, AssumeAbsent) for node in criterion.walk())


def _tables(template: Template | None) -> Iterator[tuple[str, Cases[object]]]:
    if template is None:
        return
    for name in _PARTS:
        part = getattr(template, name, None)
        if isinstance(part, Cases) and not (name == "dose" and hasattr(template, "schedule")):
            yield name, part


def _free(verdict: Program[Status]) -> Goal:
    """Return the goal that nothing stands against what is advised, but perhaps that it cannot be read off."""
    standing = frozenset({Status.NOT_APPLICABLE, Status.CONTRAINDICATED, Status.WITHHOLD})
    return tuple(
        (test.criterion, EVERY - test.truths)
        for test in verdict.tests
        if test.result in standing or (test.result is Status.NOT_RECOMMENDED and test.truths == HOLDS)
    )
