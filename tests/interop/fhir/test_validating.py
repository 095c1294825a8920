"""What fhir.resources finds wrong, as plain statements, and never an error of its own."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boneguide.errors import MissingExtraError
from boneguide.interop.fhir._opening import DEEPEST
from boneguide.interop.fhir._validating import Refusal, refusals

CODE = {"text": "x"}
HUGE = 10**5000


def observation(**fields: object) -> dict[str, object]:
    return {"resourceType": "Observation", "status": "final", "code": CODE, **fields}


def bundle(*resources: object) -> dict[str, object]:
    return {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": each} for each in resources]}


def deep(layers: int) -> dict[str, object]:
    held: dict[str, object] = {"url": "x", "valueString": "x"}
    for _ in range(layers):
        held = {"url": "x", "extension": [held]}
    return observation(extension=[held])


def cyclic() -> dict[str, object]:
    found: dict[str, object] = {"resourceType": "Patient"}
    found["contact"] = [found]
    return found


@pytest.mark.parametrize(
    "resource",
    [
        {"resourceType": "Patient", "gender": "female"},
        observation(valueQuantity={"value": 1.5, "unit": "mg/dL"}),
        bundle({"resourceType": "Patient", "id": "1"}, observation()),
        {"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o", "name": "x"}]},
        # A primitive with an extension, which stands beside it under the name with a line below.
        {"resourceType": "Patient", "_birthDate": {"extension": [{"url": "x", "valueString": "x"}]}},
    ],
)
def test_nothing_is_found_where_nothing_is_wrong(resource: dict[str, object]) -> None:
    assert refusals(resource) == ()


@pytest.mark.parametrize(
    ("resource", "expected"),
    [
        (
            {"resourceType": "Observation", "status": "final"},
            [Refusal("code", "nothing", "a value, for the element is required")],
        ),
        (
            {"resourceType": "Patient", "height": "x" * 100},
            [Refusal("height", "'" + "x" * 56 + "...", "nothing, for there is no such element")],
        ),
        (
            {"resourceType": "Patient", "_valueDateTime": {}},
            [Refusal("_valueDateTime", "an object", "nothing, for there is no such element")],
        ),
        (
            observation(valueQuantity={"value": "many"}),
            [Refusal("valueQuantity.value", "'many'", "Decimal value string does not match spec regex")],
        ),
        (
            observation(valueQuantity={"value": float("nan")}),
            [Refusal("valueQuantity.value", "nan", "Decimal value string does not match spec regex")],
        ),
        (
            bundle(observation(), {"resourceType": "Patient", "gender": 3}),
            [Refusal("entry[1].resource.gender", "3", "a valid string")],
        ),
        (
            bundle(5),
            [
                Refusal(
                    "entry[0].resource",
                    "5",
                    "Value is expected from the instance of Resource, but got type <class 'int'>",
                )
            ],
        ),
        (
            bundle(observation(), {"resourceType": "Nope"}, {}),
            [
                Refusal("entry[1].resource.resourceType", "'Nope'", "the name of a type of resource of FHIR R4"),
                Refusal("entry[2].resource.resourceType", "nothing", "the name of a type of resource of FHIR R4"),
            ],
        ),
        (
            {"resourceType": "Patient", "contained": [{"resourceType": "HumanName"}]},
            [Refusal("contained[0].resourceType", "'HumanName'", "the name of a type of resource of FHIR R4")],
        ),
        ({}, [Refusal("resourceType", "nothing", "the name of a type of resource of FHIR R4")]),
        (
            {"resourceType": ["Patient"]},
            [Refusal("resourceType", "a list", "the name of a type of resource of FHIR R4")],
        ),
        (
            {"resourceType": "Bundle", "type": "collection", "entry": {}},
            [Refusal("entry", "an object", "a valid list")],
        ),
        (
            {"resourceType": "Patient", 3: 4},
            [Refusal("", "a name that is no text or a very long one", "a resource of ordinary size, without cycles")],
        ),
        (deep(3000), [Refusal("", f"values more than {DEEPEST} deep", "a resource of ordinary size, without cycles")]),
        (cyclic(), [Refusal("", f"values more than {DEEPEST} deep", "a resource of ordinary size, without cycles")]),
        ("Patient", [Refusal("", "'Patient'", "a resource as an object")]),
        (None, [Refusal("", "nothing", "a resource as an object")]),
        # A resource at a place where this module does not look for types.
        (
            {"resourceType": "Parameters", "parameter": [{"name": "x", "resource": {"resourceType": "Nope"}}]},
            [Refusal("", "what ended in KeyError", "a resource that can be read")],
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(resource: object, expected: list[Refusal]) -> None:
    assert list(refusals(resource)) == expected


def test_a_number_of_very_many_digits_is_told_in_words() -> None:
    [refusal] = refusals(observation(valueQuantity={"value": HUGE}))
    assert (refusal.path, refusal.found) == ("valueQuantity.value", "a whole number of very many digits")


def test_two_values_are_refused() -> None:
    [refusal] = refusals(observation(valueString="x", valueInteger=1))
    assert refusal.expected.startswith("Any of one field value is expected from this list")
    assert len(refusal.expected) <= 200


EXTENDED = {"url": "x", "_valueDateTime": {"extension": [{"url": "y", "valueCode": "unknown"}]}}


@pytest.mark.parametrize(
    "resource",
    [
        observation(extension=[EXTENDED]),
        bundle(observation(extension=[EXTENDED])),
        {"resourceType": "Patient", "modifierExtension": [EXTENDED]},
    ],
)
def test_extensions_in_place_of_the_value_of_an_extension_are_allowed(resource: dict[str, object]) -> None:
    assert refusals(resource) == ()


def test_only_that_is_overlooked() -> None:
    found = refusals(observation(extension=[{**EXTENDED, "_value": {}, "height": 3}]))
    assert [refusal.path for refusal in found] == ["extension[0]._value", "extension[0].height"]


@pytest.mark.parametrize(
    ("refusal", "told"),
    [
        (Refusal("a.b", "3", "a text"), "a.b: found 3; expected a text"),
        (Refusal("", "3", "a text"), "found 3; expected a text"),
    ],
)
def test_a_refusal_in_words(refusal: Refusal, told: str) -> None:
    assert str(refusal) == told


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([10**4000, "2026-02-30", "\ud800", "Patient", "final"])
)
NAMES = st.sampled_from(
    ["resourceType", "entry", "resource", "contained", "extension", "url", "code", "status", "valueQuantity", "value"]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES | st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)
KINDS = st.sampled_from(["Bundle", "Patient", "Observation", "MedicationRequest", "HumanName", "Nope"])


@settings(deadline=None, max_examples=200)
@given(st.dictionaries(NAMES | st.text(max_size=3), VALUES, max_size=4), KINDS | VALUES)
def test_plain_data_of_any_shape_is_refused_or_fine(fields: dict[str, Any], kind: object) -> None:
    for refusal in refusals({**fields, "resourceType": kind}):
        assert len(refusal.found) <= 60
        assert str(refusal)


@pytest.mark.parametrize("module", ["fhir.resources.R4B", "pydantic"])
def test_without_the_package(monkeypatch: pytest.MonkeyPatch, module: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError, match=r"Type: pip install 'boneguide\[fhir\]'"):
        refusals({"resourceType": "Patient"})
