"""Facts that bear on procedures, radionuclides and supportive care."""

from __future__ import annotations

import math
from operator import attrgetter
from typing import TYPE_CHECKING

from boneguide.guidelines.facts._build import condition, lasting
from boneguide.guidelines.facts._completeness import may_lack, may_lack_doses
from boneguide.guidelines.facts.fracture import WEIGHT_BEARING_BONE
from boneguide.guidelines.facts.lesion import IN_SPINE, LESIONS, PAINFUL, PHENOTYPE
from boneguide.guidelines.facts.radionuclide import last_radionuclide
from boneguide.guidelines.facts.stability import (
    COLLAPSED,
    FRACTURED,
    IMPENDING_FRACTURE,
    MECHANICAL_PAIN,
    MIRELS_9_OR_MORE,
    OPERATED,
    SINS_13_OR_MORE,
    SURGEON_CONSULTED,
    collapsed,
)
from boneguide.guidelines.facts.treatment import allergic_to, takes
from boneguide.logic.context import Presuming
from boneguide.logic.nodes import UNKNOWN, assume_absent, not_
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from collections.abc import Callable

    from boneguide.logic.context import Context
    from boneguide.logic.numbers import NumberFact
    from boneguide.model.lesion import Lesion
    from boneguide.model.observation import Observation
    from boneguide.quantities import Kind

VISCERAL_METASTASES = condition("visceral_metastases", "visceral metastases", asked=False)
TWO_EARLIER_SYSTEMIC_LINES = lasting(
    condition("two_earlier_systemic_lines", "two or more earlier lines of systemic treatment")
)
NO_OTHER_SYSTEMIC_TREATMENT = condition("no_other_systemic_treatment", "no other systemic treatment that is suitable")
BONE_AGENT_LEFT_OUT = condition(
    "bone_agent_left_out_for_a_reason", "a bone-modifying agent was left out for a reason on record"
)
TAKES_CHEMOTHERAPY = takes("chemotherapy", "platinum", name="takes_chemotherapy", label="chemotherapy")
ON_CHEMOTHERAPY_OR_RADIOTHERAPY = condition(
    "on_chemotherapy_or_radiotherapy",
    "chemotherapy or external radiotherapy now",
    inferred=TAKES_CHEMOTHERAPY | UNKNOWN,
)
BONE_SCAN_UPTAKE = condition("bone_scan_uptake", "osteoblastic lesions that take up the tracer", asked=False)
INTRAVASCULAR_COAGULATION = condition(
    "disseminated_intravascular_coagulation", "disseminated intravascular coagulation", asked=False
)
SYSTEMIC_INFECTION = condition("systemic_infection", "an active systemic infection")
SEPSIS = condition("sepsis", "sepsis or bacteria in the blood")
#: Either counts, whatever a record says of the other.
ACTIVE_INFECTION = SEPSIS | SYSTEMIC_INFECTION
INFECTION_AT_PROCEDURE_SITE = condition("infection_at_procedure_site", "infection at the place of the procedure")
#: Not read off the list of medicines: what is on it may be stopped or a small dose, and a name may not be recognised.
THERAPEUTIC_ANTICOAGULATION = condition(
    "therapeutic_anticoagulation", "an anticoagulant at treatment dose, not stopped"
)
BOWEL_OBSTRUCTION = condition("bowel_obstruction", "obstruction of the bowel")
RAISED_INTRACRANIAL_PRESSURE = condition("raised_intracranial_pressure", "raised intracranial pressure")
RADIOTHERAPY_FAILED_OR_UNSUITABLE = condition(
    "radiotherapy_failed_or_unsuitable", "radiotherapy that failed, is unsuitable or was declined"
)
INFARCTION_OR_STROKE = lasting(
    condition("myocardial_infarction_or_stroke", "an earlier myocardial infarction or stroke")
)
INFARCTION_OR_STROKE_WITHIN_A_YEAR = fact(
    "myocardial_infarction_or_stroke_within_a_year",
    label="a myocardial infarction or stroke within the year before",
    read=attrgetter("patient.conditions.myocardial_infarction_or_stroke_within_a_year"),
    asked=True,
    inferred=INFARCTION_OR_STROKE & UNKNOWN,
    lasting=True,
)
#: Either counts, whatever a record says of the other.
INFARCTION_OR_STROKE_EVER = INFARCTION_OR_STROKE | INFARCTION_OR_STROKE_WITHIN_A_YEAR


def _count(name: str, kind: Kind, label: str) -> NumberFact:
    """Return the latest blood count, if no radionuclide for bone was given since: counts fall after it for weeks."""

    def read(context: Context) -> Observation | None:
        labs = context.patient.labs
        found = None if getattr(labs, name) is None else labs.latest(name, context.on)
        if found is None or found.on is None:
            return found
        given = last_radionuclide(context)
        return None if given is not None and found.on <= given else found

    def is_unsure(context: Context) -> bool:
        found = context.patient.labs.latest(name, context.on)
        return found is not None and found.on is not None and may_lack_doses(context, "radionuclide_doses")

    return fact(name, kind, label=label, read=Presuming(read, is_unsure))


HAEMOGLOBIN = _count("haemoglobin", kinds.HAEMOGLOBIN, "haemoglobin")
PLATELETS = _count("platelets", kinds.PLATELETS, "platelets")
NEUTROPHILS = _count("neutrophils", kinds.NEUTROPHILS, "neutrophils")
WHITE_CELLS = _count("white_cells", kinds.WHITE_CELLS, "white cells")

TAKES_NERVE_GROWTH_FACTOR_ANTIBODY = takes(
    "nerve growth factor antibody", name="takes_ngf_antibody", label="an antibody against nerve growth factor"
)
TAKES_ACTIVIN_RECEPTOR_TRAP = takes(
    "activin receptor trap", name="takes_activin_receptor_trap", label="an activin receptor trap"
)
ALLERGY_CEMENT_OR_CONTRAST = allergic_to(
    "bone cement",
    "acrylic cement",
    "cement",
    "pmma",
    "polymethylmethacrylate",
    "polymethyl methacrylate",
    "poly(methyl methacrylate)",
    "contrast",
    "contrast medium",
    "contrast media",
    "contrast agent",
    "contrast dye",
    "iodinated contrast",
    "iodinated contrast medium",
    "iodinated contrast media",
    "radiocontrast",
    name="allergy_cement_or_contrast",
    label="hypersensitivity to bone cement or contrast",
)
ALLERGY_LEXIDRONAM = allergic_to(
    "lexidronam",
    "edtmp",
    "quadramet",
    "samarium-153",
    "samarium-153 lexidronam",
    "samarium lexidronam",
    "samarium (153sm) lexidronam",
    "phosphonate",
    "phosphonates",
    name="allergy_lexidronam",
    label="hypersensitivity to lexidronam or phosphonates",
)

# --------------------------------------------------------------------------- lesions

BLASTIC_OR_MIXED = PHENOTYPE.is_in("osteoblastic", "mixed")

#: On imaging: a label of what predominates, not of what is absent.
BLASTIC_LESION = fact(
    "blastic_lesion", label="an osteoblastic or mixed lesion on imaging", inferred=exists(LESIONS, BLASTIC_OR_MIXED)
)
ONLY_LYTIC_LESIONS = fact(
    "only_lytic_lesions",
    label="only predominantly osteolytic lesions on imaging",
    inferred=exists(LESIONS) & ~BLASTIC_LESION,
)
SPINAL_LESION = fact("spinal_lesion", label="a lesion in the spine", inferred=exists(LESIONS, IN_SPINE))
_OPERATED = assume_absent(OPERATED, because="an operation on the lesion would be on record")
_NOT_OPERATED = not_(_OPERATED)
_PAINFUL_BROKEN_VERTEBRA = IN_SPINE & (FRACTURED | COLLAPSED) & PAINFUL
PAINFUL_VERTEBRAL_FRACTURE = fact(
    "painful_vertebral_fracture",
    label="a painful pathological fracture of a vertebra",
    inferred=exists(LESIONS, _PAINFUL_BROKEN_VERTEBRA),
)
OPERATED_VERTEBRAL_FRACTURE = fact(
    "operated_vertebral_fracture",
    label="a painful pathological fracture of a vertebra that was operated on",
    inferred=exists(LESIONS, _PAINFUL_BROKEN_VERTEBRA & _OPERATED),
    lasting=True,
)
LOADING_PAIN_OF_SPINE = fact(
    "loading_pain_of_spine",
    label="a lesion of the spine, not operated on, that hurts more on moving or loading",
    inferred=exists(LESIONS, IN_SPINE & MECHANICAL_PAIN & _NOT_OPERATED),
)
FRACTURED_LESION = fact(
    "fractured_lesion", label="a pathological fracture on record", inferred=exists(LESIONS, FRACTURED)
)
UNFIXED_FRACTURED_LESION = fact(
    "unfixed_fractured_lesion",
    label="a pathological fracture on record that was not operated on",
    inferred=exists(LESIONS, FRACTURED & _NOT_OPERATED),
)
EXPECTED_FRACTURE = fact(
    "expected_fracture",
    label="a fracture that is expected, by judgement or a Mirels score of 9 or more",
    inferred=exists(LESIONS, (IMPENDING_FRACTURE | MIRELS_9_OR_MORE) & _NOT_OPERATED),
)
UNSTABLE_SPINE_UNSEEN = fact(
    "unstable_spine_unseen",
    label=(
        "a lesion of the spine with a Spinal Instability Neoplastic Score of 13 or more, neither operated on nor seen"
        " by a surgeon"
    ),
    inferred=exists(
        LESIONS,
        IN_SPINE
        & SINS_13_OR_MORE
        & _NOT_OPERATED
        & not_(assume_absent(SURGEON_CONSULTED, because="an opinion that was given would be on record")),
    ),
)
WEIGHT_BEARING_LESION = fact(
    "weight_bearing_lesion", label="a lesion of a weight-bearing bone", inferred=exists(LESIONS, WEIGHT_BEARING_BONE)
)

#: Fewer osteoblastic lesions than this are few. From memory, so it bars nothing.
MANY_OSTEOBLASTIC_LESIONS = 6
#: The trial of kyphoplasty took one to three painful fractures, T5 to L5.
_TRIAL_LEVELS = frozenset((*(f"T{n}" for n in range(5, 13)), *(f"L{n}" for n in range(1, 6))))
_TRIAL_FRACTURES = 3


def _counted(context: Context, is_one: Callable[[Lesion], bool | None]) -> tuple[int, float] | None:
    """Return the least and the greatest number of lesions that are such, None where none are recorded.

    There is no greatest where the list may lack some.
    """
    lesions = context.patient.lesions
    if lesions is None:
        return None
    found = [is_one(lesion) for lesion in lesions]
    most = math.inf if may_lack(context, "lesions") else len(found) - found.count(False)
    return found.count(True), most


def _blastic(lesion: Lesion) -> bool | None:
    return None if lesion.phenotype is None else lesion.phenotype != "osteolytic"


def _few_osteoblastic(context: Context) -> bool | None:
    counted = _counted(context, _blastic)
    if counted is None:
        return None
    least, most = counted
    return False if least >= MANY_OSTEOBLASTIC_LESIONS else True if most < MANY_OSTEOBLASTIC_LESIONS else None


def _of_trial(lesion: Lesion) -> bool | None:
    broken = True if collapsed(lesion) else lesion.pathological_fracture
    known = (lesion.site in _TRIAL_LEVELS, lesion.painful, broken)
    return False if False in known else None if None in known else True


def _trial_fractures(context: Context) -> bool | None:
    counted = _counted(context, _of_trial)
    if counted is None:
        return None
    least, most = counted
    if least > _TRIAL_FRACTURES or most == 0:
        return False
    return True if least > 0 and most <= _TRIAL_FRACTURES else None


FEW_OSTEOBLASTIC_LESIONS = fact(
    "few_osteoblastic_lesions", label="fewer than six osteoblastic or mixed lesions", read=_few_osteoblastic
)
ONE_TO_THREE_FRACTURES_T5_TO_L5 = fact(
    "one_to_three_fractures_t5_to_l5",
    label="one to three painful vertebral fractures from T5 to L5",
    read=_trial_fractures,
)
