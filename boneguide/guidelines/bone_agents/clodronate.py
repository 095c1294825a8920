"""Clodronate by mouth for osteolytic disease of breast cancer or myeloma (Europe and the UK; never in the US)."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, TRIAL, article, cite, own_reading
from boneguide.guidelines.bone_agents import _before, shared
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents._parts import boundary_note, pick
from boneguide.guidelines.bone_agents.osteolytic import OSTEOLYTIC_BREAST_OR_MYELOMA, not_osteolytic
from boneguide.guidelines.bone_agents.reactions import holds_until_evaluated
from boneguide.guidelines.facts import treatment
from boneguide.guidelines.facts.clinical import DIALYSIS_ON_RECORD, GASTROINTESTINAL_INFLAMMATION
from boneguide.guidelines.facts.laboratory import CREATININE, CURRENT_CREATININE_CLEARANCE
from boneguide.guidelines.facts.person import BREAST_FEEDING, PREGNANT
from boneguide.guidelines.facts.tumour import MALIGNANT_BONE_DISEASE, PROSTATE_CANCER
from boneguide.logic.clauses import (
    Confirm,
    Contraindication,
    Dispute,
    Licence,
    Monitor,
    Note,
    Reason,
    Stance,
)
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.logic.verbs import at_least, band
from boneguide.quantities import Amount

CLEARANCE = CURRENT_CREATININE_CLEARANCE

_TRIAL = (
    cite(sources.DEARNALEY_2003, "design, as PMC2769231 reports it", "E12", verified="primary"),
    cite(sources.DEARNALEY_2003, "result", "E12", verified="memory"),
)

#: Restrictions that hold whatever clodronate is given for, and by whichever route.
WHATEVER_FOR = (
    shared.hypersensitivity(
        treatment.ALLERGY_CLODRONATE, "clodronate or an excipient", cite(sources.UK_CLODRONATE, "4.3", "K42")
    ),
    Contraindication(
        id="clearance-below-10",
        severity="contraindicated",
        when=(CLEARANCE < "10 mL/min") | DIALYSIS_ON_RECORD,
        says="Creatinine clearance is below 10 mL/min, or there is dialysis: a contraindication in the UK text.",
        sources=(
            cite(sources.UK_CLODRONATE, "4.3", "C04", "K40"),
            cite(sources.MIMS_CLODRONATE, "renal doses", "C07"),
            own_reading("C04", why="dialysis counts as a clearance below 10, as none can be worked out"),
        ),
    ),
    Contraindication(
        id="other-bisphosphonate",
        severity="contraindicated",
        when=treatment.BISPHOSPHONATE_BESIDE_CLODRONATE,
        says=(
            "Another bisphosphonate is in use or was given within 12 weeks: a contraindication in the UK text, which"
            " speaks of use at the same time."
        ),
        unknown=Confirm("no other bisphosphonate in use", because="current medicines can be asked about"),
        sources=(
            cite(sources.UK_CLODRONATE, "4.3", "K41"),
            own_reading("K41", why="a dose within the longest interval in use, 12 weeks, counts as present"),
        ),
    ),
    Contraindication(
        id="gastrointestinal-inflammation",
        severity="contraindicated",
        when=GASTROINTESTINAL_INFLAMMATION,
        says="Acute inflammation of stomach or bowel: a contraindication in a compendium.",
        unknown=Confirm("no acute inflammation of stomach or bowel", because="the person can be asked"),
        sources=cite(sources.MIMS_CLODRONATE, "contraindications", "K44"),
    ),
    shared.pregnancy("clodronate", cite(sources.UK_CLODRONATE, "pregnancy and lactation", "K43")),
    Contraindication(
        id="breast-feeding",
        severity="avoid",
        when=BREAST_FEEDING,
        says="Breast-feeding: clodronate should not be used.",
        unknown=Confirm("not breast-feeding", because="the person can be asked"),
        sources=cite(sources.UK_CLODRONATE, "pregnancy and lactation", "K43"),
    ),
    shared.under_18(own_reading("K14", why="taken over from zoledronic acid; nothing was read on children")),
    _before.denosumab_beside(),
    Contraindication(
        id="aminoglycoside",
        severity="caution",
        when=treatment.TAKES_AMINOGLYCOSIDE,
        says=(
            "Aminoglycoside with clodronate: additive, prolonged fall of calcium and magnesium, which are monitored."
            " Tetany was reported with netilmicin and amikacin, at a calcium of 1.72 and 1.39 mmol/L."
        ),
        sources=cite(sources.UK_CLODRONATE, "interactions", "X01"),
    ),
    Contraindication(
        id="nsaid",
        severity="caution",
        when=treatment.TAKES_NSAID,
        says="A non-steroidal anti-inflammatory drug with clodronate: renal dysfunction has been reported.",
        sources=cite(sources.UK_CLODRONATE, "interactions", "X08", "X03"),
    ),
    Contraindication(
        id="estramustine",
        severity="caution",
        when=treatment.TAKES_ESTRAMUSTINE,
        says="Clodronate raises the level of estramustine, by 80 % at most.",
        sources=cite(sources.UK_CLODRONATE, "interactions", "X09"),
    ),
)

IN_PREGNANCY = Dispute(
    id="pregnancy-and-breast-feeding",
    when=PREGNANT | BREAST_FEEDING,
    about="clodronate in pregnancy and while breast-feeding",
    stances=(
        Stance(
            by="UK text",
            says="should not be used",
            source=cite(sources.UK_CLODRONATE, "pregnancy and lactation", "K43"),
        ),
        Stance(
            by="MIMS, a compendium",
            says="contraindicated",
            source=cite(sources.MIMS_CLODRONATE, "contraindications", "K43"),
        ),
    ),
)

NOT_IN_THE_US = Reason(
    id="never-in-the-us",
    when=MALIGNANT_BONE_DISEASE,
    favours=False,
    says="Clodronate has never been licensed in the US.",
    grade=LABEL,
    jurisdictions="US",
    sources=own_reading("N07", why="licences were found in the UK, Europe and Canada only"),
)

MONITORING = (
    Monitor(
        id="laboratory",
        says="creatinine, calcium and phosphate by clinical judgement; no number for withholding is printed",
        timing="during treatment",
        sources=cite(sources.UK_CLODRONATE, "monitoring", "W15"),
    ),
)

CANADA = Note(
    id="canada",
    when=CREATININE >= "2.5 mg/dL",
    says=(
        "Canada, as a compendium reports it: a lower dose or none is considered from a serum creatinine of 2.5 mg/dL,"
        " and more than 5 mg/dL is a contraindication."
    ),
    sources=cite(sources.UPTODATE_CLODRONATE, "renal impairment", "C09"),
)

CLODRONATE = Rule(
    id="clodronate",
    title="Clodronate by mouth in osteolytic disease",
    when=MALIGNANT_BONE_DISEASE,
    advise=RegimenTemplate(
        drug="clodronate",
        route="oral",
        dose=band(
            CLEARANCE,
            at_least("50 mL/min", Amount(1600.0, "mg")),
            at_least("30 mL/min", Amount(1200.0, "mg")),
            at_least("10 mL/min", Amount(800.0, "mg")),
        ),
        interval=exactly("1 day"),
        notes=(
            "Fasting, at least 1 hour from food (2 hours before it in the BNF).",
            "Apart from milk and oral calcium, iron, magnesium or aluminium.",
            "Swallowed whole, never crushed.",
            "A single dose up to 1600 mg; what is above that is taken separately.",
            "Never above 3200 mg a day, and in renal failure of any degree not above 1600 mg a day for long.",
        ),
    ),
    licences=(
        Licence(
            id="licence-europe",
            when=OSTEOLYTIC_BREAST_OR_MYELOMA,
            says=(
                "UK licence: osteolytic lesions, hypercalcaemia and bone pain in breast cancer or myeloma, and"
                " maintenance after an intravenous bisphosphonate for hypercalcaemia."
            ),
            jurisdictions=EUROPE,
            sources=cite(sources.UK_CLODRONATE, "4.1", "N07"),
        ),
    ),
    contraindications=(
        *WHATEVER_FOR,
        Contraindication(
            id="prostate",
            severity="not-recommended",
            when=PROSTATE_CANCER,
            says=(
                "Prostate cancer, mostly osteoblastic: 2080 mg a day gave a trend only (n = 311; HR 0.79, not"
                " significant, the result from memory), with limited effect on pain; it is outside the licence."
            ),
            sources=(
                cite(sources.UK_CLODRONATE, "4.1", "N07", "G02"),
                *_TRIAL,
                article("A04", "limited efficacy for pain in osteoblastic disease of prostate cancer"),
            ),
        ),
        not_osteolytic(
            "clodronate",
            cite(sources.UK_CLODRONATE, "4.1", "N07", "G01", "G02"),
            article("A04", "limited efficacy for pain in osteoblastic disease of prostate cancer"),
        ),
        Contraindication(
            id="absorption",
            severity="caution",
            when=treatment.TAKES_ABSORPTION_BLOCKER,
            says="Oral calcium, iron, magnesium, aluminium or an antacid hinders absorption: take it at another time.",
            sources=cite(sources.UK_CLODRONATE, "interactions", "X10", "C10"),
        ),
        *shared.jaw_risk_factors(),
    ),
    holds=holds_until_evaluated("clodronate"),
    first=_before.before_a_dose(),
    monitor=(*MONITORING, shared.dental_review(), *pick(shared.supplements("clodronate"), "vitamin-d")),
    reasons=(
        Reason(
            id="licensed-osteolytic",
            when=OSTEOLYTIC_BREAST_OR_MYELOMA,
            favours=True,
            says="Licensed by mouth for osteolytic lesions of breast cancer and myeloma, bone pain included.",
            grade=LABEL,
            jurisdictions=EUROPE,
            sources=cite(sources.UK_CLODRONATE, "4.1", "N07", "G01"),
        ),
        Reason(
            id="trial-prostate",
            when=PROSTATE_CANCER,
            favours=False,
            says="The trial in prostate cancer showed a trend that was not significant (HR 0.79, from memory).",
            grade=TRIAL,
            sources=_TRIAL,
        ),
        NOT_IN_THE_US,
    ),
    disputes=(IN_PREGNANCY,),
    notes=(
        Note(
            id="bnf",
            when=CLEARANCE < "50 mL/min",
            says=(
                "The BNF, for another brand, goes by eGFR instead: at most 1200 mg a day to begin with at 30 to 50, and"
                " half the normal dose at 10 to 30."
            ),
            jurisdictions="UK",
            sources=cite(sources.BNF_78, "page 731", "C08"),
        ),
        CANADA,
        boundary_note(
            CLEARANCE, 10, 30, 50, row="C02", reading="50 itself means 1600 mg, 30 itself 1200 mg and 10 itself 800 mg"
        ),
        *shared.weight_notes(),
    ),
    grade=LABEL,
    sources=(
        cite(sources.UK_CLODRONATE, "dosage", "C01", "C02", "C03", "C05", "C10"),
        cite(sources.MIMS_CLODRONATE, "doses", "C05"),
    ),
    edition=EDITION,
)
