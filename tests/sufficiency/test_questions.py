"""What to find out next: what can settle most answers."""

from __future__ import annotations

from datetime import date
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import guidelines
from boneguide.interop.json import assessment_from_json, assessment_to_json
from boneguide.logic import Criterion, Guideline, Snapshot, assume_absent, cases, fact
from boneguide.logic.clauses import Contraindication
from boneguide.logic.completing.reach import Reach
from boneguide.logic.completing.sufficiency import sufficiency
from boneguide.logic.explain import explain_table
from boneguide.logic.numbers import Number
from boneguide.logic.rule import Rule
from boneguide.logic.tables import Table, exists
from boneguide.logic.truth import Truth
from boneguide.model.answer import Recommendation
from boneguide.model.assessment import Assessment
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.status import Status
from boneguide.model.sufficiency import Question, Sufficiency
from boneguide.quantities import Amount
from tests.logic.support import ACTION, ALONE, COLOUR, DRUG, FRAIL, ON, SOURCE, TIRED, patient


def guideline(**when: Criterion) -> Guideline:
    rules = tuple(attrs.evolve(ACTION, id=name, when=criterion) for name, criterion in when.items())
    return Guideline(id="made-up", title="Made up", edition="1", rules=rules)


def assessed(asked: Guideline, jurisdiction: Jurisdiction | None = "US", **findings: bool | str) -> Assessment:
    return asked(patient(**findings), on=ON, jurisdiction=jurisdiction)


def facts(assessment: Assessment) -> list[str]:
    return [question.fact for question in assessment.questions]


# ----------------------------------------------------------------------------- order


def test_what_can_settle_most_comes_first() -> None:
    asked = guideline(first=FRAIL & ALONE, second=FRAIL & TIRED, third=FRAIL, fourth=COLOUR.is_in("red"))
    found = assessed(asked)
    assert facts(found) == ["frail", "colour", "alone", "tired"]
    assert found.next_question == Question(
        fact="frail",
        label="frail",
        asked=False,
        settles=("first", "second", "third"),
        always=("third",),
        missing=("first", "second", "third"),
        matters=("first", "second", "third"),
    )
    assert str(found.next_question) == "frail (can settle 3 answers)"
    assert str(found.questions[1]) == "colour (can settle 1 answer)"


def test_what_always_settles_comes_before_what_may() -> None:
    assert facts(assessed(guideline(first=ALONE & TIRED, second=FRAIL))) == ["frail", "alone", "tired"]


def test_what_the_record_is_taken_to_say_already_comes_last() -> None:
    # Whoever is not on record as living alone counts as looked after.
    cared_for = fact("cared_for", inferred=~assume_absent(ALONE, because="it would show"))
    found = assessed(guideline(first=cared_for & TIRED, second=cared_for & FRAIL, third=cared_for)).questions
    assert [(question.fact, question.presumed, len(question.settles)) for question in found] == [
        ("alone", False, 3),
        ("tired", False, 1),
        ("frail", False, 1),
        ("cared_for", True, 3),
    ]


def test_what_an_answer_names_as_missing_comes_before_what_is_taken_to_be_absent() -> None:
    # Both can settle it by being true, and only one of them is asked for.
    bar = Contraindication(
        id="bar",
        severity="avoid",
        when=assume_absent(ALONE, because="it would show") | FRAIL,
        says="x",
        sources=SOURCE,
    )
    asked = Guideline(id="g", title="G", edition="1", rules=(attrs.evolve(ACTION, contraindications=(bar,)),))
    found = {question.fact: question for question in assessed(asked).questions}
    assert (found["frail"].missing, found["alone"].missing) == (("action",), ("action",))
    assert [*found] == ["frail", "alone"] or [*found] == ["alone", "frail"]


def test_what_is_asked_comes_before_what_is_measured() -> None:
    asked, measured = fact("asked_fact", asked=True), fact("a_measured_one")
    assert facts(assessed(guideline(first=measured & asked))) == ["asked_fact", "a_measured_one"]


def test_what_settles_none_by_itself_is_said_to() -> None:
    found = assessed(guideline(first=assume_absent(FRAIL & ALONE, because="it would show")))
    # Either settles it by being absent.
    assert [str(question) for question in found.questions] == [
        "frail (can settle 1 answer)",
        "lives alone (can settle 1 answer)",
    ]
    both = assessed(guideline(first=(FRAIL & ALONE) | (~FRAIL & ~ALONE)))
    assert [str(question) for question in both.questions] == [
        "frail (settles none by itself)",
        "lives alone (settles none by itself)",
    ]


def test_nothing_is_asked_where_every_answer_is_forced() -> None:
    found = assessed(guideline(first=FRAIL, second=FRAIL | ~ALONE | ALONE), frail=True)
    assert (found.questions, found.next_question) == ((), None)
    assert all(answer.forced for answer in found.values())


def test_each_question_brings_every_answer_nearer_to_being_forced() -> None:
    asked = guideline(first=FRAIL & ALONE, second=FRAIL & TIRED, third=COLOUR.is_in("red") | ALONE)
    known: dict[str, Any] = {}
    replies: dict[str, bool | str] = {"frail": True, "alone": False, "tired": True, "colour": "blue"}
    for _ in replies:
        question = assessed(asked, **known).next_question
        if question is None:
            break
        assert question.fact not in known
        known[question.fact] = replies[question.fact]
    assert assessed(asked, **known).next_question is None


def test_a_lesion_is_named() -> None:
    lesions = [bg.Lesion(site="L3", kind="metastasis"), bg.Lesion(site="femur", kind="metastasis")]
    found = bg.assess(
        bg.Patient(primary="breast", lesions=lesions),
        on=date(2026, 11, 23),
        jurisdiction="UK",
        guideline=guidelines.radiotherapy.only("palliative-radiotherapy"),
    )
    about = {question.about for question in found.questions if question.fact == "painful"}
    assert about == {"L3", "femur"}
    assert any(str(question).startswith("a painful lesion, L3 (") for question in found.questions)


def test_rows_that_are_not_on_record_are_asked_for_by_what_says_that_they_are() -> None:
    things = Table("things", "things", rows=lambda _: None)
    rule = attrs.evolve(ACTION, when=exists(things, fact("broken", table=things)))
    found = Guideline(id="g", title="G", edition="1", rules=(rule,))(patient(), on=ON, jurisdiction="US")
    assert [(q.fact, q.label) for q in found.questions] == [("things_listed", "things are on record")]


# ----------------------------------------------------------------------------- no jurisdiction


def placed(*bars: Contraindication) -> Guideline:
    return Guideline(id="g", title="G", edition="1", rules=(attrs.evolve(ACTION, contraindications=bars),))


def bar(name: str, when: Criterion, *places: str, severity: str = "avoid") -> Contraindication:
    return Contraindication(id=name, severity=severity, when=when, says="x", sources=SOURCE, jurisdictions=places)


def test_the_jurisdiction_is_asked_for_where_answers_differ() -> None:
    found = assessed(placed(bar("us", FRAIL, "US")), None, frail=True)
    assert found.questions == (
        Question(
            fact="jurisdiction",
            label="jurisdiction",
            asked=True,
            settles=("action",),
            always=("action",),
            missing=("action",),
            matters=("action",),
        ),
    )
    assert found["action"].sufficiency == Sufficiency(could_change=(frozenset({"jurisdiction"}),))


def test_the_jurisdiction_settles_nothing_where_something_else_is_open_too() -> None:
    found = assessed(placed(bar("us", FRAIL, "US"), bar("all", ALONE, "US", "EU", "UK")), None, frail=True)
    where = next(question for question in found.questions if question.fact == "jurisdiction")
    assert (where.settles, where.matters) == ((), ("action",))
    # In the US the answer stands already.
    other = next(question for question in found.questions if question.fact == "alone")
    assert (other.settles, other.matters) == ((), ("action",))


def test_what_is_open_everywhere_is_asked_for_once() -> None:
    found = assessed(guideline(first=FRAIL & ALONE), None)
    assert facts(found) == ["frail", "alone"] or facts(found) == ["alone", "frail"]
    assert {question.settles for question in found.questions} == {("first",)}
    assert set(found["first"].could_change) == {frozenset({"frail"}), frozenset({"alone"})}


def test_an_answer_that_is_the_same_everywhere_is_forced_where_it_is_so_in_each() -> None:
    assert assessed(guideline(first=FRAIL), None, frail=True)["first"].sufficiency == Sufficiency(
        settles_to=Status.OPTION
    )


def test_answers_that_settle_to_something_else_in_each_place_turn_on_the_place() -> None:
    # Not known to be frail or not, the answer waits in each place; it settles to one in the US and another elsewhere.
    asked = placed(bar("us", FRAIL | ~FRAIL, "US"), bar("other", FRAIL & ~FRAIL, "EU", "UK"))
    found = assessed(asked, None)
    assert found["action"].status is Status.NEEDS_DATA
    assert found["action"].sufficiency == Sufficiency(could_change=(frozenset({"jurisdiction"}),))


def test_the_smallest_sets_of_all_places_are_shown() -> None:
    asked = placed(
        bar("us", assume_absent(FRAIL & ALONE, because="it would show"), "US"),
        bar("eu", assume_absent(TIRED, because="it would show"), "EU", "UK"),
    )
    assert assessed(asked, None)["action"].could_change == (frozenset({"tired"}),)


# ----------------------------------------------------------------------------- the rest


def test_an_answer_made_by_hand_says_nothing_of_it() -> None:
    made = Recommendation(id="a", title="A", status=Status.OPTION, grade=ACTION.grade, sources=(SOURCE,), edition="1")
    assert (made.sufficiency, made.forced, made.could_change) == (Sufficiency(), False, ())
    of = Assessment.of([made], on=ON, jurisdiction="US", editions={}, version="1")
    assert (of.questions, of.next_question) == ((), None)


@pytest.mark.parametrize("frail", [True, None])
def test_a_document_keeps_it(frail: bool | None) -> None:
    findings: dict[str, Any] = {} if frail is None else {"frail": frail}
    found = assessed(guideline(first=FRAIL), **findings)
    read = assessment_from_json(assessment_to_json(found))
    assert read["first"].sufficiency == found["first"].sufficiency
    assert read["first"].forced is (frail is True)


def test_a_fact_that_agrees_with_nothing_known_stays_untold() -> None:
    odd = fact("odd", inferred=FRAIL | ~FRAIL)
    rule: Rule = attrs.evolve(DRUG, when=(odd | FRAIL) & ALONE)
    person = Snapshot(values={odd: False, ALONE: True})
    assert sufficiency(rule, "US", person) == Sufficiency(settles_to=Status.NEEDS_DATA)


def test_a_row_that_is_not_needed_is_not_told() -> None:
    table = cases((FRAIL, Amount(4, "mg")), (ALONE, Amount(2, "mg")))
    told = explain_table(table, Snapshot(values={FRAIL: False}), Snapshot())
    assert list(told.lines()) == ["not known: 2 mg", "  not known: lives alone"]


def test_a_strange_number_has_no_reach() -> None:
    class Strange(Number):
        pass

    with pytest.raises(TypeError, match="no interpreter for Strange"):
        Reach(Snapshot(), lambda _: True, 1).value(Strange())
    assert Reach(Snapshot(), lambda _: True, 1).to(FRAIL, Truth.UNKNOWN) == frozenset({frozenset()})
