"""A fixed corpus of people: one fact changed at a time, and many changed together.

Drawn with a fixed seed, so that every run sees the same people. Values sit on the
thresholds of the rules and a step either side.
"""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs

import boneguide as bg
from boneguide import BoneguideError, Q
from boneguide.model.lesion import PHENOTYPES, Phenotype
from boneguide.model.medication import BONE_AGENTS
from boneguide.model.primary import CASTRATION_STATES, MYELOMA_RESPONSES, PRIMARIES
from tests.guidelines.clean import ON, clean, labs, myeloma, woman

_FLAG: tuple[bool | None, ...] = (True, False, None)

LABS: dict[str, list[Any]] = {
    "creatinine": [
        None,
        *(Q(v, "mg/dL") for v in (0.5, 0.8, 1.0, 1.1, 1.11, 1.3, 1.5, 2.0, 2.4, 2.6, 3.0, 3.01, 4.4, 4.5, 4.6)),
        *(Q(v, "umol/L") for v in (44, 88.4, 124, 168, 265, 266, 400, 401)),
    ],
    "creatinine_baseline": [None, Q(0.8, "mg/dL"), Q(1.0, "mg/dL"), Q(1.4, "mg/dL"), Q(1.6, "mg/dL"), Q(124, "umol/L")],
    "calcium": [
        None,
        *(Q(v, "mg/dL") for v in (6.9, 7.0, 7.9, 8.0, 8.4, 9.4, 10.6, 11.9, 12.0, 12.5, 12.6, 13.5, 13.6, 14.0, 14.1)),
        *(Q(v, "mmol/L") for v in (1.7, 2.3, 2.99, 3.0, 3.4, 3.495, 3.5, 3.51, 4.0, 4.01)),
        bg.Observation(value=Q(8.3, "mg/dL"), low=Q(8.5, "mg/dL")),
        bg.Observation(value=Q(8.6, "mg/dL"), low=Q(8.5, "mg/dL")),
    ],
    "corrected_calcium": [None, None, None, Q(7.0, "mg/dL"), Q(9.0, "mg/dL"), Q(3.2, "mmol/L")],
    "albumin": [None, Q(4.0, "g/dL"), Q(3.0, "g/dL"), Q(25, "g/L"), Q(45, "g/L")],
    "ionised_calcium": [
        None,
        *(Q(v, "mmol/L") for v in (0.85, 0.95, 1.2, 1.55, 1.7, 2.0)),
        bg.Observation(value=Q(1.1, "mmol/L"), low=Q(1.15, "mmol/L")),
        bg.Observation(value=Q(1.2, "mmol/L"), low=Q(1.15, "mmol/L")),
    ],
    "vitamin_d": [None, Q(20, "ng/mL"), Q(30, "ng/mL"), Q(75, "nmol/L"), Q(60, "ng/mL")],
    "phosphate": [None, Q(3.5, "mg/dL")],
    "magnesium": [None, Q(2.0, "mg/dL")],
    "urinary_ntx": [None, *(Q(v, "nmol/mmol") for v in (20, 49.9, 50, 63, 64, 99.5, 100, 110, 130))],
    "bone_alkaline_phosphatase": [None, Q(145, "U/L"), Q(146, "U/L")],
    "urine_albumin_24h": [None, Q(100, "mg/24h"), Q(500, "mg/24h"), Q(501, "mg/24h")],
}

_DRUGS = (
    "gentamicin",
    "furosemide",
    "cisplatin",
    "ibuprofen",
    "thalidomide",
    "calcitonin",
    "bevacizumab",
    "cinacalcet",
    "estramustine",
    "calcium carbonate",
    "alendronate",
    "zoledronic acid",
    "denosumab",
    "paracetamol",
)


def _medications(draw: random.Random) -> Any:
    if draw.random() < 0.25:
        return None
    found = [bg.Medication(drug=d) for d in draw.sample(_DRUGS, draw.randint(0, 3))]
    if draw.random() < 0.2:
        prolia = bg.Medication(
            drug="denosumab", product="Prolia", last_given=ON - timedelta(days=draw.choice((60, 400)))
        )
        reclast = bg.Medication(
            drug="zoledronic acid", product="Reclast", last_given=ON - timedelta(days=draw.choice((90, 400)))
        )
        found.append(draw.choice((prolia, reclast)))
    if draw.random() < 0.2:
        found.append(bg.Medication(drug=draw.choice(_DRUGS), last_given=ON - timedelta(days=20)))
    return found


def _doses(draw: random.Random) -> Any:
    if draw.random() < 0.35:
        return None if draw.random() < 0.5 else []
    agent = draw.choice(BONE_AGENTS[:5])
    days = draw.choice((3, 6, 7, 10, 24, 28, 40, 83, 84, 85, 200))
    count = draw.choice((1, 2, 14, 27))
    found = [
        bg.BoneAgentDose(drug=agent, dose=_milligrams(agent), on=ON - timedelta(days=days + 28 * n))
        for n in range(count)
    ]
    if draw.random() < 0.15:
        found.append(bg.BoneAgentDose(drug=draw.choice(BONE_AGENTS)))
    return found


def _milligrams(agent: str) -> Any:
    return {"zoledronic acid": Q(4, "mg"), "pamidronate": Q(90, "mg"), "denosumab": Q(120, "mg")}.get(agent)


def _flags(draw: random.Random, record: Any, *, kept: tuple[str, ...] = ()) -> Any:
    changes: dict[str, Any] = {}
    for field in attrs.fields(type(record)):
        if field.name not in kept and field.type in {"bool | None", bool | None} and draw.random() < 0.4:
            changes[field.name] = draw.choice(_FLAG)
    return attrs.evolve(record, **changes)


def _symptoms(draw: random.Random) -> Any:
    exposed = draw.choice(_FLAG)
    ill = draw.choice(_FLAG)
    return _flags(
        draw,
        bg.Symptoms(
            exposed_jaw_bone=exposed,
            exposed_jaw_bone_duration=None if exposed is False else draw.choice((None, Q(8, "week"), Q(9, "week"))),
            acute_phase_symptoms=ill,
            acute_phase_delay=None if ill is False else draw.choice((None, Q(1, "day"), Q(3, "day"), Q(4, "day"))),
            acute_phase_duration=None
            if ill is False
            else draw.choice((None, Q(1, "day"), Q(3, "day"), Q(7, "day"), Q(15, "day"))),
        ),
        kept=("exposed_jaw_bone", "acute_phase_symptoms"),
    )


def _labs(draw: random.Random) -> bg.Labs:
    found = {name: draw.choice(values) for name, values in LABS.items() if draw.random() < 0.45}
    if draw.random() < 0.2:
        found["creatinine"] = [
            bg.Observation(value=Q(draw.choice((1.0, 1.5, 2.6)), "mg/dL"), on=ON - timedelta(days=30)),
            bg.Observation(value=Q(draw.choice((1.0, 1.1, 1.2, 1.5)), "mg/dL"), on=ON - timedelta(days=1)),
        ]
    return labs(**found)


def _lesions(draw: random.Random) -> Any:
    shapes: tuple[Phenotype | None, ...] = (*PHENOTYPES, None)
    return draw.choice(
        (
            None,
            [],
            [bg.Lesion(site="L3", phenotype=draw.choice(shapes), painful=draw.choice(_FLAG))],
            [bg.Lesion(site="mandible", phenotype="osteolytic")],
            [
                bg.Lesion(site="T7", phenotype=draw.choice(shapes)),
                bg.Lesion(site="femur", phenotype=draw.choice(shapes)),
            ],
        )
    )


def _life_expectancy(draw: random.Random) -> Any:
    return draw.choice(
        (
            None,
            Q(2, "month"),
            Q(3, "month"),
            Q(24, "month"),
            bg.LifeExpectancy(low=Q(1, "month"), high=Q(4, "month"), source="estimate"),
            bg.LifeExpectancy(low=Q(4, "month"), source="estimate"),
        )
    )


def _drawn(draw: random.Random) -> bg.Patient | None:
    base = draw.choice((clean, woman, woman, myeloma, myeloma))()
    sex = base.sex
    changes: dict[str, Any] = {
        "age": draw.choice((Q(17.9, "year"), Q(18, "year"), Q(35, "year"), Q(68, "year"), Q(85, "year"), None)),
        "weight": draw.choice((Q(40, "kg"), Q(55, "kg"), Q(72, "kg"), Q(120, "kg"), None)),
        "dosing_weight": draw.choice((None, None, Q(60, "kg"))),
        "height": draw.choice((Q(150, "cm"), Q(178, "cm"), None)),
        "labs": _labs(draw),
        "lesions": _lesions(draw),
        "medications": _medications(draw),
        "bone_agent_doses": _doses(draw),
        "withheld": draw.choice((None, [], ["zoledronic acid"], ["pamidronate"])),
        "allergies": draw.choice(
            (None, [], ["zoledronic acid"], ["denosumab"], ["mannitol"], ["alendronate"], list(BONE_AGENTS))
        ),
        "conditions": _flags(draw, base.conditions),
        "symptoms": _symptoms(draw),
        "dental": _flags(
            draw,
            attrs.evolve(
                base.dental, last_review=draw.choice((None, ON - timedelta(days=200), ON - timedelta(days=20)))
            ),
        ),
        "life_expectancy": _life_expectancy(draw),
        "ecog": draw.choice((None, 1, 3)),
        "bone_agent_started": draw.choice((None, None, ON - timedelta(days=900))),
    }
    if sex == "female":
        changes |= {
            "pregnant": draw.choice(_FLAG),
            "breast_feeding": draw.choice(_FLAG),
            "postmenopausal": draw.choice((None, False)),
        }
    if draw.random() < 0.1:
        changes["sex"] = None
    changes["primary"] = draw.choice((base.primary, base.primary, draw.choice(PRIMARIES), None))
    prostate = changes["primary"] == "prostate"
    changes["castration"] = draw.choice((*CASTRATION_STATES, None)) if prostate else None
    changes["progressed_on_hormonal_therapy"] = draw.choice(_FLAG)
    if changes["primary"] == "multiple myeloma":
        changes["myeloma_response"] = draw.choice((*MYELOMA_RESPONSES, None))
    chosen = draw.sample(sorted(changes), draw.randint(1, len(changes)))
    needed = {"primary", "castration", "myeloma_response"} & changes.keys()
    try:
        return attrs.evolve(base, **{name: changes[name] for name in {*chosen, *needed}})
    except BoneguideError:
        return None  # facts that contradict each other are refused, which is tested elsewhere


def corpus(size: int, seed: int = 7) -> Iterator[bg.Patient]:
    """Yield the bases, an empty record, and ``size`` drawn people."""
    yield from (clean(), woman(), myeloma(), bg.Patient(), bg.Patient(primary="breast", bone_metastases=True))
    # Clearances of exactly 60, 50, 40 and 30 mL/min.
    for creatinine in (1.0, 1.2, 1.5, 2.0):
        for build in (clean, myeloma):
            yield build(age=Q(80, "year"), labs=labs(creatinine=Q(creatinine, "mg/dL")))
    # Albuminuria on pamidronate, which is drawn rarely.
    doses = [bg.BoneAgentDose(drug="pamidronate", dose=Q(90, "mg"), on=ON - timedelta(days=28))]
    yield myeloma(bone_agent_doses=doses, labs=labs(urine_albumin_24h=Q(501, "mg/24h")))
    # Results of three weeks ago and of a day before.
    for days, earlier in ((21, []), (22, []), (22, None)):
        day = ON - timedelta(days=days)
        dated = {name: bg.Observation(value=Q(v, "mg/dL"), on=day) for name, v in (("creatinine", 1), ("calcium", 9.4))}
        yield woman(labs=labs(**dated), bone_agent_doses=earlier)
    draw = random.Random(seed)  # noqa: S311 - a fixed corpus, not a secret
    made = 0
    with warnings.catch_warnings():
        # Odd but possible people are wanted here.
        warnings.simplefilter("ignore", bg.BoneguideWarning)
        while made < size:
            patient = _drawn(draw)
            if patient is not None:
                made += 1
                yield patient


_ROUTES = ("IV", "SC", "IM", "oral", "intradermal", "IV bolus")
_FLUIDS = (
    (),
    ("sodium chloride 0.9 %",),
    ("glucose 5 %",),
    ("lactated Ringer's",),
    ("Hartmann's solution",),
    ("Plasma-Lyte",),
    ("none",),
)


def orders(size: int, seed: int = 3) -> Iterator[bg.Regimen]:
    """Yield orders on the limits and a step either side, right and wrong ones alike."""
    draw = random.Random(seed)  # noqa: S311 - a fixed corpus, not a secret

    def chance(*values: Any) -> Any:
        return draw.choice((None, *values))

    def exactly(text: str | None) -> bg.Range | None:
        return None if text is None else bg.Range.exactly(Q(text))

    milligrams = (
        1.5,
        2,
        3,
        3.3,
        3.5,
        4,
        4.1,
        6,
        15,
        30,
        50,
        60,
        61,
        90,
        91,
        120,
        300,
        301,
        400,
        800,
        1200,
        1500,
        1600,
        3201,
    )
    times = (
        "5 minute",
        "14 minute",
        "15 minute",
        "30 minute",
        "1 hour",
        "89 minute",
        "2 hour",
        "4 hour",
        "4.5 hour",
        "25 hour",
    )
    intervals = (
        "12 hour",
        "1 day",
        "2 day",
        "6 day",
        "1 week",
        "20 day",
        "3 week",
        "4 week",
        "1 month",
        "5 week",
        "12 week",
        "6 month",
    )
    for _ in range(size):
        dose = chance(*milligrams)
        span = dose is None and draw.random() < 0.3
        yield bg.Regimen(
            drug=draw.choice((*BONE_AGENTS[:5], "zoledronic acid", "pamidronate", "Prolia", "Aclasta")),
            route=draw.choice(_ROUTES if draw.random() < 0.5 else ("IV", "SC", "oral")),
            dose=None if dose is None else Q(dose, "mg"),
            dose_range=bg.Range(low=Q(60, "mg"), high=Q(draw.choice((90, 120)), "mg")) if span else None,
            interval=exactly(chance(*intervals)),
            infusion_time=exactly(chance(*times)),
            volume=chance(*(Q(v, "mL") for v in (50, 100, 166, 250, 500, 1000))),
            maximum_rate=chance(*(Q(v, "mg/h") for v in (20, 22.5, 60, 61, 100))),
            diluents=draw.choice(_FLUIDS),
            days=draw.choice(((), (1,), (1, 8, 15, 29), tuple(range(1, 8)), tuple(range(1, 9)))),
        )
