"""Scores that are left out on purpose, so that asking for one says why.

A table is left out where its points could not be seen or where two publications
contradict each other. A number from memory would look as good as a real one.
"""

from __future__ import annotations

from typing import NoReturn

from boneguide.errors import NotEncodedError

__all__ = ["prism_score", "rades_ambulation_score", "rades_survival_score"]


def rades_ambulation_score(**inputs: object) -> NoReturn:
    """Refuse the score of Rades for walking after radiotherapy of cord compression.

    Args:
        **inputs: Anything; nothing is read.

    Raises:
        NotEncodedError: Always.
    """
    _refuse(
        "The score of Rades for walking after radiotherapy (21 to 44 points)",
        "the rates of its five groups were seen, but not the points of its items",
        inputs,
    )


def rades_survival_score(**inputs: object) -> NoReturn:
    """Refuse the score of Rades for survival after radiotherapy of cord compression.

    Args:
        **inputs: Anything; nothing is read.

    Raises:
        NotEncodedError: Always.
    """
    _refuse(
        "The score of Rades for survival (20 to 45 points)",
        "the rates of its first three groups were seen, but neither the other groups nor the points of its items",
        inputs,
    )


def prism_score(**inputs: object) -> NoReturn:
    """Refuse the score PRISM for spinal metastases.

    Args:
        **inputs: Anything; nothing is read.

    Raises:
        NotEncodedError: Always.
    """
    _refuse(
        "PRISM",
        "its first abstract gives the points for an interval of more than 5 years and the abstract of its validation"
        " for 5 months or more; the points of the performance status were not seen, and half points fall between its"
        " groups",
        inputs,
    )


def _refuse(name: str, why: str, inputs: dict[str, object]) -> NoReturn:
    given = f" It was asked with {', '.join(sorted(inputs))}." if inputs else ""
    msg = f"{name} is not encoded: {why}.{given} Use the publication itself, or another score of this package."
    raise NotEncodedError(msg)
