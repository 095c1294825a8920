"""What is said, in words for a reader who is no clinician, kept apart from the rules.

The clinician's words stand in the rules. Those for another reader stand in one file
for each reader and language under ``boneguide/report/messages``, such as
``patient.en.toml``: another language is one more file.

Everything that is said has an identifier: ``"zoledronic-acid"`` is a rule,
``"zoledronic-acid/pregnancy"`` one of its clauses, and ``"zoledronic-acid/pregnancy?"``
what is asked where it is not known whether that clause holds. ``"?ecog"`` is a fact that an
answer may wait for. An entry of a file is such an
identifier or a pattern: ``*`` stands for any letters up to the stroke, ``{a,b}`` for
either. The entry with the most letters of its own wins, and then that with the fewest
``*``, so that what is the same for many rules is worded once and what differs is worded
where it differs.

The files are TOML, which the standard library reads. ``gettext`` knows a message by
its English text and wants compiled files, and ``fluent.runtime`` allows neither
strokes nor patterns in identifiers and is made for plurals and inserted values, of which
there are none here: no number is told to a patient.
"""

from __future__ import annotations

import functools
import itertools
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources
from os import PathLike
from pathlib import Path
from typing import Literal, Never, TypeVar

import attrs

from boneguide.errors import MissingWordsError, WordingError
from boneguide.logic.clauses import Confirm, Restriction
from boneguide.logic.guideline import Guideline
from boneguide.logic.nodes import Fact
from boneguide.logic.program import program
from boneguide.logic.rule import Rule
from boneguide.model.jurisdiction import JURISDICTIONS
from boneguide.model.status import Status

#: What stands around the messages: headings, statuses, limits.
FRAME = (
    "title",
    "red-flags",
    "offered",
    "after-checks",
    "on-hold",
    "unsuitable",
    "unknown",
    "nothing",
    "wanted",
    "to-check",
    "against",
    "why-on-hold",
    "open",
    "keep-in-mind",
    "unlicensed",
    "not-used",
    "no-reason",
    "places-differ",
    "limits",
    *(status.value for status in Status if status is not Status.NOT_APPLICABLE),
)

T = TypeVar("T")

_TABLES = ("frame", "rules", "messages")
_FOLDER = resources.files("boneguide.report") / "messages"


@attrs.frozen
class Message:
    """One thing that is said.

    Args:
        id: Identifier: ``rule``, ``rule/clause``, ``rule/clause?`` for what is asked, ``?fact``.
        kind: What it belongs to.
        text: The words for a clinician.
    """

    id: str
    kind: Literal["rule", "restriction", "task", "question", "fact"]
    text: str


def messages(rules: Iterable[Rule]) -> Iterator[Message]:
    """Yield what rules say to a patient as well: themselves, restrictions, holds, tasks, questions, and facts.

    Args:
        rules: The rules, or a guideline.

    Example:
        >>> from boneguide import guidelines
        >>> found = messages([guidelines.supportive["exercise"]])
        >>> [message.id for message in found][:2]
        ['exercise', 'exercise/cord-compression']
    """
    asked: dict[str, str] = {}
    for rule in rules:
        yield from _messages(rule)
        asked.update({fact.name: fact.label for fact in _facts(rule)})
    yield from (Message(f"?{name}", "fact", label) for name, label in asked.items())


def _facts(rule: Rule) -> Iterator[Fact]:
    """Yield the facts on which the status of a rule rests anywhere."""
    criteria = (criterion for place in JURISDICTIONS for criterion in program(rule, place).criteria())
    return (node for criterion in criteria for node in criterion.walk() if isinstance(node, Fact))


def _messages(rule: Rule) -> Iterator[Message]:
    yield Message(rule.id, "rule", ": ".join(filter(None, (rule.title, rule.action))))
    limits: tuple[Restriction, ...] = (*rule.contraindications, *rule.holds)
    for limit in limits:
        yield Message(f"{rule.id}/{limit.id}", "restriction", limit.says)
        if limit.bars and isinstance(limit.unknown, Confirm):
            yield Message(f"{rule.id}/{limit.id}?", "question", limit.unknown.task)
    yield from (Message(f"{rule.id}/{task.id}", "task", task.says) for task in rule.first)


@attrs.frozen
class RuleWords:
    """How a rule is called, and what it is about."""

    name: str
    says: str


@attrs.frozen(slots=False)
class Wording:
    """The words for one reader in one language.

    Two of them compose: in ``a | b`` what ``b`` has counts before what ``a`` has.

    Args:
        frame: Headings, statuses and limits, by the names in :data:`FRAME`.
        rules: Words for rules, by identifier.
        entries: Words for clauses and facts, by identifier or pattern.
    """

    frame: Mapping[str, str] = attrs.field(factory=dict)
    rules: Mapping[str, RuleWords] = attrs.field(factory=dict)
    entries: Mapping[str, str] = attrs.field(factory=dict)

    def __or__(self, other: Wording) -> Wording:
        """Return the words of both."""
        return Wording(
            frame={**self.frame, **other.frame},
            rules={**self.rules, **other.rules},
            entries={**self.entries, **other.entries},
        )

    def around(self, name: str) -> str:
        """Return a heading, the words for a status, or the limits.

        Args:
            name: One of :data:`FRAME`.

        Raises:
            MissingWordsError: If there are none.
        """
        return _there(self.frame.get(name), f"frame/{name}")

    def rule(self, identifier: str) -> RuleWords:
        """Return the words for a rule.

        Raises:
            MissingWordsError: If there are none.
        """
        return _there(self.rules.get(identifier), identifier)

    def clause(self, identifier: str) -> str:
        """Return the words for a clause, for what is asked, or for a fact.

        Args:
            identifier: Such as ``"zoledronic-acid/pregnancy"``, the same with a ``?`` at its end, or ``"?ecog"``.

        Raises:
            MissingWordsError: If there are none.
        """
        return _there(self.entries.get(self.entry(identifier) or ""), identifier)

    def entry(self, identifier: str) -> str | None:
        """Return the entry that words a clause, as it is written in the file; None where none does.

        Args:
            identifier: Such as ``"zoledronic-acid/pregnancy"``.

        Example:
            >>> wording().entry("codeine/bowel-obstruction")
            '*/bowel-obstruction'
        """
        if identifier in self._literal:
            return self._literal[identifier]
        fitting = ((rank, entry) for rank, fits, entry in self._patterns if fits(identifier))
        return max(fitting, default=((0, 0), None))[1]

    @functools.cached_property
    def _literal(self) -> dict[str, str]:
        """Entries under each choice that is no pattern."""
        return {choice: entry for entry in self.entries for choice in _choices(entry) if "*" not in choice}

    @functools.cached_property
    def _patterns(self) -> tuple[tuple[tuple[int, int], Callable[[str], object], str], ...]:
        """How specific each other choice is, what tells whether it fits, and its entry."""
        return tuple(
            ((len(choice.replace("*", "")), -choice.count("*")), _fits(choice), entry)
            for entry in self.entries
            for choice in _choices(entry)
            if "*" in choice
        )

    def has(self, message: Message) -> bool:
        """Return whether there are words for a message.

        Args:
            message: One of :func:`messages`.
        """
        return message.id in self.rules if message.kind == "rule" else self.entry(message.id) is not None


def unworded(guideline: Guideline, words: Wording) -> tuple[str, ...]:
    """Return the identifiers of what a guideline says and for which there are no words.

    Args:
        guideline: The guideline.
        words: The words.

    Example:
        >>> from boneguide import guidelines
        >>> unworded(guidelines.default, wording())
        ()
    """
    return tuple(message.id for message in messages(guideline) if not words.has(message))


def unused_words(guideline: Guideline, words: Wording) -> tuple[str, ...]:
    """Return the entries, each choice of ``{a,b}`` by itself, for which a guideline has nothing to say.

    Args:
        guideline: The guideline.
        words: The words.

    Example:
        >>> from boneguide import guidelines
        >>> unused_words(guidelines.default, wording())
        ()
    """
    said = [message.id for message in messages(guideline)]
    worded: dict[str | None, list[str]] = {}
    for identifier in said:
        worded.setdefault(words.entry(identifier), []).append(identifier)
    left = (
        choice
        for entry in words.entries
        for choice in _choices(entry)
        if not any(map(_fits(choice), worded.get(entry, ())))
    )
    return (*(rule for rule in words.rules if rule not in said), *left)


def wording(language: str = "en", *, reader: str = "patient") -> Wording:
    """Return the words of the library for one reader in one language.

    Args:
        language: The language, such as ``"en"``.
        reader: Who reads it.

    Raises:
        WordingError: If there are none in that language or for that reader.

    Example:
        >>> wording().rule("zoledronic-acid").name
        'Zoledronic acid, a medicine for the bones'
    """
    # Looked up among the files that there are: a name never becomes a path.
    there = dict(sorted((file.name.removesuffix(".toml"), file) for file in _FOLDER.iterdir()))
    wanted = f"{reader}.{language}"
    if wanted not in there:
        msg = (
            f"there are no words for the reader {reader!r} in the language {language!r}. There are {', '.join(there)}."
        )
        raise WordingError(msg)
    return _bundled(wanted)


@functools.cache
def _bundled(name: str) -> Wording:
    return parsed((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"), where=f"{name}.toml")


def read_wording(path: str | PathLike[str]) -> Wording:
    """Return the words of a file of one's own, for another language or to add: ``wording() | these``.

    Args:
        path: A TOML file with the tables ``frame``, ``rules`` and ``messages``, each of which may be left out.

    Raises:
        WordingError: If it is no such file; the message names the entry.
    """
    return parsed(Path(path).read_text(encoding="utf-8"), where=str(path))


def parsed(text: str, *, where: str) -> Wording:
    r"""Return the words that stand in a text in TOML.

    Args:
        text: The text.
        where: What to call it in an error.

    Raises:
        WordingError: If it is not as expected; the message names the entry.

    Example:
        >>> parsed("[messages]\n'*/fever' = 'A fever is on record.'", where="mine").clause("rest/fever")
        'A fever is on record.'
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        _refuse(where, f"is not TOML: {error}")
    for name, table in tables.items():
        if name not in _TABLES or not isinstance(table, dict):
            _refuse(where, f"has {name!r} at its top. Expected the tables {', '.join(_TABLES)}")
    frame, rules, entries = ({str(k): v for k, v in tables.get(name, {}).items()} for name in _TABLES)
    for name in frame:
        if name not in FRAME:
            _refuse(where, f"words {name!r} in its frame. Expected one of {', '.join(FRAME)}")
    seen: dict[str, str] = {}
    for entry in entries:
        for choice in _choices(entry):
            if not re.fullmatch(r"[a-z0-9*-]+/[a-z0-9*-]+\??|\?[a-z0-9*_]+", choice):
                _refuse(where, f"has the entry {entry!r}. Expected such as '*/pregnancy', 'a/b?' or '?ecog'")
            if choice in seen:
                _refuse(where, f"words {choice!r} in {seen[choice]!r} and in {entry!r}. Expected one of them")
            seen[choice] = entry
    return Wording(
        frame={name: _text(where, f"frame/{name}", value) for name, value in frame.items()},
        rules={name: _rule_words(where, name, value) for name, value in rules.items()},
        entries={name: _text(where, name, value) for name, value in entries.items()},
    )


def _rule_words(where: str, identifier: str, value: object) -> RuleWords:
    if not isinstance(value, dict) or set(value) != {"name", "says"}:
        _refuse(where, f"has {identifier!r} with something else than the two texts 'name' and 'says'")
    return RuleWords(*(_text(where, f"{identifier} ({part})", value[part]) for part in ("name", "says")))


def _text(where: str, identifier: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        _refuse(where, f"has no text for {identifier!r}")
    return " ".join(value.split())


def _refuse(where: str, wrong: str) -> Never:
    msg = f"{where} {wrong}."
    raise WordingError(msg)


def _there(found: T | None, identifier: str) -> T:
    if found is None:
        msg = (
            f"there are no words for {identifier!r}. Add them in a file of your own:"
            " wording() | read_wording(path); unworded(guideline, words) names all that is missing."
        )
        raise MissingWordsError(msg)
    return found


@functools.cache
def _choices(entry: str) -> tuple[str, ...]:
    """Return an entry once for each choice of its braces."""
    parts = re.split(r"\{([^{}]*)\}", entry)
    choices = (part.split(",") if place % 2 else (part,) for place, part in enumerate(parts))
    return tuple("".join(chosen) for chosen in itertools.product(*choices))


@functools.cache
def _fits(choice: str) -> Callable[[str], object]:
    """Return what tells whether a choice fits an identifier."""
    return re.compile("[^/?]*".join(map(re.escape, choice.split("*")))).fullmatch
