"""The common decision as productions of a Rete engine (experta, a Python cousin of CLIPS).

Numbers are worked out by the code of a production; every choice is a condition
that the network matches. An unknown sex puts two clearances into working memory,
and the dose is settled where only one dose follows. Productions of one rule are
tried in order, each while the rule has no verdict.
"""

from __future__ import annotations

import collections
import collections.abc
import importlib
from typing import Any, NamedTuple, TypeAlias

from benchmarks.decision.common import BIT, MISSING, NAMES, RULES, Answer, Decide, Person, Verdict, beyond, on_or_above

REQUIREMENT = "experta>=1.9.4,<2"

#: The engine has no types.
Engine: TypeAlias = Any
Condition: TypeAlias = Any

_ZOLEDRONIC_ACID, _DENOSUMAB, _PAMIDRONATE = RULES
_FACTORS = {"male": (1.0,), "female": (0.85,), None: (1.0, 0.85)}

_METASTASES, _DENTAL = BIT["bone_metastases"], BIT["dental_assessed"]
_CREATININE = BIT["creatinine"] | BIT["creatinine_baseline"]
_CALCIUM = BIT["calcium"] | BIT["albumin"]
_CLEARANCE = BIT["age"] | BIT["weight"] | BIT["sex"] | _CREATININE
_BEFORE_HOLD = _METASTASES | BIT["dialysis"]
_NEEDED = _BEFORE_HOLD | _CREATININE


class _Facts(NamedTuple):
    """The kinds of fact in working memory."""

    person: Any
    clearance: Any
    dose: Any
    settled: Any
    finding: Any
    verdict: Any


def implementation() -> Decide:
    """Return the decision for one person.

    Raises:
        ModuleNotFoundError: If the engine is not installed.
    """
    # A dependency of the engine looks for the name where Python had it before 3.10.
    if not hasattr(collections, "Mapping"):
        setattr(collections, "Mapping", collections.abc.Mapping)  # noqa: B010 - no such attribute for type checkers
    experta: Any = importlib.import_module("experta")
    facts = _Facts(*(type(name, (experta.Fact,), {}) for name in _Facts._fields))
    productions = (
        *_numbers(experta, facts),
        *_zoledronic_acid(experta, facts),
        *_denosumab(experta, facts),
        *_pamidronate(experta, facts),
    )
    engine: Engine = type(
        "Decision", (experta.KnowledgeEngine,), {f"production_{n}": rule for n, rule in enumerate(productions)}
    )()

    def decide(person: Person) -> Answer:
        engine.found = {}
        engine.unknown = sum(BIT[name] for name in NAMES if person[name] is None)
        engine.reset()
        engine.declare(facts.person(**person))
        engine.run()
        found: dict[str, Verdict] = engine.found
        return found[_ZOLEDRONIC_ACID], found[_DENOSUMAB], found[_PAMIDRONATE]

    return decide


def _numbers(experta: Engine, facts: _Facts) -> list[Condition]:
    """Return the productions that put clearances, doses and findings into working memory."""
    rule, match, where = experta.Rule, experta.MATCH, experta.P
    known = ~experta.L(None)

    def clearances(engine: Engine, age: float, weight: float, sex: str | None, serum: float) -> None:
        full = (140.0 - age) * weight / 72.0 / serum
        for factor in _FACTORS[sex]:
            engine.declare(facts.clearance(value=full * factor))

    def risen(now: float, before: float) -> bool:
        return now - before >= on_or_above(0.5 if before < on_or_above(1.4) else 1.0)

    def low(calcium: float, albumin: float) -> bool:
        return calcium + (4.0 - albumin) * 0.8 < on_or_above(8.0)

    def band(amount: float, test: collections.abc.Callable[[float], bool]) -> Condition:
        return rule(facts.clearance(value=where(test)), salience=2)(
            lambda engine: engine.declare(facts.dose(amount=amount))
        )

    def finding(name: str, *conditions: Condition) -> Condition:
        return rule(*conditions, salience=2)(lambda engine: engine.declare(facts.finding(name=name)))

    def unknown(name: str, *of: str) -> list[Condition]:
        return [finding(name, facts.person(**{one: None})) for one in of]

    body = {"age": match.age & known, "weight": match.weight & known, "sex": match.sex}
    serum = match.serum & known
    return [
        rule(facts.person(creatinine_baseline=serum, **body), salience=3)(clearances),
        rule(facts.person(creatinine_baseline=None, creatinine=serum, **body), salience=3)(clearances),
        band(4.0, lambda c: c > beyond(60.0)),
        band(3.5, lambda c: on_or_above(50.0) <= c <= beyond(60.0)),
        band(3.3, lambda c: on_or_above(40.0) <= c < on_or_above(50.0)),
        band(3.0, lambda c: on_or_above(30.0) <= c < on_or_above(40.0)),
        band(0.0, lambda c: c < on_or_above(30.0)),
        rule(facts.dose(amount=match.amount), experta.NOT(facts.dose(amount=~match.amount)), salience=1)(
            lambda engine, amount: engine.declare(facts.settled(amount=amount))
        ),
        finding("too high", facts.person(creatinine=where(lambda c: c is not None and c > beyond(3.0)))),
        finding(
            "risen",
            facts.person(creatinine=match.now & known, creatinine_baseline=match.before & known),
            experta.TEST(risen),
        ),
        finding(
            "low calcium",
            facts.person(calcium=match.calcium & known, albumin=match.albumin & known),
            experta.TEST(low),
        ),
        finding("barred", facts.finding(name="too high")),
        finding("barred", facts.person(dialysis=True)),
        finding("barred", facts.settled(amount=0.0)),
        finding("outstanding", facts.finding(name="low calcium")),
        finding("outstanding", facts.person(dental_assessed=False)),
        *unknown("no creatinine", "bone_metastases", "creatinine"),
        *unknown("no calcium", "bone_metastases", "calcium", "albumin"),
        *unknown("to find", "creatinine_baseline", "dental_assessed", "calcium", "albumin"),
    ]


class _Chain:
    """The productions of one rule, tried in the order in which they are written."""

    def __init__(self, experta: Engine, facts: _Facts, name: str) -> None:
        self._experta = experta
        self._facts = facts
        self._name = name
        self.productions: list[Condition] = []

    def then(self, status: str, asked: int, *conditions: Condition, dose: float | None = None) -> None:
        """Add a production: the verdict, its fixed dose, the facts it still asks, and when it holds."""

        def conclude(engine: Engine, amount: float | None = dose) -> None:
            engine.found[self._name] = status, amount, MISSING[engine.unknown & asked]
            engine.declare(self._facts.verdict(rule=self._name))

        # A production that only says what is not there has nothing to start from.
        given = conditions or (self._facts.person(),)
        guard = self._experta.NOT(self._facts.verdict(rule=self._name))
        salience = -1 - len(self.productions)
        self.productions.append(self._experta.Rule(*given, guard, salience=salience)(conclude))


def _zoledronic_acid(experta: Engine, facts: _Facts) -> list[Condition]:
    finding, dose, settled = facts.finding, facts.dose, facts.settled(amount=experta.MATCH.amount)
    risen = finding(name="risen")
    chain = _Chain(experta, facts, _ZOLEDRONIC_ACID)
    chain.then("not-applicable", 0, facts.person(bone_metastases=False))
    chain.then("not-recommended", _METASTASES, finding(name="barred"))
    chain.then("withhold", _BEFORE_HOLD, risen, settled)
    # The bar below 30 mL/min is open where a clearance below it is possible.
    chain.then("withhold", _BEFORE_HOLD, risen, experta.EXISTS(dose()), experta.NOT(dose(amount=0.0)))
    chain.then("withhold", _BEFORE_HOLD | _CLEARANCE, risen)
    chain.then("needs-data", _NEEDED | _CLEARANCE, facts.person(), experta.NOT(facts.settled()))
    chain.then("needs-data", _NEEDED, finding(name="no creatinine"))
    chain.then("after", _NEEDED, settled, finding(name="outstanding"))
    chain.then("after", _NEEDED | _DENTAL | _CALCIUM, settled, finding(name="to find"))
    chain.then("recommended", _NEEDED, settled)
    return chain.productions


def _denosumab(experta: Engine, facts: _Facts) -> list[Condition]:
    chain = _Chain(experta, facts, _DENOSUMAB)
    chain.then("not-applicable", 0, facts.person(bone_metastases=False))
    chain.then("contraindicated", _METASTASES, facts.finding(name="low calcium"))
    chain.then("needs-data", _METASTASES | _CALCIUM, facts.finding(name="no calcium"))
    chain.then("recommended", 0, facts.person(dental_assessed=True), dose=120.0)
    chain.then("after", _DENTAL, dose=120.0)
    return chain.productions


def _pamidronate(experta: Engine, facts: _Facts) -> list[Condition]:
    ready = facts.person(dental_assessed=True, creatinine_baseline=~experta.L(None))
    chain = _Chain(experta, facts, _PAMIDRONATE)
    chain.then("not-applicable", 0, facts.person(bone_metastases=False))
    chain.then("not-recommended", _METASTASES, facts.finding(name="too high"))
    chain.then("withhold", _METASTASES, facts.finding(name="risen"), dose=90.0)
    chain.then("needs-data", _METASTASES | _CREATININE, facts.finding(name="no creatinine"))
    chain.then("option", 0, ready, dose=90.0)
    chain.then("after", _CREATININE | _DENTAL, dose=90.0)
    return chain.productions
