"""Which values no record of one person may hold together: the model says, nothing here repeats it."""

from __future__ import annotations

import itertools
import subprocess
import sys
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide.cohort.compilation import sources
from boneguide.cohort.contradictions import contradictions, contradictions_of_rows
from boneguide.errors import InconsistentRecordWarning, InvalidPatientError
from boneguide.guidelines import bone_agents
from boneguide.guidelines.facts import CASTRATION, POSTMENOPAUSAL, PREGNANT, PRIMARY, SEX
from boneguide.guidelines.facts.lesion import KIND, PAINFUL, PHENOTYPE, SITE
from boneguide.logic import CategoryFact, FlagFact, NumberFact, fact
from boneguide.quantities import kinds

FACTS, _ = sources(bone_agents.rules)


def found(*facts: Any) -> dict[tuple[str, str], bool]:
    return {(one.name, other.name): c.refused for c in contradictions(facts) for one, other in (c.facts,)}


def test_all_that_the_model_says_of_the_facts_that_are_asked() -> None:
    assert {frozenset(names): refused for names, refused in found(*FACTS).items()} == {
        frozenset({"sex", "pregnant"}): True,
        frozenset({"sex", "breast_feeding"}): True,
        frozenset({"sex", "postmenopausal"}): True,
        frozenset({"sex", "castration"}): True,
        frozenset({"sex", "primary"}): False,
        frozenset({"pregnant", "postmenopausal"}): True,
        frozenset({"primary", "castration"}): True,
        frozenset({"primary", "myeloma_response"}): True,
        frozenset({"exposed_jaw_bone", "exposed_jaw_bone_duration"}): True,
        frozenset({"acute_phase_symptoms", "acute_phase_delay"}): True,
        frozenset({"acute_phase_symptoms", "acute_phase_duration"}): True,
    }


@pytest.mark.parametrize(
    ("one", "other"), [*itertools.combinations((SEX, PREGNANT, POSTMENOPAUSAL, CASTRATION, PRIMARY), 2)]
)
def test_each_pair_is_what_the_model_says_of_it(one: Any, other: Any) -> None:
    wrong = {
        (value, second): c.refused
        for c in contradictions([one, other])
        for values, others in c.pairs
        for value, second in itertools.product(values, others)
    }
    for value, second in itertools.product(values_of(one), values_of(other)):
        given: Any = {one.name: value, other.name: second}
        if (value, second) not in wrong:
            bg.Patient(**given)
        elif wrong[value, second]:
            with pytest.raises(InvalidPatientError):
                bg.Patient(**given)
        else:
            with pytest.warns(InconsistentRecordWarning):
                bg.Patient(**given)


def values_of(asked: Any) -> tuple[Any, ...]:
    return asked.values if isinstance(asked, CategoryFact) else (True, False)


def test_the_words_are_those_of_the_model() -> None:
    [pair] = contradictions([SEX, PREGNANT])
    assert pair.example == "pregnant is True while sex is 'male'"
    [odd] = contradictions([SEX, PRIMARY])
    assert odd.example == "primary is 'prostate' while sex is 'female'"
    detail = next(c for c in contradictions(FACTS) if c.facts[0].name == "exposed_jaw_bone")
    assert detail.example == "Symptoms.exposed_jaw_bone_duration was 1.0 day, while Symptoms.exposed_jaw_bone is False"


def test_values_of_one_kind_are_put_together() -> None:
    [pair] = contradictions([PRIMARY, CASTRATION])
    [(primaries, states)] = pair.pairs
    assert set(primaries) == {*PRIMARY.values} - {"prostate"}
    assert states == CASTRATION.values


def test_of_a_number_it_matters_that_there_is_one_whichever_comes_first() -> None:
    pair = [f for f in FACTS if f.name in {"acute_phase_symptoms", "acute_phase_delay"}]
    for order in (pair, pair[::-1]):
        [contradiction] = contradictions(order)
        [(first, second)] = contradiction.pairs
        assert {contradiction.facts[0].name: first, contradiction.facts[1].name: second} == {
            "acute_phase_symptoms": (False,),
            "acute_phase_delay": (None,),
        }


def test_no_number_of_the_person_contradicts_a_word() -> None:
    """So none is tried: to make a quantity takes long."""
    numbers = {"age": bg.Q(60, "year"), "weight": bg.Q(60, "kg"), "height": bg.Q(160, "cm")}
    for asked in FACTS:
        if not isinstance(asked, NumberFact) and asked.name in {field.name for field in attrs.fields(bg.Patient)}:
            for value in values_of(asked):
                given: Any = {
                    asked.name: value,
                    **numbers,
                    "dosing_weight": bg.Q(60, "kg"),
                    "life_expectancy": bg.Q(9, "month"),
                }
                bg.Patient(**given)


def test_making_no_quantity_saves_the_time_to_import_a_library() -> None:
    program = (
        "import sys; from datetime import date; import polars as pl; from boneguide import cohort;"
        "cohort.assess(pl.DataFrame({'p': [1], 'sex': ['male'], 'age': [60.0], 'pregnant': [False]}), key='p',"
        " on=date(2026, 1, 1), jurisdiction='US', units={'age': 'year'}); assert 'pint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - a fixed text, run by this very Python


def test_a_fact_of_somebody_else_stands_for_itself() -> None:
    own: FlagFact = fact("pregnant")
    words: CategoryFact = fact("histology", values=("ductal", "lobular"))
    same: CategoryFact = fact("sex", values=("female", "male"))
    weeks: NumberFact = fact("exposed_jaw_bone_duration", kinds.DURATION)
    exposed = next(f for f in FACTS if f.name == "exposed_jaw_bone")
    assert found(SEX, own) == {}
    assert found(PRIMARY, words) == {}
    assert found(same, PREGNANT) == {}
    assert found(exposed, weeks) == {}


def test_a_lesion_may_contradict_the_person() -> None:
    rows = (KIND, PHENOTYPE, PAINFUL, SITE)
    [pair] = contradictions_of_rows(FACTS, rows)
    assert pair.facts == (PRIMARY, KIND)
    assert pair.refused
    by_kind = {kinds_of: set(primaries) for primaries, kinds_of in pair.pairs}
    plasma = {"multiple myeloma", "smouldering myeloma", "solitary plasmacytoma", "MGUS"}
    assert by_kind == {("metastasis",): plasma, ("myeloma",): set(PRIMARY.values) - plasma}
    assert [*contradictions_of_rows([SEX], [KIND])] == []
    assert [*contradictions_of_rows([PRIMARY], [fact("shape", table=KIND.table)])] == []
