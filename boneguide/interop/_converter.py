"""How attrs classes stand in JSON: one cattrs converter, strict in every type.

Nothing is coerced. A hook either reads a value exactly or refuses it, saying
where inside the value, what stood there, and what was expected.
"""

from __future__ import annotations

import datetime as dt
import enum
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import NoneType
from typing import Any, Literal, TypeAlias, TypeVar, get_args, get_origin

import attrs

from boneguide.errors import InvalidQuantityError, MissingExtraError
from boneguide.interop._document import MOST, Fields, Plain, Refused, as_object, each, key_path, shown, under, wrong
from boneguide.model._check import expected, nearest
from boneguide.model.conditions import Conditions, Dental, Symptoms
from boneguide.model.labs import Labs
from boneguide.model.neurology import Neurology
from boneguide.model.patient import Patient
from boneguide.quantities import Quantity, as_amount, parse

try:
    import cattrs
    from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn
except ImportError as missing:
    message = "boneguide.interop.json needs cattrs, which is not installed. Type: pip install 'boneguide[json]'"
    raise MissingExtraError(message) from missing

T = TypeVar("T")
A = TypeVar("A", bound=attrs.AttrsInstance)

#: A hook as cattrs calls it, with the value and the type wanted.
Reader: TypeAlias = Callable[[Any, Any], Any]
#: A hook that writes one value.
Writer: TypeAlias = Callable[[Any], Plain]

CONVERTER = cattrs.Converter()

_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Parts of a patient's record whose facts are easily put at its top.
_PARTS = (
    ("labs", Labs),
    ("dental", Dental),
    ("conditions", Conditions),
    ("symptoms", Symptoms),
    ("neurology", Neurology),
)


# ---- single values


def read_text(plain: Plain, _: object = str) -> str:
    """Return a text; it may be empty."""
    if not isinstance(plain, str):
        raise wrong(plain, "a text in quotes")
    if not plain.isascii() and any("\ud800" <= letter <= "\udfff" for letter in plain):
        raise wrong(plain, "whole characters; it holds half of a surrogate pair")
    return plain


def read_filled(plain: Plain) -> str:
    """Return a text with something in it."""
    text = read_text(plain)
    if not text.strip():
        raise wrong(plain, "a text that is not empty")
    return text


def _flag(plain: Plain, _: object) -> bool:
    if not isinstance(plain, bool):
        raise wrong(plain, "true or false, or null where it is unknown")
    return plain


def _whole(plain: Plain, _: object) -> int:
    if not isinstance(plain, int) or isinstance(plain, bool):
        raise wrong(plain, "a whole number without quotes")
    return plain


def _day(plain: Plain, _: object) -> dt.date:
    form = 'a day as "2026-11-23"'
    if not isinstance(plain, str) or not _DAY.fullmatch(plain):
        raise wrong(plain, form)
    try:
        return dt.date.fromisoformat(plain)
    except ValueError:
        raise wrong(plain, f"{form} that is in the calendar") from None


def read_quantity(plain: Plain, _: object = Quantity) -> Quantity:
    """Return a quantity from a text, by the strict parser of the library."""
    if not isinstance(plain, str):
        raise wrong(plain, 'a number with its unit in one text, such as "0.9 mg/dL"')
    try:
        return parse(plain).quantity()
    except InvalidQuantityError as problem:
        raise Refused(("", f": {problem}")) from None


def _word(plain: Plain, kind: Any) -> str:  # noqa: ANN401 - a Literal, which has no type of its own
    words: tuple[str, ...] = get_args(kind)
    if plain not in words:
        raise Refused(("", f"was {shown(plain)}; {expected(plain, words)}"))
    return read_text(plain)


def _member(plain: Plain, kind: type[enum.Enum]) -> enum.Enum:
    members = {member.value: member for member in kind}
    if not isinstance(plain, str) or plain not in members:
        raise Refused(("", f"was {shown(plain)}; {expected(plain, members)}"))
    return members[plain]


# ---- lists, mappings and classes


def _list_reader(kind: Any) -> Reader:  # noqa: ANN401 - a tuple type with its parameter
    inner = get_args(kind)[0]

    def read(plain: Plain, _: object) -> tuple[object, ...]:
        if not isinstance(plain, list):
            raise wrong(plain, "a list in brackets")
        # The hook is looked up when it is wanted, for a class may hold others of its kind.
        return tuple(each(numbered(plain), lambda item: CONVERTER.structure(item, inner)))

    return read


def _mapping_reader(kind: Any) -> Reader:  # noqa: ANN401 - a mapping type with its parameters
    inner = get_args(kind)[1]
    return lambda plain, _: dict(named(plain, lambda item: CONVERTER.structure(item, inner)))


def numbered(items: list[Plain]) -> list[tuple[str, Plain]]:
    """Return the items of a list with the path to each."""
    return [(f"[{place}]", item) for place, item in enumerate(items)]


def named(plain: Plain, build: Callable[[Plain], T]) -> list[tuple[str, T]]:
    """Return the names in an object, with what ``build`` makes of what stands under each."""
    fields = as_object(plain)
    for name in fields:
        if not read_text(name).strip():
            raise Refused(("", f"has the name {shown(name)}; expected one that is not empty"))
    return list(zip(fields, each(((key_path(name), fields[name]) for name in fields), build), strict=True))


def class_reader(kind: type[A], **overrides: Any) -> Callable[[Plain], A]:  # noqa: ANN401 - of cattrs' own, private type
    """Return what reads an object as an instance of an attrs class.

    Every key must be that of a field. A null counts as unknown where the field
    takes None, and as left out where it has another default.
    """
    fields = attrs.fields(attrs.resolve_types(kind))
    keys = {f.name: overrides[f.name].rename or f.name if f.name in overrides else f.name for f in fields}
    droppable = {f.name for f in fields if f.default is not attrs.NOTHING and NoneType not in get_args(f.type)}
    build = make_dict_structure_fn(
        kind, CONVERTER, _cattrs_forbid_extra_keys=True, _cattrs_detailed_validation=True, **overrides
    )

    def read(plain: Plain) -> A:
        given = {key: item for key, item in as_object(plain).items() if item is not None or key not in droppable}
        try:
            return build(given, kind)
        except cattrs.ClassValidationError as group:
            raise Refused(*_problems(group, kind, keys, given)) from None

    return read


def _any_class(kind: type[A]) -> Reader:
    read = class_reader(kind)
    return lambda plain, _: read(plain)


def _problems(
    group: cattrs.ClassValidationError, kind: type[A], keys: Mapping[str, str], given: Fields
) -> Iterator[tuple[str, str]]:
    of_fields, of_all = group.group_exceptions()
    for problem, note in of_fields:
        # Hooks only ever refuse; what is left is the lookup of a key that is not there.
        refused = problem if isinstance(problem, Refused) else Refused(("", "is missing; it cannot be left out"))
        yield from under(f".{keys[note.name]}", refused)
    for problem in of_all:
        if isinstance(problem, cattrs.ForbiddenExtraKeysError):
            unknown = (key for key in given if key in problem.extra_fields)
            yield from (("", _unknown(key, kind, keys.values())) for key in itertools.islice(unknown, MOST))
        else:
            yield _of_model(problem, kind)


def _unknown(key: str, kind: type[A], keys: Iterable[str]) -> str:
    for part, inner in _PARTS if kind is Patient else ():
        if key in attrs.fields_dict(inner):
            return f'has the key {shown(key)} in the wrong place; expected it inside "{part}"'
    known = sorted(keys)
    meant = nearest(key, known)
    wanted = f"one of {', '.join(known)}" if meant is None else f'another. Did you mean "{meant}"?'
    return f"has the key {shown(key)}, which is not known here; expected {wanted}"


def _of_model(problem: Exception, kind: type[A]) -> tuple[str, str]:
    # The model names class and field, such as "Labs.creatinine[1] was ..."; in a
    # document the object has a place, and that place is named instead.
    told = str(problem)
    match = re.match(rf"{kind.__name__}((?:\.\w+|\[\d+\])*)(?=[ :])", told)
    return ("", f": {told}") if match is None else (match[1], told[match.end() :].strip())


# ---- writing


def class_writer(kind: type[A], **overrides: Any) -> Callable[[A], dict[str, Any]]:  # noqa: ANN401 - as above
    """Return what writes an attrs class as an object, without the fields left at their default."""
    return make_dict_unstructure_fn(kind, CONVERTER, _cattrs_omit_if_default=True, **overrides)


def _any_class_written(kind: type[A]) -> Writer:
    # cattrs counts the parameters of a factory, so class_writer itself would not do.
    return class_writer(kind)


def write_quantity(quantity: Quantity) -> str:
    """Return a quantity as a text that reads back as the same number and unit."""
    return str(as_amount(quantity))


def register(kind: type[A], reader: Callable[[type[A]], Reader], writer: Callable[[type[A]], Writer]) -> None:
    """Give a class a form of its own; both hooks are made when they are first wanted."""
    CONVERTER.register_structure_hook_factory(lambda wanted: wanted is kind, reader)
    CONVERTER.register_unstructure_hook_factory(lambda wanted: wanted is kind, writer)


def _built_on(origin: object) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is origin


CONVERTER.register_structure_hook_factory(attrs.has, _any_class)
CONVERTER.register_unstructure_hook_factory(attrs.has, _any_class_written)
CONVERTER.register_structure_hook_factory(_built_on(tuple), _list_reader)
CONVERTER.register_structure_hook_factory(_built_on(Mapping), _mapping_reader)
CONVERTER.register_structure_hook_func(_built_on(Literal), _word)
CONVERTER.register_structure_hook_func(lambda kind: issubclass(kind, enum.Enum), _member)
CONVERTER.register_structure_hook(str, read_text)
CONVERTER.register_structure_hook(bool, _flag)
CONVERTER.register_structure_hook(int, _whole)
CONVERTER.register_structure_hook(dt.date, _day)
CONVERTER.register_unstructure_hook(dt.date, dt.date.isoformat)
CONVERTER.register_structure_hook(Quantity, read_quantity)
CONVERTER.register_unstructure_hook(Quantity, write_quantity)
