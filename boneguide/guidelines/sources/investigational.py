"""What is known of agents that are not for use in bone metastases."""

from __future__ import annotations

from boneguide.model.provenance import Reference

MERCK_2016 = Reference(
    key="MERCK16",
    citation="Merck. Update on the development programme of odanacatib",
    year=2016,
    edition="company statement of 2 September 2016",
    identifiers=("merck.com",),
    seen="part read",
)

JENSEN_2010 = Reference(
    key="JENSEN10",
    citation="Jensen AB, et al. Odanacatib or zoledronic acid, breast cancer with bone metastases. Clin Breast Cancer",
    year=2010,
    edition="journal article, read as abstract; also ASCO 2008 abstract 1023",
    identifiers=("ASCO 2008 abstract 1023",),
    seen="summary only",
)

HERBERTZ_2015 = Reference(
    key="GALUN",
    citation="Herbertz S, et al. Galunisertib, a review of its development. Drug Des Devel Ther 9:4479-99",
    year=2015,
    edition="journal article",
    identifiers=("doi:10.2147/DDDT.S86621",),
    seen="part read",
)

FDA_EVENITY = Reference(
    key="FDA-ROMO",
    citation="Evenity (romosozumab), US prescribing information",
    year=2020,
    edition="DailyMed copy",
    identifiers=("dailymed.nlm.nih.gov",),
    seen="part read",
)

TGA_ROMOSOZUMAB_2023 = Reference(
    key="TGA-ROMO",
    citation="Therapeutic Goods Administration (Australia). Safety update, romosozumab",
    year=2023,
    edition="December 2023",
    identifiers=("tga.gov.au",),
    seen="part read",
)

FDA_SOTATERCEPT_2024 = Reference(
    key="SOTA",
    citation="Reports of the US approval of sotatercept for pulmonary arterial hypertension",
    year=2024,
    edition="reports of the approval of 26 March 2024",
    identifiers=("approval of 26 March 2024",),
    seen="summary only",
)

LILLY_2021 = Reference(
    key="TANE",
    citation="Lilly, third quarter of 2021, as Medthority reports it; and trial registration of tanezumab",
    year=2021,
    edition="news report and registry entry",
    identifiers=("NCT02609828",),
    seen="part read",
)

#: What nobody looked up: it is shown as recalled, and never carries a dose or a bar.
RECALLED = Reference(
    key="recalled",
    citation="Recalled by the authors; no publication was seen for it",
    year=None,
    edition="undated: nothing was read",
    identifiers=("none (unverified)",),
    seen="memory",
)
