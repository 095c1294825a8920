"""A strong opioid by mouth, begun: morphine, oxycodone or hydromorphone, of immediate release and as needed."""

from __future__ import annotations

import attrs

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, cite, own_reading
from boneguide.guidelines.analgesia import _opioids, _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.clinical import SEVERE_HEPATIC_IMPAIRMENT
from boneguide.guidelines.facts.opioid import (
    ALLERGY_HYDROMORPHONE,
    ALLERGY_OXYCODONE,
    CANNOT_SWALLOW,
    PAIN_CRISIS,
)
from boneguide.logic.clauses import Dispute, Note, Stance, Variation
from boneguide.logic.nodes import ALWAYS, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly, span
from boneguide.logic.verbs import cases
from boneguide.model.provenance import Grade
from boneguide.quantities import Amount

#: Moderate or severe pain of somebody who takes no strong opioid yet.
_TO_BEGIN = (_parts.MODERATE | _parts.SEVERE) & not_(_parts.ON_STRONG_OPIOID)
_NCCN_2A = Grade(system="NCCN", year=2019, value="category 2A", note="as quoted; the guideline was not seen")
_US_MORPHINE = cite(sources.MORPHINE_US, "immediate release, initial dose", "STR-05")
_OLD_OR_FRAIL = cite(
    sources.ESMO_PAIN_2012,
    "frail or over 70",
    "STR-02",
    note="practice, or an older guideline of ESMO, as a page of the site of the article has it",
)
_AFTER_WEAK = cite(sources.UK_WEAK_OPIOIDS, "from a weak opioid", "STR-04")
_BELOW_60 = _parts.kidneys_below(60)
_IN_CRISIS = assume_absent(PAIN_CRISIS, because="a crisis of pain would be on record")
_LOWER_OF_A_RANGE = own_reading("STR-05", why="whoever is frail or over 70 begins at the lower end")
#: In moderate pain a strong opioid is given at a low dose.
_CAP = Note(
    id="cap-in-moderate-pain",
    when=_parts.MODERATE,
    says=(
        "Moderate pain: a low dose, in the trial and by EAPC no more than 30 mg of morphine by mouth in 24 hours, all"
        " doses together. For oxycodone 20 mg and for hydromorphone 4 mg are remembered (not verified)."
    ),
    sources=(
        cite(sources.BANDIERI_2016, "titration of morphine", "LAD-21", verified="primary"),
        cite(sources.EAPC_2012, "limits of a low dose", "LAD-23", verified="memory"),
    ),
)
_NOTES = (
    _CAP,
    _opioids.LAXATIVE,
    _opioids.NAUSEA,
    _opioids.TITRATION,
    _opioids.LONG_ACTING,
    _opioids.NO_PREFERENCE,
    _parts.RED_FLAGS_FIRST,
)

MORPHINE_START = Rule(
    id="morphine-start",
    title="Morphine by mouth, begun",
    when=_TO_BEGIN,
    advise=RegimenTemplate(
        drug="morphine",
        route="oral",
        dose=cases((_opioids.FRAIL_OR_OVER_70, Amount(2.0, "mg")), (ALWAYS, span("5 mg", "15 mg"))),
        interval=exactly("4 hour"),
        notes=("Immediate release, as needed at first.",),
    ),
    contraindications=(*_opioids.against_morphine("STR-01"), _parts.BY_MOUTH),
    first=(_opioids.NO_STRONG_OPIOID,),
    monitor=(_opioids.LOOK_AGAIN,),
    variations=(
        Variation(
            id="after-a-weak-opioid",
            when=_parts.ON_OPIOID & not_(_opioids.FRAIL_OR_OVER_70),
            says="after a weak opioid, UK practice: 5 to 10 mg every 4 hours",
            advise=RegimenTemplate(
                drug="morphine", route="oral", dose=span("5 mg", "10 mg"), interval=exactly("4 hour")
            ),
            grade=UNGRADED,
            sources=_AFTER_WEAK,
        ),
        Variation(
            id="into-a-vein",
            # In a crisis intravenous-morphine-titration has a dose of its own.
            when=not_(_opioids.FRAIL_OR_OVER_70) & not_(_IN_CRISIS),
            says="2 to 5 mg into a vein",
            advise=RegimenTemplate(drug="morphine", route="IV", dose=span("2 mg", "5 mg")),
            grade=_NCCN_2A,
            sources=_opioids.NCCN_START,
        ),
    ),
    disputes=(
        Dispute(
            id="first-dose",
            when=ALWAYS,
            about="how much morphine to begin with",
            stances=(
                Stance(by="NCCN", says="5 to 15 mg as needed", source=_opioids.NCCN_START),
                Stance(by="the US label", says="15 to 30 mg every 4 hours", source=_US_MORPHINE),
                Stance(
                    by="ESMO 2012",
                    says="20 to 40 mg in 24 hours",
                    source=cite(sources.ESMO_PAIN_2012, "starting doses", "STR-03"),
                ),
            ),
        ),
    ),
    notes=(
        Note(
            id="frail-or-over-70",
            when=_opioids.FRAIL_OR_OVER_70,
            says="Frail or over 70: about 10 mg in 24 hours, in five or six doses.",
            sources=_OLD_OR_FRAIL,
        ),
        *_NOTES,
    ),
    grade=attrs.evolve(
        _NCCN_2A, note="of 5 to 15 mg, as quoted; the guideline was not seen. The dose of the frail is practice"
    ),
    sources=(_opioids.NCCN_START, _OLD_OR_FRAIL, own_reading("STR-05", why="of the first doses the lowest is shown")),
    edition=EDITION,
)

MORPHINE_START_INJECTED = Rule(
    id="morphine-start-injected",
    title="Morphine into a vein, begun where nothing can be swallowed",
    # The dose of the frail and old was read for the mouth only, so none is given to them.
    when=_parts.SEVERE
    & not_(_parts.ON_STRONG_OPIOID)
    & assume_absent(CANNOT_SWALLOW, because="trouble with swallowing would be on record")
    & not_(_opioids.FRAIL_OR_OVER_70)
    # In a crisis intravenous-morphine-titration has a dose of its own.
    & not_(_IN_CRISIS),
    advise=RegimenTemplate(drug="morphine", route="IV", dose=span("2 mg", "5 mg")),
    contraindications=_opioids.against_morphine("STR-01"),
    first=(_opioids.NO_STRONG_OPIOID,),
    monitor=(_opioids.LOOK_AGAIN,),
    notes=(
        Note(
            id="under-the-skin",
            says=(
                "Where neither mouth nor skin will do, WHO 2018 has an opioid under the skin rather than into a muscle."
            ),
            sources=cite(sources.WHO_2018, "routes", "LAD-16"),
        ),
        _opioids.LAXATIVE,
        _opioids.NAUSEA,
        _opioids.TITRATION,
        _parts.RED_FLAGS_FIRST,
    ),
    grade=_NCCN_2A,
    sources=(_opioids.NCCN_START,),
    edition=EDITION,
)

_LOW_FOR_OXYCODONE = _opioids.FRAIL_OR_OVER_70 | assume_absent(
    _opioids.WEAK_KIDNEYS, because="weak kidneys show in creatinine, once measured"
)
_OXYCODONE = cite(sources.OXYCODONE_US, "immediate release, initial", "STR-05")

OXYCODONE_START = Rule(
    id="oxycodone-start",
    title="Oxycodone by mouth, begun",
    when=_TO_BEGIN,
    advise=RegimenTemplate(
        drug="oxycodone",
        route="oral",
        dose=cases((_LOW_FOR_OXYCODONE, Amount(5.0, "mg")), (ALWAYS, span("5 mg", "15 mg"))),
        interval=span("4 hour", "6 hour"),
        notes=("Immediate release, as needed at first. The lower end with weak organs.",),
    ),
    contraindications=(
        _parts.allergy(ALLERGY_OXYCODONE, "oxycodone", "STR-05"),
        _opioids.LESS_WITH_WEAK_KIDNEYS,
        _opioids.WEAK_LIVER,
        *_opioids.WITH_EVERY_OPIOID,
        _parts.BY_MOUTH,
    ),
    first=(_opioids.NO_STRONG_OPIOID,),
    monitor=(_opioids.LOOK_AGAIN,),
    notes=_NOTES,
    grade=Grade.ungraded("a product label does not grade its statements"),
    sources=(
        _OXYCODONE,
        _LOWER_OF_A_RANGE,
        own_reading("REN-05", why="the low dose of weak kidneys is read as the lower end of the range"),
    ),
    edition=EDITION,
)

_HYDROMORPHONE = cite(sources.HYDROMORPHONE_US, "tablets, initial dose", "STR-05")
_LESS = cite(sources.HYDROMORPHONE_US, "dose in renal or hepatic impairment", "REN-06")
_IMPAIRED = _BELOW_60 | assume_absent(SEVERE_HEPATIC_IMPAIRMENT, because="a severely impaired liver would be on record")

HYDROMORPHONE_START = Rule(
    id="hydromorphone-start",
    title="Hydromorphone by mouth, begun",
    when=_TO_BEGIN,
    advise=RegimenTemplate(
        drug="hydromorphone",
        route="oral",
        dose=cases(
            (_IMPAIRED, span("0.5 mg", "2 mg")),
            (_opioids.FRAIL_OR_OVER_70, Amount(2.0, "mg")),
            (ALWAYS, span("2 mg", "4 mg")),
        ),
        interval=span("4 hour", "6 hour"),
        notes=("Immediate release, as needed at first.",),
    ),
    contraindications=(
        _parts.allergy(ALLERGY_HYDROMORPHONE, "hydromorphone", "STR-05"),
        _opioids.LESS_WITH_WEAK_KIDNEYS,
        *_opioids.WITH_EVERY_OPIOID,
        _parts.BY_MOUTH,
    ),
    first=(_opioids.NO_STRONG_OPIOID,),
    monitor=(_opioids.LOOK_AGAIN,),
    notes=(
        Note(
            id="impaired",
            when=_IMPAIRED,
            says=(
                "Kidneys or liver are impaired: a quarter to a half of the first dose, by how much they are. Exposure"
                " is about doubled with moderately and trebled with severely weak kidneys."
            ),
            sources=(_LESS, own_reading("REN-06", why="impaired is read as a clearance or eGFR below 60")),
        ),
        *_NOTES,
    ),
    grade=Grade.ungraded("a product label does not grade its statements"),
    sources=(_HYDROMORPHONE, _LESS, _LOWER_OF_A_RANGE),
    edition=EDITION,
)
