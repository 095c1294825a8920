"""Doses of radionuclides for bone metastases that were given."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal, TypeAlias, get_args

import attrs

from boneguide.model._check import day, owner, quantity, require_word
from boneguide.model._record import Record
from boneguide.quantities import Quantity, kinds

#: Radionuclides that go to bone, by the name used throughout.
Radionuclide: TypeAlias = Literal["radium-223", "strontium-89", "samarium-153"]
RADIONUCLIDES: tuple[Radionuclide, ...] = get_args(Radionuclide)


@attrs.frozen(kw_only=True, repr=False)
class RadionuclideDose(Record):
    """One dose of a radionuclide for bone that was given.

    Raises:
        InvalidPatientError: If the radionuclide is none of the three (the
            message lists them), the activity no activity, or the day no date.

    Example:
        >>> from boneguide.quantities import Q
        >>> RadionuclideDose(drug="radium-223", on=date(2026, 10, 26), activity=Q(4.0, "MBq"))
        RadionuclideDose(drug='radium-223', on=datetime.date(2026, 10, 26), activity=<Quantity(4.0, 'megabecquerel')>)
    """

    #: Which one, a word of ``RADIONUCLIDES``.
    drug: Radionuclide = attrs.field()
    #: Day on which it was given; None where unknown.
    on: date | None = attrs.field(default=None, validator=day)
    #: Activity given.
    activity: Quantity | None = attrs.field(default=None, validator=quantity(kinds.ACTIVITY))

    @drug.validator
    def _check_drug(self, attribute: attrs.Attribute[Any], value: object) -> None:
        require_word(value, owner(self, attribute), RADIONUCLIDES)
