"""For and against denosumab 120 mg, by tumour, kidney function and place."""

from __future__ import annotations

import pytest

import boneguide as bg
from boneguide import Q, Status
from boneguide.guidelines.bone_agents.denosumab import DENOSUMAB
from boneguide.model.jurisdiction import Jurisdiction
from tests.guidelines.asking import (
    calcium,
    ids,
    lung,
    says,
    with_clearance,
)
from tests.guidelines.clean import ON, clean, conditions, labs, myeloma, woman


def answer(patient: bg.Patient, place: Jurisdiction | None = "US") -> bg.Recommendation:
    return DENOSUMAB(patient, on=ON, jurisdiction=place)


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        (woman(), {"asco-breast", "esmo-breast-prostate", "trial-breast"}),
        (clean(), {"esmo-breast-prostate", "trial-prostate"}),
        (lung(), {"esmo-other", "trial-other"}),
        (
            myeloma(),
            {
                "asco-myeloma",
                "esmo-myeloma",
                "imwg-prefers-zoledronic-acid",
                "trial-other",
                "trial-other-myeloma-survival",
                "trial-myeloma",
                "trial-myeloma-harm",
            },
        ),
    ],
    ids=["breast", "V53-prostate", "lung", "myeloma"],
)
def test_reasons_by_setting(patient: bg.Patient, expected: set[str]) -> None:
    general = {
        "both-phenotypes",
        "no-renal-gate",
        "modest-analgesia",
        "pooled-benefit",
        "hypocalcaemia-rate",
        "jaw-rate",
        "new-primary-malignancy",
    }
    assert ids(answer(patient, "EU").arguments) == general | expected


def test_reasons_against_are_told_from_reasons_for() -> None:
    assert ids(answer(myeloma(), "EU").reasons_against) == {
        "imwg-prefers-zoledronic-acid",
        "trial-other-myeloma-survival",
        "trial-myeloma-harm",
        "modest-analgesia",
        "hypocalcaemia-rate",
        "jaw-rate",
        "new-primary-malignancy",
    }


RENAL_MYELOMA = {"myeloma-renal-impairment", "asco-clearance-30-to-60", "asco-clearance-below-30"}


@pytest.mark.parametrize(
    ("patient", "expected"),
    [
        pytest.param(with_clearance(25, myeloma), {"myeloma-renal-impairment", "asco-clearance-below-30"}, id="V76"),
        pytest.param(
            with_clearance(29.9, myeloma), {"myeloma-renal-impairment", "asco-clearance-below-30"}, id="V76-29.9"
        ),
        pytest.param(with_clearance(30, myeloma), {"myeloma-renal-impairment", "asco-clearance-30-to-60"}, id="30"),
        pytest.param(with_clearance(60, myeloma), {"myeloma-renal-impairment", "asco-clearance-30-to-60"}, id="60"),
        pytest.param(with_clearance(60.1, myeloma), set(), id="60.1"),
        pytest.param(myeloma(labs=labs(creatinine=None)), set(), id="unknown"),
        pytest.param(
            with_clearance(45, myeloma, conditions=conditions(dialysis=True)),
            {"myeloma-renal-impairment", "asco-clearance-below-30"},
            id="dialysis",
        ),
        pytest.param(with_clearance(25), set(), id="not-myeloma"),
    ],
)
def test_myeloma_with_renal_impairment(patient: bg.Patient, expected: set[str]) -> None:
    found = answer(patient)
    assert found.status is Status.RECOMMENDED
    assert ids(found.reasons_for) & RENAL_MYELOMA == expected
    if expected:
        assert "imwg-prefers-zoledronic-acid" not in ids(found.arguments)
        assert found.disagreements == ()


def test_nice_and_others_disagree_on_prostate_cancer() -> None:
    found = answer(clean(), "UK")
    assert found.status is Status.NOT_RECOMMENDED
    assert found.licensed is True
    (shown,) = found.disagreements
    assert [p.by for p in shown.positions] == ["NICE 2012", "ESMO 2020", "label"]
    assert answer(clean(), "EU").disagreements == ()
    assert answer(clean(castration="sensitive"), "UK").disagreements == ()


@pytest.mark.parametrize(
    ("patient", "place", "listed"),
    [(woman(), "UK", True), (woman(), "EU", False), (clean(), "UK", False), (myeloma(), "UK", False)],
    ids=["breast-UK", "breast-EU", "prostate-UK", "myeloma-UK"],
)
def test_nice_option(patient: bg.Patient, place: Jurisdiction, listed: bool) -> None:
    assert ("nice-option" in ids(answer(patient, place).reasons_for)) is listed


def test_choice_in_myeloma_is_disputed() -> None:
    assert ids(answer(myeloma()).disagreements) == {"choice-in-myeloma"}
    assert answer(woman()).disagreements == ()


def test_the_article_is_shown_as_superseded() -> None:
    note = next(n for n in DENOSUMAB.notes if n.id == "article-evidence")
    assert note.says in answer(woman()).notes
    assert {"A05", "E15", "E16", "S01", "S02"} <= {row for s in note.sources for row in s.rows}


def test_every_12_weeks_is_not_established() -> None:
    found = answer(woman())
    assert says(DENOSUMAB, "every-4-weeks-only") in found.notes
    assert found.alternatives == ()


@pytest.mark.parametrize(
    ("patient", "doubt"),
    [
        pytest.param(
            woman(labs=calcium("7.6 mg/dL", "8.5 mg/dL", albumin=Q(2.5, "g/dL"))), True, id="V50-low-total-calcium"
        ),
        pytest.param(woman(labs=calcium("8.5 mg/dL", "8.5 mg/dL", albumin=Q(2.5, "g/dL"))), False, id="normal-total"),
        pytest.param(woman(labs=calcium("7.6 mg/dL", "8.5 mg/dL")), False, id="low-anyway"),
        pytest.param(woman(conditions=conditions(calcium_binding_paraprotein=True)), True, id="paraprotein"),
        pytest.param(woman(conditions=conditions(severe_acid_base_disturbance=True)), True, id="acid-base"),
        pytest.param(woman(), False, id="clean"),
    ],
)
def test_ionised_calcium_settles_doubt(patient: bg.Patient, doubt: bool) -> None:
    assert (says(DENOSUMAB, "ionised-calcium") in answer(patient).notes) is doubt


def test_phenotype_is_a_label_of_predominance() -> None:
    assert says(DENOSUMAB, "phenotype") in answer(clean()).notes
    assert says(DENOSUMAB, "phenotype") not in answer(woman()).notes
