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
from boneguide.calculators.alpha_beta import CORD, CORD_QUANTEC, LATE_TISSUE, LUMBAR_CORD, TUMOUR, AlphaBeta
from boneguide.calculators.body_mass_index import body_mass_index
from boneguide.calculators.buprenorphine_patch import BuprenorphinePatch, PatchFamily, buprenorphine_patch
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
from boneguide.calculators.dexamethasone_taper import (
    TAPERS,
    DailySplit,
    TaperSchedule,
    taper_daily_doses,
    twice_daily_split,
)
from boneguide.calculators.early_reirradiation import EarlyAnswer, EarlyReirradiation, early_reirradiation
from boneguide.calculators.epidural_compression import EpiduralCompression, EpiduralGrade, epidural_compression_grade
from boneguide.calculators.fentanyl_patch import FentanylPatch, PatchTable, fentanyl_patch
from boneguide.calculators.fentanyl_patch_equivalent import PatchEquivalent, fentanyl_patch_equivalent
from boneguide.calculators.glucocorticoid_equivalent import Glucocorticoid, glucocorticoid_equivalent
from boneguide.calculators.hytec_reirradiation import HytecFactors, hytec_reirradiation
from boneguide.calculators.ideal_body_weight import ideal_body_weight
from boneguide.calculators.katagiri import katagiri
from boneguide.calculators.linear_quadratic import BED, EQD2, RadiationCourse, bed, cumulative_dose, eqd2
from boneguide.calculators.methadone_start import MethadoneInformation, MethadoneScheme, from_methadone, methadone_start
from boneguide.calculators.mirels import mirels
from boneguide.calculators.morphine_milligram_equivalents import (
    MmeTable,
    MorphineMilligramEquivalents,
    morphine_milligram_equivalents,
)
from boneguide.calculators.neurology import AisGrade, FrankelGrade
from boneguide.calculators.nieder_cord_risk import CordBand, CordLevel, NiederGroup, NiederRisk, nieder_cord_risk
from boneguide.calculators.not_encoded import prism_score, rades_ambulation_score, rades_survival_score
from boneguide.calculators.opioid_dose import Opioid, OpioidDose, OpioidRoute
from boneguide.calculators.opioid_route_change import RouteChange, RouteConvention, opioid_route_change
from boneguide.calculators.opioid_switch import OpioidSwitch, Reduction, opioid_switch
from boneguide.calculators.opioid_titration import (
    MercadanteDose,
    harris_oral_dose,
    mercadante_oral_dose,
    next_rescue_dose,
    regular_dose_with_rescues,
)
from boneguide.calculators.opioid_tolerance import OpioidTolerance, ToleranceDefinition, opioid_tolerance
from boneguide.calculators.oral_morphine_equivalent import OmedTable, OralMorphineEquivalent, oral_morphine_equivalent
from boneguide.calculators.pain_band import PainBand, PainScheme, pain_band
from boneguide.calculators.pain_flare import PainDay, PainFlare, pain_flare
from boneguide.calculators.pain_response import PainResponse, pain_response
from boneguide.calculators.rades_death_score import rades_death_score
from boneguide.calculators.radium_223 import RadiumDose, radium_223
from boneguide.calculators.rescue_dose import RescueConvention, RescueDose, rescue_dose
from boneguide.calculators.results import Band, Classification, PointRange, Score
from boneguide.calculators.revised_tokuhashi import revised_tokuhashi
from boneguide.calculators.samarium_153 import samarium_153
from boneguide.calculators.sins import sins, sins_location
from boneguide.calculators.spine_rpa_balagamwala import spine_rpa_balagamwala
from boneguide.calculators.spine_rpa_chao import spine_rpa_chao
from boneguide.calculators.strontium_89 import StrontiumDose, strontium_89
from boneguide.calculators.van_der_linden import van_der_linden

__all__ = [
    "BED",
    "CORD",
    "CORD_QUANTEC",
    "EQD2",
    "LATE_TISSUE",
    "LUMBAR_CORD",
    "TAPERS",
    "TUMOUR",
    "AisGrade",
    "AlphaBeta",
    "Band",
    "BuprenorphinePatch",
    "CalciumGrade",
    "Classification",
    "CordBand",
    "CordLevel",
    "CtcaeGrade",
    "DailySplit",
    "EarlyAnswer",
    "EarlyReirradiation",
    "EpiduralCompression",
    "EpiduralGrade",
    "FentanylPatch",
    "FrankelGrade",
    "Glucocorticoid",
    "GradeRange",
    "HytecFactors",
    "MercadanteDose",
    "MethadoneInformation",
    "MethadoneScheme",
    "MmeTable",
    "MorphineMilligramEquivalents",
    "NiederGroup",
    "NiederRisk",
    "OmedTable",
    "Opioid",
    "OpioidDose",
    "OpioidRoute",
    "OpioidSwitch",
    "OpioidTolerance",
    "OralMorphineEquivalent",
    "PainBand",
    "PainDay",
    "PainFlare",
    "PainResponse",
    "PainScheme",
    "PatchEquivalent",
    "PatchFamily",
    "PatchTable",
    "PointRange",
    "RadiationCourse",
    "RadiumDose",
    "Reduction",
    "RescueConvention",
    "RescueDose",
    "RouteChange",
    "RouteConvention",
    "Score",
    "StrontiumDose",
    "TaperSchedule",
    "ToleranceDefinition",
    "WeightBasis",
    "adjusted_body_weight",
    "bed",
    "body_mass_index",
    "buprenorphine_patch",
    "ckd_epi_2021",
    "cockcroft_gault",
    "corrected_calcium",
    "cumulative_dose",
    "early_reirradiation",
    "epidural_compression_grade",
    "eqd2",
    "fentanyl_patch",
    "fentanyl_patch_equivalent",
    "from_methadone",
    "glucocorticoid_equivalent",
    "harris_oral_dose",
    "hypercalcaemia_grade",
    "hypocalcaemia_grade",
    "hytec_reirradiation",
    "ideal_body_weight",
    "ionised_hypercalcaemia_grade",
    "ionised_hypocalcaemia_grade",
    "katagiri",
    "mercadante_oral_dose",
    "methadone_start",
    "mirels",
    "morphine_milligram_equivalents",
    "next_rescue_dose",
    "nieder_cord_risk",
    "opioid_route_change",
    "opioid_switch",
    "opioid_tolerance",
    "oral_morphine_equivalent",
    "pain_band",
    "pain_flare",
    "pain_response",
    "prism_score",
    "rades_ambulation_score",
    "rades_death_score",
    "rades_survival_score",
    "radium_223",
    "regular_dose_with_rescues",
    "rescue_dose",
    "revised_tokuhashi",
    "samarium_153",
    "sins",
    "sins_location",
    "spine_rpa_balagamwala",
    "spine_rpa_chao",
    "strontium_89",
    "taper_daily_doses",
    "twice_daily_split",
    "van_der_linden",
]
