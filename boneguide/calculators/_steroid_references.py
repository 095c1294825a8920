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

GLUCOCORTICOID_TABLE = Reference(
    key="GCTAB",
    citation="Comparison of various corticosteroids, table 1 of an article at omicsonline.org (2157-7536-6-149)",
    year=None,
    edition="the table on a page of its own",
    identifiers=("omicsonline.org/articles-images/2157-7536-6-149-t001.html",),
    seen="part read",
)
