"""How dexamethasone is brought down: after treatment of compression, after relief, and when it may end at once."""

from __future__ import annotations

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import UNGRADED, article, cite, own_reading
from boneguide.guidelines.corticosteroids import tapers
from boneguide.guidelines.corticosteroids._edition import EDITION
from boneguide.guidelines.corticosteroids._indications import (
    BONE_PAIN_DOSE,
    FLARE_DOSE,
    FROM_8,
    FROM_16,
    GRADUAL_ANYWAY,
    NERVE_PAIN_DOSE,
    TAPER,
)
from boneguide.guidelines.corticosteroids._parts import (
    ABOVE_16,
    CANNOT_SWALLOW_IT,
    COMPRESSION,
    MEANT_FOR_ADULTS,
    ON_DEXAMETHASONE,
    WHOLE_DAY,
    WORSE,
    not_both,
)
from boneguide.guidelines.corticosteroids.safety import STEROID_CARD
from boneguide.guidelines.facts.corticosteroid import (
    ABOVE_6_MG_FOR_OVER_A_WEEK,
    ADRENAL_INSUFFICIENCY_CAUSE,
    CORD_TREATMENT_BEGUN,
    CORTICOSTEROID_RESPONSE,
    DAYS_ON_DEXAMETHASONE,
    DEXAMETHASONE_DAILY_DOSE,
    EVENING_CORTICOSTEROID_DOSES,
    RECENT_CORTICOSTEROID_COURSES,
)
from boneguide.guidelines.facts.neurology import AMBULATORY
from boneguide.logic.clauses import Contraindication, Dispute, Monitor, Note, Prerequisite, Stance, Variation
from boneguide.logic.nodes import ALWAYS, Criterion, all_of, any_of, assume_absent, not_
from boneguide.logic.rule import Rule
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.logic.verbs import cases
from boneguide.quantities import Amount

_STATEMENT = "taper over about two weeks once symptoms improve"
_NICE = cite(
    sources.NICE_NG234,
    "recommendation on reducing the dose",
    "ST-07",
    note="the excerpt that was seen breaks off; how it ends is from memory",
)
#: People who cannot walk and mend slowly come down over three weeks.
_SLOWLY = assume_absent(
    CORTICOSTEROID_RESPONSE.is_in("improving slowly") & not_(AMBULATORY),
    because="two weeks are the default unless a slow recovery is on record",
)


def _regimen(taper: tapers.EncodedTaper) -> RegimenTemplate:
    first, _ = taper.template.steps[0]
    return RegimenTemplate(
        drug=drugs.DEXAMETHASONE,
        route="oral",
        dose=first,
        interval=exactly("1 day"),
        taper=taper.template,
        notes=(WHOLE_DAY,),
    )


def _other(taper: tapers.EncodedTaper, when: Criterion) -> Variation:
    return Variation(
        id=taper.key.lower(),
        when=when,
        says=f"{taper.template}. Basis: {taper.basis}.",
        advise=_regimen(taper),
        grade=UNGRADED,
        sources=taper.sources,
    )


DEXAMETHASONE_TAPER = Rule(
    id="dexamethasone-taper",
    title="Bringing dexamethasone down",
    when=TAPER,
    advise=RegimenTemplate(
        drug=drugs.DEXAMETHASONE,
        route="oral",
        dose=cases((FROM_16, Amount(12, "mg")), (FROM_8, Amount(6, "mg"))),
        interval=exactly("1 day"),
        taper=cases(
            (FROM_16 & _SLOWLY, tapers.TP_21.template),
            (FROM_16, tapers.TP_14.template),
            (FROM_8, tapers.TP_8.template),
        ),
        notes=(WHOLE_DAY, "Where a day has two doses the larger is taken in the morning, the other before 14:00."),
    ),
    contraindications=(MEANT_FOR_ADULTS,),
    first=(
        Prerequisite(
            id="treatment-begun",
            when=COMPRESSION & not_(CORD_TREATMENT_BEGUN),
            says="surgery or radiotherapy for the compression has begun; NICE keeps 16 mg a day until then",
            sources=(_NICE, own_reading("SD-10", why="treatment, not relief, starts the taper after compression")),
        ),
        Prerequisite(
            id="own-steps",
            when=ALWAYS,
            says=(
                "the prescriber checks the steps (rows TP-14, TP-21, TP-8): from 16 mg to nothing in 14 days was"
                " published, the daily doses are the library's own"
            ),
            sources=(*tapers.TP_14.sources, *tapers.TP_21.sources, *tapers.TP_8.sources),
        ),
    ),
    monitor=(
        Monitor(
            id="worse",
            says="pain and neurology: where they worsen, back to the last dose that helped, and review at once",
            timing="at every step",
            sources=cite(sources.NICE_CG75, "draft slides", "SS-20"),
        ),
        Monitor(
            id="longer-than-21-days",
            when=(DAYS_ON_DEXAMETHASONE > "7 day") | (_SLOWLY & (DAYS_ON_DEXAMETHASONE > "0 day")),
            says=(
                "with the taper more than 21 days on dexamethasone: the last steps are taken slowly, with a steroid"
                " emergency card and sick-day rules"
            ),
            timing="from the first reduced dose",
            sources=(
                own_reading("TP-R2", why="days so far and the 14 or 21 days of the taper, added up"),
                cite(sources.NHS_LOTHIAN, "adrenal insufficiency", "SS-12", verified="primary"),
            ),
        ),
    ),
    variations=(
        _other(tapers.TP_7, FROM_16),
        _other(tapers.TP_12, FROM_16),
        _other(tapers.TP_21, FROM_16 & not_(_SLOWLY)),
        _other(tapers.TP_14, FROM_16 & _SLOWLY),
        _other(tapers.TP_H, FROM_16),
        _other(tapers.TP_BD, DEXAMETHASONE_DAILY_DOSE.equals("16 mg")),
    ),
    disputes=(
        Dispute(
            id="duration",
            when=ALWAYS,
            about="how long the taper lasts",
            stances=(
                Stance(
                    by="Heimdal 1992",
                    says="from 16 mg a day to nothing in 14 days",
                    source=cite(sources.HEIMDAL_1992, "abstract", "TP-14", verified="primary"),
                ),
                Stance(by="the article", says="about two weeks", source=article("A12", _STATEMENT)),
                Stance(
                    by="NICE 2008",
                    says="5 to 7 days (from memory, not verified)",
                    source=cite(sources.NICE_CG75, "taper", "TP-7", verified="memory"),
                ),
                Stance(
                    by="a palliative guideline",
                    says="three weeks",
                    source=cite(sources.PALLIATIVE_TAPER, "three weeks", "TP-21"),
                ),
                Stance(
                    by="a letter in Clinical Medicine",
                    says="4 to 6 weeks",
                    source=cite(sources.CLIN_MED_TAPER, "letter", "TP-R1", verified="primary"),
                ),
                Stance(
                    by="a page of the article's site",
                    says="4 mg every 3 to 4 days",
                    source=cite(sources.ARTICLE_SITE, "taper", "TP-14"),
                ),
            ),
        ),
        Dispute(
            id="start",
            when=ALWAYS,
            about="when the taper begins",
            stances=(
                Stance(by="NICE 2023", says="after surgery, or at the start of radiotherapy", source=_NICE),
                Stance(by="the article", says="once symptoms improve", source=article("A12", _STATEMENT)),
            ),
        ),
    ),
    notes=(
        Note(
            id="slow",
            when=_SLOWLY,
            says="Cannot walk and improves slowly: three weeks instead of two, by the library's own choice.",
            sources=own_reading("TP-R1", why="the longer taper for those who mend slowly or got worse"),
        ),
        not_both(
            any_of(FLARE_DOSE, BONE_PAIN_DOSE, NERVE_PAIN_DOSE),
            "dexamethasone-pain-flare",
            "dexamethasone-bone-pain",
            "dexamethasone-nerve-pain",
        ),
        CANNOT_SWALLOW_IT,
    ),
    grade=UNGRADED,
    sources=(
        _NICE,
        article("A12", _STATEMENT),
        *tapers.TP_14.sources,
        own_reading("TP-R1", "TP-8", "SD-10", why="which taper, and the steps of those from 8 mg"),
    ),
    edition=EDITION,
)

DEXAMETHASONE_TAPER_WORSENING = Rule(
    id="dexamethasone-taper-worsening",
    title="Worse while dexamethasone is taken or brought down",
    when=ON_DEXAMETHASONE & WORSE,
    action=(
        "The sources go back to the last dose that helped and ask for an urgent review; later a taper over three weeks"
        " is thought of."
    ),
    recommended=ALWAYS,
    urgent=True,
    grade=UNGRADED,
    sources=(
        cite(sources.NICE_CG75, "draft slides", "SS-20"),
        own_reading("TP-R1", why="the longer taper for those who mend slowly or got worse"),
    ),
    edition=EDITION,
)

# --------------------------------------------------------------------------- how fast a dose may end

_WMPC = cite(sources.WEST_MIDLANDS, "stopping", "SS-07", verified="primary")
_READING = own_reading("SS-07", why="less than 4 mg may end at once, 4 to 6 mg is asked about, more is stepped down")
_BNF = cite(sources.BNF_CORTICOSTEROIDS, "withdrawal", "SS-08")
_EQUAL = cite(
    sources.NI_FORMULARY,
    "equivalent doses",
    "SS-09",
    verified="primary",
    note="0.75 mg of dexamethasone for 5 mg of prednisolone, so 6 mg for 40 mg",
)
_THREE_WEEKS = own_reading(
    "SS-07", "SS-08", why="3 weeks to the day are neither less nor more than 3 weeks; gradual is the safe side"
)
_GRADUAL = any_of(
    ABOVE_6_MG_FOR_OVER_A_WEEK,
    DAYS_ON_DEXAMETHASONE >= "21 day",
    GRADUAL_ANYWAY,
)
#: Nothing that asks for gradual withdrawal, and nothing that sends the dose up again.
_SHORT = all_of(
    not_(ABOVE_6_MG_FOR_OVER_A_WEEK),
    DAYS_ON_DEXAMETHASONE < "21 day",
    not_(
        assume_absent(EVENING_CORTICOSTEROID_DOSES, because="evening doses, which guidance avoids, would be on record")
    ),
    not_(RECENT_CORTICOSTEROID_COURSES),
    not_(ADRENAL_INSUFFICIENCY_CAUSE),
    not_(WORSE),
)
_AT_ONCE = _SHORT & (DEXAMETHASONE_DAILY_DOSE < "4 mg")


def _not_known(what: Criterion) -> Criterion:
    because = "what is not known is asked for"
    return not_(assume_absent(what, because=because)) & not_(assume_absent(not_(what), because=because))


#: Stepped down in any case, so that nothing is left to ask.
_ABOVE_6_NOW = assume_absent(DEXAMETHASONE_DAILY_DOSE > "6 mg", because="a dose that is not on record is asked for")

DEXAMETHASONE_WITHDRAWAL = Rule(
    id="dexamethasone-withdrawal",
    title="How fast dexamethasone may end",
    when=ON_DEXAMETHASONE,
    action="Guidance decides by dose, time and earlier courses whether it may end at once or is withdrawn gradually.",
    recommended=ALWAYS,
    contraindications=(
        Contraindication(
            id="gradual",
            severity="caution",
            when=_GRADUAL,
            says=(
                "Gradual withdrawal is advised: more than 6 mg a day for longer than a week (as much as 40 mg of"
                " prednisolone), longer than 3 weeks, repeated evening doses, recent or long courses, or another cause"
                " of adrenal insufficiency. That 3 weeks to the day count too is the library's own decision."
            ),
            sources=(_BNF, _EQUAL, _THREE_WEEKS),
        ),
        Contraindication(
            id="at-once",
            severity="info",
            when=_AT_ONCE,
            says="Less than 4 mg a day for less than 3 weeks, without earlier courses: it may end at once.",
            sources=(_WMPC, _READING),
        ),
        Contraindication(
            id="ask",
            severity="info",
            when=_SHORT & (DEXAMETHASONE_DAILY_DOSE >= "4 mg") & (DEXAMETHASONE_DAILY_DOSE <= "6 mg"),
            says=(
                "4 to 6 mg a day for less than 3 weeks: guidance puts the limit for ending at once somewhere in this"
                " range, so the prescriber decides."
            ),
            sources=(_WMPC, _READING),
        ),
        Contraindication(
            id="step-down",
            severity="info",
            when=DEXAMETHASONE_DAILY_DOSE > "6 mg",
            says="More than 6 mg a day: stepped down, however short the course.",
            sources=(_WMPC, _READING),
        ),
        MEANT_FOR_ADULTS,
    ),
    first=(
        Prerequisite(
            id="history",
            # With a dose that is known the time may be open, and with a time that is known the dose.
            when=(_not_known(_SHORT) | _not_known(_AT_ONCE)) & not_(_ABOVE_6_NOW),
            says=(
                "ask how much dexamethasone is taken and since when, of earlier or long courses of a corticosteroid and"
                " of other causes of adrenal insufficiency: they decide whether it may end at once"
            ),
            sources=(_WMPC, _BNF),
        ),
    ),
    monitor=(STEROID_CARD,),
    disputes=(
        Dispute(
            id="equivalence",
            when=ALWAYS,
            about="how much dexamethasone is worth how much prednisolone",
            stances=(
                Stance(
                    by="formularies", says="0.75 mg of dexamethasone for 5 mg of prednisolone, used here", source=_EQUAL
                ),
                Stance(
                    by="a palliative table",
                    says="1 mg of dexamethasone for 6.5 mg of prednisolone",
                    source=cite(sources.PALLIATIVE_TABLE, "equivalent doses", "SS-09", verified="conflict"),
                ),
            ),
        ),
    ),
    notes=(
        Note(
            id="label",
            says="The US label usually withdraws gradually after more than a few days.",
            sources=cite(sources.FDA_DEXAMETHASONE, "as a secondary page quotes it", "SS-11"),
        ),
        Note(
            id="no-taper-encoded",
            when=not_(FROM_16 | FROM_8 | ABOVE_16),
            says="No taper is encoded from this daily dose; those that are start from 16 mg or 8 mg.",
            sources=own_reading("TP-R1", why="tapers were published from 16 mg and are read from 8 mg"),
        ),
    ),
    grade=UNGRADED,
    sources=(_WMPC, _BNF, _READING),
    edition=EDITION,
)
