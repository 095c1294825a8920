"""What a guideline says to a clinician and to a patient, side by side, for whoever reviews the words."""

from __future__ import annotations

from collections.abc import Iterator

from boneguide.logic.guideline import Guideline
from boneguide.report._manual import plain, table
from boneguide.report.words import Message, Wording, messages


def readers_markdown(guideline: Guideline, words: Wording) -> str:
    """Return the words for both readers as Markdown: rules, restrictions, tasks, questions and facts.

    An entry that stands for several clauses or facts is shown once, with each wording
    for a clinician and with how many it stands for.

    Args:
        guideline: The guideline.
        words: The words for a patient.

    Raises:
        MissingWordsError: If something has no words.
    """
    return "\n".join(_page(guideline, words))


def _page(guideline: Guideline, words: Wording) -> Iterator[str]:
    said = tuple(messages(guideline))
    yield "### Rules"
    yield ""
    yield from table(("Rule", "For a clinician", "For a patient"), (_rule(m, words) for m in said if m.kind == "rule"))
    yield "### Clauses, questions and facts"
    yield ""
    yield from table(("Entry", "Stands for", "For a clinician", "For a patient"), _clauses(said, words))


def _rule(message: Message, words: Wording) -> tuple[str, str, str]:
    own = words.rule(message.id)
    return f"`{message.id}`", plain(message.text), plain(f"{own.name}: {own.says}")


def _clauses(said: tuple[Message, ...], words: Wording) -> Iterator[tuple[str, str, str, str]]:
    stands: dict[str, list[Message]] = {}
    for message in said:
        if message.kind != "rule":
            stands.setdefault(words.entry(message.id) or message.id, []).append(message)
    for entry, found in stands.items():
        texts = "<br>".join(plain(text) for text in dict.fromkeys(message.text for message in found))
        yield f"`{entry}`", str(len(found)), texts, plain(words.clause(found[0].id))
