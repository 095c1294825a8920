"""A rule's own table, read as a number: the limits of an order cannot differ from what the rule advises."""

from __future__ import annotations

from boneguide.errors import RuleError
from boneguide.logic.nodes import ALWAYS, Criterion
from boneguide.logic.numbers import Literal, Number
from boneguide.logic.template import Span, Template
from boneguide.logic.verbs import Cases, named, where
from boneguide.quantities import Amount, Kind, kinds

_KINDS = {"dose": kinds.DRUG_MASS, "interval": kinds.INTERVAL, "infusion_time": kinds.INFUSION_TIME}


def table_number(regimen: Template | None, part: str, end: str) -> tuple[Criterion, Number]:
    """Return what one part of a regimen is for a person, as a number that can be compared.

    Args:
        regimen: What a rule advises.
        part: ``"dose"``, ``"interval"`` or ``"infusion_time"``.
        end: ``"low"`` or ``"high"``, where the source gives a span.

    Returns:
        A criterion that is true where the regimen says, and what it says.

    Raises:
        RuleError: If there is no regimen, or it does not have that part.

    Example:
        >>> from boneguide.guidelines.bone_agents.denosumab import DENOSUMAB
        >>> table_number(DENOSUMAB.advise, "dose", "high")
        (ALWAYS, '120 mg')
    """
    kind, table = _KINDS[part], getattr(regimen, part, None)
    if table is None:
        msg = f"no {part} is advised, so no limit follows from it. Expected a regimen with an amount or a table."
        raise RuleError(msg)
    if not isinstance(table, Cases):
        return ALWAYS, _end(table, end, kind)
    *rows, (_, last) = table.steps
    number = _end(last, end, kind)
    for criterion, value in reversed(rows):
        number = where(criterion, _end(value, end, kind), number)
    name = part.replace("_", " ")
    return table.decided, named(f"table_{part}", kind, number, label=f"the {name} that the table gives")


def _end(value: Amount | Span, end: str, kind: Kind) -> Number:
    amount = getattr(value, end) if isinstance(value, Span) else value
    return Literal(kind.canonical_value(amount), repr(str(amount)), kind)
