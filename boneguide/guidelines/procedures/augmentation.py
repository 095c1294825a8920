"""Cement in a painful vertebra that cancer has broken, or that hurts on loading."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, cite, own_reading, recalled
from boneguide.guidelines.facts.clinical import UNCORRECTABLE_COAGULOPATHY
from boneguide.guidelines.facts.pain import PAIN_4_OR_MORE, ROLAND_MORRIS_10_OR_MORE
from boneguide.guidelines.facts.person import AGE, LIFE_EXPECTANCY, PREGNANT
from boneguide.guidelines.facts.supportive import (
    ACTIVE_INFECTION,
    ALLERGY_CEMENT_OR_CONTRAST,
    INFECTION_AT_PROCEDURE_SITE,
    LOADING_PAIN_OF_SPINE,
    ONE_TO_THREE_FRACTURES_T5_TO_L5,
    OPERATED_VERTEBRAL_FRACTURE,
    PAINFUL_VERTEBRAL_FRACTURE,
    SEPSIS,
    THERAPEUTIC_ANTICOAGULATION,
    UNSTABLE_SPINE_UNSEEN,
)
from boneguide.guidelines.procedures import _parts
from boneguide.guidelines.procedures._edition import EDITION
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Note, Prerequisite, Reason, Stance
from boneguide.logic.nodes import ALWAYS, all_of, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Grade

_CAFE = cite(sources.CAFE_2011, "entry criteria and result", "IN-01", verified="primary")
_ABSOLUTE = cite(sources.RADIOPAEDIA_VERTEBROPLASTY, "absolute contraindications", "IN-03")
_NOMS = cite(sources.NOMS_2013, "mechanical instability", "IN-07", verified="primary")
_SINS = cite(sources.SINS_2010, "classes", "8.1", note="seen in texts that reprint the score")
_RELATIVE = cite(sources.RADIOPAEDIA_VERTEBROPLASTY, "relative contraindications", "IN-04")

#: Whom the trial of kyphoplasty took in; that imaging showed the fracture is part of its being on record.
LIKE_THE_TRIAL = all_of(
    AGE >= "21 year",
    ONE_TO_THREE_FRACTURES_T5_TO_L5,
    PAIN_4_OR_MORE,
    ROLAND_MORRIS_10_OR_MORE,
    LIFE_EXPECTANCY >= "3 month",
)

_BROKEN = assume_absent(PAINFUL_VERTEBRAL_FRACTURE, because="a fracture of a vertebra would be on record")
_UNSTABLE = assume_absent(
    UNSTABLE_SPINE_UNSEEN, because="whoever thinks of cement looks at stability, and it would be on record"
)
#: Neither of the two is known to be so, nor not to be so.
_FRACTURE_OPEN = not_(_BROKEN) & not_(
    assume_absent(not_(PAINFUL_VERTEBRAL_FRACTURE), because="a fracture is ruled out once somebody has looked for it")
)
_STABILITY_OPEN = not_(_UNSTABLE) & not_(
    assume_absent(not_(UNSTABLE_SPINE_UNSEEN), because="stability is known once somebody has looked at it")
)

VERTEBRAL_AUGMENTATION = Rule(
    id="vertebral-augmentation",
    title="Vertebroplasty or kyphoplasty",
    when=_parts.selected(PAINFUL_VERTEBRAL_FRACTURE | LOADING_PAIN_OF_SPINE),
    action=(
        "Percutaneous cement for a painful vertebra that is broken, or that hurts on loading, is considered by a"
        " multidisciplinary team."
    ),
    contraindications=(
        Contraindication(
            id="sepsis",
            severity="contraindicated",
            when=SEPSIS,
            says="Sepsis.",
            unknown=Confirm("no sepsis", because="it is seen at the visit"),
            sources=_ABSOLUTE,
        ),
        Contraindication(
            id="osteomyelitis",
            severity="contraindicated",
            when=INFECTION_AT_PROCEDURE_SITE,
            says="Infection of the vertebra to be treated.",
            unknown=Confirm("no infection of that vertebra", because="imaging for the procedure shows it"),
            sources=_ABSOLUTE,
        ),
        Contraindication(
            id="coagulopathy",
            severity="contraindicated",
            when=UNCORRECTABLE_COAGULOPATHY,
            says="A disorder of clotting that cannot be corrected.",
            unknown=Confirm("no disorder of clotting that stays", because="clotting can be looked up at the visit"),
            sources=_ABSOLUTE,
        ),
        Contraindication(
            id="hypersensitivity",
            severity="contraindicated",
            when=ALLERGY_CEMENT_OR_CONTRAST,
            says="Known hypersensitivity to bone cement or contrast.",
            unknown=Confirm("no hypersensitivity to bone cement or contrast", because="the person can be asked"),
            sources=_ABSOLUTE,
        ),
        Contraindication(
            id="systemic-infection",
            severity="caution",
            when=ACTIVE_INFECTION,
            says="A systemic infection: a relative contraindication.",
            sources=_RELATIVE,
        ),
        Contraindication(
            id="bleeding",
            severity="caution",
            when=_parts.MAY_BLEED | THERAPEUTIC_ANTICOAGULATION,
            says=(
                "Platelets below 50 x 10^9/L, a disorder of clotting or an anticoagulant: those who do the procedure"
                " judge the risk of bleeding; the number is a convention from memory, not verified."
            ),
            sources=(
                recalled("convention for deep procedures", "INT-07"),
                own_reading("11.3", why="a warning: who does the procedure decides on its risk of bleeding"),
            ),
        ),
        Contraindication(
            id="no-fracture",
            severity="caution",
            when=not_(_BROKEN),
            says=(
                "No painful vertebra is on record as broken. The trial took fractures; without one only NOMS speaks for"
                " cement, in pain under axial load without gross instability, and cement as prevention is a relative"
                " contraindication."
            ),
            sources=(_CAFE, _NOMS, _RELATIVE),
        ),
        Contraindication(
            id="operated",
            severity="caution",
            when=OPERATED_VERTEBRAL_FRACTURE,
            says="A painful vertebra was operated on: whether cement has a place there is the surgeon's question.",
            sources=own_reading("IN-02", why="the row is about collapse that needs no surgery"),
        ),
        Contraindication(
            id="pregnancy",
            severity="avoid",
            when=PREGNANT,
            says="Pregnancy: the procedure is guided by X-rays, and cement is for pain that can wait.",
            unknown=Confirm("not pregnant", because="a test can be done at the visit"),
            sources=own_reading("11.3", why="imaging during the procedure irradiates the unborn child"),
        ),
    ),
    holds=(_parts.compression_first("IN-04", on_whose_word=(_RELATIVE,)),),
    first=(
        Prerequisite(
            id="unstable-spine",
            when=_UNSTABLE,
            says=(
                "a spinal surgeon's opinion: a SINS of 13 to 18 is an unstable spine, and cement is named for pain"
                " without gross instability"
            ),
            sources=(_NOMS, _SINS),
        ),
        Prerequisite(
            id="fracture-looked-for",
            when=_FRACTURE_OPEN,
            says="imaging of the painful vertebra looked at for a fracture or loss of height: no record rules it out",
            sources=(_CAFE, own_reading("IN-01", "IN-02", why="a fracture is what most of the evidence is about")),
        ),
        Prerequisite(
            id="stability-looked-at",
            when=not_(_BROKEN) & _STABILITY_OPEN,
            says="stability of the spine assessed: what is known leaves open whether the SINS reaches 13",
            sources=(_NOMS, _SINS),
        ),
    ),
    reasons=(
        Reason(
            id="like-the-trial",
            when=LIKE_THE_TRIAL,
            favours=True,
            says=(
                "As in the trial CAFE: 21 years or older, one to three painful fractures from T5 to L5, pain of 4 or"
                " more, Roland-Morris 10 or more, life expectancy of 3 months or more. Roland-Morris fell from 17.6 to"
                " 9.1 in a month (effect as printed: -8.3, p < 0.0001)."
            ),
            grade=TRIAL,
            sources=_CAFE,
        ),
    ),
    disputes=(
        Dispute(
            id="solid-tumours",
            when=ALWAYS,
            about="kyphoplasty in fractures by solid tumours",
            stances=(
                Stance(by="CAFE", says="people with cancer were in the trial, and disability fell", source=_CAFE),
                Stance(
                    by="a page for students",
                    says="a contraindication; set aside here, as it goes against the trial",
                    source=cite(sources.MEDIZZY_KYPHOPLASTY, "contraindications", "IN-06", verified="conflict"),
                ),
            ),
        ),
    ),
    notes=(
        Note(
            id="relative-contraindications",
            says=(
                "Weighed by the team: radicular pain not from the collapse; bone pushed back or epidural tumour with"
                " neurological signs; compression of cord or cauda at that level; pain that is getting better; use as"
                " prevention."
            ),
            sources=_RELATIVE,
        ),
        Note(
            id="posterior-wall",
            says="A broken posterior wall does not rule it out (98 benign fractures, no neurological harm).",
            sources=cite(sources.PEREZ_2021, "result", "IN-05", verified="primary"),
        ),
        Note(
            id="axial-load",
            says="NOMS: pain under axial load without gross instability is treated with cement.",
            sources=_NOMS,
        ),
        Note(
            id="nice",
            says=(
                "NICE considers cement for mechanical pain that analgesics do not hold, or for collapse without cord"
                " compression or need of surgery (from memory, not verified)."
            ),
            sources=recalled("NICE NG234", "IN-02"),
        ),
    ),
    grade=Grade.ungraded("a trial and an encyclopaedia; the wording of NICE is from memory"),
    sources=(_CAFE, _NOMS, _RELATIVE),
    edition=EDITION,
)
