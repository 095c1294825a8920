"""What comes with an opioid: bowels, nausea, breathing, the brain, and naloxone at hand."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, cite, own_reading
from boneguide.guidelines.analgesia import _opioids, _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.analgesia import (
    ALCOHOL_EXCESS,
    CONSTIPATION_DESPITE_LAXATIVES,
    LEAKY_BLOOD_BRAIN_BARRIER,
    LOST_OPIOID_TOLERANCE,
    OPIOID_NEUROTOXICITY,
    PREVIOUS_OVERDOSE,
    SLEEP_DISORDERED_BREATHING,
    SUBSTANCE_USE_DISORDER,
    TAKES_BENZODIAZEPINE,
    TAKES_BULK_LAXATIVE,
    TAKES_GABAPENTINOID,
    TAKES_LAXATIVE,
    TAKES_NALOXONE,
)
from boneguide.guidelines.facts.clinical import SEVERE_HEPATIC_IMPAIRMENT
from boneguide.guidelines.facts.opioid import MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE
from boneguide.guidelines.facts.person import AGE, IMMINENTLY_DYING
from boneguide.guidelines.facts.supportive import BOWEL_OBSTRUCTION
from boneguide.logic.clauses import Confirm, Contraindication, Monitor, Note
from boneguide.logic.nodes import ALWAYS, any_of, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Grade

_LISTED = "what is taken now would be on the list of medicines"
_NO_OBSTRUCTION = Confirm("no obstruction of the bowel", because="the person can be asked and examined")
_CALCIUM = cite(sources.MSD_CALCIUM, "symptoms", "RED-09", verified="primary")

#: Neither counted as 50 or more nor as less.
_NOT_COUNTED = not_(
    assume_absent(not_(MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE), because="a count that is less would be known")
) & not_(assume_absent(MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE, because="a count of 50 or more would be known"))

# --------------------------------------------------------------------------- bowels

_BOWEL_REGIMEN = cite(sources.NCCN_PAIN, "bowel regimen", "AE-01")

NALOXONE_NOT_COUNTED = Note(
    id="naloxone-not-counted",
    when=_parts.ON_OPIOID
    & _NOT_COUNTED
    & not_(assume_absent(TAKES_NALOXONE, because=_LISTED))
    & not_(assume_absent(IMMINENTLY_DYING, because="that death is near would be on record")),
    says=(
        "Morphine milligram equivalents could not be counted, as a dose, route or factor is not known. Whether"
        " they reach 50 a day, which by a borrowed threshold is a reason for naloxone, is looked at by hand:"
        " opioid-naloxone."
    ),
    sources=own_reading("AE-04", why="what was not counted is not taken for little"),
)

OPIOID_LAXATIVE = Rule(
    id="opioid-laxative",
    title="A laxative with a regular opioid",
    # What is taken already is judged where it may do harm.
    when=_parts.ON_OPIOID
    & any_of(
        not_(assume_absent(TAKES_LAXATIVE, because=_LISTED)),
        assume_absent(TAKES_BULK_LAXATIVE, because=_LISTED),
        assume_absent(BOWEL_OBSTRUCTION, because="an obstruction that is known would be on record"),
    ),
    action=(
        "A stimulant laxative, an osmotic one or both, from the first day of a regular opioid; not a bulk-forming"
        " one, and docusate alone is not enough."
    ),
    recommended=ALWAYS,
    contraindications=(
        _parts.ADULTS_ONLY,
        Contraindication(
            id="bowel-obstruction",
            severity="avoid",
            when=BOWEL_OBSTRUCTION,
            says="Obstruction of the bowel: no laxative before it is looked into, by the library's own decision.",
            unknown=_NO_OBSTRUCTION,
            sources=own_reading("AE-01", why="a laxative pushes against what is closed"),
        ),
        _parts.caution(
            "bulk-forming",
            TAKES_BULK_LAXATIVE,
            "Takes a bulk-forming laxative: with an opioid it may block the bowel, and is avoided.",
            _BOWEL_REGIMEN,
        ),
    ),
    notes=(
        Note(
            id="calcium-first",
            says="New constipation may be high calcium: it is measured before the opioid alone is blamed.",
            sources=_CALCIUM,
        ),
        NALOXONE_NOT_COUNTED,
        _opioids.NAUSEA,
    ),
    grade=Grade.ungraded("category 2A of NCCN as quoted; the grades of ESMO and EAPC were not seen"),
    sources=(_BOWEL_REGIMEN,),
    edition=EDITION,
)

_AGA = cite(sources.AGA_2019, "opioid-induced constipation", "AE-02")

OPIOID_CONSTIPATION_REFRACTORY = Rule(
    id="opioid-constipation-refractory",
    title="Constipation on an opioid that laxatives have not resolved",
    when=_parts.ON_OPIOID
    & assume_absent(CONSTIPATION_DESPITE_LAXATIVES, because="such a complaint would be on record"),
    action=(
        "An opioid antagonist that stays outside the brain: naldemedine (high certainty), naloxegol (moderate) or"
        " methylnaltrexone (low)."
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        Contraindication(
            id="bowel-obstruction",
            severity="contraindicated",
            when=BOWEL_OBSTRUCTION,
            says="Obstruction of the bowel, known or suspected.",
            unknown=_NO_OBSTRUCTION,
            sources=_AGA,
        ),
        Contraindication(
            id="blood-brain-barrier",
            severity="avoid",
            when=LEAKY_BLOOD_BRAIN_BARRIER,
            says="The blood-brain barrier may leak: the antagonist may reach the brain and undo the relief.",
            unknown=Confirm("no disease that opens the blood-brain barrier", because="it is known or can be looked up"),
            sources=_AGA,
        ),
    ),
    notes=(
        Note(
            id="calcium-first",
            says="Constipation may be high calcium: it is measured before the opioid alone is blamed.",
            sources=_CALCIUM,
        ),
    ),
    grade=Grade.ungraded("AGA grades it; the strength was not seen"),
    sources=(_AGA,),
    edition=EDITION,
)

# --------------------------------------------------------------------------- breathing

_BOXED = cite(sources.FENTANYL_US_LABEL, "boxed warning", "AE-05", verified="primary")

OPIOID_WITH_SEDATIVES = Rule(
    id="opioid-with-sedatives",
    title="An opioid beside what depresses breathing too",
    when=_parts.ON_OPIOID
    & assume_absent(
        TAKES_BENZODIAZEPINE | TAKES_GABAPENTINOID | ALCOHOL_EXCESS,
        because="what is taken now would be on record",
    ),
    action=(
        "Labels warn of an opioid beside a benzodiazepine, gabapentin, pregabalin or alcohol: sedation and depression"
        " of breathing add up. It is weighed whether both are needed, at the lowest doses that help."
    ),
    recommended=ALWAYS,
    monitor=(
        Monitor(
            id="breathing",
            says="sedation and breathing, above all when either dose is raised",
            timing="at each change",
            sources=_BOXED,
        ),
    ),
    grade=Grade.ungraded("a boxed warning of a label, not a graded recommendation"),
    sources=(_BOXED,),
    edition=EDITION,
)

_CDC = cite(sources.CDC_2022, "recommendation 8", "AE-04", note="as a summary of a product quotes it")
_SCOPE = cite(sources.CDC_2022, "scope", "AE-04", verified="primary")
_REASON_FOR_NALOXONE = assume_absent(
    MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE
    | TAKES_BENZODIAZEPINE
    | SUBSTANCE_USE_DISORDER
    | PREVIOUS_OVERDOSE
    | SLEEP_DISORDERED_BREATHING
    | LOST_OPIOID_TOLERANCE
    | SEVERE_HEPATIC_IMPAIRMENT
    | _parts.kidneys_below(30)
    | (AGE >= "65 year"),
    because="one reason on record is enough, and naloxone is not offered for a reason that nobody recorded",
)

OPIOID_NALOXONE = Rule(
    id="opioid-naloxone",
    title="Naloxone at hand (a borrowed safety threshold)",
    when=_parts.ON_OPIOID
    & _REASON_FOR_NALOXONE
    & not_(assume_absent(TAKES_NALOXONE, because=_LISTED))
    & not_(assume_absent(IMMINENTLY_DYING, because="that death is near would be on record")),
    action=(
        "Naloxone is offered, and those at home are shown how to use it: by a borrowed safety threshold, for CDC leaves"
        " out cancer pain and palliative care."
    ),
    notes=(
        Note(
            id="borrowed-safety-threshold",
            says=(
                "Borrowed safety threshold: CDC 2022 offers naloxone from 50 morphine milligram equivalents a day, with"
                " a benzodiazepine, an earlier overdose or a substance use disorder, disturbed breathing in sleep,"
                " failing kidneys or liver, lost tolerance, or an age of 65 or more. Its scope excludes cancer pain,"
                " palliative care and the end of life."
            ),
            sources=(_CDC, _SCOPE),
        ),
        Note(
            id="edges",
            says="Failing kidneys are taken as a clearance or eGFR under 30, a failing liver as severe impairment.",
            sources=own_reading("AE-04", why="the summary names no numbers for kidneys and liver"),
        ),
        Note(
            id="equivalents-convert-nothing",
            says="Morphine milligram equivalents watch prescribing; no dose of another opioid is chosen by them.",
            sources=_SCOPE,
        ),
        Note(
            id="small-steps",
            says=(
                "In palliative care overdose is remembered to be reversed in small steps, until breathing is back and"
                " not the pain (not verified): a specialist protocol says how."
            ),
            sources=_parts.recalled("reversal in palliative care", "AE-06"),
        ),
    ),
    grade=Grade.ungraded("CDC grades it for other people than these; the category was not seen"),
    sources=(_CDC, _SCOPE),
    edition=EDITION,
)

# --------------------------------------------------------------------------- the brain

_TOXIC = _parts.recalled("neurotoxicity of opioids", "REN-09")

SUSPECTED_NEUROTOXICITY = Rule(
    id="opioid-neurotoxicity",
    title="Signs of neurotoxicity on an opioid",
    when=_parts.ON_OPIOID & assume_absent(OPIOID_NEUROTOXICITY, because="such signs would be on record"),
    action=(
        "Practice, from memory and not verified: the opioid is stopped or lowered, or exchanged for another, fluid is"
        " given, and calcium and creatinine are measured."
    ),
    monitor=(
        Monitor(
            id="calcium-and-creatinine",
            says="calcium, creatinine; confusion may be high calcium, and what the kidneys keep back may be the opioid",
            timing="at the visit",
            within_days=0,
            sources=(_TOXIC, _CALCIUM),
        ),
    ),
    grade=UNGRADED,
    sources=(_TOXIC,),
    edition=EDITION,
)
