"""The public interface as an application would use it.

Type checkers read this file as they would read a user's code: it holds no cast
and switches no check off. The tests run it too.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date, timedelta

import boneguide as bg
from boneguide.guidelines import facts
from boneguide.interop.json import assessment_from_json, assessment_to_json, patient_from_json, patient_to_json

ON = date(2026, 11, 23)


def build_patient() -> bg.Patient:
    """Describe a person: quantities have units, and what is left out is unknown."""
    return bg.Patient(
        age=bg.Q(68, "year"),
        sex="female",
        weight=bg.Q("60 kg"),
        primary="breast",
        lesions=[bg.Lesion(site="L3", phenotype="osteolytic", painful=True)],
        labs=bg.Labs(
            creatinine=[
                bg.Observation(value=bg.Q(0.8, "mg/dL"), on=ON - timedelta(days=30)),
                bg.Observation(value=bg.Q(0.9, "mg/dL"), on=ON - timedelta(days=3), high=bg.Q(1.1, "mg/dL")),
            ],
            calcium=bg.Q(9.4, "mg/dL"),
            albumin=bg.Observation(value=bg.Q(4.0, "g/dL")),
        ),
        medications=[bg.Medication(drug="letrozole", start=date(2026, 11, 9))],
        bone_agent_doses=[],
        allergies=[],
        dental=bg.Dental(assessment_on=date(2026, 11, 16), work_outstanding=False),
        conditions=bg.Conditions(dehydrated=False),
        life_expectancy=bg.LifeExpectancy(low=bg.Q(2, "year"), source="treating oncologist"),
        findings={"lives_alone": True, "clinic": "outreach"},
    )


def doses_in_milligram(assessment: bg.Assessment) -> dict[str, float]:
    """Return the dose of every option that may be given, as a plain number."""
    found: dict[str, float] = {}
    for identifier, answer in assessment.items():
        if isinstance(answer.regimen, bg.Regimen) and answer.regimen.dose is not None:
            found[identifier] = answer.regimen.dose.to("mg").magnitude
    return found


def tasks(answer: bg.Recommendation) -> Iterator[str]:
    """Yield what has to be done, first things first."""
    yield from (task.text for task in answer.first)
    yield from (f"{task.text} by {task.due.isoformat()}" for task in answer.monitor if task.due is not None)


def house_rule() -> bg.Rule:
    """Write a rule of one's own, from the library's facts and from one of one's own."""
    lives_alone = bg.fact("lives_alone", label="living alone", asked=True)
    clinic = bg.fact("clinic", values=["ward", "outreach"], label="where treatment is given")
    protocol = bg.Reference(key="HOUSE", citation="Protocol of our ward", year=2026, edition="3", seen="read")
    source = bg.Source(protocol, locator="section 4", rows="H1", verified="primary")
    clearance = facts.CREATININE_CLEARANCE
    return bg.Rule(
        id="house-zoledronic-acid",
        title="Zoledronic acid at home",
        when=bg.all_of(facts.BONE_METASTASES, facts.AGE >= "18 year", clinic.is_in("outreach"), bg.not_(lives_alone)),
        advise=bg.RegimenTemplate(
            drug="zoledronic acid",
            route="IV",
            dose=bg.band(
                clearance,
                bg.above("60 mL/min", bg.Amount(4, "mg")),
                bg.at_least("30 mL/min", bg.Amount(3, "mg")),
            ),
            interval=bg.exactly("12 week"),
            infusion_time=bg.no_less_than("15 minute"),
        ),
        contraindications=(
            bg.Contraindication(
                id="clearance-below-30",
                severity="not-recommended",
                when=clearance < "30 mL/min",
                says="Clearance below 30 mL/min: not at home.",
                sources=source,
            ),
        ),
        first=(
            bg.Prerequisite(
                id="someone-at-home", when=lives_alone, says="someone stays for the first night", sources=source
            ),
        ),
        recommended=(clearance > "60 mL/min") & facts.PRIMARY.is_in("breast", "prostate"),
        grade=bg.Grade.ungraded("a protocol of one ward"),
        sources=(source,),
        edition="3",
    )


def compose() -> bg.Guideline:
    """Take the encoded guideline, leave a rule out, and add one of one's own."""
    own = bg.Guideline(id="house", title="Our ward", edition="3", rules=[house_rule()])
    composed = bg.guidelines.default.without("clodronate") | own
    return composed.replacing(house_rule())


def lines() -> Iterator[str]:
    """Yield what an application might show: one person, the library's answers and the ward's own."""
    patient = patient_from_json(patient_to_json(build_patient()))
    assessment = bg.assess(patient, on=ON, jurisdiction="US")
    answer = assessment["zoledronic-acid"]
    status: bg.Status = assessment.statuses["zoledronic-acid"]
    yield f"{answer.title}: {status.value}, {doses_in_milligram(assessment)[answer.id]} mg"
    yield from tasks(answer)
    yield from (f"{argument.text} {argument.grade}" for argument in answer.reasons_for)
    yield from (f"red flag: {flag.title}" for flag in assessment.red_flags)
    yield str(answer.because)

    composed = bg.assess(patient, on=ON, jurisdiction="EU", guideline=compose())
    own: bg.Recommendation = house_rule()(patient, on=ON, jurisdiction="EU")
    if composed["house-zoledronic-acid"].status is bg.Status.NOT_APPLICABLE:
        yield f"{own.title}: {own.status.value}"
    if isinstance(answer.regimen, bg.Regimen):
        first, second = answer.regimen.schedule(ON, doses=2)
        interval: timedelta = second.earliest - first.earliest
        yield f"next dose after {interval.days} days"

    kept: bg.Assessment = assessment_from_json(assessment_to_json(composed))
    if kept == composed:
        yield f"kept: {kept!r}"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in lines())
