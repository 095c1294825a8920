"""What every picture is drawn with; nothing else imports matplotlib.

Figures are made without pyplot, so that none stays open and no window system is
asked for. Words are never read as formulas: what stands in a record is shown as
it stands there.
"""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from boneguide.errors import MissingExtraError, PictureError
from boneguide.report.plots.styles import INK, Style

if TYPE_CHECKING:
    from datetime import date

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch
    from matplotlib.text import Text

#: Inches.
WIDTH = 9.0
LINE = 0.6
#: Sizes of letters in points, and the height of a line of the usual ones in inches.
USUAL = 8.0
SMALL = 7.0
PITCH = 0.155
#: A space at which no line ends, and the others.
_FIRM = "\N{NO-BREAK SPACE}"
_SPACES = re.compile(rf"[^\S{_FIRM}]+")
#: Words are drawn a little wider than they measure.
_SLACK = 1.04
_POINTS = 72.0
#: No text is read as a formula, whatever dollar signs it holds and however matplotlib was set up.
LITERAL: dict[str, Any] = {"parse_math": False, "usetex": False}


def door() -> None:
    """Refuse, before anything is worked out, where nothing can be drawn.

    Raises:
        MissingExtraError: If matplotlib is not installed.
    """
    try:
        import matplotlib.figure  # noqa: F401 - asked for only
    except ImportError as problem:
        msg = "pictures need matplotlib, which is not installed. Type: pip install 'boneguide[plot]'"
        raise MissingExtraError(msg) from problem


def axes(ax: Axes | None, high: float = 1.0, *, whole: bool = False) -> Axes:
    """Return where to draw.

    Args:
        ax: What was asked for; None for a figure of its own.
        high: How high that is, in inches.
        whole: Whether the drawing takes all of it, without room for an axis.

    Raises:
        MissingExtraError: If matplotlib is not installed.
    """
    if ax is not None:
        return ax
    door()
    if whole:
        return _shown_by_itself()(figsize=(WIDTH, high)).add_axes((0, 0, 1, 1))
    return _shown_by_itself()(figsize=(WIDTH, high), layout="constrained").add_subplot()


@functools.cache
def _shown_by_itself() -> type[Figure]:
    """Return the kind of figure that a notebook shows, although pyplot, which would see to that, is not used."""
    from matplotlib.figure import Figure

    class Picture(Figure):
        def _repr_png_(self) -> bytes:
            stream = io.BytesIO()
            self.savefig(stream, format="png", dpi=100)
            return stream.getvalue()

    return Picture


def bare(ax: Axes) -> Axes:
    """Take away what says nothing."""
    ax.spines[:].set_visible(False)
    ax.tick_params(length=0)
    ax.set_xticks([])
    ax.set_yticks([])
    return ax


def figure(ax: Axes) -> Figure:
    """Return the figure that holds the axes."""
    return cast("Figure", ax.get_figure(root=True))


def size(ax: Axes) -> tuple[float, float]:
    """Return how wide and high the axes are in inches, once words around them have taken their room."""
    whole = figure(ax)
    whole.draw_without_rendering()
    box = ax.get_window_extent()
    return box.width / whole.dpi, box.height / whole.dpi


def title(ax: Axes, lines: Sequence[str]) -> None:
    """Write what is shown above it."""
    ax.set_title("\n".join(lines), loc="left", fontsize="medium", color=INK, **LITERAL)


def write(ax: Axes, along: float | date, up: float, text: str, **look: Any) -> Text:  # noqa: ANN401 - whatever matplotlib takes
    """Write words for which room was left; a layout that made more would take it from the drawing."""
    known: dict[str, Any] = {"ha": "left", "va": "center_baseline", "color": INK, **LITERAL, **look}
    drawn = ax.text(along, up, text, **known)  # type: ignore[arg-type]  # an axis of days takes days
    drawn.set_in_layout(False)
    return drawn


def patch(style: Style) -> Patch:
    """Return a patch for a legend."""
    from matplotlib.patches import Patch

    return Patch(facecolor=style.fill, hatch=style.hatch, edgecolor=style.edge, linewidth=LINE)


def legend(ax: Axes, shown: Mapping[str, Artist], *, below: float) -> None:
    """Name what is shown, below the axis.

    Args:
        ax: The axes.
        shown: A mark or a patch by its name.
        below: How far below, in heights of a letter.
    """
    ax.legend(
        [*shown.values()],
        [*shown],
        loc="upper left",
        bbox_to_anchor=(0, 0),
        borderaxespad=below,
        frameon=False,
        ncols=2,
        fontsize=SMALL,
        handlelength=2.5,
    )


def number_of(day: date) -> float:
    """Return where a day lies on an axis of days."""
    from matplotlib.dates import date2num

    return float(date2num(day))  # type: ignore[no-untyped-call]  # matplotlib leaves it untyped


def expect(value: object, kind: type, what: str) -> None:
    """Refuse what is no such thing.

    Raises:
        PictureError: If it is not.
    """
    if not isinstance(value, kind):
        msg = f"a picture was asked of {value!r}. Expected {what}."
        raise PictureError(msg)


def mark(shape: str, fill: str) -> Line2D:
    """Return a mark for a legend."""
    from matplotlib.lines import Line2D

    return Line2D([], [], linestyle="", marker=shape, color=fill, markeredgecolor=INK, markersize=6.5)


def rectangle(along: float, down: float, wide: float, high: float, style: Style, **look: Any) -> Patch:  # noqa: ANN401 - as above
    """Return a box with its upper left corner at a place."""
    from matplotlib.patches import Rectangle

    known: dict[str, Any] = {"facecolor": style.fill, "hatch": style.hatch, "edgecolor": style.edge, "linewidth": LINE}
    return Rectangle((along, down), wide, high, **{**known, **look})


def clean(text: str) -> str:
    r"""Return a text in one line, what has no shape replaced.

    Example:
        >>> clean("two\nlines\x00")
        'two lines�'
    """
    words = _SPACES.sub(" ", text).strip()
    return "".join(c if c.isprintable() or c == _FIRM else "\N{REPLACEMENT CHARACTER}" for c in words)


def width(text: str, points: float = USUAL, weight: str = "normal") -> float:
    """Return how wide words are, in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    font = FontProperties(size=points, weight=weight)
    measured, _, _ = text_to_path.get_text_width_height_descent(text, font, False)  # noqa: FBT003 - as matplotlib has it
    return float(measured) * _SLACK / _POINTS


def wrap(text: str, inches: float, points: float = USUAL, weight: str = "normal") -> list[str]:
    """Return a text in lines no wider than some inches; what has no space is broken where it must be."""
    lines = [""]
    for word in clean(text).split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer, points, weight) <= inches:
            lines[-1] = longer
            continue
        *broken, rest = _pieces(word, inches, points, weight)
        lines += [*broken, rest]
    return [line for line in lines if line] or [""]


def _pieces(word: str, inches: float, points: float, weight: str) -> Iterator[str]:
    start = 0
    for end in range(2, len(word) + 1):
        if width(word[start:end], points, weight) > inches:
            yield word[start : end - 1]
            start = end - 1
    yield word[start:]
