"""What may be asked of a cohort: which rules, for which day and place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NoReturn, TypeAlias, get_args

from boneguide.errors import CohortLayoutError, UnknownJurisdictionError
from boneguide.logic.asked import about_the_person
from boneguide.model.jurisdiction import JURISDICTIONS

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline

#: What is done about values that cannot be true: refuse the frame, or take them as unknown.
Invalid: TypeAlias = Literal["refuse", "unknown"]


def chosen_rules(guideline: Guideline, rules: Iterable[str] | None, *, of_rows: bool = False) -> Guideline:
    """Return the rules that were asked for.

    Those about single lesions stay in it where they were not named, though nothing answers them without lesions; see
    :func:`left_out`.

    Args:
        guideline: Where they are.
        rules: Their identifiers; all without any.
        of_rows: Whether those about single lesions can be answered.

    Raises:
        UnknownRuleError: If one is not in the guideline.
        CohortLayoutError: If there is none, or one that was named, or none at all, can be answered.
    """
    if rules is None:
        if not of_rows and guideline.rules and not about_the_person(guideline.rules):
            _refuse_of_lesions(f"all rules of {guideline.id!r} are")
        return guideline
    wanted = (rules,) if isinstance(rules, str) else tuple(rules)
    if not wanted:
        msg = "no rule was asked for. Expected one identifier or more, or nothing for all."
        raise CohortLayoutError(msg)
    chosen = guideline.only(*wanted)
    strange = left_out(chosen, of_rows=of_rows)
    if strange:
        _refuse_of_lesions(f"rule {strange[0]!r} is")
    return chosen


def left_out(*asked: Guideline, of_rows: bool) -> tuple[str, ...]:
    """Return the rules about single lesions that nothing answers, because no lesions were given."""
    return () if of_rows else tuple(dict.fromkeys(r.id for rules in asked for r in rules if r.about is not None))


def told(rules: Iterable[str]) -> Iterator[str]:
    """Yield a line on rules that were left out, if there are any."""
    named = ", ".join(rules)
    if named:
        yield f"rules about single lesions left out, as no lesions were given: {named}"


def _refuse_of_lesions(which: str) -> NoReturn:
    msg = (
        f"{which} about single lesions, which are answered for the lesions that are given. Expected"
        " lesions=cohort.Rows(frame=..., key=...), as assess, assess_files and diff take them, or other rules."
    )
    raise CohortLayoutError(msg)


def check(on: date, jurisdiction: str, invalid: str) -> None:
    """Refuse a day, a jurisdiction or a choice that is none.

    Raises:
        CohortLayoutError: For a day or a choice.
        UnknownJurisdictionError: For a jurisdiction.
    """
    if isinstance(on, datetime) or not isinstance(on, date):
        msg = f"on={on!r} is not a date. Expected datetime.date, such as date(2026, 11, 23)."
        raise CohortLayoutError(msg)
    check_place(jurisdiction)
    if invalid not in get_args(Invalid):
        msg = f"invalid={invalid!r} is no choice. Expected {' or '.join(map(repr, get_args(Invalid)))}."
        raise CohortLayoutError(msg)


def check_place(jurisdiction: str) -> None:
    """Refuse a jurisdiction that is not encoded.

    Raises:
        UnknownJurisdictionError: If it is not.
    """
    if jurisdiction not in JURISDICTIONS:
        msg = (
            f"jurisdiction {jurisdiction!r} is not encoded. Expected {', '.join(JURISDICTIONS)}; to see what differs,"
            " assess the cohort once for each, or use cohort.diff."
        )
        raise UnknownJurisdictionError(msg)
