"""Requests of CDS Hooks: their shape is held to the specification, and a draft is never a treatment."""

from __future__ import annotations

import copy
import json
import random
import warnings
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boneguide as bg
from boneguide import guidelines
from boneguide.errors import BoneguideWarning, RecordError
from boneguide.interop import fhir
from boneguide.interop.cds_hooks import order_cards, ordered, read_request
from tests.interop.cds_hooks_support import Fields, draft, observation, prefetched, request, searchset, valid


def refused(body: object) -> str:
    with pytest.raises(RecordError) as problem:
        read_request(body)  # type: ignore[arg-type]  # anything may be sent
    return str(problem.value)


def test_a_request_for_the_view_of_a_record() -> None:
    found = read_request(json.dumps(request("patient-view")))
    assert (found.hook, found.user, found.patient_id, found.encounter_id) == (
        "patient-view",
        "Practitioner/example",
        "p1",
        "e1",
    )
    assert found.instance == "d1577c69-dfbe-44ad-ba6d-3e05e953b2ea"
    assert [f"{r['resourceType']}/{r['id']}" for r in found.resources] == [
        "Patient/p1",
        "Condition/c1",
        "Condition/c2",
        "Observation/w1",
        "Observation/l1",
        "Observation/l2",
        "Observation/l3",
    ]
    assert found.delivered == tuple(prefetched())
    assert (found.draft_orders, found.selections, found.orders, found.notes) == ((), (), (), ())


def test_text_bytes_and_object_say_the_same() -> None:
    body = request("order-sign", draft())
    text = json.dumps(body)
    assert read_request(body) == read_request(text) == read_request(text.encode())


def test_only_what_was_just_selected_is_checked_before_signing() -> None:
    drafts = draft("a"), draft("b")
    assert [d["id"] for d in read_request(request("order-select", *drafts, selected=1)).orders] == ["b"]
    assert [d["id"] for d in read_request(request("order-sign", *drafts)).orders] == ["a", "b"]


def test_no_draft_stands_in_the_record() -> None:
    """Not of the context, not with the status of a draft, and not under the name of one whatever its status."""
    prefetch = prefetched()
    prefetch["medication-requests"] = searchset(
        draft("other"), draft("z1", status="active"), draft("taken", status="active")
    )
    found = read_request(request("order-sign", draft("z1"), prefetch=prefetch))
    assert [r["id"] for r in found.resources if r["resourceType"] == "MedicationRequest"] == ["taken"]
    assert [d["id"] for d in found.draft_orders] == ["z1"]
    assert found.notes == tuple(
        f"MedicationRequest/{name} in prefetch.medication-requests is an order that is not signed, and was left out"
        for name in ("other", "z1")
    )


def test_what_could_not_be_had_is_told() -> None:
    outcome: Fields = {"resourceType": "OperationOutcome", "issue": []}
    prefetch = {
        "patient": {"resourceType": "Patient", "id": "p1"},
        "allergies": outcome,
        "conditions": searchset(outcome),
        "weight": searchset(observation("w1", "29463-7", 60, "kg"), more=True),
        "height": None,
    }
    found = read_request(request("patient-view", prefetch=prefetch))
    assert found.delivered == ("patient", "weight", "height")
    assert [r["resourceType"] for r in found.resources] == ["Patient", "Observation"]
    assert found.notes == (
        "prefetch.allergies: the server of the record could not give all of it",
        "prefetch.conditions: the server of the record could not give all of it",
        "prefetch.weight goes on on further pages, which were not sent",
    )


def test_what_is_sent_twice_counts_once() -> None:
    weight = observation("w1", "29463-7", 60, "kg")
    found = read_request(request("patient-view", prefetch={"weight": searchset(weight), "own-facts": weight}))
    assert len(found.resources) == 1


def test_a_request_without_prefetch_has_no_record() -> None:
    body = request("patient-view")
    del body["prefetch"], body["context"]["encounterId"]
    found = read_request(body)
    assert (found.resources, found.delivered, found.encounter_id) == ((), (), "")


def test_an_empty_bundle_and_one_without_entries_hold_nothing() -> None:
    prefetch = {"conditions": {"resourceType": "Bundle"}, "weight": searchset(), "link": searchset() | {"link": "x"}}
    found = read_request(request("patient-view", prefetch=prefetch))
    assert (found.resources, found.delivered) == ((), ("conditions", "weight", "link"))


# --------------------------------------------------------------------------- refused


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "line 1, column 2 of the request is no valid JSON"),
        ('{"hook": NaN}', "the request holds NaN, which is no number of JSON."),
        ('{"hook": 1, "hook": 2}', 'an object of the request has the key "hook" twice; expected it once.'),
        (b'"\xff"', "the request is no text in UTF-8"),
        ("[1]", "the request was a list; expected an object with hook, hookInstance and context."),
        (None, "the request was missing; expected an object"),
        (object(), "the request was object; expected an object"),
        ("[" * 100_000, "the request holds objects too deep in one another or a number that is too long."),
        ('{"hook": "\\ud800"}', "the request holds half of a surrogate pair, which is no character; expected texts"),
        ({"context": {"a": [("b", {"\ud800": 1})]}}, "the request holds half of a surrogate pair"),
        (f'{{"hook": {"9" * 5000}}}', "the request holds objects too deep in one another or a number"),
    ],
    ids=[
        "cut off",
        "nan",
        "twice",
        "no utf-8",
        "list",
        "nothing",
        "strange",
        "deep",
        "half",
        "half a name",
        "long number",
    ],
)
def test_what_is_no_request(text: object, told: str) -> None:
    assert refused(text).startswith(told)


def changed(hook: str, path: str, value: object) -> Fields:
    body = request(hook, *([] if hook == "patient-view" else [draft()]))
    *parts, last = path.split(".")
    held: Any = body
    for part in parts:
        held = held[int(part)] if part.isdigit() else held[part]
    if value is ...:
        del held[last]
    else:
        held[int(last) if last.isdigit() else last] = value
    return body


@pytest.mark.parametrize(
    ("hook", "path", "value", "told"),
    [
        ("patient-view", "hook", "order-review", 'hook was "order-review"; expected one of patient-view, order-select'),
        ("patient-view", "hookInstance", "", 'hookInstance was ""; expected a text that identifies the call.'),
        ("patient-view", "context", [], "context was a list; expected an object with the context of the hook."),
        ("patient-view", "context.userId", 7, "context.userId was 7; expected type and identifier, such as"),
        ("patient-view", "context.patientId", ..., "context.patientId was missing; expected the identifier of a"),
        ("patient-view", "context.patientId", "a b", 'context.patientId was "a b"; expected the identifier of a'),
        ("patient-view", "context.encounterId", 1, "context.encounterId was 1; expected a text."),
        ("patient-view", "prefetch", "x" * 99, f'prefetch was "{"x" * 59}...; expected an object with a resource,'),
        ("patient-view", "prefetch.weight", {}, "prefetch.weight was an object; expected a resource with its"),
        ("patient-view", "prefetch.weight.entry", {}, "prefetch.weight.entry was an object; expected a list."),
        (
            "patient-view",
            "prefetch.weight.entry.0.resource.resourceType",
            "Bundle",
            'prefetch.weight.entry[0].resource was "Bundle"; expected a resource with its resourceType, and no Bundle',
        ),
        ("patient-view", "prefetch.weight.entry.0", 1, "prefetch.weight.entry[0].resource was missing; expected a"),
        ("order-sign", "context.draftOrders", ..., "context.draftOrders was missing; expected a Bundle with the"),
        ("order-sign", "context.draftOrders.resourceType", "List", 'context.draftOrders.resourceType was "List"; exp'),
        ("order-sign", "context.draftOrders.entry.0.resource.id", ..., "context.draftOrders.entry[0].resource.id was"),
        ("order-select", "context.selections", "z1", 'context.selections was "z1"; expected a list of references'),
        ("order-select", "context.selections", [1], "context.selections was a list; expected a list of references"),
        ("order-select", "context.selections", ["z1"], 'context.selections[0] was "z1"; expected the type and ident'),
    ],
)
def test_what_is_wrong_is_told_with_its_path(hook: str, path: str, value: object, told: str) -> None:
    message = refused(changed(hook, path, value))
    assert message.startswith(told)
    assert "problems" not in message


def test_an_access_token_belongs_to_a_server() -> None:
    body = request("patient-view") | {"fhirAuthorization": {"access_token": "some-opaque-token"}}
    told = refused(body)
    assert told.startswith("fhirServer was missing; expected the address of the server that the access token is for")
    assert "some-opaque-token" not in told
    read_request(body | {"fhirServer": "https://records.example"})


def test_what_holds_itself_is_read_once() -> None:
    weight = observation("w1", "29463-7", 60, "kg")
    weight["extension"] = [weight]
    body = request("patient-view")
    body["prefetch"] = {"weight": weight}
    assert read_request(body).resources == (weight,)


@pytest.mark.parametrize("reference", ["Patient/p2", "https://records.example/fhir/Patient/p2/_history/3"])
@pytest.mark.parametrize("field", ["subject", "patient"])
def test_a_resource_of_somebody_else_is_refused(reference: str, field: str) -> None:
    stranger = {"resourceType": "Procedure", "id": "x", field: {"reference": reference}}
    told = refused(request("patient-view", prefetch={"procedures": searchset(stranger)}))
    assert told == (
        f'prefetch.procedures.entry[0].resource.{field}.reference was "{reference}"; expected the person of'
        " context.patientId."
    )
    told = refused(request("order-sign", draft() | {field: {"reference": reference}}))
    assert told.startswith(f"context.draftOrders.entry[0].resource.{field}.reference was")


def test_another_patient_is_refused() -> None:
    told = refused(request("patient-view", prefetch={"patient": {"resourceType": "Patient", "id": "p2"}}))
    assert told == 'prefetch.patient.id was "p2"; expected the person of context.patientId.'


@pytest.mark.parametrize("reference", ["urn:uuid:2a", "Group/1", 7, None])
def test_what_names_no_other_person_is_read(reference: object) -> None:
    weight = observation("w1", "29463-7", 60, "kg") | {"subject": {"reference": reference}}
    assert len(read_request(request("patient-view", prefetch={"weight": weight})).resources) == 1


def test_every_problem_is_told_and_no_more_than_twenty() -> None:
    assert refused({}) == (
        "3 problems:\n"
        "- hook was missing; expected one of patient-view, order-select, order-sign.\n"
        "- hookInstance was missing; expected a text that identifies the call.\n"
        "- context was missing; expected an object with the context of the hook."
    )
    told = refused(request("patient-view", prefetch={f"k{n}": 1 for n in range(30)})).split("\n")
    assert (told[0], len(told)) == ("the first 20 problems:", 21)


@given(
    st.recursive(
        st.none() | st.booleans() | st.text(max_size=3),
        lambda i: (
            st.lists(i)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "hook",
                        "hookInstance",
                        "context",
                        "prefetch",
                        "entry",
                        "resource",
                        "resourceType",
                        "id",
                        "draftOrders",
                        "selections",
                    ]
                ),
                i,
            )
        ),
    )
)
def test_of_anything_comes_a_request_or_a_record_error(value: object) -> None:
    for hook in ("patient-view", "order-select", "order-sign"):
        for name in ("context", "prefetch"):
            try:
                read_request(request(hook, draft()) | {name: value})
            except RecordError:
                continue


# --------------------------------------------------------------------------- mutated requests

#: What may stand in the place of anything.
STRANGE: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**400,
    1e308,
    "",
    "x",
    "Patient/p2",
    "9" * 70,
    "\ud800",
    [],
    [None],
    [[]],
    {},
    {"resourceType": 1},
    {"resourceType": "Bundle", "entry": [{}]},
    {"reference": "#"},
    {"value": "1"},
    {"coding": [{"code": 1}]},
)


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the path of everything that a request holds."""
    held = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in held:
        yield (*path, name)
        yield from places(inner, (*path, name))


def mutated(body: Fields, chance: random.Random) -> Fields:
    changed = copy.deepcopy(body)
    for _ in range(chance.randint(1, 3)):
        *parts, last = chance.choice(list(places(changed)))
        held: Any = changed
        for part in parts:
            held = held[part]
        if chance.random() < 0.25:
            del held[last]
        else:
            held[last] = copy.deepcopy(chance.choice(STRANGE))
    return changed


def test_of_thousands_of_mutated_requests_come_cards_or_a_record_error() -> None:
    """From the text to the cards: whatever is wrong, a client is told so, and nothing else is raised."""
    chance = random.Random(20261123)  # noqa: S311 - which mutations are tried, not a secret
    on = date(2026, 11, 23)
    bodies = [
        request("patient-view"),
        request("order-select", draft("a"), draft("b", drug="denosumab")),
        request("order-sign", draft(medicationReference={"reference": "Medication/m"})),
    ]
    assessment = bg.assess(bg.Patient(primary="breast", bone_metastases=True), on=on, jurisdiction="EU")
    refusals: list[str] = []
    read = 0
    for number in range(3000):
        body = mutated(bodies[number % 3], chance)
        try:
            call = read_request(body)
        except RecordError as problem:
            refusals.append(str(problem))
            continue
        read += 1
        for order in call.orders:
            assert ordered(order).reference
        if number % 100 < 3:
            valid(order_cards(assessment, map(ordered, call.orders), notes=call.notes))
    assert len(refusals) > 500
    assert all("expected" in told for told in refusals)
    assert read > 500


def test_of_mutated_records_come_cards_or_a_record_error() -> None:
    chance = random.Random(1)  # noqa: S311 - as above
    on = date(2026, 11, 23)
    answered = 0
    for _ in range(150):
        body = mutated(request("order-sign", draft()), chance)
        try:
            call = read_request(body)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", BoneguideWarning)
                intake = fhir.read(call.resources, on=on, patient=f"Patient/{call.patient_id}")
                assessment = bg.assess(intake.patient, on=on, jurisdiction="EU", guideline=guidelines.bone_agents)
        except RecordError:
            continue
        valid(order_cards(assessment, map(ordered, call.orders), notes=map(str, intake.problems)))
        answered += 1
    assert answered > 50
