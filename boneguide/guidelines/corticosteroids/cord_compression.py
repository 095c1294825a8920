"""Dexamethasone for compression of the spinal cord or cauda equina, and for metastases of the spine."""

from __future__ import annotations

import attrs

from boneguide.calculators.pain_band import SOURCE as PAIN_BANDS
from boneguide.guidelines import sources
from boneguide.guidelines._cite import TRIAL, article, cite, own_reading
from boneguide.guidelines._grades import NICE_CONSIDER, NICE_OFFER, STRONG_LOW
from boneguide.guidelines.cord_compression.common import CONFIRMED, SUSPECTED, TREATMENT_BEGUN
from boneguide.guidelines.corticosteroids._edition import EDITION
from boneguide.guidelines.corticosteroids._parts import (
    ADULTS_ONLY,
    CANNOT_SWALLOW_IT,
    COMPRESSION,
    EXCLUDED,
    FLARE,
    HAEMATOLOGICAL,
    MEANT_FOR_ADULTS,
    ON_DEXAMETHASONE,
    SEVERE,
    WITH_NEUROLOGY,
    by_mouth,
    not_both,
)
from boneguide.guidelines.corticosteroids.safety import (
    ALLERGY_CLEARED,
    BIOPSY_DISPUTE,
    CAUTIONS,
    CAUTIONS_AND_ALLERGY,
    MONITORING,
)
from boneguide.guidelines.facts.corticosteroid import (
    MALIGNANT_SPINAL_LESION,
    PAINFUL_MALIGNANT_LESION,
    SEVERE_BONE_PAIN,
    SINGLE_FRACTION_PLANNED,
    SUSPECTED_HAEMATOLOGICAL_MALIGNANCY,
    TAKES_DEXAMETHASONE,
)
from boneguide.guidelines.facts.neurology import AMBULATORY, CORD_COMPRESSION, NEUROLOGICAL_DEFICIT
from boneguide.logic.clauses import (
    Confirm,
    Contraindication,
    Dispute,
    Monitor,
    Note,
    Prerequisite,
    Reason,
    Stance,
    Variation,
)
from boneguide.logic.nodes import ALWAYS, all_of, any_of, assume_absent, not_
from boneguide.logic.rule import Rule

_STATEMENT = "in cord compression 16 mg a day, as 8 mg twice daily"
_HALVES = cite(sources.NHS_LOTHIAN, "timing", "ST-09", verified="primary")
_TIMING = (cite(sources.WEST_MIDLANDS, "timing", "ST-09", verified="primary"), _HALVES)
_NICE_16 = cite(sources.NICE_NG234, "recommendation 1.8.1", "ST-01", "ST-02")
_ASTRO_ADDS = cite(sources.ASTRO_2024, "guideline summary", "MS-09", verified="primary")

_SPLIT = Dispute(
    id="split",
    when=ALWAYS,
    about="whether 16 mg a day is one dose or two",
    stances=(
        Stance(by="the article", says="8 mg twice daily", source=article("A11", _STATEMENT)),
        Stance(
            by="NICE 2023",
            says="16 mg a day; the text that was seen names no split",
            source=cite(sources.NICE_NG234, "recommendation 1.8.1", "ST-08"),
        ),
        Stance(
            by="UK local guidance", says="one dose in the morning, or two with the last before 14:00", source=_HALVES
        ),
    ),
)
_RANGE = Dispute(
    id="dose",
    when=ALWAYS,
    about="how much the first dose is",
    stances=(
        Stance(by="NICE 2023", says="16 mg by mouth, or as much by injection", source=_NICE_16),
        Stance(
            by="Therapeutic Guidelines, Australia",
            says="8 to 16 mg once, by mouth, under the skin or into a vein",
            source=cite(sources.THERAPEUTIC_GUIDELINES, "spinal cord compression", "ST-10"),
        ),
    ),
)

DEXAMETHASONE_CORD_COMPRESSION = Rule(
    id="dexamethasone-cord-compression",
    title="Dexamethasone for cord or cauda compression with neurological symptoms or signs",
    # Until treatment begins; after it only a sign that is new.
    when=WITH_NEUROLOGY & (not_(TREATMENT_BEGUN) | SUSPECTED),
    advise=by_mouth(
        16,
        "16 mg as soon as possible, before imaging, then 16 mg a day until surgery or radiotherapy; as much by"
        " injection where it cannot be swallowed.",
        "Two doses: 8 mg in the morning and 8 mg before 14:00.",
    ),
    recommended=ALWAYS,
    urgent=True,
    contraindications=(*CAUTIONS, MEANT_FOR_ADULTS),
    first=(
        Prerequisite(
            id="neurology",
            when=not_(NEUROLOGICAL_DEFICIT),
            says="examination: neurological symptoms or signs of compression are what 16 mg is given for",
            sources=_NICE_16,
        ),
        ALLERGY_CLEARED,
    ),
    monitor=(
        Monitor(
            id="imaging",
            when=not_(CORD_COMPRESSION.is_in("confirmed")),
            says="MRI of the whole spine; where it excludes compression dexamethasone is stopped",
            timing="as soon as possible, always within 24 hours",
            within_days=1,
            sources=cite(sources.NICE_NG234, "recommendations 1.5.2 and 1.8.2", "MS-01", "ST-03"),
        ),
        Monitor(
            id="coordinator",
            says="the coordinator for cord compression, or whoever decides on surgery and radiotherapy, is called",
            timing="at once (from memory, not verified)",
            within_days=0,
            sources=cite(sources.NICE_NG234, "referral", "MS-05", verified="memory"),
        ),
        *MONITORING,
    ),
    reasons=(
        Reason(
            id="nice",
            when=ALWAYS,
            favours=True,
            says="NICE offers 16 mg as soon as possible where there are neurological symptoms or signs.",
            grade=NICE_OFFER,
            sources=_NICE_16,
        ),
        Reason(
            id="astro",
            when=CONFIRMED,
            favours=True,
            says="With radiotherapy for compression ASTRO adds dexamethasone, rather than radiotherapy alone.",
            grade=STRONG_LOW,
            sources=_ASTRO_ADDS,
        ),
        Reason(
            id="may-be-omitted",
            when=AMBULATORY & HAEMATOLOGICAL,
            favours=False,
            says=(
                "With movement preserved, a radiosensitive tumour and radiotherapy at once a phase 2 study left the"
                " steroid out; weak evidence, read in a secondary text."
            ),
            grade=TRIAL,
            sources=(
                cite(sources.MARANZANO_1996, "named in a secondary text", "ST-14"),
                own_reading("ST-14", why="lymphoma and the disorders of plasma cells are read as radiosensitive here"),
            ),
        ),
    ),
    variations=(
        Variation(
            id="once-daily",
            when=ALWAYS,
            says="16 mg once a day, in the morning",
            advise=by_mouth(16, "One dose in the morning."),
            grade=NICE_OFFER,
            sources=(*_TIMING, _NICE_16),
        ),
    ),
    disputes=(_SPLIT, _RANGE, BIOPSY_DISPUTE),
    notes=(
        Note(
            id="no-more",
            says=(
                "No higher dose: with 96 mg serious harm came in 4 of 28, with 16 mg in 0 of 38, and walking was no"
                " better; 100 mg at once was no better than 10 mg (25 % against 8 % improved, p 0.22). Against no"
                " steroid 96 mg kept more people walking, 81 % against 63 %, with serious effects in 11 %."
            ),
            sources=(
                cite(sources.HEIMDAL_1992, "abstract", "ST-11", verified="primary"),
                cite(sources.ARTICLE_SITE, "Vecht 1989 and Sorensen 1994", "ST-12", "ST-13"),
            ),
        ),
        Note(
            id="already-taken",
            when=TAKES_DEXAMETHASONE,
            says="Takes dexamethasone already: 16 mg is the whole of a day, not an addition to it.",
            sources=own_reading("ST-02", why="16 mg a day is continued, so what is taken counts towards it"),
        ),
        Note(
            id="haematology",
            when=HAEMATOLOGICAL,
            says="A haematological malignancy: every dose after the first is agreed with the haematology team.",
            sources=cite(sources.NICE_NG234, "recommendation 1.8.5", "ST-05"),
        ),
        CANNOT_SWALLOW_IT,
    ),
    grade=NICE_OFFER,
    sources=(
        _NICE_16,
        cite(sources.NICE_NG234, "recommendation 1.8.1", "ST-08", note="the split is that of the article"),
        *_TIMING,
        article("A11", _STATEMENT),
        article("A09", "dexamethasone for bone pain, above all with cord compression"),
    ),
    edition=EDITION,
)

#: In the spine, with no neurology that calls for 16 mg at once.
_SPINE_ALONE = all_of(
    assume_absent(MALIGNANT_SPINAL_LESION, because="a lesion of the spine would be listed") | COMPRESSION,
    not_(WITH_NEUROLOGY),
    # What was begun for suspected compression is stopped; whoever takes none has the question of the spine still.
    not_(EXCLUDED & ON_DEXAMETHASONE),
)

DEXAMETHASONE_HAEMATOLOGICAL_SPINE = Rule(
    id="dexamethasone-haematological-spine",
    title="Dexamethasone for a haematological malignancy of the spine without neurological signs",
    when=_SPINE_ALONE & HAEMATOLOGICAL & not_(ON_DEXAMETHASONE),
    advise=by_mouth(16, "What follows the first dose is decided with the haematology team."),
    contraindications=(*(c for c in CAUTIONS_AND_ALLERGY if c.id != "tissue-first"), ADULTS_ONLY),
    first=(
        Prerequisite(
            id="haematology",
            when=ALWAYS,
            says="the haematology team agrees, for it is not always wanted beside the treatment of the malignancy",
            sources=(
                cite(sources.NICE_NG234, "recommendation 1.8.5", "ST-05"),
                own_reading("ST-05", "C-17", why="two recommendations overlap here, so a specialist decides"),
            ),
        ),
    ),
    monitor=MONITORING,
    disputes=(
        Dispute(
            id="offer-or-consider",
            when=ALWAYS,
            about="how strongly 16 mg is advised for a haematological malignancy without neurological signs",
            stances=(
                Stance(
                    by="NICE 2023, 1.8.5",
                    says="offered once the malignancy is confirmed",
                    source=cite(sources.NICE_NG234, "recommendation 1.8.5", "ST-05"),
                ),
                Stance(
                    by="NICE 2023, 1.8.3",
                    says="considered for a haematological malignancy without neurological signs",
                    source=cite(sources.NICE_NG234, "recommendation 1.8.3", "ST-04"),
                ),
            ),
        ),
    ),
    notes=(not_both(FLARE, "dexamethasone-pain-flare"), CANNOT_SWALLOW_IT),
    grade=NICE_OFFER,
    sources=(cite(sources.NICE_NG234, "recommendation 1.8.5", "ST-05"),),
    edition=EDITION,
)

_LYMPHOMA = assume_absent(
    SUSPECTED_HAEMATOLOGICAL_MALIGNANCY, because="a suspicion of a haematological malignancy would be on record"
)
#: Compression that is confirmed is irradiated, also after an operation.
_RADIOTHERAPY = (
    TREATMENT_BEGUN
    | CONFIRMED
    | assume_absent(SINGLE_FRACTION_PLANNED, because="radiotherapy that is planned would be on record")
)

#: NICE 1.8.7, where radiotherapy is no reason.
NO_REASON_IN_SPINE = Contraindication(
    id="not-routine",
    severity="not-recommended",
    when=not_(any_of(SEVERE, HAEMATOLOGICAL, _LYMPHOMA)),
    says=(
        "Metastases of the spine without neurological signs: NICE gives no corticosteroid routinely, except as part of"
        " radiotherapy; it considers one where pain is severe or a haematological malignancy is behind it."
    ),
    unknown=Confirm("that the pain is severe", because="the person can be asked how bad the pain is"),
    sources=cite(sources.NICE_NG234, "recommendation 1.8.7", "ST-06"),
)

#: The same, with its exception.
NOT_ROUTINE = attrs.evolve(NO_REASON_IN_SPINE, when=NO_REASON_IN_SPINE.when & not_(_RADIOTHERAPY))

#: What counts as severe where nobody said it.
SEVERE_BY_SCORE = Note(
    id="severe-by-score",
    says=(
        "NICE was seen to print no number for severe pain. Where nobody has said whether it is severe, 7 or more of 10"
        " at a lesion counts as severe here, and a worst pain of 6 or less, or so much at every lesion, as not: the"
        " bands of older versions of NCCN. In other bands severe begins at 8."
    ),
    sources=(PAIN_BANDS, own_reading("ST-06", why="a score on record stands for the word where that is missing")),
)

DEXAMETHASONE_SPINAL_METASTASES = Rule(
    id="dexamethasone-spinal-metastases",
    title="A corticosteroid for metastases of the spine without neurological signs",
    when=all_of(
        _SPINE_ALONE,
        not_(HAEMATOLOGICAL),
        assume_absent(
            PAINFUL_MALIGNANT_LESION | SEVERE_BONE_PAIN | SUSPECTED_HAEMATOLOGICAL_MALIGNANCY,
            because="pain or a suspicion of lymphoma would be on record",
        )
        | COMPRESSION,
    ),
    action=(
        "NICE considers a corticosteroid where pain is severe or a haematological malignancy is suspected; the decision"
        " is shared with the person. The recommendation that was seen names no dose."
    ),
    contraindications=(*CAUTIONS, NOT_ROUTINE),
    monitor=MONITORING,
    disputes=(BIOPSY_DISPUTE,),
    notes=(
        SEVERE_BY_SCORE,
        Note(
            id="with-radiotherapy",
            when=CONFIRMED,
            says=(
                "Compression is confirmed: with radiotherapy ASTRO adds dexamethasone (strong, low quality of"
                " evidence), and NICE excepts a corticosteroid that is part of radiotherapy from what it does not give"
                " routinely."
            ),
            sources=(
                _ASTRO_ADDS,
                cite(sources.NICE_NG234, "recommendation 1.8.7", "ST-06"),
                own_reading("ST-06", "MS-09", why="compression that is confirmed is taken to be irradiated"),
            ),
        ),
    ),
    grade=NICE_CONSIDER,
    sources=(
        cite(sources.NICE_NG234, "recommendations 1.8.3 and 1.8.7", "ST-04", "ST-06"),
        own_reading("SD-09", why="the article sets no gate for the spine, so that of NICE is used"),
    ),
    edition=EDITION,
)

DEXAMETHASONE_COMPRESSION_EXCLUDED = Rule(
    id="dexamethasone-compression-excluded",
    title="Compression excluded while dexamethasone is taken",
    when=ON_DEXAMETHASONE & EXCLUDED,
    action=(
        "NICE stops dexamethasone that was begun for suspected compression once imaging has excluded it; what is taken"
        " for another reason is another matter, and dexamethasone-withdrawal says how fast a dose may end."
    ),
    recommended=ALWAYS,
    grade=NICE_OFFER,
    sources=(cite(sources.NICE_NG234, "recommendation 1.8.2", "ST-03"),),
    edition=EDITION,
)
