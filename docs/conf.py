"""How the documentation is built: offline, nitpicky, with every warning an error.

The pages of the rules and of the facts are written from the rules themselves
before the build begins, into a folder that is not kept.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import json
import operator
import pkgutil
import re
import runpy
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import boneguide
from boneguide import calculators, guidelines
from boneguide._version import __version__
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.guidelines.sources import THE_ARTICLE
from boneguide.interop.schema import SCHEMAS, schema
from boneguide.logic import Cases, Guideline, RadiotherapyTemplate, RegimenTemplate, Rule
from boneguide.logic.clauses import Clause
from boneguide.report import (
    catalogue_markdown,
    citations,
    facts_markdown,
    module_citations,
    readers_markdown,
    unverified_markdown,
    verification_markdown,
    wording,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx

    from boneguide.model.provenance import Source

project = "boneguide"
author = "The boneguide maintainers"
project_copyright = author
release = version = __version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.doctest",
    "sphinx.ext.napoleon",
    "sphinx_copybutton",
]
# These are included in pages that introduce them.
exclude_patterns = [
    "_build",
    "_generated/facts.md",
    "_generated/names.md",
    "_generated/readers.md",
    "_generated/unverified.md",
    "_generated/verification.md",
    "benchmarks-fhir.md",
    "benchmarks-measured.md",
    "benchmarks-one-person.md",
]

html_theme = "furo"
html_title = "boneguide"
html_static_path = ["_static"]

# The notebooks run while the manual is built, and one that fails fails the build.
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True

myst_enable_extensions = ["colon_fence", "deflist"]
# Pages link to headings of other pages by their text.
myst_heading_anchors = 3

napoleon_numpy_docstring = False
# Attributes have comments beside them, which autodoc shows.
napoleon_use_ivar = False

autodoc_class_signature = "separated"
autodoc_default_options = {"exclude-members": "__init__, __new__"}
autodoc_member_order = "bysource"
# A default that is a criterion is shown as it is written, for its value is no Python that autodoc can read.
autodoc_preserve_defaults = True
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"

# The examples of docstrings run with the tests, inside their module; here only those of the pages.
doctest_test_doctest_blocks = ""

copybutton_prompt_text = r">>> |\.\.\. |\$ "
copybutton_prompt_is_regexp = True

nitpicky = True
nitpick_ignore_regex = [
    # The standard library: the build is offline, so there is nothing to link to.
    ("py:.*", r"(collections|datetime|decimal|enum|fractions|os|pathlib|types|typing|warnings)(\..*)?"),
    # The two dependencies, likewise.
    ("py:.*", r"(attr|attrs|pint)(\..*)?"),
    # Type variables, which are of no use to a reader.
    ("py:(class|obj)", r"boneguide\..*\.[A-Z]"),
    # Where an annotation holds a name that only type checkers know, autodoc leaves the others as they are written.
    ("py:class", r"date|Axes|Course|Editions|Files|Jurisdiction|K"),
]


#: Stands for a colon while napoleon reads a docstring; no text holds it.
_COLON = "\ue000"


def _hide_colon(_app: Sphinx, what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Keep napoleon from taking the words before a colon for a type: annotations state the types here."""
    if lines and what in {"attribute", "data", "property"}:
        lines[0] = lines[0].replace(":", _COLON)


def _show_colon(_app: Sphinx, _what: str, _name: str, _obj: object, _options: object, lines: list[str]) -> None:
    """Put back what was hidden."""
    lines[:] = [line.replace(_COLON, ":") for line in lines]


def _pages() -> dict[str, str]:
    """Return the generated pages by name of file: one for each subject, and what other pages include."""
    named = [getattr(guidelines, name) for name in guidelines.__all__ if name != "default"]
    subjects: dict[str, Guideline] = {guideline.id: guideline for guideline in (*named, ORDER_LIMITS)}
    pages = {f"subject-{name}.md": catalogue_markdown(guideline) for name, guideline in subjects.items()}
    everything = functools.reduce(operator.or_, subjects.values())
    return {
        **pages,
        "facts.md": facts_markdown(everything),
        "names.md": "\n".join(_names()),
        "readers.md": readers_markdown(guidelines.default, wording()),
        "unverified.md": unverified_markdown(_cited(subjects.values())),
        "verification.md": verification_markdown(everything),
    }


def _pictures() -> dict[str, bytes]:
    """Return the pictures of the page about them by name of file, as the example draws them."""
    drawn = runpy.run_path(str(Path(__file__).resolve().parents[1] / "examples" / "pictures.py"))["pictures"]()
    found: dict[str, bytes] = {}
    for name, ax in drawn.items():
        stream = BytesIO()
        ax.figure.savefig(stream, dpi=120)
        found[f"picture-{name}.png"] = stream.getvalue()
    return found


def _notebooks() -> dict[str, bytes]:
    """Return the notebooks among the examples by name of file, as they are: without output."""
    folder = Path(__file__).resolve().parents[1] / "examples"
    return {
        f"notebook-{path.stem.replace('_', '-')}.ipynb": path.read_bytes() for path in sorted(folder.glob("*.ipynb"))
    }


def _schemas() -> dict[str, bytes]:
    """Return the schemas of the JSON documents by name of file, the version of each in it."""
    found = {name: schema(name) for name in SCHEMAS}
    return {
        f"schema-{name}-{str(one['$id']).rpartition(':')[2]}.json": json.dumps(one, indent=2).encode()
        for name, one in found.items()
    }


def _modules(package: ModuleType) -> Iterator[ModuleType]:
    """Yield the modules of a package; a function that bears the name of its module hides it there."""
    return (importlib.import_module(f"{package.__name__}.{m.name}") for m in pkgutil.iter_modules(package.__path__))


def _cited(subjects: Iterable[Guideline]) -> dict[str, list[tuple[str, Source]]]:
    """Return what cites which source; the article has rows of its own, of the same names."""
    found = {guideline.title: citations(guideline) for guideline in subjects}
    found["Calculators"] = module_citations(_modules(calculators))
    return {title: [c for c in cited if c[1].reference is not THE_ARTICLE] for title, cited in found.items()}


#: A cross-reference of reStructuredText, as docstrings hold them, and what is left of it in Markdown.
_ROLE, _SHORT = re.compile(r":\w+:`~?(?:[\w.]+\.)?(\w+)`"), r"`\1`"


def _names() -> Iterator[str]:
    """Yield the table of what the package offers; what has no docstring of its own is a constant."""
    yield "| Name | What it is |"
    yield "|---|---|"
    for name in boneguide.__all__:
        value = getattr(boneguide, name)
        if isinstance(value, ModuleType):
            link = f"{{py:mod}}`{name} <{value.__name__}>`"
        elif inspect.isroutine(value) or isinstance(value, type):
            link = f"{{py:obj}}`{name} <{value.__module__}.{value.__qualname__}>`"
        else:
            link = f"`{name}`"
        documented = "{" in link
        first = (inspect.getdoc(value) or "").partition("\n")[0] if documented else f"the constant `{value!r}`"
        yield f"| {link} | {_ROLE.sub(_SHORT, first)} |"


def _generate(app: Sphinx) -> None:
    """Write the generated pages; one that says the same as before is left alone, so that it is not built again."""
    folder = Path(app.srcdir) / "_generated"
    folder.mkdir(exist_ok=True)
    written = {name: text.encode() for name, text in _pages().items()}
    pages = written | _pictures() | _notebooks() | _schemas()
    for path in folder.iterdir():
        if path.name not in pages:
            path.unlink()
    for name, content in pages.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)


def _leave_to_catalogue(
    _app: Sphinx,
    _what: str,
    _name: str,
    obj: object,
    skip: bool,  # noqa: FBT001 - as autodoc calls it
    _options: object,
) -> bool | None:
    """Keep whole rules and their clauses out of the pages of the modules: the catalogue shows them in words."""
    first = obj[0] if isinstance(obj, tuple) and obj else obj
    whole = (Guideline, Rule, Clause, RegimenTemplate, RadiotherapyTemplate, Cases)
    return True if isinstance(first, whole) else skip


def setup(app: Sphinx) -> None:
    """Connect what is above; napoleon, which two of them stand around, has the priority 500."""
    app.connect("builder-inited", _generate)
    app.connect("autodoc-skip-member", _leave_to_catalogue)
    app.connect("autodoc-process-docstring", _hide_colon, priority=400)
    app.connect("autodoc-process-docstring", _show_colon, priority=600)
