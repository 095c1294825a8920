"""Laboratory results: dated series of observations, each of one kind of quantity."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, TypeAlias

import attrs

from boneguide.errors import BoneguideError, InconsistentRecordWarning, InvalidPatientError, UnknownFieldError
from boneguide.model._check import expected, is_collection, owner, require_date, require_quantity
from boneguide.model._record import Facts
from boneguide.model.observation import Observation
from boneguide.quantities import Kind, Quantity, kinds

#: What a field of :class:`Labs` accepts.
Results: TypeAlias = Quantity | Observation | Sequence[Observation] | None
#: What a field with a single result accepts.
Result: TypeAlias = Quantity | Observation | None

#: The kind of quantity that each field of :class:`Labs` holds.
LAB_KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "creatinine": kinds.SERUM_CREATININE,
        "creatinine_baseline": kinds.SERUM_CREATININE,
        "estimated_gfr": kinds.ESTIMATED_GFR,
        "calcium": kinds.SERUM_CALCIUM,
        "corrected_calcium": kinds.SERUM_CALCIUM,
        "ionised_calcium": kinds.IONISED_CALCIUM,
        "albumin": kinds.SERUM_ALBUMIN,
        "vitamin_d": kinds.VITAMIN_D,
        "phosphate": kinds.PHOSPHATE,
        "magnesium": kinds.MAGNESIUM,
        "urinary_ntx": kinds.NTX,
        "bone_alkaline_phosphatase": kinds.BONE_ALP,
        "urine_albumin_24h": kinds.URINE_ALBUMIN,
        "haemoglobin": kinds.HAEMOGLOBIN,
        "platelets": kinds.PLATELETS,
        "neutrophils": kinds.NEUTROPHILS,
        "white_cells": kinds.WHITE_CELLS,
    }
)


def _as_result(value: Result) -> Observation | None:
    # What is no result is kept as it is: the validator refuses it and names the field.
    if not isinstance(value, Quantity):
        return value
    try:
        return Observation(value=value)
    except BoneguideError:
        return value  # type: ignore[return-value]  # a wrong type is left for the validator


def _as_series(value: Results) -> tuple[Observation, ...] | None:
    if value is None:
        return None
    # A quantity claims to be iterable, and a text is a sequence of letters.
    items: tuple[Any, ...] = tuple(value) if is_collection(value) else (_as_result(value),)  # type: ignore[arg-type]  # a wrong type is left for the validator
    if all(isinstance(item, Observation) and item.on is not None for item in items):
        return tuple(sorted(items, key=_day))
    return items


def _day(observation: Observation) -> date:
    return observation.on or date.max


def _result(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is not None:
        _require_result(value, owner(instance, attribute), LAB_KINDS[attribute.name])


def _series(instance: object, attribute: attrs.Attribute[Any], value: tuple[object, ...] | None) -> None:
    field = owner(instance, attribute)
    found: list[Observation] = []
    for place, item in enumerate(value or ()):
        path = field if len(value or ()) == 1 else f"{field}[{place}]"
        found.append(_require_result(item, path, LAB_KINDS[attribute.name]))
    undated = sum(item.on is None for item in found)
    if undated and len(found) > 1:
        msg = (
            f"{field} holds {len(found)} results, {undated} of them without a date; expected a date on each, because"
            " an undated result means current on the day of the assessment and cannot be put in order."
            " Give on=date(...), or give that result alone."
        )
        raise InvalidPatientError(msg)
    _warn_of_twins(found, field)


def _require_result(value: object, field: str, kind: Kind) -> Observation:
    if not isinstance(value, Observation):
        require_quantity(value, field, (kind,), further=1)
        msg = f"{field} was {value!r}; expected an Observation with its date where there are several."
        raise InvalidPatientError(msg)
    require_quantity(value.value, field, (kind,), further=1)
    for name in ("low", "high"):
        end = getattr(value, name)
        if end is not None:
            require_quantity(end, f"{field}.{name}", (kind,), further=1)
    return value


def _warn_of_twins(found: list[Observation], field: str) -> None:
    for day, group in itertools.groupby(found, key=lambda item: item.on):
        twins = list(group)
        if any((twin.value, twin.comparator) != (twins[-1].value, twins[-1].comparator) for twin in twins):
            listed = " and ".join(str(twin).removesuffix(f" on {day}") for twin in twins)
            msg = f"{field} has {listed} on {day}; the last given, {twins[-1]}, is used."
            warnings.warn(msg, InconsistentRecordWarning, stacklevel=4)


@attrs.frozen(kw_only=True, repr=False)
class Labs(Facts):
    """Results of laboratory tests, each as a series sorted by date.

    A field takes one quantity, one observation or a sequence of observations.
    A single result without a date means current on the day of the assessment.
    None means that nothing is known; an empty sequence, that no test was done.

    Raises:
        InvalidPatientError: If a result is not a quantity of the right kind or
            cannot be true, or if undated results stand beside others.

    Warns:
        ImplausibleValueWarning: If a result is possible but very unusual.
        InconsistentRecordWarning: If one day has two different results.

    Example:
        >>> from boneguide.quantities import Q
        >>> labs = Labs(
        ...     calcium=Q(9.4, "mg/dL"),
        ...     creatinine=[
        ...         Observation(value=Q(1.1, "mg/dL"), on=date(2026, 11, 20)),
        ...         Observation(value=Q(0.9, "mg/dL"), on=date(2026, 10, 1)),
        ...     ],
        ... )
        >>> print(labs.latest("creatinine", date(2026, 11, 1)))
        0.9 mg/dL on 2026-10-01
        >>> print(labs.latest("calcium", date(2026, 11, 1)))
        9.4 mg/dL
    """

    #: Creatinine in serum or plasma.
    creatinine: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: Creatinine before treatment with a bone-modifying agent began; never rolled forward.
    creatinine_baseline: Observation | None = attrs.field(default=None, converter=_as_result, validator=_result)
    #: Glomerular filtration rate as the laboratory estimated it, per 1.73 m2; it is no creatinine clearance.
    estimated_gfr: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: Total calcium in serum, not corrected.
    calcium: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: Calcium corrected for albumin by the laboratory itself.
    corrected_calcium: tuple[Observation, ...] | None = attrs.field(
        default=None, converter=_as_series, validator=_series
    )
    #: Ionised calcium.
    ionised_calcium: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: Albumin in serum.
    albumin: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: 25-hydroxyvitamin D in serum.
    vitamin_d: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: Phosphate in serum.
    phosphate: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: Magnesium in serum.
    magnesium: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: N-telopeptide of collagen in urine, per creatinine.
    urinary_ntx: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: Bone-specific alkaline phosphatase in serum.
    bone_alkaline_phosphatase: tuple[Observation, ...] | None = attrs.field(
        default=None, converter=_as_series, validator=_series
    )
    #: Albumin in urine collected over 24 hours.
    urine_albumin_24h: tuple[Observation, ...] | None = attrs.field(
        default=None, converter=_as_series, validator=_series
    )
    #: Haemoglobin in blood.
    haemoglobin: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: Platelets in blood.
    platelets: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: Neutrophils in blood.
    neutrophils: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)
    #: All white cells in blood.
    white_cells: tuple[Observation, ...] | None = attrs.field(default=None, converter=_as_series, validator=_series)

    def series(self, field: str, until: date) -> tuple[Observation, ...]:
        """Return the results of ``field`` up to and including a day, oldest first.

        An undated result counts as current. Unknown and never tested both give
        an empty tuple.

        Args:
            field: Name of a field, such as ``"creatinine"``.
            until: Last day that counts.

        Raises:
            UnknownFieldError: If there is no such field.
            InvalidPatientError: If ``until`` is no date.
        """
        if field not in LAB_KINDS:
            msg = f"Labs has no field {field!r}; {expected(field, LAB_KINDS)}"
            raise UnknownFieldError(msg)
        require_date(until, "Labs.series(until)")
        held = getattr(self, field)
        results: tuple[Observation, ...] = (held,) if isinstance(held, Observation) else held or ()
        return tuple(result for result in results if result.on is None or result.on <= until)

    def latest(self, field: str, on: date) -> Observation | None:
        """Return the result of ``field`` that counts on a day, None where there is none.

        Of several results on one day the last given counts.

        Args:
            field: Name of a field, such as ``"creatinine"``.
            on: Day of the assessment; later results are left out.

        Raises:
            UnknownFieldError: If there is no such field.
            InvalidPatientError: If ``on`` is no date.
        """
        held = getattr(self, field, None) if field in LAB_KINDS else None
        if isinstance(held, tuple) and len(held) == 1 and held[0].on is None:
            # One undated result is by far the commonest case, and every rule asks.
            require_date(on, "Labs.latest(on)")
            only: Observation = held[0]
            return only
        known = self.series(field, on)
        return known[-1] if known else None
