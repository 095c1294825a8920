"""Every worked example of the two further fact sheets is a test that bears its identifier.

The three sheets count their examples from V01 each, so each file stands for one of
them. In a file that holds examples of several, the identifiers are named.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]

RADIOTHERAPY = {
    *("V01", "V02", "V04", "V05", "V07", "V08", "V10", "V11", "V13", "V14", "V16", "V17", "V19", "V20", "V22", "V23"),
    *("V25", "V26", "V28", "V29", "V31", "V32", "V34", "V35", "V37", "V38", "V40", "V41", "V43", "V44", "V46", "V47"),
    *("V49", "V50", "V52", "V53", "V55", "V56", "V58", "V59", "V61", "V62", "V64", "V65", "V67", "V68", "V70", "V71"),
    *("V73", "V74", "V76", "V77", "V79", "V80", "V82", "V83", "V85", "V86", "V88", "V89", "V91", "V92", "V94"),
}
ANALGESIA = {
    *("V01", "V02", "V04", "V05", "V07", "V08", "V10", "V11", "V13", "V14", "V16", "V17", "V19", "V20", "V22", "V23"),
    *("V25", "V26", "V28", "V29", "V31", "V32", "V34", "V35", "V37", "V38", "V40", "V41", "V43", "V44", "V46", "V47"),
    *("V49", "V50", "V52", "V53", "V55", "V56", "V58", "V59", "V61", "V62", "V64", "V65", "V67", "V68", "V70", "V71"),
    *("V73", "V74", "V76", "V77", "V79", "V80", "V82", "V83", "V85", "V86", "V88", "V89", "V91", "V92"),
}

#: Where the examples of the sheet on radiotherapy stand; None: every identifier of the file is one of them.
RADIOTHERAPY_FILES: dict[str, set[str] | None] = {
    "calculators/test_cord_reirradiation.py": None,
    "calculators/test_katagiri.py": None,
    "calculators/test_linear_quadratic.py": None,
    "calculators/test_mirels.py": None,
    "calculators/test_pain_band.py": {"V94"},
    "calculators/test_pain_flare.py": None,
    "calculators/test_pain_response.py": None,
    "calculators/test_radiopharmaceuticals.py": None,
    "calculators/test_sins.py": None,
    "calculators/test_spine_rpa.py": None,
    "calculators/test_spine_survival_scores.py": None,
    "guidelines/test_cord_compression.py": None,
    "guidelines/test_corticosteroids.py": None,
    "guidelines/test_radiopharmaceuticals.py": None,
    "guidelines/test_radiotherapy.py": None,
    "guidelines/test_vignettes_together.py": None,
}
#: The same of the sheet on analgesia.
ANALGESIA_FILES: dict[str, set[str] | None] = {
    "calculators/test_opioid_conversions.py": None,
    "calculators/test_opioid_rescue.py": None,
    "calculators/test_opioid_switch.py": None,
    "calculators/test_pain_band.py": {"V01", "V02", "V04", "V05", "V07", "V08"},
    "guidelines/test_analgesia_adjuvants.py": None,
    "guidelines/test_analgesia_ladder.py": None,
    "guidelines/test_analgesia_nsaid.py": None,
    "guidelines/test_analgesia_opioid_effects.py": None,
    "guidelines/test_analgesia_opioids.py": None,
    "guidelines/test_analgesia_paracetamol.py": None,
    "guidelines/test_hypercalcaemia.py": {"V88", "V89"},
    "guidelines/test_investigational.py": None,
    "guidelines/test_procedures.py": None,
}

#: Examples of analgesia whose answer is a rule's, in whole or in part: a calculator alone does not make them.
NEEDS_A_RULE = {
    *("V01", "V04", "V07", "V10"),
    *("V22", "V23"),
    *("V55", "V56", "V61", "V62"),
    *("V64", "V65", "V67", "V68", "V70", "V71", "V73", "V74", "V76", "V77", "V79"),
}


def borne(path: Path) -> set[str]:
    """Return the identifiers that tests of a file bear: in the name of a function, or first in that of a case."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found |= {f"V{number}" for number in re.findall(r"_v(\d\d)(?!\d)", node.name)}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= set(re.findall(r"^V\d\d(?!\d)", node.value))
    return found


def in_files(files: Mapping[str, set[str] | None], *, folder: str = "") -> set[str]:
    found: set[str] = set()
    for name, counted in files.items():
        if name.startswith(folder):
            found |= borne(TESTS / name) if counted is None else borne(TESTS / name) & counted
    return found


def test_every_example_on_radiotherapy_is_a_test() -> None:
    assert len(RADIOTHERAPY) == 63
    assert in_files(RADIOTHERAPY_FILES) == RADIOTHERAPY


def test_every_example_on_analgesia_is_a_test() -> None:
    assert len(ANALGESIA) == 62
    calculated = in_files(ANALGESIA_FILES, folder="calculators/")
    ruled = in_files(ANALGESIA_FILES, folder="guidelines/")
    assert calculated | ruled <= ANALGESIA
    assert NEEDS_A_RULE <= ANALGESIA
    assert ANALGESIA == ruled | (calculated - NEEDS_A_RULE)


@pytest.mark.parametrize("files", [RADIOTHERAPY_FILES, ANALGESIA_FILES], ids=["radiotherapy", "analgesia"])
def test_every_file_that_is_named_bears_what_it_is_named_for(files: dict[str, set[str] | None]) -> None:
    for name, counted in files.items():
        found = borne(TESTS / name)
        assert found, name
        assert counted is None or counted <= found, name


def test_identifiers_are_read_from_names_and_not_from_comments(tmp_path: Path) -> None:
    path = tmp_path / "test_example.py"
    path.write_text(
        "# V01\nCASES = [('V02 twice', 1), ('not V03', 2), ('V041', 3)]\n"
        "def test_v05_and_v06(): pass\ndef helper_v07(): pass\ndef test_v080(): pass\n",
        encoding="utf-8",
    )
    assert borne(path) == {"V02", "V05", "V06"}
