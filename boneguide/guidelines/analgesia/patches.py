"""Opioid patches: fentanyl for somebody who takes morphine, buprenorphine worn for seven days."""

from __future__ import annotations

from boneguide.calculators.buprenorphine_patch import SOURCE as BUPRENORPHINE
from boneguide.calculators.fentanyl_patch import (
    BANDS,
    SOURCE_EDGES,
    SOURCE_EU,
    SOURCE_US_HIGH,
    TOLERANT_FROM,
    US_MEMORY_FROM,
)
from boneguide.calculators.fentanyl_patch import SOURCE as US_TABLE
from boneguide.calculators.opioid_tables import SOURCE_ANZCA
from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, LABEL, cite, own_reading
from boneguide.guidelines.analgesia import _opioids, _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.analgesia import TAKES_STRONG_OPIOID
from boneguide.guidelines.facts.clinical import FEBRILE, SEVERE_HEPATIC_IMPAIRMENT
from boneguide.guidelines.facts.opioid import (
    ALLERGY_BUPRENORPHINE,
    ALLERGY_FENTANYL,
    BACKGROUND_CONTROLLED,
    CACHEXIA,
    CANNOT_SWALLOW,
    INDUCER_STOPPED_UNDER_PATCH,
    MORPHINE_DAILY_DOSE,
    OPIOID_OUTSIDE_EU_DEFINITION,
    OPIOID_TOLERANT_EU,
    OPIOID_TOLERANT_US,
    PAIN_CRISIS,
    QTC_ABOVE_500,
    SEVERAL_REGULAR_OPIOIDS,
    TAKES_CYP3A4_INHIBITOR,
    TAKES_MORPHINE,
    WEAK_OPIOIDS_AS_ORAL_MORPHINE,
)
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Hold, Monitor, Note, Prerequisite, Stance
from boneguide.logic.nodes import ALWAYS, Criterion, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.logic.verbs import JURISDICTION, cases
from boneguide.quantities import Amount

_LISTED = "an opioid that is taken now would be on the list of medicines"
_ON_MORPHINE = assume_absent(TAKES_MORPHINE, because=_LISTED) & (MORPHINE_DAILY_DOSE > "0 mg")
_ON_ANOTHER = assume_absent(SEVERAL_REGULAR_OPIOIDS | OPIOID_OUTSIDE_EU_DEFINITION, because=_LISTED)
_IN_US = JURISDICTION.is_in("US")
_IN_EUROPE = JURISDICTION.is_in(*EUROPE)
#: When a patch is a choice: morphine by mouth does not suit. Weak kidneys alone add no patch; the answer
#: opioid-in-renal-impairment speaks of them.
_WANTED = _opioids.SWITCH_WANTED | assume_absent(CANNOT_SWALLOW, because="trouble with swallowing would be on record")
_NAIVE = assume_absent(not_(TAKES_STRONG_OPIOID), because="that none is taken counts where it is on record")
#: Nothing strong is taken, and what is swallowed is no choice: the answer then says why a patch is none either.
_WANTED_BY_THE_NAIVE = (
    (_parts.MODERATE | _parts.SEVERE)
    & _NAIVE
    & assume_absent(CANNOT_SWALLOW, because="trouble with swallowing would be on record")
)

_US_RENAL = cite(sources.FENTANYL_US_LABEL, "renal impairment", "REN-02")
_FIRST_CHOICE = cite(sources.ESMO_PAIN_2018, "renal impairment", "REN-01")
_CHOICE = cite(sources.ESMO_PAIN_2018, "transdermal opioids", "STR-16")
_BOXED = cite(sources.FENTANYL_US_LABEL, "boxed warning", "STR-15", "STR-19", verified="primary")
_IMPAIRED = _parts.kidneys_below_by_clearance(90)
_BY_US_LABEL = tuple(
    (MORPHINE_DAILY_DOSE.between(f"{low:g} mg", f"{high:g} mg"), rate)
    for low, high, rate in BANDS["us-label"]
    if low < US_MEMORY_FROM
)
#: The table begins lower, but whoever takes less than 60 mg does not count as tolerant.
_BY_EUROPEAN_TABLE = tuple(
    (MORPHINE_DAILY_DOSE.between(f"{max(low, TOLERANT_FROM):g} mg", f"{high:g} mg"), rate)
    for low, high, rate in BANDS["eu-rotation"]
    if high > TOLERANT_FROM
)

_DOSE = cases(
    *((_IN_US & _IMPAIRED & band, Amount(rate / 2, "ug/h")) for band, rate in _BY_US_LABEL),
    *((_IN_US & not_(_IMPAIRED) & band, Amount(rate, "ug/h")) for band, rate in _BY_US_LABEL),
    *((_IN_EUROPE & band, Amount(rate, "ug/h")) for band, rate in _BY_EUROPEAN_TABLE),
)

_NOT_STABLE = Hold(
    id="not-stable",
    when=not_(BACKGROUND_CONTROLLED),
    says="The need is not stable: a patch follows too slowly to titrate with.",
    unknown=Confirm("that the need for the opioid is stable", because="the person and the chart can be asked"),
    sources=_CHOICE,
)
_CRISIS = Hold(
    id="crisis",
    when=assume_absent(PAIN_CRISIS, because="a crisis of pain would be on record"),
    says="Pain that needs relief at once: a patch takes a day and more to act.",
    sources=own_reading("STR-16", why="a patch is chosen for a stable need"),
)

FENTANYL_PATCH = Rule(
    id="fentanyl-patch",
    title="Fentanyl patch in place of morphine by mouth",
    when=(_ON_MORPHINE & not_(_opioids.WEARS_FENTANYL_PATCH) & _WANTED) | _WANTED_BY_THE_NAIVE,
    advise=RegimenTemplate(
        drug="fentanyl",
        route="transdermal",
        dose=_DOSE,
        interval=exactly("72 hour"),
        notes=("By the label's table, which is reduced already: nothing more is taken off.",),
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        _parts.PREGNANCY,
        _parts.allergy(ALLERGY_FENTANYL, "fentanyl", "STR-15"),
        Contraindication(
            id="nothing-strong",
            severity="contraindicated",
            when=_NAIVE,
            says="Takes no strong opioid: the label forbids the patch to whoever is not opioid-tolerant.",
            sources=_BOXED,
        ),
        Contraindication(
            id="not-tolerant",
            severity="contraindicated",
            when=not_(OPIOID_TOLERANT_US),
            says="Is not opioid-tolerant as the US label defines it: less than 60 mg of morphine a day is too little.",
            sources=(_BOXED, cite(sources.FENTANYL_US_LABEL, "opioid tolerance", "BTP-14", verified="primary")),
            unknown=Confirm(
                "that an opioid has been taken around the clock for a week at the label's dose for that drug",
                because="what is taken, and since when, can be asked",
            ),
            jurisdictions="US",
        ),
        Contraindication(
            id="below-60-mg",
            severity="avoid",
            when=MORPHINE_DAILY_DOSE < "60 mg",
            says=(
                "Less than 60 mg of oral morphine a day: the US table begins there. Smaller patches that the European"
                " table prints are not advised, by the library's own decision, for so little makes nobody tolerant."
            ),
            sources=(US_TABLE, own_reading("STR-15", why="a patch for whoever is not tolerant may stop the breathing")),
        ),
        Contraindication(
            id="weak-kidneys",
            severity="avoid",
            when=_opioids.WEAK_KIDNEYS,
            says="The US label avoids the patch with severely impaired kidneys; a specialist may choose otherwise.",
            sources=(_US_RENAL, own_reading("REN-02", why="severe is read as a clearance or eGFR below 30")),
            jurisdictions="US",
        ),
        Contraindication(
            id="beyond-the-table",
            severity="not-recommended",
            when=MORPHINE_DAILY_DOSE >= "315 mg",
            says="From 315 mg of morphine a day the US table is from memory and gives no dose: a specialist decides.",
            sources=(SOURCE_US_HIGH, own_reading("analgesia-T6", why="no dose is given from memory")),
            jurisdictions="US",
        ),
        Contraindication(
            id="off-the-table",
            severity="not-recommended",
            when=MORPHINE_DAILY_DOSE >= "1125 mg",
            says="The table ends below 1125 mg of morphine a day: a specialist decides.",
            sources=(SOURCE_EU, SOURCE_EDGES),
            jurisdictions=EUROPE,
        ),
        _parts.caution(
            "exposure",
            FEBRILE | CACHEXIA | TAKES_CYP3A4_INHIBITOR,
            "Fever, heat, wasting or an inhibitor of CYP3A4 raises the exposure to fentanyl.",
            _BOXED,
        ),
        _opioids.SEDATIVES,
        _opioids.MAO_INHIBITOR,
    ),
    holds=(
        _NOT_STABLE,
        _CRISIS,
        Hold(
            id="less-than-a-week",
            when=not_(OPIOID_TOLERANT_EU),
            says=(
                "Not shown to be tolerant: the opioid, at the dose of its own threshold, is taken around the clock for"
                " a week first. The definition is that of nasal fentanyl, taken over by the library's own decision."
            ),
            unknown=Confirm(
                "that an opioid has been taken around the clock for a week at the label's dose for that drug",
                because="what is taken, and since when, can be asked",
            ),
            sources=(
                cite(sources.INSTANYL, "opioid tolerance", "BTP-15", verified="primary"),
                own_reading("STR-15", why="tolerance is asked for in Europe as the US label asks for it"),
            ),
            jurisdictions=EUROPE,
        ),
    ),
    first=(
        Prerequisite(
            id="convert-all",
            when=_ON_ANOTHER,
            says="every other regular opioid is converted to oral morphine by one named table and added up",
            sources=own_reading("CNV-01", why="the rate here is that of the morphine by mouth alone"),
        ),
    ),
    monitor=(
        Monitor(
            id="after-harm",
            says="after a serious adverse event, breathing and sedation: the drug goes on acting",
            timing="for at least 24 hours after the patch is off",
            sources=cite(sources.FENTANYL_US_LABEL, "half-life", "STR-18", verified="primary"),
        ),
    ),
    disputes=(
        Dispute(
            id="kidneys",
            when=_opioids.WEAK_KIDNEYS,
            about="whether fentanyl is the choice with weak kidneys",
            stances=(
                Stance(by="ESMO 2018", says="fentanyl or buprenorphine first", source=_FIRST_CHOICE),
                Stance(by="the US label", says="avoid the patch where impairment is severe", source=_US_RENAL),
            ),
        ),
        Dispute(
            id="small-patches",
            when=_IN_EUROPE & (MORPHINE_DAILY_DOSE < "60 mg"),
            about="whether less than 60 mg of oral morphine a day allows a patch",
            stances=(
                Stance(
                    by="the European table",
                    says="12.5 ug/h below 44 mg, 25 ug/h from 45 mg, nothing between",
                    source=SOURCE_EU,
                ),
                Stance(by="the US label", says="no patch: not tolerant", source=_BOXED),
            ),
        ),
        Dispute(
            id="ratio",
            when=ALWAYS,
            about="how much fentanyl stands for a day of oral morphine",
            stances=(
                Stance(by="the label's table", says="25 ug/h for 60 to 134 mg, to begin with", source=US_TABLE),
                Stance(
                    by="NCCN",
                    says="25 ug/h for 60 mg",
                    source=cite(sources.NCCN_PAIN, "transdermal fentanyl equivalents", "analgesia-T8"),
                ),
            ),
        ),
    ),
    notes=(
        _opioids.LAXATIVE,
        Note(
            id="half-dose",
            when=_IMPAIRED,
            says=(
                "Mild to moderate impairment of kidneys: half the usual first patch by the US label. It is read here as"
                " a clearance or eGFR below 90; the label prints no number."
            ),
            sources=(_US_RENAL, own_reading("REN-02", why="the label prints no number for mild or moderate")),
            jurisdictions="US",
        ),
        Note(
            id="one-way",
            says="The table runs from morphine to the patch only. Read backwards it overdoses.",
            sources=(US_TABLE, SOURCE_EU, cite(sources.FINE_PORTENOY_2009, "exceptions", "CNV-04")),
        ),
        Note(
            id="titration",
            says=_opioids.PATCH_STEP,
            sources=_opioids.PATCH_STEP_SOURCES,
        ),
        Note(
            id="rescue",
            says="An immediate-release opioid is at hand while the patch takes effect.",
            sources=cite(sources.NCCN_PAIN, "conversion between opioids", "CNV-07"),
        ),
        Note(
            id="other-opioids",
            says="Other opioids are converted to oral morphine by a named table first: calculators.fentanyl_patch.",
            sources=own_reading("analgesia-T6", why="the rule reads morphine by mouth only, which needs no conversion"),
        ),
    ),
    grade=LABEL,
    sources=(US_TABLE, SOURCE_EU, SOURCE_EDGES, _CHOICE),
    edition=EDITION,
)

FENTANYL_PATCH_EXPOSURE = Rule(
    id="fentanyl-patch-exposure",
    title="A fentanyl patch that is worn, and what raises its effect",
    when=_opioids.WEARS_FENTANYL_PATCH
    & assume_absent(
        FEBRILE | CACHEXIA | TAKES_CYP3A4_INHIBITOR | INDUCER_STOPPED_UNDER_PATCH,
        because="fever, wasting and what is or was taken would be on record",
    ),
    action=(
        "The label warns that heat, fever, wasting, or an inhibitor of CYP3A4 that is begun or an inducer that is"
        " stopped raise the exposure to fentanyl. It is weighed whether the patch is still right, and heat is kept"
        " from it."
    ),
    recommended=ALWAYS,
    monitor=(
        Monitor(
            id="breathing",
            says="sedation and breathing",
            timing="while this lasts; after harm for at least 24 hours from when the patch is off",
            sources=(_BOXED, cite(sources.FENTANYL_US_LABEL, "half-life", "STR-18", verified="primary")),
        ),
    ),
    grade=LABEL,
    sources=(
        _BOXED,
        own_reading("STR-19", why="an inducer that was stopped counts while the patch is worn that was worn then"),
    ),
    edition=EDITION,
)

# --------------------------------------------------------------------------- buprenorphine

_TAPER_FIRST = MORPHINE_DAILY_DOSE.between("30 mg", "80 mg") | MORPHINE_DAILY_DOSE.equals("80 mg")
#: Nothing strong but morphine by mouth, of which the dose is known.
_NAIVE_OR_MORPHINE = not_(_parts.ON_STRONG_OPIOID) | (_ON_MORPHINE & not_(_ON_ANOTHER))
_NOTHING_STRONG = not_(_parts.ON_STRONG_OPIOID)
_WEAK_OPIOID = _parts.ON_OPIOID & _NOTHING_STRONG


def _weak(amount: Criterion) -> Criterion:
    """Return whether a weak opioid stands for so much morphine; a dose that is not known is asked about."""
    return _WEAK_OPIOID & assume_absent(amount, because="a dose on the list can be converted, and another is asked for")


_WEAK_FROM_30, _WEAK_ABOVE_80 = (
    _weak(amount) for amount in (WEAK_OPIOIDS_AS_ORAL_MORPHINE >= "30 mg", WEAK_OPIOIDS_AS_ORAL_MORPHINE > "80 mg")
)

BUPRENORPHINE_PATCH = Rule(
    id="buprenorphine-patch",
    title="Buprenorphine patch worn for seven days",
    when=(_parts.MODERATE | _parts.SEVERE) & _NAIVE_OR_MORPHINE,
    advise=RegimenTemplate(
        drug="buprenorphine",
        route="transdermal",
        dose=cases(
            (_WEAK_FROM_30, Amount(10.0, "ug/h")),
            (_NOTHING_STRONG | (MORPHINE_DAILY_DOSE < "30 mg"), Amount(5.0, "ug/h")),
            (MORPHINE_DAILY_DOSE <= "80 mg", Amount(10.0, "ug/h")),
        ),
        interval=exactly("7 day"),
        notes=("20 ug/h at most, raised no sooner than after 72 hours.",),
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        _parts.PREGNANCY,
        _parts.allergy(ALLERGY_BUPRENORPHINE, "buprenorphine", "STR-21"),
        _opioids.BLOCKED,
        _opioids.MIXED_OPIOID,
        Contraindication(
            id="too-much-morphine",
            severity="not-recommended",
            when=(not_(_NOTHING_STRONG) & (MORPHINE_DAILY_DOSE > "80 mg")) | _WEAK_ABOVE_80,
            says="More than 80 mg of oral morphine a day, or as much: the largest patch may not be enough.",
            sources=BUPRENORPHINE,
        ),
        Contraindication(
            id="weak-liver",
            severity="not-recommended",
            when=assume_absent(SEVERE_HEPATIC_IMPAIRMENT, because="a severely impaired liver would be on record"),
            says="The liver is severely impaired: the dosing page looks for an alternative.",
            sources=BUPRENORPHINE,
        ),
        _parts.caution(
            "qtc",
            QTC_ABOVE_500,
            "QTc is above 500 ms; the dosing page limits the dose for the sake of QTc.",
            BUPRENORPHINE,
        ),
        _opioids.SEDATIVES,
        _opioids.MAO_INHIBITOR,
    ),
    holds=(
        _NOT_STABLE,
        _CRISIS,
    ),
    first=(
        _opioids.NO_STRONG_OPIOID,
        Prerequisite(
            id="taper",
            when=(not_(_NOTHING_STRONG) & _TAPER_FIRST) | (_WEAK_FROM_30 & not_(_WEAK_ABOVE_80)),
            says="the opioid that is taken is brought down to 30 mg of oral morphine a day or less, over up to 7 days",
            sources=BUPRENORPHINE,
        ),
        Prerequisite(
            id="weak-opioid",
            when=_WEAK_OPIOID & not_(_WEAK_FROM_30),
            says="that what is taken stands for less than 30 mg of oral morphine a day",
            sources=BUPRENORPHINE,
        ),
    ),
    notes=(
        _opioids.LAXATIVE,
        Note(
            id="withdrawal",
            says="It may bring on withdrawal in somebody who takes much of a full agonist.",
            sources=cite(sources.BUTRANS, "warnings", "STR-21", verified="primary"),
        ),
        Note(
            id="weak-kidneys",
            when=_opioids.WEAK_KIDNEYS,
            says="With weak kidneys ESMO has buprenorphine or fentanyl first.",
            sources=_FIRST_CHOICE,
        ),
        Note(
            id="rescue",
            says=(
                "An immediate-release full agonist for rescue is remembered to be acceptable beside the usual patches"
                " (not verified)."
            ),
            sources=_parts.recalled("rescue beside buprenorphine", "AE-07"),
        ),
        Note(
            id="weak-opioid-converted",
            when=_WEAK_FROM_30,
            says=(
                "What the weak opioid stands for was worked out by the table of ANZCA: codeine 0.13, tramadol 0.2 of"
                " its dose. Ratios of tramadol are weak."
            ),
            sources=(SOURCE_ANZCA, own_reading("CNV-09", why="a ratio that is weak says so")),
        ),
        Note(
            id="slow",
            says="A patch takes a day and more to act, and is not for pain that needs relief soon.",
            sources=own_reading("STR-16", why="a patch is chosen for a stable need"),
        ),
        Note(
            id="other-patches",
            says=(
                "Patches worn for three to four days (35, 52.5 and 70 ug/h) are another family and are not exchanged"
                " for these; tables for them disagree."
            ),
            sources=cite(sources.BUTRANS, "not interchangeable", "analgesia-T10"),
        ),
        Note(
            id="us-page",
            says="The dosing read was that of the US page; elsewhere the national label is looked up.",
            sources=own_reading("analgesia-T10", why="no European label of this patch was read"),
            jurisdictions=EUROPE,
        ),
    ),
    grade=LABEL,
    sources=(BUPRENORPHINE,),
    edition=EDITION,
)
