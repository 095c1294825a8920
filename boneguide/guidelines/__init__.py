"""The encoded medicine: one package per subject, sources beside them.

``default`` holds the subjects that are asked unless another is named. Each subject is
one guideline of its own: call it, cut it down, extend or replace parts of it. The
rules of ``bone_agents`` are constants of the package ``boneguide.guidelines.bone_agents``,
and so with the others.
"""

from __future__ import annotations

from boneguide.guidelines.bone_agents import GUIDELINE as bone_agents  # noqa: N811 - guidelines are functions
from boneguide.guidelines.cord_compression import GUIDELINE as cord_compression  # noqa: N811 - as above
from boneguide.guidelines.radiotherapy import GUIDELINE as radiotherapy  # noqa: N811 - as above

default = bone_agents

__all__ = ["bone_agents", "cord_compression", "default", "radiotherapy"]
