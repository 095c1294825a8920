"""An anti-inflammatory drug by mouth: no dose, for the ceilings are from memory, but all that stands against it.

Much of what stands against it was not seen in a source. Where the danger is
bleeding, or a kidney already at risk, the library bars it by its own decision and
says so; the rest warns.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, cite, own_reading
from boneguide.guidelines.analgesia import _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.analgesia import (
    ACUTE_ILLNESS,
    ALLERGY_NSAID,
    ISCHAEMIC_HEART_DISEASE,
    PREVIOUS_ULCER_OR_BLEEDING,
    TAKES_ANTIPLATELET,
    TAKES_CORTICOSTEROID,
    TAKES_DIURETIC,
    TAKES_LITHIUM,
    TAKES_NEPHROTOXIC_BESIDE_NSAID,
    TAKES_RAAS_BLOCKER,
    TAKES_SSRI_OR_SNRI,
)
from boneguide.guidelines.facts.clinical import (
    ACUTE_PHASE_SYMPTOMS,
    ASPIRIN_SENSITIVE_ASTHMA,
    CARDIAC_FAILURE,
    COAGULOPATHY,
    DEHYDRATED,
    SEVERE_HEPATIC_IMPAIRMENT,
)
from boneguide.guidelines.facts.corticosteroid import ANTICOAGULATED, GASTROINTESTINAL_ULCER_OR_BLEEDING
from boneguide.guidelines.facts.laboratory import ESTIMATED_GFR
from boneguide.guidelines.facts.person import AGE, PREGNANT
from boneguide.guidelines.facts.supportive import INFARCTION_OR_STROKE_EVER, PLATELETS
from boneguide.guidelines.facts.treatment import RECEIVES_DENOSUMAB, RECEIVES_RENALLY_GATED_AGENT, TAKES_NSAID
from boneguide.guidelines.facts.tumour import BONE_METASTASES, MYELOMA
from boneguide.logic.clauses import Confirm, Contraindication, Monitor, Note, Prerequisite
from boneguide.logic.nodes import assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Source

_KDIGO_30 = cite(sources.KDIGO_NSAID, "GFR below 30", "NON-07")
_ETG_30 = cite(sources.ETG_NSAID, "GFR below 30", "NON-07", verified="primary")
_KDIGO_60 = cite(sources.KDIGO_NSAID, "GFR below 60", "NON-08")
_ETG_60 = cite(sources.ETG_NSAID, "GFR below 60", "NON-08", verified="primary")
_STEP_1 = cite(sources.WHO_LADDER, "step 1", "LAD-09", verified="primary")
_START = cite(sources.WHO_2018, "initiation", "LAD-13")
_NEPHROTOXIC_PAIR = cite(sources.FDA_ZOLEDRONIC_ACID, "other nephrotoxic drugs", "NON-09", note="the caution itself")

#: Who may be given zoledronic acid or pamidronate one day.
_IN_QUESTION = assume_absent(BONE_METASTASES | MYELOMA, because="disease in bone would be on record")
_RECEIVES = assume_absent(RECEIVES_RENALLY_GATED_AGENT, because="what bars the two together asks whether it is given")
_AT_RISK_BELOW_60 = DEHYDRATED | ACUTE_ILLNESS | TAKES_RAAS_BLOCKER | TAKES_LITHIUM | TAKES_NEPHROTOXIC_BESIDE_NSAID


def _own_decision(row: str, why: str) -> tuple[Source, Source]:
    """Return memory and the library's own decision, which bars where memory may not."""
    return _parts.recalled("labels and practice", row), own_reading(row, why=why)


_KIDNEYS = (
    Contraindication(
        id="kidneys-below-30",
        severity="avoid",
        when=_parts.kidneys_below(30),
        says="Creatinine clearance or eGFR is under 30: anti-inflammatory drugs are avoided.",
        sources=(_KDIGO_30, _ETG_30, _parts.either_number("NON-07")),
    ),
    Contraindication(
        id="kidneys-below-60-at-risk",
        severity="avoid",
        when=_parts.kidneys_below(60) & _AT_RISK_BELOW_60,
        says=(
            "Creatinine clearance or eGFR is under 60, with an acute illness, lack of fluid, an ACE inhibitor or"
            " angiotensin receptor blocker, lithium, contrast or another nephrotoxic drug."
        ),
        unknown=Confirm(
            "no acute illness or dehydration, and no ACE inhibitor, angiotensin receptor blocker, lithium, contrast or"
            " nephrotoxic drug",
            because="the person can be asked and looked at",
        ),
        sources=(_KDIGO_60, _ETG_60, _parts.either_number("NON-08")),
    ),
    Contraindication(
        id="beside-bisphosphonate",
        severity="avoid",
        when=RECEIVES_RENALLY_GATED_AGENT & (_parts.kidneys_below(60) | DEHYDRATED),
        says=(
            "Zoledronic acid or pamidronate beside it, with creatinine clearance or eGFR under 60, or lack of fluid:"
            " barred by the library's own decision; the label says caution."
        ),
        unknown=Confirm(
            "neither zoledronic acid nor pamidronate now or lately, or enough fluid and kidneys at 60 or more",
            because="the list of doses can be looked up and the person looked at",
        ),
        sources=(
            _NEPHROTOXIC_PAIR,
            own_reading("NON-09", why="two nephrotoxic drugs are not given together to a kidney already at risk"),
        ),
    ),
    Contraindication(
        id="triple-combination",
        severity="avoid",
        when=TAKES_RAAS_BLOCKER & TAKES_DIURETIC,
        says=(
            "Takes an ACE inhibitor or angiotensin receptor blocker and a diuretic: a third drug that acts on the"
            " kidney is avoided, whatever its function now."
        ),
        unknown=Confirm(
            "no ACE inhibitor or angiotensin receptor blocker together with a diuretic",
            because="medicines can be asked about",
        ),
        sources=cite(sources.ETG_NSAID, "list of risks", "NON-11", verified="primary"),
    ),
    Contraindication(
        id="myeloma",
        severity="avoid",
        when=assume_absent(MYELOMA, because="myeloma would be on record as the primary"),
        says=(
            "Myeloma: light chains and an anti-inflammatory drug may together block the kidney. Avoided by the"
            " library's own decision; the guidance is from memory, not verified."
        ),
        sources=_own_decision("NON-17", "a kidney lost to casts is not won back by a painkiller that can be replaced"),
    ),
    _parts.caution(
        "kidneys-below-60",
        _parts.kidneys_below(60),
        "Creatinine clearance or eGFR is under 60: no prolonged use.",
        _KDIGO_60,
        _ETG_60,
    ),
    _parts.caution(
        "with-bisphosphonate",
        RECEIVES_RENALLY_GATED_AGENT,
        "Zoledronic acid or pamidronate beside it: both may harm the kidney. Creatinine is looked at before each dose.",
        _NEPHROTOXIC_PAIR,
        cite(sources.MHRA_ZOLEDRONIC_ACID, "renal warning", "NON-09", verified="primary"),
    ),
)

_BLEEDING = (
    Contraindication(
        id="ulcer-or-bleeding",
        severity="avoid",
        when=GASTROINTESTINAL_ULCER_OR_BLEEDING | PREVIOUS_ULCER_OR_BLEEDING,
        says=(
            "An ulcer, bleeding or a risk of perforation of stomach or bowel, now or earlier. Avoided by the library's"
            " own decision; the warning is from memory, not verified."
        ),
        unknown=Confirm("no ulcer or bleeding of stomach or bowel, now or earlier", because="the person can be asked"),
        sources=_own_decision("NON-12", "an ulcer may bleed, or bleed again, and another painkiller can be had"),
    ),
    Contraindication(
        id="anticoagulant",
        severity="avoid",
        when=ANTICOAGULATED,
        says=(
            "Takes an anticoagulant. Avoided by the library's own decision, at whatever dose; the advice is from"
            " memory, not verified."
        ),
        unknown=Confirm("no anticoagulant", because="medicines can be asked about"),
        sources=_own_decision("NON-13", "two drugs that let people bleed are not put together for pain"),
    ),
    Contraindication(
        id="platelets-below-50",
        severity="avoid",
        when=PLATELETS < "50 10*9/L",
        says=(
            "Platelets are under 50 x 10^9/L. Avoided by the library's own decision; the number is a convention, from"
            " memory."
        ),
        unknown=Confirm("platelets of 50 x 10^9/L or more", because="the last blood count can be looked up"),
        sources=_own_decision("NON-13", "an anti-inflammatory drug weakens the few platelets that are left"),
    ),
    Contraindication(
        id="coagulopathy",
        severity="avoid",
        when=COAGULOPATHY,
        says="A disorder of clotting. Avoided by the library's own decision; the advice is from memory, not verified.",
        unknown=Confirm("no disorder of clotting", because="it is known or can be looked up"),
        sources=_own_decision("NON-13", "blood that does not clot is not thinned further for pain"),
    ),
    Contraindication(
        id="asthma",
        severity="avoid",
        when=ASPIRIN_SENSITIVE_ASTHMA,
        says="Asthma brought on by aspirin: avoided by the library's own decision; no label was read for it.",
        unknown=Confirm("no asthma brought on by aspirin", because="the person can be asked"),
        sources=own_reading("LAD-12", why="for the individual: what aspirin brings on, its relatives may bring on too"),
    ),
    _parts.allergy(ALLERGY_NSAID, "an anti-inflammatory drug or aspirin", "NON-06"),
    _parts.caution(
        "platelets-below-100",
        PLATELETS < "100 10*9/L",
        "Platelets are under 100 x 10^9/L: a specialist decides (a convention from memory, not verified).",
        _parts.recalled("platelets", "NON-13"),
    ),
    _parts.caution(
        "risk-of-bleeding",
        (AGE >= "65 year") | TAKES_SSRI_OR_SNRI | TAKES_ANTIPLATELET,
        (
            "An age of 65 or more, an SSRI or SNRI, or an antiplatelet drug: avoided where it can be, otherwise a COX-2"
            " inhibitor or a proton pump inhibitor beside it (from memory, not verified)."
        ),
        _parts.recalled("risk of bleeding", "NON-12"),
    ),
    _parts.caution(
        "corticosteroid",
        TAKES_CORTICOSTEROID,
        (
            "Takes a corticosteroid, such as dexamethasone for compression or flare: avoided where it can be, otherwise"
            " with a proton pump inhibitor (from memory, not verified)."
        ),
        _parts.recalled("with a corticosteroid", "NON-14"),
    ),
)

_LIVER_AND_PREGNANCY = (
    Contraindication(
        id="liver",
        severity="avoid",
        when=SEVERE_HEPATIC_IMPAIRMENT,
        says="Severe impairment of the liver: avoided by the library's own decision; no label was read for it.",
        unknown=Confirm("no severe impairment of the liver", because="it is known or can be looked up"),
        sources=own_reading("LAD-12", why="for the individual: a failing liver bleeds and takes the kidney with it"),
    ),
    Contraindication(
        id="pregnancy",
        severity="avoid",
        when=PREGNANT,
        says="Pregnancy: avoided by the library's own decision; no label was read for it.",
        unknown=Confirm("not pregnant", because="a test can be done at the visit"),
        sources=own_reading("LAD-12", why="for the individual: a child is at risk, and another painkiller can be had"),
    ),
)

_HEART = _parts.caution(
    "heart-and-vessels",
    CARDIAC_FAILURE | ISCHAEMIC_HEART_DISEASE | INFARCTION_OR_STROKE_EVER,
    (
        "Heart failure, ischaemic heart disease, or an earlier infarction or stroke: diclofenac and the COX-2"
        " inhibitors are remembered as contraindicated in the EU, and the others as needing caution (not verified)."
    ),
    _parts.recalled("heart and vessels", "NON-15"),
)

#: A course of denosumab answers whether an infusion is planned.
_ON_DENOSUMAB = assume_absent(RECEIVES_DENOSUMAB, because="denosumab that is given would be on record")

NSAID = Rule(
    id="nsaid",
    title="An anti-inflammatory drug by mouth",
    # What is taken already is judged where nothing hurts too.
    when=_parts.PAIN | assume_absent(TAKES_NSAID, because="one that is taken would be on the list of medicines"),
    action=(
        "An anti-inflammatory drug by mouth, such as ibuprofen, alone or beside other analgesics. The dose is that of"
        " the label in force: none was read."
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        *_KIDNEYS,
        *_BLEEDING,
        *_LIVER_AND_PREGNANCY,
        _parts.BY_MOUTH,
        _HEART,
    ),
    first=(
        Prerequisite(
            id="bisphosphonate-to-come",
            when=_IN_QUESTION & not_(_RECEIVES) & not_(_ON_DENOSUMAB) & _parts.kidneys_below(60),
            says=(
                "confirm that neither zoledronic acid nor pamidronate is planned: with a clearance or eGFR under 60 the"
                " two are not put together, by the library's own decision"
            ),
            sources=own_reading("NON-09", why="a painkiller outlasts the day on which an infusion is due"),
        ),
    ),
    monitor=(
        Monitor(
            id="creatinine",
            when=RECEIVES_RENALLY_GATED_AGENT,
            says="creatinine",
            timing="before each dose of zoledronic acid or pamidronate",
            sources=_NEPHROTOXIC_PAIR,
        ),
    ),
    notes=(
        Note(
            id="ceilings",
            says=(
                "Most in 24 hours, from memory and not verified: ibuprofen 2400 mg (EU) or 3200 mg (US label),"
                " naproxen 1000 mg (1500 mg for a short time in the US), diclofenac 150 mg, celecoxib 400 mg,"
                " ketorolac 40 mg for no more than 5 days, aspirin 4 g."
            ),
            sources=_parts.recalled("ceilings", "NON-06"),
        ),
        Note(
            id="no-egfr",
            when=not_(
                assume_absent(
                    ESTIMATED_GFR >= "0 mL/min/1.73m2", because="an eGFR that was reported would be on record"
                )
            ),
            says=(
                "No eGFR is on record, so only the clearance was looked at. KDIGO means the eGFR, and a clearance by"
                " the actual weight may lie above it."
            ),
            sources=_parts.either_number("NON-07"),
        ),
        Note(
            id="one-at-a-time",
            when=TAKES_NSAID,
            says="Takes one already: a second is not added, ketorolac least of all (from memory, not verified).",
            sources=_parts.recalled("two at once", "NON-06"),
        ),
        Note(
            id="fever-after-infusion",
            when=ACUTE_PHASE_SYMPTOMS,
            says=(
                "Fever or aches after a bisphosphonate: it may be used against them where nothing above stands in the"
                " way; otherwise paracetamol."
            ),
            sources=own_reading("NON-16", why="what bars it for pain bars it for fever"),
        ),
        Note(
            id="beside-an-opioid",
            when=_parts.ON_OPIOID,
            says=(
                "Beside an opioid it may improve relief and spare opioid: EAPC, a weak recommendation, from memory and"
                " not verified."
            ),
            sources=cite(sources.EAPC_2012, "non-opioids beside an opioid", "NON-05", verified="memory"),
        ),
        Note(
            id="metamizole",
            says=(
                "Metamizole is another drug: restricted by place for agranulocytosis, and not sold in the US or UK"
                " (from memory, not verified)."
            ),
            sources=cite(sources.ESMO_PAIN_2018, "metamizole", "NON-18", verified="memory"),
        ),
    ),
    grade=UNGRADED,
    sources=(_STEP_1, _START),
    edition=EDITION,
)
