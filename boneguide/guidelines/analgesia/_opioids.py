"""What several rules on strong opioids ask and say."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines.analgesia import _parts
from boneguide.guidelines.facts.analgesia import (
    ALCOHOL_EXCESS,
    OPIOID_NEUROTOXICITY,
    SEIZURE_DISORDER,
    TAKES_BENZODIAZEPINE,
    TAKES_GABAPENTINOID,
    TAKES_MAO_INHIBITOR,
    TAKES_MIXED_OPIOID,
    TAKES_OPIOID_ANTAGONIST,
    TAKES_STRONG_OPIOID,
)
from boneguide.guidelines.facts.clinical import SEVERE_HEPATIC_IMPAIRMENT
from boneguide.guidelines.facts.opioid import (
    ALLERGY_BUPRENORPHINE,
    ALLERGY_FENTANYL,
    ALLERGY_HYDROMORPHONE,
    ALLERGY_MORPHINE,
    ALLERGY_OXYCODONE,
    CANNOT_SWALLOW,
    FENTANYL_PATCH_RATE,
    FRAIL,
    OPIOID_NOT_TOLERATED,
    TAKES_BUPRENORPHINE,
    TAKES_CODEINE_OR_PETHIDINE,
    TAKES_FENTANYL,
    TAKES_HYDROMORPHONE,
    TAKES_MORPHINE,
    TAKES_OPIOID_BY_MOUTH,
    TAKES_OXYCODONE,
    TAKES_PETHIDINE,
    TAKES_RAPID_ONSET_FENTANYL,
)
from boneguide.guidelines.facts.pain import REFRACTORY_PAIN
from boneguide.guidelines.facts.person import AGE
from boneguide.guidelines.facts.supportive import BOWEL_OBSTRUCTION
from boneguide.logic.clauses import Contraindication, Monitor, Note, Prerequisite
from boneguide.logic.nodes import assume_absent, not_

#: Kidneys as weak as chronic kidney disease of stage 4 or 5.
WEAK_KIDNEYS = _parts.kidneys_below(30)
FRAIL_OR_OVER_70 = (AGE > "70 year") | assume_absent(FRAIL, because="frailty is seen, and would be written down")

_RECORDED = "whoever sees it writes it down, and nothing is on record"
#: Reasons to leave the opioid that is taken. Pethidine is avoided in any impairment of the kidney, which is read as
#: below 60, as it is for dihydrocodeine.
SWITCH_WANTED = (
    assume_absent(OPIOID_NOT_TOLERATED | OPIOID_NEUROTOXICITY | REFRACTORY_PAIN, because=_RECORDED)
    | assume_absent(
        WEAK_KIDNEYS & (TAKES_MORPHINE | TAKES_CODEINE_OR_PETHIDINE) | _parts.kidneys_below(60) & TAKES_PETHIDINE,
        because="weak kidneys show in the creatinine, and what is taken is on the list of medicines",
    )
    | assume_absent(
        (TAKES_MORPHINE & ALLERGY_MORPHINE)
        | (TAKES_OXYCODONE & ALLERGY_OXYCODONE)
        | (TAKES_HYDROMORPHONE & ALLERGY_HYDROMORPHONE)
        | ((TAKES_FENTANYL | TAKES_RAPID_ONSET_FENTANYL) & ALLERGY_FENTANYL)
        | (TAKES_BUPRENORPHINE & ALLERGY_BUPRENORPHINE),
        because="what is taken is on the list of medicines, and what is not borne among the allergies",
    )
)

#: What is taken by mouth, or in a way that is not on record, can be swallowed no longer.
NO_LONGER_SWALLOWED = assume_absent(CANNOT_SWALLOW, because="trouble with swallowing would be on record") & not_(
    assume_absent(not_(TAKES_OPIOID_BY_MOUTH), because="that it goes another way counts where the way is on record")
)

#: Fentanyl that is not known to go another way: of a patch the rate may be missing.
WEARS_FENTANYL_PATCH = assume_absent(TAKES_FENTANYL, because="a patch that is worn would be on the list") & not_(
    assume_absent(not_(FENTANYL_PATCH_RATE > "0 ug/h"), because="that it is no patch counts where the way is on record")
)

#: By how much a fentanyl patch is raised, and how soon.
PATCH_STEP = (
    "About 45 mg more of oral morphine in 24 hours stand for 12 ug/h more. The first increase not before 3 days, later"
    " ones after two patches (from memory, not verified)."
)
PATCH_STEP_SOURCES = (
    cite(sources.FENTANYL_US_LABEL, "increase by rescue use", "STR-17", verified="primary"),
    _parts.recalled("time between increases", "STR-17"),
)

NCCN_START = cite(sources.NCCN_QUOTED, "opioid-naive people", "STR-01")
REASSESSMENT = cite(sources.NCCN_PAIN, "reassessment", "STR-07", "STR-08", "STR-09", "STR-10")
AVOIDED = cite(sources.ASCO_OPIOIDS_2023, "recommendation 5.1", "REN-03")

AVOID_WITH_WEAK_KIDNEYS = Contraindication(
    id="weak-kidneys",
    severity="avoid",
    when=WEAK_KIDNEYS,
    says=(
        "Clearance or eGFR is below 30: ASCO avoids morphine, whose metabolites then stay in the body, unless there is"
        " no alternative."
    ),
    sources=(AVOIDED, _parts.either_number("REN-03")),
)
LESS_WITH_WEAK_KIDNEYS = _parts.caution(
    "weak-kidneys",
    WEAK_KIDNEYS,
    "Clearance or eGFR is below 30: a low dose, a longer interval or both, and slow titration.",
    cite(sources.SPS_RENAL, "opioids in renal impairment", "REN-05", verified="primary"),
    _parts.either_number("REN-05"),
)
SEDATIVES = _parts.caution(
    "sedatives",
    TAKES_BENZODIAZEPINE | TAKES_GABAPENTINOID | ALCOHOL_EXCESS,
    "A benzodiazepine, a gabapentinoid or alcohol beside an opioid depresses breathing further.",
    cite(sources.FENTANYL_US_LABEL, "boxed warning", "AE-05", verified="primary"),
)
MAO_INHIBITOR = _parts.caution(
    "mao-inhibitor",
    TAKES_MAO_INHIBITOR,
    "A monoamine oxidase inhibitor within 14 days calls for caution with most opioids (from memory, not verified).",
    own_reading("WK-05", "ADJ-05", why="what is noted for tramadol and duloxetine warns of other opioids too"),
)
WEAK_LIVER = _parts.caution(
    "weak-liver",
    SEVERE_HEPATIC_IMPAIRMENT,
    "The liver is severely impaired: less, less often and titrated slowly (from memory, not verified).",
    _parts.recalled("opioids in hepatic impairment", "REN-10"),
)

#: The list of medicines is missing, or says only that something may be taken still.
NO_STRONG_OPIOID = Prerequisite(
    id="no-strong-opioid",
    when=not_(assume_absent(not_(TAKES_STRONG_OPIOID), because="that none is taken counts where it is on record"))
    & not_(_parts.ON_STRONG_OPIOID),
    says="ask whether a strong opioid is taken: what is taken now is not known",
    sources=own_reading("STR-01", why="a first dose is for whoever takes none"),
)

BOWEL_OBSTRUCTED = _parts.caution(
    "bowel-obstruction",
    BOWEL_OBSTRUCTION,
    "Obstruction of the bowel: an opioid slows it further, by the library's own reading.",
    own_reading("AE-01", why="what slows the bowel is weighed where it is closed"),
)
SEIZURES = _parts.caution(
    "seizures",
    SEIZURE_DISORDER,
    "A disorder with seizures calls for caution with morphine and codeine (from memory, not verified).",
    own_reading("WK-05", why="what bars tramadol warns of other opioids"),
)
_LISTED = "what is taken now or was lately would be on the list of medicines"
BLOCKED = Contraindication(
    id="opioid-blocked",
    severity="avoid",
    when=assume_absent(TAKES_OPIOID_ANTAGONIST, because=_LISTED),
    says=(
        "Takes naltrexone, or had it less than 4 weeks ago: it blocks opioids, and its labels forbid it beside opioid"
        " analgesics. A specialist in pain decides; as the block wears off little may be too much."
    ),
    sources=(
        cite(sources.NALTREXONE_LABELS, "contraindications, warnings and interactions", "AE-02"),
        own_reading("AE-02", why="an antagonist that reaches the brain undoes the relief; 4 weeks are an injection's"),
    ),
)
MIXED_OPIOID = _parts.caution(
    "agonist-and-antagonist",
    TAKES_MIXED_OPIOID,
    "Takes an opioid that is agonist and antagonist at once, such as pentazocine: with another one it may undo relief"
    " or bring on withdrawal (from memory, not verified).",
    own_reading("STR-21", why="what is noted of buprenorphine beside a full agonist warns of these too"),
)
#: What every strong opioid asks, whichever it is and however it is given.
WITH_EVERY_OPIOID = (
    _parts.ADULTS_ONLY,
    _parts.PREGNANCY,
    SEDATIVES,
    MAO_INHIBITOR,
    BOWEL_OBSTRUCTED,
    BLOCKED,
    MIXED_OPIOID,
)


def against_morphine(row: str) -> tuple[Contraindication, ...]:
    """Return what stands against a first morphine, however it is given.

    Args:
        row: The row by which an allergy is asked about.
    """
    return (
        _parts.allergy(ALLERGY_MORPHINE, "morphine", row),
        AVOID_WITH_WEAK_KIDNEYS,
        WEAK_LIVER,
        *WITH_EVERY_OPIOID,
        SEIZURES,
    )


LAXATIVE = Note(
    id="what-comes-with-it",
    says="With a regular opioid comes a laxative from the first day: opioid-laxative.",
    sources=cite(sources.NCCN_PAIN, "bowel regimen", "AE-01"),
)

LOOK_AGAIN = Monitor(
    id="reassess",
    says="pain and sedation; the next dose is chosen by what was found",
    timing="60 minutes after a dose by mouth, 15 minutes after one into a vein",
    sources=NCCN_START,
)
#: What is found on looking again, and what is given then.
TITRATION = Note(
    id="titration",
    says=(
        "On looking again, by NCCN: pain the same or worse, that dose and 50 to 100 % more; less but still 4 to 6, the"
        " same dose again; 0 to 3, the dose that worked as needed for 24 hours, and then regular doses. Unchanged after"
        " two or three doses by mouth: into a vein, or another way."
    ),
    sources=REASSESSMENT,
)
LONG_ACTING = Note(
    id="long-acting",
    says="Three or four short-acting doses a day, again and again: NCCN considers a long-acting opioid beside them.",
    sources=cite(sources.NCCN_PAIN, "short-acting doses needed consistently", "STR-06"),
)
NO_PREFERENCE = Note(
    id="no-preference",
    says=(
        "EAPC sees no difference between morphine, oxycodone and hydromorphone by mouth as the first strong opioid;"
        " kidneys and cost decide."
    ),
    sources=cite(sources.EAPC_2012, "first choice of step III", "STR-22"),
)
NAUSEA = Note(
    id="nausea",
    says=(
        "In the first week an antiemetic as needed, such as metoclopramide (not with an obstructed bowel) or"
        " haloperidol: from memory, not verified."
    ),
    sources=cite(sources.ESMO_PAIN_2018, "nausea from opioids", "AE-03", verified="memory"),
)
