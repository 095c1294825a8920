"""The same rules for whole cohorts: columns in, columns out, of whatever library the frame is.

:func:`assess` answers for every row of a frame, and leads back from any row to
its full reasons. It needs the extra ``cohort``.
"""

from boneguide.cohort.answers import Answers
from boneguide.cohort.counts import Counts
from boneguide.cohort.door import assess
from boneguide.cohort.inspection import Problem, Report
from boneguide.cohort.questions import Rows

__all__ = ["Answers", "Counts", "Problem", "Report", "Rows", "assess"]
