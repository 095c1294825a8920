"""A rule: one statement of a guideline, written once, and callable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import attrs

from boneguide.errors import RuleError
from boneguide.logic.clauses import (
    Clause,
    Contraindication,
    Dispute,
    Hold,
    Licence,
    Monitor,
    Note,
    Prerequisite,
    Reason,
    Restriction,
    Variation,
)
from boneguide.logic.engine import assess_rules
from boneguide.logic.nodes import NEVER, Criterion, Fact, Node
from boneguide.logic.tables import Table
from boneguide.logic.template import Template
from boneguide.model.provenance import Grade, Source, Verification

if TYPE_CHECKING:
    from boneguide.model.answer import Recommendation
    from boneguide.model.jurisdiction import Jurisdiction
    from boneguide.model.patient import Patient

_CLAUSE_FIELDS = (
    "licences",
    "contraindications",
    "holds",
    "first",
    "monitor",
    "reasons",
    "variations",
    "disputes",
    "notes",
)


@attrs.frozen(kw_only=True, cache_hash=True)
class Rule:
    """One encoded statement: when it applies, what it advises, how strongly, on whose word.

    A rule is a function: ``rule(patient, on=..., jurisdiction=...)`` gives a
    :class:`~boneguide.model.answer.Recommendation`.

    Args:
        id: Stable identifier, never reused for another meaning.
        title: Name for a reader.
        when: For whom it is a question at all.
        about: A table whose rows the rule is asked of, each by itself, such as
            the lesions; None for a rule about the person. Its criteria may read
            facts of the row beside those of the person.
        advise: The regimen, for a drug or for radiotherapy.
        action: What is advised, for anything else.
        licences: Indications; a use outside all of them is not recommended.
            Leave empty where licence is no question.
        contraindications: Restrictions, cautions and information.
        holds: Findings for which a dose due now is withheld.
        first: What must be done first, with when it is outstanding.
        monitor: What to watch.
        reasons: Arguments for and against.
        variations: Other ways of giving it.
        disputes: Where sources disagree.
        notes: What else belongs to the answer.
        recommended: For whom it is recommended rather than one option.
        urgent: Whether it is a red flag.
        investigational: Whether it is never advised outside a trial.
        grade: Strength as the source words it.
        sources: On whose word.
        edition: Edition of the encoded content.

    Raises:
        RuleError: If there is no source, nothing is advised, a clause
            identifier repeats, a fact of a row is read by a rule that is not
            about that table, or a dose or a restriction rests on memory only.
    """

    id: str
    title: str
    when: Criterion
    about: Table | None = None
    advise: Template | None = None
    action: str = ""
    licences: tuple[Licence, ...] = ()
    contraindications: tuple[Contraindication, ...] = ()
    holds: tuple[Hold, ...] = ()
    first: tuple[Prerequisite, ...] = ()
    monitor: tuple[Monitor, ...] = ()
    reasons: tuple[Reason, ...] = ()
    variations: tuple[Variation, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    notes: tuple[Note, ...] = ()
    recommended: Criterion = NEVER
    urgent: bool = False
    investigational: bool = False
    grade: Grade
    sources: tuple[Source, ...]
    edition: str

    def __attrs_post_init__(self) -> None:
        for name in ("sources", *_CLAUSE_FIELDS):
            if not isinstance(getattr(self, name), tuple):
                _refuse(self.id, f"was given {name} that are not a tuple", "Write them as a tuple: (first, second).")
        for name in ("when", "recommended"):
            if not isinstance(getattr(self, name), Criterion):
                _refuse(self.id, f"has {name}={getattr(self, name)!r}", "Write a criterion, such as AGE >= '18 year'.")
        if not self.sources:
            _refuse(self.id, "has no source", "Name the reference, locator, rows and how far it was verified.")
        if not self.edition:
            _refuse(self.id, "has no edition", "Say which edition of the content it belongs to.")
        if (self.advise is None) == (not self.action):
            _refuse(self.id, "must advise one thing", "Give a regimen in 'advise' or words in 'action', not both.")
        self._refuse_memory()
        self._refuse_strange_rows()
        if self.investigational and self.recommended != NEVER:
            _refuse(self.id, "is investigational and recommended", "Drop 'recommended', or say that it is established.")
        ids = [c.id for c in self.clauses()]
        repeated = sorted({i for i in ids if ids.count(i) > 1})
        if repeated:
            _refuse(self.id, f"uses the clause identifier {repeated[0]!r} twice", "Give each clause its own.")

    def _refuse_strange_rows(self) -> None:
        if "@" in self.id:
            _refuse(self.id, "has an '@' in its identifier", "It stands between a rule and the lesion it is about.")
        for node in self.nodes():
            if isinstance(node, Fact) and node.table not in {None, self.about}:
                _refuse(
                    self.id,
                    f"reads {node!r}, which describes a row of {node.table!r}",
                    f"Ask exists({node.table!r}, ...), or make it a rule about={node.table!r}.",
                )

    def _refuse_memory(self) -> None:
        if self.advise is not None and all(s.verified is Verification.MEMORY for s in self.sources):
            _refuse(self.id, "gives a dose that rests on memory only", "Verify it against a source first.")
        for variation in self.variations:
            if variation.memory_only:
                _refuse(self.id, f"varies by {variation.id!r}, which rests on memory only", "Make it a note.")
        for clause in self.clauses():
            if isinstance(clause, Restriction) and clause.bars and clause.memory_only:
                _refuse(self.id, f"is barred by {clause.id!r}, which rests on memory only", "Make it a caution.")

    def clauses(self) -> Iterator[Clause | Dispute]:
        """Yield every clause."""
        for name in _CLAUSE_FIELDS:
            yield from getattr(self, name)

    def criteria(self) -> Iterator[Criterion]:
        """Yield every criterion that the rule asks, tables included."""
        yield self.when
        yield self.recommended
        for clause in self.clauses():
            yield clause.when
        templates = [self.advise, *(v.advise for v in self.variations)]
        for template in templates:
            if template is not None:
                yield from (n for n in template.nodes() if isinstance(n, Criterion))

    def nodes(self) -> tuple[Node, ...]:
        """Return every node of every criterion, each once."""
        return tuple(dict.fromkeys(n for c in self.criteria() for n in c.walk()))

    def all_sources(self) -> tuple[Source, ...]:
        """Return the rule's own sources and those of its clauses, each once."""
        found = dict.fromkeys(self.sources)
        for clause in self.clauses():
            of_clause = tuple(s.source for s in clause.stances) if isinstance(clause, Dispute) else clause.sources
            found.update(dict.fromkeys(of_clause))
        return tuple(found)

    def __call__(self, patient: Patient, *, on: date, jurisdiction: Jurisdiction | None = None) -> Recommendation:
        """Return the answer of this rule alone for one person.

        Args:
            patient: What is known.
            on: The day for which the answer is wanted.
            jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``; None shows what differs.

        Raises:
            UnknownRuleError: If the rule is about rows, such as lesions, of
                which the person has several: then there are as many answers,
                which a guideline gives.
        """
        editions = ((self.id, self.edition),)
        return assess_rules((self,), editions, patient, on=on, jurisdiction=jurisdiction)[self.id]


def _refuse(identifier: str, wrong: str, do: str) -> None:
    msg = f"rule {identifier!r} {wrong}. {do}"
    raise RuleError(msg)
