"""Scores that are left out say so and why; results in words; tables stay closed."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from typing import Any

import pytest

from boneguide.calculators import (
    Band,
    PointRange,
    katagiri,
    mirels,
    prism_score,
    rades_ambulation_score,
    rades_death_score,
    rades_survival_score,
    revised_tokuhashi,
    sins,
    spine_rpa_balagamwala,
    van_der_linden,
)
from boneguide.errors import BoneguideError, NotEncodedError

LEFT_OUT = [
    pytest.param(rades_ambulation_score, "not the points of its items", id="Rades, walking"),
    pytest.param(rades_survival_score, "neither the other groups nor the points", id="Rades, survival"),
    pytest.param(prism_score, "more than 5 years .* 5 months or more", id="PRISM"),
]


@pytest.mark.parametrize(("score", "why"), LEFT_OUT)
def test_a_score_that_is_left_out_says_why(score: Callable[..., Any], why: str) -> None:
    for error in (NotEncodedError, NotImplementedError, BoneguideError):
        with pytest.raises(error, match=f"is not encoded: .*{why}"):
            score()
    with pytest.raises(NotEncodedError, match=r"It was asked with ambulatory, ecog\."):
        score(ecog=2, ambulatory=True)


SCORES = [sins, mirels, revised_tokuhashi, rades_death_score, van_der_linden, katagiri]


@pytest.mark.parametrize("score", SCORES)
def test_every_total_has_one_class(score: Callable[..., Any]) -> None:
    answer = score()
    for total in range(answer.low, answer.high + 1):
        assert sum(total in band for band in answer.bands) == 1
    assert {band.name for band in answer.bands} == set(answer.classes)
    assert (answer.bands[0].low, answer.bands[-1].high) == (answer.low, answer.high)


@pytest.mark.parametrize("score", SCORES)
def test_answers_cannot_be_changed(score: Callable[..., Any]) -> None:
    answer = score()
    with pytest.raises(AttributeError):
        answer.totals = (0,)
    with pytest.raises(TypeError):
        answer.points["size"] = PointRange(0, 0)
    assert not hasattr(answer, "__dict__")
    assert answer == score()
    assert hash(answer) == hash(score())
    assert pickle.loads(pickle.dumps(answer)) == copy.deepcopy(answer) == answer  # noqa: S301 - made here


def test_at_least_in_three_values() -> None:
    score = mirels(site="lower limb", pain="mild", lesion="mixed")
    assert [score.at_least(total) for total in range(4, 11)] == [True, True, True, None, None, False, False]


def test_edges_of_a_band() -> None:
    band = Band(low=7, high=12, name="potentially unstable")
    assert [total in band for total in (6, 7, 12, 13)] == [False, True, True, False]


def test_a_classification_in_words() -> None:
    answer = spine_rpa_balagamwala(karnofsky=60)
    assert str(answer) == (
        "Spine RPA class (Balagamwala): undecided between 2 and 3; not known: systemic_disease_controlled, age,"
        " visceral_metastases; would decide: age, visceral_metastases"
    )
    assert not hasattr(answer, "__dict__")
