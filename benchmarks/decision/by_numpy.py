"""The common decision on NumPy arrays, vectorised by hand.

Unknown numbers are NaN, which every comparison answers with no; unknown sex and
flags are -1. A verdict is written from the last test to the first, so that the
test that comes first in the rule has the last word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from benchmarks.decision.common import BIT, STATUSES, beyond, on_or_above

Floats: TypeAlias = npt.NDArray[np.float64]
Codes: TypeAlias = npt.NDArray[np.int8]
Masks: TypeAlias = npt.NDArray[np.int16]
Truths: TypeAlias = npt.NDArray[np.bool_]
Int = TypeVar("Int", np.int8, np.int16)
#: Status code, dose in mg with NaN for none, and mask of missing facts.
Verdicts: TypeAlias = tuple[Codes, Floats, Masks]

_CODE = {text: np.int8(code) for code, text in enumerate(STATUSES)}
_RECOMMENDED, _OPTION, _AFTER = _CODE["recommended"], _CODE["option"], _CODE["after"]
_WITHHOLD, _NEEDS_DATA, _NOT_RECOMMENDED = _CODE["withhold"], _CODE["needs-data"], _CODE["not-recommended"]
_CONTRAINDICATED, _NOT_APPLICABLE = _CODE["contraindicated"], _CODE["not-applicable"]

_NOTHING, _METASTASES = np.int16(0), np.int16(BIT["bone_metastases"])
_DENTAL, _DIALYSIS = np.int16(BIT["dental_assessed"]), np.int16(BIT["dialysis"])
_CREATININE = np.int16(BIT["creatinine"] | BIT["creatinine_baseline"])
_CALCIUM = np.int16(BIT["calcium"] | BIT["albumin"])
_CLEARANCE = np.int16(BIT["age"] | BIT["weight"] | BIT["sex"]) | _CREATININE

_NO, _YES, _UNKNOWN = 0, 1, -1
_MALE, _FEMALE = _NO, _YES
_FROM_30, _FROM_40, _FROM_50, _ABOVE_60 = on_or_above(30.0), on_or_above(40.0), on_or_above(50.0), beyond(60.0)
#: Dose of each band of clearance; the band below 30 mL/min has none.
_DOSES = np.array([np.nan, 3.0, 3.3, 3.5, 4.0])


class _Shared(NamedTuple):
    """What more than one rule asks."""

    codes: Mapping[str, Codes]
    unknown: Mapping[str, Truths]
    unknown_bits: Masks
    no_question: Truths
    too_high: Truths
    risen: Truths
    low_calcium: Truths


def decide(numbers: Mapping[str, Floats], codes: Mapping[str, Codes]) -> tuple[Verdicts, Verdicts, Verdicts]:
    """Return the verdicts of everybody, by rule.

    Args:
        numbers: The number facts, NaN where unknown.
        codes: Sex (1 is female) and the flags (1 is yes), -1 where unknown.
    """
    unknown = {name: np.isnan(values) for name, values in numbers.items()}
    unknown.update((name, values == _UNKNOWN) for name, values in codes.items())
    bits = np.zeros(len(codes["sex"]), np.int16)
    for name, places in unknown.items():
        bits |= places * np.int16(BIT[name])
    rise = numbers["creatinine"] - numbers["creatinine_baseline"]
    normal = numbers["creatinine_baseline"] < on_or_above(1.4)
    corrected = numbers["calcium"] + (4.0 - numbers["albumin"]) * 0.8
    shared = _Shared(
        codes=codes,
        unknown=unknown,
        unknown_bits=bits,
        no_question=codes["bone_metastases"] == _NO,
        too_high=numbers["creatinine"] > beyond(3.0),
        risen=(rise >= on_or_above(1.0)) | (normal & (rise >= on_or_above(0.5))),
        low_calcium=corrected < on_or_above(8.0),
    )
    return _zoledronic_acid(numbers, shared), _denosumab(shared), _pamidronate(shared)


def _zoledronic_acid(numbers: Mapping[str, Floats], shared: _Shared) -> Verdicts:
    codes, unknown = shared.codes, shared.unknown
    lowest, highest, clearance_unknown = _bands(numbers, codes["sex"])
    unsettled = clearance_unknown | (lowest != highest)
    barred = shared.too_high | (codes["dialysis"] == _YES) | ((highest == 0) & ~clearance_unknown)
    no_data = unknown["bone_metastases"] | unknown["creatinine"] | unsettled
    outstanding = (codes["dental_assessed"] == _NO) | shared.low_calcium
    open_questions = (shared.unknown_bits & (_DENTAL | _CALCIUM)) != 0

    status = _filled(_RECOMMENDED, lowest)
    _put(status, _AFTER, outstanding | open_questions | unknown["creatinine_baseline"])
    _put(status, _NEEDS_DATA, no_data)
    _put(status, _WITHHOLD, shared.risen)
    _put(status, _NOT_RECOMMENDED, barred)
    _put(status, _NOT_APPLICABLE, shared.no_question)

    needed = _METASTASES | _DIALYSIS | _CREATININE
    asked = _filled(needed | _DENTAL | _CALCIUM, shared.unknown_bits)
    _put(asked, needed, outstanding | no_data)
    _put(asked, needed | _CLEARANCE, unsettled)
    _put(asked, _METASTASES | _DIALYSIS, shared.risen)
    # The bar below 30 mL/min is open where the lower band is not known to be above it.
    _put(asked, _METASTASES | _DIALYSIS | _CLEARANCE, shared.risen & (clearance_unknown | (lowest == 0)))
    missing = _missing(asked, barred, shared)
    _put(lowest, np.int8(0), unsettled | barred | shared.no_question | (status == _NEEDS_DATA))
    return status, np.take(_DOSES, lowest, mode="clip"), missing


def _denosumab(shared: _Shared) -> Verdicts:
    unknown, dental = shared.unknown, shared.codes["dental_assessed"]
    no_data = unknown["bone_metastases"] | unknown["calcium"] | unknown["albumin"]
    status = _filled(_AFTER, dental)
    _put(status, _RECOMMENDED, dental == _YES)
    _put(status, _NEEDS_DATA, no_data)
    _put(status, _CONTRAINDICATED, shared.low_calcium)
    _put(status, _NOT_APPLICABLE, shared.no_question)
    asked = _filled(_DENTAL, shared.unknown_bits)
    _put(asked, _METASTASES | _CALCIUM, no_data)
    missing = _missing(asked, shared.low_calcium, shared)
    return status, _fixed(120.0, no_data | shared.low_calcium | shared.no_question), missing


def _pamidronate(shared: _Shared) -> Verdicts:
    unknown, dental = shared.unknown, shared.codes["dental_assessed"]
    no_data = (unknown["bone_metastases"] | unknown["creatinine"]) & ~shared.risen
    status = _filled(_AFTER, dental)
    _put(status, _OPTION, (dental == _YES) & ~unknown["creatinine_baseline"])
    _put(status, _NEEDS_DATA, no_data)
    _put(status, _WITHHOLD, shared.risen)
    _put(status, _NOT_RECOMMENDED, shared.too_high)
    _put(status, _NOT_APPLICABLE, shared.no_question)
    asked = _filled(_CREATININE | _DENTAL, shared.unknown_bits)
    _put(asked, _METASTASES | _CREATININE, no_data)
    missing = _missing(asked, shared.too_high | shared.risen, shared)
    return status, _fixed(90.0, no_data | shared.too_high | shared.no_question), missing


def _missing(asked: Masks, barred: Truths, shared: _Shared) -> Masks:
    """Return which of the facts that a verdict still asks are unknown."""
    _put(asked, _METASTASES, barred)
    _put(asked, _NOTHING, shared.no_question)
    return asked & shared.unknown_bits


def _bands(numbers: Mapping[str, Floats], sex: Codes) -> tuple[Codes, Codes, Truths]:
    """Return the lowest and highest band of clearance that is possible, and where nothing is known of it."""
    creatinine, baseline = numbers["creatinine"], numbers["creatinine_baseline"]
    serum = np.where(np.isnan(baseline), creatinine, baseline)
    clearance = (140.0 - numbers["age"]) * numbers["weight"] / 72.0 / serum
    of_men, of_women = _band(clearance), _band(clearance * 0.85)
    lowest, highest = of_women.copy(), of_men
    _put(lowest, of_men, sex == _MALE)
    _put(highest, of_women, sex == _FEMALE)
    return lowest, highest, np.isnan(clearance)


def _band(clearance: Floats) -> Codes:
    band = (clearance >= _FROM_30).view(np.int8)
    for edge in (_FROM_40, _FROM_50):
        band += (clearance >= edge).view(np.int8)
    band += (clearance > _ABOVE_60).view(np.int8)
    return band


def _fixed(dose: float, none: Truths) -> Floats:
    return np.where(none, np.nan, dose)


def _filled(value: Int, like: npt.NDArray[Int]) -> npt.NDArray[Int]:
    return np.full(len(like), value)


def _put(into: npt.NDArray[Int], value: npt.NDArray[Int] | Int, places: Truths) -> None:
    """Write ``value`` at ``places``, by bits: on random places a tenth of the time of ``np.copyto``."""
    into ^= (into ^ value) & -places.astype(into.dtype)
