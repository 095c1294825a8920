"""The rows of the fact sheets, and every source that names them."""

from __future__ import annotations

import functools
import importlib
import json
import operator
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import boneguide as bg
from boneguide import calculators
from boneguide.guidelines import sources
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.guidelines.corticosteroids.tapers import TAPERS
from boneguide.model.provenance import Source
from boneguide.report import module_citations

#: A rule, calculator or taper, and one source of it.
Carrier: TypeAlias = tuple[str, Source]

_DATA = Path(__file__).parents[1] / "data"


def sheet(name: str) -> dict[str, str]:
    """Return how far each row of a fact sheet was verified, by the identifier of the row.

    P is seen in the publication itself, S in another text, M is from memory, C is
    in conflict, D a decision of the library; mixed rows hold several. The first
    sheet, on bone agents, says Y for what was seen.
    """
    rows = json.loads((_DATA / f"{name}.json").read_text(encoding="utf-8"))
    return {row["id"]: row["verified"] for row in rows}


BONE_AGENTS = sheet("sheet_rows")
RADIOTHERAPY = sheet("sheet_rows_radiotherapy")
ANALGESIA = sheet("sheet_rows_analgesia")
#: Rows of which the sheet knows nothing but memory.
MEMORY = {row for rows in (BONE_AGENTS, RADIOTHERAPY, ANALGESIA) for row, letters in rows.items() if letters == "M"}

#: Every subject that has a name, whether or not it is part of the default.
SUBJECTS: tuple[bg.Guideline, ...] = tuple(
    getattr(bg.guidelines, name) for name in bg.guidelines.__all__ if name != "default"
)
ADVICE: bg.Guideline = functools.reduce(operator.or_, SUBJECTS)
EVERYTHING = ADVICE | ORDER_LIMITS


def of_rules(guideline: bg.Guideline = EVERYTHING) -> Iterator[Carrier]:
    """Yield every source of every rule."""
    yield from ((rule.id, source) for rule in guideline for source in rule.all_sources())


def of_calculators() -> Iterator[Carrier]:
    """Return every source of every calculator."""
    names = (module.name for module in pkgutil.iter_modules(calculators.__path__))
    return module_citations(importlib.import_module(f"boneguide.calculators.{name}") for name in names)


def of_tapers() -> Iterator[Carrier]:
    """Yield every source of every taper."""
    yield from ((key, source) for key, taper in TAPERS.items() for source in taper.sources)


def carriers() -> list[Carrier]:
    """Return everything that names a row of a fact sheet; the article has rows of its own."""
    found = (*of_rules(), *of_calculators(), *of_tapers())
    return [(where, source) for where, source in found if source.reference is not sources.THE_ARTICLE]
