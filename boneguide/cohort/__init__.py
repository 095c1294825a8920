"""The same rules for whole cohorts: columns in, columns out, of whatever library the frame is.

:func:`~boneguide.cohort.door.assess` answers for every row of a frame, and leads back from any row to
its full reasons. It needs the extra ``cohort``.
"""

from boneguide.cohort.answers import Answers
from boneguide.cohort.changes import Changes, diff
from boneguide.cohort.counts import Counts
from boneguide.cohort.door import assess
from boneguide.cohort.files import FileAnswers, assess_files, open_answers
from boneguide.cohort.inspection import Problem, Report
from boneguide.cohort.questions import Rows
from boneguide.cohort.records import Records, from_patients
from boneguide.cohort.single import Decider, decider

__all__ = [
    "Answers",
    "Changes",
    "Counts",
    "Decider",
    "FileAnswers",
    "Problem",
    "Records",
    "Report",
    "Rows",
    "assess",
    "assess_files",
    "decider",
    "diff",
    "from_patients",
    "open_answers",
]
