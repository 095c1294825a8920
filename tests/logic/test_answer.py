"""The answer is a mapping in reading order; its parts say what they are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
import pytest

from boneguide.errors import BoneguideError, UnknownRuleError
from boneguide.model.answer import Alternative, Argument, Disagreement, Finding, Position, Recommendation, Task
from boneguide.model.assessment import Assessment
from boneguide.model.explanation import Explanation
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.provenance import Grade
from boneguide.model.regimen import Regimen
from boneguide.model.status import BARRED, Severity, Status
from tests.logic.support import GRADE, ON, SOURCE, names


def answered(identifier: str, status: Status = Status.OPTION, *, urgent: bool = False, **parts: Any) -> Recommendation:
    """Return an answer without any rule behind it."""
    return Recommendation(
        id=identifier,
        title=identifier.title(),
        status=status,
        urgent=urgent,
        grade=GRADE,
        sources=(SOURCE,),
        edition="1",
        **parts,
    )


def assessment(*answers: Recommendation, **changes: Any) -> Assessment:
    """Return an assessment of ready answers."""
    stated: dict[str, Any] = {"on": ON, "jurisdiction": "US", "editions": {"g": "1"}, "version": "0", **changes}
    return Assessment.of(answers, **stated)


# --------------------------------------------------------------------------- parts in words


@pytest.mark.parametrize(
    ("part", "shown"),
    [
        (Task(id="t", text="see to it"), "see to it"),
        (Task(id="t", text="see to it", timing="monthly"), "see to it (monthly)"),
        (Task(id="t", text="see to it", due=date(2026, 12, 1)), "see to it (by 2026-12-01)"),
        (
            Task(id="t", text="see to it", timing="monthly", due=date(2026, 12, 1)),
            "see to it (monthly, by 2026-12-01)",
        ),
        (Finding(id="f", severity=Severity.AVOID, text="so it is", known=True), "so it is"),
        (Finding(id="f", severity=Severity.AVOID, text="so it is", known=None), "not ruled out: so it is"),
        (Argument(id="a", text="it helps", favours=True, grade=GRADE), "it helps [MADE-UP 2024: strong]"),
        (Argument(id="a", text="it helps", favours=True, grade=Grade.ungraded("a trial")), "it helps"),
        (Position(by="A", says="often", source=SOURCE), "A: often"),
        (
            Disagreement(
                id="d",
                about="how often",
                positions=tuple(Position(by=b, says=s, source=SOURCE) for b, s in (("A", "often"), ("B", "seldom"))),
            ),
            "how often: A: often; B: seldom",
        ),
        (
            Alternative(id="v", text="twice as much", regimen=Regimen(drug="placebo", route="IV"), grade=GRADE),
            "twice as much",
        ),
    ],
)
def test_parts_in_words(part: object, shown: str) -> None:
    assert str(part) == shown


def test_findings_are_sorted_by_what_they_mean() -> None:
    found = answered(
        "r",
        findings=tuple(
            Finding(id=f"{severity}-{known}", severity=severity, text="x", known=known)
            for severity in (*Severity, None)
            for known in (True, None)
        ),
    )
    assert names(found.contraindications) == [
        "Severity.CONTRAINDICATED-True",
        "Severity.NOT_RECOMMENDED-True",
        "Severity.AVOID-True",
    ]
    assert names(found.cautions) == ["Severity.CAUTION-True", "Severity.INFO-True"]
    assert names(found.holds) == ["None-True"]


def test_reasons_are_for_or_against() -> None:
    found = answered("r", arguments=tuple(Argument(id=str(f), text="x", favours=f, grade=GRADE) for f in (True, False)))
    assert names(found.reasons_for) == ["True"]
    assert names(found.reasons_against) == ["False"]


def test_because_is_worked_out_when_it_is_read() -> None:
    assert answered("r").because == Explanation(text="R: option", truth=None)
    calls: list[int] = []

    def explain() -> Explanation:
        calls.append(1)
        return Explanation(text="why", truth=True)

    explained = attrs.evolve(answered("r"), explain=explain)
    assert not calls
    assert explained.because.text == "why"
    # How an answer is explained is no part of what it says.
    assert explained == answered("r")
    assert "explain" not in repr(explained)


def test_statuses_under_which_nothing_is_given_now() -> None:
    assert {
        Status.WITHHOLD,
        Status.NEEDS_DATA,
        Status.NOT_RECOMMENDED,
        Status.CONTRAINDICATED,
        Status.INVESTIGATIONAL,
    } == BARRED


# --------------------------------------------------------------------------- a mapping


def test_an_assessment_is_a_mapping() -> None:
    a, b = answered("a"), answered("b", Status.RECOMMENDED)
    found = assessment(a, b)
    assert isinstance(found, Mapping)
    assert len(found) == 2
    assert list(found) == ["b", "a"]
    assert found["a"] is a
    assert "a" in found
    assert "c" not in found
    assert found.get("c") is None
    assert dict(found.items()) == {"a": a, "b": b}
    assert found.statuses == {"a": Status.OPTION, "b": Status.RECOMMENDED}
    assert found.status("a") is Status.OPTION


def test_an_unknown_rule_is_named_with_those_there_are() -> None:
    found = assessment(answered("a"), answered("b"))
    for look in (found.__getitem__, found.status):
        with pytest.raises(UnknownRuleError) as refused:
            look("c")
        assert str(refused.value) == "no rule is called 'c' here. Expected one of a, b."
        assert isinstance(refused.value, KeyError)
        assert isinstance(refused.value, BoneguideError)


def test_reading_order_is_red_flags_then_status_then_the_guideline() -> None:
    by_status = [answered(status.value, status) for status in reversed(Status)]
    found = assessment(
        *by_status,
        answered("second-option"),
        answered("urgent-needs-data", Status.NEEDS_DATA, urgent=True),
        answered("urgent-recommended", Status.RECOMMENDED, urgent=True),
        answered("urgent-not-applicable", Status.NOT_APPLICABLE, urgent=True),
    )
    assert list(found) == [
        "urgent-recommended",
        "urgent-needs-data",
        "recommended",
        "option",
        "second-option",
        "after",
        "withhold",
        "needs-data",
        "not-recommended",
        "contraindicated",
        "investigational",
        "not-applicable",
        "urgent-not-applicable",
    ]
    assert names(found.red_flags) == ["urgent-recommended", "urgent-needs-data"]
    assert len(found.applicable) == 11
    assert "not-applicable" not in names(found.applicable)


def test_missing_facts_are_most_often_wanted_first() -> None:
    found = assessment(
        answered("a", missing=("creatinine", "weight")),
        answered("b", missing=("weight",)),
        answered("c", missing=("weight", "creatinine", "sex")),
        answered("d", Status.NOT_APPLICABLE, missing=("height",)),
    )
    assert found.missing == ("weight", "creatinine", "sex")


def test_a_rule_that_asks_of_many_lesions_wants_a_fact_once() -> None:
    of_each = [attrs.evolve(answered("e", missing=("sex",)), about=lesion) for lesion in ("L3", "L4", "rib")]
    found = assessment(answered("a", missing=("weight",)), answered("b", missing=("weight",)), *of_each)
    assert found.missing == ("weight", "sex")


def test_answers_are_built_when_looked_at_and_then_kept() -> None:
    built: list[str] = []

    def build(identifier: str) -> Recommendation:
        built.append(identifier)
        return answered(identifier)

    found = Assessment(
        statuses={"a": Status.OPTION, "b": Status.OPTION},
        build=build,
        on=ON,
        jurisdiction=None,
        editions=[("g", "1")],
        version="0",
    )
    assert list(found) == ["a", "b"]
    assert built == []
    assert found["a"] is found["a"]
    assert built == ["a"]
    assert found.editions == {"g": "1"}


def test_assessments_are_equal_by_what_they_state() -> None:
    a, b = answered("a"), answered("b")
    assert assessment(a, b) == assessment(a, b)
    assert assessment(a, b) == assessment(b, a)
    for changes in (
        {"on": date(2026, 1, 1)},
        {"jurisdiction": "EU"},
        {"editions": {"g": "2"}},
        {"version": "1"},
        {"notes": ("a word",)},
    ):
        assert assessment(a, b, **changes) != assessment(a, b)
    assert assessment(a) != assessment(a, b)
    assert assessment(attrs.evolve(a, missing=("x",))) != assessment(a)
    assert assessment(a) != {"a": a}
    with pytest.raises(TypeError, match="unhashable"):
        hash(assessment(a))


def test_the_statuses_handed_out_are_copies() -> None:
    found = assessment(answered("a"))
    handed_out: Any = found.statuses
    handed_out["a"] = Status.CONTRAINDICATED
    assert found.status("a") is Status.OPTION


def test_the_short_form_and_the_intended_use() -> None:
    assert repr(assessment(answered("a"))) == "<Assessment on 2026-11-23, US, 1 rules>"
    assert repr(assessment(jurisdiction=None)) == "<Assessment on 2026-11-23, no jurisdiction, 0 rules>"
    assert assessment().intended_use == INTENDED_USE


def test_answers_render_themselves() -> None:
    found = assessment(answered("a"))
    assert str(found["a"]).startswith("A [a]: AN OPTION")
    assert str(found).startswith("Assessment on 2026-11-23, US")
    assert found._repr_markdown_().startswith("## Assessment")
    assert found._repr_html_().startswith('<div class="boneguide">')
    assert found["a"]._repr_markdown_().startswith("### A: an option")
