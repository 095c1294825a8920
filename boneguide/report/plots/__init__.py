"""Pictures of one person and of the rules, for print and for every eye.

Each function takes what the library itself has, and returns the axes that it drew
on; ``ax.figure`` is the whole picture, which ``ax.figure.savefig("name.png")``
writes. No window is opened, and the same input always gives the same picture. They
need the extra ``plot``. Pictures of cohorts are in :mod:`boneguide.cohort.plots`.
"""

from boneguide.report.plots.calendars import taper_calendar
from boneguide.report.plots.decisions import decision_diagram, guideline_diagram
from boneguide.report.plots.kidney import creatinine_over_time
from boneguide.report.plots.schedules import dose_timeline
from boneguide.report.plots.spinal import spinal_dose
from boneguide.report.plots.styles import STYLES, Style

__all__ = [
    "STYLES",
    "Style",
    "creatinine_over_time",
    "decision_diagram",
    "dose_timeline",
    "guideline_diagram",
    "spinal_dose",
    "taper_calendar",
]
