"""Errors and warnings of the library.

Every error derives from :class:`BoneguideError` and from the built-in that a
caller would expect, so that both ``except BoneguideError`` and ``except
ValueError`` work. Messages say what was wrong, what was expected and what to do.
"""

from __future__ import annotations


class BoneguideError(Exception):
    """Root of every error that the library raises on purpose."""


class InvalidQuantityError(BoneguideError, ValueError):
    """A text or number could not be read as exactly one number and one known unit."""


class UnitMismatchError(BoneguideError, ValueError):
    """The unit is known, but not one in which this kind of value is measured."""


class InvalidPatientError(BoneguideError, ValueError):
    """A patient record holds a value that cannot be true."""


class UnknownFieldError(BoneguideError, AttributeError):
    """A name or path points at no field of a patient record."""


class MissingInputError(BoneguideError, ValueError):
    """A calculation was asked for without a value that it cannot do without."""


class OutOfDomainError(BoneguideError, ValueError):
    """A formula was asked about a person or value outside those it was validated on."""


class NotEncodedError(BoneguideError, NotImplementedError):
    """A published table was asked for that is left out on purpose; the message says why.

    It is a ``NotImplementedError`` for callers who catch that. Nothing is unfinished
    here: tables that could not be read whole, that are licensed, or that experts
    advise against are refused for good reason, rather than guessed.
    """


class DoseMixError(BoneguideError, TypeError):
    """Two radiation doses were added that are not on one scale, as of unlike alpha/beta."""


class SurveillanceNumberError(BoneguideError, TypeError):
    """A number made for counting exposure in a population was used to dose a person."""


class UnsupportedConversionError(BoneguideError, ValueError):
    """A conversion table holds no entry for this drug and route; that is never read as zero."""


class UnverifiedEntryError(BoneguideError, ValueError):
    """A table's entry was written from memory and gives no dose until it was checked."""


class CriterionTruthError(BoneguideError, TypeError):
    """A criterion was used as a Python truth value, as by ``and``, ``or``, ``not`` or ``if``."""


class CriterionError(BoneguideError, TypeError):
    """A criterion was built from parts that cannot be compared."""


class RuleError(BoneguideError, ValueError):
    """A rule lacks something that every rule must carry, such as a source."""


class GradeOrderError(BoneguideError, TypeError):
    """Two grades were put in order, though grading systems share no scale."""


class RegimenError(BoneguideError, ValueError):
    """A regimen or its schedule was described in a way in which it cannot be given."""


class UnencodedOrderError(BoneguideError, ValueError):
    """An order names a drug or a use for which nothing is encoded."""


class GuidelineError(BoneguideError, ValueError):
    """Rules could not be composed into a guideline, as when two share an identifier."""


class NotDecidedError(BoneguideError, RuntimeError):
    """A search was given up before it could say whether there is anybody of whom something is true."""


class UnknownLesionError(BoneguideError, KeyError):
    """A name is that of no lesion which an answer is about."""

    def __str__(self) -> str:
        """Return the message without the quotes that ``KeyError`` would add."""
        return str(self.args[0]) if self.args else ""


class UnknownRuleError(BoneguideError, KeyError):
    """An identifier names no rule of this guideline."""

    def __str__(self) -> str:
        """Return the message without the quotes that ``KeyError`` would add."""
        return str(self.args[0]) if self.args else ""


class UnknownJurisdictionError(BoneguideError, ValueError):
    """A jurisdiction was named that no encoded source speaks for."""


class RecordError(BoneguideError, ValueError):
    """A stored record could not be read; the message names the path inside it."""


class WordingError(BoneguideError, ValueError):
    """There are no words in a language, or a file of words is not as expected; the message names the entry."""


class MissingWordsError(BoneguideError, LookupError):
    """Something that is said has no words for the reader who is meant; the message names its identifier."""


class CohortLayoutError(BoneguideError, ValueError):
    """It was not said, or not rightly, which column of a frame holds which fact in which unit."""


class CohortDataError(BoneguideError, ValueError):
    """A frame holds values that cannot be true; the message counts them by column."""


class CohortFilesError(BoneguideError, ValueError):
    """Files of a cohort cannot be read, or the folder for its answers holds something else."""


class DisagreementError(BoneguideError, AssertionError):
    """Two interpreters gave different answers for one person: a fault of the library, never of the data."""


class PictureError(BoneguideError, ValueError):
    """A picture was asked for of what it cannot show, as of no result at all."""


class MissingExtraError(BoneguideError, ImportError):
    """An optional dependency is not installed; the message holds the line to type."""


class BoneguideWarning(UserWarning):
    """Root of every warning that the library gives, so that all can be filtered at once."""


class ImplausibleValueWarning(BoneguideWarning):
    """A value is possible but so unusual that a slip of unit or digit is likely."""


class InconsistentRecordWarning(BoneguideWarning):
    """Two entries of one record say different things about the same fact."""
