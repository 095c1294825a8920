"""Which opioid: with weak kidneys, with a weak liver, in place of one that does not suit, and methadone."""

from __future__ import annotations

import attrs

from boneguide.calculators.methadone_start import SOURCE as METHADONE_SCHEMES
from boneguide.guidelines import sources
from boneguide.guidelines._cite import EUROPE, UNGRADED, cite, own_reading
from boneguide.guidelines.analgesia import _opioids, _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.analgesia import TAKES_MAO_INHIBITOR, TAKES_TRAMADOL
from boneguide.guidelines.facts.clinical import SEVERE_HEPATIC_IMPAIRMENT
from boneguide.guidelines.facts.opioid import (
    QTC_ABOVE_500,
    TAKES_CODEINE_OR_PETHIDINE,
    TAKES_METHADONE,
    TAKES_MORPHINE,
)
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Note, Prerequisite, Reason, Stance
from boneguide.logic.nodes import ALWAYS, assume_absent
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Grade

_INFORMAL = Grade(system="ASCO", year=2023, value="informal consensus")
_FIRST_CHOICE = cite(sources.ESMO_PAIN_2018, "renal impairment", "REN-01")
_SPS = cite(sources.SPS_RENAL, "opioids in renal impairment", "REN-04", "REN-05", verified="primary")
_US_PATCH = cite(sources.FENTANYL_US_LABEL, "renal impairment", "REN-02")
_KEPT_IN = assume_absent(
    TAKES_MORPHINE | TAKES_TRAMADOL | TAKES_CODEINE_OR_PETHIDINE,
    because="an opioid that is taken now would be on the list of medicines",
)
_ON_METHADONE = assume_absent(TAKES_METHADONE, because="methadone that is taken now would be on the list of medicines")
_ONE_WAY = own_reading("analgesia-T9", why="ratios backwards disagree")
_OF_INTEREST = _parts.ON_OPIOID | _parts.MODERATE | _parts.SEVERE

OPIOID_IN_RENAL_IMPAIRMENT = Rule(
    id="opioid-in-renal-impairment",
    title="Opioids with weak kidneys",
    when=_OF_INTEREST & assume_absent(_opioids.WEAK_KIDNEYS, because="weak kidneys show in creatinine, once measured"),
    action=(
        "Fentanyl or buprenorphine before others. Morphine, codeine, tramadol and pethidine are avoided, as what they"
        " are broken down to stays in the body; oxycodone, hydromorphone and methadone at low doses, at longer"
        " intervals or both."
    ),
    recommended=_KEPT_IN,
    contraindications=(_parts.ADULTS_ONLY,),
    reasons=(
        Reason(
            id="metabolites",
            when=_KEPT_IN,
            favours=True,
            says="What is taken now is broken down to active or toxic metabolites that weak kidneys keep in the body.",
            grade=_INFORMAL,
            sources=_opioids.AVOIDED,
        ),
        Reason(
            id="no-evidence",
            when=ALWAYS,
            favours=False,
            says=(
                "Very low certainty: reviews of 18 studies (2422 people) and of 32 studies found no opioid preferred by"
                " evidence."
            ),
            grade=Grade(system="GRADE", year=2017, value="very low certainty"),
            sources=cite(sources.SANDE_2017, "abstract", "REN-08", verified="primary"),
        ),
    ),
    disputes=(
        Dispute(
            id="fentanyl-patch",
            when=ALWAYS,
            about="whether a fentanyl patch is for severely weak kidneys",
            stances=(
                Stance(by="ESMO 2018", says="fentanyl or buprenorphine first", source=_FIRST_CHOICE),
                Stance(by="the US label", says="avoid the patch where impairment is severe", source=_US_PATCH),
            ),
        ),
    ),
    notes=(
        Note(
            id="us",
            says="In the US, as the label has it, a buprenorphine patch, or fentanyl under the skin by a specialist.",
            sources=(_US_PATCH, own_reading("REN-02", why="the way that offends neither source")),
            jurisdictions="US",
        ),
        Note(
            id="europe",
            says="In Europe, a fentanyl or a buprenorphine patch.",
            sources=_FIRST_CHOICE,
            jurisdictions=EUROPE,
        ),
        Note(
            id="methadone",
            says="Methadone leaves by the bowel; a specialist may rotate to it (ASCO 5.1).",
            sources=cite(sources.ASCO_OPIOIDS_2023, "recommendation 5.1", "REN-07"),
        ),
        Note(
            id="dihydrocodeine",
            says="Dihydrocodeine and pethidine are avoided with any impairment; codeine where it is severe.",
            sources=_SPS,
        ),
    ),
    grade=attrs.evolve(
        _INFORMAL,
        note=(
            "of what is avoided; fentanyl or buprenorphine first is of ESMO 2018, whose grade is remembered as [III, B]"
            " (not verified)"
        ),
    ),
    sources=(_opioids.AVOIDED, _FIRST_CHOICE, _SPS, _parts.either_number("REN-01")),
    edition=EDITION,
)

_WEAK_LIVER = _parts.recalled("opioids in hepatic impairment", "REN-10")

OPIOID_IN_HEPATIC_IMPAIRMENT = Rule(
    id="opioid-in-hepatic-impairment",
    title="Opioids with a weak liver",
    when=_OF_INTEREST
    & assume_absent(SEVERE_HEPATIC_IMPAIRMENT, because="a severely impaired liver would be on record"),
    action=(
        "From memory and not verified: fentanyl, or hydromorphone at a low dose; codeine, tramadol and slow-release"
        " oxycodone are avoided, methadone is given with care."
    ),
    contraindications=(_parts.ADULTS_ONLY,),
    reasons=(
        Reason(
            id="hydromorphone",
            when=ALWAYS,
            favours=True,
            says="The label of hydromorphone begins with a quarter to a half of the first dose.",
            grade=Grade.ungraded("a product label does not grade its statements"),
            sources=cite(sources.HYDROMORPHONE_US, "dose in renal or hepatic impairment", "REN-06"),
        ),
    ),
    grade=UNGRADED,
    sources=(_WEAK_LIVER,),
    edition=EDITION,
)

OPIOID_SWITCH = Rule(
    id="opioid-switch",
    title="Another opioid, or another way, in place of one that does not suit",
    when=_parts.ON_STRONG_OPIOID & (_opioids.SWITCH_WANTED | _opioids.NO_LONGER_SWALLOWED),
    action=(
        "All that is taken in 24 hours is added up and converted by one named table; where pain is controlled the new"
        " opioid begins at 50 to 75 % of that, with a rescue dose of 10 to 20 % of the new day, and is looked at again"
        " within 24 hours. calculators.opioid_switch does the sums."
    ),
    contraindications=(
        _parts.ADULTS_ONLY,
        _parts.PREGNANCY,
        Contraindication(
            id="from-methadone",
            severity="not-recommended",
            when=_ON_METHADONE,
            says=(
                "Takes methadone: no dose is worked out from methadone back to another opioid. A specialist decides:"
                " methadone."
            ),
            sources=_ONE_WAY,
        ),
    ),
    reasons=(
        Reason(
            id="no-recommendation",
            when=ALWAYS,
            favours=False,
            says=(
                "WHO 2018 is remembered to make no recommendation on rotation (not verified); ratios are averages over"
                " people who differ widely."
            ),
            grade=Grade.ungraded("WHO made no recommendation"),
            sources=cite(sources.WHO_2018, "opioid rotation", "LAD-20", verified="memory"),
        ),
    ),
    notes=(
        Note(
            id="tables",
            says=(
                "Each published table stands under its own name and none is mixed with another. A count of morphine"
                " milligram equivalents watches prescribing and never chooses a dose."
            ),
            sources=(
                cite(sources.CDC_2022, "not for choosing a dose", "analgesia-T1", verified="primary"),
                own_reading("CNV-01", why="tables that disagree are kept apart"),
            ),
        ),
        Note(
            id="not-reduced",
            says=(
                "The 25 to 50 % is not for a change of route, nor for the label's table of patches, which is reduced"
                " already, nor for methadone, whose schemes take off their own share, up to 75 to 90 % more:"
                " calculators.methadone_start."
            ),
            sources=(cite(sources.FINE_PORTENOY_2009, "exceptions", "CNV-04"), METHADONE_SCHEMES),
        ),
        Note(
            id="another-way",
            when=_opioids.NO_LONGER_SWALLOWED,
            says=(
                "What is taken by mouth can be swallowed no longer: the same opioid by another way, to which no"
                " reduction applies (calculators.opioid_route_change), under the skin rather than into a muscle where"
                " neither mouth nor skin will do; a patch only where the need is stable."
            ),
            sources=(
                cite(sources.FINE_PORTENOY_2009, "exceptions", "CNV-04"),
                cite(sources.WHO_2018, "routes", "LAD-16"),
                cite(sources.ESMO_PAIN_2018, "transdermal opioids", "STR-16"),
            ),
        ),
        Note(
            id="patch-off",
            when=_opioids.WEARS_FENTANYL_PATCH,
            says=(
                "A fentanyl patch goes on acting once it is off: half is gone after about 17 hours by an older label,"
                " after 20 to 27 by a newer one. The next long-acting opioid waits 12 to 24 hours."
            ),
            sources=cite(sources.FENTANYL_US_LABEL, "half-life", "STR-18", verified="primary"),
        ),
        Note(
            id="not-controlled",
            says="Where pain is not controlled 100 to 125 % is remembered to be permitted (not verified).",
            sources=cite(sources.NCCN_PAIN, "pain not controlled", "CNV-03", verified="memory"),
        ),
        Note(
            id="larger-reduction",
            says=(
                "The larger reduction in frailty, with weak kidneys or liver, high doses or sedatives (from memory, not"
                " verified); the MSD Manual takes off half throughout."
            ),
            sources=(
                _parts.recalled("larger reduction", "CNV-06"),
                cite(sources.NCCN_PAIN, "other reductions", "CNV-05"),
            ),
        ),
        Note(
            id="consensus",
            says=(
                "A panel of 2025 agreed on 58 of 84 statements on conversion; ratios agreed for several pairs and not"
                " for methadone. Its ratios were not seen."
            ),
            sources=cite(sources.DAVIS_2025, "abstract", "CNV-08", verified="primary"),
        ),
    ),
    grade=UNGRADED,
    sources=(
        cite(sources.NCCN_PAIN, "conversion between opioids", "CNV-01", "CNV-02", "CNV-07"),
        cite(sources.FINE_PORTENOY_2009, "automatic reduction", "CNV-02"),
    ),
    edition=EDITION,
)

_SPECIALIST = cite(sources.ASCO_OPIOIDS_2023, "recommendation 2.2", "LAD-27", "STR-20")

METHADONE = Rule(
    id="methadone",
    title="Methadone",
    when=_ON_METHADONE | (_parts.ON_STRONG_OPIOID & _opioids.SWITCH_WANTED),
    action="Methadone only with a specialist in pain or palliative care; no dose is advised here.",
    contraindications=(
        _parts.ADULTS_ONLY,
        _parts.PREGNANCY,
        Contraindication(
            id="monoamine-oxidase-inhibitor",
            severity="avoid",
            when=TAKES_MAO_INHIBITOR,
            says=(
                "Takes a monoamine oxidase inhibitor or linezolid: serotonin syndrome. Avoided by the library's own"
                " decision; the interaction is from memory, not verified."
            ),
            unknown=Confirm(
                "no monoamine oxidase inhibitor now or within 14 days", because="medicines can be asked about"
            ),
            sources=own_reading("WK-05", why="methadone raises serotonin as tramadol does, and is barred alike"),
        ),
        Contraindication(
            id="qtc",
            severity="avoid",
            when=assume_absent(QTC_ABOVE_500, because="an electrocardiogram comes before it, and would be on record"),
            says="QTc is above 500 ms: avoided by the library's own decision; the number is from memory, not verified.",
            sources=(
                _parts.recalled("methadone and QTc", "STR-20"),
                own_reading("STR-20", why="a drug that lengthens QTc is not given where it is longest"),
            ),
        ),
        _opioids.SEDATIVES,
        _opioids.BOWEL_OBSTRUCTED,
    ),
    first=(
        Prerequisite(
            id="specialist",
            when=ALWAYS,
            says="a specialist in pain or palliative care begins, rotates or changes it, with an electrocardiogram",
            sources=_SPECIALIST,
        ),
    ),
    notes=(
        Note(
            id="schemes",
            says=(
                "Published ratios disagree and jump at their edges: by one scheme 90 mg of oral morphine become 22.5 mg"
                " and 91 mg become 11.4 mg. calculators.methadone_start shows them side by side as information."
            ),
            sources=METHADONE_SCHEMES,
        ),
        Note(
            id="one-way",
            says="No dose is worked out from methadone back to another opioid.",
            sources=_ONE_WAY,
        ),
        Note(
            id="increase",
            says="No increase sooner than after 5 to 7 days; QTc of 450 to 500 ms is talked over (not verified).",
            sources=_parts.recalled("increase of methadone and QTc", "STR-20"),
        ),
    ),
    grade=Grade(system="ASCO", year=2023, value="informal consensus, strong"),
    sources=(_SPECIALIST,),
    edition=EDITION,
)
