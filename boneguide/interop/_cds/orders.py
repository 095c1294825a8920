"""Orders that are being written as cards: what speaks against one, and what comes first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from boneguide.errors import RecordError, UnencodedOrderError
from boneguide.guidelines import default
from boneguide.guidelines.bone_agents.prescribed import check
from boneguide.interop._answers.citations import cited
from boneguide.interop._answers.concerns import about, meant, record_of
from boneguide.interop._cds.cards import finding_line, red_flag_cards
from boneguide.interop._cds.drafts import DraftOrder
from boneguide.interop._cds.parts import (
    Fields,
    Indicator,
    card,
    links,
    not_read,
    own_source,
    published,
    section,
    stated,
)
from boneguide.logic.guideline import Guideline
from boneguide.model.answer import Recommendation
from boneguide.model.assessment import Assessment
from boneguide.model.check import Check, Indication, Verdict
from boneguide.model.patient import Patient
from boneguide.model.provenance import Source
from boneguide.model.regimen import Regimen
from boneguide.model.status import BARRED, Status

_BEGINS: Mapping[Verdict, str] = {
    Verdict.ACCEPT: "Stands as far as it was read",
    Verdict.REJECT: "Speaks against this order",
    Verdict.WARN: "Can stand once confirmed",
    Verdict.NEEDS_DATA: "Cannot be judged yet",
}


def draft_cards(  # noqa: PLR0913 - as its public face
    assessment: Assessment,
    orders: Iterable[DraftOrder],
    *,
    patient: Patient | None,
    guideline: Guideline | None,
    source: Mapping[str, str] | None,
    notes: Iterable[str],
) -> list[Fields]:
    """Return the cards for drafts, those that warn first; see :func:`boneguide.interop.cds_hooks.order_cards`."""
    own = own_source(source)
    rules = default if guideline is None else guideline
    drafts = tuple(orders)
    each = [_draft_cards(assessment, order, patient, rules, own) for order in drafts]
    found = sorted((made for cards in each for made in cards or ()), key=lambda made: made["indicator"] != "warning")
    # What of a record was not read is of no account for orders about which nothing is encoded.
    told = tuple(notes) if any(cards is not None for cards in each) else ()
    return [*red_flag_cards(assessment, own), *found, *_unread_card(drafts, told, own)]


def _draft_cards(
    assessment: Assessment, order: DraftOrder, patient: Patient | None, rules: Guideline, own: Fields
) -> list[Fields] | None:
    """Return the cards for one draft; None where it is not looked at, for nothing is encoded about it."""
    if order.regimen is None:
        return [] if order.unread else None
    checked = _checked(assessment, order.regimen, order.indication, patient)
    if checked is not None:
        return list(check_cards(checked, own, order))
    drug = meant(order.regimen.drug)
    answers = [answer for answer in assessment.applicable if not about(answer.id, rules).isdisjoint(drug)]
    return list(_answer_cards(order, answers, own)) if answers else None


def _checked(assessment: Assessment, regimen: Regimen, indication: Indication, patient: Patient | None) -> Check | None:
    """Return the check of an order; None where no limits of orders are encoded for its drug."""
    record = record_of(assessment) if patient is None else patient
    if record is None:
        msg = (
            "an order was to be checked with an assessment that was read from a document, which holds no record of the"
            " person. Expected patient= with the record."
        )
        raise RecordError(msg)
    try:
        return check(
            regimen,
            record,
            on=assessment.on,
            jurisdiction=assessment.jurisdiction,
            indication=indication,
        )
    except UnencodedOrderError:
        return None


def check_cards(checked: Check, own: Mapping[str, str], order: DraftOrder | None = None) -> Iterator[Fields]:
    """Yield the card for a check; nothing where the order was read and stands within everything that is encoded."""
    draft = DraftOrder(reference="") if order is None else order
    if checked.verdict is Verdict.ACCEPT and not draft.unread:
        return
    rejected = checked.verdict is Verdict.REJECT
    against = [finding.text for finding in checked.against] or [checked.recommendation.title]
    first = list(map(str, checked.first))
    waits = (*checked.limits.to_measure, *checked.recommendation.to_measure)
    told = _told(checked, against, first, waits)
    ordered = f"{checked.order} ({draft.reference})" if draft.reference else str(checked.order)
    place = checked.jurisdiction or "no jurisdiction given"
    lines = (
        *section(f"{_BEGINS[checked.verdict]} ({place}, for {checked.indication})", (ordered,)),
        *section("Against it", map(finding_line, checked.against), None),
        *section("What decides", (str(known) for known in checked.recommendation.basis.inputs if known.decides), None),
        *section("The sources give", checked.advised, None),
        *section("First", first, None),
        *section("With care", map(str, checked.cautions)),
        *section("Not ruled out", (str(f) for f in checked.findings if not f.known)),
        *section("To measure", waits, None),
        *section("Sources differ", map(str, checked.disagreements), None),
        *section("By jurisdiction", (f"{name}: {c.verdict.value}" for name, c in checked.by_jurisdiction.items())),
        *section("Of the draft was not read", draft.unread, None),
        *section("How the draft was read", draft.notes, None),
        *section("Stands on", cited(_stated(checked)), None),
    )
    yield card(
        summary=f"{checked.order}: {told}",
        indicator="warning" if rejected else "info",
        source=published(_stated(checked), own, (checked.limits.id, checked.limits.title)),
        lines=lines,
        opened=links(_stated(checked)),
    )


def _told(checked: Check, against: list[str], first: list[str], waits: tuple[str, ...]) -> str:
    if checked.verdict is Verdict.REJECT:
        return against[0]
    if checked.verdict is Verdict.NEEDS_DATA:
        each = tuple(dict.fromkeys(waits))
        counted = f"{len(each)} results: " if len(each) > 1 else ""
        return f"cannot be judged without {counted}{', '.join(each)}" if each else "cannot be judged yet"
    if checked.verdict is Verdict.ACCEPT:
        return "not all of the draft was read"
    return f"first {first[0]}" if first else "with care, see the detail"


def _stated(checked: Check) -> tuple[Source, ...]:
    """Return the sources, first those of what speaks against the order."""
    told = (source for finding in checked.against for source in finding.sources)
    return tuple(dict.fromkeys((*told, *checked.limits.sources, *checked.recommendation.sources)))


def _answer_cards(order: DraftOrder, answers: list[Recommendation], own: Mapping[str, str]) -> Iterator[Fields]:
    """Yield one card for a draft of which no limits are encoded, by the answers about its drug."""
    name = order.drug
    barred = [a for a in answers if a.status in BARRED - {Status.NEEDS_DATA}]
    against = [finding for a in barred for finding in (*a.contraindications, *a.holds)]
    first = list(dict.fromkeys(str(task) for a in answers if a.status is Status.AFTER for task in a.first))
    # A rule for one use may not fit another use of the same drug; it warns only where no other one offers the drug.
    warns = bool(against) and all(a.status in BARRED for a in answers)
    indicator: Indicator = "warning" if warns else "info"
    if warns:
        told = against[0].text
    elif first:
        told = f"first {first[0]}"
    elif barred:
        told = f"{barred[0].title}: {against[0].text if against else barred[0].status.value}"
    elif order.unread:
        told = "not all of the draft was read"
    else:
        return
    foremost = barred[0] if barred else answers[0]
    lines = (
        *section("Ordered", (f"{order.regimen} ({order.reference})",)),
        *section("Against it", map(finding_line, against), None),
        *section("First", first, None),
        *section("With care", (str(caution) for a in answers for caution in a.cautions)),
        *section("Looked at", (f"{a.title}: {a.status.value}" for a in answers), None),
        *section("Of the draft was not read", order.unread, None),
        *section("How the draft was read", order.notes, None),
        *section("Stands on", cited(stated(answers)), None),
    )
    yield card(
        summary=f"{name}: {told}",
        indicator=indicator,
        source=published(foremost.sources, own, (foremost.id, foremost.title)),
        lines=lines,
        opened=links(stated(answers)),
    )


def _unread_card(drafts: Iterable[DraftOrder], notes: tuple[str, ...], own: Fields) -> Iterator[Fields]:
    """Yield the one card on orders for a drug that were not checked and on what else was not read."""
    unread = {_called(order): order for order in drafts if order.regimen is None and order.unread}
    if not (unread or notes):
        return
    summary = "Part of the record was not sent or could not be read"
    if unread:
        summary = f"Not checked: {', '.join(unread)}"
    lines = (
        *section("Not checked", (f"{name}: {'; '.join(order.unread)}" for name, order in unread.items()), None),
        *not_read(notes),
    )
    yield card(summary=summary, indicator="info", source=own, lines=lines, overridable=False)


def _called(order: DraftOrder) -> str:
    return f"{order.drug} ({order.reference})" if order.drug else order.reference
