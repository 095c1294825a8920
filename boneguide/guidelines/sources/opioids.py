"""What the rules on strong opioids rest on beside what the calculators cite: notices, updates and copies of labels."""

from __future__ import annotations

from boneguide.model.provenance import Reference

FDA_TIRF_2024 = Reference(
    key="FDA24",
    citation="US Food and Drug Administration. Transmucosal immediate-release fentanyl medicines, end of production",
    year=2024,
    edition="page of 16 September 2024",
    identifiers=("fda.gov ucm282110",),
    seen="part read",
)

NCCN_FLASH_2025 = Reference(
    key="NCCN25",
    citation="National Comprehensive Cancer Network. Flash update, adult cancer pain, version 1.2025",
    year=2025,
    edition="bulletin, first part",
    identifiers=("nccn.org eBulletin 5657",),
    seen="part read",
)

OXYCODONE_US = Reference(
    key="OXYCODONE-US",
    citation="Oxycodone hydrochloride immediate-release, US starting dose as Drugs.com prints it",
    year=None,
    edition="undated page",
    identifiers=("drugs.com/dosage/oxycodone.html",),
    seen="part read",
)

HYDROMORPHONE_US = Reference(
    key="HYDROMORPHONE-US",
    citation="Hydromorphone tablets (Dilaudid), US starting dose and dose in impairment, in copies of the label",
    year=None,
    edition="undated pages",
    identifiers=("drugs.com/dosage/hydromorphone.html", "drugs.com/dosage/dilaudid.html", "druglib.com"),
    seen="part read",
)

MORPHINE_US = Reference(
    key="MORPHINE-US",
    citation="US label of morphine tablets of immediate release, first dose, as others quote it",
    year=None,
    edition="undated quotation; the label was not seen",
    identifiers=("US label of morphine as quoted",),
    seen="summary only",
)

SANDE_2017 = Reference(
    key="SANDE17",
    citation="Sande TA, et al. Opioids with weak kidneys in cancer, a review. Support Care Cancer 25:661-675",
    year=2017,
    edition="journal article",
    identifiers=("doi:10.1007/s00520-016-3447-0",),
    seen="summary only",
)

DAVIS_2025 = Reference(
    key="MASCC25",
    citation="Davis MP, et al. Opioid conversion in adults with cancer (MASCC, ASCO and others). Support Care Cancer",
    year=2025,
    edition="journal article",
    identifiers=("doi:10.1007/s00520-025-09286-z",),
    seen="summary only",
)

NALTREXONE_LABELS = Reference(
    key="NALTREXONE",
    citation="US labels of naltrexone, tablets of 50 mg and injection every 4 weeks, in copies",
    year=None,
    edition="undated copies; of the injection the label of July 2013",
    identifiers=("prescriberpoint.com naltrexone hydrochloride", "api.fda.gov label of Vivitrol", "pdr.net"),
    seen="part read",
)
