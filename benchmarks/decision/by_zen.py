"""The common decision in the expression language of the ZEN engine (Rust, called from Python).

Tried, single patient from a dict, slowest first: a decision built from the text
of a graph, as the engine's own introduction shows; decision tables for the three
statuses over an expression node; one expression node with a key for each step;
one expression node whose only key runs all steps; the same steps as a compiled
expression without a graph. The last two are kept, and the first as the usual way.
"""

from __future__ import annotations

import functools
import importlib
import json
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.decision.common import BIT, MISSING, Answer, Decide, Person, beyond, on_or_above

REQUIREMENT = "zen-engine>=2.1,<3"

_CREATININE = ("creatinine", "creatinine_baseline")
_CALCIUM = ("calcium", "albumin")


def _unknown(*names: str) -> str:
    return " + ".join(f"({name} == null ? {BIT[name]} : 0)" for name in names)


def _dose(clearance: str) -> str:
    """Return the dose at a clearance: 0 below the table, null where unknown."""
    return (
        f"{clearance} == null ? null : {clearance} > {beyond(60.0)!r} ? 4 : {clearance} >= {on_or_above(50.0)!r} ? 3.5"
        f" : {clearance} >= {on_or_above(40.0)!r} ? 3.3 : {clearance} >= {on_or_above(30.0)!r} ? 3 : 0"
    )


#: Steps in order; each may use the names before it. Null is tested first, for the engine refuses to compare it.
STEPS: dict[str, str] = {
    "serum": "creatinine_baseline ?? creatinine",
    "clearance": ("age == null or weight == null or serum == null ? null : (140 - age) * weight / 72 / serum"),
    "reduced": "clearance == null ? null : clearance * 0.85",
    "lowest": f"sex == 'male' ? ({_dose('clearance')}) : ({_dose('reduced')})",
    "highest": f"sex == 'female' ? lowest : ({_dose('clearance')})",
    "settled": "lowest != null and lowest == highest",
    "too_high": f"creatinine != null and creatinine > {beyond(3.0)!r}",
    "barred": "too_high or dialysis == true or highest == 0",
    "limit": (
        f"creatinine_baseline != null and creatinine_baseline < {on_or_above(1.4)!r}"
        f" ? {on_or_above(0.5)!r} : {on_or_above(1.0)!r}"
    ),
    "risen": "creatinine != null and creatinine_baseline != null and creatinine - creatinine_baseline >= limit",
    "low_calcium": (
        f"calcium == null or albumin == null ? null : calcium + (4 - albumin) * 0.8 < {on_or_above(8.0)!r}"
    ),
    "outstanding": "dental_assessed == false or low_calcium == true",
    "bone_bit": _unknown("bone_metastases"),
    "dental_bit": _unknown("dental_assessed"),
    "calcium_bits": _unknown(*_CALCIUM),
    "creatinine_bits": _unknown(*_CREATININE),
    "clearance_bits": f"creatinine_bits + {_unknown('age', 'weight', 'sex')}",
    "before_hold": f"bone_bit + {_unknown('dialysis')}",
    "zol": (
        "bone_metastases == false ? 'not-applicable' : barred ? 'not-recommended' : risen ? 'withhold'"
        " : bone_metastases == null or creatinine == null or not settled ? 'needs-data'"
        " : outstanding or creatinine_baseline == null or dental_assessed == null or low_calcium == null ? 'after'"
        " : 'recommended'"
    ),
    "zol_dose": "settled and (zol == 'recommended' or zol == 'after' or zol == 'withhold') ? lowest : null",
    "zol_missing": (
        "zol == 'not-applicable' ? 0 : zol == 'not-recommended' ? bone_bit"
        # The bar below 30 mL/min is open where the lower dose is not known to be one.
        " : zol == 'withhold' ? before_hold + (lowest == null or lowest == 0 ? clearance_bits : 0)"
        " : not settled ? before_hold + clearance_bits"
        " : zol == 'needs-data' or outstanding ? before_hold + creatinine_bits"
        " : before_hold + creatinine_bits + dental_bit + calcium_bits"
    ),
    "den": (
        "bone_metastases == false ? 'not-applicable' : low_calcium == true ? 'contraindicated'"
        " : bone_metastases == null or low_calcium == null ? 'needs-data'"
        " : dental_assessed == true ? 'recommended' : 'after'"
    ),
    "den_dose": "den == 'recommended' or den == 'after' ? 120 : null",
    "den_missing": (
        "den == 'not-applicable' ? 0 : den == 'contraindicated' ? bone_bit"
        " : den == 'needs-data' ? bone_bit + calcium_bits : dental_bit"
    ),
    "pam": (
        "bone_metastases == false ? 'not-applicable' : too_high ? 'not-recommended' : risen ? 'withhold'"
        " : bone_metastases == null or creatinine == null ? 'needs-data'"
        " : creatinine_baseline != null and dental_assessed == true ? 'option' : 'after'"
    ),
    "pam_dose": "pam == 'option' or pam == 'after' or pam == 'withhold' ? 90 : null",
    "pam_missing": (
        "pam == 'not-applicable' ? 0 : pam == 'not-recommended' or pam == 'withhold' ? bone_bit"
        " : pam == 'needs-data' ? bone_bit + creatinine_bits : creatinine_bits + dental_bit"
    ),
}
_RESULT = ", ".join(f"{rule}, {rule}_dose, {rule}_missing" for rule in ("zol", "den", "pam"))
#: All steps as one expression; its value is the list of the nine results.
EXPRESSION = "; ".join([*(f"{name} = {text}" for name, text in STEPS.items()), f"[{_RESULT}]"])

_KEY, _FIELD = "common-decision", "answer"


def graph() -> dict[str, Any]:
    """Return the decision as a graph: input, one expression node, output."""
    place = {"x": 0, "y": 0}
    expressions = [{"id": _FIELD, "key": _FIELD, "value": EXPRESSION}]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": place},
        {
            "id": "rules",
            "name": "rules",
            "type": "expressionNode",
            "position": place,
            "content": {"expressions": expressions, "passThrough": False},
        },
        {"id": "out", "name": "out", "type": "outputNode", "position": place},
    ]
    edges = [
        {"id": f"{source}-{target}", "type": "edge", "sourceId": source, "targetId": target}
        for source, target in (("in", "rules"), ("rules", "out"))
    ]
    return {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}


def implementation() -> Decide:
    """Return the best call: the compiled expression, without a graph.

    Raises:
        ModuleNotFoundError: If the engine is not installed.
    """
    expression = _zen().compile_expression(EXPRESSION)
    return lambda person: _answer(expression.evaluate(person))


def graph_implementation() -> Decide:
    """Return the best call with a graph: an engine that holds it ready under a key."""
    evaluate = functools.partial(_engine().evaluate, _KEY)
    return lambda person: _answer(evaluate(person)["result"][_FIELD])


def usual_implementation() -> Decide:
    """Return the call that the engine's introduction shows: a decision made from the text of a graph."""
    decision = _zen().ZenEngine().create_decision(json.dumps(graph()))
    return lambda person: _answer(decision.evaluate(person)["result"][_FIELD])


def batch_implementation() -> Callable[[Sequence[Person]], list[Answer]]:
    """Return the decision for many people in one call."""
    engine = _engine()

    def decide(people: Sequence[Person]) -> list[Answer]:
        found = engine.evaluate_batch([{"key": _KEY, "context": person} for person in people])
        return [_answer(one["data"]["result"][_FIELD]) for one in found]

    return decide


def _zen() -> Any:  # noqa: ANN401 - a module that may not be installed
    return importlib.import_module("zen")


def _engine() -> Any:  # noqa: ANN401 - an object of that module
    return _zen().ZenEngine({"loader": {"type": "static", "content": {_KEY: graph()}}})


def _answer(found: list[Any]) -> Answer:
    zol, zol_dose, zol_missing, den, den_dose, den_missing, pam, pam_dose, pam_missing = found
    return (
        (zol, zol_dose, MISSING[int(zol_missing)]),
        (den, den_dose, MISSING[int(den_missing)]),
        (pam, pam_dose, MISSING[int(pam_missing)]),
    )
