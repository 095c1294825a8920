"""Lists that may lack entries: what is on one is a fact, what is not is unknown, and a sum may be larger."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import attrs
import pytest

import boneguide as bg
from boneguide.guidelines.bone_agents._course import HAD_DENOSUMAB_120_MG, LAST_AGENT, TIME_ON_BONE_AGENTS
from boneguide.guidelines.bone_agents.renal_gate import EARLIER_PEAK
from boneguide.guidelines.facts import (
    analgesia,
    clinical,
    corticosteroid,
    exposure,
    opioid,
    radionuclide,
    radiotherapy,
    supportive,
    treatment,
    tumour,
)
from boneguide.guidelines.facts import order as ordered
from boneguide.guidelines.facts.laboratory import (
    CREATININE,
    CREATININE_BASELINE,
    DAYS_SINCE_CREATININE,
    LATEST_CREATININE,
    NEUTROPHILS_LOW,
)
from boneguide.guidelines.facts.neurology import SPINE_TREATED_SINCE_CONFIRMED
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import Fact
from boneguide.model.labs import Labs
from boneguide.model.lesion import Lesion
from boneguide.model.medication import BoneAgentDose, Medication
from boneguide.model.neurology import Neurology
from boneguide.model.observation import Observation
from boneguide.model.patient import LIST_NAMES
from boneguide.model.radionuclide import RadionuclideDose
from boneguide.model.radiotherapy import RadiotherapyCourse
from boneguide.model.regimen import Regimen
from boneguide.quantities import Q
from tests.guidelines.open_lists import DAY

INF = math.inf


def ago(days: int) -> date:
    return DAY - timedelta(days=days)


def drug(name: str, milligrams: float | None = None, **said: Any) -> Medication:
    amount = None if milligrams is None else Q(milligrams, "mg")
    return Medication(drug=name, daily_dose=amount, **said)


def dose(name: str, days: int | None = None, milligrams: float | None = None) -> BoneAgentDose:
    amount = None if milligrams is None else Q(milligrams, "mg")
    return BoneAgentDose(drug=name, on=None if days is None else ago(days), dose=amount)


def radium(days: int | None, name: Any = "radium-223") -> RadionuclideDose:
    return RadionuclideDose(drug=name, on=None if days is None else ago(days))


def said(fact: Fact, patient: bg.Patient, *, order: Regimen | None = None) -> object:
    """Return what a record says of a fact, without what else it is inferred from."""
    return fact.interpret(fact.read(Context(patient=patient, on=DAY, order=order)))


def people(name: str, entries: Any, incomplete: Any = None, **further: Any) -> tuple[bg.Patient, bg.Patient]:
    """Return somebody with a complete list, and with one that may lack entries."""
    held: Any = {name: entries, **further}
    whole = bg.Patient(**held)
    return whole, attrs.evolve(whole, incomplete=incomplete or [name])


#: Facts by list, entries, what a complete list says and what one says that may lack entries.
CASES: list[tuple[Fact, str, list[Any], object, object]] = [
    # ---- what is taken now
    (treatment.TAKES_NSAID, "medications", [], False, None),
    (treatment.TAKES_NSAID, "medications", [drug("lithium")], False, None),
    (treatment.TAKES_NSAID, "medications", [drug("ibuprofen")], True, True),
    (treatment.TAKES_NSAID, "medications", [drug("ibuprofen", stop=ago(1))], False, None),
    (treatment.TAKES_NSAID, "medications", [drug("ibuprofen", last_given=ago(1))], None, None),
    (analgesia.TAKES_SSRI_OR_SNRI_BESIDE_DULOXETINE, "medications", [drug("duloxetine")], False, None),
    (analgesia.TAKES_SSRI_OR_SNRI_BESIDE_DULOXETINE, "medications", [drug("sertraline")], True, True),
    (analgesia.TAKES_MAO_INHIBITOR, "medications", [], False, None),
    (analgesia.TAKES_MAO_INHIBITOR, "medications", [drug("linezolid", stop=ago(13))], True, True),
    (analgesia.TAKES_MAO_INHIBITOR, "medications", [drug("linezolid", stop=ago(14))], False, None),
    (analgesia.TAKES_NALOXONE, "medications", [], False, None),
    (analgesia.TAKES_NALOXONE, "medications", [drug("naloxone", route="nasal")], True, True),
    (analgesia.TAKES_NALOXONE, "medications", [drug("naloxone", route="nasal", product="Nyxoid")], True, None),
    # ---- how much is taken
    (analgesia.PREGABALIN_DAILY_DOSE, "medications", [], 0.0, Interval(0.0, INF)),
    (analgesia.PREGABALIN_DAILY_DOSE, "medications", [drug("pregabalin", 150)], 150.0, Interval(150.0, INF)),
    (analgesia.PARACETAMOL_DAILY_DOSE, "medications", [], 0.0, Interval(0.0, INF)),
    (analgesia.PARACETAMOL_DAILY_DOSE, "medications", [drug("paracetamol", 3000)], 3000.0, Interval(3000.0, INF)),
    (
        analgesia.PARACETAMOL_DAILY_DOSE,
        "medications",
        [drug("paracetamol", 3000, start=ago(9), stop=DAY)],
        3000.0,
        # What is begun on the day may have taken its place.
        Interval(0.0, INF),
    ),
    (opioid.MORPHINE_DAILY_DOSE, "medications", [], 0.0, None),
    (opioid.MORPHINE_DAILY_DOSE, "medications", [drug("morphine", 60, route="oral")], 60.0, None),
    (opioid.FENTANYL_PATCH_RATE, "medications", [drug("fentanyl", rate=Q(25, "ug/h"))], 25.0, None),
    (opioid.CODEINE_DAILY_DOSE, "medications", [drug("codeine", 240, route="oral")], 240.0, Interval(240.0, INF)),
    (
        opioid.CODEINE_DAILY_DOSE,
        "medications",
        [drug("codeine", 240, route="oral", start=ago(9), stop=DAY)],
        240.0,
        Interval(0.0, INF),
    ),
    (opioid.TRAMADOL_DAILY_DOSE, "medications", [], 0.0, Interval(0.0, INF)),
    # ---- opioids
    (opioid.TAKES_RAPID_ONSET_FENTANYL, "medications", [drug("morphine", 60)], False, None),
    (opioid.TAKES_RAPID_ONSET_FENTANYL, "medications", [drug("abstral")], True, True),
    (opioid.TAKES_OPIOID_BY_MOUTH, "medications", [], False, None),
    (opioid.TAKES_OPIOID_BY_MOUTH, "medications", [drug("morphine", 60, route="oral")], True, True),
    (opioid.TAKES_OPIOID_BY_MOUTH, "medications", [drug("morphine", route="subcutaneous")], False, None),
    # What is taken as needed counts for who takes nothing by the clock.
    (opioid.TAKES_OPIOID_BY_MOUTH, "medications", [drug("morphine", route="oral", as_needed=True)], True, None),
    (opioid.ONLY_CODEINE, "medications", [], False, None),
    (opioid.ONLY_CODEINE, "medications", [drug("codeine", 240, route="oral")], True, None),
    (opioid.ONLY_CODEINE, "medications", [drug("codeine", 241, route="oral")], False, False),
    (opioid.ONLY_CODEINE, "medications", [drug("morphine", 10, route="oral")], False, False),
    # It ends today, so that codeine may have taken its place.
    (opioid.ONLY_CODEINE, "medications", [drug("morphine", 10, route="oral", start=ago(3), stop=DAY)], False, None),
    (opioid.SEVERAL_REGULAR_OPIOIDS, "medications", [drug("morphine", 10)], False, None),
    (opioid.SEVERAL_REGULAR_OPIOIDS, "medications", [drug("morphine", 10), drug("oxycodone", 10)], True, True),
    (
        opioid.SEVERAL_REGULAR_OPIOIDS,
        "medications",
        [drug("morphine", 10), drug("naloxone", product="Targinact")],
        True,
        # The part of the product that is an opioid may be listed by itself, and only as needed.
        None,
    ),
    (opioid.OPIOID_OUTSIDE_EU_DEFINITION, "medications", [drug("morphine", 10, route="oral")], False, None),
    (opioid.OPIOID_OUTSIDE_EU_DEFINITION, "medications", [drug("methadone", 10, route="oral")], True, True),
    (opioid.OPIOID_WITHOUT_RESCUE_DOSE, "medications", [drug("morphine", 10, route="oral")], False, None),
    (opioid.OPIOID_WITHOUT_RESCUE_DOSE, "medications", [drug("methadone", 10, route="oral")], True, True),
    (
        opioid.MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE,
        "medications",
        [drug("morphine", 49, route="oral")],
        False,
        None,
    ),
    (opioid.MORPHINE_MILLIGRAM_EQUIVALENTS_50_OR_MORE, "medications", [drug("morphine", 50, route="oral")], True, True),
    (opioid.DAYS_ON_REGULAR_OPIOIDS, "medications", [], None, None),
    (opioid.DAYS_ON_REGULAR_OPIOIDS, "medications", [drug("morphine", 20, route="oral", start=ago(9))], 9.0, None),
    # Enough on each day of a week, whatever was added to it.
    (
        opioid.DAYS_ON_REGULAR_OPIOIDS,
        "medications",
        [drug("morphine", 60, route="oral", start=ago(9))],
        9.0,
        Interval(7.0, INF),
    ),
    (opioid.DAYS_ON_REGULAR_OPIOIDS, "medications", [drug("morphine", 60, route="oral", start=ago(6))], 6.0, None),
    (
        opioid.INDUCER_STOPPED_UNDER_PATCH,
        "medications",
        [drug("phenytoin", stop=ago(3)), Medication(drug="fentanyl", rate=Q(25, "ug/h"), start=ago(9))],
        True,
        # Another entry may say that it goes on.
        None,
    ),
    (opioid.INDUCER_STOPPED_UNDER_PATCH, "medications", [], False, None),
    # ---- corticosteroids
    (corticosteroid.OTHER_CORTICOSTEROID, "medications", [drug("dexamethasone", 8)], False, None),
    (corticosteroid.OTHER_CORTICOSTEROID, "medications", [drug("prednisolone", 8)], True, True),
    (corticosteroid.DEXAMETHASONE_DAILY_DOSE, "medications", [drug("dexamethasone", 8)], 8.0, None),
    (corticosteroid.DEXAMETHASONE_DAILY_DOSE, "medications", [], None, None),
    (
        corticosteroid.DAYS_ON_DEXAMETHASONE,
        "medications",
        [drug("dexamethasone", 8, start=ago(5))],
        5.0,
        Interval(5.0, INF),
    ),
    (
        corticosteroid.DAYS_ON_DEXAMETHASONE,
        "medications",
        [drug("dexamethasone", 8, start=ago(5)), drug("dexamethasone", 16, start=ago(9), stop=ago(6))],
        9.0,
        # The earlier step belongs to the course as long as nothing of unknown start stands beside it.
        Interval(5.0, INF),
    ),
    (corticosteroid.ABOVE_6_MG_FOR_OVER_A_WEEK, "medications", [drug("dexamethasone", 2, start=ago(5))], False, None),
    (corticosteroid.ABOVE_6_MG_FOR_OVER_A_WEEK, "medications", [drug("dexamethasone", 8, start=ago(9))], True, None),
    # ---- doses of bone agents
    (treatment.DAYS_SINCE_ZOLEDRONIC_ACID, "bone_agent_doses", [], None, None),
    (
        treatment.DAYS_SINCE_ZOLEDRONIC_ACID,
        "bone_agent_doses",
        [dose("zoledronic acid", 28)],
        28.0,
        Interval(0.0, 28.0),
    ),
    (treatment.HAD_DENOSUMAB, "bone_agent_doses", [], False, None),
    (treatment.HAD_DENOSUMAB, "bone_agent_doses", [dose("denosumab", 28)], True, True),
    (treatment.RECEIVES_DENOSUMAB, "bone_agent_doses", [dose("denosumab", 84)], True, True),
    (treatment.ON_RENALLY_GATED_AGENT, "bone_agent_doses", [], False, None),
    (treatment.ON_RENALLY_GATED_AGENT, "bone_agent_doses", [dose("denosumab", 28)], False, None),
    (treatment.ON_RENALLY_GATED_AGENT, "bone_agent_doses", [dose("pamidronate", 28)], True, True),
    (treatment.INTRAVENOUS_BISPHOSPHONATE_FOR_OSTEOPOROSIS_ONLY, "bone_agent_doses", [], None, None),
    (
        treatment.INTRAVENOUS_BISPHOSPHONATE_FOR_OSTEOPOROSIS_ONLY,
        "bone_agent_doses",
        [dose("zoledronic acid", 28, 5)],
        True,
        None,
    ),
    (
        treatment.INTRAVENOUS_BISPHOSPHONATE_FOR_OSTEOPOROSIS_ONLY,
        "bone_agent_doses",
        [dose("zoledronic acid", 28, 4)],
        False,
        False,
    ),
    (exposure.BONE_AGENT_EXPOSURE, "bone_agent_doses", [dose("denosumab", 900)], True, True),
    (LAST_AGENT, "bone_agent_doses", [dose("denosumab", 28)], "denosumab", None),
    (TIME_ON_BONE_AGENTS, "bone_agent_doses", [], None, None),
    (TIME_ON_BONE_AGENTS, "bone_agent_doses", [dose("denosumab", 28), dose("denosumab")], 28.0, Interval(28.0, INF)),
    (TIME_ON_BONE_AGENTS, "medications", [drug("denosumab", start=ago(28))], 28.0, Interval(28.0, INF)),
    (HAD_DENOSUMAB_120_MG, "bone_agent_doses", [dose("denosumab", 28)], True, True),
    # ---- doses of radionuclides
    (radionuclide.HAD_RADIUM_223, "radionuclide_doses", [], False, None),
    (radionuclide.HAD_RADIUM_223, "radionuclide_doses", [radium(28)], True, True),
    (radionuclide.SIX_RADIUM_223_DOSES, "radionuclide_doses", [radium(28)] * 5, False, None),
    (radionuclide.SIX_RADIUM_223_DOSES, "radionuclide_doses", [radium(28)] * 6, True, True),
    (radionuclide.DAYS_SINCE_RADIUM_223, "radionuclide_doses", [radium(28)], 28.0, Interval(0.0, 28.0)),
    (radionuclide.STRONTIUM_89_WITHIN_90_DAYS, "radionuclide_doses", [radium(90, "strontium-89")], False, None),
    (radionuclide.STRONTIUM_89_WITHIN_90_DAYS, "radionuclide_doses", [radium(89, "strontium-89")], True, True),
    (radionuclide.ABIRATERONE_WITHIN_5_DAYS, "medications", [drug("abiraterone", stop=ago(5))], False, None),
    (radionuclide.ABIRATERONE_WITHIN_5_DAYS, "medications", [drug("abiraterone", stop=ago(4))], True, True),
    # ---- hypersensitivity
    (treatment.ALLERGY_MANNITOL, "allergies", [], False, None),
    (treatment.ALLERGY_MANNITOL, "allergies", ["peanut"], False, None),
    (treatment.ALLERGY_MANNITOL, "allergies", ["mannitol"], True, True),
    (opioid.ALLERGY_MORPHINE, "allergies", ["opioids"], True, True),
    # ---- lesions
    (radiotherapy.IRRADIATED_SPINAL_LESION, "lesions", [Lesion(site="L3", radiotherapy=[])], False, None),
    (
        radiotherapy.IRRADIATED_SPINAL_LESION,
        "lesions",
        [Lesion(site="L3", radiotherapy=[RadiotherapyCourse(ended=ago(90))])],
        True,
        True,
    ),
    (radiotherapy.MORE_THAN_FIVE_METASTASES, "lesions", [Lesion(site="rib")] * 6, True, True),
    (supportive.FEW_OSTEOBLASTIC_LESIONS, "lesions", [Lesion(site="rib", phenotype="mixed")] * 5, True, None),
    (supportive.FEW_OSTEOBLASTIC_LESIONS, "lesions", [Lesion(site="rib", phenotype="mixed")] * 6, False, False),
    (supportive.ONE_TO_THREE_FRACTURES_T5_TO_L5, "lesions", [], False, None),
    (
        supportive.ONE_TO_THREE_FRACTURES_T5_TO_L5,
        "lesions",
        [Lesion(site="L3", painful=True, pathological_fracture=True)],
        True,
        None,
    ),
    (
        supportive.ONE_TO_THREE_FRACTURES_T5_TO_L5,
        "lesions",
        [Lesion(site="L3", painful=True, pathological_fracture=True)] * 4,
        False,
        False,
    ),
]


@pytest.mark.parametrize(("fact", "name", "entries", "closed", "opened"), CASES)
def test_what_is_listed_is_a_fact_and_the_rest_is_unknown(
    fact: Fact, name: str, entries: list[Any], closed: object, opened: object
) -> None:
    whole, part = people(name, entries)
    assert said(fact, whole) == closed
    assert said(fact, part) == opened
    assert type(said(fact, part)) is type(opened)


@pytest.mark.parametrize(("fact", "name", "entries", "closed", "opened"), CASES)
def test_another_list_that_may_lack_entries_changes_nothing(
    fact: Fact, name: str, entries: list[Any], closed: object, opened: object
) -> None:
    del opened
    others = [other for other in LIST_NAMES if other != name]
    assert said(fact, people(name, entries, others)[1]) == closed


def test_each_list_of_which_a_fact_is_read_may_lack_the_entry() -> None:
    both: Any = {"medications": [], "bone_agent_doses": []}
    of_both: list[tuple[Fact, list[str]]] = [
        (exposure.BONE_AGENT_EXPOSURE, ["medications", "bone_agent_doses"]),
        (exposure.BISPHOSPHONATE_EXPOSURE, ["medications", "bone_agent_doses"]),
        (HAD_DENOSUMAB_120_MG, ["medications", "bone_agent_doses"]),
        (treatment.OSTEOPOROSIS_DENOSUMAB, ["medications", "bone_agent_doses"]),
        (treatment.RECEIVES_BISPHOSPHONATE, ["medications", "bone_agent_doses"]),
        # A complete list of doses holds them all.
        (treatment.HAD_INTRAVENOUS_BISPHOSPHONATE, ["bone_agent_doses"]),
        (treatment.ON_RENALLY_GATED_AGENT, ["bone_agent_doses"]),
    ]
    for fact, names in of_both:
        assert said(fact, bg.Patient(**both)) is False
        for name in both:
            found = said(fact, bg.Patient(**both, incomplete=[name]))
            assert found is (None if name in names else False), (fact.name, name)


def test_without_any_entry_there_may_have_been_an_agent() -> None:
    both: Any = {"medications": [], "bone_agent_doses": []}
    assert said(LAST_AGENT, bg.Patient(**both)) == "none"
    assert said(LAST_AGENT, bg.Patient(**both, incomplete=["medications"])) is None
    assert said(LAST_AGENT, bg.Patient(**both, incomplete=["bone_agent_doses"])) is None
    # The day on which the first was begun is stated and does not wait for a list.
    stated = bg.Patient(**both, bone_agent_started=ago(400), incomplete=["bone_agent_doses", "medications"])
    assert said(TIME_ON_BONE_AGENTS, stated) == 400.0


def test_without_a_list_of_doses_the_list_of_medicines_may_lack_the_last_one() -> None:
    whole, part = people("medications", [drug("zoledronic acid", last_given=ago(28))])
    assert said(treatment.DAYS_SINCE_ZOLEDRONIC_ACID, whole) == 28.0
    assert said(treatment.DAYS_SINCE_ZOLEDRONIC_ACID, part) == Interval(0.0, 28.0)
    complete = attrs.evolve(part, bone_agent_doses=[])
    assert said(treatment.DAYS_SINCE_ZOLEDRONIC_ACID, complete) == 28.0
    whole, part = people("medications", [drug("radium-223", last_given=ago(28))])
    assert said(radionuclide.DAYS_SINCE_RADIUM_223, whole) == 28.0
    assert said(radionuclide.DAYS_SINCE_RADIUM_223, part) == Interval(0.0, 28.0)


def test_a_first_day_counts_for_nothing_beside_a_dose_that_may_be_lacking() -> None:
    begun: Any = {"medications": [drug("strontium-89", start=ago(50))]}
    whole, part = people("radionuclide_doses", [], **begun)
    assert said(radionuclide.STRONTIUM_89_WITHIN_90_DAYS, whole) is True
    assert said(radionuclide.STRONTIUM_89_WITHIN_90_DAYS, part) is None
    listed = attrs.evolve(whole, radionuclide_doses=[radium(100, "strontium-89")])
    assert said(radionuclide.STRONTIUM_89_WITHIN_90_DAYS, listed) is False


def test_a_value_from_before_treatment_says_that_it_was_begun_only_where_all_doses_are_listed() -> None:
    before: Any = {"labs": Labs(creatinine_baseline=Q(0.9, "mg/dL"))}
    whole, part = people("bone_agent_doses", [], **before)
    assert said(treatment.ON_RENALLY_GATED_AGENT, whole) is True
    assert said(treatment.ON_RENALLY_GATED_AGENT, part) is None
    assert said(treatment.ON_RENALLY_GATED_AGENT, attrs.evolve(part, withheld=["pamidronate"])) is True


def test_an_order_is_held_against_doses_that_may_be_lacking() -> None:
    order = Regimen(drug="denosumab", route="SC", dose=Q(120, "mg"))
    whole, part = people("bone_agent_doses", [])
    assert said(ordered.EARLIER_DOSES_OF_ORDERED_DRUG, whole, order=order) is False
    assert said(ordered.EARLIER_DOSES_OF_ORDERED_DRUG, part, order=order) is None
    whole, part = people("bone_agent_doses", [dose("denosumab", 28)])
    assert said(ordered.EARLIER_DOSES_OF_ORDERED_DRUG, part, order=order) is True
    assert said(ordered.DAYS_SINCE_ORDERED_DRUG, whole, order=order) == 28.0
    assert said(ordered.DAYS_SINCE_ORDERED_DRUG, part, order=order) == Interval(0.0, 28.0)


def test_symptoms_may_have_followed_a_dose_that_is_lacking() -> None:
    began = bg.Symptoms(acute_phase_onset=ago(3))
    whole, part = people("bone_agent_doses", [dose("zoledronic acid", 5)], symptoms=began)
    assert said(clinical.ACUTE_PHASE_DELAY, whole) == 2.0
    assert said(clinical.ACUTE_PHASE_DELAY, part) == Interval(0.0, 2.0)
    assert said(clinical.ACUTE_PHASE_DELAY, people("bone_agent_doses", [], symptoms=began)[1]) is None
    assert said(clinical.ACUTE_PHASE_DELAY, people("bone_agent_doses", [dose("zoledronic acid", 5)])[1]) is None


def test_a_lesion_that_is_lacking_may_have_been_treated_since() -> None:
    imaged: Any = {"neurology": Neurology(confirmed_on=ago(5))}
    whole, part = people("lesions", [], **imaged)
    assert said(SPINE_TREATED_SINCE_CONFIRMED, whole) is False
    assert said(SPINE_TREATED_SINCE_CONFIRMED, part) is None
    operated = [Lesion(site="L3", operated_on=ago(4), radiotherapy=[])]
    assert said(SPINE_TREATED_SINCE_CONFIRMED, people("lesions", operated, **imaged)[1]) is True


@pytest.mark.parametrize(
    ("entries", "metastases", "only_blastic"),
    [([], None, None), ([Lesion(site="rib", phenotype="osteoblastic")], True, None)],
)
def test_questions_about_rows_are_open_unless_one_row_answers(
    entries: list[Lesion], metastases: object, only_blastic: object
) -> None:
    whole, part = people("lesions", entries)
    everything, some = (Snapshot(Context(patient=patient, on=DAY)) for patient in (whole, part))
    assert everything.value(tumour.BONE_METASTASES) is bool(entries)
    assert everything.value(tumour.ONLY_BLASTIC_LESIONS) is bool(entries)
    assert some.value(tumour.BONE_METASTASES) is metastases
    assert some.value(tumour.ONLY_BLASTIC_LESIONS) is only_blastic
    assert some.value(exposure.JAW_LESION) is None


# --------------------------------------------------------------------------- results that count for now


def dated(value: float, unit: str, days: int | None = 3) -> Observation:
    return Observation(value=Q(value, unit), on=None if days is None else ago(days))


def both_ways(fact: Fact, patient: bg.Patient) -> tuple[object, object]:
    """Return the value as rules answer, and where nothing is assumed."""
    facts = Snapshot(Context(patient=patient, on=DAY))
    return facts.value(fact), facts.opened().value(fact)


def test_a_creatinine_counts_unless_a_later_dose_is_listed_and_is_open_where_nothing_is_assumed() -> None:
    measured: Any = {"labs": Labs(creatinine=[dated(1.0, "mg/dL")])}
    value = 1.0
    whole, part = people("bone_agent_doses", [dose("zoledronic acid", 28)], **measured)
    assert both_ways(CREATININE, whole) == (value, value)
    assert both_ways(CREATININE, part) == (value, None)
    assert both_ways(DAYS_SINCE_CREATININE, whole) == (3.0, 3.0)
    assert both_ways(DAYS_SINCE_CREATININE, part) == (3.0, None)
    assert both_ways(LATEST_CREATININE, part) == (value, value)
    later = people("bone_agent_doses", [dose("zoledronic acid", 3)], **measured)[1]
    assert both_ways(CREATININE, later) == (None, None)
    # A result without a day is one of today.
    undated: Any = {"labs": Labs(creatinine=Q(1.0, "mg/dL"))}
    assert both_ways(CREATININE, people("bone_agent_doses", [], **undated)[1]) == (value, value)
    assert both_ways(CREATININE, people("bone_agent_doses", [])[1]) == (None, None)


def test_without_a_list_of_doses_the_list_of_medicines_leaves_a_creatinine_open() -> None:
    measured: Any = {"labs": Labs(creatinine=[dated(1.0, "mg/dL")])}
    value = 1.0
    whole, part = people("medications", [], **measured)
    assert both_ways(CREATININE, whole) == (value, value)
    assert both_ways(CREATININE, part) == (value, None)
    assert both_ways(CREATININE, attrs.evolve(part, bone_agent_doses=[])) == (value, value)


def test_the_value_before_treatment_counts_for_whoever_has_begun() -> None:
    stated: Any = {"labs": Labs(creatinine_baseline=Q(1.0, "mg/dL"))}
    value = 1.0
    begun = people("bone_agent_doses", [dose("zoledronic acid", 28)], **stated)[1]
    assert both_ways(CREATININE_BASELINE, begun) == (value, value)
    assert both_ways(CREATININE_BASELINE, people("bone_agent_doses", [], **stated)[0]) == (value, value)
    assert both_ways(CREATININE_BASELINE, people("bone_agent_doses", [], **stated)[1]) == (value, None)
    series: Any = {"labs": Labs(creatinine=[dated(1.0, "mg/dL", 30), dated(2.0, "mg/dL", 3)])}
    whole, part = people("bone_agent_doses", [dose("zoledronic acid", 28)], **series)
    assert both_ways(CREATININE_BASELINE, whole) == (value, value)
    # The first dose may have been an earlier one.
    assert both_ways(CREATININE_BASELINE, part) == (value, None)


def test_a_peak_is_one_after_the_first_dose() -> None:
    series: Any = {
        "labs": Labs(
            creatinine_baseline=Q(1.0, "mg/dL"),
            creatinine=[dated(2.0, "mg/dL", 20), dated(1.0, "mg/dL", 3)],
        )
    }
    whole, part = people("bone_agent_doses", [dose("zoledronic acid", 28)], **series)
    assert both_ways(EARLIER_PEAK, whole) == (2.0,) * 2
    assert both_ways(EARLIER_PEAK, part) == (2.0, None)


@pytest.mark.parametrize("name", ["haemoglobin", "platelets", "neutrophils", "white_cells"])
def test_a_count_is_open_where_a_radionuclide_may_have_been_given_since(name: str) -> None:
    fact: Fact = getattr(supportive, name.upper())
    unit = "g/dL" if name == "haemoglobin" else "10*9/L"
    results: Any = {name: [dated(9, unit)]}
    measured: Any = {"labs": Labs(**results)}
    whole, part = people("radionuclide_doses", [], **measured)
    known, opened = both_ways(fact, whole)
    assert known == opened is not None
    assert both_ways(fact, part) == (known, None)
    undated: Any = {"labs": Labs(**{name: Q(9, unit)})}
    assert both_ways(fact, people("radionuclide_doses", [], **undated)[1]) == (known, known)
    assert both_ways(fact, people("radionuclide_doses", [])[1]) == (None, None)


@pytest.mark.parametrize("name", ["medications", "bone_agent_doses", "radionuclide_doses"])
def test_neutrophils_are_not_low_only_where_nothing_since_can_have_brought_the_fever(name: str) -> None:
    def low(value: float, days: int, *, partly: bool) -> object:
        measured: Any = {"labs": Labs(neutrophils=[dated(value, "10*9/L", days)])}
        return said(NEUTROPHILS_LOW, people(name, [], **measured)[partly])

    assert low(4.0, 3, partly=False) is False
    assert low(4.0, 3, partly=True) is None
    # One of today is one of this fever, and a low one is looked into anyway.
    assert low(4.0, 0, partly=True) is False
    assert low(0.3, 3, partly=True) is True


# --------------------------------------------------------------------------- what a reader is told


def test_an_assessment_says_which_lists_may_lack_entries() -> None:
    def notes(*names: Any, **held: Any) -> tuple[str, ...]:
        patient = bg.Patient(medications=[], allergies=[], lesions=[], incomplete=names, **held)
        return bg.assess(patient, on=DAY, jurisdiction="EU").notes

    assert notes() == ()
    assert notes("lesions", "allergies") == (
        "May lack entries: allergies, lesions. What is not on such a list counts as unknown.",
    )
    assert notes("medications") == (
        (
            "May lack entries: medications. What is not on such a list counts as unknown; a result counts unless a dose"
            " after it is listed."
        ),
    )
    assert notes("bone_agent_doses") == ()
    [told] = notes("bone_agent_doses", bone_agent_doses=[])
    assert told.startswith("May lack entries: bone agent doses.")


def test_what_a_list_may_lack_could_change_an_answer() -> None:
    patient = bg.Patient(
        age=Q(68, "year"),
        sex="female",
        weight=Q(60, "kg"),
        primary="breast",
        bone_metastases=True,
        labs=Labs(creatinine=[dated(0.9, "mg/dL")], calcium=Q(9.4, "mg/dL"), albumin=Q(4, "g/dL")),
        bone_agent_doses=[dose("denosumab", 28)],
        allergies=[],
    )
    whole = bg.assess(patient, on=DAY, jurisdiction="US")["zoledronic-acid"]
    part = attrs.evolve(patient, incomplete=["allergies", "bone_agent_doses"])
    some = bg.assess(part, on=DAY, jurisdiction="US")["zoledronic-acid"]
    lacking = {"allergy_zoledronic_acid", "creatinine"}
    assert lacking.isdisjoint(frozenset().union(*whole.could_change))
    assert lacking <= frozenset().union(*some.could_change)
    # The result counts, so that a dose is shown with what is to be confirmed before it.
    assert (whole.regimen is None) == (some.regimen is None)
    listed = attrs.evolve(part, allergies=["zometa"])
    assert bg.assess(listed, on=DAY, jurisdiction="US")["zoledronic-acid"].status is bg.Status.CONTRAINDICATED
