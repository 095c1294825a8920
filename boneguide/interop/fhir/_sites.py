"""Where in the body: a bone with its side, or a place that is no bone."""

from __future__ import annotations

from typing import Literal, cast

import attrs

from boneguide.interop.fhir._claims import Fields, Wrong, extensions, part
from boneguide.interop.fhir._coding import words_of
from boneguide.interop.fhir._context import Reading
from boneguide.model.lesion import SITES

_LATERALITY = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-laterality-qualifier"
#: Places of which the codes of metastases themselves do not say that they are visceral.
_NOT_VISCERAL = frozenset(
    {
        *("lymph node", "skin", "chest wall", "soft tissue", "orbit"),
        *("breast", "heart", "prostate", "testis", "thyroid", "uterus"),
    }
)


@attrs.frozen(kw_only=True)
class Site:
    """A place in the body.

    Args:
        name: The bone, a word of :data:`~boneguide.model.lesion.SITES`; empty where it is none or unspecified.
        side: Its side.
        bone: Whether it is a bone; None where that is not known.
        visceral: Whether it is an organ.
        words: How the record calls it.
        remark: Why the bone was not taken from its code, where it was not.
    """

    name: str
    side: Literal["left", "right"] | None
    bone: bool | None
    visceral: bool
    words: str
    remark: str = ""

    @property
    def place(self) -> str:
        """What metastases there are: ``bone``, ``visceral``, or empty."""
        return "bone" if self.bone else "visceral" if self.visceral else ""


def site_in(concepts: tuple[Fields, ...], reading: Reading, path: str) -> Site | None:
    """Return the one site that concepts name; None where there is none or several.

    A code that contradicts itself or is not verified leaves the site open: what else
    the resource says does not depend on it.
    """
    if len(concepts) != 1:
        return None
    told, remark = words_of(concepts[0]), ""
    try:
        found = reading.meaning(concepts[0], "site", path=path)
    except Wrong as wrong:
        found, remark = None, f"site: {wrong}"
    if found is None:
        return Site(name="", side=None, bone=None, visceral=False, words=told, remark=remark) if told else None
    if found.value in SITES:
        side = _side(concepts[0], reading, path)
        return Site(name=found.value, side=side, bone=True, visceral=False, words=found.words)
    bone = found.value == "bone"
    visceral = not bone and found.value not in _NOT_VISCERAL
    return Site(name="", side=None, bone=bone, visceral=visceral, words=found.words)


def _side(concept: Fields, reading: Reading, path: str) -> Literal["left", "right"] | None:
    """Return the side that qualifies a place; both sides are none."""
    for extension in extensions(concept, _LATERALITY):
        found = reading.meaning(part(extension, "valueCodeableConcept"), "side", path=path)
        if found is not None and found.value in {"left", "right"}:
            return cast("Literal['left', 'right']", found.value)
    return None
