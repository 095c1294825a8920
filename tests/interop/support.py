"""What the tests of the JSON forms share: example records, a full answer, a strategy for any patient."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import attrs
from hypothesis import strategies as st

import boneguide as bg
from boneguide.interop.json import assessment_from_json, assessment_to_json, patient_from_json, patient_to_json
from boneguide.model.answer import Alternative, Argument, Disagreement, Finding, Position, Task
from boneguide.model.assessment import Assessment
from boneguide.model.basis import Grounds, Input, Origin
from boneguide.model.explanation import Explanation
from boneguide.model.labs import LAB_KINDS
from boneguide.model.lesion import PHENOTYPES, SIDES, SITES, LesionKind
from boneguide.model.medication import BONE_AGENTS
from boneguide.model.patient import CORTICOSTEROID_RESPONSES, LIST_NAMES, Sex
from boneguide.model.primary import (
    CASTRATION_STATES,
    HISTOLOGIES,
    MYELOMA_RESPONSES,
    ONE_SEX,
    PLASMA_CELL_DISORDERS,
    PRIMARIES,
)
from boneguide.model.radionuclide import RADIONUCLIDES
from boneguide.model.sufficiency import Question, Sufficiency
from boneguide.quantities import Kind, Q, Quantity, kinds

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "patients").glob("*.json"))
ON = date(2026, 11, 23)


def record(**fields: object) -> str:
    return json.dumps({"format": "boneguide-patient/1", **fields})


def assert_survives(patient: bg.Patient) -> None:
    text = patient_to_json(patient)
    back = patient_from_json(text)
    assert back == patient
    # Quantities of 1 month and 30.4375 day are equal, but their text is not.
    assert repr(back) == repr(patient)
    assert patient_to_json(back) == text


def assert_answer_survives(assessment: Assessment) -> None:
    text = assessment_to_json(assessment)
    back = assessment_from_json(text)
    assert back == assessment
    assert list(back) == list(assessment)
    assert str(back) == str(assessment)
    assert back.red_flags == assessment.red_flags
    assert back.questions == assessment.questions
    for identifier in assessment:
        assert back[identifier].because == assessment[identifier].because
        assert back[identifier].sufficiency == assessment[identifier].sufficiency
        assert back[identifier].basis == assessment[identifier].basis
        for place, answer in assessment[identifier].by_jurisdiction.items():
            assert back[identifier].by_jurisdiction[place].because == answer.because
    assert assessment_to_json(back) == text


REFERENCE = bg.Reference(key="A", citation="A guideline", year=2020, edition="2020", identifiers="doi:1", seen="read")
SOURCE = bg.Source(REFERENCE, locator="p. 1", rows=("Z01", "Z02"), verified="primary", note="a note")
OTHER = bg.Source(
    bg.Reference(key="B", citation="B", edition="1", seen="memory"), locator="2", rows="X", verified="memory"
)
GRADE = bg.Grade(system="ESMO", year=2020, value="[I, A]", note="printed so")

QUESTION = Question(
    fact="x",
    label="the x",
    about="L3",
    asked=True,
    presumed=True,
    settles=("full@L3",),
    always=("full@L3",),
    missing=("full@L3",),
    matters=("full@L3",),
)
GROUNDS = Grounds(
    on=ON,
    version="0.0",
    inputs=(
        Input(
            fact="creatinine",
            label="serum creatinine",
            value="0.9 mg/dL",
            origin=Origin.RECORD,
            decides=True,
            on=date(2026, 11, 20),
            days=3,
        ),
        Input(fact="frail", label="frailty", value="yes", origin=Origin.INFERRED, decides=False),
    ),
    logic=("It is a question where:", "  always"),
    limits=("taken as absent: dialysis",),
)


def full_answer(identifier: str = "full") -> bg.Recommendation:
    """An answer in which every field holds something."""
    regimen = bg.Regimen(
        drug="x",
        route="IV",
        dose_range=bg.Range(low=Q(3, "mg"), high=Q(4, "mg")),
        interval=bg.Range.exactly(Q(4, "week")),
        infusion_time=bg.Range(low=Q(15, "minute")),
        volume=Q(100, "mL"),
        diluents=("water",),
        days=(1, 8),
        maximum_rate=Q(22.5, "mg/h"),
        taper=bg.Taper(
            name="T",
            steps=[(Q(3, "mg"), 2), (Q(1, "mg"), 1)],
            before=Q(4, "mg"),
            twice_daily=True,
            tablet=Q(1, "mg"),
        ),
        preparation=("shake",),
        notes=("slowly",),
    )
    return bg.Recommendation(
        id=identifier,
        title="Full",
        about="L3",
        status=bg.Status.AFTER,
        urgent=True,
        jurisdiction="UK",
        regimen=regimen,
        action="act",
        licensed=False,
        first=(Task(id="t", text="do", due=date(2026, 12, 1), timing="soon", sources=(SOURCE,)),),
        monitor=(Task(id="m", text="watch"),),
        findings=(
            Finding(id="f", severity=bg.Severity.AVOID, text="avoid", known=True, sources=(OTHER,)),
            Finding(id="h", severity=None, text="hold", known=None),
        ),
        arguments=(Argument(id="a", text="for", favours=True, grade=GRADE, sources=(SOURCE,)),),
        alternatives=(Alternative(id="v", text="or", regimen=regimen, grade=GRADE, sources=(SOURCE,)),),
        disagreements=(Disagreement(id="d", about="it", positions=(Position(by="A", says="yes", source=SOURCE),)),),
        missing=("age",),
        to_measure=("age in years",),
        to_ask=("pregnancy",),
        notes=("note",),
        grade=GRADE,
        sources=(SOURCE, OTHER),
        edition="1",
        by_jurisdiction={
            "US": bg.Recommendation(
                id="in", title="In", status=bg.Status.OPTION, grade=GRADE, sources=(OTHER,), edition="1"
            )
        },
        suffices=lambda: Sufficiency(could_change=(frozenset({"age", "sex"}), frozenset({"weight"}))),
        grounds=lambda: GROUNDS,
        explain=lambda: Explanation(
            text="why", truth=True, parts=(Explanation(text="part", truth=None, assumed="asked"),)
        ),
    )


def assessment_of(*answers: bg.Recommendation) -> Assessment:
    return Assessment.of(
        answers,
        on=ON,
        jurisdiction=None,
        editions={"test": "1"},
        version="0.0",
        notes=("a note", "another"),
        questions=(QUESTION, Question(fact="y", label="y", asked=False)),
    )


# ---- any record


def quantities(kind: Kind) -> st.SearchStrategy[Quantity]:
    """Quantities well inside what passes without a warning, in every unit of the kind."""
    low, high = kind.plausible
    span = high - low

    def in_unit(unit: str) -> st.SearchStrategy[Quantity]:
        factor = kind.factor(unit)
        values = st.floats((low + 0.01 * span) / factor, (high - 0.01 * span) / factor)
        return values.map(lambda value: Q(value, unit))

    return st.sampled_from(kind.units).flatmap(in_unit)


FLAGS = st.booleans()
DAYS = st.dates(date(2020, 1, 1), ON)
TEXTS = st.text(min_size=1).filter(str.strip)


@st.composite
def observations(draw: st.DrawFn, kind: Kind, on: date | None) -> bg.Observation:
    value = draw(quantities(kind))
    unit = str(value.unit)
    ends = sorted(draw(st.lists(quantities(kind).map(kind.canonical_value), min_size=2, max_size=2)))
    low, high = (Q(end / kind.factor(unit), unit) for end in ends)
    return bg.Observation(
        value=value,
        on=on,
        low=draw(st.none() | st.just(low)),
        high=draw(st.none() | st.just(high)),
        comparator=draw(st.sampled_from([None, "<", "<=", ">", ">="])),
    )


@st.composite
def labs(draw: st.DrawFn) -> bg.Labs:
    fields: dict[str, Any] = {}
    for name in draw(st.lists(st.sampled_from(sorted(LAB_KINDS)), unique=True, max_size=4)):
        kind = LAB_KINDS[name]
        if name == "creatinine_baseline" or draw(FLAGS):
            fields[name] = draw(observations(kind, draw(st.none() | DAYS)))
        else:
            days = draw(st.lists(DAYS, unique=True, max_size=3))
            fields[name] = [draw(observations(kind, day)) for day in days]
    return bg.Labs(**fields)


def flags(kind: type[attrs.AttrsInstance]) -> st.SearchStrategy[dict[str, bool]]:
    names = [f.name for f in attrs.fields(kind) if f.validator.__name__ == "flag"]
    return st.dictionaries(st.sampled_from(names), FLAGS, max_size=5)


@st.composite
def medications(draw: st.DrawFn) -> bg.Medication:
    start, last, stop = sorted(draw(st.tuples(DAYS, DAYS, DAYS)))
    return bg.Medication(
        drug=draw(TEXTS),
        dose=draw(st.none() | quantities(kinds.DRUG_MASS)),
        daily_dose=draw(st.none() | quantities(kinds.DRUG_MASS)),
        start=draw(st.sampled_from([None, start])),
        last_given=draw(st.sampled_from([None, last])),
        stop=draw(st.sampled_from([None, stop])),
        classes=draw(st.lists(TEXTS, max_size=2)),
        product=draw(st.none() | TEXTS),
        indication=draw(st.none() | TEXTS),
    )


@st.composite
def symptoms(draw: st.DrawFn) -> bg.Symptoms:
    fields: dict[str, Any] = dict(draw(flags(bg.Symptoms)))
    if fields.get("exposed_jaw_bone") is not False:
        fields["exposed_jaw_bone_duration"] = draw(st.none() | quantities(kinds.DURATION))
    if fields.get("acute_phase_symptoms") is not False:
        fields["acute_phase_onset"] = draw(st.none() | DAYS)
        fields["acute_phase_delay"] = draw(st.none() | quantities(kinds.DURATION))
    return bg.Symptoms(**fields)


@st.composite
def pains(draw: st.DrawFn) -> bg.Pain:
    fields: dict[str, Any] = dict(draw(flags(bg.Pain)))
    if fields.get("unilateral_below_c5"):
        fields.pop("bilateral", None)
    return bg.Pain(
        worst=draw(st.none() | st.integers(0, 10)), roland_morris=draw(st.none() | st.integers(0, 24)), **fields
    )


def radionuclide_doses() -> st.SearchStrategy[bg.RadionuclideDose]:
    return st.builds(
        bg.RadionuclideDose,
        drug=st.sampled_from(RADIONUCLIDES),
        on=st.none() | DAYS,
        activity=st.none() | quantities(kinds.ACTIVITY),
    )


@st.composite
def dental(draw: st.DrawFn) -> bg.Dental:
    fields: dict[str, Any] = {**draw(flags(bg.Dental)), "last_review": draw(st.none() | DAYS)}
    if fields.get("assessed") is not False:
        fields["assessment_on"] = draw(st.none() | DAYS)
        if draw(FLAGS):
            fields["assessed"] = draw(st.sampled_from([None, True]))
    return bg.Dental(**fields)


@st.composite
def neurologies(draw: st.DrawFn) -> bg.Neurology:
    """Draw facts that do not contradict one another."""
    names = ("deficit", "ambulatory", "single_area", "tissue_diagnosis", "surgical_candidate")
    fields: dict[str, Any] = draw(st.dictionaries(st.sampled_from(names), FLAGS, max_size=3))
    if fields.get("deficit") is not False:
        fields["deficit_onset"] = draw(st.none() | DAYS)
    return bg.Neurology(
        **fields,
        cord_compression=draw(st.sampled_from([None, "suspected", "confirmed"])),
        whole_spine_mri_on=draw(st.none() | DAYS),
        paraplegia_duration=draw(st.none() | quantities(kinds.DURATION)),
    )


@st.composite
def expectancies(draw: st.DrawFn) -> bg.LifeExpectancy:
    low, high = sorted(draw(st.lists(quantities(kinds.DURATION), min_size=2, max_size=2)))
    ends = draw(st.sampled_from([(low, high), (low, low), (low, None), (None, high)]))
    source = draw(st.sampled_from(["not stated", "treating team", ""]))
    return bg.LifeExpectancy(low=ends[0], high=ends[1], source=source)


@st.composite
def patients(draw: st.DrawFn) -> bg.Patient:
    primary = draw(st.sampled_from([None, *PRIMARIES]))
    kind: LesionKind = "myeloma" if primary in PLASMA_CELL_DISORDERS else "metastasis"
    course = st.builds(
        bg.RadiotherapyCourse,
        dose_per_fraction=st.none() | quantities(kinds.ABSORBED_DOSE),
        fractions=st.none() | st.integers(1, 40),
        ended=st.none() | DAYS,
        technique=st.none() | TEXTS,
    )
    lesion = st.builds(
        bg.Lesion,
        site=st.sampled_from(sorted(SITES)),
        side=st.sampled_from([None, *SIDES]),
        phenotype=st.sampled_from([None, *PHENOTYPES]),
        kind=st.sampled_from([kind, "primary tumour"]),
        painful=st.none() | FLAGS,
        identifier=st.none() | TEXTS,
        radiotherapy=st.none() | st.lists(course, max_size=2),
    )
    sexes: list[Sex | None] = [None, "female", "male"] if primary not in ONE_SEX else [ONE_SEX[primary]]
    sex = draw(st.sampled_from(sexes))
    fact = FLAGS | TEXTS | quantities(kinds.DRUG_MASS) | observations(kinds.DRUG_MASS, None)
    return bg.Patient(
        age=draw(st.none() | quantities(kinds.AGE)),
        sex=sex,
        weight=draw(st.none() | quantities(kinds.BODY_WEIGHT)),
        height=draw(st.none() | quantities(kinds.HEIGHT)),
        primary=primary,
        histology=draw(st.sampled_from([None, *HISTOLOGIES])) if primary == "lung" else None,
        castration=draw(st.sampled_from([None, *CASTRATION_STATES])) if primary == "prostate" else None,
        myeloma_response=(draw(st.sampled_from([None, *MYELOMA_RESPONSES])) if primary == "multiple myeloma" else None),
        lesions=draw(st.none() | st.lists(lesion, max_size=2)),
        labs=draw(labs()),
        medications=draw(st.none() | st.lists(medications(), max_size=2)),
        bone_agent_doses=draw(
            st.none()
            | st.lists(
                st.builds(
                    bg.BoneAgentDose,
                    drug=st.sampled_from(BONE_AGENTS),
                    on=st.none() | DAYS,
                    dose=st.none() | quantities(kinds.DRUG_MASS),
                ),
                max_size=2,
            )
        ),
        withheld=draw(st.none() | st.lists(st.sampled_from(BONE_AGENTS), unique=True, max_size=2)),
        dental=draw(dental()),
        breast_feeding=None if sex == "male" else draw(st.none() | FLAGS),
        allergies=draw(st.none() | st.lists(TEXTS, max_size=2)),
        conditions=bg.Conditions(**draw(flags(bg.Conditions))),
        symptoms=draw(symptoms()),
        neurology=draw(neurologies()),
        corticosteroid_response=draw(st.sampled_from([None, *CORTICOSTEROID_RESPONSES])),
        pain=draw(pains()),
        radionuclide_doses=draw(st.none() | st.lists(radionuclide_doses(), max_size=2)),
        ecog=draw(st.none() | st.integers(0, 4)),
        karnofsky=draw(st.none() | st.sampled_from(range(10, 101, 10))),
        life_expectancy=draw(st.none() | expectancies()),
        findings=draw(st.dictionaries(TEXTS, fact, max_size=3)),
        incomplete=draw(st.none() | st.lists(st.sampled_from(LIST_NAMES), unique=True)),
    )
