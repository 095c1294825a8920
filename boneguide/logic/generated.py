"""Verdicts as generated Python code: the same answers as the reference, faster.

Each fact is read once, subtrees that several rules share are worked out once,
and a rule stops at the first test that settles it. Where a number is known only
as a range the generated function gives up (returns None) and the caller asks
the reference interpreter instead.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

from boneguide.logic import nodes, numbers, tables
from boneguide.logic.interval import EDGE_TOLERANCE, margin
from boneguide.logic.nodes import Criterion, Fact, Node, Value
from boneguide.logic.numbers import Number
from boneguide.logic.program import Program
from boneguide.logic.truth import Truth

R = TypeVar("R")

#: Fact values and reported units, in the order of the compiled facts.
Verdicts: TypeAlias = Callable[[Sequence[Value], Sequence[str | None]], tuple[R, ...] | None]

#: So many terms at most are joined in one row.
_WIDEST = 64
_ANSWERS = (False, None, None, True)
_OPPOSITE = (Truth.TRUE.value, Truth.UNKNOWN.value, None, Truth.FALSE.value)


#: What a verdict starts from: recorded facts, and questions about the rows of a table.
Input: TypeAlias = Fact | tables.Exists


def compile_programs(
    programs: Sequence[Program[R]],
) -> tuple[tuple[Input, ...], tuple[numbers.NumberFact, ...], Verdicts[R]]:
    """Return what to read, the facts whose unit matters, and the verdict function."""
    writer = Writer(programs)
    return tuple(writer.facts), tuple(writer.unit_facts), writer.function


class Writer(Generic[R]):
    """Writes the code for some programs.

    Args:
        programs: What is to be found.
        values: Numbers whose value is to be found too.

    Attributes:
        facts: What the code reads, with its place.
        unit_facts: The numbers whose reported unit it reads, with their place.
        function: The code, ready to be called.
    """

    def __init__(self, programs: Sequence[Program[R]], values: Sequence[Number] = ()) -> None:
        self.programs = programs
        self._values = values
        self.facts: dict[Input, int] = {}
        self.unit_facts: dict[numbers.NumberFact, int] = {}
        self.constants: dict[str, object] = {"OPPOSITE": _OPPOSITE, "ANSWERS": _ANSWERS}
        self._lines: list[str] = []
        self._indent = 1
        self._names: dict[Node, str] = {}
        self._serial = 0
        namespace: dict[str, Any] = {}
        source = self._source()
        namespace.update(self.constants)
        exec(compile(source, "<verdicts>", "exec"), namespace)  # noqa: S102 - the text is written here from nodes only
        self.function: Verdicts[R] = namespace["verdicts"]

    def _source(self) -> str:
        used = Counter(n for p in self.programs for n in _distinct_nodes(p))
        for node, count in used.items():
            if isinstance(node, Fact):
                self._fact(node)
            elif count > 1 and isinstance(node, Criterion):
                self._truth(node)
        results = [self._program(n, p) for n, p in enumerate(self.programs)]
        self._indent = 1
        self._line(f"return ({''.join(f'{r}, ' for r in self._returned(results))})")
        return "\n".join(["def verdicts(values, units):", *self._lines])

    def _returned(self, results: list[str]) -> list[str]:
        return [*results, *map(self._number, self._values)]

    def _program(self, place: int, program: Program[R]) -> str:
        result = f"s{place}"
        outer = dict(self._names)
        self._indent = 1
        for test in program.tests:
            name = self._truth(test.criterion)
            codes = sorted(t.value for t in test.truths)
            condition = f"{name} == {codes[0]}" if len(codes) == 1 else f"{name} in {tuple(codes)}"
            self._line(f"if {condition}: {result} = {self._constant(test.result)}")
            self._line("else:")
            self._indent += 1
        self._line(f"{result} = {self._constant(program.otherwise)}")
        self._names = outer
        return result

    # -- leaves and connectives

    def _truth(self, node: Criterion) -> str:
        if node in self._names:
            return self._names[node]
        match node:
            case nodes.Constant():
                text = str(Truth.of(node.value).value)
            case nodes.FlagFact() | tables.Exists():
                text = f"1 if {self._fact(node)} is None else 3 if {self._fact(node)} else 0"
            case nodes.And():
                text = _joined("&", [self._truth(p) for p in node.parts])
            case nodes.Or():
                text = _joined("|", [self._truth(p) for p in node.parts])
            case nodes.Not():
                text = f"OPPOSITE[{self._truth(node.part)}]"
            case nodes.AssumeAbsent():
                text = self._assumed(self._truth(node.part))
            case nodes.IsIn():
                word = self._fact(node.fact)
                text = f"1 if {word} is None else 3 if {word} in {self._constant(frozenset(node.values))} else 0"
            case numbers.Compare():
                text = self._compare(node)
            case _:
                msg = f"no code for {type(node).__name__}"
                raise TypeError(msg)
        return self._assign(node, text, "c")

    def _assumed(self, name: str) -> str:
        return f"3 if {name} == 3 else 0"

    def _compare(self, node: numbers.Compare) -> str:
        left, right = self._number(node.left), self._number(node.right)
        if isinstance(node.right, numbers.Literal):
            edge = node.right.value
            low, high = repr(edge - margin(edge)), repr(edge + margin(edge))
        else:
            slack = f"{EDGE_TOLERANCE!r} * max(1.0, abs({right}))"
            low, high = f"{right} - {slack}", f"{right} + {slack}"
        holds = {
            ">=": f"{left} >= {low}",
            ">": f"{left} > {high}",
            "<": f"{left} < {low}",
            "<=": f"{left} <= {high}",
            "==": f"{low} <= {left} <= {high}",
        }[node.operator]
        return _guarded(self._unknown(node.left, node.right), "1", f"3 if {holds} else 0")

    def _number(self, node: Number) -> str:
        if isinstance(node, numbers.Literal):
            return repr(node.value)
        if isinstance(node, numbers.NumberFact):
            return self._fact(node)
        if node in self._names:
            return self._names[node]
        match node:
            case numbers.Named():
                name = self._number(node.expression)
                self._names[node] = name
                return name
            case numbers.Arithmetic():
                text = self._arithmetic(node)
            case numbers.Where():
                return self._where(node)
            case numbers.FirstKnown():
                *first, last = map(self._number, self._options(node))
                text = "".join(f"{name} if {name} is not None else " for name in first) + last
            case numbers.ByUnit():
                text = self._by_unit(node)
            case _:
                msg = f"no code for {type(node).__name__}"
                raise TypeError(msg)
        return self._assign(node, text, "n")

    def _options(self, node: numbers.FirstKnown) -> Sequence[Number]:
        return node.options

    def _arithmetic(self, node: numbers.Arithmetic) -> str:
        left, right = self._number(node.left), self._number(node.right)
        unknown = self._unknown(node.left, node.right)
        if node.operator == "/":
            unknown = [*unknown, f"{right} == 0.0"]
        return _guarded(unknown, "None", f"{left} {node.operator} {right}")

    def _where(self, node: numbers.Where) -> str:
        condition = self._truth(node.condition)
        then, otherwise = self._number(node.then), self._number(node.otherwise)
        name = self._name("n")
        self._line(f"if {condition} == 3: {name} = {then}")
        self._line(f"elif {condition} == 0: {name} = {otherwise}")
        unknown = " or ".join(self._unknown(node.then, node.otherwise))
        if unknown:
            self._line(f"elif {unknown}: {name} = None")
        self._line(f"elif {then} == {otherwise}: {name} = {then}")
        self._line(f"else: {self._given_up(name)}")
        self._names[node] = name
        return name

    def _given_up(self, name: str) -> str:
        del name
        return "return None"

    def _by_unit(self, node: numbers.ByUnit) -> str:
        values = self._constant(dict(node.values))
        text = "None"
        for fact in reversed(self._reported(node)):
            unit = f"units[{self.unit_facts.setdefault(fact, len(self.unit_facts))}]"
            text = f"({text} if {self._fact(fact)} is None else {values}.get({unit}, {node.values[0][1]!r}))"
        return text

    def _reported(self, node: numbers.ByUnit) -> Sequence[numbers.NumberFact]:
        return node.reported

    def _unknown(self, *given: Number) -> list[str]:
        names = [self._number(n) for n in given if not isinstance(n, numbers.Literal)]
        return [f"{name} is None" for name in dict.fromkeys(names)]

    # -- text

    def _fact(self, node: Input) -> str:
        if node not in self.facts:
            place = self.facts[node] = len(self.facts)
            self._lines.insert(0, f"    f{place} = values[{place}]")
            # Every fact is first met where nothing is indented, so what is inferred is worked out for all.
            if isinstance(node, Fact) and node.inferred is not None:
                self._infer(f"f{place}", node.inferred)
        return f"f{self.facts[node]}"

    def _infer(self, name: str, source: Node) -> None:
        criterion = isinstance(source, Criterion)
        found = f"ANSWERS[{self._truth(source)}]" if criterion else self._number(source)  # type: ignore[arg-type]  # what is no criterion is a number
        self._line(f"if {name} is None: {name} = {found}")

    def _assign(self, node: Node, text: str, letter: str) -> str:
        name = self._names[node] = self._name(letter)
        self._line(f"{name} = {text}")
        return name

    def _name(self, letter: str) -> str:
        self._serial += 1
        return f"{letter}{self._serial}"

    def _line(self, text: str) -> None:
        self._lines.append("    " * self._indent + text)

    def _constant(self, value: object) -> str:
        name = f"k{len(self.constants)}"
        for known, other in self.constants.items():
            if type(other) is type(value) and other == value:
                return known
        self.constants[name] = value
        return name


def _guarded(unknown: list[str], if_unknown: str, text: str) -> str:
    return f"{if_unknown} if {' or '.join(unknown)} else {text}" if unknown else text


def _joined(sign: str, terms: Sequence[str]) -> str:
    # Python reads a row of operators by recursion, so thousands are put in parentheses group by group.
    while len(terms) > _WIDEST:
        groups = (terms[start : start + _WIDEST] for start in range(0, len(terms), _WIDEST))
        terms = [f"({f' {sign} '.join(group)})" for group in groups]
    return f" {sign} ".join(terms)


def _distinct_nodes(program: Program[R]) -> dict[Node, None]:
    return dict.fromkeys(n for c in program.criteria() for n in c.walk())
