"""Equivalent doses of glucocorticoids.

Dexamethasone 0.75 mg, prednisolone 5 mg, hydrocortisone 20 mg and
methylprednisolone 4 mg are taken as equal, so 40 mg of prednisolone is 6 mg of
dexamethasone. Prednisone counts as prednisolone, into which the liver turns it.

Domain: anti-inflammatory effect by mouth. One palliative table takes 1 mg of
dexamethasone as 6.5 mg of prednisolone, another 0.6 mg as 5 mg; 0.75 to 5 is used
here, and the source says so. Mineralocorticoid effect and duration differ and are not
in the number. With a severely impaired liver prednisone may do less than its number.

Verification: seen in two formularies (primary), prednisone in the table of an
article (secondary).
"""

from __future__ import annotations

from typing import Literal, get_args

from boneguide.calculators._inputs import read_as
from boneguide.calculators._steroid_references import GLUCOCORTICOID_TABLE, NI_FORMULARY
from boneguide.errors import MissingInputError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Quantity
from boneguide.quantities.kinds import DRUG_MASS

__all__ = ["SOURCE", "SOURCE_PREDNISONE", "Glucocorticoid", "glucocorticoid_equivalent"]

# The library's own limit: more is taken for a slip of unit.
_MOST_MILLIGRAMS = 20000.0

SOURCE = Source(
    NI_FORMULARY,
    locator="equivalent doses",
    rows=("SS-09",),
    verified="primary",
    note="One palliative table takes 1 mg of dexamethasone as 6.5 mg of prednisolone: sources disagree.",
)

SOURCE_PREDNISONE = Source(
    GLUCOCORTICOID_TABLE, locator="table 1", rows=("SS-09",), verified="secondary", note="5 mg, as prednisolone."
)

#: The drugs of the table.
Glucocorticoid = Literal["dexamethasone", "prednisolone", "prednisone", "hydrocortisone", "methylprednisolone"]

#: Doses in mg that are taken as equal.
EQUAL_DOSES: dict[Glucocorticoid, float] = {
    "dexamethasone": 0.75,
    "prednisolone": 5.0,
    "prednisone": 5.0,
    "hydrocortisone": 20.0,
    "methylprednisolone": 4.0,
}


def glucocorticoid_equivalent(*, dose: Quantity | None, drug: Glucocorticoid, to: Glucocorticoid) -> Quantity:
    """Return the dose of another glucocorticoid that is taken as equal.

    Args:
        dose: Dose of the first.
        drug: The first.
        to: The other.

    Returns:
        The dose in mg, not rounded.

    Raises:
        MissingInputError: If the dose is None.
        UnitMismatchError: If its unit is not one of mass.
        OutOfDomainError: If it cannot be, or a drug is not in the table.

    Example:
        >>> from boneguide.quantities import Q
        >>> glucocorticoid_equivalent(dose=Q(40, "mg"), drug="prednisolone", to="dexamethasone")
        <Quantity(6.0, 'milligram')>
    """
    names = get_args(Glucocorticoid)
    for name in (drug, to):
        if not isinstance(name, str) or name not in names:
            msg = (
                f"Equivalent doses were asked for {name!r}. Expected one of: {', '.join(names)}. Use another table for"
                " other drugs."
            )
            raise OutOfDomainError(msg)
    if dose is None:
        msg = f'The dose of {drug} is not known. Expected a quantity such as Q(8, "mg"). Ask, or read the chart.'
        raise MissingInputError(msg)
    value = read_as(DRUG_MASS, dose, f"The dose of {drug} was", 'Q(8, "mg")')
    if not 0 <= value <= _MOST_MILLIGRAMS:
        msg = f"A dose of {value:.10g} mg of {drug} cannot be. Expected 0 or more. Check number and unit."
        raise OutOfDomainError(msg)
    return DRUG_MASS.quantity(value * EQUAL_DOSES[to] / EQUAL_DOSES[drug])
