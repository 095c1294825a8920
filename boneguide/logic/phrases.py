"""Criteria in words without a person: what a rule asks, for a reader of the manual.

:mod:`boneguide.logic.words` says what was found in one person; here the same nodes
are worded before anybody is met. A part that holds "and" or "or" is put in
parentheses, so that a sentence can be read in one way only.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from typing import TypeVar

from boneguide.logic import nodes, numbers, tables
from boneguide.logic.nodes import ALWAYS, Criterion, all_of
from boneguide.logic.numbers import Number
from boneguide.logic.verbs import JURISDICTION, Cases

V = TypeVar("V")

_BOUND = {">=": "at least", ">": "more than", "<": "less than", "<=": "at most", "==": "exactly"}
_BELOW = {">=": "<", ">": "<="}
_SUM = {"+": "plus", "-": "minus", "*": "times", "/": "divided by"}

#: From so many words on, a category is named by the words left out where these are fewer.
_LONG = 6


def phrase(criterion: Criterion) -> str:  # noqa: PLR0911 - one return for each kind of node
    """Return what a criterion asks, in words.

    Args:
        criterion: Any criterion.

    Raises:
        TypeError: If it is of a kind that has no words.

    Example:
        >>> from boneguide.guidelines.facts import AGE, DEHYDRATED, SEX
        >>> phrase((AGE >= "18 year") & ~DEHYDRATED)
        'age is at least 18 year and not (dehydration)'
        >>> phrase(AGE.between("18 year", "65 year") | SEX.is_in("female"))
        '(age is at least 18 year and less than 65 year) or sex is female'
    """
    match criterion:
        case nodes.Constant(value=value):
            return "always" if value else "never"
        case nodes.FlagFact(label=label):
            return label
        case nodes.IsIn():
            return _membership(criterion)
        case numbers.Compare():
            return _bounds([criterion])
        case nodes.And(parts=parts):
            return " and ".join(map(_conjunct, _groups(parts)))
        case nodes.Or(parts=parts):
            return " or ".join(_inside(p) for p in parts)
        case nodes.Not(part=part):
            return f"not ({phrase(part)})"
        case nodes.AssumeAbsent(part=part, because=because):
            return f"{_inside(part)} [taken as absent where not recorded: {because}]"
        case tables.Exists(table=table, condition=condition):
            which = "" if condition == ALWAYS else f" for which {_inside(condition)}"
            return f"one of the {table.label}{which}"
    msg = f"no words for {type(criterion).__name__}"
    raise TypeError(msg)


def outline(criterion: Criterion, *, width: int = 90, deepest: int = 5) -> Iterator[tuple[int, str]]:
    """Yield what a criterion asks as lines with their depth, for criteria too long for a sentence.

    Args:
        criterion: Any criterion.
        width: What is worded in so many letters stays one line.
        deepest: What lies at this depth is one line however long it is.

    Example:
        >>> from boneguide.guidelines.facts import AGE, DEHYDRATED, SEX
        >>> for depth, line in outline((AGE >= "18 year") & ~(DEHYDRATED | SEX.is_in("male")), width=30):
        ...     print("  " * depth + line)
        all of:
          age is at least 18 year
          not:
            dehydration or sex is male
    """
    text = phrase(criterion)
    inner: Sequence[Criterion] = ()
    heading = ""
    match criterion:
        case nodes.And(parts=parts):
            heading, inner = "all of:", [all_of(*group) for group in _groups(parts)]
        case nodes.Or(parts=parts):
            heading, inner = "any of:", parts
        case nodes.Not(part=part):
            heading, inner = "not:", (part,)
        case nodes.AssumeAbsent(part=part, because=because):
            heading, inner = f"taken as absent where not recorded ({because}):", (part,)
    if len(text) <= width or deepest == 0 or criterion in inner or not inner:
        yield 0, text
        return
    yield 0, heading
    for part in inner:
        yield from ((depth + 1, line) for depth, line in outline(part, width=width, deepest=deepest - 1))


def phrase_number(number: Number) -> str:  # noqa: PLR0911 - one return for each kind of node
    """Return how a number is named or worked out, in words.

    Args:
        number: Any number of the criterion language.

    Raises:
        TypeError: If it is of a kind that has no words.

    Example:
        >>> from boneguide.guidelines.facts import BODY_MASS_INDEX, CREATININE, CREATININE_BASELINE
        >>> phrase_number(CREATININE - CREATININE_BASELINE)
        'serum creatinine for this dose minus serum creatinine before treatment began'
        >>> phrase_number(BODY_MASS_INDEX.expression)
        'body weight divided by ((height divided by 100) times (height divided by 100))'
    """
    match number:
        case numbers.Named(label=label) | numbers.NumberFact(label=label):
            return label
        case numbers.Literal(kind=None, value=value):
            return f"{value:.12g}"
        case numbers.Literal(text=text):
            return text.strip("'")
        case numbers.Arithmetic(left=left, operator=operator, right=right):
            return f"{_operand(left)} {_SUM[operator]} {_operand(right)}"
        case numbers.Where(condition=condition, then=then, otherwise=otherwise):
            return f"{_operand(then)} where {phrase(condition)}, otherwise {phrase_number(otherwise)}"
        case numbers.FirstKnown(options=options):
            return f"the first that is known of: {', '.join(map(phrase_number, options))}"
        case numbers.ByUnit():
            return _by_unit(number, f"where {' or '.join(f.label for f in number.reported)} is reported")
    msg = f"no words for {type(number).__name__}"
    raise TypeError(msg)


def phrase_steps(table: Cases[V]) -> Iterator[tuple[str, V]]:
    """Yield each row of a table with the whole condition under which it applies.

    Rows count in order. Rows that are falling edges of one number are worded as
    bands; a row after anything else starts with "otherwise".

    Args:
        table: The table.

    Example:
        >>> from boneguide.guidelines.facts import AGE
        >>> from boneguide.logic.verbs import above, at_least, band
        >>> for words, dose in phrase_steps(band(AGE, above("65 year", "low"), at_least("18 year", "full"))):
        ...     print(f"{words}: {dose}")
        age is more than 65 year: low
        age is at least 18 year and at most 65 year: full
    """
    earlier: list[Criterion] = []
    for criterion, value in table.steps:
        yield _step(earlier, criterion), value
        earlier.append(criterion)


def _step(earlier: Sequence[Criterion], criterion: Criterion) -> str:
    if not earlier:
        return phrase(criterion)
    edges = [c for c in (*earlier, criterion) if isinstance(c, numbers.Compare)]
    if len(edges) > len(earlier) and all(_falls(a, b) for a, b in itertools.pairwise(edges)):
        above = edges[-2]
        return _bounds([edges[-1], numbers.Compare(above.left, _BELOW[above.operator], above.right)])
    return "otherwise" if criterion == ALWAYS else f"otherwise, where {phrase(criterion)}"


def _falls(above: numbers.Compare, below: numbers.Compare) -> bool:
    return (
        above.left == below.left
        and {above.operator, below.operator} <= _BELOW.keys()
        and isinstance(above.right, numbers.Literal)
        and isinstance(below.right, numbers.Literal)
        and above.right.value >= below.right.value
    )


def _groups(parts: Sequence[Criterion]) -> Iterator[tuple[Criterion, ...]]:
    # Two bounds of one number read as one: "at least 30 mL/min and less than 40 mL/min".
    for number, group in itertools.groupby(parts, key=lambda p: p.left if isinstance(p, numbers.Compare) else None):
        if number is None:
            yield from ((part,) for part in group)
        else:
            yield tuple(group)


def _conjunct(group: Sequence[Criterion]) -> str:
    bounds = [p for p in group if isinstance(p, numbers.Compare)]
    text = _bounds(bounds) if bounds else ""
    return text if text and " or " not in text else _inside(all_of(*group))


def _bounds(comparisons: Sequence[numbers.Compare]) -> str:
    left = comparisons[0].left
    bounds = " and ".join(f"{_BOUND[c.operator]} {_threshold(c)}" for c in comparisons)
    return f"{phrase_number(left)} is {bounds}"


def _threshold(comparison: numbers.Compare) -> str:
    right = comparison.right
    if isinstance(right, numbers.ByUnit) and right.reported == comparison.left.reported_by():
        return _by_unit(right, "where reported")
    return phrase_number(right)


def _by_unit(number: numbers.ByUnit, where: str) -> str:
    texts = number.shown or tuple((unit, f"{value:.6g}") for unit, value in number.values)
    (_, first), *others = texts
    further = "; ".join(f"{text} {where} in {unit}" for unit, text in others)
    return f"{first} ({further})" if further else first


def _membership(criterion: nodes.IsIn) -> str:
    fact = criterion.fact
    values = [v for v in fact.values if v in criterion.values]
    others = [v for v in fact.values if v not in criterion.values]
    if fact == JURISDICTION:
        return f"in the {' or the '.join(values)}"
    if len(values) >= _LONG and 0 < len(others) < len(values):
        return f"{fact.label} is {'none of ' if len(others) > 1 else 'not '}{_listed(others)}"
    return f"{fact.label} is {_listed(values)}"


def _listed(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last


def _inside(part: Criterion) -> str:
    text = phrase(part)
    closed = isinstance(part, nodes.Not | nodes.AssumeAbsent)
    return f"({text})" if not closed and (" and " in text or " or " in text) else text


def _operand(number: Number) -> str:
    text = phrase_number(number)
    return f"({text})" if isinstance(number, numbers.Arithmetic | numbers.Where | numbers.FirstKnown) else text
