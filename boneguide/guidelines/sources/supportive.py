"""What the rules on corticosteroids rest on: guidance, palliative texts, trials.

The guideline of NICE itself was never returned in full: its recommendations are
cited as two secondary texts quote them. The edition says what was read.
"""

from __future__ import annotations

from boneguide.model.provenance import Reference

WEST_MIDLANDS = Reference(
    key="WMPC",
    citation="West Midlands Palliative Care Physicians, guidance on corticosteroids",
    year=None,
    edition="undated page",
    identifiers=("westmidspallcare.co.uk",),
    seen="part read",
)

NHS_LOTHIAN = Reference(
    key="LOTH",
    citation="NHS Lothian, acute oncology guidance on corticosteroids",
    year=None,
    edition="undated pages, one of them on intracranial tumours",
    identifiers=("rightdecisions.scot.nhs.uk",),
    seen="part read",
)

THERAPEUTIC_GUIDELINES = Reference(
    key="ETG",
    citation="Therapeutic Guidelines (Australia), palliative care",
    year=None,
    edition="undated mirror of the page",
    identifiers=("etg mirror",),
    seen="part read",
)

FAST_FACT_129 = Reference(
    key="FF129",
    citation="Palliative Care Network of Wisconsin, Fast Fact 129: steroids for bone pain",
    year=None,
    edition="undated page",
    identifiers=("mypcnow.org",),
    seen="part read",
)

BNF_CORTICOSTEROIDS = Reference(
    key="BNF-STEROIDS",
    citation="British National Formulary and BNF for Children, withdrawal of systemic corticosteroids",
    year=None,
    edition="undated copy",
    identifiers=("issuhub",),
    seen="part read",
)


NURSING_NOTEBOOK = Reference(
    key="NURSING",
    citation="A nursing notebook on dexamethasone by mouth and under the skin",
    year=None,
    edition="undated page",
    identifiers=("nursing-notebook",),
    seen="part read",
)

FDA_DEXAMETHASONE = Reference(
    key="FDA-DEX",
    citation="Dexamethasone, US prescribing information",
    year=None,
    edition="undated; one sentence as a secondary page quotes it",
    identifiers=("US prescribing information of dexamethasone",),
    seen="summary only",
)

DEXAMETHASONE_LABELS = Reference(
    key="DEX-LABELS",
    citation="Product labels of systemic corticosteroids, warnings of the class",
    year=None,
    edition="undated; not seen",
    identifiers=("labels of systemic corticosteroids",),
    seen="citation only",
)

JBDS_08 = Reference(
    key="JBDS08",
    citation="Joint British Diabetes Societies 08: hyperglycaemia and steroid therapy",
    year=2023,
    edition="2021, revised 2023; cover only",
    identifiers=("abcd.care",),
    seen="citation only",
)

CANTERBURY = Reference(
    key="CDHB",
    citation="Canterbury District Health Board, haematology: glucose on corticosteroids",
    year=None,
    edition="undated page",
    identifiers=("Canterbury District Health Board, haematology",),
    seen="part read",
)

MARANZANO_1996 = Reference(
    key="MARANZANO96",
    citation="Maranzano E, et al. Radiotherapy without steroids in metastatic spinal cord compression, phase 2",
    year=1996,
    edition="journal article, not read; named in a secondary text only",
    identifiers=("Maranzano 1996",),
    seen="citation only",
)

CLIN_MED_TAPER = Reference(
    key="CLINMED",
    citation="Letter in Clinical Medicine on tapering dexamethasone in metastatic spinal cord compression",
    year=None,
    edition="undated copy",
    identifiers=("PMC4954510",),
    seen="part read",
)

PALLIATIVE_TAPER = Reference(
    key="PALL-TAPER",
    citation="A palliative care guideline that tapers dexamethasone over three weeks",
    year=None,
    edition="undated copy on scribd",
    identifiers=("scribd",),
    seen="part read",
)

PALLIATIVE_TABLE = Reference(
    key="PALL-TABLE",
    citation="A palliative care table of equivalent doses of corticosteroids (publisher not noted)",
    year=None,
    edition="undated page",
    identifiers=("palliative table (address not noted)",),
    seen="part read",
)

LYMPHOMA_AND_STEROIDS = Reference(
    key="PCNSL",
    citation="Reports and series on corticosteroids before biopsy in lymphoma of the central nervous system",
    year=None,
    edition="undated; several papers, abstracts and tables",
    identifiers=("PCNSL literature",),
    seen="part read",
)

HEIMDAL_1992 = Reference(
    key="HEIM92",
    citation="Heimdal K, et al. Dexamethasone in metastatic spinal cord compression. J Neurooncol 12:141",
    year=1992,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1007/BF00172664", "PMID 1560260"),
    seen="summary only",
)

SC23 = Reference(
    key="SC23",
    citation="Chow E, et al. NCIC CTG SC.23: dexamethasone or placebo against pain flare. Lancet Oncol",
    year=2015,
    edition="journal article, not read; figures as news reports give them",
    identifiers=("doi:10.1016/S1470-2045(15)00199-0",),
    seen="citation only",
)
