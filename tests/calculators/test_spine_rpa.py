"""The two recursive partitioning analyses: every case, every missing part, every edge."""

from __future__ import annotations

from typing import Any

import pytest

from boneguide.calculators import Classification, spine_rpa_balagamwala, spine_rpa_chao
from boneguide.errors import OutOfDomainError, UnitMismatchError
from boneguide.quantities import Q
from tests.calculators.oracle import Oracle

STATUS = tuple(range(10, 101, 10))


def chao(*, months: float | None = None, kps: int | None = None, years: float | None = None) -> Classification[int]:
    return spine_rpa_chao(
        time_from_primary_diagnosis=None if months is None else Q(months, "month"),
        karnofsky=kps,
        age=None if years is None else Q(years, "year"),
    )


def balagamwala(
    *, kps: int | None = None, controlled: bool | None = None, years: float | None = None, visceral: bool | None = None
) -> Classification[int]:
    return spine_rpa_balagamwala(
        karnofsky=kps,
        systemic_disease_controlled=controlled,
        age=None if years is None else Q(years, "year"),
        visceral_metastases=visceral,
    )


def judge_chao(*, months: float, kps: int, years: float) -> tuple[int, int]:
    one = months > 30 and kps > 70
    three = months <= 30 and years >= 70
    found = 1 if one else 3 if three else 2
    return found, found


def judge_balagamwala(*, kps: int, controlled: bool, years: float, visceral: bool) -> tuple[int, int]:
    one = kps > 70 and controlled
    three = kps <= 70 and (years < 54 or visceral)
    assert not (one and three)
    found = 1 if one else 3 if three else 2
    return found, found


CHAO = Oracle({"months": (0, 30, 31, 90), "kps": STATUS, "years": (18, 69, 70, 71)}, judge_chao)
BALAGAMWALA = Oracle(
    {"kps": STATUS, "controlled": (True, False), "years": (18, 53, 54, 80), "visceral": (True, False)},
    judge_balagamwala,
)

NAMES = {
    "months": "time_from_primary_diagnosis",
    "kps": "karnofsky",
    "years": "age",
    "controlled": "systemic_disease_controlled",
    "visceral": "visceral_metastases",
}


@pytest.mark.parametrize(("oracle", "ask"), [(CHAO, chao), (BALAGAMWALA, balagamwala)], ids=["Chao", "Balagamwala"])
def test_every_case_with_and_without_missing_parts(oracle: Oracle, ask: Any) -> None:
    for given in oracle.cases():
        answer, expected = ask(**given), oracle.expected(given)
        assert answer.classes == tuple(sorted(expected.classes)), given
        assert answer.missing == tuple(NAMES[name] for name in expected.missing)
        assert set(answer.would_decide) == {NAMES[name] for name in expected.would_decide}, given
        assert answer.band == (answer.classes[0] if len(answer.classes) == 1 else None)
        assert (answer.low, answer.high) == (min(expected.classes), max(expected.classes))


def test_v82_and_v83() -> None:
    assert chao(months=31, kps=70).band == 2
    assert chao(months=31, kps=80).band == 1
    assert balagamwala(kps=70, years=54, visceral=False, controlled=True).band == 2


@pytest.mark.parametrize(("months", "band"), [(29.999, 3), (30, 3), (30 + 1e-10, 3), (30.001, 1), (31, 1)], ids=repr)
def test_thirty_months_are_not_more_than_thirty(months: float, band: int) -> None:
    assert chao(months=months, kps=80, years=70).band == band


def test_other_units_of_time() -> None:
    years = spine_rpa_chao(time_from_primary_diagnosis=Q(2.5, "year"), karnofsky=80, age=Q(70, "year"))
    assert years.band == 3
    assert spine_rpa_chao(time_from_primary_diagnosis=Q(915, "day"), karnofsky=80).band == 1


@pytest.mark.parametrize(("years", "band"), [(69.999, 2), (70 - 1e-10, 3), (70, 3), (70.001, 3)], ids=repr)
def test_chao_is_old_from_70(years: float, band: int) -> None:
    assert chao(months=10, years=years).band == band


@pytest.mark.parametrize(("years", "band"), [(53.999, 3), (54 - 1e-10, 2), (54, 2), (54.001, 2)], ids=repr)
def test_balagamwala_is_older_from_54(years: float, band: int) -> None:
    assert balagamwala(kps=60, years=years, visceral=False).band == band


@pytest.mark.parametrize("ask", [chao, balagamwala])
def test_refusals(ask: Any) -> None:
    with pytest.raises(OutOfDomainError, match="in steps of 10"):
        ask(kps=75)
    with pytest.raises(OutOfDomainError, match="18 year or more"):
        ask(years=17)
    with pytest.raises(UnitMismatchError):
        spine_rpa_chao(time_from_primary_diagnosis=Q(3, "mg"))
    with pytest.raises(OutOfDomainError, match="Expected True, False, or None"):
        balagamwala(controlled=1)  # type: ignore[arg-type]


def test_the_two_are_named_apart() -> None:
    assert str(chao(months=10, years=75)) == "Spine RPA class (Chao): 3; not known: karnofsky"
    assert str(balagamwala(kps=90, controlled=True, years=50, visceral=True)) == "Spine RPA class (Balagamwala): 1"
    assert chao().source.reference.key == "CHAO12"
    assert balagamwala().source.reference.key == "BAL18"
    assert {chao().verified.value, balagamwala().verified.value} == {"primary"}
