"""How something of the model is shown, without the model depending on it."""

from __future__ import annotations

import importlib


def rendered(name: str, answer: object) -> str:
    """Return something as :mod:`boneguide.report` shows it.

    Args:
        name: The function there.
        answer: What is to be shown.
    """
    # Rendering lives in a higher room; it is looked up by name when first wanted,
    # so that nothing in the model depends on how an answer is shown.
    return str(getattr(importlib.import_module("boneguide.report"), name)(answer))
