"""A text with what is encoded in it decoded: of addresses, HTML, JSON, base64 and hexadecimal."""

from __future__ import annotations

import base64
import binascii
import html
import re
from urllib.parse import unquote

_ESCAPED = re.compile(r"\\(?:u([\da-fA-F]{4})|x([\da-fA-F]{2})|([\"/\\nrt]))")
_MARKED = re.compile(rf"%[\da-fA-F]{{2}}|&#?\w{{1,8}};|{_ESCAPED.pattern}")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}
_PACKED = re.compile(r"(?<![\w+/])[A-Za-z\d+/_-]{12,}={0,2}(?![\w+/=])")

#: One in another is looked into so often.
_DEEPEST = 4


def layers(text: str) -> tuple[str, ...]:
    """The text, then what is decoded of it, of that, and so on."""
    found = [text]
    for _ in range(_DEEPEST):
        new = [
            one for one in (_unescaped(found[-1]), _unpacked(found[-1])) if one not in ("", *found)
        ]
        found += new
        if not new:
            break
    return tuple(found)


def _unescaped(text: str) -> str:
    """With the characters that are written by their numbers or escaped; empty if none are."""
    if not _MARKED.search(text):
        return ""
    return html.unescape(unquote(_ESCAPED.sub(_character, text)))


def _character(escape: re.Match[str]) -> str:
    """The character that an escape of JSON stands for."""
    if code := escape[1] or escape[2]:
        return chr(int(code, 16))
    return _CONTROLS.get(escape[3], escape[3])


def _unpacked(text: str) -> str:
    """What is packed in the text as base64 or hexadecimal; empty if nothing readable is."""
    read = (_readable(match[0]) for match in _PACKED.finditer(text))
    return " ".join(filter(None, read))


def _readable(token: str) -> str:
    """A packed text of printable characters; empty if it is none."""
    packed = token.rstrip("=")
    for unpack in (bytes.fromhex, _of_base64):
        try:
            found = unpack(packed).decode("utf-8")
        except (ValueError, binascii.Error):
            continue
        if found.isprintable():
            return found
    return ""


def _of_base64(packed: str) -> bytes:
    padded = packed + "=" * (-len(packed) % 4)
    return base64.b64decode(
        padded, altchars=b"-_" if {"-", "_"} & set(packed) else None, validate=True
    )
