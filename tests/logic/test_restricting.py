"""A guideline restricted to some jurisdictions, or to rules of some editions."""

from __future__ import annotations

import itertools

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide import guidelines
from boneguide.errors import GuidelineError, UnknownJurisdictionError
from boneguide.logic import (
    ALWAYS,
    JURISDICTION,
    NEVER,
    Criterion,
    Guideline,
    Licence,
    Note,
    RegimenTemplate,
    cases,
)
from boneguide.logic.adapting.restricting import restricted_rule
from boneguide.logic.program import fold, here, kept_in, program
from boneguide.logic.verdicts import found_by
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.status import Severity, Status
from boneguide.quantities import Amount
from boneguide.testing import snapshots
from tests.logic.support import ACTION, DRUG, FACTS, FRAIL, NOBODY, ON, SOURCE, criteria, patient
from tests.logic.whole import LICENSED, limit

SOME = [places for size in (1, 2) for places in itertools.combinations(JURISDICTIONS, size)]


def note(identifier: str, places: object = None, when: Criterion = ALWAYS) -> Note:
    return Note(id=identifier, when=when, says=identifier, sources=SOURCE, jurisdictions=places)  # type: ignore[arg-type]  # converted


EVERYWHERE = attrs.evolve(
    ACTION,
    id="everywhere",
    notes=(note("us", "US"), note("both", ("US", "UK")), note("us-too", when=JURISDICTION.is_in("US") & FRAIL)),
)
IN_US = attrs.evolve(ACTION, id="in-us", when=JURISDICTION.is_in("US"))
GUIDELINE = Guideline(id="g", title="G", edition="7", rules=(EVERYWHERE, IN_US))
OURS = GUIDELINE.restricted(jurisdiction="UK")


def test_what_counts_elsewhere_only_falls_away() -> None:
    assert [rule.id for rule in OURS] == ["everywhere"]
    assert [clause.id for clause in OURS["everywhere"].notes] == ["both"]
    assert (OURS.edition, OURS.editions, OURS.jurisdictions) == ("7 (adapted)", (("g", "7 (adapted)"),), ("UK",))
    assert (GUIDELINE.edition, GUIDELINE.jurisdictions) == ("7", JURISDICTIONS)


def test_it_answers_for_its_place_and_refuses_others() -> None:
    assert OURS(NOBODY, on=ON, jurisdiction="UK").statuses == {"everywhere": Status.OPTION}
    # The guideline says which place it is, so that nobody need be asked.
    assert OURS(NOBODY, on=ON).jurisdiction == "UK"
    with pytest.raises(UnknownJurisdictionError) as refused:
        OURS(NOBODY, on=ON, jurisdiction="US")
    assert str(refused.value) == (
        "guideline 'g' is restricted to UK and was asked about US. Expected UK; for US ask the guideline that it was"
        " taken from."
    )
    with pytest.raises(UnknownJurisdictionError, match="'FR' is not encoded"):
        OURS(NOBODY, on=ON, jurisdiction="FR")  # type: ignore[arg-type]  # refused on purpose


def test_a_rule_that_is_taken_out_does_not_apply_elsewhere() -> None:
    rule = OURS["everywhere"]
    assert rule(NOBODY, on=ON, jurisdiction="UK").status is Status.OPTION
    assert rule(NOBODY, on=ON, jurisdiction="US").status is Status.NOT_APPLICABLE


def test_two_places_are_compared_where_none_is_stated() -> None:
    both = GUIDELINE.restricted(jurisdiction=["UK", "US"])
    assert both.jurisdictions == ("US", "UK")
    found = both(NOBODY, on=ON)["in-us"]
    assert set(found.by_jurisdiction) == {"US", "UK"}


@pytest.mark.parametrize(
    ("jurisdiction", "kind", "message"),
    [
        ("FR", UnknownJurisdictionError, "jurisdiction 'FR' is not encoded. Expected one or more of US, EU, UK."),
        ((), GuidelineError, "guideline 'g' was restricted to no jurisdiction. Expected one or more of US, EU, UK."),
    ],
)
def test_a_place_that_is_none_is_refused(jurisdiction: object, kind: type[Exception], message: str) -> None:
    with pytest.raises(kind) as refused:
        GUIDELINE.restricted(jurisdiction=jurisdiction)  # type: ignore[arg-type]  # refused on purpose
    assert str(refused.value) == message


def test_a_restricted_guideline_does_not_widen_again() -> None:
    with pytest.raises(UnknownJurisdictionError, match="is restricted to UK and was asked about US"):
        OURS.restricted(jurisdiction="US")
    assert OURS.restricted(jurisdiction="UK") is OURS
    assert GUIDELINE.restricted(jurisdiction=JURISDICTIONS) is GUIDELINE
    assert (OURS | Guideline(id="h", title="H", edition="1", rules=())).jurisdictions == ("UK",)
    with pytest.raises(GuidelineError, match=r"restricted to UK and 'g' to US\. Expected a place in common"):
        OURS | GUIDELINE.restricted(jurisdiction="US")
    assert OURS.without("everywhere").jurisdictions == ("UK",)


def test_the_last_licence_does_not_fall_away() -> None:
    # Without any licence a use would need none.
    licence = Licence(id="licence", when=LICENSED, says="licensed", sources=SOURCE, jurisdictions="US")
    rule = attrs.evolve(DRUG, licences=(licence,))
    kept = restricted_rule(rule, ["UK"])
    assert kept is not None
    assert kept.licences == (licence,)
    assert kept(patient(licensed=True), on=ON, jurisdiction="UK").status is Status.NOT_RECOMMENDED


def test_rows_for_other_places_fall_away() -> None:
    dose = cases((JURISDICTION.is_in("US"), Amount(1, "mg")), (JURISDICTION.is_in("UK") & FRAIL, Amount(2, "mg")))
    rule = attrs.evolve(DRUG, advise=RegimenTemplate(drug="placebo", route="IV", dose=dose))
    kept = restricted_rule(rule, ["UK"])
    assert kept is not None
    assert kept.advise == RegimenTemplate(drug="placebo", route="IV", dose=cases((FRAIL, Amount(2, "mg"))))


@settings(max_examples=60, deadline=None)
@given(criteria(), criteria(), st.sampled_from(SOME), st.data())
def test_a_restricted_rule_says_the_same_there_and_nothing_elsewhere(
    when: Criterion, bar: Criterion, places: tuple[Jurisdiction, ...], data: st.DataObject
) -> None:
    rule = attrs.evolve(
        DRUG, when=when, contraindications=(limit("bar", Severity.CONTRAINDICATED, bar),), recommended=FRAIL
    )
    kept = restricted_rule(rule, places)
    for place in JURISDICTIONS:
        person = data.draw(snapshots(FACTS, criteria=[when, bar])).replacing({JURISDICTION: place})
        found = Status.NOT_APPLICABLE if kept is None else found_by(program(kept, place), person)
        assert found is (found_by(program(rule, place), person) if place in places else Status.NOT_APPLICABLE)


@settings(max_examples=60, deadline=None)
@given(criteria(), st.sampled_from(SOME), st.sampled_from(JURISDICTIONS))
def test_restricting_again_is_restricting_at_once(
    when: Criterion, places: tuple[Jurisdiction, ...], place: Jurisdiction
) -> None:
    if place in places:
        assert kept_in(kept_in(when, frozenset(places)), frozenset({place})) == kept_in(when, frozenset({place}))
    assert kept_in(when, frozenset({place})) == fold(when, place)


@pytest.mark.parametrize("place", JURISDICTIONS)
def test_the_encoded_rules_say_the_same_when_restricted(place: Jurisdiction) -> None:
    ours = guidelines.default.restricted(jurisdiction=place)
    kept = {rule.id for rule in ours}
    for rule in guidelines.default:
        if rule.id not in kept:
            assert fold(rule.when, place) == NEVER
            continue
        new = ours[rule.id]
        if new.advise is None:
            assert program(new, place) == program(rule, place)
        for old_clauses, new_clauses in ((rule.notes, new.notes), (rule.reasons, new.reasons), (rule.first, new.first)):
            counting = [c.id for c in here(old_clauses, place) if fold(c.when, place) != NEVER]
            assert [clause.id for clause in new_clauses] == counting


def test_of_edition() -> None:
    new = attrs.evolve(ACTION, id="new", edition="2025.1")
    whole = Guideline(id="g", title="G", edition="7", rules=(ACTION, new))
    kept = whole.of_edition("2025.1")
    assert [rule.id for rule in kept] == ["new"]
    assert kept.edition == "7 (adapted)"
    assert whole.of_edition("2024.1", "2025.1") is whole
    with pytest.raises(GuidelineError) as refused:
        whole.of_edition("2025.1", "2030.1")
    assert str(refused.value) == "guideline 'g' has no rule of edition '2030.1'. Expected 2024.1 or 2025.1."
