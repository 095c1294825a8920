"""CDS Hooks 2.0: an assessment as cards, drafts of orders as warnings, and what a service says of itself.

Functions over plain objects of JSON; there is no server here. ``examples/cds_service``
shows one that uses them.

How answers become cards:

* each red flag: one card, ``critical``;
* what is advised against, contraindicated or on hold, of what the person receives or an
  order is being written for: one card each, ``warning``;
* options: one card each, ``info``, those with a dose first, six at most by default;
* what is not known: one card, ``info``, the best question first;
* everything else that applies: named in one card, ``info``.

What does not apply to the person has no card. Nothing is ever applied without the user:
there are no system actions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from boneguide.interop._answers.prefetch import prefetch, unfetched
from boneguide.interop._cds.cards import OPTIONS, assessment_cards
from boneguide.interop._cds.drafts import DraftOrder, ordered
from boneguide.interop._cds.orders import check_cards, draft_cards
from boneguide.interop._cds.parts import own_source
from boneguide.interop._cds.request import HOOKS, Hook, HookRequest, read_request
from boneguide.interop._cds.services import services
from boneguide.logic.guideline import Guideline
from boneguide.model.assessment import Assessment
from boneguide.model.check import Check
from boneguide.model.patient import Patient

__all__ = [
    "HOOKS",
    "DraftOrder",
    "Hook",
    "HookRequest",
    "cards",
    "discovery",
    "order_cards",
    "ordered",
    "prefetch",
    "read_request",
    "unfetched",
]


def cards(  # noqa: PLR0913 - one keyword for each thing that the cards depend on
    assessment: Assessment,
    *,
    checks: Iterable[Check] = (),
    patient: Patient | None = None,
    subject: str = "",
    guideline: Guideline | None = None,
    source: Mapping[str, str] | None = None,
    options: int = OPTIONS,
    notes: Iterable[str] = (),
) -> dict[str, Any]:
    """Return the body of a response with the cards of an assessment, as plain objects of JSON.

    The same content has the same identifiers whenever and wherever it is made.

    Args:
        assessment: The answers.
        checks: Checks of orders, each a card of its own unless the order can stand as it is.
        patient: The record, for what the person receives; by default the one that the assessment was made from.
        subject: Reference to the person, such as ``"Patient/p1"``. With it an option that has a dose suggests a draft
            proposal, as :func:`boneguide.interop.fhir.proposals` makes it, which a clinician has to confirm; without
            it nothing is suggested.
        guideline: The rules that were asked, where those are not the default ones.
        source: Label, url and icon of whoever shows the cards, for cards that rest on no one publication.
        options: How many options have a card of their own.
        notes: What of the record could not be had or read, told beside what is missing.

    Raises:
        RecordError: If a source has no label, or the subject is no reference to a person.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> patient = bg.Patient(
        ...     primary="breast", bone_metastases=True, neurology=bg.Neurology(deficit=True)
        ... )
        >>> body = cards(bg.assess(patient, on=date(2026, 11, 23), jurisdiction="UK"))
        >>> for card in body["cards"][:3]:
        ...     print(card["indicator"], card["summary"][:60])
        critical Suspected compression of the spinal cord or cauda equina: An
        critical Dexamethasone for cord or cauda compression with neurologica
        info Advised: Teeth and jaw before and during a bone agent
    """
    own = own_source(source)
    found = assessment_cards(
        assessment,
        patient=patient,
        guideline=guideline,
        subject=subject,
        source=source,
        options=options,
        notes=notes,
    )
    found.extend(made for checked in checks for made in check_cards(checked, own))
    order = ("critical", "warning", "info")
    return {"cards": sorted(found, key=lambda made: order.index(made["indicator"]))}


def order_cards(  # noqa: PLR0913 - one keyword for each thing that the cards depend on
    assessment: Assessment,
    orders: Iterable[DraftOrder],
    *,
    patient: Patient | None = None,
    guideline: Guideline | None = None,
    source: Mapping[str, str] | None = None,
    notes: Iterable[str] = (),
) -> dict[str, Any]:
    """Return the body of a response about orders that are being written: red flags, then one card at most for each.

    An order of a bone agent is held against its limits and the person, as by
    :func:`~boneguide.guidelines.bone_agents.prescribed.check`. Of other drugs the answers of the assessment are
    looked at. An order that was read and can stand as it is, or about which nothing is encoded, has no card. Orders
    for drugs that could not be read stand together in one.

    Args:
        assessment: The answers for the person, without the orders.
        orders: The drafts, as :func:`ordered` reads them.
        patient: The record; by default the one that the assessment was made from.
        guideline: The rules that were asked, where those are not the default ones.
        source: As for :func:`cards`.
        notes: As for :func:`cards`; they are told beside an order that was looked at.

    Raises:
        RecordError: If a source has no label; or if the assessment was read from a document, which holds no record,
            and none was given.

    Example:
        >>> from datetime import date
        >>> import boneguide as bg
        >>> patient = bg.Patient(
        ...     age=bg.Q(68, "year"), sex="female", weight=bg.Q(60, "kg"), primary="breast", bone_metastases=True,
        ...     labs=bg.Labs(creatinine=bg.Q(2.0, "mg/dL")),
        ... )
        >>> assessment = bg.assess(patient, on=date(2026, 11, 23), jurisdiction="US")
        >>> draft = DraftOrder(
        ...     reference="MedicationRequest/103",
        ...     drug="zoledronic acid",
        ...     regimen=bg.Regimen(drug="zoledronic acid", route="IV", dose=bg.Q(4, "mg")),
        ... )
        >>> card = order_cards(assessment, [draft])["cards"][0]
        >>> card["indicator"], card["summary"].split(":")[0]
        ('warning', 'zoledronic acid 4 mg IV')
    """
    return {"cards": draft_cards(assessment, orders, patient=patient, guideline=guideline, source=source, notes=notes)}


def discovery(guideline: Guideline | None = None, *, identifier: str = "boneguide") -> dict[str, Any]:
    """Return what a client is told at the discovery endpoint: a service for each hook.

    The two hooks of orders share one identifier, so that what is said on signing takes
    the place of what was said on selecting. The prefetch templates are those that the
    rules need, and the usage requirements name what no query can fetch.

    Args:
        guideline: The rules that are asked; every subject by default.
        identifier: Identifier of the service for ``patient-view``, and the beginning of that for orders.

    Example:
        >>> [(service["hook"], service["id"]) for service in discovery()["services"]]
        [('patient-view', 'boneguide'), ('order-select', 'boneguide-orders'), ('order-sign', 'boneguide-orders')]
    """
    return {"services": services(guideline, identifier)}
