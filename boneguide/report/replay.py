"""What came of asking an audit record again, as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from boneguide.model.audit import Departure, Replay
from boneguide.report.text import wrapped


def replay_text(replay: Replay) -> str:
    """Return what came of asking an audit record again: rules that changed, answers that did, and why.

    Args:
        replay: The replay.
    """
    return "\n".join(_lines(replay))


def _lines(replay: Replay) -> Iterator[str]:
    record, then, now = replay.record, replay.record.assessment, replay.assessment
    place = record.jurisdiction or "no jurisdiction given"
    again = "" if then.version == now.version else f", asked again with {now.version}"
    made = f"made with boneguide {then.version}{again}"
    yield from wrapped(f"Replay of the assessment on {record.on.isoformat()}, {place}, {made}", "")
    if replay.same:
        rules = "Rules have changed, but" if replay.rules else "Every rule is the one that was asked, and"
        yield from wrapped(f"{rules} all {len(then)} answers are the same.", "")
    else:
        yield from wrapped(f"{len(replay.answers)} of {len(then)} answers are not the same.", "")
    if replay.rules:
        yield "Rules that are not those that were asked"
        for rule in replay.rules:
            yield from wrapped(str(rule), "  - ")
    unexplained = {answer.key for answer in replay.unexplained}
    for answer in replay.answers:
        yield answer.key
        if answer.key in unexplained:
            yield from wrapped("the rule is the one that was asked: what it reads, or the package, has changed", "  - ")
        for departure in answer.departures:
            yield from _departure(departure)
    if replay.about:
        yield "Of the record as a whole"
        for departure in replay.about:
            yield from _departure(departure)


def _departure(departure: Departure) -> Iterator[str]:
    for line in str(departure).splitlines():
        yield from wrapped(line, "  - ")
