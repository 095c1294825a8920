"""Mutated bundles, and the run of as many as asked for: ``python tests/interop/fhir/mutations.py 100000``."""

from __future__ import annotations

import random
import sys
import time
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from boneguide.errors import BoneguideError
from boneguide.interop import fhir
from tests.interop.fhir.record import bundle, coded, resources

ON = date(2026, 11, 23)
#: Longest time for one bundle, in seconds, whatever else the machine does.
LONGEST = 20.0

_HOSTILE: tuple[Any, ...] = (
    None,
    "",
    " ",
    "\u0000",
    "\ud800",
    "\u202e" * 40,
    "x" * 5000,
    "(" * 3000,
    "2026-02-30",
    "2026",
    "0000-01-01",
    "9999-12-31T23:59:59-14:00",
    "2026-01-01T25:00:00Z",
    "http://loinc.org",
    "[iU]/L{" * 50,
    0,
    -1,
    -0.0,
    5e-324,
    1e308,
    10**400,
    float("nan"),
    float("inf"),
    True,
    False,
    [],
    {},
    [[]],
    [None],
    ["text"],
    {"value": "text"},
    {"coding": "text"},
    {"reference": 3},
    coded("http://loinc.org", "2160-0"),
    {"value": 1e15, "unit": "mg/dL"},
    {"value": -5, "code": "kg", "system": "http://unitsofmeasure.org"},
    object(),
    {3: "a name that is no text"},
)
_NAMES = (
    "status",
    "code",
    "value",
    "valueQuantity",
    "valueInteger",
    "subject",
    "effectiveDateTime",
    "bodySite",
    "extension",
    "dosage",
    "partOf",
    "focus",
    "identifier",
    "component",
    "resourceType",
    "meta",
)


def _holders(item: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every object or list with each of its names or places."""
    layer = [item]
    for _ in range(30):
        below = []
        for holder in layer:
            for key, value in list(holder.items() if isinstance(holder, dict) else enumerate(holder)):
                yield holder, key
                if isinstance(value, (dict, list)):
                    below.append(value)
        layer = below
        if not layer or len(layer) > 20_000:
            return


def _deep(levels: int) -> Any:
    found: Any = "inside"
    for _ in range(levels):
        found = {"extension": [found]}
    return found


def mutate(item: Any, chance: random.Random) -> None:
    """Change one place of a resource."""
    places = list(_holders(item))
    if not places:
        return
    holder, key = chance.choice(places)
    how = chance.random()
    if how < 0.2:
        del holder[key]
    elif how < 0.7:
        holder[key] = chance.choice(_HOSTILE)
    elif how < 0.78:
        other, name = chance.choice(places)
        holder[key] = other[name]
    elif how < 0.86:
        holder[key] = [holder[key]] * chance.choice((2, 3, 400, 60_000))
    elif how < 0.92 and isinstance(holder, dict):
        holder[chance.choice(_NAMES)] = chance.choice(_HOSTILE)
    elif how < 0.96:
        holder[key] = _deep(chance.choice((5, 60, 3000)))
    else:
        holder[key] = item


def mutated(chance: random.Random) -> Any:
    """Return a bundle with a few resources, each changed in a few places."""
    held = [chance.choice(resources()) for _ in range(chance.choice((1, 1, 2, 4)))]
    whole: Any = bundle(*held)
    for _ in range(chance.choice((1, 1, 2, 4))):
        mutate(chance.choice(held) if chance.random() < 0.95 else whole, chance)
        if chance.random() < 0.02:
            return whole["entry"] if isinstance(whole.get("entry"), list) else whole
    return whole


def read(given: Any) -> str:
    """Return what reading a bundle came to; anything but a ledger that adds up or a named error is raised."""
    began = time.perf_counter()
    try:
        intake = fhir.read(given, on=ON)
    except BoneguideError as problem:
        outcome = type(problem).__name__
    else:
        held: list[Any] = [*intake.used, *intake.ignored, *intake.problems]
        places = sorted(entry.place for entry in held)
        assert places == list(range(intake.resources)), "every resource has one place in the ledger"
        assert str(intake)
        outcome = "Intake"
    assert time.perf_counter() - began < LONGEST
    return outcome


def main() -> None:
    """Read as many mutated bundles as asked for, and print what they came to."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20261123)  # noqa: S311 - chance, not secrecy
    warnings.simplefilter("ignore")
    outcomes: dict[str, int] = {}
    slowest, began = 0.0, time.perf_counter()
    for _ in range(number):
        given = mutated(chance)
        start = time.perf_counter()
        outcome = read(given)
        slowest = max(slowest, time.perf_counter() - start)
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
    print(f"{number} bundles in {time.perf_counter() - began:.0f} s, the slowest {slowest:.2f} s: {outcomes}")  # noqa: T201


if __name__ == "__main__":
    main()
