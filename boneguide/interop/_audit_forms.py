"""How an audit record stands in JSON: what was known, which rules were asked, what they said, and a digest of all that.

The digest shows that a text was changed after it was written. It proves nothing about who wrote it: whoever can
change the text can work out another digest.
"""

from __future__ import annotations

import hashlib
import json

import attrs

from boneguide.interop._answer_forms import read_assessment, write_assessment
from boneguide.interop._converter import CONVERTER
from boneguide.interop._document import Fields, Number, Plain, Refused, as_object, each
from boneguide.model.audit import AuditedRule, AuditRecord
from boneguide.model.patient import Patient
from boneguide.model.regimen import Regimen

_DIGEST = "digest"


@attrs.frozen(kw_only=True)
class _Kept:
    """What an audit document holds besides its assessment."""

    patient: Patient
    order: Regimen | None = None
    rules: tuple[AuditedRule, ...]


def write_audit(record: AuditRecord) -> Fields:
    """Return the document of an audit record.

    Raises:
        RecordError: If two different references share a key.
    """
    kept = _Kept(patient=record.patient, order=record.order, rules=record.rules)
    fields: Fields = {**CONVERTER.unstructure(kept), "assessment": write_assessment(record.assessment)}
    return {**fields, _DIGEST: digest(fields)}


def read_audit(fields: Fields) -> AuditRecord:
    """Return the audit record of a document."""
    rest = dict(fields)
    wanted = rest.pop(_DIGEST, None)
    if wanted != digest(rest):
        told = "is missing" if wanted is None else "does not fit what the text holds"
        raise Refused((f".{_DIGEST}", f"{told}; expected a text as it was written, with nothing changed since"))
    asked = [(".assessment", rest.pop("assessment", None))]
    (assessment,) = each(asked, lambda plain: read_assessment(as_object(plain)))
    kept = CONVERTER.structure(rest, _Kept)
    return AuditRecord(patient=kept.patient, order=kept.order, rules=kept.rules, assessment=assessment)


def digest(fields: Fields) -> str:
    """Return the digest of a document without its format and its digest."""
    # The order of keys and the space between them say nothing.
    text = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_text)
    return f"sha256:{hashlib.sha256(text.encode(errors='surrogatepass')).hexdigest()}"


def _text(number: Plain) -> str:
    return number.text if isinstance(number, Number) else str(number)
