"""Pamidronate in bone disease, through its rule as a user calls it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

import boneguide as bg
from boneguide import Q, Recommendation, Status
from boneguide.guidelines.bone_agents.pamidronate import PAMIDRONATE
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.patient import Primary
from tests.guidelines.asking import EUROPE, PLACES, given, ids, known, man_cleared, noted, rows, woman_cleared
from tests.guidelines.clean import DENTAL, ON, clean, conditions, labs, myeloma, woman

LYTIC = [bg.Lesion(site="L3", phenotype="osteolytic")]
BLASTIC = [bg.Lesion(site="L3", phenotype="osteoblastic")]
MIXED = [bg.Lesion(site="L3", phenotype="mixed")]


def ask(person: bg.Patient, place: Jurisdiction | None = "US") -> Recommendation:
    return PAMIDRONATE(person, on=ON, jurisdiction=place)


# ---- who, and what


@pytest.mark.parametrize("place", PLACES)
def test_lytic_breast_cancer_gets_90_mg_over_two_hours(place: Jurisdiction) -> None:
    answer = ask(woman(), place)
    assert answer.status is Status.RECOMMENDED
    assert answer.licensed is True
    assert str(answer.regimen) == "pamidronate 90 mg IV over 2 hour or longer, every 3 to 4 week"
    assert answer.missing == ("ionised_calcium", "ionised_calcium_lower_limit")


@pytest.mark.parametrize(
    ("place", "interval", "volume", "rate"),
    [("US", "1 month", None, None), ("EU", "3 to 4 week", 500, 22.5), ("UK", "3 to 4 week", 500, 22.5)],
)
def test_myeloma_gets_90_mg_over_four_hours(
    place: Jurisdiction, interval: str, volume: float | None, rate: float | None
) -> None:
    answer = ask(myeloma(), place)
    assert answer.status is Status.RECOMMENDED
    regimen = answer.regimen
    assert isinstance(regimen, bg.Regimen)
    assert (str(regimen.infusion_time), str(regimen.interval)) == ("4 hour or longer", interval)
    assert (None if regimen.volume is None else regimen.volume.m_as("mL")) == volume
    assert (None if regimen.maximum_rate is None else regimen.maximum_rate.m_as("mg/h")) == rate


def test_v59_the_label_regimen_and_that_of_asco_stand_side_by_side() -> None:
    answer = ask(myeloma())
    (other,) = answer.alternatives
    assert other.id == "two-hours-in-myeloma"
    assert str(other.regimen) == "pamidronate 90 mg IV over 2 hour or longer, every 3 to 4 week"
    assert ids(answer.disagreements) == {"infusion-time-in-myeloma-us"}
    assert [p.by for p in answer.disagreements[0].positions] == ["US label", "ASCO 2018"]
    in_europe = ask(myeloma(), "UK")
    assert in_europe.alternatives == ()
    assert [p.by for d in in_europe.disagreements for p in d.positions] == ["UK text", "ASCO 2018"]


def test_a_month_of_the_label_is_planned_as_a_month() -> None:
    regimen = ask(myeloma()).regimen
    assert isinstance(regimen, bg.Regimen)
    days = [a.earliest for a in regimen.schedule(date(2026, 11, 23), 3)]
    assert days == [date(2026, 11, 23), date(2026, 12, 24), date(2027, 1, 23)]


@pytest.mark.parametrize("place", ["US", "EU"])
def test_v53_is_not_supported_in_osteoblastic_prostate_cancer(place: Jurisdiction) -> None:
    answer = ask(clean(), place)
    assert answer.status is Status.NOT_RECOMMENDED
    assert answer.licensed is False
    assert answer.regimen is None
    assert ids(answer.contraindications) == {"prostate"}
    assert {"E11", "G02", "A03"} <= rows(answer.contraindications)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("primary", ["lung", "renal", "thyroid"])
def test_other_tumours_are_outside_the_licence(primary: Primary, place: Jurisdiction) -> None:
    answer = ask(woman(primary=primary), place)
    assert (answer.status, answer.licensed) == (Status.NOT_RECOMMENDED, False)


@pytest.mark.parametrize(
    ("lesions", "status", "found"),
    [(LYTIC, Status.RECOMMENDED, False), (MIXED, Status.RECOMMENDED, False), (BLASTIC, Status.NOT_RECOMMENDED, True)],
)
def test_phenotype_decides_in_breast_cancer(lesions: list[bg.Lesion], status: Status, found: bool) -> None:
    answer = ask(woman(lesions=lesions))
    assert answer.status is status
    assert ("not-osteolytic" in ids(answer.findings)) is found


def test_an_unknown_phenotype_is_looked_up_and_does_not_block() -> None:
    answer = ask(woman(lesions=None, bone_metastases=True))
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {"not-osteolytic"}
    assert isinstance(answer.regimen, bg.Regimen)


@pytest.mark.parametrize("lesions", [None, [bg.Lesion(site="L3", kind="myeloma")]])
def test_myeloma_bone_disease_counts_as_osteolytic_until_shown_otherwise(lesions: list[bg.Lesion] | None) -> None:
    assert ask(myeloma(lesions=lesions)).status is Status.RECOMMENDED


def test_myeloma_without_any_lesion_on_imaging_is_outside_the_licence() -> None:
    answer = ask(myeloma(lesions=[]))
    assert (answer.status, answer.licensed) == (Status.NOT_RECOMMENDED, False)


@pytest.mark.parametrize("primary", ["MGUS", "smouldering myeloma", "solitary plasmacytoma"])
def test_disease_that_is_not_yet_myeloma_is_not_treated(primary: Primary) -> None:
    answer = ask(myeloma(primary=primary, lesions=None))
    assert answer.status is Status.NOT_RECOMMENDED
    assert "not-yet-myeloma" in ids(answer.contraindications)


def test_without_bone_disease_it_is_no_question() -> None:
    assert ask(woman(lesions=[])).status is Status.NOT_APPLICABLE


# ---- kidneys: how fast, and whether at all


@pytest.mark.parametrize(
    ("clearance", "time", "rate"),
    [
        (60.1, "2 hour or longer", 60.0),
        (60.0, "4.5 hour or longer", 20.0),
        (59.9, "4.5 hour or longer", 20.0),
        (30.0, "4.5 hour or longer", 20.0),
    ],
)
@pytest.mark.parametrize("place", EUROPE)
def test_impaired_kidneys_slow_the_infusion_in_europe(
    place: Jurisdiction, clearance: float, time: str, rate: float
) -> None:
    answer = ask(woman(labs=woman_cleared(clearance)), place)
    regimen = answer.regimen
    assert isinstance(regimen, bg.Regimen)
    assert regimen.maximum_rate is not None
    assert regimen.volume is not None
    assert (str(regimen.infusion_time), regimen.maximum_rate.m_as("mg/h")) == (time, rate)
    assert regimen.volume.m_as("mL") == 250
    assert ("rate-in-renal-impairment" in ids(answer.disagreements)) is (rate == 20)
    # What the time was worked out from: 90 mg at the highest rate.
    assert regimen.infusion_time is not None
    assert regimen.infusion_time.low is not None
    assert 90 / regimen.infusion_time.low.m_as("hour") <= rate


@pytest.mark.parametrize(("clearance", "time"), [(60.1, "4 hour or longer"), (60.0, "4.5 hour or longer")])
def test_impaired_kidneys_slow_the_infusion_in_myeloma_too(clearance: float, time: str) -> None:
    person = myeloma(labs=man_cleared(clearance))
    regimen = ask(person, "UK").regimen
    assert str(regimen.infusion_time if isinstance(regimen, bg.Regimen) else None) == time


def test_the_us_label_only_suggests_a_slower_infusion() -> None:
    answer = ask(woman(labs=woman_cleared(59.9)))
    assert str(answer.regimen.infusion_time if isinstance(answer.regimen, bg.Regimen) else None) == "2 hour or longer"
    others = {a.id: str(a.regimen) for a in answer.alternatives}
    assert others == {
        "longer-infusion": "pamidronate 90 mg IV over 4 hour or longer, every 3 to 4 week",
        "lower-first-dose": "pamidronate 60 to 90 mg IV over 2 hour or longer, every 3 to 4 week",
    }
    assert ask(woman(labs=woman_cleared(60.1))).alternatives == ()


@pytest.mark.parametrize(
    ("place", "clause"),
    [
        ("US", "severe-renal-impairment-us"),
        ("EU", "severe-renal-impairment-europe"),
        ("UK", "severe-renal-impairment-europe"),
    ],
)
def test_a_clearance_below_30_bars_it(place: Jurisdiction, clause: str) -> None:
    assert ask(woman(labs=woman_cleared(30.0)), place).status is Status.RECOMMENDED
    answer = ask(woman(labs=woman_cleared(29.9)), place)
    assert answer.status is Status.NOT_RECOMMENDED
    assert ids(answer.contraindications) == {clause}
    before = labs(creatinine=Q(2.4, "mg/dL"), creatinine_baseline=Q(2.4, "mg/dL"))
    assert ask(woman(labs=before), place).status is Status.NOT_RECOMMENDED


def test_dialysis_bars_it() -> None:
    assert ask(woman(conditions=conditions(dialysis=True))).status is Status.NOT_RECOMMENDED


@pytest.mark.parametrize(
    ("creatinine", "unit", "status"),
    [
        (3.0, "mg/dL", Status.RECOMMENDED),
        (3.01, "mg/dL", Status.NOT_RECOMMENDED),
        (265.0, "umol/L", Status.RECOMMENDED),
        (266.0, "umol/L", Status.NOT_RECOMMENDED),
    ],
)
def test_a_creatinine_above_3_bars_it_in_the_us_whatever_the_clearance(
    creatinine: float, unit: str, status: Status
) -> None:
    person = woman(age=Q(30, "year"), weight=Q(140, "kg"), labs=labs(creatinine=Q(creatinine, unit)))
    assert ask(person).status is status
    assert ask(person, "EU").status is Status.RECOMMENDED


def test_v76_label_and_asco_disagree_in_extensive_myeloma_with_a_clearance_of_25() -> None:
    person = myeloma(labs=man_cleared(25), conditions=conditions(extensive_myeloma_bone_disease=True))
    authorities: dict[Jurisdiction, str] = {"US": "US label", "EU": "UK text", "UK": "UK text"}
    for place, authority in authorities.items():
        answer = ask(person, place)
        assert answer.status is Status.NOT_RECOMMENDED
        assert answer.regimen is None
        shown = {d.id.rpartition("-")[0]: d for d in answer.disagreements}["severe-renal-impairment-in-myeloma"]
        assert [p.by for p in shown.positions] == [authority, "ASCO 2018, expert panel"]
        assert "90 mg over 4 to 6 hours" in str(shown)
        assert "denosumab" in str(shown)
    assert len(ask(person).disagreements) == 1
    for extensive, clearance in ((True, 30.0), (False, 25.0), (None, 25.0)):
        other = myeloma(
            labs=man_cleared(clearance),
            conditions=conditions(extensive_myeloma_bone_disease=extensive),
        )
        assert "severe-renal-impairment-in-myeloma-us" not in ids(ask(other).disagreements)


@pytest.mark.parametrize(
    ("clearance", "expected"), [(28.9, False), (29.0, True), (31.0, True), (31.1, False), (59.0, True), (61.1, False)]
)
def test_a_clearance_near_an_edge_is_noted(clearance: float, expected: bool) -> None:
    answer = ask(woman(labs=woman_cleared(clearance)))
    assert noted(answer, "boundary_note") is expected


# ---- creatinine before each dose


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    ("baseline", "current", "unit", "withheld"),
    [
        (0.8, 1.3, "mg/dL", True),
        (0.8, 1.29, "mg/dL", False),
        (1.6, 2.6, "mg/dL", True),
        (1.6, 2.5, "mg/dL", False),
        (100.0, 144.0, "umol/L", True),
        (100.0, 143.0, "umol/L", False),
    ],
)
def test_a_rise_of_creatinine_withholds(
    place: Jurisdiction, baseline: float, current: float, unit: str, withheld: bool
) -> None:
    series = [
        bg.Observation(value=Q(baseline, unit), on=ON - timedelta(days=28)),
        bg.Observation(value=Q(current, unit), on=ON),
    ]
    results = labs(creatinine=series, creatinine_baseline=Q(baseline, unit))
    answer = ask(woman(age=Q(50, "year"), weight=Q(90, "kg"), labs=results), place)
    assert answer.status is (Status.WITHHOLD if withheld else Status.RECOMMENDED)
    if withheld:
        (hold,) = answer.holds
        assert hold.id == "renal-rise"
        assert "borrowed from zoledronic acid" in hold.text
        assert {"W01", "W13"} <= rows([hold])


@pytest.mark.parametrize(("current", "status"), [(0.88, Status.RECOMMENDED), (0.89, Status.WITHHOLD)])
def test_it_is_resumed_within_ten_per_cent(current: float, status: Status) -> None:
    results = labs(creatinine=Q(current, "mg/dL"), creatinine_baseline=Q(0.8, "mg/dL"))
    answer = ask(woman(labs=results, withheld=["pamidronate"]))
    assert answer.status is status
    assert any("same dose" in note for note in answer.notes) is (status is Status.RECOMMENDED)


def test_a_creatinine_from_before_the_last_dose_does_not_count() -> None:
    given = [bg.BoneAgentDose(drug="pamidronate", on=ON - timedelta(days=28), dose=Q(90, "mg"))]
    old = labs(
        creatinine=[bg.Observation(value=Q(1.0, "mg/dL"), on=ON - timedelta(days=28))],
    )
    answer = ask(woman(labs=old, bone_agent_doses=given))
    assert answer.status is Status.NEEDS_DATA
    assert "creatinine" in answer.missing


def test_unexplained_albuminuria_withholds_in_myeloma() -> None:
    for amount, status in ((500, Status.RECOMMENDED), (501, Status.WITHHOLD)):
        assert ask(myeloma(labs=labs(urine_albumin_24h=Q(amount, "mg/24h")))).status is status


# ---- each restriction

YOUNG: dict[str, Any] = {"age": Q(40, "year")}
RESTRICTIONS: list[tuple[dict[str, Any], str, Status, str]] = [
    ({"allergies": ["pamidronate"]}, "US", Status.CONTRAINDICATED, "hypersensitivity"),
    ({"allergies": ["zoledronic acid"]}, "UK", Status.CONTRAINDICATED, "hypersensitivity"),
    ({"allergies": ["mannitol"]}, "US", Status.RECOMMENDED, "mannitol-us"),
    ({"allergies": ["mannitol"]}, "UK", Status.CONTRAINDICATED, "mannitol-europe"),
    ({**YOUNG, "pregnant": True}, "US", Status.NOT_RECOMMENDED, "pregnancy"),
    ({**YOUNG, "breast_feeding": True}, "US", Status.RECOMMENDED, "breast-feeding-us"),
    ({**YOUNG, "breast_feeding": True}, "EU", Status.RECOMMENDED, "breast-feeding-europe"),
    (
        {"conditions": conditions(thyroid_or_parathyroid_surgery=True)},
        "US",
        Status.RECOMMENDED,
        "thyroid-surgery",
    ),
    ({"medications": [bg.Medication(drug="alendronate")]}, "US", Status.RECOMMENDED, "other-bisphosphonate"),
    ({"age": Q(17, "year")}, "US", Status.NOT_RECOMMENDED, "under-18"),
    (
        {"bone_agent_doses": given("denosumab")},
        "US",
        Status.RECOMMENDED,
        "denosumab-beside",
    ),
    ({"medications": [bg.Medication(drug="gentamicin")]}, "US", Status.RECOMMENDED, "aminoglycoside"),
    ({"medications": [bg.Medication(drug="ibuprofen")]}, "US", Status.RECOMMENDED, "nephrotoxic-drug"),
    ({"primary": "prostate", "sex": "male", "pregnant": None}, "US", Status.NOT_RECOMMENDED, "prostate"),
    ({"lesions": BLASTIC}, "US", Status.NOT_RECOMMENDED, "not-osteolytic"),
    ({"labs": woman_cleared(20)}, "US", Status.NOT_RECOMMENDED, "severe-renal-impairment-us"),
    ({"labs": woman_cleared(20)}, "UK", Status.NOT_RECOMMENDED, "severe-renal-impairment-europe"),
    ({"primary": "MGUS", "lesions": None}, "US", Status.NOT_RECOMMENDED, "not-yet-myeloma"),
    ({"conditions": conditions(dehydrated=True)}, "US", Status.RECOMMENDED, "dehydration"),
    ({"medications": [bg.Medication(drug="dexamethasone")]}, "US", Status.RECOMMENDED, "jaw-risk-drug"),
    ({"conditions": conditions(coagulopathy=True)}, "US", Status.RECOMMENDED, "jaw-risk-local"),
    (
        {"dental": bg.Dental(assessed=True, work_outstanding=False, planned_invasive_procedure=True)},
        "US",
        Status.RECOMMENDED,
        "invasive-dental-procedure",
    ),
]


@pytest.mark.parametrize(("changes", "place", "status", "clause"), RESTRICTIONS)
def test_each_restriction_is_found_and_counts(
    changes: dict[str, Any], place: Jurisdiction, status: Status, clause: str
) -> None:
    answer = ask(woman(**changes), place)
    assert answer.status is status
    assert clause in known(answer)


@pytest.mark.parametrize("place", PLACES)
def test_nothing_is_found_where_nothing_stands_in_the_way(place: Jurisdiction) -> None:
    assert ask(woman(), place).findings == ()
    assert ask(woman(), place).first == ()


def test_every_restriction_is_tried() -> None:
    assert {clause for *_, clause in RESTRICTIONS} == {c.id for c in PAMIDRONATE.contraindications}


# ---- what is not known


@pytest.mark.parametrize(
    ("paths", "status", "asked"),
    [
        (("labs.creatinine",), Status.NEEDS_DATA, "creatinine"),
        (("age",), Status.NEEDS_DATA, "age"),
        (("weight",), Status.NEEDS_DATA, "weight"),
        (("primary",), Status.NEEDS_DATA, "primary"),
        (("lesions",), Status.NEEDS_DATA, "bone_metastases"),
        (("labs.calcium",), Status.AFTER, "hypocalcaemia"),
        (("labs.albumin",), Status.AFTER, "hypocalcaemia"),
        (("allergies",), Status.AFTER, "hypersensitivity"),
        (("dental.assessed",), Status.AFTER, "dental-assessment"),
        (("bone_agent_doses", "withheld"), Status.AFTER, "renal-not-recovered"),
        (("medications",), Status.RECOMMENDED, ""),
        (("conditions",), Status.RECOMMENDED, ""),
        # Whichever the sex, the clearance lies in the same band.
        (("sex",), Status.RECOMMENDED, ""),
    ],
)
def test_each_unknown(paths: tuple[str, ...], status: Status, asked: str) -> None:
    person = woman()
    for path in paths:
        person = person.without(path)
    answer = ask(person)
    assert answer.status is status
    if status is Status.NEEDS_DATA:
        assert asked in answer.missing
        assert answer.regimen is None
    elif status is Status.AFTER:
        assert ids(answer.first) == {asked}
        assert isinstance(answer.regimen, bg.Regimen)


def test_an_unknown_sex_matters_where_it_moves_the_rate() -> None:
    answer = ask(woman(labs=woman_cleared(55)).without("sex"), "UK")
    assert answer.status is Status.NEEDS_DATA
    assert "sex" in answer.missing


def test_pregnancy_is_asked_about_where_possible() -> None:
    answer = ask(woman(age=Q(40, "year")).without("pregnant"))
    assert answer.status is Status.AFTER
    assert ids(answer.first) == {"pregnancy"}


@pytest.mark.parametrize(("assessed", "status"), [(True, Status.RECOMMENDED), (False, Status.AFTER)])
def test_the_mouth_comes_first(assessed: bool, status: Status) -> None:
    dental = bg.Dental(assessed=assessed, work_outstanding=False)
    assert ask(woman(dental=dental)).status is status
    assert ask(woman(dental=bg.Dental(assessed=True, work_outstanding=True))).status is Status.AFTER
    assert DENTAL.assessed is True


def test_without_a_jurisdiction_the_places_are_shown_apart() -> None:
    answer = ask(woman(), None)
    assert answer.status is Status.NEEDS_DATA
    assert "jurisdiction" in answer.missing
    assert set(answer.by_jurisdiction) == set(PLACES)


# ---- what goes with it


@pytest.mark.parametrize(
    ("place", "words"), [("US", "Volumes of the US label"), ("EU", "interval printed"), ("UK", "interval printed")]
)
def test_what_rests_on_memory_says_so(place: Jurisdiction, words: str) -> None:
    (note,) = [n for n in ask(woman(), place).notes if words in n]
    assert "check the label" in note


def test_what_is_watched() -> None:
    plain = {"creatinine", "electrolytes", "dental-review", "supplements"}
    assert ids(ask(woman()).monitor) == plain
    assert ids(ask(woman(), "UK").monitor) == {*plain, "reminder-card"}
    assert ids(ask(myeloma()).monitor) == {*plain, "clearance-myeloma", "urine-albumin"}
    assert ids(ask(woman(labs=labs(vitamin_d=Q(20, "ng/mL")))).monitor) == {*plain, "vitamin-d"}
    high = woman(labs=labs(vitamin_d=Q(20, "ng/mL"), calcium=Q(11.0, "mg/dL")))
    assert ids(ask(high).monitor) == plain - {"supplements"}


def test_arguments_on_both_sides() -> None:
    answer = ask(myeloma())
    assert ids(answer.reasons_for) == {"esmo-myeloma", "asco-myeloma"}
    assert "imwg-prefers-zoledronic-acid" in ids(answer.reasons_against)
    assert any("12 months" in note for note in answer.notes)
    assert ids(ask(woman()).reasons_for) == {"asco-breast"}
