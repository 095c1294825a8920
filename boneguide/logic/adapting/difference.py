"""What differs between two guidelines: field by field, with both sides in words."""

from __future__ import annotations

import difflib
import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from boneguide.logic.clauses import Clause, Confirm, Dispute, Measure
from boneguide.logic.nodes import Criterion, Fact, Node
from boneguide.logic.numbers import Number, NumberFact
from boneguide.logic.phrases import phrase, phrase_number, phrase_steps
from boneguide.logic.tables import Table
from boneguide.logic.template import RadiotherapyTemplate, RegimenTemplate, Span
from boneguide.logic.verbs import Cases
from boneguide.model.difference import Change, ChangedRule, Difference, NamedRule
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.provenance import Grade, Reference, Source
from boneguide.quantities import Amount

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline
    from boneguide.logic.rule import Rule

V = TypeVar("V")


def difference(here: Guideline, there: Guideline) -> Difference:
    """Return what differs between two guidelines.

    Two rules of one identifier are compared field by field. What is equal by Python's
    measure and reads otherwise, such as 18 years and 216 months, is shown as well.

    Args:
        here: The one.
        there: The other.
    """
    ours, theirs = ({rule.id: rule for rule in side} for side in (here, there))
    both = [identifier for identifier in ours if identifier in theirs]
    fields = (f.name for f in attrs.fields(type(here)) if f.name != "rules")
    pairs = ((i, tuple(rule_changes(ours[i], theirs[i]))) for i in both)
    return Difference(
        here=f"{here.id} {here.edition}",
        there=f"{there.id} {there.edition}",
        about=tuple(change for name in fields for change in _field(here, there, name)),
        only_here=tuple(_named(rule) for rule in here if rule.id not in theirs),
        only_there=tuple(_named(rule) for rule in there if rule.id not in ours),
        changed=tuple(ChangedRule(id=i, title=ours[i].title, changes=found) for i, found in pairs if found),
        order=tuple(_moved("rule", both, [identifier for identifier in theirs if identifier in ours])),
    )


def rule_changes(here: Rule, there: Rule) -> Iterator[Change]:
    """Yield what differs between two rules.

    Args:
        here: The one.
        there: The other.

    Example:
        >>> import attrs
        >>> from boneguide.guidelines import supportive
        >>> rule = supportive["exercise"]
        >>> [str(change) for change in rule_changes(rule, attrs.evolve(rule, urgent=True))]
        ['urgent: here: no; there: yes']
    """
    for field in attrs.fields(type(here)):
        yield from _field(here, there, field.name)


def _named(rule: Rule) -> NamedRule:
    return NamedRule(
        id=rule.id,
        title=rule.title,
        advises=rule.action or f"{say(rule.advise)}.",
        sources=tuple(map(str, rule.all_sources())),
    )


# --------------------------------------------------------------------------- field by field


def _field(here: object, there: object, name: str, within: str = "") -> Iterator[Change]:
    part = f"{within}{name.replace('_', ' ')}"
    yield from _changes(part, getattr(here, name), getattr(there, name))


def _changes(part: str, here: Any, there: Any) -> Iterator[Change]:  # noqa: ANN401 - values of every field come here
    if here is there:
        return
    found: list[Change] = []
    if _are(here, there, Clause | Dispute):
        found.extend(_by_name(part, here, there, {c.id: c for c in here}, {c.id: c for c in there}))
    elif _are(here, there, Source):
        found.extend(_by_name(part, here, there, {say(s): s for s in here}, {say(s): s for s in there}))
    elif isinstance(here, Cases) and isinstance(there, Cases):
        found.extend(_rows(part, here, there))
    elif type(here) is type(there) and isinstance(here, RegimenTemplate | RadiotherapyTemplate):
        for field in attrs.fields(type(here)):
            found.extend(_field(here, there, field.name, f"{part}, "))
    if not found and not _same(here, there):
        found.append(_apart(part, here, there))
    yield from found


def _are(here: object, there: object, kind: Any) -> bool:  # noqa: ANN401 - a class or a union of classes
    both = (here, there)
    return all(isinstance(side, tuple) and all(isinstance(item, kind) for item in side) for side in both)


def _same(here: object, there: object) -> bool:
    return type(here) is type(there) and bool(here == there) and say(here) == say(there)


def _by_name(
    part: str, here: Sequence[object], there: Sequence[object], ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> Iterator[Change]:
    """Yield what differs between two lists of things that have a name each."""
    if len(ours) != len(here) or len(theirs) != len(there):
        # A name that occurs twice: the lists are compared as they are.
        return
    for name, item in ours.items():
        if name not in theirs:
            yield Change(part=_of(part, name, item), here=say(item))
        elif type(item) is not type(theirs[name]):
            yield _apart(_of(part, name, item), item, theirs[name])
        elif isinstance(item, Clause | Dispute):
            for field in attrs.fields(type(item)):
                yield from _field(item, theirs[name], field.name, f"{part}, {name}: ")
        elif not _same(item, theirs[name]):
            yield _apart(part, item, theirs[name])
    for name, item in theirs.items():
        if name not in ours:
            yield Change(part=_of(part, name, item), there=say(item))
    yield from _moved(part, [n for n in ours if n in theirs], [n for n in theirs if n in ours])


def _of(part: str, name: str, item: object) -> str:
    return part if isinstance(item, Source) else f"{part}, {name}"


def _rows(part: str, here: Cases[object], there: Cases[object]) -> Iterator[Change]:
    """Yield what differs between two tables, row by row."""
    ours, theirs = (dict(phrase_steps(table)) for table in (here, there))
    if len(ours) != len(here.steps) or len(theirs) != len(there.steps):
        return
    for words, value in ours.items():
        if words not in theirs:
            yield Change(part=f"{part}, row", here=f"{words}: {say(value)}")
        elif not _same(value, theirs[words]):
            yield _apart(f"{part}, row where {words}", value, theirs[words])
    for words, value in theirs.items():
        if words not in ours:
            yield Change(part=f"{part}, row", there=f"{words}: {say(value)}")
    yield from _moved(f"{part}, row", [w for w in ours if w in theirs], [w for w in theirs if w in ours])


def _moved(part: str, here: Sequence[str], there: Sequence[str]) -> Iterator[Change]:
    """Yield what stands elsewhere among what both sides have."""
    matched = difflib.SequenceMatcher(a=here, b=there, autojunk=False).get_matching_blocks()
    kept = {here[block.a + n] for block in matched for n in range(block.size)}
    for name in here:
        if name not in kept:
            yield Change(part=f"order of {part} {name}", here=_after(name, here), there=_after(name, there))


def _after(name: str, order: Sequence[str]) -> str:
    place = order.index(name)
    return f"after {order[place - 1]}" if place else "first"


def _apart(part: str, here: object, there: object) -> Change:
    """Return a change whose two sides never read alike."""
    sides = (here, there)
    for worded in (say, repr, _definitions):
        ours, theirs = map(worded, sides)
        if ours != theirs:
            return Change(part=part, here=ours or "nothing", there=theirs or "nothing")
    return Change(part=part, here=say(here), there=f"{say(there)}, defined otherwise")


def _definitions(value: object) -> str:
    """Return how the facts in a criterion are defined, where the criterion reads alike."""
    facts: Iterable[Fact] = value.facts() if isinstance(value, Node) else ()
    return f"{say(value)}; {'; '.join(map(_definition, facts))}"


def _definition(fact: Fact) -> str:
    read = getattr(fact.read, "__qualname__", repr(fact.read))
    more = {
        "label": fact.label,
        "read by": read,
        "kind": fact.measured_as.name if isinstance(fact, NumberFact) else "",
        "words": ", ".join(getattr(fact, "values", ())),
        "asked": say(fact.asked),
        "inferred from": "" if fact.inferred is None else repr(fact.inferred),
        "of each of": "" if fact.table is None else fact.table.label,
        "only in the place of another": say(fact.optional),
    }
    return f"{fact.name} ({', '.join(f'{name}: {words}' for name, words in more.items() if words)})"


# --------------------------------------------------------------------------- in words


def say(value: object) -> str:  # noqa: PLR0911 - one return for each kind of value
    """Return any value of a rule in words.

    Args:
        value: The value.

    Example:
        >>> say(None), say(True), say(frozenset({"UK", "US"}))
        ('nothing', 'yes', 'US, UK')
    """
    match value:
        case None | bool():
            return "nothing" if value is None else "yes" if value else "no"
        case Criterion():
            return phrase(value)
        case Number():
            return phrase_number(value)
        case Cases():
            return "; ".join(f"{words}: {say(row)}" for words, row in phrase_steps(value)) or "no row"
        case Amount() | Span():
            return str(value)
        case frozenset():
            return ", ".join(place for place in JURISDICTIONS if place in value) or "nowhere"
        case tuple():
            return "; ".join(map(say, value)) or "nothing"
        case Table():
            return value.label
        case Reference() | Source() | Grade():
            return _provenance(value)
    return _other(value)


def _provenance(value: Reference | Source | Grade) -> str:
    match value:
        case Reference():
            return "; ".join((f"{value.key}: {value}", *value.identifiers, f"seen: {value.seen}"))
        case Source():
            rows = ", ".join(value.rows)
            note = f"; {value.note}" if value.note else ""
            return f"{say(value.reference)}; {value.locator}; rows {rows}; {value.verified.value}{note}"
    return f"{value} ({value.note})" if value.graded and value.note else str(value)


def _other(value: object) -> str:
    if isinstance(value, Measure):
        return "it must be measured"
    if isinstance(value, Confirm):
        return f"it is confirmed at the visit: {value.task} ({value.because})"
    kind = type(value)
    if attrs.has(kind):
        fields = ((f.name.replace("_", " "), getattr(value, f.name)) for f in attrs.fields(kind))
        return "; ".join(f"{name}: {words}" for name, words in ((n, say(v)) for n, v in fields) if words != "nothing")
    if isinstance(value, enum.Enum):
        return str(value.value)
    return getattr(value, "__qualname__", str(value))
