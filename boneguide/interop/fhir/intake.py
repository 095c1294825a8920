"""What was read from a set of FHIR resources: the record, and what became of every resource."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import attrs

from boneguide.model.patient import Patient
from boneguide.quantities import Quantity, as_amount

__all__ = ["Conflict", "Ignored", "Intake", "Irradiation", "Problem", "RadionuclideTherapy", "Used"]


@attrs.frozen(kw_only=True)
class Used:
    """A resource from which something was taken.

    Args:
        resource: Type and identifier, such as ``"Observation/a1"``.
        place: Where it stands among all resources, from 0.
        facts: Paths of what it says of the person, such as ``"labs.creatinine"``.
        said: What it says, in words.
        day: The day it speaks of; None where it states none.
        unread: What else it holds that a reader might expect to be taken and that was not, with the reason.
    """

    resource: str
    place: int
    facts: tuple[str, ...]
    said: str
    day: date | None = None
    unread: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it in one line."""
        rest = f" [not read: {'; '.join(self.unread)}]" if self.unread else ""
        return f"{self.resource}: {self.said} -> {', '.join(self.facts)}{rest}"


@attrs.frozen(kw_only=True)
class Ignored:
    """A resource that was understood and says nothing that could be taken."""

    resource: str
    place: int
    reason: str

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.resource}: {self.reason}"


@attrs.frozen(kw_only=True)
class Problem:
    """A resource, or a part of it, that is not as it should be, so that nothing was taken from it.

    Args:
        resource: Type and identifier.
        place: Where it stands among all resources, from 0.
        path: Where in it, such as ``"valueQuantity.unit"``.
        found: What stands there, shortened.
        expected: What should.
        further: More of the same, in words.
    """

    resource: str
    place: int
    path: str
    found: str
    expected: str
    further: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it in one line."""
        rest = "".join(f"; {told}" for told in self.further)
        where = f", {self.path}" if self.path else ""
        return f"{self.resource}{where}: found {self.found}; expected {self.expected}{rest}"


@attrs.frozen(kw_only=True)
class Conflict:
    """Resources that say different things about one fact.

    Args:
        fact: Path of the fact.
        said: What each says, with its resource.
        taken: What stands in the record now; ``"nothing"`` where none could be chosen.
        why: Why that one.
    """

    fact: str
    said: tuple[str, ...]
    taken: str
    why: str

    def __str__(self) -> str:
        """Return it in one line."""
        return f"{self.fact}: {' against '.join(self.said)}; taken: {self.taken}, because {self.why}"


@attrs.frozen(kw_only=True)
class Irradiation:
    """External radiotherapy or brachytherapy to one volume, as one course.

    Two volumes of one course are two of these; their doses do not add up.

    Args:
        resources: Where it was read.
        course: The record's name for the course.
        volume: The record's name for the volume.
        site: Where that is, by code or else in the record's own words; empty where nothing says so.
        bone: Whether that is a bone; None where the site does not tell.
        total_dose: Dose of all fractions together; None where no dose is stated as one.
        fractions: How many fractions; None where it is not stated and does not follow exactly.
        dose_per_fraction: Dose of one fraction, where total dose and fractions give it.
        stated_dose_per_fraction: Dose of one fraction as the record prints it.
        sessions: How many sessions, which may be more than the fractions.
        started: First day.
        ended: Last day.
        finished: Whether the course is over.
        technique: How it was delivered.
        intent: What it was for, in the record's words.
        reirradiation: Whether the record calls it one.
        notes: What the record says of it as text, which is not read.
    """

    resources: tuple[str, ...]
    course: str = ""
    volume: str = ""
    site: str = ""
    bone: bool | None = None
    total_dose: Quantity | None = None
    fractions: int | None = None
    dose_per_fraction: Quantity | None = None
    stated_dose_per_fraction: Quantity | None = None
    sessions: int | None = None
    started: date | None = None
    ended: date | None = None
    finished: bool
    technique: str | None = None
    intent: str = ""
    reirradiation: bool | None = None
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it in one line."""
        dose = "unknown dose" if self.total_dose is None else str(as_amount(self.total_dose))
        parts = f" in {self.fractions} fraction{'' if self.fractions == 1 else 's'}" if self.fractions else ""
        where = f" to {self.site or self.volume}" if self.site or self.volume else ""
        when = "" if self.ended is None else f", ended {self.ended}"
        return f"{dose}{parts}{where}{when}{'' if self.finished else ', not finished'}"


@attrs.frozen(kw_only=True)
class RadionuclideTherapy:
    """A treatment with a radionuclide; its activity is no absorbed dose.

    Args:
        resources: Where it was read.
        kind: What was given, in the record's words.
        activity: How much.
        on: The day.
    """

    resources: tuple[str, ...]
    kind: str
    activity: Quantity | None = None
    on: date | None = None

    def __str__(self) -> str:
        """Return it in one line."""
        amount = "" if self.activity is None else f", {as_amount(self.activity)}"
        when = "" if self.on is None else f" on {self.on}"
        return f"{self.kind}{amount}{when}"


@attrs.frozen(kw_only=True)
class Intake:
    """A person's record as read, and what became of every resource.

    Every resource stands in exactly one of ``used``, ``ignored`` and ``problems``.

    Args:
        patient: What is known of the person on the day. Lists in it are marked as incomplete unless the caller said
            that they hold everything.
        on: The day of the assessment.
        used: Resources from which something was taken.
        ignored: Resources that say nothing that could be taken, each with the reason.
        problems: Resources that are not as they should be.
        conflicts: Facts about which resources differ, with the choice and why.
        radiotherapy: Every course that was read, whatever it was aimed at.
        radionuclides: Every treatment with a radionuclide.
        deceased: The day of death; True where only the death is recorded; None where nothing is.
        notes: What else a reader should know, such as how old a fact is that the record holds without a day.

    Example:
        >>> from datetime import date
        >>> from boneguide.interop import fhir
        >>> intake = fhir.read({"resourceType": "Patient", "id": "1", "gender": "female"}, on=date(2026, 11, 23))
        >>> intake.patient
        Patient(sex='female')
        >>> print(intake)
        1 resource: 1 used, 0 ignored, 0 problems
        used:
          Patient/1: female -> sex
    """

    patient: Patient
    on: date
    used: tuple[Used, ...]
    ignored: tuple[Ignored, ...]
    problems: tuple[Problem, ...]
    conflicts: tuple[Conflict, ...] = ()
    radiotherapy: tuple[Irradiation, ...] = ()
    radionuclides: tuple[RadionuclideTherapy, ...] = ()
    deceased: date | bool | None = None
    notes: tuple[str, ...] = ()

    @property
    def resources(self) -> int:
        """How many resources were given."""
        return len(self.used) + len(self.ignored) + len(self.problems)

    def about(self, fact: str) -> tuple[Used, ...]:
        """Return the resources from which a fact was taken.

        Args:
            fact: Its path, such as ``"labs.creatinine"``.
        """
        return tuple(used for used in self.used if fact in used.facts)

    def __str__(self) -> str:
        """Return the ledger as text."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        plural = "" if self.resources == 1 else "s"
        yield (
            f"{self.resources} resource{plural}: {len(self.used)} used, {len(self.ignored)} ignored,"
            f" {len(self.problems)} problem{'' if len(self.problems) == 1 else 's'}"
        )
        if self.deceased is not None:
            yield f"died: {'on a day not recorded' if isinstance(self.deceased, bool) else self.deceased}"
        for title, told in (
            ("used", self.used),
            ("conflicts", self.conflicts),
            ("problems", self.problems),
            ("ignored", self.ignored),
            ("radiotherapy", self.radiotherapy),
            ("radionuclides", self.radionuclides),
            ("notes", self.notes),
        ):
            if told:
                yield f"{title}:"
                yield from (f"  {item}" for item in told)
