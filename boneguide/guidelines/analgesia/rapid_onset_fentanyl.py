"""Rapid-onset fentanyl through mouth or nose: for whom, where it can be had, and always from the lowest strength."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, UNGRADED, article, cite, own_reading
from boneguide.guidelines.analgesia import _opioids, _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.analgesia import TAKES_OPIOID
from boneguide.guidelines.facts.opioid import (
    ALLERGY_FENTANYL,
    BACKGROUND_CONTROLLED,
    BREAKTHROUGH_PAIN,
    MORE_THAN_FOUR_EPISODES,
    OPIOID_TOLERANT_EU,
    OPIOID_TOLERANT_US,
    TAKES_CYP3A4_INHIBITOR,
    TAKES_RAPID_ONSET_FENTANYL,
)
from boneguide.logic.clauses import Confirm, Contraindication, Hold, Note, Reason, Variation
from boneguide.logic.nodes import ALWAYS, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, no_less_than
from boneguide.model.provenance import Grade
from boneguide.quantities import Amount

_STATEMENT = article("A08", "intravenous opioids or rapid-onset fentanyl act sooner")
_LABELS = cite(sources.TIRF_LABELS, "dosage, contraindications", "BTP-16", "BTP-17", "BTP-19", verified="primary")
_SMPC = cite(sources.INSTANYL, "indication and posology", "BTP-01", "BTP-15", "BTP-16", "BTP-17", verified="primary")
_TABLETS = cite(sources.TIRF_LABELS, "buccal tablet and lozenge, as a manual prints them", "BTP-16")
_TOLERANCE = cite(sources.TIRF_LABELS, "opioid tolerance", "BTP-14", "BTP-19", verified="primary")
_TOLERANCE_ASKED = Confirm(
    "that an opioid has been taken around the clock for a week at the label's dose for that drug",
    because="what is taken, and since when, can be asked",
)
#: Whether an opioid is taken is known: for whoever takes none the answer says that it is forbidden.
_OPIOID_OR_NONE = _parts.ON_OPIOID | assume_absent(
    not_(TAKES_OPIOID), because="that none is taken counts where it is on record"
)

RAPID_ONSET_FENTANYL = Rule(
    id="rapid-onset-fentanyl",
    title="Rapid-onset fentanyl for breakthrough pain",
    when=_OPIOID_OR_NONE
    & assume_absent(BREAKTHROUGH_PAIN, because="pain that breaks through would be told and written down"),
    advise=RegimenTemplate(
        drug="fentanyl",
        route="sublingual tablet",
        dose=Amount(100.0, "ug"),
        interval=no_less_than("2 hour"),
        notes=(
            "The lowest strength of the product, whatever the regular dose, and titrated from there.",
            "Four episodes in 24 hours at most; no product is converted to another microgram for microgram.",
        ),
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        _parts.PREGNANCY,
        Contraindication(
            id="not-available",
            severity="not-recommended",
            when=ALWAYS,
            says=(
                "Not to be had for new patients: production for the US of every such product ended on 30 September"
                " 2024. An immediate-release opioid, or an opioid into a vein or under the skin, is what is left."
            ),
            sources=(
                cite(sources.FDA_TIRF_2024, "end of production", "BTP-12", verified="primary"),
                cite(sources.NCCN_FLASH_2025, "transmucosal fentanyl removed", "BTP-13", verified="primary"),
            ),
            jurisdictions="US",
        ),
        Contraindication(
            id="not-tolerant",
            severity="contraindicated",
            when=not_(OPIOID_TOLERANT_EU),
            says=(
                "Is not opioid-tolerant as the label defines it: for a week or longer, around the clock, morphine 60"
                " mg, oxycodone 30 mg or hydromorphone 8 mg a day by mouth, or a fentanyl patch of 25 ug/h. Each"
                " threshold is for its own drug; a converted total does not count."
            ),
            unknown=_TOLERANCE_ASKED,
            sources=(_SMPC, _TOLERANCE),
            jurisdictions=EUROPE,
        ),
        Contraindication(
            id="not-tolerant-us",
            severity="contraindicated",
            when=not_(OPIOID_TOLERANT_US),
            says=(
                "Is not opioid-tolerant as the US labels define it: for a week or longer, around the clock, by mouth"
                " morphine 60 mg, oxycodone 30 mg, hydromorphone 8 mg, oxymorphone 25 mg or hydrocodone 60 mg a day, or"
                " a fentanyl patch of 25 ug/h. Each threshold is for its own drug; a converted total does not count."
            ),
            unknown=_TOLERANCE_ASKED,
            sources=_TOLERANCE,
            jurisdictions="US",
        ),
        _parts.allergy(ALLERGY_FENTANYL, "fentanyl", "BTP-19"),
        _parts.caution(
            "cyp3a4",
            TAKES_CYP3A4_INHIBITOR,
            "An inhibitor of CYP3A4, begun, or an inducer, stopped, raises the exposure to fentanyl.",
            cite(sources.FENTANYL_US_LABEL, "boxed warning", "STR-19", verified="primary"),
        ),
        _parts.caution(
            "weak-kidneys",
            _opioids.WEAK_KIDNEYS,
            "Clearance or eGFR is below 30: caution, as with the patch (from memory, not verified).",
            own_reading("REN-02", why="what the label says of the patch warns of other fentanyl too"),
            _parts.either_number("REN-02"),
        ),
        _opioids.SEDATIVES,
        _opioids.MAO_INHIBITOR,
    ),
    holds=(
        Hold(
            id="background",
            when=not_(BACKGROUND_CONTROLLED),
            says="Background pain is not controlled: the regular opioid is titrated first.",
            unknown=Confirm(
                "that background pain is steady and controlled", because="the person can be asked between episodes"
            ),
            sources=_SMPC,
        ),
        Hold(
            id="more-than-four-episodes",
            when=MORE_THAN_FOUR_EPISODES,
            says="More than four episodes in 24 hours: the regular opioid is raised; no further doses are added.",
            unknown=Confirm("no more than four episodes in 24 hours", because="the person can be asked"),
            sources=(_SMPC, _LABELS),
        ),
    ),
    reasons=(
        Reason(
            id="sooner",
            when=ALWAYS,
            favours=True,
            says="Unforeseen pain that comes quickly is met sooner than by an opioid that is swallowed.",
            grade=Grade.ungraded("remembered as [I, A] of ESMO 2018; not verified"),
            sources=cite(sources.ESMO_PAIN_2018, "rapid-onset fentanyl", "BTP-11"),
        ),
    ),
    variations=(
        Variation(
            id="buccal-tablet",
            when=ALWAYS,
            says="buccal tablet, 100 ug",
            advise=RegimenTemplate(
                drug="fentanyl", route="buccal tablet", dose=Amount(100.0, "ug"), interval=no_less_than("4 hour")
            ),
            grade=UNGRADED,
            sources=_TABLETS,
        ),
        Variation(
            id="lozenge",
            when=ALWAYS,
            says="lozenge, 200 ug over 15 minutes",
            advise=RegimenTemplate(
                drug="fentanyl", route="lozenge", dose=Amount(200.0, "ug"), interval=no_less_than("4 hour")
            ),
            grade=UNGRADED,
            sources=_TABLETS,
        ),
    ),
    notes=(
        Note(
            id="already-taken",
            when=TAKES_RAPID_ONSET_FENTANYL,
            says=(
                "Takes such fentanyl already: the lowest strength is for a beginning, and for another product. Of the"
                " same product the dose that was found by titration goes on."
            ),
            sources=(_LABELS, own_reading("BTP-16", why="who was titrated is not titrated again")),
        ),
        Note(
            id="nasal",
            says=(
                "Nasal spray (Instanyl): two doses at least 10 minutes apart for an episode, four episodes a day, at"
                " least 4 hours between them. Its first dose is remembered as 50 ug (not verified)."
            ),
            sources=(_SMPC, _parts.recalled("first dose of nasal fentanyl", "BTP-16")),
        ),
        Note(
            id="route",
            says=(
                "A dry or sore mouth, a blocked or bleeding nose or a nasal decongestant decide for or against a route;"
                " a dry mouth is wetted first."
            ),
            sources=(
                cite(sources.TIRF_LABELS, "dry mouth", "BTP-18"),
                _parts.recalled("mucositis and the nose", "BTP-18"),
            ),
        ),
        Note(
            id="not-for",
            says="Not for acute or postoperative pain, migraine or toothache.",
            sources=_LABELS,
        ),
        Note(
            id="market",
            when=ALWAYS,
            says="Which products are marketed differs between countries, and is looked up.",
            sources=own_reading("BTP-12", why="no list of national markets was read"),
            jurisdictions=EUROPE,
        ),
    ),
    grade=UNGRADED,
    sources=(_LABELS, _SMPC, _STATEMENT),
    edition=EDITION,
)
