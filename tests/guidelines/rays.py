"""Lesions for radiotherapy, to change one thing at a time, and a fixed corpus of people with such lesions."""

from __future__ import annotations

import random
import warnings
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import attrs

import boneguide as bg
from boneguide import BoneguideError, Q
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.lesion import (
    ALIGNMENTS,
    COLLAPSES,
    CORTICAL_DESTRUCTIONS,
    LESION_KINDS,
    PHENOTYPES,
    POSTEROLATERAL,
)
from boneguide.model.neurology import CORD_COMPRESSIONS, EPIDURAL_GRADES
from tests.guidelines.clean import ON

RAYS = bg.guidelines.radiotherapy


def course(gray: float | None, fractions: int | None, *, days: int | None = None, unit: str = "Gy") -> Any:
    """Return a course of radiotherapy that ended some days ago."""
    return bg.RadiotherapyCourse(
        dose_per_fraction=None if gray is None else Q(gray, unit),
        fractions=fractions,
        ended=None if days is None else ON - timedelta(days=days),
    )


def lesion(site: str = "ilium", **changes: Any) -> bg.Lesion:
    """Return a painful lesion that was not irradiated, changed as given."""
    return bg.Lesion(**{"site": site, "painful": True, "radiotherapy": [], **changes})


def vertebra(site: str = "T7", **changes: Any) -> bg.Lesion:
    """Return a painful stable lesion of the spine, changed as given."""
    return lesion(site, **{"sins": 4, **changes})


def person(*lesions: bg.Lesion, **changes: Any) -> bg.Patient:
    """Return a person with lesions and an outlook of a year."""
    facts: dict[str, Any] = {"life_expectancy": Q(12, "month"), "ecog": 1, **changes}
    return bg.Patient(lesions=list(lesions), **facts)


def ask(rule: str, one: bg.Lesion, place: Jurisdiction = "UK", **changes: Any) -> bg.Recommendation:
    """Return what one rule says of the only lesion of a person."""
    answers = bg.assess(person(one, **changes), on=ON, jurisdiction=place, guideline=RAYS)
    return next(answer for answer in answers.values() if answer.id == rule)


def schedule(answer: bg.Recommendation) -> tuple[int, float] | None:
    """Return fractions and total in Gy of what is advised."""
    found = answer.regimen
    return (found.fractions, found.total.m_as("Gy")) if isinstance(found, bg.RadiotherapyRegimen) else None


def offered(answer: bg.Recommendation) -> dict[str, tuple[int, float]]:
    """Return fractions and total in Gy of every other way, by its identifier."""
    found = {a.id: a.regimen for a in answer.alternatives}
    return {k: (r.fractions, r.total.m_as("Gy")) for k, r in found.items() if isinstance(r, bg.RadiotherapyRegimen)}


# ---- a fixed corpus

_FLAG = (True, False, None)
_SITES = (
    *("T7", "T12", "L4", "L5", "C4", "thoracic spine", "sacrum", "spine"),
    *("ilium", "rib", "acetabulum", "femoral head", "other"),
    *("femur", "femoral shaft", "trochanteric femur", "humerus", "tibia"),
)
_OUTLOOKS: tuple[Any, ...] = (
    None,
    *(Q(weeks, "week") for weeks in (2, 4)),
    *(Q(months, "month") for months in (2, 3, 5, 6, 6, 12, 12)),
    bg.LifeExpectancy(low=Q(2, "week"), high=Q(8, "week")),
    bg.LifeExpectancy(low=Q(2, "month"), high=Q(8, "month")),
)
#: A single course of so many fractions and so much each.
_DOSES = ((1, 8), (5, 4), (6, 4), (10, 3), (10, 2), (25, 2), (4, 2), (1, 2), (10, 3.5), (12, 3), (None, 4), (5, None))


def _courses(draw: random.Random) -> Any:
    count = draw.choice((None, 0, 0, 1, 1, 1, 1, 2))
    if count is None:
        return None
    found = []
    for _ in range(count):
        fractions, gray = draw.choice(_DOSES)
        found.append(course(gray, fractions, days=draw.choice((None, 20, 27, 28, 100, 182, 183, 183, 300, 400))))
    return found


def _maybe(draw: random.Random, values: Any, share: float = 0.5) -> Any:
    return draw.choice(tuple(values)) if draw.random() < share else None


def _lesion(draw: random.Random) -> bg.Lesion | None:
    site = draw.choice(_SITES)
    spinal, limb = bg.Lesion(site=site).spinal, bg.Lesion(site=site).region in {"upper limb", "lower limb"}
    changes: dict[str, Any] = {
        "painful": draw.choice((True, True, False, None)),
        "pain": _maybe(draw, (0, 2, 5, 8), 0.3),
        "mechanical_pain": _maybe(draw, _FLAG, 0.5),
        "neuropathic_pain": _maybe(draw, _FLAG, 0.5),
        "phenotype": _maybe(draw, PHENOTYPES),
        "kind": _maybe(draw, (*LESION_KINDS, "metastasis", "metastasis"), 0.6),
        "pathological_fracture": _maybe(draw, _FLAG, 0.5),
        "impending_fracture": _maybe(draw, _FLAG, 0.5),
        "weight_bearing": _maybe(draw, _FLAG),
        "surgeon_consulted": _maybe(draw, _FLAG),
        "size": _maybe(draw, (Q(1.9, "cm"), Q(20, "mm"), Q(3.9, "cm"), Q(4, "cm"), Q(5, "cm"))),
        "cortical_destruction": _maybe(draw, CORTICAL_DESTRUCTIONS),
        "radiotherapy": _courses(draw),
    }
    if draw.random() < 0.25:
        changes["operated_on"] = draw.choice((None, *(ON - timedelta(days=d) for d in (5, 13, 14, 28, 29, 90))))
        changes["wound_healed"] = draw.choice(_FLAG)
    if spinal:
        changes |= {
            "sins": _maybe(draw, (0, 6, 7, 12, 13, 18), 0.7),
            "alignment": _maybe(draw, ALIGNMENTS),
            "vertebral_collapse": _maybe(draw, COLLAPSES),
            "posterolateral_involvement": _maybe(draw, POSTEROLATERAL),
        }
        if site == "T7" and draw.random() < 0.4:
            changes["levels"] = draw.choice((["T7"], ["T6", "T7"], ["T5", "T6", "T7", "T8"]))
        if site == "T12" and draw.random() < 0.3:
            changes["levels"] = ["T11", "T12"]
    if limb:
        changes["mirels"] = _maybe(draw, (4, 7, 8, 9, 12), 0.6)
    try:
        return bg.Lesion(site=site, **changes)
    except BoneguideError:
        return None  # facts that contradict each other are refused, which is tested elsewhere


#: What imaging shows of the cord, and of roots alone.
SEEN = ((None, None), (None, None), (False, False), (True, False), (False, True))


def _neurology(draw: random.Random) -> bg.Neurology:
    kind = draw.random()
    if kind < 0.4:
        return bg.Neurology()
    if kind < 0.75:
        return bg.Neurology(
            deficit=False,
            cord_compression=draw.choice(("excluded", None)),
            epidural_grade=draw.choice(("0", "1a", "1b", "1c", None)),
            whole_spine_mri_on=draw.choice((None, ON - timedelta(days=3))),
            cord_displaced=draw.choice((None, False)),
            root_or_cauda_only=draw.choice((None, False)),
        )
    deficit = draw.choice(_FLAG)
    displaced, roots = draw.choice(SEEN)
    return bg.Neurology(
        cord_displaced=displaced,
        root_or_cauda_only=roots,
        deficit=deficit,
        cord_compression=draw.choice((*CORD_COMPRESSIONS, None)),
        epidural_grade=_maybe(draw, EPIDURAL_GRADES[:3], 0.3),
        whole_spine_mri_on=_maybe(draw, (ON - timedelta(days=3),), 0.7),
        deficit_onset=ON - timedelta(days=draw.choice((1, 5))) if deficit and draw.random() < 0.7 else None,
        spinal_instability_suspected=draw.choice(_FLAG),
    )


def _drawn(draw: random.Random) -> bg.Patient | None:
    found: list[bg.Lesion] = []
    wanted = draw.choice((1, 1, 2, 3, 6))
    while len(found) < wanted:
        made = _lesion(draw)
        if made is not None:
            found.append(made)
    sexes: tuple[Any, ...] = ("male", "male", "female", None)
    sex = draw.choice(sexes)
    findings = draw.choice(({}, {}, {"more_than_five_metastases": True}, {"more_than_five_metastases": False}))
    try:
        return bg.Patient(
            primary=draw.choice(("breast", "renal", "melanoma", "lung", "giant cell tumour of bone", None, None)),
            life_expectancy=draw.choice(_OUTLOOKS),
            ecog=draw.choice((None, 0, 1, 1, 2, 3)),
            neurology=_neurology(draw),
            sex=sex,
            pregnant=draw.choice(_FLAG) if sex == "female" else None,
            conditions=bg.Conditions(
                cord_compression_treatment_begun=draw.choice((*_FLAG, None)),
                suspected_haematological_malignancy=draw.choice((None, None, False, True)),
                systemic_infection=draw.choice((None, False, False, True)),
                sepsis=draw.choice((None, False, True)),
                head_and_neck_radiotherapy=draw.choice(_FLAG),
                jaw_radiotherapy=draw.choice((None, False, False, True)),
                radiotherapy_failed_or_unsuitable=draw.choice((None, None, False, False, True)),
                visceral_metastases=draw.choice(_FLAG),
            ),
            findings=dict(findings),
            lesions=found,
        )
    except BoneguideError:
        return None


_AGES = (*(Q(60, "year"),) * 2, *(None,) * 4, Q(12, "year"))


def corpus(size: int, seed: int = 5) -> Iterator[bg.Patient]:
    """Yield a record with one bare lesion, a plain one, and ``size`` drawn people."""
    yield from (bg.Patient(lesions=[bg.Lesion(site="ilium")]), person(lesion()), person(vertebra(), primary="lymphoma"))
    # Everything that the gate to a stereotactic course asks for, which is drawn rarely.
    for spread in _FLAG:
        fit: dict[str, Any] = {"sex": "male", "conditions": bg.Conditions(visceral_metastases=spread)}
        for one in (vertebra(), lesion("femur", mirels=5, size=Q(3, "cm")), lesion(size=Q(5, "cm"))):
            yield person(one, primary="renal", neurology=bg.Neurology(deficit=False, epidural_grade="1b"), **fit)
    draw = random.Random(seed)  # noqa: S311 - a fixed corpus, not a secret
    made = 0
    with warnings.catch_warnings():
        # Odd but possible people are wanted here.
        warnings.simplefilter("ignore", bg.BoneguideWarning)
        while made < size:
            found = _drawn(draw)
            if found is not None:
                made += 1
                # Now and then a child, and somebody of no stated age.
                yield attrs.evolve(found, age=_AGES[made % len(_AGES)])
