"""The encoded medicine: one package per subject, sources beside them.

``default`` holds every subject. ``bone_agents`` is one guideline of its own: call
it, cut it down, extend or replace parts of it. Its rules are constants of the
package ``boneguide.guidelines.bone_agents``. ``corticosteroids`` is the same for
dexamethasone.
"""

from __future__ import annotations

from boneguide.guidelines.bone_agents import GUIDELINE as bone_agents  # noqa: N811 - guidelines are functions
from boneguide.guidelines.corticosteroids import GUIDELINE as corticosteroids  # noqa: N811 - as above

default = bone_agents

__all__ = ["bone_agents", "corticosteroids", "default"]
