"""Grade of epidural spinal cord compression after Bilsky (ESCC).

Domain: axial T2 images at the worst level of a spinal metastasis. 0 to 1b are
called low grade, 1c intermediate, 2 and 3 high grade.

A finding that is present implies those before it: a cord that is compressed is
abutted, the thecal sac is deformed, and there is tumour in the epidural space.
A finding that is absent excludes those after it. Whether cerebrospinal fluid is
seen counts only where the cord is compressed.

Verification: the definitions were seen in texts that reprint them (secondary);
of the paper the abstract was seen, which describes the method.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

from boneguide.calculators._ordered import OrderedGrade
from boneguide.calculators._score import decide, yes_or_no
from boneguide.calculators._score_references import BILSKY_2010
from boneguide.calculators.results import Classification
from boneguide.errors import OutOfDomainError
from boneguide.model.provenance import Source

__all__ = ["SOURCE", "EpiduralCompression", "EpiduralDegree", "EpiduralGrade", "epidural_compression_grade"]

SOURCE = Source(
    BILSKY_2010,
    locator="definitions of grades 0 to 3",
    rows=("8.3",),
    verified="secondary",
    note="Definitions read in texts that reprint them; of the paper the abstract.",
)

#: What grades are put together under.
EpiduralDegree = Literal["low", "intermediate", "high"]

_NAME = "Epidural spinal cord compression"


class EpiduralGrade(OrderedGrade):
    """Grade of epidural spinal cord compression, 0 to 3.

    Example:
        >>> EpiduralGrade("1b") < EpiduralGrade.COMPRESSED, EpiduralGrade.ABUTTED.degree
        (True, 'intermediate')
        >>> str(EpiduralGrade.ABUTTED)
        'ESCC 1c'
    """

    #: 0: within the bone.
    BONE_ONLY = "0"
    #: 1a: in the epidural space, thecal sac not deformed.
    EPIDURAL = "1a"
    #: 1b: thecal sac deformed, cord not abutted.
    SAC_DEFORMED = "1b"
    #: 1c: cord abutted, not compressed.
    ABUTTED = "1c"
    #: 2: cord compressed, cerebrospinal fluid still seen.
    COMPRESSED = "2"
    #: 3: cord compressed, no cerebrospinal fluid seen.
    NO_FLUID = "3"

    @property
    def definition(self) -> str:
        """What the grade means, in the words of this library."""
        return _DEFINITIONS[self.value]

    @property
    def degree(self) -> EpiduralDegree:
        """Low, intermediate or high grade."""
        if self < EpiduralGrade.ABUTTED:
            return "low"
        return "intermediate" if self is EpiduralGrade.ABUTTED else "high"

    def __str__(self) -> str:
        """Return the scale and the grade."""
        return f"ESCC {self.value}"


_DEFINITIONS = {
    "0": "tumour within the bone only",
    "1a": "tumour in the epidural space, thecal sac not deformed",
    "1b": "thecal sac deformed, cord not abutted",
    "1c": "thecal sac deformed, cord abutted but not compressed",
    "2": "cord compressed, cerebrospinal fluid still seen",
    "3": "cord compressed, no cerebrospinal fluid seen",
}
#: Findings in the order in which one implies those before it.
_CHAIN = ("epidural_tumour", "thecal_sac_deformed", "cord_abutted", "cord_compressed")
_FLUID = "csf_visible"


@attrs.frozen(kw_only=True)
class EpiduralCompression(Classification[EpiduralGrade]):
    """The grade, or every grade that the findings leave possible."""

    @property
    def degree(self) -> EpiduralDegree | None:
        """Low, intermediate or high, where every grade that is possible belongs to one of them."""
        degrees = {grade.degree for grade in self.classes}
        return degrees.pop() if len(degrees) == 1 else None


def epidural_compression_grade(
    *,
    epidural_tumour: bool | None = None,
    thecal_sac_deformed: bool | None = None,
    cord_abutted: bool | None = None,
    cord_compressed: bool | None = None,
    csf_visible: bool | None = None,
) -> EpiduralCompression:
    """Return the grade of epidural spinal cord compression from what is seen.

    Args:
        epidural_tumour: Tumour has left the bone into the epidural space.
        thecal_sac_deformed: It deforms the thecal sac.
        cord_abutted: It touches the cord.
        cord_compressed: It compresses the cord.
        csf_visible: Cerebrospinal fluid is still seen around the cord.

    Returns:
        The grade, or the grades that are possible where findings are None.

    Raises:
        OutOfDomainError: If a finding is not True, False or None, or two
            findings contradict each other.

    Example:
        >>> print(epidural_compression_grade(cord_compressed=True, csf_visible=False))
        Epidural spinal cord compression: ESCC 3
        >>> answer = epidural_compression_grade(cord_compressed=True)
        >>> [grade.value for grade in answer.classes], answer.degree, answer.would_decide
        (['2', '3'], 'high', ('csf_visible',))
    """
    values = (epidural_tumour, thecal_sac_deformed, cord_abutted, cord_compressed)
    seen = {name: yes_or_no(value, name, _NAME) for name, value in zip(_CHAIN, values, strict=True)}
    present = [place for place, name in enumerate(_CHAIN) if seen[name] is True]
    absent = [place for place, name in enumerate(_CHAIN) if seen[name] is False]
    if present and absent and absent[0] < present[-1]:
        msg = (
            f"{_NAME} was given {_CHAIN[absent[0]]} False and {_CHAIN[present[-1]]} True. Expected findings that go"
            " together: each implies those before it. Look at the images again, or leave out the doubtful finding."
        )
        raise OutOfDomainError(msg)
    for place, name in enumerate(_CHAIN):
        # What follows from another finding is no longer unknown.
        if present and place < present[-1]:
            seen[name] = True
        elif absent and place > absent[0]:
            seen[name] = False
    fluid = yes_or_no(csf_visible, _FLUID, _NAME)
    # Without compression the fluid says nothing, so it is not asked for.
    seen[_FLUID] = True if seen["cord_compressed"] is False else fluid
    found = decide(name=_NAME, source=SOURCE, findings=seen, classify=_grade, order=tuple(EpiduralGrade))
    return EpiduralCompression(
        name=found.name,
        classes=found.classes,
        missing=found.missing,
        would_decide=found.would_decide,
        source=found.source,
    )


def _grade(findings: Mapping[str, bool]) -> EpiduralGrade | None:
    present = [findings[name] for name in _CHAIN]
    if present != sorted(present, reverse=True):
        return None
    reached = sum(present)
    if reached < len(_CHAIN):
        return tuple(EpiduralGrade)[reached]
    return EpiduralGrade.COMPRESSED if findings[_FLUID] else EpiduralGrade.NO_FLUID
