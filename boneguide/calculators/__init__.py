"""Published formulas and scores as plain functions over quantities.

One formula per module, with its paper, the people it was made for, and a refusal
for everyone else. Nothing is rounded and nothing is assumed: an input that is
missing is an error that names it. Every module has a ``SOURCE`` that says where
the formula was read and how far that was checked.

The modules also have a ``formula`` that is arithmetic alone, so that a rule can
be written with the same text that computes.
"""

from __future__ import annotations

from boneguide.calculators.adjusted_body_weight import adjusted_body_weight
from boneguide.calculators.alpha_beta import CORD, CORD_QUANTEC, LATE_TISSUE, LUMBAR_CORD, TUMOUR, AlphaBeta
from boneguide.calculators.body_mass_index import body_mass_index
from boneguide.calculators.ckd_epi_2021 import ckd_epi_2021
from boneguide.calculators.cockcroft_gault import WeightBasis, cockcroft_gault
from boneguide.calculators.corrected_calcium import corrected_calcium
from boneguide.calculators.ctcae_calcium import (
    CalciumGrade,
    CtcaeGrade,
    GradeRange,
    hypercalcaemia_grade,
    hypocalcaemia_grade,
    ionised_hypercalcaemia_grade,
    ionised_hypocalcaemia_grade,
)
from boneguide.calculators.early_reirradiation import EarlyAnswer, EarlyReirradiation, early_reirradiation
from boneguide.calculators.hytec_reirradiation import HytecFactors, hytec_reirradiation
from boneguide.calculators.ideal_body_weight import ideal_body_weight
from boneguide.calculators.linear_quadratic import BED, EQD2, RadiationCourse, bed, cumulative_dose, eqd2
from boneguide.calculators.nieder_cord_risk import CordBand, CordLevel, NiederGroup, NiederRisk, nieder_cord_risk
from boneguide.calculators.radium_223 import RadiumDose, radium_223
from boneguide.calculators.samarium_153 import samarium_153
from boneguide.calculators.strontium_89 import StrontiumDose, strontium_89

__all__ = [
    "BED",
    "CORD",
    "CORD_QUANTEC",
    "EQD2",
    "LATE_TISSUE",
    "LUMBAR_CORD",
    "TUMOUR",
    "AlphaBeta",
    "CalciumGrade",
    "CordBand",
    "CordLevel",
    "CtcaeGrade",
    "EarlyAnswer",
    "EarlyReirradiation",
    "GradeRange",
    "HytecFactors",
    "NiederGroup",
    "NiederRisk",
    "RadiationCourse",
    "RadiumDose",
    "StrontiumDose",
    "WeightBasis",
    "adjusted_body_weight",
    "bed",
    "body_mass_index",
    "ckd_epi_2021",
    "cockcroft_gault",
    "corrected_calcium",
    "cumulative_dose",
    "early_reirradiation",
    "eqd2",
    "hypercalcaemia_grade",
    "hypocalcaemia_grade",
    "hytec_reirradiation",
    "ideal_body_weight",
    "ionised_hypercalcaemia_grade",
    "ionised_hypocalcaemia_grade",
    "nieder_cord_risk",
    "radium_223",
    "samarium_153",
    "strontium_89",
]
