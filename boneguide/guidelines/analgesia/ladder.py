"""How strong the pain is, and what that means: the ladder of 1986 and 1996 as a teaching tool, with WHO 2018 beside it.

The bands are those of the older guideline of NCCN: 1 to 3, 4 to 6, 7 to 10. Other
schemes differ at 4 and at 7, and the answers there say so.
"""

from __future__ import annotations

from boneguide.calculators.buprenorphine_patch import SOURCE as BUPRENORPHINE
from boneguide.calculators.pain_band import SOURCE as NCCN_BANDS
from boneguide.calculators.pain_band import SOURCES as SCHEMES
from boneguide.guidelines import sources
from boneguide.guidelines._cite import UNGRADED, article, cite, own_reading
from boneguide.guidelines.analgesia import _opioids, _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.analgesia.opioid_effects import NALOXONE_NOT_COUNTED
from boneguide.guidelines.analgesia.weak_opioids import (
    BARRED_CODEINE,
    BARRED_DIHYDROCODEINE,
    BARRED_TRAMADOL,
    CODEINE_CEILING,
    DIHYDROCODEINE_CEILING,
    TRAMADOL_CEILING,
)
from boneguide.guidelines.facts.analgesia import TAKES_MAO_INHIBITOR
from boneguide.guidelines.facts.opioid import (
    BACKGROUND_CONTROLLED,
    DAYS_ON_REGULAR_OPIOIDS,
    MORE_THAN_FOUR_EPISODES,
    MORE_THAN_FOUR_RESCUES,
    OPIOID_NOT_TOLERATED,
    PAIN_CRISIS,
    QTC_ABOVE_500,
    TAKES_BUPRENORPHINE,
    TAKES_METHADONE,
)
from boneguide.guidelines.facts.pain import PAIN_5_OR_MORE, PAIN_8_OR_MORE, PAINFUL_BONE_LESION
from boneguide.guidelines.facts.tumour import BONE_METASTASES, MYELOMA
from boneguide.logic.clauses import Dispute, Monitor, Note, Reason, Stance
from boneguide.logic.nodes import ALWAYS, Criterion, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.model.provenance import Grade, Source

_STATEMENT = article("A06", "analgesics by the WHO ladder")
_LEGACY = "legacy teaching tool (WHO 1986/1996 ladder)"
_TEACHING = Grade.ungraded(f"a {_LEGACY}; it grades nothing")
_PRINCIPLES = cite(sources.WHO_2018, "principles, summary sheet", "LAD-12", verified="primary")
_AT_THE_START = cite(sources.WHO_2018, "initiation", "LAD-13")
_OFFER = cite(sources.ASCO_OPIOIDS_2023, "recommendation 1.1", "LAD-24")
_ASCO_STRONG = Grade(system="ASCO", year=2023, value="evidence-based, benefit outweighs harm, moderate, strong")
_ESMO = cite(sources.ESMO_PAIN_2018, "mild to moderate pain", "LAD-22")
_TRIAL = cite(sources.BANDIERI_2016, "results", "LAD-21", verified="primary")
_EAPC = cite(sources.EAPC_2012, "step II opioids", "LAD-23")


def _step(locator: str, row: str) -> Source:
    return cite(sources.WHO_LADDER, locator, row, verified="primary")


#: What WHO says now, beside every step of the old ladder.
_WHO_NOW = (
    Note(
        id="who-2018-principles",
        says=(
            f"The step is a {_LEGACY}. WHO 2018 names four principles instead: by mouth, by the clock, for the"
            " individual, with attention to detail. The ladder is not one of them any longer."
        ),
        sources=_PRINCIPLES,
    ),
    Note(
        id="who-2018-start",
        says=(
            "WHO 2018: an anti-inflammatory drug, paracetamol and an opioid may each be used from the start, alone or"
            " together, by what is found and how strong the pain is."
        ),
        sources=_AT_THE_START,
    ),
    Note(
        id="beside-analgesics",
        says=(
            "Beside analgesics WHO 2018 has a bisphosphonate against bone pain, one fraction of radiotherapy for a"
            " painful metastasis, and a corticosteroid where one is indicated, for as short as is useful."
        ),
        sources=cite(sources.WHO_2018, "bone pain", "LAD-17", "LAD-18", "LAD-19"),
    ),
    Note(
        id="other-schemes",
        says=(
            "Bands of pain differ between schemes. In a review of 27 studies mild ended at 4 in 80 % and moderate at 6"
            " in 50 % of those on cancer. Later NCCN guidelines are remembered to print 4 to 7 and 8 to 10; that was"
            " not seen, and is not used."
        ),
        sources=(
            cite(sources.WOO_2015, "abstract", "LAD-06", verified="primary"),
            cite(sources.BOONSTRA_2016, "table 3", "LAD-05", verified="primary"),
            cite(sources.NCCN_PAIN, "bands of later versions", "LAD-08", verified="memory"),
        ),
    ),
    _parts.RED_FLAGS_FIRST,
)
_ASCO_ADVICE = (
    Note(
        id="goals",
        says="ASCO: goals, expectations and concerns are talked over before an opioid is begun (1.2).",
        sources=cite(sources.ASCO_OPIOIDS_2023, "recommendation 1.2", "LAD-25"),
    ),
    Note(
        id="lowest-dose",
        says=(
            "ASCO: the lowest dose that meets the goals; an immediate-release opioid as needed at first, looked at"
            " again early and titrated often (3.1, 3.2). No increment is proved; the usual least increase is 25 to"
            " 50 %, less in frail people or with weak organs (3.5)."
        ),
        sources=cite(sources.ASCO_OPIOIDS_2023, "recommendations 3.1, 3.2 and 3.5", "LAD-28", "LAD-29"),
    ),
)


def _disagreement(score: int, when: Criterion, below: str, above: str) -> Dispute:
    """Return what the schemes say of the one score at which they part."""
    higher = {4: ("nccn_classic",), 7: ("nccn_classic", "serlin1995")}[score]
    names = {
        "nccn_classic": "NCCN, older versions",
        "serlin1995": "Serlin 1995, worst pain",
        "paul2005": "Paul 2005, average pain from bone metastases",
        "esmo2009": "ESMO 2009",
    }
    return Dispute(
        id=f"bands-at-{score}",
        when=when,
        about=f"whether a pain of {score} is {below} or {above}",
        stances=tuple(
            Stance(by=names[scheme], says=above if scheme in higher else below, source=source)
            for scheme, source in SCHEMES.items()
        ),
    )


# --------------------------------------------------------------------------- scoring

_OF_INTEREST = assume_absent(
    BONE_METASTASES | MYELOMA | PAINFUL_BONE_LESION,
    because="pain is asked for where disease in bone, or pain of it, is on record",
)

PAIN_SCORE = Rule(
    id="analgesia-pain-score",
    title="Pain that has not been scored",
    when=_OF_INTEREST & not_(_parts.SCORED),
    action=(
        "The worst pain is asked for on a scale from 0 to 10, again and again, with its trend and what the person wants"
        " to be able to do. Without a score no step can be named."
    ),
    recommended=ALWAYS,
    notes=(_parts.RED_FLAGS_FIRST,),
    grade=Grade.ungraded("a key recommendation; its grade was not seen"),
    sources=(cite(sources.ESMO_PAIN_2018, "assessment of pain", "LAD-01"),),
    edition=EDITION,
)

# --------------------------------------------------------------------------- the steps

MILD_PAIN = Rule(
    id="analgesia-mild-pain",
    title="Mild pain (1 to 3): step 1 of the old ladder",
    when=_parts.MILD,
    action=(
        "Paracetamol, an anti-inflammatory drug or both, with an adjuvant where one is wanted. Each has what stands"
        " against it under its own name."
    ),
    contraindications=(_parts.ADULTS_ONLY,),
    notes=_WHO_NOW,
    grade=_TEACHING,
    sources=(_step("step 1", "LAD-09"), NCCN_BANDS, _PRINCIPLES, _STATEMENT),
    edition=EDITION,
)

MODERATE_PAIN = Rule(
    id="analgesia-moderate-pain",
    title="Moderate pain (4 to 6): step 2 of the old ladder, or a strong opioid at a low dose",
    when=_parts.MODERATE & not_(_parts.ON_STRONG_OPIOID),
    action=(
        "One of two: a weak opioid (codeine, tramadol, dihydrocodeine), or a strong opioid at a low dose (morphine, 30"
        " mg in 24 hours at most). With either a non-opioid, and an adjuvant where one is wanted. Each has what stands"
        " against it under its own name."
    ),
    recommended=ALWAYS,
    contraindications=(_parts.ADULTS_ONLY,),
    reasons=(
        Reason(
            id="opioids-offered",
            when=ALWAYS,
            favours=True,
            says="Opioids are offered in moderate to severe cancer pain unless contraindicated (recommendation 1.1).",
            grade=_ASCO_STRONG,
            sources=_OFFER,
        ),
    ),
    disputes=(
        Dispute(
            id="second-step",
            when=ALWAYS,
            about="whether moderate pain wants a weak opioid first",
            stances=(
                Stance(by="WHO 1996", says="a weak opioid", source=_step("step 2", "LAD-10")),
                Stance(by="ESMO 2018", says="a weak opioid or a strong one at a low dose", source=_ESMO),
                Stance(
                    by="Bandieri 2016",
                    says="low-dose morphine did better: 88.2 % against 57.7 % with at least 20 % less pain",
                    source=_TRIAL,
                ),
            ),
        ),
        _disagreement(4, not_(PAIN_5_OR_MORE), "mild", "moderate"),
    ),
    notes=(*_WHO_NOW, *_ASCO_ADVICE, NALOXONE_NOT_COUNTED),
    grade=_ASCO_STRONG,
    sources=(_step("step 2", "LAD-10"), _OFFER, _ESMO, NCCN_BANDS, _PRINCIPLES, _STATEMENT),
    edition=EDITION,
)

LOW_DOSE_STRONG_OPIOID = Rule(
    id="low-dose-strong-opioid",
    title="A strong opioid at a low dose for moderate pain",
    when=_parts.MODERATE & not_(_parts.ON_STRONG_OPIOID),
    action=(
        "Morphine by mouth at a low dose, no more than 30 mg in 24 hours, with a non-opioid: the other choice beside a"
        " weak opioid."
    ),
    contraindications=(*_opioids.against_morphine("LAD-21"), _parts.BY_MOUTH),
    first=(_opioids.NO_STRONG_OPIOID,),
    reasons=(
        Reason(
            id="trial",
            when=ALWAYS,
            favours=True,
            says=(
                "Over 28 days 88.2 % had at least 20 % less pain, against 57.7 % with a weak opioid (odds ratio 6.18,"
                " 3.12 to 12.24; 118 and 122 people, open label); morphine was titrated to 30 mg a day at most."
            ),
            grade=Grade.ungraded("a trial result, not a graded recommendation"),
            sources=_TRIAL,
        ),
    ),
    notes=(
        Note(
            id="eapc-limits",
            says=(
                "EAPC 2012 has a low-dose strong opioid as an alternative (weak recommendation). Its limits are"
                " remembered as 30 mg of morphine, 20 mg of oxycodone or 4 mg of hydromorphone in 24 hours (not"
                " verified)."
            ),
            sources=(_EAPC, cite(sources.EAPC_2012, "limits of a low dose", "LAD-23", verified="memory")),
        ),
        *_ASCO_ADVICE,
    ),
    grade=UNGRADED,
    sources=(_TRIAL, _ESMO),
    edition=EDITION,
)

SEVERE_PAIN = Rule(
    id="analgesia-severe-pain",
    title="Severe pain (7 to 10): step 3 of the old ladder",
    when=_parts.SEVERE,
    action=(
        "An opioid is offered, a strong one by the old ladder, unless something stands against it, with a non-opioid"
        " and an adjuvant where they are wanted. Nobody in severe pain is taken through the lower steps first. Where a"
        " strong one is taken already it is titrated: analgesia-on-strong-opioid. Each has what stands against it under"
        " its own name."
    ),
    recommended=ALWAYS,
    contraindications=(_parts.ADULTS_ONLY,),
    reasons=(
        Reason(
            id="opioids-offered",
            when=ALWAYS,
            favours=True,
            says="Opioids are offered in moderate to severe cancer pain unless contraindicated (recommendation 1.1).",
            grade=_ASCO_STRONG,
            sources=_OFFER,
        ),
    ),
    disputes=(_disagreement(7, not_(PAIN_8_OR_MORE), "moderate", "severe"),),
    notes=(
        *_WHO_NOW,
        *_ASCO_ADVICE,
        Note(
            id="who-2018-maintenance",
            says=(
                "WHO 2018: any opioid may keep pain away; by mouth, morphine of immediate or modified release,"
                " regularly, with immediate-release morphine for rescue; where neither mouth nor skin will do, under"
                " the skin rather than into a muscle."
            ),
            sources=cite(sources.WHO_2018, "maintenance and routes", "LAD-14", "LAD-15", "LAD-16"),
        ),
        Note(
            id="methadone",
            says="ASCO: whoever has little experience with methadone asks a specialist before it is begun (2.2).",
            sources=cite(sources.ASCO_OPIOIDS_2023, "recommendation 2.2", "LAD-27"),
        ),
        NALOXONE_NOT_COUNTED,
    ),
    grade=_ASCO_STRONG,
    sources=(_step("step 3", "LAD-11"), _OFFER, _AT_THE_START, NCCN_BANDS, _PRINCIPLES, _STATEMENT),
    edition=EDITION,
)

# --------------------------------------------------------------------------- pain under a strong opioid

_INCREMENT = cite(sources.ASCO_OPIOIDS_2023, "recommendation 3.5", "LAD-29")

#: Whatever the worst score is: the regular opioid is titrated first, and is raised from the fifth episode of a day.
_NOT_HELD = assume_absent(
    MORE_THAN_FOUR_EPISODES | not_(BACKGROUND_CONTROLLED),
    because="episodes are counted and the background is asked about, and what was found would be on record",
)

ON_STRONG_OPIOID_IN_PAIN = Rule(
    id="analgesia-on-strong-opioid",
    title="Pain that is not held by a strong opioid",
    when=(_parts.MODERATE | _parts.SEVERE | _NOT_HELD) & _parts.ON_STRONG_OPIOID,
    action=(
        "The regular dose is looked at and titrated, with a rescue dose beside it; where adverse effects forbid that or"
        " it does not help, another opioid or route, and an adjuvant or a non-opioid where one is wanted. Each has what"
        " stands against it under its own name."
    ),
    recommended=ALWAYS,
    contraindications=(_parts.ADULTS_ONLY,),
    reasons=(
        Reason(
            id="increment",
            when=ALWAYS,
            favours=True,
            says=(
                "The usual least increase is 25 to 50 %, less in frail people or with weak organs; no set increment is"
                " proved (ASCO 3.5)."
            ),
            grade=Grade.ungraded("ASCO finds the evidence insufficient for a set increment"),
            sources=_INCREMENT,
        ),
    ),
    notes=(
        _opioids.TITRATION,
        _opioids.LONG_ACTING,
        _opioids.NAUSEA,
        NALOXONE_NOT_COUNTED,
        Note(
            id="fentanyl-patch-titration",
            when=_opioids.WEARS_FENTANYL_PATCH,
            says=f"A fentanyl patch is worn. {_opioids.PATCH_STEP}",
            sources=_opioids.PATCH_STEP_SOURCES,
        ),
        Note(
            id="buprenorphine-patch-titration",
            when=assume_absent(TAKES_BUPRENORPHINE, because="a patch that is worn would be on the list"),
            says=(
                "A buprenorphine patch worn for seven days: 20 ug/h at most, raised no sooner than after 72 hours."
                " Patches worn for three to four days (35, 52.5 and 70 ug/h) are another family, not spoken of here."
            ),
            sources=BUPRENORPHINE,
        ),
        Note(
            id="answers",
            says=(
                "More in: rescue-morphine and the other rescue doses, regular-opioid-review, opioid-switch, and the"
                " adjuvants."
            ),
            sources=own_reading("STR-14", why="these answers say what each of the ways means"),
        ),
        _parts.RED_FLAGS_FIRST,
    ),
    grade=UNGRADED,
    sources=(
        _INCREMENT,
        _opioids.REASSESSMENT,
        cite(sources.ESMO_PAIN_2012, "rescue doses", "STR-14"),
        cite(sources.INSTANYL, "indication and posology", "BTP-01", "BTP-17", verified="primary"),
    ),
    edition=EDITION,
)

# --------------------------------------------------------------------------- pain under a weak opioid

_WEAK_AND_BARRED = BARRED_CODEINE | BARRED_TRAMADOL | BARRED_DIHYDROCODEINE

#: From 4 up the steps themselves say what comes next.
ON_WEAK_OPIOID_IN_PAIN = Rule(
    id="analgesia-on-weak-opioid",
    title="Pain that is not held by a weak opioid",
    when=_parts.ON_OPIOID
    & not_(_parts.ON_STRONG_OPIOID)
    & not_(_parts.MODERATE | _parts.SEVERE)
    & (
        _NOT_HELD
        | _opioids.NO_LONGER_SWALLOWED
        | assume_absent(OPIOID_NOT_TOLERATED, because="who does not tolerate it says so, and it would be on record")
    ),
    action=(
        "The regular opioid is looked at again, whatever the worst score is: a weak one is raised as far as its ceiling"
        " allows, or it gives way to a strong one at a low dose, with a non-opioid and an adjuvant where one is wanted;"
        " where it is not tolerated or can be swallowed no longer, to another opioid or another way."
    ),
    recommended=ALWAYS,
    contraindications=(_parts.ADULTS_ONLY,),
    notes=(
        Note(
            id="ceilings",
            says=(
                f"The most in 24 hours: codeine {CODEINE_CEILING}, tramadol {TRAMADOL_CEILING}, dihydrocodeine"
                f" {DIHYDROCODEINE_CEILING}, what a combination holds included."
            ),
            sources=cite(sources.UK_WEAK_OPIOIDS, "ceilings in 24 hours", "WK-01", "WK-02", "WK-03"),
        ),
        Note(
            id="barred",
            when=_WEAK_AND_BARRED,
            says="The weak opioid that is taken is barred, as its own answer says: it is not raised.",
            sources=own_reading("WK-01", why="what is barred is not given in a larger dose"),
        ),
        Note(
            id="low-dose",
            says=(
                "A strong opioid at a low dose: morphine was titrated to 30 mg in 24 hours at most, and did better than"
                " a weak opioid in moderate pain."
            ),
            sources=_TRIAL,
        ),
        NALOXONE_NOT_COUNTED,
        _parts.RED_FLAGS_FIRST,
    ),
    grade=UNGRADED,
    sources=(
        cite(sources.INSTANYL, "indication and posology", "BTP-01", "BTP-17", verified="primary"),
        _ESMO,
        _EAPC,
        own_reading("LAD-10", "LAD-22", why="what does not hold is not kept, though the worst score is low"),
    ),
    edition=EDITION,
)

# --------------------------------------------------------------------------- pain that is held

_KEEP = cite(sources.NCCN_PAIN, "pain of 0 to 3 after titration", "STR-09")

#: A dose of which it is not to be said that it is effective.
_DOSE_IN_QUESTION = (
    _opioids.SWITCH_WANTED
    | _opioids.NO_LONGER_SWALLOWED
    | _WEAK_AND_BARRED
    | assume_absent(PAIN_CRISIS, because="a crisis of pain would be on record")
    # Begun so lately that nobody is tolerant by it, and nothing before it is on record.
    | (
        _opioids.WEARS_FENTANYL_PATCH
        & assume_absent(DAYS_ON_REGULAR_OPIOIDS < "7 day", because="since when it is worn would be on record")
    )
    | assume_absent(
        TAKES_METHADONE & (QTC_ABOVE_500 | TAKES_MAO_INHIBITOR),
        because="what is taken now, and what bars it, would be on record",
    )
    | assume_absent(
        MORE_THAN_FOUR_RESCUES | MORE_THAN_FOUR_EPISODES | not_(BACKGROUND_CONTROLLED),
        because="rescue doses and episodes are counted, and what was found would be on record",
    )
)

PAIN_RELIEVED = Rule(
    id="analgesia-pain-relieved",
    title="Pain of 0 to 3 on an opioid",
    when=(_parts.NO_PAIN | _parts.MILD) & _parts.ON_OPIOID & not_(_DOSE_IN_QUESTION),
    action="The effective dose is kept. A pain of 0 to 3 is no reason to raise it.",
    recommended=ALWAYS,
    monitor=(
        Monitor(
            id="still-needed",
            says=(
                "whether the dose is still needed, above all where radiotherapy or a block has taken the pain away; it"
                " then comes down gradually, by 10 to 25 % a step (from memory, not verified)"
            ),
            timing="at each visit",
            sources=_parts.recalled("stopping an opioid", "STR-23"),
        ),
    ),
    notes=(
        Note(
            id="then-regular",
            says="Doses taken as needed: by NCCN what worked goes on so for 24 hours, and then as regular doses.",
            sources=_KEEP,
        ),
        _opioids.LONG_ACTING,
        _opioids.NAUSEA,
        NALOXONE_NOT_COUNTED,
    ),
    grade=UNGRADED,
    sources=(_KEEP, own_reading("LAD-02", why="pain that is none or mild leaves nothing to escalate for")),
    edition=EDITION,
)
