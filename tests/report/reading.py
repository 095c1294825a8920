"""How hard a text is to read: the grade of Flesch and Kincaid, with a small counter of syllables.

The maintained libraries count by a dictionary of pronunciation that they fetch when they run
(textstat 0.7.13 by nltk), which a test must not do. The counter goes by spelling; the
words for which that is wrong are listed. Against the CMU dictionary, looked at once, it was
right for 97 of 100 different words of the English patient texts.
"""

from __future__ import annotations

import re

_VOWELS = re.compile(r"[aeiouy]+")
# An e that is not heard, as in "those", "takes" and "looked" but not in "doses", "treated" and "little".
_SILENT = re.compile(
    r"(?<=[^aeiouylcsxz])(?<!ch)(?<!sh)(?<!g)es$|(?<=[^aeiouytd])ed$|(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$"
)
# Two vowels that are heard apart, as in "giant", "ratio" and "being".
_APART = re.compile(r"ia(?!l)|io(?!n|us)|iu|yi|eing$|oing$|eact")
#: Words whose spelling misleads the counter, with how many syllables they have.
EXCEPTIONS = {
    "aspirin": 2,
    "careful": 2,
    "closely": 2,
    "diabetes": 4,
    "earlier": 3,
    "european": 4,
    "evening": 2,
    "everyday": 3,
    "fluid": 2,
    "myeloma": 4,
    "radioactive": 5,
    "rules": 1,
    "serious": 3,
    "settled": 2,
    "somebody": 3,
    "something": 2,
    "sometimes": 2,
    "technique": 2,
    "uk": 2,
    "us": 1,
    "usual": 3,
}


def words(text: str) -> list[str]:
    """Return the words of a text."""
    return re.findall(r"[a-z']+", text.lower())


def syllables(word: str) -> int:
    """Return how many syllables an English word has, by its spelling."""
    if word in EXCEPTIONS:
        return EXCEPTIONS[word]
    stem = _SILENT.sub("", word)
    return max(1, len(_VOWELS.findall(stem)) + len(_APART.findall(stem)))


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [found for found in re.split(r"(?<=[.!?])\s+", text.strip()) if found]


def grade(text: str) -> float:
    """Return the school grade in the US at which a text can be read, after Flesch and Kincaid (1975)."""
    said = words(text)
    return 0.39 * len(said) / len(sentences(text)) + 11.8 * sum(map(syllables, said)) / len(said) - 15.59
