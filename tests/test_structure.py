"""How the house is built: what may import what, what loads when, what every public name owes its reader."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import boneguide
from boneguide.guidelines import drugs

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "boneguide"

#: The rooms from the bottom up; a room imports from those below it and from itself.
FLOORS = {
    "_version": 0,
    "errors": 0,
    "quantities": 1,
    "model": 2,
    "logic": 3,
    "calculators": 4,
    "guidelines": 5,
    "assessment": 6,
    "report": 6,
    "cohort": 7,
    "interop": 7,
    "testing": 7,
}
#: The only modules that may import these, whoever else would like to.
KEPT_APART = {
    "pint": {"boneguide.quantities.registry"},
    "cattrs": {"boneguide.interop._converter", "boneguide.interop._patient_forms", "boneguide.interop._answer_forms"},
    "hypothesis": {"boneguide.testing"},
    "narwhals": {"boneguide.cohort.frames", "boneguide.cohort.changes"},
    "matplotlib": {"boneguide.report.plots._canvas"},
    "tqdm": {"boneguide.cohort._progress"},
    "fhir": {"boneguide.interop.fhir._validating"},
    "pydantic": {"boneguide.interop.fhir._validating"},
}
LONGEST_MODULE = 600


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


SOURCES = {dotted(path): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(text) for name, text in SOURCES.items()}
ROOMS = [name for name in TREES if name != "boneguide"]
PUBLIC = [name for name in TREES if not any(part.startswith("_") for part in name.split("."))]

every_module = pytest.mark.parametrize("module", TREES)
every_room = pytest.mark.parametrize("module", ROOMS)


def room(module: str) -> str:
    return module.split(".")[1]


def for_type_checkers(tree: ast.Module) -> set[ast.AST]:
    blocks = [n for n in ast.walk(tree) if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING"]
    return {inner for block in blocks for statement in block.body for inner in ast.walk(statement)}


def imports(tree: ast.Module, *, when_run: bool) -> Iterator[str]:
    """Yield the modules that are imported anywhere in a module, in functions too."""
    unseen = for_type_checkers(tree) if when_run else set()
    for node in ast.walk(tree):
        if node in unseen:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the whole path"
            whole = node.module or ""
            yield from (f"{whole}.{alias.name}" for alias in node.names) if whole == "boneguide" else (whole,)


# --------------------------------------------------------------------------- floors


@every_room
def test_imports_run_downwards_only(module: str) -> None:
    here = room(module)
    for name in imports(TREES[module], when_run=False):
        if name.split(".")[0] == "boneguide":
            there = room(name)
            assert there == here or FLOORS[there] < FLOORS[here], f"{module} imports {name}"


@pytest.mark.parametrize("module", [m for m in ROOMS if room(m) == "calculators"])
def test_calculators_stand_without_the_logic(module: str) -> None:
    rooms = {room(name) for name in imports(TREES[module], when_run=True) if name.startswith("boneguide.")}
    assert rooms <= {"errors", "quantities", "model", "calculators"}


@every_module
def test_what_is_heavy_or_optional_is_imported_in_one_place(module: str) -> None:
    for name in imports(TREES[module], when_run=True):
        assert module in KEPT_APART.get(name.split(".")[0], {module}), f"{module} imports {name}"


def test_modules_looked_up_by_name_are_known() -> None:
    # An import that the tree does not show could run upwards unseen.
    found = {name for name, text in SOURCES.items() if "import_module" in text or "__import__" in text}
    assert found == {"boneguide", "boneguide.model._rendered"}


def strings(tree: ast.Module) -> Iterator[str]:
    """Yield the texts in a module that are no docstrings."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    said = {node.body[0] for node in ast.walk(tree) if isinstance(node, documented) and node.body}
    docstrings = {inner for statement in said if isinstance(statement, ast.Expr) for inner in ast.walk(statement)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            yield node.value


DRUGS = re.compile(rf"\b({'|'.join(sorted({n for names in drugs.CLASSES.values() for n in names}))})\b", re.IGNORECASE)


@pytest.mark.parametrize("module", [m for m in ROOMS if room(m) in {"logic", "report", "testing", "errors"}])
def test_only_the_upper_rooms_know_medicine(module: str) -> None:
    assert [text for text in strings(TREES[module]) if DRUGS.search(text)] == []


def test_the_search_for_drugs_finds_them() -> None:
    everywhere = {room(m) for m in ROOMS for text in strings(TREES[m]) if DRUGS.search(text)}
    assert "guidelines" in everywhere


# --------------------------------------------------------------------------- modules


@every_module
def test_modules_are_short(module: str) -> None:
    assert len(SOURCES[module].splitlines()) <= LONGEST_MODULE


CLOCK = {"today", "now", "utcnow", "localtime", "gmtime", "time_ns", "monotonic", "perf_counter"}


@every_module
def test_nothing_reads_the_clock(module: str) -> None:
    assert "time" not in set(imports(TREES[module], when_run=True))
    called = {
        node.func.attr
        for node in ast.walk(TREES[module])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }
    assert not called & CLOCK


def owing_a_docstring(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    yield "the module", tree
    for node in tree.body:
        if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_"):
            yield node.name, node
            inner = node.body if isinstance(node, ast.ClassDef) else []
            for method in inner:
                if isinstance(method, ast.FunctionDef) and not method.name.startswith("_"):
                    yield f"{node.name}.{method.name}", method


@every_module
def test_everything_public_has_a_docstring(module: str) -> None:
    for name, node in owing_a_docstring(TREES[module]):
        assert isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        overloaded = any(ast.unparse(d).endswith("overload") for d in getattr(node, "decorator_list", ()))
        assert overloaded or (ast.get_docstring(node) or "").strip(), f"{name} in {module}"


def test_the_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()


def test_every_public_module_has_its_place_in_the_manual() -> None:
    pages = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "api").glob("*.md")))
    shown = re.findall(r"automodule:: (\S+)", pages)
    assert sorted(shown) == sorted(PUBLIC)


# --------------------------------------------------------------------------- the face


@pytest.mark.parametrize("name", boneguide.__all__)
def test_every_name_of_the_package_can_be_had_and_is_documented(name: str) -> None:
    value = getattr(boneguide, name)
    assert name in dir(boneguide)
    if isinstance(value, ModuleType):
        assert value.__doc__
    elif inspect.isroutine(value) or isinstance(value, type):
        assert inspect.getdoc(value)
        assert value.__module__ in PUBLIC


def test_there_are_no_other_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        boneguide.nothing  # noqa: B018 - reading it is what is tested


def test_type_checkers_see_the_same_names_in_the_same_modules() -> None:
    seen: dict[str, str] = {}
    for node in for_type_checkers(TREES["boneguide"]):
        if isinstance(node, ast.ImportFrom):
            seen.update({alias.name: node.module or "" for alias in node.names})
    assert set(seen) | {"__version__"} == set(boneguide.__all__)
    for name, home in seen.items():
        found = getattr(importlib.import_module(home), name)
        assert getattr(boneguide, name) is found


def loaded_by(statement: str) -> set[str]:
    new = "sorted(set(sys.modules) - before)"
    code = f"import json, sys; before = set(sys.modules); {statement}; print(json.dumps({new}))"
    done = subprocess.run(  # noqa: S603 - fixed code in a fresh interpreter
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def test_importing_the_package_loads_nothing_else() -> None:
    loaded = loaded_by("import boneguide")
    assert {m for m in loaded if m.startswith("boneguide")} == {"boneguide", "boneguide._version"}
    assert not {m.split(".")[0] for m in loaded} & {"attr", "attrs", "pint", "cattrs", "hypothesis"}


@pytest.mark.parametrize("name", ["logic", "model", "guidelines", "calculators", "report", "assessment", "errors"])
def test_no_room_loads_the_registry_or_an_extra_before_it_is_needed(name: str) -> None:
    loaded = loaded_by(f"import boneguide.{name}")
    assert f"boneguide.{name}" in loaded
    assert not {m.split(".")[0] for m in loaded} & {"pint", "cattrs", "hypothesis", "importlib_metadata"}
