"""A rule with everything that can decide a status, and a person in whose way nothing stands."""

from __future__ import annotations

import attrs

from boneguide.logic import (
    MEASURE,
    Confirm,
    Contraindication,
    Criterion,
    Fact,
    Hold,
    Licence,
    Prerequisite,
    RegimenTemplate,
    cases,
    fact,
)
from boneguide.logic.nodes import Value
from boneguide.model.status import Severity
from boneguide.quantities import Amount
from tests.logic.support import DRUG, SOURCE

APPLIES = fact("applies")
FORBIDDEN = fact("forbidden")
FORBIDDEN_ASK = fact("forbidden_ask")
UNWISE = fact("unwise")
AVOIDED_ASK = fact("avoided_ask")
CARED_FOR = fact("cared_for")
LICENSED = fact("licensed")
HELD = fact("held")
HELD_ASK = fact("held_ask")
UNDONE = fact("undone")
SMALL = fact("small")
LARGE = fact("large")
FAVOURED = fact("favoured")

ASK = Confirm("that it is not so", because="it can be asked")


def limit(identifier: str, severity: Severity, when: Criterion, *, ask: bool = False) -> Contraindication:
    unknown = ASK if ask else MEASURE
    return Contraindication(
        id=identifier, severity=severity, when=when, says=identifier, unknown=unknown, sources=SOURCE
    )


#: A rule that has everything which can decide a status.
WHOLE = attrs.evolve(
    DRUG,
    when=APPLIES,
    advise=RegimenTemplate(drug="placebo", route="IV", dose=cases((SMALL, Amount(2, "mg")), (LARGE, Amount(4, "mg")))),
    licences=(Licence(id="licence", when=LICENSED, says="licensed", sources=SOURCE),),
    contraindications=(
        limit("forbidden", Severity.CONTRAINDICATED, FORBIDDEN),
        limit("forbidden-ask", Severity.CONTRAINDICATED, FORBIDDEN_ASK, ask=True),
        limit("unwise", Severity.NOT_RECOMMENDED, UNWISE),
        limit("avoided-ask", Severity.AVOID, AVOIDED_ASK, ask=True),
        limit("caution", Severity.CAUTION, CARED_FOR),
        limit("info", Severity.INFO, CARED_FOR),
    ),
    holds=(
        Hold(id="held", when=HELD, says="held", sources=SOURCE),
        Hold(id="held-ask", when=HELD_ASK, says="held", unknown=ASK, sources=SOURCE),
    ),
    first=(Prerequisite(id="undone", when=UNDONE, says="do it first", sources=SOURCE),),
    recommended=FAVOURED,
)

YES = (APPLIES, LICENSED, SMALL, FAVOURED)
NO = (FORBIDDEN, FORBIDDEN_ASK, UNWISE, AVOIDED_ASK, CARED_FOR, HELD, HELD_ASK, UNDONE, LARGE)
CLEAR: dict[Fact, Value] = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}

#: What every combination is tried of.
DECIDING = (APPLIES, FORBIDDEN, FORBIDDEN_ASK, UNWISE, LICENSED, HELD, HELD_ASK, UNDONE, SMALL, FAVOURED)
