"""What may be concluded from what a list does not hold: nothing, where the list may lack entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from boneguide.logic.context import Context
    from boneguide.model.patient import ListName


def absent(context: Context, *names: ListName) -> Literal[False] | None:
    """Return False, for what no list holds, where each of the lists holds all that there is; None otherwise.

    Args:
        context: The person on the day.
        names: Every list that would hold it.

    Example:
        >>> from datetime import date
        >>> from boneguide.logic.context import Context
        >>> from boneguide.model.patient import Patient
        >>> day = date(2026, 11, 23)
        >>> absent(Context(patient=Patient(medications=[]), on=day), "medications")
        False
        >>> absent(Context(patient=Patient(medications=[], incomplete=["medications"]), on=day), "medications")
    """
    patient = context.patient
    partial = patient.incomplete or ()
    for name in names:
        if name in partial or getattr(patient, name) is None:
            return None
    return False


def may_lack(context: Context, *names: ListName) -> bool:
    """Return whether one of the lists is on record and may lack entries."""
    patient = context.patient
    # For most people no list is named, and their facts are read often.
    return patient.incomplete is not None and any(patient.may_lack(name) for name in names)


def may_lack_doses(context: Context, name: Literal["bone_agent_doses", "radionuclide_doses"]) -> bool:
    """Return whether there may be doses that a record in which they are listed in part does not hold.

    A complete list of doses holds them all, whatever the list of medicines lacks.
    Without a list of doses the list of medicines is what tells of them.
    """
    patient = context.patient
    if patient.incomplete is None:
        return False
    return patient.may_lack(name) or (getattr(patient, name) is None and patient.may_lack("medications"))
