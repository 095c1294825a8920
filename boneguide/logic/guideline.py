"""A guideline: an ordered set of rules, and a function from a person to an assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from boneguide.errors import GuidelineError, UnknownJurisdictionError, UnknownRuleError
from boneguide.logic.adapting.checking import review
from boneguide.logic.adapting.difference import difference
from boneguide.logic.adapting.restricting import outside, places_of, restricted_rule
from boneguide.logic.context import Context
from boneguide.logic.engine import assess_rules
from boneguide.logic.reviewing.audit import replayed
from boneguide.logic.rule import Rule
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction

if TYPE_CHECKING:
    from boneguide.model.assessment import Assessment
    from boneguide.model.audit import AuditRecord, Replay
    from boneguide.model.difference import Difference
    from boneguide.model.patient import Patient
    from boneguide.model.regimen import Regimen
    from boneguide.model.review import Review


#: What an edition is marked with once rules were added, replaced or left out.
ADAPTED = " (adapted)"


def _rules(value: Iterable[Rule]) -> tuple[Rule, ...]:
    return tuple(value)


@attrs.frozen(kw_only=True)
class Guideline:
    """An ordered set of rules under one edition.

    A guideline is a function: ``guideline(patient, on=..., jurisdiction=...)``
    gives an :class:`~boneguide.model.assessment.Assessment`. Guidelines compose;
    nothing is changed in place, and an adapted guideline says so in its edition.

    Args:
        id: Identifier.
        title: Name for a reader.
        edition: Edition of its content.
        rules: The rules, in the order in which a reader wants them.
        notes: Functions that say what in a record could not be used.
        editions: Editions of the guidelines it was composed from.
        jurisdictions: Where it may be asked.

    Raises:
        GuidelineError: If two rules share an identifier.
    """

    id: str
    title: str
    edition: str
    rules: tuple[Rule, ...] = attrs.field(converter=_rules)
    notes: tuple[Callable[[Context], tuple[str, ...]], ...] = ()
    editions: tuple[tuple[str, str], ...] = attrs.field(
        default=attrs.Factory(lambda self: ((self.id, self.edition),), takes_self=True)
    )
    jurisdictions: tuple[Jurisdiction, ...] = JURISDICTIONS

    def __attrs_post_init__(self) -> None:
        ids = [r.id for r in self.rules]
        repeated = sorted({i for i in ids if ids.count(i) > 1})
        if repeated:
            msg = (
                f"guideline {self.id!r} holds two rules called {repeated[0]!r}. Expected one;"
                " use .replacing(rule) to put one in the place of another."
            )
            raise GuidelineError(msg)

    def __call__(
        self, patient: Patient, *, on: date, jurisdiction: Jurisdiction | None = None, order: Regimen | None = None
    ) -> Assessment:
        """Return the assessment of one person.

        Args:
            patient: What is known.
            on: The day for which the answer is wanted.
            jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``; None shows what differs. A
                guideline that is restricted to one of them needs none.
            order: A regimen already written, for rules that check one.

        Raises:
            UnknownJurisdictionError: If the jurisdiction is not encoded, or the guideline is restricted to others.
            InvalidPatientError: If the record holds a date after ``on``.
        """
        if jurisdiction in JURISDICTIONS:
            self.require(jurisdiction)
        return assess_rules(
            self.rules,
            self.editions,
            patient,
            on=on,
            jurisdiction=self.jurisdictions[0]
            if jurisdiction is None and len(self.jurisdictions) == 1
            else jurisdiction,
            order=order,
            notes=self.notes,
            places=self.jurisdictions,
        )

    def require(self, jurisdiction: str) -> None:
        """Refuse a jurisdiction that the guideline is not restricted to.

        Args:
            jurisdiction: One that is encoded.

        Raises:
            UnknownJurisdictionError: If it may not be asked about it.
        """
        if jurisdiction not in self.jurisdictions:
            raise UnknownJurisdictionError(outside(jurisdiction, self.jurisdictions, self.id))

    def __getitem__(self, identifier: str) -> Rule:
        """Return one rule.

        Raises:
            UnknownRuleError: If no rule has that identifier.
        """
        for rule in self.rules:
            if rule.id == identifier:
                return rule
        known = ", ".join(r.id for r in self.rules)
        msg = f"guideline {self.id!r} has no rule {identifier!r}. Expected one of {known}."
        raise UnknownRuleError(msg)

    def __iter__(self) -> Iterator[Rule]:
        """Yield the rules in order."""
        return iter(self.rules)

    def __len__(self) -> int:
        """Return how many rules there are."""
        return len(self.rules)

    def __or__(self, other: Guideline) -> Guideline:
        """Return a guideline with the rules of both, for the places for which both are.

        Raises:
            GuidelineError: If two rules share an identifier, or there is no such place.
        """
        places = tuple(place for place in self.jurisdictions if place in other.jurisdictions)
        if not places:
            ours, theirs = (", ".join(side.jurisdictions) for side in (self, other))
            msg = (
                f"guideline {self.id!r} is restricted to {ours} and {other.id!r} to {theirs}. Expected a place in"
                " common; restrict after they are put together."
            )
            raise GuidelineError(msg)
        return attrs.evolve(
            self,
            id=f"{self.id} | {other.id}",
            title=f"{self.title}; {other.title}",
            rules=(*self.rules, *other.rules),
            notes=tuple(dict.fromkeys((*self.notes, *other.notes))),
            editions=tuple(dict.fromkeys((*self.editions, *other.editions))),
            jurisdictions=places,
        )

    def without(self, *identifiers: str) -> Guideline:
        """Return a guideline without the named rules.

        Raises:
            UnknownRuleError: If one of them is not in it.
        """
        gone = {self[i].id for i in identifiers}
        return self._adapted(r for r in self.rules if r.id not in gone)

    def only(self, *identifiers: str) -> Guideline:
        """Return a guideline with the named rules only, in the guideline's order.

        Raises:
            UnknownRuleError: If one of them is not in it.
        """
        kept = {self[i].id for i in identifiers}
        return self._adapted(r for r in self.rules if r.id in kept)

    def replacing(self, rule: Rule) -> Guideline:
        """Return a guideline with ``rule`` in the place of the rule of that identifier.

        Raises:
            UnknownRuleError: If there is no such rule; use ``with_rules`` to add one.
        """
        old = self[rule.id]
        return self._adapted(rule if r is old else r for r in self.rules)

    def with_rules(self, *rules: Rule | Iterable[Rule]) -> Guideline:
        """Return a guideline with ``rules`` added at the end.

        Raises:
            GuidelineError: If one has an identifier that is already used.
        """
        added = tuple(r for item in rules for r in ((item,) if isinstance(item, Rule) else item))
        return self._adapted((*self.rules, *added))

    def restricted(self, *, jurisdiction: str | Iterable[str]) -> Guideline:
        """Return the guideline as it counts in one jurisdiction, or in some of them.

        Rules that are a question nowhere there and clauses that count nowhere there fall
        away, and so does what criteria say of other places. Asked about another place it
        raises, for silence there would look like an answer; a rule that is taken out of
        it and asked about another place does not apply. Restricted to one place it need
        not be told which.

        Args:
            jurisdiction: One of those that are encoded, or several.

        Raises:
            UnknownJurisdictionError: If it does not count in one of them.
            GuidelineError: If there is none.

        Example:
            >>> from boneguide.guidelines import analgesia
            >>> ours = analgesia.restricted(jurisdiction="UK")
            >>> ours.jurisdictions, [rule.id for rule in analgesia if rule.id not in {r.id for r in ours}]
            (('UK',), ['gabapentin-us'])
            >>> ours.edition
            '2026.1 (adapted)'
        """
        places = places_of(jurisdiction, self.jurisdictions, self.id)
        if places == self.jurisdictions:
            return self
        kept = (restricted_rule(rule, places) for rule in self.rules)
        return attrs.evolve(self._adapted(rule for rule in kept if rule is not None), jurisdictions=places)

    def of_edition(self, *editions: str) -> Guideline:
        """Return the guideline without the rules of other editions.

        Args:
            editions: The editions of rules to keep.

        Raises:
            GuidelineError: If no rule is of one of them.

        Example:
            >>> from boneguide.guidelines import supportive
            >>> supportive.of_edition("2025.9")
            Traceback (most recent call last):
            ...
            boneguide.errors.GuidelineError: guideline 'supportive' has no rule of edition '2025.9'. Expected 2026.1.
        """
        known = tuple(dict.fromkeys(rule.edition for rule in self.rules))
        for edition in editions:
            if edition not in known:
                msg = f"guideline {self.id!r} has no rule of edition {edition!r}. Expected {' or '.join(known)}."
                raise GuidelineError(msg)
        if set(known) <= set(editions):
            return self
        return self._adapted(rule for rule in self.rules if rule.edition in editions)

    def diff(self, other: Guideline) -> Difference:
        """Return what differs from another guideline, in words.

        Args:
            other: The other one.

        Example:
            >>> import attrs
            >>> from boneguide.guidelines import supportive
            >>> louder = attrs.evolve(supportive["exercise"], title="Move!")
            >>> [str(change) for change in supportive.diff(supportive.replacing(louder)).changed[0].changes]
            ['title: here: Exercise with bone metastases; there: Move!']
        """
        return difference(self, other)

    def replay(self, record: AuditRecord) -> Replay:
        """Return what the guideline answers now to what an audit record holds, and what of that is otherwise.

        Args:
            record: What was kept of an assessment.

        Raises:
            UnknownJurisdictionError: If the guideline is restricted to other places than that of the record.

        Example:
            >>> from datetime import date
            >>> import boneguide as bg
            >>> from boneguide.guidelines import supportive
            >>> record = supportive(bg.Patient(), on=date(2026, 11, 23), jurisdiction="UK").audit_record
            >>> supportive.replay(record).same
            True
            >>> print(supportive.without("exercise").replay(record).rules[0])
            exercise: edition 2026.1 then, not there now
        """
        return replayed(record, self)

    def check(self, *, against: Guideline | None = None) -> Review:
        """Return what its rules break; an empty review, which is false, where nothing was found.

        Whether there is anybody for whom rules contradict one another, a clause counts or
        a row is missing is searched for, not sampled. What a search had to give up is
        listed as not decided.

        Args:
            against: A guideline in which identifiers had a meaning before, such as the
                one that this one was adapted from.

        Example:
            >>> import attrs
            >>> from boneguide.guidelines import procedures
            >>> from boneguide.logic import NEVER
            >>> asked_of_nobody = attrs.evolve(procedures["cordotomy"], when=NEVER)
            >>> [flaw.kind.value for flaw in procedures.only("cordotomy").replacing(asked_of_nobody).check()]
            ['never-fires']
        """
        return review(self, against)

    def _adapted(self, rules: Iterable[Rule]) -> Guideline:
        # An assessment must not claim the edition of rules that were changed.
        return attrs.evolve(
            self,
            rules=tuple(rules),
            edition=_marked(self.edition),
            editions=tuple((name, _marked(edition)) for name, edition in self.editions),
        )


def _marked(edition: str) -> str:
    return edition if edition.endswith(ADAPTED) else f"{edition}{ADAPTED}"
