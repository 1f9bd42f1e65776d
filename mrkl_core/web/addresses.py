"""Which network addresses are anybody's to reach, and what a name stands for.

Sources: IANA's special-purpose address registries (RFC 6890 and what updates it).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence

#: Gives the addresses of a host. Raises OSError.
Resolve = Callable[[str, int], Sequence[str]]

#: What is not public though it may be routed, with why.
_NOT_PUBLIC_4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        *("0.0.0.0/8", "10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
        "100.64.0.0/10",  # carriers' NAT, and a metadata service
        "169.254.0.0/16",  # link-local, and most metadata services
        "168.63.129.16/32",  # Azure's, in public space
        *("192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15"),
        *("198.51.100.0/24", "203.0.113.0/24"),
        *("224.0.0.0/4", "240.0.0.0/4"),  # multicast, reserved, broadcast
    )
)
_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")
_NOT_PUBLIC_6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # protocol assignments; Teredo hides an IPv4 address
        "2002::/16",  # 6to4 does too
        *("2001:db8::/32", "3fff::/20"),
    )
)
#: Networks whose addresses are an IPv4 address in their last bits: mapped, and NAT64's.
_CARRYING_4 = (ipaddress.IPv6Network("::ffff:0:0/96"), ipaddress.IPv6Network("64:ff9b::/96"))


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet's; what is not known to be is not."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return False
        if not any(address in network for network in _CARRYING_4):
            inside = any(address in network for network in _NOT_PUBLIC_6)
            return address in _PUBLIC_6 and not inside
        address = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return not any(address in network for network in _NOT_PUBLIC_4)


def system_resolve(host: str, port: int) -> Sequence[str]:
    """The addresses that this machine's resolver gives, in its order. Raises OSError."""
    import socket  # only what is asked for needs the network

    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))
