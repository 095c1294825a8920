"""Names of the library's own that stand in resources."""

from __future__ import annotations

from typing import Final

#: The code system of facts by their paths in a patient's record.
FACTS: Final = "urn:x-boneguide:fact"
#: The group under which such a code is found.
OWN: Final = "own fact"
#: Code of the statement that a list holds every entry.
COMPLETE: Final = "complete"
#: System of the tag of a resource whose content stands in a fact of its own too.
RESTATED: Final = "urn:x-boneguide:restated"
