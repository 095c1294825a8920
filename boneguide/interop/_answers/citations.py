"""On whose word an answer stands: publications as lines and as addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import quote

from boneguide.model.provenance import Reference, Source

#: The code system of rules: what an answer is called.
RULES: Final = "urn:x-boneguide:rule"

_DOI = re.compile(r"doi:(10\.\d{4,9}/\S+)")
_PUBMED = re.compile(r"PMID (\d+)")
_PUBMED_CENTRAL = re.compile(r"PMC(\d+)")


def address(reference: Reference) -> str | None:
    """Return where a publication can be opened; None where no identifier says so.

    An identifier that nobody has verified opens nothing.

    Example:
        >>> from boneguide.guidelines.sources import ESMO_2020
        >>> address(ESMO_2020)
        'https://doi.org/10.1016/j.annonc.2020.07.019'
    """
    for pattern, form in (
        (_DOI, "https://doi.org/{}"),
        (_PUBMED, "https://pubmed.ncbi.nlm.nih.gov/{}/"),
        (_PUBMED_CENTRAL, "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC{}/"),
    ):
        for identifier in reference.identifiers:
            found = pattern.fullmatch(identifier)
            if found is not None:
                return form.format(quote(found[1], safe="/:;()"))
    return None


def cited(sources: Iterable[Source]) -> Iterator[str]:
    """Yield each publication once with the places that were read and how far they were verified."""
    places: dict[Reference, dict[str, None]] = {}
    for source in sources:
        places.setdefault(source.reference, {})[f"{source.locator} ({source.verified.value})"] = None
    for reference, found in places.items():
        yield f"{reference}: {'; '.join(found)}"
