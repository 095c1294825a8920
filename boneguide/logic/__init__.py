"""The criterion language and its interpreters; it knows no medicine.

A criterion is built from facts with comparison operators and ``&``, ``|``,
``~``; rules and guidelines are built from criteria. The scalar interpreter is
the reference, generated code gives the same verdicts faster, and the
explanation interpreter keeps the reasons.
"""

from boneguide.logic.clauses import (
    MEASURE,
    Confirm,
    Contraindication,
    Dispute,
    Hold,
    Licence,
    Measure,
    Monitor,
    Note,
    Prerequisite,
    Reason,
    Stance,
    Variation,
)
from boneguide.logic.context import Context, Snapshot
from boneguide.logic.explain import explain
from boneguide.logic.guideline import Guideline
from boneguide.logic.interval import Interval
from boneguide.logic.nodes import (
    ALWAYS,
    NEVER,
    CategoryFact,
    Criterion,
    Fact,
    FlagFact,
    all_of,
    any_of,
    assume_absent,
    not_,
)
from boneguide.logic.numbers import Number, NumberFact
from boneguide.logic.rule import Rule
from boneguide.logic.scalar import missing, number, truth
from boneguide.logic.share import Share
from boneguide.logic.template import (
    RadiotherapyTemplate,
    RegimenTemplate,
    Span,
    TaperTemplate,
    exactly,
    fractions,
    no_less_than,
    no_more_than,
    span,
)
from boneguide.logic.truth import Truth
from boneguide.logic.verbs import (
    JURISDICTION,
    Cases,
    above,
    at_least,
    band,
    by_unit,
    cases,
    fact,
    first_known,
    named,
    printed,
    where,
)

__all__ = [
    "ALWAYS",
    "JURISDICTION",
    "MEASURE",
    "NEVER",
    "Cases",
    "CategoryFact",
    "Confirm",
    "Context",
    "Contraindication",
    "Criterion",
    "Dispute",
    "Fact",
    "FlagFact",
    "Guideline",
    "Hold",
    "Interval",
    "Licence",
    "Measure",
    "Monitor",
    "Note",
    "Number",
    "NumberFact",
    "Prerequisite",
    "RadiotherapyTemplate",
    "Reason",
    "RegimenTemplate",
    "Rule",
    "Share",
    "Snapshot",
    "Span",
    "Stance",
    "TaperTemplate",
    "Truth",
    "Variation",
    "above",
    "all_of",
    "any_of",
    "assume_absent",
    "at_least",
    "band",
    "by_unit",
    "cases",
    "exactly",
    "explain",
    "fact",
    "first_known",
    "fractions",
    "missing",
    "named",
    "no_less_than",
    "no_more_than",
    "not_",
    "number",
    "printed",
    "span",
    "truth",
    "where",
]
