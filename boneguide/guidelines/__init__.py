"""The encoded medicine: one package per subject, sources beside them.

``default`` holds every subject. Each is one guideline of its own: call it, cut it
down, extend or replace parts of it. The rules of ``bone_agents`` are constants of the package
``boneguide.guidelines.bone_agents``, and so with the others.
"""

from __future__ import annotations

import functools
import operator

import attrs

from boneguide.guidelines.analgesia import GUIDELINE as analgesia  # noqa: N811 - guidelines are functions
from boneguide.guidelines.bone_agents import GUIDELINE as bone_agents  # noqa: N811 - as above
from boneguide.guidelines.cord_compression import GUIDELINE as cord_compression  # noqa: N811 - as above
from boneguide.guidelines.corticosteroids import GUIDELINE as corticosteroids  # noqa: N811 - as above
from boneguide.guidelines.investigational import GUIDELINE as investigational  # noqa: N811 - as above
from boneguide.guidelines.procedures import GUIDELINE as procedures  # noqa: N811 - as above
from boneguide.guidelines.radiopharmaceuticals import GUIDELINE as radiopharmaceuticals  # noqa: N811 - as above
from boneguide.guidelines.radiotherapy import GUIDELINE as radiotherapy  # noqa: N811 - as above
from boneguide.guidelines.supportive import GUIDELINE as supportive  # noqa: N811 - as above

_SUBJECTS = (
    cord_compression,
    radiotherapy,
    bone_agents,
    analgesia,
    corticosteroids,
    procedures,
    radiopharmaceuticals,
    supportive,
    investigational,
)

#: Every subject: red flags first, what is never advised last.
default = attrs.evolve(functools.reduce(operator.or_, _SUBJECTS), id="boneguide", title="All subjects")

__all__ = [
    "analgesia",
    "bone_agents",
    "cord_compression",
    "corticosteroids",
    "default",
    "investigational",
    "procedures",
    "radiopharmaceuticals",
    "radiotherapy",
    "supportive",
]
