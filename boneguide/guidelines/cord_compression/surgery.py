"""Surgery before radiotherapy: for whom the trial by Patchell speaks, and what speaks for it elsewhere."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, cite, own_reading
from boneguide.guidelines._grades import CONDITIONAL_LOW
from boneguide.guidelines.cord_compression._edition import EDITION
from boneguide.guidelines.cord_compression.begun import NOT_BEGUN
from boneguide.guidelines.cord_compression.common import (
    CONFIRMED_UNTREATED,
    FRAMEWORK,
    HAEMATOLOGICAL,
    INSTABILITY,
    RADIORESISTANT,
)
from boneguide.guidelines.facts.lesion import IN_SPINE, LESIONS, PAINFUL
from boneguide.guidelines.facts.neurology import (
    COMPLETE_PARAPLEGIA,
    CORD_DISPLACED,
    CUMULATIVE_DOSE_CLEARED,
    HIGH_GRADE_COMPRESSION,
    NEUROLOGICAL_DEFICIT,
    PARAPLEGIA_DURATION,
    PRIOR_RADIOTHERAPY_AT_LEVEL,
    ROOT_OR_CAUDA_ONLY,
    SINGLE_AREA,
    SURGICAL_CANDIDATE,
    SUSPICIOUS_SPINAL_PAIN,
    TISSUE_DIAGNOSIS,
)
from boneguide.guidelines.facts.person import LIFE_EXPECTANCY
from boneguide.guidelines.facts.tumour import PRIMARY
from boneguide.logic.clauses import MEASURE, Confirm, Contraindication, Measure, Note, Reason
from boneguide.logic.nodes import ALWAYS, Criterion, any_of, not_
from boneguide.logic.rule import Rule
from boneguide.logic.tables import exists
from boneguide.logic.verbs import fact

_ENTRY = cite(
    sources.PATCHELL_2005,
    "criteria for entry",
    "MS-10",
    note="the list was seen in neurosurgical summaries, the trial as an abstract",
)
_EXCLUSION = cite(sources.PATCHELL_2005, "exclusions", "MS-11", note="seen in neurosurgical summaries")
_RESULT = cite(sources.PATCHELL_2005, "results", "MS-10", "MS-12", verified="primary")
_ASTRO = cite(sources.ASTRO_2024, "cord or cauda equina compression", "PO-02", verified="primary")
_NOMS = cite(sources.NOMS_2013, "mechanical instability", "MS-13", note="seen in secondary notes")
_STABILISED = own_reading(
    "MS-11", "MS-13", why="an operation for stability does not rest on the trial, so its exclusions do not bar it"
)

#: Pain counts among the symptoms that the trial asked for.
SYMPTOMATIC = fact(
    "cord_compression_symptoms",
    label="a symptom or sign of the compression, pain included",
    asked=True,
    inferred=NEUROLOGICAL_DEFICIT | SUSPICIOUS_SPINAL_PAIN | exists(LESIONS, IN_SPINE & PAINFUL),
)


def _outside(identifier: str, when: Criterion, says: str, unknown: Measure | Confirm = MEASURE) -> Contraindication:
    """Return what puts a person outside the trial; an unstable spine may be stabilised all the same."""
    return Contraindication(
        id=identifier,
        severity="not-recommended",
        when=when if identifier in _EVEN_UNSTABLE else when & not_(INSTABILITY),
        says=says,
        unknown=unknown,
        sources=_EXCLUSION if identifier in _EXCLUDED else _ENTRY,
    )


#: What stands against an operation for stability too.
_EVEN_UNSTABLE = {"no-candidate", "short-survival", "no-tissue", "without-symptoms", "primary-bone-tumour"}
_EXCLUDED = {"radiosensitive", "primary-bone-tumour", "roots-or-cauda-only", "several-areas", "irradiated-before"}

OUTSIDE_THE_TRIAL = (
    _outside(
        "radiosensitive",
        HAEMATOLOGICAL,
        "Lymphoma, myeloma and their kin were left out of the trial: radiotherapy, or drugs, come first.",
    ),
    _outside(
        "primary-bone-tumour",
        PRIMARY.is_in("giant cell tumour of bone"),
        "Primary tumours of the spine were left out of the trial: they are treated as such.",
    ),
    _outside(
        "no-tissue",
        not_(TISSUE_DIAGNOSIS),
        "The trial took cancers that had been proven in tissue.",
        Confirm("that the cancer has been proven in tissue", because="the report of pathology can be looked up"),
    ),
    _outside("cord-not-displaced", not_(CORD_DISPLACED), "The trial asked for displacement of the cord on imaging."),
    _outside(
        "without-symptoms",
        not_(SYMPTOMATIC),
        "The trial asked for one symptom or sign at least, pain included.",
        Confirm("a symptom or sign of the compression", because="the person can be asked and examined"),
    ),
    _outside(
        "several-areas",
        not_(SINGLE_AREA),
        "The trial took compression in one area, which may span adjoining vertebrae; several areas were left out.",
    ),
    _outside(
        "short-survival",
        LIFE_EXPECTANCY < "3 month",
        "The trial took people who were expected to live 3 months or longer.",
    ),
    _outside(
        "late-paraplegia",
        COMPLETE_PARAPLEGIA & (PARAPLEGIA_DURATION > "48 hour"),
        "The trial left out complete paraplegia of more than 48 hours.",
        Confirm(
            "whether there is complete paraplegia, and for how long", because="the person can be asked and examined"
        ),
    ),
    _outside(
        "roots-or-cauda-only",
        ROOT_OR_CAUDA_ONLY,
        "Compression of roots or cauda equina alone was left out of the trial.",
    ),
    _outside(
        "irradiated-before",
        PRIOR_RADIOTHERAPY_AT_LEVEL & not_(CUMULATIVE_DOSE_CLEARED),
        "Earlier radiotherapy that would not allow 30 Gy in 10 fractions was a reason to be left out of the trial.",
        Confirm(
            "that earlier radiotherapy at the level still allows 30 Gy in 10 fractions",
            because="the record of the radiotherapy department can be asked for",
        ),
    ),
    _outside(
        "no-candidate",
        not_(SURGICAL_CANDIDATE),
        "Not a candidate for surgery in the opinion of a surgeon.",
        Confirm("that a spinal surgeon finds the person fit for it", because="the surgeon on call can be asked"),
    ),
)

#: Nothing stands against surgery; unknown where something has not been ruled out.
FITS_THE_TRIAL: Criterion = not_(any_of(*(clause.when for clause in OUTSIDE_THE_TRIAL)))

CORD_COMPRESSION_SURGERY = Rule(
    id="cord-compression-surgery",
    title="Surgery, then radiotherapy, for cord compression",
    when=CONFIRMED_UNTREATED,
    action=(
        "For candidates ASTRO conditionally recommends surgery followed by radiotherapy over radiotherapy alone. In the"
        " trial behind it the operation came within 24 hours, and 30 Gy in 10 fractions after it."
    ),
    recommended=ALWAYS,
    contraindications=OUTSIDE_THE_TRIAL,
    first=(NOT_BEGUN,),
    reasons=(
        Reason(
            id="walking",
            when=ALWAYS,
            favours=True,
            says=(
                "Among 101 people, 84 % could walk after surgery with radiotherapy and 57 % after radiotherapy alone"
                " (odds ratio 6.2, 2.0 to 19.8), for 122 against 13 days; 10 of 16 against 3 of 16 walked again."
            ),
            grade=TRIAL,
            sources=_RESULT,
        ),
        Reason(
            id="instability",
            when=INSTABILITY,
            favours=True,
            says=(
                "Instability is suspected or scored: a spine that is unstable (SINS 13 to 18), or whose instability"
                " causes the signs, is stabilised by the NOMS framework however sensitive the tumour is to radiation."
            ),
            grade=FRAMEWORK,
            sources=_NOMS,
        ),
        Reason(
            id="separation-surgery",
            when=RADIORESISTANT & HIGH_GRADE_COMPRESSION,
            favours=True,
            says=(
                "High-grade compression by a tumour that resists conventional radiation: the NOMS framework separates"
                " tumour and cord by surgery, with stereotactic radiotherapy after it."
            ),
            grade=FRAMEWORK,
            sources=(
                cite(sources.NOMS_2013, "high-grade compression", "MS-15", verified="primary"),
                cite(sources.BILSKY_2010, "grades 2 and 3", "SB-06", note="seen in Radiopaedia and a textbook"),
                cite(sources.NOMS_2013, "radioresistant tumours", "SB-09", note="renal, melanoma and sarcoma only"),
            ),
        ),
        Reason(
            id="sensitive-and-stable",
            when=HAEMATOLOGICAL & not_(INSTABILITY),
            favours=False,
            says="A tumour sensitive to radiation in a stable spine: by the NOMS framework conventional radiotherapy.",
            grade=FRAMEWORK,
            sources=cite(sources.NOMS_2013, "radiosensitive tumours", "MS-14", verified="primary"),
        ),
    ),
    notes=(
        Note(
            id="criteria",
            says=(
                "All criteria of the trial have to hold. What this record cannot state was left out of it too:"
                " leukaemia, germ-cell tumours, primary tumours of the central nervous system."
            ),
            sources=_EXCLUSION,
        ),
        Note(
            id="unstable-outside-the-trial",
            when=INSTABILITY,
            says=(
                "Instability is suspected or scored. By the library's own decision a sensitive tumour, a cord that is"
                " not displaced, several areas, late paraplegia, compression of roots or cauda equina alone and earlier"
                " radiotherapy then bar nothing here: a spinal surgeon judges whether the spine is stabilised. What the"
                " trial found does not speak for people whom it left out."
            ),
            sources=(_NOMS, _STABILISED),
        ),
        Note(
            id="other-resistant-tumours",
            when=PRIMARY.is_in("lung", "colorectal", "gastric", "pancreatic", "hepatocellular", "oesophageal")
            & HIGH_GRADE_COMPRESSION,
            says=(
                "NOMS is said to count most tumours of the gut and non-small-cell lung cancer as radioresistant as well"
                " (row SB-09: from memory, not verified), which would speak for separation surgery here."
            ),
            sources=cite(sources.NOMS_2013, "radioresistant tumours", "SB-09", verified="memory"),
        ),
        Note(
            id="article-silent",
            says="The article that the library starts from does not mention surgery; the sources here add it.",
            sources=own_reading("SD-05", "SD-06", why="the article is silent on surgery"),
        ),
    ),
    grade=CONDITIONAL_LOW,
    sources=(_ASTRO, _RESULT, _ENTRY, _EXCLUSION),
    edition=EDITION,
)
