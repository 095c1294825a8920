"""Weak opioids by mouth for moderate pain: codeine, tramadol, dihydrocodeine."""

from __future__ import annotations

from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, cite, own_reading
from boneguide.guidelines.analgesia import _opioids, _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.analgesia import (
    ALCOHOL_EXCESS,
    ALLERGY_CODEINE,
    ALLERGY_DIHYDROCODEINE,
    ALLERGY_TRAMADOL,
    CYP2D6_POOR,
    CYP2D6_ULTRARAPID,
    SEIZURE_DISORDER,
    TAKES_BENZODIAZEPINE,
    TAKES_CYP2D6_INHIBITOR,
    TAKES_GABAPENTINOID,
    TAKES_MAO_INHIBITOR,
    TAKES_OPIOID,
    TAKES_OTHER_SEROTONERGIC,
    TAKES_SEROTONERGIC,
    TAKES_TRAMADOL,
)
from boneguide.guidelines.facts.clinical import SEVERE_HEPATIC_IMPAIRMENT
from boneguide.guidelines.facts.opioid import (
    CODEINE_DAILY_DOSE,
    DIHYDROCODEINE_DAILY_DOSE,
    TAKES_CODEINE,
    TAKES_DIHYDROCODEINE,
    TRAMADOL_DAILY_DOSE,
)
from boneguide.guidelines.facts.person import AGE
from boneguide.logic.clauses import Confirm, Contraindication, Dispute, Monitor, Note, Reason, Stance
from boneguide.logic.nodes import ALWAYS, Criterion, assume_absent, not_
from boneguide.logic.numbers import NumberFact
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, span
from boneguide.model.provenance import Grade, Source

_TEST = "few people are tested, and a result would be on record"
_LADDER = cite(sources.WHO_LADDER, "step 2", "LAD-10", verified="primary")
_ESMO = cite(sources.ESMO_PAIN_2018, "mild to moderate pain", "LAD-22")
_SHEET = "ceilings in 24 hours"
_BY_CYP2D6 = cite(sources.ASCO_OPIOIDS_2023, "qualifying text of recommendation 2.1", "WK-06")
_ASCO_KIDNEYS = cite(
    sources.ASCO_OPIOIDS_2023, "recommendation 5.1", "REN-03", note="as a page of the site of the article quotes it"
)
_INTERACTIONS = cite(sources.UK_WEAK_OPIOIDS, "interactions of tramadol", "WK-05", note="the class of interaction only")

_QUESTION = _parts.MODERATE & not_(_parts.ON_STRONG_OPIOID)


def _kidneys(row: str, edge: int, says: str, *cited: Source) -> Contraindication:
    return Contraindication(
        id=f"kidneys-below-{edge}",
        severity="avoid",
        when=_parts.kidneys_below(edge),
        says=says,
        sources=(*cited, own_reading(row, why=f"the edge of {edge} and the use of clearance and eGFR alike")),
    )


def _cyp2d6(drug: str) -> tuple[Contraindication, Contraindication]:
    poor = assume_absent(CYP2D6_POOR, because=_TEST)
    return (
        Contraindication(
            id="cyp2d6-inactive",
            severity="not-recommended",
            when=poor | TAKES_CYP2D6_INHIBITOR,
            says=f"CYP2D6 does little, by a test or by a strong inhibitor: {drug} is hardly made active.",
            unknown=Confirm("no strong inhibitor of CYP2D6", because="medicines can be asked about"),
            sources=_BY_CYP2D6,
        ),
        Contraindication(
            id="cyp2d6-ultrarapid",
            severity="avoid",
            when=assume_absent(CYP2D6_ULTRARAPID, because=_TEST),
            says=f"An ultra-rapid metaboliser by CYP2D6: {drug} is made active too fast, and is avoided.",
            sources=_BY_CYP2D6,
        ),
    )


_LIVER = Contraindication(
    id="liver",
    severity="avoid",
    when=SEVERE_HEPATIC_IMPAIRMENT,
    says=(
        "Severe impairment of the liver: avoided by the library's own decision; practice is from memory, not verified."
    ),
    unknown=Confirm("no severe impairment of the liver", because="it is known or can be looked up"),
    sources=(
        _parts.recalled("opioids in severe hepatic impairment", "REN-10"),
        own_reading("REN-10", why="a failing liver neither activates nor clears it safely"),
    ),
)
_SEDATIVES = _parts.caution(
    "sedatives",
    TAKES_BENZODIAZEPINE | TAKES_GABAPENTINOID | ALCOHOL_EXCESS,
    "A benzodiazepine, gabapentin, pregabalin or alcohol beside it: breathing is depressed by both together.",
    cite(sources.FENTANYL_US_LABEL, "boxed warning", "AE-05", verified="primary", note="printed for opioids"),
)
_ANOTHER = _parts.caution(
    "another-opioid",
    TAKES_OPIOID,
    "Takes an opioid already: it is looked at what that does before a second one is added.",
    own_reading("LAD-10", why="the step means one opioid"),
)
_EVERY = (
    _parts.ADULTS_ONLY,
    _parts.PREGNANCY,
    _parts.BY_MOUTH,
    _LIVER,
    _SEDATIVES,
    _ANOTHER,
    _opioids.BOWEL_OBSTRUCTED,
    _opioids.BLOCKED,
    _opioids.MIXED_OPIOID,
)

_AGAINST = (
    Reason(
        id="low-dose-morphine-did-better",
        when=ALWAYS,
        favours=False,
        says="In moderate pain low-dose morphine did better: 88.2 % against 57.7 % had at least 20 % less pain.",
        grade=Grade.ungraded("a trial result, not a graded recommendation"),
        sources=cite(sources.BANDIERI_2016, "results", "LAD-21", verified="primary"),
    ),
)
_LESS_DESIRABLE = Reason(
    id="less-desirable",
    when=ALWAYS,
    favours=False,
    says=(
        "ASCO lets any approved opioid be offered and calls codeine and tramadol less desirable: they need CYP2D6, and"
        " little is needed for neurotoxicity (2.1)."
    ),
    grade=Grade(system="ASCO", year=2023, value="evidence-based, moderate to low, weak"),
    sources=cite(sources.ASCO_OPIOIDS_2023, "recommendation 2.1", "LAD-26"),
)
_REVIEW = Monitor(
    id="review",
    says="whether it still helps: the benefit of this step usually lasts 30 to 40 days",
    timing="early, and before 30 days have passed",
    within_days=30,
    sources=cite(
        sources.ESMO_PAIN_2012, "duration of the second step", "WK-07", note="as the site of the article quotes it"
    ),
)


#: The most in 24 hours.
CODEINE_CEILING, TRAMADOL_CEILING, DIHYDROCODEINE_CEILING = "240 mg", "400 mg", "240 mg"


def _at_the_ceiling(dose: NumberFact, ceiling: str, drug: str, source: Source) -> Contraindication:
    return Contraindication(
        id="at-the-ceiling",
        severity="not-recommended",
        when=assume_absent(dose >= ceiling, because="a dose at the ceiling counts where it is on record"),
        says=(
            f"Takes {ceiling} or more of {drug} in 24 hours, which is the ceiling: no more of it. For pain that"
            " persists the old ladder has a strong opioid next."
        ),
        sources=(source, cite(sources.WHO_LADDER, "step 3", "LAD-11", verified="primary")),
    )


def _older_than(years: int) -> Criterion:
    return AGE > f"{years} year"


_TAKEN = "what is taken now, and what bars it, would be on record"
#: What is taken already and barred is judged whatever the pain.
BARRED_CODEINE = assume_absent(
    TAKES_CODEINE
    & (
        _parts.kidneys_below(30)
        | CYP2D6_ULTRARAPID
        | SEVERE_HEPATIC_IMPAIRMENT
        | ALLERGY_CODEINE
        | (CODEINE_DAILY_DOSE > CODEINE_CEILING)
    ),
    because=_TAKEN,
)
BARRED_TRAMADOL = assume_absent(
    TAKES_TRAMADOL
    & (
        TAKES_MAO_INHIBITOR
        | SEIZURE_DISORDER
        | _parts.kidneys_below(30)
        | CYP2D6_ULTRARAPID
        | SEVERE_HEPATIC_IMPAIRMENT
        | ALLERGY_TRAMADOL
        | (TRAMADOL_DAILY_DOSE > TRAMADOL_CEILING)
    ),
    because=_TAKEN,
)
BARRED_DIHYDROCODEINE = assume_absent(
    TAKES_DIHYDROCODEINE
    & (
        _parts.kidneys_below(60)
        | SEVERE_HEPATIC_IMPAIRMENT
        | ALLERGY_DIHYDROCODEINE
        | (DIHYDROCODEINE_DAILY_DOSE > DIHYDROCODEINE_CEILING)
    ),
    because=_TAKEN,
)

_CODEINE_SHEET = cite(sources.UK_WEAK_OPIOIDS, _SHEET, "WK-01")
CODEINE = Rule(
    id="codeine",
    title="Codeine",
    when=_QUESTION | BARRED_CODEINE,
    advise=RegimenTemplate(
        drug="codeine",
        route="oral",
        dose=span("30 mg", "60 mg"),
        interval=span("4 hour", "6 hour"),
        notes=(
            f"{CODEINE_CEILING} at most in 24 hours, what a combination holds included: 60 mg at most every 6 hours.",
        ),
    ),
    contraindications=(
        _kidneys(
            "REN-04",
            30,
            "Creatinine clearance or eGFR is under 30: codeine is avoided.",
            cite(sources.SPS_RENAL, "codeine", "REN-04", verified="primary"),
            _ASCO_KIDNEYS,
        ),
        _parts.allergy(ALLERGY_CODEINE, "codeine", "WK-01"),
        _at_the_ceiling(CODEINE_DAILY_DOSE, CODEINE_CEILING, "codeine", _CODEINE_SHEET),
        *_cyp2d6("codeine"),
        *_EVERY,
        _opioids.MAO_INHIBITOR,
        _opioids.SEIZURES,
        _parts.caution(
            "kidneys-below-60",
            _parts.kidneys_below(60),
            "Creatinine clearance or eGFR is under 60: caution, for its metabolites stay.",
            cite(sources.SPS_RENAL, "codeine", "REN-04", verified="primary"),
            own_reading("REN-04", why="the edge of 60 stands for mild to moderate impairment"),
        ),
    ),
    monitor=(_REVIEW,),
    reasons=(*_AGAINST, _LESS_DESIRABLE),
    notes=(
        _opioids.LAXATIVE,
        _parts.taken_already(TAKES_CODEINE, "codeine", "WK-01"),
        Note(
            id="ceilings-differ",
            says=(
                f"The UK ceiling of {CODEINE_CEILING} is used. The US and ESMO are remembered to go to 360 mg in 24"
                " hours (not verified)."
            ),
            sources=_parts.recalled("codeine elsewhere", "WK-01"),
        ),
    ),
    grade=UNGRADED,
    sources=(_CODEINE_SHEET, _LADDER, _ESMO),
    edition=EDITION,
)

_TRAMADOL_SHEET = cite(sources.UK_WEAK_OPIOIDS, _SHEET, "WK-03")
TRAMADOL = Rule(
    id="tramadol",
    title="Tramadol",
    when=_QUESTION | BARRED_TRAMADOL,
    advise=RegimenTemplate(
        drug="tramadol",
        route="oral",
        dose=span("50 mg", "100 mg"),
        interval=span("4 hour", "6 hour"),
        notes=(f"{TRAMADOL_CEILING} at most in 24 hours: 100 mg no more than every 6 hours.",),
    ),
    contraindications=(
        Contraindication(
            id="monoamine-oxidase-inhibitor",
            severity="avoid",
            when=TAKES_MAO_INHIBITOR,
            says="Takes a monoamine oxidase inhibitor or linezolid: serotonin syndrome.",
            unknown=Confirm(
                "no monoamine oxidase inhibitor now or within 14 days", because="medicines can be asked about"
            ),
            sources=(
                _INTERACTIONS,
                own_reading("WK-05", why="of this class the strongest interaction is barred, the others warn"),
            ),
        ),
        Contraindication(
            id="seizures",
            severity="avoid",
            when=SEIZURE_DISORDER,
            says="A disorder with seizures. Avoided by the library's own decision; the label is from memory.",
            unknown=Confirm("no disorder with seizures", because="the person can be asked"),
            sources=(
                _parts.recalled("tramadol and seizures", "WK-05"),
                own_reading("WK-05", why="a drug that lowers the threshold is not given where seizures are known"),
            ),
        ),
        _kidneys(
            "REN-03",
            30,
            "Creatinine clearance or eGFR is under 30: tramadol is avoided unless there is no alternative.",
            _ASCO_KIDNEYS,
        ),
        _parts.allergy(ALLERGY_TRAMADOL, "tramadol", "WK-03"),
        _at_the_ceiling(TRAMADOL_DAILY_DOSE, TRAMADOL_CEILING, "tramadol", _TRAMADOL_SHEET),
        *_cyp2d6("tramadol"),
        *_EVERY,
        _parts.caution(
            "serotonergic-antidepressant",
            TAKES_SEROTONERGIC,
            "Takes an SSRI, SNRI or tricyclic antidepressant: serotonin syndrome and seizures are thought of.",
            _INTERACTIONS,
        ),
        _parts.caution(
            "other-serotonergic-drug",
            TAKES_OTHER_SEROTONERGIC,
            "Takes mirtazapine, trazodone, a triptan, a 5-HT3 antagonist such as ondansetron, or cyclobenzaprine or"
            " metaxalone: the US label names them all for serotonin syndrome.",
            cite(sources.TRAMADOL_US_LABEL, "5.9, serotonin syndrome", "WK-05"),
        ),
    ),
    monitor=(_REVIEW,),
    reasons=(*_AGAINST, _LESS_DESIRABLE),
    disputes=(
        Dispute(
            id="kidneys",
            when=_parts.kidneys_below(30),
            about="whether tramadol may be given with a clearance under 30",
            stances=(
                Stance(by="ASCO 2023", says="avoided unless there is no alternative", source=_ASCO_KIDNEYS),
                Stance(
                    by="the US label",
                    says="every 12 hours, 200 mg in 24 hours at most (from memory)",
                    source=_parts.recalled("US label of tramadol", "WK-04"),
                ),
            ),
        ),
    ),
    notes=(
        _opioids.LAXATIVE,
        _parts.taken_already(TAKES_TRAMADOL, "tramadol", "WK-03"),
        Note(
            id="over-75",
            when=_older_than(75),
            says="Over 75 years 300 mg in 24 hours is remembered as the ceiling (not verified).",
            sources=_parts.recalled("tramadol in old age", "WK-03"),
        ),
        Note(
            id="us-label-kidneys-and-liver",
            says=(
                "The US label is remembered to give 50 to 100 mg every 12 hours and 200 mg at most with a clearance"
                " under 30, 50 mg every 12 hours in cirrhosis, and no extended release in either (not verified)."
            ),
            sources=_parts.recalled("US label of tramadol", "WK-04"),
        ),
    ),
    grade=UNGRADED,
    sources=(_TRAMADOL_SHEET, _LADDER, _ESMO),
    edition=EDITION,
)

_DIHYDROCODEINE_SHEET = cite(sources.UK_WEAK_OPIOIDS, _SHEET, "WK-02")
DIHYDROCODEINE = Rule(
    id="dihydrocodeine",
    title="Dihydrocodeine",
    when=_QUESTION | BARRED_DIHYDROCODEINE,
    action=(
        f"Dihydrocodeine, {DIHYDROCODEINE_CEILING} at most in 24 hours. The single dose is that of the label in force:"
        " none was read."
    ),
    contraindications=(
        _kidneys(
            "REN-04",
            60,
            "Creatinine clearance or eGFR is under 60: dihydrocodeine is avoided in any impairment of the kidney.",
            cite(sources.SPS_RENAL, "dihydrocodeine", "REN-04", verified="primary"),
        ),
        _parts.allergy(ALLERGY_DIHYDROCODEINE, "dihydrocodeine", "WK-02"),
        _at_the_ceiling(DIHYDROCODEINE_DAILY_DOSE, DIHYDROCODEINE_CEILING, "dihydrocodeine", _DIHYDROCODEINE_SHEET),
        *_EVERY,
        _opioids.MAO_INHIBITOR,
        _parts.caution(
            "kidneys-below-90",
            _parts.kidneys_below(90),
            "Creatinine clearance or eGFR is under 90: impairment of any degree is a reason to avoid it.",
            cite(sources.SPS_RENAL, "dihydrocodeine", "REN-04", verified="primary"),
            own_reading("REN-04", why="impairment that is only mild warns, for the page names no number"),
        ),
    ),
    monitor=(_REVIEW,),
    reasons=_AGAINST,
    notes=(_opioids.LAXATIVE, _parts.taken_already(TAKES_DIHYDROCODEINE, "dihydrocodeine", "WK-02")),
    grade=UNGRADED,
    sources=(_DIHYDROCODEINE_SHEET, _LADDER, _ESMO),
    edition=EDITION,
)
