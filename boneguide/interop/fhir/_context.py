"""What every reader of a resource is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from boneguide.interop.fhir._claims import Aside, Claim, Fields, Resource, Wrong, part, parts, text
from boneguide.interop.fhir._coding import Declared, Meaning, codings, meaning
from boneguide.interop.fhir._days import moment, stated, whole_day
from boneguide.interop.fhir._people import Links


@attrs.frozen(kw_only=True)
class Reading:
    """The day, the other resources, and what the caller declared.

    Args:
        on: The day of the assessment; what lies after it is not read.
        links: The other resources.
        declared: Codes of the caller's own.
    """

    on: date
    links: Links
    declared: Declared

    def meaning(self, concept: Fields, *groups: str, path: str = "code") -> Meaning | None:
        """Return what a concept means in these groups, as :func:`boneguide.interop.fhir._coding.meaning` does."""
        return meaning(concept, groups, path, self.declared)

    def any_meaning(self, concepts: Iterator[Fields] | tuple[Fields, ...], *groups: str, path: str) -> Meaning | None:
        """Return the first meaning among several concepts."""
        found = (self.meaning(concept, *groups, path=path) for concept in concepts)
        return next((held for held in found if held is not None), None)

    def day(self, fields: Fields, *names: str) -> tuple[date | None, str]:
        """Return the day that a resource speaks of and a text that sorts by its moment; None where it states none.

        Raises:
            Wrong: If what it states is no whole day.
            Aside: If the day lies after that of the assessment.
        """
        written, path = stated(fields, *names)
        if not written:
            return None, ""
        day = whole_day(written, path)
        self.refuse_later(day)
        return day, moment(written)

    def refuse_later(self, day: date | None) -> None:
        """Set aside what lies after the day of the assessment.

        Raises:
            Aside: If it does.
        """
        if day is not None and day > self.on:
            reason = f"is of {day}, after the day of the assessment"
            raise Aside(reason)


def refuse_modified(fields: Fields) -> None:
    """Refuse a resource with an extension that changes what the rest of it means: none is known here.

    Raises:
        Wrong: If there is one.
    """
    for extension in parts(fields, "modifierExtension"):
        where = "modifierExtension"
        raise Wrong(where, extension.get("url"), "none, for such an extension may turn the meaning of the resource")


def code_of(fields: Fields, name: str, *codes: str) -> str:
    """Return the first code of a concept that is one of these, empty where none is.

    Where it has no code its text counts: that a text says ``refuted`` is no reason to take the rest.
    """
    concept = part(fields, name)
    given = [code for _, code, _ in codings(concept)] or ["-".join(text(concept, "text").casefold().split())]
    return next((code for code in given if code in codes), "")


def claim(source: Resource, fact: str, value: object, said: str, **more: object) -> Claim:
    """Return what a resource says of a fact, without a day unless one is given."""
    return Claim(**{"day": None, **more, "fact": fact, "value": value, "said": said, "source": source})  # type: ignore[arg-type]  # as its fields say
