"""The shapes of CDS Hooks 2.0, written from the tables of fields of the specification, and requests in them."""

from __future__ import annotations

import copy
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it comes without types

Fields = dict[str, Any]

_TEXT: Fields = {"type": "string", "minLength": 1}
_URL: Fields = {"type": "string", "pattern": r"^https?://[^\s]+$"}
_CODING: Fields = {
    "type": "object",
    "required": ["code", "system"],
    "properties": {"code": _TEXT, "system": _TEXT, "display": _TEXT},
    "additionalProperties": False,
}
_RESOURCE: Fields = {"type": "object", "required": ["resourceType"]}
_ACTION: Fields = {
    "type": "object",
    "required": ["type", "description"],
    "properties": {
        "type": {"enum": ["create", "update", "delete"]},
        "description": _TEXT,
        "resource": _RESOURCE,
        "resourceId": _TEXT,
    },
    "additionalProperties": False,
    "allOf": [
        {
            "if": {"properties": {"type": {"enum": ["create", "update"]}}},
            "then": {"required": ["resource"]},
            "else": {"required": ["resourceId"]},
        }
    ],
}
_SUGGESTION: Fields = {
    "type": "object",
    "required": ["label"],
    "properties": {
        "label": _TEXT,
        "uuid": _TEXT,
        "isRecommended": {"type": "boolean"},
        "actions": {"type": "array", "items": _ACTION},
    },
    "additionalProperties": False,
}
_LINK: Fields = {
    "type": "object",
    "required": ["label", "url", "type"],
    "properties": {
        "label": _TEXT,
        "url": _URL,
        "type": {"enum": ["absolute", "smart"]},
        "appContext": _TEXT,
    },
    "additionalProperties": False,
    # What is handed to an app has no place in an absolute link.
    "if": {"properties": {"type": {"const": "absolute"}}},
    "then": {"not": {"required": ["appContext"]}},
}
_CARD: Fields = {
    "type": "object",
    "required": ["summary", "indicator", "source"],
    "properties": {
        "uuid": {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"},
        "summary": {"type": "string", "minLength": 1, "maxLength": 139, "pattern": "^[^\\n]*$"},
        "detail": _TEXT,
        "indicator": {"enum": ["info", "warning", "critical"]},
        "source": {
            "type": "object",
            "required": ["label"],
            "properties": {"label": _TEXT, "url": _URL, "icon": _URL, "topic": _CODING},
            "additionalProperties": False,
        },
        "suggestions": {"type": "array", "minItems": 1, "items": _SUGGESTION},
        "selectionBehavior": {"enum": ["at-most-one", "any"]},
        "overrideReasons": {
            "type": "array",
            "items": {"allOf": [_CODING, {"required": ["display"]}]},
        },
        "links": {"type": "array", "items": _LINK},
    },
    "additionalProperties": False,
    "dependentRequired": {"suggestions": ["selectionBehavior"]},
}
RESPONSE = Draft202012Validator(
    {
        "type": "object",
        "required": ["cards"],
        "properties": {
            "cards": {"type": "array", "items": _CARD},
            "systemActions": {"type": "array", "items": _ACTION},
        },
        "additionalProperties": False,
    }
)
DISCOVERY = Draft202012Validator(
    {
        "type": "object",
        "required": ["services"],
        "properties": {
            "services": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["hook", "id", "description"],
                    "properties": {
                        "hook": _TEXT,
                        "id": {"type": "string", "pattern": "^[A-Za-z0-9._~-]+$"},
                        "title": _TEXT,
                        "description": _TEXT,
                        "prefetch": {"type": "object", "additionalProperties": _TEXT},
                        "usageRequirements": _TEXT,
                    },
                    "additionalProperties": False,
                },
            }
        },
        "additionalProperties": False,
    }
)


def valid(body: Fields) -> list[Fields]:
    """Return the cards of a response that has the shape of the specification."""
    assert [error.message for error in RESPONSE.iter_errors(body)] == []
    cards: list[Fields] = body["cards"]
    uuids = [card["uuid"] for card in cards]
    assert len(set(uuids)) == len(uuids)
    return cards


# --------------------------------------------------------------------------- requests


def observation(identifier: str, code: str, value: float, unit: str, day: str = "2026-11-20") -> Fields:
    return {
        "resourceType": "Observation",
        "id": identifier,
        "status": "final",
        "subject": {"reference": "Patient/p1"},
        "effectiveDateTime": day,
        "code": {"coding": [{"system": "http://loinc.org", "code": code}]},
        "valueQuantity": {"value": value, "unit": unit, "system": "http://unitsofmeasure.org", "code": unit},
    }


def searchset(*resources: Fields, more: bool = False) -> Fields:
    bundle: Fields = {"resourceType": "Bundle", "type": "searchset", "entry": [{"resource": r} for r in resources]}
    if more:
        bundle["link"] = [{"relation": "next", "url": "https://records.example/next"}]
    return bundle


def prefetched(creatinine: float = 2.04) -> Fields:
    """Return the record of a woman of 68 and 60 kg with breast cancer in bone."""
    return {
        "patient": {"resourceType": "Patient", "id": "p1", "gender": "female", "birthDate": "1958-03-01"},
        "conditions": searchset(
            {
                "resourceType": "Condition",
                "id": "c1",
                "subject": {"reference": "Patient/p1"},
                "code": {
                    "coding": [
                        {
                            "system": "http://snomed.info/sct",
                            "code": "94222008",
                            "display": "Metastatic malignant neoplasm to bone",
                        }
                    ]
                },
            },
            {
                "resourceType": "Condition",
                "id": "c2",
                "subject": {"reference": "Patient/p1"},
                "code": {
                    "coding": [
                        {
                            "system": "http://hl7.org/fhir/sid/icd-10-cm",
                            "code": "C50.911",
                            "display": "Malignant neoplasm of unspecified site of right female breast",
                        }
                    ]
                },
            },
        ),
        "weight": searchset(observation("w1", "29463-7", 60, "kg")),
        "laboratory-creatinine": searchset(observation("l1", "2160-0", creatinine, "mg/dL")),
        "laboratory-calcium": searchset(observation("l2", "17861-6", 9.4, "mg/dL")),
        "laboratory-albumin": searchset(observation("l3", "1751-7", 4.0, "g/dL")),
        "allergies": None,
    }


def draft(identifier: str = "z1", drug: str = "zoledronic acid", **more: Any) -> Fields:
    """Return a draft of an order for 4 mg over 15 minutes every 4 weeks."""
    return {
        "resourceType": "MedicationRequest",
        "id": identifier,
        "status": "draft",
        "intent": "order",
        "subject": {"reference": "Patient/p1"},
        "medicationCodeableConcept": {"text": drug},
        "dosageInstruction": [
            {
                "route": {"text": "IV"},
                "timing": {
                    "repeat": {
                        "frequency": 1,
                        "period": 4,
                        "periodUnit": "wk",
                        "duration": 15,
                        "durationUnit": "min",
                    }
                },
                "doseAndRate": [
                    {
                        "doseQuantity": {
                            "value": 4,
                            "unit": "mg",
                            "system": "http://unitsofmeasure.org",
                            "code": "mg",
                        }
                    }
                ],
            }
        ],
        **more,
    }


def request(hook: str, *drafts: Fields, prefetch: Fields | None = None, selected: int | None = None) -> Fields:
    """Return a request in the published shape of a hook; by default every draft was just selected."""
    context: Fields = {"userId": "Practitioner/example", "patientId": "p1", "encounterId": "e1"}
    if hook != "patient-view":
        context["draftOrders"] = {"resourceType": "Bundle", "entry": [{"resource": d} for d in drafts]}
    if hook == "order-select":
        chosen = drafts if selected is None else drafts[selected : selected + 1]
        context["selections"] = [f"{d['resourceType']}/{d['id']}" for d in chosen]
    return copy.deepcopy(
        {
            "hook": hook,
            "hookInstance": "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea",
            "context": context,
            "prefetch": prefetched() if prefetch is None else prefetch,
        }
    )
