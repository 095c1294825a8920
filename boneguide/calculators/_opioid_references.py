"""Publications on opioid doses, conversions, patches and tolerance."""

from __future__ import annotations

from boneguide.model.provenance import Reference

CDC_2022 = Reference(
    key="CDC22",
    citation="Dowell D, et al. MMWR Recomm Rep 71(3):1-95 (CDC guideline on opioids)",
    year=2022,
    edition="2022, factors read on the page of its implementation guide",
    identifiers=("doi:10.15585/mmwr.rr7103a1",),
    seen="part read",
)

CDC_2016_CQL = Reference(
    key="CDCIG",
    citation="CDC opioid implementation guide, library CDCMMEClinicalConversionFactors 3.0.0",
    year=2025,
    edition="commit b29bdcb, which still holds the factors of 2016",
    identifiers=("github.com/cqframework/opioid-cds-r4",),
    seen="part read",
)

NCCN_PAIN = Reference(
    key="NCCN19",
    citation="Swarm RA, et al. Adult cancer pain, version 3.2019. J Natl Compr Canc Netw 17:977-1007",
    year=2019,
    edition="tables as others quote them; of which version was not seen",
    identifiers=("doi:10.6004/jnccn.2019.0038",),
    seen="summary only",
)

EAPC_2012 = Reference(
    key="EAPC12",
    citation="Caraceni A, et al. Lancet Oncol 13:e58-68 (EAPC)",
    year=2012,
    edition="journal article, read with Mercadante and Caraceni, Palliat Med 25:504-515 (2011)",
    identifiers=("doi:10.1016/S1470-2045(12)70040-2",),
    seen="summary only",
)

EMPENDIUM = Reference(
    key="EMPENDIUM",
    citation="Empendium, routes of opioids",
    year=None,
    edition="undated page",
    seen="part read",
)

ESMO_PAIN_2012 = Reference(
    key="ESMO12",
    citation="Ripamonti CI, et al. Ann Oncol 23(Suppl 7):vii139-154 (ESMO)",
    year=2012,
    edition="first page, and one ratio as quoted elsewhere",
    identifiers=("doi:10.1093/annonc/mds233",),
    seen="part read",
)

ANZCA_2021 = Reference(
    key="ANZCA21",
    citation="Faculty of Pain Medicine, ANZCA. PS01(PM), appendix 2",
    year=2021,
    edition="copy in which two rows lost their drug",
    identifiers=("docslib 9957345",),
    seen="part read",
)

FENTANYL_US_LABEL = Reference(
    key="DURA",
    citation="Fentanyl transdermal system, US prescribing information",
    year=None,
    edition="undated excerpts of various editions",
    identifiers=("US prescribing information of fentanyl patches",),
    seen="part read",
)

FENTANYL_EU_SMPC = Reference(
    key="FENTANYL-SMPC",
    citation="Fentanyl transdermal patch, EU summary of product characteristics, both conversion columns",
    year=None,
    edition="undated, as table 1 of PMC4377521 prints it",
    identifiers=("PMC4377521",),
    seen="part read",
)

MSD_EQUIANALGESIC = Reference(
    key="MSDEQ",
    citation="MSD Manual, equianalgesic doses of opioids and methadone rotation",
    year=2023,
    edition="2023 page",
    identifiers=("msdmanuals.com",),
    seen="part read",
)

WELLINGTON = Reference(
    key="WELLINGTON",
    citation="Wellington, New Zealand, methadone conversion guide",
    year=None,
    edition="undated page",
    seen="part read",
)

RIPAMONTI_1998 = Reference(
    key="RIPA98",
    citation="Ripamonti C, et al. J Clin Oncol 16:3216-3221 (from morphine to methadone)",
    year=1998,
    edition="journal article",
    identifiers=("doi:10.1200/JCO.1998.16.10.3216", "PMID 9779694"),
    seen="summary only",
)

BUTRANS = Reference(
    key="BUT",
    citation="Buprenorphine seven-day patch (Butrans), US dosing page",
    year=None,
    edition="undated page, current when read",
    identifiers=("butrans.com",),
    seen="part read",
)

TRANSTEC = Reference(
    key="TRANSTEC",
    citation="Buprenorphine patch worn three to four days, EU conversion, and a UK conversion sheet that differs",
    year=None,
    edition="secondary tables",
    seen="summary only",
)

FINE_PORTENOY_2009 = Reference(
    key="FINE09",
    citation="Fine and Portenoy (opioid rotation)",
    year=2009,
    edition="as quoted",
    identifiers=("as quoted by NCCN",),
    seen="summary only",
)

PALLIPEDIA = Reference(
    key="PALLIPEDIA",
    citation="Pallipedia, breakthrough pain in older and frail people",
    year=None,
    edition="undated page",
    identifiers=("pallipedia.org",),
    seen="summary only",
)

UK_PALLIATIVE = Reference(
    key="UK-PALLIATIVE",
    citation="UK palliative conventions for rescue doses and routes",
    year=None,
    edition="undated secondary pages",
    identifiers=("PCF",),
    seen="summary only",
)

ASCO_PAIN_2023 = Reference(
    key="ASCO23",
    citation="Paice JA, et al. J Clin Oncol 41:914-930 (ASCO)",
    year=2023,
    edition="journal article; abstract, and recommendations as others quote them",
    identifiers=("doi:10.1200/JCO.22.02198", "PMID 36469839"),
    seen="part read",
)

TIRF_LABELS = Reference(
    key="TIRF",
    citation="Transmucosal fentanyl, US product labels (Abstral and others)",
    year=None,
    edition="undated copies, 2012 to 2016 and later",
    identifiers=("epgonline.org",),
    seen="part read",
)

INSTANYL = Reference(
    key="INST",
    citation="Instanyl, EU summary of product characteristics",
    year=None,
    edition="undated excerpt",
    identifiers=("EMEA/H/C/000959",),
    seen="part read",
)

HARRIS_2003 = Reference(
    key="HARRIS03",
    citation="Harris, et al. Palliat Med 17:248-256 (intravenous morphine, randomised)",
    year=2003,
    edition="journal article",
    identifiers=("doi:10.1191/0269216303pm695oa", "PMID 12725478"),
    seen="summary only",
)

MERCADANTE_2002 = Reference(
    key="MERC02",
    citation="Mercadante S, et al. Cancer (rapid intravenous titration)",
    year=2002,
    edition="journal article",
    identifiers=("doi:10.1002/cncr.10636", "PMID 12115334"),
    seen="summary only",
)

LIBRARY_OPIOIDS = Reference(
    key="boneguide-opioids",
    citation="boneguide, decisions of the library on opioid doses where sources are silent or disagree",
    year=None,
    edition="see the changelog",
    seen="read",
)
