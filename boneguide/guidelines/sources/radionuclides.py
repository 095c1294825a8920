"""Labels, safety reviews and trials of radionuclides for bone metastases."""

from __future__ import annotations

from boneguide.model.provenance import Reference

EMA_XOFIGO = Reference(
    key="EMA-XOF",
    citation="Xofigo (radium-223 dichloride), European public assessment report",
    year=None,
    edition="undated copy",
    identifiers=("ema.europa.eu",),
    seen="part read",
)

EMA_RADIUM_2018 = Reference(
    key="EMA18",
    citation="European Medicines Agency. Review of radium-223, use restricted",
    year=2018,
    edition="referral of 26 July 2018",
    identifiers=("ema.europa.eu",),
    seen="part read",
)

MHRA_RADIUM_2018 = Reference(
    key="MHRA18",
    citation="MHRA Drug Safety Update. Radium-223: new restrictions on use",
    year=2018,
    edition="2018",
    identifiers=("gov.uk",),
    seen="part read",
)

SWISS_XOFIGO = Reference(
    key="SWISS-XOF",
    citation="Xofigo, Swiss information for professionals (Fachinformation 62732)",
    year=None,
    edition="undated copy",
    identifiers=("ch.oddb.org 62732",),
    seen="part read",
)

PEACE_3 = Reference(
    key="PEACE3",
    citation="Gillessen S, et al. PEACE-3: enzalutamide with radium-223. Eur Urol 87:285",
    year=2025,
    edition="journal article, read as abstract and in news reports",
    identifiers=("doi:10.1016/j.eururo.2024.11.027",),
    seen="summary only",
)

NRC_2016 = Reference(
    key="NRC16",
    citation="US Nuclear Regulatory Commission. Information notice 2016-03: revised standard of radium-223",
    year=2016,
    edition="information notice",
    identifiers=("ML15264B095",),
    seen="part read",
)

EANM_2018 = Reference(
    key="EANM18",
    citation="Handkiewicz-Junak D, et al. EANM guideline: radionuclides for bone metastases. Eur J Nucl Med 45:846",
    year=2018,
    edition="journal article, read as abstract; its thresholds were not seen",
    identifiers=("doi:10.1007/s00259-018-3947-x",),
    seen="summary only",
)
