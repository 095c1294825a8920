"""Facts about the person: age, body, pregnancy, performance and outlook."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from boneguide.calculators.body_mass_index import formula as body_mass_index
from boneguide.guidelines.facts._build import condition
from boneguide.guidelines.facts.tumour import PRIMARY
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import UNKNOWN, assume_absent
from boneguide.logic.numbers import Literal, as_number
from boneguide.logic.verbs import fact, named, where
from boneguide.quantities import kinds

if TYPE_CHECKING:
    from boneguide.logic.context import Context

#: Age from which pregnancy is taken to be impossible when nothing else
#: is recorded. The library's own decision, kept well above the age at which
#: contraception guidance assumes that fertility has ended.
AGE_BEYOND_PREGNANCY = "60 year"

AGE = fact("age", kinds.AGE, read=attrgetter("patient.age"), lasting=True)
SEX = fact("sex", values=("female", "male"), read=attrgetter("patient.sex"), asked=True, lasting=True)
WEIGHT = fact("weight", kinds.BODY_WEIGHT, label="body weight", read=attrgetter("patient.weight"))
#: The choice of weight is the user's; no label names one.
DOSING_WEIGHT = fact(
    "dosing_weight",
    kinds.BODY_WEIGHT,
    label="weight chosen for the creatinine clearance",
    read=attrgetter("patient.dosing_weight"),
    optional=True,
)
HEIGHT = fact("height", kinds.HEIGHT, read=attrgetter("patient.height"), lasting=True)

BODY_MASS_INDEX = named(
    "body_mass_index", kinds.BODY_MASS_INDEX, body_mass_index(WEIGHT, HEIGHT), label="body-mass index"
)


POSTMENOPAUSAL = fact("postmenopausal", read=attrgetter("patient.postmenopausal"), asked=True, lasting=True)
#: Whether pregnancy has to be thought of during treatment.
CAN_BECOME_PREGNANT = fact(
    "can_become_pregnant",
    label="could become pregnant",
    asked=True,
    inferred=~assume_absent(
        SEX.is_in("male") | PRIMARY.is_in("prostate") | POSTMENOPAUSAL | (AGE >= AGE_BEYOND_PREGNANCY),
        because="pregnancy is thought of until sex, age, menopause or a prostate cancer rule it out",
    ),
    lasting=True,
)
#: Known to be false for men, with prostate cancer, after the menopause and from 60 years of age.
PREGNANT = fact(
    "pregnant",
    label="pregnancy",
    read=attrgetter("patient.pregnant"),
    asked=True,
    inferred=CAN_BECOME_PREGNANT & UNKNOWN,
)
BREAST_FEEDING = fact(
    "breast_feeding",
    read=attrgetter("patient.breast_feeding"),
    label="breast-feeding",
    asked=True,
    inferred=CAN_BECOME_PREGNANT & UNKNOWN,
)


def _ecog(context: Context) -> str | None:
    return None if context.patient.ecog is None else str(context.patient.ecog)


#: A grade, not an amount: it is asked which grade, never how much.
ECOG = fact("ecog", values=tuple("01234"), label="ECOG performance status", read=_ecog, asked=True)


IMMINENTLY_DYING = condition("imminently_dying", "death expected within days")

_NOTHING = named("nothing_known", kinds.DURATION, as_number(1) / 0, label="nothing that is known")


def _days(count: float) -> Literal:
    return Literal(count, f"'{count:g} day'", kinds.DURATION)


#: A week at most where death is expected within days, and where it is not, nothing: to be dying and not known is
#: not known, and what is not known decides between both ends.
_OF_THE_DYING = where(IMMINENTLY_DYING & UNKNOWN, _days(7.0), where(IMMINENTLY_DYING, _days(0.0), _NOTHING))


def _life_expectancy(context: Context) -> Interval | float | None:
    outlook = context.patient.life_expectancy
    if outlook is None:
        return None
    if outlook.low is not None and outlook.low is outlook.high:
        return kinds.DURATION.canonical_value(outlook.low)
    low = 0.0 if outlook.low is None else kinds.DURATION.canonical_value(outlook.low)
    high = float("inf") if outlook.high is None else kinds.DURATION.canonical_value(outlook.high)
    return low if low == high else Interval(low, high)


#: An estimate may be a range; then a threshold inside the range is undecided.
#: Where death is expected within days and no time is named, it is a week at most.
LIFE_EXPECTANCY = fact(
    "life_expectancy", kinds.DURATION, label="life expectancy", read=_life_expectancy, inferred=_OF_THE_DYING
)
