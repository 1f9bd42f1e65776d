"""Our dataclasses as messages of mrkl.v1, and back.

One rule serves all: a message's fields have the names of the dataclass's. Where the two shapes
differ there are four conventions, and no special cases:

- an enum value carries its enum's name on the wire (SOLVE_STATUS_TIMEOUT is TIMEOUT);
- JSON travels as google.protobuf.Struct or Value;
- a tuple that is a message on the wire fills its fields in order, and a repeated field takes
  the rest: ("move", "a", "b") is Step{action, arguments}, a tuple of those is Plan{steps};
- None is a field that is not set.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor
from google.protobuf.message import Message

from mrkl_core.errors import Broken
from mrkl_core.surfaces.grpc.structs import fill_struct, fill_value, from_struct, from_value

M = TypeVar("M", bound=Message)
T = TypeVar("T")

_Write = Callable[[Any, Any], None]
_Read = Callable[[Any], Any]


def to_message(kind: type[M], value: Any) -> M:
    """The message of this kind that says what the dataclass says."""
    message = kind()
    fill(message, value)
    return message


def fill(message: Any, value: Any) -> None:
    """Writes a dataclass, a tuple or JSON into an empty message."""
    _writer(message.DESCRIPTOR)(message, value)


def from_message(cls: type[T], message: Message) -> T:
    """The dataclass that the message says; fields the wire does not have take their defaults.

    Raises Broken for an enum value that this version does not know.
    """
    kind: Any = cls
    result: T = _reader(kind, message.DESCRIPTOR)(message)
    return result


def to_response(kind: type[M], value: Any) -> M:
    """The message of this kind whose only field says what the value says."""
    message = kind()
    _field_writer(_only_field(kind))(message, value)
    return message


def from_response(cls: type[T], message: Message) -> T:
    """What the only field of a message says; `cls` may also be str or tuple[…, ...]."""
    result: T = _field_reader(cls, _only_field(message))(message)
    return result


def _only_field(message: Any) -> FieldDescriptor:
    (field,) = message.DESCRIPTOR.fields
    found: FieldDescriptor = field
    return found


# Writing goes by the message's descriptor.


@lru_cache(maxsize=256)
def _writer(descriptor: Descriptor) -> _Write:
    if descriptor.full_name == "google.protobuf.Struct":
        return fill_struct
    if descriptor.full_name == "google.protobuf.Value":
        return fill_value
    writers = [(field.name, _repeated(field), _field_writer(field)) for field in descriptor.fields]

    def write(message: Any, value: Any) -> None:
        message.SetInParent()
        if isinstance(value, tuple):
            for position, (_, rest, write_field) in enumerate(writers):
                write_field(message, value[position:] if rest else value[position])
            return
        for name, _, write_field in writers:
            item = getattr(value, name, None)
            if item is not None:
                write_field(message, item)

    return write


def _field_writer(field: FieldDescriptor) -> _Write:
    name = field.name
    if _is_map(field):
        return lambda message, value: getattr(message, name).update(value)
    if field.message_type is not None:
        kind = field.message_type

        def write_many(message: Any, values: Any) -> None:
            target = getattr(message, name)
            for value in values:
                _writer(kind)(target.add(), value)

        def write_one(message: Any, value: Any) -> None:
            _writer(kind)(getattr(message, name), value)

        return write_many if _repeated(field) else write_one
    if field.enum_type is not None:
        numbers = {n: number for n, number in _enum_values(field.enum_type)}
        return lambda message, value: setattr(message, name, numbers[str(value)])
    if _repeated(field):
        return lambda message, value: getattr(message, name).extend(value)
    return lambda message, value: setattr(message, name, value)


# Reading goes by the dataclass's annotations.


@lru_cache(maxsize=256)
def _reader(cls: Any, descriptor: Descriptor) -> _Read:
    hints = get_type_hints(cls)
    by_name = descriptor.fields_by_name
    readers = []
    for field in fields(cls):
        if field.name in by_name:
            readers.append((field.name, _field_reader(hints[field.name], by_name[field.name])))
        elif field.default is MISSING and field.default_factory is MISSING:
            raise TypeError(f"{descriptor.full_name} has no {field.name!r} of {cls.__name__}")

    def read(message: Any) -> Any:
        return cls(**{name: read_field(message) for name, read_field in readers})

    return read


def _field_reader(hint: Any, field: FieldDescriptor) -> _Read:
    name = field.name
    item = _item_reader(hint, field)
    if _is_map(field):
        return lambda message: dict(getattr(message, name))
    if _repeated(field):
        return lambda message: tuple(item(value) for value in getattr(message, name))
    if field.has_presence:
        return lambda message: item(getattr(message, name)) if message.HasField(name) else None
    return lambda message: item(getattr(message, name))


def _item_reader(hint: Any, field: FieldDescriptor) -> _Read:
    if field.enum_type is not None:
        values = {number: _enum_member(hint, n) for n, number in _enum_values(field.enum_type)}

        def read_enum(number: int) -> Any:
            if number not in values:
                raise Broken(
                    f"{field.full_name} is {number}, which is no value known here",
                    hint="does the server run a newer mrkl?",
                )
            return values[number]

        return read_enum
    if field.message_type is None:
        return lambda value: value
    if field.message_type.full_name == "google.protobuf.Struct":
        return from_struct
    if field.message_type.full_name == "google.protobuf.Value":
        return from_value
    if _is_map(field):
        return lambda value: value
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    (wanted,) = (option for option in options if option is not type(None))
    if _repeated(field):
        wanted = get_args(wanted)[0]  # tuple[X, ...]
    if is_dataclass(wanted):
        cls: Any = wanted
        return lambda message: _reader(cls, message.DESCRIPTOR)(message)
    return _tuple_reader(wanted, field.message_type)


def _tuple_reader(hint: Any, descriptor: Descriptor) -> _Read:
    """Reads a message whose fields are the items of a tuple."""
    item = get_args(hint)[0]
    singles = [_field_reader(item, f) for f in descriptor.fields if not _repeated(f)]
    rests = [_field_reader(hint, f) for f in descriptor.fields if _repeated(f)]

    def read(message: Any) -> tuple[Any, ...]:
        values = [read_field(message) for read_field in singles]
        for read_field in rests:
            values.extend(read_field(message))
        return tuple(values)

    return read


def _repeated(field: FieldDescriptor) -> bool:
    return bool(field.is_repeated)


def _is_map(field: FieldDescriptor) -> bool:
    return field.message_type is not None and field.message_type.GetOptions().map_entry


def _enum_values(descriptor: EnumDescriptor) -> list[tuple[str, int]]:
    """The names without their prefix; the zero value, which says nothing, is left out."""
    prefix = descriptor.values_by_number[0].name.removesuffix("UNSPECIFIED")
    return [(v.name.removeprefix(prefix), v.number) for v in descriptor.values if v.number]


def _enum_member(hint: Any, name: str) -> Enum:
    options = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    for option in options:
        for member in option:
            if member.value == name:
                found: Enum = member
                return found
    raise TypeError(f"{hint} has no {name!r}")
