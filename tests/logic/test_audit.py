"""What was answered can be asked again: the same rules give the same answers, and whatever differs is named."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import guidelines
from boneguide.errors import RecordError, UnknownJurisdictionError
from boneguide.interop.json import read_patient
from boneguide.logic import ALWAYS, NEVER, Context
from boneguide.model.audit import AuditRecord, ReplayedRule
from boneguide.model.jurisdiction import Jurisdiction
from tests.logic.support import ALONE, DRUG, FRAIL, SOURCE

ON = date(2026, 11, 23)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "patients").glob("*.json"))
PATIENT = read_patient(next(path for path in EXAMPLES if path.stem == "lytic-breast"))


def guideline(*rules: bg.Rule, notes: tuple[str, ...] = ()) -> bg.Guideline:
    return bg.Guideline(id="own", title="Own", edition="1", rules=rules, notes=(lambda _: notes,) if notes else ())


def own(when: bg.Criterion = ALWAYS, **changes: Any) -> bg.Rule:
    return attrs.evolve(DRUG, when=when, **changes)


def record(made: bg.Guideline, patient: bg.Patient = PATIENT, place: Jurisdiction | None = "US") -> AuditRecord:
    return made(patient, on=ON, jurisdiction=place).audit_record


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("place", ["US", None])
def test_the_same_rules_answer_the_same(path: Path, place: Jurisdiction | None) -> None:
    assessment = bg.assess(read_patient(path), on=ON, jurisdiction=place)
    replay = bg.replay(assessment.audit_record)
    assert replay.same
    assert (replay.rules, replay.answers, replay.about) == ((), (), ())
    assert replay.assessment == assessment
    assert replay.record.assessment is assessment


def test_what_is_kept() -> None:
    rule = own()
    kept = record(guideline(rule))
    assert (kept.patient, kept.on, kept.jurisdiction, kept.order) == (PATIENT, ON, "US", None)
    assert [(one.id, one.edition) for one in kept.rules] == [(rule.id, rule.edition)]


def test_a_rule_of_another_edition() -> None:
    then, now = own(), own(FRAIL, edition="2")
    replay = guideline(now).replay(record(guideline(then)))
    assert replay.rules == (ReplayedRule(id=then.id, then=then.edition, now="2"),)
    (answer,) = replay.answers
    assert (answer.key, answer.rule) == (then.id, then.id)
    assert [str(one) for one in answer.departures][:1] == ["status: option then, needs-data now"]
    assert f"edition: {then.edition} then, 2 now" in [str(one) for one in answer.departures]
    assert (replay.same, replay.unexplained) == (False, ())


def test_a_rule_that_changed_within_its_edition() -> None:
    then, now = own(), own(title="Another")
    replay = guideline(now).replay(record(guideline(then)))
    assert [str(one) for one in replay.rules] == [f"{then.id}: changed within edition {then.edition}"]
    assert [one.part for one in replay.answers[0].departures] == ["title", "explanation", "explanation"]


def test_a_rule_that_changed_without_another_answer() -> None:
    replay = guideline(own(contraindications=())).replay(record(guideline(own(recommended=NEVER, urgent=False))))
    assert replay.same
    changed = guideline(own(first=(bg.Prerequisite(id="f", when=NEVER, says="x", sources=SOURCE),)))
    replay = changed.replay(record(guideline(own())))
    assert (replay.same, [one.id for one in replay.rules]) == (True, [DRUG.id])


def test_rules_that_are_gone_or_new() -> None:
    one, other = own(), own(id="other")
    gone = guideline(other).replay(record(guideline(one, other)))
    assert gone.rules == (ReplayedRule(id=one.id, then=one.edition, now=None),)
    assert [(a.key, [str(d) for d in a.departures]) for a in gone.answers] == [
        (one.id, ["status: option then, nothing now"])
    ]
    new = guideline(one, other).replay(record(guideline(one)))
    assert [str(rule) for rule in new.rules] == [f"other: not asked then, edition {other.edition} now"]
    assert [str(d) for d in new.answers[0].departures] == ["status: nothing then, option now"]


def test_answers_that_no_rule_explains() -> None:
    # How a fact is read is code: the rule is the same one, what it reads is not.
    then = own(bg.fact("frail", label="frailty", read=lambda _: True))
    now = own(bg.fact("frail", label="frailty", read=lambda _: False))
    replay = guideline(now).replay(record(guideline(then)))
    assert replay.rules == ()
    assert [answer.key for answer in replay.unexplained] == [DRUG.id]
    assert str(replay.answers[0].departures[0]) == "status: option then, not-applicable now"


def test_a_dose_is_compared_part_by_part() -> None:
    def giving(dose: bg.Amount) -> bg.Rule:
        return own(advise=bg.RegimenTemplate(drug="x", route="IV", dose=dose))

    replay = guideline(giving(bg.Amount(3, "mg"))).replay(record(guideline(giving(bg.Amount(4, "mg")))))
    assert "regimen, dose: 4 mg then, 3 mg now" in [str(d) for d in replay.answers[0].departures]


def test_what_is_in_a_list_is_named_by_itself() -> None:
    def noting(*texts: str) -> bg.Rule:
        return own(notes=tuple(bg.Note(id=text, says=text, sources=SOURCE) for text in texts))

    def departures(then: bg.Rule, now: bg.Rule) -> list[str]:
        (answer,) = guideline(now).replay(record(guideline(then))).answers
        return [str(one) for one in answer.departures]

    assert departures(noting("a", "b"), noting("b", "c")) == [
        "notes: a then, nothing now",
        "notes: nothing then, c now",
    ]
    assert departures(noting("a", "b"), noting("b", "a")) == ["notes: 'a'; 'b' then, 'b'; 'a' now"]
    elsewhere = attrs.evolve(SOURCE, locator="elsewhere")
    (told,) = departures(own(sources=(SOURCE,)), own(sources=(attrs.evolve(SOURCE, note="seen again"),)))
    assert told.startswith("sources: Source(")
    assert len(departures(own(sources=(SOURCE,)), own(sources=(elsewhere,)))) == 2


def test_without_a_jurisdiction_each_place_is_compared() -> None:
    def lasting(places: tuple[Jurisdiction, ...]) -> bg.Rule:
        bar = bg.Contraindication(
            id="bar", severity="contraindicated", when=ALWAYS, says="No.", sources=SOURCE, jurisdictions=places
        )
        return own(contraindications=(bar,))

    replay = guideline(lasting(("US", "UK"))).replay(record(guideline(lasting(("US",))), place=None))
    told = [str(one) for one in replay.answers[0].departures]
    assert "by jurisdiction, UK: status: option then, contraindicated now" in told
    assert not any("EU" in line and "status" in line for line in told)


def test_notes_about_the_record() -> None:
    rule = own()
    replay = guideline(rule, notes=("one", "two")).replay(record(guideline(rule, notes=("one",))))
    assert [str(one) for one in replay.about] == ["notes: nothing then, two now"]
    assert (replay.same, replay.answers) == (False, ())


def test_lesions_are_told_apart() -> None:
    patient = bg.Patient(primary="breast", lesions=[bg.Lesion(site="L3", painful=True)])
    kept = record(guidelines.radiotherapy, patient)
    fewer = attrs.evolve(kept, patient=attrs.evolve(patient, lesions=[]))
    replay = guidelines.radiotherapy.replay(fewer)
    told = {answer.key: str(answer.departures[0]) for answer in replay.answers}
    assert told["palliative-radiotherapy@L3"].endswith("then, nothing now")
    assert told["palliative-radiotherapy"].startswith("status: nothing then,")
    assert {answer.rule for answer in replay.answers} >= {"palliative-radiotherapy"}


def test_an_order_is_asked_again() -> None:
    from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS

    order = bg.Regimen(drug="denosumab", route="IV", dose=bg.Q(120, "mg"))
    kept = ORDER_LIMITS(PATIENT, on=ON, jurisdiction="US", order=order).audit_record
    assert kept.order == order
    assert ORDER_LIMITS.replay(kept).same
    other = attrs.evolve(kept, order=attrs.evolve(order, route="subcutaneous"))
    assert [answer.key for answer in ORDER_LIMITS.replay(other).answers]


def test_another_place_is_refused() -> None:
    kept = record(guidelines.supportive, place="US")
    with pytest.raises(UnknownJurisdictionError):
        guidelines.supportive.restricted(jurisdiction="UK").replay(kept)


def test_what_has_no_record() -> None:
    from boneguide.logic import Snapshot
    from boneguide.logic.engine import assess_snapshot

    context = Context(patient=bg.Patient(), on=ON, jurisdiction="US")
    of_a_row = assess_snapshot((own(FRAIL | ALONE),), (("own", "1"),), context, Snapshot(values={FRAIL: True}))
    with pytest.raises(RecordError, match="not made from a person's record"):
        _ = of_a_row.audit_record
