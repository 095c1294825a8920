"""The answer: a status for one option, with everything that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import attrs

from boneguide.errors import RecordError
from boneguide.model._rendered import rendered
from boneguide.model.basis import Basis, Grounds
from boneguide.model.explanation import Explanation
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.provenance import Grade, Source
from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.regimen import Regimen
from boneguide.model.status import Severity, Status
from boneguide.model.sufficiency import Sufficiency
from boneguide.model.taper import Taper


@attrs.frozen(kw_only=True)
class Task:
    """Something to do, measure or confirm.

    Args:
        id: Stable identifier.
        text: What, in words for a clinician.
        due: The latest day, where the source gives one.
        timing: When, in words.
        sources: Who says so.
    """

    id: str
    text: str
    due: date | None = None
    timing: str = ""
    sources: tuple[Source, ...] = ()

    def __str__(self) -> str:
        """Return the text with its timing and date."""
        when = ", ".join(p for p in (self.timing, f"by {self.due.isoformat()}" if self.due else "") if p)
        return f"{self.text} ({when})" if when else self.text


@attrs.frozen(kw_only=True)
class Finding:
    """A restriction that applies to this person, or that has not been ruled out.

    Args:
        id: Identifier of the restriction.
        severity: How the source words it; None for a hold.
        text: What and why.
        known: True where it applies, None where it has not been ruled out.
        sources: Who says so.
    """

    id: str
    severity: Severity | None
    text: str
    known: bool | None
    sources: tuple[Source, ...] = ()

    def __str__(self) -> str:
        """Return the text, marked where it has not been ruled out."""
        return self.text if self.known else f"not ruled out: {self.text}"


@attrs.frozen(kw_only=True)
class Argument:
    """A reason for or against an option, with its grade."""

    id: str
    text: str
    favours: bool
    grade: Grade
    sources: tuple[Source, ...] = ()

    def __str__(self) -> str:
        """Return the text with its grade."""
        return f"{self.text} [{self.grade}]" if self.grade.graded else self.text


@attrs.frozen(kw_only=True)
class Position:
    """What one authority says where authorities disagree."""

    by: str
    says: str
    source: Source

    def __str__(self) -> str:
        """Return who says what."""
        return f"{self.by}: {self.says}"


@attrs.frozen(kw_only=True)
class Disagreement:
    """Sources that say different things about this person, both shown."""

    id: str
    about: str
    positions: tuple[Position, ...]

    def __str__(self) -> str:
        """Return the subject and every position."""
        return f"{self.about}: " + "; ".join(map(str, self.positions))


@attrs.frozen(kw_only=True)
class Alternative:
    """Another way of giving the same option that a source allows for this person."""

    id: str
    text: str
    regimen: Regimen | RadiotherapyRegimen
    grade: Grade
    sources: tuple[Source, ...] = ()

    def __str__(self) -> str:
        """Return the text."""
        return self.text


def answer_key(identifier: str, about: str) -> str:
    """Return what an answer is found under: the rule, and the lesion where it is about one.

    Example:
        >>> answer_key("zoledronic-acid", ""), answer_key("radiotherapy", "L3")
        ('zoledronic-acid', 'radiotherapy@L3')
    """
    return f"{identifier}@{about}" if about else identifier


@attrs.frozen(kw_only=True)
class Recommendation:
    """The answer of one rule for one person.

    Args:
        id: Identifier of the rule; never reused for another meaning.
        title: Its name.
        about: The lesion that it is about; empty for the person as a whole.
        status: See :class:`~boneguide.model.status.Status`.
        urgent: Whether it is a red flag that comes before everything else.
        jurisdiction: For which place; None where none was given.
        regimen: What would be given, where a dose can stand.
        action: What would be done, for advice that is not a drug.
        licensed: Whether the use is within the licence there; None where that
            is not known or not a question.
        first: What must be done or confirmed beforehand.
        monitor: What to watch, with dates where the source gives them.
        findings: Restrictions that apply or have not been ruled out.
        arguments: Reasons for and against.
        alternatives: Other ways of giving it.
        disagreements: Where sources differ for this person.
        missing: Names of facts that could still change this answer.
        to_measure: Those of them that are measured, as a clinician calls them.
        to_ask: Those of them that are asked or looked at, likewise.
        notes: What else the reader should know.
        grade: Strength as its source words it.
        sources: Citation, locator, edition and verification, of the rule and of its notes.
        edition: Edition of the encoded content.
        by_jurisdiction: Where no jurisdiction was given and it matters, the
            answer for each.
    """

    id: str
    title: str
    about: str = ""
    status: Status
    urgent: bool = False
    jurisdiction: Jurisdiction | None = None
    regimen: Regimen | RadiotherapyRegimen | None = None
    action: str = ""
    licensed: bool | None = None
    first: tuple[Task, ...] = ()
    monitor: tuple[Task, ...] = ()
    findings: tuple[Finding, ...] = ()
    arguments: tuple[Argument, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    missing: tuple[str, ...] = ()
    to_measure: tuple[str, ...] = ()
    to_ask: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    grade: Grade
    sources: tuple[Source, ...]
    edition: str
    by_jurisdiction: Mapping[str, Recommendation] = attrs.field(factory=dict)
    _explain: Callable[[], Explanation] | None = attrs.field(default=None, eq=False, repr=False)
    _suffices: Callable[[], Sufficiency] | None = attrs.field(default=None, eq=False, repr=False)
    _grounds: Callable[[], Grounds] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def key(self) -> str:
        """What the answer is found under in an assessment."""
        return answer_key(self.id, self.about)

    @property
    def taper(self) -> Taper | None:
        """How the dose falls to nothing, where the regimen says so."""
        return self.regimen.taper if isinstance(self.regimen, Regimen) else None

    @property
    def because(self) -> Explanation:
        """The explanation tree, built when it is read."""
        if self._explain is None:
            return Explanation(text=f"{self.title}: {self.status.value}", truth=None)
        return self._explain()

    @property
    def sufficiency(self) -> Sufficiency:
        """Whether what is known is enough, worked out when it is first read."""
        if self._suffices is None:
            return Sufficiency()
        return self._suffices()

    @property
    def forced(self) -> bool:
        """Whether the answer is the same under every completion of the record.

        Where that is not the status that is shown, :attr:`sufficiency` says which it is.
        """
        return self.sufficiency.forced

    @property
    def could_change(self) -> tuple[frozenset[str], ...]:
        """The smallest sets of unknown facts that could still change the answer."""
        return self.sufficiency.could_change

    @property
    def basis(self) -> Basis:
        """Everything with which the answer can be reviewed independently, put together when it is read.

        Raises:
            RecordError: If the answer was made by hand, so that there is nothing that it stands on.
        """
        if self._grounds is None:
            msg = (
                f"{self.key!r} was asked for its basis and has none. Expected an answer that a rule gave; one that is"
                " made by hand stands on nothing but itself."
            )
            raise RecordError(msg)
        found = self._grounds()
        return Basis(
            title=self.title,
            about=self.about,
            status=self.status,
            on=found.on,
            jurisdiction=self.jurisdiction,
            inputs=found.inputs,
            missing=(*self.to_measure, *self.to_ask),
            logic=found.logic,
            because=self.because,
            grade=self.grade,
            sources=self.all_sources(),
            limits=found.limits,
            disagreements=tuple(map(str, self.disagreements)),
            edition=self.edition,
            version=found.version,
        )

    def all_sources(self) -> tuple[Source, ...]:
        """Return the sources of the answer and of everything stated in it, each once."""
        stated: tuple[Task | Finding | Argument | Alternative, ...] = (
            *self.first,
            *self.monitor,
            *self.findings,
            *self.arguments,
            *self.alternatives,
        )
        found = dict.fromkeys(self.sources)
        for item in stated:
            found.update(dict.fromkeys(item.sources))
        for disagreement in self.disagreements:
            found.update(dict.fromkeys(p.source for p in disagreement.positions))
        return tuple(found)

    @property
    def reasons_for(self) -> tuple[Argument, ...]:
        """Arguments in favour."""
        return tuple(a for a in self.arguments if a.favours)

    @property
    def reasons_against(self) -> tuple[Argument, ...]:
        """Arguments against."""
        return tuple(a for a in self.arguments if not a.favours)

    @property
    def contraindications(self) -> tuple[Finding, ...]:
        """Restrictions worded "contraindicated", "not recommended" or "avoid" that apply."""
        heavy = {Severity.CONTRAINDICATED, Severity.NOT_RECOMMENDED, Severity.AVOID}
        return tuple(f for f in self.findings if f.known and f.severity in heavy)

    @property
    def cautions(self) -> tuple[Finding, ...]:
        """Precautions and information that apply."""
        light = {Severity.CAUTION, Severity.INFO}
        return tuple(f for f in self.findings if f.known and f.severity in light)

    @property
    def holds(self) -> tuple[Finding, ...]:
        """Findings for which a dose due now is withheld."""
        return tuple(f for f in self.findings if f.known and f.severity is None)

    def __str__(self) -> str:
        """Return readable text."""
        return rendered("recommendation_text", self)

    def _repr_markdown_(self) -> str:
        return rendered("recommendation_markdown", self)

    def _repr_html_(self) -> str:
        return rendered("recommendation_html", self)
