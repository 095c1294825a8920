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
