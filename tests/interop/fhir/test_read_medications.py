"""Orders, statements and administrations: which drug, when, and what of it was given."""

from datetime import date
from typing import Any

import pytest

from boneguide.interop.fhir._drugs import Drug
from boneguide.model.medication import BoneAgentDose, Medication
from boneguide.model.radionuclide import RadionuclideDose
from boneguide.quantities import Q, Quantity
from tests.interop.fhir.record import LOINC, RXNORM, SNOMED, Plain, amount, coded, condition
from tests.interop.fhir.treatment_support import (
    DENOSUMAB,
    MORPHINE,
    OXYCODONE,
    TWICE,
    ZOLEDRONATE,
    administration,
    dosage,
    entries,
    entry,
    order,
    problem,
    read,
    reason,
    statement,
    unread,
)

ATC = "http://www.whocc.no/atc"
LOCAL = "https://hospital.example/drugs"
SCD = "12 HR oxycodone hydrochloride 15 MG Extended Release Oral Tablet"


def named(concept: Plain) -> tuple[str, str | None]:
    found = entry(read(order(concept)))
    return found.drug, found.product


# --------------------------------------------------------------------------- which drug


@pytest.mark.parametrize(
    ("concept", "drug", "product"),
    [
        (MORPHINE, "morphine", None),
        (coded(RXNORM, "7052"), "morphine", None),
        (coded(ATC, "N02AA01"), "morphine", None),
        (coded("urn:oid:2.16.840.1.113883.6.88", "7052", "Morphine"), "morphine", None),
        (coded(SNOMED, "395926009", "Zoledronic acid (substance)"), "zoledronic acid", None),
        ({**DENOSUMAB, "text": "Prolia 60 mg/mL"}, "denosumab", "Prolia 60 mg/mL"),
        ({**coded(RXNORM, "7804"), "text": SCD}, "oxycodone", SCD),
        (coded(RXNORM, "1049639", SCD), "oxycodone", SCD),
        ({**coded(RXNORM, "993449", "Prolia"), "text": "injection twice a year"}, "denosumab", "Prolia"),
        ({"text": "Oxycodone"}, "oxycodone", None),
        ({"text": "Xgeva"}, "xgeva", None),
        ({**coded(LOCAL, "77", "denosumab 60 MG/ML"), "text": "Prolia"}, "prolia", "denosumab 60 MG/ML"),
        (coded(LOCAL, "78", "Some drug 5 mg"), "some drug 5 mg", None),
        (
            coded(RXNORM, "1049221", "Acetaminophen 325 MG / Oxycodone Hydrochloride 5 MG Oral Tablet"),
            "acetaminophen / oxycodone",
            "Acetaminophen 325 MG / Oxycodone Hydrochloride 5 MG Oral Tablet",
        ),
    ],
)
def test_by_code_or_as_printed(concept: Plain, drug: str, product: str | None) -> None:
    assert named(concept) == (drug, product)


def test_how_it_was_found_is_told() -> None:
    assert unread(read(order(MORPHINE))) == ()
    assert unread(read(order({"text": "Morphine"}))) == ("named by a text",)
    told = "named as the record prints it, for its code is not known here"
    assert unread(read(order(coded(RXNORM, "1049639", SCD)))) == (told,)


@pytest.mark.parametrize(
    ("concept", "path", "found"),
    [
        (
            coded(RXNORM, "7052", "Oxycodone Hydrochloride 10 MG Oral Tablet"),
            "medicationCodeableConcept.coding",
            "'morphine by its code, printed as Oxycodone Hydrochloride 10...",
        ),
        (
            {**MORPHINE, "text": "Fentanyl patch"},
            "medicationCodeableConcept.coding",
            "'morphine by its code, printed as Fentanyl patch'",
        ),
        (
            {**OXYCODONE, "text": "MS Contin"},
            "medicationCodeableConcept.coding",
            "'oxycodone by its code, printed as MS Contin'",
        ),
        (
            {**coded(ATC, "M01AE01"), "text": "Naproxen 500 mg"},
            "medicationCodeableConcept.coding",
            "'ibuprofen by its code, printed as Naproxen 500 mg'",
        ),
        (
            {**DENOSUMAB, "text": "Zometa"},
            "medicationCodeableConcept.coding",
            "'denosumab by its code, printed as Zometa'",
        ),
        (
            {**DENOSUMAB, "text": "Lisinopril"},
            "medicationCodeableConcept.coding",
            "'denosumab by its code, printed as Lisinopril'",
        ),
        (
            {**coded(LOCAL, "1", "Zometa"), "text": "Xgeva"},
            "medicationCodeableConcept",
            "'Xgeva and Zometa'",
        ),
        (
            {"coding": [MORPHINE["coding"][0], OXYCODONE["coding"][0]]},
            "medicationCodeableConcept.coding",
            "'morphine (7052) and oxycodone (7804)'",
        ),
        (coded(LOCAL, "1"), "medicationCodeableConcept", "'1'"),
        ({"coding": [{"system": LOCAL}]}, "medicationCodeableConcept", "nothing"),
    ],
)
def test_what_contradicts_itself_or_names_nothing_is_a_problem(concept: Plain, path: str, found: str) -> None:
    assert problem(read(order(concept)))[:2] == (path, found)


def test_two_names_of_one_drug_do_not_contradict_each_other() -> None:
    assert named({**coded(ATC, "N02BE01"), "text": "Acetaminophen 500 mg"})[1] == "Acetaminophen 500 mg"
    assert named({**coded(RXNORM, "7804"), "text": "Percocet 5/325"}) == ("oxycodone", "Percocet 5/325")
    assert named({**MORPHINE, "text": "a name that is not known"}) == ("morphine", "a name that is not known")


def test_codes_of_the_parts_of_a_product() -> None:
    both = {"coding": [coded(RXNORM, "7804")["coding"][0], coded(RXNORM, "161")["coding"][0]], "text": "Percocet"}
    found = entry(read(order(both)))
    assert (found.drug, found.product) == ("percocet", None)
    assert unread(read(order(both))) == ("named as the record prints it, for its codes are those of its parts",)


def refers(reference: Plain, **fields: Any) -> Plain:
    return order(None, medicationReference=reference, **fields)


def substance(name: str = "d1", **fields: Any) -> Plain:
    return {"resourceType": "Medication", "id": name, **fields}


def ingredient(concept: Plain, **fields: Any) -> Plain:
    return {"itemCodeableConcept": concept, **fields}


def test_a_drug_as_a_resource_of_its_own() -> None:
    by_key = read(refers({"reference": "Medication/d1"}), substance(code=MORPHINE))
    assert entry(by_key).drug == "morphine"
    assert [used.resource for used in by_key.used] == ["MedicationRequest/m1", "Medication/d1"]
    contained = read(refers({"reference": "#in"}, contained=[substance("in", code=MORPHINE)]))
    assert entry(contained).drug == "morphine"
    assert len(contained.used) == 1
    absent = read(refers({"reference": "Medication/d2", "display": "Morphine sulfate 10 mg"}))
    assert entry(absent).drug == "morphine"
    assert unread(absent) == ("named only as the reference prints it",)


@pytest.mark.parametrize(
    ("fields", "path", "found"),
    [
        ({"medicationReference": {"identifier": {"value": "7"}}}, "medicationReference", "nothing"),
        ({"medicationReference": {"reference": "Medication/d2"}}, "medicationReference", "'Medication/d2'"),
        ({"medicationReference": {"reference": "#in"}}, "medicationReference", "'#in'"),
        (
            {"medicationReference": {"reference": "#in"}, "contained": [substance("in")]},
            "#in.code",
            "nothing",
        ),
        (
            {
                "medicationReference": {"reference": "#in", "display": "Fentanyl"},
                "contained": [substance("in", code=MORPHINE)],
            },
            "#in.code.coding",
            "'morphine by its code, printed as Fentanyl'",
        ),
        (
            {
                "medicationReference": {"reference": "#in"},
                "contained": [substance("in", code=MORPHINE, ingredient=[ingredient(OXYCODONE)])],
            },
            "#in.ingredient",
            "'oxycodone'",
        ),
    ],
)
def test_a_reference_that_leads_to_no_drug(fields: Plain, path: str, found: str) -> None:
    assert problem(read(order(None, **fields)))[:2] == (path, found)


def test_a_drug_resource_that_was_entered_in_error() -> None:
    wrong = substance("in", status="entered-in-error", code=MORPHINE)
    assert reason(read(refers({"reference": "#in"}, contained=[wrong]))) == (
        "#in: the drug it refers to was entered in error"
    )


@pytest.mark.parametrize(
    ("fields", "drug", "product"),
    [
        ({"ingredient": [ingredient(OXYCODONE)]}, "oxycodone", None),
        ({"code": MORPHINE, "ingredient": [ingredient(MORPHINE)]}, "morphine", None),
        (
            {"code": {"text": "House mixture 7"}, "ingredient": [ingredient(OXYCODONE)]},
            "oxycodone",
            "House mixture 7",
        ),
        (
            {"ingredient": [ingredient(OXYCODONE), ingredient(coded(RXNORM, "161"))]},
            "oxycodone / paracetamol",
            None,
        ),
        (
            {"ingredient": [ingredient(OXYCODONE), ingredient({"text": "Lactose"}, isActive=False)]},
            "oxycodone",
            None,
        ),
        ({"code": {"text": "House mixture 7"}, "ingredient": [ingredient({})]}, "house mixture 7", None),
        ({"code": {"text": "House mixture 7"}}, "house mixture 7", None),
    ],
)
def test_by_what_a_product_holds(fields: Plain, drug: str, product: str | None) -> None:
    found = entry(read(refers({"reference": "#in"}, contained=[substance("in", **fields)])))
    assert (found.drug, found.product) == (drug, product)


def test_a_reference_names_what_the_resource_leaves_out() -> None:
    found = entry(read(refers({"reference": "#in", "display": "Sevredol"}, contained=[substance("in")])))
    assert found.drug == "sevredol"
    held = substance("in", ingredient=[ingredient(MORPHINE)])
    named_too = entry(read(refers({"reference": "#in", "display": "Sevredol"}, contained=[held])))
    assert (named_too.drug, named_too.product) == ("morphine", "Sevredol")


def test_an_ingredient_as_a_resource_of_its_own() -> None:
    whole = substance(ingredient=[{"itemReference": {"reference": "Medication/d2"}}])
    found = read(refers({"reference": "Medication/d1"}), whole, substance("d2", code=OXYCODONE))
    assert entry(found).drug == "oxycodone"
    lost = read(refers({"reference": "Medication/d1"}), whole)
    assert [one.path for one in lost.problems] == ["Medication/d1.code"]


def test_a_drug_is_plain() -> None:
    assert Drug(name="morphine") == Drug(name="morphine", product=None, remark="")


# --------------------------------------------------------------------------- orders


def test_an_order() -> None:
    intake = read(
        order(
            MORPHINE,
            dosageInstruction=[dosage(amount(30, "mg"), timing=TWICE)],
            reasonCode=[{}, {"text": "pain of bone"}],
        )
    )
    assert entry(intake) == Medication(
        drug="morphine",
        dose=Q(30, "mg"),
        daily_dose=Q(60, "mg"),
        as_needed=False,
        start=date(2026, 11, 1),
        indication="pain of bone",
    )
    [used] = intake.used
    assert (used.said, used.day) == ("morphine, 30 mg, 2 in 1 day, from 2026-11-01", date(2026, 11, 1))
    assert intake.patient.incomplete == ("medications",)
    assert intake.patient.bone_agent_doses is None


def test_an_indication_of_another_resource() -> None:
    pain = condition("c9", {"text": "Pain from bone metastases"})
    intake = read(order(MORPHINE, reasonReference=[{"reference": "Condition/c9"}]), pain)
    assert entry(intake).indication == "Pain from bone metastases"
    assert entry(read(order(MORPHINE, reasonReference=[{"reference": "Condition/c8"}]))).indication is None


@pytest.mark.parametrize("intent", ["order", "original-order", "reflex-order", "filler-order", "instance-order"])
def test_intents_that_are_orders(intent: str) -> None:
    assert entry(read(order(MORPHINE, intent=intent))).drug == "morphine"


@pytest.mark.parametrize("intent", ["proposal", "plan", "option"])
def test_intents_that_are_none(intent: str) -> None:
    assert reason(read(order(MORPHINE, intent=intent))) == f"its intent is {intent}, so it is not known to be taken"


def test_an_order_not_to_give() -> None:
    assert reason(read(order(MORPHINE, doNotPerform=True))) == "an order not to give a drug"
    assert entry(read(order(MORPHINE, doNotPerform=False))).drug == "morphine"


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("on-hold", "morphine: is on hold"),
        ("cancelled", "morphine: was cancelled"),
        ("draft", "morphine: is a draft"),
        ("unknown", "morphine: has an unknown status"),
        ("entered-in-error", "was entered in error"),
        ("stopped", "morphine: was stopped, on a day that is not stated"),
        ("completed", "morphine: is completed, on a day that is not stated"),
    ],
)
def test_an_order_that_is_not_in_force(status: str, told: str) -> None:
    assert reason(read(order(MORPHINE, status=status))) == told


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("not-taken", "morphine: is not taken"),
        ("intended", "morphine: is intended and not begun"),
        ("on-hold", "morphine: is on hold"),
        ("stopped", "morphine: was stopped, on a day that is not stated"),
        ("completed", "morphine: is completed, on a day that is not stated"),
    ],
)
def test_a_statement_of_what_is_not_taken(status: str, told: str) -> None:
    assert reason(read(statement(MORPHINE, status=status))) == told


def test_what_is_set_aside_need_not_name_its_drug() -> None:
    held = refers({"reference": "Medication/d9"}, status="cancelled")
    assert reason(read(held)) == "was cancelled"


@pytest.mark.parametrize("held", [order(MORPHINE, status="ongoing"), statement(MORPHINE, status="ongoing")])
def test_a_status_that_there_is_not(held: Plain) -> None:
    assert problem(read(held)) == ("status", "'ongoing'", "a status of an order or a statement")


@pytest.mark.parametrize(
    ("written", "start", "told"),
    [
        ("2026-11-23", date(2026, 11, 23), ()),
        ("2026-11-01T23:30:00-05:00", date(2026, 11, 1), ()),
        ("2026-10", None, ("start 2026-10, which is no whole day",)),
        ("2025", None, ("start 2025, which is no whole day",)),
        (None, None, ()),
    ],
)
def test_the_day_of_an_order(written: str | None, start: date | None, told: tuple[str, ...]) -> None:
    intake = read(order(MORPHINE, authoredOn=written))
    assert (entry(intake).start, entry(intake).active(date(2026, 11, 23))) == (start, True)
    assert unread(intake) == told


def test_an_order_of_a_later_day() -> None:
    told = "is of 2026-11-24, after the day of the assessment"
    assert reason(read(order(MORPHINE, authoredOn="2026-11-24"))) == told


def bounded(start: str | None = None, end: str | None = None, dose: Plain | None = None) -> Plain:
    bounds = {name: day for name, day in (("start", start), ("end", end)) if day is not None}
    return dosage(dose, timing={"repeat": {"boundsPeriod": bounds, **TWICE["repeat"]}})


@pytest.mark.parametrize(
    ("status", "start", "end", "active"),
    [
        ("active", "2026-10-01", "2026-12-01", True),
        ("active", "2026-10-01", "2026-11-22", False),
        ("completed", "2026-10-01", "2026-11-22", False),
        ("stopped", "2026-10-01", "2026-11-23", True),
    ],
)
def test_an_order_with_its_time(status: str, start: str, end: str, active: bool) -> None:
    found = entry(read(order(MORPHINE, status=status, dosageInstruction=[bounded(start, end)])))
    assert (found.start, found.stop) == (date.fromisoformat(start), date.fromisoformat(end))
    assert found.active(date(2026, 11, 23)) is active


def test_an_order_that_is_over_by_its_status_and_not_by_its_time() -> None:
    held = order(MORPHINE, status="stopped", dosageInstruction=[bounded("2026-10-01", "2026-12-01")])
    assert reason(read(held)) == "morphine: was stopped, on a day that is not stated"


def test_a_time_that_begins_later_or_ends_before_it_begins() -> None:
    later = order(MORPHINE, dosageInstruction=[bounded("2026-12-01")])
    assert reason(read(later)) == "is of 2026-12-01, after the day of the assessment"
    wrong = order(MORPHINE, dosageInstruction=[bounded("2026-10-05", "2026-10-04")])
    assert problem(read(wrong)) == ("period.end", "'2026-10-04'", "a day not before the start, 2026-10-05")


def test_an_end_without_a_start() -> None:
    found = entry(read(order(MORPHINE, dosageInstruction=[bounded(end="2026-12-24")])))
    assert (found.start, found.stop) == (date(2026, 11, 1), date(2026, 12, 24))
    # It was written down only after it was over.
    past = entry(read(order(MORPHINE, dosageInstruction=[bounded(end="2026-10-24")])))
    assert (past.start, past.stop) == (None, date(2026, 10, 24))


def test_an_end_that_is_no_whole_day_is_its_last_one() -> None:
    intake = read(order(MORPHINE, dosageInstruction=[bounded("2026-09-01", "2026-10")]))
    assert entry(intake).stop == date(2026, 10, 31)
    assert unread(intake) == ("end 2026-10, which is no whole day",)


def test_a_taper_is_one_entry_for_each_time() -> None:
    steps = [
        bounded("2026-11-08", "2026-11-14", amount(4, "mg")),
        bounded("2026-11-01", "2026-11-07", amount(8, "mg")),
        bounded("2026-11-15", "2026-11-30", amount(2, "mg")),
        bounded("2026-12-01", "2026-12-07", amount(1, "mg")),
    ]
    intake = read(order(coded(RXNORM, "3264", "dexamethasone"), dosageInstruction=steps))
    assert [(m.start, m.stop, m.daily_dose) for m in entries(intake)] == [
        (date(2026, 11, 8), date(2026, 11, 14), Q(8, "mg")),
        (date(2026, 11, 1), date(2026, 11, 7), Q(16, "mg")),
        (date(2026, 11, 15), date(2026, 11, 30), Q(4, "mg")),
    ]
    assert unread(intake) == ("1 of 4 dosages, which lie ahead",)
    assert intake.conflicts == ()
    over = read(order(coded(RXNORM, "3264"), status="stopped", dosageInstruction=steps))
    assert [m.stop for m in entries(over)] == [date(2026, 11, 14), date(2026, 11, 7)]


def test_the_first_of_several_times_begins_with_the_order() -> None:
    steps = [bounded(None, "2026-11-05", amount(10, "mg")), bounded("2026-11-05", None, amount(5, "mg"))]
    found = entries(read(order(MORPHINE, dosageInstruction=steps)))
    assert [(m.start, m.daily_dose) for m in found] == [
        (date(2026, 11, 1), Q(20, "mg")),
        (date(2026, 11, 5), Q(10, "mg")),
    ]


def test_loading_and_then_maintenance() -> None:
    steps = [bounded("2026-11-01", "2026-11-05", amount(10, "mg")), bounded("2026-11-05", None, amount(5, "mg"))]
    found = entries(read(order(MORPHINE, dosageInstruction=steps)))
    assert [(m.start, m.stop, m.daily_dose) for m in found] == [
        (date(2026, 11, 1), date(2026, 11, 5), Q(20, "mg")),
        (date(2026, 11, 5), None, Q(10, "mg")),
    ]


@pytest.mark.parametrize(
    ("steps", "start", "stop"),
    [
        # Without an end the first is not known to be over when the second begins.
        ([("2026-11-01", None), ("2026-11-05", None)], date(2026, 11, 1), None),
        ([("2026-11-01", "2026-11-10"), ("2026-11-05", "2026-11-20")], date(2026, 11, 1), date(2026, 11, 20)),
        ([("2026-11-01", "2026-11-10"), ("2026-11-05", None)], date(2026, 11, 1), None),
        ([("2026-11-01", "2026-11-10"), (None, None)], date(2026, 11, 1), None),
        ([("2026-11-01", "2026-11-10"), (None, "2026-11-20")], date(2026, 11, 1), date(2026, 11, 20)),
        ([("2026-11-05", "2026-11-10"), ("2026-11-01", None), (None, "2026-11-20")], date(2026, 11, 1), None),
        ([(None, None), (None, None), ("2026-12-01", None)], date(2026, 11, 1), None),
        (
            [("2026-11-01", "2026-11-10"), ("2026-11-05", "2026-11-20"), ("2026-12-01", None)],
            date(2026, 11, 1),
            None,
        ),
    ],
)
def test_dosages_that_cannot_be_told_apart(
    steps: list[tuple[str | None, str | None]], start: date, stop: date | None
) -> None:
    given = [bounded(*step, amount(10, "mg")) for step in steps]
    found = entry(read(order(MORPHINE, dosageInstruction=given)))
    assert (found.start, found.stop, found.dose, found.daily_dose) == (start, stop, None, None)


# --------------------------------------------------------------------------- statements


@pytest.mark.parametrize(
    ("fields", "start", "stop", "told"),
    [
        ({"effectivePeriod": {"start": "2026-09-01"}}, date(2026, 9, 1), None, ()),
        (
            {"effectivePeriod": {"start": "2026-09-01", "end": "2026-12-01"}},
            date(2026, 9, 1),
            date(2026, 12, 1),
            (),
        ),
        ({"effectivePeriod": {"start": "2026-09"}}, None, None, ("start 2026-09, which is no whole day",)),
        ({"effectiveDateTime": "2026-09-01"}, None, None, ("taken on 2026-09-01, since when is not stated",)),
        (
            {"effectiveDateTime": "2026-09-01", "status": "completed"},
            date(2026, 9, 1),
            date(2026, 9, 1),
            (),
        ),
        ({}, None, None, ()),
    ],
)
def test_when_a_statement_is_about(fields: Plain, start: date | None, stop: date | None, told: tuple[str, ...]) -> None:
    intake = read(statement(MORPHINE, **fields))
    assert (entry(intake).start, entry(intake).stop) == (start, stop)
    assert unread(intake) == told


def test_a_statement_of_later() -> None:
    told = "is of 2026-12-01, after the day of the assessment"
    assert reason(read(statement(MORPHINE, effectiveDateTime="2026-12-01"))) == told
    assert reason(read(statement(MORPHINE, effectivePeriod={"start": "2026-12-01"}))) == told


def test_what_is_ordered_or_stated_is_no_dose_given() -> None:
    for held in (
        order(ZOLEDRONATE, dosageInstruction=[dosage(amount(4, "mg"))]),
        statement(ZOLEDRONATE, status="completed", effectiveDateTime="2026-10-26"),
    ):
        intake = read(held)
        assert entry(intake).drug == "zoledronic acid"
        assert intake.patient.bone_agent_doses is None


# --------------------------------------------------------------------------- what was given


def test_a_dose_of_a_bone_agent() -> None:
    intake = read(administration(ZOLEDRONATE, dosage={"dose": amount(4, "mg"), "text": "over 15 minutes"}))
    assert intake.patient.bone_agent_doses == (
        BoneAgentDose(drug="zoledronic acid", on=date(2026, 10, 26), dose=Q(4, "mg")),
    )
    assert intake.patient.medications is None
    assert unread(intake) == ("dosage as a text: over 15 minutes",)
    assert intake.used[0].said == "zoledronic acid 4 mg given on 2026-10-26"


@pytest.mark.parametrize(
    ("fields", "on", "dose", "told"),
    [
        ({"effectiveDateTime": None, "effectivePeriod": {"end": "2026-10-26"}}, None, Q(4, "mg"), ()),
        ({"effectiveDateTime": "2026-10"}, None, Q(4, "mg"), ("start 2026-10, which is no whole day",)),
        ({"status": "in-progress"}, date(2026, 10, 26), None, ("the dose, for its status is in-progress",)),
        ({"status": "in-progress", "dosage": {"text": "4 mg"}}, date(2026, 10, 26), None, ("dosage as a text: 4 mg",)),
        ({"status": "stopped"}, date(2026, 10, 26), None, ("the dose, for its status is stopped",)),
        (
            {"effectiveDateTime": None, "effectivePeriod": {"start": "2026-10-26T23:50:00Z", "end": "2026-10-27"}},
            date(2026, 10, 26),
            Q(4, "mg"),
            (),
        ),
        (
            {"effectiveDateTime": None, "effectivePeriod": {"start": "2026-04-01", "end": "2026-10-01"}},
            None,
            None,
            ("given from 2026-04-01 to 2026-10-01, without the day and the amount of each dose",),
        ),
        (
            {"dosage": {"dose": amount(100, "mL")}},
            date(2026, 10, 26),
            None,
            ("dose 100 mL, which is no mass",),
        ),
        (
            {"dosage": {"dose": {**amount(4, "mg"), "comparator": ">"}}},
            date(2026, 10, 26),
            None,
            ("dose 4 mg, which is no amount of a dose",),
        ),
    ],
)
def test_what_is_known_of_a_dose(fields: Plain, on: date | None, dose: Quantity | None, told: tuple[str, ...]) -> None:
    given = administration(ZOLEDRONATE, **{"dosage": {"dose": amount(4, "mg")}, **fields})
    intake = read({name: value for name, value in given.items() if value is not None})
    assert intake.patient.bone_agent_doses == (BoneAgentDose(drug="zoledronic acid", on=on, dose=dose),)
    assert tuple(one for one in unread(intake) if not one.startswith("end ")) == told


@pytest.mark.parametrize(
    ("product", "dose", "given", "listed"),
    [
        ("Xgeva", amount(120, "mg"), Q(120, "mg"), None),
        ("Prolia", amount(60, "mg"), Q(60, "mg"), None),
        ("Xgeva", None, None, None),
        ("Prolia", None, "none", "Prolia"),
    ],
)
def test_the_products_of_one_agent(product: str, dose: Plain | None, given: object, listed: str | None) -> None:
    fields = {} if dose is None else {"dosage": {"dose": dose}}
    intake = read(administration({**DENOSUMAB, "text": product}, **fields))
    doses = intake.patient.bone_agent_doses
    assert (None if doses is None else [d.dose for d in doses]) == (None if given == "none" else [given])
    assert [(m.product, m.last_given) for m in entries(intake)] == (
        [] if listed is None else [(listed, date(2026, 10, 26))]
    )


@pytest.mark.parametrize(
    ("dose", "activity", "told"),
    [
        (amount(4.2, "MBq"), Q(4.2, "MBq"), ()),
        (amount(55, "kBq/kg"), None, ("dose 55 kBq/kg, which is no activity",)),
        (amount(5, "mL"), None, ("dose 5 mL, which is no activity",)),
    ],
)
def test_a_dose_of_a_radionuclide(dose: Plain, activity: Quantity | None, told: tuple[str, ...]) -> None:
    intake = read(administration(coded(ATC, "V10XX03", "Radium"), dosage={"dose": dose}))
    assert intake.patient.radionuclide_doses == (
        RadionuclideDose(drug="radium-223", on=date(2026, 10, 26), activity=activity),
    )
    assert intake.patient.bone_agent_doses is None
    assert unread(intake) == told


def test_another_drug_that_was_given() -> None:
    found = entry(read(administration(MORPHINE, dosage={"dose": amount(5, "mg")})))
    assert (found.last_given, found.dose, found.start, found.active(date(2026, 11, 23))) == (
        date(2026, 10, 26),
        Q(5, "mg"),
        None,
        None,
    )
    over = {"effectivePeriod": {"start": "2026-10-01", "end": "2026-10-09"}, "dosage": {"dose": amount(5, "mg")}}
    days = entry(read(administration(MORPHINE, None, **over)))
    assert (days.start, days.stop, days.last_given, days.dose) == (date(2026, 10, 1), date(2026, 10, 9), None, None)
    told = "morphine: given on a day that is not stated"
    assert reason(read(administration(MORPHINE, None, effectivePeriod={"end": "2026-10-09"}))) == told
    [undated] = read(administration(MORPHINE, None)).problems
    assert "effectiveDateTime" in undated.expected


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("not-done", "zoledronic acid: was not given"),
        ("on-hold", "zoledronic acid: is on hold"),
        ("unknown", "zoledronic acid: has an unknown status"),
        ("entered-in-error", "was entered in error"),
    ],
)
def test_what_was_not_given(status: str, told: str) -> None:
    assert reason(read(administration(ZOLEDRONATE, status=status))) == told


def test_what_is_given_later_or_has_no_status() -> None:
    told = "is of 2026-12-01, after the day of the assessment"
    assert reason(read(administration(ZOLEDRONATE, "2026-12-01"))) == told
    found = problem(read(administration(ZOLEDRONATE, status="given")))
    assert found == ("status", "'given'", "a status of an administration")


def test_a_dose_that_cannot_be_is_a_problem() -> None:
    path, found, _ = problem(read(administration(ZOLEDRONATE, dosage={"dose": amount(5000000, "mg")})))
    assert (path, found) == ("dosage.dose", "'zoledronic acid'")


def test_a_drug_that_was_dispensed_is_not_known_to_be_taken() -> None:
    dispensed = {
        "resourceType": "MedicationDispense",
        "id": "x1",
        "status": "completed",
        "subject": {"reference": "Patient/p1"},
        "medicationCodeableConcept": MORPHINE,
    }
    assert reason(read(dispensed)) == "a drug that was dispensed is not known to be taken"


def test_other_codes_do_not_name_a_drug() -> None:
    assert named({**coded(LOINC, "2160-0", "Creatinine"), "text": "Morphine"}) == ("morphine", "Creatinine")
