"""Guidance and trials on metastatic spinal cord compression.

Most were read as an abstract or a summary; the edition says which. The words
between authors and journal describe a paper; they are not its title.
"""

from __future__ import annotations

from boneguide.model.provenance import Reference

NICE_NG234 = Reference(
    key="NG234",
    citation="NICE guideline 234: spinal metastases and metastatic spinal cord compression",
    year=2023,
    edition="2023; its opening page and secondary summaries only",
    identifiers=("nice.org.uk/guidance/ng234",),
    seen="summary only",
)

HAWKINS_2023 = Reference(
    key="NICE23",
    citation="Hawkins, et al. Summary of NICE guideline 234. BMJ 383:p1973",
    year=2023,
    edition="journal article",
    identifiers=("doi:10.1136/bmj.p1973", "NBK595817"),
    seen="part read",
)

NICE_QS56 = Reference(
    key="QS56",
    citation="NICE quality standard 56: spinal metastases and metastatic spinal cord compression",
    year=2023,
    edition="2014, updated 2023; statements 3 and 6 read, statement 2 in a Medscape UK summary",
    identifiers=("nice.org.uk/guidance/qs56",),
    seen="part read",
)

NICE_CG75 = Reference(
    key="CG75",
    citation="NICE clinical guideline 75: metastatic spinal cord compression (replaced by guideline 234)",
    year=2008,
    edition="2008, replaced in 2023; draft slides and an appendix only",
    identifiers=("nice.org.uk/guidance/cg75",),
    seen="summary only",
)

ASTRO_2024 = Reference(
    key="ASTRO24",
    citation=(
        "Alcorn S, et al. External beam radiotherapy for palliation of symptomatic bone metastases (ASTRO). Pract"
        " Radiat Oncol"
    ),
    year=2024,
    edition="journal article, read as abstract and guideline summary",
    identifiers=("doi:10.1016/j.prro.2024.04.018", "PMID 38788923", "guidelinecentral 3802027"),
    seen="summary only",
)

SCORAD_2019 = Reference(
    key="SCORAD",
    citation="Hoskin P, et al. Single or multiple fractions in metastatic spinal canal compression. JAMA 322:2084",
    year=2019,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1001/jama.2019.17913", "PMID 31794625"),
    seen="summary only",
)

ICORG_2020 = Reference(
    key="ICORG",
    citation="ICORG 05-03: 10 Gy once or 20 Gy in 5 fractions in cord compression. Br J Cancer 122:1315",
    year=2020,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1038/s41416-020-0768-z",),
    seen="summary only",
)

PATCHELL_2005 = Reference(
    key="PATCH",
    citation="Patchell R, et al. Surgery before radiotherapy in cord compression. Lancet 366:643",
    year=2005,
    edition="journal article, read as abstract; criteria in neurosurgical summaries",
    identifiers=("doi:10.1016/S0140-6736(05)66954-1", "PMID 16112300"),
    seen="summary only",
)

RADES_2018 = Reference(
    key="RADES18",
    citation="Rades D, et al. Matched pairs of 8 Gy once and 20 Gy in 5 fractions in cord compression. Radiat Oncol",
    year=2018,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1186/s13014-018-0968-3",),
    seen="summary only",
)

RADES_2016 = Reference(
    key="RADES16",
    citation="Rades D, et al. SCORE-2: 20 Gy in 5 or 30 Gy in 10 fractions in cord compression. J Clin Oncol",
    year=2016,
    edition="journal article, not seen",
    identifiers=("J Clin Oncol 2016 (unverified)",),
    seen="memory",
)

RADES_2013 = Reference(
    key="RADES13",
    citation="Rades D, et al. Score of death within 2 months in cord compression",
    year=2013,
    edition="table reproduced by medicalalgorithms.com",
    identifiers=("medicalalgorithms.com",),
    seen="part read",
)

RADES_2024 = Reference(
    key="RADES24",
    citation="Rades D, et al. Cord compression with a favourable prognosis (preprint)",
    year=2024,
    edition="preprint, introduction read",
    identifiers=("preprints.org 202403.0108",),
    seen="part read",
)

PREMODE = Reference(
    key="PREMODE",
    citation="Rades D, et al. Protocol of a trial of 25 Gy in 5 precise fractions (trial name unverified)",
    year=None,
    edition="undated copy, read as abstract",
    identifiers=("PMC5715981",),
    seen="summary only",
)

RAMSES = Reference(
    key="RAMSES",
    citation="Rades D, et al. Protocol of a trial of 18 fractions of 2.33 Gy (trial name unverified)",
    year=None,
    edition="undated copy, read as abstract",
    identifiers=("PMC6884857",),
    seen="summary only",
)

BILSKY_2010 = Reference(
    key="BILSKY",
    citation="Bilsky M, et al. Grades of epidural spinal cord compression. J Neurosurg Spine 13:324",
    year=2010,
    edition="journal article, read as abstract; grades in Radiopaedia",
    identifiers=("PMID 20809724",),
    seen="summary only",
)

NOMS_2013 = Reference(
    key="NOMS",
    citation="Laufer I, et al. The NOMS framework for spinal metastases. Oncologist 18:744",
    year=2013,
    edition="journal article, read as abstract and in secondary notes",
    identifiers=("PMID 23709750",),
    seen="summary only",
)
