"""One patient: the whole assessment, and what explains it, beside hand-written code for one drug.

The hand-written rule and the naive pint rule answer the zoledronic acid question
only: clearance, dose band, renal withhold and corrected calcium. Agreement on the
dose is checked before anything is timed. What is missing and what could change the
answers is timed on a sparse record too.

Usage: python benchmarks/bench_assess.py [--write FOLDER]

``--write docs`` writes the table of the manual.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import sys
import timeit
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import attrs

import boneguide as bg
from boneguide import Q
from boneguide.interop.json import read_patient

ON = date(2026, 11, 23)
ROUNDS, CALLS = 15, 300
#: A call that takes longer than this, in microseconds, is made once in each round.
LONG = 5000.0
#: What the rest is compared with in the manual.
BARE = "all subjects, reasons unread"

# The label's numbers, and a usual lower limit of normal for calcium.
NORMAL_BELOW, LOWEST_CLEARANCE, HIGHEST_CREATININE, FULL_ABOVE, LOWER_LIMIT = 1.4, 30, 3.0, 60, 8.5
DOSES = ((50, 3.5), (40, 3.3))

COMPLETE = read_patient(Path(__file__).resolve().parent / "complete_patient.json")
SPARSE = bg.Patient(
    age=Q(68, "year"),
    sex="female",
    weight=Q(60, "kg"),
    primary="breast",
    lesions=[bg.Lesion(site="L3", phenotype="osteolytic", painful=True)],
    labs=bg.Labs(creatinine=Q(0.9, "mg/dL"), calcium=Q(9.4, "mg/dL"), albumin=Q(4.0, "g/dL")),
)


@attrs.frozen
class Facts:
    """The seven facts of the hand-written rule: floats in mg/dL, g/dL, kg and years, or quantities."""

    age: Any
    weight: Any
    female: bool | None
    creatinine: Any
    baseline: Any
    calcium: Any
    albumin: Any


def by_hand(facts: Facts) -> tuple[str, float | None]:
    """Return the zoledronic acid verdict and dose in mg, as plain nested conditions on floats."""
    age, weight, female = facts.age, facts.weight, facts.female
    creatinine, baseline = facts.creatinine, facts.baseline
    if age is None or weight is None or female is None or creatinine is None or baseline is None:
        return "needs data", None
    clearance = (140 - age) * weight / (72 * baseline) * (0.85 if female else 1.0)
    if creatinine - baseline >= (0.5 if baseline < NORMAL_BELOW else 1.0):
        return "withhold", None
    if clearance < LOWEST_CLEARANCE or creatinine > HIGHEST_CREATININE:
        return "not recommended", None
    dose = next((amount for edge, amount in DOSES if clearance >= edge), 3.0) if clearance <= FULL_ABOVE else 4.0
    if facts.calcium is None or facts.albumin is None:
        return "after", dose
    return ("after" if facts.calcium + 0.8 * (4.0 - facts.albumin) < LOWER_LIMIT else "recommended"), dose


def by_pint(facts: Facts) -> tuple[str, Any]:
    """Return the same from pint quantities, compared and converted on the way."""
    baseline, creatinine = facts.baseline, facts.creatinine
    clearance = (140 - facts.age.to("year").magnitude) * facts.weight.to("kg").magnitude
    clearance = Q(clearance / (72 * baseline.to("mg/dL").magnitude) * (0.85 if facts.female else 1.0), "mL/min")
    limit = Q(0.5, "mg/dL") if baseline < Q(NORMAL_BELOW, "mg/dL") else Q(1.0, "mg/dL")
    if creatinine - baseline >= limit:
        return "withhold", None
    if clearance < Q(LOWEST_CLEARANCE, "mL/min") or creatinine > Q(HIGHEST_CREATININE, "mg/dL"):
        return "not recommended", None
    dose = Q(4.0, "mg")
    if clearance <= Q(FULL_ABOVE, "mL/min"):
        dose = next((Q(amount, "mg") for edge, amount in DOSES if clearance >= Q(edge, "mL/min")), Q(3.0, "mg"))
    corrected = Q(facts.calcium.to("mg/dL").magnitude + 0.8 * (4.0 - facts.albumin.to("g/dL").magnitude), "mg/dL")
    return ("after" if corrected < Q(LOWER_LIMIT, "mg/dL") else "recommended"), dose


def microseconds(call: Callable[[], object]) -> float:
    """Return the time of one call."""
    once = timeit.timeit(call, number=1) * 1e6
    return once if once > LONG else timeit.timeit(call, number=CALLS) / CALLS * 1e6


def answered(patient: bg.Patient) -> bg.Assessment:
    """Return the assessment by every subject."""
    return bg.assess(patient, on=ON, jurisdiction="US")


def next_question(patient: bg.Patient) -> tuple[object, ...]:
    """Return what an assessment names as missing and the question to ask next."""
    assessment = answered(patient)
    return assessment.missing, assessment.next_question


def what_could_change(patient: bg.Patient) -> list[object]:
    """Return what could change each answer of an assessment."""
    return [answer.could_change for answer in answered(patient).values()]


def every_reason(patient: bg.Patient) -> list[object]:
    """Return the explanation tree of each answer of an assessment."""
    return [answer.because for answer in answered(patient).values()]


def every_basis(patient: bg.Patient) -> list[object]:
    """Return the basis of each answer of an assessment."""
    return [answer.basis for answer in answered(patient).values()]


def every_counterfactual(patient: bg.Patient) -> list[object]:
    """Return, for each answer of an assessment, why it is not advised and what would change that."""
    assessment = answered(patient)
    return [assessment.explain_not(key) for key in assessment]


def measured(calls: dict[str, Callable[[], object]]) -> dict[str, tuple[float, float]]:
    """Return the median and the shortest time of each call, all measured in turn."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, call in calls.items():
            times[name].append(microseconds(call))
    return {name: (statistics.median(found), min(found)) for name, found in times.items()}


def table(found: dict[str, tuple[float, float]]) -> str:
    """Return the table of the manual: medians, and how often the bare verdict of all subjects goes into each."""
    bare = found[BARE][0]
    rows = (f"| {name} | {middle:,.1f} | {middle / bare:,.2f} |" for name, (middle, _) in found.items())
    where = (
        f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.machine()}. Medians of {ROUNDS} rounds."
    )
    return "\n".join((where, "", "| | us | ratio to the bare verdict |", "|---|---:|---:|", *rows, ""))


def main() -> None:
    """Print medians and the ratio to the hand-written rule, all measured in turn in one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", type=Path, help="the folder of the manual")
    asked = parser.parse_args()
    labs = COMPLETE.labs
    given = {name: labs.latest(name, ON) for name in ("creatinine", "creatinine_baseline", "calcium", "albumin")}
    values = {name: result.value for name, result in given.items() if result is not None}
    quantities = Facts(
        age=COMPLETE.age,
        weight=COMPLETE.weight,
        female=COMPLETE.sex == "female",
        creatinine=values["creatinine"],
        baseline=values["creatinine_baseline"],
        calcium=values["calcium"],
        albumin=values["albumin"],
    )
    plain = Facts(
        age=quantities.age.to("year").magnitude,
        weight=quantities.weight.to("kg").magnitude,
        female=quantities.female,
        creatinine=quantities.creatinine.to("mg/dL").magnitude,
        baseline=quantities.baseline.to("mg/dL").magnitude,
        calcium=quantities.calcium.to("mg/dL").magnitude,
        albumin=quantities.albumin.to("g/dL").magnitude,
    )
    regimen = bg.assess(COMPLETE, on=ON, jurisdiction="US")["zoledronic-acid"].regimen
    dose = regimen.dose if isinstance(regimen, bg.Regimen) else None
    doses = {by_hand(plain)[1], by_pint(quantities)[1].magnitude, None if dose is None else dose.to("mg").magnitude}
    if len(doses) != 1:
        sys.exit(f"the implementations disagree on the dose: {doses}; nothing was timed")
    rule = bg.guidelines.bone_agents["zoledronic-acid"]
    full = bg.assess(COMPLETE, on=ON, jurisdiction="US")
    calls: dict[str, Callable[[], object]] = {
        "zoledronic acid, hand-written if/else on floats": lambda: by_hand(plain),
        "zoledronic acid, naive pint": lambda: by_pint(quantities),
        "zoledronic acid, one rule, verdict and full answer": lambda: rule(COMPLETE, on=ON, jurisdiction="US"),
        "all bone agents, reasons unread": lambda: bg.guidelines.bone_agents(COMPLETE, on=ON, jurisdiction="US"),
        BARE: lambda: answered(COMPLETE),
        "all subjects, every answer built": lambda: [*answered(COMPLETE).values()],
        "explanation tree of one answer": lambda: full["zoledronic-acid"].because,
        "all subjects, every explanation tree": lambda: every_reason(COMPLETE),
        "all subjects, every basis": lambda: every_basis(COMPLETE),
        "all subjects, what is kept for an audit": lambda: answered(COMPLETE).audit_record,
        "all subjects, missing facts and next question": lambda: next_question(COMPLETE),
        "all subjects, what could change each answer": lambda: what_could_change(COMPLETE),
        "all subjects, why not, of each answer": lambda: every_counterfactual(COMPLETE),
        "sparse record, reasons unread": lambda: answered(SPARSE),
        "sparse record, missing facts and next question": lambda: next_question(SPARSE),
        "sparse record, every explanation tree": lambda: every_reason(SPARSE),
        "sparse record, what could change each answer": lambda: what_could_change(SPARSE),
        "sparse record, why not, of each answer": lambda: every_counterfactual(SPARSE),
    }
    found = measured(calls)
    base = next(iter(found.values()))[0]
    print(f"rules: {len(bg.guidelines.bone_agents)} on bone agents, {len(bg.guidelines.default)} in all")
    print(f"{'what':<54}{'median us':>12}{'min us':>12}{'x by hand':>12}")
    for name, (middle, shortest) in found.items():
        print(f"{name:<54}{middle:>12.1f}{shortest:>12.1f}{middle / base:>12.1f}")
    if asked.write is not None:
        (asked.write / "benchmarks-one-person.md").write_text(table(found), encoding="utf-8")


if __name__ == "__main__":
    main()
