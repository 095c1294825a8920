"""Agents that the article calls promising: cathepsin K, TGF-beta receptor and sclerostin inhibitors."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, article, cite, own_reading, recalled
from boneguide.guidelines.facts.clinical import OSTEOPOROSIS
from boneguide.guidelines.facts.supportive import INFARCTION_OR_STROKE_EVER, INFARCTION_OR_STROKE_WITHIN_A_YEAR
from boneguide.guidelines.investigational._edition import EDITION
from boneguide.guidelines.investigational._parts import BONE_DISEASE_ON_RECORD, NOT_ADVISED, on_record
from boneguide.logic.clauses import Contraindication, Dispute, Note, Stance
from boneguide.logic.nodes import ALWAYS
from boneguide.logic.rule import Rule

_ENDED = cite(sources.MERCK_2016, "end of development, 2 September 2016", "INV-01", verified="primary")
_CATHEPSIN = article("A19", "cathepsin K inhibitors such as odanacatib show promise in animal models")
_COMBINATION = article("A20", "a cathepsin K inhibitor with a bisphosphonate may help and needs further evaluation")

CATHEPSIN_K_INHIBITORS = Rule(
    id="cathepsin-k-inhibitors",
    title="Odanacatib and other cathepsin K inhibitors",
    when=BONE_DISEASE_ON_RECORD,
    action="A cathepsin K inhibitor for bone metastases, alone or with a bisphosphonate.",
    investigational=True,
    contraindications=(
        Contraindication(
            id="terminated-safety",
            severity="not-recommended",
            when=ALWAYS,
            says=(
                "Terminated for safety: all development of odanacatib ended in September 2016, when adjudication"
                " confirmed more strokes in the phase 3 trial in osteoporosis. It was never filed, and there is no"
                " trial to offer."
            ),
            sources=_ENDED,
        ),
    ),
    disputes=(
        Dispute(
            id="promise",
            when=ALWAYS,
            about="whether cathepsin K inhibitors are promising",
            stances=(
                Stance(by="the article", says="promise in animal models of osteolysis by tumours", source=_CATHEPSIN),
                Stance(by="the maker, 2016", says="development ended because of strokes", source=_ENDED),
            ),
        ),
    ),
    notes=(
        Note(
            id="trial-in-people",
            says=(
                "People with bone metastases were studied, beyond animal models: 43 women with breast cancer,"
                " odanacatib 5 mg a day or one dose of zoledronic acid for 4 weeks. Urinary NTX fell by 77 % and 73 %,"
                " which is a surrogate; that two phase 3 trials were withdrawn is from memory, not verified."
            ),
            sources=(
                cite(sources.JENSEN_2010, "result", "INV-02", verified="primary"),
                recalled("withdrawal of phase 3 trials", "INV-02"),
            ),
        ),
        Note(
            id="with-a-bisphosphonate",
            says=(
                "With a bisphosphonate: no trial with skeletal events is known (from memory, not verified), and with"
                " the end of the class there is none to come."
            ),
            sources=(recalled("combination", "INV-03"), _COMBINATION),
        ),
        Note(
            id="others-of-the-class",
            says=(
                "Balicatib, relacatib, ONO-5334 and MIV-711 were stopped or have no programme in oncology; balicatib"
                " hardened the skin (from memory, not verified)."
            ),
            sources=recalled("other inhibitors", "INV-04"),
        ),
    ),
    grade=NOT_ADVISED,
    sources=(_ENDED, _CATHEPSIN, _COMBINATION),
    edition=EDITION,
)

_TGF_BETA = article("A21", "TGF-beta receptor I kinase inhibitors raise osteoblasts and lower osteoclasts in animals")
_GALUNISERTIB = cite(sources.HERBERTZ_2015, "toxicity and schedule", "INV-05", verified="primary")

TGF_BETA_RECEPTOR_INHIBITORS = Rule(
    id="tgf-beta-receptor-inhibitors",
    title="Galunisertib and other TGF-beta receptor I kinase inhibitors",
    when=BONE_DISEASE_ON_RECORD,
    action="A TGF-beta receptor I kinase inhibitor for bone metastases outside a trial.",
    investigational=True,
    contraindications=(
        Contraindication(
            id="early-phase",
            severity="info",
            when=ALWAYS,
            says=(
                "Early phase: phase 1 and 2 only, in myelodysplasia and solid tumours, and no trial with skeletal"
                " events. Continuous dosing harmed the heart in animals, hence 14 days on and 14 days off."
            ),
            sources=_GALUNISERTIB,
        ),
    ),
    notes=(
        Note(
            id="current-state",
            says=(
                "That the sponsor gave up galunisertib in 2020, and that vactosertib is in early trials with no"
                " indication in bone, is from memory and not verified."
            ),
            sources=recalled("current state", "INV-05", "INV-06"),
        ),
    ),
    grade=NOT_ADVISED,
    sources=(_GALUNISERTIB, _TGF_BETA),
    edition=EDITION,
)

_SCLEROSTIN = article("A22", "anti-sclerostin antibodies may build bone without more osteoclasts")
_LABEL = cite(sources.FDA_EVENITY, "indication and boxed warning", "INV-07", verified="primary")

ANTI_SCLEROSTIN_ANTIBODIES = Rule(
    id="anti-sclerostin-antibodies",
    title="Romosozumab and other antibodies against sclerostin",
    when=BONE_DISEASE_ON_RECORD,
    action="An antibody against sclerostin for bone metastases or myeloma.",
    investigational=True,
    contraindications=(
        Contraindication(
            id="wrong-indication",
            severity="not-recommended",
            when=ALWAYS,
            says=(
                "Wrong indication: romosozumab is licensed for osteoporosis only, with a boxed warning of myocardial"
                " infarction, stroke and cardiovascular death. Bone metastases are no indication."
            ),
            sources=_LABEL,
        ),
        Contraindication(
            id="infarction-or-stroke-within-a-year",
            severity="avoid",
            when=on_record(INFARCTION_OR_STROKE_WITHIN_A_YEAR),
            says=(
                "Myocardial infarction or stroke within the year before: by the boxed warning romosozumab is not"
                " started, whatever it is given for."
            ),
            sources=_LABEL,
        ),
        Contraindication(
            id="infarction-or-stroke-ever",
            severity="caution",
            when=on_record(INFARCTION_OR_STROKE_EVER),
            says=(
                "Any earlier myocardial infarction or stroke: the European text contraindicates romosozumab (from"
                " memory, not verified), as the Australian one has done since December 2023."
            ),
            jurisdictions=EUROPE,
            sources=(
                recalled("European contraindications", "INV-07"),
                cite(sources.TGA_ROMOSOZUMAB_2023, "contraindications", "INV-07", verified="primary", note="Australia"),
            ),
        ),
    ),
    notes=(
        Note(
            id="osteoporosis-too",
            when=on_record(OSTEOPOROSIS),
            says=("Osteoporosis beside it is a separate question, which endocrinology and oncology answer together."),
            sources=own_reading("INV-07", why="the licence is for osteoporosis alone"),
        ),
        Note(
            id="others-of-the-class",
            says=(
                "In myeloma the class, blosozumab among it, is preclinical or in early trials (the oncology part is"
                " from memory, not verified)."
            ),
            sources=recalled("other antibodies", "INV-08"),
        ),
    ),
    grade=NOT_ADVISED,
    sources=(_LABEL, _SCLEROSTIN),
    edition=EDITION,
)
