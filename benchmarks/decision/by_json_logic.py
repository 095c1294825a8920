"""The common decision in JsonLogic, evaluated step by step by a Python implementation of it.

JsonLogic has no local names, so each step is one logic and its result joins the
data of the next. It has no third truth value either; its own operator
``missing`` says what is unknown.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any, TypeAlias

from benchmarks.decision.common import RULES, Answer, Decide, Person, Verdict, beyond, on_or_above

REQUIREMENT = "panzi-json-logic>=1.0,<2"

Logic: TypeAlias = Any  # a JSON value

_CREATININE = ("creatinine", "creatinine_baseline")
_CALCIUM = ("calcium", "albumin")
_CLEARANCE = ("age", "weight", "sex", *_CREATININE)


def _var(name: str) -> Logic:
    return {"var": name}


def _missing(*names: str) -> Logic:
    return {"missing": list(names)}


def _known(*names: str) -> Logic:
    return {"!": _missing(*names)}


def _is(name: str, value: str | bool | int) -> Logic:  # noqa: FBT001 - the value compared with
    return {"===": [_var(name), value]}


def _if(*parts: Logic) -> Logic:
    return {"if": list(parts)}


def _any(*parts: Logic) -> Logic:
    return {"or": list(parts)}


def _all(*parts: Logic) -> Logic:
    return {"and": list(parts)}


def _band(name: str) -> Logic:
    """Return the dose at a clearance: 0 below the table, null where unknown."""
    clearance = _var(name)
    return _if(
        _missing(name),
        None,
        {">": [clearance, beyond(60.0)]},
        4.0,
        {">=": [clearance, on_or_above(50.0)]},
        3.5,
        {">=": [clearance, on_or_above(40.0)]},
        3.3,
        {">=": [clearance, on_or_above(30.0)]},
        3.0,
        0.0,
    )


_RISE_LIMIT = _if({"<": [_var("creatinine_baseline"), on_or_above(1.4)]}, on_or_above(0.5), on_or_above(1.0))
_CORRECTED = {"+": [_var("calcium"), {"*": [{"-": [4.0, _var("albumin")]}, 0.8]}]}
_AGE_AND_WEIGHT = {"*": [{"-": [140.0, _var("age")]}, _var("weight")]}


_ZOLEDRONIC_ACID, _DENOSUMAB, _PAMIDRONATE = RULES
_BEFORE_HOLD = ("bone_metastases", "dialysis")


def _status(rule: str) -> str:
    return f"{rule} status"


def _dose(rule: str, dose: Logic, *shown: str) -> Logic:
    return _if({"in": [_var(_status(rule)), list(shown)]}, dose, None)


_SHARED: tuple[tuple[str, Logic], ...] = (
    ("no_question", _is("bone_metastases", value=False)),
    ("serum", _if(_known("creatinine_baseline"), _var("creatinine_baseline"), _var("creatinine"))),
    ("of_men", _if(_known("age", "weight", "serum"), {"/": [{"/": [_AGE_AND_WEIGHT, 72.0]}, _var("serum")]}, None)),
    ("of_women", _if(_known("of_men"), {"*": [_var("of_men"), 0.85]}, None)),
    ("lowest", _if(_is("sex", "male"), _band("of_men"), _band("of_women"))),
    ("highest", _if(_is("sex", "female"), _var("lowest"), _band("of_men"))),
    ("settled", _all(_known("lowest"), {"===": [_var("lowest"), _var("highest")]})),
    ("too_high", _all(_known("creatinine"), {">": [_var("creatinine"), beyond(3.0)]})),
    ("barred", _any(_var("too_high"), _is("dialysis", value=True), {"===": [_var("highest"), 0.0]})),
    (
        "risen",
        _all(_known(*_CREATININE), {">=": [{"-": [_var("creatinine"), _var("creatinine_baseline")]}, _RISE_LIMIT]}),
    ),
    ("low_calcium", _all(_known(*_CALCIUM), {"<": [_CORRECTED, on_or_above(8.0)]})),
    ("outstanding", _any(_is("dental_assessed", value=False), _var("low_calcium"))),
    ("no_data", _missing("bone_metastases", "creatinine")),
)

_STATUSES: tuple[tuple[str, Logic], ...] = (
    (
        _status(_ZOLEDRONIC_ACID),
        _if(
            *(_var("no_question"), "not-applicable"),
            *(_var("barred"), "not-recommended"),
            *(_var("risen"), "withhold"),
            *(_any(_var("no_data"), {"!": _var("settled")}), "needs-data"),
            *(_any(_var("outstanding"), _missing("creatinine_baseline", "dental_assessed", *_CALCIUM)), "after"),
            "recommended",
        ),
    ),
    (
        _status(_DENOSUMAB),
        _if(
            *(_var("no_question"), "not-applicable"),
            *(_var("low_calcium"), "contraindicated"),
            *(_missing("bone_metastases", *_CALCIUM), "needs-data"),
            *(_var("dental_assessed"), "recommended"),
            "after",
        ),
    ),
    (
        _status(_PAMIDRONATE),
        _if(
            *(_var("no_question"), "not-applicable"),
            *(_var("too_high"), "not-recommended"),
            *(_var("risen"), "withhold"),
            *(_var("no_data"), "needs-data"),
            *(_all(_var("dental_assessed"), _known("creatinine_baseline")), "option"),
            "after",
        ),
    ),
)

#: Steps in order: name of the result, and its logic.
STEPS = (*_SHARED, *_STATUSES)

#: Dose and missing facts of each rule, once the steps are done.
VERDICTS: dict[str, tuple[Logic, Logic]] = {
    _ZOLEDRONIC_ACID: (
        _if(_var("settled"), _dose(_ZOLEDRONIC_ACID, _var("lowest"), "recommended", "after", "withhold"), None),
        _if(
            *(_var("no_question"), []),
            *(_var("barred"), _missing("bone_metastases")),
            # The bar below 30 mL/min is open where the lower dose is not known to be one.
            *(_all(_var("risen"), _var("lowest")), _missing(*_BEFORE_HOLD)),
            *(_var("risen"), _missing(*_BEFORE_HOLD, *_CLEARANCE)),
            *({"!": _var("settled")}, _missing(*_BEFORE_HOLD, *_CLEARANCE)),
            *(_any(_var("no_data"), _var("outstanding")), _missing(*_BEFORE_HOLD, *_CREATININE)),
            _missing(*_BEFORE_HOLD, *_CREATININE, "dental_assessed", *_CALCIUM),
        ),
    ),
    _DENOSUMAB: (
        _dose(_DENOSUMAB, 120.0, "recommended", "after"),
        _if(
            *(_var("no_question"), []),
            *(_var("low_calcium"), _missing("bone_metastases")),
            *(_is(_status(_DENOSUMAB), "needs-data"), _missing("bone_metastases", *_CALCIUM)),
            _missing("dental_assessed"),
        ),
    ),
    _PAMIDRONATE: (
        _dose(_PAMIDRONATE, 90.0, "option", "after", "withhold"),
        _if(
            *(_var("no_question"), []),
            *(_any(_var("too_high"), _var("risen")), _missing("bone_metastases")),
            *(_var("no_data"), _missing("bone_metastases", *_CREATININE)),
            _missing(*_CREATININE, "dental_assessed"),
        ),
    ),
}


def implementation() -> Decide:
    """Return the decision for one person.

    Raises:
        ModuleNotFoundError: If the library is not installed.
    """
    evaluate: Callable[[Logic, dict[str, Any]], Any] = importlib.import_module("json_logic").jsonLogic

    def verdict(rule: str, data: dict[str, Any]) -> Verdict:
        dose, missing = VERDICTS[rule]
        return data[_status(rule)], evaluate(dose, data), frozenset(evaluate(missing, data))

    def decide(person: Person) -> Answer:
        data: dict[str, Any] = dict(person)
        for name, logic in STEPS:
            data[name] = evaluate(logic, data)
        return verdict(_ZOLEDRONIC_ACID, data), verdict(_DENOSUMAB, data), verdict(_PAMIDRONATE, data)

    return decide
