"""Guidelines compose into new guidelines; nothing is changed in place."""

from __future__ import annotations

from collections.abc import Callable

import attrs
import pytest

from boneguide.errors import BoneguideError, GuidelineError, UnknownRuleError
from boneguide.logic import Context, Guideline, Rule, fact
from boneguide.model.assessment import Assessment
from boneguide.model.status import Status
from tests.logic.support import ACTION, NOBODY, ON


def _rule(identifier: str, *, action: str = "do it") -> Rule:
    return attrs.evolve(ACTION, id=identifier, action=action)


def _one(_: Context) -> tuple[str, ...]:
    return ("one",)


def _two(_: Context) -> tuple[str, ...]:
    return ("two",)


A = Guideline(id="a", title="Guideline A", edition="1", rules=(_rule("a1"), _rule("a2"), _rule("a3")), notes=(_one,))
B = Guideline(id="b", title="Guideline B", edition="2", rules=[_rule("b1")], notes=(_two, _one))


def ids(guideline: Guideline) -> list[str]:
    return [rule.id for rule in guideline]


@pytest.fixture(autouse=True)
def _originals_stay_as_they_were() -> object:
    before = (ids(A), ids(B), A.editions, B.editions, A.notes, B.notes)
    yield
    assert (ids(A), ids(B), A.editions, B.editions, A.notes, B.notes) == before


def test_a_guideline_holds_rules_in_order() -> None:
    assert ids(A) == ["a1", "a2", "a3"]
    assert len(A) == 3
    assert A["a2"] is A.rules[1]
    assert isinstance(B.rules, tuple)
    assert A.editions == (("a", "1"),)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        A.rules = ()  # type: ignore[misc]  # refused on purpose


def test_both() -> None:
    both = A | B
    assert ids(both) == ["a1", "a2", "a3", "b1"]
    assert both.editions == (("a", "1"), ("b", "2"))
    assert (both.id, both.title) == ("a | b", "Guideline A; Guideline B")
    assert both.notes == (_one, _two)
    assert both(NOBODY, on=ON, jurisdiction="US").editions == {"a": "1", "b": "2"}
    assert both(NOBODY, on=ON, jurisdiction="US").notes == ("one", "two")


def test_both_of_one_rule_is_refused() -> None:
    with pytest.raises(GuidelineError, match=r"holds two rules called 'a1'.*\.replacing\(rule\)"):
        A | A
    with pytest.raises(GuidelineError, match="guideline 'c' holds two rules called 'x'"):
        Guideline(id="c", title="C", edition="1", rules=(_rule("x"), _rule("x", action="do that")))


def test_without() -> None:
    assert ids(A.without("a2")) == ["a1", "a3"]
    assert ids(A.without("a1", "a3")) == ["a2"]
    assert ids(A.without()) == ids(A)


def test_only() -> None:
    assert ids(A.only("a3", "a1")) == ["a1", "a3"]
    assert ids(A.only()) == []


def test_replacing() -> None:
    other = _rule("a2", action="do that")
    replaced = A.replacing(other)
    assert ids(replaced) == ids(A)
    assert replaced["a2"] is other
    assert A["a2"].action == "do it"
    assert replaced.editions == (("a", "1 (adapted)"),)
    # The replaced rule answers, not the one before it.
    assert replaced(NOBODY, on=ON, jurisdiction="US")["a2"].action == "do that"
    assert A(NOBODY, on=ON, jurisdiction="US")["a2"].action == "do it"


def test_a_changed_guideline_does_not_claim_the_edition_it_came_from() -> None:
    whole = Guideline(
        id="g", title="G", edition="7", rules=(attrs.evolve(ACTION, id="one"), attrs.evolve(ACTION, id="two"))
    )
    added = attrs.evolve(ACTION, id="three")
    for changed in (whole.without("one"), whole.only("one"), whole.replacing(whole["one"]), whole.with_rules(added)):
        assert (changed.edition, changed.editions) == ("7 (adapted)", (("g", "7 (adapted)"),))
        assert changed.without("two" if "two" in [r.id for r in changed] else "one").edition == "7 (adapted)"
    assert (whole.edition, whole.editions) == ("7", (("g", "7"),))
    assert (whole | attrs.evolve(whole, id="h", rules=(added,))).edition == "7"


def test_with_rules() -> None:
    assert ids(A.with_rules(_rule("x"), [_rule("y"), _rule("z")])) == ["a1", "a2", "a3", "x", "y", "z"]
    assert ids(A.with_rules(B)) == ["a1", "a2", "a3", "b1"]
    assert ids(A.with_rules()) == ids(A)
    with pytest.raises(GuidelineError, match="holds two rules called 'a1'"):
        A.with_rules(_rule("a1"))


@pytest.mark.parametrize(
    "use",
    [
        pytest.param(lambda: A["a9"], id="getitem"),
        pytest.param(lambda: A.without("a1", "a9"), id="without"),
        pytest.param(lambda: A.only("a9"), id="only"),
        pytest.param(lambda: A.replacing(_rule("a9")), id="replacing"),
    ],
)
def test_an_unknown_rule_is_named_with_those_there_are(use: Callable[[], object]) -> None:
    with pytest.raises(UnknownRuleError) as refused:
        use()
    assert str(refused.value) == "guideline 'a' has no rule 'a9'. Expected one of a1, a2, a3."
    assert isinstance(refused.value, KeyError)
    assert isinstance(refused.value, BoneguideError)


def test_a_guideline_is_a_function_of_a_person() -> None:
    found = A(NOBODY, on=ON, jurisdiction="US")
    assert isinstance(found, Assessment)
    assert list(found) == ["a1", "a2", "a3"]
    assert set(found.statuses.values()) == {Status.OPTION}
    assert found.notes == ("one",)


def test_a_fact_may_be_declared_twice_alike_and_never_in_two_ways() -> None:
    alike = [fact("declared_twice") & fact("more"), fact("declared_twice") | fact("less")]
    whole = Guideline(
        id="g", title="G", edition="1", rules=[attrs.evolve(_rule(str(n)), when=when) for n, when in enumerate(alike)]
    )
    assert set(whole(NOBODY, on=ON, jurisdiction="US").statuses.values()) == {Status.NEEDS_DATA}
    other = attrs.evolve(_rule("2"), when=fact("declared_twice", asked=True) & fact("least"))
    with pytest.raises(GuidelineError, match="two different facts are called 'declared_twice'"):
        whole.with_rules(other)(NOBODY, on=ON, jurisdiction="US")
