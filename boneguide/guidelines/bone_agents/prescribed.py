"""May this order stand? A regimen that a prescriber already wrote, held against limits and person.

Two rules answer together: the limits of an order (:mod:`~boneguide.guidelines.bone_agents.orders`),
and the rule of the drug for this person. Neither is written a second time here.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

import attrs

from boneguide.errors import UnencodedOrderError
from boneguide.guidelines import drugs
from boneguide.guidelines.bone_agents._edition import EDITION
from boneguide.guidelines.bone_agents.clodronate import CLODRONATE
from boneguide.guidelines.bone_agents.denosumab import DENOSUMAB
from boneguide.guidelines.bone_agents.hypercalcaemia.clodronate import CLODRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.denosumab import DENOSUMAB_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.ibandronate import IBANDRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.pamidronate import PAMIDRONATE_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.hypercalcaemia.zoledronic_acid import ZOLEDRONIC_ACID_HYPERCALCAEMIA
from boneguide.guidelines.bone_agents.ibandronate import IBANDRONATE, IBANDRONATE_ORAL
from boneguide.guidelines.bone_agents.orders import clodronate, denosumab, ibandronate, pamidronate, zoledronic_acid
from boneguide.guidelines.bone_agents.pamidronate import PAMIDRONATE
from boneguide.guidelines.bone_agents.zoledronic_acid import ZOLEDRONIC_ACID
from boneguide.guidelines.facts.order import ORDERED_ROUTE, agent_of
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.guideline import Guideline
from boneguide.logic.numbers import Named
from boneguide.logic.rule import Rule
from boneguide.logic.scalar import number
from boneguide.logic.verbs import JURISDICTION, Cases
from boneguide.model.answer import Finding, Recommendation
from boneguide.model.check import INDICATIONS, Check, Indication, Verdict, by_weight
from boneguide.model.jurisdiction import JURISDICTIONS, Jurisdiction
from boneguide.model.patient import Patient
from boneguide.model.regimen import Regimen
from boneguide.model.status import BARRED, Severity, Status
from boneguide.quantities import as_amount, kinds

T = TypeVar("T")

SKELETAL_EVENTS: Indication = "skeletal events"
HYPERCALCAEMIA: Indication = "hypercalcaemia"

#: For each drug and use: the limits of an order, and the rule of the drug.
_RULES: dict[tuple[str, Indication], tuple[Rule, Rule]] = {
    (drugs.ZOLEDRONIC_ACID, SKELETAL_EVENTS): (zoledronic_acid.CHECK_ZOLEDRONIC_ACID, ZOLEDRONIC_ACID),
    (drugs.ZOLEDRONIC_ACID, HYPERCALCAEMIA): (
        zoledronic_acid.CHECK_ZOLEDRONIC_ACID_HYPERCALCAEMIA,
        ZOLEDRONIC_ACID_HYPERCALCAEMIA,
    ),
    (drugs.PAMIDRONATE, SKELETAL_EVENTS): (pamidronate.CHECK_PAMIDRONATE, PAMIDRONATE),
    (drugs.PAMIDRONATE, HYPERCALCAEMIA): (pamidronate.CHECK_PAMIDRONATE_HYPERCALCAEMIA, PAMIDRONATE_HYPERCALCAEMIA),
    (drugs.IBANDRONATE, SKELETAL_EVENTS): (ibandronate.CHECK_IBANDRONATE, IBANDRONATE),
    (drugs.IBANDRONATE, HYPERCALCAEMIA): (ibandronate.CHECK_IBANDRONATE_HYPERCALCAEMIA, IBANDRONATE_HYPERCALCAEMIA),
    (drugs.CLODRONATE, SKELETAL_EVENTS): (clodronate.CHECK_CLODRONATE, CLODRONATE),
    (drugs.CLODRONATE, HYPERCALCAEMIA): (clodronate.CHECK_CLODRONATE_HYPERCALCAEMIA, CLODRONATE_HYPERCALCAEMIA),
    (drugs.DENOSUMAB, SKELETAL_EVENTS): (denosumab.CHECK_DENOSUMAB, DENOSUMAB),
    (drugs.DENOSUMAB, HYPERCALCAEMIA): (denosumab.CHECK_DENOSUMAB_HYPERCALCAEMIA, DENOSUMAB_HYPERCALCAEMIA),
}
_TABLETS = (ibandronate.CHECK_IBANDRONATE_ORAL, IBANDRONATE_ORAL)

#: Every rule that holds an order against its limits.
ORDER_LIMITS = Guideline(
    id="order-limits",
    title="Limits of an order of a bone agent",
    edition=EDITION,
    rules=(*(limits for limits, _ in _RULES.values()), _TABLETS[0]),
)

_REJECTED = BARRED - {Status.NEEDS_DATA} | {Status.NOT_APPLICABLE}


def check(
    regimen: Regimen,
    patient: Patient,
    *,
    on: date,
    jurisdiction: Jurisdiction | None = None,
    indication: Indication = SKELETAL_EVENTS,
) -> Check:
    """Return whether an order that is already written can stand for one person.

    The dose, the speed, the fluid, the interval and the route are held against
    the labels; the drug is held against the person.

    Args:
        regimen: The order. What it leaves open is asked for, except that
            nothing can be said without a dose.
        patient: What is known of the person, earlier doses included.
        on: The day on which the dose would be given.
        jurisdiction: ``"US"``, ``"EU"`` or ``"UK"``. Without it the check for
            each is given, and no verdict where they differ.
        indication: What the order is written for.

    Raises:
        UnencodedOrderError: If the drug or the use is not encoded.
        InvalidPatientError: If the record holds a date after ``on``.
        UnknownJurisdictionError: If the jurisdiction is not encoded.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> order = bg.Regimen(
        ...     drug="zoledronic acid",
        ...     route="IV",
        ...     dose=bg.Q(4, "mg"),
        ...     infusion_time=bg.Range.exactly(bg.Q(10, "minute")),
        ... )
        >>> patient = bg.Patient(
        ...     age=bg.Q(68, "year"),
        ...     sex="female",
        ...     weight=bg.Q(60, "kg"),
        ...     primary="breast",
        ...     bone_metastases=True,
        ...     labs=bg.Labs(creatinine=bg.Q(0.9, "mg/dL")),
        ... )
        >>> result = check(order, patient, on=date(2026, 11, 23), jurisdiction="US")
        >>> result.verdict
        <Verdict.REJECT: 'reject'>
        >>> [finding.id for finding in result.against]
        ['order-dose-above-table', 'order-too-fast']
        >>> result.advised[0]
        'the table gives 3.5 mg at a clearance of 56.7 mL/min'
    """
    limits, drug = rules_for(regimen, indication)
    together = Guideline(id="order", title=limits.title, edition=EDITION, rules=(limits, drug))
    answers = together(patient, on=on, jurisdiction=jurisdiction, order=regimen)
    order, person = answers[limits.id], answers[drug.id]
    facts = Snapshot(Context(patient=patient, on=on, jurisdiction=jurisdiction, order=regimen))
    found = Check(
        verdict=_verdict(order, person),
        order=regimen,
        indication=indication,
        on=on,
        jurisdiction=jurisdiction,
        findings=by_weight((*_outside_its_use(drug, person), *order.findings, *person.findings)),
        first=_once((*order.first, *person.first)),
        advised=tuple(_advised(drug, person, facts)),
        missing=_once((*order.missing, *person.missing)),
        disagreements=_once((*order.disagreements, *person.disagreements)),
        notes=_once((*order.notes, *person.notes)),
        limits=order,
        recommendation=person,
        sources=_once((*order.sources, *person.sources)),
    )
    if not (order.by_jurisdiction or person.by_jurisdiction):
        return found
    places: dict[str, Check] = {
        place: check(regimen, patient, on=on, jurisdiction=place, indication=indication) for place in JURISDICTIONS
    }
    verdicts = {each.verdict for each in places.values()}
    if len(verdicts) > 1:
        return attrs.evolve(found, verdict=Verdict.NEEDS_DATA, by_jurisdiction=places)
    missing = tuple(name for name in found.missing if name != JURISDICTION.name)
    return attrs.evolve(found, verdict=verdicts.pop(), missing=missing, by_jurisdiction=places)


def rules_for(regimen: Regimen, indication: Indication) -> tuple[Rule, Rule]:
    """Return the limits and the drug rule that an order is held against.

    Raises:
        UnencodedOrderError: If the drug or the use is not encoded.
    """
    if indication not in INDICATIONS:
        msg = f"indication {indication!r} is not encoded. Expected one of {', '.join(map(repr, INDICATIONS))}."
        raise UnencodedOrderError(msg)
    written: object = regimen
    if not isinstance(written, Regimen):
        msg = (
            f"an order that is a {type(written).__name__} cannot be checked. Expected a Regimen of one of"
            f" {', '.join(drugs.BONE_AGENTS)}; schedules of radiotherapy are judged by assess, and those for cord"
            " compression by guidelines.cord_compression.outside_the_list."
        )
        raise UnencodedOrderError(msg)
    agent = agent_of(regimen.drug)
    if agent is None:
        msg = (
            f"an order of {regimen.drug!r} cannot be checked: nothing is encoded for that name. Expected one of"
            f" {', '.join(drugs.BONE_AGENTS)}, or a product name of one of them."
        )
        raise UnencodedOrderError(msg)
    if (agent, indication) == (drugs.IBANDRONATE, SKELETAL_EVENTS) and _by_mouth(regimen):
        return _TABLETS
    return _RULES[agent, indication]


def _by_mouth(regimen: Regimen) -> bool:
    # Only the order is read for its route, so that any person and day will do.
    facts = Snapshot(Context(patient=Patient(), on=date.min, order=regimen))
    return facts.value(ORDERED_ROUTE) == "oral"


def _verdict(order: Recommendation, person: Recommendation) -> Verdict:
    statuses = {order.status, person.status}
    if not statuses.isdisjoint(_REJECTED):
        return Verdict.REJECT
    if Status.NEEDS_DATA in statuses:
        return Verdict.NEEDS_DATA
    cautions = any(f.known and f.severity is Severity.CAUTION for f in (*order.findings, *person.findings))
    return Verdict.WARN if cautions or Status.AFTER in statuses else Verdict.ACCEPT


def _outside_its_use(drug: Rule, person: Recommendation) -> Iterator[Finding]:
    # A status says that a drug has no use here; an order wants it as a finding beside the others.
    if person.status is Status.NOT_APPLICABLE:
        yield Finding(
            id="no-encoded-use",
            severity=Severity.NOT_RECOMMENDED,
            text=f"{drug.title}: not a question for this person as recorded, so the order has no encoded use.",
            known=True,
            sources=drug.sources,
        )
    elif person.licensed is False:
        yield Finding(
            id="not-licensed",
            severity=Severity.NOT_RECOMMENDED,
            text=f"{drug.title}: outside every licence that is encoded for this place and person.",
            known=True,
            sources=_once(source for licence in drug.licences for source in licence.sources),
        )


def _advised(drug: Rule, person: Recommendation, facts: Snapshot) -> Iterator[str]:
    if drug.advise is None or not isinstance(person.regimen, Regimen):
        return
    table = drug.advise.dose
    nodes = itertools.chain.from_iterable(c.walk() for c in table.nodes()) if isinstance(table, Cases) else ()
    clearances = (n for n in nodes if isinstance(n, Named) and n.kind == kinds.CREATININE_CLEARANCE)
    for node in itertools.islice(clearances, 1):
        clearance = number(node, facts)
        if clearance is not None and clearance.is_point:
            dose = person.regimen.dose_range if person.regimen.dose is None else as_amount(person.regimen.dose)
            yield f"the table gives {dose} at a clearance of {_shown(clearance.low)} mL/min"
    yield str(person.regimen)


def _shown(clearance: float) -> str:
    # Rounding must not put a value on the edge of a band on which it does not lie.
    short = f"{clearance:.1f}"
    return f"{clearance:.6g}" if short.endswith(".0") else short


def _once(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))
