"""A rule's answer in full: what comes first, what is missing, why, and what differs between places."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from boneguide.logic import (
    ALWAYS,
    JURISDICTION,
    NEVER,
    Cases,
    Confirm,
    Contraindication,
    Criterion,
    Dispute,
    Hold,
    Interval,
    Licence,
    Monitor,
    Note,
    Prerequisite,
    Reason,
    RegimenTemplate,
    Rule,
    Span,
    Stance,
    Variation,
    assume_absent,
    cases,
    fact,
)
from boneguide.model.answer import Recommendation
from boneguide.model.regimen import Regimen
from boneguide.model.status import Severity, Status
from boneguide.quantities import Amount, Q, kinds
from tests.logic.support import ACTION, ALONE, COLOUR, DRUG, FIXED, FRAIL, GRADE, ON, SOURCE, TIRED, names, patient

_ASK = Confirm("that nobody is frail", because="it can be asked")


def limit(
    identifier: str, severity: str, when: Criterion, jurisdictions: tuple[str, ...] = ("US", "EU", "UK")
) -> Contraindication:
    return Contraindication(
        id=identifier,
        severity=Severity(severity),
        when=when,
        says=f"{identifier} says so",
        sources=SOURCE,
        jurisdictions=jurisdictions,
    )


def ask(clause: Contraindication) -> Contraindication:
    return attrs.evolve(clause, unknown=_ASK)


def answer(rule: Rule, **findings: bool | str) -> Recommendation:
    return rule(patient(**findings), on=ON, jurisdiction="US")


# --------------------------------------------------------------------------- what is taken from the rule


def test_an_answer_names_its_rule_grade_sources_and_edition() -> None:
    found = answer(attrs.evolve(DRUG, urgent=True))
    assert (found.id, found.title, found.urgent, found.jurisdiction) == ("drug", "A drug", True, "US")
    assert (found.grade, found.sources, found.edition) == (GRADE, (SOURCE,), "2024.1")
    assert isinstance(found.regimen, Regimen)
    assert found.regimen.dose == Q(4, "mg")
    assert found.action == ""
    assert found.licensed is None
    assert answer(ACTION).regimen is None


@pytest.mark.parametrize(("value", "licensed"), [(True, True), (False, False), (None, None)])
def test_the_licence_is_yes_no_or_not_known(*, value: bool | None, licensed: bool | None) -> None:
    rule = attrs.evolve(DRUG, licences=(Licence(id="licence", when=FRAIL, says="licensed", sources=SOURCE),))
    assert answer(rule, **({} if value is None else {"frail": value})).licensed is licensed


# --------------------------------------------------------------------------- the regimen


_TABLED = attrs.evolve(
    DRUG,
    advise=RegimenTemplate(drug="placebo", route="IV", dose=cases((TIRED, Amount(2, "mg")), (ALONE, Amount(4, "mg")))),
)
_MORE = Variation(
    id="more",
    when=ALONE,
    says="twice as much",
    advise=RegimenTemplate(drug="placebo", route="IV", dose=Amount(8, "mg")),
    grade=GRADE,
    sources=SOURCE,
)
_UNDECIDED = attrs.evolve(
    _MORE,
    id="undecided",
    advise=RegimenTemplate(drug="placebo", route="IV", dose=cases((COLOUR.is_in("red"), Amount(1, "mg")))),
)


def test_the_dose_follows_the_table() -> None:
    small, large = answer(_TABLED, tired=True), answer(_TABLED, tired=False, alone=True)
    assert isinstance(small.regimen, Regimen)
    assert isinstance(large.regimen, Regimen)
    assert (small.regimen.dose, large.regimen.dose) == (Q(2, "mg"), Q(4, "mg"))


def test_no_row_of_the_table_is_not_recommended() -> None:
    found = answer(_TABLED, tired=False, alone=False)
    assert (found.status, found.regimen) == (Status.NOT_RECOMMENDED, None)


def test_an_undecided_dose_names_what_is_missing() -> None:
    found = answer(_TABLED, alone=True)
    assert (found.status, found.regimen, found.missing) == (Status.NEEDS_DATA, None, ("tired",))


@pytest.mark.parametrize(
    ("changes", "status", "shown"),
    [
        ({}, Status.OPTION, True),
        ({"recommended": ALWAYS}, Status.RECOMMENDED, True),
        ({"first": (Prerequisite(id="p", when=ALWAYS, says="do this", sources=SOURCE),)}, Status.AFTER, True),
        ({"holds": (Hold(id="h", when=ALWAYS, says="wait", sources=SOURCE),)}, Status.WITHHOLD, True),
        ({"holds": (Hold(id="h", when=FRAIL, says="wait", sources=SOURCE),)}, Status.NEEDS_DATA, False),
        ({"contraindications": (limit("k", "contraindicated", ALWAYS),)}, Status.CONTRAINDICATED, False),
        ({"contraindications": (limit("k", "avoid", ALWAYS),)}, Status.NOT_RECOMMENDED, False),
        ({"investigational": True}, Status.INVESTIGATIONAL, True),
        ({"when": NEVER}, Status.NOT_APPLICABLE, False),
    ],
)
def test_a_regimen_and_its_alternatives_are_shown_only_where_they_can_stand(
    changes: dict[str, object], status: Status, *, shown: bool
) -> None:
    rule = attrs.evolve(DRUG, variations=(_MORE, _UNDECIDED), **changes)  # type: ignore[arg-type]  # keywords of several types
    found = answer(rule, alone=True)
    assert found.status is status
    assert (found.regimen is not None) is shown
    # A variation whose own dose is not decided is left out.
    assert names(found.alternatives) == (["more"] if shown else [])


def test_a_variation_needs_its_own_condition_to_be_true() -> None:
    rule = attrs.evolve(DRUG, variations=(_MORE,))
    assert answer(rule).alternatives == ()
    assert answer(rule, alone=False).alternatives == ()
    (more,) = answer(rule, alone=True).alternatives
    assert isinstance(more.regimen, Regimen)
    assert (more.text, more.regimen.dose, more.grade, more.sources) == ("twice as much", Q(8, "mg"), GRADE, (SOURCE,))


# --------------------------------------------------------------------------- first and monitor


def test_what_comes_first_is_what_is_outstanding_or_unknown_and_what_to_confirm() -> None:
    rule = attrs.evolve(
        ACTION,
        first=tuple(Prerequisite(id=f.name, when=f, says=f"see to {f.name}", sources=SOURCE) for f in (ALONE, TIRED)),
        contraindications=(ask(limit("asked", "avoid", FRAIL)), ask(limit("care", "caution", FRAIL))),
        holds=(Hold(id="held", when=FRAIL, says="wait", unknown=_ASK, sources=SOURCE),),
    )
    found = answer(rule, alone=True)
    assert found.status is Status.AFTER
    assert [(t.id, t.text) for t in found.first] == [
        ("alone", "see to alone"),
        ("tired", "see to tired"),
        ("asked", "confirm that nobody is frail"),
        ("held", "confirm that nobody is frail"),
    ]
    assert names(answer(rule, alone=False, tired=True, frail=False).first) == ["tired"]
    assert answer(rule, alone=False, tired=False, frail=False).first == ()


def test_what_must_be_measured_is_missing_not_first() -> None:
    found = answer(attrs.evolve(ACTION, contraindications=(limit("measured", "avoid", FRAIL),)))
    assert (found.status, found.first, found.missing) == (Status.NEEDS_DATA, (), ("frail",))


def test_monitoring_is_dated_from_the_day_of_the_assessment() -> None:
    rule = attrs.evolve(
        ACTION,
        monitor=(
            Monitor(id="weight", says="weight", timing="monthly", within_days=30, sources=SOURCE),
            Monitor(id="mood", says="mood", sources=SOURCE),
            Monitor(id="sleep", says="sleep", when=TIRED, sources=SOURCE),
            Monitor(id="abroad", says="abroad", jurisdictions="EU", sources=SOURCE),
        ),
    )
    weight, mood, sleep = answer(rule).monitor
    assert (weight.due, weight.timing) == (date(2026, 12, 23), "monthly")
    assert (mood.due, mood.timing) == (None, "")
    assert sleep.id == "sleep"
    assert names(answer(rule, tired=False).monitor) == ["weight", "mood"]


@pytest.mark.parametrize(
    ("gone", "due"),
    [
        (None, date(2027, 5, 25)),
        (0.0, date(2027, 5, 25)),
        (100.0, date(2027, 2, 14)),
        # Parts of a day do not shorten the time.
        (99.5, date(2027, 2, 15)),
        # What is overdue is due on the day of the assessment.
        (183.0, ON),
        (400.0, ON),
        # Of a range the least is certain.
        (Interval(100.0, 150.0), date(2027, 2, 14)),
    ],
)
def test_time_gone_by_brings_the_date_forward(gone: float | Interval | None, due: date) -> None:
    since = fact("days_since_review", kinds.DURATION, read=lambda _: gone)
    review = Monitor(id="review", says="review", within_days=183, since=since, sources=SOURCE)
    (task,) = answer(attrs.evolve(ACTION, monitor=(review,))).monitor
    assert task.due == due
    undated = attrs.evolve(review, within_days=None)
    assert answer(attrs.evolve(ACTION, monitor=(undated,))).monitor[0].due is None


def test_missing_facts_are_named_for_a_clinician_measured_and_asked_apart() -> None:
    asked = fact("mood", label="low mood", asked=True)
    found = answer(attrs.evolve(ACTION, when=asked & ALONE))
    assert (found.missing, found.to_measure, found.to_ask) == (("mood", "alone"), ("lives alone",), ("low mood",))


# --------------------------------------------------------------------------- findings, arguments, disputes, notes


def test_findings_are_what_applies_and_what_is_not_ruled_out() -> None:
    rule = attrs.evolve(
        ACTION,
        contraindications=(
            limit("applies", "contraindicated", ALONE),
            limit("open", "avoid", FRAIL),
            limit("careful", "caution", ALONE),
            limit("careful-open", "caution", FRAIL),
            limit("false", "avoid", TIRED),
            limit("abroad", "avoid", ALWAYS, jurisdictions=("EU",)),
        ),
        holds=(
            Hold(id="held", when=ALONE, says="wait", sources=SOURCE),
            Hold(id="held-open", when=FRAIL, says="wait", sources=SOURCE),
        ),
    )
    found = answer(rule, alone=True, tired=False)
    assert [(f.id, f.severity, f.known) for f in found.findings] == [
        ("applies", Severity.CONTRAINDICATED, True),
        ("open", Severity.AVOID, None),
        ("careful", Severity.CAUTION, True),
        ("held", None, True),
        ("held-open", None, None),
    ]
    assert names(found.contraindications) == ["applies"]
    assert names(found.cautions) == ["careful"]
    assert names(found.holds) == ["held"]


def _stances() -> tuple[Stance, ...]:
    return tuple(Stance(by=by, says=says, source=SOURCE) for by, says in (("A", "often"), ("B", "seldom")))


_ARGUED = attrs.evolve(
    ACTION,
    reasons=(
        Reason(id="for", when=ALONE, says="it helps", favours=True, grade=GRADE, sources=SOURCE),
        Reason(id="against", when=ALONE, says="it costs", favours=False, grade=GRADE, sources=SOURCE),
        Reason(id="for-open", when=FRAIL, says="who knows", favours=True, grade=GRADE, sources=SOURCE),
        Reason(
            id="for-abroad", when=ALONE, says="there", favours=True, grade=GRADE, sources=SOURCE, jurisdictions="EU"
        ),
    ),
    disputes=(
        Dispute(id="split", when=ALONE, about="how often", stances=_stances()),
        Dispute(id="split-open", when=FRAIL, about="how much", stances=_stances()),
        Dispute(id="split-abroad", when=ALONE, about="how long", stances=_stances(), jurisdictions="EU"),
    ),
    notes=(
        Note(id="note", when=ALONE, says="a word", sources=SOURCE),
        Note(id="note-open", when=FRAIL, says="another", sources=SOURCE),
        Note(id="note-abroad", says="elsewhere", jurisdictions="EU", sources=SOURCE),
    ),
)


def test_arguments_disputes_and_notes_are_shown_where_they_hold() -> None:
    found = answer(_ARGUED, alone=True)
    assert names(found.arguments) == ["for", "against"]
    assert names(found.reasons_for) == ["for"]
    assert names(found.reasons_against) == ["against"]
    (split,) = found.disagreements
    assert (split.id, split.about) == ("split", "how often")
    assert [(p.by, p.says, p.source) for p in split.positions] == [("A", "often", SOURCE), ("B", "seldom", SOURCE)]
    assert found.notes == ("a word",)


def test_what_is_no_question_here_says_nothing_more() -> None:
    everything = attrs.evolve(
        _ARGUED,
        when=FRAIL,
        first=(Prerequisite(id="first", when=ALWAYS, says="do this", sources=SOURCE),),
        monitor=(Monitor(id="weight", says="weight", sources=SOURCE),),
        contraindications=(limit("k", "contraindicated", ALWAYS),),
    )
    found = answer(everything, frail=False, alone=True)
    assert found.status is Status.NOT_APPLICABLE
    assert [found.first, found.monitor, found.findings, found.arguments, found.disagreements] == [()] * 5
    assert found.notes == found.missing == ()


# --------------------------------------------------------------------------- missing


@pytest.mark.parametrize(
    ("changes", "findings", "status", "missing"),
    [
        ({"when": FRAIL}, {}, Status.NEEDS_DATA, ("frail",)),
        ({"when": FRAIL & ALONE}, {"alone": False}, Status.NOT_APPLICABLE, ()),
        ({"recommended": FRAIL}, {}, Status.OPTION, ("frail",)),
        ({"recommended": FRAIL}, {"frail": False}, Status.OPTION, ()),
        # A fact that could still forbid comes before one that could still recommend.
        (
            {"recommended": FRAIL, "contraindications": (limit("k", "contraindicated", ALONE),)},
            {},
            Status.NEEDS_DATA,
            ("alone",),
        ),
        # What is decided is not asked for, and what comes after it neither.
        (
            {"recommended": FRAIL, "contraindications": (limit("k", "contraindicated", ALONE),)},
            {"alone": True},
            Status.CONTRAINDICATED,
            (),
        ),
        (
            {
                "contraindications": (limit("k", "contraindicated", ALONE), limit("n", "avoid", FRAIL)),
                "recommended": TIRED,
            },
            {"frail": True},
            Status.NOT_RECOMMENDED,
            ("alone",),
        ),
        # Both what must be confirmed and what is outstanding keep it waiting.
        (
            {
                "contraindications": (ask(limit("k", "avoid", FRAIL)),),
                "first": (Prerequisite(id="p", when=ALONE, says="do this", sources=SOURCE),),
                "recommended": TIRED,
            },
            {},
            Status.AFTER,
            ("frail", "alone"),
        ),
        (
            {"first": (Prerequisite(id="p", when=assume_absent(ALONE, because="it shows"), says="s", sources=SOURCE),)},
            {},
            Status.OPTION,
            ("alone",),
        ),
    ],
)
def test_missing_facts_are_those_that_could_change_the_answer(
    changes: dict[str, object], findings: dict[str, bool], status: Status, missing: tuple[str, ...]
) -> None:
    found = answer(attrs.evolve(ACTION, **changes), **findings)  # type: ignore[arg-type]  # keywords of several types
    assert (found.status, found.missing) == (status, missing)


def test_the_place_is_not_missing_once_it_is_given() -> None:
    rule = attrs.evolve(ACTION, when=JURISDICTION.is_in("US") & FRAIL)
    assert answer(rule).missing == ("frail",)


# --------------------------------------------------------------------------- because


def test_the_explanation_holds_what_decided_the_status() -> None:
    rule = attrs.evolve(
        _TABLED,
        when=FRAIL,
        recommended=COLOUR.is_in("red"),
        licences=(Licence(id="licence", when=FRAIL, says="licensed", sources=SOURCE),),
        contraindications=(limit("out", "avoid", ~FRAIL), ask(limit("open", "avoid", COLOUR.is_in("blue")))),
        holds=(Hold(id="held", when=~ALONE, says="wait", sources=SOURCE),),
        first=(Prerequisite(id="first", when=ALONE, says="see to it", sources=SOURCE),),
    )
    found = answer(rule, frail=True, alone=True, tired=False)
    assert found.status is Status.AFTER
    assert str(found.because).splitlines() == [
        "yes: A drug: after",
        "  yes: frail",
        "  not known: open says so",
        "    not known: colour (not known) is blue",
        "  yes: see to it",
        "    yes: lives alone",
        "  yes: nothing of this stands against it",
        "    no: out says so",
        "      no: not so",
        "        yes: frail",
        "    no: wait",
        "      no: not so",
        "        yes: lives alone",
        "  yes: within the licence",
        "    yes: frail",
        "  yes: 4 mg",
        "    no: tired",
        "    yes: lives alone",
        "  not known: colour (not known) is red",
    ]
    assert found.because == found.because


def test_the_explanation_of_a_plain_action_is_its_indication() -> None:
    assert str(answer(ACTION).because).splitlines() == ["yes: An action: option", "  yes: always"]


def test_questions_about_the_place_are_answered_before_explaining() -> None:
    rule = attrs.evolve(ACTION, when=JURISDICTION.is_in("US") & FRAIL)
    assert str(answer(rule, frail=True).because).splitlines() == ["yes: An action: option", "  yes: frail"]


# --------------------------------------------------------------------------- no jurisdiction


def everywhere(rule: Rule, **findings: bool | str) -> Recommendation:
    return rule(patient(**findings), on=ON)


def test_the_same_everywhere_is_said_once() -> None:
    rule = attrs.evolve(_ARGUED, reasons=(), disputes=(), notes=())
    found = everywhere(rule, alone=True)
    assert found.jurisdiction is None
    assert (found.status, found.missing, found.by_jurisdiction, found.notes) == (Status.OPTION, (), {}, ())
    assert found == attrs.evolve(answer(rule, alone=True), jurisdiction=None)


_DIFFER = "Labels or guidance differ between jurisdictions; each answer is shown by itself."


def test_a_status_that_differs_needs_the_place() -> None:
    rule = attrs.evolve(
        DRUG,
        recommended=FRAIL,
        contraindications=(limit("europe", "contraindicated", ALONE, jurisdictions=("EU", "UK")),),
    )
    found = everywhere(rule, alone=True)
    assert found.status is Status.NEEDS_DATA
    assert found.regimen is None
    assert found.missing == ("jurisdiction", "frail")
    assert (found.to_measure, found.to_ask) == (("frail",), ("jurisdiction",))
    assert found.notes[-1] == _DIFFER
    assert {place: r.status for place, r in found.by_jurisdiction.items()} == {
        "US": Status.OPTION,
        "EU": Status.CONTRAINDICATED,
        "UK": Status.CONTRAINDICATED,
    }
    assert [r.jurisdiction for r in found.by_jurisdiction.values()] == ["US", "EU", "UK"]
    assert found.by_jurisdiction["US"] == answer(rule, alone=True)
    assert names(found.findings) == ["europe"]
    assert everywhere(rule, alone=False, frail=True).status is Status.RECOMMENDED


def test_a_regimen_that_differs_needs_the_place() -> None:
    dose: Cases[Amount | Span] = cases((JURISDICTION.is_in("US"), Amount(4, "mg")), (ALWAYS, Amount(2, "mg")))
    rule = attrs.evolve(DRUG, advise=attrs.evolve(FIXED, dose=dose))
    found = everywhere(rule)
    assert (found.status, found.regimen, found.missing) == (Status.NEEDS_DATA, None, ("jurisdiction",))
    doses = [r.regimen.dose if isinstance(r.regimen, Regimen) else None for r in found.by_jurisdiction.values()]
    assert doses == [Q(4, "mg"), Q(2, "mg"), Q(2, "mg")]
    assert {r.status for r in found.by_jurisdiction.values()} == {Status.OPTION}


def test_cautions_that_differ_leave_status_and_regimen_as_they_are() -> None:
    rule = attrs.evolve(
        DRUG,
        contraindications=(
            limit("us-caution", "caution", ALONE, jurisdictions=("US",)),
            limit("both-caution", "caution", ALONE),
            limit("eu-caution", "caution", ALONE, jurisdictions=("EU",)),
        ),
        monitor=(Monitor(id="card", says="a card", jurisdictions=("EU", "UK"), sources=SOURCE),),
        first=(Prerequisite(id="us-first", when=ALONE, says="do this", jurisdictions="US", sources=SOURCE),),
    )
    # Something to do first in one place changes the status there.
    assert everywhere(rule, alone=True).status is Status.NEEDS_DATA
    found = everywhere(attrs.evolve(rule, first=()), alone=True)
    assert found.status is Status.OPTION
    assert isinstance(found.regimen, Regimen)
    assert found.regimen.dose == Q(4, "mg")
    assert set(names(found.cautions)) == {"us-caution", "both-caution", "eu-caution"}
    assert len(found.cautions) == 3
    assert names(found.monitor) == ["card"]
    assert list(found.by_jurisdiction) == ["US", "EU", "UK"]
    assert names(found.by_jurisdiction["UK"].cautions) == ["both-caution"]
    assert found.notes[-1] == _DIFFER


def test_what_comes_first_is_joined_without_repeats() -> None:
    rule = attrs.evolve(
        DRUG,
        first=(
            Prerequisite(id="all", when=ALWAYS, says="do this", sources=SOURCE),
            Prerequisite(id="uk", when=ALWAYS, says="do that", jurisdictions="UK", sources=SOURCE),
        ),
    )
    found = everywhere(rule)
    assert found.status is Status.AFTER
    assert names(found.first) == ["all", "uk"]


@pytest.mark.parametrize(
    ("places", "licensed", "status"),
    [(("US", "EU", "UK"), True, Status.OPTION), (("US",), None, Status.NEEDS_DATA)],
)
def test_a_licence_that_differs_is_not_known(places: tuple[str, ...], *, licensed: bool | None, status: Status) -> None:
    rule = attrs.evolve(
        DRUG,
        licences=(Licence(id="licence", when=ALWAYS, says="licensed", sources=SOURCE, jurisdictions=places),),
        notes=(Note(id="note", says="a word", sources=SOURCE, jurisdictions="EU"),),
    )
    found = everywhere(rule)
    assert (found.licensed, found.status) == (licensed, status)
