"""Which drug a concept names: by a verified code, or else as the record prints it."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence

import attrs

from boneguide.guidelines._drug_names import plainer
from boneguide.guidelines.drugs import CLASSES, classes_of
from boneguide.interop.fhir._claims import Aside, Fields, Wrong, part, parts, text
from boneguide.interop.fhir._coding import Meaning, codings, words_of
from boneguide.interop.fhir._context import Reading
from boneguide.interop.terminology import codes


@attrs.frozen(kw_only=True)
class Drug:
    """A drug as it stands in a resource.

    Args:
        name: The substance, or what the record prints where no code of it is known.
        product: What the record prints, where that is more than the substance.
        remark: How it was found, where that is not by a verified code.
    """

    name: str
    product: str | None = None
    remark: str = ""


def plain_name(printed: str) -> str:
    """Return the substance or the brand in a printed name, without strength, form and salt, where it is recognised.

    Example:
        >>> plain_name("12 HR oxycodone hydrochloride 15 MG Extended Release Oral Tablet"), plain_name("Some drug 5 mg")
        ('oxycodone', 'Some drug 5 mg')
    """
    return next((plain for plain in reversed(list(plainer(printed))) if plain and classes_of(plain)), printed)


@functools.lru_cache(maxsize=4096)
def substances_in(name: str) -> frozenset[str]:
    """Return the substances that a name or a brand is known to hold, of those that have a class of their own.

    Example:
        >>> sorted(substances_in("Percocet 5/325")), sorted(substances_in("Naproxen"))
        (['oxycodone', 'paracetamol'], [])
    """
    return frozenset(group for group in classes_of(name) if group in CLASSES[group])


@functools.cache
def _coded() -> frozenset[str]:
    return frozenset(code.value for code in codes("drug"))


def are_different(one: str, other: str) -> bool:
    """Return whether two names are known to be of drugs that have nothing in common.

    Example:
        >>> are_different("Oxycontin 20 mg", "oxycodone"), are_different("morphine", "oxycodone")
        (False, True)
    """
    substances = substances_in(one), substances_in(other)
    if all(substances):
        return substances[0].isdisjoint(substances[1])
    classes = classes_of(one), classes_of(other)
    if all(classes) and classes[0].isdisjoint(classes[1]):
        return True
    plain = plain_name(one), plain_name(other)
    # Each is a substance of its own in the tables of codes, though both are of one class.
    return plain[0] != plain[1] and _coded().issuperset(plain)


def drug_in(fields: Fields, reading: Reading) -> Drug:
    """Return the drug that a resource is about, in its own code or in another resource.

    Raises:
        Aside: If the resource that names it was entered in error.
        Wrong: If none is named, or a code and what is printed beside it are different drugs.
    """
    concept = part(fields, "medicationCodeableConcept")
    if concept:
        return _drug(concept, reading, "medicationCodeableConcept")
    reference = part(fields, "medicationReference")
    target, printed = text(reference, "reference"), text(reference, "display")
    held = reading.links.fields(target, fields) if target else None
    if held is not None:
        return _described(held, reading, target, printed)
    if not printed:
        where = "medicationReference"
        raise Wrong(where, target or None, "a drug, or a reference to one that is at hand")
    return _as_printed([printed], "named only as the reference prints it")


def _described(medication: Fields, reading: Reading, target: str, printed: str) -> Drug:
    """Return the drug of a resource of its own: by its code, or else by what it holds."""
    if text(medication, "status") == "entered-in-error":
        reason = f"{printed or target}: the drug it refers to was entered in error"
        raise Aside(reason)
    also = (printed,) if printed else ()
    concept = part(medication, "code")
    named = _drug(concept, reading, f"{target}.code", also) if words_of(concept) else None
    held = _ingredients(medication, reading, target)
    if named is not None and (classes_of(named.name) or named.name in _coded()):
        if held is not None and are_different(named.name, held):
            where = f"{target}.ingredient"
            raise Wrong(where, held, f"what {named.name} holds")
        return named
    if held is None:
        if named is None and not also:
            where = f"{target}.code"
            raise Wrong(where, None, "a drug by its code or by its ingredients")
        return named or _as_printed(also, "named only as the reference prints it")
    product = printed if named is None else named.product or named.name
    return Drug(name=held, product=product or None, remark="named by what the product holds")


def _ingredients(medication: Fields, reading: Reading, target: str) -> str | None:
    """Return the names of what acts in a product; None where one of them has none."""
    found = []
    for place, item in enumerate(parts(medication, "ingredient")):
        if item.get("isActive") is False:
            continue
        reference = text(part(item, "itemReference"), "reference")
        concept = part(item, "itemCodeableConcept")
        if not concept and reference:
            concept = part(reading.links.fields(reference, medication) or {}, "code")
        if not words_of(concept):
            return None
        found.append(_drug(concept, reading, f"{target}.ingredient[{place}]").name)
    return " / ".join(dict.fromkeys(found)) or None


def _drug(concept: Fields, reading: Reading, path: str, also: tuple[str, ...] = ()) -> Drug:
    known = {code for _, code, _ in codings(concept)}
    displays = [display for _, _, display in codings(concept)]
    printed = [name for name in dict.fromkeys((text(concept, "text"), *displays, *also)) if name and name not in known]
    found = _coded_as(concept, reading, path, printed)
    if isinstance(found, Meaning):
        _refuse_others(found.value, printed, f"{path}.coding")
        own = {found.value.casefold(), "" if found.code is None else found.code.display.casefold()}
        product = _most_telling([name for name in printed if name.casefold() not in own])
        return Drug(name=found.value, product=product, remark=found.remark)
    if found is not None:
        return found
    if not printed:
        raise Wrong(path, words_of(concept) or None, "a drug by a code that is known here, or by its name")
    for one, other in itertools.combinations(printed, 2):
        if are_different(one, other):
            raise Wrong(path, f"{one} and {other}", "names of one drug")
    remark = "named as the record prints it, for its code is not known here" if known else "named by a text"
    return _as_printed(printed, remark)


def _coded_as(concept: Fields, reading: Reading, path: str, printed: Sequence[str]) -> Meaning | Drug | None:
    """Return what the codes mean; of several substances, the printed product that holds them all."""
    try:
        return reading.meaning(concept, "drug", path=path)
    except Wrong:
        each = [reading.meaning({"coding": [one]}, "drug", path=path) for one in parts(concept, "coding")]
        held = [classes_of(one.value) for one in each if one is not None]
        for name in printed:
            if len(held) > 1 and all(held) and all(classes <= classes_of(name) for classes in held):
                return _as_printed([name], "named as the record prints it, for its codes are those of its parts")
        raise


def _refuse_others(value: str, printed: Sequence[str], path: str) -> None:
    for name in printed:
        if are_different(value, name):
            raise Wrong(path, f"{value} by its code, printed as {name}", "a name of the drug that the code means")


def _most_telling(printed: Sequence[str]) -> str | None:
    """Return the name that says most of what a drug is, the first of several; brands tell products apart."""
    return max(printed, key=lambda name: len(classes_of(name)), default=None)


def _as_printed(printed: Sequence[str], remark: str) -> Drug:
    told = max(printed, key=lambda name: len(classes_of(name)))
    plain = plain_name(told)
    rest = [name for name in printed if name.casefold() != plain.casefold()]
    return Drug(name=plain, product=_most_telling(rest), remark=remark)
