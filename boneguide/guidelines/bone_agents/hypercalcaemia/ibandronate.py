"""Ibandronate for hypercalcaemia of malignancy (European licence only)."""

from __future__ import annotations

import attrs

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, cite
from boneguide.guidelines.bone_agents._calcium import HYPERCALCAEMIC
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents.hypercalcaemia import common
from boneguide.guidelines.bone_agents.ibandronate import (
    DILUENTS,
    MONITORING,
    OVERHYDRATION,
    US_OFF_LABEL,
    WHATEVER_FOR,
)
from boneguide.guidelines.facts.laboratory import CORRECTED_CALCIUM
from boneguide.logic.clauses import Licence, Note
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.logic.verbs import cases, printed
from boneguide.quantities import Amount

_HIGH = CORRECTED_CALCIUM >= printed("3.0 mmol/L", "12.0 mg/dL")
_LESS_HIGH = CORRECTED_CALCIUM < printed("3.0 mmol/L", "12.0 mg/dL")

IBANDRONATE_HYPERCALCAEMIA = Rule(
    id="ibandronate-hypercalcaemia",
    title="Ibandronate for hypercalcaemia of malignancy",
    when=common.TUMOUR_HYPERCALCAEMIA,
    advise=RegimenTemplate(
        drug="ibandronate",
        route="IV",
        dose=cases((_HIGH, Amount(4.0, "mg")), (_LESS_HIGH, Amount(2.0, "mg"))),
        infusion_time=exactly("2 hour"),
        volume=Amount(500.0, "mL"),
        diluents=DILUENTS,
        notes=("One dose, after rehydration.", "No calcium-containing solution."),
    ),
    licences=(
        Licence(
            id="licence-europe",
            when=HYPERCALCAEMIC,
            says="European licence: tumour-induced hypercalcaemia.",
            jurisdictions=EUROPE,
            sources=cite(sources.EMA_IBANDRONATE, "4.1", "N05"),
        ),
    ),
    contraindications=(*WHATEVER_FOR, OVERHYDRATION),
    holds=(common.RETREATED_TOO_EARLY,),
    first=common.FIRST,
    monitor=(*MONITORING, common.DENTAL_SOON),
    reasons=(*common.BISPHOSPHONATE_REASONS, attrs.evolve(US_OFF_LABEL, when=common.TUMOUR_HYPERCALCAEMIA)),
    notes=(
        Note(
            id="top-dose",
            says=(
                "6 mg was the highest dose in trials and did no more; calcium rose again after a median of 18 to 19"
                " days from 2 or 4 mg, and of 26 days from 6 mg."
            ),
            sources=cite(sources.EMA_IBANDRONATE, "hypercalcaemia, results", "I08"),
        ),
        Note(
            id="volume-not-verified",
            says="The volume of 500 mL is from memory: not verified, check the label.",
            sources=cite(sources.EMA_IBANDRONATE, "4.2", "R10", verified="memory"),
        ),
    ),
    grade=LABEL,
    sources=(cite(sources.EMA_IBANDRONATE, "4.2", "I06", "I07", "R10"),),
    edition=EDITION,
)
