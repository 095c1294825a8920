"""Publications that the scores of this package come from.

Kept apart from those of the formulas. A title in square brackets is a description: the
title itself was not seen or is not needed to find the publication.
"""

from __future__ import annotations

from boneguide.model.provenance import Reference

SINS_2010 = Reference(
    key="SINS",
    citation=(
        "Fisher C, et al. [Spinal instability neoplastic score.] Spine 35:E1221; Fourney D, "
        "et al. J Clin Oncol 29:3072 (2011)"
    ),
    year=2010,
    edition="journal articles, read in tables that reprint the score",
    seen="citation only",
)

MIRELS_1989 = Reference(
    key="MIRELS",
    citation="Mirels H. [Score of impending fractures of long bones.] Clin Orthop Relat Res 249:256",
    year=1989,
    edition="journal article, read in tables that reprint the score",
    seen="citation only",
)

HUMERUS_2023 = Reference(
    key="HUM23",
    citation="[Cut-offs of the Mirels score in 188 lesions of the humerus.]",
    year=2023,
    edition="journal article",
    identifiers=("PMC10132712",),
    seen="summary only",
)

BILSKY_2010 = Reference(
    key="BILSKY",
    citation="Bilsky M, et al. [Scale of epidural spinal cord compression.] J Neurosurg Spine 13:324",
    year=2010,
    edition="journal article",
    identifiers=("PMID 20809724",),
    seen="summary only",
)

FRANKEL_AIS = Reference(
    key="FRANKEL-AIS",
    citation="[Grades of Frankel, and impairment scale of the American Spinal Injury Association]",
    year=None,
    edition="tables reprinted in later texts",
    seen="citation only",
)

TOKUHASHI_2005 = Reference(
    key="TOK05",
    citation="Tokuhashi Y, et al. [Revised score for metastatic spine tumours.] Spine 30:2186",
    year=2005,
    edition="journal article, read in the appendix of NICE CG75 of 2008, which reprints the table",
    identifiers=("doi:10.1097/01.brs.0000180401.06919.a5",),
    seen="citation only",
)

KATAGIRI_2014 = Reference(
    key="KAT14",
    citation="Katagiri H, et al. [Score for survival with skeletal metastases.] Cancer Med 3:1359",
    year=2014,
    edition="journal article",
    identifiers=("doi:10.1002/cam4.292", "PMID 25044999"),
    seen="summary only",
)

RADES_2013 = Reference(
    key="RADES13",
    citation=("Rades D, et al. [Score for death within two months in metastatic spinal cord compression.] Cancer"),
    year=2013,
    edition="journal article, its table read at medicalalgorithms.com",
    identifiers=("doi:10.1002/cncr.27849",),
    seen="summary only",
)

VAN_DER_LINDEN = Reference(
    key="VDLINDEN-SPINE",
    citation="van der Linden Y, et al. [Score for survival with spinal metastases.]",
    year=None,
    edition="table reprinted at medicalalgorithms.com",
    seen="citation only",
)

CHAO_2012 = Reference(
    key="CHAO12",
    citation=("Chao S, et al. [Recursive partitioning analysis, spinal metastases.] Int J Radiat Oncol Biol Phys"),
    year=2012,
    edition="journal article",
    identifiers=("doi:10.1016/j.ijrobp.2011.02.019",),
    seen="summary only",
)

BALAGAMWALA_2018 = Reference(
    key="BAL18",
    citation=("Balagamwala E, et al. [Recursive partitioning analysis, spinal metastases.] J Neurooncol 137:289"),
    year=2018,
    edition="journal article",
    identifiers=("doi:10.1007/s11060-017-2716-1",),
    seen="summary only",
)

CHOW_2012 = Reference(
    key="CHOW12",
    citation=(
        "Chow E, et al. Update of the International Consensus on Palliative Radiotherapy "
        "Endpoints for Future Clinical Trials in Bone Metastases. Int J Radiat Oncol Biol Phys"
    ),
    year=2012,
    edition="journal article",
    identifiers=("doi:10.1016/j.ijrobp.2011.02.008",),
    seen="summary only",
)

DEXA_2020 = Reference(
    key="DEXA20",
    citation="van der Linden Y, et al. [Dexamethasone and pain flare.] Int J Radiat Oncol Biol Phys",
    year=2020,
    edition="journal article",
    identifiers=("repub.eur.nl 128869",),
    seen="summary only",
)

NCCN_CANCER_PAIN = Reference(
    key="NCCN-PAIN",
    citation="National Comprehensive Cancer Network. [Adult cancer pain, older versions]",
    year=None,
    edition="bands read in a paper of 2012 (Zhu and Weingart) and in an extract of a Japanese guideline (JSPM)",
    seen="citation only",
)

SERLIN_1995 = Reference(
    key="SERLIN95",
    citation="Serlin R, et al. [Mild, moderate and severe cancer pain.] Pain 61:277-284",
    year=1995,
    edition="journal article",
    seen="summary only",
)

PAUL_2005 = Reference(
    key="PAUL05",
    citation="Paul S, et al. [Cut-points of pain in bone metastases.] Pain 113:37-44",
    year=2005,
    edition="journal article",
    identifiers=("doi:10.1016/j.pain.2004.09.014", "PMID 15621362"),
    seen="summary only",
)

ESMO_PAIN_2009 = Reference(
    key="ESMO09",
    citation="Jost L, Roila F. [Management of cancer pain.] Ann Oncol 20(Suppl 4):iv170-173",
    year=2009,
    edition="journal article",
    identifiers=("doi:10.1093/annonc/mdp164",),
    seen="part read",
)
