"""Facts about the tumour and its spread to bone."""

from __future__ import annotations

from operator import attrgetter

from boneguide.guidelines.facts._build import condition
from boneguide.guidelines.facts.lesion import KIND, KIND_NOT_STATED, LESIONS, LYTIC_OR_MIXED
from boneguide.logic.nodes import UNKNOWN, assume_absent
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact
from boneguide.model.primary import (
    CASTRATION_STATES,
    MYELOMA_RESPONSES,
    PLASMA_CELL_DISORDERS,
    PRIMARIES,
    SOLID_TUMOURS,
)

PRIMARY = fact("primary", values=PRIMARIES, label="primary tumour", read=attrgetter("patient.primary"), lasting=True)
CASTRATION = fact(
    "castration",
    values=CASTRATION_STATES,
    label="response of the prostate cancer to castration",
    read=attrgetter("patient.castration"),
)


#: Castration resistance is progression on hormonal therapy, by definition.
PROGRESSED_ON_HORMONAL_THERAPY = fact(
    "progressed_on_hormonal_therapy",
    label="progressed after hormonal therapy",
    read=attrgetter("patient.progressed_on_hormonal_therapy"),
    inferred=CASTRATION.is_in("resistant") | UNKNOWN,
)

# A lesion of which nothing is stated is a metastasis, unless the primary arises in bone.
_PRIMARY_OF_BONE = assume_absent(
    PRIMARY.is_in(*PLASMA_CELL_DISORDERS, "giant cell tumour of bone"),
    because="lesions of an unknown primary count as metastases unless their kind is stated",
)
#: A tumour or finding that is no cancer: what is in the bone is taken for it, unless the lesion is said to be another.
PRIMARY_IS_NO_CANCER = assume_absent(
    PRIMARY.is_in("giant cell tumour of bone", "MGUS"),
    because="lesions of an unknown primary count as metastases unless their kind is stated",
)
BONE_METASTASES = fact(
    "bone_metastases",
    label="bone metastases",
    read=attrgetter("patient.bone_metastases"),
    inferred=exists(LESIONS, KIND.is_in("metastasis")) | (exists(LESIONS, KIND_NOT_STATED) & ~_PRIMARY_OF_BONE),
)
#: On imaging: a label of what predominates, not of what is absent.
LYTIC_LESION = fact(
    "lytic_lesion", label="an osteolytic or mixed lesion on imaging", inferred=exists(LESIONS, LYTIC_OR_MIXED)
)
ONLY_BLASTIC_LESIONS = fact(
    "only_blastic_lesions",
    label="only predominantly osteoblastic lesions on imaging",
    inferred=exists(LESIONS) & ~LYTIC_LESION,
)

SOLID_TUMOUR = PRIMARY.is_in(*SOLID_TUMOURS)
MYELOMA = PRIMARY.is_in("multiple myeloma")
BREAST_CANCER = PRIMARY.is_in("breast")
PROSTATE_CANCER = PRIMARY.is_in("prostate")
NOT_YET_MYELOMA = PRIMARY.is_in("smouldering myeloma", "solitary plasmacytoma", "MGUS")
CASTRATION_RESISTANT = PROSTATE_CANCER & CASTRATION.is_in("resistant")
CASTRATION_SENSITIVE = PROSTATE_CANCER & CASTRATION.is_in("sensitive")

#: What bone-modifying agents at oncology doses are given for.
SOLID_TUMOUR_BONE_METASTASES = SOLID_TUMOUR & BONE_METASTASES
MALIGNANT_BONE_DISEASE = SOLID_TUMOUR_BONE_METASTASES | MYELOMA

EXTENSIVE_MYELOMA_BONE_DISEASE = condition("extensive_myeloma_bone_disease", "extensive myeloma bone disease")
CLINICALLY_SIGNIFICANT_BONE_DISEASE = condition(
    "clinically_significant_bone_disease", "clinically significant bone metastases"
)
ON_ANTINEOPLASTIC_THERAPY = condition("on_antineoplastic_therapy", "on antineoplastic therapy")
STABLE_OR_RESPONDING = condition("stable_or_responding_disease", "stable or responding disease")
SYMPTOMATIC_PROGRESSION = condition("symptomatic_skeletal_progression", "symptomatic skeletal progression")
PERFORMANCE_DECLINE = condition("substantial_performance_decline", "substantial decline in performance status")
MYELOMA_RESPONSE = fact(
    "myeloma_response",
    values=MYELOMA_RESPONSES,
    label="response of the myeloma",
    read=attrgetter("patient.myeloma_response"),
)
DEEP_MYELOMA_RESPONSE = MYELOMA_RESPONSE.is_in("sCR", "CR", "VGPR")
