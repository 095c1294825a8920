"""Publications that the scores of this package come from.

Kept apart from those of the formulas; a reference says how much of it was seen.
"""

from __future__ import annotations

from boneguide.model.provenance import Reference

SINS_2010 = Reference(
    key="SINS",
    citation=("Fisher CG, DiPaola CP, Ryken TC, et al. Spinal instability in neoplastic disease. Spine 35:E1221-9"),
    year=2010,
    edition="journal article, read in tables that reprint it",
    seen="citation only",
)

MIRELS_1989 = Reference(
    key="MIRELS",
    citation=("Mirels H. Scoring of impending pathological fractures in long bones. Clin Orthop Relat Res 249:256-64"),
    year=1989,
    edition="journal article, read in tables that reprint it",
    seen="citation only",
)

HUMERUS_2023 = Reference(
    key="HUM23",
    citation="Cohort of 188 metastatic lesions of the humerus, cut-offs of the Mirels score",
    year=2023,
    edition="journal article",
    identifiers=("PMC10132712",),
    seen="summary only",
)

BILSKY_2010 = Reference(
    key="BILSKY",
    citation=(
        "Bilsky MH, Laufer I, Fourney DR, et al. Reliability of a scale for epidural spinal "
        "cord compression. J Neurosurg Spine 13:324"
    ),
    year=2010,
    edition="journal article",
    identifiers=("PMID 20809724",),
    seen="summary only",
)

FRANKEL_AIS = Reference(
    key="FRANKEL-AIS",
    citation="Grades of spinal cord injury after Frankel and of the American Spinal Injury Association",
    year=None,
    edition="tables reprinted in later texts",
    seen="citation only",
)

TOKUHASHI_2005 = Reference(
    key="TOK05",
    citation=(
        "Tokuhashi Y, Matsuzaki H, Oda H, et al. Revised score for the prognosis of "
        "metastatic spine tumors. Spine 30:2186"
    ),
    year=2005,
    edition="journal article, read in the appendix of NICE CG75 of 2008, which reprints it",
    identifiers=("doi:10.1097/01.brs.0000180401.06919.a5",),
    seen="citation only",
)

KATAGIRI_2014 = Reference(
    key="KAT14",
    citation=(
        "Katagiri H, Okada R, Takagi T, et al. Prognosis and scoring system for skeletal metastasis. Cancer Med 3:1359"
    ),
    year=2014,
    edition="journal article",
    identifiers=("doi:10.1002/cam4.292", "PMID 25044999"),
    seen="summary only",
)

RADES_2013 = Reference(
    key="RADES13",
    citation=("Rades D, et al. Score for death within two months in metastatic spinal cord compression. Cancer 2013"),
    year=2013,
    edition="journal article, its table read at medicalalgorithms.com",
    identifiers=("doi:10.1002/cncr.27849",),
    seen="summary only",
)

VAN_DER_LINDEN_2005 = Reference(
    key="VDLINDEN-SPINE",
    citation="van der Linden YM, et al. Score for survival in painful spinal metastases",
    year=None,
    edition="table reprinted at medicalalgorithms.com",
    seen="citation only",
)

CHAO_2012 = Reference(
    key="CHAO12",
    citation=(
        "Chao ST, et al. Recursive partitioning analysis for radiosurgery of the spine. Int J Radiat Oncol Biol Phys"
    ),
    year=2012,
    edition="journal article",
    identifiers=("doi:10.1016/j.ijrobp.2011.02.019",),
    seen="summary only",
)

BALAGAMWALA_2018 = Reference(
    key="BAL18",
    citation=(
        "Balagamwala EH, et al. Recursive partitioning analysis for radiosurgery of the spine. J Neurooncol 137:289"
    ),
    year=2018,
    edition="journal article",
    identifiers=("doi:10.1007/s11060-017-2716-1",),
    seen="summary only",
)

CHOW_2012 = Reference(
    key="CHOW12",
    citation=(
        "Chow E, Hoskin P, Mitera G, et al. International consensus on endpoints of "
        "palliative radiotherapy for bone metastases, update. Int J Radiat Oncol Biol Phys"
    ),
    year=2012,
    edition="journal article",
    identifiers=("doi:10.1016/j.ijrobp.2011.02.008",),
    seen="summary only",
)

DEXA_2020 = Reference(
    key="DEXA20",
    citation=(
        "van der Linden YM, et al. Dexamethasone for the prevention of a pain flare. Int J Radiat Oncol Biol Phys"
    ),
    year=2020,
    edition="journal article",
    identifiers=("repub.eur.nl 128869",),
    seen="summary only",
)

NCCN_CANCER_PAIN = Reference(
    key="NCCN-PAIN",
    citation="National Comprehensive Cancer Network. Adult cancer pain, older versions",
    year=None,
    edition="bands read in a review of 2012 and in a Japanese guideline that report them",
    seen="citation only",
)

SERLIN_1995 = Reference(
    key="SERLIN95",
    citation="Serlin RC, et al. When is cancer pain mild, moderate or severe? Pain 61:277-84",
    year=1995,
    edition="journal article",
    seen="summary only",
)

PAUL_2005 = Reference(
    key="PAUL05",
    citation="Paul SM, et al. Cut-points of pain severity in bone metastases. Pain 113:37-44",
    year=2005,
    edition="journal article",
    identifiers=("doi:10.1016/j.pain.2004.09.014", "PMID 15621362"),
    seen="summary only",
)

ESMO_PAIN_2009 = Reference(
    key="ESMO09",
    citation=(
        "Jost L, Roila F. Management of cancer pain: ESMO clinical recommendations. Ann Oncol 20(Suppl 4):iv170-3"
    ),
    year=2009,
    edition="journal article",
    identifiers=("doi:10.1093/annonc/mdp164",),
    seen="part read",
)
