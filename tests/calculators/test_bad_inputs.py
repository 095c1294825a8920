"""Whatever is given for whichever argument, a calculator answers or refuses with an error of this library."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from boneguide import calculators
from boneguide.calculators import (
    BED,
    CORD,
    EQD2,
    TUMOUR,
    AisGrade,
    AlphaBeta,
    EpiduralGrade,
    FrankelGrade,
    OpioidDose,
    PainDay,
    RadiationCourse,
)
from boneguide.errors import (
    BoneguideError,
    InvalidQuantityError,
    MissingInputError,
    OutOfDomainError,
    UnitMismatchError,
    UnverifiedEntryError,
)
from boneguide.quantities import Q

MORPHINE = OpioidDose(drug="morphine", route="oral", dose=Q(60, "mg/day"))
COURSE = RadiationCourse(dose_per_fraction=Q(4, "Gy"), fractions=5)
SAC = EQD2(gray=30, alpha_beta=CORD)
OMED = Q(60, "OMED/day")
YEARS = Q(68, "year")
KILOGRAMS = Q(73, "kg")
CENTIMETRES = Q(160, "cm")

#: One call of each that is answered. A name with ``@`` is a second call of the same function.
CALLS: dict[str, dict[str, Any]] = {
    "AlphaBeta": {"gray": 2.0},
    "BED": {"gray": 30, "alpha_beta": CORD},
    "EQD2": {"gray": 30, "alpha_beta": CORD},
    "OpioidDose": {"drug": "morphine", "route": "oral", "dose": Q(60, "mg/day")},
    "RadiationCourse": {"dose_per_fraction": Q(4, "Gy"), "fractions": 5},
    "adjusted_body_weight": {"weight": KILOGRAMS, "height": CENTIMETRES, "sex": "male", "age": YEARS},
    "bed": {"dose_per_fraction": Q(8, "Gy"), "fractions": 1, "alpha_beta": TUMOUR},
    "body_mass_index": {"weight": KILOGRAMS, "height": CENTIMETRES},
    "buprenorphine_patch": {"oral_morphine": Q(25, "OMED/day"), "family": "seven-day"},
    "ckd_epi_2021": {"age": YEARS, "creatinine": Q(0.9, "mg/dL"), "sex": "female"},
    "cockcroft_gault": {
        "age": YEARS,
        "weight": KILOGRAMS,
        "creatinine": Q(0.9, "mg/dL"),
        "sex": "female",
        "weight_basis": "adjusted",
        "height": CENTIMETRES,
    },
    "corrected_calcium": {"calcium": Q(9, "mg/dL"), "albumin": Q(4, "g/dL")},
    "cumulative_dose": {"courses": [COURSE, COURSE], "alpha_beta": CORD},
    "early_reirradiation": {"courses": [COURSE, COURSE], "interval": Q(8, "week")},
    "epidural_compression_grade": {
        "epidural_tumour": True,
        "thecal_sac_deformed": True,
        "cord_abutted": True,
        "cord_compressed": True,
        "csf_visible": True,
    },
    "eqd2": {"dose_per_fraction": Q(8, "Gy"), "fractions": 1, "alpha_beta": TUMOUR},
    "fentanyl_patch": {"oral_morphine": Q(90, "OMED/day"), "table": "us-label"},
    "fentanyl_patch@high": {"oral_morphine": Q(400, "OMED/day"), "table": "us-label", "accept_unverified": True},
    "fentanyl_patch_equivalent": {"patch": Q(25, "ug/h"), "to": "oral morphine"},
    "glucocorticoid_equivalent": {"dose": Q(40, "mg"), "drug": "prednisolone", "to": "dexamethasone"},
    "harris_oral_dose": {"intravenous_total": Q(9, "mg")},
    "hypercalcaemia_grade": {"corrected_calcium": Q(9, "mg/dL"), "upper_limit": Q(10.5, "mg/dL")},
    "hypocalcaemia_grade": {"corrected_calcium": Q(9, "mg/dL"), "lower_limit": Q(8.5, "mg/dL")},
    "hytec_reirradiation": {"prior": SAC, "stereotactic": SAC, "interval": Q(6, "month")},
    "ideal_body_weight": {"height": CENTIMETRES, "sex": "male", "age": YEARS},
    "ionised_hypercalcaemia_grade": {"ionised_calcium": Q(1.2, "mmol/L"), "upper_limit": Q(1.3, "mmol/L")},
    "ionised_hypocalcaemia_grade": {"ionised_calcium": Q(1.2, "mmol/L"), "lower_limit": Q(1.1, "mmol/L")},
    "katagiri": {
        "primary": "moderate",
        "visceral_metastases": "none",
        "ecog": 1,
        "previous_chemotherapy": False,
        "multiple_skeletal_metastases": True,
        "crp": Q(0.4, "mg/dL"),
        "ldh": Q(200, "U/L"),
        "albumin": Q(4, "g/dL"),
        "platelets": Q(150, "10*9/L"),
        "calcium": Q(9, "mg/dL"),
        "bilirubin": Q(1, "mg/dL"),
    },
    "mercadante_oral_dose": {"intravenous_total": Q(9, "mg")},
    "methadone_start": {"oral_morphine": OMED},
    "mirels": {"site": "upper limb", "pain": "mild", "lesion": "lytic", "size": 0.4},
    "morphine_milligram_equivalents": {"doses": [MORPHINE], "table": "cdc2022"},
    "next_rescue_dose": {"given": Q(15, "mg"), "pain_before": 8, "pain_after": 8},
    "nieder_cord_risk": {"courses": [COURSE, COURSE], "interval": Q(8, "month"), "level": "thoracic"},
    "opioid_route_change": {"dose": MORPHINE, "to_route": "intravenous", "convention": "europe"},
    "opioid_route_change@rectal": {
        "dose": MORPHINE,
        "to_route": "rectal",
        "convention": "europe",
        "accept_unverified": True,
    },
    "opioid_switch": {
        "doses": [MORPHINE],
        "to": "oxycodone",
        "to_route": "oral",
        "table": "nccn",
        "pain_controlled": True,
        "reduction": "25-50 %",
        "accept_unverified": False,
    },
    "opioid_tolerance": {"doses": [MORPHINE], "taken_for": Q(7, "day"), "definition": "us"},
    "oral_morphine_equivalent": {"doses": [MORPHINE], "table": "nccn", "accept_unverified": False},
    "pain_band": {"nrs": 4, "scheme": "serlin1995"},
    "pain_flare": {
        "baseline_pain": 5,
        "baseline_omed": OMED,
        "diary": [PainDay(day=3, pain=7, omed=OMED)],
        "window": 10,
    },
    "pain_response": {
        "baseline_pain": 7,
        "pain": 5,
        "baseline_omed": OMED,
        "omed": OMED,
        "tolerance": Q(1, "OMED/day"),
    },
    "rades_death_score": {
        "ecog": 3,
        "primary": "prostate",
        "other_bone_metastases": True,
        "visceral_metastases": False,
        "interval": Q(40, "month"),
        "ambulatory": False,
        "motor_deficit_time": Q(5, "day"),
    },
    "radium_223": {"weight": KILOGRAMS, "days_from_reference": -3, "doses": 6, "ordered": Q(55, "kBq/kg")},
    "regular_dose_with_rescues": {"regular": MORPHINE, "rescues": [Q(15, "mg")] * 6},
    "rescue_dose": {"daily_dose": MORPHINE, "convention": "sixth", "accept_unverified": False},
    "revised_tokuhashi": {
        "karnofsky": 80,
        "extraspinal_foci": 0,
        "vertebral_metastases": 2,
        "organ_metastases": "none",
        "primary": "rectum",
        "frankel": FrankelGrade.E,
    },
    "samarium_153": {"weight": KILOGRAMS},
    "sins": {
        "location": "mobile",
        "pain": "mechanical",
        "lesion": "lytic",
        "alignment": "normal",
        "collapse": "none",
        "posterolateral": "none",
    },
    "sins@levels": {"levels": "T12", "height_loss_percent": 20},
    "sins_location": {"levels": "T12"},
    "spine_rpa_balagamwala": {
        "karnofsky": 60,
        "systemic_disease_controlled": True,
        "age": YEARS,
        "visceral_metastases": True,
    },
    "spine_rpa_chao": {"time_from_primary_diagnosis": Q(31, "month"), "karnofsky": 70, "age": YEARS},
    "strontium_89": {"weight": KILOGRAMS},
    "van_der_linden": {"karnofsky": 80, "primary": "breast", "visceral_metastases": False},
}

#: Those that refuse whatever they are given.
ALWAYS_REFUSE = {"from_methadone", "prism_score", "rades_ambulation_score", "rades_survival_score"}

#: What nobody should give, and somebody will.
BAD: tuple[Any, ...] = (
    -1,
    -1.5,
    float("nan"),
    float("inf"),
    True,
    False,
    0,
    1.0,
    10**400,
    Decimal(4),
    Fraction(1, 3),
    1 + 2j,
    "0,5",
    "0.5",
    "0,5 mg",
    "abc",
    "",
    "Oral",
    b"x",
    None,
    [],
    (),
    {},
    set(),
    [None],
    [1],
    ["morphine"],
    [["T12"]],
    {"a": 1},
    object(),
    Q(-1, "mg"),
    Q(1e9, "mg"),
    Q(-5, "year"),
    Q(-5, "Gy"),
    Q(-5, "kg"),
    Q(-5, "OMED/day"),
    Q(0, "OMED/day"),
    Q(60, "MME/day"),
    Q(1, "cm"),
    MORPHINE,
    COURSE,
    SAC,
    CORD,
    FrankelGrade.C,
    [MORPHINE, 1],
    [COURSE, "x"],
)


def function(name: str) -> Callable[..., Any]:
    found: Callable[..., Any] = getattr(calculators, name.partition("@")[0])
    return found


ATTEMPTS = [(name, argument) for name, call in CALLS.items() for argument in call]


def test_no_function_is_left_out() -> None:
    functions = {name for name in calculators.__all__ if inspect.isfunction(getattr(calculators, name))}
    assert functions - {name.partition("@")[0] for name in CALLS} == ALWAYS_REFUSE


@pytest.mark.parametrize("name", CALLS)
def test_each_call_is_answered(name: str) -> None:
    assert str(function(name)(**CALLS[name]))


@pytest.mark.parametrize(("name", "argument"), ATTEMPTS)
def test_a_bad_input_is_answered_or_refused_by_name(name: str, argument: str) -> None:
    for bad in BAD:
        try:
            answer = function(name)(**{**CALLS[name], argument: bad})
        except BoneguideError as error:
            assert str(error)  # noqa: PT017 - any of them will do
        else:
            assert str(answer) or answer is None


# ------------------------------------------------------------------ what a first call in a notebook looks like


@pytest.mark.parametrize(
    "name",
    ["oral_morphine_equivalent", "morphine_milligram_equivalents", "opioid_switch", "opioid_tolerance"],
)
def test_one_opioid_alone_is_asked_for_as_a_list(name: str) -> None:
    with pytest.raises(OutOfDomainError, match="square brackets"):
        function(name)(**{**CALLS[name], "doses": MORPHINE})
    with pytest.raises(OutOfDomainError, match="Expected OpioidDose"):
        function(name)(**{**CALLS[name], "doses": [Q(60, "mg/day")]})
    with pytest.raises(MissingInputError, match="needs an opioid"):
        function(name)(**{**CALLS[name], "doses": [MORPHINE, None]})


@pytest.mark.parametrize("name", ["oral_morphine_equivalent", "morphine_milligram_equivalents", "opioid_switch"])
def test_unknown_opioids_are_not_none(name: str) -> None:
    with pytest.raises(MissingInputError, match="not known"):
        function(name)(**{**CALLS[name], "doses": None})


def test_no_opioid_and_an_iterator_are_answers_for_tolerance() -> None:
    definition = {"taken_for": Q(7, "day"), "definition": "us"}
    assert calculators.opioid_tolerance(iter(()), **definition).tolerant is False  # type: ignore[arg-type]
    assert calculators.opioid_tolerance(iter([MORPHINE]), **definition).tolerant is True  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "argument"),
    [("rescue_dose", "daily_dose"), ("opioid_route_change", "dose"), ("regular_dose_with_rescues", "regular")],
)
def test_a_dose_without_its_drug_is_refused(name: str, argument: str) -> None:
    with pytest.raises(OutOfDomainError, match="does not say which opioid"):
        function(name)(**{**CALLS[name], argument: Q(60, "mg/day")})
    with pytest.raises(MissingInputError, match="not given"):
        function(name)(**{**CALLS[name], argument: None})


def test_rescue_doses_are_counted_one_by_one() -> None:
    with pytest.raises(OutOfDomainError, match="their number counts"):
        calculators.regular_dose_with_rescues(MORPHINE, rescues=Q(15, "mg"))  # type: ignore[arg-type]
    with pytest.raises(MissingInputError, match="rescue doses of 24 hours"):
        calculators.regular_dose_with_rescues(MORPHINE, rescues=None)
    assert calculators.regular_dose_with_rescues(MORPHINE, rescues=[]).m_as("mg/day") == 60


@pytest.mark.parametrize("word", ["no", "False", 1, 0, [], object()])
def test_a_word_does_not_accept_what_is_from_memory(word: object) -> None:
    for name in ("opioid_route_change@rectal", "fentanyl_patch@high"):
        with pytest.raises(OutOfDomainError, match=r"accept_unverified .*Expected True, False"):
            function(name)(**{**CALLS[name], "accept_unverified": word})
        with pytest.raises(UnverifiedEntryError):
            function(name)(**{**CALLS[name], "accept_unverified": False})


@pytest.mark.parametrize("word", ["no", "yes", 1, 0])
def test_a_word_does_not_say_that_pain_is_controlled(word: object) -> None:
    with pytest.raises(OutOfDomainError, match="pain_controlled"):
        function("opioid_switch")(**{**CALLS["opioid_switch"], "pain_controlled": word})


@pytest.mark.parametrize("name", ["cumulative_dose", "early_reirradiation", "nieder_cord_risk"])
def test_one_course_alone_is_asked_for_as_a_list(name: str) -> None:
    for wrong in (COURSE, Q(20, "Gy"), ["20/5"], [COURSE, Q(8, "Gy")], "30/10", 3):
        with pytest.raises(OutOfDomainError, match="Expected a list such as"):
            function(name)(**{**CALLS[name], "courses": wrong})


@pytest.mark.parametrize(("fractions", "allowed"), [(0, False), (1, True), (200, True), (201, False), (10**400, False)])
def test_fractions_at_their_limits(fractions: int, allowed: bool) -> None:
    if allowed:
        assert RadiationCourse(dose_per_fraction=Q(2, "Gy"), fractions=fractions).count == fractions
        return
    with pytest.raises(OutOfDomainError, match="of 1 or more"):
        RadiationCourse(dose_per_fraction=Q(2, "Gy"), fractions=fractions)


@pytest.mark.parametrize("sort", [BED, EQD2])
def test_a_biological_dose_is_a_number_and_its_alpha_beta_is_read(sort: type[BED | EQD2]) -> None:
    for wrong in (True, "30", "0,5", None, -1, float("nan"), Q(30, "Gy")):
        with pytest.raises(OutOfDomainError, match="cannot be"):
            sort(gray=wrong, alpha_beta=CORD)  # type: ignore[arg-type]
    assert sort(gray=30, alpha_beta=Q(200, "cGy")).alpha_beta == CORD
    with pytest.raises(InvalidQuantityError, match=r"The alpha/beta was 2\. Expected"):
        sort(gray=30, alpha_beta=2)  # type: ignore[arg-type]
    with pytest.raises(MissingInputError):
        sort(gray=30, alpha_beta=None)  # type: ignore[arg-type]
    for none in (True, "2", None, 0, -2, float("inf")):
        with pytest.raises(OutOfDomainError, match="cannot be"):
            AlphaBeta(none)  # type: ignore[arg-type]


def test_a_level_in_place_of_the_location_is_pointed_to_its_place() -> None:
    with pytest.raises(OutOfDomainError, match="Write levels='T12'"):
        calculators.sins(location="T12")  # type: ignore[arg-type]
    for wrong in (12, Q(1, "cm"), True):
        with pytest.raises(OutOfDomainError, match="Expected a level such as"):
            calculators.sins_location(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("grade", [EpiduralGrade, FrankelGrade, AisGrade])
def test_no_grade_is_an_error_of_the_library_that_lists_them(grade: type[EpiduralGrade]) -> None:
    for wrong in ("x", "1B", "c", 2, None):
        with pytest.raises(OutOfDomainError, match=f"{grade.__name__} has no grade .* Expected '[0A]'"):
            grade(wrong)


@pytest.mark.parametrize(
    ("name", "argument", "given", "error", "words"),
    [
        ("cockcroft_gault", "age", 68, InvalidQuantityError, "given the age 68. Expected a quantity such as Q(68"),
        ("cockcroft_gault", "weight", 60, InvalidQuantityError, "given the weight 60"),
        ("cockcroft_gault", "creatinine", Q(60, "kg"), UnitMismatchError, "given the creatinine 60 kg"),
        ("corrected_calcium", "albumin", "40", InvalidQuantityError, "given the albumin '40'"),
        ("corrected_calcium", "albumin", Q(40, "g/dL"), OutOfDomainError, "given the albumin 40 g/dL, which no person"),
        ("fentanyl_patch", "oral_morphine", Q(90, "mg/day"), UnitMismatchError, "not mg/day of any one opioid"),
        ("fentanyl_patch", "oral_morphine", 90, InvalidQuantityError, "given the oral morphine equivalent 90."),
        ("buprenorphine_patch", "oral_morphine", 0, InvalidQuantityError, "given the oral morphine equivalent 0."),
        ("pain_response", "omed", Q(60, "mg/day"), UnitMismatchError, "not mg/day of any one opioid"),
        ("bed", "alpha_beta", 10, InvalidQuantityError, "The alpha/beta was 10. Expected"),
        ("bed", "dose_per_fraction", "3,5 Gy", InvalidQuantityError, "given the dose per fraction '3,5 Gy'"),
        ("OpioidDose", "dose", Q(60, "mg"), UnitMismatchError, "The dose of oral morphine was 60 mg. Expected"),
        ("next_rescue_dose", "given", 15, InvalidQuantityError, "The rescue dose was 15. Expected"),
        ("glucocorticoid_equivalent", "dose", 40, InvalidQuantityError, "The dose of prednisolone was 40. Expected"),
        ("fentanyl_patch_equivalent", "patch", 25, InvalidQuantityError, "The patch was 25. Expected a quantity"),
        ("radium_223", "ordered", 55, InvalidQuantityError, "was ordered as 55. Expected"),
    ],
)  # fmt: skip
def test_a_number_without_its_unit_names_the_input_and_how_to_write_it(
    name: str, argument: str, given: object, error: type[BoneguideError], words: str
) -> None:
    with pytest.raises(error) as caught:
        function(name)(**{**CALLS[name], argument: given})
    assert words in str(caught.value)


def test_whole_numbers_of_a_frame_are_whole_numbers() -> None:
    np = pytest.importorskip("numpy")
    assert calculators.pain_band(nrs=np.int64(4), scheme="serlin1995") == "mild"
    assert calculators.van_der_linden(karnofsky=np.int64(80), primary="breast", visceral_metastases=False).low == 6
    assert RadiationCourse(dose_per_fraction=Q(8, "Gy"), fractions=np.int32(1)).count == 1
    assert calculators.radium_223(weight=KILOGRAMS, days_from_reference=np.int64(0)).decay_factor == 1
    assert calculators.mirels(size=np.float32(0.4)).points["size"].low == 2
    with pytest.raises(OutOfDomainError):
        calculators.pain_band(nrs=np.float64(4.5), scheme="serlin1995")


def test_a_diary_is_a_list_of_days() -> None:
    for wrong in (PainDay(day=3, pain=7), None, [3, 7], "day 3"):
        with pytest.raises(OutOfDomainError, match="Expected a list such as"):
            calculators.pain_flare(baseline_pain=5, baseline_omed=None, diary=wrong)  # type: ignore[arg-type]
