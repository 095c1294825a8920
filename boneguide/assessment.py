"""The main job: what the encoded guidelines say for one person on one day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from boneguide import guidelines
from boneguide.guidelines.bone_agents.prescribed import check

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline
    from boneguide.model.assessment import Assessment
    from boneguide.model.audit import AuditRecord, Replay
    from boneguide.model.jurisdiction import Jurisdiction
    from boneguide.model.patient import Patient

__all__ = ["assess", "check", "replay"]


def assess(
    patient: Patient,
    *,
    on: date,
    jurisdiction: Jurisdiction | None = None,
    guideline: Guideline | None = None,
) -> Assessment:
    """Return what the encoded guidelines say for one person.

    Args:
        patient: What is known. What is not known stays unknown: it becomes a
            task, a named missing fact, or does not matter.
        on: The day for which the answer is wanted; nothing reads the clock.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``. Without it, answers that
            differ between them are shown side by side and none is picked.
        guideline: Which rules to use; ``guidelines.default``, every subject, by default.

    Returns:
        A mapping from rule identifier to recommendation, red flags first.

    Raises:
        InvalidPatientError: If the record holds a date after ``on``.
        UnknownJurisdictionError: If the jurisdiction is not encoded.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> patient = bg.Patient(
        ...     age=bg.Q(68, "year"), sex="female", weight=bg.Q(60, "kg"), primary="breast",
        ...     lesions=[bg.Lesion(site="L3", phenotype="osteolytic", painful=True)],
        ...     labs=bg.Labs(
        ...         creatinine=bg.Q(0.9, "mg/dL"), calcium=bg.Q(9.4, "mg/dL"), albumin=bg.Q(4.0, "g/dL")
        ...     ),
        ... )
        >>> zoledronic_acid = assess(patient, on=date(2026, 11, 23), jurisdiction="US")["zoledronic-acid"]
        >>> zoledronic_acid.status
        <Status.AFTER: 'after'>
        >>> zoledronic_acid.regimen.dose
        <Quantity(3.5, 'milligram')>
    """
    chosen = guidelines.default if guideline is None else guideline
    return chosen(patient, on=on, jurisdiction=jurisdiction)


def replay(record: AuditRecord, *, guideline: Guideline | None = None) -> Replay:
    """Return what is answered now to what an audit record holds, and what of that is otherwise.

    Args:
        record: What was kept of an assessment: :attr:`Assessment.audit_record
            <boneguide.model.assessment.Assessment.audit_record>`.
        guideline: Which rules to ask; ``guidelines.default``, every subject, by default. A record
            that was made with another guideline is verified with that one.

    Returns:
        The answers now, rules that are not those that were asked, and each answer that is another.

    Raises:
        UnknownJurisdictionError: If the guideline is restricted to other places than that of the record.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> patient = bg.Patient(age=bg.Q(68, "year"), primary="breast", bone_metastases=True)
        >>> record = assess(patient, on=date(2026, 11, 23), jurisdiction="US").audit_record
        >>> print(replay(record))
        Replay of the assessment on 2026-11-23, US, made with boneguide 0.1.0
        Every rule is the one that was asked, and all 119 answers are the same.
    """
    return (guidelines.default if guideline is None else guideline).replay(record)
