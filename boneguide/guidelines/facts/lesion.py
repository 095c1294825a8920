"""Facts about one lesion. Facts about the person ask whether any lesion is such."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

import attrs

from boneguide.guidelines.facts._completeness import may_lack
from boneguide.logic.nodes import UNKNOWN, assume_absent, not_
from boneguide.logic.tables import Table
from boneguide.logic.verbs import fact
from boneguide.model.lesion import LESION_KINDS, PHENOTYPES, SITES, Lesion

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from boneguide.logic.context import Context


def _lesions(context: Context) -> Iterator[Context] | None:
    lesions = context.patient.lesions
    return None if lesions is None else (attrs.evolve(context, lesion=lesion) for lesion in lesions)


def _painful(context: Context) -> bool | None:
    return None if context.lesion is None else hurts(context.lesion)


def hurts(lesion: Lesion) -> bool | None:
    """Return whether a lesion hurts, as what is on record of its pain says; None where nothing does."""
    # A word on pain of some kind says that there is pain; that there is none of a kind says nothing.
    scored = None if lesion.pain is None else lesion.pain > 0
    of_a_kind = True if lesion.mechanical_pain or lesion.neuropathic_pain else None
    return next((said for said in (lesion.painful, scored, of_a_kind) if said is not None), None)


def _called(context: Context) -> str:
    """Return the record's own name of a lesion, or else its side and site."""
    lesion: Any = context.lesion
    return str(lesion.identifier or " ".join(part for part in (lesion.side, lesion.site) if part))


def _may_be_more(context: Context) -> bool:
    return may_lack(context, "lesions")


LESIONS = Table("lesions", "lesions of bone", _lesions, _called, _may_be_more)

SITE = fact(
    "site", values=tuple(SITES), label="site of the lesion", read=attrgetter("lesion.site"), table=LESIONS, lasting=True
)
#: On imaging: a label of what predominates, not of what is absent.
PHENOTYPE = fact(
    "phenotype",
    values=PHENOTYPES,
    label="how the lesion changes bone",
    read=attrgetter("lesion.phenotype"),
    table=LESIONS,
)
KIND = fact(
    "kind",
    values=LESION_KINDS,
    label="what the lesion is made of",
    read=attrgetter("lesion.kind"),
    table=LESIONS,
    lasting=True,
)
PAINFUL = fact("painful", label="a painful lesion", read=_painful, asked=True, table=LESIONS)


def _pain_here(points: int) -> Callable[[Context], bool | None]:
    def read(context: Context) -> bool | None:
        lesion = context.lesion
        if lesion is None or lesion.pain is None:
            return False if lesion is not None and lesion.painful is False else None
        return lesion.pain >= points

    return read


#: A score is a number without a unit, so each threshold is a question of its own.
PAIN_HERE_4_OR_MORE = fact(
    "pain_here_4_or_more",
    label="pain of 4 or more out of 10 at the lesion",
    read=_pain_here(4),
    asked=True,
    table=LESIONS,
)
PAIN_HERE_7_OR_MORE = fact(
    "pain_here_7_or_more",
    label="pain of 7 or more out of 10 at the lesion",
    read=_pain_here(7),
    asked=True,
    inferred=PAIN_HERE_4_OR_MORE & UNKNOWN,
    table=LESIONS,
)

KIND_NOT_STATED = not_(
    assume_absent(KIND.is_in(*LESION_KINDS), because="a lesion without a stated kind is what the primary makes it")
)
IN_SPINE = SITE.is_in(*(site for site in SITES if Lesion(site=site).spinal))
IN_JAW = SITE.is_in(*(site for site, region in SITES.items() if region == "jaw"))
LYTIC_OR_MIXED = PHENOTYPE.is_in("osteolytic", "mixed")
