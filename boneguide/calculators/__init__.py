"""Published formulas and scores as plain functions over quantities.

One formula per module, with its paper, the people it was made for, and a refusal
for everyone else. Nothing is rounded and nothing is assumed: an input that is
missing is an error that names it. Every module has a ``SOURCE`` that says where
the formula was read and how far that was checked.

Scores are as strict with what is not known: a part that is missing is never
counted as zero but leaves a range, and the answer says whether the class is
settled all the same (:mod:`boneguide.calculators.results`).

The modules also have a ``formula`` that is arithmetic alone, so that a rule can
be written with the same text that computes.
"""

from __future__ import annotations

from boneguide.calculators.adjusted_body_weight import adjusted_body_weight
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
from boneguide.calculators.epidural_compression import EpiduralCompression, EpiduralGrade, epidural_compression_grade
from boneguide.calculators.ideal_body_weight import ideal_body_weight
from boneguide.calculators.katagiri import katagiri
from boneguide.calculators.mirels import mirels
from boneguide.calculators.neurology import AisGrade, FrankelGrade
from boneguide.calculators.not_encoded import prism_score, rades_ambulation_score, rades_survival_score
from boneguide.calculators.pain_band import PainBand, PainScheme, pain_band
from boneguide.calculators.pain_flare import PainDay, PainFlare, pain_flare
from boneguide.calculators.pain_response import PainResponse, pain_response
from boneguide.calculators.rades_death_score import rades_death_score
from boneguide.calculators.results import Band, Classification, PointRange, Score
from boneguide.calculators.revised_tokuhashi import revised_tokuhashi
from boneguide.calculators.sins import sins, sins_location
from boneguide.calculators.spine_rpa_balagamwala import spine_rpa_balagamwala
from boneguide.calculators.spine_rpa_chao import spine_rpa_chao
from boneguide.calculators.van_der_linden import van_der_linden

__all__ = [
    "AisGrade",
    "Band",
    "CalciumGrade",
    "Classification",
    "CtcaeGrade",
    "EpiduralCompression",
    "EpiduralGrade",
    "FrankelGrade",
    "GradeRange",
    "PainBand",
    "PainDay",
    "PainFlare",
    "PainResponse",
    "PainScheme",
    "PointRange",
    "Score",
    "WeightBasis",
    "adjusted_body_weight",
    "body_mass_index",
    "ckd_epi_2021",
    "cockcroft_gault",
    "corrected_calcium",
    "epidural_compression_grade",
    "hypercalcaemia_grade",
    "hypocalcaemia_grade",
    "ideal_body_weight",
    "ionised_hypercalcaemia_grade",
    "ionised_hypocalcaemia_grade",
    "katagiri",
    "mirels",
    "pain_band",
    "pain_flare",
    "pain_response",
    "prism_score",
    "rades_ambulation_score",
    "rades_death_score",
    "rades_survival_score",
    "revised_tokuhashi",
    "sins",
    "sins_location",
    "spine_rpa_balagamwala",
    "spine_rpa_chao",
    "van_der_linden",
]
