"""What comes with an opioid: bowels, breathing, the brain, and naloxone by a borrowed threshold."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.calculators.morphine_milligram_equivalents import morphine_milligram_equivalents
from boneguide.calculators.opioid_dose import OpioidDose
from boneguide.guidelines import drugs
from boneguide.guidelines.facts.opioid import MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE
from boneguide.logic import Snapshot, Truth, truth
from boneguide.logic.context import Context
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from tests.guidelines.asking import known, noted
from tests.guidelines.clean import ON, conditions
from tests.guidelines.pains import applies, ask, drug, hurting, kidneys, missing

EFFECTS = {
    "opioid-laxative",
    "opioid-constipation-refractory",
    "opioid-with-sedatives",
    "opioid-naloxone",
    "opioid-neurotoxicity",
}


def on_morphine(*others: str, **changes: Any) -> bg.Patient:
    return hurting(5, **{"medications": drug("morphine", *others), **changes})


# ---- which drugs are opioids


@pytest.mark.parametrize("name", drugs.CLASSES["opioid"])
def test_every_opioid_is_weak_strong_or_mixed(name: str) -> None:
    classes = drugs.classes_of(name)
    assert len({"weak opioid", "strong opioid", "agonist-antagonist opioid"} & classes) == 1
    assert "opioid-laxative" in applies(hurting(5, medications=drug(name)))


@pytest.mark.parametrize(
    "name",
    [
        "buprenorphine", "codeine", "dextropropoxyphene", "dihydrocodeine", "fentanyl", "hydrocodone",
        "hydromorphone", "methadone", "morphine", "oxycodone", "oxymorphone", "pethidine", "tapentadol", "tramadol",
    ],
)  # fmt: skip
def test_every_opioid_of_the_calculators_is_known(name: str) -> None:
    assert "opioid" in drugs.classes_of(name)


@pytest.mark.parametrize("taken", [[], drug("paracetamol", "ibuprofen"), None])
def test_without_an_opioid_nothing_is_said(taken: list[bg.Medication] | None) -> None:
    assert not EFFECTS & applies(hurting(5, medications=taken, age=Q(70, "year")))


# ---- bowels


@pytest.mark.parametrize("place", [*JURISDICTIONS, None])
def test_v79_a_laxative_from_the_first_day(place: Jurisdiction | None) -> None:
    answer = ask("opioid-laxative", on_morphine(), jurisdiction=place)
    assert answer.status is Status.RECOMMENDED
    assert "A stimulant laxative, an osmotic one or both, from the first day" in answer.action
    assert "not a bulk-forming one" in answer.action
    assert "docusate alone is not enough" in answer.action
    assert noted(answer, "New constipation may be high calcium")


@pytest.mark.parametrize(
    ("taken", "applicable"),
    [
        ("senna", False),
        ("bisacodyl", False),
        ("macrogol", False),
        ("lactulose", False),
        ("docusate", True),
        ("ispaghula", True),
    ],
)
def test_a_laxative_of_the_right_kind_is_enough(taken: str, applicable: bool) -> None:
    assert ("opioid-laxative" in applies(on_morphine(taken))) == applicable


@pytest.mark.parametrize(
    ("beside", "obstruction", "status", "found"),
    [
        ((), False, Status.NOT_APPLICABLE, set()),
        ((), None, Status.NOT_APPLICABLE, set()),
        (("ispaghula",), False, Status.RECOMMENDED, {"bulk-forming"}),
        ((), True, Status.NOT_RECOMMENDED, {"bowel-obstruction"}),
    ],
)
def test_a_laxative_that_is_taken_does_not_silence_what_stands_against_one(
    beside: tuple[str, ...], obstruction: bool | None, status: Status, found: set[str]
) -> None:
    patient = on_morphine("senna", *beside, conditions=conditions(bowel_obstruction=obstruction))
    answer = ask("opioid-laxative", patient)
    assert answer.status is status
    assert known(answer) == found


def test_v79_a_bulk_forming_laxative_is_warned_of() -> None:
    answer = ask("opioid-laxative", on_morphine("psyllium"))
    assert answer.status is Status.RECOMMENDED
    assert known(answer) == {"bulk-forming"}


@pytest.mark.parametrize(
    ("obstruction", "status"), [(False, Status.RECOMMENDED), (None, Status.AFTER), (True, Status.NOT_RECOMMENDED)]
)
def test_an_obstruction_comes_before_a_laxative(obstruction: bool | None, status: Status) -> None:
    answer = ask("opioid-laxative", on_morphine(conditions=conditions(bowel_obstruction=obstruction)))
    assert answer.status is status
    assert missing(answer) == ({"bowel-obstruction"} if obstruction is None else set())


def refractory(**changes: bool | None) -> bg.Patient:
    return on_morphine("senna", conditions=conditions(**{"constipation_despite_laxatives": True, **changes}))


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, Status.OPTION),
        ({"bowel_obstruction": True}, Status.CONTRAINDICATED),
        ({"bowel_obstruction": None}, Status.AFTER),
        ({"compromised_blood_brain_barrier": True}, Status.NOT_RECOMMENDED),
        ({"compromised_blood_brain_barrier": None}, Status.AFTER),
        ({"constipation_despite_laxatives": False}, Status.NOT_APPLICABLE),
        ({"constipation_despite_laxatives": None}, Status.NOT_APPLICABLE),
    ],
    ids=str,
)
def test_what_helps_where_laxatives_did_not(changes: dict[str, bool | None], status: Status) -> None:
    answer = ask("opioid-constipation-refractory", refractory(**changes))
    assert answer.status is status
    if status is Status.OPTION:
        assert "naldemedine (high certainty), naloxegol (moderate) or methylnaltrexone (low)" in answer.action


# ---- breathing


@pytest.mark.parametrize("taken", ["diazepam", "midazolam", "gabapentin", "pregabalin"])
def test_what_depresses_breathing_too(taken: str) -> None:
    answer = ask("opioid-with-sedatives", on_morphine(taken))
    assert answer.status is Status.RECOMMENDED
    assert "depression of breathing add up" in answer.action
    assert answer.sources[0].verified is bg.Verification.PRIMARY


def test_alcohol_depresses_breathing_too() -> None:
    assert "opioid-with-sedatives" in applies(on_morphine(conditions=conditions(alcohol_excess=True)))
    assert "opioid-with-sedatives" not in applies(on_morphine(conditions=conditions(alcohol_excess=None)))
    assert "opioid-with-sedatives" not in applies(on_morphine("senna"))


# ---- naloxone


def naloxone(patient: bg.Patient) -> bool:
    return "opioid-naloxone" in applies(patient)


def equivalents(opioid: Any, milligrams: float) -> float:
    dose = OpioidDose(drug=opioid, route="oral", dose=Q(milligrams, "mg/day"))
    return float(morphine_milligram_equivalents((dose,)).total.magnitude)


@pytest.mark.parametrize(
    ("opioid", "milligrams", "found"),
    [("morphine", 50, True), ("morphine", 49.9, False), ("oxycodone", 33, False), ("oxycodone", 34, True)],
)
def test_v22_v23_from_50_equivalents_on(opioid: str, milligrams: float, found: bool) -> None:
    assert (equivalents(opioid, milligrams) >= 50) == found
    taken = bg.Medication(drug=opioid, route="oral", daily_dose=Q(milligrams, "mg"))
    assert naloxone(hurting(5, medications=[taken])) == found
    # What is taken only when it is needed is counted too.
    assert naloxone(hurting(5, medications=[attrs.evolve(taken, as_needed=True)])) == found


_MORPHINE_30 = bg.Medication(drug="morphine", route="oral", daily_dose=Q(30, "mg"))


def _of_co_codamol(drug: str, milligrams: float) -> bg.Medication:
    """Return one part of a combination, entered by itself."""
    return bg.Medication(drug=drug, product="co-codamol 30/500", route="oral", daily_dose=Q(milligrams, "mg"))


_TRAMADOL_100 = bg.Medication(drug="tramadol", route="oral", daily_dose=Q(100, "mg"))


@pytest.mark.parametrize(
    ("medications", "expected"),
    [
        ([_MORPHINE_30, _TRAMADOL_100], Truth.TRUE),
        ([_MORPHINE_30, attrs.evolve(_TRAMADOL_100, daily_dose=Q(99, "mg"))], Truth.FALSE),
        ([bg.Medication(drug="fentanyl", rate=Q(25, "ug/h"))], Truth.TRUE),
        ([bg.Medication(drug="durogesic", rate=Q(12.5, "ug/h"))], Truth.FALSE),
        # 12.5 ug/h are 30 of them.
        ([bg.Medication(drug="fentanyl", rate=Q(12, "ug/h")), _TRAMADOL_100], Truth.TRUE),
        ([bg.Medication(drug="fentanyl", route="transdermal", daily_dose=Q(1, "mg"))], Truth.UNKNOWN),
        ([], Truth.FALSE),
        ([bg.Medication(drug="paracetamol")], Truth.FALSE),
        ([attrs.evolve(_MORPHINE_30, stop=ON - timedelta(days=1)), _TRAMADOL_100], Truth.FALSE),
        ([bg.Medication(drug="morphine", route="oral")], Truth.UNKNOWN),
        ([bg.Medication(drug="morphine", daily_dose=Q(60, "mg"))], Truth.UNKNOWN),
        ([attrs.evolve(_MORPHINE_30, daily_dose=Q(60, "mg"), last_given=ON - timedelta(days=1))], Truth.UNKNOWN),
        ([bg.Medication(drug="morphine", route="IV", daily_dose=Q(60, "mg"))], Truth.UNKNOWN),
        ([bg.Medication(drug="buprenorphine", rate=Q(20, "ug/h"))], Truth.UNKNOWN),
        ([bg.Medication(drug="percocet", route="oral", daily_dose=Q(60, "mg"))], Truth.UNKNOWN),
        ([bg.Medication(drug="co-codamol", route="oral", daily_dose=Q(4, "g"))], Truth.UNKNOWN),
        ([bg.Medication(drug="codeine", route="oral", daily_dose=Q(240, "mg"), product="co-codamol")], Truth.FALSE),
        ([_of_co_codamol("paracetamol", 4000)], Truth.UNKNOWN),
        ([_of_co_codamol("paracetamol", 4000), _of_co_codamol("codeine", 240)], Truth.FALSE),
        ([_of_co_codamol("paracetamol", 4000), _of_co_codamol("codeine", 400)], Truth.TRUE),
        ([bg.Medication(drug="abstral", as_needed=True)], Truth.UNKNOWN),
        (
            [bg.Medication(drug="morphine", route="oral"), attrs.evolve(_MORPHINE_30, daily_dose=Q(50, "mg"))],
            Truth.TRUE,
        ),
        (None, Truth.UNKNOWN),
    ],
    ids=str,
)
def test_equivalents_are_counted_from_the_list(medications: list[bg.Medication] | None, expected: Truth) -> None:
    patient = hurting(5, medications=medications)
    facts = Snapshot(Context(patient=patient, on=ON, jurisdiction="UK"))
    assert truth(MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE, facts) is expected


def test_v22_it_is_a_borrowed_safety_threshold() -> None:
    patient = hurting(5, medications=[attrs.evolve(_MORPHINE_30, daily_dose=Q(50, "mg"))])
    answer = ask("opioid-naloxone", patient)
    assert answer.status is Status.OPTION
    assert "borrowed safety threshold" in answer.action
    assert noted(answer, "Its scope excludes cancer pain, palliative care and the end of life")
    assert answer.grade.value is None or "CDC" in str(answer.grade)


@pytest.mark.parametrize(
    "changes",
    [
        {"medications": drug("morphine", "diazepam")},
        {"conditions": conditions(substance_use_disorder=True)},
        {"conditions": conditions(previous_overdose=True)},
        {"conditions": conditions(sleep_disordered_breathing=True)},
        {"conditions": conditions(lost_opioid_tolerance=True)},
        {"conditions": conditions(severe_hepatic_impairment=True)},
        {"labs": kidneys(2.4)},
        {"age": Q(65, "year")},
    ],
    ids=str,
)
def test_one_reason_is_enough(changes: dict[str, Any]) -> None:
    patient = on_morphine(**changes)
    assert naloxone(patient)
    assert not naloxone(attrs.evolve(patient, medications=[*(patient.medications or ()), *drug("naloxone")]))
    assert not naloxone(attrs.evolve(patient, conditions=attrs.evolve(patient.conditions, imminently_dying=True)))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"age": Q(64.9, "year")},
        {"age": None},
        {"labs": kidneys(None)},
        {"conditions": bg.Conditions()},
        {"findings": {"morphine_milligram_equivalents_50_or_more": False}},
    ],
    ids=str,
)
def test_without_a_reason_it_is_not_offered(changes: dict[str, Any]) -> None:
    assert not naloxone(on_morphine(**changes))


# ---- the brain


def test_neurotoxicity_is_acted_on() -> None:
    answer = ask("opioid-neurotoxicity", on_morphine(conditions=conditions(opioid_neurotoxicity=True)))
    assert answer.status is Status.OPTION
    assert "from memory and not verified" in answer.action
    (watched,) = answer.monitor
    assert watched.due == ON
    assert "calcium" in watched.text


@pytest.mark.parametrize("said", [False, None])
def test_neurotoxicity_is_not_made_up(said: bool | None) -> None:
    assert "opioid-neurotoxicity" not in applies(on_morphine(conditions=conditions(opioid_neurotoxicity=said)))


@pytest.mark.parametrize(
    ("medication", "told"),
    [
        (bg.Medication(drug="morphine", route="oral", daily_dose=Q(20, "mg")), False),
        (bg.Medication(drug="morphine", route="oral", daily_dose=Q(60, "mg")), False),
        (bg.Medication(drug="morphine"), True),
        (bg.Medication(drug="buprenorphine", rate=Q(10, "ug/h")), True),
    ],
)
def test_equivalents_that_cannot_be_counted_are_said_to_be_left_open(medication: bg.Medication, told: bool) -> None:
    answer = ask("opioid-laxative", hurting(5, medications=[medication]))
    assert noted(answer, "could not be counted") == told


# ---- the dose is in question, and what is at hand


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({}, True),
        ({"pain": bg.Pain(worst=3, rescue_doses_in_24_hours=4)}, True),
        ({"pain": bg.Pain(worst=3, rescue_doses_in_24_hours=5)}, False),
        ({"conditions": conditions(opioid_not_tolerated=True)}, False),
        ({"conditions": conditions(opioid_neurotoxicity=True)}, False),
        ({"labs": kidneys(3.0)}, False),
        ({"pain": bg.Pain(worst=3, crisis=True)}, False),
        ({"pain": bg.Pain(worst=3, crisis=False)}, True),
        ({"allergies": ["morphine"]}, False),
        ({"allergies": ["opioids"]}, False),
        ({"allergies": ["codeine"]}, True),
        ({"allergies": None}, True),
    ],
)
def test_a_dose_in_question_is_not_called_effective(changes: dict[str, Any], kept: bool) -> None:
    answer = ask("analgesia-pain-relieved", hurting(3, **{"medications": drug("morphine"), **changes}))
    assert answer.status is (Status.RECOMMENDED if kept else Status.NOT_APPLICABLE)


@pytest.mark.parametrize(
    ("opioid", "creatinine", "wanted"),
    [
        ("morphine", 1.0, False),
        ("morphine", 2.2, False),
        ("morphine", 2.4, True),
        # 68 mL/min at 1.0 mg/dL: any impairment is read as below 60.
        ("pethidine", 1.13, False),
        ("pethidine", 1.14, True),
        ("pethidine", None, False),
        ("fentanyl", 2.4, False),
    ],
)
def test_what_weak_kidneys_keep_is_a_reason_to_change(opioid: str, creatinine: float | None, wanted: bool) -> None:
    answer = ask("opioid-switch", hurting(5, medications=drug(opioid), labs=kidneys(creatinine)))
    assert (answer.status is not Status.NOT_APPLICABLE) is wanted


@pytest.mark.parametrize("opioid", ["morphine", "oxycodone", "hydromorphone", "fentanyl", "buprenorphine", "abstral"])
def test_what_is_taken_in_spite_of_an_allergy_is_a_reason_to_change(opioid: str) -> None:
    for allergy, wanted in ((opioid, True), ("opiates", True), ("tramadol", False)):
        found = applies(hurting(2, medications=drug(opioid), allergies=[allergy]))
        assert ("opioid-switch" in found) is wanted
        assert ("analgesia-pain-relieved" in found) is not wanted


@pytest.mark.parametrize(
    ("opioid", "product", "route", "at_hand"),
    [
        ("Targinact", "Targinact", None, False),
        ("Targin", "Targin 20/10 mg", None, False),
        ("Targin", None, "oral", False),
        (None, None, "sublingual", False),
        (None, None, "buccal", False),
        (None, None, "nasal", True),
        (None, None, None, True),
        ("Targin", "Nyxoid", None, True),
    ],
)
def test_naloxone_as_a_part_of_a_tablet_is_not_at_hand(
    opioid: str | None, product: str | None, route: str | None, at_hand: bool
) -> None:
    parts = [
        bg.Medication(drug="oxycodone", product=opioid, route="oral", daily_dose=Q(40, "mg")),
        bg.Medication(drug="naloxone", product=product, route=route),
    ]
    answer = ask("opioid-naloxone", hurting(5, medications=parts, age=Q(70, "year")))
    assert (answer.status is Status.NOT_APPLICABLE) is at_hand


def test_parts_of_one_product_meet_where_one_prints_its_strength() -> None:
    parts = [
        bg.Medication(drug="oxycodone", product="Percocet 5/325", route="oral", daily_dose=Q(40, "mg")),
        bg.Medication(drug="acetaminophen", product="Percocet", daily_dose=Q(2.6, "g")),
    ]
    answer = ask("rescue-oxycodone", hurting(5, medications=parts))
    assert isinstance(answer.regimen, bg.Regimen)
    assert str(answer.regimen.dose_range) == "4 to 8 mg"
