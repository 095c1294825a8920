"""What differs between two guidelines is said in words, and nothing that differs is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide import guidelines
from boneguide.logic import (
    ALWAYS,
    NEVER,
    Cases,
    Confirm,
    Criterion,
    Dispute,
    Guideline,
    Hold,
    Measure,
    Monitor,
    Note,
    Reason,
    RegimenTemplate,
    Rule,
    Stance,
    Variation,
    cases,
    fact,
)
from boneguide.logic.adapting.difference import difference, rule_changes, say
from boneguide.logic.tables import Table, exists
from boneguide.model.provenance import Grade, Reference, Source, Verification
from boneguide.model.status import Severity
from boneguide.quantities import Amount, kinds
from boneguide.report import difference_markdown
from tests.logic.support import ACTION, ALONE, DRUG, FRAIL, GRADE, REFERENCE, SOURCE, YEARS, criteria, source
from tests.logic.whole import WHOLE

TABLE = Table("things", "things", lambda _: None)
OTHER_SOURCE = source("X02", locator="2")
FULL = attrs.evolve(
    WHOLE,
    monitor=(Monitor(id="watch", says="watch it", timing="weekly", within_days=7, since=YEARS, sources=SOURCE),),
    reasons=(Reason(id="why", when=FRAIL, says="it helps", favours=True, grade=GRADE, sources=SOURCE),),
    variations=(
        Variation(id="more", when=ALONE, says="or so", advise=WHOLE.advise or DRUG.advise, grade=GRADE, sources=SOURCE),  # type: ignore[arg-type]  # there is one
    ),
    disputes=(
        Dispute(
            id="which",
            when=FRAIL,
            about="the dose",
            stances=(Stance(by="A", says="one", source=SOURCE), Stance(by="B", says="two", source=SOURCE)),
        ),
    ),
    notes=(Note(id="note", says="a note", sources=SOURCE),),
)


def guideline(*rules: Rule) -> Guideline:
    return Guideline(id="g", title="G", edition="1", rules=rules)


HERE = guideline(FULL, ACTION)


def lines(here: Rule, there: Rule) -> list[str]:
    return [str(change) for change in rule_changes(here, there)]


def test_nothing_differs_from_itself() -> None:
    for whole in (HERE, guidelines.default):
        found = whole.diff(whole)
        assert not found
        assert (found.about, found.only_here, found.only_there, found.changed, found.order) == ((), (), (), (), ())
    again = guideline(attrs.evolve(FULL), attrs.evolve(ACTION))
    assert not HERE.diff(again)
    assert str(HERE.diff(again)) == "g 1 and g 1: nothing differs."
    assert difference_markdown(HERE.diff(again)) == "## g 1 and g 1: nothing differs.\n"


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"when": FRAIL & (YEARS >= "18 year")}, "when: here: applies; there: frail and years is at least 18 year"),
        ({"urgent": True}, "urgent: here: no; there: yes"),
        ({"grade": Grade(system="S", year=2020, value="A")}, "grade: here: MADE-UP 2024: strong; there: S 2020: A"),
        ({"edition": "2"}, "edition: here: 2024.1; there: 2"),
        ({"about": TABLE}, "about: here: nothing; there: things"),
        ({"notes": ()}, "notes, note: only here: "),
        ({"recommended": NEVER}, "recommended: here: favoured; there: never"),
        (
            {"sources": (OTHER_SOURCE,)},
            "sources: only there: MADE-UP: Nobody, a made-up label (2024; v1); seen: read; 2; rows X02; primary",
        ),
        (
            {"advise": attrs.evolve(FULL.advise, dose=cases((YEARS >= "18 year", Amount(2, "mg"))))},  # type: ignore[misc]  # there is one
            "advise, dose, row: only there: years is at least 18 year: 2 mg",
        ),
        (
            {"contraindications": tuple(
                attrs.evolve(c, severity="avoid") if c.id == "forbidden" else c for c in FULL.contraindications
            )},
            "contraindications, forbidden: severity: here: contraindicated; there: avoid",
        ),
        (
            {"contraindications": tuple(
                attrs.evolve(c, when=FRAIL | ALONE) if c.id == "forbidden" else c for c in FULL.contraindications
            )},
            "contraindications, forbidden: when: here: forbidden; there: frail or lives alone",
        ),
        (
            {"contraindications": tuple(
                attrs.evolve(c, jurisdictions="UK") if c.id == "forbidden" else c for c in FULL.contraindications
            )},
            "contraindications, forbidden: jurisdictions: here: US, EU, UK; there: UK",
        ),
        (
            {"contraindications": (*FULL.contraindications[1:], FULL.contraindications[0])},
            "order of contraindications forbidden: here: first; there: after info",
        ),
    ],
)  # fmt: skip
def test_what_changed(changed: dict[str, Any], line: str) -> None:
    found = lines(FULL, attrs.evolve(FULL, **changed))
    assert any(said.startswith(line) for said in found), found


def test_rules_on_one_side_only_and_in_another_order() -> None:
    new = attrs.evolve(ACTION, id="new", title="New")
    found = guideline(FULL, ACTION).diff(guideline(ACTION, FULL, new))
    assert [rule.id for rule in found.only_there] == ["new"]
    assert str(found.only_there[0]) == "New (new): do it Sources: MADE-UP, 1 (v1; primary)"
    assert [str(change) for change in found.order] == ["order of rule action: here: after drug; there: first"]
    assert [rule.id for rule in guideline(new).diff(guideline()).only_here] == ["new"]
    text, page = str(found), difference_markdown(found)
    assert text.splitlines()[:3] == ["g 1 (here) and g 1 (there)", "  Only there", "    New (new): do it"]
    assert page.splitlines()[:4] == ["## g 1 (here) and g 1 (there)", "", "- Only there", "  - New (new): do it"]


def test_guidelines_themselves() -> None:
    found = HERE.diff(HERE.without(ACTION.id).with_rules(ACTION))
    assert [str(change) for change in found.about] == [
        "edition: here: 1; there: 1 (adapted)",
        "editions: here: g; 1; there: g; 1 (adapted)",
    ]
    assert not found.changed
    assert HERE.diff(HERE.restricted(jurisdiction="UK")).about[-1].part == "jurisdictions"


def test_what_reads_alike_is_told_apart() -> None:
    one, other = fact("frail", label="frail"), fact("frail", label="frail", read=lambda _: None)
    found = lines(attrs.evolve(ACTION, when=one), attrs.evolve(ACTION, when=other))
    assert len(found) == 1
    assert "read by" in found[0]
    several = [fact("frail", read=lambda _: None) for _ in range(2)]
    found = lines(*(attrs.evolve(ACTION, when=when) for when in several))
    assert found == ["when: here: frail; there: frail, defined otherwise"]
    # Equal to Python, another text to the reader.
    found = lines(attrs.evolve(ACTION, when=YEARS >= "18 year"), attrs.evolve(ACTION, when=YEARS >= "216 month"))
    assert found == ["when: here: years is at least 18 year; there: years is at least 216 month"]
    with_notes = [attrs.evolve(DRUG.advise, notes=notes) for notes in (("a; b",), ("a", "b"))]  # type: ignore[misc]  # there is one
    assert len(lines(*(attrs.evolve(DRUG, advise=advise) for advise in with_notes))) == 1


# ----------------------------------------------------------------------------- the law: nothing is missing

#: Another value for each type of field.
_OTHERS: dict[type, Callable[[Any], object]] = {
    bool: lambda value: not value,
    str: lambda value: f"{value}2",
    int: lambda value: value + 1,
    frozenset: lambda value: frozenset({"UK"}) if value != frozenset({"UK"}) else frozenset({"US"}),
    Severity: lambda value: Severity.AVOID if value is not Severity.AVOID else Severity.INFO,
    Verification: lambda value: Verification.SECONDARY if value is Verification.PRIMARY else Verification.PRIMARY,
    Amount: lambda value: Amount(value.value + 1, value.unit),
    Measure: lambda _: Confirm("it", because="so"),
    Confirm: lambda _: Measure(),
}


def others_within(value: Any) -> Iterator[object]:
    """Yield what has the same fields save for one."""
    for field in attrs.fields(type(value)):
        for other in variants(getattr(value, field.name)) if field.init else ():
            try:
                yield attrs.evolve(value, **{field.name: other})
            except ValueError:
                continue  # what cannot be built cannot differ


def tables(value: Cases[Any]) -> Iterator[object]:
    """Yield tables that differ in one row."""
    (asked, held), *rows = value.steps
    yield Cases(tuple(rows))
    yield Cases((*rows, (asked, held)))
    yield Cases(((asked & fact("something_else"), held), *rows))
    yield from (Cases(((asked, other), *rows)) for other in variants(held))


def variants(value: object) -> Iterator[object]:
    """Yield values that differ from one in one place, for every place in it."""
    if isinstance(value, tuple):
        yield value[1:]
        if len(value) > 1:
            yield (*value[1:], value[0])
        for place, item in enumerate(value):
            for other in variants(item):
                yield (*value[:place], other, *value[place + 1 :])
    elif isinstance(value, Criterion):
        yield value | fact("something_else") if value != ALWAYS else FRAIL
    elif type(value) in _OTHERS:
        yield _OTHERS[type(value)](value)
    elif isinstance(value, Cases):
        yield from tables(value)
    elif value is not None and attrs.has(type(value)):
        yield from others_within(value)


ALL_VARIANTS = [rule for rule in variants(FULL) if isinstance(rule, Rule) and rule.id == FULL.id]


def test_every_change_of_every_field_shows() -> None:
    assert len(ALL_VARIANTS) > 150
    for changed in ALL_VARIANTS:
        if changed != FULL:
            assert lines(FULL, changed), changed
            assert lines(changed, FULL), changed


def test_every_field_of_a_rule_was_changed_above() -> None:
    same = {"id", "about", "action", "advise", "investigational"}
    for field in attrs.fields(Rule):
        differs = [rule for rule in ALL_VARIANTS if getattr(rule, field.name) != getattr(FULL, field.name)]
        assert differs or field.name in same, field.name
        assert all(any(line.startswith(field.name) or f"order of {field.name}" in line for line in lines(FULL, rule))
                   for rule in differs)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(criteria(), criteria(), st.booleans())
def test_an_empty_difference_means_equal_rules(first: Criterion, second: Criterion, as_row: bool) -> None:
    def rule(asked: Criterion) -> Rule:
        template = RegimenTemplate(drug="placebo", route="IV", dose=cases((asked, Amount(4, "mg"))))
        return attrs.evolve(DRUG, advise=template) if as_row else attrs.evolve(DRUG, when=asked)

    one, other = guideline(rule(first)), guideline(rule(second))
    found = difference(one, other)
    assert bool(found) or one.rules == other.rules
    assert not difference(one, guideline(rule(first)))
    assert bool(found) is bool(difference(other, one))


def test_everything_has_words() -> None:
    reference = Reference(key="K", citation="C", edition="E", identifiers=("doi",), seen="read")
    assert say(reference) == "K: C (E); doi; seen: read"
    assert say(Source(REFERENCE, locator="1", rows="A", verified="memory", note="n")).endswith("rows A; memory; n")
    assert say(Confirm("it", because="so")) == "it is confirmed at the visit: it (so)"
    assert say(Measure()) == "it must be measured"
    assert say(test_everything_has_words) == "test_everything_has_words"
    assert say(3) == "3"
    assert say(cases()) == "no row"
    assert say(fact("n", kinds.AGE)) == "n"


def test_sources_that_are_the_same_are_not_told() -> None:
    other, third = (attrs.evolve(SOURCE, locator=place) for place in ("elsewhere", "nowhere"))
    found = lines(attrs.evolve(ACTION, sources=(SOURCE, other)), attrs.evolve(ACTION, sources=(SOURCE, third)))
    assert [line.partition("; ")[0].partition(":")[0] for line in found] == ["sources", "sources"]
    assert "elsewhere" in found[0]
    assert "nowhere" in found[1]


def test_what_has_no_name_of_its_own_is_compared_as_it_is() -> None:
    twice = attrs.evolve(ACTION, sources=(SOURCE, SOURCE))
    assert len(lines(ACTION, twice)) == 1
    again = [cases((FRAIL, amount), (ALONE, amount), (ALONE, amount)) for amount in (Amount(1, "mg"), Amount(2, "mg"))]
    advise = [RegimenTemplate(drug="placebo", route="IV", dose=dose) for dose in again]
    assert len(lines(*(attrs.evolve(DRUG, advise=each) for each in advise))) == 1
    held = Hold(id="forbidden", when=FRAIL, says="held", sources=SOURCE)
    changed = attrs.evolve(FULL, contraindications=(held,))  # type: ignore[arg-type]  # of another sort on purpose
    assert any(line.startswith("contraindications, forbidden: here: ") for line in lines(FULL, changed))
    joined = [attrs.evolve(REFERENCE, identifiers=names) for names in (("a; b",), ("a", "b"))]
    sources = [Source(reference, locator="1", rows="A", verified="primary") for reference in joined]
    assert len(lines(*(attrs.evolve(ACTION, sources=(each,)) for each in sources))) == 1


def test_questions_about_rows() -> None:
    big, told = exists(TABLE, fact("big", table=TABLE)), "one of the things for which big"
    assert lines(ACTION, attrs.evolve(ACTION, when=big)) == [f"when: here: always; there: {told}"]
    advise = RegimenTemplate(drug="placebo", route="IV", dose=cases((big, Amount(1, "mg"))))
    found = lines(attrs.evolve(DRUG, advise=advise), attrs.evolve(DRUG, advise=attrs.evolve(advise, dose=cases())))
    assert found == [f"advise, dose, row: only here: {told}: 1 mg"]


def test_changes_print_and_render() -> None:
    changed = attrs.evolve(FULL, title="Other", notes=())
    found = guideline(FULL).diff(guideline(changed))
    assert str(found).splitlines() == [
        "g 1 (here) and g 1 (there)",
        "  Changed: A drug (drug)",
        "    title",
        "      here: A drug",
        "      there: Other",
        "    notes, note",
        f"      here: {say(FULL.notes[0])}",
    ]
    assert str(guideline(changed).diff(guideline(FULL))).splitlines()[-1].startswith("      there: id: note")
    assert found._repr_markdown_() == difference_markdown(found)
    assert "- Changed: A drug (drug)\n  - title\n    - here: A drug" in difference_markdown(found)
