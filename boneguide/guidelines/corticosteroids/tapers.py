"""Ways to bring dexamethasone down, each with what it rests on.

How long a taper lasts is disputed, and few sources print the steps. Where only
the ends were published, the steps between them are the library's own and say so.

Example:
    >>> from datetime import date
    >>> taper = TAPERS["TP-14"].taper()
    >>> print(taper)
    TP-14: 12 mg for 3 days, 8 mg for 3 days, 4 mg for 3 days, 2 mg for 3 days, 1 mg for 2 days, then none; 14 days, 80 mg in all
    >>> print(taper.schedule(date(2026, 11, 23))[-1])
    day 15: 2026-12-07, none
"""  # noqa: E501 - a doctest shows the line as it is printed

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from boneguide.guidelines import sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.logic.template import TaperTemplate
from boneguide.model.provenance import Source
from boneguide.model.taper import Taper
from boneguide.quantities import Amount


@attrs.frozen(kw_only=True)
class EncodedTaper:
    """A taper with what it rests on.

    Args:
        key: Row of the fact sheet, which is also its name.
        basis: What was published and what was not, in words.
        template: The steps.
        sources: On whose word.
        own_steps: Whether the daily steps are the library's own.
    """

    key: str
    basis: str
    template: TaperTemplate
    sources: tuple[Source, ...]
    own_steps: bool = True

    def taper(self) -> Taper:
        """Return the taper with quantities and dated schedules."""
        return self.template.taper()


def _template(
    key: str, *steps: tuple[float, int], before: float | None = None, twice_daily: bool = True
) -> TaperTemplate:
    return TaperTemplate(
        name=key,
        steps=tuple((Amount(dose, "mg"), days) for dose, days in steps),
        before=None if before is None else Amount(before, "mg"),
        twice_daily=twice_daily,
    )


def _own(key: str, why: str) -> Source:
    return own_reading(key, "TP-R3", why=why)


TP_14 = EncodedTaper(
    key="TP-14",
    basis="16 mg a day to nothing in 14 days was published; the daily steps were not and are the library's own",
    template=_template("TP-14", (12, 3), (8, 3), (4, 3), (2, 3), (1, 2), before=16),
    sources=(
        cite(sources.HEIMDAL_1992, "abstract, 16 mg a day to nothing in 14 days", "TP-14", verified="primary"),
        _own("TP-14", "the steps between 16 mg and nothing"),
    ),
)
TP_7 = EncodedTaper(
    key="TP-7",
    basis="a fast taper; the daily steps are the library's own",
    template=_template("TP-7", (12, 1), (8, 2), (4, 2), (2, 2), before=16),
    sources=(_own("TP-7", "seven days, as older guidance is remembered to have it"),),
)
TP_12 = EncodedTaper(
    key="TP-12",
    basis=(
        "the steps as a page of the article's site prints them for tumours of the brain, not for the spine; that they"
        " are shown here is the library's own decision"
    ),
    template=_template("TP-12", (12, 3), (8, 3), (4, 3), (2, 3), before=16),
    sources=(
        cite(sources.ARTICLE_SITE, "page 230414, a taper for brain tumours", "TP-12"),
        _own("TP-12", "shown beside the others, although one page without authority prints it"),
    ),
    own_steps=False,
)
TP_21 = EncodedTaper(
    key="TP-21",
    basis="a duration of three weeks was published; the daily steps are the library's own",
    template=_template("TP-21", (12, 4), (8, 4), (6, 4), (4, 4), (2, 3), (1, 2), before=16),
    sources=(
        cite(sources.PALLIATIVE_TAPER, "three weeks", "TP-21"),
        _own("TP-21", "the steps of a taper over three weeks"),
    ),
)
TP_H = EncodedTaper(
    key="TP-H",
    basis="half the dose every 3 days; the daily steps are the library's own",
    template=_template("TP-H", (8, 3), (4, 3), (2, 3), (1, 3), before=16),
    sources=(_own("TP-H", "half the dose every 3 days"),),
)
TP_BD = EncodedTaper(
    key="TP-BD",
    basis=(
        "the steps as a page of the article's site prints them for radiotherapy of the brain, not for the spine; that"
        " they are shown here is the library's own decision; the last step runs to the last day of radiotherapy, here"
        " for a course of 12 days"
    ),
    template=_template("TP-BD", (16, 4), (8, 4), (4, 4), before=16),
    sources=(
        cite(sources.ARTICLE_SITE, "page 549216, radiotherapy of the brain", "TP-BD"),
        _own("TP-BD", "shown beside the others, although one page without authority prints it"),
    ),
    own_steps=False,
)
TP_8 = EncodedTaper(
    key="TP-8",
    basis="from 8 mg a day over about two weeks; the daily steps are the library's own",
    template=_template("TP-8", (6, 4), (4, 4), (2, 3), (1, 3), before=8, twice_daily=False),
    sources=(_own("TP-8", "the steps from 8 mg a day over two weeks"),),
)
TP_SC23 = EncodedTaper(
    key="TP-SC23",
    basis="the course of the trial SC.23: five days, stopped without a taper",
    template=_template("TP-SC23", (8, 5), twice_daily=False),
    sources=(cite(sources.SC23, "days 0 to 4", "TP-SC23", "ST-17"),),
    own_steps=False,
)
#: After a trial of 8 mg a day that brought nothing.
STEP_DOWN = EncodedTaper(
    key="step-down",
    basis="after a week of 8 mg a day without benefit; the daily steps are the library's own",
    template=_template("step-down", (4, 3), (2, 3), before=8, twice_daily=False),
    sources=(
        cite(sources.WEST_MIDLANDS, "stopping", "SS-07", verified="primary"),
        own_reading("SS-07", "TP-R3", why="six days from 8 mg, for a dose above what may stop at once"),
    ),
)

#: Every taper by its key.
TAPERS: Mapping[str, EncodedTaper] = MappingProxyType(
    {t.key: t for t in (TP_14, TP_7, TP_12, TP_21, TP_H, TP_BD, TP_8, TP_SC23, STEP_DOWN)}
)
