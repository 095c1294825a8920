"""People in pain, of whom everything else that the rules on analgesics ask is known."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs

import boneguide as bg
from boneguide import Q
from boneguide.guidelines import analgesia
from boneguide.model.answer import Recommendation
from tests.guidelines.clean import CONDITIONS, ON, labs, woman

ADVISED = {bg.Status.RECOMMENDED, bg.Status.OPTION, bg.Status.AFTER}
#: A woman of 60 years and 72 kg has a clearance of 68 mL/min at 1.0 mg/dL.
COUNTED = labs(platelets=Q(180, "10*9/L"))


def drug(*names: str) -> list[bg.Medication]:
    """Return drugs that are taken now."""
    return [bg.Medication(drug=name) for name in names]


def hurting(score: int | None = 2, **changes: Any) -> bg.Patient:
    """Return a woman with such a worst pain, for whom nothing stands in the way of any analgesic."""
    pain = changes.pop("pain", bg.Pain(worst=score, neuropathic=False))
    return woman(**{"labs": COUNTED, "pain": pain, **changes})


def neuropathic(**changes: Any) -> bg.Patient:
    """Return the same woman with pain that has a neuropathic part."""
    return hurting(**{"pain": bg.Pain(worst=6, neuropathic=True), **changes})


def kidneys(creatinine: float | None, **changes: Any) -> Any:
    """Return her blood counts with another creatinine in mg/dL."""
    value = None if creatinine is None else Q(creatinine, "mg/dL")
    return labs(**{"creatinine": value, "platelets": Q(180, "10*9/L"), **changes})


def ask(rule: str, patient: bg.Patient, **said: Any) -> Recommendation:
    """Return the answer of one rule on the day of the tests, in the UK unless said otherwise."""
    return analgesia(patient, **{"on": ON, "jurisdiction": "UK", **said})[rule]


def applies(patient: bg.Patient, **said: Any) -> set[str]:
    """Return the identifiers of the rules that have something to say."""
    return {answer.id for answer in analgesia(patient, **{"on": ON, "jurisdiction": "UK", **said}).applicable}


def missing(answer: Recommendation) -> set[str]:
    """Return the tasks that stand before an answer."""
    return {task.id for task in answer.first}


_FLAG = (True, False, None)
_TAKEN = (
    "apixaban",
    "bupropion",
    "co-codamol",
    "codeine",
    "dexamethasone",
    "diazepam",
    "furosemide",
    "gentamicin",
    "ibuprofen",
    "linezolid",
    "lithium",
    "morphine",
    "naloxone",
    "naltrexone",
    "paracetamol",
    "pentazocine",
    "phenytoin",
    "pregabalin",
    "psyllium",
    "ramipril",
    "senna",
    "sertraline",
    "tramadol",
)


def _medications(draw: random.Random) -> list[bg.Medication] | None:
    if draw.random() < 0.15:
        return None
    found = drug(*draw.sample(_TAKEN, draw.randint(0, 4)))
    if draw.random() < 0.4:
        grams = draw.choice((2, 3, 3.1, 4, 4.1, None))
        found.append(bg.Medication(drug="paracetamol", daily_dose=None if grams is None else Q(grams, "g")))
    if draw.random() < 0.1:
        found.append(bg.Medication(drug=draw.choice(_TAKEN), last_given=ON - timedelta(days=9)))
    if draw.random() < 0.3:
        dose = draw.choice((75, 75.1, 150, 300, 300.1, 600, 601, 900, 1800, 1801, 3600, 3601))
        found.append(bg.Medication(drug=draw.choice(("gabapentin", "pregabalin")), daily_dose=Q(dose, "mg")))
    if draw.random() < 0.5:
        found += [_opioid(draw) for _ in range(draw.choice((1, 1, 2)))]
    return found


def _opioid(draw: random.Random) -> bg.Medication:
    """Return a strong opioid with its dose, on the thresholds of patches and of tolerance and a step beside them."""
    since = draw.choice((None, ON - timedelta(days=6), ON - timedelta(days=7), ON - timedelta(days=30)))
    name = draw.choice(("morphine", "morphine", "oxycodone", "hydromorphone", "fentanyl", "hydrocodone", "methadone"))
    if name == "fentanyl":
        return bg.Medication(drug=name, rate=Q(draw.choice((12.5, 25, 50)), "ug/h"), start=since)
    doses = (None, 7.5, 8, 29.9, 30, 43.9, 44, 45, 59.9, 60, 80, 80.1, 134.9, 135, 150, 200, 225, 315, 500, 1125)
    dose = draw.choice(doses)
    return bg.Medication(
        drug=name,
        daily_dose=None if dose is None else Q(dose, "mg"),
        route=draw.choice(("oral", "oral", "oral", "IV", None)),
        as_needed=draw.choice((None, None, False, True)),
        start=since,
    )


def _lesions(draw: random.Random) -> list[bg.Lesion] | None:
    if draw.random() < 0.3:
        return None
    score = draw.choice((None, None, 1, 4, 5, 7, 8))
    hurts = None if score is None else True
    one = bg.Lesion(
        site="L3", pain=score, painful=hurts or draw.choice((True, None)), neuropathic_pain=draw.choice(_FLAG)
    )
    return [one, bg.Lesion(site="rib", painful=draw.choice(_FLAG))]


def corpus(size: int, seed: int = 9) -> Iterator[bg.Patient]:
    """Yield an empty record and ``size`` drawn people with values on the limits and a step either side."""
    yield bg.Patient()
    draw = random.Random(seed)  # noqa: S311 - a fixed corpus, not a secret
    names = [field.name for field in attrs.fields(bg.Conditions)]
    for _ in range(size):
        known = draw.choice((0.05, 0.2, 0.9))
        flags = {name: draw.choice((*_FLAG, False, False)) for name in names if draw.random() < known}
        days = draw.choice((None, 28, 84, 85))
        lesions = _lesions(draw)
        # Of a lesion that is so, the person cannot be said not to be.
        by_lesion = any(lesion.neuropathic_pain for lesion in lesions or ())
        yield bg.Patient(
            age=draw.choice((None, *(Q(years, "year") for years in (17.9, 40, 64.9, 65, 75, 75.1, 80)))),
            sex=draw.choice((None, "female", "male")),
            weight=draw.choice((None, *(Q(weight, "kg") for weight in (45, 49.9, 50, 72, 120)))),
            primary=draw.choice((None, "breast", "breast", "multiple myeloma")),
            lesions=lesions,
            pain=bg.Pain(
                worst=draw.choice((None, *range(11))),
                neuropathic=draw.choice((True, None) if by_lesion else _FLAG),
                crisis=draw.choice(_FLAG),
                background_controlled=draw.choice(_FLAG),
                breakthrough=draw.choice((True, None)),
                breakthrough_episodes_in_24_hours=draw.choice((None, 4, 5)),
                rescue_doses_in_24_hours=draw.choice((None, 4, 5)),
            ),
            labs=bg.Labs(
                estimated_gfr=draw.choice((None, None, *(Q(v, "mL/min/1.73m2") for v in (29.9, 30, 59.9, 60, 90)))),
                creatinine=draw.choice(
                    (None, *(Q(value, "mg/dL") for value in (0.6, 0.9, 1.0, 1.2, 1.5, 2.2, 2.6, 4)))
                ),
                platelets=draw.choice((None, *(Q(count, "10*9/L") for count in (49.9, 50, 99.9, 100, 200)))),
            ),
            conditions=attrs.evolve(draw.choice((CONDITIONS, bg.Conditions())), **flags),
            symptoms=bg.Symptoms(acute_phase_symptoms=draw.choice(_FLAG)),
            medications=_medications(draw),
            allergies=draw.choice((None, [], [], ["paracetamol"], ["ibuprofen", "codeine"], ["duloxetine"])),
            bone_agent_doses=None
            if days is None
            else [bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=days))],
            findings=draw.choice(({}, {"morphine_milligram_equivalents_50_or_more": draw.choice((True, False))})),
        )
