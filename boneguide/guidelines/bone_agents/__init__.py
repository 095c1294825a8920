"""Bone-modifying agents: what to offer, at what dose, after which checks, and what to watch.

Each rule is a constant of this package; ``GUIDELINE`` holds them all in the order
in which a reader wants them.
"""

from __future__ import annotations

from boneguide.guidelines._notes import unasked_allergies, unrecognised_drugs
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents.clodronate import CLODRONATE
from boneguide.guidelines.bone_agents.denosumab import DENOSUMAB
from boneguide.guidelines.bone_agents.denosumab.stopping import DENOSUMAB_STOPPING
from boneguide.guidelines.bone_agents.duration import BONE_AGENT_DURATION, SWITCHING_TO_DENOSUMAB
from boneguide.guidelines.bone_agents.hypercalcaemia import HYPERCALCAEMIA_EMERGENCY, HYPERCALCAEMIA_MANAGEMENT
from boneguide.guidelines.bone_agents.hypercalcaemia.clodronate import CLODRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.denosumab import DENOSUMAB_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.ibandronate import IBANDRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.pamidronate import PAMIDRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.zoledronic_acid import ZOLEDRONIC_ACID_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.ibandronate import IBANDRONATE, IBANDRONATE_ORAL
from boneguide.guidelines.bone_agents.jaw import DENTAL_PREVENTION, OSTEONECROSIS_OF_THE_JAW
from boneguide.guidelines.bone_agents.markers import BONE_TURNOVER_MARKERS
from boneguide.guidelines.bone_agents.pamidronate import PAMIDRONATE
from boneguide.guidelines.bone_agents.reactions import (
    ACUTE_PHASE_REACTION,
    EAR_CANAL_OSTEONECROSIS,
    FEMORAL_FRACTURE_WORKUP,
    INCAPACITATING_PAIN_ON_TREATMENT,
    OCULAR_INFLAMMATION,
)
from boneguide.guidelines.bone_agents.zoledronic_acid import ZOLEDRONIC_ACID
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="bone-agents",
    title="Bone-modifying agents",
    edition=EDITION,
    rules=(
        HYPERCALCAEMIA_EMERGENCY,
        ZOLEDRONIC_ACID,
        DENOSUMAB,
        PAMIDRONATE,
        IBANDRONATE,
        IBANDRONATE_ORAL,
        CLODRONATE,
        HYPERCALCAEMIA_MANAGEMENT,
        ZOLEDRONIC_ACID_HYPERCALCAEMIA,
        DENOSUMAB_HYPERCALCAEMIA,
        PAMIDRONATE_HYPERCALCAEMIA,
        IBANDRONATE_HYPERCALCAEMIA,
        CLODRONATE_HYPERCALCAEMIA,
        DENTAL_PREVENTION,
        OSTEONECROSIS_OF_THE_JAW,
        FEMORAL_FRACTURE_WORKUP,
        ACUTE_PHASE_REACTION,
        INCAPACITATING_PAIN_ON_TREATMENT,
        OCULAR_INFLAMMATION,
        EAR_CANAL_OSTEONECROSIS,
        BONE_AGENT_DURATION,
        SWITCHING_TO_DENOSUMAB,
        DENOSUMAB_STOPPING,
        BONE_TURNOVER_MARKERS,
    ),
    notes=(unrecognised_drugs, unasked_allergies),
)

__all__ = [
    "ACUTE_PHASE_REACTION",
    "BONE_AGENT_DURATION",
    "BONE_TURNOVER_MARKERS",
    "CLODRONATE",
    "CLODRONATE_HYPERCALCAEMIA",
    "DENOSUMAB",
    "DENOSUMAB_HYPERCALCAEMIA",
    "DENOSUMAB_STOPPING",
    "DENTAL_PREVENTION",
    "EAR_CANAL_OSTEONECROSIS",
    "EDITION",
    "FEMORAL_FRACTURE_WORKUP",
    "GUIDELINE",
    "HYPERCALCAEMIA_EMERGENCY",
    "HYPERCALCAEMIA_MANAGEMENT",
    "IBANDRONATE",
    "IBANDRONATE_HYPERCALCAEMIA",
    "IBANDRONATE_ORAL",
    "INCAPACITATING_PAIN_ON_TREATMENT",
    "OCULAR_INFLAMMATION",
    "OSTEONECROSIS_OF_THE_JAW",
    "PAMIDRONATE",
    "PAMIDRONATE_HYPERCALCAEMIA",
    "SWITCHING_TO_DENOSUMAB",
    "ZOLEDRONIC_ACID",
    "ZOLEDRONIC_ACID_HYPERCALCAEMIA",
]
