"""Facts about treatment: bone agents given before, other drugs, allergies."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING, Literal

import attrs

from boneguide.guidelines import drugs
from boneguide.guidelines._drug_names import plainer
from boneguide.guidelines.facts._completeness import absent, may_lack, may_lack_doses
from boneguide.guidelines.facts._listed import (
    OSTEOPOROSIS_MILLIGRAMS,
    classes_listed,
    classes_named,
    days_given,
    days_since_last,
    is_osteoporosis_product,
    own_classes,
)
from boneguide.guidelines.facts.laboratory import CREATININE_BASELINE, starts_of_renally_gated
from boneguide.logic.nodes import UNKNOWN, any_of
from boneguide.logic.verbs import fact
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from datetime import date

    from boneguide.logic.context import Context
    from boneguide.logic.interval import Interval
    from boneguide.logic.nodes import Criterion, FlagFact
    from boneguide.logic.numbers import NumberFact
    from boneguide.model.medication import Medication

#: How long a bone agent counts as present after a dose: the longest interval at
#: which each is given. The library's own reading of the dosing intervals.
ONCOLOGY_DAYS = 84.0
DENOSUMAB_60_MG_DAYS = 183.0
ZOLEDRONIC_ACID_5_MG_DAYS = 366.0


def product_of(medication: Medication) -> str:
    """Return the product of an entry without its strength, which not every part prints; empty where none is stated."""
    return tuple(plainer(medication.product or ""))[-1]


def entries_of(context: Context, group: str, day: date | None = None) -> Iterator[tuple[Medication, bool]]:
    """Yield the entries of a class that may be taken on a day, and whether they surely are.

    Of a combination that is entered part by part, under the name of its product,
    only the part that belongs to the class counts. Where that part may be lacking
    the others are not sure.
    """
    on = context.on if day is None else day
    listed = [(m, m.active(on)) for m in context.patient.medications or () if group in classes_listed(m)]
    taken = [(medication, active) for medication, active in listed if active is not False]
    apart = {product_of(medication) for medication, _ in taken if group in own_classes(medication)} - {""}
    for medication, active in taken:
        itself = group in own_classes(medication)
        if itself or product_of(medication) not in apart:
            yield medication, active is True and (itself or not may_lack(context, "medications"))


def has_given_way(medication: Medication, day: date, *, to: Iterable[Medication]) -> bool:
    """Return whether an entry that ends on a day has given way to one that begins on it.

    The first and the last day of an entry both count, so that a change of dose
    dated on one day would count twice on it.
    """
    return medication.stop == day != medication.start and any(other.start == day for other in to)


def may_give_way(context: Context, medication: Medication, day: date) -> bool:
    """Return whether an entry that ends on a day may have given way to one that the list lacks."""
    return medication.stop == day != medication.start and may_lack(context, "medications")


@attrs.frozen
class _Dose:
    """A dose given before: what it was, how much, how many days ago."""

    classes: frozenset[str]
    milligrams: float | None
    days: int | None


def _current(context: Context) -> tuple[set[str], set[str], Literal[False] | None]:
    """Return the classes of drugs taken now, those of drugs of which that is not known, and what is said of others."""
    found = context.memo.get("current classes")
    if found is None:
        taken: set[str] = set()
        perhaps: set[str] = set()
        for medication in context.patient.medications or ():
            active = medication.active(context.on)
            if active is not False:
                classes = classes_listed(medication)
                (taken if active else perhaps).update(classes)
                if not classes and medication.rate is not None:
                    # A patch of what is not recognised may be one of a strong opioid.
                    perhaps.update(drugs.classes_stated("strong opioid"))
        found = context.memo["current classes"] = (taken, perhaps, absent(context, "medications"))
    return found


def doses_given(context: Context) -> tuple[_Dose, ...]:
    """Return the recorded doses of bone agents, read once for all facts that need them."""
    found = context.memo.get("doses")
    if found is None:
        found = context.memo["doses"] = tuple(
            _Dose(
                classes_named(dose.drug, "", (dose.drug,)),
                None if dose.dose is None else kinds.DRUG_MASS.canonical_value(dose.dose),
                None if dose.on is None else (context.on - dose.on).days,
            )
            for dose in context.patient.bone_agent_doses or ()
        )
    return found


def _taken(wanted: frozenset[str]) -> Callable[[Context], bool | None]:
    def read(context: Context) -> bool | None:
        if not context.patient.medications:
            return absent(context, "medications")
        taken, perhaps, others = _current(context)
        if not wanted.isdisjoint(taken):
            return True
        return others if wanted.isdisjoint(perhaps) else None

    return read


def takes(*classes: str, name: str, label: str, such_as: Collection[Criterion] = ()) -> FlagFact:
    """Return the fact "takes a drug of one of these classes now", as narrower facts and doses say too."""
    _LOOKED_FOR.update(classes)
    inferred = any_of(*such_as, UNKNOWN) if such_as else None
    return fact(name, label=label, read=_taken(frozenset(classes)), asked=True, inferred=inferred)


def another(group: str, *, than: str) -> Callable[[Context], bool | None]:
    """Return the reader of "takes a drug of this class now that is not of that one"."""

    def read(context: Context) -> bool | None:
        if context.patient.medications is None:
            return None
        listed = ((m, classes_listed(m)) for m in context.patient.medications)
        active = [m.active(context.on) for m, classes in listed if group in classes and than not in classes]
        return True if True in active else None if None in active else absent(context, "medications")

    return read


#: Every class that the library has names for or that some fact asks about.
_LOOKED_FOR: set[str] = {*drugs.CLASSES, *drugs.WIDER_CLASS.values()}


def is_looked_at(medication: Medication) -> bool:
    """Return whether some rule can look at an entry in the list of medicines."""
    return not classes_listed(medication).isdisjoint(_LOOKED_FOR)


def _still_acts(medication: Medication, on: date, days: float) -> bool | None:
    """Return whether a product that acts for so many days after a dose still does."""
    last = medication.last_given
    if last is not None and (on - last).days <= days:
        return True
    active = medication.active(on)
    # The last dose may have been given up to the day on which it was stopped.
    lately = last is None and medication.stop is not None and (on - medication.stop).days <= days
    return None if active is False and lately else active


def _osteoporosis_product(agent: str, days: float) -> Callable[[Context], object]:
    def read(context: Context) -> bool | None:
        patient = context.patient
        found = [
            _still_acts(m, context.on, days) for m in patient.medications or () if is_osteoporosis_product(m, agent)
        ]
        found.extend(
            None if d.days is None else d.days <= days
            for d in doses_given(context)
            if agent in d.classes and d.milligrams == OSTEOPOROSIS_MILLIGRAMS[agent]
        )
        if True in found:
            return True
        unknown = None in found or may_lack(context, "bone_agent_doses")
        return None if unknown else absent(context, "medications")

    return read


#: A denosumab product for osteoporosis still acting: 60 mg within half a year.
OSTEOPOROSIS_DENOSUMAB = fact(
    "osteoporosis_denosumab",
    label="denosumab 60 mg for osteoporosis within six months",
    read=_osteoporosis_product(drugs.DENOSUMAB, DENOSUMAB_60_MG_DAYS),
    asked=True,
)
#: A zoledronic acid product for osteoporosis still acting: 5 mg within a year.
OSTEOPOROSIS_ZOLEDRONIC_ACID = fact(
    "osteoporosis_zoledronic_acid",
    label="zoledronic acid 5 mg for osteoporosis within a year",
    read=_osteoporosis_product(drugs.ZOLEDRONIC_ACID, ZOLEDRONIC_ACID_5_MG_DAYS),
    asked=True,
)


# --------------------------------------------------------------------------- doses given before


def days_since(*agents: str, name: str, label: str, infused: bool = False, against_cancer: bool = False) -> NumberFact:
    """Return the days since the last dated dose of one of these bone agents.

    Args:
        *agents: Which agents.
        name: Name of the fact.
        label: Words for it.
        infused: Whether what is taken by mouth is left out.
        against_cancer: Whether what is given for osteoporosis is left out.
    """

    def read(context: Context) -> Interval | float | None:
        return days_since_last(context, agents, infused=infused, against_cancer=against_cancer)

    return fact(name, kinds.DURATION, label=label, read=read, asked=True, lasting=True)


#: Doses for osteoporosis are no doses of a course against cancer.
DAYS_SINCE_ZOLEDRONIC_ACID = days_since(
    drugs.ZOLEDRONIC_ACID,
    name="days_since_zoledronic_acid",
    label="time since the last dose of zoledronic acid, one for osteoporosis left out",
    against_cancer=True,
)
DAYS_SINCE_PAMIDRONATE = days_since(
    drugs.PAMIDRONATE, name="days_since_pamidronate", label="time since the last dose of pamidronate"
)
DAYS_SINCE_IBANDRONATE = days_since(
    drugs.IBANDRONATE,
    name="days_since_ibandronate",
    label="time since the last infusion of ibandronate",
    infused=True,
)
#: At any dose, that for osteoporosis too: fever and a fall of calcium follow both.
DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE = days_since(
    *drugs.INTRAVENOUS_BISPHOSPHONATES,
    name="days_since_intravenous_bisphosphonate",
    label="time since the last intravenous bisphosphonate",
    infused=True,
)
DAYS_SINCE_DENOSUMAB = days_since(
    drugs.DENOSUMAB,
    name="days_since_denosumab",
    label="time since the last dose of denosumab, one for osteoporosis left out",
    against_cancer=True,
)

_SINCE_RENALLY_GATED = (DAYS_SINCE_ZOLEDRONIC_ACID, DAYS_SINCE_PAMIDRONATE)
_DAYS_SINCE = {
    drugs.ZOLEDRONIC_ACID: DAYS_SINCE_ZOLEDRONIC_ACID,
    drugs.PAMIDRONATE: DAYS_SINCE_PAMIDRONATE,
    drugs.IBANDRONATE: DAYS_SINCE_IBANDRONATE,
}
_SINCE_A_BISPHOSPHONATE = (*_DAYS_SINCE.values(), DAYS_SINCE_INTRAVENOUS_BISPHOSPHONATE)


def _ever(*since: NumberFact) -> Criterion:
    """Return the criterion "one of these times is on record", so that there was a dose; without one it is open."""
    return any_of(*(days >= "0 day" for days in since))


def _lately(*since: NumberFact) -> Criterion:
    """Return the criterion "a dose was given within 12 weeks"; without one it is open, for a drug may be listed."""
    return any_of(*(days <= f"{ONCOLOGY_DAYS:.0f} day" for days in since), UNKNOWN)


def _receives(agents: Collection[str]) -> Callable[[Context], object]:
    wanted = frozenset(agents)
    taken = _taken(wanted)

    def read(context: Context) -> bool | None:
        listed = taken(context)
        given = days_given(context, wanted)
        if listed is True or any(day is not None and (context.on - day).days <= ONCOLOGY_DAYS for day in given):
            return True
        return None if None in given or may_lack(context, "bone_agent_doses") else listed

    return read


def receives_other_than(agent: str, *, among: Collection[str], name: str, label: str) -> FlagFact:
    """Return the fact "receives another bone agent now": listed, or given within 12 weeks."""
    others = [a for a in among if a != agent]
    since = [days for other, days in _DAYS_SINCE.items() if other in others]
    return fact(name, label=label, read=_receives(others), asked=True, inferred=_lately(*since))


BISPHOSPHONATE_BESIDE_ZOLEDRONIC_ACID = receives_other_than(
    drugs.ZOLEDRONIC_ACID,
    among=drugs.BISPHOSPHONATES,
    name="bisphosphonate_beside_zoledronic_acid",
    label="another bisphosphonate beside zoledronic acid",
)
BISPHOSPHONATE_BESIDE_PAMIDRONATE = receives_other_than(
    drugs.PAMIDRONATE,
    among=drugs.BISPHOSPHONATES,
    name="bisphosphonate_beside_pamidronate",
    label="another bisphosphonate beside pamidronate",
)
BISPHOSPHONATE_BESIDE_IBANDRONATE = receives_other_than(
    drugs.IBANDRONATE,
    among=drugs.BISPHOSPHONATES,
    name="bisphosphonate_beside_ibandronate",
    label="another bisphosphonate beside ibandronate",
)
BISPHOSPHONATE_BESIDE_CLODRONATE = receives_other_than(
    drugs.CLODRONATE,
    among=drugs.BISPHOSPHONATES,
    name="bisphosphonate_beside_clodronate",
    label="another bisphosphonate beside clodronate",
)
RECEIVES_BISPHOSPHONATE = fact(
    "receives_bisphosphonate",
    label="a bisphosphonate now or within 12 weeks",
    read=_receives(drugs.BISPHOSPHONATES),
    asked=True,
    inferred=_lately(*_SINCE_A_BISPHOSPHONATE),
)
RECEIVES_RENALLY_GATED_AGENT = fact(
    "receives_zoledronic_acid_or_pamidronate",
    label="zoledronic acid or pamidronate now or within 12 weeks",
    read=_receives(drugs.RENALLY_GATED),
    asked=True,
    inferred=_lately(*_SINCE_RENALLY_GATED),
)
RECEIVES_DENOSUMAB = fact(
    "receives_denosumab",
    label="denosumab now or within 12 weeks",
    read=_receives((drugs.DENOSUMAB,)),
    asked=True,
    inferred=_lately(DAYS_SINCE_DENOSUMAB),
)


def had(
    *agents: str,
    name: str,
    label: str,
    since: Collection[NumberFact],
    infused: bool = False,
    against_cancer: bool = False,
) -> FlagFact:
    """Return the fact "has been given one of these bone agents", as the time since a dose says too."""

    def read(context: Context) -> bool | None:
        if days_given(context, agents, infused=infused, against_cancer=against_cancer):
            return True
        return absent(context, "bone_agent_doses")

    return fact(name, label=label, read=read, asked=True, inferred=_ever(*since), lasting=True)


def recorded_as_withheld(agent: str, name: str) -> FlagFact:
    """Return the fact "this agent is now withheld for a fall in kidney function"."""

    def read(context: Context) -> bool | None:
        withheld = context.patient.withheld
        return None if withheld is None else agent in withheld

    return fact(name, label=f"{agent} is recorded as withheld", read=read, asked=True)


ZOLEDRONIC_ACID_WITHHELD = recorded_as_withheld(drugs.ZOLEDRONIC_ACID, "zoledronic_acid_withheld")
PAMIDRONATE_WITHHELD = recorded_as_withheld(drugs.PAMIDRONATE, "pamidronate_withheld")


def _had_renally_gated(context: Context) -> bool | None:
    patient = context.patient
    if starts_of_renally_gated(context) or not frozenset(drugs.RENALLY_GATED).isdisjoint(patient.withheld or ()):
        return True
    if may_lack_doses(context, "bone_agent_doses"):
        # What was begun may be an agent that is not listed.
        return None
    if patient.bone_agent_doses:
        # Doses that are listed say which agent was begun.
        return False
    if patient.labs.creatinine_baseline is not None or patient.bone_agent_started is not None:
        return True
    return None if patient.bone_agent_doses is None else False


#: Under treatment with an agent whose doses go by creatinine; a recorded
#: creatinine from before treatment, and a dose that is withheld, say so too.
ON_RENALLY_GATED_AGENT = fact(
    "on_renally_gated_agent",
    label="earlier doses of zoledronic acid or pamidronate",
    read=_had_renally_gated,
    asked=True,
    inferred=any_of(
        _ever(*_SINCE_RENALLY_GATED),
        CREATININE_BASELINE >= "0 mg/dL",
        ZOLEDRONIC_ACID_WITHHELD,
        PAMIDRONATE_WITHHELD,
    ),
    lasting=True,
)
HAD_DENOSUMAB = had(
    drugs.DENOSUMAB,
    name="had_denosumab",
    label="earlier doses of denosumab, those for osteoporosis left out",
    since=[DAYS_SINCE_DENOSUMAB],
    against_cancer=True,
)
HAD_INTRAVENOUS_BISPHOSPHONATE = had(
    *drugs.INTRAVENOUS_BISPHOSPHONATES,
    name="had_intravenous_bisphosphonate",
    label="earlier doses of an intravenous bisphosphonate",
    since=_SINCE_A_BISPHOSPHONATE,
    infused=True,
)


def _infused_for_osteoporosis_only(context: Context) -> bool | None:
    if not days_given(context, drugs.INTRAVENOUS_BISPHOSPHONATES, infused=True):
        return None
    if days_given(context, drugs.INTRAVENOUS_BISPHOSPHONATES, infused=True, against_cancer=True):
        return False
    return None if may_lack_doses(context, "bone_agent_doses") else True


#: Not known where no dose is on record.
INTRAVENOUS_BISPHOSPHONATE_FOR_OSTEOPOROSIS_ONLY = fact(
    "intravenous_bisphosphonate_for_osteoporosis_only",
    label="intravenous bisphosphonates for osteoporosis only",
    read=_infused_for_osteoporosis_only,
    asked=True,
)


#: Every substance that some fact asks about.
_ALLERGENS: set[str] = set()
_WORDS: set[str] = set()
#: Names of a whole class among allergies. The class itself is not compared: it would hold codeine for morphine.
ANY_OPIOID = frozenset({"opiate", "opiates", "opioid", "opioids"})


#: Words that turn an entry round, so that it is left to a reader.
_DENIED = re.compile(r"(?<!\w)(?:no|non|not|none|never|nil|without|denies|denied|tolerates|tolerated|negative)(?!\w)")


@functools.lru_cache(maxsize=256)
def _names_of(wanted: frozenset[str]) -> re.Pattern[str]:
    """Return what finds a name of one of these drugs or classes as words within an entry."""
    names = wanted.union(*(drugs.CLASSES.get(name, ()) for name in wanted))
    # None as a part of another word, nor of one that is joined by a hyphen.
    return re.compile(rf"(?<!\w)(?<!\w-)(?:{'|'.join(map(re.escape, sorted(names)))})(?!\w|-\w)")


def _is_one_of(allergy: str, wanted: AbstractSet[str]) -> bool:
    if allergy in wanted or not drugs.classes_of(allergy).isdisjoint(wanted):
        return True
    # A name with something beside it: "zoledronic acid (Zometa)", "denosumab - rash", "bisphosphonate allergy".
    return _DENIED.search(allergy) is None and _names_of(frozenset(wanted)).search(allergy) is not None


def is_asked_about(allergy: str) -> bool:
    """Return whether some fact asks about a hypersensitivity by this name.

    Example:
        >>> is_asked_about("Zometa"), is_asked_about("rash after zometa"), is_asked_about("peanut")
        (True, True, False)
    """
    return allergy in _WORDS or _is_one_of(allergy, _ALLERGENS)


def allergic_to(
    *names: str, name: str, label: str, such_as: Collection[FlagFact] = (), words: AbstractSet[str] = frozenset()
) -> FlagFact:
    """Return the fact "known hypersensitivity to one of these substances", as narrower facts say too.

    Args:
        *names: The substances, or classes of them.
        name: Name of the fact.
        label: Words for it.
        such_as: Narrower facts.
        words: What else it may be written as, compared word for word.
    """
    wanted = frozenset(names)
    _ALLERGENS.update(wanted)
    _WORDS.update(words)

    def read(context: Context) -> bool | None:
        allergies = context.patient.allergies
        found = allergies is not None and any(a in words or _is_one_of(a, wanted) for a in allergies)
        return True if found else absent(context, "allergies")

    inferred = any_of(*such_as, UNKNOWN) if such_as else None
    return fact(name, label=label, read=read, asked=True, inferred=inferred, lasting=True)


ALLERGY_ZOLEDRONIC_ACID = allergic_to(
    drugs.ZOLEDRONIC_ACID, name="allergy_zoledronic_acid", label="hypersensitivity to zoledronic acid"
)
ALLERGY_MANNITOL = allergic_to("mannitol", name="allergy_mannitol", label="hypersensitivity to mannitol")
ALLERGY_PAMIDRONATE = allergic_to(
    drugs.PAMIDRONATE, name="allergy_pamidronate", label="hypersensitivity to pamidronate"
)
ALLERGY_IBANDRONATE = allergic_to(
    drugs.IBANDRONATE, name="allergy_ibandronate", label="hypersensitivity to ibandronate"
)
ALLERGY_CLODRONATE = allergic_to(drugs.CLODRONATE, name="allergy_clodronate", label="hypersensitivity to clodronate")
ALLERGY_BISPHOSPHONATE = allergic_to(
    *drugs.BISPHOSPHONATES,
    name="allergy_bisphosphonate",
    label="hypersensitivity to a bisphosphonate",
    such_as=(ALLERGY_ZOLEDRONIC_ACID, ALLERGY_PAMIDRONATE, ALLERGY_IBANDRONATE, ALLERGY_CLODRONATE),
)
ALLERGY_DENOSUMAB = allergic_to(
    drugs.DENOSUMAB, name="allergy_denosumab", label="clinically significant hypersensitivity to denosumab"
)

TAKES_AMINOGLYCOSIDE = takes("aminoglycoside", name="takes_aminoglycoside", label="an aminoglycoside")
TAKES_LOOP_DIURETIC = takes("loop diuretic", name="takes_loop_diuretic", label="a loop diuretic")
TAKES_NSAID = takes(
    "non-steroidal anti-inflammatory drug",
    name="takes_nsaid",
    label="a non-steroidal anti-inflammatory drug",
)
TAKES_NEPHROTOXIC_DRUG = takes(
    *drugs.NEPHROTOXIC,
    name="takes_nephrotoxic_drug",
    label="another potentially nephrotoxic drug",
    such_as=(TAKES_AMINOGLYCOSIDE, TAKES_NSAID),
)
TAKES_THALIDOMIDE = takes("thalidomide", name="takes_thalidomide", label="thalidomide")
TAKES_CALCITONIN = takes("calcitonin", name="takes_calcitonin", label="calcitonin")
TAKES_CALCIUM = takes("calcium supplement", name="takes_calcium", label="calcium")
TAKES_VITAMIN_D = takes("vitamin D", name="takes_vitamin_d", label="vitamin D")
TAKES_CALCIMIMETIC = takes("calcimimetic", name="takes_calcimimetic", label="a calcimimetic")
TAKES_ESTRAMUSTINE = takes("estramustine", name="takes_estramustine", label="estramustine")
TAKES_ANGIOGENESIS_INHIBITOR = takes(
    "angiogenesis inhibitor", name="takes_angiogenesis_inhibitor", label="an angiogenesis inhibitor"
)
TAKES_JAW_RISK_DRUG = takes(
    "angiogenesis inhibitor",
    "corticosteroid",
    "platinum",
    "chemotherapy",
    name="takes_jaw_risk_drug",
    label="an angiogenesis inhibitor, corticosteroid or chemotherapy",
    such_as=(TAKES_ANGIOGENESIS_INHIBITOR,),
)
TAKES_ABSORPTION_BLOCKER = takes(
    "oral absorption blocker",
    name="takes_absorption_blocker",
    label="oral calcium, iron, magnesium, aluminium or an antacid",
)
