"""Epidural compression: every combination of findings, and the two scales of cord function."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from boneguide.calculators import AisGrade, EpiduralCompression, EpiduralGrade, FrankelGrade, epidural_compression_grade
from boneguide.errors import OutOfDomainError

NAMES = ("epidural_tumour", "thecal_sac_deformed", "cord_abutted", "cord_compressed", "csf_visible")

#: What is seen at each grade: the published definitions, fluid left open where it says nothing.
SEEN: dict[str, tuple[bool | None, ...]] = {
    "0": (False, False, False, False, None),
    "1a": (True, False, False, False, None),
    "1b": (True, True, False, False, None),
    "1c": (True, True, True, False, None),
    "2": (True, True, True, True, True),
    "3": (True, True, True, True, False),
}
ORDER = list(SEEN)
EVERY = list(itertools.product((True, False, None), repeat=5))


def ask(**findings: Any) -> EpiduralCompression:
    return epidural_compression_grade(**findings)


def fitting(findings: tuple[bool | None, ...]) -> list[str]:
    """Return the grades whose definition contradicts none of the findings."""
    return [
        grade
        for grade, seen in SEEN.items()
        if all(a is None or b is None or a is b for a, b in zip(findings, seen, strict=True))
    ]


def test_every_combination_of_findings() -> None:
    refused = 0
    for findings in EVERY:
        given = dict(zip(NAMES, findings, strict=True))
        expected = fitting(findings)
        if not fitting((*findings[:4], None)):
            with pytest.raises(OutOfDomainError, match="go together"):
                ask(**given)
            refused += 1
            continue
        answer = ask(**given)
        assert [grade.value for grade in answer.classes] == expected, given
        assert answer.band == (EpiduralGrade(expected[0]) if len(expected) == 1 else None)
        assert (answer.low.value, answer.high.value) == (expected[0], expected[-1])
        # Neighbours differ in one finding: that finding decides between them.
        steps = {
            name
            for name, before, after in zip(
                NAMES, ("0", "1a", "1b", "1c", "2"), ("1a", "1b", "1c", "2", "3"), strict=True
            )
            if {before, after} <= set(expected) or (name == "cord_compressed" and {"1c", "3"} <= set(expected))
        }
        assert set(answer.would_decide) == steps, given
        assert set(answer.would_decide) <= set(answer.missing)
        degrees = {
            "low" if grade in {"0", "1a", "1b"} else "intermediate" if grade == "1c" else "high" for grade in expected
        }
        assert answer.degree == (degrees.pop() if len(degrees) == 1 else None)
    assert 0 < refused < len(EVERY)


def test_what_follows_from_another_finding_is_not_called_missing() -> None:
    assert ask(cord_compressed=True, csf_visible=True).complete
    assert ask(epidural_tumour=False).complete
    assert ask(epidural_tumour=False).band is EpiduralGrade.BONE_ONLY
    assert ask(cord_abutted=True, cord_compressed=False).complete
    assert ask(thecal_sac_deformed=True).missing == ("cord_abutted", "cord_compressed", "csf_visible")


def test_the_degree_is_known_before_the_grade() -> None:
    assert ask(cord_compressed=True).degree == "high"
    assert ask(cord_abutted=False).degree == "low"
    assert ask(cord_abutted=True).degree is None


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("value", [1, 0, "yes", 0.5])
def test_findings_are_true_false_or_unknown(name: str, value: Any) -> None:
    with pytest.raises(OutOfDomainError, match=f"given {name} .*Expected True, False, or None"):
        ask(**{name: value})


def test_contradictions_name_both_findings() -> None:
    with pytest.raises(OutOfDomainError, match="thecal_sac_deformed False and cord_compressed True"):
        ask(thecal_sac_deformed=False, cord_compressed=True)


def test_in_words() -> None:
    assert str(ask(cord_abutted=True, cord_compressed=False)) == "Epidural spinal cord compression: ESCC 1c"
    assert str(ask(cord_compressed=True)) == (
        "Epidural spinal cord compression: undecided between ESCC 2 and ESCC 3; not known: csf_visible;"
        " would decide: csf_visible"
    )


# --------------------------------------------------------------------------- orders and definitions

SCALES = [
    pytest.param(EpiduralGrade, id="ESCC"),
    pytest.param(FrankelGrade, id="Frankel"),
    pytest.param(AisGrade, id="AIS"),
]


@pytest.mark.parametrize("scale", SCALES)
def test_grades_are_in_the_order_of_the_publication(scale: Any) -> None:
    members = list(scale)
    assert [m.value for m in members] == (ORDER if scale is EpiduralGrade else list("ABCDE"))
    for (i, one), (j, other) in itertools.product(enumerate(members), repeat=2):
        assert (one < other, one <= other, one > other, one >= other) == (i < j, i <= j, i > j, i >= j)
        assert one.rank == i
    assert sorted(scale, key=lambda grade: -grade.rank) == members[::-1]
    assert max(members) is members[-1]


@pytest.mark.parametrize("scale", SCALES)
def test_every_grade_is_defined_and_no_two_alike(scale: Any) -> None:
    assert len({m.definition for m in scale}) == len({str(m) for m in scale}) == len(list(scale))


@pytest.mark.parametrize("other", [AisGrade.B, EpiduralGrade.EPIDURAL, "B", 1])
def test_scales_do_not_compare_with_each_other(other: Any) -> None:
    grade: Any = FrankelGrade.A
    assert grade != other
    with pytest.raises(TypeError):
        assert grade < other
    with pytest.raises(TypeError):
        assert grade <= other
    with pytest.raises(TypeError):
        assert grade > other
    with pytest.raises(TypeError):
        assert grade >= other


def test_degrees() -> None:
    assert [grade.degree for grade in EpiduralGrade] == ["low", "low", "low", "intermediate", "high", "high"]
