"""The example service over real HTTP: what a client sees, what it refuses, and what it keeps to itself."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import attrs
import httpx
import pytest

from boneguide.interop.cds_hooks import discovery
from examples.cds_service import service
from tests.interop.cds_hooks_support import DISCOVERY, Fields, draft, request, searchset, valid

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "cds_service"
PAGE = "https://records.example"
LARGEST = 200_000


def sample(name: str) -> Fields:
    read: Fields = json.loads((EXAMPLE / "requests" / f"{name}.json").read_text(encoding="utf-8"))
    return read


@attrs.frozen
class Running:
    """The service as a process of its own, a client to it and what it writes."""

    process: subprocess.Popen[bytes]
    client: httpx.Client
    written: Path

    def post(self, name: str, body: object) -> httpx.Response:
        return self.client.post(f"/cds-services/{name}", json=body)

    def cards(self, name: str, body: object) -> list[Fields]:
        answered = self.post(name, body)
        assert answered.status_code == 200, answered.text
        return valid(answered.json())


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def started(client: httpx.Client, process: subprocess.Popen[bytes]) -> bool:
    for _ in range(600):
        assert process.poll() is None, "the service ended by itself"
        try:
            return client.get("/cds-services").status_code == 200
        except httpx.TransportError:
            time.sleep(0.1)
    return False


@contextmanager
def serving(folder: Path) -> Iterator[Running]:
    port, written = free_port(), folder / "log"
    options = ["--day", "2026-11-23", "--jurisdiction", "EU", "--largest", str(LARGEST), "--origin", PAGE]
    command = [sys.executable, str(EXAMPLE / "service.py"), "--port", str(port), *options]
    with (
        written.open("wb") as log,
        subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log) as process,  # noqa: S603 - fixed
        # A proxy of the environment is none for this machine itself.
        httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=120, trust_env=False) as client,
    ):
        try:
            assert started(client, process)
            yield Running(process, client, written)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with serving(tmp_path_factory.mktemp("service")) as found:
        yield found


# --------------------------------------------------------------------------- what it answers


def test_discovery(running: Running) -> None:
    answered = running.client.get("/cds-services")
    assert answered.status_code == 200
    assert answered.headers["content-type"] == "application/json"
    assert answered.json() == discovery()
    assert [problem.message for problem in DISCOVERY.iter_errors(answered.json())] == []


def test_the_view_of_a_record_gives_cards(running: Running) -> None:
    found = running.cards("boneguide", sample("patient-view"))
    assert (found[0]["indicator"], found[0]["source"]["topic"]["code"]) == ("warning", "nsaid")
    denosumab = next(card for card in found if card["source"].get("topic", {}).get("code") == "denosumab")
    (suggestion,) = denosumab["suggestions"]
    resource = suggestion["actions"][0]["resource"]
    assert (resource["status"], resource["intent"]) == ("draft", "proposal")
    assert resource["subject"] == {"reference": "Patient/invented-1"}
    assert "systemActions" not in running.post("boneguide", sample("patient-view")).json()


def test_zoledronic_acid_with_poor_kidneys_warns(running: Running) -> None:
    (warning, missing) = running.cards("boneguide-orders", sample("order-select"))
    assert warning["indicator"] == "warning"
    assert "Creatinine clearance is below 30 mL/min" in warning["summary"]
    assert "creatinine clearance now (Cockcroft-Gault): 25.1458 mL/min" in warning["detail"]
    # What was asked for and did not come is not taken for absent.
    assert missing["summary"] == "Part of the record was not sent or could not be read"
    assert "- not sent: prefetch.body-structures, prefetch.ecog," in missing["detail"]


def test_zoledronic_acid_with_good_kidneys_does_not_warn(running: Running) -> None:
    found = running.cards("boneguide-orders", sample("order-sign-good-kidneys"))
    assert [card["indicator"] for card in found] == ["info", "info"]
    assert found[0]["summary"].startswith("zoledronic acid 4 mg intravenous over 15 minute, every 4 week: first ")


def test_what_of_a_record_cannot_be_read_is_told(running: Running) -> None:
    body = sample("patient-view")
    body["prefetch"]["weight"]["entry"][0]["resource"]["valueQuantity"] |= {"unit": "blinks", "code": "blinks"}
    body["prefetch"]["conditions"] = {"resourceType": "OperationOutcome", "issue": []}
    details = "\n".join(card["detail"] for card in running.cards("boneguide", body))
    assert "- Observation/weight, valueQuantity" in details
    assert "- prefetch.conditions: the server of the record could not give all of it\n" in details
    assert "not sent: prefetch.body-structures, prefetch.ecog," in details


def test_a_value_that_is_hardly_possible_is_told_on_the_card(running: Running) -> None:
    body = sample("patient-view")
    body["prefetch"]["laboratory-creatinine"]["entry"][0]["resource"]["valueQuantity"]["value"] = 20
    details = "\n".join(card["detail"] for card in running.cards("boneguide", body))
    assert re.search(r"creatinine.*20 mg/dL", details[details.index("**Not read or not used**") :])


def test_of_somebody_who_died_nothing_is_said(running: Running) -> None:
    body = sample("patient-view")
    body["prefetch"]["patient"]["deceasedDateTime"] = "2026-11-21"
    assert running.cards("boneguide", body) == []


def test_several_requests_at_once_are_answered_as_one_by_one(running: Running) -> None:
    bodies = [sample("order-select"), sample("order-sign-good-kidneys")]
    alone = [running.cards("boneguide-orders", body) for body in bodies]
    with ThreadPoolExecutor(8) as several:
        found = list(several.map(lambda n: running.cards("boneguide-orders", bodies[n % 2]), range(8)))
    assert found == [alone[n % 2] for n in range(8)]


# --------------------------------------------------------------------------- what it refuses


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"{", "line 1, column 2 of the request is no valid JSON"),
        (b"[]", "the request was a list; expected an object with hook, hookInstance and context."),
        (b'{"hook": "patient-view"}', "2 problems:\n- hookInstance was missing; expected"),
        (b'{"hook": "\\ud800"}', "the request holds half of a surrogate pair"),
    ],
)
def test_what_is_no_request_is_a_bad_one(running: Running, content: bytes, told: str) -> None:
    answered = running.client.post("/cds-services/boneguide", content=content)
    assert answered.status_code == 400
    assert answered.json()["error"].startswith(told)


def test_a_service_answers_its_own_hook_only(running: Running) -> None:
    answered = running.post("boneguide", sample("order-select"))
    assert (answered.status_code, answered.json()) == (
        400,
        {"error": "hook was order-select; expected patient-view for this service"},
    )


def test_a_record_of_somebody_else_is_a_bad_request(running: Running) -> None:
    body = sample("patient-view")
    body["prefetch"]["weight"]["entry"][0]["resource"]["subject"]["reference"] = "Patient/somebody-else"
    answered = running.post("boneguide", body)
    assert answered.status_code == 400
    assert "expected the person of context.patientId" in answered.json()["error"]


def test_there_is_no_other_service(running: Running) -> None:
    answered = running.post("another", sample("patient-view"))
    assert (answered.status_code, answered.json()) == (
        404,
        {"error": "there is no service of that identifier; expected one of boneguide, boneguide-orders"},
    )
    assert running.client.get("/elsewhere").status_code == 404
    assert running.client.get("/cds-services/boneguide").status_code == 405


def test_without_the_patient_a_condition_of_the_request_is_not_met(running: Running) -> None:
    body = sample("patient-view")
    del body["prefetch"]
    answered = running.post("boneguide", body)
    assert answered.status_code == 412
    assert answered.json()["error"].startswith("prefetch.patient was not sent")


def test_too_large_a_request_is_refused_also_where_its_length_is_not_told(running: Running) -> None:
    body = sample("patient-view") | {"padding": "x" * LARGEST}
    refused = {"error": f"the request is too large; expected at most {LARGEST} bytes"}
    answered = running.post("boneguide", body)
    assert (answered.status_code, answered.json()) == (413, refused)
    parts = iter([b"x" * 50_000] * 5)
    answered = running.client.post("/cds-services/boneguide", content=parts)
    assert (answered.status_code, answered.json()) == (413, refused)
    assert running.post("boneguide", sample("patient-view") | {"padding": "x" * 100_000}).status_code == 200


# --------------------------------------------------------------------------- browsers and feedback


def test_only_the_named_page_may_call_from_a_browser(running: Running) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    allowed = running.client.options("/cds-services/boneguide", headers={"Origin": PAGE, **asked})
    assert (allowed.status_code, allowed.headers["access-control-allow-origin"]) == (200, PAGE)
    other = running.client.options("/cds-services/boneguide", headers={"Origin": "https://other.example", **asked})
    assert other.status_code == 400
    assert "access-control-allow-origin" not in other.headers
    listed = running.client.get("/cds-services", headers={"Origin": PAGE})
    assert listed.headers["access-control-allow-origin"] == PAGE


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"feedback": [{"card": "c", "outcome": "accepted", "outcomeTimestamp": "2026-11-23T10:00:00Z"}]}, 200),
        ({"feedback": [{"card": "c", "outcome": "overridden", "overrideReason": {"userComment": "no secret"}}]}, 200),
        ({"feedback": []}, 200),
        ({"feedback": [{"card": "c", "outcome": "ignored"}]}, 400),
        ({"feedback": [{}]}, 400),
        ({"feedback": 1}, 400),
        ({}, 400),
        ([], 400),
    ],
)
def test_feedback_is_counted_and_nothing_else_of_it_is_kept(running: Running, body: object, status: int) -> None:
    answered = running.post("boneguide/feedback", body)
    assert answered.status_code == status
    assert running.post("another/feedback", body).status_code == 404


# --------------------------------------------------------------------------- in one process


def called(app: Any, name: str, body: object) -> httpx.Response:
    async def call() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
            return await client.post(f"/cds-services/{name}", json=body)

    return asyncio.run(call())


def test_what_goes_wrong_inside_is_told_to_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        msg = "the record of a person"
        raise ZeroDivisionError(msg)

    monkeypatch.setattr(service, "_answer", fails)
    with caplog.at_level(logging.INFO):
        answered = called(service.create_app(service.Settings()), "boneguide", sample("patient-view"))
    assert (answered.status_code, answered.json()) == (500, {"error": "the service failed; nothing was answered"})
    assert [record.getMessage() for record in caplog.records if record.name == "cds_service"] == [
        "failed with ZeroDivisionError"
    ]
    assert "the record" not in caplog.text


def test_without_settings_the_day_is_that_of_the_clock_and_what_differs_is_shown() -> None:
    settings = service.Settings()
    assert abs((settings.today() - datetime.now().astimezone().date()).days) <= 1
    day = date(2026, 11, 23)
    app = service.create_app(service.Settings(day=day))
    (warning, *_) = called(app, "boneguide-orders", sample("order-select")).json()["cards"]
    assert "- US: reject\n- EU: reject\n- UK: reject\n" in warning["detail"]


def test_an_order_about_which_nothing_is_encoded_has_no_card() -> None:
    app = service.create_app(service.Settings(day=date(2026, 11, 23)))
    patient = {"patient": {"resourceType": "Patient", "id": "p1"}, "conditions": searchset()}
    body = request("order-sign", draft(drug="amoxicillin"), prefetch=patient)
    assert called(app, "boneguide-orders", body).json() == {"cards": []}


# --------------------------------------------------------------------------- the folder


def test_the_manual_starts_what_is_tested() -> None:
    told = (EXAMPLE / "README.md").read_text(encoding="utf-8")
    assert "pip install -e '.[example]' && python examples/cds_service/service.py --day 2026-11-23" in told
    for path in sorted((EXAMPLE / "requests").glob("*.json")):
        assert path.name in told


def test_it_writes_nothing_of_a_record_and_ends_when_it_is_told_to(tmp_path: Path) -> None:
    with serving(tmp_path) as running:
        body = sample("patient-view")
        # What warns and what fails may be written as well as what is answered.
        body["prefetch"]["laboratory-creatinine"]["entry"][0]["resource"]["valueQuantity"]["value"] = 20
        running.cards("boneguide", body)
        assert running.post("boneguide", body | {"hookInstance": 1}).status_code == 400
        item = {"card": "c", "outcome": "overridden", "overrideReason": {"userComment": "a secret"}}
        assert running.post("boneguide/feedback", {"feedback": [item]}).status_code == 200
        running.process.send_signal(signal.SIGINT)
        assert running.process.wait(30) == 0
        with pytest.raises(httpx.TransportError):
            running.client.get("/cds-services")
    first, second = running.written.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"INFO cds_service: boneguide: \d+ cards in \d+ ms", first)
    assert second == "INFO cds_service: feedback so far: {'overridden': 1}"
