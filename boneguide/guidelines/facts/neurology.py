"""Facts about the spinal cord and the cauda equina."""

from __future__ import annotations

from operator import attrgetter

from boneguide.logic.verbs import fact
from boneguide.model.neurology import CORD_COMPRESSIONS

NEUROLOGICAL_DEFICIT = fact(
    "neurological_deficit",
    label="neurological symptoms or signs of compression of the cord or cauda equina",
    read=attrgetter("patient.neurology.deficit"),
    asked=True,
)
CORD_COMPRESSION = fact(
    "cord_compression",
    values=CORD_COMPRESSIONS,
    label="compression of the spinal cord or cauda equina",
    read=attrgetter("patient.neurology.cord_compression"),
)
AMBULATORY = fact("ambulatory", label="able to walk", read=attrgetter("patient.neurology.ambulatory"), asked=True)
