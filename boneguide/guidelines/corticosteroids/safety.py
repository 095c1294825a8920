"""What a course of dexamethasone may harm, and what is watched for it.

Most warnings of the labels are here from memory: they warn, and they neither bar
the drug nor change its dose. Only an allergy bars it, by the library's own reading,
where it may be left out.
"""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, cite, own_reading
from boneguide.guidelines.corticosteroids._edition import EDITION
from boneguide.guidelines.corticosteroids._parts import ON_DEXAMETHASONE
from boneguide.guidelines.facts.clinical import CARDIAC_FAILURE
from boneguide.guidelines.facts.corticosteroid import (
    ADRENAL_INSUFFICIENCY_CAUSE,
    ALLERGY_DEXAMETHASONE,
    ANTICOAGULATED,
    DAYS_ON_DEXAMETHASONE,
    DEXAMETHASONE_DAILY_DOSE,
    DIABETES,
    GASTROINTESTINAL_ULCER_OR_BLEEDING,
    OTHER_CORTICOSTEROID,
    RECENT_CORTICOSTEROID_COURSES,
    SIGNIFICANT_IMMUNOCOMPROMISE,
    SUSPECTED_HAEMATOLOGICAL_MALIGNANCY,
    SYSTEMIC_FUNGAL_INFECTION,
    TAKES_CHECKPOINT_INHIBITOR,
    TAKES_ENZYME_INDUCER,
    UNCONTROLLED_INFECTION,
)
from boneguide.guidelines.facts.person import PREGNANT
from boneguide.guidelines.facts.supportive import ACTIVE_INFECTION
from boneguide.guidelines.facts.treatment import TAKES_NSAID
from boneguide.guidelines.facts.tumour import PRIMARY
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Monitor, Note, Prerequisite, Stance
from boneguide.logic.nodes import ALWAYS, Criterion, assume_absent
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Source

_LABELS = cite(sources.DEXAMETHASONE_LABELS, "warnings", "SS-17", verified="memory")
_LABEL_BARS = cite(sources.DEXAMETHASONE_LABELS, "contraindications", "SS-18", verified="memory")
_PATHWAY = cite(sources.NHS_LOTHIAN, "glucose", "SS-03", verified="primary")
_TISSUE = cite(
    sources.LYMPHOMA_AND_STEROIDS,
    "diagnosis after a corticosteroid",
    "SS-16",
    verified="conflict",
    note="case reports show the lymphoma masked; in series 15 of 16 were diagnosed all the same",
)


def _caution(name: str, when: Criterion, says: str, *cited: Source, severity: str = "caution") -> Contraindication:
    return Contraindication(id=name, severity=severity, when=when, says=says, sources=cited or (_LABELS,))


_ALLERGY = (
    "Hypersensitivity to dexamethasone is on record: labels are remembered to forbid it (from memory, not verified)."
)
_TISSUE_FIRST = SUSPECTED_HAEMATOLOGICAL_MALIGNANCY | PRIMARY.is_in("unknown primary")

#: Shown where they apply; none changes a status.
CAUTIONS = (
    _caution(
        "diabetes",
        DIABETES,
        "Diabetes: glucose will rise, and the local pathway for steroids and diabetes is followed.",
        _PATHWAY,
    ),
    _caution(
        "infection",
        UNCONTROLLED_INFECTION | ACTIVE_INFECTION,
        "An infection, systemic or not controlled, may spread; tuberculosis and hepatitis B are thought of (from"
        " memory, not verified).",
    ),
    _caution(
        "pregnancy",
        PREGNANT,
        "Pregnancy: specialists weigh what dexamethasone does to the unborn child; an emergency stands.",
        own_reading("11.3", why="a warning and no bar; no label was read on it"),
    ),
    _caution(
        "fungal-infection",
        SYSTEMIC_FUNGAL_INFECTION,
        "A systemic fungal infection: the US label is remembered to forbid corticosteroids (from memory, not verified);"
        " the label in force is read first.",
        _LABEL_BARS,
    ),
    _caution(
        "allergy",
        ALLERGY_DEXAMETHASONE,
        _ALLERGY,
        _LABEL_BARS,
    ),
    _caution(
        "ulcer",
        GASTROINTESTINAL_ULCER_OR_BLEEDING,
        "An ulcer, bleeding or a risk of perforation is on record (warning from memory, not verified).",
    ),
    _caution(
        "bleeding-drugs",
        TAKES_NSAID | ANTICOAGULATED,
        "Takes an anti-inflammatory drug or an anticoagulant, which adds to the risk of bleeding (from memory, not"
        " verified).",
    ),
    _caution(
        "heart-failure",
        CARDIAC_FAILURE,
        "Heart failure: fluid and blood pressure are followed (from memory, not verified).",
    ),
    _caution(
        "checkpoint-inhibitor",
        TAKES_CHECKPOINT_INHIBITOR,
        "Takes an immune checkpoint inhibitor, with which a corticosteroid may interfere: the oncologist is told (from"
        " memory, not verified).",
    ),
    _caution(
        "enzyme-inducer",
        TAKES_ENZYME_INDUCER,
        "Phenytoin, carbamazepine or phenobarbital, and by the library's own reading rifampicin: more dexamethasone"
        " may be needed for the same effect.",
        cite(sources.WEST_MIDLANDS, "interactions", "SS-15", verified="primary"),
        own_reading("SS-15", why="rifampicin is an inducer of enzymes as those drugs are"),
        severity="info",
    ),
    _caution(
        "another-corticosteroid",
        OTHER_CORTICOSTEROID,
        "Takes another corticosteroid, whose effects and harms add up with those of dexamethasone: 5 mg of prednisolone"
        " is worth 0.75 mg of dexamethasone.",
        cite(sources.NI_FORMULARY, "equivalent doses", "SS-09", verified="primary"),
        own_reading("SS-09", why="drugs that stand in for one another add up"),
    ),
    _caution(
        "tissue-first",
        _TISSUE_FIRST,
        "A lymphoma may be behind this. With no or stable neurology tissue is sought before the first dose; where the"
        " deficit progresses nothing waits for it.",
        _TISSUE,
    ),
)

#: Where the drug may be left out, an allergy bars it.
ALLERGY = Contraindication(
    id="allergy",
    severity="contraindicated",
    when=ALLERGY_DEXAMETHASONE,
    says=_ALLERGY,
    unknown=Confirm("no hypersensitivity to dexamethasone", because="the person can be asked"),
    sources=(_LABEL_BARS, own_reading("SS-18", why="a drug that was not borne is not given again")),
)
CAUTIONS_AND_ALLERGY = (*(c for c in CAUTIONS if c.id != ALLERGY.id), ALLERGY)
#: Where paralysis threatens, it is asked about.
ALLERGY_CLEARED = Prerequisite(
    id="allergy-cleared-up",
    when=assume_absent(ALLERGY_DEXAMETHASONE, because="nothing waits for an allergy that nobody has recorded"),
    says=(
        "find out at once what the reaction to dexamethasone was; where it was an allergy another corticosteroid is"
        " thought of"
    ),
    sources=(
        _LABEL_BARS,
        own_reading("SS-18", why="where paralysis threatens the drug is not barred by a word in the record alone"),
    ),
)

BIOPSY_DISPUTE = Dispute(
    id="biopsy",
    when=_TISSUE_FIRST,
    about="whether a corticosteroid before biopsy hides a lymphoma",
    stances=(
        Stance(by="case reports", says="the lymphoma was masked and the diagnosis lost or late", source=_TISSUE),
        Stance(by="series", says="little was lost: 15 of 16 were diagnosed after a corticosteroid", source=_TISSUE),
    ),
)

MONITORING = (
    Monitor(
        id="stomach",
        says="a proton pump inhibitor beside it, such as omeprazole 20 mg a day, until 7 days after the last dose",
        timing="from the first dose",
        sources=cite(
            sources.NHS_LOTHIAN,
            "general prescribing table",
            "SS-01",
            verified="primary",
            note="on a page about intracranial tumours",
        ),
    ),
    Monitor(
        id="glucose",
        says="capillary glucose",
        timing="before the first dose, again within 7 days, then regularly",
        within_days=7,
        sources=cite(sources.WEST_MIDLANDS, "monitoring", "SS-02", verified="primary"),
    ),
    Monitor(
        id="hba1c",
        says="HbA1c; with known diabetes, or from 42 mmol/mol, the pathway for steroids and diabetes",
        timing="before the first dose",
        sources=_PATHWAY,
    ),
)

STEROID_CARD = Monitor(
    id="steroid-card",
    when=(DAYS_ON_DEXAMETHASONE > "21 day") | RECENT_CORTICOSTEROID_COURSES | ADRENAL_INSUFFICIENCY_CAUSE,
    says="a steroid emergency card and sick-day rules, for the adrenal glands may be suppressed",
    timing="at the visit",
    sources=(
        cite(sources.NHS_LOTHIAN, "adrenal insufficiency", "SS-12", verified="primary"),
        cite(sources.NI_FORMULARY, "adrenal insufficiency", "SS-12", verified="primary"),
    ),
)

DEXAMETHASONE_PRECAUTIONS = Rule(
    id="dexamethasone-precautions",
    title="While dexamethasone is taken",
    when=ON_DEXAMETHASONE,
    action=(
        "Guidance protects the stomach, follows glucose, and plans for suppressed adrenals, bone and infection where a"
        " course grows long."
    ),
    recommended=ALWAYS,
    contraindications=CAUTIONS,
    monitor=(
        *MONITORING,
        STEROID_CARD,
        Monitor(
            id="bone-protection",
            when=(DEXAMETHASONE_DAILY_DOSE >= "2 mg") & (DAYS_ON_DEXAMETHASONE > "3 month"),
            says="protection of bone, where the outlook is reasonable: 2 mg a day or more for longer than 3 months",
            timing="at the visit",
            sources=cite(sources.NHS_LOTHIAN, "bone protection", "SS-13", verified="primary"),
        ),
        Monitor(
            id="pneumocystis",
            when=SIGNIFICANT_IMMUNOCOMPROMISE,
            says="whether co-trimoxazole is wanted, with immune defence much weakened",
            timing="at the visit",
            sources=cite(sources.NHS_LOTHIAN, "infection", "SS-14", verified="primary"),
        ),
    ),
    disputes=(BIOPSY_DISPUTE,),
    notes=(
        Note(
            id="glucose-thresholds",
            says=(
                "One service asks for nothing below 11.0 mmol/L, for advice at the next round from 11.0 to 15.0, and"
                " before the next check above 15.0. British diabetes guidance is remembered to begin at 12.0 (not"
                " verified)."
            ),
            sources=(
                cite(sources.CANTERBURY, "glucose", "SS-05", verified="primary"),
                cite(sources.JBDS_08, "thresholds", "SS-05", verified="memory"),
            ),
        ),
        Note(
            id="inpatient-glucose",
            when=DEXAMETHASONE_DAILY_DOSE >= "16 mg",
            says=(
                "In hospital on 16 mg a day glucose is remembered to be checked daily at least, and four times with"
                " diabetes (not verified); it peaks in the afternoon and evening."
            ),
            sources=(
                cite(sources.JBDS_08, "inpatients", "SS-04", verified="memory"),
                cite(sources.NHS_LOTHIAN, "glucose", "SS-04", verified="primary", note="the time of the peak only"),
            ),
        ),
        Note(
            id="other-warnings",
            says=(
                "Labels are remembered to warn of psychosis or delirium, glaucoma, uncontrolled blood pressure, a fresh"
                " surgical wound, and to forbid live vaccines at high doses (not verified)."
            ),
            sources=(_LABELS, _LABEL_BARS),
        ),
        Note(
            id="routes",
            says=(
                "Under the skin the same dose is given as by mouth, although about 80 % of an oral dose is taken up."
                " Into a vein it is given slowly: a rapid push is remembered to burn in the perineum (not verified)."
            ),
            sources=(
                cite(sources.NURSING_NOTEBOOK, "routes", "SS-10", "SS-19"),
                cite(sources.DEXAMETHASONE_LABELS, "injection", "SS-19", verified="memory"),
            ),
        ),
    ),
    grade=UNGRADED,
    sources=(
        cite(sources.NHS_LOTHIAN, "general prescribing table", "SS-01", "SS-03", verified="primary"),
        cite(sources.WEST_MIDLANDS, "monitoring", "SS-02", verified="primary"),
    ),
    edition=EDITION,
)
