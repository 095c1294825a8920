"""Every row of the fact sheet on bone agents is named by a rule or a calculator, or left out for a stated reason."""

from __future__ import annotations

import boneguide as bg
from boneguide.guidelines import sources
from boneguide.guidelines.bone_agents.prescribed import ORDER_LIMITS
from boneguide.model.provenance import Source
from tests.guidelines.sheets import BONE_AGENTS as SHEET
from tests.guidelines.sheets import of_calculators, of_rules

#: Rows that no rule states, with the reason.
LEFT_OUT = {
    "F02": "the rounded constants for umol/L are not used: creatinine is converted exactly",
    "F06": "the conversion of calcium is part of its kind, and no threshold is converted",
    "Z11": "a plausibility check from memory, which the sheet forbids as a dosing formula",
    "Z24": "says that the printed volumes are rounded; they are shown as printed",
    "G05": "says not to compute effects by phenotype, and none is computed",
}
#: Rows of the article that this subject answers.
ARTICLE = {"A01", "A02", "A03", "A04", "A05", "A23", "A24", "A25", "A26", "A27", "A28", "A29", "A30"}

RULES = bg.guidelines.bone_agents | ORDER_LIMITS


def cited() -> list[Source]:
    return [source for _, source in (*of_rules(RULES), *of_calculators())]


def test_every_row_of_the_sheet_is_carried_or_left_out_for_a_reason() -> None:
    carried = {row for source in cited() if source.reference is not sources.THE_ARTICLE for row in source.rows}
    assert set(SHEET) - carried == set(LEFT_OUT)


def test_the_article_is_cited_for_every_statement_of_this_subject() -> None:
    found = {row for source in cited() if source.reference is sources.THE_ARTICLE for row in source.rows}
    assert found == ARTICLE


def test_what_the_sheet_holds_from_memory_alone_is_never_said_to_be_verified() -> None:
    memory = {row for row, verified in SHEET.items() if verified == "M"}
    for source in cited():
        if source.reference is not sources.THE_ARTICLE and set(source.rows) <= memory:
            assert source.verified in {bg.Verification.MEMORY, bg.Verification.DERIVED}, source


def test_no_dose_and_no_bar_rests_on_memory_alone() -> None:
    for rule in RULES:
        if rule.advise is not None:
            assert any(s.verified is not bg.Verification.MEMORY for s in rule.sources), rule.id
        for clause in (*rule.contraindications, *rule.holds):
            assert not (clause.bars and clause.memory_only), (rule.id, clause.id)
