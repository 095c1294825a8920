"""One question to files: asked of all of them, of a part, or of one person."""

from __future__ import annotations

import json
import operator
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from boneguide._version import __version__
from boneguide.cohort._manifest import logic
from boneguide.cohort._source import Source
from boneguide.cohort.answers import Each
from boneguide.cohort.choosing import Invalid, left_out
from boneguide.cohort.compilation import Compiled, compiled
from boneguide.cohort.door import of_each, refuse_taken
from boneguide.cohort.inspection import Report
from boneguide.cohort.layout import Columns, Layout
from boneguide.cohort.questions import Rows
from boneguide.cohort.readiness import Laid, Ready, laid_out, put_together
from boneguide.cohort.rows import RowReader
from boneguide.logic.asked import about_the_person
from boneguide.logic.guideline import Guideline
from boneguide.model.assessment import Assessment
from boneguide.model.jurisdiction import Jurisdiction

if TYPE_CHECKING:
    import polars as pl

#: Works out what is asked of a frame without holding the whole of it in memory.
streamed = operator.methodcaller("collect", engine="streaming")


@attrs.frozen(kw_only=True)
class Asking:
    """What is asked, and of which files.

    Args:
        people: The files of the people.
        lesions: What is said of the lesions, with their files in the place of a frame.
        key: The column that names the person.
        columns: Columns by name of fact.
        units: Units by name of column.
        guideline: The rules.
        jurisdiction: Whose rules count.
        on: The day.
        outputs: What is wanted of each rule.
        invalid: What is done about values that cannot be true.
        at_once: How many people are answered at a time.
    """

    people: Source
    lesions: Rows | None
    key: str
    columns: Mapping[str, Columns]
    units: Mapping[str, str]
    guideline: Guideline
    jurisdiction: Jurisdiction
    on: date
    outputs: tuple[str, ...]
    invalid: Invalid
    at_once: int

    @property
    def rows(self) -> Source | None:
        """The files of the lesions."""
        return None if self.lesions is None else self.lesions.frame

    @property
    def sources(self) -> dict[str, Source]:
        """All files, by what they hold."""
        return {"people": self.people} if self.rows is None else {"people": self.people, "lesions": self.rows}

    @property
    def cure(self) -> bool:
        """Whether values that cannot be true are taken as unknown."""
        return self.invalid == "unknown"

    def unchanged(self) -> None:
        """Refuse to go on if a file was written since it was first looked at.

        Raises:
            CohortFilesError: Naming the file.
        """
        for source in self.sources.values():
            source.unchanged()

    # ----------------------------------------------------------------- all, some or none of the people

    def none(self) -> Ready:
        """Return nobody, ready: what can be said before any value is looked at.

        Raises:
            CohortLayoutError: If it was not said, or not rightly, what the columns hold.
        """
        return self._ready(self.laid_out())

    def laid_out(self) -> Laid:
        """Return nobody, with what stands where.

        Raises:
            CohortLayoutError: If it was not said, or not rightly, what the columns hold.
        """
        laid = self._laid(self.people.lazy(0, 0), None if self.rows is None else self.rows.lazy(0, 0))
        self.people.check(laid.layout.used, key=self.key)
        if laid.lesions is not None and self.rows is not None:
            named = () if laid.name is None else (laid.name,)
            self.rows.check((*laid.lesions[1].used, *named), key=laid.lesions[1].key)
        return laid

    def some(self, people: pl.LazyFrame, *, compare: bool = False) -> Ready:
        """Return some of the people, ready, with none but their own lesions.

        Args:
            people: Who.
            compare: Whether to look for contradictions between them and their lesions.
        """
        return self._ready(self._laid(people, self._theirs(people)), compare=compare)

    def _theirs(self, people: pl.LazyFrame) -> pl.LazyFrame | None:
        """Return the lesions of some of the people."""
        if self.lesions is None or self.rows is None:
            return None
        import polars as pl

        key = pl.col(self.lesions.key)
        if self.people.types[self.key] != self.rows.types[self.lesions.key]:
            key = key.cast(pl.String)
        # The key is that of the people: from the other file, the texts of all keys would be kept for the sake of a few.
        wanted = people.select(pl.col(self.key).alias(self.lesions.key))
        # One file after the other, for several would be read at the same time; and once, for several questions follow.
        theirs: list[pl.DataFrame] = [
            streamed(wanted.join(lesions, left_on=key, right_on=key, how="inner").select(*self.rows.types))
            for lesions in self.rows.each()
        ]
        return pl.concat(theirs).lazy()

    def _laid(self, people: pl.LazyFrame, lesions: pl.LazyFrame | None) -> Laid:
        laid = laid_out(
            people,
            self.guideline,
            key=self.key,
            columns=self.columns,
            units=self.units,
            lesions=self.lesions and attrs.evolve(self.lesions, frame=lesions),
        )
        people_frame = attrs.evolve(laid.people, collect=streamed)
        if laid.lesions is None:
            return attrs.evolve(laid, people=people_frame)
        rows, listed, about = laid.lesions
        return attrs.evolve(laid, people=people_frame, lesions=(attrs.evolve(rows, collect=streamed), listed, about))

    def _ready(self, laid: Laid, *, compare: bool = False) -> Ready:
        return put_together(laid, self.jurisdiction, Report(0), cure=self.cure, compare=compare)

    # ----------------------------------------------------------------- answers

    def compiled(self, ready: Ready) -> Compiled:
        """Return the rules about people, ready for the columns that there are.

        Raises:
            CohortLayoutError: If the key is called as a column of the answer.
        """
        rules = about_the_person(self.guideline.rules)
        made = compiled(rules, self.jurisdiction, ready.people.given, ready.answered, self.outputs)
        refuse_taken(made.outputs, self.key)
        return made

    def of_each(self, ready: Ready) -> Each | None:
        """Return the answers about each lesion of some of the people; None where no rule or no lesion is asked about.

        Raises:
            CohortLayoutError: If a column that stays is called as one of the answers.
        """
        if self.lesions is None:
            return None
        return of_each(self.guideline.rules, self.jurisdiction, ready, self.outputs, self.lesions)

    def assess(self, key: object) -> Assessment:
        """Return the assessment of one person.

        Raises:
            CohortLayoutError: If nobody, or more than one row, has that key.
            CohortFilesError: If a file was written since it was read.
        """
        import polars as pl

        self.unchanged()
        nobody = self.none().people
        found = [streamed(attrs.evolve(nobody, lazy=people).of(key)) for people in self.people.each()]
        ready = self.some(pl.concat(found).lazy())
        reader = RowReader(
            people=ready.people,
            tables=ready.tables,
            guideline=self.guideline,
            jurisdiction=self.jurisdiction,
            on=self.on,
            name=None if self.lesions is None else self.lesions.name,
        )
        return reader.assess(key)

    def record(self, ready: Ready, made: Compiled, each: Each | None) -> dict[str, Any]:
        """Return everything on which the answers depend but the contents of the files, as plain data.

        Args:
            ready: Nobody, ready.
            made: The rules about people.
            each: Those about single lesions.
        """
        said = {**logic(made), **({} if each is None else logic(each.made))}
        found = {
            "package": __version__,
            "jurisdiction": self.jurisdiction,
            "day": self.on.isoformat(),
            "key": self.key,
            "facts": _facts(ready.layout),
            "lesions": ready.lesions and {"key": ready.lesions.key, "name": ready.name, "facts": _facts(ready.lesions)},
            "outputs": self.outputs,
            "invalid": self.invalid,
            "editions": dict(self.guideline.editions),
            "left_out": left_out(self.guideline, of_rows=self.lesions is not None),
            "rules": {rule.id: {"edition": rule.edition, "logic": said.get(rule.id)} for rule in self.guideline.rules},
        }
        # As it will be when it is read again, for instance with lists instead of tuples.
        plain: dict[str, Any] = json.loads(json.dumps(found))
        return plain


def _facts(layout: Layout) -> dict[str, Any]:
    return {
        place.fact.name: {"columns": place.columns}
        if place.unit is None
        else {"columns": place.columns, "unit": place.unit}
        for place in layout.placed
    }
