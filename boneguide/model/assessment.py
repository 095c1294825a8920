"""All answers for one person on one day, red flags first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from boneguide.errors import RecordError, UnknownJurisdictionError, UnknownLesionError, UnknownRuleError
from boneguide.model._rendered import rendered
from boneguide.model.answer import Recommendation
from boneguide.model.counterfactual import WhyNot
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.status import Status
from boneguide.model.sufficiency import Question

if TYPE_CHECKING:
    from boneguide.model.audit import AuditRecord


class Assessment(Mapping[str, Recommendation]):
    """All answers for one person on one day, red flags first.

    A mapping from rule identifier to :class:`~boneguide.model.answer.Recommendation`, in the order in
    which a reader wants them. A rule about single lesions has an answer for
    each: ``assessment["rule@L3"]``, or all of them by ``assessment.about("L3")``.
    Statuses are worked out at once; a recommendation
    with its reasons is built when it is looked at.
    """

    __slots__ = (
        "_ask",
        "_audit",
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
        audit: Callable[[Assessment], AuditRecord] | None = None,
    ) -> None:
        self._statuses = dict(statuses)
        self._ask = ask
        self._audit = audit
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
        questions: tuple[Question, ...] = (),
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
            ask=lambda: questions,
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

    @property
    def audit_record(self) -> AuditRecord:
        """What is kept so that the assessment can be asked again later: what was known, which rules, what they said.

        Raises:
            RecordError: If the assessment was read from a document or made of a row of a cohort, which hold no record.
        """
        if self._audit is None:
            msg = (
                "an audit record was asked of an assessment that was not made from a person's record. Expected one that"
                " was: without the record it cannot be asked again. Assess the record."
            )
            raise RecordError(msg)
        return self._audit(self)

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
