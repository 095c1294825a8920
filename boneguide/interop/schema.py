"""JSON Schema of the documents that :mod:`boneguide.interop.json` reads and writes.

Whoever makes or checks such documents elsewhere has no need of Python for it. The
schemas are worked out from the classes of the model, whose own checks are asked what
they take, so that there is no second description that could fall behind.

A schema accepts all that is read. It says what shape a document has; that a value is
possible and that no two entries contradict each other, only reading it can say.
"""

from __future__ import annotations

import functools
import json
import warnings
from typing import Final, Literal, TypeAlias, get_args

from boneguide.errors import BoneguideWarning, RecordError
from boneguide.interop import _schema_described as described
from boneguide.interop._schema_forms import Forms, Schema, closed, named
from boneguide.model._check import expected
from boneguide.model.assessment import Assessment
from boneguide.model.audit import AuditRecord
from boneguide.model.patient import Patient
from boneguide.model.provenance import Reference

__all__ = ["SCHEMAS", "SchemaName", "schema"]

#: The documents of which there is a schema.
SchemaName: TypeAlias = Literal["patient", "assessment", "audit"]
#: The same as a tuple.
SCHEMAS: tuple[SchemaName, ...] = get_args(SchemaName)

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
#: The version of each format, which its documents name.
_VERSIONS: Final[dict[SchemaName, int]] = {"patient": 1, "assessment": 1, "audit": 1}


def schema(name: SchemaName) -> dict[str, object]:
    """Return the JSON Schema of a document, in the draft of 2020-12.

    Args:
        name: ``"patient"``, ``"assessment"`` or ``"audit"``. The last two need the
            extra ``json``, for they describe what its converter puts around an answer.

    Returns:
        A schema of its own, which may be changed, with the version of the format
        in its ``$id``.

    Raises:
        RecordError: If there is no document of that name.
        MissingExtraError: If the extra is needed and not installed.

    Example:
        >>> patient = schema("patient")
        >>> patient["$id"], patient["properties"]["sex"]["enum"]
        ('urn:x-boneguide:schema:patient:1', ['female', 'male', None])
        >>> patient["properties"]["karnofsky"]["enum"]
        [10, 20, 30, 40, 50, 60, 70, 80, 90, 100, None]
        >>> schema("bundle")
        Traceback (most recent call last):
        boneguide.errors.RecordError: the schema of 'bundle' was asked for; expected one of 'patient', ...
    """
    if name not in SCHEMAS:
        msg = f"the schema of {name!r} was asked for; {expected(name, SCHEMAS)}"
        raise RecordError(msg)
    document: dict[str, object] = json.loads(_text(name))
    return document


@functools.cache
def _text(name: SchemaName) -> str:
    forms = Forms()
    with warnings.catch_warnings():
        # The candidates that checks are asked about may be very unusual.
        warnings.simplefilter("ignore", BoneguideWarning)
        document = _DOCUMENTS[name](forms)
    version = _VERSIONS[name]
    document["properties"] = {"format": {"const": f"boneguide-{name}/{version}"}, **document["properties"]}
    document["required"] = ["format", *document["required"]]
    return json.dumps(
        {
            "$schema": _DIALECT,
            "$id": f"urn:x-boneguide:schema:{name}:{version}",
            "title": f"boneguide {name}, version {version}",
            **document,
            "$defs": dict(sorted(forms.definitions.items())),
        }
    )


def _patient(forms: Forms) -> Schema:
    return forms.object_of(Patient)


def _assessment(forms: Forms) -> Schema:
    from boneguide.interop._answer_forms import _Stated

    document = forms.object_of(_Stated)
    # Written once in a document, whose answers name them by their keys.
    further = {
        "logic": named({"type": "array", "items": {"type": "string"}}),
        "references": named(forms.of_class(Reference)),
    }
    told = {"description": described.of_class(Assessment)}
    return told | closed({**document["properties"], **further}, document["required"])


def _audit(forms: Forms) -> Schema:
    from boneguide.interop._audit_forms import _Kept

    document, told = forms.object_of(_Kept), described.of_fields(AuditRecord)
    further = {
        "assessment": forms.defined("Assessment", lambda: _assessment(forms)),
        "digest": {"type": "string", "pattern": r"^sha256:[0-9a-f]{64}(?!\n)$"},
    }
    properties = {
        name: form | ({"description": told[name]} if name in told else {})
        for name, form in {**document["properties"], **further}.items()
    }
    return {"description": described.of_class(AuditRecord)} | closed(properties, [*document["required"], *further])


_DOCUMENTS: Final = {"patient": _patient, "assessment": _assessment, "audit": _audit}
