"""What sources say about an option in one word, and how they word a restriction."""

from __future__ import annotations

import enum


class Status(enum.Enum):
    """What the encoded sources say about one option for one person.

    The order of members is the order in which an assessment shows them.
    """

    #: Advised by the sources for this person; nothing is outstanding.
    RECOMMENDED = "recommended"
    #: One of several reasonable choices; nothing is outstanding.
    OPTION = "option"
    #: Advised or an option once what stands in ``first`` is done or confirmed.
    AFTER = "after"
    #: A dose due now is held until a finding has settled.
    WITHHOLD = "withhold"
    #: Something must be measured before anything can be said.
    NEEDS_DATA = "needs-data"
    #: The sources advise against it for this person, short of a contraindication.
    NOT_RECOMMENDED = "not-recommended"
    #: The sources forbid it for this person.
    CONTRAINDICATED = "contraindicated"
    #: Not available outside trials.
    INVESTIGATIONAL = "investigational"
    #: Not a question for this person.
    NOT_APPLICABLE = "not-applicable"


#: Statuses under which nothing may be given now.
BARRED = frozenset(
    {Status.WITHHOLD, Status.NEEDS_DATA, Status.NOT_RECOMMENDED, Status.CONTRAINDICATED, Status.INVESTIGATIONAL}
)

#: Statuses for which no regimen is shown, because none may stand.
NO_REGIMEN = frozenset({Status.NEEDS_DATA, Status.CONTRAINDICATED, Status.NOT_RECOMMENDED, Status.NOT_APPLICABLE})


class Severity(enum.Enum):
    """How a source words a restriction."""

    #: The label lists it as a contraindication.
    CONTRAINDICATED = "contraindicated"
    #: The label or guideline says "not recommended".
    NOT_RECOMMENDED = "not-recommended"
    #: The label says "should not" or "avoid".
    AVOID = "avoid"
    #: A precaution: it can be given with care.
    CAUTION = "caution"
    #: Worth knowing.
    INFO = "info"
