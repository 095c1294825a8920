"""The encoded medicine: one package per subject, sources beside them.

``default`` holds every subject. ``bone_agents`` is one guideline of its own: call
it, cut it down, extend or replace parts of it. Its rules are constants of the
package ``boneguide.guidelines.bone_agents``.
"""

from __future__ import annotations

from boneguide.guidelines.bone_agents import GUIDELINE as bone_agents  # noqa: N811 - guidelines are functions
from boneguide.guidelines.investigational import GUIDELINE as investigational  # noqa: N811 - guidelines are functions
from boneguide.guidelines.procedures import GUIDELINE as procedures  # noqa: N811 - guidelines are functions
from boneguide.guidelines.radiopharmaceuticals import GUIDELINE as radiopharmaceuticals  # noqa: N811 - guidelines are functions
from boneguide.guidelines.supportive import GUIDELINE as supportive  # noqa: N811 - guidelines are functions

default = bone_agents

__all__ = ["bone_agents", "default", "investigational", "procedures", "radiopharmaceuticals", "supportive"]
