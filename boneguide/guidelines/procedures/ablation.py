"""Focused ultrasound and thermal ablation, where radiotherapy has failed or cannot be given."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, UNGRADED, cite, recalled
from boneguide.guidelines.cord_compression.common import UNTREATED
from boneguide.guidelines.facts.pain import PAIN_4_OR_MORE, PAINFUL_BONE_LESION
from boneguide.guidelines.facts.supportive import (
    RADIOTHERAPY_FAILED_OR_UNSUITABLE,
    SPINAL_LESION,
    WEIGHT_BEARING_LESION,
)
from boneguide.guidelines.procedures import _parts
from boneguide.guidelines.procedures._edition import EDITION
from boneguide.logic.clauses import Contraindication, Note, Reason
from boneguide.logic.nodes import ALWAYS
from boneguide.logic.rule import Rule

_RATES = cite(sources.HURWITZ_2014, "results", "IN-08", verified="primary")
_ENTRY = cite(sources.HURWITZ_2014, "entry, as ESMO news report it", "IN-08")
_AFTER_RADIOTHERAPY = _parts.selected(PAINFUL_BONE_LESION & PAIN_4_OR_MORE & RADIOTHERAPY_FAILED_OR_UNSUITABLE)
_IN_SPINE_UNTREATED = SPINAL_LESION & UNTREATED

FOCUSED_ULTRASOUND = Rule(
    id="focused-ultrasound",
    title="Focused ultrasound guided by magnetic resonance",
    when=_AFTER_RADIOTHERAPY,
    action=(
        "Focused ultrasound is an option for a painful metastasis with pain of 4 or more despite medication, where"
        " radiotherapy failed, is unsuitable or was declined."
    ),
    contraindications=(
        Contraindication(
            id="near-the-cord",
            severity="caution",
            when=SPINAL_LESION,
            says="A lesion is in the spine: vertebrae near cord or nerve were left out (from memory, not verified).",
            sources=recalled("exclusions of the trial", "IN-09"),
        ),
        Contraindication(
            id="weight-bearing",
            severity="caution",
            when=WEIGHT_BEARING_LESION,
            says="A lesion is in weight-bearing bone: risk of fracture was left out (from memory, not verified).",
            sources=recalled("exclusions of the trial", "IN-09"),
        ),
    ),
    holds=(_parts.compression_first("IN-09", when=_IN_SPINE_UNTREATED),),
    reasons=(
        Reason(
            id="trial",
            when=ALWAYS,
            favours=True,
            says=(
                "Response at 3 months (2 points less pain or more, opioids up by 25 % at most) in 64.3 % against"
                " 20.0 %."
            ),
            grade=TRIAL,
            sources=(_RATES, _ENTRY),
        ),
        Reason(
            id="pooled",
            when=ALWAYS,
            favours=True,
            says="Pooled, 79 % had relief (73 to 83 %), and 0.9 % an adverse event of grade 3 or more.",
            grade=TRIAL,
            sources=cite(sources.BAAL_2021, "pooled results", "IN-10", verified="primary"),
        ),
        Reason(
            id="pain-of-the-procedure",
            when=ALWAYS,
            favours=False,
            says="The procedure itself hurt in 32.1 %.",
            grade=TRIAL,
            sources=_RATES,
        ),
    ),
    notes=(
        Note(
            id="exclusions",
            says=(
                "Also left out: the skull, a target within 1 cm of skin or nerve, and whoever cannot have magnetic"
                " resonance imaging (from memory, not verified)."
            ),
            sources=recalled("exclusions of the trial", "IN-09"),
        ),
    ),
    grade=TRIAL,
    sources=(_RATES, _ENTRY),
    edition=EDITION,
)

_TEAM = cite(sources.CIRSE_2022, "standards", "IN-11", verified="primary")

THERMAL_ABLATION = Rule(
    id="thermal-ablation",
    title="Thermal ablation of a painful metastasis",
    when=_AFTER_RADIOTHERAPY,
    action="Thermal ablation, by radiofrequency or cold, is discussed by a multidisciplinary team.",
    contraindications=(
        Contraindication(
            id="weight-bearing",
            severity="caution",
            when=WEIGHT_BEARING_LESION,
            says="A lesion is in weight-bearing bone: cement or fixation is added where it may break (from memory, not"
            " verified).",
            sources=recalled("weight-bearing bone", "IN-12"),
        ),
    ),
    holds=(
        *_parts.not_now("IN-11", "IN-03", "INT-07"),
        _parts.compression_first("IN-11", when=_IN_SPINE_UNTREATED),
    ),
    first=(_parts.clotting_first("IN-11"),),
    notes=(
        Note(
            id="selection",
            says=(
                "One or two painful sites with pain of 4 or more, after radiotherapy or where it is unsuitable, nerves"
                " being protected: that selection is from memory, not verified."
            ),
            sources=recalled("selection", "IN-11"),
        ),
    ),
    grade=UNGRADED,
    sources=(_TEAM,),
    edition=EDITION,
)
