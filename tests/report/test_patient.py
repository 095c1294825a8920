"""Answers for the person they are about: order, what is told under which status, and the three forms."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import attrs
import pytest

from boneguide import guidelines
from boneguide.errors import MissingWordsError
from boneguide.model.answer import Recommendation, Task
from boneguide.model.labs import Labs
from boneguide.model.lesion import Lesion
from boneguide.model.neurology import Neurology
from boneguide.model.patient import Patient
from boneguide.model.status import Severity, Status
from boneguide.quantities import Q
from boneguide.report import Wording, patient_html, patient_markdown, patient_text
from boneguide.report.words import FRAME, RuleWords
from tests.report.examples import EVIL, PLAIN, assessment, finding

#: Words that are the names of what they stand for.
NAMES = Wording(
    frame={name: f"[{name}]" for name in FRAME},
    rules={name: RuleWords(name.title(), f"About {name}.") for name in ("plain", "flag", "other")},
    entries={
        "?*": "A fact.",
        "*/*": "A clause.",
        "*/*?": "A question?",
        "plain/never": "Never.",
        "plain/wait": "Wait.",
    },
)
OPEN = finding("open", Severity.AVOID, known=None)
NEVER = finding("never", Severity.CONTRAINDICATED)
WAIT = finding("wait", None)
CARE = finding("care", Severity.CAUTION)
TASK = Task(id="task", text="see to it")
ASKED = finding("asked", Severity.AVOID, known=None)
CONFIRM = Task(id="asked", text="confirm nothing")


def told(*answers: Recommendation) -> list[str]:
    """Return the lines between the title and the limits."""
    first, *lines, last = patient_text(assessment(*answers), NAMES).splitlines()
    assert (first, last) == ("[title]", "[limits]")
    return lines[:-1]


def answer(status: Status, **changes: Any) -> Recommendation:
    return attrs.evolve(PLAIN, status=status, **changes)


def test_red_flags_come_first_then_what_may_be_offered_and_last_what_is_not_known() -> None:
    every = [attrs.evolve(PLAIN, status=status, about=status.value) for status in Status]
    flag = attrs.evolve(PLAIN, id="flag", urgent=True, status=Status.RECOMMENDED)
    headings = [line for line in told(*reversed(every), flag) if line and not line.startswith(" ")]
    assert headings == [
        "[RED-FLAGS]",
        "! Flag",
        "[OFFERED]",
        "Plain, recommended",
        "Plain, option",
        "[AFTER-CHECKS]",
        "Plain, after",
        "[ON-HOLD]",
        "Plain, withhold",
        "[UNSUITABLE]",
        "Plain, not-recommended",
        "Plain, contraindicated",
        "Plain, investigational",
        "[UNKNOWN]",
        "Plain, needs-data",
    ]


def test_what_is_no_question_is_not_mentioned() -> None:
    assert "Other" not in "".join(told(PLAIN, answer(Status.NOT_APPLICABLE, id="other")))
    text = patient_text(assessment(answer(Status.NOT_APPLICABLE)), NAMES)
    assert text == "[title]\n\n[nothing] [limits]"


def test_what_could_not_be_used_is_mentioned() -> None:
    text = patient_text(assessment(PLAIN, notes=("a drug was not recognised",)), NAMES)
    assert text.splitlines()[-1] == "[not-used] [limits]"


@pytest.mark.parametrize("status", [s for s in Status if s is not Status.NOT_APPLICABLE])
def test_each_status_has_words_of_its_own(status: Status) -> None:
    assert told(answer(status))[3] == f"  About plain. [{status.value}]"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.RECOMMENDED, "  About flag."),
        (Status.OPTION, "  About flag."),
        (Status.AFTER, "  About flag."),
        (Status.NEEDS_DATA, "  About flag. [needs-data]"),
        (Status.NOT_RECOMMENDED, "  About flag. [not-recommended]"),
    ],
)
def test_a_red_flag_says_itself_what_is_urgent(status: Status, said: str) -> None:
    assert told(answer(status, id="flag", urgent=True))[1:4] == ["[RED-FLAGS]", "! Flag", said]


def test_checks_reasons_and_cautions_stand_under_their_headings() -> None:
    found = answer(Status.AFTER, first=(TASK, CONFIRM), findings=(ASKED, OPEN, CARE, WAIT, NEVER))
    assert told(found)[4:] == [
        "  [to-check]",
        "    - A clause.",
        "    - A question?",
        "  [against]",
        "    - Never.",
        "  [why-on-hold]",
        "    - Wait.",
        "  [open]",
        "    - A clause.",
        "  [keep-in-mind]",
        "    - A clause.",
    ]


@pytest.mark.parametrize("status", [Status.NOT_RECOMMENDED, Status.CONTRAINDICATED])
def test_of_what_does_not_suit_only_the_reasons_are_told(status: Status) -> None:
    found = answer(status, first=(TASK, CONFIRM), findings=(ASKED, OPEN, CARE, WAIT, NEVER), licensed=False)
    assert told(found)[4:] == ["  [against]", "    - [unlicensed]", "    - Never.", "    - Wait."]


def test_where_no_reason_is_on_record_that_is_said() -> None:
    assert told(answer(Status.NOT_RECOMMENDED, licensed=True))[4:] == ["  [against]", "    - [no-reason]"]
    assert told(answer(Status.WITHHOLD))[4:] == []


def test_where_something_must_be_known_first_that_is_told_once() -> None:
    names = ("jurisdiction", "weight", "mood")
    lines = ["  [wanted]", "    - A fact.", "  [to-check]", "    - A clause."]
    assert told(answer(Status.NEEDS_DATA, missing=names, first=(TASK,)))[4:] == lines
    assert told(answer(Status.NEEDS_DATA, missing=("jurisdiction",)))[4:] == []
    # Elsewhere what is missing could change the answer, but the answer does not wait for it.
    assert told(answer(Status.AFTER, missing=names))[4:] == []


def test_a_sentence_that_stands_twice_is_said_once() -> None:
    twice = (finding("a", Severity.CAUTION), finding("b", Severity.CAUTION))
    assert told(answer(Status.OPTION, findings=twice))[4:] == ["  [keep-in-mind]", "    - A clause."]


def test_lesions_of_which_the_same_is_told_stand_together() -> None:
    lines = told(
        answer(Status.OPTION, about="L3"),
        answer(Status.OPTION, about="L4", findings=(CARE,)),
        answer(Status.OPTION, about="L5"),
    )
    assert [line for line in lines if line.startswith("Plain")] == ["Plain, L3, L5", "Plain, L4"]


def test_where_places_differ_that_is_what_is_told() -> None:
    places = {"US": PLAIN, "EU": answer(Status.NEEDS_DATA)}
    assert told(answer(Status.NEEDS_DATA, by_jurisdiction=places))[3] == "  About plain. [places-differ]"
    same = {"US": answer(Status.NEEDS_DATA), "EU": answer(Status.NEEDS_DATA, notes=("x",))}
    assert told(answer(Status.NEEDS_DATA, by_jurisdiction=same))[3] == "  About plain. [needs-data]"


def test_a_rule_without_words_is_an_error_that_names_it() -> None:
    with pytest.raises(MissingWordsError, match="no words for 'plain'"):
        patient_text(assessment(PLAIN))
    bare = attrs.evolve(NAMES, entries={})
    with pytest.raises(MissingWordsError, match="no words for 'plain/care'"):
        patient_markdown(assessment(answer(Status.OPTION, findings=(CARE,))), bare)


EVIL_WORDS = Wording(frame=dict.fromkeys(FRAME, EVIL), rules={"plain": RuleWords(EVIL, EVIL)}, entries={"*/*": EVIL})
HOSTILE = answer(Status.WITHHOLD, about=EVIL, first=(TASK,), findings=(NEVER, WAIT, CARE), urgent=True)


def test_no_text_breaks_out_of_html() -> None:
    page = patient_html(assessment(HOSTILE, answer(Status.OPTION)), EVIL_WORDS)
    assert "<script" not in page
    assert page.count("&lt;script&gt;") > 10
    assert "'q'" not in page


def test_no_text_breaks_out_of_markdown() -> None:
    page = patient_markdown(assessment(HOSTILE, answer(Status.OPTION)), EVIL_WORDS)
    assert not re.search(r"(?<!\\)[<>*_`](?=script|/script|bold|x_|c`)", page)
    assert "\\<script\\>" in page


def test_markdown_and_html_say_the_same() -> None:
    found = assessment(
        attrs.evolve(PLAIN, id="flag", urgent=True),
        answer(Status.AFTER, first=(CONFIRM,), findings=(ASKED,)),
        answer(Status.CONTRAINDICATED, id="other", findings=(NEVER,)),
    )
    assert patient_markdown(found, NAMES).splitlines() == [
        "## \\[title\\]",
        "",
        "### \\[red-flags\\]",
        "",
        "**Flag**",
        "",
        "About flag.",
        "",
        "### \\[after-checks\\]",
        "",
        "**Plain**",
        "",
        "About plain. \\[after\\]",
        "",
        "\\[to-check\\]",
        "",
        "- A question?",
        "",
        "### \\[unsuitable\\]",
        "",
        "**Other**",
        "",
        "About other. \\[contraindicated\\]",
        "",
        "\\[against\\]",
        "",
        "- A clause.",
        "",
        "*\\[limits\\]*",
    ]
    assert patient_html(found, NAMES) == (
        '<div class="boneguide"><h3>[title]</h3>'
        '<section role="alert"><h4>[red-flags]</h4><h5>Flag</h5><p>About flag.</p></section>'
        "<section><h4>[after-checks]</h4><h5>Plain</h5><p>About plain. [after]</p>"
        "<p>[to-check]</p><ul><li>A question?</li></ul></section>"
        "<section><h4>[unsuitable]</h4><h5>Other</h5><p>About other. [contraindicated]</p>"
        "<p>[against]</p><ul><li>A clause.</li></ul></section>"
        "<p><em>[limits]</em></p></div>"
    )


SHOWN = """\
What guidance says about your care

NEEDS TO BE LOOKED AT URGENTLY
! Signs that may come from the nerves in the spine
  Signs such as weak legs, numbness or new trouble with the bladder or bowel are an emergency. They
  need to be looked at at once by the cancer team at the hospital. A scan of the whole spine is done
  very soon. Radiation is planned only after that.

WHAT IS ON HOLD FOR NOW
Radiation for a painful bone, L3, T8
  Radiation is often used to ease pain from cancer in a bone. It is on hold for now. Your team can
  look at it again when the reason has passed.
  What would be checked or done first:
    - Whether this place had radiation before. Other limits hold then.
    - How stable the spine is. What is known leaves it open.
  Why it is on hold:
    - Something may press on the nerves in the spine. A scan of the whole spine comes first.

WHAT IS NOT ADVISED FOR YOU AS THINGS STAND
Pamidronate, a medicine for the bones
  This medicine is a drip into a vein. It is for bone that the cancer has thinned. It aims to lower
  the risk of broken bones and other bone trouble. Guidance does not advise this for you as things
  stand.
  What speaks against it:
    - Your kidneys are very weak, or you are on dialysis. The label does not advise this medicine
      then.

This text was put together by a computer program from published guidance. It informs and decides
nothing. Your doctors and nurses know more about you than it does. You and your team decide
together. What is not named here can still matter. No doctor has reviewed the text yet."""


def test_a_person_is_told_in_words_read_by_hand() -> None:
    person = Patient(
        age=Q(68, "year"),
        sex="female",
        weight=Q(60, "kg"),
        primary="breast",
        neurology=Neurology(deficit=True),
        lesions=(Lesion(site="L3", phenotype="osteolytic", painful=True), Lesion(site="T8", painful=True)),
        labs=Labs(creatinine=Q(3.9, "mg/dL")),
    )
    few = guidelines.default.only("suspected-cord-compression", "palliative-radiotherapy", "pamidronate")
    assert patient_text(few(person, on=date(2026, 11, 23), jurisdiction="US")) == SHOWN
