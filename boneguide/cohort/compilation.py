"""From rules and the columns there are to the columns of the answer, and what each of them means."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

import attrs

from boneguide.errors import CohortLayoutError, GuidelineError
from boneguide.logic.columns.circuit import Circuit, Gate
from boneguide.logic.columns.emit import Dialect, Plan, plan
from boneguide.logic.columns.interpreter import Given, Interpreter
from boneguide.logic.columns.verdict import Verdict, verdict
from boneguide.logic.inputs import inputs
from boneguide.logic.nodes import Fact
from boneguide.logic.rule import Rule
from boneguide.logic.tables import Exists, Table
from boneguide.logic.verbs import JURISDICTION
from boneguide.model.status import Status

#: What can be asked of each rule, in the order of the columns.
OUTPUTS = ("status", "dose", "missing")
#: The column that says whether something comes before any drug.
RED_FLAG = "red_flag"
#: A whole number with a sign holds so many yes-or-no answers on every backend.
_BITS = 60


@attrs.frozen
class Meaning:
    """What a column of the answer holds.

    Args:
        output: ``"status"``, ``"dose"``, ``"missing"`` or ``"red_flag"``.
        rule: The rule that it is about; empty for a red flag.
        unit: The unit of a dose.
        facts: For missing facts, the name that each bit stands for, the first being worth 1.
    """

    output: str
    rule: str = ""
    unit: str | None = None
    facts: tuple[str, ...] = ()


@attrs.frozen
class Compiled:
    """Rules ready for a frame.

    Args:
        outputs: Gates by name of column.
        meanings: What those columns hold.
        verdicts: What was found of each rule.
        interpreter: What found it.
    """

    outputs: dict[str, Gate]
    meanings: dict[str, Meaning]
    verdicts: dict[str, Verdict]
    interpreter: Interpreter
    _plans: dict[Dialect, Plan] = attrs.field(factory=dict, eq=False, repr=False)

    def plan(self, dialect: Dialect) -> Plan:
        """Return how to work out the outputs, put together once for each backend."""
        found = self._plans.get(dialect)
        if found is None:
            found = self._plans[dialect] = plan(self.outputs, dialect)
        return found


@functools.lru_cache(maxsize=32)
def sources(rules: tuple[Rule, ...]) -> tuple[tuple[Fact, ...], tuple[Exists, ...]]:
    """Return the facts about a person and the questions about rows on which the answers of rules stand.

    Raises:
        GuidelineError: If two different facts share a name.
    """
    facts, questions = inputs(node for rule in rules for node in rule.criteria())
    return distinct(f for f in facts if f != JURISDICTION and f.table is None), questions


@functools.lru_cache(maxsize=32)
def row_sources(rules: tuple[Rule, ...], table: Table) -> tuple[Fact, ...]:
    """Return the facts about the rows of a table on which the answers of rules stand.

    Raises:
        GuidelineError: If two different facts share a name.
    """
    facts, questions = inputs(node for rule in rules for node in rule.criteria())
    of_questions, _ = inputs(question.condition for question in questions)
    return distinct(f for f in (*of_questions, *facts) if f.table == table)


def distinct(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return each fact once.

    Raises:
        GuidelineError: If two different facts share a name.
    """
    found: dict[str, Fact] = {}
    for fact in facts:
        if found.setdefault(fact.name, fact) != fact:
            msg = f"two different facts are called {fact.name!r}. Expected one definition; rename one of them."
            raise GuidelineError(msg)
    return tuple(found.values())


def column_name(identifier: str) -> str:
    """Return the identifier of a rule as columns are named after it.

    Example:
        >>> column_name("zoledronic-acid")
        'zoledronic_acid'
    """
    return identifier.replace("-", "_")


def compiled(
    rules: tuple[Rule, ...],
    place: str,
    given: Mapping[Fact, Given],
    answered: Mapping[Exists, tuple[str, str]],
    outputs: tuple[str, ...],
) -> Compiled:
    """Return rules ready for a frame that has the given columns, once for frames of one shape.

    Args:
        rules: The rules.
        place: Whose rules count.
        given: What the columns hold, by fact.
        answered: The columns of answers to questions about rows.
        outputs: What is wanted of each rule.

    Raises:
        CohortLayoutError: If two rules would be answered in one column.
    """
    return _compiled(rules, place, tuple(given.items()), tuple(answered.items()), outputs)


@functools.lru_cache(maxsize=32)
def _compiled(
    rules: tuple[Rule, ...],
    place: str,
    given: tuple[tuple[Fact, Given], ...],
    answered: tuple[tuple[Exists, tuple[str, str]], ...],
    outputs: tuple[str, ...],
) -> Compiled:
    return assembled(rules, place, Interpreter(Circuit(), dict(given), place, dict(answered)), outputs)


def assembled(rules: tuple[Rule, ...], place: str, interpreter: Interpreter, outputs: tuple[str, ...]) -> Compiled:
    """Return rules ready for the columns that an interpreter knows, which may have a circuit in common with another.

    Args:
        rules: The rules.
        place: Whose rules count.
        interpreter: What knows the columns.
        outputs: What is wanted of each rule.

    Raises:
        CohortLayoutError: If two rules would be answered in one column.
    """
    circuit = interpreter.circuit
    verdicts = {rule.id: verdict(rule, place, interpreter) for rule in rules}
    made = Compiled({}, {}, verdicts, interpreter)
    if any(rule.urgent for rule in rules) and "status" in outputs:
        flags = [verdicts[rule.id].of[Status.NOT_APPLICABLE] for rule in rules if rule.urgent]
        made.outputs[RED_FLAG] = circuit.negated(circuit.both(*flags))
        made.meanings[RED_FLAG] = Meaning(RED_FLAG)
    for rule in rules:
        for output in OUTPUTS:
            if output in outputs:
                _ADD[output](made, rule, verdicts[rule.id])
    return made


def _add_status(made: Compiled, rule: Rule, found: Verdict) -> None:
    _add(made, f"{column_name(rule.id)}_status", found.status, Meaning("status", rule.id))


def _add_dose(made: Compiled, rule: Rule, found: Verdict) -> None:
    if found.dose is None or found.dose_unit is None:
        return
    low, high = found.dose
    unit = found.dose_unit.replace("/", "_per_").replace(" ", "_")
    named = {"dose": low} if low is high else {"dose_low": low, "dose_high": high}
    for name, gate in named.items():
        meaning = Meaning("dose", rule.id, unit=found.dose_unit)
        _add(made, f"{column_name(rule.id)}_{name}_{unit}", gate, meaning)


def _add_missing(made: Compiled, rule: Rule, found: Verdict) -> None:
    facts = tuple(found.missing)
    for part, start in enumerate(range(0, max(1, len(facts)), _BITS)):
        here = facts[start : start + _BITS]
        name = f"{column_name(rule.id)}_missing{f'_{part + 1}' if part else ''}"
        mask = made.interpreter.circuit.mask(found.missing[fact] for fact in here)
        _add(made, name, mask, Meaning("missing", rule.id, facts=tuple(fact.name for fact in here)))


def _add(made: Compiled, name: str, gate: Gate, meaning: Meaning) -> None:
    if name in made.outputs:
        msg = (
            f"rules {made.meanings[name].rule!r} and {meaning.rule!r} would both be answered in the column {name!r}."
            " Expected identifiers that differ by more than '-' and '_'; rename one, or ask for one of them in rules."
        )
        raise CohortLayoutError(msg)
    made.outputs[name] = gate
    made.meanings[name] = meaning


_ADD = {"status": _add_status, "dose": _add_dose, "missing": _add_missing}


def chosen_outputs(outputs: Iterable[str]) -> tuple[str, ...]:
    """Return the outputs asked for, in the order of the columns.

    Raises:
        CohortLayoutError: If one is not known, or there is none.
    """
    asked = (outputs,) if isinstance(outputs, str) else tuple(outputs)
    for output in asked:
        if output not in OUTPUTS:
            msg = f"{output!r} is no output. Expected one or more of {', '.join(OUTPUTS)}."
            raise CohortLayoutError(msg)
    if not asked:
        msg = f"no output was asked for. Expected one or more of {', '.join(OUTPUTS)}."
        raise CohortLayoutError(msg)
    return tuple(output for output in OUTPUTS if output in asked)
