"""The documentation interpreter: every rule of a guideline as the manual shows it.

Nothing on these pages is typed. A rule is worded from its own parts, in their
own order, so the manual cannot say what the code does not do.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from boneguide.logic.clauses import Clause, Confirm, Dispute, Measure, Monitor, Reason, Restriction, Variation
from boneguide.logic.guideline import Guideline
from boneguide.logic.nodes import ALWAYS, NEVER, Criterion
from boneguide.logic.phrases import outline, phrase_steps
from boneguide.logic.rule import Rule
from boneguide.logic.template import Span, Template
from boneguide.logic.verbs import Cases
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.provenance import Grade, Reference, Source
from boneguide.model.status import Severity
from boneguide.report._manual import anchor, nested, plain, table

#: Longest criterion, in letters, that is shown as one sentence.
_SENTENCE = 120

#: Parts of a regimen in reading order, with what they are called.
_PARTS = {
    "schedule": "schedule",
    "dose": "dose",
    "interval": "every",
    "days": "on day",
    "infusion_time": "over",
    "maximum_rate": "at most",
    "volume": "volume",
    "diluents": "in",
    "taper": "taper",
    "preparation": "preparation",
    "notes": "note",
}
_SEVERITIES = {
    Severity.CONTRAINDICATED: "Contraindicated",
    Severity.NOT_RECOMMENDED: "Not recommended",
    Severity.AVOID: "Avoid",
    Severity.CAUTION: "Caution (shown where it applies; changes no status)",
    Severity.INFO: "Worth knowing (shown where it applies; changes no status)",
}
_SOURCE_COLUMNS = ("Reference", "Citation", "Place", "Edition", "Rows", "Verified", "Note", "Grade of the rule")


def catalogue_markdown(guideline: Guideline) -> str:
    """Return every rule of a guideline as a page of Markdown.

    Each rule is shown with its criterion in words, what it advises, everything
    that can stand against it, its reasons with their grades as printed, and a
    table of all its sources. The same guideline always gives the same page.

    Args:
        guideline: The guideline.
    """
    return "\n".join(_page(guideline))


def _page(guideline: Guideline) -> Iterator[str]:
    yield f"# {plain(guideline.title)}"
    yield ""
    editions = ", ".join(f"{name} {edition}" for name, edition in guideline.editions)
    yield f"Content: {plain(editions)}. Rules: {len(guideline)}."
    yield ""
    yield f"*{plain(INTENDED_USE)}*"
    yield ""
    titles = [_title(rule, guideline) for rule in guideline]
    rows = (
        (f"[{plain(title)}](#{anchor(title)})", plain(_subject(rule)), plain(_grade(rule.grade)))
        for title, rule in zip(titles, guideline, strict=True)
    )
    yield from table(("Rule", "Advises", "Grade"), rows)
    for title, rule in zip(titles, guideline, strict=True):
        yield from _rule(title, rule)


def _title(rule: Rule, guideline: Guideline) -> str:
    shared = any(other.title == rule.title and other.id != rule.id for other in guideline)
    return f"{rule.title} ({rule.id})" if shared else rule.title


def _rule(title: str, rule: Rule) -> Iterator[str]:
    yield f"## {plain(title)}"
    yield ""
    yield f"Identifier `{rule.id}`, edition {plain(rule.edition)}. Grade: {plain(_grade(rule.grade))}."
    yield ""
    if rule.about is not None:
        yield f"Asked of each of the {plain(rule.about.label)} by itself."
        yield ""
    if rule.urgent:
        yield "**Red flag:** it is shown before everything that is not one."
        yield ""
    if rule.investigational:
        yield "**Investigational:** it is never advised outside a trial."
        yield ""
    yield from _asked("When", rule.when)
    if rule.recommended != NEVER:
        yield from _asked("Recommended rather than one option", rule.recommended)
    yield "**Advises**"
    yield ""
    if rule.advise is None:
        yield plain(rule.action)
        yield ""
    else:
        yield from _regimen(rule.advise)
    yield from _licences(rule)
    yield from _restrictions(rule)
    yield from _tasks(rule)
    yield from _arguments(rule)
    yield "**Sources**"
    yield ""
    rows = ((*_source_row(s), _grade(rule.grade)) for s in _by_reference(rule.all_sources()))
    yield from table(_SOURCE_COLUMNS, (map(plain, row) for row in rows))


def _subject(rule: Rule) -> str:
    return rule.action if rule.advise is None else rule.advise.subject


def _grade(grade: Grade) -> str:
    return f"{grade} ({grade.note})" if grade.graded and grade.note else str(grade)


def _asked(heading: str, criterion: Criterion) -> Iterator[str]:
    yield f"**{heading}**"
    yield ""
    yield from nested(outline(criterion, width=_SENTENCE))
    yield ""


# --------------------------------------------------------------------------- what is advised


def _regimen(template: Template) -> Iterator[str]:
    yield plain(template.subject)
    yield ""
    yield from table(("Part", "Where", "What"), (map(plain, row) for row in _regimen_rows(template)))


def _regimen_rows(template: Template) -> Iterator[tuple[str, str, str]]:
    # A schedule of fractions says the dose as well.
    parts = {"schedule", "notes"} if hasattr(template, "schedule") else _PARTS.keys() - {"schedule"}
    for field, name in _PARTS.items():
        part = getattr(template, field) if field in parts else None
        if isinstance(part, Cases):
            yield from ((name, words, _value(value)) for words, value in phrase_steps(part))
        elif isinstance(part, tuple):
            yield from ((name, "always", str(item)) for item in part)
        elif part is not None:
            yield name, "always", _value(part)


def _value(value: object) -> str:
    if isinstance(value, Span):
        return str(value.range())
    return "; ".join(value) if isinstance(value, tuple) else str(value)


# --------------------------------------------------------------------------- clauses


def _licences(rule: Rule) -> Iterator[str]:
    if not rule.licences:
        return
    yield "**Licences**"
    yield ""
    for licence in rule.licences:
        yield from _clause(licence)
    licensed = frozenset().union(*(c.jurisdictions for c in rule.licences))
    bare = _places(place for place in JURISDICTIONS if place not in licensed)
    if bare:
        yield f"- No licence is encoded for {bare}."
    yield ""
    yield "A use outside every licence of a place is not recommended there."
    yield ""


def _restrictions(rule: Rule) -> Iterator[str]:
    for severity, heading in _SEVERITIES.items():
        yield from _list(heading, (c for c in rule.contraindications if c.severity is severity))
    yield from _list("A dose due now is withheld", rule.holds)


def _tasks(rule: Rule) -> Iterator[str]:
    yield from _list("First (shown where it is outstanding or that is not known)", rule.first)
    yield from _list("Watch", rule.monitor)


def _arguments(rule: Rule) -> Iterator[str]:
    yield from _list("For", (r for r in rule.reasons if r.favours))
    yield from _list("Against", (r for r in rule.reasons if not r.favours))
    if rule.variations:
        yield "**Other ways of giving it**"
        yield ""
        for variation in rule.variations:
            yield from _clause(variation)
            yield ""
            yield from _regimen(variation.advise)
    if rule.disputes:
        yield "**Sources disagree**"
        yield ""
        for dispute in rule.disputes:
            yield from _dispute(dispute)
        yield ""
    yield from _list("Notes", rule.notes)


def _list(heading: str, clauses: Iterable[Clause]) -> Iterator[str]:
    lines = [line for clause in clauses for line in _clause(clause)]
    if lines:
        yield f"**{heading}**"
        yield ""
        yield from lines
        yield ""


def _clause(clause: Clause) -> Iterator[str]:
    yield f"- {plain(clause.says)}"
    if clause.when != ALWAYS:
        yield from nested(outline(clause.when, width=_SENTENCE), under=1, lead="When: ")
    details = [*_details(clause), f"Source: {'; '.join(map(_place, clause.sources))}"]
    for detail in details:
        yield f"  - {plain(detail)}"
    yield f"  - {_places(clause.jurisdictions)}; `{clause.id}`"


def _details(clause: Clause) -> Iterator[str]:
    match clause:
        case Restriction(unknown=unknown) if clause.bars:
            yield f"Where that is not known: {_unknown(unknown)}"
        case Reason(grade=grade) | Variation(grade=grade):
            yield f"Grade: {_grade(grade)}"
        case Monitor(timing=timing, within_days=days):
            if timing:
                yield f"Timing: {timing}"
            if days is not None:
                yield f"Due: within {days} days of the assessment"


def _unknown(unknown: Measure | Confirm) -> str:
    if isinstance(unknown, Confirm):
        return f"it is confirmed at the visit: {unknown.task} ({unknown.because})"
    return "it must be measured or recorded before anything is advised"


def _dispute(dispute: Dispute) -> Iterator[str]:
    yield f"- {plain(dispute.about)}"
    if dispute.when != ALWAYS:
        yield from nested(outline(dispute.when, width=_SENTENCE), under=1, lead="When: ")
    for stance in dispute.stances:
        yield f"  - {plain(f'{stance.by}: {stance.says} ({_place(stance.source)})')}"
    yield f"  - {_places(dispute.jurisdictions)}; `{dispute.id}`"


def _places(jurisdictions: Iterable[str]) -> str:
    wanted = frozenset(jurisdictions)
    return ", ".join(place for place in JURISDICTIONS if place in wanted)


# --------------------------------------------------------------------------- sources


def _place(source: Source) -> str:
    return f"{source.reference.key} {source.locator} ({source.verified.value})"


def _by_reference(sources: Iterable[Source]) -> Iterator[Source]:
    found: dict[Reference, list[Source]] = {}
    for source in sources:
        found.setdefault(source.reference, []).append(source)
    return itertools.chain.from_iterable(found.values())


def _source_row(source: Source) -> tuple[str, ...]:
    reference = source.reference
    year = "" if reference.year is None else f" ({reference.year})"
    return (
        reference.key,
        f"{reference.citation}{year}",
        source.locator,
        reference.edition,
        ", ".join(source.rows),
        f"{source.verified.value}; publication: {reference.seen}",
        source.note,
    )
