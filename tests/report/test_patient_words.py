"""The English words for a patient: plain, no orders, no reassurance, no amounts, and read beside the rules."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import boneguide as bg
from boneguide import guidelines
from boneguide.logic.rule import Rule
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.report import messages, patient_text, wording
from tests.guidelines import cord, corpus, pains, rays, steroids
from tests.guidelines.clean import ON
from tests.report.reading import grade, sentences, words

WORDS = wording()
#: The highest grade of Flesch and Kincaid at which all that is said of a rule may read.
HIGHEST_GRADE = 8
LONGEST_SENTENCE = 20

#: Names of medicines that hold digits; no other digit is told.
NAMES_WITH_DIGITS = ("Radium-223", "Strontium-89", "Samarium-153")

_UNIT = (
    r"(?:milligrams?|micrograms?|grams?|kilograms?|millilit(?:re|er)s?|lit(?:re|er)s?|gray|mg|ml|units?|percent"
    r"|tablets?|capsules?|drops?|puffs?|minutes?|hours?|days?|weeks?|months?|years?)"
)
_AMOUNT = re.compile(
    rf"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|once|twice|every|per)(?: or \w+)?"
    rf"(?: an?| a)? {_UNIT}\b|\b(?:hourly|daily|weekly|monthly|yearly|nightly)\b|\btimes (?:a|per) {_UNIT}\b",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"\byou (?:must|should|shall|ought|need to|have to|are to|may not)\b|\b(?:must|should|please|make sure|be sure)\b"
    r"|^(?:also |always |never )?(?:ask|avoid|be|bring|call|change|check|come|consult|contact|do|don't"
    r"|drink|eat|find|get|give|go|hold|inform|keep|let|lie|look|lower|make|never|phone|put|raise|read|remember|report"
    r"|rest|ring|see|seek|show|start|stay|stop|take|talk|tell|try|turn|use|visit|wait|walk|wear|write)\b",
    re.IGNORECASE,
)
_REASSURANCE = re.compile(
    r"\bsafe(?:ly|ty|r|st)?\b|\bworr(?:y|ies|ied)\b|\bcur(?:e|es|ed)\b|\bharmless\b|\bguarantee|\bcertain|\bsure(?:ly)?\b"
    r"|\bno (?:risk|danger|harm|side effects?)\b|\bwithout (?:risk|danger)\b|\bfine\b|\bperfect"
    r"|\bcomplete(?:ly)?\b|\breassur"
    r"|\bwill (?:help|ease|work|heal|relieve|stop|prevent|protect|get better|be well)\b|\bnothing to\b|\ball is well\b"
    r"|(?<!not )\balways\b|\bgood news\b",
    re.IGNORECASE,
)


def texts() -> Iterator[tuple[str, str]]:
    """Yield every text with what it is called."""
    yield from ((f"frame/{name}", text) for name, text in WORDS.frame.items())
    for name, rule in WORDS.rules.items():
        yield f"{name} (name)", rule.name
        yield f"{name} (says)", rule.says
    yield from WORDS.entries.items()


def of_rule(rule: Rule) -> str:
    """Return all that can be said of a rule."""
    own = WORDS.rule(rule.id)
    clauses = (WORDS.clause(message.id) for message in messages([rule]) if message.kind != "rule")
    return " ".join(dict.fromkeys((f"{own.name}.", own.says, *clauses)))


def test_all_that_is_said_of_a_rule_reads_at_the_grade_or_below() -> None:
    hard = {rule.id: round(grade(of_rule(rule)), 1) for rule in guidelines.default}
    assert {name: found for name, found in hard.items() if found > HIGHEST_GRADE} == {}
    assert grade(" ".join(WORDS.frame.values())) <= HIGHEST_GRADE


def test_sentences_are_short() -> None:
    long = {name: s for name, text in texts() for s in sentences(text) if len(words(s)) > LONGEST_SENTENCE}
    assert long == {}


def test_every_text_is_whole_sentences() -> None:
    headings = {name for name, _ in texts() if name.endswith("(name)")}
    ends = {name: text for name, text in texts() if name not in headings and text[-1] not in ".:"}
    assert set(ends) == {f"frame/{name}" for name in ("title", "red-flags", "offered", "after-checks", "on-hold")} | {
        "frame/unsuitable",
        "frame/unknown",
    }
    assert [name for name, text in texts() if not text[0].isupper()] == []


def test_no_dose_amount_rate_or_interval_is_told() -> None:
    bare = re.compile("|".join(NAMES_WITH_DIGITS), re.IGNORECASE)
    assert {name: text for name, text in texts() if _AMOUNT.search(bare.sub("", text))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "Take 4 mg.",
        "It is given every 3 weeks.",
        "Two tablets are taken.",
        "It is taken twice a day.",
        "Once a week.",
        "It is taken daily.",
        "Three times a day.",
        "Half a gram.",
        "One or two tablets.",
        "Every week.",
    ],
)
def test_amounts_are_seen(text: str) -> None:
    assert _AMOUNT.search(text)


def test_nothing_is_ordered() -> None:
    assert {name: s for name, text in texts() for s in sentences(text) if _ORDER.search(s)} == {}


@pytest.mark.parametrize(
    "text",
    ["Take this medicine.", "You should rest.", "Do not lift.", "Please call.", "You must go.", "Never drive.", "Ask."],
)
def test_orders_are_seen(text: str) -> None:
    assert _ORDER.search(text)


def test_nobody_is_reassured_or_promised_anything() -> None:
    assert {name: text for name, text in texts() if _REASSURANCE.search(text)} == {}


@pytest.mark.parametrize(
    "text",
    ["It is safe.", "There is nothing to worry about.", "It will cure you.", "It will help.", "There is no risk."],
)
def test_reassurance_is_seen(text: str) -> None:
    assert _REASSURANCE.search(text)


RED_FLAGS = [rule for rule in guidelines.default if rule.urgent]


@pytest.mark.parametrize("rule", RED_FLAGS, ids=[rule.id for rule in RED_FLAGS])
def test_a_red_flag_says_that_it_is_urgent_and_who_looks_at_it(rule: Rule) -> None:
    said = WORDS.rule(rule.id).says
    assert re.search(r"looked at (?:at once|urgently) by (?:the|a) [a-z ]*(?:team|doctor|surgeon)\b", said)
    # What it may be is for those who look at it.
    assert not re.search(r"you have|compression|fracture|metasta|hypercalc|paralys", said, re.IGNORECASE)


@pytest.mark.parametrize("people", [corpus, cord, rays, pains, steroids], ids=lambda module: module.__name__)
@pytest.mark.parametrize("place", ["US", "UK", None])
def test_whoever_it_is_about_everything_has_words_and_no_number_is_told(
    people: ModuleType, place: Jurisdiction | None
) -> None:
    bare = re.compile("|".join(NAMES_WITH_DIGITS), re.IGNORECASE)
    for person in people.corpus(6):
        assessment = guidelines.default(person, on=ON, jurisdiction=place)
        text = patient_text(assessment)
        for lesion in assessment.lesions:
            text = text.replace(lesion, "")
        assert not re.search(r"\d|not verified|\bmg\b", bare.sub("", text))
        assert ("LOOKED AT URGENTLY" in text) == bool(assessment.red_flags)


UNHELD = bg.Pain(worst=3, background_controlled=False)


@pytest.mark.parametrize(
    ("rule", "pain", "listed", "said"),
    [
        ("analgesia-on-weak-opioid", UNHELD, "codeine", "even when the score of the pain is low"),
        ("analgesia-on-weak-opioid", bg.Pain(worst=3, background_controlled=True), "codeine", None),
        ("rescue-other-opioid", UNHELD, "methadone", "No extra dose for bad moments is worked out here"),
        ("rescue-other-opioid", UNHELD, "morphine", None),
        ("tramadol", bg.Pain(worst=5), "ondansetron", "for mood, migraine, sickness or tight muscles"),
        ("tramadol", bg.Pain(worst=5), "paracetamol", None),
    ],
)
def test_what_is_said_beside_an_opioid_is_told(rule: str, pain: bg.Pain, listed: str, said: str | None) -> None:
    person = pains.hurting(pain=pain, medications=[bg.Medication(drug=listed, route="oral")])
    text = " ".join(patient_text(guidelines.default.only(rule)(person, on=ON, jurisdiction="US")).split())
    assert said in text if said else not re.search(r"score of the pain|worked out|migraine", text)


def test_radiation_that_failed_is_told_apart_before_a_first_and_a_second_course() -> None:
    first, second = (
        WORDS.clause(f"{rule}/failed-or-unsuitable") for rule in ("palliative-radiotherapy", "re-irradiation")
    )
    assert "a reason to think of it once more" in second
    assert "a reason" not in first


# --------------------------------------------------------------------------- read beside the rules

READ = Path(__file__).with_name("expected") / "patient-words.json"


def read_beside() -> dict[str, str]:
    """Return a mark for each entry and rule, of its own words and of all the clinician's words that it stands for."""
    stands: dict[str, set[str]] = {}
    for message in messages(guidelines.default):
        own = message.id if message.kind == "rule" else WORDS.entry(message.id)
        stands.setdefault(own or "", set()).add(message.text)
    mine = {**{name: f"{rule.name}: {rule.says}" for name, rule in WORDS.rules.items()}, **WORDS.entries}
    joined = {name: "\n".join((mine.get(name, ""), *sorted(found))) for name, found in stands.items()}
    return {name: hashlib.sha256(text.encode()).hexdigest()[:12] for name, text in sorted(joined.items())}


def test_the_words_were_read_beside_those_of_the_clinician() -> None:
    """An entry is named here when it or a clause that it stands for has changed since the two were read together.

    Read both, put right what is no longer meant, and then write the file anew by running this module.
    """
    kept = json.loads(READ.read_text(encoding="utf-8"))
    now = read_beside()
    assert sorted(name for name in kept.keys() | now.keys() if kept.get(name) != now.get(name)) == []


if __name__ == "__main__":
    READ.write_text(json.dumps(read_beside(), indent=1) + "\n", encoding="utf-8")
