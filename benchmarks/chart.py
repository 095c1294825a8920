"""The chart of the manual: how implementations of the common decision compare."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from benchmarks.timing import Measured

_OURS, _OTHERS = "#0072b2", "#999999"


def draw(many: Sequence[Measured], one: Sequence[Measured], path: Path) -> None:
    """Draw two panels of bars on a logarithmic scale, each bar with its number.

    Args:
        many: Times for many people.
        one: Times for one person.
        path: Where the picture goes.
    """
    import matplotlib as mpl

    mpl.use("Agg")
    mpl.rcParams["svg.hashsalt"] = "boneguide"
    from matplotlib import pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 4.2), layout="constrained")
    _panel(left, one, 1e6, "one person, microseconds")
    _panel(right, many, 1e3, "many people, milliseconds")
    path.parent.mkdir(exist_ok=True)
    figure.savefig(path, metadata={"Date": None})


def _panel(axes: Any, lines: Sequence[Measured], scale: float, title: str) -> None:  # noqa: ANN401 - matplotlib's class
    names = [line.what for line in lines]
    values = [line.seconds * scale for line in lines]
    colours = [_OURS if "boneguide" in name or name.startswith("the same") else _OTHERS for name in names]
    bars = axes.barh(names, values, color=colours)
    axes.bar_label(bars, [f"{value:,.0f}" if value >= 10 else f"{value:.1f}" for value in values], padding=3)  # noqa: PLR2004 - fewer digits for large numbers
    axes.set_xscale("log")
    axes.set_xlim(right=max(values) * 6)
    axes.invert_yaxis()
    axes.set_title(title)
    axes.spines[["top", "right"]].set_visible(False)
