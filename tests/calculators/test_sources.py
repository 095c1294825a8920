"""Every calculator says where its formula was read, and the package stays light."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

from boneguide import calculators
from boneguide.calculators import (
    _opioid_references,
    _radiation_references,
    _references,
    _score_references,
    _steroid_references,
)
from boneguide.model.provenance import Reference, Source, Verification

MODULES = {
    "adjusted_body_weight": Verification.SECONDARY,
    "alpha_beta": Verification.PRIMARY,
    "body_mass_index": Verification.SECONDARY,
    "buprenorphine_patch": Verification.PRIMARY,
    "ckd_epi_2021": Verification.SECONDARY,
    "cockcroft_gault": Verification.PRIMARY,
    "corrected_calcium": Verification.SECONDARY,
    "ctcae_calcium": Verification.SECONDARY,
    "early_reirradiation": Verification.DERIVED,
    "epidural_compression": Verification.SECONDARY,
    "fentanyl_patch": Verification.SECONDARY,
    "fentanyl_patch_equivalent": Verification.SECONDARY,
    "glucocorticoid_equivalent": Verification.PRIMARY,
    "hytec_reirradiation": Verification.PRIMARY,
    "ideal_body_weight": Verification.SECONDARY,
    "katagiri": Verification.MEMORY,
    "linear_quadratic": Verification.PRIMARY,
    "methadone_start": Verification.SECONDARY,
    "mirels": Verification.SECONDARY,
    "morphine_milligram_equivalents": Verification.PRIMARY,
    "neurology": Verification.SECONDARY,
    "nieder_cord_risk": Verification.PRIMARY,
    "opioid_dose": Verification.DERIVED,
    "opioid_route_change": Verification.PRIMARY,
    "opioid_switch": Verification.SECONDARY,
    "opioid_tables": Verification.SECONDARY,
    "opioid_titration": Verification.SECONDARY,
    "opioid_tolerance": Verification.PRIMARY,
    "oral_morphine_equivalent": Verification.SECONDARY,
    "pain_band": Verification.SECONDARY,
    "pain_flare": Verification.PRIMARY,
    "pain_response": Verification.SECONDARY,
    "rades_death_score": Verification.SECONDARY,
    "radiation_course": Verification.DERIVED,
    "radium_223": Verification.SECONDARY,
    "rescue_dose": Verification.SECONDARY,
    "revised_tokuhashi": Verification.SECONDARY,
    "samarium_153": Verification.PRIMARY,
    "sins": Verification.SECONDARY,
    "spine_rpa_balagamwala": Verification.PRIMARY,
    "spine_rpa_chao": Verification.PRIMARY,
    "strontium_89": Verification.PRIMARY,
    "van_der_linden": Verification.SECONDARY,
}

#: References in each file beside the first.
SCORES = 17
RADIATION = 9
OPIOIDS = 23
STEROIDS = 2


def test_no_module_is_left_out() -> None:
    public = {found.name for found in pkgutil.iter_modules(calculators.__path__) if not found.name.startswith("_")}
    assert public - set(MODULES) == {"not_encoded", "results"}


@pytest.mark.parametrize(("name", "verified"), MODULES.items())
def test_each_module_carries_its_source(name: str, verified: Verification) -> None:
    module = importlib.import_module(f"boneguide.calculators.{name}")
    source = vars(module)["SOURCE"]
    assert isinstance(source, Source)
    assert source.verified is verified
    # What the source says of itself and what the reader is told must not differ.
    assert f"({verified.value})" in str(module.__doc__)


def test_reference_keys_are_distinct() -> None:
    files = (_references, _score_references, _radiation_references, _opioid_references, _steroid_references)
    keys = [value.key for file in files for value in vars(file).values() if isinstance(value, Reference)]
    assert len(keys) == len(set(keys)) == 8 + SCORES + RADIATION + OPIOIDS + STEROIDS


def test_everything_that_is_announced_is_there() -> None:
    for name in calculators.__all__:
        assert getattr(calculators, name) is not None


def test_importing_the_package_does_not_import_pint() -> None:
    code = "import sys, boneguide.calculators; sys.exit('pint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - fixed code
