"""Block or neurolysis of the coeliac plexus: for visceral pain of the upper abdomen, never for pain of bone."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, article, cite, own_reading, recalled
from boneguide.guidelines.facts.clinical import DEHYDRATED
from boneguide.guidelines.facts.pain import VISCERAL_UPPER_ABDOMINAL_PAIN
from boneguide.guidelines.facts.supportive import BOWEL_OBSTRUCTION
from boneguide.guidelines.procedures import _parts
from boneguide.guidelines.procedures._edition import EDITION
from boneguide.logic.clauses import Confirm, Contraindication, Note, Reason
from boneguide.logic.nodes import ALWAYS, not_
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Grade

_EAPC = cite(sources.MERCADANTE_2015, "coeliac plexus, as an editorial cites it", "INT-01")
_EDITORIAL = cite(sources.COELIAC_EDITORIAL_2022, "recommendation of EAPC", "INT-01", verified="primary")
_ARTICLE = article("A17", "useful for visceral pain from upper abdominal or pancreatic cancer metastases")

#: Whichever the answer was: of somebody whose pain is another, the rule says that the block is not for it.
_ASKED_ABOUT = VISCERAL_UPPER_ABDOMINAL_PAIN | not_(VISCERAL_UPPER_ABDOMINAL_PAIN)

COELIAC_PLEXUS_BLOCK = Rule(
    id="coeliac-plexus-block",
    title="Coeliac plexus block or neurolysis",
    when=_parts.selected(_ASKED_ABOUT),
    action=(
        "Coeliac plexus block or neurolysis is considered early in visceral pain of cancer of the upper abdomen, before"
        " opioids are raised far and before tumour encases the plexus."
    ),
    recommended=VISCERAL_UPPER_ABDOMINAL_PAIN,
    contraindications=(
        Contraindication(
            id="somatic-pain",
            severity="not-recommended",
            when=not_(VISCERAL_UPPER_ABDOMINAL_PAIN),
            says="The pain is not visceral pain of the upper abdomen: the block does nothing for somatic pain of bone.",
            unknown=Confirm("that the pain is visceral", because="it is told on asking and examining"),
            sources=(_EDITORIAL, own_reading("INT-01", why="the plexus carries no pain of bone")),
        ),
        Contraindication(
            id="bowel-obstruction",
            severity="caution",
            when=BOWEL_OBSTRUCTION,
            says="Obstruction of the bowel: the block makes the bowel move more (from memory, not verified).",
            sources=recalled("relative contraindications", "INT-06"),
        ),
        Contraindication(
            id="volume-depletion",
            severity="caution",
            when=DEHYDRATED,
            says="Lack of fluid: blood pressure falls after the block (the caution is from memory, not verified).",
            sources=recalled("relative contraindications", "INT-06"),
        ),
    ),
    holds=_parts.not_now("INT-05"),
    first=(_parts.clotting_first("INT-05"),),
    reasons=(
        Reason(
            id="relief",
            when=VISCERAL_UPPER_ABDOMINAL_PAIN,
            favours=True,
            says=(
                "Pain is less than with analgesics, for up to about 6 months; about 74 % have relief for 3 months or"
                " until death."
            ),
            grade=UNGRADED,
            sources=(
                cite(sources.ARTICLE_SITE, "benefit, as ESMO is reported", "INT-02"),
                cite(sources.COELIAC_REVIEW, "effect", "INT-02", verified="primary"),
            ),
        ),
        Reason(
            id="harm",
            when=VISCERAL_UPPER_ABDOMINAL_PAIN,
            favours=False,
            says=(
                "Orthostatic hypotension in 20 to 42 % and diarrhoea in 10 to 25 %; rarely bleeding or pneumothorax,"
                " and paraplegia (the last from memory, not verified)."
            ),
            grade=UNGRADED,
            sources=(
                cite(sources.COELIAC_REVIEW, "adverse effects", "INT-04", verified="primary"),
                recalled("paraplegia", "INT-04"),
            ),
        ),
    ),
    notes=(
        Note(
            id="technique",
            when=VISCERAL_UPPER_ABDOMINAL_PAIN,
            says=(
                "One consensus prefers the endoscopic route to the percutaneous one. Who lacks aldehyde dehydrogenase"
                " is given phenol rather than alcohol."
            ),
            sources=cite(
                sources.ARTICLE_SITE, "consensus on technique", "INT-03", note="amounts are left to specialists"
            ),
        ),
        Note(
            id="other-grade",
            when=VISCERAL_UPPER_ABDOMINAL_PAIN,
            says="ESMO graded it [II, B] in 2012 (from memory, not verified).",
            sources=recalled("ESMO 2012", "INT-01"),
        ),
        Note(
            id="relative-contraindications",
            when=VISCERAL_UPPER_ABDOMINAL_PAIN,
            says=(
                "Also weighed: an aneurysm or mural thrombus of the aorta, low blood pressure, and anatomy that tumour"
                " has changed (from memory, not verified)."
            ),
            sources=recalled("relative contraindications", "INT-06"),
        ),
        Note(
            id="not-for-metastases-in-bone",
            when=ALWAYS,
            says=(
                "The article speaks of metastases; what is meant is visceral pain of cancer in the upper abdomen, above"
                " all of the pancreas."
            ),
            sources=(_ARTICLE, _EDITORIAL),
        ),
    ),
    grade=Grade(
        system="EAPC",
        year=2015,
        value="strong recommendation",
        note="as an editorial of 2022 cites it; the guideline itself was not read",
    ),
    sources=(_EAPC, _EDITORIAL, _ARTICLE),
    edition=EDITION,
)
