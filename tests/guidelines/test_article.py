"""The article, statement by statement: for each, who is answered with it, and who rightly is not."""

from __future__ import annotations

from datetime import timedelta

import attrs
import pytest

import boneguide as bg
from boneguide import Q
from boneguide.guidelines.sources import THE_ARTICLE
from boneguide.model.answer import Recommendation
from boneguide.model.intended_use import INTENDED_USE
from boneguide.model.status import Status
from tests.guidelines.clean import ON, SYMPTOMS, clean, conditions, labs, woman

EVERYTHING = bg.guidelines.default
#: What each statement says, in our own words.
STATEMENTS = {
    "A01": "bisphosphonates, zoledronic acid first, whatever the phenotype and the primary",
    "A02": "zoledronic acid 4 mg every 3 to 4 weeks, solid tumours and myeloma",
    "A03": "pamidronate 90 mg for lytic breast cancer and myeloma; no benefit in mainly blastic lesions",
    "A04": "clodronate did little for pain in blastic prostate cancer",
    "A05": "denosumab is a valid alternative in solid tumours",
    "A06": "analgesics by the WHO ladder",
    "A07": "an immediate-release opioid for breakthrough pain",
    "A08": "intravenous opioids or rapid-onset fentanyl act sooner",
    "A09": "dexamethasone for bone pain, above all with cord compression",
    "A10": "8 mg a day for uncomplicated bone pain",
    "A11": "16 mg a day for cord compression",
    "A12": "taper over about two weeks once symptoms improve",
    "A13": "external beam radiotherapy for all painful bone metastases",
    "A14": "8 Gy once for most",
    "A15": "higher doses and longer schedules for selected cases",
    "A16": "few fractions for cord compression",
    "A17": "coeliac plexus block for visceral pain of the upper abdomen",
    "A18": "intraspinal techniques in selected cases",
    "A19": "cathepsin K inhibitors promise something in animal models",
    "A20": "a cathepsin K inhibitor with a bisphosphonate needs evaluation",
    "A21": "TGF-beta receptor I kinase inhibitors change bone cells in animals",
    "A22": "anti-sclerostin antibodies may build bone",
    "A23": "renal function before each dose of a bisphosphonate",
    "A24": "withhold until creatinine is back where it was",
    "A25": "resorption markers may show who is at higher risk",
    "A26": "dental measures before a bone agent",
    "A27": "caution with impaired kidneys or nephrotoxic drugs",
    "A28": "an acute-phase reaction within three days",
    "A29": "go on until performance declines substantially",
    "A30": "metastases are heterogeneous whatever predominates on imaging",
    "A31": "for professionals; review pending",
}
#: Not a statement about a person.
ABOUT_THE_LIBRARY = {"A31"}

LYTIC = bg.Lesion(site="L3", phenotype="osteolytic", painful=True)
RIB = bg.Lesion(site="rib", phenotype="osteolytic", painful=True)
QUIET = bg.Lesion(site="rib", phenotype="osteolytic", painful=False)

WELL = woman(lesions=(), bone_metastases=False)
SICK = woman(lesions=(QUIET,))
SORE = woman(lesions=(RIB,))
BLASTIC = clean(lesions=(bg.Lesion(site="L3", phenotype="osteoblastic"),))
COMPRESSED = woman(
    lesions=(LYTIC,),
    neurology=bg.Neurology(deficit=True, cord_compression="confirmed", ambulatory=True),
    ecog=1,
    life_expectancy=Q(4, "month"),
)
ON_DEXAMETHASONE = bg.Medication(drug="dexamethasone", daily_dose=Q(16, "mg"), start=ON - timedelta(days=5))
IMPROVING = attrs.evolve(
    COMPRESSED,
    medications=(ON_DEXAMETHASONE,),
    corticosteroid_response="improved",
    conditions=conditions(cord_compression_treatment_begun=True),
)
RISEN = woman(
    labs=labs(creatinine=Q(1.6, "mg/dL"), creatinine_baseline=Q(1.0, "mg/dL")),
    bone_agent_doses=(bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=28)),),
    withheld=("zoledronic acid",),
)
TREATED = woman(bone_agent_doses=(bg.BoneAgentDose(drug="zoledronic acid", on=ON - timedelta(days=1)),))

ON_MORPHINE = attrs.evolve(
    SORE,
    medications=(bg.Medication(drug="morphine", route="oral", daily_dose=Q(60, "mg"), start=ON - timedelta(days=9)),),
)

#: Somebody who is answered with the statement, and somebody who is not.
PEOPLE: dict[str, tuple[bg.Patient, bg.Patient]] = {
    "A01": (SICK, WELL),
    "A02": (SICK, WELL),
    "A03": (SICK, WELL),
    "A04": (BLASTIC, WELL),
    "A05": (SICK, WELL),
    "A06": (attrs.evolve(SORE, pain=bg.Pain(worst=5)), SORE),
    "A07": (ON_MORPHINE, SORE),
    "A08": (attrs.evolve(ON_MORPHINE, pain=bg.Pain(worst=8, breakthrough=True)), ON_MORPHINE),
    "A09": (SORE, SICK),
    "A10": (SORE, SICK),
    "A11": (COMPRESSED, SICK),
    "A12": (IMPROVING, COMPRESSED),
    "A13": (SORE, SICK),
    "A14": (SORE, SICK),
    "A15": (SORE, SICK),
    "A16": (COMPRESSED, SORE),
    "A17": (attrs.evolve(SICK, pain=bg.Pain(visceral_upper_abdominal=True)), SICK),
    "A18": (attrs.evolve(SICK, pain=bg.Pain(refractory=True)), SICK),
    "A19": (SICK, WELL),
    "A20": (SICK, WELL),
    "A21": (SICK, WELL),
    "A22": (SICK, WELL),
    "A23": (SICK, WELL),
    "A24": (RISEN, WELL),
    "A25": (attrs.evolve(SICK, labs=labs(urinary_ntx=Q(120, "nmol/mmol"))), SICK),
    "A26": (SICK, WELL),
    "A27": (attrs.evolve(SICK, medications=(bg.Medication(drug="gentamicin"),)), SICK),
    "A28": (attrs.evolve(TREATED, symptoms=attrs.evolve(SYMPTOMS, acute_phase_symptoms=True)), TREATED),
    "A29": (TREATED, WELL),
    "A30": (BLASTIC, WELL),
}


def answers(patient: bg.Patient, row: str) -> list[Recommendation]:
    """Return the answers that apply to a person and cite a statement of the article."""
    assessment = bg.assess(patient, on=ON, jurisdiction="UK", guideline=EVERYTHING)
    return [
        answer
        for answer in assessment.applicable
        if any(source.reference is THE_ARTICLE and row in source.rows for source in answer.all_sources())
    ]


@pytest.mark.parametrize("row", PEOPLE)
def test_a_statement_is_answered_where_it_applies_and_only_there(row: str) -> None:
    with_it, without_it = PEOPLE[row]
    found = answers(with_it, row)
    assert found, STATEMENTS[row]
    assert all(any(source.reference is not THE_ARTICLE for source in answer.sources) for answer in found)
    assert answers(without_it, row) == []


def test_every_statement_is_answered() -> None:
    assert len(STATEMENTS) == 31
    assert set(STATEMENTS) == set(PEOPLE) | ABOUT_THE_LIBRARY
    assert not set(PEOPLE) & ABOUT_THE_LIBRARY
    cited = {
        row
        for rule in EVERYTHING
        for source in rule.all_sources()
        if source.reference is THE_ARTICLE
        for row in source.rows
    }
    assert cited == set(PEOPLE)


def test_what_is_only_promising_is_never_advised() -> None:
    for row in ("A19", "A20", "A21", "A22"):
        for answer in answers(SICK, row):
            assert answer.status in {Status.INVESTIGATIONAL, Status.NOT_RECOMMENDED}
            assert answer.regimen is None


def test_the_library_says_for_whom_it_is_and_that_review_is_pending() -> None:
    assert "health professionals" in INTENDED_USE
    assert "awaits review by a clinician" in bg.assess(SICK, on=ON, jurisdiction="UK").intended_use
    assert "pending human review" in THE_ARTICLE.edition
