"""People with cord compression, to change one thing at a time, and a fixed corpus of them."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs

import boneguide as bg
from boneguide import BoneguideError, Q
from boneguide.model.assessment import Assessment
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.neurology import CORD_COMPRESSIONS, EPIDURAL_GRADES
from boneguide.model.primary import PRIMARIES
from tests.guidelines.clean import CONDITIONS, ON, clean

CORD = bg.guidelines.cord_compression

#: Compression that fits every criterion of the trial of surgery.
FITTING: dict[str, Any] = {
    "deficit": True,
    "cord_compression": "confirmed",
    "ambulatory": True,
    "cord_displaced": True,
    "single_area": True,
    "tissue_diagnosis": True,
    "surgical_candidate": True,
    "prior_radiotherapy_at_level": False,
    "spinal_instability_suspected": False,
}


def neurology(**changes: Any) -> bg.Neurology:
    """Return confirmed compression that fits the trial, changed as given."""
    return bg.Neurology(**{**FITTING, **changes})


def person(primary: str = "lung", months: float | None = 4, ecog: int | None = 1, **changes: Any) -> bg.Patient:
    """Return a person with confirmed compression; a change that names a fact of the record replaces it."""
    of_record = {field.name for field in attrs.fields(bg.Patient)}
    found = {name: value for name, value in changes.items() if name not in of_record}
    facts: dict[str, Any] = {
        "primary": primary,
        "castration": None,
        "life_expectancy": None if months is None else Q(months, "month"),
        "ecog": ecog,
        "neurology": neurology(**found),
        **{name: value for name, value in changes.items() if name in of_record},
    }
    return clean(**facts)


def assess(patient: bg.Patient, place: Jurisdiction = "UK") -> Assessment:
    """Return what the subject says of a person."""
    return bg.assess(patient, on=ON, jurisdiction=place, guideline=CORD)


def ask(rule: str, patient: bg.Patient, place: Jurisdiction = "UK") -> bg.Recommendation:
    """Return what one rule says of a person."""
    return assess(patient, place)[rule]


# ---- a fixed corpus

_FLAG = (True, False, None)
_TIMES = (None, Q(12, "hour"), Q(24, "hour"), Q(25, "hour"), Q(48, "hour"), Q(49, "hour"), Q(60, "hour"))
_OUTLOOKS: tuple[Any, ...] = (
    None,
    *(Q(months, "month") for months in (0.8, 1, 2.9, 3, 4, 5.9, 6, 12)),
    bg.LifeExpectancy(low=Q(2, "month"), high=Q(4, "month")),
    bg.LifeExpectancy(low=Q(4, "month"), high=Q(8, "month")),
)
_COURSE = bg.RadiotherapyCourse(dose_per_fraction=Q(4, "Gy"), fractions=5)
_COUNTS = (
    None,
    bg.Labs(neutrophils=bg.Observation(value=Q(0.4, "10*9/L"), low=Q(2, "10*9/L"))),
    bg.Labs(neutrophils=bg.Observation(value=Q(4, "10*9/L"), low=Q(2, "10*9/L"))),
)


def _drawn(draw: random.Random) -> bg.Patient | None:
    changes: dict[str, Any] = {
        name: draw.choice(_FLAG)
        for name in (*FITTING, "paraplegia", "root_or_cauda_only", "cumulative_dose_cleared", "suspicious_spinal_pain")
        if name != "cord_compression" and draw.random() < 0.5
    }
    if draw.random() < 0.6:
        changes["cord_compression"] = draw.choice((*CORD_COMPRESSIONS, "confirmed", None))
    if draw.random() < 0.4:
        changes["epidural_grade"] = draw.choice((*EPIDURAL_GRADES, None))
    if draw.random() < 0.3:
        changes["paraplegia"], changes["ambulatory"] = True, None
        changes["paraplegia_duration"] = draw.choice(_TIMES)
    if draw.random() < 0.4:
        changes["whole_spine_mri_on"] = ON - timedelta(days=draw.choice((0, 2, 9)))
        changes["deficit_onset"] = draw.choice((None, ON - timedelta(days=3)))
    if draw.random() < 0.3:
        changes["confirmed_on"] = draw.choice((None, ON - timedelta(days=5)))
    ended = attrs.evolve(_COURSE, ended=ON - timedelta(days=draw.choice((4, 6))))
    courses: tuple[Any, ...] = (None, [], [_COURSE], [ended])
    lesions: tuple[Any, ...] = (
        None,
        [],
        *(
            [
                bg.Lesion(
                    site=site,
                    painful=draw.choice(_FLAG),
                    radiotherapy=draw.choice(courses),
                    operated_on=draw.choice((None, ON - timedelta(days=5), ON - timedelta(days=6))),
                    sins=draw.choice((None, 6, 12, 13)) if site == "T5" else None,
                )
            ]
            for site in ("T5", "femur")
        ),
    )
    start = neurology() if draw.random() < 0.6 else bg.Neurology()
    try:
        return clean(
            primary=draw.choice((*PRIMARIES, "renal", "lymphoma", "lung", None)),
            castration=None,
            sex=None,
            life_expectancy=draw.choice(_OUTLOOKS),
            ecog=draw.choice((None, 0, 1, 2, 3, 4)),
            neurology=attrs.evolve(start, **changes),
            conditions=attrs.evolve(CONDITIONS, cord_compression_treatment_begun=draw.choice((*_FLAG, False))),
            lesions=draw.choice(lesions),
            symptoms=bg.Symptoms(febrile=draw.choice(_FLAG), sudden_severe_bone_pain=draw.choice(_FLAG)),
            labs=draw.choice(_COUNTS) or bg.Labs(),
            medications=draw.choice((None, [], [bg.Medication(drug="dexamethasone")])),
            bone_agent_doses=draw.choice(
                (
                    None,
                    [],
                    *([bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=days))] for days in (1, 3, 4)),
                )
            ),
        )
    except BoneguideError:
        return None  # facts that contradict each other are refused, which is tested elsewhere


_AGES = (*(Q(60, "year"),) * 5, Q(12, "year"), None)


def corpus(size: int, seed: int = 11) -> Iterator[bg.Patient]:
    """Yield an empty record, the base, and ``size`` drawn people."""
    yield from (bg.Patient(), person())
    draw = random.Random(seed)  # noqa: S311 - a fixed corpus, not a secret
    made = 0
    with warnings.catch_warnings():
        # Odd but possible people are wanted here.
        warnings.simplefilter("ignore", bg.BoneguideWarning)
        while made < size:
            found = _drawn(draw)
            if found is not None:
                made += 1
                # Now and then a child, somebody of no stated age, a woman with child, and an infection.
                ill = attrs.evolve(found.conditions, sepsis=_FLAG[made % 3], systemic_infection=_FLAG[made // 3 % 3])
                changes: dict[str, Any] = {"age": _AGES[made % len(_AGES)], "conditions": ill}
                if made % 5 == 0 and found.primary != "prostate":
                    changes |= {"sex": "female", "age": Q(40, "year"), "pregnant": _FLAG[made // 5 % 3]}
                yield attrs.evolve(found, **changes)
