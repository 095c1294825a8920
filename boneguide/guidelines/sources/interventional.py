"""Trials, series and consensus on procedures against pain, and on supportive care."""

from __future__ import annotations

from boneguide.model.provenance import Reference

MERCADANTE_2015 = Reference(
    key="MERC15",
    citation="Mercadante S, et al. Sympathetic blocks in cancer pain, EAPC. Crit Rev Oncol Hematol 96:577-83",
    year=2015,
    edition="journal article, first page read; its strength as an editorial of 2022 cites it",
    identifiers=("Crit Rev Oncol Hematol 96:577-83",),
    seen="citation only",
)

COELIAC_EDITORIAL_2022 = Reference(
    key="CPB22",
    citation="Celiac plexus block (editorial, authors not noted). Pain Ther",
    year=2022,
    edition="journal article",
    identifiers=("doi:10.1007/s40122-022-00396-8",),
    seen="part read",
)

COELIAC_REVIEW = Reference(
    key="CPN-REV",
    citation="Review of coeliac plexus neurolysis (authors not noted), and StatPearls",
    year=None,
    edition="undated copies",
    identifiers=("brieflands.com",),
    seen="part read",
)

#: Pages of the site of the article: they contradict each other, and are never the only word on a dose or a bar.
ARTICLE_SITE = Reference(
    key="article-site",
    citation="Pages of the site on which the article stands, reporting consensus statements, trials and tapers",
    year=None,
    edition="undated copies; not authoritative; the trials and statements that they report were not read there",
    identifiers=("pages 581946, 678272, 230414, 549216, 405073 and others",),
    seen="summary only",
)

NEURAXIAL_1999 = Reference(
    key="NEURAX99",
    citation="Neuraxial drugs in cancer pain (authors not noted). Oncology (Williston) 13(5 Suppl 2):30-51",
    year=1999,
    edition="journal page of the article",
    identifiers=("cancernetwork.com",),
    seen="part read",
)

CNS_2020 = Reference(
    key="CNS20",
    citation="Raslan AM, et al. Neuroablative procedures for cancer pain, Congress of Neurological Surgeons",
    year=2020,
    edition="guideline, title only",
    identifiers=("cns.org",),
    seen="citation only",
)

JACKSON_1999 = Reference(
    key="JACKSON99",
    citation="Percutaneous cordotomy in mesothelioma, a series of 52 (first author and year from memory). Thorax",
    year=1999,
    edition="journal article, read as abstract",
    identifiers=("acnp 49258525 (unverified)",),
    seen="summary only",
)

SANDERS_1995 = Reference(
    key="SANDERS95",
    citation="Sanders M, et al. Percutaneous cordotomy in cancer pain, a series of 80. J Clin Oncol 13:1509-12",
    year=1995,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1200/JCO.1995.13.6.1509",),
    seen="summary only",
)

CORDOTOMY_LUNG_2003 = Reference(
    key="PCC03",
    citation="Percutaneous cordotomy and lung function (authors not noted). J Pain Symptom Manage 25:459-63",
    year=2003,
    edition="journal article, read as abstract",
    identifiers=("PMID 12727044",),
    seen="summary only",
)

CAFE_2011 = Reference(
    key="CAFE",
    citation="Berenson J, et al. CAFE: kyphoplasty or non-surgical care, fractures in cancer. Lancet Oncol 12:225",
    year=2011,
    edition="journal article, read as abstract; entry criteria in the registry",
    identifiers=("doi:10.1016/S1470-2045(11)70008-0", "NCT00211237"),
    seen="summary only",
)

RADIOPAEDIA_VERTEBROPLASTY = Reference(
    key="RADIOPAEDIA",
    citation="Radiopaedia. Vertebroplasty (an encyclopaedia, not a guideline)",
    year=None,
    edition="undated copy",
    identifiers=("radiopaedia.org",),
    seen="part read",
)

PEREZ_2021 = Reference(
    key="IJSS21",
    citation="Perez J, et al. Kyphoplasty with disruption of the posterior wall. Int J Spine Surg 15:353",
    year=2021,
    edition="journal article, read as abstract",
    identifiers=("ijssurgery.com",),
    seen="summary only",
)

MEDIZZY_KYPHOPLASTY = Reference(
    key="MEDIZZY",
    citation="Medizzy. Kyphoplasty (a page for students, not a guideline)",
    year=None,
    edition="undated copy",
    identifiers=("medizzy.com",),
    seen="part read",
)

HURWITZ_2014 = Reference(
    key="HURW14",
    citation="Hurwitz M, et al. Focused ultrasound for painful bone metastases. J Natl Cancer Inst",
    year=2014,
    edition="journal article, read as abstract; entry as ESMO news report it",
    identifiers=("J Natl Cancer Inst 2014",),
    seen="summary only",
)

BAAL_2021 = Reference(
    key="BAAL21",
    citation="Baal J, et al. Focused ultrasound for painful bone metastases, meta-analysis. Skeletal Radiol",
    year=2021,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1007/s00256-021-03822-8",),
    seen="summary only",
)

CIRSE_2022 = Reference(
    key="CIRSE22",
    citation="CIRSE standards of practice on ablation of bone tumours. Cardiovasc Intervent Radiol",
    year=2022,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1007/s00270-022-03126-x",),
    seen="summary only",
)

IBMEWG_2022 = Reference(
    key="IBMEWG22",
    citation="Campbell KL, et al. Exercise for people with bone metastases, expert consensus. JCO Oncol Pract",
    year=2022,
    edition="journal article, read as abstract",
    identifiers=("JCO Oncol Pract 2022",),
    seen="summary only",
)

ASCO_PALLIATIVE_2024 = Reference(
    key="ASCOPC24",
    citation="Sanders JJ, et al. Palliative care for patients with cancer, ASCO guideline update. J Clin Oncol",
    year=2024,
    edition="journal article, read as abstract and guideline summary",
    identifiers=("doi:10.1200/JCO.24.00542", "guidelinecentral 3709996"),
    seen="summary only",
)


WARK_2012 = Reference(
    key="WARK12",
    citation="Wark JD, et al. Paracetamol or ibuprofen after zoledronic acid. Osteoporos Int 23:503-12",
    year=2012,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1007/s00198-011-1563-8",),
    seen="summary only",
)

REID_ACUTE_PHASE = Reference(
    key="REID",
    citation="Reid IR, et al. Acute-phase response after zoledronic acid in osteoporosis (journal unverified)",
    year=None,
    edition="undated abstract",
    identifiers=("trial of 7765 people (unverified)",),
    seen="summary only",
)

SCILIT_ACUTE_PHASE = Reference(
    key="SCILIT",
    citation="Acute-phase reaction after nitrogen-containing bisphosphonates (authors not noted), as scilit lists it",
    year=None,
    edition="undated abstract",
    identifiers=("scilit.net",),
    seen="summary only",
)
