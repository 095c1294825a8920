"""Formulas, grading criteria and reference ranges; the article; and the library itself."""

from __future__ import annotations

from boneguide.model.provenance import Reference

MAYO_NTX = Reference(
    key="MAYO-NTX",
    citation="Mayo Clinic Laboratories, test NTXPR: N-telopeptide, urine",
    year=None,
    edition="undated copy",
    identifiers=("testcatalog.org/show/NTXPR",),
    seen="part read",
)

BMJ_BEST_PRACTICE = Reference(
    key="BMJ-BP",
    citation="BMJ Best Practice, topic 1204: hypercalcaemia (a compendium, not a guideline)",
    year=None,
    edition="undated copy",
    identifiers=("ehb.be 1204",),
    seen="part read",
)

STATPEARLS = Reference(
    key="StatPearls",
    citation="StatPearls, hypercalcaemia of malignancy (a textbook chapter, not a guideline)",
    year=None,
    edition="undated copy",
    identifiers=("StatPearls (chapter identifier not noted)",),
    seen="part read",
)

TEXTBOOKS_ON_CALCIUM = Reference(
    key="MSD-CMDT",
    citation="MSD Manual and Current Medical Diagnosis and Treatment, hypercalcaemia (textbooks, not guidelines)",
    year=None,
    edition="undated copies",
    identifiers=("msdmanuals.com (chapter not noted)",),
    seen="part read",
)

PHYSICIANS_DESK_REFERENCE = Reference(
    key="PDR",
    citation="Prescribers' Digital Reference (a compendium of US labels)",
    year=None,
    edition="undated copy",
    identifiers=("pdr.net",),
    seen="part read",
)

#: The article that the library started from. Its statements are rows A01 to A31 *of the article*;
#: the fact sheet has rows A01 to A10 of its own, and the reference of a source tells the two apart.
THE_ARTICLE = Reference(
    key="article",
    citation="Dr.Oracle. What are the treatment options for osteolytic and osteoblastic metastatic tumors?",
    year=2025,
    edition="last updated 15 October 2025; review status: pending human review",
    identifiers=("statements A01 to A31 of the article",),
    seen="read",
)

#: The library's own choice where no source speaks; such a row is derived, and a clinician should sign it.
LIBRARY = Reference(
    key="boneguide",
    citation="boneguide, decisions of the library where its sources are silent or disagree",
    year=None,
    edition="2026.1",
    identifiers=("boneguide 2026.1",),
    seen="read",
)
