"""URLs, read strictly: what two programs could read in two ways is refused."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from urllib.parse import quote, urlsplit

from mrkl_core.records import dataclass
from mrkl_core.web.problems import WebProblem

_LONGEST = 4096
_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_KEPT = "/%:@!$&'()*+,;=~?[]|"


@dataclass(frozen=True)
class Target:
    """Where a request goes: `host` is in ASCII, lower case, and an address has its one form."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def place(self) -> str:
        """Host and port, as an operator allows them."""
        return f"{_bracketed(self.host)}:{self.port}"

    @property
    def authority(self) -> str:
        """The host, and the port if it is not its scheme's."""
        usual = self.port == _PORTS[self.scheme]
        return _bracketed(self.host) if usual else self.place

    @property
    def url(self) -> str:
        """The URL again."""
        return f"{self.scheme}://{self.authority}{self.path}"


def read_url(text: str) -> Target:
    """The target of an http or https URL; its fragment is dropped. Raises WebProblem."""
    if len(text) > _LONGEST:
        raise _bad(text, f"is longer than {_LONGEST} characters")
    if _UNSAFE.search(text):
        raise _bad(text, "has spaces, control characters or backslashes")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise _bad(text, "has no host and port that can be read") from None
    if parts.scheme not in _PORTS:
        raise _bad(text, "is not an http or https URL")
    if "@" in parts.netloc:
        raise _bad(text, "has a user's name in it")
    if port == 0 or parts.netloc.endswith(":"):
        raise _bad(text, "has no port after its colon")
    path = quote(parts.path or "/", safe=_KEPT)
    if parts.query:
        path += "?" + quote(parts.query, safe=_KEPT)
    host = _host(parts.netloc, parts.hostname or "", text)
    return Target(parts.scheme, host, port or _PORTS[parts.scheme], path)


def read_places(entries: Iterable[str]) -> frozenset[str]:
    """The hosts and ports of an operator's list: "host:port", "host" (80 and 443), or URLs.

    Raises WebProblem.
    """
    places: set[str] = set()
    for entry in entries:
        urls = [entry] if "://" in entry else [f"{scheme}://{entry}" for scheme in _PORTS]
        places |= {read_url(url).place for url in urls}
    return frozenset(places)


def _host(netloc: str, host: str, text: str) -> str:
    if netloc.startswith("["):
        try:
            return str(ipaddress.IPv6Address(host if "%" not in host else ""))
        except ValueError:
            raise _bad(text, "has no IPv6 address, without a zone, in its brackets") from None
    if not host.isascii():
        import idna  # tables of a megabyte, and most hosts need none

        try:
            host = idna.encode(host, uts46=True).decode()
        except idna.IDNAError:
            raise _bad(text, "has a host that no name server can know") from None
    host = host.removesuffix(".")
    labels = host.split(".")
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _bad(text, "has no host that can be read")
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", labels[-1]):
        # The octal, hexadecimal and shortened addresses that only some programs read.
        try:
            ipaddress.IPv4Address(host)
        except ValueError:
            raise _bad(text, "has an IPv4 address in another form than a.b.c.d") from None
    return host


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _bad(text: str, why: str) -> WebProblem:
    shown = re.sub(r"//[^/@]*@", "//…@", text)[:80]
    return WebProblem("BAD_URL", f"{shown!r} {why}", "write it as https://host/path")
