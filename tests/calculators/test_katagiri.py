"""Katagiri 2014, whose points are from memory: cases, missing parts, edges, and that it says so."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from boneguide.calculators import Score, katagiri
from boneguide.errors import OutOfDomainError, UnitMismatchError
from boneguide.quantities import Q, Quantity
from tests.calculators.oracle import Oracle

#: A value beyond its limit (True), one that is normal (False), or none.
LABS: dict[str, dict[bool | None, Quantity | None]] = {
    "crp": {True: Q(0.4, "mg/dL"), False: Q(0.39, "mg/dL"), None: None},
    "ldh": {True: Q(250, "U/L"), False: Q(249, "U/L"), None: None},
    "albumin": {True: Q(3.69, "g/dL"), False: Q(3.7, "g/dL"), None: None},
    "platelets": {True: Q(99, "10*9/L"), False: Q(100, "10*9/L"), None: None},
    "calcium": {True: Q(10.3, "mg/dL"), False: Q(10.29, "mg/dL"), None: None},
    "bilirubin": {True: Q(1.4, "mg/dL"), False: Q(1.39, "mg/dL"), None: None},
}
PARTS: dict[str, tuple[Any, ...]] = {
    "primary": ("slow", "moderate", "rapid"),
    "visceral_metastases": ("none", "nodular visceral or cerebral", "disseminated"),
    "ecog": (1, 3),
    "previous_chemotherapy": (True, False),
    "multiple_skeletal_metastases": (True, False),
}


def ask(**parts: Any) -> Score:
    given: dict[str, Any] = {name: LABS[name][value] if name in LABS else value for name, value in parts.items()}
    return katagiri(**given)


def judge(**case: Any) -> tuple[int, str]:
    total = {"slow": 0, "moderate": 2, "rapid": 3}[case["primary"]]
    total += PARTS["visceral_metastases"].index(case["visceral_metastases"])
    total += case["ecog"] >= 3
    total += case["previous_chemotherapy"] + case["multiple_skeletal_metastases"]
    if case["platelets"] or case["calcium"] or case["bilirubin"]:
        total += 2
    elif case["crp"] or case["ldh"] or case["albumin"]:
        total += 1
    return total, "low" if total <= 3 else "intermediate" if total <= 6 else "high"


ORACLE = Oracle({**PARTS, **dict.fromkeys(LABS, (True, False))}, judge)


def check(given: dict[str, Any]) -> None:
    score, expected = ask(**given), ORACLE.expected(given)
    assert list(score.totals) == expected.totals, given
    assert set(score.classes) == expected.classes, given
    assert set(score.missing) == set(expected.missing)
    assert set(score.would_decide) == expected.would_decide, given
    assert score.verified.value == "memory"


def test_every_complete_case() -> None:
    for case, (total, band) in ORACLE.table.items():
        score = ask(**dict(zip(ORACLE.names, case, strict=True)))
        assert (score.totals, score.band, score.complete) == ((total,), band, True)
    assert len(ORACLE.table) == 4608
    assert {total for total, _ in ORACLE.table.values()} == set(range(11))


def others(values: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(PARTS, values, strict=True))


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(others(("slow", "none", 1, False, False)), id="0 without laboratory"),
        pytest.param(others(("moderate", "none", 1, False, False)), id="2 without laboratory"),
        pytest.param(others(("rapid", "none", 1, False, False)), id="3 without laboratory"),
        pytest.param(others(("rapid", "none", 3, False, True)), id="5 without laboratory"),
        pytest.param(others(("rapid", "disseminated", 3, False, False)), id="6 without laboratory"),
        pytest.param(others(("rapid", "disseminated", 3, True, True)), id="8 without laboratory"),
        pytest.param(others(("moderate", "none", None, False, False)), id="2 or 3 without laboratory"),
    ],
)
def test_every_combination_of_laboratory_values(given: dict[str, Any]) -> None:
    for values in itertools.product((True, False, None), repeat=6):
        check({**given, **dict(zip(LABS, values, strict=True))})


@pytest.mark.parametrize(
    "labs",
    [
        pytest.param(dict.fromkeys(LABS, False), id="normal"),
        pytest.param({**dict.fromkeys(LABS, False), "crp": True}, id="abnormal"),
        pytest.param({**dict.fromkeys(LABS, False), "calcium": True}, id="critical"),
        pytest.param({**dict.fromkeys(LABS, False), "albumin": None}, id="albumin not known"),
        pytest.param({**dict.fromkeys(LABS, False), "platelets": None, "ldh": None}, id="two not known"),
    ],
)
def test_every_combination_of_the_other_parts(labs: dict[str, Any]) -> None:
    for values in itertools.product(*((*options, None) for options in PARTS.values())):
        check({**others(values), **labs})


def test_nothing_known() -> None:
    check(dict.fromkeys(ORACLE.names))
    assert (katagiri().low, katagiri().high) == (0, 10)


def test_v79() -> None:
    rest = others(("moderate", "none", 1, False, True))
    score = ask(**rest, **{**dict.fromkeys(LABS, False), "crp": True})
    assert (score.totals, score.band) == ((4,), "intermediate")
    # With no other laboratory value the class is the same, though the total is not known.
    alone = ask(**rest, crp=True)
    assert (alone.totals, alone.band, alone.would_decide) == ((4, 5), "intermediate", ())


@pytest.mark.parametrize("ecog", range(5))
def test_every_performance_status(ecog: int) -> None:
    assert katagiri(ecog=ecog).points["ecog"].high == (1 if ecog >= 3 else 0)


EDGES = [
    ("crp", Q(4, "mg/L"), 1),
    ("crp", Q(3.9, "mg/L"), 0),
    ("crp", Q(0.4 - 1e-10, "mg/dL"), 1),
    ("ldh", Q(249.9, "U/L"), 0),
    ("ldh", Q(250.1, "U/L"), 1),
    ("albumin", Q(37, "g/L"), 0),
    ("albumin", Q(36.9, "g/L"), 1),
    ("albumin", Q(3.7 - 1e-10, "g/dL"), 0),
    ("platelets", Q(100000, "cells/uL"), 0),
    ("platelets", Q(99999, "cells/uL"), 2),
    ("calcium", Q(2.57, "mmol/L"), 2),
    ("calcium", Q(2.56, "mmol/L"), 0),
    ("bilirubin", Q(14, "mg/L"), 2),
    ("bilirubin", Q(13.9, "mg/L"), 0),
]


@pytest.mark.parametrize(("name", "value", "points"), EDGES, ids=str)
def test_laboratory_values_at_their_edges(name: str, value: Quantity, points: int) -> None:
    normal = {other: values[False] for other, values in LABS.items()}
    everything: Any = {**normal, name: value}
    assert katagiri(**everything).points["laboratory"].low == points


def test_it_says_that_it_is_from_memory() -> None:
    assert "the points are from memory" in str(katagiri())
    assert str(katagiri()).endswith("in the abstract (row 8.6): from memory, needs checking")
    assert "corrected for albumin" not in str(katagiri())
    assert "corrected for albumin" in str(katagiri(calcium=Q(9, "mg/dL")))


def test_refusals() -> None:
    wrong: Any = "breast"
    with pytest.raises(OutOfDomainError, match="given primary 'breast'"):
        katagiri(primary=wrong)
    with pytest.raises(OutOfDomainError, match="no person can have"):
        katagiri(crp=Q(-1, "mg/dL"))
    with pytest.raises(UnitMismatchError):
        katagiri(bilirubin=Q(17, "umol/L"))
    with pytest.raises(OutOfDomainError, match="whole number from 0 to 4"):
        katagiri(ecog=5)
