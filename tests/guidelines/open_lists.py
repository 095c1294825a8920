"""People of whom lists hold some entries only, and what else the lists may turn out to hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

import boneguide as bg
from boneguide.guidelines import default, drugs
from boneguide.guidelines.facts._listed import classes_listed
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import Fact
from boneguide.model.lesion import Lesion
from boneguide.model.medication import BONE_AGENTS, BoneAgentDose, Medication
from boneguide.model.observation import Observation
from boneguide.model.pain import Pain
from boneguide.model.patient import LIST_NAMES, ListName
from boneguide.model.radionuclide import RADIONUCLIDES, RadionuclideDose
from boneguide.model.radiotherapy import RadiotherapyCourse
from boneguide.quantities import Q

DAY = date(2026, 11, 23)

#: Every fact that some rule reads of the person.
FACTS: tuple[Fact, ...] = tuple(
    fact for fact in inputs(c for rule in default.rules for c in rule.criteria())[0] if fact.table is None
)

_ANY_DAY = st.sampled_from([0, 1, 3, 6, 7, 8, 20, 28, 60, 84, 89, 200, 400]).map(lambda n: DAY - timedelta(days=n))
_MAYBE_DAY = st.none() | _ANY_DAY
_AHEAD = st.sampled_from([0, 0, 5]).map(lambda n: DAY + timedelta(days=n))
_YES_NO = st.sampled_from([None, True, False])

#: One or more of every sort that a rule asks about.
DRUGS = (
    *("morphine", "oxycodone", "hydromorphone", "fentanyl", "codeine", "co-codamol", "tramadol", "methadone"),
    *("targinact", "naloxone", "abstral", "buprenorphine", "dihydrocodeine", "hydrocodone", "oxymorphone"),
    *("paracetamol", "ibuprofen", "naproxen", "pregabalin", "gabapentin", "duloxetine", "sertraline", "amitriptyline"),
    *("dexamethasone", "prednisolone", "phenytoin", "rifampicin", "clarithromycin", "linezolid", "naltrexone"),
    *("lorazepam", "senna", "macrogol", "warfarin", "furosemide", "gentamicin", "ramipril", "lithium", "docetaxel"),
    *("cisplatin", "abiraterone", "enzalutamide", "thalidomide", "bevacizumab", "cinacalcet", "calcitonin"),
    *("calcium carbonate", "colecalciferol", "alendronic acid", "bisphosphonate", "pembrolizumab", "something else"),
    *BONE_AGENTS,
    *RADIONUCLIDES,
)
_OPIOIDS = ("morphine", "oxycodone", "fentanyl", "codeine", "naloxone", "paracetamol", "dexamethasone", "phenytoin")
#: Products, of combinations under each of their parts.
_PRODUCTS = {
    **dict.fromkeys(("oxycodone", "naloxone"), ("targinact", "targinact 10 mg")),
    **dict.fromkeys(("codeine", "paracetamol"), ("co-codamol 30/500",)),
    "denosumab": ("Prolia",),
    "zoledronic acid": ("Aclasta",),
}


@st.composite
def medications(draw: st.DrawFn) -> Medication:
    """Return a strategy for entries of the list of medicines."""
    drug = draw(st.sampled_from(DRUGS) | st.sampled_from(_OPIOIDS))
    days = draw(st.sets(_ANY_DAY, max_size=3).map(sorted))
    held = dict(zip(draw(st.permutations(["start", "last_given", "stop"])), days, strict=False))
    ordered: dict[str, Any] = dict(zip([n for n in ("start", "last_given", "stop") if n in held], days, strict=True))
    if "stop" not in ordered and draw(st.booleans()):
        ordered["stop"] = draw(_AHEAD)
    amounts: dict[str, Any] = {}
    if drug in {"fentanyl", "buprenorphine", "something else"} and draw(st.booleans()):
        amounts["rate"] = Q(draw(st.sampled_from([12, 25, 100])), "ug/h")
    else:
        amounts["route"] = draw(st.sampled_from([None, "oral", "oral", "intravenous", "subcutaneous", "buccal"]))
        amounts["daily_dose"] = draw(st.none() | st.sampled_from([2, 8, 60, 200, 1000, 4000]).map(lambda n: Q(n, "mg")))
    return Medication(
        drug=drug,
        as_needed=draw(_YES_NO),
        product=draw(st.sampled_from([None, None, *_PRODUCTS.get(drug, ())])),
        dose=draw(st.none() | st.sampled_from([5, 60, 150]).map(lambda n: Q(n, "mg"))),
        **ordered,
        **amounts,
    )


@st.composite
def _lesions(draw: st.DrawFn) -> Lesion:
    course = st.builds(
        RadiotherapyCourse, ended=_MAYBE_DAY, fractions=st.just(1), dose_per_fraction=st.just(Q(8, "Gy"))
    )
    pain = draw(st.sampled_from([None, 2, 5, 9]))
    return Lesion(
        site=draw(st.sampled_from(["L3", "T5", "rib", "femur", "mandible"])),
        phenotype=draw(st.sampled_from([None, "osteolytic", "osteoblastic", "mixed"])),
        pain=pain,
        neuropathic_pain=draw(_YES_NO) if pain is None else None,
        pathological_fracture=draw(_YES_NO),
        operated_on=draw(_MAYBE_DAY),
        radiotherapy=draw(st.none() | st.lists(course, max_size=2)),
    )


_DOSES = st.builds(
    BoneAgentDose,
    drug=st.sampled_from(BONE_AGENTS),
    on=_MAYBE_DAY,
    dose=st.sampled_from([None, 4, 5, 60, 120]).map(lambda n: None if n is None else Q(n, "mg")),
)
_ALLERGIES = st.sampled_from(
    [
        "zometa",
        "morphine",
        "opioids",
        "aspirin",
        "contrast",
        "peanut",
        "denosumab - rash",
        "steroids",
        "no known allergy",
    ]
)
ENTRIES: dict[ListName, st.SearchStrategy[Any]] = {
    "medications": medications(),
    "bone_agent_doses": _DOSES,
    "radionuclide_doses": st.builds(RadionuclideDose, drug=st.sampled_from(RADIONUCLIDES), on=_MAYBE_DAY),
    "allergies": _ALLERGIES,
    "lesions": _lesions(),
}


def _results(*numbers: float, unit: str) -> st.SearchStrategy[Any]:
    dated = st.builds(Observation, value=st.sampled_from(numbers).map(lambda n: Q(n, unit)), on=_ANY_DAY)
    return (
        st.none() | st.sampled_from(numbers).map(lambda n: Q(n, unit)) | st.lists(dated, max_size=3, unique_by=_day_of)
    )


def _day_of(result: Observation) -> date | None:
    return result.on


@st.composite
def _labs(draw: st.DrawFn) -> bg.Labs:
    return bg.Labs(
        creatinine=draw(_results(0.8, 1.3, 2.0, unit="mg/dL")),
        creatinine_baseline=draw(st.none() | st.just(Q(0.9, "mg/dL"))),
        platelets=draw(_results(80, 200, unit="10*9/L")),
        haemoglobin=draw(_results(9, 12, unit="g/dL")),
        neutrophils=draw(_results(0.3, 1.2, 4.0, unit="10*9/L")),
    )


@st.composite
def people(draw: st.DrawFn) -> bg.Patient:
    """Return a strategy for people with lists, all that are given complete."""
    given: dict[str, Any] = {
        name: draw(st.none() | st.lists(entry, max_size=2 if name == "lesions" else 3))
        for name, entry in ENTRIES.items()
    }
    return bg.Patient(
        age=Q(68, "year"),
        sex="female",
        weight=Q(60, "kg"),
        primary=draw(st.sampled_from([None, "breast", "lung"])),
        labs=draw(_labs()),
        bone_agent_started=draw(st.none() | st.just(DAY - timedelta(days=400))),
        withheld=draw(st.none() | st.sampled_from([[], ["zoledronic acid"]])),
        pain=Pain(worst=draw(st.sampled_from([None, 8]))),
        neurology=bg.Neurology(whole_spine_mri_on=draw(_MAYBE_DAY)),
        **given,
    )


def _tells_of_doses(entry: Medication, patient: bg.Patient) -> bool:
    """Return whether an entry tells of doses although every dose is on a list of its own."""
    found = classes_listed(entry)
    of_agents = patient.lists_all("bone_agent_doses") and not found.isdisjoint(drugs.BONE_AGENTS)
    return of_agents or (patient.lists_all("radionuclide_doses") and not found.isdisjoint(RADIONUCLIDES))


@st.composite
def completed(draw: st.DrawFn) -> tuple[bg.Patient, bg.Patient]:
    """Return a strategy for people with lists that may lack entries, and the same with what was lacking."""
    whole = draw(people())
    given = [name for name in LIST_NAMES if getattr(whole, name) is not None]
    names = draw(st.sets(st.sampled_from(given), min_size=1)) if given else set()
    part = attrs.evolve(whole, incomplete=tuple(names))
    added: dict[str, Any] = {}
    for name in names:
        more = draw(st.lists(ENTRIES[name], max_size=2))
        if name == "medications":
            more = [entry for entry in more if not _tells_of_doses(entry, part)]
        added[name] = (*getattr(whole, name), *more)
    return part, attrs.evolve(whole, **added)
