"""The same columns for one row at a time, for callers who hold values and no frame."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NoReturn

import attrs

from boneguide import guidelines
from boneguide.cohort.choosing import check_place, chosen_rules
from boneguide.cohort.compilation import OUTPUTS, Meaning, chosen_outputs, compiled, sources
from boneguide.cohort.layout import Columns, Placed, layout
from boneguide.errors import CohortDataError
from boneguide.logic.asked import about_the_person
from boneguide.logic.columns.interpreter import Given
from boneguide.logic.columns.python import Numbers, Words, python
from boneguide.logic.nodes import CategoryFact
from boneguide.logic.numbers import NumberFact
from boneguide.model.jurisdiction import Jurisdiction

if TYPE_CHECKING:
    from boneguide.logic.columns.python import Decide
    from boneguide.logic.guideline import Guideline

_NONE: Mapping[str, str] = MappingProxyType({})


@attrs.frozen(repr=False)
class Decider:
    """Answers one row after another; :func:`decider` makes it.

    Call it with a mapping from columns to values, in the units declared; what is
    None or not there is unknown. It returns the values that the row would have in
    ``Answers.frame``.

    Args:
        meanings: What each value of an answer holds, its unit among it.

    Raises:
        CohortDataError: If a value is of the wrong type or cannot be true.
    """

    meanings: Mapping[str, Meaning]
    _decide: Decide
    _names: tuple[str, ...] = attrs.field(
        init=False, default=attrs.Factory(lambda self: tuple(self.meanings), takes_self=True)
    )

    def __call__(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer for one row."""
        return dict(zip(self._names, self._decide(row), strict=True))


def decider(  # noqa: PLR0913 - one argument for each thing an answer depends on
    present: Iterable[str],
    *,
    jurisdiction: Jurisdiction,
    columns: Mapping[str, Columns] = _NONE,
    units: Mapping[str, str] = _NONE,
    guideline: Guideline | None = None,
    rules: Iterable[str] | None = None,
    outputs: Iterable[str] = OUTPUTS,
) -> Decider:
    """Return a function that answers for one row at a time, as quickly as code written by hand.

    It gives no reasons; :func:`~boneguide.assessment.assess` does. Facts about lesions are given as facts about the
    person, such as ``lytic_lesion``; rules about single lesions are left out.

    Args:
        present: The columns that rows may have.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``.
        columns: As for :func:`~boneguide.cohort.door.assess`.
        units: As for :func:`~boneguide.cohort.door.assess`.
        guideline: As for :func:`~boneguide.cohort.door.assess`.
        rules: As for :func:`~boneguide.cohort.door.assess`.
        outputs: As for :func:`~boneguide.cohort.door.assess`.

    Raises:
        CohortLayoutError: As for :func:`~boneguide.cohort.door.assess`.
        UnknownJurisdictionError: If the jurisdiction is not encoded.

    Example:
        >>> decide = decider(
        ...     ["age", "sex", "weight", "primary", "bone_metastases", "creatinine"], jurisdiction="US",
        ...     units={"age": "year", "weight": "kg", "creatinine": "umol/L"}, rules=["zoledronic-acid"],
        ...     outputs=["status", "dose"],
        ... )
        >>> person = {"age": 68, "sex": "female", "weight": 60, "primary": "breast", "bone_metastases": True}
        >>> decide({**person, "creatinine": 80})
        {'zoledronic_acid_status': 'after', 'zoledronic_acid_dose_mg': 3.5}
        >>> decide(person)
        {'zoledronic_acid_status': 'needs-data', 'zoledronic_acid_dose_mg': None}
    """
    check_place(jurisdiction)
    chosen = chosen_rules(guidelines.default if guideline is None else guideline, rules)
    chosen.require(jurisdiction)
    asked = about_the_person(chosen.rules)
    facts, _ = sources(asked)
    stated = layout((_KEY, *present), facts, key=_KEY, columns=columns, units=units)
    given = {p.fact: Given(p.column, p.high, p.unit) for p in stated.placed}
    made = compiled(asked, jurisdiction, given, {}, chosen_outputs(outputs))
    kinds = {column: kind for place in stated.placed for column, kind in _kinds(place).items()}

    def refuse(column: str, value: object) -> NoReturn:
        kind = kinds[column]
        expected = "True, False or None for unknown"
        if isinstance(kind, Numbers):
            expected = f"a number from {kind.low:.6g} to {kind.high:.6g} in the unit declared"
        elif kind.words is not None:
            expected = f"one of {', '.join(sorted(kind.words))}"
        msg = f"{column} was {value!r}. Expected {expected}. Correct it, or leave it out where it is not known."
        raise CohortDataError(msg)

    return Decider(meanings=MappingProxyType(made.meanings), decide=python(tuple(made.outputs.values()), kinds, refuse))


#: A row has no key.
_KEY = ""


def _kinds(place: Placed) -> dict[str, Numbers | Words]:
    match place.fact:
        case NumberFact(measured_as=kind):
            factor = kind.factor(place.unit or kind.canonical)
            low, high = (end / factor for end in kind.possible)
            # The upper end of a range may be open.
            return {c: Numbers(low, inf if c == place.high else high, factor) for c in place.columns}
        case CategoryFact(values=values):
            return {place.column: Words(frozenset(values))}
    return {place.column: Words()}
