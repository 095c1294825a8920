"""People in pain, of whom everything else that the rules on analgesics ask is known."""

from __future__ import annotations

from typing import Any

import boneguide as bg
from boneguide import Q
from boneguide.guidelines import analgesia
from boneguide.model.answer import Recommendation
from tests.guidelines.clean import ON, labs, woman

ADVISED = {bg.Status.RECOMMENDED, bg.Status.OPTION, bg.Status.AFTER}
#: A woman of 60 years and 72 kg: a clearance of 68 and an eGFR of 65 at 1.0 mg/dL.
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
