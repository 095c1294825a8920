"""What is kept of an assessment so that it can be asked again later, and what came of asking again."""

from __future__ import annotations

from datetime import date

import attrs

from boneguide.model._rendered import rendered
from boneguide.model.assessment import Assessment
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.patient import Patient
from boneguide.model.regimen import Regimen


@attrs.frozen(kw_only=True)
class AuditedRule:
    """Which rule was asked.

    Args:
        id: Its identifier.
        edition: Its edition.
        fingerprint: A short text that is another one whenever anything in the rule is, also where its edition is not.
    """

    id: str
    edition: str
    fingerprint: str


@attrs.frozen(kw_only=True)
class AuditRecord:
    """An assessment with everything it was made from, to be kept and asked again.

    It holds the whole record of the person: keep it as such records are kept.

    Args:
        patient: What was known.
        order: The regimen that was checked, if one was.
        rules: Which rules were asked, in order.
        assessment: What they said, with the day, the place, the editions and the version.
    """

    patient: Patient
    order: Regimen | None = None
    rules: tuple[AuditedRule, ...]
    assessment: Assessment

    @property
    def on(self) -> date:
        """The day for which it was asked."""
        return self.assessment.on

    @property
    def jurisdiction(self) -> Jurisdiction | None:
        """For which place."""
        return self.assessment.jurisdiction


@attrs.frozen(kw_only=True)
class Departure:
    """One part of an answer that is another now.

    Args:
        part: Which part, such as ``"status"``.
        then: What it was, in words; empty where there was none.
        now: What it is, in words; empty where there is none.

    Example:
        >>> print(Departure(part="status", then="option", now="after"))
        status: option then, after now
    """

    part: str
    then: str = ""
    now: str = ""

    def __str__(self) -> str:
        """Return it in words."""
        return f"{self.part}: {self.then or 'nothing'} then, {self.now or 'nothing'} now"


@attrs.frozen(kw_only=True)
class ReplayedAnswer:
    """One answer that is another now.

    Args:
        key: What it is found under.
        rule: Identifier of its rule.
        departures: What differs.
    """

    key: str
    rule: str
    departures: tuple[Departure, ...]


@attrs.frozen(kw_only=True)
class ReplayedRule:
    """One rule that is not the one that was asked.

    Args:
        id: Its identifier.
        then: Its edition then; None where it was not asked.
        now: Its edition now; None where it is not there.

    Example:
        >>> print(ReplayedRule(id="exercise", then="2026.1", now="2026.1"))
        exercise: changed within edition 2026.1
        >>> print(ReplayedRule(id="exercise", then="2026.1", now="2027.1"))
        exercise: edition 2026.1 then, 2027.1 now
    """

    id: str
    then: str | None
    now: str | None

    def __str__(self) -> str:
        """Return what became of it, in words."""
        if self.then is None:
            return f"{self.id}: not asked then, edition {self.now} now"
        if self.now is None:
            return f"{self.id}: edition {self.then} then, not there now"
        if self.then == self.now:
            return f"{self.id}: changed within edition {self.then}"
        return f"{self.id}: edition {self.then} then, {self.now} now"


@attrs.frozen(kw_only=True)
class Replay:
    """What came of asking again what an audit record holds.

    Args:
        record: What was kept.
        assessment: What is answered now.
        rules: Rules that are not those that were asked; empty where all are.
        answers: Answers that are others now, in the order of the record; empty where all are the same.
        about: What else differs: notes about the record, and nothing else that is answered.
    """

    record: AuditRecord
    assessment: Assessment
    rules: tuple[ReplayedRule, ...] = ()
    answers: tuple[ReplayedAnswer, ...] = ()
    about: tuple[Departure, ...] = ()

    @property
    def same(self) -> bool:
        """Whether everything that was answered is answered again."""
        return not self.answers and not self.about

    @property
    def unexplained(self) -> tuple[ReplayedAnswer, ...]:
        """Answers that are others although their rule is not: what rules read, or the package, has changed."""
        changed = {rule.id for rule in self.rules}
        return tuple(answer for answer in self.answers if answer.rule not in changed)

    def __str__(self) -> str:
        """Return readable text."""
        return rendered("replay_text", self)
