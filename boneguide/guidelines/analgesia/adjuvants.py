"""Adjuvants for pain with a neuropathic part: pregabalin, gabapentin, duloxetine, amitriptyline.

Doses are those of a whole day. Where a label was not seen, no dose is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, UNGRADED, cite, own_reading
from boneguide.guidelines.analgesia import _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.analgesia import (
    ALCOHOL_EXCESS,
    ALLERGY_DULOXETINE,
    ALLERGY_GABAPENTIN,
    ALLERGY_PREGABALIN,
    CHRONIC_LIVER_DISEASE,
    GABAPENTIN_DAILY_DOSE,
    NEUROPATHIC_COMPONENT,
    PREGABALIN_DAILY_DOSE,
    PREVIOUS_ULCER_OR_BLEEDING,
    SEIZURE_DISORDER,
    TAKES_AMITRIPTYLINE,
    TAKES_ANTIPLATELET,
    TAKES_BENZODIAZEPINE,
    TAKES_DULOXETINE,
    TAKES_GABAPENTINOID,
    TAKES_MAO_INHIBITOR,
    TAKES_OPIOID,
    TAKES_SSRI_OR_SNRI,
    TAKES_SSRI_OR_SNRI_BESIDE_DULOXETINE,
    TAKES_TRAMADOL,
    TAKES_TRICYCLIC,
)
from boneguide.guidelines.facts.clinical import COAGULOPATHY, DIALYSIS, SEVERE_HEPATIC_IMPAIRMENT
from boneguide.guidelines.facts.corticosteroid import (
    ANTICOAGULATED,
    GASTROINTESTINAL_ULCER_OR_BLEEDING,
    NERVE_COMPRESSION_PAIN,
)
from boneguide.guidelines.facts.laboratory import LATEST_CREATININE_CLEARANCE
from boneguide.guidelines.facts.opioid import QTC_ABOVE_500
from boneguide.guidelines.facts.supportive import INFARCTION_OR_STROKE_EVER, PLATELETS
from boneguide.guidelines.facts.treatment import TAKES_NSAID, allergic_to
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Note, Stance
from boneguide.logic.nodes import ALWAYS, Criterion, any_of, assume_absent
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly, span
from boneguide.logic.verbs import JURISDICTION, at_least, band
from boneguide.quantities import Amount

if TYPE_CHECKING:
    from boneguide.logic.numbers import NumberFact
    from boneguide.model.provenance import Source

ALLERGY_AMITRIPTYLINE = allergic_to(
    "amitriptyline", name="allergy_amitriptyline", label="hypersensitivity to amitriptyline"
)
_QUESTION = assume_absent(
    NEUROPATHIC_COMPONENT | NERVE_COMPRESSION_PAIN,
    because="a neuropathic part or a compressed nerve would be on record",
)
_FIRST_LINE = cite(sources.ESMO_PAIN_2018, "neuropathic pain", "ADJ-01", verified="memory")
_EAPC = cite(sources.EAPC_2012, "neuropathic pain", "ADJ-01", verified="memory")
_WHO_GAP = cite(sources.WHO_2018, "NBK537497, adjuvants", "LAD-20", verified="primary")

_WHETHER_AT_ALL = Dispute(
    id="whether-at-all",
    when=ALWAYS,
    about="whether antidepressants and anticonvulsants are advised for neuropathic cancer pain",
    stances=(
        Stance(by="WHO 2018", says="no recommendation: evidence is absent or very limited", source=_WHO_GAP),
        Stance(
            by="ESMO 2018",
            says="gabapentin, pregabalin, duloxetine or a tricyclic first (from memory)",
            source=_FIRST_LINE,
        ),
        Stance(by="EAPC 2012", says="amitriptyline or gabapentin, strong (from memory)", source=_EAPC),
    ),
)
_NOT_ROUTINE = Note(
    id="not-routine",
    says="Ketamine, cannabinoids and intravenous lidocaine are not routine: a specialist or a trial decides on them.",
    sources=cite(sources.ESMO_PAIN_2018, "insufficient evidence", "ADJ-07"),
)
_SEDATION = cite(
    sources.FENTANYL_US_LABEL, "boxed warning", "AE-05", verified="primary", note="printed for an opioid beside these"
)
_BREATHING = _parts.caution(
    "depresses-breathing",
    TAKES_OPIOID | TAKES_BENZODIAZEPINE | ALCOHOL_EXCESS,
    "An opioid, a benzodiazepine or alcohol beside it: breathing is depressed by both together.",
    _SEDATION,
)
_TWO_OF_A_KIND = _parts.caution(
    "one-taken-already",
    TAKES_GABAPENTINOID,
    "Takes gabapentin or pregabalin already: the dose here is the whole of a day, and the two are not added together.",
    own_reading("ADJ-02", why="both act in the same way"),
)
_AFTER_DIALYSIS = Note(
    id="after-dialysis",
    when=DIALYSIS,
    says="On haemodialysis a supplement is given after each session; the label says how much.",
    sources=cite(sources.GABAPENTINOIDS_RENAL, "table 1", "ADJ-02", verified="primary"),
)
_KIDNEYS_FAILING = Contraindication(
    id="dialysis-or-acute-kidney-injury",
    severity="avoid",
    when=_parts.KIDNEYS_FAILING,
    says=(
        "Dialysis or acute kidney injury: a clearance computed from creatinine does not hold, so no dose is chosen by"
        " it, by the library's own decision. A specialist in kidneys or the label decides."
    ),
    sources=own_reading("ADJ-02", why="the bands are those of a clearance that is steady"),
)


def _above_the_most(dose: NumberFact, most: str, *below: tuple[int, str]) -> Criterion:
    """Return whether more is taken than the table gives at most, in all and under each of its edges of clearance."""
    bands = (
        (LATEST_CREATININE_CLEARANCE < f"{edge} mL/min") & (dose > f"{milligrams} mg") for edge, milligrams in below
    )
    return assume_absent(
        any_of(dose > f"{most} mg", *bands), because="a dose above the most counts where it and the kidneys are known"
    )


def _too_much(above: Criterion, source: Source) -> Contraindication:
    return _parts.caution(
        "above-the-most",
        above,
        "Takes more in 24 hours than the most that the table gives for this clearance.",
        source,
    )


_A_WHOLE_DAY = "The dose is that of a whole day, shared out as the label says."

# --------------------------------------------------------------------------- pregabalin

_PREGABALIN = cite(sources.GABAPENTINOIDS_RENAL, "table 1, pregabalin", "ADJ-02", verified="primary")

_TOO_MUCH_PREGABALIN = _above_the_most(PREGABALIN_DAILY_DOSE, "600", (60, "300"), (30, "150"), (15, "75"))

PREGABALIN = Rule(
    id="pregabalin",
    title="Pregabalin",
    # What is taken already and too much is judged where no neuropathic part is on record.
    when=_QUESTION | _TOO_MUCH_PREGABALIN,
    advise=RegimenTemplate(
        drug="pregabalin",
        route="oral, whole day in divided doses",
        dose=band(
            LATEST_CREATININE_CLEARANCE,
            at_least("60 mL/min", span("150 mg", "600 mg")),
            at_least("30 mL/min", span("75 mg", "300 mg")),
            at_least("15 mL/min", span("25 mg", "150 mg")),
            at_least("0 mL/min", span("25 mg", "75 mg")),
        ),
        interval=exactly("1 day"),
        notes=(_A_WHOLE_DAY, "It begins at the low end, and the high end is the most."),
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        _parts.PREGNANCY,
        _parts.BY_MOUTH,
        _parts.allergy(ALLERGY_PREGABALIN, "pregabalin", "ADJ-02"),
        _KIDNEYS_FAILING,
        _BREATHING,
        _TWO_OF_A_KIND,
        _too_much(_TOO_MUCH_PREGABALIN, _PREGABALIN),
    ),
    disputes=(_WHETHER_AT_ALL,),
    notes=(
        Note(
            id="start-25-to-50",
            when=(LATEST_CREATININE_CLEARANCE >= "15 mL/min") & (LATEST_CREATININE_CLEARANCE < "30 mL/min"),
            says="With a clearance of 15 to under 30 the first dose is 25 to 50 mg a day.",
            sources=_PREGABALIN,
        ),
        Note(
            id="start-25",
            when=LATEST_CREATININE_CLEARANCE < "15 mL/min",
            says="With a clearance under 15 the first dose is 25 mg a day.",
            sources=_PREGABALIN,
        ),
        Note(
            id="us-maximum",
            says=(
                "In the US 300 mg a day is the most for neuropathic pain of diabetes, 600 mg after shingles or an"
                " injury of the cord."
            ),
            jurisdictions="US",
            sources=cite(sources.GABAPENTINOIDS_RENAL, "US maximum", "ADJ-02", note="as noted beside the table"),
        ),
        _AFTER_DIALYSIS,
        _NOT_ROUTINE,
    ),
    grade=LABEL,
    sources=(_PREGABALIN, _FIRST_LINE),
    edition=EDITION,
)

# --------------------------------------------------------------------------- gabapentin

_GABAPENTIN = cite(sources.GABAPENTINOIDS_RENAL, "table 1, gabapentin", "ADJ-03", verified="primary")
_GABAPENTIN_CLAUSES = (
    _parts.ADULTS_ONLY,
    _parts.PREGNANCY,
    _parts.BY_MOUTH,
    _parts.allergy(ALLERGY_GABAPENTIN, "gabapentin", "ADJ-03"),
    _KIDNEYS_FAILING,
    _BREATHING,
    _TWO_OF_A_KIND,
)

_TOO_MUCH_GABAPENTIN = _above_the_most(
    GABAPENTIN_DAILY_DOSE, "3600", (80, "1800"), (50, "900"), (30, "600"), (15, "300")
)

GABAPENTIN = Rule(
    id="gabapentin",
    title="Gabapentin by the European bands",
    when=(_QUESTION | _TOO_MUCH_GABAPENTIN) & JURISDICTION.is_in(*EUROPE),
    advise=RegimenTemplate(
        drug="gabapentin",
        route="oral",
        dose=band(
            LATEST_CREATININE_CLEARANCE,
            at_least("80 mL/min", span("300 mg", "1200 mg")),
            at_least("50 mL/min", span("200 mg", "600 mg")),
            at_least("30 mL/min", span("100 mg", "300 mg")),
            at_least("15 mL/min", span("50 mg", "200 mg")),
            at_least("0 mL/min", span("50 mg", "100 mg")),
        ),
        interval=exactly("8 hour"),
        notes=("A third of the label's dose of a whole day, which goes in three parts; rounded to capsules.",),
    ),
    contraindications=(*_GABAPENTIN_CLAUSES, _too_much(_TOO_MUCH_GABAPENTIN, _GABAPENTIN)),
    disputes=(_WHETHER_AT_ALL,),
    notes=(_AFTER_DIALYSIS, _NOT_ROUTINE),
    grade=LABEL,
    sources=(_GABAPENTIN, _FIRST_LINE),
    edition=EDITION,
)

GABAPENTIN_US = Rule(
    id="gabapentin-us",
    title="Gabapentin in the US",
    when=_QUESTION & JURISDICTION.is_in("US"),
    action=(
        "Gabapentin, by the bands of clearance in the US label in force. They differ from the European ones and were"
        " not read, so no dose is given."
    ),
    contraindications=_GABAPENTIN_CLAUSES,
    disputes=(_WHETHER_AT_ALL,),
    notes=(
        Note(
            id="bands-from-memory",
            says=(
                "Remembered, and to be checked before use: in 24 hours 900 to 3600 mg from a clearance of 60, 400 to"
                " 1400 mg above 30, 200 to 700 mg once daily above 15, 100 to 300 mg once daily at 15 and below."
            ),
            sources=_parts.recalled("US label of gabapentin", "ADJ-04"),
        ),
        _AFTER_DIALYSIS,
        _NOT_ROUTINE,
    ),
    grade=LABEL,
    sources=(_parts.recalled("US label of gabapentin", "ADJ-04"), _FIRST_LINE),
    edition=EDITION,
)

# --------------------------------------------------------------------------- antidepressants

_DULOXETINE = cite(sources.DULOXETINE_LABELS, "dose", "ADJ-05")
_DULOXETINE_BARS = cite(sources.DULOXETINE_LABELS, "contraindications and warnings", "ADJ-05")

DULOXETINE = Rule(
    id="duloxetine",
    title="Duloxetine",
    when=_QUESTION
    # What is taken already and barred is judged where no neuropathic part is on record.
    | assume_absent(
        TAKES_DULOXETINE
        & (_parts.kidneys_below(30) | SEVERE_HEPATIC_IMPAIRMENT | CHRONIC_LIVER_DISEASE | TAKES_MAO_INHIBITOR),
        because="what is taken now, and what bars it, would be on record",
    ),
    advise=RegimenTemplate(
        drug="duloxetine",
        route="oral",
        dose=Amount(30.0, "mg"),
        interval=exactly("1 day"),
        notes=("60 mg a day after 1 to 2 weeks.",),
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        _parts.PREGNANCY,
        _parts.BY_MOUTH,
        Contraindication(
            id="kidneys-europe",
            severity="contraindicated",
            when=_parts.kidneys_below(30),
            says="Creatinine clearance or eGFR is under 30: contraindicated in Europe.",
            jurisdictions=EUROPE,
            sources=(_DULOXETINE_BARS, _parts.either_number("ADJ-05")),
        ),
        Contraindication(
            id="kidneys-us",
            severity="avoid",
            when=_parts.kidneys_below(30),
            says="Creatinine clearance or eGFR is under 30: avoided.",
            jurisdictions="US",
            sources=(_DULOXETINE_BARS, _parts.either_number("ADJ-05")),
        ),
        Contraindication(
            id="liver",
            severity="avoid",
            when=SEVERE_HEPATIC_IMPAIRMENT | CHRONIC_LIVER_DISEASE,
            says="Impairment of the liver: avoided.",
            unknown=Confirm("no disease of the liver", because="it is known or can be looked up"),
            sources=_DULOXETINE_BARS,
        ),
        Contraindication(
            id="monoamine-oxidase-inhibitor",
            severity="avoid",
            when=TAKES_MAO_INHIBITOR,
            says="Takes a monoamine oxidase inhibitor or linezolid: serotonin syndrome.",
            unknown=Confirm(
                "no monoamine oxidase inhibitor now or within 14 days", because="medicines can be asked about"
            ),
            sources=_DULOXETINE_BARS,
        ),
        _parts.allergy(ALLERGY_DULOXETINE, "duloxetine", "ADJ-05"),
        _parts.caution(
            "serotonin",
            TAKES_TRAMADOL | TAKES_SSRI_OR_SNRI_BESIDE_DULOXETINE | TAKES_TRICYCLIC,
            "Takes tramadol, an SSRI, another SNRI or a tricyclic antidepressant: serotonin adds up.",
            _DULOXETINE_BARS,
            own_reading("ADJ-05", "ADJ-06", why="that the two are not put together holds from either side"),
        ),
        _parts.caution(
            "bleeding",
            TAKES_NSAID | ANTICOAGULATED | TAKES_ANTIPLATELET,
            "Takes an anti-inflammatory drug, an anticoagulant or an antiplatelet drug: bleeding is likelier.",
            _DULOXETINE_BARS,
        ),
        _parts.caution(
            "ulcer-or-clotting",
            GASTROINTESTINAL_ULCER_OR_BLEEDING | PREVIOUS_ULCER_OR_BLEEDING | COAGULOPATHY | (PLATELETS < "50 10*9/L"),
            (
                "An ulcer or bleeding of stomach or bowel, now or earlier, a disorder of clotting or platelets under 50"
                " x 10^9/L: bleeding is likelier (from memory, not verified)."
            ),
            own_reading("ADJ-05", why="what is said of drugs that let people bleed warns where they bleed already"),
        ),
        _parts.caution(
            "seizures",
            SEIZURE_DISORDER,
            "A disorder with seizures calls for caution (from memory, not verified).",
            own_reading("WK-05", why="what bars tramadol warns of an antidepressant"),
        ),
        _parts.caution(
            "qtc",
            QTC_ABOVE_500,
            "QTc is above 500 ms: caution (from memory, not verified).",
            own_reading("ADJ-06", why="what is remembered of amitriptyline warns of another antidepressant"),
        ),
    ),
    disputes=(_WHETHER_AT_ALL,),
    notes=(_parts.taken_already(TAKES_DULOXETINE, "duloxetine", "ADJ-05"), _NOT_ROUTINE),
    grade=LABEL,
    sources=(_DULOXETINE, _FIRST_LINE),
    edition=EDITION,
)

_AMITRIPTYLINE = _parts.recalled("amitriptyline in neuropathic pain", "ADJ-06")

AMITRIPTYLINE = Rule(
    id="amitriptyline",
    title="Amitriptyline",
    when=_QUESTION,
    action="Amitriptyline at night, from the lowest dose of the label in force upwards: none was read.",
    contraindications=(
        _parts.ADULTS_ONLY,
        _parts.PREGNANCY,
        _parts.BY_MOUTH,
        _parts.allergy(ALLERGY_AMITRIPTYLINE, "amitriptyline", "ADJ-06"),
        _parts.caution(
            "heart",
            INFARCTION_OR_STROKE_EVER | QTC_ABOVE_500,
            (
                "An earlier infarction or stroke, or a QTc above 500 ms: it is remembered to be avoided after a recent"
                " infarction and with a disturbed rhythm or such a QTc (not verified)."
            ),
            _AMITRIPTYLINE,
        ),
        _parts.caution(
            "serotonin",
            TAKES_TRAMADOL | TAKES_SSRI_OR_SNRI | TAKES_MAO_INHIBITOR,
            "Takes tramadol, an SSRI, an SNRI or a monoamine oxidase inhibitor: serotonin adds up.",
            cite(sources.UK_WEAK_OPIOIDS, "interactions of tramadol", "WK-05", note="the class of interaction only"),
        ),
    ),
    disputes=(_WHETHER_AT_ALL,),
    notes=(
        _parts.taken_already(TAKES_AMITRIPTYLINE, "amitriptyline", "ADJ-06"),
        Note(
            id="who-should-not",
            says="Glaucoma, retention of urine and frail old age are remembered as reasons against it (not verified).",
            sources=_AMITRIPTYLINE,
        ),
        _NOT_ROUTINE,
    ),
    grade=UNGRADED,
    sources=(_AMITRIPTYLINE, _EAPC),
    edition=EDITION,
)
