"""What the rules say of a whole cohort, with the way back from any row to its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from boneguide.cohort._columns import count, totals
from boneguide.cohort.choosing import told
from boneguide.cohort.compilation import Compiled, Meaning
from boneguide.cohort.counts import Counts
from boneguide.cohort.frames import Native
from boneguide.cohort.inspection import Report
from boneguide.cohort.layout import Layout, near, similar
from boneguide.cohort.preparation import Prepared
from boneguide.cohort.rows import RowReader, refuse_disagreement, refuse_disagreement_about_rows
from boneguide.errors import CohortLayoutError, UnknownRuleError
from boneguide.logic.columns.circuit import Gate
from boneguide.logic.columns.emit import Lazy, plan
from boneguide.logic.columns.verdict import reasons
from boneguide.model.assessment import Assessment
from boneguide.model.status import Status

if TYPE_CHECKING:
    from boneguide.logic.guideline import Guideline
    from boneguide.logic.rule import Rule

#: So many columns of no use are named.
_SHOWN = 12


@attrs.frozen(kw_only=True)
class Each:
    """Answers for each row of a table, such as the lesions.

    Args:
        rows: The rows with what is known of their person.
        made: The rules about them.
        found: The answers, as the frame that is worked on.
    """

    rows: Prepared
    made: Compiled
    found: Lazy


@attrs.frozen(kw_only=True, repr=False)
class Answers:
    """The answers for every person of a cohort.

    Args:
        frame: A row for each person, of the kind of frame that was given: the key, and for each rule its status, its
            dose and the facts that could still change it. A lazy frame is worked out when it is collected.
        meanings: What each column of the answer holds, its unit among it.
        layout: Which facts were found in which columns, which were not there, and which columns were of no use.
        report: What was found when the frame was looked through.
        guideline: The rules that were asked.
        jurisdiction: Whose labels and guidance counted.
        on: The day for which the answers hold.
        lesions: Which facts about lesions were found in which columns of theirs, if they were asked about.
        rows: A row for each lesion, with the answers of the rules about single lesions: the key of the person, the
            name of the lesion, and for each rule what ``frame`` has; None where no such rule was asked, or no lesions
            were given.
        row_meanings: What each column of those answers holds.
        left_out: Rules about single lesions that have no columns, because no lesions were given.
    """

    frame: Native
    meanings: Mapping[str, Meaning]
    layout: Layout
    report: Report
    guideline: Guideline
    jurisdiction: str
    on: date
    lesions: Layout | None = None
    rows: Native | None = None
    row_meanings: Mapping[str, Meaning] = attrs.field(factory=dict)
    left_out: tuple[str, ...] = ()
    _each: Each | None = None
    _compiled: Compiled
    _reader: RowReader

    def __repr__(self) -> str:
        """Return what was asked, what of the frame was used, and what in it was doubtful."""
        asked, people = len(self._compiled.verdicts), self.report.rows
        asked += 0 if self._each is None else len(self._each.made.verdicts)
        lines = [
            f"Answers of {asked} rule{_s(asked)} for {people} {'person' if people == 1 else 'people'}",
            f"jurisdiction {self.jurisdiction}, {self.on.isoformat()}",
            *told(self.left_out),
            *_used(self.layout, "", "layout"),
        ]
        lines += [] if self.lesions is None else _used(self.lesions, " of lesions", "lesions")
        lines += [f"taken as unknown: {problem}" for problem in self.report.problems]
        lines += [f"unusual: {problem}" for problem in self.report.unusual]
        return "\n".join(lines)

    # ----------------------------------------------------------------- counting

    def counts(self) -> Counts:
        """Return how many people have each status of each rule; of rules about single lesions ``rows`` tells.

        Example:
            >>> import polars as pl
            >>> from datetime import date
            >>> from boneguide import cohort
            >>> people = pl.DataFrame({"patient": ["a", "b"], "primary": ["breast", None]})
            >>> answers = cohort.assess(people, key="patient", on=date(2026, 11, 23), jurisdiction="US")
            >>> answers.counts()["denosumab"]
            {<Status.NEEDS_DATA: 'needs-data'>: 2}
        """
        gates = {
            (rule, status): gate for rule, found in self._compiled.verdicts.items() for status, gate in found.of.items()
        }
        numbers = self._count(gates)
        table: dict[str, dict[Status, int]] = {rule: {} for rule in self._compiled.verdicts}
        for (rule, status), number in numbers.items():
            if number:
                table[rule][status] = number
        return Counts(table)

    def reasons(self, rule: str) -> dict[str, int]:
        """Return in how many people each clause of a rule is why its status is what it is, most often first.

        Beside the identifiers of clauses there are ``"indication"``, ``"licence"`` and ``"dose"``, for what the rule
        asks itself. One person may have several reasons.

        Raises:
            UnknownRuleError: If no such rule was asked.
        """
        found = reasons(
            self._rule(rule), self.jurisdiction, self._compiled.interpreter, self._compiled.verdicts[rule].of
        )
        return _most_first(self._count(found))

    def missing(self, rule: str) -> dict[str, int]:
        """Return in how many people each unknown fact could still change the answer of a rule, most often first.

        Raises:
            UnknownRuleError: If no such rule was asked.
        """
        self._rule(rule)
        return _most_first(self._count({f.name: gate for f, gate in self._compiled.verdicts[rule].missing.items()}))

    def facts(self, column: str, mask: int) -> tuple[str, ...]:
        """Return the facts that a number in a column of missing facts stands for.

        Args:
            column: The name of the column.
            mask: The number.

        Raises:
            CohortLayoutError: If the column holds no missing facts, or not such a number.
        """
        return named_facts({**self.row_meanings, **self.meanings}, column, mask)

    def _count(self, gates: Mapping[Any, Gate]) -> dict[Any, int]:
        if not gates:
            return {}
        names = {key: f"n{place}" for place, key in enumerate(gates)}
        people = self._reader.people
        judged = plan({names[key]: gate for key, gate in gates.items()}, people.dialect).run(people.lazy)
        api = people.dialect.api
        sums = totals(judged, {name: count(api, api.col(name)) for name in names.values()}, people.collect)
        return {key: sums[name] for key, name in names.items()}

    def _rule(self, identifier: str) -> Rule:
        for rule in self.guideline.rules:
            if rule.id == identifier and identifier in self._compiled.verdicts:
                return rule
        if self._each is not None and identifier in self._each.made.verdicts:
            msg = (
                f"rule {identifier!r} is about single lesions, and numbers of people are not counted for it. Expected a"
                " rule about the person; its answers for each lesion stand in rows."
            )
            raise UnknownRuleError(msg)
        msg = (
            f"no rule {identifier!r} was asked.{near(identifier, self._compiled.verdicts)}"
            f" Expected one of {', '.join(self._compiled.verdicts)}."
        )
        raise UnknownRuleError(msg)

    # ----------------------------------------------------------------- one person

    def explain(self, key: object) -> Assessment:
        """Return the full assessment of one person, with every reason and source.

        The person is judged again by the interpreter for single people, and both must say the same.

        Args:
            key: The value that names the person in the key column.

        Raises:
            CohortLayoutError: If nobody, or more than one row, has that key.
            DisagreementError: If the two interpreters differ, which would be a fault of the library.
        """
        assessment = self._reader.assess(key)
        outputs = {rule: verdict.status for rule, verdict in self._compiled.verdicts.items()}
        people = self._reader.people
        found = people.collect(plan(outputs, people.dialect).run(people.of(key)))
        columns = {rule: str(found[rule].to_list()[0]) for rule in outputs}
        refuse_disagreement(key, columns, assessment)
        if self._each is not None:
            self._refuse_disagreement_about_rows(self._each, key, assessment)
        return assessment

    def _refuse_disagreement_about_rows(self, each: Each, key: object, assessment: Assessment) -> None:
        outputs = {rule: verdict.status for rule, verdict in each.made.verdicts.items()}
        found = each.rows.collect(plan(outputs, each.rows.dialect).run(each.rows.of(key)))
        statuses = {rule: [str(status) for status in found[rule].to_list()] for rule in outputs}
        refuse_disagreement_about_rows(key, statuses, assessment)


def _used(layout: Layout, of: str, name: str) -> Iterator[str]:
    """Yield what is said of which columns were used."""
    used = ", ".join(f"{p.fact.name}{f' in {p.unit}' if p.unit else ''}" for p in layout.placed)
    yield f"facts{of} used: {used or 'none'}"
    yield f"facts{of} not in the frame, so unknown: {len(layout.absent)}, listed in {name}.absent"
    if layout.unused:
        meant = {column: similar(column, layout.absent) for column in layout.unused}
        # What may be misspelt comes first.
        columns = sorted(meant, key=lambda column: meant[column] is None)
        shown = (f"{column!r}{f' ({meant[column]}?)' if meant[column] else ''}" for column in columns[:_SHOWN])
        more = f" and {len(columns) - _SHOWN} more" if len(columns) > _SHOWN else ""
        yield f"columns{of} of no use to these rules: {', '.join(shown)}{more}"


def _s(number: int) -> str:
    return "" if number == 1 else "s"


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(((name, n) for name, n in counts.items() if n), key=lambda item: -item[1]))


def named_facts(meanings: Mapping[str, Meaning], column: str, mask: int) -> tuple[str, ...]:
    """Return the facts that a number in a column of missing facts stands for.

    Args:
        meanings: What the columns hold.
        column: The name of the column.
        mask: The number.

    Raises:
        CohortLayoutError: If the column holds no missing facts, or not such a number.
    """
    meaning = meanings.get(column)
    if meaning is None or meaning.output != "missing":
        columns = [name for name, m in meanings.items() if m.output == "missing"]
        msg = f"{column!r} holds no missing facts.{near(column, columns)} Expected one of {', '.join(columns)}."
        raise CohortLayoutError(msg)
    if mask >> len(meaning.facts):  # which is not 0 for a negative number either
        msg = f"{mask!r} is no number of column {column!r}. Expected 0 to {2 ** len(meaning.facts) - 1}."
        raise CohortLayoutError(msg)
    return tuple(name for place, name in enumerate(meaning.facts) if mask >> place & 1)
