"""Records and columns say the same of the same person."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, cast

import attrs
import polars as pl
import pytest

import boneguide as bg
from boneguide import Q, cohort
from boneguide.cohort import Records, from_patients
from boneguide.cohort.compilation import sources
from boneguide.errors import InvalidPatientError
from boneguide.guidelines import bone_agents
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.logic import FlagFact, NumberFact, fact, printed
from boneguide.logic.context import Context, read
from boneguide.model.answer import Jurisdiction
from boneguide.model.labs import LAB_KINDS
from tests.cohort.support import ON, assess, differences, ours
from tests.guidelines.clean import clean, myeloma, woman
from tests.guidelines.corpus import corpus, orders
from tests.logic.support import ACTION

PLACES: tuple[Jurisdiction, ...] = ("US", "EU", "UK")
EVERYTHING = bone_agents | ORDER_LIMITS


def answered(records: Records, **said: Any) -> cohort.Answers:
    lesions = cohort.Rows(frame=pl.DataFrame(records.lesions), key=records.key)
    return cohort.assess(pl.DataFrame(records.people), **records.stated, lesions=lesions, **{"on": ON, **said})


# --------------------------------------------------------------------------- records as columns


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.filterwarnings("ignore::boneguide.errors.BoneguideWarning")
def test_records_are_answered_as_columns_as_they_are_one_by_one(place: Jurisdiction) -> None:
    people = [*corpus(40)]
    written = [*orders(len(people))]
    told = 0
    for records in from_patients(people, on=ON, guideline=EVERYTHING, orders=written):
        answers = answered(records, jurisdiction=place, guideline=EVERYTHING)
        alone = {
            key: EVERYTHING(people[key], on=ON, jurisdiction=place, order=written[key])
            for key in records.people["patient"]
        }
        assert not differences(answers, alone)
        told += len(alone)
    assert told == len(people)


def test_each_record_has_its_own_key() -> None:
    [records] = from_patients({"x": clean(), "y": woman()}, on=ON, key="id")
    assert records.people["id"] == ["x", "y"]
    assert records.lesions["id"] == ["x", "y"]
    assert records.stated["key"] == "id"
    [records] = from_patients(iter([clean(), woman()]), on=ON)
    assert records.people["patient"] == [0, 1]


def test_no_record_is_no_group() -> None:
    assert from_patients([], on=ON) == ()


def test_lesions_have_rows_and_it_is_on_record_that_all_are_there() -> None:
    two = bg.Patient(lesions=[bg.Lesion(site="L3", kind="metastasis"), bg.Lesion(site="T7", phenotype="mixed")])
    [records] = from_patients([two, bg.Patient(lesions=[]), bg.Patient()], on=ON)
    assert records.people["lesions_listed"] == [True, True, None]
    assert records.lesions == {
        "patient": [0, 0],
        "site": ["L3", "T7"],
        "kind": ["metastasis", None],
        "phenotype": [None, "mixed"],
    }


def test_without_any_lesion_the_columns_are_there() -> None:
    [records] = from_patients([bg.Patient(), bg.Patient(lesions=[])], on=ON)
    assert records.lesions == {"patient": [], "site": [], "kind": [], "phenotype": []}
    answers = answered(records, jurisdiction="US")
    assert not differences(
        answers,
        {
            0: bg.assess(bg.Patient(), on=ON, jurisdiction="US"),
            1: bg.assess(bg.Patient(lesions=[]), on=ON, jurisdiction="US"),
        },
    )


def test_numbers_are_in_the_unit_in_which_they_came() -> None:
    [records] = from_patients([clean(labs=bg.Labs(creatinine=Q(124, "umol/L"), albumin=Q(38, "g/L")))], on=ON)
    assert records.people["creatinine"] == [124.0]
    assert records.units["creatinine"] == "umol/L"
    assert records.people["albumin"] == [3.8]
    assert records.units["albumin"] == "g/dL"


def test_people_whose_results_came_in_other_units_are_in_other_groups() -> None:
    def known(**labs: Any) -> bg.Patient:
        return clean(labs=bg.Labs(**labs))

    people = [
        known(creatinine=Q(1, "mg/dL")),
        known(creatinine=Q(90, "umol/L")),
        known(calcium=Q(2.3, "mmol/L")),
        known(creatinine=Q(91, "umol/L"), calcium=Q(9.4, "mg/dL")),
        known(),
    ]
    first, second = from_patients(people, on=ON)
    assert first.people["patient"] == [0, 2, 4]
    assert (first.units["creatinine"], first.units["calcium"]) == ("mg/dL", "mmol/L")
    assert second.people["patient"] == [1, 3]
    assert (second.units["creatinine"], second.units["calcium"]) == ("umol/L", "mg/dL")


def test_the_unit_of_what_a_fact_is_inferred_from_matters_too() -> None:
    creatinine = cast("NumberFact", _FACTS["creatinine"])
    high = fact("high", inferred=creatinine > printed("3.0 mg/dL", "265 umol/L"))
    rules = ours(attrs.evolve(ACTION, when=high))
    people = [
        bg.Patient(labs=bg.Labs(creatinine=Q(*amount))) for amount in ((265.1, "umol/L"), (265.1 / 88.4, "mg/dL"))
    ]
    groups = from_patients(people, on=ON, guideline=rules)
    found = [answered(group, guideline=rules, jurisdiction="US").frame["action_status"][0] for group in groups]
    assert found == ["option", "not-applicable"]


def test_a_number_known_as_a_range_has_two_columns() -> None:
    outlooks = [
        bg.LifeExpectancy(low=Q(10, "day"), high=Q(20, "day")),
        bg.LifeExpectancy(low=Q(10, "day")),
        bg.LifeExpectancy(high=Q(20, "day")),
        Q(15, "day"),
        None,
    ]
    [records] = from_patients([clean(life_expectancy=outlook) for outlook in outlooks], on=ON)
    assert records.columns == {"life_expectancy": ("life_expectancy", "life_expectancy at most")}
    assert records.people["life_expectancy"] == [10.0, 10.0, 0.0, 15.0, None]
    assert records.people["life_expectancy at most"] == [20.0, None, 20.0, 15.0, None]
    assert {records.units[column] for column in records.columns["life_expectancy"]} == {"day"}


def test_a_day_before_the_record_is_refused() -> None:
    later = clean(labs=bg.Labs(creatinine=bg.Observation(value=Q(1, "mg/dL"), on=ON + timedelta(days=1))))
    with pytest.raises(InvalidPatientError, match="after the day of the assessment"):
        from_patients([later], on=ON)


# --------------------------------------------------------------------------- columns as a registry has them

_FIELDS = (
    "sex",
    "primary",
    "castration",
    "progressed_on_hormonal_therapy",
    "myeloma_response",
    "bone_metastases",
    "pregnant",
    "breast_feeding",
    "postmenopausal",
)
_NAMED = {"assessed": "dental_assessed", "corrected_calcium": "reported_corrected_calcium"}


def plain(record: bg.Patient) -> dict[str, Any]:
    """Return the fields of a record as a registry would hold them, nothing worked out from several."""
    found: dict[str, Any] = {name: getattr(record, name) for name in _FIELDS}
    for name in ("age", "weight", "dosing_weight", "height"):
        value = getattr(record, name)
        found[name] = None if value is None else value.magnitude
    outlook = record.life_expectancy
    found["shortest"], found["longest"] = (
        None if outlook is None or end is None else end.m_as("day")
        for end in ((outlook.low, outlook.high) if outlook else (None, None))
    )
    for part in (record.conditions, record.symptoms, record.dental):
        for field in attrs.fields(type(part)):
            value = getattr(part, field.name)
            if isinstance(value, bool | None):
                found[_NAMED.get(field.name, field.name)] = value
            elif isinstance(value, bg.Quantity):
                found[field.name] = value.m_as("day")
    for name in LAB_KINDS:
        result = record.labs.latest(name, ON)
        found[_NAMED.get(name, name)] = None if result is None else result.value.magnitude
        if name in {"calcium", "ionised_calcium"}:
            found[f"{name}_lower_limit"] = None if result is None or result.low is None else result.low.magnitude
    review = record.dental.last_review
    found["days_since_dental_review"] = None if review is None else (ON - review).days
    found["lesions_listed"] = None if record.lesions is None else True
    return found


UNITS = {
    "age": "year",
    "weight": "kg",
    "dosing_weight": "kg",
    "height": "cm",
    "shortest": "day",
    "longest": "day",
    "exposed_jaw_bone_duration": "day",
    "acute_phase_delay": "day",
    "acute_phase_duration": "day",
    "days_since_dental_review": "day",
    "days_since_zoledronic_acid": "day",
    "days_since_pamidronate": "day",
    "days_since_denosumab": "day",
    "days_since_intravenous_bisphosphonate": "day",
    "time_on_bone_agents": "day",
    "calcium_lower_limit": "mg/dL",
    "ionised_calcium_lower_limit": "mmol/L",
    **{_NAMED.get(name, name): kind.canonical for name, kind in LAB_KINDS.items()},
}


#: A unit of what no rule asks about is refused, for it may be misspelt.
_ASKED = {"shortest", "longest", *(found.name for found in sources(bone_agents.rules)[0])}


def in_canonical_units(labs: bg.Labs) -> bg.Labs:
    """Return each latest result alone, undated and in the canonical unit."""
    found: dict[str, Any] = {}
    for name, kind in LAB_KINDS.items():
        result = labs.latest(name, ON)
        if result is not None:
            low = None if result.low is None else kind.quantity(kind.canonical_value(result.low))
            value = kind.quantity(kind.canonical_value(result.value))
            found[name] = bg.Observation(value=value, low=low)
    return bg.Labs(**found)


def registry(rows: Iterable[Mapping[str, Any]], records: Iterable[bg.Patient], **said: Any) -> cohort.Answers:
    people = pl.DataFrame([{"patient": n, **row} for n, row in enumerate(rows)], infer_schema_length=None)
    lesions = pl.DataFrame(
        [
            {"patient": n, "site": lesion.site, "kind": lesion.kind, "phenotype": lesion.phenotype}
            for n, record in enumerate(records)
            for lesion in record.lesions or ()
        ],
        schema={"patient": pl.Int64, "site": pl.String, "kind": pl.String, "phenotype": pl.String},
    )
    return assess(
        people,
        columns={"life_expectancy": ("shortest", "longest")},
        units={column: unit for column, unit in UNITS.items() if column in people.columns and column in _ASKED},
        lesions=cohort.Rows(frame=lesions, key="patient"),
        **said,
    )


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.filterwarnings("ignore::boneguide.errors.BoneguideWarning")
def test_plain_columns_are_answered_as_the_record_is(place: Jurisdiction) -> None:
    records = [
        attrs.evolve(
            patient,
            labs=in_canonical_units(patient.labs),
            medications=None,
            bone_agent_doses=None,
            bone_agent_started=None,
            withheld=None,
            allergies=None,
        )
        for patient in corpus(80, seed=11)
    ]
    answers = registry([plain(record) for record in records], records, jurisdiction=place)
    alone = {n: bg.assess(record, on=ON, jurisdiction=place) for n, record in enumerate(records)}
    assert not differences(answers, alone)


# --------------------------------------------------------------------------- what times since a dose say

_SINCE = {
    "zoledronic acid": ("days_since_zoledronic_acid", "days_since_intravenous_bisphosphonate"),
    "pamidronate": ("days_since_pamidronate", "days_since_intravenous_bisphosphonate"),
    "denosumab": ("days_since_denosumab",),
}
#: Facts about treatment; where one is true, a time since a dose says so.
_INFERRED = (
    "on_renally_gated_agent",
    "had_denosumab",
    "had_intravenous_bisphosphonate",
    "bone_agent_exposure",
    "bisphosphonate_exposure",
    "receives_bisphosphonate",
    "receives_denosumab",
    "bisphosphonate_beside_zoledronic_acid",
    "bisphosphonate_beside_pamidronate",
    "bisphosphonate_beside_ibandronate",
    "bisphosphonate_beside_clodronate",
)
_FACTS = {found.name: found for found in sources(bone_agents.rules)[0]}


def treated(build: Any, agent: str, days: int, baseline: float | None, medications: Any) -> bg.Patient:
    base: bg.Patient = build()
    return attrs.evolve(
        base,
        labs=attrs.evolve(base.labs, creatinine_baseline=None if baseline is None else Q(baseline, "mg/dL")),
        bone_agent_doses=[bg.BoneAgentDose(drug=agent, on=ON - timedelta(days=days))],
        medications=medications,
        withheld=None,
        allergies=None,
    )


@pytest.mark.parametrize("place", PLACES)
def test_a_time_since_a_dose_says_that_there_was_one(place: Jurisdiction) -> None:
    """What is true of treatment need not be a column beside it; what is false is not inferred."""
    records, rows = [], []
    for build, (agent, since), days, baseline, listed in itertools.product(
        (clean, woman, myeloma), _SINCE.items(), (3, 84, 85, 400), (None, 0.9), (None, ())
    ):
        record = treated(build, agent, days, baseline, listed)
        row = {**plain(record), **dict.fromkeys(since, days)}
        for name, known_as in _FACTS.items():
            if name in _INFERRED or name.startswith(("takes_", "osteoporosis_", "listed_")):
                value = read(known_as, Context(patient=record, on=ON))
                row[name] = None if value is True else value
        row |= {
            "last_bone_agent": agent,
            "time_on_bone_agents": days,
            "had_denosumab_120_mg": True if agent == "denosumab" else None if listed is None else False,
        }
        records.append(record)
        rows.append(row)
    assert not any(row[name] for row in rows for name in _INFERRED if name in row)
    answers = registry(rows, records, jurisdiction=place)
    assert not differences(answers, {n: bg.assess(r, on=ON, jurisdiction=place) for n, r in enumerate(records)})


def test_a_creatinine_from_before_treatment_says_that_there_was_one() -> None:
    record = attrs.evolve(
        clean(), labs=bg.Labs(creatinine=Q(1.6, "mg/dL"), creatinine_baseline=Q(0.9, "mg/dL")), bone_agent_doses=None
    )
    answers = assess(
        pl.DataFrame({"patient": ["a"], "creatinine": [1.6], "creatinine_baseline": [0.9], **known(record)}),
        rules="zoledronic-acid",
    )
    assert answers.frame["zoledronic_acid_status"].to_list() == ["withhold"]
    assert bg.assess(record, on=ON, jurisdiction="US")["zoledronic-acid"].status.value == "withhold"


def known(record: bg.Patient) -> dict[str, list[Any]]:
    return {"primary": [record.primary], "castration": [record.castration], "bone_metastases": [True]}


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        ("allergy_pamidronate", "allergy_bisphosphonate"),
        ("takes_nsaid", "takes_nephrotoxic_drug"),
        ("takes_aminoglycoside", "takes_nephrotoxic_drug"),
        ("takes_angiogenesis_inhibitor", "takes_jaw_risk_drug"),
        ("receives_denosumab", "bone_agent_exposure"),
        ("bisphosphonate_beside_clodronate", "bisphosphonate_exposure"),
    ],
)
def test_what_is_narrower_says_what_is_wider_and_its_absence_says_nothing(narrow: str, wide: str) -> None:
    asked = cast("FlagFact", _FACTS[wide])
    rule = attrs.evolve(bone_agents["dental-prevention"], when=asked, recommended=asked)
    people = pl.DataFrame({"patient": ["a", "b", "c"], narrow: [True, False, None]})
    answers = assess(people, guideline=bone_agents.replacing(rule), rules="dental-prevention")
    assert answers.frame["dental_prevention_status"].to_list() == ["recommended", "needs-data", "needs-data"]
