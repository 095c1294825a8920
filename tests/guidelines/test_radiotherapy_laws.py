"""What holds for every rule on radiotherapy of single lesions, over a fixed corpus and drawn courses."""

from __future__ import annotations

import warnings
from typing import Any

import attrs
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import boneguide as bg
from boneguide import Q, Status, cohort
from boneguide.cohort import from_patients
from boneguide.guidelines import sources
from boneguide.guidelines.facts.lesion import KIND, LESIONS, SITE
from boneguide.guidelines.facts.stability import OPERATED
from boneguide.logic import nodes, numbers
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.nodes import Criterion
from boneguide.logic.scalar import truth
from boneguide.logic.truth import Truth
from boneguide.logic.verdicts import compiled, found_by
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.lesion import LESION_KINDS
from tests.guidelines.clean import ON
from tests.guidelines.rays import RAYS, ask, corpus, course, lesion, offered, person, schedule, vertebra

PEOPLE = tuple(corpus(2500))
RULES = tuple(RAYS)
EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
EVERYWHERE = pytest.mark.parametrize("place", JURISDICTIONS)
ADVISED = {Status.RECOMMENDED, Status.OPTION, Status.AFTER}

#: Rows of the fact sheets that this subject carries, or leaves out for the reason given.
ROWS = {
    *(f"RT-{number:02}" for number in range(1, 18)),
    *(f"RR-{number:02}" for number in range(1, 20)),
    *(f"PO-{number:02}" for number in range(1, 9)),
    *(f"FX-{number:02}" for number in range(1, 10)),
    *(f"SB-{number:02}" for number in range(1, 11)),
    *("RX-8x1", "RX-4x5", "RX-4x6", "RX-3x10", "RX-2.5x8", "RX-S12x2", "RX-S16/18x1", "RX-S12/16x1"),
    *("RX-S10x3", "RX-S7x5", "RX-S24x1", "RX-T1", "RX-T2"),
    *("SD-01", "SD-02", "SD-03", "SD-06", "MS-01", "MS-16", "RED-05", "8.1", "11.3", "IN-08", "IN-11"),
}


def _never_unknown(node: nodes.Node) -> bool:
    if isinstance(node, (nodes.Constant, nodes.AssumeAbsent)):
        return True
    return isinstance(node, (nodes.And, nodes.Or, nodes.Not)) and all(map(_never_unknown, node.children()))


def _only_asks(node: Criterion) -> bool:
    """Return whether a criterion is "this and not on record", which is unknown or false but never true."""
    if not isinstance(node, nodes.And):
        return False
    assumed = [p.part.part for p in node.parts if isinstance(p, nodes.Not) and isinstance(p.part, nodes.AssumeAbsent)]
    return any(part in assumed for part in node.parts)


def _asks_if_on_record(node: Criterion) -> bool:
    """Return whether a criterion is "0 or more", which is true or unknown but never false."""
    return isinstance(node, numbers.Compare) and node.operator == ">=" and node.right == numbers.Literal(0, "0")


def wanted(node: Criterion) -> set[Truth]:
    if isinstance(node, nodes.Constant):
        return {Truth.of(node.value)}
    possible = {Truth.TRUE, Truth.FALSE, Truth.UNKNOWN}
    if _asks_if_on_record(node) or node == KIND.is_in(*LESION_KINDS):
        possible.discard(Truth.FALSE)
    if _never_unknown(node):
        possible.discard(Truth.UNKNOWN)
    if _only_asks(node):
        possible.discard(Truth.TRUE)
    return possible


def contexts(people: tuple[bg.Patient, ...], place: Jurisdiction = "UK") -> Any:
    for one in people:
        context = Context(patient=one, on=ON, jurisdiction=place)
        for _, row in LESIONS.named(context) or ():
            yield row


@pytest.fixture(scope="module")
def seen() -> dict[Criterion, set[Truth]]:
    found: dict[Criterion, set[Truth]] = {n: set() for r in RULES for n in r.nodes() if isinstance(n, Criterion)}
    left = {node: wanted(node) for node in found}
    # A record always knows the site, and never says that there was no operation; a frame of lesions may.
    beside: tuple[dict[nodes.Fact, bool | None], ...] = ({}, {SITE: None}, {OPERATED: False})
    for given_beside in beside:
        for context in contexts(PEOPLE):
            facts = Snapshot(context, values=given_beside)
            for node in list(left):
                found[node].add(truth(node, facts))
                if found[node] >= left[node]:
                    del left[node]
    return found


@EVERY_RULE
def test_every_criterion_is_seen_true_false_and_unknown(rule: bg.Rule, seen: dict[Criterion, set[Truth]]) -> None:
    idle = {
        repr(node): sorted(t.name for t in wanted(node) - seen[node])
        for node in rule.nodes()
        if isinstance(node, Criterion) and not seen[node] >= wanted(node)
    }
    assert idle == {}


@EVERYWHERE
def test_generated_verdicts_agree_with_the_reference(place: Jurisdiction) -> None:
    ready = compiled(RULES, place)
    for context in contexts(PEOPLE[:800], place):
        facts = Snapshot(context)
        assert ready.statuses(context) == tuple(found_by(p, facts) for p in ready.programs), context.lesion


def test_columns_say_what_single_answers_say() -> None:
    told = 0
    people = PEOPLE[:400]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", bg.BoneguideWarning)
        for records in from_patients(people, on=ON, guideline=RAYS):
            answers = cohort.assess(
                pl.DataFrame(records.people, infer_schema_length=None),
                **records.stated,
                lesions=cohort.Rows(
                    frame=pl.DataFrame(records.lesions, infer_schema_length=None), key=records.key, units=UNITS
                ),
                on=ON,
                jurisdiction="UK",
                guideline=RAYS,
            )
            assert answers.rows is not None
            place: dict[Any, int] = {}
            for row in answers.rows.to_dicts():
                key = row["patient"]
                number = place[key] = place.get(key, -1) + 1
                if number == 0:
                    alone = bg.assess(people[key], on=ON, jurisdiction="UK", guideline=RAYS)
                    names = [name for name, _ in LESIONS.named(Context(patient=people[key], on=ON)) or ()]
                for rule in RULES:
                    answer, name = alone[f"{rule.id}@{names[number]}"], rule.id.replace("-", "_")
                    assert row[f"{name}_status"] == answer.status.value, (rule.id, people[key])
                    missing = answers.facts(f"{name}_missing", row[f"{name}_missing"])
                    assert set(missing) == set(answer.missing), (rule.id, people[key])
                    if rule.advise is not None:
                        found = schedule(answer)
                        assert row[f"{name}_dose_Gy"] == (None if found is None else found[1])
                told += 1
    assert told == sum(len(one.lesions or ()) for one in people)


UNITS = {"size": "cm", "days_since_radiotherapy": "day", "days_since_surgery": "day", "cord_dose_given": "Gy"}


@EVERYWHERE
def test_nothing_is_both_advised_and_barred(place: Jurisdiction) -> None:
    for one in PEOPLE[:500]:
        for found in bg.assess(one, on=ON, jurisdiction=place, guideline=RAYS).values():
            if found.status in ADVISED:
                assert not found.contraindications
                assert not found.holds
            if found.status in {Status.RECOMMENDED, Status.OPTION}:
                assert not found.first
            if found.status in {Status.NEEDS_DATA, Status.NOT_RECOMMENDED, Status.NOT_APPLICABLE}:
                assert found.regimen is None
                assert found.alternatives == ()


def test_a_lesion_has_one_rule_that_gives_a_schedule() -> None:
    for one in PEOPLE:
        assessment = bg.assess(one, on=ON, jurisdiction="UK", guideline=RAYS)
        for name in assessment.lesions:
            giving = [r.id for r in RULES if r.advise and assessment[f"{r.id}@{name}"].status in ADVISED]
            assert len(giving) <= 1


def test_leaving_out_a_fact_never_turns_a_bar_into_advice() -> None:
    barred = {Status.NEEDS_DATA, Status.WITHHOLD, Status.CONTRAINDICATED, Status.NOT_RECOMMENDED}
    for one in PEOPLE[:400]:
        for at, known in enumerate(one.lesions or ()):
            # A stated total that the parts exclude decides nothing until one of the two is left out.
            each = attrs.evolve(known, sins=None, mirels=None)
            alone = attrs.evolve(one, lesions=[each], findings={})
            before = bg.assess(alone, on=ON, guideline=RAYS, jurisdiction="UK").statuses
            for field in attrs.fields(bg.Lesion):
                if field.name in {"site", "radiotherapy", "kind", "operated_on", "wound_healed"}:
                    continue  # without these another rule answers, and asks for them first
                unknown: dict[str, Any] = {field.name: None}
                changed = attrs.evolve(each, **unknown)
                after = bg.assess(
                    attrs.evolve(alone, lesions=[changed]), on=ON, guideline=RAYS, jurisdiction="UK"
                ).statuses
                for (key, old), new in zip(before.items(), after.values(), strict=True):
                    assert not (old in barred and new is Status.RECOMMENDED), (key, field.name, at)


def test_five_lesions_have_five_answers() -> None:
    found = bg.assess(
        person(
            lesion("ilium"),
            vertebra("T7", radiotherapy=[course(4, 5, days=96)]),
            vertebra("T9", radiotherapy=[course(3, 10, days=96)]),
            lesion("rib", radiotherapy=[course(8, 1, days=20)]),
            lesion("femoral shaft", operated_on=ON, wound_healed=True),
        ),
        on=ON,
        jurisdiction="UK",
        guideline=RAYS,
    ).statuses
    assert [
        found["palliative-radiotherapy@ilium"],
        found["re-irradiation@T7"],
        found["re-irradiation@T9"],
        found["re-irradiation@rib"],
        found["postoperative-radiotherapy@femoral shaft"],
    ] == [Status.RECOMMENDED, Status.OPTION, Status.NOT_RECOMMENDED, Status.WITHHOLD, Status.WITHHOLD]


def test_places_agree() -> None:
    for one in PEOPLE[:150]:
        statuses = {
            tuple(bg.assess(one, on=ON, jurisdiction=place, guideline=RAYS).statuses.values())
            for place in JURISDICTIONS
        }
        assert len(statuses) == 1


# --------------------------------------------------------------------------- earlier dose

COURSES = st.tuples(st.integers(1, 25), st.sampled_from([1.0, 1.8, 2.0, 2.5, 3.0, 4.0, 5.0, 8.0]))
DAYS = st.one_of(st.sampled_from([27, 28, 182, 183]), st.integers(0, 900))


def given_again(fractions: int, gray: float, days: int, *more: Any) -> set[tuple[int, float]]:
    answer = ask("re-irradiation", vertebra("T7", radiotherapy=[course(gray, fractions, days=days), *more]))
    if answer.status not in ADVISED:
        return set()
    found = schedule(answer)
    assert found is not None
    return {found, *offered(answer).values()}


@settings(max_examples=150, deadline=None)
@given(COURSES, COURSES, DAYS)
def test_more_earlier_dose_never_widens_what_may_be_given(one: Any, other: Any, days: int) -> None:
    def effect(fractions: int, gray: float) -> float:
        return fractions * gray * (1 + gray / 2)

    less, more = sorted((one, other), key=lambda c: effect(*c))
    assert given_again(*more, days) <= given_again(*less, days)
    assert given_again(*less, days, course(more[1], more[0], days=days + 400)) <= given_again(*less, days)
    assert given_again(*less, days, course(None, None, days=days + 400)) == set()


@settings(max_examples=150, deadline=None)
@given(COURSES, st.integers(28, 900), st.integers(0, 400))
def test_more_time_never_narrows_what_may_be_given(one: Any, days: int, longer: int) -> None:
    assert given_again(*one, days) <= given_again(*one, days + longer)


@settings(max_examples=100, deadline=None)
@given(COURSES, DAYS)
def test_units_do_not_change_answers(one: Any, days: int) -> None:
    fractions, gray = one
    in_gray = vertebra(radiotherapy=[course(gray, fractions, days=days)], size=Q(3, "cm"))
    in_centigray = vertebra(radiotherapy=[course(gray * 100, fractions, days=days, unit="cGy")], size=Q(30, "mm"))
    first, second = (
        ask("re-irradiation", each, life_expectancy=outlook)
        for each, outlook in ((in_gray, Q(2, "week")), (in_centigray, Q(14, "day")))
    )
    assert (first.status, schedule(first), offered(first)) == (second.status, schedule(second), offered(second))


@settings(max_examples=150, deadline=None)
@given(COURSES, st.integers(28, 900))
def test_what_is_given_again_is_what_the_calculators_let_through(one: Any, days: int) -> None:
    fractions, gray = one
    prior = bg.calculators.RadiationCourse(dose_per_fraction=Q(gray, "Gy"), fractions=fractions)
    allowed = set()
    for count, each in ((1, 8), (5, 4), (6, 4), (8, 2.5)):
        planned = bg.calculators.RadiationCourse(dose_per_fraction=Q(each, "Gy"), fractions=count)
        risk = bg.calculators.nieder_cord_risk(courses=[prior, planned], interval=Q(days, "day"))
        early = risk.cumulative.gray <= 100 + 1e-9
        late = risk.band in {
            bg.calculators.CordBand.NO_MYELOPATHY_REPORTED,
            bg.calculators.CordBand.SMALL_RISK,
        }
        if early or late:
            allowed.add((count, float(count * each)))
    assert given_again(fractions, gray, days) == (allowed if (1, 8.0) in allowed else set())


# --------------------------------------------------------------------------- rows


def test_every_row_is_carried() -> None:
    carried = {
        row
        for rule in RULES
        for source in rule.all_sources()
        if source.reference is not sources.THE_ARTICLE
        for row in source.rows
    }
    assert ROWS - carried == set()
    assert {r for r in carried if not r.startswith("V")} - {"8.2"} <= ROWS
    article = {r for rule in RULES for s in rule.all_sources() if s.reference is sources.THE_ARTICLE for r in s.rows}
    assert article == {"A13", "A14", "A15"}


def test_what_rests_on_memory_says_so_and_gives_no_dose() -> None:
    memory = {"FX-09", "RED-05", "SB-03", "RX-S10x3", "RX-S7x5", "RX-S24x1"}
    for rule in RULES:
        for source in rule.all_sources():
            if source.rows and set(source.rows) <= memory:
                assert source.verified in {bg.Verification.MEMORY, bg.Verification.DERIVED}
        for note in rule.notes:
            if note.memory_only:
                assert "from memory, not verified" in note.says
                assert any(row in note.says for source in note.sources for row in source.rows)
        for variation in rule.variations:
            assert not variation.memory_only
