"""Frozen dataclasses that cost nothing until they are used.

`dataclasses.dataclass` compiles seven functions for each class. At half a millisecond a class,
that was a third of what a short `mrkl` command took to start. Here all but `__init__` are shared,
and that is compiled by the first instance. All else is as `@dataclass(frozen=True)` has it: fields,
`replace`, `asdict`, patterns, `KW_ONLY`, `__post_init__`, slots.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:
    import dataclasses
    from collections.abc import Callable
    from dataclasses import MISSING, FrozenInstanceError, fields
    from operator import attrgetter
    from typing import Any

    def dataclass(*, frozen: bool, slots: bool = False) -> Callable[[type], type]:
        """A class decorator; `frozen` must be said, and be true."""
        if not frozen:
            raise TypeError("records are frozen; else use dataclasses.dataclass")

        def decorate(cls: type) -> type:
            own = set(cls.__dict__)
            made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(cls)
            # As the standard library has it: inherited values never count, a class's own do.
            for name, method in {**_METHODS, "__init__": _first_init(made)}.items():
                if name not in own:
                    setattr(made, name, method)
            compared = [f.name for f in fields(made) if f.compare]
            made.__signature__ = _Signature()
            made._compared_ = staticmethod(attrgetter(*compared) if compared else _nothing)
            return made

        return decorate

    def _first_init(cls: type) -> Callable[..., None]:
        def __init__(self: Any, *args: Any, **kwargs: Any) -> None:
            cls.__init__ = _compiled(cls)
            cls.__init__(self, *args, **kwargs)

        return __init__

    def _compiled(cls: type) -> Callable[..., None]:
        scope: dict[str, Any] = {"_missing": MISSING, "_set": object.__setattr__}
        ordered = sorted((f for f in fields(cls) if f.init), key=lambda f: f.kw_only)
        heads, lines = ["self"], []
        for index, one in enumerate(ordered):
            if one.kw_only and "*" not in heads:
                heads.append("*")
            head, value = one.name, one.name
            if one.default is not MISSING:
                scope[f"_default{index}"] = one.default
                head = f"{one.name}=_default{index}"
            elif one.default_factory is not MISSING:
                scope[f"_make{index}"] = one.default_factory
                head = f"{one.name}=_missing"
                value = f"_make{index}() if {one.name} is _missing else {one.name}"
            heads.append(head)
            lines.append(f" _set(self, {one.name!r}, {value})")
        if hasattr(cls, "__post_init__"):
            lines.append(" self.__post_init__()")
        exec(f"def __init__({', '.join(heads)}):\n" + ("\n".join(lines) or " pass"), scope)
        init: Callable[..., None] = scope["__init__"]
        init.__qualname__ = f"{cls.__qualname__}.__init__"
        return init

    class _Signature:
        """What `inspect.signature` gives of a class, before its first instance too."""

        def __get__(self, instance: object, cls: type) -> Any:
            import inspect

            _, *rest = inspect.signature(_compiled(cls)).parameters.values()
            return inspect.Signature(rest)

    def _repr(self: Any) -> str:
        told = ", ".join(f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr)
        return f"{type(self).__qualname__}({told})"

    def _eq(self: Any, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self is other or self._compared_(self) == self._compared_(other)

    def _hash(self: Any) -> int:
        return hash((self.__class__, self._compared_(self)))

    def _refuse(self: Any, name: str, *_: Any) -> None:
        raise FrozenInstanceError(f"{name!r} of {type(self).__name__} cannot be changed")

    def _nothing(_: Any) -> tuple[()]:
        return ()

    def _getstate(self: Any) -> list[Any]:
        return [getattr(self, f.name) for f in fields(self)]

    def _setstate(self: Any, state: list[Any]) -> None:
        for one, value in zip(fields(self), state, strict=True):
            object.__setattr__(self, one.name, value)

    _METHODS = {
        "__repr__": _repr,
        "__eq__": _eq,
        "__hash__": _hash,
        "__setattr__": _refuse,
        "__delattr__": _refuse,
        "__getstate__": _getstate,
        "__setstate__": _setstate,
    }
