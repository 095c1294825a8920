"""One lesion of bone: where it is, what it is, and what it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, TypeAlias, get_args

import attrs

from boneguide.errors import InvalidPatientError
from boneguide.model._check import (
    Validator,
    day,
    flag,
    members,
    owner,
    require_quantity,
    require_word,
    text,
    texts,
    tupled,
    word,
)
from boneguide.model._record import Record
from boneguide.model.radiotherapy import RadiotherapyCourse
from boneguide.quantities import Quantity, kinds

#: How a lesion changes bone on imaging.
Phenotype: TypeAlias = Literal["osteolytic", "osteoblastic", "mixed"]
#: Side of the body.
Side: TypeAlias = Literal["left", "right"]
#: What the lesion is made of; ``"myeloma"`` is any plasma-cell lesion, ``"primary tumour"``
#: a tumour that arose in that bone, such as a giant cell tumour.
LesionKind: TypeAlias = Literal["metastasis", "myeloma", "primary tumour"]
#: Share of the diameter of a long bone that is destroyed, in the words of the Mirels score.
CorticalDestruction: TypeAlias = Literal["under one third", "one to two thirds", "over two thirds"]
#: Alignment of the spine on imaging, in the words of the Spinal Instability Neoplastic Score.
SpinalAlignment: TypeAlias = Literal["subluxation or translation", "de novo deformity", "normal"]
#: Loss of height of the vertebral body, in the words of the same score.
VertebralCollapse: TypeAlias = Literal["over 50 %", "under 50 %", "none, over 50 % of body involved", "none"]
#: Facets, pedicles or costovertebral joints broken or replaced by tumour, in the words of the same score.
PosterolateralInvolvement: TypeAlias = Literal["bilateral", "unilateral", "none"]
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
CORTICAL_DESTRUCTIONS: tuple[CorticalDestruction, ...] = get_args(CorticalDestruction)
ALIGNMENTS: tuple[SpinalAlignment, ...] = get_args(SpinalAlignment)
COLLAPSES: tuple[VertebralCollapse, ...] = get_args(VertebralCollapse)
POSTEROLATERAL: tuple[PosterolateralInvolvement, ...] = get_args(PosterolateralInvolvement)
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


#: Vertebrae from the neck down, with the coccyx: what a lesion of the spine may span.
LEVELS: tuple[str, ...] = (*_levels("C", 7), *_levels("T", 12), *_levels("L", 5), *_levels("S", 5), "coccyx")
_LONG_BONES = frozenset((*_BY_REGION["lower limb"], *_BY_REGION["upper limb"])) - {"patella", "foot", "hand"}
#: What is said of a spine only, and what of a long bone only.
_OF_SPINE = ("levels", "alignment", "vertebral_collapse", "posterolateral_involvement", "sins")
_OF_LONG_BONE = ("mirels",)


def _points(low: int, high: int) -> Validator:
    def check(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
        whole = isinstance(value, int) and not isinstance(value, bool)
        if value is None or (whole and low <= value <= high):  # type: ignore[operator]  # whole: it is a number
            return
        msg = f"{owner(instance, attribute)} was {value!r}; expected a whole number from {low} to {high}, or None."
        raise InvalidPatientError(msg)

    return check


def _size(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    if value is None:
        return
    field = owner(instance, attribute)
    amount = require_quantity(value, field, (kinds.LENGTH,))
    if amount.value <= 0:
        msg = f"{field} was {amount}; expected more than zero, or None where it is unknown."
        raise InvalidPatientError(msg)


def _spanned(instance: object, attribute: attrs.Attribute[Any], value: tuple[str, ...] | None) -> None:
    texts(instance, attribute, value)
    if value is None:
        return
    field = owner(instance, attribute)
    for place, level in enumerate(value):
        require_word(level, f"{field}[{place}]", LEVELS)
    places = sorted({LEVELS.index(level) for level in value})
    if not places or len(places) < len(value) or places[-1] - places[0] != len(places) - 1:
        msg = f"{field} was {value!r}; expected neighbouring levels, each once. Write a lesion for each other place."
        raise InvalidPatientError(msg)


def _site(instance: object, attribute: attrs.Attribute[Any], value: object) -> None:
    field = owner(instance, attribute)
    if isinstance(value, str):
        head, _, rest = value.partition(" ")
        if head.casefold() in SIDES and rest in SITES:
            msg = f"{field} was {value!r}; expected the side apart. Write site={rest!r}, side={head.casefold()!r}."
            raise InvalidPatientError(msg)
    require_word(value, field, SITES)


def _as_levels(value: Iterable[str] | None) -> tuple[str, ...] | None:
    return tupled(value)


def _as_courses(value: Iterable[RadiotherapyCourse] | None) -> tuple[RadiotherapyCourse, ...] | None:
    return tupled(value)


@attrs.frozen(kw_only=True, repr=False)
class Lesion(Record):
    """A lesion of bone.

    None means unknown in every field. A vertebra is named by its level, such as
    ``"T12"``; the side of a paired bone stands apart from its name.

    Raises:
        InvalidPatientError: If a word is not in its vocabulary (the message
            lists it), a yes-or-no fact is not True, False or None, a score is no
            whole number of its scale, or two facts contradict each other.

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
    #: Worst pain there on the numerical rating scale, 0 for none to 10.
    pain: int | None = attrs.field(default=None, validator=_points(0, 10))
    #: Whether the pain is worse with movement or loading, or better on lying down.
    mechanical_pain: bool | None = attrs.field(default=None, validator=flag)
    #: Whether the pain has a neuropathic part, such as along a nerve root.
    neuropathic_pain: bool | None = attrs.field(default=None, validator=flag)
    #: Greatest extent on imaging.
    size: Quantity | None = attrs.field(default=None, validator=_size)
    #: How much of the diameter of a long bone is destroyed.
    cortical_destruction: CorticalDestruction | None = attrs.field(default=None, validator=word(CORTICAL_DESTRUCTIONS))
    #: Every level that a lesion of the spine touches; None: its site alone is known.
    levels: tuple[str, ...] | None = attrs.field(default=None, converter=_as_levels, validator=_spanned)
    #: Alignment of the spine there.
    alignment: SpinalAlignment | None = attrs.field(default=None, validator=word(ALIGNMENTS))
    #: Loss of height of the vertebral body.
    vertebral_collapse: VertebralCollapse | None = attrs.field(default=None, validator=word(COLLAPSES))
    #: Involvement of the posterolateral elements of the vertebra.
    posterolateral_involvement: PosterolateralInvolvement | None = attrs.field(
        default=None, validator=word(POSTEROLATERAL)
    )
    #: Spinal Instability Neoplastic Score as a clinician stated it, 0 to 18.
    sins: int | None = attrs.field(default=None, validator=_points(0, 18))
    #: Mirels score as a clinician stated it, 4 to 12.
    mirels: int | None = attrs.field(default=None, validator=_points(4, 12))
    #: Whether the bone is judged to be about to break there.
    impending_fracture: bool | None = attrs.field(default=None, validator=flag)
    #: Whether a surgeon has given an opinion on stability or fixation, which has been acted on or needs no action.
    surgeon_consulted: bool | None = attrs.field(default=None, validator=flag)
    #: Day of the last operation on it.
    operated_on: date | None = attrs.field(default=None, validator=day)
    #: Whether the wound of that operation has healed.
    wound_healed: bool | None = attrs.field(default=None, validator=flag)
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

    def __attrs_post_init__(self) -> None:
        """Refuse facts that cannot both be true, and scores of another part of the skeleton."""
        problem = next(self._contradictions(), None)
        if problem is not None:
            msg = f"Lesion: {problem}. Correct one of the two, or leave the doubtful one None."
            raise InvalidPatientError(msg)

    def _contradictions(self) -> Iterator[str]:
        if self.painful is not None and self.pain is not None and self.painful != (self.pain > 0):
            yield f"pain is {self.pain} while painful is {self.painful}"
        if self.painful is False or self.pain == 0:
            for name in ("mechanical_pain", "neuropathic_pain"):
                if getattr(self, name):
                    yield f"{name} is True while there is no pain"
        for names, fits, where in (
            (_OF_SPINE, self.spinal, "spine"),
            (_OF_LONG_BONE, self.site in _LONG_BONES, "long bones"),
        ):
            for name in names:
                if not fits and getattr(self, name) is not None:
                    yield f"{name} is given, which is for the {where}, while site is {self.site!r}"
        if self.levels is not None and self.site in LEVELS and self.site not in self.levels:
            yield f"levels are {', '.join(self.levels)} while site is {self.site!r}"
        elif self.levels is not None and self.region not in {"spine", *(SITES[level] for level in self.levels)}:
            yield f"levels are {', '.join(self.levels)}, none of which is {self.region}, while site is {self.site!r}"

    @property
    def region(self) -> Region:
        """Part of the skeleton; for a vertebra its part of the spine."""
        return SITES[self.site]

    @property
    def spinal(self) -> bool:
        """Whether the lesion is in the spine, the sacrum included."""
        return self.region in _SPINE
