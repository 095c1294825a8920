"""Every unit gives the answer of the same quantity, on every threshold and one step either side."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl
import pytest

import boneguide as bg
from boneguide import Q
from boneguide.cohort.compilation import sources
from boneguide.errors import InvalidPatientError
from boneguide.guidelines import bone_agents
from boneguide.logic import Guideline
from boneguide.logic.nodes import Criterion
from boneguide.logic.numbers import ByUnit, NumberFact
from boneguide.model.labs import LAB_KINDS
from boneguide.quantities import parse
from boneguide.testing import boundary_values, one_step
from tests.cohort.support import ON, assess, differences, frame

FACTS, _ = sources(bone_agents.rules)
NUMBERS = {fact.name: fact for fact in FACTS if isinstance(fact, NumberFact)}

#: Where a record holds what a column of that name holds.
_SYMPTOMS = ("exposed_jaw_bone_duration", "acute_phase_delay", "acute_phase_duration")
_PERSON = ("age", "weight", "dosing_weight", "height", "life_expectancy")
_LABS = {**{name: name for name in LAB_KINDS}, "reported_corrected_calcium": "corrected_calcium"}
_LABS.pop("corrected_calcium")
RECORDED = [name for name in NUMBERS if name in _LABS or name in _PERSON or name in _SYMPTOMS]

#: People for whom every number decides something.
PEOPLE: tuple[Mapping[str, Any], ...] = (
    {
        "age": Q(68, "year"),
        "sex": "female",
        "weight": Q(60, "kg"),
        "height": Q(165, "cm"),
        "primary": "breast",
        "bone_metastases": True,
        "creatinine": Q(1.0, "mg/dL"),
        "calcium": Q(9.4, "mg/dL"),
        "albumin": Q(4.0, "g/dL"),
        "exposed_jaw_bone": True,
        "acute_phase_symptoms": True,
    },
    {
        "age": Q(60, "year"),
        "sex": "male",
        "weight": Q(72, "kg"),
        "primary": "multiple myeloma",
        "creatinine": Q(1.4, "mg/dL"),
        "creatinine_baseline": Q(0.9, "mg/dL"),
        "calcium": Q(13.0, "mg/dL"),
    },
)


def record(facts: Mapping[str, Any]) -> bg.Patient:
    """Return the record of someone of whom these facts are known."""
    labs = {_LABS[name]: value for name, value in facts.items() if name in _LABS}
    symptoms = {
        name: value for name, value in facts.items() if name in (*_SYMPTOMS, "exposed_jaw_bone", "acute_phase_symptoms")
    }
    other = {name: value for name, value in facts.items() if name not in {*_LABS, *symptoms}}
    return bg.Patient(**other, labs=bg.Labs(**labs), symptoms=bg.Symptoms(**symptoms))


def columns(people: Sequence[Mapping[str, Any]]) -> tuple[Any, dict[str, str]]:
    """Return people as a frame of plain numbers, with the unit of each column."""
    units = {n: str(v.unit.symbol) for person in people for n, v in person.items() if isinstance(v, bg.Quantity)}
    plain = [{n: v.magnitude if isinstance(v, bg.Quantity) else v for n, v in p.items()} for p in people]
    return frame(*plain), units


def thresholds() -> dict[str, list[float]]:
    """Return the values in canonical units that decide something, by fact; those of computed numbers are left out."""
    asked = [c for rule in bone_agents.rules for c in rule.criteria()]
    asked += [fact.inferred for fact in FACTS if isinstance(fact.inferred, Criterion)]
    found = {f: v for f, v in boundary_values(asked).items() if isinstance(f, NumberFact)}
    return {f.name: [value for value in v if value >= f.measured_as.possible[0]] for f, v in found.items()}


def printed() -> Iterator[tuple[str, str, float]]:
    """Yield the fact, the unit and the number of every threshold that is printed once for each unit."""
    for rule in bone_agents.rules:
        for node in rule.nodes():
            if isinstance(node, ByUnit):
                for unit, text in node.shown:
                    for fact in node.reported:
                        yield fact.name, unit, parse(text).value


EDGES = thresholds()
PRINTED = sorted(set(printed()))


def values(name: str, unit: str) -> Iterator[float]:
    """Yield numbers in a unit that lie on the thresholds, one step either side of them, and one that is usual."""
    kind = NUMBERS[name].measured_as
    low, high = kind.plausible
    for value in (*EDGES.get(name, ()), low + (high - low) * 0.3):
        # As a laboratory would print it, and as it comes out of a conversion.
        yield float(f"{value / kind.factor(unit):.12g}")
        yield value / kind.factor(unit)
    for fact, printed_in, number in PRINTED:
        if (fact, printed_in) == (name, unit):
            yield from (number, number - one_step(number), number + one_step(number))


def asking(name: str) -> Guideline:
    """Return the rules that ask about a fact."""
    return bone_agents.only(*(rule.id for rule in bone_agents if NUMBERS[name] in sources((rule,))[0]))


@pytest.mark.parametrize("place", ["US", "EU", "UK"])
@pytest.mark.parametrize("name", RECORDED)
@pytest.mark.filterwarnings("ignore::boneguide.errors.BoneguideWarning")
def test_every_unit_gives_the_answer_of_the_same_quantity(name: str, place: Any) -> None:
    guideline = asking(name)
    for unit in NUMBERS[name].measured_as.units:
        people = []
        for value, person in itertools.product(dict.fromkeys(values(name, unit)), PEOPLE):
            changed = {**person, name: Q(value, unit)}
            # A step below the lowest value that is possible is refused, which is tested elsewhere.
            with contextlib.suppress(InvalidPatientError):
                record(changed)
                people.append(changed)
        made, units = columns(people)
        alone = {
            key: guideline(record(person), on=ON, jurisdiction=place)
            for key, person in zip(made["patient"], people, strict=True)
        }
        answers = assess(made, jurisdiction=place, units=units, guideline=guideline)
        assert not differences(answers, alone), (name, unit)


def test_every_number_that_a_record_holds_is_tried() -> None:
    left = set(NUMBERS) - set(RECORDED)
    assert left == {
        "calcium_lower_limit",
        "ionised_calcium_lower_limit",
        "creatinine_peak",
        "days_since_calcium",
        "days_since_creatinine",
        "days_since_denosumab",
        "days_since_dental_review",
        "days_since_ibandronate",
        "days_since_intravenous_bisphosphonate",
        "days_since_pamidronate",
        "days_since_zoledronic_acid",
        "time_on_bone_agents",
    }


@pytest.mark.parametrize("name", sorted(set(NUMBERS) - set(RECORDED)))
def test_every_unit_of_the_other_numbers_gives_the_answer_of_the_canonical_one(name: str) -> None:
    kind, edges = NUMBERS[name].measured_as, EDGES.get(name, [kind_middle(name)])
    base, said = columns([PEOPLE[0]])
    wanted = assess(repeated(base, name, edges), units={**said, name: kind.canonical}).frame
    for unit in kind.units:
        people = repeated(base, name, [edge / kind.factor(unit) for edge in edges])
        assert assess(people, units={**said, name: unit}).frame.equals(wanted), unit


def repeated(person: pl.DataFrame, name: str, values: list[float]) -> pl.DataFrame:
    """Return one person as often as there are values of one column."""
    return person.drop("patient").join(frame(**{name: values}), how="cross")


def kind_middle(name: str) -> float:
    low, high = NUMBERS[name].measured_as.plausible
    return (low + high) / 2


@pytest.mark.parametrize(
    ("name", "unit", "number"),
    [
        ("creatinine", "umol/L", 265.0),
        ("creatinine", "umol/L", 400.0),
        ("creatinine", "mg/dL", 3.0),
        ("creatinine_baseline", "umol/L", 124.0),
        ("creatinine_baseline", "mg/dL", 1.4),
        ("calcium", "mmol/L", 3.0),
        ("calcium", "mmol/L", 2.0),
    ],
)
def test_what_labels_print_for_a_unit_is_among_what_is_tried(name: str, unit: str, number: float) -> None:
    assert (name, unit, number) in PRINTED


def test_a_threshold_counts_in_the_unit_of_the_column_however_it_is_spelt() -> None:
    """3.0 mg/dL is 265.2 umol/L, and the label prints 265: between the two the unit decides."""
    large = {**PEOPLE[0], "age": Q(30, "year"), "weight": Q(150, "kg")}
    base, said = columns([large])
    base = base.drop("creatinine")

    def status(value: float, unit: str) -> str:
        people = repeated(base, "creatinine", [value])
        found = assess(people, units={**said, "creatinine": unit}, jurisdiction="EU", rules="zoledronic-acid")
        return str(found.frame["zoledronic_acid_status"][0])

    assert status(265.1 / 88.4, "mg/dL") == "after"
    for unit in ("umol/L", "µmol/L", "μmol/l"):
        assert status(265.1, unit) == "not-recommended"
