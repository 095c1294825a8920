"""What the rules on analgesics rest on: guidance, trials, labels and renal tables.

Of most guidelines only a summary or a digest was seen; the edition says so.
"""

from __future__ import annotations

from boneguide.model.provenance import Reference

WHO_LADDER = Reference(
    key="WHO96",
    citation="World Health Organization. Cancer pain relief, the analgesic ladder, as StatPearls describes it (Anekar)",
    year=1996,
    edition="1986 and 1996; read in a textbook chapter of 2023",
    identifiers=("NBK554435",),
    seen="part read",
)

WHO_2018 = Reference(
    key="WHO18",
    citation=(
        "World Health Organization. Guidelines for the pharmacological and radiotherapeutic management of cancer pain"
        " in adults and adolescents"
    ),
    year=2018,
    edition="one chapter, a summary sheet and digests",
    identifiers=("ISBN 978-92-4-155039-0", "NBK537492"),
    seen="part read",
)

ESMO_PAIN_2018 = Reference(
    key="ESMO18",
    citation="Fallon M, et al. Management of cancer pain in adult patients. Ann Oncol 29(Suppl 4):iv166-191 (ESMO)",
    year=2018,
    edition="first page and digests; most grades were not seen",
    identifiers=("doi:10.1093/annonc/mdy152",),
    seen="part read",
)

BANDIERI_2016 = Reference(
    key="BANDIERI16",
    citation="Bandieri E, et al. Low-dose morphine or weak opioids in moderate cancer pain. J Clin Oncol 34:436-442",
    year=2016,
    edition="journal article, read as abstract",
    identifiers=("doi:10.1200/JCO.2015.61.0733", "PMID 26644526"),
    seen="summary only",
)

WOO_2015 = Reference(
    key="WOO15",
    citation="Woo, et al. Cut-points of pain in cancer, a review. Ann Palliat Med",
    year=2015,
    edition="journal article, read as abstract",
    identifiers=("PMID 26541396",),
    seen="summary only",
)

BOONSTRA_2016 = Reference(
    key="BOONSTRA16",
    citation="Boonstra, et al. Cut-points of pain, table 3, which cites Li KK, et al. (2007)",
    year=2016,
    edition="journal article, one table",
    identifiers=("PMC5043012",),
    seen="part read",
)

NCCN_FLASH_2013 = Reference(
    key="NCCN13",
    citation="National Comprehensive Cancer Network. Flash update, adult cancer pain, version 1.2013",
    year=2013,
    edition="bulletin",
    identifiers=("nccn.org eBulletin 60",),
    seen="part read",
)

NCCN_QUOTED = Reference(
    key="NCCN-QUOTED",
    citation="National Comprehensive Cancer Network. Adult cancer pain, as a page of the site of the article quotes it",
    year=None,
    edition="undated page; the guideline was not seen",
    identifiers=("page 777508 of the site of the article",),
    seen="summary only",
)

UK_PARACETAMOL = Reference(
    key="UK-PARACETAMOL",
    citation="UK ambulance guidance (JRCALC), an update on paracetamol, and the UK label of intravenous paracetamol",
    year=None,
    edition="undated pages; the label as others quote it",
    identifiers=("JRCALC update on paracetamol",),
    seen="part read",
)

KDIGO_NSAID = Reference(
    key="KDIGO",
    citation="KDIGO and KDOQI on anti-inflammatory drugs in kidney disease",
    year=None,
    edition="undated pages that quote them",
    identifiers=("KDIGO 2012 as quoted",),
    seen="summary only",
)

ETG_NSAID = Reference(
    key="ETG-NSAID",
    citation="Therapeutic Guidelines (Australia), anti-inflammatory drugs and the kidney",
    year=None,
    edition="undated page",
    identifiers=("etg page",),
    seen="part read",
)

UK_WEAK_OPIOIDS = Reference(
    key="UK-WEAK",
    citation="A UK palliative care sheet on codeine, dihydrocodeine and tramadol",
    year=None,
    edition="undated sheet",
    identifiers=("UK palliative sheet",),
    seen="summary only",
)

TRAMADOL_US_LABEL = Reference(
    key="TRAMADOL-US",
    citation="Tramadol hydrochloride tablets, US prescribing information",
    year=2026,
    edition="8 June 2026; sections 5.9 and 5.10 as a public extract of openFDA quotes them",
    identifiers=("openFDA set_id 855905c7-1481-4b2d-a318-3254ad8ed73c",),
    seen="part read",
)

SPS_RENAL = Reference(
    key="SPS",
    citation="UK Medicines Information and Specialist Pharmacy Service, opioids in renal impairment",
    year=None,
    edition="undated page, from 2012 on",
    identifiers=("sps.nhs.uk", "Q&A 402.1"),
    seen="part read",
)

GABAPENTINOIDS_RENAL = Reference(
    key="GABA-RENAL",
    citation="Gabapentin and pregabalin by creatinine clearance, table 1",
    year=None,
    edition="undated copy of one table of a journal article",
    identifiers=("PMC7265598",),
    seen="part read",
)

DULOXETINE_LABELS = Reference(
    key="DULOXETINE",
    citation="Duloxetine, product labels",
    year=None,
    edition="undated; as secondary pages quote them",
    identifiers=("labels of duloxetine",),
    seen="summary only",
)

AGA_2019 = Reference(
    key="AGA19",
    citation="Crockett SD, et al. Opioid-induced constipation. Gastroenterology 156:218-226 (AGA)",
    year=2019,
    edition="journal article, as secondary pages quote it",
    identifiers=("doi:10.1053/j.gastro.2018.07.016",),
    seen="summary only",
)

MSD_CALCIUM = Reference(
    key="MSD-CALCIUM",
    citation="MSD Manual and Current Medical Diagnosis and Treatment, symptoms of hypercalcaemia",
    year=None,
    edition="undated pages",
    identifiers=("msdmanuals.com",),
    seen="part read",
)
