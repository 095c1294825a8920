"""Conditions and reports: cancers, their metastases, and what else a person has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import attrs

from boneguide.interop.fhir._claims import (
    Aside,
    Claim,
    Fields,
    Resource,
    Wrong,
    extensions,
    part,
    parts,
    references,
    text,
)
from boneguide.interop.fhir._coding import Meaning, codings, words_of
from boneguide.interop.fhir._context import Reading, claim, code_of
from boneguide.interop.fhir._days import moment, span, stated
from boneguide.interop.fhir._observations import METASTASES, said_of_stage, staged
from boneguide.interop.fhir._sites import Site, site_in
from boneguide.model.lesion import SITES, Lesion

_GROUPS = ("metastasis", "primary", "history", "pregnancy", "condition", "stage")
#: How sure a condition is, where that is not enough for a fact.
_NOT_SURE = {
    "refuted": "was refuted",
    "entered-in-error": "was entered in error",
    "unconfirmed": "is not confirmed",
    "provisional": "is provisional",
    "differential": "is one of several that are considered",
    "past": "is stated as the state after it",
}
#: How sure a German diagnosis is: excluded, suspected, or a state after it.
_CERTAINTY = "http://fhir.de/StructureDefinition/icd-10-gm-diagnosesicherheit"
_LETTERS = {"A": "refuted", "V": "provisional", "Z": "past"}
_OVER = {"inactive": "is not active", "resolved": "is resolved"}
#: A cancer of which nothing is left is still the one that the metastases came from; a metastasis in remission is one.
_STILL_COUNTS = frozenset({"primary", "metastasis"})
#: Profiles of cancers that a person had before the one in question.
_FORMER = ("mii-pr-onko-fruehere-tumorerkrankung",)
#: Profile of a cancer whose site is that of the cancer.
_PRIMARY = "mcode-primary-cancer-condition"
_RELATED = (
    "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-related-primary-cancer-condition",
    "http://hl7.org/fhir/StructureDefinition/condition-related",
    "http://hl7.org/fhir/StructureDefinition/condition-dueTo",
)

#: Conditions of which the record holds more than yes or no.
_SPECIAL: Mapping[str, tuple[str, object]] = MappingProxyType(
    {"cord_compression": ("neurology.cord_compression", "confirmed")}
)


def read_condition(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield what a condition says.

    Raises:
        Aside: If it says nothing that is taken.
        Wrong: If it is not as it should be.
    """
    fields = resource.fields
    sure = _doubt(fields, reading)
    if sure in {"refuted", "entered-in-error"}:
        raise Aside(_NOT_SURE[sure])
    found = reading.meaning(part(fields, "code"), *_GROUPS)
    told = list(_stages(resource, found, reading))
    if found is None and not told:
        reason = f"{words_of(part(fields, 'code')) or 'its code'}: nothing that is read here"
        raise Aside(reason)
    if sure:
        reason = f"{words_of(part(fields, 'code'))}: {_NOT_SURE[sure]}"
        raise Aside(reason)
    first_day = _begun(fields, reading)
    if found is not None:
        _refuse_what_is_over(fields, found, reading)
        yield from _read(resource, found, reading, first_day)
    # A cancer is staged when it is found.
    yield from (attrs.evolve(one, moment=first_day) for one in told)


def _doubt(fields: Fields, reading: Reading) -> str:
    """Return why a condition is not known to be there, as a key of the reasons; empty where it is."""
    given = code_of(fields, "verificationStatus", *_NOT_SURE)
    if given:
        return given
    answer = reading.meaning(part(fields, "verificationStatus"), "qualifier", path="verificationStatus")
    if answer is not None and answer.value != "present":
        return "refuted" if answer.value == "absent" else "unconfirmed"
    for coding in parts(part(fields, "code"), "coding"):
        for extension in extensions(coding, _CERTAINTY):
            letter = text(part(extension, "valueCoding"), "code") or text(extension, "valueCode")
            if letter in _LETTERS:
                return _LETTERS[letter]
    return ""


def _begun(fields: Fields, reading: Reading) -> str:
    """Return when a condition began, set it aside where that lies ahead, and refuse what is no date."""
    written, path = stated(fields, "onsetDateTime", "onsetPeriod", "recordedDate")
    if not written:
        return ""
    reading.refuse_later(span(written, path)[0])
    return moment(written)


def _refuse_what_is_over(fields: Fields, found: Meaning, reading: Reading) -> None:
    state = code_of(fields, "clinicalStatus", *_OVER)
    if state:
        reason = f"{found.words}: {_OVER[state]}"
        raise Aside(reason)
    if code_of(fields, "clinicalStatus", "remission") and found.group not in _STILL_COUNTS:
        reason = f"{found.words}: is in remission"
        raise Aside(reason)
    written, path = stated(fields, "abatementDateTime", "abatementPeriod")
    if written and span(written, path)[1] <= reading.on:
        reason = f"{found.words}: was over on {written}"
        raise Aside(reason)
    for name in ("abatementAge", "abatementRange", "abatementString"):
        if name in fields:
            reason = f"{found.words}: is over ({name})"
            raise Aside(reason)
    if any(_profile_name(profile) in _FORMER for profile in _profiles(fields)):
        reason = f"{found.words}: a cancer before the one in question"
        raise Aside(reason)


def _profile_name(address: str) -> str:
    """Return the last part of the address of a profile, without its version."""
    return address.rsplit("/", 1)[-1].split("|", 1)[0]


def _profiles(fields: Fields) -> tuple[str, ...]:
    held = part(fields, "meta").get("profile")
    return tuple(item for item in held if isinstance(item, str)) if isinstance(held, (list, tuple)) else ()


def _read(resource: Resource, found: Meaning, reading: Reading, begun: str) -> Iterator[Claim]:
    unread = (found.remark,) if found.remark else ()
    if found.group == "primary":
        if found.value == "unspecified":
            reason = f"{found.words}: a cancer without the organ that it arose in"
            raise Aside(reason)
        yield claim(resource, "primary", found.value, found.words, moment=begun, unread=unread)
    elif found.group == "metastasis":
        yield from _metastases(resource, found, reading, begun, unread)
    elif found.group == "pregnancy":
        if found.value not in {"yes", "no"}:
            reason = f"{found.words}: does not say whether there is a pregnancy"
            raise Aside(reason)
        # Of a month or a year that is stated the first day counts: it is old the sooner.
        since = span(begun, "onsetDateTime")[0].isoformat() if begun and "T" not in begun else begun
        yield claim(resource, "pregnant", found.value == "yes", found.words, moment=since)
    elif found.group == "condition":
        fact, value = _SPECIAL.get(found.value, (found.value, True))
        yield claim(resource, fact, value, found.words, moment=begun, unread=unread)
    else:
        reason = f"{found.words}: does not say what is there now"
        raise Aside(reason)


def _metastases(
    resource: Resource, found: Meaning, reading: Reading, begun: str, unread: tuple[str, ...]
) -> Iterator[Claim]:
    fields = resource.fields
    site = site_in(parts(fields, "bodySite"), reading, "bodySite")
    place = _place(found, site, fields)
    named = "" if found.code is None else found.code.note.split(";")[0].strip()
    nowhere = "" if place in METASTASES else f"{found.words}: metastases without a place that is read here"
    if named.startswith("primary: "):
        cancer, left = named.removeprefix("primary: "), (nowhere,) if nowhere else ()
        yield claim(resource, "primary", cancer, found.words, moment=begun, unread=(*unread, *left))
    elif nowhere:
        raise Aside(nowhere)
    if nowhere:
        return
    about = tuple(ref for ext in extensions(fields, *_RELATED) for ref in references(ext, "valueReference"))
    where = "" if site is None else f", {site.words}"
    if site is not None and site.remark:
        unread = (*unread, site.remark)
    said = f"{found.words}{where}"
    yield claim(resource, METASTASES[place], value=True, said=said, moment=begun, about=about, unread=unread)
    bone = site.name if site is not None and site.name else named.removeprefix("site: ")
    if place == "bone" and bone in SITES:
        side = None if site is None else site.side
        lesion = Lesion(site=bone, side=side, kind="metastasis", identifier=text(fields, "id") or None)
        yield claim(resource, "lesions", lesion, said, moment=begun, about=about)


def _place(found: Meaning, site: Site | None, fields: Fields) -> str:
    """Return where metastases are: the code says that there are some, and the site where, if the code does not."""
    if site is None or found.value not in {"unspecified", "bone_or_marrow"}:
        return found.value
    if found.value == "bone_or_marrow":
        return "bone" if site.bone else found.value
    if any(_profile_name(profile) == _PRIMARY for profile in _profiles(fields)):
        # The site is that of the cancer, not of its metastases.
        return found.value
    return site.place or found.value


def _stages(resource: Resource, condition: Meaning | None, reading: Reading) -> Iterator[Claim]:
    """Yield what coded stages say of the cancer that they are of; their text is not read."""
    cancers = frozenset({condition.value}) if condition is not None and condition.group == "primary" else frozenset()
    for stage in parts(resource.fields, "stage"):
        found = reading.meaning(part(stage, "summary"), "stage", path="stage.summary")
        if found is not None:
            for fact, value in staged(found.value, cancers):
                said = said_of_stage(found, value=value)
                yield claim(resource, fact, value, said, about=(resource.label,))


_REPORTED = frozenset({"final", "amended", "corrected", "appended"})


def read_report(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield what the coded conclusions of a report say; its text is not read.

    Raises:
        Aside: If it says nothing that is taken.
        Wrong: If it is not as it should be.
    """
    fields = resource.fields
    status = text(fields, "status")
    if status not in _REPORTED:
        reason = f"has the status {status or 'none'}, so it is not final"
        raise Aside(reason)
    day, moment_ = reading.day(fields, "effectiveDateTime", "effectivePeriod", "issued")
    told = []
    for concept in parts(fields, "conclusionCode"):
        found = reading.meaning(concept, "metastasis", path="conclusionCode")
        if found is not None and found.value in METASTASES:
            said = f"concluded: {found.words}"
            told.append(claim(resource, METASTASES[found.value], value=True, said=said, day=day, moment=moment_))
    if not told:
        rest = "; its conclusion is a text, which is not read" if text(fields, "conclusion") else ""
        reason = f"{words_of(part(fields, 'code')) or 'a report'}: no coded conclusion that is read here{rest}"
        raise Aside(reason)
    yield from told


#: Texts in place of a substance that say that none is known.
_NO_ALLERGY = re.compile(r"\s*(?:no (?:known|allerg)|none\b|nil known|nkd?a\b|not on file|keine\b)", re.IGNORECASE)


def read_allergy(resource: Resource, reading: Reading) -> Iterator[Claim]:
    """Yield the substances to which a person is hypersensitive.

    Raises:
        Aside: If it says nothing that is taken.
        Wrong: If it names no substance.
    """
    fields = resource.fields
    sure = code_of(fields, "verificationStatus", "refuted", "entered-in-error")
    if sure:
        raise Aside(_NOT_SURE[sure])
    state = code_of(fields, "clinicalStatus", *_OVER)
    if state:
        raise Aside(_OVER[state])
    if text(fields, "type") == "intolerance":
        reason = f"{words_of(part(fields, 'code'))}: an intolerance, which is no hypersensitivity"
        raise Aside(reason)
    found = reading.meaning(part(fields, "code"), "drug", "allergy")
    if found is not None and found.group == "allergy" and found.value == "none":
        yield claim(resource, "allergies", None, found.words)
        return
    if found is None and _NO_ALLERGY.match(words_of(part(fields, "code"))):
        reason = f"{words_of(part(fields, 'code'))}: that there is none stands there as a text, which is not read"
        raise Aside(reason)
    substances = [part(fields, "code"), *(part(r, "substance") for r in parts(fields, "reaction"))]
    named = [found.value] if found is not None else []
    named += [words_of(substance) for substance in substances[1 if named else 0 :] if words_of(substance)]
    if not named:
        where = "code"
        raise Wrong(where, None, "the substance, as a code with its display or as a text")
    unread = () if found is not None or not list(codings(part(fields, "code"))) else ("its code is not known here",)
    if code_of(fields, "verificationStatus", "unconfirmed"):
        # It is kept, for it is the one error that harms nobody.
        unread = (*unread, "it is not confirmed")
    for name in dict.fromkeys(named):
        yield claim(resource, "allergies", name, f"hypersensitive to {name}", unread=unread)
