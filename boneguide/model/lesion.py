"""One lesion of bone: where it is, what it is, and what it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

import attrs

from boneguide.errors import InvalidPatientError
from boneguide.model._check import flag, members, owner, require_word, text, tupled, word
from boneguide.model._record import Record
from boneguide.model.radiotherapy import RadiotherapyCourse

#: How a lesion changes bone on imaging.
Phenotype: TypeAlias = Literal["osteolytic", "osteoblastic", "mixed"]
#: Side of the body.
Side: TypeAlias = Literal["left", "right"]
#: What the lesion is made of; ``"myeloma"`` is any plasma-cell lesion, ``"primary tumour"``
#: a tumour that arose in that bone, such as a giant cell tumour.
LesionKind: TypeAlias = Literal["metastasis", "myeloma", "primary tumour"]
#: Part of the skeleton; the first five are the spine.
Region: TypeAlias = Literal[
    "cervical",
    "thoracic",
    "lumbar",
    "sacral",
    "spine",
    "pelvis",
    "lower limb",
    "upper limb",
    "thoracic cage",
    "skull",
    "jaw",
    "other",
]

PHENOTYPES: tuple[Phenotype, ...] = get_args(Phenotype)
SIDES: tuple[Side, ...] = get_args(Side)
LESION_KINDS: tuple[LesionKind, ...] = get_args(LesionKind)
REGIONS: tuple[Region, ...] = get_args(Region)

_SPINE: frozenset[Region] = frozenset({"cervical", "thoracic", "lumbar", "sacral", "spine"})


def _levels(letter: str, last: int) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in range(1, last + 1))


_BY_REGION: dict[Region, tuple[str, ...]] = {
    "cervical": (*_levels("C", 7), "cervical spine"),
    "thoracic": (*_levels("T", 12), "thoracic spine"),
    "lumbar": (*_levels("L", 5), "lumbar spine"),
    "sacral": (*_levels("S", 5), "sacrum", "coccyx"),
    "spine": ("spine",),
    "pelvis": ("pelvis", "ilium", "ischium", "pubis", "acetabulum"),
    "lower limb": (
        "femur",
        "femoral head",
        "femoral neck",
        "trochanteric femur",
        "femoral shaft",
        "distal femur",
        "patella",
        "tibia",
        "fibula",
        "foot",
    ),
    "upper limb": ("humerus", "proximal humerus", "humeral shaft", "distal humerus", "radius", "ulna", "hand"),
    "thoracic cage": ("rib", "sternum", "scapula", "clavicle"),
    "skull": ("skull", "skull base", "occiput", "orbit"),
    "jaw": ("mandible", "maxilla"),
    "other": ("other",),
}

#: Every site that a lesion may have, with its region; vertebrae are named by level.
SITES: Mapping[str, Region] = MappingProxyType({site: region for region, sites in _BY_REGION.items() for site in sites})


def _site(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    field = owner(instance, attribute)
    if isinstance(value, str):
        head, _, rest = value.partition(" ")
        if head.casefold() in SIDES and rest in SITES:
            msg = f"{field} was {value!r}; expected the side apart. Write site={rest!r}, side={head.casefold()!r}."
            raise InvalidPatientError(msg)
    require_word(value, field, SITES)


def _as_courses(value: Iterable[RadiotherapyCourse] | None) -> tuple[RadiotherapyCourse, ...] | None:
    return tupled(value)


@attrs.frozen(kw_only=True, repr=False)
class Lesion(Record):
    """A lesion of bone.

    None means unknown in every field. A vertebra is named by its level, such as
    ``"T12"``; the side of a paired bone stands apart from its name.

    Raises:
        InvalidPatientError: If a word is not in its vocabulary (the message
            lists it) or a yes-or-no fact is not True, False or None.

    Example:
        >>> lesion = Lesion(site="L3", phenotype="osteolytic", painful=True)
        >>> lesion.region, lesion.spinal
        ('lumbar', True)
        >>> Lesion(site="left femur")
        Traceback (most recent call last):
        boneguide.errors.InvalidPatientError: Lesion.site was 'left femur'; expected the side apart. ...
    """

    #: Bone or vertebra, a word of :data:`SITES`.
    site: str = attrs.field(validator=_site)
    #: Side of the body; None where unknown or where there is none.
    side: Side | None = attrs.field(default=None, validator=word(SIDES))
    #: Whether bone is dissolved, formed, or both.
    phenotype: Phenotype | None = attrs.field(default=None, validator=word(PHENOTYPES))
    #: What the lesion is made of; None: what the primary makes it, see ``Patient.metastases``.
    kind: LesionKind | None = attrs.field(default=None)
    #: Whether it hurts.
    painful: bool | None = attrs.field(default=None, validator=flag)
    #: Whether the bone has broken there.
    pathological_fracture: bool | None = attrs.field(default=None, validator=flag)
    #: Whether the bone bears weight there.
    weight_bearing: bool | None = attrs.field(default=None, validator=flag)
    #: Courses of radiotherapy already given to it; empty where there was none.
    radiotherapy: tuple[RadiotherapyCourse, ...] | None = attrs.field(
        default=None, converter=_as_courses, validator=members(RadiotherapyCourse)
    )
    #: The record's own name for the lesion.
    identifier: str | None = attrs.field(default=None, validator=text)

    @kind.validator
    def _check_kind(self, attribute: attrs.Attribute[LesionKind | None], value: object) -> None:
        if value is not None:
            require_word(value, owner(self, attribute), LESION_KINDS)

    @property
    def region(self) -> Region:
        """Part of the skeleton; for a vertebra its part of the spine."""
        return SITES[self.site]

    @property
    def spinal(self) -> bool:
        """Whether the lesion is in the spine, the sacrum included."""
        return self.region in _SPINE
