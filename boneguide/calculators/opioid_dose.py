"""What one opioid is taken at in 24 hours: drug, route and dose with its unit.

A patch has a rate in ug/h and nothing else. Everything else has a dose per day in
mg or ug, or the mg/h or ug/h of a pump. So micrograms are never read as milligrams,
nor a rate as a dose.

Domain: adults. Two limits are this library's own and catch a slip of a thousand:
fentanyl by other routes than a patch is refused above 20 mg per day, and an oral
opioid other than fentanyl and buprenorphine below 0.5 mg per day. A dose of zero is
refused: leave the drug out.

Verification: the units follow the tables; the limits are this library's (derived).
"""

from __future__ import annotations

from typing import Literal, get_args

import attrs

from boneguide.calculators._inputs import entries, read_as
from boneguide.calculators._opioid_references import LIBRARY_OPIOIDS
from boneguide.errors import MissingInputError, OutOfDomainError
from boneguide.model.provenance import Source
from boneguide.quantities import Kind, Quantity
from boneguide.quantities.kinds import DAILY_DRUG_DOSE, PATCH_RATE

__all__ = ["SOURCE", "Opioid", "OpioidDose", "OpioidRoute"]

SOURCE = Source(
    LIBRARY_OPIOIDS, locator="units and sanity limits of a dose", rows=("analgesia-TRAP-9",), verified="derived"
)

#: Opioids that a table of this library names.
Opioid = Literal[
    "buprenorphine",
    "codeine",
    "dextropropoxyphene",
    "dihydrocodeine",
    "fentanyl",
    "hydrocodone",
    "hydromorphone",
    "methadone",
    "morphine",
    "oxycodone",
    "oxymorphone",
    "pethidine",
    "tapentadol",
    "tramadol",
]
#: Ways in which they are given; ``transmucosal`` is fentanyl through mouth or nose.
OpioidRoute = Literal[
    "oral",
    "sublingual",
    "rectal",
    "transdermal",
    "subcutaneous",
    "intravenous",
    "transmucosal",
    "epidural",
    "intrathecal",
]

#: Most fentanyl in mg per day by another route than a patch.
MOST_FENTANYL = 20.0
#: Least of another oral opioid in mg per day.
LEAST_ORAL = 0.5

_IN_MICROGRAMS = {"fentanyl", "buprenorphine"}

_EXAMPLE = 'OpioidDose(drug="morphine", route="oral", dose=Q(60, "mg/day"))'


@attrs.frozen(kw_only=True)
class OpioidDose:
    """One opioid by one route over 24 hours.

    Raises:
        MissingInputError: If the dose is None.
        UnitMismatchError: If the unit does not fit the route: ug/h for a patch,
            and mg/day, ug/day, g/day, mg/h or ug/h for anything else.
        OutOfDomainError: If drug or route is not listed, or the dose cannot be.

    Example:
        >>> from boneguide.quantities import Q
        >>> print(OpioidDose(drug="morphine", route="oral", dose=Q(60, "mg/day")))
        oral morphine 60 mg/day
        >>> print(OpioidDose(drug="morphine", route="intravenous", dose=Q(3, "mg/h")))
        intravenous morphine 72 mg/day
    """

    #: Name of the drug.
    drug: Opioid = attrs.field()
    #: How it is given.
    route: OpioidRoute = attrs.field()
    #: Dose in 24 hours, or the rate of a patch or pump.
    dose: Quantity | None = attrs.field()

    @drug.validator
    def _drug_is_listed(self, _attribute: object, value: object) -> None:
        listed(value, get_args(Opioid), "drug")

    @route.validator
    def _route_is_listed(self, _attribute: object, value: object) -> None:
        listed(value, get_args(OpioidRoute), "route")

    @dose.validator
    def _dose_can_be(self, _attribute: object, value: Quantity | None) -> None:
        if value is None:
            msg = (
                f'The dose of {self.route} {self.drug} is not known. Expected a quantity such as Q(60, "mg/day") or,'
                ' for a patch, Q(25, "ug/h"). Ask, or read the chart; an unknown dose is not zero.'
            )
            raise MissingInputError(msg)
        example = 'Q(25, "ug/h")' if self.route == "transdermal" else 'Q(60, "mg/day")'
        number = read_as(self.kind, value, f"The dose of {self.route} {self.drug} was", example)
        highest = self.kind.possible[1]
        least = 0.0
        if self.drug == "fentanyl" and self.route != "transdermal":
            highest = MOST_FENTANYL
        elif self.drug not in _IN_MICROGRAMS and self.route == "oral":
            least = LEAST_ORAL
        if not least <= number <= highest or number == 0:
            msg = (
                f"{self.route} {self.drug} was given at {number:.10g} {self.kind.canonical}. Expected more than 0, and"
                f" {least:g} to {highest:g} {self.kind.canonical}. Check number and unit: mg for ug is a slip of a"
                " thousand."
            )
            raise OutOfDomainError(msg)

    @property
    def kind(self) -> Kind:
        """Rate of a patch, or daily dose of anything else."""
        return PATCH_RATE if self.route == "transdermal" else DAILY_DRUG_DOSE

    @property
    def number(self) -> float:
        """The dose in ug/h for a patch, in mg/day otherwise."""
        return 0.0 if self.dose is None else self.kind.canonical_value(self.dose)

    def __str__(self) -> str:
        """Return route, drug and dose."""
        return f"{self.route} {self.drug} {self.number:.10g} {self.kind.canonical}"


def given_dose(given: object, what: str) -> OpioidDose:
    """Return a dose, or refuse what is none.

    Raises:
        MissingInputError: If it is None.
        OutOfDomainError: If it is anything but an :class:`OpioidDose`.
    """
    if isinstance(given, OpioidDose):
        return given
    if given is None:
        msg = f"{what} needs an opioid with its dose, which was not given. Expected {_EXAMPLE}. Ask, or read the chart."
        raise MissingInputError(msg)
    msg = (
        f"{what} was given {given!r:.80}. Expected {_EXAMPLE}: a number alone does not say which opioid, nor how it is"
        " taken. Write it so."
    )
    raise OutOfDomainError(msg)


def listed_doses(given: object, what: str) -> tuple[OpioidDose, ...]:
    """Return the doses of a list, which may be empty.

    Raises:
        MissingInputError: If it, or an entry of it, is None.
        OutOfDomainError: If it is no list of doses.
    """
    if given is None:
        msg = f"{what} needs the opioids of 24 hours, which are not known. Expected a list such as [{_EXAMPLE}]. Ask."
        raise MissingInputError(msg)
    found = entries(given)
    if found is None:
        msg = (
            f"{what} was given {given!r:.80}. Expected a list of every opioid of 24 hours, such as [{_EXAMPLE}]. Put"
            " square brackets around one alone."
        )
        raise OutOfDomainError(msg)
    return tuple(given_dose(each, what) for each in found)


def given_doses(given: object, what: str) -> tuple[OpioidDose, ...]:
    """Return the doses of a list, or refuse where there is none.

    Raises:
        MissingInputError: If it, or an entry of it, is None, or it is empty.
        OutOfDomainError: If it is no list of doses.
    """
    doses = listed_doses(given, what)
    if not doses:
        msg = (
            f"No opioid was given for {what[0].lower()}{what[1:]}. Expected at least one OpioidDose. List what was"
            " taken in 24 hours; a person who takes none needs no conversion."
        )
        raise MissingInputError(msg)
    return doses


def listed(value: object, names: tuple[str, ...], what: str) -> None:
    """Refuse a name that is not one of those listed.

    Raises:
        OutOfDomainError: If it is not.
    """
    if not isinstance(value, str) or value not in names:
        msg = f"The {what} {value!r:.40} is not known here. Expected one of: {', '.join(names)}. Choose one of them."
        raise OutOfDomainError(msg)
