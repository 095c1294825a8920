"""Names of drugs as lists of medicines print them: with a salt, a strength, a form, or several joined."""

from __future__ import annotations

import re
from collections.abc import Iterator

from boneguide.model.medication import substance

_NUMBER = r"\d+(?:[.,]\d+)?"
_UNIT = r"(?:mg|ug|mcg|µg|μg|micrograms?|milligrams?|g|ml|iu|units?|%)"
_STRENGTH = re.compile(
    rf"(?<![\w.,-])(?:{_NUMBER}(?:\s*[/-]\s*{_NUMBER})+\s*{_UNIT}?|{_NUMBER}\s*{_UNIT})"
    rf"(?:\s*/\s*(?:{_NUMBER}\s*)?(?:{_UNIT}|l|h|hr|hour|dose))*(?!\w)"
)
#: How it is made up. Gels, creams and drops are left alone: they are not taken as the drug is.
_FORM = re.compile(
    r"(?<![\w-])(?:(?:modified|prolonged|extended|sustained|slow|immediate|delayed)[ -]release|[msxeic]r|pr|xl|retard"
    r"|(?:per )?(?:tab(?:let)?s?|cap(?:sule)?s?)|suppositor(?:y|ies)|oral|solution|suspension|injection|infusion"
    r"|transdermal|(?:delivery )?system|patch(?:es)?|\d+[ -]?h(?:r|our)?s?"
    r"|nasal spray|sublingual|buccal|soluble|dispersible|effervescent|film-coated|films?|sachets?|enteric[ -]coated|ec"
    r"|injectable|prefilled syringe|pen injector|auto-?injector|cartridge|chewable|disintegrating|abuse-deterrent"
    r"|iv|im|sc|po)(?![\w-])"
)
#: Salts and esters; without them it is the same drug.
_SALTS = frozenset(
    (
        *(
            "acetate",
            "anhydrous",
            "arginine",
            "besilate",
            "besylate",
            "bisulfate",
            "bitartrate",
            "cilexetil",
            "citrate",
        ),
        *("disodium", "erbumine", "etexilate", "fumarate", "hcl", "hydrobromide", "hydrochloride", "lysine", "malate"),
        *("maleate", "medoxomil", "mesilate", "mesylate", "monohydrate", "phosphate", "potassium", "sodium"),
        *("succinate", "sulfate", "sulphate", "tartrate", "tosilate", "tosylate", "trihydrate", "trometamol"),
        "tromethamine",
    )
)
#: A strength without its unit, as in "gabapentin 300".
_BARE_STRENGTH = re.compile(_NUMBER)
#: A number after these says which substance it is.
_NUMBERED = frozenset({"glycol", "macrogol"})
#: As RxNorm prints a brand behind the substance.
_BRANDED = re.compile(r"(?P<substance>[^\[\]]+) \[(?P<brand>[^\[\]]+)\]")
#: As lists of hospitals print a brand in the middle of a name.
_WITH_BRAND = re.compile(r"(?P<substance>[^()]+) \((?P<brand>[^()]+)\)(?P<rest>[^()]*)")
_JOINED_BY = (" and ", " with ", ",", "+", "&", "/", "-")


def plainer(name: str) -> Iterator[str]:
    """Yield a name as it stands, then without strength and form, then without each salt or number at its end.

    Example:
        >>> list(plainer("Morphine sulfate 10 mg MR tablets"))
        ['morphine sulfate 10 mg mr tablets', 'morphine sulfate', 'morphine']
    """
    whole = substance(name)
    yield whole
    if branded := _BRANDED.fullmatch(whole):
        # The brand says more, as of a product for osteoporosis; of one that is not known the substance counts.
        yield from plainer(branded["brand"])
        yield from plainer(branded["substance"])
        return
    words = _FORM.sub(" ", _STRENGTH.sub(" ", whole)).split()
    yield " ".join(words)
    while len(words) > 1 and (
        words[-1] in _SALTS or (_BARE_STRENGTH.fullmatch(words[-1]) and words[-2] not in _NUMBERED)
    ):
        words.pop()
        yield " ".join(words)
    if branded := _WITH_BRAND.fullmatch(whole):
        yield from plainer(f"{branded['brand']}{branded['rest']}")
        yield from plainer(f"{branded['substance']}{branded['rest']}")


def joined(name: str) -> Iterator[list[str]]:
    """Yield the parts of a name that joins several, by each sign that may join them.

    Example:
        >>> list(joined("oxycodone and naloxone"))
        [['oxycodone', 'naloxone']]
    """
    for sign in _JOINED_BY:
        if sign in name:
            yield [part.strip() for part in name.split(sign)]
