"""Each fault of a rule is found, and its mended twin has none."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from boneguide import guidelines
from boneguide.errors import NotDecidedError
from boneguide.logic import (
    ALWAYS,
    JURISDICTION,
    NEVER,
    Contraindication,
    Criterion,
    Guideline,
    Hold,
    Licence,
    Note,
    RegimenTemplate,
    Rule,
    Snapshot,
    Variation,
    assume_absent,
    cases,
    fact,
)
from boneguide.logic.adapting.checking_pairs import opposite_advice
from boneguide.logic.adapting.checking_rules import in_words
from boneguide.logic.adapting.choices import Goal
from boneguide.logic.adapting.examples import Examples
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Fact, Value
from boneguide.logic.program import program
from boneguide.logic.tables import Table
from boneguide.logic.verdicts import found_by
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.review import Flaw, FlawKind, Review
from boneguide.model.status import Severity, Status
from boneguide.quantities import Amount, kinds
from boneguide.report import review_markdown
from tests.logic.support import ACTION, ALONE, COLOUR, DRUG, FRAIL, GRADE, SOURCE, TIRED, YEARS, criteria, source
from tests.logic.whole import ASK, limit

MEMORY = source("X09", verified="memory")
BECAUSE = "it would be on record"
OLD = YEARS >= "65 year"
YOUNG = YEARS < "18 year"


def guideline(*rules: Rule) -> Guideline:
    return Guideline(id="g", title="G", edition="1", rules=rules)


def checked(*rules: Rule, against: Guideline | None = None) -> tuple[Flaw, ...]:
    return guideline(*rules).check(against=against).flaws


def barred(when: Criterion, **changed: Any) -> Rule:
    bar = Contraindication(id="bar", severity="contraindicated", when=when, says="no", sources=SOURCE)
    return attrs.evolve(ACTION, when=FRAIL, contraindications=(attrs.evolve(bar, **changed),))


def dosed(*rows: tuple[Criterion, int], **changed: Any) -> Rule:
    dose = cases(*((when, Amount(amount, "mg")) for when, amount in rows))
    template = RegimenTemplate(drug="placebo", route="IV", dose=dose)
    return attrs.evolve(DRUG, advise=template, **changed)


def noted(when: Criterion, *, places: str | None = None) -> Rule:
    return attrs.evolve(
        ACTION,
        when=FRAIL,
        notes=(Note(id="note", when=when, says="so", sources=SOURCE, jurisdictions=places),),
    )


def varied(*rows: tuple[Criterion, int]) -> Rule:
    template = dosed(*rows).advise
    assert template is not None
    other = Variation(id="other", when=ALONE, says="or so", advise=template, grade=GRADE, sources=SOURCE)
    return attrs.evolve(DRUG, variations=(other,))


def advised(identifier: str, when: Criterion, bar: Criterion, **changed: Any) -> Rule:
    return attrs.evolve(
        DRUG, id=identifier, when=when, contraindications=(limit("bar", Severity.AVOID, bar),), **changed
    )


ANY = (YEARS >= "18 year") | YOUNG
OTHER_ACTION = attrs.evolve(ACTION, id="a", action="a", when=FRAIL)
ADVISING, FORBIDDING = advised("a", FRAIL, TIRED), advised("b", ALONE, OLD)

#: A fault, where it is found, the faulty rules and their mended twins.
TWINS: dict[str, tuple[FlawKind, str, tuple[Rule, ...], tuple[Rule, ...]]] = {
    "a rule from memory": (
        FlawKind.MEMORY_ONLY, "action",
        (attrs.evolve(ACTION, sources=(MEMORY,)),), (attrs.evolve(ACTION, sources=(MEMORY, SOURCE)),),
    ),
    "a clause from memory": (
        FlawKind.MEMORY_ONLY, "action: bar",
        (barred(ALONE, severity="caution", sources=MEMORY),), (barred(ALONE, severity="caution"),),
    ),
    "a rule for nobody": (
        FlawKind.NEVER_FIRES, "action",
        (attrs.evolve(ACTION, when=OLD & YOUNG),), (attrs.evolve(ACTION, when=OLD | YOUNG),),
    ),
    "a rule that is always contraindicated": (
        FlawKind.NEVER_FIRES, "action",
        (attrs.evolve(ACTION, when=OLD, contraindications=(limit("bar", Severity.CONTRAINDICATED, ALWAYS),)),),
        (attrs.evolve(ACTION, when=OLD, contraindications=(limit("bar", Severity.CONTRAINDICATED, FRAIL),)),),
    ),
    "a contraindication for nobody": (FlawKind.NEVER_HOLDS, "action: bar", (barred(OLD & YOUNG),), (barred(OLD),)),
    "a contraindication for nobody whom the rule is for": (
        FlawKind.NEVER_HOLDS, "action: bar",
        (attrs.evolve(barred(YOUNG), when=OLD),), (attrs.evolve(barred(YOUNG), when=FRAIL),),
    ),
    "a note for nobody": (FlawKind.NEVER_HOLDS, "action: note", (noted(~FRAIL),), (noted(ALONE),)),
    "a note for nobody in its place": (
        FlawKind.NEVER_HOLDS, "action: note",
        (noted(JURISDICTION.is_in("US"), places="UK"),), (noted(JURISDICTION.is_in("UK") & ALONE, places="UK"),),
    ),
    "a hold that is never ruled out": (
        FlawKind.ALWAYS_HOLDS, "action: hold",
        (attrs.evolve(ACTION, when=OLD, holds=(Hold(id="hold", when=~YOUNG, says="not now", sources=SOURCE),)),),
        (attrs.evolve(ACTION, when=OLD, holds=(Hold(id="hold", when=FRAIL, says="not now", sources=SOURCE),)),),
    ),
    "a note that asks what is always so": (FlawKind.ALWAYS_HOLDS, "action: note", (noted(ANY),), (noted(ALWAYS),)),
    "a gap": (
        FlawKind.GAP, "drug: dose",
        (dosed((OLD, 1)),),
        (dosed((OLD, 1), contraindications=(limit("younger", Severity.NOT_RECOMMENDED, YEARS < "65 year"),)),),
    ),
    "a gap in a variation": (
        FlawKind.GAP, "drug: other, dose", (varied((OLD, 1)),), (varied((OLD, 1), (YEARS < "65 year", 2)),),
    ),
    "a dead row": (
        FlawKind.DEAD_ROW, "drug: dose",
        (dosed((YEARS < "65 year", 1), (YOUNG, 2), (OLD, 3)),), (dosed((YOUNG, 2), (YEARS < "65 year", 1), (OLD, 3)),),
    ),
    "a task that no caution shows": (
        FlawKind.NEVER_ASKED, "action: bar",
        (barred(ALONE, severity="caution", unknown=ASK),), (barred(ALONE, severity="avoid", unknown=ASK),),
    ),
    "a task for what is never open": (
        FlawKind.NEVER_ASKED, "action: bar",
        (barred(assume_absent(ALONE, because=BECAUSE), unknown=ASK),), (barred(ALONE, unknown=ASK),),
    ),
    "opposite advice": (
        FlawKind.OPPOSITE_ADVICE, "a", (ADVISING, FORBIDDING), (advised("a", FRAIL & ~ALONE, TIRED), FORBIDDING),
    ),
    "two facts of one name": (
        FlawKind.TWO_FACTS, "b",
        (OTHER_ACTION, attrs.evolve(ACTION, id="b", when=fact("frail", asked=True))),
        (OTHER_ACTION, attrs.evolve(ACTION, id="b", when=FRAIL)),
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", TWINS)
def test_a_fault_is_found_and_its_mended_twin_has_none(fault: str) -> None:
    kind, where, faulty, mended = TWINS[fault]
    found = checked(*faulty)
    if fault == "opposite advice":
        # Both are said: each forbids to somebody what the other advises.
        assert {(flaw.kind, flaw.rule, flaw.others) for flaw in found} == {
            (kind, "a", ("b",)), (kind, "b", ("a",)),
        }  # fmt: skip
    else:
        assert [(flaw.kind, flaw.where) for flaw in found] == [(kind, where)]
    assert all(flaw.says and flaw.mend for flaw in found)
    assert checked(*mended) == ()


def test_every_kind_of_flaw_has_its_twins() -> None:
    by_hand = {FlawKind.REUSED, FlawKind.NOT_DECIDED}
    assert {kind for kind, *_ in TWINS.values()} | by_hand == set(FlawKind)


@pytest.mark.parametrize(
    ("old", "new", "mended", "clause"),
    [
        (DRUG, ACTION, attrs.evolve(ACTION, id="new"), ""),
        (ACTION, attrs.evolve(ACTION, about=Table("things", "things", lambda _: None)), ACTION, ""),
        (
            attrs.evolve(ACTION, when=FRAIL),
            attrs.evolve(ACTION, when=ALONE, title="Another", action="do that"),
            attrs.evolve(ACTION, when=FRAIL, title="Another", action="do that"),
            "",
        ),
        (
            DRUG,
            attrs.evolve(DRUG, advise=RegimenTemplate(drug="another", route="IV")),
            attrs.evolve(DRUG, advise=RegimenTemplate(drug="placebo", route="SC")),
            "",
        ),
        (noted(ALONE), attrs.evolve(barred(ALONE, id="note"), notes=()), noted(ALONE), "note"),
        (barred(ALONE), barred(TIRED, says="never"), barred(TIRED | ALONE, says="never"), "bar"),
    ],
)
def test_identifiers_keep_their_meaning(old: Rule, new: Rule, mended: Rule, clause: str) -> None:
    new, mended = (
        attrs.evolve(rule, id=old.id if rule.id in {"drug", "action"} else rule.id) for rule in (new, mended)
    )
    found = checked(new, against=guideline(old))
    assert [(flaw.kind, flaw.rule, flaw.clause) for flaw in found] == [(FlawKind.REUSED, old.id, clause)]
    assert checked(mended, against=guideline(old)) == ()
    assert checked(new) == ()


def test_what_cannot_be_decided_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object) -> None:
        message = "the search was given up."
        raise NotDecidedError(message)

    monkeypatch.setattr(Examples, "find", give_up)
    review = guideline(barred(ALONE), attrs.evolve(dosed((OLD, 1)), action="")).check()
    assert review
    assert {flaw.kind for flaw in review} == {FlawKind.NOT_DECIDED}
    assert {flaw.where for flaw in review.undecided} == {"action", "action: bar", "drug", "drug: dose"}
    pair = tuple(opposite_advice((ADVISING, FORBIDDING), ["US"]))
    assert [flaw.kind for flaw in pair] == [FlawKind.NOT_DECIDED] * 2


def test_places_that_a_guideline_is_not_asked_about_do_not_count() -> None:
    here = attrs.evolve(noted(ALONE & JURISDICTION.is_in("UK")), when=JURISDICTION.is_in("UK"))
    assert checked(here) == ()
    assert [flaw.kind for flaw in guideline(here, attrs.evolve(DRUG, when=JURISDICTION.is_in("US"))).check()] == []
    only_us = attrs.evolve(guideline(attrs.evolve(DRUG, when=JURISDICTION.is_in("US"))), jurisdictions=("UK",))
    assert [flaw.kind for flaw in only_us.check()] == [FlawKind.NEVER_FIRES]


def test_a_licence_that_nobody_falls_under_is_found() -> None:
    licence = Licence(id="licence", when=OLD & YOUNG, says="licensed", sources=SOURCE)
    assert [flaw.where for flaw in checked(attrs.evolve(DRUG, licences=(licence,)))] == ["drug: licence"]


def test_rules_about_other_rows_or_in_other_words_are_not_compared() -> None:
    table = Table("things", "things", lambda _: None)
    assert checked(ADVISING, attrs.evolve(FORBIDDING, about=table)) == ()
    other = RegimenTemplate(drug="placebo", route="SC", dose=Amount(4, "mg"))
    assert checked(ADVISING, attrs.evolve(FORBIDDING, advise=other)) == ()
    shouted = RegimenTemplate(drug="Placebo", route="iv", dose=Amount(4, "mg"))
    assert len(checked(ADVISING, attrs.evolve(FORBIDDING, advise=shouted))) == 2


def test_an_example_is_told_in_words() -> None:
    values: dict[Fact, Value] = {
        YEARS: 65.0,
        FRAIL: True,
        ALONE: False,
        COLOUR: "red",
        fact("span", kinds.AGE): Interval(1.0, 2.5),
    }
    person = Snapshot(values={**values, JURISDICTION: "US", TIRED: None})
    assert in_words(person) == (("years 65 year", "frail", "colour red", "span 1 to 2.5 year"), ("lives alone",))
    flaw = checked(ADVISING, FORBIDDING)[0]
    assert set(flaw.example) >= {"frail", "lives alone"}
    assert "tired" in flaw.example_not


def test_a_review_prints_and_renders() -> None:
    fine = guideline(ACTION).check()
    assert (bool(fine), len(fine), list(fine), str(fine)) == (False, 0, [], "g 1: nothing was found.")
    review = guideline(dosed((OLD, 1))).check()
    assert review.of(FlawKind.GAP) == review.flaws
    assert str(review).splitlines() == [
        "g 1: 1 found",
        "  drug: dose [gap]: nothing stands against it in the US, and no row of the table applies.",
        "    for example: years 12 year",
        "    to mend it: Add a row, or a contraindication that says why there is none.",
    ]
    assert review_markdown(review).startswith("## g 1: 1 found\n\n- drug: dose ")


@settings(max_examples=60, deadline=None)
@given(criteria(), criteria())
def test_an_example_is_one(when: Criterion, bar: Criterion) -> None:
    one, other = advised("a", FRAIL, bar), advised("b", when, TIRED)
    for flaw in checked(one, other):
        assert flaw.kind is not FlawKind.OPPOSITE_ADVICE or flaw.example or flaw.example_not
    examples = Examples([*one.criteria(), *other.criteria()], whole=True)
    for place in JURISDICTIONS:
        wanted = [
            (test.criterion, test.truths)
            for test in program(other, place).tests
            if test.result is Status.NOT_RECOMMENDED
        ]
        try:
            person = examples.find(tuple(wanted[:1]))
        except NotDecidedError:
            continue
        if wanted and person is not None:
            assert found_by(program(other, place), person) in {
                Status.NOT_RECOMMENDED, Status.NOT_APPLICABLE,
            }  # fmt: skip


def test_rules_that_never_answer_are_never_said_to_be_fine() -> None:
    assert [flaw.kind for flaw in checked(attrs.evolve(ACTION, when=NEVER))] == [FlawKind.NEVER_FIRES]
    assert [flaw.kind for flaw in checked(barred(FRAIL))] == [FlawKind.NEVER_FIRES, FlawKind.ALWAYS_HOLDS]


#: What is meant as it is: the same drug for two reasons, with limits of its own for each.
MEANT = {
    ("zoledronic-acid-hypercalcaemia", "zoledronic-acid"),
    ("denosumab", "denosumab-hypercalcaemia"),
    ("denosumab-hypercalcaemia", "denosumab"),
    ("pamidronate-hypercalcaemia", "pamidronate"),
    ("ibandronate-hypercalcaemia", "ibandronate"),
    ("dexamethasone-nerve-pain", "dexamethasone-bone-pain"),
    ("dexamethasone-pain-flare", "dexamethasone-bone-pain"),
    ("dexamethasone-pain-flare", "dexamethasone-nerve-pain"),
    ("dexamethasone-pain-flare", "dexamethasone-step-down"),
}


def test_the_encoded_rules() -> None:
    review = guidelines.default.check()
    opposite = {(flaw.rule, other) for flaw in review.of(FlawKind.OPPOSITE_ADVICE) for other in flaw.others}
    assert opposite == MEANT
    others = [flaw for flaw in review if flaw.kind not in {FlawKind.OPPOSITE_ADVICE, FlawKind.MEMORY_ONLY}]
    assert [(flaw.kind, flaw.where) for flaw in others] == [
        # What is above every dose that is given for the spine is never advised, and the rule says only that.
        (FlawKind.ALWAYS_HOLDS, "dexamethasone-high-dose: above-16-mg"),
    ]


def test_a_clause_for_a_place_where_the_rule_is_no_question_is_left_alone() -> None:
    assert checked(attrs.evolve(noted(~FRAIL, places="UK"), when=FRAIL & JURISDICTION.is_in("US"))) == ()


def test_long_examples_are_cut_short() -> None:
    review = Review(
        guideline="g", edition="1",
        flaws=(
            Flaw(
                kind=FlawKind.GAP, rule="r", says="s", mend="m", example=tuple("abcdefghij"), example_not=("x", "y")
            ),
            Flaw(kind=FlawKind.GAP, rule="r", clause="c", says="s", mend="m", example_not=("x",)),
            Flaw(kind=FlawKind.MEMORY_ONLY, rule="r", says="s", mend="m"),
        ),
    )  # fmt: skip
    assert str(review).splitlines()[2] == "    for example: a, b, c, d, e, f, g, h, and 2 more; not: x, y"
    assert str(review).splitlines()[5] == "    for example: not: x"
    assert review._repr_markdown_() == review_markdown(review)


def test_whole_people_that_cannot_be_searched_leave_a_rule_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Examples.find

    def give_up(self: Examples, goal: Goal) -> Snapshot | None:
        if self._whole:
            message = "the search was given up."
            raise NotDecidedError(message)
        return found(self, goal)

    monkeypatch.setattr(Examples, "find", give_up)
    assert [flaw.kind for flaw in checked(barred(FRAIL))] == [FlawKind.ALWAYS_HOLDS]
