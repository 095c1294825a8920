"""A small CDS Hooks 2.0 service on top of the library: ``python examples/cds_service/service.py``.

It keeps nothing of what it is sent, and logs nothing of it. It has no authentication: it
is an example to be put behind one.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import logging
import threading
import time
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs
import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.middleware.cors import CORSMiddleware
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException as AnyHTTPException

import boneguide as bg
from boneguide.errors import BoneguideError, BoneguideWarning
from boneguide.interop import cds_hooks, fhir
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction

LOG = logging.getLogger("cds_service")

#: The largest request, in bytes. A record of some thousand resources needs a few million.
LARGEST: Final = 10_000_000
_OUTCOMES: Final = ("accepted", "overridden")
#: Warnings are caught for the whole process, so that one request is answered after the other.
_ONE_AT_A_TIME: Final = threading.Lock()


@attrs.frozen(kw_only=True)
class Settings:
    """What whoever runs the service decides.

    Args:
        jurisdiction: For which place answers are given; None shows what differs.
        day: The day of every assessment; None takes today's date from the clock of this machine.
        largest: The largest request, in bytes.
        origins: Web pages that may call the service from a browser.
    """

    jurisdiction: Jurisdiction | None = None
    day: dt.date | None = None
    largest: int = LARGEST
    origins: tuple[str, ...] = ()

    def today(self) -> dt.date:
        """Return the day of an assessment. The library reads no clock, so the service has to."""
        return self.day or dt.datetime.now().astimezone().date()


def create_app(settings: Settings) -> FastAPI:
    """Return the service.

    Args:
        settings: What whoever runs it decides.
    """
    app = FastAPI(title="boneguide CDS service", docs_url=None, redoc_url=None, openapi_url=None)
    # Browser-based clients need it; no page may call the service unless its origin is on the list.
    app.add_middleware(
        CORSMiddleware,
        allow_origins=list(settings.origins),
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type"],
    )
    offered: dict[str, Any] = cds_hooks.discovery()
    outcomes: Counter[str] = Counter()

    @app.exception_handler(AnyHTTPException)
    async def refused(_: Request, problem: Exception) -> JSONResponse:
        assert isinstance(problem, AnyHTTPException)  # noqa: S101 - it is called with nothing else
        return JSONResponse({"error": problem.detail}, problem.status_code, problem.headers)

    @app.get("/cds-services")
    async def services() -> JSONResponse:
        return JSONResponse(offered)

    @app.post("/cds-services/{identifier}")
    async def called(identifier: str, request: Request) -> JSONResponse:
        hooks = _hooks(offered, identifier)
        body = await _body(request, settings.largest)
        begun = time.perf_counter()
        try:
            found = await run_in_threadpool(_answer, body, hooks, settings)
        except BoneguideError as problem:
            raise HTTPException(400, str(problem)) from None
        except AnyHTTPException:
            raise
        except Exception as problem:  # noqa: BLE001 - nothing may reach a log with its text
            # What went wrong may quote the record, so that only its kind is logged.
            LOG.error("failed with %s", type(problem).__name__)  # noqa: TRY400 - as above
            raise HTTPException(500, "the service failed; nothing was answered") from None
        LOG.info("%s: %d cards in %.0f ms", identifier, len(found["cards"]), 1000 * (time.perf_counter() - begun))
        return JSONResponse(found)

    @app.post("/cds-services/{identifier}/feedback")
    async def feedback(identifier: str, request: Request) -> JSONResponse:
        _hooks(offered, identifier)
        outcomes.update(_outcomes(await _body(request, settings.largest)))
        LOG.info("feedback so far: %s", dict(outcomes))
        return JSONResponse({})

    return app


def _hooks(offered: dict[str, Any], identifier: str) -> dict[str, frozenset[str]]:
    """Return the hooks of a service, each with the prefetch keys that it asks for."""
    hooks = {s["hook"]: frozenset(s["prefetch"]) for s in offered["services"] if s["id"] == identifier}
    if not hooks:
        known = ", ".join(dict.fromkeys(service["id"] for service in offered["services"]))
        raise HTTPException(404, f"there is no service of that identifier; expected one of {known}")
    return hooks


async def _body(request: Request, largest: int) -> bytes:
    """Return the body of a request, read no further than it may be long."""
    body = bytearray()
    async for part in request.stream():
        body.extend(part)
        if len(body) > largest:
            raise HTTPException(413, f"the request is too large; expected at most {largest} bytes")
    return bytes(body)


def _answer(body: bytes, hooks: dict[str, frozenset[str]], settings: Settings) -> dict[str, Any]:
    """Return the cards for one call of a hook."""
    call = cds_hooks.read_request(body)
    if call.hook not in hooks:
        raise HTTPException(400, f"hook was {call.hook}; expected {' or '.join(hooks)} for this service")
    if not any(resource["resourceType"] == "Patient" for resource in call.resources):
        raise HTTPException(412, "prefetch.patient was not sent; the service reads no server, so it needs the Patient")
    day, person = settings.today(), f"Patient/{call.patient_id}"
    with _ONE_AT_A_TIME, warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", BoneguideWarning)
        intake = fhir.read(call.resources, on=day, patient=person)
        assessment = bg.assess(intake.patient, on=day, jurisdiction=settings.jurisdiction)
        if intake.deceased is not None:
            return {"cards": []}
        notes = [*_unsent(call, hooks[call.hook]), *_unread(intake), *(str(each.message) for each in warned)]
        if call.hook == "patient-view":
            return cds_hooks.cards(assessment, patient=intake.patient, subject=person, notes=notes)
        orders = map(cds_hooks.ordered, call.orders)
        return cds_hooks.order_cards(assessment, orders, patient=intake.patient, notes=notes)


def _unsent(call: cds_hooks.HookRequest, wanted: frozenset[str]) -> Iterator[str]:
    """Yield what was asked for and did not come, so that nobody takes it for absent."""
    yield from call.notes
    unsent = [f"prefetch.{key}" for key in sorted(wanted - set(call.delivered))]
    unsent = [key for key in unsent if not any(note.startswith(f"{key}:") for note in call.notes)]
    if unsent:
        yield f"not sent: {', '.join(unsent)}"


def _unread(intake: fhir.Intake) -> Iterator[str]:
    """Yield what came and could not be read, and what was decided where it contradicts itself."""
    for told in (*intake.problems, *intake.conflicts, *intake.notes):
        yield str(told)
    for used in intake.used:
        if used.unread:
            yield f"{used.resource}, not read: {'; '.join(used.unread)}"


def _outcomes(body: bytes) -> list[str]:
    """Return the outcome of each item of feedback; nothing else of it is looked at."""
    try:
        outcomes = [item["outcome"] for item in json.loads(body)["feedback"]]
        understood = all(outcome in _OUTCOMES for outcome in outcomes)
    except (ValueError, KeyError, TypeError, RecursionError):
        understood = False
    if not understood:
        expected = 'an object with "feedback", a list of objects with card, outcome and outcomeTimestamp'
        raise HTTPException(400, f"the feedback could not be read; expected {expected}")
    return outcomes


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the service until it is interrupted.

    Args:
        arguments: Those of the command line.
    """
    parser = argparse.ArgumentParser(description="A CDS Hooks service on top of boneguide.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on; by default this machine only")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--jurisdiction", choices=JURISDICTIONS, help="without it, what differs is shown")
    parser.add_argument("--day", type=dt.date.fromisoformat, help="day of the assessments; by default today")
    parser.add_argument("--largest", type=int, default=LARGEST, help="largest request in bytes")
    parser.add_argument("--origin", action="append", default=[], help="web page that may call from a browser")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    settings = Settings(
        jurisdiction=given.jurisdiction, day=given.day, largest=given.largest, origins=tuple(given.origin)
    )
    uvicorn.run(create_app(settings), host=given.host, port=given.port, access_log=False, log_level="warning")


if __name__ == "__main__":
    main()
