"""The second interpreter: the same rules for every row of a data frame at once.

Rules become gates (:mod:`~boneguide.logic.columns.circuit`), which become
expressions of a data frame (:mod:`~boneguide.logic.columns.emit`). Nothing of a
rule is written twice. Only the last step needs a library for frames.
"""
