"""The manual: a small guideline word for word, and the encoded ones rule by rule and source by source."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import attrs
import pytest

from boneguide import guidelines
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.logic import (
    ALWAYS,
    NEVER,
    Confirm,
    Contraindication,
    Dispute,
    Fact,
    Guideline,
    Hold,
    Licence,
    Monitor,
    Note,
    Prerequisite,
    RadiotherapyTemplate,
    Reason,
    RegimenTemplate,
    Rule,
    Stance,
    Variation,
    above,
    at_least,
    band,
    cases,
    fact,
    fractions,
    named,
    no_less_than,
    span,
)
from boneguide.logic.clauses import Clause
from boneguide.logic.numbers import Named
from boneguide.logic.phrases import outline, phrase, phrase_steps
from boneguide.logic.verbs import Cases
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.provenance import Grade, Reference, Source
from boneguide.quantities import Amount, kinds
from boneguide.report import catalogue_markdown, facts_markdown
from boneguide.report._manual import anchor, plain

LABEL = Reference(key="LABEL", citation="A label", edition="copy of 2019", seen="part read")
PAPER = Reference(key="PAPER", citation="A paper. J 1:2", year=2001, edition="article", seen="summary only")
ON_LABEL = Source(LABEL, locator="4.2", rows=("R1", "R2"), verified="secondary")
IN_PAPER = Source(PAPER, locator="table 2", rows="R3", verified="primary", note="one <arm> only")
LABEL_AGAIN = Source(LABEL, locator="4.3", rows="R4", verified="memory")

UNGRADED = Grade.ungraded("a label grades nothing")
GRADED = Grade(system="BODY", year=2020, value="[I, A]", note="in its summary")

AGE = fact("age", kinds.AGE)
WEIGHT = fact("weight", kinds.BODY_WEIGHT, label="body weight")
TIRED = fact("tired", label="tiredness", asked=True)
THIRSTY = fact("thirsty", label="thirst")
COLOUR = fact("colour", values=("red", "green"))
RATIO = named("load", kinds.BODY_WEIGHT, WEIGHT * 2, label="twice the weight")

RULE = Rule(
    id="water",
    title="Water, plain",
    when=THIRSTY & (RATIO < "200 kg"),
    recommended=COLOUR.is_in("red"),
    urgent=True,
    advise=RegimenTemplate(
        drug="water",
        route="oral",
        dose=band(AGE, above("65 year", span("1 mg", "2 mg")), at_least("18 year", Amount(2.5, "mg"))),
        interval=no_less_than("1 day"),
        days=(1, 8),
        volume=Amount(100.0, "mL"),
        diluents=("a glass", "a_cup"),
        preparation=cases((TIRED, ("pour", "stir")), (ALWAYS, ("pour",))),
        notes=("Cold.", "1. Clean."),
    ),
    licences=(Licence(id="us", when=ALWAYS, says="For anybody.", jurisdictions="US", sources=ON_LABEL),),
    contraindications=(
        Contraindication(
            id="never-again",
            severity="contraindicated",
            when=TIRED,
            says="- *Too* tired",
            unknown=Confirm("not tired", because="one can ask"),
            jurisdictions=("UK", "EU"),
            sources=(ON_LABEL, IN_PAPER),
        ),
        Contraindication(id="young", severity="avoid", when=AGE < "18 year", says="Young.", sources=ON_LABEL),
        Contraindication(id="look", severity="info", when=TIRED, says="Look.", sources=ON_LABEL),
    ),
    holds=(Hold(id="wait", when=TIRED, says="Wait.", sources=ON_LABEL),),
    first=(Prerequisite(id="ask", when=~TIRED, says="ask", sources=ON_LABEL),),
    monitor=(
        Monitor(id="watch", says="watch", timing="daily", within_days=3, sources=LABEL_AGAIN),
        Monitor(id="see", says="see", sources=ON_LABEL),
    ),
    reasons=(
        Reason(id="good", when=TIRED, favours=True, says="Good.", grade=GRADED, sources=IN_PAPER),
        Reason(id="bad", when=TIRED, favours=False, says="Bad.", grade=UNGRADED, sources=IN_PAPER),
    ),
    variations=(
        Variation(
            id="tea",
            when=TIRED,
            says="As tea.",
            advise=RegimenTemplate(drug="tea", route="oral"),
            grade=GRADED,
            sources=IN_PAPER,
        ),
    ),
    disputes=(
        Dispute(
            id="hot",
            when=TIRED,
            about="Hot or cold",
            stances=(
                Stance(by="One", says="hot", source=ON_LABEL),
                Stance(by="Other", says="cold", source=IN_PAPER),
            ),
            jurisdictions="US",
        ),
        Dispute(
            id="sip",
            when=ALWAYS,
            about="Sip",
            stances=(
                Stance(by="One", says="yes", source=ON_LABEL),
                Stance(by="Other", says="no", source=IN_PAPER),
            ),
        ),
    ),
    notes=(Note(id="note", says="Note.", sources=ON_LABEL),),
    grade=UNGRADED,
    sources=(ON_LABEL,),
    edition="7",
)
PLAIN_RULE = Rule(
    id="rest",
    title="Rest",
    when=ALWAYS,
    action="Lie down & rest.",
    recommended=NEVER,
    grade=GRADED,
    sources=(IN_PAPER,),
    edition="7",
)
EXPECTED = Path(__file__).parent / "expected"
SMALL = Guideline(id="small", title="Small *things*", edition="7", rules=(RULE, PLAIN_RULE))


def test_a_small_guideline_word_for_word() -> None:
    expected = (EXPECTED / "catalogue.md").read_text(encoding="utf-8").replace("INTENDED USE", plain(INTENDED_USE))
    assert catalogue_markdown(SMALL).splitlines() == expected.splitlines()


def test_what_is_only_for_trials_says_so() -> None:
    trial = attrs.evolve(PLAIN_RULE, id="trial", investigational=True, recommended=NEVER)
    shown = catalogue_markdown(attrs.evolve(SMALL, rules=(trial,))).splitlines()
    assert "**Investigational:** it is never advised outside a trial." in shown
    assert "**Investigational:** it is never advised outside a trial." not in catalogue_markdown(SMALL).splitlines()


def test_its_facts_word_for_word() -> None:
    expected = (EXPECTED / "facts.md").read_text(encoding="utf-8")
    assert facts_markdown(SMALL).splitlines() == expected.splitlines()


def test_nothing_is_typed() -> None:
    changed = attrs.evolve(
        PLAIN_RULE, action="Sit up.", grade=Grade(system="ELSE", value="weak"), sources=(LABEL_AGAIN,)
    )
    page = catalogue_markdown(SMALL.replacing(changed))
    assert "Sit up." in page
    assert "Lie down" not in page
    assert "ELSE: weak" in page
    assert "| LABEL | A label | 4.3 |" in page.partition("## Rest")[2]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a\n b", "a b"),
        ("# a", "\\# a"),
        ("a|b", "a\\|b"),
        ("[a](b)", "\\[a\\](b)"),
        ("a_b `c` {d} &lt; ~e~ $f$", "a\\_b \\`c\\` \\{d\\} \\&lt; \\~e\\~ \\$f\\$"),
        ("- a", "\\- a"),
        ("+ a", "\\+ a"),
        ("::: a", "\\::: a"),
        ("% a", "\\% a"),
        ("(a)=", "\\(a)="),
        ("12) a", "12\\) a"),
        ("3.", "3\\."),
        ("3.5 mg", "3.5 mg"),
        ("", ""),
    ],
)
def test_no_text_is_read_as_a_mark(text: str, written: str) -> None:
    assert plain(text) == written


# --------------------------------------------------------------------------- the encoded guidelines

ENCODED = tuple({g.id: g for g in (guidelines.default, guidelines.bone_agents, ORDER_LIMITS)}.values())
RULES = {(g.id, r.id): (g, r) for g in ENCODED for r in g}


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return {g.id: catalogue_markdown(g) for g in ENCODED}


@pytest.mark.parametrize("guideline", ENCODED, ids=lambda g: g.id)
def test_every_rule_has_one_section_under_its_own_title(guideline: Guideline, pages: dict[str, str]) -> None:
    titles = re.findall(r"^## (.*)$", pages[guideline.id], re.MULTILINE)
    assert all(title.startswith(plain(rule.title)) for title, rule in zip(titles, guideline, strict=True))
    assert len({anchor(title) for title in titles}) == len(guideline)
    assert all(f"Identifier `{rule.id}`, edition {rule.edition}." in pages[guideline.id] for rule in guideline)


@pytest.mark.parametrize("guideline", ENCODED, ids=lambda g: g.id)
def test_lists_are_not_nested_so_deep_that_a_reader_of_markdown_gives_up(
    guideline: Guideline, pages: dict[str, str]
) -> None:
    # markdown-it drops, without a word, what lies deeper than nine lists.
    assert max(len(line) - len(line.lstrip(" ")) for line in pages[guideline.id].splitlines()) <= 2 * 8


def test_rules_of_one_title_are_told_apart() -> None:
    other = attrs.evolve(PLAIN_RULE, id="rest-2")
    page = catalogue_markdown(SMALL.with_rules(other))
    assert "## Rest (rest)\n" in page
    assert "| [Rest (rest-2)](#rest-rest-2) |" in page


def section(page: str, rule: Rule) -> str:
    (found,) = (part for part in page.split("\n## ") if f"\nIdentifier `{rule.id}`," in part)
    return found


@pytest.mark.parametrize(("guideline", "rule"), RULES.values(), ids=["-".join(key) for key in RULES])
def test_a_rule_is_shown_with_everything_that_it_holds(guideline: Guideline, rule: Rule, pages: dict[str, str]) -> None:
    text = section(pages[guideline.id], rule)
    cells = [[cell.strip() for cell in line.split(" | ")] for line in text.splitlines() if line.startswith("| ")]
    for source in rule.all_sources():
        row = [
            row
            for row in cells
            if row[0] == f"| {plain(source.reference.key)}"
            and row[2] == plain(source.locator)
            and row[3] == plain(source.reference.edition)
            and row[4] == plain(", ".join(source.rows))
            and row[5].startswith(f"{source.verified.value};")
        ]
        assert row, f"{source} is not in the table"
    for clause in rule.clauses():
        assert f"`{clause.id}`" in text
        assert plain(clause.says if isinstance(clause, Clause) else clause.about) in text
        assert all(plain(line) in text for _, line in outline(clause.when, width=120) if clause.when != ALWAYS)
        places = ", ".join(place for place in JURISDICTIONS if place in clause.jurisdictions)
        assert f"- {places}; `{clause.id}`" in text
    for dispute in rule.disputes:
        assert all(plain(f"{s.by}: {s.says}") in text for s in dispute.stances)
    for grade in (rule.grade, *(r.grade for r in rule.reasons), *(v.grade for v in rule.variations)):
        assert plain(str(grade)) in text
    for template in (rule.advise, *(v.advise for v in rule.variations)):
        for words, _ in (
            step for table in (() if template is None else template.tables()) for step in phrase_steps(table)
        ):
            assert plain(words) in text
    assert rule.advise is not None or plain(rule.action) in text


@pytest.mark.parametrize("guideline", ENCODED, ids=lambda g: g.id)
def test_every_criterion_has_words_that_name_its_facts(guideline: Guideline) -> None:
    for rule in guideline:
        for criterion in rule.criteria():
            words = phrase(criterion)
            assert "Compare(" not in words
            assert not re.search(r"\b[A-Z]{2,}_[A-Z_]+\b", words), "a fact is shown by its name in code"


@pytest.mark.parametrize("guideline", ENCODED, ids=lambda g: g.id)
def test_every_fact_is_listed_once_with_its_label(guideline: Guideline) -> None:
    page = facts_markdown(guideline)
    nodes = {n for rule in guideline for n in rule.nodes() if isinstance(n, Fact | Named)}
    assert nodes
    # Numbers that are worked out may share a name; facts may not.
    for row, count in Counter(f"| `{node.name}` | {plain(node.label)} |" for node in nodes).items():
        assert page.count(row) == count


@pytest.mark.parametrize("guideline", ENCODED, ids=lambda g: g.id)
def test_the_same_rules_give_the_same_page(guideline: Guideline, pages: dict[str, str]) -> None:
    again = attrs.evolve(guideline, rules=[attrs.evolve(rule) for rule in guideline])
    assert catalogue_markdown(again) == pages[guideline.id]


def test_tables_are_worded_row_by_row() -> None:
    table = RULE.advise.dose if RULE.advise is not None else None
    assert isinstance(table, Cases)
    assert [words for words, _ in phrase_steps(table)] == [
        "age is more than 65 year",
        "age is at least 18 year and at most 65 year",
    ]


def test_radiotherapy_is_shown_as_a_schedule() -> None:
    schedule = cases((TIRED, fractions(1, "8 Gy")), (~TIRED, fractions(5, "4 Gy")))
    rays = attrs.evolve(RULE, advise=RadiotherapyTemplate(schedule=schedule, technique="gentle", notes=("Slowly.",)))
    page = catalogue_markdown(Guideline(id="rays", title="Rays", edition="1", rules=(rays,)))
    assert "radiotherapy, gentle" in page
    rows = [line for line in page.splitlines() if line.startswith(("| schedule", "| dose", "| note"))]
    assert len(rows) == 3
    assert "8 Gy in 1 fraction" in rows[0]
    assert "20 Gy in 5 fractions" in rows[1]
    assert "Slowly." in rows[2]
