"""Draw every picture of one person and of the rules, and write them to a folder.

Usage: python examples/pictures.py FOLDER

The documentation shows the same pictures. It needs the extra `plot`.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import boneguide as bg
from boneguide import Q, guidelines
from boneguide.report import plots

if TYPE_CHECKING:
    from matplotlib.axes import Axes

CREATININE = {
    date(2026, 4, 1): 0.9,
    date(2026, 5, 20): 0.94,
    date(2026, 6, 17): 1.05,
    date(2026, 7, 15): 1.5,
    date(2026, 8, 5): 1.2,
    date(2026, 8, 30): 0.98,
    date(2026, 10, 1): 1.1,
}
PERSON = bg.Patient(
    labs=bg.Labs(creatinine=[bg.Observation(value=Q(value, "mg/dL"), on=day) for day, value in CREATININE.items()]),
    bone_agent_doses=[bg.BoneAgentDose(drug="zoledronic acid", dose=Q(4, "mg"), on=date(2026, 4, 3))],
)
REGIMEN = bg.Regimen(
    drug="zoledronic acid", route="IV", dose=Q(4, "mg"), interval=bg.Range(low=Q(3, "week"), high=Q(4, "week"))
)
FRACTIONS = bg.RadiotherapyRegimen(dose_per_fraction=Q(4, "Gy"), fractions=5)
TAPER = bg.Taper(
    name="an example, not a recommendation",
    steps=[(Q(16, "mg"), 4), (Q(8, "mg"), 4), (Q(4, "mg"), 4), (Q(2, "mg"), 4)],
    twice_daily=True,
)
GIVEN = bg.RadiotherapyCourse(dose_per_fraction=Q(3, "Gy"), fractions=10, ended=date(2026, 2, 12))
PLANNED = bg.RadiotherapyRegimen(dose_per_fraction=Q(8, "Gy"), fractions=1)
START = date(2026, 11, 26)


def pictures() -> dict[str, Axes]:
    """Return every picture by its name."""
    few = guidelines.bone_agents.only("hypercalcaemia-emergency", "zoledronic-acid", "denosumab")
    schedules = {str(REGIMEN): REGIMEN.schedule(START, 6), str(FRACTIONS): FRACTIONS.schedule(START)}
    return {
        "creatinine": plots.creatinine_over_time(PERSON, on=date(2026, 11, 23), jurisdiction="US"),
        "taper": plots.taper_calendar(TAPER, START),
        "schedules": plots.dose_timeline(schedules),
        "cord": plots.spinal_dose([GIVEN, PLANNED], interval=Q(9, "month")),
        "rule": plots.decision_diagram(guidelines.bone_agents["denosumab"], jurisdiction="US", most=6),
        "guideline": plots.guideline_diagram(few, jurisdiction="US"),
    }


def main() -> None:
    """Write the pictures to the folder that was named."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the script and its folder
        sys.exit("Usage: python examples/pictures.py FOLDER")
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, ax in pictures().items():
        path = folder / f"picture-{name}.png"
        ax.get_figure(root=True).savefig(path, dpi=120)  # type: ignore[union-attr]  # it is in a figure
        print(path)


if __name__ == "__main__":
    main()
