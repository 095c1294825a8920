"""Adjuvants for neuropathic pain: bands of clearance, one place or another, and what stands against them."""

from __future__ import annotations

from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines.asking import EUROPE, ids, known, noted, with_clearance
from tests.guidelines.clean import conditions
from tests.guidelines.pains import applies, ask, drug, hurting, kidneys, missing, neuropathic

ADJUVANTS = {"pregabalin", "gabapentin", "gabapentin-us", "duloxetine", "amitriptyline"}


def cleared(clearance: float, **changes: Any) -> bg.Patient:
    """Return a woman of 60 years and 72 kg with such a clearance and neuropathic pain."""
    return with_clearance(clearance, **{"pain": bg.Pain(worst=6, neuropathic=True), **changes})


# ---- for whom


@pytest.mark.parametrize(
    ("patient", "found"),
    [
        (hurting(6), False),
        (hurting(6, pain=bg.Pain(worst=6)), False),
        (bg.Patient(), False),
        (neuropathic(), True),
        (hurting(6, pain=bg.Pain(worst=6), lesions=[bg.Lesion(site="L3", neuropathic_pain=True)]), True),
        (hurting(6, pain=bg.Pain(worst=6), lesions=[bg.Lesion(site="L3", neuropathic_pain=False)]), False),
        (hurting(6, pain=bg.Pain(worst=6), conditions=conditions(nerve_compression_pain=True)), True),
        # What is on record of a lesion is not undone by a word about the whole person.
        (hurting(6, lesions=[bg.Lesion(site="rib"), bg.Lesion(site="L3", neuropathic_pain=True)]), True),
        (hurting(6, lesions=[bg.Lesion(site="L3", neuropathic_pain=False)]), False),
    ],
)
def test_they_are_for_pain_with_a_neuropathic_part(patient: bg.Patient, found: bool) -> None:
    assert (ADJUVANTS & applies(patient)) == (ADJUVANTS - {"gabapentin-us"} if found else set())


@pytest.mark.parametrize("rule", sorted(ADJUVANTS - {"gabapentin-us"}))
def test_guidelines_disagree_whether_they_are_advised(rule: str) -> None:
    answer = ask(rule, neuropathic())
    (dispute,) = answer.disagreements
    assert {position.by for position in dispute.positions} == {"WHO 2018", "ESMO 2018", "EAPC 2012"}
    assert noted(answer, "Ketamine, cannabinoids and intravenous lidocaine are not routine")


# ---- what is taken already


def of_a_gabapentinoid(name: str, *milligrams: float | None) -> list[bg.Medication]:
    """Return entries of a drug with what is taken of it in a day."""
    amounts = [None if amount is None else Q(amount, "mg") for amount in milligrams]
    return [bg.Medication(drug=name, daily_dose=amount) for amount in amounts]


@pytest.mark.parametrize(
    ("name", "clearance", "most"),
    [
        *(("pregabalin", 60, 600), ("pregabalin", 59.9, 300), ("pregabalin", 30, 300), ("pregabalin", 29.9, 150)),
        *(("pregabalin", 15, 150), ("pregabalin", 14.9, 75)),
        *(("gabapentin", 80, 3600), ("gabapentin", 79.9, 1800), ("gabapentin", 50, 1800), ("gabapentin", 49.9, 900)),
        *(("gabapentin", 30, 900), ("gabapentin", 29.9, 600), ("gabapentin", 15, 600), ("gabapentin", 14.9, 300)),
    ],
)
def test_more_than_the_kidneys_allow_is_judged_whatever_the_pain(name: str, clearance: float, most: int) -> None:
    for amount, above in ((most, False), (most + 1, True)):
        for pain in (bg.Pain(worst=0, neuropathic=False), bg.Pain(worst=6, neuropathic=True)):
            answer = ask(name, cleared(clearance, pain=pain, medications=of_a_gabapentinoid(name, amount)))
            assert (answer.status is Status.OPTION) is (above or pain.neuropathic is True)
            assert ("above-the-most" in known(answer)) is above


@pytest.mark.parametrize(
    ("amounts", "creatinine", "above"),
    [
        ((600, 1), 0.6, True),
        ((601, None), 0.6, True),
        ((600, None), 0.6, False),
        ((None,), 0.6, False),
        # Without a clearance only what is too much for everybody is.
        ((601,), None, True),
        ((301,), None, False),
    ],
)
def test_what_is_known_of_the_sum_decides(
    amounts: tuple[float | None, ...], creatinine: float | None, above: bool
) -> None:
    listed = of_a_gabapentinoid("pregabalin", *amounts)
    patient = hurting(0, labs=kidneys(creatinine), medications=listed)
    assert ("pregabalin" in applies(patient)) is above


def test_the_us_bands_of_gabapentin_judge_nothing() -> None:
    patient = hurting(0, medications=of_a_gabapentinoid("gabapentin", 4000))
    assert "gabapentin-us" not in applies(patient, jurisdiction="US")
    assert "gabapentin" in applies(patient)


# ---- pregabalin


@pytest.mark.parametrize("place", [*JURISDICTIONS, None])
@pytest.mark.parametrize(
    ("clearance", "dose"),
    [
        (90, "150 to 600 mg"),
        (60, "150 to 600 mg"),
        (59.9, "75 to 300 mg"),
        (40, "75 to 300 mg"),
        (30, "75 to 300 mg"),
        (29.9, "25 to 150 mg"),
        (18, "25 to 150 mg"),
        (15, "25 to 150 mg"),
        (14.9, "25 to 75 mg"),
        (8, "25 to 75 mg"),
    ],
)
def test_pregabalin_by_clearance(clearance: float, dose: str, place: Jurisdiction | None) -> None:
    """Covers V73 at 40 and V74 at 18."""
    answer = ask("pregabalin", cleared(clearance), jurisdiction=place)
    assert answer.status is Status.OPTION
    assert str(answer.regimen) == f"pregabalin {dose} oral, whole day in divided doses, every day"
    assert noted(answer, "the first dose is 25 to 50 mg a day") == (15 <= clearance < 30)
    assert noted(answer, "the first dose is 25 mg a day") == (clearance < 15)


def test_v73_pregabalin_at_40() -> None:
    regimen = ask("pregabalin", cleared(40)).regimen
    assert regimen is not None
    assert isinstance(regimen, bg.Regimen)
    assert regimen.dose_range == bg.Range(low=Q(75, "mg"), high=Q(300, "mg"))
    assert "begins at the low end" in " ".join(regimen.notes)


def test_v74_pregabalin_at_18_is_not_75() -> None:
    answer = ask("pregabalin", cleared(18))
    assert isinstance(answer.regimen, bg.Regimen)
    assert answer.regimen.dose_range == bg.Range(low=Q(25, "mg"), high=Q(150, "mg"))


@pytest.mark.parametrize("rule", ["pregabalin", "gabapentin"])
@pytest.mark.parametrize("changes", [{"age": None}, {"weight": None}, {"labs": kidneys(None)}], ids=str)
def test_without_a_clearance_there_is_no_dose(rule: str, changes: dict[str, Any]) -> None:
    answer = ask(rule, neuropathic(**changes))
    assert answer.status is Status.NEEDS_DATA
    assert answer.regimen is None


@pytest.mark.parametrize(
    ("creatinine", "undecided"),
    [(1.0, {"gabapentin"}), (1.1, set()), (1.2, {"pregabalin"}), (1.4, {"gabapentin"}), (1.8, set())],
)
def test_an_unknown_sex_matters_only_where_an_edge_lies_between(creatinine: float, undecided: set[str]) -> None:
    patient = neuropathic(sex=None, pregnant=None, breast_feeding=None, labs=kidneys(creatinine))
    for rule in ("pregabalin", "gabapentin"):
        wanted = Status.NEEDS_DATA if rule in undecided else Status.OPTION
        assert ask(rule, patient).status is wanted


@pytest.mark.parametrize("place", JURISDICTIONS)
def test_the_us_maximum_is_shown_there(place: Jurisdiction) -> None:
    answer = ask("pregabalin", cleared(70), jurisdiction=place)
    assert noted(answer, "In the US 300 mg a day is the most") == (place == "US")


# ---- gabapentin


@pytest.mark.parametrize("place", EUROPE)
@pytest.mark.parametrize(
    ("clearance", "dose"),
    [
        (80, "300 to 1200 mg"),
        (79.9, "200 to 600 mg"),
        (50, "200 to 600 mg"),
        (49.9, "100 to 300 mg"),
        (30, "100 to 300 mg"),
        (29.9, "50 to 200 mg"),
        (25, "50 to 200 mg"),
        (15, "50 to 200 mg"),
        (14.9, "50 to 100 mg"),
    ],
)
def test_gabapentin_by_the_european_bands(clearance: float, dose: str, place: Jurisdiction) -> None:
    answer = ask("gabapentin", cleared(clearance), jurisdiction=place)
    assert answer.status is Status.OPTION
    assert str(answer.regimen) == f"gabapentin {dose} oral, every 8 hour"
    assert ask("gabapentin-us", cleared(clearance), jurisdiction=place).status is Status.NOT_APPLICABLE


def test_v76_gabapentin_in_the_us_has_no_dose() -> None:
    patient = cleared(25)
    assert ask("gabapentin", patient, jurisdiction="US").status is Status.NOT_APPLICABLE
    answer = ask("gabapentin-us", patient, jurisdiction="US")
    assert answer.status is Status.OPTION
    assert answer.regimen is None
    assert "no dose is given" in answer.action
    assert noted(answer, "200 to 700 mg once daily above 15")
    assert noted(answer, "to be checked before use")


def test_v76_without_a_jurisdiction_it_is_asked_for() -> None:
    answer = ask("gabapentin", cleared(25), jurisdiction=None)
    assert answer.status is Status.NEEDS_DATA
    assert answer.regimen is None
    assert {place: found.status for place, found in answer.by_jurisdiction.items()} == {
        "US": Status.NOT_APPLICABLE,
        "EU": Status.OPTION,
        "UK": Status.OPTION,
    }


@pytest.mark.parametrize(("rule", "place"), [("pregabalin", "UK"), ("gabapentin", "EU"), ("gabapentin-us", "US")])
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"medications": drug("morphine")}, {"depresses-breathing"}),
        ({"medications": drug("lorazepam")}, {"depresses-breathing"}),
        ({"conditions": conditions(alcohol_excess=True)}, {"depresses-breathing"}),
        ({"medications": drug("gabapentin")}, {"one-taken-already"}),
        ({"medications": drug("paracetamol")}, set()),
    ],
    ids=str,
)
def test_what_warns_of_a_gabapentinoid(
    rule: str, place: Jurisdiction, changes: dict[str, Any], found: set[str]
) -> None:
    answer = ask(rule, neuropathic(**changes), jurisdiction=place)
    assert answer.status is Status.OPTION
    assert known(answer) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"conditions": conditions(seizure_disorder=True)}, {"seizures"}),
        ({"conditions": conditions(qtc_above_500_ms=True)}, {"qtc"}),
        ({"conditions": conditions(previous_ulcer_or_gastrointestinal_bleeding=True)}, {"ulcer-or-clotting"}),
        ({"conditions": conditions(coagulopathy=True)}, {"ulcer-or-clotting"}),
        ({"labs": kidneys(1.0, platelets=Q(49.9, "10*9/L"))}, {"ulcer-or-clotting"}),
        ({"labs": kidneys(1.0, platelets=Q(50, "10*9/L"))}, set()),
    ],
)
def test_what_of_the_person_warns_of_duloxetine(changes: dict[str, Any], found: set[str]) -> None:
    answer = ask("duloxetine", neuropathic(**changes))
    assert answer.status is Status.OPTION
    assert known(answer) == found


@pytest.mark.parametrize(
    ("rule", "allergen"), [("pregabalin", "lyrica"), ("gabapentin", "gabapentin"), ("duloxetine", "duloxetine")]
)
def test_hypersensitivity(rule: str, allergen: str) -> None:
    answer = ask(rule, neuropathic(allergies=[allergen]))
    assert answer.status is Status.CONTRAINDICATED
    assert known(answer) == {"hypersensitivity"}
    assert missing(ask(rule, neuropathic(allergies=None))) == {"hypersensitivity"}


# ---- duloxetine

#: With a clearance of 30.9 beside it.
EGFR_25 = {"estimated_gfr": Q(25, "mL/min/1.73m2")}


def test_duloxetine_begins_low() -> None:
    answer = ask("duloxetine", neuropathic())
    assert answer.status is Status.OPTION
    assert isinstance(answer.regimen, bg.Regimen)
    assert str(answer.regimen) == "duloxetine 30 mg oral, every day"
    assert answer.regimen.notes == ("60 mg a day after 1 to 2 weeks.",)


@pytest.mark.parametrize(
    ("place", "status", "found"),
    [
        ("EU", Status.CONTRAINDICATED, {"kidneys-europe"}),
        ("UK", Status.CONTRAINDICATED, {"kidneys-europe"}),
        ("US", Status.NOT_RECOMMENDED, {"kidneys-us"}),
    ],
)
def test_v77_duloxetine_with_an_egfr_of_25(place: Jurisdiction, status: Status, found: set[str]) -> None:
    answer = ask("duloxetine", neuropathic(labs=kidneys(2.2, **EGFR_25)), jurisdiction=place)
    assert answer.status is status
    assert known(answer) == found
    assert answer.regimen is None
    assert ask("duloxetine", neuropathic(labs=kidneys(1.5)), jurisdiction=place).status is Status.OPTION


def test_v77_without_a_jurisdiction_what_differs_is_shown() -> None:
    answer = ask("duloxetine", neuropathic(labs=kidneys(2.2, **EGFR_25)), jurisdiction=None)
    assert answer.regimen is None
    assert {found.status for found in answer.by_jurisdiction.values()} == {
        Status.CONTRAINDICATED,
        Status.NOT_RECOMMENDED,
    }


def test_duloxetine_wants_a_creatinine() -> None:
    assert ask("duloxetine", neuropathic(labs=kidneys(None))).status is Status.NEEDS_DATA


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"conditions": conditions(chronic_liver_disease=True)}, "liver"),
        ({"conditions": conditions(severe_hepatic_impairment=True)}, "liver"),
        ({"medications": drug("moclobemide")}, "monoamine-oxidase-inhibitor"),
    ],
    ids=str,
)
def test_what_bars_duloxetine(changes: dict[str, Any], found: str) -> None:
    answer = ask("duloxetine", neuropathic(**changes))
    assert answer.status is Status.NOT_RECOMMENDED
    assert known(answer) == {found}


@pytest.mark.parametrize(
    ("changes", "tasks"),
    [
        ({"conditions": conditions(chronic_liver_disease=None)}, {"liver"}),
        ({"medications": None}, {"monoamine-oxidase-inhibitor"}),
    ],
    ids=str,
)
def test_what_is_not_known_is_asked_for(changes: dict[str, Any], tasks: set[str]) -> None:
    answer = ask("duloxetine", neuropathic(**changes))
    assert answer.status is Status.AFTER
    assert missing(answer) == tasks


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        ("tramadol", {"serotonin"}),
        ("sertraline", {"serotonin"}),
        ("ibuprofen", {"bleeding"}),
        ("warfarin", {"bleeding"}),
        ("aspirin", {"bleeding"}),
        ("paracetamol", set()),
        # It is an SNRI itself.
        ("duloxetine", set()),
        ("Cymbalta 60 mg", set()),
        ("venlafaxine", {"serotonin"}),
        ("amitriptyline", {"serotonin"}),
    ],
)
def test_what_warns_of_duloxetine(taken: str, found: set[str]) -> None:
    answer = ask("duloxetine", neuropathic(medications=drug(taken)))
    assert answer.status is Status.OPTION
    assert known(answer) == found


@pytest.mark.parametrize(("said", "warned"), [(True, True), (False, False), (None, False)])
@pytest.mark.parametrize("taken", [[], ["paracetamol"]], ids=str)
def test_an_anticoagulant_that_is_not_on_the_list_warns_of_duloxetine(
    taken: list[str], said: bool | None, warned: bool
) -> None:
    patient = neuropathic(medications=drug(*taken), conditions=conditions(therapeutic_anticoagulation=said))
    assert known(ask("duloxetine", patient)) == ({"bleeding"} if warned else set())


@pytest.mark.parametrize("name", ["duloxetine", "amitriptyline"])
def test_what_is_taken_already_is_no_addition(name: str) -> None:
    said = f"Takes {name} already: what is said here is the whole of a day"
    assert noted(ask(name, neuropathic(medications=drug(name))), said)
    assert not noted(ask(name, neuropathic()), said)
    assert not noted(ask(name, neuropathic(medications=None)), said)


# ---- amitriptyline


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, set()),
        ({"conditions": conditions(myocardial_infarction_or_stroke=True)}, {"heart"}),
        ({"conditions": conditions(myocardial_infarction_or_stroke_within_a_year=True)}, {"heart"}),
        (
            {"conditions": bg.Conditions(myocardial_infarction_or_stroke_within_a_year=True)},
            {"heart"},
        ),
        ({"conditions": conditions(qtc_above_500_ms=True)}, {"heart"}),
        ({"medications": drug("tramadol")}, {"serotonin"}),
        ({"medications": drug("moclobemide")}, {"serotonin"}),
    ],
    ids=str,
)
def test_amitriptyline_has_no_dose_and_is_hardly_barred(changes: dict[str, Any], found: set[str]) -> None:
    answer = ask("amitriptyline", neuropathic(**changes))
    assert answer.status is Status.OPTION
    assert answer.regimen is None
    assert "none was read" in answer.action
    assert known(answer) == found
    assert ids(answer.disagreements) == {"whether-at-all"}


def test_an_allergy_forbids_amitriptyline_and_is_asked_for() -> None:
    assert ask("amitriptyline", neuropathic(allergies=["amitriptyline"])).status is Status.CONTRAINDICATED
    unknown = ask("amitriptyline", neuropathic(allergies=None))
    assert unknown.status is Status.AFTER
    assert missing(unknown) == {"hypersensitivity"}
