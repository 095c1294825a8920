"""Publications on doses of glucocorticoids."""

from __future__ import annotations

from boneguide.model.provenance import Reference

NI_FORMULARY = Reference(
    key="NIF",
    citation="Northern Ireland Formulary, equivalent doses of glucocorticoids",
    year=None,
    edition="undated page, and a handbook that agrees",
    identifiers=("niformulary.hscni.net",),
    seen="part read",
)

HEIMDAL_1992 = Reference(
    key="HEIM92",
    citation="Heimdal K, et al. High incidence of serious side effects of high-dose dexamethasone. J Neurooncol 12:141",
    year=1992,
    edition="journal article",
    identifiers=("doi:10.1007/BF00172664", "PMID 1560260"),
    seen="summary only",
)

SC23_2015 = Reference(
    key="SC23",
    citation="Chow E, et al. Dexamethasone against radiation-induced pain flare (SC.23). Lancet Oncol",
    year=2015,
    edition="news reports with figures",
    identifiers=("doi:10.1016/S1470-2045(15)00199-0",),
    seen="summary only",
)

BRAIN_TAPERS = Reference(
    key="BRAIN-TAPERS",
    citation="Dexamethasone tapers printed for radiotherapy of the brain",
    year=None,
    edition="two secondary pages",
    seen="summary only",
)

LIBRARY_STEROIDS = Reference(
    key="boneguide-steroids",
    citation="boneguide, decisions of the library on tapers of dexamethasone",
    year=None,
    edition="see the changelog",
    seen="read",
)
