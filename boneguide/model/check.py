"""The answer to "may this order stand?": a verdict on a regimen that was already written."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NoReturn, TypeAlias

import attrs

from boneguide.errors import CriterionTruthError
from boneguide.model.answer import Disagreement, Finding, Recommendation, Task
from boneguide.model.explanation import Explanation
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.provenance import Source
from boneguide.model.regimen import Regimen
from boneguide.model.status import Severity

#: What an order may be written for.
Indication: TypeAlias = Literal["skeletal events", "hypercalcaemia"]
INDICATIONS: tuple[Indication, ...] = ("skeletal events", "hypercalcaemia")

_ORDER = (
    Severity.CONTRAINDICATED,
    Severity.NOT_RECOMMENDED,
    Severity.AVOID,
    None,
    Severity.CAUTION,
    Severity.INFO,
)
_BARS = frozenset({Severity.CONTRAINDICATED, Severity.NOT_RECOMMENDED, Severity.AVOID, None})


class Verdict(enum.Enum):
    """What the encoded sources say about an order as it is written."""

    #: Within every encoded limit, and an option for this person; nothing is outstanding.
    ACCEPT = "accept"
    #: It can stand once what is listed has been weighed or confirmed.
    WARN = "warn"
    #: It goes beyond a limit, or the drug is not one to give to this person now.
    REJECT = "reject"
    #: Something must be measured or written down before anything can be said.
    NEEDS_DATA = "needs-data"


@attrs.frozen(kw_only=True)
class Check:
    """The verdict on one order for one person on one day, with everything that it stands on.

    A check has no truth value: ``WARN`` and ``NEEDS_DATA`` are neither yes nor no.

    Args:
        verdict: See :class:`Verdict`.
        order: The regimen that was checked.
        indication: What it was written for.
        on: The day of the dose.
        jurisdiction: For which place; None where none was given.
        findings: What speaks against the order or has not been ruled out, gravest first.
        first: What must be confirmed or done before it can stand.
        advised: What the sources give instead, in words.
        missing: Names of facts that could still change the verdict.
        disagreements: Where sources differ for this person.
        notes: What else the reader should know.
        limits: The answer about the order itself: dose, speed, fluid, interval, route.
        recommendation: The answer about the drug for this person; its
            ``regimen`` is what would be given.
        sources: On whose word, for the limits and for the drug.
        by_jurisdiction: Where no jurisdiction was given, the check for each.

    Example:
        >>> import boneguide as bg
        >>> order = bg.Regimen(drug="denosumab", route="IV", dose=bg.Q(120, "mg"))
        >>> result = bg.check(order, bg.Patient(), on=date(2026, 11, 23), jurisdiction="US")
        >>> result.verdict, [finding.id for finding in result.against]
        (<Verdict.REJECT: 'reject'>, ['order-route'])
    """

    verdict: Verdict
    order: Regimen
    indication: Indication
    on: date
    jurisdiction: Jurisdiction | None
    findings: tuple[Finding, ...] = ()
    first: tuple[Task, ...] = ()
    advised: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    notes: tuple[str, ...] = ()
    limits: Recommendation
    recommendation: Recommendation
    sources: tuple[Source, ...]
    by_jurisdiction: Mapping[str, Check] = attrs.field(factory=dict)

    def __bool__(self) -> NoReturn:
        """Refuse: neither a warning nor missing data is a yes or a no."""
        msg = (
            "a Check has no truth value, because an order may also need a warning or more data. Expected a comparison"
            " such as 'result.verdict is Verdict.ACCEPT'."
        )
        raise CriterionTruthError(msg)

    @property
    def against(self) -> tuple[Finding, ...]:
        """Findings that apply and for which the order is rejected."""
        return tuple(f for f in self.findings if f.known and f.severity in _BARS)

    @property
    def cautions(self) -> tuple[Finding, ...]:
        """Precautions and information that apply."""
        return tuple(f for f in self.findings if f.known and f.severity not in _BARS)

    @property
    def because(self) -> Explanation:
        """The explanation tree: the order first, then the drug for this person."""
        return Explanation(
            text=f"{self.order}: {self.verdict.value}",
            truth=True,
            parts=(self.limits.because, self.recommendation.because),
        )

    @property
    def intended_use(self) -> str:
        """What the verdict is for."""
        return INTENDED_USE

    def __str__(self) -> str:
        """Return the verdict with its reasons, one a line."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        place = self.jurisdiction or "jurisdiction not stated"
        yield f"{self.verdict.value}: {self.order}, for {self.indication} ({place}, {self.on.isoformat()})"
        for finding in self.findings:
            weight = "hold" if finding.severity is None else finding.severity.value
            yield f"- {weight}: {finding}"
        for task in self.first:
            yield f"- first: {task}"
        for text in self.advised:
            yield f"- advised: {text}"
        for disagreement in self.disagreements:
            yield f"- sources differ: {disagreement}"
        if self.missing:
            yield f"- could still change this: {', '.join(self.missing)}"
        for note in self.notes:
            yield f"- note: {note}"
        for name, check in self.by_jurisdiction.items():
            yield f"- {name}: {check.verdict.value}"


def by_weight(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings, each once, those that apply before those not ruled out, gravest first."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: (f.known is not True, _ORDER.index(f.severity))))
