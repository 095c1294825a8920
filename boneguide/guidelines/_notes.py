"""What of a record no rule could look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.guidelines.facts.treatment import is_asked_about, is_looked_at

if TYPE_CHECKING:
    from boneguide.logic.context import Context


def unrecognised_drugs(context: Context) -> tuple[str, ...]:
    """Say which recorded drugs no rule could look at.

    Args:
        context: The person on the day.
    """
    unknown = [m.drug for m in context.patient.medications or () if not is_looked_at(m)]
    if not unknown:
        return ()
    names = ", ".join(dict.fromkeys(unknown))
    return (
        f"Not recognised, so no interaction was looked for: {names}. Give the generic name, or the class in 'classes'.",
    )


def unasked_allergies(context: Context) -> tuple[str, ...]:
    """Say which recorded hypersensitivities no rule asks about.

    Args:
        context: The person on the day.
    """
    names = ", ".join(dict.fromkeys(a for a in context.patient.allergies or () if not is_asked_about(a)))
    if not names:
        return ()
    return (f"No rule asks about a hypersensitivity to {names}. Give the generic name where a drug or class is meant.",)
