"""Draft orders: how they are read, what is said of them, and that none is passed over in silence."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide.errors import RecordError
from boneguide.interop.cds_hooks import DraftOrder, cards, order_cards, ordered
from boneguide.interop.json import assessment_from_json, assessment_to_json
from boneguide.logic.nodes import ALWAYS
from boneguide.model.assessment import Assessment
from tests.guidelines.clean import woman
from tests.interop.cds_hooks_support import Fields, draft, valid
from tests.interop.support import SOURCE

ON = date(2026, 11, 23)
UNSTATED = "what it is given for is not stated; it was checked as one against skeletal events"
BY_TEXT = "named by a text"


def person(creatinine: float, **more: Any) -> bg.Patient:
    """A woman of 68 and 60 kg: the clearance is 51 mL/min divided by the creatinine in mg/dL."""
    return bg.Patient(
        age=bg.Q(68, "year"),
        sex="female",
        weight=bg.Q(60, "kg"),
        primary="breast",
        bone_metastases=True,
        labs=bg.Labs(creatinine=bg.Q(creatinine, "mg/dL"), calcium=bg.Q(9.4, "mg/dL"), albumin=bg.Q(4, "g/dL")),
        **more,
    )


#: Clearances of 25, 46 and 90 mL/min.
POOR, REDUCED, GOOD = 2.04, 1.1, 51 / 90


def assessed(creatinine: float, **more: Any) -> Assessment:
    return bg.assess(person(creatinine, **more), on=ON, jurisdiction="US")


def shown(assessment: Assessment, *drafts: Fields, **more: Any) -> list[Fields]:
    return valid(order_cards(assessment, map(ordered, drafts), **more))


def summaries(found: list[Fields]) -> list[tuple[str, str]]:
    return [(card["indicator"], card["summary"]) for card in found]


def changed(path: str, value: object, given: Fields | None = None) -> Fields:
    """Return a draft with one part of it changed, or left out."""
    body = copy.deepcopy(draft() if given is None else given)
    *parts, last = path.split(".")
    held: Any = body
    for part in parts:
        held = held[int(part)] if part.isdigit() else held[part]
    if value is ...:
        del held[last]
    else:
        held[last] = value
    return body


DOSAGE = "dosageInstruction.0"
REPEAT = f"{DOSAGE}.timing.repeat"
DOSE = f"{DOSAGE}.doseAndRate.0.doseQuantity"


def with_dose(milligrams: float) -> Fields:
    return changed(f"{DOSE}.value", milligrams)


# --------------------------------------------------------------------------- zoledronic acid and the kidneys


def test_four_milligrams_at_a_clearance_of_25_warns() -> None:
    (card,) = shown(assessed(POOR), draft())
    assert card["indicator"] == "warning"
    assert card["summary"] == (
        "zoledronic acid 4 mg intravenous over 15 minute, every 4 week: Creatinine clearance is below 30 mL/min, or"
        " there is dialysis…"
    )
    assert card["detail"].startswith(
        "**Speaks against this order (US, for skeletal events)**\n\n"
        "- zoledronic acid 4 mg intravenous over 15 minute, every 4 week (MedicationRequest/z1)\n\n"
        "**Against it**\n\n"
        "- not-recommended: Creatinine clearance is below 30 mL/min, or there is dialysis: both labels do not recommend"
    )
    assert "- creatinine clearance now (Cockcroft-Gault): 25 mL/min (computed; decides)\n" in card["detail"]
    assert card["source"]["topic"]["code"] == "check-zoledronic-acid"
    assert len(card["overrideReasons"]) == 5


def test_four_milligrams_at_a_clearance_of_90_does_not_warn() -> None:
    (card,) = shown(assessed(GOOD), draft())
    assert card["indicator"] == "info"
    assert card["summary"].startswith("zoledronic acid 4 mg intravenous over 15 minute, every 4 week: first confirm ")
    assert "**Against it**" not in card["detail"]


@pytest.mark.parametrize(
    ("creatinine", "dose", "indicator"),
    [
        (REDUCED, 4, "warning"),
        (REDUCED, 3.3, "info"),
        (GOOD, 3.3, "info"),
        (GOOD, 4.1, "warning"),
        (POOR, 3.0, "warning"),
    ],
)
def test_the_dose_is_that_of_the_clearance_or_less(creatinine: float, dose: float, indicator: str) -> None:
    (card,) = shown(assessed(creatinine), with_dose(dose))
    assert card["indicator"] == indicator
    if indicator == "warning" and creatinine == REDUCED:
        assert "- the table gives 3.3 mg at a clearance of 46.4 mL/min\n" in card["detail"]


def test_what_cannot_be_judged_names_what_to_measure() -> None:
    patient = attrs.evolve(person(GOOD), labs=bg.Labs())
    (card,) = shown(bg.assess(patient, on=ON, jurisdiction="US"), draft())
    assert card["indicator"] == "info"
    assert ": cannot be judged without 3 results: serum creatinine before" in card["summary"]
    assert "\n- serum creatinine before treatment began\n- serum creatinine for this dose\n" in card["detail"]


def test_without_a_jurisdiction_each_is_told() -> None:
    assessment = bg.assess(person(POOR), on=ON)
    (card,) = shown(assessment, draft())
    assert "**By jurisdiction**\n\n- US: reject\n- EU: reject\n- UK: reject\n" in card["detail"]


def test_an_order_that_stands_has_no_card() -> None:
    patient, order = woman(), bg.Regimen(drug="denosumab", route="SC", dose=bg.Q(120, "mg"))
    assert bg.check(order, patient, on=ON, jurisdiction="EU").verdict is bg.Verdict.ACCEPT
    assessment = bg.assess(patient, on=ON, jurisdiction="EU")
    read = DraftOrder(reference="MedicationRequest/d", drug="denosumab", regimen=order, notes=(BY_TEXT,))
    assert valid(order_cards(assessment, [read])) == []
    assert not [
        c
        for c in cards(assessment, checks=[bg.check(order, patient, on=ON, jurisdiction="EU")])["cards"]
        if c["summary"].startswith("denosumab 120 mg SC")
    ]
    # What was not read of it is told all the same.
    (card,) = valid(order_cards(assessment, [attrs.evolve(read, unread=("a rate as rateRange",))]))
    assert card["summary"] == f"{order}: not all of the draft was read"
    assert card["detail"].startswith("**Stands as far as it was read (EU, for skeletal events)**\n")
    assert "**Of the draft was not read**\n\n- a rate as rateRange\n" in card["detail"]
    assert "**How the draft was read**\n\n- named by a text\n" in card["detail"]


# --------------------------------------------------------------------------- other drugs


def test_another_drug_warns_by_the_answers_about_it() -> None:
    assessment = assessed(POOR, pain=bg.Pain(worst=8))
    assert assessment["nsaid"].status is bg.Status.NOT_RECOMMENDED
    (card,) = shown(assessment, draft(drug="ibuprofen"))
    assert summaries([card]) == [
        ("warning", "ibuprofen: Creatinine clearance or eGFR is under 30: anti-inflammatory drugs are avoided.")
    ]
    assert "**Looked at**\n\n- An anti-inflammatory drug by mouth: not-recommended\n" in card["detail"]
    assert card["source"]["topic"]["code"] == "nsaid"
    assert shown(assessed(GOOD, pain=bg.Pain(worst=8)), draft(drug="morphine sulfate 10 mg")) != []


BARRED = bg.Rule(
    id="barred",
    title="Barred",
    when=ALWAYS,
    advise=bg.RegimenTemplate(drug="invented drug", route="oral", dose=bg.Amount(2.0, "mg")),
    contraindications=(
        bg.Contraindication(id="b", severity="avoid", when=ALWAYS, says="Never this way.", sources=(SOURCE,)),
    ),
    grade=bg.Grade.ungraded("an invented rule"),
    sources=(SOURCE,),
    edition="1",
)


OFFERED: bg.Rule = attrs.evolve(BARRED, id="offered", title="Offered", contraindications=())
TRIALS: bg.Rule = attrs.evolve(OFFERED, id="trials", title="In trials", investigational=True)


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        ((BARRED,), ("warning", "invented drug: Never this way.")),
        # A rule for one use may not fit another use of the same drug.
        ((OFFERED, BARRED), ("info", "invented drug: Barred: Never this way.")),
        ((TRIALS,), ("info", "invented drug: In trials: investigational")),
        ((OFFERED,), None),
    ],
    ids=["barred", "barred and offered", "investigational", "offered"],
)
def test_what_is_told_of_a_drug_by_the_rules_about_it(rules: tuple[bg.Rule, ...], told: tuple[str, str] | None) -> None:
    house = bg.Guideline(id="h", title="H", edition="1", rules=rules)
    assessment = bg.assess(bg.Patient(), on=ON, jurisdiction="UK", guideline=house)
    found = shown(assessment, draft(drug="invented drug"), guideline=house)
    assert summaries(found) == ([] if told is None else [told])
    assert [card["source"]["topic"]["code"] for card in found] == ([] if told is None else [rules[-1].id])


def test_a_drug_that_is_an_option_has_a_card_only_where_something_comes_first_or_was_not_read() -> None:
    assessment = bg.assess(woman(pain=bg.Pain(worst=4)), on=ON, jurisdiction="US")
    assert assessment["paracetamol"].status is bg.Status.OPTION
    assert shown(assessment, draft(drug="paracetamol")) == []
    (card,) = shown(assessment, draft(drug="ibuprofen"))
    assert card["summary"] == "ibuprofen: first confirm platelets of 50 x 10^9/L or more"
    (card,) = shown(assessment, changed(f"{DOSE}.value", "4", draft(drug="paracetamol")))
    assert summaries([card]) == [("info", "paracetamol: not all of the draft was read")]


@pytest.mark.parametrize("drug", ["amoxicillin", "an unheard-of drug"])
def test_of_a_drug_about_which_nothing_is_encoded_nothing_is_said(drug: str) -> None:
    assert shown(assessed(POOR), draft(drug=drug)) == []


def test_a_product_for_osteoporosis_is_no_order_for_metastases() -> None:
    (card,) = shown(assessed(GOOD), draft(drug="Prolia"))
    assert card["summary"].endswith(": The order names a denosumab product for osteoporosis…")
    assert card["summary"].casefold().startswith("prolia 4 mg intravenous")
    assert card["indicator"] == "warning"


def test_orders_that_are_no_drug_are_left_alone() -> None:
    scan = {"resourceType": "ServiceRequest", "id": "s1", "status": "draft", "code": {"text": "bone scan"}}
    assert ordered(scan) == DraftOrder(reference="ServiceRequest/s1", drug="bone scan")
    assert shown(assessed(POOR), scan) == []


# --------------------------------------------------------------------------- nothing is lost


def test_drafts_that_could_not_be_read_stand_in_one_card() -> None:
    unnamed = changed("medicationCodeableConcept", ..., draft("a"))
    elsewhere = unnamed | {"id": "b", "medicationReference": {"reference": "Medication/m1"}}
    forbidden = draft("c", doNotPerform=True)
    (card,) = shown(assessed(GOOD), unnamed, elsewhere, forbidden)
    assert summaries([card]) == [("info", "Not checked: MedicationRequest/a, MedicationRequest/b, MedicationRequest/c")]
    assert card["detail"].startswith(
        "**Not checked**\n\n"
        "- MedicationRequest/a: medicationReference was nothing; expected a drug, or a reference to one that is at"
        " hand\n"
        "- MedicationRequest/b: medicationReference was 'Medication/m1'; expected a drug, or a reference to one that is"
        " at hand\n"
        "- MedicationRequest/c: an order not to give a drug, which is not checked\n"
    )
    assert "overrideReasons" not in card


def test_a_code_and_a_text_that_are_different_drugs_are_not_checked() -> None:
    concept = {"coding": [{"system": "http://www.whocc.no/atc", "code": "M05BA08"}], "text": "denosumab"}
    (card,) = shown(assessed(GOOD), draft() | {"medicationCodeableConcept": concept})
    assert card["summary"] == "Not checked: denosumab (MedicationRequest/z1)"
    assert "- denosumab (MedicationRequest/z1): medicationCodeableConcept.coding was 'zoledronic acid" in card["detail"]


def test_a_bone_agent_among_other_words_is_not_passed_over() -> None:
    name = "Zoledronic Acid (bag) 4 mg in sodium chloride 0.9 % 100 mL"
    (card,) = shown(assessed(POOR), draft(drug=name))
    assert card["summary"] == "Not checked: Zoledronic Acid (MedicationRequest/z1)"
    assert f"Zoledronic Acid stands among other words in {name}; expected the drug by a code" in card["detail"]
    assert shown(assessed(POOR), draft(drug="prezoledronic acids")) == []


def test_notes_of_the_record_are_told_beside_the_orders() -> None:
    found = shown(assessed(POOR), draft(), notes=["Observation/1: found 3 stones; expected a weight"])
    assert summaries(found)[1] == ("info", "Part of the record was not sent or could not be read")
    assert "- Observation/1: found 3 stones; expected a weight\n" in found[1]["detail"]
    # Also beside one that could not be read, and not beside one about which there is nothing to say.
    (card,) = shown(assessed(POOR), draft(doNotPerform=True), notes=["x"])
    assert "**Not checked**" in card["detail"]
    assert "**Not read or not used**\n\n- x\n" in card["detail"]
    assert shown(assessed(POOR), draft(drug="amoxicillin"), notes=["x"]) == []


def test_each_of_two_orders_that_are_alike_has_its_card() -> None:
    found = shown(assessed(POOR), draft("a"), draft("b"))
    assert [card["detail"].count("(MedicationRequest/b)") for card in found] == [0, 1]


def test_red_flags_come_first_and_what_warns_before_what_does_not() -> None:
    assessment = assessed(GOOD, neurology=bg.Neurology(deficit=True))
    found = shown(assessment, draft("a"), draft("b", drug="denosumab"))
    *flags, warning, rest = found
    assert {flag["indicator"] for flag in flags} == {"critical"}
    assert flags[0]["summary"].startswith("Suspected compression of the spinal cord")
    assert (warning["indicator"], rest["indicator"]) == ("warning", "info")
    assert rest["summary"].startswith("zoledronic acid")


def test_an_assessment_from_a_document_needs_the_record() -> None:
    again = assessment_from_json(assessment_to_json(assessed(POOR)))
    with pytest.raises(RecordError, match="which holds no record of the person"):
        order_cards(again, [ordered(draft())])
    assert valid(order_cards(again, [ordered(draft())], patient=person(POOR)))[0]["indicator"] == "warning"


def test_a_source_of_ones_own_is_named_on_what_rests_on_no_publication() -> None:
    (card,) = shown(assessed(POOR), draft(doNotPerform=True), source={"label": "St Example"})
    assert card["source"] == {"label": "St Example"}
    with pytest.raises(RecordError, match="expected at least a label"):
        shown(assessed(POOR), source={})


def test_other_rules_can_be_asked() -> None:
    house = bg.guidelines.analgesia
    assessment = bg.assess(person(POOR, pain=bg.Pain(worst=8)), on=ON, jurisdiction="US", guideline=house)
    (card,) = shown(assessment, draft(drug="ibuprofen"), guideline=house)
    assert card["indicator"] == "warning"


# --------------------------------------------------------------------------- reading a draft


def test_a_whole_draft_is_read() -> None:
    read = ordered(draft())
    assert read == DraftOrder(
        reference="MedicationRequest/z1",
        drug="zoledronic acid",
        regimen=bg.Regimen(
            drug="zoledronic acid",
            route="intravenous",
            dose=bg.Q(4, "mg"),
            interval=bg.Range.exactly(bg.Q(4, "week")),
            infusion_time=bg.Range.exactly(bg.Q(15, "minute")),
        ),
        notes=(BY_TEXT, UNSTATED),
    )


def test_a_drug_by_its_code_has_no_note() -> None:
    concept = {"coding": [{"system": "http://www.whocc.no/atc", "code": "M05BA08", "display": "zoledronic acid"}]}
    read = ordered(draft() | {"medicationCodeableConcept": concept})
    assert (read.drug, read.notes) == ("zoledronic acid", (UNSTATED,))


@pytest.mark.parametrize(
    ("reasons", "indication", "notes"),
    [
        ({"reasonCode": [{"text": "Hypercalcaemia of malignancy"}]}, "hypercalcaemia", ()),
        ({"reasonCode": [{"text": "Tumorassoziierte Hyperkalzämie"}]}, "hypercalcaemia", ()),
        ({"reasonCode": [{"text": "Bone metastases"}]}, "skeletal events", ()),
        ({"reasonReference": [{"reference": "Condition/1", "display": "Multiples Myelom"}]}, "skeletal events", ()),
        ({"reasonReference": [{"reference": "Condition/1"}]}, "skeletal events", (UNSTATED,)),
        ({"reasonCode": []}, "skeletal events", (UNSTATED,)),
        (
            {"reasonCode": [{"text": "Osteoporosis"}]},
            "skeletal events",
            (UNSTATED.replace("not stated", "stated as Osteoporosis"),),
        ),
    ],
)
def test_what_it_is_given_for(reasons: Fields, indication: str, notes: tuple[str, ...]) -> None:
    read = ordered(draft() | reasons)
    assert (read.indication, read.notes[1:]) == (indication, notes)


def test_what_it_is_given_for_decides_which_limits_count() -> None:
    hypercalcaemia = draft(reasonCode=[{"text": "hypercalcaemia"}])
    (card,) = shown(assessed(GOOD), hypercalcaemia)
    assert "for hypercalcaemia)" in card["detail"]


@pytest.mark.parametrize(
    ("path", "value", "field", "found", "unread"),
    [
        (DOSAGE + ".route", ..., "route", "by a route that is not stated", ()),
        (f"{DOSE}.value", "4", "dose", None, ("dose",)),
        (f"{DOSE}.value", 0, "dose", None, ("dose",)),
        (f"{DOSAGE}.doseAndRate", ..., "dose", None, ()),
        (f"{REPEAT}.frequency", 2, "interval", "2 week", ()),
        (f"{REPEAT}.frequency", ..., "interval", "4 week", ()),
        (f"{REPEAT}.periodMax", 6, "interval", "4 to 6 week", ()),
        (f"{REPEAT}.period", ..., "interval", None, ()),
        (f"{REPEAT}.period", "4", "interval", None, ("timing: period.value was '4'",)),
        (f"{REPEAT}.frequency", True, "interval", None, ("timing: frequency.value was True",)),
        (f"{REPEAT}.period", 0, "interval", None, ("timing of 1 in 0 wk",)),
        (f"{REPEAT}.frequency", 0, "interval", None, ("timing of 0 in 4 wk",)),
        (f"{REPEAT}.periodMax", 3, "interval", None, ("timing of 1 in 4 to 3 wk",)),
        (f"{REPEAT}.periodUnit", "s", "interval", None, ("timing of 1 in 4 s",)),
        (f"{REPEAT}.periodUnit", ..., "interval", None, ("timing of 1 in 4",)),
        (f"{REPEAT}.frequencyMax", 2, "interval", None, ("timing with frequencyMax",)),
        (f"{REPEAT}.dayOfWeek", ["mon"], "interval", None, ("timing with dayOfWeek",)),
        (f"{DOSAGE}.timing.event", ["2026-11-24"], "interval", None, ("timing with event",)),
        (f"{DOSAGE}.timing", {"code": {"text": "Q4W"}}, "interval", None, ("timing: Q4W",)),
        (f"{DOSAGE}.timing", ..., "interval", None, ()),
        (f"{REPEAT}.durationMax", 20, "infusion_time", None, ("timing with durationMax",)),
        (
            f"{DOSAGE}.doseAndRate.0.rateQuantity",
            {"value": 16},
            "infusion_time",
            "15 minute",
            ("a rate as rateQuantity",),
        ),
        (f"{REPEAT}.duration", "15", "infusion_time", None, ("timing: duration.value was '15'",)),
        (f"{REPEAT}.duration", 0, "infusion_time", None, ("duration of 0 min",)),
        (f"{REPEAT}.durationUnit", "fortnight", "infusion_time", None, ("duration of 15 fortnight",)),
        (f"{REPEAT}.duration", ..., "infusion_time", None, ()),
    ],
)
def test_each_part_of_a_draft(path: str, value: object, field: str, found: str | None, unread: tuple[str, ...]) -> None:
    read = ordered(changed(path, value))
    assert read.regimen is not None
    held = getattr(read.regimen, field)
    assert (held if held is None else str(held)) == found
    # What is said of a dose is worded by the reader of dosages.
    assert tuple("dose" if told.startswith("dose ") else told for told in read.unread) == unread


def test_a_dose_that_no_regimen_can_have_is_told() -> None:
    (told,) = ordered(changed(DOSE, {"value": 4, "unit": "mL", "code": "mL"})).unread
    assert told.startswith("dose: ")


def test_a_text_is_told_and_counts_as_unread_only_without_a_dose() -> None:
    told = changed(f"{DOSAGE}.text", "4 mg every 4 weeks")
    assert ordered(told).unread == ()
    assert "dosage as a text: 4 mg every 4 weeks" in ordered(told).notes
    text_only = draft() | {"dosageInstruction": [{"text": "4 mg every 4 weeks"}]}
    assert ordered(text_only).unread == ("dosage as a text: 4 mg every 4 weeks",)


def test_two_dosages_are_not_added_up() -> None:
    (only,) = draft()["dosageInstruction"]
    read = ordered(draft() | {"dosageInstruction": [only, only]})
    assert read.regimen == bg.Regimen(drug="zoledronic acid", route="intravenous")
    assert read.unread == ("2 dosages, whose doses are not added up",)


def test_a_dose_that_stands_alone_is_read_as_one_in_a_list() -> None:
    (alone,) = draft()["dosageInstruction"][0]["doseAndRate"]
    assert ordered(changed(f"{DOSAGE}.doseAndRate", alone)) == ordered(draft())


def rate(amount: float, unit: str, time: float, time_unit: str) -> Fields:
    given: list[Any] = copy.deepcopy(draft()["dosageInstruction"])
    del given[0]["timing"]["repeat"]["duration"], given[0]["timing"]["repeat"]["durationUnit"]
    given[0]["doseAndRate"][0]["rateRatio"] = {
        "numerator": {"value": amount, "unit": unit},
        "denominator": {"value": time, "unit": time_unit},
    }
    return draft() | {"dosageInstruction": given}


@pytest.mark.parametrize(
    ("given", "runs", "unread"),
    [
        (rate(4, "mg", 15, "min"), "15 minute", ()),
        (rate(8, "mg", 1, "h"), "0.5 hour", ()),
        (
            rate(100, "mL", 15, "min"),
            None,
            ("rate of 100 mL in 15 min, which does not tell how long the dose runs",),
        ),
        (rate(0, "mg", 15, "min"), None, ("rate of 0 mg in 15 min, which does not tell how long the dose runs",)),
        (rate(4, "mg", 15, "kg"), None, ("rate of 4 mg in 15 kg, which does not tell how long the dose runs",)),
        (rate(4, "mg", 15, "blinks"), None, ("rate of 4 mg in 15 blinks: denominator.unit was 'blinks'",)),
    ],
)
def test_how_long_a_dose_runs_by_its_rate(given: Fields, runs: str | None, unread: tuple[str, ...]) -> None:
    read = ordered(given)
    assert read.regimen is not None
    time = read.regimen.infusion_time
    assert (None if time is None else str(time)) == runs
    assert read.unread == unread
