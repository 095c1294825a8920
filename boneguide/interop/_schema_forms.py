"""How classes of the model stand in JSON, as a schema: a walk through their fields.

A type gives the form, and the field itself says what it takes
(:mod:`boneguide.interop._schema_asked`). Only what the converter gives a form of its
own has one here too: each class that is taught to it with ``register`` stands in
:data:`FORMS`.
"""

from __future__ import annotations

import enum
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from types import MappingProxyType, NoneType
from typing import Any, Final, Literal, TypeAlias, get_args, get_origin, get_type_hints

import attrs

from boneguide.interop import _schema_described as described
from boneguide.interop import _schema_texts as texts
from boneguide.interop._schema_asked import Asked, vocabularies_in
from boneguide.model.answer import Recommendation
from boneguide.model.basis import Grounds
from boneguide.model.explanation import Explanation
from boneguide.model.labs import Labs
from boneguide.model.life_expectancy import LifeExpectancy
from boneguide.model.observation import Observation
from boneguide.model.own_facts import OwnFacts
from boneguide.model.provenance import Reference
from boneguide.model.regimen import Range
from boneguide.quantities import Quantity
from boneguide.quantities.units import UNITS, Unit

Schema: TypeAlias = dict[str, Any]
Class: TypeAlias = type[attrs.AttrsInstance]
#: The name of a field in JSON and the type of what stands there.
StandIn: TypeAlias = tuple[str, object]

#: Classes of which the holder decides the kind of quantity, each with the field in which it is asked.
_HELD: Final[Mapping[Class, str]] = MappingProxyType({Observation: "value", Range: "low"})


class Key(str):
    """The type, in a document, of what names something that stands elsewhere in it."""

    __slots__ = ()


class Forms:
    """The forms in one document, with the definitions that they share."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}
        names = sorted(name for name in sys.modules if name.startswith("boneguide.model."))
        self._vocabularies = vocabularies_in(sys.modules[name] for name in names)

    def defined(self, name: str, build: Callable[[], Schema]) -> Schema:
        """Return a reference to a definition, which is built when it is first wanted."""
        if name not in self.definitions:
            # Holds the place, for a class may hold others of its kind.
            self.definitions[name] = {}
            self.definitions[name] = build()
        return {"$ref": f"#/$defs/{name}"}

    def of_class(self, kind: Class, stand_ins: Mapping[str, StandIn] = MappingProxyType({})) -> Schema:
        """Return a reference to the object of a class."""
        return self.defined(kind.__name__.lstrip("_"), lambda: self.object_of(kind, stand_ins))

    def object_of(
        self, kind: Class, stand_ins: Mapping[str, StandIn] = MappingProxyType({}), settled: tuple[Unit, ...] = ()
    ) -> Schema:
        """Return what an object of a class holds: its fields, and nothing else.

        Args:
            kind: The class.
            stand_ins: By the name of a field, how it is called and what it holds in JSON, where that is another.
            settled: Units of its quantities, where its holder decides on them.
        """
        hints, told = get_type_hints(kind), described.of_fields(kind)
        properties: Schema = {}
        required = []
        for field in attrs.fields(kind):
            key, hint = stand_ins.get(field.name, (field.name, hints[field.name]))
            form = self.of(hint, Asked(kind, field, settled=settled))
            if field.default is attrs.NOTHING:
                required.append(key)
            elif NoneType not in get_args(hint):
                # Where another default stands, null counts as left out.
                form = or_null(form)
            properties[key] = form | ({"description": told[key]} if key in told else {})
        words = described.of_class(kind)
        return ({"description": words} if words else {}) | closed(properties, required)

    def of(self, hint: Any, asked: Asked) -> Schema:  # noqa: ANN401 - any annotation of a field
        """Return the form of what stands in a field, or in a place inside it."""
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Literal:
            return {"type": "string", "enum": list(inner)}
        if origin is tuple:
            items = self.of(inner[0], asked.within(_in_list))
            return {"type": "array", "items": items, **asked.lists(items.get("enum", ()))}
        if origin is Mapping:
            return named(self.of(inner[1], asked))
        if inner:
            return self._any_of(inner, asked)
        if hint in FORMS:
            return FORMS[hint](self, asked)
        return self._of_class(hint, asked)

    def _any_of(self, inner: tuple[object, ...], asked: Asked) -> Schema:
        forms = [self.of(one, asked) for one in inner if one is not NoneType]
        form = forms[0] if len(forms) == 1 else {"anyOf": forms}
        return or_null(form) if NoneType in inner else form

    def _of_class(self, kind: Any, asked: Asked) -> Schema:  # noqa: ANN401 - any class
        if issubclass(kind, enum.Enum):
            return {"type": "string", "enum": [member.value for member in kind]}
        return self.held(kind, asked) if kind in _HELD else self.of_class(kind)

    def held(self, kind: Class, asked: Asked) -> Schema:
        """Return a reference to the object of a class, in whose quantities only the units of its holder may stand."""
        units = asked.within(lambda candidate: kind(**{_HELD[kind]: candidate})).units()
        name = kind.__name__ + _in_units(units)
        return self.defined(name, lambda: self.object_of(kind, settled=units))

    def quantity(self, units: tuple[Unit, ...]) -> Schema:
        """Return a reference to a quantity in one of some units."""
        symbols = "any unit" if units == UNITS else ", ".join(unit.symbol for unit in units)
        told = {"description": f"A number with its unit in one text; units: {symbols}."}
        return self.defined(f"Quantity{_in_units(units)}", lambda: told | texts.quantity(units))

    def text(self, asked: Asked) -> Schema:
        """Return the form of a text, or of a word where only some are taken."""
        words = asked.vocabulary(self._vocabularies)
        if words and asked.only_as_written(words[0]):
            return {"type": "string", "enum": list(words)}
        if asked.takes(""):
            return {"type": "string"}
        return texts.FILLED | ({"examples": list(words)} if words else {})


# ---- parts of a schema


def closed(properties: Schema, required: Iterable[str]) -> Schema:
    """Return an object that holds these properties only."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def named(form: Schema) -> Schema:
    """Return an object of one form under names that are not empty."""
    return {"type": "object", "propertyNames": texts.FILLED, "additionalProperties": form}


def or_null(form: Schema) -> Schema:
    """Return a form that may also be null."""
    if "anyOf" in form:
        return form | {"anyOf": [*form["anyOf"], {"type": "null"}]}
    if "type" not in form:
        return {"anyOf": [form, {"type": "null"}]}
    words = {"enum": [*form["enum"], None]} if "enum" in form else {}
    return form | {"type": [form["type"], "null"]} | words


def _in_list(item: object) -> tuple[object, ...]:
    return (item,)


def _in_units(units: tuple[Unit, ...]) -> str:
    if units == UNITS:
        return ""
    # Only letters that may stand in a reference, and in the names of most generated code.
    return "".join("-" + re.sub("[^A-Za-z0-9.]+", "_", unit.symbol.replace("/", "_per_")) for unit in units)


# ---- forms of their own, which the converter gives too


def _result(forms: Forms, asked: Asked) -> Schema:
    units = asked.within(lambda value: Observation(value=value)).units()
    return {"anyOf": [forms.quantity(units), forms.held(Observation, asked)]}


def _labs(forms: Forms, _: Asked) -> Schema:
    def build() -> Schema:
        form = forms.object_of(Labs)
        form["properties"] = {name: _or_single(held) for name, held in form["properties"].items()}
        return form

    return forms.defined(Labs.__name__, build)


def _or_single(form: Schema) -> Schema:
    if "items" not in form:
        return form
    rest = {name: part for name, part in form.items() if name not in {"type", "items"}}
    single = form["items"]["anyOf"]
    return {"anyOf": [*single, {"type": "array", "items": form["items"]}, {"type": "null"}], **rest}


def _expectancy(forms: Forms, _: Asked) -> Schema:
    span = Asked(LifeExpectancy, attrs.fields(LifeExpectancy).low)
    return {"anyOf": [forms.quantity(span.units()), forms.of_class(LifeExpectancy)]}


def _own_facts(forms: Forms, asked: Asked) -> Schema:
    # A text is a text here, so a quantity has to say that it is one.
    quantity = closed({"quantity": forms.quantity(UNITS)}, ["quantity"])
    observation = forms.held(Observation, asked.within(lambda fact: {"name": fact}))
    return named({"anyOf": [{"type": ["boolean", "null"]}, texts.FILLED, quantity, observation]})


def _recommendation(forms: Forms, _: Asked) -> Schema:
    # Private with the model, which works them out when they are read.
    stand_ins: dict[str, StandIn] = {
        "_explain": ("because", Explanation | None),
        "_suffices": ("sufficiency", _sufficient() | None),
        "_grounds": ("basis", Grounds | None),
    }
    return forms.of_class(Recommendation, stand_ins)


def _sufficient() -> Any:  # noqa: ANN401 - a class, which is to be joined with None
    # The class of the converter, which needs an extra; no record of a person holds an answer.
    from boneguide.interop._answer_forms import _Sufficient

    return _Sufficient


#: The form of a class, or of a plain type, as it stands in a field.
FORMS: Final[Mapping[object, Callable[[Forms, Asked], Schema]]] = MappingProxyType(
    {
        str: Forms.text,
        bool: lambda _, __: {"type": "boolean"},
        int: lambda _, asked: {"type": "integer", **asked.numbers()},
        date: lambda forms, _: forms.defined("Day", lambda: texts.DAY),
        Quantity: lambda forms, asked: forms.quantity(asked.units()),
        Key: lambda _, __: texts.FILLED,
        Observation: _result,
        Labs: _labs,
        LifeExpectancy: _expectancy,
        OwnFacts: _own_facts,
        Grounds: lambda forms, _: forms.of_class(Grounds, {"logic": ("logic", Key)}),
        Recommendation: _recommendation,
        Reference: lambda _, __: texts.FILLED,
    }
)
