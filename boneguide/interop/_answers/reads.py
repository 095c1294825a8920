"""Which parts of a record the rules of a guideline read.

That is not written down anywhere: it is seen, by reading each fact from a record that
notes what it is asked for.
"""

from __future__ import annotations

import datetime as dt
import functools
import types
from collections.abc import Callable, Iterable
from typing import Any

from boneguide.logic.context import Context
from boneguide.logic.guideline import Guideline
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import Fact, Node
from boneguide.model._record import Facts, Record
from boneguide.model.labs import LAB_KINDS, Labs
from boneguide.model.lesion import Lesion
from boneguide.model.medication import BoneAgentDose, Medication
from boneguide.model.neurology import Neurology
from boneguide.model.observation import Observation
from boneguide.model.patient import Patient
from boneguide.model.radionuclide import RadionuclideDose
from boneguide.model.radiotherapy import RadiotherapyCourse
from boneguide.quantities import Quantity


def facts_of(guideline: Guideline) -> tuple[Fact, ...]:
    """Return every fact that the rules of a guideline read, of the person and of lesions.

    Example:
        >>> from boneguide import guidelines
        >>> [fact.name for fact in facts_of(guidelines.bone_agents.only("bone-turnover-markers"))]
        ['urinary_ntx', 'bone_alkaline_phosphatase']
    """
    found: dict[Fact, None] = {}
    left: list[Iterable[Node]] = [[node for rule in guideline for node in rule.criteria()]]
    # What is asked of rows is put at the end, while the list is gone through.
    for asked in left:
        facts, questions = inputs(asked)
        found.update(dict.fromkeys(facts))
        left.extend([question.condition] for question in questions)
    return tuple(found)


class Watched:
    """A record that notes by its path every part that is read from it."""

    __slots__ = ("_held", "_path", "_seen")

    def __init__(self, held: object, path: str, seen: dict[str, None]) -> None:
        self._held, self._path, self._seen = held, path, seen

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the record holds
        known = getattr(type(self._held), name, None)
        if isinstance(known, types.FunctionType):
            # A method must read through what notes it, too.
            return types.MethodType(known, self)
        if isinstance(known, property | functools.cached_property):
            read: Callable[[object], object] | None = getattr(known, "fget", None) or getattr(known, "func", None)
            return None if read is None else read(self)
        value, path = getattr(self._held, name), f"{self._path}{name}"
        if isinstance(value, Facts):
            return Watched(value, f"{path}.", self._seen)
        if path != "incomplete":
            # That a list may lack entries is said of the list.
            self._seen[path] = None
        if isinstance(value, tuple) and path == "lesions":
            return tuple(Watched(item, "lesions.", self._seen) for item in value)
        return value


class WatchedContext(Watched):
    """The one person, day and lesion that a fact is read from, noted likewise."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the context holds
        value = getattr(self._held, name)
        if isinstance(value, Facts):
            return Watched(value, "", self._seen)
        if isinstance(value, Record) and name == "lesion":
            return Watched(value, "lesions.", self._seen)
        if name in {"order", "jurisdiction"}:
            self._seen[name] = None
        return value


#: Any day will do: that of an assessment decides what a fact says, not which part of a record it reads.
_DAY = dt.date(2000, 1, 1)
_LONG_AGO = dt.date(1990, 1, 1)


@functools.cache
def _people() -> tuple[Patient, ...]:
    """Return records of whom between them every part is asked for: what is unknown hides what is read after it."""
    course = RadiotherapyCourse(dose_per_fraction=Quantity(8, "Gy"), fractions=1, ended=_LONG_AGO)
    results = {
        name: Observation(value=Quantity(sum(kind.plausible) / 2, kind.canonical), on=_LONG_AGO)
        for name, kind in LAB_KINDS.items()
    }
    return (
        Patient(),
        Patient(
            lesions=[Lesion(site="L3"), Lesion(site="L3", operated_on=_LONG_AGO, radiotherapy=[course])],
            medications=[Medication(drug="zoledronic acid", last_given=_DAY)],
            bone_agent_doses=[BoneAgentDose(drug="zoledronic acid", on=_DAY)],
            radionuclide_doses=[RadionuclideDose(drug="radium-223", on=_DAY)],
            neurology=Neurology(whole_spine_mri_on=_LONG_AGO),
            labs=Labs(**results),
        ),
    )


@functools.lru_cache(maxsize=2048)
def parts_read(fact: Fact) -> tuple[str, ...]:
    """Return the paths of the parts of a record that a fact is read from.

    Example:
        >>> from boneguide.guidelines.facts import CREATININE, ZOLEDRONIC_ACID_WITHHELD
        >>> parts_read(CREATININE), parts_read(ZOLEDRONIC_ACID_WITHHELD)
        (('labs.creatinine', 'bone_agent_doses', 'medications'), ('withheld',))
    """
    seen: dict[str, None] = {}
    for patient in _people():
        rows = (None,) if fact.table is None else patient.lesions or ()
        for lesion in rows:
            context: Any = WatchedContext(Context(patient=patient, on=_DAY, lesion=lesion), "", seen)
            fact.read(context)
    return tuple(seen)
