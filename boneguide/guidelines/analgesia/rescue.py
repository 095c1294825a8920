"""Rescue doses: an immediate-release opioid against pain that breaks through, as a share of the dose of 24 hours."""

from __future__ import annotations

from boneguide.calculators.rescue_dose import SOURCE as RESCUE
from boneguide.calculators.rescue_dose import SOURCE_ASCO, SOURCE_FRAIL, SOURCE_UK, TENTH_TO_FIFTH
from boneguide.guidelines import sources
from boneguide.guidelines._cite import article, cite, own_reading
from boneguide.guidelines.analgesia import _opioids, _parts
from boneguide.guidelines.analgesia._edition import EDITION
from boneguide.guidelines.facts.opioid import (
    ALLERGY_HYDROMORPHONE,
    ALLERGY_MORPHINE,
    ALLERGY_OXYCODONE,
    BACKGROUND_CONTROLLED,
    FENTANYL_AS_ORAL_MORPHINE,
    FENTANYL_PATCH_RATE,
    HYDROMORPHONE_DAILY_DOSE,
    INJECTED_HYDROMORPHONE_DAILY_DOSE,
    INJECTED_MORPHINE_DAILY_DOSE,
    INJECTED_OXYCODONE_DAILY_DOSE,
    MORE_THAN_FOUR_RESCUES,
    MORPHINE_DAILY_DOSE,
    OPIOID_WITHOUT_RESCUE_DOSE,
    OXYCODONE_DAILY_DOSE,
    SEVERAL_REGULAR_OPIOIDS,
    TAKES_BUPRENORPHINE,
    TAKES_FENTANYL,
    TAKES_HYDROMORPHONE,
    TAKES_METHADONE,
    TAKES_MORPHINE,
    TAKES_OXYCODONE,
)
from boneguide.logic.clauses import Contraindication, Monitor, Note
from boneguide.logic.nodes import ALWAYS, Criterion, FlagFact, assume_absent, not_
from boneguide.logic.numbers import Number, NumberFact
from boneguide.logic.rule import Rule
from boneguide.logic.share import Share
from boneguide.logic.template import RegimenTemplate
from boneguide.logic.verbs import named
from boneguide.model.provenance import Grade, Source
from boneguide.quantities import kinds

_STATEMENT = article("A07", "an immediate-release opioid for breakthrough pain")
_NCCN_2A = Grade(system="NCCN", year=2019, value="category 2A", note="as quoted; the guideline was not seen")
_BACKGROUND = cite(sources.INSTANYL, "indication", "BTP-01", verified="primary")
_BASELINE = cite(sources.ESMO_PAIN_2012, "rescue doses", "STR-14")
_SLOPE = cite(sources.NCCN_PAIN, "transdermal fentanyl equivalents", "analgesia-T8")

_LISTED = "an opioid that is taken now would be on the list of medicines"
_SEVERAL = assume_absent(SEVERAL_REGULAR_OPIOIDS, because=_LISTED)

_NOTES = (
    Note(
        id="several-opioids",
        when=_SEVERAL,
        says=(
            "More than one regular opioid is taken: the share is of the one that is named, or of morphine by mouth with"
            " the patch. All are added up by one named table for a share of the whole."
        ),
        sources=own_reading("BTP-03", why="the share is of the dose of 24 hours of the same opioid"),
    ),
    Note(
        id="other-shares",
        says=(
            "Other conventions: a sixth of the day in the United Kingdom, about 5 % for the frail. A trial found no"
            " difference between a sixth, an eighth and a twelfth, so the lowest that works is preferred."
        ),
        sources=(SOURCE_UK, SOURCE_FRAIL),
    ),
    Note(
        id="asco-share",
        says="ASCO 2023 is remembered to print 5 to 20 % (not verified).",
        sources=SOURCE_ASCO,
    ),
    Note(
        id="not-breakthrough",
        when=assume_absent(not_(BACKGROUND_CONTROLLED), because="it is asked whether the background is controlled"),
        says="The background is not controlled: that is no breakthrough pain, and the regular dose is titrated first.",
        sources=_BACKGROUND,
    ),
    Note(
        id="trigger",
        says=(
            "Pain that can be foreseen, as on moving: the dose 20 to 30 minutes before. Pain at the end of a dose: the"
            " regular dose is raised or given more often (both from memory, not verified)."
        ),
        sources=_parts.recalled("predictable pain and end-of-dose failure", "BTP-02", "BTP-10"),
    ),
    Note(
        id="fast-onset",
        says=(
            "Immediate-release opioids are for flares of a controlled background pain; into a vein they act sooner."
            " Rapid-onset fentanyl has its own answer, rapid-onset-fentanyl."
        ),
        sources=cite(sources.ESMO_PAIN_2018, "breakthrough pain", "BTP-09"),
    ),
    _opioids.TITRATION,
)


def _two_ways(drug: str, by_mouth: NumberFact, injected: NumberFact) -> Note:
    """Return the note of the two rules of which each speaks of its own part."""
    return Note(
        id="two-ways",
        when=assume_absent(
            (by_mouth > "0 mg") & (injected > "0 mg"),
            because=f"how {drug} is taken would be on the list of medicines",
        ),
        says=(
            f"{drug.capitalize()} is taken regularly by mouth and by injection: the share is of the one part only. Both"
            " are added up by one named ratio for a share of the whole: calculators.opioid_route_change."
        ),
        sources=own_reading("BTP-03", "analgesia-T11", why="a share of one part is less than one of the day"),
    )


_MORPHINE_TWO_WAYS = _two_ways("morphine", MORPHINE_DAILY_DOSE, INJECTED_MORPHINE_DAILY_DOSE)
_OXYCODONE_TWO_WAYS = _two_ways("oxycodone", OXYCODONE_DAILY_DOSE, INJECTED_OXYCODONE_DAILY_DOSE)
_HYDROMORPHONE_TWO_WAYS = _two_ways("hydromorphone", HYDROMORPHONE_DAILY_DOSE, INJECTED_HYDROMORPHONE_DAILY_DOSE)
_COUNT = Monitor(
    id="rescue-doses",
    says="how many rescue doses are taken in 24 hours; more than four, and the regular dose is worked out again",
    timing="every day",
    sources=_BASELINE,
)


def _rescue(  # noqa: PLR0913 - what differs between one opioid and the next
    name: str,
    *,
    drug: str,
    of: Number,
    when: Criterion,
    allergy: FlagFact,
    title: str = "",
    route: str = "oral",
    often: str = "Immediate release, up to once an hour.",
    kidneys: Contraindication = _opioids.LESS_WITH_WEAK_KIDNEYS,
    cited: tuple[Source, ...] = (),
    notes: tuple[Note, ...] = (),
) -> Rule:
    return Rule(
        id=f"rescue-{name}",
        title=title or f"Rescue dose of {drug}",
        when=when,
        advise=RegimenTemplate(drug=drug, route=route, dose=Share(of, *TENTH_TO_FIFTH), notes=(often,)),
        contraindications=(
            _parts.allergy(allergy, drug, "BTP-03"),
            *((_parts.BY_MOUTH,) if route == "oral" else ()),
            kidneys,
            _opioids.WEAK_LIVER,
            *_opioids.WITH_EVERY_OPIOID,
            *((_opioids.SEIZURES,) if drug == "morphine" else ()),
        ),
        monitor=(_COUNT,),
        notes=(*notes, *_NOTES),
        grade=_NCCN_2A,
        sources=(RESCUE, *cited, _STATEMENT),
        edition=EDITION,
    )


def _on(takes: FlagFact, regular: Criterion) -> Criterion:
    """Return whether a drug is taken regularly; what is listed without its dose is asked for."""
    return assume_absent(takes, because=_LISTED) & regular


_ON_PATCH = _on(TAKES_FENTANYL, FENTANYL_PATCH_RATE > "0 ug/h")
#: Both are taken for morphine, so one dose serves them.
_WITH_THE_PATCH = named(
    "oral_morphine_with_the_patch",
    kinds.DRUG_MASS,
    FENTANYL_AS_ORAL_MORPHINE + MORPHINE_DAILY_DOSE,
    label="oral morphine in 24 hours, what the fentanyl patch stands for included",
)

RESCUE_MORPHINE = _rescue(
    "morphine",
    drug="morphine",
    of=MORPHINE_DAILY_DOSE,
    when=_on(TAKES_MORPHINE, MORPHINE_DAILY_DOSE > "0 mg") & not_(_ON_PATCH),
    allergy=ALLERGY_MORPHINE,
    notes=(_MORPHINE_TWO_WAYS,),
    kidneys=_opioids.AVOID_WITH_WEAK_KIDNEYS,
)
RESCUE_OXYCODONE = _rescue(
    "oxycodone",
    drug="oxycodone",
    of=OXYCODONE_DAILY_DOSE,
    when=_on(TAKES_OXYCODONE, OXYCODONE_DAILY_DOSE > "0 mg"),
    allergy=ALLERGY_OXYCODONE,
    notes=(_OXYCODONE_TWO_WAYS,),
)
RESCUE_HYDROMORPHONE = _rescue(
    "hydromorphone",
    drug="hydromorphone",
    of=HYDROMORPHONE_DAILY_DOSE,
    when=_on(TAKES_HYDROMORPHONE, HYDROMORPHONE_DAILY_DOSE > "0 mg"),
    allergy=ALLERGY_HYDROMORPHONE,
    notes=(_HYDROMORPHONE_TWO_WAYS,),
)
_INJECTED = "IV or SC"
_INTO_A_VEIN = "Looked at again after 15 minutes where it goes into a vein."
_BY_VEIN = (cite(sources.NCCN_PAIN, "intravenous rescue", "BTP-08"),)
RESCUE_INJECTED_MORPHINE = _rescue(
    "injected-morphine",
    drug="morphine",
    route=_INJECTED,
    of=INJECTED_MORPHINE_DAILY_DOSE,
    when=_on(TAKES_MORPHINE, INJECTED_MORPHINE_DAILY_DOSE > "0 mg"),
    allergy=ALLERGY_MORPHINE,
    title="Rescue dose of injected morphine",
    often=_INTO_A_VEIN,
    kidneys=_opioids.AVOID_WITH_WEAK_KIDNEYS,
    cited=_BY_VEIN,
    notes=(_MORPHINE_TWO_WAYS,),
)
RESCUE_INJECTED_OXYCODONE = _rescue(
    "injected-oxycodone",
    drug="oxycodone",
    route=_INJECTED,
    of=INJECTED_OXYCODONE_DAILY_DOSE,
    when=_on(TAKES_OXYCODONE, INJECTED_OXYCODONE_DAILY_DOSE > "0 mg"),
    allergy=ALLERGY_OXYCODONE,
    title="Rescue dose of injected oxycodone",
    often=_INTO_A_VEIN,
    cited=_BY_VEIN,
    notes=(_OXYCODONE_TWO_WAYS,),
)
RESCUE_INJECTED_HYDROMORPHONE = _rescue(
    "injected-hydromorphone",
    drug="hydromorphone",
    route=_INJECTED,
    of=INJECTED_HYDROMORPHONE_DAILY_DOSE,
    when=_on(TAKES_HYDROMORPHONE, INJECTED_HYDROMORPHONE_DAILY_DOSE > "0 mg"),
    allergy=ALLERGY_HYDROMORPHONE,
    title="Rescue dose of injected hydromorphone",
    often=_INTO_A_VEIN,
    cited=_BY_VEIN,
    notes=(_HYDROMORPHONE_TWO_WAYS,),
)
RESCUE_WITH_FENTANYL_PATCH = _rescue(
    "with-fentanyl-patch",
    drug="morphine",
    of=_WITH_THE_PATCH,
    when=_ON_PATCH,
    allergy=ALLERGY_MORPHINE,
    title="Rescue dose of morphine beside a fentanyl patch",
    kidneys=_opioids.AVOID_WITH_WEAK_KIDNEYS,
    cited=(
        _SLOPE,
        own_reading("BTP-03", why="a patch has no rescue form: the share is of what it stands for"),
    ),
    notes=(
        Note(
            id="slope",
            says=(
                "25 ug/h are taken for 60 mg of oral morphine a day (2.4 mg per ug/h). Other publications have 2.0 and"
                " 3.6; the table is named with every result."
            ),
            sources=_SLOPE,
        ),
    ),
)

RESCUE_OTHER_OPIOID = Rule(
    id="rescue-other-opioid",
    title="A rescue dose beside another regular opioid",
    when=assume_absent(OPIOID_WITHOUT_RESCUE_DOSE, because=_LISTED),
    action=(
        "No rescue dose is worked out here beside this opioid, or beside this way of taking it: that is done for"
        " morphine, oxycodone and hydromorphone by mouth or by injection, and for fentanyl patches. Where an opioid has"
        " an immediate-release form that goes the same way, the share of NCCN is 10 to 20 % of its 24 hours; never of"
        " methadone, of buprenorphine, nor of fentanyl through mouth or nose. For a share of the oral morphine that it"
        " stands for one named table is needed (calculators.oral_morphine_equivalent); where none has it a specialist"
        " decides."
    ),
    contraindications=(
        _opioids.LESS_WITH_WEAK_KIDNEYS,
        _opioids.WEAK_LIVER,
        *_opioids.WITH_EVERY_OPIOID,
    ),
    monitor=(_COUNT,),
    notes=(
        Note(
            id="methadone",
            when=assume_absent(TAKES_METHADONE, because=_LISTED),
            says=(
                "Takes methadone: it acts too long for a share of it to be a rescue dose, and no dose of another opioid"
                " is worked out from it. A specialist in pain or palliative care names the rescue dose."
            ),
            sources=(
                own_reading("analgesia-T9", "BTP-03", why="ratios backwards disagree, and a rescue dose is short"),
                cite(sources.ASCO_OPIOIDS_2023, "recommendation 2.2", "LAD-27"),
            ),
        ),
        Note(
            id="buprenorphine",
            when=assume_absent(TAKES_BUPRENORPHINE, because=_LISTED),
            says=(
                "Takes buprenorphine: a full agonist of immediate release is remembered to be acceptable for rescue"
                " beside the usual patches (not verified). Conversions of buprenorphine are weak, so that the lowest"
                " dose comes first."
            ),
            sources=(
                _parts.recalled("rescue beside buprenorphine", "AE-07"),
                own_reading("CNV-09", why="what is weakly known is begun low"),
            ),
        ),
        *_NOTES,
    ),
    grade=_NCCN_2A,
    sources=(RESCUE, own_reading("BTP-03", why="of what has no verified share here no dose is named"), _STATEMENT),
    edition=EDITION,
)

REGULAR_OPIOID_REVIEW = Rule(
    id="regular-opioid-review",
    title="More than four rescue doses in 24 hours",
    when=_parts.ON_OPIOID
    & assume_absent(MORE_THAN_FOUR_RESCUES, because="rescue doses are counted, and the count would be on record"),
    action=(
        "The regular dose is worked out again from all that was taken in 24 hours, rescue doses included, divided by"
        " the doses of a day and rounded to strengths; then the rescue dose from the new one."
    ),
    recommended=ALWAYS,
    contraindications=(_parts.ADULTS_ONLY,),
    notes=(
        Note(
            id="exactly-four",
            says="Exactly four rescue doses do not call for it.",
            sources=_BASELINE,
        ),
        Note(
            id="calculator",
            says="calculators.regular_dose_with_rescues and calculators.rescue_dose do the sums.",
            sources=own_reading("STR-14", why="the sums are those of the two calculators"),
        ),
    ),
    grade=Grade.ungraded("the grade was not seen"),
    sources=(_BASELINE,),
    edition=EDITION,
)
