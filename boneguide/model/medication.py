"""Drugs a person takes, and doses of bone-modifying agents already given."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

import attrs

from boneguide.errors import InvalidPatientError
from boneguide.model._check import (
    day,
    flag,
    owner,
    quantity,
    require_date,
    require_quantity,
    require_text,
    require_word,
    texts,
    tupled,
    word,
)
from boneguide.model._check import text as optional_text
from boneguide.model._record import Record
from boneguide.quantities import Quantity, as_amount, kinds

#: Substances that slow the loss of bone, by the name used throughout.
BoneAgent: TypeAlias = Literal[
    "zoledronic acid",
    "pamidronate",
    "ibandronate",
    "clodronate",
    "denosumab",
    "alendronate",
    "risedronate",
    "etidronate",
]
BONE_AGENTS: tuple[BoneAgent, ...] = get_args(BoneAgent)

#: Ways in which a drug is taken.
MedicationRoute: TypeAlias = Literal[
    "oral",
    "sublingual",
    "buccal",
    "nasal",
    "transdermal",
    "subcutaneous",
    "intravenous",
    "intramuscular",
    "rectal",
    "epidural",
    "intrathecal",
]
MEDICATION_ROUTES: tuple[MedicationRoute, ...] = get_args(MedicationRoute)

#: Other words for the same, without dots.
_ROUTE_WORDS = {
    "po": "oral",
    "per os": "oral",
    "by mouth": "oral",
    "orally": "oral",
    "sl": "sublingual",
    "sublingually": "sublingual",
    "buccally": "buccal",
    "intranasal": "nasal",
    "intranasally": "nasal",
    "nasally": "nasal",
    "td": "transdermal",
    "transdermally": "transdermal",
    "patch": "transdermal",
    "transdermal patch": "transdermal",
    "sc": "subcutaneous",
    "sq": "subcutaneous",
    "subcut": "subcutaneous",
    "subcutaneously": "subcutaneous",
    "sc infusion": "subcutaneous",
    "subcutaneous infusion": "subcutaneous",
    "iv": "intravenous",
    "iv infusion": "intravenous",
    "intravenously": "intravenous",
    "intravenous infusion": "intravenous",
    "im": "intramuscular",
    "intramuscularly": "intramuscular",
    "pr": "rectal",
    "rectally": "rectal",
}

#: Other names of the same substances.
SYNONYMS: Mapping[str, BoneAgent] = MappingProxyType(
    {
        "zoledronate": "zoledronic acid",
        "pamidronic acid": "pamidronate",
        "pamidronate disodium": "pamidronate",
        "disodium pamidronate": "pamidronate",
        "ibandronic acid": "ibandronate",
        "ibandronate sodium": "ibandronate",
        "clodronic acid": "clodronate",
        "clodronate disodium": "clodronate",
        "disodium clodronate": "clodronate",
        "sodium clodronate": "clodronate",
        "alendronic acid": "alendronate",
        "risedronic acid": "risedronate",
        "etidronic acid": "etidronate",
    }
)


#: Brands that are asked for in place of a substance, and what each is.
_BRANDED_AGENTS: Mapping[str, tuple[BoneAgent, str]] = MappingProxyType(
    {
        "zometa": ("zoledronic acid", ", the 4 mg product for cancer"),
        "reclast": ("zoledronic acid", ", the 5 mg product for osteoporosis"),
        "aclasta": ("zoledronic acid", ", the 5 mg product for osteoporosis"),
        "xgeva": ("denosumab", ", the 120 mg product for cancer"),
        "prolia": ("denosumab", ", the 60 mg product for osteoporosis"),
        "aredia": ("pamidronate", ""),
        "bondronat": ("ibandronate", ""),
        "boniva": ("ibandronate", ""),
        "bonviva": ("ibandronate", ""),
        "bonefos": ("clodronate", ""),
        "fosamax": ("alendronate", ""),
        "actonel": ("risedronate", ""),
    }
)


#: Four letters that tell biosimilars of one antibody apart in the US, as in "denosumab-bbdz".
_BIOSIMILAR = re.compile(r"(?<=mab)-[a-z]{4}(?![\w-])")


def substance(name: str) -> str:
    """Return the name of a substance in the form in which names are compared.

    Lower case, single spaces, one name for the substances that have several, and
    none of the letters that tell biosimilars of one antibody apart.

    Example:
        >>> substance(" Zoledronate "), substance("Denosumab-bbdz")
        ('zoledronic acid', 'denosumab')
    """
    plain = _BIOSIMILAR.sub("", " ".join(name.lower().split()))
    return SYNONYMS.get(plain, plain)


def substances(names: Iterable[str] | None) -> tuple[str, ...] | None:
    """Return several names of substances as :func:`substance` does, each once."""
    held = tupled(names)
    if not isinstance(held, tuple):
        return held
    plain = [_as_substance(name) for name in held]
    return tuple(name for place, name in enumerate(plain) if name not in plain[:place])


def _as_substance(name: Any) -> Any:  # noqa: ANN401 - what is no text is kept for the validator, which names the field
    return substance(name) if isinstance(name, str) else name


def _as_drug(name: str) -> str:
    return _as_substance(name)  # type: ignore[no-any-return]  # what is no text is left for the validator


def _as_route(name: Any) -> Any:  # noqa: ANN401 - what is no text is left for the validator
    if not isinstance(name, str):
        return name
    plain = " ".join(name.lower().split())
    return _ROUTE_WORDS.get(plain.replace(".", ""), plain)


def route_named(name: str) -> MedicationRoute | None:
    """Return the way of taking a drug that a word means, one of ``MEDICATION_ROUTES``; None where it means none.

    Example:
        >>> route_named("p.o."), route_named("By mouth"), route_named("through a tube")
        ('oral', 'oral', None)
    """
    plain = _as_route(name)
    return plain if plain in MEDICATION_ROUTES else None


def _classes(names: Iterable[str]) -> tuple[str, ...]:
    held = substances(names)
    return () if held is None else held


def _named(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    require_text(value, owner(instance, attribute))


def _positive(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is None:
        return
    field = owner(instance, attribute)
    amount = require_quantity(value, field)
    if amount.value <= 0:
        msg = f"{field} was {amount}; expected more than zero, or None where it is unknown."
        raise InvalidPatientError(msg)


def agents(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    """Refuse names that are not bone-modifying agents."""
    texts(instance, attribute, value)
    if isinstance(value, tuple):
        for place, item in enumerate(value):
            require_word(item, f"{owner(instance, attribute)}[{place}]", BONE_AGENTS)


@attrs.frozen(kw_only=True, repr=False)
class Medication(Record):
    """One drug on a person's list.

    Raises:
        InvalidPatientError: If the drug has no name, the dose is no positive
            quantity, the route is not listed, a rate stands beside a daily
            dose, or the days contradict each other.

    Example:
        >>> thalidomide = Medication(drug="Thalidomide", start=date(2026, 1, 5), stop=date(2026, 6, 1))
        >>> thalidomide.drug, thalidomide.active(date(2026, 6, 1)), thalidomide.active(date(2026, 6, 2))
        ('thalidomide', True, False)
        >>> from boneguide.quantities import Q
        >>> Medication(drug="fentanyl", route="transdermal", rate=Q(25, "ug/h")).rate
        <Quantity(25.0, 'microgram / hour')>
    """

    #: Name of the substance.
    drug: str = attrs.field(converter=_as_drug, validator=_named)
    #: Amount of one dose.
    dose: Quantity | None = attrs.field(default=None, validator=_positive)
    #: Amount in 24 hours.
    daily_dose: Quantity | None = attrs.field(default=None, validator=[quantity(kinds.DRUG_MASS), _positive])
    #: How it is taken, one of ``MEDICATION_ROUTES``; short forms such as PO, s.c. and "by mouth" are understood.
    route: str | None = attrs.field(default=None, converter=_as_route, validator=word(MEDICATION_ROUTES))
    #: What a patch delivers.
    rate: Quantity | None = attrs.field(default=None, validator=[quantity(kinds.PATCH_RATE), _positive])
    #: Taken only when it is needed, not by the clock.
    as_needed: bool | None = attrs.field(default=None, validator=flag)
    #: First day.
    start: date | None = attrs.field(default=None, validator=day)
    #: Last day; may lie ahead where the end is planned.
    stop: date | None = attrs.field(default=None, validator=day, metadata={"planned": True})
    #: Day of the last dose given.
    last_given: date | None = attrs.field(default=None, validator=day)
    #: Classes to which the drug belongs, such as ``"aminoglycoside"``.
    classes: tuple[str, ...] = attrs.field(default=(), converter=_classes, validator=texts)
    #: Name of the product, where it matters which.
    product: str | None = attrs.field(default=None, validator=optional_text)
    #: What it is given for.
    indication: str | None = attrs.field(default=None, validator=optional_text)

    def __attrs_post_init__(self) -> None:
        """Refuse a rate beside a daily dose, and days that stand in the wrong order."""
        if self.rate is not None and (self.daily_dose is not None or self.route not in {None, "transdermal"}):
            msg = (
                f"Medication.rate of {self.drug} was {as_amount(self.rate)} beside a daily dose or another route;"
                " expected the rate of a patch alone. Give either a patch with its rate or a daily dose."
            )
            raise InvalidPatientError(msg)
        for before, after in (("start", "stop"), ("start", "last_given"), ("last_given", "stop")):
            first, second = getattr(self, before), getattr(self, after)
            if first is not None and second is not None and second < first:
                msg = (
                    f"Medication.{after} of {self.drug} was {second}, before {before} {first}; expected it on that"
                    " day or later. Check both dates."
                )
                raise InvalidPatientError(msg)

    def active(self, on: date) -> bool | None:
        """Return whether the drug is being taken on a day, None where the dates do not tell.

        The days of start and stop both count as active. A drug listed without
        any date is taken to be current, as an undated laboratory result is; one
        with a day of last dose only leaves it open, except on that day.

        Args:
            on: The day asked about.

        Raises:
            InvalidPatientError: If ``on`` is no date.
        """
        require_date(on, "Medication.active(on)")
        if self.stop is not None and on > self.stop:
            return False
        if self.start is not None:
            return on >= self.start
        if self.stop is None and self.last_given is None:
            return True
        return True if on in (self.stop, self.last_given) else None


@attrs.frozen(kw_only=True, repr=False)
class BoneAgentDose(Record):
    """One dose of a bone-modifying agent that was given.

    Raises:
        InvalidPatientError: If the drug is no bone-modifying agent (the message
            lists them), the dose no positive mass, or the day no date.

    Example:
        >>> from boneguide.quantities import Q
        >>> BoneAgentDose(drug="zoledronic acid", on=date(2026, 10, 26), dose=Q(4, "mg"))
        BoneAgentDose(drug='zoledronic acid', on=datetime.date(2026, 10, 26), dose=<Quantity(4.0, 'milligram')>)
    """

    #: Name of the substance, one of ``BONE_AGENTS``.
    drug: str = attrs.field(converter=_as_drug)
    #: Day on which it was given; None where unknown.
    on: date | None = attrs.field(default=None, validator=day)
    #: How much was given.
    dose: Quantity | None = attrs.field(default=None, validator=[quantity(kinds.DRUG_MASS), _positive])

    @drug.validator
    def _check_drug(self, attribute: attrs.Attribute[str], value: object) -> None:
        field = owner(self, attribute)
        branded = _BRANDED_AGENTS.get(value.split()[0]) if isinstance(value, str) and value else None
        if branded is not None:
            agent, product = branded
            msg = (
                f"{field} was {value!r}, a brand; expected the substance, one of {', '.join(map(repr, BONE_AGENTS))}."
                f" It holds {agent}{product}: write drug={agent!r} and the dose that was given."
            )
            raise InvalidPatientError(msg)
        require_word(value, field, BONE_AGENTS)
