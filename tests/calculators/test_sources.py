"""Every calculator says where its formula was read, and the package stays light."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from boneguide import calculators
from boneguide.calculators import _references, _score_references
from boneguide.model.provenance import Reference, Source, Verification

MODULES = {
    "adjusted_body_weight": Verification.SECONDARY,
    "body_mass_index": Verification.SECONDARY,
    "ckd_epi_2021": Verification.SECONDARY,
    "cockcroft_gault": Verification.PRIMARY,
    "corrected_calcium": Verification.SECONDARY,
    "ctcae_calcium": Verification.SECONDARY,
    "epidural_compression": Verification.SECONDARY,
    "ideal_body_weight": Verification.SECONDARY,
    "katagiri": Verification.MEMORY,
    "mirels": Verification.SECONDARY,
    "neurology": Verification.SECONDARY,
    "pain_band": Verification.SECONDARY,
    "pain_flare": Verification.PRIMARY,
    "pain_response": Verification.SECONDARY,
    "rades_death_score": Verification.SECONDARY,
    "revised_tokuhashi": Verification.SECONDARY,
    "sins": Verification.SECONDARY,
    "spine_rpa_balagamwala": Verification.PRIMARY,
    "spine_rpa_chao": Verification.PRIMARY,
    "van_der_linden": Verification.SECONDARY,
}


@pytest.mark.parametrize(("name", "verified"), MODULES.items())
def test_each_module_carries_its_source(name: str, verified: Verification) -> None:
    module = importlib.import_module(f"boneguide.calculators.{name}")
    source = vars(module)["SOURCE"]
    assert isinstance(source, Source)
    assert source.verified is verified
    # What the source says of itself and what the reader is told must not differ.
    assert f"({verified.value})" in str(module.__doc__)


def test_reference_keys_are_distinct() -> None:
    places = (_references, _score_references)
    keys = [value.key for place in places for value in vars(place).values() if isinstance(value, Reference)]
    assert len(keys) == len(set(keys)) == 8 + 17


def test_everything_that_is_announced_is_there() -> None:
    for name in calculators.__all__:
        assert getattr(calculators, name) is not None


def test_importing_the_package_does_not_import_pint() -> None:
    code = "import sys, boneguide.calculators; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - fixed code
