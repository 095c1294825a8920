"""The common decision as plain Python on floats, the way a good programmer would write it.

Unknown is None and is tested where it matters. Missing facts are gathered as a
bit mask and decoded by a look-up, which keeps sets out of the hot path.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.decision.common import BIT, MISSING, Answer, Verdict, beyond, on_or_above

_METASTASES, _DENTAL, _DIALYSIS = BIT["bone_metastases"], BIT["dental_assessed"], BIT["dialysis"]
_CREATININE, _BASELINE = BIT["creatinine"], BIT["creatinine_baseline"]
_CALCIUM, _ALBUMIN = BIT["calcium"], BIT["albumin"]
_CLEARANCE_FACTS = tuple((name, BIT[name]) for name in ("age", "weight", "sex", "creatinine", "creatinine_baseline"))

_ABOVE_60, _FROM_50, _FROM_40, _FROM_30 = beyond(60.0), on_or_above(50.0), on_or_above(40.0), on_or_above(30.0)
_HIGHEST_CREATININE = beyond(3.0)
_ABNORMAL, _RISE_FROM_NORMAL, _RISE_FROM_ABNORMAL = on_or_above(1.4), on_or_above(0.5), on_or_above(1.0)
_NORMAL_CALCIUM = on_or_above(8.0)

_NO_QUESTION: Verdict = ("not-applicable", None, MISSING[0])
_NOT_APPLICABLE: Answer = (_NO_QUESTION, _NO_QUESTION, _NO_QUESTION)


def decide(person: Mapping[str, Any]) -> Answer:
    """Return the verdicts for one person."""
    metastases = person["bone_metastases"]
    if metastases is False:
        return _NOT_APPLICABLE
    missing = _METASTASES if metastases is None else 0
    creatinine, baseline = person["creatinine"], person["creatinine_baseline"]
    calcium, albumin = person["calcium"], person["albumin"]
    risen = low_calcium = None
    if creatinine is not None and baseline is not None:
        risen = creatinine - baseline >= (_RISE_FROM_NORMAL if baseline < _ABNORMAL else _RISE_FROM_ABNORMAL)
    if calcium is not None and albumin is not None:
        low_calcium = calcium + (4.0 - albumin) * 0.8 < _NORMAL_CALCIUM
    return (
        _zoledronic_acid(person, missing, risen, low_calcium),
        _denosumab(person, missing, low_calcium),
        _pamidronate(person, missing, risen),
    )


def _zoledronic_acid(  # noqa: C901, PLR0911, PLR0912 - a rule is read more easily in one piece
    person: Mapping[str, Any],
    missing: int,
    risen: bool | None,  # noqa: FBT001 - a truth value that is passed on
    low_calcium: bool | None,  # noqa: FBT001 - a truth value that is passed on
) -> Verdict:
    creatinine, dialysis = person["creatinine"], person["dialysis"]
    if dialysis or (creatinine is not None and creatinine > _HIGHEST_CREATININE):
        return "not-recommended", None, MISSING[missing]
    lowest, highest = _doses(person)
    if highest == 0.0:
        return "not-recommended", None, MISSING[missing]
    metastases_unknown = missing
    if dialysis is None:
        missing |= _DIALYSIS
    settled = lowest is not None and lowest == highest
    if risen:
        # The bar below 30 mL/min is open where the lower dose is not known to be one.
        if not lowest:
            missing |= _unknown_of_clearance(person)
        return "withhold", lowest if settled else None, MISSING[missing]
    if not settled:
        missing |= _unknown_of_clearance(person)
    if creatinine is None:
        missing |= _CREATININE
    if person["creatinine_baseline"] is None:
        missing |= _BASELINE
    if metastases_unknown or creatinine is None or not settled:
        return "needs-data", None, MISSING[missing]
    dental = person["dental_assessed"]
    if dental is False or low_calcium:
        return "after", lowest, MISSING[missing]
    if dental and low_calcium is False and risen is False:
        return "recommended", lowest, MISSING[missing]
    if dental is None:
        missing |= _DENTAL
    if low_calcium is None:
        missing |= _unknown_of_calcium(person)
    return "after", lowest, MISSING[missing]


def _denosumab(person: Mapping[str, Any], missing: int, low_calcium: bool | None) -> Verdict:  # noqa: FBT001 - a truth value
    if low_calcium:
        return "contraindicated", None, MISSING[missing]
    if low_calcium is None:
        missing |= _unknown_of_calcium(person)
    if missing:
        return "needs-data", None, MISSING[missing]
    if person["dental_assessed"]:
        return "recommended", 120.0, MISSING[0]
    return "after", 120.0, MISSING[0 if person["dental_assessed"] is False else _DENTAL]


def _pamidronate(person: Mapping[str, Any], missing: int, risen: bool | None) -> Verdict:  # noqa: FBT001 - a truth value
    creatinine, dental = person["creatinine"], person["dental_assessed"]
    if creatinine is not None and creatinine > _HIGHEST_CREATININE:
        return "not-recommended", None, MISSING[missing]
    if risen:
        return "withhold", 90.0, MISSING[missing]
    unsettled = missing
    if creatinine is None:
        unsettled |= _CREATININE
    missing = unsettled
    if person["creatinine_baseline"] is None:
        missing |= _BASELINE
    if unsettled:
        return "needs-data", None, MISSING[missing]
    if dental and not missing:
        return "option", 90.0, MISSING[0]
    return "after", 90.0, MISSING[missing | _DENTAL if dental is None else missing]


def _doses(person: Mapping[str, Any]) -> tuple[float | None, float | None]:
    """Return the lowest and the highest dose that the clearance allows; 0 is none, None not known."""
    age, weight, serum = person["age"], person["weight"], person["creatinine_baseline"]
    if serum is None:
        serum = person["creatinine"]
    if age is None or weight is None or serum is None:
        return None, None
    clearance = (140.0 - age) * weight / 72.0 / serum
    sex = person["sex"]
    if sex == "male":
        dose = _dose(clearance)
        return dose, dose
    lowest = _dose(clearance * 0.85)
    return lowest, lowest if sex == "female" else _dose(clearance)


def _dose(clearance: float) -> float:
    if clearance > _ABOVE_60:
        return 4.0
    if clearance >= _FROM_50:
        return 3.5
    if clearance >= _FROM_40:
        return 3.3
    return 3.0 if clearance >= _FROM_30 else 0.0


def _unknown_of_clearance(person: Mapping[str, Any]) -> int:
    return sum(bit for name, bit in _CLEARANCE_FACTS if person[name] is None)


def _unknown_of_calcium(person: Mapping[str, Any]) -> int:
    return (_CALCIUM if person["calcium"] is None else 0) | (_ALBUMIN if person["albumin"] is None else 0)
