"""From a rule to what its columns hold: status, dose, missing facts, reasons."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING

import attrs

from boneguide.errors import RuleError
from boneguide.logic.clauses import Confirm, Contraindication, Restriction
from boneguide.logic.columns.circuit import Gate
from boneguide.logic.columns.interpreter import Interpreter
from boneguide.logic.nodes import ALWAYS
from boneguide.logic.program import Program, here, licence, program
from boneguide.logic.share import Share
from boneguide.logic.template import Dose, Span
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import Cases
from boneguide.model.status import NO_REGIMEN, Severity, Status
from boneguide.quantities import Amount, Kind, kinds

if TYPE_CHECKING:
    from boneguide.logic.nodes import Criterion, Fact
    from boneguide.logic.rule import Rule

_DOSE_KINDS = (
    kinds.DRUG_MASS,
    kinds.WEIGHT_DOSE,
    kinds.ABSORBED_DOSE,
    kinds.ACTIVITY,
    kinds.ACTIVITY_PER_MASS,
    kinds.VITAMIN_D_DOSE,
    kinds.VOLUME,
    kinds.PATCH_RATE,
)


@attrs.frozen
class Verdict:
    """What can be said of one rule for every row.

    Args:
        status: The status, in words.
        of: Where each status holds.
        missing: Where each fact could still change the answer.
        dose: The lowest and highest dose, the same gate for one dose; it is known where a dose may stand.
        dose_unit: The unit of the dose; None where the rule gives no dose.
    """

    status: Gate
    of: dict[Status, Gate]
    missing: dict[Fact, Gate]
    dose: tuple[Gate, Gate] | None
    dose_unit: str | None


def verdict(rule: Rule, place: str, interpreter: Interpreter) -> Verdict:
    """Return what one rule says in one jurisdiction.

    Example:
        >>> from boneguide.guidelines import bone_agents
        >>> from boneguide.logic.columns.circuit import Circuit
        >>> nothing_known = Interpreter(Circuit(), {}, "US")
        >>> verdict(bone_agents["denosumab"], "US", nothing_known).status.value
        ('needs-data',)
    """
    make = interpreter.circuit
    steps = program(rule, place)
    fired = [_fires(interpreter, test.criterion, test.truths) for test in steps.tests]
    of = _statuses(interpreter, steps, fired)
    shown = make.either(*(gate for status, gate in of.items() if status not in NO_REGIMEN))
    dose, unit = _dose(rule, interpreter, shown)
    return Verdict(
        status=make.first(fired, [t.result.value for t in steps.tests], steps.otherwise.value),
        of=of,
        missing=interpreter.missing(_asked(interpreter, steps, fired)),
        dose=dose,
        dose_unit=unit,
    )


def _statuses(interpreter: Interpreter, steps: Program[Status], fired: list[Gate]) -> dict[Status, Gate]:
    """Return where each status holds: where one of its tests is the first to fire."""
    make, left = interpreter.circuit, interpreter.circuit.true
    found: dict[Status, list[Gate]] = {status: [] for status in Status}
    for gate, test in zip(fired, steps.tests, strict=True):
        found[test.result].append(make.both(left, gate))
        left = make.both(left, make.negated(gate))
    found[steps.otherwise].append(left)
    return {status: make.either(*gates) for status, gates in found.items()}


def reasons(rule: Rule, place: str, interpreter: Interpreter, of: Mapping[Status, Gate]) -> dict[str, Gate]:
    """Return where each clause of a rule is why its status is what it is.

    Beside the identifiers of clauses, ``"indication"``, ``"licence"`` and
    ``"dose"`` stand for what the rule asks itself.

    Args:
        rule: The rule.
        place: The jurisdiction whose rules count.
        interpreter: The one that found the statuses.
        of: Where each status holds.
    """
    make = interpreter.circuit

    def where(criterion: Criterion, **statuses: Status) -> Gate:
        rails = interpreter.rails(criterion)
        truths = {"true": rails.true, "false": rails.false, "unknown": interpreter.unknown(criterion)}
        return make.either(*(make.both(truths[name], of[status]) for name, status in statuses.items()))

    found: dict[str, list[Gate]] = {}

    def add(name: str, gate: Gate) -> None:
        # A clause may be called as a part of the rule is.
        found.setdefault(name, []).append(gate)

    add("indication", where(rule.when, false=Status.NOT_APPLICABLE, unknown=Status.NEEDS_DATA))
    for limit in (*here(rule.contraindications, place), *here(rule.holds, place)):
        if limit.bars:
            asked = Status.AFTER if isinstance(limit.unknown, Confirm) else Status.NEEDS_DATA
            add(limit.id, where(limit.when, true=_barred_by(limit), unknown=asked))
    for task in here(rule.first, place):
        add(task.id, where(task.when, true=Status.AFTER, unknown=Status.AFTER))
    add("licence", where(licence(rule, place), false=Status.NOT_RECOMMENDED, unknown=Status.NEEDS_DATA))
    if rule.advise is not None:
        add("dose", where(rule.advise.decided, false=Status.NOT_RECOMMENDED, unknown=Status.NEEDS_DATA))
    joined = {name: make.either(*gates) for name, gates in found.items()}
    return {name: gate for name, gate in joined.items() if gate is not make.false}


def _barred_by(limit: Restriction) -> Status:
    if not isinstance(limit, Contraindication):
        return Status.WITHHOLD
    contraindicated = limit.severity is Severity.CONTRAINDICATED
    return Status.CONTRAINDICATED if contraindicated else Status.NOT_RECOMMENDED


def _fires(interpreter: Interpreter, criterion: Criterion, truths: frozenset[Truth]) -> Gate:
    make, rails = interpreter.circuit, interpreter.rails(criterion)
    gates = {Truth.TRUE: rails.true, Truth.FALSE: rails.false}
    if Truth.UNKNOWN not in truths:
        return make.either(*(gates[t] for t in truths))
    others = [gate for t, gate in gates.items() if t not in truths]
    return make.negated(make.either(*others))


def _asked(interpreter: Interpreter, steps: Program[Status], fired: list[Gate]) -> list[tuple[Criterion, Gate]]:
    """Return each test with where it counts: before one of another status has fired."""
    make = interpreter.circuit
    found: list[tuple[Criterion, Gate]] = []
    start = 0
    for place, test in enumerate(steps.tests):
        if test.result is not steps.tests[start].result:
            start = place
        found.append((test.criterion, make.negated(make.either(*fired[:start]))))
    return found


def _dose(rule: Rule, interpreter: Interpreter, shown: Gate) -> tuple[tuple[Gate, Gate] | None, str | None]:
    given = None if rule.advise is None else rule.advise.dose
    if rule.advise is None or given is None or given == Cases(()):
        return None, None
    make = interpreter.circuit
    if isinstance(given, Share):
        kind, ends = given.kind, _shared(given, interpreter)
    else:
        steps = given.steps if isinstance(given, Cases) else ((ALWAYS, given),)
        kind = _dose_kind(rule.id, steps)
        ends = _chosen(steps, 0, kind, interpreter), _chosen(steps, 1, kind, interpreter)
    stands = make.both(shown, interpreter.rails(rule.advise.decided).true)
    return (make.choose(stands, ends[0], make.unknown), make.choose(stands, ends[1], make.unknown)), kind.canonical


def _shared(share: Share, interpreter: Interpreter) -> tuple[Gate, Gate]:
    make, whole = interpreter.circuit, interpreter.number(share.of)

    def part(end: Gate, of_it: Fraction) -> Gate:
        times = make.arithmetic(end, "*", make.literal(of_it.numerator))
        return make.arithmetic(times, "/", make.literal(of_it.denominator))

    low, high = part(whole.low, share.low), part(whole.high, share.high)
    if whole.bounds[1] == math.inf and not whole.exact:
        high = make.choose(make.compare(whole.high, ">=", make.literal(math.inf)), make.unknown, high)
    return low, high


def _chosen(steps: tuple[tuple[Criterion, Dose], ...], end: int, kind: Kind, interpreter: Interpreter) -> Gate:
    make = interpreter.circuit

    def literal(dose: Dose) -> Gate:
        amount = _ends(dose)[end]
        return make.unknown if amount is None else make.literal(kind.canonical_value(amount))

    # Where the table is decided, the first row that is true is the one that counts. A long table is
    # halved again and again, so that nothing is asked hundreds of times over, one after the other.
    def first_of(rows: tuple[tuple[Criterion, Dose], ...]) -> Gate:
        if len(rows) == 1:
            return literal(rows[0][1])
        middle = (len(rows) + 1) // 2
        earlier = make.either(*(interpreter.rails(criterion).true for criterion, _ in rows[:middle]))
        return make.choose(earlier, first_of(rows[:middle]), first_of(rows[middle:]))

    return first_of(steps)


def _dose_kind(identifier: str, steps: Iterable[tuple[Criterion, Dose]]) -> Kind:
    units = {amount.unit for _, dose in steps for amount in _ends(dose) if amount is not None}
    for kind in _DOSE_KINDS:
        if units <= set(kind.units):
            return kind
    msg = (
        f"rule {identifier!r} gives doses in {', '.join(sorted(units))}, which no kind of dose has in common."
        " Expected units that can be compared; write the doses in one unit."
    )
    raise RuleError(msg)


def _ends(dose: Dose) -> tuple[Amount | None, Amount | None]:
    return (dose.low, dose.high) if isinstance(dose, Span) else (dose, dose)
