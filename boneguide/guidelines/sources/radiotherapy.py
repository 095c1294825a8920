"""Guidance, trials and cohorts on radiotherapy of bone metastases, on fractures and on fixation.

Most were read as an abstract or a summary; the edition says which. The words
between authors and journal describe a paper; they are not its title.
"""

from __future__ import annotations

from boneguide.model.provenance import Reference

ASTRO_2017 = Reference(
    key="ASTRO17",
    citation="Lutz S, et al. Palliative radiotherapy of bone metastases, update (ASTRO). Pract Radiat Oncol 7:4",
    year=2017,
    edition="journal article, read in a news summary; replaced in 2024",
    identifiers=("doi:10.1016/j.prro.2016.08.001",),
    seen="summary only",
)

ESTRO_2023 = Reference(
    key="ESTRO23",
    citation="Hoskin P, et al. Guideline on radiotherapy of bone metastases (ESTRO-ACROP), congress abstract SP-0994",
    year=2023,
    edition="abstract of a congress",
    identifiers=("ESTRO 2023 SP-0994",),
    seen="summary only",
)

RCR_2019 = Reference(
    key="RCR19",
    citation="Royal College of Radiologists. Radiotherapy dose fractionation, third edition, page 116",
    year=2019,
    edition="third edition, part of the text",
    identifiers=("rcr.ac.uk",),
    seen="part read",
)

RCR_2024 = Reference(
    key="RCR24",
    citation="Royal College of Radiologists. Radiotherapy dose fractionation, fourth edition",
    year=2024,
    edition="fourth edition, read in a dataset made by others",
    identifiers=("rcr.ac.uk",),
    seen="summary only",
)

PRESENT_2018 = Reference(
    key="PRESENT18",
    citation="van der Velden J, et al. Response of pain to radiotherapy in unselected people (PRESENT cohort)",
    year=2018,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1007/s13566-018-0363-6", "PMC6290653"),
    seen="summary only",
)

SAITO_2019 = Reference(
    key="SAITO19",
    citation="Saito, et al. One or several fractions outside randomised trials, meta-analysis. Adv Radiat Oncol 4:706",
    year=2019,
    edition="journal article, read as abstract and one table",
    identifiers=("doi:10.1016/j.adro.2019.06.003",),
    seen="summary only",
)

CHOW_2019 = Reference(
    key="CHOW19",
    citation="Chow, et al. One or several fractions in randomised trials, meta-analysis. Radiother Oncol",
    year=2019,
    edition="journal article, title page",
    identifiers=("Radiother Oncol 2019",),
    seen="memory",
)

RICH_2018 = Reference(
    key="RICH18",
    citation="Rich S, et al. One or several fractions in randomised trials, update. Radiother Oncol 126:547",
    year=2018,
    edition="journal article, citation only",
    identifiers=("doi:10.1016/j.radonc.2018.01.003",),
    seen="memory",
)

GILLESPIE_2024 = Reference(
    key="GILL24",
    citation="Gillespie E, et al. Radiotherapy of high-risk bone metastases without symptoms. J Clin Oncol 42:38",
    year=2024,
    edition="journal article, read as abstract; figures and criteria in news",
    identifiers=("doi:10.1200/JCO.23.00753", "PMID 37748124"),
    seen="summary only",
)

SC20 = Reference(
    key="SC20",
    citation="Chow E, et al. One or several fractions when treating again (SC.20). Lancet Oncol 15:164",
    year=2014,
    edition="journal article, start of the abstract",
    identifiers=("doi:10.1016/S1470-2045(13)70556-4",),
    seen="summary only",
)

SC24 = Reference(
    key="SC24",
    citation="Sahgal A, et al. Stereotactic or conventional radiotherapy of spinal metastases (SC.24). Lancet Oncol",
    year=2021,
    edition="journal article, read in news",
    identifiers=("NCT02512965",),
    seen="summary only",
)

RTOG_0631 = Reference(
    key="RTOG0631",
    citation="Ryu S, et al. Radiosurgery or 8 Gy once for spinal metastases (RTOG 0631). JAMA Oncol 9:800",
    year=2023,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1001/jamaoncol.2023.0356", "PMID 37079324"),
    seen="summary only",
)

NGUYEN_2019 = Reference(
    key="NGUYEN19",
    citation="Nguyen Q, et al. Stereotactic or multifraction radiotherapy outside the spine. JAMA Oncol 5:872",
    year=2019,
    edition="journal article, read as abstract; there is an erratum of 2021",
    identifiers=("doi:10.1001/jamaoncol.2019.0192", "doi:10.1001/jamaoncol.2021.3081"),
    seen="summary only",
)

PREST = Reference(
    key="PREST",
    citation="Protocol of a trial of stereotactic radiotherapy for spinal pain (PREST). Trials",
    year=2019,
    edition="journal article, table of eligibility",
    identifiers=("doi:10.1186/s13063-019-3676-x",),
    seen="part read",
)

DOI_2021 = Reference(
    key="DOI21",
    citation="Doi H, et al. Irradiating the spine again. Strahlenther Onkol 197:463",
    year=2021,
    edition="journal article, read as abstract and introduction",
    identifiers=("doi:10.1007/s00066-021-01772-7",),
    seen="part read",
)

LEE_2018 = Reference(
    key="LEE18",
    citation="Lee, et al. Interval between spinal surgery and radiotherapy. J Spine Surg",
    year=2018,
    edition="journal article, read as abstract",
    identifiers=("PMID 30069530",),
    seen="summary only",
)

ROJAS_2020 = Reference(
    key="ROJ20",
    citation="Delay of radiotherapy after spinal surgery and local progression. Radiat Oncol",
    year=2020,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1186/s13014-020-01740-y",),
    seen="summary only",
)

RAMSEY_2020 = Reference(
    key="RAMSEY20",
    citation="Review of the Mirels score. J Am Acad Orthop Surg Glob Res Rev 4(9)",
    year=2020,
    edition="journal article, read as abstract",
    identifiers=("doi:10.5435/JAAOSGlobal-D-20-00141",),
    seen="summary only",
)

VAN_DER_LINDEN_2004 = Reference(
    key="VDLIN04",
    citation="van der Linden Y, et al. Fracture of the femur with metastases. J Bone Joint Surg Br 86:566",
    year=2004,
    edition="journal article, read as abstract",
    identifiers=("PMID 15174555",),
    seen="summary only",
)

TATAR_2014 = Reference(
    key="TATAR14",
    citation="Computed tomography and fracture of long bones with metastases. Radiat Oncol 9:227",
    year=2014,
    edition="journal article, read as abstract",
    identifiers=("ro-journal.com/content/9/1/227",),
    seen="summary only",
)

HARRINGTON = Reference(
    key="HARRINGTON",
    citation="Criteria of impending fracture after Harrington, as reproduced by epomedicine",
    year=None,
    edition="undated page",
    identifiers=("epomedicine.com",),
    seen="part read",
)
