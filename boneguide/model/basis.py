"""What a professional needs to review an answer without trusting whoever gave it."""

from __future__ import annotations

import enum
from datetime import date

import attrs

from boneguide.model._rendered import rendered
from boneguide.model.explanation import Explanation
from boneguide.model.intended_use import INTENDED_USE, INTENDED_USER
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.provenance import Grade, Source
from boneguide.model.status import Status


class Origin(enum.Enum):
    """How a value came to be known."""

    #: It stands in the record.
    RECORD = "record"
    #: The record does not say it itself; it follows from what it says.
    INFERRED = "inferred"
    #: It was computed from others.
    COMPUTED = "computed"


@attrs.frozen(kw_only=True)
class Input:
    """One thing that was known and that the rule reads.

    Args:
        fact: Its name.
        label: How a clinician calls it.
        value: What it was, in words, with the unit in which it was reported.
        origin: How it came to be known.
        decides: Whether the answer rests on it, so that without it there would be another or none. What is computed
            decides where what it is computed from does.
        on: The day of the measurement; None where the record states none.
        days: How many days before the day of the assessment that was.

    Example:
        >>> from datetime import date
        >>> print(Input(
        ...     fact="creatinine", label="serum creatinine", value="0.9 mg/dL", origin=Origin.RECORD, decides=True,
        ...     on=date(2026, 11, 20), days=3,
        ... ))
        serum creatinine: 0.9 mg/dL (of 2026-11-20, 3 days old; decides)
    """

    fact: str
    label: str
    value: str
    origin: Origin
    decides: bool
    on: date | None = None
    days: int | None = None

    def __str__(self) -> str:
        """Return it in words."""
        told = []
        if self.on is not None and self.days is not None:
            told.append(f"of {self.on.isoformat()}, {self.days} day{'' if self.days == 1 else 's'} old")
        if self.origin is not Origin.RECORD:
            told.append("follows from others" if self.origin is Origin.INFERRED else "computed")
        if self.decides:
            told.append("decides")
        return f"{self.label}: {self.value} ({'; '.join(told)})" if told else f"{self.label}: {self.value}"


@attrs.frozen(kw_only=True)
class Grounds:
    """What an answer rests on besides what it states itself.

    Args:
        on: The day for which it was asked.
        version: Version of the package that gave it.
        inputs: What was known and is read by the rule, what decides first.
        logic: The rule in words, whoever it is asked about, one step a line; a step inside another is indented by
            two spaces.
        limits: What a reader has to keep in mind.
    """

    on: date
    version: str
    inputs: tuple[Input, ...]
    logic: tuple[str, ...]
    limits: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Basis(Grounds):
    """The basis of one answer, whole: with it the answer can be reviewed independently.

    Besides what is in :class:`Grounds`:

    Args:
        title: What the answer is about.
        about: The lesion that it is about; empty for the person.
        status: The answer.
        jurisdiction: For which place; None where none was given.
        missing: What is not known and could still change the answer, as a clinician calls it.
        because: What of that counted for this person.
        grade: Strength as the source words it.
        sources: Citation, locator, edition and verification of everything stated.
        disagreements: What sources say that differ, in words.
        edition: Edition of the rule.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> patient = bg.Patient(primary="breast", bone_metastases=True, labs=bg.Labs(calcium=bg.Q(1.7, "mmol/L")))
        >>> basis = bg.assess(patient, on=date(2026, 11, 23), jurisdiction="EU")["denosumab"].basis
        >>> basis.status, basis.version == bg.__version__
        (<Status.NEEDS_DATA: 'needs-data'>, True)
        >>> print(basis.inputs[0])
        primary tumour: breast
    """

    title: str
    about: str = ""
    status: Status
    jurisdiction: Jurisdiction | None = None
    missing: tuple[str, ...] = ()
    because: Explanation
    grade: Grade
    sources: tuple[Source, ...]
    disagreements: tuple[str, ...] = ()
    edition: str

    @property
    def intended_use(self) -> str:
        """What the answer is for."""
        return INTENDED_USE

    @property
    def intended_user(self) -> str:
        """For whom it is."""
        return INTENDED_USER

    def __str__(self) -> str:
        """Return readable text."""
        return rendered("basis_text", self)

    def _repr_markdown_(self) -> str:
        return rendered("basis_markdown", self)

    def _repr_html_(self) -> str:
        return rendered("basis_html", self)
