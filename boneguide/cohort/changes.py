"""Who would be answered differently: under another edition, a guideline of one's own, or in another place."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

import attrs

from boneguide import guidelines
from boneguide.cohort import plots
from boneguide.cohort.comparison import CHANGED, SIDES, Comparison, compared
from boneguide.cohort.compilation import Meaning
from boneguide.cohort.counts import Counts
from boneguide.cohort.door import Invalid, Ready, check, chosen_rules, make_ready
from boneguide.cohort.frames import Native
from boneguide.cohort.inspection import Report
from boneguide.cohort.layout import Columns, Layout
from boneguide.cohort.questions import Rows
from boneguide.cohort.rows import RowReader, refuse_disagreement
from boneguide.cohort.tally import DoseChange, Share, Tally, grouped, tally
from boneguide.errors import CohortLayoutError, UnknownJurisdictionError
from boneguide.logic.columns.emit import Lazy, plan
from boneguide.logic.guideline import Guideline
from boneguide.model.answer import JURISDICTIONS, Assessment, Jurisdiction, Status

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NONE: Mapping[str, str] = MappingProxyType({})


@attrs.frozen(kw_only=True, repr=False)
class Changes:
    """What two guidelines, or one in two places, say differently of a cohort.

    Print it for a table. Numbers are worked out when they are first asked for.

    Args:
        frame: A row for each person of whom any rule that both sides have says something else, of the kind of frame
            that was given, in its order: the key, and for each rule that may change its status and its dose, named as
            :func:`~boneguide.cohort.door.assess` names them with ``_before`` and ``_after`` behind. Rules that say the
            same whatever the data have no columns.
        meanings: What each column holds, its unit among it.
        layout: Which facts were found in which columns, which were not there, and which columns were of no use.
        report: What was found when the frame was looked through.
        before: The rules before.
        after: The rules after.
        jurisdictions: Whose labels and guidance counted before and after.
        on: The day for which the answers hold.
    """

    frame: Native
    meanings: Mapping[str, Meaning]
    layout: Layout
    report: Report
    before: Guideline
    after: Guideline
    jurisdictions: tuple[Jurisdiction, Jurisdiction]
    on: date
    _comparison: Comparison
    _readers: tuple[RowReader, RowReader]

    def __repr__(self) -> str:
        """Return what was compared, without counting anybody."""
        may = ", ".join(self._comparison.pairs) or "none"
        return "\n".join(
            (
                f"Changes among {grouped(self.report.rows)} people, {self.on.isoformat()}; print them for a table",
                *self._compared(),
                f"rules that may change: {may}",
            )
        )

    def __str__(self) -> str:
        """Return a table of what changes, in how many people."""
        lines = [f"{self.people} would be answered differently", *self._compared()]
        rows = [("rule", "before", "after", "people")]
        for rule in self.rules:
            moves = [(a.value, b.value, grouped(n)) for (a, b), n in self.counts.get(rule, {}).items()]
            doses = [(_dosed(d, d.before), _dosed(d, d.after), grouped(d.people)) for d in self.doses.get(rule, ())]
            rows += [(rule if not place else "", *row) for place, row in enumerate((*moves, *doses))]
        if self.rules:
            *widths, last = (max(map(len, column)) for column in zip(*rows, strict=True))
            lines.append("")
            for *words, number in rows:
                cells = (word.ljust(width) for word, width in zip(words, widths, strict=True))
                lines.append(f"{'  '.join(cells)}  {number.rjust(last)}")
        for side, counts in zip(SIDES, (self.removed, self.added), strict=True):
            lines += ["", f"rules only {side}:", str(counts)] if counts else []
        return "\n".join(lines)

    @property
    def sides(self) -> tuple[str, str]:
        """What was compared, before and after, in words."""
        before, after = (
            f"{guideline.id} {guideline.edition}, {place}"
            for guideline, place in zip((self.before, self.after), self.jurisdictions, strict=True)
        )
        return before, after

    def _compared(self) -> tuple[str, str]:
        return f"before: {self.sides[0]}", f"after:  {self.sides[1]}"

    # ----------------------------------------------------------------- counting

    @functools.cached_property
    def _tally(self) -> Tally:
        return tally(self._comparison, self._readers[0].people)

    @property
    def people(self) -> Share:
        """How many people any rule that both sides have says something else of, and of how many.

        A rule that only one side has changes nobody here; see ``added`` and ``removed``.
        """
        return Share(self._tally.people, self.report.rows)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules by which anybody changes, in the order of the guideline."""
        return tuple(rule for rule in self._comparison.pairs if rule in self.counts or rule in self.doses)

    @property
    def counts(self) -> Mapping[str, Mapping[tuple[Status, Status], int]]:
        """By rule, how many people go from which status to which, most first; only what changes is there."""
        return MappingProxyType(self._tally.moves)

    @property
    def doses(self) -> Mapping[str, tuple[DoseChange, ...]]:
        """By rule, the doses that change for people whose status stays, most people first.

        Someone whose status and dose both change is counted under the status.
        """
        return MappingProxyType(self._tally.doses)

    @property
    def added(self) -> Counts:
        """How many people have which status of the rules that are only in ``after``."""
        return Counts(self._tally.only[1])

    @property
    def removed(self) -> Counts:
        """How many people had which status of the rules that are only in ``before``."""
        return Counts(self._tally.only[0])

    def plot(self, ax: Axes | None = None) -> Axes:
        """Draw how many people change by each rule, from what to what.

        Args:
            ax: Where to draw; a figure of its own, as high as it needs to be, by default.

        Raises:
            MissingExtraError: If matplotlib is not installed.
        """
        return plots.transitions(self, ax)

    # ----------------------------------------------------------------- one person

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
        outputs = {
            f"{rule} {side}": verdict.status
            for side, compiled in zip(SIDES, self._comparison.sides, strict=True)
            for rule, verdict in compiled.verdicts.items()
        }
        people = self._readers[0].people
        # With the key there is a row also where nothing depends on any column.
        found = people.collect(plan(outputs, people.dialect).run(people.of(key), keep=(people.key,)))
        for side, compiled, assessment in zip(SIDES, self._comparison.sides, (before, after), strict=True):
            columns = {rule: str(found[f"{rule} {side}"].to_list()[0]) for rule in compiled.verdicts}
            refuse_disagreement(key, columns, assessment)
        return before, after


def _dosed(change: DoseChange, dose: object) -> str:
    return f"{change.status.value}, {'no dose' if dose is None else dose}"


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
    identifier: put a rule of your own in the place of one with ``guideline.replacing(rule)``. Rules about single
    lesions are left out.

    Args:
        people: A row for each person: any frame that :func:`~boneguide.cohort.door.assess` takes.
        key: The column that names the person.
        on: The day for which the answers are wanted.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``; or two of them, the one before and the one after.
        before: The guideline before; all that the library encodes by default.
        after: The guideline after; by default the same as before, to compare two jurisdictions.
        columns: By name of fact, the column or the two columns that hold it, as for ``assess``.
        units: By name of column, the unit of its numbers, such as ``{"creatinine": "umol/L"}``.
        lesions: A row for each lesion.
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
    sides = _asked(old, new, rules)
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
    comparison = compared((sides[0].rules, sides[1].rules), places, ready.people.given, ready.answered)
    wanted, meanings = comparison.plan(ready.people)
    first, second = (
        RowReader(people=ready.people, tables=ready.tables, guideline=side, jurisdiction=place, on=on)
        for side, place in zip(sides, places, strict=True)
    )
    return Changes(
        frame=_those_who_change(people, ready, wanted.run(ready.people.lazy, keep=(key,))),
        meanings=MappingProxyType(meanings),
        layout=ready.layout,
        report=ready.report,
        before=old,
        after=new,
        jurisdictions=places,
        on=on,
        comparison=comparison,
        readers=(first, second),
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


def _asked(before: Guideline, after: Guideline, rules: Iterable[str] | None) -> tuple[Guideline, Guideline]:
    """Return the rules that were asked for, of each side that has them."""
    if rules is None:
        return chosen_rules(before, None), chosen_rules(after, None)
    added = (rule for rule in after if rule.id not in {old.id for old in before})
    wanted = {rule.id for rule in chosen_rules(before.with_rules(*added), rules)}
    first, second = (side.only(*(rule.id for rule in side if rule.id in wanted)) for side in (before, after))
    return first, second


def _joined(before: Guideline, after: Guideline) -> Guideline:
    """Return one guideline that asks for every fact that either asks for."""
    known = set(before)
    return before.with_rules(attrs.evolve(rule, id=f"{rule.id} after") for rule in after if rule not in known)


def _those_who_change(given: Native, ready: Ready, judged: Lazy) -> Native:
    """Return the rows in which anything changes, as the kind of frame that was given."""
    import narwhals.stable.v2 as nw

    library = nw.from_native(given).implementation
    if library.is_pandas():
        # The index of its rows is put back onto all of them, so they are chosen afterwards.
        every = nw.from_native(ready.source.back(judged))
        return every.filter(nw.col(CHANGED)).drop(CHANGED).to_native()
    if library.is_pyspark() or library.is_pyspark_connect():
        return _chosen_by_spark(ready.source.back(judged))
    return ready.source.back(judged.filter(ready.source.api.col(CHANGED)).drop(CHANGED))


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
