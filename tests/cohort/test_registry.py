"""Plain columns, as a registry has them, are answered as the record with the same fields is."""

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
from boneguide.cohort.compilation import sources
from boneguide.guidelines import bone_agents
from boneguide.logic import FlagFact
from boneguide.logic.context import Context, read
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.labs import LAB_KINDS
from tests.cohort.support import ON, assess, differences
from tests.guidelines.clean import clean, myeloma, woman
from tests.guidelines.corpus import corpus

PLACES: tuple[Jurisdiction, ...] = ("US", "EU", "UK")
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
    "days_since_ibandronate": "day",
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
        guideline=bone_agents,
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
    alone = {n: bone_agents(record, on=ON, jurisdiction=place) for n, record in enumerate(records)}
    assert not differences(answers, alone)


# --------------------------------------------------------------------------- what times since a dose say

_SINCE = {
    "zoledronic acid": ("days_since_zoledronic_acid", "days_since_intravenous_bisphosphonate"),
    "pamidronate": ("days_since_pamidronate", "days_since_intravenous_bisphosphonate"),
    "ibandronate": ("days_since_ibandronate", "days_since_intravenous_bisphosphonate"),
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
        (clean, woman, myeloma), _SINCE.items(), (3, 84, 85), (None, 0.9), (None, ())
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
    assert not differences(answers, {n: bone_agents(r, on=ON, jurisdiction=place) for n, r in enumerate(records)})


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
