"""Every publication that the encoded medicine rests on, as a constant each.

A :class:`~boneguide.model.provenance.Reference` says what was published and how
much of it was seen. Identifiers and pages that were written from memory end in
``(unverified)``. Use a constant when writing a rule, :data:`REFERENCES` when
looking one up by the key that tables print.

Example:
    >>> ASCO_2017.identifiers[1]
    'PMID 29035643'
    >>> REFERENCES["FDA-ZOL"] is FDA_ZOLEDRONIC_ACID
    True

"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from boneguide.calculators._references import (
    COCKCROFT_GAULT_1976,
    CTCAE,
    EMA_IBANDRONATE,
    FDA_ZOLEDRONIC_ACID,
)
from boneguide.guidelines.sources.labels import (
    BNF_78,
    CLODRONATE_CORE_SAFETY_PROFILE,
    EMA_XGEVA,
    EMA_ZOLEDRONIC_ACID,
    FDA_IBANDRONATE,
    FDA_PAMIDRONATE,
    FDA_PROLIA,
    FDA_RECLAST,
    FDA_WYOST,
    FDA_XGEVA,
    FDA_ZOLEDRONIC_ACID_CHANGES,
    MHRA_ONJ_2015,
    MHRA_ZOLEDRONIC_ACID,
    MIMS_CLODRONATE,
    NPRA_2017,
    SWISSMEDIC_2018,
    UK_CLODRONATE,
    UK_PAMIDRONATE,
    UPTODATE_CLODRONATE,
)
from boneguide.guidelines.sources.methods import (
    BMJ_BEST_PRACTICE,
    LIBRARY,
    MAYO_NTX,
    PHYSICIANS_DESK_REFERENCE,
    STATPEARLS,
    THE_ARTICLE,
)
from boneguide.guidelines.sources.spinal import (
    ASTRO_2024,
    BILSKY_2010,
    HAWKINS_2023,
    ICORG_2020,
    NICE_CG75,
    NICE_NG234,
    NICE_QS56,
    NOMS_2013,
    PATCHELL_2005,
    PREMODE,
    RADES_2013,
    RADES_2016,
    RADES_2018,
    RADES_2024,
    RAMSES,
    SCORAD_2019,
)
from boneguide.guidelines.sources.statements import (
    AAOMS_2022,
    AAPRO_2008,
    ASCO_2011,
    ASCO_2017,
    ASCO_2018,
    EAU_2016,
    ECTS_2021,
    ENDOCRINE_SOCIETY_2023,
    ESMO_2020,
    IMWG_2013,
    IMWG_2021,
    ITALIAN_CONSENSUS_2024,
    MASCC_2019,
    NICE_NG131,
    NICE_TA265,
)
from boneguide.guidelines.sources.trials import (
    AMADORI_2013,
    BERENSON_1996,
    COLEMAN_2005,
    DEARNALEY_2003,
    FIZAZI_2009,
    FIZAZI_2011,
    HENRY_2011,
    HIMELSTEIN_2017,
    HORTOBAGYI_2017,
    HU_2014,
    LIPTON_2004,
    LIPTON_2008,
    NTX_ANALYSIS_2013,
    PEDDI_2013,
    RAJE_2018,
    REDUSE,
    ROSEN_2001,
    ROSEN_2003,
    SAAD_2002,
    SMALL_2003,
    SMITH_2014,
    STOPECK_2010,
)
from boneguide.model.provenance import Reference

__all__ = [
    "AAOMS_2022",
    "AAPRO_2008",
    "AMADORI_2013",
    "ASCO_2011",
    "ASCO_2017",
    "ASCO_2018",
    "ASTRO_2024",
    "BERENSON_1996",
    "BILSKY_2010",
    "BMJ_BEST_PRACTICE",
    "BNF_78",
    "CLODRONATE_CORE_SAFETY_PROFILE",
    "COCKCROFT_GAULT_1976",
    "COLEMAN_2005",
    "CTCAE",
    "DEARNALEY_2003",
    "EAU_2016",
    "ECTS_2021",
    "EMA_IBANDRONATE",
    "EMA_XGEVA",
    "EMA_ZOLEDRONIC_ACID",
    "ENDOCRINE_SOCIETY_2023",
    "ESMO_2020",
    "FDA_IBANDRONATE",
    "FDA_PAMIDRONATE",
    "FDA_PROLIA",
    "FDA_RECLAST",
    "FDA_WYOST",
    "FDA_XGEVA",
    "FDA_ZOLEDRONIC_ACID",
    "FDA_ZOLEDRONIC_ACID_CHANGES",
    "FIZAZI_2009",
    "FIZAZI_2011",
    "HAWKINS_2023",
    "HENRY_2011",
    "HIMELSTEIN_2017",
    "HORTOBAGYI_2017",
    "HU_2014",
    "ICORG_2020",
    "IMWG_2013",
    "IMWG_2021",
    "ITALIAN_CONSENSUS_2024",
    "LIBRARY",
    "LIPTON_2004",
    "LIPTON_2008",
    "MASCC_2019",
    "MAYO_NTX",
    "MHRA_ONJ_2015",
    "MHRA_ZOLEDRONIC_ACID",
    "MIMS_CLODRONATE",
    "NICE_CG75",
    "NICE_NG131",
    "NICE_NG234",
    "NICE_QS56",
    "NICE_TA265",
    "NOMS_2013",
    "NPRA_2017",
    "NTX_ANALYSIS_2013",
    "PATCHELL_2005",
    "PEDDI_2013",
    "PHYSICIANS_DESK_REFERENCE",
    "PREMODE",
    "RADES_2013",
    "RADES_2016",
    "RADES_2018",
    "RADES_2024",
    "RAJE_2018",
    "RAMSES",
    "REDUSE",
    "REFERENCES",
    "ROSEN_2001",
    "ROSEN_2003",
    "SAAD_2002",
    "SCORAD_2019",
    "SMALL_2003",
    "SMITH_2014",
    "STATPEARLS",
    "STOPECK_2010",
    "SWISSMEDIC_2018",
    "THE_ARTICLE",
    "UK_CLODRONATE",
    "UK_PAMIDRONATE",
    "UPTODATE_CLODRONATE",
]

_CONSTANTS = [value for value in tuple(globals().values()) if isinstance(value, Reference)]

#: Every reference of this package by its key.
REFERENCES: Mapping[str, Reference] = MappingProxyType({reference.key: reference for reference in _CONSTANTS})
