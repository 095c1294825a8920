from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import attrs
import matplotlib as mpl
import matplotlib.pyplot as plt
import polars as pl
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.patches import Patch, Rectangle

from boneguide import guidelines
from boneguide.cohort import diff, plots
from boneguide.cohort.tally import DoseChange, Share
from boneguide.errors import MissingExtraError
from boneguide.model.status import Status
from boneguide.quantities import Amount
from boneguide.report.plots.styles import STYLES
from tests.logic.support import ON

RULES = [rule.id for rule in guidelines.default]
LONG = "a-very-long-identifier-of-a-rule-of-the-hospital-of-a-small-town"


@pytest.fixture(autouse=True)
def _no_figure_stays_open() -> Iterator[None]:
    before = mpl.get_backend()
    mpl.use("Agg")
    yield
    plt.close("all")
    mpl.use(before)


@attrs.frozen
class Stand:
    """What a picture asks of changes."""

    counts: dict[str, dict[tuple[Status, Status], int]]
    doses: dict[str, tuple[DoseChange, ...]] = attrs.field(factory=dict)
    share: Share = attrs.field(factory=lambda: Share(12, of=1000))
    sides: tuple[str, str] = ("theirs 1, US", "ours 1, US")

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*self.counts, *self.doses)))

    def draw(self, ax: Axes | None = None, **more: Any) -> Axes:
        return plots.transitions(self, ax, **more)


def bars(ax: Axes) -> list[tuple[float, float, float, str]]:
    """Return place, start, length and colour of each bar, the uppermost first."""
    found = [patch for patch in ax.patches if isinstance(patch, Rectangle)]
    assert [bar.get_height() for bar in found] == pytest.approx([plots.BAR] * len(found))
    return [
        (round(float(bar.get_y() + bar.get_height() / 2), 6), bar.get_x(), bar.get_width(), to_hex(bar.get_facecolor()))
        for bar in found
    ]


def texts(ax: Axes) -> list[str]:
    found = (text.get_text().replace("\N{NO-BREAK SPACE}", " ").strip() for text in ax.texts)
    return [text for text in found if text]


def labels(ax: Axes) -> list[str]:
    return [label.get_text() for label in ax.get_yticklabels()]


def named(ax: Axes) -> list[str]:
    legend = ax.get_legend()
    return [] if legend is None else [text.get_text() for text in legend.get_texts()]


def colour(status: Status) -> str:
    return STYLES[status].fill


def saved(ax: Axes) -> bytes:
    """Return the picture; drawing it must warn of nothing."""
    stream = BytesIO()
    ax.get_figure(root=True).savefig(stream, dpi=50)  # type: ignore[union-attr]  # it is in a figure
    return stream.getvalue()


def high(ax: Axes) -> float:
    """Return how high the figure is, in inches."""
    return float(ax.get_figure(root=True).get_figheight())  # type: ignore[union-attr]  # it is in a figure


# --------------------------------------------------------------------------- statuses

AFTER, OPTION, WITHHOLD = Status.AFTER, Status.OPTION, Status.WITHHOLD
NEEDS_DATA, NOT_APPLICABLE = Status.NEEDS_DATA, Status.NOT_APPLICABLE


def test_statuses_lie_one_after_the_other_in_their_order() -> None:
    ax = plots.statuses({"x": {NEEDS_DATA: 30, OPTION: 50, AFTER: 20}, "y": {NOT_APPLICABLE: 100}})
    first, second = (round(tick, 6) for tick in ax.get_yticks())
    assert bars(ax) == [
        (first, 0, 50, colour(OPTION)),
        (first, 50, 20, colour(AFTER)),
        (first, 70, 30, colour(NEEDS_DATA)),
        (second, 0, 100, colour(NOT_APPLICABLE)),
    ]
    assert first < second
    assert texts(ax) == ["50", "20", "30", "100"]
    assert labels(ax) == ["x", "y"]
    assert named(ax) == ["option", "after", "needs-data", "not-applicable"]
    assert ax.get_title(loc="left") == "Status by rule, 100 people"
    assert ax.get_ylim()[0] > ax.get_ylim()[1]


def test_a_number_without_room_stands_below_its_bar() -> None:
    ax = plots.statuses({"x": {OPTION: 2, AFTER: 99_995, WITHHOLD: 3}})
    assert texts(ax) == ["99 995", "option 2, withhold 3"]
    bar = ax.patches[0]
    assert isinstance(bar, Rectangle)
    along, up = ax.texts[-1].get_position()
    assert along == 0
    assert up == pytest.approx(bar.get_y() + bar.get_height(), abs=0.03)


def test_many_numbers_without_room_take_several_lines_and_the_picture_is_higher() -> None:
    few = plots.statuses({"x": {OPTION: 10**6, AFTER: 1}, "y": {OPTION: 10**6}})
    many = plots.statuses({"x": {**dict.fromkeys(Status, 1111), OPTION: 10**7}, "y": {OPTION: 10**6}})
    assert len(texts(many)[1].splitlines()) == 2
    assert texts(many)[1].replace("\n", " ").split(", ") == [f"{s.value} 1 111" for s in Status if s is not OPTION]
    assert "1\n111" not in texts(many)[1]
    assert high(many) > high(few)


def test_a_status_that_nobody_has_is_not_named() -> None:
    ax = plots.statuses({"x": {OPTION: 5, AFTER: 0}})
    assert named(ax) == ["option"]
    assert texts(ax) == ["5"]


@pytest.mark.parametrize("counts", [{}, {"x": {}}, {"x": {OPTION: 0}}])
def test_without_answers_the_picture_says_so(counts: Any) -> None:
    ax = plots.statuses(counts)
    assert texts(ax) == ["No answers to show"]
    assert not bars(ax)
    assert saved(ax)


def test_long_names_are_broken() -> None:
    ax = plots.statuses({LONG: {OPTION: 5}})
    assert labels(ax)[0].replace("\n", "") == LONG
    assert max(map(len, labels(ax)[0].splitlines())) <= 32


def test_each_status_is_told_apart_without_colour() -> None:
    looks = {(style.hatch, _lightness(style.fill) // 20) for style in (STYLES[status] for status in Status)}
    assert len(looks) == len(Status)


def test_numbers_can_be_read_on_every_colour() -> None:
    for style in STYLES.values():
        light, dark = sorted((_luminance(style.fill), _luminance(style.ink)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(fill: str) -> float:
    parts = [int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _lightness(fill: str) -> float:
    return float(116 * _luminance(fill) ** (1 / 3) - 16)


# --------------------------------------------------------------------------- changes


def test_changes_are_shown_by_rule_with_their_numbers() -> None:
    changes = Stand(
        {"zoledronic-acid": {(OPTION, WITHHOLD): 1234, (AFTER, OPTION): 1}, "denosumab": {(OPTION, AFTER): 7}},
        {
            "zoledronic-acid": (
                DoseChange(status=OPTION, before=Amount(3.5, "mg"), after=Amount(3.3, "mg"), people=3),
            ),
            "pamidronate": (DoseChange(status=AFTER, before=None, after=Amount(90, "mg"), people=2),),
        },
    )
    ax = changes.draw()
    assert texts(ax) == [
        "zoledronic-acid: 1 238",
        "1 234",
        "3",
        "1",
        "denosumab: 7",
        "7",
        "pamidronate: 2",
        "2",
    ]
    assert labels(ax) == [
        "option \N{RIGHTWARDS ARROW} withhold",
        "option, 3.5 mg \N{RIGHTWARDS ARROW} 3.3 mg",
        "after \N{RIGHTWARDS ARROW} option",
        "option \N{RIGHTWARDS ARROW} after",
        "after, no dose \N{RIGHTWARDS ARROW} 90 mg",
    ]
    assert [bar[1:] for bar in bars(ax)] == [
        (0, 1234, colour(WITHHOLD)),
        (0, 3, colour(OPTION)),
        (0, 1, colour(OPTION)),
        (0, 7, colour(AFTER)),
        (0, 2, colour(AFTER)),
    ]
    assert [bar[0] for bar in bars(ax)] == pytest.approx([*ax.get_yticks()])
    assert [*ax.get_yticks()] == pytest.approx([0.28 * place for place in (1, 2, 3, 5, 7)])
    assert ax.get_title(loc="left").splitlines() == [
        "12 of 1 000 people would be answered differently",
        "before: theirs 1, US",
        "after: ours 1, US",
    ]


def test_what_is_rare_is_drawn_as_one_bar() -> None:
    moves = {(OPTION, status): 10 + place for place, status in enumerate((AFTER, WITHHOLD, NEEDS_DATA))}
    ax = Stand({"x": moves}).draw(most=1)
    assert labels(ax) == ["option \N{RIGHTWARDS ARROW} needs-data", "2 other"]
    assert texts(ax) == ["x: 33", "12", "21"]
    assert len(Stand({"x": moves}).draw(most=3).patches) == 3


def test_without_changes_the_picture_says_so() -> None:
    ax = Stand({}, share=Share(0, of=5)).draw()
    assert texts(ax) == ["No changes"]
    assert ax.get_title(loc="left").startswith("0 of 5 people")
    assert saved(ax)


def test_changes_draw_themselves() -> None:
    people = pl.DataFrame({"id": [1], "primary": ["breast"], "bone_metastases": [True]})
    changes = diff(people, key="id", on=ON, jurisdiction=("US", "EU"), rules=["clodronate"])
    _, ax = plt.subplots()
    assert changes.plot(ax) is ax
    assert labels(ax) == ["not-recommended \N{RIGHTWARDS ARROW} needs-data"]
    assert labels(changes.plot()) == labels(ax)


# --------------------------------------------------------------------------- both


@pytest.mark.parametrize("rules", [[RULES[0]], RULES[:5], RULES, [LONG]])
def test_few_and_many_rules_fit(rules: list[str]) -> None:
    first = plots.statuses({rule: {status: 10**place for place, status in enumerate(Status)} for rule in rules})
    other = Stand({rule: {(OPTION, status): 10**place for place, status in enumerate(Status)} for rule in rules}).draw()
    for ax in (first, other):
        figure = ax.get_figure(root=True)
        assert figure is not None
        figure.draw_without_rendering()
        legend = ax.get_legend()
        for text in (*ax.texts, *ax.get_yticklabels(), *(legend.get_texts() if legend else ())):
            box = text.get_window_extent()
            assert not text.get_text() or (-1 <= box.x0 and box.x1 <= figure.bbox.x1 + 1), text
        inches = ax.get_window_extent().height / figure.dpi
        # The upright axis is in inches, so that bars and words keep their size.
        assert inches == pytest.approx(ax.get_ylim()[0] - ax.get_ylim()[1], rel=0.25)


def test_numbers_stand_inside_the_parts_that_they_belong_to() -> None:
    ax = plots.statuses({"x": {OPTION: 123_456, AFTER: 23_456, WITHHOLD: 765_432}, "y": {OPTION: 12, AFTER: 912_332}})
    figure = ax.get_figure(root=True)
    assert figure is not None
    figure.draw_without_rendering()
    inside = [text for text in ax.texts if text.get_horizontalalignment() == "center"]
    assert len(inside) == 3
    for text in inside:
        box = text.get_window_extent()
        along, up = ax.transData.transform(text.get_position())
        (bar,) = (patch for patch in ax.patches if patch.contains_point((along, up)))
        room = bar.get_window_extent()
        assert room.x0 <= box.x0
        assert box.x1 <= room.x1
        assert room.y0 <= box.y0
        assert box.y1 <= room.y1


DRAW = {"statuses": lambda ax: plots.statuses({"x": {OPTION: 5}}, ax), "changes": lambda ax: Stand({}).draw(ax)}


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)
def test_axes_that_are_given_are_drawn_on(draw: Any) -> None:
    _, ax = plt.subplots()
    assert draw(ax) is ax
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("draw", DRAW.values(), ids=DRAW)
def test_without_matplotlib_the_line_to_type_is_named(draw: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'boneguide\[plot\]'"):
        draw(None)


def test_legends_show_what_the_bars_show() -> None:
    ax = plots.statuses({"x": dict.fromkeys(Status, 10)})
    legend = ax.get_legend()
    assert legend is not None
    for status, patch in zip(Status, legend.get_patches(), strict=True):
        assert isinstance(patch, Patch)
        assert (to_hex(patch.get_facecolor()), patch.get_hatch()) == (
            colour(status),
            STYLES[status].hatch,
        )
