"""Publications on doses of radiation to the spinal cord and on radiopharmaceuticals."""

from __future__ import annotations

from boneguide.model.provenance import Reference

LQ_EQUATIONS = Reference(
    key="LQ-TORONTO",
    citation="University of Toronto, page of equations of the linear-quadratic model",
    year=None,
    edition="undated page",
    seen="part read",
)

NIEDER_2006 = Reference(
    key="NIEDER06",
    citation="Nieder C, et al. Int J Radiat Oncol Biol Phys 66:1446 (second course to the spinal cord, risk score)",
    year=2006,
    edition="journal article",
    identifiers=("PMID 17084560",),
    seen="summary only",
)

HYTEC_2021 = Reference(
    key="HYTEC",
    citation="Sahgal A, et al. Int J Radiat Oncol Biol Phys 110:124 (HyTEC, spinal cord)",
    year=2021,
    edition="journal article",
    identifiers=("doi:10.1016/j.ijrobp.2019.09.038", "PMID 31606528"),
    seen="summary only",
)

QUANTEC_2010 = Reference(
    key="QUANTEC",
    citation="Kirkpatrick J, et al. Int J Radiat Oncol Biol Phys 76:S42 (QUANTEC, spinal cord)",
    year=2010,
    edition="journal article",
    identifiers=("doi:10.1016/j.ijrobp.2009.04.095",),
    seen="summary only",
)

XOFIGO_US = Reference(
    key="XOF-US",
    citation="Radium Ra 223 dichloride (Xofigo), US prescribing information",
    year=None,
    edition="undated copies of the label, one with the table of decay factors, and the maker's page",
    identifiers=("rxlist.com", "prescriberpoint.com", "globalrph.com"),
    seen="part read",
)

NIST_2015 = Reference(
    key="NIST15",
    citation="Zimmerman B, et al. J Res NIST 120:37 (revised standard of radium-223)",
    year=2015,
    edition="journal article, read with NRC Information Notice 2016-03",
    identifiers=("doi:10.6028/jres.120.004",),
    seen="part read",
)

QUADRAMET_LABEL = Reference(
    key="SM153",
    citation="Samarium Sm 153 lexidronam (Quadramet), US prescribing information",
    year=2017,
    edition="Lantheus, 2017, read in copies of the label",
    identifiers=("medlibrary.org",),
    seen="part read",
)

METASTRON_LABEL = Reference(
    key="SR89",
    citation="Strontium-89 chloride (Metastron), US prescribing information",
    year=None,
    edition="undated copies",
    identifiers=("druglib.com",),
    seen="part read",
)

LIBRARY_RADIATION = Reference(
    key="boneguide-radiation",
    citation="boneguide, decisions of the library on doses of radiation where sources are silent",
    year=None,
    edition="see the changelog",
    seen="read",
)
