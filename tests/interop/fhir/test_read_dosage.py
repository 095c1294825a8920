"""How a drug is taken: only what is one amount, by the clock, and without a doubt becomes a daily dose."""

from typing import Any

import pytest

from boneguide.quantities import Q
from tests.interop.fhir.record import SNOMED, Plain, amount, coded
from tests.interop.fhir.treatment_support import (
    MORPHINE,
    ORAL,
    TRANSDERMAL,
    TWICE,
    dosage,
    entry,
    order,
    problem,
    read,
    statement,
    unread,
)

MG30 = amount(30, "mg")
FENTANYL = coded(SNOMED, "373492002", "Fentanyl (substance)")


def taken(*given: Plain, drug: Plain = MORPHINE) -> Any:
    return entry(read(order(drug, dosageInstruction=list(given))))


def left(*given: Plain, drug: Plain = MORPHINE) -> tuple[str, ...]:
    return unread(read(order(drug, dosageInstruction=list(given))))


def repeated(**repeat: Any) -> Plain:
    return dosage(MG30, timing={"repeat": repeat})


def test_a_dose_by_the_clock_is_added_up_over_the_day() -> None:
    found = taken(dosage(MG30, timing=TWICE, route=ORAL))
    assert (found.dose, found.daily_dose, found.route, found.as_needed) == (Q(30, "mg"), Q(60, "mg"), "oral", False)
    assert left(dosage(MG30, timing=TWICE, route=ORAL)) == ()


def test_no_dosage_at_all() -> None:
    found = entry(read(order(MORPHINE)))
    assert (found.dose, found.daily_dose, found.rate, found.route, found.as_needed) == (None,) * 5


@pytest.mark.parametrize(
    ("repeat", "daily"),
    [
        ({"frequency": 3, "period": 1, "periodUnit": "d"}, 90.0),
        ({"period": 1, "periodUnit": "d"}, 30.0),
        ({"period": 8, "periodUnit": "h"}, 90.0),
        ({"period": 5, "periodUnit": "h"}, 144.0),
        ({"frequency": 14, "period": 1, "periodUnit": "wk"}, 60.0),
        ({"frequency": 1, "period": 720, "periodUnit": "min"}, 60.0),
        ({"period": 43200, "periodUnit": "s"}, 60.0),
        ({"timeOfDay": ["08:00:00", "20:00:00"]}, 60.0),
        ({"timeOfDay": ["08:00:00"], "frequency": 1, "period": 1, "periodUnit": "d"}, 30.0),
        ({"when": ["HS"], "frequency": 1, "period": 1, "periodUnit": "d"}, 30.0),
        ({"when": ["AC"], "frequency": 3, "period": 1, "periodUnit": "d"}, 90.0),
        ({"when": ["MORN", "EVE"], "frequency": 2, "period": 1, "periodUnit": "d"}, 60.0),
    ],
)
def test_how_often(repeat: Plain, daily: float) -> None:
    found = taken(repeated(**repeat))
    assert (found.dose, found.daily_dose, found.as_needed) == (Q(30, "mg"), Q(daily, "mg"), False)
    assert left(repeated(**repeat)) == ()


@pytest.mark.parametrize(
    "repeat",
    [
        {"frequency": 1, "period": 3, "periodUnit": "d"},
        {"frequency": 6, "period": 1, "periodUnit": "wk"},
        {"period": 4, "periodUnit": "wk"},
        {"period": 1, "periodUnit": "mo"},
        {"period": 1, "periodUnit": "a"},
    ],
)
def test_what_is_not_taken_on_each_day_has_no_daily_dose(repeat: Plain) -> None:
    found = taken(repeated(**repeat))
    assert (found.dose, found.daily_dose) == (Q(30, "mg"), None)
    assert left(repeated(**repeat)) == ()


@pytest.mark.parametrize(
    ("repeat", "told"),
    [
        ({"frequency": 1, "frequencyMax": 3, "period": 1, "periodUnit": "d"}, "timing with frequencyMax"),
        ({"period": 4, "periodMax": 6, "periodUnit": "h"}, "timing with periodMax"),
        ({"dayOfWeek": ["mon"], "period": 1, "periodUnit": "d"}, "timing with dayOfWeek"),
        ({"count": 1, "period": 1, "periodUnit": "d"}, "timing with count"),
        ({"count": 1, "countMax": 2}, "timing with count, countMax"),
        ({"when": ["AC"]}, "timing with when"),
        ({"frequency": 2, "period": -1, "periodUnit": "d"}, "timing of 2 in -1 d"),
        ({"frequency": 2, "period": 0, "periodUnit": "d"}, "timing of 2 in 0 d"),
        ({"frequency": 2, "period": 1}, "timing of 2 in 1 "),
        ({"timeOfDay": ["08:00:00"], "frequency": 2, "period": 1, "periodUnit": "d"}, "timing of 2 in 1 d, at other"),
        ({"when": ["MORN", "EVE"], "frequency": 1, "period": 1, "periodUnit": "d"}, "timing of 1 in 1 d, at other"),
    ],
)
def test_a_timing_that_is_not_even_adds_nothing_up(repeat: Plain, told: str) -> None:
    found = taken(repeated(**repeat))
    assert (found.dose, found.daily_dose) == (Q(30, "mg"), None)
    [one] = left(repeated(**repeat))
    assert one.startswith(told)


def test_a_period_that_is_beyond_measure() -> None:
    given = repeated(frequency=1, period=1e30, periodUnit="d")
    assert taken(given).daily_dose is None
    assert left(given) == ("timing: period.value was 1e+30",)


@pytest.mark.parametrize(
    ("code", "daily"),
    [("QD", 30.0), ("BED", 30.0), ("BID", 60.0), ("TID", 90.0), ("QID", 120.0), ("Q4H", 180.0), ("QOD", None)],
)
def test_a_timing_by_code(code: str, daily: float | None) -> None:
    timing = {"code": coded("http://terminology.hl7.org/CodeSystem/v3-GTSAbbreviation", code)}
    assert taken(dosage(MG30, timing=timing)).daily_dose == (None if daily is None else Q(daily, "mg"))
    assert left(dosage(MG30, timing=timing)) == ()


def test_a_timing_by_code_and_by_numbers() -> None:
    same = {"code": {"coding": [{"code": "BID"}]}, **TWICE}
    assert taken(dosage(MG30, timing=same)).daily_dose == Q(60, "mg")
    other = {"code": {"coding": [{"code": "TID"}]}, **TWICE}
    assert taken(dosage(MG30, timing=other)).daily_dose is None
    assert left(dosage(MG30, timing=other)) == ("timing TID beside 2 in 1 day",)
    monthly = {"code": {"coding": [{"code": "QD"}]}, "repeat": {"period": 1, "periodUnit": "mo"}}
    assert taken(dosage(MG30, timing=monthly)).daily_dose is None
    assert left(dosage(MG30, timing=monthly)) == ("timing QD beside every 1 month",)
    once = {"code": {"coding": [{"code": "QD"}]}, "repeat": {"count": 1}}
    assert taken(dosage(MG30, timing=once)).daily_dose is None
    assert left(dosage(MG30, timing=once)) == ("timing with count",)


def test_a_timing_in_words_or_by_single_moments_is_told_and_not_read() -> None:
    words = {"code": {"text": "1-0-1-0"}}
    assert taken(dosage(MG30, timing=words)).daily_dose is None
    assert left(dosage(MG30, timing=words)) == ("timing: 1-0-1-0",)
    moments = {"event": ["2026-11-01T08:00:00Z", "2026-11-01T20:00:00Z"]}
    assert taken(dosage(MG30, timing=moments)).daily_dose is None
    assert left(dosage(MG30, timing=moments)) == ("timing by single moments",)


@pytest.mark.parametrize(
    ("fields", "as_needed"),
    [
        ({"asNeededBoolean": True, "timing": TWICE}, True),
        ({"asNeededBoolean": False, "timing": TWICE}, False),
        ({"asNeededBoolean": False}, False),
        ({"asNeededCodeableConcept": {"text": "breakthrough pain"}, "timing": TWICE}, True),
        ({"timing": TWICE}, False),
        ({"text": "one tablet"}, None),
        ({"text": "one tablet twice daily as needed", "timing": TWICE}, None),
        ({"text": "1 Tbl. bei Bedarf", "asNeededBoolean": False, "timing": TWICE}, None),
        ({"patientInstruction": "If required for pain.", "timing": TWICE}, None),
        ({"additionalInstruction": [{"text": "PRN"}], "timing": TWICE}, None),
        ({"timing": {"code": {"text": "BID PRN"}, **TWICE}}, None),
        ({"text": "Prnavor twice daily", "timing": TWICE}, False),
    ],
)
def test_by_the_clock_or_as_needed(fields: Plain, as_needed: bool | None) -> None:
    found = taken(dosage(MG30, **fields))
    assert found.as_needed is as_needed
    assert found.daily_dose == (Q(60, "mg") if as_needed is False and "timing" in fields else None)


def test_doubt_about_need_is_told() -> None:
    given = dosage(MG30, text="as needed", timing=TWICE)
    assert left(given) == ("dosage as a text: as needed", "whether it is taken by the clock: a text speaks of need")


@pytest.mark.parametrize(
    ("route", "found"),
    [
        (ORAL, "oral"),
        (coded("http://standardterms.edqm.eu", "20045000", "Intravenous use"), "intravenous"),
        ({"text": "s.c."}, "subcutaneous"),
        ({"text": "By Mouth"}, "oral"),
    ],
)
def test_routes(route: Plain, found: str) -> None:
    assert taken(dosage(route=route)).route == found
    assert left(dosage(route=route)) == ()


@pytest.mark.parametrize(
    ("route", "told"),
    [
        ({"text": "through a tube"}, "route through a tube, which is not known here"),
        (coded(SNOMED, "6064005", "Topical route"), "route Topical route, which the record has no word for"),
        (
            coded(SNOMED, "26643006", "Intravenous route"),
            (
                "route: dosage.route.coding was '26643006 displayed as Intravenous route'; expected the display of its"
                " code, 'Oral route (qualifier value)'"
            ),
        ),
    ],
)
def test_a_route_that_is_not_known_leaves_the_rest(route: Plain, told: str) -> None:
    found = taken(dosage(MG30, timing=TWICE, route=route))
    assert (found.route, found.daily_dose) == (None, Q(60, "mg"))
    assert left(dosage(MG30, timing=TWICE, route=route)) == (told,)


@pytest.mark.parametrize(
    ("dose", "told"),
    [
        ({"value": 1, "unit": "TAB"}, "dose 1 TAB: doseQuantity.unit was 'TAB'"),
        ({"value": 1}, "dose 1: doseQuantity.unit was nothing"),
        ({"unit": "mg"}, "dose nothing mg: doseQuantity.value was nothing"),
        (amount(0, "mg"), "dose 0 mg, which is no amount of a dose"),
        ({**amount(5, "mg"), "comparator": "<"}, "dose 5 mg, which is no amount of a dose"),
    ],
)
def test_a_dose_that_is_no_amount_is_told(dose: Plain, told: str) -> None:
    found = taken(dosage(dose, timing=TWICE, route=ORAL))
    assert (found.dose, found.daily_dose, found.route, found.as_needed) == (None, None, "oral", False)
    assert left(dosage(dose, timing=TWICE, route=ORAL)) == (told,)


def test_a_dose_that_is_a_range_or_several() -> None:
    span = {"doseAndRate": [{"doseRange": {"low": amount(5, "mg"), "high": amount(10, "mg")}}], "timing": TWICE}
    assert taken(span).dose is None
    assert left(span) == ("a dose from 5 mg to 10 mg, not one amount",)
    two = {"doseAndRate": [{"doseQuantity": MG30}, {"doseQuantity": MG30}], "timing": TWICE}
    assert taken(two).dose is None
    assert left(two) == ("several doses in one dosage",)


def test_a_volume_and_a_dose_by_weight_have_no_daily_dose() -> None:
    for unit in ("mL", "mg/kg", "mg/m2"):
        found = taken(dosage(amount(5, unit), timing=TWICE))
        assert (found.dose, found.daily_dose) == (Q(5, unit), None)


def test_units_are_kept_and_sums_are_exact() -> None:
    assert taken(
        dosage(amount(0.1, "g"), timing={"repeat": {"frequency": 3, "period": 1, "periodUnit": "d"}})
    ) == taken(dosage(amount(0.1, "g"), timing={"code": {"coding": [{"code": "TID"}]}}))
    found = taken(dosage(amount(0.1, "g"), timing={"code": {"coding": [{"code": "TID"}]}}))
    assert repr(found.daily_dose) == repr(Q(0.3, "g"))


def test_the_most_in_a_period_is_told() -> None:
    most = {"numerator": amount(60, "mg"), "denominator": amount(1, "d")}
    assert left(dosage(MG30, timing=TWICE, maxDosePerPeriod=most)) == ("the most that may be taken in a period",)


def rate(quantity: Plain, **fields: Any) -> Plain:
    return {"doseAndRate": [{"rateQuantity": quantity}], **fields}


@pytest.mark.parametrize(
    "held",
    [
        {"rateQuantity": amount(25, "ug/h")},
        {"rateQuantity": {"value": 25, "unit": "mcg/hr"}},
        {"rateRatio": {"numerator": amount(25, "ug"), "denominator": amount(1, "h")}},
        {"rateRatio": {"numerator": amount(0.6, "mg"), "denominator": amount(1, "d")}},
        {"doseQuantity": amount(25, "ug/h")},
    ],
)
def test_a_patch(held: Plain) -> None:
    given = {"doseAndRate": [held], "route": TRANSDERMAL, "timing": {"repeat": {"period": 72, "periodUnit": "h"}}}
    found = taken(given, drug=FENTANYL)
    assert (found.rate, found.dose, found.daily_dose, found.route) == (Q(25, "ug/h"), None, None, "transdermal")
    assert left(given, drug=FENTANYL) == ()


def test_a_patch_by_the_name_of_its_product() -> None:
    product = {**FENTANYL, "text": "Fentanyl 25 ug/h transdermal patch"}
    found = taken(rate(amount(25, "ug/h")), drug=product)
    assert (found.drug, found.rate, found.route) == ("fentanyl", Q(25, "ug/h"), None)
    # Its text alone is not read.
    assert taken(dosage(text="one patch of 25 ug/h"), drug=product).rate is None


def test_a_rate_that_is_not_said_to_be_of_a_patch() -> None:
    told = "rate 25 ug/h, which is not said to be that of a patch"
    intravenous = coded(SNOMED, "47625008", "Intravenous route (qualifier value)")
    for given in (rate(amount(25, "ug/h")), rate(amount(25, "ug/h"), route=intravenous)):
        assert taken(given, drug=FENTANYL).rate is None
        assert left(given, drug=FENTANYL) == (told,)
    drip = rate(amount(10, "mL/h"), route=TRANSDERMAL)
    assert taken(drip, drug=FENTANYL).rate is None
    assert left(drip, drug=FENTANYL) == ("rate 10 mL/h, which is not said to be that of a patch",)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ({"rateRange": {"low": amount(1, "ug/h")}}, "a rate as rateRange"),
        (
            {"rateRatio": {"numerator": amount(1, "mL"), "denominator": amount(1, "h")}},
            "a rate of 1 mL in 1 hour",
        ),
        (
            {"rateRatio": {"numerator": amount(1, "mg"), "denominator": amount(1, "kg")}},
            "a rate of 1 mg in 1 kg",
        ),
        (
            {"rateRatio": {"numerator": amount(1, "mg"), "denominator": {"value": 1, "unit": "patch"}}},
            "time 1 patch: rateRatio.denominator.unit was 'patch'",
        ),
        (
            {"rateRatio": {"numerator": {"value": 1, "unit": "patch"}, "denominator": amount(1, "h")}},
            "rate 1 patch: rateRatio.numerator.unit was 'patch'",
        ),
        ({"rateQuantity": amount(0, "ug/h")}, "rate 0 ug/h, which is no amount of a rate"),
    ],
)
def test_a_rate_that_cannot_be_read(held: Plain, told: str) -> None:
    given = {"doseAndRate": [held], "route": TRANSDERMAL}
    assert taken(given, drug=FENTANYL).rate is None
    assert left(given, drug=FENTANYL) == (told,)


def test_several_dosages_are_not_added_up() -> None:
    morning, evening = dosage(MG30, route=ORAL, timing=TWICE), dosage(amount(60, "mg"), route=ORAL, timing=TWICE)
    found = taken(morning, evening)
    assert (found.dose, found.daily_dose, found.route, found.as_needed) == (None, None, "oral", False)
    assert left(morning, evening) == ("2 dosages, whose doses are not added up",)
    # What only one of them says is not said of both.
    mixed = taken(dosage(MG30, route=ORAL, timing=TWICE), dosage(MG30, asNeededBoolean=True))
    assert (mixed.route, mixed.as_needed) == (None, None)


def test_a_dose_that_the_record_cannot_hold_is_a_problem() -> None:
    path, found, expected = problem(read(statement(MORPHINE, dosage=[dosage(amount(900000, "mg"), timing=TWICE)])))
    assert (path, found) == ("dosage", "'morphine'")
    assert expected.startswith("Medication.daily_dose: 1800000 mg is not possible.")
