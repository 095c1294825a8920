"""Other agents that were tried against bone pain or bone disease and are not for use in it."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, recalled
from boneguide.guidelines.facts.pain import PAINFUL_BONE_LESION
from boneguide.guidelines.facts.supportive import TAKES_ACTIVIN_RECEPTOR_TRAP, TAKES_NERVE_GROWTH_FACTOR_ANTIBODY
from boneguide.guidelines.facts.tumour import MYELOMA
from boneguide.guidelines.investigational._edition import EDITION
from boneguide.guidelines.investigational._parts import BONE_DISEASE_ON_RECORD, NOT_ADVISED, on_record
from boneguide.logic.clauses import Contraindication, Note
from boneguide.logic.nodes import ALWAYS
from boneguide.logic.rule import Rule

_TANEZUMAB = cite(sources.LILLY_2021, "end of the programme; NCT02609828", "INV-10", verified="primary")

NERVE_GROWTH_FACTOR_ANTIBODIES = Rule(
    id="nerve-growth-factor-antibodies",
    title="Tanezumab and other antibodies against nerve growth factor",
    when=BONE_DISEASE_ON_RECORD & on_record(PAINFUL_BONE_LESION | TAKES_NERVE_GROWTH_FACTOR_ANTIBODY),
    action="An antibody against nerve growth factor for pain of bone metastases.",
    investigational=True,
    contraindications=(
        Contraindication(
            id="terminated",
            severity="not-recommended",
            when=ALWAYS,
            says=(
                "Terminated: the programme of tanezumab ended in October 2021, after the FDA had declined it and the"
                " EMA had been negative over the safety of joints in osteoarthritis. There is no supply."
            ),
            sources=_TANEZUMAB,
        ),
    ),
    notes=(
        Note(
            id="trial",
            says="A phase 3 trial in pain of bone metastases (n = 156) was completed in 2021; it led to no licence.",
            sources=_TANEZUMAB,
        ),
    ),
    grade=NOT_ADVISED,
    sources=(_TANEZUMAB,),
    edition=EDITION,
)

_SOTATERCEPT = cite(
    sources.FDA_SOTATERCEPT_2024,
    "indication and warnings",
    "INV-09",
    note="the approval was seen in reports of it, not in the label",
)

ACTIVIN_RECEPTOR_TRAPS = Rule(
    id="activin-receptor-traps",
    title="Sotatercept for bone lesions",
    when=BONE_DISEASE_ON_RECORD & on_record(MYELOMA | TAKES_ACTIVIN_RECEPTOR_TRAP),
    action="Sotatercept for myeloma or lesions of bone.",
    investigational=True,
    contraindications=(
        Contraindication(
            id="wrong-indication",
            severity="not-recommended",
            when=ALWAYS,
            says=(
                "Wrong indication: it is licensed in the US for pulmonary arterial hypertension only; erythrocytosis,"
                " thrombocytopenia and bleeding are described."
            ),
            sources=_SOTATERCEPT,
        ),
    ),
    notes=(
        Note(
            id="myeloma-study",
            says="An earlier study in myeloma is from memory and not verified.",
            sources=recalled("study in myeloma", "INV-09"),
        ),
    ),
    grade=NOT_ADVISED,
    sources=(_SOTATERCEPT,),
    edition=EDITION,
)

_OTHERS = recalled("results in bone", "INV-11")

OTHER_TARGETED_AGENTS = Rule(
    id="other-targeted-agents-for-bone",
    title="DKK1 antibodies, SRC inhibitors, endothelin antagonists and cabozantinib for bone",
    when=BONE_DISEASE_ON_RECORD,
    action="One of these for bone pain or to prevent skeletal events; use against the cancer itself is not meant.",
    investigational=True,
    contraindications=(
        Contraindication(
            id="unproven",
            severity="info",
            when=ALWAYS,
            says=(
                "Negative or unproven for skeletal events and bone pain: BHQ880, DKN-01, dasatinib, saracatinib,"
                " atrasentan, zibotentan and cabozantinib (from memory, not verified)."
            ),
            sources=_OTHERS,
        ),
    ),
    grade=NOT_ADVISED,
    sources=(_OTHERS,),
    edition=EDITION,
)
