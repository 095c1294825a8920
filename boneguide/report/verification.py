"""How far the sources of a guideline were checked, and what rests on less than a reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import TypeAlias

import attrs

from boneguide.logic.clauses import Dispute
from boneguide.logic.guideline import Guideline
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Source, Verification
from boneguide.report._manual import plain, table

#: What a reviewer looks at first, with the headings under which it stands.
_WEAK = {
    Verification.MEMORY: "Written from memory",
    Verification.CONFLICT: "Sources in conflict",
    Verification.DERIVED: "Worked out by this library",
}


#: Having been seen somewhere; a decision of the library is no more than what it was made on.
_SEEN = frozenset({Verification.PRIMARY, Verification.SECONDARY, Verification.CONFLICT})

#: Where a source is cited, such as ``"rule: clause"``, and the source.
Citation: TypeAlias = tuple[str, Source]


def citations(guideline: Guideline) -> Iterator[Citation]:
    """Yield every source of every rule with the rule, and where it is of a clause with the clause.

    Args:
        guideline: The guideline.
    """
    return (cited for rule in guideline for cited in _citations(rule))


def module_citations(modules: Iterable[ModuleType]) -> Iterator[Citation]:
    """Yield every source that modules hold, each once for a module, with the last part of its name.

    Args:
        modules: The modules, such as those of :mod:`boneguide.calculators`.

    Example:
        >>> from boneguide.calculators import neurology
        >>> [(name, source.rows) for name, source in module_citations([neurology])]
        [('neurology', ('8.4',))]
    """
    for module in modules:
        members = (member for name, member in vars(module).items() if not name.startswith("__"))
        found = dict.fromkeys(source for member in members for source in _inside(member))
        yield from ((module.__name__.rpartition(".")[2], source) for source in found)


def _inside(value: object) -> Iterator[Source]:
    """Yield the sources that a constant is or holds."""
    kind = type(value)
    if isinstance(value, Source):
        yield value
    elif isinstance(value, Mapping):
        for held in value.values():
            yield from _inside(held)
    elif isinstance(value, (tuple, list, frozenset)):
        for held in value:
            yield from _inside(held)
    elif attrs.has(kind):
        for field in attrs.fields(kind):
            yield from _inside(getattr(value, field.name))


def unverified_rows(subjects: Mapping[str, Iterable[Citation]]) -> dict[str, dict[str, list[Citation]]]:
    """Return the rows that rest on memory alone, by subject, with what cites them from memory.

    A row that is seen anywhere, in whatever subject, does not rest on memory alone.
    One that the library also decided on does.

    Args:
        subjects: The citations of each subject.

    Example:
        >>> from boneguide.model.provenance import Reference, Source
        >>> book = Reference(key="BOOK", citation="A book", edition="first", seen="memory")
        >>> recalled = Source(book, locator="page 2", rows=("R1", "R2"), verified="memory")
        >>> found = Source(book, locator="page 3", rows="R2", verified="secondary")
        >>> unverified_rows({"pain": [("rule: note", recalled)], "bone": [("other", found)]})["pain"].keys()
        dict_keys(['R1'])
    """
    kept = {subject: tuple(cited) for subject, cited in subjects.items()}
    seen = {row for cited in kept.values() for _, source in cited if source.verified in _SEEN for row in source.rows}
    found: dict[str, dict[str, list[Citation]]] = {subject: {} for subject in kept}
    for subject, cited in kept.items():
        for where, source in cited:
            for row in source.rows:
                if source.verified is Verification.MEMORY and row not in seen:
                    found[subject].setdefault(row, []).append((where, source))
    return found


def unverified_markdown(subjects: Mapping[str, Iterable[Citation]]) -> str:
    """Return the rows that rest on memory alone as Markdown: a table for each subject that has any.

    Args:
        subjects: The citations of each subject, by its title.
    """
    return "\n".join(_unverified(unverified_rows(subjects)))


def _unverified(subjects: Mapping[str, Mapping[str, list[Citation]]]) -> Iterator[str]:
    for subject, rows in subjects.items():
        if rows:
            yield f"#### {plain(subject)}: {len(rows)}"
            yield ""
            lines = ((row, *_joined(cited)) for row, cited in sorted(rows.items()))
            yield from table(("Row", "Place", "Stands in rule: clause"), (map(plain, line) for line in lines))


def _joined(cited: Iterable[Citation]) -> tuple[str, str]:
    """Return the places and what cites them, each once."""
    places: dict[str, None] = {}
    clauses: dict[str, dict[str, None]] = {}
    for where, source in cited:
        places[f"{source.reference.key}, {source.locator}"] = None
        rule, _, clause = where.partition(": ")
        clauses.setdefault(rule, {})[clause] = None
    stands = (f"{rule}: {', '.join(filter(None, found))}".removesuffix(": ") for rule, found in clauses.items())
    return "; ".join(places), "; ".join(stands)


def verification_markdown(guideline: Guideline) -> str:
    """Return how far the sources of a guideline were checked, as Markdown.

    First how many places were checked how far; then, one table each, the places
    that were written from memory, those that contradict others, and the readings
    that no source states, with the rules and clauses that rest on them.

    Args:
        guideline: The guideline.
    """
    return "\n".join(_page(guideline))


def _page(guideline: Guideline) -> Iterator[str]:
    cited: dict[Source, list[str]] = {}
    for where, source in citations(guideline):
        cited.setdefault(source, []).append(where)
    counts = ((v.value, str(sum(s.verified is v for s in cited))) for v in Verification)
    yield from table(("Verified", "Places cited"), counts)
    for verified, heading in _WEAK.items():
        found = [(source, where) for source, where in cited.items() if source.verified is verified]
        if found:
            yield f"### {heading}"
            yield ""
            rows = (
                (s.reference.key, s.locator, ", ".join(s.rows), s.note, "; ".join(dict.fromkeys(where)))
                for s, where in sorted(found, key=lambda item: (item[0].rows, item[0].locator))
            )
            columns = ("Reference", "Place", "Rows", "Note", "Cited by rule: clause")
            yield from table(columns, (map(plain, row) for row in rows))


def _citations(rule: Rule) -> Iterator[Citation]:
    yield from ((rule.id, source) for source in rule.sources)
    for clause in rule.clauses():
        sources = tuple(s.source for s in clause.stances) if isinstance(clause, Dispute) else clause.sources
        yield from ((f"{rule.id}: {clause.id}", source) for source in sources)
