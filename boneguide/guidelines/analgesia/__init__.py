"""Analgesia: how strong the pain is, what is given for it, and what comes with it.

Each rule is a constant of this package; ``GUIDELINE`` holds them all in the order
in which a reader wants them.
"""

from __future__ import annotations

from boneguide.guidelines._notes import unasked_allergies, unrecognised_drugs
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.analgesia.adjuvants import (
    AMITRIPTYLINE,
    DULOXETINE,
    GABAPENTIN,
    GABAPENTIN_US,
    PREGABALIN,
)
from boneguide.guidelines.analgesia.intravenous import INTRAVENOUS_MORPHINE_TITRATION
from boneguide.guidelines.analgesia.ladder import (
    LOW_DOSE_STRONG_OPIOID,
    MILD_PAIN,
    MODERATE_PAIN,
    ON_STRONG_OPIOID_IN_PAIN,
    ON_WEAK_OPIOID_IN_PAIN,
    PAIN_RELIEVED,
    PAIN_SCORE,
    SEVERE_PAIN,
)
from boneguide.guidelines.analgesia.nsaid import NSAID
from boneguide.guidelines.analgesia.opioid_choice import (
    METHADONE,
    OPIOID_IN_HEPATIC_IMPAIRMENT,
    OPIOID_IN_RENAL_IMPAIRMENT,
    OPIOID_SWITCH,
)
from boneguide.guidelines.analgesia.opioid_effects import (
    OPIOID_CONSTIPATION_REFRACTORY,
    OPIOID_LAXATIVE,
    OPIOID_NALOXONE,
    OPIOID_WITH_SEDATIVES,
    SUSPECTED_NEUROTOXICITY,
)
from boneguide.guidelines.analgesia.paracetamol import PARACETAMOL, PARACETAMOL_LOW_WEIGHT, PARACETAMOL_REDUCED
from boneguide.guidelines.analgesia.patches import BUPRENORPHINE_PATCH, FENTANYL_PATCH, FENTANYL_PATCH_EXPOSURE
from boneguide.guidelines.analgesia.rapid_onset_fentanyl import RAPID_ONSET_FENTANYL
from boneguide.guidelines.analgesia.rescue import (
    REGULAR_OPIOID_REVIEW,
    RESCUE_HYDROMORPHONE,
    RESCUE_INJECTED_HYDROMORPHONE,
    RESCUE_INJECTED_MORPHINE,
    RESCUE_INJECTED_OXYCODONE,
    RESCUE_MORPHINE,
    RESCUE_OTHER_OPIOID,
    RESCUE_OXYCODONE,
    RESCUE_WITH_FENTANYL_PATCH,
)
from boneguide.guidelines.analgesia.strong_opioids import (
    HYDROMORPHONE_START,
    MORPHINE_START,
    MORPHINE_START_INJECTED,
    OXYCODONE_START,
)
from boneguide.guidelines.analgesia.weak_opioids import CODEINE, DIHYDROCODEINE, TRAMADOL
from boneguide.logic.guideline import Guideline

GUIDELINE = Guideline(
    id="analgesia",
    title="Analgesia",
    edition=EDITION,
    rules=(
        INTRAVENOUS_MORPHINE_TITRATION,
        PAIN_SCORE,
        MILD_PAIN,
        MODERATE_PAIN,
        SEVERE_PAIN,
        ON_STRONG_OPIOID_IN_PAIN,
        ON_WEAK_OPIOID_IN_PAIN,
        PAIN_RELIEVED,
        PARACETAMOL,
        PARACETAMOL_LOW_WEIGHT,
        PARACETAMOL_REDUCED,
        NSAID,
        CODEINE,
        TRAMADOL,
        DIHYDROCODEINE,
        LOW_DOSE_STRONG_OPIOID,
        MORPHINE_START,
        MORPHINE_START_INJECTED,
        OXYCODONE_START,
        HYDROMORPHONE_START,
        BUPRENORPHINE_PATCH,
        FENTANYL_PATCH,
        FENTANYL_PATCH_EXPOSURE,
        RESCUE_MORPHINE,
        RESCUE_OXYCODONE,
        RESCUE_HYDROMORPHONE,
        RESCUE_INJECTED_MORPHINE,
        RESCUE_INJECTED_OXYCODONE,
        RESCUE_INJECTED_HYDROMORPHONE,
        RESCUE_WITH_FENTANYL_PATCH,
        RESCUE_OTHER_OPIOID,
        RAPID_ONSET_FENTANYL,
        REGULAR_OPIOID_REVIEW,
        OPIOID_IN_RENAL_IMPAIRMENT,
        OPIOID_IN_HEPATIC_IMPAIRMENT,
        OPIOID_SWITCH,
        METHADONE,
        PREGABALIN,
        GABAPENTIN,
        GABAPENTIN_US,
        DULOXETINE,
        AMITRIPTYLINE,
        SUSPECTED_NEUROTOXICITY,
        OPIOID_LAXATIVE,
        OPIOID_CONSTIPATION_REFRACTORY,
        OPIOID_WITH_SEDATIVES,
        OPIOID_NALOXONE,
    ),
    notes=(unrecognised_drugs, unasked_allergies),
)

__all__ = [
    "AMITRIPTYLINE",
    "BUPRENORPHINE_PATCH",
    "CODEINE",
    "DIHYDROCODEINE",
    "DULOXETINE",
    "EDITION",
    "FENTANYL_PATCH",
    "FENTANYL_PATCH_EXPOSURE",
    "GABAPENTIN",
    "GABAPENTIN_US",
    "GUIDELINE",
    "HYDROMORPHONE_START",
    "INTRAVENOUS_MORPHINE_TITRATION",
    "LOW_DOSE_STRONG_OPIOID",
    "METHADONE",
    "MILD_PAIN",
    "MODERATE_PAIN",
    "MORPHINE_START",
    "MORPHINE_START_INJECTED",
    "NSAID",
    "ON_STRONG_OPIOID_IN_PAIN",
    "ON_WEAK_OPIOID_IN_PAIN",
    "OPIOID_CONSTIPATION_REFRACTORY",
    "OPIOID_IN_HEPATIC_IMPAIRMENT",
    "OPIOID_IN_RENAL_IMPAIRMENT",
    "OPIOID_LAXATIVE",
    "OPIOID_NALOXONE",
    "OPIOID_SWITCH",
    "OPIOID_WITH_SEDATIVES",
    "OXYCODONE_START",
    "PAIN_RELIEVED",
    "PAIN_SCORE",
    "PARACETAMOL",
    "PARACETAMOL_LOW_WEIGHT",
    "PARACETAMOL_REDUCED",
    "PREGABALIN",
    "RAPID_ONSET_FENTANYL",
    "REGULAR_OPIOID_REVIEW",
    "RESCUE_HYDROMORPHONE",
    "RESCUE_INJECTED_HYDROMORPHONE",
    "RESCUE_INJECTED_MORPHINE",
    "RESCUE_INJECTED_OXYCODONE",
    "RESCUE_MORPHINE",
    "RESCUE_OTHER_OPIOID",
    "RESCUE_OXYCODONE",
    "RESCUE_WITH_FENTANYL_PATCH",
    "SEVERE_PAIN",
    "SUSPECTED_NEUROTOXICITY",
    "TRAMADOL",
]
