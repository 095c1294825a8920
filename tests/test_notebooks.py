"""The notebooks among the examples run from top to bottom, and are kept without output."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

NOTEBOOKS = sorted((Path(__file__).parents[1] / "examples").glob("*.ipynb"))


def cells(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return found


def shown(code: str, names: dict[str, object]) -> object:
    """Run the code of a cell, and return what a notebook would show of it."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - the project's own example
    if not isinstance(last, ast.Expr):
        return None
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - likewise


def test_there_are_notebooks() -> None:
    assert [path.stem for path in NOTEBOOKS] == ["fhir_to_assessment", "own_guideline", "tumour_board"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_shows_pictures(path: Path) -> None:
    names: dict[str, object] = {"__name__": "notebook"}
    seen = [shown("".join(cell["source"]), names) for cell in cells(path) if cell["cell_type"] == "code"]
    pictures = [value._repr_png_() for value in seen if hasattr(value, "_repr_png_")]
    assert pictures
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert any(hasattr(value, "_repr_html_") for value in seen)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_kept_without_output(path: Path) -> None:
    for cell in cells(path):
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)
