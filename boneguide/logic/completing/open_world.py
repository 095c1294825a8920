"""Generated code that assumes nothing: what is decided whatever the unknown facts turn out to be.

The code of :mod:`boneguide.logic.generated` answers as rules say: what they take
to be absent is absent, and where one measurement may stand in for another it does.
Here all of that stays unknown, so that an answer found here is the answer under
every completion of the record. Where a number is known as a range only it counts
as unknown; whoever asks tries the numbers of the range.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

import attrs

from boneguide.logic import numbers
from boneguide.logic.generated import Input, Writer
from boneguide.logic.nodes import Criterion, Fact, Node, Value
from boneguide.logic.numbers import Number, NumberFact
from boneguide.logic.program import Program
from boneguide.logic.scalar import passed_over

R = TypeVar("R")

#: At odds, open, then what each program finds and each number is; see :class:`OpenCode`.
Found: TypeAlias = tuple[int, int, *tuple[object, ...]]


@attrs.frozen
class OpenCode:
    """Programs and numbers, ready to be looked at with nothing assumed.

    Args:
        inputs: What to read, in order.
        unit_facts: The numbers whose unit matters, in order.
        look: Takes the values and the units. It gives the yes/no facts that disagree
            with what they are inferred from and those that are recorded while what they
            are inferred from is open, each as one bit for the place of the fact; then what
            each program finds; then the numbers.
    """

    inputs: tuple[Input, ...]
    unit_facts: tuple[NumberFact, ...]
    look: Callable[[Sequence[Value], Sequence[str | None]], Found]


def compile_open(
    programs: Sequence[Program[R]], values: Sequence[Number] = (), ranged: frozenset[Fact] = frozenset()
) -> OpenCode:
    """Return the code that looks at programs and at numbers with nothing assumed.

    Args:
        programs: What is to be found.
        values: Numbers whose value is to be found too.
        ranged: Facts given as a range: they are on record although their value is unknown here.
    """
    writer = _OpenWriter(programs, values, ranged)
    return OpenCode(tuple(writer.facts), tuple(writer.unit_facts), writer.function)  # type: ignore[arg-type]  # it returns more than programs find


class _OpenWriter(Writer[R]):
    def __init__(self, programs: Sequence[Program[R]], values: Sequence[Number], ranged: frozenset[Fact]) -> None:
        self._ranged = ranged
        super().__init__(programs, values)

    def _source(self) -> str:
        # Nothing may come before what is read, which is put in front of this line.
        self._line("odds = open_sources = 0")
        return super()._source()

    def _returned(self, results: list[str]) -> list[str]:
        return ["odds", "open_sources", *super()._returned(results)]

    def _assumed(self, name: str) -> str:
        return name

    def _options(self, node: numbers.FirstKnown) -> Sequence[Number]:
        return _until(node.options, [self._passed_over(option) for option in node.options])

    def _reported(self, node: numbers.ByUnit) -> Sequence[NumberFact]:
        return _until(node.reported, [self._passed_over(fact) for fact in node.reported])

    def _passed_over(self, option: Number) -> bool:
        return passed_over(option) and self._ranged.isdisjoint(option.facts())

    def _given_up(self, name: str) -> str:
        return f"{name} = None"

    def _infer(self, name: str, source: Node) -> None:
        if not isinstance(source, Criterion):
            # What is measured need not be what something else stands in for it.
            super()._infer(name, source)
            return
        said, bit = f"i{name}", 1 << int(name[1:])
        self._line(f"{said} = ANSWERS[{self._truth(source)}]")
        self._line(f"if {name} is None: {name} = {said}")
        self._line(f"elif {said} is None: open_sources |= {bit}")
        self._line(f"elif {said} is not {name}: odds |= {bit}")


N = TypeVar("N", Number, NumberFact)


def _until(options: Sequence[N], passed: Sequence[bool]) -> Sequence[N]:
    """Return the options up to the first that is not passed over where it is unknown."""
    last = next((place for place, over in enumerate(passed) if not over), len(options) - 1)
    return options[: last + 1]
