"""The basis of an answer, and what came of asking a record again, as a reader sees them."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest

import boneguide as bg
from boneguide.interop.json import read_patient
from boneguide.logic import ALWAYS
from boneguide.model.audit import Departure
from boneguide.model.explanation import Explanation
from boneguide.report import basis_html, basis_markdown, basis_text, replay_text
from tests.interop.support import full_answer
from tests.logic.support import DRUG

ON = date(2026, 11, 23)
EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "patients").glob("*.json"))
BASIS = full_answer().basis


class Nested(HTMLParser):
    """Refuses tags that are closed in another order than they were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002 - as the parser calls it
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_text() -> None:
    assert basis_text(BASIS).splitlines() == [
        "Basis of: Full, L3: after what stands under First",
        "Asked",
        "  - asked for 2026-11-23, UK; edition 1; boneguide 0.0",
        "Known",
        "  - serum creatinine: 0.9 mg/dL (of 2026-11-20, 3 days old; decides)",
        "  - frailty: yes (follows from others)",
        "Not known, and could still change it",
        "  - age in years",
        "  - pregnancy",
        "Limits",
        "  - taken as absent: dialysis",
        "Sources disagree",
        "  - it: A: yes",
        "The rule",
        "  - It is a question where:",
        "    - always",
        "For this person",
        "  - yes: why",
        "    - not known: part (taken as absent: asked)",
        "Strength",
        "  - ESMO 2020: [I, A]",
        "Sources",
        "  - A, p. 1 (2020; primary): seen in the publication itself. A guideline",
        "  - B, 2 (1; memory): not seen, written from memory. B",
        "How it is meant",
        "  - Use: Information for health professionals, who decide. It restates published labels and guidance",
        "    for the facts given, shows the basis of each statement, and is no substitute for clinical",
        "    judgement or the current product label. The encoded content awaits review by a clinician.",
        "  - User: Health professionals who treat adults with bone metastases or myeloma bone disease, know",
        "    the person and can read the sources that are cited. Not for patients, and not for decisions that",
        "    leave no time to check.",
    ]
    assert str(BASIS) == basis_text(BASIS)


def test_markdown() -> None:
    text = basis_markdown(BASIS)
    assert text.startswith("### Basis of: Full, L3: after what stands under First\n\n**Asked**\n\n- asked for")
    assert "\n**The rule**\n\n- It is a question where:\n  - always\n" in text
    assert "- ESMO 2020: \\[I, A\\]" in text
    assert BASIS._repr_markdown_() == text


def test_html() -> None:
    text = basis_html(BASIS)
    rule = "<ul><li>It is a question where:<ul><li>always</li></ul></li></ul>"
    assert f"<details><summary>The rule</summary>{rule}</details>" in text
    assert "<p><strong>Known</strong></p><ul><li>serum creatinine: 0.9 mg/dL (of 2026-11-20" in text
    assert BASIS._repr_html_() == text


def test_what_is_written_in_it_is_no_markup() -> None:
    hostile = "<script>alert(1)</script> *bold*"
    basis = attrs.evolve(
        BASIS,
        title=hostile,
        logic=(hostile, f"  {hostile}"),
        limits=(hostile,),
        missing=(hostile,),
        because=Explanation(text=hostile, truth=None),
    )
    assert "<script" not in basis_html(basis)
    assert basis_html(basis).count("&lt;script&gt;alert(1)&lt;/script&gt; *bold*") == 6
    assert not re.search(r"(?<!\\)<script", basis_markdown(basis))
    assert basis_markdown(basis).count(r"\<script\>alert(1)\</script\> \*bold\*") == 6


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_basis_of_a_person_is_whole(path: Path) -> None:
    for answer in bg.assess(read_patient(path), on=ON, jurisdiction="EU").values():
        basis, page = answer.basis, Nested()
        page.feed(basis_html(basis))
        page.close()
        assert page.open == []
        for line in (*basis.logic, *basis.limits, *map(str, basis.inputs)):
            assert line.strip() in page.text, answer.key


def test_nothing_to_tell_is_left_out() -> None:
    bare = attrs.evolve(BASIS, about="", inputs=(), missing=(), limits=(), disagreements=(), jurisdiction=None)
    text = basis_text(bare)
    assert text.startswith("Basis of: Full: after")
    assert "no jurisdiction given" in text
    for heading in ("Known", "Not known", "Limits", "Sources disagree"):
        assert f"\n{heading}" not in text


class TestReplay:
    def replay(self, then: bg.Rule, now: bg.Rule) -> bg.Replay:
        made = (bg.Guideline(id="own", title="Own", edition="1", rules=(rule,)) for rule in (then, now))
        before, after = made
        return after.replay(before(bg.Patient(), on=ON, jurisdiction="US").audit_record)

    def test_all_the_same(self) -> None:
        rule = attrs.evolve(DRUG, when=ALWAYS)
        assert replay_text(self.replay(rule, rule)).splitlines() == [
            f"Replay of the assessment on 2026-11-23, US, made with boneguide {bg.__version__}",
            "Every rule is the one that was asked, and all 1 answers are the same.",
        ]

    def test_what_differs(self) -> None:
        then = attrs.evolve(DRUG, when=ALWAYS)
        replay = self.replay(then, attrs.evolve(then, edition="2"))
        assert replay_text(replay).splitlines() == [
            f"Replay of the assessment on 2026-11-23, US, made with boneguide {bg.__version__}",
            "1 of 1 answers are not the same.",
            "Rules that are not those that were asked",
            f"  - {then.id}: edition {then.edition} then, 2 now",
            then.id,
            f"  - edition: {then.edition} then, 2 now",
        ]
        assert str(replay) == replay_text(replay)

    def test_another_version_and_what_no_rule_explains(self) -> None:
        rule = attrs.evolve(DRUG, when=ALWAYS)
        replay = self.replay(rule, attrs.evolve(rule, edition="2"))
        older = bg.Assessment.of(
            replay.record.assessment.values(), on=ON, jurisdiction=None, editions={"own": "1"}, version="0.0.1"
        )
        replay = attrs.evolve(
            replay,
            rules=(),
            record=attrs.evolve(replay.record, assessment=older),
            about=(Departure(part="notes", then="one"),),
        )
        assert replay_text(replay).splitlines() == [
            "Replay of the assessment on 2026-11-23, no jurisdiction given, made with boneguide 0.0.1, asked",
            f"again with {bg.__version__}",
            "1 of 1 answers are not the same.",
            rule.id,
            "  - the rule is the one that was asked: what it reads, or the package, has changed",
            f"  - edition: {rule.edition} then, 2 now",
            "Of the record as a whole",
            "  - notes: one then, nothing now",
        ]

    def test_rules_that_changed_without_consequence(self) -> None:
        rule = attrs.evolve(DRUG, when=ALWAYS)
        licence = attrs.evolve(rule, monitor=(bg.Monitor(id="m", when=bg.NEVER, says="x", sources=DRUG.sources),))
        assert replay_text(self.replay(rule, licence)).splitlines()[1:] == [
            "Rules have changed, but all 1 answers are the same.",
            "Rules that are not those that were asked",
            f"  - {rule.id}: changed within edition {rule.edition}",
        ]
