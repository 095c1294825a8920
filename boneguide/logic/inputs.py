"""What has to be on record before criteria can be judged."""

from __future__ import annotations

from collections.abc import Iterable

from boneguide.logic.nodes import Fact, Node
from boneguide.logic.tables import Exists


def inputs(nodes: Iterable[Node]) -> tuple[tuple[Fact, ...], tuple[Exists, ...]]:
    """Return the facts about the person and the questions about rows that criteria come down to.

    Facts from which others are inferred are counted too.

    Example:
        >>> from boneguide.guidelines.facts import LYTIC_LESION
        >>> inputs([LYTIC_LESION])
        ((LYTIC_LESION,), (exists(LESIONS, PHENOTYPE.is_in('mixed', 'osteolytic')),))
    """
    facts: dict[Fact, None] = {}
    questions: dict[Exists, None] = {}
    left = list(nodes)
    # What facts are inferred from is put at the end, while the list is gone through.
    for asked in left:
        for node in asked.walk():
            if isinstance(node, Exists):
                questions[node] = None
            elif isinstance(node, Fact) and node not in facts:
                facts[node] = None
                if node.inferred is not None:
                    left.append(node.inferred)
    return tuple(facts), tuple(questions)
