"""Clauses that the three radionuclides share."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading, recalled
from boneguide.guidelines._clauses import under_18
from boneguide.guidelines.cord_compression.common import UNTREATED
from boneguide.guidelines.facts.clinical import DIALYSIS_ON_RECORD
from boneguide.guidelines.facts.laboratory import LATEST_CREATININE_CLEARANCE
from boneguide.guidelines.facts.pain import PAINFUL_BONE_LESION
from boneguide.guidelines.facts.person import BREAST_FEEDING, LIFE_EXPECTANCY, PREGNANT
from boneguide.guidelines.facts.radionuclide import TAKES_ABIRATERONE
from boneguide.guidelines.facts.supportive import (
    ACTIVE_INFECTION,
    BONE_SCAN_UPTAKE,
    HAEMOGLOBIN,
    ONLY_LYTIC_LESIONS,
    PLATELETS,
    UNFIXED_FRACTURED_LESION,
    WHITE_CELLS,
)
from boneguide.guidelines.facts.tumour import SOLID_TUMOUR_BONE_METASTASES
from boneguide.logic.clauses import Confirm, Contraindication, Hold
from boneguide.logic.nodes import Criterion, assume_absent, not_
from boneguide.model.provenance import Source

#: For whom strontium-89 and samarium-153 are a question: they are given to relieve pain.
PAINFUL_DISEASE = SOLID_TUMOUR_BONE_METASTASES & assume_absent(
    PAINFUL_BONE_LESION, because="they relieve pain, so they are named where pain of bone is on record"
)
#: Dialysis counts as the weakest of kidneys.
WEAK_KIDNEYS = (LATEST_CREATININE_CLEARANCE < "30 mL/min") | DIALYSIS_ON_RECORD
#: Counts below which EANM would not give strontium-89 or samarium-153. From memory, so it bars nothing.
BELOW_EANM = (HAEMOGLOBIN < "9.0 g/dL") | (WHITE_CELLS < "3.5 10*9/L") | (PLATELETS < "100 10*9/L")
#: A lesion that is mainly osteolytic may have an osteoblastic part, which a bone scan shows.
_UPTAKE_SEEN = assume_absent(BONE_SCAN_UPTAKE, because="uptake that was seen would be on record")


def only_lytic(row: str, *on_whose_word: Source) -> Contraindication:
    """Return the restriction of disease without an osteoblastic part."""
    return Contraindication(
        id="no-osteoblastic-lesion",
        severity="not-recommended",
        when=ONLY_LYTIC_LESIONS & not_(_UPTAKE_SEEN),
        says="Only osteolytic lesions are on record: a radionuclide for bone goes to where bone is formed.",
        sources=(*on_whose_word, own_reading(row, why="purely osteolytic disease takes up none of the three")),
    )


def pregnancy(drug: str, *on_whose_word: Source) -> Contraindication:
    """Return the restriction of pregnancy; it is known to be absent where it is impossible."""
    return Contraindication(
        id="pregnancy",
        severity="avoid",
        when=PREGNANT,
        says=f"Pregnancy: {drug} irradiates the unborn child.",
        unknown=Confirm("not pregnant", because="a test can be done at the visit"),
        sources=on_whose_word,
    )


#: A specialist weighs an infection before a drug that lowers blood counts.
INFECTION = Contraindication(
    id="systemic-infection",
    severity="caution",
    when=ACTIVE_INFECTION,
    says="An active systemic infection: a specialist weighs a drug that lowers blood counts against it.",
    sources=own_reading("11.3", why="blood counts fall for weeks after a dose"),
)


def another_lately(criterion: Criterion, *rows: str) -> Contraindication:
    """Return the caution of another radionuclide from which blood counts may not have recovered."""
    return Contraindication(
        id="another-radionuclide",
        severity="caution",
        when=criterion,
        says="Another radionuclide was given lately: blood counts may still fall from it, and a specialist decides.",
        sources=own_reading(*rows, why="two falls of blood counts may add up; no source was read on the combination"),
    )


def before_fracture(row: str) -> Contraindication:
    """Return the caution of a pathological fracture, which may need fixation or radiotherapy first."""
    return Contraindication(
        id="pathological-fracture",
        severity="caution",
        when=UNFIXED_FRACTURED_LESION,
        says="A pathological fracture is on record: it is treated first (from memory, not verified).",
        sources=recalled("fracture at presentation", row),
    )


#: Nothing was read on radionuclides in children.
ADULTS_ONLY = under_18(own_reading("RA-03", "SR-01", "SM-01", why="the doses were read for adults"), asked=False)

#: Of the two radionuclides with which it was not studied.
ABIRATERONE_BESIDE = Contraindication(
    id="abiraterone",
    severity="caution",
    when=TAKES_ABIRATERONE,
    says="Abiraterone beside it: harm was seen with radium-223; a specialist decides.",
    sources=own_reading("RA-09", why="a warning carried over from radium-223; nothing was read on this drug"),
)

TREAT_FIRST = Hold(
    id="untreated-cord-compression",
    when=UNTREATED,
    says=(
        "Compression of the spinal cord is suspected or shown and not treated yet: held by the library's own decision;"
        " that it comes first is from memory, not verified."
    ),
    sources=(
        recalled("cord compression at presentation", "RA-16", "EA-01"),
        own_reading("RA-16", why="held on the safe side; the source that asks for it is from memory"),
    ),
)


def eanm() -> tuple[Contraindication, ...]:
    """Return the gates of EANM as cautions, for none of its thresholds was seen."""
    recalled = cite(sources.EANM_2018, "eligibility", "EA-01", verified="memory")
    return (
        Contraindication(
            id="eanm-counts",
            severity="caution",
            when=BELOW_EANM,
            says=(
                "Blood counts are below what EANM asks for: haemoglobin 90 g/L, white cells 3.5 and platelets 100 x"
                " 10^9/L (from memory, not verified)."
            ),
            sources=recalled,
        ),
        Contraindication(
            id="eanm-life-expectancy",
            severity="caution",
            when=LIFE_EXPECTANCY <= "4 week",
            says="EANM asks for a life expectancy of more than 4 weeks (from memory, not verified).",
            sources=recalled,
        ),
        Contraindication(
            id="eanm-breast-feeding",
            severity="caution",
            when=BREAST_FEEDING,
            says="EANM excludes breast-feeding (from memory, not verified).",
            sources=recalled,
        ),
        Contraindication(
            id="eanm-kidney",
            severity="caution",
            when=WEAK_KIDNEYS,
            says="EANM excludes a glomerular filtration rate below 30 mL/min (from memory, not verified).",
            sources=(recalled, own_reading("EA-01", why="creatinine clearance stands for the filtration rate")),
        ),
    )
