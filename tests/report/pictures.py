"""What tests ask of a picture: its words, and that none of them is cut off or lies over another."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from io import BytesIO
from typing import Any

from matplotlib.axes import Axes
from matplotlib.dates import num2date
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text


def figure(ax: Axes) -> Figure:
    found = ax.get_figure(root=True)
    assert isinstance(found, Figure)
    return found


def saved(ax: Axes) -> bytes:
    """Return the picture; drawing it must warn of nothing."""
    stream = BytesIO()
    figure(ax).savefig(stream, dpi=50)
    return stream.getvalue()


def day(place: float) -> date:
    """Return the day that lies at a place of an axis of days."""
    found: datetime = num2date(place)  # type: ignore[no-untyped-call]  # matplotlib leaves it untyped
    return found.date()


def texts(ax: Axes) -> list[str]:
    return [text.get_text() for text in ax.texts if text.get_text()]


def named(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    return [] if legend is None else [text.get_text() for text in legend.get_texts()]


def title(ax: Axes) -> str:
    return str(ax.get_title(loc="left"))


def boxes(ax: Axes) -> list[Rectangle]:
    return [patch for patch in ax.patches if isinstance(patch, Rectangle)]


def words(ax: Axes) -> list[Text]:
    """Return every text that is seen."""
    legend = ax.get_legend()
    found: list[Any] = [*ax.texts, ax.xaxis.label, ax.yaxis.label]
    for axis, ends in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
        # What lies beyond the ends of an axis is not drawn.
        found += [tick.label1 for tick in axis.get_major_ticks() if min(ends) <= tick.get_loc() <= max(ends)]
    found += [text for text in ax.get_children() if isinstance(text, Text)]
    found += legend.get_texts() if legend is not None else []
    return list(dict.fromkeys(text for text in found if text.get_visible() and text.get_text().strip()))


def assert_readable(ax: Axes) -> None:
    """Check that every word lies inside the figure, over no other, and is no formula."""
    whole = figure(ax)
    whole.draw_without_rendering()
    shown = [(text, text.get_window_extent()) for text in words(ax)]
    for text, box in shown:
        assert box.x0 >= -1, text
        assert box.x1 <= whole.bbox.x1 + 1, text
        assert box.y0 >= -1, text
        assert box.y1 <= whole.bbox.y1 + 1, text
        assert "$" not in text.get_text() or not text.get_parse_math(), text
    for (one, a), (other, b) in itertools.combinations(shown, 2):
        apart = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 1 or b.y1 <= a.y0 + 1
        assert apart, (one, other)
