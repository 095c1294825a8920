"""The parts of a rule besides its indication: restrictions, tasks, reasons.

Each clause says *when* it counts, *what* it says, *where*, and *on whose word*.
What an unknown means is the author's decision and is written on the clause.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import attrs

from boneguide.errors import RuleError
from boneguide.logic.nodes import ALWAYS, Criterion
from boneguide.logic.numbers import Number
from boneguide.logic.template import Template
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.provenance import Grade, Source, Verification
from boneguide.model.status import Severity

Places: TypeAlias = frozenset[str]


@attrs.frozen
class Measure:
    """An unknown that must be measured: without it there is no answer."""


@attrs.frozen
class Confirm:
    """An unknown that can be asked, looked at or done at the visit.

    Args:
        task: What to confirm, in words for a clinician.
        because: Why asking is enough here.
    """

    task: str
    because: str

    def __attrs_post_init__(self) -> None:
        if not self.task.strip() or not self.because.strip():
            msg = "an unknown that may be confirmed needs the task and the reason why asking is enough."
            raise RuleError(msg)


MEASURE = Measure()


def _places(value: Iterable[str] | str | None) -> Places:
    places = JURISDICTIONS if value is None else (value,) if isinstance(value, str) else tuple(value)
    for place in places:
        if place not in JURISDICTIONS:
            msg = f"{place!r} is not a jurisdiction. Expected one or more of {', '.join(JURISDICTIONS)}."
            raise RuleError(msg)
    return frozenset(places)


def _sources(value: Source | Iterable[Source]) -> tuple[Source, ...]:
    return (value,) if isinstance(value, Source) else tuple(value)


def _has_source(_instance: object, _attribute: object, value: tuple[Source, ...]) -> None:
    if not value:
        msg = "a clause has no source. Expected at least one Source with reference, locator, rows and verification."
        raise RuleError(msg)


def _require_criterion(identifier: str, value: object) -> None:
    if not isinstance(value, Criterion):
        msg = f"clause {identifier!r} has when={value!r}. Expected a criterion, such as AGE >= '18 year', or ALWAYS."
        raise RuleError(msg)


def _filled(_instance: object, attribute: attrs.Attribute[str], value: str) -> None:
    if not value.strip():
        msg = f"{attribute.name!r} of a clause was empty. Expected words."
        raise RuleError(msg)


def _severity(value: Severity | str) -> Severity:
    try:
        return Severity(value)
    except ValueError:
        msg = f"severity was {value!r}. Expected one of {', '.join(repr(s.value) for s in Severity)}."
        raise RuleError(msg) from None


def _several(_instance: object, _attribute: object, value: tuple[Stance, ...]) -> None:
    if len(value) < 2:  # noqa: PLR2004 - one voice alone is no disagreement
        msg = f"a dispute was given {len(value)} stances. Expected two or more, one for each side."
        raise RuleError(msg)


@attrs.frozen(kw_only=True, cache_hash=True)
class Clause:
    """What every clause has.

    Args:
        id: Identifier, unique within the rule.
        when: For whom it counts.
        says: What it says, in words for a clinician, with the reason.
        sources: On whose word.
        jurisdictions: Where it counts; everywhere by default.
    """

    id: str = attrs.field(validator=_filled)
    when: Criterion
    says: str = attrs.field(validator=_filled)
    sources: tuple[Source, ...] = attrs.field(converter=_sources, validator=_has_source)
    jurisdictions: Places = attrs.field(default=None, converter=_places)

    def __attrs_post_init__(self) -> None:
        _require_criterion(self.id, self.when)

    @property
    def memory_only(self) -> bool:
        """Whether nothing but memory stands behind it."""
        return all(s.verified is Verification.MEMORY for s in self.sources)


@attrs.frozen(kw_only=True, cache_hash=True)
class Restriction(Clause):
    """A clause that can keep an option from being advised.

    Args:
        unknown: What it means when ``when`` is not known: it must be measured,
            or it can be confirmed at the visit. Where a restriction never
            changes a status it is not used.
    """

    unknown: Measure | Confirm = MEASURE

    @property
    def bars(self) -> bool:
        """Whether it keeps the option from being advised."""
        return True


@attrs.frozen(kw_only=True, cache_hash=True)
class Contraindication(Restriction):
    """A restriction: from a contraindication down to a word of information.

    Args:
        severity: How the source words it. Cautions and information never
            change a status.

    Example:
        >>> from boneguide.logic import fact
        >>> from boneguide.model.provenance import Reference, Source
        >>> label = Reference(key="X", citation="A label", edition="2024", seen="read")
        >>> Contraindication(
        ...     id="allergy",
        ...     severity="contraindicated",
        ...     when=fact("allergic_to_it"),
        ...     says="Known hypersensitivity to the drug",
        ...     unknown=Confirm("no hypersensitivity to it", because="the person can be asked"),
        ...     sources=Source(label, locator="4", rows="K01", verified="primary"),
        ... ).severity
        <Severity.CONTRAINDICATED: 'contraindicated'>
    """

    severity: Severity = attrs.field(converter=_severity)

    @property
    def bars(self) -> bool:
        """Whether it keeps the option from being advised."""
        return self.severity in {Severity.CONTRAINDICATED, Severity.NOT_RECOMMENDED, Severity.AVOID}


@attrs.frozen(kw_only=True, cache_hash=True)
class Hold(Restriction):
    """A finding for which a dose due now is withheld until it has settled."""


@attrs.frozen(kw_only=True, cache_hash=True)
class Prerequisite(Clause):
    """Something to do first; ``when`` says it is outstanding.

    It is shown where it is outstanding or where that is not known.
    """


@attrs.frozen(kw_only=True, cache_hash=True)
class Monitor(Clause):
    """Something to watch.

    Args:
        timing: When, in words.
        within_days: The latest day, counted from the day of the assessment.
        since: Time already gone by, by which that day comes earlier; it is
            never earlier than the assessment.
    """

    when: Criterion = ALWAYS
    timing: str = ""
    within_days: int | None = None
    since: Number | None = None


@attrs.frozen(kw_only=True, cache_hash=True)
class Reason(Clause):
    """An argument for (``favours``) or against an option."""

    favours: bool
    grade: Grade


@attrs.frozen(kw_only=True, cache_hash=True)
class Note(Clause):
    """Something the reader should know with the answer."""

    when: Criterion = ALWAYS


@attrs.frozen(kw_only=True, cache_hash=True)
class Variation(Clause):
    """Another way of giving the same option."""

    advise: Template
    grade: Grade


@attrs.frozen(kw_only=True, cache_hash=True)
class Licence(Clause):
    """An indication for which the option is licensed."""


@attrs.frozen(kw_only=True, cache_hash=True)
class Stance:
    """What one authority says in a :class:`Dispute`."""

    by: str
    says: str
    source: Source


@attrs.frozen(kw_only=True, cache_hash=True)
class Dispute:
    """Sources that disagree about the people for whom ``when`` holds."""

    id: str = attrs.field(validator=_filled)
    when: Criterion
    about: str = attrs.field(validator=_filled)
    stances: tuple[Stance, ...] = attrs.field(validator=_several)
    jurisdictions: Places = attrs.field(default=None, converter=_places)

    def __attrs_post_init__(self) -> None:
        _require_criterion(self.id, self.when)
