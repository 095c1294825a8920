"""Who would be answered differently: under another edition, a guideline of one's own, or in another place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import cast

import attrs

from boneguide import guidelines
from boneguide.cohort.choosing import Invalid, check, chosen_rules, left_out, told
from boneguide.cohort.comparison import CHANGED, compared
from boneguide.cohort.differences import Differences
from boneguide.cohort.door import beside_people, refuse_taken
from boneguide.cohort.frames import Frame, Native
from boneguide.cohort.inspection import Report
from boneguide.cohort.layout import Columns, Layout
from boneguide.cohort.questions import Rows
from boneguide.cohort.readiness import Ready, make_ready
from boneguide.cohort.rows import RowReader, refuse_disagreement, refuse_disagreement_about_rows
from boneguide.cohort.tally import Share, grouped
from boneguide.errors import CohortLayoutError, UnknownJurisdictionError
from boneguide.guidelines.facts.lesion import LESIONS
from boneguide.logic.asked import about_rows_of, about_the_person
from boneguide.logic.columns.emit import Lazy
from boneguide.logic.guideline import Guideline
from boneguide.model.assessment import Assessment
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction

_NONE: Mapping[str, str] = MappingProxyType({})


@attrs.frozen(kw_only=True, repr=False)
class Changes(Differences):
    """What two guidelines, or one in two places, say differently of a cohort.

    Print it for a table. Numbers are worked out when they are first asked for. The frame, ``counts`` and the rest are
    about people; what rules about single lesions say differently is in ``of_lesions``.

    Args:
        layout: Which facts were found in which columns, which were not there, and which columns were of no use.
        report: What was found when the frame was looked through.
        before: The rules before.
        after: The rules after.
        jurisdictions: Whose labels and guidance counted before and after.
        on: The day for which the answers hold.
        lesions: Which facts about lesions were found in which columns of theirs, if they were asked about.
        of_lesions: The same for each lesion, of the rules about single lesions; None where neither side has any, or no
            lesions were given.
        left_out: Rules about single lesions that were not compared, because no lesions were given.
    """

    layout: Layout
    report: Report
    before: Guideline
    after: Guideline
    jurisdictions: tuple[Jurisdiction, Jurisdiction]
    on: date
    lesions: Layout | None = None
    of_lesions: Differences | None = None
    left_out: tuple[str, ...] = ()
    _readers: tuple[RowReader, RowReader]

    def __repr__(self) -> str:
        """Return what was compared, without counting anybody."""
        more = () if self.of_lesions is None else self.of_lesions._open()  # noqa: SLF001 - of its own class
        return "\n".join(
            (
                f"Changes among {grouped(self.report.rows)} people, {self.on.isoformat()}; print them for a table",
                *self._compared(),
                *self._open(),
                *more,
                *told(self.left_out),
            )
        )

    def __str__(self) -> str:
        """Return a table of what changes, in how many people and lesions."""
        lines = [self._head(), *self._compared(), *told(self.left_out), *self._tables()]
        if self.of_lesions is not None:
            lines += ["", self.of_lesions._head(), *self.of_lesions._tables()]  # noqa: SLF001 - of its own class
        return "\n".join(lines)

    @property
    def people(self) -> Share:
        """How many people any rule that both sides have says something else of, and of how many."""
        return self.share

    def explain(self, key: object) -> tuple[Assessment, Assessment]:
        """Return the full assessments of one person before and after, with every reason and source.

        The person is judged again by the interpreter for single people, and both must say the same.

        Args:
            key: The value that names the person in the key column.

        Raises:
            CohortLayoutError: If nobody, or more than one row, has that key.
            DisagreementError: If the two interpreters differ, which would be a fault of the library.
        """
        before, after = (reader.assess(key) for reader in self._readers)
        for columns, assessment in zip(self.statuses(key), (before, after), strict=True):
            refuse_disagreement(key, {rule: statuses[0] for rule, statuses in columns.items()}, assessment)
        if self.of_lesions is not None:
            for columns, assessment in zip(self.of_lesions.statuses(key), (before, after), strict=True):
                refuse_disagreement_about_rows(key, columns, assessment)
        return before, after


def diff(  # noqa: PLR0913 - one argument for each thing an answer depends on
    people: Native,
    *,
    key: str,
    on: date,
    jurisdiction: Jurisdiction | tuple[Jurisdiction, Jurisdiction],
    before: Guideline | None = None,
    after: Guideline | None = None,
    columns: Mapping[str, Columns] = _NONE,
    units: Mapping[str, str] = _NONE,
    lesions: Rows | None = None,
    rules: Iterable[str] | None = None,
    invalid: Invalid = "refuse",
) -> Changes:
    """Return who of a cohort would be answered differently by another guideline, or in another place.

    Both guidelines are asked in one go, and what they share is worked out once. A rule keeps its identity by its
    identifier: put a rule of your own in the place of one with ``guideline.replacing(rule)``.

    Args:
        people: A row for each person: any frame that :func:`~boneguide.cohort.door.assess` takes.
        key: The column that names the person.
        on: The day for which the answers are wanted.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``; or two of them, the one before and the one after.
        before: The guideline before; ``guidelines.default``, every subject, by default.
        after: The guideline after; by default the same as before, to compare two jurisdictions.
        columns: By name of fact, the column or the two columns that hold it, as for ``assess``.
        units: By name of column, the unit of its numbers, such as ``{"creatinine": "umol/L"}``.
        lesions: A row for each lesion, as for ``assess``. What rules about single lesions say differently is in
            ``of_lesions``; without lesions they are left out, and ``left_out`` names them.
        rules: Identifiers of the rules to compare, where not all are wanted.
        invalid: Whether values that cannot be true are refused or, with ``"unknown"``, taken as unknown and counted
            in the report.

    Returns:
        The changes, counts by rule, the people whom they concern as a frame of the kind that was given, and the way
        back from each of them to the reasons before and after.

    Raises:
        CohortLayoutError: If there is nothing to compare, or a column, a fact, a unit or a rule is not there or not
            told apart.
        CohortDataError: If a column has the wrong type or holds what cannot be true, or a person has two rows.
        UnknownRuleError: If a rule is in neither guideline.
        UnknownJurisdictionError: If a jurisdiction is not encoded.
        MissingExtraError: If a package for frames is not installed.

    Example:
        >>> import polars as pl
        >>> from datetime import date
        >>> people = pl.DataFrame({
        ...     "patient": ["a", "b"], "age": [68, 54], "sex": ["female", "male"], "weight": [60.0, 80.0],
        ...     "primary": ["breast", "prostate"], "bone_metastases": [True, True], "creatinine": [80.0, None],
        ... })
        >>> changes = diff(
        ...     people, key="patient", on=date(2026, 11, 23), jurisdiction=("US", "EU"),
        ...     units={"age": "year", "weight": "kg", "creatinine": "umol/L"}, rules=["zoledronic-acid", "clodronate"],
        ... )
        >>> print(changes)
        1 of 2 people would be answered differently
        before: boneguide 2026.1, US
        after:  boneguide 2026.1, EU
        <BLANKLINE>
        rule        before           after  people
        clodronate  not-recommended  after       1
    """
    places = _places(jurisdiction)
    for place in places:
        check(on, place, invalid)
    old = guidelines.default if before is None else before
    new = old if after is None else after
    if before is after is None and places[0] == places[1]:
        msg = (
            "there is nothing to compare. Expected another guideline in 'after' (or 'before'), or two jurisdictions,"
            " such as ('US', 'EU')."
        )
        raise CohortLayoutError(msg)
    for side, place in zip((old, new), places, strict=True):
        side.require(place)
    sides = _asked(old, new, rules, of_rows=lesions is not None)
    ready = make_ready(
        people,
        _joined(*sides),
        places[0],
        key=key,
        columns=columns,
        units=units,
        lesions=lesions,
        cure=invalid == "unknown",
    )
    words = tuple(f"{side.id} {side.edition}, {place}" for side, place in zip((old, new), places, strict=True))
    first, second = (
        RowReader(
            people=ready.people,
            tables=ready.tables,
            guideline=side,
            jurisdiction=place,
            on=on,
            name=None if lesions is None else lesions.name,
        )
        for side, place in zip(sides, places, strict=True)
    )
    comparison = compared(
        (about_the_person(sides[0].rules), about_the_person(sides[1].rules)), places, ready.people.given, ready.answered
    )
    wanted, meanings = comparison.plan(ready.people)
    refuse_taken(meanings, key)
    return Changes(
        frame=_those_who_change(people, ready.source, wanted.run(ready.people.lazy, keep=(key,))),
        meanings=MappingProxyType(meanings),
        sides=(words[0], words[1]),
        comparison=comparison,
        prepared=ready.people,
        layout=ready.layout,
        report=ready.report,
        before=old,
        after=new,
        jurisdictions=places,
        on=on,
        lesions=ready.lesions,
        of_lesions=None if lesions is None else _of_lesions(sides, places, ready, lesions, (words[0], words[1])),
        left_out=left_out(*sides, of_rows=lesions is not None),
        readers=(first, second),
    )


def _of_lesions(
    sides: tuple[Guideline, Guideline],
    places: tuple[Jurisdiction, Jurisdiction],
    ready: Ready,
    lesions: Rows,
    words: tuple[str, str],
) -> Differences | None:
    """Return what the rules about single lesions say differently; None where there are no such rules."""
    before, after = (about_rows_of(side.rules, LESIONS) for side in sides)
    if ready.rows is None or not (before or after):
        return None
    rows, answered = beside_people(ready, (*before, *after))
    comparison = compared((before, after), places, rows.given, answered)
    wanted, meanings = comparison.plan(rows)
    refuse_taken(meanings, *lesions.kept)
    return Differences(
        frame=_those_who_change(lesions.frame, ready.rows, wanted.run(rows.lazy, keep=lesions.kept)),
        meanings=MappingProxyType(meanings),
        sides=words,
        what=LESIONS.name,
        comparison=comparison,
        prepared=rows,
    )


def _places(jurisdiction: object) -> tuple[Jurisdiction, Jurisdiction]:
    match jurisdiction:
        case str():
            return cast("Jurisdiction", jurisdiction), cast("Jurisdiction", jurisdiction)
        case (str() as before, str() as after):
            return cast("Jurisdiction", before), cast("Jurisdiction", after)
    msg = (
        f"jurisdiction={jurisdiction!r} names no place. Expected one of {', '.join(JURISDICTIONS)}, or two of them,"
        " the one before and the one after, such as ('US', 'EU')."
    )
    raise UnknownJurisdictionError(msg)


def _asked(
    before: Guideline, after: Guideline, rules: Iterable[str] | None, *, of_rows: bool
) -> tuple[Guideline, Guideline]:
    """Return the rules that were asked for, of each side that has them."""
    if rules is None:
        return chosen_rules(before, None, of_rows=of_rows), chosen_rules(after, None, of_rows=of_rows)
    added = (rule for rule in after if rule.id not in {old.id for old in before})
    wanted = {rule.id for rule in chosen_rules(before.with_rules(*added), rules, of_rows=of_rows)}
    first, second = (side.only(*(rule.id for rule in side if rule.id in wanted)) for side in (before, after))
    return first, second


def _joined(before: Guideline, after: Guideline) -> Guideline:
    """Return one guideline that asks for every fact that either asks for."""
    known = set(before)
    return before.with_rules(attrs.evolve(rule, id=f"{rule.id} after") for rule in after if rule not in known)


def _those_who_change(given: Native, source: Frame, judged: Lazy) -> Native:
    """Return the rows in which anything changes, as the kind of frame that was given."""
    import narwhals.stable.v2 as nw

    library = nw.from_native(given).implementation
    if library.is_pandas():
        # The index of its rows is put back onto all of them, so they are chosen afterwards.
        every = nw.from_native(source.back(judged))
        return every.filter(nw.col(CHANGED)).drop(CHANGED).to_native()
    if library.is_pyspark() or library.is_pyspark_connect():
        return _chosen_by_spark(source.back(judged))
    return source.back(judged.filter(source.api.col(CHANGED)).drop(CHANGED))


def _chosen_by_spark(judged: Native) -> Native:
    """Return the rows in which anything changes.

    Spark moves a condition down to the data and writes out there in full all that
    it rests on, which for rules fills any memory. It moves none past a column that
    it must not work out twice, as long as the condition asks for it.
    """
    from pyspark.sql import functions

    number = f"{CHANGED}_row"
    numbered = judged.withColumn(number, functions.monotonically_increasing_id())
    return numbered.where(functions.col(CHANGED) & (functions.col(number) >= 0)).drop(CHANGED, number)
