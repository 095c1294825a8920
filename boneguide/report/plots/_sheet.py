"""A sheet that is measured in inches, for pictures that are laid out like a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from boneguide.report.plots._canvas import LINE, PITCH, USUAL, WIDTH, axes, bare, rectangle, size, width, write
from boneguide.report.plots.styles import EDGE, Style

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@attrs.frozen
class Sheet:
    """Axes in inches from the upper left corner; where there is less room all of it is smaller, words too."""

    ax: Axes
    scale: float

    @classmethod
    def on(cls, ax: Axes | None, high: float) -> Sheet:
        """Return a sheet of the usual width and some height.

        Raises:
            MissingExtraError: If matplotlib is not installed.
        """
        drawn = bare(axes(ax, high, whole=True))
        drawn.set_xlim(0, WIDTH)
        drawn.set_ylim(high, 0)
        drawn.set_aspect("equal", anchor="NW")
        return cls(drawn, size(drawn)[0] / WIDTH)

    def write(self, along: float, down: float, text: str, points: float = USUAL, **look: Any) -> None:  # noqa: ANN401 - whatever matplotlib takes
        """Write one line, its middle at ``down``."""
        write(self.ax, along, down, text, fontsize=points * self.scale, **look)

    def fit(self, along: float, down: float, wide: float, text: str, points: float = USUAL, **look: Any) -> None:  # noqa: ANN401 - as above
        """Write one line around ``along``, smaller where it would be too wide."""
        needed = width(text, points, look.get("weight", "normal"))
        self.write(along, down, text, points * min(wide / needed, 1.0), ha="center", **look)

    def lines(self, along: float, down: float, lines: Sequence[str], **look: Any) -> float:  # noqa: ANN401 - as above
        """Write lines below ``down`` and return where they end."""
        for place, line in enumerate(lines):
            self.write(along, down + (place + 0.5) * PITCH, line, **look)
        return down + len(lines) * PITCH

    def box(self, corner: tuple[float, float], sides: tuple[float, float], style: Style) -> None:
        """Draw a box with its upper left corner at a place."""
        self.ax.add_patch(rectangle(*corner, *sides, style))

    def label(self, corner: tuple[float, float], sides: tuple[float, float], text: str, style: Style) -> None:
        """Draw a box with a word in it."""
        self.box(corner, sides, style)
        under = {"facecolor": style.fill, "edgecolor": "none", "pad": 1.2 * self.scale}
        along, down = corner[0] + sides[0] / 2, corner[1] + sides[1] / 2
        self.write(along, down, text, ha="center", va="center", color=style.ink, bbox=under)

    def arrow(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Draw an arrow."""
        look = {"arrowstyle": "-|>", "color": EDGE, "linewidth": 2 * LINE, "shrinkA": 0, "shrinkB": 0}
        self.ax.annotate("", end, start, arrowprops={**look, "mutation_scale": 9 * self.scale}).set_in_layout(False)
