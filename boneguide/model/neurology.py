"""Spinal cord and cauda equina: what was found on examining and imaging."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import attrs

from boneguide.model._check import flag, word
from boneguide.model._record import Facts

#: How far compression of the cord or the cauda equina is established.
CordCompression: TypeAlias = Literal["suspected", "confirmed", "excluded"]

CORD_COMPRESSIONS: tuple[CordCompression, ...] = get_args(CordCompression)


@attrs.frozen(kw_only=True, repr=False)
class Neurology(Facts):
    """Signs of compression of the spinal cord or the cauda equina, and what imaging showed.

    Raises:
        InvalidPatientError: If a fact is not of its kind.

    Example:
        >>> Neurology(deficit=True, cord_compression="suspected", ambulatory=False)
        Neurology(deficit=True, cord_compression='suspected', ambulatory=False)
    """

    #: Symptoms or signs of compression: weakness of a limb, a change of gait, loss of sensation, disturbed bladder or
    #: bowel.
    deficit: bool | None = attrs.field(default=None, validator=flag)
    #: How far compression of the cord or the cauda equina is established; confirmed is shown by imaging.
    cord_compression: CordCompression | None = attrs.field(default=None, validator=word(CORD_COMPRESSIONS))
    #: Can walk, with or without aids.
    ambulatory: bool | None = attrs.field(default=None, validator=flag)
