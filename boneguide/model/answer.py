"""The answer: a status for each option, with everything that it stands on."""

from __future__ import annotations

import enum
import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Literal, TypeAlias

import attrs

from boneguide.errors import RecordError, UnknownJurisdictionError, UnknownLesionError, UnknownRuleError
from boneguide.model.counterfactual import WhyNot
from boneguide.model.explanation import Explanation
from boneguide.model.provenance import Grade, Source
from boneguide.model.radiotherapy import RadiotherapyRegimen
from boneguide.model.regimen import Regimen
from boneguide.model.sufficiency import Question, Sufficiency
from boneguide.model.taper import Taper

#: The places whose labels and guidance are encoded.
Jurisdiction: TypeAlias = Literal["US", "EU", "UK"]
JURISDICTIONS: tuple[Jurisdiction, ...] = ("US", "EU", "UK")

#: What the library is for, shown with every assessment.
INTENDED_USE = (
    "Information for health professionals, who decide. It restates published labels and guidance for the facts given,"
    " shows the basis of each statement, and is no substitute for clinical judgement or the current product label."
    " The encoded content awaits review by a clinician."
)


class Status(enum.Enum):
    """What the encoded sources say about one option for one person.

    The order of members is the order in which an assessment shows them.
    """

    #: Advised by the sources for this person; nothing is outstanding.
    RECOMMENDED = "recommended"
    #: One of several reasonable choices; nothing is outstanding.
    OPTION = "option"
    #: Advised or an option once what stands in ``first`` is done or confirmed.
    AFTER = "after"
    #: A dose due now is held until a finding has settled.
    WITHHOLD = "withhold"
    #: Something must be measured before anything can be said.
    NEEDS_DATA = "needs-data"
    #: The sources advise against it for this person, short of a contraindication.
    NOT_RECOMMENDED = "not-recommended"
    #: The sources forbid it for this person.
    CONTRAINDICATED = "contraindicated"
    #: Not available outside trials.
    INVESTIGATIONAL = "investigational"
    #: Not a question for this person.
    NOT_APPLICABLE = "not-applicable"


#: Statuses under which nothing may be given now.
BARRED = frozenset(
    {Status.WITHHOLD, Status.NEEDS_DATA, Status.NOT_RECOMMENDED, Status.CONTRAINDICATED, Status.INVESTIGATIONAL}
)

#: Statuses for which no regimen is shown, because none may stand.
NO_REGIMEN = frozenset({Status.NEEDS_DATA, Status.CONTRAINDICATED, Status.NOT_RECOMMENDED, Status.NOT_APPLICABLE})


class Severity(enum.Enum):
    """How a source words a restriction."""

    #: The label lists it as a contraindication.
    CONTRAINDICATED = "contraindicated"
    #: The label or guideline says "not recommended".
    NOT_RECOMMENDED = "not-recommended"
    #: The label says "should not" or "avoid".
    AVOID = "avoid"
    #: A precaution: it can be given with care.
    CAUTION = "caution"
    #: Worth knowing.
    INFO = "info"


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
        status: See :class:`Status`.
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


class Assessment(Mapping[str, Recommendation]):
    """All answers for one person on one day, red flags first.

    A mapping from rule identifier to :class:`Recommendation`, in the order in
    which a reader wants them. A rule about single lesions has an answer for
    each: ``assessment["rule@L3"]``, or all of them by ``assessment.about("L3")``.
    Statuses are worked out at once; a recommendation
    with its reasons is built when it is looked at.
    """

    __slots__ = (
        "_ask",
        "_build",
        "_built",
        "_questions",
        "_statuses",
        "_urgent",
        "_why",
        "editions",
        "jurisdiction",
        "notes",
        "on",
        "version",
    )

    def __init__(  # noqa: PLR0913 - one keyword for each thing an assessment states
        self,
        *,
        statuses: Mapping[str, Status],
        build: Callable[[str], Recommendation],
        on: date,
        jurisdiction: Jurisdiction | None,
        editions: Mapping[str, str] | Iterable[tuple[str, str]],
        version: str,
        urgent: frozenset[str] = frozenset(),
        notes: tuple[str, ...] = (),
        ask: Callable[[], tuple[Question, ...]] = tuple,
        why: Callable[[str, Recommendation], WhyNot] | None = None,
    ) -> None:
        self._statuses = dict(statuses)
        self._ask = ask
        self._why = why
        self._questions: tuple[Question, ...] | None = None
        self._urgent = urgent
        self._build = build
        self._built: dict[str, Recommendation] = {}
        self.on = on
        self.jurisdiction = jurisdiction
        self.editions = dict(editions)
        self.version = version
        self.notes = notes

    @classmethod
    def of(  # noqa: PLR0913 - one keyword for each thing an assessment states
        cls,
        recommendations: Iterable[Recommendation],
        *,
        on: date,
        jurisdiction: Jurisdiction | None,
        editions: Mapping[str, str],
        version: str,
        notes: tuple[str, ...] = (),
    ) -> Assessment:
        """Return an assessment of answers that are already complete."""
        ready = {r.key: r for r in recommendations}
        return cls(
            statuses={key: r.status for key, r in ready.items()},
            build=ready.__getitem__,
            on=on,
            jurisdiction=jurisdiction,
            editions=editions,
            version=version,
            urgent=frozenset(key for key, r in ready.items() if r.urgent),
            notes=notes,
        )

    @property
    def intended_use(self) -> str:
        """What the answers are for."""
        return INTENDED_USE

    @property
    def statuses(self) -> Mapping[str, Status]:
        """The status of every rule, without building its reasons."""
        return dict(self._statuses)

    def status(self, identifier: str) -> Status:
        """Return the status of one rule.

        Raises:
            UnknownRuleError: If no rule has that identifier, or it has several answers.
        """
        return self._statuses[self._key(identifier)]

    def _key(self, identifier: str) -> str:
        """Return the key of the one answer that is meant."""
        if identifier in self._statuses:
            return identifier
        of_rows = [key for key in self._statuses if key.partition("@")[0] == identifier]
        if len(of_rows) == 1:
            return of_rows[0]
        if of_rows:
            msg = f"rule {identifier!r} has several answers here. Expected one of {', '.join(map(repr, of_rows))}."
        else:
            msg = f"no rule is called {identifier!r} here. Expected one of {', '.join(self._statuses)}."
        raise UnknownRuleError(msg)

    @property
    def urgent(self) -> frozenset[str]:
        """Keys of the answers of rules that are red flags, whether or not they apply."""
        return self._urgent

    @property
    def lesions(self) -> tuple[str, ...]:
        """Names of the lesions that answers are about, each once."""
        return tuple(dict.fromkeys(key.partition("@")[2] for key in self._statuses if "@" in key))

    def about(self, lesion: str) -> tuple[Recommendation, ...]:
        """Return the answers about one lesion, in reading order.

        Args:
            lesion: Its name, one of :attr:`lesions`.

        Raises:
            UnknownLesionError: If no answer is about a lesion of that name.
        """
        if lesion not in self.lesions:
            known = ", ".join(map(repr, self.lesions)) or "none, for no rule here is about single lesions"
            msg = f"no answer is about a lesion called {lesion!r}. Expected one of {known}."
            raise UnknownLesionError(msg)
        return tuple(self[key] for key in self if key.partition("@")[2] == lesion)

    def __getitem__(self, identifier: str) -> Recommendation:
        """Return the answer of one rule.

        Raises:
            UnknownRuleError: If no rule has that identifier, or it has several answers.
        """
        built = self._built.get(identifier)
        if built is None:
            key = self._key(identifier)
            built = self._built.get(key)
            if built is None:
                built = self._built[key] = self._build(key)
        return built

    def __contains__(self, identifier: object) -> bool:
        """Return whether there is an answer under exactly that key."""
        return identifier in self._statuses

    def __iter__(self) -> Iterator[str]:
        """Yield identifiers: red flags, then by status, then in the guideline's order."""
        return iter(self._order())

    def __len__(self) -> int:
        """Return how many answers there are: one for a rule, or one for each lesion that it is about."""
        return len(self._statuses)

    def _order(self) -> list[str]:
        rank = {status: n for n, status in enumerate(Status)}
        place = {key: n for n, key in enumerate(self._statuses)}

        def key(identifier: str) -> tuple[bool, int, int]:
            status = self._statuses[identifier]
            return (not self._is_flag(identifier), rank[status], place[identifier])

        return sorted(self._statuses, key=key)

    def _is_flag(self, identifier: str) -> bool:
        return identifier in self._urgent and self._statuses[identifier] is not Status.NOT_APPLICABLE

    @property
    def red_flags(self) -> tuple[Recommendation, ...]:
        """Urgent answers that apply; they come before any drug."""
        return tuple(self[i] for i in self if self._is_flag(i))

    @property
    def applicable(self) -> tuple[Recommendation, ...]:
        """Every answer that is a question for this person, in reading order."""
        return tuple(self[i] for i in self if self._statuses[i] is not Status.NOT_APPLICABLE)

    @property
    def missing(self) -> tuple[str, ...]:
        """Names of facts that could still change an answer, first those for which most rules ask."""
        asking: dict[str, set[str]] = {}
        for recommendation in self.applicable:
            for name in recommendation.missing:
                asking.setdefault(name, set()).add(recommendation.id)
        return tuple(sorted(asking, key=lambda name: -len(asking[name])))

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is open and could change an answer, first what can settle most; worked out when first read."""
        if self._questions is None:
            self._questions = self._ask()
        return self._questions

    @property
    def next_question(self) -> Question | None:
        """The one thing to find out next: what can settle most answers. None where every answer is forced."""
        return next(iter(self.questions), None)

    def explain_not(self, identifier: str) -> WhyNot:
        """Return why an option is not advised, what would have it advised, and what would withdraw it.

        Args:
            identifier: The rule, or the rule and the lesion.

        Raises:
            UnknownRuleError: If no rule has that identifier, or it has several answers.
            UnknownJurisdictionError: If the assessment was made for no jurisdiction.
            RecordError: If the assessment was read from a document, which does not hold the record.
        """
        answer = self[identifier]
        if self.jurisdiction is None:
            msg = (
                f"{identifier!r} was asked about where no jurisdiction was given. Expected one of"
                f" {', '.join(JURISDICTIONS)}: what an answer turns on differs between them. Assess with it."
            )
            raise UnknownJurisdictionError(msg)
        if self._why is None:
            msg = (
                f"{identifier!r} was asked about in an assessment that was read from a document. Expected one made from"
                " a record: what could be otherwise is not in the document. Assess the record again."
            )
            raise RecordError(msg)
        return self._why(answer.key, answer)

    def __eq__(self, other: object) -> bool:
        """Compare everything that is stated."""
        if not isinstance(other, Assessment):
            return NotImplemented
        return self._stated() == other._stated()

    __hash__ = None  # type: ignore[assignment]  # quantities inside have no safe hash

    def _stated(self) -> tuple[Any, ...]:
        return (
            {key: self[key] for key in self._statuses},
            self.on,
            self.jurisdiction,
            dict(self.editions),
            self.version,
            self.notes,
        )

    def __repr__(self) -> str:
        """Return a short form; ``print`` gives the full text."""
        rules = len({key.partition("@")[0] for key in self._statuses})
        return f"<Assessment on {self.on.isoformat()}, {self.jurisdiction or 'no jurisdiction'}, {rules} rules>"

    def __str__(self) -> str:
        """Return readable text."""
        return rendered("assessment_text", self)

    def _repr_markdown_(self) -> str:
        return rendered("assessment_markdown", self)

    def _repr_html_(self) -> str:
        return rendered("assessment_html", self)


def rendered(name: str, answer: object) -> str:
    """Return something as :mod:`boneguide.report` shows it.

    Args:
        name: The function there.
        answer: What is to be shown.
    """
    # Rendering lives in a higher room; it is looked up by name when first wanted,
    # so that nothing in the model depends on how an answer is shown.
    return str(getattr(importlib.import_module("boneguide.report"), name)(answer))
