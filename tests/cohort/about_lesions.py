"""Rules about single lesions, of a test's own: one that does something and one that gives a drug."""

from __future__ import annotations

import attrs

from boneguide.guidelines.facts import AGE, BONE_METASTASES, CREATININE_CLEARANCE, LYTIC_LESION
from boneguide.guidelines.facts.lesion import LESIONS, PAINFUL, PHENOTYPE, SITE
from boneguide.logic import Guideline, band
from boneguide.logic.clauses import Hold
from boneguide.logic.tables import exists
from boneguide.logic.template import RegimenTemplate
from boneguide.logic.verbs import at_least
from boneguide.quantities import Amount
from tests.logic.support import ACTION, DRUG, SOURCE

TREAT = attrs.evolve(
    ACTION,
    id="treat",
    about=LESIONS,
    when=PAINFUL & BONE_METASTASES,
    recommended=SITE.is_in("L3"),
    holds=(Hold(id="old", when=(AGE >= "80 year") & LYTIC_LESION, says="wait", sources=(SOURCE,)),),
)
INJECT = attrs.evolve(
    DRUG,
    id="inject",
    about=LESIONS,
    when=PHENOTYPE.is_in("osteolytic") & exists(LESIONS, PAINFUL),
    advise=RegimenTemplate(
        drug="placebo",
        route="IV",
        dose=band(CREATININE_CLEARANCE, at_least("50 mL/min", Amount(4, "mg")), at_least("0 mL/min", Amount(2, "mg"))),
    ),
)
ABOUT_LESIONS = Guideline(id="about-lesions", title="About lesions", edition="1", rules=(TREAT, INJECT))
