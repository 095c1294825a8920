"""Ibandronate, intravenous or as tablets, for breast cancer with bone metastases (European licence only)."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, cite, own_reading
from boneguide.guidelines.bone_agents import _before, shared
from boneguide.guidelines.bone_agents._calcium import IONISED_GRADES, LOW_CALCIUM
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents._parts import boundary_note, pick
from boneguide.guidelines.bone_agents.reactions import holds_until_evaluated
from boneguide.guidelines.facts import clinical, treatment
from boneguide.guidelines.facts.clinical import DIALYSIS_ON_RECORD
from boneguide.guidelines.facts.laboratory import CURRENT_CREATININE_CLEARANCE
from boneguide.guidelines.facts.person import BREAST_FEEDING
from boneguide.guidelines.facts.tumour import BONE_METASTASES, BREAST_CANCER, MALIGNANT_BONE_DISEASE
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
from boneguide.logic.nodes import not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly, no_less_than, span
from boneguide.logic.verbs import at_least, band
from boneguide.quantities import Amount

DILUENTS = ("sodium chloride 0.9 %", "glucose 5 %")

_CLEARANCE = CURRENT_CREATININE_CLEARANCE
_TABLE_OF_EXPERTS = cite(sources.AAPRO_2008, "table 4", "I02", "I03", verified="primary")
_EDGES = "50 itself belongs to the full dose and 30 itself to the middle one"

LICENCE = Licence(
    id="licence-europe",
    when=BREAST_CANCER & BONE_METASTASES,
    says="European licence: prevention of skeletal events in breast cancer with bone metastases.",
    jurisdictions=EUROPE,
    sources=cite(sources.EMA_IBANDRONATE, "4.1", "N05", "U01"),
)

#: Restrictions that hold whatever ibandronate is given for, and by whichever route.
WHATEVER_FOR = (
    Contraindication(
        id="hypocalcaemia",
        severity="contraindicated",
        when=LOW_CALCIUM,
        says=(
            "Hypocalcaemia: the European text contraindicates ibandronate until it is corrected; a patient leaflet is"
            " stricter and counts low calcium at any time."
        ),
        jurisdictions=EUROPE,
        sources=(cite(sources.EMA_IBANDRONATE, "4.3", "K31"), IONISED_GRADES),
    ),
    shared.hypersensitivity(
        treatment.ALLERGY_IBANDRONATE,
        "ibandronate or an excipient",
        cite(sources.EMA_IBANDRONATE, "4.3", "K30", note="seen in patient leaflets of generics"),
    ),
    shared.pregnancy("ibandronate", cite(sources.EMA_IBANDRONATE, "4.6", "K33")),
    Contraindication(
        id="breast-feeding",
        severity="avoid",
        when=BREAST_FEEDING,
        says="Breast-feeding: ibandronate should not be used.",
        unknown=Confirm("not breast-feeding", because="the person can be asked"),
        sources=cite(sources.EMA_IBANDRONATE, "4.6", "K33"),
    ),
    Contraindication(
        id="hypersensitivity-class",
        severity="caution",
        when=treatment.ALLERGY_BISPHOSPHONATE,
        says="Hypersensitivity to another bisphosphonate: history to weigh (from memory, not verified).",
        sources=cite(sources.EMA_IBANDRONATE, "4.4", "K34", verified="memory"),
    ),
    Contraindication(
        id="other-bisphosphonate",
        severity="caution",
        when=treatment.BISPHOSPHONATE_BESIDE_IBANDRONATE,
        says="Another bisphosphonate is in use or was given within 12 weeks: not both (from memory, not verified).",
        sources=cite(sources.EMA_IBANDRONATE, "class statement", "K26", verified="memory"),
    ),
    shared.under_18(own_reading("K14", why="taken over from zoledronic acid; nothing was read on children")),
    _before.denosumab_beside(),
    *pick(shared.bisphosphonate_interactions("ibandronate"), "aminoglycoside"),
)

OVERHYDRATION = Contraindication(
    id="overhydration",
    severity="caution",
    when=clinical.CARDIAC_FAILURE,
    says="Heart failure: overhydration is avoided (from memory, not verified).",
    sources=cite(sources.EMA_IBANDRONATE, "4.4", "K34", verified="memory"),
)

_BONE_DISEASE = (
    *WHATEVER_FOR,
    Contraindication(
        id="dialysis",
        severity="not-recommended",
        when=DIALYSIS_ON_RECORD,
        says="Dialysis: the dose goes by a clearance that cannot be worked out, and no dose for dialysis was read.",
        sources=own_reading("I03", "I05", why="the cautious reading where the text that was read is silent"),
    ),
    *shared.jaw_risk_factors(),
)

US_OFF_LABEL = Reason(
    id="off-label-us",
    when=MALIGNANT_BONE_DISEASE,
    favours=False,
    says="The US licence is postmenopausal osteoporosis only: bone metastases and hypercalcaemia are off-label there.",
    grade=LABEL,
    jurisdictions="US",
    sources=cite(sources.FDA_IBANDRONATE, "1", "N06", verified="primary", note="the opening of the label on openFDA"),
)

_OTHER_TUMOURS = Reason(
    id="other-tumours",
    when=MALIGNANT_BONE_DISEASE & not_(BREAST_CANCER),
    favours=False,
    says="The European oncology licence covers breast cancer only.",
    grade=LABEL,
    jurisdictions=EUROPE,
    sources=cite(sources.EMA_IBANDRONATE, "4.1", "N05", "G01", "G02"),
)

MONITORING = (
    Monitor(
        id="laboratory",
        says="creatinine, calcium, phosphate and magnesium by clinical judgement; no number for withholding is printed",
        timing="during treatment",
        sources=cite(sources.EMA_IBANDRONATE, "monitoring", "W15", verified="memory"),
    ),
)

_COURSE = (*MONITORING, shared.dental_review(), *pick(shared.supplements("ibandronate"), "vitamin-d"))

IBANDRONATE = Rule(
    id="ibandronate",
    title="Ibandronate IV to prevent skeletal events in breast cancer",
    when=MALIGNANT_BONE_DISEASE,
    advise=RegimenTemplate(
        drug="ibandronate",
        route="IV",
        dose=band(
            _CLEARANCE,
            at_least("50 mL/min", Amount(6.0, "mg")),
            at_least("30 mL/min", Amount(4.0, "mg")),
            at_least("0 mL/min", Amount(2.0, "mg")),
        ),
        interval=span("3 week", "4 week"),
        infusion_time=band(
            _CLEARANCE,
            at_least("50 mL/min", no_less_than("15 minute")),
            at_least("0 mL/min", no_less_than("1 hour")),
        ),
        volume=band(
            _CLEARANCE,
            at_least("50 mL/min", Amount(100.0, "mL")),
            at_least("0 mL/min", Amount(500.0, "mL")),
        ),
        diluents=DILUENTS,
        notes=("No calcium-containing solution.",),
    ),
    licences=(LICENCE,),
    contraindications=(*_BONE_DISEASE, OVERHYDRATION),
    holds=holds_until_evaluated("ibandronate"),
    first=_before.before_a_dose(),
    monitor=(*_COURSE, *shared.reminder_card()),
    reasons=(US_OFF_LABEL, _OTHER_TUMOURS),
    disputes=(
        Dispute(
            id="clearance-below-30",
            when=_CLEARANCE < "30 mL/min",
            about="ibandronate IV below a clearance of 30 mL/min",
            stances=(
                Stance(
                    by="European text",
                    says="2 mg every 3 to 4 weeks",
                    source=cite(sources.EMA_IBANDRONATE, "4.2", "I03"),
                ),
                Stance(
                    by="Swiss text, as a table of experts reports it",
                    says="not recommended",
                    source=cite(sources.AAPRO_2008, "table 4", "I03", verified="conflict"),
                ),
            ),
        ),
    ),
    notes=(
        Note(
            id="slow-infusion-not-verified",
            when=_CLEARANCE < "50 mL/min",
            says=(
                "500 mL over 1 hour below a clearance of 50 mL/min is from memory: not verified, check the label. There"
                " are no data for 15 minutes below 50."
            ),
            sources=(
                cite(sources.EMA_IBANDRONATE, "4.2", "I02", "I03", verified="memory"),
                cite(sources.EMA_IBANDRONATE, "4.2", "R10"),
            ),
        ),
        _before.not_due(treatment.DAYS_SINCE_IBANDRONATE, "3 week", cite(sources.EMA_IBANDRONATE, "4.2", "I01")),
        boundary_note(_CLEARANCE, 30, 50, row="I04", reading=_EDGES),
        *shared.weight_notes(),
    ),
    grade=LABEL,
    sources=(
        cite(sources.EMA_IBANDRONATE, "4.2", "I01", "I04", "R10", note="the edges are those printed for the tablets"),
        _TABLE_OF_EXPERTS,
    ),
    edition=EDITION,
)

_ON_AN_EDGE = _CLEARANCE.equals("50 mL/min") | _CLEARANCE.equals("30 mL/min")

IBANDRONATE_ORAL = Rule(
    id="ibandronate-oral",
    title="Ibandronate tablets to prevent skeletal events in breast cancer",
    when=MALIGNANT_BONE_DISEASE,
    advise=RegimenTemplate(
        drug="ibandronate",
        route="oral",
        dose=Amount(50.0, "mg"),
        interval=band(
            _CLEARANCE,
            at_least("50 mL/min", exactly("1 day")),
            at_least("30 mL/min", exactly("2 day")),
            at_least("0 mL/min", exactly("1 week")),
        ),
        notes=(
            "Apart from food, antacids and oral calcium, iron, magnesium or aluminium.",
            "Sitting or standing upright for 60 minutes afterwards.",
        ),
    ),
    licences=(LICENCE,),
    contraindications=(
        *_BONE_DISEASE,
        Contraindication(
            id="oesophagus",
            severity="contraindicated",
            when=clinical.OESOPHAGEAL_ABNORMALITY,
            says="An abnormality of the oesophagus that slows emptying: tablets are contraindicated.",
            unknown=Confirm("no abnormality of the oesophagus", because="the person can be asked"),
            sources=cite(sources.EMA_IBANDRONATE, "tablets, contraindications", "K32"),
        ),
        Contraindication(
            id="not-upright",
            severity="contraindicated",
            when=not_(clinical.ABLE_TO_SIT_UPRIGHT),
            says="Unable to sit or stand upright for 60 minutes: tablets are contraindicated.",
            unknown=Confirm("able to sit or stand upright for 60 minutes", because="it can be seen at the visit"),
            sources=cite(sources.EMA_IBANDRONATE, "tablets, contraindications", "K32"),
        ),
        Contraindication(
            id="nsaid",
            severity="caution",
            when=treatment.TAKES_NSAID,
            says="A non-steroidal anti-inflammatory drug adds to irritation of stomach and bowel.",
            sources=cite(sources.EMA_IBANDRONATE, "tablets, interactions", "X08"),
        ),
        Contraindication(
            id="absorption",
            severity="caution",
            when=treatment.TAKES_ABSORPTION_BLOCKER,
            says="Oral calcium, iron, magnesium, aluminium or an antacid hinders absorption: take it at another time.",
            sources=cite(sources.EMA_IBANDRONATE, "tablets, interactions", "X10"),
        ),
    ),
    holds=holds_until_evaluated("ibandronate"),
    first=_before.before_a_dose(),
    monitor=_COURSE,
    reasons=(US_OFF_LABEL, _OTHER_TUMOURS),
    disputes=(
        Dispute(
            id="clearance-on-an-edge",
            when=_ON_AN_EDGE,
            about="which class a clearance of exactly 50 or 30 mL/min belongs to",
            stances=(
                Stance(
                    by="text of the original product",
                    says="to the upper class: 50 means daily, 30 every second day",
                    source=cite(sources.EMA_IBANDRONATE, "tablets, dosage", "I04", "I05"),
                ),
                Stance(
                    by="text of a generic",
                    says="prints 'more than', so that the edge itself is left open",
                    source=cite(sources.EMA_IBANDRONATE, "tablets of a generic, dosage", "I04", verified="conflict"),
                ),
            ),
        ),
    ),
    notes=(
        boundary_note(_CLEARANCE, 30, 50, row="I04", reading="50 itself means daily and 30 itself every second day"),
        *shared.weight_notes(),
    ),
    grade=LABEL,
    sources=(cite(sources.EMA_IBANDRONATE, "tablets, dosage", "I05", "I04"),),
    edition=EDITION,
)
