"""Lesions: a closed vocabulary of sites, down to the vertebra."""

from __future__ import annotations

from typing import Any, get_args

import attrs
import pytest

from boneguide import Q
from boneguide.calculators.mirels import MirelsSize
from boneguide.calculators.sins import SinsAlignment, SinsCollapse, SinsPosterolateral
from boneguide.errors import InvalidPatientError
from boneguide.model.lesion import (
    ALIGNMENTS,
    COLLAPSES,
    CORTICAL_DESTRUCTIONS,
    LESION_KINDS,
    LEVELS,
    PHENOTYPES,
    POSTEROLATERAL,
    REGIONS,
    SIDES,
    SITES,
    Lesion,
    Region,
)


@pytest.mark.parametrize(
    ("letter", "last", "region"), [("C", 7, "cervical"), ("T", 12, "thoracic"), ("L", 5, "lumbar"), ("S", 5, "sacral")]
)
def test_every_vertebra_has_its_region(letter: str, last: int, region: str) -> None:
    for number in range(1, last + 1):
        lesion = Lesion(site=f"{letter}{number}")
        assert (lesion.region, lesion.spinal) == (region, True)
    for number in (0, last + 1):
        with pytest.raises(InvalidPatientError, match=rf"Lesion\.site was '{letter}{number}'; expected one of 'C1'"):
            Lesion(site=f"{letter}{number}")


@pytest.mark.parametrize(
    ("site", "region", "spinal"),
    [
        ("sacrum", "sacral", True),
        ("spine", "spine", True),
        ("thoracic spine", "thoracic", True),
        ("pelvis", "pelvis", False),
        ("acetabulum", "pelvis", False),
        ("femoral neck", "lower limb", False),
        ("humerus", "upper limb", False),
        ("rib", "thoracic cage", False),
        ("skull", "skull", False),
        ("mandible", "jaw", False),
        ("maxilla", "jaw", False),
        ("other", "other", False),
    ],
)
def test_regions_of_other_bones(site: str, region: str, spinal: bool) -> None:
    lesion = Lesion(site=site)
    assert (lesion.region, lesion.spinal) == (region, spinal)


def test_every_region_has_a_site_and_no_site_two_regions() -> None:
    assert set(SITES.values()) == set(REGIONS) == set(get_args(Region))
    assert len({site.casefold() for site in SITES}) == len(SITES)


@pytest.mark.parametrize(
    ("site", "meant"),
    [
        ("l3", "L3"),
        ("femor", "femur"),
        ("Femur", "femur"),
        ("sacral", "sacrum"),
        ("mandibel", "mandible"),
        ("th12", "T12"),
    ],
)
def test_the_nearest_site_is_offered(site: str, meant: str) -> None:
    with pytest.raises(InvalidPatientError, match=rf"Lesion\.site was '{site}'; .* Did you mean '{meant}'\?"):
        Lesion(site=site)


def test_nothing_is_offered_for_what_is_near_nothing() -> None:
    with pytest.raises(InvalidPatientError, match=r"was 'qqq'; expected one of .*'other'\.$"):
        Lesion(site="qqq")


@pytest.mark.parametrize(("site", "bone", "side"), [("left femur", "femur", "left"), ("Right rib", "rib", "right")])
def test_the_side_stands_apart(site: str, bone: str, side: str) -> None:
    with pytest.raises(InvalidPatientError, match=rf"was '{site}'; .* Write site='{bone}', side='{side}'\."):
        Lesion(site=site)
    sides: dict[str, Any] = {"side": side}
    assert Lesion(site=bone, **sides).side == side


def test_a_side_of_no_known_bone_is_just_unknown() -> None:
    with pytest.raises(InvalidPatientError, match=r"was 'left qqq'; expected one of "):
        Lesion(site="left qqq")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"site": None}, r"Lesion\.site was None; expected one of 'C1'"),
        ({"side": "both"}, r"Lesion\.side was 'both'; expected one of 'left', 'right'"),
        ({"phenotype": "lytic"}, r"Lesion\.phenotype was 'lytic'; .* Did you mean 'osteolytic'\?"),
        ({"phenotype": "Mixed"}, r"Did you mean 'mixed'\?"),
        ({"phenotype": 1}, r"Lesion\.phenotype was 1; expected one of 'osteolytic', 'osteoblastic', 'mixed'\.$"),
        ({"kind": "myelom"}, r"Lesion\.kind was 'myelom'; .* Did you mean 'myeloma'\?"),
        ({"painful": 1}, r"Lesion\.painful was 1; expected True, False, or None where it is unknown"),
        ({"painful": "no"}, r"Lesion\.painful was 'no'; expected True, False, or None"),
        ({"pathological_fracture": 0}, r"Lesion\.pathological_fracture was 0"),
        ({"weight_bearing": ""}, r"Lesion\.weight_bearing was ''"),
        ({"identifier": ""}, r"Lesion\.identifier was ''; expected a text that is not empty"),
        ({"identifier": 7}, r"Lesion\.identifier was 7; expected a text"),
        ({"pain": 11}, r"Lesion\.pain was 11; expected a whole number from 0 to 10, or None"),
        ({"pain": -1}, r"Lesion\.pain was -1; expected a whole number"),
        ({"pain": 4.0}, r"Lesion\.pain was 4\.0; expected a whole number"),
        ({"pain": True}, r"Lesion\.pain was True; expected a whole number"),
        ({"sins": 19}, r"Lesion\.sins was 19; expected a whole number from 0 to 18"),
        ({"mirels": 3}, r"Lesion\.mirels was 3; expected a whole number from 4 to 12"),
        ({"size": 3}, r"Lesion\.size was 3, a number without a unit"),
        ({"size": Q(3, "Gy")}, r"Lesion\.size was 3 Gy, which is no length of a lesion"),
        ({"size": Q(0, "cm")}, r"Lesion\.size was 0 cm; expected more than zero"),
        ({"mechanical_pain": 1}, r"Lesion\.mechanical_pain was 1"),
        ({"neuropathic_pain": "no"}, r"Lesion\.neuropathic_pain was 'no'"),
        ({"impending_fracture": 0}, r"Lesion\.impending_fracture was 0"),
        ({"surgeon_consulted": 0}, r"Lesion\.surgeon_consulted was 0"),
        ({"wound_healed": 0}, r"Lesion\.wound_healed was 0"),
        ({"operated_on": "2026-01-02"}, r"Lesion\.operated_on was '2026-01-02'; expected a datetime\.date"),
        ({"cortical_destruction": "half"}, r"Lesion\.cortical_destruction was 'half'; expected one of"),
        ({"alignment": "kyphosis"}, r"Lesion\.alignment was 'kyphosis'; expected one of"),
        ({"vertebral_collapse": "50 %"}, r"Lesion\.vertebral_collapse was '50 %'"),
        ({"posterolateral_involvement": "both"}, r"Lesion\.posterolateral_involvement was 'both'"),
        ({"levels": "L3"}, r"Lesion\.levels was 'L3'; expected a sequence of texts"),
        ({"levels": ["L3", "sacrum"]}, r"Lesion\.levels\[1\] was 'sacrum'; expected one of 'C1'"),
        ({"levels": ["L3", "L5"]}, r"expected neighbouring levels, each once"),
        ({"levels": ["L3", "L3"]}, r"expected neighbouring levels, each once"),
        ({"levels": []}, r"expected neighbouring levels, each once"),
        ({"levels": ["L4", "L5"]}, r"levels are L4, L5 while site is 'L3'"),
        (
            {"site": "lumbar spine", "levels": ["T11", "T12"]},
            r"levels are T11, T12, none of which is lumbar, while site is 'lumbar spine'",
        ),
        ({"site": "sacrum", "levels": ["L5"]}, r"levels are L5, none of which is sacral, while site is 'sacrum'"),
        ({"painful": False, "pain": 3}, r"pain is 3 while painful is False\. Correct one of the two"),
        ({"painful": True, "pain": 0}, r"pain is 0 while painful is True"),
        ({"painful": False, "mechanical_pain": True}, r"mechanical_pain is True while there is no pain"),
        ({"pain": 0, "neuropathic_pain": True}, r"neuropathic_pain is True while there is no pain"),
        ({"mirels": 8}, r"mirels is given, which is for the long bones, while site is 'L3'"),
        ({"site": "foot", "mirels": 10}, r"mirels is given, which is for the long bones, while site is 'foot'"),
        ({"site": "femur", "sins": 8}, r"sins is given, which is for the spine, while site is 'femur'"),
        ({"site": "rib", "levels": ["T3"]}, r"levels is given, which is for the spine, while site is 'rib'"),
    ],
)
def test_what_no_lesion_is(changes: dict[str, Any], told: str) -> None:
    whole: dict[str, Any] = {"site": "L3"}
    with pytest.raises(InvalidPatientError, match=told):
        Lesion(**(whole | changes))


def test_a_site_is_needed_and_everything_else_unknown() -> None:
    nothing: dict[str, Any] = {}
    with pytest.raises(TypeError, match="site"):
        Lesion(**nothing)
    lesion = Lesion(site="L3")
    unknown = {field.name for field in attrs.fields(Lesion)} - {"site"}
    assert all(getattr(lesion, name) is None for name in unknown)
    assert repr(lesion) == "Lesion(site='L3')"


def test_every_word_is_accepted() -> None:
    for phenotype in PHENOTYPES:
        assert Lesion(site="L3", phenotype=phenotype).phenotype == phenotype
    for side in SIDES:
        assert Lesion(site="femur", side=side).side == side
    for kind in LESION_KINDS:
        assert Lesion(site="L3", kind=kind, identifier="a").kind == kind


def test_lesions_cannot_be_changed_but_evolved() -> None:
    lesion = Lesion(site="L3", painful=True)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        lesion.painful = False  # type: ignore[misc]  # refused on purpose
    assert attrs.evolve(lesion, painful=False) == Lesion(site="L3", painful=False)
    assert hash(lesion) == hash(Lesion(site="L3", painful=True))


def test_the_words_of_scores_are_those_of_the_calculators() -> None:
    assert get_args(MirelsSize) == CORTICAL_DESTRUCTIONS
    assert get_args(SinsAlignment) == ALIGNMENTS
    assert get_args(SinsCollapse) == COLLAPSES
    assert get_args(SinsPosterolateral) == POSTEROLATERAL
    assert set(LEVELS) <= SITES.keys()


def test_what_goes_together() -> None:
    whole = Lesion(
        site="T10",
        painful=True,
        pain=7,
        mechanical_pain=True,
        neuropathic_pain=False,
        size=Q(31, "mm"),
        levels=["T11", "T10"],
        alignment="normal",
        vertebral_collapse="none",
        posterolateral_involvement="none",
        sins=9,
        surgeon_consulted=True,
    )
    assert whole.levels == ("T11", "T10")
    assert Lesion(site="thoracic spine", levels=["T3"]).levels == ("T3",)
    # It may reach into the next part of the spine.
    assert Lesion(site="lumbar spine", levels=["T12", "L1"]).levels == ("T12", "L1")
    assert Lesion(site="sacrum", levels=["S5", "coccyx"]).levels == ("S5", "coccyx")
    assert Lesion(site="spine", levels=["C7"]).levels == ("C7",)
    assert Lesion(site="femur", mirels=8, cortical_destruction="over two thirds", pain=0, painful=False).mirels == 8
