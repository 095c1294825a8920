"""Patients, assessments and audit records as JSON that a person can read, write and compare.

A patient's record is one object. A quantity is a text with its unit, a day is
written ``2026-11-23``, a word is the one the model uses, and what is unknown is
left out or null. A result is a text, or an object where more than its value is
known; a series is a list of them::

    {
      "format": "boneguide-patient/1",
      "age": "68 year",
      "labs": {
        "calcium": "9.4 mg/dL",
        "creatinine": [
          {"value": "0.8 mg/dL", "on": "2026-10-01"},
          {"value": "0.9 mg/dL", "on": "2026-11-20", "low": "0.5 mg/dL", "high": "1.1 mg/dL"}
        ]
      }
    }

In ``findings``, a hospital's own facts, a text is a text; a quantity says that it
is one, as ``{"quantity": "4 mg"}``. Reading is strict: nothing is coerced, no key
is passed over, and an error names the path of every problem that was found.
"""

from __future__ import annotations

from pathlib import Path

from boneguide.errors import RecordError
from boneguide.interop import _patient_forms as _  # noqa: F401 - teaches the converter the forms of a record
from boneguide.interop._answer_forms import read_assessment, write_assessment
from boneguide.interop._audit_forms import read_audit, write_audit
from boneguide.interop._converter import CONVERTER
from boneguide.interop._document import LARGEST, read, written
from boneguide.model.assessment import Assessment
from boneguide.model.audit import AuditRecord
from boneguide.model.patient import Patient

__all__ = [
    "ASSESSMENT_FORMAT",
    "AUDIT_FORMAT",
    "PATIENT_FORMAT",
    "assessment_from_json",
    "assessment_to_json",
    "audit_from_json",
    "audit_to_json",
    "patient_from_json",
    "patient_to_json",
    "read_patient",
]

#: The format of a patient's record, with its version.
PATIENT_FORMAT = "boneguide-patient/1"
#: The format of an assessment, with its version.
ASSESSMENT_FORMAT = "boneguide-assessment/1"

#: The format of an audit record, with its version.
AUDIT_FORMAT = "boneguide-audit/1"


def patient_from_json(text: str) -> Patient:
    """Read a patient's record from its text.

    Args:
        text: A JSON object with ``"format": "boneguide-patient/1"`` and the known
            facts by their names in :class:`~boneguide.model.patient.Patient`; at
            most 10 million characters, nested at most 64 deep.

    Raises:
        RecordError: If the text is no such record; the message names the path of
            each problem, what was found and what was expected.

    Warns:
        ImplausibleValueWarning: If a value is possible but very unusual.
        InconsistentRecordWarning: If two entries hardly go together.

    Example:
        >>> patient = patient_from_json('{"format": "boneguide-patient/1", "age": "68 year", "ecog": 1}')
        >>> patient
        Patient(age=<Quantity(68.0, 'year')>, ecog=1)
        >>> patient_from_json('{"format": "boneguide-patient/1", "age": 68}')
        Traceback (most recent call last):
        boneguide.errors.RecordError: age was 68; expected a number with its unit in one text, such as "0.9 mg/dL".
    """
    return read(text, PATIENT_FORMAT, lambda fields: CONVERTER.structure(fields, Patient))


def patient_to_json(patient: Patient) -> str:
    """Write a patient's record; what is unknown is left out.

    Args:
        patient: The record.

    Returns:
        A text from which :func:`patient_from_json` makes an equal record, every
        quantity with the same number in the same unit.

    Raises:
        RecordError: If the text would be too large to be read again.

    Example:
        >>> from boneguide import Labs, Patient, Q
        >>> print(patient_to_json(Patient(labs=Labs(creatinine=Q(0.9, "mg/dL")))))
        {
          "format": "boneguide-patient/1",
          "labs": {
            "creatinine": "0.9 mg/dL"
          }
        }
    """
    return written(PATIENT_FORMAT, CONVERTER.unstructure(patient))


def read_patient(path: str | Path) -> Patient:
    """Read a patient's record from a file in UTF-8.

    Args:
        path: Where the file is.

    Raises:
        OSError: If there is no such file or it cannot be opened.
        RecordError: As :func:`patient_from_json`; the message names the file too.
    """
    with Path(path).open("rb") as file:
        # A character takes four bytes at most, so a longer file is too long in any case.
        held = file.read(4 * LARGEST + 1)
    try:
        # Some editors put a byte order mark in front.
        return patient_from_json(held.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        msg = f"{path}: byte {problem.start} is no UTF-8; expected a text file in that encoding."
        raise RecordError(msg) from None
    except RecordError as problem:
        msg = f"{path}: {problem}"
        raise RecordError(msg) from None


def assessment_to_json(assessment: Assessment) -> str:
    """Write an assessment with all its answers, reasons, sources and editions.

    Answers stand in reading order, red flags first. Each publication is written
    once, under ``references``, and sources name it by its key.

    Args:
        assessment: The assessment.

    Raises:
        RecordError: If two different references share a key, or the text would be
            too large or too deeply nested to be read again.
    """
    return written(ASSESSMENT_FORMAT, write_assessment(assessment))


def assessment_from_json(text: str) -> Assessment:
    """Read an assessment from its text.

    Nothing is worked out again: the answers are those that were written, with the
    edition and the version that gave them.

    Args:
        text: What :func:`assessment_to_json` wrote.

    Returns:
        An assessment equal to the one written, explanation trees included.

    Raises:
        RecordError: If the text is no such document; the message names the path of
            each problem, what was found and what was expected.
    """
    return read(text, ASSESSMENT_FORMAT, read_assessment)


def audit_to_json(record: AuditRecord) -> str:
    """Write an audit record: what was known, which rules were asked, and everything that they said.

    The text holds the whole record of the person; keep it as such records are kept. A digest
    under ``"digest"`` shows whether it was changed after it was written, not by whom.

    Args:
        record: The record: ``assessment.audit_record``.

    Raises:
        RecordError: If two different references share a key, or the text would be
            too large or too deeply nested to be read again.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> assessment = bg.assess(bg.Patient(age=bg.Q(68, "year")), on=date(2026, 11, 23), jurisdiction="US")
        >>> kept = audit_to_json(assessment.audit_record)
        >>> bg.replay(audit_from_json(kept)).same
        True
    """
    return written(AUDIT_FORMAT, write_audit(record))


def audit_from_json(text: str) -> AuditRecord:
    """Read an audit record from its text; :func:`boneguide.replay <boneguide.assessment.replay>` asks it again.

    Args:
        text: What :func:`audit_to_json` wrote.

    Raises:
        RecordError: If the text is no such document, or was changed after it was written;
            the message names the path of each problem, what was found and what was expected.

    Warns:
        ImplausibleValueWarning: If a value is possible but very unusual.
        InconsistentRecordWarning: If two entries hardly go together.
    """
    return read(text, AUDIT_FORMAT, read_audit)
