"""People on dexamethasone, or for whom it is a question, and a fixed corpus of them."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs

import boneguide as bg
from boneguide import Q
from boneguide.guidelines import corticosteroids
from boneguide.model.answer import Recommendation
from boneguide.model.neurology import CORD_COMPRESSIONS
from boneguide.model.patient import CORTICOSTEROID_RESPONSES
from tests.guidelines.clean import ON

RULES = tuple(corticosteroids)

#: What is watched and warned of; nothing of it applies.
HARMLESS = bg.Conditions(
    cardiac_failure=False,
    diabetes=False,
    uncontrolled_infection=False,
    systemic_infection=False,
    sepsis=False,
    systemic_fungal_infection=False,
    gastrointestinal_ulcer_or_bleeding=False,
    significant_immunocompromise=False,
    suspected_haematological_malignancy=False,
    severe_bone_pain=False,
    nerve_compression_pain=False,
    single_fraction_radiotherapy_planned=False,
    cord_compression_treatment_begun=False,
    recent_corticosteroid_courses=False,
    therapeutic_anticoagulation=False,
    evening_corticosteroid_doses=False,
    adrenal_insufficiency_cause=False,
    cannot_swallow=False,
)
FEMUR = bg.Lesion(site="femur", painful=True)
SPINE = bg.Lesion(site="L3", painful=True)


def conditions(**changes: bool | None) -> bg.Conditions:
    """Return conditions without a finding, changed as given."""
    return attrs.evolve(HARMLESS, **changes)


def dexamethasone(milligrams: float | None = None, days: int | None = None) -> bg.Medication:
    """Return so much dexamethasone a day, begun so many days ago."""
    return bg.Medication(
        drug="dexamethasone",
        daily_dose=None if milligrams is None else Q(milligrams, "mg"),
        start=None if days is None else ON - timedelta(days=days),
    )


def person(**changes: Any) -> bg.Patient:
    """Return a woman with breast cancer and a painless lesion, of whom nothing else is true."""
    facts: dict[str, Any] = {
        "primary": "breast",
        "lesions": [bg.Lesion(site="femur", painful=False)],
        "neurology": bg.Neurology(deficit=False, cord_compression="excluded", ambulatory=True),
        "conditions": HARMLESS,
        "medications": [],
        "allergies": [],
    }
    return bg.Patient(**{**facts, **changes})


def compressed(**changes: Any) -> bg.Patient:
    """Return a person with compression of the cord and neurological signs."""
    signs = bg.Neurology(deficit=True, cord_compression="confirmed", ambulatory=True)
    return person(**{"lesions": [SPINE], "neurology": signs, **changes})


def ask(rule: str, patient: bg.Patient, **said: Any) -> Recommendation:
    """Return the answer of one rule on the day of the tests, in the UK unless said otherwise."""
    return corticosteroids(patient, **{"on": ON, "jurisdiction": "UK", **said})[rule]


_FLAG = (True, False, None)
_DOSES = (0.5, 1, 2, 3.9, 4, 5, 6, 6.5, 8, 8.5, 12, 12.5, 16, 16.5, 96)
_DAYS = (0, 1, 4, 5, 7, 8, 20, 21, 22, 90, 92, 120)
_OTHERS = ("warfarin", "ibuprofen", "phenytoin", "nivolumab", "paracetamol", "prednisolone")


def _earlier_steps(draw: random.Random, since: date | None) -> list[bg.Medication]:
    """Return steps that ended when what is taken now began, a day before, or longer ago."""
    steps: list[bg.Medication] = []
    for _ in range(draw.choice((1, 2))):
        stop = (since or ON) - timedelta(days=draw.choice((0, 1, 1, 2)))
        if stop < ON:
            since = draw.choice((None, stop - timedelta(days=draw.choice((2, 7, 8, 20)))))
            dose = dexamethasone(draw.choice((None, *_DOSES)))
            steps.append(attrs.evolve(dose, start=since, stop=stop))
    return steps


def _medications(draw: random.Random) -> Any:
    if draw.random() < 0.1:
        return None
    found = [bg.Medication(drug=name) for name in draw.sample(_OTHERS, draw.choice((0, 0, 1, 2)))]
    found += [bg.Medication(drug="prednisolone", last_given=ON - timedelta(days=5))] * (draw.random() < 0.05)
    found += [bg.Medication(drug="warfarin", last_given=ON - timedelta(days=5))] * (draw.random() < 0.1)
    if draw.random() < 0.65:
        found.append(dexamethasone(draw.choice((None, *_DOSES)), draw.choice((None, *_DAYS))))
        if draw.random() < 0.1:
            found.append(dexamethasone(draw.choice((None, 4))))
        if draw.random() < 0.2:
            found += _earlier_steps(draw, found[-1].start)
    elif draw.random() < 0.2:
        found.append(bg.Medication(drug="dexamethasone", last_given=ON - timedelta(days=3)))
    return found


def _lesions(draw: random.Random) -> Any:
    sites = draw.choice((None, (), ("femur",), ("L3",), ("L3", "femur")))
    if sites is None:
        return None
    return [_lesion(draw, site) for site in sites]


def _worst(draw: random.Random, lesions: Any) -> int | None:
    """Return a worst pain that is no less than that at any lesion, or None."""
    least = max((lesion.pain or 0 for lesion in lesions or ()), default=0)
    return draw.choice((None, *(score for score in (3, 6, 7, 10) if score >= least)))


def _lesion(draw: random.Random, site: str) -> bg.Lesion:
    painful = draw.choice(_FLAG)
    scores = (None, None, 3, 6, 7, 10) if painful is not False else (None, 0)
    return bg.Lesion(site=site, painful=painful, pain=draw.choice(scores))


def _neurology(draw: random.Random) -> bg.Neurology:
    deficit = draw.choice((*_FLAG, False))
    # Imaging from before the signs began, from after it, and none.
    imaged = draw.choice((None, None, 0, 9))
    displaced, roots = draw.choice(((None, None), (None, None), (False, False), (True, False), (False, True)))
    return bg.Neurology(
        deficit=deficit,
        cord_compression=draw.choice((None, None, *CORD_COMPRESSIONS)),
        ambulatory=draw.choice(_FLAG),
        cord_displaced=displaced,
        root_or_cauda_only=roots,
        whole_spine_mri_on=None if imaged is None else ON - timedelta(days=imaged),
        deficit_onset=None if deficit is False else draw.choice((None, None, ON - timedelta(days=3))),
    )


def corpus(size: int, seed: int = 5) -> Iterator[bg.Patient]:
    """Yield an empty record, and ``size`` drawn people with values on the limits and a step either side."""
    yield bg.Patient()
    draw = random.Random(seed)  # noqa: S311 - a fixed corpus, not a secret
    names = [field.name for field in attrs.fields(bg.Conditions) if getattr(HARMLESS, field.name) is False]
    for made in range(size):
        known = draw.choice((0.1, 0.4, 0.9))
        flags = {name: draw.choice(_FLAG) for name in names if draw.random() < known}
        lesions = _lesions(draw)
        years = draw.choice((None, 17, 18, 60, 60))
        yield bg.Patient(
            age=None if years is None else Q(years, "year"),
            pregnant=None if years == 60 else _FLAG[made % 3],
            primary=draw.choice((None, "breast", "breast", "unknown primary", "multiple myeloma", "lymphoma")),
            lesions=lesions,
            neurology=_neurology(draw),
            conditions=attrs.evolve(draw.choice((HARMLESS, bg.Conditions())), **flags),
            pain=bg.Pain(worst=_worst(draw, lesions)),
            medications=_medications(draw),
            allergies=draw.choice((None, [], ["dexamethasone"])),
            corticosteroid_response=draw.choice((None, None, *CORTICOSTEROID_RESPONSES)),
        )


def orders(size: int, seed: int = 3) -> Iterator[bg.Regimen | None]:
    """Yield orders of dexamethasone and of other drugs, and none."""
    draw = random.Random(seed)  # noqa: S311 - as above
    for _ in range(size):
        dose = draw.choice((None, 8, 16, 16.5, 96))
        every = draw.choice((None, "12 hour", "1 day", "1 week"))
        order = bg.Regimen(
            drug=draw.choice(("dexamethasone", "dexamethasone", "denosumab")),
            route="oral",
            dose=None if dose is None else Q(dose, "mg"),
            interval=None if every is None else bg.Range.exactly(Q(every)),
        )
        yield draw.choice((None, order, order))
