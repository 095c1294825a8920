"""A bar that shows how far a long run is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from boneguide.errors import MissingExtraError

#: So many seconds pass before anything is shown: a short run needs no bar.
DELAY = 1.0


@contextmanager
def bar(what: str, total: int, *, shown: bool, unit: str = " rows", done: int = 0) -> Iterator[Callable[[int], object]]:
    """Yield a function that is told how much more is done.

    Nothing is written where standard error is no terminal.

    Args:
        what: What is being done.
        total: How much there is to do.
        shown: Whether to show it at all.
        unit: What is counted.
        done: How much was done before.

    Raises:
        MissingExtraError: If a bar is wanted and tqdm is not installed.
    """
    if not shown:
        yield _nowhere
        return
    try:
        from tqdm import tqdm  # type: ignore[import-untyped, unused-ignore]  # its types are another package
    except ImportError as problem:
        msg = "progress is shown with tqdm, which is not installed. Type: pip install tqdm, or pass progress=False"
        raise MissingExtraError(msg) from problem
    with tqdm(desc=what, total=total, initial=done, unit=unit, unit_scale=True, disable=None, delay=DELAY) as shown_bar:
        yield shown_bar.update


def _nowhere(amount: int) -> None:
    """Take what would be shown."""
