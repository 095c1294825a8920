"""What the rules say of a whole cohort, with the way back from any row to its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from boneguide.cohort.compilation import Compiled, Meaning
from boneguide.cohort.counts import Counts
from boneguide.cohort.frames import Native
from boneguide.cohort.inspection import Report
from boneguide.cohort.layout import Layout, near
from boneguide.errors import CohortLayoutError, DisagreementError, UnknownRuleError
from boneguide.logic.columns.circuit import Gate
from boneguide.logic.columns.emit import plan
from boneguide.logic.columns.verdict import reasons
from boneguide.model.answer import Assessment, Status

if TYPE_CHECKING:
    from boneguide.cohort.rows import RowReader
    from boneguide.logic.guideline import Guideline
    from boneguide.logic.rule import Rule


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
    """

    frame: Native
    meanings: Mapping[str, Meaning]
    layout: Layout
    report: Report
    guideline: Guideline
    jurisdiction: str
    on: date
    _compiled: Compiled
    _reader: RowReader

    def __repr__(self) -> str:
        """Return what was asked and what of the frame was used."""
        used = ", ".join(f"{p.fact.name}{f' in {p.unit}' if p.unit else ''}" for p in self.layout.placed)
        lines = [
            f"Answers of {len(self._compiled.verdicts)} rules for {self.report.rows} people",
            f"jurisdiction {self.jurisdiction}, {self.on.isoformat()}",
            f"facts used: {used or 'none'}",
            f"facts not in the frame, so unknown: {len(self.layout.absent)}, listed in layout.absent",
        ]
        if self.layout.unused:
            hints = (f"{c!r}{near(c, self.layout.absent)}" for c in self.layout.unused)
            lines.append(f"columns of no use to these rules: {', '.join(hints)}")
        lines += [f"unusual: {problem}" for problem in self.report.unusual]
        return "\n".join(lines)

    # ----------------------------------------------------------------- counting

    def counts(self) -> Counts:
        """Return how many people have each status of each rule.

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
        for (rule, status), count in numbers.items():
            if count:
                table[rule][status] = count
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
            CohortLayoutError: If the column holds no missing facts.
        """
        meaning = self.meanings.get(column)
        if meaning is None or meaning.output != "missing":
            columns = [name for name, m in self.meanings.items() if m.output == "missing"]
            msg = f"{column!r} holds no missing facts.{near(column, columns)} Expected one of {', '.join(columns)}."
            raise CohortLayoutError(msg)
        return tuple(name for place, name in enumerate(meaning.facts) if mask >> place & 1)

    def _count(self, gates: Mapping[Any, Gate]) -> dict[Any, int]:
        if not gates:
            return {}
        names = {key: f"n{place}" for place, key in enumerate(gates)}
        people = self._reader.people
        judged = plan({names[key]: gate for key, gate in gates.items()}, people.dialect).run(people.lazy)
        api = people.dialect.api
        sums = judged.select(*(api.col(name).cast(api.Int64()).sum() for name in names.values())).collect()
        return {key: int(sums[name].to_list()[0] or 0) for key, name in names.items()}

    def _rule(self, identifier: str) -> Rule:
        for rule in self.guideline.rules:
            if rule.id == identifier and identifier in self._compiled.verdicts:
                return rule
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
        one = people.lazy.filter(people.dialect.api.col(people.key) == key)
        found = plan(outputs, people.dialect).run(one).collect()
        columns = {rule: str(found[rule].to_list()[0]) for rule in outputs}
        wrong = {
            r: (said, assessment[r].status.value) for r, said in columns.items() if assessment[r].status.value != said
        }
        if wrong:
            said = "; ".join(f"{rule} is {many!r} here and {one!r} there" for rule, (many, one) in wrong.items())
            msg = f"the interpreters for columns and for one person differ about {key!r}: {said}. Please report this."
            raise DisagreementError(msg)
        return assessment


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(((name, n) for name, n in counts.items() if n), key=lambda item: -item[1]))
