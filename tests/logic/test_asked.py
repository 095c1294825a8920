"""Rules about single lesions: an answer for each, under its name, and one where there are none."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide.errors import RuleError, UnknownLesionError, UnknownRuleError
from boneguide.guidelines.facts.lesion import LESIONS, PAINFUL, PHENOTYPE, SITE
from boneguide.logic import Guideline, Interval, Rule, Snapshot
from boneguide.logic.asked import about_rows_of, about_the_person, asked_of_snapshot
from boneguide.logic.clauses import Contraindication, Note
from boneguide.logic.context import Context
from boneguide.logic.tables import Table, exists, told_apart
from boneguide.model.status import Status
from boneguide.report import catalogue_markdown
from tests.logic.support import ACTION, FRAIL, NOBODY, ON, SOURCE, YEARS

TREAT: Rule = attrs.evolve(
    ACTION,
    id="treat",
    title="Treat it",
    about=LESIONS,
    when=PAINFUL,
    contraindications=(
        Contraindication(id="frail", severity="avoid", when=FRAIL, says="not in the frail", sources=SOURCE),
    ),
    recommended=SITE.is_in("L3", "T7"),
    notes=(Note(id="lytic", when=PHENOTYPE.is_in("osteolytic"), says="it is lytic", sources=SOURCE),),
)
REST: Rule = attrs.evolve(ACTION, id="rest", when=FRAIL)
OURS = Guideline(id="ours", title="Ours", edition="1", rules=(TREAT, REST))
L3 = bg.Lesion(site="L3", painful=True, phenotype="osteolytic")
RIB = bg.Lesion(site="rib", side="left", painful=True)
QUIET = bg.Lesion(site="T7", painful=False)


def assessed(*lesions: bg.Lesion, jurisdiction: Any = "US", **findings: Any) -> bg.Assessment:
    return OURS(bg.Patient(lesions=lesions, findings=findings), on=ON, jurisdiction=jurisdiction)


def test_each_lesion_has_an_answer_under_its_name() -> None:
    found = assessed(L3, RIB, QUIET, frail=False)
    assert dict(found.statuses) == {
        "treat@L3": Status.RECOMMENDED,
        "treat@left rib": Status.OPTION,
        "treat@T7": Status.NOT_APPLICABLE,
        "rest": Status.NOT_APPLICABLE,
    }
    assert found.lesions == ("L3", "left rib", "T7")
    assert [(a.key, a.id, a.about) for a in found.about("L3")] == [("treat@L3", "treat", "L3")]
    assert found["treat@L3"].notes == ("it is lytic",)
    assert found["treat@left rib"].notes == ()
    assert list(found)[:2] == ["treat@L3", "treat@left rib"]


def test_facts_of_the_person_count_for_every_lesion() -> None:
    found = assessed(L3, RIB, frail=True)
    assert {found.status(key) for key in ("treat@L3", "treat@left rib")} == {Status.NOT_RECOMMENDED}
    open_still = assessed(L3, RIB)
    assert open_still["treat@L3"].status is Status.NEEDS_DATA
    assert open_still["treat@L3"].missing == ("frail",)


def test_a_rule_about_one_lesion_is_found_without_its_name() -> None:
    assert assessed(L3)["treat"].about == "L3"
    found = assessed(L3)
    assert found.status("treat") is Status.NEEDS_DATA
    assert found["treat@L3"] is found["treat"]
    assert TREAT(bg.Patient(lesions=[L3]), on=ON, jurisdiction="US").about == "L3"
    with pytest.raises(UnknownRuleError, match=r"'treat' has several answers here\. Expected one of 'treat@L3', 'tr"):
        assessed(L3, RIB)["treat"]
    with pytest.raises(UnknownRuleError, match="several"):
        TREAT(bg.Patient(lesions=[L3, RIB]), on=ON)


def test_a_lesion_that_no_answer_is_about_is_refused() -> None:
    with pytest.raises(UnknownLesionError, match=r"called 'L4'\. Expected one of 'L3'\.$"):
        assessed(L3).about("L4")
    with pytest.raises(UnknownLesionError, match="none, for no rule here is about single lesions"):
        OURS.only("rest")(NOBODY, on=ON, jurisdiction="US").about("L3")
    assert str(UnknownLesionError()) == ""


def test_lesions_that_are_called_alike_are_told_apart() -> None:
    named = bg.Lesion(site="L3", identifier="target 1")
    assert assessed(RIB, named, RIB).lesions == ("left rib", "target 1", "left rib (2)")
    assert told_apart(["a (2)", "a", "a"]) == ("a (2)", "a", "a (3)")
    assert told_apart(["a", "a", "", "a", "a (2)"]) == ("a", "a (2)", "row 3", "a (3)", "a (2) (2)")


def test_without_lesions_it_is_no_question_and_without_a_list_not_known() -> None:
    assert dict(assessed(frail=False).statuses)["treat"] is Status.NOT_APPLICABLE
    unknown = OURS(NOBODY, on=ON, jurisdiction="US")
    assert unknown.status("treat") is Status.NEEDS_DATA
    assert unknown["treat"].about == ""
    assert unknown["treat"].missing == ("painful", "frail")
    assert unknown.lesions == ()


def test_without_a_jurisdiction_each_lesion_is_compared_by_itself() -> None:
    only_us = attrs.evolve(TREAT, contraindications=(attrs.evolve(TREAT.contraindications[0], jurisdictions="US"),))
    found = OURS.replacing(only_us)(bg.Patient(lesions=[L3, QUIET], findings={"frail": True}), on=ON)
    assert found.status("treat@L3") is Status.NEEDS_DATA
    assert found["treat@L3"].by_jurisdiction["EU"].status is Status.RECOMMENDED
    assert found.status("treat@T7") is Status.NOT_APPLICABLE
    assert found["treat@L3"].about == "L3"


def test_an_urgent_rule_is_a_red_flag_for_each_lesion_that_it_is_about() -> None:
    urgent = OURS.replacing(attrs.evolve(TREAT, urgent=True, contraindications=()))
    for place in ("US", None):
        found = urgent(bg.Patient(lesions=[QUIET, L3]), on=ON, jurisdiction=place)
        assert [a.about for a in found.red_flags] == ["L3"]
        assert found.urgent == {"treat@T7", "treat@L3"}


def test_a_rule_about_the_person_reads_no_fact_of_a_lesion() -> None:
    with pytest.raises(RuleError, match=r"reads PAINFUL, which describes a row of LESIONS\. Ask exists\(LESIONS"):
        attrs.evolve(TREAT, about=None)
    other = Table("shells", "shells", lambda _: None)
    with pytest.raises(RuleError, match="or make it a rule about=LESIONS"):
        attrs.evolve(TREAT, about=other)
    with pytest.raises(RuleError, match="'@' in its identifier"):
        attrs.evolve(TREAT, id="a@b")
    assert attrs.evolve(REST, when=exists(LESIONS, PAINFUL)).about is None


def test_the_catalogue_says_what_a_rule_is_asked_of() -> None:
    page = catalogue_markdown(OURS)
    assert page.count("Asked of each of the lesions of bone by itself.") == 1


def test_rows_of_a_table_without_names_are_numbered() -> None:
    rows = Table("shells", "shells", lambda context: (context, context))
    context = Context(patient=NOBODY, on=ON)
    assert rows.named(context) == (("row 1", context), ("row 2", context))
    assert Table("shells", "shells", lambda _: None).named(context) is None


def test_rules_are_told_apart_by_what_they_are_about() -> None:
    assert about_the_person(OURS.rules) == (REST,)
    assert about_rows_of(OURS.rules, LESIONS) == (TREAT,)
    assert about_rows_of(OURS.rules, Table("shells", "shells", lambda _: None)) == ()


@pytest.mark.parametrize("rows", [None, (), ({PAINFUL: True, SITE: "L3"}, {PAINFUL: None}, {PAINFUL: False})])
def test_plain_values_give_what_a_record_gives(rows: Any) -> None:
    snapshots = None if rows is None else tuple(Snapshot(values={SITE: None, PHENOTYPE: None, **row}) for row in rows)
    facts = Snapshot(values={FRAIL: False, YEARS: Interval(1, 2)}, tables={LESIONS: snapshots})
    context = Context(patient=NOBODY, on=ON, jurisdiction="US")
    found = {asked.key: asked.status for asked in asked_of_snapshot(OURS.rules, context, facts)}
    expected: dict[str, Status] = {"treat": Status.NEEDS_DATA if rows is None else Status.NOT_APPLICABLE}
    if rows:
        statuses = (Status.RECOMMENDED, Status.NEEDS_DATA, Status.NOT_APPLICABLE)
        expected = {f"treat@row {n}": status for n, status in enumerate(statuses, 1)}
    assert found == {**expected, "rest": Status.NOT_APPLICABLE}
    assert [*found][-1] == "rest"


# --------------------------------------------------------------------------- how it is shown


def test_what_lesions_share_is_said_once() -> None:
    text = str(assessed(L3, RIB, QUIET, frail=False))
    assert text.count("Treat it") == 1
    assert text.count("do it") == 1
    assert "Treat it, L3, left rib [treat]\n" in text
    assert "  L3: RECOMMENDED\n    Notes\n      - it is lytic\n  left rib: AN OPTION\n" in text
    assert "Not a question here: treat@T7, rest" in text


def test_lesions_with_the_same_answer_are_named_together() -> None:
    same = bg.Lesion(site="rib", side="right", painful=True)
    text = str(assessed(RIB, same, frail=False))
    assert "Treat it, left rib, right rib [treat]: AN OPTION\n  Advice" in text
    assert "left rib: " not in text
    assert "Not a question here: treat, rest" in str(assessed(QUIET, QUIET, frail=False))


def test_markdown_and_html_show_the_same() -> None:
    found = assessed(L3, RIB, QUIET, frail=False)
    markdown, html = found._repr_markdown_(), found._repr_html_()
    assert "### Treat it, L3, left rib\n" in markdown
    assert "#### L3: recommended\n\n**Notes**\n\n- it is lytic\n" in markdown
    assert "<h4>Treat it, L3, left rib</h4>" in html
    assert "<h5>L3: recommended</h5><p><strong>Notes</strong></p><ul><li>it is lytic</li></ul>" in html
    alone = found["treat@L3"]._repr_markdown_()
    assert alone.startswith("### Treat it, L3: recommended\n")


def test_a_red_flag_names_its_lesion() -> None:
    urgent = OURS.replacing(attrs.evolve(TREAT, urgent=True))
    text = str(urgent(bg.Patient(lesions=[L3], findings={"frail": False}), on=ON, jurisdiction="US"))
    assert "  ! Treat it, L3: do it\n" in text
